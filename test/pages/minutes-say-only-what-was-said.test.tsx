// The minutes say what somebody entered or history knows, and nothing else: why a member cast no ballot, that the result was
// announced and the minutes read back, who the secretary was, what each item is to bring. Read back from the page and the paper.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import { readPdf } from '../papers/readPdf.ts';
import { describeInBrowser, isInOrder } from '../support/browser.ts';
import type { Client, Form, Page } from '../support/client.ts';
import { type House, openHouse, readOnceMore, sayMeeting } from './reviews-house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.drop());

const times = { place: 'Phòng họp 2', begins: '00:00', ends: '00:01' };
const mai = 'Mai Thị Xuân';
const ta = 'Tạ Quang Huy';

type Meeting = { dossier: string; base: string; secretary: Client; form: Form; page: Page };

/** A council on which some voted, and the form on which its secretary concludes. */
async function voted(members: readonly number[], conflicted: readonly number[] = []): Promise<Meeting> {
  const { people } = house;
  const { dossier, base } = await house.beforeCouncil({ declared: false });
  for (const index of conflicted) await house.declares(dossier, people.council[index]!, 'Là anh em.');
  for (const index of members)
    await house.must(people.council[index]!, 'castVote', dossier, { ballots: { labour: 'pass', services: 'pass' } });
  await house.endVote(dossier);
  const secretary = await house.as(people.secretary);
  const page = await secretary.get(`${base}/council`);
  return { dossier, base, secretary, page, form: page.form('/council/recommend').fill(times) };
}
const seatOf = (index: number) => `seat.${house.people.council[index]}`;
const whyOf = (index: number) => `absence.${house.people.council[index]}`;

async function paperOf(dossier: string, base: string, reader: Client): Promise<string> {
  const [paper] = await house.db.query<{ register: string; year: number; number: number }>`
    select register, year, number from paper where dossier = ${dossier}::uuid and kind = 'minutes'`;
  const { register, year, number } = paper!;
  const { bytes } = await reader.download(`${base}/papers/${register}/${year}/${number}`);
  return (await readPdf(Buffer.from(bytes))).text;
}
const keptOf = async (dossier: string) => {
  const [row] = await house.db.query<{ body: Record<string, unknown> }>`
    select body from content where dossier = ${dossier} and kind = 'minutes' and body is not null`;
  return row?.body ?? null;
};

describe('of a member without a ballot', () => {
  it('the secretary says why, at the field, and nothing typed is lost', async () => {
    const { dossier, form } = await voted([0, 1, 2, 3, 4]);
    expect(form.names.filter((name) => name.startsWith('seat.'))).toEqual([seatOf(5), seatOf(6)]);
    // nothing is chosen for anybody
    expect([form.value(seatOf(5)), form.value(seatOf(6))]).toEqual([[], []]);
    sayMeeting(form).fill({ [seatOf(5)]: 'unexcused', [whyOf(5)]: 'Ốm', guests: 'Ông Ngô Đình Giữ' });
    const [said, open] = ['unexcused', form.value('place')];
    let page = await form.submit({ expect: 422 });
    expect(page.errors).toEqual([`${mai}: đã chọn vắng mặt không có lý do, hãy xóa lý do hoặc chọn lại.`]);
    let again = page.form('/council/recommend');
    expect([again.value(seatOf(5)), again.value(whyOf(5)), again.value('place')]).toEqual([[said], ['Ốm'], open]);
    expect(again.value('guests')).toEqual(['Ông Ngô Đình Giữ']);

    const sent = await house.as(house.people.secretary);
    const fields = Object.fromEntries(again.names.map((name) => [name, again.value(name)[0] ?? '']));
    for (const what of ['recommend', 'not-recommend']) {
      const none = { ...fields, [seatOf(5)]: 'absent', [seatOf(6)]: '', reason: 'Chưa rõ thị trường.' };
      page = await sent.post(again.action.replace(/recommend$/, what), none, { expect: 422 });
      expect(page.errors).toEqual(
        [mai, ta].map((name) => `${name}: hãy chọn vắng mặt hay có mặt nhưng không bỏ phiếu.`),
      );
      for (const index of [5, 6]) {
        const id = `f-${seatOf(index).replace('.', '-')}`;
        expect(page.root.querySelector(`.errors a[href="#${id}"]`)).not.toBeNull();
        const group = page.root.querySelector(`#${id}`)!.closest('fieldset')!;
        expect(group.getAttribute('aria-describedby')).toBe(`${id}-error`);
      }
      again = page.form('/council/recommend');
      expect([again.value(whyOf(5)), again.value('place')]).toEqual([['Ốm'], ['Phòng họp 2']]);
    }
    expect(await keptOf(dossier)).toBeNull();
  });

  it('the minutes say just that, and count as present who voted, as the decision does', async () => {
    const { dossier, base, secretary, form } = await voted([0, 1, 2, 3, 4]);
    sayMeeting(form).fill({ [whyOf(5)]: 'Đi công tác', [seatOf(6)]: 'present' });
    const read = await readOnceMore(form);
    const lines = [`${mai}: vắng mặt có lý do (Đi công tác)`, `${ta}: có mặt nhưng không bỏ phiếu`];
    for (const line of [...lines, '5 trên 7 thành viên; cần ít nhất 5']) expect(read.page.text).toContain(line);
    const page = await read.submit();
    for (const line of lines) expect(page.text).toContain(line);
    const { council } = house.people;
    expect(await keptOf(dossier)).toMatchObject({
      noBallots: { [council[5]!]: 'excused', [council[6]!]: 'present' },
      absences: { [council[5]!]: 'Đi công tác' },
    });
    const paper = await paperOf(dossier, base, secretary);
    for (const sentence of [
      'có mặt (tính theo phiếu đã bỏ) trên tổng số: 5/7, đủ điều kiện họp (tối thiểu 5 thành viên',
      `Vắng mặt có lý do: 01 thành viên (${mai}, Ủy viên, lý do: Đi công tác).`,
      `Có mặt nhưng không bỏ phiếu: 01 thành viên (${ta}, Ủy viên).`,
      `${mai} (vắng mặt) Ủy viên – –`,
      `${ta} (có mặt, không bỏ phiếu) Ủy viên – –`,
      'ít nhất 4/5 phiếu “Đạt”',
    ])
      expect(paper).toContain(sentence);
    expect((await (await house.as(house.people.director)).get(`${base}/award`)).text).toContain(lines[1]);
  });

  it('who declared a conflict of interest is not asked about: the system knows', async () => {
    const { dossier, base, secretary, form, page } = await voted([0, 1, 2, 3, 4], [5]);
    expect(form.names.filter((name) => /^(seat|absence)\./.test(name))).toEqual([seatOf(6), whyOf(6)]);
    expect(page.text).toContain(`Đã khai có xung đột lợi ích, không bỏ phiếu: ${mai}.`);
    await (await readOnceMore(sayMeeting(form, 'unexcused'))).submit();
    const paper = await paperOf(dossier, base, secretary);
    expect(paper).toContain(
      `Vắng mặt không có lý do: 01 thành viên (${ta}, Ủy viên). Không tham gia do xung đột lợi ích: 01 thành viên (${mai}, Ủy viên).`,
    );
  });

  it('who declares a conflict after the form was read is not asked about any more, and the rest stays', async () => {
    const { dossier, base, secretary, form } = await voted([0, 1, 2, 3, 4]);
    const read = await readOnceMore(sayMeeting(form).fill({ [whyOf(6)]: 'Ốm' }));
    await house.declares(dossier, house.people.council[5]!, 'Là anh em.');
    const again = (await read.submit({ expect: 409 })).form('/council/recommend');
    expect(again.names.filter((name) => name.startsWith('seat.'))).toEqual([seatOf(6)]);
    expect([again.value(seatOf(6)), again.value(whyOf(6))]).toEqual([['excused'], ['Ốm']]);
    await (await readOnceMore(again)).submit();
    const { council } = house.people;
    expect(await keptOf(dossier)).toMatchObject({ noBallots: { [council[6]!]: 'excused' }, conflicts: [council[5]] });
    const paper = await paperOf(dossier, base, secretary);
    expect(paper).toContain(`Không tham gia do xung đột lợi ích: 01 thành viên (${mai}, Ủy viên).`);
  });
});

describe('of the meeting', () => {
  it('that the result was announced and the minutes read back is said once it is declared, and not before', async () => {
    const { dossier, base, secretary, form } = await voted([0, 1, 2, 3, 4, 5, 6]);
    expect([form.value('announced'), form.value('readBack'), form.value('meetingForm')]).toEqual([[], [], []]);
    let page = await form.submit({ expect: 422 });
    expect(page.errors).toEqual([
      'Hãy chọn hình thức họp.',
      'Hãy đánh dấu khi kết quả bỏ phiếu đã được công bố tại phiên họp; trước đó chưa ghi kết luận được.',
      'Hãy đánh dấu khi biên bản đã được đọc lại và thông qua tại phiên họp; trước đó chưa ghi kết luận được.',
    ]);
    const again = page.form('/council/recommend').fill({ announced: true, meetingForm: 'both' });
    page = await again.submit({ expect: 422 });
    expect(page.errors).toHaveLength(1);
    const last = page.form('/council/recommend');
    expect([last.value('announced'), last.value('place')]).toEqual([['yes'], ['Phòng họp 2']]);
    const read = await readOnceMore(last.fill({ readBack: true }));
    for (const row of ['Biên bản đã được đọc lại và thông qua', 'Đại biểu tham dự Không có'])
      expect(read.page.text).toContain(row);
    await read.submit();
    const paper = await paperOf(dossier, base, secretary);
    expect(paper).toContain(
      'Kết quả bỏ phiếu đã được công bố tại phiên họp. Biên bản đã được đọc lại và thông qua tại phiên họp./.',
    );
    expect(paper).toContain('Vắng mặt: không có.');
    expect(paper).toContain('8. Đại biểu tham dự: không có.');
  });

  it('the secretary is whom somebody named, also where the chair records it', async () => {
    const { people } = house;
    await house.must(people.administrator, 'appoint', people.council[0]!, { roles: ['chair'] });
    const { dossier, base, form, secretary } = await voted([0, 1, 2, 3, 4, 5, 6]);
    expect(form.value('secretary')).toEqual(['Trần Thị Thu Hà']);
    const chair = await house.as(people.council[0]!);
    const own = sayMeeting((await chair.get(`${base}/council`)).form('/council/recommend')).fill(times);
    expect(own.value('secretary')).toEqual(['']);
    const page = await own.submit({ expect: 422 });
    expect(page.errors).toEqual(['Hãy ghi họ tên thư ký phiên họp.']);
    const read = await readOnceMore(page.form('/council/recommend').fill({ secretary: 'Cao Thị Ghi' }));
    await read.submit();
    const paper = await paperOf(dossier, base, secretary);
    expect(paper).toContain('9. Thư ký phiên họp: Cao Thị Ghi. 10. Người ghi kết luận trên hệ thống: Hoàng Gia Phúc.');
    expect(paper).not.toContain('Trần Thị Thu Hà');
  });

  it('what each item brings and is paid on is as it stood in the form; what was left out is left to be filled in', async () => {
    const { dossier, base, secretary, form } = await voted([0, 1, 2, 3, 4, 5, 6]);
    expect(form.value('outcome.labour')).toEqual(['Theo thuyết minh dự án']);
    sayMeeting(form).fill({
      ...{ 'outcome.labour': 'Phần mềm trạm thu', 'payment.labour': '' },
      ...{ 'amount.services': '', 'outcome.services': 'Nút đo' },
    });
    const read = await readOnceMore(form);
    expect(read.page.text).toContain('Tiền công lao động trực tiếp: Phần mềm trạm thu');
    await read.submit();
    const paper = await paperOf(dossier, base, secretary);
    for (const word of ['Phần', 'mềm', 'trạm', '............']) expect(paper).toContain(word);
    // nothing of an item that is not recommended, nor what nobody wrote
    expect(paper).not.toMatch(/Nút đo|Theo hợp đồng|Theo thuyết minh/);
  });

  it('what is to be completed is said only of a recommendation under that condition', async () => {
    const { dossier, base, secretary, form } = await voted([0, 1, 2, 3, 4, 5, 6]);
    sayMeeting(form).fill({ completionText: 'Bản vẽ có chữ ký' });
    const page = await form.submit({ expect: 422 });
    expect(page.errors).toEqual(['Đã chọn “Không”: hãy xóa điều cần hoàn thiện hoặc chọn “Có”.']);
    const again = page.form('/council/recommend').fill({ reason: 'Chưa rõ thị trường.' });
    await (await readOnceMore(again, 'Xem lại trước khi không đề nghị')).submit({
      button: 'Ghi: không đề nghị hỗ trợ',
    });
    expect((await secretary.get(`${base}/council`)).text).not.toContain('Bản vẽ có chữ ký');
    expect(await paperOf(dossier, base, secretary)).not.toContain('Bản vẽ');
  });
});

it('minutes of before this was asked say that somebody cast no ballot, and nothing that was not said', async () => {
  const { db, agency, people, must } = house;
  const { dossier, base } = await house.beforeCouncil();
  for (const index of [0, 1, 2, 3, 4])
    await must(people.council[index]!, 'castVote', dossier, { ballots: { labour: 'pass', services: 'pass' } });
  const body = {
    ...{ established: '', place: 'Phòng họp 2', heldOn: '2026-01-12', begins: '14:00', ends: '16:30' },
    ...{ form: 'inPerson', guests: [], absences: { [people.council[5]!]: 'Đi công tác' }, opinions: {} },
    ...{ completion: '', remark: '' },
  };
  const minutes = await keepContent(
    { db, now: () => new Date().toISOString() },
    { agency, dossier, kind: 'minutes', body, person: people.secretary },
  );
  const lines = [{ line: 'labour', amountVnd: '30000000' }];
  await must(people.secretary, 'recommend', dossier, { lines, months: 12, completionNeeded: false, minutes });
  const secretary = await house.as(people.secretary);
  const { text } = await secretary.get(`${base}/council`);
  expect(text).toContain(`${mai}: vắng mặt có lý do (Đi công tác)`);
  expect(text).toContain(`${ta}: không bỏ phiếu`);
  expect(text).not.toMatch(/đọc lại|công bố/);
  const paper = await paperOf(dossier, base, secretary);
  expect(paper).toContain(`Không bỏ phiếu: 01 thành viên (${ta}, Ủy viên).`);
  expect(paper).toContain(`${ta} (không bỏ phiếu) Ủy viên – –`);
  expect(paper).toMatch(/8\. Đại biểu tham dự: \.{20}/);
  expect(paper).toMatch(/9\. Thư ký phiên họp: \.{20}.*10\. Người ghi kết luận trên hệ thống: Trần Thị Thu Hà\./);
  expect(paper).not.toMatch(/đọc lại|thông qua|công bố|Theo hợp đồng/);
});

const serve = async () => ({ answer: (request: Request) => house.app.fetch(request) });
describeInBrowser('the form of a conclusion, in Chromium', serve, (browsing) => {
  for (const width of [1280, 390] as const)
    it(`asks what nobody knows but the secretary, without a script and by keyboard, ${width} px`, async () => {
      const { dossier, base, secretary } = await voted([0, 1, 2, 3, 4]);
      const page = await browsing.window({ width, javaScript: width === 1280 });
      const value = await house.session(house.people.secretary);
      await page.context().addCookies([{ name: 'session', value, url: browsing.site(), sameSite: 'Lax' }]);
      await page.goto(`${base}/council`);
      await isInOrder(page, 'minutes-form');
      await page.getByRole('button', { name: 'Xem lại trước khi đề nghị hỗ trợ' }).press('Enter');
      await page.getByRole('alert').waitFor();
      await isInOrder(page, 'minutes-wrong');
      const fill = async (label: string, text: string) => await page.getByLabel(label, { exact: true }).fill(text);
      for (const [label, text] of [
        ['Địa điểm', 'Phòng họp 2'],
        ['Bắt đầu', '00:00'],
        ['Kết thúc', '00:01'],
      ] as const)
        await fill(label, text);
      await page.getByRole('group', { name: mai }).getByLabel('Vắng mặt có lý do').press('Space');
      await page.getByRole('group', { name: ta }).getByLabel('Có mặt nhưng không bỏ phiếu').press('Space');
      await page.getByLabel('Trực tiếp', { exact: true }).press('Space');
      for (const box of ['Kết quả bỏ phiếu đã được công bố', 'Biên bản đã được đọc lại và thông qua'])
        await page.getByLabel(box).press('Space');
      await page.getByRole('button', { name: 'Xem lại trước khi đề nghị hỗ trợ' }).press('Enter');
      await page.getByRole('button', { name: 'Ghi: đề nghị hỗ trợ' }).waitFor();
      await isInOrder(page, 'minutes-check');
      for (const box of await page.getByRole('checkbox').all()) await box.press('Space');
      await page.getByRole('button', { name: 'Ghi: đề nghị hỗ trợ' }).press('Enter');
      await page.getByRole('heading', { name: 'Hội đồng đề nghị' }).waitFor();
      await isInOrder(page, 'minutes-result');
      expect(await paperOf(dossier, base, secretary)).toContain(`Có mặt nhưng không bỏ phiếu: 01 thành viên (${ta}`);
    });
});
