// Whoever steals the application's login, or finds a way to run SQL through it, meets what is shown here.
import { createHash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { connect, type Database, userOf } from '../../src/database/pool.ts';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import { presentRules } from '../../workflows/ruleVersions.ts';
import { brokenRows } from '../support/audit.ts';
import { each, packWith, range } from '../support/crowd.ts';
import { type Stage, setStage } from '../support/stage.ts';

const denied = '42501';
let stage: Stage;
let app: Database;
beforeAll(async () => {
  stage = await setStage({
    pack: packWith({ 'call.total': '7', 'agency.perYear': '100000000000', 'agency.seats': 100_000 }),
    callBudgetVnd: '1000000000',
  });
  app = connect(stage.appUrl, { max: 16 });
});
afterAll(async () => {
  await app?.end(1_000);
  await stage?.drop();
});

/** What PostgreSQL says to a statement: its code, or 'done'. */
const codeOf = (text: string, parameters: string[] = []) =>
  app.run(text, parameters).then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const script = (text: string) =>
  app.script(text).then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

describe('the tables', () => {
  test('no business table takes an insert, update, delete, truncate, copy or lock from the application', async () => {
    const tables = await stage.owner.run<{ name: string }>('select business_tables() as name');
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const columns = await stage.owner.run<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = '${name}'::regclass and attnum > 0 and attidentity <> 'a' order by attnum limit 1`,
      );
      const column = columns[0]!.name;
      for (const text of [
        `insert into ${name} overriding system value select * from ${name}`,
        `insert into ${name} default values`,
        `update ${name} set ${column} = ${column}`,
        `delete from ${name}`,
        `truncate ${name} cascade`,
        `alter table ${name} disable trigger all`,
        `alter table ${name} add column mine int`,
        `alter table ${name} owner to current_user`,
        `drop table ${name} cascade`,
        `create trigger mine before insert on ${name} execute function suppress_redundant_updates_trigger()`,
        `create rule mine as on insert to ${name} do instead nothing`,
        `create policy mine on ${name}`,
        `create index mine on ${name} (${column})`,
        `grant insert on ${name} to current_user`,
        `copy ${name} from program 'true'`,
        `copy ${name} from '/dev/null'`,
        `select ${column} from ${name} for update`,
        `select ${column} from ${name} for key share`,
        `do $$ begin lock table ${name} in exclusive mode; end $$`,
        `with gone as (delete from ${name} returning 1) select * from gone`,
        `merge into ${name} x using (select 1) y on true when matched then delete`,
      ]) {
        const code = await codeOf(text);
        // grants by somebody who has nothing to grant are passed over with a warning
        expect([denied, ...(text.startsWith('grant') ? ['done'] : [])], text).toContain(code);
      }
      expect(
        await stage.owner.run(`select privilege_type from information_schema.role_table_grants
          where table_name = '${name}' and privilege_type <> 'SELECT' and grantee in ('PUBLIC', '${userOf(stage.appUrl)}')`),
        name,
      ).toEqual([]);
    }
  });

  test('a table that is not named among them is no business table by mistake: all that the decision function writes are', async () => {
    const [definition] = await stage.owner.run<{ text: string }>(
      `select string_agg(lower(prosrc), ' ') as text from pg_proc where pronamespace = 'public'::regnamespace`,
    );
    const written = new Set(
      [...definition!.text.matchAll(/(?:insert into|update) ([a-z_]+)/g)].map(([, name]) => name!),
    );
    const tables = await stage.owner.run<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    );
    const business = new Set((await stage.owner.run<{ t: string }>('select business_tables() as t')).map(({ t }) => t));
    const missed = tables.filter(({ name }) => written.has(name) && !business.has(name));
    expect(missed).toEqual([]);
    expect([...written].filter((name) => business.has(name)).length).toBeGreaterThan(10);
  });
});

describe('the roles and the schema', () => {
  test('the application cannot become the owner, nor make or replace anything in the schema', async () => {
    const owner = userOf(stage.ownerUrl);
    for (const text of [
      `set role ${owner}`,
      `set session authorization ${owner}`,
      `set role postgres`,
      `grant ${owner} to current_user`,
      `alter role current_user superuser`,
      `alter role ${owner} password 'mine'`,
      `create role mine superuser`,
      'create table public.mine (n int)',
      'create function public.mine() returns int language sql as $$ select 1 $$',
      'create or replace function public.business_tables() returns setof text language sql as $$ select $$',
      'drop function public.record_decision(jsonb)',
      'alter function public.record_decision(jsonb) security invoker',
      'alter function public.record_decision(jsonb) reset search_path',
      'alter function public.cap_legs(dossier, text[], text[], bigint[]) owner to current_user',
      'create schema mine',
      'create extension file_fdw',
      'create temp table account (id text)',
      'create language plpython3u',
      'alter database postgres set search_path to mine',
      `select pg_read_file('/etc/passwd')`,
      `select lo_import('/etc/passwd')`,
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${owner}' or usename is null or pid = 1`,
      `set session_replication_role = replica`,
      `do $$ begin execute 'delete from history'; end $$`,
    ]) {
      const code = await script(text);
      // a role or language that is not there is as good as one that is not given
      expect(
        [
          denied,
          '42501',
          '22023',
          '42704',
          '0LP01',
          '58P01',
          '0A000',
          ...(text.includes('pg_terminate') ? ['done'] : []),
        ],
        `${text}: ${code}`,
      ).toContain(code);
    }
  });

  test('only the doors are open: every other function is closed, and every open one pins its search path', async () => {
    const functions = await stage.owner.run<{ name: string; definer: boolean; config: string | null; open: boolean }>(
      `select oid::regprocedure::text as name, prosecdef as definer, array_to_string(proconfig, ' ') as config,
         has_function_privilege('${userOf(stage.appUrl)}', oid, 'execute') as open
       from pg_proc where pronamespace = 'public'::regnamespace
         and not exists (select from pg_depend d join pg_extension e on e.oid = d.refobjid and e.extname = 'pg_trgm'
           where d.classid = 'pg_proc'::regclass and d.objid = pg_proc.oid and d.deptype = 'e')`,
    );
    const open = functions.filter((f) => f.open).map((f) => f.name.replace(/\(.*/, ''));
    const doors = [
      'business_tables',
      'claim_deadlines',
      'claim_mails',
      'facts_of',
      'folded', // text to text: it reads nothing and writes nothing
      'mail_written',
      'numbers_in', // jsonb to text: it reads nothing and writes nothing
      'record_decision',
      'record_refusal',
      'what_if',
    ];
    const [fold] = await stage.owner.query`select provolatile, prosecdef from pg_proc where proname = 'folded'`;
    expect(fold).toEqual({ provolatile: 'i', prosecdef: false });
    expect(open.filter((name) => !doors.includes(name))).toEqual([]);
    expect(open).toContain('record_decision');
    for (const f of functions)
      if (f.definer) expect(f.config, f.name).toContain('search_path=pg_catalog, public, pg_temp');
    for (const call of [
      `open_accounts(null::dossier, array['A/call/${stage.call}/uncommitted'])`,
      `cap_legs(null::dossier, '{}', '{}', '{}')`,
      `novate(null::dossier, '${v7()}')`,
      `change_debt('${stage.agency}', '${v7()}', 5, '[]')`,
      `open_claims(null::dossier, 'C/x', '${v7()}')`,
      `flow_exists(null::dossier, 'a', 'b', null)`,
    ])
      expect(await codeOf(`select * from ${call}`), call).toBe(denied);
  });

  test('what the caller puts in the search path stands in nobody’s way', async () => {
    // no schema and no temporary table can be made; this is the rest of what a session may set
    const session = connect(stage.appUrl, { max: 1 });
    await session.script(`set search_path to pg_temp, information_schema, pg_catalog, public; set check_function_bodies = off;
      set row_security = off; set standard_conforming_strings = off; set datestyle = 'SQL, DMY'; set timezone = 'Pacific/Kiritimati'`);
    const { text } = forged({ amount: 8n });
    await expect(session.run('select public.record_decision($1::text::jsonb)', [text])).rejects.toMatchObject({
      code: 'VU004',
    });
    await session.end(1_000);
  });
});

type Forgery = Record<string, Json>;
/** A decision that nobody decided: a new application in the call, awarded at once. */
function forged({
  amount = 1n,
  dossier = v7(),
  revision = 0,
  line = 'labour',
  postings,
  ...more
}: {
  amount?: bigint;
  dossier?: string;
  revision?: number;
  line?: string;
  postings?: [string, string, string][];
  [other: string]: Json | bigint | undefined;
} = {}): { dossier: string; text: string } {
  const now = new Date().toISOString();
  const decision: Forgery = {
    agency: stage.agency,
    key: v7(),
    actor: stage.people.director,
    inputHash: createHash('sha256').update(randomBytes(8)).digest('hex'),
    at: now,
    sentAt: now,
    dossier,
    kind: 'application',
    revision,
    reads: [],
    event: 'application.awarded',
    payload: `{"rules":${presentRules}}`,
    states: [],
    duties: [],
    postings: postings ?? [
      [`A/call/${stage.call}/uncommitted`, `A/project/${dossier}/${line}/-/awarded`, String(amount)],
    ],
    deadlines: [],
    cleared: [],
    mails: [],
    papers: [],
    answer: {},
    ...(revision === 0
      ? {
          pins: {
            call: stage.call,
            party: v7(),
            pack: stage.pack,
            stage: 'chinh',
            beneficiaryClass: 'selfFunded',
            awardYear: stage.year,
          },
        }
      : {}),
    ...(more as Forgery),
  };
  return { dossier, text: canonicalJson(decision) };
}
const record = (forgery: { text: string }) => codeOf('select record_decision($1::text::jsonb)', [forgery.text]);

describe('a forged decision', () => {
  test('two hundred forged draws at once on room for seven are seven', async () => {
    const codes = await each(range(200), 200, () => record(forged()));
    expect(codes.filter((code) => code === 'done')).toHaveLength(7);
    expect(codes.filter((code) => code === 'VU004')).toHaveLength(193);
    const room = `C/vi-du-hu-cau/call.total/${stage.call}`;
    expect(await stage.balance(`${room}/used`)).toBe(7n);
    expect(await stage.balance(`${room}/room`)).toBe(0n);
  });

  test('cap legs, sources and other books are not the caller’s to post', async () => {
    const own = v7();
    const room = `C/vi-du-hu-cau/call.total/${stage.call}`;
    const awarded = `A/project/${own}/labour/-/awarded`;
    const other = `A/project/${v7()}/labour/-`;
    const b = `B/${stage.year}/nstp`;
    for (const [source, target] of [
      [`${room}/authority`, `${room}/room`], // more room
      [`${room}/used`, `${room}/room`], // what is used, given back
      [`${room}/room`, `${room}/used`],
      [`A/call/${stage.call}/authority`, `A/call/${stage.call}/uncommitted`], // more promise
      [`A/call/${stage.call}/authority`, awarded],
      [`A/call/${v7()}/uncommitted`, awarded], // another call
      [`${b}/appropriation`, `${b}/available`], // more budget
      [`${b}/appropriation`, `${b}/${own}/reserved`],
      [`${b}/${own}/carriedIn`, `${b}/${own}/reserved`], // carried over out of no year
      [`${b}/available`, `${b}/lapsed`],
      [`${b}/available`, `B/${stage.year + 1}/nstp/${own}/reserved`], // another year
      [`${b}/available`, `B/${stage.year}/other/${own}/reserved`], // another source
      [`${b}/available`, `${b}/${v7()}/reserved`], // another dossier
      [`${b}/available`, awarded], // another unit
      [`A/call/${stage.call}/uncommitted`, `${b}/${own}/reserved`],
      [`A/call/${stage.call}/uncommitted`, `${other}/awarded`], // another dossier
      [`${other}/settled`, `A/project/${own}/labour/-/due`],
      [awarded, `A/project/${own}/services/-/held`], // another line
      [`A/call/${stage.call}/uncommitted`, `A/project/${own}/labour/-/settled`], // steps left out
      [`A/call/${stage.call}/uncommitted`, `A/project/${own}/labour/-/held`],
      [awarded, `A/project/${own}/labour/-/settled`],
      [awarded, `A/project/${own}/labour/-/ordered`],
      [`A/call/${stage.call}/uncommitted`, `A/project/${own}/gold/-/awarded`], // no such line
      [`A/call/${stage.call}/uncommitted`, `A/project/${own.toUpperCase()}/labour/-/awarded`],
      [`A/call/${stage.call}/uncommitted`, `A/project/${own}/labour/-/x/awarded`],
      [`A/call/${stage.call}/uncommitted`, `A/project/${own}/awarded`],
      [`C/base/${v7()}/-/-/source`, `C/base/${own}/prototype/-/cost`],
      [`C/base/${own}/-/-/source`, room],
    ]) {
      const code = await record(forged({ dossier: own, postings: [[source!, target!, '1']] }));
      expect(code, `${source} > ${target}`).toBe('VU006');
    }
    expect(await stage.owner.run(`select id from dossier where id = '${own}'`)).toEqual([]);
  });

  test('what is ordered, paid or comes back in one of the two books is so in the other', async () => {
    const own = v7();
    const [line, year] = [`A/project/${own}/labour/-`, `B/${stage.year}/nstp/${own}`];
    for (const [source, target] of [
      [`${line}/held`, `${line}/ordered`],
      [`${line}/ordered`, `${line}/settled`],
      [`${line}/settled`, `${line}/held`],
      [`${line}/advanced`, `${line}/held`],
      [`${line}/due`, `${line}/awarded`],
      [`${year}/reserved`, `${year}/ordered`],
      [`${year}/ordered`, `${year}/paid`],
      [`${year}/paid`, `${year}/reserved`],
    ])
      expect(await record(forged({ dossier: own, postings: [[source!, target!, '1']] })), `${source} > ${target}`).toBe(
        'VU006',
      );
  });

  test('amounts below one, too large or not whole do not flow', async () => {
    for (const amount of ['0', '-1', '9223372036854775808', '1.5', 'NaN', ''])
      expect(
        await record(
          forged({
            postings: [[`A/call/${stage.call}/uncommitted`, `A/project/${v7()}/labour/-/awarded`, amount]],
          }),
        ),
        amount,
      ).not.toBe('done');
    const dossier = v7();
    const there: [string, string, string] = [
      `A/call/${stage.call}/uncommitted`,
      `A/project/${dossier}/labour/-/awarded`,
      '9223372036854775807',
    ];
    expect(await record(forged({ dossier, postings: [there, there] }))).not.toBe('done');
    // forwards and back again within one event: what flows back does not hide what went over
    const back: [string, string, string] = [there[1], there[0], '5'];
    expect(
      await record(forged({ dossier, postings: [[there[0], there[1], '5'], back, [there[0], there[1], '5']] })),
    ).toBe('VU004');
  });

  test('a line whose cap the law leaves open, or that no pin stands behind, is not opened', async () => {
    const unknown = { call: stage.call, party: v7(), pack: stage.pack, beneficiaryClass: 'selfFunded' };
    expect(
      await record(forged({ line: 'services', pins: { ...unknown, stage: 'chuaRo', awardYear: stage.year } })),
    ).toBe('VU005');
    expect(await record(forged({ pins: { ...unknown, stage: 'nowhere', awardYear: stage.year } }))).toBe('VU006');
    expect(await record(forged({ pins: { ...unknown, stage: 'chinh', awardYear: null } }))).toBe('VU006');
    expect(await record(forged({ pins: { ...unknown, pack: v7(), stage: 'chinh', awardYear: stage.year } }))).toBe(
      'VU006',
    );
    expect(await record(forged({ pins: { ...unknown, party: null, stage: 'chinh', awardYear: stage.year } }))).toBe(
      'VU006',
    );
    expect(
      await record(
        forged({
          line: 'services',
          pins: { ...unknown, beneficiaryClass: 'none', stage: 'chinh', awardYear: stage.year },
        }),
      ),
    ).not.toBe('done');
  });

  test('nothing is dated before its last minute, nor after its sending, nor without a date', async () => {
    const at = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();
    const dated = (more: Forgery) => record(forged({ postings: [], ...more }));
    const refused = ['VU006', 'VU008'];
    for (const dates of [
      { at: at(-61) },
      { at: at(-3_600), sentAt: at(-3_600) },
      { at: at(3_600), sentAt: at(3_600) },
      { at: at(30) },
      { at: at(-86_400), sentAt: null },
      { at: at(86_400), sentAt: null },
      { at: null },
      { at: null, sentAt: null },
      { sentAt: 'infinity', at: 'infinity' },
      { sentAt: '-infinity', at: '-infinity' },
    ])
      expect(refused, JSON.stringify(dates)).toContain(await dated(dates));
    expect(await dated({ at: at(-50) })).toBe('done'); // a receipt that waited for the database
  });

  test('a chain is continued from its end only, and a debt moves with its party only', async () => {
    const { dossier, text } = forged({ postings: [] });
    expect(await record({ text })).toBe('done');
    expect(await record({ text })).toBe('done'); // the same key: the same answer, once
    for (const revision of [0, 2, 7])
      expect(await record(forged({ dossier, revision, postings: [] })), String(revision)).toBe('VU002');
    expect(await record(forged({ dossier, revision: 1, kind: 'agency', postings: [] }))).toBe('VU006');
    expect(await stage.owner.run(`select revision from history where dossier = '${dossier}'`)).toEqual([
      { revision: 1 },
    ]);
    expect(
      await record(
        forged({
          dossier,
          revision: 1,
          postings: [[`A/project/${dossier}/prototype/-/settled`, `A/project/${dossier}/prototype/-/due`, '1']],
        }),
      ),
    ).toBe('VU004');
  });

  test('one person in two duties that exclude each other is refused by the database itself', async () => {
    const { dossier, text } = forged({
      postings: [],
      duties: [{ subject: 'disbursement/x', duty: 'prepared', persons: [stage.people.officer] }],
    });
    expect(await record({ text })).toBe('done');
    const approve = (person: string) =>
      record(
        forged({
          dossier,
          revision: 1,
          postings: [],
          duties: [{ subject: 'disbursement/x', duty: 'approved', persons: [person] }],
        }),
      );
    expect(await approve(stage.people.officer)).toBe('VU007');
    expect(await approve(stage.people.chiefAccountant)).toBe('done');
  });

  test('nobody decides by rules that are not those of the present', async () => {
    for (const payload of [
      ...['{}', '{"rules":null}', '{"rules":0}', `{"rules":${presentRules - 1}}`],
      ...[`{"rules":${presentRules + 1}}`, `{"rules":"${presentRules}"}`],
    ])
      expect(await record(forged({ postings: [], payload, rules: presentRules })), payload).toBe('VU010');
  });

  test('the refused left nothing behind, and every forgery that was taken is named by the audit', async () => {
    const taken = await stage.owner.run<{ dossier: string }>(
      `select distinct dossier from history where payload = '{"rules":${presentRules}}' order by 1`,
    );
    expect(taken.length).toBeGreaterThan(7);
    const report = await audit(stage.db, null);
    const rows = brokenRows(report);
    expect(report.ok).toBe(false);
    for (const { dossier } of taken)
      expect(
        rows.some((row) => row.includes(dossier)),
        dossier,
      ).toBe(true);
    // and still no vessel was overdrawn, and no balance is another than what was posted
    const torn = await stage.owner.run(
      `select id from account a left join (select id, sum(x) balance from
        (select target id, amount x from posting union all select source, -amount from posting) y group by 1) p using (id)
       where a.balance <> coalesce(p.balance, 0) or (not is_source and a.balance < 0)`,
    );
    expect(torn).toEqual([]);
  });
});
