// What each kind of paper says, from what it is made from. Nothing here is written anywhere: the templates do that.

import type { BudgetCodes } from '../../templates/pages/disbursements/request-standing.tsx';
import type { Treasury } from '../../templates/pages/programmes/treasury.tsx';
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
import { budgetFieldOf, budgetTotals, type Answers as FormAnswers } from '../../workflows/rules/forms.ts';
import { cutsOf } from '../awards.ts';
import { contentOf, reasonOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import { nameWith } from '../dossier.ts';
import {
  conflictedIn,
  declaredAfterVote,
  declaredWhen,
  guestsOf,
  type Meeting,
  minutesOf,
  opinionsOf,
  recompositionsIn,
  seatIn,
} from '../reviews/index.ts';
import { printedTreasury } from '../treasury.ts';
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

/** A person's number: papers are handed round, and its end tells it from others. */
const masked = (number: string): string => number.replace(/.(?=.{4})/g, '*');

function holderOf({ name, identity, address, representative, kind }: PartyRow): AwardDecisionView['holder'] {
  const isPerson = kind === 'team' || kind === 'person';
  const number = identity === '' ? dots : isPerson ? masked(identity) : identity;
  const person = representative === null ? '' : `người đại diện: ${representative}; `;
  const whose = kind === 'team' ? 'căn cước của người đại diện' : 'căn cước';
  return {
    name,
    identity: isPerson ? `${person}${whose} số ${number}` : `mã số doanh nghiệp ${number}`,
    address: address === '' ? dots : address,
  };
}

/** Who signs: whoever decided; in the head's place under a delegation, by authority ("TUQ.", Decree 30/2020). */
function signatoryOf(source: PaperSource, agency: AgencyFacts): Signatory {
  const { actor, onBehalfOf } = source.event;
  return { onBehalf: null, titles: [titleOf(agency.head, onBehalfOf)], name: source.nameOf(actor) };
}

/** The last year of the programme that an instrument's own title names: "giai đoạn 2021 - 2025", "đến năm 2025". */
const lastYearIn = (title: string): string | undefined =>
  /giai đoạn \d{4}\s*[-–]\s*(\d{4})/.exec(title)?.[1] ?? /đến năm (\d{4})/.exec(title)?.[1];

/**
 * "Căn cứ Nghị quyết số 20/2023/NQ-HĐND ngày 11 tháng 11 năm 2023 của … quy định …", of what is in force on the day as far as
 * the pack says. What has ended, or is about a programme that has, is no ground any more; but where one of the `lines` rests on
 * it, it is named, and that it has ended.
 */
function basesOf({ pack, stage, paper }: PaperSource, lines: readonly { line: string }[]): string[] {
  const day = dayOf(paper.at);
  const needed = new Set(lines.map(({ line }) => capOfLine(pack, stage, line)?.source.instrument));
  const cited = pack.instruments.filter(({ id, title, issuedOn, inForceFrom, inForceTo }) => {
    const from = inForceFrom ?? issuedOn;
    const isOver = (inForceTo ?? day) < day || (lastYearIn(title.vi) ?? day.slice(0, 4)) < day.slice(0, 4);
    return needed.has(id) || ((from ?? day) <= day && !isOver);
  });
  return cited.map(({ number, title, issuer, issuedOn, inForceTo }) => {
    const [, kind = 'Văn bản', about = ''] = /^(\S+ \S+(?: hư cấu)?)\s*(.*)$/.exec(title.vi) ?? [];
    const when = issuedOn === null ? '' : ` ${longDate(issuedOn)}`;
    const ended = inForceTo !== null && inForceTo < day ? ` (hiệu lực đến hết ${longDate(inForceTo)})` : '';
    return `Căn cứ ${kind} số ${number}${when} của ${issuer.vi}${about === '' ? '' : ` ${about}`}${ended}`;
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
  const [answers, party, reason] = await Promise.all([
    answersOf(db, source),
    source.partyRow(source.party),
    reasonOf(db, paper.agency, event.input.reason),
  ]);
  const amounts = byLine(source, amountsOf(event.input.lines));
  const lines = amounts.map(({ line, name, amountVnd }) => ({
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
      ...basesOf(source, amounts),
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
    matchingVnd: matchingOf(source, answers, amounts),
    less: lessOf(source, reason),
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

/** What the applicant's own part is in the items that are supported, as the application says it; null for none. */
export function matchingOf(
  { pack, stage }: Pick<PaperSource, 'pack' | 'stage'>,
  answers: Answers,
  lines: readonly { line: string }[],
): bigint | null {
  const forms = pack.forms.application;
  const form = (Object.hasOwn(forms, stage) ? forms[stage] : undefined) ?? forms.all;
  const field = form === undefined ? null : budgetFieldOf(form);
  const totals = budgetTotals(answers as FormAnswers, field?.id ?? 'budget');
  const sum = lines.reduce((so, { line }) => so + (totals.lines[line]?.matchingVnd ?? 0n), 0n);
  return sum === 0n ? null : sum;
}

/** What the award cut of what the council recommended, and why; null where it cut nothing. */
function lessOf(source: PaperSource, reason: string): AwardDecisionView['less'] {
  const application = source.facts.get('application') ?? {};
  const cuts = cutsOf(application);
  if (cuts.length === 0) return null;
  return {
    recommendedVnd: amountsOf(application.recommended).reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n),
    cuts: cuts.map(({ line, ...amounts }) => ({ name: lineName(source, line), ...amounts })),
    reason,
  };
}

/** The cap that allows an expense line: its own where it has one, else that of the stage as a whole. */
function capOfLine(pack: Pack, stage: string, line: string) {
  const caps = capsOnLine(pack, stage, line).filter((cap) => cap.owner === 'project' && cap.drawnAt === 'award');
  return caps.find((one) => one.line === line) ?? caps[0];
}

function clauseOfLine(pack: Pack, stage: string, line: string): string {
  const cap = capOfLine(pack, stage, line);
  return cap === undefined ? '' : clauseOf(pack, cap.source).vi;
}

export async function minutesView(db: Database, source: PaperSource, origin: string): Promise<MinutesView> {
  const { paper, pack, stage, event } = source;
  const application = source.facts.get('application') ?? {};
  const { quorum, itemPasses } = pack.procedure.council;
  const [answers, party, meeting, reason, opinions] = await Promise.all([
    answersOf(db, source),
    source.partyRow(source.party),
    minutesOf(db, paper.agency, event.input),
    reasonOf(db, paper.agency, event.input.reason),
    opinionsOf(db, paper.agency, paper.dossier),
  ]);
  const conflicted = conflictedIn(source.events);
  const council = (application.council ?? []) as string[];
  const votes = (application.votes ?? {}) as Record<string, Record<string, 'pass' | 'fail'>>;
  const officeOf = (id: string): CouncilMember['office'] =>
    id === application.chair ? 'chair' : id === application.viceChair ? 'viceChair' : 'member';
  const rank = { chair: 0, viceChair: 1, member: 2 };
  const members = council
    .map((id) => ({
      id,
      name: source.nameOf(id),
      office: officeOf(id),
      seat: seatOf(source, meeting, id, conflicted),
    }))
    .sort((a, b) => rank[a.office] - rank[b.office] || a.name.localeCompare(b.name, 'vi') || (a.id < b.id ? -1 : 1));
  const recommended = event.event === 'application.recommended' ? byLine(source, amountsOf(event.input.lines)) : [];
  const voted = Object.values(votes).flatMap((ballots) => Object.keys(ballots));
  const lines = byLine(
    source,
    [...new Set([...voted, ...recommended.map(({ line }) => line)])].map((line) => ({ line, amountVnd: '0' })),
  );
  const ballotsCast = members.filter(({ seat }) => seat === 'voted').length;
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
    members: members.map(({ id, name, office, seat }) => ({
      name,
      office,
      seat,
      why: seat === 'voted' ? '' : (meeting?.absences[id] ?? ''),
      declared: declaredIn(source, meeting, id, seat),
      opinion: opinions.get(id) ?? meeting?.opinions[id] ?? '',
    })),
    recomposed: recomposedIn(source),
    declaredBeside: declaredBeside(source, council, conflicted),
    guests: meeting === null ? null : guestsOf(meeting),
    secretary: textOf(meeting?.secretary),
    recordedBy: source.nameOf(event.actor),
    announced: meeting?.announced === true,
    readBack: meeting?.readBack === true,
    quorum: needed(quorum, members.length),
    itemPasses: needed(itemPasses, ballotsCast),
    items: lines.map(({ line, name }) => ({
      name,
      ballots: members.map(({ id }) => votes[id]?.[line] ?? null),
      amountVnd: recommended.find((one) => one.line === line)?.amountVnd ?? null,
      outcome: meeting?.items?.[line]?.outcome ?? '',
      paymentFile: meeting?.items?.[line]?.paymentFile ?? '',
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

/** What is known of a member at the meeting: by what the secretary said of it, and by what history has of ballots and declarations. */
function seatOf(source: PaperSource, meeting: Meeting | null, person: string, conflicted: readonly string[]) {
  const { votes = {} } = source.facts.get('application') ?? {};
  const seat = seatIn(meeting, person, Object.hasOwn(votes as object, person));
  return seat !== 'voted' && conflicted.includes(person) ? 'conflict' : seat;
}

/** When a member who voted declared a conflict of interest, if ever. */
function declaredIn({ events }: PaperSource, meeting: Meeting | null, person: string, seat: CouncilMember['seat']) {
  const declared = seat === 'voted' ? declaredAfterVote(events, person) : null;
  return declared === null ? null : declaredWhen(declared, meeting);
}

/** Each time that the council was composed anew before it met. */
function recomposedIn(source: PaperSource): MinutesView['recomposed'] {
  const named = <T extends { person: string }>({ person, ...one }: T) => ({ ...one, name: source.nameOf(person) });
  return recompositionsIn(source.events).map(({ event, out, into, risen }) => ({
    day: dayOf(event.at),
    by: nameWith(
      { name: source.nameOf(event.actor), behalf: event.onBehalfOf && source.nameOf(event.onBehalfOf) },
      'vi',
    ),
    out: out.map(named),
    into: into.map(named),
    risen: risen.map(named),
  }));
}

/** Who declared a conflict of interest and neither sits on the council nor ever did: those who reviewed are called so. */
function declaredBeside(
  { events, nameOf }: PaperSource,
  council: readonly string[],
  conflicted: readonly string[],
): MinutesView['declaredBeside'] {
  const lists = (key: string) => events.flatMap(({ input }) => (input[key] ?? []) as string[]);
  const seated = new Set([...council, ...lists('council')]);
  const asked = events.flatMap(({ event, input }) =>
    event === 'application.reviewerReplaced'
      ? [input.in]
      : event === 'application.reviewerAdded'
        ? [input.reviewer]
        : [],
  );
  const reviewers = new Set([...lists('reviewers'), ...asked]);
  return conflicted
    .filter((person) => !seated.has(person))
    .map((person) => ({ name: nameOf(person), reviewed: reviewers.has(person) }));
}

/** 'từ 14 giờ 00 đến 16 giờ 30' */
function hoursOf({ begins, ends }: Meeting): string | null {
  if (begins === '' || ends === '') return null;
  const said = (time: string) => time.replace(':', ' giờ ');
  return `từ ${said(begins)} đến ${said(ends)}`;
}

/** What an order prints beside what was approved of it. */
export type OrderCodes = BudgetCodes & {
  /** The agency as its treasury knew it then; of orders issued before agencies wrote it there is none. */
  treasury?: Treasury;
};
/** Who was approved to be paid, and on which account. */
type ApprovedPayee = Partial<Record<'name' | 'identity' | 'account' | 'accountName' | 'bank', string | null>>;

type Disbursement = { items?: LineAmount[]; isAdvance?: boolean; payee?: string | null; budget?: { year: number } };

/** `foreseen`: the codes of an order that is not issued yet; an issued one names its own. */
export async function paymentOrderView(
  db: Database,
  source: PaperSource,
  origin: string,
  foreseen: OrderCodes | null = null,
): Promise<PaymentOrderView> {
  const { paper, pack, event } = source;
  const facts = (source.facts.get(event.subject) ?? {}) as unknown as Disbursement;
  const [answers, party, payee, codes] = await Promise.all([
    answersOf(db, source),
    source.partyRow(source.party),
    payeeOf(db, source, facts.payee ?? source.party),
    foreseen ?? contentOf<OrderCodes>(db, paper.agency, textOf(event.input.codes)),
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
  const passed = source.events.findLast((one) => one.event === 'project.agreementNovated');
  const novation =
    passed === undefined
      ? null
      : `Quyết định chuyển giao hợp đồng số ${String(passed.input.decisionNumber)} ${titleDay(passed.at)}`;
  const through = facts.payee == null ? '' : ` (bên được hỗ trợ: ${party.name})`;
  const lastBy = (name: string): PastEvent | undefined =>
    source.events.findLast((one) => one.event === name && one.subject === event.subject);
  const treasury = codes?.treasury ?? printedTreasury(paper.agency, pack);
  return {
    ...headOf(paper, pack, origin),
    form: 'Mẫu C2-02a/NS',
    kind: 'Giấy rút dự toán ngân sách nhà nước',
    nature: facts.isAdvance === true ? 'advance' : 'actual',
    cash: false,
    drawer: {
      name: treasury.unitName,
      budgetUnitCode: treasury.unitCode || dots,
      account: treasury.account || dots,
      treasury: treasury.treasury || dots,
      budgetLevelCode: treasury.budgetLevel || dots,
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
    grounds: [earlier(source, 'awardDecision', 'Quyết định'), agreement, novation].filter((ground) => ground !== null),
    signers: [
      { title: 'Người lập', name: signerOf(source, lastBy('disbursement.prepared')) },
      {
        title: titleOf('Kế toán trưởng', lastBy('disbursement.approved')?.onBehalfOf ?? null),
        name: signerOf(source, lastBy('disbursement.approved')),
      },
      // signed by hand: who heads the agency on that day no decision of this dossier says
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
    legalBases: [
      ...basesOf(source, lines),
      ...[award, order].filter((one) => one !== null).map((one) => `Căn cứ ${one}`),
    ],
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
