import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { keepContent } from '../../src/contents.ts';
import { openFiles, renderDue, renderPaper } from '../../src/documents/index.ts';
import { readPaper } from '../../src/documents/paperSource.ts';
import { makePaperOf } from '../../src/documents/papers.ts';
import type { Meeting } from '../../src/reviews/index.ts';
import { presentDrawing } from '../../templates/papers/drawings.ts';
import { flat, readPdf, withRole } from '../papers/readPdf.ts';
import { cityPack, hash, type Stage, setStage } from '../support/stage.ts';
import { look, send, sha256, signedIn } from './filesSupport.ts';

let stage: Stage;
let app: App;
let folder: string;
let dossier: string;
let request: string;
const reported: unknown[] = [];
const origin = 'https://vuonuom.example';
const who: Record<string, Record<string, string>> = {};

const projectName = 'Bộ lọc nước uống từ xơ dừa cho hộ gia đình vùng ngập lũ';
const now = () => new Date().toISOString();
const parts = () => ({
  db: stage.db,
  now,
  origin,
  files: openFiles({ db: stage.db, folder, now }),
  report: (fault: unknown) => reported.push(fault),
});
const path = (register: string, number = 1, id = dossier) =>
  `/agencies/${stage.agency}/dossiers/${id}/papers/${register}/${stage.year}/${number}`;
const bytesOf = async (register: string, person = who.auditor!) => {
  const answer = await look(app, path(register), person);
  expect([register, answer.status, answer.headers.get('content-type')]).toEqual([register, 200, 'application/pdf']);
  return Buffer.from(await answer.arrayBuffer());
};

beforeAll(async () => {
  stage = await setStage();
  folder = mkdtempSync(join(tmpdir(), 'vuon-uom-papers-'));
  app = createApp({
    db: stage.db,
    clock: () => new Date(),
    filesFolder: folder,
    origin,
    report: (fault) => reported.push(fault),
  });
  const { agency, people } = stage;
  const founder = v7();
  const named = {
    founder: [founder, 'Nguyễn Thị Minh Châu'],
    stranger: [v7(), 'Người Lạ'],
    officer: [people.officer, 'Lê Hoàng Anh'],
    secretary: [people.secretary, 'Huỳnh Thị Thủy Tiên'],
    director: [people.director, 'Tôn Nữ Hoàng Thị Ngọc Bích'],
    financeOfficer: [people.financeOfficer, 'Lê Thị Mỹ Duyên'],
    chiefAccountant: [people.chiefAccountant, 'Phạm Đỗ Quỳnh Như'],
    auditor: [people.auditor, 'Đặng Kiểm Toán'],
    reviewer: [people.reviewers[0]!, 'Phản Biện Một'],
    ...Object.fromEntries(
      people.council.map((id, index) => [`member${index}`, [id, `Ủy viên Thứ ${'ABCDEFG'[index]}`]]),
    ),
  } as Record<string, [string, string]>;
  for (const [role, [id, name]] of Object.entries(named)) who[role] = await signedIn(stage.db, id, name);

  const party = await stage.party(founder);
  await stage.db
    .query`insert into party_profile (agency, party, name, identity, address, representative, account_number, account_name, bank, changed_at, changed_by)
    values (${agency}, ${party}, 'Nhóm Nước sạch từ xơ dừa', '079300012345', 'số 12 đường Lê Lợi, phường Bến Thành', ${founder}, '0071000123456', 'NGUYEN THI MINH CHAU', 'Vietcombank – Chi nhánh Sài Gòn', now(), ${founder})`;
  dossier = v7();
  const keep = (kind: 'application' | 'minutes' | 'reason', body: Parameters<typeof keepContent>[1]['body']) =>
    keepContent({ db: stage.db, now }, { agency, dossier, kind, body, person: founder });
  const content = await keep('application', {
    projectName,
    milestones: [
      { work: 'Chế tạo', result: '01 mẫu bộ lọc đã thử nghiệm', fromMonth: '1', toMonth: '6', proof: 'Biên bản' },
      { work: 'Viết quy trình', result: '01 quy trình sản xuất', fromMonth: '7', toMonth: '12', proof: 'Bản in' },
    ],
  });
  const lines = [
    { line: 'prototype', amountVnd: '40000000' },
    { line: 'labour', amountVnd: '30000000' },
  ];
  const { must } = stage;
  await must(founder, 'startApplication', dossier, { call: stage.call, party });
  await must(founder, 'submitApplication', dossier, { content });
  await must(people.officer, 'findEligible', dossier);
  await must(people.officer, 'assignReviewers', dossier, { reviewers: people.reviewers });
  for (const reviewer of people.reviewers)
    await must(reviewer, 'submitReview', dossier, { sheet: hash('sheet'), verdict: 'pass' });
  await must(people.secretary, 'referToCouncil', dossier, { council: people.council, chair: people.council[0]! });
  for (const [index, member] of people.council.slice(0, 6).entries())
    await must(member, 'castVote', dossier, {
      ballots: { labour: 'pass', prototype: index < 5 ? 'pass' : 'fail', rent: 'fail' },
    });
  const meeting: Meeting = {
    established: 'Quyết định số 17/QĐ-SKHCN',
    place: 'Phòng họp số 2',
    heldOn: `${stage.year}-01-08`,
    begins: '14:00',
    ends: '16:30',
    form: 'both',
    secretary: 'Huỳnh Thị Thủy Tiên',
    guests: ['Ông Ngô Đình Giữ, Kho bạc Nhà nước'],
    noBallots: { [people.council[6]!]: 'excused' },
    absences: { [people.council[6]!]: 'đi công tác' },
    opinions: { [people.council[1]!]: 'Nên thử ở hai nơi.' },
    completion: 'Bản vẽ có chữ ký',
    remark: 'Ghi nhận nỗ lực của nhóm',
  };
  const minutes = await keep('minutes', meeting);
  // others that nobody concluded with, before and after, are of no account
  await keep('minutes', { ...meeting, place: 'Phòng họp bỏ' });
  await must(people.secretary, 'recommend', dossier, { lines, months: 12, completionNeeded: true, minutes });
  await keep('minutes', { ...meeting, place: 'Phòng họp lạ' });
  await must(founder, 'completeApplication', dossier, { content });
  await must(people.director, 'award', dossier, { lines, year: stage.year });
  await must(people.financeOfficer, 'planBudget', dossier, { year: stage.year, source: 'nstp', amountVnd: '70000000' });
  await must(people.officer, 'signAgreement', dossier, {
    agreementNumber: '03/2026/HĐ-TT',
    endsOn: `${stage.year}-12-31`,
    document: hash('agreement'),
  });
  request = await stage.disbursement(
    dossier,
    founder,
    [{ line: 'labour', amountVnd: '8000000', costVnd: '8000000' }].map((item) => ({
      ...item,
      units: { person: 'a', month: `${stage.year}-05` },
    })),
    'paid',
  );
  const recovery = v7();
  const reason = await keep('reason', { text: 'Chi sai nội dung được phê duyệt' });
  const unit = `month=${stage.year}-05;person=a`;
  await must(people.officer, 'proposeRecovery', dossier, {
    id: recovery,
    disbursement: request,
    items: [{ line: 'labour', unit, amountVnd: '3000000' }],
    reason,
  });
  await must(people.director, 'decideRecovery', dossier, {
    id: recovery,
    repayBy: `${stage.year}-12-30`,
  });
});
afterAll(async () => {
  await stage.drop();
  rmSync(folder, { recursive: true, force: true });
});

const said = (text: string, phrases: readonly string[]) => phrases.filter((phrase) => !text.includes(flat(phrase)));

describe('a paper', () => {
  it('says what was decided, by whom and for whom: the minutes', async () => {
    const { text } = await readPdf(await bytesOf('minutes'));
    const missing = said(text, [
      'Số: 01/BB-SKHCNVD',
      `1. Tên dự án: ${projectName}.`,
      'Bên đăng ký: Nhóm Nước sạch từ xơ dừa; giai đoạn hỗ trợ: Giai đoạn chính.',
      '3. Quyết định thành lập Hội đồng: Quyết định số 17/QĐ-SKHCN.',
      `4. Thời gian: từ 14 giờ 00 đến 16 giờ 30, ngày 08 tháng 01 năm ${stage.year}.`,
      '5. Địa điểm: Phòng họp số 2.',
      '6. Hình thức họp: Trực tiếp kết hợp trực tuyến.',
      '8. Đại biểu tham dự: Ông Ngô Đình Giữ, Kho bạc Nhà nước.',
      'tổng số: 6/7, đủ điều kiện họp (tối thiểu 5 thành viên',
      'Vắng mặt có lý do: 01 thành viên (Ủy viên Thứ G, Ủy viên, lý do: đi công tác).',
      '9. Thư ký phiên họp: Huỳnh Thị Thủy Tiên.',
      '(1) Tiền công lao động trực tiếp 6/6 0/6 Đạt',
      '(2) Sản xuất thử, làm sản phẩm mẫu 5/6 1/6 Đạt',
      '(3) Thuê mặt bằng, không gian làm việc chung 0/6 6/6 Không đạt',
      '1 Ủy viên Thứ A Chủ tịch Đạt Đạt Không đạt',
      '70.000.000 đồng (bằng chữ: Bảy mươi triệu đồng',
      '12 tháng',
      'Nội dung cần hoàn thiện trước khi quyết định: Bản vẽ có chữ ký.',
      'Ý kiến của thành viên Ủy viên Thứ B: Nên thử ở hai nơi.',
      'Kiến nghị khác của Hội đồng: Ghi nhận nỗ lực của nhóm.',
    ]);
    expect(missing).toEqual([]);
  });

  it('says what was decided, by whom and for whom: the award', async () => {
    const { text } = await readPdf(await bytesOf('awardDecision'));
    const missing = said(text, [
      'Số: 01/QĐ-SKHCNVD',
      'Căn cứ Biên bản số 01/BB-SKHCNVD',
      `1. Tên dự án: ${projectName}.`,
      '2. Bên được hỗ trợ: Nhóm Nước sạch từ xơ dừa; người đại diện: Nguyễn Thị Minh Châu; căn cước của người đại diện số ********2345; địa chỉ: số 12 đường Lê Lợi, phường Bến Thành.',
      '12 tháng kể từ ngày ký hợp đồng',
      '- 01 mẫu bộ lọc đã thử nghiệm.',
      '- 01 quy trình sản xuất.',
      'Tổng cộng 70.000.000',
      'Bảy mươi triệu đồng',
      'Tôn Nữ Hoàng Thị Ngọc Bích',
      'BẢN MINH HỌA',
    ]);
    expect(missing).toEqual([]);
    expect(text.indexOf('Tiền công lao động')).toBeLessThan(text.indexOf('Sản xuất thử'));
  });

  it('says what was decided, by whom and for whom: the payment order', async () => {
    const { text } = await readPdf(await bytesOf('paymentOrder', who.founder!));
    const missing = said(text, [
      'Mẫu số 13 Ký hiệu: C2-02a/NS (Nghị định số 347/2025/NĐ-CP) Số: 01/RDT-SKHCNVD',
      '× Thực chi',
      // no pack is a target programme: its name and code are filled in by hand
      'Tên CTMT, DA: ................ Mã CTMT, DA: ................',
      `Năm NS: ${stage.year}`,
      'Đơn vị nhận tiền: NGUYEN THI MINH CHAU',
      'Tài khoản: 0071000123456',
      'Vietcombank – Chi nhánh Sài Gòn',
      'Số tiền thanh toán: 8.000.000 đồng (bằng chữ: Tám triệu đồng',
      'Quyết định số 01/QĐ-SKHCNVD',
      'Hợp đồng số 03/2026/HĐ-TT',
      'Lê Thị Mỹ Duyên',
      'Phạm Đỗ Quỳnh Như',
    ]);
    expect(missing).toEqual([]);
    // no tax is withheld: form C2-02a has neither the columns nor the block of it
    expect(text).not.toMatch(/[Nn]ộp thuế|NỘP THUẾ|TT cho ĐV hưởng/);
  });

  it('says what was decided, by whom and for whom: the recovery', async () => {
    const { text } = await readPdf(await bytesOf('recoveryDecision'));
    const missing = said(text, [
      'Số: 01/QĐTH-SKHCNVD',
      'Thu hồi 3.000.000 đồng (bằng chữ: Ba triệu đồng',
      'Lý do thu hồi: Chi sai nội dung được phê duyệt.',
      'vào ngân sách nhà nước, qua tài khoản số 0000.0.0000000 của Sở Khoa học và Công nghệ Ví Dụ (mã ĐVQHNS 0000000) tại Kho bạc Nhà nước Ví Dụ, chậm nhất ngày 30 tháng 12 năm',
      'Căn cứ Quyết định số 01/QĐ-SKHCNVD',
      'Căn cứ Giấy rút dự toán số 01/RDT-SKHCNVD',
    ]);
    expect(missing).toEqual([]);
  });

  it('has the same bytes each time, from the store and made anew, whatever happened since', async () => {
    for (const register of ['minutes', 'awardDecision', 'paymentOrder', 'recoveryDecision']) {
      const first = await bytesOf(register);
      expect(await renderPaper(parts(), stage.agency, register, stage.year, 1)).toEqual({
        sha256: sha256(first),
        size: first.length,
        drawing: presentDrawing,
      });
      rmSync(join(folder, sha256(first).slice(0, 2), sha256(first)));
      expect((await bytesOf(register)).equals(first)).toBe(true);
      const bare = createApp({ db: stage.db, clock: () => new Date(), origin });
      const answer = await look(bare, path(register), who.auditor!);
      expect(Buffer.from(await answer.arrayBuffer()).equals(first)).toBe(true);
    }
  });

  it('that was drawn in the first way keeps its bytes: it is drawn in that way again', async () => {
    const now = await bytesOf('paymentOrder');
    const paper = { agency: stage.agency, register: 'paymentOrder', year: stage.year, number: 1 };
    const first = Buffer.from(await makePaperOf(parts(), (await readPaper(stage.db, paper))!, 1));
    expect(first.equals(now)).toBe(false);
    const drawn = (drawing: number, bytes: Buffer) =>
      stage.owner
        .query`update rendering set drawing = ${drawing}, sha256 = ${sha256(bytes)}, size = ${bytes.length}::bigint
        where register = 'paymentOrder' and number = 1`;
    await drawn(1, first);
    expect((await bytesOf('paymentOrder')).equals(first)).toBe(true);
    expect((await bytesOf('paymentOrder')).equals(first)).toBe(true);
    await drawn(presentDrawing, now);
    expect((await bytesOf('paymentOrder')).equals(now)).toBe(true);
  });

  it('is shown in the browser under its number, and nothing guesses its type', async () => {
    const { headers } = await look(app, path('awardDecision'), who.founder!);
    expect(headers.get('content-disposition')).toBe(
      `inline; filename="01-QD-SKHCNVD.pdf"; filename*=UTF-8''01-Q%C4%90-SKHCNVD.pdf`,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('has the one number of its register, and what is signed outside the one that stands on it', async () => {
    const html = await (await look(app, `/agencies/${stage.agency}/dossiers/${dossier}`, who.founder!)).text();
    const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
    const list = /<h2 id="papers">.*?<ul[^>]*>(.*?)<\/ul>/s.exec(html)![1]!;
    const links = [...list.matchAll(/<a href="([^"]+)">([^<]+)<\/a>/g)].map(([, href, text]) => [href, flat(text!)]);
    expect(links.map(([href, text]) => [href!.slice(base.length), text])).toEqual([
      [`/papers/recoveryDecision/${stage.year}/1`, 'Quyết định thu hồi 01/QĐTH-SKHCNVD'],
      [`/papers/paymentOrder/${stage.year}/1`, 'Lệnh chi (giấy rút dự toán) 01/RDT-SKHCNVD'],
      ['/agreement', 'Hợp đồng 03/2026/HĐ-TT'],
      [`/papers/awardDecision/${stage.year}/1`, 'Quyết định hỗ trợ 01/QĐ-SKHCNVD'],
    ]);
    for (const [kind, printed] of [
      ['awardDecision', 'Số: 01/QĐ-SKHCNVD'],
      ['recoveryDecision', 'Số: 01/QĐTH-SKHCNVD'],
    ]) {
      const answer = await look(app, path(kind!), who.founder!);
      expect(said((await readPdf(new Uint8Array(await answer.arrayBuffer()))).text, [printed!])).toEqual([]);
    }
    // no register has a number for what others have numbered
    const registers = await stage.owner.query<{ register: string }>`select distinct register from register order by 1`;
    expect(registers.map(({ register }) => register)).toEqual([
      ...['awardDecision', 'minutes', 'paymentOrder', 'recoveryDecision'],
    ]);
    expect((await look(app, path('agreement'), who.founder!)).status).toBe(404);
    expect(await renderPaper(parts(), stage.agency, 'agreement', stage.year, 1)).toBe(null);
  });

  it('is seen by its team and the staff; how members voted by the staff alone', async () => {
    const status = async (register: string, role: string) => (await look(app, path(register), who[role])).status;
    for (const role of ['officer', 'secretary', 'director', 'financeOfficer', 'chiefAccountant', 'auditor'])
      for (const register of ['minutes', 'awardDecision', 'paymentOrder'])
        expect([role, register, await status(register, role)]).toEqual([role, register, 200]);
    for (const register of ['awardDecision', 'paymentOrder', 'recoveryDecision'])
      expect(await status(register, 'founder')).toBe(200);
    expect(await status('minutes', 'founder')).toBe(404);
    for (const role of ['stranger', 'reviewer', 'member0'])
      for (const register of ['minutes', 'awardDecision', 'paymentOrder', 'agreement'])
        expect([role, register, await status(register, role)]).toEqual([role, register, 404]);
    expect((await look(app, path('awardDecision'))).status).toBe(303);
  });

  it('of another dossier, number or year is not there', async () => {
    const { dossier: other } = await stage.recommended();
    expect((await look(app, path('awardDecision', 1, other), who.auditor!)).status).toBe(404);
    for (const tail of [
      'awardDecision/2026/0',
      'awardDecision/2026/01',
      'awardDecision/1999/1',
      'nothing/2026/1',
      `awardDecision/${stage.year}/99`,
      'award%27/2026/1',
      'awardDecision/2026/99999999999',
    ])
      expect(
        (await look(app, `/agencies/${stage.agency}/dossiers/${dossier}/papers/${tail}`, who.auditor!)).status,
      ).toBe(404);
  });

  it('is made by the worker when nobody asks, and one that fails stands in no way', async () => {
    await stage.recommended();
    const [due] = await stage.owner.query<{ count: bigint }>`
      select count(*) from paper p where kind in ('minutes', 'awardDecision', 'paymentOrder', 'recoveryDecision')
        and not exists (select from rendering r where (r.agency, r.register, r.year, r.number) = (p.agency, p.register, p.year, p.number))`;
    expect(due!.count).toBeGreaterThan(0n);
    reported.length = 0;
    expect(await renderDue(parts(), 50)).toBe(Number(due!.count));
    expect(reported).toEqual([]);
    expect(await renderDue(parts(), 50)).toBe(0);
  });
});

describe('the English copy of a paper', () => {
  const registers = ['minutes', 'awardDecision', 'paymentOrder', 'recoveryDecision'];
  const copyOf = async (register: string, person = who.auditor!) => {
    const answer = await look(app, `${path(register)}/english`, person);
    expect([register, answer.status, answer.headers.get('content-type')]).toEqual([register, 200, 'application/pdf']);
    return new Uint8Array(await answer.arrayBuffer());
  };

  it('says on its first page and at the top of each what it is, and of which original, with its hash', async () => {
    const numbers: Record<string, string> = {
      minutes: 'Minutes No. 01/BB-SKHCNVD',
      awardDecision: 'Decision No. 01/QĐ-SKHCNVD',
      paymentOrder: 'Withdrawal from the state budget estimate No. 01/RDT-SKHCNVD',
      recoveryDecision: 'Decision No. 01/QĐTH-SKHCNVD',
    };
    for (const register of registers) {
      const original = await bytesOf(register);
      const { pages } = await readPdf(await copyOf(register));
      const missing = said(pages[0]!.text, [
        'ENGLISH COPY, FOR INFORMATION ONLY',
        'The Vietnamese original prevails.',
        `Original: ${numbers[register]} of `,
        `SHA-256 of the original: ${sha256(original)}`,
      ]);
      expect([register, missing]).toEqual([register, []]);
      for (const page of pages)
        expect(page.text).toMatch(
          /English copy, for information only\. The Vietnamese original, No\. 01\/\S+, prevails\./,
        );
    }
  });

  it('has no place for a signature, names who signs the original, and the code confirms that', async () => {
    for (const register of registers) {
      const { text, pages } = await readPdf(await copyOf(register));
      expect(text).toMatch(/Signatories of the original: .+\. This copy is not signed\./);
      expect(text).not.toMatch(/\(Ký|Sign, |KHO BẠC NHÀ NƯỚC|Nợ TK|\.{8}|…{4}/);
      expect(text).toContain('to confirm the Vietnamese original:');
      const figures = pages.flatMap(({ tree }) => withRole(tree, 'Figure'));
      expect(figures.map(({ alt }) => alt)).toEqual([expect.stringContaining('the Vietnamese original is confirmed')]);
    }
    expect((await readPdf(await copyOf('awardDecision'))).text).toContain('Director, Tôn Nữ Hoàng Thị Ngọc Bích');
  });

  it('is as its original tagged, PDF/A-2a and dated by its event, in English, and the same bytes each time', async () => {
    for (const register of registers) {
      const bytes = await copyOf(register);
      const [copy, original] = [await readPdf(bytes), await readPdf(await bytesOf(register))];
      expect([copy.lang, original.lang]).toEqual(['en', 'vi-VN']);
      expect([copy.marked, copy.creationDate]).toEqual([true, original.creationDate]);
      expect(copy.raw).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>A<\/pdfaid:conformance>/);
      expect(copy.fonts.every(({ embedded }) => embedded)).toBe(true);
      expect(sha256(Buffer.from(await copyOf(register)))).toBe(sha256(Buffer.from(bytes)));
    }
  });

  it('says the same as its original, in English, and leaves what people wrote as they wrote it', async () => {
    const says: Record<string, string[]> = {
      awardDecision: [
        'SOCIALIST REPUBLIC OF VIET NAM',
        'DEPARTMENT OF SCIENCE AND TECHNOLOGY OF EXAMPLE CITY',
        'No. 01/QĐ-SKHCNVD',
        'Pursuant to the Fictional resolution of a city that does not exist, No. HƯ-CẤU-01 of ',
        'Pursuant to Minutes No. 01/BB-SKHCNVD of ',
        `1. Project: ${projectName}.`,
        'represented by Nguyễn Thị Minh Châu; identity card of the representative No. ********2345; address: số 12 đường Lê Lợi',
        '12 months from the day on which the agreement is signed.',
        '- 01 mẫu bộ lọc đã thử nghiệm.',
        '70.000.000 đồng (in words: Seventy million đồng)',
        'ILLUSTRATION – made under fictional rules',
      ],
      minutes: [
        '6/7, enough for the meeting',
        'from 14:00 to 16:30',
        'Quyết định số 17/QĐ-SKHCN',
        'In person and online',
        'Absent with a reason: 1 member (',
        'reason: đi công tác',
        'Seventy million đồng',
        'Opinion of ',
        'Nên thử ở hai nơi.',
      ],
      paymentOrder: [
        '× Actual spending',
        'Payee: NGUYEN THI MINH CHAU',
        'Account: 0071000123456',
        '8.000.000 đồng (in words: Eight million đồng',
        'Decision No. 01/QĐ-SKHCNVD of ',
        'Agreement No. 03/2026/HĐ-TT of ',
        'Prepared by: Lê Thị Mỹ Duyên',
        'Chief accountant: Phạm Đỗ Quỳnh Như',
      ],
      recoveryDecision: [
        '3.000.000 đồng (in words: Three million đồng) of support from the state budget is recovered from',
        'Reason for the recovery: Chi sai nội dung được phê duyệt.',
        `by 30 December ${stage.year} at the latest`,
        'Pursuant to Withdrawal from the estimate No. 01/RDT-SKHCNVD',
      ],
    };
    // words of the law and of the system, none of which is somebody's own
    const ours =
      /Căn cứ|Quyết định này|Điều \d|Nơi nhận|bằng chữ|Tổng cộng|Chủ tịch|Đạt|Nội dung chi|tháng \d|TUQ|Người lập|Kế toán trưởng/;
    for (const [register, phrases] of Object.entries(says)) {
      const { text } = await readPdf(await copyOf(register));
      expect([register, said(text, phrases)]).toEqual([register, []]);
      expect([register, ours.exec(text)?.[0]]).toEqual([register, undefined]);
    }
  });

  it('is seen by whoever sees the original, and by nobody else', async () => {
    for (const role of ['founder', 'officer', 'auditor', 'stranger', 'reviewer', 'member0'])
      for (const register of registers) {
        const [original, copy] = [path(register), `${path(register)}/english`];
        const [is, was] = [await look(app, copy, who[role]), await look(app, original, who[role])];
        expect([role, register, is.status]).toEqual([role, register, was.status]);
      }
    expect((await look(app, `${path('awardDecision', 99)}/english`, who.auditor!)).status).toBe(404);
    expect((await look(app, `${path('awardDecision')}/english`)).status).toBe(303);
  });

  it('is made of the application too, with the hash of what was handed in', async () => {
    const place = `/agencies/${stage.agency}/dossiers/${dossier}/application`;
    const pdf = async (path: string, role: string) => {
      const answer = await look(app, `${place}/${path}`, who[role]!);
      return answer.status === 200 ? readPdf(new Uint8Array(await answer.arrayBuffer())) : answer.status;
    };
    const [original, copy] = [await pdf('pdf', 'officer'), await pdf('pdf/english', 'officer')];
    if (typeof original === 'number' || typeof copy === 'number') return expect.fail(`${original} ${copy}`);
    const hash = /SHA-256 của nội dung: ([0-9a-f ]{64,70})/.exec(original.text)?.[1]?.replaceAll(' ', '').slice(0, 64);
    const missing = said(copy.text, [
      'ENGLISH COPY, FOR INFORMATION ONLY',
      'Original: the application as submitted, No. HS-',
      `SHA-256 of what was submitted: ${hash}`,
      'To: Department of Science and Technology of Example City',
      'Receipt number: HS-',
      `Project “${projectName}”`,
    ]);
    expect([hash?.length, missing]).toEqual([64, []]);
    expect([copy.lang, original.lang, copy.title?.startsWith('English copy: ')]).toEqual(['en', 'vi-VN', true]);
    for (const page of copy.pages) expect(page.text).toContain('English copy, for information only.');
    expect(await pdf('pdf/english', 'stranger')).toBe(await pdf('pdf', 'stranger'));
    const html = await (await look(app, `${place}/read`, who.officer!)).text();
    expect(html.split(`href="${place}/pdf/english"`)).toHaveLength(2);
  });

  it('is no paper of its own: nothing is recorded, numbered or kept, and the confirming page does not take it for the original', async () => {
    const counts = () =>
      stage.owner.query`select (select count(*) from history) as history, (select count(*) from paper) as papers,
        (select count(*) from rendering) as renderings, (select sum(last) from register) as numbers`;
    await Promise.all(registers.map((register) => bytesOf(register)));
    const before = await counts();
    const copies = await Promise.all(registers.map((register) => copyOf(register)));
    expect(await counts()).toEqual(before);
    for (const copy of copies) expect(await parts().files.has(sha256(Buffer.from(copy)))).toBe(false);
  });

  it('is offered beside its original, in one link, on the pages that offer that', async () => {
    for (const [page, role, register] of [
      ['', 'founder', 'awardDecision'],
      ['', 'auditor', 'minutes'],
      [`/requests/${request.replace('disbursement/', '')}`, 'financeOfficer', 'paymentOrder'],
    ] as const) {
      const html = await (await look(app, `/agencies/${stage.agency}/dossiers/${dossier}${page}`, who[role]!)).text();
      const links = html.split(`href="${path(register)}/english"`).length - 1;
      expect([page, register, links]).toEqual([page, register, 1]);
      expect(html).toContain('>Bản dịch tiếng Anh</a>');
    }
  });
});

describe('the page that confirms a paper', () => {
  let address: string;
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await bytesOf('awardDecision');
    const { text } = await readPdf(bytes);
    address = /https:\/\/vuonuom\.example(\/confirm\/\S+)/.exec(text.replaceAll('/ ', '/'))![1]!;
  });

  it('is where the paper’s own address leads, for everybody', async () => {
    const answer = await look(app, address);
    expect(answer.status).toBe(200);
    const text = await answer.text();
    for (const word of [
      'Văn bản này do hệ thống phát hành',
      'Quyết định hỗ trợ',
      '01/QĐ-SKHCNVD',
      sha256(bytes),
      'Sở Khoa học và Công nghệ Ví Dụ',
      'Bản minh họa',
    ])
      expect(text).toContain(word);
    for (const personal of ['Minh Châu', 'MINH CHAU', '079300012345', '0071000123456', 'Lê Lợi', 'Vietcombank'])
      expect(text).not.toContain(personal);
    expect(text).not.toMatch(/<script|<style|\sstyle=/);
    expect(await (await look(app, `${address}?lang=en`)).text()).toContain('This paper was issued by this system');
  });

  it('says what a changed copy would get wrong: the project, the sum and the party, of every kind of paper', async () => {
    const registers = {
      awardDecision: '70.000.000',
      minutes: '70.000.000',
      paymentOrder: '8.000.000',
      recoveryDecision: '3.000.000',
    };
    for (const [register, total] of Object.entries(registers)) {
      const [row] = await stage.db.query<{ code: string }>`
        select left(encode(h.hash, 'hex'), 16) as code from paper p
        join history h on h.agency = p.agency and h.dossier = p.dossier and h.revision = p.revision where p.register = ${register}`;
      const answer = await look(app, `/confirm/${stage.agency}/${register}/${stage.year}/1/${row!.code}`);
      const text = flat((await answer.text()).replace(/<[^>]+>/g, ' '));
      expect([register, answer.status]).toEqual([register, 200]);
      for (const word of [`Dự án ${projectName}`, `Tổng số tiền ${total} ₫`, 'Nhóm Nước sạch từ xơ dừa'])
        expect([register, text]).toEqual([register, expect.stringContaining(word)]);
      for (const personal of ['Minh Châu', 'MINH CHAU', '079300012345', '0071000123456', 'Lê Lợi'])
        expect(text).not.toContain(personal);
    }
  });

  it('does not name a party that is a person alone', async () => {
    const [row] = await stage.db.query<{ party: string }>`select party from dossier where id = ${dossier}`;
    const as = (kind: string) =>
      stage.must(stage.people.officer, 'registerParty', row!.party, { kind, beneficiaryClass: 'selfFunded' });
    await as('person');
    const text = await (await look(app, address)).text();
    await as('team');
    expect(text).toContain('70.000.000');
    expect(text).not.toContain('Nhóm Nước sạch');
  });

  it('knows no paper with another code, number or agency', async () => {
    const code = address.split('/').at(-1)!;
    const wrong = [
      address.replace(
        code,
        code.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      ),
      address.replace(code, '0000000000000000'),
      address.replace(code, code.slice(0, 8)),
      address.replace(code, code.toUpperCase() === code ? 'x' : code.toUpperCase()),
      address.replace(`/1/${code}`, `/2/${code}`),
      address.replace('awardDecision', 'minutes'),
      address.replace(`/${stage.agency}/`, '/tphcm/'),
    ];
    for (const path of wrong) {
      const answer = await look(app, path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.text()).toContain('Không phải văn bản của hệ thống này');
    }
  });

  it('compares a file byte by byte and keeps none', async () => {
    const [count] = await stage.db.query<{ count: bigint }>`select count(*) from attachment`;
    const same = await send(app, address, {}, [{ name: 'file', file: 'a.pdf', body: bytes }]);
    expect([same.status, await same.text()]).toEqual([200, expect.stringContaining('Trùng khớp')]);
    const changed = Buffer.from(bytes);
    changed[changed.length - 10]! ^= 1;
    const other = await send(app, address, {}, [{ name: 'file', file: 'a.pdf', body: changed }]);
    const text = await other.text();
    expect([other.status, text.includes('Không trùng'), text.includes(sha256(changed))]).toEqual([200, true, true]);
    expect(text).toMatch(/<h1>Tệp bạn chọn không trùng với văn bản này</);
    expect(text).not.toContain('Văn bản này do hệ thống phát hành');
    const none = await send(app, address, {}, [{ name: 'file', file: '', body: '' }]);
    expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('Hãy chọn một tệp.')]);
    const huge = await send(app, address, {}, [{ name: 'file', file: 'a.pdf', body: Buffer.alloc(21 * 1024 * 1024) }]);
    expect([huge.status, await huge.text()]).toEqual([422, expect.stringContaining('không thể là bản gốc')]);
    const [after] = await stage.db.query<{ count: bigint }>`select count(*) from attachment`;
    expect(after).toEqual(count);
  });
});

describe('a paper of a real city', () => {
  it('says on every page that it was made in a demonstration, where it was', async () => {
    const city = await setStage({ agency: 'tphcm', pack: cityPack, stage: 'uomTao', now });
    try {
      const auditor = await signedIn(city.db, city.people.auditor, 'Đặng Kiểm Toán');
      const here = createApp({ db: city.db, clock: () => new Date(), origin, demo: true });
      const paperOf = async () => {
        const { dossier } = await city.project({ lines: [{ line: 'services', amountVnd: '1000000' }] });
        const [row] = await city.db.query<{ number: number }>`
          select number from paper where dossier = ${dossier}::uuid and kind = 'awardDecision'`;
        const href = `/agencies/tphcm/dossiers/${dossier}/papers/awardDecision/${city.year}/${row!.number}`;
        const [paper, copy] = await Promise.all([look(here, href, auditor), look(here, `${href}/english`, auditor)]);
        return [
          await readPdf(new Uint8Array(await paper.arrayBuffer())),
          await readPdf(new Uint8Array(await copy.arrayBuffer())),
        ] as const;
      };
      for (const { text } of await paperOf()) expect(text).not.toMatch(/MINH HỌA|ILLUSTRATION/);
      await city.owner.script('update installation set simulated_clock = true');
      const [paper, copy] = await paperOf();
      for (const { text } of paper.pages) expect(text).toContain('BẢN MINH HỌA – lập trên bản dùng thử');
      for (const { text } of copy.pages) expect(text).toContain('ILLUSTRATION – made in a demonstration');
    } finally {
      await city.drop();
    }
  });
});
