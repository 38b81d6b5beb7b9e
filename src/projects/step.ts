// What the steps of a project's life share: who looks, whose step it is, and a form that comes back.

import type { Context } from 'hono';
import type { Frame } from '../../templates/layout.tsx';
import type { FormState, Standing, StepView } from '../../templates/pages/projects/page.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { dayTextOf } from '../../templates/parts/when.ts';
import { dossierWords } from '../../templates/words/dossier.ts';
import { nameOf, namesOf } from '../../templates/words/names.ts';
import type { Language } from '../../templates/words/words.ts';
import { acceptedEvents, type EventType, metaOf } from '../../workflows/machines.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { duties, type Role } from '../../workflows/rules/duties.ts';
import { type Refusal, refuse } from '../../workflows/rules/refusals.ts';
import { conflictNote, conflictOf } from '../conflicted.ts';
import type { Giver } from '../delegations.ts';
import { type AppEnv, isBelowOwner, moneyReaders, type Who } from '../doors.ts';
import { type Dossier, nameWith, readDossier } from '../dossier.ts';
import { keyAfter, newKey } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { explain } from '../refusals.ts';
import { isReport, type Reader, regionOf } from './reading.ts';
import { labelOf } from './turns.ts';
import { waitsOf } from './waits.ts';

/** Everybody who follows a project: whoever reads of its money reads what it is for. */
export const followers: readonly Role[] = moneyReaders;
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
  /** Which of these are somebody else's. */
  readonly delegated: ReadonlyMap<Role, Giver>;
  readonly person: string;
  readonly reader: Reader;
  /** The reader is of the team and does not own the application: they do nothing here but read. */
  readonly below: boolean;
};

/** Reads the project that an address names; null where there is no project (yet). */
export async function see(c: Context<AppEnv>, parts: Parts): Promise<Seen | null> {
  const agency = c.req.param('agency')!;
  const id = c.req.param('dossier')!;
  const dossier = await readDossier(parts.db, agency, id, parts.now());
  if (dossier === null || !dossier.states.has('project')) return null;
  const { roles, delegated } = c.get('standing');
  return {
    c,
    parts,
    dossier,
    base: `/agencies/${agency}/dossiers/${id}`,
    frame: await parts.frameOf(c),
    language: c.get('language'),
    roles,
    delegated,
    person: c.get('visitor')!.id,
    reader: roles.includes('founder') ? 'founder' : 'staff',
    below: isBelowOwner(c.get('standing')),
  };
}

/** The project's state: `see` has found that there is one. */
export const projectOf = ({ dossier }: Pick<Seen, 'dossier'>) => dossier.states.get('project')!;

/** Whether an office of the reader's, or their being of the team, lets them cause an event. */
export function isOfOffice({ roles, below }: Seen, event: EventType): boolean {
  if (below) return false;
  const rule = duties[event];
  const apart = roles.includes('founder') && !rule.roles.includes('founder') && rule.excludes.includes('teamMember');
  return !apart && rule.roles.some((role) => roles.includes(role));
}

/**
 * Whether the reader may cause an event, the project being where it is taken or not: by their office, and with no conflict of
 * interest declared by them or by who delegated it.
 */
export const mayCause = (seen: Seen, event: EventType): boolean =>
  isOfOffice(seen, event) && conflictOf(seen.dossier, seen, event) === null;

/** Whether the project takes an event where it stands. Its guards are not asked. */
export const takes = (seen: Seen, event: EventType): boolean => acceptedEvents(projectOf(seen)).includes(event);

/** Awarded, and no agreement signed: nothing is reported of the project before that. */
export const isUnsigned = ({ dossier }: Pick<Seen, 'dossier'>): boolean =>
  regionOf(dossier, 'funding') === 'awaitingAgreement';

/** Whose step it is to cause one of these events, and whether it can be taken now. */
export function standingOf(seen: Seen, events: readonly [EventType, ...EventType[]]): Standing {
  const { dossier, language, reader } = seen;
  const isEarly = isUnsigned(seen) && events.every(isReport);
  const taken = isEarly ? [] : events.filter((event) => takes(seen, event));
  const last = dossier.history.find(({ event }) => events.some((one) => one === event));
  const roles = [...new Set(events.flatMap((event) => duties[event].roles))];
  const mayAct = taken.some((event) => mayCause(seen, event));
  const kept = mayAct ? undefined : taken.find((event) => isOfOffice(seen, event));
  const now = metaOf(projectOf(seen))
    .filter(({ region }) => !isEarly || region === 'funding')
    .map(({ meta }) => meta[reader][language])
    .join('; ');
  return {
    mayAct,
    state: taken.length > 0 ? 'open' : last === undefined ? 'notYet' : 'over',
    conflict: kept === undefined ? null : conflictNote(dossier, seen, kept),
    who: namesOf('roles', roles.join(', '), language),
    now: isEarly ? `${now}. ${waitedFor(seen)}` : now,
    done: last === undefined || taken.length > 0 ? null : { who: nameWith(last, language), day: dayTextOf(last.at) },
  };
}

/** For whom a project waits, and what for. */
function waitedFor({ dossier, language, parts }: Seen): string {
  const wait = waitsOf(dossier, dayOf(parts.now())).find(({ subject }) => subject === 'project');
  const [role] = wait?.roles ?? [];
  const [todo] = wait?.todo ?? [];
  if (wait === undefined || role === undefined || todo === undefined) return '';
  const label = labelOf(dossier, wait.subject, todo, language);
  return `${dossierWords[language].turnOf(nameOf('roles', role, language))}: ${label}`;
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
