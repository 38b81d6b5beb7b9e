// Whose turn it is: the page of a dossier and "my work" say the same to everybody, to nobody before it can be done, and to nobody
// who may not do it; what is left to nobody comes to whoever gives offices to others.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayText } from '../../templates/parts/when.ts';
import { hash, today } from '../support/stage.ts';
import { type House, openHouse } from './reviews-house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.drop());

const pass = { ballots: { labour: 'pass', services: 'pass' } };
const lines = [
  { line: 'labour', amountVnd: '30000000' },
  { line: 'services', amountVnd: '50000000' },
];
const conflict = 'Em ruột tôi là trưởng nhóm.';

/** What the panel of the dossier's page says to somebody, with the buttons in it. */
async function turnOf(person: string, base: string) {
  const page = await (await house.as(person)).get(base);
  return { says: page.all('.turn h2')[0]!, panel: page.all('.turn')[0]!, buttons: page.all('.turn a.button'), page };
}
const saysTo = async (person: string, base: string) => (await turnOf(person, base)).says;

/** The rows of somebody's work about a dossier. */
async function rowsOf(person: string, dossier: string) {
  const page = await (await house.as(person)).get('/work');
  return page.root
    .querySelectorAll('tbody tr')
    .map((row) => row.innerHTML)
    .filter((row) => row.includes(dossier))
    .map((row) => row.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '));
}
const worksOn = async (person: string, dossier: string) => (await rowsOf(person, dossier)).join('\n');

async function appointed(name: string, roles: string[]) {
  const person = v7();
  await house.name(person, name);
  await house.must(house.people.administrator, 'appoint', person, { roles });
  return person;
}
const vote = (dossier: string, ...members: number[]) =>
  members.reduce(async (before, index) => {
    await before;
    await house.must(house.people.council[index]!, 'castVote', dossier, pass);
  }, Promise.resolve());
const awarded = async () => {
  const made = await house.recommendedHere();
  await house.must(house.people.director, 'award', made.dossier, { lines, year: house.year });
  return made;
};
const planned = async () => {
  const made = await awarded();
  const plan = { year: house.year, source: 'nstp', amountVnd: '80000000' };
  await house.must(house.people.financeOfficer, 'planBudget', made.dossier, plan);
  return made;
};

describe('while the council votes', () => {
  it('waits for who has not voted, and for a conclusion once there can be one', async () => {
    const { people } = house;
    const { dossier, base, founder } = await house.beforeCouncil({ declared: false });
    const [chair, vice, third] = people.council as [string, string, string];
    expect(await saysTo(third, base)).toBe('Đến lượt bạn: khai xung đột lợi ích, bỏ phiếu');
    expect(await worksOn(third, dossier)).toContain('Bỏ phiếu');
    for (const waiting of [people.secretary, people.officer, people.director]) {
      const { says, buttons } = await turnOf(waiting, base);
      expect([says, buttons]).toEqual(['Đang chờ 7 thành viên hội đồng bỏ phiếu', []]);
      expect(await rowsOf(waiting, dossier)).toEqual([]);
    }
    expect(await saysTo(founder, base)).toBe('Đang chờ thành viên hội đồng');

    await house.must(third, 'declareInterest', dossier, { conflict: null });
    expect(await saysTo(third, base)).toBe('Đến lượt bạn: bỏ phiếu');
    await vote(dossier, 2, 3, 4, 5, 6);
    // enough, but neither chair
    expect(await saysTo(people.secretary, base)).toBe('Đang chờ 2 thành viên hội đồng bỏ phiếu');
    expect(await rowsOf(people.secretary, dossier)).toEqual([]);
    expect(await saysTo(third, base)).toBe('Đang chờ 2 thành viên hội đồng bỏ phiếu');
    expect(await rowsOf(third, dossier)).toEqual([]);
    await house.must(vice, 'castVote', dossier, pass);
    const { says, panel, buttons } = await turnOf(people.secretary, base);
    expect([says, buttons]).toEqual(['Đến lượt bạn: kết luận phiên họp', ['Kết luận phiên họp']]);
    expect(panel).toContain('Đang chờ 1 thành viên hội đồng bỏ phiếu');
    expect(await worksOn(people.secretary, dossier)).toContain('Kết luận phiên họp');
    expect(await saysTo(chair, base)).toBe('Đến lượt bạn: khai xung đột lợi ích, bỏ phiếu');
    expect(await saysTo(people.officer, base)).toBe('Đang chờ thư ký hội đồng');
    expect(await rowsOf(people.officer, dossier)).toEqual([]);
  });

  it('waits for who composes it where the meeting’s day has passed and too few have voted', async () => {
    const { people } = house;
    const { dossier, base } = await house.beforeCouncil();
    await vote(dossier, 2, 3);
    const meeting = { on: '2026-01-05', place: 'Phòng họp 2' };
    const { council, secretary } = people;
    const seats = { council, chair: council[0], viceChair: council[1], meeting, reason: hash('reason') };
    await house.must(secretary, 'recomposeCouncil', dossier, seats);
    for (const composing of [people.officer, secretary]) {
      const { says, buttons } = await turnOf(composing, base);
      expect([says, buttons]).toEqual(['Đến lượt bạn: ngày họp đã qua, còn thiếu phiếu', ['Đến trang hội đồng']]);
      expect(await worksOn(composing, dossier)).toContain('Ngày họp đã qua, còn thiếu phiếu (họp ngày 05/01/2026');
    }
    const page = await (await house.as(secretary)).get(`${base}/council`);
    const said = page.all('.warning').find((one) => one.includes('Ngày họp'))!;
    expect(said).toMatch(/^Ngày họp 05\/01\/2026 đã qua mà chưa đủ phiếu\. Chưa bỏ phiếu: Hoàng Gia Phúc, /);
    expect(said).toContain('Tạ Quang Huy. Hãy nhắc họ bỏ phiếu, hoặc đổi ngày họp.');
    expect(await worksOn(people.director, dossier)).toBe('');
    expect(await worksOn(council[4]!, dossier)).toContain('Bỏ phiếu');
    // enough of them: it is the conclusion that waits, and the list of dossiers says the same
    await vote(dossier, 0, 4, 5);
    expect(await saysTo(secretary, base)).toBe('Đến lượt bạn: kết luận phiên họp');
    expect(await worksOn(secretary, dossier)).not.toContain('thiếu phiếu');
    expect((await (await house.as(secretary)).get(`${base}/council`)).text).not.toContain('đã qua mà chưa đủ phiếu');
  });

  it('lets the council’s own chair conclude after voting, and a secretary who sits on it too', async () => {
    const { people } = house;
    const chair = people.council[0]!;
    await house.must(people.administrator, 'appoint', chair, { roles: ['councilMember', 'chair'] });
    const { dossier, base } = await house.beforeCouncil();
    await vote(dossier, 1, 2, 3, 4, 5);
    expect(await saysTo(chair, base)).toBe('Đến lượt bạn: bỏ phiếu');
    expect(await worksOn(chair, dossier)).not.toContain('Kết luận');
    await vote(dossier, 0);
    expect(await saysTo(chair, base)).toBe('Đến lượt bạn: kết luận phiên họp');
    expect(await worksOn(chair, dossier)).toContain('Kết luận phiên họp');
    // the office of a chair who does not sit here concludes nothing
    expect(await saysTo(people.chair, base)).toBe('Đang chờ thư ký hội đồng');
    expect(await rowsOf(people.chair, dossier)).toEqual([]);
  });

  it('waits for another council where conflicts of interest leave too few', async () => {
    const { people } = house;
    const { dossier, base } = await house.beforeCouncil();
    for (const member of people.council.slice(0, 2)) await house.declares(dossier, member, conflict);
    for (const composing of [people.officer, people.secretary]) {
      const { says, buttons } = await turnOf(composing, base);
      expect([says, buttons]).toEqual(['Đến lượt bạn: lập lại hội đồng', ['Lập lại hội đồng']]);
      expect(await worksOn(composing, dossier)).toContain('Lập lại hội đồng');
    }
    expect(await rowsOf(people.council[0]!, dossier)).toEqual([]);
    expect(await saysTo(people.council[0]!, base)).toMatch(/^Đang chờ/);
  });

  it('says what to do at every step before and after it', async () => {
    const { people } = house;
    const { dossier, base } = await house.submitted();
    expect(await worksOn(people.officer, dossier)).toContain('Kiểm tra hồ sơ');
    await house.must(people.officer, 'findEligible', dossier);
    expect(await worksOn(people.officer, dossier)).toContain('Phân công đánh giá');
    await house.must(people.officer, 'assignReviewers', dossier, { reviewers: people.reviewers });
    expect(await worksOn(people.reviewers[0]!, dossier)).toContain('Đánh giá hồ sơ');
    await house.declares(dossier, people.reviewers[0]!, conflict);
    expect(await saysTo(people.officer, base)).toBe('Đến lượt bạn: thay hoặc thêm chuyên gia');
    const { dossier: concluded } = await house.recommendedHere();
    expect(await worksOn(people.director, concluded)).toContain('Quyết định hỗ trợ');
  });
});

describe('somebody who declared a conflict of interest', () => {
  it('is told so on every page of the project, and offered no form there', async () => {
    const { people } = house;
    const { dossier, base } = await planned();
    const director = await house.as(people.director);
    expect((await director.get(`${base}/agreement`)).hasForm('/agreement')).toBe(true);
    for (const person of [people.director, people.financeOfficer, people.officer])
      await house.declares(dossier, person, conflict);
    const pages = { agreement: people.director, steering: people.director, closing: people.director };
    const others = { budget: people.financeOfficer, progress: people.officer };
    for (const [name, person] of Object.entries({ ...pages, ...others })) {
      const page = await (await house.as(person)).get(`${base}/${name}`);
      expect([name, page.forms.length]).toEqual([name, 0]);
      expect([name, page.text]).toEqual([name, expect.not.stringContaining('Đến lượt bạn')]);
      if (name === 'progress') continue;
      expect([name, page.text]).toEqual([
        name,
        expect.stringContaining('Bạn đã khai có xung đột lợi ích: người khác làm việc này'),
      ]);
      expect(page.links.map(({ href }) => href)).toContain(`${base}/interests`);
    }
  });

  it('is not acted for by anybody', async () => {
    const { people } = house;
    const { dossier, base } = await planned();
    const chief = await appointed('Đinh Công Trực', ['director']);
    const deputy = await appointed('Lưu Thị Phó', ['councilMember']);
    await house.must(chief, 'delegate', chief, {
      to: deputy,
      roles: ['director'],
      from: today(),
      until: today(),
      decisionNumber: '7/GUQ-SKHCN',
    });
    expect(await saysTo(deputy, base)).toBe('Đến lượt bạn: ký hợp đồng');
    await house.declares(dossier, chief, conflict);
    expect(await saysTo(deputy, base)).toBe('Đang chờ giám đốc');
    expect(await rowsOf(deputy, dossier)).toEqual([]);
    const page = await (await house.as(deputy)).get(`${base}/agreement`);
    expect(page.forms.length).toBe(0);
    expect(page.text).toContain('Đinh Công Trực đã khai có xung đột lợi ích với hồ sơ này');
    expect(await saysTo(people.director, base)).toBe('Đến lượt bạn: ký hợp đồng');
    // the test below needs the office empty
    await house.must(people.administrator, 'appoint', chief, { roles: ['officer'] });
    await house.must(people.administrator, 'appoint', chief, { roles: ['councilMember'] });
  });

  it('leaves it to whoever appoints, where nobody else is in the office', async () => {
    const { people } = house;
    const { dossier, base } = await awarded();
    expect(await rowsOf(people.administrator, dossier)).toEqual([]);
    await house.declares(dossier, people.financeOfficer, conflict);
    expect(await rowsOf(people.financeOfficer, dossier)).toEqual([]);
    for (const person of [people.administrator, people.director]) {
      const [row, ...more] = await rowsOf(person, dossier);
      expect([row, more]).toEqual([expect.stringContaining('Không còn ai làm được việc này'), []]);
      expect(row).toContain('Dành nguồn ngân sách');
    }
    const work = await (await house.as(people.administrator)).get('/work');
    const appoint = work.links.find(({ text }) => text === 'giao vai trò cho người khác');
    expect(appoint?.href).toBe(`/agencies/${house.agency}/people`);
    const left = 'Đang chờ cán bộ tài chính (không còn ai làm được: đã báo quản trị viên)';
    for (const person of [people.financeOfficer, people.director, people.officer])
      expect(await saysTo(person, base)).toBe(left);
    expect(await saysTo(people.administrator, base)).toBe('Đến lượt bạn: giao vai trò cho người khác');

    const second = await appointed('Trịnh Kế Toán', ['financeOfficer']);
    expect(await rowsOf(people.administrator, dossier)).toEqual([]);
    expect(await saysTo(second, base)).toBe('Đến lượt bạn: dành nguồn ngân sách');
    expect(await worksOn(second, dossier)).toContain('Dành nguồn ngân sách');
    await house.must(people.administrator, 'appoint', second, { roles: ['councilMember'] });
  });
});

describe('after the award', () => {
  it('waits for the money first, then for the agreement, then for the team', async () => {
    const { people } = house;
    const { dossier, base, founder } = await awarded();
    for (const signing of [people.director, people.officer]) {
      const { says, buttons } = await turnOf(signing, base);
      expect([says, buttons]).toEqual(['Đang chờ cán bộ tài chính', []]);
      expect(await rowsOf(signing, dossier)).toEqual([]);
    }
    expect(await saysTo(people.financeOfficer, base)).toBe('Đến lượt bạn: dành nguồn ngân sách');
    const team = await turnOf(founder, base);
    expect(team.says).toBe('Đang chờ cán bộ tài chính');
    expect(team.page.links.map(({ href }) => href)).not.toContain(`${base}/progress`);
    const progress = await (await house.as(founder)).get(`${base}/progress`);
    expect(progress.text).not.toContain('Đến lượt bạn');
    expect(progress.text).toContain('Đang chờ cán bộ tài chính: Dành nguồn ngân sách');
    expect(progress.forms.length).toBe(0);

    await house.must(people.financeOfficer, 'planBudget', dossier, {
      year: house.year,
      source: 'nstp',
      amountVnd: '80000000',
    });
    for (const signing of [people.director, people.officer]) {
      expect(await saysTo(signing, base)).toBe('Đến lượt bạn: ký hợp đồng');
      expect(await worksOn(signing, dossier)).toContain('Ký hợp đồng');
    }
    expect(await rowsOf(people.financeOfficer, dossier)).toEqual([]);
    await house.must(people.officer, 'signAgreement', dossier, {
      agreementNumber: 'HĐ-1',
      endsOn: `${house.year}-12-31`,
      document: hash('agreement'),
    });
    expect(await saysTo(founder, base)).toBe(
      'Đến lượt bạn: soạn đề nghị giải ngân hoặc báo sang bước mới của sản phẩm',
    );
    expect((await (await house.as(founder)).get(`${base}/progress`)).text).toContain('Đến lượt bạn');
  });

  it('tells a team what it has still to pay back, until when', async () => {
    const { people } = house;
    const { dossier, founder } = await house.project({ lines: [{ line: 'services', amountVnd: '20000000' }] });
    await house.name(founder, 'Nguyễn Thị Minh Châu');
    const base = `/agencies/${house.agency}/dossiers/${dossier}`;
    const paid = await house.disbursement(dossier, founder, [{ line: 'services', amountVnd: '5000000' }], 'paid');
    const id = v7();
    await house.must(people.officer, 'proposeRecovery', dossier, {
      id,
      disbursement: paid,
      items: [{ line: 'services', unit: '-', amountVnd: '3000000', costVnd: '0' }],
      reason: hash('why'),
    });
    expect(await saysTo(people.director, base)).toBe('Đến lượt bạn: quyết định thu hồi');
    const repayBy = today();
    await house.must(people.director, 'decideRecovery', dossier, { id, repayBy });
    await house.must(people.financeOfficer, 'receiveCash', dossier, {
      id,
      amountVnd: '1500000',
      year: house.year,
      source: 'nstp',
      reference: 'KB-2',
      receivedOn: today(),
    });
    const { says, panel, page } = await turnOf(founder, base);
    expect(says).toBe('Đến lượt bạn: nộp lại 1.500.000 ₫');
    expect(panel).toContain(`hạn ${dayText(repayBy)}`);
    expect(page.text).not.toContain('Đến lượt bạn: Đang được hỗ trợ');
    expect(page.text).toContain('Còn 1.500.000 ₫ trong 3.000.000 ₫');
    expect(await worksOn(founder, dossier)).toContain('1.500.000 ₫');
  });
});

describe('the sum in somebody’s work', () => {
  it('is what is asked for, then what is recommended, then what was awarded', async () => {
    const { people } = house;
    const { dossier } = await house.submitted();
    expect(await worksOn(people.officer, dossier)).toContain('80.000.000 ₫');
    const { dossier: concluded } = await house.recommendedHere();
    expect(await worksOn(people.director, concluded)).toContain('80.000.000 ₫');
    const less = [{ line: 'labour', amountVnd: '30000000' }];
    await house.must(people.director, 'award', concluded, { lines: less, year: house.year });
    expect(await worksOn(people.financeOfficer, concluded)).toContain('30.000.000 ₫');
    // what they wrote opens to whoever judges it after they have declared
    await house.must(people.officer, 'findEligible', dossier);
    await house.must(people.officer, 'assignReviewers', dossier, { reviewers: people.reviewers });
    const reviewer = people.reviewers[1]!;
    expect(await worksOn(reviewer, dossier)).not.toContain('80.000.000');
    await house.must(reviewer, 'declareInterest', dossier, { conflict: null });
    expect(await worksOn(reviewer, dossier)).toContain('80.000.000 ₫');
  });
});
