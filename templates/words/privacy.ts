// Words about the personal data of whoever reads them: what is held, consent, requests.

import type { DataRequestKind } from '../../workflows/rules/dataRequests.ts';

/** For what consent is asked, because no law and no agreement needs it. */
export const purposes = ['story', 'contact'] as const;
export type Purpose = (typeof purposes)[number];
export const isPurpose = (text: string): text is Purpose => (purposes as readonly string[]).includes(text);
/** Of the words of each: a change of them is a new version, and asks anew. */
export const wordsVersion: Readonly<Record<Purpose, number>> = { story: 1, contact: 1 };

/** What is held, in the order of the page. */
export const holdings = [
  'account',
  'sessions',
  'parties',
  'drafts',
  'contents',
  'files',
  'letters',
  'notifications',
  'consents',
  'requests',
  'history',
] as const;
export type Holding = (typeof holdings)[number];

type Held = { what: string; why: string; until: string };
type PurposeWords = { title: string; text: string };

const vi = {
  title: 'Dữ liệu của tôi',
  lead: 'Những gì Vườn Ươm đang giữ về bạn, vì sao, đến khi nào, và những việc bạn có thể yêu cầu.',
  toPage: 'Xem, tải về, đồng ý, yêu cầu sửa hoặc xóa dữ liệu của tôi',
  back: 'Tài khoản',
  held: 'Đang giữ gì, vì sao, đến khi nào',
  law: 'Căn cứ: Luật 91/2025/QH15 và Nghị định 356/2025/NĐ-CP về bảo vệ dữ liệu cá nhân. Việc xét hồ sơ và chi tiền là hoạt động của cơ quan nhà nước theo luật, nên không cần xin đồng ý (Điều 19 của Luật).',
  columns: { what: 'Dữ liệu', count: 'Số lượng', why: 'Vì sao', until: 'Đến khi nào' },
  unknownUntil:
    '[chưa rõ] Theo pháp luật về lưu trữ và kế toán; số năm chưa được xác định trong hệ thống nên chưa xóa tự động.',
  holdings: {
    account: {
      what: 'Tài khoản: họ tên, e-mail, ngôn ngữ; mật khẩu chỉ dưới dạng đã băm',
      why: 'Để bạn đăng nhập và nhận thư',
      until: 'Đến khi tài khoản được xóa theo yêu cầu',
    },
    sessions: {
      what: 'Phiên đăng nhập: thiết bị, thời gian',
      why: 'Để giữ an toàn cho tài khoản',
      until: 'Tối đa 14 ngày',
    },
    parties: {
      what: 'Bên nhận hỗ trợ mà bạn thuộc về: tên, số giấy tờ, địa chỉ, tài khoản nhận tiền',
      why: 'Để xét hồ sơ, ký hợp đồng và chi tiền theo luật',
      until: '',
    },
    drafts: {
      what: 'Bản đang viết, chưa nộp',
      why: 'Để bạn viết tiếp',
      until: 'Đến khi bạn nộp hoặc yêu cầu xóa',
    },
    contents: {
      what: 'Nội dung bạn đã nộp: hồ sơ, báo cáo, đề nghị giải ngân',
      why: 'Để xét hồ sơ và thanh toán theo luật',
      until: '',
    },
    files: { what: 'Tệp bạn đã tải lên', why: 'Tài liệu chứng minh trong hồ sơ và thanh toán', until: '' },
    letters: {
      what: 'Thư đã gửi cho bạn: tiêu đề và thời gian',
      why: 'Để biết thư đã đi hay chưa',
      until: '30 ngày sau khi gửi; nội dung xóa ngay khi gửi',
    },
    notifications: { what: 'Thông báo', why: 'Để bạn xem lại', until: '1 năm' },
    consents: {
      what: 'Những lần đồng ý và rút lại đồng ý',
      why: 'Để chứng minh bạn đã đồng ý điều gì, khi nào (Luật 91/2025/QH15, Điều 9)',
      until: '',
    },
    requests: {
      what: 'Yêu cầu của bạn về dữ liệu và câu trả lời',
      why: 'Để chứng minh đã trả lời đúng hạn',
      until: '',
    },
    history: {
      what: 'Việc bạn đã làm trong lịch sử hồ sơ: mã người, việc, thời gian, số tiền; không có họ tên hay nội dung',
      why: 'Lịch sử phải liền mạch để chứng minh từng đồng',
      until: 'Không xóa được; khi nội dung đã xóa, lịch sử không còn cho biết bạn là ai',
    },
  } as Record<Holding, Held>,
  sharedTitle: 'Ai xem được',
  shared: [
    'Cán bộ của cơ quan nhận hồ sơ, theo vai trò của họ; kiểm toán.',
    'Chuyên gia và thành viên hội đồng được giao hồ sơ, sau khi khai báo xung đột lợi ích; họ không xem chứng từ và tài khoản.',
    'Kho bạc và ngân hàng: tên, số tài khoản và số tiền trên chứng từ chi.',
    'Thành viên cùng nhóm: hồ sơ chung của nhóm.',
  ],
  download: {
    title: 'Tải tất cả về',
    lead: 'Một tệp ZIP: dữ liệu dạng JSON và các tệp bạn đã tải lên. Chỉ có dữ liệu của bạn; của người khác trong nhóm chỉ có tên.',
    button: 'Tải dữ liệu của tôi (ZIP)',
    tooMany: 'Bạn đã tải nhiều lần. Xin thử lại sau một giờ.',
    hidden: '[dữ liệu của người khác]',
    fileMissing: 'tệp này không còn trong kho',
  },
  consent: {
    title: 'Đồng ý của bạn',
    lead: 'Hai việc dưới đây chỉ làm khi bạn đồng ý. Không đồng ý không ảnh hưởng gì đến việc xét hồ sơ. Bạn rút lại lúc nào cũng được.',
    purposes: {
      story: {
        title: 'Giới thiệu dự án thành công',
        text: 'Cơ quan được đăng họ tên và ảnh của tôi cùng tên dự án trong bài giới thiệu những dự án được hỗ trợ thành công.',
      },
      contact: {
        title: 'Báo cho tôi về chương trình khác',
        text: 'Cơ quan được gửi thư điện tử cho tôi về chương trình hỗ trợ khác mà dự án của tôi có thể tham gia.',
      },
    } as Record<Purpose, PurposeWords>,
    tick: 'Tôi đồng ý',
    give: 'Ghi nhận đồng ý',
    withdraw: 'Rút lại đồng ý',
    notTicked: 'Hãy đánh dấu “Tôi đồng ý” nếu bạn đồng ý; để trống nghĩa là không đồng ý.',
    given: (at: string) => `Bạn đã đồng ý lúc ${at}.`,
    none: 'Bạn chưa đồng ý.',
    withdrawn: (at: string) => `Bạn đã rút lại đồng ý lúc ${at}.`,
    log: 'Đã ghi nhận',
    row: (at: string, given: boolean, title: string, version: number) =>
      `${at}: ${given ? 'đồng ý' : 'rút lại'}, “${title}”, lời văn phiên bản ${version}`,
    saved: 'Đã ghi nhận.',
  },
  requests: {
    title: 'Yêu cầu của bạn',
    lead: 'Cơ quan phải báo đã nhận trong 2 ngày làm việc và trả lời trong thời hạn dưới đây (Nghị định 356/2025/NĐ-CP, Điều 5; số ngày lấy theo nguồn thứ cấp, chưa đối chiếu bản gốc).',
    none: 'Chưa có yêu cầu nào.',
    kind: 'Bạn yêu cầu',
    kinds: {
      correct: 'Sửa hoặc bổ sung dữ liệu',
      delete: 'Xóa dữ liệu của tôi',
      object: 'Phản đối hoặc hạn chế việc dùng dữ liệu',
    } as Record<DataRequestKind, string>,
    limit: (days: number, extension: number) =>
      `Trả lời trong ${days} ngày; được gia hạn một lần, thêm tối đa ${extension} ngày, có nêu lý do.`,
    agency: 'Gửi tới cơ quan',
    about: 'Nội dung yêu cầu',
    aboutHint: 'Viết rõ dữ liệu nào, vì sao. Tối đa 4.000 ký tự.',
    send: 'Gửi yêu cầu',
    notSent: 'Chưa gửi',
    wrong: {
      kind: 'Chọn bạn yêu cầu gì.',
      agency: 'Chọn cơ quan.',
      about: 'Viết nội dung yêu cầu, tối đa 4.000 ký tự.',
      tooMany: 'Bạn đã gửi nhiều yêu cầu trong một ngày. Xin thử lại sau.',
    },
    sent: 'Đã gửi yêu cầu.',
    withdraw: 'Rút yêu cầu',
    withdrawOf: (what: string, day: string) => `Rút yêu cầu: ${what}, ngày ${day}`,
    taken: 'Đã rút yêu cầu.',
    asked: 'Gửi ngày',
    acknowledgeBy: 'Hạn báo đã nhận',
    answerBy: 'Hạn trả lời',
    standing: 'Tình trạng',
    waiting: 'Chờ cơ quan báo đã nhận',
    acknowledged: (day: string) => `Cơ quan đã nhận ngày ${day}, đang xử lý`,
    extended: (day: string, reason: string) => `Gia hạn đến ${day}. Lý do: ${reason}`,
    answers: { accepted: 'Được chấp nhận', refused: 'Bị từ chối', withdrawn: 'Bạn đã rút' },
    answered: (what: string, day: string) => `${what}, ngày ${day}`,
    reason: (reason: string) => `Lý do: ${reason}`,
  },
  office: {
    title: 'Yêu cầu về dữ liệu cá nhân',
    lead: 'Yêu cầu sửa, xóa, phản đối mà cơ quan phải trả lời trong thời hạn của luật.',
    none: 'Không có yêu cầu nào.',
    work: {
      acknowledge: 'Báo đã nhận yêu cầu về dữ liệu cá nhân',
      answer: 'Trả lời yêu cầu về dữ liệu cá nhân',
    },
    who: 'Người yêu cầu',
    what: 'Yêu cầu',
    open: 'Mở',
    about: 'Nội dung yêu cầu',
    acknowledge: 'Báo đã nhận',
    acknowledgeLead: 'Người yêu cầu thấy ngay là bạn đã nhận.',
    extend: 'Gia hạn một lần',
    extendLead: (day: string) => `Hạn mới: ${day}. Người yêu cầu thấy lý do.`,
    extendReason: 'Vì sao cần thêm thời gian',
    answer: 'Trả lời',
    decision: 'Quyết định',
    accept: 'Chấp nhận',
    refuse: 'Từ chối',
    reason: 'Đã làm gì, hoặc vì sao từ chối',
    reasonHint: 'Người yêu cầu đọc nguyên văn.',
    send: 'Gửi trả lời',
    wrong: { decision: 'Chọn chấp nhận hay từ chối.', reason: 'Viết lý do, tối đa 4.000 ký tự.' },
    own: 'Đây là yêu cầu của chính bạn: quản trị viên khác phải trả lời.',
    plan: 'Nếu chấp nhận, hệ thống xóa ngay',
    planNothing: 'Không có gì xóa được.',
    kept: 'Và phải giữ lại',
    done: 'Đã xóa',
  },
  erased: {
    contents: (n: number) => `${n} nội dung đã nộp`,
    drafts: (n: number) => `${n} bản đang viết`,
    files: (n: number) => `${n} tệp`,
    parties: (n: number) => `thông tin của ${n} bên nhận hỗ trợ`,
    notifications: (n: number) => `${n} thông báo`,
    account: 'tài khoản: họ tên, e-mail, mật khẩu, phiên đăng nhập',
  },
  keeps: {
    money: (code: string) =>
      `Hồ sơ ${code}: đã có quyết định hỗ trợ hoặc chi tiền; là tài liệu kế toán, giữ theo pháp luật lưu trữ và kế toán đến khi nào: [chưa rõ].`,
    running: (code: string) =>
      `Hồ sơ ${code}: đang được xét; rút hồ sơ trước, rồi yêu cầu xóa lại khi đã hết hạn hủy rút.`,
    team: (code: string) => `Hồ sơ ${code}: chung với thành viên khác của nhóm.`,
    office: 'Tài khoản: bạn đang giữ vai trò trong một cơ quan.',
    elsewhere: 'Tài khoản: còn cần cho những hồ sơ được giữ lại hoặc ở cơ quan khác.',
    history: 'Lịch sử: mã người, việc, thời gian và số tiền, để chuỗi lịch sử liền mạch.',
    consents: 'Những lần đồng ý, yêu cầu này và câu trả lời: để chứng minh. Đến khi nào: [chưa rõ].',
  },
  mails: {
    asked: {
      subject: 'Yêu cầu về dữ liệu cá nhân chờ trả lời',
      text: 'Có một yêu cầu về dữ liệu cá nhân gửi tới {agency}: {what}. Xin báo đã nhận, rồi trả lời trong thời hạn.',
      acknowledgeBy: 'Hạn báo đã nhận: {day}',
      answerBy: 'Hạn trả lời: {day}',
      open: 'Trả lời tại:',
    },
    answered: {
      subject: 'Trả lời yêu cầu về dữ liệu cá nhân',
      text: '{Agency} đã trả lời yêu cầu của bạn ({what}): {answer}.',
      reason: 'Lý do: {reason}',
      done: 'Đã xóa:',
      kept: 'Phải giữ lại:',
      open: 'Xem tại:',
    },
  },
};

const en: typeof vi = {
  title: 'My data',
  lead: 'What Vườn Ươm holds about you, why, until when, and what you can ask for.',
  toPage: 'See, download, consent, ask for correction or deletion of my data',
  back: 'Account',
  held: 'What is held, why, until when',
  law: 'Basis: Law 91/2025/QH15 and Decree 356/2025/NĐ-CP on the protection of personal data. Considering applications and paying money is what a state agency does under the law, so it needs no consent (Article 19 of the Law).',
  columns: { what: 'Data', count: 'How many', why: 'Why', until: 'Until when' },
  unknownUntil:
    '[not known] By the law on archives and accounting; the number of years is not settled in the system, so nothing is deleted by itself.',
  holdings: {
    account: {
      what: 'Account: name, e-mail, language; the password only as a hash',
      why: 'For you to sign in and get letters',
      until: 'Until the account is deleted on request',
    },
    sessions: { what: 'Sessions: device, times', why: 'To keep the account safe', until: 'At most 14 days' },
    parties: {
      what: 'The party that you belong to: name, number of papers, address, account for payments',
      why: 'To consider applications, sign agreements and pay under the law',
      until: '',
    },
    drafts: {
      what: 'What is being written and not handed in',
      why: 'For you to go on writing',
      until: 'Until you hand it in or ask for deletion',
    },
    contents: {
      what: 'What you handed in: applications, reports, requests for payment',
      why: 'To consider applications and pay under the law',
      until: '',
    },
    files: { what: 'Files that you uploaded', why: 'Evidence for applications and payments', until: '' },
    letters: {
      what: 'Letters sent to you: subject and time',
      why: 'To know whether a letter has gone',
      until: '30 days after they went; their text is deleted when they go',
    },
    notifications: { what: 'Notifications', why: 'For you to find them again', until: '1 year' },
    consents: {
      what: 'Consents given and withdrawn',
      why: 'To prove what you consented to, and when (Law 91/2025/QH15, Article 9)',
      until: '',
    },
    requests: {
      what: 'Your requests about data, and the answers',
      why: 'To prove that they were answered in time',
      until: '',
    },
    history: {
      what: 'What you did in the history of dossiers: an id, the act, time and amount; no name and no content',
      why: 'The history must be whole to prove every đồng',
      until: 'Cannot be deleted; once the content is, the history does not tell who you are',
    },
  },
  sharedTitle: 'Who can see it',
  shared: [
    'Staff of the agency that takes the application, by their office; auditors.',
    'Reviewers and council members to whom the dossier was given, after declaring conflicts of interest; they see neither invoices nor accounts.',
    'The treasury and the bank: name, account number and amount on payment papers.',
    'Members of your team: what the team shares.',
  ],
  download: {
    title: 'Download all of it',
    lead: 'One ZIP file: data as JSON, and the files that you uploaded. Only your own data; of others in the team only names.',
    button: 'Download my data (ZIP)',
    tooMany: 'You have downloaded several times. Please try again in an hour.',
    hidden: '[data of somebody else]',
    fileMissing: 'this file is not in store any more',
  },
  consent: {
    title: 'Your consent',
    lead: 'These two things are done only if you consent. Not consenting changes nothing for your application. You can withdraw at any time.',
    purposes: {
      story: {
        title: 'Stories of successful projects',
        text: 'The agency may publish my name and photo with the name of the project in a story about projects that were supported successfully.',
      },
      contact: {
        title: 'Tell me about other programmes',
        text: 'The agency may write to me by e-mail about other support programmes that my project could take part in.',
      },
    },
    tick: 'I consent',
    give: 'Record my consent',
    withdraw: 'Withdraw my consent',
    notTicked: 'Tick “I consent” if you do; leaving it empty means no.',
    given: (at) => `You consented at ${at}.`,
    none: 'You have not consented.',
    withdrawn: (at) => `You withdrew your consent at ${at}.`,
    log: 'Recorded',
    row: (at, given, title, version) =>
      `${at}: ${given ? 'consented' : 'withdrew'}, “${title}”, version ${version} of the words`,
    saved: 'Recorded.',
  },
  requests: {
    title: 'Your requests',
    lead: 'The agency has to say within 2 working days that it has the request, and to answer in the time below (Decree 356/2025/NĐ-CP, Article 5; the numbers of days come from a secondary source and were not compared with the original).',
    none: 'No request yet.',
    kind: 'What you ask for',
    kinds: {
      correct: 'Correct or complete data',
      delete: 'Delete my data',
      object: 'Object to the use of data, or restrict it',
    },
    limit: (days, extension) =>
      `Answered within ${days} days; this may be extended once, by at most ${extension} days, with a reason.`,
    agency: 'To the agency',
    about: 'Your request',
    aboutHint: 'Say which data, and why. At most 4,000 characters.',
    send: 'Send the request',
    notSent: 'Not sent',
    wrong: {
      kind: 'Choose what you ask for.',
      agency: 'Choose the agency.',
      about: 'Write your request, at most 4,000 characters.',
      tooMany: 'You have sent many requests in a day. Please try again later.',
    },
    sent: 'The request was sent.',
    withdraw: 'Withdraw the request',
    withdrawOf: (what, day) => `Withdraw the request: ${what}, ${day}`,
    taken: 'The request was withdrawn.',
    asked: 'Sent on',
    acknowledgeBy: 'To be acknowledged by',
    answerBy: 'To be answered by',
    standing: 'Standing',
    waiting: 'Waits for the agency to acknowledge it',
    acknowledged: (day) => `The agency has had it since ${day} and is at it`,
    extended: (day, reason) => `Extended to ${day}. Reason: ${reason}`,
    answers: { accepted: 'Accepted', refused: 'Refused', withdrawn: 'Withdrawn by you' },
    answered: (what, day) => `${what}, ${day}`,
    reason: (reason) => `Reason: ${reason}`,
  },
  office: {
    title: 'Requests about personal data',
    lead: 'Requests to correct, delete or object, which the agency has to answer in the time of the law.',
    none: 'There is no request.',
    work: {
      acknowledge: 'Acknowledge a request about personal data',
      answer: 'Answer a request about personal data',
    },
    who: 'Who asks',
    what: 'Request',
    open: 'Open',
    about: 'What they ask',
    acknowledge: 'Acknowledge',
    acknowledgeLead: 'Whoever asks sees at once that you have it.',
    extend: 'Extend once',
    extendLead: (day) => `New last day: ${day}. Whoever asks sees the reason.`,
    extendReason: 'Why more time is needed',
    answer: 'Answer',
    decision: 'Decision',
    accept: 'Accept',
    refuse: 'Refuse',
    reason: 'What was done, or why it is refused',
    reasonHint: 'Whoever asks reads it word for word.',
    send: 'Send the answer',
    wrong: { decision: 'Choose to accept or to refuse.', reason: 'Write a reason, at most 4,000 characters.' },
    own: 'This is your own request: another administrator has to answer it.',
    plan: 'If accepted, this is deleted at once',
    planNothing: 'Nothing can be deleted.',
    kept: 'And this must be kept',
    done: 'Deleted',
  },
  erased: {
    contents: (n) => `${n} contents handed in`,
    drafts: (n) => `${n} drafts`,
    files: (n) => `${n} files`,
    parties: (n) => `the details of ${n} parties`,
    notifications: (n) => `${n} notifications`,
    account: 'the account: name, e-mail, password, sessions',
  },
  keeps: {
    money: (code) =>
      `Dossier ${code}: support was awarded or money paid; it belongs to the accounts and is kept by the law on archives and accounting until: [not known].`,
    running: (code) =>
      `Dossier ${code}: it is being considered; withdraw the application first, and ask again once the withdrawal can no longer be undone.`,
    team: (code) => `Dossier ${code}: it is shared with other members of the team.`,
    office: 'Account: you hold an office in an agency.',
    elsewhere: 'Account: it is needed for dossiers that are kept, or at another agency.',
    history: 'History: an id, acts, times and amounts, so that the chain of history stays whole.',
    consents: 'Consents, this request and its answer: as proof. Until when: [not known].',
  },
  mails: {
    asked: {
      subject: 'A request about personal data to answer',
      text: 'A request about personal data has come to {agency}: {what}. Please acknowledge it, and answer it in time.',
      acknowledgeBy: 'To be acknowledged by: {day}',
      answerBy: 'To be answered by: {day}',
      open: 'Answer it at:',
    },
    answered: {
      subject: 'Your request about personal data was answered',
      text: '{Agency} has answered your request ({what}): {answer}.',
      reason: 'Reason: {reason}',
      done: 'Deleted:',
      kept: 'Must be kept:',
      open: 'See it at:',
    },
  },
};

export const privacyWords = { vi, en };
