import type { AwardDecisionView, AwardLine } from '../../templates/papers/awardDecision.ts';
import type { PaymentOrderView } from '../../templates/papers/paymentOrder.ts';

/** An invented award of two pages, with the length and accents of real ones. */
export const award: AwardDecisionView = {
  parentAgency: 'Ủy ban nhân dân thành phố Đà Nẵng',
  agency: 'Sở Khoa học và Công nghệ',
  number: 5,
  symbol: 'QĐ-SKHCN',
  place: 'Đà Nẵng',
  issuedOn: '2026-02-05',
  createdAt: new Date('2026-02-05T03:04:05.678Z'),
  fictional: true,
  confirmUrl: 'https://vuonuom.example/xac-nhan/0194d3f2-7c1a-7e55-9b1e-6f2a4c8d1b3e',
  authority: 'Giám đốc Sở Khoa học và Công nghệ',
  legalBases: [
    'Căn cứ Luật Khoa học, công nghệ và đổi mới sáng tạo số 93/2025/QH15',
    'Căn cứ Nghị định số 268/2025/NĐ-CP ngày 14 tháng 10 năm 2025 của Chính phủ',
    'Căn cứ Thông tư số 45/2019/TT-BTC ngày 19 tháng 7 năm 2019 của Bộ trưởng Bộ Tài chính',
    'Căn cứ Biên bản họp Hội đồng đánh giá hồ sơ ngày 20 tháng 01 năm 2026',
    'Theo đề nghị của Trưởng phòng Quản lý công nghệ và đổi mới sáng tạo',
  ],
  projectName:
    'Nghiên cứu, hoàn thiện công nghệ và sản xuất thử nghiệm thiết bị cảnh báo sớm xâm nhập mặn cho vùng trồng lúa hạ lưu sông Thu Bồn – Vu Gia',
  holder: {
    name: 'Công ty cổ phần Công nghệ nước thông minh Nguyễn Huỳnh Thục Quyên và Cộng sự',
    identity: 'mã số doanh nghiệp 0401987653',
    address: 'số 128/7 đường Nguyễn Hữu Thọ, phường Hòa Cường, thành phố Đà Nẵng',
  },
  stage: 'Ươm tạo',
  durationMonths: 12,
  expectedResults: [
    '01 mẫu thiết bị đo độ mặn đã thử nghiệm tại 03 cống lấy nước',
    '01 phần mềm cảnh báo qua điện thoại, có đăng ký quyền tác giả',
    '01 doanh nghiệp khoa học và công nghệ được thành lập',
  ],
  lines: [
    {
      name: 'Tiền công lao động trực tiếp',
      amountVnd: 30_000_000n,
      basis: 'Điểm a khoản 2 Điều 10 Thông tư số 45/2019/TT-BTC',
    },
    {
      name: 'Dịch vụ tư vấn pháp lý, sở hữu trí tuệ, đầu tư và thương mại hóa kết quả nghiên cứu',
      amountVnd: 80_000_000n,
      basis: 'Điểm b khoản 2 Điều 10 Thông tư số 45/2019/TT-BTC',
    },
    {
      name: 'Sản xuất thử nghiệm, làm sản phẩm mẫu, hoàn thiện công nghệ',
      amountVnd: 187_654_321n,
      basis: 'Điểm c khoản 2 Điều 10 Thông tư số 45/2019/TT-BTC',
    },
    {
      name: 'Đào tạo ngắn hạn',
      amountVnd: 15_000_000n,
      basis: 'Điểm b khoản 2 Điều 6 Thông tư số 45/2019/TT-BTC',
    },
  ],
  totalVnd: 312_654_321n,
  matchingVnd: 187_654_321n,
  budgetSource: 'Sự nghiệp khoa học và công nghệ năm 2026 của thành phố',
  conditions: [
    'Thực hiện dự án đúng nội dung, tiến độ và sử dụng kinh phí đúng mục đích',
    'Ký hợp đồng trong 10 ngày kể từ ngày nhận Quyết định này',
    'Báo cáo kết quả từng đợt, kèm tài liệu minh chứng, trước khi đề nghị giải ngân đợt sau',
    'Hoàn trả ngân sách nhà nước phần kinh phí sử dụng không đúng quy định',
  ],
  responsible: ['Chánh Văn phòng Sở', 'Trưởng phòng Kế hoạch – Tài chính'],
  recipients: ['Như Điều 4', 'UBND thành phố (để báo cáo)', 'Kho bạc Nhà nước khu vực XIII', 'Lưu: VT, KHTC, QLCN'],
  signatory: { onBehalf: null, titles: ['KT. Giám đốc', 'Phó Giám đốc'], name: 'Tôn Nữ Hoàng Thị Ngọc Bích' },
};

/** `count` expense lines, each different, with their sum. */
export function manyLines(count: number): { lines: AwardLine[]; totalVnd: bigint } {
  const lines = Array.from({ length: count }, (_, index) => ({
    name: `Nội dung chi thứ ${index + 1} về thử nghiệm sản phẩm mẫu`,
    amountVnd: 1_000_001n * BigInt(index + 1),
    basis: `Khoản ${index + 1} Điều 10 Thông tư số 45/2019/TT-BTC`,
  }));
  return { lines, totalVnd: lines.reduce((sum, line) => sum + line.amountVnd, 0n) };
}

/** An invented advance, to an enterprise, with tax withheld. */
export const order: PaymentOrderView = {
  parentAgency: 'Ủy ban nhân dân thành phố Đà Nẵng',
  agency: 'Sở Khoa học và Công nghệ',
  number: 12,
  symbol: 'RDT-SKHCN',
  place: 'Đà Nẵng',
  issuedOn: '2026-03-16',
  createdAt: new Date('2026-03-16T08:00:00.000Z'),
  fictional: true,
  confirmUrl: 'https://vuonuom.example/xac-nhan/0195a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b',
  form: 'Mẫu C2-02b/NS',
  kind: 'Giấy rút dự toán ngân sách nhà nước',
  nature: 'advance',
  cash: false,
  drawer: {
    name: 'Sở Khoa học và Công nghệ thành phố Đà Nẵng',
    budgetUnitCode: '1029384',
    account: '9527.3.1029384',
    treasury: 'Kho bạc Nhà nước khu vực XIII',
    budgetLevelCode: '2',
  },
  programme: { name: 'Hỗ trợ khởi nghiệp đổi mới sáng tạo', code: '00000' },
  budgetYear: 2026,
  commitment: 'CKC-2026-00117',
  executedCommitment: null,
  lines: [
    {
      content: 'Tạm ứng đợt 1 dự án “Cảnh báo sớm xâm nhập mặn hạ lưu sông Thu Bồn – Vu Gia”',
      economicCode: '7049',
      chapterCode: '417',
      sectorCode: '103',
      sourceCode: '12',
      taxVnd: 0n,
      payeeVnd: 93_796_296n,
    },
    {
      content: 'Thuế giá trị gia tăng khấu trừ tại nguồn',
      economicCode: '1701',
      chapterCode: '417',
      sectorCode: '103',
      sourceCode: '12',
      taxVnd: 1_234_567n,
      payeeVnd: 0n,
    },
  ],
  totalVnd: 95_030_863n,
  tax: {
    payer: 'Công ty cổ phần Công nghệ nước thông minh',
    taxCode: '0401987653',
    collector: 'Thuế thành phố Đà Nẵng',
  },
  payee: {
    name: 'Công ty cổ phần Công nghệ nước thông minh Nguyễn Huỳnh Thục Quyên và Cộng sự',
    address: 'số 128/7 đường Nguyễn Hữu Thọ, phường Hòa Cường, thành phố Đà Nẵng',
    account: '0401000987654',
    bank: 'Vietcombank – Chi nhánh Đà Nẵng',
    code: '0401987653',
  },
  grounds: ['Quyết định số 05/QĐ-SKHCN ngày 05/02/2026', 'Hợp đồng số 03/2026/HĐ-TT ngày 12/02/2026'],
  signers: [
    { title: 'Người lập', name: 'Lê Thị Mỹ Duyên' },
    { title: 'Kế toán trưởng', name: 'Phạm Đỗ Quỳnh Như' },
    { title: 'Thủ trưởng đơn vị', name: 'Tôn Nữ Hoàng Thị Ngọc Bích' },
  ],
};
