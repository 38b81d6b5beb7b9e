// A page on which several applications of a call are dealt with at once: its form, read once more with what would become of each,
// then recorded, with what became of each and how many are left.

import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { CheckSeveralPage, DoneSeveralPage } from '../../templates/pages/reviews/several.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import type { Meets } from '../../templates/parts/when.ts';
import { severalWords } from '../../templates/words/reviews-several.ts';
import type { EventType } from '../../workflows/machines.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { keyAfter, textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import type { Call } from '../programmes/index.ts';
import { sittingPath } from '../sittingPath.ts';
import { type Asked, callAt, callHead, dealing, eachOf, hereOf, type Place, standingAt } from './several.ts';

/** What a form without a fault asks for, and how it is said. */
export type Deal = {
  readonly asked: readonly Asked[];
  /** What is the same for all of them. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** What each row says of itself, once it is recorded where that is something else; that it would be done, and was. */
  readonly what: string;
  readonly became?: readonly string[];
  readonly would: string;
  readonly done: string;
  readonly title: string;
  /** On the button that records so many. */
  readonly record: (n: number) => string;
  /** The page of each dossier that shows what was recorded. */
  readonly page: 'reviewers' | 'council';
  /** Where those stand that are left; null where none waits for it. */
  readonly left: Place | null;
  /** When and where the council meets, where that is what is recorded. */
  readonly meets?: Meets;
  /** Below what would be. */
  readonly below?: Child;
  /** What is kept before anything is recorded. */
  readonly before?: () => Promise<void>;
};

/** The form of such a page: new, or as it was sent with what is wrong in it. */
export type ShowForm = (
  c: Context<AppEnv>,
  parts: Parts,
  call: Call,
  sent: Typed | null,
  errors?: FieldErrors,
) => Promise<Response>;

/** `read`: what a sent form asks for, or the form again with what is wrong in it. */
export function dealingRoutes(
  doors: Doors,
  parts: Parts,
  at: {
    path: string;
    event: EventType;
    show: ShowForm;
    read: (c: Context<AppEnv>, parts: Parts, call: Call, typed: Typed) => Promise<Deal | Response>;
  },
): void {
  const { path, event, show, read } = at;
  doors.get(path, { who: dealing }, async (c) => {
    const call = await callAt(c, parts);
    return call === null ? c.notFound() : await show(c, parts, call, null);
  });

  doors.post(path, { who: dealing, events: [event] }, async (c) => {
    const call = await callAt(c, parts);
    if (call === null) return c.notFound();
    const typed = await typedOf(c);
    if (textIn(typed, 'edit') !== '') return await show(c, parts, call, typed);
    const deal = await read(c, parts, call, typed);
    if (deal instanceof Response) return deal;
    const language = c.get('language');
    const w = severalWords[language];
    const { asked, facts, what, became, would, done, title, record, left, meets, below } = deal;
    const common = { frame: await parts.frameOf(c), call: callHead(call, language) };
    if (textIn(typed, 'confirm') !== 'yes') {
      const rows = await eachOf(c, parts, typed, asked, 'wouldBe');
      const check = (
        <CheckSeveralPage
          {...common}
          {...{ rows, facts, typed, record }}
          says={{ what, done, head: w.wouldBe, ok: would }}
          action={hereOf(c)}
          formKey={keyAfter(typed)}
        >
          {below}
        </CheckSeveralPage>
      );
      return c.html(check);
    }
    await deal.before?.();
    const rows = await eachOf(c, parts, typed, asked, 'is');
    const page = (
      <DoneSeveralPage
        {...common}
        title={title}
        rows={rows.map((row) =>
          row.ok ? { ...row, href: `${row.href}/${deal.page}`, what: became ?? row.what } : row,
        )}
        says={{ what, done, head: w.result, ok: done }}
        sitting={meets === undefined || !rows.some(({ ok }) => ok) ? null : sittingPath(call.agency, meets)}
        left={{
          href: c.req.path,
          count: left === null ? 0 : (await standingAt(c, parts, call, { at: left, event })).all,
        }}
      />
    );
    return c.html(page);
  });
}
