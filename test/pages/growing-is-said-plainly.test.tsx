// What a project grows into beside its money – a prototype, a company, another party to its agreement: whose turn it is, whose account
// it is, what letters say, and the agreement that both sides read first.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNotices } from '../../src/mail/notices.ts';
import { checkDigitOf } from '../../workflows/rules/identifiers.ts';
import { expectClean } from '../support/audit.ts';
import type { Client, Page } from '../support/client.ts';
import { cityPack, fictionalPack, hash } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
let officer: Client;
let director: Client;

// the fictional pack without the caps that many projects share
const shared = ['agency.perYear', 'agency.seats', 'call.total'];
const roomy = { ...fictionalPack, caps: fictionalPack.caps.filter(({ id }: { id: string }) => !shared.includes(id)) };
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');
const lines = [
  { line: 'labour', amountVnd: '30000000' },
  { line: 'prototype', amountVnd: '50000000' },
];

beforeAll(async () => {
  house = await openHouse({ pack: roomy, callBudgetVnd: '40000000000' });
  officer = await house.browser(house.stage.people.officer, 'Lê Hoàng Anh');
  director = await house.browser(house.stage.people.director, 'Phan Văn Sơn');
}, 180_000);
afterAll(async () => {
  await expectClean(house.stage);
  expect(house.faults.map(String)).toEqual([]);
  await house.close();
});

/** A project with its agreement signed, and its founder's browser. */
async function project({ signed = true } = {}) {
  const { stage } = house;
  const founder = v7();
  const made = signed ? await stage.project({ founder, lines }) : await stage.recommended({ founder, lines });
  if (!signed) await stage.must(stage.people.director, 'award', made.dossier, { lines, year: stage.year });
  const client = await house.browser(founder, 'Nguyễn Thị Minh Châu');
  return { ...made, founder, client, base: `/agencies/${stage.agency}/dossiers/${made.dossier}` };
}

/** A project whose prototype is being made. */
async function making() {
  const made = await project();
  for (const report of ['Công nghệ ổn định.', 'Bắt đầu làm mẫu.'])
    await (await made.client.get(`${made.base}/progress`)).form('Gửi báo cáo và chuyển bước').fill({ report }).submit();
  return made;
}
const reportPrototype = async (client: Client, base: string, report = 'Mẫu số 1 đạt 5 kg một mẻ.') =>
  await (await client.get(`${base}/prototype`)).form('/prototype').fill({ report }).submit();
const acceptPrototype = async (base: string) =>
  await (await officer.get(`${base}/prototype`))
    .form('Nghiệm thu sản phẩm mẫu')
    .fill({ minutes: 'Đạt 4/4 chỉ tiêu.' })
    .attach('minutesFile', 'bien-ban.pdf', pdf)
    .submit();

let codes = 100;
const newCode = (): string => {
  codes += 1;
  const nine = `031777${codes}`;
  const digit = checkDigitOf(nine);
  return digit === null ? newCode() : `${nine}${digit}`;
};
const company = () => ({
  name: 'Công ty TNHH Áo Lá',
  code: newCode(),
  address: 'Số 12, đường Nguyễn Huệ, Thành phố Hồ Chí Minh',
  issuedOn: '2026-03-02',
  accountNumber: '0071 0012.3456 7',
  accountName: 'CTY TNHH AO LA',
  'h.0.share': '100',
  bank: 'Vietcombank, chi nhánh Sài Gòn',
});
const handInCompany = async (client: Client, base: string, given = {}, expect = 200) =>
  await (await client.get(`${base}/company`))
    .form('Gửi cho cán bộ xác nhận')
    .fill({ ...company(), ...given })
    .attach('certificate', 'giay-chung-nhan.pdf', pdf)
    .submit({ button: 'Gửi cho cán bộ xác nhận', expect });
const confirmCompany = async (base: string) =>
  await (await officer.get(`${base}/company`))
    .form('Xác nhận doanh nghiệp')
    .fill({ class: 'selfFunded', checked: true, account: true })
    .submit();

/** The rows of somebody's work about a dossier, and the first button of the panel on its page. */
async function turnOf(client: Client, { base, dossier }: { base: string; dossier: string }) {
  const [work, page] = [await client.get('/work'), await client.get(base)];
  const rows = work.html
    .split('<tr>')
    .slice(1)
    .map((row) => row.split('</tr>')[0]!)
    .filter((row) => row.includes(dossier));
  return {
    rows: rows.map((row) => row.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).join('\n'),
    hrefs: work.links.map(({ href }) => href).filter((href) => href.startsWith(base)),
    panel: page.all('.turn')[0]!,
    says: page.all('.turn h2')[0]!,
    page,
  };
}

const lettersTo = async (person: string) =>
  await house.stage.db.query<{ subject: string; body: string }>`
    select subject, body from letter where address like ${`${person}@%`} order by created_at, id`;
const writeLetters = async () => {
  for (let left = 1; left > 0; )
    left = await writeNotices(house.stage.db, 'https://vuonuom.example', house.now(), (fault) => {
      throw fault;
    });
};
const lettersAbout = async (person: string, base: string) =>
  (await lettersTo(person)).filter(({ body }) => body.includes(base));

describe('whose turn it is', () => {
  it('is said alike by the dossier and by "my work", while a prototype is made, reported and accepted', async () => {
    const made = await making();
    const team = await turnOf(made.client, made);
    expect(team.says).toBe('Đến lượt bạn: báo cáo sản phẩm mẫu');
    expect(team.hrefs).toContain(`${made.base}/prototype`);
    expect((await turnOf(officer, made)).rows).toBe('');
    await reportPrototype(made.client, made.base);
    const judged = await turnOf(officer, made);
    expect(judged.says).toBe('Đến lượt bạn: nghiệm thu sản phẩm mẫu');
    expect(judged.rows).toContain('Nghiệm thu sản phẩm mẫu');
    expect(judged.hrefs).toEqual([`${made.base}/prototype`]);
    expect((await turnOf(made.client, made)).hrefs).not.toContain(`${made.base}/prototype`);
    await acceptPrototype(made.base);
    expect((await turnOf(officer, made)).rows).toBe('');
  });

  it('and while a company is registered, handed in, confirmed and given the agreement', async () => {
    const made = await project();
    expect((await turnOf(director, made)).rows).toBe('');
    await (await made.client.get(`${made.base}/progress`)).form('Báo đã bắt đầu đăng ký').submit();
    const team = await turnOf(made.client, made);
    expect(team.rows).toContain('Khai thông tin doanh nghiệp');
    expect(team.panel).toContain('khai thông tin doanh nghiệp');
    expect(team.hrefs).toContain(`${made.base}/company`);
    expect((await turnOf(officer, made)).rows).toBe('');

    await handInCompany(made.client, made.base);
    expect((await turnOf(made.client, made)).rows).not.toContain('doanh nghiệp');
    const compared = await turnOf(officer, made);
    expect(compared.says).toBe('Đến lượt bạn: xác nhận doanh nghiệp');
    expect(compared.rows).toContain('Xác nhận doanh nghiệp');
    expect(compared.hrefs).toEqual([`${made.base}/company`]);

    await confirmCompany(made.base);
    expect((await turnOf(officer, made)).rows).toBe('');
    const decides = await turnOf(director, made);
    expect(decides.says).toBe('Đến lượt bạn: chuyển giao hợp đồng');
    expect(decides.rows).toContain('Chuyển giao hợp đồng');
    expect(decides.hrefs).toEqual([`${made.base}/novation`]);
    const form = (await director.get(`${made.base}/novation`)).form('/novation');
    await form.fill({ verified: true, decisionNumber: '99/QĐ-SKHCN' }).submit();
    expect((await turnOf(director, made)).rows).toBe('');
  });
});

describe('the company’s account', () => {
  const stranger = { accountName: 'TRAN VAN B' };
  const section = (page: Page) => page.all('.warning').join(' ');

  it('in another name is taken only from whoever says that they compared it, for these very names', async () => {
    const { client, base } = await project();
    const asked = await handInCompany(client, base, stranger, 422);
    expect(asked.all('#f-holderChecked-error')[0]).toContain('khác tên doanh nghiệp');
    expect(asked.text).toContain('“TRAN VAN B”, không phải “Công ty TNHH Áo Lá”');
    // what was ticked is of the names that were shown
    const another = await asked
      .form('Gửi cho cán bộ xác nhận')
      .fill({ holderChecked: true, accountName: 'LE THI C' })
      .submit({ button: 'Gửi cho cán bộ xác nhận', expect: 422 });
    expect(another.text).toContain('“LE THI C”, không phải');
    const handed = await another
      .form('Gửi cho cán bộ xác nhận')
      .fill({ holderChecked: true })
      .submit({ button: 'Gửi cho cán bộ xác nhận' });
    expect(handed.text).toContain('chờ cán bộ chương trình xác nhận');
  });

  it('as a bank shortens its name needs no word', async () => {
    const { client, base } = await project();
    const handed = await handInCompany(client, base);
    expect(handed.text).toContain('chờ cán bộ chương trình xác nhận');
    expect(handed.text).toContain('00710012345');
    expect(section(await officer.get(`${base}/company`))).toBe('');
  });

  it.each(['ABC1234567', '12345', '1'.repeat(21)])('has 6 to 20 digits, not “%s”', async (accountNumber) => {
    const { client, base } = await project();
    const page = await handInCompany(client, base, { accountNumber }, 422);
    expect(page.all('#f-accountNumber-error')[0]).toContain('6 đến 20 chữ số');
  });

  it('is a line of its own for the officer, and loudly another’s to officer and director', async () => {
    const { client, base } = await project();
    const asked = await handInCompany(client, base, stranger, 422);
    await asked
      .form('Gửi cho cán bộ xác nhận')
      .fill({ holderChecked: true })
      .submit({ button: 'Gửi cho cán bộ xác nhận' });
    const judged = await officer.get(`${base}/company`);
    for (const said of ['00710012345', 'Vietcombank', 'TRAN VAN B', 'Công ty TNHH Áo Lá'])
      expect(section(judged)).toContain(said);
    const half = await judged
      .form('Xác nhận doanh nghiệp')
      .fill({ class: 'selfFunded', checked: true })
      .submit({ expect: 422 });
    expect(half.all('#f-account-error')[0]).toContain('đối chiếu tài khoản');
    await half.form('Xác nhận doanh nghiệp').fill({ account: true }).submit();
    const decided = await director.get(`${base}/novation`);
    expect(section(decided)).toContain('TRAN VAN B');
    expect(decided.text).toContain('Tên chủ tài khoản TRAN VAN B');
    await decided.form('/novation').fill({ verified: true, decisionNumber: '98/QĐ-SKHCN' }).submit();
    expect(section(await officer.get(`${base}/party`))).toContain('TRAN VAN B');
  });

  it('of a team may be in the name of one of its members', async () => {
    const { stage } = house;
    const { client, base, party, founder } = await project();
    await client.get(base);
    const profile = async (holder: string) =>
      await stage.db.query`
        insert into party_profile (agency, party, name, identity, account_number, account_name, bank, changed_at, changed_by)
        values (${stage.agency}, ${party}, 'Nhóm Áo Lá', '048301012345', '0110011932', ${holder}, 'VietinBank', now(), ${founder})
        on conflict (agency, party) do update set account_name = excluded.account_name`;
    await profile('NGUYEN THI MINH CHAU');
    expect(section(await officer.get(`${base}/party`))).toBe('');
    await profile('TRAN VAN B');
    expect(section(await officer.get(`${base}/party`))).toContain('TRAN VAN B');
  });
});

describe('letters', () => {
  it('ask an officer to compare a company when it is handed in, not when its registration begins', async () => {
    const { people } = house.stage;
    const { client, base } = await project();
    await (await client.get(`${base}/progress`)).form('Báo đã bắt đầu đăng ký').submit();
    await writeLetters();
    const told = await lettersAbout(people.officer, base);
    expect(told.filter(({ subject }) => subject.includes('bắt đầu đăng ký doanh nghiệp'))).toHaveLength(1);
    expect(told.filter(({ subject, body }) => `${subject} ${body}`.includes('cần xác nhận'))).toEqual([]);
    expect(told.filter(({ body }) => body.includes('đối chiếu'))).toEqual([]);
    const form = (await client.get(`${base}/company`)).form('Gửi cho cán bộ xác nhận').fill(company());
    form.attach('certificate', 'giay-chung-nhan.pdf', pdf);
    await Promise.all([1, 2].map(() => form.submit({ button: 'Gửi cho cán bộ xác nhận' })));
    await writeLetters();
    const asked = (await lettersAbout(people.officer, base)).filter(({ body }) => body.includes('đối chiếu'));
    expect(asked.map(({ subject }) => subject.replace(/:.*/, ''))).toEqual(['Doanh nghiệp cần xác nhận']);
    expect(asked[0]!.body).toContain(`${base}/company`);
  });

  it('of what was handed in stands in the history, from where it is kept', async () => {
    const { client, base, dossier } = await making();
    await reportPrototype(client, base);
    await handInCompany(client, base);
    const { db } = house.stage;
    const events = async () => await db.query`select 1 from history where dossier = ${dossier}`;
    const before = (await events()).length;
    for (const reader of [officer, client]) {
      const handed = (await reader.get(`${base}/history`)).all('section li').join('\n');
      expect(handed).toMatch(/Gửi báo cáo sản phẩm mẫu, Nguyễn Thị Minh Châu/);
      expect(handed).toMatch(/Gửi thông tin doanh nghiệp: Công ty TNHH Áo Lá, Nguyễn Thị Minh Châu/);
    }
    expect((await events()).length).toBe(before);
  });

  it('of an award lead the team to the draft of its agreement, and so does the dossier', async () => {
    const { client, base, founder } = await project({ signed: false });
    await writeLetters();
    const awarded = (await lettersAbout(founder, base)).find(({ subject }) => subject.startsWith('Quyết định hỗ trợ'))!;
    expect(awarded.body).toContain('dự thảo hợp đồng');
    expect(awarded.body).toContain(`${base}/agreement/draft`);
    const links = (await client.get(base)).links.filter(({ href }) => href === `${base}/agreement/draft`);
    expect(links.map(({ text }) => text)).toEqual(['Đọc dự thảo hợp đồng']);
  });
});

describe('what an officer sends back', () => {
  const reason = 'Thiếu số đo của mẻ thứ hai.\nXin bổ sung ảnh.';

  it('of a prototype: with a reason, told by letter and page; the team sends again', async () => {
    const made = await making();
    const { client, base, founder } = made;
    await reportPrototype(client, base);
    const judged = await officer.get(`${base}/prototype`);
    const empty = await judged.form('Trả lại để bổ sung').submit({ expect: 422 });
    expect(empty.all('#f-reason-error')[0]).toContain('lý do');
    const form = empty.form('Trả lại để bổ sung').fill({ reason });
    await Promise.all([1, 2].map(() => form.submit()));
    expect((await turnOf(officer, made)).rows).toBe('');
    const seen = await officer.get(`${base}/prototype`);
    expect(seen.text).toContain('chờ nhóm dự án bổ sung');
    expect(seen.forms).toEqual([]);
    // nor by a page that was open before
    const late = await judged
      .form('Nghiệm thu sản phẩm mẫu')
      .fill({ minutes: 'Đạt.' })
      .attach('minutesFile', 'bien-ban.pdf', pdf)
      .submit({ expect: 422 });
    expect(late.errors[0]).toContain('Đã trả lại');

    expect((await turnOf(client, made)).says).toBe('Đến lượt bạn: báo cáo sản phẩm mẫu');
    expect((await turnOf(client, made)).hrefs).toContain(`${base}/prototype`);
    expect((await client.get(`${base}/prototype`)).all('.returned')[0]).toContain('Thiếu số đo của mẻ thứ hai.');
    const told = (await lettersAbout(founder, base)).filter(({ subject }) => subject.includes('cần bổ sung'));
    expect(told).toHaveLength(1);
    expect(told[0]!.body).toContain('Thiếu số đo của mẻ thứ hai.');
    expect(told[0]!.body).toContain(`${base}/prototype`);

    // what was sent stands in the form, and the same words again are handed in again
    const mended = (await client.get(`${base}/prototype`)).form('/prototype');
    expect(mended.value('report')).toEqual(['Mẫu số 1 đạt 5 kg một mẻ.']);
    await mended.submit();
    expect((await turnOf(officer, made)).rows).toContain('Nghiệm thu sản phẩm mẫu');
    await acceptPrototype(base);
    const history = (await client.get(`${base}/history`)).all('section li');
    expect(history.filter((one) => one.includes('Gửi báo cáo sản phẩm mẫu'))).toHaveLength(2);
    expect(history.find((one) => one.includes('Trả lại báo cáo'))).toContain('Xin bổ sung ảnh.');
  });

  it('of a company: the same way', async () => {
    const made = await project();
    const { client, base, founder } = made;
    await handInCompany(client, base);
    const judged = await officer.get(`${base}/company`);
    await judged.form('Trả lại để bổ sung').fill({ reason }).submit();
    expect((await turnOf(officer, made)).rows).toBe('');
    expect((await turnOf(client, made)).rows).toContain('Khai thông tin doanh nghiệp');
    const returned = await client.get(`${base}/company`);
    expect(returned.all('.returned')[0]).toContain('Thiếu số đo');
    const told = (await lettersAbout(founder, base)).filter(({ subject }) => subject.includes('cần bổ sung'));
    expect(told.map(({ body }) => body)).toEqual([expect.stringContaining('Thiếu số đo')]);
    const form = returned.form('Gửi cho cán bộ xác nhận').fill({ bank: 'Vietcombank, chi nhánh Bến Thành' });
    const again = await form.submit({ button: 'Gửi cho cán bộ xác nhận' });
    expect(again.all('.returned')).toEqual([]);
    const asked = (await lettersAbout(house.stage.people.officer, base)).filter(({ subject }) =>
      subject.startsWith('Doanh nghiệp cần xác nhận'),
    );
    expect(asked).toHaveLength(2);
    await confirmCompany(base);
    expect((await turnOf(director, made)).rows).toContain('Chuyển giao hợp đồng');
  });

  it('is sent back by officers alone, and only as it was shown', async () => {
    const { client, base } = await making();
    await reportPrototype(client, base);
    const judged = await officer.get(`${base}/prototype`);
    await reportPrototype(client, base, 'Bản sửa.');
    const stale = await judged.form('Trả lại để bổ sung').fill({ reason }).submit({ expect: 422 });
    expect(stale.errors[0]).toContain('bản mới');
    expect(stale.form('Trả lại để bổ sung').value('reason')[0]).toContain('Thiếu số đo');
    const form = new URLSearchParams({ reason, key: v7(), shown: '' });
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await house.app.request(`${client.origin}${base}/prototype/return`, {
      method: 'POST',
      headers: { cookie, host: new URL(client.origin).host, origin: client.origin },
      body: form,
    });
    expect(answer.status).toBe(403);
  });
});

describe('the prototype’s page', () => {
  it('is led to before, while and after it is accepted, and named by what is waited for', async () => {
    const { client, base } = await making();
    const leads = async (reader: Client, path: string) =>
      (await reader.get(path)).links.filter(({ href }) => href === `${base}/prototype`).map(({ text }) => text);
    expect((await client.get(base)).all('.turn a.button')).toEqual(['Báo cáo sản phẩm mẫu']);
    expect((await client.get(`${base}/progress`)).text).not.toContain('Sản phẩm mẫu chờ nghiệm thu');
    expect(await leads(client, `${base}/progress`)).toEqual(['Mở trang báo cáo sản phẩm mẫu']);
    await reportPrototype(client, base);
    expect((await client.get(`${base}/progress`)).text).toContain('Sản phẩm mẫu chờ nghiệm thu');
    await acceptPrototype(base);
    for (const reader of [client, officer, director])
      expect(await leads(reader, base)).toEqual(['Báo cáo và biên bản nghiệm thu sản phẩm mẫu']);
    expect(await leads(client, `${base}/progress`)).toEqual(['Xem báo cáo và biên bản nghiệm thu']);
  });

  it('says of the last tranche what the pack says, and no more', async () => {
    const { client, base } = await making();
    const text = (await client.get(`${base}/prototype`)).text;
    expect(text).not.toContain('đáp ứng một phần');
    expect(text).toContain('Bộ quy định đòi hỏi việc này trước khi chi đợt cuối.');
  });
});

describe('the steps of a project', () => {
  it('have one word for being carried out, and it is not done where the agreement was terminated', async () => {
    const { client, base, dossier } = await project();
    const road = async (reader: Client) => (await reader.get(base)).all('.lane')[0]!;
    for (const reader of [client, officer]) {
      expect(await road(reader)).toContain('Đang thực hiện');
      expect(await road(reader)).not.toMatch(/Giải ngân|Đang được hỗ trợ/);
    }
    const { stage } = house;
    const decision = { decisionNumber: '215/QĐ', reason: hash('Nhóm đề nghị dừng.') };
    await stage.must(stage.people.director, 'terminate', dossier, decision);
    const after = await road(client);
    expect(after).toContain('Đã chấm dứt');
    expect(after).not.toMatch(/Giải ngân|[Tt]hực hiện/);
  });
});

describe('the draft of an agreement', () => {
  it('names the agency and the director as the decision does, the own funds, and the amount in the words of the papers', async () => {
    const city = await openHouse({ agency: 'tphcm', pack: cityPack, stage: 'uomTao' });
    const { stage } = city;
    const granted = [{ line: 'labour', amountVnd: '20000000' }];
    const founder = v7();
    const { dossier } = await stage.recommended({ founder, lines: granted });
    await city.browser(stage.people.director, 'Phan Văn Sơn');
    const content = (
      await stage.db.query<{ content: string }>`
        select facts->>'content' as content from state where dossier = ${dossier} and subject = 'application'`
    )[0]!.content;
    const row = { line: 'labour', description: 'Kỹ sư', quantity: '1', unit: 'người', unitPrice: '30000000' };
    const body = JSON.stringify({
      projectName: 'Áo Lá',
      budget: [{ ...row, state: '20000000', matching: '10000000' }],
    });
    await stage.owner.query`insert into content (agency, commitment, dossier, kind, salt, body, created_by, created_at)
      values (${stage.agency}, ${content}, ${dossier}::uuid, 'application', decode('00', 'hex'), ${body}::text::jsonb, ${founder}::uuid, now())
      on conflict (agency, commitment) do update set salt = excluded.salt, body = excluded.body`;
    await stage.must(stage.people.director, 'award', dossier, { lines: granted, year: stage.year });
    const client = await city.browser(founder, 'Nguyễn Thị Minh Châu');
    const page = await client.get(`/agencies/tphcm/dossiers/${dossier}/agreement/draft`);
    const text = page.all('.agreement-draft')[0]!.replace(/\s+/g, ' ');
    expect(text).toContain('Cơ quan Sở Khoa học và Công nghệ');
    expect(text).toContain('Người đại diện Giám đốc Phan Văn Sơn');
    expect(text).toContain('Vốn đối ứng của bên B cho các nội dung trên: 10.000.000');
    expect(text).toContain('Hai mươi triệu đồng.');
    expect(text).not.toContain('đồng chẵn');
    expect([...city.faults]).toEqual([]);
    await city.close();
  }, 120_000);
});
