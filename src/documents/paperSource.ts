// What a paper is made from: its row, the history up to the event that issued it, and what that history names.

import type { CopyOf } from '../../templates/papers/decree30.ts';
import { drawnBy, presentDrawing } from '../../templates/papers/drawings.ts';
import { paperWords } from '../../templates/words/papers.ts';
import type { JsonObject, StateRow } from '../../workflows/decide.ts';
import type { PaperKind } from '../../workflows/effects.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import type { Signing } from '../../workflows/rules/delegations.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import type { Database } from '../database/pool.ts';
import { signingOf } from '../delegations.ts';
import { isDemonstration } from '../people/index.ts';

export type PaperId = {
  readonly agency: string;
  readonly register: string;
  readonly year: number;
  readonly number: number;
};

export type PaperRow = PaperId & {
  readonly kind: PaperKind;
  readonly dossier: string;
  readonly revision: number;
  readonly subject: string;
  /** The time of the event that issued it, ISO 8601. */
  readonly at: string;
  /** The hash of that event in the chain, in hex: what the confirming address commits to. */
  readonly hash: string;
};

/** A paper that was issued; null when no decision gave it its number. */
export async function readPaper(db: Database, { agency, register, year, number }: PaperId): Promise<PaperRow | null> {
  const [row] = await db.query<Omit<PaperRow, 'at'> & { at: Date }>`
    select p.agency, p.register, p.year, p.number, p.kind, p.dossier::text as dossier, p.revision, p.subject, h.at, encode(h.hash, 'hex') as hash
    from paper p join history h on h.agency = p.agency and h.dossier = p.dossier and h.revision = p.revision
    where p.agency = ${agency} and p.register = ${register} and p.year = ${year} and p.number = ${number}`;
  return row === undefined ? null : { ...row, at: row.at.toISOString() };
}

export type PastEvent = {
  readonly revision: number;
  readonly event: string;
  readonly subject: string;
  readonly actor: string;
  readonly onBehalfOf: string | null;
  readonly at: string;
  readonly input: JsonObject;
};

export type PartyRow = {
  readonly name: string;
  readonly identity: string;
  readonly address: string;
  readonly representative: string | null;
  readonly accountNumber: string;
  readonly accountName: string;
  readonly bank: string;
  readonly kind: string;
};

/** Everything as it stood when the paper was issued; names of people and parties as they are now. */
export type PaperSource = {
  readonly paper: PaperRow;
  readonly drawing: number;
  /** Made in a demonstration; papers of the first way do not say so. */
  readonly demonstration: boolean;
  /** What an English copy is made of; null for the paper itself. */
  readonly copyOf: CopyOf | null;
  readonly pack: Pack;
  readonly stage: string;
  readonly party: string;
  readonly events: readonly PastEvent[];
  /** The event that issued the paper. */
  readonly event: PastEvent;
  /** The facts of each subject after that event. */
  readonly facts: ReadonlyMap<string, JsonObject>;
  /** The papers of the dossier up to then, this one among them. */
  readonly papers: readonly {
    readonly kind: string;
    readonly number: number;
    readonly year: number;
    readonly at: string;
    readonly subject: string;
  }[];
  nameOf(person: string | null | undefined): string;
  partyRow(party: string): Promise<PartyRow>;
  /** How somebody signs what they did in the office of another; null where no delegation says it. */
  signingOf(event: Pick<PastEvent, 'actor' | 'onBehalfOf' | 'at'>, office: Role): Promise<Signing | null>;
};

type Payload = {
  readonly subject?: string;
  readonly onBehalfOf?: string | null;
  readonly command?: { readonly input?: JsonObject };
  readonly states?: readonly StateRow[];
  readonly pins?: { readonly party?: string | null };
  readonly novateTo?: string;
};

/** `drawing`: in which way it is drawn. `copyOf`: the original of which an English copy is made; null for the paper itself. */
export async function readSource(
  db: Database,
  paper: PaperRow,
  { drawing = presentDrawing, copyOf = null }: { drawing?: number; copyOf?: CopyOf | null } = {},
): Promise<PaperSource> {
  // what a name stands for that is not kept any more
  const { noName } = paperWords[copyOf === null ? 'vi' : 'en'].view;
  const { agency, dossier, revision } = paper;
  const [demonstration, rows, [own], papers] = await Promise.all([
    drawnBy(2, { drawing }) ? isDemonstration({ db }) : false,
    db.query<{ revision: number; event: string; actor: string; at: Date; payload: string }>`
      select revision, event, actor::text as actor, at, payload from history
      where agency = ${agency} and dossier = ${dossier} and revision <= ${revision} order by revision`,
    db.query<{ stage: string; party: string; pack: Pack }>`
      select d.stage, d.party::text as party, s.facts as pack from dossier d
      join state s on s.agency = d.agency and s.dossier = d.pack and s.subject = 'pack'
      where d.agency = ${agency} and d.id = ${dossier}`,
    db.query<{ kind: string; number: number; year: number; at: Date; subject: string }>`
      select p.kind, p.number, p.year, h.at, p.subject from paper p
      join history h on h.agency = p.agency and h.dossier = p.dossier and h.revision = p.revision
      where p.agency = ${agency} and p.dossier = ${dossier} and p.revision <= ${revision} order by p.revision, p.register, p.number`,
  ]);
  if (own === undefined) throw new Error(`the dossier ${dossier} has no pack`);
  const facts = new Map<string, JsonObject>();
  const events: PastEvent[] = [];
  let { party } = own;
  for (const row of rows) {
    const payload = JSON.parse(row.payload) as Payload;
    for (const state of payload.states ?? []) facts.set(state.subject, state.facts);
    party = payload.novateTo ?? payload.pins?.party ?? party;
    const { revision, event, actor } = row;
    const { subject = '', onBehalfOf = null, command } = payload;
    events.push({ revision, event, subject, actor, onBehalfOf, at: row.at.toISOString(), input: command?.input ?? {} });
  }
  const event = events.at(-1);
  if (event === undefined) throw new Error(`the dossier ${dossier} has no revision ${revision}`);
  const application = facts.get('application') ?? {};
  // whoever sat on the council at any time
  const seated = events.flatMap(({ input }) => (input.council ?? []) as string[]);
  const council = (application.council ?? []) as string[];
  const ids = [...events.flatMap((one) => [one.actor, one.onBehalfOf]), ...council, ...seated];
  const known = [...new Set(ids.filter((id) => id !== null))];
  const people = await db.query<{ id: string; name: string }>`
    select id::text as id, name from person where id = any(${known}::uuid[])`;
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return {
    paper,
    drawing,
    demonstration,
    copyOf,
    pack: own.pack,
    stage: own.stage,
    party,
    events,
    event,
    facts,
    papers: papers.map((one) => ({ ...one, at: one.at.toISOString() })),
    nameOf: (person) => names.get(person ?? '') ?? noName,
    partyRow: (id) => readParty(db, agency, id, noName),
    signingOf: (event, office) => signingOf(db, agency, event, office),
  };
}

async function readParty(db: Database, agency: string, party: string, noName: string): Promise<PartyRow> {
  const [row] = await db.query<PartyRow>`
    select coalesce(f.name, '') as name, coalesce(f.identity, '') as identity, coalesce(f.address, '') as address, r.name as representative,
      coalesce(f.account_number, '') as account_number, coalesce(f.account_name, '') as account_name, coalesce(f.bank, '') as bank,
      coalesce(s.facts->>'kind', 'team') as kind
    from dossier d left join party_profile f on f.agency = d.agency and f.party = d.id left join person r on r.id = f.representative
      left join state s on s.agency = d.agency and s.dossier = d.id and s.subject = 'party'
    where d.agency = ${agency} and d.id = ${party}`;
  if (row === undefined) throw new Error(`there is no party ${party}`);
  return row.name === '' ? { ...row, name: noName } : row;
}
