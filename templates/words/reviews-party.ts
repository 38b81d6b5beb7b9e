// Who an application is from, later on: its account, and a number of identity that was another's.

import type { Language } from './words.ts';

const vi = {
  title: 'Bên đăng ký',
  noAccount:
    'Chưa khai tài khoản; chưa có thì chưa chi được. Một thành viên của bên đăng ký khai ở trang “Bên đứng tên và tài khoản” của hồ sơ.',
  accountSince: (day: string) => `Khai ngày ${day}, sau khi cán bộ đã xác nhận bên này.`,
  accountLead:
    'Đối chiếu với giấy tờ của ngân hàng rồi xác nhận; từ đó các khoản chi vào tài khoản này là chi vào tài khoản đã xác nhận.',
  accountBefore: 'Đã xác nhận trước đây',
  accountNow: 'Mới khai',
  accountWithParty: 'Tài khoản được xác nhận cùng bên đăng ký, ở trang kiểm tra hồ sơ.',
  confirmAccount: 'Xác nhận tài khoản này',
  accountAgain: 'Để bên đăng ký khai lại',
  accountReason: 'Lý do không chấp nhận tài khoản',
  accountReasonHint: 'Cần ghi khi để bên đăng ký khai lại; họ đọc được trong thư và trên hồ sơ.',
  bankPaper: 'Giấy của ngân hàng',
  noBankPaper: 'Bên đăng ký không đính kèm giấy của ngân hàng.',
  accountAgainHint:
    'Tài khoản sai hoặc không còn dùng: “Để bên đăng ký khai lại” bỏ tài khoản này. Cho đến khi có tài khoản mới, không khoản nào được lập chứng từ hay phát lệnh chi.',
  accountConfirmed: 'Đã xác nhận tài khoản.',
  accountAgainDone: 'Đã bỏ tài khoản. Bên đăng ký khai lại được ngay.',
  accountChanged: 'Tài khoản đã thay đổi từ khi bạn mở trang. Hãy đối chiếu lại.',
  releaseTitle: 'Thu hồi số giấy tờ khai sai',
  lead: 'Mỗi số căn cước hay mã số doanh nghiệp chỉ thuộc một bên. Thu hồi khi bên này khai số của người khác: người có số đó đăng ký được, còn bên này phải khai số của mình và được xác nhận lại.',
  number: 'Số căn cước hoặc mã số doanh nghiệp',
  none: 'Bên này không giữ số nào.',
  released: 'Đã thu hồi số giấy tờ. Số đó đăng ký lại được ngay.',
  why: 'Lý do đã thu hồi',
  reason: 'Lý do thu hồi',
  reasonHint: 'Nêu giấy tờ đã đối chiếu. Lý do vào lịch sử của bên đăng ký; nhóm dự án đọc được.',
  release: 'Thu hồi số này',
  awarded:
    'Bên này đã có quyết định hỗ trợ, nên số không thu hồi ở đây được: trước hết phải xử lý dự án (chấm dứt, thu hồi kinh phí).',
  changed: 'Số đã thay đổi từ khi bạn mở trang. Hãy đối chiếu lại.',
};

const en: typeof vi = {
  title: 'The applicant',
  noAccount:
    'No account is given; without one nothing can be paid. A member of the party gives it on the dossier’s page “Applicant and account”.',
  accountSince: (day) => `Given on ${day}, after an officer had confirmed this party.`,
  accountLead:
    'Compare it with the bank’s papers and confirm it; from then on payments to it are payments to a confirmed account.',
  accountBefore: 'Confirmed before',
  accountNow: 'Newly given',
  accountWithParty: 'The account is confirmed with the applicant, on the screening page.',
  confirmAccount: 'Confirm this account',
  accountAgain: 'Let the applicant give it again',
  accountReason: 'Why the account is not accepted',
  accountReasonHint: 'Needed when the applicant is to give it again; they read it in the letter and on the dossier.',
  bankPaper: 'The bank’s paper',
  noBankPaper: 'The applicant attached no paper of the bank.',
  accountAgainHint:
    'If the account is wrong or no longer used, “Let the applicant give it again” takes it away. Until there is a new one nothing is prepared or ordered.',
  accountConfirmed: 'The account is confirmed.',
  accountAgainDone: 'The account was taken away. The applicant can give another at once.',
  accountChanged: 'The account has changed since you opened the page. Compare it again.',
  releaseTitle: 'Release a number that was claimed wrongly',
  lead: 'One identity or enterprise number belongs to one party. Release it when this party gave somebody else’s: its owner can then register, and this party must give its own and be confirmed again.',
  number: 'Identity or enterprise number',
  none: 'This party holds no number.',
  released: 'The number is released. It can be registered again at once.',
  why: 'Why it was released',
  reason: 'Reason',
  reasonHint: 'Name the papers that were compared. The reason goes into the party’s history; the team can read it.',
  release: 'Release this number',
  awarded:
    'This party has an award, so its number cannot be released here: the project must be dealt with first (termination, recovery).',
  changed: 'The number has changed since you opened the page. Compare again.',
};

export const partyWords: Readonly<Record<Language, typeof vi>> = { vi, en };
