// What a form says about an answer, in both languages. Every sentence begins with the field's name, so that it can stand in
// the summary at the top of a page too.

/** A language that forms speak. */
export type FormLanguage = 'vi' | 'en';

/** What a field of a number takes; its bounds as they are read. */
type Takes = { isWhole: boolean; least: string | null; most: string | null };

const vi = {
  missing: 'chưa điền.',
  choose: 'chưa chọn.',
  tooLong: (most: string) => `dài quá ${most} ký tự.`,
  tooManyWords: (most: string, actual: string) => `tối đa ${most} từ, hiện có ${actual} từ.`,
  noNumber: ({ isWhole, least, most }: Takes) => {
    const bounds = [least === null ? '' : ` từ ${least}`, most === null ? '' : ` đến ${most}`].join('');
    if (bounds === '') return `chưa đúng dạng số. Hãy viết ${isWhole ? 'số nguyên, như 12' : 'như 1.234 hoặc 2,5'}.`;
    return `chưa đúng dạng số. Hãy viết một số${isWhole ? ' nguyên' : ''}${bounds}${isWhole ? '' : most === null ? ', như 1.234 hoặc 2,5' : ', phần lẻ sau dấu phẩy'}.`;
  },
  meant: (amount: string) => `Ý bạn là ${amount}?`,
  decimals: (most: number) => (most === 0 ? 'phải là số nguyên.' : `có tối đa ${most} chữ số sau dấu phẩy.`),
  atLeast: (least: string) => `ít nhất là ${least}.`,
  atMost: (most: string) => `nhiều nhất là ${most}.`,
  notPositive: 'phải lớn hơn 0.',
  noEmail: 'chưa đúng địa chỉ thư điện tử. Hãy viết như ten@vidu.vn.',
  noPhone: 'chưa đúng số điện thoại. Hãy viết đủ số, như 0901 234 567 hoặc +84 901 234 567.',
  backwards: (from: string) => `phải từ ${from} trở đi.`,
  beyond: (most: string, name: string) => `không quá ${most} (${name}).`,
  noDate: 'chưa đúng ngày. Hãy viết ngày/tháng/năm, như 31/12/2026.',
  notBefore: (day: string) => `không sớm hơn ngày ${day}.`,
  notAfter: (day: string) => `không muộn hơn ngày ${day}.`,
  noOption: 'hãy chọn một trong các mục đã cho.',
  tooMany: (most: number) => `chọn tối đa ${most} mục.`,
  notDeclared: 'cần đánh dấu cam kết này để nộp hồ sơ.',
  noVerdict: 'hãy chọn Đạt hoặc Không đạt.',
  noReason: 'Không đạt thì phải nêu rõ lý do.',
  overallReason: 'có tiêu chí Không đạt mà kết luận Đạt thì phải nêu rõ lý do.',
  reasonTooLong: (most: string) => `lý do dài quá ${most} từ.`,
  pointsUnset: 'chưa có điểm tối đa: đợt tiếp nhận chưa đặt.',
  noRows: 'cần ít nhất một dòng.',
  fewRows: (least: number) => `cần ít nhất ${least} dòng.`,
  manyRows: (most: number) => `có tối đa ${most} dòng.`,
  noLine: 'nội dung chi này không thuộc giai đoạn hỗ trợ.',
  notWhole: 'số lượng nhân đơn giá không ra số đồng nguyên. Hãy sửa số lượng hoặc đơn giá.',
  sumDiffers: (parts: string, total: string) =>
    `ngân sách nhà nước và vốn đối ứng cộng lại là ${parts}, phải bằng thành tiền ${total}.`,
  otherParty: (known: string) => `khác với bên đứng tên hồ sơ (“${known}”). Hãy sửa một trong hai cho khớp.`,
  otherKind: (known: string) =>
    `khác với bên đứng tên hồ sơ (“${known}”). Hãy chọn lại cho khớp, hoặc bắt đầu hồ sơ khác mà đúng bên đó đứng tên.`,
  otherNumber:
    'khác với số mà bên đứng tên hồ sơ đã khai. Hãy sửa cho khớp; nếu số đã khai sai, hãy báo cán bộ chương trình.',
  tooLarge: 'thành tiền lớn quá 15 chữ số.',
  noSuchFile: 'có tệp không còn trong hồ sơ. Hãy bỏ tệp đó và tải lên lại.',
  manyFiles: (most: number) => `tối đa ${most} tệp.`,
  fileType: (name: string, types: string) => `tệp “${name}” không thuộc loại được nhận (${types}).`,
  noFile: 'chưa có tệp nào.',
  otherBirthYear: (year: string) => `không khớp với số căn cước, theo đó sinh năm ${year}. Hãy so lại cả hai.`,
  noBirthCentury: 'chữ số thứ tư của số căn cước nói một thế kỷ sinh chưa tới. Hãy so lại với thẻ.',
  noCommune: (typed: string, province: string, near: string, elsewhere: string) => {
    const where = elsewhere === '' ? '' : ` Tên này có ở: ${elsewhere}.`;
    const what =
      near === '' ? ' Hãy chọn một tên trong danh sách, hoặc chọn lại tỉnh, thành phố.' : ` Có phải: ${near}?`;
    return `không thấy “${typed}” ở ${province} từ 01/07/2025.${where}${what}`;
  },
  noAccount: 'số tài khoản gồm 6 đến 20 chữ số.',
  noHolder: 'chỉ gồm chữ in hoa không dấu và chữ số, như NGUYEN VAN AN.',
  row: (number: number) => `dòng ${number}`,
  over: (line: string, asked: string, left: string, by: string, clause: string) =>
    `${line}: đề nghị ${asked}, hạn mức còn lại ${left}, vượt ${by}. Căn cứ: ${clause}.`,
  wholeStage: 'Tổng đề nghị hỗ trợ',
  rowRoom: {
    wholeStage: 'tổng mức hỗ trợ',
    over: (by: string) => `Vượt ${by}.`,
    most: (most: string, because: string, clause: string) =>
      `Dòng này xin ngân sách được nhiều nhất ${most}, vì ${because}. Căn cứ: ${clause}.`,
    nothing: (because: string, clause: string) =>
      `Dòng này không xin ngân sách được nữa, vì ${because}. Căn cứ: ${clause}.`,
    room: (name: string, left: string) => `hạn mức còn lại của ${name} là ${left}`,
    shared: (name: string, left: string, others: string) =>
      `hạn mức còn lại của ${name} là ${left} và các dòng khác đã xin ${others}`,
  },
  yes: 'Có',
  no: 'Không',
  declared: 'Đã cam kết',
  pass: 'Đạt',
  fail: 'Không đạt',
  points: (points: string, most: string | null) => (most === null ? `${points} điểm` : `${points} trên ${most} điểm`),
  reason: 'Lý do',
  total: 'Cộng',
  inWords: (words: string) => `bằng chữ: ${words}`,
  budget: {
    line: 'Nội dung chi',
    description: 'Diễn giải',
    quantity: 'Số lượng',
    unit: 'Đơn vị tính',
    unitPrice: 'Đơn giá',
    total: 'Thành tiền',
    state: 'Ngân sách nhà nước',
    matching: 'Vốn đối ứng',
    basis: 'Căn cứ',
  },
};

const en: typeof vi = {
  missing: 'fill this in.',
  choose: 'choose one.',
  tooLong: (most) => `longer than ${most} characters.`,
  tooManyWords: (most, actual) => `at most ${most} words; there are ${actual}.`,
  noNumber: ({ isWhole, least, most }) => {
    const bounds = [least === null ? '' : ` from ${least}`, most === null ? '' : ` to ${most}`].join('');
    if (bounds === '')
      return `this is no number. Write ${isWhole ? 'a whole number, as in 12' : 'it like 1.234 or 2,5'}.`;
    return `this is no number. Write a ${isWhole ? 'whole ' : ''}number${bounds}${isWhole ? '' : most === null ? ', as in 1.234 or 2,5' : ', decimals after a comma'}.`;
  },
  meant: (amount) => `Do you mean ${amount}?`,
  decimals: (most) => (most === 0 ? 'must be a whole number.' : `at most ${most} digits after the comma.`),
  atLeast: (least) => `at least ${least}.`,
  atMost: (most) => `at most ${most}.`,
  notPositive: 'must be more than 0.',
  noEmail: 'this is no e-mail address. Write it like name@example.vn.',
  noPhone: 'this is no telephone number. Write all of it, as in 0901 234 567 or +84 901 234 567.',
  backwards: (from) => `must not be before ${from}.`,
  beyond: (most, name) => `not more than ${most} (${name}).`,
  noDate: 'this is no date. Write day/month/year, as in 31/12/2026.',
  notBefore: (day) => `not before ${day}.`,
  notAfter: (day) => `not after ${day}.`,
  noOption: 'choose one of what is offered.',
  tooMany: (most) => `choose at most ${most}.`,
  notDeclared: 'tick this commitment to submit the application.',
  noVerdict: 'choose pass or fail.',
  noReason: 'a fail needs its reason.',
  overallReason: 'passing although a criterion fails needs a reason.',
  reasonTooLong: (most) => `the reason is longer than ${most} words.`,
  pointsUnset: 'its highest points are unknown: the call has not set them.',
  noRows: 'at least one row is needed.',
  fewRows: (least) => `at least ${least} rows are needed.`,
  manyRows: (most) => `at most ${most} rows.`,
  noLine: 'this expense line does not belong to the stage.',
  notWhole: 'quantity times unit price is not a whole number of đồng. Change one of them.',
  sumDiffers: (parts, total) => `state budget and matching funds make ${parts}, but must make the total ${total}.`,
  otherParty: (known) => `differs from the applicant (“${known}”). Change one so that both agree.`,
  otherKind: (known) =>
    `differs from the applicant (“${known}”). Choose again, or begin another application in the right name.`,
  otherNumber:
    'differs from the number that the applicant gave. Correct it; if the number given is wrong, tell the programme officer.',
  tooLarge: 'the total has more than 15 digits.',
  noSuchFile: 'a file is no longer in the dossier. Remove it and upload it again.',
  manyFiles: (most) => `at most ${most} files.`,
  fileType: (name, types) => `the file “${name}” is of no accepted type (${types}).`,
  noFile: 'there is no file yet.',
  otherBirthYear: (year) => `does not agree with the citizen number, which says born in ${year}. Compare both.`,
  noBirthCentury: 'its fourth digit names a century of birth that has not come. Compare it with the card.',
  noCommune: (typed, province, near, elsewhere) => {
    const where = elsewhere === '' ? '' : ` It is in: ${elsewhere}.`;
    const what = near === '' ? ' Choose a name from the list, or another province.' : ` Is it: ${near}?`;
    return `there is no “${typed}” in ${province} since 01/07/2025.${where}${what}`;
  },
  noAccount: 'an account number has 6 to 20 digits.',
  noHolder: 'capital letters without accents and digits only, as in NGUYEN VAN AN.',
  row: (number) => `row ${number}`,
  over: (line, asked, left, by, clause) =>
    `${line}: ${asked} asked for, ${left} of room left, ${by} too much. Basis: ${clause}.`,
  wholeStage: 'Total support asked for',
  rowRoom: {
    wholeStage: 'the whole support',
    over: (by) => `${by} too much.`,
    most: (most, because, clause) =>
      `This row may ask the state for at most ${most}, because ${because}. Basis: ${clause}.`,
    nothing: (because, clause) => `This row may ask the state for nothing more, because ${because}. Basis: ${clause}.`,
    room: (name, left) => `the room left for ${name} is ${left}`,
    shared: (name, left, others) => `the room left for ${name} is ${left} and the other rows ask for ${others} of it`,
  },
  yes: 'Yes',
  no: 'No',
  declared: 'Declared',
  pass: 'Pass',
  fail: 'Fail',
  points: (points, most) => (most === null ? `${points} points` : `${points} of ${most} points`),
  reason: 'Reason',
  total: 'Total',
  inWords: (words) => `in words: ${words}`,
  budget: {
    line: 'Expense line',
    description: 'Description',
    quantity: 'Quantity',
    unit: 'Unit',
    unitPrice: 'Unit price',
    total: 'Total',
    state: 'State budget',
    matching: 'Matching funds',
    basis: 'Basis',
  },
};

/** The words of forms, by language. */
export const formWords = { vi, en };
