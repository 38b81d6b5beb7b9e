// Letters over a real SMTP server on loopback: once each, under one Message-ID, again after a refusal; and notices for the right people.
import type { SMTPServerOptions } from 'smtp-server';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type MailWorker, mailWorker, writeLetter } from '../../src/mail/index.ts';
import { mailWords } from '../../templates/words/mails.ts';
import { mailTemplates } from '../../workflows/effects.ts';
import { fictionalPack, hash, type Stage, setStage } from '../support/stage.ts';
import { type Mail, startMailServer } from './mailServer.ts';

const origin = 'https://vuonuom.vidu.vn';
const from = 'Vườn Ươm <no-reply@vuonuom.vidu.vn>';
let stage: Stage;
let servers: { stop(): Promise<void> }[] = [];
let workers: MailWorker[] = [];
let time = Date.now();
const now = () => new Date(time).toISOString();
const reported: string[] = [];

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.drop());
afterEach(async () => {
  for (const worker of workers) worker.close();
  await Promise.all(servers.map((server) => server.stop()));
  servers = [];
  workers = [];
  reported.length = 0;
  await stage.db.query`delete from letter`;
});

async function mailServer(refuse?: (mail: Mail, times: number) => Error | null, more?: SMTPServerOptions) {
  const server = await startMailServer(refuse, more);
  servers.push(server);
  return server;
}

function worker(smtpUrl: string | undefined): MailWorker {
  const made = mailWorker({
    db: stage.db,
    now,
    origin,
    smtpUrl,
    from,
    report: (fault) => reported.push(String(fault)),
  });
  workers.push(made);
  return made;
}

async function letter(
  subject = 'Xác nhận địa chỉ e-mail của bạn, đúng hạn trước ngày 30/11',
  body = 'Kính gửi,\n\nhttps://x/y?ticket=bi-mat\n',
) {
  const id = v7();
  const to = { email: 'chau@vidu.vn', name: 'Châu', englishLetters: false };
  await writeLetter(stage.db, id, to, () => ({ subject, body }), now());
  return id;
}

test('a letter arrives once, as it was written, and its text is then forgotten', async () => {
  // what the stage's own decisions asked for is written first, to nobody: its people have no addresses
  const { url, taken } = await mailServer();
  const id = await letter();
  const w = worker(url);
  expect(await w.turn()).toBe(1);
  expect(await w.turn()).toBe(0);
  expect(taken).toHaveLength(1);
  expect(taken[0]).toMatchObject({
    to: ['chau@vidu.vn'],
    id: `<${id}@vuonuom.vidu.vn>`,
    subject: 'Xác nhận địa chỉ e-mail của bạn, đúng hạn trước ngày 30/11',
  });
  expect(taken[0]?.raw).toMatch(/^From: .*<no-reply@vuonuom\.vidu\.vn>/m);
  expect(taken[0]?.raw).toMatch(/charset=utf-8/i);
  const [row] = await stage.db.query<{
    body: string;
    sent: boolean;
  }>`select body, sent_at is not null as sent from letter where id = ${id}::uuid`;
  expect(row).toEqual({ body: '', sent: true });
  expect(reported).toEqual([]);
});

test('a server that refuses at first is tried again, later and later, under the same Message-ID', async () => {
  const busy = Object.assign(new Error('come again'), { responseCode: 451 });
  const { url, taken, refused } = await mailServer((_, times) => (times < 2 ? busy : null));
  const id = await letter();
  const w = worker(url);
  expect(await w.turn()).toBe(0);
  expect(reported.join()).toMatch(new RegExp(`Letter ${id} could not be sent \\(attempt 1\\)`));
  expect(reported.join()).not.toContain('bi-mat');
  expect(await w.turn()).toBe(0); // not before half a minute is over
  expect(refused).toHaveLength(1);
  time += 31_000;
  expect(await w.turn()).toBe(0);
  time += 31_000;
  expect(await w.turn()).toBe(0); // the second pause is a minute
  expect(refused).toHaveLength(2);
  time += 31_000;
  expect(await w.turn()).toBe(1);
  expect(taken.map((mail) => mail.id)).toEqual([`<${id}@vuonuom.vidu.vn>`]);
});

test('no server at all: nothing is lost, and the rest of the letters waits without being tried', async () => {
  const ids = [await letter('một'), await letter('hai'), await letter('ba')];
  expect(await worker('smtp://127.0.0.1:1').turn()).toBe(0);
  expect(reported).toHaveLength(1);
  time += 31_000;
  const { url, taken } = await mailServer();
  expect(await worker(url).turn()).toBe(3);
  expect(taken.map(({ id }) => id).sort()).toEqual(ids.map((id) => `<${id}@vuonuom.vidu.vn>`).sort());
});

test('one address that is refused holds up no other', async () => {
  const { url, taken } = await mailServer(undefined, {
    onRcptTo: ({ address }, _, callback) => callback(address.startsWith('khong-co') ? new Error('no such user') : null),
  });
  const nobody = { email: 'khong-co@vidu.vn', name: '', englishLetters: false };
  await writeLetter(stage.db, v7(), nobody, () => ({ subject: 'x', body: 'x' }), now());
  time += 1;
  await letter();
  expect(await worker(url).turn()).toBe(1);
  expect(taken).toHaveLength(1);
});

test('two workers at once send each letter once', async () => {
  const { url, taken } = await mailServer();
  for (let i = 0; i < 20; i += 1) await letter(`thư ${i}`);
  const sent = await Promise.all([worker(url), worker(url), worker(url)].map((w) => w.turn()));
  expect(sent.reduce((sum, n) => sum + n)).toBe(20);
  expect(new Set(taken.map(({ id }) => id)).size).toBe(20);
  expect(taken).toHaveLength(20);
});

test('a worker that died with a letter in hand: another sends it when the minute is over', async () => {
  const { url, taken } = await mailServer();
  const id = await letter();
  await stage.db
    .query`update letter set leased_until = ${now()}::timestamptz + interval '60 s', attempts = 1 where id = ${id}::uuid`;
  expect(await worker(url).turn()).toBe(0);
  time += 60_000;
  expect(await worker(url).turn()).toBe(1);
  expect(taken).toHaveLength(1);
});

test('a subject is one line, whatever stands in a name', async () => {
  const { url, taken } = await mailServer();
  await letter('Hồ sơ của An\r\nBcc: all@vidu.vn');
  await worker(url).turn();
  expect(taken[0]?.subject).toBe('Hồ sơ của An Bcc: all@vidu.vn');
  expect(taken[0]?.to).toEqual(['chau@vidu.vn']);
});

test('every notice that a machine asks for has its words in both languages', () => {
  for (const words of [mailWords.vi, mailWords.en])
    expect(Object.keys(words.notices).sort()).toEqual([...mailTemplates].sort());
});

test('the English copy of every letter names what the Vietnamese one names', () => {
  const named = (words: unknown): unknown =>
    typeof words === 'string'
      ? [...new Set([...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name?.toLowerCase()))].sort()
      : Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, named(value)]));
  expect(named(mailWords.en)).toEqual(named(mailWords.vi));
});

test('notices become letters for those whom they concern, each once, in Vietnamese and for who asked in English too, naming the dossier by its number', async () => {
  const people = stage.people;
  const founder = v7();
  const person = async (id: string, local: string, isEnglishToo = false) =>
    stage.db.query`
      insert into person (id, email, name, english_letters, confirmed_at, created_at)
      values (${id}::uuid, ${`${local}@vidu.vn`}, ${`Người ${local}`}, ${isEnglishToo}, now(), now())`;
  await person(founder, 'nhom');
  await person(people.officer, 'canbo', true);
  await person(people.director, 'giamdoc');
  await person(people.auditor, 'kiemtoan');
  for (const [i, reviewer] of people.reviewers.entries()) await person(reviewer, `chuyengia${i}`);
  for (const [i, member] of people.council.entries()) await person(member, `uyvien${i}`);
  await worker(undefined).turn();
  await stage.db.query`delete from letter`;

  const party = await stage.party(founder);
  await stage.db.query`
    insert into party_profile (agency, party, name, changed_at, changed_by)
    values (${stage.agency}, ${party}::uuid, 'Nhóm Máy sấy Hòa Vang', now(), ${founder}::uuid)`;
  const dossier = v7();
  await stage.must(founder, 'startApplication', dossier, { call: stage.call, party });
  await stage.must(founder, 'submitApplication', dossier, { content: hash('content') });
  await stage.must(people.officer, 'findEligible', dossier);
  await stage.must(people.officer, 'assignReviewers', dossier, { reviewers: people.reviewers });
  // two at once, one of which dies before it notes that the letters are written
  const [notice] = await stage.db.query<{
    id: string;
  }>`select id from mail where dossier = ${dossier}::uuid and template = 'reviewAsked'`;
  await Promise.all([worker(undefined).turn(), worker(undefined).turn()]);
  await stage.owner.query`update mail set sent_at = null where id = ${notice?.id ?? ''}::uuid`;
  await worker(undefined).turn();

  for (const reviewer of people.reviewers)
    await stage.must(reviewer, 'submitReview', dossier, { sheet: hash('sheet'), verdict: 'pass' });
  await stage.must(people.secretary, 'referToCouncil', dossier, { council: people.council, chair: people.council[0]! });
  for (const member of people.council) await stage.must(member, 'castVote', dossier, { ballots: { labour: 'pass' } });
  const lines = [{ line: 'labour', amountVnd: '1000000' }];
  await stage.must(people.secretary, 'recommend', dossier, { lines, months: 6, completionNeeded: false });
  await worker(undefined).turn();

  const rows = await stage.db.query<{ address: string; subject: string; body: string; english: string }>`
    select address, subject, body, english from letter order by address, subject`;
  const subjects = (local: string) =>
    rows.filter(({ address }) => address === `${local}@vidu.vn`).map(({ subject }) => subject);
  // a subject is read over a shoulder: it has the dossier's number, and no name of anybody
  const of = `: HS-${new Date().toISOString().slice(0, 4)}-${dossier.slice(-6).toUpperCase()}`;
  expect(subjects('nhom').sort()).toEqual(
    [`Hội đồng đề nghị hỗ trợ${of}`, `Hồ sơ hợp lệ${of}`, `Đã nhận hồ sơ${of}`].sort(),
  );
  expect(subjects('canbo')).toEqual([
    `Hồ sơ cần kiểm tra${of} / An application to screen${of}`,
    `Đủ phiếu đánh giá, chờ trình hội đồng${of} / All reviews are in: refer to the council${of}`,
  ]);
  expect(subjects('giamdoc')).toEqual([`Hồ sơ chờ quyết định${of}`]);
  for (const i of [0, 1, 2]) expect(subjects(`chuyengia${i}`)).toEqual([`Hồ sơ cần đánh giá${of}`]);
  for (const i of [0, 3, 6]) expect(subjects(`uyvien${i}`)).toEqual([`Hồ sơ trình hội đồng${of}`]);
  expect(subjects('kiemtoan')).toEqual([]);
  for (const { address, subject, body, english } of rows) {
    const texts = address === 'canbo@vidu.vn' ? [body, english] : [body];
    expect(body).toMatch(/^Kính gửi /);
    expect(english).toMatch(texts.length === 2 ? /^Dear / : /^$/);
    for (const body of texts) {
      expect(body).toContain(`${origin}/agencies/${stage.agency}/dossiers/${dossier}`);
      expect(body).not.toMatch(/[{}]/);
      expect(body).toMatch(new RegExp(`: HS-\\d{4}-${dossier.slice(-6).toUpperCase()}\n`));
      expect(body).toContain(`Người ${address.split('@')[0]}`);
      // by its number, and not by who asks
      expect(body).toMatch(new RegExp(`(hồ sơ|dossier) ${of.slice(2)}`, 'i'));
      expect(`${subject} ${body}`).not.toContain('Máy sấy');
    }
  }
  const bodyOf = (local: string, subject: string) =>
    rows.find((row) => row.address === `${local}@vidu.vn` && row.subject === `${subject}${of}`)?.body;
  expect(bodyOf('nhom', 'Đã nhận hồ sơ')).toMatch(/Thời hạn kiểm tra hồ sơ: \d\d\/\d\d\/\d{4}\n/);
  expect(bodyOf('chuyengia0', 'Hồ sơ cần đánh giá')).toMatch(/Thời hạn .*: \d\d\/\d\d\/\d{4}\n/);
  expect(bodyOf('chuyengia0', 'Hồ sơ cần đánh giá')).toContain(`/dossiers/${dossier}/review\n`);
  const invitation = bodyOf('chuyengia0', 'Hồ sơ cần đánh giá') ?? '';
  expect(invitation).toMatch(/^Chương trình: .+, .+$/m);
  expect(invitation).toContain('Trước tiên, xin khai báo bạn có xung đột lợi ích hay không');
  const criteria = fictionalPack.forms.reviewSheet.sections.flatMap(
    ({ fields }: { fields: { kind: string; overall?: boolean }[] }) => fields,
  );
  // what the reviewer concludes is no criterion
  const count = criteria.filter(
    ({ kind, overall }: { kind: string; overall?: boolean }) => kind === 'criterion' && overall !== true,
  ).length;
  expect(count).toBeGreaterThan(0);
  expect(invitation).toContain(`phiếu đánh giá gồm ${count} tiêu chí`);
  expect(bodyOf('giamdoc', 'Hồ sơ chờ quyết định')).toContain('Hội đồng đề nghị: 1.000.000\u00a0₫\n');
  expect(bodyOf('canbo', `Hồ sơ cần kiểm tra${of} / An application to screen`)).toContain(
    `/dossiers/${dossier}/screening\n`,
  );
  const left = await stage.db.query`select 1 from mail where sent_at is null`;
  expect(left).toEqual([]);
});

test('who takes a reviewer’s place is asked; the others are not asked again', async () => {
  const { people } = stage;
  const founder = v7();
  const party = await stage.party(founder);
  const dossier = v7();
  await stage.must(founder, 'startApplication', dossier, { call: stage.call, party });
  await stage.must(founder, 'submitApplication', dossier, { content: hash('content') });
  await stage.must(people.officer, 'findEligible', dossier);
  const [first, second, third] = people.reviewers as [string, string, string];
  await stage.must(people.officer, 'assignReviewers', dossier, { reviewers: [first, second] });
  await worker(undefined).turn();
  await stage.db.query`delete from letter`;
  await stage.must(people.officer, 'replaceReviewer', dossier, { out: second, in: third, reason: hash('xung đột') });
  await worker(undefined).turn();
  const told = await stage.db
    .query`select address, split_part(subject, ':', 1) as subject from letter order by address`;
  expect(told).toEqual([
    { address: 'chuyengia1@vidu.vn', subject: 'Bạn không phải đánh giá hồ sơ nữa' },
    { address: 'chuyengia2@vidu.vn', subject: 'Hồ sơ cần đánh giá' },
  ]);
});
