import type { Facts, Other, StateRow } from '../workflows/decide.ts';
import { registerDossier } from '../workflows/ids.ts';
import type { Pack } from '../workflows/programmes/schema.ts';
import type { Database } from './database/pool.ts';

/** Whose facts: of which dossier, for whom, and which other rows the command wants to look at. */
export type FactsWanted = {
  agency: string;
  dossier: string;
  actor: string;
  onBehalfOf: string | null;
  key: string;
  others: readonly (string | null | undefined)[];
  /** All accounts whose id begins like this. */
  accounts: string | null;
};

export type Recorded = { answer: string; inputHash: string };

type Row = {
  recorded: Recorded | null;
  dossier: Record<string, never> | null;
  states: StateRow[] | null;
  others: (Omit<Other, 'debt'> & { debt: string })[] | null;
  duties: Facts['duties'] | null;
  balances: Record<string, string> | null;
};

/** What a published pack says never changes, so it is read once in the life of the process. */
export type PackCache = Map<string, Pack>;

const text = `
  with this as (select * from dossier where agency = $1 and id = $2),
  named as (select unnest($3::uuid[]) id union select call from this union select party from this union select pack from this),
  wanted as (select id from named union
    select (s.facts->>'pack')::uuid from state s join named n on s.dossier = n.id where s.agency = $1 and s.subject = 'call')
  select
    (select json_build_object('answer', answer, 'inputHash', encode(input_hash, 'hex')) from command where agency = $1 and key = $4) as recorded,
    (select json_build_object('id', id, 'kind', kind, 'revision', revision, 'call', call, 'party', party, 'pack', pack, 'stage', stage,
      'beneficiaryClass', beneficiary_class, 'awardYear', award_year) from this) as dossier,
    (select json_agg(json_build_object('subject', subject, 'machine', machine, 'version', version, 'value', value, 'facts', facts) order by subject)
      from state where agency = $1 and dossier = $2) as states,
    (select json_agg(json_build_object('id', o.id, 'revision', o.revision, 'kind', o.kind, 'debt', o.debt::text, 'state',
        case when s.subject is null then null else json_build_object('subject', s.subject, 'machine', s.machine, 'version', s.version, 'value', s.value,
          'facts', case when o.id = any ($5::uuid[]) then null else s.facts end) end) order by o.id)
      from wanted w join dossier o on o.agency = $1 and o.id = w.id
      left join state s on s.agency = $1 and s.dossier = o.id and s.subject = o.kind) as others,
    (select json_agg(json_build_object('subject', subject, 'duty', duty, 'person', person) order by revision, duty, person)
      from duty where agency = $1 and dossier = $2) as duties,
    (select json_object_agg(id, balance::text) from account where agency = $1 and owner = any (
      array[$2::text, 'agency'] || (select array[call::text, party::text] from this) || (select array_agg(id::text) from named))
      or agency = $1 and $6::text is not null and starts_with(id, $6)) as balances`;

/** Reads all that a decision needs in one statement, so that it is one moment's truth. */
export async function readFacts(
  db: Database,
  packs: PackCache,
  wanted: FactsWanted,
  now: string,
): Promise<{ facts: Facts; recorded: Recorded | null }> {
  const ids = [registerDossier(wanted.agency, 'calendar'), wanted.actor, wanted.onBehalfOf, ...wanted.others].filter(
    (id) => id != null,
  );
  const [row] = await db.run<Row>(text, [
    wanted.agency,
    wanted.dossier,
    ids,
    wanted.key,
    [...packs.keys()],
    wanted.accounts,
  ]);
  if (row === undefined) throw new Error('facts gave no row');
  const others = new Map<string, Other>();
  let pack: Pack | null = null;
  for (const other of row.others ?? []) {
    others.set(other.id, { ...other, debt: BigInt(other.debt) });
    if (other.kind !== 'pack') continue;
    if (other.state !== null && other.state.facts !== null) packs.set(other.id, other.state.facts as unknown as Pack);
    pack = packs.get(other.id) ?? null;
  }
  const balances = new Map<string, bigint>();
  for (const [id, balance] of Object.entries(row.balances ?? {})) balances.set(id, BigInt(balance));
  return {
    recorded: row.recorded,
    facts: {
      agency: wanted.agency,
      now,
      actor: wanted.actor,
      onBehalfOf: wanted.onBehalfOf,
      dossier: row.dossier as Facts['dossier'],
      states: new Map((row.states ?? []).map((state) => [state.subject, state])),
      others,
      pack,
      duties: row.duties ?? [],
      balances,
    },
  };
}
