// npm run admin:create, twice at the same moment: processes of their own, as two operators would start them.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../src/paths.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { endPrograms, temporaryFolder } from '../support/program.ts';

type Ended = { code: number; said: string; complained: string };

function create(environment: Record<string, string>, agency: string, email: string): Promise<Ended> {
  const main = join(root, 'dist', 'src', 'people', 'admin-create', 'main.js');
  const options = ['--agency', agency, '--email', email, '--name', 'Nguyễn Thị Thu Hà'];
  const called = ['--new-agency', '--agency-name', 'Sở Khoa học và Công nghệ'];
  return new Promise((ended) => {
    const child = execFile(
      process.execPath,
      [main, ...options, ...called],
      { cwd: root, env: { PATH: process.env.PATH, ...environment } },
      (_, said, complained) => ended({ code: child.exitCode ?? -1, said, complained }),
    );
  });
}

let database: TestDatabase;
let external: Record<string, string>;
beforeAll(async () => {
  database = await freshDatabase();
  external = { DATABASE_URL: database.appUrl, MIGRATION_DATABASE_URL: database.ownerUrl };
});
afterAll(async () => {
  await database.drop();
  await endPrograms();
});

const administratorsOf = async (agency: string) => {
  const [found] = await database.owner.query<{ n: number; appointed: number }>`
    select count(*)::int as n, (select count(*)::int from history where agency = ${agency}) as appointed
    from state where agency = ${agency} and machine = 'register' and facts->'roles' ? 'administrator'`;
  return found;
};

describe('two first administrators at once', () => {
  it('of one address are one, appointed once, and the second is told so', async () => {
    const both = await Promise.all([1, 2].map(() => create(external, 'danang', 'ha@danang.example')));
    expect(both).toMatchObject([
      { code: 0, complained: '' },
      { code: 0, complained: '' },
    ]);
    const said = both.map(({ said }) => said.split('\n')[0]).sort();
    expect(said).toEqual([
      expect.stringMatching(/^Nguyễn Thị Thu Hà is administrator of danang already\. This link .*:$/),
      expect.stringMatching(/^Nguyễn Thị Thu Hà is now administrator of danang\. This link .*:$/),
    ]);
    expect(await administratorsOf('danang')).toEqual({ n: 1, appointed: 1 });
  });

  it('of two addresses are one, and the second is refused in one sentence', async () => {
    const emails = ['ha@hue.example', 'lan@hue.example', 'mai@hue.example'];
    const all = await Promise.all(emails.map((email) => create(external, 'hue', email)));
    const refused = all.filter(({ code }) => code !== 0);
    const sentence = 'The agency hue has an administrator already, who can invite others.\n';
    expect(refused).toEqual([1, 2].map(() => ({ code: 1, said: '', complained: sentence })));
    expect(await administratorsOf('hue')).toEqual({ n: 1, appointed: 1 });
  });

  it('on a new data folder that no application runs on share one server, or start it one after the other', async () => {
    const embedded = { DATA_DIR: join(temporaryFolder(), 'data') };
    const both = await Promise.all([1, 2].map(() => create(embedded, 'cantho', 'ha@cantho.example')));
    expect(both).toMatchObject([
      { code: 0, complained: '' },
      { code: 0, complained: '' },
    ]);
    expect(both.map(({ said }) => said.includes('already')).sort()).toEqual([false, true]);
  }, 90_000);
});
