// The working calendar: days that the administrator adds and takes out, and the holidays that were announced.

import { v5 } from 'uuid';
import {
  type CalendarDay,
  type CalendarForm,
  CalendarPage,
  type CalendarView,
  isSaturday,
  RemoveDayPage,
  type RemoveDayView,
} from '../../templates/pages/programmes/calendar.tsx';
import { lookAgain } from '../../templates/parts/confirm.tsx';
import { oneOf, type Typed } from '../../templates/parts/form.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { calendarWords, holidayName } from '../../templates/words/programmes-calendar.ts';
import type { Language } from '../../templates/words/words.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { registerDossier } from '../../workflows/ids.ts';
import { periodName, stageOf } from '../../workflows/programmes/schema.ts';
import { type Calendar, dayOf, endOfPeriod } from '../../workflows/rules/calendar.ts';
import { holidaysByLaw, vietnamHolidaysUntil } from '../../workflows/rules/holidays.ts';
import { refuse } from '../../workflows/rules/refusals.ts';
import type { Doors } from '../doors.ts';
import { actorOf, textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { explain } from '../refusals.ts';
import { calendarRow, publishedPacks, runningOver } from './agency.ts';
import { callsBy } from './queries.ts';
import {
  type C,
  calendarKeepers,
  dayIn,
  type Errors,
  holdsOne,
  keyAgain,
  keyOf,
  lineIn,
  type Sent,
  staff,
  statusOf,
} from './shared.ts';

const path = '/agencies/:agency/calendar';
const empty: Calendar = { holidays: {}, workedSaturdays: {}, announcedThrough: null };
const isForm = (text: string): text is CalendarForm => ['add', 'remove', 'through', 'load'].includes(text);

/** How often a change is made again on a calendar that somebody else has changed meanwhile. */
const mostAttempts = 30;

/** A change of the calendar: what it makes of it, or what is wrong with it, by field. */
type Change = (calendar: Calendar) => { calendar: Calendar } | { errors: Errors };

export function calendarRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;

  async function show(c: C, sent: Sent | null = null) {
    const agency = c.req.param('agency')!;
    const language = c.get('language');
    const [frame, row, packs] = await Promise.all([
      parts.frameOf(c),
      calendarRow(db, agency),
      publishedPacks(db, agency),
    ]);
    const calendar = row?.calendar ?? empty;
    const of = sent === null ? '' : textIn(sent.typed, 'what');
    const { refusal } = sent ?? {};
    const view: CalendarView = {
      frame,
      agency,
      note: noteOf(c),
      thisYear: dayOf(now()).slice(0, 4),
      years: yearsOf(calendar),
      announcedThrough: calendar.announcedThrough,
      ...lackingIn(calendar, dayOf(now()), language),
      touches: touchedBy(
        packs.filter(({ state }) => state === 'published').map(({ pack }) => pack.procedure),
        language,
      ),
      mayChange: holdsOne(c.get('standing').roles, calendarKeepers),
      load: missingFrom(calendar, dayOf(now())),
      form: {
        key: keyAgain(sent),
        typed: sent?.typed ?? {},
        errors: sent?.errors ?? {},
        refusal: refusal === undefined ? null : explain(refusal, language, null),
      },
      of: isForm(of) ? of : null,
    };
    return c.html(<CalendarPage {...view} />, statusOf(sent));
  }

  const isRecorded = async ({ agency, person }: { agency: string; person: string }, key: string): Promise<boolean> => {
    const rows = await db.query`
      select from command where agency = ${agency} and key = ${key}::uuid and actor = ${person}::uuid`;
    return rows.length > 0;
  };

  /** What taking a day out changes; null where it is not in the calendar. */
  async function removal(
    agency: string,
    asked: string | null,
    language: Language,
  ): Promise<Pick<RemoveDayView, 'day' | 'running' | 'moves' | 'seen'> | null> {
    const calendar = (await calendarRow(db, agency))?.calendar ?? empty;
    const day = daysIn(calendar).find((one) => one.day === asked);
    const after = day === undefined ? null : remove(day.day, language)(calendar);
    if (day === undefined || after === null || 'errors' in after) return null;
    const [calls, running] = await Promise.all([callsBy(db, agency), runningOver(db, agency, day.day)]);
    const moves = calls.flatMap(({ isOpen, closesAt, pack, stage, decisionNumber }) => {
      const period = pack.procedure.completenessCheck;
      const [from, to] = [calendar, after.calendar].map((one) => endOfPeriod(one, dayOf(closesAt), period));
      if (!isOpen || from == null || to == null || from === to) return [];
      return [{ call: `${stageOf(pack, stage)?.name[language] ?? stage} (${decisionNumber})`, from, to }];
    });
    const seen = [day.day, day.kind, day.name, ...moves.map(({ from, to }) => `${from} ${to}`)].join('/');
    return { day, running, moves, seen };
  }

  async function removing(c: C, asked: string | null, sent: Sent | null = null) {
    const agency = c.req.param('agency')!;
    const language = c.get('language');
    const said = await removal(agency, asked, language);
    if (said === null) return show(c, { typed: {}, errors: { '': calendarWords[language].problems.gone } });
    const form = { key: keyAgain(sent), typed: {}, errors: sent?.errors ?? {}, refusal: null };
    const page = <RemoveDayPage frame={await parts.frameOf(c)} agency={agency} note={null} form={form} {...said} />;
    return c.html(page, statusOf(sent));
  }

  doors.get(path, { who: staff }, (c) => show(c));

  doors.get(`${path}/remove`, { who: calendarKeepers }, (c) => removing(c, c.req.query('day') ?? ''));

  doors.post(path, { who: calendarKeepers }, async (c) => {
    const agency = c.req.param('agency');
    const typed = await typedOf(c);
    const what = textIn(typed, 'what');
    if (!isForm(what)) return show(c, { typed });
    const read = changeIn(typed, what, c.get('language'), dayOf(now()));
    if ('errors' in read) return show(c, { typed, errors: read.errors });
    const { change, day, said } = read;
    const back = () => c.redirect(`/agencies/${agency}/calendar?${new URLSearchParams({ done: what, day })}`, 303);
    const dossier = registerDossier(agency, 'calendar');
    // one page, many buttons: each does its work once
    const key = v5(`${what} ${said}`, keyOf(typed));
    const actor = actorOf(c, 'changeCalendar');
    if (what === 'remove' && !(await isRecorded(actor, key))) {
      const said = await removal(agency, day, c.get('language'));
      if (said !== null && said.seen !== textIn(typed, 'seen'))
        return removing(c, day, { typed, errors: { '': lookAgain(c.get('language')) } });
    }
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      if (await isRecorded(actor, key)) return back();
      const row = await calendarRow(db, agency);
      const changed = change(row?.calendar ?? empty);
      if ('errors' in changed)
        return (await isRecorded(actor, key)) ? back() : show(c, { typed, errors: changed.errors });
      // of the calendar as it was just read: what somebody else adds meanwhile is not lost
      const input = changed.calendar as unknown as JsonObject;
      const command = { type: 'changeCalendar', dossier, revision: row?.revision ?? 0, input } as const;
      const outcome = await parts.recorder.act(command, actor, key);
      if (outcome.ok) return back();
      if (!['stalePage', 'keyReused'].includes(outcome.refusal.rule))
        return show(c, { typed, refusal: outcome.refusal });
    }
    return show(c, { typed, refusal: refuse('stalePage') });
  });
}

/** What a form asks to change. `day` names it for people; `said`, all that was said. */
function changeIn(
  typed: Typed,
  what: CalendarForm,
  language: Language,
  today: string,
): { change: Change; day: string; said: string } | { errors: Errors } {
  const w = calendarWords[language].problems;
  const errors: Errors = {};
  if (what === 'load') return { change: load(language, today), day: '', said: '' };
  if (what === 'through') {
    const through = textIn(typed, 'through') === '' ? null : dayIn(typed, 'through');
    if (through === null && textIn(typed, 'through') !== '')
      return { errors: { through: farIn(typed, 'through', today, language) ?? w.day } };
    const far = through === null ? undefined : tooFar(through, today, language);
    if (far !== undefined) return { errors: { through: far } };
    const change: Change = (calendar) =>
      through === null && calendar.announcedThrough === null
        ? { errors: { through: w.noNotice } }
        : { calendar: { ...calendar, announcedThrough: through } };
    return { change, day: through ?? '', said: through ?? '' };
  }
  const day = dayIn(typed, 'day');
  if (what === 'remove')
    return day === null ? { errors: { '': w.gone } } : { change: remove(day, language), day, said: day };
  if (day === null) errors.day = farIn(typed, 'day', today, language) ?? w.day;
  const kind = oneOf(typed, 'kind');
  if (kind !== 'holiday' && kind !== 'worked') errors.kind = w.kind;
  const name = lineIn(typed, 'name', errors, w.name);
  const far = day === null ? undefined : tooFar(day, today, language);
  if (far !== undefined) errors.day = far;
  else if (day !== null && kind === 'worked' && !isSaturday(day)) errors.day = w.saturday;
  if (day === null || Object.keys(errors).length > 0) return { errors };
  return { change: add(day, kind as 'holiday' | 'worked', name, language), day, said: `${day} ${kind} ${name}` };
}

/** A day of a year that no calendar goes to is no day at all elsewhere: here it is one that is too far. */
function farIn(typed: Typed, name: string, today: string, language: Language): string | undefined {
  const [year] = /\d{4}$|^\d{4}(?=-)/.exec(textIn(typed, name)) ?? [];
  return year === undefined ? undefined : tooFar(`${year}-01-01`, today, language);
}

/** A slip of the pen in the year would lie unseen. */
function tooFar(day: string, today: string, language: Language): string | undefined {
  const year = Number(day.slice(0, 4));
  const [from, to] = [Number(today.slice(0, 4)) - 5, Number(today.slice(0, 4)) + 5];
  return year < from || year > to ? calendarWords[language].problems.far(from, to) : undefined;
}

const add =
  (day: string, kind: 'holiday' | 'worked', name: string, language: Language): Change =>
  (calendar) => {
    const known = calendar.holidays[day] ?? calendar.workedSaturdays[day];
    if (known !== undefined) {
      const { text } = holidayName(known, language);
      return { errors: { day: calendarWords[language].problems.known(text) } };
    }
    const list = kind === 'holiday' ? 'holidays' : 'workedSaturdays';
    return { calendar: { ...calendar, [list]: { ...calendar[list], [day]: name } } };
  };

const remove =
  (day: string, language: Language): Change =>
  (calendar) => {
    const { [day]: holiday, ...holidays } = calendar.holidays;
    const { [day]: saturday, ...workedSaturdays } = calendar.workedSaturdays;
    if (holiday === undefined && saturday === undefined)
      return { errors: { '': calendarWords[language].problems.gone } };
    return { calendar: { ...calendar, holidays, workedSaturdays } };
  };

const load =
  (language: Language, today: string): Change =>
  (calendar) =>
    missingFrom(calendar, today) === null
      ? { errors: { '': calendarWords[language].problems.nothing } }
      : { calendar: withKnown(calendar, today) };

/** The calendar with the days that are known until the end of next year; what is in it already stays as it is. */
function withKnown({ holidays, workedSaturdays, announcedThrough }: Calendar, today: string): Calendar {
  const known = vietnamHolidaysUntil(Number(today.slice(0, 4)) + 1);
  const missing = (days: Calendar['holidays']) =>
    Object.fromEntries(
      Object.entries(days).filter(([day]) => holidays[day] === undefined && workedSaturdays[day] === undefined),
    );
  const through = known.announcedThrough;
  const later = through !== null && (announcedThrough === null || through > announcedThrough);
  return {
    holidays: { ...holidays, ...missing(known.holidays) },
    workedSaturdays: { ...workedSaturdays, ...missing(known.workedSaturdays) },
    announcedThrough: later ? through : announcedThrough,
  };
}

function missingFrom(calendar: Calendar, today: string): CalendarView['load'] {
  const loaded = withKnown(calendar, today);
  const days = [...Object.keys(loaded.holidays), ...Object.keys(loaded.workedSaturdays)].filter(
    (day) => calendar.holidays[day] === undefined && calendar.workedSaturdays[day] === undefined,
  );
  if (days.length === 0 && loaded.announcedThrough === calendar.announcedThrough) return null;
  const years = [...new Set(days.map((day) => day.slice(0, 4)))].sort();
  const [first, last] = [years[0] ?? '', years.at(-1) ?? ''];
  return {
    count: days.length,
    years: first === last ? first : `${first}–${last}`,
    through: loaded.announcedThrough ?? '',
  };
}

/** What of the holidays the notice has still to settle; `lacks`: that the notice is said to be out, and what lacks all the same. */
function lackingIn(
  { holidays, announcedThrough }: Calendar,
  today: string,
  language: Language,
): Pick<CalendarView, 'awaited' | 'lacks'> {
  const w = calendarWords[language];
  const days = Object.keys(holidays);
  const years = [...new Set(days.map((day) => day.slice(0, 4)))].filter((year) => year >= today.slice(0, 4));
  const missing = years
    .flatMap((year) => holidaysByLaw(Number(year)).awaited)
    .filter(({ oneOf }) => !oneOf.some((day) => days.includes(day)))
    .map(({ year, name, known, all, oneOf }) => ({
      year,
      text: w.awaited(`${name[language]} ${year}`, known, all, oneOf.map(dayText)),
    }));
  const said = announcedThrough?.slice(0, 4) ?? '';
  const empty: { year: string; text: string }[] = [];
  for (let year = Number(today.slice(0, 4)); year <= Number(said); year += 1)
    if (!days.some((day) => day.startsWith(`${year}-`)))
      empty.push({ year: String(year), text: w.emptyYear(String(year)) });
  return {
    awaited: missing.filter(({ year }) => year > said).map(({ text }) => text),
    lacks: [...missing, ...empty].filter(({ year }) => year <= said).map(({ text }) => text),
  };
}

const daysIn = ({ holidays, workedSaturdays }: Calendar): CalendarDay[] =>
  [
    ...Object.entries(holidays).map(([day, name]) => ({ day, kind: 'holiday' as const, name })),
    ...Object.entries(workedSaturdays).map(([day, name]) => ({ day, kind: 'worked' as const, name })),
  ].sort((a, b) => (a.day < b.day ? -1 : 1));

function yearsOf(calendar: Calendar): CalendarView['years'] {
  const days = daysIn(calendar);
  const years = [...new Set(days.map(({ day }) => day.slice(0, 4)))];
  return years.map((year) => ({ year, days: days.filter(({ day }) => day.startsWith(year)) }));
}

/** The periods that become deadlines (`periodsOf` in workflows/decide.ts). */
const deadlines = [
  'completenessCheck',
  'completion',
  'review',
  'appraisal',
  'approval',
  'agreement',
  'payment',
] as const;

/** The periods whose last day depends on which days are worked. */
function touchedBy(procedures: readonly Procedure[], language: Language): string[] {
  const counted = deadlines.filter((id) =>
    procedures.some((procedure) => procedure[id].unit === 'workingDay' || procedure[id].endsOnWorkingDay),
  );
  return [...counted.map((id) => periodName(id)[language]), calendarWords[language].treasury];
}
type Procedure = Awaited<ReturnType<typeof publishedPacks>>[number]['pack']['procedure'];

function noteOf(c: C): string | null {
  if (c.req.method !== 'GET') return null;
  const w = calendarWords[c.get('language')];
  const asked = c.req.query('day') ?? '';
  const day = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? dayText(asked) : '';
  switch (c.req.query('done')) {
    case 'add':
      return w.added(day);
    case 'remove':
      return w.removed(day);
    case 'through':
      return w.throughSaved;
    case 'load':
      return w.loaded;
    default:
      return null;
  }
}
