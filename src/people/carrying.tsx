// A form that was sent after its session had ended: the page to sign in carries what was typed, and gives it back to whoever
// typed it, and to nobody else. It stands in no address and in no database, only in the answer to who sent it.

import type { Context } from 'hono';
import * as z from 'zod';
import { CarriedPage, DroppedPage, SignInPage } from '../../templates/pages/people/entry.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import type { AppEnv } from '../doors.ts';
import { textIn } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { personMark } from '../personMark.ts';

/** Where it was sent to, and its fields: only a part of an application and a reviewer's sheet are given back like this. */
const Carried = z.object({
  to: z
    .string()
    .regex(/^\/agencies\/[a-z][a-z0-9-]{1,30}\/dossiers\/[0-9a-f-]{36}\/(application\/[A-Za-z0-9]+|review)$/),
  fields: z.array(z.tuple([z.string().max(200), z.string()])).max(5_000),
});
export type Carried = z.infer<typeof Carried>;

/** What the page to sign in was given to carry; null for nothing. */
export function carriedIn(typed: Typed): Carried | null {
  const carried = Carried.safeParse(readJson(textIn(typed, 'carried')));
  return carried.success ? carried.data : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Asks who sent a form without being signed in to sign in, with the form in hand; undefined where it is none to be carried. */
export async function askToSignIn(c: Context<AppEnv>, parts: Parts, typed: Typed): Promise<Response | undefined> {
  const fields = Object.entries(typed).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((text): [string, string] => [name, text]),
  );
  const carried = Carried.safeParse({ to: c.req.path, fields });
  if (!carried.success || textIn(typed, 'who') === '') return undefined;
  const { to } = carried.data;
  const view = { frame: await parts.frameOf(c), typed: {}, errors: {}, next: to, mailbox: false, again: false };
  c.header('Cache-Control', 'no-store');
  return c.html(<SignInPage {...view} carried={JSON.stringify(carried.data)} />, 403);
}

/** What comes after signing in with a form in hand: it is given back where the same person typed it. */
export async function giveBack(
  c: Context<AppEnv>,
  parts: Parts,
  carried: Carried,
  person: { id: string; name: string },
) {
  c.set('visitor', { ...person, email: '', session: '', secondStepDue: null });
  const frame = await parts.frameOf(c);
  const who = carried.fields.find(([name]) => name === 'who')?.[1];
  c.header('Cache-Control', 'no-store');
  if (who !== personMark(person.id)) return c.html(<DroppedPage frame={frame} onwards={carried.to} />, 409);
  return c.html(<CarriedPage frame={frame} carried={carried} />);
}
