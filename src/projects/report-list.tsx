// The reports of a project: their list, one that an officer plans, and one that a team hands in of its own accord.

import { v5 } from 'uuid';
import type { FormState, Standing } from '../../templates/pages/projects/page.tsx';
import { NewReportPage, type ReportLine, ReportsPage, reportParts } from '../../templates/pages/projects/reports.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { dayTextOf } from '../../templates/parts/when.ts';
import { dossierWords } from '../../templates/words/dossier.ts';
import { nameOf, namesOf } from '../../templates/words/names.ts';
import { reportWords } from '../../templates/words/projects-reports.ts';
import type { Json } from '../../workflows/canonical.ts';
import type { EventType } from '../../workflows/machines.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { duties } from '../../workflows/rules/duties.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import { type Lateness, latenessOf, standingOn } from '../../workflows/rules/reports.ts';
import { conflictNote } from '../conflicted.ts';
import { receiveUpload, type Upload, uploadBodyBytes } from '../documents/index.ts';
import type { Doors } from '../doors.ts';
import { nameWith, placesOf } from '../dossier.ts';
import { ask, isId, newKey, statusOf, textIn, typedOf } from '../forms.ts';
import { asContent } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { type ReportRow, reportRows, whatOf } from '../reportRows.ts';
import { type Attached, filesIn, fileViews } from './attached.ts';
import { fieldsOf } from './fields.ts';
import { regionOf } from './reading.ts';
import { mostReportText } from './reports.ts';
import { followers, isOfOffice, mayCause, returned, type Seen, see, stepView, untouched } from './step.ts';

const path = '/agencies/:agency/dossiers/:dossier/reports';
const mostShown = 2_000;

export function reportListRoutes(doors: Doors, parts: Parts): void {
  doors.get(path, { who: followers }, async (c) => {
    const seen = await see(c, parts);
    return seen === null ? c.notFound() : c.html(<ReportsPage {...(await listOf(seen, untouched(seen)))} />);
  });

  doors.post(path, { who: ['officer'], events: ['report.planned'] }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const typed = await typedOf(c);
    const w = reportWords[seen.language];
    const fields = fieldsOf(typed, seen.language);
    const name = fields.text('name', w.whatName, 200);
    const shows = fields.text('shows', w.whatShows, mostShown);
    const dueOn = fields.day('dueOn');
    if (fields.errors.dueOn === undefined && dueOn < dayOf(parts.now())) fields.errors.dueOn = w.past;
    const again = async (wrong: { errors?: Record<string, string>; refusal?: Refusal }) =>
      c.html(<ReportsPage {...(await listOf(seen, returned(seen, typed, wrong)))} />, statusOf(wrong.refusal ?? null));
    if (!fields.ok()) return again({ errors: fields.errors });
    const input = { id: idFrom(typed), dueOn, what: asContent('report', { about: 'milestone', name, shows }) };
    const outcome = await ask(c, parts, { type: 'planReport', dossier: seen.dossier.id, input }, typed);
    return outcome.ok
      ? c.redirect(`${seen.base}/reports?done=report.planned`, 303)
      : again({ refusal: outcome.refusal });
  });

  doors.get(`${path}/new`, { who: ['founder'] }, async (c) => {
    const seen = await see(c, parts);
    return seen === null ? c.notFound() : c.html(<NewReportPage {...newView(seen, untouched(seen), [])} />);
  });

  doors.post(
    `${path}/new`,
    { who: ['founder'], maxBodyBytes: uploadBodyBytes, events: ['report.submitted'] },
    async (c) => {
      const seen = await see(c, parts);
      if (seen === null) return c.notFound();
      const upload = await receiveUpload(c, parts, { dossier: seen.dossier.id, field: 'files' });
      const id = idFrom(upload.typed);
      const sent = await handIn(seen, id, upload);
      if (sent.ok) return c.redirect(`${seen.base}/reports/${id}?done=report.submitted`, 303);
      const view = newView(seen, returned(seen, upload.typed, sent.wrong), sent.files);
      return c.html(<NewReportPage {...view} />, statusOf(sent.wrong.refusal ?? null));
    },
  );
}

/** The id of a report that a form begins: it follows from the form's key, so that a form sent twice begins one. */
function idFrom(typed: Typed): string {
  const key = textIn(typed, 'key');
  return v5('report', isId(key) ? key : newKey());
}

/** A report as it is kept: a text for each part, and its evidence. */
export type SubmissionBody = {
  about: 'report';
  parts: Record<(typeof reportParts)[number], string>;
  files: Attached[];
};

type Wrong = { errors?: Record<string, string>; refusal?: Refusal };

/** Reads a submission and hands it in; else what is wrong with it, and the files that need not be sent again. */
export async function handIn(
  seen: Seen,
  id: string,
  { typed, attachments, errors }: Upload,
): Promise<{ ok: true } | { ok: false; wrong: Wrong; files: Attached[] }> {
  const w = reportWords[seen.language];
  const files = await filesIn(seen, typed, attachments, 'files', { many: true });
  const fields = fieldsOf(typed, seen.language);
  const said = Object.fromEntries(
    reportParts.map((part) => [part, fields.text(part, w.what[part], mostReportText)]),
  ) as SubmissionBody['parts'];
  Object.assign(fields.errors, errors);
  if (!fields.ok()) return { ok: false, wrong: { errors: fields.errors }, files };
  const named = files.map(({ id, name, sha256 }) => ({ id, name, sha256 }));
  const body: Json = { about: 'report', parts: said, files: named };
  const input = { id, report: asContent('report', body), evidence: files.map(({ sha256 }) => sha256) };
  const outcome = await ask(seen.c, seen.parts, { type: 'submitReport', dossier: seen.dossier.id, input }, typed);
  return outcome.ok ? { ok: true } : { ok: false, wrong: { refusal: outcome.refusal }, files };
}

/** Whether reports are planned and taken: from the agreement until its end. */
export const runs = ({ dossier }: Pick<Seen, 'dossier'>): boolean =>
  ['active', 'suspended', 'closing'].includes(regionOf(dossier, 'funding'));

/** Whose step it is to cause an event of a report, and whether it can be taken now. */
export function standingOf(
  seen: Seen,
  event: EventType,
  { state, now, over }: { state: Standing['state']; now: string; over?: { who: string; at: string } | undefined },
): Standing {
  const { dossier, language } = seen;
  const open = state === 'open';
  const mayAct = open && mayCause(seen, event);
  const kept = open && !mayAct && isOfOffice(seen, event);
  return {
    mayAct,
    state,
    conflict: kept ? conflictNote(dossier, seen, event) : null,
    who: namesOf('roles', duties[event].roles.join(', '), language),
    now,
    done: over === undefined ? null : { who: over.who, day: dayTextOf(over.at) },
  };
}

/** What a reader is told was recorded just before. */
export function doneText({ c, language }: Seen): string | null {
  const event = c.req.query('done') ?? '';
  return event.startsWith('report.') && Object.hasOwn(duties, event)
    ? dossierWords[language].done(nameOf('events', event, language))
    : null;
}

/** How a report stands to its day: what waits by today, what was handed in by the last day that was set for it. */
export function latenessIn({ state, facts }: ReportRow, today: string): Lateness | null {
  if (state.value === 'planned' || state.value === 'returned') {
    const now = standingOn(today, facts.dueOn);
    if (now !== null) return now;
  }
  const dated = (facts.versions ?? []).findLast(({ dueOn }) => dueOn !== null);
  return dated === undefined ? null : latenessOf(dated);
}

/** The reports of a project line by line. */
export async function reportLines(seen: Seen): Promise<ReportLine[]> {
  const { dossier, parts, base, reader, language } = seen;
  const today = dayOf(parts.now());
  const w = reportWords[language];
  return await Promise.all(
    reportRows(dossier).map(async (row) => {
      const what = await whatOf(parts.db, dossier.agency, row.facts);
      return {
        href: `${base}/reports/${row.id}`,
        name: w.heading(row.number, row.facts.what === undefined ? w.ofOwn : (what?.name ?? '')),
        dueOn: row.facts.dueOn ?? null,
        lateness: latenessIn(row, today),
        step: placesOf(row.state, reader, language)[0]?.label ?? '',
      };
    }),
  );
}

async function listOf(seen: Seen, form: FormState) {
  const { base, dossier, language } = seen;
  const running = runs(seen);
  const isFounder = seen.roles.includes('founder');
  const standing = standingOf(seen, isFounder ? 'report.submitted' : 'report.planned', {
    state: running
      ? 'open'
      : dossier.history.some(({ event }) => event === 'project.agreementSigned')
        ? 'over'
        : 'notYet',
    now: stateText(seen),
  });
  return {
    ...stepView(seen, standing, form, reportWords[language].clause),
    reports: await reportLines(seen),
    toNew: running && mayCause(seen, 'report.submitted') ? `${base}/reports/new` : null,
    mayPlan: running && mayCause(seen, 'report.planned'),
    isDue: !isFounder || !running || reportRows(dossier).some(({ state }) => waitsForTeam.has(String(state.value))),
    done: doneText(seen),
  };
}

/** Where a report waits for its team. */
const waitsForTeam: ReadonlySet<string> = new Set(['planned', 'returned']);

/** Where the project stands, in the reader's words. */
const stateText = ({ dossier, reader, language }: Seen): string =>
  placesOf(dossier.states.get('project')!, reader, language)
    .filter(({ region }) => region === 'funding')
    .map(({ label }) => label)
    .join('');

function newView(seen: Seen, form: FormState, files: readonly Attached[]) {
  const state = runs(seen) ? 'open' : 'notYet';
  const standing = standingOf(seen, 'report.submitted', { state, now: stateText(seen) });
  return {
    ...stepView(seen, standing, form, reportWords[seen.language].clause),
    kept: fileViews(seen.base, files),
  };
}

/** Who caused an event, and when, as pages say it. */
export const whoAnd = (event: { name: string; behalf: string | null; at: string }, { language }: Seen) => ({
  who: nameWith(event, language),
  at: event.at,
});
