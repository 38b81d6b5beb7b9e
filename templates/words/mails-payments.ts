// What letters about disbursements and recoveries say.

import type { Notices } from './mails-shape.ts';

const vi = {
  disbursementReceived: {
    team: [
      'Đã nhận đề nghị giải ngân',
      'Chúng tôi đã nhận {request} của {dossier}. Tiếp theo, cán bộ chương trình thẩm tra chứng từ.',
    ],
    officer: ['Đề nghị giải ngân chờ thẩm tra chứng từ', '{Dossier} có {request} chờ bạn thẩm tra chứng từ.'],
    'officer.again': [
      'Đề nghị giải ngân gửi lại, chờ thẩm tra chứng từ',
      '{Dossier} đã bổ sung và gửi lại {request}, chờ bạn thẩm tra chứng từ.',
    ],
  },
  disbursementVerified: {
    team: [
      'Chứng từ đã được chấp nhận',
      'Cán bộ chương trình đã thẩm tra chứng từ và chấp nhận toàn bộ {request} của {dossier}. Tiếp theo, cán bộ tài chính lập chứng từ thanh toán.',
    ],
    'team.less': [
      'Chứng từ được chấp nhận một phần',
      'Cán bộ chương trình đã thẩm tra chứng từ và chấp nhận một phần {request} của {dossier}. Phần không được chấp nhận trở về kinh phí còn lại của dự án. Tiếp theo, cán bộ tài chính lập chứng từ thanh toán cho phần được chấp nhận.',
    ],
    financeOfficer: [
      'Chờ lập chứng từ thanh toán',
      '{Dossier} có {request} đã thẩm tra chứng từ, chờ bạn lập chứng từ thanh toán.',
    ],
  },
  disbursementReturned: {
    team: [
      'Đề nghị giải ngân được trả lại',
      '{Request} của {dossier} được trả lại để bạn bổ sung. Xin bổ sung rồi gửi lại; số tiền này trở về kinh phí còn lại của dự án cho đến khi bạn gửi lại.',
    ],
    hands: [
      'Đề nghị giải ngân được trả lại',
      '{Request} của {dossier} mà bạn đã xử lý được trả lại cho nhóm dự án. Khi nhóm gửi lại, các bước được làm lại từ đầu.',
    ],
  },
  disbursementRefused: {
    team: [
      'Đề nghị giải ngân bị từ chối',
      '{Request} của {dossier} bị từ chối. Số tiền này trở về kinh phí còn lại của dự án.',
    ],
    hands: ['Đề nghị giải ngân bị từ chối', '{Request} của {dossier} mà bạn đã xử lý bị từ chối.'],
  },
  disbursementCancelled: {
    team: [
      'Đề nghị giải ngân đã hủy',
      '{Request} của {dossier} đã được hủy. Số tiền này trở về kinh phí còn lại của dự án.',
    ],
    'team.staff': [
      'Đề nghị giải ngân bị hủy',
      'Cán bộ chương trình đã hủy {request} của {dossier} thay cho nhóm. Số tiền này trở về kinh phí còn lại của dự án; bạn có thể gửi đề nghị mới.',
    ],
    officer: ['Đề nghị giải ngân đã hủy', '{Request} của {dossier} đã được hủy. Bạn không phải thẩm tra chứng từ nữa.'],
  },
  paymentPrepared: {
    chiefAccountant: [
      'Khoản giải ngân chờ duyệt',
      'Chứng từ thanh toán cho {request} của {dossier} đã được lập và chờ bạn duyệt.',
    ],
  },
  paymentApproved: {
    team: [
      'Khoản giải ngân đã được duyệt',
      '{Request} của {dossier} đã được kế toán trưởng duyệt. Tiếp theo, cán bộ tài chính phát lệnh chi.',
    ],
    financeOfficer: [
      'Khoản giải ngân chờ phát lệnh chi',
      '{Request} của {dossier} đã được kế toán trưởng duyệt và chờ bạn phát lệnh chi.',
    ],
  },
  paymentRecalled: {
    financeOfficer: [
      'Chứng từ thanh toán được rút lại',
      'Chứng từ thanh toán của {request} theo {dossier} được rút lại để lập lại. Nhóm dự án và cán bộ thẩm tra không phải làm lại gì; lần duyệt chi trước, nếu có, không còn giá trị.',
    ],
    chiefAccountant: [
      'Chứng từ thanh toán được rút lại',
      'Chứng từ thanh toán của {request} theo {dossier} được rút lại để lập lại. Lần duyệt chi trước, nếu có, không còn giá trị; chứng từ mới sẽ chờ bạn duyệt.',
    ],
  },
  disbursementEnded: {
    team: [
      'Đề nghị giải ngân kết thúc cùng việc hỗ trợ',
      '{Request} của {dossier} không được chi: việc hỗ trợ đã bị chấm dứt khi chưa có lệnh chi. Bạn không phải bổ sung gì cho đề nghị này.',
    ],
    'team.sentBack': [
      'Đề nghị giải ngân kết thúc cùng việc hỗ trợ',
      'Kho bạc hoặc ngân hàng đã trả lại tiền chi cho {request} của {dossier}. Việc hỗ trợ đã bị chấm dứt nên khoản này không được chi lại. Bạn không phải làm gì cho đề nghị này.',
    ],
    'hands.sentBack': [
      'Đề nghị giải ngân kết thúc cùng việc hỗ trợ',
      'Kho bạc hoặc ngân hàng đã trả lại tiền chi cho {request} của {dossier}. Việc hỗ trợ đã bị chấm dứt nên đề nghị kết thúc, không lập lại chứng từ. Không còn việc gì chờ bạn ở đề nghị này.',
    ],
    hands: [
      'Đề nghị giải ngân kết thúc cùng việc hỗ trợ',
      '{Request} của {dossier} kết thúc vì việc hỗ trợ đã bị chấm dứt khi chưa có lệnh chi. Không còn việc gì chờ bạn ở đề nghị này.',
    ],
  },
  disbursementOrdered: {
    team: [
      'Đã phát lệnh chi',
      'Đã phát lệnh chi cho {request} của {dossier}. Tiếp theo, kho bạc hoặc ngân hàng chuyển tiền.',
    ],
    financeOfficer: [
      'Lệnh chi chờ ghi nhận kết quả',
      'Đã phát lệnh chi cho {request} của {dossier}. Khi kho bạc hoặc ngân hàng trả lời, xin ghi nhận đã chi hoặc bị trả lại.',
    ],
  },
  disbursementPaid: {
    team: ['Đã chi tiền', 'Tiền của {request} theo {dossier} đã được chuyển.'],
    'team.advance': [
      'Đã chi tạm ứng',
      'Tiền tạm ứng của {request} theo {dossier} đã được chuyển. Xin nộp chứng từ để quyết toán tạm ứng; phần không dùng hết phải nộp lại.',
    ],
  },
  bankRejected: {
    team: [
      'Lệnh chi bị trả lại',
      'Kho bạc hoặc ngân hàng đã trả lại lệnh chi cho {request} của {dossier}. Bạn chưa phải làm gì: cán bộ tài chính kiểm tra với bên nhận tiền và lập lại chứng từ thanh toán.',
    ],
    'team.own': [
      'Lệnh chi bị trả lại',
      'Kho bạc hoặc ngân hàng đã trả lại lệnh chi cho {request} của {dossier}. Xin kiểm tra tài khoản nhận tiền và ghi lại nếu sai; cán bộ chương trình xác nhận tài khoản mới, rồi cán bộ tài chính lập lại chứng từ thanh toán.',
    ],
    officer: [
      'Lệnh chi bị trả lại, cần xem tài khoản nhận tiền',
      'Kho bạc hoặc ngân hàng đã trả lại lệnh chi cho {request} của {dossier}. Xin xem tài khoản nhận tiền: nếu tài khoản sai, đề nghị nhóm ghi lại; khi nhóm ghi lại, xin xác nhận.',
    ],
    financeOfficer: [
      'Lệnh chi bị trả lại',
      'Kho bạc hoặc ngân hàng đã trả lại lệnh chi cho {request} của {dossier}. Xin kiểm tra và lập lại chứng từ thanh toán.',
    ],
  },
  paymentCorrected: {
    team: [
      'Sửa chứng từ chi tiền',
      'Số chứng từ hoặc ngày chi đã ghi cho {request} của {dossier} được sửa lại cho đúng giấy báo của kho bạc, ngân hàng. Số tiền không đổi; bạn không phải làm gì.',
    ],
    chiefAccountant: [
      'Sửa chứng từ chi tiền',
      'Số chứng từ hoặc ngày chi đã ghi cho {request} của {dossier} được sửa lại. Số tiền không đổi.',
    ],
  },
  paymentReturned: {
    team: [
      'Khoản đã chi bị trả lại',
      'Tiền của {request} theo {dossier} đã được ghi là đã chi, nhưng kho bạc hoặc ngân hàng trả lại. Bạn chưa phải làm gì: cán bộ tài chính kiểm tra với bên nhận tiền và lập lại chứng từ thanh toán.',
    ],
    'team.own': [
      'Khoản đã chi bị trả lại',
      'Tiền của {request} theo {dossier} đã được ghi là đã chi, nhưng kho bạc hoặc ngân hàng trả lại. Xin kiểm tra tài khoản nhận tiền và ghi lại nếu sai; cán bộ chương trình xác nhận tài khoản mới, rồi cán bộ tài chính lập lại chứng từ thanh toán.',
    ],
    officer: [
      'Khoản đã chi bị trả lại, cần xem tài khoản nhận tiền',
      'Kho bạc hoặc ngân hàng đã trả lại khoản chi của {request} theo {dossier}. Xin xem tài khoản nhận tiền: nếu tài khoản sai, đề nghị nhóm ghi lại; khi nhóm ghi lại, xin xác nhận.',
    ],
    financeOfficer: [
      'Khoản đã chi bị trả lại',
      'Kho bạc hoặc ngân hàng đã trả lại khoản chi của {request} theo {dossier}. Tiền được giữ như trước lệnh chi; xin kiểm tra và lập lại chứng từ thanh toán.',
    ],
    chiefAccountant: [
      'Khoản đã chi bị trả lại',
      'Kho bạc hoặc ngân hàng đã trả lại khoản chi của {request} theo {dossier}. Tiền trở lại dự toán đã dành cho dự án; chứng từ lập lại sẽ chờ bạn duyệt.',
    ],
  },
  advanceCleared: {
    team: ['Đã quyết toán tạm ứng', 'Khoản tạm ứng của {request} theo {dossier} đã được quyết toán.'],
    'team.part': [
      'Đã quyết toán một phần tạm ứng',
      'Một phần khoản tạm ứng của {request} theo {dossier} đã được quyết toán. Xin nộp chứng từ cho phần còn lại.',
    ],
    financeOfficer: ['Đã quyết toán tạm ứng', 'Khoản tạm ứng của {request} theo {dossier} đã được quyết toán.'],
    'financeOfficer.part': [
      'Đã quyết toán một phần tạm ứng',
      'Một phần khoản tạm ứng của {request} theo {dossier} đã được quyết toán.',
    ],
  },
  recoveryProposed: {
    team: [
      'Đề xuất thu hồi',
      'Có đề nghị thu hồi một khoản đã chi của {request} theo {dossier}. Giám đốc sẽ quyết định; bạn chưa phải nộp lại gì.',
    ],
    director: [
      'Đề xuất thu hồi chờ quyết định',
      'Có đề nghị thu hồi một khoản đã chi của {request} theo {dossier}, chờ bạn quyết định.',
    ],
  },
  recoveryDropped: {
    team: [
      'Không thu hồi',
      'Giám đốc đã quyết định không thu hồi khoản đã đề nghị của {request} theo {dossier}. Bạn không phải nộp lại gì.',
    ],
    hands: ['Không thu hồi', 'Giám đốc đã quyết định không thu hồi khoản mà bạn đề nghị của {request} theo {dossier}.'],
  },
  recoveryDue: {
    team: [
      'Quyết định thu hồi',
      'Đã có quyết định thu hồi một khoản đã chi của {request} theo {dossier}. Xin nộp lại số tiền dưới đây trong thời hạn. Chưa nộp đủ thì chưa thể nhận khoản giải ngân khác.',
    ],
    'team.arose': [
      'Tạm ứng không dùng hết phải nộp lại',
      'Khi quyết toán tạm ứng của {request} theo {dossier}, có phần không dùng hết. Xin nộp lại số tiền dưới đây. Chưa nộp đủ thì chưa thể nhận khoản giải ngân khác.',
    ],
    'team.undone': [
      'Khoản đã cấn trừ lại phải hoàn trả',
      'Đề nghị giải ngân mà khoản thu hồi của {request} theo {dossier} đã cấn trừ vào không được chi nữa, nên việc cấn trừ không còn. Xin nộp lại số tiền dưới đây trong thời hạn. Chưa nộp đủ thì chưa thể nhận khoản giải ngân khác.',
    ],
    financeOfficer: [
      'Theo dõi khoản thu hồi',
      '{Dossier} có một khoản phải thu hồi của {request}. Khi nhận được tiền, xin ghi nhận.',
    ],
  },
  recoveryCashReceived: {
    team: [
      'Đã nhận tiền nộp lại',
      'Chúng tôi đã nhận tiền nộp lại của {request} theo {dossier}. Xin nộp tiếp phần còn thiếu trong thời hạn.',
    ],
    financeOfficer: [
      'Đã nhận tiền nộp lại',
      'Đã ghi nhận tiền nộp lại của {request} theo {dossier}; khoản thu hồi chưa đủ.',
    ],
  },
  recoveryNetted: {
    team: [
      'Đã cấn trừ khoản thu hồi',
      'Một phần khoản phải thu hồi của {request} theo {dossier} đã được cấn trừ vào đề nghị giải ngân tiếp theo. Xin nộp phần còn thiếu trong thời hạn.',
    ],
    financeOfficer: [
      'Đã cấn trừ khoản thu hồi',
      'Một phần khoản phải thu hồi của {request} theo {dossier} đã được cấn trừ vào đề nghị giải ngân tiếp theo.',
    ],
  },
  recoveryRepaid: {
    team: [
      'Đã nhận đủ tiền nộp lại',
      'Khoản phải thu hồi của {request} theo {dossier} đã được nộp đủ. Bạn không còn phải nộp lại gì của khoản này.',
    ],
    'team.netted': [
      'Đã cấn trừ đủ khoản thu hồi',
      'Khoản phải thu hồi của {request} theo {dossier} đã được cấn trừ đủ vào đề nghị giải ngân tiếp theo. Bạn không còn phải nộp lại gì của khoản này.',
    ],
    financeOfficer: ['Khoản thu hồi đã đủ', 'Khoản phải thu hồi của {request} theo {dossier} đã được nộp đủ.'],
    'financeOfficer.netted': [
      'Khoản thu hồi đã đủ',
      'Khoản phải thu hồi của {request} theo {dossier} đã được cấn trừ đủ.',
    ],
  },
  recoveryWrittenOff: {
    team: [
      'Khoản thu hồi được xóa',
      'Khoản phải thu hồi của {request} theo {dossier} đã được xóa theo quyết định. Bạn không phải nộp lại số tiền này.',
    ],
    financeOfficer: [
      'Khoản thu hồi được xóa',
      'Khoản phải thu hồi của {request} theo {dossier} đã được xóa theo quyết định.',
    ],
  },
} satisfies Record<string, Notices>;

const en: typeof vi = {
  disbursementReceived: {
    team: [
      'Disbursement request received',
      'We have received {request} of {dossier}. Next, an officer verifies its evidence.',
    ],
    officer: ['A disbursement request to verify', '{Dossier} has {request}, which waits for you to verify it.'],
    'officer.again': [
      'A disbursement request sent again, to verify',
      '{Dossier} has completed {request} and sent it again. It waits for you to verify it.',
    ],
  },
  disbursementVerified: {
    team: [
      'Evidence accepted',
      'An officer has verified {request} of {dossier} and accepted all of it. Next, a finance officer prepares the payment.',
    ],
    'team.less': [
      'Evidence accepted in part',
      'An officer has verified {request} of {dossier} and accepted a part of it. What was not accepted goes back to the project’s remaining money. Next, a finance officer prepares the payment of what was accepted.',
    ],
    financeOfficer: [
      'A payment to prepare',
      '{Dossier} has {request}, which is verified and waits for you to prepare the payment.',
    ],
  },
  disbursementReturned: {
    team: [
      'Disbursement request returned',
      '{Request} of {dossier} was returned to you to be completed. Please complete it and send it again; until then its money is back with the project.',
    ],
    hands: [
      'Disbursement request returned',
      '{Request} of {dossier}, which you have handled, was returned to the team. When it is sent again, every step is taken anew.',
    ],
  },
  disbursementRefused: {
    team: ['Disbursement request refused', '{Request} of {dossier} was refused. Its money is back with the project.'],
    hands: ['Disbursement request refused', '{Request} of {dossier}, which you have handled, was refused.'],
  },
  disbursementCancelled: {
    team: [
      'Disbursement request cancelled',
      '{Request} of {dossier} was cancelled. Its money is back with the project.',
    ],
    'team.staff': [
      'Disbursement request cancelled',
      'A programme officer has cancelled {request} of {dossier} in your place. Its money is back with the project; you can send a new one.',
    ],
    officer: [
      'Disbursement request cancelled',
      '{Request} of {dossier} was cancelled. It need not be verified any more.',
    ],
  },
  paymentPrepared: {
    chiefAccountant: [
      'A payment to approve',
      'The payment of {request} of {dossier} was prepared and waits for your approval.',
    ],
  },
  paymentApproved: {
    team: [
      'Payment approved',
      '{Request} of {dossier} was approved by the chief accountant. Next, a finance officer orders the payment.',
    ],
    financeOfficer: [
      'A payment to order',
      '{Request} of {dossier} was approved by the chief accountant and waits for you to order the payment.',
    ],
  },
  paymentRecalled: {
    financeOfficer: [
      'A payment was taken back',
      'The payment of {request} of {dossier} was taken back to be prepared again. The team and the officer have nothing to do again; an earlier approval is void.',
    ],
    chiefAccountant: [
      'A payment was taken back',
      'The payment of {request} of {dossier} was taken back to be prepared again. An earlier approval is void; the new payment will wait for you.',
    ],
  },
  disbursementEnded: {
    team: [
      'A request ended with the support',
      '{Request} of {dossier} is not paid: the support was terminated before a payment was ordered. Nothing is asked of you for it.',
    ],
    'team.sentBack': [
      'A request ended with the support',
      'The treasury or the bank has sent back the payment order of {request} of {dossier}. The support was terminated, so it is not paid again. Nothing is asked of you for it.',
    ],
    'hands.sentBack': [
      'A request ended with the support',
      'The treasury or the bank has sent back the payment order of {request} of {dossier}. The support was terminated, so the request ends and is not prepared again. Nothing waits for you there.',
    ],
    hands: [
      'A request ended with the support',
      '{Request} of {dossier} ended, since the support was terminated before a payment was ordered. Nothing waits for you there.',
    ],
  },
  disbursementOrdered: {
    team: [
      'Payment ordered',
      'The payment of {request} of {dossier} was ordered. Next, the treasury or the bank transfers the money.',
    ],
    financeOfficer: [
      'A payment order to confirm',
      'The payment of {request} of {dossier} was ordered. When the treasury or the bank answers, please record that it was paid or sent back.',
    ],
  },
  disbursementPaid: {
    team: ['Money paid', 'The money of {request} of {dossier} was transferred.'],
    'team.advance': [
      'Advance paid',
      'The advance of {request} of {dossier} was transferred. Please submit the evidence to clear it; what is not spent is to be repaid.',
    ],
  },
  bankRejected: {
    team: [
      'Payment order sent back',
      'The treasury or the bank has sent back the payment order of {request} of {dossier}. Nothing is asked of you: a finance officer sees to it with whoever is paid and prepares the payment again.',
    ],
    'team.own': [
      'Payment order sent back',
      'The treasury or the bank has sent back the payment order of {request} of {dossier}. Please check the account to which the money goes, and give it again if it is wrong; an officer confirms the new account, then a finance officer prepares the payment again.',
    ],
    officer: [
      'Payment order sent back: see the account',
      'The treasury or the bank has sent back the payment order of {request} of {dossier}. Please look at the account to which the money goes: if it is wrong, ask the team to give it again; when they have, please confirm it.',
    ],
    financeOfficer: [
      'Payment order sent back',
      'The treasury or the bank has sent back the payment order of {request} of {dossier}. Please check and prepare the payment again.',
    ],
  },
  paymentCorrected: {
    team: [
      'A payment’s voucher corrected',
      'The voucher or the day of payment recorded for {request} of {dossier} was corrected after the treasury’s or bank’s advice. The amount is the same; nothing is asked of you.',
    ],
    chiefAccountant: [
      'A payment’s voucher corrected',
      'The voucher or the day of payment recorded for {request} of {dossier} was corrected. The amount is the same.',
    ],
  },
  paymentReturned: {
    team: [
      'A payment has come back',
      'The money of {request} of {dossier} was recorded as paid, and the treasury or the bank has sent it back. Nothing is asked of you: a finance officer sees to it with whoever is paid and prepares the payment again.',
    ],
    'team.own': [
      'A payment has come back',
      'The money of {request} of {dossier} was recorded as paid, and the treasury or the bank has sent it back. Please check the account to which the money goes, and give it again if it is wrong; an officer confirms the new account, then a finance officer prepares the payment again.',
    ],
    officer: [
      'A payment has come back: see the account',
      'The treasury or the bank has sent back the payment of {request} of {dossier}. Please look at the account to which the money goes: if it is wrong, ask the team to give it again; when they have, please confirm it.',
    ],
    financeOfficer: [
      'A payment has come back',
      'The treasury or the bank has sent back the payment of {request} of {dossier}. The money is held as before its order; please check and prepare the payment again.',
    ],
    chiefAccountant: [
      'A payment has come back',
      'The treasury or the bank has sent back the payment of {request} of {dossier}. The money is back in the budget planned for the project; what is prepared anew will wait for your approval.',
    ],
  },
  advanceCleared: {
    team: ['Advance cleared', 'The advance of {request} of {dossier} was cleared.'],
    'team.part': [
      'Advance cleared in part',
      'A part of the advance of {request} of {dossier} was cleared. Please submit the evidence of the rest.',
    ],
    financeOfficer: ['Advance cleared', 'The advance of {request} of {dossier} was cleared.'],
    'financeOfficer.part': ['Advance cleared in part', 'A part of the advance of {request} of {dossier} was cleared.'],
  },
  recoveryProposed: {
    team: [
      'A recovery was proposed',
      'It was proposed to recover money that was paid for {request} of {dossier}. The director decides; you need not repay anything yet.',
    ],
    director: [
      'A recovery to decide',
      'It was proposed to recover money that was paid for {request} of {dossier}. It waits for your decision.',
    ],
  },
  recoveryDropped: {
    team: [
      'No recovery',
      'The director has decided not to recover what was proposed of {request} of {dossier}. You need not repay anything.',
    ],
    hands: ['No recovery', 'The director has decided not to recover what you proposed of {request} of {dossier}.'],
  },
  recoveryDue: {
    team: [
      'Recovery decided',
      'It was decided to recover money that was paid for {request} of {dossier}. Please repay the amount below in time. Until it is repaid, nothing else can be disbursed to you.',
    ],
    'team.arose': [
      'An unspent advance is to be repaid',
      'When the advance of {request} of {dossier} was cleared, a part of it was not spent. Please repay the amount below. Until it is repaid, nothing else can be disbursed to you.',
    ],
    'team.undone': [
      'What was netted is due again',
      'The disbursement request that the recovery of {request} of {dossier} was netted on is not paid any more, so the netting does not stand. Please repay the amount below in time. Until it is repaid no other disbursement can be made.',
    ],
    financeOfficer: [
      'A recovery to follow up',
      '{Dossier} has money to be recovered of {request}. Please record it when it comes in.',
    ],
  },
  recoveryCashReceived: {
    team: [
      'Repayment received',
      'We have received a repayment of {request} of {dossier}. Please repay the rest in time.',
    ],
    financeOfficer: ['Repayment received', 'A repayment of {request} of {dossier} was recorded; more is still due.'],
  },
  recoveryNetted: {
    team: [
      'Recovery netted',
      'A part of what is to be recovered of {request} of {dossier} was netted on the next disbursement request. Please repay the rest in time.',
    ],
    financeOfficer: [
      'Recovery netted',
      'A part of what is to be recovered of {request} of {dossier} was netted on the next disbursement request.',
    ],
  },
  recoveryRepaid: {
    team: [
      'Repaid in full',
      'What was to be recovered of {request} of {dossier} was repaid in full. Nothing more of it is due.',
    ],
    'team.netted': [
      'Netted in full',
      'What was to be recovered of {request} of {dossier} was netted in full on the next disbursement request. Nothing more of it is due.',
    ],
    financeOfficer: ['Repaid in full', 'What was to be recovered of {request} of {dossier} was repaid in full.'],
    'financeOfficer.netted': [
      'Netted in full',
      'What was to be recovered of {request} of {dossier} was netted in full.',
    ],
  },
  recoveryWrittenOff: {
    team: [
      'Recovery written off',
      'What was to be recovered of {request} of {dossier} was written off by decision. You need not repay it.',
    ],
    financeOfficer: [
      'Recovery written off',
      'What was to be recovered of {request} of {dossier} was written off by decision.',
    ],
  },
};

export const paymentMails = { vi, en };
