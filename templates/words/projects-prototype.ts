// The prototype is handed in, accepted or sent back.

import type { Language } from './words.ts';

const vi = {
  title: 'Nghiệm thu sản phẩm mẫu',
  lead: 'Nhóm dự án báo cáo sản phẩm mẫu kèm tài liệu; cán bộ chương trình lập biên bản nghiệm thu.',
  who: 'nhóm dự án báo cáo, cán bộ chương trình nghiệm thu',
  effect: 'Sản phẩm mẫu được ghi nhận đã nghiệm thu.',
  effectGate: 'Bộ quy định đòi hỏi việc này trước khi chi đợt cuối.',
  report: 'Báo cáo sản phẩm mẫu',
  reportLabel: 'Kết quả sản xuất thử và thử nghiệm',
  reportHint:
    'Sản phẩm mẫu là gì, số lượng, thông số đạt được so với thuyết minh, nơi và cách thử nghiệm. Tối đa 20.000 ký tự.',
  evidence: { photos: 'Ảnh sản phẩm mẫu', tests: 'Kết quả thử nghiệm, đo kiểm', files: 'Tài liệu khác' },
  evidenceHints: {
    photos: 'Ảnh chụp sản phẩm mẫu và nơi thử nghiệm.',
    tests: 'Biên bản thử nghiệm, phiếu đo, số liệu.',
    files: 'Bản vẽ, hướng dẫn sử dụng và tài liệu khác.',
  },
  sendReport: 'Gửi báo cáo sản phẩm mẫu',
  sendAgain: 'Gửi báo cáo thay thế',
  noReport: 'Nhóm dự án chưa gửi báo cáo sản phẩm mẫu.',
  reportMissing: 'Chưa nghiệm thu được: nhóm dự án chưa gửi báo cáo sản phẩm mẫu.',
  reportChanged: 'Nhóm dự án vừa gửi báo cáo mới. Hãy đọc báo cáo mới ở trên rồi nghiệm thu.',
  reportOf: (who: string, at: string) => `${who} gửi lúc ${at}`,
  waitingOfficer: 'Báo cáo đã gửi, chờ cán bộ chương trình nghiệm thu. Bạn có thể gửi báo cáo thay thế.',
  stillMissing: 'Còn thiếu: báo cáo sản phẩm mẫu của nhóm.',
  minutes: 'Biên bản nghiệm thu',
  minutesLabel: 'Nội dung biên bản',
  minutesHint: 'Thành phần, thời gian, địa điểm; sản phẩm đạt những chỉ tiêu nào; kết luận.',
  minutesFile: 'Biên bản đã ký',
  send: 'Nghiệm thu sản phẩm mẫu',
  whatReport: 'nội dung báo cáo',
  whatMinutes: 'nội dung biên bản',
  whatMinutesFile: 'biên bản đã ký',
  accepted: 'Sản phẩm mẫu đã được nghiệm thu',
};

const en: typeof vi = {
  title: 'Accept the prototype',
  lead: 'The team reports on its prototype with files; the programme officer records the acceptance.',
  who: 'the team reports, the programme officer accepts',
  effect: 'The prototype counts as accepted.',
  effectGate: 'The policy pack asks for it before the last tranche is paid.',
  report: 'Prototype report',
  reportLabel: 'Result of the trial production and tests',
  reportHint: 'What the prototype is, how many, what it reaches against the proposal, where and how it was tested.',
  evidence: { photos: 'Pictures of the prototype', tests: 'Test results and measurements', files: 'Other files' },
  evidenceHints: {
    photos: 'Pictures of the prototype, and of where it was tested.',
    tests: 'Test minutes, measurements, figures.',
    files: 'Drawings, manuals and other files.',
  },
  sendReport: 'Submit the prototype report',
  sendAgain: 'Submit another report in its place',
  noReport: 'The team has not submitted a prototype report yet.',
  reportMissing: 'It cannot be accepted yet: the team has not submitted its prototype report.',
  reportChanged: 'The team has just submitted a new report. Read it above, then accept.',
  reportOf: (who, at) => `Submitted by ${who} at ${at}`,
  waitingOfficer: 'The report is submitted and waits for the programme officer. You can submit another in its place.',
  stillMissing: 'Still missing: the team’s prototype report.',
  minutes: 'Minutes of acceptance',
  minutesLabel: 'What the minutes say',
  minutesHint: 'Who, when and where; which figures the product reaches; the conclusion.',
  minutesFile: 'The signed minutes',
  send: 'Accept the prototype',
  whatReport: 'the report',
  whatMinutes: 'what the minutes say',
  whatMinutesFile: 'the signed minutes',
  accepted: 'The prototype is accepted',
};

export const prototypeWords: Readonly<Record<Language, typeof vi>> = { vi, en };
