// Who reads what of a dossier: names of those who judge, reasons of what was decided, money, and what an auditor follows.
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import { dossierWords } from '../../templates/words/dossier.ts';
import { nameOf } from '../../templates/words/names.ts';
import { expectClean } from '../support/audit.ts';
import { hash } from '../support/stage.ts';
import { type House, openHouse } from './reviews-house.ts';

type Made = Awaited<ReturnType<House['submitted']>>;

const said = (event: string) => nameOf('events', event, 'vi');
/** Of those who judge, in the house's dossiers. */
const reviewerNames = ['Trương Đình Lộc', 'Đặng Thùy Linh', 'Hồ Sỹ Nam'];
const councilNames = ['Hoàng Gia Phúc', 'Lý Thị Mai', 'Phan Anh Tuấn', 'Vũ Ngọc Diệp', 'Dương Văn Thịnh'];

let house: House;
/** A project with a request for money. */
let project: Made & { request: string };

/** A reason in somebody's words, as the pages keep it. */
const because = (dossier: string, text: string) =>
  keepContent(
    { db: house.db, now: () => new Date().toISOString() },
    { agency: house.agency, dossier, kind: 'reason', body: { text }, person: house.people.officer },
  );

const read = async (person: string, path: string) => (await (await house.as(person)).get(path)).text;
const source = async (person: string, path: string) => (await (await house.as(person)).get(path)).html;

beforeAll(async () => {
  house = await openHouse();
  const { people } = house;
  const made = await house.recommendedHere();
  const lines = [
    { line: 'labour', amountVnd: '30000000' },
    { line: 'services', amountVnd: '50000000' },
  ];
  const { year } = house;
  await house.must(people.director, 'award', made.dossier, { lines, year });
  const plan = { year, source: 'nstp', amountVnd: '80000000' };
  await house.must(people.financeOfficer, 'planBudget', made.dossier, plan);
  const agreement = { agreementNumber: 'HĐ-7', endsOn: `${year}-12-31`, document: hash('agreement') };
  await house.must(people.officer, 'signAgreement', made.dossier, agreement);
  const items = [{ line: 'services', amountVnd: '8000000' }];
  const request = await house.disbursement(made.dossier, made.founder, items, 'requested');
  project = { ...made, request };
});
afterAll(async () => {
  await expectClean(house);
  await house.drop();
});

describe('what was done since a page was opened', () => {
  it('names to the founder nobody who reviewed or voted', async () => {
    const founder = await house.as(project.founder);
    const fields = { key: v7(), revision: '1' };
    const page = await founder.post(`${project.base}/requests/${project.request}/cancel`, fields, { expect: 409 });
    expect(page.text).toContain(said('application.awarded'));
    for (const name of [...reviewerNames, ...councilNames]) expect(page.text).not.toContain(name);
    expect(page.text).not.toContain(said('application.voteCast'));
    const officer = await house.as(house.people.officer);
    const reasoned = { ...fields, 'reason-cancel': 'Nhóm không trả lời.' };
    const staffs = await officer.post(`${project.base}/requests/${project.request}/cancel`, reasoned, { expect: 409 });
    expect(staffs.text).toContain(said('application.voteCast'));
  });

  it('names to a reviewer no other reviewer, and to a member of the council no other ballot', async () => {
    const { people } = house;
    const { dossier, base } = await house.beforeCouncil();
    const reviewer = await house.as(people.reviewers[0]!);
    const stale = { key: v7(), revision: '1' };
    let page = await reviewer.post(`${base}/review`, { ...stale, do: 'submit' }, { expect: 409 });
    expect(page.text).toContain(said('application.foundEligible'));
    for (const name of reviewerNames.slice(1)) expect(page.text).not.toContain(name);
    expect(page.text).not.toContain(said('application.reviewSubmitted'));

    const ballots = { labour: 'pass', services: 'pass' };
    for (const member of people.council.slice(1, 4)) await house.must(member, 'castVote', dossier, { ballots });
    const member = await house.as(people.council[4]!);
    const vote = { 'ballot.labour': 'pass', 'ballot.services': 'pass' };
    page = await member.post(`${base}/council/vote`, { ...stale, key: v7(), ...vote }, { expect: 409 });
    expect(page.text).toContain(said('application.foundEligible'));
    expect(page.text).not.toContain(said('application.voteCast'));
    expect(page.text).not.toContain(said('application.reviewSubmitted'));
  });
});

describe('a reason', () => {
  it('of the council is for who decides; that of the rejection is the team’s too', async () => {
    const { people } = house;
    const { dossier, base, founder } = await house.beforeCouncil();
    const ballots = { labour: 'fail', services: 'fail' };
    for (const member of people.council.slice(0, 6)) await house.must(member, 'castVote', dossier, { ballots });
    const councils = 'Hội đồng chưa thấy thị trường.';
    const directors = 'Không đạt điều kiện hỗ trợ.';
    await house.must(people.secretary, 'notRecommend', dossier, { reason: await because(dossier, councils) });
    await house.must(people.director, 'reject', dossier, { reason: await because(dossier, directors) });
    for (const path of [base, `${base}/history`])
      for (const person of [founder, people.reviewers[0]!, people.council[2]!])
        expect(await read(person, path)).not.toContain(councils);
    for (const person of [people.officer, people.director, people.auditor]) {
      expect(await read(person, `${base}/history`)).toContain(councils);
      expect(await read(person, `${base}/history`)).toContain(directors);
    }
    expect(await read(founder, `${base}/history`)).toContain(directors);
    // what happened is no secret to who judged it; why, is between the agency and the team
    expect(await read(people.reviewers[0]!, `${base}/history`)).toContain(said('application.rejected'));
    expect(await read(people.reviewers[0]!, `${base}/history`)).not.toContain(directors);
  });

  it('of a return is the team’s, that of a reviewer replaced the agency’s alone', async () => {
    const { people } = house;
    const { dossier, base, founder } = await house.submitted();
    const [first, second, third] = people.reviewers as [string, string, string];
    const returned = 'Thiếu lý lịch khoa học.';
    const replaced = 'Là anh em với trưởng nhóm.';
    await house.must(people.officer, 'returnForCompletion', dossier, { reason: await because(dossier, returned) });
    await house.must(founder, 'resubmitApplication', dossier, { content: hash('more') });
    await house.must(people.officer, 'findEligible', dossier);
    await house.must(people.officer, 'assignReviewers', dossier, { reviewers: [first, second] });
    const change = { out: second, in: third, reason: await because(dossier, replaced) };
    await house.must(people.officer, 'replaceReviewer', dossier, change);
    expect(await read(people.officer, `${base}/history`)).toContain(replaced);
    const founders = await read(founder, `${base}/history`);
    expect(founders).toContain(returned);
    expect(founders).not.toContain(replaced);
    const reviewers = await read(first, `${base}/history`);
    expect(reviewers).not.toContain(returned);
    expect(reviewers).not.toContain(replaced);
  });

  it('of a refused request is the team’s', async () => {
    const { people } = house;
    const { dossier, founder, base } = project;
    const refused = 'Hóa đơn không thuộc dự án.';
    const items = [{ line: 'labour', amountVnd: '1000000' }];
    const id = await house.disbursement(dossier, founder, items, 'requested');
    await house.must(people.officer, 'refuseDisbursement', dossier, { id, reason: await because(dossier, refused) });
    for (const path of [`${base}/history`, `${base}/requests/${id}`])
      for (const person of [founder, people.officer]) expect(await read(person, path)).toContain(refused);
    expect(await read(people.reviewers[0]!, `${base}/history`)).not.toContain(refused);
  });
});

describe('a project', () => {
  it('is not shown to who only judged its application: no money, papers, requests, nor what happened to it', async () => {
    const { people } = house;
    for (const judge of [people.reviewers[0]!, people.council[2]!])
      for (const path of [project.base, `${project.base}/history`]) {
        const page = await source(judge, path);
        expect(page).toContain(said('application.awarded'));
        for (const event of ['project.agreementSigned', 'project.budgetPlanned', 'disbursement.requested'])
          expect(page).not.toContain(said(event));
        expect(page).not.toMatch(/\/(requests|recoveries|papers|agreement|budget)\b/);
        expect(page).not.toMatch(/\d\.000(\s|&nbsp;)?₫|HĐ-7|id="(money|caps)"/);
      }
    for (const person of [project.founder, people.officer, people.auditor]) {
      const page = await source(person, project.base);
      expect(page).toContain('id="money"');
      expect(page).toContain('id="caps"');
      expect(page).toMatch(/\/papers\//);
      expect(page).toContain('HĐ-7');
      expect(await read(person, `${project.base}/history`)).toContain(said('disbursement.requested'));
    }
  });

  it('confirms to nobody what they may not see to have happened', async () => {
    const done = (event: string) => dossierWords.vi.done(said(event));
    const at = (event: string) => `${project.base}?done=${event}`;
    expect(await read(project.founder, at('application.voteCast'))).not.toContain(done('application.voteCast'));
    expect(await read(project.founder, at('application.awarded'))).toContain(done('application.awarded'));
    expect(await read(house.people.secretary, at('application.voteCast'))).toContain(done('application.voteCast'));
    const judge = house.people.reviewers[0]!;
    expect(await read(judge, at('disbursement.requested'))).not.toContain(done('disbursement.requested'));
  });
});

describe('an auditor', () => {
  it('reads who holds which office, and finds the way there, but changes nothing', async () => {
    const auditor = await house.as(house.people.auditor);
    const path = `/agencies/${house.agency}/people`;
    expect((await auditor.get('/work')).html).toContain(`href="${path}"`);
    const page = await auditor.get(path);
    expect(page.text).toContain('Lê Hoàng Anh');
    expect(page.html).not.toContain(`method="post" action="${path}`);
    expect(page.html).not.toContain(`href="${path}/`);
    await auditor.get(`${path}/${house.people.officer}`, { expect: 403 });
    const fields = { key: v7(), name: 'Ai Đó', email: 'ai.do@example.vn', roles: 'officer' };
    await auditor.post(path, fields, { expect: 403 });
    expect(await source(house.people.administrator, path)).toContain(`method="post" action="${path}"`);
    await (await house.as(house.people.officer)).get(path, { expect: 403 });
  });

  it('reads who reviews and what they declared, and finds the way there, but assigns nobody', async () => {
    const { people } = house;
    const auditor = await house.as(people.auditor);
    const { dossier, base, founder } = await house.submitted();
    await house.must(people.officer, 'findEligible', dossier);
    expect((await auditor.get(`${base}/reviewers`)).html).not.toContain(`action="${base}`);
    await house.must(people.officer, 'assignReviewers', dossier, { reviewers: people.reviewers.slice(0, 2) });
    const links = (await auditor.get(base)).html;
    expect(links).toContain(`href="${base}/screening"`);
    expect(links).toContain(`href="${base}/reviewers"`);
    expect(links).not.toContain(`href="${base}/council"`);
    const page = await auditor.get(`${base}/reviewers`);
    expect(page.text).toContain(reviewerNames[0]);
    expect(page.html).not.toContain(`action="${base}`);
    expect(await source(people.officer, `${base}/reviewers`)).toContain(`action="${base}/reviewers"`);
    const fields = { key: v7(), do: 'assign', reviewers: people.reviewers[0]! };
    await auditor.post(`${base}/reviewers`, fields, { expect: 403 });
    expect(await source(founder, base)).not.toContain(`href="${base}/reviewers"`);
  });
});
