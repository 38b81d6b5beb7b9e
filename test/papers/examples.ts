import { award } from '../../src/bench/papers.ts';
import type { AwardLine } from '../../templates/papers/awardDecision.ts';
import type { PaymentOrderView } from '../../templates/papers/paymentOrder.ts';
import type { RecoveryDecisionView } from '../../templates/papers/recoveryDecision.ts';

export { award };

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
    { titles: ['Người lập'], name: 'Lê Thị Mỹ Duyên' },
    { titles: ['Kế toán trưởng'], name: 'Phạm Đỗ Quỳnh Như' },
    { titles: ['Thủ trưởng đơn vị'], name: 'Tôn Nữ Hoàng Thị Ngọc Bích' },
  ],
};

/** An invented recovery from a team. */
export const recovery: RecoveryDecisionView = {
  ...{ parentAgency: award.parentAgency, agency: award.agency, number: 3, symbol: 'QĐTH-SKHCN', place: award.place },
  ...{ issuedOn: '2026-11-20', createdAt: new Date('2026-11-20T08:00:00.000Z'), fictional: false },
  confirmUrl: award.confirmUrl,
  authority: award.authority,
  legalBases: ['Căn cứ Quyết định số 01/QĐ-SKHCN ngày 02 tháng 3 năm 2026'],
  projectName: award.projectName,
  holder: award.holder,
  reason: 'Chi sai nội dung được phê duyệt',
  lines: [{ name: 'Tiền công lao động trực tiếp', amountVnd: 3_000_000n }],
  totalVnd: 3_000_000n,
  repayBy: '2026-12-20',
  responsible: award.responsible,
  recipients: ['Như Điều 4', 'Kho bạc Nhà nước nơi giao dịch', 'Lưu: VT, hồ sơ dự án'],
  signatory: award.signatory,
};
