// What the law leaves unknown is filled in: an administrator reads the signed text, a second person confirms, a new version of the
// pack results, and the call opens. Whoever proposed never confirms, nothing goes over a national ceiling, nothing typed is lost.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import { loadPacks } from '../../src/programmes/index.ts';
import { Client, type Page } from '../../src/scenario/client.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { expectClean } from '../support/audit.ts';
import { cityPack, type Stage, setStage, today } from '../support/stage.ts';
import { pdf, png, sha256, signedIn } from './filesSupport.ts';

const origin = 'http://vuon-uom.test';
const signed = Buffer.from(pdf('20/2023/NQ-HĐND'));
const names = {
  administrator: 'Ngô Thanh Tùng',
  director: 'Nguyễn Hữu Phước',
  chiefAccountant: 'Võ Thị Hằng',
  officer: 'Lê Thu Hà',
} as const;
type Who = keyof typeof names;

let stage: Stage;
let folder: string;
let send: (request: Request) => Promise<Response>;
const people = {} as Record<Who, Client>;

beforeAll(async () => {
  stage = await setStage({ agency: 'tphcm', pack: cityPack, stage: 'uomTao', callBudgetVnd: '1000000000' });
  folder = mkdtempSync(join(tmpdir(), 'vuon-uom-figures-'));
  const app = createApp({ db: stage.db, clock: () => new Date(), packs: loadPacks(), origin, filesFolder: folder });
  send = async (request) => app.fetch(request);
  for (const role of Object.keys(names) as Who[]) {
    const { cookie } = await signedIn(stage.db, stage.people[role], names[role]);
    people[role] = new Client({ origin, send });
    people[role].cookies.set('session', cookie!.replace('session=', ''));
  }
}, 60_000);
afterAll(async () => {
  await stage?.drop();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

const at = (version: number) => `/agencies/tphcm/programmes/tphcm-nq20-2023.v${version}`;
const labour = 'Tiền công lao động trực tiếp, giai đoạn tăng tốc';
const services = 'Dịch vụ và cơ sở vật chất, giai đoạn tăng tốc';
const fillOf = (page: Page, what: string) => {
  const place = page.all('#unknowns ~ ul li').findIndex((text) => text.startsWith(what));
  return page.links.filter(({ href }) => href.includes('/fill?'))[place]!;
};
/** The form for an unknown, by way of its pack's page. */
const filling = async (version: number, what: string) =>
  people.administrator.get(fillOf(await people.administrator.get(at(version)), what).href);
const answers = {
  number: '20/2023/NQ-HĐND',
  issuedOn: '11/11/2023',
  article: 'Điều 7 khoản 3 điểm b',
  validFrom: '01/01/2024',
};
const packNow = async () => {
  const rows = await stage.db.query<{ pack: Pack; state: string }>`
    select facts as pack, value #>> '{}' as state from state where agency = 'tphcm' and machine = 'pack' order by (facts->>'version')::int`;
  return rows.map(({ pack, state }) => ({ pack, state }));
};
const letters = () => stage.db.query<{ subject: string; body: string; address: string }>`
  select subject, body, address from letter order by created_at, id`;
const files = async () => (await stage.db.query`select 1 from attachment where agency = 'tphcm'`).length;
const waiting = async (who: Who) => (await people[who].get('/work')).text;

describe('an unknown of a city’s pack', () => {
  let figure: string;

  it('stands on the pack’s page as missing, with a way to fill it in for administrators alone', async () => {
    const page = await people.administrator.get(at(2));
    expect(page.all('#unknowns ~ ul li').map((text) => text.split(' chặn')[0])).toEqual([labour, services]);
    expect(fillOf(page, labour).text).toBe('Điền từ văn bản ký');
    const other = await people.director.get(at(2));
    expect(other.text).toContain(labour);
    expect(other.links.filter(({ href }) => href.includes('/fill'))).toEqual([]);
    await people.director.get(fillOf(page, labour).href, { expect: 403 });
    await people.administrator.get(`${at(2)}/fill?at=caps[0].limitVnd`, { expect: 404 });
    await people.administrator.get(`${at(2)}/fill?at=__proto__`, { expect: 404 });
  });

  it('says at each field what is wrong, and keeps what was typed, the file too', async () => {
    let page = await filling(2, labour);
    expect(page.text).toContain(labour);
    // the instrument in which the pack expects it stands there already
    expect(page.form().value('number')).toEqual(['20/2023/NQ-HĐND']);
    expect(page.form().value('issuedOn')).toEqual(['11/11/2023']);
    page = await page.form().fill({ issuedOn: '31/12/2199' }).submit({ expect: 422 });
    expect(page.errors).toEqual([
      'Ghi số tiền bằng đồng, là số nguyên lớn hơn 0.',
      'Ghi điều, khoản, không quá 100 ký tự.',
      'Văn bản chưa ký thì chưa điền được: ngày ban hành ở sau hôm nay.',
      'Ghi ngày theo dạng ngày/tháng/năm.',
      'Chọn tệp PDF của văn bản đã ký.',
    ]);
    // a picture is no signed text, whatever it is called
    page = await page
      .form()
      .fill({ ...answers, 'value-limitVnd': '300.000.000' })
      .attach('text', 'nghi-quyet.pdf', png, 'application/pdf')
      .submit({ expect: 422 });
    expect(page.errors).toHaveLength(1);
    expect(page.errors[0]).toContain('PDF');
    expect(page.form().value('value-limitVnd')).toEqual(['300.000.000']);
    // with the text, but more than the stage pays in all
    page = await page
      .form()
      .fill({ 'value-limitVnd': '400.000.001' })
      .attach('text', 'nghi-quyet-20.pdf', signed, 'application/pdf')
      .submit({ expect: 422 });
    expect(page.errors).toEqual([
      'Các mức trần theo nội dung chi của “Tăng tốc” cộng lại (400.000.001 ₫) vượt tổng mức hỗ trợ (400.000.000 ₫).',
    ]);
    expect(page.text).toContain('Đã nhận tệp nghi-quyet-20.pdf.');
    expect(page.form().value('article')).toEqual([answers.article]);
    // the pack says when its instrument was issued
    page = await page.form().fill({ 'value-limitVnd': '240.000.000', issuedOn: '12/11/2023' }).submit({ expect: 422 });
    expect(page.errors).toEqual(['Trong bộ quy định, văn bản 20/2023/NQ-HĐND ban hành ngày 11/11/2023.']);
    // the file need not be chosen again
    page = await page.form().fill({ issuedOn: '11/11/2023' }).submit();
    expect(page.text).toContain('Đã ghi nhận đề xuất. Thư đã gửi cho những người có thể xác nhận.');
    figure = /figures\/([0-9a-f-]{36})/.exec(page.path)![1]!;
    for (const text of [labour, '240.000.000 ₫', 'điểm b khoản 3 Điều 7, 20/2023/NQ-HĐND', sha256(signed)])
      expect(page.text).toContain(text);
  });

  it('does not change the pack while it waits, and who filled it in cannot confirm it', async () => {
    expect((await packNow()).map(({ pack, state }) => [pack.version, state])).toEqual([[2, 'published']]);
    const page = await people.administrator.get(at(2));
    expect(page.text).toMatch(/Ngô Thanh Tùng đề xuất ngày \d\d\/\d\d\/\d{4}, chờ người thứ hai xác nhận/);
    const own = await people.administrator.get(`/agencies/tphcm/figures/${figure}`);
    expect(own.hasForm('/confirm')).toBe(false);
    expect(own.text).toContain('Người xác nhận được: Nguyễn Hữu Phước, Võ Thị Hằng.');
    await people.administrator.post(
      `/agencies/tphcm/figures/${figure}/confirm`,
      { read: 'yes', key: v7() },
      { expect: 403 },
    );
    // nor another administrator, whom the first could have made
    const second = v7();
    await stage.must(stage.people.administrator, 'appoint', second, { roles: ['administrator'] });
    const another = await stage.try(second, 'confirmFigure', figure, { pack: stage.pack });
    expect(another).toMatchObject({ ok: false, refusal: { rule: 'role' } });
    await people.officer.post(`/agencies/tphcm/figures/${figure}/confirm`, { read: 'yes' }, { expect: 403 });
    // nor can whoever acts for them
    await stage.must(stage.people.administrator, 'delegate', stage.people.administrator, {
      ...{ to: stage.people.officer, roles: ['administrator'], from: today(), until: today(), decisionNumber: 'UQ-1' },
    });
    const lent = await people.officer.get(`/agencies/tphcm/figures/${figure}`);
    expect(lent.hasForm('/confirm')).toBe(false);
    expect(await waiting('officer')).not.toContain(labour);
    const forThem = { read: 'yes', key: v7() };
    await people.officer.post(`/agencies/tphcm/figures/${figure}/confirm`, forThem, { expect: 403 });
    // nor themselves, once they are director too
    await stage.must(second, 'appoint', stage.people.administrator, { roles: ['director'] });
    await people.administrator.post(`/agencies/tphcm/figures/${figure}/confirm`, { ...forThem }, { expect: 422 });
    const [refused] = await stage.db.query<{ rule: string; command: string }>`
      select rule, command from refusal where agency = 'tphcm' order by id desc limit 1`;
    expect(refused).toEqual({ rule: 'excludedDuty', command: 'confirmFigure' });
    await stage.must(second, 'relieve', stage.people.administrator, { roles: ['director'] });
    // and the version cannot be published past the second person
    const past = await stage.try(stage.people.director, 'fillPack', v7(), { from: stage.pack, figure });
    expect(past).toMatchObject({ ok: false, refusal: { rule: 'notInThisState' } });
  });

  it('waits for a second person: in their work and by letter, and for nobody else', async () => {
    for (const who of ['director', 'chiefAccountant'] as const) {
      expect(await waiting(who)).toContain(labour);
      const address = `${stage.people[who]}@vidu.test`;
      const [letter] = (await letters()).filter((one) => one.address === address);
      expect(letter!.subject).toBe(`Chờ bạn xác nhận: ${labour}`);
      expect(letter!.body).toContain('Mức: 240.000.000\u00a0₫');
      expect(letter!.body).toContain(`${origin}/agencies/tphcm/figures/${figure}`);
    }
    expect(await waiting('administrator')).not.toContain(labour);
    expect((await letters()).map(({ address }) => address)).not.toContain(`${stage.people.administrator}@vidu.test`);
    // it is proposed once at a time
    const page = await people.administrator.get(`${at(2)}/fill?at=caps[7].limitVnd`);
    const again = await page
      .form()
      .fill({ ...answers, 'value-limitVnd': '1' })
      .attach('text', 'x.pdf', signed)
      .submit({ expect: 422 });
    expect(again.errors).toEqual(['Ngô Thanh Tùng đã đề xuất điều này và đang chờ xác nhận.']);
    // what no proposal can come of leaves no file behind
    expect(await files()).toBe(1);
    const other = await people.administrator.get(`${at(2)}/fill?at=caps[8].limitVnd`);
    const form = other.root.querySelector('main form')!;
    form.setAttribute('action', form.getAttribute('action')!.replace(/at=.*/, 'at=caps[0].limitVnd'));
    await other
      .form()
      .fill({ ...answers, 'value-limitVnd': '1' })
      .attach('text', 'x.pdf', signed)
      .submit({ expect: 404 });
    expect(await files()).toBe(1);
  });

  it('is never confirmed by an administrator, whatever else they hold, nor by who acts for one', async () => {
    const { director, officer, administrator } = stage.people;
    const second = v7();
    await stage.must(administrator, 'appoint', second, { roles: ['administrator'] });
    const other = new Client({ origin, send });
    other.cookies.set('session', (await signedIn(stage.db, second, 'Đỗ Minh Khôi')).cookie!.replace('session=', ''));
    const day = today();
    const lend = (giver: string, to: string, role: string) =>
      stage.must(giver, 'delegate', giver, { to, roles: [role], from: day, until: day, decisionNumber: 'UQ-2' });
    const takeBack = (giver: string, to: string) =>
      stage.must(giver, 'revokeDelegation', giver, { to, decisionNumber: 'UQ-3' });
    const isRefused = async (who: Client, language: 'vi' | 'en' = 'vi') => {
      const path = `/agencies/tphcm/figures/${figure}`;
      expect((await who.get(path)).hasForm('/confirm')).toBe(false);
      expect((await who.get('/work?lang=vi')).text).not.toContain(labour);
      const address = `${path}/confirm?lang=${language}`;
      const page = await who.post(address, { read: 'yes', key: v7() }, { expect: 422 });
      expect(page.text).toContain(
        language === 'vi'
          ? 'Người giữ chức danh quản trị viên, của mình hay nhận ủy quyền, không phải là người thứ hai xác nhận'
          : 'is not the second person, nor is anybody who acts for them',
      );
      const [kept] = await stage.db.query<{
        rule: string;
      }>`select rule from refusal where agency = 'tphcm' order by id desc limit 1`;
      expect(kept).toEqual({ rule: 'givesOffices' });
    };
    // the director lends the second administrator the office
    await lend(director, second, 'director');
    await isRefused(other);
    await isRefused(other, 'en');
    await takeBack(director, second);
    // they are given it as their own
    await stage.must(administrator, 'appoint', second, { roles: ['director'] });
    await isRefused(other);
    // and lend it to an officer
    await lend(second, officer, 'director');
    await isRefused(people.officer);
    await takeBack(second, officer);
    await stage.must(administrator, 'relieve', second, { roles: ['director'] });
    // an administrator lends the director their own office: the director gives offices too, and so does who acts for them
    await lend(second, director, 'administrator');
    await isRefused(people.director);
    await lend(director, officer, 'director');
    await isRefused(people.officer);
    await takeBack(director, officer);
    const page = await people.director.get(`/agencies/tphcm/figures/${figure}`);
    expect(page.text).toContain('Người xác nhận được: Võ Thị Hằng.');
    await takeBack(second, director);
    expect(await waiting('director')).toContain(labour);
    await stage.must(administrator, 'relieve', second, { roles: ['administrator'] });
  });

  it('lets the second person read the very text, and takes their word only with it', async () => {
    const text = await people.director.download(`/agencies/tphcm/figures/${figure}/text`);
    expect(sha256(text.bytes)).toBe(sha256(signed));
    expect(text.type).toContain('application/pdf');
    let page = await (await people.director.get('/work')).follow(`/figures/${figure}`);
    page = await page.form('/confirm').submit({ expect: 422 });
    expect(page.errors).toEqual(['Đọc văn bản ký, rồi đánh dấu vào ô này.']);
    page = await page.form('/confirm').fill({ read: true }).submit();
    expect(page.text).toContain('Đã xác nhận. Phiên bản 3 của bộ quy định đã được công bố.');
    const [one, two] = await packNow();
    expect([one!.state, two!.state]).toEqual(['superseded', 'published']);
    expect(two!.pack.version).toBe(3);
    const changed = two!.pack.caps.filter((cap, c) => JSON.stringify(cap) !== JSON.stringify(one!.pack.caps[c]));
    expect(changed).toMatchObject([
      {
        id: 'tangToc.labour',
        limitVnd: '240000000',
        source: {
          instrument: 'nq20-2023',
          article: answers.article,
          validFrom: '2024-01-01',
          validTo: null,
          confidence: 'C',
          confirmedIn: figure,
        },
      },
    ]);
    const told = (await letters()).find(({ subject }) => subject === `Đã xác nhận: ${labour}`);
    expect(told?.address).toBe(`${stage.people.administrator}@vidu.test`);
    // sending it again finds it done
    await people.director.post(`/agencies/tphcm/figures/${figure}/confirm`, { read: 'yes', key: v7() });
    expect(await packNow()).toHaveLength(2);
  });

  it('a dropped proposal says why, and can be made again', async () => {
    let page = await filling(3, services);
    page = await page
      .form()
      .fill({ ...answers, 'value-limitVnd': '150000000' })
      .attach('text', 'x.pdf', signed)
      .submit();
    const dropped = page.path;
    page = await (await people.chiefAccountant.get(dropped)).form('/drop').submit({ expect: 422 });
    expect(page.errors).toEqual(['Ghi lý do, không quá 2.000 ký tự.']);
    page = await page.form('/drop').fill({ reason: 'Văn bản ghi 160 triệu.' }).submit();
    expect(page.text).toContain('Văn bản ghi 160 triệu.');
    expect((await letters()).find(({ subject }) => subject === `Không dùng: ${services}`)?.body).toContain(
      'Lý do: Văn bản ghi 160 triệu.',
    );
    expect(await packNow()).toHaveLength(2);
    // a page of the version before leads to the one in use: what is typed there is not lost
    page = await people.administrator.get(`${at(2)}/fill?at=caps[8].limitVnd`);
    page = await page
      .form()
      .fill({ ...answers, 'value-limitVnd': '160000000' })
      .attach('text', 'x.pdf', signed)
      .submit();
    // confirmed, and the application was gone before the version was there: whoever comes next publishes it
    const figure = /figures\/([0-9a-f-]{36})/.exec(page.path)![1]!;
    const [inUse] = await stage.db.query<{ id: string }>`
      select dossier::text as id from state where machine = 'pack' and value = '"published"'`;
    await stage.must(stage.people.chiefAccountant, 'confirmFigure', figure, { pack: inUse!.id });
    expect((await people.administrator.get(at(3))).text).toContain('đã xác nhận, chờ công bố phiên bản mới');
    page = await (await people.director.get(`/agencies/tphcm/figures/${figure}`)).form('/confirm').submit();
    expect(page.text).toContain('Phiên bản 4 của bộ quy định đã được công bố.');
    expect((await packNow()).map(({ state }) => state)).toEqual(['superseded', 'superseded', 'published']);
  });

  it('lets the call open that it blocked, under the new version; the call that was open stays with its own', async () => {
    const choose = await people.director.get('/agencies/tphcm/calls/new');
    let page = await people.director.get(choose.links.find(({ href }) => href.endsWith('stage=tangToc'))!.href);
    const form = page.form();
    for (const { name } of form.fields.filter(({ name }) => name.startsWith('p-'))) form.fill({ [name]: '20' });
    const [year, month, day] = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10).split('-');
    form.fill({ decisionNumber: '9/QĐ-SKHCN', opensOn: `${day}/${month}/${year}`, closesOn: `28/12/${year}` });
    form.fill({ 'p-passMark': '84', budgetVnd: '2.000.000.000', unread: true });
    if (form.names.includes('decidedOn'))
      form.fill({ decidedOn: new Date().toISOString().slice(0, 10).split('-').reverse().join('/') });
    page = await form.submit();
    page = await page.form().submit();
    expect(page.text).toContain('Đã mở đợt tiếp nhận.');
    expect(page.text).toContain('240.000.000 ₫');
    const calls = await stage.db.query<{ version: number }>`
      select (p.facts->>'version')::int as version from state c join state p on p.dossier = (c.facts->>'pack')::uuid and p.subject = 'pack'
      where c.machine = 'call' order by 1`;
    expect(calls.map(({ version }) => version)).toEqual([2, 4]);
  });

  it('the caps page and the history name both persons, and the audit is clean', async () => {
    const caps = await people.administrator.get('/agencies/tphcm/caps');
    expect(caps.text).toMatch(/Ngô Thanh Tùng và Nguyễn Hữu Phước xác nhận ngày/);
    expect(caps.text).toMatch(/Ngô Thanh Tùng và Võ Thị Hằng xác nhận ngày/);
    const history = await people.administrator.get('/agencies/tphcm/history');
    for (const text of ['Điền một điều chưa xác định', 'Xác nhận điều đã điền', 'Không dùng điều đã điền'])
      expect(history.text).toContain(text);
    expect(history.text).toContain('Công bố phiên bản mới theo mức hai người đã xác nhận');
    const page = await people.administrator.get(at(4));
    expect(page.text).toContain('Không có điều nào chưa xác định');
    expect(page.text).toContain('điểm b khoản 3 Điều 7, 20/2023/NQ-HĐND, hai người đã xác nhận');
    await expectClean(stage);
  });
});

describe('a version that the software brings under a number that was taken here', () => {
  it('is offered under the next free number, says what it leaves open again, and is published once', async () => {
    const shipped = loadPacks().find(({ id }) => id === 'tphcm-nq20-2023')!;
    const title = { vi: 'TP.HCM – Nghị quyết 20/2023, bản mới', en: 'Ho Chi Minh City, Resolution 20/2023, new' };
    const packs = [shipped, { ...shipped, version: 3, title }];
    const app = createApp({ db: stage.db, clock: () => new Date(), packs, origin, filesFolder: folder });
    const { cookie } = await signedIn(stage.db, stage.people.administrator, names.administrator);
    const administrator = new Client({ origin, send: async (request) => app.fetch(request) });
    administrator.cookies.set('session', cookie!.replace('session=', ''));

    let list = await administrator.get('/agencies/tphcm/programmes');
    expect(list.text).toContain('Phần mềm phát hành bản này với số 3. Số 3 ở đây đã dùng');
    let page = await administrator.get(list.links.find(({ href }) => href.endsWith('/tphcm-nq20-2023.v5'))!.href);
    expect(page.text).toContain('bản này được công bố thành phiên bản 5');
    expect(page.text).toContain(`để trống mức mà hai người đã xác nhận ở đây: ${services}; ${labour}`);
    const form = page.form('/publish');
    page = await form.submit();
    expect(page.text).toContain('Đã công bố');
    await form.submit();
    const now = await packNow();
    expect(now.map(({ pack, state }) => [pack.version, state])).toEqual([
      ...[2, 3, 4].map((version) => [version, 'superseded']),
      [5, 'published'],
    ]);
    expect(now[3]!.pack.title.vi).toBe(title.vi);
    list = await administrator.get('/agencies/tphcm/programmes');
    expect(list.text).not.toContain('Phần mềm phát hành bản này');

    // what was confirmed here comes into the version after, without being read anew
    const open = await people.director.get(at(5));
    const figure = open.links.find(({ href }) => href.includes('/figures/'))!.href;
    await (await people.director.get(figure)).form('/confirm').submit();
    expect((await packNow()).at(-1)).toMatchObject({ state: 'published', pack: { version: 6, title } });
    await expectClean(stage);
  });
});

describe('what a city sets under a national ceiling', () => {
  it('is never above it, and a share is read in per cent', async () => {
    const pack = loadPacks().find(({ id }) => id === 'danang-nq328-2020')!;
    const content = { ...pack, agency: 'tphcm' };
    await stage.must(stage.people.administrator, 'publishPack', v7(), { content: content as never });
    const path = '/agencies/tphcm/programmes/danang-nq328-2020.v2';
    let page = await people.administrator.get(`${path}/fill?at=caps[8].shareBps`);
    expect(page.text).toContain('Không quá 50 % (mức tối đa quốc gia).');
    const [share] = page.form().names.filter((name) => name.startsWith('value-'));
    page = await page
      .form()
      .fill({ ...answers, number: '328/2020/NQ-HĐND', [share!]: '50,01' })
      .attach('text', 'x.pdf', signed)
      .submit({ expect: 422 });
    expect(page.errors).toContain('Mức của thành phố không được vượt mức tối đa quốc gia: 50 %.');
    // past the page too
    const input = {
      ...{ pack: (await packOf(stage, 'danang-nq328-2020'))!, path: 'caps[8].shareBps', what: pack.caps[8]!.name.vi },
      ...{
        values: { [share!.replace('value-', '')]: 5001 },
        article: 'Điều 5',
        validFrom: '2024-01-01',
        validTo: null,
      },
      instrument: { number: 'X', issuedOn: '2024-01-01', title: 'X', issuer: 'Y' },
      text: sha256(signed),
    };
    expect(await stage.try(stage.people.administrator, 'proposeFigure', v7(), input)).toMatchObject({
      refusal: { rule: 'packInvalid', details: { problemVi: expect.stringContaining('vượt mức tối đa của quốc gia') } },
    });
    // an instrument that the pack does not list yet is named
    page = await people.administrator.get(`${path}/fill?at=stages[0].durationMonths`);
    page = await page
      .form()
      .fill({ ...answers, number: '77/2026/NQ-HĐND', issuedOn: '01/02/2026', validFrom: '01/03/2026' })
      .fill({ 'value-value': '12' })
      .attach('text', 'x.pdf', signed)
      .submit({ expect: 422 });
    expect(page.errors).toEqual(['Bộ quy định chưa có văn bản này: ghi tên văn bản.']);
    // a provision that nobody has read is no figure
    const list = await people.administrator.get(path);
    expect(list.text).toContain('cần phiên bản mới của phần mềm');
    await people.administrator.get(`${path}/fill?at=obstacles[0]`, { expect: 404 });
  });
});

async function packOf({ db }: Stage, id: string): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }>`
    select dossier::text as id from state where machine = 'pack' and facts->>'id' = ${id}`;
  return row?.id;
}

describe('a figure that stands under two names', () => {
  it('is offered once, says what else it fills in, and overtakes what was proposed at the other place', async () => {
    const pack = loadPacks().find(({ id }) => id === 'danang-nq54-2024')!;
    const [stageTotal, cap] = [`${pack.stages[0]!.name.vi}: tổng mức hỗ trợ`, pack.caps[0]!.name.vi];
    await stage.must(stage.people.administrator, 'publishPack', v7(), {
      content: { ...pack, agency: 'tphcm' } as never,
    });
    const path = '/agencies/tphcm/programmes/danang-nq54-2024.v2';
    const list = await people.administrator.get(path);
    const rows = list.all('#unknowns ~ ul li');
    expect(rows.find((row) => row.startsWith(stageTotal))).toContain(`Điền mức này là điền luôn: ${cap}.`);
    expect(rows.find((row) => row.startsWith(cap))).toContain(`Cùng một mức với “${stageTotal}”`);
    expect(
      list.links.filter(({ href }) => /fill\?at=(stages%5B0%5D\.totalVnd|caps%5B0%5D\.limitVnd)/.test(href)),
    ).toHaveLength(1);
    // an address of the other place leads to the one that is offered
    let page = await people.administrator.get(`${path}/fill?at=caps[0].limitVnd`);
    expect(page.text).toContain(`Điền luôn ${cap}`);
    page = await page
      .form()
      .fill({ ...answers, number: '54/2024/NQ-HĐND', issuedOn: '13/12/2024', validFrom: '01/01/2025' })
      .fill({ 'value-value': '500000000' })
      .attach('text', 'x.pdf', signed)
      .submit();
    const [first] = /figures\/[0-9a-f-]{36}/.exec(page.path)!;
    // what an earlier version of the pages let somebody propose at the other place
    const other = v7();
    await stage.must(stage.people.administrator, 'proposeFigure', other, {
      ...{ pack: (await packOf(stage, 'danang-nq54-2024'))!, path: 'caps[0].limitVnd', what: cap },
      ...{ values: { limitVnd: '500000000' }, article: 'Điều 5', validFrom: '2025-01-01', validTo: null },
      instrument: { number: '54/2024/NQ-HĐND', issuedOn: '2024-12-13', title: null, issuer: null },
      text: sha256(signed),
    });
    expect(await waiting('director')).toContain(cap);
    page = await (await people.director.get(`/agencies/tphcm/${first}`)).form('/confirm').fill({ read: true }).submit();
    expect(page.text).toContain('Phiên bản 3 của bộ quy định đã được công bố.');
    // no dead end: it waits for nobody, says why, and can be dropped
    const work = await people.director.get('/work');
    expect(work.links.filter(({ href }) => href.endsWith(other))).toEqual([]);
    page = await people.director.get(`/agencies/tphcm/figures/${other}`);
    expect(page.text).toContain('Phiên bản 3 của bộ quy định đã có mức này, nên đề xuất này không xác nhận được nữa.');
    expect(page.hasForm('/confirm')).toBe(false);
    const english = await people.director.get(`/agencies/tphcm/figures/${other}?lang=en`);
    expect(english.text).toContain('this proposal cannot be confirmed any more');
    page = await people.director.get(`/agencies/tphcm/figures/${other}?lang=vi`);
    page = await page.form('/drop').fill({ reason: 'Đã có theo đề xuất khác.' }).submit();
    expect(page.text).toContain('Đã ghi nhận: đề xuất này không dùng.');
  });
});
