// Words of writing a part that several people, or an interrupted line, write at: kept, sent again, put together.

import type { Language } from './words.ts';

const list = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ');

const vi = {
  lost: 'Chưa lưu được. Những gì bạn gõ được giữ trên máy này; hãy bấm “Lưu và tiếp tục”.',
  unkept: 'Chưa lưu được, và trình duyệt không cho giữ trên máy này. Đừng đóng trang; hãy bấm “Lưu và tiếp tục”.',
  offline: 'Mất kết nối. Những gì bạn gõ được giữ trên máy này và sẽ gửi khi có mạng lại.',
  out: 'Phiên làm việc đã hết. Những gì bạn gõ được giữ trên máy này và sẽ lưu khi bạn đăng nhập lại.',
  signIn: 'Đăng nhập lại và quay về phần này',
  sending: 'Đang gửi những gì bạn gõ lần trước mà chưa lưu được…',
  sent: (time: string) => `Có mạng lại. Đã gửi và lưu lúc ${time}.`,
  found: (time: string) => `Những gì bạn gõ lần trước mà chưa lưu được nay đã được đưa lại và lưu lúc ${time}.`,
  ofAnother:
    'Nội dung này được gõ khi một tài khoản khác đang đăng nhập, nên không được lưu và không hiện ở đây. Người đã gõ đăng nhập lại trên máy này thì thấy lại nội dung của mình.',
  changedByOthers: (names: readonly string[]) => `Trong lúc đó, người khác đã sửa ${list(names)}; bản của họ được giữ.`,
  openTheirs: 'Mở bản mới nhất',
  conflictShort: (name: string, time: string, names: readonly string[]) =>
    `${name} cũng đã sửa ${list(names)} và lưu lúc ${time}. Bản của bạn chưa lưu, không bản nào bị ghi đè.`,
  seeBoth: 'Xem cả hai bản và chọn',
  conflictText: (count: number) =>
    count === 1
      ? 'Cả hai cùng sửa một mục. Chưa có gì bị ghi đè: hãy chọn bản nào được giữ rồi bấm lưu.'
      : `Cả hai cùng sửa ${count} mục. Chưa có gì bị ghi đè: ở mỗi mục, hãy chọn bản nào được giữ rồi bấm lưu.`,
  takeTheirs: 'Giữ bản đã lưu',
  takeTheirsHint: 'Bản của bạn ở mục này bị bỏ.',
  takeMine: 'Giữ bản của bạn',
  takeMineHint: 'Bản này đang nằm trong ô bên dưới; sửa ở đó nếu muốn ghép cả hai.',
  chooseOne: (label: string) => `${label}: chọn một trong hai bản.`,
  heldHere: 'Trên máy này còn nội dung bạn đã gõ cho phần này mà chưa gửi được.',
  showHeld: 'Xem nội dung đó',
  back: 'Những gì bạn gõ lần trước mà chưa gửi được giữ trên máy này và nay đã được đưa lại bên dưới. Tệp, nếu có, cần chọn lại.',
  drop: 'Bỏ nội dung đó',
  stillMissing: (names: readonly string[]) =>
    `Còn thiếu: ${names.slice(0, 4).join('; ')}${names.length > 4 ? `; và ${names.length - 4} mục nữa` : ''}.`,
  heldInPart: 'Có nội dung chưa gửi trên máy này',
  heldBefore: 'Trên máy này còn nội dung bạn đã gõ mà chưa gửi được. Mở từng phần để gửi trước khi nộp:',
  // signing in again in the middle of a form
  carriedTitle: 'Phiên làm việc đã hết',
  carriedLead: 'Nội dung bạn vừa gõ không mất: trang này đang giữ. Đăng nhập lại rồi lưu.',
  backTitle: 'Bạn đã đăng nhập lại',
  backLead: 'Nội dung bạn gõ trước khi hết phiên vẫn còn nguyên và chưa được lưu.',
  backFile: 'Tệp chọn lúc đó, nếu có, cần chọn lại.',
  backSave: 'Lưu nội dung đó',
  backDrop: 'Không lưu, mở bản đã lưu',
  droppedTitle: 'Nội dung đã gõ là của một tài khoản khác',
  droppedLead:
    'Phần này được gõ khi một tài khoản khác đang đăng nhập, nên không được lưu dưới tên bạn và không hiện ở đây.',
  droppedOn: 'Đi tiếp',
};

const en: typeof vi = {
  lost: 'Not saved. What you typed is kept on this computer; press “Save and go on”.',
  unkept: 'Not saved, and the browser keeps nothing on this computer. Leave the page open and press “Save and go on”.',
  offline: 'No connection. What you type is kept on this computer and will be sent when the network is back.',
  out: 'Your session has ended. What you typed is kept on this computer and will be saved when you sign in again.',
  signIn: 'Sign in again and come back to this part',
  sending: 'Sending what you typed last time, which could not be saved…',
  sent: (time) => `The network is back. Sent and saved at ${time}.`,
  found: (time) => `What you typed last time and could not save was put back and saved at ${time}.`,
  ofAnother:
    'This was typed while another account was signed in, so it is neither saved nor shown here. Who typed it finds it again by signing in on this computer.',
  changedByOthers: (names) => `Meanwhile somebody else has changed ${list(names)}; their version is kept.`,
  openTheirs: 'Open the latest version',
  conflictShort: (name, time, names) =>
    `${name} has changed ${list(names)} too and saved at ${time}. Yours is not saved; neither was overwritten.`,
  seeBoth: 'See both and choose',
  conflictText: (count) =>
    count === 1
      ? 'You have both changed one field. Nothing was overwritten: choose which version stays, then save.'
      : `You have both changed ${count} fields. Nothing was overwritten: choose for each which version stays, then save.`,
  takeTheirs: 'Keep the saved version',
  takeTheirsHint: 'Yours is dropped in this field.',
  takeMine: 'Keep yours',
  takeMineHint: 'It stands in the field below; change it there to put both together.',
  chooseOne: (label) => `${label}: choose one of the two versions.`,
  heldHere: 'This computer still holds what you typed in this part and could not send.',
  showHeld: 'Show it',
  back: 'What you typed last time and did not send was kept on this computer and is put back below. A file must be chosen again.',
  drop: 'Drop it',
  stillMissing: (names) =>
    `Still missing: ${names.slice(0, 4).join('; ')}${names.length > 4 ? `; and ${names.length - 4} more` : ''}.`,
  heldInPart: 'Not sent yet from this computer',
  heldBefore:
    'This computer still holds what you typed and could not send. Open each part to send it before you submit:',
  carriedTitle: 'Your session has ended',
  carriedLead: 'What you have just typed is not lost: this page holds it. Sign in again, then save it.',
  backTitle: 'You are signed in again',
  backLead: 'What you typed before your session ended is all here, and not saved yet.',
  backFile: 'A file that you had chosen must be chosen again.',
  backSave: 'Save it',
  backDrop: 'Do not save, open the saved version',
  droppedTitle: 'What was typed is another account’s',
  droppedLead: 'It was typed while another account was signed in, so it is neither saved in your name nor shown here.',
  droppedOn: 'Go on',
};

export const writingWords: Readonly<Record<Language, typeof vi>> = { vi, en };
