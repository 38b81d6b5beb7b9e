// The report after form I.15 as a paper: its tables go on from page to page under their heads, figures stay whole and end at one edge,
// and the place to sign comes last.

import { expect, it } from 'vitest';
import { paperFonts } from '../../src/documents/fonts.ts';
import { type FinalReportPaper, finalReport } from '../../templates/papers/finalReport.ts';
import { formatAmount } from '../../workflows/rules/money.ts';
import { readPdf } from './readPdf.ts';

const lines = ['Thuê chuyên gia tư vấn hoàn thiện công nghệ', 'Sản xuất thử nghiệm sản phẩm mẫu', 'Dịch vụ'];
const report: FinalReportPaper = {
  ...{ language: 'vi', createdAt: new Date('2026-11-24T00:00:00+07:00'), fictional: false },
  ...{ code: 'HS-2026-ABCDEF', project: 'Máy sấy nông sản dùng năng lượng mặt trời cho hộ trồng chuối ở Hòa Vang' },
  ...{ party: 'Công ty TNHH Công nghệ nông nghiệp Hòa Vang', representative: 'Nguyễn Thị Minh Châu' },
  ...{
    agency: 'Sở Khoa học và Công nghệ Thành phố Đà Nẵng',
    place: 'Đà Nẵng',
    reason: 'Đã đạt mục tiêu.\nThị trường đã đổi.',
  },
  ...{ agreement: '12/2026/HĐ', endsOn: '2027-03-31', sentOn: '2026-11-24' },
  outputs: lines.map((name) => ({
    name,
    status: 'done' as const,
    output: 'Một máy sấy mẫu chạy 200 giờ. '.repeat(6).trim(),
  })),
  money: Array.from({ length: 40 }, (_, index) => ({
    name: `${index + 1}. ${lines[index % 3]}`,
    approvedVnd: 12_345_678_901n,
    usedVnd: 9_876_543_210n,
    usedOtherVnd: BigInt(index),
    settledVnd: 9_876_543_210n,
    settledOtherVnd: 0n,
  })),
  beside: { underwayVnd: 4_000_000n, advancedVnd: 0n },
  effects: { jobs: '5 việc làm', revenue: '', property: 'Một đơn sáng chế', other: 'Dòng một\nDòng hai' },
  evidence: [{ code: 'MC-001', kind: 'Biên bản', number: '12/BB', day: '2026-11-20', unit: 'Hội đồng' }],
};

it('goes on under its head on each page, with whole figures at one edge, and ends with who signs', async () => {
  const bytes = finalReport(report, paperFonts());
  expect(Buffer.from(finalReport(report, paperFonts())).equals(Buffer.from(bytes))).toBe(true);
  const read = await readPdf(bytes);
  expect(read.lang).toBe('vi-VN');
  expect(read.text).toContain('Đã sử dụng, ngoài NSNN');
  const withSums = read.pages.filter(({ text }) => text.includes('12.345.678.901'));
  expect(withSums.length).toBeGreaterThan(1);
  for (const { text } of withSums) expect(text).toContain('Phê duyệt');
  const sums = read.pages.flatMap(({ items }) => items.filter(({ text }) => text.trim() === '12.345.678.901'));
  expect(sums).toHaveLength(40);
  const edges = sums.map(({ x, width }) => Math.round(x + width));
  expect(new Set(edges).size).toBe(1);
  expect(read.text).toContain(formatAmount(12_345_678_901n * 40n));
  for (const { items } of read.pages) for (const { x, width } of items) expect(x + width).toBeLessThan(595.28 - 50);
  const last = read.pages.at(-1)!.text;
  expect(last).toContain('ĐẠI DIỆN BÊN ĐƯỢC HỖ TRỢ');
  expect(last.trim().replace(/ \d+$/, '')).toMatch(/Nguyễn Thị Minh Châu/);
});
