// Who plays, and what they write. Everything is invented; nobody of these names is meant.

import type { Role } from '../../workflows/rules/duties.ts';

export type Player = { readonly name: string; readonly email: string; readonly roles: readonly Role[] };

const staff = (name: string, mailbox: string, ...roles: Role[]): Player => ({
  name,
  email: `${mailbox}@ddst.example`,
  roles,
});
const expert = (name: string, mailbox: string, ...roles: Role[]): Player => ({
  name,
  email: `${mailbox}@chuyengia.example`,
  roles,
});
const founder = (name: string, mailbox: string): Player => ({ name, email: `${mailbox}@manngot.example`, roles: [] });

export const agency = 'tphcm';

/** What its payment orders print; an example: no unit has this code, and no account this number. */
export const treasury = {
  unitName: 'Sở Khoa học và Công nghệ',
  unitCode: '0000001',
  account: '0000.0.0000001',
  treasury: 'Kho bạc Nhà nước (ví dụ)',
  budgetLevel: '2',
  chapter: '417',
};

/** Every person has a password of their own, which is printed for who goes on by hand. */
export const passwordOf = ({ email }: Player) => `vuon-uom-${email.split('@')[0]}-2025`;

export const people = {
  administrator: staff('Ngô Thanh Tùng', 'tung.ngo', 'administrator'),
  officer: staff('Lê Thị Thu Hà', 'ha.le', 'officer'),
  secretary: staff('Vũ Ngọc Lan', 'lan.vu', 'secretary'),
  director: staff('Nguyễn Hữu Phước', 'phuoc.nguyen', 'director'),
  financeOfficer: staff('Trịnh Thị Mỹ Linh', 'linh.trinh', 'financeOfficer'),
  /** Stands in for the finance officer: what he prepares, he may not approve. */
  chiefAccountant: staff('Phạm Quốc Bảo', 'bao.pham', 'chiefAccountant', 'financeOfficer'),
  deputyAccountant: staff('Đỗ Minh Châu', 'chau.do', 'chiefAccountant'),
  auditor: staff('Hồ Sĩ Nguyên', 'nguyen.ho', 'auditor'),
  leader: founder('Nguyễn Thị Minh Thư', 'thu'),
} as const satisfies Record<string, Player>;

export const reviewers: readonly Player[] = [
  expert('Trần Quang Minh', 'minh.tran', 'reviewer'),
  expert('Nguyễn Thị Hồng Vân', 'van.nguyen', 'reviewer'),
  expert('Phan Đình Khôi', 'khoi.phan', 'reviewer'),
];

/** The first takes the chair. */
export const council: readonly Player[] = [
  expert('Huỳnh Văn Đức', 'duc.huynh', 'chair', 'councilMember'),
  expert('Đặng Thị Kim Oanh', 'oanh.dang', 'councilMember'),
  expert('Bùi Công Thành', 'thanh.bui', 'councilMember'),
  expert('Lâm Hoàng Phúc', 'phuc.lam', 'councilMember'),
  expert('Mai Xuân Hòa', 'hoa.mai', 'councilMember'),
  expert('Tạ Bích Ngọc', 'ngoc.ta', 'councilMember'),
  expert('Cao Minh Trí', 'tri.cao', 'councilMember'),
];

export const everybody = (): readonly Player[] => [...Object.values(people), ...reviewers, ...council];

type Post =
  | 'administrator'
  | 'officer'
  | 'secretary'
  | 'director'
  | 'financeOfficer'
  | 'chiefAccountant'
  | 'deputyAccountant'
  | 'auditor';

/** An agency: who works for it and for what it calls. */
export type Office = {
  agency: string;
  people: Readonly<Record<Post, Player>>;
  reviewers: readonly Player[];
  /** The first takes the chair, the second in their absence. */
  council: readonly Player[];
  treasury: Readonly<Record<string, string>>;
  call: {
    stage: string;
    /** When it is opened, and from when until when applications are taken. */
    openedOn: string;
    opensOn: string;
    closesOn: string;
    budgetVnd: string;
    decisionNumber: string;
    weights?: Readonly<Record<string, number>>;
    passMark?: number;
  };
  /** The decision by which everybody holds their offices. */
  appointment: { decisionNumber: string; decidedOn: string };
  /** Of which budget year requests are paid, unless it is said otherwise. */
  budgetYear: { year: number; source: string; amountVnd: string; decisionNumber: string };
};

/** Who applies, as the form asks. */
export type Applicant = {
  kind: 'team' | 'enterprise';
  name: string;
  /** The leader's, or the enterprise's tax code. */
  identity: string;
  address: string;
  account: { number: string; name: string; bank: string };
  beneficiaryClass?: string;
};

export const call = {
  stage: 'uomTao',
  openedOn: '2025-11-04',
  opensOn: '2025-11-05',
  closesOn: '2025-12-05',
  budgetVnd: '2400000000',
  decisionNumber: '1127/QĐ-SKHCN',
  weights: { creativity: 20, capacity: 15, effect: 20, market: 15, technology: 15, model: 15 },
  passMark: 70,
} as const;

export const budgetYear = {
  year: 2026,
  source: 'nstp',
  amountVnd: '3600000000',
  decisionNumber: '5821/QĐ-UBND',
} as const;

export const team = {
  kind: 'team',
  name: 'Nhóm Mặn Ngọt',
  address: '12 đường Rừng Sác, xã Bình Khánh, Thành phố Hồ Chí Minh',
  identity: '079198004512',
  account: {
    number: '0071004512889',
    name: 'NGUYEN THI MINH THU',
    bank: 'Ngân hàng Thương mại cổ phần Ngoại thương Việt Nam – Chi nhánh Nam Sài Gòn',
  },
} as const;

export const company = {
  name: 'Công ty TNHH Mặn Ngọt',
  /** A slip of the pen: the check digit tells. */
  wrongCode: '0319274508',
  code: '0319274580',
  registeredOn: '2026-06-19',
  address: '12 đường Rừng Sác, xã Bình Khánh, Thành phố Hồ Chí Minh',
  account: { number: '0071004513001', name: 'CONG TY TNHH MAN NGOT', bank: team.account.bank },
} as const;

type Cell = Readonly<Record<string, string>>;
export type WrittenAnswer = string | boolean | readonly Cell[];

/** The application, section by section, as ids of fields and what is answered; rows for tables. */
export const answers: Readonly<Record<string, Readonly<Record<string, WrittenAnswer>>>> = {
  applicant: {
    applicantKind: 'team',
    applicantName: team.name,
    'leader.name': people.leader.name,
    'leader.number': team.identity,
    'leader.phone': '0903 417 226',
    'leader.email': people.leader.email,
    'address.province': '79',
    'address.commune': 'xã Bình Khánh',
    'address.street': '12 đường Rừng Sác',
    website: 'https://manngot.example',
  },
  project: {
    projectName: 'Bộ cảm biến độ mặn giá rẻ cho vườn cây và ao nuôi ở Cần Giờ',
    priorityField: 'agriculture',
    summary:
      'Mùa khô, nước mặn theo sông Lòng Tàu và sông Soài Rạp vào sâu, mỗi ngày lên xuống hai lần. Nhà vườn ở Cần Giờ, Nhà Bè phải đoán lúc nào lấy nước được. Nhóm làm một bộ cảm biến đặt tại miệng cống, đo độ dẫn điện và nhiệt độ 10 phút một lần, báo về điện thoại khi độ mặn qua ngưỡng do chủ vườn đặt. Giá bán dự kiến 1.450.000 đồng một bộ, bằng khoảng một phần tám máy nhập khẩu cùng công dụng; đầu đo thay được tại chỗ với giá 180.000 đồng. Trong thời gian ươm tạo, nhóm hoàn thiện đầu đo, thử 30 bộ tại vườn và ao, thành lập doanh nghiệp và bán lô đầu tiên.',
  },
  creativity: {
    problem:
      'Xoài, mãng cầu và dừa ở Cần Giờ chịu được độ mặn dưới 2‰ đến 4‰; tôm thẻ ở ao quảng canh lại cần trên 5‰. Trạm quan trắc của Thành phố cách vườn từ 4 đến 11 km và đưa số liệu một ngày một lần, trong khi độ mặn ở một miệng cống có thể đổi 6‰ trong ba giờ. Nhóm hỏi 64 hộ tại xã Bình Khánh và An Thới Đông: 51 hộ nếm nước bằng miệng, 9 hộ mượn khúc xạ kế, 4 hộ có máy đo. Mùa khô 2024, 23 hộ lấy nhầm nước mặn ít nhất một lần, hộ thiệt hại nhiều nhất mất 40 gốc xoài.',
    solution:
      'Bộ cảm biến gồm đầu đo bốn điện cực bằng than chì ép, mạch đo xoay chiều tự bù nhiệt, pin sạc mặt trời 2 W và mô-đun LoRa. Một trạm thu đặt ở nhà văn hóa ấp phục vụ khoảng 120 bộ trong bán kính 3 km. Chủ vườn nhận cuộc gọi tự động khi độ mặn xuống dưới ngưỡng được lấy nước, không cần điện thoại thông minh. Đầu đo là vật tư thay thế, tháo bằng tay, hiệu chuẩn bằng hai gói dung dịch chuẩn đi kèm.',
    creativity:
      'Điểm mới là đầu đo than chì bốn điện cực sản xuất được trong nước, chống bám hàu và rêu bằng cách đảo cực định kỳ, và cách tự phát hiện đầu đo bẩn: mạch so trở kháng ở hai tần số, khi lệch quá 8% thì báo cần lau. Máy nhập khẩu cùng tầm dùng hai điện cực, sai số vượt 10% sau ba tuần ngâm nước lợ.',
  },
  capacity: {
    team: [
      {
        name: people.leader.name,
        role: 'Trưởng nhóm, phụ trách sản phẩm',
        expertise: 'Kỹ sư điện tử, Trường Đại học Bách khoa; 5 năm thiết kế thiết bị quan trắc nước',
        share: '100',
      },
      {
        name: 'Trần Gia Bảo',
        role: 'Phần mềm, mạng LoRa',
        expertise: 'Kỹ sư phần mềm, 4 năm làm hệ thống nhúng',
        share: '80',
      },
      {
        name: 'Lê Hoàng Nam',
        role: 'Nông học, thử nghiệm tại vườn',
        expertise: 'Thạc sĩ khoa học cây trồng; quê ở Cần Giờ, 6 năm khuyến nông',
        share: '60',
      },
    ],
    experience:
      'Từ tháng 3/2025, nhóm làm 6 mẫu thử, ngâm 11 tuần tại cống Rạch Lá và cống Bà Tổng. So với máy chuẩn của Viện, sai số trung bình 4,1% trong tám tuần đầu. Đề tài đạt giải ba cuộc thi Đổi mới sáng tạo thanh niên Thành phố năm 2025.',
    partners:
      'Phòng thí nghiệm điện hóa của trường đại học cho thuê máy chuẩn theo ngày; hợp tác xã xoài Bình Khánh cho đặt 20 điểm đo; cơ sở ươm tạo khu Nam bố trí ba chỗ làm việc.',
  },
  market: {
    market:
      'Cần Giờ và Nhà Bè có khoảng 5.300 hộ trồng cây ăn trái và 3.900 hộ nuôi thủy sản phải lấy nước theo con nước. Nếu một phần năm dùng một bộ thì thị trường gần là 1.840 bộ, tương đương 2,7 tỷ đồng, chưa kể đầu đo thay hằng năm. Vùng có cùng nhu cầu ở Bến Tre, Tiền Giang, Sóc Trăng lớn gấp khoảng ba mươi lần.',
    competitors:
      'Khúc xạ kế cầm tay (350.000 đồng) phải ra tận nơi và chỉ đo lúc có người. Máy đo tự ghi nhập khẩu từ 11 đến 18 triệu đồng, ít hộ mua nổi. Trạm quan trắc công cộng miễn phí nhưng xa và chậm.',
    evidence: 'Hợp tác xã xoài Bình Khánh ký thư đề nghị mua 40 bộ khi có sản phẩm; 27 hộ đặt cọc 200.000 đồng mỗi hộ.',
  },
  technology: {
    technology:
      'Đo trở kháng xoay chiều ở 1 kHz và 12 kHz, bù nhiệt bằng nhiệt điện trở, vi điều khiển tiêu thụ 9 µA khi ngủ. Truyền bằng LoRa 433 MHz, trạm thu nối 4G. Thuật toán phát hiện bám bẩn chạy trên thiết bị. Vỏ nhựa đúc IP67, tháo lắp không cần dụng cụ.',
    readiness: 'trial',
    ownsRights: 'yes',
    rights:
      'Thiết kế mạch, phần mềm và khuôn do nhóm tự làm. Đơn đăng ký sáng chế “Đầu đo độ dẫn điện tự phát hiện bám bẩn” nộp ngày 14/08/2025, đã có chấp nhận đơn hợp lệ.',
  },
  model: {
    model:
      'Bán bộ cảm biến qua hợp tác xã và cửa hàng vật tư nông nghiệp (chiết khấu 12%); bán đầu đo thay thế mỗi năm một lần; cho ấp thuê trạm thu 150.000 đồng một tháng. Khách hàng đầu tiên là thành viên hợp tác xã xoài Bình Khánh và Tổ nuôi tôm Rạch Lá. Giá vốn ở mức 200 bộ là 870.000 đồng.',
    revenueVnd: '5.400.000',
  },
  effect: {
    effect:
      'Mỗi hộ tránh được một lần lấy nhầm nước mặn giữ được từ 3 đến 12 triệu đồng thu hoạch. Số liệu của các điểm đo được chia sẻ miễn phí cho xã để lập lịch vận hành cống. Với 300 bộ sau hai năm, doanh nghiệp dự kiến thu 520 triệu đồng một năm và nộp thuế tại Thành phố. Thiết bị không dùng hóa chất; pin thu hồi khi bảo hành.',
    jobs: '9',
  },
  plan: {
    months: '10',
    milestones: [
      {
        work: 'Hoàn thiện đầu đo và mạch đo tại phòng thí nghiệm',
        result: 'Báo cáo hiệu chuẩn 10 đầu đo, sai số không quá 5% trong tám tuần',
        fromMonth: '1',
        toMonth: '3',
        proof: 'Sổ đo, biên bản hiệu chuẩn',
      },
      {
        work: 'Gia công và lắp 30 bộ sản phẩm mẫu, thử tại vườn và ao',
        result: '30 bộ chạy liên tục 45 ngày, báo cáo thử nghiệm',
        fromMonth: '3',
        toMonth: '6',
        proof: 'Biên bản bàn giao tại hộ, số liệu đo',
      },
      {
        work: 'Thành lập doanh nghiệp, chuẩn bị bán lô đầu tiên',
        result: 'Giấy chứng nhận đăng ký doanh nghiệp, 40 bộ giao cho hợp tác xã',
        fromMonth: '6',
        toMonth: '10',
        proof: 'Giấy chứng nhận, hợp đồng mua bán',
      },
    ],
  },
  budget: {
    budget: [
      {
        line: 'labour',
        description: 'Kỹ sư điện tử: đầu đo, mạch đo, hiệu chuẩn',
        quantity: '6',
        unit: 'tháng công',
        unitPrice: '3.000.000',
        state: '18.000.000',
        matching: '0',
        basis: 'Bảng lương nhóm, hợp đồng giao khoán',
      },
      {
        line: 'labour',
        description: 'Kỹ sư phần mềm: trạm thu, cảnh báo bằng cuộc gọi',
        quantity: '6',
        unit: 'tháng công',
        unitPrice: '2.000.000',
        state: '12.000.000',
        matching: '0',
        basis: 'Bảng lương nhóm, hợp đồng giao khoán',
      },
      {
        line: 'services',
        description: 'Thuê phòng thí nghiệm điện hóa và máy chuẩn',
        quantity: '20',
        unit: 'ngày',
        unitPrice: '800.000',
        state: '16.000.000',
        matching: '0',
        basis: 'Báo giá của phòng thí nghiệm ngày 20/10/2025',
      },
      {
        line: 'services',
        description: 'Dịch vụ gia công mạch in và vỏ đúc cho sản phẩm mẫu',
        quantity: '30',
        unit: 'bộ',
        unitPrice: '700.000',
        state: '17.000.000',
        matching: '4.000.000',
        basis: 'Ba báo giá kèm theo',
      },
      {
        line: 'services',
        description: 'Chỗ làm việc tại cơ sở ươm tạo, ba người',
        quantity: '6',
        unit: 'tháng',
        unitPrice: '1.500.000',
        state: '9.000.000',
        matching: '0',
        basis: 'Bảng giá của cơ sở ươm tạo năm 2025',
      },
      {
        line: 'services',
        description: 'Chuyên gia thủy văn và nông học cố vấn thử nghiệm',
        quantity: '4',
        unit: 'đợt',
        unitPrice: '2.000.000',
        state: '8.000.000',
        matching: '0',
        basis: 'Thư nhận lời của chuyên gia',
      },
    ],
    otherMoney:
      'Nhóm tự góp 4.000.000 đồng cho gia công sản phẩm mẫu. Chưa nhận kinh phí nào khác từ ngân sách nhà nước.',
  },
  papers: {},
  commitments: { singleSource: true, noEarlierMoney: true, truthful: true, cooperate: true },
};

/** What the state is asked for, by expense line. */
export const awarded = { labour: '30000000', services: '50000000' } as const;
/** Two more than the team planned: the sample has to be tried in a dry season. */
export const months = 12;

export const meeting = {
  established: 'Quyết định số 1302/QĐ-SKHCN ngày 29/12/2025 của Sở Khoa học và Công nghệ',
  place: 'Phòng họp 2, 273 Điện Biên Phủ, Thành phố Hồ Chí Minh',
  heldOn: '13/01/2026',
  begins: '14:00',
  ends: '16:10',
  guests: 'Nguyễn Thị Minh Thư, đại diện nhóm dự án',
  absence: 'Đi công tác nước ngoài theo lịch của đơn vị',
  remark: 'Đề nghị nhóm bố trí ít nhất 8 trong 30 bộ tại ao nuôi.',
  said: {
    'outcome.labour': 'Đầu đo, mạch đo đã hiệu chuẩn; phần mềm trạm thu và cảnh báo',
    'payment.labour': 'Hợp đồng lao động, bảng chấm công, bảng thanh toán tiền công',
    'outcome.services': '30 bộ sản phẩm mẫu, báo cáo thử nghiệm tại vườn và ao nuôi',
    'payment.services': 'Hợp đồng, hóa đơn, biên bản nghiệm thu',
  },
} as const;

/** What the three reviewers wrote; all pass it, one with a reservation on a criterion. */
export const reviewsWritten = [
  {
    fails: {},
    conclusion: '',
    remark:
      'Mục tiêu rõ, mẫu thử đã ngâm nước 11 tuần và có số liệu so với máy chuẩn. Kế hoạch và dự toán phù hợp với khối lượng.',
    conditions: 'Nộp biên bản hiệu chuẩn của từng lô đầu đo.',
  },
  {
    fails: { s2: 'Chưa có cam kết bằng văn bản của quỹ hoặc nhà đầu tư tư nhân.' },
    conclusion: 'Thiếu cam kết của nhà đầu tư không ảnh hưởng việc thực hiện trong thời gian ươm tạo.',
    remark: 'Nhu cầu của nhà vườn được khảo sát kỹ. Nên thử thêm ở ao nuôi vì điều kiện bám bẩn khác vườn cây.',
    conditions: 'Bố trí ít nhất 8 trong 30 bộ tại ao nuôi.',
  },
  {
    fails: {},
    conclusion: '',
    remark: 'Thuật toán tự phát hiện bám bẩn là điểm mới đáng hỗ trợ. Nhóm đủ năng lực; giá bán hợp túi tiền hộ dân.',
    conditions: '',
  },
] as const;

export const agreement = { number: '12/2026/HĐ-HTKN', endsOn: '2026-11-25', tooLate: '2027-02-26' } as const;

/** A row of a request: what was bought of whom, and the scan of its paper. */
export type Invoice = {
  line: string;
  what: string;
  number: string;
  date: string;
  seller: string;
  taxCode: string;
  amountVnd: string;
  /** What it cost in all, where that is more than is asked for. */
  costVnd?: string;
  /** Whose, of which month or contract, where a cap counts by it. */
  units?: Readonly<Record<string, string>>;
  paper: string;
};

const wages = (number: string, date: string, when: string, amountVnd: string): Invoice => ({
  line: 'labour',
  what: `Tiền công ${when} theo bảng chấm công, kỹ sư điện tử và kỹ sư phần mềm`,
  number,
  date,
  seller: people.leader.name,
  taxCode: team.identity,
  amountVnd,
  paper: `Bảng chấm công ${number.replaceAll('/', '-')}.pdf`,
});

/** The three requests. What the team is paid for is done by then: the agreement knows no advance. */
export const requests: readonly (readonly Invoice[])[] = [
  [
    wages('BCC-03/2026', '2026-03-06', 'tháng 2 và tháng 3/2026', '10000000'),
    {
      line: 'services',
      what: 'Thuê phòng thí nghiệm điện hóa và máy chuẩn, 20 ngày',
      number: '0000213',
      date: '2026-03-06',
      seller: 'Trung tâm Phân tích và Thử nghiệm Sao Nam',
      taxCode: '0302045173',
      amountVnd: '16000000',
      paper: 'Hóa đơn 0000213.pdf',
    },
  ],
  [
    wages('BCC-04/2026', '2026-04-17', 'tháng 4/2026', '10000000'),
    {
      line: 'services',
      what: 'Gia công 30 bộ mạch in và vỏ đúc',
      number: '0001187',
      date: '2026-04-16',
      seller: 'Công ty TNHH Cơ khí Điện tử Bình Minh',
      taxCode: '0312884065',
      amountVnd: '15500000',
      paper: 'Hóa đơn 0001187.pdf',
    },
    {
      line: 'services',
      what: 'Phí vận chuyển 30 bộ từ xưởng về Cần Giờ',
      number: '0001188',
      date: '2026-04-16',
      seller: 'Công ty TNHH Cơ khí Điện tử Bình Minh',
      taxCode: '0312884065',
      amountVnd: '1500000',
      paper: 'Hóa đơn 0001188.pdf',
    },
  ],
  [
    wages('BCC-06/2026', '2026-07-01', 'tháng 5 và tháng 6/2026', '10000000'),
    {
      line: 'services',
      what: 'Chỗ làm việc tại cơ sở ươm tạo, ba người, 6 tháng',
      number: '0000498',
      date: '2026-07-01',
      seller: 'Cơ sở ươm tạo khu Nam',
      taxCode: '0309851422',
      amountVnd: '9000000',
      paper: 'Hóa đơn 0000498.pdf',
    },
    {
      line: 'services',
      what: 'Bốn đợt cố vấn thử nghiệm của chuyên gia thủy văn và nông học',
      number: 'HĐCG-02/2026',
      date: '2026-07-01',
      seller: 'Đoàn Trọng Nghĩa',
      taxCode: '079075003318',
      amountVnd: '8000000',
      paper: 'Hợp đồng và biên bản làm việc của chuyên gia.pdf',
    },
  ],
];

/** The second request comes back once, and not all of it is accepted. */
export const returned = {
  reason: 'Hóa đơn 0001187 chưa có biên bản nghiệm thu 30 bộ gia công. Đề nghị đính kèm biên bản rồi gửi lại.',
  row: 1,
  paper: 'Hóa đơn 0001187 và biên bản nghiệm thu.pdf',
} as const;
export const lessAccepted = {
  row: 2,
  amountVnd: '0',
  reason: 'Phí vận chuyển không có trong dự toán được duyệt.',
} as const;

export const recovery = {
  row: 1,
  amountVnd: '2400000',
  reason:
    'Hậu kiểm ngày 11/05/2026: sổ sử dụng phòng thí nghiệm ghi 17 ngày, hóa đơn số 0000213 tính 20 ngày. Thu hồi 3 ngày, 800.000 đồng một ngày.',
  repayBy: '2026-06-05',
  receivedOn: '2026-05-25',
  reference: 'GNT-2026-0525-077',
} as const;

export const reports = {
  technology:
    'Đầu đo than chì bốn điện cực đã qua 8 tuần ngâm tại phòng thí nghiệm: sai số trung bình 3,6%, lớn nhất 4,8%. Mạch đo bản 4 tự bù nhiệt từ 18 đến 36 °C. Bắt đầu hoàn thiện vỏ và quy trình lắp.',
  prototype:
    'Đã lắp 30 bộ. 22 bộ đặt tại vườn của hợp tác xã xoài Bình Khánh, 8 bộ đặt tại ao nuôi ở Rạch Lá. Trạm thu đặt tại nhà văn hóa ấp.',
  result:
    'Sau 45 ngày (24/04 đến 07/06/2026), 29 trong 30 bộ chạy liên tục; một bộ hỏng pin do ngập, đã thay. So với máy chuẩn tại 6 điểm: sai số trung bình 4,2%, không điểm nào quá 6%. Cảnh báo gửi 311 lần, nhà vườn xác nhận đúng 304 lần. Bảy hộ hoãn lấy nước nhờ cảnh báo và không bị thiệt hại.',
  minutes:
    'Tổ nghiệm thu kiểm tra tại 4 vườn và 2 ao ngày 12/06/2026. Sản phẩm mẫu đạt yêu cầu về số lượng, độ chính xác và thời gian chạy theo hợp đồng. Kiến nghị tăng độ kín của khoang pin.',
  market:
    'Đã giao 40 bộ theo hợp đồng với hợp tác xã xoài Bình Khánh; 12 bộ bán lẻ tại Nhà Bè. Giá 1.450.000 đồng một bộ.',
} as const;

/** By which everybody holds their offices. */
export const appointment = { decisionNumber: '1046/QĐ-SKHCN', decidedOn: '03/11/2025' } as const;

export const city: Office = { agency, people, reviewers, council, treasury, call, appointment, budgetYear };

export const novation = { decisionNumber: '688/QĐ-SKHCN' } as const;
export const remainder = {
  decisionNumber: '801/QĐ-SKHCN',
  reason: 'Nhóm dự án không đề nghị giải ngân phần này trước khi thanh lý hợp đồng.',
} as const;
export const liquidation = { number: '27/BBTL-SKHCN' } as const;
