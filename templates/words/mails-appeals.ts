// What letters about appeals say, and about what follows from one that was upheld.

import type { Notices } from './mails-shape.ts';

const vi = {
  appealLodged: {
    team: [
      'Đã nhận khiếu nại',
      'Khiếu nại của nhóm bạn về {dossier} đã được ghi nhận. Giám đốc xem xét thụ lý trong thời hạn dưới đây. Quyết định bị khiếu nại vẫn có hiệu lực.',
    ],
    director: [
      'Khiếu nại chờ thụ lý',
      'Nhóm dự án theo {dossier} đã khiếu nại một quyết định. Khiếu nại chờ bạn xem và thụ lý, hoặc trả lời vì sao không thụ lý.',
    ],
  },
  appealAccepted: {
    team: [
      'Khiếu nại được thụ lý',
      'Khiếu nại của nhóm bạn về {dossier} đã được thụ lý. Giám đốc giải quyết trong thời hạn dưới đây.',
    ],
    director: ['Khiếu nại đã được thụ lý', 'Khiếu nại về {dossier} đã được thụ lý và chờ giải quyết.'],
  },
  appealNotAccepted: {
    team: [
      'Khiếu nại không được thụ lý',
      'Khiếu nại của nhóm bạn về {dossier} không được thụ lý. Không đồng ý, bạn có thể khiếu nại lên cấp trên của cơ quan hoặc khởi kiện tại tòa án, ngoài hệ thống này.',
    ],
  },
  appealUpheld: {
    team: [
      'Khiếu nại được chấp nhận',
      'Khiếu nại của nhóm bạn về {dossier} được chấp nhận. Trang khiếu nại nói rõ điều gì tiếp theo.',
    ],
    'team.again': [
      'Khiếu nại được chấp nhận',
      'Khiếu nại của nhóm bạn về {dossier} được chấp nhận. Hệ thống không tự đổi số tiền: trang khiếu nại nói rõ bạn cần gửi lại gì.',
    ],
  },
  appealDismissed: {
    team: [
      'Khiếu nại không được chấp nhận',
      'Khiếu nại của nhóm bạn về {dossier} không được chấp nhận, quyết định giữ nguyên. Không đồng ý, bạn có thể khiếu nại lần hai lên cấp trên của cơ quan hoặc khởi kiện tại tòa án, ngoài hệ thống này.',
    ],
  },
  appealWithdrawn: {
    team: ['Đã rút khiếu nại', 'Khiếu nại về {dossier} đã được rút. Quyết định giữ nguyên.'],
    director: ['Khiếu nại đã được rút', 'Nhóm dự án đã rút khiếu nại về {dossier}. Bạn không phải làm gì thêm.'],
  },
  applicationReopened: {
    officer: [
      'Hồ sơ cần kiểm tra lại',
      'Khiếu nại về kết quả kiểm tra {dossier} được chấp nhận. Hồ sơ chờ một cán bộ chưa từng kiểm tra hồ sơ này làm lại từ đầu.',
    ],
    'council.beforeCouncil': [
      'Hội đồng bỏ phiếu lại',
      'Khiếu nại về {dossier} được chấp nhận. Các phiếu đã bỏ không tính nữa; xin bỏ phiếu lại.',
    ],
    'secretary.beforeCouncil': [
      'Hội đồng bỏ phiếu lại',
      'Khiếu nại về {dossier} được chấp nhận. Các phiếu đã bỏ không tính nữa; hội đồng bỏ phiếu lại.',
    ],
    'director.recommended': [
      'Hồ sơ chờ quyết định lại',
      'Khiếu nại về việc từ chối {dossier} được chấp nhận. Hồ sơ chờ quyết định lại theo đề nghị của hội đồng.',
    ],
  },
  projectReinstated: {
    team: [
      'Dự án được tiếp tục',
      'Khiếu nại được chấp nhận: dự án theo {dossier} được tiếp tục. Đề nghị giải ngân đã kết thúc khi chấm dứt thì bạn gửi lại.',
    ],
    'team.unsigned': [
      'Dự án được tiếp tục',
      'Khiếu nại được chấp nhận: dự án theo {dossier} được tiếp tục và chờ ký hợp đồng.',
    ],
    'team.suspended': [
      'Dự án không còn bị chấm dứt',
      'Khiếu nại được chấp nhận: dự án theo {dossier} không còn bị chấm dứt. Quyết định tạm dừng trước đó vẫn còn hiệu lực.',
    ],
    'team.closing': [
      'Dự án không còn bị chấm dứt',
      'Khiếu nại được chấp nhận: dự án theo {dossier} không còn bị chấm dứt, và được thanh lý như đã thỏa thuận kết thúc sớm.',
    ],
    staff: ['Dự án không còn bị chấm dứt', 'Khiếu nại được chấp nhận: dự án theo {dossier} không còn bị chấm dứt.'],
  },
  recoveryAnnulled: {
    team: [
      'Quyết định thu hồi đã hủy',
      'Khiếu nại được chấp nhận: quyết định thu hồi từ {request} của {dossier} đã hủy. Bạn không phải hoàn trả khoản này.',
    ],
    financeOfficer: [
      'Quyết định thu hồi đã hủy',
      'Khiếu nại được chấp nhận: quyết định thu hồi từ {request} của {dossier} đã hủy; không thu khoản này nữa.',
    ],
  },
} satisfies Record<string, Notices>;

const en: typeof vi = {
  appealLodged: {
    team: [
      'Appeal received',
      'The appeal of your team about {dossier} is on record. The director decides within the time below whether it is accepted for handling. The decision stands meanwhile.',
    ],
    director: [
      'An appeal to accept',
      'The team of {dossier} has appealed against a decision. It waits for you to accept it for handling, or to say why not.',
    ],
  },
  appealAccepted: {
    team: [
      'Appeal accepted for handling',
      'The appeal of your team about {dossier} was accepted for handling. The director decides it within the time below.',
    ],
    director: ['Appeal accepted for handling', 'The appeal about {dossier} was accepted and waits to be decided.'],
  },
  appealNotAccepted: {
    team: [
      'Appeal not accepted',
      'The appeal of your team about {dossier} was not accepted for handling. If you do not agree, you can turn to whom the agency answers to, or to the court, outside of this system.',
    ],
  },
  appealUpheld: {
    team: [
      'Appeal upheld',
      'The appeal of your team about {dossier} was upheld. The page of the appeal says what follows.',
    ],
    'team.again': [
      'Appeal upheld',
      'The appeal of your team about {dossier} was upheld. No amount changes by itself: the page of the appeal says what to send again.',
    ],
  },
  appealDismissed: {
    team: [
      'Appeal dismissed',
      'The appeal of your team about {dossier} was dismissed, and the decision stands. If you do not agree, you can appeal in the second instance to whom the agency answers to, or go to the court, outside of this system.',
    ],
  },
  appealWithdrawn: {
    team: ['Appeal withdrawn', 'The appeal about {dossier} was withdrawn. The decision stands.'],
    director: ['Appeal withdrawn', 'The team has withdrawn its appeal about {dossier}. Nothing more is asked of you.'],
  },
  applicationReopened: {
    officer: [
      'An application to screen anew',
      'An appeal about the screening of {dossier} was upheld. It waits for an officer who has not screened it before, to begin anew.',
    ],
    'council.beforeCouncil': [
      'The council votes again',
      'An appeal about {dossier} was upheld. The votes do not count any more; please vote again.',
    ],
    'secretary.beforeCouncil': [
      'The council votes again',
      'An appeal about {dossier} was upheld. The votes do not count any more; the council votes again.',
    ],
    'director.recommended': [
      'An application to decide anew',
      'An appeal about the rejection of {dossier} was upheld. It waits again for a decision on the council’s recommendation.',
    ],
  },
  projectReinstated: {
    team: [
      'The project goes on',
      'The appeal was upheld: the project of {dossier} goes on. Requests that ended with its termination you send again.',
    ],
    'team.unsigned': [
      'The project goes on',
      'The appeal was upheld: the project of {dossier} goes on, and its agreement is to be signed.',
    ],
    'team.suspended': [
      'The project is terminated no more',
      'The appeal was upheld: the project of {dossier} is terminated no more. It was suspended before, and stays so.',
    ],
    'team.closing': [
      'The project is terminated no more',
      'The appeal was upheld: the project of {dossier} is terminated no more, and closes as its early end was agreed.',
    ],
    staff: [
      'The project is terminated no more',
      'The appeal was upheld: the project of {dossier} is terminated no more.',
    ],
  },
  recoveryAnnulled: {
    team: [
      'The recovery is annulled',
      'The appeal was upheld: the decision to recover money of {request} of {dossier} is annulled. You need not pay it back.',
    ],
    financeOfficer: [
      'The recovery is annulled',
      'An appeal was upheld: the decision to recover money of {request} of {dossier} is annulled, and is not followed any more.',
    ],
  },
};

export const appealMails = { vi, en };
