// The unit and its State Treasury, as orders print them.

import type { Language } from './words.ts';

const vi = {
  title: 'Đơn vị và Kho bạc Nhà nước',
  lead: 'In trên mọi lệnh chi (giấy rút dự toán) của cơ quan. Chỉ phải ghi một lần.',
  lacks: (fields: string) => `Còn thiếu: ${fields}. Trên lệnh chi, chỗ còn thiếu là dòng chấm để ghi tay.`,
  dots: 'chưa ghi',
  fields: {
    unitName: 'Đơn vị sử dụng ngân sách',
    unitCode: 'Mã ĐVQHNS',
    account: 'Số tài khoản tại Kho bạc',
    budgetLevel: 'Mã cấp ngân sách',
    treasury: 'Kho bạc Nhà nước nơi giao dịch',
    chapter: 'Mã chương',
  },
  hints: {
    unitName: 'Tên in ở dòng “Đơn vị rút dự toán”. Để trống thì in tên cơ quan.',
    unitCode: 'Mã đơn vị quan hệ ngân sách, 7 chữ số.',
    account: 'Chữ số và dấu chấm, ví dụ 9527.3.1029384.',
    budgetLevel: '1 chữ số.',
    treasury: 'Ví dụ: Kho bạc Nhà nước Khu vực II.',
    chapter: '3 chữ số. Điền sẵn khi phát lệnh chi, sửa được cho từng lệnh.',
  },
  issued: 'Lệnh chi đã phát không thay đổi theo.',
  check: 'Xem trước khi lưu',
  checkTitle: 'Đổi thông tin in trên lệnh chi',
  checkLead: 'Chưa có gì được lưu. So hai bên: lệnh chi phát từ nay in theo bên phải.',
  standsNow: 'Đang in',
  willStand: 'Sẽ in',
  decision: 'Số quyết định hoặc văn bản làm căn cứ',
  edit: 'Sửa lại',
  by: (number: string) => `theo ${number}`,
  save: 'Lưu',
  saved: 'Đã lưu. Lệnh chi phát từ nay in thông tin này.',
  conflict: 'Người khác đã sửa từ khi bạn mở trang. Chưa lưu gì: so hai bên dưới đây, sửa lại nếu cần rồi lưu.',
  stands: (name: string) => `Đang lưu (${name})`,
  typed: 'Bạn nhập',
  somebody: 'người khác',
  earlier: 'Các lần sửa trước',
  change: (field: string, before: string, after: string) => `${field}: ${before} → ${after}`,
  problems: {
    unitName: 'Tên đơn vị: từ 2 đến 200 ký tự, hoặc để trống.',
    unitCode: 'Mã ĐVQHNS: gồm đúng 7 chữ số, hoặc để trống.',
    account:
      'Số tài khoản tại Kho bạc: từ 6 đến 30 chữ số và dấu chấm, bắt đầu và kết thúc bằng chữ số, hoặc để trống.',
    budgetLevel: 'Mã cấp ngân sách: 1 chữ số, hoặc để trống.',
    treasury: 'Tên Kho bạc: từ 2 đến 200 ký tự, hoặc để trống.',
    chapter: 'Mã chương: gồm đúng 3 chữ số, hoặc để trống.',
  },
};

const en: typeof vi = {
  title: 'Treasury data',
  lead: 'Printed on every payment order of the agency. It is written once.',
  lacks: (fields) =>
    `Still missing: ${fields}. On the order what is missing is a dotted line, to be filled in by hand.`,
  dots: 'not given',
  fields: {
    unitName: 'Budget-using unit',
    unitCode: 'Budget unit code (ĐVQHNS)',
    account: 'Account at the Treasury',
    budgetLevel: 'Budget level code',
    treasury: 'State Treasury office',
    chapter: 'Chapter code',
  },
  hints: {
    unitName: 'The name in the line “Đơn vị rút dự toán”. Empty: the agency’s name.',
    unitCode: 'The code of a unit with relation to the budget, 7 digits.',
    account: 'Digits and points, such as 9527.3.1029384.',
    budgetLevel: '1 digit.',
    treasury: 'Such as: Kho bạc Nhà nước Khu vực II.',
    chapter: '3 digits. An order’s form begins with it; it can be changed for each.',
  },
  issued: 'Orders that were issued do not change.',
  check: 'Check, then save',
  checkTitle: 'Change what orders print',
  checkLead: 'Nothing is saved yet. Compare: orders issued from now on print the right side.',
  standsNow: 'Printed now',
  willStand: 'Will be printed',
  decision: 'Number of the decision or paper that it rests on',
  edit: 'Change it',
  by: (number) => `by ${number}`,
  save: 'Save',
  saved: 'Saved. Orders issued from now on print this.',
  conflict:
    'Somebody else has changed this since you opened the page. Nothing was saved: compare the two below, mend what you typed, and save.',
  stands: (name) => `Saved (${name})`,
  typed: 'You typed',
  somebody: 'somebody else',
  earlier: 'Earlier changes',
  change: (field, before, after) => `${field}: ${before} → ${after}`,
  problems: {
    unitName: 'The unit’s name: 2 to 200 characters, or nothing.',
    unitCode: 'The budget unit code: exactly 7 digits, or nothing.',
    account: 'The account at the Treasury: 6 to 30 digits and points, beginning and ending with a digit, or nothing.',
    budgetLevel: 'The budget level code: 1 digit, or nothing.',
    treasury: 'The Treasury’s name: 2 to 200 characters, or nothing.',
    chapter: 'The chapter code: exactly 3 digits, or nothing.',
  },
};

export const treasuryWords: Readonly<Record<Language, typeof vi>> = { vi, en };
