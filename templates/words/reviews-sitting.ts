// A council's sitting: the page of all dossiers that it deals with at one day, hour and place.

import { counted } from './counted.ts';
import type { Language } from './words.ts';

const vi = {
  title: (when: string) => `Phiên họp ${when}`,
  lead: (n: number, place: string) => `${place === '' ? '' : `Tại ${place}. `}${n} hồ sơ, theo thứ tự nộp.`,
  onWork: (when: string, n: number) => `Phiên họp ${when}: ${n} hồ sơ trên một trang`,
  toSitting: 'Mọi hồ sơ của phiên họp này',
  chair: 'Chủ tịch',
  viceChair: 'Phó chủ tịch',
  member: 'Thành viên',
  seatOf: (name: string, n: number, all: number) => `${name} (${n} trên ${all} hồ sơ)`,
  next: (title: string) => `Bỏ phiếu hồ sơ tiếp theo: ${title}`,
  left: (n: number) => `Còn ${n} hồ sơ của phiên họp chờ phiếu của bạn.`,
  noneLeft: 'Bạn đã bỏ phiếu về mọi hồ sơ của phiên họp mà bạn bỏ phiếu được.',
  dossier: 'Hồ sơ',
  asked: 'Đề nghị',
  reviews: 'Phiếu đánh giá',
  ballots: 'Bỏ phiếu',
  conclusion: 'Kết luận',
  noReviews: 'không có phiếu',
  passes: (n: number, all: number) => `${n} trên ${all} phiếu đạt`,
  average: (points: string) => `trung bình ${points} điểm`,
  rank: (place: number, of: number) => `thứ ${place} trên ${of}`,
  votes: (n: number, all: number) => `${n} trên ${all}`,
  part: {
    conflict: 'Bạn đã khai có xung đột lợi ích',
    declare: 'Bạn chưa khai về xung đột lợi ích',
    vote: 'Bạn chưa bỏ phiếu',
    voted: 'Bạn đã bỏ phiếu',
  },
  vote: { open: 'Đang bỏ phiếu', enough: 'Đủ số thành viên, còn chờ phiếu', over: 'Chờ ghi kết luận' },
  minutes: (number: string) => `Biên bản ${number}`,
  remind: {
    title: 'Nhắc thành viên chưa bỏ phiếu',
    never: 'Chưa nhắc lần nào.',
    last: (when: string, name: string) => `Nhắc gần nhất: ${[when, name].filter(Boolean).join(', ')}.`,
    today: (left: number): string =>
      left === 0 ? 'Hôm nay đã nhắc; từ ngày mai mới nhắc lại được.' : 'Hồ sơ nào hôm nay đã nhắc thì không nhắc lại.',
    to: (n: number) => `Gửi cho ${n} người chưa bỏ phiếu:`,
    how: 'Mỗi người nhận một thông báo cho mọi hồ sơ này, và một thư nếu họ chọn nhận thư.',
    person: (name: string, n: number) => `${name} (${n} hồ sơ)`,
    send: 'Gửi lời nhắc',
    forAll: 'Nhắc cho mọi hồ sơ của phiên họp, mỗi người một thư',
  },
};

const en: typeof vi = {
  title: (when) => `Sitting of ${when}`,
  lead: (n, place) => `${place === '' ? '' : `At ${place}. `}${counted(n, 'dossier')}, in the order of submission.`,
  onWork: (when, n) => `Sitting of ${when}: ${counted(n, 'dossier')} on one page`,
  toSitting: 'All dossiers of this sitting',
  chair: 'Chair',
  viceChair: 'Vice-chair',
  member: 'Members',
  seatOf: (name, n, all) => `${name} (${n} of ${counted(all, 'dossier')})`,
  next: (title) => `Vote on the next one: ${title}`,
  left: (n) => `${counted(n, 'dossier')} of this sitting ${n === 1 ? 'waits' : 'wait'} for your ballot.`,
  noneLeft: 'You have voted on every dossier of this sitting that you can vote on.',
  dossier: 'Dossier',
  asked: 'Asked for',
  reviews: 'Reviews',
  ballots: 'Ballots',
  conclusion: 'Conclusion',
  noReviews: 'no sheets',
  passes: (n, all) => `${n} of ${counted(all, 'sheet')} pass`,
  average: (points) => `${counted(points, 'point')} on average`,
  rank: (place, of) => `place ${place} of ${of}`,
  votes: (n, all) => `${n} of ${all}`,
  part: {
    conflict: 'You declared a conflict of interest',
    declare: 'You have not declared yet whether you have a conflict of interest',
    vote: 'You have not voted',
    voted: 'You have voted',
  },
  vote: {
    open: 'The vote is open',
    enough: 'Enough have voted, others still can',
    over: 'The conclusion is to be recorded',
  },
  minutes: (number) => `Minutes ${number}`,
  remind: {
    title: 'Remind members who have not voted',
    never: 'Nobody has been reminded yet.',
    last: (when, name) => `Last reminded: ${[when, name].filter(Boolean).join(', ')}.`,
    today: (left) =>
      left === 0
        ? 'It was done today, and can be done again from tomorrow on.'
        : 'Dossiers of which it was done today are left out.',
    to: (n) => `To ${n === 1 ? 'the one' : `the ${n}`} who ${n === 1 ? 'has' : 'have'} not voted:`,
    how: 'Each gets one notification about all these dossiers, and one letter where they chose letters.',
    person: (name, n) => `${name} (${counted(n, 'dossier')})`,
    send: 'Send the reminder',
    forAll: 'Remind of all dossiers of the sitting, one letter each',
  },
};

export const sittingWords: Record<Language, typeof vi> = { vi, en };
