// A whole dossier's story over HTTP, and every letter that it wrote: who hears of what, and what the letter says.
import { createHash, randomBytes } from 'node:crypto';
import { v5 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { company, council, everybody, people, reviewers, team } from '../../src/scenario/content.ts';
import { type House, openHouse } from '../../src/scenario/house.ts';
import { beginning, play } from '../../src/scenario/story.ts';
import { createWorld } from '../../src/scenario/world.ts';
import { nameOf } from '../../templates/words/names.ts';
import { metaOf, type StoredState } from '../../workflows/machines.ts';

type Letter = { id: string; address: string; subject: string; body: string; at: string };
/** What a letter was written about: the event, who did it, and the row of history. */
type About = { event: string; actor: string; dossier: string; revision: number; template: string };

/** The whole story: event, subject without the number and the project behind it, page, and who got it. What is handed in without a decision has no event. */
const story: readonly (readonly [event: string, subject: string, page: string, ...readers: string[]])[] = [
  ['application.submitted', 'Hồ sơ cần kiểm tra', '/screening', 'officer'],
  ['application.submitted', 'Đã nhận hồ sơ', '/application/receipt', 'leader'],
  ['application.foundEligible', 'Hồ sơ hợp lệ', '', 'leader'],
  ['application.reviewersAssigned', 'Hồ sơ cần đánh giá', '/review', 'reviewer0', 'reviewer1', 'reviewer2'],
  ['application.reviewSubmitted', 'Đủ phiếu đánh giá, chờ trình hội đồng', '/council', 'officer', 'secretary'],
  [
    'application.referredToCouncil',
    'Hồ sơ trình hội đồng',
    '/council',
    'council0',
    'council1',
    'council2',
    'council3',
    'council4',
    'council5',
    'council6',
  ],
  ['application.voteCast', 'Hội đồng đủ điều kiện kết luận', '/council', 'council0', 'secretary'],
  ['application.recommended', 'Hồ sơ chờ quyết định', '/award', 'director'],
  ['application.recommended', 'Hội đồng đề nghị hỗ trợ', '', 'leader'],
  ['application.awarded', 'Cần dành nguồn ngân sách', '/budget', 'chiefAccountant', 'financeOfficer'],
  ['application.awarded', 'Quyết định hỗ trợ', '/agreement/draft', 'leader'],
  ['application.awarded', 'Đã có quyết định hỗ trợ', '', 'officer'],
  ['project.budgetPlanned', 'Hợp đồng chờ ký', '/agreement', 'director', 'officer'],
  ['project.budgetPlanned', 'Hợp đồng sắp được ký', '/agreement/draft', 'leader'],
  ['project.agreementSigned', 'Hợp đồng đã ký', '', 'chiefAccountant', 'financeOfficer'],
  ['project.agreementSigned', 'Hợp đồng đã ký', '/requests/new', 'leader'],
  ['disbursement.requested', 'Đã nhận đề nghị giải ngân, đợt 1', '/requests/…', 'leader'],
  ['disbursement.requested', 'Đề nghị giải ngân chờ thẩm tra chứng từ, đợt 1', '/requests/…', 'officer'],
  ['disbursement.verified', 'Chờ lập chứng từ thanh toán, đợt 1', '/requests/…', 'chiefAccountant', 'financeOfficer'],
  ['disbursement.verified', 'Chứng từ đã được chấp nhận, đợt 1', '/requests/…', 'leader'],
  ['disbursement.prepared', 'Khoản giải ngân chờ duyệt, đợt 1', '/requests/…', 'chiefAccountant', 'deputyAccountant'],
  ['disbursement.approved', 'Khoản giải ngân chờ phát lệnh chi, đợt 1', '/requests/…', 'financeOfficer'],
  ['disbursement.approved', 'Khoản giải ngân đã được duyệt, đợt 1', '/requests/…', 'leader'],
  ['disbursement.ordered', 'Đã phát lệnh chi, đợt 1', '/requests/…', 'leader'],
  ['disbursement.paid', 'Đã chi tiền, đợt 1', '/requests/…', 'leader'],
  ['project.technologyCompletionStarted', 'Dự án sang bước mới: hoàn thiện công nghệ', '/progress', 'officer'],
  ['disbursement.requested', 'Đã nhận đề nghị giải ngân, đợt 2', '/requests/…', 'leader'],
  ['disbursement.requested', 'Đề nghị giải ngân chờ thẩm tra chứng từ, đợt 2', '/requests/…', 'officer'],
  ['disbursement.returned', 'Đề nghị giải ngân được trả lại, đợt 2', '/requests/…', 'leader'],
  ['disbursement.requested', 'Đã nhận đề nghị giải ngân, đợt 2', '/requests/…', 'leader'],
  ['disbursement.requested', 'Đề nghị giải ngân gửi lại, chờ thẩm tra chứng từ, đợt 2', '/requests/…', 'officer'],
  ['disbursement.verified', 'Chờ lập chứng từ thanh toán, đợt 2', '/requests/…', 'chiefAccountant', 'financeOfficer'],
  ['disbursement.verified', 'Chứng từ được chấp nhận một phần, đợt 2', '/requests/…', 'leader'],
  ['disbursement.prepared', 'Khoản giải ngân chờ duyệt, đợt 2', '/requests/…', 'deputyAccountant'],
  [
    'disbursement.approved',
    'Khoản giải ngân chờ phát lệnh chi, đợt 2',
    '/requests/…',
    'chiefAccountant',
    'financeOfficer',
  ],
  ['disbursement.approved', 'Khoản giải ngân đã được duyệt, đợt 2', '/requests/…', 'leader'],
  ['disbursement.ordered', 'Lệnh chi chờ ghi nhận kết quả, đợt 2', '/requests/…', 'chiefAccountant'],
  ['disbursement.ordered', 'Đã phát lệnh chi, đợt 2', '/requests/…', 'leader'],
  ['disbursement.paid', 'Đã chi tiền, đợt 2', '/requests/…', 'leader'],
  ['project.prototypeStarted', 'Dự án sang bước mới: sản phẩm mẫu', '/progress', 'officer'],
  ['recovery.proposed', 'Đề xuất thu hồi chờ quyết định, đợt 1', '/recoveries/…', 'director'],
  ['recovery.proposed', 'Đề xuất thu hồi, đợt 1', '/recoveries/…', 'leader'],
  ['recovery.decided', 'Quyết định thu hồi, đợt 1', '/recoveries/…', 'leader'],
  ['recovery.decided', 'Theo dõi khoản thu hồi, đợt 1', '/recoveries/…', 'chiefAccountant', 'financeOfficer'],
  ['recovery.cashReceived', 'Khoản thu hồi đã đủ, đợt 1', '/recoveries/…', 'chiefAccountant'],
  ['recovery.cashReceived', 'Đã nhận đủ tiền nộp lại, đợt 1', '/recoveries/…', 'leader'],
  ['', 'Báo cáo sản phẩm mẫu chờ nghiệm thu', '/prototype', 'officer'],
  ['project.prototypeAccepted', 'Nghiệm thu sản phẩm mẫu', '', 'leader'],
  ['', 'Doanh nghiệp cần xác nhận', '/company', 'officer'],
  ['project.registrationStarted', 'Nhóm bắt đầu đăng ký doanh nghiệp', '/progress', 'officer'],
  ['project.companyFormed', 'Hợp đồng chờ chuyển giao', '/novation', 'director'],
  ['project.companyFormed', 'Đã xác nhận doanh nghiệp', '', 'leader'],
  ['project.agreementNovated', 'Chuyển giao hợp đồng', '', 'chiefAccountant', 'financeOfficer', 'leader', 'officer'],
  ['disbursement.requested', 'Đã nhận đề nghị giải ngân, đợt 3', '/requests/…', 'leader'],
  ['disbursement.requested', 'Đề nghị giải ngân chờ thẩm tra chứng từ, đợt 3', '/requests/…', 'officer'],
  ['disbursement.verified', 'Chờ lập chứng từ thanh toán, đợt 3', '/requests/…', 'chiefAccountant', 'financeOfficer'],
  ['disbursement.verified', 'Chứng từ đã được chấp nhận, đợt 3', '/requests/…', 'leader'],
  ['disbursement.prepared', 'Khoản giải ngân chờ duyệt, đợt 3', '/requests/…', 'chiefAccountant', 'deputyAccountant'],
  ['disbursement.approved', 'Khoản giải ngân chờ phát lệnh chi, đợt 3', '/requests/…', 'financeOfficer'],
  ['disbursement.approved', 'Khoản giải ngân đã được duyệt, đợt 3', '/requests/…', 'leader'],
  ['disbursement.ordered', 'Đã phát lệnh chi, đợt 3', '/requests/…', 'leader'],
  ['disbursement.paid', 'Đã chi tiền, đợt 3', '/requests/…', 'leader'],
  ['project.commercialisationStarted', 'Dự án sang bước mới: thương mại hóa', '/progress', 'officer'],
  ['project.closingBegun', 'Bắt đầu thanh lý hợp đồng', '', 'chiefAccountant', 'financeOfficer', 'leader'],
  ['project.remainderCancelled', 'Hủy kinh phí còn lại', '', 'chiefAccountant', 'financeOfficer', 'leader', 'officer'],
  ['project.closed', 'Dự án kết thúc', '', 'chiefAccountant', 'financeOfficer', 'leader', 'officer'],
];

const faults: string[] = [];
const opened: { letter: Letter; path: string; status: number }[] = [];
const letters: Letter[] = [];
let house: House;

/** A session of somebody's own, which takes no time of the story's clock. */
async function statusFor(email: string, path: string): Promise<number> {
  const token = Array.from(randomBytes(40), (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('');
  const hash = createHash('sha256').update(token).digest('hex');
  const now = house.clock.now().toISOString();
  await house.db.query`insert into session (token_hash, person, created_at, seen_at, expires_at)
    select ${hash}, id, ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz + interval '1 day' from person where email = ${email}`;
  const answer = await house.answer(new Request(`${house.origin}${path}`, { headers: { cookie: `session=${token}` } }));
  await house.db.query`delete from session where token_hash = ${hash}`;
  return answer.status;
}

/** Each letter is opened when it arrives: its link must lead its reader to a page then, not once all is over. */
async function readNew(): Promise<void> {
  const rows = await house.db.query<Letter>`
    select id::text as id, address, subject, body, created_at::text as at from letter
    where body like '%/dossiers/%' and not id::text = any(${letters.map(({ id }) => id)}::text[]) order by created_at, subject, address`;
  for (const letter of rows) {
    letters.push(letter);
    for (const [link] of letter.body.matchAll(/^https?:\S+$/gm)) {
      const path = link.slice(house.origin.length);
      opened.push({ letter, path, status: await statusFor(letter.address, path) });
    }
  }
}

beforeAll(async () => {
  const clock = beginning();
  house = await openHouse({ clock, report: (fault) => faults.push(String(fault)) });
  clock.afterwards(readNew);
  await play(createWorld(house, () => {}));
  await clock.advanceDays(1);
}, 400_000);
afterAll(() => house?.close());

/** Everybody by what they are called here. */
const names = new Map([
  ...Object.entries(people).map(([name, { email }]) => [email, name] as const),
  ...reviewers.map(({ email }, at) => [email, `reviewer${at}`] as const),
  ...council.map(({ email }, at) => [email, `council${at}`] as const),
]);

/** By letter, what it was written about: its id follows from the notice and the reader. */
async function aboutLetters(): Promise<Map<string, About>> {
  const notices = await house.db.query<About & { id: string }>`
    select m.id::text as id, m.template, h.event, h.actor::text as actor, h.dossier::text as dossier, h.revision
    from mail m join history h on h.agency = m.agency and h.dossier = m.dossier and h.revision = m.revision`;
  const persons = await house.db.query<{ id: string }>`select id::text as id from person`;
  const found = new Map<string, About>();
  for (const { id, ...about } of notices) for (const person of persons) found.set(v5(person.id, id), about);
  return found;
}

const numberBehind = / ?: HS-\d{4}-[0-9A-F]{6}, Bộ cảm biến độ mặn giá rẻ cho vườn cây và ao nuôi ở Cần Giờ$/;
const isUuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

test('everybody who is waited for, or whose matter moved, hears of it, and nobody else', async () => {
  const about = await aboutLetters();
  const rows = letters.map((letter) => ({
    event: about.get(letter.id)?.event ?? '',
    subject: letter.subject.replace(numberBehind, ''),
    page: (opened.find((one) => one.letter === letter)?.path ?? '')
      .replace(/^.*\/dossiers\/[^/]+/, '')
      .replace(isUuid, '…'),
    reader: names.get(letter.address)!,
  }));
  const found: string[][] = [];
  for (const { event, subject, page, reader } of rows) {
    const last = found.at(-1);
    if (last?.[0] === event && last[1] === subject && last[2] === page) last.push(reader);
    else found.push([event, subject, page, reader]);
  }
  expect(found.map(([event, subject, page, ...readers]) => [event, subject, page, ...readers.sort()])).toEqual(story);
  expect(faults).toEqual([]);
});

test('nobody is told of what they did themselves, but for the receipt of what they handed in', async () => {
  const about = await aboutLetters();
  const emails = new Map(
    (await house.db.query<{ id: string; email: string }>`select id::text as id, email from person`).map((row) => [
      row.id,
      row.email,
    ]),
  );
  const own = letters.filter(({ id, address }) => emails.get(about.get(id)?.actor ?? '') === address);
  expect([...new Set(own.map(({ id }) => about.get(id)!.event))].sort()).toEqual([
    'application.submitted',
    'disbursement.requested',
  ]);
  for (const { subject } of own) expect(subject).toMatch(/^Đã nhận /);
});

test('each letter leads its reader to a page that opens when it arrives', () => {
  expect(opened).toHaveLength(letters.length);
  expect(opened.filter(({ status }) => status !== 200).map(({ letter, path }) => [letter.address, path])).toEqual([]);
});

test('subjects name the dossier by its number and its project, and neither a person nor a team or company', () => {
  const secret = [...everybody().map(({ name }) => name), team.name, company.name];
  for (const { subject, body } of letters) {
    expect(subject).toMatch(numberBehind);
    for (const word of secret) expect(subject).not.toContain(word);
    expect(body).not.toMatch(/[{}]|undefined|null|NaN/);
  }
});

test('texts name the dossier by its number and its project, and never by who asks', () => {
  for (const { subject, body } of letters) {
    const code = /HS-\d{4}-[0-9A-F]{6}/.exec(subject)![0];
    expect(body).toMatch(new RegExp(`[Hh]ồ sơ ${code} “Bộ cảm biến[^”]*”`));
    expect(body).not.toContain(team.name);
  }
});

test('days are said as dd/MM/yyyy, amounts as on the pages, and times never as “11h”', () => {
  for (const { body } of letters) {
    const text = body.replace(/^https?:\S+$/gm, '');
    expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}|\b\d{1,2}h\d{0,2}\b/);
    for (const [, value] of text.matchAll(/^(?:Thời hạn|Ngày)[^:]*: (.*)$/gm))
      expect(value).toMatch(/^\d\d\/\d\d\/\d{4}$/);
    for (const [, value] of text.matchAll(/^(?:Số tiền|Kinh phí|Còn phải|Ngân sách)[^:]*: (.*)$/gm))
      expect(value).toMatch(/^\d{1,3}(\.\d{3})*\s₫$/);
  }
});

test('amounts are those that flowed: each letter about money says what its own event has posted', async () => {
  const about = await aboutLetters();
  /** Which line of the letter says what flowed out of which vessel, and into which. */
  const flows: Readonly<Record<string, readonly [line: string, from: string, to: string]>> = {
    awarded: ['Kinh phí hỗ trợ', 'uncommitted', 'awarded'],
    disbursementReceived: ['Số tiền đề nghị', 'awarded', 'held'],
    disbursementReturned: ['Số tiền', 'held', 'awarded'],
    disbursementOrdered: ['Số tiền', 'held', 'ordered'],
    disbursementPaid: ['Số tiền đã chi', 'ordered', 'settled'],
    recoveryDue: ['Số tiền phải nộp lại', 'settled', 'due'],
    recoveryRepaid: ['Số tiền đã nhận', 'due', 'awarded'],
    remainderCancelled: ['Số tiền đã hủy', 'awarded', 'uncommitted'],
  };
  let compared = 0;
  for (const letter of letters) {
    const { template, dossier, revision } = about.get(letter.id) ?? { template: '', dossier: '', revision: 0 };
    const flow = flows[template];
    if (flow === undefined) continue;
    const [line, from, to] = flow;
    const [row] = await house.db.query<{ amount: string }>`
      select coalesce(sum(amount), 0)::text as amount from posting where dossier = ${dossier}::uuid and revision = ${revision}
        and source like ${`A/%/${from}`} and target like ${`A/%/${to}`}`;
    const said = new RegExp(`^${line}: ([\\d.]+)\\s₫$`, 'm').exec(letter.body)?.[1]?.replaceAll('.', '');
    expect([template, said]).toEqual([template, row?.amount]);
    expect(said).not.toBe('0');
    compared += 1;
  }
  expect(compared).toBeGreaterThan(20);
});

test('what was accepted in part is said line by line, with the officer’s reason', () => {
  const letter = letters.find(({ subject }) => subject.startsWith('Chứng từ được chấp nhận một phần'));
  expect(letter?.body).toMatch(/^Số tiền đề nghị: 27\.000\.000\s₫\nSố tiền được chấp nhận: 25\.500\.000\s₫$/m);
  expect(letter?.body).toMatch(/^- .+: 1\.500\.000\s₫\. Lý do: Phí vận chuyển không có trong dự toán được duyệt\.$/m);
});

test('who acts next, by every letter, is whom the state waits for since its event, or whom something beside it waits for', async () => {
  const about = await aboutLetters();
  const others = new Set<string>();
  let compared = 0;
  for (const { id, subject, body, address } of letters) {
    const told = about.get(id);
    if (told === undefined) continue;
    const said = /^Người thực hiện bước tiếp theo: (.*)$/m.exec(body)?.[1] ?? 'nobody';
    expect([subject, /bước tiếp theo/i.test(body)]).toEqual([subject, true]);
    const [row] = await house.db.query<{ states: StoredState[] }>`
      select payload::jsonb->'states' as states from history where dossier = ${told.dossier}::uuid and revision = ${told.revision}`;
    const waited = row!.states.flatMap((state) => metaOf(state).map(({ meta }) => meta.expects));
    const reader = address === people.leader.email ? 'founder' : 'staff';
    const isReader = waited.some((role) => role !== null && (role === 'founder') === (reader === 'founder'));
    const names = waited.map((role) => (role === null ? 'nobody' : nameOf('roles', role, 'vi')));
    const isWaited = said === 'bạn' ? isReader : names.some((name) => said.split(' hoặc ').includes(name));
    if (!isWaited) others.add(`${told.template}: ${said} (${reader})`);
    compared += 1;
  }
  // money is set aside before an agreement is signed, what is open is finished before it is closed, and a company formed is given it
  expect([...others].sort()).toEqual([
    'awarded: cán bộ tài chính (founder)',
    'awarded: cán bộ tài chính (staff)',
    'closingBegun: bạn (founder)',
    'companyFormed: bạn (staff)',
    'companyFormed: giám đốc (founder)',
  ]);
  // two tell of what is handed in or sent back without a decision
  expect(compared).toBe(letters.length - 2);
});

test('who reviews is told of the programme, the project, the sheet and the day, and to declare conflicts first', () => {
  const letter = letters.find(({ subject }) => subject.startsWith('Hồ sơ cần đánh giá'));
  expect(letter?.body).toMatch(/^Chương trình: TP\.HCM – Nghị quyết 20\/2023, Ươm tạo$/m);
  expect(letter?.body).toMatch(/^Dự án: Bộ cảm biến/m);
  expect(letter?.body).toMatch(/^Thời hạn đánh giá và họp hội đồng: \d\d\/\d\d\/\d{4}$/m);
  expect(letter?.body).toMatch(/Trước tiên, xin khai báo .* phiếu đánh giá gồm \d+ tiêu chí/);
});
