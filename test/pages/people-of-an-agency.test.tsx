// Staff: invited, given other roles, relieved, by an administrator; the first of them by a command.
import { parse } from 'node-html-parser';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { createAdministrator } from '../../src/people/administrator.ts';
import { claimForDemo, demoPassword, isDemonstration, makeDemo } from '../../src/people/index.ts';
import { loadPacks } from '../../src/programmes/index.ts';
import { createRecorder } from '../../src/record.ts';
import { learnAgencyNames } from '../../src/treasury.ts';
import { expectClean } from '../support/audit.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type Stage, setStage, today } from '../support/stage.ts';

const host = 'vuon-uom.test';
const origin = `http://${host}`;
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const now = () => new Date().toISOString();

const post = (app: App, cookie: string, path: string, fields: Record<string, string> | [string, string][]) =>
  app.request(`${origin}${path}`, {
    method: 'POST',
    headers: { host, origin, cookie, ...form },
    body: new URLSearchParams(fields),
  });
const get = (app: App, cookie: string, path: string) => app.request(`${origin}${path}`, { headers: { host, cookie } });
const cookieOf = (answer: Response) => /session=[^;]+/.exec(answer.headers.getSetCookie().join('\n'))?.[0] ?? '';

/** By which office is given or taken: every form of roles asks for it. */
const decided: [string, string] = ['decisionNumber', '12/QĐ-SKHCN'];

describe('an agency’s people', () => {
  let stage: Stage;
  let app: App;
  let people: string;
  let administrator: string;
  let officer: string;
  const letterTo = async (address: string) =>
    (
      await stage.db.query<{ subject: string; body: string }>`
        select subject, body from letter where address = ${address} order by created_at desc limit 1`
    )[0];
  const ticketOf = async (address: string) => /ticket=(\S+)/.exec((await letterTo(address))?.body ?? '')?.[1] ?? '';
  const rolesOf = async (email: string) => {
    const [row] = await stage.db.query<{ id: string; roles: string[] }>`
      select p.id, s.facts->'roles' as roles from person p join state s on s.dossier = p.id and s.agency = ${stage.agency} where p.email = ${email}`;
    return row;
  };

  beforeAll(async () => {
    stage = await setStage();
    app = createApp({ db: stage.db, clock: () => new Date(), origin });
    people = `/agencies/${stage.agency}/people`;
    const signedIn = async (id: string, local: string) => {
      await stage.db.query`
        insert into person (id, email, name, confirmed_at, created_at) values (${id}::uuid, ${`${local}@vidu.vn`}, ${local}, now(), now())`;
      const token = local.padEnd(40, 'a').replace(/[^a-z2-7]/g, 'a');
      await stage.db.query`
        insert into session (token_hash, person, created_at, seen_at, expires_at)
        values (encode(sha256(${token}::bytea), 'hex'), ${id}::uuid, now(), now(), now() + interval '1 day')`;
      return `session=${token}`;
    };
    administrator = await signedIn(stage.people.administrator, 'quantri');
    officer = await signedIn(stage.people.officer, 'canbo');
  });
  afterAll(() => stage?.drop());

  it('are shown to an administrator, and to nobody else', async () => {
    expect((await get(app, '', people)).status).toBe(303);
    expect((await get(app, officer, people)).status).toBe(403);
    expect((await get(app, administrator, '/agencies/elsewhere/people')).status).toBe(404);
    const page = await get(app, administrator, people);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('quantri@vidu.vn');
  });

  it('are invited by letter, choose a password, and have their roles', async () => {
    const email = 'hang@vidu.vn';
    const key = v7();
    const fields: [string, string][] = [
      ['name', 'Võ Thị Thanh Hằng'],
      ['email', email],
      ['roles', 'officer'],
      ['roles', 'chair'],
      ['key', key],
      decided,
    ];
    const answers = await Promise.all([
      post(app, administrator, people, fields),
      post(app, administrator, people, fields),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await rolesOf(email))?.roles).toEqual(['chair', 'officer']);
    const letters = await stage.db.query`select 1 from letter where address = ${email}`;
    expect(letters).toHaveLength(1);
    expect((await letterTo(email))?.body).toContain('cán bộ chương trình, chủ tịch hội đồng');
    expect(await (await get(app, administrator, people)).text()).toContain('Chưa nhận lời mời');
    const ticket = await ticketOf(email);
    const page = await get(app, '', `/invitation?ticket=${ticket}`);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await page.text()).toContain('Chào Võ Thị Thanh Hằng');
    // nobody comes in before the password is chosen
    expect((await post(app, '', '/sign-in', { email, password: 'một mật khẩu dài' })).status).toBe(422);
    expect((await post(app, '', '/invitation', { ticket, password: 'ngắn' })).status).toBe(422);
    const accepted = await post(app, '', '/invitation', { ticket, password: 'một mật khẩu dài' });
    expect(accepted.status).toBe(303);
    expect((await get(app, cookieOf(accepted), '/account')).status).toBe(200);
    // sent again, because the answer was lost, it is a sign-in; for nobody else it is good twice
    expect((await post(app, '', '/invitation', { ticket, password: 'một mật khẩu dài' })).status).toBe(303);
    expect((await post(app, '', '/invitation', { ticket, password: 'của ai đó khác đi' })).status).toBe(410);
    expect((await post(app, '', '/sign-in', { email, password: 'một mật khẩu dài' })).status).toBe(303);
  });

  it('begin in the language of the page on which they accepted, whoever invited them', async () => {
    const languageOf = async (email: string) =>
      (await stage.db.query<{ language: string }>`select language from person where email = ${email}`)[0]?.language;
    for (const [email, invited, accepted] of [
      ['nga@vidu.vn', 'vi', 'en'],
      ['thao@vidu.vn', 'en', 'vi'],
    ] as const) {
      const fields: [string, string][] = [
        ['name', 'Lê Thị Nga'],
        ['email', email],
        ['roles', 'officer'],
        ['key', v7()],
      ];
      await post(app, `${administrator}; lang=${invited}`, people, [...fields, decided]);
      const form = { ticket: await ticketOf(email), password: 'một mật khẩu dài' };
      const answer = await post(app, `lang=${accepted}`, '/invitation', form);
      expect(answer.headers.getSetCookie().join()).toContain(`lang=${accepted};`);
      expect(await languageOf(email)).toBe(accepted);
    }
  });

  it('who have an account already are told, and keep their password', async () => {
    const fields: [string, string][] = [
      ['name', 'Tên Khác'],
      ['email', 'hang@vidu.vn'],
      ['roles', 'reviewer'],
      ['key', v7()],
      decided,
    ];
    expect((await post(app, administrator, people, fields)).status).toBe(303);
    expect((await letterTo('hang@vidu.vn'))?.subject).toBe('Bạn được giao vai trò trên Vườn Ươm');
    expect((await rolesOf('hang@vidu.vn'))?.roles).toEqual(['chair', 'officer', 'reviewer']);
    expect((await post(app, '', '/sign-in', { email: 'hang@vidu.vn', password: 'một mật khẩu dài' })).status).toBe(303);
  });

  it('who signed up without confirming do not keep a password that may be somebody else’s', async () => {
    const email = 'bao@vidu.vn';
    await post(app, '', '/sign-up', { name: 'Phạm Quốc Bảo', email, password: 'kẻ khác đã chọn', key: v7() });
    await post(app, administrator, people, [
      ['name', 'Phạm Quốc Bảo'],
      ['email', email],
      ['roles', 'reviewer'],
      ['key', v7()],
      decided,
    ]);
    const ticket = await ticketOf(email);
    await post(app, '', '/invitation', { ticket, password: 'của chính tôi đây' });
    expect((await post(app, '', '/sign-in', { email, password: 'kẻ khác đã chọn' })).status).toBe(422);
    expect((await post(app, '', '/sign-in', { email, password: 'của chính tôi đây' })).status).toBe(303);
  });

  it('have exactly the roles that are ticked, and none when relieved', async () => {
    const { id } = (await rolesOf('hang@vidu.vn'))!;
    const page = await (await get(app, administrator, `${people}/${id}`)).text();
    expect(page).toMatch(/value="chair"[^>]*checked/);
    expect(page).not.toMatch(/value="director"[^>]*checked/);
    const wanted: [string, string][] = [['roles', 'chair'], ['roles', 'secretary'], ['key', v7()], decided];
    // what is taken away is said first, also where something is left
    const first = await post(app, administrator, `${people}/${id}`, wanted);
    expect(first.status).toBe(200);
    const summary = await first.text();
    for (const sentence of [
      'Bớt vai trò của Võ Thị Thanh Hằng',
      'Thôi giữ vai trò: cán bộ chương trình, chuyên gia đánh giá.',
      'Sau đó giữ: thư ký hội đồng, chủ tịch hội đồng.',
    ])
      expect(summary).toContain(sentence);
    expect(summary).not.toContain('Hãy xem lại rồi xác nhận.');
    expect((await rolesOf('hang@vidu.vn'))?.roles).toEqual(['chair', 'officer', 'reviewer']);
    const shown = /name="seen" value="([^"]*)"/.exec(summary)![1]!;
    // it is of these roles, and of what was shown
    for (const fields of [
      [...wanted.slice(1), ['seen', shown]],
      [...wanted, ['seen', 'officer reviewer/0/0/0']],
    ]) {
      const other = await post(app, administrator, `${people}/${id}`, fields as [string, string][]);
      expect(other.status).toBe(422);
      expect(await other.text()).toContain('Hãy xem lại rồi xác nhận.');
    }
    expect((await rolesOf('hang@vidu.vn'))?.roles).toEqual(['chair', 'officer', 'reviewer']);
    for (let times = 0; times < 2; times += 1)
      expect((await post(app, administrator, `${people}/${id}`, [...wanted, ['seen', shown]])).status).toBe(303);
    expect((await rolesOf('hang@vidu.vn'))?.roles).toEqual(['chair', 'secretary']);
    const none = await post(app, administrator, `${people}/${id}`, { key: v7() });
    expect(none.status).toBe(422);
    expect(await none.text()).toContain('ít nhất một vai trò');
    expect((await post(app, officer, `${people}/${id}/relieve`, { key: v7() })).status).toBe(403);
    // not on one click: what it does is said first, and nobody confirms what they have not read
    expect(page).toContain(`href="${people}/${id}/relieve"`);
    expect(page).not.toContain(`action="${people}/${id}/relieve"`);
    const unread = await post(app, administrator, `${people}/${id}/relieve`, { key: v7() });
    expect(unread.status).toBe(422);
    expect(await unread.text()).toContain('Hãy xem lại rồi xác nhận.');
    expect((await rolesOf('hang@vidu.vn'))?.roles).toEqual(['chair', 'secretary']);
    const said = await (await get(app, administrator, `${people}/${id}/relieve`)).text();
    for (const sentence of [
      'Thôi giữ vai trò: chủ tịch hội đồng, thư ký hội đồng.',
      'Không có việc nào đang chờ người này.',
      'Những gì họ đã làm vẫn ở trong lịch sử.',
    ])
      expect(said).toContain(sentence);
    const seen = /name="seen" value="([^"]*)"/.exec(said)![1]!;
    await post(app, administrator, `${people}/${id}/relieve`, { key: v7(), seen, decisionNumber: '13/QĐ-SKHCN' });
    expect((await rolesOf('hang@vidu.vn'))?.roles).toEqual([]);
    expect(await (await get(app, administrator, people)).text()).not.toContain('hang@vidu.vn');
  });

  it('see before they relieve somebody what waits for them, who else is left, and for whom they act', async () => {
    const lines = [{ line: 'services', amountVnd: '40000000' }];
    const { dossier, founder } = await stage.project({ lines });
    const item = { line: 'services', amountVnd: '8000000', costVnd: '32000000', units: { contract: 'c1' } };
    await stage.disbursement(dossier, founder, [item], 'prepared');
    const { chiefAccountant, chair } = stage.people;
    await stage.must(chiefAccountant, 'delegate', chiefAccountant, {
      ...{ to: chair, roles: ['chiefAccountant'], from: today(), until: today(), decisionNumber: 'UQ-1' },
    });
    const said = await (await get(app, administrator, `${people}/${chiefAccountant}/relieve`)).text();
    expect(said).toContain('1 việc đang chờ người này.');
    expect(said).toContain(`/dossiers/${dossier}/requests/`);
    expect(said).toContain('Không còn ai khác giữ vai trò: kế toán trưởng.');
    expect(said).toMatch(/Ủy quyền của người này cho .+ \(kế toán trưởng\) chấm dứt/);
    const receiver = await (await get(app, administrator, `${people}/${chair}/relieve`)).text();
    expect(receiver).toMatch(/Người này không làm thay .+ \(kế toán trưởng\) được nữa/);
  });

  it('hold no other office as auditors, and become one from another office in one form', async () => {
    const email = 'soat@vidu.vn';
    const invited: [string, string][] = [
      ['name', 'Bùi Minh Soát'],
      ['email', email],
      ['roles', 'auditor'],
    ];
    const both = await post(app, administrator, people, [...invited, ['roles', 'officer'], ['key', v7()], decided]);
    expect(both.status).toBe(422);
    expect(await both.text()).toContain('Kiểm toán không kiêm vai trò khác');
    expect((await post(app, administrator, people, [...invited, ['key', v7()], decided])).status).toBe(303);
    const { id } = (await rolesOf(email))!;
    /** Ticks exactly these roles, and confirms what the page then says. */
    const becomes = async (...roles: string[]) => {
      const fields = [
        ...roles.map((role): [string, string] => ['roles', role]),
        ['key', v7()] as [string, string],
        decided,
      ];
      const shown = /name="seen" value="([^"]*)"/.exec(
        await (await post(app, administrator, `${people}/${id}`, fields)).text(),
      );
      return await post(app, administrator, `${people}/${id}`, [...fields, ['seen', shown?.[1] ?? '']]);
    };
    expect((await becomes('auditor', 'officer')).status).toBe(422);
    expect((await rolesOf(email))?.roles).toEqual(['auditor']);
    expect((await becomes('officer', 'secretary')).status).toBe(303);
    expect((await rolesOf(email))?.roles).toEqual(['officer', 'secretary']);
    expect((await becomes('auditor')).status).toBe(303);
    expect((await rolesOf(email))?.roles).toEqual(['auditor']);
  });

  it('do not appoint themselves: the refusal is shown with what was typed', async () => {
    const answer = await post(app, administrator, people, [
      ['name', 'Quản Trị'],
      ['email', 'quantri@vidu.vn'],
      ['roles', 'chiefAccountant'],
      ['key', v7()],
      decided,
    ]);
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain('Chưa thực hiện được');
    expect(text).toContain('value="quantri@vidu.vn"');
    expect((await rolesOf('quantri@vidu.vn'))?.roles).toEqual(['administrator']);
  });

  it('do not change their own roles either, and so nobody locks the agency by mistake', async () => {
    const { id } = (await rolesOf('quantri@vidu.vn'))!;
    for (const path of [`${people}/${id}`, `${people}/${id}/relieve`]) {
      const answer = await post(app, administrator, path, { roles: 'auditor', key: v7() });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('phải do người khác thay đổi');
    }
    expect((await rolesOf('quantri@vidu.vn'))?.roles).toEqual(['administrator']);
  });

  it('hostile forms are answered, and change nothing', async () => {
    const before = await stage.db.query`select count(*)::int from history`;
    for (const value of ['', '\0', 'x'.repeat(3000), '\ud800', "' or 1=1 --", '<b>', '../..', 'system', 'founder']) {
      const fields: [string, string][] = [['name', value], ['email', value], ['roles', value], ['key', value], decided];
      expect((await post(app, administrator, people, fields)).status).toBe(422);
      const path = `${people}/${encodeURIComponent(value.toWellFormed() || 'x')}`;
      expect((await get(app, administrator, path)).status).toBe(404);
      expect((await post(app, administrator, path, fields)).status).toBe(404);
    }
    expect(await stage.db.query`select count(*)::int from history`).toEqual(before);
  });

  it('leave a history that the audit finds whole', () => expectClean(stage));
});

describe('admin:create', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database?.drop());
  const create = (wanted: Parameters<typeof createAdministrator>[1]) => {
    const recorder = createRecorder({ db: database.db, now });
    return createAdministrator({ db: database.db, now, origin, recorder, packs: loadPacks() }, wanted);
  };
  const first = { agency: 'tphcm', email: 'Ha@vidu.vn', name: 'Nguyễn Thị Thu Hà' };

  it('makes the first administrator, whose link works, and no second one', async () => {
    const lost = /ticket=(\S+)/.exec(await create(first))?.[1] ?? '';
    const said = await create(first); // the link was lost before it was used
    const ticket = /ticket=(\S+)/.exec(said)?.[1] ?? '';
    await expect(create({ ...first, email: 'khac@vidu.vn' })).rejects.toThrow('has an administrator already');
    const app = createApp({ db: database.db, clock: () => new Date(), origin });
    const accepted = await post(app, '', '/invitation', { ticket, password: 'một mật khẩu dài' });
    expect((await get(app, cookieOf(accepted), '/agencies/tphcm/people')).status).toBe(200);
    expect((await post(app, '', '/invitation', { ticket: lost, password: 'của ai đó khác đi' })).status).toBe(410);
    await expect(create(first)).rejects.toThrow('has an administrator already');
    // of another agency the same person may be
    expect(await create({ ...first, agency: 'danang' })).toContain('signs in at');
  });

  it('makes no agency by a slip of the pen: one that no pack names has to be meant', async () => {
    const typo = { ...first, agency: 'tphmc' };
    await expect(create(typo)).rejects.toThrow(
      'No policy pack names the agency tphmc. Known: danang, haiphong, tphcm, vidu. If it is to be a new agency, add --new-agency',
    );
    expect(await database.db.query`select from dossier where agency = 'tphmc'`).toHaveLength(0);
    const named = { ...typo, isNew: true, agencyName: 'Sở Khoa học và Công nghệ tỉnh Ví Dụ' };
    expect(await create(named)).toContain('of tphmc');
  });

  it('makes none without a name: pages would call it by its code', async () => {
    const cantho = { ...first, agency: 'cantho', isNew: true };
    await expect(create(cantho)).rejects.toThrow(
      'The agency cantho has no name yet: add --agency-name "Sở … thành phố …", by which pages and letters are to call it.',
    );
    for (const agencyName of ['', 'S', 'Sở'.repeat(101)])
      await expect(create({ ...cantho, agencyName })).rejects.toThrow(/^--agency-name .* is not a name/);
    await expect(create({ ...first, agencyName: 'Sở' })).rejects.toThrow('--agency-name goes with --new-agency');
    expect(await database.db.query`select from dossier where agency = 'cantho'`).toHaveLength(0);
  });

  it('keeps the name of a new agency, by which its pages call it, and says that the software has no pack for it', async () => {
    const agencyName = 'Sở Khoa học và Công nghệ thành phố Cần Thơ';
    const said = await create({ ...first, agency: 'cantho', email: 'tho@vidu.vn', isNew: true, agencyName });
    await learnAgencyNames(database.db);
    const app = createApp({ db: database.db, clock: () => new Date(), origin, packs: loadPacks() });
    const ticket = /ticket=(\S+)/.exec(said)?.[1] ?? '';
    const cookie = `${cookieOf(await post(app, '', '/invitation', { ticket, password: 'một mật khẩu dài' }))}; lang=en`;
    const read = async (path: string) => {
      const page = parse(await (await get(app, cookie, path)).text()).querySelector('main')!;
      return { text: page.text.replace(/\s+/g, ' '), steps: page.querySelectorAll('.path li').map((li) => li.text) };
    };
    const work = await read('/work');
    expect(work.text).toContain(`Setting up the programme: ${agencyName}`);
    const why = 'The software has no policy pack for this agency.';
    const pack = work.steps.find((step) => step.includes('Publish a policy pack'));
    expect(pack).toContain(why);
    expect(pack).toContain('ask whoever operates it');
    expect(pack).toContain('Not yet possible');
    const choose = (await read('/agencies/cantho/calls/new')).text;
    expect(choose).toContain(why);
    expect(choose).not.toContain('Choose the stage');
    expect((await read('/agencies/cantho/treasury')).text).toContain(agencyName);
  });

  it.each([
    [{ agency: 'TP HCM' }, '--agency'],
    [{ email: 'ha' }, '--email'],
    [{ name: '' }, '--name'],
  ])('says what is wrong with %j', async (wrong, named) => {
    await expect(create({ ...first, agency: 'hanoi', ...wrong })).rejects.toThrow(named);
  });
});

describe('the demonstration', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database?.drop());

  it('is made once, goes on where it was interrupted, and everybody in it can sign in', async () => {
    const { db } = database;
    const parts = { db, now, packs: loadPacks(), recorder: createRecorder({ db, now }) };
    let left = 12;
    const dying = {
      ...parts.recorder,
      act: (...a: Parameters<typeof parts.recorder.act>) => {
        left -= 1;
        if (left < 0) throw new Error('killed');
        return parts.recorder.act(...a);
      },
    };
    await expect(makeDemo({ ...parts, recorder: dying })).rejects.toThrow('killed');
    const people = await makeDemo(parts);
    expect(people.length).toBe(20);
    const history = await db.query`select count(*)::int as n from history`;
    expect(await makeDemo(parts)).toEqual(people);
    expect(await db.query`select count(*)::int as n from history`).toEqual(history);
    const calls = await db.query`select value from state where machine = 'call'`;
    expect(calls).toEqual([{ value: 'open' }]);
    const app = createApp({ db, clock: () => new Date(), origin, demo: true });
    for (const { email } of people)
      expect((await post(app, '', '/sign-in', { email, password: demoPassword })).status).toBe(303);
    await expectClean(database);
  });

  it('is what its own people or its own clock make of a database, and nobody’s address', async () => {
    const own = await freshDatabase();
    const { db, owner } = own;
    expect([await isDemonstration({ db }), await isDemonstration(database)]).toEqual([false, true]);
    // anybody may sign up under any address: an installation in earnest must not stop for that
    await db.query`
      insert into person (id, email, name, created_at) values (${v7()}::uuid, 'quan-tri@demo.vuon-uom.vn', 'A', now())`;
    await claimForDemo({ db, now });
    expect(await isDemonstration({ db })).toBe(false);
    // what npm run scenario leaves has passwords that everybody knows too
    await owner.query`update installation set simulated_clock = true`;
    expect(await isDemonstration({ db })).toBe(true);
    await own.drop();
  });

  it('is what a database becomes that nobody uses, before anybody can come in', async () => {
    const own = await freshDatabase();
    await claimForDemo({ db: own.db, now });
    expect(await isDemonstration(own)).toBe(true);
    await own.drop();
  });

  it('is not made where the database is somebody’s own', async () => {
    const own = await freshDatabase();
    await own.db
      .query`insert into person (id, email, name, created_at) values (${v7()}::uuid, 'a@vidu.vn', 'A', now())`;
    const recorder = createRecorder({ db: own.db, now });
    expect(await makeDemo({ db: own.db, now, packs: loadPacks(), recorder })).toEqual([]);
    const [roles] = await own.db.query<{ n: number }>`select count(*)::int as n from history`;
    expect(roles?.n).toBe(0);
    await own.drop();
  });

  it('shows its letters with links that work; elsewhere there is no such page', async () => {
    const app = createApp({ db: database.db, clock: () => new Date(), origin, demo: true });
    await post(app, '', '/sign-up', {
      name: 'Trương Gia Hân',
      email: 'han@vidu.vn',
      password: 'một mật khẩu dài',
      key: v7(),
    });
    const text = await (await get(app, '', '/mailbox')).text();
    expect(text).toContain('Xác nhận địa chỉ email của bạn');
    const link = /href="(\/confirm\?ticket=[^"]+)"/.exec(text)?.[1] ?? '';
    expect((await get(app, '', link)).status).toBe(200);
    // and leads to them from where an invitation was promised
    const signedIn = cookieOf(
      await post(app, '', '/sign-in', { email: 'quan-tri@demo.vuon-uom.vn', password: demoPassword }),
    );
    const people = '/agencies/tphcm/people?done=invited';
    expect(await (await get(app, signedIn, people)).text()).toMatch(/Đã gửi lời mời\. <a href="\/mailbox">/);
    for (const other of [{ demo: false }, { demo: true, sendsMail: true }]) {
      const without = createApp({ db: database.db, clock: () => new Date(), origin, ...other });
      expect((await get(without, '', '/mailbox')).status).toBe(404);
    }
  });
});
