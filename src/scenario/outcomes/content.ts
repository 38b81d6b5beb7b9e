// Who else applies, and for what. Everything is invented; nobody of these names is meant.

import type { Applicant, Player } from '../content.ts';
import type { Answers } from '../steps/applying.ts';

/** An application: who leads it, in whose name, and what stands in it, section by section. */
export type Application = {
  leader: Player;
  applicant: Applicant;
  sections: Readonly<Record<string, Answers>>;
};

type Project = {
  leader: string;
  mailbox: string;
  name: string;
  identity: string;
  address: string;
  account: [number: string, name: string, bank: string];
  project: string;
  field: string;
  problem: string;
  solution: string;
};

const leaderOf = ({ leader, mailbox }: Project): Player => ({
  name: leader,
  email: `${mailbox}@nhomduan.example`,
  roles: [],
});
const applicantOf = ({ name, identity, address, account }: Project): Applicant => ({
  kind: 'team',
  ...{ name, identity, address },
  account: { number: account[0], name: account[1], bank: account[2] },
});
const commitments = { singleSource: true, truthful: true };

type CityProject = Project & {
  new: string;
  market: string;
  model: string;
  effect: string;
  labour: string;
  services: string;
};

/** The form of Ho Chi Minh City. */
function cityApplication(project: CityProject): Application {
  const { leader, name, labour, services } = project;
  const row = (line: string, description: string, sum: string) => {
    const money = { quantity: '1', unit: 'gói', unitPrice: sum, state: sum, matching: '0' };
    return { line, description, ...money, basis: 'Dự toán kèm báo giá tháng 10/2025' };
  };
  const sections = {
    applicant: {
      applicantKind: 'team',
      applicantName: name,
      // who leads it, their number and where it is at home are known already: the form begins with them
      'leader.phone': '0908 552 310',
    },
    project: { projectName: project.project, priorityField: project.field, summary: project.solution },
    creativity: { problem: project.problem, solution: project.solution, creativity: project.new },
    capacity: {
      team: [{ name: leader, role: 'Trưởng nhóm', expertise: 'Kỹ sư, 6 năm làm sản phẩm cùng lĩnh vực', share: '100' }],
    },
    market: { market: project.market, competitors: 'Sản phẩm nhập khẩu cùng công dụng có giá cao gấp ba đến năm lần.' },
    technology: { technology: project.solution, readiness: 'trial', ownsRights: 'yes' },
    model: { model: project.model },
    effect: { effect: project.effect },
    plan: {
      months: '9',
      milestones: [
        {
          work: 'Hoàn thiện công nghệ và làm sản phẩm mẫu',
          result: 'Sản phẩm mẫu chạy thử đạt yêu cầu',
          fromMonth: '1',
          toMonth: '9',
          proof: 'Biên bản thử nghiệm',
        },
      ],
    },
    budget: {
      budget: [
        row('labour', 'Tiền công kỹ sư của nhóm, 6 tháng', labour),
        row('services', 'Thử nghiệm, gia công và tư vấn', services),
      ],
    },
    papers: {},
    commitments: { ...commitments, noEarlierMoney: true, cooperate: true },
  };
  return { leader: leaderOf(project), applicant: applicantOf(project), sections };
}

export const market = cityApplication({
  leader: 'Trương Mỹ Dung',
  mailbox: 'dung.truong',
  name: 'Nhóm Chợ Phiên Số',
  identity: '079193006621',
  address: '88 đường Nguyễn Văn Cừ, phường Chợ Quán, Thành phố Hồ Chí Minh',
  account: ['060187340221', 'TRUONG MY DUNG', 'Ngân hàng Thương mại cổ phần Sài Gòn Thương Tín – Chi nhánh Quận 5'],
  project: 'Trang rao vặt đồ cũ cho sinh viên các ký túc xá',
  field: 'ecommerce',
  problem: 'Sinh viên ra trường bỏ lại nhiều đồ còn dùng được; khóa sau lại mua mới.',
  solution: 'Trang rao vặt theo từng ký túc xá, người bán đăng ảnh và giá, người mua tự đến lấy.',
  new: 'Gom đồ theo tầng và theo ngày trả phòng.',
  market: 'Khoảng 60.000 chỗ ở ký túc xá tại Thành phố.',
  model: 'Thu phí đăng tin nổi bật 5.000 đồng một tin.',
  effect: 'Giảm đồ bỏ đi mỗi cuối học kỳ.',
  labour: '20000000',
  services: '25000000',
});

export const lungs = cityApplication({
  leader: 'Hoàng Thị Bích Loan',
  mailbox: 'loan.hoang',
  name: 'Nhóm Phổi Khỏe',
  identity: '079188003347',
  address: '215 đường Hồng Bàng, phường Chợ Lớn, Thành phố Hồ Chí Minh',
  account: ['31410001882213', 'HOANG THI BICH LOAN', 'Ngân hàng Đầu tư và Phát triển Việt Nam – Chi nhánh Chợ Lớn'],
  project: 'Máy tập thở có đo lưu lượng cho người bệnh phổi mạn tính',
  field: 'health',
  problem: 'Người bệnh tập thở tại nhà không biết mình tập đúng hay chưa, bác sĩ không có số liệu giữa hai lần khám.',
  solution: 'Ống tập thở gắn cảm biến chênh áp, báo đúng sai bằng đèn và lưu số liệu cho bác sĩ.',
  new: 'Bù sai số theo độ ẩm hơi thở bằng một cảm biến rẻ tiền.',
  market: 'Ước 90.000 người bệnh đang theo dõi ngoại trú tại Thành phố.',
  model: 'Bán qua khoa phục hồi chức năng, cho thuê 60.000 đồng một tháng.',
  effect: 'Giảm số lần nhập viện vì đợt cấp.',
  labour: '30000000',
  services: '45000000',
});

export const parking = cityApplication({
  leader: 'Đinh Công Mạnh',
  mailbox: 'manh.dinh',
  name: 'Nhóm Bãi Xe Thông Minh',
  identity: '079090011285',
  address: '7 đường số 12, phường An Khánh, Thành phố Hồ Chí Minh',
  account: [
    '19036677520018',
    'DINH CONG MANH',
    'Ngân hàng Thương mại cổ phần Kỹ Thương Việt Nam – Chi nhánh Thủ Thiêm',
  ],
  project: 'Đếm chỗ trống bãi xe bằng máy ảnh có sẵn',
  field: 'digital',
  problem: 'Người lái xe đi vòng tìm chỗ gửi trung bình 11 phút vào giờ cao điểm.',
  solution: 'Phần mềm đọc hình máy ảnh giám sát sẵn có, đếm chỗ trống và báo lên bản đồ.',
  new: 'Chạy trên máy tính cũ của bãi xe, không cần mạng tốc độ cao.',
  market: 'Thành phố có khoảng 1.200 bãi giữ xe ô tô có máy ảnh.',
  model: 'Thu 400.000 đồng một bãi một tháng.',
  effect: 'Giảm thời gian xe chạy tìm chỗ.',
  labour: '25000000',
  services: '30000000',
});

export const shells = cityApplication({
  leader: 'Lương Thị Kiều Trang',
  mailbox: 'trang.luong',
  name: 'Nhóm Vỏ Hàu Xanh',
  identity: '079192007714',
  address: 'Ấp Thạnh Bình, xã Thạnh An, Thành phố Hồ Chí Minh',
  account: [
    '6150205889034',
    'LUONG THI KIEU TRANG',
    'Ngân hàng Nông nghiệp và Phát triển Nông thôn Việt Nam – Chi nhánh Cần Giờ',
  ],
  project: 'Gạch lát vỉa hè thấm nước từ vỏ hàu nghiền của các hộ nuôi hàu xã đảo Thạnh An',
  field: 'sustainability',
  problem: 'Mỗi vụ, xã đảo bỏ ra bãi khoảng 900 tấn vỏ hàu, bốc mùi và lấn luồng ghe.',
  solution: 'Nghiền vỏ hàu, phối với xi măng ít clinker và ép thành gạch rỗng cho nước thấm qua.',
  new: 'Cấp phối dùng 62% vỏ hàu vẫn đạt cường độ 20 MPa.',
  market: 'Các dự án chỉnh trang vỉa hè cần khoảng 140.000 m² gạch một năm.',
  model: 'Bán gạch cho nhà thầu, trả hộ nuôi 300 đồng một ki-lô-gam vỏ.',
  effect: 'Xử lý hết vỏ hàu của xã đảo, thêm việc cho 12 hộ.',
  labour: '28000000',
  services: '42000000',
});

export const hearing = cityApplication({
  leader: 'Phùng Nhật Hạ',
  mailbox: 'ha.phung',
  name: 'Nhóm Tai Nghe Cộng Đồng',
  identity: '079196002258',
  address: '41 đường Phạm Ngọc Thạch, phường Xuân Hòa, Thành phố Hồ Chí Minh',
  account: ['0501000227719', 'PHUNG NHAT HA', 'Ngân hàng Thương mại cổ phần Á Châu – Chi nhánh Tân Định'],
  project: 'Lớp học có phụ đề trực tiếp cho học sinh khiếm thính',
  field: 'edtech',
  problem: 'Học sinh khiếm thính học hòa nhập bỏ lỡ phần lớn lời giảng khi thầy cô quay lên bảng.',
  solution: 'Phần mềm nhận giọng giáo viên, hiện phụ đề tiếng Việt theo môn học trên máy tính bảng.',
  new: 'Từ điển thuật ngữ theo sách giáo khoa, chạy không cần mạng.',
  market: 'Khoảng 1.900 học sinh khiếm thính học hòa nhập ở ba tỉnh, thành phố.',
  model: 'Nhà trường thuê theo lớp, 150.000 đồng một tháng.',
  effect: 'Học sinh theo kịp bài mà không cần người ghi chép hộ.',
  labour: '30000000',
  services: '40000000',
});

export const ledger = cityApplication({
  leader: 'Vương Chí Kiên',
  mailbox: 'kien.vuong',
  name: 'Nhóm Sổ Nợ Tạp Hóa',
  identity: '079089014409',
  address: '530 đường Lê Văn Thọ, phường Thông Tây Hội, Thành phố Hồ Chí Minh',
  account: ['100871224563', 'VUONG CHI KIEN', 'Ngân hàng Thương mại cổ phần Công thương Việt Nam – Chi nhánh Gò Vấp'],
  project: 'Sổ nợ điện tử và chấm điểm tín dụng cho cửa hàng tạp hóa',
  field: 'fintech',
  problem: 'Cửa hàng tạp hóa bán chịu ghi sổ tay, không vay được vốn lưu động.',
  solution: 'Ứng dụng ghi nợ, nhắc trả và tổng hợp thành hồ sơ vay cho ngân hàng.',
  new: 'Chấm điểm từ nhịp trả nợ của khách quen.',
  market: 'Khoảng 40.000 cửa hàng tạp hóa tại Thành phố.',
  model: 'Ngân hàng trả phí giới thiệu 1% khoản vay.',
  effect: 'Hộ kinh doanh nhỏ vay được vốn chính thức.',
  labour: '30000000',
  services: '50000000',
});

export const drone = cityApplication({
  leader: 'Châu Quốc Huy',
  mailbox: 'huy.chau',
  name: 'Nhóm Cánh Cò',
  identity: '079091008876',
  address: '16 đường Lã Xuân Oai, phường Long Trường, Thành phố Hồ Chí Minh',
  account: ['9704366601238', 'CHAU QUOC HUY', 'Ngân hàng Thương mại cổ phần Quân đội – Chi nhánh Thủ Đức'],
  project: 'Máy bay không người lái chở mẫu xét nghiệm giữa trạm y tế xã đảo và bệnh viện',
  field: 'logistics',
  problem: 'Mẫu xét nghiệm từ xã đảo đi đò và xe mất bốn giờ, nhiều mẫu hỏng.',
  solution: 'Máy bay cánh bằng cất cánh thẳng đứng chở hộp lạnh 2 kg, bay 22 km trong 25 phút.',
  new: 'Hộp lạnh giữ 2 đến 8 °C bằng vật liệu đổi pha, không dùng pin.',
  market: 'Mười bốn trạm y tế xa bệnh viện tại Thành phố và tỉnh lân cận.',
  model: 'Bệnh viện trả theo chuyến, 120.000 đồng một chuyến.',
  effect: 'Có kết quả xét nghiệm trong ngày.',
  labour: '30000000',
  services: '50000000',
});

type ExampleProject = Project & {
  companyCode?: string;
  budget: readonly (readonly [line: string, what: string, state: string, matching: string])[];
};

/** The form of the fictional pack. */
export function exampleApplication(project: ExampleProject): Application {
  const { leader, name, companyCode, budget } = project;
  const kind = companyCode === undefined ? 'team' : 'enterprise';
  const sections = {
    applicant: {
      applicantKind: kind,
      applicantName: name,
      ...(companyCode === undefined ? {} : { companyCode }),
    },
    project: {
      projectName: project.project,
      priorityField: project.field,
      problem: `${project.problem} ${project.solution}`,
      team: [{ name: leader, role: 'Trưởng dự án' }],
    },
    budget: {
      budget: budget.map(([line, description, state, matching]) => {
        const unitPrice = String(BigInt(state) + BigInt(matching));
        return { line, description, quantity: '1', unit: 'gói', unitPrice, state, matching, basis: 'Báo giá kèm theo' };
      }),
    },
    papers: commitments,
  };
  const applicant: Applicant = { ...applicantOf(project), kind, beneficiaryClass: 'selfFunded' };
  return { leader: leaderOf(project), applicant, sections };
}

export const cold = exampleApplication({
  leader: 'Ngụy Thị Phương Uyên',
  mailbox: 'uyen.nguy',
  name: 'Công ty Cổ phần Giải pháp Chuỗi Lạnh và Truy xuất Nguồn gốc Nông sản Phương Nam',
  identity: '0317845260',
  companyCode: '0317845260',
  address: '2 đường Bến Nghé, phường Trung Tâm, Thành phố Ví Dụ',
  account: ['118002774455', 'CTCP GIAI PHAP CHUOI LANH PHUONG NAM', 'Ngân hàng Ví Dụ – Chi nhánh Bến Nghé'],
  project: 'Nhãn đo nhiệt độ dùng một lần cho thùng nông sản xuất khẩu',
  field: 'agriculture',
  problem: 'Thùng trái cây bị ấm giữa đường mà không ai biết ở chặng nào.',
  solution: 'Nhãn in mực đổi màu kèm chíp ghi nhiệt độ, giá 9.000 đồng, đọc bằng điện thoại.',
  budget: [
    ['labour', 'Kỹ sư in điện tử, sáu tháng', '48000000', '0'],
    ['prototype', 'Sản xuất thử 5.000 nhãn', '50000000', '50000000'],
    ['equipment', 'Máy đọc nhãn dùng chung', '8000000', '0'],
  ],
});

export const looms = exampleApplication({
  leader: 'Thạch Sa Rây',
  mailbox: 'saray.thach',
  name: 'Nhóm Khung Cửi',
  identity: '084195003318',
  address: '19 đường Dệt Vải, phường Làng Nghề, Thành phố Ví Dụ',
  account: ['7400215003318', 'THACH SA RAY', 'Ngân hàng Ví Dụ – Chi nhánh Làng Nghề'],
  project: 'Phần mềm chuyển hoa văn dệt tay thành thẻ đục lỗ cho khung cửi bán tự động',
  field: 'digital',
  problem: 'Nghệ nhân lớn tuổi nghỉ dệt thì hoa văn mất theo.',
  solution: 'Chụp vải cũ, phần mềm đọc từng sợi và in thẻ cho khung cửi.',
  budget: [
    ['labour', 'Lập trình viên, năm tháng', '40000000', '0'],
    ['services', 'Thuê quét ảnh độ phân giải cao', '15000000', '15000000'],
    ['prototype', 'Làm hai khung cửi mẫu', '35000000', '35000000'],
  ],
});

export const fish = exampleApplication({
  leader: 'Kiều Văn Lợi',
  mailbox: 'loi.kieu',
  name: 'Nhóm Cá Sạch Đồng Nổi',
  identity: '084088005127',
  address: 'Tổ 4, ấp Đồng Nổi, xã Nước Lớn, Thành phố Ví Dụ',
  account: ['7400215005127', 'KIEU VAN LOI', 'Ngân hàng Ví Dụ – Chi nhánh Nước Lớn'],
  project: 'Lồng nuôi cá tự chìm khi nước ô nhiễm',
  field: 'agriculture',
  problem: 'Cá lồng chết hàng loạt khi nước đầu nguồn nhiễm bẩn vài giờ.',
  solution: 'Lồng có phao khí, tự chìm xuống tầng nước sạch khi cảm biến báo.',
  budget: [
    ['labour', 'Công lắp đặt và theo dõi, năm tháng', '40000000', '0'],
    ['prototype', 'Làm bốn lồng mẫu', '50000000', '50000000'],
  ],
});

export const reading = exampleApplication({
  leader: 'Tôn Nữ Hạnh Nguyên',
  mailbox: 'nguyen.ton',
  name: 'Nhóm Chữ Nổi',
  identity: '084197001906',
  address: '63 đường Thư Viện, phường Trung Tâm, Thành phố Ví Dụ',
  account: ['7400215001906', 'TON NU HANH NGUYEN', 'Ngân hàng Ví Dụ – Chi nhánh Bến Nghé'],
  project: 'Màn hình chữ nổi 20 ô giá rẻ cho học sinh khiếm thị',
  field: 'digital',
  problem: 'Màn hình chữ nổi nhập khẩu giá 45 triệu đồng, cả trường dùng chung hai chiếc.',
  solution: 'Ô chữ nổi dùng cuộn dây in trên mạch, thay được từng ô, giá dự kiến 6 triệu đồng.',
  budget: [
    ['labour', 'Kỹ sư cơ điện, bốn tháng', '32000000', '0'],
    ['prototype', 'Làm mười màn hình mẫu', '45000000', '45000000'],
    ['rent', 'Chỗ làm việc chung, sáu tháng', '12000000', '0'],
  ],
});
