// What is looked at and not changed: my work, all dossiers, caps, the audit.

import { AgencyHistoryPage, historyKinds } from '../../templates/pages/agency-history.tsx';
import { AuditPage, type AuditView } from '../../templates/pages/reports.tsx';
import { type WorkItem, WorkPage } from '../../templates/pages/work.tsx';
import type { ManyLink } from '../../templates/parts/many-at-once.tsx';
import { dossierWords } from '../../templates/words/dossier.ts';
import { severalWords } from '../../templates/words/reviews-several.ts';
import { sittingWords } from '../../templates/words/reviews-sitting.ts';
import { statementWords } from '../../templates/words/statement.ts';
import { togetherWords } from '../../templates/words/together.ts';
import type { Language } from '../../templates/words/words.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { daysUntil } from '../../workflows/rules/secondStep.ts';
import { audit } from '../audit/audit.ts';
import { type CheckName, checkNames } from '../audit/report.ts';
import { csvAnswer } from '../csv.ts';
import type { Doors } from '../doors.ts';
import { duesOfWork } from '../dues.ts';
import { roomsFor } from '../frame.ts';
import { askedIn, pageOf, pageSize } from '../lists.ts';
import { lettersStuck } from '../mail/index.ts';
import type { Parts } from '../parts.ts';
import { openCalls, openCallView, setUpOf } from '../programmes/index.ts';
import { submittedSheets } from '../reviews/index.ts';
import { readerOf } from '../standing.ts';
import { dossiersOf, officesOf, workOf } from '../work.ts';
import { advances } from './advances.ts';
import { capsRoutes } from './capsList.tsx';
import { debts } from './debts.ts';
import { dossierRoutes } from './dossiers.tsx';
import { agencyHistory, personChoices } from './history.ts';
import { payments } from './payments.tsx';
import { refusalsIn } from './refusals.ts';
import { registerRoutes } from './register.tsx';
import { requests } from './requests.ts';
import { yearBookRoutes } from './year-book.tsx';

/** Who reads what happened in an agency beside its dossiers. */
const overseers = ['auditor', 'administrator', 'director', 'chiefAccountant'] as const;

/** How many matters the picture of days looks at: they come in the order of their days. */
const mostDues = 120;

export function reportRoutes(doors: Doors, parts: Parts): void {
  const { db } = parts;
  const { folder } = parts.files;

  doors.get('/work', { who: 'signedIn' }, async (c) => {
    const { id: person, secondStepDue: due } = c.get('visitor')!;
    const frame = await parts.frameOf(c);
    const asked = askedIn(c, {});
    const askedOwn = askedIn(c, { at: 'own' });
    const [work, dossiers, offices] = await Promise.all([
      workOf(db, person, frame.language, parts.now(), Math.max(asked.from + pageSize, mostDues)),
      dossiersOf(db, person, frame.language, parts.now(), askedOwn.from),
      officesOf(db, person, parts.now()),
    ]);
    const isNew = dossiers.all === 0 && offices.length === 0;
    const calls = isNew ? await openCalls(db, parts.now()) : null;
    const administers = offices.some(({ roles }) => roles.includes('administrator'));
    const stuck = administers ? await lettersStuck(db, parts.now()) : null;
    const isReviewer = offices.some(({ roles }) => roles.includes('reviewer'));
    const setUp = await Promise.all(
      offices.map(({ agency, roles }) =>
        setUpOf(db, { agency, roles, language: frame.language, now: parts.now(), offered: parts.packs }),
      ),
    );
    return c.html(
      <WorkPage
        frame={frame}
        items={pageOf(work, asked)}
        together={togetherIn(work, frame.language)}
        list={asked.view(pageOf(work, asked).length, frame.visitor?.work ?? 0)}
        dues={await duesOfWork(db, work, { now: parts.now(), language: frame.language })}
        dossiers={dossiers.rows}
        calls={calls?.map((call) => openCallView(call, frame.language, parts.now())) ?? null}
        ownList={askedOwn.view(dossiers.rows.length, dossiers.all)}
        sheets={isReviewer ? await submittedSheets(db, person) : []}
        offices={offices.map((office) => ({
          ...office,
          rooms: roomsFor(doors, [...office.roles, ...office.given.map(({ role }) => role)]),
        }))}
        setUp={setUp.filter((view) => view !== null)}
        lettersStuck={stuck}
        secondStepLeft={due === null ? null : daysUntil(due, parts.now())}
      />,
    );
  });

  dossierRoutes(doors, parts);
  registerRoutes(doors, parts, requests);
  registerRoutes(doors, parts, payments);
  registerRoutes(doors, parts, debts, registerRoutes(doors, parts, advances));
  yearBookRoutes(doors, parts);

  capsRoutes(doors, parts);

  doors.get('/agencies/:agency/history', { who: [...overseers] }, async (c) => {
    const agency = c.req.param('agency');
    const frame = await parts.frameOf(c);
    const people = await personChoices(db, agency);
    const asked = askedIn(c, { filters: { kind: historyKinds, person: people.map(({ value }) => value) } });
    const { person } = asked.chosen;
    const kind = historyKinds.find((one) => one === asked.chosen.kind) ?? null;
    const { from } = asked;
    const { rows, all } = await agencyHistory(db, agency, {
      ...{ kind, person, from, size: pageSize, language: frame.language, reader: readerOf(c) },
    });
    return c.html(
      <AgencyHistoryPage {...{ frame, agency, kind, person, people, rows, list: asked.view(rows.length, all) }} />,
    );
  });

  let last: AuditView['report'] = null;
  let running: Promise<void> | null = null;

  doors.get('/agencies/:agency/audit', { who: ['auditor'] }, async (c) => {
    const agency = c.req.param('agency');
    const frame = await parts.frameOf(c);
    const asked = askedIn(c, {});
    const { from } = asked;
    const { rows: refusals, all } = await refusalsIn(db, agency, {
      ...{ from, most: pageSize, language: frame.language, reader: readerOf(c) },
    });
    const list = asked.view(refusals.length, all);
    return c.html(<AuditPage {...{ frame, agency, report: ofAgency(last, agency), refusals, list }} />);
  });

  doors.get('/agencies/:agency/audit/export', { who: ['auditor'] }, async (c) => {
    const language = c.get('language');
    const w = dossierWords[language];
    const { rows } = await refusalsIn(db, c.req.param('agency'), {
      ...{ from: 0, most: null, language, reader: readerOf(c) },
    });
    return csvAnswer(c, {
      name: `tu-choi-${dayOf(parts.now())}`,
      head: [w.time, w.who, w.refusedCommand, w.rule, w.refusedClause, w.refusedDossier],
      rows: rows.map((row) => [row.at, row.who, row.command, row.sentence, row.clause, row.code]),
    });
  });

  // It reads everything, so it runs once at a time, and whoever asks meanwhile sees the same result.
  doors.post('/agencies/:agency/audit', { who: ['auditor'] }, async (c) => {
    // it reads every row there is: not again within a minute
    const fresh = last !== null && Date.parse(parts.now()) - Date.parse(last.at) < 60_000;
    if (!fresh)
      running ??= audit(db, folder === null ? null : { folder, read: false })
        .then((report) => {
          last = {
            at: parts.now(),
            ok: report.ok,
            notRepeated: report.notRepeated,
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

/** The pages on which what waits can be done at once, where more than one of it waits. */
function togetherIn(work: readonly WorkItem[], language: Language): ManyLink[] {
  type Act = NonNullable<WorkItem['together']>['act'];
  const found = new Map<string, { act: Act; n: number; what: string }>();
  for (const { together } of work)
    if (together !== undefined) {
      const { act, href, what = '' } = together;
      found.set(href, { act, what, n: (found.get(href)?.n ?? 0) + 1 });
    }
  const textOf = (act: Act, n: number, what: string) =>
    act === 'pay'
      ? statementWords[language].title
      : act === 'sitting'
        ? sittingWords[language].onWork(what, n)
        : act === 'reviewers' || act === 'council'
          ? severalWords[language].together[act](n)
          : togetherWords[language][act].title;
  return [...found].flatMap(([href, { act, n, what }]) => (n > 1 ? [{ href, text: textOf(act, n, what) }] : []));
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
