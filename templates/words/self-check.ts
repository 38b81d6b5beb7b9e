// Words of the self-check before applying.

import type { Language } from './words.ts';

const vi = {
  title: 'Tự kiểm tra điều kiện',
  resultTitle: 'Kết quả tự kiểm tra',
  lead: (questions: number) => `${questions} câu hỏi, khoảng hai phút. Không cần tài khoản.`,
  privacy:
    'Chúng tôi không hỏi bạn là ai. Câu trả lời được giữ 30 ngày dưới một địa chỉ chỉ bạn biết, để điền sẵn vào hồ sơ nếu bạn nộp.',
  notYet: 'Còn câu chưa trả lời',
  missing: 'Hãy chọn một câu trả lời.',
  missingAt: (number: number) => `Câu ${number}: hãy chọn một câu trả lời.`,
  tooMany: 'Có quá nhiều lần kiểm tra từ mạng của bạn trong một giờ qua. Hãy thử lại sau; câu trả lời vẫn còn ở dưới.',
  see: 'Xem kết quả',
  back: 'Về trang của đợt',
  again: 'Sửa câu trả lời',
  closed: 'Đợt này không nhận hồ sơ nữa. Bạn vẫn có thể tự kiểm tra để biết cho lần sau.',
  overall: {
    yes: 'Bạn đủ điều kiện nộp hồ sơ, theo các câu trả lời này',
    no: 'Bạn chưa đủ điều kiện, theo các câu trả lời này',
    officer: 'Cần cán bộ chương trình xem xét',
  },
  next: {
    yes: 'Câu trả lời được điền sẵn vào hồ sơ của bạn.',
    no: 'Xem bên dưới điều kiện nào chưa đạt và vì sao. Nếu tình hình thay đổi, hãy kiểm tra lại.',
    officer: 'Không có câu trả lời nào loại bạn. Bạn vẫn nộp được; cán bộ kiểm tra những điểm ghi bên dưới.',
  },
  until: (at: string) => `Hạn nộp: ${at}.`,
  opens: (day: string) => `Đợt nhận hồ sơ từ ${day}.`,
  account: 'Bạn sẽ đăng nhập hoặc đăng ký tài khoản ở bước sau.',
  applyAnyway: 'Vẫn nộp hồ sơ',
  answers: 'Từng câu trả lời',
  youSaid: 'Bạn trả lời',
  verdicts: { yes: 'Đạt', no: 'Chưa đạt', officer: 'Cán bộ xem xét' },
  unchecked: 'Điều kiện khác, được kiểm tra khi nhận hồ sơ',
  noDecision: (day: string) =>
    `Kết quả này rút ra từ câu trả lời của bạn ngày ${day}, không phải quyết định của cơ quan. Cán bộ chương trình kiểm tra điều kiện khi nhận hồ sơ.`,
  tasks: {
    title: 'Từ bản tự kiểm tra của bạn',
    filled: (labels: string) => `Đã điền sẵn vào hồ sơ: ${labels}.`,
    stillYours: 'Bạn vẫn sửa được.',
    onlyYou: 'Các câu trả lời khác chỉ nhóm bạn thấy, không gửi cho cơ quan.',
    openTitle: (count: number) => `Còn ${count} điểm phải làm rõ từ bản tự kiểm tra`,
    openText: 'Bạn vẫn nộp được khi chưa làm rõ; cán bộ sẽ kiểm tra các điểm này.',
    carried: 'Câu trả lời tự kiểm tra của bạn sẽ được điền sẵn vào hồ sơ.',
  },
};

const en: typeof vi = {
  title: 'Check whether you may apply',
  resultTitle: 'Your self-check',
  lead: (questions) => `${questions} questions, about two minutes. No account is needed.`,
  privacy:
    'We do not ask who you are. Your answers are kept for 30 days under an address that only you know, to be filled in if you apply.',
  notYet: 'Some questions are not answered yet',
  missing: 'Choose an answer.',
  missingAt: (number) => `Question ${number}: choose an answer.`,
  tooMany: 'Too many checks came from your network within the hour. Try again later; your answers are still below.',
  see: 'See the result',
  back: 'Back to the call',
  again: 'Change the answers',
  closed: 'This call takes no more applications. You can still check yourself, for the next one.',
  overall: {
    yes: 'You may apply, by these answers',
    no: 'You may not apply yet, by these answers',
    officer: 'An officer must look',
  },
  next: {
    yes: 'Your answers are filled in in your application.',
    no: 'See below which condition is not met, and why. If that changes, check again.',
    officer: 'No answer shuts you out. You can apply; an officer looks at what is named below.',
  },
  until: (at) => `Closes: ${at}.`,
  opens: (day) => `The call takes applications from ${day}.`,
  account: 'You sign in, or sign up for an account, in the next step.',
  applyAnyway: 'Apply all the same',
  answers: 'Answer by answer',
  youSaid: 'Your answer',
  verdicts: { yes: 'Met', no: 'Not met', officer: 'An officer looks' },
  unchecked: 'Other conditions, checked when you apply',
  noDecision: (day) =>
    `This follows from your answers of ${day} and is no decision of the agency. The programme officer checks the conditions when you apply.`,
  tasks: {
    title: 'From your self-check',
    filled: (labels) => `Filled in in the application: ${labels}.`,
    stillYours: 'You can still change it.',
    onlyYou: 'The other answers are seen by your team alone and are not sent to the agency.',
    openTitle: (count) => `${count} ${count === 1 ? 'point' : 'points'} of your self-check to be cleared`,
    openText: 'You can submit before they are cleared; an officer will look at them.',
    carried: 'The answers of your self-check will be filled in in the application.',
  },
};

export const selfCheckWords = { vi, en } satisfies Record<Language, typeof vi>;
