// Words of a team: who is of it, invitations, who changed what, what was copied, and what may be the same application twice.

import type { Language } from './words.ts';

const vi = {
  title: 'Nhóm',
  lead: 'Ai cùng làm hồ sơ này, và mỗi người làm được gì.',
  roles: {
    owner: ['Chủ hồ sơ', 'Soạn, nộp, rút hồ sơ, đề nghị kinh phí, mời và đổi vai trò người khác.'],
    editor: [
      'Người soạn thảo',
      'Soạn các phần của hồ sơ và thêm tệp. Không nộp, không rút hồ sơ, không đề nghị kinh phí.',
    ],
    viewer: ['Người xem', 'Chỉ đọc.'],
  } as Readonly<Record<'owner' | 'editor' | 'viewer', readonly [string, string]>>,
  afterAward: 'Sau khi có quyết định hỗ trợ, nhóm vẫn như vậy: chỉ chủ hồ sơ gửi báo cáo và đề nghị giải ngân.',
  may: {
    editor:
      'Bạn là người soạn thảo của hồ sơ này: bạn viết và thêm tệp; nộp, rút hồ sơ và đề nghị kinh phí là việc của chủ hồ sơ.',
    viewer: 'Bạn là người xem của hồ sơ này: bạn đọc được mọi phần và không sửa được phần nào.',
  },
  ownersSubmit: 'Chỉ chủ hồ sơ nộp được. Hãy báo chủ hồ sơ khi bạn đã soạn xong.',
  name: 'Họ tên',
  role: 'Vai trò',
  change: 'Đổi',
  save: 'Lưu',
  you: 'bạn',
  ofParty: 'thuộc bên đứng tên hồ sơ, nên luôn là chủ hồ sơ',
  remove: 'Bỏ khỏi nhóm',
  roleOf: (name: string) => `Vai trò của ${name}`,
  leave: 'Rời nhóm',
  leaveText:
    'Rời nhóm rồi, bạn không mở được hồ sơ này nữa; muốn vào lại thì một chủ hồ sơ phải mời. Người từng ở trong nhóm không xem xét hay đánh giá hồ sơ này.',
  leaveYes: 'Rời nhóm này',
  invitations: 'Lời mời đang chờ',
  noInvitations: 'Không có lời mời nào đang chờ.',
  email: 'Email',
  invitedBy: (name: string, at: string) => `${name} mời, ${at}`,
  until: (at: string) => `Có hiệu lực đến ${at}`,
  again: 'Gửi lại',
  takeBack: 'Thu hồi',
  invite: 'Mời một người',
  inviteLead:
    'Người được mời nhận thư có đường dẫn, dùng được 14 ngày và một lần, chỉ với đúng địa chỉ này. Ai chưa có tài khoản thì tạo tài khoản với địa chỉ đó rồi nhận lời.',
  send: 'Gửi lời mời',
  notSent: 'Chưa gửi lời mời',
  done: {
    invited: 'Lời mời đã được gửi.',
    again: 'Lời mời đã được gửi lại; đường dẫn cũ không dùng được nữa.',
    takenBack: 'Lời mời đã được thu hồi.',
    changed: 'Vai trò đã được đổi.',
    removed: 'Người này không còn ở trong nhóm.',
    joined: 'Bạn đã vào nhóm của hồ sơ này.',
  } as Readonly<Record<string, string>>,
  problems: {
    role: 'Chọn một vai trò',
    many: (most: number) =>
      `Nhóm và các lời mời đang chờ đã đủ ${most} người (quy tắc của hệ thống). Thu hồi một lời mời hoặc bớt một người trước.`,
    tooOften: 'Hôm nay đã gửi quá nhiều lời mời. Hãy thử lại vào ngày mai.',
    gone: 'Lời mời này không còn chờ nữa.',
  },
  // the link of the letter
  joinTitle: 'Lời mời vào nhóm',
  joinLead: (who: string, role: string, code: string) =>
    `${who} mời bạn vào nhóm của hồ sơ ${code} với vai trò ${role}.`,
  joinSignIn:
    'Để nhận lời, hãy đăng nhập bằng tài khoản của địa chỉ đã nhận thư này. Nếu chưa có, hãy tạo tài khoản với đúng địa chỉ đó: thư này đã chứng minh địa chỉ, không cần thư xác nhận nữa.',
  signIn: 'Đăng nhập',
  signUp: 'Tạo tài khoản',
  joinOther: (email: string) =>
    `Bạn đang đăng nhập với ${email}. Lời mời này gửi đến một địa chỉ khác, và chỉ tài khoản của địa chỉ đó nhận được. Hãy đăng xuất rồi mở lại đường dẫn trong thư.`,
  joinYes: 'Nhận lời, vào nhóm',
  joinNo: 'Từ chối',
  joinKnows:
    'Vào nhóm rồi, những người trong nhóm thấy họ tên của bạn. Người từng ở trong nhóm không xem xét hay đánh giá hồ sơ này.',
  joinBad: 'Lời mời không dùng được',
  joinBadText: 'Đường dẫn này đã được dùng, đã hết hạn hoặc đã được thu hồi. Hãy nhờ người mời gửi lại.',
  declined: 'Bạn đã từ chối lời mời',
  declinedText: 'Không có gì khác thay đổi. Nếu bạn nhầm, hãy nhờ người mời gửi lại.',
  // who changed what
  editsTitle: 'Ai đã sửa gì',
  editsLead:
    'Những lần sửa trong bản nháp, theo từng phần, mới nhất trước. Những lần lưu liền nhau của một người trong 10 phút là một lần sửa. Chỉ nhóm thấy trang này.',
  noEdits: 'Chưa có ai sửa phần này.',
  edited: (name: string, at: string) => `${name}, ${at}`,
  noName: 'người không còn tài khoản',
  before: 'Trước khi sửa',
  after: 'Sau khi sửa',
  back: 'Trở lại như trước: những lần lưu này không để lại thay đổi nào.',
  copiedEntry: (count: number) => `Chép ${count} câu trả lời từ hồ sơ`,
  older: 'Chỉ giữ những lần sửa gần đây nhất.',
  // copying
  from: 'Bắt đầu từ hồ sơ trước',
  fromHint: 'Câu trả lời còn phù hợp và các tệp được chép sang; phần cam kết thì không. Hồ sơ trước giữ nguyên.',
  fromNone: 'Không, soạn từ đầu',
  copied: (count: number, at: string) => `Đã chép ${count} câu trả lời lúc ${at} từ hồ sơ`,
  copiedLeft: (names: readonly string[]) =>
    `Không đủ chỗ để chép ${names.length} tệp: ${names.join(', ')}. Hãy gỡ bớt tệp không cần rồi tải lại.`,
  copiedNot: 'Hãy đọc lại từng phần; các cam kết phải được xác nhận mới.',
  // likely duplicates
  alike: 'Hồ sơ có thể trùng',
  alikeLead: 'Hệ thống tìm thấy những hồ sơ này của cùng cơ quan. Đây chỉ là gợi ý để đối chiếu; người nộp không thấy.',
  alikeWhy: {
    party: 'Cùng bên đứng tên',
    number: (label: string, end: string) => `Cùng số ở “${label}” (…${end})`,
    title: (percent: number) => `Tên dự án giống ${percent}%`,
    partyName: (percent: number) => `Tên bên đứng tên giống ${percent}%`,
  },
  partyNumber: 'Số của bên đứng tên',
  alikeOthers: (n: number) => `Xem thêm ${n} hồ sơ`,
  alikeMore: (most: number) => `Chỉ hiện ${most} hồ sơ giống nhất.`,
};

const en: typeof vi = {
  title: 'Team',
  lead: 'Who works on this application together, and what each of them may do.',
  roles: {
    owner: ['Owner', 'Writes, submits, withdraws, asks for money, invites others and changes what they are.'],
    editor: [
      'Editor',
      'Writes the parts of the application and adds files. Does not submit, withdraw or ask for money.',
    ],
    viewer: ['Viewer', 'Reads only.'],
  },
  afterAward: 'After an award the team stays as it is: only owners submit reports and request disbursements.',
  may: {
    editor:
      'You are an editor of this application: you write and add files; submitting, withdrawing and asking for money is for its owners.',
    viewer: 'You are a viewer of this application: you read every part and change none.',
  },
  ownersSubmit: 'Only an owner submits. Tell one of them when you have finished writing.',
  name: 'Name',
  role: 'Role',
  change: 'Change',
  save: 'Save',
  you: 'you',
  ofParty: 'of the applicant itself, and so always an owner',
  remove: 'Remove from the team',
  roleOf: (name) => `Role of ${name}`,
  leave: 'Leave the team',
  leaveText:
    'Once you have left, this application does not open to you any more; an owner would have to invite you again. Whoever was in a team never examines or judges its application.',
  leaveYes: 'Leave this team',
  invitations: 'Invitations that wait',
  noInvitations: 'No invitation waits.',
  email: 'E-mail',
  invitedBy: (name, at) => `invited by ${name}, ${at}`,
  until: (at) => `Good until ${at}`,
  again: 'Send again',
  takeBack: 'Take back',
  invite: 'Invite somebody',
  inviteLead:
    'They get a letter with a link that is good for 14 days and once, for this very address. Whoever has no account makes one with that address and then accepts.',
  send: 'Send the invitation',
  notSent: 'No invitation was sent',
  done: {
    invited: 'The invitation was sent.',
    again: 'The invitation was sent again; the earlier link is good no more.',
    takenBack: 'The invitation was taken back.',
    changed: 'The role was changed.',
    removed: 'They are no longer in the team.',
    joined: 'You are now in the team of this application.',
  },
  problems: {
    role: 'Choose a role',
    many: (most) =>
      `The team and the invitations that wait are ${most} already (a rule of the system). Take one back or remove somebody first.`,
    tooOften: 'Too many invitations were sent today. Try again tomorrow.',
    gone: 'This invitation does not wait any more.',
  },
  joinTitle: 'An invitation to a team',
  joinLead: (who, role, code) => `${who} invites you to the team of application ${code}, as ${role}.`,
  joinSignIn:
    'To accept, sign in with the account of the address that got this letter. If there is none, sign up with that very address: this letter proves it, and no other letter is needed.',
  signIn: 'Sign in',
  signUp: 'Sign up',
  joinOther: (email) =>
    `You are signed in as ${email}. This invitation went to another address, and only the account of that address can accept it. Sign out, then open the link in the letter again.`,
  joinYes: 'Accept and join',
  joinNo: 'Decline',
  joinKnows:
    'Once you are in the team, its members see your name. Whoever was in a team never examines or judges its application.',
  joinBad: 'This invitation is not good',
  joinBadText: 'The link was used, has run out or was taken back. Ask whoever invited you to send it again.',
  declined: 'You have declined the invitation',
  declinedText: 'Nothing else has changed. If this was a mistake, ask whoever invited you to send it again.',
  editsTitle: 'Who changed what',
  editsLead:
    'What was changed in the draft, part by part, the newest first. Saves of one person within 10 minutes are one change. Only the team sees this page.',
  noEdits: 'Nobody has changed this part yet.',
  edited: (name, at) => `${name}, ${at}`,
  noName: 'somebody without an account by now',
  before: 'Before',
  after: 'After',
  back: 'As it was before: these saves left no change.',
  copiedEntry: (count) => `Copied ${count} answers from application`,
  older: 'Only the latest changes are kept.',
  from: 'Begin with an earlier application',
  fromHint: 'Answers that fit and files are copied; declarations are not. The earlier application stays as it is.',
  fromNone: 'No, begin anew',
  copied: (count, at) => `${count} answers were copied at ${at} from application`,
  copiedLeft: (names) =>
    `There is no room for copies of these files: ${names.join(', ')}. Remove files that are not needed, and upload them again.`,
  copiedNot: 'Read every part again; declarations are to be made anew.',
  alike: 'Applications that may be the same',
  alikeLead: 'The system found these in the same agency. They are hints to be compared; applicants do not see them.',
  alikeWhy: {
    party: 'Same applicant',
    number: (label, end) => `Same number at “${label}” (…${end})`,
    title: (percent) => `Project name ${percent}% alike`,
    partyName: (percent) => `Applicant’s name ${percent}% alike`,
  },
  partyNumber: 'Number of the applicant',
  alikeOthers: (n) => (n === 1 ? 'See 1 more' : `See ${n} more`),
  alikeMore: (most) => `Only the ${most} most alike are shown.`,
};

export const teamWords: Record<Language, typeof vi> = { vi, en };
