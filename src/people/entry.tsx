// The doors of the house: signing up and in and out, forgotten passwords, and what the links in letters lead to.

import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { v7 } from 'uuid';
import { changedLetter } from '../../templates/mails/people.ts';
import {
  BadTicketPage,
  ForgottenPage,
  type SentFor,
  SentPage,
  SignInPage,
  SignUpPage,
  type TicketKind,
  TicketPage,
  TooManyPage,
} from '../../templates/pages/people/entry.tsx';
import { CodePage } from '../../templates/pages/people/second-step.tsx';
import { type FieldErrors, oneOf, type Typed } from '../../templates/parts/form.tsx';
import { peopleWords } from '../../templates/words/people.ts';
import { secondStepWords } from '../../templates/words/second-step.ts';
import { isLanguage, type Language } from '../../templates/words/words.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { newKey, textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import {
  emailErrors,
  emailIn,
  nameErrors,
  nameIn,
  passwordErrors,
  send,
  sendAgain,
  sendConfirmation,
  sendReset,
  signUp,
  signUpProved,
} from './accounts.ts';
import { accountBy, byCode, isOneTooMany, rememberBrowser, withCode } from './attempts.ts';
import { type Carried, carriedIn, giveBack } from './carrying.tsx';
import { hashPassword, PasswordsBusy } from './passwords.ts';
import {
  beginHalfEntry,
  endHalfEntry,
  type HalfIn,
  halfEntryOf,
  halfSeconds,
  isRecovery,
  secondStepDue,
  secondStepOf,
  takeCode,
  tell,
} from './secondStep.ts';
import { beginSession, endOtherSessions, endSession } from './sessions.ts';
import { formerHolderOf, holderOf, type Purpose, provedAddress, useTicket } from './tickets.ts';

type C = Context<AppEnv>;

/** Where somebody goes who has just come in: where they wanted to, as far as that is a page of ours. */
export function placeAfter(next: string): string {
  const base = 'http://here';
  if (!next.startsWith('/') || !URL.canParse(next, base)) return '/work';
  const url = new URL(next, base);
  // as browsers read it: '//elsewhere', '/\elsewhere' and '/<tab>/elsewhere' lead away
  return url.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/work';
}

const isKey = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
/** The form's key; a new one where it sends none. */
export const keyIn = (typed: Typed): string => (isKey(textIn(typed, 'key')) ? textIn(typed, 'key') : newKey());

/** A password as it was typed: blanks at its ends count. */
export const passwordIn = (typed: Typed, name: string): string => oneOf(typed, name);

/** Does what hashes passwords; where too many are at it, says so instead. */
export async function unlessBusy(
  c: C,
  parts: Parts,
  back: string,
  work: () => Promise<Response>,
  busy?: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PasswordsBusy)) throw error;
    c.header('Retry-After', '3');
    if (busy !== undefined) return busy();
    return c.html(<TooManyPage frame={await parts.frameOf(c)} what="busy" back={back} />, 503);
  }
}

async function tooMany(c: C, parts: Parts, what: 'signIn' | SentFor, back: string): Promise<Response> {
  return c.html(<TooManyPage frame={await parts.frameOf(c)} what={what} back={back} />, 429);
}

export function entryRoutes(doors: Doors, parts: Parts): void {
  doors.before(keepsLanguage(parts));
  signInRoutes(doors, parts);
  signUpRoutes(doors, parts);
  forgottenRoutes(doors, parts);
  ticketRoutes(doors, parts, 'confirm', 'confirm', '/confirm');
  ticketRoutes(doors, parts, 'reset', 'reset', '/new-password');
  ticketRoutes(doors, parts, 'invitation', 'invite', '/invitation');
}

/** Where a form or an address says that somebody wants to go; '' where it says nothing. */
export function nextIn(c: C, typed: Typed): string {
  const asked = c.req.method === 'GET' ? (c.req.query('next') ?? '') : textIn(typed, 'next');
  return asked === '' ? '' : placeAfter(asked);
}

/** A part of an application may come along, as the page to sign in carries it. */
const mostCarriedBytes = 1024 * 1024;

function signInRoutes(doors: Doors, parts: Parts): void {
  type Status = 200 | 422 | 429 | 503;
  const page = async (c: C, typed: Typed, errors: FieldErrors, status: Status = 200, isPromised = false) => {
    const carried = carriedIn(typed);
    const view = {
      ...{ frame: { ...(await parts.frameOf(c)), visitor: null }, typed, errors, next: nextIn(c, typed) },
      carried: carried === null ? '' : JSON.stringify(carried),
    };
    return c.html(<SignInPage {...view} mailbox={isPromised && parts.mailbox} again={isPromised} />, status);
  };

  doors.get('/sign-in', { who: 'anyone' }, async (c) =>
    c.get('visitor') === null ? page(c, {}, {}) : c.redirect(placeAfter(c.req.query('next') ?? ''), 303),
  );

  doors.post('/sign-in', { who: 'anyone', maxBodyBytes: mostCarriedBytes }, async (c) => {
    const typed = await typedOf(c);
    const carried = carriedIn(typed);
    const w = peopleWords[c.get('language')].problems;
    const email = emailIn(textIn(typed, 'email'));
    const password = passwordIn(typed, 'password');
    const shown = { ...typed, email };
    const errors = {
      ...emailErrors(email, c.get('language')),
      ...(password === '' ? { password: w.password } : {}),
    };
    if (Object.keys(errors).length > 0) return page(c, shown, errors, 422);
    const instead = peopleWords[c.get('language')].tooMany;
    const busy = carried === null ? undefined : () => page(c, shown, { '': instead.busy }, 503);
    const enter = async () => {
      const account = await accountBy(c, parts, email, password);
      if (account === 'tooMany')
        return carried === null ? tooMany(c, parts, 'signIn', '/sign-in') : page(c, shown, { '': instead.signIn }, 429);
      if (account === null) return page(c, shown, { '': w.wrong }, 422);
      if (!account.isConfirmed) {
        if (!(await isOneTooMany(c, parts, 'signUp', email)))
          await sendConfirmation(parts, account, v7(), nextIn(c, typed));
        return page(c, shown, { '': w.unconfirmed }, 422, true);
      }
      return comeIn(c, parts, account, textIn(typed, 'next'), carried);
    };
    return unlessBusy(c, parts, '/sign-in', enter, busy);
  });

  doors.get(codePath, { who: 'anyone' }, async (c) => {
    const next = nextIn(c, {});
    if (c.get('visitor') !== null) return c.redirect(placeAfter(next), 303);
    const someone = await halfEntryOf(parts, halfToken(c));
    return someone === null ? c.redirect(withNext('/sign-in', next), 303) : codePage(c, parts, next, null);
  });

  doors.post(codePath, { who: 'anyone', maxBodyBytes: mostCarriedBytes }, async (c) => {
    const typed = await typedOf(c);
    const [next, carried, code] = [nextIn(c, typed), carriedIn(typed), textIn(typed, 'code')];
    const w = secondStepWords[c.get('language')];
    const token = halfToken(c);
    const someone = await halfEntryOf(parts, token);
    const over = () => page(c, typed, { '': w.entry.over }, 422);
    if (someone === null) return over();
    if (code === '') return codePage(c, parts, next, carried, w.problems.missing, 422);
    const since = (await secondStepOf(parts, someone.id))?.since ?? '';
    const take = () => takeCode(parts, someone.id, code);
    const taken = await withCode(c, parts, someone.email, since, take, !isRecovery(code));
    if (taken === 'tooMany' || taken === 'tooManyToday' || taken === 'tooManyRecovery')
      return codePage(c, parts, next, carried, w.problems[taken], 429);
    if (taken === 'noKey') return codePage(c, parts, next, carried, w.problems.noKey, 422);
    if (taken === null) return codePage(c, parts, next, carried, w.problems.code, 422);
    if (taken === 'recovery') await tell(parts, someone.email, 'recovery');
    if (!(await endHalfEntry(parts, token))) return over();
    deleteCookie(c, halfCookie, { path: codePath });
    return letIn(c, parts, someone, next, carried, [byCode(someone.email, since)]);
  });

  doors.post('/sign-out', { who: 'anyone' }, async (c) => {
    await endSession(c, parts);
    // who comes to this machine next goes Back to no page of who has left
    c.header('Clear-Site-Data', '"cache"');
    return c.redirect('/', 303);
  });
}

const codePath = '/sign-in/code';
const withNext = (path: string, next: string) => (next === '' ? path : `${path}?next=${encodeURIComponent(next)}`);

/** In whose browser it lies, the password of somebody was right; it opens nothing by itself. */
const halfCookie = 'half';
const halfToken = (c: C): string => getCookie(c, halfCookie) ?? '';

/**
 * Lets somebody in whose password was right, or who has just chosen one: at once, or after the code of their phone, whichever way they
 * came here. Nothing else begins a session.
 */
async function comeIn(
  c: C,
  parts: Parts,
  person: HalfIn,
  next: string,
  carried: Carried | null = null,
): Promise<Response> {
  const token = await beginHalfEntry(parts, person.id);
  if (token === null) return letIn(c, parts, person, next, carried);
  const secure = parts.origin.startsWith('https:');
  setCookie(c, halfCookie, token, { path: codePath, httpOnly: true, sameSite: 'Lax', secure, maxAge: halfSeconds });
  const onwards = next === '' ? '' : placeAfter(next);
  // what somebody typed stands in no address
  return carried === null ? c.redirect(withNext(codePath, onwards), 303) : codePage(c, parts, onwards, carried);
}

async function codePage(
  c: C,
  parts: Parts,
  next: string,
  carried: Carried | null,
  error?: string,
  status: 200 | 422 | 429 = 200,
): Promise<Response> {
  const view = {
    frame: { ...(await parts.frameOf(c)), visitor: null, path: withNext(codePath, next) },
    ...{ next, carried: carried === null ? '' : JSON.stringify(carried) },
    errors: error === undefined ? {} : { code: error },
  };
  c.header('Cache-Control', 'no-store');
  return c.html(<CodePage {...view} />, status);
}

/**
 * A new session, and pages in the person's language from now on, whoever used this machine before. Who should turn on two-step
 * verification is led there first.
 */
async function letIn(
  c: C,
  parts: Parts,
  person: HalfIn,
  next: string,
  carried: Carried | null,
  knownBy: readonly string[] = [],
): Promise<Response> {
  await beginSession(c, parts, person.id);
  await rememberBrowser(c, parts, person.email, ...knownBy);
  rememberLanguage(c, person.language);
  if (carried !== null) return giveBack(c, parts, carried, person);
  const place = placeAfter(next);
  return c.redirect((await isAskedFor(parts, person.id)) ? withNext('/account/second-step', place) : place, 303);
}

/** Whether an office of theirs asks for two-step verification, and they have it off. */
const isAskedFor = async (parts: Parts, person: string): Promise<boolean> =>
  parts.asksSecondStep && (await secondStepDue(parts, person)) !== null && (await secondStepOf(parts, person)) === null;

/** A language that somebody chooses while they are signed in is theirs, at every machine. */
const keepsLanguage =
  (parts: Parts): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const [visitor, asked] = [c.get('visitor'), c.req.query('lang')];
    if (isLanguage(asked) && visitor !== null) await keepLanguage(parts, visitor.id, asked);
    await next();
  };

async function keepLanguage({ db }: Parts, person: string, language: Language): Promise<void> {
  await db.query`update person set language = ${language} where id = ${person}::uuid and language <> ${language}`;
}

export function rememberLanguage(c: C, language: Language): void {
  setCookie(c, 'lang', language, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 31_536_000 });
}

function signUpRoutes(doors: Doors, parts: Parts): void {
  const page = async (c: C, typed: Typed, errors: FieldErrors, status: 200 | 422 = 200) =>
    c.html(
      <SignUpPage
        frame={await parts.frameOf(c)}
        typed={typed}
        errors={errors}
        formKey={keyIn(typed)}
        next={nextIn(c, typed)}
      />,
      status,
    );

  doors.get('/sign-up', { who: 'anyone' }, async (c) =>
    c.get('visitor') === null
      ? page(c, { email: await provedAddress(parts, nextIn(c, {})) }, {})
      : c.redirect(placeAfter(c.req.query('next') ?? ''), 303),
  );

  doors.post('/sign-up', { who: 'anyone' }, async (c) => {
    const typed = await typedOf(c);
    const language = c.get('language');
    const email = emailIn(textIn(typed, 'email'));
    const name = nameIn(textIn(typed, 'name'));
    const password = passwordIn(typed, 'password');
    const errors = {
      ...nameErrors(name, language),
      ...emailErrors(email, language),
      ...passwordErrors(password, { email, name }, language),
    };
    if (Object.keys(errors).length > 0) return page(c, typed, errors, 422);
    if (await isOneTooMany(c, parts, 'signUp', email)) return tooMany(c, parts, 'signUp', '/sign-up');
    return unlessBusy(c, parts, '/sign-up', async () => {
      const passwordHash = await hashPassword(password);
      const next = nextIn(c, typed);
      const proved =
        (await provedAddress(parts, next)) === email &&
        (await signUpProved(parts, { name, email, passwordHash, language }));
      if (proved) return comeIn(c, parts, { ...proved, name, email }, next);
      await signUp(parts, { name, email, password, passwordHash, language, key: keyIn(typed), next });
      return sent(c, parts, 'signUp', email, next);
    });
  });

  const askAgain = async (c: C, typed: Typed, errors: FieldErrors, status: 200 | 422 = 200) => {
    const view = { frame: await parts.frameOf(c), typed, errors, formKey: keyIn(typed) };
    return c.html(<ForgottenPage {...view} what="again" next={nextIn(c, typed)} />, status);
  };

  doors.get('/sign-up/again', { who: 'anyone' }, (c) => askAgain(c, {}, {}));

  doors.post('/sign-up/again', { who: 'anyone' }, async (c) => {
    const typed = await typedOf(c);
    const email = emailIn(textIn(typed, 'email'));
    const errors = emailErrors(email, c.get('language'));
    if (Object.keys(errors).length > 0) return askAgain(c, typed, errors, 422);
    if (await isOneTooMany(c, parts, 'again', email)) return tooMany(c, parts, 'again', '/sign-up/again');
    const next = nextIn(c, typed);
    await sendAgain(parts, email, keyIn(typed), next);
    return sent(c, parts, 'again', email, next);
  });
}

/** The one answer to whoever is to look into their mailbox. */
async function sent(c: C, parts: Parts, what: SentFor, email: string, next: string): Promise<Response> {
  const view = { frame: await parts.frameOf(c), what, email, mailbox: parts.mailbox, formKey: newKey(), next };
  return c.html(<SentPage {...view} />);
}

function forgottenRoutes(doors: Doors, parts: Parts): void {
  const page = async (c: C, typed: Typed, errors: FieldErrors, status: 200 | 422 = 200) =>
    c.html(
      <ForgottenPage
        frame={await parts.frameOf(c)}
        what="forgotten"
        typed={typed}
        errors={errors}
        formKey={keyIn(typed)}
        next=""
      />,
      status,
    );

  doors.get('/forgotten', { who: 'anyone' }, (c) => page(c, {}, {}));

  doors.post('/forgotten', { who: 'anyone' }, async (c) => {
    const typed = await typedOf(c);
    const email = emailIn(textIn(typed, 'email'));
    const errors = emailErrors(email, c.get('language'));
    if (Object.keys(errors).length > 0) return page(c, typed, errors, 422);
    if (await isOneTooMany(c, parts, 'forgotten', email)) return tooMany(c, parts, 'forgotten', '/forgotten');
    await sendReset(parts, email, keyIn(typed));
    return sent(c, parts, 'forgotten', email, '');
  });
}

/** The page behind a link of a letter, which looks only; its button uses the ticket up. Mail programs open links by themselves. */
function ticketRoutes(doors: Doors, parts: Parts, kind: TicketKind, purpose: Purpose, path: string): void {
  const unusable = async (c: C) => c.html(<BadTicketPage frame={await frameOf(c)} kind={kind} />, 410);
  /** Without the address of this page and its ticket in the link to the other language after a form was sent. */
  const frameOf = async (c: C) => ({ ...(await parts.frameOf(c)), visitor: null });

  const page = async (c: C, ticket: string, typed: Typed, errors: FieldErrors, status: 200 | 422 = 200) => {
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cache-Control', 'no-store');
    const holder = ticket === '' ? null : await holderOf(parts, purpose, ticket);
    if (holder === null) return unusable(c);
    const frame = await frameOf(c);
    const next = nextIn(c, typed);
    const onwards = next === '' ? '' : `&next=${encodeURIComponent(next)}`;
    const here = `${path}?ticket=${encodeURIComponent(ticket)}${onwards}`;
    return c.html(
      <TicketPage
        frame={c.req.method === 'GET' ? frame : { ...frame, path: here }}
        kind={kind}
        ticket={ticket}
        next={next}
        holder={holder}
        choosesPassword={purpose !== 'confirm' || !holder.hasPassword}
        typed={typed}
        errors={errors}
      />,
      status,
    );
  };

  /** Whoever sends the form a second time, because the first answer was lost on the way, comes in by the password they chose. */
  const again = async (c: C, typed: Typed) => {
    const holder = await formerHolderOf(parts, purpose, textIn(typed, 'ticket'));
    const password = passwordIn(typed, 'password');
    if (holder === null || password === '') return unusable(c);
    const account = await accountBy(c, parts, holder.email, password);
    if (account === 'tooMany') return tooMany(c, parts, 'signIn', '/sign-in');
    if (account === null) return unusable(c);
    return comeIn(c, parts, holder, textIn(typed, 'next'));
  };

  doors.get(path, { who: 'anyone' }, (c) => page(c, c.req.query('ticket') ?? '', {}, {}));

  doors.post(path, { who: 'anyone' }, async (c) => {
    const typed = await typedOf(c);
    const ticket = textIn(typed, 'ticket');
    c.header('Referrer-Policy', 'no-referrer');
    const holder = await holderOf(parts, purpose, ticket);
    if (holder === null) return unlessBusy(c, parts, '/sign-in', () => again(c, typed));
    return unlessBusy(c, parts, '/sign-in', async () => {
      let passwordHash: string | null = null;
      if (purpose === 'confirm' && holder.hasPassword) {
        // Whoever signed up may have done so in another's name: what they chose must not become this person's password.
        const password = passwordIn(typed, 'password');
        const w = peopleWords[c.get('language')].problems;
        if (password === '') return page(c, ticket, {}, { password: w.password }, 422);
        const account = await accountBy(c, parts, holder.email, password);
        if (account === 'tooMany') return tooMany(c, parts, 'signIn', '/sign-in');
        if (account === null) return page(c, ticket, {}, { password: w.notChosen }, 422);
      } else {
        const password = passwordIn(typed, 'password');
        const errors = passwordErrors(password, holder, c.get('language'));
        if (Object.keys(errors).length > 0) return page(c, ticket, { next: nextIn(c, typed) }, errors, 422);
        passwordHash = await hashPassword(password);
      }
      const person = await useTicket(parts, purpose, ticket, passwordHash);
      if (person === null) return again(c, typed);
      if (passwordHash !== null) await endOtherSessions(parts, person, null);
      if (purpose === 'reset') await send(parts, v7(), holder, (to) => changedLetter(to, `${parts.origin}/forgotten`));
      // who was invited has chosen no language yet: theirs is the one of this page
      const language = purpose === 'invite' ? c.get('language') : holder.language;
      await keepLanguage(parts, holder.id, language);
      return comeIn(c, parts, { ...holder, language }, textIn(typed, 'next'));
    });
  });
}
