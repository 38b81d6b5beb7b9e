import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBase, type Pack, resolvePack } from '../../workflows/programmes/schema.ts';
import { programmesFolder } from '../paths.ts';
import { StartError } from '../start-error.ts';

/**
 * The policy packs that come with the program, oldest version first, each whole: with the national procedure that it rests on.
 * Throws a StartError that names the file and what is wrong in it: a pack that does not hold together must not be published by
 * anyone.
 */
export function loadPacks(folder = programmesFolder): Pack[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const files = names.sort().map((name) => ({ name, json: readJson(join(folder, name), name) }));
  const bases = files.map(({ json }) => json).filter(isBase);
  const cities = files.filter(({ json }) => !isBase(json));
  return cities.map(({ name, json }) => {
    const checked = resolvePack(json, bases);
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
