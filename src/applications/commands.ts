// Handing in: the content is kept under a commitment, and the commitment is what the history says.

import type { Context } from 'hono';
import { validate } from 'uuid';
import type { Typed } from '../../templates/parts/form.tsx';
import type { Answers } from '../../workflows/rules/forms.ts';
import { keepContent } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import type { AppEnv } from '../doors.ts';
import { ask, textIn } from '../forms.ts';
import type { Parts } from '../parts.ts';
import type { Outcome } from '../record.ts';
import { bodyOf, filesOf, type Matter, type Mode } from './matter.ts';

const commands = {
  submit: 'submitApplication',
  resubmit: 'resubmitApplication',
  complete: 'completeApplication',
} as const satisfies Record<Mode, string>;

/**
 * Hands in answers that were found complete. Sent twice, it is done once: the second time the content has another salt, so what
 * was recorded under the form's key is looked up instead.
 */
export async function handIn(
  c: Context<AppEnv>,
  parts: Parts,
  matter: Matter & { mode: Mode },
  answers: Answers,
  typed: Typed,
): Promise<{ ok: true } | Extract<Outcome, { ok: false }>> {
  const { agency, id: dossier } = matter.dossier;
  const person = c.get('visitor')!.id;
  const body = bodyOf(matter, answers, await filesOf(parts.db, matter, answers));
  const commitment = await keepContent(parts, { agency, dossier, kind: 'application', body, person });
  const outcome = await ask(c, parts, { type: commands[matter.mode], dossier, input: { content: commitment } }, typed);
  if (outcome.ok) return { ok: true };
  // Nothing names this content, and nothing will.
  await parts.db.query`
    update content set salt = null, body = null, erased_at = ${parts.now()}::timestamptz
    where agency = ${agency} and commitment = ${commitment}`;
  return (await wasDone(parts.db, agency, dossier, person, textIn(typed, 'key'))) ? { ok: true } : outcome;
}

/** Whether a form with this key has done its work already, for this very person. */
export async function wasDone(
  db: Database,
  agency: string,
  dossier: string,
  person: string,
  key: string,
): Promise<boolean> {
  if (!validate(key)) return false;
  const [row] = await db.query<{ done: boolean }>`
    select true as done from command
    where agency = ${agency} and key = ${key}::uuid and dossier = ${dossier}::uuid and actor = ${person}::uuid`;
  return row !== undefined;
}
