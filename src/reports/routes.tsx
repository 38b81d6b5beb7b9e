// What is looked at and not changed: my work, all dossiers, caps, the audit.

import { AgencyHistoryPage, historyKinds } from '../../templates/pages/agency-history.tsx';
import { AuditPage, type AuditView, CapsPage, DossiersPage } from '../../templates/pages/reports.tsx';
import { WorkPage } from '../../templates/pages/work.tsx';
import { nameOf } from '../../templates/words/names.ts';
import { metaOf, type StoredState } from '../../workflows/machines.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { staff } from '../../workflows/rules/duties.ts';
import { beginOf } from '../../workflows/rules/formFields.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import { audit } from '../audit/audit.ts';
import { type CheckName, checkNames } from '../audit/report.ts';
import type { Doors } from '../doors.ts';
import { codeOf } from '../dossier.ts';
import { roomsFor } from '../frame.ts';
import type { Parts } from '../parts.ts';
import { setUpOf } from '../programmes/index.ts';
import { explain } from '../refusals.ts';
import { dossiersOf, officesOf, workOf } from '../work.ts';
import { capRows } from './caps.ts';
import { agencyHistory } from './history.ts';

const pageSize = 50;
/** Who reads what happened in an agency beside its dossiers. */
const overseers = ['auditor', 'administrator', 'director', 'chiefAccountant'] as const;

export function reportRoutes(doors: Doors, parts: Parts): void {
  const { db } = parts;

  doors.get('/work', { who: 'signedIn' }, async (c) => {
    const person = c.get('visitor')!.id;
    const frame = await parts.frameOf(c);
    const [items, dossiers, offices] = await Promise.all([
      workOf(db, person, frame.language, parts.now()),
      dossiersOf(db, person, frame.language),
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
        items={items}
        dossiers={dossiers}
        offices={offices.map((office) => ({
          ...office,
          rooms: roomsFor(doors, [...office.roles, ...office.given.map(({ role }) => role)]),
        }))}
        setUp={setUp}
      />,
    );
  });

  doors.get('/agencies/:agency/dossiers', { who: staff }, async (c) => {
    const agency = c.req.param('agency');
    const frame = await parts.frameOf(c);
    const query = beginOf((c.req.query('q') ?? '').replaceAll('\0', '').trim(), 100);
    const from = pageOf(c.req.query('from'));
    const like = `%${query.replace(/[\\%_]/g, '\\$&')}%`;
    const rows = await db.query<{
      dossier: string;
      version: number;
      value: string;
      project: StoredState['value'] | null;
      projectVersion: number | null;
      began: string;
      title: string | null;
      party: string | null;
    }>`select a.dossier::text as dossier, a.version, a.value, j.value as project, j.version as project_version, b.at::text as began, p.name as party, c.body->>'projectName' as title
      from state a join dossier d on d.agency = a.agency and d.id = a.dossier
        join history b on b.agency = a.agency and b.dossier = a.dossier and b.revision = 1
        left join state j on j.agency = a.agency and j.dossier = a.dossier and j.subject = 'project'
        left join party_profile p on p.agency = a.agency and p.party = d.party
        left join content c on c.agency = a.agency and c.commitment = a.facts->>'content'
      where a.agency = ${agency} and a.machine = 'application' and a.value <> '"draft"'
        and (${query} = '' or c.body->>'projectName' ilike ${like} or p.name ilike ${like} or right(a.dossier::text, 6) ilike right(${query}, 6))
      order by b.at desc limit ${pageSize + 1} offset ${from}`;
    const shown = rows.slice(0, pageSize).map((row) => {
      const state: StoredState =
        row.project === null
          ? { machine: 'application', version: row.version, value: row.value }
          : { machine: 'project', version: row.projectVersion ?? 1, value: row.project };
      const at = new Date(row.began).toISOString();
      return {
        href: `/agencies/${agency}/dossiers/${row.dossier}`,
        code: codeOf(row.dossier, at),
        title: row.title ?? '',
        party: row.party ?? '',
        step: metaOf(state)
          .map(({ meta }) => meta.staff[frame.language])
          .join(' · '),
        at,
      };
    });
    const next =
      rows.length > pageSize
        ? `/agencies/${agency}/dossiers?${new URLSearchParams({ q: query, from: String(from + pageSize) })}`
        : null;
    return c.html(<DossiersPage frame={frame} agency={agency} rows={shown} query={query} next={next} />);
  });

  doors.get('/agencies/:agency/caps', { who: staff }, async (c) => {
    const agency = c.req.param('agency');
    const frame = await parts.frameOf(c);
    const from = pageOf(c.req.query('from'));
    const rows = await capRows(db, agency, frame.language);
    const next = rows.length > from + pageSize ? `/agencies/${agency}/caps?from=${from + pageSize}` : null;
    return c.html(<CapsPage frame={frame} agency={agency} rows={rows.slice(from, from + pageSize)} next={next} />);
  });

  doors.get('/agencies/:agency/history', { who: [...overseers] }, async (c) => {
    const agency = c.req.param('agency');
    const frame = await parts.frameOf(c);
    const asked = c.req.query('kind');
    const kind = historyKinds.find((one) => one === asked) ?? null;
    const from = pageOf(c.req.query('from'));
    const { rows, all } = await agencyHistory(db, agency, { kind, from, size: pageSize, language: frame.language });
    const at = (place: number) => {
      const query = new URLSearchParams({ ...(kind !== null && { kind }), ...(place > 0 && { from: String(place) }) });
      return `/agencies/${agency}/history${query.size > 0 ? `?${query}` : ''}`;
    };
    const previous = from > 0 ? at(Math.max(from - pageSize, 0)) : null;
    const next = from + pageSize < all ? at(from + pageSize) : null;
    return c.html(<AgencyHistoryPage {...{ frame, agency, kind, rows, from, all, previous, next }} />);
  });

  let last: AuditView['report'] = null;
  let running: Promise<void> | null = null;

  doors.get('/agencies/:agency/audit', { who: ['auditor'] }, async (c) => {
    const agency = c.req.param('agency');
    const frame = await parts.frameOf(c);
    const refused = await db.query<{
      at: string;
      name: string | null;
      command: string;
      details: Refusal;
      dossier: string | null;
    }>`
      select r.at::text as at, p.name, r.command, r.details, r.dossier::text as dossier from refusal r left join person p on p.id = r.actor
      where r.agency = ${agency} order by r.id desc limit 50`;
    const refusals = refused.map(({ at, name, command, details, dossier }) => ({
      at: new Date(at).toISOString(),
      who: name ?? nameOf('roles', 'system', frame.language),
      command,
      sentence: explain(details, frame.language, null).sentence,
      dossier: dossier === null ? null : `/agencies/${agency}/dossiers/${dossier}`,
    }));
    return c.html(<AuditPage frame={frame} agency={agency} report={ofAgency(last, agency)} refusals={refusals} />);
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

const pageOf = (text: string | undefined): number => (text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : 0);
