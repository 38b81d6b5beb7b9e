// What a founder found who saw it all for the first time: what is submitted, in whose name, what came back, what is next.

import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Client, Page } from '../../src/scenario/client.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { fictionalPack } from '../support/stage.ts';
import { beginApplication, type House, openHouse, writeAll } from './applicationsHouse.ts';
import { pdf } from './filesSupport.ts';

/** The fictional pack, whose form asks an enterprise alone for papers, and everybody who leads. */
function packWithPapers(): JsonObject {
  const pack = structuredClone(fictionalPack);
  const [applicant, , , papers] = pack.forms.application.all.sections;
  const label = (vi: string) => ({ vi, en: vi });
  applicant.fields.push(
    { kind: 'text', id: 'leader', label: label('Đại diện'), required: false, maxLength: 100, startsAs: 'person.name' },
    { kind: 'text', id: 'mail', label: label('Thư'), required: false, maxLength: 200, startsAs: 'person.email' },
  );
  const others = papers.fields.find(({ id }: { id: string }) => id === 'others');
  const { asks: _, ...rule } = pack.eligibility[0];
  const name = label('Nhóm hoặc doanh nghiệp ở Thành phố Ví Dụ');
  pack.eligibility.push({ ...rule, id: 'ofCity', kind: 'establishedInCity', checkedBy: 'officer', name });
  others.when = { field: 'applicantKind', is: ['enterprise'] };
  return pack;
}

let house: House;
beforeAll(async () => {
  house = await openHouse({ pack: packWithPapers() });
});
afterAll(() => house?.close());
afterEach(() => expect(house.faults).toEqual([]));

let founder: string;
let client: Client;
beforeEach(async () => {
  founder = v7();
  client = await house.browser(founder, 'Nguyễn Thị Minh Châu');
});

const save = 'Lưu và tiếp tục';
const hrefs = (page: Page) => page.links.map(({ href }) => href);
const section = async (base: string, id: string) => (await client.get(`${base}/application/${id}`)).form(id);
const handIn = async (base: string) => (await client.get(`${base}/application/check`)).form('submit').submit();

/** What a founder says of the party on the first page. */
const team = (identity: string) => ({
  kind: 'team',
  beneficiaryClass: 'selfFunded',
  name: 'Nhóm Mầm Xanh',
  identity,
  address: '12 Trần Phú, Đà Nẵng',
});

/** Begins as a founder does, and answers where the dossier is. */
async function apply(given: Record<string, string>): Promise<string> {
  const page = await client.get(`/agencies/${house.stage.agency}/calls/${house.stage.call}/apply`);
  const list = await page.form().fill(given).submit();
  return list.path.replace(/\/application$/, '');
}

describe('what is submitted', () => {
  it('has the files and answers of what is asked alone; the draft keeps the others for a change of mind', async () => {
    const { base } = await beginApplication(house, [founder]);
    await writeAll(client, base);
    await (await section(base, 'applicant'))
      .fill({ applicantKind: 'enterprise', companyCode: '0312345673' })
      .submit({ button: save });
    const papers = await section(base, 'papers');
    papers.attach('others.upload', 'giay-dang-ky.pdf', Buffer.from(pdf('giấy')), 'application/pdf');
    expect((await papers.submit({ button: save })).text).toContain('giay-dang-ky.pdf');
    await (await section(base, 'applicant')).fill({ applicantKind: 'team' }).submit({ button: save });

    const check = await client.get(`${base}/application/check`);
    expect(check.text).not.toContain('giay-dang-ky.pdf');
    const receipt = await check.form('submit').submit();
    expect(receipt.text).not.toContain('giay-dang-ky.pdf');
    const { bytes } = await client.download(`${base}/application/content`);
    const content = JSON.parse(new TextDecoder().decode(bytes));
    expect(content.$files).toEqual([]);
    expect(content).toMatchObject({ applicantKind: 'team', projectName: 'Máy sấy nông sản' });
    expect(Object.keys(content)).not.toContain('others');
    expect(Object.keys(content)).not.toContain('companyCode');
    const [kept] = await house.stage.db.query<{ answers: object }>`
      select answers from draft where dossier = ${base.split('/').at(-1)!}::uuid and form = 'application'`;
    expect(Object.keys(kept!.answers)).toEqual(expect.arrayContaining(['others', 'companyCode']));
  });
});

describe('in whose name', () => {
  it('must be of the city where the pack says so, with its clause', async () => {
    const page = await client.get(`/agencies/${house.stage.agency}/calls/${house.stage.call}`);
    expect(page.text).toMatch(/phải ở thành phố không\? Nhóm hoặc doanh nghiệp ở Thành phố Ví Dụ\. Khoản 2 Điều 11/);
    expect(page.text).not.toContain('không nêu người nộp phải cư trú');
  });

  it('begins with what the party and the account say', async () => {
    const base = await apply(team('079099000101'));
    const form = await section(base, 'applicant');
    expect(form.value('applicantKind')).toEqual(['team']);
    expect(form.value('applicantName')).toEqual(['Nhóm Mầm Xanh']);
    expect(form.value('leader')).toEqual(['Nguyễn Thị Minh Châu']);
    expect(form.value('mail')).toEqual([`${founder}@vidu.test`]);
  });

  it('is the same on both pages before anything is submitted, and mended on either', async () => {
    const base = await apply(team('079099000202'));
    await writeAll(client, base);
    const told = await (await section(base, 'applicant'))
      .fill({ applicantKind: 'enterprise', applicantName: 'Công ty Khác', companyCode: '0312345673' })
      .submit({ button: save, expect: 422 });
    expect(told.text).toContain('Tư cách đăng ký: khác với bên đứng tên hồ sơ (“Nhóm cá nhân”)');
    expect(told.text).toContain('Tên nhóm hoặc doanh nghiệp: khác với bên đứng tên hồ sơ (“Nhóm Mầm Xanh”)');
    // the party's number is not for everybody who writes
    expect(told.text).not.toContain('079099000202');
    expect(hrefs(told)).toContain(`${base}/application/party`);

    const check = await client.get(`${base}/application/check`);
    expect(check.errors.join()).toContain('khác với bên đứng tên hồ sơ (“Nhóm Mầm Xanh”)');
    expect(check.hasForm('submit')).toBe(false);
    const [wrong] = check.root.querySelectorAll('.errors li').filter((one) => one.text.includes('Tên nhóm'));
    expect(wrong!.querySelectorAll('a').map((a) => a.getAttribute('href'))).toEqual([
      `${base}/application/applicant?check=1#f-applicantName`,
      `${base}/application/party`,
    ]);
    const list = await client.get(`${base}/application`);
    expect(list.all('.tasks li').find((one) => one.startsWith('Người đăng ký'))).toContain('Cần sửa');

    await (await section(base, 'applicant')).fill({ applicantKind: 'team', applicantName: 'Nhóm Củ Chi' }).submit({
      button: save,
      expect: 422,
    });
    // mended on the other side, in other letters
    await (await client.get(`${base}/application/party`)).form('/party').fill({ name: 'NHÓM  CỦ CHI' }).submit();
    expect((await handIn(base)).path).toBe(`${base}/application/receipt`);
  });

  it('is told to the officer where the two differ after all', async () => {
    const base = await apply(team('079099000303'));
    await writeAll(client, base);
    await handIn(base);
    const officer = await house.browser(house.stage.people.officer, 'Lê Hoàng Anh');
    const read = () => officer.get(`${base}/application/read`);
    expect((await read()).all('.turn.over')).toEqual([]);
    await house.stage.db.query`update party_profile set name = 'Công ty Khác' where identity = '079099000303'`;
    expect((await read()).all('.turn.over').join()).toContain('khác với bên đứng tên hồ sơ (“Công ty Khác”)');
  });
});

describe('the account for the money', () => {
  it('is asked for on the dossier’s page at every stage, most clearly once money was awarded', async () => {
    const base = await apply(team('079099000404'));
    const dossier = base.split('/').at(-1)!;
    await writeAll(client, base);
    await handIn(base);
    const missing = 'Chưa khai tài khoản nhận tiền — cần có trước khi chi';
    const early = await client.get(base);
    expect(early.all('.turn.account')).toEqual([]);
    expect(early.text).toContain(missing);
    expect(hrefs(early)).toContain(`${base}/application/party`);

    const { must, people, year } = house.stage;
    const party = (
      await house.stage.db.query<{ party: string }>`
        select party::text as party from party_profile where identity = '079099000404'`
    )[0]!.party;
    await must(people.officer, 'registerParty', party, {
      ...{ kind: 'team', members: [founder], beneficiaryClass: 'selfFunded' },
    });
    await must(people.officer, 'findEligible', dossier);
    await must(people.officer, 'assignReviewers', dossier, { reviewers: people.reviewers });
    for (const reviewer of people.reviewers)
      await must(reviewer, 'submitReview', dossier, { sheet: 'a'.repeat(64), verdict: 'pass' });
    await must(people.secretary, 'referToCouncil', dossier, { council: people.council, chair: people.council[0]! });
    for (const member of people.council.slice(0, 5))
      await must(member, 'castVote', dossier, { ballots: { labour: 'pass' } });
    const lines = [{ line: 'labour', amountVnd: '24000000' }];
    await must(people.secretary, 'recommend', dossier, { lines, months: 6, completionNeeded: false });
    const member = await house.browser(people.council[6]!, 'Vũ Thị Hạnh');
    const waiting = await member.get(base);
    expect(waiting.text).toContain('Đang chờ');
    expect(waiting.text).not.toContain('Chưa có văn bản nào');
    await must(people.director, 'award', dossier, { lines, year });

    const late = await client.get(base);
    expect(late.all('.turn.account')).toEqual([expect.stringContaining(missing)]);
    const page = await late.follow('Khai tài khoản nhận tiền');
    await page.form('/party').fill({ accountNumber: '0071000123456', accountName: 'A', bank: 'B' }).submit();
    const done = await client.get(base);
    expect(done.text).not.toContain(missing);
    expect(hrefs(done)).not.toContain(`${base}/application/party`);

    // who judged it is not told that nobody is waited for
    const hidden = await member.get(base);
    expect(hidden.text).not.toContain('Không còn chờ ai');
    expect(hidden.text).not.toContain('Chưa có văn bản nào');
    expect(hidden.text).toContain('phần việc tiếp theo không hiển thị với bạn');
  });
});

describe('an application that came back', () => {
  it('says of each part that was named whether it was changed since, and keeps the receipts of before', async () => {
    const { base } = await beginApplication(house, [founder]);
    await writeAll(client, base);
    const [first] = (await handIn(base)).all('code.hash');
    const officer = await house.browser(house.stage.people.officer, 'Lê Hoàng Anh');
    const screening = (await officer.get(`${base}/screening`)).form('/screening');
    await screening.fill({ outcome: 'return', reason: 'Thiếu căn cứ.', sections: ['budget', 'project'] }).submit();

    const row = async (title: string) =>
      (await client.get(`${base}/application`)).all('.tasks li').find((one) => one.startsWith(title));
    expect(await row('Dự toán kinh phí')).toBe('Dự toán kinh phí Cần bổ sung — chưa sửa');
    expect(await row('Người đăng ký')).toBe('Người đăng ký Không phải sửa');
    expect((await client.get(`${base}/application`)).text).toContain('2 trên 4 phần đã đủ');
    const unmended = async () => (await client.get(`${base}/application/check`)).all('.unmended li');
    expect(await unmended()).toEqual(['Dự án', 'Dự toán kinh phí']);

    await (await section(base, 'budget')).fill({ 'budget.0.basis': 'Báo giá số 12' }).submit({ button: save });
    expect(await row('Dự toán kinh phí')).toBe('Dự toán kinh phí Đã sửa từ khi trả lại');
    expect((await client.get(`${base}/application/budget`)).text).not.toContain('chưa sửa');
    expect(await unmended()).toEqual(['Dự án']);
    await handIn(base);

    const page = await client.get(base);
    expect(page.text).toMatch(/Lần nộp 1, \S+ \d\d:\d\d\s*Giấy biên nhận lần nộp 1/);
    const old = await client.get(`${base}/application/receipt?version=1`);
    expect(old.text).toContain('Đây là biên nhận của lần nộp 1');
    expect(old.all('code.hash')[0]).toBe(first);
    expect(hrefs(old)).toContain(`${base}/application/receipt?version=2`);
    await client.get(`${base}/application/receipt?version=3`, { expect: 404 });
  });
});

describe('withdrawing', () => {
  it('is a link at the bottom of the dossier’s page, and no button', async () => {
    const { base } = await beginApplication(house, [founder]);
    await writeAll(client, base);
    await handIn(base);
    const page = await client.get(base);
    expect(page.all('a.button')).toEqual([]);
    expect((await page.follow('Rút hồ sơ')).path).toBe(`${base}/application/withdraw`);
  });
});

describe('a budget that is not finished', () => {
  const row = {
    'budget.0.line': 'experts',
    'budget.0.description': '',
    'budget.0.quantity': '1',
    'budget.0.unit': '',
    'budget.0.unitPrice': '36.000.000',
  };

  it('is told to ask for more than the cap while nobody has said who pays', async () => {
    const { base } = await beginApplication(house, [founder]);
    const saved = await (await section(base, 'budget')).fill(row).submit({ button: save });
    expect(saved.errors.join()).toContain('đề nghị 36.000.000 ₫, hạn mức còn lại 15.000.000 ₫');
  });

  it('is told that what the state and the team pay is not the total, though the team’s part is left blank', async () => {
    const { base } = await beginApplication(house, [founder]);
    const form = (await section(base, 'budget')).fill({ ...row, 'budget.0.state': '15.000.000' });
    const saved = await form.submit({ button: save, expect: 422 });
    expect(saved.errors.join()).toContain('cộng lại là 15.000.000 ₫, phải bằng thành tiền 36.000.000 ₫');
    const list = await client.get(`${base}/application`);
    expect(list.all('.tasks li').find((one) => one.startsWith('Dự toán'))).toContain('Cần sửa');
  });
});

describe('the last part', () => {
  it('goes on to the page to check where nothing is missing', async () => {
    const { base } = await beginApplication(house, [founder]);
    await writeAll(client, base);
    const after = await (await section(base, 'papers')).submit({ button: save });
    expect(after.path).toBe(`${base}/application/check`);
  });
});

describe('a second application', () => {
  it('chooses nothing for its founder, and a new party that was described is not dropped for one that was chosen', async () => {
    await apply(team('079198004512'));
    const page = await client.get(`/agencies/${house.stage.agency}/calls/${house.stage.call}/apply`);
    const form = page.form();
    expect(form.value('party')).toEqual([]);
    const [old] = form.fields.filter(({ name }) => name === 'party').map(({ value }) => value);
    const other = { ...team('079198004513'), name: 'Nhóm Hạt Giống' };
    const both = await form.fill({ ...other, party: old! }).submit({ expect: 422 });
    expect(both.errors.join()).toContain('Chọn “Đăng ký bên mới” nếu nộp cho bên mới');
    expect(both.form().value('name')).toEqual(['Nhóm Hạt Giống']);
    const list = await both.form().fill({ party: 'new' }).submit();
    const check = await client.get(list.path.replace(/\/application$/, '/application/party'));
    expect(check.form('/party').value('name')).toEqual(['Nhóm Hạt Giống']);
  });
});
