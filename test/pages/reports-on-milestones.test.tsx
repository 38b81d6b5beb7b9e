// A project reports on the milestones of its agreement: planned at the signing, late, returned, handed in again, accepted; and what
// of a prototype and of a company's founders is told beside it.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remindOfDeadlines } from '../../src/deadlines/reminders.ts';
import { writeNotices } from '../../src/mail/notices.ts';
import { dueEvents } from '../../src/notifications/feed.ts';
import { packageOf } from '../../src/privacy/held.ts';
import { dayText } from '../../templates/parts/when.ts';
import { addMonths, dayOf, daysAfter } from '../../workflows/rules/calendar.ts';
import { checkDigitOf } from '../../workflows/rules/identifiers.ts';
import { expectClean } from '../support/audit.ts';
import type { Client, Page } from '../support/client.ts';
import { fictionalPack, hash } from '../support/stage.ts';
import { type House, openHouse, origin } from './applicationsHouse.ts';

let house: House;
const names = { officer: 'Lê Hoàng Anh', founder: 'Nguyễn Thị Minh Châu', viewer: 'Trần Văn Bình' };
const shared = ['agency.perYear', 'agency.seats', 'call.total'];
const roomy = { ...fictionalPack, caps: fictionalPack.caps.filter(({ id }: { id: string }) => !shared.includes(id)) };
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const lines = [
  { line: 'labour', amountVnd: '30000000' },
  { line: 'prototype', amountVnd: '50000000' },
];

beforeAll(async () => {
  house = await openHouse({ pack: roomy, callBudgetVnd: '40000000000' });
}, 180_000);
afterAll(async () => {
  await expectClean(house.stage);
  expect(house.faults.map(String)).toEqual([]);
  await house.close();
});

const officerNow = () => house.browser(house.stage.people.officer, names.officer);
const today = () => dayOf(house.now());

async function awarded() {
  const { stage } = house;
  const founder = v7();
  const made = await stage.recommended({ founder, lines });
  await stage.must(stage.people.director, 'award', made.dossier, { lines, year: stage.year });
  await house.browser(founder, names.founder);
  return { ...made, founder, base: `/agencies/${stage.agency}/dossiers/${made.dossier}` };
}
async function signed() {
  const { stage } = house;
  const founder = v7();
  const made = await stage.project({ founder, lines });
  const client = await house.browser(founder, names.founder);
  return { ...made, founder, client, base: `/agencies/${stage.agency}/dossiers/${made.dossier}` };
}

const texts = {
  done: 'Đã hoàn thiện đầu đo và mạch đo.',
  results: 'Mười đầu đo, sai số 6 %.',
  difficulties: 'Không có.',
  next: 'Lắp 30 bộ mẫu.',
};
const reportsOf = async (dossier: string) =>
  await house.stage.db.query<{ id: string; value: string; number: number; dueOn: string | null }>`
    select substr(subject, 8) as id, value #>> '{}' as value, (facts->>'number')::int as number, facts->>'dueOn' as due_on from state
    where dossier = ${dossier}::uuid and machine = 'report' order by 3`;
const lettersTo = async (person: string) =>
  await house.stage.db.query<{ subject: string; body: string }>`
    select l.subject, l.body from letter l join person p on p.email = l.address where p.id = ${person}::uuid order by l.created_at, l.id`;
const write = () => writeNotices(house.stage.db, origin, house.now(), (fault) => house.faults.push(fault), 200);
const marks = (page: Page, selector: string) => page.root.querySelectorAll(selector).map(({ text }) => text);

describe('a milestone of the agreement', () => {
  it('is reported late, returned, handed in again and accepted, and everybody sees where it stands', async () => {
    const { stage } = house;
    const { people, db } = stage;
    const { dossier, base, founder } = await awarded();
    await stage.must(people.financeOfficer, 'planBudget', dossier, {
      year: stage.year,
      source: 'nstp',
      amountVnd: '80000000',
    });
    // what the application promised stands in its content
    const milestones = [
      { work: 'Hoàn thiện đầu đo', result: 'Mười đầu đo', fromMonth: '1', toMonth: '3', proof: 'Biên bản hiệu chuẩn' },
      { work: 'Lắp 30 bộ mẫu', result: '30 bộ', fromMonth: '3', toMonth: '40' },
      { work: 'Không rõ tháng', result: '', toMonth: 'x' },
    ];
    await db.query`insert into content (agency, commitment, dossier, kind, salt, body, created_by, created_at)
      values (${stage.agency}, ${hash('content')}, ${dossier}::uuid, 'application', ''::bytea, ${JSON.stringify({ projectName: 'Máy đo mặn', milestones })}::text::jsonb, ${founder}, ${house.now()})`;

    let officer = await officerNow();
    const draft = await officer.get(`${base}/agreement/draft`);
    expect(draft.text).toContain('hết tháng 3');
    expect(draft.text).toContain(dayText(addMonths(today(), 3)));
    const form = (await officer.get(`${base}/agreement`)).form('/agreement');
    expect(
      ['m.0.name', 'm.0.shows', 'm.0.day', 'm.1.name', 'm.1.day', 'm.2.name'].map((n) => form.value(n)[0]),
    ).toEqual([
      'Hoàn thiện đầu đo',
      'Mười đầu đo\nBiên bản hiệu chuẩn',
      dayText(addMonths(today(), 3)),
      'Lắp 30 bộ mẫu',
      // no later than the law lets the agreement last
      dayText(addMonths(today(), 12)),
      '',
    ]);
    const endsOn = addMonths(today(), 6);
    const first = daysAfter(today(), 10);
    const wrong = await form
      .fill({ number: '12/2026/HĐ-TT', 'm.0.day': dayText(first), 'm.2.shows': 'Không tên' })
      .fillDays({ endsOn })
      .attach('document', 'hop-dong.pdf', pdf)
      .submit({ expect: 422 });
    expect(wrong.all('#f-m-1-day-error')[0]).toBe(`Ngày phải từ ${dayText(today())} đến ${dayText(endsOn)}.`);
    expect(wrong.all('#f-m-2-name-error')).toHaveLength(1);
    expect(wrong.form('/agreement').value('m.2.shows')).toEqual(['Không tên']);
    const again = wrong.form('/agreement').fill({ 'm.2.shows': '', 'm.1.day': dayText(endsOn) });
    await again.submit();
    // the same form sent twice plans each once
    await again.submit();
    expect((await reportsOf(dossier)).map(({ value, number, dueOn }) => [value, number, dueOn])).toEqual([
      ['planned', 1, first],
      ['planned', 2, endsOn],
    ]);
    expect((await officer.get(`${base}/agreement`)).text).toContain('Báo cáo 1: Hoàn thiện đầu đo');
    await write();
    const signing = (await lettersTo(founder)).find(({ subject }) => subject.startsWith('Hợp đồng đã ký'))!;
    expect(signing.body).toContain('Số báo cáo theo mốc của hợp đồng: 2');
    expect(signing.body).toContain(`Hạn nộp báo cáo đầu tiên: ${dayText(first)}`);
    // names and words are in no history
    const [{ said } = { said: '' }] = await db.query<{ said: string }>`
      select string_agg(payload, '') as said from history where dossier = ${dossier}::uuid`;
    expect(said).not.toMatch(/Hoàn thiện đầu đo|Biên bản hiệu chuẩn/);

    const [{ id } = { id: '' }] = await reportsOf(dossier);
    const here = `${base}/reports/${id}`;
    let client = await house.browser(founder, names.founder);
    expect((await client.get(here)).all('.facts .tag')).toEqual(['còn 10 ngày']);
    const reminders = async () => {
      await remindOfDeadlines({ db, origin }, house.now());
      return (await lettersTo(founder)).filter(({ subject }) => subject.startsWith('Báo cáo chờ nộp'));
    };
    expect(await reminders()).toEqual([]);
    house.forward(4);
    expect(await reminders()).toHaveLength(1);
    house.forward(5);
    const [, second] = await reminders();
    expect(second?.subject).toContain('còn 1 ngày');
    expect(second?.body).toContain(`${here}`);

    // twelve days after its day
    house.forward(13);
    officer = await officerNow();
    client = await house.browser(founder, names.founder);
    const officersWork = await officer.get('/work');
    expect(officersWork.text).toContain('Báo cáo 1 quá hạn: nhắc nhóm dự án hoặc đổi hạn');
    expect(officersWork.links.some(({ href }) => href === here)).toBe(true);
    expect((await officer.get(base)).all('.turn').join(' ')).toContain('Báo cáo 1 quá hạn');
    expect((await client.get('/work')).text).toContain('Nộp báo cáo 1');
    expect((await client.get(base)).text).toContain('Nộp báo cáo 1');
    const feed = await dueEvents({ db, now: house.now, origin }, { id: founder, language: 'vi' });
    expect(feed.filter(({ url }) => url.endsWith(here)).map(({ day }) => day)).toEqual([first]);
    expect((await client.get(here)).all('.facts .tag')).toEqual(['quá hạn 12 ngày']);
    const request = await stage.disbursement(
      dossier,
      founder,
      [{ line: 'prototype', amountVnd: '9000000', costVnd: '18000000' }],
      'verified',
    );
    const finance = await house.browser(people.financeOfficer, 'Đỗ Văn Khoa');
    const payment = await finance.get(`${base}/requests/${request}`);
    expect(payment.text).toContain('1 báo cáo quá hạn');
    expect(payment.text).toContain('Mẫu hợp đồng I.14, Điều 5.2');
    expect(payment.links.some(({ href }) => href === here)).toBe(true);
    // a fact, and no block
    await stage.must(people.financeOfficer, 'prepareDisbursement', dossier, {
      id: request,
      year: stage.year,
      source: 'nstp',
    });

    const missing = await (await client.get(here))
      .formWith('done')
      .fill({ ...texts, next: '' })
      .submit({ expect: 422 });
    expect(missing.all('#f-next-error')).toEqual(['Hãy nhập việc tiếp theo.']);
    expect(missing.formWith('done').value('results')).toEqual([texts.results]);
    const sent = await missing
      .formWith('done')
      .fill({ next: texts.next })
      .attach('files', 'anh-mau.png', png, 'image/png')
      .submit();
    expect(sent.all('[role=status]')[0]).toContain('Nộp báo cáo');
    expect(sent.all('#v1 .tag')[0]).toBe('trễ 12 ngày');
    expect(sent.all('#v1')[0]).toContain(names.founder);
    expect(sent.root.querySelectorAll('#v1 img')).toHaveLength(1);
    expect(sent.forms).toEqual([]);
    expect((await finance.get(`${base}/requests/${request}`)).text).not.toContain('báo cáo quá hạn');
    await write();
    expect((await lettersTo(people.officer)).some(({ subject }) => subject.startsWith('Báo cáo chờ xem xét'))).toBe(
      true,
    );

    const beside = await officer.get(here);
    const opened = await officer.get(here);
    expect(opened.text).toContain('Chấp nhận phiên bản 1');
    const empty = await opened.form('/return').submit({ expect: 422 });
    expect(empty.all('#f-reason-error')).toHaveLength(1);
    const nextDue = daysAfter(today(), 5);
    await empty
      .form('/return')
      .fill({ reason: 'Sai số chưa đạt 5 % như hợp đồng.', nextDue: dayText(nextDue) })
      .submit();
    const stale = await beside.form('/accept').submit({ expect: 409 });
    expect(stale.refusal?.sentence).toContain('đã thay đổi từ khi bạn mở trang');
    expect((await reportsOf(dossier))[0]).toMatchObject({ value: 'returned', dueOn: nextDue });

    const mend = await client.get(here);
    expect(mend.text).toContain('Sai số chưa đạt 5 % như hợp đồng.');
    expect(mend.formWith('done').value('done')).toEqual([texts.done]);
    const two = await mend
      .formWith('done')
      .fill({ results: 'Mười đầu đo, sai số 4 %.' })
      .attach('files', 'so-do.pdf', pdf)
      .submit();
    expect(two.all('#v2 .tag')[0]).toBe('đúng hạn');
    expect(two.all('#v1 .tag')[0]).toBe('trễ 12 ngày');
    expect(marks(two, '#v2 mark').map((text) => text.trim())).toEqual(expect.arrayContaining(['6', '4']));
    expect(two.all('#v2 table')[0]).toContain('so-do.pdf');
    expect(two.all('#v2 table')[0]).not.toContain(texts.done);
    expect(two.text).toContain(`Trả lại, hạn nộp lại ${dayText(nextDue)}`);

    const accepted = await (await officer.get(here)).form('/accept').submit();
    expect(accepted.text).toContain('Báo cáo đã được chấp nhận');
    expect(accepted.forms).toEqual([]);
    expect((await reportsOf(dossier)).map(({ value }) => value)).toEqual(['accepted', 'planned']);
    await write();
    const told = (await lettersTo(founder)).map(({ subject }) => subject.split(':')[0]);
    expect(told).toEqual(
      expect.arrayContaining([
        'Đã nhận báo cáo',
        'Báo cáo cần bổ sung',
        'Đã nhận báo cáo nộp lại',
        'Báo cáo được chấp nhận',
      ]),
    );
  }, 60_000);

  it('opens to those who follow the project: a viewer reads it, another team and a stranger do not come in', async () => {
    const { stage } = house;
    const { dossier, base, founder } = await signed();
    const viewer = v7();
    await stage.must(viewer, 'joinTeam', dossier, { as: 'viewer', invitedBy: founder });
    const officer = await officerNow();
    const plan = (await officer.get(`${base}/reports`)).form('/reports');
    const past = await plan
      .fill({ name: 'Lắp mẫu', shows: 'Ảnh và số liệu', dueOn: dayText(daysAfter(today(), -1)) })
      .submit({ expect: 422 });
    expect(past.all('#f-dueOn-error')).toEqual(['Hạn nộp không thể ở quá khứ.']);
    const due = daysAfter(today(), 9);
    const planned = await past
      .form('/reports')
      .fill({ dueOn: dayText(due) })
      .submit();
    expect(planned.text).toContain('Báo cáo 1: Lắp mẫu');
    const [{ id } = { id: '' }] = await reportsOf(dossier);
    const here = `${base}/reports/${id}`;
    const moved = await (await officer.get(here))
      .form('/reschedule')
      .fill({ dueOn: dayText(daysAfter(due, 20)), why: 'Chờ linh kiện nhập khẩu.' })
      .submit();
    // both days stay, and why
    expect(moved.text).toContain(`Đặt hạn: ${dayText(due)}`);
    expect(moved.text).toContain(`Đổi thành ${dayText(daysAfter(due, 20))}`);
    const reader = await house.browser(viewer, names.viewer);
    const page = await reader.get(here);
    expect(page.text).toContain('Chờ linh kiện nhập khẩu.');
    expect(page.forms).toEqual([]);
    await reader.post(here, texts, { expect: 403 });
    const other = await signed();
    const stranger = await house.browser(v7(), 'Người lạ');
    for (const [who, path] of [other.client, stranger].flatMap((one) =>
      [here, `${base}/reports`].map((at) => [one, at] as const),
    ))
      await who.get(path, { expect: 404 });
    await other.client.post(here, texts, { expect: 404 });
    // nor is what is another project's here
    await other.client.get(`${other.base}/reports/${id}`, { expect: 404 });
    // the team does not judge its own, and an officer does not hand in
    await (await house.browser(founder, names.founder)).post(`${here}/accept`, {}, { expect: 403 });
    await officer.post(here, texts, { expect: 403 });
    // whoever has a conflict of interest judges it no more
    await stage.must(stage.people.officer, 'declareInterest', dossier, { conflict: hash('why') });
    expect((await officer.get(here)).forms).toEqual([]);
    await officer.post(`${here}/reschedule`, { dueOn: dayText(daysAfter(due, 30)), why: 'x' }, { expect: 422 });
    expect((await reportsOf(dossier))[0]?.dueOn).toBe(daysAfter(due, 20));
  });

  it('is not waited for once the support has ended; a team reports of its own accord until then', async () => {
    const { stage } = house;
    const { dossier, base, client } = await signed();
    const form = (await client.get(`${base}/reports/new`)).formWith('done').fill(texts);
    await form.submit();
    const once = await form.submit();
    expect(once.heading).toBe('Báo cáo 1: Tình hình thực hiện');
    expect(once.all('#v1 .tag')).toEqual([]);
    expect((await client.get(`${base}/reports`)).all('.turn').join()).toContain(
      'Hiện không có báo cáo nào chờ nhóm nộp',
    );
    await stage.must(stage.people.officer, 'planReport', dossier, {
      ...{ id: v7(), dueOn: daysAfter(today(), 5), what: hash('what') },
    });
    await stage.must(stage.people.director, 'terminate', dossier, { decisionNumber: 'QĐ-5', reason: hash('why') });
    expect((await reportsOf(dossier)).map(({ value }) => value)).toEqual(['ended', 'ended']);
    const [open] = await stage.db.query<{ n: number }>`
      select count(*)::int as n from deadline where dossier = ${dossier}::uuid and what = 'report' and cleared_revision is null`;
    expect(open?.n).toBe(0);
    expect((await client.get('/work')).links.filter(({ href }) => href.includes(`${base}/reports`))).toEqual([]);
    await client.post(`${base}/reports/new`, { ...texts, key: v7() }, { expect: 422 });
    expect(await reportsOf(dossier)).toHaveLength(2);
  });
});

describe('the company', () => {
  const company = (nine: string) => ({
    name: 'Công ty TNHH Mầm Xanh',
    code: `${nine}${checkDigitOf(nine)}`,
    address: 'Số 12, đường Nguyễn Huệ, Thành phố Hồ Chí Minh',
    issuedOn: '02/03/2026',
    accountNumber: '007100123456',
    accountName: 'CONG TY TNHH MAM XANH',
    bank: 'Vietcombank, chi nhánh Sài Gòn',
  });

  it('says who holds how much of it, to the hundredth', async () => {
    const { stage } = house;
    const { dossier, base, client, founder } = await signed();
    await stage.must(founder, 'startRegistration', dossier);
    const form = (await client.get(`${base}/company`)).form('/company');
    // the team stands there by name
    expect([form.value('h.0.name'), form.value('h.0.person')]).toEqual([[names.founder], [founder]]);
    const over = await form
      .fill({ ...company('031234568'), 'h.0.share': '100,01', 'h.1.name': 'Quỹ Hạt Giống', 'h.1.share': '33,333' })
      .attach('certificate', 'giay.pdf', pdf)
      .submit({ button: 'Gửi cho cán bộ xác nhận', expect: 422 });
    expect(over.all('#f-h-0-share-error')).toEqual(['Phần vốn phải lớn hơn 0 và không quá 100,00 %.']);
    expect(over.all('#f-h-1-share-error')).toEqual(['Phần vốn có tối đa hai số lẻ, ví dụ 33,33.']);
    expect(over.form('/company').value('h.0.share')).toEqual(['100,01']);
    const three = { 'h.0.share': '33,33', 'h.1.share': '33,33', 'h.2.name': 'Trần Văn Bình', 'h.2.share': '33,35' };
    const much = await over
      .form('/company')
      .fill({ ...three, 'h.2.person': founder })
      .submit({ button: 'Gửi cho cán bộ xác nhận', expect: 422 });
    expect(much.all('#f-h-2-share-error')[0]).toContain('Tổng các phần vốn là 100,01');
    expect(much.all('#f-h-2-person-error')).toEqual(['Người này đã có ở dòng 1.']);
    const handed = await much
      .form('/company')
      .fill({ 'h.2.share': '33.34 %', 'h.2.person': '' })
      .submit({ button: 'Gửi cho cán bộ xác nhận' });
    expect(handed.text).toContain('Đã gửi lúc');
    const officer = await officerNow();
    const seen = await officer.get(`${base}/company`);
    const rows = [
      `${names.founder} ${names.founder} 33,33 %`,
      'Quỹ Hạt Giống Không thuộc nhóm dự án 33,33 %',
      'Trần Văn Bình Không thuộc nhóm dự án 33,34 %',
      'Tổng 100,00 %',
    ];
    const shown = (page: Page) =>
      page.all('section[aria-labelledby=shares] tbody tr').map((row) => row.replace(/\s/g, ' '));
    expect(shown(seen)).toEqual(rows);
    await seen.form('Xác nhận doanh nghiệp').fill({ class: 'selfFunded', checked: true, account: true }).submit();
    const [state] = await stage.db.query<{ shares: string }>`
      select facts->>'shares' as shares from state where dossier = ${dossier}::uuid and subject = 'project'`;
    expect(state?.shares).toMatch(/^[0-9a-f]{64}$/);
    const [{ said } = { said: '' }] = await stage.db.query<{ said: string }>`
      select string_agg(payload, '') as said from history where dossier = ${dossier}::uuid`;
    expect(said).not.toContain('Quỹ Hạt Giống');
    const director = await house.browser(stage.people.director, 'Phan Văn Sơn');
    expect(shown(await director.get(`${base}/novation`))).toEqual(rows);
    expect(shown(await client.get(`${base}/company`))).toEqual(rows);
    // and in what a holder takes away of themselves: their own, of others nothing
    const mine = (await packageOf(stage.db, founder, 'vi', house.now())).texts.get('shares.json')!;
    expect(JSON.parse(mine)).toMatchObject([
      { dossier, name: names.founder, hundredthsOfPercent: '3333', standing: 'confirmed' },
      { dossier, standing: 'declared' },
    ]);
    expect(mine).not.toContain('Quỹ Hạt Giống');
  });

  it('that was formed before there was such a table reads as not declared', async () => {
    const { stage } = house;
    const { dossier, base, founder } = await signed();
    await stage.must(founder, 'startRegistration', dossier);
    const to = await stage.party(founder, 'enterprise');
    await stage.must(stage.people.officer, 'formCompany', dossier, { company: to, certificate: hash('certificate') });
    const director = await house.browser(stage.people.director, 'Phan Văn Sơn');
    expect((await director.get(`${base}/novation`)).all('section[aria-labelledby=shares]')[0]).toContain('Chưa khai');
  });
});

it('the evidence of a prototype is told apart: pictures, test results, the minutes of its acceptance', async () => {
  const { stage } = house;
  const { dossier, base, client, founder } = await signed();
  await stage.must(founder, 'startTechnologyCompletion', dossier, { report: hash('r') });
  await stage.must(founder, 'startPrototype', dossier, { report: hash('r') });
  const page = await (await client.get(`${base}/prototype`))
    .form('/prototype')
    .fill({ report: 'Mẫu số 1 đạt 5 kg một mẻ.' })
    .attach('photos', 'mau-so-1.png', png, 'image/png')
    .attach('tests', 'bien-ban-thu.pdf', pdf)
    .submit();
  const lists = (one: Page) =>
    one.root
      .querySelectorAll('.report h3')
      .map((heading) => [heading.text.trim(), heading.nextElementSibling?.text.replace(/\s+/g, ' ').trim() ?? '']);
  const told = lists(page);
  expect(told.map(([heading]) => heading)).toEqual([
    'Ảnh sản phẩm mẫu',
    'Kết quả thử nghiệm, đo kiểm',
    'Tài liệu khác',
  ]);
  expect(told[0]![1]).toContain('mau-so-1.png');
  expect(told[1]![1]).toContain('bien-ban-thu.pdf');
  expect(told[2]![1]).toBe('Không có tài liệu kèm theo.');
  expect(page.root.querySelectorAll('.report img')).toHaveLength(1);
  const officer: Client = await officerNow();
  await (await officer.get(`${base}/prototype`))
    .form('Nghiệm thu sản phẩm mẫu')
    .fill({ minutes: 'Đạt 4/4 chỉ tiêu.' })
    .attach('minutesFile', 'bien-ban.pdf', pdf)
    .submit();
  const after = await client.get(`${base}/prototype`);
  expect(after.all('section[aria-labelledby=accepted]')[0]).toContain('bien-ban.pdf');
});
