// Several applications of a call that are dealt with on one page. Each is decided and recorded by itself, under a key of its own that
// follows from the form's: sent twice, the form has one effect, and what is refused of one stops none of the others.

import type { Context } from 'hono';
import { v5 } from 'uuid';
import type { CallHead, SeveralRow } from '../../templates/pages/reviews/several.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { callWords } from '../../templates/words/calls.ts';
import type { Language } from '../../templates/words/words.ts';
import type { StateRow } from '../../workflows/decide.ts';
import type { EventType } from '../../workflows/machines.ts';
import { interestsIn, isConflicted } from '../../workflows/parts.ts';
import { stageOf } from '../../workflows/programmes/schema.ts';
import type { Answers } from '../../workflows/rules/forms.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import type { Parameter } from '../database/pool.ts';
import { actingFor } from '../delegations.ts';
import type { AppEnv } from '../doors.ts';
import { codeOf, type Dossier } from '../dossier.ts';
import { acknowledgeForm, askQuietly, isId, recordedQuietly, rehearse, textIn, textsIn } from '../forms.ts';
import type { Form } from '../keeping.ts';
import { askedIn, pageSize } from '../lists.ts';
import type { Parts } from '../parts.ts';
import { type Call, readCall } from '../programmes/index.ts';
import { explain } from '../refusals.ts';
import { opensTo, readerOf } from '../standing.ts';
import { distinctNames, namesOf } from './persons.ts';
import { namedIn } from './reading.ts';

/** Who deals with several applications at once. */
export const dealing = ['officer', 'secretary'] as const;

/** An application as far as these pages look at it. */
export type One = Pick<Dossier, 'agency' | 'id' | 'code' | 'title' | 'revision' | 'states' | 'pack'> & {
  readonly party: { readonly id: string; readonly name: string } | null;
  /** The persons on the applicant's side, and what all of them are called whom the application names. */
  readonly team: readonly string[];
  readonly teamNames: readonly string[];
  /** The last day of the period that runs; null where none does. */
  readonly last: string | null;
};

/** Where an application stands, of which several are dealt with at once. */
const places = {
  toAssign: `a.value = '"eligible"'`,
  toCompose: `a.value = '"underReview"' and not exists (select from jsonb_array_elements_text(a.facts->'reviewers') r(reviewer)
    where not coalesce(a.facts->'reviews' ? reviewer, false))`,
  inCouncil: `a.value = '"beforeCouncil"'`,
} as const;
export type Place = keyof typeof places;

type Row = {
  id: string;
  began: Date;
  revision: number;
  state: StateRow;
  party: string | null;
  partyName: string | null;
  title: string | null;
  answers: Answers | null;
  members: string[] | null;
  last: string | null;
  all: number;
};

/** A call whose applications somebody deals with; null where there is none. */
export async function callAt(c: Context<AppEnv>, parts: Parts): Promise<Call | null> {
  return await readCall(parts.db, c.req.param('agency')!, c.req.param('call')!);
}

/** A call as these pages name it. */
export function callHead({ agency, id, pack, stage, decisionNumber }: Call, language: Language): CallHead {
  const name = callWords[language].stageSupport(stageOf(pack, stage)?.name[language] ?? stage);
  return { agency, name: `${name} (${decisionNumber})`, dossiers: `/agencies/${agency}/dossiers?call=${id}` };
}

/**
 * The applications of a call that stand at one place, those handed in first on top. Not those that do
 * not open to who asks, nor those that they, or who gave them the office, may not decide about: of the team, or with a declared
 * conflict of interest. `others`: how many of the latter there are.
 */
export async function standingAt(
  c: Context<AppEnv>,
  parts: Pick<Parts, 'db'>,
  call: Call,
  { at, event, from = 0 }: { at: Place; event: EventType; from?: number },
): Promise<{ list: One[]; all: number; others: number }> {
  const reader = readerOf(c);
  const giver = actingFor(reader.standing, event);
  const hands = giver === null ? [reader.person] : [reader.person, giver.person];
  const where = (is: (value: Parameter) => string, free: boolean) => `${places[at]}
    and ${free ? 'not' : ''} (coalesce(a.facts->'team' ?| ${is(hands)}::text[], false) or coalesce(q.facts->'members' ?| ${is(hands)}::text[], false)
      or exists (select from unnest(${is(hands)}::text[]) h(person) where coalesce(a.facts->'interests'->>h.person, 'none') <> 'none'))`;
  const rows = await read(c, parts, call, (is) => where(is, true), `limit ${pageSize} offset ${from}`);
  const others = await read(c, parts, call, (is) => where(is, false), 'limit 1');
  return { list: await oneOf(parts, call, rows), all: rows[0]?.all ?? 0, others: others[0]?.all ?? 0 };
}

/** The applications of a call that a form names, wherever they stand by now, in the order in which it names them. */
export async function namedBy(c: Context<AppEnv>, parts: Pick<Parts, 'db'>, call: Call, typed: Typed): Promise<One[]> {
  const ids = [...new Set(textsIn(typed, 'dossier').filter(isId))].slice(0, pageSize);
  const rows = await read(c, parts, call, (is) => `d.id = any (${is(ids)}::uuid[])`, '');
  const found = new Map((await oneOf(parts, call, rows)).map((one) => [one.id, one]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

async function read(
  c: Context<AppEnv>,
  { db }: Pick<Parts, 'db'>,
  { agency, id }: Call,
  where: (is: (value: Parameter) => string) => string,
  part: string,
): Promise<Row[]> {
  const given: Parameter[] = [];
  const is = (value: Parameter) => `$${given.push(value)}`;
  return await db.run<Row>(
    `select d.id::text as id, h.at as began, d.revision, d.party::text as party, p.name as party_name, c.body->>'projectName' as title, c.body as answers,
      jsonb_build_object('subject', a.subject, 'machine', a.machine, 'version', a.version, 'value', a.value, 'facts', a.facts) as state,
      q.facts->'members' as members, count(*) over ()::int as "all",
      (select due_on::text from deadline n where n.agency = d.agency and n.dossier = d.id and n.subject = 'application' and n.cleared_revision is null
        order by due_at limit 1) as last
    from dossier d join state a on a.agency = d.agency and a.dossier = d.id and a.subject = 'application'
      join history h on h.agency = d.agency and h.dossier = d.id and h.revision = 1
      left join state q on q.agency = d.agency and q.dossier = d.party and q.subject = 'party'
      left join party_profile p on p.agency = d.agency and p.party = d.party
      left join content c on c.agency = d.agency and c.commitment = a.facts->>'content'
    where d.agency = ${is(agency)} and d.call = ${is(id)}::uuid and a.value <> '"draft"' and ${opensTo(readerOf(c), is)} and ${where(is)}
    order by (a.facts->>'submittedAt')::timestamptz, d.id ${part}`,
    given,
  );
}

async function oneOf({ db }: Pick<Parts, 'db'>, { agency, pack }: Call, rows: readonly Row[]): Promise<One[]> {
  const teamOf = ({ state, members }: Row) => [...((state.facts.team ?? []) as string[]), ...(members ?? [])];
  const nameOf = await namesOf(db, [...new Set(rows.flatMap(teamOf))]);
  return rows.map((row) => ({
    agency,
    pack,
    id: row.id,
    code: codeOf(row.id, row.began.toISOString()),
    title: row.title ?? '',
    revision: row.revision,
    states: new Map([['application', row.state]]),
    party: row.party === null ? null : { id: row.party, name: row.partyName ?? '' },
    team: [...new Set(teamOf(row))],
    teamNames: distinctNames([...teamOf(row).map(nameOf), ...namedIn(row.answers)]),
    last: row.last,
  }));
}

/** Where a form of such a page is sent: the page of the list that it is on. */
export function hereOf(c: Context<AppEnv>): string {
  const { from } = askedIn(c, {});
  return from === 0 ? c.req.path : `${c.req.path}?from=${from}`;
}

/** Why somebody may judge an application in no way, as a word for it says; null where nothing is known against them. */
export function barredFrom(one: Pick<One, 'team' | 'states'>, person: string): 'ofTeam' | 'conflict' | null {
  if (one.team.includes(person)) return 'ofTeam';
  return isConflicted(interestsIn(one.states), person) ? 'conflict' : null;
}

/** What a form says of one of its applications: under a key of its own, and bound to the revision that the page showed of it. */
export const ofOne = (typed: Typed, dossier: string): Typed => {
  const key = textIn(typed, 'key');
  return {
    ...(isId(key) && { key: v5(dossier, key) }),
    revision: textIn(typed, `revision.${dossier}`),
  };
};

/** An application with what a form asks about it; `wrong`: why it is not even asked, in a sentence. */
export type Asked = {
  readonly one: One;
  readonly form: Form;
  readonly what: readonly string[];
  readonly wrong: string | null;
};

/** What would become of each, recorded of none; or, where it was confirmed, what became of it. */
export async function eachOf(
  c: Context<AppEnv>,
  parts: Parts,
  typed: Typed,
  asked: readonly Asked[],
  how: 'wouldBe' | 'is',
): Promise<SeveralRow[]> {
  const rows: SeveralRow[] = [];
  for (const { one, form, what, wrong } of asked) {
    const own = ofOne(typed, one.id);
    // sent twice: what the first sending changed is no problem of the second
    const before = await recordedQuietly(c, parts, form, own);
    const row = { ...rowOf(one), what, before: before?.ok === true };
    if (before === null && wrong !== null) rows.push({ ...row, ok: false, refusal: null, wrong });
    else {
      const outcome = before ?? (await (how === 'is' ? askQuietly : rehearse)(c, parts, form, own));
      rows.push({ ...row, ok: outcome.ok, refusal: outcome.ok ? null : said(c, one, outcome.refusal), wrong: '' });
    }
  }
  if (how === 'is') acknowledgeForm(c, parts, typed);
  return rows;
}

const said = (c: Context<AppEnv>, one: One, refusal: Refusal) =>
  explain(refusal, c.get('language'), one.pack, { base: baseOf(one), roles: c.get('standing').roles });

export const baseOf = ({ agency, id }: Pick<One, 'agency' | 'id'>) => `/agencies/${agency}/dossiers/${id}`;

/** An application as a row of these pages names it. */
export const rowOf = (one: One) => ({
  id: one.id,
  href: baseOf(one),
  title: one.title,
  code: one.code,
  party: one.party?.name ?? '',
});
