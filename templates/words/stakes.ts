// What a step will do, where it cannot be undone: the words beside its button.

const vi = {
  title: 'Kiểm tra trước khi bấm',
  lines: 'Từ nội dung chi',
  account: 'Tài khoản nhận',
  treasury: 'Lệnh chi in về cơ quan',
  careful: 'Lưu ý',
  cap: 'Hạn mức sát nhất',
  capLevel: (name: string, after: string, limit: string) => `${name}: ${after} trên ${limit}`,
  budget: 'Từ dự toán',
  budgetOf: (year: number, source: string) => `Năm ${year}, ${source}`,
  toParty: (sum: string, name: string) => `${sum} cho ${name}`,
  approve: (sum: string, name: string) => `Bạn duyệt chi ${sum} cho ${name}.`,
  approveUndo: 'Đã duyệt thì chỉ trả lại được, đến khi phát lệnh chi.',
  order: (sum: string, name: string) => `Bạn phát lệnh chi ${sum} cho ${name}.`,
  orderUndo:
    'Lệnh chi đã phát không sửa được và giữ số của nó; chỉ kho bạc, ngân hàng trả lại thì mới lập chứng từ khác.',
  pay: (sum: string, name: string, account: string, order: string) =>
    `Bạn xác nhận kho bạc, ngân hàng đã chi ${sum} cho ${name}${account}${order}, theo số chứng từ ghi dưới đây.`,
  payTo: (account: string) => `, tài khoản ${account}`,
  payOrder: (number: string) => `, theo lệnh chi ${number}`,
  payUndo:
    'Đã xác nhận thì chỉ sửa được ngày và số chứng từ. Kho bạc, ngân hàng trả lại tiền thì ghi nhận bị trả lại; chi nhầm thì thu hồi.',
  paid: (sum: string, name: string, account: string, day: string, reference: string) =>
    `Đã chi ${sum} cho ${name}${account} ngày ${day}, số chứng từ ${reference}.`,
  decide: (sum: string, name: string) => `Bạn quyết định ${name} phải hoàn trả ${sum}.`,
  decideUndo: 'Đã quyết định thì không sửa được; chỉ thu tiền, cấn trừ hoặc xóa nợ.',
  writeOff: (sum: string, name: string) => `Bạn xóa ${sum} mà ${name} còn phải hoàn trả. Không ai thu khoản này nữa.`,
  writeOffCaps: 'Vẫn tính là đã dùng: số này không được cấp lại.',
  caps: 'Hạn mức',
  writeOffUndo: 'Xóa nợ rồi thì không lập lại được khoản này.',
  cancel: (sum: string) => `Bạn hủy ${sum} chưa dùng của dự án. Dự án không đề nghị khoản này được nữa.`,
  cancelUndo: 'Hủy rồi thì không trả lại cho dự án được.',
  close: (name: string) => `Bạn kết thúc dự án của ${name}.`,
  closeUndo: 'Kết thúc rồi thì không mở lại và không chi thêm; khoản chi sai vẫn thu hồi được.',
  spent: 'Đã chi',
  left: 'Chưa dùng',
  advanced: 'Tạm ứng chưa quyết toán',
  due: 'Phải hoàn trả',
  open: 'Đề nghị đang xử lý',
  openCount: (n: number, sum: string) => `${n} đề nghị, ${sum}`,
  terminate: (name: string) =>
    `Nếu chọn “Chấm dứt hợp đồng”: bạn chấm dứt hợp đồng với ${name}, không chi thêm khoản nào.`,
  terminateUndo: 'Chấm dứt rồi thì không tiếp tục lại được.',
  agreement: 'Hợp đồng',
};

const en: typeof vi = {
  title: 'Check, then press',
  lines: 'From expense lines',
  account: 'Account to be paid',
  treasury: 'The agency on the order',
  careful: 'Take care',
  cap: 'Tightest cap',
  capLevel: (name, after, limit) => `${name}: ${after} of ${limit}`,
  budget: 'From the budget',
  budgetOf: (year, source) => `Year ${year}, ${source}`,
  toParty: (sum, name) => `${sum} to ${name}`,
  approve: (sum, name) => `You approve the payment of ${sum} to ${name}.`,
  approveUndo: 'Once approved it can only be returned, and only until it is ordered.',
  order: (sum, name) => `You order the payment of ${sum} to ${name}.`,
  orderUndo:
    'An order cannot be changed and keeps its number; another is made only if the treasury or bank sends it back.',
  pay: (sum, name, account, order) =>
    `You confirm that the treasury or bank has paid ${sum} to ${name}${account}${order}, under the reference given below.`,
  payTo: (account) => `, account ${account}`,
  payOrder: (number) => `, by payment order ${number}`,
  payUndo:
    'Once confirmed, only the day and the voucher can be corrected. What the treasury or bank sends back is recorded as returned; what was paid wrongly is recovered.',
  paid: (sum, name, account, day, reference) =>
    `${sum} was paid to ${name}${account} on ${day}, reference ${reference}.`,
  decide: (sum, name) => `You decide that ${name} must pay back ${sum}.`,
  decideUndo: 'A decision cannot be changed; the money is received, netted or written off.',
  writeOff: (sum, name) => `You write off ${sum} that ${name} still has to pay back. Nobody will collect it any more.`,
  writeOffCaps: 'It still counts as used: it cannot be granted again.',
  caps: 'Caps',
  writeOffUndo: 'What is written off cannot be claimed again.',
  cancel: (sum) => `You cancel ${sum} that the project has not used. The project cannot ask for it any more.`,
  cancelUndo: 'What is cancelled cannot be given back to the project.',
  close: (name) => `You close the project of ${name}.`,
  closeUndo:
    'A closed project is not opened again and nothing more is paid; what was paid wrongly can still be recovered.',
  spent: 'Paid',
  left: 'Not used',
  advanced: 'Advances not cleared',
  due: 'To be repaid',
  open: 'Requests on their way',
  openCount: (n, sum) => `${n}, ${sum}`,
  terminate: (name) => `If you choose “Terminate”: you end the agreement with ${name}; nothing more is paid.`,
  terminateUndo: 'What is terminated cannot be resumed.',
  agreement: 'Agreement',
};

export const stakesWords = { vi, en };
