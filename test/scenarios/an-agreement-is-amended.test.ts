// A team asks for its agreement to be amended, in each of the four ways; opinions come, the director decides, and what was
// agreed is so from then on, or stays as it was.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNotices } from '../../src/mail/notices.ts';
import type { Client, Page } from '../../src/scenario/client.ts';
import { workOf } from '../../src/work.ts';
import { dayText } from '../../templates/parts/when.ts';
import { canonicalJson } from '../../workflows/canonical.ts';
import {
  addDays,
  addMonths,
  type Calendar,
  type Day,
  dayOf,
  daysAfter,
  daysBefore,
} from '../../workflows/rules/calendar.ts';
import { vietnamHolidays } from '../../workflows/rules/holidays.ts';
import { presentRules } from '../../workflows/ruleVersions.ts';
import { type House, openHouse } from '../pages/applicationsHouse.ts';
import { readPdf } from '../papers/readPdf.ts';
import { expectClean } from '../support/audit.ts';
import { each, range, refusals } from '../support/crowd.ts';
import { fictionalPack, hash, setStage } from '../support/stage.ts';

let house: House;
let officer: Client;

beforeAll(async () => {
  house = await openHouse({ pack: roomy, callBudgetVnd: '40000000000' });
  const { people } = house.stage;
  officer = await house.browser(people.officer, 'Lê Hoàng Anh');
  await house.browser(people.director, 'Phan Văn Sơn');
  await house.browser(people.financeOfficer, 'Đỗ Văn Khoa');
});
afterAll(async () => {
  await expectClean(house.stage);
  expect(house.faults).toEqual([]);
  await house.close();
});

/** The fictional pack without the caps that many projects share: here are more than they let in. */
const shared = ['agency.perYear', 'agency.seats', 'call.total'];
const roomy = { ...fictionalPack, caps: fictionalPack.caps.filter(({ id }: { id: string }) => !shared.includes(id)) };
const today = () => dayOf(house.now());
const lines = [
  { line: 'labour', amountVnd: '30000000' },
  { line: 'prototype', amountVnd: '45000000' },
];

/** A project under its agreement, and its founder's browser. */
async function project(awarded = lines) {
  const { stage } = house;
  const founder = v7();
  const made = await stage.project({ founder, lines: awarded });
  const team = await house.browser(founder, 'Nguyễn Thị Minh Châu');
  return { ...made, founder, team, base: `/agencies/${stage.agency}/dossiers/${made.dossier}` };
}
type Project = Awaited<ReturnType<typeof project>>;

const factsOf = async (dossier: string) => {
  const [row] = await house.stage.db.query<{ value: { funding: string }; facts: Record<string, unknown> }>`
    select value, facts from state where dossier = ${dossier} and subject = 'project'`;
  return { ...row!.facts, funding: row!.value.funding } as Record<string, unknown>;
};
const placeOf = async (dossier: string, page: Page) => {
  const id = /amendments\/([0-9a-f-]{36})/.exec(page.path)![1]!;
  const [row] = await house.stage.db.query<{ value: string }>`
    select value from state where dossier = ${dossier} and subject = ${`amendment/${id}`}`;
  return row!.value;
};

/** The form of one kind, chosen first as the pages have it. */
async function ask(
  { team, base }: Project,
  kind: string,
  values: Record<string, string>,
  expected = 200,
): Promise<Page> {
  const chosen = await team.get(`${base}/amendments/new`);
  const href = chosen.links.find((link) => link.href.endsWith(`kind=${kind}`))?.href;
  expect(href, kind).toBeDefined();
  const form = (await team.get(href!)).form('/amendments/new');
  return form.fill(values).submit({ button: 'Gửi đề nghị điều chỉnh', expect: expected as 200 });
}
const here = (page: Page) => page.path.replace(/\?.*/, '');

/** A session lasts a day, and the clock is put forward. */
const again = (person: string) => house.browser(person, 'Người đã có tên');

/** The letters of what has happened since they were last written: who gets which. */
async function letters(): Promise<string[]> {
  const { db } = house.stage;
  await db.query`delete from letter`;
  while ((await writeNotices(db, 'https://vidu.test', house.now(), (fault) => house.faults.push(fault))) > 0);
  const rows = await db.query<{ name: string; subject: string }>`
    select p.name, l.subject from letter l join person p on p.email = l.address order by p.name, l.subject`;
  return rows.map(({ name, subject }) => `${name}: ${subject.replace(/: HS-.*/, '')}`);
}

describe('time', () => {
  it('is asked for within the law, gets opinions, is decided in fifteen days from them, and moves the end of the agreement', async () => {
    const { stage } = house;
    const own = await project();
    const { team, base, dossier } = own;
    const before = String((await factsOf(dossier)).endsOn);
    const latest = addMonths(today(), 12);
    const first = await team.get(base);
    expect(first.links.map(({ href }) => href)).toContain(`${base}/amendments/new`);
    expect((await officer.get(base)).links.map(({ href }) => href)).not.toContain(`${base}/amendments/new`);
    expect((await team.get(`${base}/amendments/new`)).text).toContain(
      'Mục tiêu của dự án không được thay đổi và tổng kinh phí từ ngân sách không được tăng, dù bằng cách nào (Điều 17, 268/2025/NĐ-CP)',
    );

    const reason = 'Máy sấy về cảng chậm hai tháng.';
    const late = await ask(own, 'time', { endsOn: dayText(daysAfter(latest, 1)), reason }, 422);
    expect(late.refusal).toMatchObject({
      figures: { Mức: '12 tháng', 'Đề nghị': dayText(daysAfter(latest, 1)) },
      clause: 'khoản 1 Điều 4, HƯ-CẤU-01',
    });
    expect(late.all('#f-endsOn-error').join()).toContain(dayText(latest));
    expect(late.form('/amendments/new').value('reason')).toEqual([reason]);
    const past = await ask(own, 'time', { endsOn: dayText(daysBefore(today(), 1)), reason }, 422);
    expect(past.refusal?.sentence).toContain('hết thời hạn');
    expect((await ask(own, 'time', { endsOn: '31/31/2026', reason: '' }, 422)).errors).toHaveLength(2);

    await letters();
    const sent = await ask(own, 'time', { endsOn: dayText(latest), reason });
    expect(sent.path).toContain('?done=amendment.requested');
    expect(sent.all('tbody tr')[0]).toBe(`Ngày kết thúc hợp đồng ${dayText(before)} ${dayText(latest)}`);
    expect(sent.text).toContain('Đang chờ cán bộ chương trình');
    expect(sent.text).toContain(reason);
    expect((await factsOf(dossier)).endsOn).toBe(before);
    expect(await letters()).toEqual([
      'Lê Hoàng Anh: Đề nghị điều chỉnh chờ lấy ý kiến',
      'Nguyễn Thị Minh Châu: Đã nhận đề nghị điều chỉnh',
    ]);
    // one of a kind at a time
    expect((await team.get(`${base}/amendments/new`)).links.some(({ href }) => href === here(sent))).toBe(true);
    const twice = (await team.get(`${base}/amendments/new?kind=time`)).form('/amendments/new');
    const refused = await twice.fill({ endsOn: dayText(daysBefore(latest, 9)), reason }).submit({ expect: 422 });
    expect(refused.refusal?.sentence).toContain('cùng loại đang chờ quyết định');

    const work = await workOf(stage.db, stage.people.officer, 'vi', house.now());
    expect(work.find(({ href }) => href === here(sent))).toMatchObject({ step: 'Chờ lấy ý kiến', dueAt: null });
    const empty = (await officer.get(here(sent))).form('/opinions');
    expect((await empty.submit({ expect: 422 })).errors).toHaveLength(2);

    // the days are counted from the opinions, and not from when somebody wrote them down
    house.forward(3);
    const clerk = await again(stage.people.officer);
    const chief = await again(stage.people.director);
    const heard = daysBefore(today(), 2);
    const form = (await clerk.get(here(sent))).form('/opinions');
    const tooLong = 'Đồng ý gia hạn. '.repeat(350).trim();
    const cut = await form.fill({ opinionsOn: dayText(today()), text: tooLong }).submit({ expect: 422 });
    expect(cut.errors.join(' ')).toContain('tối đa 5000 ký tự');
    expect(cut.form('/opinions').value('text')).toEqual([tooLong]);
    const outside = await form.fill({ opinionsOn: dayText(daysAfter(today(), 1)), text: 'x' }).submit({ expect: 422 });
    expect(outside.refusal?.sentence).toContain('nằm ngoài khoảng');
    const recorded = await outside
      .form('/opinions')
      .fill({ opinionsOn: dayText(heard), text: 'Sở Tài chính đồng ý.' })
      .attach('files', 'cong-van.pdf', Buffer.from('%PDF-1.4\n%%EOF\n'), 'application/pdf')
      .submit();
    const due = addDays(vietnamHolidays as unknown as Calendar, heard as Day, 15);
    expect(recorded.text).toContain(`Hạn quyết định: ${dayText(due)} (Điều 17, 268/2025/NĐ-CP)`);
    expect(recorded.links.some(({ text }) => text === 'cong-van.pdf')).toBe(true);
    const [decision] = (await workOf(stage.db, stage.people.director, 'vi', house.now())).filter(
      ({ href }) => href === here(sent),
    );
    expect(decision?.step).toBe('Chờ quyết định điều chỉnh');
    expect(dayOf(decision!.dueAt!)).toBe(due);
    const dossierPage = await chief.get(base);
    expect(dossierPage.text).toContain(`Quyết định điều chỉnh`);
    expect(dossierPage.all('.turn').join()).toContain('Quyết định về đề nghị điều chỉnh');
    expect(dossierPage.all('#amendments ~ table tbody tr')[0]).toContain(
      `Điều chỉnh thời gian thực hiện ${dayText(daysBefore(today(), 3))} Chờ quyết định điều chỉnh giám đốc ${dayText(due)}`,
    );

    const bare = await (await chief.get(here(sent))).form('/grant').submit({ expect: 422 });
    expect(bare.errors).toHaveLength(2);
    await letters();
    const granted = await bare
      .form('/grant')
      .fill({ 'grant-number': '77/QĐ', 'grant-reason': 'Chậm do hãng tàu.' })
      .submit();
    expect(granted.text).toContain('Quyết định số 77/QĐ');
    expect(granted.all('tbody tr')[0]).toBe(`Ngày kết thúc hợp đồng ${dayText(before)} ${dayText(latest)}`);
    expect((await factsOf(dossier)).endsOn).toBe(latest);
    expect(await letters()).toEqual([
      'Lê Hoàng Anh: Đề nghị điều chỉnh được chấp thuận',
      'Nguyễn Thị Minh Châu: Đề nghị điều chỉnh được chấp thuận',
      'Đỗ Văn Khoa: Đề nghị điều chỉnh được chấp thuận',
    ]);
    const reader = await again(own.founder);
    const after = await reader.get(base);
    expect(after.text).toContain(`hạn ${dayText(latest)}`);
    const told = (await reader.get(`${base}/history`)).text;
    expect(told).toContain('Chấp thuận đề nghị điều chỉnh');
    expect(told).toContain(`điều chỉnh thời gian thực hiện, ${dayText(latest)}`.replace(', ', ' · '));
    expect(told).toContain('Chậm do hãng tàu.');
  });

  it('may be amended while the project is suspended, and nothing else may; of a page that has changed nothing is granted', async () => {
    const { stage } = house;
    const own = await project();
    const officer = await again(stage.people.officer);
    await stage.must(stage.people.director, 'suspend', own.dossier, { decisionNumber: 'QĐ', reason: hash('r') });
    const kinds = await own.team.get(`${own.base}/amendments/new`);
    expect(kinds.links.filter(({ href }) => href.includes('?kind=')).map(({ href }) => href.split('=')[1])).toEqual([
      'time',
    ]);
    const forced = (await own.team.get(`${own.base}/amendments/new?kind=member`)).form('/amendments/new');
    const refused = await forced
      .fill({ joins: 'Trần Văn Bình', joinsRole: 'kỹ sư', reason: 'x' })
      .submit({ button: 'Gửi đề nghị điều chỉnh', expect: 422 });
    expect(refused.refusal?.sentence).toContain('không ở trạng thái đang thực hiện');
    const sent = await ask(own, 'time', { endsOn: dayText(daysAfter(today(), 10)), reason: 'Kết thúc sớm hơn.' });
    await (await officer.get(here(sent)))
      .form('/opinions')
      .fill({ opinionsOn: dayText(today()), text: 'Đồng ý.' })
      .submit();
    const chief = await again(stage.people.director);
    const page = (await chief.get(here(sent))).form('/grant');
    await stage.must(stage.people.director, 'resume', own.dossier, { decisionNumber: 'QĐ', reason: hash('r') });
    const stale = await page.fill({ 'grant-number': '78/QĐ', 'grant-reason': 'Được.' }).submit({ expect: 409 });
    expect(stale.form('/grant').value('grant-reason')).toEqual(['Được.']);
    await stale.form('/grant').submit();
    expect((await factsOf(own.dossier)).endsOn).toBe(daysAfter(today(), 10));
    // it ends before another decision may come
    expect((await own.team.get(`${own.base}/amendments/new?kind=time`)).text).toContain('hãy gửi sớm');
  });
});

describe('a shift between lines', () => {
  it('says before how much may move and why, and refuses more with limit, used, left, asked and clause', async () => {
    const own = await project();
    const form = await own.team.get(`${own.base}/amendments/new?kind=lines`);
    expect(form.all('.note').join()).not.toContain('chưa chuyển được');
    expect(form.all('tbody tr')).toEqual([
      expect.stringMatching(/30\.000\.000 30\.000\.000 30\.000\.000.*khoản 1 Điều 7/),
      expect.stringMatching(/45\.000\.000 45\.000\.000 5\.000\.000.*khoản 3 Điều 7/),
    ]);
    const values = { from: 'labour', to: 'prototype', reason: 'Vật tư tăng giá.' };
    const over = await ask(own, 'lines', { ...values, amount: '6.000.000' }, 422);
    expect(over.refusal?.figures).toEqual({
      ...{ Mức: '50.000.000 ₫', 'Đã dùng': '45.000.000 ₫', 'Đề nghị': '6.000.000 ₫', 'Còn lại': '5.000.000 ₫' },
    });
    expect(over.refusal?.clause).toContain('Điều');
    expect(over.all('#f-amount-error').join()).toContain('5.000.000 ₫');
    expect(over.form('/amendments/new').value('amount')).toEqual(['6.000.000']);
    const same = await ask(own, 'lines', { ...values, to: 'labour', amount: '1' }, 422);
    expect(same.errors.join()).toContain('hai nội dung chi khác nhau');
  });

  it('is said to be impossible before anything is typed, where the only line that has money stands at its cap', async () => {
    const own = await project([{ line: 'prototype', amountVnd: '50000000' }]);
    const form = await own.team.get(`${own.base}/amendments/new?kind=lines`);
    expect(form.all('tbody tr')).toEqual([expect.stringMatching(/50\.000\.000 50\.000\.000 0/)]);
    expect(form.all('.note').join()).toContain('Hiện chưa chuyển được đồng nào');
    expect(form.forms.filter(({ action }) => action.includes('/amendments/new'))).toEqual([]);
  });

  it('is decided on the facts of that moment, and moves the money and nothing of the total', async () => {
    const { stage } = house;
    const own = await project();
    const { dossier, founder } = own;
    const sent = await ask(own, 'lines', {
      ...{ from: 'labour', to: 'prototype', amount: '5.000.000', reason: 'Vật tư tăng giá.' },
    });
    const clerk = await again(stage.people.officer);
    await (await clerk.get(here(sent)))
      .form('/opinions')
      .fill({ opinionsOn: dayText(today()), text: 'Đồng ý.' })
      .submit();
    // meanwhile the team asks for most of the line it leaves
    const work = (month: string) => ({
      ...{ line: 'labour', amountVnd: '6500000', costVnd: '6500000' },
      units: { person: 'p1', month: `${stage.year}-${month}` },
    });
    const id = v7();
    await stage.must(founder, 'requestDisbursement', dossier, {
      ...{ id, items: ['01', '02', '03', '04'].map(work), evidence: [hash(v7())] },
    });
    const chief = await again(stage.people.director);
    const form = (await chief.get(here(sent))).form('/grant');
    const refused = await form.fill({ 'grant-number': '1/QĐ', 'grant-reason': 'Được.' }).submit({ expect: 422 });
    expect(refused.refusal?.sentence).toContain('Không đủ kinh phí');
    expect(refused.refusal?.figures).toMatchObject({ 'Còn lại': '4.000.000 ₫' });
    await stage.must(founder, 'cancelDisbursement', dossier, { id });
    await (await chief.get(here(sent)))
      .form('/grant')
      .fill({ 'grant-number': '1/QĐ', 'grant-reason': 'Được.' })
      .submit();
    const on = (line: string) => stage.balance(`A/project/${dossier}/${line}/-/awarded`);
    expect([await on('labour'), await on('prototype')]).toEqual([25_000_000n, 50_000_000n]);
    const page = await own.team.get(here(sent));
    expect(page.all('tbody tr').map((row) => row.replace(/^.*?(?=\d)/, ''))).toEqual([
      '30.000.000 ₫ 25.000.000 ₫',
      '45.000.000 ₫ 50.000.000 ₫',
      '75.000.000 ₫ Không đổi',
    ]);
    // the shifted money can be asked for, and not a đồng more
    const most = await own.team.get(`${own.base}/requests/new`);
    expect(most.text).toContain('50.000.000');
  });

  it('cannot overdraw: of twenty at once under the application’s own login seven fit, and of four projects on a shared cap two', async () => {
    const source = { ...fictionalPack.caps.find(({ id }: { id: string }) => id === 'chinh.services') };
    const whole = { ...source, id: 'call.services', owner: 'call', limitVnd: '6000000', ceiling: null };
    const stage = await setStage({ pack: { ...fictionalPack, caps: [...fictionalPack.caps, whole] } });
    const { people, agency, db } = stage;
    const small = [
      { line: 'labour', amountVnd: '2000000' },
      { line: 'services', amountVnd: '1000000' },
    ];
    const asked = await each(range(4), 2, async () => {
      const { dossier, founder } = await stage.project({ lines: small });
      const id = v7();
      const change = { kind: 'lines', from: 'labour', to: 'services', amountVnd: '1000000' };
      await stage.must(founder, 'requestAmendment', dossier, { id, change, reason: hash('r') });
      const day = dayOf(new Date().toISOString());
      await stage.must(people.officer, 'receiveOpinions', dossier, { id, opinionsOn: day, opinions: hash('o') });
      return { dossier, id };
    });
    const outcomes = await Promise.all(
      asked.map(({ dossier, id }) =>
        stage.try(people.director, 'grantAmendment', dossier, { id, decisionNumber: 'QĐ-1', reason: hash('r') }),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
    for (const refusal of refusals(outcomes))
      expect(refusal).toMatchObject({ rule: 'cap', left: '0', details: { cap: 'call.services' } });
    expect(await stage.balance(`C/vi-du-hu-cau/call.services/${stage.call}/used`)).toBe(6_000_000n);
    await expectClean(stage);

    // raw, past decide: the caps are the database's own
    const { dossier } = await stage.project({
      lines: [
        { line: 'labour', amountVnd: '30000000' },
        { line: 'prototype', amountVnd: '43000000' },
      ],
    });
    const vessel = (line: string) => `A/project/${dossier}/${line}/-/awarded`;
    const shift = async (from: string, to: string): Promise<string> => {
      const [row] = await db.query<{ revision: number }>`select revision from dossier where id = ${dossier}`;
      const at = new Date().toISOString();
      const forged = canonicalJson({
        ...{ agency, dossier, kind: 'application', key: v7(), inputHash: hash(v7()), actor: v7(), at, sentAt: at },
        ...{
          revision: row!.revision,
          reads: [],
          balances: [],
          event: 'amendment.granted',
          payload: `{"rules":${presentRules}}`,
        },
        ...{ states: [], duties: [], postings: [[vessel(from), vessel(to), '1000000']], deadlines: [], cleared: [] },
        ...{ mails: [], papers: [], answer: {} },
      });
      try {
        await db.run('select record_decision($1::text::jsonb)', [forged]);
        return 'done';
      } catch (error) {
        const { code } = error as { code: string };
        return code === 'VU002' ? shift(from, to) : code;
      }
    };
    const codes = await each(range(20), 20, () => shift('labour', 'prototype'));
    expect(codes.filter((code) => code === 'done')).toHaveLength(7);
    expect(codes.filter((code) => code === 'VU004')).toHaveLength(13);
    expect([await stage.balance(vessel('labour')), await stage.balance(vessel('prototype'))]).toEqual([
      23_000_000n,
      50_000_000n,
    ]);
    expect(await shift('labour', 'labour')).toBe('VU006');
    await stage.drop();
  });
});

describe('a change of a member', () => {
  it('is recorded without a name in the history; a refusal leaves everything, and a request can be withdrawn', async () => {
    const { stage } = house;
    const own = await project();
    const officer = await again(stage.people.officer);
    const chief = await again(stage.people.director);
    expect((await ask(own, 'member', { reason: 'x' }, 422)).errors.join()).toContain('ít nhất một người');
    const values = { leaves: 'Hồ Văn Rời', joins: 'Trần Thị Vào', joinsRole: 'kỹ sư điện', reason: 'Chuyển việc.' };
    const first = await ask(own, 'member', values);
    expect(first.all('tbody tr')[0]).toBe('Thành viên Hồ Văn Rời Trần Thị Vào, kỹ sư điện');
    expect(first.links.map(({ href }) => href)).toContain(`${own.base}/application/members`);
    expect((await own.team.get(`${own.base}/application/members`)).heading).not.toBe('');
    const back = await first.form('/withdraw').submit();
    expect(await placeOf(own.dossier, back)).toBe('withdrawn');
    expect(back.text).toContain('không chờ ai nữa');
    expect(back.forms.filter(({ action }) => action.includes('/amendments/'))).toEqual([]);

    const heard = async (page: Page) =>
      (await officer.get(here(page)))
        .form('/opinions')
        .fill({ opinionsOn: dayText(today()), text: 'Đã xem.' })
        .submit();
    const second = await ask(own, 'member', values);
    await heard(second);
    const no = (await chief.get(here(second))).form('/refuse');
    const refused = await no.fill({ 'refuse-number': '5/QĐ', 'refuse-reason': 'Chưa rõ năng lực.' }).submit();
    expect(await placeOf(own.dossier, refused)).toBe('refused');
    expect((await own.team.get(here(second))).text).toContain('Chưa rõ năng lực.');
    expect((await factsOf(own.dossier)).memberChanges).toBeUndefined();

    // the refusal can be appealed against; upheld, the team asks again
    const link = (await own.team.get(own.base)).links.find(({ href }) => href.includes('/appeals/new'));
    const contest = await own.team.get(link!.href);
    expect(contest.text).toContain('Từ chối đề nghị điều chỉnh');
    expect(contest.text).toContain('Chưa rõ năng lực.');
    const lodged = await contest.form('/appeals/new').fill({ why: 'Có đủ bằng cấp.', asks: 'Xem lại.' }).submit();
    await (await chief.get(here(lodged))).form('/answer').fill({ action: 'accept' }).submit();
    const answer = { action: 'uphold', decisionNumber: '7/QĐ', reason: 'Bằng cấp hợp lệ.' };
    await (await chief.get(here(lodged))).form('/answer').fill(answer).submit();
    expect((await own.team.get(here(lodged))).text).toContain('Nhóm gửi lại đề nghị điều chỉnh');
    expect(await placeOf(own.dossier, refused)).toBe('refused');

    const third = await ask(own, 'member', values);
    await heard(third);
    await (await chief.get(here(third)))
      .form('/grant')
      .fill({ 'grant-number': '6/QĐ', 'grant-reason': 'Đồng ý.' })
      .submit();
    expect((await factsOf(own.dossier)).memberChanges).toHaveLength(1);
    const [row] = await stage.db.query<{ n: number }>`
      select count(*)::int as n from history where dossier = ${own.dossier} and payload ~ 'Trần Thị Vào|Hồ Văn Rời|Chuyển việc'`;
    expect(row?.n).toBe(0);
  });
});

describe('an early end', () => {
  it('comes with the report after form I.15 and begins the closing; work done is still paid, the rest cancelled', async () => {
    const { stage } = house;
    const { people } = stage;
    const own = await project();
    const { dossier, founder, team, base } = own;
    const items = [{ line: 'prototype', amountVnd: '10000000', costVnd: '24000000' }];
    await stage.disbursement(dossier, founder, items, 'paid');
    const open = await stage.disbursement(
      dossier,
      founder,
      [{ line: 'prototype', amountVnd: '4000000', costVnd: '8000000' }],
      'requested',
    );
    const form = (await team.get(`${base}/amendments/new?kind=earlyEnd`)).form('/amendments/new');
    const more = await form.fill({ reason: 'Đã đạt mục tiêu.' }).submit({ button: 'Thêm dòng minh chứng' });
    expect(more.form('/amendments/new').value('reason')).toEqual(['Đã đạt mục tiêu.']);
    expect(form.names).toContain('evKind-0');
    expect(form.names).not.toContain('evKind-1');
    expect(more.form('/amendments/new').names).toContain('evKind-3');
    const longer = await more.form('/amendments/new').submit({ button: 'Thêm dòng minh chứng' });
    expect(longer.form('/amendments/new').names).toContain('evKind-6');
    const half = await longer
      .form('/amendments/new')
      .fill({ 'evKind-0': 'Biên bản' })
      .submit({ button: 'Gửi đề nghị điều chỉnh', expect: 422 });
    expect(half.errors.join(' ')).toMatch(/mức độ hoàn thành.*mức độ hoàn thành.*tác động.*đủ loại tài liệu/);
    // what is too long is said at its field, and nothing of it is cut off
    const tooLong = 'Máy sấy. '.repeat(600).trim();
    const long = await half
      .form('/amendments/new')
      .fill({ 'output-labour': tooLong })
      .submit({ button: 'Gửi đề nghị điều chỉnh', expect: 422 });
    expect(long.errors.join(' ')).toContain('tối đa 5000 ký tự');
    expect(long.form('/amendments/new').value('output-labour')).toEqual([tooLong]);
    const sent = await half
      .form('/amendments/new')
      .fill({
        ...{ 'status-labour': 'notStarted', 'status-prototype': 'done', 'output-prototype': 'Một máy sấy mẫu.' },
        ...{ jobs: '5 việc làm', 'evUnit-0': 'Hội đồng', 'evDay-0': dayText(today()), 'evNumber-0': '12/BB' },
        // a row that was added is as good as the first
        ...{ 'evKind-6': 'Hóa đơn', 'evUnit-6': 'Công ty TNHH Cơ khí Mẫu', 'evDay-6': dayText(today()) },
      })
      .submit({ button: 'Gửi đề nghị điều chỉnh' });
    const report = await team.get(`${here(sent)}/report`);
    expect(report.text).toContain('Mẫu số I.15');
    expect(report.text).toContain('MC-001');
    // it prints as a paper: what it is under, to whom, of which dossier, why, in which unit, and who signs
    for (const said of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      `ngày ${today().slice(8)} tháng`,
      'Kính gửi: ',
      'Mã hồ sơ: HS-',
      'Người đại diện',
      'Lý do kết thúc sớm Đã đạt mục tiêu.',
      'Đơn vị tính: đồng',
      '4.000.000 ₫ đã đề nghị mà chưa chi',
      'ĐẠI DIỆN BÊN ĐƯỢC HỖ TRỢ',
    ])
      expect(report.text).toContain(said);
    // what is one word stays on one line: codes and days of the evidence
    expect(report.all('.unbroken')).toContain('MC-001');
    expect(report.all('.unbroken')).toContain(dayText(today()));
    expect(report.all('button[data-prints]')).toEqual(['In báo cáo']);
    expect(report.text).toContain('Công ty TNHH Cơ khí Mẫu');
    const money = report.all('tbody tr').find((row) => row.includes('45.000.000'));
    expect(money).toMatch(/45\.000\.000 10\.000\.000 14\.000\.000 10\.000\.000 14\.000\.000$/);
    // and it comes as a paper that says the same
    const { href } = report.links.find(({ text }) => text === 'Tải PDF')!;
    const paper = await readPdf(new Uint8Array((await team.download(href)).bytes));
    for (const text of [
      ...['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Mẫu số I.15', 'Kính gửi: ', 'Đã đạt mục tiêu.', 'Đơn vị tính: đồng'],
      ...['4.000.000 ₫ đã đề nghị mà chưa chi', 'Một máy sấy mẫu.', '5 việc làm', 'MC-001', '12/BB', dayText(today())],
      ...['Công ty TNHH Cơ khí Mẫu', 'ĐẠI DIỆN BÊN ĐƯỢC HỖ TRỢ'],
      ...report.all('section:nth-of-type(2) td.num'),
    ])
      expect(paper.text).toContain(text);
    expect(paper.text).toMatch(/45\.000\.000 10\.000\.000 14\.000\.000 10\.000\.000 14\.000\.000/);
    const inEnglish = await readPdf(new Uint8Array((await team.download(`${href}?lang=en`)).bytes));
    expect(inEnglish.text).toContain('Form I.15');
    expect(inEnglish.text).toMatch(/45\.000\.000 10\.000\.000 14\.000\.000/);
    await team.get(`${here(sent)}/report?lang=vi`);
    expect((await team.get(`${base}/amendments/${v7()}/report.pdf`, { expect: 404 })).status).toBe(404);

    const contradicts = 'Đang chờ quyết định một đề nghị trái với đề nghị này';
    expect((await team.get(`${base}/amendments/new?kind=time`)).text).toContain(contradicts);
    expect((await team.get(`${base}/amendments/new?kind=member`)).text).not.toContain(contradicts);
    expect((await team.get(here(sent))).text).not.toContain(contradicts);
    const later = dayText(daysAfter(String((await factsOf(dossier)).endsOn) as Day, 1));
    const also = await ask(own, 'time', { endsOn: later, reason: 'Phòng khi cần.' });
    for (const [page, other] of [
      [here(sent), here(also)],
      [here(also), here(sent)],
    ] as const) {
      const director = await (await again(people.director)).get(page);
      expect(director.text).toContain(contradicts);
      expect(director.links.map(({ href }) => href)).toContain(other);
    }
    const officer = await again(people.officer);
    await (await officer.get(here(sent)))
      .form('/opinions')
      .fill({ opinionsOn: dayText(today()), text: 'Đồng ý.' })
      .submit();
    const chief = await again(people.director);
    await (await chief.get(here(sent)))
      .form('/grant')
      .fill({ 'grant-number': '9/QĐ', 'grant-reason': 'Đã đạt mục tiêu.' })
      .submit();
    expect(await factsOf(dossier)).toMatchObject({ funding: 'closing', endedEarlyOn: today() });
    expect(await placeOf(dossier, also)).toBe('ended');
    expect(await stage.vessels(dossier)).toEqual({ awarded: 61_000_000n, held: 4_000_000n, settled: 10_000_000n });
    // what was asked for goes its way to the end, and what is left is cancelled as ever
    const { year } = stage;
    await stage.must(people.officer, 'verifyDisbursement', dossier, {
      ...{ id: open, accepted: [{ amountVnd: '4000000', costVnd: '8000000' }] },
    });
    await stage.must(people.financeOfficer, 'prepareDisbursement', dossier, { id: open, year, source: 'nstp' });
    await stage.must(people.chiefAccountant, 'approveDisbursement', dossier, { id: open });
    await stage.must(people.financeOfficer, 'orderDisbursement', dossier, { id: open });
    await stage.must(people.financeOfficer, 'payDisbursement', dossier, {
      ...{ id: open, reference: 'KB-2', paidOn: dayOf(new Date().toISOString()) },
    });
    await stage.must(people.financeOfficer, 'cancelRemainder', dossier, { decisionNumber: 'QĐ-9' });
    await stage.must(people.director, 'closeProject', dossier, { liquidationNumber: 'TL-1' });
    expect(await stage.vessels(dossier)).toEqual({ settled: 14_000_000n });
    expect((await team.get(`${base}/amendments`)).forms.filter(({ action }) => action.includes('amend'))).toEqual([]);
  });

  it('reports an advance that is not cleared as no money used', async () => {
    const { stage } = house;
    const { dossier, founder, team, base } = await project();
    const item = (amountVnd: string) => [{ line: 'prototype', amountVnd, costVnd: String(2n * BigInt(amountVnd)) }];
    await stage.disbursement(dossier, founder, item('3000000'), 'paid');
    await stage.disbursement(dossier, founder, item('4000000'), 'paid', { isAdvance: true });
    const page = await team.get(`${base}/amendments/new?kind=earlyEnd`);
    const money = page.all('tbody tr').find((row) => row.includes('45.000.000'));
    expect(money).toMatch(/45\.000\.000 3\.000\.000 3\.000\.000 3\.000\.000 3\.000\.000$/);
    expect(page.text).toContain('Tạm ứng chưa quyết toán: 4.000.000 ₫, không tính vào phần đã sử dụng.');
    const sent = await page
      .form('/amendments/new')
      .fill({
        ...{ reason: 'Đã đạt mục tiêu.', 'status-labour': 'notStarted', 'status-prototype': 'done' },
        ...{ 'output-prototype': 'Một máy sấy mẫu.', jobs: '5 việc làm' },
      })
      .submit({ button: 'Gửi đề nghị điều chỉnh' });
    expect((await team.get(`${here(sent)}/report`)).text).toContain('Tạm ứng chưa quyết toán: 4.000.000 ₫');
    const english = await team.get(`${here(sent)}/report?lang=en`);
    expect(english.text).toContain('Advances not cleared: 4.000.000 ₫; not counted as used.');
  });

  it('and everything else that is asked ends when the support is terminated meanwhile', async () => {
    const { stage } = house;
    const own = await project();
    const sent = await ask(own, 'lines', {
      ...{ from: 'labour', to: 'prototype', amount: '1.000.000', reason: 'Vật tư.' },
    });
    const officer = await again(stage.people.officer);
    await (await officer.get(here(sent)))
      .form('/opinions')
      .fill({ opinionsOn: dayText(today()), text: 'Đồng ý.' })
      .submit();
    const chief = await again(stage.people.director);
    const page = (await chief.get(here(sent))).form('/grant');
    await stage.must(stage.people.director, 'terminate', own.dossier, { decisionNumber: 'QĐ', reason: hash('r') });
    expect(await placeOf(own.dossier, sent)).toBe('ended');
    await page.fill({ 'grant-number': '2/QĐ', 'grant-reason': 'Được.' }).submit({ expect: 409 });
    expect(await stage.balance(`A/project/${own.dossier}/prototype/-/awarded`)).toBe(45_000_000n);
    const due = await stage.db.query<{ what: string }>`
      select what from deadline where dossier = ${own.dossier} and what = 'amendmentDecision' and cleared_revision is null`;
    expect(due).toEqual([]);
    const kinds = await own.team.get(`${own.base}/amendments/new`);
    expect(kinds.links.filter(({ href }) => href.includes('?kind='))).toEqual([]);
  });
});

describe('who may', () => {
  it('is the team’s owners to ask, and neither strangers, other teams, reviewers nor editors; staff reads', async () => {
    const { stage } = house;
    const own = await project();
    const other = await project();
    const sent = await ask(own, 'member', { joins: 'Trần Thị Vào', joinsRole: 'kỹ sư', reason: 'Thêm người.' });
    const nobody = await house.browser(v7(), 'Người lạ');
    const reviewer = await house.browser(stage.people.reviewers[0]!, 'Chuyên gia');
    for (const client of [nobody, other.team, reviewer]) {
      for (const path of [`${own.base}/amendments`, `${own.base}/amendments/new`, here(sent)])
        expect([403, 404]).toContain((await client.get(path, { expect: 'any' })).status);
      const tried = await client.post(`${here(sent)}/withdraw`, { key: v7() }, { expect: 'any' });
      expect([403, 404]).toContain(tried.status);
    }
    const editor = v7();
    await stage.must(editor, 'joinTeam', own.dossier, { as: 'editor', invitedBy: own.founder });
    const writes = await house.browser(editor, 'Người soạn');
    expect((await writes.get(here(sent))).forms.filter(({ action }) => action.includes('/amendments/'))).toEqual([]);
    await writes.post(`${here(sent)}/withdraw`, { key: v7() }, { expect: 403 });
    await writes.get(`${own.base}/amendments/new`, { expect: 403 });
    const book = await again(stage.people.financeOfficer);
    const read = await book.get(here(sent));
    expect(read.text).toContain('Trần Thị Vào');
    expect(read.forms.filter(({ action }) => action.includes('/amendments/'))).toEqual([]);
    await book.post(`${here(sent)}/grant`, { key: v7() }, { expect: 403 });
    // an officer of the team, and whoever has a conflict of interest, have no part in it
    await stage.must(stage.people.director, 'declareInterest', own.dossier, { conflict: hash('c') });
    const partial = await stage.try(stage.people.director, 'grantAmendment', own.dossier, {
      ...{ id: here(sent).split('/').at(-1)!, decisionNumber: 'QĐ-1', reason: hash('r') },
    });
    expect(partial).toMatchObject({ ok: false, refusal: { rule: 'excludedDuty' } });
  });
});
