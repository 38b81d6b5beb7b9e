// What the steps of a project's life share: who looks, whose step it is, and a form that comes back.

import type { Context } from 'hono';
import type { Frame } from '../../templates/layout.tsx';
import type { FormState, Standing, StepView } from '../../templates/pages/projects/page.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { dayTextOf } from '../../templates/parts/when.ts';
import { namesOf } from '../../templates/words/names.ts';
import type { Language } from '../../templates/words/words.ts';
import { acceptedEvents, type EventType, metaOf } from '../../workflows/machines.ts';
import { duties, type Role } from '../../workflows/rules/duties.ts';
import { type Refusal, refuse } from '../../workflows/rules/refusals.ts';
import type { AppEnv, Who } from '../doors.ts';
import { type Dossier, nameWith, readDossier } from '../dossier.ts';
import { keyAfter, newKey } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { explain } from '../refusals.ts';
import type { Reader } from './reading.ts';

/** Everybody who follows a project: the team, and those who run, pay and check it. */
export const followers: Who = ['founder', 'officer', 'director', 'financeOfficer', 'chiefAccountant', 'auditor'];
export const staff: Who = ['officer', 'director', 'financeOfficer', 'chiefAccountant', 'auditor'];

/** A project as somebody looks at it. */
export type Seen = {
  readonly c: Context<AppEnv>;
  readonly parts: Parts;
  readonly dossier: Dossier;
  readonly base: string;
  readonly frame: Frame;
  readonly language: Language;
  readonly roles: readonly Role[];
  readonly person: string;
  readonly reader: Reader;
};

/** Reads the project that an address names; null where there is no project (yet). */
export async function see(c: Context<AppEnv>, parts: Parts): Promise<Seen | null> {
  const agency = c.req.param('agency')!;
  const id = c.req.param('dossier')!;
  const dossier = await readDossier(parts.db, agency, id, parts.now());
  if (dossier === null || !dossier.states.has('project')) return null;
  const { roles } = c.get('standing');
  return {
    c,
    parts,
    dossier,
    base: `/agencies/${agency}/dossiers/${id}`,
    frame: await parts.frameOf(c),
    language: c.get('language'),
    roles,
    person: c.get('visitor')!.id,
    reader: roles.includes('founder') ? 'founder' : 'staff',
  };
}

/** The project's state: `see` has found that there is one. */
export const projectOf = ({ dossier }: Pick<Seen, 'dossier'>) => dossier.states.get('project')!;

/** Whether somebody with the reader's roles may cause an event, the project being where it is taken or not. */
export function mayCause({ roles }: Seen, event: EventType): boolean {
  const rule = duties[event];
  const apart = roles.includes('founder') && rule.excludes.includes('teamMember');
  return !apart && rule.roles.some((role) => roles.includes(role));
}

/** Whether the project takes an event where it stands. Its guards are not asked. */
export const takes = (seen: Seen, event: EventType): boolean => acceptedEvents(projectOf(seen)).includes(event);

/** Whose step it is to cause one of these events, and whether it can be taken now. */
export function standingOf(seen: Seen, events: readonly [EventType, ...EventType[]]): Standing {
  const { dossier, language, reader } = seen;
  const open = events.some((event) => takes(seen, event));
  const last = dossier.history.find(({ event }) => events.some((one) => one === event));
  const roles = [...new Set(events.flatMap((event) => duties[event].roles))];
  return {
    mayAct: events.some((event) => takes(seen, event) && mayCause(seen, event)),
    state: open ? 'open' : last === undefined ? 'notYet' : 'over',
    who: namesOf('roles', roles.join(', '), language),
    now: metaOf(projectOf(seen))
      .map(({ meta }) => meta[reader][language])
      .join('; '),
    done: last === undefined || open ? null : { who: nameWith(last, language), day: dayTextOf(last.at) },
  };
}

/** A form that nobody has filled in yet. */
export const untouched = (seen: Seen, typed: Typed = {}): FormState => ({
  typed,
  errors: {},
  refusal: null,
  key: newKey(),
  revision: seen.dossier.revision,
});

/** A form that was not taken: as it was sent, under the key that it was sent with. */
export function returned(seen: Seen, typed: Typed, wrong: { errors?: FieldErrors; refusal?: Refusal }): FormState {
  const { errors = {}, refusal = null } = wrong;
  return {
    typed,
    errors,
    refusal:
      refusal === null
        ? null
        : explain(refusal, seen.language, seen.dossier.pack, { base: seen.base, roles: seen.roles, at: errors }),
    key: keyAfter(typed, refusal),
    revision: seen.dossier.revision,
  };
}

/** What every step's page shows. */
export const stepView = (
  { frame, base, dossier }: Seen,
  standing: Standing,
  form: FormState,
  clause: string | null,
  period?: string,
): StepView => ({
  frame,
  base,
  code: dossier.code,
  project: dossier.title,
  standing,
  form,
  clause,
  dueOn: dossier.due.find(({ subject, what }) => subject === 'project' && what === period)?.dueOn ?? null,
});

/** To the dossier's page, which says what was recorded. */
export const onward = ({ c, base }: Seen, event: string): Response => c.redirect(`${base}?done=${event}`, 303);

/** That the project is not where this can be done. */
export const notHere = (seen: Seen): Refusal =>
  refuse('notInThisState', {
    details: {
      state: metaOf(projectOf(seen))
        .map(({ leaf }) => leaf)
        .join(', '),
      accepted: acceptedEvents(projectOf(seen)).join(', '),
    },
  });
