import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { presentRules } from '../../workflows/ruleVersions.ts';
import { checkServer } from '../database/checks.ts';
import { beginSession, type Session } from '../database/session.ts';
import { placeOfBytes } from '../documents/index.ts';
import { root } from '../paths.ts';
import { StartError } from '../start-error.ts';
import { looking, type Manifest, Measured, MeasuredFiles, passed, placeOf, readBackup } from './manifest.ts';
import { tarWriter } from './tar.ts';

export type Backup = { manifest: Manifest; bytes: number; sha256: string };

/** What belongs to this program: what the owner's login owns in `public`, but for what an extension brought. */
export const ours = (oid: string, owner: string) =>
  `${owner} = current_user::regrole and not exists (select from pg_depend e where e.objid = ${oid} and e.deptype = 'e')`;

/**
 * Writes everything that an installation holds, as of one moment, into a new file, and reads it again. The application may
 * run meanwhile. The file has its name only once it is whole.
 */
export async function backUp(
  place: { ownerUrl: string; appUrl: string; filesFolder: string },
  path: string,
): Promise<Backup> {
  if (await stat(path).catch(() => null)) throw new StartError(`${path} is there already: name a new file.`);
  await checkServer(place.ownerUrl, place.appUrl);
  const making = `${path}.making`;
  const file = await open(making, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new StartError(`${path} cannot be written (${error.code}): name a file in a folder that is yours.`);
  });
  try {
    const session = await beginSession(place.ownerUrl, { writes: false, applicationName: 'vuon-uom backup' });
    try {
      await write(session, file, place.filesFolder);
    } finally {
      await session.end();
    }
    await file.close();
    const manifest = await readBackup(making, looking);
    const { bytes, sha256 } = await sumOf(making);
    await rename(making, path);
    await syncFolder(dirname(path));
    return { manifest, bytes, sha256 };
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(making, { force: true });
    throw error;
  }
}

async function write(session: Session, file: FileHandle, filesFolder: string): Promise<void> {
  const [now] = await session.run<{ moment: string; seconds: number; postgres: string; there: boolean }>(`
    select to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, extract(epoch from now())::float8 as seconds,
      current_setting('server_version') as postgres, to_regclass('history') is not null as there`);
  if (!now?.there) throw new StartError('This database holds no history of Vườn Ươm.');
  const tar = tarWriter(file, now.seconds);
  const tables = [];
  for (const { name, columns, key } of await tablesOf(session)) {
    const measured = new Measured();
    const text = measured.through(await session.copyOut(textOf(name, columns, key)));
    await tar.add(placeOf.table(name), passed(text, createGzip()));
    tables.push({ name, columns, ...measured.result() });
  }
  const files = await addFiles(session, tar, filesFolder);
  const manifest: Manifest = {
    format: 1,
    version: JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).version,
    postgres: now.postgres,
    moment: now.moment,
    rules: presentRules,
    migrations: await session.run(`select name, sha256 from migration where name <> 'functions' order by name`),
    tables,
    sequences: await session.run(sequences),
    files,
  };
  await session.finish(); // else some of it was of another moment
  await tar.add(placeOf.manifest, Readable.from([Buffer.from(JSON.stringify(manifest, null, 2))]));
  await tar.close();
}

type Table = { name: string; columns: string[]; key: string[] };

/** In the order in which they can be loaded: what others refer to comes first. */
async function tablesOf(session: Session): Promise<Table[]> {
  const found = await session.run<Table & { after: string[] }>(`
    select c.relname::text as name,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select a.attname::text from pg_index i, unnest(i.indkey) with ordinality k (number, place), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.number order by k.place) as key,
      array(select r.relname::text from pg_constraint f join pg_class r on r.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as after
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and ${ours('c.oid', 'c.relowner')} order by 1`);
  const ordered: Table[] = [];
  const isIn = (name: string) => ordered.some((table) => table.name === name);
  while (ordered.length < found.length) {
    const next = found.find(({ name, after }) => !isIn(name) && after.every(isIn));
    if (next === undefined) throw new Error('the tables refer to one another in a circle');
    ordered.push(next);
  }
  return ordered;
}

/** The functions are the program's own: a restored database gets those of the version that restores it. */
function textOf(name: string, columns: string[], key: string[]): string {
  const wanted = name === 'migration' ? ` where name <> 'functions'` : '';
  const order = key.length === 0 ? '' : ` order by ${quoted(key)}`;
  return `copy (select ${quoted(columns)} from ${quoted([name])}${wanted}${order}) to stdout (format csv, header)`;
}

export const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

const sequences = `
  select t.relname::text as table, a.attname::text as column, pg_sequence_last_value(s.oid)::text as last
  from pg_class s join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i') and d.refclassid = 'pg_class'::regclass
  join pg_class t on t.oid = d.refobjid join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
  where s.relkind = 'S' and t.relnamespace = 'public'::regnamespace and ${ours('t.oid', 't.relowner')} order by 1, 2`;

/** Each file that the tables name, once. */
async function addFiles(
  session: Session,
  tar: ReturnType<typeof tarWriter>,
  folder: string,
): Promise<Manifest['files']> {
  const names = await session.copyOut(
    `copy (select sha256 from attachment union select sha256 from rendering order by 1) to stdout`,
  );
  const measured = new MeasuredFiles();
  const missing: string[] = [];
  for await (const sha256 of createInterface({ input: names })) {
    const bytes = await readFile(placeOfBytes(folder, sha256)).catch(() => null);
    if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== sha256) {
      missing.push(sha256);
      continue;
    }
    await tar.add(placeOf.file(sha256), Readable.from([bytes]));
    measured.add(sha256, bytes.length);
  }
  return { ...measured.result(), missing };
}

async function sumOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const file = await open(path);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of file.createReadStream()) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
