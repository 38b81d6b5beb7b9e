// What a member of a council is reminded of.

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
