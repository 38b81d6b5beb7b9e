// What the pages of an application have in common: the matter with its draft, its head, what is wrong with its answers.

import type { Context } from 'hono';
import type { ApplicationHead } from '../../templates/pages/applications/tasks.tsx';
import type { FieldErrors } from '../../templates/parts/form.tsx';
import { applicationWords } from '../../templates/words/applications.ts';
import { callWords } from '../../templates/words/calls.ts';
import type { Language } from '../../templates/words/words.ts';
import { stageOf } from '../../workflows/programmes/schema.ts';
import {
  type Answers,
  applies,
  checkAnswers,
  differsFromParty,
  fieldOf,
  overBudgets,
  sectionOf,
  textOf,
} from '../../workflows/rules/forms.ts';
import type { TeamRole } from '../../workflows/rules/team.ts';
import { returnOf } from '../contents.ts';
import { type AppEnv, actingRolesOf } from '../doors.ts';
import { closingOf, placesOf, possibleFor } from '../dossier.ts';
import type { Parts } from '../parts.ts';
import { daysUntil } from '../programmes/index.ts';
import { countsFrom } from '../receipt.ts';
import { type Draft, readDraft } from './draft.ts';
import { type Matter, readMatter, roomsOf } from './matter.ts';
import { marksOf, writeMarks } from './merging.ts';

/** Where an application's pages lie. */
export const root = '/agencies/:agency/dossiers/:dossier/application';
export const founders = ['founder'] as const;

/**
 * An application with its draft. `late`: nothing can be handed in any more. `closedBy`: the number of the decision that closed
 * its call before the announced day, where that is why.
 */
export type Written = Matter & {
  readonly draft: Draft;
  readonly late: boolean;
  readonly closedBy: string | null;
  /** The parts that the officer named who returned it; none named: all. */
  readonly named: readonly string[];
  /** What the reader is in its team; null for whoever is not of it. */
  readonly role: TeamRole | null;
};

export type Status = 200 | 409 | 422 | 429;

/** Reads the application that a path names; null when there is none. */
export async function openWritten(c: Context<AppEnv>, { db, now }: Parts): Promise<Written | null> {
  const matter = await readMatter(db, c.req.param('agency')!, c.req.param('dossier')!, now());
  if (matter === null) return null;
  const { agency, id } = matter.dossier;
  const draft = await readDraft(db, { agency, dossier: id }, startOf(matter));
  const closed = matter.dossier.call?.facts.closedBy;
  const closedBy = matter.mode === 'submit' && typeof closed === 'string' ? closed : null;
  const late = closedBy !== null || isPast(c, matter, now());
  return { ...matter, draft, late, closedBy, named: await namedParts(db, matter), role: c.get('standing').team };
}

/** Whether what is received with a request is too late for an application. */
export const isPast = (c: Context<AppEnv>, { deadline }: Matter, now: string): boolean =>
  deadline !== null && Date.parse(countsFrom(c.get('receivedAt'), now)) > Date.parse(deadline);

async function namedParts(db: Parts['db'], { dossier, definition }: Matter): Promise<readonly string[]> {
  const state = dossier.states.get('application');
  if (state?.value !== 'returnedForCompletion') return [];
  const { sections } = await returnOf(db, dossier.agency, state.facts.returnedFor);
  return sections.filter((id) => sectionOf(definition, id) !== null);
}

/** What a draft begins with where none is kept: what was handed in last. */
export const startOf = ({ versions }: Matter): Answers => versions.at(-1)?.answers ?? {};

export const isWritable = ({ mode, late, role }: Written) => mode !== null && !late && role !== 'viewer';

/**
 * Whether a part may be written in: of an application that was returned, only those that the officer named. A part in which
 * something is missing, as an answer in another may ask for it, is open as well, and stays so once it was changed: nobody is
 * kept from handing in by what they may not touch.
 */
export function isOpenPart(matter: Written, section: string): boolean {
  if (!isWritable(matter)) return false;
  const { named, definition, draft } = matter;
  if (named.length === 0 || named.includes(section)) return true;
  const fields = sectionOf(definition, section);
  const mark = (answers: Answers) => (fields === null ? '' : writeMarks(marksOf(fields, answers)));
  if (mark(draft.answers) !== mark(startOf(matter))) return true;
  return Object.keys(check(matter, draft.answers, 'vi', { complete: true, section })).length > 0;
}

export const titleOf = (answers: Answers) => textOf(answers, 'projectName');

export const mayWithdraw = (c: Context<AppEnv>, { dossier }: Matter) =>
  possibleFor(dossier, actingRolesOf(c.get('standing'))).some(({ event }) => event === 'application.withdrawn');

/** What stands at the top of every page of an application. */
export function headOf(matter: Written, language: Language, now: string): ApplicationHead {
  const { dossier, mode, deadline, late, closedBy, versions } = matter;
  const w = applicationWords[language];
  const state = dossier.states.get('application');
  const stage = stageOf(dossier.pack, dossier.stage)?.name[language] ?? dossier.stage;
  const answers = mode === null && versions.length > 0 ? startOf(matter) : matter.draft.answers;
  return {
    base: `/agencies/${dossier.agency}/dossiers/${dossier.id}`,
    code: dossier.code,
    title: titleOf(answers),
    call: `${callWords[language].stageSupport(stage)}, ${dossier.pack.shortTitle[language]}`,
    callHref: `/agencies/${dossier.agency}/calls/${dossier.call?.id ?? ''}`,
    mode,
    state: state === undefined ? '' : (placesOf(state, 'founder', language)[0]?.label ?? ''),
    deadline,
    daysLeft: deadline === null ? null : daysUntil(now, deadline),
    closing: closingOf(dossier, now),
    role: matter.role,
    late: late ? (closedBy === null ? w.late : w.closedEarly(closedBy)) : null,
  };
}

/** What is wrong with answers, in all sections or in one. */
export function check(
  { definition, lines, attachments, party }: Matter,
  answers: Answers,
  language: Language,
  { section, ...how }: { complete: boolean; declared?: boolean; section?: string },
): FieldErrors {
  const only = section === undefined ? {} : { sectionId: section };
  return checkAnswers(definition, answers, { language, ...how, lines, attachments, party, ...only });
}

/** Where a budget asks for more than the caps leave, in all sections or in one: no obstacle to handing in, and to an award. */
export function over({ definition, lines, dossier }: Matter, answers: Answers, language: Language, sectionId?: string) {
  return overBudgets(definition, answers, { lines, rooms: roomsOf(dossier, language), language, sectionId });
}

/** The fields in which answers say of the party what it does not say of itself. */
export const differing = ({ definition, party }: Matter, answers: Answers): readonly string[] =>
  definition.sections.flatMap(({ fields }) =>
    fields
      .filter((field) => applies(field, answers, definition) && differsFromParty(field, answers, party))
      .map(({ id }) => id),
  );

/** Those of them that can be mended where the party says what it is called. */
export const mendableThere = (matter: Matter, answers: Answers): readonly string[] =>
  matter.dossier.party?.facts.confirmed === true
    ? []
    : differing(matter, answers).filter((id) => fieldOf(matter.definition, id)?.sameAs === 'party.name');
