// Who is present at a council's meeting, said before the vote ends.

import { counted } from './counted.ts';
import type { Language } from './words.ts';

const vi = {
  title: 'Điểm danh',
  begin: 'Ghi ai có mặt',
  change: 'Sửa điểm danh',
  lead: 'Ghi ai có mặt trước khi bỏ phiếu. Mẫu kết thúc bỏ phiếu và biên bản họp lấy sẵn điều ghi ở đây; ai bỏ phiếu thì vẫn được tính là đã bỏ phiếu (quy tắc của hệ thống).',
  present: 'Có mặt',
  excused: 'Vắng, có lý do',
  unexcused: 'Vắng, không lý do',
  reasonOf: (name: string) => `${name}: lý do vắng`,
  save: 'Lưu điểm danh',
  saved: (at: string, by: string) => `${by === '' ? 'Đã điểm danh' : `${by} đã điểm danh`} lúc ${at}.`,
  meanwhile: (at: string, by: string) =>
    `${by} đã điểm danh lúc ${at}, sau khi bạn mở trang. Điều bạn chọn vẫn còn ở dưới: hãy xem lại rồi lưu lại.`,
  count: (present: number, all: number, needed: number) =>
    `${present} trên ${all} thành viên có mặt và được bỏ phiếu; cần ít nhất ${needed}.`,
  tooFew: 'Chưa đủ số thành viên để họp.',
  headless: 'Chủ tịch và phó chủ tịch được ủy quyền đều vắng mặt hoặc không được bỏ phiếu.',
  missing: (name: string) => `${name}: hãy chọn có mặt hay vắng mặt.`,
  seat: { present: 'có mặt', excused: 'vắng mặt có lý do', unexcused: 'vắng mặt không có lý do' },
};

const en: typeof vi = {
  title: 'Who is present',
  begin: 'Say who is present',
  change: 'Change who is present',
  lead: 'Say who is present before the vote. The form that ends the vote and the minutes begin with what is said here; whoever votes counts as having voted (a rule of the system).',
  present: 'Present',
  excused: 'Absent with a reason',
  unexcused: 'Absent without a reason',
  reasonOf: (name) => `${name}: why absent`,
  save: 'Save who is present',
  saved: (at, by) => `${by === '' ? 'Said' : `${by} said`} at ${at} who is present.`,
  meanwhile: (at, by) =>
    `${by} said at ${at} who is present, after you opened the page. What you chose is still below: look at it again and save it again.`,
  count: (present, all, needed) =>
    `Present and free to vote: ${present} of ${counted(all, 'member')}; needed: at least ${needed}.`,
  tooFew: 'Too few are present to meet.',
  headless: 'Neither the chair nor an authorised vice-chair is present and may vote.',
  missing: (name) => `${name}: choose present or absent.`,
  seat: { present: 'present', excused: 'absent with a reason', unexcused: 'absent without a reason' },
};

export const attendanceWords: Readonly<Record<Language, typeof vi>> = { vi, en };
