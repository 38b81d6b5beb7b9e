import { describe, expect, test } from 'vitest';
import { paperFonts } from '../../src/documents/fonts.ts';
import { type ApplicationView, applicationPaper } from '../../templates/papers/application.ts';
import { fictionalMark } from '../../templates/papers/paper.ts';
import { stageOf } from '../../workflows/programmes/schema.ts';
import { budgetTotals, readAnswers, shown, type TypedFields } from '../../workflows/rules/forms.ts';
import { attachments, everyKind, lines, readPack, typedWell } from '../rules/formsExample.ts';
import { flat, type ReadPdf, readPdf, withRole } from './readPdf.ts';

const fonts = paperFonts();
const city = readPack('tphcm-nq20-2023.v2.json');
const form = city.forms.application.all!;
const stage = stageOf(city, 'uomTao')!;
const paragraphText =
  'Vùng duyên hải có khoảng 3.100 hộ nuôi tôm. Khảo sát 64 hộ cho thấy 41 hộ sẵn sàng thuê thiết bị với giá 90.000 đồng mỗi tháng; số còn lại chờ thêm một vụ.';

/** An application of TP.HCM with every field answered, as long as real ones are. */
const typed: TypedFields = {
  ...Object.fromEntries(
    form.sections.flatMap(({ fields }) =>
      fields.map((field): [string, string] => {
        if (field.kind === 'longText') return [field.id, `${paragraphText}\n\n${field.label.vi}. ${paragraphText}`];
        if (field.kind === 'declaration' || field.kind === 'yesNo') return [field.id, 'yes'];
        return [field.id, `${field.label.vi} thử`];
      }),
    ),
  ),
  applicantKind: 'team',
  priorityField: 'agriculture',
  readiness: 'prototype',
  revenueVnd: '12.500.000',
  jobs: '6',
  months: '12',
  projectName: 'Máy đo độ mặn giá rẻ cho đầm tôm',
  'team.0.name': 'Nguyễn Thị Minh Châu',
  'team.0.role': 'Trưởng nhóm',
  'team.0.expertise': 'Kỹ sư điện tử, 6 năm làm thiết bị đo',
  'team.0.share': '100',
  'team.1.name': 'Lê Hoàng Anh',
  'team.1.role': 'Phần mềm',
  'team.1.expertise': 'Đã làm 3 ứng dụng nông nghiệp',
  'team.1.share': '60',
  'milestones.0.work': 'Hoàn thiện điện cực',
  'milestones.0.result': '40 nút đo, sai số dưới 1 ‰',
  'milestones.0.fromMonth': '1',
  'milestones.0.toMonth': '4',
  'budget.0.line': 'labour',
  'budget.0.description': 'Kỹ sư phần cứng',
  'budget.0.quantity': '12',
  'budget.0.unit': 'tháng',
  'budget.0.unitPrice': '3.000.000',
  'budget.0.state': '30.000.000',
  'budget.0.matching': '6.000.000',
  'budget.0.basis': 'Hợp đồng lao động',
  'budget.1.line': 'services',
  'budget.1.description': 'Thuê phòng thí nghiệm và không gian làm việc chung',
  'budget.1.quantity': '10',
  'budget.1.unit': 'tháng',
  'budget.1.unitPrice': '5.000.000',
  'budget.1.state': '50.000.000',
};
const answers = readAnswers(form, null, typed);
const totals = budgetTotals(answers, 'budget');

const view: ApplicationView = {
  title: form.title.vi,
  projectName: 'Máy đo độ mặn giá rẻ cho đầm tôm',
  applicant: 'Nhóm Đầm Sạch – Cần Giờ',
  agency: 'Sở Khoa học và Công nghệ Thành phố Hồ Chí Minh',
  call: 'Đợt tiếp nhận hồ sơ ươm tạo 01/2026',
  stage: stage.name.vi,
  receipt: {
    number: 'HS-2026-0112',
    receivedAt: new Date('2026-02-05T17:04:05.678Z'),
    sha256: '3fe1b6c0d9a84f52e7b1c0a99d4e5f60718293a4b5c6d7e8f9011223344556677'.slice(0, 64),
    submittedBy: 'Nguyễn Thị Minh Châu',
  },
  sections: shown(form, answers, 'vi', { lines: stage.lines, attachments: [] }),
  amounts: { stateVnd: totals.stateVnd, matchingVnd: totals.matchingVnd },
  createdAt: new Date('2026-02-05T17:04:05.678Z'),
  fictional: false,
  confirmUrl: 'https://vuonuom.example/xac-nhan/0194d3f2-7c1a-7e55-9b1e-6f2a4c8d1b3e',
};
const read = (change: Partial<ApplicationView> = {}) => readPdf(applicationPaper({ ...view, ...change }, fonts));

const mm = (millimetres: number) => (millimetres * 72) / 25.4;

/** Text outside the margins, but for page numbers and the mark of an invented pack. */
function outside(pdf: ReadPdf): string[] {
  return pdf.pages.flatMap((page, index) =>
    page.items
      .filter(({ text }) => text.trim() !== String(index + 1) && text !== fictionalMark)
      .filter(({ x, width, y }) => x < mm(30) - 0.5 || x + width > 595.28 - mm(20) + 0.5 || y < mm(20) - 0.5)
      .map(({ text }) => text),
  );
}

describe('the PDF of an application', () => {
  test('says who, when, what number, what hash, and how much in words', async () => {
    const { text, title, creationDate, pages } = await read();
    const said = [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'HỒ SƠ ĐĂNG KÝ HỖ TRỢ DỰ ÁN KHỞI NGHIỆP SÁNG TẠO THEO NGHỊ QUYẾT 20/2023/NQ-HĐND',
      'Dự án “Máy đo độ mặn giá rẻ cho đầm tôm”',
      'Kính gửi: Sở Khoa học và Công nghệ Thành phố Hồ Chí Minh',
      'Người đăng ký: Nhóm Đầm Sạch – Cần Giờ',
      'Giai đoạn đề nghị hỗ trợ: Ươm tạo',
      'Số tiếp nhận: HS-2026-0112',
      'Thời điểm tiếp nhận: 00:04:05 ngày 06/02/2026 (giờ Việt Nam)',
      '80.000.000 đồng (bằng chữ: Tám mươi triệu đồng)',
      '6.000.000 đồng (bằng chữ: Sáu triệu đồng)',
      'nộp qua hệ thống Vườn Ươm',
    ];
    expect(said.filter((words) => !text.includes(flat(words)))).toEqual([]);
    expect(text.replaceAll(' ', '')).toContain(view.receipt!.sha256);
    expect(text.replaceAll(' ', '')).toContain(view.confirmUrl!);
    expect(title).toContain('HS-2026-0112');
    expect(creationDate).toBe('D:20260205170405Z');
    expect(pages.length).toBeGreaterThan(3);
    for (const [index, page] of pages.entries())
      if (index > 0)
        expect(page.items.some(({ text, y }) => text === String(index + 1) && y > 841.89 - mm(20))).toBe(true);
  });

  test('says every answer of every section, with every diacritic', async () => {
    const { text } = await read();
    const words = new Set(text.split(' '));
    for (const { section, rows } of view.sections) {
      expect(text).toContain(flat(section.title));
      for (const row of rows) {
        for (const line of row.value.split('\n').filter(Boolean))
          if (row.kind !== 'declaration') expect(text).toContain(flat(line));
        if (row.note !== undefined) expect(text).toContain(flat(row.note));
        // Cells of one row are read across, so they are looked for word by word.
        for (const cell of [...(row.table?.rows.flat() ?? []), ...(row.table?.foot ?? [])])
          for (const word of flat(cell).split(' ').filter(Boolean)) expect(words).toContain(word);
      }
    }
    expect(text).toContain('Cộng 86.000.000 80.000.000 6.000.000');
    expect(text).toMatch(/Một nguồn kinh phí: Chỉ tiếp nhận duy nhất một nguồn kinh phí[^.]*\. Đã cam kết\./);
    expect(text).not.toContain('Chưa cam kết');
    expect(text).not.toMatch(/[×□]/);
    const none = (await read({ sections: shown(form, {}, 'vi') })).text;
    expect(none).toMatch(/Một nguồn kinh phí: Chỉ tiếp nhận [^.]*\. Chưa cam kết\./);
    expect(none).not.toMatch(/[×□]/);
  });

  test('stays inside the margins, is tagged, and is the same bytes each time', async () => {
    const pdf = await read();
    expect(outside(pdf)).toEqual([]);
    expect(pdf.marked).toBe(true);
    const all = (role: string) => pdf.pages.flatMap((page) => withRole(page.tree, role));
    expect(all('H1')).toHaveLength(1);
    expect(all('H2')).toHaveLength(form.sections.length);
    expect(all('Table')).toHaveLength(3);
    expect(all('Figure')).toHaveLength(1);
    expect(pdf.fonts.every(({ embedded }) => embedded)).toBe(true);
    expect(Buffer.compare(applicationPaper(view, fonts), applicationPaper(view, fonts))).toBe(0);
  });

  test('a draft says that it is one, and has neither receipt nor code', async () => {
    const { text, pages } = await read({ receipt: null, confirmUrl: null });
    expect(text).toContain('Bản nháp, chưa nộp.');
    expect(text).not.toContain('SHA-256');
    expect(pages.flatMap((page) => withRole(page.tree, 'Figure'))).toEqual([]);
  });

  test('an invented pack is marked on every page', async () => {
    const { pages } = await read({ fictional: true });
    for (const page of pages) expect(page.text).toContain(fictionalMark);
  });

  test('its English copy has the form’s own English words, marks on every page, and what was written as it was written', async () => {
    const sections = shown(form, answers, 'en', { lines: stage.lines, attachments: [] });
    const bytes = applicationPaper(
      { ...view, language: 'en', title: form.title.en, stage: stage.name.en, sections },
      fonts,
    );
    const pdf = await readPdf(bytes);
    const said = [
      'ENGLISH COPY, FOR INFORMATION ONLY',
      'Original: the application as submitted, No. HS-2026-0112, at 00:04:05 on 6 February 2026 (Viet Nam time).',
      `SHA-256 of what was submitted: ${view.receipt!.sha256}`,
      '80.000.000 đồng (in words: Eighty million đồng)',
      'Máy đo độ mặn giá rẻ cho đầm tôm',
      ...sections.map(({ section }) => section.title),
      ...paragraphText.split('\n'),
      'to confirm the Vietnamese original:',
    ];
    expect(said.filter((words) => !pdf.text.includes(flat(words)))).toEqual([]);
    expect(pdf.text).not.toMatch(/bằng chữ|Kính gửi|để trống|Đã cam kết|Số tiếp nhận|Quét mã/);
    expect(pdf.lang).toBe('en');
    const header = 'English copy, for information only. The Vietnamese original, No. HS-2026-0112, prevails.';
    for (const { text } of pdf.pages) expect(text).toContain(header);
    expect(outside(pdf).filter((text) => text !== header)).toEqual([]);
  });

  test('every kind of field, with nothing, with too much, and with what cannot be set', async () => {
    const long = 'Khoahọccôngnghệ'.repeat(400);
    const views = [
      {},
      typedWell,
      {
        ...typedWell,
        name: long,
        story: `${long}\n🌱 \u202e水 <b>`,
        'budget.0.quantity': '999999999',
        'budget.0.unitPrice': '999.999.999.999.999',
        'budget.0.state': '999.999.999.999.999',
        'budget.0.matching': '999.999.999.999.999',
        'team.0.about': long,
        'team.1.pay': 'không biết '.repeat(40),
      },
    ];
    for (const fields of views) {
      const sections = shown(everyKind, readAnswers(everyKind, null, fields), 'vi', { lines, attachments });
      const pdf = await read({ sections, amounts: null });
      expect(outside(pdf)).toEqual([]);
      expect(pdf.text).toContain('Mục name:');
    }
  });
});
