// Appeals of a team against decisions of its dossier.

import { counted } from './counted.ts';

const vi = {
  title: 'Khiếu nại',
  of: (what: string) => `Khiếu nại: ${what}`,
  appealThis: 'Khiếu nại quyết định này',
  open: 'Xem khiếu nại',
  decided: (what: string, day: string) => `${what}, ngày ${day}`,
  left: (day: string, clause: string) => `Thời hiệu đến hết ngày ${day} (${clause}).`,
  over: (day: string, clause: string) =>
    `Thời hiệu đã hết ngày ${day} (${clause}). Vẫn gửi được: khiếu nại được ghi là gửi sau thời hiệu, giám đốc xem xét có thụ lý không.`,
  unknown:
    'Hệ thống không biết thời hiệu khiếu nại: xem Luật Khiếu nại (02/2011/QH13) hoặc hỏi cơ quan đã ra quyết định.',
  counted:
    'Hệ thống tính từ ngày ghi nhận quyết định và gửi thông báo; luật tính từ ngày bạn nhận được hoặc biết được quyết định.',
  decision: 'Quyết định bị khiếu nại',
  decisionReason: 'Lý do của quyết định',
  lead: 'Giám đốc giải quyết khiếu nại lần đầu. Gửi khiếu nại không làm quyết định ngừng hiệu lực.',
  second:
    'Hệ thống chỉ nhận khiếu nại lần đầu. Không đồng ý với kết quả, hoặc quá hạn mà không được giải quyết, bạn khiếu nại lần hai lên thủ trưởng cấp trên trực tiếp của cơ quan, hoặc khởi kiện vụ án hành chính tại tòa án.',
  why: 'Vì sao quyết định này không đúng?',
  whyHint: 'Nêu điều không đúng và căn cứ của bạn.',
  whatWhy: 'lý do khiếu nại',
  asks: 'Bạn đề nghị giải quyết thế nào?',
  whatAsks: 'yêu cầu giải quyết',
  files: 'Tài liệu kèm theo',
  send: 'Gửi khiếu nại',
  readBy: 'Nhóm dự án, giám đốc và kiểm toán đọc được khiếu nại và tài liệu kèm theo.',
  lodged: 'Đã gửi',
  late: 'gửi sau thời hiệu',
  grounds: 'Nội dung khiếu nại',
  grounds_: 'Vì sao không đúng',
  asked: 'Yêu cầu giải quyết',
  erased: 'Nội dung đã được xóa theo yêu cầu về dữ liệu cá nhân.',
  noFiles: 'Không kèm tài liệu.',
  turn: (who: string) => `Đang chờ ${who}`,
  yours: 'Đến lượt bạn',
  over_: 'Đã giải quyết xong',
  until: (day: string, period: string, clause: string) => `Hạn: ${day} (${period}, ${clause}).`,
  answer: 'Trả lời',
  answerIt: 'Trả lời khiếu nại',
  answeredBy: (who: string, day: string) => `${who}, ngày ${day}`,
  number: 'Số quyết định giải quyết khiếu nại',
  whatNumber: 'số quyết định giải quyết khiếu nại',
  reason: 'Lý do',
  whatReason: 'lý do',
  whatAction: 'cách giải quyết',
  takeOn: 'Có thụ lý khiếu nại này không?',
  conclude: 'Kết quả giải quyết',
  actions: {
    accept: 'Thụ lý',
    acceptComplex: 'Thụ lý, vụ việc phức tạp',
    decline: 'Không thụ lý',
    uphold: 'Chấp nhận khiếu nại',
    dismiss: 'Bác khiếu nại',
  },
  hints: {
    accept: (days: number | null, clause: string) =>
      days === null ? 'Thời hạn giải quyết không rõ.' : `Giải quyết trong ${days} ngày từ hôm nay (${clause}).`,
    decline: 'Phải nêu lý do; nhóm được thông báo.',
    dismiss: 'Quyết định giữ nguyên.',
  },
  reasonHint: 'Nhóm dự án đọc được. Bắt buộc khi không thụ lý.',
  answerHint: 'Nhóm dự án đọc được.',
  save: 'Ghi nhận',
  conclude_: 'Ghi kết quả giải quyết',
  withdraw: 'Rút khiếu nại',
  withdrawHint: 'Quyết định giữ nguyên. Trong thời hiệu bạn có thể khiếu nại lại.',
  ifUpheld: 'Nếu chấp nhận',
  followed: 'Sau khi chấp nhận',
  follows: {
    submitted:
      'Hồ sơ quay lại bước kiểm tra. Cán bộ đã kiểm tra trước đây không kiểm tra lại: một cán bộ khác làm từ đầu.',
    beforeCouncil: 'Hồ sơ quay lại hội đồng. Các phiếu đã bỏ không tính nữa; hội đồng bỏ phiếu lại.',
    recommended: 'Hồ sơ quay lại chờ giám đốc quyết định theo đề nghị của hội đồng.',
    resumed: 'Dự án được tiếp tục.',
    reinstated:
      'Dự án được tiếp tục với kinh phí hỗ trợ còn nguyên. Các đề nghị giải ngân đã kết thúc thì nhóm gửi lại. Dự án đang tạm dừng hoặc đã thống nhất kết thúc sớm thì vẫn như vậy.',
    annulled: 'Quyết định thu hồi bị hủy: số tiền từ “phải hoàn trả” về lại “đã quyết toán”.',
    award:
      'Hệ thống không tự đổi kinh phí đã quyết định. Phần còn thiếu, nhóm đề nghị lại bằng một hồ sơ ở đợt đang mở.',
    refused: 'Hệ thống không tự chi. Nhóm gửi lại đề nghị giải ngân để được xem xét lại.',
    refusedAmendment: 'Hợp đồng không tự thay đổi. Nhóm gửi lại đề nghị điều chỉnh để được xem xét lại.',
    gone: 'Quyết định bị khiếu nại không còn hiệu lực, nên không có gì tự thay đổi.',
  },
};

const en: typeof vi = {
  title: 'Appeals',
  of: (what) => `Appeal: ${what}`,
  appealThis: 'Appeal against this decision',
  open: 'See the appeal',
  decided: (what, day) => `${what}, ${day}`,
  left: (day, clause) => `It can be lodged in time until the end of ${day} (${clause}).`,
  over: (day, clause) =>
    `The period ended on ${day} (${clause}). It can still be lodged: it is flagged as after the period, and the director decides whether to handle it.`,
  unknown:
    'The system does not know the period for appeals: see the Law on Complaints (02/2011/QH13), or ask the agency that decided.',
  counted:
    'Counted here from the day on which the decision was recorded and told; the law counts from the day on which you received it or knew of it.',
  decision: 'The decision appealed against',
  decisionReason: 'Its reason',
  lead: 'The director decides it in the first instance. An appeal does not suspend the decision.',
  second:
    'Only the first instance is here. If you do not agree with the outcome, or there is none in time, you can appeal in the second instance to whom the agency answers to, or go to the administrative court.',
  why: 'Why is this decision wrong?',
  whyHint: 'Say what is wrong and what shows it.',
  whatWhy: 'why you appeal',
  asks: 'What do you ask for?',
  whatAsks: 'what you ask for',
  files: 'Evidence',
  send: 'Lodge the appeal',
  readBy: 'Your team, the director and the auditor can read the appeal and its files.',
  lodged: 'Lodged',
  late: 'after the period',
  grounds: 'The appeal',
  grounds_: 'Why it is wrong',
  asked: 'What is asked for',
  erased: 'The content was erased by a request about personal data.',
  noFiles: 'No files.',
  turn: (who) => `Waiting for ${who}`,
  yours: 'Your turn',
  over_: 'Concluded',
  until: (day, period, clause) => `Due ${day} (${period}, ${clause}).`,
  answer: 'Answer',
  answerIt: 'Answer the appeal',
  answeredBy: (who, day) => `${who}, ${day}`,
  number: 'Number of the decision on the appeal',
  whatNumber: 'the number of the decision on the appeal',
  reason: 'Reason',
  whatReason: 'the reason',
  whatAction: 'what becomes of it',
  takeOn: 'Is this appeal accepted for handling?',
  conclude: 'Outcome',
  actions: {
    accept: 'Accept it for handling',
    acceptComplex: 'Accept it, the matter is complex',
    decline: 'Do not accept it',
    uphold: 'Uphold the appeal',
    dismiss: 'Dismiss the appeal',
  },
  hints: {
    accept: (days, clause) =>
      days === null
        ? 'How long it may take is not known.'
        : `Decided within ${counted(days, 'day')} from today (${clause}).`,
    decline: 'Needs a reason; the team is told.',
    dismiss: 'The decision stands.',
  },
  reasonHint: 'The team reads it. Needed where the appeal is not accepted.',
  answerHint: 'The team reads it.',
  save: 'Record',
  conclude_: 'Record the outcome',
  withdraw: 'Withdraw the appeal',
  withdrawHint: 'The decision stands. Within the period you may appeal again.',
  ifUpheld: 'If it is upheld',
  followed: 'What followed',
  follows: {
    submitted:
      'The application goes back to screening. Whoever screened it before does not do it again: another officer begins anew.',
    beforeCouncil:
      'The application goes back to the council. The votes do not count any more; the council votes again.',
    recommended: 'The application waits again for the director’s decision on the council’s recommendation.',
    resumed: 'The project goes on.',
    reinstated:
      'The project goes on with its award whole. Requests that ended are sent again by the team. A project that was suspended, or whose early end was agreed, stays so.',
    annulled: 'The decision to recover is annulled: the amount goes from “due back” to “settled” again.',
    award:
      'The amount awarded does not change by itself. What is missing the team asks for in an application to an open call.',
    refused: 'Nothing is paid by itself. The team hands the request in again, to be looked at anew.',
    refusedAmendment:
      'The agreement does not change by itself. The team asks for the amendment again, to be looked at anew.',
    gone: 'The decision does not stand any more, so nothing changes by itself.',
  },
};

export const appealWords = { vi, en };
