import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { encodingFault, releaseFault, unreachable } from '../../src/database/checks.ts';
import { migrate } from '../../src/database/migrations.ts';
import { connect, type Database, userOf } from '../../src/database/pool.ts';
import { sqlFolder } from '../../src/paths.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { at } from '../support/server.ts';

let [one, other]: TestDatabase[] = [];
let maintenance: Database;

beforeAll(async () => {
  [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  maintenance = connect(inject('server').maintenanceUrl, { max: 1 });
});
afterAll(async () => {
  await Promise.all([one!.drop(), other!.drop(), maintenance.end(1_000)]);
});

describe('the two addresses', () => {
  it('that name two databases stop the start before anything is done to either', async () => {
    await one!.owner.script('drop schema public cascade; create schema public');
    await expect(migrate(one!.ownerUrl, other!.appUrl, sqlFolder)).rejects.toThrow(
      /^DATABASE_URL and MIGRATION_DATABASE_URL name different databases: .*\.$/,
    );
    expect(await one!.owner.query`select to_regclass('public.migration') as made`).toEqual([{ made: null }]);
  });

  it('that name one database in two ways are taken', async () => {
    const same = new URL(other!.appUrl);
    same.searchParams.set('application_name', 'another way');
    await migrate(other!.ownerUrl, same.toString(), sqlFolder);
  });
});

describe('the encoding', () => {
  it.each(['LATIN1', 'SQL_ASCII'])('%s stops the start, and nothing is written', async (encoding) => {
    const { ownerUrl, appUrl } = inject('server');
    const name = `test_${randomBytes(8).toString('hex')}`;
    const locale = "locale_provider libc lc_collate 'C' lc_ctype 'C'";
    await maintenance.script(
      `create database ${name} owner ${userOf(ownerUrl)} template template0 encoding '${encoding}' ${locale}`,
    );
    const database = connect(at(ownerUrl, name), { max: 1 });
    try {
      await expect(migrate(at(ownerUrl, name), at(appUrl, name), sqlFolder)).rejects.toThrow(encodingFault(encoding)!);
      expect(await database.query`select to_regclass('migration') as made`).toEqual([{ made: null }]);
    } finally {
      await database.end(1_000);
      await maintenance.script(`drop database ${name} with (force)`);
    }
  });

  it('is said with what to do', () => {
    expect(encodingFault('UTF8')).toBeNull();
    expect(encodingFault('LATIN1')).toMatch(
      /^The database of MIGRATION_DATABASE_URL has the encoding LATIN1: make .*\.$/,
    );
  });
});

describe('a database that lets nobody in', () => {
  it.each([
    ['ECONNREFUSED', ': start that server, or correct the address in DATABASE_URL.'],
    ['CONNECT_TIMEOUT', ': start that server, or correct the address in DATABASE_URL.'],
    ['28P01', ': correct the login and its password in DATABASE_URL.'],
    ['3D000', ': make that database, or correct its name in DATABASE_URL.'],
    ['XX000', '.'],
  ])('for %s is said with what to do', (code, todo) => {
    const cause = Object.assign(new Error('so it is'), { code });
    const said = `The database of DATABASE_URL could not be used: so it is${todo}`;
    expect(unreachable(cause, 'DATABASE_URL')).toMatchObject({ message: said });
    expect(unreachable(new Error('out of reach', { cause }), 'DATABASE_URL')).toMatchObject({ message: said });
  });
});

describe('the release', () => {
  it.each([
    [90_624, '9.6.24', false],
    [140_019, '14.19', false],
    [150_000, '15.0', true],
    [150_014, '15.14 (Debian 15.14-0+deb12u1)', true],
    [160_010, '16.10', true],
    [170_006, '17.6', true],
    [180_004, '18.4', true],
    [190_000, '19beta1', false],
  ])('%i is %s', (number, version, taken) => {
    const sentence = `The server of MIGRATION_DATABASE_URL is PostgreSQL ${version}: use a release from 15 to 18.`;
    expect(releaseFault(number, version)).toBe(taken ? null : sentence);
  });
});
