// The step before what cannot be undone: everything that will be recorded, read once more.

import { counted } from './counted.ts';
import type { Language } from './words.ts';

const vi = {
  title: 'Kiểm tra trước khi ghi',
  lead: 'Chưa có gì được ghi. Đây là điều sẽ được ghi; sau khi ghi, không sửa và không rút lại được.',
  by: 'Người ghi',
  edit: 'Sửa lại',
  changed: 'Nội dung sẽ được ghi đã khác với bản bạn xem, hoặc bạn chưa xem bản nào. Hãy đọc bản này rồi mới ghi.',
  notAcknowledged: (label: string) => `Hãy đánh dấu để xác nhận: “${label}”`,
  council: {
    recommend: 'Hội đồng đề nghị hỗ trợ',
    notRecommend: 'Hội đồng không đề nghị hỗ trợ',
    voted: 'Đã bỏ phiếu',
    notVoted: 'Chưa bỏ phiếu',
    quorum: (present: number, all: number, needed: number, clause: string) =>
      `${present} trên ${all} thành viên; cần ít nhất ${needed} (${clause}).`,
    counted: (all: number, ballots: number, needed: number, clause: string) =>
      `Số thành viên cần có tính trên toàn bộ ${all} thành viên. Mỗi nội dung đạt khi có ít nhất ${needed} phiếu Đạt trên ${ballots} phiếu đã bỏ (${clause}); phiếu chưa bỏ không tính.`,
    amount: 'Mức đề nghị',
    none: 'Không có.',
    months: 'Thời gian hỗ trợ',
    completion: 'Phải hoàn thiện hồ sơ trước',
    recordRecommend: 'Ghi: đề nghị hỗ trợ',
    recordNotRecommend: 'Ghi: không đề nghị hỗ trợ',
    follows: 'Biên bản họp được lập, kết luận được chuyển đến giám đốc và báo cho nhóm dự án.',
    seenVotes: (n: number) =>
      `Tôi biết còn ${n} thành viên chưa bỏ phiếu. Ghi kết luận xong, họ không bỏ phiếu được nữa.`,
    bothVoted: (ballots: number, needed: number) =>
      `Phiếu đã ghi vẫn được tính trong ${ballots} phiếu; mỗi nội dung cần ít nhất ${needed} phiếu Đạt.`,
    seenConflicts: (names: string) =>
      `Tôi biết phiếu của ${names} được tính dù đã khai có xung đột lợi ích; biên bản ghi rõ điều này.`,
    seenTime: 'Tôi đã kiểm tra: thời gian họp đúng như đã ghi.',
  },
  award: {
    party: 'Bên được hỗ trợ',
    applicant: 'Bên đăng ký',
    award: 'Quyết định hỗ trợ',
    reject: 'Từ chối hỗ trợ',
    amount: 'Mức hỗ trợ',
    recommended: 'Hội đồng đề nghị',
    less: (amount: string) => `giảm ${amount}`,
    nothing: 'không hỗ trợ',
    months: 'Thời gian hỗ trợ',
    number: 'Số quyết định',
    numberIs: (next: string) => `Do sổ đăng ký cấp, dự kiến ${next}`,
    recordAward: 'Ra quyết định hỗ trợ',
    recordReject: 'Từ chối hỗ trợ',
    follows: 'Quyết định được ban hành, dự án bắt đầu và nhóm dự án được báo ngay.',
    rejectFollows: 'Hồ sơ kết thúc. Nhóm dự án được báo ngay và đọc được lý do.',
  },
};

const en: typeof vi = {
  title: 'Check, then record',
  lead: 'Nothing is recorded yet. This is what will be; once recorded it can be neither changed nor taken back.',
  by: 'Recorded by',
  edit: 'Go back and edit',
  changed: 'What would be recorded is not what you were shown, or nothing was shown. Read this before you record it.',
  notAcknowledged: (label) => `Tick to confirm: “${label}”`,
  council: {
    recommend: 'The council recommends support',
    notRecommend: 'The council does not recommend support',
    voted: 'Have voted',
    notVoted: 'Have not voted',
    quorum: (present, all, needed, clause) =>
      `${present} of ${counted(all, 'member')}; at least ${needed} are needed (${clause}).`,
    counted: (all, ballots, needed, clause) =>
      `The quorum is counted of all ${counted(all, 'member')}. An item passes with at least ${needed} “pass” of the ${counted(ballots, 'ballot')} cast (${clause}); a ballot that was not cast does not count.`,
    amount: 'Recommended',
    none: 'None.',
    months: 'Time of support',
    completion: 'To be completed first',
    recordRecommend: 'Record: support recommended',
    recordNotRecommend: 'Record: support not recommended',
    follows: 'The minutes are drawn up, the conclusion goes to the director, and the team is told.',
    seenVotes: (n) =>
      n === 1
        ? 'I know that 1 member has not voted. Once the conclusion is recorded, nobody can vote any more.'
        : `I know that ${n} members have not voted. Once the conclusion is recorded, they cannot vote any more.`,
    bothVoted: (ballots, needed) =>
      `The recorded ballot counts among the ${ballots}; each item needs at least ${needed} “pass”.`,
    seenConflicts: (names) =>
      `I know that the ballot of ${names} counts although a conflict of interest was declared; the minutes say so.`,
    seenTime: 'I have checked: the meeting took place at the time given.',
  },
  award: {
    party: 'Supported party',
    applicant: 'Applicant',
    award: 'Award',
    reject: 'Rejection',
    amount: 'Award',
    recommended: 'Recommended',
    less: (amount) => `${amount} less`,
    nothing: 'not supported',
    months: 'Time of support',
    number: 'Number of the decision',
    numberIs: (next) => `Given by the register, ${next} as it stands`,
    recordAward: 'Award',
    recordReject: 'Reject',
    follows: 'The decision is issued, the project begins, and the team is told at once.',
    rejectFollows: 'The application ends. The team is told at once and can read the reason.',
  },
};

/** The words of the step before what cannot be undone. */
export const confirmingWords: Readonly<Record<Language, typeof vi>> = { vi, en };
