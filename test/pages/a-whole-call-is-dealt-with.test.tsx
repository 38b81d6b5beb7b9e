// An officer with a call of many dossiers: reviewers assigned, one council composed and its day changed for all of them on one page,
// each dossier decided and recorded by itself.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import type { Page } from '../support/client.ts';
import { answers, type House, openHouse } from './reviews-house.ts';

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
    expect(rowOf(check, 'Một')).toContain('xung đột lợi ích');
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

  it('says at the field what is missing, in both languages, and keeps what was typed', async () => {
    await freshHouse();
    const { people } = house;
    const [one] = (await eligible('Một')) as [Made];
    const officer = await house.as(people.officer);
    const form = (await officer.get(`${atCall('reviewers')}?lang=en`)).form('/reviewers');
    const empty = await form.submit({ button: 'Check before it is recorded', expect: 422 });
    expect(empty.errors).toEqual(['Choose reviewers for at least one dossier.']);
    const late = empty
      .form('/reviewers')
      .fill({ [`reviewers.${one.dossier}`]: [people.reviewers[0]!], sheetsBy: '1/1/2020' });
    const wrong = await late.submit({ button: 'Check before it is recorded', expect: 422 });
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
