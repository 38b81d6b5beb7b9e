// What a history row holds, read back. Nothing in it is believed: the replay decides again and compares.

import { z } from 'zod';
import type { DossierKind, JsonObject, StateRow } from '../../workflows/decide.ts';
import type { Posting } from '../../workflows/rules/accounts.ts';
import type { Pins } from '../../workflows/rules/caps.ts';

const object = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
const nullable = z.string().nullable();
const subjectAnd = { subject: z.string() };

const Payload = z.object({
  kind: z.string(),
  dossier: z.string(),
  revision: z.int(),
  rules: z.int(),
  event: z.string(),
  subject: z.string(),
  agency: z.string(),
  actor: z.string(),
  onBehalfOf: nullable,
  at: z.string(),
  command: z.object({ type: z.string(), input: object }),
  reads: z.array(z.object({ id: z.string(), revision: z.int(), debt: z.string().optional() })),
  pins: z
    .object({
      call: nullable,
      party: nullable,
      pack: nullable,
      stage: nullable,
      beneficiaryClass: nullable,
      awardYear: z.int().nullable(),
    })
    .optional(),
  novateTo: z.string().optional(),
  states: z.array(
    z.object({ ...subjectAnd, machine: z.string(), version: z.int(), value: z.unknown(), facts: object }),
  ),
  duties: z.array(z.object({ ...subjectAnd, duty: z.string(), persons: z.array(z.string()) })),
  postings: z.array(
    z.tuple([
      z.string(),
      z.string(),
      z
        .string()
        .regex(/^\d+$/)
        .transform((amount) => BigInt(amount)),
    ]),
  ),
  deadlines: z.array(z.object({ ...subjectAnd, what: z.string(), dueAt: z.string(), dueOn: z.string() })),
  cleared: z.array(z.object({ ...subjectAnd, what: z.string() })),
  mails: z.array(z.object({ ...subjectAnd, template: z.string() })),
  papers: z.array(z.object({ ...subjectAnd, register: z.string(), year: z.int(), kind: z.string() })),
});

/** A stored decision with who asked, when and for what. */
export type Payload = Omit<z.infer<typeof Payload>, 'kind' | 'states' | 'postings' | 'pins'> & {
  readonly kind: DossierKind;
  readonly states: readonly StateRow[];
  readonly postings: readonly Posting[];
  readonly pins?: Pins & { readonly pack: string | null };
  readonly command: { readonly type: string; readonly input: JsonObject };
};

/** A payload taken apart; a sentence when it is not one. */
export function readPayload(text: string): Payload | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'its payload is not JSON';
  }
  const parsed = Payload.safeParse(json);
  if (parsed.success) return parsed.data as unknown as Payload;
  const issue = parsed.error.issues[0];
  return `its payload is malformed at ${issue?.path.join('.')}: ${issue?.message}`;
}

/** The first place where two JSON texts differ, with both sides. */
export function firstDifference(stored: string, decided: string): string {
  return difference(JSON.parse(stored), JSON.parse(decided), '') ?? 'the bytes differ, though the content is the same';
}

function difference(stored: unknown, decided: unknown, path: string): string | null {
  if (isObject(stored) && isObject(decided) && Array.isArray(stored) === Array.isArray(decided)) {
    const keys = new Set([...Object.keys(stored), ...Object.keys(decided)]);
    for (const key of keys) {
      const found = difference(stored[key], decided[key], path === '' ? key : `${path}.${key}`);
      if (found !== null) return found;
    }
    return null;
  }
  return Object.is(stored, decided) ? null : `${path} is ${short(stored)} where ${short(decided)} is decided again`;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A value as text that fits a line. */
export function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
