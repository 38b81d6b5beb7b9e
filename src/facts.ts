import type { DossierKind, Facts, Other, StateRow } from '../workflows/decide.ts';
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
  own: Facts['dossier'];
  states: StateRow[] | null;
  others: (Omit<Other, 'debt'> & { debt: string })[] | null;
  duties: Facts['duties'] | null;
  balances: string | null;
};

/** What many decisions rely on and few change: read once for each revision of it. By agency and id. */
export type ReadBefore = Map<string, Map<string, { revision: number; state: StateRow | null }>>;
const worthKeeping: ReadonlySet<DossierKind> = new Set(['pack', 'call', 'calendar']);
const mostKept = 100;

const text = 'select * from facts_of($1, $2, $3, $4, $5, $6, $7, $8)';

/** Reads all that a decision needs in one statement, so that it is one moment's truth; of the duties, those of who acts. */
export async function readFacts(
  db: Database,
  readBefore: ReadBefore,
  wanted: FactsWanted,
  now: string,
): Promise<{ facts: Facts; recorded: Recorded | null }> {
  const { agency, dossier, actor, onBehalfOf, key, accounts } = wanted;
  const ids = [registerDossier(agency, 'calendar'), actor, onBehalfOf, ...wanted.others].filter((id) => id != null);
  const persons = onBehalfOf === null ? [actor] : [actor, onBehalfOf];
  const kept: ReturnType<typeof keptOf> = keptOf(readBefore, agency);
  const revisions = Array.from(kept.values(), ({ revision }) => revision);
  const parameters = [agency, dossier, ids, key, [...kept.keys()], revisions, persons, accounts];
  const [row] = await db.run<Row>(text, parameters);
  if (row === undefined) throw new RetryableError('facts gave no row');
  const others = new Map<string, Other>();
  let pack: Pack | null = null;
  for (const other of row.others ?? []) {
    const before = kept.get(other.id);
    const state = other.state ?? (before?.revision === other.revision ? before.state : null);
    others.set(other.id, { ...other, state, debt: BigInt(other.debt) });
    if (other.kind === 'pack') pack = (state?.facts ?? null) as unknown as Pack | null;
    if (other.state === null || !worthKeeping.has(other.kind)) continue;
    kept.delete(other.id);
    kept.set(other.id, { revision: other.revision, state: other.state });
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
  }
  return {
    recorded: row.recorded,
    facts: {
      agency,
      now,
      actor,
      onBehalfOf,
      dossier: row.own,
      states: new Map((row.states ?? []).map((state) => [state.subject, state])),
      others,
      pack,
      duties: row.duties ?? [],
      balances: balancesOf(row.balances ?? ''),
    },
  };
}

function keptOf(readBefore: ReadBefore, agency: string) {
  let kept = readBefore.get(agency);
  if (kept === undefined) {
    kept = new Map();
    readBefore.set(agency, kept);
  }
  return kept;
}

function balancesOf(text: string): Map<string, bigint> {
  const balances = new Map<string, bigint>();
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const until = end < 0 ? text.length : end;
    const space = text.indexOf(' ', from);
    balances.set(text.slice(from, space), BigInt(text.slice(space + 1, until)));
    from = until + 1;
  }
  return balances;
}
