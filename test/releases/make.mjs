// Makes the fixture of a release, test/releases/VERSION.tar, from the program that is built:
//   npm run build && node test/releases/make.mjs
// What npm run scenario -- --live leaves, as npm run backup writes it, without what lets anybody in: see
// test/scenarios/upgrade-from-the-first-release.test.ts. A release's fixture is made once, from what is released, and stays.

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp } from '../../dist/src/backup/backup.js';
import { readConfig } from '../../dist/src/config.js';
import { openDatabase } from '../../dist/src/database/open.js';
import { connect } from '../../dist/src/database/pool.js';
import { root } from '../../dist/src/paths.js';
import { hashPassword } from '../../dist/src/people/passwords.js';
import { openHouse } from '../../dist/src/scenario/house.js';
import { playAll } from '../../dist/src/scenario/outcomes/index.js';
import { playLive } from '../../dist/src/scenario/outcomes/live.js';
import { beginning } from '../../dist/src/scenario/story.js';
import { createWorld } from '../../dist/src/scenario/world.js';

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const file = join(root, 'test/releases', `${version}.tar`);
if (existsSync(file))
  throw new Error(`${file} is there already: it is made anew only before its release, so remove it first.`);
const folder = await mkdtemp(join(tmpdir(), 'vuon-uom-release-'));
const report = (fault) => console.error(fault);
try {
  const house = await openHouse({ clock: beginning(), keep: folder, report });
  try {
    await playAll(house, () => undefined);
    await playLive(createWorld(house, () => undefined));
  } finally {
    await house.close();
  }
  const database = await openDatabase(readConfig({ DATA_DIR: folder }, root), report, true);
  const owner = connect(database.ownerUrl, { max: 1 });
  try {
    // nobody's session, link or password is in it
    await owner.script('truncate session, ticket, attempt');
    await owner.run('update person set password_hash = $1', [await hashPassword(randomBytes(24).toString('base64'))]);
    const { bytes, manifest } = await backUp({ ...database, filesFolder: join(folder, 'files') }, file);
    console.log(`${file}: ${bytes} bytes, ${manifest.files.count} files, as of ${manifest.moment}`);
  } finally {
    await owner.end();
    await database.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
