// The facts of the council's meeting that stand in its minutes. They are kept as a content of kind 'minutes', which the conclusion
// names by its commitment; the figures and ballots are in the history.

import type { ItemView, SeatView } from '../../templates/pages/reviews/council.tsx';
import type { CouncilSeat, DeclaredWhen } from '../../templates/papers/minutes.ts';
import type { Typed } from '../../templates/parts/form.tsx';
import { dayText, timeText } from '../../templates/parts/when.ts';
import { reviewsWords } from '../../templates/words/reviews.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import type { Language } from '../../templates/words/words.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { type Day, dayOf, isDay } from '../../workflows/rules/calendar.ts';
import { cleanLine, isHour, readDay, readHour } from '../../workflows/rules/formFields.ts';
import { contentOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import type { Dossier } from '../dossier.ts';
import { longIn, textIn } from '../forms.ts';
import { tooLong } from './desk.ts';

/** Why somebody cast no ballot who declared no conflict of interest. */
type NoBallot = 'excused' | 'unexcused' | 'present';

/** What the minutes say of an expense line beside its amount; '' is what nobody wrote. */
type ItemTexts = { readonly outcome: string; readonly paymentFile: string };

/** A meeting as it is kept. '' is what nobody wrote; persons by id. What is optional here was not asked for from the beginning. */
export type Meeting = {
  readonly established: string;
  readonly place: string;
  readonly heldOn: Day;
  /** 'HH:MM' */
  readonly begins: string;
  readonly ends: string;
  readonly form: '' | 'inPerson' | 'online' | 'both';
  /** Who the council's secretary was at the meeting: not always who records it. */
  readonly secretary?: string;
  readonly guests: string[];
  /** Of each member without a ballot, but for those of `conflicts`. */
  readonly noBallots?: { readonly [person: string]: NoBallot };
  /** Why, where somebody wrote it. */
  readonly absences: { readonly [person: string]: string };
  readonly opinions: { readonly [person: string]: string };
  /** What the team must complete before the decision. */
  readonly completion: string;
  readonly remark: string;
  /** Who declared a conflict of interest and did not vote; who voted and declared one. */
  readonly conflicts?: string[];
  readonly conflictedVoters?: string[];
  /** What the secretary declares: that the result was announced at the meeting, and the minutes read back and agreed to. */
  readonly announced?: boolean;
  readonly readBack?: boolean;
  /** By expense line. */
  readonly items?: { readonly [line: string]: ItemTexts };
};

/** What is known of a member at a meeting. The one reader of it, for the pages and for the paper. */
export function seatIn(meeting: Meeting | null, person: string, voted: boolean): CouncilSeat {
  if (voted) return 'voted';
  if (meeting?.conflicts?.includes(person)) return 'conflict';
  // before it was asked, a reason was only written of who was absent
  return meeting?.noBallots?.[person] ?? (meeting?.absences[person] === undefined ? 'unknown' : 'excused');
}

/** Who attended besides the council; null where nobody said that there was nobody. */
export const guestsOf = ({ guests, noBallots }: Meeting): string[] | null =>
  guests.length === 0 && noBallots === undefined ? null : guests;

const forms = ['inPerson', 'online', 'both'] as const;
const noBallots = ['excused', 'unexcused', 'present'] as const;

/** Of whom has to be said why they cast no ballot: of those with a conflict of interest it is known. */
export const askedOf = (seats: readonly SeatView[]) =>
  seats.filter(({ voted, conflict }) => !voted && conflict === null);

/** Reads the part of the form that is about the meeting. `items`: the expense lines of which more is said. */
export function meetingIn(typed: Typed, seats: readonly SeatView[], items: readonly ItemView[]): Meeting {
  const line = (name: string) => cleanLine(textIn(typed, name));
  const asked = askedOf(seats);
  const ofEach = (some: readonly SeatView[], prefix: string) =>
    Object.fromEntries(some.map(({ id }) => [id, longIn(typed, `${prefix}.${id}`)]).filter(([, text]) => text !== ''));
  const idsOf = (some: readonly SeatView[]) => some.map(({ id }) => id);
  return {
    established: line('established'),
    place: line('place'),
    heldOn: readDay(line('heldOn')) ?? '',
    begins: readHour(line('begins')) ?? '',
    ends: readHour(line('ends')) ?? '',
    form: forms.find((one) => one === textIn(typed, 'meetingForm')) ?? '',
    secretary: line('secretary'),
    guests: longIn(typed, 'guests')
      .split('\n')
      .map(cleanLine)
      .filter((guest) => guest !== ''),
    noBallots: Object.fromEntries(
      asked.flatMap(({ id }) => {
        const said = noBallots.find((one) => one === textIn(typed, `seat.${id}`));
        return said === undefined ? [] : [[id, said]];
      }),
    ),
    absences: ofEach(asked, 'absence'),
    // what a member wrote with the ballot stands as it is
    opinions: ofEach(
      seats.filter(({ voted, opinion }) => voted && opinion === ''),
      'opinion',
    ),
    completion: longIn(typed, 'completionText'),
    remark: longIn(typed, 'remark'),
    conflicts: idsOf(seats.filter(({ voted, conflict }) => !voted && conflict !== null)),
    conflictedVoters: idsOf(bothOf(seats)),
    announced: textIn(typed, 'announced') === 'yes',
    readBack: textIn(typed, 'readBack') === 'yes',
    items: Object.fromEntries(
      items.map((one) => [
        one.line,
        { outcome: line(`outcome.${one.line}`), paymentFile: line(`payment.${one.line}`) },
      ]),
    ),
  };
}

/** Whose ballot and whose declared conflict of interest both stand. */
export const bothOf = (seats: readonly SeatView[]) => seats.filter(({ voted, conflict }) => voted && conflict !== null);

type Told = { readonly event: string; readonly actor: string; readonly at: string; readonly input: JsonObject };

/** Within this time a ballot and a declaration were sent together. */
const together = 60_000;

/** When somebody who voted declared a conflict of interest, as history has it: null where they did not. */
export function declaredAfterVote(events: readonly Told[], person: string): { at: string; atOnce: boolean } | null {
  const by = (event: string) => events.filter((one) => one.event === event && one.actor === person);
  const declared = by('application.interestDeclared').find(({ input }) => typeof input.conflict === 'string');
  const [voted] = by('application.voteCast');
  if (declared === undefined || voted === undefined) return null;
  return { at: declared.at, atOnce: Math.abs(Date.parse(declared.at) - Date.parse(voted.at)) < together };
}

const instantOf = ({ heldOn }: Pick<Meeting, 'heldOn'>, time: string) => Date.parse(`${heldOn}T${time}:00+07:00`);

/** The same beside a meeting. */
export function declaredWhen({ at, atOnce }: { at: string; atOnce: boolean }, meeting: Meeting | null): DeclaredWhen {
  if (atOnce) return 'atOnce';
  const [when, day] = [Date.parse(at), dayOf(at)];
  const [begins, ends] =
    meeting === null ? [NaN, NaN] : [instantOf(meeting, meeting.begins), instantOf(meeting, meeting.ends)];
  if (Number.isNaN(begins) || Number.isNaN(ends)) return { day, side: 'unknown' };
  return { day, side: when < begins ? 'before' : when <= ends ? 'during' : 'after' };
}

/** What is wrong with the facts of a meeting, by field. */
export function meetingProblems(
  meeting: Meeting,
  seats: readonly SeatView[],
  today: Day,
  language: Language,
): Record<string, string> {
  const all = reviewsWords[language];
  const w = councilWords[language];
  const errors: Record<string, string> = {};
  if (meeting.place === '') errors.place = w.placeMissing;
  if (meeting.heldOn === '' || meeting.heldOn > today) errors.heldOn = w.heldOnWrong;
  if (!isHour(meeting.begins)) errors.begins = w.timeWrong(w.begins);
  if (!isHour(meeting.ends)) errors.ends = w.timeWrong(w.ends);
  else if (isHour(meeting.begins) && meeting.ends <= meeting.begins) errors.ends = w.endsBefore;
  if (meeting.form === '') errors.meetingForm = w.formMissing;
  if (meeting.secretary === '') errors.secretary = w.secretaryMissing;
  Object.assign(errors, noBallotProblems(meeting, seats, language));
  if (!meeting.announced) errors.announced = w.announcedMissing;
  if (!meeting.readBack) errors.readBack = w.readBackMissing;
  const texts: [string, string | undefined, string][] = [
    ['established', meeting.established, w.established],
    ['place', meeting.place, w.place],
    ['secretary', meeting.secretary, w.secretary],
    ['guests', meeting.guests.join('\n'), w.guests],
    ['completionText', meeting.completion, w.completionText],
    ['remark', meeting.remark, w.remark],
    ...seats.map(({ id, name }): [string, string | undefined, string] => [
      `opinion.${id}`,
      meeting.opinions[id],
      w.opinionOf(name),
    ]),
    ...Object.entries(meeting.items ?? {}).flatMap(([line, said]): [string, string, string][] => [
      [`outcome.${line}`, said.outcome, w.outcome],
      [`payment.${line}`, said.paymentFile, w.paymentFile],
    ]),
  ];
  for (const [name, text = '', label] of texts) if (tooLong(text)) errors[name] = all.textLong(label);
  return errors;
}

/** What is missing of why members cast no ballot, by field. */
export function noBallotProblems(
  { noBallots: said, absences }: Meeting,
  seats: readonly SeatView[],
  language: Language,
): Record<string, string> {
  const all = reviewsWords[language];
  const w = councilWords[language];
  const errors: Record<string, string> = {};
  for (const { id, name } of askedOf(seats)) {
    const text = absences[id];
    if (said?.[id] === undefined) errors[`seat.${id}`] = w.noBallotMissing(name);
    if (said?.[id] === 'unexcused' && text !== undefined) errors[`absence.${id}`] = w.reasonOfNone(name);
    if (text !== undefined && tooLong(text)) errors[`absence.${id}`] = all.textLong(w.absenceOf(name));
  }
  return errors;
}

/** What is odd about the time of a meeting: it may be so, of one that is entered afterwards. */
export function doubtsOf(
  meeting: Meeting,
  { history, states }: Pick<Dossier, 'history' | 'states'>,
  now: string,
  language: Language,
) {
  const w = councilWords[language];
  const [begins, ends] = [instantOf(meeting, meeting.begins), instantOf(meeting, meeting.ends)];
  const referred = history.find(({ event }) => event === 'application.referredToCouncil')?.at;
  const doubts: string[] = [];
  if (referred !== undefined && begins < Date.parse(referred)) doubts.push(w.heldBefore(timeText(referred)));
  if (ends > Date.parse(now)) doubts.push(w.heldLater);
  const ballots = history.filter(({ event }) => event === 'application.voteCast');
  if (ballots.length > 0 && ballots.every(({ at }) => Date.parse(at) > ends)) doubts.push(w.ballotsAfter);
  const announced = announcedDay(states);
  if (announced !== null && isDay(meeting.heldOn) && meeting.heldOn < announced)
    doubts.push(w.heldBeforeAnnounced(dayText(announced)));
  return doubts;
}

/** On which day the council was to meet, as its members were told; null where nothing was said. */
const announcedDay = (states: Dossier['states']): Day | null =>
  (states.get('application')?.facts.meeting as { on: Day } | null | undefined)?.on ?? null;

/** The day that was announced, where the minutes say another. */
export function announcedSays({ states }: Pick<Dossier, 'states'>, meeting: Meeting | null, language: Language) {
  const day = announcedDay(states);
  if (day === null || meeting === null || meeting.heldOn === day) return [];
  return [{ label: councilWords[language].announcedDay, value: dayText(day) }];
}

const concluded: ReadonlySet<string> = new Set(['application.recommended', 'application.notRecommended']);

/** The meeting that a dossier's newest conclusion names; null where it names none, or it was erased. */
export async function meetingOf(
  db: Database,
  { agency, history }: Pick<Dossier, 'agency' | 'history'>,
): Promise<Meeting | null> {
  return await minutesOf(db, agency, history.find(({ event }) => concluded.has(event))?.input);
}

/** The meeting that the input of a conclusion names. */
export async function minutesOf(db: Database, agency: string, input: JsonObject | undefined): Promise<Meeting | null> {
  const { minutes } = input ?? {};
  return await contentOf<Meeting>(db, agency, typeof minutes === 'string' ? minutes : null);
}

/** What members of a council wrote with their ballots, by person; nothing of what was erased. */
export async function opinionsOf(db: Database, agency: string, dossier: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ person: string; text: string }>`
    select coalesce(h.said->>'onBehalfOf', h.actor::text) as person, c.body->>'text' as text
    from (select revision, actor, payload::jsonb as said from history
        where agency = ${agency} and dossier = ${dossier}::uuid and event = 'application.voteCast' offset 0) h
      cross join lateral (select body from content
        where agency = ${agency} and commitment = h.said#>>'{command,input,opinion}' and body is not null offset 0) c
    order by h.revision`;
  return new Map(rows.map(({ person, text }) => [person, text]));
}

/** A meeting as it is read. `items`: the expense lines that are recommended. */
export function readMeeting(
  meeting: Meeting | null,
  seats: readonly SeatView[],
  items: readonly ItemView[],
  language: Language,
) {
  if (meeting === null) return [];
  const w = councilWords[language];
  const { opinions } = meeting;
  const inLines = (lines: readonly string[]) => lines.join('\n');
  const noteOf = (declared: { at: string; atOnce: boolean }) => {
    const when = declaredWhen(declared, meeting);
    return when === 'atOnce' ? w.bothVotedNote : w.bothVotedOn(w.declaredOn[when.side](dayText(when.day)));
  };
  const named = (ids: readonly string[] = []) => seats.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  const without = seats.flatMap(({ id, name, voted }) => {
    const seat = seatIn(meeting, id, voted);
    if (seat === 'voted' || seat === 'conflict') return [];
    const why = meeting.absences[id];
    return [`${name}: ${w.noBallotSaid[seat]}${why === undefined ? '' : ` (${why})`}`];
  });
  const ofItems = (text: keyof ItemTexts) =>
    inLines(
      items.flatMap(({ line, name }) => {
        const said = meeting.items?.[line]?.[text] ?? '';
        return said === '' ? [] : [`${name}: ${said}`];
      }),
    );
  return [
    { label: w.established, value: meeting.established },
    { label: w.place, value: meeting.place },
    {
      label: w.heldOn,
      value: `${meeting.heldOn.split('-').toReversed().join('/')}, ${meeting.begins}–${meeting.ends}`,
    },
    { label: w.form, value: meeting.form === '' ? '' : w.forms[meeting.form] },
    { label: w.secretary, value: meeting.secretary ?? '' },
    { label: w.guests, value: inLines(guestsOf(meeting)?.length === 0 ? [w.noGuests] : meeting.guests) },
    { label: w.noBallots, value: inLines(without) },
    { label: w.conflictedLabel, value: named(meeting.conflicts).join(', ') },
    {
      label: w.bothVoted,
      value: inLines(
        seats.flatMap(({ id, name, declared }) =>
          meeting.conflictedVoters?.includes(id) && declared !== null ? [`${name}: ${noteOf(declared)}`] : [],
        ),
      ),
    },
    { label: w.outcome, value: ofItems('outcome') },
    { label: w.paymentFile, value: ofItems('paymentFile') },
    {
      label: w.opinions,
      value: inLines(
        seats.flatMap(({ id, name, opinion }) => {
          const said = opinion || (opinions[id] ?? '');
          return said === '' ? [] : [`${name}: ${said}`];
        }),
      ),
    },
    { label: w.completionText, value: meeting.completion },
    { label: w.remark, value: meeting.remark },
    {
      label: w.declared,
      value: inLines([...(meeting.announced ? [w.announced] : []), ...(meeting.readBack ? [w.readBack] : [])]),
    },
  ].filter(({ value }) => value !== '');
}
