// What letters about an application say, until it is decided.

import type { Notices } from './mails-shape.ts';

const vi = {
  applicationReceived: {
    team: [
      'Đã nhận hồ sơ',
      'Chúng tôi đã nhận {dossier}. Tiếp theo, cán bộ chương trình kiểm tra hồ sơ và báo kết quả cho bạn.',
    ],
    'team.again': [
      'Đã nhận hồ sơ bổ sung',
      'Chúng tôi đã nhận {dossier} sau khi bổ sung. Tiếp theo, cán bộ chương trình kiểm tra lại và báo kết quả cho bạn.',
    ],
    officer: ['Hồ sơ cần kiểm tra', '{Dossier} vừa được nộp và chờ bạn kiểm tra hồ sơ.'],
    'officer.again': [
      'Hồ sơ đã bổ sung, cần kiểm tra lại',
      '{Dossier} đã được bổ sung, nộp lại và chờ bạn kiểm tra hồ sơ.',
    ],
  },
  completionNeeded: {
    team: [
      'Cần bổ sung hồ sơ',
      'Cán bộ chương trình đề nghị bổ sung {dossier}, rồi chủ hồ sơ nộp lại. Quá thời hạn mà chưa nộp lại, hồ sơ bị đóng.',
    ],
  },
  foundEligible: {
    team: [
      'Hồ sơ hợp lệ',
      'Kết quả kiểm tra: {dossier} hợp lệ. Tiếp theo, chuyên gia đánh giá hồ sơ và hội đồng xem xét; bạn chưa phải làm gì.',
    ],
    officer: ['Hồ sơ chờ phân công đánh giá', '{Dossier} hợp lệ và chờ bạn phân công chuyên gia đánh giá.'],
  },
  foundIneligible: {
    team: ['Hồ sơ không hợp lệ', 'Kết quả kiểm tra: {dossier} không hợp lệ nên không được đánh giá.'],
  },
  reviewAsked: {
    reviewers: [
      'Hồ sơ cần đánh giá',
      'Bạn được phân công đánh giá {dossier}. Trước tiên, xin khai báo bạn có xung đột lợi ích hay không: khai báo xong mới mở được hồ sơ. Nếu không có xung đột, bạn đọc hồ sơ và chấm phiếu đánh giá gồm {criteria} tiêu chí; có thể lưu lại và làm nhiều lần cho đến hết thời hạn dưới đây, nộp rồi thì không sửa được. Nếu có xung đột, cán bộ chương trình sẽ phân công người khác.',
    ],
    replaced: [
      'Bạn không phải đánh giá hồ sơ nữa',
      'Người khác được phân công đánh giá {dossier} thay bạn. Bạn không phải làm gì thêm với hồ sơ này. Xin cảm ơn bạn.',
    ],
  },
  reviewSubmitted: {
    staff: [
      'Đủ phiếu đánh giá, chờ trình hội đồng',
      'Các chuyên gia đã nộp đủ phiếu đánh giá {dossier}. Hồ sơ chờ bạn lập hội đồng và trình hội đồng.',
    ],
  },
  interestDeclared: {
    staff: [
      'Cần thay người đánh giá',
      'Chuyên gia {person} được phân công đánh giá {dossier} đã khai có xung đột lợi ích nên không nộp phiếu. Xin phân công người khác.',
    ],
    'staff.councilEnough': [
      'Thành viên hội đồng có xung đột lợi ích',
      'Thành viên hội đồng {person} đã khai có xung đột lợi ích với {dossier} nên không bỏ phiếu. Hội đồng có {members} thành viên, cần {needed} người bỏ phiếu để kết luận và còn {free} người, nên vẫn có thể kết luận. Bạn không phải làm gì.',
    ],
    'staff.councilShort': [
      'Thành viên hội đồng có xung đột lợi ích, cần lập lại hội đồng',
      'Thành viên hội đồng {person} đã khai có xung đột lợi ích với {dossier} nên không bỏ phiếu. Hội đồng có {members} thành viên, cần {needed} người bỏ phiếu để kết luận mà chỉ còn {free} người, nên không thể kết luận. Xin lập lại hội đồng.',
    ],
    'staff.councilHeadless': [
      'Thành viên hội đồng có xung đột lợi ích, cần lập lại hội đồng',
      'Thành viên hội đồng {person} đã khai có xung đột lợi ích với {dossier} nên không bỏ phiếu. Trong những người còn bỏ phiếu được không có chủ tịch hay phó chủ tịch được ủy quyền, nên hội đồng không thể kết luận. Xin lập lại hội đồng.',
    ],
    colleagues: [
      'Đồng nghiệp có xung đột lợi ích',
      '{Person} ({offices}) đã khai có xung đột lợi ích với {dossier} nên không làm việc gì của hồ sơ này nữa. Việc của họ ở hồ sơ này nay chờ bạn.',
    ],
    administrator: [
      'Cần giao vai trò cho người khác',
      '{Person} đã khai có xung đột lợi ích với {dossier}. Không còn ai làm được việc của {offices} ở hồ sơ này. Xin giao vai trò này cho người khác ở trang Nhân sự.',
    ],
    director: [
      'Không còn ai làm được việc của một vai trò',
      '{Person} đã khai có xung đột lợi ích với {dossier}. Không còn ai làm được việc của {offices} ở hồ sơ này. Quản trị viên đã được báo để giao vai trò này cho người khác ở trang Nhân sự.',
    ],
  },
  councilCalled: {
    council: [
      'Hồ sơ trình hội đồng',
      '{Dossier} đã được trình hội đồng mà bạn là {seat}. Trước tiên, xin khai báo bạn có xung đột lợi ích hay không: khai báo xong mới mở được hồ sơ. Nếu không có xung đột, xin đọc hồ sơ, các phiếu đánh giá và bỏ phiếu từng nội dung.',
    ],
    reseated: [
      'Vai trò của bạn trong hội đồng',
      'Hội đồng xem xét {dossier} đã được lập lại, và từ nay bạn là {seat} của hội đồng. Phiếu đã bỏ vẫn giữ nguyên.',
    ],
    released: [
      'Bạn không còn trong hội đồng',
      'Hội đồng xem xét {dossier} đã được lập lại và bạn không còn là thành viên. Bạn không phải làm gì thêm với hồ sơ này. Xin cảm ơn bạn.',
    ],
    stayed: [
      'Lịch họp hội đồng đã đổi',
      'Lịch họp của hội đồng xem xét {dossier} đã đổi. Trước đây: {was}. Nay: {is}. Bạn vẫn là {seat} của hội đồng; khai báo và phiếu đã bỏ vẫn giữ nguyên.',
    ],
    secretary: [
      'Đã lập hội đồng',
      'Hội đồng {members} thành viên đã được lập cho {dossier}. Khi đủ số thành viên bỏ phiếu, thư ký hoặc chủ tịch hội đồng ghi kết luận.',
    ],
    'secretary.again': [
      'Đã lập lại hội đồng',
      'Hội đồng xem xét {dossier} đã được lập lại, gồm {members} thành viên. Khi đủ số thành viên bỏ phiếu, thư ký hoặc chủ tịch hội đồng ghi kết luận.',
    ],
    'secretary.moved': [
      'Lịch họp hội đồng đã đổi',
      'Lịch họp của hội đồng xem xét {dossier} đã đổi. Trước đây: {was}. Nay: {is}. Hội đồng vẫn gồm {members} thành viên như cũ.',
    ],
  },
  voteCast: {
    staff: [
      'Hội đồng đủ điều kiện kết luận',
      '{Votes}/{members} thành viên đã bỏ phiếu về {dossier}, đủ để hội đồng họp và kết luận. Hồ sơ chờ bạn ghi kết luận của hội đồng.',
    ],
    'chair.all': [
      'Hội đồng đã bỏ phiếu xong',
      'Cả {members} thành viên đã bỏ phiếu về {dossier}. Hồ sơ chờ bạn ghi kết luận của hội đồng.',
    ],
    'secretary.all': [
      'Hội đồng đã bỏ phiếu xong',
      'Cả {members} thành viên đã bỏ phiếu về {dossier}. Hồ sơ chờ bạn ghi kết luận của hội đồng.',
    ],
  },
  recommended: {
    team: [
      'Hội đồng đề nghị hỗ trợ',
      'Hội đồng đã kết luận: đề nghị hỗ trợ {dossier}. Đây chưa phải là quyết định hỗ trợ: giám đốc sẽ quyết định, với số tiền không quá mức hội đồng đề nghị.',
    ],
    'team.completion': [
      'Hội đồng đề nghị hỗ trợ, cần hoàn thiện hồ sơ',
      'Hội đồng đã kết luận: đề nghị hỗ trợ {dossier}, sau khi bạn hoàn thiện hồ sơ theo ý kiến của hội đồng. Xin nộp lại trong thời hạn; quá hạn, hồ sơ bị đóng. Sau đó giám đốc quyết định.',
    ],
    director: ['Hồ sơ chờ quyết định', 'Hội đồng đề nghị hỗ trợ {dossier}. Hồ sơ chờ quyết định của bạn.'],
    'director.completion': [
      'Hội đồng đề nghị hỗ trợ',
      'Hội đồng đề nghị hỗ trợ {dossier}, sau khi nhóm dự án hoàn thiện hồ sơ. Khi nhóm nộp lại, hồ sơ sẽ chờ quyết định của bạn.',
    ],
  },
  notRecommended: {
    team: [
      'Kết luận của hội đồng',
      'Hội đồng đã kết luận: không đề nghị hỗ trợ {dossier}. Quyết định cuối cùng thuộc về giám đốc và sẽ được gửi cho bạn cùng lý do.',
    ],
    director: ['Hồ sơ chờ quyết định', 'Hội đồng không đề nghị hỗ trợ {dossier}. Hồ sơ chờ quyết định của bạn.'],
  },
  applicationCompleted: {
    team: ['Đã nhận hồ sơ hoàn thiện', '{Dossier} đã được hoàn thiện và nộp lại. Tiếp theo, giám đốc quyết định.'],
    director: [
      'Hồ sơ chờ quyết định',
      'Nhóm dự án đã hoàn thiện {dossier} theo ý kiến của hội đồng. Hồ sơ chờ quyết định của bạn.',
    ],
    officer: [
      'Hồ sơ đã hoàn thiện',
      'Nhóm dự án đã hoàn thiện {dossier} theo ý kiến của hội đồng. Hồ sơ chờ quyết định của giám đốc.',
    ],
  },
  awarded: {
    team: [
      'Quyết định hỗ trợ',
      'Đã có quyết định hỗ trợ {dossier}. Tiếp theo, cán bộ tài chính dành nguồn ngân sách và đơn vị hỗ trợ ký hợp đồng với bạn. Xin đọc dự thảo hợp đồng trước khi ký.',
    ],
    financeOfficer: [
      'Cần dành nguồn ngân sách',
      'Đã có quyết định hỗ trợ {dossier}. Xin dành nguồn ngân sách để ký hợp đồng trong thời hạn.',
    ],
    officer: [
      'Đã có quyết định hỗ trợ',
      'Đã có quyết định hỗ trợ {dossier}. Xin chuẩn bị hợp đồng; cán bộ tài chính dành nguồn ngân sách.',
    ],
  },
  rejected: {
    team: ['Hồ sơ không được hỗ trợ', 'Đã có quyết định không hỗ trợ {dossier}.'],
  },
  withdrawn: {
    team: ['Hồ sơ đã rút', '{Dossier} đã được rút và không được xem xét nữa.'],
    staff: ['Hồ sơ đã rút', 'Nhóm dự án đã rút {dossier}. Bạn không phải làm gì thêm với hồ sơ này.'],
  },
  withdrawalUndone: {
    team: ['Đã lấy lại hồ sơ', '{Dossier} đã được nhóm lấy lại sau khi rút và được xét tiếp từ bước đang dở.'],
    staff: [
      'Hồ sơ đã được lấy lại',
      'Nhóm dự án đã lấy lại {dossier} trong vòng một ngày sau khi rút: hồ sơ về đúng bước trước khi rút, thời hạn giữ nguyên.',
    ],
  },
  teamChanged: {
    team: [
      '{Person} đã vào nhóm của hồ sơ',
      '{Person} đã nhận lời mời và vào nhóm của {dossier} với vai trò {role}. Nếu bạn không biết việc này, xin hỏi các chủ hồ sơ của nhóm.',
    ],
    'team.changed': [
      'Vai trò của {person} trong nhóm đã đổi',
      'Vai trò của {person} trong nhóm của {dossier} nay là {role}.',
    ],
    'team.left': [
      '{Person} không còn ở trong nhóm',
      '{Person} không còn ở trong nhóm của {dossier} và không mở được hồ sơ này nữa.',
    ],
    released: [
      'Bạn không còn ở trong nhóm',
      'Bạn không còn ở trong nhóm của {dossier} và không mở được hồ sơ này nữa. Nếu có nhầm lẫn, xin hỏi các chủ hồ sơ của nhóm.',
    ],
  },
  lapsed: {
    team: ['Hồ sơ đã bị đóng', '{Dossier} đã bị đóng vì quá hạn.'],
  },
} satisfies Record<string, Notices>;

const en: typeof vi = {
  applicationReceived: {
    team: ['Application received', 'We have received {dossier}. Next, an officer screens it and tells you the result.'],
    'team.again': [
      'Completed application received',
      'We have received {dossier} again, completed. Next, an officer screens it again and tells you the result.',
    ],
    officer: ['An application to screen', '{Dossier} was submitted and waits for you to screen it.'],
    'officer.again': [
      'A completed application to screen again',
      '{Dossier} was completed, submitted again and waits for you to screen it.',
    ],
  },
  completionNeeded: {
    team: [
      'Please complete your application',
      'An officer asks for {dossier} to be completed; its owner then submits it again. If it is not submitted again in time, it is closed.',
    ],
  },
  foundEligible: {
    team: [
      'Application eligible',
      'The check is done: {dossier} is eligible. Next, experts review it and the council considers it; you need not do anything now.',
    ],
    officer: ['Reviewers to be assigned', '{Dossier} is eligible and waits for you to assign reviewers.'],
  },
  foundIneligible: {
    team: ['Application not eligible', 'The check is done: {dossier} is not eligible and is not reviewed.'],
  },
  reviewAsked: {
    reviewers: [
      'An application to review',
      'You were assigned to review {dossier}. First, please declare whether you have a conflict of interest: only then does the application open. If you have none, read the application and fill in the review sheet with its {criteria} criteria; you can save and come back until the day below, and once submitted it cannot be changed. If you have one, an officer will assign somebody else.',
    ],
    replaced: [
      'You need not review it any more',
      'Somebody else was assigned to review {dossier} in your place. Nothing more is asked of you for it. Thank you.',
    ],
  },
  reviewSubmitted: {
    staff: [
      'All reviews are in: refer to the council',
      'All reviews of {dossier} were submitted. It waits for you to form the council and refer it.',
    ],
  },
  interestDeclared: {
    staff: [
      'A reviewer to replace',
      'The reviewer {person} of {dossier} has declared a conflict of interest and will submit no sheet. Please assign somebody else.',
    ],
    'staff.councilEnough': [
      'A member of the council has a conflict of interest',
      'The member of the council {person} has declared a conflict of interest in {dossier} and will not vote. The council has {members} members, needs {needed} votes to conclude and has {free} members left, so that it can still conclude. Nothing is asked of you.',
    ],
    'staff.councilShort': [
      'A member of the council has a conflict of interest: compose it anew',
      'The member of the council {person} has declared a conflict of interest in {dossier} and will not vote. The council has {members} members, needs {needed} votes to conclude and has only {free} members left, so that it cannot conclude. Please compose the council anew.',
    ],
    'staff.councilHeadless': [
      'A member of the council has a conflict of interest: compose it anew',
      'The member of the council {person} has declared a conflict of interest in {dossier} and will not vote. Neither the chair nor an authorised vice-chair is among those who still can, so that the council cannot conclude. Please compose it anew.',
    ],
    colleagues: [
      'A colleague has a conflict of interest',
      '{Person} ({offices}) has declared a conflict of interest in {dossier} and does nothing about it any more. Their work on it now waits for you.',
    ],
    administrator: [
      'A role to be given to somebody else',
      '{Person} has declared a conflict of interest in {dossier}. Nobody is left who can do the work of {offices} on it. Please give this role to somebody else on the page People.',
    ],
    director: [
      'Nobody is left for the work of a role',
      '{Person} has declared a conflict of interest in {dossier}. Nobody is left who can do the work of {offices} on it. The administrators were told, so that they give this role to somebody else on the page People.',
    ],
  },
  councilCalled: {
    council: [
      'A dossier before the council',
      '{Dossier} was referred to the council of which you are {seat}. First, please declare whether you have a conflict of interest: only then does the application open. If you have none, please read the application and the reviews, and vote on each item.',
    ],
    reseated: [
      'Your seat on the council',
      'The council on {dossier} was composed anew, and you are {seat} of it from now on. A ballot that was cast stays as it is.',
    ],
    released: [
      'You are not on the council any more',
      'The council on {dossier} was composed anew and you are not a member of it any more. Nothing more is asked of you for it. Thank you.',
    ],
    stayed: [
      'The council meets at another time',
      'The meeting of the council on {dossier} has changed. It was: {was}. It is now: {is}. You are still {seat} of the council; declarations and ballots that were cast stay as they are.',
    ],
    secretary: [
      'A council was formed',
      'A council of {members} was formed for {dossier}. When enough members have voted, the secretary or the chair records the conclusion.',
    ],
    'secretary.again': [
      'The council was composed anew',
      'The council on {dossier} was composed anew, of {members} members. When enough members have voted, the secretary or the chair records the conclusion.',
    ],
    'secretary.moved': [
      'The council meets at another time',
      'The meeting of the council on {dossier} has changed. It was: {was}. It is now: {is}. The council keeps its {members} members.',
    ],
  },
  voteCast: {
    staff: [
      'The council can conclude',
      '{Votes} of {members} members have voted on {dossier}, enough for the council to meet and conclude. It waits for you to record the council’s conclusion.',
    ],
    'chair.all': [
      'The council has voted',
      'All {members} members have voted on {dossier}. It waits for you to record the council’s conclusion.',
    ],
    'secretary.all': [
      'The council has voted',
      'All {members} members have voted on {dossier}. It waits for you to record the council’s conclusion.',
    ],
  },
  recommended: {
    team: [
      'Recommended by the council',
      'The council has concluded and recommends support for {dossier}. This is not yet an award: the director decides, and awards no more than the council recommends.',
    ],
    'team.completion': [
      'Recommended by the council, to be completed',
      'The council has concluded and recommends support for {dossier}, once you have completed it as the council says. Please submit it again in time; after that day it is closed. Then the director decides.',
    ],
    director: ['A dossier to decide', 'The council recommends support for {dossier}. It waits for your decision.'],
    'director.completion': [
      'Recommended by the council',
      'The council recommends support for {dossier}, once the team has completed it. When the team has submitted it again, it waits for your decision.',
    ],
  },
  notRecommended: {
    team: [
      'Conclusion of the council',
      'The council has concluded and does not recommend support for {dossier}. The director decides, and you will be told with the reason.',
    ],
    director: [
      'A dossier to decide',
      'The council does not recommend support for {dossier}. It waits for your decision.',
    ],
  },
  applicationCompleted: {
    team: [
      'Completed application received',
      '{Dossier} was completed and submitted again. Next, the director decides.',
    ],
    director: [
      'A dossier to decide',
      'The team has completed {dossier} as the council said. It waits for your decision.',
    ],
    officer: [
      'Application completed',
      'The team has completed {dossier} as the council said. It waits for the director’s decision.',
    ],
  },
  awarded: {
    team: [
      'Award decided',
      'It was decided to support {dossier}. Next, a finance officer plans the budget and the agency signs the agreement with you. Please read the draft agreement before you sign.',
    ],
    financeOfficer: [
      'Budget to be planned',
      'It was decided to support {dossier}. Please plan the budget, so that the agreement can be signed in time.',
    ],
    officer: [
      'Award decided',
      'It was decided to support {dossier}. Please prepare the agreement; a finance officer plans the budget.',
    ],
  },
  rejected: {
    team: ['Application rejected', 'It was decided not to support {dossier}.'],
  },
  withdrawn: {
    team: ['Application withdrawn', '{Dossier} was withdrawn and is considered no further.'],
    staff: ['Application withdrawn', 'The team has withdrawn {dossier}. Nothing more is asked of you for it.'],
  },
  withdrawalUndone: {
    team: [
      'Withdrawal undone',
      'The team has taken {dossier} back after withdrawing it, and it is considered on from where it was.',
    ],
    staff: [
      'Withdrawal undone',
      'Within a day of withdrawing it, the team has taken {dossier} back: it is where it was before, with its periods as they were.',
    ],
  },
  teamChanged: {
    team: [
      '{Person} joined the team',
      '{Person} accepted the invitation and is now in the team of {dossier}, as {role}. If you did not know of this, ask the owners.',
    ],
    'team.changed': ['The role of {person} in the team changed', '{Person} is now {role} in the team of {dossier}.'],
    'team.left': [
      '{Person} is no longer in the team',
      '{Person} is no longer in the team of {dossier}, and it does not open to them any more.',
    ],
    released: [
      'You are no longer in the team',
      'You are no longer in the team of {dossier}, and it does not open to you any more. If this is a mistake, ask the owners.',
    ],
  },
  lapsed: {
    team: ['Application lapsed', '{Dossier} was closed because its period has ended.'],
  },
};

export const applicationMails = { vi, en };
