// What happened to a council is said where it was promised: in its minutes, on the pages of those who compose it and decide by it,
// and in the decision; and whoever declares, chooses or is too late is told so in words that are meant for them.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPdf } from '../papers/readPdf.ts';
import { describeInBrowser, isInOrder } from '../support/browser.ts';
import type { Client } from '../support/client.ts';
import { answers, goodSheet, type House, openHouse, readOnceMore, sayMeeting } from './reviews-house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.drop());

const pass = { ballots: { labour: 'pass', services: 'pass' } };
const mistake =
  'Điều đã khai không rút lại được; nếu khai nhầm, hãy báo cán bộ chương trình hoặc quản trị viên để giao việc cho người khác.';
const appointed = async (name: string, ...roles: string[]) => {
  const person = v7();
  await house.name(person, name);
  await house.must(house.people.administrator, 'appoint', person, { roles });
  return person;
};
async function paperOf(kind: string, dossier: string, base: string, reader: Client): Promise<string> {
  const [paper] = await house.db.query<{ register: string; year: number; number: number }>`
    select register, year, number from paper where dossier = ${dossier}::uuid and kind = ${kind}`;
  const { register, year, number } = paper!;
  const { bytes } = await reader.download(`${base}/papers/${register}/${year}/${number}`);
  return (await readPdf(Buffer.from(bytes))).text;
}
const today = () => {
  const [year, month, day] = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10).split('-') as string[];
  return `ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`;
};

describe('somebody who composes a council anew', () => {
  it('is told that no more can be chosen, and who invites others, with the way there for who may go', async () => {
    const { people, agency } = house;
    const { base, dossier } = await house.beforeCouncil({ declared: false });
    for (const index of [0, 1, 2]) await house.declares(dossier, people.council[index]!, 'Góp vốn.');
    const said =
      'Chỉ có 6 người tham gia được, hội đồng cần ít nhất 7. Quản trị viên mời thêm thành viên hội đồng ở trang Nhân sự.';
    const officer = await house.as(people.officer);
    const page = await officer.get(`${base}/council`);
    expect(page.text).toContain(said);
    expect(page.links.filter(({ href }) => href.endsWith('/people'))).toEqual([]);
    const possible = [3, 4, 5, 6].map((index) => people.council[index]!);
    const council = [...possible, people.secretary, people.chair];
    const form = page.form('/council/recompose');
    const again = await form.fill({ council, chair: people.chair, reason: 'Ba người.' }).submit({ expect: 422 });
    expect(again.errors).toEqual([`Đã chọn 6 người: hội đồng có từ 7 đến 9 thành viên. ${said}`]);
    // who also reads the page of people is shown the way to it
    await house.must(people.administrator, 'appoint', people.officer, { roles: ['officer', 'administrator'] });
    expect((await officer.get(`${base}/council`)).links).toContainEqual({
      text: 'Đến trang Nhân sự',
      href: `/agencies/${agency}/people`,
    });
    await house.must(people.administrator, 'appoint', people.officer, { roles: ['officer'] });
  });
});

describe('the minutes', () => {
  it('say that the council was composed anew, by whom, who left with a conflict of interest, and who else declared one', async () => {
    const { people } = house;
    const { base, dossier } = await house.beforeCouncil({ declared: false });
    const secret = 'Cùng góp vốn với trưởng nhóm.';
    await house.declares(dossier, people.reviewers[1]!, secret);
    await house.declares(dossier, people.financeOfficer, secret);
    for (const index of [0, 1, 2]) await house.declares(dossier, people.council[index]!, secret);
    const news: string[] = [];
    for (const name of ['Tô Ngọc Vân', 'Bùi Xuân Phái', 'Dương Bích Liên'])
      news.push(await appointed(name, 'councilMember'));
    const stay = [3, 4, 5, 6].map((index) => people.council[index]!);
    const officer = await house.as(people.officer);
    const form = (await officer.get(`${base}/council`)).form('/council/recompose');
    form.fill({ council: [...stay, ...news], chair: news[0]!, viceChair: stay[0]!, reason: 'Ba người xung đột.' });
    await form.submit();
    // one more notices it, and does not vote
    await house.declares(dossier, people.council[6]!, secret);
    for (const member of [...news, ...stay.slice(0, 3)]) await house.must(member, 'castVote', dossier, pass);
    const secretary = await house.as(people.secretary);
    const concluding = (await secretary.get(`${base}/council`)).form('/council/recommend');
    sayMeeting(concluding).fill({ place: 'Phòng họp 2', begins: '00:00', ends: '00:01' });
    const read = await readOnceMore(concluding);
    const told = [
      'do Lê Hoàng Anh.',
      'Thôi tham gia: Hoàng Gia Phúc (đã khai có xung đột lợi ích), Lý Thị Mai (đã khai có xung đột lợi ích), Phan Anh Tuấn (đã khai có xung đột lợi ích).',
      'Tham gia mới: Tô Ngọc Vân, Bùi Xuân Phái, Dương Bích Liên.',
    ];
    for (const sentence of told) expect(read.page.text).toContain(sentence);
    const page = await read.submit();
    for (const sentence of told) expect(page.text).toContain(sentence);

    const paper = await paperOf('minutes', dossier, base, secretary);
    for (const sentence of [
      `Hội đồng được lập lại ${today()}, do Lê Hoàng Anh ghi trên hệ thống. Thôi tham gia: 03 thành viên (Hoàng Gia Phúc, Chủ tịch, đã khai có xung đột lợi ích; Lý Thị Mai, Phó Chủ tịch, đã khai có xung đột lợi ích; Phan Anh Tuấn, Ủy viên, đã khai có xung đột lợi ích).`,
      'Tham gia mới: 03 thành viên (Tô Ngọc Vân, Chủ tịch; Bùi Xuân Phái, Ủy viên; Dương Bích Liên, Ủy viên).',
      'Phó Chủ tịch Hội đồng từ đó: Vũ Ngọc Diệp.',
      'Không tham gia do xung đột lợi ích: 01 thành viên (Tạ Quang Huy, Ủy viên).',
      'Ngoài thành viên Hội đồng, đã khai có xung đột lợi ích với hồ sơ: Đặng Thùy Linh, chuyên gia đánh giá; Đỗ Văn Khoa.',
    ])
      expect(paper).toContain(sentence);
    expect(paper).not.toContain('góp vốn');

    const award = await (await house.as(people.director)).get(`${base}/award`);
    for (const sentence of told) expect(award.text).toContain(sentence);
    const done = award.all('.chain li').join('\n');
    for (const name of [
      'Đặng Thùy Linh',
      'Đỗ Văn Khoa',
      'Hoàng Gia Phúc',
      'Lý Thị Mai',
      'Phan Anh Tuấn',
      'Tạ Quang Huy',
    ])
      expect(done).toContain(`Khai có xung đột lợi ích: ${name}`);
    // of who declared none it is not told
    expect(done).not.toContain('Trương Đình Lộc');
    expect(award.text).not.toContain('góp vốn');
  });

  it('say nothing of it where nothing of it was', async () => {
    const { base, dossier } = await house.recommendedHere();
    const auditor = await house.as(house.people.auditor);
    expect(await paperOf('minutes', dossier, base, auditor)).not.toMatch(/lập lại|xung đột/);
    expect((await (await house.as(house.people.director)).get(`${base}/award`)).text).not.toMatch(/Lập lại|xung đột/);
  });
});

describe('a ballot', () => {
  it('has room for an opinion, which the minutes print in place of what the secretary would write', async () => {
    const { people } = house;
    const { base, dossier } = await house.beforeCouncil();
    const why = 'Giá dịch vụ chưa có đủ ba báo giá.';
    const member = await house.as(people.council[0]!);
    let page = await member.get(`${base}/council`);
    expect(page.text).toContain('Hãy bỏ phiếu trước. Số phiếu Đạt hiện ra khi mọi thành viên đã bỏ phiếu');
    expect(page.text).not.toContain('hiện ra sau khi bạn bỏ phiếu');
    const ballot = { 'ballot.labour': 'pass', 'ballot.services': 'fail' };
    page = await page
      .form('/council/vote')
      .fill({ ...ballot, opinion: 'a'.repeat(5_001) })
      .submit({ expect: 422 });
    expect(page.errors).toEqual(['Ý kiến: dài quá 5.000 ký tự.']);
    const form = await readOnceMore(page.form('/council/vote').fill({ opinion: why }));
    await form.submit();
    // sent again it is the same ballot
    await form.submit();
    const [row] = await house.db.query<{ payload: string; votes: object }>`
      select h.payload, s.facts->'votes'->${people.council[0]!} as votes from history h
        join state s on s.agency = h.agency and s.dossier = h.dossier and s.subject = 'application'
      where h.dossier = ${dossier} and h.event = 'application.voteCast'`;
    expect(row!.payload).not.toContain('báo giá');
    expect(row!.votes).toEqual({ labour: 'pass', services: 'fail' });
    for (const index of [1, 2, 3, 4, 5, 6]) await house.must(people.council[index]!, 'castVote', dossier, pass);

    const secretary = await house.as(people.secretary);
    page = await secretary.get(`${base}/council`);
    expect(page.text).toContain('Hoàng Gia Phúc đã tự ghi ý kiến cùng phiếu');
    expect(page.text).toContain(why);
    const concluding = page.form('/council/recommend');
    expect(concluding.names).not.toContain(`opinion.${people.council[0]}`);
    sayMeeting(concluding).fill({ place: 'Phòng họp 2', begins: '00:00', ends: '00:01' });
    concluding.fill({ [`opinion.${people.council[1]}`]: 'Nên thử mùa mưa.' });
    const read = await readOnceMore(concluding);
    expect(read.page.text).toContain(`Hoàng Gia Phúc: ${why}`);
    await read.submit();
    const paper = await paperOf('minutes', dossier, base, secretary);
    expect(paper).toContain(`Ý kiến của thành viên Hoàng Gia Phúc: ${why}`);
    expect(paper).toContain('Ý kiến của thành viên Lý Thị Mai: Nên thử mùa mưa.');
  });

  it('is read once more before it is recorded, and edited from there with nothing lost', async () => {
    const { people } = house;
    const { base, dossier } = await house.beforeCouncil();
    const castBy = async (person: string) => {
      const [row] = await house.db.query<{ votes: Record<string, unknown> | null }>`
        select facts->'votes' as votes from state where dossier = ${dossier} and subject = 'application'`;
      return row!.votes?.[person];
    };
    const [, me, meanwhile] = people.council as string[];
    const member = await house.as(me!);
    let page = await member.get(`${base}/council`);
    expect(page.text).toContain('Khi chọn Không đạt, nên nêu vì sao.');
    const form = page.form('/council/vote').fill({ 'ballot.labour': 'pass', 'ballot.services': 'fail' });
    page = await form.submit({ button: 'Xem lại trước khi gửi phiếu' });
    expect(await castBy(me!)).toBeUndefined();
    for (const said of ['Chưa có gì được ghi', 'Đạt', 'Không đạt', 'chưa nêu vì sao. Không bắt buộc'])
      expect(page.text).toContain(said);
    expect(page.text).toContain('Sau khi gửi, không sửa và không rút lại được.');
    // back: as it was chosen, to be said better
    page = await page.form('/council/vote').submit({ button: 'Sửa lại' });
    const back = page.form('/council/vote');
    expect([back.value('ballot.labour'), back.value('ballot.services')]).toEqual([['pass'], ['fail']]);
    page = await back.fill({ opinion: 'Chưa có đủ báo giá.' }).submit();
    expect(page.text).toContain('Chưa có đủ báo giá.');
    expect(page.text).not.toContain('chưa nêu vì sao');
    // another’s ballot meanwhile does not send them back
    await house.must(meanwhile!, 'castVote', dossier, pass);
    page = await page.form('/council/vote').submit({ button: 'Gửi phiếu biểu quyết' });
    expect(page.text).toContain('Bạn đã bỏ phiếu.');
    expect(await castBy(me!)).toEqual({ labour: 'pass', services: 'fail' });
    // by hand, past the page, nothing is recorded
    const other = await house.as(people.council[3]!);
    const hand = { key: crypto.randomUUID(), 'ballot.labour': 'pass', 'ballot.services': 'pass', confirm: 'yes' };
    await other.post(`${base}/council/vote`, hand, { expect: 422 });
    expect(await castBy(people.council[3]!)).toBeUndefined();
  });

  it('shows no opinion to who has not voted, nor while the vote is open', async () => {
    const { people } = house;
    const { base } = await house.beforeCouncil();
    const first = await house.as(people.council[0]!);
    const ballot = (await first.get(`${base}/council`)).form('/council/vote');
    ballot.fill({ 'ballot.labour': 'fail', 'ballot.services': 'fail', opinion: 'Không khả thi.' });
    await (await readOnceMore(ballot)).submit();
    for (const person of [people.council[1]!, people.officer, people.secretary, people.director])
      expect((await (await house.as(person)).get(`${base}/council`)).text).not.toContain('Không khả thi');
  });
});

describe('two who replace the same reviewer', () => {
  it('from two pages: the later reads who did it and when; sent twice it is done once', async () => {
    const { people } = house;
    const { base } = await house.underReview();
    const [fourth, fifth] = [await appointed('Đoàn Phú Tứ', 'reviewer'), await appointed('Lâm Văn Tư', 'reviewer')];
    const [officer, secretary] = [await house.as(people.officer), await house.as(people.secretary)];
    const [mine, theirs] = [
      (await officer.get(`${base}/reviewers`)).form('/reviewers'),
      (await secretary.get(`${base}/reviewers`)).form('/reviewers'),
    ];
    mine.fill({ out: people.reviewers[0]!, in: fourth, reason: 'Đi vắng.' });
    await mine.submit();
    expect((await mine.submit()).text).toContain('Đoàn Phú Tứ');
    theirs.fill({ out: people.reviewers[0]!, in: fifth, reason: 'Đi vắng.' });
    const late = await theirs.submit({ expect: 422 });
    expect(late.errors).toHaveLength(1);
    expect(late.errors[0]).toMatch(
      /^Trương Đình Lộc không còn là người đánh giá: đã được Lê Hoàng Anh thay lúc \d\d\/\d\d\/\d{4} \d\d:\d\d\.$/,
    );
    expect(late.text).not.toContain('Bạn không được phân công');
    expect(late.form('/reviewers').value('reason')).toEqual(['Đi vắng.']);
    // at the very same time it is no other sentence
    const both = [officer, secretary].map(async (one, index) =>
      (await one.get(`${base}/reviewers`))
        .form('/reviewers')
        .fill({ out: people.reviewers[1]!, in: [fifth, people.reviewers[0]!][index]!, reason: 'Đi vắng.' }),
    );
    const sent = await Promise.all((await Promise.all(both)).map((form) => form.submit({ expect: 'any' })));
    const errors = sent.flatMap((page) => page.errors);
    expect(errors).toEqual([
      expect.stringMatching(/^Đặng Thùy Linh không còn là người đánh giá: đã được .* thay lúc /),
    ]);
  });

  it('whoever has submitted meanwhile cannot be replaced, and the page says who', async () => {
    const { people } = house;
    const { base, dossier } = await house.underReview();
    const sixth = await appointed('Chu Văn Sáu', 'reviewer');
    const officer = await house.as(people.officer);
    const form = (await officer.get(`${base}/reviewers`)).form('/reviewers');
    await house.must(people.reviewers[0]!, 'submitReview', dossier, { sheet: '0'.repeat(64), verdict: 'pass' });
    const late = await form.fill({ out: people.reviewers[0]!, in: sixth, reason: 'Chậm.' }).submit({ expect: 422 });
    expect(late.errors).toEqual(['Trương Đình Lộc đã nộp phiếu đánh giá, nên không thay được.']);
  });
});

describe('somebody with the name of one of the team', () => {
  it('is marked where reviewers and members are chosen, beside the names of the team', async () => {
    const { people } = house;
    const said = 'trùng tên với thành viên nhóm: kiểm tra';
    await appointed('nguyễn thị  Minh Châu', 'reviewer', 'councilMember');
    const { base, dossier } = await house.submitted();
    await house.must(people.officer, 'findEligible', dossier);
    const officer = await house.as(people.officer);
    const marked = (page: Awaited<ReturnType<Client['get']>>) =>
      page.all('label.choice').filter((one) => one.includes(said));
    let page = await officer.get(`${base}/reviewers`);
    expect(page.text).toContain('Nhóm dự án: Nguyễn Thị Minh Châu.');
    expect(marked(page)).toEqual([expect.stringContaining('nguyễn thị')]);
    await house.must(people.officer, 'assignReviewers', dossier, { reviewers: people.reviewers });
    page = await officer.get(`${base}/reviewers`);
    const options = page.all('select[name="in"] option').filter((one) => one.includes(said));
    expect(options).toEqual([expect.stringContaining('nguyễn thị')]);
    for (const reviewer of people.reviewers)
      await house.must(reviewer, 'submitReview', dossier, { sheet: '0'.repeat(64), verdict: 'pass' });
    page = await officer.get(`${base}/council`);
    expect(page.text).toContain('Nhóm dự án: Nguyễn Thị Minh Châu.');
    expect(marked(page)).toEqual([expect.stringContaining('nguyễn thị')]);
  });
});

describe('whoever declares', () => {
  it('is asked where no conflict was chosen and one was described, and nothing is recorded or lost', async () => {
    const { people } = house;
    const { base, dossier } = await house.underReview();
    const reviewer = await house.as(people.reviewers[0]!);
    let page = await reviewer.get(`${base}/review`);
    expect(page.text).toContain(mistake);
    const form = page.form('/review/conflict').fill({ conflict: 'none', which: 'Là bạn học cũ.' });
    page = await form.submit({ expect: 422 });
    expect(page.errors).toEqual(['Bạn đã ghi nội dung xung đột: hãy chọn lại hoặc xóa.']);
    expect(page.form('/review/conflict').value('which')).toEqual(['Là bạn học cũ.']);
    const interests = async () =>
      (
        await house.db.query<{ said: object | null }>`
          select facts->'interests' as said from state where dossier = ${dossier} and subject = 'application'`
      )[0]!.said ?? {};
    expect(await interests()).toEqual({});
    page = await page.form('/review/conflict').fill({ conflict: 'some' }).submit();
    expect(page.text).toContain('Bạn đã khai có xung đột lợi ích');
    expect(page.text).toContain(mistake);
    expect(Object.keys(await interests())).toEqual([people.reviewers[0]]);
  });

  it('in office reads what follows before it is recorded, may still mend the words, and reads the same afterwards', async () => {
    const { people } = house;
    const { base, dossier } = await house.underReview();
    const officer = await house.as(people.officer);
    let page = await officer.get(`${base}/interests`);
    page = await page.form('/interests').submit({ expect: 422 });
    expect(page.errors).toEqual(['Hãy nêu rõ xung đột.']);
    page = await page.form('/interests').fill({ which: 'Là anh em.' }).submit();
    expect(page.root.querySelector('h1')!.text).toContain('Xem lại điều bạn sẽ khai');
    const said = 'bạn không làm việc nào về hồ sơ này nữa';
    expect(page.all('.consequences li')).toEqual([expect.stringContaining(said), mistake]);
    const [before] = await house.db.query`select 1 from history
      where dossier = ${dossier} and event = 'application.interestDeclared'`;
    expect(before).toBeUndefined();
    // somebody who confirms what nobody showed them is shown it
    const other = await officer.post(
      `${base}/interests`,
      { key: v7(), which: 'Là anh em.', seen: 'x' },
      { expect: 422 },
    );
    expect(other.text).toContain('Hãy xem lại rồi xác nhận');
    page = await page.form('/interests').fill({ which: 'Là anh em ruột.' }).submit();
    expect(page.text).toContain('Bạn đã khai có xung đột lợi ích');
    expect(page.text).toContain('Là anh em ruột.');
    expect(page.text).toContain(mistake);
  });
});

describe('the decision on paper', () => {
  it('says what was cut and why, the matching funds, the end of a person’s number, and no ground whose time is over', async () => {
    const { people, db, agency } = house;
    const { base, party } = await house.recommendedHere();
    await db.query`update party_profile set identity = '079300012345' where agency = ${agency} and party = ${party}`;
    const director = await house.as(people.director);
    const less = 'Dịch vụ làm ở trung tâm được miễn phí.';
    const form = (await director.get(`${base}/award`)).form('/award');
    form.fill({ 'amount.labour': '20.000.000', 'amount.services': '', less });
    await (await readOnceMore(form)).submit({ button: 'Ra quyết định hỗ trợ' });
    const paper = await paperOf('awardDecision', base.split('/').at(-1)!, base, director);
    for (const sentence of [
      'Kinh phí hỗ trợ thấp hơn mức 80.000.000 đồng mà Hội đồng đề nghị, ở các nội dung sau:',
      'Hội đồng đề nghị 30.000.000 đồng, hỗ trợ 20.000.000 đồng.',
      'Hội đồng đề nghị 50.000.000 đồng, không hỗ trợ.',
      `Lý do: ${less}`,
      // of the items that are supported alone
      '7. Vốn đối ứng của bên được hỗ trợ: 12.000.000 đồng (bằng chữ: Mười hai triệu đồng), theo hồ sơ',
      '8. Nguồn kinh phí',
      'căn cước của người đại diện số ********2345',
      'Căn cứ Nghị quyết số 20/2023/NQ-HĐND',
      'Căn cứ Nghị định số 268/2025/NĐ-CP',
    ])
      expect(paper).toContain(sentence);
    expect(paper).not.toContain('07930001');
    // its own title says that the scheme is of 2021 to 2025
    expect(paper).not.toContain('672/QĐ-UBND');
  });

  it('says nothing of a cut or of matching funds where there are none', async () => {
    const rows = (answers.budget as { matching: string }[]).map((row) => ({ ...row, matching: '0' }));
    const { people } = house;
    const made = await house.beforeCouncil({ body: { ...answers, budget: rows } });
    await house.must(people.officer, 'registerParty', made.party, { kind: 'team', members: [made.founder] });
    for (const member of people.council.slice(0, 6)) await house.must(member, 'castVote', made.dossier, pass);
    const lines = [{ line: 'labour', amountVnd: '30000000' }];
    await house.must(people.secretary, 'recommend', made.dossier, { lines, months: 12, completionNeeded: false });
    await house.must(people.director, 'award', made.dossier, { lines, year: house.year });
    const paper = await paperOf('awardDecision', made.dossier, made.base, await house.as(people.director));
    expect(paper).not.toMatch(/thấp hơn|đối ứng|Lý do/);
    expect(paper).toContain('7. Nguồn kinh phí');
  });
});

describe('an application whose reviews are all in', () => {
  it('waits for a council, and is not said to be under review', async () => {
    const { people } = house;
    const { base, dossier } = await house.underReview();
    const officer = await house.as(people.officer);
    const said = 'Đã đủ phiếu, chờ trình hội đồng';
    expect((await officer.get(base)).text).toContain('Đang đánh giá');
    for (const reviewer of people.reviewers)
      await house.must(reviewer, 'submitReview', dossier, { sheet: '0'.repeat(64), verdict: 'pass' });
    const page = await officer.get(base);
    expect(page.text).toContain(said);
    expect(page.text).not.toContain('Đang đánh giá');
  });

  it('had sheets on which a pass in spite of a failed criterion needs its reason, as the sheet says', async () => {
    const { people } = house;
    const { base } = await house.underReview();
    const reviewer = await house.as(people.reviewers[0]!);
    const page = await (await reviewer.get(`${base}/review`))
      .form('/review/conflict')
      .fill({ conflict: 'none' })
      .submit();
    const said = 'Bắt buộc khi Không đạt, và khi kết luận Đạt mà có tiêu chí Không đạt.';
    expect(page.text.split(said)).toHaveLength(2);
    expect(Object.keys(goodSheet)).toContain('conclusion');
  });
});

const start = async () => ({ answer: (request: Request) => house.app.fetch(request) });
describeInBrowser('what is said plainly, in Chromium,', start, (browsing) => {
  for (const width of [1280, 390] as const)
    it(`is in order where people choose, vote and conclude, ${width} px`, async () => {
      const { people } = house;
      const as = async (person: string) => {
        const page = await browsing.window({ width, javaScript: width === 1280 });
        const value = await house.session(person);
        await page.context().addCookies([{ name: 'session', value, url: browsing.site(), sameSite: 'Lax' }]);
        return page;
      };
      const assigned = await house.submitted();
      await house.must(people.officer, 'findEligible', assigned.dossier);
      await appointed('Nguyễn Thị Minh Châu', 'reviewer', 'councilMember');
      const officer = await as(people.officer);
      await officer.goto(`${assigned.base}/reviewers`);
      await officer.getByText('trùng tên với thành viên nhóm').first().waitFor();
      await isInOrder(officer, 'plainly-reviewers');

      const { base, dossier } = await house.beforeCouncil({ declared: false });
      for (const index of [0, 1, 2]) await house.declares(dossier, people.council[index]!, 'Góp vốn.');
      await officer.goto(`${base}/council`);
      await isInOrder(officer, 'plainly-recompose');

      const voting = await house.beforeCouncil();
      const member = await as(people.council[0]!);
      await member.goto(`${voting.base}/council`);
      for (const box of await member.getByLabel('Đạt', { exact: true }).all()) await box.press('Space');
      await member.getByLabel('Ý kiến').fill('Nên thử mùa mưa.');
      await isInOrder(member, 'plainly-ballot');
      await member.getByRole('button', { name: 'Xem lại trước khi gửi phiếu' }).press('Enter');
      await isInOrder(member, 'plainly-ballot-read');
      await member.getByRole('button', { name: 'Gửi phiếu biểu quyết' }).press('Enter');
      await member.getByText('Bạn đã bỏ phiếu.').waitFor();
      for (const index of [1, 2, 3, 4, 5, 6])
        await house.must(people.council[index]!, 'castVote', voting.dossier, pass);
      const secretary = await as(people.secretary);
      await secretary.goto(`${voting.base}/council`);
      await secretary.getByText('Ý kiến của từng thành viên').click();
      await secretary.getByText('Nên thử mùa mưa.').waitFor();
      await isInOrder(secretary, 'plainly-conclude');
    }, 120_000);
});

describe('who is present', () => {
  it('is said before the vote, and stands filled in where the vote ends and the minutes are written', async () => {
    const { people } = house;
    const { base, dossier } = await house.beforeCouncil();
    await house.declares(dossier, people.council[4]!, 'Góp vốn.');
    const [chair, , , , , late, away] = people.council as string[];
    const secretary = await house.as(people.secretary);
    let page = await secretary.get(`${base}/council`);
    let form = page.form('/council/attendance');
    // everybody is there until somebody says that they are not; of a conflict it is known
    expect(form.value(`attends.${chair}`)).toEqual(['present']);
    expect(form.names).not.toContain(`attends.${people.council[4]}`);
    form.fill({ [`attends.${late}`]: 'unexcused', [`away.${late}`]: 'Không rõ', [`attends.${away}`]: 'excused' });
    page = await form.submit({ expect: 422 });
    expect(page.errors).toEqual(['Mai Thị Xuân: đã chọn vắng mặt không có lý do, hãy xóa lý do hoặc chọn lại.']);
    form = page.form('/council/attendance');
    expect(form.value(`attends.${away}`)).toEqual(['excused']);
    form.fill({ [`away.${late}`]: '', [`away.${away}`]: 'Đi công tác' });
    page = await form.submit();
    expect(page.text).toContain('4 trên 7 thành viên có mặt và được bỏ phiếu; cần ít nhất 5.');
    expect(page.text).toContain('Chưa đủ số thành viên để họp.');
    page = await page
      .form('/council/attendance')
      .fill({ [`attends.${late}`]: 'present' })
      .submit();
    expect(page.text).toContain('5 trên 7 thành viên có mặt và được bỏ phiếu; cần ít nhất 5.');
    expect(page.text).not.toContain('Chưa đủ số thành viên để họp.');
    expect(page.text).toMatch(/Tạ Quang Huy.{0,60}vắng mặt có lý do/);
    // nothing of it is recorded, and nobody is kept from voting by it
    const voters = people.council.filter((one) => ![away, people.council[4]].includes(one));
    for (const member of voters) await house.must(member, 'castVote', dossier, pass);
    page = await secretary.get(`${base}/council`);
    const end = page.form('/council/end');
    expect(end.value(`seat.${away}`)).toEqual(['excused']);
    expect(end.value(`absence.${away}`)).toEqual(['Đi công tác']);
    page = await end.submit();
    expect(page.hasForm('/council/attendance')).toBe(false);
    expect(page.form('/council/recommend').value(`seat.${away}`)).toEqual(['excused']);
    expect(page.form('/council/recommend').value(`absence.${away}`)).toEqual(['Đi công tác']);
  });

  it('is said by who concludes, and not over what another said meanwhile', async () => {
    const { people } = house;
    const { base } = await house.beforeCouncil();
    const [first, second] = [await house.as(people.secretary), await house.as(people.chair)];
    const away = people.council[6]!;
    const mine = (await first.get(`${base}/council`)).form('/council/attendance');
    const theirs = (await second.get(`${base}/council`)).form('/council/attendance');
    const said = mine.fill({ [`attends.${away}`]: 'excused' });
    await said.submit();
    await said.submit(); // sent twice
    const late = await theirs.fill({ [`attends.${away}`]: 'unexcused' }).submit({ expect: 409 });
    expect(late.errors[0]).toContain('Trần Thị Thu Hà đã điểm danh lúc');
    expect(late.form('/council/attendance').value(`attends.${away}`)).toEqual(['unexcused']);
    await late.form('/council/attendance').submit();
    const page = await first.get(`${base}/council`);
    expect(page.form('/council/attendance').value(`attends.${away}`)).toEqual(['unexcused']);
    const member = await house.as(people.council[2]!);
    expect((await member.get(`${base}/council`)).hasForm('/council/attendance')).toBe(false);
    await member.post(`${base}/council/attendance`, { [`attends.${away}`]: 'present' }, { expect: 403 });
  });
});
