// Who hears of each event of a project, by letter: those whose matter it is, and those of whom something is waited for. Never who did
// it, never who may not do what is asked. Amounts are those that history has.
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import { mailWorker } from '../../src/mail/index.ts';
import type { CommandType } from '../../workflows/commands/index.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { expectClean } from '../support/audit.ts';
import { hash, type Stage, setStage } from '../support/stage.ts';

const origin = 'https://vuonuom.vidu.vn';
const faults: string[] = [];
let stage: Stage;
let turn: () => Promise<number>;
/** Who is who, by what they are called here. */
const ids: Record<string, string> = {};
const lines = [
  { line: 'prototype', amountVnd: '30000000' },
  { line: 'services', amountVnd: '40000000' },
];

beforeAll(async () => {
  stage = await setStage();
  const { people } = stage;
  const { administrator, reviewers, council, ...staff } = people;
  Object.assign(ids, staff, { founder: v7(), mate: v7(), officer2: v7(), finance2: v7(), both: v7() });
  for (const [i, id] of reviewers.entries()) ids[`reviewer${i}`] = id;
  for (const [i, id] of council.entries()) ids[`council${i}`] = id;
  const appoint = (id: string, roles: string[]) => stage.must(administrator, 'appoint', id, { roles });
  await appoint(ids.officer2!, ['officer']);
  await appoint(ids.finance2!, ['financeOfficer']);
  // holds both offices: what they prepare, they may not approve
  await appoint(ids.both!, ['chiefAccountant', 'financeOfficer']);
  for (const [name, id] of Object.entries(ids))
    await stage.db.query`insert into person (id, email, name, confirmed_at, created_at)
      values (${id}::uuid, ${`${name.toLowerCase()}@vidu.vn`}, ${`Người ${name}`}, now(), now())`;
  const worker = mailWorker({
    db: stage.db,
    now: () => new Date().toISOString(),
    origin,
    smtpUrl: undefined,
    from: '',
    report: (fault) => faults.push(String(fault)),
  });
  turn = worker.turn;
});
afterAll(() => stage?.drop());

/** A reason in somebody's words, as the pages keep it. */
async function because(dossier: string, text: string, person = ids.officer!): Promise<string> {
  const parts = { db: stage.db, now: () => new Date().toISOString() };
  return keepContent(parts, { agency: stage.agency, dossier, kind: 'reason', body: { text }, person });
}

/** One act, and the letters that it wrote: subjects by reader without the number behind them, and the texts. */
async function told(who: string, type: CommandType, dossier: string, input: JsonObject) {
  await turn();
  await stage.db.query`delete from letter`;
  await stage.must(ids[who]!, type, dossier, input);
  await turn();
  const rows = await stage.db.query<{ address: string; subject: string; body: string }>`
    select address, subject, body from letter order by address, subject`;
  expect(faults).toEqual([]);
  const names = new Map(Object.keys(ids).map((name) => [`${name.toLowerCase()}@vidu.vn`, name]));
  const number = `: HS-${new Date().getFullYear()}-${dossier.slice(-6).toUpperCase()}`;
  const subjects: Record<string, string> = {};
  const bodies: Record<string, string> = {};
  for (const { address, subject, body } of rows) {
    const name = names.get(address)!;
    expect(subject.endsWith(number), subject).toBe(true);
    const before = subjects[name] === undefined ? [] : [subjects[name]];
    subjects[name] = [...before, subject.slice(0, -number.length)].join(' + ');
    bodies[name] = (bodies[name] ?? '') + body;
    // to whoever is asked no more the dossier opens no more
    const isGone = subject.startsWith('Bạn không phải đánh giá hồ sơ nữa');
    expect(body.includes(`${origin}/agencies/${stage.agency}/dossiers/${dossier}`)).toBe(!isGone);
    expect(body).not.toMatch(/[{}]|undefined|null/);
  }
  return { subjects, bodies };
}

async function party(): Promise<string> {
  return stage.party(ids.founder!, 'team', { members: [ids.founder!, ids.mate!] });
}
const project = async () =>
  (await stage.project({ founder: ids.founder!, party: await party(), call: await stage.openCall('200000000'), lines }))
    .dossier;
/** A share of the cost limits both lines, and a service has a contract. */
const full = (items: { line: string; amountVnd: string }[]) =>
  items.map((item) => ({
    ...item,
    costVnd: String(4n * BigInt(item.amountVnd)),
    ...(item.line === 'services' ? { units: { contract: 'c1' } } : {}),
  }));
const accepted = (items: { amountVnd: string; costVnd: string }[]) =>
  items.map(({ amountVnd, costVnd }) => ({ amountVnd, costVnd }));
const money = (amountVnd: number) => formatVnd(BigInt(amountVnd));

describe('a request for money', () => {
  test('on its whole way: each step is told to whoever comes next, and to the team with the amount and the tranche', async () => {
    const dossier = await project();
    const id = v7();
    const items = full([
      { line: 'prototype', amountVnd: '10000000' },
      { line: 'services', amountVnd: '7000000' },
    ]);
    const asked = { id, items, evidence: [hash('hóa đơn')] };
    const sent = await told('founder', 'requestDisbursement', dossier, asked);
    expect(sent.subjects).toEqual({
      founder: 'Đã nhận đề nghị giải ngân, đợt 1',
      mate: 'Đã nhận đề nghị giải ngân, đợt 1',
      officer: 'Đề nghị giải ngân chờ thẩm tra chứng từ, đợt 1',
      officer2: 'Đề nghị giải ngân chờ thẩm tra chứng từ, đợt 1',
    });
    expect(sent.bodies.officer).toContain(`Số tiền đề nghị: ${money(17_000_000)}\n`);
    expect(sent.bodies.officer).toMatch(/^Thời hạn thanh toán: \d\d\/\d\d\/\d{4}$/m);
    expect(sent.bodies.officer).toContain(`/dossiers/${dossier}/requests/${id}\n`);

    const back = await told('officer', 'returnDisbursement', dossier, {
      id,
      reason: await because(dossier, 'Thiếu biên bản.'),
    });
    expect(back.subjects).toEqual({
      founder: 'Đề nghị giải ngân được trả lại, đợt 1',
      mate: 'Đề nghị giải ngân được trả lại, đợt 1',
    });
    expect(back.bodies.founder).toContain('Lý do: Thiếu biên bản.');
    expect(back.bodies.founder).toContain(`Số tiền: ${money(17_000_000)}`);

    const again = await told('mate', 'requestDisbursement', dossier, asked);
    expect(again.subjects.officer2).toBe('Đề nghị giải ngân gửi lại, chờ thẩm tra chứng từ, đợt 1');

    const reason = await because(dossier, 'Hóa đơn quá giá thị trường.');
    const partly = await told('officer', 'verifyDisbursement', dossier, {
      id,
      accepted: [...accepted(items.slice(0, 1)), { amountVnd: '5000000', costVnd: '20000000', reason }],
    });
    expect(partly.subjects).toEqual({
      founder: 'Chứng từ được chấp nhận một phần, đợt 1',
      mate: 'Chứng từ được chấp nhận một phần, đợt 1',
      both: 'Chờ lập chứng từ thanh toán, đợt 1',
      finance2: 'Chờ lập chứng từ thanh toán, đợt 1',
      financeOfficer: 'Chờ lập chứng từ thanh toán, đợt 1',
    });
    for (const name of ['founder', 'finance2']) {
      expect(partly.bodies[name]).toContain(`Số tiền đề nghị: ${money(17_000_000)}\n`);
      expect(partly.bodies[name]).toContain(`Số tiền được chấp nhận: ${money(15_000_000)}\n`);
      expect(partly.bodies[name]).toMatch(/^- .+: 2\.000\.000\u00a0₫\. Lý do: Hóa đơn quá giá thị trường\.$/mu);
    }

    // the deputy prepares, and is not asked to approve
    const prepared = await told('both', 'prepareDisbursement', dossier, { id, year: stage.year, source: 'nstp' });
    expect(prepared.subjects).toEqual({ chiefAccountant: 'Khoản giải ngân chờ duyệt, đợt 1' });
    expect(prepared.bodies.chiefAccountant).toContain(`Số tiền: ${money(15_000_000)}\n`);

    // returned by the chief accountant: who has verified and prepared hears of it
    const undone = await told('chiefAccountant', 'returnDisbursement', dossier, { id, reason: hash('x') });
    expect(Object.keys(undone.subjects).sort()).toEqual(['both', 'founder', 'mate', 'officer']);
    await stage.must(ids.founder!, 'requestDisbursement', dossier, asked);
    await stage.must(ids.officer!, 'verifyDisbursement', dossier, { id, accepted: accepted(items) });
    await stage.must(ids.financeOfficer!, 'prepareDisbursement', dossier, { id, year: stage.year, source: 'nstp' });

    // who has prepared it once does not approve it, whatever came after
    const approved = await told('chiefAccountant', 'approveDisbursement', dossier, { id });
    expect(approved.subjects).toEqual({
      founder: 'Khoản giải ngân đã được duyệt, đợt 1',
      mate: 'Khoản giải ngân đã được duyệt, đợt 1',
      both: 'Khoản giải ngân chờ phát lệnh chi, đợt 1',
      finance2: 'Khoản giải ngân chờ phát lệnh chi, đợt 1',
      financeOfficer: 'Khoản giải ngân chờ phát lệnh chi, đợt 1',
    });

    const ordered = await told('financeOfficer', 'orderDisbursement', dossier, { id });
    expect(ordered.subjects).toMatchObject({
      founder: 'Đã phát lệnh chi, đợt 1',
      finance2: 'Lệnh chi chờ ghi nhận kết quả, đợt 1',
    });
    expect(ordered.subjects.financeOfficer).toBeUndefined();
    expect(ordered.bodies.finance2).toMatch(/^Thời hạn kho bạc xử lý lệnh chi: /m);

    const rejected = await told('finance2', 'rejectByBank', dossier, {
      id,
      reason: await because(dossier, 'Sai số tài khoản.'),
    });
    expect(rejected.subjects).toMatchObject({
      founder: 'Lệnh chi bị trả lại, đợt 1',
      financeOfficer: 'Lệnh chi bị trả lại, đợt 1',
    });
    expect(rejected.bodies.financeOfficer).toContain('Lý do: Sai số tài khoản.');
    // the team is told what to do and where, and the officers to look at the account
    expect(rejected.bodies.founder).toContain('Xin kiểm tra tài khoản nhận tiền và ghi lại nếu sai');
    expect(rejected.bodies.founder).toContain(`/dossiers/${dossier}/application/party\n`);
    for (const name of ['officer', 'officer2']) {
      expect(rejected.subjects[name]).toBe('Lệnh chi bị trả lại, cần xem tài khoản nhận tiền, đợt 1');
      expect(rejected.bodies[name]).toContain(`/dossiers/${dossier}/party#account\n`);
    }
    expect(rejected.bodies.financeOfficer).toContain(`/dossiers/${dossier}/requests/${id}\n`);
    await stage.must(ids.financeOfficer!, 'prepareDisbursement', dossier, { id, year: stage.year, source: 'nstp' });
    await stage.must(ids.chiefAccountant!, 'approveDisbursement', dossier, { id });
    await stage.must(ids.financeOfficer!, 'orderDisbursement', dossier, { id });

    const paidOn = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const paid = await told('financeOfficer', 'payDisbursement', dossier, { id, reference: 'UNC-77', paidOn });
    expect(paid.subjects).toEqual({ founder: 'Đã chi tiền, đợt 1', mate: 'Đã chi tiền, đợt 1' });
    expect(paid.bodies.mate).toContain(
      `Số tiền đã chi: ${money(17_000_000)}\nSố chứng từ: UNC-77\nNgày chi: ${paidOn.split('-').reverse().join('/')}\n`,
    );
    const vessels = await stage.vessels(dossier);
    expect(vessels.settled).toBe(17_000_000n);

    // the next one is the second
    const second = await told('founder', 'requestDisbursement', dossier, { id: v7(), items, evidence: [hash('khác')] });
    expect(second.subjects.mate).toBe('Đã nhận đề nghị giải ngân, đợt 2');
    const gone = await told('founder', 'cancelDisbursement', dossier, {
      id: (await requestsOf(dossier)).at(-1)!,
    });
    expect(gone.subjects).toEqual({
      mate: 'Đề nghị giải ngân đã hủy, đợt 2',
      officer: 'Đề nghị giải ngân đã hủy, đợt 2',
      officer2: 'Đề nghị giải ngân đã hủy, đợt 2',
    });
  });

  test('refused: the team hears why, and its hands', async () => {
    const dossier = await project();
    const items = full([{ line: 'prototype', amountVnd: '4000000' }]);
    const id = await stage.disbursement(dossier, ids.founder!, items, 'verified');
    const reason = await because(dossier, 'Không thuộc nội dung chi.');
    const refused = await told('financeOfficer', 'refuseDisbursement', dossier, { id, reason });
    expect(refused.subjects).toEqual({
      founder: 'Đề nghị giải ngân bị từ chối, đợt 1',
      mate: 'Đề nghị giải ngân bị từ chối, đợt 1',
      officer: 'Đề nghị giải ngân bị từ chối, đợt 1',
    });
    expect(refused.bodies.mate).toContain('Lý do: Không thuộc nội dung chi.');
  });

  test('returned for several reasons: each stands on a line of its own, however it was typed', async () => {
    const dossier = await project();
    const items = full([{ line: 'prototype', amountVnd: '4000000' }]);
    for (const [typed, said] of [
      [
        '1. Thiếu biên bản theo Điều 2. 2. Thiếu hợp đồng; 3. Sai ngày.',
        '1. Thiếu biên bản theo Điều 2.\n2. Thiếu hợp đồng;\n3. Sai ngày.',
      ],
      ['Cần bổ sung: 1) biên bản, 2) hợp đồng.', 'Cần bổ sung:\n1) biên bản,\n2) hợp đồng.'],
      ['Thiếu biên bản.\nThiếu hợp đồng.', 'Thiếu biên bản.\nThiếu hợp đồng.'],
    ] as const) {
      const id = await stage.disbursement(dossier, ids.founder!, items, 'requested');
      const back = await told('officer', 'returnDisbursement', dossier, { id, reason: await because(dossier, typed) });
      expect(back.bodies.founder).toContain(`Lý do:\n${said}\n`);
      await stage.must(ids.founder!, 'cancelDisbursement', dossier, { id });
    }
  });
});

async function requestsOf(dossier: string): Promise<string[]> {
  const rows = await stage.db.query<{ subject: string }>`
    select subject from state where dossier = ${dossier}::uuid and machine = 'disbursement' order by revision`;
  return rows.map(({ subject }) => subject.slice('disbursement/'.length));
}

describe('a recovery', () => {
  test('proposed, decided, repaid in part, written off: with amounts and the day', async () => {
    const dossier = await project();
    const items = full([{ line: 'prototype', amountVnd: '9000000' }]);
    const disbursement = await stage.disbursement(dossier, ids.founder!, items, 'paid');
    const id = v7();
    const reason = await because(dossier, 'Công không làm.');
    const part = [{ line: 'prototype', amountVnd: '5000000' }];
    const proposed = await told('officer', 'proposeRecovery', dossier, { id, disbursement, items: part, reason });
    expect(proposed.subjects).toEqual({
      founder: 'Đề xuất thu hồi, đợt 1',
      mate: 'Đề xuất thu hồi, đợt 1',
      director: 'Đề xuất thu hồi chờ quyết định, đợt 1',
    });
    expect(proposed.bodies.director).toContain(`Số tiền: ${money(5_000_000)}\n`);
    expect(proposed.bodies.director).toContain('Lý do: Công không làm.');
    expect(proposed.bodies.director).toContain(`/recoveries/${id}\n`);

    const repayBy = `${stage.year + 1}-03-15`;
    const decided = await told('director', 'decideRecovery', dossier, { id, repayBy });
    expect(decided.subjects).toMatchObject({
      founder: 'Quyết định thu hồi, đợt 1',
      finance2: 'Theo dõi khoản thu hồi, đợt 1',
    });
    for (const name of ['founder', 'financeOfficer'])
      expect(decided.bodies[name]).toContain(
        `Số tiền phải nộp lại: ${money(5_000_000)}\nSố quyết định: ${await stage.printed(dossier, 'recoveryDecision')}\nThời hạn nộp tiền hoàn trả: 15/03/${stage.year + 1}\n`,
      );

    // where to pay is said to who pays
    const code = `HS-${new Date().getFullYear()}-${dossier.slice(-6).toUpperCase()}`;
    const payTo = 'Nộp vào tài khoản: 0000.0.0000000, Sở Khoa học và Công nghệ Ví Dụ, Kho bạc Nhà nước Ví Dụ\n';
    const payment = `${payTo}Nội dung chuyển tiền: ${code} ${await stage.printed(dossier, 'recoveryDecision')}\n`;
    expect(decided.bodies.founder).toContain(payment);
    expect(decided.bodies.financeOfficer).not.toContain('Nộp vào tài khoản');
    const receivedOn = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const cash = { id, amountVnd: '2000000', year: stage.year, source: 'nstp', reference: 'PT-1', receivedOn };
    const received = await told('financeOfficer', 'receiveCash', dossier, cash);
    expect(received.subjects).toEqual({
      founder: 'Đã nhận tiền nộp lại, đợt 1',
      mate: 'Đã nhận tiền nộp lại, đợt 1',
      both: 'Đã nhận tiền nộp lại, đợt 1',
      finance2: 'Đã nhận tiền nộp lại, đợt 1',
    });
    expect(received.bodies.founder).toContain(`Số tiền đã nhận: ${money(2_000_000)}\n`);
    expect(received.bodies.founder).toContain(`Còn phải nộp lại: ${money(3_000_000)}\n`);
    expect(received.bodies.founder).toContain(payment);

    const rest = { ...cash, amountVnd: '1000000', reference: 'PT-2' };
    await stage.must(ids.financeOfficer!, 'receiveCash', dossier, rest);
    const off = await told('director', 'writeOffRecovery', dossier, { id, decisionNumber: '13/QĐ', reason: hash('x') });
    expect(off.subjects.founder).toBe('Khoản thu hồi được xóa, đợt 1');
    expect(off.bodies.founder).toContain(`Số tiền được xóa: ${money(2_000_000)}\nSố quyết định: 13/QĐ\n`);
  });

  test('of an advance that was not spent: its clearing tells of both, each with its own page', async () => {
    const dossier = await project();
    const items = full([{ line: 'prototype', amountVnd: '6000000' }]);
    const disbursement = await stage.disbursement(dossier, ids.founder!, items, 'ordered', { isAdvance: true });
    const paidOn = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const paid = await told('finance2', 'payDisbursement', dossier, {
      id: disbursement,
      reference: 'TU-1',
      paidOn,
      clearBy: `${stage.year + 1}-02-01`,
    });
    expect(paid.subjects).toEqual({ founder: 'Đã chi tạm ứng, đợt 1', mate: 'Đã chi tạm ứng, đợt 1' });
    expect(paid.bodies.mate).toContain(`Thời hạn quyết toán tạm ứng: 01/02/${stage.year + 1}\n`);
    const part = { id: disbursement, recovery: v7(), repayBy: `${stage.year + 1}-03-01` };
    const first = await told('officer', 'clearAdvance', dossier, {
      ...part,
      cleared: [{ settledVnd: '1000000', unspentVnd: '2000000', costVnd: '9000000' }],
      evidence: [hash('chứng từ 1')],
    });
    expect(first.subjects).toEqual({
      founder: 'Tạm ứng không dùng hết phải nộp lại, đợt 1 + Đã quyết toán một phần tạm ứng, đợt 1',
      mate: 'Tạm ứng không dùng hết phải nộp lại, đợt 1 + Đã quyết toán một phần tạm ứng, đợt 1',
      ...Object.fromEntries(
        ['both', 'finance2', 'financeOfficer'].map((name) => [
          name,
          'Theo dõi khoản thu hồi, đợt 1 + Đã quyết toán một phần tạm ứng, đợt 1',
        ]),
      ),
    });
    expect(first.bodies.founder).toContain(
      `Số tiền được quyết toán: ${money(1_000_000)}\nSố tiền không dùng hết: ${money(2_000_000)}\n`,
    );
    expect(first.bodies.founder).toContain(`Tạm ứng còn phải quyết toán: ${money(3_000_000)}\n`);
    expect(first.bodies.founder).toContain(
      `Số tiền phải nộp lại: ${money(2_000_000)}\nThời hạn nộp tiền hoàn trả: 01/03/${stage.year + 1}\n`,
    );
    expect(first.bodies.founder).toContain(`/recoveries/${part.recovery}\n`);
    expect(first.bodies.founder).toContain(`/requests/${disbursement}\n`);
    const last = await told('officer', 'clearAdvance', dossier, {
      id: disbursement,
      cleared: [{ settledVnd: '3000000', unspentVnd: '0', costVnd: '15000000' }],
      evidence: [hash('chứng từ 2')],
    });
    expect(last.subjects.mate).toBe('Đã quyết toán tạm ứng, đợt 1');
    expect(last.bodies.mate).not.toContain('không dùng hết');
  });

  test('dropped: the team and who has proposed it; repaid at once: nothing is left', async () => {
    const dossier = await project();
    const items = full([{ line: 'prototype', amountVnd: '9000000' }]);
    const disbursement = await stage.disbursement(dossier, ids.founder!, items, 'paid');
    const part = [{ line: 'prototype', amountVnd: '5000000' }];
    const id = v7();
    await stage.must(ids.officer!, 'proposeRecovery', dossier, { id, disbursement, items: part, reason: hash('x') });
    const dropped = await told('director', 'dropRecovery', dossier, {
      id,
      reason: await because(dossier, 'Đã làm bù.'),
    });
    expect(dropped.subjects).toEqual({
      founder: 'Không thu hồi, đợt 1',
      mate: 'Không thu hồi, đợt 1',
      officer: 'Không thu hồi, đợt 1',
    });
    const other = v7();
    const proposal = { id: other, disbursement, items: part, reason: hash('x') };
    await stage.must(ids.officer!, 'proposeRecovery', dossier, proposal);
    await stage.must(ids.director!, 'decideRecovery', dossier, {
      id: other,
      repayBy: `${stage.year + 1}-01-01`,
    });
    // taken off the next request, to the last đồng
    const next = await stage.disbursement(dossier, ids.founder!, items, 'verified');
    const netted = await told('financeOfficer', 'netRecovery', dossier, {
      id: other,
      amountVnd: '2000000',
      disbursement: next,
    });
    expect(netted.subjects.founder).toBe('Đã cấn trừ khoản thu hồi, đợt 1');
    expect(netted.bodies.founder).toContain(
      `Số tiền đã cấn trừ: ${money(2_000_000)}\nCòn phải nộp lại: ${money(3_000_000)}\n`,
    );
    const last = await told('financeOfficer', 'netRecovery', dossier, {
      id: other,
      amountVnd: '3000000',
      disbursement: next,
    });
    expect(last.subjects.founder).toBe('Đã cấn trừ đủ khoản thu hồi, đợt 1');
    expect(last.bodies.founder).not.toContain('Còn phải nộp lại');
    // the finance officers hear what is left to pay in the request's own letters
    const prepared = await told('financeOfficer', 'prepareDisbursement', dossier, {
      id: next,
      year: stage.year,
      source: 'nstp',
    });
    expect(prepared.bodies.chiefAccountant).toContain(`Số tiền: ${money(4_000_000)}\n`);
  });
});

describe('an application', () => {
  const started = async () => {
    const dossier = v7();
    await stage.must(ids.founder!, 'startApplication', dossier, {
      call: await stage.openCall('200000000'),
      party: await party(),
    });
    await stage.must(ids.founder!, 'submitApplication', dossier, { content: hash('content') });
    return dossier;
  };

  test('returned, resubmitted, eligible, reviewed, before the council, completed and awarded', async () => {
    const dossier = await started();
    const returned = await told('officer', 'returnForCompletion', dossier, {
      reason: await because(dossier, 'Thiếu lý lịch khoa học.'),
    });
    expect(returned.subjects).toEqual({ founder: 'Cần bổ sung hồ sơ', mate: 'Cần bổ sung hồ sơ' });
    expect(returned.bodies.mate).toContain('Lý do: Thiếu lý lịch khoa học.');
    expect(returned.bodies.mate).toMatch(/^Thời hạn bổ sung hồ sơ: \d\d\/\d\d\/\d{4}$/m);
    const again = await told('founder', 'resubmitApplication', dossier, { content: hash('more') });
    expect(again.subjects).toEqual({
      founder: 'Đã nhận hồ sơ bổ sung',
      mate: 'Đã nhận hồ sơ bổ sung',
      officer: 'Hồ sơ đã bổ sung, cần kiểm tra lại',
      officer2: 'Hồ sơ đã bổ sung, cần kiểm tra lại',
    });
    const eligible = await told('officer', 'findEligible', dossier, {});
    expect(eligible.subjects).toEqual({
      founder: 'Hồ sơ hợp lệ',
      mate: 'Hồ sơ hợp lệ',
      officer2: 'Hồ sơ chờ phân công đánh giá',
    });
    const { reviewers, council } = stage.people;
    await stage.must(ids.officer!, 'assignReviewers', dossier, { reviewers: reviewers.slice(0, 2) });
    const replaced = await told('officer', 'replaceReviewer', dossier, {
      out: reviewers[1]!,
      in: reviewers[2]!,
      reason: await because(dossier, 'Là anh em với trưởng nhóm.'),
    });
    expect(replaced.subjects).toEqual({
      reviewer1: 'Bạn không phải đánh giá hồ sơ nữa',
      reviewer2: 'Hồ sơ cần đánh giá',
    });
    for (const body of Object.values(replaced.bodies)) expect(body).not.toContain('anh em');

    const sheet = { sheet: hash('sheet'), verdict: 'pass' };
    expect((await told('reviewer0', 'submitReview', dossier, sheet)).subjects).toEqual({});
    expect((await told('reviewer2', 'submitReview', dossier, sheet)).subjects).toEqual({
      officer: 'Đủ phiếu đánh giá, chờ trình hội đồng',
      officer2: 'Đủ phiếu đánh giá, chờ trình hội đồng',
      secretary: 'Đủ phiếu đánh giá, chờ trình hội đồng',
    });
    const referred = await told('officer', 'referToCouncil', dossier, { council, chair: council[0]! });
    expect(referred.subjects.secretary).toBe('Đã lập hội đồng');
    for (const i of [0, 3, 6]) expect(referred.subjects[`council${i}`]).toBe('Hồ sơ trình hội đồng');
    expect(Object.keys(referred.subjects)).toHaveLength(8);

    const ballots = { prototype: 'pass', services: 'pass' };
    const counts: number[] = [];
    for (const i of [6, 5, 4, 3, 2, 1, 0]) {
      const voted = await told(`council${i}`, 'castVote', dossier, { ballots });
      counts.push(Object.keys(voted.subjects).length);
      // without the chair there is no quorum; the chair's vote is here the last
      if (i === 0) expect(voted.subjects).toEqual({ secretary: 'Hội đồng đã bỏ phiếu xong' });
    }
    expect(counts).toEqual([0, 0, 0, 0, 0, 0, 1]);

    const recommended = await told('secretary', 'recommend', dossier, { lines, months: 6, completionNeeded: true });
    expect(recommended.subjects).toEqual({
      founder: 'Hội đồng đề nghị hỗ trợ, cần hoàn thiện hồ sơ',
      mate: 'Hội đồng đề nghị hỗ trợ, cần hoàn thiện hồ sơ',
      director: 'Hội đồng đề nghị hỗ trợ',
    });
    expect(recommended.bodies.founder).toContain(`Hội đồng đề nghị: ${money(70_000_000)}\n`);
    expect(recommended.bodies.founder).toContain(`/dossiers/${dossier}/application\n`);
    const completed = await told('mate', 'completeApplication', dossier, { content: hash('complete') });
    expect(completed.subjects).toEqual({
      founder: 'Đã nhận hồ sơ hoàn thiện',
      mate: 'Đã nhận hồ sơ hoàn thiện',
      director: 'Hồ sơ chờ quyết định',
      officer: 'Hồ sơ đã hoàn thiện',
      officer2: 'Hồ sơ đã hoàn thiện',
    });
    const less = [{ line: 'prototype', amountVnd: '25000000' }, lines[1]!];
    const awarded = await told('director', 'award', dossier, {
      lines: less,
      year: stage.year,
    });
    expect(awarded.subjects).toEqual({
      founder: 'Quyết định hỗ trợ',
      mate: 'Quyết định hỗ trợ',
      both: 'Cần dành nguồn ngân sách',
      finance2: 'Cần dành nguồn ngân sách',
      financeOfficer: 'Cần dành nguồn ngân sách',
      officer: 'Đã có quyết định hỗ trợ',
      officer2: 'Đã có quyết định hỗ trợ',
    });
    for (const body of Object.values(awarded.bodies)) {
      expect(body).toContain(
        `Kinh phí hỗ trợ: ${money(65_000_000)}\nSố quyết định: ${await stage.printed(dossier, 'awardDecision')}\n`,
      );
      expect(body).toMatch(/^Thời hạn ký hợp đồng: \d\d\/\d\d\/\d{4}$/m);
    }

    const plan = { year: stage.year, source: 'nstp', amountVnd: '60000000' };
    const planned = await told('financeOfficer', 'planBudget', dossier, plan);
    expect(planned.subjects).toEqual({
      founder: 'Hợp đồng sắp được ký',
      mate: 'Hợp đồng sắp được ký',
      director: 'Hợp đồng chờ ký',
      officer: 'Hợp đồng chờ ký',
      officer2: 'Hợp đồng chờ ký',
    });
    expect(planned.bodies.director).toContain(`Ngân sách đã dành: ${money(60_000_000)}\n`);
    const more = await told('financeOfficer', 'planBudget', dossier, { ...plan, amountVnd: '5000000' });
    expect(more.subjects).toEqual({});

    const signed = await told('director', 'signAgreement', dossier, {
      agreementNumber: 'HĐ-5',
      endsOn: `${stage.year}-12-31`,
      document: hash('hđ'),
    });
    expect(signed.subjects.founder).toBe('Hợp đồng đã ký');
    expect(signed.bodies.founder).toContain(`Số hợp đồng: HĐ-5\nThực hiện đến hết ngày: 31/12/${stage.year}\n`);
    expect(signed.bodies.founder).toContain(`/dossiers/${dossier}/requests/new\n`);

    const steer = async (number: string) => ({
      decisionNumber: number,
      reason: await because(dossier, `Vì ${number}.`),
    });
    const suspended = await told('director', 'suspend', dossier, await steer('1/QĐ'));
    expect(suspended.subjects).toMatchObject({
      founder: 'Dự án tạm dừng',
      officer: 'Dự án tạm dừng',
      both: 'Dự án tạm dừng',
    });
    expect(suspended.bodies.officer).toContain('Lý do: Vì 1/QĐ.');
    expect((await told('director', 'resume', dossier, await steer('2/QĐ'))).subjects.mate).toBe('Dự án tiếp tục');
    const ended = await told('director', 'terminate', dossier, await steer('3/QĐ'));
    expect(ended.subjects.mate).toBe('Chấm dứt hợp đồng');
    expect(ended.bodies.mate).toContain('Số quyết định: 3/QĐ');
    // 65 million are left of the award: who gives them back is named, and led there
    const next = 'Người thực hiện bước tiếp theo: ';
    for (const name of ['mate', 'officer'])
      expect(ended.bodies[name]).toContain(`${next}cán bộ tài chính hoặc giám đốc\n`);
    expect(ended.bodies.finance2).toContain(`${next}bạn\n`);
    expect(ended.bodies.finance2).toContain(`/dossiers/${dossier}/closing\n`);
    const cancelled = await told('financeOfficer', 'cancelRemainder', dossier, { decisionNumber: '4/QĐ' });
    // whoever did it knows
    expect(cancelled.subjects).toEqual(
      Object.fromEntries(
        ['founder', 'mate', 'director', 'officer', 'officer2', 'both', 'finance2'].map((name) => [
          name,
          'Hủy kinh phí còn lại',
        ]),
      ),
    );
    expect(cancelled.bodies.founder).toContain(`Số tiền đã hủy: ${money(65_000_000)}\nSố quyết định: 4/QĐ\n`);
  });

  test('not recommended and rejected: the council’s reason is for the director, the decision’s for the team', async () => {
    const dossier = await started();
    const { reviewers, council } = stage.people;
    await stage.must(ids.officer!, 'findEligible', dossier);
    await stage.must(ids.officer!, 'assignReviewers', dossier, { reviewers });
    for (const reviewer of reviewers)
      await stage.must(reviewer, 'submitReview', dossier, { sheet: hash('s'), verdict: 'fail' });
    // the secretary sits on the council: one letter, the member's
    const members = [...council.slice(1), ids.secretary!];
    const referred = await told('officer', 'referToCouncil', dossier, { council: members, chair: council[1]! });
    expect(referred.subjects.secretary).toBe('Hồ sơ trình hội đồng');
    for (const member of members) await stage.must(member, 'castVote', dossier, { ballots: { prototype: 'fail' } });
    const said = await told('secretary', 'notRecommend', dossier, { reason: await because(dossier, 'Không mới.') });
    expect(said.subjects).toEqual({
      founder: 'Kết luận của hội đồng',
      mate: 'Kết luận của hội đồng',
      director: 'Hồ sơ chờ quyết định',
    });
    expect(said.bodies.director).toContain('Lý do: Không mới.');
    expect(said.bodies.founder).not.toContain('Không mới');
    const rejected = await told('director', 'reject', dossier, {
      reason: await because(dossier, 'Trùng kết quả đã có.'),
    });
    expect(rejected.subjects).toEqual({ founder: 'Hồ sơ không được hỗ trợ', mate: 'Hồ sơ không được hỗ trợ' });
    expect(rejected.bodies.founder).toContain('Lý do: Trùng kết quả đã có.');
  });

  test('withdrawn: whoever had it before them need not go on', async () => {
    const dossier = await started();
    const { reviewers } = stage.people;
    await stage.must(ids.officer!, 'findEligible', dossier);
    await stage.must(ids.officer!, 'assignReviewers', dossier, { reviewers });
    await stage.must(reviewers[0]!, 'submitReview', dossier, { sheet: hash('s'), verdict: 'pass' });
    const withdrawn = await told('founder', 'withdraw', dossier, { undoable: true });
    expect(withdrawn.subjects).toEqual({
      mate: 'Hồ sơ đã rút',
      officer: 'Hồ sơ đã rút',
      officer2: 'Hồ sơ đã rút',
      reviewer1: 'Hồ sơ đã rút',
      reviewer2: 'Hồ sơ đã rút',
    });
    // they hear as well where the team takes it back, and until when
    const undone = await told('mate', 'undoWithdrawal', dossier, {});
    expect(undone.subjects).toEqual({
      founder: 'Đã lấy lại hồ sơ',
      officer: 'Hồ sơ đã được lấy lại',
      officer2: 'Hồ sơ đã được lấy lại',
      reviewer1: 'Hồ sơ đã được lấy lại',
      reviewer2: 'Hồ sơ đã được lấy lại',
    });
    expect(undone.bodies.reviewer1).toMatch(/^Thời hạn .*: \d\d\/\d\d\/\d{4}$/m);
  });

  test('nobody of the team is asked to decide its own matter, and a closed account gets no letter', async () => {
    await stage.must(stage.people.administrator, 'appoint', ids.mate!, { roles: ['officer'] });
    await stage.db.query`update person set closed_at = now() where id = ${ids.officer2!}::uuid`;
    const dossier = v7();
    const call = await stage.openCall('200000000');
    await stage.must(ids.founder!, 'startApplication', dossier, { call, party: await party() });
    const sent = await told('founder', 'submitApplication', dossier, { content: hash('content') });
    expect(sent.subjects).toEqual({
      founder: 'Đã nhận hồ sơ',
      mate: 'Đã nhận hồ sơ',
      officer: 'Hồ sơ cần kiểm tra',
    });
  });

  test('nobody of the team is told through an office what is for those who decide', async () => {
    await stage.must(stage.people.administrator, 'appoint', ids.mate!, { roles: ['officer', 'secretary'] });
    const dossier = await started();
    const { reviewers, council } = stage.people;
    await stage.must(ids.officer!, 'findEligible', dossier);
    await stage.must(ids.officer!, 'assignReviewers', dossier, { reviewers });
    for (const reviewer of reviewers)
      await stage.must(reviewer, 'submitReview', dossier, { sheet: hash('s'), verdict: 'pass' });
    const referred = await told('officer', 'referToCouncil', dossier, { council, chair: council[0]! });
    expect(referred.subjects.secretary).toBe('Đã lập hội đồng');
    expect(referred.subjects).not.toHaveProperty('mate');
    // what is told to the team and to officers alike reaches them once, as one of the team
    const withdrawn = await told('founder', 'withdraw', dossier, {});
    expect(withdrawn.subjects).toMatchObject({ mate: 'Hồ sơ đã rút', officer: 'Hồ sơ đã rút' });
  });
});

test('what was recorded is whole', () => expectClean(stage));
