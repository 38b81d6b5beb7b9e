// Attached files, papers and the page that confirms them.

import { counted } from './counted.ts';
import { fileTypeNames } from './forms.ts';
import type { Language } from './words.ts';

const vi = {
  files: {
    title: 'Tài liệu của hồ sơ',
    lead: 'Tài liệu minh chứng, hóa đơn, biên bản đã đính kèm vào hồ sơ này.',
    dossier: 'Hồ sơ',
    attached: 'Đã đính kèm',
    none: 'Chưa có tài liệu nào.',
    name: 'Tên tài liệu',
    size: 'Dung lượng',
    by: 'Người gửi',
    at: 'Thời điểm',
    remove: 'Gỡ',
    removeOf: (name: string) => `Gỡ tài liệu ${name}`,
    add: 'Thêm tài liệu',
    choose: 'Chọn tệp',
    hint: 'PDF, ảnh (JPG, PNG, WEBP), Word, Excel, PowerPoint, ODT, văn bản, CSV hoặc XML. Mỗi tệp tối đa 20 MB. Tệp mang đuôi khác với nội dung được đổi tên theo nội dung.',
    quota: (used: string, most: string) => `Bạn đang giữ ${used} trong mức ${most} tài liệu chưa nộp.`,
    view: 'Xem',
    viewOf: (name: string) => `Xem ${name} trong thẻ mới`,
    scan: { clean: 'Đã quét', infected: 'Có mã độc', none: 'Chưa quét' },
    unscanned:
      '“Chưa quét”: phần mềm quét mã độc của máy chủ chưa kiểm tra tệp. Tệp vẫn được nhận như thường; bạn không phải làm gì.',
    scanLabel: 'Quét mã độc',
    infected:
      'Phần mềm quét tìm thấy mã độc trong tệp này nên không mở được nữa. Hãy kiểm tra máy tính đã tạo tệp, rồi gửi lại một bản sạch.',
    lost: 'Hồ sơ có ghi tệp này, nhưng máy chủ không còn nội dung của nó nên chưa mở được. Sự cố đã được ghi lại; hãy báo người vận hành hệ thống để khôi phục từ bản sao lưu.',
    infectedTitle: 'Tệp bị chặn vì có mã độc',
    infectedLead:
      'Các tệp này đã nhận trước khi phần mềm quét tìm thấy mã độc. Không ai mở được nữa; hãy báo người gửi nộp lại bản sạch.',
    infectedOpen: 'Tài liệu của hồ sơ',
    ofAppeal: 'Một tệp gửi kèm khiếu nại',
    send: 'Tải lên',
    noFile: 'Hãy chọn ít nhất một tệp.',
    inUse: 'Tài liệu này đã được dùng trong hồ sơ đã gửi nên không gỡ được.',
    notYours: 'Chỉ người đã gửi tài liệu mới gỡ được.',
  },
  problems: {
    noFolder: 'Máy chủ này chưa được cài đặt nơi lưu tệp nên chưa nhận tài liệu.',
    notKept: 'Máy chủ chưa lưu được tệp này (có thể đã hết chỗ). Sự cố đã được ghi lại; hãy thử lại sau ít phút.',
    empty: 'Tệp không có nội dung. Hãy mở thử tệp trên máy của bạn rồi gửi lại.',
    tooLarge: (most: string) => `Tệp lớn hơn ${most}. Hãy giảm dung lượng hoặc tách thành nhiều tệp.`,
    type: 'Nội dung tệp không thuộc loại được nhận. Hãy gửi PDF, ảnh, tệp Word, Excel, PowerPoint (.docx, .xlsx, .pptx), ODT, hoặc văn bản mã hóa UTF-8.',
    unpacked: 'Tệp quá lớn khi giải nén (hơn 200 MB). Hãy giảm ảnh bên trong hoặc gửi bản PDF.',
    odd: 'Cấu trúc tệp bất thường: có mật khẩu, macro, tệp nén bên trong hoặc bị hỏng. Hãy lưu lại thành tệp mới hoặc gửi bản PDF.',
    tooMany: 'Quá nhiều tệp. Hãy gộp các trang vào một tệp PDF.',
    dossierFull: (most: string) =>
      `Các tài liệu của hồ sơ này đã gần ${most}, là mức nhiều nhất, nên tệp không còn chỗ. Hãy gỡ tài liệu không dùng hoặc giảm dung lượng.`,
    personFull: (most: string, used: string, largest: string) =>
      `Bạn đang giữ ${used} trong mức ${most} tài liệu chưa nộp, nên tệp này không còn chỗ. Hãy nộp hồ sơ, giảm dung lượng, hoặc gỡ tài liệu không dùng ở trang Tài liệu của hồ sơ${largest === '' ? '' : ` (lớn nhất: ${largest})`}. Tài liệu đã gỡ còn được tính thêm một ngày.`,
    disguised:
      'Tên tệp ghi một loại, nhưng nội dung chỉ là văn bản thường. Hãy mở thử tệp trên máy của bạn rồi gửi đúng tệp; nếu đó là văn bản, hãy đổi đuôi thành .txt.',
    locked:
      'Tệp có mật khẩu nên cán bộ không mở được. Hãy mở tệp bằng mật khẩu, in hoặc lưu lại thành PDF không có mật khẩu, rồi gửi bản đó.',
    brokenXml:
      'Tệp không đúng cấu trúc XML (bị cắt, thiếu thẻ đóng) hoặc có phần khai báo riêng (DOCTYPE). Hãy tải lại tệp từ nơi phát hành rồi gửi nguyên tệp đó.',
    largeXml:
      'Tệp XML quá lớn: nhiều hơn 2 MB, 100.000 thẻ hoặc 64 tầng. Hóa đơn điện tử nhỏ hơn nhiều; hãy gửi bản PDF.',
    infected:
      'Phần mềm quét tìm thấy mã độc trong tệp nên tệp không được nhận và không được lưu. Hãy quét máy tính của bạn, rồi gửi một bản sạch.',
  },
  uploads: {
    drop: 'Kéo tệp vào đây, hoặc bấm để chọn. Chọn được nhiều tệp một lần.',
    dropOne: 'Kéo tệp vào đây, hoặc bấm để chọn.',
    waiting: 'Đang chờ',
    sending: 'Đang tải lên',
    checking: 'Đang kiểm tra',
    done: 'Đã tải lên',
    lost: 'Mất kết nối khi đang tải lên. Tệp này chưa được lưu; bấm “Thử lại” để tải lại từ đầu.',
    out: 'Phiên làm việc đã hết. Hãy đăng nhập lại trong một thẻ khác, rồi bấm “Thử lại”.',
    busy: 'Máy chủ chưa nhận được tệp. Bấm “Thử lại” sau ít phút.',
    tooLarge: (most: string) => `Tệp lớn hơn ${most}. Hãy giảm dung lượng hoặc tách thành nhiều tệp.`,
    tooMany: (most: number) => `Ô này nhận tối đa ${most} tệp. Hãy gỡ bớt một tệp, hoặc gộp các trang vào một tệp PDF.`,
    empty: 'Tệp không có nội dung.',
    cancel: 'Hủy',
    retry: 'Thử lại',
    dismiss: 'Bỏ qua',
    remove: 'Gỡ',
    held: 'Còn tệp chưa tải lên được. Hãy thử lại hoặc bỏ qua tệp đó, rồi lưu.',
    hold: 'Đang tải tệp lên; trang sẽ lưu ngay khi xong.',
  },
  englishCopy: 'Bản dịch tiếng Anh',
  onlyTypes: (types: string, most: string) =>
    `Ô này chỉ nhận tệp ${types}, mỗi tệp đến ${most}. Tệp bạn gửi không thuộc các loại đó, dù tên tệp ghi thế nào.`,
  confirm: {
    title: 'Xác nhận văn bản',
    genuine: 'Văn bản này do hệ thống phát hành',
    lead: 'Mọi điều dưới đây, nhất là số, ngày và số tiền, phải trùng với bản bạn đang cầm. Khác một điều thì bản đó đã bị sửa; chỉ tên nhóm có thể đã đổi từ ngày ban hành.',
    another: 'Tệp bạn chọn không trùng với văn bản này',
    anotherLead: 'Hệ thống có phát hành văn bản dưới đây, nhưng tệp bạn chọn không phải bản gốc của văn bản đó.',
    project: 'Dự án',
    total: 'Tổng số tiền',
    party: 'Nhóm hoặc tổ chức nêu trong văn bản (tên hiện nay)',
    kind: 'Loại văn bản',
    number: 'Số và ký hiệu',
    date: 'Ngày ban hành',
    agency: 'Cơ quan ban hành',
    returned: {
      unpaid: (day: string) => `Kho bạc hoặc ngân hàng đã trả lại lệnh này ngày ${day}: lệnh này không được chi.`,
      afterPaid: (day: string) => `Lệnh này đã được chi; ngày ${day} kho bạc hoặc ngân hàng trả lại khoản tiền.`,
    },
    replaced: 'Đã có lệnh khác thay lệnh này:',
    hash: 'Mã SHA-256 của tệp PDF gốc',
    hashHint:
      'So với kết quả của lệnh sha256sum (Linux), shasum -a 256 (macOS) hoặc certutil -hashfile … SHA256 (Windows).',
    fictional: 'Bản minh họa: lập theo bộ quy định hư cấu, không có giá trị pháp lý.',
    checkTitle: 'Bạn có tệp PDF?',
    check: 'Chọn tệp để so từng byte với bản gốc. Tệp của bạn không được lưu lại.',
    choose: 'Tệp PDF cần so',
    send: 'So với bản gốc',
    same: 'Trùng khớp: tệp của bạn đúng từng byte với bản gốc.',
    different: 'Không trùng: tệp của bạn không phải bản gốc.',
    differentWhy: 'Tệp đã bị sửa, được quét lại, in lại thành PDF hoặc là văn bản khác. Mã SHA-256 của tệp bạn chọn:',
    noFile: 'Hãy chọn một tệp.',
    tooLarge: 'Tệp lớn hơn 20 MB nên không thể là bản gốc.',
    unknownTitle: 'Không phải văn bản của hệ thống này',
    unknown:
      'Địa chỉ này không ứng với văn bản nào do hệ thống phát hành. Nếu bạn quét mã trên một tờ giấy, tờ giấy đó không do hệ thống này lập hoặc mã đã bị sửa. Nếu bạn gõ địa chỉ, hãy so lại từng ký tự.',
  },
};

const en: typeof vi = {
  files: {
    title: 'Files of this dossier',
    lead: 'Evidence, invoices and minutes that were attached to this dossier.',
    dossier: 'Dossier',
    attached: 'Attached',
    none: 'There are no files yet.',
    name: 'Name',
    size: 'Size',
    by: 'Sent by',
    at: 'When',
    remove: 'Remove',
    removeOf: (name) => `Remove ${name}`,
    add: 'Add files',
    choose: 'Choose files',
    hint: 'PDF, pictures (JPG, PNG, WEBP), Word, Excel, PowerPoint, ODT, plain text, CSV or XML. At most 20 MB each. A file with a wrong ending is named after what is in it.',
    quota: (used, most) => `You keep ${used} of at most ${most} in files that are not submitted.`,
    view: 'View',
    viewOf: (name) => `View ${name} in a new tab`,
    scan: { clean: 'Scanned', infected: 'Infected', none: 'Not scanned' },
    unscanned:
      '“Not scanned”: the server’s scanner for viruses has not looked at the file. It is received all the same; you need do nothing.',
    scanLabel: 'Virus scan',
    infected:
      'The virus scanner found something in this file, so it can no longer be opened. Check the computer that it was made on, then send a clean copy.',
    lost: 'The dossier names this file, but the server no longer has what is in it, so it cannot be opened. This has been recorded; tell who runs the system, who can bring it back from a backup.',
    infectedTitle: 'Files that are blocked because they are infected',
    infectedLead:
      'These were taken before the scanner found something in them. Nobody can open them any more; ask who sent them for clean copies.',
    infectedOpen: 'Files of the dossier',
    ofAppeal: 'A file of an appeal',
    send: 'Upload',
    noFile: 'Choose at least one file.',
    inUse: 'This file is part of what was submitted, so it cannot be removed.',
    notYours: 'Only who sent a file can remove it.',
  },
  problems: {
    noFolder: 'This server has no place to keep files yet, so it takes none.',
    notKept:
      'The server could not keep this file (it may be full). This has been recorded; try again in a few minutes.',
    empty: 'The file is empty. Open it on your own computer, then send it again.',
    tooLarge: (most) => `The file is larger than ${most}. Make it smaller or split it into several files.`,
    type: 'What is in the file is of no kind that is taken. Send a PDF, a picture, a Word, Excel or PowerPoint file (.docx, .xlsx, .pptx), ODT, or text in UTF-8.',
    unpacked:
      'The file is too large when unpacked (more than 200 MB). Make the pictures inside smaller, or send a PDF.',
    odd: 'The file is built oddly: it has a password, macros or an archive inside, or it is damaged. Save it as a new file, or send a PDF.',
    tooMany: 'There are too many files. Put the pages into one PDF.',
    dossierFull: (most) =>
      `The files of this dossier are close to ${most}, which is the most, so there is no room for this one. Remove what is not needed, or make it smaller.`,
    personFull: (most, used, largest) =>
      `You keep ${used} of at most ${most} in files that are not submitted, so there is no room for this one. Submit, make it smaller, or remove what is not needed on the page Files of this dossier${largest === '' ? '' : ` (largest: ${largest})`}. What you removed counts for one more day.`,
    disguised:
      'The name says one thing, but in the file is plain text only. Open it on your own computer and send the right file; if it is text, let its name end in .txt.',
    locked:
      'The file has a password, so the officers cannot open it. Open it with the password, print or save it as a PDF without one, and send that.',
    brokenXml:
      'The file is not well-formed XML (cut off, an element not closed), or declares things of its own (DOCTYPE). Fetch it again from who issued it, and send it as it is.',
    largeXml:
      'The XML is too large: more than 2 MB, 100.000 elements or 64 levels. Electronic invoices are much smaller; send the PDF.',
    infected:
      'The virus scanner found something in the file, so it was neither taken nor kept. Scan your computer, then send a clean copy.',
  },
  uploads: {
    drop: 'Drag files here, or press to choose. You can choose several at once.',
    dropOne: 'Drag a file here, or press to choose.',
    waiting: 'Waiting',
    sending: 'Uploading',
    checking: 'Being checked',
    done: 'Uploaded',
    lost: 'The connection broke during the upload. This file was not kept; press “Try again” to send the file anew.',
    out: 'Your session has ended. Sign in again in another tab, then press “Try again”.',
    busy: 'The server did not take the file. Press “Try again” in a few minutes.',
    tooLarge: (most) => `The file is larger than ${most}. Make it smaller or split it into several files.`,
    tooMany: (most) => `This field takes at most ${counted(most, 'file')}. Remove one, or put the pages into one PDF.`,
    empty: 'The file is empty.',
    cancel: 'Cancel',
    retry: 'Try again',
    dismiss: 'Dismiss',
    remove: 'Remove',
    held: 'A file could not be uploaded. Try it again or dismiss it, then save.',
    hold: 'Files are being uploaded; the page is saved as soon as they are there.',
  },
  englishCopy: 'English copy',
  onlyTypes: (types, most) =>
    `This field takes ${types} only, of up to ${most} each. What is in the file is none of these, whatever its name says.`,
  confirm: {
    title: 'Confirm a paper',
    genuine: 'This paper was issued by this system',
    lead: 'Everything below, above all the number, the date and the sum, must be as on the paper in your hand. If anything differs, that copy was changed; only the team may have another name since it was issued.',
    another: 'The file you chose is not this paper',
    anotherLead: 'This system did issue the paper below, but the file you chose is not its original.',
    project: 'Project',
    total: 'Total',
    party: 'Team or organisation that it names (as it is called now)',
    kind: 'Kind of paper',
    number: 'Number and symbol',
    date: 'Date of issue',
    agency: 'Issuing agency',
    returned: {
      unpaid: (day) => `The treasury or the bank returned this order on ${day}: it was not paid.`,
      afterPaid: (day) => `This order was paid; on ${day} the treasury or the bank sent the money back.`,
    },
    replaced: 'Another order has replaced it:',
    hash: 'SHA-256 of the original PDF',
    hashHint:
      'Compare it with what sha256sum (Linux), shasum -a 256 (macOS) or certutil -hashfile … SHA256 (Windows) says.',
    fictional: 'A demonstration: made under invented rules, without legal effect.',
    checkTitle: 'Do you have a PDF?',
    check: 'Choose the file to compare it byte by byte with the original. Your file is not kept.',
    choose: 'PDF to compare',
    send: 'Compare with the original',
    same: 'The same: your file is the original, byte by byte.',
    different: 'Not the same: your file is not the original.',
    differentWhy:
      'It was changed, scanned, printed to PDF again, or is another paper. The SHA-256 of the file you chose:',
    noFile: 'Choose a file.',
    tooLarge: 'The file is larger than 20 MB, so it cannot be the original.',
    unknownTitle: 'Not a paper of this system',
    unknown:
      'No paper that this system issued belongs to this address. If you scanned the code on a sheet of paper, this system did not make that sheet, or its code was changed. If you typed the address, compare every character.',
  },
};

export const documentsWords = { vi, en } satisfies Record<Language, typeof vi>;

export type UploadProblem = keyof (typeof vi)['problems'];

/** What somebody has already: its bytes, and the largest files among it. */
export type UsedRoom = { bytes: number; largest: readonly { name: string; bytes: number }[] };

/** Why a file was not taken, as a sentence that names it. */
export function problemSentence(
  problem: UploadProblem,
  file: string,
  language: Language,
  mostBytes: number,
  used: UsedRoom = { bytes: mostBytes, largest: [] },
): string {
  const word = documentsWords[language].problems[problem];
  const largest = used.largest.map(({ name, bytes }) => `“${name}” ${formatBytes(bytes)}`).join(', ');
  const sentence = typeof word === 'string' ? word : word(formatBytes(mostBytes), formatBytes(used.bytes), largest);
  return file === '' ? sentence : `“${file}”: ${sentence}`;
}

/** Why a file was not taken where only some types are, as a sentence that names it and them. */
export function typeSentence(types: readonly string[], file: string, language: Language, mostBytes: number): string {
  const sentence = documentsWords[language].onlyTypes(fileTypeNames(types), formatBytes(mostBytes));
  return file === '' ? sentence : `“${file}”: ${sentence}`;
}

/** A size for people: '1,4 MB'. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const text = value < 10 && unit > 0 && value % 1 !== 0 ? value.toFixed(1) : String(Math.round(value));
  return `${text.replace('.', ',')} ${units[unit]}`;
}
