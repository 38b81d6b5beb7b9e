// A refusal is a value: which rule, what the limit is, what was asked, what is left, on which clause it stands (DESIGN §2).

import type { Cap, Pack, Source } from '../programmes/schema.ts';
import { citation } from './citations.ts';
import { formatVnd } from './money.ts';
import { refusalParts } from './refusalParts.ts';

/** Where a refusal comes from: an article of the law, or the number of the decision or agreement (`of`) that set the limit. */
export type Clause = { instrument: string; article: string | null; of?: 'award' | 'call' | 'agreement' };

/** Amounts are decimal strings of đồng, or counts. `left` is what would still have been possible. */
export type Refusal = {
  rule: Rule;
  limit: string | null;
  actual: string | null;
  used: string | null;
  left: string | null;
  clause: Clause | null;
  details: Record<string, string>;
};

/** Every rule that can refuse, with the sentence that a person reads. `{x}` stands for details. */
export const rules = {
  // who
  role: { vi: 'Việc này thuộc về {roles}.', en: 'This is for {roles} to do.' },
  excludedDuty: {
    vi: 'Người đã {earlier} thì không được {duty} trên cùng một việc.',
    en: 'Nobody may be both the person who {earlier} and the person who {duty} in the same matter.',
  },
  givesOffices: {
    vi: 'Người giữ chức danh {roles}, của mình hay nhận ủy quyền, không phải là người thứ hai xác nhận, và không ai thay mặt họ xác nhận.',
    en: 'Whoever has the role of {roles}, their own or lent, is not the second person, nor is anybody who acts for them.',
  },
  notTheirs: { vi: 'Hồ sơ này không phải của bạn.', en: 'This dossier is not yours.' },
  notOwner: {
    vi: 'Việc này chỉ chủ hồ sơ làm được; người soạn thảo và người xem thì không.',
    en: 'Only an owner of the application does this; editors and viewers do not.',
  },
  memberAlready: { vi: 'Người này đã ở trong nhóm với vai trò đó.', en: 'They are already in the team.' },
  notMember: { vi: 'Người này không ở trong nhóm.', en: 'They are not in the team.' },
  notInvited: {
    vi: 'Người mời không còn là chủ hồ sơ, nên lời mời không còn hiệu lực.',
    en: 'Whoever invited does not own the application any more, so the invitation does not hold.',
  },
  judgesHere: {
    vi: 'Người đã được giao xem xét, đánh giá hoặc quyết định về hồ sơ này không vào nhóm của hồ sơ.',
    en: 'Nobody who examines, judges or decides on this application, now or before, can join its team.',
  },
  belongsToParty: {
    vi: 'Người này thuộc chính bên đăng ký đứng tên hồ sơ, nên luôn là chủ hồ sơ.',
    en: 'They belong to the applicant itself, and so own its application.',
  },
  lastOwner: {
    vi: 'Hồ sơ phải còn ít nhất một chủ hồ sơ.',
    en: 'An application keeps at least one owner.',
  },
  // when and where
  notInThisState: {
    vi: 'Ở bước “{state}” không làm được việc này. Có thể: {accepted}.',
    en: 'Not possible at “{state}”. Possible now: {accepted}.',
  },
  notYet: { vi: 'Chưa đủ điều kiện: {guard}.', en: 'Not yet: {guard}.' },
  noSuchDossier: { vi: 'Không tìm thấy hồ sơ.', en: 'No such dossier.' },
  exists: { vi: 'Hồ sơ này đã có.', en: 'This already exists.' },
  stalePage: { vi: 'Hồ sơ đã thay đổi từ khi bạn mở trang này.', en: 'This has changed since you opened the page.' },
  keyReused: {
    vi: 'Yêu cầu này đã được gửi với nội dung khác.',
    en: 'This request was already sent with other content.',
  },
  input: { vi: 'Dữ liệu chưa đúng: {problem}.', en: 'The input is not right: {problem}.' },
  // law
  unknownLaw: {
    vi: 'Mức “{cap}” chưa được xác định trong văn bản, nên chưa thể chi. Cần bổ sung văn bản và điều khoản.',
    en: 'The level “{cap}” is unknown in the instrument, so nothing can be spent under it. The text and article must be supplied.',
  },
  blocked: { vi: 'Chưa thể mở đợt: {what}.', en: 'The call cannot open: {what}.' },
  packInvalid: { vi: 'Bộ quy định chưa đúng: {problem}.', en: 'The policy pack is not valid: {problem}.' },
  cap: {
    vi: 'Vượt mức trần “{cap}”: mức {limit}, đã dùng {used}, còn {left}, đề nghị {actual}.',
    en: 'Over the cap “{cap}”: limit {limit}, used {used}, left {left}, asked {actual}.',
  },
  seats: {
    vi: 'Đã đủ số lượng “{cap}”: tối đa {limit}, đã có {used}.',
    en: 'The number “{cap}” is reached: at most {limit}, taken {used}.',
  },
  unitMissing: {
    vi: 'Cần ghi rõ đơn vị tính cho “{cap}”.',
    en: 'The item must say which unit it counts under for “{cap}”.',
  },
  capBelowUse: {
    vi: 'Không thể hạ mức trần xuống {actual}, dưới phần đã dùng {used}.',
    en: 'A cap cannot be lowered to {actual}, below what is used, {used}.',
  },
  shareIsNoLimit: {
    vi: 'Mức theo tỷ lệ đi theo chi phí được chấp nhận, không thể đặt bằng số tiền.',
    en: 'A share follows the accepted cost; it cannot be set as an amount.',
  },
  otherVersion: {
    vi: 'Mức trần chung còn theo phiên bản trước của bộ quy định: cần điều chỉnh mức trần bằng quyết định.',
    en: 'A shared cap still stands as an earlier version of the pack filled it: change it by decision first.',
  },
  capNotInUse: { vi: 'Mức trần này chưa được mở.', en: 'This cap has no room yet.' },
  longerThanRecommended: {
    vi: 'Hội đồng đề nghị hỗ trợ trong {limit} tháng; thời hạn đến {actual} là dài hơn.',
    en: 'The council recommended {limit} months of support; until {actual} is longer.',
  },
  duration: { vi: 'Thời gian hỗ trợ tối đa {limit} tháng.', en: 'Support may last at most {limit} months.' },
  auditorAlone: {
    vi: 'Kiểm toán không kiêm vai trò khác và không nhận ủy quyền.',
    en: 'An auditor has no other role and is delegated none.',
  },
  // calls and applications
  callNotOpen: { vi: 'Đợt tiếp nhận đã kết thúc.', en: 'The call is closed.' },
  callClosedEarly: {
    vi: 'Đợt tiếp nhận đã kết thúc sớm theo quyết định số {number}.',
    en: 'The call was closed early, by decision {number}.',
  },
  closesEarly: {
    vi: 'Đợt tiếp nhận còn đến {deadline}: kết thúc sớm phải có số quyết định và lý do.',
    en: 'The call is open until {deadline}: closing it early needs the number of a decision and a reason.',
  },
  pastDeadline: { vi: 'Đã hết hạn nộp hồ sơ ({deadline}).', en: 'The deadline has passed ({deadline}).' },
  undoOver: {
    vi: 'Đã quá một ngày từ khi rút ({deadline}) nên không lấy lại được hồ sơ.',
    en: 'More than a day has passed since it was withdrawn ({deadline}): it cannot be taken back.',
  },
  undoUnknown: {
    vi: 'Hệ thống không ghi hồ sơ đã ở bước nào khi rút nên không lấy lại được.',
    en: 'It is not on record where the application stood when it was withdrawn, so it cannot be taken back.',
  },
  // appeals
  appealNoDecision: {
    vi: 'Không có quyết định nào đang có hiệu lực như đơn nêu để khiếu nại.',
    en: 'The decision that is named does not stand, so there is nothing to appeal against.',
  },
  appealOpen: {
    vi: 'Quyết định này đang có một khiếu nại chưa giải quyết xong.',
    en: 'An appeal against this decision is open already.',
  },
  appealDecided: {
    vi: 'Khiếu nại lần đầu về quyết định này đã được giải quyết, nên không khiếu nại lại ở đây.',
    en: 'An appeal against this decision was decided in the first instance: it is not lodged here again.',
  },
  appealCallClosed: {
    vi: 'Đợt tiếp nhận đã đóng và kinh phí chưa dùng của đợt đã trả lại, nên hồ sơ không thể quay lại đợt này.',
    en: 'The call is closed and the money it had left was given back, so the application cannot return to it.',
  },
  appealAwardGone: {
    vi: 'Từ kinh phí hỗ trợ {limit} đã trả lại đợt {used}, nên dự án không thể tiếp tục theo quyết định cũ.',
    en: 'Of the {limit} awarded, {used} went back to the call, so the project cannot go on under its award.',
  },
  appealRepaid: {
    vi: 'Từ khoản phải hoàn trả {limit} đã nộp, cấn trừ hoặc xóa {used}, nên hệ thống không tự hủy quyết định thu hồi.',
    en: 'Of the {limit} to be recovered, {used} was repaid, netted or written off, so the decision is not annulled here.',
  },
  partyNotConfirmed: {
    vi: 'Bên được hỗ trợ chưa được cán bộ xác nhận tư cách và loại đối tượng.',
    en: 'No officer has confirmed the party and its class yet.',
  },
  nothingToComplete: { vi: 'Hội đồng không yêu cầu bổ sung hồ sơ.', en: 'The council asked for no completion.' },
  notDueYet: { vi: 'Chưa hết hạn ({due}).', en: 'The period has not ended yet ({due}).' },
  applicantKind: {
    vi: 'Đợt này không nhận loại đối tượng này.',
    en: 'This call is not open to this kind of applicant.',
  },
  noSuchStage: { vi: 'Không có giai đoạn này trong đợt.', en: 'The call has no such stage.' },
  partyOwes: { vi: 'Bên thụ hưởng còn nợ {actual} phải hoàn trả.', en: 'The party still owes {actual}.' },
  awardedBefore: {
    vi: 'Đã nhận hỗ trợ từ ngân sách cho giai đoạn này.',
    en: 'This stage was already supported from the budget.',
  },
  notAssigned: {
    vi: 'Bạn không được phân công đánh giá hồ sơ này.',
    en: 'You are not assigned to review this application.',
  },
  reviewedAlready: { vi: 'Bạn đã nộp phiếu đánh giá.', en: 'You have already submitted your review.' },
  assignedAlready: {
    vi: 'Người này đã được phân công đánh giá hồ sơ.',
    en: 'This person already reviews the application.',
  },
  interestNotDeclared: {
    vi: 'Phải khai báo có xung đột lợi ích hay không trước khi đánh giá hoặc bỏ phiếu.',
    en: 'Whether there is a conflict of interest has to be declared before judging.',
  },
  declaredAlready: {
    vi: 'Đã khai báo xung đột lợi ích với hồ sơ này; xung đột đã khai thì không rút lại.',
    en: 'Interests in this application have been declared already; a conflict is not taken back.',
  },
  conflicted: {
    vi: 'Người đã khai báo xung đột lợi ích không được đánh giá hồ sơ này.',
    en: 'Whoever declared a conflict of interest cannot judge this application.',
  },
  chairHasVoted: {
    vi: 'Người đã bỏ phiếu không thể được cử làm chủ tịch hay phó chủ tịch sau đó.',
    en: 'Whoever has voted cannot be made chair or vice-chair afterwards.',
  },
  quorumReached: {
    vi: 'Đã đủ số thành viên bỏ phiếu: hội đồng kết luận như đã lập.',
    en: 'Enough members have voted: the council concludes as it is composed.',
  },
  votedAlready: {
    vi: 'Phiếu đã bỏ thì giữ nguyên: người đã bỏ phiếu không bỏ lại và vẫn ở trong hội đồng.',
    en: 'A ballot that was cast stands: whoever voted does not vote again, and stays on the council.',
  },
  ownTeam: {
    vi: 'Người thuộc nhóm dự án không được đánh giá dự án của mình.',
    en: 'A member of the team cannot judge its own project.',
  },
  councilSize: {
    vi: 'Hội đồng phải có từ {min} đến {max} thành viên.',
    en: 'The council must have {min} to {max} members.',
  },
  quorum: {
    vi: 'Phiên họp không đủ số thành viên: cần {limit}, có mặt {actual}.',
    en: 'No quorum: {limit} needed, {actual} present.',
  },
  chairMissing: {
    vi: 'Phiên họp phải có chủ tịch hoặc phó chủ tịch được ủy quyền.',
    en: 'The chair or an authorised vice-chair must be present.',
  },
  twoThirds: {
    vi: 'Nội dung “{item}” không đủ số phiếu Đạt: cần {limit}, có {actual}.',
    en: 'Item “{item}” did not pass: {limit} ballots needed, {actual} given.',
  },
  moreThanRecommended: {
    vi: 'Hội đồng đề nghị {limit} cho “{line}”; không thể quyết định {actual}.',
    en: 'The council recommended {limit} for “{line}”; {actual} cannot be awarded.',
  },
  noSuchLine: {
    vi: 'Không có nội dung chi “{line}” trong giai đoạn này.',
    en: 'There is no expense line “{line}” in this stage.',
  },
  linesTwice: { vi: 'Một nội dung chi được ghi hai lần.', en: 'An expense line stands twice.' },
  // projects and money
  planExceedsAward: {
    vi: 'Dành nguồn nhiều hơn mức hỗ trợ: được {limit}, đã dành {used}, còn {left}, đề nghị {actual}.',
    en: 'More budget than award: awarded {limit}, planned {used}, left {left}, asked {actual}.',
  },
  releaseExceedsReserved: {
    vi: 'Trả lại nhiều hơn phần có thể trả: đã dành {limit}, đề nghị đang chờ chi cần {used}, trả lại được {left}, đề nghị {actual}.',
    en: 'More than can be released: reserved {limit}, requests about to be ordered need {used}, {left} can be released, asked {actual}.',
  },
  yearNotOver: {
    vi: 'Năm ngân sách {year} chưa kết thúc: khóa sổ được từ ngày {limit}.',
    en: 'Budget year {year} is not over: it can be closed from {limit}.',
  },
  yearNotBegun: {
    vi: 'Năm ngân sách {year} chưa bắt đầu: chưa thể chi từ nguồn của năm này.',
    en: 'Budget year {year} has not begun: nothing can be paid from it yet.',
  },
  yearClosed: { vi: 'Năm ngân sách {year} chưa mở hoặc đã khóa sổ.', en: 'Budget year {year} is not open.' },
  budgetShort: {
    vi: 'Nguồn ngân sách năm không đủ: còn {left}, cần {actual}.',
    en: 'The budget of the year is short: {left} left, {actual} needed.',
  },
  notEnough: {
    vi: 'Không đủ kinh phí ở “{vessel}”: có {left}, cần {actual}.',
    en: 'Not enough in “{vessel}”: {left} there, {actual} needed.',
  },
  projectNotActive: {
    vi: 'Dự án không ở trạng thái đang thực hiện (hiện: {state}).',
    en: 'The project is not active (now: {state}).',
  },
  awardCancelled: {
    vi: 'Mức hỗ trợ đã bị hủy toàn bộ, nên không còn gì để ký hợp đồng.',
    en: 'The whole award was cancelled, so there is nothing to sign an agreement for.',
  },
  gate: { vi: 'Đợt cuối cần có: {missing}.', en: 'The last tranche needs: {missing}.' },
  noAdvance: {
    vi: 'Bộ quy định của giai đoạn này không có tạm ứng: chi sau khi có khối lượng hoàn thành.',
    en: 'The policy pack of this stage knows no advance: money is paid after the work.',
  },
  evidenceUsed: {
    vi: 'Tài liệu minh chứng này đã dùng cho đề nghị khác.',
    en: 'This evidence stands in another request.',
  },
  voucherUsed: {
    vi: 'Số chứng từ {number} đã ghi cho một khoản khác: mỗi chứng từ chỉ ghi một lần.',
    en: 'Voucher {number} stands at another movement of money: each is recorded once.',
  },
  changedSinceApproval: {
    vi: 'Bên nhận tiền, tài khoản nhận tiền hoặc thông tin của cơ quan trên lệnh chi đã thay đổi từ khi được duyệt chi.',
    en: 'The payee, its account or what the order says of the agency has changed since the payment was approved.',
  },
  unitNotNow: { vi: 'Đơn vị tính “{unit}” không hợp lệ.', en: 'The unit “{unit}” does not fit.' },
  agreementEnded: { vi: 'Hợp đồng đã hết thời hạn ({until}).', en: 'The agreement has ended ({until}).' },
  payee: {
    vi: 'Chỉ chi cho bên được hỗ trợ hoặc tổ chức trung gian đã đăng ký.',
    en: 'Only the supported party, or a registered intermediary, can be paid.',
  },
  evidenceMissing: { vi: 'Chưa có tài liệu minh chứng.', en: 'There is no evidence yet.' },
  dayOutside: {
    vi: 'Ngày {actual} nằm ngoài khoảng có thể ghi nhận: từ {from} đến {until}.',
    en: 'The day {actual} is outside what can be recorded: from {from} to {until}.',
  },
  reportDay: {
    vi: 'Hạn nộp báo cáo {actual} không hợp lệ: từ {from} đến {until}.',
    en: 'A report cannot be due on {actual}: from {from} to {until}.',
  },
  paidOutsideYear: {
    vi: 'Ngày chi {actual} không thuộc năm ngân sách {limit} (tính đến hết ngày 31/01 năm sau).',
    en: 'Paid on {actual}, which is outside the budget year {limit} (which runs until 31 January after it).',
  },
  acceptedMoreThanAsked: {
    vi: 'Chấp nhận nhiều hơn đề nghị ở “{line}”: đề nghị {limit}, chấp nhận {actual}.',
    en: 'More accepted than asked at “{line}”: {limit} asked, {actual} accepted.',
  },
  paymentAccounted: {
    vi: 'Khoản chi này đã được quyết toán hoặc đang bị thu hồi: tiền đã đến bên nhận.',
    en: 'This payment was accounted for, or is being recovered: the money had reached the payee.',
  },
  paymentYearOver: {
    vi: 'Năm ngân sách {year} đã hết thời gian chỉnh lý hoặc đã khóa sổ: tiền về sau đó là khoản thu của ngân sách.',
    en: 'Budget year {year} is over or closed: money that comes back after it is revenue of the budget.',
  },
  clearedMoreThanAdvanced: {
    vi: 'Quyết toán nhiều hơn số đã tạm ứng ở “{line}”: còn {left}, ghi {actual}.',
    en: 'More cleared than was advanced at “{line}”: {left} left, {actual} entered.',
  },
  recoveredMoreThanSettled: {
    vi: 'Thu hồi nhiều hơn số đã chi ở “{line}”: còn {left}, đề xuất {actual}.',
    en: 'More recovered than was settled at “{line}”: {left} left, {actual} proposed.',
  },
  nettedAgainst: {
    vi: 'Chỉ cấn trừ vào đề nghị đã thẩm tra, cùng nội dung chi và đủ số tiền.',
    en: 'Netting needs a verified request on the same expense line that is large enough.',
  },
  cashMoreThanDue: {
    vi: 'Số hoàn trả {actual} lớn hơn số còn phải nộp {left}.',
    en: '{actual} is more than what is still due, {left}.',
  },
  openRequests: { vi: 'Còn đề nghị giải ngân chưa xong.', en: 'Disbursements are still open.' },
  amendsNothing: {
    vi: 'Đề nghị này không làm thay đổi gì.',
    en: 'This would change nothing.',
  },
  amendmentOpen: {
    vi: 'Đã có một đề nghị điều chỉnh cùng loại đang chờ quyết định.',
    en: 'A request to amend of this kind waits to be decided already.',
  },
  dueBeforeNovation: {
    vi: 'Còn khoản phải hoàn trả, chưa thể chuyển giao.',
    en: 'Money is still due, so the agreement cannot be novated.',
  },
} as const;
export type Rule = keyof typeof rules;
/** Every name of a rule, for those who must forget none. */
export const ruleNames = Object.keys(rules) as readonly Rule[];

/** A refusal; what is not said is null. */
export function refuse(rule: Rule, parts: Partial<Omit<Refusal, 'rule'>> = {}): Refusal {
  return { rule, limit: null, actual: null, used: null, left: null, clause: null, details: {}, ...parts };
}

/** A day on which something is said to have happened: not after today, and not before what it followed on (null where that is unknown). */
export function dayOutside(day: string, from: string | undefined, today: string): Refusal | null {
  if (day <= today && (from === undefined || day >= from)) return null;
  const limit = day > today ? today : (from ?? today);
  return refuse('dayOutside', { limit, actual: day, details: { from: from ?? '…', until: today } });
}

/** Where a figure stands in the law, by the number of its instrument. */
export function clauseOf(pack: Pack, source: Source): Clause {
  const instrument = pack.instruments.find((i) => i.id === source.instrument);
  return { instrument: instrument?.number ?? source.instrument, article: source.article };
}

/** The refusal for a room that is too small. Amounts in đồng, or seats where the cap counts parties. */
export function refuseCap(
  pack: Pack,
  cap: Cap,
  room: string,
  amounts: { left: bigint; used: bigint; asked: bigint },
): Refusal {
  return refuse(cap.kind === 'seats' ? 'seats' : 'cap', {
    limit: String(amounts.left + amounts.used),
    used: String(amounts.used),
    left: String(amounts.left),
    actual: String(amounts.asked),
    clause: clauseOf(pack, cap.source),
    details: { cap: cap.id, room, capVi: cap.name.vi, capEn: cap.name.en },
  });
}

/** The refusal for money under a cap whose law is unknown, or whose units the item does not name. */
export function refuseUnusable(pack: Pack, cap: Cap, reason: 'unknownCap' | 'unitMissing'): Refusal {
  return refuse(reason === 'unknownCap' ? 'unknownLaw' : 'unitMissing', {
    clause: clauseOf(pack, cap.source),
    details: { cap: cap.id, capVi: cap.name.vi, capEn: cap.name.en },
  });
}

/** The sentence of a refusal, with its figures and its clause, for those who have no page to read it on. */
export function sentenceOf(refusal: Refusal, language: 'vi' | 'en'): string {
  const money = refusalParts[refusal.rule].counts === 'vnd';
  const figures: Record<string, string> = {};
  for (const key of ['limit', 'actual', 'used', 'left'] as const) {
    const figure = refusal[key];
    if (figure !== null) figures[key] = money && /^\d+$/.test(figure) ? formatVnd(BigInt(figure)) : figure;
  }
  const known: Record<string, string> = { ...refusal.details, ...named(refusal.details, language), ...figures };
  const sentence = rules[refusal.rule][language].replace(/\{(\w+)\}/g, (whole, key: string) => known[key] ?? whole);
  if (refusal.clause === null) return sentence;
  const { article, instrument } = refusal.clause;
  // in Vietnamese as it is written in the pack
  const place =
    language === 'vi' && article !== null ? `${article}, ${instrument}` : citation(refusal.clause, language);
  return `${sentence} (${place})`;
}

/** The details that carry their own words, `capVi` and `capEn` for `cap`, in one language. */
export function named(details: Refusal['details'], language: 'vi' | 'en'): Record<string, string> {
  const suffix = language === 'vi' ? 'Vi' : 'En';
  const found: Record<string, string> = {};
  for (const [key, value] of Object.entries(details))
    if (key.endsWith(suffix) && key.length > 2) found[key.slice(0, -2)] = value;
  return found;
}
