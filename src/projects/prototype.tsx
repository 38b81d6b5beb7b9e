import type { FormState } from '../../templates/pages/projects/page.tsx';
import { type EvidenceKind, evidenceKinds, PrototypePage } from '../../templates/pages/projects/prototype.tsx';
import type { ConflictView } from '../../templates/parts/conflict.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { projectWords } from '../../templates/words/projects.ts';
import { prototypeWords } from '../../templates/words/projects-prototype.ts';
import { canonicalJson } from '../../workflows/canonical.ts';
import { refuse } from '../../workflows/rules/refusals.ts';
import { contentOf, eraseContents, keepContent } from '../contents.ts';
import { type Attachment, receiveUpload, uploadBodyBytes } from '../documents/index.ts';
import type { Doors } from '../doors.ts';
import { ask, statusOf, textIn, typedOf } from '../forms.ts';
import type { SentBack } from '../handedIn.ts';
import { asContent } from '../keeping.ts';
import { tellHandedIn } from '../mail/index.ts';
import type { Parts } from '../parts.ts';
import { type Attached, evidenceViews, filesIn, fileViews } from './attached.ts';
import { conflictOf, readDraft, saveDraft } from './drafts.ts';
import { fieldsOf } from './fields.ts';
import { stageOf } from './reading.ts';
import { mostReportText, reportBody, reportsOf, reportView } from './reports.ts';
import { sendBack, sentBackView, waitsForTeam } from './sendBack.ts';
import {
  followers,
  mayCause,
  notHere,
  onward,
  returned,
  type Seen,
  see,
  standingOf,
  stepView,
  takes,
  untouched,
} from './step.ts';

const path = '/agencies/:agency/dossiers/:dossier/prototype';
const accepted = 'project.prototypeAccepted';

/** What the team has handed in of its prototype: the newest report, by its commitment; `returned` while an officer has sent it back. */
type Handed = { commitment: string; sentBy: string; sentAt: string; returned?: SentBack | null };

/** A file of a report, and what it shows; what was handed in before there were kinds says none. */
type Evidence = Attached & { kind?: EvidenceKind };
type PrototypeBody = { text: string; files: Evidence[] };

/** The files of a form, each under the kind of the field that it came in. */
async function evidenceIn(seen: Seen, typed: Typed, attachments: readonly Attachment[]): Promise<Evidence[]> {
  const found: Evidence[] = [];
  for (const kind of evidenceKinds)
    for (const file of await filesIn(seen, typed, attachments, kind, { many: true })) found.push({ ...file, kind });
  return found;
}

/** Files by their kind. */
const grouped = <T,>(files: readonly Evidence[], as: (files: Evidence[]) => T): Record<EvidenceKind, T> => {
  const of = (kind: EvidenceKind) => as(files.filter((file) => (file.kind ?? 'files') === kind));
  return { photos: of('photos'), tests: of('tests'), files: of('files') };
};

/** The evidence of a report that was handed in, by its kind, with small pictures of what is one. */
async function evidenceOf(seen: Seen, { commitment }: Handed) {
  const body = await contentOf<PrototypeBody>(seen.parts.db, seen.dossier.agency, commitment);
  const { photos, tests, files } = grouped(body?.files ?? [], (some) => evidenceViews(seen, some));
  return { photos: await photos, tests: await tests, files: await files };
}

/** The team reports on its prototype; an officer accepts it, on that report and on minutes. */
export function prototypeRoutes(doors: Doors, parts: Parts): void {
  doors.get(path, { who: followers }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const { typed, evidence } = await toMend(seen);
    return c.html(<PrototypePage {...(await viewOf(seen, untouched(seen, typed), { evidence, minutesFile: [] }))} />);
  });

  doors.post(path, { who: ['founder', 'officer'], maxBodyBytes: uploadBodyBytes }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const upload = await receiveUpload(c, parts, {
      dossier: seen.dossier.id,
      field: [...evidenceKinds, 'minutesFile'],
    });
    const { typed } = upload;
    const w = projectWords[seen.language];
    const p = prototypeWords[seen.language];
    const fields = fieldsOf(typed, seen.language);
    const evidence = await evidenceIn(seen, typed, upload.attachments);
    const minutesFile = await filesIn(seen, typed, upload.attachments, 'minutesFile');
    // a page that is shown again stays one of the report that it showed first
    const again = async (form: FormState, status: 409 | 422) => {
      const view = await viewOf(seen, form, { evidence, minutesFile });
      return c.html(
        <PrototypePage {...view} mark={typed.base === undefined ? view.mark : textIn(typed, 'base')} />,
        status,
      );
    };
    const wrong = () => again(returned(seen, typed, { errors: fields.errors }), 422);

    if (textIn(typed, 'do') === 'report') {
      const refusal = !seen.roles.includes('founder')
        ? refuse('role', { details: { roles: 'founder' } })
        : takes(seen, accepted)
          ? null
          : notHere(seen);
      if (refusal !== null) return again(returned(seen, typed, { refusal }), 422);
      const report = fields.text('report', p.whatReport, mostReportText);
      Object.assign(fields.errors, upload.errors);
      if (!fields.ok()) return wrong();
      const overtaken = await handIn(seen, report, evidence, textIn(typed, 'base'));
      if (overtaken !== null) {
        const view = await viewOf(seen, returned(seen, typed, {}), { evidence, minutesFile });
        return c.html(<PrototypePage {...view} conflict={overtaken} />, 409);
      }
      return c.redirect(`${seen.base}/prototype`, 303);
    }

    const handed = (await readDraft<Handed>(seen, 'prototypeReport'))?.answers ?? null;
    const minutes = fields.text('minutes', p.whatMinutes, mostReportText);
    if (minutesFile.length === 0) fields.errors.minutesFile = w.fields.file(p.whatMinutesFile);
    Object.assign(fields.errors, upload.errors);
    const before = seen.dossier.history.some(({ event }) => event === accepted);
    // whoever may not, or comes where nothing is to be accepted, is told so by the recorder
    if (mayCause(seen, accepted) && !before) {
      if (handed === null) fields.errors[''] = p.reportMissing;
      else if (textIn(typed, 'reportRead') !== handed.commitment) fields.errors[''] = p.reportChanged;
      else if (handed.returned != null) fields.errors[''] = w.sendBack.waiting;
      if (!fields.ok()) return wrong();
    }
    const body = reportBody(minutes, minutesFile, { report: textIn(typed, 'reportRead') });
    const input = { minutes: asContent('report', body) };
    const outcome = await ask(c, parts, { type: 'acceptPrototype', dossier: seen.dossier.id, input }, typed);
    if (outcome.ok) return onward(seen, accepted);
    const { refusal } = outcome;
    return again(returned(seen, typed, { refusal }), statusOf(refusal));
  });

  doors.post(`${path}/return`, { who: ['officer'] }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const typed = await typedOf(c);
    const stands = (await readDraft<Handed>(seen, 'prototypeReport'))?.answers ?? null;
    const back = (handed: Handed, returned: SentBack): Handed => ({ ...handed, returned });
    const given = {
      form: 'prototype',
      event: accepted,
      stands,
      shown: stands?.commitment ?? '',
      markOf,
      back,
    } as const;
    const problem = await sendBack<Handed>(seen, typed, given);
    if (problem === null) return c.redirect(`${seen.base}/prototype`, 303);
    const view = await viewOf(seen, returned(seen, typed, problem));
    return c.html(<PrototypePage {...view} />, statusOf(problem.refusal ?? null));
  });
}

/**
 * Keeps a report as the team's newest, where the newest is still the one that the page showed; else says who has sent another.
 * Sending the same again changes nothing.
 */
async function handIn(
  seen: Seen,
  text: string,
  files: readonly Evidence[],
  base: string,
): Promise<ConflictView | null> {
  const { parts, dossier, person } = seen;
  const { agency } = dossier;
  const said = { text, files: files.map(({ id, name, sha256, kind = 'files' }) => ({ id, name, sha256, kind })) };
  const body = { about: 'prototype', ...said };
  const stands = await readDraft<Handed>(seen, 'prototypeReport');
  if (stands !== null && stands.answers.returned == null && (await says(seen, stands.answers, said))) return null;
  if (markOf(stands?.answers ?? null) !== base) return conflictOf(seen, stands);
  const commitment = await keepContent(parts, { agency, dossier: dossier.id, kind: 'report', body, person });
  const answers = { commitment, sentBy: person, sentAt: parts.now() };
  const saved = await saveDraft<Handed>(seen, 'prototypeReport', { answers, base, markOf });
  if (saved.ok) {
    await tellHandedIn(parts, dossier, { form: 'prototype', commitment, person });
    return null;
  }
  // nothing names it, so nobody needs to keep it
  await eraseContents(parts, agency, [commitment]);
  // the other of two clicks was quicker
  if (saved.stands !== null && (await says(seen, saved.stands.answers, said))) return null;
  return conflictOf(seen, saved.stands);
}

/** Whether a report that was handed in says just this; a file counts by what is in it. */
async function says({ parts, dossier }: Seen, { commitment }: Handed, body: PrototypeBody): Promise<boolean> {
  const kept = await contentOf<PrototypeBody>(parts.db, dossier.agency, commitment);
  const said = ({ text, files }: PrototypeBody) =>
    canonicalJson([text, ...files.map(({ sha256, kind = 'files' }) => [kind, sha256])]);
  return kept !== null && said(kept) === said(body);
}

const markOf = (handed: Handed | null): string =>
  handed === null ? '' : `${handed.commitment}${handed.returned == null ? '' : '/returned'}`;

async function viewOf(
  seen: Seen,
  form: FormState,
  kept: { evidence: readonly Evidence[]; minutesFile: readonly Attached[] } = { evidence: [], minutesFile: [] },
) {
  const { roles, base } = seen;
  const standing = standingOf(seen, [accepted]);
  const isFounder = roles.includes('founder') && !seen.below;
  const handed = (await readDraft<Handed>(seen, 'prototypeReport'))?.answers ?? null;
  const sentBy = handed === null ? '' : await nameOfPerson(seen, handed.sentBy);
  const report =
    handed === null
      ? null
      : {
          ...(await reportView(seen, handed.commitment, '', { name: sentBy, at: handed.sentAt })),
          commitment: handed.commitment,
          evidence: await evidenceOf(seen, handed),
        };
  const [minutes = null] = await reportsOf(seen, [accepted]);
  const sentBack = standing.state === 'open' ? await sentBackView(seen, handed?.returned) : null;
  const mayAct = standing.mayAct || (isFounder && standing.state === 'open');
  return {
    ...stepView(seen, waitsForTeam({ ...standing, mayAct }, sentBack !== null, isFounder), form, null),
    isFounder,
    sentBack,
    isGate: stageOf(seen.dossier)?.gates.lastTrancheNeeds.includes('prototypeAccepted') === true,
    mark: markOf(handed),
    conflict: null,
    report,
    minutes,
    kept: {
      ...grouped(kept.evidence, (files) => fileViews(base, files)),
      minutesFile: fileViews(base, kept.minutesFile),
    },
  };
}

/** What an officer has sent back stands in the team's form again, to be completed. */
async function toMend(seen: Seen): Promise<{ typed: Typed; evidence: readonly Evidence[] }> {
  const handed = (await readDraft<Handed>(seen, 'prototypeReport'))?.answers ?? null;
  if (handed?.returned == null || !seen.roles.includes('founder')) return { typed: {}, evidence: [] };
  const body = await contentOf<PrototypeBody>(seen.parts.db, seen.dossier.agency, handed.commitment);
  return { typed: { report: body?.text ?? '' }, evidence: body?.files ?? [] };
}

async function nameOfPerson({ parts }: Seen, person: string): Promise<string> {
  const [row] = await parts.db.query<{ name: string }>`select name from person where id = ${person}`;
  return row?.name ?? '';
}
