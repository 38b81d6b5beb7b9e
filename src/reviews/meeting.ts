// The facts of the council's meeting that stand in its minutes. They are kept as a content of kind 'minutes', which the conclusion
// names by its commitment; the figures and ballots are in the history.

import type { SeatView } from '../../templates/pages/reviews/council.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { timeText } from '../../templates/parts/when.ts';
import { reviewsWords } from '../../templates/words/reviews.ts';
import type { Language } from '../../templates/words/words.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { type Day, isDay } from '../../workflows/rules/calendar.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import { contentOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import type { Dossier } from '../dossier.ts';
import { longIn, textIn } from '../forms.ts';
import { tooLong } from './desk.ts';

/** A meeting as it is kept. '' is what nobody wrote; persons by id. */
export type Meeting = {
  readonly established: string;
  readonly place: string;
  readonly heldOn: Day;
  /** 'HH:MM' */
  readonly begins: string;
  readonly ends: string;
  readonly form: '' | 'inPerson' | 'online' | 'both';
  readonly guests: string[];
  readonly absences: { readonly [person: string]: string };
  readonly opinions: { readonly [person: string]: string };
  /** What the team must complete before the decision. */
  readonly completion: string;
  readonly remark: string;
  /** Who declared a conflict of interest and did not vote. Minutes of before this was asked say nothing of it. */
  readonly conflicts?: string[];
};

const forms = ['inPerson', 'online', 'both'] as const;

/** Reads the part of the form that is about the meeting. */
export function meetingIn(typed: Typed, council: readonly string[]): Meeting {
  const line = (name: string) => cleanLine(textIn(typed, name));
  const day = line('heldOn').split(/[/.-]/);
  const iso =
    day.length === 3 && day[2]!.length === 4 ? `${day[2]}-${day[1]!.padStart(2, '0')}-${day[0]!.padStart(2, '0')}` : '';
  const time = (name: string) => {
    const parts = /^(\d{1,2})\s*(?:[:hg.]|giờ)\s*(\d{2})$/i.exec(line(name));
    return parts === null ? '' : `${parts[1]!.padStart(2, '0')}:${parts[2]}`;
  };
  const ofEach = (prefix: string) =>
    Object.fromEntries(
      council.map((id) => [id, longIn(typed, `${prefix}.${id}`)] as const).filter(([, text]) => text !== ''),
    );
  return {
    established: line('established'),
    place: line('place'),
    heldOn: isDay(iso) ? iso : '',
    begins: time('begins'),
    ends: time('ends'),
    form: forms.find((one) => one === textIn(typed, 'meetingForm')) ?? '',
    guests: longIn(typed, 'guests')
      .split('\n')
      .map(cleanLine)
      .filter((guest) => guest !== ''),
    absences: ofEach('absence'),
    opinions: ofEach('opinion'),
    completion: longIn(typed, 'completionText'),
    remark: longIn(typed, 'remark'),
  };
}

/** What is wrong with the facts of a meeting, by field. */
export function meetingProblems(meeting: Meeting, typed: Typed, today: Day, language: Language): FieldErrors {
  const all = reviewsWords[language];
  const w = all.council;
  const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
  const errors: Record<string, string> = {};
  if (meeting.place === '') errors.place = w.placeMissing;
  if (meeting.heldOn === '' || meeting.heldOn > today) errors.heldOn = w.heldOnWrong;
  if (!isTime(meeting.begins)) errors.begins = w.timeWrong(w.begins);
  if (!isTime(meeting.ends)) errors.ends = w.timeWrong(w.ends);
  else if (isTime(meeting.begins) && meeting.ends <= meeting.begins) errors.ends = w.endsBefore;
  if (meeting.form === '') errors.meetingForm = w.formMissing;
  const labels: Record<string, string> = {
    established: w.established,
    place: w.place,
    guests: w.guests,
    completionText: w.completionText,
    remark: w.remark,
  };
  for (const [name, label] of Object.entries(labels))
    if (tooLong(longIn(typed, name))) errors[name] = all.textLong(label);
  for (const [prefix, texts, label] of [
    ['absence', meeting.absences, w.absences],
    ['opinion', meeting.opinions, w.opinions],
  ] as const)
    for (const [person, text] of Object.entries(texts))
      if (tooLong(text)) errors[`${prefix}.${person}`] = all.textLong(label);
  return errors;
}

/** What is odd about the time of a meeting: it may be so, of one that is entered afterwards. */
export function doubtsOf(meeting: Meeting, { history }: Pick<Dossier, 'history'>, now: string, language: Language) {
  const w = reviewsWords[language].council;
  const instant = (time: string) => Date.parse(`${meeting.heldOn}T${time}:00+07:00`);
  const [begins, ends] = [instant(meeting.begins), instant(meeting.ends)];
  const referred = history.find(({ event }) => event === 'application.referredToCouncil')?.at;
  const doubts: string[] = [];
  if (referred !== undefined && begins < Date.parse(referred)) doubts.push(w.heldBefore(timeText(referred)));
  if (ends > Date.parse(now)) doubts.push(w.heldLater);
  return doubts;
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

/** A meeting as it is read. */
export function readMeeting(meeting: Meeting | null, seats: readonly SeatView[], language: Language) {
  if (meeting === null) return [];
  const w = reviewsWords[language].council;
  const ofEach = (texts: Readonly<Record<string, string>>) =>
    seats
      .filter(({ id }) => Object.hasOwn(texts, id))
      .map(({ id, name }) => `${name}: ${texts[id]}`)
      .join('\n');
  return [
    { label: w.established, value: meeting.established },
    { label: w.place, value: meeting.place },
    {
      label: w.heldOn,
      value: `${meeting.heldOn.split('-').toReversed().join('/')}, ${meeting.begins}–${meeting.ends}`,
    },
    { label: w.form, value: meeting.form === '' ? '' : w.forms[meeting.form] },
    { label: w.guests, value: meeting.guests.join('\n') },
    { label: w.absences, value: ofEach(meeting.absences) },
    {
      label: w.conflictedLabel,
      value: seats
        .filter(({ id }) => meeting.conflicts?.includes(id))
        .map(({ name }) => name)
        .join(', '),
    },
    { label: w.opinions, value: ofEach(meeting.opinions) },
    { label: w.completionText, value: meeting.completion },
    { label: w.remark, value: meeting.remark },
  ].filter(({ value }) => value !== '');
}
