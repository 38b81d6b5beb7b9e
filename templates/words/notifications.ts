// Words of the inbox, of how somebody wants to be told, of the day's letter, and of the calendar.

/** Kinds of matters of which somebody chooses how to hear. */
export const choosableKinds = ['application', 'project', 'money', 'todo', 'judging'] as const;
export type ChoosableKind = (typeof choosableKinds)[number];
/** `fixed`: what the law or fairness needs by mail at once. */
export type Kind = ChoosableKind | 'fixed';

/** How somebody hears of it: by mail at once, in one letter a day, or on the page alone. */
export const ways = ['atOnce', 'digest', 'inbox'] as const;
export type Way = (typeof ways)[number];
export const isWay = (text: string): text is Way => (ways as readonly string[]).includes(text);

const vi = {
  title: 'Thông báo',
  lead: (unread: number) => (unread === 0 ? 'Bạn đã đọc hết thông báo.' : `${unread} thông báo chưa đọc.`),
  none: 'Chưa có thông báo nào. Khi hồ sơ của bạn có chuyển biến hay có việc chờ bạn, thông báo hiện ở đây.',
  unread: 'chưa đọc',
  /** Of what asks for a step that has ended. */
  over: 'đã qua',
  movedOn: 'Hồ sơ đã sang bước khác: không còn việc gì phải làm theo thông báo này.',
  open: 'Mở',
  openOf: (subject: string) => `Mở: ${subject}`,
  markOne: 'Đánh dấu đã đọc',
  markOneOf: (subject: string) => `Đánh dấu đã đọc: ${subject}`,
  markAll: 'Đánh dấu tất cả đã đọc',
  kept: 'Thông báo được giữ một năm rồi tự xóa.',
  toChoices: 'Chọn cách nhận thông báo',
  unreadCount: (n: number) => `${n} chưa đọc`,
  choices: {
    title: 'Nhận thông báo',
    lead: 'Mọi thông báo đều hiện ở trang Thông báo. Ở đây bạn chọn có nhận thêm email hay không, và khi nào.',
    save: 'Lưu lựa chọn',
    saved: 'Đã lưu cách nhận thông báo.',
    wrong: 'Chọn một trong ba cách nhận.',
    kinds: {
      application: ['Đường đi của hồ sơ đăng ký', 'Hồ sơ hợp lệ, kết luận của hội đồng, đã rút'],
      project: ['Hợp đồng và dự án', 'Hợp đồng đã ký, nghiệm thu, chuyển giao, kết thúc'],
      money: ['Tiền', 'Đề nghị giải ngân đi đến đâu, đã chi, đã quyết toán, đã nộp lại'],
      todo: ['Việc chờ vai trò của tôi', 'Hồ sơ, chứng từ, khoản chi chờ tôi kiểm tra, duyệt hoặc quyết định'],
      judging: [
        'Hội đồng và đánh giá',
        'Được mời đánh giá, được mời vào hội đồng, hội đồng thay đổi, được nhắc bỏ phiếu',
      ],
    },
    ways: { atOnce: 'Thư ngay', digest: 'Một thư mỗi ngày lúc 7 giờ', inbox: 'Chỉ ở trang Thông báo' },
    fixedTitle: 'Luôn gửi thư ngay, không tắt được',
    fixed:
      'Biên nhận hồ sơ, yêu cầu bổ sung, nhắc thời hạn trước 7 ngày và 2 ngày, trả lời câu hỏi bạn đã gửi, quyết định về hồ sơ và về tiền phải nộp lại, tạm dừng hay chấm dứt, ủy quyền, thư về mật khẩu và tài khoản: bỏ lỡ những thư này bạn có thể mất quyền lợi hoặc quá hạn.',
  },
  digest: {
    subject: (day: string, count: number) => `${count} thông báo đến ngày ${day}`,
    text: 'Đây là những thông báo mà bạn chọn nhận gộp mỗi ngày một thư.',
    group: (code: string) => `Hồ sơ ${code}`,
    other: 'Việc khác',
    choices: 'Xem tất cả và đổi cách nhận tại:',
  },
  calendar: {
    title: 'Lịch hạn của tôi',
    lead: 'Địa chỉ để ứng dụng lịch trên điện thoại hay máy tính tự lấy những hạn đang chờ bạn, nhắc trước 2 ngày. Khi không có hạn nào chờ bạn, lịch trống.',
    warning:
      'Ai có địa chỉ này đều xem được các hạn của bạn mà không cần đăng nhập. Đừng chuyển cho người khác. Nếu lỡ lộ, hãy tạo địa chỉ mới hoặc hủy: địa chỉ cũ hết dùng được ngay.',
    made: (day: string) => `Đã tạo địa chỉ ngày ${day}.`,
    ended: (day: string) =>
      `Địa chỉ tạo ngày ${day} đã hết dùng khi bạn đổi mật khẩu hoặc kết thúc các phiên khác. Hãy tạo địa chỉ mới rồi thêm lại vào ứng dụng lịch.`,
    endsToo: 'Địa chỉ lịch cũng hết dùng.',
    none: 'Chưa có địa chỉ lịch.',
    make: 'Tạo địa chỉ lịch',
    again: 'Tạo địa chỉ mới, bỏ địa chỉ cũ',
    revoke: 'Hủy địa chỉ lịch',
    revoked: 'Đã hủy địa chỉ lịch.',
    shownTitle: 'Địa chỉ lịch của bạn',
    shown: 'Sao chép địa chỉ này ngay: nó chỉ hiện một lần, chúng tôi không giữ để hiện lại.',
    address: 'Địa chỉ',
    copy: 'Sao chép',
    copied: 'Đã sao chép.',
    empty: 'Bây giờ không có hạn nào chờ bạn nên lịch này trống. Hạn mới tự hiện trong lịch khi có.',
    holds: (count: number) => `Lịch này đang có ${count} hạn.`,
    how: 'Trong ứng dụng lịch, chọn thêm lịch từ địa chỉ (URL) rồi dán vào. Ứng dụng tự cập nhật, thường vài giờ một lần.',
    back: 'Về trang tài khoản',
    name: 'Vườn Ươm: hạn của tôi',
    ends: 'Hợp đồng hết hạn',
    event: (step: string, code: string) => `${step}: ${code}`,
    open: 'Mở hồ sơ để làm việc này.',
  },
};

const en: typeof vi = {
  title: 'Notifications',
  lead: (unread) => (unread === 0 ? 'You have read everything.' : `${unread} not read yet.`),
  none: 'Nothing yet. When a dossier of yours moves, or something waits for you, it stands here.',
  unread: 'not read',
  over: 'over',
  movedOn: 'The dossier has moved on: nothing is left to do about this notice.',
  open: 'Open',
  openOf: (subject) => `Open: ${subject}`,
  markOne: 'Mark as read',
  markOneOf: (subject) => `Mark as read: ${subject}`,
  markAll: 'Mark all as read',
  kept: 'Notifications are kept for a year and then forgotten.',
  toChoices: 'Choose how you are told',
  unreadCount: (n) => `${n} not read`,
  choices: {
    title: 'How you are told',
    lead: 'Everything stands on the page of notifications. Here you choose whether a letter comes too, and when.',
    save: 'Save the choice',
    saved: 'How you are told was saved.',
    wrong: 'Choose one of the three ways.',
    kinds: {
      application: ['The application’s way', 'Found eligible, the council’s conclusion, withdrawn'],
      project: ['Agreement and project', 'Agreement signed, acceptance, novation, end'],
      money: ['Money', 'Where a request for a disbursement is, what was paid, cleared, repaid'],
      todo: ['What waits for my role', 'Applications, evidence and payments to screen, approve or decide'],
      judging: [
        'Councils and reviews',
        'Asked to review, called to a council, changes of a council, reminders to vote',
      ],
    },
    ways: { atOnce: 'A letter at once', digest: 'One letter a day, at 7 in the morning', inbox: 'On the page only' },
    fixedTitle: 'Always by letter at once; this cannot be switched off',
    fixed:
      'Receipts of applications, requests to complete, reminders 7 and 2 days before a deadline, answers to your questions, decisions on the application and on money to be repaid, suspension or termination, delegations, letters about passwords and the account: who misses one of these may lose a right or a deadline.',
  },
  digest: {
    subject: (day, count) => `${count} notifications until ${day}`,
    text: 'These are the notifications that you chose to get in one letter a day.',
    group: (code) => `Dossier ${code}`,
    other: 'Other matters',
    choices: 'See all of them, and change how you are told, at:',
  },
  calendar: {
    title: 'Calendar of my due dates',
    lead: 'An address from which the calendar of your phone or computer fetches what is due from you, with a reminder 2 days before. While nothing is due from you it is empty.',
    warning:
      'Whoever has this address sees your due dates without signing in. Give it to nobody. If it got out, make a new one or revoke it: the old one is of no use at once.',
    made: (day) => `An address was made on ${day}.`,
    ended: (day) =>
      `The address made on ${day} ended when you changed your password or ended your other sessions. Make a new one, and add it to your calendar again.`,
    endsToo: 'The calendar address ends too.',
    none: 'There is no calendar address yet.',
    make: 'Make a calendar address',
    again: 'Make a new address, drop the old one',
    revoke: 'Revoke the calendar address',
    revoked: 'The calendar address was revoked.',
    shownTitle: 'Your calendar address',
    shown: 'Copy this address now: it is shown once, and we keep nothing from which it could be shown again.',
    address: 'Address',
    copy: 'Copy',
    copied: 'Copied.',
    empty: 'Nothing is due from you now, so this calendar is empty. What becomes due appears in it by itself.',
    holds: (count) => `This calendar has ${count} due ${count === 1 ? 'date' : 'dates'} now.`,
    how: 'In your calendar program, choose to add a calendar from an address (URL) and paste it. The program keeps it up to date, usually every few hours.',
    back: 'Back to the account',
    name: 'Vườn Ươm: my due dates',
    ends: 'The agreement ends',
    event: (step, code) => `${step}: ${code}`,
    open: 'Open the dossier to deal with it.',
  },
};

export const notificationWords = { vi, en };
