// The support agreement is signed.

import { counted } from './counted.ts';
import type { Language } from './words.ts';

const vi = {
  title: 'Ký hợp đồng hỗ trợ',
  lead: 'Ghi nhận hợp đồng hai bên đã ký. Sau bước này nhóm dự án được đề nghị giải ngân.',
  effect: 'Hợp đồng có số và thời hạn; dự án chuyển sang “đang thực hiện”.',
  award: 'Mức hỗ trợ theo quyết định',
  awardNumber: 'Quyết định hỗ trợ',
  number: 'Số hợp đồng',
  numberHint: 'Ví dụ 12/2026/HĐ-TT.',
  endsOn: 'Ngày hết hạn hợp đồng',
  endsHint: (latest: string, months: number, clause: string) =>
    `Muộn nhất ${latest}: tối đa ${months} tháng kể từ ngày ký (${clause}).`,
  endsUnknown: 'Bộ quy định chưa nêu thời hạn tối đa, nên chưa ký được.',
  tooLate: (latest: string, months: number, clause: string) =>
    `Muộn nhất là ${latest}: thời gian hỗ trợ tối đa ${months} tháng (${clause}).`,
  asRecommended: 'theo đề nghị của hội đồng',
  tooEarly: 'Ngày hết hạn đã qua.',
  document: 'Bản hợp đồng đã ký',
  documentHint: 'Bản quét có chữ ký, con dấu của hai bên.',
  signed: 'Hợp đồng đã ký',
  signedOn: 'Ngày ký',
  signedHint: (earliest: string) =>
    `Ngày ghi trên bản hợp đồng, không phải ngày nhập: từ ${earliest} (ngày quyết định hỗ trợ) đến hôm nay.`,
  signedOutside: (from: string, until: string) => `Ngày ký phải từ ${from} (ngày quyết định hỗ trợ) đến ${until}.`,
  stakes: (name: string, sum: string) =>
    `Bạn ghi nhận hợp đồng đã ký với ${name}, mức hỗ trợ ${sum}, theo số và các ngày ghi ở trên.`,
  stakesUndo: 'Ghi nhận rồi thì không sửa được số, ngày ký và ngày hết hạn; chỉ chấm dứt hoặc thanh lý hợp đồng.',
  cancelled: 'Mức hỗ trợ đã bị hủy toàn bộ: không ký hợp đồng được nữa.',
  cancelledLead: 'Giám đốc chấm dứt dự án ở trang “Điều hành dự án”.',
  noBudget: 'Chưa dành dự toán cho dự án: ký được, nhưng chưa chi được.',
  noAccount: 'Bên được hỗ trợ chưa khai tài khoản nhận tiền: ký được, nhưng chưa chi được.',
  fingerprint: 'Mã SHA-256 của bản đã ký',
  send: 'Ghi nhận hợp đồng đã ký',
  whatNumber: 'số hợp đồng',
  whatDocument: 'bản hợp đồng đã ký',
  months: (n: number) => `${n} tháng`,
  longest: 'Thời hạn tối đa',
};

const en: typeof vi = {
  title: 'Sign the agreement',
  lead: 'Record the agreement that both sides have signed. After this the team can request money.',
  effect: 'The agreement has a number and an end; the project becomes active.',
  award: 'As awarded',
  awardNumber: 'Award decision',
  number: 'Agreement number',
  numberHint: 'For example 12/2026/HĐ-TT.',
  endsOn: 'Last day of the agreement',
  endsHint: (latest, months, clause) =>
    `At the latest ${latest}: ${counted(months, 'month')} from the signing at most (${clause}).`,
  endsUnknown: 'The policy pack does not know the longest time, so nothing can be signed.',
  tooLate: (latest, months, clause) =>
    `At the latest ${latest}: support may last ${counted(months, 'month')} at most (${clause}).`,
  asRecommended: 'as the council recommended',
  tooEarly: 'That day has passed.',
  document: 'The signed agreement',
  documentHint: 'A scan with the signatures and seals of both sides.',
  signed: 'Signed agreement',
  signedOn: 'Signed on',
  signedHint: (earliest) =>
    `The day that stands on the agreement, not the day of typing: from ${earliest} (the award) to today.`,
  signedOutside: (from, until) => `The signing must be from ${from} (the award) to ${until}.`,
  stakes: (name, sum) =>
    `You record the signed agreement with ${name} for ${sum}, under the number and of the days above.`,
  stakesUndo: 'Once recorded, its number and days cannot be changed; it can only be terminated or closed.',
  cancelled: 'The whole award was cancelled: no agreement can be signed any more.',
  cancelledLead: 'The director terminates the project on the page “Steer the project”.',
  noBudget: 'No budget is set aside for the project: it can be signed, but nothing can be paid yet.',
  noAccount: 'The supported party has named no account: it can be signed, but nothing can be paid yet.',
  fingerprint: 'SHA-256 of the signed document',
  send: 'Record the signed agreement',
  whatNumber: 'the agreement’s number',
  whatDocument: 'the signed agreement',
  months: (n) => `${counted(n, 'month')}`,
  longest: 'Longest time',
};

export const projectAgreementWords: Readonly<Record<Language, typeof vi>> = { vi, en };
