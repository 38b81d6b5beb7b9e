// Whoever declared a conflict of interest judges nothing about the application, in whatever office, by whatever door; what they
// leave behind waits for somebody else. And a decision is of what was shown: of the applicant, and of the summary.

import { v5, v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import type { Database } from '../../src/database/pool.ts';
import { writeNotices } from '../../src/mail/notices.ts';
import { workOf } from '../../src/work.ts';
import { Client } from '../support/client.ts';
import { today } from '../support/stage.ts';
import { type House, openHouse, origin, readOnceMore, sayMeeting } from './reviews-house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.drop());

const pass = { ballots: { labour: 'pass', services: 'pass' } };
const now = () => new Date().toISOString();

const stateOf = async (dossier: string) => {
  const [row] = await house.db.query<{ value: string }>`
    select value from state where dossier = ${dossier} and subject = 'application'`;
  return row!.value;
};
const conflict = 'Em ruột tôi là trưởng nhóm.';
const stepsFor = async (person: string, dossier: string) =>
  (await workOf(house.db, person, 'vi', now()))
    .filter(({ href }) => href.includes(dossier))
    .map(({ href, step }) => [href.split('/').at(-1), step]);
/** Appoints somebody new. */
const appointed = async (name: string, roles: string[]) => {
  const person = v7();
  await house.name(person, name);
  await house.must(house.people.administrator, 'appoint', person, { roles });
  return person;
};
const votes = async (dossier: string, members: readonly number[]) => {
  for (const index of members) await house.must(house.people.council[index]!, 'castVote', dossier, pass);
};

describe('a reviewer who declares a conflict of interest', () => {
  it('leaves the dossier with whoever assigns reviewers, who are told once', async () => {
    const { people } = house;
    const { dossier, base } = await house.underReview();
    const [reviewer, ...others] = people.reviewers as [string, string, string];
    expect(await stepsFor(people.officer, dossier)).toEqual([]);
    const browser = await house.as(reviewer);
    for (const which of ['Trưởng nhóm là em gái tôi.', 'Lần nữa.'])
      await browser.post(`${base}/review/conflict`, { conflict: 'some', which });
    const step = ['reviewers', 'Thay người đánh giá đã khai xung đột lợi ích'];
    expect(await stepsFor(people.officer, dossier)).toEqual([step]);
    expect(await stepsFor(people.secretary, dossier)).toEqual([step]);
    expect(await stepsFor(reviewer, dossier)).toEqual([]);
    expect(await stepsFor(people.director, dossier)).toEqual([]);
    while ((await writeNotices(house.db, origin, now(), () => {})) > 0);
    const letters = await house.db.query<{ address: string; subject: string; body: string }>`
      select address, subject, body from letter where body like ${`%/dossiers/${dossier}/reviewers%`} order by address`;
    expect(letters.map(({ address }) => address)).toEqual(
      [people.officer, people.secretary].sort().map((id) => `${id}@example.vn`),
    );
    expect(letters[0]!.subject).toMatch(/^Cần thay người đánh giá: /);
    expect(letters[0]!.body).not.toContain('em gái');

    for (const other of others)
      await house.must(other, 'submitReview', dossier, { sheet: '0'.repeat(64), verdict: 'pass' });
    expect(await stepsFor(people.officer, dossier)).toEqual([step]);
    const fourth = await appointed('Lâm Văn Tư', ['reviewer']);
    const page = await (await house.as(people.officer)).get(`${base}/reviewers`);
    await page.form('/reviewers').fill({ in: fourth, reason: 'Xung đột lợi ích.' }).submit();
    expect(await stepsFor(people.officer, dossier)).toEqual([]);
  });
});

describe('somebody in office who declared a conflict of interest', () => {
  const closed = async (client: Client, path: string, posts: [string, Record<string, string>][], says: string) => {
    if (path !== '') expect((await client.get(path)).text).toContain(says);
    for (const [to, fields] of posts) {
      const page = await client.post(to, { key: v7(), ...fields }, { expect: 422 });
      expect([to, page.text]).toEqual([to, expect.stringContaining(says)]);
      expect(page.text).not.toContain('LoRa');
    }
  };

  it('as director neither awards nor rejects, nor does whoever acts for them; another director does', async () => {
    const { people } = house;
    const { dossier, base } = await house.recommendedHere();
    const chief = await appointed('Đinh Công Trực', ['director']);
    const deputy = await appointed('Lưu Thị Phó', ['officer']);
    await house.must(chief, 'delegate', chief, {
      to: deputy,
      roles: ['director'],
      from: today(),
      until: today(),
      decisionNumber: '7/GUQ-SKHCN',
    });
    const client = await house.as(chief);
    // the page was open before: even that is not taken
    const late = await readOnceMore((await client.get(`${base}/award`)).form('/award'));
    await house.declares(dossier, chief, conflict);
    const posts: [string, Record<string, string>][] = [
      [`${base}/award`, { 'amount.labour': '30000000', confirm: 'yes' }],
      [`${base}/award/check`, { 'amount.labour': '30000000' }],
      [`${base}/reject`, { reason: 'Không.', confirm: 'yes' }],
    ];
    expect((await late.submit({ expect: 422 })).text).toContain('Bạn đã khai có xung đột lợi ích');
    await closed(client, `${base}/award`, posts, 'Bạn đã khai có xung đột lợi ích');
    expect((await client.get(`${base}/application/read`)).path).toBe(`${base}/council`);
    await closed(await house.as(deputy), `${base}/award`, posts, 'Người ủy quyền cho bạn đã khai có xung đột lợi ích');
    expect(await stateOf(dossier)).toBe('recommended');
    // it waits for the other director, and for nobody else
    expect(await stepsFor(chief, dossier)).toEqual([]);
    expect(await stepsFor(deputy, dossier)).toEqual([]);
    expect(await stepsFor(people.director, dossier)).toHaveLength(1);
    const other = await house.as(people.director);
    await (await readOnceMore((await other.get(`${base}/award`)).form('/award'))).submit();
    expect(await stateOf(dossier)).toBe('awarded');
  });

  it('as the only holder of it still sees that it waits, and whom to ask', async () => {
    const { people } = house;
    const { dossier, base } = await house.recommendedHere();
    const directors = await house.db.query<{ id: string }>`
      select dossier as id from state where agency = ${house.agency} and subject = 'person' and facts->'roles' ? 'director'`;
    for (const { id } of directors) await house.declares(dossier, id, conflict);
    expect(await stepsFor(people.director, dossier)).toHaveLength(1);
    const page = await (await house.as(people.director)).get(`${base}/award`);
    expect(page.text).toContain('hãy báo quản trị viên giao vai trò');
    expect(page.hasForm('/award')).toBe(false);
  });

  it('as officer neither screens, confirms, assigns nor refers', async () => {
    const { people } = house;
    const officer = await house.as(people.officer);
    const said = 'Bạn đã khai có xung đột lợi ích';
    const first = await house.submitted();
    await house.declares(first.dossier, people.officer, conflict);
    await closed(
      officer,
      `${first.base}/screening`,
      [
        [`${first.base}/screening`, { outcome: 'ineligible', reason: 'Không.' }],
        [`${first.base}/party`, {}],
      ],
      said,
    );
    expect(await stateOf(first.dossier)).toBe('submitted');
    const second = await house.underReview();
    await house.declares(second.dossier, people.officer, conflict);
    await closed(
      officer,
      `${second.base}/reviewers`,
      [
        [`${second.base}/reviewers`, { do: 'replace' }],
        [`${second.base}/council/refer`, { chair: people.council[0]! }],
      ],
      said,
    );
    expect((await officer.get(`${second.base}/council`)).text).toContain(said);
  });

  it('who sits on the council declares first, once it is composed, and not before', async () => {
    const { people } = house;
    await house.must(people.administrator, 'appoint', people.officer, { roles: ['councilMember'] });
    const council = [...people.council.slice(0, 6), people.officer];
    const officer = await house.as(people.officer);
    const made = await house.underReview();
    expect((await officer.get(`${made.base}/screening`)).text).toContain('LoRa');
    for (const reviewer of people.reviewers)
      await house.must(reviewer, 'submitReview', made.dossier, { sheet: '0'.repeat(64), verdict: 'pass' });
    await house.must(people.secretary, 'referToCouncil', made.dossier, { council, chair: council[0]! });
    let page = await officer.get(`${made.base}/screening`);
    expect(page.text).not.toContain('LoRa');
    page = await officer.post(`${made.base}/screening`, { key: v7(), outcome: 'ineligible' }, { expect: 422 });
    expect(page.text).not.toContain('LoRa');
    await page.form('/council/conflict').fill({ conflict: 'none' }).submit();
    expect((await officer.get(`${made.base}/screening`)).text).toContain('LoRa');
  });

  it('is asked for nothing by letter, nor is whoever acts for them', async () => {
    const { people } = house;
    const chief = await appointed('Cao Thị Chính', ['director']);
    const deputy = await appointed('Hà Văn Thay', ['officer']);
    await house.must(chief, 'delegate', chief, {
      to: deputy,
      roles: ['director'],
      from: today(),
      until: today(),
      decisionNumber: '8/GUQ-SKHCN',
    });
    const { dossier } = await house.beforeCouncil();
    await votes(dossier, [1, 2, 3, 4]);
    await house.declares(dossier, chief, conflict);
    await house.declares(dossier, people.secretary, conflict);
    await votes(dossier, [5]);
    await house.must(people.chair, 'recommend', dossier, {
      lines: [{ line: 'labour', amountVnd: '30000000' }],
      months: 12,
      completionNeeded: false,
    });
    const notices = await house.db.query<{ id: string; template: string }>`
      select id::text, template from mail where dossier = ${dossier}`;
    while ((await writeNotices(house.db, origin, now(), () => {})) > 0);
    const isTold = async (template: string, person: string) => {
      const ids = notices.filter((one) => one.template === template).map(({ id }) => v5(person, id));
      return (await house.db.query`select 1 from letter where id = any(${ids}::uuid[])`).length > 0;
    };
    expect(await isTold('recommended', people.director)).toBe(true);
    expect(await isTold('recommended', chief)).toBe(false);
    expect(await isTold('recommended', deputy)).toBe(false);
    expect(await isTold('voteCast', people.secretary)).toBe(false);
  });
});

describe('what was declared', () => {
  it('stays a conflict, whatever was sent at once', async () => {
    const { base, dossier } = await house.beforeCouncil({ declared: false });
    for (const person of house.people.council) {
      const [one, other] = [await house.as(person), await house.as(person)];
      await Promise.all([
        one.post(`${base}/council/conflict`, { conflict: 'some', which: 'Vợ tôi là trưởng nhóm' }),
        other.post(`${base}/council/conflict`, { conflict: 'none' }),
      ]);
      const [row] = await house.db.query<{ text: string }>`
        select c.body->>'text' as text from state s join content c on c.agency = s.agency and c.commitment = s.facts->'interests'->>${person}
        where s.dossier = ${dossier} and s.subject = 'application'`;
      expect(row!.text).toBe('Vợ tôi là trưởng nhóm');
    }
  });

  it('at the very time of voting is named before the conclusion is recorded, and stands in the minutes', async () => {
    const { base, dossier } = await house.beforeCouncil();
    const { people } = house;
    await votes(dossier, [0, 1, 2, 3, 4, 5, 6]);
    await house.declares(dossier, people.council[2]!, conflict);
    const secretary = await house.as(people.secretary);
    const form = (await secretary.get(`${base}/council`)).form('/council/recommend');
    sayMeeting(form).fill({ place: 'Phòng họp 2', begins: '00:00', ends: '00:01' });
    let page = await form.submit();
    expect(page.text).toContain('Khai có xung đột lợi ích, phiếu vẫn được ghi Phan Anh Tuấn');
    page = await page.form('/council/recommend').submit({ expect: 422 });
    expect(page.errors.join()).toContain('Tôi biết phiếu của Phan Anh Tuấn được tính');
    const read = page.form('/council/recommend');
    for (const name of read.names.filter((one) => one.startsWith('seen'))) read.fill({ [name]: true });
    page = await read.submit();
    expect(page.text).toContain('Phan Anh Tuấn: Đã khai có xung đột lợi ích cùng lúc bỏ phiếu');
    const member = await (await house.as(people.council[2]!)).get(`${base}/council`);
    expect(member.text).toContain('Phiếu của bạn đã được ghi');
  });
});

describe('a confirmation', () => {
  it('of a summary that nobody was shown is not taken; what it would have been is shown', async () => {
    const { dossier, base } = await house.beforeCouncil();
    await votes(dossier, [0, 1, 2, 3, 4]);
    await house.endVote(dossier);
    const secretary = await house.as(house.people.secretary);
    const form = (await secretary.get(`${base}/council`)).form('/council/recommend');
    sayMeeting(form).fill({ place: 'Phòng họp 2', begins: '00:00', ends: '00:01' });
    const fields = Object.fromEntries(form.names.map((name) => [name, String(form.value(name)[0] ?? '')]));
    const sent = { ...fields, confirm: 'yes', seenVotes: 'yes', seenTime: 'yes' };
    let page = await secretary.post(`${base}/council/recommend`, sent, { expect: 422 });
    expect(page.errors.join()).toContain('Nội dung sẽ được ghi đã khác với bản bạn xem');
    // what was ticked was ticked of nothing
    expect(page.form('/council/recommend').value('seenVotes')).toEqual([]);

    // nor of one that a declaration has changed since
    const read = page.form('/council/recommend');
    for (const name of read.names.filter((one) => one.startsWith('seen'))) read.fill({ [name]: true });
    await house.declares(dossier, house.people.council[5]!, conflict);
    page = await read.submit({ expect: 409 });
    expect(page.text).toContain('Khai về xung đột lợi ích');
    page = await page.form('/council/recommend').submit();
    expect(page.text).toContain('Khai có xung đột lợi ích, không bỏ phiếu Mai Thị Xuân');
    expect(await stateOf(dossier)).toBe('beforeCouncil');
    const last = page.form('/council/recommend');
    for (const name of last.names.filter((one) => one.startsWith('seen'))) last.fill({ [name]: true });
    // two clicks are one conclusion, and one answer
    const answers = await Promise.all([last.submit(), last.submit()]);
    expect(new Set(answers.map(({ url }) => url)).size).toBe(1);
    expect(await stateOf(dossier)).toBe('recommended');
  });

  it('of an award is of the amounts that were read', async () => {
    const { dossier, base } = await house.recommendedHere();
    const director = await house.as(house.people.director);
    const read = await readOnceMore((await director.get(`${base}/award`)).form('/award'));
    const hidden = (name: string) => String(read.value(name)[0]);
    const other = {
      ...{ key: hidden('key'), revision: hidden('revision'), summary: hidden('summary'), year: hidden('year') },
      ...{ 'amount.labour': '1000', 'amount.services': '50000000', less: 'Lý do.', confirm: 'yes' },
    };
    const page = await director.post(`${base}/award`, other, { expect: 422 });
    expect(page.text).toContain('Cộng 50.001.000 ₫');
    expect(await stateOf(dossier)).toBe('recommended');
    await page.form('/award').submit();
    expect(await house.vessels(dossier)).toEqual({ awarded: 50_001_000n });
  });
});

describe('an officer’s confirmation of the applicant', () => {
  const profile = (party: string) => house.db.query<{ name: string; accountNumber: string }>`
    select name, account_number from party_profile where party = ${party}`;
  const isConfirmed = async (party: string) => {
    const [row] = await house.db.query<{ confirmed: boolean | null }>`
      select (facts->'confirmed')::boolean as confirmed from state where dossier = ${party} and subject = 'party'`;
    return row!.confirmed;
  };

  it('is of all that the page showed: what is new stands on it first, and nothing that was written is lost', async () => {
    const { base, party } = await house.submitted();
    const officer = await house.as(house.people.officer);
    await house.db.query`update party_profile set identity = ${`07909${String(Date.now()).slice(-7)}`},
      address = 'Ấp Bình Phước', account_number = '111111111', account_name = 'NGUYEN A', bank = 'VCB' where party = ${party}`;
    const form = (await officer.get(`${base}/screening`))
      .form('/screening')
      .fill({ complete: 'yes', reason: 'Đang xem.' });
    await house.db
      .query`update party_profile set name = 'Nhóm Khác', account_number = '999999999' where party = ${party}`;
    const page = await form.submit({ button: 'Xác nhận bên đăng ký', expect: 422 });
    expect(page.errors).toEqual([
      'Bên đăng ký đã thay đổi từ khi bạn mở trang (Tên, Tài khoản nhận kinh phí). Hãy đối chiếu lại rồi xác nhận.',
    ]);
    expect(page.text).toContain('999999999, NGUYEN A, VCB mới');
    expect(page.text).not.toContain('Ấp Bình Phước mới');
    expect(page.form('/screening').value('complete')).toEqual(['yes']);
    expect(page.form('/screening').value('reason')).toEqual(['Đang xem.']);
    expect(await isConfirmed(party)).toBe(false);
    const done = await page.form('/screening').submit({ button: 'Xác nhận bên đăng ký' });
    expect(done.text).toContain('Đã xác nhận bên đăng ký.');
    expect(await isConfirmed(party)).toBe(true);
    // what was confirmed is kept as evidence
    const [kept] = await house.db.query<{ body: { name: string; accountNumber: string } }>`
      select c.body from state s join content c on c.agency = s.agency and c.commitment = s.facts->>'commitment'
      where s.dossier = ${party} and s.subject = 'party'`;
    expect(kept!.body).toMatchObject({ name: 'Nhóm Khác', accountNumber: '999999999' });
  });

  it('is not taken where it does not say what was shown', async () => {
    const { base, party } = await house.submitted();
    const officer = await house.as(house.people.officer);
    for (const forged of [{}, { identityShown: '' }, { applicantMark: '' }, { applicantMark: 'name=0' }]) {
      const page = await officer.post(`${base}/party`, { partyKey: v7(), ...forged }, { expect: 422 });
      expect(page.text).toContain('Bên đăng ký đã thay đổi từ khi bạn mở trang');
    }
    expect(await isConfirmed(party)).toBe(false);
  });

  it('writes back what was confirmed where something else was written in the moment between', async () => {
    const { base, party } = await house.submitted();
    // the founder writes between the officer's look and the record
    const db: Database = {
      ...house.db,
      async query(text, ...parameters) {
        if (text.join('').includes('from command c join history'))
          await house.db.query`update party_profile set account_number = '666' where party = ${party}`;
        return await house.db.query(text, ...parameters);
      },
    };
    const app = createApp({ db, clock: () => new Date(), origin });
    const officer = new Client({ origin, send: async (request) => app.fetch(request), now: () => new Date() });
    officer.cookies.set('session', await house.session(house.people.officer));
    await (await officer.get(`${base}/screening`)).form('/screening').submit({ button: 'Xác nhận bên đăng ký' });
    expect(await isConfirmed(party)).toBe(true);
    expect((await profile(party))[0]!.accountNumber).toBe('');
  });
});

describe('whoever composes a council', () => {
  it('is told that without a vice-chair nobody stands in for the chair', async () => {
    const made = await house.underReview();
    for (const reviewer of house.people.reviewers)
      await house.must(reviewer, 'submitReview', made.dossier, { sheet: '0'.repeat(64), verdict: 'pass' });
    const page = await (await house.as(house.people.secretary)).get(`${made.base}/council`);
    expect(page.text).toContain('Nếu không có phó chủ tịch được ủy quyền, không ai thay được chủ tịch');
  });
});
