// The working calendar of an agency.

import { isWeekend } from '../../../workflows/rules/calendar.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { Choices, DayField, Form, TextField, type Typed } from '../../parts/form.tsx';
import { dayText } from '../../parts/when.ts';
import { programmeWords } from '../../words/programmes.ts';
import { calendarWords, holidayName } from '../../words/programmes-calendar.ts';
import type { Language } from '../../words/words.ts';
import { type FormView, RoomPage, type RoomView } from './frame.tsx';

export type CalendarDay = { day: string; kind: 'holiday' | 'worked'; name: string };
export type CalendarForm = 'add' | 'remove' | 'through' | 'load';

export type CalendarView = RoomView & {
  thisYear: string;
  years: readonly { year: string; days: readonly CalendarDay[] }[];
  announcedThrough: string | null;
  /** What the notice of a year to come has still to settle. */
  awaited: readonly string[];
  /** What lacks of years whose notice is said to be out. */
  lacks: readonly string[];
  /** The periods whose last day the calendar decides. */
  touches: readonly string[];
  mayChange: boolean;
  /** What loading the announced holidays would add. */
  load: { count: number; years: string; through: string } | null;
  /** One key for the page: each of its forms makes its own of it. */
  form: FormView;
  /** Which of the forms was sent. */
  of: CalendarForm | null;
};

export function CalendarPage(view: CalendarView) {
  const { frame, years, announcedThrough, awaited, lacks, touches, mayChange, form } = view;
  const { language } = frame;
  const w = calendarWords[language];
  return (
    <RoomPage view={view} room="calendar" title={w.title} lead={w.lead} form={form}>
      <div class="columns">
        <div>
          {years.length === 0 && (
            <div class="panel">
              <p>
                <strong>{w.none}</strong>
              </p>
              <p>{w.noneMore}</p>
            </div>
          )}
          {mayChange && view.load !== null && years.length === 0 && <LoadForm {...view} />}
          {years.map((year) => (
            <YearTable {...view} year={year} />
          ))}
          {mayChange && <AddForm {...view} />}
        </div>
        <aside aria-labelledby="notice">
          <h2 id="notice">{w.throughTitle}</h2>
          <p class="after">
            {announcedThrough === null ? (
              w.unannounced
            ) : (
              <>
                {w.announced(dayText(announcedThrough))} <span class="soft">{w.announcedMore}</span>
              </>
            )}
          </p>
          {announcedThrough !== null && lacks.length > 0 && (
            <div class="turn" role="note">
              <p>{w.lacks(dayText(announcedThrough))}</p>
              <ul class="consequences">
                {lacks.map((text) => (
                  <li>{text}</li>
                ))}
              </ul>
            </div>
          )}
          {awaited.length > 0 && (
            <>
              <p class="small">{w.awaitedLead}</p>
              <ul class="small">
                {awaited.map((text) => (
                  <li>{text}</li>
                ))}
              </ul>
            </>
          )}
          <p class="small spaced">{w.touches(touches.join(', '))}</p>
          {mayChange && view.load !== null && years.length > 0 && <LoadForm {...view} />}
          {mayChange && <ThroughForm {...view} />}
          {!mayChange && <p class="soft small">{programmeWords[language].only(administrator[language])}</p>}
        </aside>
      </div>
    </RoomPage>
  );
}

const administrator: Record<Language, string> = { vi: 'quản trị viên', en: 'the administrator' };

function YearTable({
  year: { year, days },
  thisYear,
  mayChange,
  agency,
  frame: { language },
}: CalendarView & { year: CalendarView['years'][number] }) {
  const w = calendarWords[language];
  const saturdays = days.filter(({ kind }) => kind === 'worked').length;
  return (
    <details class="year" open={year === thisYear}>
      <summary>
        <h2>{w.year(year)}</h2> <span class="soft">{w.counts(days.length - saturdays, saturdays)}</span>
      </summary>
      <table class="stack days">
        <thead>
          <tr>
            <th scope="col">{w.day}</th>
            <th scope="col">{w.name}</th>
            {mayChange && <th scope="col">{w.change}</th>}
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, kind, name }) => (
            <tr>
              <td>
                <span>
                  {dayText(day)} <span class="soft small">{w.weekdays[weekdayOf(day)]}</span>
                </span>
              </td>
              <td data-label={w.name}>
                <span>
                  <HolidayName name={name} language={language} />
                  {kind === 'worked' && (
                    <>
                      {' '}
                      <span class="tag now">{w.worked}</span>
                    </>
                  )}
                </span>
              </td>
              {mayChange && (
                <td data-label={w.change}>
                  <a href={`/agencies/${agency}/calendar/remove?day=${day}`} aria-label={w.removeDay(dayText(day))}>
                    {w.remove}
                  </a>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function HolidayName({ name, language }: { name: string; language: Language }) {
  const { text, own } = holidayName(name, language);
  return own ? <span lang="vi">{text}</span> : <span>{text}</span>;
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

export type RemoveDayView = RoomView & {
  day: CalendarDay;
  /** Deadlines that were set before this day and end after it. */
  running: number;
  /** Expected days on the pages of calls, before and after. */
  moves: readonly { call: string; from: string; to: string }[];
  seen: string;
  form: FormView;
};

/** What taking a day out of the calendar changes, before it is taken out. */
export function RemoveDayPage(view: RemoveDayView) {
  const { frame, agency, running, moves, seen, form } = view;
  const { day, kind, name } = view.day;
  const { language } = frame;
  const w = calendarWords[language];
  const title = w.removeTitle(dayText(day));
  const becomes = kind === 'worked' ? 'free' : isWeekend(day) ? 'same' : 'worked';
  const called = `${w.weekdays[weekdayOf(day)]}, ${holidayName(name, language).text}`;
  const changes =
    becomes === 'same'
      ? []
      : [
          w.newDue[becomes],
          w.running(running),
          ...(moves.length === 0
            ? [w.movesNone]
            : moves.map(({ call, from, to }) => w.moves(call, dayText(from), dayText(to)))),
        ];
  const home = `/agencies/${agency}/calendar`;
  return (
    <RoomPage view={view} room="calendar" title={title} under form={form}>
      <section class="first checked" aria-label={title}>
        <Confirm
          action={home}
          formKey={form.key}
          seen={seen}
          says={[w.becomes[becomes](dayText(day), called), ...changes]}
          submit={w.removeSubmit}
          keep={{ href: home, label: w.keepDay }}
        >
          <input type="hidden" name="what" value="remove" />
          <input type="hidden" name="day" value={day} />
        </Confirm>
      </section>
    </RoomPage>
  );
}

function LoadForm({ frame: { language }, agency, form, load, announcedThrough, years }: CalendarView) {
  const w = calendarWords[language];
  if (load === null) return null;
  const through = dayText(load.through);
  return (
    <Form action={`/agencies/${agency}/calendar`} formKey={form.key} class="panel">
      <input type="hidden" name="what" value="load" />
      <p>{load.count === 0 ? w.loadThrough(through) : w.loadLead(load.count, load.years, through)}</p>
      <button class={years.length === 0 && announcedThrough === null ? 'button' : 'button quiet'} type="submit">
        {w.load}
      </button>
    </Form>
  );
}

/** What was typed goes back into the form that was sent, and into no other. */
const sentTo = (view: CalendarView, which: CalendarForm, otherwise: Typed = {}) => ({
  typed: view.of === which ? view.form.typed : otherwise,
  errors: view.of === which ? view.form.errors : {},
  language: view.frame.language,
});

function AddForm(view: CalendarView) {
  const { frame, agency, form, years } = view;
  const w = calendarWords[frame.language];
  const field = sentTo(view, 'add', { kind: 'holiday' });
  return (
    <section class="beside" aria-labelledby="add">
      <h2 id="add">{w.add}</h2>
      <Form action={`/agencies/${agency}/calendar`} formKey={form.key}>
        <input type="hidden" name="what" value="add" />
        <DayField {...field} name="day" label={w.dayField} narrow />
        <Choices
          {...field}
          name="kind"
          label={w.kindField}
          options={[
            { value: 'holiday', label: w.holiday, hint: w.holidayHint },
            { value: 'worked', label: w.worked, hint: w.workedHint },
          ]}
        />
        <TextField {...field} name="name" label={w.nameField} hint={w.nameHint} more={{ maxlength: 100 }} />
        <p class="buttons">
          <button class={years.length === 0 ? 'button quiet' : 'button'} type="submit">
            {w.addButton}
          </button>
        </p>
      </Form>
    </section>
  );
}

function ThroughForm(view: CalendarView) {
  const { frame, agency, form, announcedThrough } = view;
  const w = calendarWords[frame.language];
  return (
    <Form action={`/agencies/${agency}/calendar`} formKey={form.key} class="through">
      <input type="hidden" name="what" value="through" />
      <DayField
        {...sentTo(view, 'through', { through: announcedThrough ?? '' })}
        name="through"
        label={w.through}
        hint={w.throughHint}
        narrow
      />
      <button class="button quiet" type="submit">
        {w.throughButton}
      </button>
    </Form>
  );
}

/** Whether a day is a Saturday: only such a day is worked to make up for another. */
export const isSaturday = (day: string): boolean => isWeekend(day) && weekdayOf(day) === 6;
