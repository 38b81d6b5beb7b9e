// What to do instead, for every rule that can refuse.

import type { Rule } from '../../workflows/rules/refusals.ts';
import type { Language } from './words.ts';

const reload = {
  vi: 'Mở lại trang, xem thay đổi rồi làm lại; nội dung bạn đã nhập vẫn còn đây.',
  en: 'Open the page again, look at what changed, and do it again; what you typed is still here.',
};
const another = {
  vi: 'Đề nghị một người khác có thẩm quyền thực hiện.',
  en: 'Ask somebody else who holds the office to do it.',
};
const less = {
  vi: 'Giảm số tiền đến mức còn lại, hoặc chuyển sang nội dung chi khác còn hạn mức.',
  en: 'Ask for no more than what is left, or use another line that has room.',
};
const supply = {
  vi: 'Quản trị viên bổ sung mức này cùng văn bản, điều khoản; sau đó làm lại.',
  en: 'The administrator supplies the level with its instrument and article; then try again.',
};
const officer = { vi: 'Liên hệ cán bộ chương trình.', en: 'Ask the programme officer.' };
const correct = { vi: 'Sửa nội dung được chỉ ra rồi gửi lại.', en: 'Correct what is named and send it again.' };
const wait = { vi: 'Làm xong bước còn thiếu trước.', en: 'Do the missing step first.' };

export const instead: Record<Rule, Record<Language, string>> = {
  role: another,
  excludedDuty: another,
  notTheirs: { vi: 'Đăng nhập bằng tài khoản của thành viên nhóm dự án.', en: 'Sign in as a member of the team.' },
  notInThisState: {
    vi: 'Mở trang hồ sơ để xem bước hiện tại và việc có thể làm.',
    en: 'Open the dossier to see its present step and what can be done.',
  },
  notYet: wait,
  noSuchDossier: {
    vi: 'Kiểm tra lại địa chỉ, hoặc mở từ “Việc của tôi”.',
    en: 'Check the address, or start from “My work”.',
  },
  exists: { vi: 'Mở hồ sơ đã có thay vì tạo mới.', en: 'Open the one that exists.' },
  stalePage: reload,
  keyReused: { vi: 'Mở lại trang và gửi từ trang mới.', en: 'Open the page again and send from there.' },
  input: correct,
  unknownLaw: supply,
  blocked: supply,
  packInvalid: correct,
  cap: less,
  seats: {
    vi: 'Chờ một suất được trả lại, hoặc đưa vào năm sau.',
    en: 'Wait for a seat to be given back, or plan it for another year.',
  },
  unitMissing: {
    vi: 'Ghi rõ đơn vị tính: người, khóa, hợp đồng, tháng hoặc năm.',
    en: 'Name the unit: person, course, contract, month or year.',
  },
  capBelowUse: {
    vi: 'Đặt mức không thấp hơn phần đã dùng, hoặc thu hồi trước.',
    en: 'Set it no lower than what is used, or recover money first.',
  },
  shareIsNoLimit: {
    vi: 'Sửa tỷ lệ trong bộ quy định thay vì đặt số tiền.',
    en: 'Change the share in the pack instead of an amount.',
  },
  otherVersion: {
    vi: 'Điều chỉnh mức trần chung bằng quyết định rồi làm lại.',
    en: 'Change the shared cap by decision, then try again.',
  },
  capNotInUse: {
    vi: 'Mức trần mở ra khi khoản đầu tiên được ghi; chưa cần điều chỉnh.',
    en: 'The cap opens with its first use; nothing is to be changed yet.',
  },
  duration: {
    vi: 'Chọn ngày kết thúc sớm hơn, trong thời hạn tối đa.',
    en: 'Choose an earlier end, within the longest time.',
  },
  callNotOpen: { vi: 'Xem các đợt đang mở ở trang đầu.', en: 'See the open calls on the first page.' },
  pastDeadline: {
    vi: 'Không thể gia hạn trên hệ thống; xem đợt tiếp theo hoặc liên hệ cơ quan tiếp nhận.',
    en: 'The period cannot be extended here; see the next call or ask the agency.',
  },
  partyNotConfirmed: {
    vi: 'Cán bộ chương trình xác nhận bên được hỗ trợ và loại đối tượng trước.',
    en: 'An officer confirms the party and its class first.',
  },
  nothingToComplete: { vi: 'Không cần làm gì; chờ quyết định.', en: 'Nothing to do; the decision is awaited.' },
  notDueYet: { vi: 'Chờ đến hết thời hạn.', en: 'Wait until the period has ended.' },
  applicantKind: {
    vi: 'Chọn đợt nhận loại đối tượng của bạn.',
    en: 'Choose a call that is open to your kind of applicant.',
  },
  noSuchStage: correct,
  partyOwes: { vi: 'Nộp hoặc cấn trừ khoản phải hoàn trả trước.', en: 'Repay or net what is due first.' },
  awardedBefore: {
    vi: 'Mỗi giai đoạn chỉ hỗ trợ một lần; xem giai đoạn tiếp theo.',
    en: 'Each stage is supported once; see the next stage.',
  },
  notAssigned: {
    vi: 'Đề nghị cán bộ phân công nếu bạn cần đánh giá hồ sơ này.',
    en: 'Ask the officer to assign you, if you are to judge it.',
  },
  reviewedAlready: {
    vi: 'Phiếu đã khóa; đề nghị cán bộ nếu cần đánh giá lại.',
    en: 'It is locked; ask the officer if it must be done again.',
  },
  ownTeam: another,
  councilSize: {
    vi: 'Thêm hoặc bớt thành viên cho đúng số lượng.',
    en: 'Add or remove members until the number fits.',
  },
  quorum: { vi: 'Chờ thêm thành viên bỏ phiếu, hoặc họp lại.', en: 'Wait for more members to vote, or meet again.' },
  chairMissing: {
    vi: 'Mời chủ tịch hoặc phó chủ tịch được ủy quyền tham gia.',
    en: 'Have the chair or the authorised vice-chair take part.',
  },
  twoThirds: { vi: 'Bỏ nội dung này khỏi đề nghị hỗ trợ.', en: 'Leave this item out of the recommendation.' },
  moreThanRecommended: {
    vi: 'Quyết định không quá mức hội đồng đề nghị.',
    en: 'Award no more than the council recommended.',
  },
  noSuchLine: correct,
  linesTwice: { vi: 'Gộp hai dòng thành một.', en: 'Join the two lines.' },
  planExceedsAward: {
    vi: 'Dành nguồn không quá phần chưa có nguồn.',
    en: 'Plan no more than what is not yet planned.',
  },
  yearClosed: { vi: 'Chọn năm ngân sách đang mở.', en: 'Choose a budget year that is open.' },
  budgetShort: {
    vi: 'Dành thêm nguồn cho dự án, hoặc bổ sung dự toán năm.',
    en: 'Plan more budget for the project, or have the year’s budget raised.',
  },
  notEnough: less,
  projectNotActive: {
    vi: 'Chờ dự án được tiếp tục, hoặc liên hệ cán bộ chương trình.',
    en: 'Wait until the project is resumed, or ask the officer.',
  },
  gate: wait,
  noAdvance: { vi: 'Đề nghị sau khi đã chi và có hóa đơn, chứng từ.', en: 'Ask after the work, with invoices.' },
  evidenceUsed: { vi: 'Đính kèm tài liệu của chính khoản này.', en: 'Attach the papers of this very request.' },
  unitNotNow: correct,
  agreementEnded: officer,
  payee: {
    vi: 'Chọn bên được hỗ trợ, hoặc tổ chức trung gian đã đăng ký.',
    en: 'Choose the supported party or a registered intermediary.',
  },
  evidenceMissing: { vi: 'Đính kèm ít nhất một hóa đơn hoặc chứng từ.', en: 'Attach at least one invoice or voucher.' },
  paidOutsideYear: { vi: 'Kiểm tra ngày chi trên giấy báo của kho bạc.', en: 'Check the day on the treasury’s note.' },
  acceptedMoreThanAsked: { vi: 'Chấp nhận không quá số đề nghị.', en: 'Accept no more than was asked.' },
  clearedMoreThanAdvanced: {
    vi: 'Quyết toán không quá số còn tạm ứng; phần vượt đề nghị riêng.',
    en: 'Clear no more than is still advanced; ask for the rest separately.',
  },
  recoveredMoreThanSettled: { vi: 'Thu hồi không quá số đã chi.', en: 'Recover no more than was paid.' },
  nettedAgainst: {
    vi: 'Chọn một đề nghị đã thẩm tra, cùng nội dung chi.',
    en: 'Choose a verified request on the same line.',
  },
  cashMoreThanDue: {
    vi: 'Ghi đúng số phải nộp; phần thừa trả lại người nộp.',
    en: 'Record what is due; the rest goes back to the payer.',
  },
  openRequests: { vi: 'Hoàn tất hoặc hủy các đề nghị còn mở.', en: 'Finish or cancel the open requests.' },
  dueBeforeNovation: {
    vi: 'Thu hồi hoặc cấn trừ trước khi chuyển giao.',
    en: 'Recover or net it before the agreement is novated.',
  },
};
