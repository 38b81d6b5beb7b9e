// What each kind of paper says, from what it is made from. Nothing here is written anywhere: the templates do that.

import type { AwardDecisionView } from '../../templates/papers/awardDecision.ts';
import { longDate, type PaperView, type Signatory } from '../../templates/papers/decree30.ts';
import type { CouncilMember, MinutesView } from '../../templates/papers/minutes.ts';
import type { PaymentOrderView } from '../../templates/papers/paymentOrder.ts';
import type { RecoveryDecisionView } from '../../templates/papers/recoveryDecision.ts';
import { type AgencyFacts, agencyFacts } from '../../templates/words/agencies.ts';
import { paperNumber, symbolOf } from '../../templates/words/paperNumbers.ts';
import { reviewsWords } from '../../templates/words/reviews.ts';
import { atLeast } from '../../workflows/commands/index.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { capsOnLine, clauseOf, type Fraction, type Pack, stageOf } from '../../workflows/programmes/schema.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { contentOf, reasonOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import { type Meeting, minutesOf } from '../reviews/index.ts';
import type { PaperRow, PaperSource, PartyRow, PastEvent } from './paperSource.ts';

const dots = '.'.repeat(16);
const titleDay = (at: string) => longDate(dayOf(at));

/** Where anybody may confirm a paper. Its code is the beginning of the hash of the event that issued it. */
export function confirmPath({ agency, register, year, number, hash }: PaperRow): string {
  return `/confirm/${agency}/${register}/${year}/${number}/${hash.slice(0, 16)}`;
}

/** A paper's number and symbol, agency and day, before anything else is known of it. */
export function headOf(paper: PaperRow, pack: Pack, origin: string): PaperView {
  const agency = agencyFacts(paper.agency, pack);
  return {
    parentAgency: agency.parent,
    agency: agency.name,
    number: paper.number,
    symbol: symbolOf(paper.agency, pack, paper.kind),
    place: agency.place,
    issuedOn: dayOf(paper.at),
    createdAt: new Date(paper.at),
    fictional: pack.fictional,
    confirmUrl: `${origin}${confirmPath(paper)}`,
  };
}

type LineAmount = { line: string; amountVnd: string };

const amountsOf = (value: unknown): LineAmount[] => (Array.isArray(value) ? (value as LineAmount[]) : []);
const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
const total = (lines: readonly { amountVnd: bigint }[]) => lines.reduce((sum, line) => sum + line.amountVnd, 0n);

/** Amounts by expense line, in the pack's order of lines. */
function byLine(
  source: PaperSource,
  items: readonly LineAmount[],
): { line: string; name: string; amountVnd: bigint }[] {
  const sums = new Map<string, bigint>();
  for (const { line, amountVnd } of items) sums.set(line, (sums.get(line) ?? 0n) + BigInt(amountVnd));
  const order = stageOf(source.pack, source.stage)?.lines ?? [];
  const place = (line: string) => order.findIndex(({ id }) => id === line);
  return [...sums]
    .map(([line, amountVnd]) => ({ line, name: lineName(source, line), amountVnd }))
    .sort((a, b) => place(a.line) - place(b.line));
}

const lineName = ({ pack, stage }: PaperSource, line: string) =>
  stageOf(pack, stage)?.lines.find(({ id }) => id === line)?.name.vi ?? line;

type Answers = Record<string, unknown>;

async function answersOf(db: Database, source: PaperSource): Promise<Answers> {
  const { content } = source.facts.get('application') ?? {};
  return (await contentOf<Answers>(db, source.paper.agency, textOf(content))) ?? {};
}

const projectNameOf = (answers: Answers) => textOf(answers.projectName) ?? '(không lưu tên dự án)';

/** What the application promises: the result of each milestone. */
function resultsOf({ milestones }: Answers): string[] {
  if (!Array.isArray(milestones)) return [];
  return milestones.flatMap((row: unknown) => {
    const result = textOf((row as { result?: unknown } | null)?.result);
    return result === null ? [] : [result.replace(/\s+/g, ' ')];
  });
}

function holderOf({ name, identity, address, representative, kind }: PartyRow): AwardDecisionView['holder'] {
  const number = identity === '' ? dots : identity;
  const person = representative === null ? '' : `người đại diện: ${representative}; `;
  return {
    name,
    identity:
      kind === 'enterprise' ? `mã số doanh nghiệp ${number}` : `${person}giấy tờ của người đại diện số ${number}`,
    address: address === '' ? dots : address,
  };
}

/** Who signs: whoever decided; in the head's place under a delegation, by authority ("TUQ.", Decree 30/2020). */
function signatoryOf(source: PaperSource, agency: AgencyFacts): Signatory {
  const { actor, onBehalfOf } = source.event;
  return { onBehalf: null, titles: [titleOf(agency.head, onBehalfOf)], name: source.nameOf(actor) };
}

/** "Căn cứ Nghị quyết số 20/2023/NQ-HĐND ngày 11 tháng 11 năm 2023 của … quy định …". */
function basesOf(pack: Pack): string[] {
  return pack.instruments.map(({ number, title, issuer, issuedOn }) => {
    const [, kind = 'Văn bản', about = ''] = /^(\S+ \S+(?: hư cấu)?)\s*(.*)$/.exec(title.vi) ?? [];
    const when = issuedOn === null ? '' : ` ${longDate(issuedOn)}`;
    return `Căn cứ ${kind} số ${number}${when} của ${issuer.vi}${about === '' ? '' : ` ${about}`}`;
  });
}

/** "Quyết định số 05/QĐ-SKHCN ngày …" of an earlier paper of the dossier. */
function earlier(source: PaperSource, kind: string, word: string, subject?: string): string | null {
  const found = source.papers.findLast(
    (one) => one.kind === kind && (subject === undefined || one.subject === subject),
  );
  if (found === undefined) return null;
  return `${word} số ${paperNumber(source.paper.agency, source.pack, found)} ${titleDay(found.at)}`;
}

export async function awardView(db: Database, source: PaperSource, origin: string): Promise<AwardDecisionView> {
  const { paper, pack, event, stage } = source;
  const agency = agencyFacts(paper.agency, pack);
  const application = source.facts.get('application') ?? {};
  const [answers, party] = await Promise.all([answersOf(db, source), source.partyRow(source.party)]);
  const lines = byLine(source, amountsOf(event.input.lines)).map(({ line, name, amountVnd }) => ({
    name,
    amountVnd,
    basis: clauseOfLine(pack, stage, line),
  }));
  const results = resultsOf(answers);
  const meeting = earlier(source, 'minutes', 'Biên bản');
  return {
    ...headOf(paper, pack, origin),
    authority: agency.authority,
    legalBases: [
      ...basesOf(pack),
      ...(meeting === null ? [] : [`Căn cứ ${meeting} họp Hội đồng đánh giá hồ sơ`]),
      'Theo đề nghị của Hội đồng đánh giá hồ sơ',
    ],
    projectName: projectNameOf(answers),
    holder: holderOf(party),
    stage: stageOf(pack, stage)?.name.vi ?? stage,
    durationMonths: Number(application.months ?? stageOf(pack, stage)?.durationMonths.value ?? 0),
    expectedResults: results.length > 0 ? results : ['Theo thuyết minh dự án đã được Hội đồng đánh giá'],
    lines,
    totalVnd: total(lines),
    matchingVnd: null,
    budgetSource: `${agency.budget} năm ${String(event.input.year)}`,
    conditions: [
      'Thực hiện dự án đúng nội dung, tiến độ; sử dụng kinh phí đúng mục đích, đúng nội dung chi được phê duyệt',
      'Ký hợp đồng trong thời hạn quy định kể từ ngày nhận Quyết định này',
      'Báo cáo kết quả từng đợt, kèm tài liệu minh chứng, khi đề nghị giải ngân',
      'Hoàn trả ngân sách nhà nước phần kinh phí sử dụng không đúng quy định',
    ],
    responsible: agency.responsible,
    recipients: [
      'Như Điều 4',
      ...(agency.parent === null ? [] : [`${agency.parent} (để báo cáo)`]),
      'Lưu: VT, hồ sơ dự án',
    ],
    signatory: signatoryOf(source, agency),
  };
}

/** The clause that allows an expense line: of its own cap where it has one, else of the stage as a whole. */
function clauseOfLine(pack: Pack, stage: string, line: string): string {
  const caps = capsOnLine(pack, stage, line).filter((cap) => cap.owner === 'project' && cap.drawnAt === 'award');
  const cap = caps.find((one) => one.line === line) ?? caps[0];
  return cap === undefined ? '' : clauseOf(pack, cap.source).vi;
}

export async function minutesView(db: Database, source: PaperSource, origin: string): Promise<MinutesView> {
  const { paper, pack, stage, event } = source;
  const application = source.facts.get('application') ?? {};
  const { quorum, itemPasses } = pack.procedure.council;
  const [answers, party, meeting, reason] = await Promise.all([
    answersOf(db, source),
    source.partyRow(source.party),
    minutesOf(db, paper.agency, event.input),
    reasonOf(db, paper.agency, event.input.reason),
  ]);
  const council = (application.council ?? []) as string[];
  const votes = (application.votes ?? {}) as Record<string, Record<string, 'pass' | 'fail'>>;
  const officeOf = (id: string): CouncilMember['office'] =>
    id === application.chair ? 'chair' : id === application.viceChair ? 'viceChair' : 'member';
  const rank = { chair: 0, viceChair: 1, member: 2 };
  const members = council
    .map((id) => ({ id, name: source.nameOf(id), office: officeOf(id), present: Object.hasOwn(votes, id) }))
    .sort((a, b) => rank[a.office] - rank[b.office] || a.name.localeCompare(b.name, 'vi') || (a.id < b.id ? -1 : 1));
  const recommended = event.event === 'application.recommended' ? byLine(source, amountsOf(event.input.lines)) : [];
  const voted = Object.values(votes).flatMap((ballots) => Object.keys(ballots));
  const lines = byLine(
    source,
    [...new Set([...voted, ...recommended.map(({ line }) => line)])].map((line) => ({ line, amountVnd: '0' })),
  );
  const ballotsCast = members.filter(({ present }) => present).length;
  const needed = (rule: Fraction, of: number) => ({
    needed: atLeast(of, rule.numerator ?? 1, rule.denominator ?? 1, rule.comparison),
    basis: clauseOf(pack, rule.source).vi,
  });
  return {
    ...headOf(paper, pack, origin),
    projectName: projectNameOf(answers),
    applicant: party.name,
    stage: stageOf(pack, stage)?.name.vi ?? stage,
    establishedBy: textOf(meeting?.established),
    meetingPlace: textOf(meeting?.place),
    meetingForm: meeting === null || meeting.form === '' ? null : reviewsWords.vi.council.forms[meeting.form],
    meetingDay: textOf(meeting?.heldOn),
    meetingHours: meeting === null ? null : hoursOf(meeting),
    members: members.map(({ id, name, office, present }) => ({
      name,
      office,
      present,
      conflict: meeting?.conflicts?.includes(id) ?? false,
      absence: present ? '' : (meeting?.absences[id] ?? ''),
      opinion: meeting?.opinions[id] ?? '',
    })),
    guests: meeting?.guests ?? [],
    secretary: source.nameOf(event.actor),
    quorum: needed(quorum, members.length),
    itemPasses: needed(itemPasses, ballotsCast),
    items: lines.map(({ line, name }) => ({
      name,
      ballots: members.map(({ id }) => votes[id]?.[line] ?? null),
      amountVnd: recommended.find((one) => one.line === line)?.amountVnd ?? null,
    })),
    conclusion:
      event.event === 'application.recommended'
        ? { totalVnd: total(recommended), months: Number(event.input.months) }
        : null,
    completion: event.input.completionNeeded === true ? (meeting?.completion ?? '') : '',
    reason: event.event === 'application.recommended' ? '' : reason,
    remark: meeting?.remark ?? '',
  };
}

/** 'từ 14 giờ 00 đến 16 giờ 30' */
function hoursOf({ begins, ends }: Meeting): string | null {
  if (begins === '' || ends === '') return null;
  const said = (time: string) => time.replace(':', ' giờ ');
  return `từ ${said(begins)} đến ${said(ends)}`;
}

/** The codes of the state budget that an order prints; '' where they are left to be filled in by hand. */
export type OrderCodes = {
  chapter: string;
  sector: string;
  budgetSource: string;
  /** By expense line. */
  economic: Record<string, string>;
};
/** Who was approved to be paid, and on which account. */
type ApprovedPayee = Partial<Record<'name' | 'identity' | 'account' | 'accountName' | 'bank', string | null>>;

type Disbursement = { items?: LineAmount[]; isAdvance?: boolean; payee?: string | null; budget?: { year: number } };

export async function paymentOrderView(db: Database, source: PaperSource, origin: string): Promise<PaymentOrderView> {
  const { paper, pack, event } = source;
  const agency = agencyFacts(paper.agency, pack);
  const facts = (source.facts.get(event.subject) ?? {}) as unknown as Disbursement;
  const [answers, party, payee, codes] = await Promise.all([
    answersOf(db, source),
    source.partyRow(source.party),
    payeeOf(db, source, facts.payee ?? source.party),
    contentOf<OrderCodes>(db, paper.agency, textOf(event.input.codes)),
  ]);
  const requested = source.events.filter((one) => one.event === 'disbursement.requested').map((one) => one.subject);
  const tranche = [...new Set(requested)].indexOf(event.subject) + 1;
  const project: JsonObject = source.facts.get('project') ?? {};
  const verb = facts.isAdvance === true ? 'Tạm ứng' : 'Thanh toán';
  const lines = byLine(source, amountsOf(facts.items));
  const agreement =
    textOf(project.agreementNumber) === null || textOf(project.signedOn) === null
      ? null
      : `Hợp đồng số ${String(project.agreementNumber)} ${longDate(String(project.signedOn))}`;
  const through = facts.payee == null ? '' : ` (bên được hỗ trợ: ${party.name})`;
  const lastBy = (name: string): PastEvent | undefined =>
    source.events.findLast((one) => one.event === name && one.subject === event.subject);
  const { treasury } = agency;
  return {
    ...headOf(paper, pack, origin),
    form: 'Mẫu C2-02a/NS',
    kind: 'Giấy rút dự toán ngân sách nhà nước',
    nature: facts.isAdvance === true ? 'advance' : 'actual',
    cash: false,
    drawer: {
      name: agency.name,
      budgetUnitCode: treasury.budgetUnitCode ?? dots,
      account: treasury.account ?? dots,
      treasury: treasury.name ?? dots,
      budgetLevelCode: treasury.budgetLevelCode ?? dots,
    },
    programme: { name: pack.shortTitle.vi, code: dots },
    budgetYear: facts.budget?.year ?? Number(paper.at.slice(0, 4)),
    commitment: null,
    executedCommitment: null,
    lines: lines.map(({ line, name, amountVnd }, index) => ({
      // which project it is for stands in the first line, as on the forms that treasuries get
      content:
        index === 0
          ? `${verb} đợt ${tranche} dự án “${projectNameOf(answers)}”: ${name}${through}`
          : `${verb} đợt ${tranche}: ${name}`,
      economicCode: codes?.economic[line] ?? '',
      chapterCode: codes?.chapter ?? '',
      sectorCode: codes?.sector ?? '',
      sourceCode: codes?.budgetSource ?? '',
      taxVnd: 0n,
      payeeVnd: amountVnd,
    })),
    totalVnd: total(lines),
    tax: null,
    payee: {
      name: payee.accountName === '' ? payee.name : payee.accountName,
      address: payee.address === '' ? dots : payee.address,
      account: payee.accountNumber === '' ? dots : payee.accountNumber,
      bank: payee.bank === '' ? dots : payee.bank,
      code: payee.kind === 'team' || payee.kind === 'person' || payee.identity === '' ? null : payee.identity,
    },
    grounds: [earlier(source, 'awardDecision', 'Quyết định'), agreement].filter((ground) => ground !== null),
    signers: [
      { title: 'Người lập', name: signerOf(source, lastBy('disbursement.prepared')) },
      {
        title: titleOf('Kế toán trưởng', lastBy('disbursement.approved')?.onBehalfOf ?? null),
        name: signerOf(source, lastBy('disbursement.approved')),
      },
      { title: 'Thủ trưởng đơn vị', name: null },
    ],
  };
}

/** Whom the order pays: as the approval that it names has bound them, whatever the party has said since. */
async function payeeOf(db: Database, { paper, event, partyRow }: PaperSource, party: string): Promise<PartyRow> {
  const [row, approved] = await Promise.all([
    partyRow(party),
    contentOf<ApprovedPayee>(db, paper.agency, textOf(event.input.payee)),
  ]);
  if (approved === null && textOf(event.input.payee) === null) return row;
  // of an approval that was erased no account is known: what the party says today was not approved
  return {
    ...row,
    name: approved?.name ?? row.name,
    identity: approved?.identity ?? row.identity,
    accountNumber: approved?.account ?? '',
    accountName: approved?.accountName ?? '',
    bank: approved?.bank ?? '',
  };
}

/** "TUQ. Kế toán trưởng" where somebody signs by authority of who holds the office. */
const titleOf = (office: string, onBehalfOf: string | null) => (onBehalfOf === null ? office : `TUQ. ${office}`);

const signerOf = (source: PaperSource, event: PastEvent | undefined) =>
  event === undefined ? null : source.nameOf(event.actor);

export async function recoveryView(db: Database, source: PaperSource, origin: string): Promise<RecoveryDecisionView> {
  const { paper, pack, event } = source;
  const agency = agencyFacts(paper.agency, pack);
  const facts = source.facts.get(event.subject) ?? {};
  const payee = textOf(facts.payee);
  const [answers, party, reason] = await Promise.all([
    answersOf(db, source),
    source.partyRow(payee ?? source.party),
    reasonOf(db, paper.agency, facts.reason),
  ]);
  const lines = byLine(source, amountsOf(facts.decided ?? facts.items));
  const award = earlier(source, 'awardDecision', 'Quyết định');
  const order = earlier(source, 'paymentOrder', 'Giấy rút dự toán', `disbursement/${String(facts.disbursement)}`);
  return {
    ...headOf(paper, pack, origin),
    authority: agency.authority,
    legalBases: [...basesOf(pack), ...[award, order].filter((one) => one !== null).map((one) => `Căn cứ ${one}`)],
    projectName: projectNameOf(answers),
    holder: holderOf(party),
    reason,
    lines,
    totalVnd: total(lines),
    repayBy: String(event.input.repayBy),
    responsible: agency.responsible,
    recipients: ['Như Điều 4', 'Kho bạc Nhà nước nơi giao dịch', 'Lưu: VT, hồ sơ dự án'],
    signatory: signatoryOf(source, agency),
  };
}
