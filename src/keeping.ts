// Forms whose commands name contents: what they say is kept beside the history, each under a salt of its own, and a form that
// is sent twice is known by what it says, not by the commitments, which differ each time.

import { canonicalJson, type Json } from '../workflows/canonical.ts';
import type { CommandType } from '../workflows/commands/index.ts';
import type { JsonObject } from '../workflows/decide.ts';
import { refuse } from '../workflows/rules/refusals.ts';
import { type ContentKind, eraseContents, keepContent } from './contents.ts';
import type { Database } from './database/pool.ts';
import type { Answer, Outcome } from './record.ts';

/** What stands in a command's input where its commitment will stand. */
export class Content {
  readonly kind: ContentKind;
  readonly body: Json;

  constructor(kind: ContentKind, body: Json) {
    this.kind = kind;
    this.body = body;
  }
}

/** A content within an input: `{ id, reason: asContent('reason', { text }) }`. */
export const asContent = (kind: ContentKind, body: Json): Content => new Content(kind, body);

/** An input as a form says it: with contents wherever the command takes their commitments. */
export type Said = Json | Content | readonly Said[] | { readonly [name: string]: Said };
export type SaidInput = { readonly [name: string]: Said };

/** What a form asks for. */
export type Form = {
  readonly type: CommandType;
  readonly dossier: string;
  readonly input: SaidInput;
};

/** Who sent a form, in which agency, under which key. */
export type Sender = { readonly agency: string; readonly person: string; readonly key: string };

type Keeper = { readonly db: Database; readonly now: () => string };

/**
 * What was recorded under this form's key: its answer where this very form was sent before, a refusal where the key is another
 * form's, null where the key is new.
 */
export async function recordedUnder(db: Database, sender: Sender, form: Form): Promise<Outcome | null> {
  const { agency, person, key } = sender;
  const [row] = await db.query<{ same: boolean; input: Json; answer: string }>`
    select c.actor = ${person}::uuid and c.dossier::text = ${form.dossier} and h.payload::jsonb #>> '{command,type}' = ${form.type} as same,
      h.payload::jsonb #> '{command,input}' as input, c.answer
    from command c join history h on h.agency = c.agency and h.dossier = c.dossier and h.revision = c.revision
    where c.agency = ${agency} and c.key = ${key}::uuid`;
  if (row === undefined) return null;
  const same = row.same && (await saysTheSame(db, agency, form.input, row.input));
  return same ? { ok: true, answer: JSON.parse(row.answer) as Answer } : { ok: false, refusal: refuse('keyReused') };
}

/**
 * Keeps a form's contents and asks for its command. What was refused stands for nothing, so its contents are erased again.
 */
export async function keepAndAsk(
  parts: Keeper,
  sender: Sender,
  form: Form,
  act: (input: JsonObject) => Promise<Outcome>,
): Promise<Outcome> {
  const { agency, person } = sender;
  const commitments = new Map<Content, string>();
  for (const content of contentsIn(form.input))
    commitments.set(content, await keepContent(parts, { agency, dossier: form.dossier, person, ...content }));
  const input = put(form.input, (leaf) => (leaf instanceof Content ? commitments.get(leaf) : leaf));
  const outcome = await act(input as JsonObject);
  if (outcome.ok) return outcome;
  await eraseContents(parts, agency, [...commitments.values()]);
  if (outcome.refusal.rule !== 'keyReused') return outcome;
  // the other of two clicks was quicker
  return (await recordedUnder(parts.db, sender, form)) ?? outcome;
}

/** An input as it would be asked for, with nothing kept: a commitment to nothing stands for each content. */
export const withoutContents = (input: SaidInput): JsonObject =>
  put(input, (leaf) => (leaf instanceof Content ? '0'.repeat(64) : leaf)) as JsonObject;

/** An input with something else in place of each content and each text. */
function put(said: Said, place: (leaf: Content | string) => Json): Json {
  if (said instanceof Content || typeof said === 'string') return place(said);
  if (said === null || typeof said !== 'object') return said;
  if (Array.isArray(said)) return (said as readonly Said[]).map((one) => put(one, place));
  return Object.fromEntries(Object.entries(said as SaidInput).map(([name, one]) => [name, put(one, place)]));
}

function contentsIn(input: SaidInput): Content[] {
  const found: Content[] = [];
  put(input, (leaf) => {
    if (leaf instanceof Content) found.push(leaf);
    return null;
  });
  return found;
}

/** Whether a form says what was recorded, once every commitment is read as what it stands for. */
async function saysTheSame(db: Database, agency: string, said: SaidInput, recorded: Json): Promise<boolean> {
  const texts: string[] = [];
  put(recorded, (leaf) => {
    if (typeof leaf === 'string' && /^[0-9a-f]{64}$/.test(leaf)) texts.push(leaf);
    return null;
  });
  const rows =
    texts.length === 0
      ? []
      : await db.query<{ commitment: string; kind: ContentKind; body: Json }>`select commitment, kind, body from content
          where agency = ${agency} and commitment = any (${texts}::text[]) and body is not null`;
  const kept = new Map(rows.map(({ commitment, kind, body }) => [commitment, { kind, body }]));
  const spelledOut = (input: Said) =>
    canonicalJson(
      put(input, (leaf) => (leaf instanceof Content ? { kind: leaf.kind, body: leaf.body } : (kept.get(leaf) ?? leaf))),
    );
  return spelledOut(said) === spelledOut(recorded);
}
