import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/people/passwords.ts';
import { personMark } from '../../src/personMark.ts';
import { UnexpectedPage } from '../support/client.ts';
import { hash } from '../support/stage.ts';
import { goodSheet, type House, openHouse, origin } from './reviews-house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.drop());

const stateOf = async (dossier: string) => {
  const [row] = await house.db.query<{ value: string; facts: Record<string, never> }>`
    select value, facts from state where dossier = ${dossier} and subject = 'application'`;
  return row!;
};
const eventsOf = async (dossier: string, event: string) => {
  const rows = await house.db.query`select 1 from history where dossier = ${dossier} and event = ${event}`;
  return rows.length;
};

describe('the whole way by forms', () => {
  it('goes from screening to the award, each by whom it is for', async () => {
    const { dossier, base, founder } = await house.submitted();
    const { people } = house;

    // the officer confirms who applied, then finds it eligible
    const officer = await house.as(people.officer);
    let page = await officer.get(`${base}/screening`);
    expect(page.heading).toContain('Cảm biến độ mặn giá rẻ cho đầm tôm');
    expect(page.text).toContain('Nhóm Muối Cần Giờ');
    expect(page.text).toContain('Nguyễn Thị Minh Châu');
    expect(page.text).toContain('Khoản 2 Điều 9, 268/2025/NĐ-CP');
    expect(page.text).not.toContain(founder);
    page = await page.form('/screening').submit({ button: 'Xác nhận bên đăng ký' });
    expect(page.text).toContain('Đã xác nhận bên đăng ký.');
    const form = page.form('/screening');
    form.fill({ complete: 'yes', outcome: 'eligible' });
    for (const name of form.names.filter((one) => one.startsWith('rule.'))) form.fill({ [name]: 'yes' });
    await form.submit({ expect: 200 }).catch(absentPage);
    expect((await stateOf(dossier)).value).toBe('eligible');

    // and gives it to three
    page = await officer.get(`${base}/reviewers`);
    expect(page.text).toContain('Trương Đình Lộc không có phiếu nào đang chờ');
    await page.form().fill({ reviewers: people.reviewers }).submit();
    expect((await stateOf(dossier)).value).toBe('underReview');

    for (const reviewer of people.reviewers) {
      const browser = await house.as(reviewer);
      page = await browser.get(`${base}/review`);
      expect(page.text).not.toContain('điện cực than');
      page = await page.form().fill({ conflict: 'none' }).submit();
      expect(page.text).toContain('điện cực than');
      page = await page.form('/review').fill(goodSheet).submit({ button: 'Kiểm tra phiếu' });
      expect(page.heading).toContain('Đánh giá hồ sơ');
      expect(page.text).toContain('Kết luận của phiếu: Đạt');
      expect(page.text).toContain('Phiếu được nộp kèm tên bạn với kết luận “Đạt”. Sau khi nộp, phiếu bị khóa');
      page = await page.form().submit();
      expect(page.text).toContain('Phiếu đã nộp và khóa');
    }

    const secretary = await house.as(people.secretary);
    page = await secretary.get(`${base}/council`);
    expect(page.text).toContain('Từ 7 đến 9 thành viên. Điều 12, 268/2025/NĐ-CP');
    await page
      .form('/council/refer')
      .fill({ council: people.council, chair: people.council[0]!, viceChair: people.council[1]! })
      .submit();
    expect((await stateOf(dossier)).value).toBe('beforeCouncil');

    for (const member of people.council.slice(0, 5)) {
      const browser = await house.as(member);
      page = await browser.get(`${base}/council`);
      expect(page.text).not.toContain('điện cực than');
      page = await page.form('/council/conflict').fill({ conflict: 'none' }).submit();
      page = await page.form('/council/vote').fill({ 'ballot.labour': 'pass', 'ballot.services': 'pass' }).submit();
      page = await page.form('/council/vote').submit();
      expect(page.text).toContain('Bạn đã bỏ phiếu.');
    }

    page = await secretary.get(`${base}/council`);
    expect(page.text).toContain('5 trên 7 thành viên đã bỏ phiếu, cần ít nhất 5.');
    expect(page.text).not.toContain('5 trên 5, cần 4');
    page = await page
      .form('/council/end')
      .fill({
        [`seat.${people.council[5]}`]: 'excused',
        [`absence.${people.council[5]}`]: 'Đi công tác',
        [`seat.${people.council[6]}`]: 'unexcused',
      })
      .submit();
    expect(page.text).toContain('5 trên 5, cần 4');
    const conclusion = page.form('/council/recommend');
    expect(conclusion.value('amount.labour')).toEqual(['30.000.000']);
    expect(page.text).toContain('Tổng 80.000.000 ₫, trong mọi hạn mức.');
    conclusion.fill({
      established: 'Quyết định số 12/QĐ-SKHCN ngày 03/11/2026',
      place: 'Phòng họp 2, 244 Điện Biên Phủ',
      begins: '14:00',
      ends: '16:30',
      meetingForm: 'inPerson',
      announced: true,
      readBack: true,
      remark: 'Thử nghiệm thêm trong mùa mưa.',
    });
    page = await conclusion.submit({ button: 'Xem lại trước khi đề nghị hỗ trợ' });
    // nothing is recorded before it was read once more
    expect((await stateOf(dossier)).value).toBe('beforeCouncil');
    for (const text of ['Mai Thị Xuân, Tạ Quang Huy', 'Phòng họp 2, 244 Điện Biên Phủ', '5 trên 7 thành viên'])
      expect(page.text).toContain(text);
    page = await page.form('/council/recommend').submit({ expect: 422 });
    const seen = page.form('/council/recommend');
    for (const name of seen.names.filter((one) => one.startsWith('seen'))) seen.fill({ [name]: true });
    page = await seen.submit({ button: 'Ghi: đề nghị hỗ trợ' });
    expect(page.text).toContain('Hội đồng đề nghị 80.000.000 ₫, 12 tháng');
    expect(page.text).toContain('Phòng họp 2, 244 Điện Biên Phủ');
    expect(page.text).toContain('Mai Thị Xuân: vắng mặt có lý do (Đi công tác)');
    expect((await stateOf(dossier)).value).toBe('recommended');

    const director = await house.as(people.director);
    page = await director.get(`${base}/award`);
    expect(page.text).toContain('Tổng mức hỗ trợ một dự án, giai đoạn ươm tạo 80.000.000');
    const award = page.form('/award');
    expect(page.text).toContain('Số do sổ đăng ký cấp khi ban hành, dự kiến 01/QĐ-SKHCN.');
    page = await award.submit({ button: 'Xem lại trước khi ra quyết định' });
    expect((await stateOf(dossier)).value).toBe('recommended');
    expect(page.text).toContain('Cộng 80.000.000 ₫');
    await page.form('/award').submit({ button: 'Ra quyết định hỗ trợ' }).catch(absentPage);
    const { value } = await stateOf(dossier);
    expect(value).toBe('awarded');
  }, 120_000);
});

/** The dossier's own page is not made here. */
function absentPage(error: unknown): void {
  if (error instanceof UnexpectedPage && error.page.status === 404 && /dossiers\/[^/]+(\?.*)?$/.test(error.page.url))
    return;
  throw error;
}

const keyOf = (html: string, action: string) => {
  const at = html.indexOf(`action="${action}"`);
  return /name="key" value="([^"]+)"/.exec(html.slice(at))![1]!;
};

/** Sends a form as a browser would, without following where it leads. */
/** Sends a form as people do: reads what would be recorded, where that is shown, and confirms it. */
async function inTwoSteps(person: string, path: string, fields: Record<string, string>): Promise<Response> {
  const first = await post(person, path, fields);
  if (first.status !== 200) return first;
  const html = await first.text();
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
  const shown = { summary: hidden('summary'), revision: hidden('revision') };
  return await post(person, path, { ...fields, ...shown, confirm: 'yes' });
}

async function post(person: string, path: string, fields: Record<string, string | string[]>, headers = {}) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
  return await house.app.request(`${origin}${path}`, {
    method: 'POST',
    body,
    headers: {
      Cookie: `session=${await house.session(person)}`,
      Origin: origin,
      Host: new URL(origin).host,
      ...headers,
    },
  });
}
const read = async (person: string, path: string) =>
  await house.app.request(`${origin}${path}`, {
    headers: { Cookie: `session=${await house.session(person)}`, Host: new URL(origin).host },
  });

/** What the reviewer's page sends back to say which version of the sheet it shows. */
const sheetMarkOf = async (person: string, base: string) =>
  /name="base" value="([0-9a-f]+)"/.exec(await (await read(person, `${base}/review`)).text())![1]!;

describe('screening', () => {
  it('is not for an officer of the team, by page or by hand', async () => {
    const { people, must } = house;
    const officer = v7();
    await house.name(officer, 'Cao Văn Kiêm');
    await must(people.administrator, 'appoint', officer, { roles: ['officer'] });
    const { dossier, base, party } = await house.submitted(officer);
    expect((await read(officer, `${base}/screening`)).status).toBe(403);
    const sent = await post(officer, `${base}/screening`, { key: v7(), outcome: 'ineligible', reason: 'Thử' });
    expect(sent.status).toBe(403);
    expect((await post(officer, `${base}/party`, { key: v7() })).status).toBe(403);
    const [row] = await house.db.query<{ revision: number }>`select revision from dossier where id = ${party}`;
    expect(row!.revision).toBe(1);
    expect((await stateOf(dossier)).value).toBe('submitted');
  });

  it('confirms the applicant beside the conclusion, which keeps what was ticked and written', async () => {
    const { base } = await house.submitted();
    const officer = await house.as(house.people.officer);
    let page = await officer.get(`${base}/screening`);
    const written = { complete: 'no', 'rule.priorityField': 'yes', outcome: 'return', reason: 'Thiếu bản chụp.' };
    page = await page.form('/screening').fill(written).submit({ button: 'Xác nhận bên đăng ký' });
    expect(page.text).toContain('Đã xác nhận bên đăng ký.');
    const form = page.form('/screening');
    for (const [name, said] of Object.entries(written)) expect(form.value(name)).toEqual([said]);
    await form.submit().catch(absentPage);
    expect((await officer.get(`${base}/screening`)).text).toContain('Chờ bổ sung hồ sơ');
  });

  it('shows what is confirmed, and in what other name the same people applied', async () => {
    const { db, people } = house;
    const first = await house.submitted();
    const second = await house.submitted(first.founder);
    await db.query`update party_profile set name = 'Nhóm Một' where party = ${first.party}`;
    await db.query`update party_profile set identity = '079190000017', address = '12 Lê Lợi', account_number = '0071000123456',
      account_name = 'LE VAN AN', bank = 'Ngân hàng Sông' where party = ${second.party}`;
    const officer = await house.as(people.officer);
    let page = await officer.get(`${second.base}/screening`);
    for (const text of ['079190000017', '12 Lê Lợi', '0071000123456, LE VAN AN, Ngân hàng Sông'])
      expect(page.text).toContain(text);
    expect(page.text).toContain('Nhóm Một. Đã nhận 0 ₫, còn phải hoàn trả 0 ₫.');
    const confirm = 'Xác nhận bên đăng ký';
    page = await page.form('/screening').submit({ button: confirm, expect: 422 });
    expect(page.errors).toEqual(['Hãy đối chiếu với các bên có chung thành viên trước khi xác nhận.']);
    page = await page.form('/screening').fill({ twinsSeen: true }).submit({ button: confirm });
    expect(page.text).toContain('Đã xác nhận bên đăng ký.');
  });

  it('asks for a reason, keeps what was typed, and keeps the reason out of the history', async () => {
    const { dossier, base } = await house.submitted();
    const officer = await house.as(house.people.officer);
    let page = await officer.get(`${base}/screening`);
    page = await page
      .form('/screening')
      .fill({ outcome: 'return', complete: 'no', 'rule.priorityField': 'yes' })
      .submit({ expect: 422 });
    expect(page.errors).toEqual(['Hãy nêu lý do.']);
    expect(page.form('/screening').value('rule.priorityField')).toEqual(['yes']);
    const reason = 'Thiếu bản chụp căn cước của trưởng nhóm.';
    await page.form('/screening').fill({ reason }).submit().catch(absentPage);
    const { value, facts } = await stateOf(dossier);
    expect(value).toBe('returnedForCompletion');
    const [content] = await house.db.query<{ body: { text: string } }>`
      select body from content where commitment = ${String(facts.returnedFor)}`;
    expect(content!.body.text).toBe(reason);
    const [history] = await house.db.query<{ n: bigint }>`
      select count(*) as n from history where dossier = ${dossier} and payload like '%căn cước%'`;
    expect(history!.n).toBe(0n);
  });

  it('finds eligible only when every condition is met', async () => {
    const { dossier, base } = await house.submitted();
    const fields = { key: v7(), outcome: 'eligible', complete: 'yes', 'rule.priorityField': 'no' };
    const answer = await post(house.people.officer, `${base}/screening`, fields);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('mọi điều kiện đều được đánh dấu Đáp ứng');
    expect((await stateOf(dossier)).value).toBe('submitted');
  });

  it('sent twice is done once, also with a reason; and twice at the same time', async () => {
    for (const atOnce of [false, true]) {
      const { dossier, base } = await house.submitted();
      const page = await (await read(house.people.officer, `${base}/screening`)).text();
      const fields = { key: keyOf(page, `${base}/screening`), outcome: 'ineligible', reason: 'Không thuộc lĩnh vực.' };
      const send = () => post(house.people.officer, `${base}/screening`, fields);
      const answers = atOnce ? await Promise.all([send(), send()]) : [await send(), await send()];
      expect(answers.map(({ status }) => status)).toEqual([303, 303]);
      expect(await eventsOf(dossier, 'application.foundIneligible')).toBe(1);
    }
  });

  it('of a page that is stale says what changed, and keeps what was typed', async () => {
    const { dossier, base, founder } = await house.submitted();
    const page = await (await read(house.people.officer, `${base}/screening`)).text();
    const revision = /name="revision" value="(\d+)"/.exec(page)![1]!;
    await house.must(house.people.officer, 'returnForCompletion', dossier, { reason: hash('reason') });
    await house.must(founder, 'resubmitApplication', dossier, { content: hash('other') });
    const reason = 'Không thuộc lĩnh vực ưu tiên.';
    const answer = await post(house.people.officer, `${base}/screening`, {
      key: keyOf(page, `${base}/screening`),
      revision,
      outcome: 'ineligible',
      reason,
    });
    expect(answer.status).toBe(409);
    const text = await answer.text();
    expect(text).toContain('Nộp lại hồ sơ đã bổ sung');
    expect(text).toContain('Nguyễn Thị Minh Châu');
    expect(text).toContain(reason);
    expect(text).toContain('checked');
    const [left] = await house.db.query<{ n: bigint }>`
      select count(*) as n from content where dossier = ${dossier} and kind = 'reason' and body is not null`;
    expect(left!.n).toBe(0n); // what was refused is not kept
  });

  it('says what the system knows against the applicant', async () => {
    const first = await house.recommendedHere();
    await house.must(house.people.director, 'award', first.dossier, {
      lines: [{ line: 'labour', amountVnd: '30000000' }],
      year: house.year,
    });
    const dossier = v7();
    await house.must(first.founder, 'startApplication', dossier, { call: house.call, party: first.party });
    await house.must(first.founder, 'submitApplication', dossier, { content: hash('again') });
    const page = await (
      await read(house.people.officer, `/agencies/${house.agency}/dossiers/${dossier}/screening`)
    ).text();
    expect(page).toContain('Đã nhận 30.000.000\u00a0₫ cho giai đoạn này.');
  });
});

describe('reviewers', () => {
  it('are not of the team, and can be replaced with a reason', async () => {
    const { people, must } = house;
    const reviewer = v7();
    await house.name(reviewer, 'Kiều Thị Nhóm');
    await must(people.administrator, 'appoint', reviewer, { roles: ['reviewer'] });
    const { dossier, base } = await house.submitted(reviewer);
    await must(people.officer, 'findEligible', dossier);
    const officer = await house.as(people.officer);
    const page = await officer.get(`${base}/reviewers`);
    expect(page.text).toContain('Kiều Thị Nhóm thuộc nhóm dự án, không phân công được');
    const forced = await post(people.officer, `${base}/reviewers`, { key: v7(), do: 'assign', reviewers: [reviewer] });
    expect(forced.status).toBe(422);
    const none = await post(people.officer, `${base}/reviewers`, { key: v7(), do: 'assign' });
    expect(none.status).toBe(422);
    const [first, second, third] = people.reviewers as [string, string, string];
    await page
      .form()
      .fill({ reviewers: [first, second] })
      .submit();

    await post(first, `${base}/review/conflict`, { conflict: 'some', which: 'Trưởng nhóm là em gái tôi.' });
    const seen = await officer.get(`${base}/reviewers`);
    expect(seen.text).toContain('Trưởng nhóm là em gái tôi.');
    expect(seen.form().value('out')).toEqual([first]);
    const fields = { key: v7(), do: 'replace', out: first, in: third, reason: 'Có xung đột lợi ích.' };
    for (const _ of [1, 2]) expect((await post(people.officer, `${base}/reviewers`, fields)).status).toBe(303);
    expect(await eventsOf(dossier, 'application.reviewerReplaced')).toBe(1);
    expect((await stateOf(dossier)).facts.reviewers).toEqual([second, third].sort());
    expect((await read(first, `${base}/review`)).status).toBe(404);
    const back = { key: v7(), do: 'replace', out: third, in: first, reason: 'Nhầm.' };
    expect((await post(people.officer, `${base}/reviewers`, back)).status).toBe(422);
  });
});

describe('a review', () => {
  it('opens after a declaration, to whom it was given, and to nobody with a conflict', async () => {
    const { base, dossier } = await house.underReview();
    const [first, second, third] = house.people.reviewers as [string, string, string];
    const other = v7();
    await house.name(other, 'Chuyên gia khác');
    await house.must(house.people.administrator, 'appoint', other, { roles: ['reviewer'] });
    expect((await read(other, `${base}/review`)).status).toBe(404);
    expect((await post(other, `${base}/review`, { do: 'save' })).status).toBe(404);
    expect((await read(house.people.officer, `${base}/review`)).status).toBe(403);

    const before = await (await read(first, `${base}/review`)).text();
    expect(before).toContain('Nhóm Muối Cần Giờ');
    expect(before).not.toContain('LoRa');
    const early = await post(first, `${base}/review`, { ...goodSheet, do: 'save' });
    expect(early.status).toBe(422);
    expect(await early.text()).not.toContain('LoRa');
    expect((await post(first, `${base}/review`, { do: 'submit', key: v7() })).status).toBe(422);
    expect((await post(first, `${base}/review/conflict`, { conflict: 'some' })).status).toBe(422);

    await post(second, `${base}/review/conflict`, { conflict: 'none' });
    expect(await (await read(second, `${base}/review`)).text()).toContain('LoRa');
    // somebody finds a conflict later, and cannot take it back
    await post(second, `${base}/review/conflict`, { conflict: 'some', which: 'Cùng cơ quan.' });
    await post(second, `${base}/review/conflict`, { conflict: 'none' });
    expect(await (await read(second, `${base}/review`)).text()).not.toContain('LoRa');
    expect((await post(second, `${base}/review`, { do: 'submit', key: v7() })).status).toBe(422);

    // drafts are each reviewer's own
    await post(third, `${base}/review/conflict`, { conflict: 'none' });
    const draft = { g1: 'fail', 'g1.reason': 'Chỉ tôi đọc.' };
    const mark = await sheetMarkOf(third, base);
    const saved = await post(
      third,
      `${base}/review`,
      { ...draft, base: mark, do: 'autosave' },
      { 'HX-Request': 'true' },
    );
    expect(saved.status).toBe(200);
    expect(await saved.text()).toContain('Đã lưu lúc');
    expect(await (await read(third, `${base}/review`)).text()).toContain('Chỉ tôi đọc.');
    await post(first, `${base}/review/conflict`, { conflict: 'none' });
    expect(await (await read(first, `${base}/review`)).text()).not.toContain('Chỉ tôi đọc.');
    expect(await eventsOf(dossier, 'application.reviewSubmitted')).toBe(0);
  });

  it('overwrites nothing that was saved on another page: both stand there, and one is chosen', async () => {
    const { base, dossier } = await house.underReview();
    const [reviewer] = house.people.reviewers as [string];
    await post(reviewer, `${base}/review/conflict`, { conflict: 'none' });
    const browser = await house.as(reviewer);
    const [one, other] = [await browser.get(`${base}/review`), await browser.get(`${base}/review`)];
    await one.form('/review').fill({ remark: 'Nhận xét ở trang một.' }).submit({ button: 'Lưu nháp' });
    const kept = async () => {
      const [row] = await house.db.query<{ remark: string }>`select answers->>'remark' as remark from draft
        where dossier = ${dossier} and form = 'sheet' and owner = ${reviewer}`;
      return row!.remark;
    };
    const mark = other.form('/review').value('base')[0]!;
    const typed = { remark: 'Nhận xét ở trang hai.', base: mark };
    const itself = await post(reviewer, `${base}/review`, { ...typed, do: 'autosave' }, { 'HX-Request': 'true' });
    const note = await itself.text();
    expect(note).toContain('Chưa lưu: Bạn (ở một trang khác)');
    expect(note).not.toContain('name="base"');
    const page = await other
      .form('/review')
      .fill({ remark: 'Nhận xét ở trang hai.' })
      .submit({ button: 'Kiểm tra phiếu', expect: 409 });
    expect(page.text).toContain('Nhận xét ở trang một.');
    expect(page.form('/review').value('remark')).toEqual(['Nhận xét ở trang hai.']);
    expect(await kept()).toBe('Nhận xét ở trang một.');
    // beside the other version nothing saves itself
    expect(await (await post(reviewer, `${base}/review`, { ...typed, do: 'save' })).text()).not.toContain('data-keeps');
    await page.form('/review').submit({ button: 'Lưu nháp' });
    expect(await kept()).toBe('Nhận xét ở trang hai.');
  });

  it('waits at the door where the session has ended, and is saved by who typed it when they have signed in again', async () => {
    const { base } = await house.underReview();
    const [reviewer, other] = house.people.reviewers as [string, string];
    const passwordHash = await hashPassword('một mật khẩu dài 1');
    await house.db
      .query`update person set password_hash = ${passwordHash} where id = any (${[reviewer, other]}::uuid[])`;
    await post(reviewer, `${base}/review/conflict`, { conflict: 'none' });
    const browser = await house.as(reviewer);
    const remark = 'Gõ khi phiên làm việc đã hết.';
    const sheet = (await browser.get(`${base}/review`)).form('/review').fill({ remark });
    browser.cookies.delete('session');
    const door = await sheet.submit({ button: 'Lưu nháp', expect: 403 });
    expect(door.text).toContain('Nội dung bạn vừa gõ không mất');
    const back = await door
      .form('/sign-in')
      .fill({ email: `${reviewer}@example.vn`, password: 'một mật khẩu dài 1' })
      .submit({ expect: 200 });
    await back.form('/review').submit({ button: 'Lưu nội dung đó' });
    expect((await browser.get(`${base}/review`)).form('/review').value('remark')).toEqual([remark]);
    // what another reviewer types in the same browser is not theirs
    await post(other, `${base}/review/conflict`, { conflict: 'none' });
    const fields = { base: await sheetMarkOf(other, base), who: personMark(reviewer), remark };
    const itself = await post(other, `${base}/review`, fields, { 'HX-Request': 'true' });
    expect(await itself.text()).toContain('một tài khoản khác');
    expect(await (await read(other, `${base}/review`)).text()).not.toContain(remark);
  });

  it('says where one types that it could not be saved', async () => {
    const { base } = await house.underReview();
    const [reviewer] = house.people.reviewers as [string];
    await post(reviewer, `${base}/review/conflict`, { conflict: 'none' });
    const page = await (await read(reviewer, `${base}/review`)).text();
    const fields = { ...goodSheet, base: /name="base" value="([0-9a-f]+)"/.exec(page)![1]! };
    await post(reviewer, `${base}/review`, { ...fields, do: 'save' });
    const mark = await sheetMarkOf(reviewer, base);
    expect((await post(reviewer, `${base}/review`, { do: 'submit', key: v7(), base: mark })).status).toBe(303);
    const late = await post(reviewer, `${base}/review`, { ...fields, base: mark }, { 'HX-Request': 'true' });
    const said = await late.text();
    expect(said).toContain('phiếu này không còn ghi được');
    expect(said).toContain('id="saved"');
    expect(said).not.toContain('name="base"');
  });

  it('is locked once submitted, and shows nobody else’s', async () => {
    const { base, dossier } = await house.underReview();
    const [first, second] = house.people.reviewers as [string, string];
    for (const person of [first, second]) await post(person, `${base}/review/conflict`, { conflict: 'none' });
    const browser = await house.as(first);
    let page = await browser.get(`${base}/review`);
    page = await page
      .form('/review')
      .fill({ ...goodSheet, g2: 'fail' })
      .submit({ button: 'Kiểm tra phiếu', expect: 422 });
    expect(page.errors).toHaveLength(2); // why it fails, and why it passes all the same
    page = await page
      .form('/review')
      .fill({ 'g2.reason': 'Thiếu hồ sơ năng lực.', 'conclusion.reason': 'Bổ sung được.' })
      .submit({ button: 'Kiểm tra phiếu' });

    // another window changes the draft between
    const submit = page.form();
    await post(first, `${base}/review`, { ...goodSheet, base: await sheetMarkOf(first, base), do: 'save' });
    const changed = await submit.submit({ expect: 422 });
    expect(changed.text).toContain('đã được sửa ở một cửa sổ khác');
    const shown = changed.form();
    page = await shown.submit();
    expect(page.text).toContain('Phiếu đã nộp và khóa');
    expect((await stateOf(dossier)).facts.reviews).toMatchObject({ [first]: { verdict: 'pass' } });
    await shown.submit(); // the button once more
    expect(await eventsOf(dossier, 'application.reviewSubmitted')).toBe(1);

    const late = await post(first, `${base}/review`, { ...goodSheet, g1: 'fail', 'g1.reason': 'Sửa', do: 'save' });
    expect(late.status).toBe(422);
    const again = await post(first, `${base}/review`, { do: 'submit', key: v7() });
    expect(again.status).toBe(422);
    expect(await (await read(first, `${base}/review`)).text()).not.toContain('Sửa');
    const others = await (await read(second, `${base}/review`)).text();
    expect(others).not.toContain(goodSheet.remark);
    expect((await read(second, `${base}/council`)).status).toBe(403);
    const officers = await (await read(house.people.officer, `${base}/council`)).text();
    expect(officers).toContain('Còn 2 phiếu chưa nộp');
    expect(officers).not.toContain(goodSheet.remark);
  });
});

describe('the council', () => {
  it('is composed by the pack’s rules', async () => {
    const { dossier, base } = await house.underReview();
    const { people } = house;
    const refer = (council: string[], more: Record<string, string> = {}) =>
      post(people.secretary, `${base}/council/refer`, { key: v7(), council, chair: council[0]!, ...more });
    const early = await refer(people.council);
    expect([early.status, await early.text()]).toEqual([422, expect.stringContaining('chưa nộp phiếu đánh giá')]);
    for (const reviewer of people.reviewers)
      await house.must(reviewer, 'submitReview', dossier, { sheet: hash('sheet'), verdict: 'pass' });
    const small = await refer(people.council.slice(0, 6));
    expect([small.status, await small.text()]).toEqual([422, expect.stringContaining('từ 7 đến 9 thành viên')]);
    const strangers = await refer([...people.council.slice(0, 6), people.director]);
    expect([strangers.status, await strangers.text()]).toEqual([422, expect.stringContaining('Hãy chọn lại')]);
    const chairless = await refer(people.council, { chair: people.secretary });
    expect(chairless.status).toBe(422);
    const twice = await refer(people.council, { viceChair: people.council[0]! });
    expect(twice.status).toBe(422);
    expect((await stateOf(dossier)).value).toBe('underReview');
    expect((await refer(people.council)).status).toBe(303);
  });

  it('shows how others voted when the vote is over, and not even to who has voted before', async () => {
    const { dossier, base } = await house.beforeCouncil();
    const { people } = house;
    const seat = people.council;
    // the chair of this council also holds the office that writes its conclusion
    await house.must(people.administrator, 'appoint', seat[0]!, { roles: ['chair'] });
    const cast = (index: number) =>
      house.must(seat[index]!, 'castVote', dossier, { ballots: { labour: 'pass', services: 'fail' } });
    const seen = async (person: string) => await (await read(person, `${base}/council`)).text();
    const tally = /\d trên \d, cần \d/;
    await cast(1);
    for (const person of [seat[0]!, seat[2]!, people.secretary, people.officer, people.director, people.auditor]) {
      const page = await seen(person);
      expect(page).toContain('1 trên 7 thành viên đã bỏ phiếu');
      expect(page).not.toMatch(tally);
    }
    expect(await seen(seat[2]!)).toContain('Hãy bỏ phiếu trước. Số phiếu Đạt hiện ra khi mọi thành viên đã bỏ phiếu');
    expect(await seen(seat[1]!)).not.toMatch(tally);

    // enough have voted, but not all: not even who writes the conclusion gets the count
    for (const index of [2, 3, 4, 5]) await cast(index);
    expect(await seen(people.secretary)).not.toMatch(tally);
    expect(await seen(people.secretary)).not.toContain('name="place"');
    const chair = await seen(seat[0]!);
    expect(chair).not.toMatch(tally);
    expect(chair).not.toContain('name="place"');
    const probe = { key: v7(), ...meeting, months: '12', completion: 'no', 'amount.services': '1.000.000' };
    const probed = await post(seat[0]!, `${base}/council/recommend`, probe);
    const answer = await probed.text();
    expect([probed.status, answer]).toEqual([422, expect.stringContaining('hãy bỏ phiếu trước')]);
    expect(answer).not.toContain('không đủ số phiếu');
    expect(await seen(people.director)).not.toMatch(tally);

    for (const index of [0, 6]) await cast(index);
    for (const person of [seat[0]!, people.officer, people.director, people.auditor])
      expect(await seen(person)).toContain('7 trên 7, cần 5');
  });

  it('votes once each, and only who sits on it', async () => {
    const { dossier, base } = await house.beforeCouncil();
    const { people } = house;
    const ballot = { 'ballot.labour': 'pass', 'ballot.services': 'fail' };
    const vote = (person: string, fields: Record<string, string> = ballot, key = v7()) =>
      inTwoSteps(person, `${base}/council/vote`, { key, ...fields });
    expect((await vote(people.council[2]!, { 'ballot.labour': 'pass' })).status).toBe(422);
    await house.must(people.council[3]!, 'castVote', dossier, { ballots: { labour: 'fail', services: 'fail' } });
    // who has not voted does not see how the others did
    const before = await (await read(people.council[2]!, `${base}/council`)).text();
    expect(before).toContain('1 trên 7 thành viên đã bỏ phiếu');
    expect(before).not.toContain('0 trên 1, cần 1');
    const key = v7();
    expect((await vote(people.council[2]!, ballot, key)).status).toBe(303);
    expect((await vote(people.council[2]!, ballot, key)).status).toBe(303);
    const second = await vote(people.council[2]!, { 'ballot.labour': 'fail', 'ballot.services': 'fail' });
    expect(second.status).toBe(422);
    expect((await vote(people.secretary)).status).toBe(422); // holds the office, has no seat
    expect((await vote(people.director)).status).toBe(403);
    expect(await eventsOf(dossier, 'application.voteCast')).toBe(2);
    const page = await (await read(people.council[2]!, `${base}/council`)).text();
    expect(page).toContain('Bạn đã bỏ phiếu.');
    expect(page).toContain('2 trên 7 thành viên đã bỏ phiếu');
    expect(page).not.toContain('trên 2, cần 2');
    expect(page).not.toContain('name="ballot.labour"');
    expect(page).toContain(goodSheet.remark);
  });

  const meeting = {
    place: 'Phòng họp 2',
    heldOn: '01/01/2026',
    begins: '14 giờ 00',
    ends: '16:30',
    meetingForm: 'both',
    secretary: 'Trần Thị Thu Hà',
  };
  const saidOfSeats = () => ({
    ...Object.fromEntries(house.people.council.map((id) => [`seat.${id}`, 'excused'])),
    announced: 'yes',
    readBack: 'yes',
  });
  const conclude = (base: string, fields: Record<string, string>, what = 'recommend') =>
    inTwoSteps(house.people.secretary, `${base}/council/${what}`, {
      key: v7(),
      ...meeting,
      months: '12',
      completion: 'no',
      ...saidOfSeats(),
      seenVotes: 'yes',
      seenTime: 'yes',
      ...fields,
    });
  const votes = async (dossier: string, members: number[], services: 'pass' | 'fail' = 'pass') => {
    for (const index of members)
      await house.must(house.people.council[index]!, 'castVote', dossier, { ballots: { labour: 'pass', services } });
  };

  it('concludes with a quorum, a chair, two thirds for each item, and nothing over a cap', async () => {
    const { dossier, base } = await house.beforeCouncil();
    const asked = { 'amount.labour': '30.000.000', 'amount.services': '' };
    await votes(dossier, [2, 3, 4]);
    let page = await (await read(house.people.secretary, `${base}/council`)).text();
    expect(page).toContain('3 trên 7 thành viên đã bỏ phiếu, cần ít nhất 5.');
    expect(page).not.toContain('name="place"');
    let answer = await conclude(base, asked);
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('không đủ số thành viên')]);
    await votes(dossier, [5, 6]);
    answer = await conclude(base, asked);
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('phó chủ tịch')]);
    await votes(dossier, [0], 'fail');
    await house.endVote(dossier);
    page = await (await read(house.people.secretary, `${base}/council`)).text();
    expect(page).toContain('name="place"');

    answer = await conclude(base, { ...asked, 'amount.labour': '30.000.001' });
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('vượt mức trần')]);
    answer = await conclude(base, { ...asked, months: '13' });
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('tối đa 12 tháng')]);
    answer = await conclude(base, { ...asked, place: '', heldOn: '31/12/2099', ends: '13:00' });
    const wrong = await answer.text();
    for (const sentence of ['Hãy ghi địa điểm họp.', 'Hãy ghi ngày họp', 'Giờ kết thúc phải sau'])
      expect(wrong).toContain(sentence);
    const [none] = await house.db.query<{ n: bigint }>`
      select count(*) as n from content where dossier = ${dossier} and kind = 'minutes' and body is not null`;
    expect(none!.n).toBe(0n);

    answer = await conclude(base, { ...asked, completion: 'yes' });
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('cần hoàn thiện')]);
    answer = await conclude(base, { ...asked, [`opinion.${house.people.council[2]}`]: 'Nên thử mùa mưa.' });
    expect(answer.status).toBe(303);
    const { facts } = await stateOf(dossier);
    expect(facts.recommended).toEqual([{ line: 'labour', amountVnd: '30000000' }]);
    const [kept] = await house.db.query<{ body: object }>`
      select body from content where dossier = ${dossier} and kind = 'minutes' and body is not null`;
    expect(kept!.body).toMatchObject({
      place: 'Phòng họp 2',
      heldOn: '2026-01-01',
      begins: '14:00',
      ends: '16:30',
      form: 'both',
      opinions: { [house.people.council[2]!]: 'Nên thử mùa mưa.' },
    });
  });

  it('refuses an item without two thirds, and may recommend nothing, with its reason', async () => {
    const { dossier, base } = await house.beforeCouncil();
    await votes(dossier, [0, 1, 2, 3, 4], 'fail');
    await house.endVote(dossier);
    const page = await (await read(house.people.secretary, `${base}/council`)).text();
    expect(page).toContain('0 trên 5, cần 4');
    let answer = await conclude(base, { 'amount.labour': '0', 'amount.services': '1.000.000' });
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('không đủ số phiếu Đạt')]);
    answer = await conclude(base, {}, 'not-recommend');
    expect(answer.status).toBe(422);
    answer = await conclude(base, { reason: 'Chưa rõ thị trường.' }, 'not-recommend');
    expect(answer.status).toBe(303);
    expect((await stateOf(dossier)).value).toBe('notRecommended');
    const director = await (await read(house.people.director, `${base}/award`)).text();
    expect(director).toContain('Chưa rõ thị trường.');
    expect(director).not.toContain('Số do sổ đăng ký cấp');
  });

  it('sees the caps move while it types, with and without scripts', async () => {
    const { dossier, base } = await house.beforeCouncil();
    await votes(dossier, [0, 1, 2, 3, 4]);
    await house.endVote(dossier);
    const check = (fields: Record<string, string>, headers = {}) =>
      post(house.people.secretary, `${base}/council/check`, { key: v7(), ...fields }, headers);
    const part = await (await check({ 'amount.services': '51.000.000' }, { 'HX-Request': 'true' })).text();
    expect(part).toMatch(/^<div class="caps"/);
    expect(part).toContain('Vượt “Dịch vụ và cơ sở vật chất, giai đoạn ươm tạo” 1.000.000\u00a0₫.');
    const whole = await check({ 'amount.services': '51.000.000', place: 'Phòng họp 5' });
    expect(whole.status).toBe(200);
    const text = await whole.text();
    expect(text).toContain('1.000.000\u00a0₫');
    expect(text).toContain('Phòng họp 5');
  });
});

describe('the dossier’s page', () => {
  it('sends the application on when every review is in, and tells judges nothing of each other', async () => {
    const { people } = house;
    const { dossier, base } = await house.underReview();
    const of = async (person: string, path = '') => (await (await house.as(person)).get(`${base}${path}`)).text;
    expect(await of(people.officer)).toContain('Đang chờ chuyên gia đánh giá');
    expect(await of(people.officer)).not.toContain('Trình hội đồng');
    for (const reviewer of people.reviewers)
      await house.must(reviewer, 'submitReview', dossier, { sheet: hash(reviewer), verdict: 'pass' });
    expect(await of(people.officer)).toContain('Đến lượt bạn: trình hội đồng');
    const [first] = people.reviewers as [string];
    for (const page of ['', '/history']) {
      expect(await of(people.officer, page)).toContain('Nộp phiếu đánh giá');
      expect(await of(first, page)).not.toContain('Nộp phiếu đánh giá');
    }
    const council = { council: people.council, chair: people.council[0]!, viceChair: people.council[1]! };
    await house.must(people.secretary, 'referToCouncil', dossier, council);
    // nobody has voted: there is nothing to conclude, and the button is for who votes
    const page = await of(people.secretary);
    expect(page).toContain('Đang chờ 7 thành viên hội đồng bỏ phiếu');
    expect(page).not.toContain('kết luận phiên họp');
    expect(page).not.toContain('Bỏ phiếu');
    expect(await of(people.council[2]!)).toContain('Bỏ phiếu');
  });
});

describe('the award', () => {
  const fields = {
    year: '',
    'amount.labour': '30.000.000',
    'amount.services': '50.000.000',
  };
  const shownOf = async (base: string) => {
    const [row] = await house.db.query<{
      revision: number;
    }>`select revision from dossier where id = ${base.split('/').at(-1)!}`;
    return String(row!.revision);
  };
  const send = async (base: string, more: Record<string, string> = {}) => {
    const revision = more.revision ?? (await shownOf(base));
    const form = { key: v7(), ...fields, year: String(house.year), revision };
    return await inTwoSteps(house.people.director, `${base}/award`, { ...form, ...more });
  };

  it('is not more than recommended, and less with a reason', async () => {
    const { dossier, base } = await house.recommendedHere();
    let answer = await send(base, { 'amount.labour': '30.000.001' });
    expect([answer.status, await answer.text()]).toEqual([
      422,
      expect.stringContaining('không thể quyết định 30.000.001'),
    ]);
    answer = await send(base, { 'amount.labour': '20.000.000' });
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('hãy nêu lý do')]);
    answer = await send(base, { 'amount.labour': '0', 'amount.services': '' });
    expect(answer.status).toBe(422);
    const key = v7();
    const revision = await shownOf(base);
    const less = { key, revision, 'amount.labour': '20.000.000', less: 'Một phần công do viện trường bảo đảm.' };
    for (const _ of [1, 2]) expect((await send(base, less)).status).toBe(303);
    expect(await eventsOf(dossier, 'application.awarded')).toBe(1);
    expect(await house.vessels(dossier)).toEqual({ awarded: 70_000_000n });
  });

  it('has the next number of its register, which the page foretells and nobody types', async () => {
    const numbers: number[] = [];
    for (let n = 0; n < 2; n += 1) {
      const { dossier, base } = await house.recommendedHere();
      const director = await house.as(house.people.director);
      const page = await director.get(`${base}/award`);
      expect(page.form('/award').names).not.toContain('decisionNumber');
      const [, foretold] = /dự kiến (\d+)\/QĐ-SKHCN\./.exec(page.text)!;
      const little = { 'amount.labour': '1.000.000', 'amount.services': '0', less: 'Chỉ cần chừng này.' };
      expect((await send(base, little)).status).toBe(303);
      const [paper] = await house.db.query<{ number: number }>`
        select number from paper where dossier = ${dossier}::uuid and kind = 'awardDecision'`;
      expect(paper!.number).toBe(Number(foretold));
      numbers.push(paper!.number);
    }
    expect(numbers[1]).toBe(numbers[0]! + 1);
  });

  it('is of exactly what the page showed', async () => {
    const { dossier, base, founder } = await house.recommendedHere();
    const page = await (await read(house.people.director, `${base}/award`)).text();
    const revision = /name="revision" value="(\d+)"/.exec(page)![1]!;
    await house.must(founder, 'withdraw', dossier);
    const answer = await send(base, { revision });
    expect(answer.status).toBe(409);
    const text = await answer.text();
    expect(text).toContain('Rút hồ sơ');
    expect(await house.vessels(dossier)).toEqual({});
  });

  it('names whom nobody has confirmed, and is the director’s alone', async () => {
    const { dossier, base, founder } = await house.recommendedHere({ confirmed: false });
    const page = await (await read(house.people.director, `${base}/award`)).text();
    expect(page).toContain('Bên được hỗ trợ chưa được cán bộ xác nhận.');
    expect(page).toContain('chưa được cán bộ xác nhận tư cách');
    expect((await send(base)).status).toBe(422);
    for (const person of [house.people.officer, house.people.secretary, house.people.auditor])
      expect((await read(person, `${base}/award`)).status).toBe(403);
    expect((await read(founder, `${base}/award`)).status).toBe(403);
    const reject = await post(house.people.director, `${base}/reject`, { key: v7(), reason: '' });
    expect(reject.status).toBe(422);
    const seen = { key: v7(), revision: await shownOf(base), reason: 'Hết kinh phí.' };
    const rejected = await inTwoSteps(house.people.director, `${base}/reject`, seen);
    expect(rejected.status).toBe(303);
    expect((await stateOf(dossier)).value).toBe('rejected');
  });
});

describe('hostile input', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'; drop table person; --",
    '\u0000',
    '\ud800',
    '\u202egnp.exe',
    '__proto__',
    'constructor',
    '../../../etc/passwd',
    '{{7*7}}<%= 7*7 %>',
    '-1',
    '1e9',
    '999999999999999999999999',
    '0x1F',
    'NaN',
    '٣٠٠٠٠٠٠٠',
    ' ',
    'a'.repeat(20_000),
    '{"$ne":null}',
    '%00%0d%0aSet-Cookie: x=1',
  ];

  it('harms no form, and is shown as the text that it is', async () => {
    const submitted = await house.submitted();
    const review = await house.underReview();
    const eligible = await house.submitted();
    await house.must(house.people.officer, 'findEligible', eligible.dossier);
    const council = await house.beforeCouncil();
    for (const member of house.people.council.slice(0, 5))
      await house.must(member, 'castVote', council.dossier, { ballots: { labour: 'pass', services: 'pass' } });
    const award = await house.recommendedHere();
    const [reviewer] = house.people.reviewers as [string];
    await post(reviewer, `${review.base}/review/conflict`, { conflict: 'none' });
    const { people } = house;
    const forms: [string, string, string[]][] = [
      [people.officer, `${submitted.base}/screening`, ['outcome', 'complete', 'rule.priorityField', 'revision']],
      [people.officer, `${submitted.base}/party`, ['beneficiaryClass', 'key']],
      [people.officer, `${eligible.base}/reviewers`, ['do', 'reviewers']],
      [people.officer, `${review.base}/reviewers`, ['out', 'in']],
      [people.reviewers[1]!, `${review.base}/review/conflict`, ['conflict']],
      [reviewer, `${review.base}/review`, ['do', 'g1', 'g1.reason', 'remark', 'saved']],
      [people.secretary, `${review.base}/council/refer`, ['council', 'chair', 'viceChair']],
      [people.council[5]!, `${council.base}/council/vote`, ['ballot.labour', 'ballot.services']],
      [people.council[5]!, `${council.base}/council/conflict`, ['conflict']],
      [people.secretary, `${council.base}/council/check`, ['amount.labour', 'amount.services']],
      [
        people.secretary,
        `${council.base}/council/recommend`,
        [
          'amount.labour',
          'outcome.labour',
          'place',
          'heldOn',
          'months',
          'guests',
          'secretary',
          'announced',
          'completion',
        ],
      ],
      [people.secretary, `${council.base}/council/not-recommend`, ['place', 'begins', 'reason', 'confirm', 'edit']],
      [people.director, `${award.base}/award`, ['amount.labour', 'year', 'less', 'revision']],
      [people.director, `${award.base}/award/check`, ['amount.labour']],
    ];
    const before = await house.db.query`select 1 from history where event like 'application.%'`;
    for (const [person, path, names] of forms)
      for (const text of hostile) {
        const fields = Object.fromEntries(names.map((name) => [name, text]));
        const answer = await post(person, path, { key: v7(), ...fields, [text.slice(0, 100)]: text });
        expect([path, text.slice(0, 40), answer.status]).toEqual([
          path,
          text.slice(0, 40),
          expect.toSatisfy((status: number) => [200, 303, 409, 422].includes(status)),
        ]);
        const shown = await answer.text();
        expect(shown).not.toContain('<script>alert');
        expect(shown).not.toContain('<img src=x');
      }
    const after = await house.db.query`select 1 from history where event like 'application.%'`;
    expect(after.length).toBe(before.length);
  }, 180_000);

  it('from another site changes nothing', async () => {
    const { base, dossier } = await house.submitted();
    const fields = { key: v7(), outcome: 'ineligible', reason: 'x' };
    const answer = await post(house.people.officer, `${base}/screening`, fields, { Origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect((await stateOf(dossier)).value).toBe('submitted');
  });
});
