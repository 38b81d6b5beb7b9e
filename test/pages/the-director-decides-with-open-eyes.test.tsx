// From the council to the end of a project: whoever counts, decides or delegates is shown first what they should know, and whoever
// is told of it is told the same.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNotices } from '../../src/mail/notices.ts';
import { workOf } from '../../src/work.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { flat, readPdf } from '../papers/readPdf.ts';
import { type House, openHouse, readOnceMore } from './reviews-house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.drop());

const pass = { ballots: { labour: 'pass', services: 'pass' } };
const today = () => dayOf(new Date().toISOString());
const inDays = (count: number) =>
  new Date(Date.parse(`${today()}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
const written = (day: string) => day.split('-').toReversed().join('/');
const see = async (person: string, address: string) => await (await house.as(person)).get(address);
const vote = async (dossier: string, members: readonly number[]) => {
  for (const index of members) await house.must(house.people.council[index]!, 'castVote', dossier, pass);
};
/** Reviewed by everybody, and before no council yet. */
async function reviewed() {
  const made = await house.underReview();
  for (const reviewer of house.people.reviewers)
    await house.must(reviewer, 'submitReview', made.dossier, { sheet: '1'.repeat(64), verdict: 'pass' });
  return made;
}

describe('a council', () => {
  it('is not led by who holds the office of secretary alone, who sits on it only where that is confirmed', async () => {
    const { people } = house;
    const { base } = await reviewed();
    const council = [...people.council.slice(0, 6), people.secretary];
    const form = (await see(people.secretary, `${base}/council`)).form('/council/refer');
    for (const name of ['chair', 'viceChair']) {
      const offered = form.fields.find((field) => field.name === name)!.options.map(({ value }) => value);
      expect(offered).toContain(people.council[0]);
      expect(offered).not.toContain(people.secretary);
    }
    const by = { key: crypto.randomUUID(), chair: people.secretary };
    const secretary = await house.as(people.secretary);
    const body = new URLSearchParams([
      ...Object.entries(by),
      ...council.map((id) => ['council', id] as [string, string]),
    ]);
    const forced = await secretary.visit(
      new Request(`http://localhost:3000${base}/council/refer`, {
        method: 'POST',
        headers: { Origin: 'http://localhost:3000', 'Content-Type': 'application/x-www-form-urlencoded' },
        body,
      }),
      422,
    );
    expect(forced.errors.join(' ')).toContain('thư ký không chủ trì (quy tắc của hệ thống)');
    const again = await form.fill({ council, chair: people.council[0]!, viceChair: '' }).submit({ expect: 422 });
    expect(again.errors.join(' ')).toContain('chỉ giữ vai trò thư ký');
    const done = await again.form('/council/refer').fill({ writersSit: true }).submit();
    expect(done.path).toContain('done=application.referredToCouncil');
  });

  it('that meets sooner than its members may have the papers is remarked on, there and where it is decided', async () => {
    const { people } = house;
    const said = `Hội đồng lập ngày ${written(today())}, họp ngày ${written(inDays(1))}: thành viên có tài liệu muộn.`;
    const early = await reviewed();
    const refer = async (base: string, on: string) =>
      (await see(people.officer, `${base}/council`))
        .form('/council/refer')
        .fill({ council: people.council, chair: people.council[0]!, viceChair: people.council[1]! })
        .fillDays({ meetsOn: on })
        .submit();
    const page = await refer(early.base, inDays(1));
    expect(page.text).toContain(
      `${said} Tài liệu gửi thành viên chậm nhất 3 ngày trước phiên họp. Điều 12, 268/2025/NĐ-CP.`,
    );
    const late = await reviewed();
    expect((await refer(late.base, inDays(4))).text).not.toContain('có tài liệu muộn');
    for (const member of people.council) await house.must(member, 'declareInterest', late.dossier, { conflict: null });
    await vote(late.dossier, [0, 1, 2, 3, 4, 5, 6]);
    const sum = [{ line: 'labour', amountVnd: '30000000' }];
    await house.must(people.secretary, 'recommend', late.dossier, { lines: sum, months: 12, completionNeeded: false });
    for (const address of [`${late.base}/council`, `${late.base}/award`])
      expect((await see(people.director, address)).text).toContain(
        '7 phiếu được gửi khi người bỏ phiếu mới có tài liệu. Tài liệu gửi thành viên chậm nhất 3 ngày',
      );
    // and the page of what was concluded leads to its minutes
    const links = (await see(people.secretary, `${late.base}/council`)).links;
    expect(links.some(({ href, text }) => href.includes('/papers/') && text.startsWith('Biên bản họp'))).toBe(true);
  });

  it('shows no count and no conclusion while somebody may still vote, unless the vote is ended with its reasons', async () => {
    const { people } = house;
    const { base, dossier } = await house.beforeCouncil();
    await vote(dossier, [1, 2, 3, 4, 5]);
    const [chair, , , , , , last] = people.council as string[];
    const secretary = await house.as(people.secretary);
    let page = await secretary.get(`${base}/council`);
    expect(page.text).not.toContain('5 trên 5, cần 4');
    expect(page.hasForm('/council/recommend')).toBe(false);
    expect(page.text).toContain('Chưa bỏ phiếu: Hoàng Gia Phúc, Tạ Quang Huy.');
    const forced = await secretary.post(`${base}/council/not-recommend`, { reason: 'x' }, { expect: 422 });
    expect(forced.errors.join(' ')).toContain('Bỏ phiếu chưa kết thúc');
    page = await page.form('/council/end').submit({ expect: 422 });
    expect(page.errors).toHaveLength(2);
    page = await page
      .form('/council/end')
      .fill({ [`seat.${chair}`]: 'excused', [`absence.${chair}`]: 'Ốm', [`seat.${last}`]: 'unexcused' })
      .submit();
    expect(page.text).toContain('Trần Thị Thu Hà đã kết thúc bỏ phiếu lúc');
    expect(page.text).toContain('5 trên 5, cần 4');
    expect(page.form('/council/recommend').value(`absence.${chair}`)).toEqual(['Ốm']);
    const late = await house.as(last!);
    expect((await late.get(`${base}/council`)).hasForm('/council/vote')).toBe(false);
    const ballot = { 'ballot.labour': 'fail', 'ballot.services': 'fail', key: crypto.randomUUID() };
    const refused = await late.post(`${base}/council/vote`, ballot, { expect: 422 });
    expect(refused.errors.join(' ')).toContain('phiếu của bạn không được ghi');
  });
});

describe('a reviewer', () => {
  it('who was replaced is told so by the old link and nothing else; who assigns still sees them and why', async () => {
    const { people, must, db } = house;
    const { base, dossier } = await house.underReview();
    const out = people.reviewers[0]!;
    await house.declares(dossier, out, 'Em tôi góp vốn.');
    const into = v7();
    await house.name(into, 'Cao Văn Thế');
    await must(people.administrator, 'appoint', into, { roles: ['reviewer'] });
    const form = (await see(people.officer, `${base}/reviewers`)).form('/reviewers');
    const table = await form.fill({ out, in: into, reason: 'Có xung đột lợi ích.' }).submit();
    const row = table.all('tr').find((one) => one.includes('Trương Đình Lộc'))!;
    for (const said of ['có xung đột', 'Em tôi góp vốn.', 'được Lê Hoàng Anh thay lúc', 'Lý do: Có xung đột lợi ích.'])
      expect(row).toContain(said);
    expect(table.html).toContain('<s>Trương Đình Lộc</s>');
    for (const address of [base, `${base}/review`]) {
      const page = await (await house.as(out)).get(address, { expect: 404 });
      expect(page.text).toContain(`Bạn đã được thay ở hồ sơ này Từ ngày ${written(today())}`);
      expect(page.text).not.toContain('Cảm biến');
    }
    const [stranger] = await db.query<{ id: string }>`select id::text from person where id <> all (${[out]}::uuid[])
      and id = ${people.council[6]!}::uuid`;
    expect((await (await house.as(stranger!.id)).get(base, { expect: 404 })).text).not.toContain('được thay');
  });

  it('is asked for the sheet before the day by which the council too must have met', async () => {
    const { people } = house;
    const { base, dossier } = await house.submitted();
    await house.must(people.officer, 'findEligible', dossier);
    const page = await see(people.officer, `${base}/reviewers`);
    expect(page.text).toContain('Đánh giá và họp hội đồng xong trong cùng một thời hạn');
    const form = page.form('/reviewers');
    const [proposed] = form.value('sheetsBy') as string[];
    const day = proposed!.split('/').toReversed().join('-');
    expect(day > inDays(17) && day < inDays(24)).toBe(true);
    await form.fill({ reviewers: people.reviewers }).submit();
    const said = `chậm nhất ngày ${proposed}`;
    const [reviewer] = people.reviewers as [string];
    expect((await see(reviewer, `${base}/review`)).text).toContain(`Xin nộp phiếu ${said}.`);
    const work = await workOf(house.db, reviewer, 'vi', new Date().toISOString());
    expect(work.find(({ href }) => href.includes(dossier))!.step).toContain(said);
    while ((await writeNotices(house.db, 'http://localhost:3000', new Date().toISOString(), () => {})) > 0);
    const letters = await house.db.query<{ body: string }>`
      select l::text as body from letter l where l::text like ${`%${dossier}%`} and l::text like '%nộp phiếu chậm nhất%'`;
    expect(letters.length).toBeGreaterThan(0);
  });
});

describe('the team', () => {
  it('reads the same turn as the office, what the council recommends, and why it was refused', async () => {
    const { people } = house;
    const wait = await reviewed();
    const own = (await see(wait.founder, wait.base)).text;
    expect(own).toContain('Đang chờ cán bộ chương trình hoặc thư ký hội đồng Đủ phiếu đánh giá, chờ trình hội đồng');
    expect((await see(people.secretary, wait.base)).text).toContain('Đến lượt bạn: trình hội đồng');

    const { base, founder } = await house.recommendedHere();
    expect((await see(founder, base)).text).toContain('Hội đồng đề nghị hỗ trợ 80.000.000 ₫');
    const reject = (await see(people.director, `${base}/award`)).form('/reject');
    await (await readOnceMore(reject.fill({ reason: 'Vùng trời chưa được cấp phép.' }))).submit({
      button: 'Từ chối hỗ trợ',
    });
    const after = (await see(founder, base)).text;
    expect(after).toContain('Vì sao không được hỗ trợ Vùng trời chưa được cấp phép.');
    expect(after).toContain('không phát hành quyết định giấy');
  });
});

describe('the director', () => {
  it('reads the decision as it would be printed before its number is taken', async () => {
    const { people, db } = house;
    const { base, dossier } = await house.recommendedHere();
    const director = await house.as(people.director);
    const request = (await director.get(`${base}/award`))
      .form('/award')
      .fill({ 'amount.labour': '20.000.000' })
      .request();
    const fields = new URLSearchParams(await request.text());
    fields.set('less', 'Bớt nhân công.');
    const answer = await house.app.request(`http://localhost:3000${base}/award/preview`, {
      method: 'POST',
      headers: {
        Host: 'localhost:3000',
        Origin: 'http://localhost:3000',
        Cookie: `session=${await house.session(people.director)}`,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: fields,
    });
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'application/pdf']);
    const text = flat((await readPdf(Buffer.from(await answer.arrayBuffer()))).text);
    for (const said of ['…………/QĐ', '70.000.000', 'Bớt nhân công.', 'Nguyễn Hữu Đức']) expect(text).toContain(said);
    // nothing confirms what has not been issued
    expect(text).not.toContain('/confirm/');
    expect(await db.query`select 1 from paper where dossier = ${dossier}::uuid and kind = 'awardDecision'`).toEqual([]);
    const read = await readOnceMore((await director.get(`${base}/award`)).form('/award'));
    expect(read.page.html).toContain(`formaction="${base}/award/preview"`);
  });

  it('reads what a termination ends, and that its notice was not in time, before it is recorded and after', async () => {
    const { people } = house;
    const project = await house.project({ lines: [{ line: 'services', amountVnd: '40000000' }] });
    const base = `/agencies/${house.agency}/dossiers/${project.dossier}`;
    const items = [{ line: 'services', amountVnd: '8000000' }];
    await house.disbursement(project.dossier, project.founder, items, 'requested');
    const director = await house.as(people.director);
    const ask = async (notice: Record<string, string>) =>
      (await director.get(`${base}/steering`))
        .form('/steering')
        .fill({ action: 'terminate', decisionNumber: '9/QĐ', reason: 'Nhóm ngừng việc.', ...notice })
        .submit();
    const law = '15 ngày (khoản 2 Điều 6 Mẫu I.14';
    expect((await ask({})).text).toContain(`Không ghi nhận thông báo trước ${law}`);
    expect((await ask({ noticeOn: written(inDays(-20)), noticeNumber: '4/TB' })).text).not.toContain(law);
    const page = await ask({ noticeOn: written(inDays(-3)), noticeNumber: '4/TB' });
    expect(page.text).toContain(
      `Thông báo số 4/TB gửi ngày ${written(inDays(-3))}, chưa đủ 15 ngày trước khi chấm dứt (khoản 2 Điều 6 Mẫu I.14`,
    );
    expect(page.text).toContain(
      'Các đề nghị đang xử lý bị hủy, tiền của chúng không còn được giữ: đợt 1, 8.000.000 ₫.',
    );
    const state = async () => (await director.get(`${base}/steering`)).text;
    expect(await state()).not.toContain('Các quyết định đã ghi nhận');
    await page.form('/steering').submit();
    expect(await state()).toContain('chưa đủ 15 ngày trước khi chấm dứt');
  });

  it('delegates to somebody of the agency itself, and reads who has the same office in those days', async () => {
    const { people, agency } = house;
    const director = await house.as(people.director);
    const room = await director.get(`/agencies/${agency}/delegations`);
    const offered = room
      .form('/delegations')
      .fields.find(({ name }) => name === 'to')!
      .options.map(({ value }) => value);
    expect(offered).toEqual(expect.arrayContaining([people.officer, people.chiefAccountant]));
    for (const outside of [people.chair, people.council[0]!, people.reviewers[0]!, people.auditor])
      expect(offered).not.toContain(outside);
    const give = async (to: string) =>
      (await director.get(`/agencies/${agency}/delegations`))
        .form('/delegations')
        .fill({ to, roles: ['director'], decisionNumber: 'UQ-1', signs: 'deputy', title: 'Phó Giám đốc' })
        .fillDays({ from: today(), until: inDays(9) })
        .submit();
    const span = `${written(today())} – ${written(inDays(9))}`;
    const first = await give(people.officer);
    expect(first.text).toContain(`Lê Hoàng Anh thực hiện thay bạn vai trò giám đốc, ${span}.`);
    expect(first.text).toContain('người này được làm thay:');
    expect((await director.get(`/agencies/${agency}/delegations`)).text).toContain('Hiện không có ủy quyền nào.');
    await first.form('/delegations').submit();
    const second = await give(people.secretary);
    expect(second.text).toContain(`Lưu ý: Lê Hoàng Anh cũng đang được giao vai trò giám đốc, ${span}`);
  });
});
