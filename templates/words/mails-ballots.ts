// What a member of a council is told of a whole sitting: that they are called to it, that it was moved, of which ballots they are reminded.

import { counted } from './counted.ts';
import type { Language } from './words.ts';

const vi = {
  subject: 'Nhắc bỏ phiếu',
  subjectOf: (n: number, when: string) => `Nhắc bỏ phiếu: ${n} hồ sơ${when === '' ? '' : `, họp ${when}`}`,
  text: (n: number) => `Hội đồng đang chờ phiếu biểu quyết của bạn về ${n === 1 ? 'hồ sơ' : `${n} hồ sơ`}:`,
  meets: (said: string) => `Hội đồng họp: ${said}`,
  conflict:
    'Nếu có xung đột lợi ích với hồ sơ nào, hãy khai tại trang hội đồng của hồ sơ đó; khi đó bạn không bỏ phiếu.',
  place: 'Bỏ phiếu tại:',
};

const en: typeof vi = {
  subject: 'Your ballot is waited for',
  subjectOf: (n, when) =>
    `Your ballots are waited for: ${counted(n, 'dossier')}${when === '' ? '' : `, sitting of ${when}`}`,
  text: (n) => `The council waits for your ballot on ${n === 1 ? 'this dossier' : `these ${n} dossiers`}:`,
  meets: (said) => `The council meets: ${said}`,
  conflict:
    'If you have a conflict of interest with one of them, declare it on the page of its council; you do not vote on it then.',
  place: 'Vote at:',
};

export const ballotMails: Record<Language, typeof vi> = { vi, en };

const sittingVi = {
  called: {
    subject: (when: string) => `Mời họp hội đồng về nhiều hồ sơ, ${when}`,
    text: 'Bạn được mời tham gia hội đồng của nhiều hồ sơ trong cùng một phiên họp, và bỏ phiếu về từng hồ sơ.',
    seen: 'Nhiều hồ sơ đã được trình hội đồng trong cùng một phiên họp.',
  },
  moved: {
    subject: (when: string) => `Đổi ngày họp hội đồng về nhiều hồ sơ, ${when}`,
    text: 'Hội đồng của nhiều hồ sơ họp vào ngày, giờ hoặc địa điểm khác. Thành viên, phiếu đã bỏ và khai báo giữ nguyên.',
  },
  meets: (said: string) => `Hội đồng họp: ${said}`,
  declare: 'Trước khi mở mỗi hồ sơ, hãy khai có hay không có xung đột lợi ích với hồ sơ đó.',
  lines: 'Trang Thông báo có một dòng cho từng hồ sơ.',
  place: 'Mọi hồ sơ của phiên họp, chủ tịch và thành viên:',
};

const sittingEn: typeof sittingVi = {
  called: {
    subject: (when) => `Called to a council on several dossiers, ${when}`,
    text: 'You are called to the council of several dossiers in one sitting, and vote on each of them.',
    seen: 'Several dossiers have come to a council in one sitting.',
  },
  moved: {
    subject: (when) => `A council on several dossiers meets at another time, ${when}`,
    text: 'The council of several dossiers meets on another day, at another hour or place. Members, ballots and declarations stay as they are.',
  },
  meets: (said) => `The council meets: ${said}`,
  declare: 'Before you open each dossier, declare whether you have a conflict of interest with it.',
  lines: 'The page of your notifications has a line for each dossier.',
  place: 'All dossiers of the sitting, its chair and its members:',
};

export const sittingMails: Record<Language, typeof sittingVi> = { vi: sittingVi, en: sittingEn };
