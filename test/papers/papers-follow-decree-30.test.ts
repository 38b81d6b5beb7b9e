import { describe, expect, test } from 'vitest';
import { paperFonts } from '../../src/documents/fonts.ts';
import { type AwardDecisionView, awardDecision } from '../../templates/papers/awardDecision.ts';
import { numberAndSymbol } from '../../templates/papers/decree30.ts';
import { undrawable } from '../../templates/papers/fonts.ts';
import { minutes } from '../../templates/papers/minutes.ts';
import { fictionalMark, paginate } from '../../templates/papers/paper.ts';
import { paymentOrder } from '../../templates/papers/paymentOrder.ts';
import { recoveryDecision } from '../../templates/papers/recoveryDecision.ts';
import { longDate } from '../../templates/parts/when.ts';
import { paperWords } from '../../templates/words/papers.ts';
import { formatAmount } from '../../workflows/rules/money.ts';
import { drawingOf } from './drawnOnce.ts';
import { award, manyLines, order, recovery } from './examples.ts';
import { example as meeting } from './minutesExample.ts';
import { flat, type ReadPdf, readPdf, withRole } from './readPdf.ts';

const fonts = paperFonts();
const mm = (millimetres: number) => (millimetres * 72) / 25.4;
const makeAward = (change: Partial<AwardDecisionView> = {}) => awardDecision({ ...award, ...change }, fonts);
const read = (change: Partial<AwardDecisionView> = {}) => readPdf(makeAward(change));

/** Text outside 30 mm left, 20 right, 20 top and bottom; but for page numbers and the mark, which belong there. */
function outside(pdf: ReadPdf): string[] {
  const [width, height] = [595.28, 841.89];
  return pdf.pages.flatMap((page, index) =>
    page.items
      .filter(({ text }) => text.trim() !== String(index + 1) && text !== fictionalMark)
      .filter(
        ({ x, y, width: wide, size }) =>
          x < mm(30) - 0.5 || x + wide > width - mm(20) + 0.5 || y < mm(20) - 0.5 || y + size > height - mm(20) + 3,
      )
      .map(({ text }) => text),
  );
}

/** Texts that lie on one another. Kerned neighbours touch by less than half a point. */
function overlapping(pdf: ReadPdf): string[] {
  return pdf.pages.flatMap(({ items }) =>
    items.flatMap((one, index) =>
      items
        .slice(index + 1)
        .filter(
          (other) =>
            Math.abs(one.y - other.y) < 0.6 * Math.min(one.size, other.size) &&
            Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x) > 0.5,
        )
        .map((other) => `${one.text} | ${other.text}`),
    ),
  );
}

describe('an award decision', () => {
  test('says everything that its view says, with every diacritic', async () => {
    const { text } = await read();
    const said = [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'ỦY BAN NHÂN DÂN THÀNH PHỐ VÍ DỤ',
      'SỞ KHOA HỌC VÀ CÔNG NGHỆ',
      'Số: 01/QĐ-SKHCN',
      'Ví Dụ, ngày 02 tháng 3 năm 2026',
      'GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ',
      ...award.legalBases.slice(0, -1).map((basis) => `${basis};`),
      `${award.legalBases.at(-1)}.`,
      `1. Tên dự án: ${award.projectName}.`,
      award.holder.name,
      award.holder.identity,
      award.holder.address,
      'Giai đoạn hỗ trợ: Ươm tạo.',
      '12 tháng',
      ...award.expectedResults,
      '312.654.321 đồng',
      'Ba trăm mười hai triệu sáu trăm năm mươi tư nghìn ba trăm hai mươi mốt đồng',
      ...award.lines.flatMap((line) => [line.name, formatAmount(line.amountVnd), line.basis]),
      'Tổng cộng 312.654.321',
      'Vốn đối ứng của bên được hỗ trợ: 187.654.321 đồng',
      award.budgetSource,
      ...award.conditions,
      ...award.responsible,
      'Điều 1.',
      'Điều 2.',
      'Điều 3.',
      'Điều 4.',
      'này./.',
      'Nơi nhận:',
      ...award.recipients,
      'KT. GIÁM ĐỐC',
      'PHÓ GIÁM ĐỐC',
      award.signatory.name,
    ];
    expect(said.filter((words) => !text.includes(flat(words)))).toEqual([]);
    expect(text.replaceAll(' ', '')).toContain(award.confirmUrl);
  });

  test('keeps every letter of the alphabet apart, also when it was typed decomposed', async () => {
    const letters = 'aăâeêioôơuưy'
      .split('')
      .flatMap((vowel) => ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'].map((tone) => vowel + tone));
    const name = [...letters, 'đ'].join(' ').normalize('NFD');
    const { text } = await read({ projectName: `${name} ${name.toUpperCase()}` });
    expect(text).toContain(
      `1. Tên dự án: ${flat(name.normalize('NFC'))} ${flat(name.toUpperCase().normalize('NFC'))}.`,
    );
  });

  test('stays inside the margins, whatever the length of its names', async () => {
    expect(outside(await read())).toEqual([]);
    const long = await read({
      agency: 'Ban Quản lý Khu công nghệ cao và các khu công nghiệp thành phố Đà Nẵng',
      projectName: `${award.projectName} ${'Khoahọccôngnghệ'.repeat(20)} ${award.projectName}`,
      holder: { ...award.holder, name: `${award.holder.name} `.repeat(6).trim() },
      signatory: { ...award.signatory, name: 'Công Tằng Tôn Nữ Nguyễn Phước Hoàng Thị Huỳnh Ngọc Bích Thủy Tiên' },
      lines: [{ ...award.lines[0]!, name: 'Dịch vụ tư vấn '.repeat(300), amountVnd: 999_999_999_999_999n }],
      totalVnd: 999_999_999_999_999n,
    });
    expect(outside(long)).toEqual([]);
    expect(overlapping(long)).toEqual([]);
    expect(long.text.split('Dịch vụ tư vấn').length - 1).toBe(300);
    expect(long.text.replaceAll(' ', '')).toContain('Khoahọccôngnghệ'.repeat(20));
  });

  test('sets place and date on one line beside the number, of a city with a long name too', async () => {
    for (const number of [1, 1234]) {
      const pdf = await read({
        ...{ place: 'Thành phố Hồ Chí Minh', parentAgency: 'Ủy ban nhân dân Thành phố Hồ Chí Minh', number },
        ...{ symbol: 'QĐTH-SKHCN', issuedOn: '2026-02-25' },
      });
      const [date] = pdf.pages[0]!.items.filter(({ text }) => text.startsWith('Thành phố Hồ Chí Minh, '));
      expect(date!.text).toBe('Thành phố Hồ Chí Minh, ngày 25 tháng 02 năm 2026');
      expect(pdf.pages[0]!.items.some(({ text, y }) => text.startsWith('Số: ') && y === date!.y)).toBe(true);
      expect([outside(pdf), overlapping(pdf)]).toEqual([[], []]);
    }
  });

  test('sets its body justified: full lines of a paragraph end at the same edge', async () => {
    const { pages } = await read({ budgetSource: 'Nguồn kinh phí sự nghiệp khoa học và công nghệ '.repeat(8) });
    const ends = new Map<number, number>();
    for (const { y, x, width } of pages.flatMap((page) => page.items)) {
      ends.set(Math.round(y), Math.max(ends.get(Math.round(y)) ?? 0, x + width));
    }
    const edge = 595.28 - mm(20);
    expect([...ends.values()].filter((end) => Math.abs(end - edge) < 1.5).length).toBeGreaterThan(8);
  });

  test('numbers its pages from the second on, centred in the top margin', async () => {
    const { pages } = await read(manyLines(60));
    expect(pages.length).toBeGreaterThan(3);
    const inTopMargin = pages.map(({ items }) => items.filter(({ y }) => y > 841.89 - mm(20)));
    expect(inTopMargin[0]).toEqual([]);
    for (const [index, items] of inTopMargin.entries()) {
      if (index === 0) continue;
      expect(items.map(({ text }) => text)).toEqual([String(index + 1)]);
      expect(items[0]!.size).toBeCloseTo(13, 1);
      expect(items[0]!.x + items[0]!.width / 2).toBeCloseTo((mm(30) + 595.28 - mm(20)) / 2, 0);
    }
  });

  test('repeats the head of a table of 60 lines on every page that it reaches, and says it once in the tree', async () => {
    const { lines, totalVnd } = manyLines(60);
    const { pages, text } = await read({ lines, totalVnd });
    const withRows = pages.filter((page) => page.text.includes('Nội dung chi thứ'));
    expect(withRows.length).toBeGreaterThan(2);
    for (const page of withRows) expect(page.text).toMatch(/TT Nội dung chi Kinh phí hỗ trợ \(đồng\) Căn cứ/);
    for (const line of lines) expect(text).toContain(formatAmount(line.amountVnd));
    expect(pages.flatMap((page) => withRole(page.tree, 'TH')).length).toBe(4);
    expect(withRows.at(-1)!.text).toContain(`Tổng cộng ${formatAmount(totalVnd)}`);
    expect(withRows.at(-1)!.text).toContain('Nội dung chi thứ 60');
  });

  test('lines figures up at the right', async () => {
    const { pages } = await read(manyLines(12));
    const figures = pages
      .flatMap((page) => page.items)
      .filter(({ text }) => /^\d{1,3}\.\d{3}\.\d{3}$/.test(text.trim()));
    expect(figures.length).toBeGreaterThanOrEqual(12);
    const edges = new Set(figures.map(({ x, width }) => Math.round(x + width)));
    expect(edges.size).toBe(1);
  });

  test('never leaves the signature alone on a page', async () => {
    for (let results = 0; results < 30; results += 1) {
      const { pages } = await read({ expectedResults: Array.from({ length: results }, (_, n) => `kết quả ${n}`) });
      expect(pages.at(-1)!.text).toContain('Điều 4.');
      expect(pages.at(-1)!.text).toContain(award.signatory.name);
    }
  });

  test('says on every page that its pack is invented, and nowhere when it is not', async () => {
    const [invented, real] = [await read(manyLines(40)), await read({ ...manyLines(40), fictional: false })];
    for (const page of invented.pages) expect(page.text).toContain(fictionalMark);
    expect(real.text).not.toContain('MINH HỌA');
    const played = await read({ ...manyLines(40), fictional: false, demonstration: true });
    for (const page of played.pages) expect(page.text).toContain(paperWords.vi.demonstration);
    expect(invented.text).not.toContain(paperWords.vi.demonstration);
  });

  test('refuses a total that its lines do not make', () => {
    expect(() => makeAward({ totalVnd: award.totalVnd + 1n })).toThrow('312654322');
  });

  test('shows a square for what the typeface cannot draw, and names it beforehand', async () => {
    const { text } = await read({ projectName: 'Nước 水 sạch 🌱' });
    expect(text).toContain('1. Tên dự án: Nước □ sạch □.');
    expect(undrawable('Nước 水 sạch 🌱 水', fonts)).toEqual(['水', '🌱']);
    expect(undrawable(award.projectName, fonts)).toEqual([]);
  });
});

describe('the file', () => {
  test('is tagged: document, heading, paragraphs, table, figure with a text for the blind', async () => {
    const { pages, marked } = await read();
    expect(marked).toBe(true);
    const all = (role: string) => pages.flatMap((page) => withRole(page.tree, role));
    expect(all('Document').length).toBeGreaterThan(0);
    expect(all('H1').length).toBe(1);
    expect(all('P').length).toBeGreaterThan(20);
    expect(all('Table').length).toBe(1);
    expect(all('TR').length).toBe(award.lines.length + 2);
    expect(all('TH').length).toBe(4);
    expect(all('TD').length).toBe((award.lines.length + 1) * 4);
    expect(all('Figure').map(({ alt }) => alt)).toEqual([`Mã QR mở trang xác nhận văn bản: ${award.confirmUrl}`]);
  });

  test('carries language, title, creation date and the mark of PDF/A-2a', async () => {
    const { lang, title, creationDate, raw } = await read({ projectName: 'R&D <thử> "một"' });
    expect(lang).toBe('vi-VN');
    expect(title).toContain('Quyết định số 01/QĐ-SKHCN');
    expect(title).toContain('R&D <thử>');
    expect(creationDate).toBe('D:20260302030405Z');
    expect(raw).toMatch(/^%PDF-1\.7/);
    expect(raw).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(raw).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(raw).toContain('/GTS_PDFA1');
    expect(raw).toContain('/DisplayDocTitle true');
    expect(raw).toContain('R&amp;D &lt;thá»­&gt;'.normalize('NFC'));
    expect(raw).not.toContain('/Encrypt');
    expect(raw).not.toContain('/ModDate');
  });

  test('embeds every font that it uses, and uses Tinos alone', async () => {
    const used = (await read()).fonts;
    expect(used.length).toBe(4);
    expect(used.filter(({ embedded, name }) => !embedded || !/^[A-Z]{6}\+Tinos/.test(name))).toEqual([]);
  });

  test('is the same bytes for the same view, whatever was made in between', () => {
    const first = makeAward();
    paymentOrder(order, fonts);
    makeAward({ projectName: 'Không\u00a0gian – Ðà ‐ tiên­phong' });
    expect(Buffer.compare(first, makeAward())).toBe(0);
    expect(Buffer.compare(first, makeAward({ number: 6 }))).not.toBe(0);
    expect(Buffer.compare(first, makeAward({ createdAt: new Date(0) }))).not.toBe(0);
  });
});

describe('an English copy', () => {
  const copyOf = { sha256: 'ab'.repeat(32) };
  const header = /^English copy, for information only/;
  const inside = (pdf: ReadPdf) => outside(pdf).filter((text) => !header.test(text) && !/^ILLUSTRATION/.test(text));
  const long =
    'Nhóm nghiên cứu ứng dụng công nghệ màng lọc sinh học từ phụ phẩm nông nghiệp vùng đồng bằng sông Cửu Long';

  test('stays inside the margins and its texts off one another, whatever the length of names and amounts', async () => {
    const amount = 999_999_999_999_999n;
    for (const bytes of [
      makeAward({ copyOf }),
      makeAward({ copyOf, ...manyLines(40), projectName: `${long} ${long}`, matchingVnd: amount }),
      paymentOrder({ ...order, copyOf }, fonts),
      paymentOrder(
        {
          ...order,
          ...{ copyOf, tax: null, totalVnd: amount, payee: { ...order.payee, name: long, address: long } },
          lines: [{ ...order.lines[0]!, content: long, taxVnd: 0n, payeeVnd: amount }],
        },
        fonts,
      ),
    ]) {
      const pdf = await readPdf(bytes);
      expect([inside(pdf), overlapping(pdf)]).toEqual([[], []]);
    }
  });

  test('is named as a copy in the list of open documents', async () => {
    expect((await read({ copyOf })).title).toMatch(/^English copy: Decision No\. 01\/QĐ-SKHCN/);
  });
});

describe('a payment order', () => {
  test('says everything that its view says, and amounts in words', async () => {
    const pdf = await readPdf(paymentOrder(order, fonts));
    const { drawer, payee, tax, programme } = order;
    const said = [
      'GIẤY RÚT DỰ TOÁN NGÂN SÁCH NHÀ NƯỚC',
      'Mẫu C2-02b/NS',
      'Số: 12/RDT-SKHCN',
      'Không ghi vào khu vực này',
      `Đơn vị rút dự toán: ${drawer.name}`,
      `Mã ĐVQHNS: ${drawer.budgetUnitCode}`,
      `Tài khoản: ${drawer.account}`,
      `Tại KBNN: ${drawer.treasury}`,
      `Mã cấp NS: ${drawer.budgetLevelCode}`,
      programme.name,
      `Mã CTMT, DA: ${programme.code}`,
      'Năm NS: 2026',
      'Số CKC, HĐK: CKC-2026-00117',
      ...order.grounds,
      ...order.lines.flatMap((line) => [
        line.content,
        line.economicCode,
        line.chapterCode,
        line.sectorCode,
        line.sourceCode,
      ]),
      'Tổng cộng 95.030.863 1.234.567 93.796.296',
      'Chín mươi lăm triệu không trăm ba mươi nghìn tám trăm sáu mươi ba đồng',
      'Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy đồng',
      'Chín mươi ba triệu bảy trăm chín mươi sáu nghìn hai trăm chín mươi sáu đồng',
      payee.name,
      payee.address,
      `Tài khoản: ${payee.account}`,
      payee.bank,
      tax!.payer,
      tax!.taxCode,
      tax!.collector,
      ...order.signers.flatMap(({ titles, name }) => [...titles, name!]),
      'KBNN A GHI',
    ];
    // Cells of one row are read across, so wrapped contents are looked for in the words of all items.
    const words = new Set(pdf.text.split(' '));
    const missing = said.filter(
      (phrase) =>
        !pdf.text.includes(flat(phrase)) &&
        !flat(phrase)
          .split(' ')
          .every((word) => words.has(word)),
    );
    expect(missing).toEqual([]);
    expect(outside(pdf)).toEqual([]);
    expect(overlapping(pdf)).toEqual([]);
    expect(pdf.pages.length).toBe(1);
  });

  test('without tax draws no column and no block of tax, and the figures and the words all the same', async () => {
    const lines = [{ ...order.lines[0]!, payeeVnd: 95_030_863n }];
    for (const change of [{}, { copyOf: { sha256: 'ab'.repeat(32) } }]) {
      const pdf = await readPdf(paymentOrder({ ...order, lines, tax: null, ...change }, fonts));
      expect(pdf.text).not.toMatch(/Nộp thuế|NỘP THUẾ|TT cho ĐV hưởng|\bTax\b|TAX|To the payee/);
      expect(pdf.text).toMatch(/(Tổng cộng|Total) 95\.030\.863 /);
      expect(outside(pdf).filter((text) => !/^English copy|^ILLUSTRATION/.test(text))).toEqual([]);
      expect(overlapping(pdf)).toEqual([]);
    }
  });

  test('is signed on the page that names the payee and the amount', async () => {
    for (let count = 1; count < 16; count += 1) {
      const lines = Array.from({ length: count }, () => ({ ...order.lines[0]!, payeeVnd: 1_000_000n }));
      const view = { ...order, lines, totalVnd: BigInt(count) * 1_000_000n };
      const { pages } = await readPdf(paymentOrder(view, fonts));
      expect(pages.at(-1)!.text).toContain('Thủ trưởng đơn vị');
      expect(pages.at(-1)!.text).toContain(`Số tiền thanh toán: ${formatAmount(view.totalVnd)} đồng`);
    }
  });

  test('ticks advance or actual, transfer or cash: one of each', async () => {
    const ticked = async (change: Partial<typeof order>) => {
      const { pages } = await readPdf(paymentOrder({ ...order, ...change }, fonts));
      return [
        ...pages[0]!.text.matchAll(/× ?(Thực chi|Tạm ứng|Ứng trước (?:chưa )?đủ ĐKTT|Chuyển khoản|Tiền mặt)/g),
      ].map((hit) => hit[1]);
    };
    expect(await ticked({})).toEqual(['Tạm ứng', 'Chuyển khoản']);
    expect(await ticked({ nature: 'actual', cash: true })).toEqual(['Thực chi', 'Tiền mặt']);
    expect(await ticked({ nature: 'prefundedIncomplete' })).toEqual(['Ứng trước chưa đủ ĐKTT', 'Chuyển khoản']);
    expect(await ticked({ nature: 'prefundedComplete' })).toEqual(['Ứng trước đủ ĐKTT', 'Chuyển khoản']);
  });

  test('on two lines without tax stands on one page, signatures and code and all', async () => {
    const contents = [
      'Thanh toán đợt 2 dự án “Bộ cảm biến độ mặn giá rẻ cho vườn cây và ao nuôi ở Cần Giờ”: Tiền công lao động trực tiếp',
      'Thanh toán đợt 2: Tuyển chọn, chuyên gia, dịch vụ hỗ trợ, cơ sở vật chất, cơ sở ươm tạo, không gian làm việc chung',
    ];
    const lines = contents.map((content) => ({
      ...order.lines[0]!,
      content,
      taxVnd: 0n,
      payeeVnd: 39_999_999n,
    }));
    const payee = {
      ...order.payee,
      name: 'NGUYEN THI MINH THU',
      address: '12 đường Rừng Sác, xã Bình Khánh, Thành phố Hồ Chí Minh',
      bank: 'Ngân hàng Thương mại cổ phần Ngoại thương Việt Nam – Chi nhánh Nam Sài Gòn',
      code: null,
    };
    const grounds = [
      'Quyết định số 01/QĐ-SKHCN ngày 20 tháng 01 năm 2026',
      'Hợp đồng số 12/2026/HĐ-HTKN ngày 26 tháng 01 năm 2026',
    ];
    const signers = [...order.signers.slice(0, 2), { titles: ['Thủ trưởng đơn vị'], name: null }];
    const view = { ...order, lines, payee, grounds, signers, totalVnd: 79_999_998n, tax: null, fictional: false };
    const { pages } = await readPdf(paymentOrder(view, fonts));
    expect(pages).toHaveLength(1);
  });

  test('refuses a total that its lines do not make, and tax that nobody collects', () => {
    expect(() => paymentOrder({ ...order, totalVnd: 1n }, fonts)).toThrow('95030863');
    expect(() => paymentOrder({ ...order, tax: null }, fonts)).toThrow('collecting office');
  });
});

describe('a paper that was drawn in the first way', () => {
  const first = { drawing: 1 } as const;
  const copyOf = { sha256: 'ab'.repeat(32) };
  const place = 'Thành phố Hồ Chí Minh';
  const untaxed = {
    ...{ tax: null, totalVnd: 95_030_863n, lines: [{ ...order.lines[0]!, payeeVnd: 95_030_863n }] },
  };
  test.each([
    ['an award', () => makeAward(first), '8be93f2bfab8871b2ff6d5c00f1df04e7a9ac93e6ca542a141a7953e39a71046'],
    [
      'a long award of a city',
      () => makeAward({ ...first, ...manyLines(40), place, fictional: false }),
      'f9c7d6a7c93389f8f345485726593bdb6ed17ebfb97eabacd14f6b13b5fb4797',
    ],
    [
      'a copy of it',
      () => makeAward({ ...first, ...manyLines(24), copyOf }),
      '917585684eb793cc6c8eaa8d3b901435947c71fb727d0627c8ff0ba4a96a83eb',
    ],
    [
      'a recovery',
      () => recoveryDecision({ ...recovery, ...first }, fonts),
      '2341067ba0dd68a5bdedafb0fc25f2e6bbd13ef4baea58b33994cc51fa257e3e',
    ],
    [
      'a payment order',
      () => paymentOrder({ ...order, ...first }, fonts),
      '43bce190316e603e66d6d5bcf5f79d5b7aa3d2665f2ee01ec5dba86aa03b9af7',
    ],
    [
      'one without tax',
      () => paymentOrder({ ...order, ...untaxed, ...first, place }, fonts),
      'a53507491627ebfc927c221afbc6340e8a7f7d108b3a51c84b328716c20fe315',
    ],
    [
      'a copy of that',
      () => paymentOrder({ ...order, ...untaxed, ...first, copyOf }, fonts),
      '3984ee870ddae72549e651abb6f7260af1a69363aad6b331fb138804cf6f2b7b',
    ],
    [
      'minutes',
      () => minutes({ ...meeting, ...first }, fonts),
      '127500f12ec2094eea3e70df613286bf1e7186dcb629a53a93c478e02eae2c6a',
    ],
    [
      'minutes that announce nothing',
      () => minutes({ ...meeting, announced: false, readBack: false, ...first }, fonts),
      '93abe8fd722f65e7c881e3f2a46ffa71c68f9378214e6b5ebfd2cbdc0d14788d',
    ],
  ])('is drawn so again: %s', (_, draw, pinned) => {
    expect(drawingOf(draw())).toBe(pinned);
  });
});

describe('the layout kit', () => {
  test('pads numbers below ten, days below ten and the first two months', () => {
    expect(numberAndSymbol({ number: 9, symbol: 'QĐ-SKHCN' })).toBe('09/QĐ-SKHCN');
    expect(numberAndSymbol({ number: 123, symbol: 'TB-UBND' })).toBe('123/TB-UBND');
    expect(longDate('2026-02-09')).toBe('ngày 09 tháng 02 năm 2026');
    expect(longDate('2026-03-10')).toBe('ngày 10 tháng 3 năm 2026');
  });

  test('leaves no lone line before or after a page break, and keeps heads with what they head', () => {
    const strip = (height: number) => ({ height, paint() {} });
    const lines = (count: number, more = {}) => ({
      strips: Array.from({ length: count }, () => strip(10)),
      gap: 0,
      lead: 2,
      trail: 2,
      ...more,
    });
    const counts = (height: number, ...blocks: ReturnType<typeof lines>[]) =>
      paginate(blocks, height).map((page) => page.length);
    expect(counts(100, lines(9), lines(4))).toEqual([9, 4]);
    expect(counts(100, lines(7), lines(4))).toEqual([9, 2]);
    expect(counts(100, lines(6), lines(5))).toEqual([9, 2]);
    expect(counts(100, lines(8), lines(1, { keepWithNext: true }), lines(4))).toEqual([8, 5]);
    expect(counts(100, lines(25, { repeatHead: true }))).toEqual([10, 10, 7]);
  });

  test('brings two lines of the text along with what stands below it', () => {
    const lines = (count: number, more = {}) => ({
      ...{ strips: Array.from({ length: count }, () => ({ height: 10, paint() {} })), gap: 0, lead: 2, trail: 2 },
      ...more,
    });
    const signed = { follows: true, strips: [{ height: 30, paint() {} }], gap: 0 };
    const counts = (...blocks: Parameters<typeof paginate>[0]) => paginate(blocks, 100).map((page) => page.length);
    expect(counts(lines(7), signed)).toEqual([8]);
    expect(counts(lines(8), signed)).toEqual([6, 3]);
    expect(counts(lines(10), signed)).toEqual([8, 3]);
    // of three lines none is left alone
    expect(counts(lines(6), lines(3), signed)).toEqual([6, 4]);
    // a line that is alone brings what stands above it
    expect(counts(lines(7), lines(1), signed)).toEqual([5, 4]);
    expect(counts(lines(8), signed, signed)).toEqual([6, 4]);
    // nothing can be brought along: it stands alone, and nothing loops
    expect(counts({ strips: [{ height: 90, paint() {} }], gap: 0 }, signed)).toEqual([1, 1]);
    expect(counts(lines(18, { repeatHead: true }), signed)).toEqual([10, 7, 4]);
  });

  test('gives an impossible strip a page of its own instead of looping', () => {
    const tall = { strips: [{ height: 500, paint() {} }], gap: 0 };
    expect(paginate([tall, tall], 100).length).toBe(2);
  });
});
