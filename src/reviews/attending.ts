// Who is present at a council's meeting, said before its vote ends. The law counts as present who has voted, and so does every
// decision: this is kept as what is being written of the minutes, and fills in what is asked when the vote ends.

import type { SeatView } from '../../templates/pages/reviews/council.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { timeText } from '../../templates/parts/when.ts';
import { reviewsWords } from '../../templates/words/reviews.ts';
import { attendanceWords } from '../../templates/words/reviews-attendance.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Database } from '../database/pool.ts';
import type { Doors } from '../doors.ts';
import { draftMark, readShared, type Stored, saveShared } from '../drafts.ts';
import { longIn, textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import type { Show } from './concluding.tsx';
import { impartialDesk } from './conflicts.tsx';
import { type Desk, tooLong, wrong } from './desk.ts';
import { concluding, councilOf, isVoteOver, quorumOf, seatsOf } from './seats.ts';

const ways = ['present', 'excused', 'unexcused'] as const;
type Way = (typeof ways)[number];

/** Who is present, and why who is not, by person. */
export type Attendance = {
  readonly seats: { readonly [person: string]: Way };
  readonly away: { readonly [person: string]: string };
};

const form = 'attendance';

/** What was said of who is present, by whom and when; null while nobody has. */
export const readAttendance = async (db: Database, { agency, dossier }: Desk): Promise<Stored<Attendance> | null> =>
  await readShared<Attendance>(db, { agency, dossier: dossier.id, form });

/** What the page that shows it carries, so that nobody saves over what another said meanwhile. */
export const attendanceMark = (said: Attendance | null): string => draftMark(said === null ? '' : said);

/** Whether it is time to say who is present: the council has it, and the vote goes on. */
export const isMeeting = (desk: Desk): boolean =>
  desk.state === 'beforeCouncil' && desk.voteEnd === null && !isVoteOver(desk);

/** Of whom it is asked: of those who declared a conflict of interest it is known that they do not vote. */
const attending = (seats: readonly SeatView[]) => seats.filter(({ conflict }) => conflict === null);

export function attendingRoutes(doors: Doors, parts: Parts, show: Show): void {
  doors.post('/agencies/:agency/dossiers/:dossier/council/attendance', { who: concluding }, async (c) => {
    const desk = await impartialDesk(c, parts, 'application.recommended');
    if (desk instanceof Response) return desk;
    const typed = await typedOf(c);
    if (!isMeeting(desk)) return c.redirect(`${desk.base}/council`, 303);
    const asked = attending(await seatsOf(parts, desk));
    const said = attendanceIn(typed, asked);
    const errors = problemsOf(said, asked, desk.language);
    if (Object.keys(errors).length > 0) return await show(c, parts, desk, wrong('attendance', typed, errors));
    const saved = await saveShared<Attendance>(parts.db, {
      ...{ agency: desk.agency, dossier: desk.dossier.id, form, answers: said, base: textIn(typed, 'base') },
      ...{ markOf: attendanceMark, person: desk.person, now: parts.now() },
    });
    if (saved.ok || saved.stands === null) return c.redirect(`${desk.base}/council`, 303);
    const { at, name } = saved.stands;
    const sentence = attendanceWords[desk.language].meanwhile(timeText(at), name);
    return await show(c, parts, desk, wrong('attendance', typed, { '': sentence }), 409);
  });
}

function attendanceIn(typed: Typed, asked: readonly SeatView[]): Attendance {
  const seats: Record<string, Way> = {};
  const away: Record<string, string> = {};
  for (const { id } of asked) {
    const way = ways.find((one) => one === textIn(typed, `attends.${id}`));
    if (way !== undefined) seats[id] = way;
    const text = longIn(typed, `away.${id}`);
    if (text !== '' && way !== 'present') away[id] = text;
  }
  return { seats, away };
}

function problemsOf({ seats, away }: Attendance, asked: readonly SeatView[], language: Language) {
  const errors: Record<string, string> = {};
  for (const { id, name } of asked) {
    if (seats[id] === undefined) errors[`attends.${id}`] = attendanceWords[language].missing(name);
    const text = away[id];
    if (text === undefined) continue;
    if (seats[id] === 'unexcused') errors[`away.${id}`] = councilWords[language].reasonOfNone(name);
    if (tooLong(text)) errors[`away.${id}`] = reviewsWords[language].textLong(attendanceWords[language].reasonOf(name));
  }
  return errors;
}

/** What stands in the form before somebody says otherwise: that everybody is present. */
export function attendanceFields(said: Attendance | null, seats: readonly SeatView[]): Typed {
  return Object.fromEntries([
    ...attending(seats).map(({ id }) => [`attends.${id}`, said?.seats[id] ?? 'present']),
    ...Object.entries(said?.away ?? {}).map(([id, text]) => [`away.${id}`, text]),
  ]);
}

/** The same as the fields have it that ask, when the vote ends, why somebody cast no ballot. */
export function noBallotFields(said: Attendance | null): Record<string, string> {
  return Object.fromEntries([
    ...Object.entries(said?.seats ?? {}).map(([id, way]) => [`seat.${id}`, way]),
    ...Object.entries(said?.away ?? {}).map(([id, text]) => [`absence.${id}`, text]),
  ]);
}

/** Whether those who are present are enough, by what was said of them. */
export function attendanceSays(desk: Desk, { answers, at, name }: Stored<Attendance>, seats: readonly SeatView[]) {
  const w = attendanceWords[desk.language];
  const here = attending(seats).filter(({ id, voted }) => voted || answers.seats[id] === 'present');
  const { needed } = quorumOf(desk.dossier);
  const needsHead = desk.dossier.pack.procedure.council.quorum.needs.includes('chairOrAuthorisedViceChair');
  const isHeaded = !needsHead || here.some(({ office }) => office !== 'member');
  return {
    said: `${w.count(here.length, councilOf(desk.dossier).length, needed)} ${w.saved(timeText(at), name)}`,
    warnings: [...(here.length < needed ? [w.tooFew] : []), ...(isHeaded ? [] : [w.headless])],
  };
}
