// Words of two-step verification: turning it on and off, the code at signing in, and resetting it for somebody.

const vi = {
  title: 'Xác thực hai bước',
  lead: 'Khi đăng nhập, ngoài mật khẩu còn cần một mã 6 số do ứng dụng trên điện thoại của bạn tạo ra. Ai biết mật khẩu mà không có điện thoại thì không vào được.',
  isOff: 'Đang tắt',
  isOn: (since: string) => `Đang bật từ ${since}`,
  toTurnOn: 'Bật xác thực hai bước',
  toManage: 'Quản lý xác thực hai bước',
  notDone: 'Chưa thực hiện được',
  asked: (days: number) =>
    `Vai trò của bạn liên quan đến tiền hoặc quyền hạn nên cần xác thực hai bước. Bạn còn ${days} ngày để bật.`,
  overdue: 'Vai trò của bạn cần xác thực hai bước, và thời gian chờ đã hết. Hãy bật để mở lại các trang khác.',
  askedTitle: 'Hãy bật xác thực hai bước',
  later: 'Để sau',
  begin: 'Bắt đầu',
  beginLead:
    'Bạn cần một ứng dụng tạo mã trên điện thoại, ví dụ Google Authenticator, Microsoft Authenticator, Aegis hoặc 2FAS. Trước hết, hãy nhập lại mật khẩu.',
  scanTitle: '1. Thêm vào ứng dụng',
  scan: 'Mở ứng dụng, chọn thêm tài khoản và quét hình này.',
  picture: 'Mã QR để thêm tài khoản vào ứng dụng; nội dung là khóa ghi bên cạnh',
  typeIt: 'Không quét được? Nhập khóa này vào ứng dụng:',
  keySecret: 'Đừng đưa khóa cho ai. Trang này dùng được trong 30 phút.',
  confirmTitle: '2. Nhập mã hiện trên ứng dụng',
  code: 'Mã 6 số',
  confirm: 'Bật',
  confirmLead: 'Khi bật, mọi phiên đăng nhập khác của bạn kết thúc.',
  codesTitle: 'Mã dự phòng',
  codesLead:
    'Đã bật xác thực hai bước. Mười mã dưới đây thay cho điện thoại khi mất hoặc hỏng, mỗi mã dùng một lần. Hãy in ra hoặc chép lại ngay: chúng chỉ hiện một lần này.',
  renewedLead:
    'Mười mã mới thay cho mọi mã dự phòng trước đây, mỗi mã dùng một lần. Hãy in ra hoặc chép lại ngay: chúng chỉ hiện một lần này.',
  codesKept: 'Cất ở nơi chỉ bạn lấy được, không để cùng chỗ với mật khẩu.',
  onwards: 'Tôi đã lưu các mã, tiếp tục',
  left: (n: number) => `Còn ${n} trên 10 mã dự phòng chưa dùng.`,
  change: 'Thay đổi',
  changeLead: 'Cả hai việc dưới đây cần mật khẩu và một mã: của ứng dụng, hoặc mã dự phòng.',
  anyCode: 'Mã của ứng dụng hoặc mã dự phòng',
  renew: 'Tạo mã dự phòng mới',
  turnOff: 'Tắt xác thực hai bước',
  offAsked: 'Vai trò của bạn cần xác thực hai bước: nếu tắt, bạn sẽ được yêu cầu bật lại.',
  over: 'Trang thiết lập đã hết hạn hoặc mở ở phiên khác. Hãy bắt đầu lại.',
  turnedOff: 'Đã tắt xác thực hai bước.',
  shut: 'Hiện chưa bật được: máy chủ thiếu khóa mà những người đã bật đang dùng. Sự cố đã được ghi lại; hãy báo bên vận hành hệ thống, rồi thử lại.',
  problems: {
    code: 'Mã không đúng, đã hết hạn hoặc đã dùng. Hãy đợi mã tiếp theo trên ứng dụng, và kiểm tra giờ của điện thoại.',
    missing: 'Hãy nhập mã.',
    tooMany: 'Có quá nhiều mã sai cho tài khoản này. Xin thử lại sau 15 phút, hoặc dùng một mã dự phòng.',
    tooManyToday:
      'Có quá nhiều mã sai cho tài khoản này trong một ngày. Xin dùng một mã dự phòng, hoặc thử lại sau, chậm nhất là 24 giờ nữa.',
    tooManyRecovery: 'Có quá nhiều mã sai cho tài khoản này. Xin thử lại sau 15 phút.',
    noKey:
      'Máy chủ chưa kiểm tra được mã của điện thoại; sự cố đã được ghi lại. Xin dùng một mã dự phòng, hoặc báo quản trị viên.',
  },
  entry: {
    title: 'Nhập mã xác thực',
    lead: 'Mật khẩu đúng. Mở ứng dụng tạo mã trên điện thoại và nhập mã 6 số đang hiện.',
    hint: 'Mất điện thoại? Nhập một mã dự phòng 20 số vào ô này.',
    submit: 'Đăng nhập',
    again: 'Đăng nhập bằng tài khoản khác',
    lost: 'Không còn cả điện thoại lẫn mã dự phòng? Hãy nhờ quản trị viên của cơ quan nơi bạn làm việc đặt lại xác thực hai bước; nếu bạn là người nộp hồ sơ, hãy liên hệ cơ quan tiếp nhận để chuyển người vận hành hệ thống.',
    problem: 'Chưa đăng nhập được',
    over: 'Đã quá 10 phút từ khi nhập mật khẩu. Hãy đăng nhập lại.',
  },
  reset: {
    on: (since: string) => `Người này đã bật xác thực hai bước, từ ${since}.`,
    off: 'Người này chưa bật xác thực hai bước.',
    lead: 'Chỉ đặt lại khi bạn biết chắc người yêu cầu chính là người này, ví dụ gặp trực tiếp. Sau đó họ đăng nhập bằng mật khẩu và bật lại; mọi phiên của họ kết thúc, họ nhận được thư, và lý do được lưu trong lịch sử của cơ quan.',
    reason: 'Lý do đặt lại',
    reasonHint: 'Ví dụ: mất điện thoại, đã gặp trực tiếp và đối chiếu giấy tờ.',
    reasonMissing: 'Hãy ghi lý do, từ 5 đến 500 ký tự.',
    elsewhere:
      'Người này còn giữ vai trò ở cơ quan khác, nên một cơ quan không tự đặt lại được. Hãy nhờ bên vận hành hệ thống.',
    submit: 'Đặt lại xác thực hai bước',
  },
};

const en: typeof vi = {
  title: 'Two-step verification',
  lead: 'When you sign in, you need a 6-digit code made by an app on your phone beside the password. Whoever knows the password and has no phone of yours does not get in.',
  isOff: 'Off',
  isOn: (since) => `On since ${since}`,
  toTurnOn: 'Turn on two-step verification',
  toManage: 'Manage two-step verification',
  notDone: 'This was not done',
  asked: (days) =>
    `Your role deals with money or power, and asks for two-step verification. You have ${days === 1 ? '1 day' : `${days} days`} left to turn it on.`,
  overdue:
    'Your role asks for two-step verification, and the time for it is over. Turn it on to open the other pages again.',
  askedTitle: 'Turn on two-step verification',
  later: 'Later',
  begin: 'Begin',
  beginLead:
    'You need an app that makes codes on your phone, such as Google Authenticator, Microsoft Authenticator, Aegis or 2FAS. First, type your password again.',
  scanTitle: '1. Add it to the app',
  scan: 'Open the app, choose to add an account, and scan this picture.',
  picture: 'QR code that adds the account to the app; what it says is the key written beside it',
  typeIt: 'Cannot scan it? Type this key into the app:',
  keySecret: 'Give the key to nobody. This page is good for 30 minutes.',
  confirmTitle: '2. Type the code that the app shows',
  code: '6-digit code',
  confirm: 'Turn on',
  confirmLead: 'Turning it on ends all your other sessions.',
  codesTitle: 'Recovery codes',
  codesLead:
    'Two-step verification is on. These ten codes stand in for the phone when it is lost or broken, each of them once. Print or copy them now: they are shown this once only.',
  renewedLead:
    'Ten new codes take the place of all recovery codes of before, each of them good once. Print or copy them now: they are shown this once only.',
  codesKept: 'Keep them where only you can get them, and not with the password.',
  onwards: 'I have kept the codes, continue',
  left: (n) => `${n} of 10 recovery codes are not used yet.`,
  change: 'Change it',
  changeLead: 'Both of these need the password and a code: of the app, or a recovery code.',
  anyCode: 'Code of the app, or a recovery code',
  renew: 'Make new recovery codes',
  turnOff: 'Turn off two-step verification',
  offAsked: 'Your role asks for two-step verification: when you turn it off, you are asked to turn it on again.',
  over: 'The page for setting it up has run out, or was opened in another session. Begin again.',
  turnedOff: 'Two-step verification is off.',
  shut: 'It cannot be turned on now: the server is missing the key under which others turned it on. This has been recorded; tell the operator of the system, and try again.',
  problems: {
    code: 'The code is wrong, has run out or was used. Wait for the next one in the app, and check the time of your phone.',
    missing: 'Type the code.',
    tooMany: 'Too many codes for this account were wrong. Try again in 15 minutes, or use a recovery code.',
    tooManyToday:
      'Too many codes for this account were wrong in a day. Use a recovery code, or try again later, in 24 hours at the latest.',
    tooManyRecovery: 'Too many codes for this account were wrong. Try again in 15 minutes.',
    noKey:
      'The server cannot check codes of phones now; this has been recorded. Use a recovery code, or tell an administrator.',
  },
  entry: {
    title: 'Type the verification code',
    lead: 'The password is right. Open the app that makes codes on your phone, and type the 6 digits that it shows.',
    hint: 'Lost the phone? Type a 20-digit recovery code in this field.',
    submit: 'Sign in',
    again: 'Sign in with another account',
    lost: 'Neither phone nor recovery codes? Ask the administrator of the agency that you work for to reset two-step verification; as an applicant, ask the agency that you applied to, which passes it on to who runs the system.',
    problem: 'You are not signed in yet',
    over: 'More than 10 minutes have passed since the password. Sign in again.',
  },
  reset: {
    on: (since) => `They turned on two-step verification on ${since}.`,
    off: 'They have not turned on two-step verification.',
    lead: 'Reset it only when you are sure that whoever asks is this person, for example when you meet. They then sign in by password and turn it on again; all their sessions end, they get a letter, and the reason stays in the agency’s history.',
    reason: 'Reason for the reset',
    reasonHint: 'For example: phone lost, met in person and compared the identity card.',
    reasonMissing: 'Write the reason, 5 to 500 characters.',
    elsewhere:
      'This person has a role at another agency too, so one agency alone cannot reset it. Ask the operator of the system.',
    submit: 'Reset two-step verification',
  },
};

export const secondStepWords = { vi, en };
