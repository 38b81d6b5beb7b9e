// What routes share whose pages save themselves while somebody types (templates/assets/keep.js).

import type { Context } from 'hono';
import type { Typed } from '../templates/parts/form.tsx';
import type { AppEnv } from './doors.ts';
import { acknowledge, isId, textIn } from './forms.ts';
import type { Parts } from './parts.ts';
import { personMark } from './personMark.ts';

/** Whether the page's script sends this while somebody types: it wants a line for an answer, and no page. */
export const savesItself = (c: Context<AppEnv>) => c.req.method === 'POST' && c.req.header('HX-Request') === 'true';

/** Whether a form was made for another person than who sends it: in one browser somebody may have come after them. */
export const ofAnother = (typed: Typed, person: string) => {
  const who = textIn(typed, 'who');
  return who !== '' && who !== personMark(person);
};

/** Tells the browser what of a page that it has left is saved: its script may forget that. */
export function acknowledgePage(c: Context<AppEnv>, parts: Parts, typed: Typed): void {
  const [page, count] = [textIn(typed, 'page'), textIn(typed, 'last')];
  if (isId(page) && /^\d{1,9}$/.test(count)) acknowledge(c, parts, 'kept', `${page}.${count}`);
}
