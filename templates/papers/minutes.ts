import { formatAmount } from '../../workflows/rules/money.ts';
import { dayText, longDate } from '../parts/when.ts';
import { copyWords } from '../words/papers.ts';
import { councilWords } from '../words/reviews-council.ts';
import {
  box,
  child,
  confirmation,
  confirmingCode,
  copyHeader,
  copyMark,
  inWordsToo,
  languageOf,
  nationalHeader,
  numberAndSymbol,
  originalSigners,
  type PaperView,
  paintStack,
  paragraph,
  sizes,
  stack,
  title,
  whole,
  wordsOf,
} from './decree30.ts';
import { drawnBy } from './drawings.ts';
import type { PaperFonts } from './fonts.ts';
import { makePaper, mm, type Part, sheet } from './paper.ts';
import { type Column, table } from './table.ts';
import { bold, regular, unbroken } from './text.ts';

export type CouncilOffice = 'chair' | 'viceChair' | 'member';

/**
 * What is known of a member at the meeting: that a ballot was cast, or why none was. 'present': there, and did not vote;
 * 'unknown': nobody said why.
 */
export type CouncilSeat = 'voted' | 'excused' | 'unexcused' | 'present' | 'conflict' | 'unknown';

/** That a conflict of interest was declared together with the ballot; else on which day, and on which side of the meeting. */
export type DeclaredWhen =
  | 'atOnce'
  | { readonly day: string; readonly side: 'before' | 'during' | 'after' | 'unknown' };

export type CouncilMember = {
  readonly name: string;
  readonly office: CouncilOffice;
  readonly seat: CouncilSeat;
  /** Why no ballot was cast, '' where nobody wrote it. */
  readonly why: string;
  /** When this member, who voted, declared a conflict of interest: the ballot stands. null where none was declared. */
  readonly declared: DeclaredWhen | null;
  /** What the member wants to stand in the minutes, '' for nothing. */
  readonly opinion: string;
};

type Seated = { readonly name: string; readonly office: CouncilOffice };

/** A council that was composed anew before it met: when and by whom, who went, who came, and who of the others got an office. */
export type MinutesRecomposition = {
  readonly day: string;
  readonly by: string;
  readonly out: readonly (Seated & { readonly conflicted: boolean })[];
  readonly into: readonly Seated[];
  readonly risen: readonly Seated[];
};

export type MinutesItem = {
  readonly name: string;
  /** For each member in the order of the list: the ballot, or null where none was cast. */
  readonly ballots: readonly ('pass' | 'fail' | null)[];
  /** Support in whole đồng that the council recommends; null where the item is not recommended. */
  readonly amountVnd: bigint | null;
  /** What comes of it, and what is handed in to be paid; '' leaves a line to be filled in by hand. */
  readonly outcome: string;
  readonly paymentFile: string;
};

/** What the minutes of a council's meeting say; form I.12 of Decree 268/2025, laid out after Decree 30/2020. */
export type MinutesView = PaperView & {
  readonly projectName: string;
  readonly applicant: string;
  readonly stage: string;
  /** The decision that set up the council; null leaves a line to be filled in by hand, here and below. */
  readonly establishedBy: string | null;
  readonly meetingPlace: string | null;
  /** "Trực tiếp", "Trực tuyến", "Trực tiếp kết hợp trực tuyến". */
  readonly meetingForm: string | null;
  readonly meetingDay: string | null;
  /** "từ 14 giờ 00 đến 16 giờ 30" */
  readonly meetingHours: string | null;
  /** The chair first. */
  readonly members: readonly CouncilMember[];
  readonly recomposed: readonly MinutesRecomposition[];
  /** Who declared a conflict of interest without ever having sat on the council. */
  readonly declaredBeside: readonly { readonly name: string; readonly reviewed: boolean }[];
  readonly guests: readonly string[] | null;
  readonly secretary: string | null;
  /** Who recorded the conclusion. */
  readonly recordedBy: string;
  /** What the secretary has declared of the meeting; what was not declared is not said. */
  readonly announced: boolean;
  readonly readBack: boolean;
  /** How many must be present, and ballots for an item to pass, each with its clause: "Điều 12, 268/2025/NĐ-CP". */
  readonly quorum: { readonly needed: number; readonly basis: string };
  readonly itemPasses: { readonly needed: number; readonly basis: string };
  readonly items: readonly MinutesItem[];
  /** null: the council does not recommend support. */
  readonly conclusion: { readonly totalVnd: bigint; readonly months: number } | null;
  /** What is to be completed before the decision, why the council does not recommend, and what it adds; each '' for nothing. */
  readonly completion: string;
  readonly reason: string;
  readonly remark: string;
};

/** The seats of those who cast no ballot, in the order in which they are listed. */
const withoutBallot = ['excused', 'unexcused', 'present', 'conflict', 'unknown'] as const satisfies CouncilSeat[];
const saysOf = (view: MinutesView) => wordsOf(view).minutes;

/** So many ballots can stand under words; more of them stand under letters. */
const mostInWords = 4;

/**
 * The minutes of the council that voted on an application, as a PDF. Throws when they would say what the ballots do not: a
 * total that its items do not make, an item recommended without the ballots that it needs, a ballot of somebody who cast none.
 */
export function minutes(view: MinutesView, fonts: PaperFonts): Uint8Array {
  check(view);
  const m = saysOf(view);
  const subject = m.subject(view.projectName);
  const meta = {
    title: m.title(numberAndSymbol(view), subject),
    subject,
    author: view.agency,
    createdAt: view.createdAt,
    fictional: view.fictional,
    demonstration: view.demonstration === true,
    copyHeader: copyHeader(view),
  };
  return makePaper(meta, fonts, [
    ...copyMark(view, m.kind),
    nationalHeader(view),
    title(m.kind, subject),
    ...general(view),
    ...voting(view),
    ...conclusion(view),
    ...signatures(view),
  ]);
}

function check(view: MinutesView): void {
  for (const item of view.items) {
    if (item.ballots.length !== view.members.length)
      throw new Error(`“${item.name}” has not one ballot for each member`);
    const uncast = item.ballots.some((ballot, index) => ballot !== null && view.members[index]!.seat !== 'voted');
    if (uncast) throw new Error(`a member who cast no ballot has one on “${item.name}”`);
    if (item.amountVnd !== null && countOf(item, 'pass') < view.itemPasses.needed)
      throw new Error(
        `“${item.name}” is recommended with ${countOf(item, 'pass')} ballots of ${view.itemPasses.needed}`,
      );
  }
  const sum = view.items.reduce((total, item) => total + (item.amountVnd ?? 0n), 0n);
  const total = view.conclusion?.totalVnd ?? 0n;
  if (sum !== total) throw new Error(`minutes of ${total} đồng, but their items make ${sum}`);
}

const countOf = (item: MinutesItem, ballot: 'pass' | 'fail') => item.ballots.filter((cast) => cast === ballot).length;
/** How many count as present: those whose ballots were cast, as the conclusion was decided by. */
const presentOf = (view: MinutesView) => view.members.filter(({ seat }) => seat === 'voted').length;

const heading = (text: string): Part =>
  paragraph([bold(text)], { gap: 12, keepWithNext: true, tag: 'H2', align: 'left', indent: 0 });
const labelled = (label: string, value: string): Part => paragraph([regular(`${label}: `), regular(value)]);
/** Where something is filled in by hand; in a copy that it is. */
const toFill = ({ copyOf }: MinutesView) => (copyOf == null ? '.'.repeat(60) : copyWords.byHand[0]!);
/** The same in a cell of a table. */
const dots = ({ copyOf }: MinutesView) => (copyOf == null ? '.'.repeat(12) : copyWords.byHand[1]!);
/** A text of several lines, in one. */
const inLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').replace(/[;.\s]+$/, '');
const ended = (text: string): string => `${text.replace(/[;.\s]+$/, '')}.`;

/** '02 thành viên (An, Ủy viên; Bình, Ủy viên)' */
function listed(view: MinutesView, members: readonly CouncilMember[]): string {
  const m = saysOf(view);
  const said = members.map(({ name, office, why }) =>
    [unbroken(name), m.offices[office], ...(why === '' ? [] : [m.why(inLine(why))])].join(', '),
  );
  return `${unbroken(m.members(members.length))} (${said.join('; ')}).`;
}

function general(view: MinutesView): Part[] {
  const m = saysOf(view);
  const sitting = presentOf(view);
  const filled = (text: string | null) => (text === null || text === '' ? toFill(view) : ended(text));
  const day = view.meetingDay === null ? null : unbroken(longDate(view.meetingDay, languageOf(view)));
  const guests = view.guests?.length === 0 ? m.none : (view.guests?.join('; ') ?? null);
  const { secretary, recordedBy, quorum } = view;
  const least = unbroken(m.atLeast(quorum.needed));
  return [
    heading(m.general),
    paragraph([regular(m.project), bold(view.projectName), regular('.')]),
    labelled(m.applicant, m.applicantIs(view.applicant, view.stage)),
    labelled(m.established, filled(view.establishedBy)),
    labelled(m.time, filled([view.meetingHours, day].filter((text) => text !== null).join(', '))),
    labelled(m.place, filled(view.meetingPlace)),
    labelled(m.form, filled(view.meetingForm)),
    paragraph([
      regular(m.present),
      bold(unbroken(`${sitting}/${view.members.length}`)),
      regular(`${m.quorum(sitting >= quorum.needed, least, quorum.basis)}${attendance(view).join(' ')}`),
    ]),
    ...composedAnew(view),
    labelled(m.guests, filled(guests)),
    labelled(m.secretary, filled(secretary)),
    ...(secretary === recordedBy ? [] : [labelled(m.recordedBy, ended(recordedBy))]),
  ];
}

/** How the council came to sit as it does, and who else declared a conflict of interest. What it is stands in no minutes. */
function composedAnew(view: MinutesView): Part[] {
  const m = saysOf(view);
  const { recomposed, declaredBeside } = view;
  const people = (some: readonly (Seated & { conflicted?: boolean })[]) =>
    `${unbroken(m.members(some.length))} (${some
      .map(({ name, office, conflicted }) =>
        [unbroken(name), m.offices[office], ...(conflicted === true ? [m.hasConflict] : [])].join(', '),
      )
      .join('; ')}).`;
  const beside = declaredBeside.map(({ name, reviewed }) => `${unbroken(name)}${reviewed ? `, ${m.reviewer}` : ''}`);
  return [
    ...recomposed.map(({ day, by, out, into, risen }) =>
      paragraph(
        [
          m.composed(unbroken(longDate(day, languageOf(view))), unbroken(by)),
          ...(out.length === 0 ? [] : [m.left(people(out))]),
          ...(into.length === 0 ? [] : [m.joined(people(into))]),
          ...risen.map(({ name, office }) => m.risen(m.offices[office], unbroken(name))),
        ].join(' '),
      ),
    ),
    ...(beside.length === 0 ? [] : [paragraph(m.beside(beside.join('; ')))]),
  ];
}

/** Who cast no ballot and why, as far as somebody said it. */
function attendance(view: MinutesView): string[] {
  const m = saysOf(view);
  const { members } = view;
  const groups = withoutBallot
    .map((seat) => ({ seat, label: m.withoutBallot[seat][0], those: members.filter((member) => member.seat === seat) }))
    .filter(({ those }) => those.length > 0);
  const mayBeAbsent: readonly CouncilSeat[] = ['excused', 'unexcused', 'unknown'];
  const atOnce = members.filter(({ declared }) => declared === 'atOnce');
  const later = members.flatMap(({ name, office, declared }) =>
    declared === null || declared === 'atOnce'
      ? []
      : [
          [
            unbroken(name),
            m.offices[office],
            m.declared(councilWords[languageOf(view)].declaredOn[declared.side](dayText(declared.day))),
          ].join(', '),
        ],
  );
  return [
    ...(groups.some(({ seat }) => mayBeAbsent.includes(seat)) ? [] : [m.nobodyAbsent]),
    ...groups.map(({ label, those }) => `${label}: ${listed(view, those)}`),
    ...(atOnce.length === 0 ? [] : [m.declaredAtOnce(listed(view, atOnce))]),
    ...(later.length === 0 ? [] : [m.declaredLater(unbroken(m.members(later.length)), later.join('; '))]),
  ];
}

function voting(view: MinutesView): Part[] {
  if (view.items.length === 0) return [];
  const w = wordsOf(view);
  const m = w.minutes;
  const { needed, basis } = view.itemPasses;
  const ballots = presentOf(view);
  const words = view.items.length <= mostInWords;
  const shown = { pass: m.pass[words ? 0 : 1]!, fail: m.fail[words ? 0 : 1]! } as const;
  const legend = words ? '' : m.legend;
  const columns: Column[] = view.items.map((_, index) => ({
    head: `(${index + 1})`,
    align: 'center',
    width: words ? 62 : 30,
  }));
  return [
    heading(m.voting),
    paragraph(m.rule(unbroken(m.ballots(needed, ballots)), basis), { keepWithNext: true }),
    table({
      columns: [
        { head: w.no, align: 'center', width: 30 },
        { head: m.item, align: 'left', share: 1 },
        { head: m.passes, align: 'center', width: 62 },
        { head: m.fails, align: 'center', width: 76 },
        { head: m.result, align: 'center', width: 66 },
      ],
      rows: view.items.map((item, index) => [
        `(${index + 1})`,
        item.name,
        `${countOf(item, 'pass')}/${ballots}`,
        `${countOf(item, 'fail')}/${ballots}`,
        [bold(countOf(item, 'pass') >= needed ? m.pass[0]! : m.fail[0]!)],
      ]),
      size: sizes.table,
    }),
    paragraph(m.each(view.items.length, legend), { keepWithNext: true, gap: 10 }),
    table({
      columns: [
        { head: w.no, align: 'center', width: 30 },
        { head: m.name, align: 'left', share: 1 },
        { head: m.office, align: 'left', width: 'fit' },
        ...columns,
      ],
      rows: view.members.map(({ name, office, seat }, member) => [
        String(member + 1),
        seat === 'voted' ? name : `${name} (${m.withoutBallot[seat][1]})`,
        m.offices[office],
        ...view.items.map((item) => {
          const ballot = item.ballots[member] ?? null;
          return ballot === null ? '–' : shown[ballot];
        }),
      ]),
      size: sizes.table,
    }),
  ];
}

function conclusion(view: MinutesView): Part[] {
  const w = wordsOf(view);
  const m = w.minutes;
  const last = closing(view);
  const said = (label: string, text: string): Part[] =>
    text === '' ? [] : [paragraph(`${label}: ${ended(inLine(text))}`, { gap: 10 })];
  const opinions = view.members.flatMap(({ name, opinion }) => said(m.opinion(unbroken(name)), opinion));
  if (view.conclusion === null)
    return [
      heading(m.conclusion),
      paragraph([bold(m.notRecommended)]),
      ...said(m.reason, view.reason),
      ...opinions,
      ...said(m.remark, view.remark),
      ...last,
    ];
  const { totalVnd, months } = view.conclusion;
  const recommended = view.items.filter((item) => item.amountVnd !== null);
  return [
    heading(m.conclusion),
    paragraph(
      [
        regular(m.recommended),
        bold(unbroken(w.vnd(formatAmount(totalVnd)))),
        regular(`${inWordsToo(languageOf(view), totalVnd)}${m.recommendedFor(unbroken(w.months(months)))}`),
      ],
      { keepWithNext: true },
    ),
    table({
      columns: [
        { head: w.no, align: 'center', width: 26 },
        { head: m.item, align: 'left', share: 5 },
        { head: m.outcome, align: 'left', share: 5 },
        { head: m.duration, align: 'center', width: 52 },
        { head: m.amount, align: 'right', width: 'fit' },
        { head: m.paymentFile, align: 'left', share: 4 },
        { head: m.note, align: 'left', width: 40 },
      ],
      rows: recommended.map((item, index) => [
        String(index + 1),
        item.name,
        item.outcome === '' ? dots(view) : item.outcome,
        view.copyOf == null ? unbroken(w.months(months)) : w.months(months),
        formatAmount(item.amountVnd!),
        item.paymentFile === '' ? dots(view) : item.paymentFile,
        '',
      ]),
      foot: ['', w.total, '', '', formatAmount(totalVnd), '', ''],
      size: 11,
    }),
    ...said(m.completion, view.completion),
    ...opinions,
    ...said(m.remark, view.remark),
    ...last,
  ];
}

const isThere = (seat: CouncilSeat) => seat === 'voted' || seat === 'present';

/** What was declared of the meeting, and nothing else of it. */
function closing(view: MinutesView): Part[] {
  const m = saysOf(view);
  const said = [...(view.announced ? [m.announced] : []), ...(view.readBack ? [m.readBack] : [])];
  if (said.length === 0) return [];
  return [paragraph(said.join(' ').replace(/\.$/, './.'), { keepWithNext: true, gap: 10 })];
}

/**
 * The secretary at the left, who chaired at the right, and below them the code that confirms the paper. A copy names who signs the
 * original.
 */
function signatures(view: MinutesView): Part[] {
  const m = saysOf(view);
  const chair =
    view.members.find(({ office, seat }) => office === 'chair' && isThere(seat)) ??
    view.members.find(({ office, seat }) => office === 'viceChair' && isThere(seat));
  const signers = [
    { role: m.secretarySigns, name: view.secretary ?? '' },
    {
      role: chair?.office === 'viceChair' ? m.viceChairSigns : m.chairSigns,
      name: chair?.name ?? '',
    },
  ];
  if (view.copyOf != null) {
    const said = signers.map(({ role, name }) => (name === '' ? role : `${role}: ${name}`));
    return [...originalSigners(said.join('; ')), confirmingCode(view)];
  }
  const block: Part = (pen, root) => {
    const half = sheet.body / 2;
    const columns = signers.map(({ role, name }, index) => {
      const place = { x: sheet.left + index * half, width: half, align: 'center' as const, size: sizes.body };
      return {
        head: [
          box(pen, role.toLocaleUpperCase('vi'), { ...place, face: 'bold' }),
          box(pen, '(Ký, ghi rõ họ tên)', { ...place, face: 'italic' }),
        ],
        name: box(pen, name === '' ? ' ' : unbroken(name), { ...place, face: 'bold' }),
      };
    });
    const seal = confirmation(pen, view, { x: sheet.left, width: mm(105) });
    const nameTop = Math.max(...columns.map(({ head }) => stack(head))) + mm(24);
    const sealTop = nameTop + Math.max(...columns.map(({ name }) => name.height)) + 16;
    const signed = whole(14, sealTop + seal.height, (y) => {
      for (const { head, name } of columns) {
        paintStack(pen, root, head, y);
        name.paint(y + nameTop, child(pen, root, 'P'));
      }
      seal.paint(y + sealTop, root);
    });
    return { ...signed, follows: drawnBy(2, view) };
  };
  return [block];
}
