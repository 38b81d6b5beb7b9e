import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBase, type Pack, type PackCheck, resolvePack } from '../../workflows/programmes/schema.ts';
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
    const checked = checkFile(name, json, bases);
    if (checked.ok) return checked.pack;
    const [problem] = checked.problems;
    throw new StartError(
      problem?.path === 'id'
        ? `Policy pack ${name} ${problem.en}`
        : `Policy pack ${name} is not valid at ${problem?.path}: ${problem?.en}`,
    );
  });
}

/** Those that an installation offers: what is no law is for demonstrations alone. */
export const packsFor = (packs: readonly Pack[], demo: boolean): Pack[] =>
  packs.filter(({ fictional }) => demo || !fictional);

/** The procedures of the folder that packs may rest on. */
export const basesIn = (folder = programmesFolder): unknown[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readJson(join(folder, name), name))
    .filter(isBase);

/** Everything that keeps a file from being a pack; its name is the pack's id and version. */
export function checkFile(name: string, json: unknown, bases: readonly unknown[]): PackCheck {
  const checked = resolvePack(json, bases);
  if (!checked.ok) return checked;
  const { id, version } = checked.pack;
  const right = `${id}.v${version}.json`;
  if (name === right) return checked;
  const vi = `tự gọi là ${id}, phiên bản ${version}: đặt tên tệp là ${right}.`;
  const en = `calls itself ${id}, version ${version}: name the file ${right}.`;
  return { ok: false, problems: [{ path: 'id', vi, en }] };
}

export function readJson(file: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StartError(`Policy pack ${name} is not JSON: ${error instanceof Error ? error.message : error}.`);
  }
}
