import { describe, expect, test } from 'vitest';
import { paperFonts } from '../../src/documents/fonts.ts';
import { type CouncilSeat, type MinutesView, minutes } from '../../templates/papers/minutes.ts';
import { formatAmount } from '../../workflows/rules/money.ts';
import { example } from './minutesExample.ts';
import { flat, readPdf, withRole } from './readPdf.ts';

const fonts = paperFonts();
const make = (change: Partial<MinutesView> = {}) => minutes({ ...example, ...change }, fonts);
const read = (change: Partial<MinutesView> = {}) => readPdf(make(change));
const mm = (millimetres: number) => (millimetres * 72) / 25.4;

/** Cells of one row are read across, so what is wrapped in a cell is looked for word by word. */
function missing(text: string, said: readonly string[]): string[] {
  const words = new Set(text.split(' '));
  return said.filter(
    (phrase) =>
      !text.includes(flat(phrase)) &&
      !flat(phrase)
        .split(' ')
        .every((word) => words.has(word)),
  );
}

describe('the minutes of the council', () => {
  test('never leave the signatures alone on a page, whatever was written last', async () => {
    const alone: number[] = [];
    for (let count = 0; count < 30; count += 1) {
      const remark = 'Ghi nhận nỗ lực của nhóm nghiên cứu trong suốt thời gian chuẩn bị hồ sơ. '.repeat(count);
      const { pages } = await read({ announced: false, readBack: false, remark });
      const { items } = pages.at(-1)!;
      const signed = items.find(({ text }) => text === 'THƯ KÝ')!.y;
      const above = new Set(
        items.filter(({ y, text }) => y > signed && !/^\d$/.test(text)).map(({ y }) => Math.round(y)),
      );
      if (above.size < 2) alone.push(count);
    }
    expect(alone).toEqual([]);
  });

  test('say everything that their view says, with every diacritic', async () => {
    const { text } = await read();
    const whole = [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH',
      'SỞ KHOA HỌC VÀ CÔNG NGHỆ',
      'Số: 03/BB-HĐ',
      'Thành phố Hồ Chí Minh, ngày 09 tháng 02 năm 2026',
      'BIÊN BẢN',
      `1. Tên dự án: ${example.projectName}.`,
      `2. Bên đăng ký: ${example.applicant}; giai đoạn hỗ trợ: Ươm tạo.`,
      `3. Quyết định thành lập Hội đồng: ${example.establishedBy}.`,
      '4. Thời gian: từ 14 giờ 00 đến 16 giờ 30, ngày 06 tháng 02 năm 2026.',
      `5. Địa điểm: ${example.meetingPlace}.`,
      '6. Hình thức họp: Trực tiếp kết hợp trực tuyến.',
      '7. Số thành viên Hội đồng có mặt (tính theo phiếu đã bỏ) trên tổng số: 6/7, đủ điều kiện họp (tối thiểu 5 thành viên, Điều 12, 268/2025/NĐ-CP).',
      'Vắng mặt có lý do: 01 thành viên (Võ Ngọc Diễm, Ủy viên, lý do: đi công tác nước ngoài).',
      `8. Đại biểu tham dự: ${example.guests?.[0]}.`,
      '9. Thư ký phiên họp: Huỳnh Thị Thủy Tiên.',
      'Nội dung đạt khi có ít nhất 4/6 phiếu “Đạt” (Điều 12, 268/2025/NĐ-CP).',
      '(1) Tiền công lao động trực tiếp 5/6 1/6 Đạt',
      '(3) Quảng bá sản phẩm 2/6 4/6 Không đạt',
      '1 Phạm Đỗ Quỳnh Như Chủ tịch Đạt Đạt Không đạt',
      '2 Lê Hoàng Anh Phó Chủ tịch Đạt Đạt Không đạt',
      '4 Võ Ngọc Diễm (vắng mặt) Ủy viên – – –',
      '7 Tôn Thất Sửu Ủy viên Không đạt Không đạt Đạt',
      'tổng kinh phí 78.765.432 đồng (bằng chữ: Bảy mươi tám triệu bảy trăm sáu mươi lăm nghìn bốn trăm ba mươi hai đồng)',
      'thời gian thực hiện 12 tháng',
      'Tổng cộng 78.765.432',
      `Nội dung cần hoàn thiện trước khi quyết định: ${example.completion}.`,
      'Ý kiến của thành viên Tôn Thất Sửu: Giá thuê mặt bằng cao hơn mặt bằng chung của khu vực.',
      `Kiến nghị khác của Hội đồng: ${example.remark}.`,
      'Kết quả bỏ phiếu đã được công bố tại phiên họp. Biên bản đã được đọc lại và thông qua tại phiên họp./.',
      'THƯ KÝ',
      'CHỦ TỊCH HỘI ĐỒNG',
    ];
    expect(whole.filter((words) => !text.includes(flat(words)))).toEqual([]);
    const inCells = example.items.flatMap(({ name, outcome, paymentFile, amountVnd }) => [
      name,
      outcome,
      paymentFile,
      amountVnd === null ? '' : formatAmount(amountVnd),
    ]);
    expect(missing(text, inCells)).toEqual([]);
    for (const { name } of example.members) expect(text).toContain(name);
    expect(text.replaceAll(' ', '')).toContain(example.confirmUrl);
  });

  const seated = (seat: CouncilSeat, why = '') =>
    example.members.map((member) => (member.name === 'Võ Ngọc Diễm' ? { ...member, seat, why } : member));

  test('say of each who cast no ballot what was said of them, and no more', async () => {
    const said: [CouncilSeat, string, string, string][] = [
      ['excused', 'Vắng mặt có lý do', 'Võ Ngọc Diễm, Ủy viên, lý do: ốm', 'vắng mặt'],
      ['unexcused', 'Vắng mặt không có lý do', 'Võ Ngọc Diễm, Ủy viên', 'vắng mặt'],
      ['present', 'Vắng mặt: không có. Có mặt nhưng không bỏ phiếu', 'Võ Ngọc Diễm, Ủy viên', 'có mặt, không bỏ phiếu'],
      [
        'conflict',
        'Vắng mặt: không có. Không tham gia do xung đột lợi ích',
        'Võ Ngọc Diễm, Ủy viên',
        'xung đột lợi ích',
      ],
      ['unknown', 'Không bỏ phiếu', 'Võ Ngọc Diễm, Ủy viên', 'không bỏ phiếu'],
    ];
    for (const [seat, label, who, short] of said) {
      const { text } = await read({ members: seated(seat, seat === 'excused' ? 'ốm' : '') });
      expect(text).toContain(`268/2025/NĐ-CP). ${label}: 01 thành viên (${who}).`);
      expect(text).toContain(`4 Võ Ngọc Diễm (${short}) Ủy viên – – –`);
      // nobody is counted as present but who voted, and nobody is called absent of whom nobody said so
      expect(text).toContain('tổng số: 6/7, đủ điều kiện họp');
      if (seat === 'unknown') expect(text).not.toContain('ắng mặt');
    }
  });

  test('name whose ballot stands beside a conflict of interest that was declared at once', async () => {
    const members = example.members.map((member, index) => ({
      ...member,
      declared: index === 2 ? ('atOnce' as const) : null,
    }));
    const { text } = await read({ members });
    expect(text).toContain(
      'Đã khai có xung đột lợi ích cùng lúc bỏ phiếu, phiếu vẫn được ghi: 01 thành viên (Đặng Thị Ngọc Bích, Ủy viên).',
    );
  });

  test('say of the end of the meeting what was declared, and of the secretary what was written', async () => {
    const readBack = (await read({ announced: false })).text;
    expect(readBack).toContain('Biên bản đã được đọc lại và thông qua tại phiên họp./.');
    expect(readBack).not.toContain('công bố');
    const { text } = await read({ announced: false, readBack: false, secretary: null });
    expect(text).not.toMatch(/đọc lại|thông qua|công bố/);
    expect(text).toMatch(/9\. Thư ký phiên họp: \.{20}/);
    expect(text).toContain('10. Người ghi kết luận trên hệ thống: Huỳnh Thị Thủy Tiên.');
    expect(text.split('Huỳnh Thị Thủy Tiên')).toHaveLength(2);
  });

  test('stay inside the margins, and their rows on no other', async () => {
    const items = Array.from({ length: 7 }, (_, index) => ({
      ...example.items[1]!,
      name: `${example.items[1]!.name} ${index}`,
      amountVnd: 999_999_999_999n,
    }));
    const members = example.members.map((member) => ({
      ...member,
      name: `${member.name} Công Tằng Tôn Nữ Hoàng Bích`,
    }));
    const long = await read({
      items,
      members,
      conclusion: { totalVnd: 6_999_999_999_993n, months: 12 },
      remark: 'Ý kiến dài '.repeat(200),
    });
    for (const [index, page] of long.pages.entries())
      for (const { text, x, y, width, size } of page.items) {
        if (text.trim() === String(index + 1) || text.includes('BẢN MINH HỌA')) continue;
        expect([text, x >= mm(30) - 0.5 && x + width <= 595.28 - mm(20) + 0.5]).toEqual([text, true]);
        expect([text, y >= mm(20) - 0.5 && y + size <= 841.89 - mm(20) + 3]).toEqual([text, true]);
      }
    expect(long.text).toContain('Đ: đạt, K: không đạt');
    // a page may end within the phrase
    expect(long.text.split('dài').length - 1).toBe(200);
  });

  test('leave dotted lines for what is not known, and say who is absent only when somebody is', async () => {
    const everybody = seated('voted');
    const items = example.items.map((item) => ({
      ...item,
      ballots: item.ballots.map((ballot) => ballot ?? 'pass'),
      ...{ outcome: '', paymentFile: '' },
    }));
    const { text } = await read({
      establishedBy: null,
      meetingPlace: null,
      meetingForm: null,
      meetingDay: null,
      meetingHours: null,
      guests: [],
      members: everybody,
      items,
    });
    expect(text).toMatch(/3\. Quyết định thành lập Hội đồng: \.{20}/);
    expect(text).toMatch(/5\. Địa điểm: \.{20}/);
    expect(text).toMatch(/4\. Thời gian: \.{20}/);
    expect(text).not.toMatch(/Theo thuyết minh|Theo hợp đồng/);
    expect(text).toContain('tổng số: 7/7');
    expect(text).toContain('Vắng mặt: không có.');
    expect(text).toContain('8. Đại biểu tham dự: không có.');
  });

  test('of a council that does not recommend say why', async () => {
    const items = example.items.map((item) => ({ ...item, amountVnd: null }));
    const { text } = await read({ items, conclusion: null, reason: 'Chưa khả thi về tài chính' });
    expect(text).toContain('Hội đồng không đề nghị hỗ trợ dự án.');
    expect(text).toContain('Lý do: Chưa khả thi về tài chính.');
    expect(text).not.toContain('Tổng cộng');
  });

  test('are signed by the vice-chair where the chair is absent, on the page with the last sentence', async () => {
    const members = example.members.map((member, index) => ({
      ...member,
      seat: index === 0 ? ('unexcused' as const) : ('voted' as const),
    }));
    const items = [
      {
        ...example.items[0]!,
        ballots: [
          null,
          ...example.items[0]!.ballots.slice(1, 3),
          'pass',
          ...example.items[0]!.ballots.slice(4),
        ] as const,
      },
    ];
    const pdf = await read({
      members,
      items: items.map((item) => ({ ...item, ballots: [...item.ballots] })),
      conclusion: { totalVnd: 30_000_000n, months: 6 },
    });
    const last = pdf.pages.at(-1)!.text;
    expect(last).toContain('PHÓ CHỦ TỊCH HỘI ĐỒNG');
    expect(last).toContain('Lê Hoàng Anh');
    expect(last).toContain('Kết quả bỏ phiếu đã được công bố');
  });

  test('never say what the ballots do not', () => {
    const [one, two, three] = example.items as [
      (typeof example.items)[0],
      (typeof example.items)[0],
      (typeof example.items)[0],
    ];
    expect(() => make({ conclusion: { totalVnd: 1n, months: 12 } })).toThrow('78765432');
    expect(() => make({ conclusion: null })).toThrow('78765432');
    expect(() =>
      make({ items: [one, two, { ...three, amountVnd: 5n }], conclusion: { totalVnd: 78_765_437n, months: 1 } }),
    ).toThrow('2 ballots of 4');
    expect(() => make({ items: [{ ...one, ballots: example.members.map(() => 'pass') }, two, three] })).toThrow(
      'a member who cast no ballot',
    );
    expect(() => make({ items: [{ ...one, ballots: ['pass'] }, two, three] })).toThrow('one ballot for each member');
  });

  test('are tagged, PDF/A-2a, in Vietnamese, dated by their event, and the same bytes each time', async () => {
    const { marked, lang, creationDate, raw, pages, fonts: used } = await read();
    expect([marked, lang, creationDate]).toEqual([true, 'vi-VN', 'D:20260209094102Z']);
    expect(raw).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(raw).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    const all = (role: string) => pages.flatMap((page) => withRole(page.tree, role));
    expect([all('H1').length, all('H2').length, all('Table').length, all('Figure').length]).toEqual([1, 3, 3, 1]);
    expect(used.every(({ embedded, name }) => embedded && /^[A-Z]{6}\+Tinos/.test(name))).toBe(true);
    expect(Buffer.compare(make(), make())).toBe(0);
    expect(Buffer.compare(make(), make({ number: 4 }))).not.toBe(0);
  });
});
