// Setting a city up by hand: packs, the calendar, calls, delegations, through the pages as each role.
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import { loadPacks } from '../../src/programmes/index.ts';
import { createRecorder } from '../../src/record.ts';
import { Client, type Page } from '../../src/scenario/client.ts';
import { SYSTEM } from '../../workflows/decide.ts';
import { registerDossier } from '../../workflows/ids.ts';
import type { Calendar } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { vietnamHolidays } from '../../workflows/rules/holidays.ts';
import { expectClean } from '../support/audit.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { beginApplication, openHouse, writeAll } from './applicationsHouse.ts';

const origin = 'http://vuon-uom.test';
const now = '2025-11-04T03:00:00.000Z';

/** An agency that has its people and nothing else, on a day of 2025. */
type Bare = {
  database: TestDatabase;
  agency: string;
  people: Readonly<Record<Role, string>>;
  browser(role: Role): Promise<Client>;
  stranger(): Client;
  at(path: string): string;
  faults: unknown[];
  /** What an administrator makes of somebody. */
  appoint(person: string, role: Role, instead?: Role): Promise<void>;
};

async function bareAgency(agency = 'tphcm', more: { packs?: ReturnType<typeof loadPacks> } = {}): Promise<Bare> {
  const database = await freshDatabase();
  await database.owner.script('update installation set simulated_clock = true');
  const recorder = createRecorder({ db: database.db, now: () => now });
  const faults: unknown[] = [];
  const packs = more.packs ?? loadPacks();
  const app = createApp({ db: database.db, clock: () => new Date(now), packs, report: (fault) => faults.push(fault) });
  const roles: Role[] = [
    'administrator',
    'director',
    'officer',
    'financeOfficer',
    'chiefAccountant',
    'auditor',
    'reviewer',
    'secretary',
    'councilMember',
  ];
  const people = Object.fromEntries(roles.map((role) => [role, v7()])) as Record<Role, string>;
  const appoint = async (person: string, role: Role, instead?: Role) => {
    const by = role === 'administrator' ? SYSTEM : people.administrator;
    const command = {
      type: 'appoint',
      dossier: person,
      input: { roles: [role], ...(instead && { instead: [instead] }) },
    } as const;
    const outcome = await recorder.act(command, { agency, person: by }, v7());
    expect(outcome.ok).toBe(true);
  };
  for (const role of roles) await appoint(people[role], role);
  const clients = new Map<string, Client>();
  return {
    database,
    agency,
    people,
    faults,
    appoint,
    at: (path) => `/agencies/${agency}${path}`,
    stranger: () => new Client({ origin, send: async (request) => app.fetch(request) }),
    async browser(role) {
      const known = clients.get(role);
      if (known !== undefined) return known;
      const token = role.toLowerCase().padEnd(40, 'a');
      await database.db.query`insert into person (id, email, name, confirmed_at, created_at)
        values (${people[role]}, ${`${role.toLowerCase()}@vidu.test`}, ${`Người ${role}`}, ${now}, ${now})`;
      await database.db.query`insert into session (token_hash, person, created_at, seen_at, expires_at)
        values (encode(sha256(${token}::bytea), 'hex'), ${people[role]}, ${now}, ${now}, ${now}::timestamptz + interval '1 day')`;
      const client = new Client({ origin, send: async (request) => app.fetch(request) });
      client.cookies.set('session', token);
      clients.set(role, client);
      return client;
    },
  };
}

const eventsOf = async ({ db }: TestDatabase, event: string): Promise<number> => {
  const [row] = await db.query<{ n: number }>`select count(*)::int as n from history where event = ${event}`;
  return row!.n;
};

/** What no form must choke on. */
const hostile = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\u202e',
  '\ud800',
  "'; drop table state; --",
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}',
  '../../etc/passwd',
  '%00',
  '-1',
  '0',
  '1e9',
  '99999999999999999999',
  '2025-02-30',
  '31/11/2025',
  '9999-12-31',
  'x'.repeat(5_000),
  '__proto__',
  'ﷺ'.repeat(200),
];

/** Puts each hostile text into each field: never a fault, never an effect, and nothing of it is markup. */
async function abuse(
  client: Client,
  path: string,
  pick: (page: Page) => ReturnType<Page['form']>,
  texts: readonly string[] = hostile,
) {
  const page = await client.get(path);
  const form = pick(page);
  for (const text of texts) {
    const sent = Object.fromEntries(form.names.map((name) => [name, text] as const));
    const entries = new URLSearchParams(await form.request().text());
    const fields = { ...Object.fromEntries(entries), ...sent };
    const answer = await client.post(form.action, fields, { expect: 'any' });
    expect([text.slice(0, 30), answer.status]).toEqual([text.slice(0, 30), 422]);
    expect(answer.html).not.toContain('<script>alert');
    expect(answer.html).not.toContain('<img src=x');
  }
}

/** The page that says what taking out this day changes, from its link in the calendar. */
const removing = async (client: Client, page: Page, day: string, expect?: number) =>
  client.get(page.links.find(({ href }) => href.endsWith(`/calendar/remove?day=${day}`))!.href, {
    expect: expect ?? 200,
  });

describe('a city that is set up by hand', () => {
  let bare: Bare;
  beforeAll(async () => {
    bare = await bareAgency();
  });
  afterAll(async () => {
    expect(bare.faults).toEqual([]);
    await expectClean(bare.database);
    await bare.database.drop();
  });

  const calendarNow = async () => {
    const [row] = await bare.database.db.query<{ facts: Calendar }>`
      select facts from state where dossier = ${registerDossier(bare.agency, 'calendar')}::uuid`;
    return row?.facts;
  };

  it('is told at its work what comes next, and where', async () => {
    const administrator = await bare.browser('administrator');
    const work = await administrator.get('/work');
    expect(work.text).toContain('Thiết lập chương trình: Thành phố Hồ Chí Minh');
    expect(work.all('.path li.now')[0]).toContain('Công bố bộ quy định');
    expect(work.all('.path li.done').join()).toContain('Mời người');
    for (const room of ['programmes', 'calendar', 'calls', 'delegations'])
      expect(work.links.map(({ href }) => href)).toContain(bare.at(`/${room}`));
    expect((await (await bare.browser('officer')).get('/work')).text).not.toContain('Thiết lập chương trình');
    // without a secretary nothing gets to the council
    await bare.appoint(bare.people.secretary, 'officer', 'secretary');
    const [first] = (await administrator.get('/work')).all('.path li');
    expect(first).toContain('Mời người');
    expect(first).toMatch(/Chưa có: thư ký/iu);
    expect(first).toContain('Chưa làm');
    await bare.appoint(bare.people.secretary, 'secretary', 'officer');
    expect((await administrator.get('/work')).text).not.toContain('Chưa có: ');
    // whom applicants ask and what orders print are steps too; what is another's stands in their work, and nothing else does
    const names = (page: Page) => page.all('.path li h3');
    for (const step of ['Ghi địa chỉ liên hệ', 'Ghi thông tin Kho bạc']) expect(names(work)).toContain(step);
    for (const room of ['contact', 'treasury'])
      expect(work.links.map(({ href }) => href)).toContain(bare.at(`/${room}`));
    const finance = await (await bare.browser('financeOfficer')).get('/work');
    expect(names(finance)).toEqual(['Mở sổ ngân sách năm']);
    const accountant = await (await bare.browser('chiefAccountant')).get('/work');
    expect(names(accountant)).toEqual(['Mở sổ ngân sách năm', 'Ghi thông tin Kho bạc']);
    await accountant.follow('Ghi thông tin Kho bạc');
    const reviewer = await bare.browser('reviewer');
    expect((await reviewer.get('/work')).html).not.toContain('/programmes');
    for (const room of ['programmes', 'calendar', 'calls', 'delegations'])
      await reviewer.get(bare.at(`/${room}`), { expect: 403 });
  });

  it('has no pack, no call and an empty calendar, and says so', async () => {
    const director = await bare.browser('director');
    expect((await director.get(bare.at('/programmes'))).text).toContain('Chưa có bộ quy định nào được công bố.');
    const calls = await director.get(bare.at('/calls'));
    expect(calls.text).toContain('Hãy công bố bộ quy định trước.');
    expect((await director.get(bare.at('/calls/new'))).text).toContain('Hãy công bố bộ quy định trước.');
    const calendar = await director.get(bare.at('/calendar'));
    expect(calendar.text).toContain('Lịch chưa có ngày nào.');
    expect(calendar.forms).toEqual([]);
  });

  it('is not told that something was saved where nothing was given', async () => {
    const administrator = await bare.browser('administrator');
    for (const [room, form, field, said] of [
      ['/contact', '/contact', 'address', 'Chưa nhập gì: hãy nhập địa chỉ, email hoặc số điện thoại.'],
      ['/treasury', '/treasury', 'unitName', 'Chưa nhập gì: hãy nhập ít nhất một thông tin.'],
      ['/calendar', 'Lưu', 'through', 'Chưa nhập gì: hãy nhập ngày cuối mà thông báo nghỉ lễ đã ban hành.'],
    ] as const) {
      const page = await administrator.get(bare.at(room));
      const answer = await page.form(form).submit({ expect: 422 });
      expect([room, answer.all(`p.error[id$="${field}-error"]`)]).toEqual([room, [expect.stringContaining(said)]]);
    }
    const empty = await administrator.get(bare.at('/treasury'));
    expect((await empty.form('/treasury').fill({ budgetLevel: '' }).submit({ expect: 422 })).text).toContain(
      'Chưa nhập gì',
    );
    expect(await bare.database.db.query`select from agency_contact union all select from agency_treasury`).toEqual([]);
    expect(await calendarNow()).toBe(undefined);
  });

  it('publishes a pack by its administrator alone, after reading what it says, with flags and unknowns', async () => {
    const officer = await bare.browser('officer');
    const code = '/programmes/tphcm-nq20-2023.v2';
    const read = await officer.get(bare.at(code));
    expect(read.text).toContain('Chỉ quản trị viên làm được việc này.');
    expect(read.hasForm('/publish')).toBe(false);
    expect(read.text).toContain('theo báo chí, chưa đối chiếu bản gốc');
    expect(read.text).toContain('do quyết định mở đợt đặt');
    expect(read.text).toContain('khoản 3 Điều 10, 268/2025/NĐ-CP');
    await officer.post(bare.at(`${code}/publish`), {}, { expect: 403 });

    const administrator = await bare.browser('administrator');
    const list = await administrator.get(bare.at('/programmes'));
    const page = await list.follow(code);
    const other = await administrator.get(bare.at(code));
    const request = page.form('/publish').request();
    const again = request.clone();
    const done = await administrator.visit(request, 200);
    expect(done.text).toContain('Đã công bố bộ quy định.');
    expect(done.text).toContain('Công bố ngày 04/11/2025, Người administrator');
    // the same form again, and another tab: one effect
    await administrator.visit(again, 200);
    expect((await other.form('/publish').submit()).text).toContain('Việc này đã được ghi nhận trước đó');
    expect(await eventsOf(bare.database, 'pack.published')).toBe(1);
    expect((await administrator.get(bare.at(code))).hasForm('/publish')).toBe(false);
  });

  it('knows no pack of another agency, nor one that is not there', async () => {
    const administrator = await bare.browser('administrator');
    for (const code of ['vi-du-hu-cau.v2', 'tphcm-nq20-2023.v3', 'x', '%00', v7()]) {
      await administrator.get(bare.at(`/programmes/${code}`), { expect: 404 });
      await administrator.post(bare.at(`/programmes/${code}/publish`), {}, { expect: 404 });
    }
  });

  it('fills its calendar with what was announced, adds and takes out days, and loses none of two tabs', async () => {
    const administrator = await bare.browser('administrator');
    const path = bare.at('/calendar');
    const loaded = await (await administrator.get(path)).form('Nạp lịch nghỉ đã công bố').submit();
    expect(loaded.text).toContain('Đã nạp lịch nghỉ đã công bố.');
    expect(loaded.text).toContain('30/04/2026 thứ Năm');
    expect(loaded.text).toContain('Lịch này quyết định ngày cuối của: thời hạn kiểm tra hồ sơ');
    expect(loaded.hasForm('Nạp lịch nghỉ đã công bố')).toBe(false);
    expect(await calendarNow()).toEqual(vietnamHolidays);

    const [one, two] = [await administrator.get(path), await administrator.get(path)];
    await one.form('Thêm ngày').fill({ day: '24/12/2025', kind: 'holiday', name: 'Ngày họp mặt' }).submit();
    const add = two.form('Thêm ngày').fill({ day: '27/12/2025', kind: 'worked', name: 'Làm bù' }).request();
    const twice = add.clone();
    await administrator.visit(add, 200);
    expect((await administrator.visit(twice, 200)).text).toContain('Đã thêm ngày 27/12/2025.');
    expect((await calendarNow())?.holidays['2025-12-24']).toBe('Ngày họp mặt');
    expect((await calendarNow())?.workedSaturdays['2025-12-27']).toBe('Làm bù');

    const [here, there] = [await administrator.get(path), await administrator.get(path)];
    const [asked, alsoAsked] = [
      await removing(administrator, here, '2025-12-24'),
      await removing(administrator, there, '2025-12-24'),
    ];
    const gone = await asked.form('Bỏ ngày này').submit();
    expect(gone.text).toContain('Đã bỏ ngày 24/12/2025.');
    const late = await alsoAsked.form('Bỏ ngày này').submit({ expect: 422 });
    expect(late.errors).toEqual(['Ngày này không còn trong lịch.']);
    expect((await removing(administrator, there, '2025-12-24', 422)).errors).toEqual([
      'Ngày này không còn trong lịch.',
    ]);
    await (await removing(administrator, late, '2025-12-27')).form('Bỏ ngày này').submit();
    const through = await administrator.get(path);
    await through.form('Lưu').fill({ through: '31/12/2027' }).submit();
    expect((await calendarNow())?.announcedThrough).toBe('2027-12-31');
    await (await administrator.get(path)).form('Lưu').fill({ through: '31/12/2026' }).submit();
    expect(await calendarNow()).toEqual(vietnamHolidays);
    expect(await eventsOf(bare.database, 'calendar.changed')).toBe(7);
  });

  it('says what taking a day out changes before it is out, and takes none out unread', async () => {
    const administrator = await bare.browser('administrator');
    const path = bare.at('/calendar');
    const calendar = await administrator.get(path);
    expect(calendar.forms.flatMap(({ buttons }) => buttons)).not.toContain('Bỏ');
    const page = await removing(administrator, calendar, '2026-04-30');
    expect(page.heading).toBe('Bỏ ngày 30/04/2026 khỏi lịch');
    for (const sentence of [
      '30/04/2026 (thứ Năm, Ngày Chiến thắng) từ nay là ngày làm việc.',
      'Hạn đặt từ nay: tính theo ngày làm việc mà qua ngày này thì đến sớm hơn một ngày',
      'Không có hạn nào đang chạy qua ngày này.',
      'Ngày dự kiến trên trang các đợt tiếp nhận không thay đổi.',
    ])
      expect(page.text).toContain(sentence);
    const before = await calendarNow();
    const unread = await administrator.post(path, { what: 'remove', day: '2026-04-30', key: v7() }, { expect: 422 });
    expect(unread.errors[0]).toContain('Hãy xem lại rồi xác nhận.');
    expect(unread.hasForm('Bỏ ngày này')).toBe(true);
    const officer = await bare.browser('officer');
    await officer.get(`${path}/remove?day=2026-04-30`, { expect: 403 });
    expect(await calendarNow()).toEqual(before);
  });

  it('takes a change of the calendar from twenty at once, and loses none', async () => {
    const administrator = await bare.browser('administrator');
    const path = bare.at('/calendar');
    const days = ['04', '11', '18', '25'].map((day) => `${day}/10/2025`);
    const forms = await Promise.all(
      days.map(async (day) =>
        (await administrator.get(path)).form('Thêm ngày').fill({ day, kind: 'worked', name: `Làm bù ${day}` }),
      ),
    );
    const requests = forms.flatMap((form) => Array.from({ length: 5 }, () => form.request()));
    const pages = await Promise.all(requests.map((request) => administrator.visit(request, 'any')));
    expect(pages.map(({ status }) => status)).toEqual(requests.map(() => 200));
    for (const day of days) {
      const iso = day.split('/').toReversed().join('-');
      expect((await calendarNow())?.workedSaturdays[iso]).toBe(`Làm bù ${day}`);
      await (await removing(administrator, await administrator.get(path), iso)).form('Bỏ ngày này').submit();
    }
    expect(await calendarNow()).toEqual(vietnamHolidays);
  });

  it('says what the notice for next year has still to settle, and warns whoever says that it is out', async () => {
    const administrator = await bare.browser('administrator');
    const path = bare.at('/calendar');
    const tet = 'Tết Nguyên đán 2027: lịch mới có sáu trong bảy ngày; ngày còn lại là 04/02/2027 hoặc 11/02/2027.';
    const national = 'Quốc khánh 2027: lịch mới có một trong hai ngày; ngày còn lại là 01/09/2027 hoặc 03/09/2027.';
    const warning = 'Thông báo được ghi là đã có đến hết 31/12/2027, nhưng lịch còn thiếu';
    const before = await administrator.get(path);
    for (const text of [tet, national]) expect(before.text).toContain(text);
    expect(before.text).not.toContain(warning);
    const through = (page: Page, day: string) => page.form('Lưu').fill({ through: day }).submit();
    let page = await through(before, '31/12/2027');
    expect(page.text).toContain(warning);
    const add = (day: string, name: string) => page.form('Thêm ngày').fill({ day, kind: 'holiday', name }).submit();
    page = await add('04/02/2027', 'Tết Nguyên đán');
    expect(page.text).not.toContain(tet);
    expect(page.text).toContain(warning);
    page = await add('03/09/2027', 'Quốc khánh');
    expect(page.text).not.toContain(warning);
    // a year without any holiday
    page = await through(page, '31/12/2028');
    expect(page.text).toContain('Năm 2028: lịch chưa có ngày nghỉ nào.');
    expect((await administrator.get(`${path}?lang=en`)).text).toContain('2028: the calendar has no holiday yet.');
    page = await administrator.get(`${path}?lang=vi`);
    for (const day of ['2027-02-04', '2027-09-03'])
      page = await (await removing(administrator, page, day)).form('Bỏ ngày này').submit();
    await through(page, '31/12/2026');
    expect(await calendarNow()).toEqual(vietnamHolidays);
  });

  it('says at the field what is wrong with a day, and keeps what was typed', async () => {
    const administrator = await bare.browser('administrator');
    const send = async (fields: Record<string, string>) =>
      (await administrator.get(bare.at('/calendar'))).form('Thêm ngày').fill(fields).submit({ expect: 422 });
    const good = { day: '20/12/2025', kind: 'worked', name: 'Làm bù' };
    for (const [fields, sentence] of [
      [{ ...good, day: '30/02/2026' }, 'Hãy nhập một ngày có thật, ví dụ 30/04/2026.'],
      [{ ...good, day: '20/12/2052' }, 'Lịch chỉ nhận ngày từ năm 2020 đến năm 2030. Kiểm tra lại năm.'],
      [{ ...good, day: '31/12/2999' }, 'Lịch chỉ nhận ngày từ năm 2020 đến năm 2030. Kiểm tra lại năm.'],
      [{ ...good, day: '21/12/2025' }, 'Ngày làm bù phải là thứ Bảy.'],
      [{ ...good, day: '30/04/2026', kind: 'holiday' }, 'Ngày này đã có trong lịch: Ngày Chiến thắng.'],
      [{ ...good, name: '  ' }, 'Hãy nhập tên hoặc lý do, tối đa 100 ký tự.'],
    ] as const) {
      const page = await send(fields);
      expect(page.errors).toEqual([sentence]);
      const form = page.form('Thêm ngày');
      expect([form.value('day'), form.value('kind')]).toEqual([[fields.day], [fields.kind]]);
    }
    const path = bare.at('/calendar');
    const through = await (await administrator.get(path))
      .form('Lưu')
      .fill({ through: '31/12/2999' })
      .submit({ expect: 422 });
    expect(through.errors).toEqual(['Lịch chỉ nhận ngày từ năm 2020 đến năm 2030. Kiểm tra lại năm.']);
    const officer = await bare.browser('officer');
    expect((await officer.get(path)).forms).toEqual([]);
    await officer.post(path, { what: 'load' }, { expect: 403 });
    const before = await calendarNow();
    await abuse(administrator, path, (page) => page.form('Thêm ngày'));
    await abuse(
      administrator,
      path,
      (page) => page.form('Lưu'),
      hostile.filter((text) => text.trim() !== ''),
    );
    for (const text of hostile)
      for (const what of ['remove', text]) await administrator.post(path, { what, day: text }, { expect: 422 });
    expect(await calendarNow()).toEqual(before);
  });

  it('opens a call by decision, with what the pack leaves to calls, checked at each field', async () => {
    const officer = await bare.browser('officer');
    await officer.get(bare.at('/calls/new'), { expect: 403 });
    const director = await bare.browser('director');
    const choose = await (await director.get(bare.at('/calls'))).follow('Mở đợt tiếp nhận');
    const link = choose.links.find(({ href }) => href.includes('stage=uomTao'))!;
    const open = async (fields: Record<string, string> = {}) =>
      (await director.get(link.href)).form('/calls/new').fill({ ...good, unread: true, ...fields });
    const points = { creativity: 20, capacity: 15, effect: 20, market: 15, technology: 15, model: 15 };
    const good = {
      decisionNumber: '1127/QĐ-SKHCN',
      opensOn: '05/11/2025',
      closesOn: '05/12/2025',
      budgetVnd: '2.400.000.000',
      'p-passMark': '70',
      ...Object.fromEntries(Object.entries(points).map(([id, most]) => [`p-weight.${id}`, String(most)])),
    };
    expect((await director.get(link.href)).text).toContain('hệ thống không dùng để tính kết quả');
    for (const [fields, sentence] of [
      [{ 'p-passMark': '101' }, 'Điểm đạt (101) lớn hơn tổng điểm (100).'],
      [{ 'p-passMark': '0' }, 'Điểm đạt: hãy nhập số nguyên từ 1, tối đa 6 chữ số.'],
      [{ 'p-weight.market': '' }, 'Điểm tối đa: Tiềm năng thị trường: hãy nhập số nguyên từ 1, tối đa 6 chữ số.'],
      [{ budgetVnd: '0' }, 'Kinh phí phải lớn hơn 0.'],
      [
        { budgetVnd: '1,5' },
        'Số tiền là số đồng nguyên, không có phần lẻ; dấu chấm chỉ dùng để tách hàng nghìn, như 1.234.567.',
      ],
      [{ closesOn: '03/11/2025' }, 'Hạn nộp phải từ hôm nay trở đi.'],
      [{ opensOn: '06/12/2025' }, 'Hạn nộp không được trước ngày bắt đầu.'],
      [{ closesOn: '05/12/2035' }, 'Ngày này cách hôm nay hơn hai năm. Kiểm tra lại năm.'],
      [{ decisionNumber: '' }, 'Hãy nhập số quyết định, tối đa 100 ký tự.'],
    ] as const) {
      const page = await (await open(fields)).submit({ expect: 422 });
      expect(page.errors).toEqual([sentence]);
      const again = page.form('/calls/new');
      for (const [name, value] of Object.entries({ ...good, ...fields }))
        expect([name, again.value(name)]).toEqual([name, [value]]);
    }
    await abuse(director, link.href, (page) => page.form('/calls/new'));
    expect(await eventsOf(bare.database, 'call.opened')).toBe(0);

    // what nobody has compared with the original is named, with its clause, and taken note of
    const form = await director.get(link.href);
    expect(form.text).toMatch(
      /Tiền công lao động trực tiếp, giai đoạn ươm tạo 30\.000\.000 ₫ 20\/2023\/NQ-HĐND, theo báo chí, chưa đối chiếu bản gốc/,
    );
    expect(form.text).not.toContain('Tăng tốc');
    const careless = await form.form('/calls/new').fill(good).submit({ expect: 422 });
    expect(careless.errors).toEqual(['Hãy xem các mức chưa đối chiếu bản gốc rồi xác nhận.']);
    for (const [name, value] of Object.entries(good))
      expect([name, careless.form('/calls/new').value(name)]).toEqual([name, [value]]);

    const check = await (await open()).submit();
    expect(check.heading).toBe('Kiểm tra trước khi mở đợt');
    expect(check.text).toContain('Tổng điểm tối đa 100');
    expect(check.text).toMatch(/Mức chưa đối chiếu bản gốc \d+ mức, đã xem và xác nhận/);
    expect(check.text).toContain('05/12/2025 23:59 (nhận hồ sơ trong 31 ngày)');
    expect(await eventsOf(bare.database, 'call.opened')).toBe(0);
    // less than one project may get is a slip of the pen until somebody says that it is not
    expect(check.text).not.toContain('ít hơn mức hỗ trợ tối đa của một dự án');
    const small = await (await open({ budgetVnd: '1000' })).submit();
    expect(small.text).toContain(
      'Kinh phí của cả đợt ít hơn mức hỗ trợ tối đa của một dự án (80.000.000 ₫): không dự án nào được hỗ trợ đủ mức.',
    );
    const unmeant = await small.form('/calls/new').submit({ button: 'Mở đợt tiếp nhận', expect: 422 });
    expect(unmeant.errors).toEqual(['Hãy so kinh phí với quyết định, rồi đánh dấu hoặc sửa lại.']);
    expect(await eventsOf(bare.database, 'call.opened')).toBe(0);
    const inEnglish = await director.post(
      `${bare.at('/calls/new')}?lang=en`,
      { ...Object.fromEntries(new URLSearchParams(await unmeant.form('/calls/new').request().text())), step: 'open' },
      { expect: 422 },
    );
    expect(inEnglish.text).toContain('less than the most that one project gets (80.000.000 ₫)');
    await director.get('/work?lang=vi');
    const edit = await check.form('/calls/new').submit({ button: 'Sửa lại' });
    expect(edit.form('/calls/new').value('budgetVnd')).toEqual(['2.400.000.000']);
    const checked = await edit.form('/calls/new').fill({ budgetVnd: '2400000000' }).submit();
    const other = await (await open()).submit();
    const request = checked.form('/calls/new').request('Mở đợt tiếp nhận');
    const copies = Array.from({ length: 4 }, () => request.clone());
    const pages = await Promise.all(copies.map((copy) => director.visit(copy, 200)));
    expect(new Set(pages.map(({ path }) => path)).size).toBe(1);
    expect(pages[0]!.text).toContain('Đã mở đợt tiếp nhận.');
    // another tab, by the same decision
    const second = await other.form('/calls/new').submit({ button: 'Mở đợt tiếp nhận', expect: 422 });
    expect(second.errors).toEqual(['Đã có đợt của giai đoạn này mở theo quyết định này.']);
    expect(await eventsOf(bare.database, 'call.opened')).toBe(1);
    // the form of the call that is open, said otherwise
    const changed = Object.fromEntries(new URLSearchParams(await request.text()));
    await director.post(bare.at('/calls/new'), { ...changed, budgetVnd: '9' }, { expect: 422 });
    expect(await eventsOf(bare.database, 'call.opened')).toBe(1);
    // it opens tomorrow: nobody reads that it is open
    const home = await director.get('/');
    expect(home.text).toContain('Hạn nộp 05/12/2025 23:59');
    expect(home.text).toMatch(/Hiện không có đợt tiếp nhận nào đang mở\..* Sắp mở .* nhận hồ sơ từ 05\/11\/2025/);
    const list = await director.get(bare.at('/calls'));
    expect(list.all('h2')).toEqual(['Sắp mở']);
    expect(list.text).toContain('từ 05/11/2025');
    expect((await director.get('/work')).all('.path li.now')[0]).toContain('Mở sổ ngân sách năm');
  });

  it('shows the sheet by which reviewers judge, and to its staff what has become of the call', async () => {
    const calls = await (await bare.browser('officer')).get(bare.at('/calls'));
    const [href] = calls.links.map((link) => link.href).filter((one) => /\/calls\/[0-9a-f-]{36}$/.test(one));
    const page = await bare.stranger().get(href!);
    expect(page.text).toContain('1. Tính khả thi về mục tiêu, nội dung');
    expect(page.text).toContain('5. Thông tin, truyền thông, xúc tiến thương mại');
    expect(page.text).toContain('Mỗi tiêu chí được ghi Đạt hoặc Không đạt; không cho điểm.');
    expect(page.text).toContain('Phiếu đánh giá không cho điểm riêng các tiêu chí này.');
    expect(page.text).not.toContain('Dành cho cơ quan');
    const officer = await (await bare.browser('officer')).get(href!);
    expect(officer.text).toContain('Dành cho cơ quan');
    expect(officer.text).not.toContain('Đóng đợt này');
    await (await bare.browser('officer')).get(`${href}/close`, { expect: 403 });
    const director = await (await bare.browser('director')).get(href!);
    expect(director.text).toContain('Đóng đợt này');
    // and what was taken note of when it was opened, which strangers do not read
    expect(director.text).toMatch(/Tôi đã xem \d+ mức chưa đối chiếu bản gốc nêu trên/);
    expect(director.text).toMatch(/\d+\. Tiền công lao động trực tiếp, giai đoạn ươm tạo: 30\.000\.000 ₫ \(20\/2023/);
    expect(page.text).not.toContain('Tôi đã xem');
  });

  it('names the deadlines that stay and the expected days that move before a day is taken out', async () => {
    const administrator = await bare.browser('administrator');
    const path = bare.at('/calendar');
    const about = async (day: string) => {
      const fields = { day: day.split('-').toReversed().join('/'), kind: 'holiday', name: 'Ngày thử' };
      const added = await (await administrator.get(path)).form('Thêm ngày').fill(fields).submit();
      return removing(administrator, added, day);
    };
    // the call closes on 05/12/2025, and is screened within ten days
    const during = await about('2025-12-03');
    expect(during.text).toContain('1 hạn đang chạy qua ngày này giữ nguyên ngày cuối.');
    const moving = await about('2025-12-15');
    expect(moving.text).toContain('Không có hạn nào đang chạy qua ngày này.');
    expect(moving.text).toContain(
      'Ươm tạo (1127/QĐ-SKHCN): ngày dự kiến kiểm tra xong hồ sơ, ghi trên trang của đợt, chuyển từ 16/12/2025 sang 15/12/2025.',
    );
    for (const page of [during, moving]) await page.form('Bỏ ngày này').submit();
    expect(await calendarNow()).toEqual(vietnamHolidays);
  });

  it('says on the page of a call whom to ask, as its administrators have written it, and names the priority fields', async () => {
    const administrator = await bare.browser('administrator');
    const path = bare.at('/contact');
    const calls = await administrator.get(bare.at('/calls'));
    const [href] = calls.links.map((link) => link.href).filter((one) => /\/calls\/[0-9a-f-]{36}$/.test(one));
    expect((await bare.stranger().get(href!)).text).toContain(
      'Liên hệ Cơ quan Sở Khoa học và Công nghệ Cơ quan chưa ghi địa chỉ liên hệ ở đây.',
    );
    const fields = { address: '1 đường Ví Dụ', email: 'hotro@vidu.vn', phone: '(028) 1234 5678' };
    const saved = await (await administrator.get(path)).form('/contact').fill(fields).submit();
    expect(saved.text).toContain('Đã lưu thông tin liên hệ.');
    // who changed it, when, from what to what: on its page and in the agency's history
    await saved.form('/contact').submit();
    const moved = await saved.form('/contact').fill({ address: '2 đường Ví Dụ' }).submit();
    expect(moved.all('details .lines')).toEqual([
      'Địa chỉ: 1 đường Ví Dụ → 2 đường Ví Dụ',
      'Địa chỉ: chưa ghi → 1 đường Ví Dụ Email: chưa ghi → hotro@vidu.vn Điện thoại: chưa ghi → (028) 1234 5678',
    ]);
    const history = await administrator.get(bare.at('/history?kind=contact'));
    expect(history.text).toContain('Đổi thông tin liên hệ');
    expect(history.text).toContain('Địa chỉ: 1 đường Ví Dụ → 2 đường Ví Dụ Người administrator');
    expect((await administrator.get(bare.at('/history'))).text).toContain('Đổi thông tin liên hệ');
    await moved.form('/contact').fill(fields).submit();
    await expect(bare.database.db.query`update agency_contact set phone = '0'`).rejects.toThrow(/permission denied/);
    for (const [wrong, sentence] of [
      [{ email: 'x' }, 'Hãy nhập địa chỉ email đúng, ví dụ hotro@vidu.vn, hoặc để trống.'],
      [
        { phone: 'gọi tôi' },
        'Số điện thoại chỉ gồm chữ số, dấu cách, dấu +, dấu chấm, dấu nối và dấu ngoặc; tối đa 30 ký tự.',
      ],
    ] as const) {
      const page = await saved
        .form('/contact')
        .fill({ ...fields, ...wrong })
        .submit({ expect: 422 });
      expect(page.errors).toEqual([sentence]);
      expect(page.form('/contact').value('address')).toEqual([fields.address]);
    }
    const page = await bare.stranger().get(href!);
    expect(page.text).toContain(
      'Sở Khoa học và Công nghệ Địa chỉ 1 đường Ví Dụ Email hotro@vidu.vn Điện thoại (028) 1234 5678',
    );
    expect(page.html).toContain('href="tel:02812345678"');
    expect(page.text).toContain('Lĩnh vực ưu tiên (9) Thương mại điện tử Công nghệ tài chính Logistics');
    const officer = await bare.browser('officer');
    const read = await officer.get(path);
    expect([read.forms, read.text.includes('hotro@vidu.vn')]).toEqual([[], true]);
    await officer.post(path, fields, { expect: 403 });
  });

  it('closes the call once it has said what that means', async () => {
    const director = await bare.browser('director');
    const calls = await director.get(bare.at('/calls'));
    const href = calls.links.map((link) => link.href).find((one) => /\/calls\/[0-9a-f-]{36}$/.test(one))!;
    const page = await (await director.get(href)).follow('Đóng đợt này');
    expect(page.text).toContain('Hạn nộp đã công bố là 05/12/2025 23:59, chưa đến.');
    const careless = await page.form('/close').submit({ expect: 422 });
    expect(careless.errors).toEqual([
      'Hãy nhập số quyết định, tối đa 100 ký tự.',
      'Hãy nêu lý do kết thúc sớm.',
      'Hãy xác nhận trước khi đóng đợt.',
    ]);
    const stale = await director.post(`${href}/close`, { seen: '5/5', understood: 'yes' }, { expect: 422 });
    expect(stale.errors[0]).toContain('Số hồ sơ đã thay đổi');
    for (const text of hostile)
      await director.post(`${href}/close`, { seen: '0/0', understood: text }, { expect: 422 });
    expect(await eventsOf(bare.database, 'call.closed')).toBe(0);
    const request = careless
      .form('/close')
      .fill({ understood: true, decisionNumber: '2/QĐ', reason: 'Hết kinh phí của năm.' })
      .request();
    const [one, two] = [request.clone(), request.clone()];
    expect((await director.visit(one, 200)).text).toContain('Đã đóng đợt.');
    expect((await director.visit(two, 200)).text).toContain('Đã đóng đợt.');
    expect(await eventsOf(bare.database, 'call.closed')).toBe(1);
    expect((await bare.stranger().get(href)).text).toContain(
      'Đợt đã kết thúc sớm lúc 04/11/2025 10:00, theo quyết định 2/QĐ Lý do: Hết kinh phí của năm.',
    );
    const other = await director.get(`${href}/close`);
    expect(other.text).toContain('Đợt này đã đóng.');
    expect(other.forms).toEqual([]);
    const late = await director.post(`${href}/close`, { seen: '0/0', understood: 'yes' }, { expect: 422 });
    expect(late.errors).toEqual(['Đợt này đã đóng.']);
    expect((await director.get(bare.at('/calls'))).text).toContain('Đã đóng');
  });

  it('lets a holder of a role give it for some time, and end that', async () => {
    const auditor = await bare.browser('auditor');
    const path = bare.at('/delegations');
    const looked = await auditor.get(path);
    expect(looked.text).toContain('Hiện không có ủy quyền nào.');
    expect(looked.forms).toEqual([]);
    await auditor.post(path, {}, { expect: 403 });
    const director = await bare.browser('director');
    // who comes from outside is not offered
    const { officer, financeOfficer } = bare.people;
    const good = {
      ...{ to: officer, roles: ['director'], decisionNumber: '12/UQ-SKHCN' },
      ...{ signs: 'deputy', title: 'Phó Giám đốc' },
    };
    const days = { from: '2025-11-10', until: '2025-11-20' };
    const fill = async (fields: object, when: Record<string, string> = days) =>
      (await director.get(path))
        .form('/delegations')
        .fill({ ...good, ...fields })
        .fillDays(when);
    for (const [fields, when, sentence] of [
      [{ to: '' }, days, 'Hãy chọn người nhận trong danh sách.'],
      [{ roles: [] }, days, 'Hãy chọn ít nhất một vai trò mà bạn đang giữ.'],
      [{ decisionNumber: ' ' }, days, 'Hãy nhập số văn bản, tối đa 100 ký tự.'],
      [{}, { ...days, until: '2025-11-09' }, 'Ngày kết thúc không được trước ngày bắt đầu.'],
      [{}, { from: '2025-10-01', until: '2025-11-03' }, 'Ngày kết thúc phải từ hôm nay trở đi.'],
      [{}, { ...days, until: '2035-11-09' }, 'Ngày này cách hôm nay hơn hai năm. Kiểm tra lại năm.'],
    ] as const) {
      const page = await (await fill(fields, when)).submit({ expect: 422 });
      expect(page.errors).toEqual([sentence]);
      expect(page.form('/delegations').value('decisionNumber')).toEqual([{ ...good, ...fields }.decisionNumber]);
    }
    // not to oneself, not to a stranger, not a role of somebody else's
    const raw = {
      key: v7(),
      from: '10/11/2025',
      until: '20/11/2025',
      decisionNumber: 'x',
      to: officer,
      roles: 'director',
      signs: 'deputy',
      title: 'Phó Giám đốc',
    };
    for (const more of [{ to: bare.people.director }, { to: v7() }, { roles: 'chiefAccountant' }, { roles: 'system' }])
      await director.post(path, { ...raw, ...more }, { expect: 422 });
    await abuse(director, path, (page) => page.form('/delegations'));
    expect(await eventsOf(bare.database, 'person.delegated')).toBe(0);

    const request = (await (await fill({})).submit()).form('/delegations').request();
    const twice = request.clone();
    expect((await director.visit(request, 200)).text).toContain('Đã ghi nhận ủy quyền.');
    expect((await director.visit(twice, 200)).text).toContain('Đã ghi nhận ủy quyền.');
    const overlap = await (await fill({ decisionNumber: '13/UQ' }, { from: '2025-11-20', until: '2025-11-30' })).submit(
      { expect: 422 },
    );
    expect(overlap.errors[0]).toContain('10/11/2025 – 20/11/2025');
    const another = await fill(
      { to: financeOfficer, decisionNumber: '14/UQ' },
      { from: '2025-11-04', until: '2025-11-04' },
    );
    await (await another.submit()).form('/delegations').submit();
    expect(await eventsOf(bare.database, 'person.delegated')).toBe(2);
    const seen = await auditor.get(path);
    expect(seen.text).toContain('Người officer KT., Phó Giám đốc giám đốc 10/11/2025 – 20/11/2025 Sắp tới 12/UQ-SKHCN');
    expect(seen.text).toContain('Đang có hiệu lực 14/UQ');
    expect(seen.html).not.toContain('/end');

    const list = await director.get(path);
    const [end, stale] = [
      await list.follow(`/delegations/${officer}/end`),
      await list.follow(`/delegations/${officer}/end`),
    ];
    await abuse(director, bare.at(`/delegations/${officer}/end`), (page) => page.form('/end'), [
      '',
      ' ',
      '\0',
      'x'.repeat(101),
    ]);
    const ended = await end.form('/end').fill({ decisionNumber: '15/UQ' }).submit();
    expect(ended.text).toContain('Đã chấm dứt ủy quyền.');
    expect(ended.text).toContain('Chấm dứt 04/11/2025, theo 15/UQ');
    const late = await stale.form('/end').fill({ decisionNumber: '16/UQ' }).submit({ expect: 422 });
    expect(late.errors).toEqual(['Không còn ủy quyền nào cho người này.']);
    expect(await eventsOf(bare.database, 'person.delegated')).toBe(3);
    await director.get(bare.at(`/delegations/${officer}/end`), { expect: 404 });
    for (const id of ['x', '%00', v7()]) await director.get(bare.at(`/delegations/${id}/end`), { expect: 404 });
    await (await bare.browser('chiefAccountant')).get(bare.at(`/delegations/${financeOfficer}/end`), { expect: 404 });
  });

  it('speaks English on each of its pages', async () => {
    const director = await bare.browser('director');
    for (const [path, words] of [
      ['/programmes', 'A call can open only under a pack that is published.'],
      ['/programmes/tphcm-nq20-2023.v2', 'What is unknown'],
      ['/calendar', 'This calendar decides the last day of'],
      ['/calls', 'Every call of the agency'],
      ['/calls/new', 'Choose the stage.'],
      ['/delegations', 'Whoever holds a role gives it to another person'],
    ] as const)
      expect((await director.get(`${bare.at(path)}?lang=en`)).text).toContain(words);
    await director.get('/?lang=vi');
  });
});

describe('what the law leaves unknown', () => {
  let bare: Bare;
  beforeAll(async () => {
    bare = await bareAgency('vidu');
  });
  afterAll(() => bare.database.drop());

  it('blocks its stage, by name and with the clause, on every page that offers one', async () => {
    const administrator = await bare.browser('administrator');
    const page = await administrator.get(bare.at('/programmes/vi-du-hu-cau.v2'));
    const [unknown] = page.all('#unknowns ~ ul li');
    expect(unknown).toMatch(/chặn: Giai đoạn chưa rõ quy định .*HƯ-CẤU-01/);
    await page.form('/publish').submit();
    const choose = await administrator.get(bare.at('/calls/new'));
    const [pack] = choose.links.flatMap(({ href }) => /pack=([0-9a-f-]{36})&stage=chinh/.exec(href)?.[1] ?? []);
    expect(choose.links.some(({ href }) => href.includes('stage=chuaRo'))).toBe(false);
    expect(choose.text).toMatch(/Chưa thể mở đợt Chưa rõ quy định: .* \(HƯ-CẤU-01, điều khoản chưa rõ\)/);
    for (const stage of ['chuaRo', 'x', '', '__proto__', ...hostile]) {
      const query = new URLSearchParams({ pack: pack!, stage });
      expect((await administrator.get(`${bare.at('/calls/new')}?${query}`)).text).toContain('Chọn giai đoạn');
      const sent = await administrator.post(
        bare.at('/calls/new'),
        { pack: pack!, stage, step: 'open' },
        { expect: 422 },
      );
      expect(sent.errors).toEqual(['Hãy chọn một giai đoạn có thể mở đợt.']);
    }
    for (const other of [v7(), '', 'x', '\0'])
      await administrator.post(bare.at('/calls/new'), { pack: other, stage: 'chinh' }, { expect: 422 });
    expect(await eventsOf(bare.database, 'call.opened')).toBe(0);
    expect(bare.faults).toEqual([]);
  });
});

describe('a new version of a pack', () => {
  it('replaces the one in use for new calls, once', async () => {
    const packs = loadPacks().filter(({ agency }) => agency === 'vidu');
    const offered = [...packs];
    const bare = await bareAgency('vidu', { packs: offered });
    try {
      const administrator = await bare.browser('administrator');
      await (await administrator.get(bare.at('/programmes/vi-du-hu-cau.v2'))).form('/publish').submit();
      offered.push({ ...packs[0]!, version: 3 });
      const page = await administrator.get(bare.at('/programmes/vi-du-hu-cau.v3'));
      expect(page.text).toContain('Phiên bản 2 đang áp dụng sẽ được thay thế');
      const request = page.form('/publish').request();
      const copies = [request.clone(), request.clone()];
      await Promise.all(copies.map((copy) => administrator.visit(copy, 200)));
      const list = await administrator.get(bare.at('/programmes'));
      expect(list.text).toContain('Đã được thay thế');
      expect(await eventsOf(bare.database, 'pack.published')).toBe(2);
      expect(await eventsOf(bare.database, 'pack.superseded')).toBe(1);
      const choose = await administrator.get(bare.at('/calls/new'));
      expect(choose.links.filter(({ href }) => href.includes('stage=chinh'))).toHaveLength(1);
      expect(bare.faults).toEqual([]);
    } finally {
      await bare.database.drop();
    }
  });
});

describe('levels that a pack leaves to each call', () => {
  it('are asked for by their kind, and held against the national ceiling with its clause', async () => {
    const [pack] = loadPacks().filter(({ agency }) => agency === 'vidu');
    const stages = pack!.stages.filter(({ id }) => id === 'chinh');
    const caps = pack!.caps
      .filter(({ stage }) => stage !== 'chuaRo')
      .map((cap) => {
        if (cap.kind === 'amount' && cap.ceiling !== null && cap.per.length === 0) return { ...cap, limitVnd: null };
        if (cap.kind === 'seats') return { ...cap, limitSeats: null };
        return cap.kind === 'share' && 'all' in cap.shareBps && cap.ceiling !== null
          ? { ...cap, shareBps: { all: null } }
          : cap;
      });
    const kinds = { amount: 'limitVnd', seats: 'limitSeats', share: 'shareBps' } as const;
    const changed = caps.filter((cap, at) => cap !== pack!.caps.filter(({ stage }) => stage !== 'chuaRo')[at]);
    expect(new Set(changed.map(({ kind }) => kind)).size).toBe(3);
    const setByCall = changed.map(({ id, kind, name }) => ({ id: `level.${id}`, name, kind: kinds[kind], forCap: id }));
    const bare = await bareAgency('vidu', { packs: [{ ...pack!, stages, caps, setByCall }] });
    try {
      const administrator = await bare.browser('administrator');
      const read = await administrator.get(bare.at('/programmes/vi-du-hu-cau.v2'));
      expect(read.text).toContain('do quyết định mở đợt đặt');
      await read.form('/publish').submit();
      const choose = await administrator.get(bare.at('/calls/new'));
      const link = choose.links.find(({ href }) => href.includes('stage=chinh'))!;
      const levels = { limitVnd: '1.000.000', limitSeats: '5', shareBps: '12,5' } as const;
      const good = Object.fromEntries(setByCall.map(({ id, kind }) => [`p-${id}`, levels[kind]]));
      const rest = { decisionNumber: '1/QĐ', opensOn: '05/11/2025', closesOn: '05/12/2025', budgetVnd: '1000000000' };
      const send = async (more: Record<string, string>, expected: number) =>
        (await administrator.get(link.href))
          .form('/calls/new')
          .fill({ ...rest, ...good, ...more })
          .submit({ expect: expected });
      const much = { limitVnd: '999.999.999.999', limitSeats: '999999', shareBps: '100' } as const;
      for (const { id, kind, name } of setByCall) {
        const over = await send({ [`p-${id}`]: much[kind] }, 422);
        expect(over.errors[0]).toMatch(/^Vượt mức tối đa của quốc gia: .*HƯ-CẤU-TW/);
        for (const bad of ['', '0', '-1', 'x', '1,234', '100,01']) {
          if (kind === 'limitVnd' && bad === '100,01') continue;
          expect((await send({ [`p-${id}`]: bad }, 422)).errors[0]).toContain(name.vi);
        }
      }
      const check = await send({}, 200);
      expect(check.text).toContain('12,5 %');
      expect(check.text).toContain('1.000.000 ₫');
      const call = await check.form('/calls/new').submit({ button: 'Mở đợt tiếp nhận' });
      expect(call.text).toContain('12,5 % chi phí được chấp nhận Quyết định mở đợt 1/QĐ');
      expect(call.text).toContain('5 suất');
      expect(bare.faults).toEqual([]);
    } finally {
      await bare.database.drop();
    }
  });
});

describe('closing a call with applications', () => {
  it('says how many can no longer be awarded', async () => {
    const house = await openHouse();
    try {
      const founder = v7();
      const { base } = await beginApplication(house, [founder]);
      const client = await house.browser(founder, 'Trần Nam');
      await writeAll(client, base);
      await (await client.get(`${base}/application/check`)).form('/submit').submit();
      await beginApplication(house, [v7()]);
      const director = await house.browser(house.stage.people.director, 'Lê Giám Đốc');
      const calls = await director.get('/agencies/vidu/calls');
      expect(calls.text).toMatch(/400\.000\.000 ₫ 0 ₫ 400\.000\.000 ₫ 1Sổ chi của đợt ?1 chưa quyết định ?1 đang soạn/);
      const page = await director.get(`/agencies/vidu/calls/${house.stage.call}/close`);
      expect(page.text).toContain('1 hồ sơ chưa có quyết định.');
      expect(page.text).toContain('1 hồ sơ đang soạn sẽ không nộp được.');
    } finally {
      await house.close();
    }
  });
});
