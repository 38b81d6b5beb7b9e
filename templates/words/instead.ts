// What to do instead, for every rule that can refuse, and where; what the figures of a refusal are called, and on what it stands.

import { citation } from '../../workflows/rules/citations.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import type { Counted } from '../../workflows/rules/refusalParts.ts';
import type { Clause, Refusal, Rule } from '../../workflows/rules/refusals.ts';
import { counted } from './counted.ts';
import type { Language } from './words.ts';

const reload = {
  vi: 'Mở lại trang, xem thay đổi rồi làm lại; nội dung bạn đã nhập vẫn còn đây.',
  en: 'Open the page again, look at what changed, and do it again; what you typed is still here.',
};
const another = {
  vi: 'Đề nghị một người khác có thẩm quyền thực hiện.',
  en: 'Ask somebody else who has the role to do it.',
};
const less = {
  vi: 'Giảm số đề nghị xuống không quá mức còn lại.',
  en: 'Ask for no more than what is left.',
};
const supply = {
  vi: 'Quản trị viên bổ sung mức này cùng văn bản, điều khoản; sau đó làm lại.',
  en: 'The administrator supplies the level with its instrument and article; then try again.',
};
const correct = { vi: 'Sửa nội dung được chỉ ra rồi gửi lại.', en: 'Correct what is named and send it again.' };
const wait = {
  vi: 'Làm xong bước còn thiếu trước; trang hồ sơ cho biết bước đó và ai làm.',
  en: 'Do the missing step first; the dossier’s page says which it is and who does it.',
};

export const instead: Record<Rule, Record<Language, string>> = {
  role: another,
  excludedDuty: another,
  givesOffices: {
    vi: 'Đề nghị giám đốc hoặc kế toán trưởng không giữ chức danh quản trị viên xác nhận.',
    en: 'Ask a director or chief accountant who is no administrator to confirm it.',
  },
  notTheirs: { vi: 'Đăng nhập bằng tài khoản của thành viên nhóm dự án.', en: 'Sign in as a member of the team.' },
  notOwner: {
    vi: 'Đề nghị một chủ hồ sơ làm việc này; trang “Nhóm” cho biết ai là chủ hồ sơ.',
    en: 'Ask an owner to do it; the page “Team” says who that is.',
  },
  memberAlready: {
    vi: 'Mở trang “Nhóm” để xem ai đang ở trong nhóm.',
    en: 'Open the page “Team” to see who is in it.',
  },
  notMember: { vi: 'Mở trang “Nhóm” để xem ai đang ở trong nhóm.', en: 'Open the page “Team” to see who is in it.' },
  notInvited: { vi: 'Đề nghị một chủ hồ sơ mời lại.', en: 'Ask an owner to invite again.' },
  judgesHere: {
    vi: 'Từ chối lời mời; nhóm mời người không xem xét hồ sơ này.',
    en: 'Decline the invitation; the team invites somebody who does not judge it.',
  },
  belongsToParty: {
    vi: 'Giữ người này là chủ hồ sơ; nếu bên đăng ký có thay đổi, hãy báo cán bộ chương trình.',
    en: 'Leave them as an owner; where the applicant itself has changed, tell the programme officer.',
  },
  lastOwner: {
    vi: 'Cho một người khác trong nhóm làm chủ hồ sơ trước.',
    en: 'Make somebody else an owner first.',
  },
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
  packInvalid: {
    vi: 'Sửa bộ quy định ở chỗ được chỉ ra rồi ban hành lại.',
    en: 'Correct the policy pack where it says, and publish it again.',
  },
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
  longerThanRecommended: {
    vi: 'Chọn ngày kết thúc trong thời gian mà hội đồng đề nghị, tính từ ngày ký.',
    en: 'Choose an end within the time that the council recommended, counted from the signing.',
  },
  callClosedEarly: {
    vi: 'Bản nháp vẫn đọc được; xem các đợt đang mở ở trang đầu hoặc hỏi cơ quan tiếp nhận.',
    en: 'The draft can still be read; see the open calls on the first page, or ask the agency.',
  },
  closesEarly: {
    vi: 'Ghi số quyết định và lý do, hoặc chờ đến hết ngày đã thông báo.',
    en: 'Give the number of the decision and the reason, or wait until the announced day has ended.',
  },
  callNotOpen: { vi: 'Xem các đợt đang mở ở trang đầu.', en: 'See the open calls on the first page.' },
  pastDeadline: {
    vi: 'Không thể gia hạn trên hệ thống; xem đợt tiếp theo hoặc liên hệ cơ quan tiếp nhận.',
    en: 'The period cannot be extended here; see the next call or ask the agency.',
  },
  undoOver: {
    vi: 'Nội dung đã soạn vẫn xem được; nếu đợt còn mở, hãy nộp một hồ sơ mới.',
    en: 'What you wrote stays readable; while the call is open, submit a new application.',
  },
  undoUnknown: {
    vi: 'Nội dung đã soạn vẫn xem được; nếu đợt còn mở, hãy nộp một hồ sơ mới.',
    en: 'What you wrote stays readable; while the call is open, submit a new application.',
  },
  appealNoDecision: {
    vi: 'Mở trang hồ sơ: ở đó có các quyết định đang khiếu nại được.',
    en: 'Open the dossier’s page: it shows the decisions that can be appealed against.',
  },
  appealOpen: {
    vi: 'Chờ giải quyết khiếu nại đó, hoặc rút nó trước khi khiếu nại lại.',
    en: 'Wait for that appeal to be decided, or withdraw it first.',
  },
  appealDecided: {
    vi: 'Khiếu nại lần hai lên thủ trưởng cấp trên trực tiếp của cơ quan, hoặc khởi kiện vụ án hành chính tại tòa án.',
    en: 'Appeal in the second instance to whom the agency answers to, or take the matter to the administrative court.',
  },
  appealCallClosed: {
    vi: 'Bác hoặc giữ khiếu nại đến khi có cách xử lý ngoài hệ thống; nhóm có thể nộp hồ sơ mới ở đợt tiếp theo, với kinh phí của đợt đó.',
    en: 'Settle it outside of the system before you decide; the team can apply again in the next call, with the money of that call.',
  },
  appealAwardGone: {
    vi: 'Xử lý phần đã trả lại bằng một quyết định hỗ trợ mới ở đợt còn kinh phí, rồi mới kết luận khiếu nại.',
    en: 'Award what went back by a new decision in a call that has money, and conclude the appeal after that.',
  },
  appealRepaid: {
    vi: 'Hoàn lại tiền cho bên đã nộp bằng quyết định ngoài hệ thống, rồi mới kết luận khiếu nại.',
    en: 'Give back what was repaid by a decision outside of the system, and conclude the appeal after that.',
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
  noSuchStage: {
    vi: 'Chọn một giai đoạn có trong bộ quy định.',
    en: 'Choose a stage of the policy pack.',
  },
  partyOwes: {
    vi: 'Nộp hoặc cấn trừ khoản phải hoàn trả trước. Khoản đã lập chứng từ thì cán bộ tài chính “Rút lại”, cấn trừ, rồi lập lại.',
    en: 'Repay or net what is due first. A payment that is prepared is taken back by finance (“Take back”), netted, and prepared again.',
  },
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
  assignedAlready: another,
  interestNotDeclared: { vi: 'Khai về xung đột lợi ích trước.', en: 'Declare conflicts of interest first.' },
  declaredAlready: {
    vi: 'Điều đã khai không rút lại được; nếu khai nhầm, hãy báo cán bộ chương trình hoặc quản trị viên để giao việc cho người khác.',
    en: 'What was declared is not taken back; if it was a mistake, tell an officer or the administrator, who give the work to others.',
  },
  conflicted: another,
  chairHasVoted: another,
  yearNotOver: { vi: 'Khóa sổ sau khi hết năm.', en: 'Close it when the year is over.' },
  yearNotBegun: {
    vi: 'Chi từ nguồn của năm đang chạy, hoặc chờ sang năm.',
    en: 'Pay from the running year, or wait for the next.',
  },
  quorumReached: { vi: 'Ghi kết luận của hội đồng.', en: 'Record what the council concludes.' },
  votedAlready: {
    vi: 'Giữ những người đã bỏ phiếu trong hội đồng; chỉ thay người chưa bỏ phiếu.',
    en: 'Keep those who voted on the council; replace only those who did not.',
  },
  auditorAlone: {
    vi: 'Thôi vai trò cũ trước, hoặc giao vai trò này cho người khác.',
    en: 'Relieve them of the other role first, or give this one to somebody else.',
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
  noSuchLine: {
    vi: 'Chọn một nội dung chi của giai đoạn này.',
    en: 'Choose an expense line of this stage.',
  },
  linesTwice: { vi: 'Gộp hai dòng thành một.', en: 'Join the two lines.' },
  planExceedsAward: {
    vi: 'Dành nguồn không quá phần chưa có nguồn.',
    en: 'Plan no more than what is not yet planned.',
  },
  releaseExceedsReserved: {
    vi: 'Trả lại không quá phần chưa ai cần đến.',
    en: 'Release no more than nobody needs.',
  },
  yearClosed: { vi: 'Chọn năm ngân sách đang mở.', en: 'Choose a budget year that is open.' },
  budgetShort: {
    vi: 'Cán bộ tài chính dành thêm nguồn cho dự án, hoặc bổ sung dự toán năm.',
    en: 'The finance officer plans more budget for the project, or has the year’s budget raised.',
  },
  notEnough: less,
  projectNotActive: {
    vi: 'Chờ dự án được tiếp tục, hoặc liên hệ cán bộ chương trình.',
    en: 'Wait until the project is resumed, or ask the officer.',
  },
  awardCancelled: {
    vi: 'Giám đốc chấm dứt dự án ở trang “Điều hành dự án”.',
    en: 'The director terminates the project on the page “Steer the project”.',
  },
  gate: wait,
  noAdvance: { vi: 'Đề nghị sau khi đã chi và có hóa đơn, chứng từ.', en: 'Ask after the work, with invoices.' },
  evidenceUsed: { vi: 'Đính kèm tài liệu của chính khoản này.', en: 'Attach the papers of this very request.' },
  voucherUsed: {
    vi: 'Ghi số chứng từ của chính lần chi hoặc thu này.',
    en: 'Write the number of this very payment or receipt.',
  },
  changedSinceApproval: {
    vi: 'Rút chứng từ lại, rồi lập và duyệt chi lại; nhóm dự án không phải làm gì.',
    en: 'Take the payment back, then prepare and approve it again; the team has nothing to do.',
  },
  unitNotNow: {
    vi: 'Ghi tháng theo dạng 03/2026; khoản theo năm ghi năm hiện tại.',
    en: 'Write a month as 03/2026, and the present year for what counts per year.',
  },
  agreementEnded: {
    vi: 'Chọn ngày kết thúc từ hôm nay trở đi; nếu hợp đồng đã hết hạn, đề nghị cán bộ chương trình thanh lý.',
    en: 'Choose an end from today on; where the agreement has ended, ask the programme officer to begin its closing.',
  },
  payee: {
    vi: 'Chọn bên được hỗ trợ, hoặc tổ chức trung gian đã đăng ký.',
    en: 'Choose the supported party or a registered intermediary.',
  },
  evidenceMissing: { vi: 'Đính kèm ít nhất một hóa đơn hoặc chứng từ.', en: 'Attach at least one invoice or voucher.' },
  dayOutside: {
    vi: 'Ghi ngày thực tế trên giấy báo của kho bạc, ngân hàng.',
    en: 'Enter the actual day on the treasury’s or bank’s advice.',
  },
  reportDay: {
    vi: 'Chọn một ngày trong khoảng đã nêu.',
    en: 'Choose a day between these two.',
  },
  paidOutsideYear: { vi: 'Kiểm tra ngày chi trên giấy báo của kho bạc.', en: 'Check the day on the treasury’s note.' },
  acceptedMoreThanAsked: {
    vi: 'Chấp nhận không quá số đề nghị; phần còn thiếu thì trả lại để nhóm dự án đề nghị lại.',
    en: 'Accept no more than was asked; where more is right, return the request so that the team asks anew.',
  },
  paymentAccounted: {
    vi: 'Ghi nhận tiền về ở khoản thu hồi của khoản chi này.',
    en: 'Record the money at the recovery of this payment.',
  },
  paymentYearOver: {
    vi: 'Nộp số tiền vào ngân sách và hỏi cơ quan tài chính: muốn chi lại phải có dự toán mới. Không lập khoản thu hồi với bên chưa nhận được tiền.',
    en: 'Hand the money to the budget and ask the finance department: paying again needs a new allocation. Do not ask it back from a payee who never had it.',
  },
  clearedMoreThanAdvanced: {
    vi: 'Quyết toán không quá số còn tạm ứng; phần vượt đề nghị riêng.',
    en: 'Clear no more than is still advanced; ask for the rest separately.',
  },
  recoveredMoreThanSettled: {
    vi: 'Ghi không quá phần còn lại của số đã chi, sau các lần thu hồi trước.',
    en: 'Enter no more than is left of what was paid, after what was recovered before.',
  },
  nettedAgainst: {
    vi: 'Chọn một đề nghị đã thẩm tra chứng từ, cùng nội dung chi.',
    en: 'Choose a verified request on the same line.',
  },
  cashMoreThanDue: {
    vi: 'Ghi đúng số phải nộp; phần thừa trả lại người nộp.',
    en: 'Record what is due; the rest goes back to the payer.',
  },
  openRequests: { vi: 'Hoàn tất hoặc hủy các đề nghị còn mở.', en: 'Finish or cancel the open requests.' },
  amendsNothing: {
    vi: 'Ghi điều muốn thay đổi so với hợp đồng.',
    en: 'Say what is to be different from the agreement.',
  },
  amendmentOpen: {
    vi: 'Chờ quyết định về đề nghị đang có, hoặc rút đề nghị đó rồi gửi đề nghị mới.',
    en: 'Wait for the decision about that one, or withdraw it and ask anew.',
  },
  dueBeforeNovation: {
    vi: 'Thu hồi hoặc cấn trừ trước khi chuyển giao.',
    en: 'Recover or net it before the agreement is novated.',
  },
};

/** What to do instead where it hangs on the state that the project is in. */
const byFunding: Readonly<Record<string, Record<Language, string>>> = {
  awaitingAgreement: { vi: 'Chờ ký hợp đồng.', en: 'Wait until the agreement is signed.' },
  closing: {
    vi: 'Hợp đồng đang được thanh lý: không đề nghị thêm được nữa.',
    en: 'The agreement is being closed: nothing more can be requested.',
  },
  closed: {
    vi: 'Dự án đã kết thúc: không đề nghị thêm được nữa.',
    en: 'The project has ended: nothing more can be requested.',
  },
  terminated: {
    vi: 'Việc hỗ trợ đã chấm dứt: không đề nghị thêm được nữa.',
    en: 'The support was terminated: nothing more can be requested.',
  },
};

/** What to do instead of what was refused. */
export const insteadOf = ({ rule, details }: Pick<Refusal, 'rule' | 'details'>, language: Language): string =>
  (rule === 'projectNotActive' ? byFunding[details.state ?? ''] : undefined)?.[language] ?? instead[rule][language];

/** Where it can be done: a page of the dossier, of the agency, or of the whole site, and who may open it. */
export type Place = {
  readonly of: 'dossier' | 'agency' | 'site';
  readonly path: string;
  readonly who: readonly Role[] | 'anyone';
  readonly label: Record<Language, string>;
  /** The detail whose last part names the page, such as a request. */
  readonly subject?: string;
};

const dossierPage: Place = {
  of: 'dossier',
  path: '',
  who: 'anyone',
  label: { vi: 'Mở trang hồ sơ', en: 'Open the dossier' },
};
const openCalls: Place = {
  of: 'site',
  path: '/',
  who: 'anyone',
  label: { vi: 'Xem các đợt đang mở', en: 'See the open calls' },
};
const capsPage: Place = {
  of: 'agency',
  path: '/caps',
  who: ['officer', 'director', 'financeOfficer', 'chiefAccountant', 'auditor', 'administrator'],
  label: { vi: 'Xem mọi mức trần', en: 'See every cap' },
};
const money: readonly Role[] = ['financeOfficer', 'chiefAccountant', 'director', 'auditor'];

/** The page for what to do instead, where there is one. */
export const places: Readonly<Partial<Record<Rule, Place>>> = {
  notInThisState: dossierPage,
  notYet: dossierPage,
  exists: dossierPage,
  awardCancelled: {
    of: 'dossier',
    path: '/steering',
    who: ['director'],
    label: { vi: 'Mở trang điều hành dự án', en: 'Open the page that steers the project' },
  },
  gate: dossierPage,
  projectNotActive: dossierPage,
  agreementEnded: dossierPage,
  openRequests: dossierPage,
  partyOwes: dossierPage,
  amendmentOpen: {
    of: 'dossier',
    path: '/amendments',
    subject: 'subject',
    who: 'anyone',
    label: { vi: 'Mở đề nghị đang chờ', en: 'Open the request that waits' },
  },
  dueBeforeNovation: dossierPage,
  nettedAgainst: dossierPage,
  noSuchDossier: { of: 'site', path: '/work', who: 'anyone', label: { vi: 'Mở “Việc của tôi”', en: 'Open “My work”' } },
  callNotOpen: openCalls,
  callClosedEarly: openCalls,
  pastDeadline: openCalls,
  appealNoDecision: dossierPage,
  appealOpen: dossierPage,
  undoOver: openCalls,
  undoUnknown: openCalls,
  applicantKind: openCalls,
  unknownLaw: capsPage,
  cap: capsPage,
  seats: capsPage,
  capBelowUse: capsPage,
  otherVersion: capsPage,
  capNotInUse: capsPage,
  partyNotConfirmed: {
    of: 'dossier',
    path: '/screening',
    who: ['officer'],
    label: { vi: 'Xác nhận bên được hỗ trợ', en: 'Confirm the party' },
  },
  notAssigned: {
    of: 'dossier',
    path: '/reviewers',
    who: ['officer', 'secretary'],
    label: { vi: 'Phân công đánh giá', en: 'Assign reviewers' },
  },
  moreThanRecommended: {
    of: 'dossier',
    path: '/council',
    who: ['director'],
    label: { vi: 'Xem kết luận của hội đồng', en: 'See what the council concluded' },
  },
  budgetShort: {
    of: 'dossier',
    path: '/budget',
    who: money,
    label: { vi: 'Mở trang dành nguồn của dự án', en: 'Open the project’s budget' },
  },
  planExceedsAward: {
    of: 'dossier',
    path: '/budget',
    who: money,
    label: { vi: 'Xem nguồn đã dành', en: 'See what is planned' },
  },
  releaseExceedsReserved: {
    of: 'dossier',
    path: '/budget',
    who: money,
    label: { vi: 'Xem nguồn đã dành', en: 'See what is planned' },
  },
  yearClosed: {
    of: 'agency',
    path: '/budget',
    who: money,
    label: { vi: 'Mở dự toán năm', en: 'Open the year’s budget' },
  },
  evidenceUsed: {
    of: 'dossier',
    path: '/requests',
    who: 'anyone',
    subject: 'subject',
    label: { vi: 'Mở đề nghị đã dùng tài liệu này', en: 'Open the request that has it' },
  },
};

type Labels = Record<'limit' | 'used' | 'actual' | 'left', string>;
const asked: Record<Language, Labels> = {
  vi: { limit: 'Mức', used: 'Đã dùng', actual: 'Đề nghị', left: 'Còn lại' },
  en: { limit: 'Limit', used: 'Used', actual: 'Asked', left: 'Left' },
};
const found: Record<Language, Labels> = {
  vi: { limit: 'Cần có', used: 'Đã dùng', actual: 'Thực tế', left: 'Còn lại' },
  en: { limit: 'Needed', used: 'Used', actual: 'Actual', left: 'Left' },
};
const dated: Record<Language, Labels> = {
  vi: { limit: 'Mốc thời gian', used: 'Đã dùng', actual: 'Thực tế', left: 'Còn lại' },
  en: { limit: 'Point in time', used: 'Used', actual: 'Actual', left: 'Left' },
};

/** What the figures of a refusal are called, by what they count. */
export function figureLabels(counts: Counted | null): Record<Language, Labels> {
  if (counts === 'members' || counts === 'ballots' || counts === 'papers' || counts === 'kinds') return found;
  return counts === 'day' || counts === 'moment' || counts === 'year' || counts === 'requests' ? dated : asked;
}

const units: Record<Language, Partial<Record<Counted, (count: string) => string>>> = {
  vi: {
    seats: (n) => `${n} suất`,
    members: (n) => `${n} thành viên`,
    ballots: (n) => `${n} phiếu`,
    months: (n) => `${n} tháng`,
    papers: (n) => `${n} tài liệu`,
    requests: (n) => `${n} đề nghị`,
  },
  en: {
    seats: (n) => (n === '1' ? '1 place' : `${n} places`),
    members: (n) => (n === '1' ? '1 member' : `${counted(n, 'member')}`),
    ballots: (n) => (n === '1' ? '1 ballot' : `${counted(n, 'ballot')}`),
    months: (n) => (n === '1' ? '1 month' : `${counted(n, 'month')}`),
    papers: (n) => (n === '1' ? '1 paper' : `${n} papers`),
    requests: (n) => (n === '1' ? '1 request' : `${n} requests`),
  },
};

/** A count with what it counts; a day, an amount and a name as they stand. */
export function countsOf(counts: Counted | null, figure: string, language: Language): string {
  const unit = counts === null ? undefined : units[language][counts];
  return unit !== undefined && /^\d+(-\d+)?$/.test(figure) ? unit(figure) : figure;
}

/** On what a refusal stands: 'khoản 5 Điều 12, 268/2025/NĐ-CP', or the decision or agreement that set the limit. */
export function basedOn({ instrument, article, of }: Clause, language: Language): string {
  const decision = of === undefined ? null : decisions[language][of](instrument);
  return decision ?? citation({ article, instrument }, language);
}

const decisions: Record<Language, Record<NonNullable<Clause['of']>, (number: string) => string>> = {
  vi: {
    award: (number) => `Quyết định hỗ trợ số ${number}`,
    call: (number) => `Quyết định về đợt tiếp nhận số ${number}`,
    agreement: (number) => `Hợp đồng số ${number}`,
  },
  en: {
    award: (number) => `Award decision ${number}`,
    call: (number) => `Decision on the call ${number}`,
    agreement: (number) => `Agreement ${number}`,
  },
};

/** Where no clause of law is known, the system's own rule is named as what it is. */
export const systemRule = (rule: Readonly<Record<Language, string>>, language: Language): string =>
  language === 'vi' ? `Quy tắc của hệ thống: ${rule.vi}` : `A rule of the system: ${rule.en}`;

/** Kinds of applicants. */
export const kindNames: Record<Language, Readonly<Record<string, string>>> = {
  vi: { team: 'nhóm dự án', enterprise: 'doanh nghiệp', person: 'cá nhân', intermediary: 'tổ chức trung gian' },
  en: { team: 'a team', enterprise: 'an enterprise', person: 'a person', intermediary: 'an intermediary' },
};

const laws: Record<Language, Readonly<Record<string, string>>> = {
  vi: {
    quorum: 'số thành viên phải có mặt',
    itemPasses: 'tỷ lệ phiếu Đạt',
    durationMonths: 'thời gian hỗ trợ tối đa',
  },
  en: { quorum: 'quorum', itemPasses: 'share of ballots to pass', durationMonths: 'longest time of support' },
};
/** What a figure of the law is called that is no cap. */
export const lawNames = (key: string, language: Language): string =>
  laws[language][key] ?? (language === 'vi' ? 'một mức trần' : 'a cap');

const inputsVi: Readonly<Record<string, string>> = {
  against: 'quyết định bị khiếu nại',
  complex: 'vụ việc phức tạp hay không',
  event: 'loại quyết định',
  grounds: 'nội dung khiếu nại',
  revision: 'lần ghi của quyết định',
  subject: 'việc mà quyết định nói đến',
  accepted: 'số chấp nhận của từng khoản',
  agreementNumber: 'số hợp đồng',
  amountTooLong: 'số tiền quá lớn, không quá 15 chữ số',
  amountVnd: 'số tiền',
  at: 'giờ họp',
  announcedThrough: 'ngày cuối của lịch nghỉ đã công bố',
  ballots: 'phiếu của từng nội dung',
  beneficiaryClass: 'loại đối tượng',
  budgetVnd: 'kinh phí của đợt',
  by: 'phiên bản thay thế',
  call: 'đợt tiếp nhận',
  certificate: 'giấy chứng nhận đăng ký doanh nghiệp',
  chair: 'chủ tịch hội đồng',
  characters: 'có ký tự không lưu được',
  clearBy: 'hạn quyết toán tạm ứng',
  cleared: 'số quyết toán của từng khoản',
  closesAt: 'hạn nộp hồ sơ',
  commitment: 'nội dung kèm theo',
  company: 'doanh nghiệp',
  completionNeeded: 'có cần hoàn thiện hồ sơ không',
  content: 'nội dung hồ sơ',
  costVnd: 'chi phí',
  council: 'thành viên hội đồng',
  decisionNumber: 'số quyết định',
  signing: 'hình thức ký và chức vụ',
  form: 'hình thức ký',
  liquidationNumber: 'số biên bản thanh lý',
  sourceName: 'tên nguồn ngân sách',
  disbursement: 'khoản đã chi',
  document: 'tệp hợp đồng',
  dossier: 'hồ sơ không đúng loại',
  endsOn: 'ngày kết thúc',
  evidence: 'tài liệu minh chứng',
  from: 'ngày bắt đầu',
  holidays: 'ngày nghỉ',
  id: 'mã của khoản này',
  in: 'người thay',
  input: 'nội dung gửi lên',
  isAdvance: 'có phải tạm ứng không',
  isLast: 'có phải đợt cuối không',
  items: 'các khoản',
  kind: 'loại của bên',
  limit: 'mức trần mới',
  line: 'nội dung chi',
  lines: 'các nội dung chi',
  members: 'người đại diện của bên',
  minutes: 'biên bản',
  months: 'số tháng hỗ trợ',
  opensOn: 'ngày mở',
  opinion: 'ý kiến bên phiếu',
  out: 'người được thay',
  pack: 'bộ quy định',
  paidOn: 'ngày chi',
  returnedOn: 'ngày trả lại',
  parameters: 'các mức do đợt đặt',
  party: 'bên được hỗ trợ',
  payee: 'người thụ hưởng',
  codes: 'mục lục ngân sách in trên lệnh chi',
  payeeVerified: 'xác minh tài khoản thụ hưởng',
  points: 'điểm',
  reason: 'lý do',
  change: 'điều muốn điều chỉnh',
  opinions: 'ý kiến',
  opinionsOn: 'ngày có ý kiến',
  people: 'người rời nhóm và người vào nhóm',
  receivedOn: 'ngày nhận tiền',
  recovery: 'khoản phải hoàn trả',
  reference: 'số chứng từ của kho bạc hoặc ngân hàng',
  repayBy: 'hạn nộp lại',
  milestones: 'các mốc',
  dueOn: 'hạn nộp',
  shares: 'phần vốn của các sáng lập viên',
  report: 'báo cáo',
  person: 'người',
  as: 'vai trò trong nhóm',
  invitedBy: 'người mời',
  reviewers: 'người đánh giá',
  reviewer: 'người đánh giá',
  conflict: 'xung đột lợi ích',
  roles: 'chức danh',
  room: 'mức trần',
  settledVnd: 'số quyết toán',
  sheet: 'phiếu đánh giá',
  shown: 'nội dung đang hiển thị',
  source: 'nguồn ngân sách',
  stage: 'giai đoạn',
  team: 'thành viên nhóm dự án',
  to: 'người được ủy quyền và thời gian ủy quyền',
  unit: 'đơn vị tính',
  signedOn: 'ngày ký hợp đồng',
  units: 'đơn vị tính',
  unreadFigures: 'các mức chưa đối chiếu bản gốc',
  unspentVnd: 'số chưa chi',
  until: 'ngày kết thúc ủy quyền',
  verdict: 'kết luận đánh giá',
  path: 'mục trong bộ quy định',
  values: 'các mức',
  instrument: 'văn bản',
  number: 'số hiệu văn bản',
  issuedOn: 'ngày ban hành',
  title: 'tên văn bản',
  issuer: 'cơ quan ban hành',
  article: 'điều, khoản',
  validFrom: 'ngày có hiệu lực',
  validTo: 'ngày hết hiệu lực',
  text: 'bản văn bản đã ký',
  undoable: 'lấy lại được trong một ngày',
  what: 'mục cần bổ sung',
  figure: 'mức được bổ sung',
  instead: 'chức danh thôi giữ',
  decidedOn: 'ngày của quyết định',
  accountReturnedFor: 'lý do đề nghị khai lại tài khoản',
  meeting: 'phiên họp',
  on: 'ngày họp',
  place: 'nơi họp',
  viceChair: 'phó chủ tịch hội đồng',
  workedSaturdays: 'ngày làm bù',
  year: 'năm ngân sách',
};
const inputsEn: Readonly<Record<string, string>> = {
  against: 'the decision appealed against',
  complex: 'whether the matter is complex',
  event: 'the kind of the decision',
  grounds: 'the grounds of the appeal',
  revision: 'the entry of the decision',
  subject: 'what the decision was about',
  accepted: 'what is accepted of each item',
  agreementNumber: 'the number of the agreement',
  amountTooLong: 'an amount is too large; it has at most 15 digits',
  amountVnd: 'the amount',
  at: 'the hour',
  announcedThrough: 'the last day of the announced holidays',
  ballots: 'the ballot on each item',
  beneficiaryClass: 'the class of the party',
  budgetVnd: 'the money of the call',
  by: 'the version that replaces it',
  call: 'the call',
  certificate: 'the company’s certificate',
  chair: 'the council’s chair',
  characters: 'it has characters that cannot be kept',
  clearBy: 'the day by which the advance is cleared',
  cleared: 'what is cleared of each item',
  closesAt: 'the deadline',
  commitment: 'the content that goes with it',
  company: 'the company',
  completionNeeded: 'whether the application must be completed',
  content: 'the content of the application',
  costVnd: 'the cost',
  council: 'the members of the council',
  decisionNumber: 'the number of the decision',
  signing: 'the form of signing and the position',
  form: 'the form of signing',
  liquidationNumber: 'the number of the liquidation minutes',
  sourceName: 'the name of the source',
  disbursement: 'the payment',
  document: 'the file of the agreement',
  dossier: 'the dossier is of another kind',
  endsOn: 'the last day',
  evidence: 'the evidence',
  from: 'the first day',
  holidays: 'the holidays',
  id: 'what this is called by',
  in: 'who takes the place',
  input: 'what was sent',
  isAdvance: 'whether it is an advance',
  isLast: 'whether it is the last',
  items: 'the items',
  kind: 'the kind of the party',
  limit: 'the new limit',
  line: 'the expense line',
  lines: 'the expense lines',
  members: 'who stands for the party',
  minutes: 'the minutes',
  months: 'the months of support',
  opensOn: 'the first day',
  opinion: 'the opinion beside the ballot',
  out: 'who is replaced',
  pack: 'the policy pack',
  paidOn: 'the day of payment',
  returnedOn: 'the day of the return',
  parameters: 'the levels that the call sets',
  party: 'the party',
  payee: 'the payee',
  codes: 'the budget codes printed on the order',
  payeeVerified: 'whether the account was verified',
  points: 'the points',
  reason: 'the reason',
  change: 'what is to be amended',
  opinions: 'the opinions',
  opinionsOn: 'the day of the opinions',
  people: 'who leaves and who joins',
  receivedOn: 'the day on which the money came',
  recovery: 'the money that is due',
  reference: 'the reference of the treasury or bank',
  repayBy: 'the day by which it is repaid',
  milestones: 'the milestones',
  dueOn: 'the day by which it is due',
  shares: 'the founders’ shares',
  report: 'the report',
  person: 'the person',
  as: 'the role in the team',
  invitedBy: 'who invited',
  reviewers: 'the reviewers',
  reviewer: 'the reviewer',
  conflict: 'the conflict of interest',
  roles: 'the roles',
  room: 'the cap',
  settledVnd: 'what is cleared',
  sheet: 'the score sheet',
  shown: 'what the page shows',
  source: 'the source of the budget',
  stage: 'the stage',
  team: 'the members of the team',
  to: 'who is delegated to, and for how long',
  unit: 'the unit',
  signedOn: 'the day on which the agreement was signed',
  units: 'the units',
  unreadFigures: 'the figures whose original was not read',
  unspentVnd: 'what was not spent',
  until: 'the last day of the delegation',
  verdict: 'the verdict',
  path: 'the place in the pack',
  values: 'the figures',
  instrument: 'the instrument',
  number: 'the number of the instrument',
  issuedOn: 'the day it was issued',
  title: 'the title of the instrument',
  issuer: 'who issued it',
  article: 'the article',
  validFrom: 'the day from which it is in force',
  validTo: 'the day until which it is in force',
  text: 'the signed text',
  undoable: 'that it may be undone for a day',
  what: 'what is filled in',
  figure: 'the figure',
  instead: 'the roles given up',
  decidedOn: 'the day of the decision',
  accountReturnedFor: 'why the account is asked for again',
  meeting: 'the meeting',
  on: 'the day of the meeting',
  place: 'the place of the meeting',
  viceChair: 'the council’s vice-chair',
  workedSaturdays: 'the Saturdays that are worked',
  year: 'the budget year',
};
/** What an input of a command is called where it is wrong; its path in the input is nothing for people. */
export const inputNames: Record<Language, Readonly<Record<string, string>>> = { vi: inputsVi, en: inputsEn };

/** The part of the input that a problem is about: 'items.0.costVnd: …' is 'the cost'. */
export function inputName(problem: string, language: Language): string {
  const keys = (problem.split(':')[0] ?? '').split('.').filter((key) => !/^\d+$/.test(key));
  const known = keys.toReversed().find((key) => inputNames[language][key] !== undefined);
  return known === undefined
    ? { vi: 'một ô trong biểu mẫu', en: 'something in the form' }[language]
    : inputNames[language][known]!;
}
