// An officer with a call of many dossiers: reviewers assigned, one council composed and its day changed for all of them on one page,
// each dossier decided and recorded by itself.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import { writeNotices } from '../../src/mail/notices.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Page } from '../support/client.ts';
import { answers, goodSheet, type House, openHouse, sayMeeting } from './reviews-house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.drop());

const now = () => new Date().toISOString();
type Made = Awaited<ReturnType<House['submitted']>>;

/** Applications of the call that wait for reviewers, each with a name of its own. */
async function eligible(...titles: string[]): Promise<Made[]> {
  const made: Made[] = [];
  for (const projectName of titles) {
    const one = await house.submitted(undefined, { ...answers, projectName });
    await house.must(house.people.officer, 'findEligible', one.dossier);
    made.push(one);
  }
  return made;
}

const atCall = (what: string, call = house.call) => `/agencies/${house.agency}/calls/${call}/${what}`;
const rowsOf = (page: Page) => page.all('table.several tbody tr');
const rowOf = (page: Page, title: string) => rowsOf(page).find((row) => row.startsWith(title)) ?? '';
async function factsOf(dossier: string): Promise<JsonObject> {
  const [row] = await house.db.query<{
    facts: JsonObject;
  }>`select facts from state where dossier = ${dossier} and subject = 'application'`;
  return row!.facts;
}
async function eventsOf(...made: Made[]): Promise<string[]> {
  const rows = await house.db.query<{
    event: string;
  }>`select event from history where dossier = any(${made.map(({ dossier }) => dossier)}::uuid[])
    and event in ('application.reviewersAssigned', 'application.referredToCouncil', 'application.councilRecomposed')`;
  return rows.map(({ event }) => event);
}
/** A house of its own: a call in which nothing else waits. */
async function freshHouse() {
  await house.drop();
  house = await openHouse();
}

describe('reviewers of a whole call', () => {
  it('are proposed evenly, never with a conflict, changed, read once more and recorded for each dossier once', async () => {
    const { people } = house;
    const made = await eligible('Muối sạch', 'Tôm khô', 'Lúa nổi', 'Cá rô');
    const [salt, , rice, fish] = made as [Made, Made, Made, Made];
    const [first, second, third] = people.reviewers as [string, string, string];
    // one of them has declared, and one bears the name of the leader
    await house.must(people.administrator, 'appoint', first, { roles: ['reviewer', 'secretary'] });
    await house.declares(salt.dossier, first, 'Góp vốn vào nhóm.');
    const officer = await house.as(people.officer);
    const page = await officer.get(atCall('reviewers'));
    expect(page.heading).toBe('Phân công chuyên gia cho cả đợt');
    expect(page.text).toContain('đã khai xung đột lợi ích với hồ sơ này');
    // what the conflict is stands at the dossier
    expect(page.text).not.toContain('Góp vốn');
    const proposal = await page.form('/reviewers').fill({ each: '2' }).submit({ button: 'Đề xuất phân công' });
    const form = proposal.form('/reviewers');
    expect(form.value(`reviewers.${salt.dossier}`).sort()).toEqual([second, third].sort());
    const given = made.flatMap(({ dossier }) => form.value(`reviewers.${dossier}`));
    expect(people.reviewers.map((one) => given.filter((id) => id === one).length).sort()).toEqual([2, 3, 3]);
    // asked again, the same; and where somebody chose, their choice stays
    form.fill({ [`reviewers.${fish.dossier}`]: [third], [`reviewers.${rice.dossier}`]: [] });
    const again = (await form.submit({ button: 'Đề xuất phân công' })).form('/reviewers');
    expect(again.value(`reviewers.${fish.dossier}`)).toEqual([third]);
    expect(again.value(`reviewers.${rice.dossier}`)).toHaveLength(2);
    again.fill({ [`reviewers.${rice.dossier}`]: [], sheetsBy: '30/12/2099' });
    const check = await again.submit({ button: 'Xem lại trước khi ghi' });
    expect(check.heading).toBe('Kiểm tra trước khi ghi');
    expect(rowsOf(check)).toHaveLength(3);
    expect(rowOf(check, 'Cá rô')).toContain('Sẽ phân công');
    expect(await eventsOf(...made)).toEqual([]);
    // back, and nothing is lost
    const back = (await check.form('/reviewers').submit({ button: 'Sửa lại' })).form('/reviewers');
    expect(back.value(`reviewers.${fish.dossier}`)).toEqual([third]);
    const confirm = check.form('/reviewers');
    const done = await confirm.submit({ button: 'Phân công cho 3 hồ sơ' });
    expect(done.text).toContain('Đã ghi 3 hồ sơ.');
    expect(rowsOf(done).every((row) => row.includes('Đã phân công'))).toBe(true);
    expect(done.text).toContain('Làm tiếp 1 hồ sơ còn lại');
    // sent twice, it has one effect and the same answer
    const twice = await confirm.submit({ button: 'Phân công cho 3 hồ sơ' });
    expect(rowsOf(twice)).toEqual(rowsOf(done));
    expect(await eventsOf(...made)).toHaveLength(3);
    expect((await factsOf(fish.dossier)).reviewers).toEqual([third]);
    expect((await officer.get(`${fish.base}/reviewers`)).text).toContain(
      'Đã đề nghị nộp phiếu chậm nhất ngày 30/12/2099.',
    );
    // who has sheets now is proposed last
    expect((await officer.get(atCall('reviewers'))).text).toMatch(/Hồ Sỹ Nam 3|Hồ Sỹ Nam 2/);
  });

  it('are not proposed before they have accepted their invitation, which stands wherever people are chosen', async () => {
    await freshHouse();
    const { people } = house;
    const made = await eligible('Một', 'Hai', 'Ba');
    const [absent, ...present] = people.reviewers as [string, string, string];
    await house.must(people.administrator, 'appoint', absent, { roles: ['reviewer', 'councilMember'] });
    await house.db.query`update person set confirmed_at = null where id = ${absent}`;
    const said = 'chưa nhận lời mời';
    const officer = await house.as(people.officer);
    const form = (await officer.get(atCall('reviewers'))).form('/reviewers');
    const proposal = (await form.fill({ each: '3' }).submit({ button: 'Đề xuất phân công' })).form('/reviewers');
    for (const { dossier } of made) expect(proposal.value(`reviewers.${dossier}`).sort()).toEqual([...present].sort());
    const [one] = made as [Made];
    await reviewed('Bốn');
    // an officer may know that they will come
    await proposal.fill({ [`reviewers.${one.dossier}`]: people.reviewers }).submit({ button: 'Xem lại trước khi ghi' });
    const marked = async (path: string) =>
      (await officer.get(path)).all('label.choice').filter((choice) => choice.includes(said));
    for (const path of [`${one.base}/reviewers`, atCall('council')])
      expect(await marked(path), path).toEqual([expect.stringContaining('Trương Đình Lộc')]);
    await house.must(people.officer, 'assignReviewers', one.dossier, { reviewers: present });
    const options = (await officer.get(`${one.base}/reviewers`)).all('select[name="in"] option');
    expect(options.filter((option) => option.includes(said))).toEqual([expect.stringContaining('Trương Đình Lộc')]);
  });

  it('are refused where one dossier refuses, with the rule and what to do, and recorded at the others', async () => {
    await freshHouse();
    const { people } = house;
    const [one, other] = (await eligible('Một', 'Hai')) as [Made, Made];
    const officer = await house.as(people.officer);
    const form = (await officer.get(atCall('reviewers'))).form('/reviewers');
    form.fill({ [`reviewers.${one.dossier}`]: people.reviewers, [`reviewers.${other.dossier}`]: people.reviewers });
    const check = await form.submit({ button: 'Xem lại trước khi ghi' });
    expect(check.text).toContain('2 hồ sơ ghi được');
    // meanwhile somebody else assigns one, and one reviewer declares
    await house.must(people.officer, 'assignReviewers', one.dossier, { reviewers: [people.reviewers[0]!] });
    const done = await check.form('/reviewers').submit({ button: 'Phân công cho 2 hồ sơ' });
    expect(done.text).toContain('Đã ghi 1 hồ sơ. 1 hồ sơ chưa ghi được');
    expect(rowOf(done, 'Hai')).toContain('Đã phân công');
    expect(rowOf(done, 'Một')).toContain('Có thể làm');
    expect(done.links.some(({ href }) => href.startsWith(one.base))).toBe(true);
    expect((await factsOf(one.dossier)).reviewers).toEqual([people.reviewers[0]]);
  });

  it('says before what a conflict would refuse, of whom it is, and what is to be done', async () => {
    await freshHouse();
    const { people } = house;
    const [one] = (await eligible('Một')) as [Made];
    const officer = await house.as(people.officer);
    const form = (await officer.get(atCall('reviewers'))).form('/reviewers');
    form.fill({ [`reviewers.${one.dossier}`]: people.reviewers });
    await house.must(people.administrator, 'appoint', people.reviewers[0]!, { roles: ['reviewer', 'secretary'] });
    await house.declares(one.dossier, people.reviewers[0]!, 'Góp vốn.');
    const check = await form.submit({ button: 'Xem lại trước khi ghi' });
    expect(rowOf(check, 'Một')).toContain('Trương Đình Lộc (đã khai xung đột lợi ích với hồ sơ này)');
    expect(check.text).toContain('Chưa hồ sơ nào ghi được');
    expect(check.form('/reviewers').buttons).toEqual(['Sửa lại']);
    expect(await eventsOf(one)).toEqual([]);
  });

  it('proposes nobody who declared a conflict with the same applicant before, and says at which dossier', async () => {
    await freshHouse();
    const { people, call } = house;
    const [before] = (await eligible('Trước')) as [Made];
    await house.must(people.officer, 'assignReviewers', before.dossier, { reviewers: people.reviewers });
    await house.declares(before.dossier, people.reviewers[1]!, 'Anh trưởng nhóm.');
    const dossier = v7();
    await house.must(before.founder, 'startApplication', dossier, { call, party: before.party });
    const body = { ...answers, projectName: 'Sau' } as never;
    const content = await keepContent(
      { db: house.db, now },
      { agency: house.agency, dossier, kind: 'application', body, person: before.founder },
    );
    await house.must(before.founder, 'submitApplication', dossier, { content });
    await house.must(people.officer, 'findEligible', dossier);
    const officer = await house.as(people.officer);
    const page = await officer.get(atCall('reviewers'));
    expect(page.text).toMatch(/đã khai có xung đột với bên đăng ký này ở HS-\d{4}-[0-9A-F]{6}/);
    expect(page.text).not.toContain('Anh trưởng nhóm');
    const proposal = await page.form('/reviewers').fill({ each: '3' }).submit({ button: 'Đề xuất phân công' });
    expect(proposal.form('/reviewers').value(`reviewers.${dossier}`).sort()).toEqual(
      [people.reviewers[0]!, people.reviewers[2]!].sort(),
    );
    expect(proposal.text).toContain('chỉ đề xuất được 2 trên 3');
  });

  it('is no list of dossiers that an officer may not decide about, nor open to who has no such office', async () => {
    await freshHouse();
    const { people } = house;
    const [mine, theirs] = (await eligible('Của tôi', 'Của người khác')) as [Made, Made];
    await house.declares(mine.dossier, people.officer, 'Em trưởng nhóm.');
    const officer = await house.as(people.officer);
    const page = await officer.get(atCall('reviewers'));
    expect(page.all('table.assign tbody tr')).toHaveLength(1);
    expect(page.text).toContain('Của người khác');
    expect(page.text).toContain('1 hồ sơ khác của đợt không hiện ở đây');
    // sent by hand, it is refused as anywhere
    const form = page.form('/reviewers').fill({ [`reviewers.${theirs.dossier}`]: people.reviewers });
    await form.submit({ button: 'Xem lại trước khi ghi' });
    const key = v7();
    const sent = { key, confirm: 'yes', dossier: mine.dossier, [`reviewers.${mine.dossier}`]: people.reviewers[0]! };
    const answered = await officer.post(atCall('reviewers'), sent);
    expect(answered.text).toContain('xung đột lợi ích');
    expect(await eventsOf(mine)).toEqual([]);
    for (const person of [people.director, people.auditor, people.reviewers[0]!])
      expect((await (await house.as(person)).get(atCall('reviewers'), { expect: 'any' })).status).toBe(403);
    expect((await (await house.as(mine.founder)).get(atCall('reviewers'), { expect: 'any' })).status).toBe(404);
    expect((await officer.get(atCall('reviewers', v7()), { expect: 404 })).status).toBe(404);
  });

  it('is recorded once by two clicks at the same time, and for the officer by whoever acts for them', async () => {
    await freshHouse();
    const { people } = house;
    const made = await eligible('Một', 'Hai', 'Ba');
    const deputy = v7();
    await house.name(deputy, 'Vi Văn Định');
    await house.must(people.administrator, 'appoint', deputy, { roles: ['financeOfficer'] });
    const day = dayOf(now());
    await house.must(people.officer, 'delegate', people.officer, {
      ...{ to: deputy, roles: ['officer'], from: day, until: day, decisionNumber: 'UQ-1' },
    });
    // what the officer may not decide about, nobody decides about for them
    await house.declares(made[2]!.dossier, people.officer, 'Em trưởng nhóm.');
    const page = await (await house.as(deputy)).get(atCall('reviewers'));
    expect(page.all('table.assign tbody tr')).toHaveLength(2);
    const proposal = await page.form('/reviewers').submit({ button: 'Đề xuất phân công' });
    const check = await proposal.form('/reviewers').submit({ button: 'Xem lại trước khi ghi' });
    const form = check.form('/reviewers');
    const press = () => form.submit({ button: 'Phân công cho 2 hồ sơ' });
    const both = await Promise.all([press(), press()]);
    for (const answered of both) expect(answered.text).toContain('Đã ghi 2 hồ sơ.');
    expect(await eventsOf(...made)).toHaveLength(2);
    const [row] = await house.db.query<{ behalf: string }>`select payload::jsonb->>'onBehalfOf' as behalf from history
      where dossier = ${made[0]!.dossier} and event = 'application.reviewersAssigned'`;
    expect(row!.behalf).toBe(people.officer);
  });

  it('says at the field what is missing, in both languages, and keeps what was typed', async () => {
    await freshHouse();
    const { people } = house;
    const [one] = (await eligible('Một')) as [Made];
    const officer = await house.as(people.officer);
    const form = (await officer.get(`${atCall('reviewers')}?lang=en`)).form('/reviewers');
    const empty = await form.submit({ button: 'See what would be recorded', expect: 422 });
    expect(empty.errors).toEqual(['Choose reviewers for at least one dossier.']);
    const late = empty
      .form('/reviewers')
      .fill({ [`reviewers.${one.dossier}`]: [people.reviewers[0]!], sheetsBy: '1/1/2020' });
    const wrong = await late.submit({ button: 'See what would be recorded', expect: 422 });
    expect(wrong.errors).toEqual(['Write the day for the sheets as day/month/year, not before today.']);
    expect(wrong.form('/reviewers').value(`reviewers.${one.dossier}`)).toEqual([people.reviewers[0]]);
    await officer.get('/?lang=vi');
  });

  it('is found from one’s work and from the calls', async () => {
    await freshHouse();
    await eligible('Một', 'Hai');
    const officer = await house.as(house.people.officer);
    expect((await officer.get('/work')).links).toContainEqual({
      text: 'Phân công chuyên gia cho 2 hồ sơ trên một trang',
      href: atCall('reviewers'),
    });
    expect((await officer.get(`/agencies/${house.agency}/calls`)).links.map(({ href }) => href)).toContain(
      atCall('reviewers'),
    );
  });
});

/** Applications with every review in, each with a name of its own. */
async function reviewed(...titles: string[]): Promise<Made[]> {
  const { people, db, agency } = house;
  const made = await eligible(...titles);
  for (const { dossier } of made) {
    await house.must(people.officer, 'assignReviewers', dossier, { reviewers: people.reviewers });
    for (const person of people.reviewers) {
      const sheet = await keepContent({ db, now }, { agency, dossier, kind: 'sheet', body: goodSheet, person });
      await house.must(person, 'submitReview', dossier, { sheet, verdict: 'pass' });
    }
  }
  return made;
}

/** Composes one council of seven for those that are ticked, by the page. */
const composedOf = () => {
  const [chair, viceChair] = house.people.council as [string, string];
  const council = house.people.council;
  return { council, chair, viceChair, meetsOn: '05/12/2099', meetsFrom: '8 giờ 30', meetsAt: 'phòng họp A' };
};

describe('one council for several dossiers', () => {
  it('is composed once with its day, read once more, and referred to for each by itself, once', async () => {
    await freshHouse();
    const { people } = house;
    const made = await reviewed('Muối sạch', 'Tôm khô', 'Lúa nổi');
    const [salt, shrimp, rice] = made as [Made, Made, Made];
    await eligible('Chưa phân công');
    await house.declares(shrimp.dossier, people.council[6]!, 'Góp vốn.');
    const secretary = await house.as(people.secretary);
    expect((await secretary.get('/work')).links.map(({ href }) => href)).toContain(atCall('council'));
    const page = await secretary.get(atCall('council'));
    expect(page.heading).toBe('Lập một hội đồng cho nhiều hồ sơ');
    const form = page.form('/council');
    expect(form.value('dossier').sort()).toEqual(made.map(({ dossier }) => dossier).sort());
    expect(page.text).toMatch(/Tạ Quang Huy.{0,60}không tham gia được ở HS-/);
    expect(page.text).not.toContain('Góp vốn');
    form.fill({ ...composedOf(), dossier: [salt.dossier, shrimp.dossier] });
    const check = await form.submit({ button: 'Xem lại trước khi ghi' });
    expect(rowOf(check, 'Muối sạch')).toContain('Sẽ lập hội đồng và trình');
    expect(rowOf(check, 'Muối sạch')).toContain('không ai');
    expect(rowOf(check, 'Tôm khô')).toMatch(/Tạ Quang Huy.*xung đột lợi ích/);
    expect(check.text).toContain('05/12/2099');
    expect(await eventsOf(...made)).not.toContain('application.referredToCouncil');
    const confirm = check.form('/council');
    const done = await confirm.submit({ button: 'Lập hội đồng cho 1 hồ sơ' });
    expect(done.text).toContain('Đã ghi 1 hồ sơ. 1 hồ sơ chưa ghi được');
    // and to the page of the day
    const sitting = done.links.find(({ href }) => href.includes('/sittings/2099-12-05-'))!;
    expect((await secretary.get(sitting.href)).text).toContain('Muối sạch');
    expect(rowsOf(await confirm.submit({ button: 'Lập hội đồng cho 1 hồ sơ' }))).toEqual(rowsOf(done));
    const facts = await factsOf(salt.dossier);
    expect(facts.meeting).toEqual({ on: '2099-12-05', at: '08:30', place: 'phòng họp A' });
    expect(facts.council).toEqual([...people.council].sort());
    expect((await factsOf(rice.dossier)).council).toBeUndefined();
    expect((await eventsOf(...made)).filter((event) => event === 'application.referredToCouncil')).toHaveLength(1);
  });

  it('says at its fields what is wrong with it, and keeps what was typed', async () => {
    await freshHouse();
    await reviewed('Muối sạch');
    const secretary = await house.as(house.people.secretary);
    const form = (await secretary.get(atCall('council'))).form('/council');
    form.fill({ ...composedOf(), dossier: [], council: house.people.council.slice(0, 2), meetsOn: 'mai' });
    const wrong = await form.submit({ button: 'Xem lại trước khi ghi', expect: 422 });
    expect(wrong.errors[0]).toBe('Hãy chọn ít nhất một hồ sơ.');
    expect(wrong.errors[1]).toContain('Đã chọn 2 người');
    expect(wrong.errors).toContain('Ghi ngày họp theo ngày/tháng/năm.');
    expect(wrong.form('/council').value('meetsAt')).toEqual(['phòng họp A']);
  });
});

describe('the day of a meeting', () => {
  /** An application before a council of seven that meets on a day. */
  async function meeting(title: string): Promise<Made> {
    const [made] = (await reviewed(title)) as [Made];
    const [chair, viceChair] = house.people.council as [string, string];
    const input = { council: house.people.council, chair, viceChair, meeting: { on: '2099-12-05', place: 'Phòng A' } };
    await house.must(house.people.secretary, 'referToCouncil', made.dossier, input);
    return made;
  }
  const moves = { movesTo: '12/12/2099', movesFrom: '14 giờ', movesAt: 'phòng B', moveReason: 'Chủ tịch đi công tác.' };

  it('is changed for one dossier, with the same members, ballots and declarations; the minutes know of no other council', async () => {
    await freshHouse();
    const { people } = house;
    const { base, dossier } = await meeting('Muối sạch');
    const ballots = { labour: 'pass', services: 'pass' };
    await house.must(people.council[2]!, 'castVote', dossier, { ballots });
    const before = await factsOf(dossier);
    const officer = await house.as(people.officer);
    const form = (await officer.get(`${base}/council`)).form('Đổi ngày họp');
    expect(form.value('movesTo')).toEqual(['05/12/2099']);
    const same = await form.fill({ moveReason: 'Không đổi gì.' }).submit({ button: 'Đổi ngày họp', expect: 422 });
    expect(same.errors).toEqual(['Ngày, giờ và địa điểm vẫn như đã báo: không có gì để đổi.']);
    const past = same.form('Đổi ngày họp').fill({ movesTo: '1/1/2020', moveReason: '' });
    expect((await past.submit({ button: 'Đổi ngày họp', expect: 422 })).errors).toEqual([
      'Ngày họp mới phải từ hôm nay trở đi.',
      'Hãy nêu lý do.',
    ]);
    form.fill(moves);
    const done = await form.submit({ button: 'Đổi ngày họp' });
    expect(done.text).toContain('Đã đổi ngày họp. Mọi thành viên nhận thư.');
    expect(done.text).toContain('Họp ngày 12/12/2099, 14:00, tại phòng B.');
    await form.submit({ button: 'Đổi ngày họp' });
    expect(
      (await eventsOf({ dossier } as Made)).filter((event) => event === 'application.councilRecomposed'),
    ).toHaveLength(1);
    expect(await factsOf(dossier)).toEqual({ ...before, meeting: { on: '2099-12-12', at: '14:00', place: 'phòng B' } });
    expect((await officer.get(base)).text).toContain('họp ngày 12/12/2099, 14:00');
    for (const member of people.council.filter((one) => one !== people.council[2]))
      await house.must(member, 'castVote', dossier, { ballots });
    // enough have voted: nothing is moved any more
    expect((await officer.get(`${base}/council`)).hasForm('Đổi ngày họp')).toBe(false);
    const secretary = await house.as(people.secretary);
    const conclude = (await secretary.get(`${base}/council`)).form('/council/recommend');
    const day = dayOf(now()).split('-').toReversed().join('/');
    sayMeeting(conclude).fill({ heldOn: day, begins: '08:00', ends: '09:00' });
    const summary = await conclude.submit({ button: 'Xem lại trước khi đề nghị hỗ trợ' });
    expect(summary.heading).toContain('Kiểm tra trước khi ghi');
    expect(summary.text).not.toContain('Lập lại hội đồng');
  });

  it('is changed for several at once; those that can be concluded already are not among them', async () => {
    await freshHouse();
    const { people } = house;
    const made = [await meeting('Muối sạch'), await meeting('Tôm khô'), await meeting('Lúa nổi')];
    const [salt, shrimp, rice] = made as [Made, Made, Made];
    for (const member of people.council)
      await house.must(member, 'castVote', rice.dossier, { ballots: { labour: 'pass', services: 'pass' } });
    const officer = await house.as(people.officer);
    const page = await officer.get(atCall('meeting'));
    expect(page.text).toMatch(/Lúa nổi.{0,150}đã đủ phiếu để kết luận/);
    expect(page.text).toContain('Hiện nay: 05/12/2099, Phòng A');
    const form = page.form('/meeting').fill({ dossier: [salt.dossier, shrimp.dossier], ...moves });
    const check = await form.submit({ button: 'Xem lại trước khi ghi' });
    expect(rowsOf(check).every((row) => row.includes('Sẽ đổi'))).toBe(true);
    const confirm = check.form('/meeting');
    const done = await confirm.submit({ button: 'Đổi ngày họp cho 2 hồ sơ' });
    expect(done.text).toContain('Đã ghi 2 hồ sơ.');
    expect(rowsOf(await confirm.submit({ button: 'Đổi ngày họp cho 2 hồ sơ' }))).toEqual(rowsOf(done));
    for (const { dossier } of [salt, shrimp])
      expect((await factsOf(dossier)).meeting).toMatchObject({ on: '2099-12-12' });
    expect((await eventsOf(...made)).filter((event) => event === 'application.councilRecomposed')).toHaveLength(2);
  });
});

describe('a sitting of a council', () => {
  const meeting = { on: '2099-12-05', at: '14:00', place: 'Phòng họp A' };
  const ballots = { labour: 'pass', services: 'pass' };
  const sittingIn = (page: Page) =>
    page.links.filter(({ href }) => href.includes('/sittings/')).map(({ href }) => href.replace(/#.*/, ''));
  const rowsAt = (page: Page) => page.all('table.sitting tbody tr');
  const rowAt = (page: Page, title: string) => rowsAt(page).find((row) => row.includes(title)) ?? '';
  let made: Made[];
  let path: string;

  beforeAll(async () => {
    await freshHouse();
    const { people } = house;
    made = await reviewed('Muối sạch', 'Tôm khô', 'Lúa nổi', 'Cá rô');
    const [chair, viceChair] = people.council as [string, string];
    const [salt, shrimp, rice, fish] = made as [Made, Made, Made, Made];
    const refer = ({ dossier }: Made, council: readonly string[], at: JsonObject) =>
      house.must(people.secretary, 'referToCouncil', dossier, { council, chair, viceChair, meeting: at });
    for (const one of [salt, shrimp]) await refer(one, people.council, meeting);
    const other = v7();
    await house.name(other, 'Đinh Văn Thay');
    await house.must(people.administrator, 'appoint', other, { roles: ['councilMember'] });
    await refer(rice, [...people.council.slice(0, 6), other], meeting);
    await refer(fish, people.council, { ...meeting, at: '16:00' });
  }, 120_000);

  it('is one page for who reads its dossiers, in the order in which they came, found from work and from each dossier', async () => {
    const { people, agency } = house;
    const officer = await house.as(people.officer);
    const council = await officer.get(`${made[0]!.base}/council`);
    path = sittingIn(council)[0]!;
    expect(path).toMatch(new RegExp(`^/agencies/${agency}/sittings/2099-12-05-[0-9a-f]+$`));
    const page = await officer.get(path);
    expect(page.heading).toBe('Phiên họp 05/12/2099, 14:00');
    expect(page.text).toContain('Phòng họp A');
    expect(page.text).toMatch(/Chủ tịch Hoàng Gia Phúc/);
    expect(page.text).toMatch(/Tạ Quang Huy \(2 trên 3 hồ sơ\)/);
    expect(rowsAt(page)).toHaveLength(3);
    expect(rowsAt(page).map((row) => /^\d\. (\S+ \S+?)HS-/.exec(row)?.[1])).toEqual([
      'Muối sạch',
      'Tôm khô',
      'Lúa nổi',
    ]);
    for (const said of ['80.000.000', '3 trên 3 phiếu đạt', '0 trên 7', 'Đang bỏ phiếu'])
      expect(rowAt(page, 'Muối sạch')).toContain(said);
    expect(page.text).not.toContain('Bạn chưa');
    const english = await (await house.as(people.officer)).get(`${path}?lang=en`);
    expect(english.heading).toBe('Sitting of 05/12/2099, 14:00');
    expect(rowAt(english, 'Muối sạch')).toContain('3 of 3 sheets pass');
    // somebody who sits there finds it among their work
    const member = await house.as(people.council[2]!);
    expect((await member.get('/work')).links).toContainEqual({
      text: 'Phiên họp 05/12/2099, 14:00: 3 hồ sơ trên một trang',
      href: path,
    });
    await (await house.as(people.financeOfficer)).get(path, { expect: 403 });
    await (await house.as(made[0]!.founder)).get(path, { expect: 404 });
    await officer.get(`/agencies/${agency}/sittings/2099-12-05-00000000`, { expect: 404 });
    await officer.get(`/agencies/${agency}/sittings/hom-nay`, { expect: 404 });
  });

  it('opens no more of a dossier than the dossier does: not before somebody has declared, nor with a conflict, nor of another council', async () => {
    const { people } = house;
    const [salt, shrimp] = made as [Made, Made];
    const last = people.council[6]!;
    const member = await house.as(last);
    const before = await member.get(path);
    expect(rowsAt(before).map((row) => /^\d\. (\S+ \S+?)HS-/.exec(row)?.[1])).toEqual(['Muối sạch', 'Tôm khô']);
    expect(before.text).not.toContain('Lúa nổi');
    expect(before.text).not.toContain('80.000.000');
    expect(before.text).not.toContain('phiếu đạt');
    expect(rowAt(before, 'Muối sạch')).toContain('Bạn chưa khai về xung đột lợi ích');
    await house.declares(salt.dossier, last, 'Góp vốn vào nhóm.');
    await house.must(last, 'declareInterest', shrimp.dossier, { conflict: null });
    const after = await member.get(path);
    expect(rowAt(after, 'Muối sạch')).toContain('Bạn đã khai có xung đột lợi ích');
    expect(rowAt(after, 'Muối sạch')).not.toMatch(/80\.000\.000|phiếu đạt|0 trên 7/);
    expect(rowAt(after, 'Tôm khô')).toContain('80.000.000');
    expect(rowAt(after, 'Tôm khô')).toContain('Bạn chưa bỏ phiếu');
    expect(after.text).not.toContain('Góp vốn');
    // nor to an office
    await house.declares(shrimp.dossier, people.secretary, 'Góp vốn.');
    const secretary = await (await house.as(people.secretary)).get(path);
    expect(rowAt(secretary, 'Tôm khô')).not.toMatch(/80\.000\.000|phiếu đạt|trên 7/);
    expect(rowAt(secretary, 'Lúa nổi')).toContain('80.000.000');
    // who sits on no council of it is told nothing
    const outside = v7();
    await house.name(outside, 'Đinh Ngoài Cuộc');
    await house.must(people.administrator, 'appoint', outside, { roles: ['councilMember'] });
    await (await house.as(outside)).get(path, { expect: 404 });
    // nor does who left the team of one of them read of that one
    const left = v7();
    await house.name(left, 'Phan Thị Rời');
    await house.must(people.administrator, 'appoint', left, { roles: ['officer'] });
    await house.must(left, 'joinTeam', shrimp.dossier, { as: 'viewer', invitedBy: shrimp.founder });
    const theirs = await house.as(left);
    expect(rowsAt(await theirs.get(path))).toHaveLength(2);
    await house.must(left, 'leaveTeam', shrimp.dossier, { person: left });
    expect(rowsAt(await theirs.get(path))).toHaveLength(2);
  });

  it('leads a member from one ballot to the next, and says how many are in', async () => {
    const { people } = house;
    const [salt, shrimp, rice] = made as [Made, Made, Made];
    const person = people.council[3]!;
    for (const { dossier } of [salt, shrimp, rice])
      await house.must(person, 'declareInterest', dossier, { conflict: null });
    const member = await house.as(person);
    const next = (page: Page) => page.links.find(({ text }) => text.includes('tiếp theo'));
    expect(next(await member.get(path))).toEqual({
      text: 'Bỏ phiếu hồ sơ tiếp theo: Muối sạch',
      href: `${salt.base}/council`,
    });
    const ballot = (await member.get(`${shrimp.base}/council`)).form('/council/vote');
    ballot.fill({ 'ballot.labour': 'pass', 'ballot.services': 'pass' });
    const check = await ballot.submit({ button: 'Xem lại trước khi gửi phiếu' });
    const voted = await check.form('/council/vote').submit({ button: 'Gửi phiếu biểu quyết' });
    // the one after it, before those that were passed over
    expect(next(voted)).toEqual({ text: 'Bỏ phiếu hồ sơ tiếp theo: Lúa nổi', href: `${rice.base}/council` });
    expect(voted.text).toContain('Còn 2 hồ sơ của phiên họp chờ phiếu của bạn');
    expect(sittingIn(voted)).toContain(path);
    const page = await member.get(path);
    expect(rowAt(page, 'Tôm khô')).toContain('Bạn đã bỏ phiếu');
    expect(rowAt(page, 'Tôm khô')).toContain('1 trên 7');
    for (const { dossier } of [salt, rice]) await house.must(person, 'castVote', dossier, { ballots });
    const done = await member.get(`${rice.base}/council`);
    expect(next(done)).toBeUndefined();
    expect(done.text).toContain('Bạn đã bỏ phiếu về mọi hồ sơ của phiên họp');
    expect(next(await member.get(path))).toBeUndefined();
  });

  it('reminds those who have not voted, once a day, and says before to whom it goes', async () => {
    const { people, db } = house;
    const [salt, shrimp, rice, fish] = made as [Made, Made, Made, Made];
    const lettersTo = async () => {
      const rows = await db.query<{ address: string; subject: string; body: string }>`
        select address, subject, body from letter where subject like 'Nhắc bỏ phiếu%' order by created_at, address`;
      return rows.map(({ address, ...letter }) => ({ to: address.replace('@example.vn', ''), ...letter }));
    };
    const button = 'Gửi lời nhắc';
    const secretary = await house.as(people.secretary);
    const page = await secretary.get(path);
    // five have voted on none, one sits at one of them; with one dossier the secretary has a conflict of interest
    expect(page.text).toContain('Hoàng Gia Phúc (2 hồ sơ)');
    expect(page.text).toContain('Đinh Văn Thay (1 hồ sơ)');
    expect(page.text).toContain('Chưa nhắc lần nào.');
    expect(page.form('/remind').names).not.toContain('dossier');
    const sent = await page.form('/remind').submit({ button });
    expect(sent.text).toMatch(/Nhắc gần nhất: \d\d\/\d\d\/\d{4} \d\d:\d\d, Trần Thị Thu Hà/);
    expect(sent.hasForm('/remind')).toBe(false);
    expect(sent.text).toContain('Hôm nay đã nhắc');
    const first = await lettersTo();
    const asked = people.council.filter((_, index) => index !== 3 && index !== 6);
    expect(first).toHaveLength(asked.length + 1);
    expect(first.filter(({ to }) => asked.includes(to))).toHaveLength(asked.length);
    const one = first.find(({ to }) => to === people.council[0]!)!;
    expect(one.subject).toBe('Nhắc bỏ phiếu: 2 hồ sơ, họp 05/12/2099, 14:00');
    expect(one.body).toContain('Muối sạch');
    expect(one.body).toContain('Lúa nổi');
    expect(one.body).not.toContain('Tôm khô');
    expect(one.body).toContain(path);
    // sent twice, from a page that is open still
    await page.form('/remind').submit({ button });
    expect(await lettersTo()).toHaveLength(first.length);
    // who has no such conflict reminds of the other one, on the same page
    const officer = await house.as(people.officer);
    const others = await officer.get(path);
    expect(others.text).toContain('Tạ Quang Huy (1 hồ sơ)');
    await others.form('/remind').submit({ button });
    const second = (await lettersTo()).slice(first.length);
    expect(second.map(({ subject }) => subject)).toEqual(
      Array(6).fill(expect.stringMatching(/^Nhắc bỏ phiếu: HS-.*, Tôm khô$/)),
    );
    // on another day those are reminded who are still waited for
    await db.query`update draft set saved_at = saved_at - interval '1 day' where form = 'voteReminder'`;
    await house.must(people.council[0]!, 'declareInterest', salt.dossier, { conflict: null });
    await house.must(people.council[0]!, 'castVote', salt.dossier, { ballots });
    const later = await officer.get(path);
    expect(later.text).toContain('Hoàng Gia Phúc (2 hồ sơ)');
    expect(later.text).toContain('Lý Thị Mai (3 hồ sơ)');
    // a dossier is reminded of by itself too, and nobody else sends it
    const own = await officer.get(`${fish.base}/council`);
    expect(own.text).toContain('Tạ Quang Huy');
    await own.form('/council/remind').submit({ button });
    const third = (await lettersTo()).filter(({ body }) => body.includes('Cá rô'));
    expect(third.map(({ to }) => to).sort()).toEqual([...people.council].sort());
    expect((await officer.get(`${fish.base}/council`)).hasForm('/council/remind')).toBe(false);
    const chair = await house.as(people.chair);
    expect((await chair.get(path)).hasForm('/remind')).toBe(false);
    await chair.post(`${path}/remind`, {}, { expect: 403 });
    await chair.post(`${rice.base}/council/remind`, {}, { expect: 403 });
    // nor about a dossier with whose applicant they have a conflict of interest
    await secretary.post(`${shrimp.base}/council/remind`, {}, { expect: 422 });
    expect(await lettersTo()).toHaveLength(first.length + second.length + third.length);
    const english = await (await house.as(people.secretary)).get(`${path}?lang=en`);
    expect(english.text).toContain('Remind members who have not voted');
  });

  it('ranks by points those of one call whose points the reader may read', async () => {
    const { people } = house;
    const [salt, shrimp] = made as [Made, Made];
    const [first, second] = people.reviewers as [string, string];
    const give = (dossier: string, person: string, points: number) => house.owner.query`
      update state set facts = jsonb_set(facts, array['reviews', ${person}::text, 'points'], to_jsonb(${points}::int))
      where dossier = ${dossier}::uuid and subject = 'application'`;
    await give(salt.dossier, first, 82);
    await give(salt.dossier, second, 85);
    await give(shrimp.dossier, first, 90);
    const officer = await house.as(people.officer);
    const all = await officer.get(path);
    expect(rowAt(all, 'Muối sạch')).toMatch(/trung bình 83,5 điểm ?thứ 2 trên 2/);
    expect(rowAt(all, 'Tôm khô')).toMatch(/trung bình 90 điểm ?thứ 1 trên 2/);
    expect(rowAt(all, 'Lúa nổi')).not.toMatch(/trung bình|thứ/);
    const english = await (await house.as(people.officer)).get(`${path}?lang=en`);
    expect(rowAt(english, 'Muối sạch')).toContain('83.5 points on average');
    // whoever has a conflict of interest with the better one does not learn of it by the place of the other
    const secretary = await (await house.as(people.secretary)).get(path);
    expect(rowAt(secretary, 'Muối sạch')).toContain('trung bình 83,5 điểm');
    expect(secretary.text).not.toMatch(/trung bình 90|thứ \d/);
  });

  it('is told to a member in one letter, and to each dossier’s line in their inbox', async () => {
    const { people, db } = house;
    const [, shrimp, rice] = made as [Made, Made, Made];
    const written = async () => {
      while ((await writeNotices(db, 'https://vuon-uom.test', now(), (fault) => expect.fail(String(fault)))) > 0);
      return await db.query<{ subject: string; body: string }>`
        select subject, body from letter where address = ${`${people.council[1]!}@example.vn`} and body like '%ội đồng%'
          and subject not like 'Nhắc%' order by created_at, id`;
    };
    const linesOf = () => db.query<{ code: string }>`
      select code from notification where person = ${people.council[1]!}::uuid and template = 'councilCalled'`;
    const letters = await written();
    expect(letters.map(({ subject }) => subject.replace(/HS-\S+/, 'HS')).sort()).toEqual([
      'Hồ sơ trình hội đồng: HS Cá rô',
      'Mời họp hội đồng về nhiều hồ sơ, 05/12/2099, 14:00',
    ]);
    const one = letters.find(({ subject }) => subject.includes('nhiều hồ sơ'))!;
    expect(one.body).toContain('05/12/2099, 14:00, Phòng họp A');
    expect(one.body).toContain(path);
    expect(await linesOf()).toHaveLength(4);
    // and in one where it is moved: each time it is
    const [chair, viceChair] = people.council as [string, string];
    const move = async (at: JsonObject) => {
      for (const { dossier } of [shrimp, rice]) {
        const content = await keepContent(
          { db, now },
          { agency: house.agency, dossier, kind: 'reason', body: { text: 'Đổi.' }, person: people.officer },
        );
        await house.must(people.officer, 'recomposeCouncil', dossier, {
          council: (await factsOf(dossier)).council as string[],
          chair,
          viceChair,
          meeting: at,
          reason: content,
        });
      }
    };
    await move({ ...meeting, place: 'Phòng họp B' });
    await written();
    await move({ ...meeting, place: 'Phòng họp C' });
    await written();
    await move({ ...meeting, place: 'Phòng họp B' });
    const moved = (await written()).filter(({ subject }) => subject.startsWith('Đổi'));
    expect(moved.map(({ body }) => /Phòng họp ./.exec(body)?.[0]).sort()).toEqual([
      'Phòng họp B',
      'Phòng họp B',
      'Phòng họp C',
    ]);
    expect(await linesOf()).toHaveLength(10);
  });
});
