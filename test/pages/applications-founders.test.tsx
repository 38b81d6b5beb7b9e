// What founders met who wrote an application for the first time, each as a story.

import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashPassword } from '../../src/people/passwords.ts';
import type { Client, Page } from '../../src/scenario/client.ts';
import { timeText } from '../../templates/parts/when.ts';
import { beginApplication, type House, openHouse, writeAll } from './applicationsHouse.ts';
import { pdf } from './filesSupport.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
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
const officer = () => house.browser(house.stage.people.officer, 'Lê Hoàng Anh');

async function submitted(title: string) {
  const begun = await beginApplication(house, [founder]);
  await writeAll(client, begun.base, title);
  await (await client.get(`${begun.base}/application/check`)).form('submit').submit();
  return begun;
}

describe('a budget that asks for more than a cap leaves', () => {
  const sentence =
    'Thuê chuyên gia: đề nghị 16.000.000 ₫, hạn mức còn lại 15.000.000 ₫, vượt 1.000.000 ₫. Căn cứ: khoản 4 Điều 7';
  const tooMuch = {
    'budget.0.line': 'experts',
    'budget.0.description': 'Chuyên gia sấy',
    'budget.0.quantity': '2',
    'budget.0.unit': 'ngày',
    'budget.0.unitPrice': '8.000.000',
    'budget.0.state': '16.000.000',
  };

  it('is saved, and said where it was saved, on the list of parts and before it is handed in', async () => {
    const { base } = await beginApplication(house, [founder]);
    await writeAll(client, base);
    const section = (await client.get(`${base}/application/budget`)).form('budget').fill(tooMuch);
    const saved = await section.submit({ button: save });
    expect(saved.text).toMatch(/Nháp đã lưu lúc \d\d:\d\d/);
    expect(saved.errors).toEqual([expect.stringContaining(sentence)]);
    // the sentence stands in the summary, its row says by how much, and the sums say no more than that it is too much
    expect(saved.text.replaceAll('\u00a0', ' ').split(sentence)).toHaveLength(2);
    expect(saved.root.querySelector('#f-budget-sum-experts')?.text).toContain('Vượt mức');
    expect(hrefs(saved).join('\n')).toContain('#f-budget-sum-experts');
    expect(saved.root.querySelector('#most-budget-0.error')?.text.replaceAll('\u00a0', ' ')).toMatch(
      /^Vượt 1\.000\.000 ₫\. Dòng này xin ngân sách được nhiều nhất 15\.000\.000 ₫, vì hạn mức còn lại của Thuê chuyên gia là 15\.000\.000 ₫\. Căn cứ: khoản 4 Điều 7/,
    );

    const list = await client.get(`${base}/application`);
    const [row] = list.all('.tasks li').filter((one) => one.startsWith('Dự toán kinh phí'));
    expect(row).toMatch(/^Dự toán kinh phí Vượt mức trần /);
    expect(row).toContain(sentence);
    expect(list.text).toContain('3 trên 4 phần đã đủ');

    const check = await client.get(`${base}/application/check`);
    expect(check.all('.turn.over').join()).toContain(sentence);
    expect(check.all('.reads-table .error').join()).toContain(sentence);
    expect(hrefs(check)).toContain(`${base}/application/budget?check=1#f-budget-sum-experts`);

    const less = (await client.get(`${base}/application/budget`)).form('budget');
    const mended = await less
      .fill({ 'budget.0.quantity': '1', 'budget.0.state': '8.000.000' })
      .submit({ button: save });
    expect(mended.path).toBe(`${base}/application/papers`);
    expect((await client.get(`${base}/application`)).text).toContain('4 trên 4 phần đã đủ');
  });

  it('says it of the sum of all lines too', async () => {
    const { base } = await beginApplication(house, [founder]);
    const rows = ['labour', 'services', 'prototype', 'experts', 'courses', 'rent', 'equipment'];
    const limits = [60, 40, 50, 15, 10, 15, 10];
    let page = await client.get(`${base}/application/budget`);
    for (const _ of rows.slice(1)) page = await page.form('budget').submit({ button: 'Thêm dòng' });
    const form = page.form('budget');
    rows.forEach((line, index) => {
      const asked = `${limits[index]! + (index === 0 ? 1 : 0)}.000.000`;
      form.fill({
        [`budget.${index}.line`]: line,
        [`budget.${index}.description`]: 'Việc',
        [`budget.${index}.quantity`]: '1',
        [`budget.${index}.unit`]: 'gói',
        [`budget.${index}.unitPrice`]: asked,
        [`budget.${index}.state`]: asked,
      });
    });
    const saved = await form.submit({ button: save });
    expect(saved.errors.join('\n')).toContain(
      'Tổng đề nghị hỗ trợ: đề nghị 201.000.000 ₫, hạn mức còn lại 200.000.000',
    );
  });
});

describe('the name of a project', () => {
  it('has its limit said in its hint, and is kept whole and called too long where it is over', async () => {
    const { base } = await beginApplication(house, [founder]);
    const page = await client.get(`${base}/application/project`);
    expect(page.all('#f-projectName-hint')).toEqual([expect.stringContaining('Tối đa 200 ký tự.')]);
    const field = page.root.querySelector('[name=projectName]');
    expect(field?.getAttribute('data-most-characters')).toBe('200');
    const long = 'Máy sấy nông sản '.repeat(13).trim();
    const saved = await page.form('project').fill({ projectName: long }).submit({ button: save, expect: 422 });
    expect(saved.errors).toEqual(['Tên dự án: dài quá 200 ký tự.']);
    expect(saved.form('project').value('projectName')).toEqual([long]);
    expect((await client.get(`${base}/application/project`)).form('project').value('projectName')).toEqual([long]);
    const { text } = await client.get(`${base}/application/project?lang=en`);
    await client.get(`${base}/application/project?lang=vi`);
    expect(text).toContain('At most 200 characters.');
  });
});

describe('what must be declared', () => {
  it('is asked for at its box when the part is saved without it, and not before', async () => {
    const { base } = await beginApplication(house, [founder]);
    const papers = await client.get(`${base}/application/papers`);
    expect(papers.errors).toEqual([]);
    const saved = await papers.form('papers').fill({ singleSource: true }).submit({ button: save, expect: 422 });
    expect(saved.text).toMatch(/Nháp đã lưu lúc/);
    expect(saved.errors).toEqual(['Trung thực: cần đánh dấu cam kết này để nộp hồ sơ.']);
    expect(saved.all('.field.wrong .error')).toEqual(['Cần đánh dấu cam kết này để nộp hồ sơ.']);
    const done = await saved.form('papers').fill({ truthful: true }).submit({ button: save });
    expect(done.path).toBe(`${base}/application`);
  });
});

describe('a file that its field does not take', () => {
  it('is refused with the types and the size that this field takes, and not attached', async () => {
    const { base, dossier } = await beginApplication(house, [founder]);
    const form = (await client.get(`${base}/application/papers`)).form('papers');
    form.attach('others.upload', 'ghi chép.txt', Buffer.from('Một văn bản thường.'), 'text/plain');
    const page = await form.submit({ button: save, expect: 422 });
    const [sentence] = page.errors.filter((one) => one.includes('ghi chép.txt'));
    expect(sentence).toContain('Ô này chỉ nhận tệp PDF, JPG, PNG, DOCX, XLSX, PPTX, mỗi tệp đến 20 MB.');
    expect(sentence).not.toMatch(/ODT|UTF-8/);
    expect(page.text).toContain('Loại tệp: PDF, JPG, PNG, DOCX, XLSX, PPTX. Tối đa 10 tệp, mỗi tệp đến 20 MB.');
    const rows = await house.stage.db.query`select 1 from attachment where dossier = ${dossier}::uuid`;
    expect(rows).toEqual([]);
    const good = page.form('papers').attach('others.upload', 'a.pdf', Buffer.from(pdf('một')), 'application/pdf');
    expect((await good.submit({ button: save })).text).toContain('a.pdf');
  });
});

describe('two tabs on one part', () => {
  it('are told which fields differ, with the words that do', async () => {
    const { base } = await beginApplication(house, [founder]);
    const path = `${base}/application/project`;
    const [one, other] = [(await client.get(path)).form('project'), (await client.get(path)).form('project')];
    const same = { priorityField: 'agriculture', problem: 'Nông sản hỏng.' };
    await one.fill({ ...same, projectName: 'Máy sấy nhỏ cho nông hộ' }).submit({ button: save });
    const both = await other
      .fill({ ...same, projectName: 'Máy sấy rẻ cho nông hộ' })
      .submit({ button: save, expect: 409 });
    expect(both.all('.versions legend')).toEqual(['Tên dự án']);
    expect(both.all('.versions .version')).toEqual(['Máy sấy nhỏ cho nông hộ', 'Máy sấy rẻ cho nông hộ']);
    const boxes = both.root.querySelectorAll('.versions input[type=radio]');
    expect(boxes.map((box) => [box.getAttribute('value'), box.hasAttribute('checked')])).toEqual([
      ['theirs', false],
      ['mine', false],
    ]);
    const told = boxes.map((box) => both.root.querySelector(`#${box.getAttribute('aria-describedby')}`)?.text.trim());
    expect(told).toEqual(both.all('.versions .version'));
    expect(both.all('.theirs mark').map((text) => text.trim())).toEqual(['nhỏ', 'rẻ']);
  });

  it('are compared with no more work than one page is worth, however long both texts are', async () => {
    const { base } = await beginApplication(house, [founder]);
    const path = `${base}/application/project`;
    const [one, other] = [(await client.get(path)).form('project'), (await client.get(path)).form('project')];
    const line = (step: number, at: number) =>
      Array.from({ length: 1400 }, (_, i) => 'abcdefgh'[(i * step + at + (i % 7)) % 8]).join(' ');
    const text = (step: number) => Array.from({ length: 20 }, (_, at) => line(step, at)).join('\n');
    await one.fill({ problem: text(3), projectName: 'Máy sấy nhỏ cho nông hộ' }).submit({ expect: 'any' });
    let cells = 0;
    const Cells = Uint16Array;
    vi.stubGlobal(
      'Uint16Array',
      class extends Cells {
        constructor(length: number) {
          super(length);
          cells += length;
        }
      },
    );
    const both = await other
      .fill({ problem: text(5), projectName: 'Máy sấy rẻ cho nông hộ' })
      .submit({ button: save, expect: 409 })
      .finally(() => vi.unstubAllGlobals());
    // both are there, unmarked; what is short still says which words differ
    expect(both.html).toContain(line(3, 0));
    expect(both.html).toContain(line(5, 0));
    expect(both.all('.theirs mark').map((word) => word.trim())).toEqual(['nhỏ', 'rẻ']);
    expect(cells).toBeGreaterThan(0);
    expect(cells).toBeLessThan(1_100_000);
  });
});

describe('two people in one section', () => {
  const other = v7();
  let base: string;
  let path: string;
  let partner: Client;
  const open = async (who: Client) => (await who.get(path)).form('project');
  const saved = async (name: string) => (await open(client)).value(name)[0];
  const itself = async (who: Client, fields: Record<string, string>) => {
    const headers = { Origin: who.origin, 'Sec-Fetch-Site': 'same-origin', 'HX-Request': 'true' };
    const body = new URLSearchParams(fields);
    return who.visit(new Request(new URL(path, who.origin), { method: 'POST', headers, body }), 200);
  };
  const next = (page: Page) => page.root.querySelector('#base')?.getAttribute('value') ?? '';
  beforeEach(async () => {
    partner = await house.browser(other, 'Trần Quốc Bảo');
    ({ base } = await beginApplication(house, [founder, other]));
    path = `${base}/application/project`;
  });

  it('who changed different fields are both saved, and neither is asked', async () => {
    const [mine, theirs] = [await open(client), await open(partner)];
    await theirs.fill({ projectName: 'Tên của Bảo' }).submit({ button: save });
    await mine.fill({ problem: 'Của Châu' }).submit({ button: save });
    expect([await saved('projectName'), await saved('problem')]).toEqual(['Tên của Bảo', 'Của Châu']);
  });

  it('while it saves itself: what the page still shows as it was before is not put back over what was changed', async () => {
    const [mine, theirs] = [await open(client), await open(partner)];
    const fields = { page: mine.value('page')[0]!, who: mine.value('who')[0]!, projectName: '' };
    await theirs.fill({ projectName: 'Tên của Bảo' }).submit({ button: save });
    const first = await itself(client, { ...fields, base: mine.value('base')[0]!, problem: 'Của' });
    expect(first.root.querySelector('#saved')?.text).toContain('người khác đã sửa “Tên dự án”');
    await itself(client, { ...fields, base: next(first), problem: 'Của Châu' });
    expect([await saved('projectName'), await saved('problem')]).toEqual(['Tên của Bảo', 'Của Châu']);
  });

  it('are not asked about their own text whose answer was lost, nor may it come back over what came after', async () => {
    const mine = await open(client);
    const fields = { page: mine.value('page')[0]!, who: mine.value('who')[0]!, base: mine.value('base')[0]! };
    await itself(client, { ...fields, problem: 'Gõ' });
    const again = await itself(client, { ...fields, problem: 'Gõ tiếp' });
    expect(next(again)).not.toBe('');
    await (await open(partner)).fill({ problem: 'Bảo sửa sau' }).submit({ button: save });
    const late = await itself(client, { ...fields, problem: 'Gõ tiếp' });
    expect(late.root.querySelector('#saved')?.getAttribute('data-took')).toBe('0');
    expect(await saved('problem')).toBe('Bảo sửa sau');
    const changed = await itself(client, { ...fields, problem: 'Gõ tiếp nữa' });
    expect(changed.root.querySelector('#saved')?.text).toContain('cũng đã sửa');
    expect(await saved('problem')).toBe('Bảo sửa sau');
  });

  it('choose for each field that both have changed, without JavaScript; a choice about an older version does not count', async () => {
    const [mine, theirs] = [await open(client), await open(partner)];
    await theirs.fill({ projectName: 'Tên của Bảo', problem: 'Vấn đề của Bảo' }).submit({ button: save });
    const both = await mine
      .fill({ projectName: 'Tên của Châu', problem: 'Vấn đề của Châu' })
      .submit({ button: save, expect: 409 });
    expect(both.all('.versions legend')).toEqual(['Tên dự án', 'Vấn đề và giải pháp']);
    await (await open(partner)).fill({ projectName: 'Tên mới của Bảo' }).submit({ button: save });
    const again = await both
      .form('project')
      .fill({ 'choose-projectName': 'mine', 'choose-problem': 'theirs' })
      .submit({ button: save, expect: 409 });
    expect(again.all('.versions legend')).toEqual(['Tên dự án']);
    expect(again.all('.version')).toEqual(['Tên mới của Bảo', 'Tên của Châu']);
    await again.form('project').fill({ 'choose-projectName': 'mine' }).submit({ button: save });
    expect([await saved('projectName'), await saved('problem')]).toEqual(['Tên của Châu', 'Vấn đề của Bảo']);
  });

  it('at one computer: nothing goes in under the name of who signed in after', async () => {
    const mine = (await open(client)).fill({ problem: 'Châu gõ' });
    client.cookies.set('session', partner.cookies.get('session')!);
    const page = await mine.submit({ button: save, expect: 409 });
    expect(page.text).toContain('được gõ khi một tài khoản khác đang đăng nhập');
    expect(page.html).not.toContain('Châu gõ');
    const told = await itself(client, { who: mine.value('who')[0]!, base: mine.value('base')[0]!, problem: 'Châu gõ' });
    expect(told.root.querySelector('#saved')?.text).toContain('một tài khoản khác');
    expect(await saved('problem')).toBe('');
  });
});

describe('a part that is sent after the session has ended', () => {
  const password = 'ba con vịt bơi qua sông';
  const problem = 'Gõ khi phiên đã hết.\n“Hai” dòng & <b>.';
  let base: string;
  const other = v7();
  beforeEach(async () => {
    await house.browser(other, 'Trần Quốc Bảo');
    const passwordHash = await hashPassword(password);
    await house.stage.db.query`
      update person set password_hash = ${passwordHash} where id = any (${[founder, other]}::uuid[])`;
    ({ base } = await beginApplication(house, [founder, other]));
  });
  const sendLate = async () => {
    const part = (await client.get(`${base}/application/project`)).form('project').fill({ problem });
    client.cookies.delete('session');
    return part.submit({ button: save, expect: 403 });
  };
  const signIn = (page: Page, person: string, expected: number) =>
    page
      .form('/sign-in')
      .fill({ email: `${person}@vidu.test`, password })
      .submit({ expect: expected });

  it('waits at the door, and is saved by who typed it when they have signed in again', async () => {
    const door = await sendLate();
    expect(door.text).toContain('Nội dung bạn vừa gõ không mất');
    expect(door.path).toBe(`${base}/application/project`);
    const wrong = await door
      .form('/sign-in')
      .fill({ email: `${founder}@vidu.test`, password: 'không phải mật khẩu' })
      .submit({ expect: 422 });
    const back = await signIn(wrong, founder, 200);
    expect(back.text).toContain('Bạn đã đăng nhập lại');
    const stands = async () => (await client.get(`${base}/application/project`)).form('project').value('problem');
    await back.form('project').submit({ button: 'Lưu nội dung đó' });
    expect((await stands())[0]?.replace(/\r/g, '')).toBe(problem);
  });

  it('is neither saved for nor shown to somebody else who signs in there', async () => {
    const dropped = await signIn(await sendLate(), other, 409);
    expect(dropped.text).toContain('được gõ khi một tài khoản khác đang đăng nhập');
    expect(dropped.html).not.toContain('Gõ khi phiên');
    const rows = await house.stage.db.query`
      select 1 from draft where dossier = ${base.split('/').at(-1)!}::uuid and form = 'application'`;
    expect(rows).toEqual([]);
  });

  it('leads nowhere else: what was made up by hand is not given back', async () => {
    const forge = (to: string) => ({
      ...{ email: `${founder}@vidu.test`, password, next: '/work' },
      carried: JSON.stringify({ to, fields: [['who', 'x']] }),
    });
    client.cookies.delete('session');
    await client.get('/sign-in');
    for (const to of ['https://evil.test/', '//evil.test/application/project', '/account/password']) {
      expect((await client.post('/sign-in', forge(to))).path).toBe('/work');
      client.cookies.delete('session');
    }
    const empty = await client.post(`${base}/application/project`, { problem: 'x' }, { expect: 200 });
    expect(empty.path).toBe(`/sign-in?next=${encodeURIComponent(`${base}/application/project`)}`);
  });
});

describe('an application that came back', () => {
  it('says on the dossier’s page why, what is meant and until when, also after the call has closed', async () => {
    const own = await openHouse();
    try {
      const mine = await own.browser(founder, 'Nguyễn Thị Minh Châu');
      const { base, dossier } = await beginApplication(own, [founder]);
      await writeAll(mine, base, 'Máy sấy');
      await (await mine.get(`${base}/application/check`)).form('submit').submit();
      const desk = await own.browser(own.stage.people.officer, 'Lê Hoàng Anh');
      const screening = (await desk.get(`${base}/screening`)).form('/screening');
      const reason = '1. Dự toán thiếu căn cứ giá.\n2. Chưa có hợp đồng thuê chuyên gia.';
      await screening.fill({ outcome: 'return', reason, sections: ['budget'] }).submit();

      const [row] = await own.stage.db.query<{ completion: string; closesAt: string }>`
        select s.facts->'due'->>'completion' as completion, c.facts->>'closesAt' as closes_at from state s
          join dossier d on d.agency = s.agency and d.id = s.dossier join state c on c.agency = d.agency and c.dossier = d.call
        where s.dossier = ${dossier}::uuid and s.subject = 'application'`;
      const page = await mine.get(base);
      const [told] = page.all('.returned');
      expect(told).toContain('1. Dự toán thiếu căn cứ giá.');
      expect(told).toContain('2. Chưa có hợp đồng thuê chuyên gia.');
      expect(told).toContain(`Nộp lại chậm nhất ${timeText(row!.completion)}.`);
      expect(told).toContain(`Đợt tiếp nhận mở đến ${timeText(row!.closesAt)}`);
      expect(page.links).toContainEqual({ text: 'Dự toán kinh phí', href: `${base}/application/budget` });
      const list = await mine.get(`${base}/application`);
      expect(list.all('.returned').join()).toContain('1. Dự toán thiếu căn cứ giá.');
      const marked = list.all('.tasks li').filter((one) => one.includes('Cần bổ sung'));
      expect(marked).toEqual([expect.stringMatching(/^Dự toán kinh phí/)]);
      const part = await mine.get(`${base}/application/budget`);
      expect(hrefs(part)).toContain(`${base}/application#returned`);
      expect(hrefs(await mine.get(`${base}/application/project`))).not.toContain(`${base}/application#returned`);
      // not for the officer, who wrote it
      expect((await desk.get(base)).all('.returned')).toEqual([]);

      const early = { decisionNumber: '77/QĐ', reason: 'a'.repeat(64) };
      await own.stage.must(own.stage.people.director, 'closeCall', own.stage.call!, early);
      expect((await mine.get(base)).all('.returned').join()).toContain(
        `Đợt tiếp nhận đã đóng lúc ${timeText(own.now()).slice(0, 10)}`,
      );
      expect(own.faults).toEqual([]);
    } finally {
      await own.close();
    }
  });
});

describe('the receipt', () => {
  it('is found again from the dossier’s page, by the team and by staff, with the very bytes of its SHA-256', async () => {
    const { base } = await submitted('Máy sấy');
    for (const reader of [client, await officer()]) {
      await reader.get(base);
      const receipt = await reader.page!.follow('Giấy biên nhận và mã SHA-256');
      expect(receipt.path).toBe(`${base}/application/receipt`);
      const [hash] = receipt.all('code.hash');
      const [file] = receipt.links.filter(({ href }) => href.includes('/application/content'));
      const { bytes, type } = await reader.download(file!.href);
      expect(type).toMatch(/^application\/json/);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
      expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({ projectName: 'Máy sấy' });
    }
    expect((await (await officer()).get(`${base}/application/receipt`)).text).not.toContain('Hồ sơ của bạn');
    const stranger = await house.browser(v7(), 'Người lạ');
    await stranger.get(`${base}/application/content`, { expect: 404 });
    await client.get(`${base}/application/content?version=2`, { expect: 404 });
  });

  it('says number and time first and large, and at the end what the codes are for', async () => {
    const { base } = await submitted('Số và giờ');
    const page = await client.get(`${base}/application/receipt`);
    expect(page.all('.received .stands dt')).toEqual(['Số hồ sơ', 'Thời điểm nhận (theo giờ của máy chủ)']);
    expect(page.all('.received .stands dd')).toEqual([
      expect.stringMatching(/^[A-Z0-9-]{4,}$/),
      expect.stringMatching(/\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}/),
    ]);
    expect(page.all('.received .hash')).toEqual([]);
    const hashes = page.all('.hashes');
    expect(hashes.join()).toContain('Các mã này để chứng tỏ nội dung và tệp không bị sửa từ lúc nộp.');
    expect(page.text.indexOf('Việc gì tiếp theo')).toBeLessThan(page.text.indexOf('Mã đối chiếu'));
  });

  it('keeps what was handed in from a reviewer who has not declared yet', async () => {
    const { base, dossier } = await submitted('Cho chuyên gia');
    const { must, people } = house.stage;
    await must(people.officer, 'findEligible', dossier, {});
    await must(people.officer, 'assignReviewers', dossier, { reviewers: [people.reviewers[0]!] });
    const expert = await house.browser(people.reviewers[0]!, 'Đỗ Kim Oanh');
    expect((await expert.get(`${base}/application/content`)).path).toBe(`${base}/review`);
    await expert.get(`${base}/application/receipt`, { expect: 403 });
  });
});

describe('who applies', () => {
  const profile = {
    name: 'Nhóm Mầm Xanh',
    identity: '048099000777',
    address: '12 Trần Phú, Đà Nẵng',
  };
  const keep = (party: string, given: Partial<typeof profile> = {}) => {
    const { name, identity, address } = { ...profile, ...given };
    return house.stage.db.query`
      insert into party_profile (agency, party, name, identity, address, representative, changed_at, changed_by)
      values (${house.stage.agency}, ${party}::uuid, ${name}, ${identity}, ${address}, ${founder}::uuid, now(), ${founder}::uuid)
      on conflict (agency, party) do update set name = excluded.name, identity = excluded.identity, address = excluded.address`;
  };

  /** A draft in the name of a party that no officer has confirmed. */
  const begin = async (given: Partial<typeof profile> = {}) => {
    const [party, dossier] = [v7(), v7()];
    const { must, agency, call } = house.stage;
    await must(founder, 'registerParty', party, { kind: 'team', members: [founder], beneficiaryClass: 'selfFunded' });
    await must(founder, 'startApplication', dossier, { call: call!, party });
    await keep(party, given);
    return { party, base: `/agencies/${agency}/dossiers/${dossier}` };
  };

  it('stands on the page to check, with ways to change what may be changed', async () => {
    const { base } = await begin();
    const check = await client.get(`${base}/application/check`);
    const [shown] = check.all('section.answers').filter((one) => one.startsWith('Bên đứng tên'));
    for (const text of ['Nhóm Mầm Xanh', 'Nhóm cá nhân', '048099000777', '12 Trần Phú, Đà Nẵng', 'Chưa khai'])
      expect(shown).toContain(text);
    const to = `${base}/application/party`;
    expect(hrefs(check)).toEqual(
      expect.arrayContaining([to, `${to}#f-name`, `${to}#f-address`, `${to}#f-accountNumber`]),
    );

    const page = await client.get(to);
    const half = await page.form('/party').fill({ accountNumber: '0071000123456' }).submit({ expect: 422 });
    expect(half.errors.join()).toContain('còn thiếu tên chủ tài khoản');
    const form = half.form('/party');
    expect(form.value('accountNumber')).toEqual(['0071000123456']);
    const after = await form
      .fill({ address: '34 Lê Lợi, Đà Nẵng', accountName: 'NGUYEN THI MINH CHAU', bank: 'Vietcombank Đà Nẵng' })
      .submit();
    expect(after.path).toBe(`${base}/application/check?done=party`);
    expect(after.all('.notice')).toEqual(['Đã lưu thông tin bên đứng tên.']);
    expect(after.text).toContain('0071000123456, NGUYEN THI MINH CHAU, Vietcombank Đà Nẵng');
    expect(after.text).toContain('34 Lê Lợi, Đà Nẵng');
  });

  it('has a number that its own people correct while nobody has confirmed it: one that is right, and nobody else’s', async () => {
    const [mine, theirs] = [await begin({ identity: '048099000785' }), await begin({ identity: '048099000786' })];
    const to = (await client.get(`${mine.base}/application/check`)).links.find(({ href }) =>
      href.endsWith('#f-identity'),
    );
    const open = async (base: string) => (await client.get(`${base}/application/party`)).form('/party');
    expect(to?.href).toBe(`${mine.base}/application/party#f-identity`);
    const wrong = await (await open(mine.base)).fill({ identity: '12345' }).submit({ expect: 422 });
    expect(wrong.form('/party').value('identity')).toEqual(['12345']);
    const taken = await (await open(mine.base)).fill({ identity: '048099000786' }).submit({ expect: 422 });
    expect(taken.errors.join()).toContain('Số này đã được đăng ký trong hệ thống');
    // two at once for one number: one has it, the other is told
    const forms = await Promise.all([mine.base, theirs.base].map(open));
    const answers = await Promise.all(
      forms.map(async (form) => (await form.fill({ identity: '048099000787' }).submit({ expect: 'any' })).status),
    );
    expect(answers.sort()).toEqual([200, 422]);
    // nobody tries one number after another to learn which are taken
    const tries: number[] = [];
    for (let nth = 0; nth < 10; nth += 1)
      tries.push(
        (await (await open(mine.base)).fill({ identity: `0480990008${10 + nth}` }).submit({ expect: 'any' })).status,
      );
    expect(tries.at(-1)).toBe(429);
  });

  it('is shown by its name alone to who is of the team and not of the party', async () => {
    const other = v7();
    const { base } = await begin({ identity: '048099000778' });
    await house.stage.owner.script(`update state set facts = jsonb_set(facts, '{team}', facts->'team' || '"${other}"')
      where dossier = '${base.split('/').at(-1)}' and subject = 'application'`);
    const partner = await house.browser(other, 'Trần Quốc Bảo');
    const check = await partner.get(`${base}/application/check`);
    expect(check.text).toContain('Nhóm Mầm Xanh');
    expect(check.text).not.toContain('048099000778');
    expect(hrefs(check)).not.toContain(`${base}/application/party`);
    const page = await partner.get(`${base}/application/party`);
    expect(page.hasForm('/party')).toBe(false);
    const sent = new Request(`http://vuon-uom.test${base}/application/party`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://vuon-uom.test' },
      body: new URLSearchParams({ name: 'Kẻ khác', address: 'Nơi khác hẳn' }),
    });
    expect((await partner.visit(sent, 409)).text).not.toContain('048099000778');
  });

  it('is changed on two pages: who saves second sees both, and overwrites nothing unasked', async () => {
    const { base, party } = await begin({ identity: '048099000780' });
    const stands = async () =>
      (
        await house.stage.db.query<Record<'address' | 'accountNumber', string>>`
          select address, account_number from party_profile where party = ${party}`
      )[0]!;
    const to = `${base}/application/party`;
    const open = async () => (await client.get(to)).form('/party');
    const [one, other] = [await open(), await open()];
    const account = { accountNumber: '0071000123456', accountName: 'NGUYEN THI MINH CHAU', bank: 'Vietcombank' };
    one.fill(account);
    await one.submit();
    // sent twice it is no conflict
    expect((await one.submit()).path).toContain('done=party');

    const both = await other.fill({ address: '56 Hùng Vương, Đà Nẵng' }).submit({ expect: 409 });
    expect(await stands()).toEqual({ address: profile.address, accountNumber: account.accountNumber });
    expect(both.text).toContain('Bạn (ở một trang khác) đã lưu phần này lúc');
    expect(both.all('.theirs th')).toEqual(['Mục', 'Bản đã lưu', 'Bản của bạn, chưa lưu']);
    expect(both.all('.theirs tbody tr')).toEqual([
      'Địa chỉ Bên đứng tên 12 Trần Phú, Đà Nẵng 56 Hùng Vương, Đà Nẵng',
      'Số tài khoản Bên đứng tên 0071000123456 để trống',
      'Tên chủ tài khoản Bên đứng tên NGUYEN THI MINH CHAU để trống',
      'Ngân hàng, chi nhánh Bên đứng tên Vietcombank để trống',
    ]);
    const again = both.form('/party');
    expect(again.value('address')).toEqual(['56 Hùng Vương, Đà Nẵng']);
    await again.fill(account).submit();
    expect(await stands()).toEqual({ address: '56 Hùng Vương, Đà Nẵng', accountNumber: account.accountNumber });
    // nor does a form without the mark overwrite
    await client.post(to, { name: profile.name, address: 'Nơi khác hẳn' }, { expect: 409 });

    // what was typed before an officer confirmed is not lost either
    const late = (await open()).fill({ address: '78 Lê Duẩn, Đà Nẵng' });
    const { must, people } = house.stage;
    await must(people.officer, 'registerParty', party, { kind: 'team', members: [founder] });
    const refused = await late.submit({ expect: 409 });
    expect(refused.errors.join()).toContain('Cán bộ đã xác nhận');
    expect(refused.all('.differing tbody tr')).toEqual([
      'Địa chỉ Bên đứng tên 56 Hùng Vương, Đà Nẵng 78 Lê Duẩn, Đà Nẵng',
    ]);
  });

  it('is not changed any more once an officer has confirmed it, but for an account that is missing', async () => {
    const { base, party } = await begin({ identity: '048099000779' });
    const stale = (await client.get(`${base}/application/party`)).form('/party').fill({ name: 'Tên đổi lén' });
    await house.stage.must(house.stage.people.officer, 'registerParty', party, {
      ...{ kind: 'team', members: [founder], beneficiaryClass: 'selfFunded' },
    });
    const told = await stale.submit({ expect: 409 });
    expect(told.errors.join()).toContain('Cán bộ đã xác nhận bên đứng tên');
    const [kept] = await house.stage.db.query<{ name: string }>`
      select name from party_profile where party = ${party}::uuid`;
    expect(kept!.name).toBe('Nhóm Mầm Xanh');
    const page = await client.get(`${base}/application/party`);
    expect(page.form('/party').names).toEqual(['accountNumber', 'accountName', 'bank', 'bankPaper']);
    await page.form('/party').fill({ accountNumber: '0071000999', accountName: 'A', bank: 'B' }).submit();
    expect((await client.get(`${base}/application/party`)).hasForm('/party')).toBe(false);
  });
});
