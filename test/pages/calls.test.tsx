import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayText } from '../../templates/parts/when.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { cityPack, hash } from '../support/stage.ts';
import { beginApplication, type House, openHouse } from './applicationsHouse.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const callPath = () => `/agencies/${house.stage.agency}/calls/${house.stage.call}`;

describe('the first page', () => {
  it('lists each open call with its support, its end and the days left, for anybody', async () => {
    const page = await house.stranger().get('/');
    expect(page.text).toContain('Hỗ trợ dự án giai đoạn chính');
    expect(page.text).toContain('200.000.000 ₫');
    expect(page.text).toMatch(/Hạn nộp 31\/12\/\d{4} 23:59/);
    expect(page.text).toMatch(/còn \d+ ngày/);
    expect(page.text).not.toContain('Xem việc của tôi');
    await page.follow(callPath());
    expect((await house.stranger().get('/?lang=en')).text).toMatch(/Closes 31\/12\/\d{4} 23:59/);
  });

  it('shows somebody who is signed in the way to their work', async () => {
    const client = await house.browser(v7(), 'Lê Thu Hà');
    expect((await client.get('/')).text).toContain('Xem việc của tôi');
  });
});

describe('the page of a call', () => {
  it('says what for, who, how much with the clause, when, which papers and how it is decided', async () => {
    const page = await house.stranger().get(callPath());
    for (const words of [
      'Sản xuất thử, làm sản phẩm mẫu',
      'Nhóm cá nhân chưa thành lập doanh nghiệp',
      'Tổng mức hỗ trợ một dự án 200.000.000 ₫ Khoản 1 Điều 5',
      'Không quá một nửa chi phí sản phẩm mẫu 50 % chi phí được chấp nhận Khoản 4 Điều 8',
      'Không quá 10 doanh nghiệp, dự án một năm 10 suất',
      'Tài liệu kèm theo',
      'PDF, JPEG',
      'Cán bộ chương trình kiểm tra hồ sơ',
    ])
      expect(page.text).toContain(words);
    expect(page.text).toContain('Trong 20 ngày (mốc tính: xác nhận hồ sơ hợp lệ). Khoản 2 Điều 20, HƯ-CẤU-01');
    expect(page.text).toMatch(/Hội đồng có 5–7 thành viên, họp khi có mặt ít nhất 2\/3/);
    expect((await house.stranger().get(`${callPath()}?lang=en`)).text).toContain(
      '50 % of the accepted cost Clause 4, Article 8',
    );
  });

  it('flags every figure whose original was not seen', async () => {
    const other = await openHouse({ agency: 'tphcm', pack: cityPack, stage: 'uomTao' });
    try {
      const page = await other.stranger().get(`/agencies/tphcm/calls/${other.stage.call}`);
      expect(page.text).toContain(
        'Tiền công lao động trực tiếp, giai đoạn ươm tạo 30.000.000 ₫ 20/2023/NQ-HĐND, chưa đối chiếu bản gốc',
      );
      expect(page.text).toContain('Khoản 3 Điều 10, 268/2025/NĐ-CP');
      const criteria = page.root.querySelectorAll('ul.conditions li').filter(({ text }) => /^1[.)]/.test(text.trim()));
      expect(criteria.length).toBeGreaterThan(0);
      for (const { parentNode } of criteria) expect(parentNode?.classList.contains('plain')).toBe(true);
      expect(page.text).not.toContain('Khoản 3 Điều 10, 268/2025/NĐ-CP, chưa đối chiếu');
      expect((await other.stranger().get('/')).text).toContain('Thành phố Hồ Chí Minh');
    } finally {
      await other.close();
    }
  });

  it('asks nobody to sign in who has, and its own people not to apply', async () => {
    const nobody = await house.stranger().get(callPath());
    expect(nobody.text).toContain('Bạn cần đăng nhập.');
    const person = await (await house.browser(v7(), 'Trần Nam')).get(callPath());
    expect(person.text).not.toContain('Bạn cần đăng nhập');
    expect(person.links.map(({ text }) => text)).toContain('Nộp hồ sơ');
    const clerk = await (await house.browser(house.stage.people.officer, 'Lê Hoàng Anh')).get(callPath());
    expect(clerk.text).not.toContain('Bạn cần đăng nhập');
    expect(clerk.text).toContain('nên không nộp hồ sơ tại đây');
    expect(clerk.links.map(({ text }) => text)).not.toContain('Nộp hồ sơ');
  });

  it('that was closed early says when it ended, expects nothing, and what went back', async () => {
    const other = await openHouse();
    try {
      const { stage } = other;
      const path = `/agencies/vidu/calls/${stage.call}`;
      await stage.must(stage.people.director, 'closeCall', stage.call!, {
        decisionNumber: 'QĐ-5',
        reason: hash('no money'),
      });
      const page = await other.stranger().get(path);
      expect(page.text).toContain(`Đã kết thúc sớm`);
      expect(page.text).not.toContain('Hạn nộp');
      expect(page.text).not.toContain('Kiểm tra xong hồ sơ, chậm nhất');
      const clerk = await other.browser(stage.people.officer, 'Lê Hoàng Anh');
      expect((await clerk.get(path)).text).toMatch(/Đã trả lại [1-9][\d.]* ₫/);
      const list = (await clerk.get('/agencies/vidu/calls')).all('table.calls tbody tr')[0];
      expect(list).toMatch(/[1-9][\d.]* ₫ ?Đã trả lại/);
      expect(list).toContain(`đến ${dayText(dayOf(other.now()))}`);
    } finally {
      await other.close();
    }
  });

  it('shows one’s own applications to oneself alone', async () => {
    const person = v7();
    const { base } = await beginApplication(house, [person]);
    const own = await (await house.browser(person, 'Trần Nam')).get(callPath());
    expect(own.links.map(({ href }) => href)).toContain(`${base}/application`);
    const other = await (await house.browser(v7(), 'Vũ Bình')).get(callPath());
    expect(other.html).not.toContain(base);
  });

  it.each(['x', v7(), `${v7()}'--`, '../calls', '%00'])('is not there under %s', async (id) => {
    await house.stranger().get(`/agencies/vidu/calls/${encodeURIComponent(id)}`, { expect: 404 });
    await house.stranger().get(`/agencies/tphcm/calls/${house.stage.call}`, { expect: 404 });
    expect(house.faults).toEqual([]);
  });

  it('is gone from the first page when it has ended, and says so itself', async () => {
    const other = await openHouse();
    try {
      other.forward(60);
      expect((await other.stranger().get('/')).text).toContain('Hiện không có đợt tiếp nhận nào đang mở.');
      const page = await other.stranger().get(`/agencies/vidu/calls/${other.stage.call}`);
      expect(page.text).toContain('Đã hết hạn nộp hồ sơ');
      expect(page.links.map(({ text }) => text)).not.toContain('Nộp hồ sơ');
    } finally {
      await other.close();
    }
  });
});
