// Words about the account that somebody is paid on, wherever it is given or attested.

const vi = {
  otherHolder: (number: string, bank: string, holder: string, name: string) =>
    `Tên chủ tài khoản khác tên bên nhận tiền: tài khoản ${number} tại ${bank} đứng tên “${holder}”, không phải “${name}”. Hãy đối chiếu với giấy của ngân hàng trước khi xác nhận.`,
  /** The name of who is to be paid stands on the same page. */
  holderHint:
    'Ghi đúng như trên giấy của ngân hàng. Phải là tên doanh nghiệp; ngân hàng có thể viết không dấu và viết tắt loại hình.',
  holderDiffers: (holder: string, name: string) =>
    `Tên chủ tài khoản khác tên doanh nghiệp: “${holder}”, không phải “${name}”`,
  holderChecked: 'Tôi đã đối chiếu với giấy của ngân hàng: đây là tài khoản của doanh nghiệp',
  holderMissing:
    'Tên chủ tài khoản khác tên doanh nghiệp. Hãy sửa tên, hoặc xác nhận đã đối chiếu với giấy của ngân hàng.',
  numberHint: 'Từ 6 đến 20 chữ số.',
  numberProblem: 'Số tài khoản chỉ gồm 6 đến 20 chữ số.',
};

const en: typeof vi = {
  otherHolder: (number, bank, holder, name) =>
    `The account is in another name than that of who is paid: account ${number} at ${bank} is held by “${holder}”, not by “${name}”. Compare it with the bank’s paper before you confirm.`,
  holderHint:
    'As on the bank’s paper. It must be the name of the company; banks may write it without accents and shorten the kind of company.',
  holderDiffers: (holder, name) => `The holder has another name than the company: “${holder}”, not “${name}”`,
  holderChecked: 'I have compared it with the bank’s paper: this is the company’s account',
  holderMissing:
    'The holder has another name than the company. Correct the name, or confirm that you have compared it with the bank’s paper.',
  numberHint: '6 to 20 digits.',
  numberProblem: 'An account number has 6 to 20 digits and nothing else.',
};

export const accountWords = { vi, en };
