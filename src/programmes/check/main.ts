// npm run pack:check: everything that is wrong in the file of a policy pack, at once, without a database.

import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { blanksOf, clauseOf, isBase, type Pack } from '../../../workflows/programmes/schema.ts';
import { StartError } from '../../start-error.ts';
import { basesIn, checkFile, readJson } from '../packs.ts';

const usage = `npm run pack:check -- FILE
Says everything that is wrong in the file of a policy pack, and what is left unknown in it. The procedures that it may rest on are those in
workflows/programmes. Ends with 1 when something is wrong, and with 2 when it could not be looked at.`;

function run([path, ...more]: readonly string[]): number {
  if (path === undefined || path.startsWith('-') || more.length > 0) throw new StartError(usage);
  const file = resolve(path);
  if (!existsSync(file)) throw new StartError(`${path} is not there: name the file of a policy pack.`);
  const name = basename(file);
  const json = readJson(file, name);
  if (isBase(json))
    throw new StartError(
      `${path} is a procedure for packs to rest on (base), and no pack: check a pack that names it in basedOn.`,
    );
  const checked = checkFile(name, json, basesIn());
  if (checked.ok) {
    console.log(sayWhole(path, checked.pack).join('\n'));
    return 0;
  }
  const { problems } = checked;
  console.log(`${path}: ${problems.length === 1 ? 'one fault' : `${problems.length} faults`}`);
  for (const { path: at, en } of problems) console.log(`  ${at}: ${en}`);
  return 1;
}

/** What the pack is, and what blocks its stages until somebody has read it. */
function sayWhole(path: string, pack: Pack): string[] {
  const blanks = blanksOf(pack);
  return [
    `${path}: ${pack.id}, version ${pack.version}, of ${pack.agency}${pack.fictional ? ', fictional' : ''}: nothing is wrong.`,
    `  stages: ${pack.stages.length}, caps: ${pack.caps.length}, unknown: ${blanks.length}${blanks.length === 0 ? '' : ', and no call opens on these:'}`,
    ...blanks.map((blank) => `  ${blank.path}: ${blank.what.en} (${clauseOf(pack, blank.source).en})`),
  ];
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  if (error instanceof StartError) console.error(error.message);
  else console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 2;
}
