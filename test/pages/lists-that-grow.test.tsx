import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { connect, type Database } from '../../src/database/pool.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { hash, type Stage, setStage } from '../support/stage.ts';
import { look, signedIn } from './filesSupport.ts';
import { crowdOf, projectNames } from './many-dossiers.ts';

/** What every list that grows does alike: fifty rows to a page, found and put in order by its address, and nothing that is not the reader's. */
let stage: Stage;
let app: App;
let officer: Record<string, string>;
let model: { dossier: string; founder: string; party: string };
const count = 500;

beforeAll(async () => {
  stage = await setStage();
  app = createApp({ db: stage.db, clock: () => new Date(), demo: true, report: (fault) => console.error(fault) });
  officer = await signedIn(stage.db, stage.people.officer, 'Lê Hoàng Anh');
  const founder = v7();
  const party = await stage.party(founder);
  const dossier = v7();
  await stage.must(founder, 'startApplication', dossier, { call: stage.call, party });
  await stage.must(founder, 'submitApplication', dossier, { content: hash('content') });
  await crowdOf(stage.owner, { agency: stage.agency, like: dossier, count });
  model = { dossier, founder, party };
}, 60_000);
afterAll(() => stage.drop());

const base = () => `/agencies/${stage.agency}`;
const read = async (path: string, headers = officer) => {
  const answer = await look(app, path, headers);
  return { status: answer.status, html: await answer.text() };
};
const dossiers = (query = '', headers = officer) => read(`${base()}/dossiers${query}`, headers);
const bodyOf = (html: string) => html.split('<tbody>')[1]?.split('</tbody>')[0] ?? '';
const rowsOf = (html: string) =>
  [...bodyOf(html).matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => row!.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '));
const hrefsOf = (html: string) =>
  [...bodyOf(html).matchAll(/href="([^"]+\/dossiers\/[0-9a-f-]+)"/g)].map(([, href]) => href!);
const linkOf = (html: string, text: string) =>
  new RegExp(`<a href="([^"]+)"[^>]*>${text}`).exec(html)?.[1]?.replaceAll('&amp;', '&');
const shown = (html: string) => /(\d+–\d+ trong \d+)/.exec(html)?.[1];

describe('the list of all dossiers', () => {
  it('comes fifty to a page, each once, with how many there are, until the last', async () => {
    const seen: string[] = [];
    let page = await dossiers();
    expect(shown(page.html)).toBe(`1–50 trong ${count + 1}`);
    for (let pages = 1; ; pages += 1) {
      expect(rowsOf(page.html).length).toBeLessThanOrEqual(50);
      seen.push(...hrefsOf(page.html));
      const next = linkOf(page.html, 'Trang sau');
      if (next === undefined) break;
      expect(pages).toBeLessThan(20);
      page = await read(next);
    }
    expect(seen).toHaveLength(count + 1);
    expect(new Set(seen).size).toBe(count + 1);
  });

  it('finds by name, party and code, without accents and case, and every word of it', async () => {
    const found = async (q: string) => rowsOf((await dossiers(`?q=${encodeURIComponent(q)}`)).html);
    for (const q of ['vuon uom', 'VƯỜN ƯƠM', 'Vườn Ươm'.normalize('NFD'), 'uom vuon', 'vƯơn'])
      for (const row of await found(q)) expect(row, q).toContain('Vườn Ươm');
    expect(await found('vuon uom')).toHaveLength(50);
    expect((await found('dai duong')).every((row) => row.includes('Đại dương xanh'))).toBe(true);
    expect((await found('đại')).length).toBe(50);
    expect(await found('le thi anh k77k')).toHaveLength(1);
    expect(await found('uom le thi ánh k70k')).toHaveLength(1);
    expect(await found('uom le thi ánh k71k')).toHaveLength(0);
    const [row] = rowsOf((await dossiers('?sort=code')).html);
    const code = /HS-\d{4}-[0-9A-F]{6}/.exec(row!)![0];
    for (const q of [code, code.toLowerCase(), code.slice(-6), `${code} `]) {
      const rows = await found(q);
      expect(rows, q).toHaveLength(1);
      expect(rows[0]).toContain(code);
    }
  });

  it('stands in the order that is asked for, over all its pages', async () => {
    const first = async (sort: string, from = 0) => rowsOf((await dossiers(`?sort=${sort}&from=${from}`)).html);
    const names = (rows: string[]) => rows.map((row) => projectNames.find((name) => row.includes(name)) ?? '');
    expect(names(await first('name')).every((name) => name === 'Cà phê sạch')).toBe(true);
    // without its accents, as people look for it
    expect(names(await first('name', 100))[0]).toBe('Đại dương xanh');
    expect(names(await first('-name'))[0]).toBe('Vườn Ươm');
    const codes = (rows: string[]) => rows.map((row) => /HS-\d{4}-[0-9A-F]{6}/.exec(row)![0]);
    const up = codes(await first('code'));
    expect(up).toEqual(up.toSorted());
    const down = codes(await first('-code'));
    expect(down).toEqual(down.toSorted().toReversed());
    const days = (rows: string[], at: number) =>
      rows.map((row) => [...row.matchAll(/(\d\d)\/(\d\d)\/(\d{4})/g)][at]!).map(([, d, m, y]) => `${y}-${m}-${d}`);
    const received = days(await first('received'), 0);
    expect(received).toEqual(received.toSorted());
    expect(received[0]).toBe('2026-03-01');
    const due = days(await first('due'), 1);
    expect(due).toEqual(due.toSorted());
    const { html } = await dossiers('?sort=-due');
    expect(html).toMatch(/<th scope="col" aria-sort="descending"><a href="[^"]*sort=due"/);
    // what has no period stands last, either way
    expect((await first('due', 450)).at(-1)).toMatch(/ – $/);
    expect((await first('-due', 450)).at(-1)).toMatch(/ – $/);
  });

  it('is narrowed by where it stands, its call, its stage, and whose turn it is, and says so in every link', async () => {
    const project = await stage.project();
    const names = async (query: string) => (await dossiers(query)).html;
    expect(hrefsOf(await names('?state=project.active'))).toEqual([`${base()}/dossiers/${project.dossier}`]);
    expect(shown(await names('?state=submitted'))).toBe(`1–50 trong ${count + 1}`);
    expect(hrefsOf(await names('?state=withdrawn'))).toEqual([]);
    expect(await names('?state=withdrawn')).toContain('Không tìm thấy hồ sơ nào như vậy.');
    const other = await stage.openCall('100000000');
    const elsewhere = await stage.project({ call: other });
    expect(hrefsOf(await names(`?call=${other}`))).toEqual([`${base()}/dossiers/${elsewhere.dossier}`]);
    expect(shown(await names('?stage=chinh'))).toBe(`1–50 trong ${count + 3}`);
    await stage.owner
      .query`update dossier set stage = 'khac' where agency = ${stage.agency} and id = ${elsewhere.dossier}::uuid`;
    expect(shown(await names('?stage=chinh'))).toBe(`1–50 trong ${count + 2}`);
    expect(shown(await names('?turn=officer'))).toBe(`1–50 trong ${count + 1}`);
    expect(hrefsOf(await names('?turn=financeOfficer'))).toEqual([]);
    const next = linkOf(await names('?q=uom&state=submitted&sort=name'), 'Trang sau')!;
    expect(Object.fromEntries(new URLSearchParams(next.split('?')[1]))).toEqual({
      ...{ q: 'uom', state: 'submitted', sort: 'name', from: '50' },
    });
    const asked = await names('?q=uom&state=submitted&sort=name');
    expect(asked).toContain('<details class="narrow" open');
    expect(asked).toMatch(/<option value="submitted" selected/);
    expect(asked).toMatch(/<input type="hidden" name="sort" value="name"/);
  });

  it('hears nothing that it does not offer, and breaks on nothing', async () => {
    const usual = hrefsOf((await dossiers()).html);
    const hostile = [
      ...[
        '?sort=name;drop table state',
        '?sort=--name',
        '?sort=constructor',
        '?sort[]=name',
        '?state=%27 or 1=1--',
        '?state=__proto__',
      ],
      ...[
        '?from=-1',
        '?from=1e9',
        '?from=%00',
        '?from=99999999999',
        '?call=x',
        '?stage=%25',
        '?turn=system',
        '?turn=founder%00x',
        '?q=%00',
      ],
    ];
    for (const query of hostile) {
      const page = await dossiers(query);
      expect(page.status, query).toBe(200);
      expect(hrefsOf(page.html), query).toEqual(usual);
    }
    for (const q of ['%25', '_', '\\', "'", '"><script>', '\ud800', 'a'.repeat(5000), 'zz '.repeat(400)]) {
      const page = await dossiers(`?q=${encodeURIComponent(q.toWellFormed())}`);
      expect(page.status, q).toBe(200);
      expect(hrefsOf(page.html), q).toEqual([]);
      expect(page.html).not.toContain('<script>');
    }
    const beyond = await dossiers('?from=900000');
    expect(beyond.status).toBe(200);
    expect(linkOf(beyond.html, 'Về đầu danh sách')).toBe(`${base()}/dossiers`);
  });

  it('never lists what its reader could not open: drafts, other agencies, and the team of whoever lent them their office', async () => {
    const draft = v7();
    await stage.must(model.founder, 'startApplication', draft, { call: stage.call, party: model.party });
    expect((await dossiers('?sort=-received&from=450')).html).not.toContain(draft);
    const nobody = await signedIn(stage.db, v7(), 'Người Lạ');
    for (const headers of [nobody, await signedIn(stage.db, model.founder, 'Trần Văn Nhóm')])
      expect((await dossiers('', headers)).status).toBe(404);
    expect((await dossiers('', await signedIn(stage.db, stage.people.reviewers[0]!, 'Trương Đình Lộc'))).status).toBe(
      403,
    );
    expect((await look(app, '/agencies/khac/dossiers', officer)).status).toBe(404);

    // an officer who is of a team lends the office to a reviewer: of that team's dossiers the reviewer sees none
    const giver = v7();
    await stage.must(stage.people.administrator, 'appoint', giver, { roles: ['officer'] });
    const reviewer = stage.people.reviewers[1]!;
    const party = await stage.party(giver);
    const own = v7();
    await stage.must(giver, 'startApplication', own, { call: stage.call, party });
    await stage.must(giver, 'submitApplication', own, { content: hash('own') });
    const today = dayOf(new Date().toISOString());
    await stage.must(giver, 'delegate', giver, {
      ...{ to: reviewer, roles: ['officer'], from: today, until: today, decisionNumber: 'UQ-1' },
    });
    const lent = await signedIn(stage.db, reviewer, 'Đặng Thùy Linh');
    const allOf = async (headers: Record<string, string>) => {
      const { html } = await dossiers(`?q=${own.slice(-6)}`, headers);
      return hrefsOf(html).filter((href) => href.endsWith(own));
    };
    expect((await read(`${base()}/dossiers/${own}`, lent)).status).toBe(404);
    expect(await allOf(lent)).toEqual([]);
    expect(rowsOf((await dossiers('', lent)).html)).toHaveLength(50);
    expect(await allOf(officer)).toHaveLength(1);
    expect(await allOf(await signedIn(stage.db, giver, 'Phan Văn Giao'))).toHaveLength(1);
  });

  it('nor, as a list or a file, the dossier of a team that they left, or that whoever lent them their office left', async () => {
    const [left, asker] = [v7(), v7()];
    await stage.must(stage.people.administrator, 'appoint', left, { roles: ['officer'] });
    await stage.must(stage.people.administrator, 'appoint', asker, { roles: ['reviewer'] });
    const today = dayOf(new Date().toISOString());
    await stage.must(left, 'delegate', left, {
      ...{ to: asker, roles: ['officer'], from: today, until: today, decisionNumber: 'UQ-2' },
    });
    const own = v7();
    const founder = v7();
    await stage.must(founder, 'startApplication', own, { call: stage.call, party: await stage.party(founder) });
    await stage.must(founder, 'submitApplication', own, { content: hash('left') });
    const readers = [await signedIn(stage.db, left, 'Phan Thị Rời'), await signedIn(stage.db, asker, 'Lê Văn Thay')];
    const path = `${base()}/dossiers`;
    const finds = async (headers: Record<string, string>) => [
      (await read(`${path}/${own}`, headers)).status === 200,
      (await read(`${path}?q=${own.slice(-6)}`, headers)).html.includes(own),
      (await read(`${path}.csv?q=${own.slice(-6)}`, headers)).html.includes(own.slice(-6).toUpperCase()),
    ];
    for (const headers of readers) expect(await finds(headers)).toEqual([true, true, true]);
    await stage.must(left, 'joinTeam', own, { as: 'viewer', invitedBy: founder });
    expect(await finds(readers[0]!)).toEqual([true, true, true]);
    expect(await finds(readers[1]!)).toEqual([false, false, false]);
    await stage.must(left, 'leaveTeam', own, { person: left });
    for (const headers of readers) expect(await finds(headers)).toEqual([false, false, false]);
    expect(await finds(officer)).toEqual([true, true, true]);
  });

  it('is one query, which reads five hundred dossiers in under fifty milliseconds', async () => {
    const { dossiersIn } = await import('../../src/reports/dossiers.tsx');
    const texts: string[] = [];
    const chosen = { state: '', stage: '', call: '', turn: '' };
    for (const asked of [
      {},
      { patterns: ['%vuon%', '%anh%'] },
      { sort: '-due' },
      { sort: 'name' },
      { chosen: { ...chosen, turn: 'officer' } },
    ]) {
      let given: [string, unknown[]] = ['', []];
      const db = {
        run: (text: string, parameters: unknown[]) => {
          texts.push(text);
          given = [text, parameters];
          return stage.db.run(text, parameters as never);
        },
      };
      const standing = { roles: ['officer' as const], delegated: new Map(), team: null };
      const all = { patterns: [], sort: '-received', from: 0, chosen, ...asked };
      await dossiersIn(
        db as never,
        stage.agency,
        { person: stage.people.officer, standing },
        all,
        dayOf(new Date().toISOString()),
      );
      const times: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const plan = await stage.owner.run<{ queryPlan: string }>(
          `explain (analyze, timing off) ${given[0]}`,
          given[1] as never,
        );
        times.push(Number(/[\d.]+/.exec(Object.values(plan.at(-1)!)[0]!)![0]));
      }
      expect(Math.min(...times), JSON.stringify(asked)).toBeLessThan(50);
    }
    expect(texts).toHaveLength(5);
  });
});

describe('every other list that can grow', () => {
  const rest = async (path: string, headers: Record<string, string>) => {
    const page = await read(path, headers);
    expect(page.status, path).toBe(200);
    return page.html;
  };

  it('sends fifty rows of one’s work and leads to the others', async () => {
    const first = await rest('/work', officer);
    expect(rowsOf(first)).toHaveLength(50);
    const all = Number(/1–50 trong (\d+)/.exec(first)![1]);
    expect(all).toBeGreaterThanOrEqual(count);
    const seen = new Set<string>();
    let page = first;
    for (;;) {
      for (const href of bodyOf(page).matchAll(/href="([^"]+)"/g)) seen.add(href[1]!);
      const next = linkOf(page, 'Trang sau');
      if (next === undefined) break;
      page = await rest(next, officer);
    }
    expect(seen.size).toBe(all);
  });

  it('reads for one’s work each matter a few times, and the contents of those alone that the page is made of', async () => {
    // a connection says when it likes how many rows it has read, or at once: each of the others first, so that only this one counts
    const flush = (one: Database) => one.run('select pg_stat_force_next_flush() from pg_sleep(0.05)');
    await Promise.all([stage.db, stage.db, stage.owner, stage.owner].map(flush));
    const db = connect(stage.appUrl, { max: 1 });
    const own = createApp({ db, clock: () => new Date() });
    const readSoFar = async () => {
      await flush(db);
      const rows = await db.run<{ name: string; n: number }>(
        'select relname as name, (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as n from pg_stat_user_tables',
      );
      return new Map(rows.map(({ name, n }) => [name, n]));
    };
    const before = await readSoFar();
    expect((await look(own, '/work', officer)).status).toBe(200);
    const after = await readSoFar();
    await db.end();
    const rowsRead = (name: string) => after.get(name)! - before.get(name)!;
    // the fifty rows come with the picture of days, which looks at more
    expect(rowsRead('content')).toBe(120);
    for (const name of after.keys()) expect(rowsRead(name), name).toBeLessThan(20 * count);
  });

  it('finds people by name, address and role, fifty to a page, by their names', async () => {
    const admin = await signedIn(stage.db, stage.people.administrator, 'Ngô Thanh Tùng');
    const ids = Array.from({ length: 120 }, () => v7());
    await stage.db.run(
      `insert into person (id, email, name, confirmed_at, created_at) select id, 'nguoi' || no || '@vidu.test', 'Đặng Văn ' || no, now(), now() from unnest($1::uuid[]) with ordinality n(id, no)`,
      [ids],
    );
    await stage.owner.run(
      `insert into dossier (agency, id, kind, revision, head, last_at) select agency, n, kind, revision, head, last_at from dossier, unnest($3::uuid[]) n where agency = $1 and id = $2::uuid`,
      [stage.agency, stage.people.officer, ids],
    );
    await stage.owner.run(
      `insert into state (agency, dossier, subject, machine, version, value, facts, revision)
       select agency, n, subject, machine, version, value, jsonb_build_object('roles', '["reviewer"]'::jsonb), revision from state, unnest($3::uuid[]) n where agency = $1 and dossier = $2::uuid`,
      [stage.agency, stage.people.officer, ids],
    );
    const people = `${base()}/people`;
    const first = await rest(people, admin);
    expect(rowsOf(first)).toHaveLength(50);
    const next = linkOf(first, 'Trang sau')!;
    expect(rowsOf(await rest(next, admin))).toHaveLength(50);
    expect(rowsOf(await rest(`${people}?q=${encodeURIComponent('dang van 77')}`, admin))).toHaveLength(1);
    expect(rowsOf(await rest(`${people}?q=NGUOI77@`, admin))).toHaveLength(1);
    const officers = rowsOf(await rest(`${people}?role=officer`, admin));
    expect(officers.length).toBeGreaterThan(0);
    expect(officers.every((row) => row.includes('Cán bộ'))).toBe(true);
    expect(await rest(`${people}?q=khongcoai`, admin)).toContain('Không tìm thấy mục nào.');
    for (const query of ['?role=__proto__', '?from=-5', '?q=%00'])
      expect(rowsOf(await rest(`${people}${query}`, admin))).toHaveLength(50);
  });

  it('pages what was refused, the letters of the demonstration, calls, and what happened to a dossier', async () => {
    const auditor = await signedIn(stage.db, stage.people.auditor, 'Hồ Sĩ Nguyên');
    await stage.owner.run(
      `insert into refusal (agency, command, actor, rule, details) select $1, 'award', $2::uuid, 'role', '{"rule":"role","details":{"roles":"director"}}' from generate_series(1, 60)`,
      [stage.agency, stage.people.officer],
    );
    const audited = await rest(`${base()}/audit`, auditor);
    expect(audited).toContain('1–50 trong 60');
    expect(rowsOf(await rest(linkOf(audited, 'Trang sau')!, auditor))).toHaveLength(10);

    await stage.db.run(
      `insert into letter (id, address, subject, body, created_at) select gen_random_uuid(), 'a@vidu.test', 'Thư ' || n, 'Chào', now() from generate_series(1, 60) n`,
    );
    const letters = await rest('/mailbox', {});
    expect(letters.split('<article').length - 1).toBe(50);
    expect((await rest(linkOf(letters, 'Trang sau')!, {})).split('<article').length - 1).toBe(10);

    const ids = Array.from({ length: 60 }, () => v7());
    for (const table of ['dossier', 'state'])
      await stage.owner.run(
        table === 'dossier'
          ? `insert into dossier (agency, id, kind, revision, head, last_at) select agency, n, kind, revision, head, last_at from dossier, unnest($3::uuid[]) n where agency = $1 and id = $2::uuid`
          : `insert into state (agency, dossier, subject, machine, version, value, facts, revision) select agency, n, subject, machine, version, value, facts, revision from state, unnest($3::uuid[]) n where agency = $1 and dossier = $2::uuid`,
        [stage.agency, stage.call, ids],
      );
    const calls = await rest(`${base()}/calls`, officer);
    expect(rowsOf(calls)).toHaveLength(50);
    expect(calls).toMatch(/1–50 trong 6\d/);

    await stage.owner.run(
      `insert into history (agency, dossier, revision, event, actor, at, payload, hash)
       select agency, dossier, 2 + n, event, actor, at, payload, hash from history, generate_series(1, 60) n where agency = $1 and dossier = $2::uuid and revision = 2`,
      [stage.agency, model.dossier],
    );
    await stage.owner.run('update dossier set revision = 62 where agency = $1 and id = $2::uuid', [
      stage.agency,
      model.dossier,
    ]);
    const history = await rest(`${base()}/dossiers/${model.dossier}/history`, officer);
    expect(rowsOf(history)).toHaveLength(50);
    expect(rowsOf(await rest(linkOf(history, 'Trang sau')!, officer)).length).toBe(12);
  });

  it('finds intermediaries by name, fifty to a page', async () => {
    const ids = Array.from({ length: 60 }, () => v7());
    const first = await stage.party(v7(), 'enterprise', { kind: 'intermediary' });
    const like = [stage.agency, first, ids];
    await stage.owner.run(
      `insert into dossier (agency, id, kind, revision, head, last_at) select agency, n, kind, revision, head, last_at from dossier, unnest($3::uuid[]) n where agency = $1 and id = $2::uuid`,
      like,
    );
    await stage.owner.run(
      `insert into state (agency, dossier, subject, machine, version, value, facts, revision) select agency, n, subject, machine, version, value, facts, revision from state, unnest($3::uuid[]) n where agency = $1 and dossier = $2::uuid`,
      like,
    );
    await stage.owner.run(
      `insert into party_profile (agency, party, name, changed_at, changed_by) select $1, n, 'Vườn ươm Đổi mới k' || no || 'k', now(), n from unnest($2::uuid[]) with ordinality u(n, no)`,
      [stage.agency, ids],
    );
    const path = `${base()}/intermediaries`;
    const page = await rest(path, officer);
    expect(rowsOf(page)).toHaveLength(50);
    expect(rowsOf(await rest(linkOf(page, 'Trang sau')!, officer))).toHaveLength(10);
    expect(rowsOf(await rest(`${path}?q=${encodeURIComponent('doi moi k7k')}`, officer))).toHaveLength(1);
    expect(await rest(`${path}?q=khongcoai`, officer)).toContain('Không tìm thấy mục nào.');
  });

  it('leads from a call to its dossiers', async () => {
    const page = await rest(`${base()}/calls/${stage.call}`, officer);
    expect(page).toContain(`href="${base()}/dossiers?call=${stage.call}"`);
  });
});

describe('words without accents', () => {
  it('are the same in SQL whichever way their letters were typed', async () => {
    const letters = 'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ';
    const plain = 'aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd';
    for (const form of ['NFC', 'NFD'] as const)
      for (const text of [letters, letters.toUpperCase()]) {
        const [row] = await stage.db.query<{ folded: string }>`select folded(${text.normalize(form)}) as folded`;
        expect(row!.folded).toBe(plain);
      }
  });
});
