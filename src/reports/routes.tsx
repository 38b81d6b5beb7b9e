// What is looked at and not changed: my work, all dossiers, caps, the audit.

import { AgencyHistoryPage, historyKinds } from '../../templates/pages/agency-history.tsx';
import { AuditPage, type AuditView, CapsPage } from '../../templates/pages/reports.tsx';
import { WorkPage } from '../../templates/pages/work.tsx';
import { nameOf } from '../../templates/words/names.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { staff } from '../../workflows/rules/duties.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import { audit } from '../audit/audit.ts';
import { type CheckName, checkNames } from '../audit/report.ts';
import type { Doors } from '../doors.ts';
import { roomsFor } from '../frame.ts';
import { askedIn, pageOf, pageSize } from '../lists.ts';
import type { Parts } from '../parts.ts';
import { setUpOf } from '../programmes/index.ts';
import { explain } from '../refusals.ts';
import { dossiersOf, officesOf, workOf } from '../work.ts';
import { capRows } from './caps.ts';
import { debtRoutes } from './debts.tsx';
import { dossierRoutes } from './dossiers.tsx';
import { agencyHistory } from './history.ts';
import { paymentRoutes } from './payments.tsx';
import { yearBookRoutes } from './year-book.tsx';

/** Who reads what happened in an agency beside its dossiers. */
const overseers = ['auditor', 'administrator', 'director', 'chiefAccountant'] as const;

export function reportRoutes(doors: Doors, parts: Parts): void {
  const { db } = parts;

  doors.get('/work', { who: 'signedIn' }, async (c) => {
    const person = c.get('visitor')!.id;
    const frame = await parts.frameOf(c);
    const asked = askedIn(c, {});
    const askedOwn = askedIn(c, { at: 'own' });
    const [items, dossiers, offices] = await Promise.all([
      workOf(db, person, frame.language, parts.now(), asked.from + pageSize),
      dossiersOf(db, person, frame.language, askedOwn.from),
      officesOf(db, person, parts.now()),
    ]);
    const setUp = await Promise.all(
      offices
        .filter(({ roles }) => roles.includes('administrator') || roles.includes('director'))
        .map(async ({ agency, roles }) => ({
          agency,
          done: await setUpOf(db, agency),
          mayInvite: roles.includes('administrator'),
          mayBudget: roles.some((role) => ['financeOfficer', 'chiefAccountant', 'director'].includes(role)),
        })),
    );
    return c.html(
      <WorkPage
        frame={frame}
        today={dayOf(parts.now())}
        items={pageOf(items, asked)}
        list={asked.view(pageOf(items, asked).length, frame.visitor?.work ?? 0)}
        dossiers={dossiers.rows}
        ownList={askedOwn.view(dossiers.rows.length, dossiers.all)}
        offices={offices.map((office) => ({
          ...office,
          rooms: roomsFor(doors, [...office.roles, ...office.given.map(({ role }) => role)]),
        }))}
        setUp={setUp}
      />,
    );
  });

  dossierRoutes(doors, parts);
  paymentRoutes(doors, parts);
  debtRoutes(doors, parts);
  yearBookRoutes(doors, parts);

  doors.get('/agencies/:agency/caps', { who: staff }, async (c) => {
    const agency = c.req.param('agency');
    const frame = await parts.frameOf(c);
    const asked = askedIn(c, {});
    const all = await capRows(db, agency, frame.language);
    const rows = pageOf(all, asked);
    return c.html(<CapsPage frame={frame} agency={agency} rows={rows} list={asked.view(rows.length, all.length)} />);
  });

  doors.get('/agencies/:agency/history', { who: [...overseers] }, async (c) => {
    const agency = c.req.param('agency');
    const frame = await parts.frameOf(c);
    const asked = askedIn(c, { filters: { kind: historyKinds } });
    const kind = historyKinds.find((one) => one === asked.chosen.kind) ?? null;
    const { from } = asked;
    const { rows, all } = await agencyHistory(db, agency, { kind, from, size: pageSize, language: frame.language });
    return c.html(<AgencyHistoryPage {...{ frame, agency, kind, rows, list: asked.view(rows.length, all) }} />);
  });

  let last: AuditView['report'] = null;
  let running: Promise<void> | null = null;

  doors.get('/agencies/:agency/audit', { who: ['auditor'] }, async (c) => {
    const agency = c.req.param('agency');
    const frame = await parts.frameOf(c);
    const asked = askedIn(c, {});
    const refused = await db.query<{
      at: string;
      name: string | null;
      command: string;
      details: Refusal;
      dossier: string | null;
      all: number;
    }>`
      select r.at::text as at, count(*) over ()::int as "all", p.name, r.command, r.details, r.dossier::text as dossier from refusal r left join person p on p.id = r.actor
      where r.agency = ${agency} order by r.id desc limit ${pageSize} offset ${asked.from}`;
    const refusals = refused.map(({ at, name, command, details, dossier }) => ({
      at: new Date(at).toISOString(),
      who: name ?? nameOf('roles', 'system', frame.language),
      command,
      sentence: explain(details, frame.language, null).sentence,
      dossier: dossier === null ? null : `/agencies/${agency}/dossiers/${dossier}`,
    }));
    const list = asked.view(refused.length, refused[0]?.all ?? 0);
    return c.html(<AuditPage {...{ frame, agency, report: ofAgency(last, agency), refusals, list }} />);
  });

  // It reads everything, so it runs once at a time, and whoever asks meanwhile sees the same result.
  doors.post('/agencies/:agency/audit', { who: ['auditor'] }, async (c) => {
    // it reads every row there is: not again within a minute
    const fresh = last !== null && Date.parse(parts.now()) - Date.parse(last.at) < 60_000;
    if (!fresh)
      running ??= audit(db)
        .then((report) => {
          last = {
            at: parts.now(),
            ok: report.ok,
            checks: report.checks.map(({ name, ...found }) => ({ check: idOf(name), ...found })),
          };
        })
        .finally(() => {
          running = null;
        });
    await running;
    return c.redirect(`/agencies/${c.req.param('agency')}/audit`, 303);
  });
}

const idOf = (name: string) => (Object.keys(checkNames) as CheckName[]).find((id) => checkNames[id] === name)!;

/** What is broken elsewhere is said to that agency's auditors; that something is broken, to all. */
function ofAgency(report: AuditView['report'], agency: string): AuditView['report'] {
  if (report === null) return null;
  const checks = report.checks.map((check) => ({
    ...check,
    broken: check.broken.filter(({ row }) => row.includes(` ${agency}/`)),
  }));
  return { ...report, checks };
}
