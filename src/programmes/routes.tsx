// What anyone may read: the first page with its open calls, and each call; and the pages that set a programme up.

import { CallPage, type CallView } from '../../templates/pages/calls/call.tsx';
import { StartPage } from '../../templates/pages/start.tsx';
import type { VesselView } from '../../templates/pictures/vessels.tsx';
import { callRoomWords } from '../../templates/words/programmes-calls.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { contactOf } from '../contact.ts';
import { reasonOf } from '../contents.ts';
import type { Doors } from '../doors.ts';
import { codeOf, readsMoney } from '../dossier.ts';
import { askedIn } from '../lists.ts';
import type { Parts } from '../parts.ts';
import { waitingByCall } from '../questions.ts';
import { standingOf } from '../standing.ts';
import { callsOf } from './agency.ts';
import { calendarRoutes } from './calendar.tsx';
import { callRoutes } from './calls.tsx';
import { contactRoutes } from './contact.tsx';
import { delegationRoutes } from './delegations.tsx';
import { figureRoutes } from './figures.tsx';
import { publishingRoutes } from './publishing.tsx';
import { type Call, calendarOf, openCalls, ownApplications, readCall } from './queries.ts';
import { questionRoutes, questionsView } from './questions.tsx';
import { packView } from './says.ts';
import { selfCheckRoutes } from './selfCheck.tsx';
import { callers, holdsOne, staff } from './shared.ts';
import { treasuryRoutes } from './treasury.tsx';
import { callView, openCallView, standingIn } from './views.ts';

/** The first page, the pages of calls, and the rooms where programmes are set up. */
export function programmeRoutes(doors: Doors, parts: Parts): void {
  const { db, now, packs, frameOf } = parts;

  /** The packs that concern whoever comes by: of the agencies that are here, and none that is made up. A demonstration shows all. */
  async function packsHere(): Promise<readonly Pack[]> {
    if (parts.demo) return packs;
    const rows = await db.query<{ agency: string }>`
      select agency from unnest(${packs.map(({ agency }) => agency)}::text[]) a(agency)
      where exists (select from dossier d where d.agency = a.agency and d.kind = 'person')`;
    return packs.filter((pack) => !pack.fictional && rows.some(({ agency }) => agency === pack.agency));
  }

  doors.get('/', { who: 'anyone' }, async (c) => {
    const language = c.get('language');
    const [frame, calls, shown] = await Promise.all([frameOf(c), openCalls(db, now()), packsHere()]);
    return c.html(
      <StartPage
        frame={frame}
        calls={calls.map((call) => openCallView(call, language, now()))}
        packs={shown.map((pack) => packView(pack, language, dayOf(now())))}
      />,
    );
  });

  publishingRoutes(doors, parts);
  figureRoutes(doors, parts);
  calendarRoutes(doors, parts);
  delegationRoutes(doors, parts);
  contactRoutes(doors, parts);
  treasuryRoutes(doors, parts);
  // before the page of a call: `calls/new` is none
  callRoutes(doors, parts);
  selfCheckRoutes(doors, parts);
  questionRoutes(doors, parts);

  /** What the agency's own people see of a call beside what everybody sees; null for everybody else. */
  async function staffOf(call: Call, person: string, language: Language, done: string): Promise<CallView['staff']> {
    const roles = (await standingOf(db, call.agency, person, null, now()))?.roles ?? [];
    if (!holdsOne(roles, staff)) return null;
    const [[found], waiting, unread] = await Promise.all([
      callsOf(db, call.agency, call.id),
      waitingByCall(db, call.agency),
      reasonOf(db, call.agency, call.unreadFigures),
    ]);
    if (found === undefined) return null;
    const w = callRoomWords[language].calls;
    const notes: Readonly<Record<string, string>> = { opened: w.opened, closed: w.closedNow };
    return {
      note: notes[done] ?? null,
      standing: w.standings[standingIn(call, now())],
      committedVnd: found.committedVnd,
      uncommittedVnd: found.uncommittedVnd,
      returnedVnd: call.isOpen ? null : call.budgetVnd - found.committedVnd,
      vessels: readsMoney(roles) ? await callVessels(db, call.agency, call.id) : null,
      submitted: found.submitted,
      undecided: found.undecided,
      unread: unread || null,
      questions: { href: `/agencies/${call.agency}/calls/${call.id}/questions`, waiting: waiting.get(call.id) ?? 0 },
      all: `/agencies/${call.agency}/calls`,
      dossiers: `/agencies/${call.agency}/dossiers?call=${call.id}`,
      payments: `/agencies/${call.agency}/payments?call=${call.id}`,
      close: call.isOpen && holdsOne(roles, callers) ? `/agencies/${call.agency}/calls/${call.id}/close` : null,
    };
  }

  doors.get('/agencies/:agency/calls/:call', { who: 'anyone' }, async (c) => {
    const call = await readCall(db, c.req.param('agency'), c.req.param('call'));
    if (call === null) return c.notFound();
    const visitor = c.get('visitor');
    const { closedEarly } = call;
    const done = c.req.query('done') ?? '';
    const [frame, calendar, contact, own, staff, reason] = await Promise.all([
      frameOf(c),
      calendarOf(db, call.agency),
      contactOf(db, call.agency),
      visitor === null ? [] : ownApplications(db, call.agency, call.id, visitor.id),
      visitor === null ? null : staffOf(call, visitor.id, c.get('language'), done),
      closedEarly === null ? null : reasonOf(db, call.agency, closedEarly.reason),
    ]);
    const asked = askedIn(c, { at: 'questions' });
    const asking = { asked, person: visitor?.id ?? null, isStaff: staff !== null, sent: done === 'asked', now: now() };
    const view = callView(call, {
      questions: await questionsView(db, call, asking),
      language: c.get('language'),
      now: now(),
      calendar,
      contact,
      viewer: staff !== null ? 'staff' : visitor === null ? 'nobody' : 'person',
      staff,
      closedEarly: closedEarly === null ? null : { ...closedEarly, reason: reason || null },
      own: own.map(({ id, beganAt, title }) => ({
        href: `/agencies/${call.agency}/dossiers/${id}/application`,
        code: codeOf(id, beganAt),
        title,
      })),
    });
    return c.html(<CallPage frame={frame} call={view} />);
  });
}

/** Where the money of a call stands, in the book of promises: not committed, or with one of its projects. */
async function callVessels(db: Parts['db'], agency: string, call: string): Promise<VesselView[]> {
  return await db.query<VesselView>`
    select case v.name when 'advanced' then 'paid' when 'settled' then 'paid' else v.name end as vessel, sum(a.balance)::bigint as amount_vnd
    from account a cross join lateral (select reverse(split_part(reverse(a.id), '/', 1)) as name) v
    where a.agency = ${agency} and not a.is_source and (a.id = 'A/call/' || ${call} || '/uncommitted'
      or (a.id like 'A/project/%' and a.owner in (select id::text from dossier d where d.agency = ${agency} and d.call = ${call}::uuid)))
    group by 1`;
}
