// The founders' shares of a company.

import type { Language } from './words.ts';

const vi = {
  title: 'Phần vốn của các sáng lập viên',
  lead: 'Ghi mọi người góp vốn theo giấy chứng nhận hoặc điều lệ, kể cả người ngoài nhóm. Tổng đúng 100,00 %. Người trong nhóm không góp vốn thì để trống phần vốn.',
  holder: (n: number) => `Người góp vốn ${n}`,
  name: 'Họ tên hoặc tên tổ chức',
  person: 'Người trong nhóm dự án',
  outside: 'Không thuộc nhóm dự án',
  share: 'Phần vốn (%)',
  shareHint: 'Tối đa hai số lẻ, ví dụ 33,33.',
  total: 'Tổng',
  none: 'chưa khai',
  whatName: 'tên người góp vốn',
  whatPerson: 'người trong nhóm dự án',
  missing: 'Hãy ghi ít nhất một người góp vốn.',
  twice: (row: number) => `Người này đã có ở dòng ${row}.`,
  less: (sum: string, missing: string) => `Tổng các phần vốn là ${sum}, còn thiếu ${missing}: phải đúng 100,00 %.`,
  more: (sum: string, over: string) => `Tổng các phần vốn là ${sum}, thừa ${over}: phải đúng 100,00 %.`,
  problems: {
    empty: 'Hãy nhập phần vốn.',
    letters: 'Phần vốn là một số, ví dụ 33,33.',
    decimals: 'Phần vốn có tối đa hai số lẻ, ví dụ 33,33.',
    range: 'Phần vốn phải lớn hơn 0 và không quá 100,00 %.',
  },
};

const en: typeof vi = {
  title: 'The founders’ shares',
  lead: 'Name everybody who holds a part of the company, by the certificate or the charter, also those outside the team. Together they hold exactly 100,00%. Leave the share of a team member empty who holds none.',
  holder: (n) => `Holder ${n}`,
  name: 'Name of the person or organisation',
  person: 'Person in the team',
  outside: 'Not in the team',
  share: 'Share (%)',
  shareHint: 'At most two decimals, for example 33,33.',
  total: 'Total',
  none: 'not declared',
  whatName: 'the holder’s name',
  whatPerson: 'somebody in the team',
  missing: 'Name at least one holder.',
  twice: (row) => `This person stands in row ${row} already.`,
  less: (sum, missing) => `The shares come to ${sum}; ${missing} is missing: they must be exactly 100,00%.`,
  more: (sum, over) => `The shares come to ${sum}, which is ${over} too much: they must be exactly 100,00%.`,
  problems: {
    empty: 'Enter the share.',
    letters: 'A share is a number, for example 33,33.',
    decimals: 'A share has at most two decimals, for example 33,33.',
    range: 'A share is above 0 and at most 100,00%.',
  },
};

export const sharesWords: Readonly<Record<Language, typeof vi>> = { vi, en };
