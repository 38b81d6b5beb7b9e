// What the audit checks, as the auditor's page says it.

import type { Language } from './words.ts';

const vi = {
  sums: 'Các bút toán của mỗi sự kiện có tổng bằng 0, theo từng đơn vị tính',
  balances: 'Mỗi số dư bằng tổng các bút toán của nó',
  notNegative: 'Không tài khoản nào âm, trừ tài khoản nguồn',
  replay: 'Mỗi sự kiện, mỗi trạng thái đúng như khi quyết định lại từ lịch sử',
  chains: 'Chuỗi mã băm của mọi hồ sơ còn nguyên vẹn',
  duties: 'Không ai giữ hai nhiệm vụ loại trừ nhau trên cùng một khoản',
  payments: 'Khoản đã chi nào cũng có lệnh chi, số chứng từ và tài liệu minh chứng',
  time: 'Sự kiện nào cũng có người thực hiện, thời gian không chạy lùi',
  keys: 'Mỗi sự kiện được yêu cầu một lần, với một khóa riêng',
  caps: 'Mỗi mức trần đã dùng đúng như lịch sử, và đứng sau mọi tài khoản phải chịu nó',
  postings: 'Mỗi bút toán là bút toán đã được quyết định',
  promises: 'Mỗi thời hạn, mỗi thư báo là điều đã được quyết định',
  papers: 'Mỗi văn bản là văn bản đã được quyết định, sổ đăng ký không khuyết số',
  unexplained: 'Trong sổ không có gì mà lịch sử không giải thích được',
  bytes: 'Mỗi tệp đính kèm, mỗi văn bản đã in còn đủ nội dung như khi được lưu',
};

const en: typeof vi = {
  sums: 'The postings of every event sum to zero in each unit',
  balances: 'Every balance is the sum of its postings',
  notNegative: 'No account but a source is below zero',
  replay: 'Every event and every state is what its history decides again',
  chains: 'Every dossier’s chain of hashes is whole',
  duties: 'Nobody has two duties on one disbursement that exclude each other',
  payments: 'Everything paid has its order, its reference and its evidence',
  time: 'Every event has an actor, and time never runs backwards',
  keys: 'Every event was asked for once, under one key',
  caps: 'Every cap is used as history says, and stands behind every account that is subject to it',
  postings: 'Every posting is one that was decided',
  promises: 'Every deadline and every letter is one that was decided',
  papers: 'Every paper is one that was decided, and no register has a gap',
  unexplained: 'Nothing stands in the books that history does not explain',
  bytes: 'Every attached file and every paper that was made has the bytes that were kept',
};

export const auditWords = { vi, en } satisfies Record<Language, typeof vi>;
