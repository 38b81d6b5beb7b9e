import { type Frame, Layout } from '../../layout.tsx';
import { filled } from '../../mails/letter.ts';
import { Choices, ErrorSummary, type FieldErrors, Form, TextField, Tick, type Typed } from '../../parts/form.tsx';
import { dayTextOf, timeText } from '../../parts/when.ts';
import { notificationWords } from '../../words/notifications.ts';
import { peopleWords } from '../../words/people.ts';
import { secondStepWords } from '../../words/second-step.ts';
import type { Language } from '../../words/words.ts';
import { type CalendarAddress, CalendarSection, ChoicesSection } from '../notifications/choices.tsx';
import { NewPassword } from './entry.tsx';

export type SessionView = { hash: string; device: string; createdAt: string; seenAt: string; isThis: boolean };

/** What was just done, said on top of the page that shows it. */
export type AccountNote = 'saved' | 'passwordSaved' | 'ended' | 'told' | 'calendarRevoked';

export type AccountView = {
  frame: Frame;
  /** Whose it is, as a mark for what their browser holds of what they typed: signing out forgets it. */
  person: string;
  name: string;
  email: string;
  sessions: readonly SessionView[];
  note: AccountNote | null;
  typed: Typed;
  errors: FieldErrors;
  /** How they want to be told of each kind. */
  choices: Typed;
  calendar: CalendarAddress | null;
  /** Since when two-step verification is on; null while it is off. */
  secondStepSince: string | null;
};

/** Everything about one's own account. Signing out is its first thing: on a shared computer it is why one comes. */
export function AccountPage({
  frame,
  person,
  name,
  email,
  sessions,
  note,
  typed,
  errors,
  choices,
  calendar,
  secondStepSince,
}: AccountView) {
  const { language } = frame;
  const words = peopleWords[language];
  const w = words.account;
  const field = { typed, errors, language };
  const told = notificationWords[language];
  const notes = { ...w, told: told.choices.saved, calendarRevoked: told.calendar.revoked };
  const step = secondStepWords[language];
  const others = sessions.some(({ isThis }) => !isThis);
  return (
    <Layout frame={frame} title={w.title} here="account">
      <div class="heading">
        <div>
          <h1>{name}</h1>
          <p class="lead">{email}</p>
        </div>
        <div data-forgets={person}>
          <Form action="/sign-out">
            <button class="button quiet" type="submit">
              {w.signOut}
            </button>
          </Form>
        </div>
      </div>
      <ErrorSummary errors={errors} language={language} title={words.notSaved} />
      {note !== null && (
        <p class="note" role="status">
          {notes[note]}
        </p>
      )}
      <section class="beside" aria-labelledby="profile">
        <h2 id="profile">{w.profile}</h2>
        <Form action="/account">
          <TextField {...field} name="name" label={words.fields.name} more={{ autocomplete: 'name', maxlength: 100 }} />
          <Choices
            {...field}
            name="language"
            label={words.fields.language}
            options={[
              { value: 'vi', label: words.fields.vietnamese },
              { value: 'en', label: words.fields.english },
            ]}
          />
          <Tick {...field} name="englishLetters" label={words.fields.englishLetters} />
          <p class="buttons">
            <button class="button" type="submit">
              {w.saveProfile}
            </button>
          </p>
        </Form>
      </section>
      <ChoicesSection language={language} typed={choices} errors={errors} />
      <CalendarSection language={language} address={calendar} />
      <section class="beside" aria-labelledby="password">
        <h2 id="password">{w.password}</h2>
        <p class="soft">{w.passwordLead}</p>
        <Form action="/account/password">
          <input type="text" name="username" autocomplete="username" value={email} readonly hidden />
          <TextField
            {...field}
            type="password"
            name="current"
            label={words.fields.currentPassword}
            more={{ autocomplete: 'current-password' }}
          />
          <NewPassword {...field} label={words.fields.newPassword} />
          <p class="buttons">
            <button class="button quiet" type="submit">
              {w.savePassword}
            </button>
          </p>
        </Form>
      </section>
      <section class="beside" aria-labelledby="second-step">
        <h2 id="second-step">{step.title}</h2>
        <p class="soft">{step.lead}</p>
        <p>{secondStepSince === null ? step.isOff : step.isOn(dayTextOf(secondStepSince))}.</p>
        <p class="buttons">
          <a class="button quiet" href="/account/second-step">
            {secondStepSince === null ? step.toTurnOn : step.toManage}
          </a>
        </p>
      </section>
      <section class="beside" aria-labelledby="sessions">
        <h2 id="sessions">{w.sessions}</h2>
        <p class="soft">{w.sessionsLead}</p>
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">{w.device}</th>
              <th scope="col">{w.since}</th>
              <th scope="col">{w.seen}</th>
              <th scope="col">{w.end}</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map(({ hash, device, createdAt, seenAt, isThis }) => (
              <tr>
                <td>
                  {deviceName(device, language)} {isThis && <span class="tag done">{w.thisOne}</span>}
                </td>
                <td data-label={w.since}>{timeText(createdAt)}</td>
                <td data-label={w.seen}>{timeText(seenAt)}</td>
                <td data-label={w.end}>
                  {isThis ? (
                    <span class="soft">–</span>
                  ) : (
                    <Form action="/account/sessions/end">
                      <input type="hidden" name="session" value={hash} />
                      <button
                        class="link"
                        type="submit"
                        aria-label={`${w.end}: ${deviceName(device, language)}, ${timeText(seenAt)}`}
                      >
                        {w.end}
                      </button>
                    </Form>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {others && (
          <Form action="/account/sessions/end-others">
            {calendar !== null && !calendar.hasEnded && <p class="soft">{told.calendar.endsToo}</p>}
            <p class="buttons">
              <button class="button quiet" type="submit">
                {w.endOthers}
              </button>
            </p>
          </Form>
        )}
      </section>
      <section class="beside" aria-labelledby="data">
        <h2 id="data">{w.data}</h2>
        <p class="soft">
          {w.dataText} <a href="/account/data">{w.toData}</a>
        </p>
      </section>
    </Layout>
  );
}

const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/coc_coc_browser/i, 'Cốc Cốc'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** What a browser says of itself, in words: 'Chrome trên Windows'. */
export function deviceName(userAgent: string, language: Language): string {
  const w = peopleWords[language].account;
  const [browser, system] = [browsers, systems].map((list) => list.find(([sign]) => sign.test(userAgent))?.[1]);
  if (browser !== undefined && system !== undefined) return filled(w.on, { browser, system });
  return browser ?? system ?? w.unknownDevice;
}
