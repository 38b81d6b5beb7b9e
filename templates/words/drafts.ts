// What is said when two people, or two pages of one person, write the same draft.

const vi = {
  title: (name: string, time: string) => `${name} đã lưu lúc ${time}, sau khi bạn mở trang`,
  gone: 'Bản nháp đã thay đổi sau khi bạn mở trang',
  text: 'Chưa có gì bị ghi đè. Bên dưới là bản đã lưu; trong các ô là bản của bạn. Sửa các ô cho đúng ý rồi bấm lưu hoặc gửi, bản trong các ô sẽ thay bản đã lưu.',
  theirs: 'Bản đã lưu',
  nothing: 'Chưa có gì được lưu.',
  yours: 'Bản của bạn, chưa lưu',
  youElsewhere: 'Bạn (ở một trang khác)',
  sentTitle: 'Đề nghị này đã được gửi sau khi bạn mở trang',
  sentText:
    'Những gì bạn nhập ở đây chưa được lưu và không nằm trong đề nghị đã gửi. Hãy xem đề nghị đã gửi; phần còn thiếu có thể lưu hoặc gửi từ các ô bên dưới thành một đề nghị mới.',
  sentLink: 'Xem đề nghị đã gửi',
  handedIn: (name: string, time: string) => `${name} đã gửi lúc ${time}, sau khi bạn mở trang`,
};
const en: typeof vi = {
  title: (name, time) => `${name} saved at ${time}, after you opened the page`,
  gone: 'The draft has changed since you opened the page',
  text: 'Nothing was overwritten. Below is the saved version; the fields hold yours. Make the fields say what you both mean and save or send: they will replace the saved version.',
  theirs: 'The saved version',
  nothing: 'Nothing is saved.',
  yours: 'Your version, not saved',
  youElsewhere: 'You (on another page)',
  sentTitle: 'This request was sent after you opened the page',
  sentText:
    'What you typed here is not saved and is not part of the request that was sent. Look at that request; what it lacks can be saved or sent from the fields below as a new request.',
  sentLink: 'See the request that was sent',
  handedIn: (name, time) => `${name} submitted it at ${time}, after you opened the page`,
};

export const draftWords = { vi, en };
