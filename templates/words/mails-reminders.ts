// What reminders of a period that ends soon say.

const vi = {
  today: 'hôm nay',
  oneDay: 'còn 1 ngày',
  days: 'còn {days} ngày',
  callClose: [
    'Hồ sơ chưa nộp, {days}',
    '{Dossier} mới là bản nháp, chưa được nộp; đợt tiếp nhận {days}. Hết hạn mà chưa nộp, bản nháp bị đóng và hệ thống không nhận nữa.',
  ],
  officer: [
    'Hồ sơ chờ bổ sung, {days}',
    '{Dossier} đang chờ nhóm của bạn bổ sung và nộp lại: {days}. Hết hạn mà chưa nộp lại, hồ sơ bị đóng.',
  ],
  council: [
    'Hồ sơ chờ hoàn thiện theo ý kiến hội đồng, {days}',
    '{Dossier} đang chờ nhóm của bạn hoàn thiện theo ý kiến của hội đồng và nộp lại: {days}. Hết hạn mà chưa nộp lại, hồ sơ bị đóng.',
  ],
  report: [
    'Báo cáo chờ nộp, {days}',
    'Báo cáo {report} của {dossier} chưa được nộp: {days}. Nộp sau hạn vẫn được nhận, và được ghi là trễ hạn.',
  ],
  until: 'Hạn cuối, theo giờ máy chủ: {time}',
  place: 'Soạn tiếp và nộp tại:',
  reportPlace: 'Nộp báo cáo tại:',
} satisfies Words;

type Words = Record<'today' | 'oneDay' | 'days' | 'until' | 'place' | 'reportPlace', string> &
  Record<'callClose' | 'officer' | 'council' | 'report', [string, string]>;

const en: Words = {
  today: 'today',
  oneDay: '1 day left',
  days: '{days} days left',
  callClose: [
    'Not submitted yet, {days}',
    '{Dossier} is a draft and was not submitted; the call: {days}. A draft that was not submitted by the deadline is closed, and nothing is taken after it.',
  ],
  officer: [
    'Waiting to be completed, {days}',
    '{Dossier} waits for your team to complete it and to submit it again: {days}. If it is not submitted by the deadline, it is closed.',
  ],
  council: [
    'Waiting to be completed as the council asked, {days}',
    '{Dossier} waits for your team to complete it as the council asked and to submit it again: {days}. If it is not submitted by the deadline, it is closed.',
  ],
  report: [
    'A report to submit, {days}',
    'Report {report} of {dossier} was not submitted yet: {days}. After its day it is still taken, and counts as late.',
  ],
  until: 'Deadline, by the server’s clock: {time}',
  place: 'Go on writing and submit at:',
  reportPlace: 'Submit the report at:',
};

export const reminderMails = { vi, en };
