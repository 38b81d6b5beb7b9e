// One report: handed in by its team, accepted or returned by an officer, who may also give it another day.

import type { FormState } from '../../templates/pages/projects/page.tsx';
import { ReportPage, type ReportPageView, type VersionView } from '../../templates/pages/projects/report.tsx';
import { reportParts } from '../../templates/pages/projects/reports.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { dayText, timeText } from '../../templates/parts/when.ts';
import { reportWords } from '../../templates/words/projects-reports.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { readDay } from '../../workflows/rules/formFields.ts';
import type { FieldChange } from '../../workflows/rules/forms.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import { latenessOf } from '../../workflows/rules/reports.ts';
import { contentOf, reasonOf } from '../contents.ts';
import { receiveUpload, uploadBodyBytes } from '../documents/index.ts';
import type { Doors } from '../doors.ts';
import { type Event, nameWith, placesOf } from '../dossier.ts';
import { ask, isId, statusOf, textIn, typedOf } from '../forms.ts';
import { asContent, type SaidInput } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { type ReportRow, reportRows, whatOf } from '../reportRows.ts';
import { type Attached, evidenceViews, fileViews } from './attached.ts';
import { fieldsOf } from './fields.ts';
import { doneText, handIn, latenessIn, type SubmissionBody, standingOf, whoAnd } from './report-list.tsx';
import { followers, mayCause, returned, type Seen, see, stepView, untouched } from './step.ts';

const path = '/agencies/:agency/dossiers/:dossier/reports/:report';
const mostReason = 4_000;

type Wrong = { errors?: Record<string, string>; refusal?: Refusal };

export function reportPageRoutes(doors: Doors, parts: Parts): void {
  doors.get(path, { who: followers }, async (c) => {
    const seen = await see(c, parts);
    const row = seen === null ? null : rowIn(seen);
    if (seen === null || row === null) return c.notFound();
    const { typed, files } = await toMend(seen, row);
    return c.html(<ReportPage {...(await viewOf(seen, row, untouched(seen, typed), files))} />);
  });

  doors.post(path, { who: ['founder'], maxBodyBytes: uploadBodyBytes, events: ['report.submitted'] }, async (c) => {
    const seen = await see(c, parts);
    const row = seen === null ? null : rowIn(seen);
    if (seen === null || row === null) return c.notFound();
    const upload = await receiveUpload(c, parts, { dossier: seen.dossier.id, field: 'files' });
    const sent = await handIn(seen, row.id, upload);
    if (sent.ok) return c.redirect(`${hereOf(seen, row)}?done=report.submitted`, 303);
    const view = await viewOf(seen, row, returned(seen, upload.typed, sent.wrong), sent.files);
    return c.html(<ReportPage {...view} />, statusOf(sent.wrong.refusal ?? null));
  });

  /** A form of the officer's: what it asks for, or what is wrong with its fields. */
  const judging = (
    act: string,
    type: 'acceptReport' | 'returnReport' | 'rescheduleReport',
    event: 'report.accepted' | 'report.returned' | 'report.rescheduled',
    read: (seen: Seen, row: ReportRow, typed: Typed) => { input: SaidInput } | { errors: Record<string, string> },
  ): void =>
    doors.post(`${path}/${act}`, { who: ['officer'], events: [event] }, async (c) => {
      const seen = await see(c, parts);
      const row = seen === null ? null : rowIn(seen);
      if (seen === null || row === null) return c.notFound();
      const typed = await typedOf(c);
      const again = async (wrong: Wrong) =>
        c.html(
          <ReportPage {...(await viewOf(seen, row, returned(seen, typed, wrong)))} />,
          statusOf(wrong.refusal ?? null),
        );
      const asked = read(seen, row, typed);
      if ('errors' in asked) return again({ errors: asked.errors });
      const outcome = await ask(c, parts, { type, dossier: seen.dossier.id, input: asked.input }, typed);
      if (!outcome.ok) return again({ refusal: outcome.refusal });
      return c.redirect(`${hereOf(seen, row)}?done=${event}`, 303);
    });

  judging('accept', 'acceptReport', 'report.accepted', (_, { id }, typed) => ({
    input: { id, report: commitmentIn(typed) },
  }));

  judging('return', 'returnReport', 'report.returned', (seen, { id }, typed) => {
    const w = reportWords[seen.language];
    const fields = fieldsOf(typed, seen.language);
    const reason = fields.text('reason', w.whatReason, mostReason);
    const nextDue = textIn(typed, 'nextDue') === '' ? null : fields.day('nextDue');
    if (nextDue !== null && fields.errors.nextDue === undefined && nextDue < dayOf(parts.now()))
      fields.errors.nextDue = w.past;
    if (!fields.ok()) return { errors: fields.errors };
    const said = { id, report: commitmentIn(typed), reason: asContent('reason', { text: reason }) };
    return { input: nextDue === null ? said : { ...said, dueOn: nextDue } };
  });

  judging('reschedule', 'rescheduleReport', 'report.rescheduled', (seen, { id, facts }, typed) => {
    const w = reportWords[seen.language];
    const fields = fieldsOf(typed, seen.language);
    const dueOn = fields.day('dueOn');
    if (fields.errors.dueOn === undefined && dueOn < dayOf(parts.now())) fields.errors.dueOn = w.past;
    else if (fields.errors.dueOn === undefined && dueOn === facts.dueOn) fields.errors.dueOn = w.sameDay;
    const reason = fields.text('why', w.whatReason, mostReason);
    return fields.ok()
      ? { input: { id, dueOn, reason: asContent('reason', { text: reason }) } }
      : { errors: fields.errors };
  });
}

/** The version that a form is about; what is none is nobody's. */
function commitmentIn(typed: Typed): string {
  const text = textIn(typed, 'report');
  return /^[0-9a-f]{64}$/.test(text) ? text : '0'.repeat(64);
}

function rowIn({ c, dossier }: Seen): ReportRow | null {
  const id = c.req.param('report') ?? '';
  return isId(id) ? (reportRows(dossier).find((row) => row.id === id) ?? null) : null;
}

const hereOf = ({ base }: Seen, { id }: ReportRow) => `${base}/reports/${id}`;

/** What was returned stands in the team's form again, to be completed. */
async function toMend(seen: Seen, row: ReportRow): Promise<{ typed: Typed; files: readonly Attached[] }> {
  const last = row.facts.versions?.at(-1);
  if (row.state.value !== 'returned' || last === undefined || !mayCause(seen, 'report.submitted'))
    return { typed: {}, files: [] };
  const body = await contentOf<SubmissionBody>(seen.parts.db, seen.dossier.agency, last.report);
  return { typed: body?.parts ?? {}, files: body?.files ?? [] };
}

async function viewOf(
  seen: Seen,
  row: ReportRow,
  form: FormState,
  files: readonly Attached[] = [],
): Promise<ReportPageView> {
  const { dossier, parts, language, reader } = seen;
  const w = reportWords[language];
  const value = String(row.state.value);
  const what = await whatOf(parts.db, dossier.agency, row.facts);
  const own = dossier.history.filter(({ subject }) => subject === row.subject);
  const isOver = value === 'accepted' || value === 'ended';
  const accepted = own.find(({ event }) => event === 'report.accepted');
  const standing = standingOf(seen, value === 'submitted' ? 'report.accepted' : 'report.submitted', {
    state: isOver ? 'over' : 'open',
    now: placesOf(row.state, reader, language)[0]?.label ?? '',
    over: accepted === undefined ? undefined : whoAnd(accepted, seen),
  });
  return {
    ...stepView(seen, standing, form, w.clause),
    dueOn: row.facts.dueOn ?? null,
    here: hereOf(seen, row),
    name: w.heading(row.number, row.facts.what === undefined ? w.ofOwn : (what?.name ?? '')),
    state: value,
    shows: what?.shows ?? '',
    lateness: latenessIn(row, dayOf(parts.now())),
    days: await daysOf(seen, row, own),
    versions: await versionsOf(seen, row, own),
    newest: row.facts.versions?.at(-1)?.report ?? '',
    mayReschedule: ['planned', 'returned'].includes(value) && mayCause(seen, 'report.rescheduled'),
    kept: fileViews(seen.base, files),
    isFounder: reader === 'founder',
    done: doneText(seen),
  };
}

/** Every day that was set for a report, oldest first: by the agreement, by an officer, with a new one, or with a return. */
async function daysOf(seen: Seen, row: ReportRow, own: readonly Event[]): Promise<ReportPageView['days']> {
  const { dossier, parts, language } = seen;
  const w = reportWords[language];
  const signing = dossier.history.find(({ event }) => event === 'project.agreementSigned');
  const signed = ((signing?.input.milestones ?? []) as { id: string; dueOn: string }[]).find(({ id }) => id === row.id);
  const by = (event: Event) => [nameWith(event, language), timeText(event.at)].filter(Boolean).join(', ');
  const first =
    signing === undefined || signed === undefined
      ? []
      : [{ what: `${w.firstDay}: ${dayText(signed.dueOn)}`, who: by(signing), reason: '' }];
  const set = await Promise.all(
    own.toReversed().flatMap((event) => {
      const day = readDay(String(event.input.dueOn ?? ''));
      if (day === null) return [];
      const text = {
        'report.planned': `${w.firstDay}: ${dayText(day)}`,
        'report.rescheduled': w.moved(dayText(day)),
        'report.returned': w.returnedUntil(dayText(day)),
      }[event.event];
      if (text === undefined) return [];
      // why it was returned stands at its version
      const why = event.event === 'report.rescheduled' ? reasonOf(parts.db, dossier.agency, event.input.reason) : '';
      return [(async () => ({ what: text, who: by(event), reason: await why }))()];
    }),
  );
  return [...first, ...set];
}

/** The versions, newest first, each with what differs from the one before. */
async function versionsOf(seen: Seen, { facts }: ReportRow, own: readonly Event[]): Promise<VersionView[]> {
  const { dossier, parts, language } = seen;
  const w = reportWords[language];
  const versions = facts.versions ?? [];
  const bodies = await Promise.all(
    versions.map(({ report }) => contentOf<SubmissionBody>(parts.db, dossier.agency, report)),
  );
  const views = await Promise.all(
    versions.map(async (version, index): Promise<VersionView> => {
      const of = (...events: string[]) =>
        own.find(({ event, input }) => events.includes(event) && input.report === version.report);
      const sent = of('report.submitted');
      const judged = of('report.returned', 'report.accepted');
      const body = bodies[index] ?? null;
      return {
        number: index + 1,
        byline: sent === undefined ? '' : [nameWith(sent, language), timeText(sent.at)].filter(Boolean).join(', '),
        lateness: latenessOf(version),
        parts: body?.parts ?? null,
        files: await evidenceViews(seen, body?.files ?? []),
        changes: index === 0 ? null : changesOf(bodies[index - 1] ?? null, body, w),
        judged:
          judged === undefined
            ? null
            : {
                isReturn: judged.event === 'report.returned',
                who: nameWith(judged, language),
                at: timeText(judged.at),
                reason: await reasonOf(parts.db, dossier.agency, judged.input.reason),
              },
      };
    }),
  );
  return views.toReversed();
}

/** What differs between two submissions: part by part, and the files by what is in them. */
function changesOf(
  before: SubmissionBody | null,
  after: SubmissionBody | null,
  w: (typeof reportWords)['vi'],
): FieldChange[] | null {
  if (before === null || after === null) return null;
  const section = { id: 'report', title: '' };
  const texts = reportParts.map((part) => ({
    section,
    label: w.parts[part],
    before: before.parts[part],
    after: after.parts[part],
  }));
  const said = ({ files }: SubmissionBody) =>
    files.map(({ name, sha256 }) => `${name} (SHA-256 ${sha256.slice(0, 12)}…)`).join('\n');
  const files = { section, label: w.filesChanged, before: said(before), after: said(after) };
  return [...texts, files].filter((change) => change.before !== change.after);
}
