// A conflict of interest, declared later, and what follows from it.

import type { Language } from './words.ts';

const vi = {
  title: 'Khai xung đột lợi ích',
  lead: 'Khai khi bạn, người thân, hoặc nơi bạn làm việc có quan hệ về tài chính, công việc, gia đình hay cạnh tranh với bên đăng ký hoặc thành viên của nhóm.',
  whichHint: 'Người có thẩm quyền và kiểm toán đọc được điều này; nhóm dự án không đọc được.',
  follows:
    'Từ lúc khai, bạn không làm việc nào về hồ sơ này nữa: không kiểm tra, bỏ phiếu, quyết định, ký, thẩm tra, duyệt hay chi.',
  mistake:
    'Điều đã khai không rút lại được; nếu khai nhầm, hãy báo cán bộ chương trình hoặc quản trị viên để giao việc cho người khác.',
  review: 'Xem lại trước khi khai',
  reviewTitle: 'Xem lại điều bạn sẽ khai',
  keep: 'Không khai, trở lại hồ sơ',
  office:
    'Vì vậy bạn không kiểm tra, phân công, trình hội đồng, ghi kết luận, quyết định, ký, thẩm tra, duyệt hay chi về hồ sơ này. Người khác cùng vai trò làm những việc đó; nếu không còn ai, hãy báo quản trị viên giao vai trò ở trang Nhân sự.',
  voted: 'Phiếu của bạn đã được ghi và không rút lại được; biên bản họp ghi cả điều bạn đã khai.',
  reviewed: 'Phiếu đánh giá bạn đã nộp được giữ nguyên; hội đồng thấy rằng bạn đã khai sau khi nộp.',
  giverTitle: 'Người ủy quyền cho bạn đã khai có xung đột lợi ích',
  giver: (name: string) =>
    `${name === '' ? 'Người ủy quyền cho bạn' : name} đã khai có xung đột lợi ích với hồ sơ này, nên bạn không làm thay được.`,
  others: 'Người khác cùng vai trò làm việc này; nếu không còn ai, hãy báo quản trị viên giao vai trò ở trang Nhân sự.',
};

const en: typeof vi = {
  title: 'Declare a conflict of interest',
  lead: 'Declare it where you, a relative or your employer has a tie of money, work, family or competition with the applicant or a member of its team.',
  whichHint: 'Those who decide, and auditors, can read this; the team cannot.',
  follows:
    'From then on you do nothing about this dossier: no screening, ballot, decision, signature, verification, approval or payment.',
  mistake:
    'What was declared is not taken back; if it was a mistake, tell an officer or the administrator, who give the work to others.',
  review: 'Check, then declare',
  reviewTitle: 'What you are going to declare',
  keep: 'Declare nothing, back to the dossier',
  office:
    'So you neither screen, assign, refer, conclude nor decide here. Somebody else in your role does; if there is nobody, ask the administrator to appoint one on the staff page.',
  voted: 'Your ballot was recorded and cannot be taken back; the minutes also say what you declared.',
  reviewed: 'The sheet that you submitted stands; the council sees that you declared this afterwards.',
  giverTitle: 'Who delegated this to you declared a conflict of interest',
  giver: (name) =>
    `${name === '' ? 'Who delegated this to you' : name} has declared a conflict of interest here, so you cannot act in their place.`,
  others:
    'Somebody else in that role does this; if there is nobody, ask the administrator to appoint one on the staff page.',
};

export const conflictWords: Readonly<Record<Language, typeof vi>> = { vi, en };
