import type { Context } from 'hono';
import { v7 } from 'uuid';
import { changedLetter } from '../../templates/mails/people.ts';
import { type AccountNote, AccountPage } from '../../templates/pages/people/account.tsx';
import { TooManyPage } from '../../templates/pages/people/entry.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { peopleWords } from '../../templates/words/people.ts';
import { isLanguage } from '../../templates/words/words.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { textIn, typedOf } from '../forms.ts';
import { choicesOf, feedOf } from '../notifications/index.ts';
import type { Parts } from '../parts.ts';
import { personMark } from '../personMark.ts';
import { accountOf, nameErrors, nameIn, passwordErrors, send } from './accounts.ts';
import { accountBy } from './attempts.ts';
import { passwordIn, rememberLanguage, unlessBusy } from './entry.tsx';
import { hashPassword } from './passwords.ts';
import { secondStepOf } from './secondStep.ts';
import { endOneSession, endOtherSessions, sessionsOf } from './sessions.ts';
import { spendResets } from './tickets.ts';

type C = Context<AppEnv>;

const notes: Readonly<Record<string, AccountNote>> = {
  saved: 'saved',
  password: 'passwordSaved',
  ended: 'ended',
  told: 'told',
  calendarRevoked: 'calendarRevoked',
};

/** One's own account: name, the language of pages, whether letters bring an English copy, password, sessions. */
export function accountRoutes(doors: Doors, parts: Parts): void {
  const page = async (c: C, typed: Typed | null, errors: FieldErrors = {}, status: 200 | 422 = 200) => {
    const me = c.get('visitor')!;
    const account = await accountOf(parts, me.email);
    const sessions = await sessionsOf(parts, me.id);
    return c.html(
      <AccountPage
        frame={await parts.frameOf(c)}
        person={personMark(me.id)}
        name={me.name}
        email={me.email}
        sessions={sessions.map((session) => ({ ...session, isThis: session.hash === me.session }))}
        note={c.req.method === 'GET' ? (notes[c.req.query('done') ?? ''] ?? null) : null}
        typed={
          typed ?? {
            name: me.name,
            language: account?.language ?? 'vi',
            englishLetters: account?.englishLetters ? 'yes' : '',
          }
        }
        errors={errors}
        choices={await choicesOf(parts.db, me.id)}
        calendar={await feedOf(parts, me.id)}
        secondStepSince={(await secondStepOf(parts, me.id))?.since ?? null}
      />,
      status,
    );
  };

  doors.get('/account', { who: 'signedIn' }, (c) => page(c, null));

  doors.post('/account', { who: 'signedIn' }, async (c) => {
    const typed = await typedOf(c);
    const name = nameIn(textIn(typed, 'name'));
    const language = textIn(typed, 'language');
    const errors = nameErrors(name, c.get('language'));
    if (Object.keys(errors).length > 0 || !isLanguage(language)) return page(c, typed, errors, 422);
    await parts.db.query`
      update person set name = ${name}, language = ${language}, english_letters = ${textIn(typed, 'englishLetters') === 'yes'}
      where id = ${c.get('visitor')!.id}::uuid`;
    rememberLanguage(c, language);
    return c.redirect('/account?done=saved', 303);
  });

  doors.post('/account/password', { who: 'signedIn' }, async (c) => {
    const typed = await typedOf(c);
    const me = c.get('visitor')!;
    const language = c.get('language');
    const w = peopleWords[language].problems;
    const [current, password] = [passwordIn(typed, 'current'), passwordIn(typed, 'password')];
    const errors = {
      ...(current === '' ? { current: w.password } : {}),
      ...passwordErrors(password, me, language),
    };
    if (Object.keys(errors).length > 0) return page(c, null, errors, 422);
    return unlessBusy(c, parts, '/account', async () => {
      // a browser left open must not be a way to guess the password
      const account = await accountBy(c, parts, me.email, current);
      if (account === 'tooMany')
        return c.html(<TooManyPage frame={await parts.frameOf(c)} what="signIn" back="/account" />, 429);
      if (account === null) return page(c, null, { current: w.wrongCurrent }, 422);
      const passwordHash = await hashPassword(password);
      await parts.db.query`update person set password_hash = ${passwordHash} where id = ${me.id}::uuid`;
      await spendResets(parts, me.id);
      await endOtherSessions(parts, me.id, me.session);
      await send(parts, v7(), account, (to) => changedLetter(to, `${parts.origin}/forgotten`));
      return c.redirect('/account?done=password', 303);
    });
  });

  doors.post('/account/sessions/end', { who: 'signedIn' }, async (c) => {
    await endOneSession(parts, c.get('visitor')!.id, textIn(await typedOf(c), 'session').replaceAll('\0', ''));
    return c.redirect('/account?done=ended', 303);
  });

  doors.post('/account/sessions/end-others', { who: 'signedIn' }, async (c) => {
    const me = c.get('visitor')!;
    await endOtherSessions(parts, me.id, me.session);
    return c.redirect('/account?done=ended', 303);
  });
}
