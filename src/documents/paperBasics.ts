// What the kinds of papers have in common, from what they are made from, in the language that they are written in.

import type { AwardDecisionView } from '../../templates/papers/awardDecision.ts';
import type { PaperView, Signatory } from '../../templates/papers/decree30.ts';
import { presentDrawing } from '../../templates/papers/drawings.ts';
import { longDate } from '../../templates/parts/when.ts';
import { type AgencyFacts, agencyFacts } from '../../templates/words/agencies.ts';
import { paperNumber, symbolOf } from '../../templates/words/paperNumbers.ts';
import { copyWords, paperWords } from '../../templates/words/papers.ts';
import type { Language } from '../../templates/words/words.ts';
import { capsOnLine, clauseOf, type Pack, stageOf } from '../../workflows/programmes/schema.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { contentOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import type { PaperRow, PaperSource, PartyRow, PastEvent } from './paperSource.ts';

/** What is to be filled in by hand. */
export const dotsIn = ({ copyOf }: Pick<PaperSource, 'copyOf'>): string =>
  copyOf === null ? '.'.repeat(16) : copyWords.byHand[1]!;

/** What a paper is written in: Vietnamese, and its copy for information in English. */
export const languageIn = ({ copyOf }: Pick<PaperSource, 'copyOf'>): Language => (copyOf === null ? 'vi' : 'en');
export const wordsIn = (source: Pick<PaperSource, 'copyOf'>) => paperWords[languageIn(source)].view;
/** The day of an instant, as papers write it. */
export const longDay = (source: PaperSource, at: string) => longDate(dayOf(at), languageIn(source));

/** Where anybody may confirm a paper. Its code is the beginning of the hash of the event that issued it. */
export function confirmPath({ agency, register, year, number, hash }: PaperRow): string {
  return `/confirm/${agency}/${register}/${year}/${number}/${hash.slice(0, 16)}`;
}

/** A paper's number and symbol, agency and day, before anything else is known of it. */
export function headOf(
  paper: PaperRow,
  pack: Pack,
  origin: string,
  { copyOf = null, drawing = presentDrawing, demonstration = false }: Partial<PaperSource> = {},
): PaperView {
  const agency = agencyFacts(paper.agency, pack, languageIn({ copyOf }));
  return {
    parentAgency: agency.parent,
    agency: agency.name,
    number: paper.number,
    symbol: symbolOf(paper.agency, pack, paper.kind),
    place: agency.place,
    issuedOn: dayOf(paper.at),
    createdAt: new Date(paper.at),
    fictional: pack.fictional,
    demonstration,
    confirmUrl: `${origin}${confirmPath(paper)}`,
    drawing,
    copyOf,
  };
}

export type LineAmount = { line: string; amountVnd: string };

export const amountsOf = (value: unknown): LineAmount[] => (Array.isArray(value) ? (value as LineAmount[]) : []);
export const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
export const total = (lines: readonly { amountVnd: bigint }[]) => lines.reduce((sum, line) => sum + line.amountVnd, 0n);

/** Amounts by expense line, in the pack's order of lines. */
export function byLine(
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

export const lineName = (source: PaperSource, line: string) =>
  stageOf(source.pack, source.stage)?.lines.find(({ id }) => id === line)?.name[languageIn(source)] ?? line;

export const stageName = (source: PaperSource) =>
  stageOf(source.pack, source.stage)?.name[languageIn(source)] ?? source.stage;

export type Answers = Record<string, unknown>;

export async function answersOf(db: Database, source: PaperSource): Promise<Answers> {
  const { content } = source.facts.get('application') ?? {};
  return (await contentOf<Answers>(db, source.paper.agency, textOf(content))) ?? {};
}

export const projectNameOf = (source: PaperSource, answers: Answers) =>
  textOf(answers.projectName) ?? wordsIn(source).noProject;

/** A person's number: papers are handed round, and its end tells it from others. */
const masked = (number: string): string => number.replace(/.(?=.{4})/g, '*');

export function holderOf(
  source: PaperSource,
  { name, identity, address, representative, kind }: PartyRow,
): AwardDecisionView['holder'] {
  const w = wordsIn(source);
  const isPerson = kind === 'team' || kind === 'person';
  const dots = dotsIn(source);
  const number = identity === '' ? dots : isPerson ? masked(identity) : identity;
  const person = representative === null ? '' : w.representative(representative);
  const card = kind === 'team' ? w.teamId : w.personId;
  return {
    name,
    identity: isPerson ? `${person}${card(number)}` : w.enterprise(number),
    address: address === '' ? dots : address,
  };
}

/** Who signs: whoever decided, in the head's place where they act under a delegation. */
export async function signatoryOf(source: PaperSource, agency: AgencyFacts): Promise<Signatory> {
  const { event } = source;
  const titles = await titlesOf(source, event, { role: 'director', title: agency.head });
  return { onBehalf: null, titles, name: source.nameOf(event.actor) };
}

/** The last year of the programme that an instrument's own title names: "giai đoạn 2021 - 2025", "đến năm 2025". */
const lastYearIn = (title: string): string | undefined =>
  /giai đoạn \d{4}\s*[-–]\s*(\d{4})/.exec(title)?.[1] ?? /đến năm (\d{4})/.exec(title)?.[1];

/**
 * "Căn cứ Nghị quyết số 20/2023/NQ-HĐND ngày 11 tháng 11 năm 2023 của … quy định …", of what is in force on the day as far as
 * the pack says. What has ended, or is about a programme that has, is no ground any more; but where one of the `lines` rests on
 * it, it is named, and that it has ended.
 */
export function basesOf(source: PaperSource, lines: readonly { line: string }[]): string[] {
  const { pack, stage, paper } = source;
  const day = dayOf(paper.at);
  const needed = new Set(lines.map(({ line }) => capOfLine(pack, stage, line)?.source.instrument));
  const cited = pack.instruments.filter(({ id, title, issuedOn, inForceFrom, inForceTo }) => {
    const from = inForceFrom ?? issuedOn;
    const isOver = (inForceTo ?? day) < day || (lastYearIn(title.vi) ?? day.slice(0, 4)) < day.slice(0, 4);
    return needed.has(id) || ((from ?? day) <= day && !isOver);
  });
  if (languageIn(source) === 'en')
    return cited.map(({ number, title, issuer, issuedOn, inForceTo }) => {
      const when = issuedOn === null ? '' : ` of ${longDate(issuedOn, 'en')}`;
      const ended = inForceTo !== null && inForceTo < day ? ` (in force until ${longDate(inForceTo, 'en')})` : '';
      return wordsIn(source).pursuant(`the ${title.en}, No. ${number}${when}, ${issuer.en}${ended}`);
    });
  return cited.map(({ number, title, issuer, issuedOn, inForceTo }) => {
    const [, kind = 'Văn bản', about = ''] = /^(\S+ \S+(?: hư cấu)?)\s*(.*)$/.exec(title.vi) ?? [];
    const when = issuedOn === null ? '' : ` ${longDate(issuedOn)}`;
    const ended = inForceTo !== null && inForceTo < day ? ` (hiệu lực đến hết ${longDate(inForceTo)})` : '';
    return `Căn cứ ${kind} số ${number}${when} của ${issuer.vi}${about === '' ? '' : ` ${about}`}${ended}`;
  });
}

/** "Quyết định số 05/QĐ-SKHCN ngày …" of an earlier paper of the dossier. */
export function earlier(source: PaperSource, kind: string, word: string, subject?: string): string | null {
  const found = source.papers.findLast(
    (one) => one.kind === kind && (subject === undefined || one.subject === subject),
  );
  if (found === undefined) return null;
  const number = paperNumber(source.paper.agency, source.pack, found);
  return wordsIn(source).numberedOf(word, number, longDay(source, found.at));
}

/** The cap that allows an expense line: its own where it has one, else that of the stage as a whole. */
function capOfLine(pack: Pack, stage: string, line: string) {
  const caps = capsOnLine(pack, stage, line).filter((cap) => cap.owner === 'project' && cap.drawnAt === 'award');
  return caps.find((one) => one.line === line) ?? caps[0];
}

export function clauseOfLine(source: PaperSource, line: string): string {
  const { pack, stage } = source;
  const cap = capOfLine(pack, stage, line);
  return cap === undefined ? '' : clauseOf(pack, cap.source)[languageIn(source)];
}

/**
 * Under what somebody signs: their office; or, where they act for who holds it, "KT. Giám đốc" or "TUQ. Giám đốc" and below it the office
 * of their own (Decree 30/2020). A delegation that names none is one by authority.
 */
export async function titlesOf(
  source: PaperSource,
  event: Pick<PastEvent, 'actor' | 'onBehalfOf' | 'at'>,
  office: { role: Role; title: string },
): Promise<readonly string[]> {
  if (event.onBehalfOf === null) return [office.title];
  const signing = await source.signingOf(event, office.role);
  const inPlace = wordsIn(source).inPlaceOf[signing?.form ?? 'authority'](office.title);
  return signing === null ? [inPlace] : [inPlace, signing.title];
}
