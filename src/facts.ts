import type { Facts, Other, StateRow } from '../workflows/decide.ts';
import { registerDossier } from '../workflows/ids.ts';
import type { Pack } from '../workflows/programmes/schema.ts';
import { type Database, RetryableError } from './database/pool.ts';

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

/** Packs by agency and id. What a published pack says never changes, so it is read once in the life of the process. */
export type PackCache = Map<string, Map<string, Pack>>;

const text = 'select facts_of($1, $2, $3, $4, $5, $6, $7) as facts';

/** Reads all that a decision needs in one statement, so that it is one moment's truth; of the duties, those of who acts. */
export async function readFacts(
  db: Database,
  packs: PackCache,
  wanted: FactsWanted,
  now: string,
): Promise<{ facts: Facts; recorded: Recorded | null }> {
  const ids = [registerDossier(wanted.agency, 'calendar'), wanted.actor, wanted.onBehalfOf, ...wanted.others].filter(
    (id) => id != null,
  );
  const known = packs.get(wanted.agency) ?? new Map<string, Pack>();
  packs.set(wanted.agency, known);
  const persons = wanted.onBehalfOf === null ? [wanted.actor] : [wanted.actor, wanted.onBehalfOf];
  const parameters = [wanted.agency, wanted.dossier, ids, wanted.key, [...known.keys()], persons, wanted.accounts];
  const [answer] = await db.run<{ facts: Row }>(text, parameters);
  if (answer === undefined) throw new RetryableError('facts gave no row');
  const row = answer.facts;
  const others = new Map<string, Other>();
  let pack: Pack | null = null;
  for (const other of row.others ?? []) {
    others.set(other.id, { ...other, debt: BigInt(other.debt) });
    if (other.kind !== 'pack') continue;
    if (other.state !== null && other.state.facts !== null) known.set(other.id, other.state.facts as unknown as Pack);
    pack = known.get(other.id) ?? null;
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
