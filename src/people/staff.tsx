import type { Context } from 'hono';
import { v5 } from 'uuid';
import { appointedLetter } from '../../templates/mails/people.ts';
import { PeoplePage, PersonPage, type StaffNote, type StaffRow } from '../../templates/pages/people/staff.tsx';
import { allOf, type FieldErrors, type Typed } from '../../templates/parts/form.tsx';
import { peopleWords, staffRoles } from '../../templates/words/people.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { actorOf, newKey, textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { explain } from '../refusals.ts';
import { accountOf, emailErrors, emailIn, nameErrors, nameIn, personFor, send, sendInvitation } from './accounts.ts';
import { keyIn } from './entry.tsx';

type C = Context<AppEnv>;
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
    const given = wanted.filter((role) => !person.roles.includes(role));
    const taken = person.roles.filter((role) => !wanted.includes(role));
    for (const [type, roles] of [
      ['appoint', given],
      ['relieve', taken],
    ] as const) {
      if (roles.length === 0) continue;
      const outcome = await act(c, type, person.id, roles, keyIn(typed));
      if (!outcome.ok) return one(c, (await found(c)) ?? person, { typed, refusal: outcome.refusal });
    }
    return c.redirect(`/agencies/${c.req.param('agency')}/people/${person.id}?done=changed`, 303);
  });

  doors.post('/agencies/:agency/people/:person/relieve', { who }, async (c) => {
    const person = await found(c);
    if (person === null) return c.notFound();
    const typed = await typedOf(c);
    if (isSelf(c, person)) return one(c, person, { errors: ownRoles(c) });
    if (person.roles.length > 0) {
      const outcome = await act(c, 'relieve', person.id, [...person.roles], keyIn(typed));
      if (!outcome.ok) return one(c, person, { refusal: outcome.refusal });
    }
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

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** What was ticked, as far as these are roles that an administrator gives; others are not offered. */
const rolesIn = (typed: Typed): string[] => staffRoles.filter((role) => allOf(typed, 'roles').includes(role));

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
