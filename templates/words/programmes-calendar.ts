// The working calendar, and what its days are called.

import { counted } from './counted.ts';
import type { Language } from './words.ts';

const numbers: Readonly<Record<Language, Readonly<Record<number, string>>>> = {
  vi: { 1: 'một', 2: 'hai', 6: 'sáu', 7: 'bảy' },
  en: { 1: 'one', 2: 'two', 6: 'six', 7: 'seven' },
};

const vi = {
  title: 'Lịch làm việc',
  lead: 'Ngày nghỉ lễ và ngày thứ Bảy làm bù mà hệ thống dùng khi tính hạn.',
  touches: (periods: string) =>
    `Lịch này quyết định ngày cuối của: ${periods}. Hạn đã đặt giữ nguyên; hạn đặt sau khi sửa lịch tính theo lịch mới.`,
  treasury: 'thanh toán tại Kho bạc (1 ngày làm việc)',
  announced: (day: string) => `Thông báo nghỉ lễ đã có đến hết ngày ${day}.`,
  announcedMore: 'Hạn sau ngày này là tạm tính, vì ngày nghỉ lễ chưa được thông báo.',
  awaitedLead: 'Chờ thông báo nghỉ lễ của năm mới chốt được, nên chưa nạp:',
  awaited: (name: string, known: number, all: number, oneOf: readonly string[]) =>
    `${name}: lịch mới có ${numbers.vi[known] ?? known} trong ${numbers.vi[all] ?? all} ngày; ngày còn lại là ${oneOf.join(' hoặc ')}.`,
  emptyYear: (year: string) => `Năm ${year}: lịch chưa có ngày nghỉ nào.`,
  lacks: (day: string) =>
    `Thông báo được ghi là đã có đến hết ${day}, nhưng lịch còn thiếu. Hạn qua những ngày này sẽ tính sai; hãy thêm theo thông báo.`,
  unannounced: 'Chưa ghi nhận thông báo nghỉ lễ nào: mọi hạn là tạm tính.',
  none: 'Lịch chưa có ngày nào.',
  noneMore: 'Khi lịch trống, hệ thống chỉ trừ thứ Bảy và Chủ nhật; hạn tính ra có thể sớm hơn hoặc muộn hơn ngày đúng.',
  year: (year: string) => `Năm ${year}`,
  counts: (holidays: number, saturdays: number) =>
    `${holidays} ngày nghỉ${saturdays > 0 ? `, ${saturdays} ngày làm bù` : ''}`,
  day: 'Ngày',
  name: 'Tên',
  holiday: 'Ngày nghỉ',
  worked: 'Thứ Bảy làm bù',
  remove: 'Bỏ',
  removeDay: (day: string) => `Bỏ ngày ${day}`,
  removeTitle: (day: string) => `Bỏ ngày ${day} khỏi lịch`,
  removeSubmit: 'Bỏ ngày này',
  keepDay: 'Giữ ngày này trong lịch',
  becomes: {
    worked: (day: string, name: string) => `${day} (${name}) từ nay là ngày làm việc.`,
    free: (day: string, name: string) => `${day} (${name}) từ nay là ngày nghỉ cuối tuần.`,
    same: (day: string, name: string) =>
      `${day} (${name}) là ngày cuối tuần: vẫn là ngày nghỉ, nên không hạn nào thay đổi.`,
  },
  newDue: {
    worked:
      'Hạn đặt từ nay: tính theo ngày làm việc mà qua ngày này thì đến sớm hơn một ngày; rơi đúng ngày này thì không lùi nữa.',
    free: 'Hạn đặt từ nay: tính theo ngày làm việc mà qua ngày này thì đến muộn hơn một ngày; rơi đúng ngày này thì lùi sang ngày làm việc sau.',
  },
  running: (n: number) =>
    n === 0 ? 'Không có hạn nào đang chạy qua ngày này.' : `${n} hạn đang chạy qua ngày này giữ nguyên ngày cuối.`,
  moves: (call: string, from: string, to: string) =>
    `${call}: ngày dự kiến kiểm tra xong hồ sơ, ghi trên trang của đợt, chuyển từ ${from} sang ${to}.`,
  movesNone: 'Ngày dự kiến trên trang các đợt tiếp nhận không thay đổi.',
  change: 'Sửa',
  weekdays: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  load: 'Nạp lịch nghỉ đã công bố',
  loadLead: (count: number, years: string, through: string) =>
    `Thêm ${count} ngày còn thiếu của lịch nghỉ cả nước ${years} có sẵn trong phần mềm (thông báo đã có đến hết ${through}). Ngày bạn đã thêm được giữ nguyên.`,
  loadThrough: (through: string) => `Ghi nhận thông báo nghỉ lễ đã có đến hết ${through}.`,
  add: 'Thêm một ngày',
  addButton: 'Thêm ngày',
  dayField: 'Ngày',
  kindField: 'Ngày này là',
  holidayHint: 'Không làm việc: nghỉ lễ, nghỉ bù, ngày được hoán đổi thành ngày nghỉ.',
  workedHint: 'Làm việc bình thường để bù cho một ngày đã nghỉ.',
  nameField: 'Tên hoặc lý do',
  nameHint: 'Ví dụ: Giỗ Tổ Hùng Vương; Làm bù cho thứ Sáu 02/01/2026.',
  through: 'Thông báo đã có đến ngày',
  throughTitle: 'Thông báo nghỉ lễ',
  throughHint: 'Ngày cuối của năm mà thông báo nghỉ lễ đã ban hành. Để trống khi chưa có thông báo nào.',
  throughButton: 'Lưu',
  added: (day: string) => `Đã thêm ngày ${day}.`,
  removed: (day: string) => `Đã bỏ ngày ${day}.`,
  loaded: 'Đã nạp lịch nghỉ đã công bố.',
  throughSaved: 'Đã lưu.',
  problems: {
    noNotice: 'Chưa nhập gì: hãy nhập ngày cuối mà thông báo nghỉ lễ đã ban hành.',
    day: 'Hãy nhập một ngày có thật, ví dụ 30/04/2026.',
    far: (from: number, to: number) => `Lịch chỉ nhận ngày từ năm ${from} đến năm ${to}. Kiểm tra lại năm.`,
    kind: 'Hãy chọn ngày nghỉ hay thứ Bảy làm bù.',
    saturday: 'Ngày làm bù phải là thứ Bảy.',
    known: (name: string) => `Ngày này đã có trong lịch: ${name}.`,
    gone: 'Ngày này không còn trong lịch.',
    name: 'Hãy nhập tên hoặc lý do, tối đa 100 ký tự.',
    nothing: 'Lịch đã có đủ những ngày này.',
    busy: 'Nhiều người đang cùng sửa lịch. Hãy gửi lại.',
  },
};

const en: typeof vi = {
  title: 'Working calendar',
  lead: 'The holidays and the working Saturdays by which the system counts deadlines.',
  touches: (periods) =>
    `This calendar decides the last day of: ${periods}. Deadlines that are set stay; those set after a change are counted by the new calendar.`,
  treasury: 'payment at the Treasury (1 working day)',
  announced: (day) => `The notice of holidays is out until ${day}.`,
  announcedMore: 'Deadlines after that day are provisional: the holidays are not announced yet.',
  awaitedLead: 'Only the notice of holidays of its year settles this, so it is not loaded:',
  awaited: (name, known, all, oneOf) =>
    `${name}: the calendar has ${numbers.en[known] ?? known} of ${numbers.en[all] ?? all} days; the one that is left is ${oneOf.join(' or ')}.`,
  emptyYear: (year) => `${year}: the calendar has no holiday yet.`,
  lacks: (day) =>
    `The notice is said to be out until ${day}, and the calendar lacks days. Deadlines over them will be wrong; add them as the notice says.`,
  unannounced: 'No notice of holidays is recorded: all deadlines are provisional.',
  none: 'The calendar has no days yet.',
  noneMore:
    'With an empty calendar the system leaves out Saturdays and Sundays only; deadlines may come out earlier or later than they are.',
  year: (year) => year,
  counts: (holidays, saturdays) =>
    `${holidays} ${holidays === 1 ? 'holiday' : 'holidays'}${saturdays > 0 ? `, ${saturdays} working ${saturdays === 1 ? 'Saturday' : 'Saturdays'}` : ''}`,
  day: 'Day',
  name: 'Name',
  holiday: 'Holiday',
  worked: 'Working Saturday',
  remove: 'Remove',
  removeDay: (day) => `Remove ${day}`,
  removeTitle: (day) => `Remove ${day} from the calendar`,
  removeSubmit: 'Remove this day',
  keepDay: 'Keep this day in the calendar',
  becomes: {
    worked: (day, name) => `${day} (${name}) is a working day from now on.`,
    free: (day, name) => `${day} (${name}) is a weekend day from now on.`,
    same: (day, name) => `${day} (${name}) is a weekend day and stays one, so that no deadline changes.`,
  },
  newDue: {
    worked:
      'Deadlines set from now on: counted in working days over this day they come one day earlier; falling on it they are put off no more.',
    free: 'Deadlines set from now on: counted in working days over this day they come one day later; falling on it they are put off to the next working day.',
  },
  running: (n) =>
    n === 0
      ? 'No deadline runs over this day at present.'
      : n === 1
        ? '1 deadline that runs over this day keeps its last day.'
        : `${n} deadlines that run over this day keep their last days.`,
  moves: (call, from, to) =>
    `${call}: the day by which applications are expected to be screened, on the page of the call, moves from ${from} to ${to}.`,
  movesNone: 'The expected days on the pages of calls do not change.',
  change: 'Change',
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  load: 'Load the announced holidays',
  loadLead: (count, years, through) =>
    `Adds the ${counted(count, 'missing day')} of the national calendar ${years} that comes with the software (announced until ${through}). Days that you added stay.`,
  loadThrough: (through) => `Records that the notice of holidays is out until ${through}.`,
  add: 'Add a day',
  addButton: 'Add the day',
  dayField: 'Day',
  kindField: 'This day is a',
  holidayHint: 'Nobody works: a holiday, a day in lieu, or a day swapped for a day off.',
  workedHint: 'People work to make up for a day off.',
  nameField: 'Name or reason',
  nameHint: 'In Vietnamese, as people read it: Giỗ Tổ Hùng Vương; Làm bù cho thứ Sáu 02/01/2026.',
  through: 'The notice is out until',
  throughTitle: 'Notice of holidays',
  throughHint: 'The last day of the year whose notice of holidays is out. Leave it empty when none is.',
  throughButton: 'Save',
  added: (day) => `${day} was added.`,
  removed: (day) => `${day} was removed.`,
  loaded: 'The announced holidays were loaded.',
  throughSaved: 'Saved.',
  problems: {
    noNotice: 'Nothing was given: enter the last day of which the notice of holidays is out.',
    day: 'Enter a real day, such as 30/04/2026.',
    far: (from, to) => `The calendar takes days from ${from} to ${to}. Check the year.`,
    kind: 'Choose whether it is a holiday or a working Saturday.',
    saturday: 'A working Saturday must be a Saturday.',
    known: (name) => `This day is in the calendar already: ${name}.`,
    gone: 'This day is not in the calendar any more.',
    name: 'Enter a name or reason of at most 100 characters.',
    nothing: 'The calendar has all of these days.',
    busy: 'Several people are changing the calendar. Send it again.',
  },
};

export const calendarWords: Readonly<Record<Language, typeof vi>> = { vi, en };

/** Holidays that the law names, in English; days that an administrator named stay as they were written. */
const holidays: Readonly<Record<string, string>> = {
  'Tết Dương lịch': 'New Year’s Day',
  'Tết Nguyên đán': 'Lunar New Year',
  'Giỗ Tổ Hùng Vương': 'Hùng Kings’ Day',
  'Ngày Chiến thắng': 'Victory Day',
  'Ngày Quốc tế lao động': 'Labour Day',
  'Quốc khánh': 'National Day',
  'Ngày Văn hóa Việt Nam': 'Vietnamese Culture Day',
};

/** A day’s name in a language; `own` when it stands as it was written. */
export function holidayName(name: string, language: Language): { text: string; own: boolean } {
  if (language === 'vi') return { text: name, own: false };
  const [, known, isExpected] = /^(.*?)( \(dự kiến, chưa có thông báo\))?$/s.exec(name)!;
  if (isExpected !== undefined && Object.hasOwn(holidays, known!))
    return { text: `${holidays[known!]} (expected, not announced)`, own: false };
  const inLieu = /^Nghỉ bù (.+)$/.exec(name)?.[1] ?? '';
  if (Object.hasOwn(holidays, inLieu)) return { text: `In lieu of ${holidays[inLieu]}`, own: false };
  const swapped = /^Hoán đổi với thứ Bảy (\d{2}\/\d{2}\/\d{4})$/.exec(name);
  if (swapped !== null) return { text: `Swapped with Saturday ${swapped[1]}`, own: false };
  const madeUp = /^Làm bù cho thứ (Hai|Ba|Tư|Năm|Sáu) (\d{2}\/\d{2}\/\d{4})$/.exec(name);
  const weekday = { Hai: 'Monday', Ba: 'Tuesday', Tư: 'Wednesday', Năm: 'Thursday', Sáu: 'Friday' } as const;
  if (madeUp !== null)
    return { text: `Makes up for ${weekday[madeUp[1] as keyof typeof weekday]} ${madeUp[2]}`, own: false };
  return Object.hasOwn(holidays, name) ? { text: holidays[name]!, own: false } : { text: name, own: true };
}
