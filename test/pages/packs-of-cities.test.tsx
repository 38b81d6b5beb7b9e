// What people see of packs whose law nobody has read: what is missing, and from which text; and that no call opens.
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import { loadPacks } from '../../src/programmes/index.ts';
import { createRecorder } from '../../src/record.ts';
import { Client } from '../../src/scenario/client.ts';
import { SYSTEM } from '../../workflows/decide.ts';
import { unknownsOf } from '../../workflows/programmes/schema.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { signedIn } from './filesSupport.ts';

const origin = 'http://vuon-uom.test';
const packs = loadPacks();
let database: TestDatabase;
let administrator: Client;
/** At the first page of the demonstration, and of an installation in earnest. */
let stranger: Client;
let passerBy: Client;

beforeAll(async () => {
  database = await freshDatabase();
  const now = () => new Date().toISOString();
  const recorder = createRecorder({ db: database.db, now });
  const app = createApp({ db: database.db, clock: () => new Date(), packs });
  const demo = createApp({ db: database.db, clock: () => new Date(), packs, demo: true });
  const client = (of = app) => new Client({ origin, send: async (request) => of.fetch(request) });
  const person = v7();
  const appointed = { type: 'appoint', dossier: person, input: { roles: ['administrator'] } } as const;
  expect((await recorder.act(appointed, { agency: 'danang', person: SYSTEM }, v7())).ok).toBe(true);
  const { cookie } = await signedIn(database.db, person, 'Lê Thị Quản Trị');
  administrator = client();
  administrator.cookies.set('session', cookie!.replace('session=', ''));
  stranger = client(demo);
  passerBy = client();
});
afterAll(() => database?.drop());

it('the start page of the demonstration has every pack of a city, what ended and why no call opens, and no base', async () => {
  const page = await stranger.get('/');
  for (const { title } of packs) expect(page.text).toContain(title.vi);
  expect(packs).toHaveLength(6);
  expect(page.text).not.toContain('Quy trình mẫu theo Nghị định 268/2025/NĐ-CP');
  expect(page.text).toContain('Nghị quyết áp dụng đến năm 2025, nay đã hết thời gian áp dụng.');
  expect(page.text).toContain('Bộ quy định đã hết hiệu lực.');
  expect(page.text).toContain('Hệ thống chưa bảo đảm được quy định: Không quá 02 người một doanh nghiệp được cử đi.');
  // what may open stands first; the reasons of all else are folded up
  const [open, shut] = ['Nghị quyết 20/2023/NQ-HĐND', 'Nghị quyết 328/2020/NQ-HĐND'];
  expect(page.text.indexOf(open)).toBeLessThan(page.text.indexOf(shut));
  // the catalogue comes last, in one line, after what it is, what is open, for whom, and how it goes
  expect(page.all('main h2, main aside h2')).toEqual([
    'Vườn Ươm làm gì',
    'Đợt tiếp nhận đang mở',
    'Dành cho ai',
    'Đường đi của một dự án',
    'Bộ quy định có sẵn',
  ]);
  expect(page.all('#packs ~ details > summary')).toEqual([
    '6 bộ quy định, 2 bộ có thể mở đợt: mức hỗ trợ và tình trạng',
  ]);
  expect(page.all('.pack details summary')).toEqual(
    [9, 1, 2, 1].map((n) => `Chưa thể mở đợt nào: ${n} giai đoạn, vì sao`),
  );
  const english = await stranger.get('/?lang=en');
  for (const { title } of packs) expect(english.text).toContain(title.en);
  expect(english.text).toContain(
    'The system cannot see to this rule yet: At most two persons per enterprise are sent.',
  );
});

it('the start page in earnest has the packs of its own agencies alone, and none that is made up', async () => {
  for (const language of ['vi', 'en'] as const) {
    const page = await passerBy.get(`/?lang=${language}`);
    for (const { agency, title } of packs)
      expect([title.vi, page.text.includes(title[language])]).toEqual([title.vi, agency === 'danang']);
    expect(page.text).not.toMatch(/Hư cấu|Fictional/);
    // no call can open under any of them: the reasons are folded up
    expect(page.all('#packs ~ details > .pack > table')).toEqual([]);
  }
});

it('Đà Nẵng reads what is missing of resolution 54/2024 and from which text, and can open no call under it', async () => {
  const list = await administrator.get('/agencies/danang/programmes');
  for (const short of ['Đà Nẵng – Nghị quyết 54/2024', 'Đà Nẵng – Nghị quyết 328/2020', 'Quảng Nam (cũ)'])
    expect(list.text).toContain(short);
  expect(list.text).not.toContain('Hải Phòng');

  const pack = packs.find(({ id }) => id === 'danang-nq54-2024')!;
  const page = await list.follow('/programmes/danang-nq54-2024.v2');
  const missing = page.all('#unknowns ~ ul li');
  expect(missing).toHaveLength(12);
  for (const [at, { what }] of unknownsOf(pack, 'duAn').entries()) {
    expect(missing[at]).toContain(what.vi);
    expect(missing[at]).toContain('54/2024/NQ-HĐND');
  }
  await page.form('/publish').submit();
  // the step is not only undone: it says that it cannot be done yet, and why
  const work = await administrator.get('/work');
  const step = work.all('.path li').find((one) => one.includes('Mở đợt tiếp nhận'))!;
  expect(step).toContain(
    'Chưa mở được đợt nào theo các bộ quy định đã công bố: Đà Nẵng – Nghị quyết 54/2024: Chưa rõ quy định',
  );
  expect(step).toContain('Trong đó có điều cần phiên bản mới của phần mềm.');
  expect(step).toContain('Chưa mở được');
  expect(step).not.toContain('Chưa làm');
  expect(work.links.filter(({ text }) => text === 'Mở đợt tiếp nhận')).toEqual([]);
  expect((await administrator.get('/work?lang=en')).text).toContain('No call can open under the published packs yet');
  await administrator.get('/work?lang=vi');
  const choose = await administrator.get('/agencies/danang/calls/new');
  expect(choose.links.filter(({ href }) => href.includes('stage='))).toEqual([]);
  expect(choose.text).toContain('Chưa rõ quy định: Quyết toán và thu hồi.');
});

it('reads the national maxima beside the levels that nobody knows', async () => {
  const page = await administrator.get('/agencies/danang/programmes/danang-nq328-2020.v2');
  expect(page.text).toContain('Dịch vụ khởi nghiệp, một doanh nghiệp, mức tối đa quốc gia 80.000.000 ₫');
  expect(page.text).toContain('điểm b khoản 2 Điều 10, 45/2019/TT-BTC');
  expect(page.text).toContain('Thời gian, mức tối đa quốc gia 12 tháng');
  expect(page.text).toContain('Mức hỗ trợ, mức tối đa quốc gia 1.000.000.000 ₫ điểm b khoản 2 Điều 2, 45/2019/TT-BTC');
  expect(page.text).toContain('Mức hỗ trợ, mức tối đa quốc gia 10.000.000 ₫ khoản 2 Điều 5, 45/2019/TT-BTC');
  expect(page.text).toContain('10 suất');
});
