// What a project reports, and which steps it has done.

import type { Language } from './words.ts';

const vi = {
  title: 'Tiến độ sản phẩm và doanh nghiệp',
  lead: 'Báo cáo kết quả của giai đoạn đang làm để bước sang giai đoạn tiếp theo.',
  effect: 'Báo cáo được lưu vào hồ sơ và dự án chuyển sang giai đoạn tiếp theo.',
  where: 'Đang ở đâu',
  next: 'Bước tiếp theo',
  steps: {
    'project.technologyCompletionStarted': 'Chuyển sang hoàn thiện công nghệ',
    'project.prototypeStarted': 'Chuyển sang sản xuất thử sản phẩm mẫu',
    'project.commercialisationStarted': 'Chuyển sang thương mại hóa',
    'project.registrationStarted': 'Bắt đầu đăng ký doanh nghiệp',
  } as Record<string, string>,
  asked: {
    'project.technologyCompletionStarted':
      'Kết quả phát triển sản phẩm: đã làm được gì, còn gì phải hoàn thiện về công nghệ.',
    'project.prototypeStarted': 'Công nghệ đã hoàn thiện đến đâu, kế hoạch sản xuất thử: số lượng, thời gian, nơi làm.',
    'project.commercialisationStarted': 'Kế hoạch bán hàng: khách hàng đầu tiên, kênh bán, giá dự kiến.',
  } as Record<string, string>,
  hint: 'Viết ngắn, có số liệu. Tối đa 20.000 ký tự.',
  send: 'Gửi báo cáo và chuyển bước',
  whatReport: 'nội dung báo cáo',
  registration: 'Đăng ký doanh nghiệp',
  registrationLead: 'Cho chương trình biết nhóm bắt đầu làm thủ tục đăng ký doanh nghiệp. Chưa cần giấy tờ nào.',
  sendRegistration: 'Báo đã bắt đầu đăng ký',
  toPrototype: {
    missing: 'Sản phẩm mẫu chờ nhóm báo cáo',
    waiting: 'Sản phẩm mẫu chờ nghiệm thu',
    over: 'Sản phẩm mẫu đã được nghiệm thu',
  },
  toPrototypeLead: 'Nhóm gửi báo cáo sản phẩm mẫu; cán bộ chương trình nghiệm thu.',
  openPrototype: {
    missing: 'Mở trang báo cáo sản phẩm mẫu',
    waiting: 'Mở trang nghiệm thu sản phẩm mẫu',
    over: 'Xem báo cáo và biên bản nghiệm thu',
  },
  toCompany: { missing: 'Doanh nghiệp chờ nhóm gửi thông tin', waiting: 'Doanh nghiệp chờ được xác nhận' },
  toCompanyLead: 'Nhóm khai thông tin doanh nghiệp; cán bộ chương trình đối chiếu và xác nhận.',
  openCompany: 'Mở trang doanh nghiệp',
  nothing: 'Không còn bước nào phải báo cáo.',
};

const en: typeof vi = {
  title: 'Progress of product and company',
  lead: 'Report what this phase achieved, and go on to the next.',
  effect: 'The report is kept with the dossier, and the project goes on to its next phase.',
  where: 'Where it is',
  next: 'Next step',
  steps: {
    'project.technologyCompletionStarted': 'Go on to technology completion',
    'project.prototypeStarted': 'Go on to trial production of a prototype',
    'project.commercialisationStarted': 'Go on to commercialisation',
    'project.registrationStarted': 'Begin registering the company',
  },
  asked: {
    'project.technologyCompletionStarted':
      'What the development achieved, and what of the technology is to be completed.',
    'project.prototypeStarted': 'How complete the technology is, and the plan of the trial production.',
    'project.commercialisationStarted': 'How it will be sold: first customers, channels, price.',
  },
  hint: 'Short, with figures. At most 20.000 characters.',
  send: 'Submit the report and go on',
  whatReport: 'the report',
  registration: 'Company registration',
  registrationLead: 'Tell the programme that the team has begun to register a company. No papers are needed yet.',
  sendRegistration: 'We have begun to register',
  toPrototype: {
    missing: 'The prototype waits for the team’s report',
    waiting: 'The prototype waits to be accepted',
    over: 'The prototype was accepted',
  },
  toPrototypeLead: 'The team submits its prototype report; the programme officer accepts.',
  openPrototype: {
    missing: 'Report on the prototype',
    waiting: 'Go to the acceptance of the prototype',
    over: 'Read the report and the minutes',
  },
  toCompany: { missing: 'The company waits for the team’s details', waiting: 'The company waits to be confirmed' },
  toCompanyLead: 'The team gives the company’s details; the programme officer checks and confirms.',
  openCompany: 'Open the company’s page',
  nothing: 'Nothing more is to be reported.',
};

export const progressWords: Readonly<Record<Language, typeof vi>> = { vi, en };
