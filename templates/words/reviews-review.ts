// A reviewer declares interests, reads the application and writes the sheet.

import { counted } from './counted.ts';
import type { Language } from './words.ts';

const lowerFirst = (text: string) => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);

const vi = {
  title: 'Đánh giá hồ sơ',
  /** Some packs name a stage 'Giai đoạn chính', others 'Ươm tạo'. */
  lead: (stage: string) => `Giai đoạn ${lowerFirst(stage).replace(/^giai đoạn /, '')}.`,
  dueOn: (day: string) => `Đánh giá và họp hội đồng xong chậm nhất ngày ${day}.`,
  sheetsBy: (day: string) => `Xin nộp phiếu chậm nhất ngày ${day}.`,
  declareTitle: 'Khai về xung đột lợi ích trước khi mở hồ sơ',
  declareLead:
    'Có xung đột lợi ích khi bạn, người thân, hoặc nơi bạn làm việc có quan hệ về tài chính, công việc, gia đình hay cạnh tranh với bên đăng ký hoặc thành viên của nhóm. Hồ sơ chỉ mở sau khi bạn khai.',
  applicant: 'Bên đăng ký',
  members: 'Thành viên',
  declare: 'Bạn có xung đột lợi ích với hồ sơ này không?',
  none: 'Tôi không có xung đột lợi ích',
  some: 'Tôi có, hoặc có thể có, xung đột lợi ích',
  someHint: 'Bạn sẽ không mở hồ sơ; cán bộ chương trình phân công người khác.',
  which: 'Nêu rõ xung đột',
  whichHint: 'Chỉ điền khi có xung đột; khi đó bắt buộc.',
  declareMissing: 'Hãy chọn một trong hai.',
  whichMissing: 'Hãy nêu rõ xung đột.',
  whichOfNone: 'Bạn đã ghi nội dung xung đột: hãy chọn lại hoặc xóa.',
  send: 'Gửi và tiếp tục',
  conflicted: 'Bạn đã khai có xung đột lợi ích',
  conflictedLead: 'Hồ sơ không mở cho bạn. Cán bộ chương trình sẽ phân công người khác; bạn không phải làm gì thêm.',
  found: 'Tôi nhận ra có xung đột lợi ích',
  foundLead: 'Hồ sơ sẽ đóng lại với bạn và phiếu nháp không được nộp.',
  foundSend: 'Khai xung đột lợi ích',
  sheet: 'Phiếu đánh giá',
  toSheet: 'Đến phiếu đánh giá',
  toApplication: 'Đến hồ sơ đăng ký',
  saved: (at: string) => `Đã lưu lúc ${at}`,
  unsaved: 'Chưa lưu. Phiếu tự lưu khi bạn nhập.',
  notSaved: (name: string, at: string) =>
    `Chưa lưu: ${name} đã lưu phiếu này lúc ${at}. Bấm “Lưu nháp” để xem cả hai bản và chọn một.`,
  save: 'Lưu nháp',
  takeSaved: 'Bỏ bản trong các ô, dùng bản đã lưu',
  check: 'Kiểm tra phiếu',
  checkTitle: 'Kiểm tra trước khi nộp',
  checkLead: 'Đây là toàn bộ nội dung sẽ được nộp.',
  final: (verdict: string) =>
    `Phiếu được nộp kèm tên bạn với kết luận “${verdict}”. Sau khi nộp, phiếu bị khóa và không sửa được.`,
  verdict: 'Kết luận của phiếu',
  points: (n: number) => `${n} điểm`,
  edit: 'Sửa tiếp',
  submit: 'Nộp và khóa phiếu',
  other: 'Phiếu nháp đã được sửa ở một cửa sổ khác sau khi trang này mở. Hãy xem lại phiếu dưới đây rồi nộp.',
  locked: 'Phiếu đã nộp và khóa',
  lockedLead: (at: string) => `Bạn đã nộp phiếu lúc ${at}. Phiếu của người khác chỉ hội đồng xem được.`,
  closed: 'Hồ sơ không còn ở bước đánh giá, nên phiếu này không nộp được nữa.',
  mustDeclare: 'Hãy khai về xung đột lợi ích trước.',
};

const en: typeof vi = {
  title: 'Review',
  lead: (stage) => `Stage: ${stage}.`,
  dueOn: (day) => `Review and the council’s meeting end by ${day}.`,
  sheetsBy: (day) => `Please hand your sheet in by the end of ${day}.`,
  declareTitle: 'Declare conflicts of interest before the application opens',
  declareLead:
    'There is a conflict when you, a relative or your employer has a tie of money, work, family or competition with the applicant or a member of its team. The application opens only after you have declared.',
  applicant: 'Applicant',
  members: 'Members',
  declare: 'Do you have a conflict of interest here?',
  none: 'I have no conflict of interest',
  some: 'I have, or may have, a conflict of interest',
  someHint: 'The application will not open to you; the officer assigns somebody else.',
  which: 'Describe the conflict',
  whichHint: 'Only where there is one; needed then.',
  declareMissing: 'Choose one of the two.',
  whichMissing: 'Describe the conflict.',
  whichOfNone: 'You described a conflict: choose again, or remove it.',
  send: 'Send and go on',
  conflicted: 'You declared a conflict of interest',
  conflictedLead:
    'The application is closed to you. The officer will assign somebody else; there is nothing more for you to do.',
  found: 'I have noticed a conflict of interest',
  foundLead: 'The application will close to you, and your draft will not be submitted.',
  foundSend: 'Declare the conflict',
  sheet: 'Review sheet',
  toSheet: 'Go to the sheet',
  toApplication: 'Go to the application',
  saved: (at) => `Saved at ${at}`,
  unsaved: 'Not saved yet. The sheet saves itself while you type.',
  notSaved: (name, at) =>
    `Not saved: ${name} saved this sheet at ${at}. Press “Save the draft” to see both versions and choose one.`,
  save: 'Save the draft',
  takeSaved: 'Drop what the fields hold, go on with the saved version',
  check: 'Check the sheet',
  checkTitle: 'Check, then submit',
  checkLead: 'This is everything that will be submitted.',
  final: (verdict) =>
    `The sheet is submitted under your name and concludes “${verdict}”. Once submitted it is locked and cannot be changed.`,
  verdict: 'The sheet’s conclusion',
  points: (n) => `${counted(n, 'point')}`,
  edit: 'Go on editing',
  submit: 'Submit and lock',
  other: 'The draft was changed in another window after this page opened. Look at the sheet below, then submit it.',
  locked: 'Submitted and locked',
  lockedLead: (at) => `You submitted this sheet at ${at}. Other reviewers’ sheets are for the council alone.`,
  closed: 'The application is no longer under review, so this sheet cannot be submitted any more.',
  mustDeclare: 'Declare conflicts of interest first.',
};

export const reviewWords: Readonly<Record<Language, typeof vi>> = { vi, en };
