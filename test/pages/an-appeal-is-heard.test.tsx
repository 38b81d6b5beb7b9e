// A team appeals against a decision of its dossier: the director takes the appeal on and decides it, and what was decided is taken
// back by the same act, or stands. Through the pages, on a clock that is put forward for what comes late.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import { mailWorker } from '../../src/mail/index.ts';
import type { Client, Page } from '../../src/scenario/client.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { expectClean } from '../support/audit.ts';
import { hash } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';
import { pdf, sha256 } from './filesSupport.ts';

let house: House;
let director: Client;
beforeAll(async () => {
  house = await openHouse();
  director = await house.browser(house.stage.people.director, 'Nguyễn Hữu Đức');
});
afterAll(async () => {
  await expectClean(house.stage);
  expect(house.faults).toEqual([]);
  await house.close();
});

const kept = (dossier: string, text: string, person: string) =>
  keepContent(
    { db: house.stage.db, now: house.now },
    { agency: house.stage.agency, dossier, kind: 'reason', body: { text }, person },
  );

/** A team with an application that was handed in. */
async function submitted() {
  const { stage } = house;
  const founder = v7();
  const team = await house.browser(founder, 'Nguyễn Thị Minh Châu');
  const party = await stage.party(founder);
  const dossier = v7();
  await stage.must(founder, 'startApplication', dossier, { call: stage.call, party });
  await stage.must(founder, 'submitApplication', dossier, { content: hash('content') });
  return { dossier, founder, party, team, base: `/agencies/${stage.agency}/dossiers/${dossier}` };
}

async function ineligible() {
  const made = await submitted();
  const { officer } = house.stage.people;
  const reason = await kept(made.dossier, 'Thiếu giấy xác nhận của trường.', officer);
  await house.stage.must(officer, 'findIneligible', made.dossier, { reason });
  return made;
}

/** Lodges an appeal from the dossier's page, by its link. */
async function lodge(team: Client, base: string, title: string): Promise<Page> {
  const page = await team.get(base);
  const link = page.links.find(({ text }) => text.startsWith('Khiếu nại quyết định này') && text.includes(title));
  expect(link, page.text).toBeDefined();
  await team.get(link!.href);
  return team
    .page!.form('/appeals/new')
    .fill({ why: 'Giấy đó nằm ở phụ lục 2 của hồ sơ.', asks: 'Xem lại kết luận.' })
    .submit();
}

const pathOf = (page: Page) => page.path.replace(/\?.*/, '');

async function answer(page: Page, values: Record<string, string>, expected = 200): Promise<Page> {
  await director.get(pathOf(page));
  return director.page!.form('/answer').fill(values).submit({ expect: expected });
}
const takeOn = (page: Page, action = 'accept') => answer(page, { action });
const conclude = (page: Page, action: 'uphold' | 'dismiss', expected = 200) =>
  answer(page, { action, decisionNumber: '12/QĐ-GQKN', reason: 'Đã đối chiếu hồ sơ.' }, expected);

const stateOf = async (dossier: string, subject: string) =>
  (
    await house.stage.db.query<{ value: unknown }>`
      select value from state where dossier = ${dossier} and subject = ${subject}`
  )[0]?.value;

async function lettersTo(person: string): Promise<{ subject: string; body: string }[]> {
  const worker = mailWorker({
    ...{ db: house.stage.db, now: house.now, origin: 'http://vuon-uom.test', smtpUrl: undefined, from: '' },
    report: (fault) => house.faults.push(fault),
  });
  await worker.turn();
  worker.close();
  return await house.stage.db.query<{ subject: string; body: string }>`
    select l.subject, l.body from letter l join person p on p.email = l.address where p.id = ${person}::uuid order by l.id`;
}

describe('an appeal that was lodged', () => {
  it('is acknowledged to who lodged it, by letter and among their notifications, and its page says at which time', async () => {
    const { base, founder, team } = await ineligible();
    const page = await lodge(team, base, 'Kết luận hồ sơ không hợp lệ');
    const subjects = (await lettersTo(founder)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.includes('Đã nhận khiếu nại'))).toHaveLength(1);
    expect((await team.get('/notifications')).text).toContain('Đã nhận khiếu nại');
    expect((await team.get(pathOf(page))).all('#grounds + p').join()).toMatch(/, \d\d\/\d\d\/\d{4},? \d\d:\d\d/);
  });
});

describe('an appeal that is being written', () => {
  it('is of what its page showed: what happened since is shown first, and nothing that was typed is lost', async () => {
    const { team, base, dossier } = await ineligible();
    const page = await team.get(base);
    const link = page.links.find(({ text }) => text.startsWith('Khiếu nại quyết định này'))!;
    const said = { why: 'Giấy đó nằm ở phụ lục 2.', asks: 'Xem lại kết luận.' };
    const form = (await team.get(link.href)).form('/appeals/new').fill(said);
    const { officer } = house.stage.people;
    await house.stage.must(officer, 'declareInterest', dossier, { conflict: null });
    const again = await form.submit({ expect: 409 });
    expect(again.form('/appeals/new').value('why')).toEqual([said.why]);
    expect(await stateOf(dossier, 'application')).toBe('ineligible');
    expect((await again.form('/appeals/new').submit()).text).toContain('Đang chờ giám đốc');
  });
});

describe('an application that was found ineligible', () => {
  it('is appealed from the page that shows the decision, its day and its reason, with evidence', async () => {
    const { team, base, dossier, founder } = await ineligible();
    const page = await team.get(base);
    expect(page.text).toContain('Kết luận hồ sơ không hợp lệ, ngày');
    expect(page.text).toContain('Thiếu giấy xác nhận của trường.');
    expect(page.text).toMatch(/Thời hiệu đến hết ngày \d\d\/\d\d\/\d{4} \(Điều 9, 02\/2011\/QH13\)/);
    const link = page.links.find(({ text }) => text.startsWith('Khiếu nại quyết định này'))!;
    await team.get(link.href);
    // nothing that was typed is lost
    const wrong = await team.page!.form('/appeals/new').fill({ why: 'Giấy đó ở phụ lục 2.' }).submit({ expect: 422 });
    expect(wrong.errors.join()).toContain('yêu cầu giải quyết');
    expect(wrong.form('/appeals/new').value('why')).toEqual(['Giấy đó ở phụ lục 2.']);
    const form = wrong.form('/appeals/new').fill({ asks: 'Kiểm tra lại hồ sơ.' });
    const lodged = await form
      .attach('files', 'phu-luc-2.txt', new TextEncoder().encode('xác nhận'), 'text/plain')
      .submit();
    expect(lodged.text).toContain('Đang chờ giám đốc');
    expect(lodged.text).toMatch(/Hạn: \d\d\/\d\d\/\d{4} \(thụ lý khiếu nại, Điều 27, 02\/2011\/QH13\)/);
    expect(lodged.text).toContain('phu-luc-2.txt');
    // one at a time: the decision is not offered again, and the appeal stands in its place
    const after = await team.get(base);
    expect(after.links.some(({ text }) => text.startsWith('Khiếu nại quyết định này'))).toBe(false);
    expect(after.links.some(({ href }) => href === pathOf(lodged))).toBe(true);
    // what was written is no part of history
    const [said] = await house.stage.db.query<{ n: number }>`
      select count(*)::int as n from history where dossier = ${dossier} and payload like '%phụ lục%'`;
    expect(said!.n).toBe(0);

    const { stage } = house;
    const officer = await house.browser(stage.people.officer, 'Lê Hoàng Anh');
    const auditor = await house.browser(stage.people.auditor, 'Bùi Minh Soát');
    const reviewer = await house.browser(stage.people.reviewers[0]!, 'Trương Đình Lộc');
    const stranger = await house.browser(v7(), 'Người Lạ');
    const other = (await submitted()).team;
    const file = lodged.links.find(({ text }) => text === 'phu-luc-2.txt')!.href;
    for (const [who, read] of [
      ...([
        [officer, 403],
        [reviewer, 404],
        [stranger, 404],
        [other, 404],
      ] as const),
    ]) {
      await who.get(pathOf(lodged), { expect: read });
      await who.get(file, { expect: 404 });
      await who.get(link.href, { expect: read });
      await who.post(`${base}/appeals/new`, { key: v7(), why: 'x', asks: 'y', decision: '3' }, { expect: read });
      await who.post(`${pathOf(lodged)}/answer`, { key: v7(), action: 'accept' }, { expect: read });
      await who.post(`${pathOf(lodged)}/withdraw`, { key: v7() }, { expect: read });
    }
    expect((await auditor.get(pathOf(lodged))).text).toContain('Giấy đó ở phụ lục 2.');
    await auditor.post(`${pathOf(lodged)}/answer`, { key: v7(), action: 'accept' }, { expect: 403 });
    await team.post(`${pathOf(lodged)}/answer`, { key: v7(), action: 'accept' }, { expect: 403 });
    await director.post(`${base}/appeals/new`, { key: v7(), why: 'x', asks: 'y', decision: '3' }, { expect: 403 });

    // it waits for the director, on the list of work, with its last day
    const work = await director.get('/work');
    expect(work.links.some(({ href }) => href === pathOf(lodged))).toBe(true);
    expect((await director.get(base)).text).toContain('Đến lượt bạn: xem và thụ lý khiếu nại');
    const taken = await takeOn(lodged, 'acceptComplex');
    expect(taken.text).toMatch(/Hạn: \d\d\/\d\d\/\d{4} \(giải quyết khiếu nại, Điều 28, 02\/2011\/QH13\)/);
    const [due] = await stage.db.query<{ days: number }>`
      select (due_on - (now() at time zone 'Asia/Ho_Chi_Minh')::date)::int as days from deadline
      where dossier = ${dossier} and what = 'appealDecision' and cleared_revision is null`;
    expect(due!.days).toBeGreaterThanOrEqual(45);
    expect(due!.days).toBeLessThan(60);
    expect(taken.text).toContain('Cán bộ đã kiểm tra trước đây không kiểm tra lại');
    const empty = await answer(lodged, { action: 'uphold' }, 422);
    expect(empty.errors.length).toBe(2);
    const upheld = await conclude(lodged, 'uphold');
    expect(upheld.text).toContain('12/QĐ-GQKN');
    expect(upheld.text).toContain('Hồ sơ quay lại bước kiểm tra');
    expect(await stateOf(dossier, 'application')).toBe('submitted');

    // whoever screened it before does not do so again, and is not asked to
    const again = await stage.try(stage.people.officer, 'findEligible', dossier);
    expect(again).toMatchObject({ refusal: { rule: 'excludedDuty', details: { earlier: 'screenedBefore' } } });
    expect((await officer.get('/work')).links.some(({ href }) => href.includes(dossier))).toBe(false);
    expect((await officer.get(base)).links.some(({ href }) => href === `${base}/screening`)).toBe(false);
    const second = v7();
    await stage.must(stage.people.administrator, 'appoint', second, { roles: ['officer'] });
    const fresh = await house.browser(second, 'Trần Văn Mới');
    expect((await fresh.get('/work')).links.some(({ href }) => href === `${base}/screening`)).toBe(true);
    await stage.must(second, 'findEligible', dossier);
    expect(await stateOf(dossier, 'application')).toBe('eligible');

    const told = await lettersTo(founder);
    const letter = told.find(({ subject }) => subject.startsWith('Khiếu nại được chấp nhận'))!;
    expect(letter.body).toContain('Người thực hiện bước tiếp theo: cán bộ chương trình');
    expect(letter.body).toContain(pathOf(lodged));
    expect(told.map(({ subject }) => subject).join()).toContain('Đã nhận khiếu nại');
    const asked = await lettersTo(stage.people.director);
    expect(asked.find(({ subject }) => subject.startsWith('Khiếu nại chờ thụ lý'))!.body).toContain(
      'thực hiện bước tiếp theo: bạn',
    );
    expect((await lettersTo(stage.people.officer)).map(({ subject }) => subject).join()).not.toContain(
      'cần kiểm tra lại',
    );
  });

  it('is not taken on for a reason, and may be appealed again; withdrawn, the decision stands', async () => {
    const { team, base, dossier } = await ineligible();
    const first = await lodge(team, base, 'Kết luận hồ sơ không hợp lệ');
    const missing = await answer(first, { action: 'decline' }, 422);
    expect(missing.errors.join()).toContain('lý do');
    await answer(first, { action: 'decline', reason: 'Đơn không nêu căn cứ.' });
    expect((await team.get(pathOf(first))).text).toContain('Đơn không nêu căn cứ.');
    const second = await lodge(team, base, 'Kết luận hồ sơ không hợp lệ');
    const page = await team.page!.form('/withdraw').submit();
    expect(page.text).toContain('Bạn đã rút khiếu nại');
    expect(await stateOf(dossier, 'application')).toBe('ineligible');
    expect(await stateOf(dossier, pathOf(second).split('/').slice(-2).join('/').replace('appeals', 'appeal'))).toBe(
      'withdrawn',
    );
  });

  it('does not go back to a call that is closed: the refusal says why and what can be done', async () => {
    const { stage } = house;
    const shared = stage.call;
    stage.call = await stage.openCall('50000000');
    const { team, base, dossier } = await ineligible();
    await stage.must(stage.people.director, 'closeCall', stage.call, { decisionNumber: 'QĐ-9', reason: hash('why') });
    stage.call = shared;
    const lodged = await lodge(team, base, 'Kết luận hồ sơ không hợp lệ');
    await takeOn(lodged);
    const refused = await conclude(lodged, 'uphold', 422);
    expect(refused.text).toContain('Đợt tiếp nhận đã đóng và kinh phí chưa dùng của đợt đã trả lại');
    expect(refused.text).toContain('nộp hồ sơ mới ở đợt tiếp theo');
    expect(refused.form('/answer').value('reason')).toEqual(['Đã đối chiếu hồ sơ.']);
    expect(await stateOf(dossier, 'application')).toBe('ineligible');
    await conclude(lodged, 'dismiss');
  });
});

describe('a rejection', () => {
  it('is appealed and stays, once and for all here', async () => {
    const { stage } = house;
    const founder = v7();
    const team = await house.browser(founder, 'Nguyễn Thị Minh Châu');
    const { dossier } = await stage.recommended({ founder });
    const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
    await stage.must(stage.people.director, 'reject', dossier, {
      reason: await kept(dossier, 'Kinh phí của đợt không đủ.', stage.people.director),
    });
    const lodged = await lodge(team, base, 'Từ chối hỗ trợ');
    await takeOn(lodged);
    const [accepted] = await stage.db.query<{ against: { revision: number; on: string } }>`
      select facts->'against' as against from state where dossier = ${dossier} and machine = 'appeal'`;
    await conclude(lodged, 'dismiss');
    expect(await stateOf(dossier, 'application')).toBe('rejected');
    const page = await team.get(base);
    expect(page.links.some(({ text }) => text.startsWith('Khiếu nại quyết định này'))).toBe(false);
    expect((await team.get(pathOf(lodged))).text).toContain('khiếu nại lần hai');
    const again = { id: v7(), against: accepted!.against as never, grounds: hash('again') };
    expect(await stage.try(founder, 'lodgeAppeal', dossier, again)).toMatchObject({
      refusal: { rule: 'appealDecided' },
    });
    expect((await lettersTo(founder)).map(({ subject }) => subject).join()).toContain('Khiếu nại không được chấp nhận');
  });

  it('that is taken back waits for the director again, and of a council that said no the council votes again', async () => {
    const { stage } = house;
    const founder = v7();
    const team = await house.browser(founder, 'Nguyễn Thị Minh Châu');
    const { dossier, lines } = await stage.recommended({ founder });
    const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
    await stage.must(stage.people.director, 'reject', dossier, { reason: hash('no') });
    const lodged = await lodge(team, base, 'Từ chối hỗ trợ');
    await takeOn(lodged);
    await conclude(lodged, 'uphold');
    expect(await stateOf(dossier, 'application')).toBe('recommended');
    await stage.must(stage.people.director, 'award', dossier, { lines, year: stage.year });

    const made = await stage.recommended({ founder: v7() });
    const turned = await submitted();
    const { people } = stage;
    await stage.must(people.officer, 'findEligible', turned.dossier);
    await stage.must(people.officer, 'assignReviewers', turned.dossier, { reviewers: people.reviewers });
    for (const reviewer of people.reviewers)
      await stage.must(reviewer, 'submitReview', turned.dossier, { sheet: hash('sheet'), verdict: 'fail' });
    const council = { council: people.council, chair: people.council[0]! };
    await stage.must(people.secretary, 'referToCouncil', turned.dossier, council);
    for (const member of people.council.slice(0, 5))
      await stage.must(member, 'castVote', turned.dossier, { ballots: { labour: 'fail' } });
    await stage.must(people.secretary, 'notRecommend', turned.dossier, { reason: hash('no') });
    const second = await lodge(turned.team, turned.base, 'Hội đồng không đề nghị hỗ trợ');
    await takeOn(second);
    await conclude(second, 'uphold');
    expect(await stateOf(turned.dossier, 'application')).toBe('beforeCouncil');
    const conclusion = { lines: made.lines, months: 6, completionNeeded: false };
    expect(await stage.try(people.secretary, 'recommend', turned.dossier, conclusion)).toMatchObject({
      refusal: { rule: 'quorum', actual: '0' },
    });
    for (const member of people.council.slice(0, 5))
      await stage.must(member, 'castVote', turned.dossier, { ballots: { labour: 'pass' } });
    await stage.must(people.secretary, 'recommend', turned.dossier, conclusion);
    expect((await lettersTo(people.council[0]!)).length).toBe(0); // nobody gave them an address
  });
});

describe('a project', () => {
  it('that was terminated or suspended goes on; a recovery is annulled while nothing was repaid', async () => {
    const { stage } = house;
    const { people } = stage;
    const founder = v7();
    const team = await house.browser(founder, 'Nguyễn Thị Minh Châu');
    const line = [{ line: 'prototype', amountVnd: '40000000' }];
    const { dossier } = await stage.project({ founder, lines: line });
    const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
    const request = [{ line: 'prototype', amountVnd: '8000000', costVnd: '16000000' }];
    const paid = await stage.disbursement(dossier, founder, request, 'paid');
    const decided = { decisionNumber: '3/QĐ', reason: hash('why') };
    await stage.must(people.director, 'suspend', dossier, decided);
    const paused = await lodge(team, base, 'Tạm dừng dự án');
    await takeOn(paused);
    await conclude(paused, 'uphold');
    expect(await stateOf(dossier, 'project')).toMatchObject({ funding: 'active' });

    await stage.must(people.director, 'terminate', dossier, decided);
    const ended = await lodge(team, base, 'Chấm dứt hợp đồng');
    await takeOn(ended);
    expect((await conclude(ended, 'uphold')).text).toContain('Dự án được tiếp tục');
    expect(await stateOf(dossier, 'project')).toMatchObject({ funding: 'active' });
    expect((await team.get(base)).text).toContain('Soạn đề nghị giải ngân');

    const recovery = v7();
    const items = [{ line: 'prototype', amountVnd: '2000000', costVnd: '4000000' }];
    await stage.must(people.officer, 'proposeRecovery', dossier, {
      ...{ id: recovery, disbursement: paid, items, reason: hash('misuse') },
    });
    await stage.must(people.director, 'decideRecovery', dossier, { id: recovery, repayBy: `${stage.year + 1}-12-31` });
    const owed = await lodge(team, base, 'Quyết định thu hồi');
    await takeOn(owed);
    await conclude(owed, 'uphold');
    expect(await stateOf(dossier, `recovery/${recovery}`)).toBe('annulled');
    expect(await stage.vessels(dossier)).toEqual({ awarded: 32_000_000n, settled: 8_000_000n });
    expect((await team.get(`${base}/recoveries/${recovery}`)).text).toContain(
      'Quyết định thu hồi đã hủy theo khiếu nại',
    );
    expect((await team.get(base)).text).not.toContain('Hoàn trả 2.000.000');

    // nothing is paid by itself
    const refused = await stage.disbursement(dossier, founder, request, 'requested');
    await stage.must(people.officer, 'refuseDisbursement', dossier, { id: refused, reason: hash('no') });
    const asked = await lodge(team, base, 'Từ chối đề nghị giải ngân');
    await takeOn(asked);
    expect((await conclude(asked, 'uphold')).text).toContain('Nhóm gửi lại đề nghị giải ngân');
    expect(await stateOf(dossier, `disbursement/${refused}`)).toBe('refused');
    const bodies = (await lettersTo(founder)).filter(({ subject }) => subject.startsWith('Khiếu nại được chấp nhận'));
    expect(bodies.some(({ body }) => body.includes('Người thực hiện bước tiếp theo: bạn'))).toBe(true);
  });

  it('goes on where it stood when it was terminated: suspended, where that was not lifted', async () => {
    const { stage } = house;
    const { people } = stage;
    const founder = v7();
    const team = await house.browser(founder, 'Nguyễn Thị Minh Châu');
    const { dossier } = await stage.project({ founder });
    const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
    await stage.must(people.director, 'suspend', dossier, { decisionNumber: '5/QĐ', reason: hash('paused') });
    await stage.must(people.director, 'terminate', dossier, { decisionNumber: '6/QĐ', reason: hash('ended') });
    const ended = await lodge(team, base, 'Chấm dứt hợp đồng');
    await takeOn(ended);
    await conclude(ended, 'uphold');
    expect(await stateOf(dossier, 'project')).toMatchObject({ funding: 'suspended' });
    const [letter] = (await lettersTo(founder)).filter(({ subject }) => subject.startsWith('Dự án không còn'));
    expect(letter!.body).not.toContain('bạn gửi lại');
    expect(letter!.body).toContain('Người thực hiện bước tiếp theo: giám đốc');
  });

  it('is appealed once against each suspension, which is the one that stands', async () => {
    const { stage } = house;
    const { people } = stage;
    const founder = v7();
    const team = await house.browser(founder, 'Nguyễn Thị Minh Châu');
    const { dossier } = await stage.project({ founder });
    const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
    const because = (text: string) => ({ decisionNumber: '7/QĐ', reason: hash(text) });
    await stage.must(people.director, 'suspend', dossier, because('first'));
    // a page that was opened of the first, and an appeal against it that is open
    const page = await team.get(base);
    const stale = page.links.find(({ text }) => text.startsWith('Khiếu nại quyết định này'))!.href;
    const first = await lodge(team, base, 'Tạm dừng dự án');
    await takeOn(first);
    await stage.must(people.director, 'resume', dossier, because('lifted'));
    await stage.must(people.director, 'suspend', dossier, because('second'));
    const second = await lodge(team, base, 'Tạm dừng dự án');
    await takeOn(second);
    await conclude(second, 'dismiss');

    // the first appeal takes nothing back of what was decided after it
    expect((await director.get(pathOf(first))).text).toContain('không còn hiệu lực');
    await conclude(first, 'uphold');
    expect(await stateOf(dossier, 'project')).toMatchObject({ funding: 'suspended' });

    await stage.must(people.director, 'resume', dossier, because('lifted again'));
    await stage.must(people.director, 'suspend', dossier, because('third'));
    const third = await lodge(team, base, 'Tạm dừng dự án');
    await takeOn(third);
    await conclude(third, 'dismiss');
    const revisions = await stage.db.query<{ revision: number }>`
      select revision from history where dossier = ${dossier} and event = 'project.suspended' order by revision`;
    expect(stale).toContain(`decision=${revisions[0]!.revision}`);
    const typed = { key: v7(), why: 'Vẫn không đúng.', asks: 'Xem lại.', decision: String(revisions[1]!.revision) };
    const refused = await team.post(`${base}/appeals/new`, typed, { expect: 422 });
    expect(refused.text).toContain('Vẫn không đúng.');
  });

  it('is not decided about by a delegate who took the contested decision', async () => {
    const { stage } = house;
    const { people } = stage;
    const { team, base, dossier } = await ineligible();
    const lodged = await lodge(team, base, 'Kết luận hồ sơ không hợp lệ');
    const day = house.now().slice(0, 10);
    await stage.must(people.director, 'delegate', people.director, {
      ...{ to: people.officer, roles: ['director'], decisionNumber: '8/GUQ' },
      ...{ from: `${Number(day.slice(0, 4)) - 1}-01-01`, until: `${Number(day.slice(0, 4)) + 1}-12-31` },
    });
    const input = { id: pathOf(lodged).split('/').at(-1)!, complex: false };
    const behalf = { agency: stage.agency, person: people.officer, onBehalfOf: people.director };
    const outcome = await stage.recorder.act({ type: 'acceptAppeal', dossier, input }, behalf, v7());
    expect(outcome).toMatchObject({ refusal: { rule: 'excludedDuty', details: { earlier: 'screened' } } });
    const officer = await house.browser(people.officer, 'Lê Hoàng Anh');
    expect((await officer.get(pathOf(lodged))).hasForm('/answer')).toBe(false);
    await takeOn(lodged);
    // an answer is bound to what its page showed
    const bare = { key: v7(), action: 'dismiss', decisionNumber: '9/QĐ', reason: 'Không có căn cứ.' };
    await director.post(`${pathOf(lodged)}/answer`, bare, { expect: 409 });
    await conclude(lodged, 'dismiss');
  });

  it('is not decided about by whoever declared a conflict of interest', async () => {
    const { stage } = house;
    const founder = v7();
    const team = await house.browser(founder, 'Nguyễn Thị Minh Châu');
    const { dossier } = await stage.project({ founder });
    const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
    await stage.must(stage.people.director, 'suspend', dossier, { decisionNumber: '4/QĐ', reason: hash('why') });
    const lodged = await lodge(team, base, 'Tạm dừng dự án');
    await stage.must(stage.people.director, 'declareInterest', dossier, { conflict: hash('kin') });
    const page = await director.get(pathOf(lodged));
    expect(page.hasForm('/answer')).toBe(false);
    const id = pathOf(lodged).split('/').at(-1)!;
    expect(await stage.try(stage.people.director, 'acceptAppeal', dossier, { id, complex: false })).toMatchObject({
      refusal: { rule: 'excludedDuty' },
    });
  });
});

describe('what is written and attached for an appeal', () => {
  /** An officer in whom the director has never put an office of theirs. */
  async function newOfficer(): Promise<Client> {
    const { stage } = house;
    const person = v7();
    await stage.must(stage.people.administrator, 'appoint', person, { roles: ['officer'] });
    return house.browser(person, 'Trần Văn Mới');
  }

  /** A project, what suspends it, and the form of an appeal against that. */
  async function suspended() {
    const { stage } = house;
    const { people } = stage;
    const founder = v7();
    const team = await house.browser(founder, 'Nguyễn Thị Minh Châu');
    const { dossier } = await stage.project({ founder, lines: [{ line: 'prototype', amountVnd: '40000000' }] });
    const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
    const officer = await newOfficer();
    const suspend = () =>
      stage.must(people.director, 'suspend', dossier, { decisionNumber: '3/QĐ', reason: hash('why') });
    const form = async () => {
      const page = await team.get(base);
      const link = page.links.find(({ text }) => text.startsWith('Khiếu nại quyết định này'))!;
      return (await team.get(link.href)).form('/appeals/new');
    };
    return { dossier, base, founder, team, officer, suspend, form };
  }
  const fileOf = async (dossier: string, name: string) =>
    (
      await house.stage.db.query<{ id: string }>`
        select id::text as id from attachment where dossier = ${dossier} and name = ${name} order by uploaded_at`
    ).map(({ id }) => id);
  const typed = { why: 'Tạm dừng không có căn cứ.', asks: 'Cho dự án tiếp tục.' };

  it('takes no evidence of a report or of a request out of the office’s sight', async () => {
    const { dossier, base, team, officer, suspend, form } = await suspended();
    const [noted, paid] = [pdf('biên bản'), pdf('hóa đơn')];
    const report = (await team.get(`${base}/reports/new`)).form('/reports/new');
    report.fill({ done: 'Xong phần khung.', results: 'Một khung.', difficulties: 'Không.', next: 'Lắp máy.' });
    await report.attach('files', 'bien-ban.pdf', Buffer.from(noted), 'application/pdf').submit();
    await team.get(`${base}/requests/new`);
    await team.page!.form('Gửi đề nghị').submit({ button: 'prototype' });
    const request = team.page!.form('Gửi đề nghị').fill({
      ...{ 'r0-number': '0000012', 'r0-date': dayOf(house.now()), 'r0-seller': 'Công ty TNHH Cơ khí Hòa Khánh' },
      ...{ 'r0-taxCode': '0300588569', 'r0-what': 'Gia công khoang sấy' },
      ...{ 'r0-costVnd': '2.000.000', 'r0-amountVnd': '1.000.000' },
    });
    request.attach('r0-file', 'hoa-don.pdf', Buffer.from(paid), 'application/pdf');
    expect((await request.submit({ button: 'Gửi đề nghị' })).path).toContain('done=disbursement.requested');
    const evidence = (await Promise.all(['bien-ban.pdf', 'hoa-don.pdf'].map((name) => fileOf(dossier, name)))).flat();
    expect(evidence).toHaveLength(2);

    await suspend();
    const appeal = (await form()).fill(typed);
    appeal.attach('files', 'bien-ban.pdf', Buffer.from(noted), 'application/pdf');
    appeal.attach('files', 'hoa-don.pdf', Buffer.from(paid), 'application/pdf');
    const lodged = await appeal.submit();
    const finance = await house.browser(house.stage.people.financeOfficer, 'Đỗ Văn Khoa');
    for (const reader of [officer, finance]) {
      for (const id of evidence) await reader.get(`${base}/files/${id}`);
      // each stands there once: that the team attached it to its appeal too is not for them
      const { text } = await reader.get(`${base}/files`);
      for (const name of ['bien-ban.pdf', 'hoa-don.pdf']) expect(text.split(name), name).toHaveLength(2);
    }
    await director.get(pathOf(lodged));
    const attached = director.page!.links.filter(({ href }) => href.startsWith(`${base}/files/`));
    expect(attached.map(({ text }) => text)).toEqual(['bien-ban.pdf', 'hoa-don.pdf']);
    for (const { href } of attached) {
      await director.get(href);
      await officer.get(href, { expect: 404 });
    }
  });

  it('takes none out of sight that an earlier version kept as one with the appeal’s', async () => {
    const { dossier, base, founder, team, officer, suspend } = await suspended();
    const files = (await team.get(`${base}/files`)).form('/files');
    files.attach('file', 'hoa-don.pdf', Buffer.from(pdf('cũ')), 'application/pdf');
    await files.attach('file', 'thu-ngo.pdf', Buffer.from(pdf('thư')), 'application/pdf').submit();
    const [[invoice], [letter]] = await Promise.all([fileOf(dossier, 'hoa-don.pdf'), fileOf(dossier, 'thu-ngo.pdf')]);
    await suspend();
    const keep = (kind: 'evidence' | 'report', body: Parameters<typeof keepContent>[1]['body']) =>
      keepContent(
        { db: house.stage.db, now: house.now },
        { agency: house.stage.agency, dossier, kind, body, person: founder },
      );
    await keep('report', { about: 'appeal', text: 'a', asks: 'b', files: [{ id: invoice! }, { id: letter! }] });
    await officer.get(`${base}/files/${invoice}`, { expect: 404 });
    await keep('evidence', { rows: [{ files: [{ attachment: invoice!, sha256: sha256(pdf('cũ')) }] }] });
    await officer.get(`${base}/files/${invoice}`);
    await officer.get(`${base}/files/${letter}`, { expect: 404 });
    await director.get(`${base}/files/${letter}`);
  });

  it('stands beside no paper of the same bytes that the office reads', async () => {
    const { base, officer, suspend, form } = await suspended();
    // what was signed, by its bytes
    const signed = Buffer.from('agreement');
    expect(sha256(signed)).toBe(hash('agreement'));
    const files = (await officer.get(`${base}/files`)).form('/files');
    await files.attach('file', 'hop-dong.txt', signed, 'text/plain').submit();
    await suspend();
    await (await form()).fill(typed).attach('files', 'ban-cua-nhom.txt', signed, 'text/plain').submit();
    const page = await officer.get(`${base}/agreement`);
    expect(page.text).toContain('hop-dong.txt');
    expect(page.text).not.toContain('ban-cua-nhom.txt');
  });

  it('takes no paper of the office along, whatever the form names as sent before', async () => {
    const { dossier, base, officer, team, suspend, form } = await suspended();
    const files = (await officer.get(`${base}/files`)).form('/files');
    await files.attach('file', 'bien-ban-lam-viec.pdf', Buffer.from(pdf('họp')), 'application/pdf').submit();
    const [paper] = await fileOf(dossier, 'bien-ban-lam-viec.pdf');
    await suspend();
    const { action } = await form();
    const hidden = Object.fromEntries(
      ['key', 'revision', 'id', 'decision'].map((name) => [name, team.page!.form('/appeals/new').value(name)[0] ?? '']),
    );
    const lodged = await team.post(action, { ...hidden, ...typed, 'kept.files': paper! });
    expect(lodged.text).not.toContain('bien-ban-lam-viec.pdf');
    await (await newOfficer()).get(`${base}/files/${paper}`);
  });

  it('is read from the first by nobody of the office but who reads appeals, and lasts through a wrong form', async () => {
    const { dossier, base, officer, suspend, form } = await suspended();
    await suspend();
    const appeal = (await form()).fill({ ...typed, asks: '' });
    appeal.attach('files', 'to-giac.pdf', Buffer.from(pdf('tố giác')), 'application/pdf');
    const wrong = await appeal.submit({ expect: 422 });
    const [file] = await fileOf(dossier, 'to-giac.pdf');
    const unseen = async () => {
      expect((await officer.get(`${base}/files`)).text).not.toContain('to-giac.pdf');
      await officer.get(`${base}/files/${file}`, { expect: 404 });
    };
    await unseen();
    // found infected, it is told of to who runs the system, and not named
    await house.stage.db.query`insert into scan (sha256, verdict, scanned_at)
      values (${sha256(pdf('tố giác'))}, 'infected', ${house.now()})`;
    const administrator = await house.browser(house.stage.people.administrator, 'Phạm Thu Hà');
    const people = await administrator.get(`/agencies/${house.stage.agency}/people`);
    expect(people.all('[aria-labelledby=infected] li')).toEqual(['Một tệp gửi kèm khiếu nại: Tài liệu của hồ sơ']);
    await house.stage.db.query`update scan set verdict = 'clean' where sha256 = ${sha256(pdf('tố giác'))}`;
    const lodged = await wrong.form('/appeals/new').fill(typed).submit();
    expect(lodged.text).toContain('to-giac.pdf');
    await unseen();
    await director.get(`${base}/files/${file}`);
  });

  it('keeps the director’s reason to who reads appeals: others read in the history that it was decided', async () => {
    const { base, team } = await ineligible();
    const lodged = await lodge(team, base, 'Kết luận hồ sơ không hợp lệ');
    await takeOn(lodged);
    await conclude(lodged, 'dismiss');
    const officer = await newOfficer();
    const auditor = await house.browser(house.stage.people.auditor, 'Bùi Minh Soát');
    const finance = await house.browser(house.stage.people.financeOfficer, 'Đỗ Văn Khoa');
    const title = 'Bác khiếu nại';
    for (const [reader, isTold] of [
      ...([
        [team, true],
        [director, true],
        [auditor, true],
        [officer, false],
        [finance, false],
      ] as const),
    ])
      for (const path of [`${base}/history`, base]) {
        const { text } = await reader.get(path);
        expect(text).toContain(title);
        if (!isTold || path !== base) expect(text.includes('Đã đối chiếu hồ sơ.'), path).toBe(isTold);
      }
  });
});

describe('an appeal that comes late', () => {
  it('is taken in and flagged, and the director decides whether it is handled', async () => {
    const { founder, base } = await ineligible();
    house.forward(120);
    const team = await house.browser(founder, 'Nguyễn Thị Minh Châu');
    const page = await team.get(base);
    expect(page.text).toContain('Thời hiệu đã hết ngày');
    const lodged = await lodge(team, base, 'Kết luận hồ sơ không hợp lệ');
    expect(lodged.text).toContain('gửi sau thời hiệu');
    director = await house.browser(house.stage.people.director, 'Nguyễn Hữu Đức');
    expect((await director.get(pathOf(lodged))).text).toContain('gửi sau thời hiệu');
    await takeOn(lodged);
    expect((await conclude(lodged, 'uphold')).text).toContain('Khiếu nại được chấp nhận');
  });
});
