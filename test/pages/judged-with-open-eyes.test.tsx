// Whoever judges sees what is new, what is missing and what will be recorded, before it is: the officer of an application that was
// handed in again, the council with its conflicts of interest and its absent members, the director of an award.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import type { Client, Form, Page } from '../support/client.ts';
import { answers, type House, openHouse, readOnceMore, sayMeeting } from './reviews-house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.drop());

const stateOf = async (dossier: string) => {
  const [row] = await house.db.query<{ value: string }>`
    select value from state where dossier = ${dossier} and subject = 'application'`;
  return row!.value;
};
const keep = (dossier: string, body: object, person: string) =>
  keepContent(
    { db: house.db, now: () => new Date().toISOString() },
    { agency: house.agency, dossier, kind: 'application', body: body as never, person },
  );

describe('an application that was handed in again', () => {
  const budget = answers.budget as object[];
  const services = { ...budget[1], unitPrice: '1500000', state: '46000000' };
  let base: string;
  let officer: Client;
  let page: Page;
  beforeAll(async () => {
    const { people, must } = house;
    const made = await house.submitted();
    base = made.base;
    officer = await house.as(people.officer);
    const form = (await officer.get(`${base}/screening`)).form('/screening');
    for (const name of form.names.filter((one) => one.startsWith('rule.'))) form.fill({ [name]: 'yes' });
    form.fill({
      complete: 'no',
      outcome: 'return',
      reason: 'Giải thích giải pháp; tính lại dự toán; nộp lại căn cước.',
    });
    await form.submit();
    const solution = 'Nút đo bằng điện cực than hoạt tính in lưới và phần mềm cảnh báo chạy trên máy tính.';
    const again = { ...answers, solution, budget: [budget[0], services] };
    await must(made.founder, 'resubmitApplication', made.dossier, {
      content: await keep(made.dossier, again, made.founder),
    });
    page = await officer.get(`${base}/screening`);
  });

  it('shows first what changed since, the old beside the new, with the reason for which it was returned', () => {
    const changed = page.root.querySelector('.again')!;
    expect(changed.querySelector('h2')!.text).toBe('Đã sửa từ khi hồ sơ được trả lại');
    expect(changed.text).toContain('Giải thích giải pháp; tính lại dự toán');
    const rows = changed.querySelectorAll('tbody tr').map((row) => row.querySelectorAll('td').map((cell) => cell.text));
    expect(rows).toHaveLength(2);
    expect(rows[0]![1]).toContain('chạy trên điện thoại.');
    expect(rows[0]![2]).toContain('chạy trên máy tính.');
    expect(changed.querySelectorAll('mark').map(({ text }) => text.trim())).toEqual(
      expect.arrayContaining(['điện thoại.', 'máy tính.', '1.600.000', '1.500.000']),
    );
    // of the budget the lines that differ, and its totals
    expect(rows[1]![1]).toMatch(/Sản xuất thử 40 nút.*1\.600\.000.*50\.000\.000/);
    expect(rows[1]![2]).toMatch(/Sản xuất thử 40 nút.*1\.500\.000.*46\.000\.000/);
    expect(rows[1]![2]).toMatch(/Cộng · 102\.000\.000 · 76\.000\.000/);
    expect(rows[1]![1]).not.toContain('Kỹ sư phần cứng');
    expect(page.html.indexOf('class="again"')).toBeLessThan(page.html.indexOf('class="reading"'));
  });

  it('folds the sections that are as they were', () => {
    const folded = page.root.querySelectorAll('.reading details.unchanged');
    expect(folded.length).toBeGreaterThan(2);
    expect(folded.map(({ text }) => text).join()).not.toContain('chạy trên máy tính');
    expect(page.root.querySelector('.reading')!.text).toContain('chạy trên máy tính');
  });

  it('is judged anew: no tick is set, and what was said the last time stands beside', async () => {
    const form = page.form('/screening');
    const judged = form.names.filter((name) => name === 'complete' || name.startsWith('rule.'));
    for (const name of judged) expect([name, form.value(name)]).toEqual([name, []]);
    expect(form.value('outcome')).toEqual([]);
    expect(form.value('reason')).toEqual(['']);
    expect(page.text).toContain('Lần kiểm tra trước: Lê Hoàng Anh');
    expect(page.all('.before')).toEqual([
      'Lần trước: Không đáp ứng',
      ...judged.slice(1).map(() => 'Lần trước: Đáp ứng'),
    ]);
    // what is ticked of the new version is kept while the applicant is confirmed, and the last time still stands beside
    form.fill({ complete: 'yes' });
    const confirmed = await form.submit({ button: 'Xác nhận bên đăng ký' });
    expect(confirmed.form('/screening').value('complete')).toEqual(['yes']);
    expect(confirmed.all('.before')[0]).toBe('Lần trước: Không đáp ứng');
    expect(confirmed.text).toContain('Sau khi ghi, không sửa được.');
  });

  it('names a file by its bytes: the same again is no change', async () => {
    const { dossier, founder, base } = await house.submitted();
    const file = async (letter: string) => {
      const id = v7();
      await house.db
        .query`insert into attachment (agency, id, dossier, sha256, name, type, size, uploaded_by, uploaded_at)
        values (${house.agency}, ${id}, ${dossier}, ${letter.repeat(64)}, 'can-cuoc.pdf', 'application/pdf', 9, ${founder}, now())`;
      return id;
    };
    const [one, same, other] = [await file('a'), await file('a'), await file('b')];
    const handIn = async (id: string, how: 'resubmitApplication') => {
      await house.must(house.people.officer, 'returnForCompletion', dossier, { reason: '0'.repeat(64) });
      await house.must(founder, how, dossier, { content: await keep(dossier, { ...answers, others: [id] }, founder) });
      return (await officer.get(`${base}/screening`)).root.querySelector('.again')!.text;
    };
    expect(await handIn(one, 'resubmitApplication')).toContain(`can-cuoc.pdf (SHA-256 ${'a'.repeat(12)}…)`);
    expect(await handIn(same, 'resubmitApplication')).toContain('Không có thay đổi nào');
    const changed = await handIn(other, 'resubmitApplication');
    for (const letter of ['a', 'b']) expect(changed).toContain(`SHA-256 ${letter.repeat(12)}…`);
  });
});

describe('a member of the council', () => {
  const ballot = { 'ballot.labour': 'pass', 'ballot.services': 'pass' };

  it('declares conflicts of interest before the application opens and before the vote, by page or by hand', async () => {
    const { base, dossier } = await house.beforeCouncil({ declared: false });
    const [chair, , member] = house.people.council as [string, string, string];
    for (const person of [chair, member]) {
      const browser = await house.as(person);
      let page = await browser.get(`${base}/council`);
      expect(page.text).toContain('Nhóm Muối Cần Giờ');
      expect(page.text).not.toContain('LoRa');
      expect(page.hasForm('/council/vote')).toBe(false);
      // nor by another door
      expect((await browser.get(`${base}/application/read`)).path).toBe(`${base}/council`);
      expect((await browser.get(`${base}/application/pdf`)).path).toBe(`${base}/council`);
      page = await browser.post(`${base}/council/vote`, { key: v7(), ...ballot }, { expect: 422 });
      expect(page.errors).toEqual(['Hãy khai về xung đột lợi ích trước khi bỏ phiếu.']);
      page = await page.form('/council/conflict').submit({ expect: 422 });
      page = await page.form('/council/conflict').fill({ conflict: 'some' }).submit({ expect: 422 });
      expect(page.errors).toEqual(['Hãy nêu rõ xung đột.']);
      page = await page.form('/council/conflict').fill({ conflict: 'none' }).submit();
      expect(page.text).toContain('LoRa');
      await (await readOnceMore(page.form('/council/vote').fill(ballot))).submit();
    }
    const [row] = await house.db.query<{ n: bigint }>`
      select count(*) as n from history where dossier = ${dossier} and event = 'application.voteCast'`;
    expect(row!.n).toBe(2n);
  });

  it('with a conflict of interest does not vote; the page says what follows, and the minutes name them', async () => {
    const { base, dossier } = await house.beforeCouncil({ declared: false });
    const { council, secretary } = house.people;
    const why = 'Trưởng nhóm là em vợ tôi.';
    const conflicted = await house.as(council[0]!); // the chair
    let page = await conflicted.get(`${base}/council`);
    page = await page.form('/council/conflict').fill({ conflict: 'some', which: why }).submit();
    expect(page.text).toContain('Bạn đã khai có xung đột lợi ích');
    for (const said of [why, 'cần ít nhất 5 người bỏ phiếu (Điều 12', 'phó chủ tịch được ủy quyền'])
      expect(page.text).toContain(said);
    expect(page.text).not.toContain('LoRa');
    page = await conflicted.post(`${base}/council/vote`, { key: v7(), ...ballot }, { expect: 422 });
    expect(page.text).toContain('Bạn đã khai có xung đột lợi ích, nên không bỏ phiếu về hồ sơ này.');
    // what was declared is not taken back
    await conflicted.post(`${base}/council/conflict`, { conflict: 'none' });
    await conflicted.post(`${base}/council/vote`, { key: v7(), ...ballot }, { expect: 422 });
    expect((await conflicted.get(`${base}/application/read`)).path).toBe(`${base}/council`);
    expect((await conflicted.get('/work')).html).not.toContain(dossier);

    // somebody notices it only after having declared none
    const late = await house.as(council[2]!);
    page = await (await late.get(`${base}/council`)).form('/council/conflict').fill({ conflict: 'none' }).submit();
    page = await page.form('/council/conflict').fill({ which: 'Tôi là cố vấn của nhóm.' }).submit();
    expect(page.text).toContain('Bạn đã khai có xung đột lợi ích');

    for (const index of [1, 3, 4, 5, 6]) {
      const browser = await house.as(council[index]!);
      page = await (await browser.get(`${base}/council`)).form('/council/conflict').fill({ conflict: 'none' }).submit();
      // that there is a conflict is for the others to know, not which
      expect(page.text).toContain('đã khai có xung đột lợi ích, không bỏ phiếu');
      expect(page.text).not.toContain(why);
      await (await readOnceMore(page.form('/council/vote').fill(ballot))).submit();
    }
    const writes = await house.as(secretary);
    page = await writes.get(`${base}/council`);
    expect(page.text).toContain(why);
    expect(page.html).not.toContain(`name="absence.${council[0]}"`);
    const form = sayMeeting(page.form('/council/recommend'));
    form.fill({ place: 'Phòng họp 2', begins: '08:00', ends: '09:00' });
    const read = await readOnceMore(form);
    // who has a conflict is not missing
    expect(read.names).not.toContain('seenVotes');
    expect(read.page.text).toContain('Khai có xung đột lợi ích, không bỏ phiếu Hoàng Gia Phúc, Phan Anh Tuấn');
    page = await read.submit();
    expect(page.text).toContain('Hoàng Gia Phúc, Phan Anh Tuấn');
    const [kept] = await house.db.query<{ body: { conflicts: string[] } }>`
      select body from content where dossier = ${dossier} and kind = 'minutes' and body is not null`;
    expect(kept!.body.conflicts.sort()).toEqual([council[0]!, council[2]!].sort());
  });

  it('is not chosen after having declared a conflict, and it is said when there can never be enough', async () => {
    const { base } = await house.beforeCouncil({ declared: false });
    const { council, secretary } = house.people;
    for (const index of [2, 3, 4])
      await (await house.as(council[index]!)).post(`${base}/council/conflict`, { conflict: 'some', which: 'Có.' });
    const page = await (await house.as(secretary)).get(`${base}/council`);
    expect(page.text).toContain('hội đồng không thể đủ điều kiện kết luận');

    const other = await house.underReview();
    for (const reviewer of house.people.reviewers)
      await house.must(reviewer, 'submitReview', other.dossier, { sheet: '0'.repeat(64), verdict: 'pass' });
    await house.must(house.people.administrator, 'appoint', council[3]!, { roles: ['officer'] });
    await house.declares(other.dossier, council[3]!, 'Có.');
    await house.must(house.people.administrator, 'relieve', council[3]!, { roles: ['officer'] });
    const composing = await (await house.as(secretary)).get(`${other.base}/council`);
    expect(composing.text).toContain('Vũ Ngọc Diệp đã khai có xung đột lợi ích với hồ sơ này');
    // nor by hand
    const secretaryToo = await house.as(secretary);
    const chosen = new URLSearchParams([
      ['key', v7()],
      ['chair', council[0]!],
      ...council.map((id): [string, string] => ['council', id]),
    ]);
    const fields = composing.form('/council/refer').request();
    const forced = await secretaryToo.visit(
      new Request(fields.url, { method: 'POST', headers: fields.headers, body: chosen }),
      422,
    );
    expect(forced.errors).toEqual(['Có người không tham gia hội đồng này được. Hãy chọn lại.']);
  });
});

describe('the conclusion of a council', () => {
  const concluding = async (voted: number[], more: Record<string, string> = {}, body?: object) => {
    const made = await house.beforeCouncil({ ...(body && { body }) });
    for (const index of voted)
      await house.must(house.people.council[index]!, 'castVote', made.dossier, {
        ballots: { labour: 'pass', services: 'pass' },
      });
    await house.endVote(made.dossier);
    const secretary = await house.as(house.people.secretary);
    const page = await secretary.get(`${made.base}/council`);
    const form = sayMeeting(page.form('/council/recommend'));
    form.fill({ place: 'Phòng họp 2', begins: '08:00', ends: '09:00', ...more });
    return { ...made, form, page };
  };

  it('names who has not voted and how it is counted, and is recorded once that was acknowledged', async () => {
    const { dossier, form, page: before } = await concluding([0, 1, 2, 3, 4]);
    expect(before.text).toContain('Chưa bỏ phiếu: Mai Thị Xuân, Tạ Quang Huy.');
    let page = await form.submit();
    expect(await stateOf(dossier)).toBe('beforeCouncil');
    for (const text of [
      'Chưa có gì được ghi',
      'Mai Thị Xuân, Tạ Quang Huy',
      'Số thành viên cần có tính trên toàn bộ 7 thành viên.',
      'ít nhất 4 phiếu Đạt trên 5 phiếu đã bỏ (Điều 12',
      'Người ghi Trần Thị Thu Hà',
      'Cộng 80.000.000 ₫',
    ])
      expect(page.text).toContain(text);
    const missing = expect.stringContaining('Tôi biết còn 2 thành viên chưa bỏ phiếu.');
    page = await page.form('/council/recommend').submit({ button: 'Ghi: đề nghị hỗ trợ', expect: 422 });
    expect(page.errors).toEqual(expect.arrayContaining([missing]));
    expect(await stateOf(dossier)).toBe('beforeCouncil');
    const read = page.form('/council/recommend');
    for (const name of read.names.filter((one) => one.startsWith('seen'))) read.fill({ [name]: true });
    await read.submit();
    expect(await stateOf(dossier)).toBe('recommended');
  });

  it('asks for no acknowledgement of votes when everybody has voted', async () => {
    const { dossier, form } = await concluding([0, 1, 2, 3, 4, 5, 6]);
    const page = await form.submit();
    expect(page.form('/council/recommend').names).not.toContain('seenVotes');
    expect(await stateOf(dossier)).toBe('beforeCouncil');
  });

  it('warns at the field of a meeting before the council was composed, and of one that has not ended', async () => {
    const { form } = await concluding([0, 1, 2, 3, 4, 5, 6], { heldOn: '01/01/2026' });
    let page = await form.submit();
    const doubt = 'Phiên họp được ghi bắt đầu trước khi lập hội đồng trên hệ thống';
    expect(page.root.querySelector('.doubt')!.text).toContain(doubt);
    expect(page.form('/council/recommend').names).toContain('seenTime');
    // going back keeps what was typed, with the warning at the field
    page = await page.form('/council/recommend').submit({ button: 'Sửa lại' });
    const edited = page.form('/council/recommend');
    expect(edited.value('heldOn')).toEqual(['01/01/2026']);
    expect(edited.value('place')).toEqual(['Phòng họp 2']);
    expect(page.root.querySelector('.doubt')!.text).toContain(doubt);

    const { form: early } = await concluding([0, 1, 2, 3, 4, 5, 6], { begins: '23:58', ends: '23:59' });
    page = await early.submit();
    expect(page.text).toContain('Phiên họp được ghi kết thúc sau thời điểm hiện tại.');
  });

  it('is of the votes that were shown: one that was cast meanwhile is seen first', async () => {
    const { dossier, form } = await concluding([0, 1, 2, 3, 4]);
    const read = await readOnceMore(form);
    await house.must(house.people.council[5]!, 'castVote', dossier, { ballots: { labour: 'fail', services: 'fail' } });
    const page = await read.submit({ expect: 409 });
    expect(page.text).toContain('Bỏ phiếu');
    expect(page.form('/council/recommend').value('place')).toEqual(['Phòng họp 2']);
    expect(await stateOf(dossier)).toBe('beforeCouncil');
  });

  it('not to recommend is read once more as well', async () => {
    const { dossier, form } = await concluding([0, 1, 2, 3, 4, 5], { reason: 'Chưa rõ thị trường.' });
    const read = await readOnceMore(form, 'Xem lại trước khi không đề nghị');
    expect(read.page.text).toContain('Chưa rõ thị trường.');
    expect(await stateOf(dossier)).toBe('beforeCouncil');
    await read.submit({ button: 'Ghi: không đề nghị hỗ trợ' });
    expect(await stateOf(dossier)).toBe('notRecommended');
  });

  it('recommends no more than was asked for and voted on', async () => {
    const budget = (answers.budget as object[]).map((row, index) => ({
      ...row,
      state: index === 0 ? '10000000' : '20000000',
    }));
    const typed = { 'amount.labour': '10.000.001', 'amount.services': '20.000.000', place: '' };
    const { dossier, form } = await concluding([0, 1, 2, 3, 4, 5, 6], typed, { ...answers, budget });
    const { errors } = await form.submit({ expect: 422 });
    expect(errors).toEqual([
      'Hãy ghi địa điểm họp.',
      expect.stringMatching(
        /^Tiền công lao động trực tiếp: hồ sơ xin 10\.000\.000 ₫ và hội đồng bỏ phiếu dựa trên mức đó/,
      ),
    ]);
    expect(await stateOf(dossier)).toBe('beforeCouncil');
  });

  it('says everything that is over at once, also beside another fault', async () => {
    const { form } = await concluding([0, 1, 2, 3, 4, 5, 6], {
      place: '',
      months: '13',
      'amount.labour': '31.000.000',
      'amount.services': '51.000.000',
    });
    const { errors } = await form.submit({ expect: 422 });
    const has = (text: string) => errors.some((sentence) => sentence.includes(text));
    expect(['Hãy ghi địa điểm họp.', 'tối đa 12 tháng'].filter((text) => !has(text))).toEqual([]);
    const over = errors.join(' ').match(/vượt mức trần “[^”]+”/g) ?? [];
    expect(over).toHaveLength(3); // each line, and the whole
  });
});

describe('the director', () => {
  const open = async (base: string) => (await house.as(house.people.director)).get(`${base}/award`);

  it('reads what will be decided before it is: the amounts beside the recommended, what follows, and who decides', async () => {
    const { dossier, base } = await house.recommendedHere();
    const less = 'Một phần công do viện trường bảo đảm.';
    const form = (await open(base)).form('/award').fill({ 'amount.labour': '20.000.000', less });
    const read: Form = await readOnceMore(form);
    expect(await stateOf(dossier)).toBe('recommended');
    for (const text of [less, 'Cộng 70.000.000 ₫', '30.000.000 ₫', 'Người ghi Nguyễn Hữu Đức', 'dự kiến'])
      expect(read.page.text).toContain(text);
    const back = (await read.submit({ button: 'Sửa lại' })).form('/award');
    expect([back.value('amount.labour'), back.value('less')]).toEqual([['20.000.000'], [less]]);
    await (await readOnceMore(back)).submit({ button: 'Ra quyết định hỗ trợ' });
    expect(await stateOf(dossier)).toBe('awarded');
    expect(await house.vessels(dossier)).toEqual({ awarded: 70_000_000n });
  });

  it('reads a rejection and its reason before it is recorded', async () => {
    const { dossier, base } = await house.recommendedHere();
    const form = (await open(base)).form('/reject').fill({ reason: 'Hết kinh phí.' });
    const read = await readOnceMore(form);
    expect(read.page.text).toContain('Hết kinh phí.');
    expect(await stateOf(dossier)).toBe('recommended');
    await read.submit();
    expect(await stateOf(dossier)).toBe('rejected');
  });

  it('is told of every line that is over at once', async () => {
    const { base } = await house.recommendedHere();
    const form = (await open(base)).form('/award');
    const page = await form
      .fill({ 'amount.labour': '30.000.001', 'amount.services': '50.000.001' })
      .submit({ expect: 422 });
    expect(page.root.querySelectorAll('.refused li a').map((a) => a.getAttribute('href'))).toEqual([
      '#f-amount-labour',
      '#f-amount-services',
    ]);
  });
});

describe('the officer who screens', () => {
  it('confirms who applied before finding the application eligible', async () => {
    const { base, dossier } = await house.submitted();
    const officer = await house.as(house.people.officer);
    const form = (await officer.get(`${base}/screening`)).form('/screening');
    for (const name of form.names.filter((one) => one.startsWith('rule.'))) form.fill({ [name]: 'yes' });
    const refused = await form.fill({ complete: 'yes', outcome: 'eligible' }).submit({ expect: 422 });
    expect(refused.errors).toEqual([expect.stringMatching(/^Hãy xác nhận bên đăng ký trước/)]);
    expect(await stateOf(dossier)).toBe('submitted');
  });

  it('reads that more is asked for than a cap allows', async () => {
    const officer = await house.as(house.people.officer);
    const within = await house.submitted();
    expect((await officer.get(`${within.base}/screening`)).text).not.toContain('vượt mức trần');
    const budget = (answers.budget as object[]).map((row, index) =>
      index === 0 ? { ...row, state: '35000000' } : row,
    );
    const over = await house.submitted(undefined, { ...answers, budget });
    const { text } = await officer.get(`${over.base}/screening`);
    expect(text).toMatch(
      /Dự toán xin hỗ trợ vượt mức trần.*Tiền công lao động trực tiếp: vượt mức trần “[^”]+” 30\.000\.000 ₫/,
    );
  });
});
