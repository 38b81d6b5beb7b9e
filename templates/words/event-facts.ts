// What an event of a dossier was about: numbers and days, as a line of its history says them.

import type { Language } from './words.ts';

const vi = {
  accepted: (sum: string) => `chấp nhận ${sum}`,
  year: (year: number, source: string) => `năm ${year}, ${source}`,
  paper: (number: string) => `số ${number}`,
  decisionNumber: (number: string) => `quyết định ${number}`,
  agreementNumber: (number: string) => `hợp đồng ${number}`,
  liquidationNumber: (number: string) => `biên bản ${number}`,
  signedOn: (day: string) => `ký ngày ${day}`,
  endsOn: (day: string) => `đến ${day}`,
  reference: (number: string) => `số chứng từ ${number}`,
  paidOn: (day: string) => `chi ngày ${day}`,
  returnedOn: (day: string) => `trả lại ngày ${day}`,
  receivedOn: (day: string) => `nhận ngày ${day}`,
  repayBy: (day: string) => `hạn nộp ${day}`,
  dueOn: (day: string) => `hạn nộp ${day}`,
};
const en: typeof vi = {
  accepted: (sum) => `${sum} accepted`,
  year: (year, source) => `${year}, ${source}`,
  paper: (number) => `no. ${number}`,
  decisionNumber: (number) => `decision ${number}`,
  agreementNumber: (number) => `agreement ${number}`,
  liquidationNumber: (number) => `minutes ${number}`,
  signedOn: (day) => `signed on ${day}`,
  endsOn: (day) => `until ${day}`,
  reference: (number) => `reference ${number}`,
  paidOn: (day) => `paid on ${day}`,
  returnedOn: (day) => `came back on ${day}`,
  receivedOn: (day) => `received on ${day}`,
  repayBy: (day) => `to be repaid by ${day}`,
  dueOn: (day) => `due on ${day}`,
};

/** The words of what an event was about. */
export const eventFactWords: Readonly<Record<Language, typeof vi>> = { vi, en };
