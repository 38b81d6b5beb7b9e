// A team of owners, editors and viewers: who gets in by which letter, who may do what, who changed what, and what is copied.

import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveSection } from '../../src/applications/draft.ts';
import { marksOf } from '../../src/applications/merging.ts';
import { mailWorker } from '../../src/mail/index.ts';
import type { Client } from '../../src/scenario/client.ts';
import { teamWords } from '../../templates/words/team.ts';
import { fictionalPack, hash } from '../support/stage.ts';
import { beginApplication, type House, openHouse, writeAll } from './applicationsHouse.ts';
import { pdf } from './filesSupport.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());
afterEach(() => expect(house.faults).toEqual([]));

let owner: string;
let client: Client;
let base: string;
let dossier: string;
let party: string;
beforeEach(async () => {
  owner = v7();
  client = await house.browser(owner, 'Nguyễn Thị Minh Châu');
  ({ base, dossier, party } = await beginApplication(house, [owner]));
});

const emailOf = (person: string) => `${person}@vidu.test`;
const members = () => `${base}/application/members`;
const save = 'Lưu và tiếp tục';

async function invite(email: string, role: 'owner' | 'editor' | 'viewer'): Promise<string> {
  const page = await (await client.get(members())).form('Gửi lời mời').fill({ email, role }).submit();
  expect(page.text).toContain('Lời mời đã được gửi.');
  return await linkTo(email);
}
async function linkTo(email: string): Promise<string> {
  const [letter] = await house.stage.db.query<{ body: string }>`
    select body from letter where address = ${email} order by created_at desc, id desc limit 1`;
  const link = /http\S+team-invitation\S+/.exec(letter?.body ?? '')?.[0];
  if (link === undefined) throw new Error('no link in the letter');
  return new URL(link).pathname + new URL(link).search;
}
async function join(role: 'owner' | 'editor' | 'viewer', name = 'Trần Văn Bình') {
  const person = v7();
  const browser = await house.browser(person, name);
  const link = await invite(emailOf(person), role);
  const page = await (await browser.get(link)).form('Nhận lời, vào nhóm').submit({ button: 'Nhận lời, vào nhóm' });
  expect(page.text).toContain('Bạn đã vào nhóm của hồ sơ này.');
  return { person, browser, link };
}
async function lettersTo(person: string) {
  const worker = mailWorker({
    ...{ db: house.stage.db, now: house.now, origin: 'http://vuon-uom.test', smtpUrl: undefined, from: '' },
    report: (fault) => house.faults.push(fault),
  });
  await worker.turn();
  worker.close();
  return await house.stage.db.query<{ subject: string; body: string }>`
    select subject, body from letter where address = ${emailOf(person)} order by created_at, id`;
}
const facts = async () => {
  const [row] = await house.stage.db.query<{ facts: { team: string[]; access?: object; left?: string[] } }>`
    select facts from state where dossier = ${dossier}::uuid and subject = 'application'`;
  return row!.facts;
};

describe('an invitation', () => {
  it('lets in whom it was sent to, once, and tells the others', async () => {
    const { person, browser, link } = await join('editor');
    expect(await facts()).toMatchObject({ team: [owner, person].sort(), access: { [person]: 'editor' } });
    // the link is spent, for them and for everybody
    for (const one of [browser, client, house.stranger()])
      expect((await one.get(link, { expect: 410 })).text).toContain('đã được dùng');
    const list = await client.get(members());
    expect(list.text).toContain('Trần Văn Bình');
    expect(list.text).not.toContain(emailOf(person));
    const [told] = await house.stage.db.query`
      select 1 from mail where dossier = ${dossier}::uuid and template = 'teamChanged'`;
    expect(told).toBeDefined();
    // and says who came, and until when to submit, in words that can be read
    const letters = await lettersTo(owner);
    const joined = letters.find(({ subject }) => subject.startsWith('Trần Văn Bình đã vào nhóm của hồ sơ'))!;
    expect(joined.body).toMatch(/^Hạn nộp hồ sơ: 31\/12\/\d{4}$/m);
    expect(joined.body).not.toContain('Thời hạn hết hạn');
    const inbox = await client.get('/notifications');
    expect(inbox.text).toContain('Trần Văn Bình đã vào nhóm của hồ sơ');
    expect(inbox.text).not.toContain('Thời hạn hết hạn');
  });

  it('is good for no other address, says not whether there is an account, and can be taken back', async () => {
    const [known, unknown] = [v7(), v7()];
    await house.browser(known, 'Lê Thị Em');
    const answers: string[] = [];
    for (const person of [known, unknown]) {
      const link = await invite(emailOf(person), 'viewer');
      const seen = await house.stranger().get(link);
      answers.push(seen.text.replaceAll(dossier, ''));
      expect(seen.text).not.toContain(emailOf(person));
    }
    expect(answers[1]).toBe(answers[0]);

    const link = await linkTo(emailOf(known));
    const thief = await house.browser(v7(), 'Kẻ Lạ');
    const theirs = await thief.get(link);
    expect(theirs.text).toContain('địa chỉ khác');
    expect(theirs.hasForm('Nhận lời, vào nhóm')).toBe(false);
    const ticket = new URL(link, 'http://x').searchParams.get('ticket')!;
    await thief.post('/team-invitation', { ticket, answer: 'yes' });
    // nor does declining in their place
    await thief.post('/team-invitation', { ticket, answer: 'no' });
    expect((await facts()).team).toEqual([owner]);
    expect((await house.stranger().get(link)).text).toContain('mời bạn vào nhóm');

    const page = await client.get(members());
    const row = page.forms.find((form) => form.action.endsWith('/take-back') && form.value('invitation')[0])!;
    await row.submit();
    const waiting = await house.stage.db.query<{ email: string }>`
      select email from team_invitation where dossier = ${dossier}::uuid and ended_at is null`;
    expect(waiting).toHaveLength(1);
    const gone = waiting[0]!.email === emailOf(known) ? unknown : known;
    await house.stranger().get(await linkTo(emailOf(gone)), { expect: 410 });
  });

  it('proves the address that it was sent to: who has no account signs up without another letter', async () => {
    const [person, mallory] = [v7(), v7()];
    const email = emailOf(person);
    const signUp = async (browser: Client, from: string, typed: Readonly<Record<string, string>>) => {
      const page = await (await browser.get(from)).follow('Tạo tài khoản');
      expect(page.form('sign-up').value('email')).toEqual([email]);
      return await page
        .form('sign-up')
        .fill({ name: 'Đỗ Thị Hạnh', password: 'một mật khẩu thật dài', ...typed })
        .submit();
    };
    // somebody has signed up in their name before, and could not confirm it
    await house.stranger().post('/sign-up', { name: 'Kẻ Lạ', email, password: 'mật khẩu của kẻ lạ' });
    const link = await invite(email, 'editor');
    const letters = () => house.stage.db.query`select id from letter where address = ${email}`;
    const before = await letters();

    const other = await signUp(house.stranger(), link, { email: emailOf(mallory) });
    expect(other.text).toContain('Hãy kiểm tra hộp thư');

    const browser = house.stranger();
    const page = await signUp(browser, link, { email });
    expect(page.path).toBe(link);
    const joined = await page.form('Nhận lời, vào nhóm').submit({ button: 'Nhận lời, vào nhóm' });
    expect(joined.text).toContain('Bạn đã vào nhóm của hồ sơ này.');
    expect(await letters()).toEqual(before);
    const signIn = (password: string, expected: 303 | 422) =>
      house.stranger().post('/sign-in', { email, password }, { expect: expected === 303 ? 200 : expected });
    expect((await signIn('một mật khẩu thật dài', 303)).path).toBe('/work');
    await signIn('mật khẩu của kẻ lạ', 422);

    // an account that is there is changed by no invitation
    const again = await invite(email, 'viewer');
    const sent = await signUp(house.stranger(), again, { email, password: 'một mật khẩu khác hẳn' });
    expect(sent.text).toContain('Hãy kiểm tra hộp thư');
    await signIn('một mật khẩu khác hẳn', 422);
  });

  it('that is sent again leaves the earlier link worth nothing, and runs out after 14 days', async () => {
    const person = v7();
    const first = await invite(emailOf(person), 'editor');
    const again = (await client.get(members())).forms.find((form) => form.action.endsWith('/again'))!;
    expect((await again.submit()).text).toContain('gửi lại');
    const second = await linkTo(emailOf(person));
    expect(second).not.toBe(first);
    await house.stranger().get(first, { expect: 410 });
    await house.stranger().get(second);
    await house.stage.db
      .query`update team_invitation set expires_at = ${house.now()}::timestamptz where dossier = ${dossier}::uuid`;
    await house.stranger().get(second, { expect: 410 });
  });

  it('goes to one address a few times a day, and no more', async () => {
    const email = emailOf(v7());
    for (let time = 0; time < 5; time += 1) await invite(email, 'viewer');
    const page = await (await client.get(members()))
      .form('Gửi lời mời')
      .fill({ email, role: 'viewer' })
      .submit({ expect: 429 });
    expect(page.errors.join()).toContain('quá nhiều lời mời');
  });

  it('is not for whoever judges the application: they are told why', async () => {
    await writeAll(client, base);
    await (await client.get(`${base}/application/check`)).form('submit').submit();
    const { people } = house.stage;
    const officer = await house.browser(people.officer, 'Lê Hoàng Anh');
    await house.stage.must(people.officer, 'declareInterest', dossier, { conflict: null });
    const [{ email }] = (await house.stage.db.query<{ email: string }>`
      select email from person where id = ${people.officer}::uuid`) as [{ email: string }];
    const link = await invite(email, 'editor');
    const refused = await (await officer.get(link))
      .form('Nhận lời, vào nhóm')
      .submit({ button: 'Nhận lời, vào nhóm', expect: 422 });
    expect(refused.refusal?.sentence ?? refused.text).toContain('không vào nhóm của hồ sơ');
    expect((await facts()).team).toEqual([owner]);
  });
});

describe('of a team', () => {
  it('an editor writes, and hands in, withdraws and changes nobody', async () => {
    const { browser } = await join('editor');
    await writeAll(browser, base, 'Máy sấy của cả nhóm');
    const check = await browser.get(`${base}/application/check`);
    expect(check.text).toContain('Chỉ chủ hồ sơ nộp được');
    expect(check.hasForm('submit')).toBe(false);
    expect((await browser.get(`${base}/application`)).text).toContain('Bạn là người soạn thảo');
    expect((await browser.get(`${base}/application`)).links.map(({ href }) => href)).not.toContain(
      `${base}/application/withdraw`,
    );
    for (const path of ['submit', 'withdraw', 'identity', 'party', 'members', 'members/change'])
      await browser.post(
        `${base}/application/${path}`,
        { email: 'a@b.vn', role: 'owner', person: owner },
        { expect: 403 },
      );
    await browser.get(`${base}/requests/new`, { expect: 403 });
    // the rules say so themselves, whatever page it came from
    const refusals = await Promise.all([
      house.stage.recorder.act({ type: 'withdraw', dossier, input: {} }, await actorIn(browser), v7()),
      house.stage.recorder.act(
        { type: 'submitApplication', dossier, input: { content: 'a'.repeat(64) } },
        await actorIn(browser),
        v7(),
      ),
    ]);
    expect(refusals.map((outcome) => (outcome.ok ? 'taken' : outcome.refusal.rule))).toEqual(['notOwner', 'notOwner']);
    await (await client.get(`${base}/application/check`)).form('submit').submit();
  });

  it('a viewer reads every page and can send no form of any founder’s route but to leave', async () => {
    const { person, browser } = await join('viewer');
    const section = await browser.get(`${base}/application/project`);
    expect(section.text).toContain('Bạn là người xem');
    expect(section.forms.filter(({ action }) => action.includes('/application/'))).toEqual([]);
    // nor is the place to add files shown to them, who may add none
    const files = await browser.get(`${base}/files`);
    expect(files.forms.filter(({ action }) => action.endsWith('/files'))).toEqual([]);
    expect(files.text).not.toContain('Thêm tài liệu');
    expect((await client.get(`${base}/files`)).text).toContain('Thêm tài liệu');
    for (const { method, path, who } of house.app.doors.list()) {
      if (method !== 'POST' || !path.startsWith('/agencies/:agency/dossiers/:dossier/')) continue;
      if (!Array.isArray(who) || !who.includes('founder') || path.endsWith('/members/leave')) continue;
      const address = path
        .replace('/agencies/:agency/dossiers/:dossier', base)
        .replace(/:(section)/, 'project')
        .replace(/:\w+/g, v7());
      await browser.post(address, { base: '' }, { expect: 403 });
    }
    const left = await (await browser.get(members())).form('Rời nhóm này').submit();
    expect(left.path).toBe('/work');
    expect(await facts()).toMatchObject({ team: [owner], left: [person] });
    for (const path of [
      '',
      '/application',
      '/application/members',
      '/application/edits',
      '/application/project',
      '/files',
    ])
      await browser.get(`${base}${path}`, { expect: 404 });
  });

  it('that an officer leaves shows them in their office nothing of what is said of it', async () => {
    const { stage } = house;
    const officer = await house.browser(stage.people.officer, 'Lê Hoàng Anh');
    const finance = await house.browser(stage.people.financeOfficer, 'Đỗ Văn Khoa');
    await stage.must(stage.people.officer, 'joinTeam', dossier, { as: 'viewer', invitedBy: owner });
    await stage.must(stage.people.officer, 'leaveTeam', dossier, { person: stage.people.officer });
    for (const page of ['', '/screening', '/application/read', '/files'])
      await officer.get(`${base}${page}`, { expect: 404 });
    await finance.get(base);
    // nor are they told of it as an officer
    await stage.must(owner, 'submitApplication', dossier, { content: hash('x') });
    const code = dossier.slice(-6).toUpperCase();
    expect((await officer.get('/work')).text).not.toContain(code);
    expect((await client.get('/work')).text).toContain(code);
    await stage.must(owner, 'withdraw', dossier);
    const worker = mailWorker({
      ...{ db: stage.db, now: house.now, origin: 'http://vuon-uom.test', smtpUrl: undefined, from: '' },
      report: (fault) => house.faults.push(fault),
    });
    await worker.turn();
    worker.close();
    const told = await stage.db.query<{ template: string }>`
      select distinct template from notification where person = ${stage.people.officer}::uuid and dossier = ${dossier}::uuid`;
    expect(told.map(({ template }) => template)).toEqual([]);
  });

  it('each is told of the work that they may do: an editor to write, a viewer nothing, an owner as ever', async () => {
    const [editor, viewer] = [await join('editor'), await join('viewer', 'Lê Văn Khách')];
    const rows = async (browser: Client, id: string) => {
      const page = await browser.get('/work');
      return {
        bar: /Việc của tôi (\d+)/.exec(page.text)?.[1] ?? '0',
        steps: page.all('tr').filter((row) => row.includes(id.slice(-6).toUpperCase())),
      };
    };
    const write = await rows(editor.browser, dossier);
    expect(write.steps[0]).toContain('Soạn cùng nhóm; chủ hồ sơ nộp');
    expect(write.bar).toBe('1');
    expect((await rows(viewer.browser, dossier)).bar).toBe('0');
    const own = await rows(client, dossier);
    expect(own.steps[0]).toContain('Soạn và nộp hồ sơ');
    expect(own.bar).toBe('1');

    // of a project an owner asks for money, and nobody else
    const project = await house.stage.project({ founder: owner });
    await house.stage.must(editor.person, 'joinTeam', project.dossier, { as: 'editor', invitedBy: owner });
    expect((await rows(editor.browser, project.dossier)).bar).toBe('1');
    expect((await client.get('/work')).links.map(({ href }) => href)).toContain(
      `/agencies/${house.stage.agency}/dossiers/${project.dossier}/requests/new`,
    );
  });

  it('an editor who wants to withdraw reads that owners do', async () => {
    const editor = await join('editor');
    const { text } = await editor.browser.get(`${base}/application/withdraw`);
    expect(text).toContain('rút hồ sơ và đề nghị kinh phí là việc của chủ hồ sơ');
    expect(text).not.toContain('Ở bước này không rút được hồ sơ');
  });

  it('an owner changes what others are and removes them; the applicant itself stays', async () => {
    const { person, browser } = await join('viewer', 'Phạm Thị Dung');
    const change = async (role: string) =>
      (await client.get(members())).forms
        .find((form) => form.action.endsWith('/change') && form.value('person')[0] === person)!
        .fill({ role })
        .submit();
    expect((await change('owner')).text).toContain('Vai trò đã được đổi.');
    const theirs = await browser.get(members());
    expect(theirs.text).toContain('thuộc bên đứng tên hồ sơ');
    const refused = await browser.post(
      `${members()}/change`,
      { person: owner, role: 'none', key: v7() },
      { expect: 422 },
    );
    expect(refused.text).toContain('luôn là chủ hồ sơ');
    expect((await change('none')).text).toContain('không còn ở trong nhóm');
    await browser.get(`${base}/application`, { expect: 404 });
    const told = await house.stage.db.query<{ event: string }>`
      select event from history where dossier = ${dossier}::uuid and event like 'application.member%' order by revision`;
    expect(told.map(({ event }) => event.slice('application.'.length))).toEqual([
      'memberJoined',
      'memberChanged',
      'memberLeft',
    ]);
  });

  it('whoever was of it judges it no more', async () => {
    const { people } = house.stage;
    const officer = await house.browser(people.officer, 'Lê Hoàng Anh');
    const [{ email }] = (await house.stage.db.query<{ email: string }>`
      select email from person where id = ${people.officer}::uuid`) as [{ email: string }];
    await (await officer.get(await invite(email, 'viewer')))
      .form('Nhận lời, vào nhóm')
      .submit({ button: 'Nhận lời, vào nhóm' });
    await house.stage.must(people.officer, 'leaveTeam', dossier, { person: people.officer });
    await writeAll(client, base);
    await (await client.get(`${base}/application/check`)).form('submit').submit();
    const outcome = await house.stage.recorder.act(
      { type: 'findEligible', dossier, input: {} },
      { agency: house.stage.agency, person: people.officer },
      v7(),
    );
    expect(outcome.ok ? 'taken' : outcome.refusal.rule).toBe('excludedDuty');
  });
});

async function actorIn(browser: Client) {
  const page = await browser.get(members());
  expect(page.text).toContain('(bạn)');
  const { team } = await facts();
  return { agency: house.stage.agency, person: team.find((one) => one !== owner)! };
}

describe('who changed what', () => {
  it('stands by part, the newest first, with the difference; saves within ten minutes are one', async () => {
    const { browser } = await join('editor', 'Trần Văn Bình');
    const write = async (who: Client, projectName: string) =>
      (await who.get(`${base}/application/project`))
        .form('project')
        .fill({ projectName })
        .submit({ button: save, expect: 'any' });
    await write(client, 'Máy sấy lúa');
    await write(client, 'Máy sấy lúa nhỏ');
    await write(browser, 'Máy sấy lúa nhỏ gọn');
    house.forward(1 / 96);
    await write(browser, 'Máy sấy nông sản');
    const page = await client.get(`${base}/application/edits`);
    expect(page.all('h3').map((one) => one.split(',')[0])).toEqual([
      'Trần Văn Bình',
      'Trần Văn Bình',
      'Nguyễn Thị Minh Châu',
    ]);
    const [newest, , oldest] = page.all('table.changes tbody');
    // the part stands above its changes, and not in each of them
    expect(page.all('h2').filter((one) => one === 'Dự án')).toHaveLength(1);
    expect(newest).not.toMatch(/^\S.*Dự án Máy sấy/);
    expect(page.root.querySelectorAll('table.changes td:first-child .soft')).toEqual([]);
    expect(newest).toContain('Máy sấy lúa nhỏ gọn');
    expect(newest).toContain('Máy sấy nông sản');
    expect(oldest).toContain('Máy sấy lúa nhỏ');
    expect(page.links.map(({ href }) => href)).toContain(`${base}/application/project`);
    expect((await client.get(`${base}/application`)).links.map(({ href }) => href)).toContain(
      `${base}/application/edits`,
    );
    const officer = await house.browser(house.stage.people.officer, 'Lê Hoàng Anh');
    await officer.get(`${base}/application/edits`, { expect: 403 });
    const [{ count }] = (await house.stage.db.query<{ count: number }>`
      select count(*)::int as count from draft_change where dossier = ${dossier}::uuid`) as [{ count: number }];
    expect(count).toBe(3);
    house.forward(-1 / 96);
  });

  it('are kept and shown within bounds: two who write without end fill neither the disk nor a page', async () => {
    const { db, agency } = house.stage;
    const section = { id: 'project', title: { vi: '', en: '' }, fields: [{ id: 'problem' }] } as never;
    const page = { base: new Map(), own: new Map(), asked: [], chosen: new Map() };
    for (let at = 0; at < 11; at += 1) {
      const person = { id: at % 2 === 0 ? owner : v7(), name: '' };
      const [before] = await db.query<{ answers: { problem: string } }>`
        select answers from draft where dossier = ${dossier}::uuid and form = 'application'`;
      await saveSection(db, {
        ...{ agency, dossier, section, person, start: {}, now: house.now() },
        page: { ...page, base: marksOf(section, before?.answers ?? {}) },
        change: () => ({ problem: randomBytes(450_000).toString('hex') }),
      });
    }
    const [kept] = await db.query<{ n: number; bytes: bigint }>`
      select count(*)::int as n, sum(pg_column_size(before) + pg_column_size(after))::bigint as bytes from draft_change where dossier = ${dossier}::uuid`;
    expect([kept!.n < 8, kept!.n > 2, kept!.bytes < 11_000_000n]).toEqual([true, true, true]);
    const edits = await client.get(`${base}/application/edits`);
    expect(edits.text).toContain(teamWords.vi.older);
    expect(edits.text.length).toBeLessThan(12_000_000);
  });
});

describe('two people in one field', () => {
  it('who has both texts before them reads who changed the field, and not who saved the part last', async () => {
    const [hand, other] = [await join('editor', 'Trần Văn Bình'), await join('editor', 'Phạm Thị Dung')];
    await writeAll(client, base);
    const open = (await client.get(`${base}/application/project`)).form('project');
    const change = async (browser: Client, typed: Readonly<Record<string, string>>) =>
      (await browser.get(`${base}/application/project`))
        .form('project')
        .fill(typed)
        .submit({ button: save, expect: 'any' });
    await change(hand.browser, { problem: 'Bài toán của Bình.' });
    await change(other.browser, { projectName: 'Tên của Dung' });
    const page = await open.fill({ problem: 'Bài toán của Châu.' }).submit({ button: save, expect: 409 });
    const [title] = page.all('.conflict h2');
    expect(title).toMatch(/^Trần Văn Bình đã lưu phần này lúc/);
  });
});

describe('an application that begins with an earlier one', () => {
  it('has its answers and none of its declarations, and says where they come from', async () => {
    await writeAll(client, base, 'Máy sấy đời đầu');
    const apply = await client.get(`/agencies/${house.stage.agency}/calls/${house.stage.call}/apply`);
    const form = apply.form('Bắt đầu soạn hồ sơ');
    const list = await form.fill({ party, from: dossier }).submit();
    expect(list.text).toContain('Máy sấy đời đầu');
    expect(list.text).toMatch(/Đã chép \d+ câu trả lời/);
    expect(list.links.map(({ href }) => href)).toContain(base);
    const [row] = await house.stage.db.query<{ answers: Record<string, unknown> }>`
      select answers from draft where dossier = ${list.path.split('/')[4]!}::uuid`;
    expect(row?.answers.projectName).toBe('Máy sấy đời đầu');
    expect(row?.answers.budget).toEqual([expect.objectContaining({ line: 'labour' })]);
    expect(row?.answers.singleSource).toBeUndefined();
    expect(row?.answers.truthful).toBeUndefined();
  });

  /** A call under the next version of the form: a question less, one more, and an option that is another. */
  async function laterCall(): Promise<string> {
    const { stage } = house;
    const content = structuredClone(fictionalPack);
    content.version = 3;
    const form = content.forms.application.all;
    form.version = 2;
    const project = form.sections.find(({ id }: { id: string }) => id === 'project');
    const label = (vi: string) => ({ vi, en: vi });
    project.fields = project.fields.filter(({ id }: { id: string }) => id !== 'problem');
    project.fields.push({ kind: 'text', id: 'impact', label: label('Ai hưởng lợi'), required: true, maxLength: 200 });
    const field = project.fields.find(({ id }: { id: string }) => id === 'priorityField');
    delete field.listOf;
    field.options = [...field.options.filter(({ id }: { id: string }) => id !== 'agriculture'), option('health')];
    const [pack, call] = [v7(), v7()];
    await stage.must(stage.people.administrator, 'publishPack', pack, { content });
    const parameters = Object.fromEntries(
      content.setByCall.map(({ id, kind }: { id: string; kind: string }) => [id, kind === 'passMark' ? 50 : 10]),
    );
    await stage.must(stage.people.administrator, 'openCall', call, {
      ...{ pack, stage: 'chinh', budgetVnd: '100000000', parameters, decisionNumber: 'QĐ-2' },
      ...{ opensOn: `${stage.year}-01-01`, closesAt: `${stage.year}-12-31T16:59:59.999Z` },
    });
    return call;
  }
  const option = (id: string) => ({ id, label: { vi: 'Y tế', en: 'Health' } });

  it('under an earlier version of the form keeps every answer, says what is new and no longer asked, and fits its files into their room', async () => {
    await writeAll(client, base, 'Máy sấy bản cũ');
    const papers = (await client.get(`${base}/application/papers`)).form('papers');
    papers.attach('others.upload', 'bao gia.pdf', Buffer.from(pdf('báo giá')), 'application/pdf');
    await papers.submit({ button: 'Lưu và về danh sách' });
    const call = await laterCall();
    const begin = async () => {
      const apply = await client.get(`/agencies/${house.stage.agency}/calls/${call}/apply`);
      return await apply.form('Bắt đầu soạn hồ sơ').fill({ party, from: dossier }).submit();
    };
    const list = await begin();
    for (const said of [
      'Biểu mẫu có gì mới',
      'Ai hưởng lợi',
      'Những điều không còn được hỏi',
      'Nông sản hỏng sau thu hoạch.',
    ])
      expect(list.text).toContain(said);
    const copy = list.path.split('/')[4]!;
    const [row] = await house.stage.db.query<{ answers: Record<string, unknown> }>`
      select answers from draft where dossier = ${copy}::uuid and form = 'application'`;
    expect(row?.answers).toMatchObject({
      projectName: 'Máy sấy bản cũ',
      problem: 'Nông sản hỏng sau thu hoạch.\nMáy nhỏ, rẻ.',
    });
    expect(row?.answers.priorityField).toBeUndefined();
    const section = await client.get(`${list.path}/project`);
    expect(section.all('#new-in-form ~ ul li').join()).toMatch(/Y tế.*Ai hưởng lợi/);
    const gone = section.all('dl.reads dd');
    expect(gone).toHaveLength(2);
    expect(gone.join()).toContain('Máy nhỏ, rẻ.');
    expect((await client.get(`${list.path}/budget`)).text).not.toContain('Biểu mẫu có gì mới');
    // what is saved over it loses nothing of what is no longer asked
    await section.form('project').fill({ impact: 'Nông hộ' }).submit({ button: save, expect: 'any' });
    const again = await client.get(`${list.path}/project`);
    expect(again.text).toContain('Máy nhỏ, rẻ.');
    const copies = () => house.stage.db.query<{ size: bigint }>`
      select size from attachment where name = 'bao gia.pdf' and uploaded_by = ${owner}::uuid and dossier <> ${dossier}::uuid`;
    expect(await copies()).toHaveLength(1);

    // a copy is its writer's like any other file of theirs: where their room is used up there is none
    await house.stage.db.query`
      insert into attachment (agency, id, dossier, sha256, name, type, size, uploaded_by, uploaded_at)
      values (${house.stage.agency}, ${v7()}::uuid, ${dossier}::uuid, ${'a'.repeat(64)}, 'phim.pdf', 'application/pdf',
        ${500 * 1024 * 1024}, ${owner}::uuid, now())`;
    expect((await begin()).text).toContain('Không đủ chỗ để chép 1 tệp: bao gia.pdf.');
    expect(await copies()).toHaveLength(1);
  });

  it('is never somebody else’s', async () => {
    await writeAll(client, base, 'Bí mật của nhóm khác');
    const other = v7();
    const browser = await house.browser(other, 'Người Khác');
    const { party: theirs } = await beginApplication(house, [other]);
    const apply = await browser.get(`/agencies/${house.stage.agency}/calls/${house.stage.call}/apply`);
    expect(apply.text).not.toContain('Bí mật của nhóm khác');
    const form = apply.form('Bắt đầu soạn hồ sơ');
    const hidden = apply.root.querySelectorAll('form.apply input[type=hidden]');
    const ids = Object.fromEntries(hidden.map((one) => [one.getAttribute('name')!, one.getAttribute('value')!]));
    const list = await browser.post(form.action, { ...ids, party: theirs, from: dossier });
    expect(list.text).not.toContain('Bí mật');
    expect(list.text).not.toContain('Đã chép');
  });
});
