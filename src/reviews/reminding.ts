// Members of a council who have not voted are reminded of it by whoever prepares its sittings: on the page of a sitting of all its
// dossiers in one letter each, on that of a dossier of this one. When it was done last is kept with what is being written of the minutes.

import type { Context } from 'hono';
import type { RemindView } from '../../templates/pages/reviews/remind.tsx';
import { interestsIn, isConflicted } from '../../workflows/parts.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Database } from '../database/pool.ts';
import { actingFor } from '../delegations.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { textsIn, typedOf } from '../forms.ts';
import { tellAwaited, type Unvoted } from '../mail/index.ts';
import type { Parts } from '../parts.ts';
import { readerOf } from '../standing.ts';
import { impartialDesk } from './conflicts.tsx';
import type { Desk } from './desk.ts';
import { namesOf } from './persons.ts';
import { announcedOf } from './seats.ts';
import { dealing } from './several.ts';
import { awaitedAt, isOpen, partOf, type Sat, satAt, within } from './sittings.ts';

const form = 'voteReminder';
/** What whoever may remind may do else about a council, so that they act for nobody who may not. */
const event = 'application.councilRecomposed';

type Awaited = Pick<Sat, 'id' | 'code' | 'title' | 'states' | 'pack' | 'isEnded'>;

export function remindingRoutes(doors: Doors, parts: Parts): void {
  doors.post('/agencies/:agency/sittings/:sitting/remind', { who: dealing, events: [event] }, async (c) => {
    const { agency, sitting } = c.req.param();
    const sat = await remindableAt(c, parts, agency, sitting);
    const path = `/agencies/${agency}/sittings/${sitting}`;
    await remind(c, parts, { agency, path, sat });
    return c.redirect(`${path}#remind`, 303);
  });

  doors.post('/agencies/:agency/dossiers/:dossier/council/remind', { who: dealing, events: [event] }, async (c) => {
    const desk = await impartialDesk(c, parts, event);
    if (desk instanceof Response) return desk;
    const path = `${desk.base}/council`;
    await remind(c, parts, { agency: desk.agency, path, sat: [awaitedOf(desk)] });
    return c.redirect(`${path}#remind`, 303);
  });
}

/** The dossiers of a sitting of whose members somebody may remind: by their office, and with no conflict of interest of theirs. */
export async function remindableAt(
  c: Context<AppEnv>,
  { db }: Pick<Parts, 'db'>,
  agency: string,
  sitting: string,
): Promise<Sat[]> {
  const reader = within(readerOf(c), dealing);
  if (reader.standing.roles.length === 0) return [];
  const giver = actingFor(reader.standing, event);
  const sat = await satAt(db, agency, sitting, reader);
  return sat.filter(
    (one) =>
      !['conflict', 'declare'].includes(partOf(one, reader.person) ?? '') &&
      (giver === null || !isConflicted(interestsIn(one.states), giver.person)),
  );
}

/** The dossier on a desk as it is reminded of. */
export const awaitedOf = ({ dossier, voteEnd }: Desk): Awaited => ({ ...dossier, isEnded: voteEnd !== null });

type Reminded = { dossier: string; at: string; name: string };

/** When members were last reminded of each dossier, and by whom, the latest first. */
async function remindedOf(db: Database, agency: string, ids: readonly string[]): Promise<Reminded[]> {
  const rows = await db.query<{ dossier: string; savedAt: Date; name: string | null }>`
    select d.dossier::text as dossier, d.saved_at, p.name from draft d left join person p on p.id = d.saved_by
    where d.agency = ${agency} and d.dossier = any(${[...ids]}::uuid[]) and d.form = ${form} order by d.saved_at desc`;
  return rows.map(({ dossier, savedAt, name }) => ({ dossier, at: savedAt.toISOString(), name: name ?? '' }));
}

/** Who would be reminded of what, and when they last were. Of no dossier twice on a day; the sender needs no letter. */
async function awaitedIn(
  { db, now }: Pick<Parts, 'db' | 'now'>,
  { agency, sat, person }: { agency: string; sat: readonly Awaited[]; person: string },
) {
  const open = sat.filter(isOpen);
  const reminded = await remindedOf(
    db,
    agency,
    sat.map(({ id }) => id),
  );
  const today = dayOf(now());
  const isDone = ({ id }: Awaited) => reminded.some(({ dossier, at }) => dossier === id && dayOf(at) === today);
  const awaited = new Map<string, Unvoted[]>();
  for (const one of open.filter((one) => !isDone(one)))
    for (const member of awaitedAt(one).filter((id) => id !== person))
      awaited.set(member, [...(awaited.get(member) ?? []), { id: one.id, code: one.code, title: one.title }]);
  return { awaited, last: reminded[0] ?? null, isOpen: open.length > 0, isToday: open.some(isDone) };
}

/** What stands above the button: to whom it goes, and when it last did. null where no vote is open. */
export async function remindView(
  parts: Pick<Parts, 'db' | 'now'>,
  of: { agency: string; sat: readonly Awaited[]; person: string; action: string },
): Promise<RemindView | null> {
  const { awaited, last, isOpen, isToday } = await awaitedIn(parts, of);
  if (!isOpen || (awaited.size === 0 && !isToday)) return null;
  const nameOf = await namesOf(parts.db, [...awaited.keys()]);
  const people = [...awaited].map(([id, dossiers]) => ({ id, name: nameOf(id), n: dossiers.length }));
  return {
    action: of.action,
    people: people.sort((a, b) => a.name.localeCompare(b.name, 'vi')),
    of: of.sat.length,
    last,
    isToday,
  };
}

/** Reminds those whom the page named and who still have not voted, and keeps that it was done. */
async function remind(
  c: Context<AppEnv>,
  parts: Parts,
  { agency, path, sat }: { agency: string; path: string; sat: readonly Awaited[] },
): Promise<void> {
  const person = c.get('visitor')!.id;
  const named = textsIn(await typedOf(c), 'to');
  const found = await awaitedIn(parts, { agency, sat, person });
  const awaited = new Map([...found.awaited].filter(([id]) => named.includes(id)));
  if (awaited.size === 0) return;
  const now = parts.now();
  const [first] = sat;
  await tellAwaited(parts, { agency, awaited, meets: announcedOf(first!), path }, now);
  // only now: whoever dies before begins again, and writes the same letters
  const ids = [...new Set([...awaited.values()].flatMap((ones) => ones.map(({ id }) => id)))];
  await parts.db.query`
    insert into draft (agency, dossier, form, answers, saved_at, saved_by)
    select ${agency}, id, ${form}, ${JSON.stringify({ to: [...awaited.keys()] })}::text::jsonb, ${now}::timestamptz, ${person}::uuid
    from unnest(${ids}::uuid[]) id
    on conflict (agency, dossier, form, owner) do update
      set answers = excluded.answers, saved_at = excluded.saved_at, saved_by = excluded.saved_by`;
}
