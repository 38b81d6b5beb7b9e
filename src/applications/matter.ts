// An application as its pages look at it: the dossier, the form that its call asks for, and what was handed in so far.

import { createHash } from 'node:crypto';
import type { FileMore } from '../../templates/parts/attached.tsx';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import type { AmountCap, Cap } from '../../workflows/programmes/schema.ts';
import { capsOf, clauseOf, stageOf } from '../../workflows/programmes/schema.ts';
import type { Instant } from '../../workflows/rules/calendar.ts';
import { limitOf } from '../../workflows/rules/caps.ts';
import {
  type Answers,
  askedAnswers,
  type FormAttachment,
  type FormDefinition,
  type FormLine,
  type FormParty,
  type LineRooms,
} from '../../workflows/rules/forms.ts';
import { contentOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import { type Dossier, type Event, readDossier } from '../dossier.ts';
import { asContent, type Form } from '../keeping.ts';
import { applicationForm } from '../programmes/index.ts';
import { formPartyOf } from './parties.ts';

/** What handing in would be now: the first time, after a return, or after the council asked. null: nothing can be handed in. */
export type Mode = 'submit' | 'resubmit' | 'complete';

/** One handing in. `body` is null when the content was erased. */
export type Version = {
  readonly number: number;
  readonly at: string;
  readonly name: string;
  readonly event: string;
  readonly commitment: string;
  readonly body: Json | null;
  readonly answers: Answers | null;
};

export type Matter = {
  readonly dossier: Dossier;
  readonly definition: FormDefinition;
  readonly lines: readonly FormLine[];
  readonly attachments: readonly (FormAttachment & { readonly sha256?: string })[];
  /** In whose name it stands; undefined once it has become a project, which may pass to a company. */
  readonly party: FormParty | undefined;
  readonly mode: Mode | null;
  /** When what `mode` says must be done; null where no period runs. */
  readonly deadline: Instant | null;
  /** Oldest first. */
  readonly versions: readonly Version[];
};

/** What hands in is called, and the event that it leaves. */
const handingIn = {
  submit: { type: 'submitApplication', event: 'application.submitted' },
  resubmit: { type: 'resubmitApplication', event: 'application.resubmitted' },
  complete: { type: 'completeApplication', event: 'application.completed' },
} as const;
const handedIn: ReadonlySet<string> = new Set(Object.values(handingIn).map(({ event }) => event));

/** What was handed in so far, oldest first. */
export const submissionsOf = ({ history }: Pick<Dossier, 'history'>): Event[] =>
  history.filter(({ event }) => handedIn.has(event)).toReversed();

/** Reads an application with all its versions; null when there is none. */
export async function readMatter(db: Database, agency: string, id: string, now: string): Promise<Matter | null> {
  const [dossier, attachments] = await Promise.all([
    readDossier(db, agency, id, now),
    db.query<FormAttachment & FileMore & { sha256: string; size: bigint }>`
      select a.id::text as id, a.name, a.type, a.sha256, a.size, v.verdict as scan
      from attachment a left join scan v on v.sha256 = a.sha256
      where a.agency = ${agency} and a.dossier = ${id}::uuid order by a.uploaded_at, a.id`,
  ]);
  if (dossier === null) return null;
  const versions = await Promise.all(
    submissionsOf(dossier).map((event, index) => versionOf(db, agency, event, index + 1)),
  );
  const mode = modeOf(dossier);
  return {
    dossier,
    definition: applicationForm(dossier.pack, dossier.stage),
    lines: stageOf(dossier.pack, dossier.stage)?.lines ?? [],
    attachments,
    party: dossier.states.has('project') ? undefined : await formPartyOf(db, dossier),
    mode,
    deadline: mode === null ? null : deadlineOf(dossier, mode),
    versions,
  };
}

async function versionOf(db: Database, agency: string, event: Event, number: number): Promise<Version> {
  const commitment = String(event.input.content ?? '');
  const body = await contentOf<Json>(db, agency, commitment);
  const { at, name } = event;
  return { number, at, name, event: event.event, commitment, body, answers: body === null ? null : answersIn(body) };
}

/** The answers in what was handed in; beside them stand, under names that no field has, the form's version and the files' hashes. */
export function answersIn(body: Json): Answers {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return {};
  return Object.fromEntries(Object.entries(body).filter(([name]) => !name.startsWith('$'))) as Answers;
}

/** What is handed in: the answers, which form in which version they answer, and the SHA-256 of each file that they name. */
function bodyOf(matter: Pick<Matter, 'definition'>, answers: Answers, files: readonly HandedFile[]): Json {
  const { id, version } = matter.definition;
  return {
    ...(answers as Record<string, Json>),
    $form: { id, version },
    $files: files.map(({ id: file, name, sha256 }) => ({ id: file, name, sha256 })),
  };
}

/** What handing these answers in asks for: those that are asked, without what waits in the draft for another choice; where nothing can be handed in any more, what was asked for last. null: nothing was. */
export async function handInForm(db: Database, matter: Matter, answers: Answers): Promise<Form | null> {
  const { mode, versions, dossier } = matter;
  const last = Object.values(handingIn).find(({ event }) => event === versions.at(-1)?.event);
  const asked = mode === null ? last : handingIn[mode];
  if (asked === undefined) return null;
  const given = askedAnswers(matter.definition, answers);
  const content = asContent('application', bodyOf(matter, given, await filesOf(db, matter, given)));
  return { type: asked.type, dossier: dossier.id, input: { content } };
}

export type HandedFile = { readonly id: string; readonly name: string; readonly sha256: string };

/** The files of a dossier that answers name. */
async function filesOf(db: Database, matter: Matter, answers: Answers): Promise<HandedFile[]> {
  const named = matter.definition.sections
    .flatMap(({ fields }) => fields)
    .flatMap((field) => (field.kind === 'file' ? ((answers[field.id] ?? []) as readonly string[]) : []));
  if (named.length === 0) return [];
  const { agency, id } = matter.dossier;
  return db.query<HandedFile>`
    select id::text as id, name, sha256 from attachment
    where agency = ${agency} and dossier = ${id}::uuid and id::text = any (${named}::text[]) order by id`;
}

/** The files that stand in what was handed in. */
export function filesIn(body: Json | null): HandedFile[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
  return ((body as { $files?: unknown }).$files ?? []) as HandedFile[];
}

/** SHA-256 of the canonical text of what was handed in, as anybody who has the content can compute it; null when it was erased. */
export const hashOf = (version: Version): string | null => {
  const text = textOfVersion(version);
  return text === null ? null : createHash('sha256').update(text).digest('hex');
};

/** Exactly what that hash is of: what was handed in as canonical JSON; null when it was erased. */
export const textOfVersion = ({ body }: Version): string | null => (body === null ? null : canonicalJson(body));

/** What handing in would be now; null: nothing can be handed in. */
export function modeOf(dossier: Dossier): Mode | null {
  const state = dossier.states.get('application');
  if (state?.value === 'draft') return 'submit';
  if (state?.value === 'returnedForCompletion') return 'resubmit';
  return state?.value === 'recommended' && dueOf(dossier).completion !== undefined ? 'complete' : null;
}

const dueOf = (dossier: Dossier) =>
  (dossier.states.get('application')?.facts.due ?? {}) as Readonly<Record<string, Instant>>;

const deadlineOf = (dossier: Dossier, mode: Mode): Instant | null => {
  const due = dueOf(dossier)[mode === 'submit' ? 'callClose' : 'completion'];
  return due ?? null;
};

/** The room that the award caps of a project give to each expense line, and over all under ''. */
export function roomsOf(dossier: Dossier, language: 'vi' | 'en'): LineRooms {
  const { pack, stage, beneficiaryClass } = dossier;
  const limits = (dossier.call?.facts.limits ?? {}) as Record<string, string>;
  const amounts = capsOf(pack, stage).filter(
    (cap): cap is AmountCap & Cap =>
      cap.kind === 'amount' && cap.owner === 'project' && cap.drawnAt === 'award' && cap.per.length === 0,
  );
  const rooms: Record<string, LineRooms[string]> = {};
  for (const cap of amounts) {
    const limitVnd = limitOf(cap, { beneficiaryClass }, limits);
    const before = rooms[cap.line ?? '']?.leftVnd;
    if (before !== undefined && (before === null || (limitVnd !== null && before <= limitVnd))) continue;
    rooms[cap.line ?? ''] = { limitVnd, leftVnd: limitVnd, clause: clauseOf(pack, cap.source)[language] };
  }
  return rooms;
}
