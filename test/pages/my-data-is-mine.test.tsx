// Personal data through the front door: what is held, all of it to take away, consent that can be proved, and requests with the law's days.
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { keepContent } from '../../src/contents.ts';
import { openFiles } from '../../src/documents/index.ts';
import { judgeZip } from '../../src/documents/officeFile.ts';
import { writeNotices } from '../../src/mail/notices.ts';
import { packageOf } from '../../src/privacy/held.ts';
import { calendarOf } from '../../src/programmes/index.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { answerWithin, extendedDay, lastDaysOf } from '../../workflows/rules/dataRequests.ts';
import { expectClean } from '../support/audit.ts';
import { type Stage, setStage } from '../support/stage.ts';
import { look, signedIn } from './filesSupport.ts';

const origin = 'http://vuon-uom.test';
let stage: Stage;
let app: App;
let folder: string;
let [founder, mate, administrator, second]: Record<string, string>[] = [];
const ids = { founder: v7(), mate: v7(), second: v7() };
const reported: unknown[] = [];
const now = () => new Date().toISOString();

const post = (path: string, headers: Record<string, string>, fields: Record<string, string>) =>
  app.request(`${origin}${path}`, {
    method: 'POST',
    headers: { host: 'vuon-uom.test', origin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields),
  });
const textOf = async (path: string, headers: Record<string, string> = {}) => (await look(app, path, headers)).text();
const ask = (headers: Record<string, string>, kind: string, about = 'Xin sửa họ tên của tôi', key = v7()) =>
  post('/account/data/requests', headers, { kind, about, agency: stage.agency, key });
const requests = (person: string) =>
  stage.db.query<{ id: string; kind: string; acknowledgeBy: string; answerBy: string; answer: string | null }>`
    select id::text as id, kind, acknowledge_by::text as acknowledge_by, answer_by::text as answer_by, answer
    from data_request where person = ${person}::uuid order by asked_at`;

/** What somebody would take away, without asking once more for the ZIP. */
const textsOf = async (person: string) => (await packageOf(stage.db, person, 'vi', now())).texts;

/** An application of somebody's, handed in, with a content and a file. */
async function handedIn(person: string, members = [person]) {
  const { db, agency } = stage;
  const dossier = v7();
  const party = await stage.party(person, 'team', { members });
  await db.query`insert into party_profile (agency, party, name, identity, address, changed_at, changed_by)
    values (${agency}, ${party}::uuid, ${`Nhóm ${party.slice(-4)}`}, '', 'Hòa Vang', now(), ${person}::uuid)`;
  await stage.must(person, 'startApplication', dossier, { call: stage.call, party });
  const body = { projectName: 'Máy sấy', mate: 'mate@vidu.vn', phone: '0905 123 456', citizen: '048096000123' };
  const content = await keepContent({ db, now }, { agency, dossier, kind: 'application', body, person });
  await stage.must(person, 'submitApplication', dossier, { content });
  const files = openFiles({ db, folder, now });
  const { sha256, size } = await files.keep(Buffer.from(`%PDF-1.7\n${dossier}`));
  await db.query`insert into attachment (agency, id, dossier, sha256, name, type, size, uploaded_by, uploaded_at)
    values (${agency}, ${v7()}::uuid, ${dossier}::uuid, ${sha256}, 'Giấy/tờ.pdf', 'application/pdf', ${size}, ${person}::uuid, now())`;
  return { dossier, party, content };
}

beforeAll(async () => {
  stage = await setStage();
  folder = await mkdtemp(join(tmpdir(), 'my-data-'));
  app = createApp({
    db: stage.db,
    clock: () => new Date(),
    origin,
    filesFolder: folder,
    report: (fault) => reported.push(fault),
  });
  founder = await signedIn(stage.db, ids.founder, 'Trần Thị Bình');
  mate = await signedIn(stage.db, ids.mate, 'Lê Văn Cường');
  second = await signedIn(stage.db, ids.second, 'Phạm Dung');
  administrator = await signedIn(stage.db, stage.people.administrator, 'Quản trị');
});
afterAll(async () => {
  await stage?.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('what is held', () => {
  it('is said with why and until when, and what is not known is said to be so', async () => {
    const { dossier } = await handedIn(ids.founder, [ids.founder, ids.mate]);
    // what was handed in stays as a draft to go on from: it is not counted as one that is being written
    const draft = (form: string, answers: object) => stage.db.query`
      insert into draft (agency, dossier, form, answers, saved_at, saved_by)
      values (${stage.agency}, ${dossier}::uuid, ${form}, ${JSON.stringify(answers)}::text::jsonb, now(), ${ids.founder}::uuid)`;
    await draft('application', { projectName: 'Bản đã nộp' });
    await draft('selfCheck', { singleSource: 'unsure' });
    await draft('company', { name: 'Công ty đã khai', sentAt: now() });
    await draft('prototypeReport', { text: 'Báo cáo đang viết' });
    const page = await textOf('/account/data', founder);
    expect(page).toContain('Luật 91/2025/QH15');
    expect(page.match(/\[chưa rõ\] Theo pháp luật về lưu trữ và kế toán/g)!.length).toBeGreaterThan(3);
    expect(page).toMatch(/Tệp bạn đã tải lên<\/td><td class="num"[^>]*>1</);
    expect(page).toMatch(/Bản đang viết, chưa nộp<\/td><td class="num"[^>]*>1</);
    for (const id of ['held', 'download', 'consent', 'requests'])
      expect([id, page.includes(`<li><a href="#${id}">`), page.includes(`<h2 id="${id}">`)]).toEqual([id, true, true]);
    const texts = await textsOf(ids.founder);
    const said = (name: string) => (JSON.parse(texts.get(name)!) as { form: string }[]).map(({ form }) => form).sort();
    expect(said('drafts.json')).toEqual(['prototypeReport']);
    expect(said('otherDrafts.json')).toEqual(['application', 'company', 'selfCheck']);
    expect((await look(app, '/account/data')).status).toBe(303);
  });

  it('is taken away as one ZIP: one’s own and, of others, no more than names', async () => {
    const answer = await look(app, '/account/data/export', founder);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'application/zip',
      'no-store',
    ]);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const path = join(folder, 'out.zip');
    await writeFile(path, bytes);
    const file = await open(path);
    expect(await judgeZip(file, bytes.length)).toBe('fine');
    await file.close();
    const { entries } = await unzipped(bytes);
    const names = [...entries.keys()];
    expect(names).toEqual(
      expect.arrayContaining([
        'account.json',
        'contents.json',
        'drafts.json',
        'letters.json',
        'consents.json',
        'history.json',
      ]),
    );
    const file1 = names.find((name) => name.startsWith('files/'));
    expect(file1).toMatch(/^files\/[0-9a-f-]{36}-Giấy_tờ\.pdf$/);
    expect(entries.get(file1!)).toMatch(/^%PDF-1\.7/);
    const all = [...entries]
      .filter(([name]) => name.endsWith('.json'))
      .map(([, text]) => text)
      .join('');
    expect(all).toContain(`${ids.founder}@vidu.test`);
    expect(all).toContain('Máy sấy');
    expect(all).toContain('Lê Văn Cường');
    for (const others of ['mate@vidu.vn', '0905 123 456', '048096000123', ids.mate, 'password', 'token'])
      expect(all).not.toContain(others);
    expect(all).toContain('[dữ liệu của người khác]');
    // a stranger's has nothing of it, and nobody may ask for it without end
    const theirs = await unzipped(Buffer.from(await (await look(app, '/account/data/export', second)).arrayBuffer()));
    expect(theirs.entries.get('contents.json')?.trim()).toBe('[]');
    const many = await Promise.all(Array.from({ length: 6 }, () => look(app, '/account/data/export', second)));
    expect(many.some(({ status }) => status === 429)).toBe(true);
  });
});

describe('consent', () => {
  const give = (yes: Record<string, string>) =>
    post('/account/data/consent', founder!, { purpose: 'story', given: 'yes', ...yes });
  const rows = () => stage.db.query<{ given: boolean; words: string; version: number }>`
    select given, words, version from consent where person = ${ids.founder}::uuid order by at, id`;

  it('is never ticked beforehand, given by ticking alone, withdrawn as easily, and each is a row with the words', async () => {
    const page = await textOf('/account/data', founder);
    expect(page.match(/type="checkbox"/g)).toHaveLength(2);
    expect(page).not.toMatch(/type="checkbox"[^>]*checked/);
    const silent = await give({});
    expect(silent.status).toBe(422);
    expect(await silent.text()).toContain('để trống nghĩa là không đồng ý');
    expect(await rows()).toEqual([]);
    expect((await give({ 'yes-story': 'yes' })).status).toBe(303);
    await give({ 'yes-story': 'yes' });
    expect(await textOf('/account/data', founder)).toContain('Bạn đã đồng ý lúc');
    await post('/account/data/consent', founder!, { purpose: 'story', given: 'no' });
    expect(await textOf('/account/data', founder)).toContain('Bạn đã rút lại đồng ý lúc');
    expect((await rows()).map(({ given, version }) => [given, version])).toEqual([
      [true, 1],
      [false, 1],
    ]);
    expect((await rows())[0]?.words).toContain('đăng họ tên và ảnh của tôi');
  });

  it('cannot be changed or taken out by the application', async () => {
    await expect(stage.db.query`update consent set given = true`).rejects.toThrow(/permission denied/);
    await expect(stage.db.query`delete from consent`).rejects.toThrow(/permission denied/);
  });
});

describe('requests', () => {
  const calendar = { holidays: { '2026-11-24': 'Ngày Văn hóa' }, workedSaturdays: {}, announcedThrough: null };

  it('have the days of the law: two working days to acknowledge, 10, 20 or 15 to answer, one extension', () => {
    // a Friday: Monday is one, Tuesday a holiday
    expect(lastDaysOf(calendar, '2026-11-20', 'correct')).toEqual({
      acknowledgeBy: '2026-11-25',
      answerBy: '2026-11-30',
    });
    expect(lastDaysOf(calendar, '2026-11-20', 'delete').answerBy).toBe('2026-12-10');
    expect(lastDaysOf(calendar, '2026-11-20', 'object').answerBy).toBe('2026-12-05');
    expect(answerWithin).toEqual({
      correct: { days: 10, extension: 10 },
      delete: { days: 20, extension: 20 },
      object: { days: 15, extension: 15 },
    });
    expect(extendedDay(calendar, '2026-12-10', 'delete')).toBe('2026-12-30');
  });

  it('wait at the administrators’ work until their day, are acknowledged, extended once and answered with a reason', async () => {
    const wrong = await ask(founder!, 'everything', '');
    expect(wrong.status).toBe(422);
    const key = v7();
    for (const _ of [1, 2]) expect((await ask(founder!, 'correct', 'Xin sửa họ tên của tôi', key)).status).toBe(303);
    const [request, ...more] = await requests(ids.founder);
    expect(more).toEqual([]);
    const agencys = await calendarOf(stage.db, stage.agency);
    const { acknowledgeBy, answerBy } = lastDaysOf(agencys, dayOf(now()), 'correct');
    expect([request?.acknowledgeBy, request?.answerBy]).toEqual([acknowledgeBy, answerBy]);
    const page = `/agencies/${stage.agency}/data-requests/${request!.id}`;
    const work = await textOf('/work', administrator);
    expect(work).toContain(`href="${page}"`);
    expect(work).toContain('Báo đã nhận yêu cầu về dữ liệu cá nhân');
    expect(await textOf('/notifications', administrator)).toContain('Yêu cầu về dữ liệu cá nhân chờ trả lời');
    expect((await look(app, page, founder)).status).toBe(404);
    await post(`${page}/acknowledge`, administrator!, {});
    expect(await textOf('/work', administrator)).toContain('Trả lời yêu cầu về dữ liệu cá nhân');
    expect(await textOf('/account/data', founder)).toContain('Cơ quan đã nhận ngày');
    for (const extension of ['Cần đối chiếu giấy tờ', 'Lần nữa'])
      await post(`${page}/extend`, administrator!, { extension });
    expect((await requests(ids.founder))[0]?.answerBy).toBe(extendedDay(agencys, answerBy, 'correct'));
    expect(await textOf('/account/data', founder)).toContain('Lý do: Cần đối chiếu giấy tờ');
    const unsaid = await post(`${page}/answer`, administrator!, { decision: 'accepted', reason: '' });
    expect(unsaid.status).toBe(422);
    await post(`${page}/answer`, administrator!, { decision: 'refused', reason: 'Giấy tờ không khớp' });
    await post(`${page}/answer`, administrator!, { decision: 'accepted', reason: 'Đổi ý' });
    const mine = await textOf('/account/data', founder);
    expect(mine).toContain('Bị từ chối');
    expect(mine).toContain('Lý do: Giấy tờ không khớp');
    expect(await textOf('/work', administrator)).not.toContain(page);
    const [letter] = await stage.db.query<{ body: string }>`
      select body from letter where address = ${`${ids.founder}@vidu.test`} and subject = 'Trả lời yêu cầu về dữ liệu cá nhân'`;
    expect(letter?.body).toContain('Lý do: Giấy tờ không khớp');
  });

  it('are taken back by whoever asked alone, and answered by nobody for themselves', async () => {
    await ask(founder!, 'object', 'Không đăng ảnh tôi');
    const [, request] = await requests(ids.founder);
    await post(`/account/data/requests/${request!.id}/withdraw`, mate!, {});
    expect((await requests(ids.founder))[1]?.answer).toBeNull();
    await post(`/account/data/requests/${request!.id}/withdraw`, founder!, {});
    expect((await requests(ids.founder))[1]?.answer).toBe('withdrawn');
    await ask(administrator!, 'delete', 'Xóa tôi đi');
    const [own] = await requests(stage.people.administrator);
    const page = `/agencies/${stage.agency}/data-requests/${own!.id}`;
    expect(await textOf(page, administrator)).toContain('quản trị viên khác phải trả lời');
    await post(`${page}/answer`, administrator!, { decision: 'accepted', reason: 'Được' });
    expect((await requests(stage.people.administrator))[0]?.answer).toBeNull();
  });

  it('are sent without end by nobody: each writes to every administrator', async () => {
    const person = v7();
    const me = await signedIn(stage.db, person, 'Đặng Văn Gửi');
    const sent: number[] = [];
    for (let at = 0; at < 11; at += 1) sent.push((await ask(me, 'correct', `Lần ${at}`)).status);
    expect(sent).toEqual([...Array(10).fill(303), 429]);
    expect(await requests(person)).toHaveLength(10);
  });

  it('erase what can be erased, say what is kept and why, and leave the history whole', async () => {
    const { db, agency } = stage;
    const gone = await handedIn(ids.second);
    await stage.must(ids.second, 'withdraw', gone.dossier);
    const [shared] = await db.query<{ dossier: string }>`
      select dossier::text as dossier from state where subject = 'application' and facts->'team' ? ${ids.founder} limit 1`;
    const call = stage.call;
    for (const [state, published] of [
      ['waiting', ''],
      ['declined', ''],
      ['published', 'Ai được nộp?'],
    ] as const)
      await db.query`insert into question (agency, id, call, state, asked, asked_by, asked_at, published, answered_at)
        values (${agency}, ${v7()}::uuid, ${call}::uuid, ${state}, ${`Tôi hỏi ${state}`}, ${ids.second}::uuid, now(), ${published},
          case when ${state}::text <> 'waiting' then now() end)`;
    for (const dossier of [gone.dossier, shared!.dossier]) {
      await db.query`insert into draft_change (agency, dossier, section, person, began_at, at, before, after)
        values (${agency}, ${dossier}::uuid, 'project', ${ids.second}::uuid, now(), now(), '{}', '{"projectName": "Lời của Dung"}')`;
      await db.query`insert into draft (agency, dossier, form, owner, answers, saved_at, saved_by)
        values (${agency}, ${dossier}::uuid, 'application.page', ${v7()}::uuid, '{}', now(), ${ids.second}::uuid)`;
    }
    await db.query`insert into team_invitation (agency, id, dossier, email, role, hash, invited_by, invited_at, expires_at)
      values (${agency}, ${v7()}::uuid, ${shared!.dossier}::uuid, ${`${ids.second}@vidu.test`}, 'viewer', ${v7()}, ${ids.founder}::uuid, now(), now() + interval '14 days')`;
    await db.query`insert into notification (id, person, kind, template, agency, subject, subject_english, how, at)
      values (${v7()}::uuid, ${ids.second}::uuid, 'fixed', 'x', ${agency}, 'Thông báo', 'Notice', 'inbox', now())`;
    // their team was told by name that they came
    await db.query`insert into notification (id, person, kind, template, agency, subject, subject_english, how, at)
      values (${v7()}::uuid, ${ids.founder}::uuid, 'application', 'teamChanged', ${agency}, 'Phạm Dung đã vào nhóm của hồ sơ', 'Phạm Dung joined the team', 'inbox', now())`;
    const holds = await textOf('/account/data', second);
    for (const [what, count] of [
      ['Những lần bạn sửa bản nháp chung: phần nào, lúc nào, sửa gì', 2],
      ['Câu hỏi bạn đã gửi về các đợt tiếp nhận', 3],
      ['Lời mời vào nhóm gửi tới địa chỉ của bạn', 1],
    ] as const)
      expect(holds).toMatch(new RegExp(`${what}</td><td class="num"[^>]*>${count}<`));
    const taken = await textsOf(ids.second);
    expect(taken.get('questions.json')).toContain('Tôi hỏi declined');
    expect(taken.get('changes.json')).toContain('Lời của Dung');
    expect(taken.get('invitations.json')).toContain('viewer');
    await ask(second!, 'delete', 'Xóa tất cả');
    const [request] = await requests(ids.second);
    const page = `/agencies/${agency}/data-requests/${request!.id}`;
    const plan = await textOf(page, administrator);
    for (const said of [
      ...[
        '3 câu hỏi đã gửi',
        '1 lời mời vào nhóm',
        '1 lần sửa bản nháp',
        '1 thông báo',
        'Câu hỏi đã công bố: lời mọi người',
      ],
      ...[
        'Những lần sửa bản nháp chung của các hồ sơ được giữ',
        '1 nội dung đã nộp',
        '1 tệp',
        'thông tin của 1 bên nhận hỗ trợ',
        'tài khoản: họ tên',
      ],
    ])
      expect(plan).toContain(said);
    await post(`${page}/answer`, administrator!, { decision: 'accepted', reason: 'Đã xóa theo yêu cầu' });
    const [left] = await db.query<Record<string, unknown>>`
      select (select body is null and salt is null and erased_at is not null from content where commitment = ${gone.content}) as content,
        (select count(*)::int from attachment where uploaded_by = ${ids.second}::uuid) as files,
        (select name || address from party_profile where party = ${gone.party}::uuid) as party,
        (select name || email from person where id = ${ids.second}::uuid) as person,
        (select count(*)::int from session where person = ${ids.second}::uuid) as sessions`;
    expect(left).toEqual({ content: true, files: 0, party: '–', person: `–${ids.second}@erased.invalid`, sessions: 0 });
    const told = await db.query<{ subject: string; english: string }>`
      select subject, subject_english as english from notification where person = ${ids.founder}::uuid and template = 'teamChanged'`;
    expect(told).toEqual([{ subject: '– đã vào nhóm của hồ sơ', english: '– joined the team' }]);
    const [after] = await db.query<Record<string, unknown>>`
      select (select jsonb_agg(jsonb_build_array(asked, published, asked_by)) from question where call = ${call}::uuid) as questions,
        (select jsonb_agg(dossier) from draft_change where person = ${ids.second}::uuid) as changes,
        (select count(*)::int from draft where saved_by = ${ids.second}::uuid) as pages,
        (select count(*)::int from team_invitation where email like ${`${ids.second}%`}) as invitations,
        (select count(*)::int from notification where person = ${ids.second}::uuid) as notifications`;
    expect(after).toEqual({
      questions: [['Ai được nộp?', 'Ai được nộp?', null]],
      changes: [shared!.dossier],
      ...{ pages: 0, invitations: 0, notifications: 0 },
    });
    const [letter] = await db.query<{
      body: string;
    }>`select body from letter where address = ${`${ids.second}@vidu.test`} and subject like 'Trả lời%'`;
    expect(letter?.body).toContain('- tài khoản: họ tên, email, mật khẩu, phiên đăng nhập');
    expect(letter?.body).toContain('Phải giữ lại:');
    expect((await look(app, '/account/data', second)).status).toBe(303);

    // what belongs to the accounts stays, and so does the account that it needs
    const { dossier } = await stage.project({ founder: ids.mate });
    await ask(mate!, 'delete', 'Xóa tôi');
    const [other] = await requests(ids.mate);
    const base = `/agencies/${agency}/data-requests/${other!.id}`;
    expect(await textOf(base, administrator)).toContain(
      `${dossier.slice(-6).toUpperCase()}: đã có quyết định hỗ trợ hoặc chi tiền`,
    );
    await post(`${base}/answer`, administrator!, { decision: 'accepted', reason: 'Đã xóa phần được xóa' });
    const mine = await textOf('/account/data', mate);
    expect(mine).toContain('giữ theo pháp luật lưu trữ và kế toán đến khi nào: [chưa rõ]');
    expect(mine).toContain('Hồ sơ HS-');
    await expectClean(stage);
    expect(reported).toEqual([]);
  });
});

describe('a deletion leaves nothing behind, and takes nothing that others need', () => {
  /** Somebody with an account asks for everything to be deleted, and it is accepted. */
  async function deleted(person: string, name = 'Vũ Thị Hoa') {
    const me = await signedIn(stage.db, person, name);
    await ask(me, 'delete', 'Xóa tất cả');
    const [request] = await requests(person);
    const page = `/agencies/${stage.agency}/data-requests/${request!.id}`;
    await post(`${page}/answer`, administrator!, { decision: 'accepted', reason: 'Đã xóa phần được xóa' });
    const [row] = await stage.db.query<{ name: string; why: string[] }>`
      select p.name, array(select k->>'why' from jsonb_array_elements(r.erased->'kept') k) as why
      from person p join data_request r on r.person = p.id where p.id = ${person}::uuid`;
    return row!;
  }

  it('takes earlier versions, invitations and who asked with it', async () => {
    const { db, agency } = stage;
    const person = v7();
    const { dossier } = await handedIn(person);
    await stage.must(person, 'withdraw', dossier);
    await db.query`insert into draft_change (agency, dossier, section, person, began_at, at, before, after)
      values (${agency}, ${dossier}::uuid, 'idea', ${person}::uuid, now(), now(), '{"problem":"0905 765 432"}', '{}')`;
    const invited = { 'ban@vidu.vn': dossier, [`${person}@vidu.test`]: v7() };
    for (const [email, of] of Object.entries(invited))
      await db.query`insert into team_invitation (agency, id, dossier, email, role, hash, invited_by, invited_at, expires_at)
        values (${agency}, ${v7()}::uuid, ${of}::uuid, ${email}, 'viewer', ${email}, ${ids.founder}::uuid, now(), now() + interval '1 day')`;
    const question = v7();
    await db.query`insert into question (agency, id, call, asked, asked_by, asked_at)
      values (${agency}, ${question}::uuid, ${stage.call}::uuid, 'Có cần con dấu không?', ${person}::uuid, now())`;
    expect((await deleted(person)).name).toBe('–');
    const [left] = await db.query`
      select (select count(*)::int from draft_change where dossier = ${dossier}::uuid) as changes,
        (select count(*)::int from team_invitation where dossier = ${dossier}::uuid or email = ${`${person}@vidu.test`}) as invitations,
        (select asked_by from question where id = ${question}::uuid) as asked_by`;
    expect(left).toEqual({ changes: 0, invitations: 0, askedBy: null });
  });

  it('takes what was applied for out of what others were told of it', async () => {
    const { db, agency, people } = stage;
    const [person, officer] = [v7(), v7()];
    await signedIn(db, officer, 'Lê Hoàng Anh');
    await db.query`update person set english_letters = true where id = ${officer}::uuid`;
    await stage.must(people.administrator, 'appoint', officer, { roles: ['officer'] });
    const { dossier } = await handedIn(person);
    while ((await writeNotices(db, origin, now(), (fault) => reported.push(fault))) > 0);
    await db.query`update letter set sent_at = now(), body = '', english = ''`;
    await stage.must(person, 'withdraw', dossier);
    const told = () => db.query<{ subject: string; subjectEnglish: string; letter: string }>`
      select n.subject, n.subject_english, l.subject as letter from notification n join letter l on l.id = n.id
      where n.agency = ${agency} and n.dossier = ${dossier}::uuid and n.person = ${officer}::uuid`;
    expect((await told())[0]).toMatchObject({
      subject: expect.stringMatching(/^Hồ sơ cần kiểm tra: HS-\d{4}-[0-9A-F]{6}, Máy sấy$/),
      letter: expect.stringMatching(
        /^Hồ sơ cần kiểm tra: HS-\d{4}-[0-9A-F]{6} \/ [^:]+: HS-\d{4}-[0-9A-F]{6}, Máy sấy$/,
      ),
    });
    expect((await deleted(person)).name).toBe('–');
    for (const texts of await told()) for (const text of Object.values(texts)) expect(text).not.toContain('Máy sấy');
    expect((await told())[0]!.subject).toMatch(/^Hồ sơ cần kiểm tra: HS-\d{4}-[0-9A-F]{6}$/);
  });

  it('waits while a withdrawal may be undone: nobody is judged on what is no more', async () => {
    const person = v7();
    const { dossier, content } = await handedIn(person);
    await stage.must(person, 'withdraw', dossier, { undoable: true });
    expect((await deleted(person)).why).toContain('running');
    await stage.must(person, 'undoWithdrawal', dossier);
    const [kept] = await stage.db.query`select body is not null as kept from content where commitment = ${content}`;
    expect(kept).toEqual({ kept: true });
  });

  it('keeps what a party was called that was paid, when a company stands in its place', async () => {
    const { db, owner, agency } = stage;
    const person = v7();
    const { dossier, party } = await stage.project({ founder: person });
    await db.query`insert into party_profile (agency, party, name, account_number, changed_at, changed_by)
      values (${agency}, ${party}::uuid, 'Nhóm Máy sấy', '011001193241', now(), ${person}::uuid)`;
    const company = await stage.party(person, 'enterprise');
    await owner.query`update dossier set party = ${company}::uuid where id = ${dossier}::uuid`;
    await deleted(person);
    const [row] = await db.query`select name, account_number from party_profile where party = ${party}::uuid`;
    expect(row).toEqual({ name: 'Nhóm Máy sấy', accountNumber: '011001193241' });
    await owner.query`update dossier set party = ${party}::uuid where id = ${dossier}::uuid`;
  });

  it('keeps the name of who checked, voted or signed, in an office or a team that they have left', async () => {
    const { people } = stage;
    const [left, mine] = [v7(), v7()];
    const { dossier } = await handedIn(ids.founder);
    const joins = { as: 'editor', invitedBy: ids.founder } as const;
    await stage.must(left, 'joinTeam', dossier, joins);
    await stage.must(left, 'leaveTeam', dossier, { person: left });
    await stage.must(people.officer, 'findEligible', dossier);
    await stage.must(people.administrator, 'relieve', people.officer, { roles: ['officer'], decisionNumber: '7/QĐ' });
    for (const person of [left, people.officer]) {
      const { name, why } = await deleted(person);
      expect([name, why]).toEqual(['Vũ Thị Hoa', ['elsewhere', 'history', 'consents']]);
    }
    expect((await deleted(mine)).name).toBe('–');
    await expectClean(stage);
    expect(reported).toEqual([]);
  });
});

/** The texts in a ZIP, by its own table of contents. */
async function unzipped(bytes: Buffer): Promise<{ entries: Map<string, string> }> {
  const { inflateRawSync } = await import('node:zlib');
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const entries = new Map<string, string>();
  for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const from = bytes.readUInt32LE(at + 42);
    const start = from + 30 + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28);
    const content = bytes.subarray(start, start + packed);
    entries.set(
      bytes.subarray(at + 46, at + 46 + name).toString(),
      String(method === 8 ? inflateRawSync(content) : content),
    );
    at += 46 + name + extra + comment;
  }
  return { entries };
}
