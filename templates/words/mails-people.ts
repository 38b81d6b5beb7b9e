// What letters about accounts, offices and delegations say.

import type { PeopleMails } from './mails-shape.ts';

const vi = {
  confirm: {
    subject: 'Xác nhận địa chỉ email của bạn',
    text: 'Có người vừa đăng ký tài khoản Vườn Ươm bằng địa chỉ email này. Nếu đó là bạn, xin mở liên kết dưới đây trong vòng 48 giờ để xác nhận:',
    after:
      'Nếu bạn không đăng ký, xin bỏ qua thư này và đừng mở liên kết: tài khoản sẽ không dùng được khi chưa xác nhận.',
  },
  exists: {
    subject: 'Bạn đã có tài khoản Vườn Ươm',
    text: 'Có người vừa đăng ký bằng địa chỉ email này, nhưng bạn đã có tài khoản nên không có gì thay đổi. Xin đăng nhập tại:',
    after: 'Nếu quên mật khẩu, bạn có thể đặt mật khẩu mới tại:',
  },
  reset: {
    subject: 'Đặt mật khẩu mới',
    text: 'Có người vừa yêu cầu đặt mật khẩu mới cho tài khoản Vườn Ươm của bạn. Nếu đó là bạn, xin mở liên kết dưới đây trong vòng 1 giờ:',
    after: 'Nếu không phải bạn, xin bỏ qua thư này: mật khẩu hiện tại vẫn giữ nguyên.',
  },
  changed: {
    subject: 'Mật khẩu của bạn đã được đổi',
    text: 'Mật khẩu tài khoản Vườn Ươm của bạn vừa được đổi, mọi phiên đăng nhập khác đã kết thúc. Nếu không phải bạn đổi, xin đặt lại mật khẩu ngay tại:',
    after: '',
  },
  secondStep: {
    on: {
      subject: 'Đã bật xác thực hai bước',
      text: 'Xác thực hai bước vừa được bật cho tài khoản Vườn Ươm của bạn, mọi phiên đăng nhập khác đã kết thúc. Từ nay khi đăng nhập cần thêm mã của ứng dụng trên điện thoại.',
    },
    off: {
      subject: 'Đã tắt xác thực hai bước',
      text: 'Xác thực hai bước vừa được tắt cho tài khoản Vườn Ươm của bạn. Mọi phiên đăng nhập khác đã kết thúc; từ nay đăng nhập chỉ cần mật khẩu.',
    },
    codes: {
      subject: 'Mã dự phòng mới của bạn',
      text: 'Mười mã dự phòng mới vừa được tạo cho tài khoản Vườn Ươm của bạn. Các mã trước đây không dùng được nữa.',
    },
    reset: {
      subject: 'Xác thực hai bước đã được đặt lại',
      text: 'Người quản trị vừa đặt lại xác thực hai bước cho tài khoản Vườn Ươm của bạn, mọi phiên đăng nhập đã kết thúc. Xin đăng nhập bằng mật khẩu và bật lại.',
    },
    recovery: {
      subject: 'Đã đăng nhập bằng mã dự phòng',
      text: 'Có người vừa đăng nhập vào tài khoản Vườn Ươm của bạn bằng một mã dự phòng. Còn {left} mã chưa dùng.',
    },
    guessed: {
      subject: 'Có người thử đoán mã đăng nhập của bạn',
      text: 'Có người đã nhập đúng mật khẩu tài khoản Vườn Ươm của bạn, rồi nhập sai mã xác thực quá nhiều lần. Họ chưa vào được. Nếu không phải bạn, mật khẩu đã bị lộ.',
    },
    notYou:
      'Nếu không phải bạn làm hoặc yêu cầu việc này, xin báo quản trị viên của cơ quan và đặt mật khẩu mới ngay tại:',
    see: 'Xem xác thực hai bước của bạn tại:',
  },
  invite: {
    subject: 'Mời bạn làm việc trên Vườn Ươm',
    text: '{Agency} mời bạn tham gia chương trình hỗ trợ ươm tạo với vai trò: {roles}. Xin mở liên kết dưới đây trong vòng 7 ngày để chọn mật khẩu:',
    after: 'Nếu bạn không chờ đợi lời mời này, xin bỏ qua thư.',
  },
  teamInvitation: {
    subject: 'Mời bạn vào nhóm của một hồ sơ trên Vườn Ươm',
    text: '{Inviter} mời bạn vào nhóm của hồ sơ {code} ({agency}) với vai trò {role}. Xin mở liên kết dưới đây trong vòng 14 ngày để nhận lời; liên kết chỉ dùng được với địa chỉ thư này:',
    after:
      'Nếu chưa có tài khoản, bạn tạo tài khoản với địa chỉ thư này rồi nhận lời. Nếu bạn không quen người mời, xin bỏ qua thư.',
  },
  appointed: {
    subject: 'Bạn được giao vai trò trên Vườn Ươm',
    text: '{Agency} giao cho bạn vai trò trong chương trình hỗ trợ ươm tạo: {roles}. Xin đăng nhập bằng tài khoản đang có tại:',
    after: '',
  },
  delegated: {
    subject: 'Bạn được ủy quyền trên Vườn Ươm',
    text: '{Giver} ủy quyền cho bạn tại {agency}, theo văn bản số {decision}.',
    roles: 'Vai trò: {roles}',
    since: 'Từ ngày: {from}',
    until: 'Đến hết ngày: {until}',
    may: 'Trong thời gian đó, bạn làm thay những việc sau:',
    duty: '- {role}: {does}',
    after:
      'Việc đang chờ {giver} cũng hiện ở trang việc của bạn, ghi rõ làm thay ai; các bước bạn làm được ghi nhận là thay mặt {giver}. Điều mà một trong hai người không được làm, như tự duyệt khoản mình đã lập hay quyết định hồ sơ của nhóm mình, thì bạn cũng không làm thay được. Bạn không ủy quyền lại cho người khác được.',
    begin: 'Bắt đầu tại:',
  },
  undelegated: {
    subject: 'Ủy quyền cho bạn đã chấm dứt',
    text: 'Ủy quyền của {giver} cho bạn tại {agency} đã chấm dứt, theo văn bản số {decision}:',
    relieved: '{Giver} thôi giữ vai trò đã ủy quyền cho bạn tại {agency}, nên ủy quyền đã chấm dứt:',
    was: '- {roles}, {from} – {until}',
    after:
      'Từ nay bạn không làm thay được nữa; những bước bạn đã làm vẫn có giá trị. Việc của riêng bạn không thay đổi, xem tại:',
  },
} satisfies PeopleMails;

const en: typeof vi = {
  confirm: {
    subject: 'Confirm your e-mail address',
    text: 'Somebody has signed up for a Vườn Ươm account with this e-mail address. If it was you, open this link within 48 hours to confirm it:',
    after:
      'If you did not sign up, ignore this letter and do not open the link: without confirmation the account cannot be used.',
  },
  exists: {
    subject: 'You already have a Vườn Ươm account',
    text: 'Somebody has just signed up with this e-mail address, but you already have an account, so nothing was changed. Sign in at:',
    after: 'If you have forgotten your password, choose a new one at:',
  },
  reset: {
    subject: 'Choose a new password',
    text: 'Somebody has asked for a new password for your Vườn Ươm account. If it was you, open this link within 1 hour:',
    after: 'If it was not you, ignore this letter: your password stays as it is.',
  },
  changed: {
    subject: 'Your password was changed',
    text: 'The password of your Vườn Ươm account has just been changed, and all other sessions were ended. If it was not you, choose a new password at once at:',
    after: '',
  },
  secondStep: {
    on: {
      subject: 'Two-step verification is on',
      text: 'Two-step verification has just been turned on for your Vườn Ươm account, and all other sessions were ended. From now on signing in needs a code of the app on your phone too.',
    },
    off: {
      subject: 'Two-step verification is off',
      text: 'Two-step verification has just been turned off for your Vườn Ươm account. All other sessions were ended, and from now on signing in needs the password alone.',
    },
    codes: {
      subject: 'Your new recovery codes',
      text: 'Ten new recovery codes have just been made for your Vườn Ươm account. Those of before are no longer good.',
    },
    reset: {
      subject: 'Two-step verification was reset',
      text: 'Whoever administers Vườn Ươm has just reset two-step verification for your account, and all sessions were ended. Sign in by password and turn it on again.',
    },
    recovery: {
      subject: 'Signed in with a recovery code',
      text: 'Somebody has just signed in to your Vườn Ươm account with a recovery code. Codes that are not used yet: {left}.',
    },
    guessed: {
      subject: 'Somebody is guessing your sign-in code',
      text: 'Somebody typed the right password of your Vườn Ươm account, and then too many wrong codes. They are not in. If it was not you, your password is known to them.',
    },
    notYou:
      'If you neither did nor asked for this, tell the administrator of your agency, and choose a new password at once at:',
    see: 'Your two-step verification is at:',
  },
  invite: {
    subject: 'You are invited to work on Vườn Ươm',
    text: '{Agency} invites you to its incubation programme as: {roles}. Open this link within 7 days to choose a password:',
    after: 'If you did not expect this invitation, ignore this letter.',
  },
  teamInvitation: {
    subject: 'You are invited to the team of an application on Vườn Ươm',
    text: '{Inviter} invites you to the team of application {code} ({agency}), as {role}. Open this link within 14 days to accept; it is good for this address alone:',
    after:
      'If you have no account yet, sign up with this address and then accept. If you do not know who invites you, ignore this letter.',
  },
  appointed: {
    subject: 'You were given a role on Vườn Ươm',
    text: '{Agency} has appointed you in its incubation programme as: {roles}. Sign in with the account that you have at:',
    after: '',
  },
  delegated: {
    subject: 'A role was delegated to you on Vườn Ươm',
    text: '{Giver} has delegated to you at {agency}, by letter no. {decision}.',
    roles: 'Role: {roles}',
    since: 'From: {from}',
    until: 'Until the end of: {until}',
    may: 'During that time you may do in their place:',
    duty: '- {role}: {does}',
    after:
      'What waits for {giver} stands among your work too, with the name of the person for whom you act; each step that you take is recorded as taken on behalf of {giver}. What either of you may not do, such as approving a payment that one has prepared or deciding about one’s own team, you may not do for the other. You cannot delegate it further.',
    begin: 'Begin at:',
  },
  undelegated: {
    subject: 'A delegation to you has ended',
    text: 'The delegation by {giver} to you at {agency} has ended, by letter no. {decision}:',
    relieved: '{Giver} no longer has the role that was delegated to you at {agency}, so the delegation has ended:',
    was: '- {roles}, {from} – {until}',
    after:
      'From now on you cannot act in their place; the steps that you have taken stand. Your own work has not changed and is at:',
  },
};

export const peopleMails = { vi, en };
