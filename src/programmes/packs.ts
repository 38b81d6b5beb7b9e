import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPack, type Pack } from '../../workflows/programmes/schema.ts';
import { programmesFolder } from '../paths.ts';
import { StartError } from '../start-error.ts';

/**
 * The policy packs that come with the program, oldest version first. Throws a StartError that names the file and what is wrong
 * in it: a pack that does not hold together must not be published by anyone.
 */
export function loadPacks(folder = programmesFolder): Pack[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => {
    const file = join(folder, name);
    const checked = checkPack(readJson(file, name));
    if (checked.ok) {
      const { id, version } = checked.pack;
      if (name === `${id}.v${version}.json`) return checked.pack;
      throw new StartError(
        `Policy pack ${name} calls itself ${id}, version ${version}: name the file ${id}.v${version}.json.`,
      );
    }
    const [problem] = checked.problems;
    throw new StartError(`Policy pack ${name} is not valid at ${problem?.path}: ${problem?.en}`);
  });
}

function readJson(file: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StartError(`Policy pack ${name} is not JSON: ${error instanceof Error ? error.message : error}.`);
  }
}
