// Who holds which office by which decision, what is left to nobody, and what is said of a council's meeting: as people read it.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNotices } from '../../src/mail/notices.ts';
import { dayText } from '../../templates/parts/when.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { readPdf } from '../papers/readPdf.ts';
import { expectClean } from '../support/audit.ts';
import { today } from '../support/stage.ts';
import { type House, openHouse, origin, readOnceMore, sayMeeting } from './reviews-house.ts';

let house: House;
/** What time it is in the house; null: what it is. */
let hour: string | null = null;
const nowIs = () => (hour === null ? new Date() : new Date(hour));

const inDays = (days: number) =>
  dayOf(new Date(Date.parse(`${today()}T12:00:00+07:00`) + days * 86_400_000).toISOString());
const at = (days: number, time: string) => `${inDays(days)}T${time}+07:00`;

beforeAll(async () => {
  house = await openHouse(nowIs);
  await house.owner.script('update installation set simulated_clock = true');
}, 120_000);
afterAll(async () => {
  await expectClean(house);
  await house.drop();
});

const everything = { labour: 'pass', services: 'pass' };
const appointed = async (name: string, roles: string[]) => {
  const person = v7();
  await house.name(person, name);
  await house.must(house.people.administrator, 'appoint', person, { roles });
  return person;
};
/** Letters to somebody with this in them. */
const lettersTo = async (person: string, what: string) => {
  while ((await writeNotices(house.db, origin, nowIs().toISOString(), () => {})) > 0);
  const rows = await house.db.query<{ subject: string; body: string }>`
    select subject, body from letter where address = ${`${person}@example.vn`} and body like ${`%${what}%`} order by created_at`;
  return rows.map(({ subject, body }) => `${subject}\n${body}`);
};

describe('who holds which office', () => {
  it('is read by the director and the chief accountant, who find the way there and change nothing', async () => {
    const path = `/agencies/${house.agency}/people`;
    for (const person of [house.people.director, house.people.chiefAccountant]) {
      const reader = await house.as(person);
      expect((await reader.get('/work')).html).toContain(`href="${path}"`);
      const page = await reader.get(path);
      for (const name of ['Lê Hoàng Anh', 'Đỗ Văn Khoa', 'Bùi Minh Soát']) expect(page.text).toContain(name);
      expect(page.root.querySelectorAll('form[method="post"]')).toEqual([]);
      expect(page.html).not.toContain(`href="${path}/`);
      await reader.get(`${path}/${house.people.officer}`, { expect: 403 });
      const fields = { key: v7(), name: 'Ai Đó', email: 'ai.do@example.vn', roles: 'officer', decisionNumber: '1/QĐ' };
      await reader.post(path, fields, { expect: 403 });
    }
    await (await house.as(house.people.financeOfficer)).get(path, { expect: 403 });
  });
});

describe('an office', () => {
  it('is given by a decision, which is asked for and stands beside the office and in the agency’s history', async () => {
    const path = `/agencies/${house.agency}/people`;
    const administrator = await house.as(house.people.administrator);
    const form = (await administrator.get(path)).form('Gửi lời mời');
    form.fill({ name: 'Lâm Thị Mới', email: 'lam.moi@example.vn', roles: ['officer'] });
    let page = await form.submit({ expect: 422 });
    expect(page.errors).toEqual(['Ghi số quyết định, tối đa 100 ký tự.']);
    expect(page.form('Gửi lời mời').value('email')).toEqual(['lam.moi@example.vn']);
    page = await page
      .form('Gửi lời mời')
      .fill({ decisionNumber: 'theo quyết định', decidedOn: '31/12/2190' })
      .submit({ expect: 422 });
    expect(page.errors).toEqual([
      'Số quyết định phải có chữ số, ví dụ 123/QĐ-SKHCN.',
      'Ghi ngày quyết định theo ngày/tháng/năm, không sau hôm nay.',
    ]);
    expect(await house.db.query`select 1 from person where email = 'lam.moi@example.vn'`).toEqual([]);
    const decided = dayText(inDays(-2));
    await page.form('Gửi lời mời').fill({ decisionNumber: '45/QĐ-SKHCN', decidedOn: decided }).submit();
    const auditor = await house.as(house.people.auditor);
    for (const one of [path, `/agencies/${house.agency}/history`])
      expect((await auditor.get(one)).text).toContain(`45/QĐ-SKHCN ngày ${decided}`);
  });

  it('is exchanged for another by one act, also where one of them is the auditor’s', async () => {
    const person = await appointed('Hồ Văn Chuyển', ['officer', 'secretary']);
    const path = `/agencies/${house.agency}/people/${person}`;
    const administrator = await house.as(house.people.administrator);
    const story = async () =>
      await house.db.query<{ event: string; roles: string[] }>`
        select event, payload::jsonb #> '{states,0,facts,roles}' as roles from history where dossier = ${person}::uuid order by revision`;
    expect(await story()).toHaveLength(1);

    const form = (await administrator.get(path)).form('Lưu vai trò').fill({ roles: ['auditor'] });
    expect((await form.submit({ expect: 422 })).errors).toEqual(['Ghi số quyết định, tối đa 100 ký tự.']);
    const read = await form.fill({ decisionNumber: '46/QĐ-SKHCN' }).submit();
    expect(read.text).toContain('Thôi giữ vai trò: cán bộ chương trình, thư ký hội đồng.');
    expect(read.form('Lưu vai trò').value('decisionNumber')).toEqual(['46/QĐ-SKHCN']);
    await read.form('Lưu vai trò').submit();
    expect(await story()).toEqual([expect.anything(), { event: 'person.appointed', roles: ['auditor'] }]);
    const history = await administrator.get(`/agencies/${house.agency}/history?kind=roles`);
    expect(history.text).toContain('Thay đổi vai trò');
    expect(history.text).toContain('cán bộ chương trình, thư ký hội đồng → kiểm toán');

    const back = (await administrator.get(path))
      .form('Lưu vai trò')
      .fill({ roles: ['director'], decisionNumber: '47/QĐ' });
    await (await back.submit()).form('Lưu vai trò').submit();
    expect((await story()).slice(2)).toEqual([{ event: 'person.appointed', roles: ['director'] }]);
    expect((await administrator.get(`/agencies/${house.agency}/people`)).text).toContain('Giám đốc 47/QĐ');

    // all of them end by a decision too
    const end = (await administrator.get(`${path}/relieve`)).form('/relieve');
    expect((await end.submit({ expect: 422 })).errors).toEqual(['Ghi số quyết định, tối đa 100 ký tự.']);
    await end.fill({ decisionNumber: '48/QĐ-SKHCN' }).submit();
    expect((await story()).slice(3)).toEqual([{ event: 'person.relieved', roles: [] }]);
    expect((await administrator.get(`/agencies/${house.agency}/history?kind=roles`)).text).toContain('48/QĐ-SKHCN');
  });
});

describe('what is left to nobody', () => {
  it('is said the same by the letter, the list and the dossier, by who holds the office and who acts in it', async () => {
    const { people, agency } = house;
    const { base, dossier } = await house.recommendedHere();
    await house.must(people.director, 'award', dossier, {
      lines: [{ line: 'labour', amountVnd: '30000000' }],
      year: house.year,
    });
    const left = 'không còn ai làm được: đã báo quản trị viên';
    const saysOf = async () => {
      const administrator = await house.as(people.administrator);
      const rows = (await administrator.get('/work')).root.querySelectorAll('tr');
      return {
        list: rows.some(
          (row) => row.innerHTML.includes(dossier) && row.text.includes('Không còn ai làm được việc này'),
        ),
        page: (await (await house.as(people.officer)).get(base)).text.includes(left),
        letter: (await lettersTo(people.administrator, '/people')).length > 0,
      };
    };
    // whoever closed their account does nothing any more, though the office is theirs still
    const second = await appointed('Phùng Đã Nghỉ', ['financeOfficer']);
    const deputy = await appointed('Quách Làm Thay', ['councilMember']);
    await house.db.query`update person set closed_at = now() where id = ${second}::uuid`;
    await house.declares(dossier, people.financeOfficer, 'Là vợ của trưởng nhóm.');
    expect(await saysOf()).toEqual({ list: true, page: true, letter: true });

    // and whoever acts in it for them does
    await house.must(second, 'delegate', second, {
      ...{ to: deputy, roles: ['financeOfficer'], from: today(), until: today(), decisionNumber: '9/GUQ' },
    });
    expect((await house.as(deputy)) && (await (await house.as(deputy)).get('/work')).html).toContain(dossier);
    expect(await saysOf()).toMatchObject({ list: false, page: false });
    await house.must(people.administrator, 'relieve', second, { roles: ['financeOfficer'] });
    expect(await saysOf()).toMatchObject({ list: true, page: true });
    expect(agency).toBe('tphcm');
  });
});

describe('a council’s meeting', () => {
  it('has a day, an hour and a place that its members are told, and that stand in the form of the minutes; nothing hangs on them', async () => {
    const { people } = house;
    const { base, dossier } = await house.underReview();
    for (const reviewer of people.reviewers)
      await house.must(reviewer, 'submitReview', dossier, { sheet: 'a'.repeat(64), verdict: 'pass' });
    const secretary = await house.as(people.secretary);
    const form = (await secretary.get(`${base}/council`)).form('/council/refer');
    form.fill({ council: people.council, chair: people.council[0]!, viceChair: people.council[1]! });
    const page = await form
      .fill({ meetsOn: 'mai', meetsFrom: 'chiều', meetsAt: 'Phòng họp 3' })
      .submit({ expect: 422 });
    expect(page.errors).toEqual(['Ghi ngày họp theo ngày/tháng/năm.', 'Ghi giờ họp như 14:00.']);
    const again = page.form('/council/refer');
    expect([again.value('meetsFrom'), again.value('meetsAt')]).toEqual([['chiều'], ['Phòng họp 3']]);
    // an hour of no day is none
    const dayless = await again.fill({ meetsOn: '', meetsFrom: '8 giờ 30', meetsAt: '' }).submit({ expect: 422 });
    expect(dayless.errors).toEqual(['Ghi ngày họp theo ngày/tháng/năm.']);
    const third = dayless.form('/council/refer');
    await third.fill({ meetsOn: '05/12/2031', meetsAt: 'Phòng họp 3' }).submit();

    const said = 'họp ngày 05/12/2031, 08:30, tại Phòng họp 3';
    const [letter] = await lettersTo(people.council[3]!, dossier);
    expect(letter).toContain('Ngày họp hội đồng: 05/12/2031');
    expect(letter).toContain('Giờ họp: 08:30');
    expect(letter).toContain('Địa điểm họp: Phòng họp 3');
    const member = await house.as(people.council[3]!);
    const row = (await member.get('/work')).root
      .querySelectorAll('tr')
      .find(({ innerHTML }) => innerHTML.includes(dossier));
    expect(row?.text).toContain(said);
    expect((await secretary.get(`${base}/council`)).text).toContain('Họp ngày 05/12/2031, 08:30, tại Phòng họp 3.');

    // they vote before that day all the same, and the minutes say when they met
    for (const person of people.council)
      await house.must(person, 'castVote', dossier, { ballots: { labour: 'pass', services: 'pass' } });
    const minutes = (await secretary.get(`${base}/council`)).form('/council/recommend');
    expect(['heldOn', 'begins', 'place'].flatMap((field) => minutes.value(field))).toEqual([
      ...['05/12/2031', '08:30', 'Phòng họp 3'],
    ]);
    const times = { heldOn: dayText(today()), begins: '0 giờ', ends: '0h01' };
    await (await readOnceMore(sayMeeting(minutes).fill(times))).submit();
  });

  it('may be moved, or be without a day again, where the council is composed anew', async () => {
    const { people } = house;
    const { base, dossier } = await house.underReview();
    for (const reviewer of people.reviewers)
      await house.must(reviewer, 'submitReview', dossier, { sheet: 'a'.repeat(64), verdict: 'pass' });
    await house.must(people.secretary, 'referToCouncil', dossier, {
      ...{ council: people.council, chair: people.council[0]!, viceChair: people.council[1]! },
      meeting: { on: '2031-12-05', at: '14:00', place: 'Phòng họp 3' },
    });
    const meets = async () => {
      const [row] = await house.db.query<{ meeting: unknown }>`
        select facts->'meeting' as meeting from state where dossier = ${dossier} and subject = 'application'`;
      return row!.meeting;
    };
    const secretary = await house.as(people.secretary);
    const anew = async (fields: Record<string, string>) => {
      const form = (await secretary.get(`${base}/council`)).form('/council/recompose');
      expect(form.value('meetsOn')).toEqual([(await meets()) === null ? '' : '05/12/2031']);
      await form.fill({ reason: 'Đổi ngày họp.', ...fields }).submit();
      return await meets();
    };
    expect(await anew({})).toEqual({ on: '2031-12-05', at: '14:00', place: 'Phòng họp 3' });
    expect(await anew({ meetsOn: '', meetsFrom: '', meetsAt: '' })).toBeNull();
    expect((await secretary.get(`${base}/council`)).text).not.toContain('Họp ngày');
  });
});

describe('an application’s paper', () => {
  it('says in words what was declared', async () => {
    const { base } = await house.submitted();
    const { bytes } = await (await house.as(house.people.officer)).download(`${base}/application/pdf`);
    const { text } = await readPdf(Buffer.from(bytes));
    expect(text).not.toMatch(/[×□]/);
    expect(text).toMatch(/Một nguồn kinh phí: Chỉ tiếp nhận duy nhất một nguồn kinh phí[^.]*\. Đã cam kết\./);
  });
});

describe('the number of a decision', () => {
  it('is shown by an example, and taken as it is typed if there is a digit in it, in both languages', async () => {
    const { people, agency } = house;
    const cases: [string, string, string, string, string][] = [
      [people.director, `/agencies/${agency}/delegations`, 'decisionNumber', '/delegations', 'hợp lệ'],
      [people.chiefAccountant, `/agencies/${agency}/budget`, 'add-decisionNumber', '/budget', 'hợp lệ'],
      [people.administrator, `/agencies/${agency}/people`, 'decisionNumber', '/people', 'hợp lệ'],
    ];
    for (const [person, path, name] of cases) {
      const reader = await house.as(person);
      for (const [language, hint, sentence] of [
        ['vi', 'ví dụ 123/QĐ-SKHCN', 'Số quyết định phải có chữ số, ví dụ 123/QĐ-SKHCN.'],
        ['en', 'for example 123/QĐ-SKHCN', 'A decision’s number has a digit in it, for example 123/QĐ-SKHCN.'],
      ] as const) {
        const page = await reader.get(`${path}?lang=${language}`);
        const form = page.forms.find(({ names }) => names.includes(name))!;
        const hinted = page.root.querySelector(`#f-${name}-hint`);
        expect(hinted?.text, path).toContain(hint);
        const wrong = await form.fill({ [name]: 'Quyết định của Sở' }).submit({ expect: 422 });
        expect(wrong.errors, path).toContain(sentence);
        expect(wrong.root.querySelector(`#f-${name}-error`)?.text).toContain(sentence);
        const taken = wrong.forms.find(({ names }) => names.includes(name))!.fill({ [name]: 'Công văn 7, bản chính' });
        expect((await taken.submit({ expect: 422 })).errors).not.toContain(sentence);
      }
    }
  });
});

describe('the minutes', () => {
  it('say when somebody who had voted declared a conflict of interest, and “cùng lúc” only where it was so', async () => {
    const { people } = house;
    hour = at(1, '09:00:00');
    const { dossier, base } = await house.beforeCouncil();
    for (const member of people.council) await house.must(member, 'castVote', dossier, { ballots: everything });
    const declares = async (index: number, time: string) => {
      hour = time;
      await house.declares(dossier, people.council[index]!, 'Là anh em.');
    };
    await declares(3, at(1, '09:00:20'));
    await declares(4, at(2, '10:00:00'));
    await declares(5, at(3, '08:30:00'));
    await declares(6, at(3, '10:00:00'));
    hour = at(3, '11:00:00');
    const secretary = await house.as(people.secretary);
    const form = (await secretary.get(`${base}/council`)).form('/council/recommend');
    sayMeeting(form).fill({ place: 'Phòng họp 2', heldOn: dayText(inDays(3)), begins: '08:00', ends: '09:00' });
    const read = await readOnceMore(form);
    const [before, met] = [dayText(inDays(2)), dayText(inDays(3))];
    const sentences = [
      'Vũ Ngọc Diệp: Đã khai có xung đột lợi ích cùng lúc bỏ phiếu; phiếu đã gửi vẫn được ghi.',
      `Dương Văn Thịnh: Đã khai có xung đột lợi ích ngày ${before}, sau khi bỏ phiếu, trước khi khai mạc phiên họp; phiếu đã gửi vẫn được ghi.`,
      `Mai Thị Xuân: Đã khai có xung đột lợi ích ngày ${met}, sau khi bỏ phiếu và sau khi khai mạc phiên họp; phiếu đã gửi vẫn được ghi.`,
      `Tạ Quang Huy: Đã khai có xung đột lợi ích ngày ${met}, sau khi phiên họp kết thúc; phiếu đã gửi vẫn được ghi.`,
    ];
    for (const sentence of sentences) expect(read.page.text).toContain(sentence);
    expect(read.page.text.split('cùng lúc')).toHaveLength(2);
    const page = await read.submit();
    for (const sentence of sentences) expect(page.text).toContain(sentence);
    const [paper] = await house.db.query<{ register: string; year: number; number: number }>`
      select register, year, number from paper where dossier = ${dossier}::uuid and kind = 'minutes'`;
    const { bytes } = await secretary.download(`${base}/papers/${paper!.register}/${paper!.year}/${paper!.number}`);
    const { text } = await readPdf(Buffer.from(bytes));
    for (const sentence of [
      'Đã khai có xung đột lợi ích cùng lúc bỏ phiếu, phiếu vẫn được ghi: 01 thành viên (Vũ Ngọc Diệp, Ủy viên).',
      'Đã bỏ phiếu rồi mới khai có xung đột lợi ích, phiếu vẫn được ghi: 03 thành viên (',
      `Dương Văn Thịnh, Ủy viên, khai ngày ${before}, sau khi bỏ phiếu, trước khi khai mạc phiên họp`,
      `Mai Thị Xuân, Ủy viên, khai ngày ${met}, sau khi bỏ phiếu và sau khi khai mạc phiên họp`,
      `Tạ Quang Huy, Ủy viên, khai ngày ${met}, sau khi phiên họp kết thúc`,
    ])
      expect(text).toContain(sentence);
  });
});
