// The agreement before it is signed: both sides read in it what the decision and the pack have set, and nothing else.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths, dayOf } from '../../workflows/rules/calendar.ts';
import { UnexpectedPage } from '../support/client.ts';
import { cityPack } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
let city: House;
beforeAll(async () => {
  [house, city] = await Promise.all([openHouse(), openHouse({ agency: 'tphcm', pack: cityPack, stage: 'uomTao' })]);
}, 180_000);
afterAll(async () => {
  expect([...house.faults, ...city.faults]).toEqual([]);
  await Promise.all([house.close(), city.close()]);
});

const lines = [
  { line: 'services', amountVnd: '30000000' },
  { line: 'labour', amountVnd: '20000000' },
];

/** An award that nobody has signed an agreement for yet. */
async function awarded({ stage, now }: House, identity = `0483010${String(Math.random()).slice(2, 7)}`) {
  const founder = v7();
  const party = await stage.party(founder);
  await stage.db.query`
    insert into party_profile (agency, party, name, identity, address, account_number, account_name, bank, changed_at, changed_by)
    values (${stage.agency}, ${party}, 'Nhóm Máy sấy Hòa Vang', ${identity}, 'Hòa Vang', '0110011932', 'NGUYEN THI MINH CHAU', 'VietinBank', ${now()}, ${founder})`;
  const made = await stage.recommended({ founder, party, lines });
  const decision = { lines, year: stage.year };
  await stage.must(stage.people.director, 'award', made.dossier, decision);
  return { ...made, base: `/agencies/${stage.agency}/dossiers/${made.dossier}` };
}

const spaced = (text: string) => text.replace(/\s+/g, ' ');

describe('the draft of an agreement', () => {
  it('is read by the officer and the founder alike: parties, amounts, tranches, duration, conditions, duties', async () => {
    const { stage } = house;
    const { base, dossier, founder } = await awarded(house, '048301012345');
    const officer = await house.browser(stage.people.officer, 'Lê Hoàng Anh');
    const team = await house.browser(founder, 'Nguyễn Thị Minh Châu');
    const texts: string[] = [];
    for (const browser of [officer, team]) {
      const signing = await browser.get(`${base}/agreement`);
      const link = signing.links.find(({ text }) => text === 'Đọc dự thảo hợp đồng')!;
      texts.push(spaced((await browser.get(link.href)).all('.agreement-draft')[0]!));
    }
    expect(texts[0]).toBe(texts[1]);
    const [text] = texts as [string];
    for (const said of [
      'Bản này chưa có giá trị hợp đồng',
      `số ${await stage.printed(dossier, 'awardDecision')}`,
      'Nhóm Máy sấy Hòa Vang',
      '048301012345',
      '0110011932, NGUYEN THI MINH CHAU, VietinBank',
      '30.000.000',
      '50.000.000',
      'Năm mươi triệu đồng',
      '12 tháng kể từ ngày ký',
      addMonths(dayOf(house.now()), 12).split('-').reverse().join('/'),
      // 30 % of 50 million
      'Đợt 1 30% 15.000.000',
      'Được tạm ứng tối đa 30%',
      'Đợt cuối chỉ chi khi có: sản phẩm mẫu được nghiệm thu, doanh nghiệp được thành lập',
      'Bên A thanh toán 15 ngày kể từ ngày đề nghị thanh toán hợp lệ khoản 1 Điều 22, HƯ-CẤU-01',
    ])
      expect.soft(text).toContain(said);
  });

  it('invents nothing where the pack is silent: no tranches, no advance, and articles that were not read are named so', async () => {
    const { base, founder } = await awarded(city);
    const page = await (await city.browser(founder, 'Nguyễn Thị Minh Châu')).get(`${base}/agreement/draft`);
    const text = spaced(page.text);
    expect(text).toContain('Bộ quy định không ấn định số đợt');
    expect(text).toContain('Không tạm ứng');
    expect(text).toContain('20/2023/NQ-HĐND, chưa đối chiếu bản gốc');
    expect(text).toContain('Bên A thanh toán 15 ngày kể từ ngày đề nghị thanh toán hợp lệ khoản 2 Điều 3 Mẫu I.14');
    expect(text).not.toContain('đồng Đợt 1');
  });

  it('names every clause in English to whoever reads English, and the agency as its English papers do', async () => {
    const { base, founder } = await awarded(city);
    const draft = await (await city.browser(founder, 'Nguyễn Thị Minh Châu')).get(`${base}/agreement/draft?lang=en`);
    const text = spaced(draft.all('.agreement-draft')[0]!);
    expect(text).toContain('clause 2, Article 3, Form I.14, 268/2025/NĐ-CP');
    expect(text).not.toMatch(/khoản|Điều \d|Mẫu [\dI]/);
    expect(text).toContain('Department of Science and Technology');
  });

  it('is nobody else’s, and says so when the agreement is signed', async () => {
    const { stage } = house;
    const { base, dossier, founder } = await awarded(house);
    const reviewer = await house.browser(stage.people.reviewers[0]!, 'Trương Đình Lộc');
    const stranger = await house.browser(v7(), 'Người Lạ');
    for (const [browser, status] of [
      [reviewer, 403],
      [stranger, 404],
    ] as const)
      await browser.get(`${base}/agreement/draft`, { expect: status }).catch((error) => {
        if (!(error instanceof UnexpectedPage)) throw error;
        expect(error.message).toContain(String(status));
      });
    await stage.must(stage.people.officer, 'signAgreement', dossier, {
      ...{ agreementNumber: 'HĐ-1', endsOn: addMonths(dayOf(house.now()), 11), document: 'a'.repeat(64) },
    });
    const page = await (await house.browser(founder, 'Nguyễn Thị Minh Châu')).get(`${base}/agreement/draft`);
    expect(page.text).toContain('Bản có hiệu lực là bản đã ký');
  });
});

describe('how long the council recommended', () => {
  it('bounds the agreement, and the field says so', async () => {
    const { stage } = house;
    const { base, dossier } = await awarded(house);
    await stage.owner
      .query`update state set facts = jsonb_set(facts, '{months}', '6') where dossier = ${dossier} and subject = 'application'`;
    const officer = await house.browser(stage.people.officer, 'Lê Hoàng Anh');
    const page = await officer.get(`${base}/agreement`);
    const latest = addMonths(dayOf(house.now()), 6);
    expect(page.text).toContain(`${latest.split('-').reverse().join('/')}: tối đa 6 tháng`);
    // beyond the council's months, and beyond the pack's twelve as well: one limit is told, the one that binds first
    for (const months of [7, 13]) {
      const again = await page
        .form('/agreement')
        .fill({ number: '9/HĐ', endsOn: addMonths(dayOf(house.now()), months) })
        .attach('document', 'hop-dong.pdf', new TextEncoder().encode('%PDF-1.4\n%%EOF\n'), 'application/pdf')
        .submit({ expect: 422 });
      expect(again.text).toContain('theo đề nghị của hội đồng');
      expect(again.refusal!.sentence).toContain('Hội đồng đề nghị hỗ trợ trong 6 tháng');
      expect(again.refusal!.figures.Mức).toBe('6 tháng');
      expect(again.text).not.toContain('12 tháng');
    }
  });
});
