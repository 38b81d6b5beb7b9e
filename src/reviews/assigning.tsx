// Reviewers for all applications of a call that wait for them, on one page: chosen or proposed, read once more, recorded one by one.

import type { Context } from 'hono';
import { AssigningPage, Loads } from '../../templates/pages/reviews/assigning.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { reviewerWords } from '../../templates/words/reviews-reviewers.ts';
import { severalWords } from '../../templates/words/reviews-several.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { readDay } from '../../workflows/rules/formFields.ts';
import type { Database, Parameter } from '../database/pool.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { codeOf } from '../dossier.ts';
import { keyAfter, newKey, textIn, textsIn } from '../forms.ts';
import { askedIn } from '../lists.ts';
import type { Parts } from '../parts.ts';
import type { Call } from '../programmes/index.ts';
import { keepSheetsBy, proposedDay } from '../sheetsBy.ts';
import { opensTo, type Reader, readerOf } from '../standing.ts';
import { type Deal, dealingRoutes } from './dealing.tsx';
import { calendarOf } from './desk.ts';
import { doubtOf, holdersOf, namesakeIn, type Officeholder } from './persons.ts';
import { type Asked, barredFrom, callHead, hereOf, namedBy, type One, rowOf, standingAt } from './several.ts';
import { spread } from './spread.ts';

const path = '/agencies/:agency/calls/:call/reviewers';
const event = 'application.reviewersAssigned';
/** How many are proposed for each where nobody says. */
const usual = 2;
const mostEach = 5;

export function assigningRoutes(doors: Doors, parts: Parts): void {
  dealingRoutes(doors, parts, { path, event, show, read });
}

async function read(c: Context<AppEnv>, parts: Parts, call: Call, typed: Typed): Promise<Deal | Response> {
  const language = c.get('language');
  const { assign: w } = severalWords[language];
  const r = reviewerWords[language];
  const ones = await namedBy(c, parts, call, typed);
  const holders = await holdersOf(parts.db, call.agency, ['reviewer']);
  if (textIn(typed, 'propose') !== '')
    return await show(c, parts, call, await proposed(c, parts, typed, ones, holders));
  const chosen = ones.filter(({ id }) => chosenIn(typed, id).length > 0);
  const errors: Record<string, string> = {};
  if (chosen.length === 0) errors[''] = w.nobody;
  const day = textIn(typed, 'sheetsBy');
  const on = readDay(day);
  if (day !== '' && (on === null || on < dayOf(parts.now()))) errors.sheetsBy = r.sheetsByWrong;
  if (Object.keys(errors).length > 0) return await show(c, parts, call, typed, errors);
  const isHolder = (id: string) => holders.some((one) => one.id === id);
  const nameOf = (id: string) => holders.find((one) => one.id === id)?.name ?? '';
  const asked = chosen.map((one): Asked => {
    const reviewers = chosenIn(typed, one.id);
    return {
      one,
      form: { type: 'assignReviewers', dossier: one.id, input: { reviewers } },
      what: reviewers.map((id) => {
        const barred = barredFrom(one, id);
        return barred === null ? nameOf(id) : `${nameOf(id)} (${r[barred]})`;
      }),
      wrong: reviewers.every(isHolder) ? null : w.notPossible(one.title || one.code),
    };
  });
  return {
    asked,
    facts: on === null ? [] : [{ label: r.sheetsBy, value: dayText(on) }],
    ...{ what: w.reviewers, would: w.wouldAssign, done: w.assigned, title: w.doneTitle, record: w.record },
    ...{ page: 'reviewers', left: 'toAssign' },
    below: <Loads loads={loadsOf(typed, ones, holders)} language={language} />,
    // before the letters that name it are written
    before: async () => {
      for (const { one, wrong } of asked)
        if (on !== null && wrong === null && one.states.get('application')?.value === 'eligible')
          await keepSheetsBy(parts.db, {
            ...{ agency: call.agency, dossier: one.id, on },
            ...{ person: c.get('visitor')!.id, now: parts.now() },
          });
    },
  };
}

const nameFor = (dossier: string) => `reviewers.${dossier}`;
const chosenIn = (typed: Typed, dossier: string) => [...new Set(textsIn(typed, nameFor(dossier)))];

/** How many are to be proposed for each. */
function eachIn(typed: Typed, holders: readonly Officeholder[]): number {
  const said = Number(textIn(typed, 'each'));
  const most = Math.min(mostEach, holders.length);
  return Number.isInteger(said) && said >= 1 && said <= most ? said : Math.min(usual, most);
}

/** A form with a proposal wherever nobody was chosen. */
async function proposed(
  c: Context<AppEnv>,
  parts: Parts,
  typed: Typed,
  ones: readonly One[],
  holders: readonly Officeholder[],
): Promise<Typed> {
  const barred = await barredBy(c, parts, ones);
  const given = spread(
    ones.map((one) => ({
      id: one.id,
      possible: holders.filter((holder) => barred(one, holder).every((reason) => reason === null)).map(({ id }) => id),
      chosen: chosenIn(typed, one.id),
    })),
    new Map(holders.map(({ id, open }) => [id, open])),
    eachIn(typed, holders),
  );
  return { ...typed, ...Object.fromEntries([...given].map(([id, persons]) => [nameFor(id), [...persons]])) };
}

type Barred = (one: One, holder: Officeholder) => readonly [why: string | null, doubt: string | null];

/**
 * Why somebody cannot review an application, and what speaks against it: that they have not accepted the invitation yet, have the name of somebody in the team, or
 * declared a conflict of interest with this applicant at another dossier.
 */
async function barredBy(c: Context<AppEnv>, { db }: Pick<Parts, 'db'>, ones: readonly One[]): Promise<Barred> {
  const language = c.get('language');
  const [r, w] = [reviewerWords[language], severalWords[language].assign];
  const elsewhere = await conflictsWith(db, c.req.param('agency')!, readerOf(c), ones);
  return (one, { id, name, isInvited }) => {
    const barred = barredFrom(one, id);
    const codes = elsewhere.filter(
      ({ person, party, dossier }) => person === id && party === one.party?.id && dossier !== one.id,
    );
    const doubt = doubtOf([
      isInvited && r.invited,
      namesakeIn(one.teamNames)(name) && r.namesake,
      codes.length > 0 && w.conflictElsewhere(codes.map(({ code }) => code).join(', ')),
    ]);
    return [barred && r[barred], doubt];
  };
}

/** Conflicts of interest that were declared with these applicants, at dossiers that open to the reader. */
async function conflictsWith(db: Database, agency: string, reader: Reader, ones: readonly One[]) {
  const given: Parameter[] = [];
  const is = (value: Parameter) => `$${given.push(value)}`;
  const rows = await db.run<{ person: string; party: string; dossier: string; began: Date }>(
    `select i.key as person, d.party::text as party, d.id::text as dossier, h.at as began
    from dossier d join state a on a.agency = d.agency and a.dossier = d.id and a.subject = 'application'
      join history h on h.agency = d.agency and h.dossier = d.id and h.revision = 1
      cross join lateral jsonb_each_text(coalesce(a.facts->'interests', '{}')) i
    where d.agency = ${is(agency)} and d.party = any (${is(ones.flatMap(({ party }) => party?.id ?? []))}::uuid[])
      and i.value <> 'none' and ${opensTo(reader, is)} order by h.at`,
    given,
  );
  return rows.map(({ began, ...row }) => ({ ...row, code: codeOf(row.dossier, began.toISOString()) }));
}

/** What each reviewer has, and would have more by what stands in the form. */
function loadsOf(typed: Typed, ones: readonly One[], holders: readonly Officeholder[]) {
  return holders.map(({ id, name, open }) => ({
    ...{ name, open },
    more: ones.filter((one) => chosenIn(typed, one.id).includes(id)).length,
  }));
}

/** The form: new, or as it was sent with what is wrong in it. */
async function show(
  c: Context<AppEnv>,
  parts: Parts,
  call: Call,
  sent: Typed | null,
  errors: FieldErrors = {},
): Promise<Response> {
  const language = c.get('language');
  const w = severalWords[language].assign;
  const asked = askedIn(c, {});
  const [frame, waiting, holders, calendar] = await Promise.all([
    parts.frameOf(c),
    standingAt(c, parts, call, { at: 'toAssign', event, from: asked.from }),
    holdersOf(parts.db, call.agency, ['reviewer']),
    calendarOf(parts.db, call.agency),
  ]);
  const today = dayOf(parts.now());
  // the day is told to all of them, so that it is early enough for the first
  const last = waiting.list.flatMap(({ last }) => (last !== null && last >= today ? [last] : [])).sort()[0];
  const prefill = {
    each: String(eachIn({}, holders)),
    ...(last === undefined ? {} : { sheetsBy: proposedDay(calendar, parts.now(), last) }),
  };
  const typed = sent ?? prefill;
  const wanted = eachIn(typed, holders);
  const isProposal = textIn(typed, 'propose') !== '';
  const barred = await barredBy(c, parts, waiting.list);
  const page = (
    <AssigningPage
      frame={frame}
      call={callHead(call, language)}
      form={{ key: sent === null ? newKey() : keyAfter(sent), typed, errors }}
      action={hereOf(c)}
      rows={waiting.list.map((one) => {
        const given = chosenIn(typed, one.id).length;
        return {
          ...rowOf(one),
          remark: [
            ...(one.last === null ? [] : [w.last(dayText(one.last))]),
            ...(isProposal && given < wanted ? [w.short(given, wanted)] : []),
          ].join('; '),
          candidates: holders.map((holder) => {
            const [why, doubt] = barred(one, holder);
            return {
              id: holder.id,
              name: holder.name,
              note: holder.open === 0 ? '' : w.sheets(holder.open),
              why,
              doubt,
            };
          }),
        };
      })}
      loads={loadsOf(typed, waiting.list, holders)}
      most={Math.min(mostEach, holders.length)}
      list={asked.view(waiting.list.length, waiting.all)}
      others={waiting.others}
    />
  );
  return c.html(page, Object.keys(errors).length > 0 ? 422 : 200);
}
