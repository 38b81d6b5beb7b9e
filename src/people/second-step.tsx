// Turning two-step verification on and off, on one's own account.

import type { Context } from 'hono';
import { TooManyPage } from '../../templates/pages/people/entry.tsx';
import { RecoveryCodesPage, SecondStepPage, type SecondStepView } from '../../templates/pages/people/second-step.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { peopleWords } from '../../templates/words/people.ts';
import { secondStepWords } from '../../templates/words/second-step.ts';
import { daysUntil } from '../../workflows/rules/secondStep.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { accountBy, byCode, rememberBrowser, withCode } from './attempts.ts';
import { nextIn, passwordIn, unlessBusy } from './entry.tsx';
import {
  beginSetUp,
  isRecovery,
  renewCodes,
  secondStepDue,
  secondStepOf,
  setUpIn,
  takeCode,
  turnOff,
  turnOn,
} from './secondStep.ts';

type C = Context<AppEnv>;
const here = '/account/second-step';

/** Where the page is, with where somebody wanted to go. */
const placeWith = (next: string) => (next === '' ? here : `${here}?next=${encodeURIComponent(next)}`);

export function secondStepRoutes(doors: Doors, parts: Parts): void {
  const page = async (
    c: C,
    typed: Typed,
    errors: FieldErrors = {},
    { status = 200, note = null }: { status?: 200 | 422 | 429 | 503; note?: SecondStepView['note'] } = {},
  ) => {
    const me = c.get('visitor')!;
    const on = await secondStepOf(parts, me.id);
    const next = nextIn(c, typed);
    const frame = await parts.frameOf(c);
    const { secondStepDue: due } = me;
    const view = {
      // what ran out is no matter once it is on
      ...{ on, next, errors, note: note === 'over' && on !== null ? null : note, email: me.email },
      // the way to the other language leads to this page, wherever its form was sent
      frame: c.req.method === 'GET' ? frame : { ...frame, path: placeWith(next) },
      setUp: on === null ? await setUpIn(parts, me) : null,
      left: on !== null || due === null ? null : daysUntil(due, parts.now()),
      isAsked: on !== null && parts.asksSecondStep && (await secondStepDue(parts, me.id)) !== null,
    };
    c.header('Cache-Control', 'no-store');
    return c.html(<SecondStepPage {...view} />, status);
  };

  /** The recovery codes stand in this answer and nowhere else: nobody is sent on to them. */
  const codesPage = async (c: C, codes: readonly string[], isNew: boolean, typed: Typed) => {
    c.header('Cache-Control', 'no-store');
    const next = nextIn(c, typed);
    const frame = { ...(await parts.frameOf(c)), path: placeWith(next) };
    return c.html(<RecoveryCodesPage frame={frame} codes={codes} isNew={isNew} next={next} />);
  };

  /** Lets on whoever types the password of the account: a browser left open must not be a way to change it. */
  const withPassword = (c: C, typed: Typed, errors: FieldErrors, go: () => Promise<Response>) => {
    const w = peopleWords[c.get('language')].problems;
    const password = passwordIn(typed, 'current');
    const missing = { ...(password === '' ? { current: w.password } : {}), ...errors };
    if (Object.keys(missing).length > 0) return page(c, typed, missing, { status: 422 });
    return unlessBusy(c, parts, here, async () => {
      const account = await accountBy(c, parts, c.get('visitor')!.email, password);
      if (account === 'tooMany')
        return c.html(<TooManyPage frame={await parts.frameOf(c)} what="signIn" back={here} />, 429);
      return account === null ? page(c, typed, { current: w.wrongCurrent }, { status: 422 }) : go();
    });
  };

  doors.get(here, { who: 'signedIn' }, (c) => {
    const done = c.req.query('done');
    return page(c, {}, {}, { note: done === 'off' ? 'turnedOff' : done === 'over' ? 'over' : null });
  });

  doors.post(here, { who: 'signedIn' }, async (c) => {
    const typed = await typedOf(c);
    return withPassword(c, typed, {}, async () => {
      const me = c.get('visitor')!;
      if (!(await beginSetUp(parts, me.id, me.session))) return page(c, typed, {}, { status: 503, note: 'shut' });
      return c.redirect(placeWith(nextIn(c, typed)), 303);
    });
  });

  doors.post(`${here}/confirm`, { who: 'signedIn' }, async (c) => {
    const typed = await typedOf(c);
    const w = secondStepWords[c.get('language')].problems;
    if (textIn(typed, 'code') === '') return page(c, typed, { code: w.missing }, { status: 422 });
    const codes = await turnOn(parts, c.get('visitor')!, textIn(typed, 'code'));
    if (codes === null) return page(c, typed, { code: w.code }, { status: 422 });
    if (codes === 'over') return c.redirect(`${here}?done=over`, 303);
    const { email, id } = c.get('visitor')!;
    await rememberBrowser(c, parts, email, byCode(email, (await secondStepOf(parts, id))?.since ?? ''));
    return codesPage(c, codes, true, typed);
  });

  doors.post(`${here}/change`, { who: 'signedIn' }, async (c) => {
    const typed = await typedOf(c);
    const me = c.get('visitor')!;
    const w = secondStepWords[c.get('language')].problems;
    const code = textIn(typed, 'code');
    return withPassword(c, typed, code === '' ? { code: w.missing } : {}, async () => {
      const since = (await secondStepOf(parts, me.id))?.since ?? '';
      const taken = await withCode(c, parts, me.email, since, () => takeCode(parts, me.id, code), !isRecovery(code));
      if (taken === 'tooMany' || taken === 'tooManyToday' || taken === 'tooManyRecovery')
        return page(c, typed, { code: w[taken] }, { status: 429 });
      if (taken === 'noKey') return page(c, typed, { code: w.noKey }, { status: 422 });
      if (taken === null) return page(c, typed, { code: w.code }, { status: 422 });
      if (textIn(typed, 'what') === 'off') {
        await turnOff(parts, me);
        return c.redirect(`${here}?done=off`, 303);
      }
      const codes = await renewCodes(parts, me);
      return codes === null ? c.redirect(here, 303) : codesPage(c, codes, false, typed);
    });
  });
}
