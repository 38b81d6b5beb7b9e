import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { v5 } from 'uuid';
import { appointedLetter } from '../../templates/mails/people.ts';
import {
  type Decision,
  PeoplePage,
  PersonPage,
  RelievePage,
  type RelieveView,
  type StaffNote,
  type StaffRow,
} from '../../templates/pages/people/staff.tsx';
import { lookAgain } from '../../templates/parts/confirm.tsx';
import { allOf, type FieldErrors, type Typed } from '../../templates/parts/form.tsx';
import { nameOf } from '../../templates/words/names.ts';
import { peopleWords, staffRoles } from '../../templates/words/people.ts';
import { secondStepWords } from '../../templates/words/second-step.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { cleanLine, readDay } from '../../workflows/rules/formFields.ts';
import { type Refusal, refuse } from '../../workflows/rules/refusals.ts';
import { infectedOf } from '../documents/index.ts';
import { type AppEnv, appealReaders, type Doors, ownRolesOf } from '../doors.ts';
import { actorOf, decisionIn, isId, newKey, textIn, typedOf } from '../forms.ts';
import { type Asked, askedIn, pageSize } from '../lists.ts';
import { tellUndelegated } from '../mail/index.ts';
import type { Parts } from '../parts.ts';
import { type Delegation, delegationsOf } from '../programmes/index.ts';
import { explain } from '../refusals.ts';
import { workOf } from '../work.ts';
import { accountOf, emailErrors, emailIn, nameErrors, nameIn, personFor, send, sendInvitation } from './accounts.ts';
import { keyIn } from './entry.tsx';
import { resetSecondStep, secondStepOf } from './secondStep.ts';

type C = Context<AppEnv>;
type Consequences = Pick<RelieveView, 'roles' | 'wanted' | 'waiting' | 'onlyOne' | 'given' | 'taken' | 'seen'>;
type Problems = { typed?: Typed; errors?: FieldErrors; refusal?: Refusal };

const notes: Readonly<Record<string, StaffNote>> = {
  invited: 'invitedNow',
  changed: 'changedNow',
  relieved: 'relievedNow',
  reset: 'resetNow',
};
const who = ['administrator'] as const;
/** Who reads who holds which office: whose decisions the offices take, and who answers for its money. */
const readers = [...who, 'auditor', 'director', 'chiefAccountant'] as const;

/** Roles that somebody gets, and those that end with it. */
type Change = { readonly given: readonly string[]; readonly taken: readonly string[] };
type ByDecision = { readonly decisionNumber?: string; readonly decidedOn?: string };

/** The recorder's key, of the key of a form that changes roles. */
const keyOf = (form: string) => v5('roles', form);

/** Who holds which office in an agency: inviting, changing, relieving. All of it through the recorder's commands. */
export function staffRoutes(doors: Doors, parts: Parts): void {
  const shared = async (c: C, { typed = {}, errors = {}, refusal }: Problems) => ({
    frame: await parts.frameOf(c),
    agency: c.req.param('agency')!,
    note: c.req.method === 'GET' ? (notes[c.req.query('done') ?? ''] ?? null) : null,
    mailbox: parts.mailbox,
    refusal: refusal === undefined ? null : explain(refusal, c.get('language'), null),
    errors,
    typed,
    formKey: refusal?.rule === 'keyReused' ? newKey() : keyIn(typed),
  });
  const wrong = (problems: Problems) => problems.errors !== undefined || problems.refusal !== undefined;

  const list = async (c: C, problems: Problems = {}) => {
    const asked = askedIn(c, { search: true, filters: { role: staffRoles } });
    const people = await staffPage(parts, c.req.param('agency')!, asked);
    const mayChange = c.get('standing').roles.includes('administrator');
    const readsAppeals = c.get('standing').roles.some((role) => appealReaders.includes(role));
    const infected = mayChange ? await infectedOf(parts.db, c.req.param('agency')!, readsAppeals) : [];
    const view = {
      infected,
      people,
      list: asked.view(people.length, people[0]?.all ?? 0),
      q: asked.q,
      role: asked.chosen.role,
    };
    return c.html(
      <PeoplePage {...(await shared(c, problems))} {...view} mayChange={mayChange} />,
      wrong(problems) ? 422 : 200,
    );
  };

  const one = async (c: C, person: StaffRow, problems: Problems = {}) => {
    const typed = problems.typed ?? { roles: [...person.roles] };
    const view = await shared(c, { ...problems, typed });
    const step = await secondStepOf(parts, person.id);
    const mayReset = ownRolesOf(c.get('standing')).includes('administrator') && person.roles.length > 0;
    return c.html(
      <PersonPage
        {...view}
        person={person}
        isSelf={isSelf(c, person)}
        secondStepSince={step?.since ?? null}
        mayReset={mayReset}
      />,
      wrong(problems) ? 422 : 200,
    );
  };

  /** What becomes of somebody who holds the `wanted` roles and no others any more, as of now. */
  const consequences = async (c: C, person: StaffRow, wanted: readonly string[]): Promise<Consequences> => {
    const agency = c.req.param('agency')!;
    const language = c.get('language');
    const roles = person.roles.filter((role) => !wanted.includes(role));
    const [people, work, lent] = await Promise.all([
      holdersIn(parts, agency),
      workOf(parts.db, person.id, language, parts.now()),
      lentNow(parts, agency),
    ]);
    const names = roles.map((role) => nameOf('roles', role, language));
    const waiting = work.filter(
      ({ href, role, behalf }) => href.startsWith(`/agencies/${agency}/`) && behalf === null && names.includes(role),
    );
    const isLeft = (role: string) => people.some(({ id, roles }) => id !== person.id && roles.includes(role));
    const given = lent.flatMap(({ from, to, roles: some }) => {
      const gone = from.id === person.id ? some.filter((role) => roles.includes(role)) : [];
      return gone.length === 0 ? [] : [{ name: to.name, roles: gone }];
    });
    // in another's place acts whoever holds an office of their own
    const taken = wanted.length > 0 ? [] : lent.filter(({ to }) => to.id === person.id);
    const shown = {
      roles,
      wanted,
      waiting: waiting.map(({ href, code, title, step, role }) => ({ href, code, title, step, role })),
      onlyOne: roles.filter((role) => !isLeft(role)),
      given,
      taken: taken.map(({ from, roles }) => ({ name: from.name, roles })),
    };
    return { ...shown, seen: createHash('sha256').update(JSON.stringify(shown)).digest('hex') };
  };

  const relieving = async (c: C, person: StaffRow, wanted: readonly string[], problems: Problems = {}) => {
    const { note: _, mailbox: __, ...view } = await shared(c, problems);
    const page = <RelievePage {...view} person={person} {...(await consequences(c, person, wanted))} />;
    return c.html(page, wrong(problems) ? 422 : 200);
  };

  /** What was shown of roles that are taken away is not what is so now; null where it is, or none are taken. */
  const unread = async (c: C, person: StaffRow, wanted: readonly string[], typed: Typed) => {
    if (person.roles.every((role) => wanted.includes(role))) return null;
    const { seen } = await consequences(c, person, wanted);
    const sent = textIn(typed, 'seen');
    if (sent === seen) return null;
    // from the page of their roles one comes here first
    const isFirst = sent === '' && wanted.length > 0;
    return relieving(c, person, wanted, isFirst ? { typed } : { typed, errors: { '': lookAgain(c.get('language')) } });
  };

  /** Tells whoever exercised a role in somebody's place that was taken from them by a form, also when that is sent again. */
  const tellRelieved = async (c: C, giver: string, key: string) => {
    const agency = c.req.param('agency')!;
    const done = await takenUnder(parts, agency, giver, keyOf(key));
    if (done === null) return;
    const lost = (await delegationsOf(parts.db, agency)).flatMap((one) => {
      const ended = one.ended !== null && one.ended.revision < done.revision;
      const stood = one.from.id === giver && one.revision < done.revision && !ended && one.until >= dayOf(done.at);
      const roles = stood ? one.roles.filter((role) => done.roles.includes(role)) : [];
      return roles.length === 0 ? [] : [{ to: one.to.id, roles, from: one.since, until: one.until }];
    });
    for (const to of new Set(lost.map((one) => one.to))) {
      const was = lost.filter((one) => one.to === to);
      await tellUndelegated(parts, { agency, giver, to, key: v5('relieved', key) }, was, null);
    }
  };

  const found = async (c: C) => {
    const id = c.req.param('person')!;
    return isId(id) ? await memberOf(parts, c.req.param('agency')!, id) : null;
  };

  /** One act, whatever is given and taken. */
  const act = (c: C, dossier: string, { given, taken }: Change, by: ByDecision, key: string) => {
    const command =
      given.length === 0
        ? ({ type: 'relieve', input: { roles: [...taken], ...by } } as const)
        : ({
            type: 'appoint',
            input: { roles: [...given], ...(taken.length === 0 ? {} : { instead: [...taken] }), ...by },
          } as const);
    return parts.recorder.act({ ...command, dossier }, actorOf(c, command.type), keyOf(key));
  };

  doors.get('/agencies/:agency/people', { who: readers }, (c) => list(c));

  doors.post('/agencies/:agency/people', { who }, async (c) => {
    const typed = await typedOf(c);
    const agency = c.req.param('agency');
    const language = c.get('language');
    const [name, email, roles] = [nameIn(textIn(typed, 'name')), emailIn(textIn(typed, 'email')), rolesIn(typed)];
    const errors: Record<string, string> = {
      ...nameErrors(name, language),
      ...emailErrors(email, language),
      ...(roles.length === 0 ? { roles: peopleWords[language].problems.roles } : {}),
    };
    const by = decisionOf(c, parts, typed, errors);
    if (Object.keys(errors).length > 0) return list(c, { typed, errors });
    const key = keyIn(typed);
    const person = await personFor(parts, { email, name, language });
    const outcome = await act(c, person.id, { given: roles, taken: [] }, by, key);
    if (!outcome.ok) return list(c, { typed, refusal: outcome.refusal });
    if (person.isConfirmed) {
      const about = { agency, roles, link: `${parts.origin}/sign-in` };
      await send(parts, v5(`appointed ${email}`, key), person, (to) => appointedLetter(to, about));
    } else await sendInvitation(parts, person, { agency, roles }, key);
    return c.redirect(`/agencies/${agency}/people?done=invited`, 303);
  });

  doors.get('/agencies/:agency/people/:person', { who }, async (c) => {
    const person = await found(c);
    return person === null ? c.notFound() : one(c, person);
  });

  doors.post('/agencies/:agency/people/:person', { who }, async (c) => {
    const person = await found(c);
    if (person === null) return c.notFound();
    const typed = await typedOf(c);
    if (isSelf(c, person)) return one(c, person, { errors: ownRoles(c) });
    const wanted = rolesIn(typed);
    const errors: Record<string, string> =
      wanted.length === 0 ? { roles: peopleWords[c.get('language')].problems.roles } : {};
    const given = wanted.filter((role) => !person.roles.includes(role));
    const taken = person.roles.filter((role) => !wanted.includes(role));
    const changes = given.length + taken.length > 0;
    const by = changes ? decisionOf(c, parts, typed, errors) : {};
    if (Object.keys(errors).length > 0) return one(c, person, { typed, errors });
    if (wanted.includes('auditor') && wanted.length > 1)
      return one(c, person, { typed, refusal: refuse('auditorAlone') });
    const first = await unread(c, person, wanted, typed);
    if (first !== null) return first;
    if (changes) {
      const outcome = await act(c, person.id, { given, taken }, by, keyIn(typed));
      if (!outcome.ok) return one(c, (await found(c)) ?? person, { typed, refusal: outcome.refusal });
    }
    await tellRelieved(c, person.id, keyIn(typed));
    return c.redirect(`/agencies/${c.req.param('agency')}/people/${person.id}?done=changed`, 303);
  });

  doors.get('/agencies/:agency/people/:person/relieve', { who }, async (c) => {
    const person = await found(c);
    if (person === null) return c.notFound();
    return isSelf(c, person) || person.roles.length === 0 ? one(c, person) : relieving(c, person, []);
  });

  doors.post('/agencies/:agency/people/:person/relieve', { who }, async (c) => {
    const person = await found(c);
    if (person === null) return c.notFound();
    const typed = await typedOf(c);
    if (isSelf(c, person)) return one(c, person, { errors: ownRoles(c) });
    if (person.roles.length > 0) {
      const first = await unread(c, person, [], typed);
      if (first !== null) return first;
      const errors: Record<string, string> = {};
      const by = decisionOf(c, parts, typed, errors);
      if (Object.keys(errors).length > 0) return relieving(c, person, [], { typed, errors });
      const outcome = await act(c, person.id, { given: [], taken: person.roles }, by, keyIn(typed));
      if (!outcome.ok) return relieving(c, person, [], { typed, refusal: outcome.refusal });
    }
    await tellRelieved(c, person.id, keyIn(typed));
    return c.redirect(`/agencies/${c.req.param('agency')}/people?done=relieved`, 303);
  });

  // whoever resets it vouches for having seen the person: nobody does so in another's place, and nobody for themselves
  doors.post('/agencies/:agency/people/:person/second-step', { who, isOwn: true }, async (c) => {
    const person = await found(c);
    if (person === null || person.email === null || person.roles.length === 0) return c.notFound();
    if (isSelf(c, person)) return one(c, person, { errors: ownRoles(c) });
    const typed = await typedOf(c);
    const reason = cleanLine(textIn(typed, 'reason'));
    if (!/^.{5,500}$/u.test(reason)) {
      const errors = { reason: secondStepWords[c.get('language')].reset.reasonMissing };
      return one(c, person, { typed: { ...typed, roles: [...person.roles] }, errors });
    }
    const agency = c.req.param('agency');
    // whoever may give somebody an office here must not open the account by which they act elsewhere
    if (await holdsElsewhere(parts, agency, person.id)) {
      const errors = { reason: secondStepWords[c.get('language')].reset.elsewhere };
      return one(c, person, { typed: { ...typed, roles: [...person.roles] }, errors });
    }
    await resetSecondStep(parts, { id: person.id, email: person.email }, { by: c.get('visitor')!.id, agency, reason });
    return c.redirect(`/agencies/${agency}/people/${person.id}?done=reset`, 303);
  });

  doors.post('/agencies/:agency/people/:person/invitation', { who }, async (c) => {
    const person = await found(c);
    if (person === null || person.email === null) return c.notFound();
    const typed = await typedOf(c);
    const agency = c.req.param('agency');
    const account = await accountOf(parts, person.email);
    if (account !== null && !account.isConfirmed)
      await sendInvitation(parts, account, { agency, roles: person.roles }, v5('again', keyIn(typed)));
    return c.redirect(`/agencies/${agency}/people/${person.id}?done=invited`, 303);
  });
}

/** The decision by which roles change, as it is typed; under `errors` what is wrong with it. */
function decisionOf(c: C, { now }: Parts, typed: Typed, errors: Record<string, string>): ByDecision {
  const language = c.get('language');
  const decisionNumber = decisionIn(typed, 'decisionNumber', errors, language);
  const day = textIn(typed, 'decidedOn');
  if (day === '') return { decisionNumber };
  const decidedOn = readDay(day);
  if (decidedOn === null || decidedOn > dayOf(now())) errors.decidedOn = peopleWords[language].staff.decidedWrong;
  return { decisionNumber, decidedOn: decidedOn ?? '' };
}

const isSelf = (c: C, person: StaffRow) => person.id === c.get('visitor')!.id;
/** Whoever relieved themselves as the last administrator would lock everybody out. */
const ownRoles = (c: C): FieldErrors => ({ '': peopleWords[c.get('language')].staff.yourself });

/** What was ticked, as far as these are roles that an administrator gives; others are not offered. */
const rolesIn = (typed: Typed): string[] => staffRoles.filter((role) => allOf(typed, 'roles').includes(role));

/** Delegations that run today or will, of roles that their givers still hold. */
async function lentNow({ db, now }: Parts, agency: string): Promise<Delegation[]> {
  const today = dayOf(now());
  const present = (await delegationsOf(db, agency)).filter(({ ended, until }) => ended === null && until >= today);
  if (present.length === 0) return [];
  const held = new Map(
    (
      await db.query<{ id: string; roles: Role[] }>`
    select dossier::text as id, facts->'roles' as roles from state
    where agency = ${agency} and machine = 'register' and subject = 'person'`
    ).map(({ id, roles }) => [id, roles]),
  );
  return present
    .map((one) => ({ ...one, roles: one.roles.filter((role) => held.get(one.from.id)?.includes(role)) }))
    .filter(({ roles }) => roles.length > 0);
}

/** Which roles were taken from somebody under a key, and when; null where none were. */
async function takenUnder({ db }: Parts, agency: string, person: string, key: string) {
  const [row] = await db.query<{ revision: number; at: Date; roles: readonly string[] }>`
    select h.revision, h.at,
      coalesce(h.payload::jsonb #> case h.event when 'person.relieved' then '{command,input,roles}'::text[] else '{command,input,instead}' end, '[]') as roles
    from command c join history h on h.agency = c.agency and h.dossier = c.dossier and h.revision = c.revision
    where c.agency = ${agency} and c.key = ${key}::uuid and c.dossier = ${person}::uuid`;
  return row === undefined ? null : { ...row, at: row.at.toISOString() };
}

/** By which decisions roles are held that somebody was given, each the newest of its role. `story`: oldest first. */
function decisionsOf(held: readonly string[], story: readonly (ByDecision & { roles: string[] })[]): Decision[] {
  const found = new Map<string, { number: string; day: string | null; roles: string[] }>();
  for (const role of held) {
    const { decisionNumber: number, decidedOn: day = null } = story.findLast(({ roles }) => roles.includes(role)) ?? {};
    if (number === undefined) continue;
    const same = `${number} ${day}`;
    found.set(same, { number, day, roles: [...(found.get(same)?.roles ?? []), role] });
  }
  return [...found.values()];
}

/** Whether somebody holds an office of another agency too. */
async function holdsElsewhere({ db }: Parts, agency: string, person: string): Promise<boolean> {
  const [row] = await db.query`
    select 1 from state where agency <> ${agency} and dossier = ${person}::uuid and machine = 'register' and subject = 'person'
      and facts->'roles' <> '[]' limit 1`;
  return row !== undefined;
}

/** Everybody who holds a role. */
const holdersIn = ({ db }: Parts, agency: string) =>
  db.query<Pick<StaffRow, 'id' | 'roles'>>`
    select dossier as id, facts->'roles' as roles from state
    where agency = ${agency} and machine = 'register' and subject = 'person' and facts->'roles' <> '[]'`;

/** A page of them, by name, found by name or address, and how many there are. */
async function staffPage(
  { db }: Parts,
  agency: string,
  { patterns, from, chosen }: Pick<Asked<'role'>, 'patterns' | 'from' | 'chosen'>,
): Promise<(StaffRow & { all: number })[]> {
  type Given = ByDecision & { roles: string[] };
  const rows = await db.query<Omit<StaffRow, 'decisions'> & { all: number }>`
    select s.dossier as id, p.name, p.email, s.facts->'roles' as roles, coalesce(p.confirmed_at is not null, false) as has_account, count(*) over ()::int as "all"
    from state s left join person p on p.id = s.dossier
    where s.agency = ${agency} and s.machine = 'register' and s.subject = 'person' and s.facts->'roles' <> '[]'
      and coalesce(folded(p.name), '') || ' ' || coalesce(p.email, '') like all (array(select folded(word) from unnest(${patterns}::text[]) w(word)))
      and (${chosen.role} = '' or s.facts->'roles' ? ${chosen.role})
    order by folded(p.name) collate "C" nulls last, p.name, s.dossier limit ${pageSize} offset ${from}`;
  const given = await db.query<{ person: string; input: Given }>`
    select h.dossier as person, h.payload::jsonb #> '{command,input}' as input from history h
    where h.agency = ${agency} and h.dossier = any (${rows.map(({ id }) => id)}::uuid[]) and h.event = 'person.appointed' order by h.revision`;
  return rows.map((row) => ({
    ...row,
    decisions: decisionsOf(
      row.roles,
      given.flatMap(({ person, input }) => (person === row.id ? [input] : [])),
    ),
  }));
}

/** Somebody who holds or has held a role here. */
async function memberOf({ db }: Parts, agency: string, person: string): Promise<StaffRow | null> {
  const [row] = await db.query<Omit<StaffRow, 'decisions'>>`
    select s.dossier as id, p.name, p.email, s.facts->'roles' as roles, coalesce(p.confirmed_at is not null, false) as has_account
    from state s left join person p on p.id = s.dossier
    where s.agency = ${agency} and s.dossier = ${person}::uuid and s.subject = 'person'`;
  return row === undefined ? null : { ...row, decisions: [] };
}
