// What letters about a project and its agreement say.

import type { Notices } from './mails-shape.ts';

const vi = {
  agreementReady: {
    team: [
      'Hợp đồng sắp được ký',
      'Nguồn ngân sách cho {dossier} đã được dành. Tiếp theo, bạn và đơn vị hỗ trợ ký hợp đồng trong thời hạn. Xin đọc dự thảo hợp đồng trước khi ký.',
    ],
    staff: [
      'Hợp đồng chờ ký',
      'Nguồn ngân sách cho {dossier} đã được dành. Xin ký hợp đồng với nhóm dự án và ghi nhận trong thời hạn.',
    ],
  },
  agreementSigned: {
    team: [
      'Hợp đồng đã ký',
      'Hợp đồng của {dossier} đã được ký. Từ nay bạn có thể gửi đề nghị giải ngân, kèm tài liệu minh chứng.',
    ],
    financeOfficer: ['Hợp đồng đã ký', 'Hợp đồng của {dossier} đã được ký. Nhóm dự án có thể gửi đề nghị giải ngân.'],
  },
  projectSuspended: {
    team: [
      'Dự án tạm dừng',
      'Dự án theo {dossier} đã tạm dừng. Trong thời gian này chưa thể giải ngân. Giám đốc quyết định khi nào dự án tiếp tục.',
    ],
    staff: [
      'Dự án tạm dừng',
      'Dự án theo {dossier} đã tạm dừng. Trong thời gian này không lập, duyệt chứng từ thanh toán và không phát lệnh chi.',
    ],
  },
  projectResumed: {
    team: ['Dự án tiếp tục', 'Dự án theo {dossier} được tiếp tục. Bạn lại có thể gửi đề nghị giải ngân.'],
    staff: ['Dự án tiếp tục', 'Dự án theo {dossier} được tiếp tục. Các bước thanh toán lại có thể thực hiện.'],
  },
  projectTerminated: {
    team: ['Chấm dứt hợp đồng', 'Hợp đồng của {dossier} đã bị chấm dứt. Bạn không thể gửi đề nghị giải ngân nữa.'],
    staff: ['Chấm dứt hợp đồng', 'Hợp đồng của {dossier} đã bị chấm dứt.'],
    'staff.remains': [
      'Chấm dứt hợp đồng',
      'Hợp đồng của {dossier} đã bị chấm dứt. Phần kinh phí chưa dùng cần được hủy để trả về nguồn.',
    ],
  },
  closingBegun: {
    team: [
      'Bắt đầu thanh lý hợp đồng',
      'Hợp đồng của {dossier} đang được thanh lý. Xin hoàn tất các đề nghị giải ngân, quyết toán tạm ứng và khoản phải nộp lại còn dở. Phần chưa đề nghị vẫn đề nghị được cho đến khi bị hủy; sau đó giám đốc kết thúc dự án.',
    ],
    director: [
      'Hợp đồng đang thanh lý',
      'Hợp đồng của {dossier} đang được thanh lý. Khi không còn khoản nào dở dang, xin kết thúc dự án.',
    ],
    financeOfficer: [
      'Bắt đầu thanh lý hợp đồng',
      'Hợp đồng của {dossier} đang được thanh lý. Xin hoàn tất các khoản còn dở dang và hủy phần kinh phí còn lại.',
    ],
  },
  remainderCancelled: {
    team: ['Hủy kinh phí còn lại', 'Phần kinh phí chưa dùng của {dossier} đã được hủy.'],
  },
  projectClosed: {
    team: ['Dự án kết thúc', 'Dự án theo {dossier} đã kết thúc và thanh lý hợp đồng.'],
  },
  progressReported: {
    officer: ['Dự án sang bước mới', 'Dự án theo {dossier} đã báo cáo sang bước mới.'],
    'officer.technologyCompletionStarted': [
      'Dự án sang bước mới: hoàn thiện công nghệ',
      'Dự án theo {dossier} đã bắt đầu hoàn thiện công nghệ.',
    ],
    'officer.prototypeStarted': [
      'Dự án sang bước mới: sản phẩm mẫu',
      'Dự án theo {dossier} đã bắt đầu sản xuất thử sản phẩm mẫu.',
    ],
    'officer.commercialisationStarted': [
      'Dự án sang bước mới: thương mại hóa',
      'Dự án theo {dossier} đã bắt đầu thương mại hóa.',
    ],
  },
  prototypeAccepted: {
    team: ['Nghiệm thu sản phẩm mẫu', 'Sản phẩm mẫu của {dossier} đã được nghiệm thu.'],
  },
  registrationStarted: {
    officer: [
      'Nhóm bắt đầu đăng ký doanh nghiệp',
      'Nhóm dự án theo {dossier} báo đã bắt đầu làm thủ tục đăng ký doanh nghiệp. Bạn chưa phải làm gì; khi nhóm gửi thông tin doanh nghiệp để xác nhận, bạn nhận được thư khác.',
    ],
  },
  companyFormed: {
    team: [
      'Đã xác nhận doanh nghiệp',
      'Doanh nghiệp của dự án theo {dossier} đã được xác nhận. Tiếp theo, giám đốc quyết định chuyển giao hợp đồng cho doanh nghiệp.',
    ],
    director: [
      'Hợp đồng chờ chuyển giao',
      'Doanh nghiệp của dự án theo {dossier} đã thành lập và được xác nhận. Hợp đồng chờ bạn quyết định chuyển giao.',
    ],
  },
  agreementNovated: {
    team: [
      'Chuyển giao hợp đồng',
      'Hợp đồng của {dossier} đã được chuyển giao cho doanh nghiệp. Từ nay doanh nghiệp là bên nhận hỗ trợ.',
    ],
  },
  reportPlanned: {
    team: [
      'Báo cáo cần nộp',
      'Cán bộ chương trình đặt hạn nộp {report} của {dossier}. Xin nộp kèm tài liệu minh chứng.',
    ],
  },
  reportRescheduled: {
    team: [
      'Đổi hạn nộp báo cáo',
      'Hạn nộp {report} của {dossier} đã được đổi. Hạn trước đó vẫn được lưu trong lịch sử.',
    ],
  },
  reportSubmitted: {
    team: ['Đã nhận báo cáo', '{Report} của {dossier} đã được nộp, chờ cán bộ chương trình xem xét.'],
    'team.again': [
      'Đã nhận báo cáo nộp lại',
      '{Report} của {dossier} đã được nộp lại, chờ cán bộ chương trình xem xét.',
    ],
    officer: ['Báo cáo chờ xem xét', 'Nhóm dự án theo {dossier} đã nộp {report}. Xin đọc, rồi chấp nhận hoặc trả lại.'],
    'officer.again': [
      'Báo cáo nộp lại chờ xem xét',
      'Nhóm dự án theo {dossier} đã nộp lại {report}. Trang báo cáo cho thấy chỗ khác với bản trước.',
    ],
  },
  reportReturned: {
    team: [
      'Báo cáo cần bổ sung',
      'Cán bộ chương trình đã trả lại {report} của {dossier}. Xin bổ sung theo lý do dưới đây và nộp lại.',
    ],
  },
  reportAccepted: {
    team: ['Báo cáo được chấp nhận', '{Report} của {dossier} đã được chấp nhận.'],
  },
} satisfies Record<string, Notices>;

const en: typeof vi = {
  agreementReady: {
    team: [
      'The agreement is about to be signed',
      'The budget of {dossier} is planned. Next, you and the agency sign the agreement in time. Please read the draft agreement before you sign.',
    ],
    staff: [
      'An agreement to sign',
      'The budget of {dossier} is planned. Please sign the agreement with the team and record it in time.',
    ],
  },
  agreementSigned: {
    team: [
      'Agreement signed',
      'The agreement of {dossier} was signed. You can request disbursements from now on, with their evidence.',
    ],
    financeOfficer: ['Agreement signed', 'The agreement of {dossier} was signed. The team can request disbursements.'],
  },
  projectSuspended: {
    team: [
      'Project suspended',
      'The project of {dossier} was suspended. Nothing can be disbursed meanwhile. The director decides when it goes on.',
    ],
    staff: [
      'Project suspended',
      'The project of {dossier} was suspended. Meanwhile no payment is prepared, approved or ordered.',
    ],
  },
  projectResumed: {
    team: ['Project resumed', 'The project of {dossier} goes on. You can request disbursements again.'],
    staff: ['Project resumed', 'The project of {dossier} goes on. Payments can be handled again.'],
  },
  projectTerminated: {
    team: [
      'Agreement terminated',
      'The agreement of {dossier} was terminated. You cannot request disbursements any more.',
    ],
    staff: ['Agreement terminated', 'The agreement of {dossier} was terminated.'],
    'staff.remains': [
      'Agreement terminated',
      'The agreement of {dossier} was terminated. What is left of the award is to be cancelled, so that it returns to where it came from.',
    ],
  },
  closingBegun: {
    team: [
      'Closing has begun',
      'The agreement of {dossier} is being liquidated. Please finish open disbursement requests, clear advances and repay what is due. What was not asked for can be asked for until it is cancelled; then the director closes the project.',
    ],
    director: [
      'A project is closing',
      'The agreement of {dossier} is being liquidated. When nothing is open any more, please close the project.',
    ],
    financeOfficer: [
      'Closing has begun',
      'The agreement of {dossier} is being liquidated. Please finish what is open and cancel the remainder.',
    ],
  },
  remainderCancelled: {
    team: ['Remainder cancelled', 'The money of {dossier} that was not used was cancelled.'],
  },
  projectClosed: {
    team: ['Project closed', 'The project of {dossier} was closed and its agreement liquidated.'],
  },
  progressReported: {
    officer: ['A new step of a project', 'The project of {dossier} has reported a new step.'],
    'officer.technologyCompletionStarted': [
      'A new step of the project: technology completion',
      'The project of {dossier} has begun to complete its technology.',
    ],
    'officer.prototypeStarted': [
      'A new step of the project: prototype',
      'The project of {dossier} has begun to make its prototype.',
    ],
    'officer.commercialisationStarted': [
      'A new step of the project: commercialisation',
      'The project of {dossier} has begun commercialisation.',
    ],
  },
  prototypeAccepted: {
    team: ['Prototype accepted', 'The prototype of {dossier} was accepted.'],
  },
  registrationStarted: {
    officer: [
      'A company is being registered',
      'The team of {dossier} says that it has begun to register a company. There is nothing for you to do yet; when the team submits the company’s details, you get another letter.',
    ],
  },
  companyFormed: {
    team: [
      'Company confirmed',
      'The company of the project of {dossier} was confirmed. Next, the director decides to novate the agreement to it.',
    ],
    director: [
      'An agreement to novate',
      'The company of the project of {dossier} was formed and confirmed. The agreement waits for your decision to novate it.',
    ],
  },
  agreementNovated: {
    team: [
      'Agreement novated',
      'The agreement of {dossier} was novated to the company, which is the supported party from now on.',
    ],
  },
  reportPlanned: {
    team: [
      'A report to submit',
      'An officer has set a day for {report} of {dossier}. Please submit it with its evidence.',
    ],
  },
  reportRescheduled: {
    team: [
      'A report has another day',
      'The day of {report} of {dossier} was changed. The day before stays in the history.',
    ],
  },
  reportSubmitted: {
    team: ['Report received', '{Report} of {dossier} was submitted and waits for an officer to read it.'],
    'team.again': [
      'Report received again',
      '{Report} of {dossier} was submitted again and waits for an officer to read it.',
    ],
    officer: [
      'A report to read',
      'The team of {dossier} has submitted {report}. Please read it, and accept or return it.',
    ],
    'officer.again': [
      'A report to read again',
      'The team of {dossier} has submitted {report} again. Its page shows what differs from the version before.',
    ],
  },
  reportReturned: {
    team: [
      'A report is to be completed',
      'An officer has returned {report} of {dossier}. Please complete it by the reason below and submit it again.',
    ],
  },
  reportAccepted: {
    team: ['Report accepted', '{Report} of {dossier} was accepted.'],
  },
};

export const projectMails = { vi, en };
