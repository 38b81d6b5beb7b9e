// Who else could take a step of a request: whoever holds the office, or acts for its holder, and has done nothing that excludes it.

import { dayTextOf } from '../../templates/parts/when.ts';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import { nameOf } from '../../templates/words/names.ts';
import type { Language } from '../../templates/words/words.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import type { EventType } from '../../workflows/machines.ts';
import { interestsIn, isConflicted } from '../../workflows/parts.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { inForce } from '../../workflows/rules/delegations.ts';
import { type Duty, duties, mayDo, type Role } from '../../workflows/rules/duties.ts';
import type { Database } from '../database/pool.ts';
import { type Dossier, nameWith } from '../dossier.ts';

/** The names of those who could cause an event, without `besides`. */
export async function othersWhoCan(
  db: Database,
  dossier: Dossier,
  subject: string,
  event: EventType,
  besides: readonly (string | undefined)[],
  now: string,
  language: Language,
): Promise<string[]> {
  const { roles } = duties[event];
  const people = await db.query<{ id: string; name: string; facts: JsonObject }>`
    select s.dossier::text as id, coalesce(p.name, '') as name, s.facts
    from state s left join person p on p.id = s.dossier
    where s.agency = ${dossier.agency} and s.subject = 'person' and jsonb_array_length(coalesce(s.facts->'roles', '[]')) > 0
    order by p.name, s.dossier`;
  const isOfTeam = (person: string) =>
    [dossier.states.get('application')?.facts.team, dossier.party?.facts.members].some((list) =>
      ((list ?? []) as string[]).includes(person),
    );
  const interests = interestsIn(dossier.states);
  const may = (persons: readonly string[]) => {
    if (persons.some((person) => besides.includes(person))) return false;
    const earlierDuties = dossier.done
      .filter((act) => act.subject === subject && persons.includes(act.person))
      .map(({ duty }) => duty as Duty);
    if (persons.some(isOfTeam)) earlierDuties.push('teamMember');
    if (persons.some((person) => isConflicted(interests, person))) earlierDuties.push('conflicted');
    return mayDo(event, { roles, earlierDuties }).ok;
  };
  const found = new Map<string, string>();
  for (const { id, name, facts } of people)
    if (roles.some((role) => (facts.roles as Role[]).includes(role)) && may([id])) found.set(id, name);
  for (const giver of people)
    for (const { to, roles: given } of inForce(giver.facts, dayOf(now))) {
      const delegate = people.find(({ id }) => id === to);
      if (delegate === undefined || found.has(to) || !given.some((role) => roles.includes(role))) continue;
      if (may([to, giver.id])) found.set(to, nameWith({ name: delegate.name, behalf: giver.name }, language));
    }
  return [...found.values()];
}

/** What of somebody's own doing stands in the way, with its day, and who could act instead: the sentences after a refusal. */
export async function insteadOf(
  db: Database,
  dossier: Dossier,
  subject: string,
  event: EventType,
  persons: readonly (string | undefined)[],
  now: string,
  language: Language,
): Promise<string> {
  const w = disbursementWords[language];
  const { excludes, roles } = duties[event];
  const acts = dossier.done
    .filter((act) => act.subject === subject && persons.includes(act.person) && excludes.includes(act.duty as Duty))
    .map(
      ({ duty, at, ...by }) =>
        `${w.chain[duty] ?? nameOf('duties', duty, language)}, ${nameWith(by, language)}, ${dayTextOf(at)}`,
    );
  const names = await othersWhoCan(db, dossier, subject, event, persons, now, language);
  return [
    acts.length === 0 ? '' : w.blockedBecause([...new Set(acts)].join('; ')),
    names.length === 0
      ? w.noOneInstead(nameOf('roles', roles[0]!, language).toLowerCase())
      : w.canInstead(names.join(', ')),
  ]
    .filter(Boolean)
    .join(' ');
}
