// The agreement passes to the company.

import type { Language } from './words.ts';

const vi = {
  title: 'Chuyển giao hợp đồng cho doanh nghiệp',
  lead: 'Doanh nghiệp của nhóm thay nhóm làm bên được hỗ trợ từ đây về sau.',
  effect: 'Hợp đồng và các mức trần đã dùng chuyển sang doanh nghiệp; kinh phí của dự án giữ nguyên.',
  moves: 'Những gì chuyển giao',
  moved: 'Những gì đã chuyển giao',
  from: 'Từ',
  to: 'Sang',
  agreement: 'Hợp đồng',
  remaining: 'Kinh phí chưa chi',
  remained: 'Kinh phí chưa chi khi chuyển giao',
  caps: 'Mức trần của bên được hỗ trợ',
  cap: 'Mức trần',
  used: 'Đã dùng, sẽ chuyển',
  usedMoved: 'Đã dùng, đã chuyển',
  account: 'Tài khoản nhận tiền',
  blocks: 'Điều đang cản trở',
  clear: 'Không có gì cản trở việc chuyển giao.',
  blockDebt: (amount: string) => `Khoản phải hoàn trả chưa xong: ${amount}.`,
  blockCompanyDebt: (amount: string) => `Doanh nghiệp còn nợ ngân sách ${amount}.`,
  blockRequests: 'Có đề nghị đang lập chứng từ thanh toán, đang duyệt hoặc đang chi: chờ xong rồi chuyển giao.',
  verified: (number: string, holder: string, bank: string) =>
    `Tài khoản của doanh nghiệp đã được xác minh: số ${number}, chủ tài khoản ${holder}, ${bank}`,
  verifiedMissing: 'Chỉ chuyển giao khi tài khoản của doanh nghiệp đã được xác minh.',
  send: 'Chuyển giao hợp đồng',
  noCompany: 'Cán bộ chương trình chưa xác nhận doanh nghiệp nào cho dự án này.',
  over: 'Hợp đồng đã được chuyển giao',
};

const en: typeof vi = {
  title: 'Novate the agreement to the company',
  lead: 'From here on the team’s company is the supported party in place of the team.',
  effect: 'The agreement and the caps that were used move to the company; the project’s money stays where it is.',
  moves: 'What moves',
  moved: 'What moved',
  from: 'From',
  to: 'To',
  agreement: 'Agreement',
  remaining: 'Money not yet paid',
  remained: 'Money not yet paid when it was novated',
  caps: 'Caps of the supported party',
  cap: 'Cap',
  used: 'Used, will move',
  usedMoved: 'Used, moved',
  account: 'Account to be paid',
  blocks: 'What stands in the way',
  clear: 'Nothing stands in the way.',
  blockDebt: (amount) => `Money still due back: ${amount}.`,
  blockCompanyDebt: (amount) => `The company still owes the budget ${amount}.`,
  blockRequests: 'A request is being prepared, approved or paid: wait until that is done.',
  verified: (number, holder, bank) => `The company’s account was verified: number ${number}, holder ${holder}, ${bank}`,
  verifiedMissing: 'The agreement can be novated only when the company’s account has been verified.',
  send: 'Novate the agreement',
  noCompany: 'The programme officer has not confirmed a company for this project.',
  over: 'The agreement is novated',
};

export const novationWords: Readonly<Record<Language, typeof vi>> = { vi, en };
