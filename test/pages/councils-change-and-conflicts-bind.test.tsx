// A conflict of interest is a fact of the dossier: whoever declared one can do nothing about it, by page or by hand, and a council
// that lost too many members that way is composed anew, without touching a ballot.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNotices } from '../../src/mail/notices.ts';
import { workOf } from '../../src/work.ts';
import { hash, today } from '../support/stage.ts';
import { type House, openHouse, origin } from './reviews-house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.drop());

const now = () => new Date().toISOString();
const pass = { ballots: { labour: 'pass', services: 'pass' } };
const factsOf = async (dossier: string) => {
  const [row] = await house.db.query<{ facts: { council: string[]; chair: string; reviewers: string[] } }>`
    select facts from state where dossier = ${dossier} and subject = 'application'`;
  return row!.facts;
};
const appointed = async (name: string, role: string) => {
  const person = v7();
  await house.name(person, name);
  await house.must(house.people.administrator, 'appoint', person, { roles: [role] });
  return person;
};
/** Who got a letter about a dossier with this in its subject. */
const toldOf = async (dossier: string, subject: string) => {
  while ((await writeNotices(house.db, origin, now(), () => {})) > 0);
  const rows = await house.db.query<{ address: string }>`select address from letter
    where body like ${`%${dossier}%`} and subject like ${`${subject}%`} order by address`;
  return rows.map(({ address }) => address.split('@')[0]);
};
const ruleOf = async (...asked: Parameters<House['try']>) => {
  const outcome = await house.try(...asked);
  return outcome.ok ? 'recorded' : outcome.refusal.rule;
};

describe('a council that can never be enough', () => {
  it('is composed anew with a reason: whoever voted stays, those who came are called, and it concludes', async () => {
    const { people } = house;
    const { dossier, base } = await house.beforeCouncil({ declared: false });
    await house.must(people.council[6]!, 'castVote', dossier, pass);
    // the chair, the vice-chair and two more
    for (const index of [0, 1, 2, 3])
      await house.declares(dossier, people.council[index]!, 'Cùng góp vốn với trưởng nhóm.');
    expect(await toldOf(dossier, 'Thành viên hội đồng có xung đột lợi ích')).toEqual(
      [0, 1, 2, 3].flatMap(() => [people.officer, people.secretary]).sort(),
    );
    const news = [];
    for (const name of ['Tô Ngọc Vân', 'Bùi Xuân Phái', 'Dương Bích Liên', 'Nguyễn Sáng'])
      news.push(await appointed(name, 'councilMember'));

    const officer = await house.as(people.officer);
    expect((await officer.get(base)).text).toContain('Lập lại hội đồng');
    const page = await officer.get(`${base}/council`);
    expect(page.text).toContain('Với các khai báo này hội đồng không thể đủ điều kiện kết luận.');
    expect(page.text).toContain('Giữ nguyên vì đã bỏ phiếu: Tạ Quang Huy.');
    const form = page.form('/council/recompose');
    expect(form.value('council').sort()).toEqual([people.council[4], people.council[5]].sort());
    // nothing typed is lost
    form.fill({ council: [people.council[4]!, people.council[5]!, ...news], chair: news[0]!, viceChair: '' });
    let again = await form.submit({ expect: 422 });
    expect(again.errors.join()).toContain('lý do');
    again = await again.form('/council/recompose').fill({ reason: 'Bốn thành viên có xung đột lợi ích.' }).submit();
    expect(again.text).toContain('Lập lại hội đồng');

    const { council, chair } = await factsOf(dossier);
    expect(council).toEqual([people.council[4]!, people.council[5]!, people.council[6]!, ...news].sort());
    expect(chair).toBe(news[0]);
    // the others were called before
    expect(await toldOf(dossier, 'Hồ sơ trình hội đồng')).toEqual([...people.council, ...news].sort());
    for (const member of [...news, people.council[4]!, people.council[5]!])
      await house.must(member, 'castVote', dossier, pass);
    expect(await ruleOf(people.council[0]!, 'castVote', dossier, pass)).toBe('excludedDuty');
    const lines = [{ line: 'labour', amountVnd: '30000000' }];
    await house.must(people.secretary, 'recommend', dossier, { lines, months: 12, completionNeeded: false });
    // the team reads neither who came nor why
    const founder = await house.as(
      (
        await house.db.query<{
          id: string;
        }>`select facts->'team'->>0 as id from state where dossier = ${dossier} and subject = 'application'`
      )[0]!.id,
    );
    const told = (await founder.get(`${base}/history`)).text;
    expect(told).toContain('Lập lại hội đồng');
    for (const secret of ['xung đột', 'Tô Ngọc Vân', 'Khai về']) expect(told).not.toContain(secret);
    expect((await officer.get(`${base}/history`)).text).toContain('Bốn thành viên có xung đột lợi ích.');
  });

  it('loses nobody who voted, takes nobody with a conflict, and stands once enough have voted', async () => {
    const { people } = house;
    const { dossier, base } = await house.beforeCouncil();
    const [first, second, third, ...rest] = people.council as [string, string, string, ...string[]];
    await house.must(first, 'castVote', dossier, pass);
    await house.declares(dossier, second, 'Là anh của trưởng nhóm.');
    const reason = hash('r');
    const late = await appointed('Lê Phổ', 'councilMember');
    const later = await appointed('Mai Trung Thứ', 'councilMember');
    const others = [third, ...rest];
    const asked = (council: string[], chair = third) => ({ council, chair, reason });
    expect(await ruleOf(people.officer, 'recomposeCouncil', dossier, asked([late, later, ...others]))).toBe(
      'votedAlready',
    );
    expect(await ruleOf(people.officer, 'recomposeCouncil', dossier, asked([first, second, ...others]))).toBe(
      'conflicted',
    );
    expect(await ruleOf(people.officer, 'recomposeCouncil', dossier, asked([first, third]))).toBe('councilSize');
    expect(await ruleOf(people.officer, 'recomposeCouncil', dossier, asked([first, late, ...others], second))).toBe(
      'chairMissing',
    );
    expect(await ruleOf(people.chair, 'recomposeCouncil', dossier, asked([first, late, ...others]))).toBe('role');

    const officer = await house.as(people.officer);
    const form = (await officer.get(`${base}/council`)).form('/council/recompose');
    for (const member of rest) await house.must(member, 'castVote', dossier, pass);
    const stale = await form.fill({ reason: 'Muộn.', chair: third }).submit({ expect: 409 });
    expect(stale.text).toContain('Hồ sơ đã thay đổi từ khi bạn mở trang này.');
    const all = asked([first, third, late, later, ...rest]);
    expect(await ruleOf(people.officer, 'recomposeCouncil', dossier, all)).toBe('quorumReached');
    expect((await officer.get(`${base}/council`)).hasForm('/council/recompose')).toBe(false);
    expect((await factsOf(dossier)).council).toContain(second);
  });

  it('does not shrink to be enough, and makes nobody its chair by a vote that was cast', async () => {
    const { people } = house;
    const { dossier, base } = await house.beforeCouncil();
    const [first, second, ...rest] = people.council as [string, string, ...string[]];
    const [ninth, eighth] = [
      await appointed('Lương Xuân Nhị', 'councilMember'),
      await appointed('Phan Kế An', 'chair'),
    ];
    const reason = hash('r');
    const nine = { council: [...people.council, eighth, ninth], chair: first, viceChair: second, reason };
    await house.must(people.officer, 'recomposeCouncil', dossier, nine);
    for (const member of rest) await house.must(member, 'castVote', dossier, pass);
    // five of nine have voted: six would do, or five of seven
    const seven = { council: [...rest, first, second], chair: first, reason };
    expect(await ruleOf(people.officer, 'recomposeCouncil', dossier, seven)).toBe('councilSize');
    // nor by letting somebody preside who has voted as a member
    const presiding = { ...nine, chair: rest[0]!, viceChair: second };
    expect(await ruleOf(people.officer, 'recomposeCouncil', dossier, presiding)).toBe('chairHasVoted');
    await house.must(people.officer, 'recomposeCouncil', dossier, { ...nine, chair: eighth, viceChair: first });
    // two who compose at once: the later sees what the earlier did
    const [officer, secretary] = [await house.as(people.officer), await house.as(people.secretary)];
    const forms = [officer, secretary].map(async (one) =>
      (await one.get(`${base}/council`)).form('/council/recompose'),
    );
    const [mine, theirs] = await Promise.all(forms);
    await theirs!.fill({ reason: 'Bầu lại chủ tịch.', chair: first, viceChair: eighth }).submit();
    const late = await mine!.fill({ reason: 'Thay người.' }).submit({ expect: 409 });
    expect(late.text).toContain('Lập lại hội đồng');
    expect(late.form('/council/recompose').value('reason')).toEqual(['Thay người.']);
  });

  it('keeps whoever voted and noticed a conflict afterwards, says so, and is not blocked by it', async () => {
    const { people } = house;
    const { dossier, base } = await house.beforeCouncil();
    const [first, second, third, ...rest] = people.council as [string, string, string, ...string[]];
    await house.must(third, 'castVote', dossier, pass);
    const member = await house.as(third);
    expect((await member.get(base)).text).toContain('Tôi có xung đột lợi ích với hồ sơ này');
    const read = await (await member.get(`${base}/interests`))
      .form('/interests')
      .fill({ which: 'Mới biết: cháu tôi làm ở nhóm.' })
      .submit();
    const said = await read.form('/interests').submit();
    expect(said.text).toContain('Phiếu của bạn đã được ghi và không rút lại được');
    for (const person of [first, second]) await house.declares(dossier, person, 'Góp vốn.');
    const news = [await appointed('Văn Cao', 'councilMember'), await appointed('Phạm Duy', 'councilMember')];
    const council = [third, ...rest, ...news];
    await house.must(people.officer, 'recomposeCouncil', dossier, { council, chair: news[0]!, reason: hash('r') });
    for (const one of [...news, rest[0]!, rest[1]!]) await house.must(one, 'castVote', dossier, pass);
    const lines = [{ line: 'labour', amountVnd: '30000000' }];
    await house.must(people.secretary, 'recommend', dossier, { lines, months: 12, completionNeeded: false });
  });

  it('shows its running count to nobody who could still compose or persuade', async () => {
    const { people } = house;
    const { dossier, base } = await house.beforeCouncil();
    for (const index of [0, 1]) await house.must(people.council[index]!, 'castVote', dossier, pass);
    for (const person of [people.council[0]!, people.officer, people.secretary])
      expect((await (await house.as(person)).get(`${base}/council`)).text).not.toContain('2 trên 2, cần');
    // nor when all who can have voted and they are too few
    const other = await house.beforeCouncil({ declared: false });
    for (const index of [0, 1, 2]) await house.declares(other.dossier, people.council[index]!, 'Góp vốn.');
    for (const index of [3, 4, 5, 6]) await house.must(people.council[index]!, 'castVote', other.dossier, pass);
    for (const person of [people.council[3]!, people.officer, people.secretary, people.director])
      expect((await (await house.as(person)).get(`${other.base}/council`)).text).not.toContain('trên 4, cần');
  });
});

describe('somebody in office', () => {
  it('declares a conflict from the dossier’s page, and from then on signs, prepares and approves nothing there', async () => {
    const { people } = house;
    const { dossier, base } = await house.recommendedHere();
    const lines = [{ line: 'labour', amountVnd: '30000000' }];
    await house.must(people.director, 'award', dossier, { lines, year: house.year });
    const finance = await house.as(people.financeOfficer);
    const waits = async (person: string) =>
      (await workOf(house.db, person, 'vi', now())).filter(({ href }) => href.includes(dossier)).length;
    expect(await waits(people.financeOfficer)).toBe(1);
    const second = await appointed('Trịnh Kế Toán', 'financeOfficer');

    const page = await finance.get(base);
    expect(page.text).toContain('Tôi có xung đột lợi ích với hồ sơ này');
    const form = (await finance.get(`${base}/interests`)).form('/interests');
    const empty = await form.submit({ expect: 422 });
    expect(empty.errors).toEqual(['Hãy nêu rõ xung đột.']);
    const read = await empty.form('/interests').fill({ which: 'Vợ tôi góp vốn vào dự án.' }).submit();
    const said = await read.form('/interests').submit();
    expect(said.text).toContain('Vợ tôi góp vốn vào dự án.');
    expect((await finance.get(base)).text).toContain('Bạn đã khai có xung đột lợi ích: người khác làm các việc');
    expect(await waits(people.financeOfficer)).toBe(0);
    expect(await waits(second)).toBe(1);
    const plan = { year: house.year, source: 'nstp', amountVnd: '30000000' };
    expect(await ruleOf(people.financeOfficer, 'planBudget', dossier, plan)).toBe('excludedDuty');
    await house.must(second, 'planBudget', dossier, plan);

    // nor does a delegate in their place
    await house.declares(dossier, people.director, 'Là cổ đông.');
    const deputy = await appointed('Phó Giám Đốc', 'councilMember');
    await house.must(people.director, 'delegate', people.director, {
      ...{ to: deputy, roles: ['director'], from: today(), until: today(), decisionNumber: '9/GUQ-SKHCN' },
    });
    const sign = { agreementNumber: 'HĐ-7', endsOn: `${house.year}-12-31`, document: hash('a') };
    const behalf = { agency: house.agency, person: deputy, onBehalfOf: people.director };
    const outcome = await house.recorder.act({ type: 'signAgreement', dossier, input: sign }, behalf, v7());
    expect(outcome.ok ? 'recorded' : outcome.refusal.rule).toBe('excludedDuty');
    await house.must(people.officer, 'signAgreement', dossier, sign);
    // the application is closed to them, and what they said is for those who find others
    expect((await finance.get(`${base}/application/read`)).path).toBe(`${base}/interests`);
    expect((await finance.get(`${base}/history`)).text).not.toContain('Vợ tôi góp vốn');
    expect((await (await house.as(people.officer)).get(`${base}/history`)).text).toContain('Vợ tôi góp vốn');
    // what a deputy has to do with the applicant is not the director's
    const own = await (await house.as(deputy)).get(`${base}/interests`);
    await (await own.form('/interests').fill({ which: 'Là bạn học.' }).submit()).form('/interests').submit();
    const told = (await (await house.as(people.auditor)).get(`${base}/history`)).text;
    expect(told).toContain('Là bạn học.');
    expect(told).not.toMatch(/Khai về xung đột lợi ích[^.]{0,40}thay mặt/);
    // who only reads and who founds are offered nothing to declare
    const auditor = await house.as(people.auditor);
    expect((await auditor.get(base)).text).not.toContain('Tôi có xung đột lợi ích');
    expect((await auditor.get(`${base}/interests`, { expect: 'any' })).status).toBe(403);
  });

  it('declares once, before judging, and takes nothing back', async () => {
    const { people } = house;
    const { dossier } = await house.underReview();
    const none = { conflict: null };
    const [reviewer] = people.reviewers as [string];
    const sheet = { sheet: '0'.repeat(64), verdict: 'pass' };
    expect(await ruleOf(reviewer, 'submitReview', dossier, sheet)).toBe('interestNotDeclared');
    expect(await ruleOf(reviewer, 'declareInterest', dossier, none)).toBe('recorded');
    expect(await ruleOf(reviewer, 'declareInterest', dossier, none)).toBe('declaredAlready');
    await house.declares(dossier, reviewer, 'Mới nhận ra: cùng đơn vị.');
    expect(await ruleOf(reviewer, 'declareInterest', dossier, none)).toBe('declaredAlready');
    expect(await ruleOf(reviewer, 'submitReview', dossier, sheet)).toBe('excludedDuty');
    expect(
      await ruleOf(people.officer, 'replaceReviewer', dossier, {
        out: people.reviewers[1]!,
        in: reviewer,
        reason: hash('r'),
      }),
    ).toBe('conflicted');
  });
});

describe('a reviewer more', () => {
  it('is asked beside the others, also when all reviews are in, and is waited for before the council', async () => {
    const { people } = house;
    const { dossier, base } = await house.underReview();
    for (const reviewer of people.reviewers)
      await house.must(reviewer, 'submitReview', dossier, { sheet: '0'.repeat(64), verdict: 'pass' });
    const fourth = await appointed('Đoàn Phú Tứ', 'reviewer');
    const officer = await house.as(people.officer);
    const form = (await officer.get(`${base}/reviewers`)).form('/reviewers');
    const page = await form.fill({ out: 'nobody', in: fourth, reason: '' }).submit({ expect: 422 });
    expect(page.errors).toEqual(['Hãy nêu lý do.']);
    const twice = { do: 'replace', key: v7(), out: 'nobody', in: people.reviewers[0]!, reason: 'Hai phiếu trái nhau.' };
    const refused = await officer.post(`${base}/reviewers`, twice, { expect: 422 });
    expect(refused.errors).toEqual(['Hãy chọn chuyên gia chưa được phân công.']);
    const done = await page.form('/reviewers').fill({ reason: 'Hai phiếu trái nhau.' }).submit();
    expect(done.text).toContain('Đoàn Phú Tứ');
    expect((await factsOf(dossier)).reviewers).toHaveLength(4);
    expect(await toldOf(dossier, 'Hồ sơ cần đánh giá')).toEqual([...people.reviewers, fourth].sort());
    const refer = { council: people.council, chair: people.council[0]! };
    expect(await ruleOf(people.secretary, 'referToCouncil', dossier, refer)).toBe('notYet');
    await house.must(fourth, 'submitReview', dossier, { sheet: '1'.repeat(64), verdict: 'fail' });
    await house.must(people.secretary, 'referToCouncil', dossier, refer);
  });
});

describe('an auditor', () => {
  it('holds no other office and is delegated none', async () => {
    const { people } = house;
    expect(await ruleOf(people.administrator, 'appoint', people.auditor, { roles: ['officer'] })).toBe('auditorAlone');
    expect(await ruleOf(people.administrator, 'appoint', people.officer, { roles: ['auditor'] })).toBe('auditorAlone');
    expect(await ruleOf(people.administrator, 'appoint', v7(), { roles: ['auditor', 'chief' as never] })).toBe('input');
    expect(await ruleOf(people.administrator, 'appoint', v7(), { roles: ['auditor', 'officer'] })).toBe('auditorAlone');
    const given = { to: people.auditor, roles: ['director'], from: today(), until: today(), decisionNumber: 'UQ' };
    expect(await ruleOf(people.director, 'delegate', people.director, given)).toBe('auditorAlone');
    // who was delegated an office and becomes an auditor acts in it no longer
    const turned = await appointed('Người Chuyển', 'councilMember');
    await house.must(people.director, 'delegate', people.director, { ...given, to: turned });
    await house.must(people.administrator, 'relieve', turned, { roles: ['councilMember'] });
    await house.must(people.administrator, 'appoint', turned, { roles: ['auditor'] });
    const { dossier } = await house.recommendedHere();
    const behalf = { agency: house.agency, person: turned, onBehalfOf: people.director };
    const outcome = await house.recorder.act({ type: 'reject', dossier, input: { reason: hash('r') } }, behalf, v7());
    expect(outcome.ok ? 'recorded' : outcome.refusal.rule).toBe('role');
    const client = await house.as(turned);
    expect((await client.get(`/agencies/tphcm/dossiers/${dossier}`)).hasForm('/reject')).toBe(false);
  });
});
