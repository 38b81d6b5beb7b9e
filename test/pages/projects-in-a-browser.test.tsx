import type { Page } from 'playwright-core';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { addMonths, dayOf } from '../../workflows/rules/calendar.ts';
import { checkDigitOf } from '../../workflows/rules/identifiers.ts';
import { type Browsing, describeInBrowser, isInOrder, type Width } from '../support/browser.ts';
import { cityPack, hash } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');
const paper = (name: string) => ({ name, mimeType: 'application/pdf', buffer: pdf });
const title =
  'Nền tảng truy xuất nguồn gốc và máy sấy thăng hoa mini dùng năng lượng mặt trời cho hợp tác xã nông sản huyện Hòa Vang';
const companyName =
  'Công ty Trách nhiệm hữu hạn Một thành viên Công nghệ Sấy thăng hoa và Chế biến Nông sản Mầm Xanh Hòa Vang';

/** A window in which this person is signed in. */
async function as(browsing: Browsing, person: string, name: string, width: Width): Promise<Page> {
  const client = await house.browser(person, name);
  const page = await browsing.window({ width });
  await page.context().addCookies([{ name: 'session', value: client.cookies.get('session')!, url: browsing.site() }]);
  return page;
}

/** An awarded dossier with a name and a party that have one. */
async function awarded(founder: string) {
  const { stage } = house;
  const lines = [
    { line: 'labour', amountVnd: '30000000' },
    { line: 'services', amountVnd: '50000000' },
  ];
  const made = await stage.recommended({ founder, lines });
  await stage.must(stage.people.director, 'award', made.dossier, {
    lines,
    year: stage.year,
  });
  await stage.db.query`insert into content (agency, commitment, dossier, kind, salt, body, created_by, created_at)
    values (${stage.agency}, ${hash('content')}, ${made.dossier}, 'application', '\\x00'::bytea, ${JSON.stringify({ projectName: title })}::text::jsonb, ${founder}, ${house.now()})
    on conflict do nothing`;
  await stage.db.query`insert into party_profile (agency, party, name, changed_at, changed_by)
    values (${stage.agency}, ${made.party}, 'Nhóm Mầm Xanh Hòa Vang', ${house.now()}, ${founder})`;
  return { ...made, base: `/agencies/${stage.agency}/dossiers/${made.dossier}` };
}

describeInBrowser(
  'a project’s life in a browser',
  async () => {
    house = await openHouse({ agency: 'tphcm', pack: cityPack, stage: 'uomTao' });
    return { answer: (request) => house.app.fetch(request), stop: () => house.close() };
  },
  (browsing) => {
    it('from the award to the closing, the team on a narrow screen', { timeout: 180_000 }, async () => {
      const nine = '041234567';
      const { stage } = house;
      const founder = v7();
      const { base, dossier } = await awarded(founder);
      const team = await as(browsing, founder, 'Nguyễn Thị Minh Châu', 390);
      const officer = await as(browsing, stage.people.officer, 'Lê Hoàng Anh', 1280);
      const director = await as(browsing, stage.people.director, 'Phan Văn Sơn', 1280);
      const finance = await as(browsing, stage.people.financeOfficer, 'Đỗ Văn Khoa', 1280);

      await team.goto(base);
      await isInOrder(team, 'project-awarded');
      await finance.goto(`${base}/budget`);
      await finance.getByLabel('Số tiền dành cho dự án').fill('90.000.000');
      await finance.getByRole('button', { name: 'Xem trước khi dành' }).click();
      await isInOrder(finance, 'project-budget-refused');
      await finance.getByLabel('Số tiền dành cho dự án').fill('80.000.000');
      await finance.getByRole('button', { name: 'Xem trước khi dành' }).click();
      await isInOrder(finance, 'project-budget-check');
      await finance.getByRole('button', { name: 'Dành nguồn' }).click();
      await finance.goto(`${base}/budget`);
      await isInOrder(finance, 'project-budget');

      await officer.goto(`${base}/agreement`);
      await isInOrder(officer, 'project-agreement');
      await officer.getByRole('button', { name: 'Ghi nhận hợp đồng đã ký' }).click();
      await isInOrder(officer, 'project-agreement-missing');
      await officer.getByLabel('Số hợp đồng').fill('12/2026/HĐ-TT');
      await officer.getByLabel('Ngày hết hạn hợp đồng').fill(addMonths(dayOf(house.now()), 13));
      await officer
        .getByLabel('Bản hợp đồng đã ký')
        .setInputFiles(paper('Hợp đồng hỗ trợ 12-2026 đã ký, đóng dấu.pdf'));
      await officer.getByRole('button', { name: 'Ghi nhận hợp đồng đã ký' }).click();
      await isInOrder(officer, 'project-agreement-late');
      await officer.getByLabel('Ngày hết hạn hợp đồng').fill(addMonths(dayOf(house.now()), 12));
      await officer.getByRole('button', { name: 'Ghi nhận hợp đồng đã ký' }).click();
      await officer.goto(`${base}/agreement`);
      await isInOrder(officer, 'project-agreement-signed');

      const month = `${stage.year}-06`;
      const item = (line: string, amountVnd: string) => [{ line, amountVnd, units: { person: 'p1', month } }];
      const plain = (line: string, amountVnd: string) => item(line, amountVnd).map(({ units: _, ...rest }) => rest);
      await stage.disbursement(dossier, founder, plain('services', '24000000'), 'paid');
      const returned = await stage.disbursement(dossier, founder, plain('labour', '16000000'), 'requested');
      await stage.must(stage.people.officer, 'returnDisbursement', dossier, { id: returned, reason: hash('r') });
      const held = await stage.disbursement(dossier, founder, plain('services', '8000000'), 'approved');
      await team.goto(base);
      await isInOrder(team, 'project-money');
      await officer.goto(base);
      await isInOrder(officer, 'project-money-staff');

      await team.goto(`${base}/progress`);
      await isInOrder(team, 'project-progress');
      for (const report of [
        'Phần cứng chạy ổn định 72 giờ.\n\nCòn phải giảm tiêu thụ điện.',
        'Đã đóng gói phần mềm.',
      ]) {
        await team.goto(`${base}/progress`);
        await team.locator('textarea').fill(report);
        await team.locator('input[type=file]').setInputFiles([paper('Kết quả đo tiêu thụ điện tháng 9.pdf')]);
        await team.getByRole('button', { name: 'Gửi báo cáo và chuyển bước' }).click();
      }
      await team.goto(`${base}/progress`);
      await isInOrder(team, 'project-progress-reports');
      await team.getByRole('link', { name: 'Mở trang báo cáo sản phẩm mẫu' }).click();
      await isInOrder(team, 'project-prototype-team');
      await team.locator('textarea').fill('Mẫu số 1 đạt 5 kg một mẻ, tiêu thụ 1,2 kWh mỗi kg.');
      await team
        .getByLabel('Kết quả thử nghiệm, đo kiểm')
        .setInputFiles([paper('Biên bản thử nghiệm tại hợp tác xã.pdf')]);
      await team.getByRole('button', { name: 'Gửi báo cáo sản phẩm mẫu' }).click();
      await isInOrder(team, 'project-prototype-sent');
      await officer.goto(`${base}/prototype`);
      await isInOrder(officer, 'project-prototype-officer');
      await officer.getByLabel('Lý do trả lại').fill('Thiếu số đo của mẻ thứ hai.');
      await officer.getByRole('button', { name: 'Trả lại để bổ sung' }).click();
      await isInOrder(officer, 'project-prototype-sent-back');
      await team.goto(`${base}/prototype`);
      await isInOrder(team, 'project-prototype-returned');
      await team.locator('textarea').fill('Mẻ thứ hai đạt 5,2 kg.');
      await team.getByRole('button', { name: 'Gửi báo cáo thay thế' }).click();
      await officer.goto(`${base}/prototype`);
      await officer.getByLabel('Nội dung biên bản').fill('Đạt 4/4 chỉ tiêu. Đồng ý nghiệm thu.');
      await officer.getByLabel('Biên bản đã ký').setInputFiles(paper('Biên bản nghiệm thu đã ký.pdf'));
      await officer.getByRole('button', { name: 'Nghiệm thu sản phẩm mẫu' }).click();
      await team.goto(`${base}/prototype`);
      await isInOrder(team, 'project-prototype-accepted');

      await team.goto(`${base}/company`);
      await isInOrder(team, 'project-company');
      await team.getByLabel('Tên doanh nghiệp').fill(companyName);
      await team.getByLabel('Mã số doanh nghiệp').fill(`${nine}${(checkDigitOf(nine)! + 1) % 10}`);
      await team.getByRole('button', { name: 'Gửi cho cán bộ xác nhận' }).click();
      await isInOrder(team, 'project-company-wrong');
      expect(await team.getByLabel('Tên doanh nghiệp').inputValue()).toBe(companyName);
      await team.getByLabel('Mã số doanh nghiệp').fill(`${nine}${checkDigitOf(nine)}`);
      await team.getByLabel('Địa chỉ trụ sở').fill('Số 12, đường Nguyễn Huệ, phường Bến Nghé, Thành phố Hồ Chí Minh');
      await team.getByLabel('Ngày cấp giấy chứng nhận').fill(`${stage.year}-03-02`);
      await team.getByLabel('Giấy chứng nhận đăng ký doanh nghiệp').setInputFiles(paper('Giấy chứng nhận ĐKDN.pdf'));
      await team.getByLabel('Số tài khoản ngân hàng của doanh nghiệp').fill('0071001234567');
      await team.getByLabel('Tên chủ tài khoản').fill('CONG TY TNHH MTV CONG NGHE SAY THANG HOA MAM XANH HOA VANG');
      await team.getByLabel('Ngân hàng, chi nhánh').fill('Vietcombank, chi nhánh Thành phố Hồ Chí Minh');
      await team.getByLabel('Phần vốn (%)').first().fill('100');
      await team.getByRole('button', { name: 'Gửi cho cán bộ xác nhận' }).click();
      await isInOrder(team, 'project-company-holder');
      await team.getByRole('checkbox').check();
      await team.getByRole('button', { name: 'Gửi cho cán bộ xác nhận' }).click();
      await isInOrder(team, 'project-company-sent');
      await officer.goto(`${base}/company`);
      await isInOrder(officer, 'project-company-officer');
      await officer.getByRole('checkbox').first().check();
      await officer.getByRole('checkbox').last().check();
      const classes = officer.locator('select');
      if ((await classes.count()) > 0) await classes.selectOption({ index: 1 });
      await officer.getByRole('button', { name: 'Xác nhận doanh nghiệp' }).click();

      await director.goto(`${base}/novation`);
      await isInOrder(director, 'project-novation-blocked');
      await stage.must(stage.people.chiefAccountant, 'returnDisbursement', dossier, { id: held, reason: hash('r') });
      await director.goto(`${base}/novation`);
      await isInOrder(director, 'project-novation');
      await director.getByRole('checkbox').check();
      await director.getByLabel('Số quyết định').fill('1502/QĐ-SKHCN');
      await director.getByRole('button', { name: 'Chuyển giao hợp đồng' }).click();
      await isInOrder(director, 'project-novated');

      await director.goto(`${base}/steering`);
      await director.getByLabel('Tạm dừng').check();
      await director.getByRole('button', { name: 'Ghi nhận quyết định' }).click();
      await isInOrder(director, 'project-steering-missing');
      await director.getByLabel('Số quyết định').fill('1600/QĐ-SKHCN');
      await director.getByLabel('Lý do').fill('Chưa nộp báo cáo quý III.');
      await director.getByRole('button', { name: 'Ghi nhận quyết định' }).click();
      await isInOrder(director, 'project-suspended');
      await director.goto(`${base}/steering`);
      await isInOrder(director, 'project-steering');
      await director.getByLabel('Tiếp tục').check();
      await director.getByLabel('Số quyết định').fill('1611/QĐ-SKHCN');
      await director.getByLabel('Lý do').fill('Đã nộp báo cáo.');
      await director.getByRole('button', { name: 'Ghi nhận quyết định' }).click();

      await director.goto(`${base}/closing`);
      await isInOrder(director, 'project-closing-begin');
      await director.getByRole('button', { name: 'Kiểm tra trước khi bắt đầu' }).click();
      await isInOrder(director, 'project-closing-begin-check');
      await director.getByRole('button', { name: 'Bắt đầu thanh lý' }).click();
      await director.goto(`${base}/closing`);
      await isInOrder(director, 'project-closing-open');
      for (const id of [returned, held]) await stage.must(founder, 'cancelDisbursement', dossier, { id });
      await director.goto(`${base}/closing`);
      await director.getByLabel('Số quyết định').fill('1700/QĐ-SKHCN');
      await director.getByLabel('Lý do').fill('Nhóm dự án không dùng nữa.');
      await isInOrder(director, 'project-closing-cancel');
      await director.getByRole('button', { name: 'Kiểm tra trước khi hủy' }).click();
      await isInOrder(director, 'project-closing-check');
      await director.getByRole('button', { name: 'Hủy phần còn lại' }).click();
      await director.goto(`${base}/closing`);
      await director.getByRole('button', { name: 'Kết thúc dự án' }).click();
      await isInOrder(director, 'project-closed');
      await director.goto(`${base}/closing`);
      await isInOrder(director, 'project-closing-over');
      await team.goto(`${base}/closing?lang=en`);
      await isInOrder(team, 'project-closing-en');
      await officer.goto(`${base}/history`);
      await isInOrder(officer, 'project-history');
    });
  },
);
