// What anyone may read: the first page with its open calls, and each call.

import { CallPage } from '../../templates/pages/calls/call.tsx';
import { StartPage } from '../../templates/pages/start.tsx';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Doors } from '../doors.ts';
import { codeOf } from '../dossier.ts';
import type { Parts } from '../parts.ts';
import { calendarOf, openCalls, ownApplications, readCall } from './queries.ts';
import { callView, openCallView, packView } from './views.ts';

/** The first page and the pages of calls. */
export function programmeRoutes(doors: Doors, parts: Parts): void {
  const { db, now, packs, frameOf } = parts;

  doors.get('/', { who: 'anyone' }, async (c) => {
    const language = c.get('language');
    const [frame, calls] = await Promise.all([frameOf(c), openCalls(db, now())]);
    return c.html(
      <StartPage
        frame={frame}
        calls={calls.map((call) => openCallView(call, language, now()))}
        packs={packs.map((pack) => packView(pack, language, dayOf(now())))}
      />,
    );
  });

  doors.get('/agencies/:agency/calls/:call', { who: 'anyone' }, async (c) => {
    const call = await readCall(db, c.req.param('agency'), c.req.param('call'));
    if (call === null) return c.notFound();
    const visitor = c.get('visitor');
    const [frame, calendar, own] = await Promise.all([
      frameOf(c),
      calendarOf(db, call.agency),
      visitor === null ? [] : ownApplications(db, call.agency, call.id, visitor.id),
    ]);
    const view = callView(call, {
      language: c.get('language'),
      now: now(),
      calendar,
      own: own.map(({ id, beganAt, title }) => ({
        href: `/agencies/${call.agency}/dossiers/${id}/application`,
        code: codeOf(id, beganAt),
        title,
      })),
    });
    return c.html(<CallPage frame={frame} call={view} />);
  });
}
