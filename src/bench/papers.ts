import { performance } from 'node:perf_hooks';
import { type AwardDecisionView, awardDecision } from '../../templates/papers/awardDecision.ts';
import { paperFonts } from '../documents/fonts.ts';
import { type Line, line, median } from './measure.ts';

/** What a paper may take, in milliseconds. */
const limitMs = 30;

/** The time of an award decision of two pages, once fonts are parsed and the code is warm. */
export function papers(rounds = 60): Line {
  const fonts = paperFonts();
  const times: number[] = [];
  for (let round = -20; round < rounds; round += 1) {
    const from = performance.now();
    const paper = awardDecision({ ...award, number: round + 100 }, fonts);
    const took = performance.now() - from;
    if (round >= 0) times.push(took);
    const pages = Buffer.from(paper)
      .toString('latin1')
      .match(/\/Type \/Page\b/g)?.length;
    if (pages !== 2) throw new Error(`an award of two pages has ${pages}`);
  }
  const value = median(times);
  return line('papers: award decision of two pages', 'ms', value, limitMs, limitMs / value, times);
}

/** An invented award of the usual length and accents. */
export const award: AwardDecisionView = {
  parentAgency: 'Ủy ban nhân dân thành phố Ví Dụ',
  agency: 'Sở Khoa học và Công nghệ',
  number: 1,
  symbol: 'QĐ-SKHCN',
  place: 'Ví Dụ',
  issuedOn: '2026-03-02',
  createdAt: new Date('2026-03-02T03:04:05.678Z'),
  fictional: true,
  confirmUrl: 'https://vuonuom.example/xac-nhan/0194d3f2-7c1a-7e55-9b1e-6f2a4c8d1b3e',
  authority: 'Giám đốc Sở Khoa học và Công nghệ',
  legalBases: [
    'Căn cứ Luật Khoa học, công nghệ và đổi mới sáng tạo số 93/2025/QH15',
    'Căn cứ Nghị định số 268/2025/NĐ-CP ngày 14 tháng 10 năm 2025 của Chính phủ',
    'Căn cứ Thông tư số 45/2019/TT-BTC ngày 19 tháng 7 năm 2019 của Bộ trưởng Bộ Tài chính',
    'Căn cứ Biên bản họp Hội đồng đánh giá hồ sơ ngày 16 tháng 02 năm 2026',
    'Theo đề nghị của Trưởng phòng Quản lý công nghệ và đổi mới sáng tạo',
  ],
  projectName:
    'Hoàn thiện công nghệ và sản xuất thử nghiệm bộ lọc nước uống từ xơ dừa cho hộ gia đình vùng ngập lũ hạ lưu sông Ví Dụ',
  holder: {
    name: 'Nhóm khởi nghiệp Nước sạch từ xơ dừa do bà Nguyễn Thị Ví Dụ đại diện',
    identity: 'giấy tờ của người đại diện số 000000000000',
    address: 'số 1 đường Hư Cấu, phường Ví Dụ, thành phố Ví Dụ',
  },
  stage: 'Ươm tạo',
  durationMonths: 12,
  expectedResults: [
    '01 mẫu bộ lọc đã thử nghiệm tại 30 hộ gia đình',
    '01 quy trình sản xuất được hội đồng nghiệm thu',
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
  less: null,
  budgetSource: 'Sự nghiệp khoa học và công nghệ năm 2026 của thành phố',
  conditions: [
    'Thực hiện dự án đúng nội dung, tiến độ và sử dụng kinh phí đúng mục đích',
    'Ký hợp đồng trong 10 ngày kể từ ngày nhận Quyết định này',
    'Báo cáo kết quả từng đợt, kèm tài liệu minh chứng, trước khi đề nghị giải ngân đợt sau',
    'Hoàn trả ngân sách nhà nước phần kinh phí sử dụng không đúng quy định',
  ],
  responsible: ['Chánh Văn phòng Sở', 'Trưởng phòng Kế hoạch – Tài chính'],
  recipients: ['Như Điều 4', 'UBND thành phố (để báo cáo)', 'Kho bạc Nhà nước khu vực I', 'Lưu: VT, KHTC, QLCN'],
  signatory: { onBehalf: null, titles: ['KT. Giám đốc', 'Phó Giám đốc'], name: 'Trần Văn Hư Cấu' },
};
