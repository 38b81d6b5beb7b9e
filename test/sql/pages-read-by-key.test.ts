// What a page reads of an agency that has grown may grow with it, and not with its square. Nothing is timed; what the plans did is counted,
// on one connection from the day on which there was hardly anything, through each time that the server has looked how much there is.

import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import { connect, type Database, type Parameter } from '../../src/database/pool.ts';
import { arrayLiteral } from '../../src/database/values.ts';
import { look, signedIn } from '../pages/filesSupport.ts';
import { hash, type Stage, setStage } from '../support/stage.ts';

let stage: Stage;
let application: string;
let project: string;
beforeAll(async () => {
  stage = await setStage();
  const { people } = stage;
  const founder = v7();
  application = v7();
  await stage.must(founder, 'startApplication', application, { call: stage.call, party: await stage.party(founder) });
  await stage.must(founder, 'submitApplication', application, { content: hash('content') });
  const lines = [{ line: 'prototype', amountVnd: '40000000' }];
  const made = await stage.project({ lines });
  project = made.dossier;
  const items = [{ line: 'prototype', amountVnd: '1000000', costVnd: '2000000' }];
  for (const upTo of ['requested', 'verified', 'ordered'] as const)
    await stage.disbursement(project, made.founder, items, upTo);
  await stage.disbursement(project, made.founder, items, 'paid', { isAdvance: true });
  const paid = await stage.disbursement(project, made.founder, items, 'paid');
  const id = v7();
  const back = [{ line: 'prototype', unit: '-', amountVnd: '1000000' }];
  await stage.must(people.officer, 'proposeRecovery', project, {
    ...{ id, disbursement: paid, reason: hash('misuse'), items: back },
  });
  await stage.must(people.director, 'decideRecovery', project, { id, repayBy: `${stage.year + 1}-01-31` });
}, 60_000);
afterAll(() => stage?.drop());

/** So many dossiers like one, each with all that was recorded in it. */
async function copiesOf(dossier: string, count: number): Promise<void> {
  const ids = Array.from({ length: count }, () => v7());
  const tables: Record<string, string> = {
    ...{
      dossier: 'id',
      history: 'dossier',
      state: 'dossier',
      account: 'owner',
      posting: 'dossier',
      deadline: 'dossier',
    },
    paper: 'dossier',
  };
  for (const [table, key] of Object.entries(tables)) {
    const own = await stage.owner.query<{ name: string }>`select attname::text as name from pg_attribute
      where attrelid = ${table}::text::regclass and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''
        and not (attname = 'id' and ${table}::text = 'deadline')`;
    const columns = own.map(({ name }) => `"${name}"`).join(', ');
    const number =
      table === 'paper' ? ` || jsonb_build_object('number', (x.number * 100000 + n.no) * 10 + ${count % 7})` : '';
    await stage.owner.run(
      `insert into ${table} (${columns}) select ${columns} from (
        select (jsonb_populate_record(null::${table}, replace(to_jsonb(x)::text, $2, n.id::text)::jsonb${number})).*
        from ${table} x cross join unnest($3::uuid[]) with ordinality n(id, no) where x.agency = $1 and x.${key}::text = $2) copies`,
      [stage.agency, dossier, ids],
    );
  }
}

const literal = (value: Parameter): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return literal(arrayLiteral(value));
  return `'${String(value instanceof Date ? value.toISOString() : value).replaceAll("'", "''")}'`;
};

type Node = Record<string, number> & { Plans?: Node[] };

/** How many rows a plan looked at in all its steps, those that it threw away too. */
function workIn(node: Node): number {
  const seen = ['Actual Rows', 'Rows Removed by Filter', 'Rows Removed by Join Filter', 'Rows Removed by Index Recheck']
    .map((name) => node[name] ?? 0)
    .reduce((sum, rows) => sum + rows, 0);
  return seen * node['Actual Loops']! + (node.Plans ?? []).reduce((sum, below) => sum + workIn(below), 0);
}

/** The statements of a page, each prepared on a connection that keeps its plan: how many rows each of them looks at now. */
async function planned(db: Database, statements: readonly [string, Parameter[]][]) {
  for (const [at, [text]] of statements.entries()) await db.script(`prepare page_${at} as ${text}`);
  return async () => {
    const work: number[] = [];
    for (const [at, [, values]] of statements.entries()) {
      const given = values.length === 0 ? '' : `(${values.map(literal).join(', ')})`;
      const text = `explain (analyze, timing off, format json) execute page_${at}${given}`;
      const [row] = await db.run(text).catch(() => []);
      if (row === undefined) {
        work.push(Number.POSITIVE_INFINITY); // given up
        continue;
      }
      const [plan] = Object.values(row).map((said) => (typeof said === 'string' ? JSON.parse(said) : said));
      work.push(workIn(plan[0].Plan));
    }
    return work;
  };
}

it('reads of four times as many dossiers about four times as much', async () => {
  const { agency, people } = stage;
  const base = `/agencies/${agency}`;
  const pages: [string, string[]][] = [
    [people.officer, ['/work', `${base}/dossiers`, `${base}/dossiers?sort=-due`, `${base}/dossiers.csv`]],
    [people.officer, [`${base}/requests`, `${base}/calls`, `${base}/dossiers/${application}/screening`]],
    [people.secretary, ['/work']],
    [people.financeOfficer, ['/work', `${base}/payments`, `${base}/advances`, `${base}/debts`]],
    [people.director, ['/work']],
    [people.auditor, [`${base}/caps`, `${base}/history`, `${base}/requests/export`, `${base}/payments/export`]],
  ];
  const statements = new Map<string, [string, Parameter[], string]>();
  let where = '';
  const noted: Database = {
    ...stage.db,
    query: (text, ...values) => {
      const joined = text.reduce((all, part, at) => all + (at === 0 ? '' : `$${at}`) + part, '');
      if (!statements.has(joined)) statements.set(joined, [joined, values, where]);
      return stage.db.query(text, ...values);
    },
    run: (text, values = []) => {
      if (!statements.has(text)) statements.set(text, [text, values, where]);
      return stage.db.run(text, values);
    },
  };
  const app = createApp({ db: noted, clock: () => new Date(), report: (fault) => console.error(fault) });
  for (const [person, paths] of pages) {
    const headers = await signedIn(stage.db, person, 'Người Đọc');
    for (const path of paths) {
      where = path;
      expect((await look(app, path, headers)).status, path).toBe(200);
    }
  }
  const read = [...statements.values()].filter(([text]) => /^\s*(with|select)\b/i.test(text));
  const db = connect(stage.appUrl, { max: 1 });
  const workNow = await planned(
    db,
    read.map(([text, values]) => [text, values]),
  );
  await workNow();
  const grow = async (count: number) => {
    await copiesOf(application, count);
    await copiesOf(project, count);
  };
  await grow(50);
  await stage.owner.script('analyze');
  const before = await workNow();
  await grow(150);
  await stage.owner.script('analyze');
  const after = await workNow();
  await db.end();
  // what a register shows is put together once: not for its rows, its sums and its months each, nor as a whole for fifty of it
  const most = { [`${base}/payments`]: 630, [`${base}/requests`]: 200, [`${base}/caps`]: 200 };
  const tooMany = Object.entries(most).flatMap(([page, limit]) => {
    const rows = read.reduce((all, [, , path], at) => (path === page ? all + after[at]! : all), 0);
    return rows > limit * 200 ? [`${page}: ${Math.round(rows / 200)} rows for each dossier`] : [];
  });
  expect(tooMany).toEqual([]);
  const beyond = read.flatMap(([text, , path], at) =>
    after[at]! > 6 * Math.max(before[at]!, 500)
      ? [`${path}: ${before[at]} rows became ${after[at]} in ${text.replace(/\s+/g, ' ').slice(0, 120)}`]
      : [],
  );
  expect(beyond).toEqual([]);
}, 120_000);

it('lists every cap of an agency, however many are open', async () => {
  const { agency, people } = stage;
  const vessels = `from account a, (select room.agency, room.id from account room where room.agency = $1 and room.owner = $2 and room.id like 'C/%/room' limit 1) r`;
  await stage.owner.run(
    `insert into account (agency, id, owner, unit, is_source, balance)
      select a.agency, replace(a.id, $2, o.id::text), o.id::text, a.unit, a.is_source, a.balance ${vessels},
        lateral (select md5(n::text)::uuid as id from generate_series(1, 5001) n) o
      where a.agency = r.agency and a.id like left(r.id, -4) || '%'`,
    [agency, project],
  );
  const [counted] = await stage.db.query<{ rooms: number }>`
    select count(*)::int as rooms from account where agency = ${agency} and id like 'C/%/room'`;
  const app = createApp({ db: stage.db, clock: () => new Date(), report: (fault) => console.error(fault) });
  const page = await look(app, `/agencies/${agency}/caps`, await signedIn(stage.db, people.auditor, 'Người Đọc'));
  const [, all] = /class="howmany[^>]*>(\d+) /.exec(await page.text()) ?? [];
  expect(Number(all)).toBeGreaterThanOrEqual(counted!.rooms);
}, 60_000);
