// Commands whose input names content that is kept beside the history.

import type { Typed } from '../../templates/parts/form.tsx';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import type { CommandType } from '../../workflows/commands/index.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { refuse } from '../../workflows/rules/refusals.ts';
import { type ContentKind, contentOf, keepContent } from '../contents.ts';
import { ask, textIn } from '../forms.ts';
import type { Outcome } from '../record.ts';
import type { Seen } from './step.ts';

export type WithContents = {
  type: CommandType;
  input: JsonObject;
  /** What is kept, by the name of the input that is to hold its commitment. */
  contents?: Readonly<Record<string, { kind: ContentKind; body: Json }>>;
};

/**
 * Keeps what a command's input is to name, and asks for the command. Each content gets a salt of its own, so a form that is
 * sent twice would not look the same to the recorder: whether it is the same is seen here, by what the commitments stand for.
 */
export async function record(seen: Seen, command: WithContents, typed: Typed): Promise<Outcome> {
  const { c, parts, dossier, person } = seen;
  const { type, input, contents = {} } = command;
  const before = await recordedBefore(seen, command, typed);
  if (before !== null) return before;
  const commitments: Record<string, string> = {};
  for (const [name, { kind, body }] of Object.entries(contents))
    commitments[name] = await keepContent(parts, { agency: dossier.agency, dossier: dossier.id, kind, body, person });
  const outcome = await ask(c, parts, { type, dossier: dossier.id, input: { ...input, ...commitments } }, typed);
  if (outcome.ok) return outcome;
  // nothing names it, so nobody needs to keep it
  const kept = Object.values(commitments);
  if (kept.length > 0)
    await parts.db.query`update content set salt = null, body = null, erased_at = ${parts.now()}
      where agency = ${dossier.agency} and commitment = any (${kept}::text[])`;
  return outcome.refusal.rule === 'keyReused' ? ((await recordedBefore(seen, command, typed)) ?? outcome) : outcome;
}

/** The answer to this very form, where it was recorded already; null where its key is new. */
async function recordedBefore(seen: Seen, command: WithContents, typed: Typed): Promise<Outcome | null> {
  const { parts, dossier, person } = seen;
  const prior = await recordedUnder(seen, textIn(typed, 'key'));
  if (prior === null) return null;
  const { type, input, contents = {} } = command;
  if (prior.type !== type || prior.dossier !== dossier.id || prior.actor !== person)
    return { ok: false, refusal: refuse('keyReused') };
  const rest = Object.fromEntries(Object.entries(prior.input).filter(([name]) => !Object.hasOwn(contents, name)));
  let same = canonicalJson(rest) === canonicalJson(input);
  for (const [name, { body }] of Object.entries(contents)) {
    const kept = await contentOf(parts.db, dossier.agency, String(prior.input[name]));
    same &&= kept !== null && canonicalJson(kept) === canonicalJson(body);
  }
  return same ? { ok: true, answer: prior.answer } : { ok: false, refusal: refuse('keyReused') };
}

type Prior = { dossier: string; actor: string; type: string; input: JsonObject; answer: never };

/** What was recorded under a form's key; null where nothing was. */
export async function recordedUnder({ parts, dossier }: Seen, key: string): Promise<Prior | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)) return null;
  const [row] = await parts.db.query<{ dossier: string; actor: string; command: JsonObject; answer: string }>`
    select c.dossier::text as dossier, c.actor::text as actor, h.payload::jsonb->'command' as command, c.answer
    from command c join history h on h.agency = c.agency and h.dossier = c.dossier and h.revision = c.revision
    where c.agency = ${dossier.agency} and c.key = ${key}`;
  if (row === undefined) return null;
  const { type, input } = row.command as { type: string; input: JsonObject };
  return { dossier: row.dossier, actor: row.actor, type, input, answer: JSON.parse(row.answer) as never };
}
