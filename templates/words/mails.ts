// What letters say. {x} stands for what the letter is about; the reader's name and the link stand on lines of their own.

/** A letter about a dossier: its subject, and what has happened with what follows from it. */
const vi = {
  greeting: 'Kính gửi {name},',
  open: 'Xem hồ sơ tại:',
  /** Where somebody has something to do. */
  places: {
    screening: 'Kiểm tra hồ sơ tại:',
    application: 'Bổ sung và nộp lại hồ sơ tại:',
    review: 'Khai báo xung đột lợi ích và đánh giá tại:',
    council: 'Xem hồ sơ và bỏ phiếu tại:',
  },
  facts: { code: 'Số hồ sơ: {code}', project: 'Dự án: {project}', due: 'Thời hạn {what}: {day}' },
  footer: 'Vườn Ươm, hệ thống hỗ trợ ươm tạo từ ngân sách nhà nước\nThư này được gửi tự động; xin không trả lời.',
  aDossier: 'hồ sơ của bạn',
  anyDossier: 'một hồ sơ',
  dossierOf: 'hồ sơ “{about}”',
  confirm: {
    subject: 'Xác nhận địa chỉ e-mail của bạn',
    text: 'Có người vừa đăng ký tài khoản Vườn Ươm bằng địa chỉ e-mail này. Nếu đó là bạn, hãy mở liên kết dưới đây trong vòng 48 giờ để xác nhận:',
    after:
      'Nếu bạn không đăng ký, hãy bỏ qua thư này và đừng mở liên kết: tài khoản sẽ không dùng được khi chưa xác nhận.',
  },
  exists: {
    subject: 'Bạn đã có tài khoản Vườn Ươm',
    text: 'Có người vừa đăng ký bằng địa chỉ e-mail này, nhưng bạn đã có tài khoản nên không có gì thay đổi. Hãy đăng nhập tại:',
    after: 'Nếu quên mật khẩu, bạn có thể đặt mật khẩu mới tại:',
  },
  reset: {
    subject: 'Đặt mật khẩu mới',
    text: 'Có người vừa yêu cầu đặt mật khẩu mới cho tài khoản Vườn Ươm của bạn. Nếu đó là bạn, hãy mở liên kết dưới đây trong vòng 1 giờ:',
    after: 'Nếu không phải bạn, hãy bỏ qua thư này: mật khẩu hiện tại vẫn giữ nguyên.',
  },
  changed: {
    subject: 'Mật khẩu của bạn đã được đổi',
    text: 'Mật khẩu tài khoản Vườn Ươm của bạn vừa được đổi, mọi phiên đăng nhập khác đã kết thúc. Nếu không phải bạn đổi, hãy đặt lại mật khẩu ngay tại:',
    after: '',
  },
  invite: {
    subject: 'Mời bạn làm việc trên Vườn Ươm',
    text: '{Agency} mời bạn tham gia chương trình hỗ trợ ươm tạo với vai trò: {roles}. Hãy mở liên kết dưới đây trong vòng 7 ngày để chọn mật khẩu:',
    after: 'Nếu bạn không chờ đợi lời mời này, hãy bỏ qua thư.',
  },
  appointed: {
    subject: 'Bạn được giao vai trò trên Vườn Ươm',
    text: '{Agency} giao cho bạn vai trò trong chương trình hỗ trợ ươm tạo: {roles}. Hãy đăng nhập bằng tài khoản đang có tại:',
    after: '',
  },
  notices: {
    applicationReceived: [
      'Đã nhận hồ sơ',
      'Chúng tôi đã nhận {dossier}. Cán bộ chương trình sẽ kiểm tra và báo kết quả.',
    ],
    completionNeeded: [
      'Cần bổ sung hồ sơ',
      'Cán bộ chương trình đề nghị bổ sung {dossier}. Xin xem nội dung cần bổ sung và thời hạn trên trang hồ sơ.',
    ],
    foundEligible: ['Hồ sơ hợp lệ', 'Kết quả kiểm tra: {dossier} hợp lệ và được chuyển sang bước đánh giá.'],
    foundIneligible: ['Hồ sơ không hợp lệ', 'Kết quả kiểm tra: {dossier} không hợp lệ. Lý do có trên trang hồ sơ.'],
    reviewAsked: [
      'Hồ sơ cần đánh giá',
      'Bạn được phân công đánh giá {dossier}. Trước khi mở hồ sơ, xin khai báo xung đột lợi ích nếu có.',
    ],
    councilCalled: [
      'Hồ sơ trình hội đồng',
      '{Dossier} đã được trình hội đồng mà bạn là thành viên. Xin xem hồ sơ và bỏ phiếu.',
    ],
    recommended: [
      'Hội đồng đề nghị hỗ trợ',
      'Hội đồng đã kết luận: đề nghị hỗ trợ {dossier}. Bước tiếp theo có trên trang hồ sơ.',
    ],
    notRecommended: [
      'Kết luận của hội đồng',
      'Hội đồng đã kết luận: không đề nghị hỗ trợ {dossier}. Quyết định cuối cùng thuộc về giám đốc.',
    ],
    awarded: ['Quyết định hỗ trợ', 'Đã có quyết định hỗ trợ {dossier}. Bước tiếp theo là ký hợp đồng.'],
    rejected: ['Hồ sơ không được hỗ trợ', 'Đã có quyết định không hỗ trợ {dossier}. Lý do có trên trang hồ sơ.'],
    lapsed: ['Hồ sơ đã bị đóng', '{Dossier} đã bị đóng vì quá hạn.'],
    agreementSigned: ['Hợp đồng đã ký', 'Hợp đồng của {dossier} đã được ký. Từ nay có thể đề nghị giải ngân.'],
    projectSuspended: ['Dự án tạm dừng', 'Dự án theo {dossier} đã tạm dừng. Trong thời gian này chưa thể giải ngân.'],
    projectResumed: ['Dự án tiếp tục', 'Dự án theo {dossier} được tiếp tục.'],
    projectTerminated: ['Chấm dứt hợp đồng', 'Hợp đồng của {dossier} đã bị chấm dứt. Lý do có trên trang hồ sơ.'],
    projectClosed: ['Dự án kết thúc', 'Dự án theo {dossier} đã kết thúc và thanh lý hợp đồng.'],
    prototypeAccepted: ['Nghiệm thu sản phẩm mẫu', 'Sản phẩm mẫu của {dossier} đã được nghiệm thu.'],
    agreementNovated: ['Chuyển giao hợp đồng', 'Hợp đồng của {dossier} đã được chuyển giao cho doanh nghiệp.'],
    disbursementReceived: ['Đã nhận đề nghị giải ngân', 'Chúng tôi đã nhận một đề nghị giải ngân của {dossier}.'],
    disbursementReturned: [
      'Đề nghị giải ngân được trả lại',
      'Một đề nghị giải ngân của {dossier} được trả lại để bổ sung. Lý do có trên trang hồ sơ.',
    ],
    disbursementRefused: [
      'Đề nghị giải ngân bị từ chối',
      'Một đề nghị giải ngân của {dossier} bị từ chối. Lý do có trên trang hồ sơ.',
    ],
    disbursementOrdered: ['Đã phát lệnh chi', 'Đã phát lệnh chi cho một đề nghị giải ngân của {dossier}.'],
    disbursementPaid: ['Đã chi tiền', 'Một khoản giải ngân của {dossier} đã được chi.'],
    bankRejected: [
      'Lệnh chi bị trả lại',
      'Kho bạc hoặc ngân hàng đã trả lại một lệnh chi của {dossier}. Xin kiểm tra thông tin tài khoản.',
    ],
    advanceCleared: ['Đã quyết toán tạm ứng', 'Một khoản tạm ứng của {dossier} đã được quyết toán.'],
    recoveryDue: [
      'Khoản phải hoàn trả',
      'Có một khoản phải hoàn trả theo {dossier}. Số tiền và thời hạn có trên trang hồ sơ.',
    ],
    recoveryRepaid: ['Đã nhận tiền hoàn trả', 'Khoản phải hoàn trả theo {dossier} đã được nộp đủ.'],
    recoveryWrittenOff: [
      'Khoản phải hoàn trả được xóa',
      'Khoản phải hoàn trả theo {dossier} đã được xóa theo quyết định.',
    ],
  },
  /** What staff are told where it differs from what the team is told. */
  staff: {
    applicationReceived: ['Hồ sơ cần kiểm tra', '{Dossier} vừa được nộp và chờ kiểm tra.'],
    recommended: [
      'Hồ sơ chờ quyết định',
      'Hội đồng đề nghị hỗ trợ {dossier}. Hồ sơ chờ quyết định của bạn, hoặc chờ nhóm dự án hoàn thiện trước.',
    ],
    notRecommended: ['Hồ sơ chờ quyết định', 'Hội đồng không đề nghị hỗ trợ {dossier}. Hồ sơ chờ quyết định của bạn.'],
    awarded: [
      'Đã có quyết định hỗ trợ',
      'Đã có quyết định hỗ trợ {dossier}. Xin dành nguồn ngân sách và chuẩn bị hợp đồng.',
    ],
    agreementSigned: ['Hợp đồng đã ký', 'Hợp đồng của {dossier} đã được ký.'],
    disbursementReceived: ['Đề nghị giải ngân cần thẩm tra', '{Dossier} có một đề nghị giải ngân chờ thẩm tra.'],
    bankRejected: [
      'Lệnh chi bị trả lại',
      'Kho bạc hoặc ngân hàng đã trả lại một lệnh chi của {dossier}. Xin kiểm tra và lập lại.',
    ],
    recoveryDue: ['Theo dõi khoản phải hoàn trả', '{Dossier} có một khoản phải hoàn trả cần theo dõi.'],
  },
} satisfies MailWords;

const en: typeof vi = {
  greeting: 'Dear {name},',
  open: 'See the dossier at:',
  places: {
    screening: 'Screen the application at:',
    application: 'Complete the application and hand it in again at:',
    review: 'Declare conflicts of interest and review at:',
    council: 'Read the dossier and vote at:',
  },
  facts: { code: 'Number: {code}', project: 'Project: {project}', due: 'Due, {what}: {day}' },
  footer: 'Vườn Ươm, incubation support from public funds\nThis letter was sent automatically; please do not reply.',
  aDossier: 'your dossier',
  anyDossier: 'a dossier',
  dossierOf: 'the dossier of {about}',
  confirm: {
    subject: 'Confirm your e-mail address',
    text: 'Somebody has signed up for a Vườn Ươm account with this e-mail address. If it was you, open this link within 48 hours to confirm it:',
    after:
      'If you did not sign up, ignore this letter and do not open the link: without confirmation the account cannot be used.',
  },
  exists: {
    subject: 'You already have a Vườn Ươm account',
    text: 'Somebody has just signed up with this e-mail address, but you already have an account, so nothing was changed. Sign in at:',
    after: 'If you have forgotten your password, choose a new one at:',
  },
  reset: {
    subject: 'Choose a new password',
    text: 'Somebody has asked for a new password for your Vườn Ươm account. If it was you, open this link within 1 hour:',
    after: 'If it was not you, ignore this letter: your password stays as it is.',
  },
  changed: {
    subject: 'Your password was changed',
    text: 'The password of your Vườn Ươm account has just been changed, and all other sessions were ended. If it was not you, choose a new password at once at:',
    after: '',
  },
  invite: {
    subject: 'You are invited to work on Vườn Ươm',
    text: '{Agency} invites you to its incubation programme as: {roles}. Open this link within 7 days to choose a password:',
    after: 'If you did not expect this invitation, ignore this letter.',
  },
  appointed: {
    subject: 'You were given a role on Vườn Ươm',
    text: '{Agency} has appointed you in its incubation programme as: {roles}. Sign in with the account that you have at:',
    after: '',
  },
  notices: {
    applicationReceived: [
      'Application received',
      'We have received {dossier}. An officer will check it and tell you the result.',
    ],
    completionNeeded: [
      'Please complete your application',
      'An officer asks you to complete {dossier}. What is missing, and until when, is on the dossier’s page.',
    ],
    foundEligible: ['Application eligible', 'The check is done: {dossier} is eligible and goes on to review.'],
    foundIneligible: [
      'Application not eligible',
      'The check is done: {dossier} is not eligible. The reason is on the dossier’s page.',
    ],
    reviewAsked: [
      'An application to review',
      'You were assigned to review {dossier}. Before you open it, please declare conflicts of interest, if any.',
    ],
    councilCalled: [
      'A dossier before the council',
      '{Dossier} was referred to the council of which you are a member. Please read it and vote.',
    ],
    recommended: [
      'Recommended by the council',
      'The council has concluded and recommends support for {dossier}. The next step is on the dossier’s page.',
    ],
    notRecommended: [
      'Conclusion of the council',
      'The council has concluded and does not recommend support for {dossier}. The director decides.',
    ],
    awarded: ['Award decided', 'It was decided to support {dossier}. The next step is to sign the agreement.'],
    rejected: ['Application rejected', 'It was decided not to support {dossier}. The reason is on the dossier’s page.'],
    lapsed: ['Application lapsed', '{Dossier} was closed because its period has ended.'],
    agreementSigned: [
      'Agreement signed',
      'The agreement of {dossier} was signed. Disbursements may be requested from now on.',
    ],
    projectSuspended: [
      'Project suspended',
      'The project of {dossier} was suspended. Nothing can be disbursed meanwhile.',
    ],
    projectResumed: ['Project resumed', 'The project of {dossier} goes on.'],
    projectTerminated: [
      'Agreement terminated',
      'The agreement of {dossier} was terminated. The reason is on the dossier’s page.',
    ],
    projectClosed: ['Project closed', 'The project of {dossier} was closed and its agreement liquidated.'],
    prototypeAccepted: ['Prototype accepted', 'The prototype of {dossier} was accepted.'],
    agreementNovated: ['Agreement novated', 'The agreement of {dossier} was novated to the company.'],
    disbursementReceived: ['Disbursement request received', 'We have received a disbursement request of {dossier}.'],
    disbursementReturned: [
      'Disbursement request returned',
      'A disbursement request of {dossier} was returned to be completed. The reason is on the dossier’s page.',
    ],
    disbursementRefused: [
      'Disbursement request refused',
      'A disbursement request of {dossier} was refused. The reason is on the dossier’s page.',
    ],
    disbursementOrdered: ['Payment ordered', 'The payment of a disbursement of {dossier} was ordered.'],
    disbursementPaid: ['Money paid', 'A disbursement of {dossier} was paid.'],
    bankRejected: [
      'Payment order sent back',
      'The treasury or the bank has sent back a payment order of {dossier}. Please check the account.',
    ],
    advanceCleared: ['Advance cleared', 'An advance of {dossier} was cleared.'],
    recoveryDue: [
      'Money due back',
      'Money is due back under {dossier}. How much, and until when, is on the dossier’s page.',
    ],
    recoveryRepaid: ['Repayment received', 'What was due back under {dossier} was repaid in full.'],
    recoveryWrittenOff: ['Debt written off', 'What was due back under {dossier} was written off by decision.'],
  },
  staff: {
    applicationReceived: ['An application to check', '{Dossier} was handed in and waits to be checked.'],
    recommended: [
      'A dossier to decide',
      'The council recommends support for {dossier}. It waits for your decision, or for the team to complete it first.',
    ],
    notRecommended: [
      'A dossier to decide',
      'The council does not recommend support for {dossier}. It waits for your decision.',
    ],
    awarded: [
      'Award decided',
      'It was decided to support {dossier}. Please plan the budget and prepare the agreement.',
    ],
    agreementSigned: ['Agreement signed', 'The agreement of {dossier} was signed.'],
    disbursementReceived: [
      'A disbursement request to verify',
      '{Dossier} has a disbursement request that waits to be verified.',
    ],
    bankRejected: [
      'Payment order sent back',
      'The treasury or the bank has sent back a payment order of {dossier}. Please check and prepare it again.',
    ],
    recoveryDue: ['Money due back', '{Dossier} has money due back that is to be followed up.'],
  },
};

type Sentences = { subject: string; text: string; after: string };
/** Subject and text. */
type Notice = [string, string];
type MailWords = { places: Record<string, string>; facts: Record<'code' | 'project' | 'due', string> } & Record<
  'greeting' | 'open' | 'footer' | 'aDossier' | 'anyDossier' | 'dossierOf',
  string
> &
  Record<'confirm' | 'exists' | 'reset' | 'changed' | 'invite' | 'appointed', Sentences> & {
    notices: Record<string, Notice>;
    staff: Record<string, Notice>;
  };

export const mailWords = { vi, en };
