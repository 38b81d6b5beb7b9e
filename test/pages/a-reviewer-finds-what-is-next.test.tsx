// A reviewer with several sheets to write: which one comes first, how far each is, which is the next, and what was submitted. And who
// reads the sheets and concludes finds beside one another what differs, and what is odd about the meeting.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import { writeNotices } from '../../src/mail/notices.ts';
import { keepSheetsBy, proposedDay } from '../../src/sheetsBy.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { goodSheet, type House, openHouse, readOnceMore, sayMeeting } from './reviews-house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.drop());

const now = () => new Date().toISOString();
const inDays = (count: number) => dayOf(new Date(Date.now() + count * 86_400_000).toISOString());
const written = (day: string) => day.split('-').toReversed().join('/');
const asks = async (dossier: string, on: string) =>
  await keepSheetsBy(house.db, { agency: house.agency, dossier, on, person: house.people.officer, now: now() });
const see = async (person: string, address: string) => await (await house.as(person)).get(address);
const text = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const rowsOf = async (person: string) =>
  (await see(person, '/work')).html
    .split('<tr>')
    .slice(2)
    .map((row) => ({ href: /href="([^"]+)"/.exec(row)![1]!, text: text(row) }));

describe('a reviewer', () => {
  it('finds first the sheet that is asked for first, how far each is, and the next one', async () => {
    const [reviewer] = house.people.reviewers as [string];
    const late = await house.underReview();
    const soon = await house.underReview();
    await asks(soon.dossier, inDays(4));
    let rows = await rowsOf(reviewer);
    expect(rows.map(({ href }) => href)).toEqual([`${soon.base}/review`, `${late.base}/review`]);
    expect(rows[0]!.text).toContain(`${written(inDays(4))} còn 4 ngày`);
    expect(rows[0]!.text).toMatch(/ngày được đề nghị; hạn của cả bước \d\d\/\d\d\/\d{4}/);
    expect(rows[1]!.text).not.toContain('ngày được đề nghị');
    expect(rows[0]!.text).not.toContain('đã khai');

    await house.must(reviewer, 'declareInterest', soon.dossier, { conflict: null });
    expect((await rowsOf(reviewer))[0]!.text).toContain('đã khai');
    while ((await writeNotices(house.db, 'http://localhost:3000', now(), () => {})) > 0);
    const unread = async () =>
      (
        await house.db.query<{ link: string }>`select link from notification
          where person = ${reviewer}::uuid and template = 'reviewAsked' and read_at is null order by link`
      ).map(({ link }) => link);
    expect(await unread()).toEqual([`${late.base}/review`, `${soon.base}/review`].sort());
    const browser = await house.as(reviewer);
    let page = await browser.get(`${soon.base}/review`);
    await page.form('/review').fill({ g1: 'pass', g3: 'fail' }).submit({ button: 'Lưu nháp' });
    rows = await rowsOf(reviewer);
    expect(rows[0]!.text).toContain('đang chấm 2/12');

    page = await browser.get(`${soon.base}/review`);
    expect(page.text).toContain('Còn 1 hồ sơ khác chờ phiếu của bạn.');
    page = await page.form('/review').fill(goodSheet).submit({ button: 'Kiểm tra phiếu' });
    page = await page.form().submit();
    expect(page.text).toContain('Phiếu đã nộp và khóa');
    expect(page.text).toContain('Còn 1 hồ sơ khác chờ phiếu của bạn.');
    expect(await unread()).toEqual([`${late.base}/review`]);
    expect(page.links.filter(({ text }) => text.startsWith('Hồ sơ tiếp theo')).map(({ href }) => href)).toEqual([
      `${late.base}/review`,
    ]);
  });

  it('finds again the sheets that they submitted, as long as they may read them', async () => {
    const { people } = house;
    const [reviewer, other] = people.reviewers as [string, string];
    const work = await see(reviewer, '/work');
    expect(work.text).toContain('Phiếu đã nộp (1)');
    const [own] = work.root.querySelectorAll('details.submitted a').map((link) => link.getAttribute('href')!);
    expect((await see(reviewer, own!)).text).toContain('Phiếu đã nộp và khóa');
    expect((await see(other, '/work')).text).not.toContain('Phiếu đã nộp');
    await house.must(people.administrator, 'relieve', reviewer, { roles: ['reviewer'] });
    expect((await see(reviewer, '/work')).text).not.toContain('Phiếu đã nộp');
    await house.must(people.administrator, 'appoint', reviewer, { roles: ['reviewer'] });
    expect((await see(reviewer, '/work')).text).toContain('Phiếu đã nộp (1)');
  });

  it('is told the day that was asked for, before that of the whole period', async () => {
    const { dossier } = await house.submitted();
    await house.must(house.people.officer, 'findEligible', dossier);
    await asks(dossier, inDays(6));
    await house.must(house.people.officer, 'assignReviewers', dossier, { reviewers: house.people.reviewers });
    while ((await writeNotices(house.db, 'http://localhost:3000', now(), () => {})) > 0);
    const [told] = await house.db.query<{ next: string }>`select next from notification
      where dossier = ${dossier}::uuid and person = ${house.people.reviewers[0]!}::uuid`;
    expect(told!.next.split('\n')[0]).toContain(written(inDays(6)));
  });

  it('whom nobody is left to replace is replaced by somebody whom an administrator adds, who is named', async () => {
    const { base } = await house.underReview();
    const page = await see(house.people.officer, `${base}/reviewers`);
    expect(page.text).toContain('Quản trị viên (Ngô Thanh Quản) thêm chuyên gia ở trang Nhân sự');
  });

  it('is asked for the sheet on a working day', () => {
    const calendar = { holidays: {}, workedSaturdays: {}, announcedThrough: null };
    // two thirds of the way lie on Sunday, 13/12
    expect(proposedDay(calendar, '2026-11-23T02:00:00Z', '2026-12-23')).toBe('2026-12-14');
    expect(proposedDay(calendar, '2026-11-27T02:00:00Z', '2026-11-29')).toBe('2026-11-29');
  });
});

describe('the sheets and the meeting', () => {
  /** Reviewed by everybody, one of whom fails a criterion and passes the application all the same; the council meets in some days. */
  async function called() {
    const { people, db, agency } = house;
    const made = await house.underReview();
    for (const [index, person] of people.reviewers.entries()) {
      const failing = { g2: 'fail', 'g2.reason': 'Thiếu hồ sơ năng lực.', 'conclusion.reason': 'Bổ sung được.' };
      const body = index === 1 ? { ...goodSheet, ...failing } : goodSheet;
      const sheet = await keepContent({ db, now }, { agency, dossier: made.dossier, kind: 'sheet', body, person });
      await house.must(person, 'submitReview', made.dossier, { sheet, verdict: 'pass' });
    }
    await house.must(people.secretary, 'referToCouncil', made.dossier, {
      council: people.council,
      chair: people.council[0]!,
      meeting: { on: inDays(5), place: 'Phòng họp 2' },
    });
    for (const member of people.council) await house.must(member, 'declareInterest', made.dossier, { conflict: null });
    return made;
  }

  it('show who fails which criterion, though all sheets pass', async () => {
    const { base } = await called();
    const page = await see(house.people.council[2]!, `${base}/council`);
    const row = page.all('tr').find((one) => one.includes('Đặng Thùy Linh'))!;
    expect(row).toContain('1 tiêu chí Không đạt');
    expect(page.all('tr').filter((one) => one.includes('tiêu chí Không đạt'))).toHaveLength(1);
    const judged = page.root.querySelectorAll('.compared tbody tr').map((one) => text(one.innerHTML).trim());
    expect(judged).toHaveLength(12);
    // which criterion each is, and what it asks
    expect(judged[1]).toContain('Tiêu chí chung 2');
    expect(judged[1]).toContain('Hồ sơ đề xuất đầy đủ, rõ ràng');
    expect(judged[7]).toMatch(/Tiêu chí cụ thể 1.*Thu hút chuyên gia/);
    expect(judged.filter((one) => one.includes('Không đạt'))).toHaveLength(1);
    const failing = page.root.querySelectorAll('.compared tbody tr')[1]!;
    expect(failing.querySelectorAll('td')[2]!.getAttribute('data-label')).toBe('Đặng Thùy Linh');
    expect(failing.querySelectorAll('td')[2]!.text).toContain('Không đạt');
    // on a phone, where the names stand beside what each gave, by the part that tells them apart
    expect(failing.querySelectorAll('td')[2]!.getAttribute('data-short')).toBe('Linh');
    await house.db.query`update person set name = 'Đỗ Mỹ Linh' where id = ${house.people.reviewers[0]!}::uuid`;
    const again = await see(house.people.council[2]!, `${base}/council`);
    const shorts = again.root.querySelectorAll('.compared tbody tr')[1]!.querySelectorAll('td[data-short]');
    expect(shorts.map((one) => one.getAttribute('data-short')).sort()).toEqual(['Mỹ Linh', 'Nam', 'Thùy Linh']);
  });

  it('put the meeting’s day into the work of who sits there', async () => {
    const { base } = await called();
    const row = (await rowsOf(house.people.council[3]!)).find(({ href }) => href === `${base}/council`)!;
    expect(row.text).toContain(`${written(inDays(5))} còn 5 ngày`);
    expect(row.text).toMatch(/hạn của cả bước/);
  });

  it('name what is odd about the time in the minutes, and then only the day that these give', async () => {
    const { people } = house;
    const { base, dossier } = await called();
    const pass = { ballots: { labour: 'pass', services: 'pass' } };
    for (const member of people.council) await house.must(member, 'castVote', dossier, pass);
    const secretary = await house.as(people.secretary);
    const form = sayMeeting((await secretary.get(`${base}/council`)).form('/council/recommend'));
    const heldOn = written(inDays(-1));
    const read = await readOnceMore(form.fill({ place: 'Phòng họp 2', heldOn, begins: '08:00', ends: '09:00' }));
    const [doubts] = [(await form.submit()).text];
    expect(doubts).toContain('Mọi phiếu được bỏ sau giờ họp ghi trong biên bản.');
    expect(doubts).toContain(`Phiên họp được ghi trước ngày đã thông báo (${written(inDays(5))}).`);
    // the votes stand on the page before either conclusion
    const none = await form.fill({ reason: 'Chưa đủ căn cứ.' }).submit({ button: 'Xem lại trước khi không đề nghị' });
    expect(none.text).toMatch(/: 7 trên 7, cần 5/);
    await read.submit({ button: 'Ghi: đề nghị hỗ trợ' });
    const award = (await see(people.director, `${base}/award`)).text;
    expect(award).toContain(heldOn);
    expect(award).not.toContain(written(inDays(5)));
    const council = (await see(people.director, `${base}/council`)).text;
    expect(council).toContain(`Ngày họp đã thông báo ${written(inDays(5))}`);
  });
});
