// What a council deals with in one sitting: the dossiers whose members were told the same day, hour and place.

import type { StateRow } from '../../workflows/decide.ts';
import { interestsIn, isConflicted } from '../../workflows/parts.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { type Day, isDay } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import type { Answers } from '../../workflows/rules/forms.ts';
import type { Database, Parameter } from '../database/pool.ts';
import { ownRolesOf } from '../doors.ts';
import { codeOf, type Dossier } from '../dossier.ts';
import { packsOf } from '../programmes/index.ts';
import { sittingOf } from '../sittingPath.ts';
import { opensTo, type Reader } from '../standing.ts';
import { councilReaders } from './persons.ts';
import type { Review } from './reading.ts';
import { announcedOf, canConclude, councilOf, votesOf } from './seats.ts';

/** A dossier as far as a sitting looks at it. */
export type Sat = Pick<Dossier, 'agency' | 'id' | 'code' | 'title' | 'states' | 'pack' | 'stage'> & {
  /** Its place among all that are dealt with, whoever reads them. */
  readonly number: number;
  readonly call: string | null;
  readonly party: string;
  readonly base: string;
  readonly answers: Answers | null;
  /** The vote was ended before everybody had voted. */
  readonly isEnded: boolean;
  /** The minutes that were printed. */
  readonly minutes: { readonly register: string; readonly year: number; readonly number: number } | null;
};

/** The day of a sitting as an address names it; null where it names none. */
function dayOfSitting(sitting: string): Day | null {
  const [, day = ''] = /^(\d{4}-\d\d-\d\d)-[0-9a-f]{8}$/.exec(sitting) ?? [];
  return isDay(day) ? day : null;
}

type Row = {
  id: string;
  began: Date;
  state: StateRow;
  opens: boolean;
  pack: string;
  stage: string;
  call: string | null;
  party: string | null;
  answers: Answers | null;
  ended: boolean;
  minutes: Sat['minutes'];
};

/** A reader as far as some of their roles let them in. */
export function within({ person, standing }: Reader, roles: readonly Role[]): Reader {
  const held = standing.roles.filter((role) => roles.includes(role));
  const delegated = new Map([...standing.delegated].filter(([role]) => roles.includes(role)));
  return { person, standing: { ...standing, roles: held, delegated } };
}

/**
 * In SQL, whether the page of a dossier's council opens to a reader, as its door says: by an office, or by a seat; to nobody who is or
 * was of the team.
 */
function readsCouncil(reader: Reader, is: (value: Parameter) => string): string {
  const offices = councilReaders.filter((role) => role !== 'councilMember');
  const me = `${is(reader.person)}::text`;
  const isMember = ownRolesOf(reader.standing).includes('councilMember');
  const sits = isMember ? `coalesce(a.facts->'council' ? ${me}, false)` : 'false';
  return `not (coalesce(a.facts->'team' ? ${me}, false) or coalesce(a.facts->'left' ? ${me}, false) or coalesce(q.facts->'members' ? ${me}, false))
    and (${sits} or ${opensTo(within(reader, offices), is)})`;
}

/** The dossiers of a sitting that open to a reader, those handed in first on top. */
export async function satAt(db: Database, agency: string, sitting: string, reader: Reader): Promise<Sat[]> {
  const day = dayOfSitting(sitting);
  if (day === null) return [];
  const given: Parameter[] = [];
  const is = (value: Parameter) => `$${given.push(value)}`;
  const rows = await db.run<Row>(
    `select d.id::text as id, h.at as began, d.pack::text as pack, d.stage, d.call::text as call, p.name as party, c.body as answers,
      jsonb_build_object('subject', a.subject, 'machine', a.machine, 'version', a.version, 'value', a.value, 'facts', a.facts) as state,
      exists (select from draft v where v.agency = d.agency and v.dossier = d.id and v.form = 'voteEnd') as ended,
      (select jsonb_build_object('register', m.register, 'year', m.year, 'number', m.number) from paper m
        where m.agency = d.agency and m.dossier = d.id and m.kind = 'minutes' order by m.revision desc limit 1) as minutes,
      ${readsCouncil(reader, is)} as opens
    from state a join dossier d on d.agency = a.agency and d.id = a.dossier
      join history h on h.agency = d.agency and h.dossier = d.id and h.revision = 1
      left join state q on q.agency = d.agency and q.dossier = d.party and q.subject = 'party'
      left join party_profile p on p.agency = d.agency and p.party = d.party
      left join content c on c.agency = d.agency and c.commitment = a.facts->>'content'
    where a.agency = ${is(agency)} and a.machine = 'application' and a.subject = 'application' and a.facts->'meeting'->>'on' = ${is(day)}
      and a.value not in ('"submitted"', '"eligible"', '"underReview"')
    order by (a.facts->>'submittedAt')::timestamptz, d.id`,
    given,
  );
  const here = rows.filter(({ state }) => sittingOf(announcedOf({ states: stateOf(state) })!) === sitting);
  if (!here.some(({ opens }) => opens)) return [];
  const packs = await packsOf(db, agency);
  return here.flatMap((row, index): Sat[] =>
    row.opens
      ? [
          {
            ...{ agency, id: row.id, call: row.call, stage: row.stage, answers: row.answers, minutes: row.minutes },
            code: codeOf(row.id, row.began.toISOString()),
            title: typeof row.answers?.projectName === 'string' ? row.answers.projectName : '',
            number: index + 1,
            states: stateOf(row.state),
            pack: packs.get(row.pack) as Pack,
            party: row.party ?? '',
            base: `/agencies/${agency}/dossiers/${row.id}`,
            isEnded: row.ended,
          },
        ]
      : [],
  );
}

const stateOf = (state: StateRow) => new Map([['application', state]]);

const placeOf = ({ states }: Pick<Sat, 'states'>) => states.get('application')?.value;
const hasConflict = (one: Pick<Sat, 'states'>, person: string) => isConflicted(interestsIn(one.states), person);

type Voted = Pick<Sat, 'states' | 'pack' | 'isEnded'>;

/** Whether the vote goes on at a dossier. */
export const isOpen = (one: Voted): boolean => placeOf(one) === 'beforeCouncil' && !isOver(one);

/** Whether everybody who may vote has voted, or the vote was ended without the others. */
export const isOver = (one: Voted): boolean => canConclude(one) && (one.isEnded || awaitedAt(one).length === 0);

/** Who of its members has not voted and still may. */
export const awaitedAt = (one: Pick<Sat, 'states'>): string[] =>
  councilOf(one).filter((id) => !Object.hasOwn(votesOf(one), id) && !hasConflict(one, id));

/** What somebody's own part in a dossier of the sitting is; null where they have none there. */
export function partOf(one: Sat, person: string): 'conflict' | 'declare' | 'vote' | 'voted' | null {
  if (hasConflict(one, person)) return 'conflict';
  if (!councilOf(one).includes(person)) return null;
  if (Object.hasOwn(votesOf(one), person)) return 'voted';
  if (placeOf(one) !== 'beforeCouncil' || one.isEnded) return null;
  return Object.hasOwn(interestsIn(one.states), person) ? 'vote' : 'declare';
}

/** The dossiers that wait for somebody's ballot: from one of them on, and then those that were passed over. */
export function toVoteOn(sat: readonly Sat[], person: string, after = 0): Sat[] {
  const waiting = sat.filter((one) => ['declare', 'vote'].includes(partOf(one, person) ?? ''));
  return [...waiting.filter(({ number }) => number > after), ...waiting.filter(({ number }) => number <= after)];
}

/** The reviews of a dossier, in short: how many pass of how many were asked for, and their points on average. */
export function judgedAt({ states }: Pick<Sat, 'states'>) {
  const facts = states.get('application')?.facts ?? {};
  const reviews = Object.values((facts.reviews ?? {}) as Record<string, Review>);
  const points = reviews.flatMap((review) => (review.points === undefined ? [] : [review.points]));
  return {
    asked: ((facts.reviewers ?? []) as string[]).length,
    passes: reviews.filter(({ verdict }) => verdict === 'pass').length,
    average: points.length === 0 ? null : points.reduce((sum, one) => sum + one, 0) / points.length,
  };
}
