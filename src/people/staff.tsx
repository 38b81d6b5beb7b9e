import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { v5 } from 'uuid';
import { appointedLetter } from '../../templates/mails/people.ts';
import {
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
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { type Refusal, refuse } from '../../workflows/rules/refusals.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { actorOf, isId, newKey, textIn, typedOf } from '../forms.ts';
import { tellUndelegated } from '../mail/index.ts';
import type { Parts } from '../parts.ts';
import { type Delegation, delegationsOf } from '../programmes/index.ts';
import { explain } from '../refusals.ts';
import { workOf } from '../work.ts';
import { accountOf, emailErrors, emailIn, nameErrors, nameIn, personFor, send, sendInvitation } from './accounts.ts';
import { keyIn } from './entry.tsx';

type C = Context<AppEnv>;
type Consequences = Pick<RelieveView, 'roles' | 'wanted' | 'waiting' | 'onlyOne' | 'given' | 'taken' | 'seen'>;
type Problems = { typed?: Typed; errors?: FieldErrors; refusal?: Refusal };

const notes: Readonly<Record<string, StaffNote>> = {
  invited: 'invitedNow',
  changed: 'changedNow',
  relieved: 'relievedNow',
};
const who = ['administrator'] as const;

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
    const people = await staffOf(parts, c.req.param('agency')!);
    const mayChange = c.get('standing').roles.includes('administrator');
    return c.html(
      <PeoplePage {...(await shared(c, problems))} people={people} mayChange={mayChange} />,
      wrong(problems) ? 422 : 200,
    );
  };

  const one = async (c: C, person: StaffRow, problems: Problems = {}) => {
    const typed = problems.typed ?? { roles: [...person.roles] };
    const view = await shared(c, { ...problems, typed });
    return c.html(<PersonPage {...view} person={person} isSelf={isSelf(c, person)} />, wrong(problems) ? 422 : 200);
  };

  /** What becomes of somebody who holds the `wanted` roles and no others any more, as of now. */
  const consequences = async (c: C, person: StaffRow, wanted: readonly string[]): Promise<Consequences> => {
    const agency = c.req.param('agency')!;
    const language = c.get('language');
    const roles = person.roles.filter((role) => !wanted.includes(role));
    const [people, work, lent] = await Promise.all([
      staffOf(parts, agency),
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
    const done = await takenUnder(parts, agency, giver, v5('relieve', key));
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

  const act = (c: C, type: 'appoint' | 'relieve', dossier: string, roles: string[], key: string) => {
    const actor = actorOf(c, type);
    // one form may ask for both, each once
    return parts.recorder.act({ type, dossier, input: { roles } }, actor, v5(type, key));
  };

  doors.get('/agencies/:agency/people', { who: [...who, 'auditor'] }, (c) => list(c));

  doors.post('/agencies/:agency/people', { who }, async (c) => {
    const typed = await typedOf(c);
    const agency = c.req.param('agency');
    const language = c.get('language');
    const [name, email, roles] = [nameIn(textIn(typed, 'name')), emailIn(textIn(typed, 'email')), rolesIn(typed)];
    const errors = {
      ...nameErrors(name, language),
      ...emailErrors(email, language),
      ...(roles.length === 0 ? { roles: peopleWords[language].problems.roles } : {}),
    };
    if (Object.keys(errors).length > 0) return list(c, { typed, errors });
    const key = keyIn(typed);
    const person = await personFor(parts, { email, name, language });
    const outcome = await act(c, 'appoint', person.id, roles, key);
    if (!outcome.ok) return list(c, { typed, refusal: outcome.refusal });
    if (person.isConfirmed) {
      const letter = appointedLetter(person, { agency, roles, link: `${parts.origin}/sign-in` });
      await send(parts, v5(`appointed ${email}`, key), email, letter);
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
    if (wanted.length === 0)
      return one(c, person, { typed, errors: { roles: peopleWords[c.get('language')].problems.roles } });
    const first = await unread(c, person, wanted, typed);
    if (first !== null) return first;
    const given = wanted.filter((role) => !person.roles.includes(role));
    const taken = person.roles.filter((role) => !wanted.includes(role));
    if (wanted.includes('auditor') && wanted.length > 1)
      return one(c, person, { typed, refusal: refuse('auditorAlone') });
    // an auditor holds nothing else, not even between two steps
    const audits = wanted.includes('auditor') || person.roles.includes('auditor');
    const steps = [
      ['appoint', given],
      ['relieve', taken],
    ] as const;
    for (const [type, roles] of audits ? steps.toReversed() : steps) {
      if (roles.length === 0) continue;
      const outcome = await act(c, type, person.id, roles, keyIn(typed));
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
      const outcome = await act(c, 'relieve', person.id, [...person.roles], keyIn(typed));
      if (!outcome.ok) return relieving(c, person, [], { typed, refusal: outcome.refusal });
    }
    await tellRelieved(c, person.id, keyIn(typed));
    return c.redirect(`/agencies/${c.req.param('agency')}/people?done=relieved`, 303);
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
    select h.revision, h.at, h.payload::jsonb #> '{command,input,roles}' as roles
    from command c join history h on h.agency = c.agency and h.dossier = c.dossier and h.revision = c.revision
    where c.agency = ${agency} and c.key = ${key}::uuid and c.dossier = ${person}::uuid and h.event = 'person.relieved'`;
  return row === undefined ? null : { ...row, at: row.at.toISOString() };
}

/** Everybody who holds a role, by name. */
async function staffOf({ db }: Parts, agency: string): Promise<StaffRow[]> {
  const rows = await db.query<StaffRow>`
    select s.dossier as id, p.name, p.email, s.facts->'roles' as roles, coalesce(p.confirmed_at is not null, false) as has_account
    from state s left join person p on p.id = s.dossier
    where s.agency = ${agency} and s.machine = 'register' and s.subject = 'person' and s.facts->'roles' <> '[]'`;
  const byName = new Intl.Collator('vi').compare;
  return rows.sort((a, b) => byName(a.name ?? '', b.name ?? '') || (a.id < b.id ? -1 : 1));
}

/** Somebody who holds or has held a role here. */
async function memberOf({ db }: Parts, agency: string, person: string): Promise<StaffRow | null> {
  const [row] = await db.query<StaffRow>`
    select s.dossier as id, p.name, p.email, s.facts->'roles' as roles, coalesce(p.confirmed_at is not null, false) as has_account
    from state s left join person p on p.id = s.dossier
    where s.agency = ${agency} and s.dossier = ${person}::uuid and s.subject = 'person'`;
  return row ?? null;
}
