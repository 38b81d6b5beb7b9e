// What every refusal says beside its sentence: which figures, what they count, and the rule of the system that it stands on where
// no clause of law is known. A clause that is known goes first; none is ever made up.

import type { Rule } from './refusals.ts';

export type Figure = 'limit' | 'used' | 'actual' | 'left';
/** What figures count. `day` and `moment` are points in time, `year` a budget year, `kinds` kinds of applicants. */
export type Counted =
  | 'vnd'
  | 'seats'
  | 'members'
  | 'ballots'
  | 'months'
  | 'day'
  | 'moment'
  | 'year'
  | 'papers'
  | 'requests'
  | 'revision'
  | 'kinds';
type Words = { readonly vi: string; readonly en: string };
export type RefusalParts = {
  readonly counts: Counted | null;
  /** Those that it always says. */
  readonly figures: readonly Figure[];
  /** Why there are no figures, or not all four. */
  readonly because: string;
  /** The rule of the system, as people read it. */
  readonly system: Words;
};

const all = ['limit', 'used', 'actual', 'left'] as const;
const measured = ['limit', 'actual'] as const;
const whole = 'all four';

const says = (
  counts: Counted | null,
  figures: readonly Figure[],
  because: string,
  vi: string,
  en: string,
): RefusalParts => ({ counts, figures, because, system: { vi, en } });

const inFact = 'a fact is so or not; nothing is counted';
const within = 'a point in time is passed or not; nothing is used up';
const counted = 'a count reaches what is needed or not; nothing is used up';

export const refusalParts: Readonly<Record<Rule, RefusalParts>> = {
  role: says(null, [], inFact, 'mỗi việc thuộc về một chức danh.', 'each step belongs to an office.'),
  excludedDuty: says(
    null,
    [],
    inFact,
    'người đề nghị, người thẩm tra, người lập chứng từ và người duyệt phải là những người khác nhau; người có lợi ích liên quan không tham gia.',
    'whoever asks, verifies, prepares and approves are different persons; nobody judges a matter of their own.',
  ),
  givesOffices: says(
    null,
    [],
    inFact,
    'người giao chức danh không bao giờ là người thứ hai: nếu không, họ tự chọn được người xác nhận.',
    'who gives offices is never the second of two: they could choose who confirms.',
  ),
  notTheirs: says(
    null,
    [],
    inFact,
    'chỉ người có tên trong hồ sơ, hoặc người không liên quan đến việc của chính mình, mới được làm việc này.',
    'only those named in a matter act for it, and nobody acts on their own appointment.',
  ),
  notOwner: says(
    null,
    [],
    inFact,
    'chủ hồ sơ nộp, rút hồ sơ, đề nghị kinh phí và đổi nhóm; người soạn thảo viết; người xem chỉ đọc.',
    'owners submit, withdraw, ask for money and change the team; editors write; viewers read.',
  ),
  memberAlready: says(null, [], inFact, 'mỗi người có một vai trò trong nhóm.', 'everybody is one thing in a team.'),
  notMember: says(null, [], inFact, 'chỉ đổi vai trò của người trong nhóm.', 'only what a member is can change.'),
  notInvited: says(null, [], inFact, 'chỉ chủ hồ sơ mời người vào nhóm.', 'only owners invite into a team.'),
  judgesHere: says(
    null,
    [],
    inFact,
    'người xem xét hồ sơ và người nộp hồ sơ phải là những người khác nhau.',
    'those who judge an application and those who make it are different persons.',
  ),
  belongsToParty: says(
    null,
    [],
    inFact,
    'người thuộc bên đăng ký là chủ hồ sơ của bên đó.',
    'whoever belongs to an applicant owns its applications.',
  ),
  lastOwner: says(
    null,
    [],
    inFact,
    'hồ sơ nào cũng phải có người chịu trách nhiệm.',
    'somebody answers for every application.',
  ),
  notInThisState: says(
    null,
    [],
    'a step is open or not; what is open now stands in the sentence',
    'mỗi bước của quy trình chỉ nhận những việc của bước đó.',
    'each step of the procedure takes what belongs to it.',
  ),
  notYet: says(
    null,
    [],
    'what is missing stands in the sentence',
    'bước này chỉ mở khi các bước trước đã xong.',
    'this step opens when those before it are done.',
  ),
  noSuchDossier: says(
    null,
    [],
    inFact,
    'chỉ làm việc trên hồ sơ có trong hệ thống của cơ quan.',
    'only what the agency’s system holds can be worked on.',
  ),
  exists: says(null, [], inFact, 'một việc chỉ được ghi nhận một lần.', 'one thing is recorded once.'),
  stalePage: says(
    'revision',
    [],
    'revisions tell people nothing; the page lists what has changed',
    'quyết định phải dựa trên đúng nội dung đang hiển thị.',
    'a decision is about what the page shows.',
  ),
  keyReused: says(null, [], inFact, 'một biểu mẫu chỉ gửi một nội dung.', 'one form sends one content.'),
  input: says(
    null,
    [],
    'what is wrong stands in the sentence',
    'dữ liệu phải đúng dạng mới được ghi nhận.',
    'what is recorded must be well formed.',
  ),
  unknownLaw: says(
    'vnd',
    [],
    'the level is not known: no figure may stand in for it',
    'chưa rõ mức thì chưa chi.',
    'nothing is spent under a level that is unknown.',
  ),
  blocked: says(
    null,
    [],
    'what is missing stands in the sentence',
    'đợt chỉ mở khi bộ quy định đã đủ.',
    'a call opens when its policy pack is complete.',
  ),
  packInvalid: says(
    null,
    [],
    'what is wrong stands in the sentence',
    'bộ quy định phải đầy đủ và nhất quán trước khi ban hành.',
    'a policy pack is complete and consistent before it is published.',
  ),
  cap: says('vnd', all, whole, 'không chi vượt mức trần.', 'nothing is spent over a cap.'),
  seats: says('seats', all, whole, 'không nhận quá số lượng.', 'no more are taken than there are places.'),
  unitMissing: says(
    null,
    [],
    'the unit is not named, so there is no room to measure',
    'khoản tính theo đơn vị phải ghi rõ đơn vị.',
    'what counts per unit names its unit.',
  ),
  capBelowUse: says(
    'vnd',
    all,
    whole,
    'mức trần không thấp hơn phần đã dùng.',
    'a cap is never lower than what is used of it.',
  ),
  shareIsNoLimit: says(
    null,
    [],
    inFact,
    'mức theo tỷ lệ chỉ thay đổi khi chi phí hoặc tỷ lệ thay đổi.',
    'a share changes with its cost or its rate only.',
  ),
  otherVersion: says(
    null,
    [],
    inFact,
    'mức trần chung chỉ thay đổi bằng quyết định.',
    'a shared cap changes by decision only.',
  ),
  capNotInUse: says(null, [], inFact, 'chỉ điều chỉnh mức trần đã mở.', 'only a cap that is in use can be changed.'),
  longerThanRecommended: says(
    'months',
    measured,
    within,
    'thời hạn hợp đồng không dài hơn thời gian hội đồng đề nghị.',
    'an agreement runs no longer than the council recommended.',
  ),
  duration: says(
    'months',
    measured,
    within,
    'thời gian hỗ trợ không dài hơn mức tối đa.',
    'support lasts no longer than the longest time.',
  ),
  callNotOpen: says(
    'day',
    [],
    'a call that is closed has no days left to name; one that is not open yet names its first',
    'hồ sơ chỉ nhận trong thời gian đợt đang mở.',
    'applications are taken while the call is open.',
  ),
  callClosedEarly: says(
    null,
    [],
    'the number of the decision stands in the sentence',
    'hồ sơ chỉ nhận trong thời gian đợt đang mở.',
    'applications are taken while the call is open.',
  ),
  closesEarly: says(
    'moment',
    measured,
    within,
    'đợt chỉ kết thúc trước ngày đã thông báo khi có quyết định.',
    'a call closes before its announced day by decision only.',
  ),
  pastDeadline: says(
    'moment',
    measured,
    within,
    'hết hạn thì hệ thống không nhận hồ sơ.',
    'nothing is taken after the deadline.',
  ),
  undoOver: says(
    'moment',
    measured,
    within,
    'chỉ lấy lại hồ sơ đã rút trong một ngày.',
    'what was withdrawn is taken back within a day.',
  ),
  undoUnknown: says(
    null,
    [],
    inFact,
    'chỉ lấy lại được hồ sơ đã rút sau khi hệ thống có chức năng này.',
    'only what was withdrawn since the system can do this is taken back.',
  ),
  partyNotConfirmed: says(
    null,
    [],
    inFact,
    'chỉ quyết định hỗ trợ cho bên đã được cán bộ xác nhận.',
    'an award goes to a party that an officer has confirmed.',
  ),
  nothingToComplete: says(
    null,
    [],
    inFact,
    'chỉ bổ sung khi hội đồng yêu cầu.',
    'an application is completed when the council asks for it.',
  ),
  notDueYet: says(
    'moment',
    measured,
    within,
    'hồ sơ chỉ đóng khi đã hết hạn.',
    'a matter lapses when its period has ended.',
  ),
  applicantKind: says(
    'kinds',
    measured,
    'kinds are not used up',
    'đợt chỉ nhận loại đối tượng mà bộ quy định của đợt ghi.',
    'a call takes the kinds of applicants that its policy pack names.',
  ),
  noSuchStage: says(
    null,
    [],
    inFact,
    'đợt chỉ mở cho giai đoạn có trong bộ quy định.',
    'a call is for a stage of its policy pack.',
  ),
  partyOwes: says(
    'vnd',
    measured,
    'a debt leaves no room at all',
    'bên còn nợ khoản phải hoàn trả thì chưa được chi và chưa được nhận chuyển giao.',
    'whoever still owes is not paid and takes over no agreement.',
  ),
  awardedBefore: says('vnd', all, whole, 'mỗi giai đoạn chỉ hỗ trợ một lần.', 'a stage is supported once.'),
  notAssigned: says(
    null,
    [],
    inFact,
    'chỉ người được phân công mới đánh giá hoặc bỏ phiếu.',
    'only those assigned review and vote.',
  ),
  reviewedAlready: says(
    null,
    [],
    inFact,
    'mỗi người nộp một phiếu, và phiếu đã nộp thì khóa.',
    'each person hands in one sheet, which is then locked.',
  ),
  assignedAlready: says(
    null,
    [],
    inFact,
    'mỗi người được phân công một lần cho một hồ sơ.',
    'each person is assigned once to an application.',
  ),
  interestNotDeclared: says(
    null,
    [],
    inFact,
    'ai đánh giá hoặc bỏ phiếu thì khai về xung đột lợi ích trước.',
    'whoever judges declares conflicts of interest before.',
  ),
  declaredAlready: says(
    null,
    [],
    inFact,
    'điều đã khai được giữ lại; chỉ thêm được xung đột nhận ra sau.',
    'what was declared stands; only a conflict noticed later is added.',
  ),
  conflicted: says(
    null,
    [],
    inFact,
    'người có xung đột lợi ích không đánh giá và không bỏ phiếu.',
    'whoever has a conflict of interest neither reviews nor votes.',
  ),
  chairHasVoted: says(
    null,
    [],
    inFact,
    'chủ tịch, phó chủ tịch được cử trước khi họ bỏ phiếu.',
    'a chair is chosen before they vote.',
  ),
  yearNotOver: says(
    'day',
    ['limit', 'actual'],
    'a day is not used up',
    'năm ngân sách chỉ được khóa sổ khi đã hết năm.',
    'a budget year is closed when it is over.',
  ),
  yearNotBegun: says(
    'year',
    ['limit', 'actual'],
    'a year is not used up',
    'chỉ chi từ nguồn của năm ngân sách đang chạy hoặc năm trước.',
    'money is paid from the running budget year, or from the one before.',
  ),
  quorumReached: says(
    null,
    [],
    inFact,
    'hội đồng chỉ được lập lại khi chưa đủ số thành viên bỏ phiếu.',
    'a council is composed anew only while too few have voted.',
  ),
  votedAlready: says(
    null,
    [],
    inFact,
    'mỗi thành viên bỏ một phiếu, và phiếu đã bỏ thì giữ nguyên.',
    'each member casts one ballot, which then stands.',
  ),
  auditorAlone: says(
    null,
    [],
    inFact,
    'kiểm toán đọc mọi việc và không làm việc nào, nên không giữ và không nhận vai trò khác.',
    'an auditor reads everything and does nothing of it, and so holds and is given no other office.',
  ),
  ownTeam: says(
    null,
    [],
    inFact,
    'người thuộc nhóm dự án không đánh giá dự án của mình.',
    'nobody of a team judges its project.',
  ),
  councilSize: says(
    'members',
    measured,
    counted,
    'số thành viên theo bộ quy định.',
    'the council has the size that the pack names.',
  ),
  quorum: says('members', measured, counted, 'phiên họp phải đủ thành viên.', 'a meeting needs its quorum.'),
  chairMissing: says(null, [], inFact, 'phiên họp phải có người chủ trì.', 'a meeting needs its chair.'),
  twoThirds: says('ballots', measured, counted, 'nội dung phải đủ số phiếu Đạt.', 'an item needs its ballots.'),
  moreThanRecommended: says(
    'vnd',
    ['limit', 'actual', 'left'],
    'before the award nothing of a recommendation is used',
    'quyết định không vượt mức hội đồng đề nghị.',
    'an award is no more than the council recommended.',
  ),
  noSuchLine: says(
    null,
    [],
    inFact,
    'chỉ ghi nội dung chi có trong bộ quy định của giai đoạn.',
    'only expense lines of the stage can be named.',
  ),
  linesTwice: says(
    null,
    [],
    inFact,
    'mỗi nội dung chi, với cùng một đơn vị tính, ghi một dòng.',
    'an expense line stands once, for one unit.',
  ),
  planExceedsAward: says(
    'vnd',
    all,
    whole,
    'không dành nguồn nhiều hơn mức hỗ trợ.',
    'no more budget is planned than was awarded.',
  ),
  releaseExceedsReserved: says(
    'vnd',
    all,
    whole,
    'chỉ trả lại phần đã dành mà chưa phát lệnh chi và không đề nghị nào đang chờ chi cần đến.',
    'only what is reserved, not ordered and needed by no request about to be ordered is released.',
  ),
  yearClosed: says(
    null,
    [],
    'a year is open or not; it stands in the sentence',
    'chỉ dùng năm ngân sách đang mở.',
    'only an open budget year is used.',
  ),
  budgetShort: says(
    'vnd',
    all,
    whole,
    'chỉ dành nguồn và chi trong dự toán năm đã có.',
    'planning and paying stay within the budget of the year.',
  ),
  notEnough: says('vnd', all, whole, 'không chi nhiều hơn số đang có.', 'no more is taken than is there.'),
  projectNotActive: says(
    null,
    [],
    'the present state stands in the sentence',
    'chỉ đề nghị, duyệt và chi khi dự án đang thực hiện hoặc đang thanh lý hợp đồng.',
    'money is asked for, approved and ordered while the project is active or closing.',
  ),
  awardCancelled: says(
    null,
    [],
    inFact,
    'chỉ ký hợp đồng khi mức hỗ trợ còn hiệu lực.',
    'an agreement is signed while something of the award stands.',
  ),
  gate: says(
    null,
    [],
    'what is missing stands in the sentence',
    'đợt cuối chỉ chi khi đủ các điều kiện mà bộ quy định của giai đoạn ghi.',
    'the last tranche is paid when the conditions in the stage’s policy pack are met.',
  ),
  noAdvance: says(
    null,
    [],
    'there is no advance to measure',
    'chỉ tạm ứng khi bộ quy định của giai đoạn có mức tạm ứng.',
    'there are advances only where the stage’s policy pack knows a level for them.',
  ),
  evidenceUsed: says(
    null,
    [],
    inFact,
    'một tài liệu minh chứng chỉ dùng cho một khoản chi.',
    'one paper is paid for once.',
  ),
  unitNotNow: says(
    null,
    [],
    'what was given stands in the sentence; what it should be depends on the unit',
    'khoản theo năm ghi vào năm hiện tại; tháng ghi theo dạng tháng/năm.',
    'what counts per year counts in the present one; months are month and year.',
  ),
  changedSinceApproval: says(
    null,
    [],
    inFact,
    'lệnh chi phải đúng bên nhận, tài khoản và số tiền đã được duyệt.',
    'an order is for the payee, the account and the amounts that were approved.',
  ),
  agreementEnded: says(
    'day',
    measured,
    within,
    'chỉ đề nghị trong thời hạn hợp đồng, và hợp đồng không kết thúc trước ngày ký.',
    'money is asked for while the agreement runs, which does not end before it is signed.',
  ),
  payee: says(
    null,
    [],
    inFact,
    'chỉ chi cho bên được hỗ trợ hoặc tổ chức trung gian do cán bộ đăng ký.',
    'the supported party is paid, or an intermediary that an officer has registered.',
  ),
  evidenceMissing: says(
    'papers',
    measured,
    counted,
    'mỗi khoản chi phải có tài liệu minh chứng.',
    'whatever is paid has its evidence.',
  ),
  dayOutside: says(
    'day',
    measured,
    within,
    'ngày ghi nhận không sau hôm nay và không trước việc mà nó tiếp theo.',
    'what is recorded happened no later than today, and not before what it follows.',
  ),
  paidOutsideYear: says(
    'year',
    measured,
    within,
    'khoản chi thuộc năm ngân sách của nó.',
    'a payment belongs to its budget year.',
  ),
  acceptedMoreThanAsked: says(
    'vnd',
    ['limit', 'actual', 'left'],
    'before it is accepted nothing of what was asked is used',
    'không chấp nhận nhiều hơn số đề nghị.',
    'no more is accepted than was asked.',
  ),
  clearedMoreThanAdvanced: says(
    'vnd',
    all,
    whole,
    'không quyết toán nhiều hơn số đã tạm ứng.',
    'no more is cleared than was advanced.',
  ),
  recoveredMoreThanSettled: says(
    'vnd',
    all,
    whole,
    'không thu hồi nhiều hơn số đã chi và chi phí đã chấp nhận.',
    'no more is recovered than was paid, nor more cost than was accepted.',
  ),
  nettedAgainst: says(
    'vnd',
    [],
    'where the request cannot take it at all there is no amount to measure; else limit, asked and left are said',
    'chỉ cấn trừ vào đề nghị đã thẩm tra của chính dự án, cùng nội dung chi và còn lại hơn 0.',
    'a debt is netted on a verified request of the same project and line, of which something remains.',
  ),
  cashMoreThanDue: says(
    'vnd',
    all,
    whole,
    'không ghi nhận nhiều hơn số còn phải nộp.',
    'no more is recorded than is still due.',
  ),
  openRequests: says(
    'requests',
    measured,
    counted,
    'phải xong các đề nghị đang mở trước.',
    'what is open is finished first.',
  ),
  amendsNothing: says(
    null,
    [],
    inFact,
    'đề nghị điều chỉnh nêu điều khác với hợp đồng hiện hành.',
    'what is asked for differs from what was agreed.',
  ),
  amendmentOpen: says(
    'requests',
    measured,
    counted,
    'mỗi loại điều chỉnh chỉ có một đề nghị đang chờ.',
    'one request of each kind waits at a time.',
  ),
  dueBeforeNovation: says(
    'vnd',
    measured,
    'a debt leaves no room at all',
    'không chuyển giao hợp đồng khi còn khoản phải hoàn trả.',
    'an agreement is not novated while money is due.',
  ),
};
