// The pages before the door: signing in and up, forgotten passwords, and what the links in letters lead to.

import { type Frame, Layout } from '../../layout.tsx';
import { filled } from '../../mails/letter.ts';
import { Buttons, ErrorSummary, type FieldErrors, Form, TextField, type Typed } from '../../parts/form.tsx';
import { peopleWords } from '../../words/people.ts';
import type { Language } from '../../words/words.ts';
import { writingWords } from '../../words/writing.ts';

export type EntryView = { frame: Frame; typed: Typed; errors: FieldErrors };

const emailField = { autocomplete: 'username', inputmode: 'email', spellcheck: 'false', autocapitalize: 'none' };

/**
 * `again`: a letter was promised, and another may be asked for; `mailbox`: where the demonstration keeps it. `carried`: the form
 * that was sent when the session had ended.
 */
export function SignInPage({
  frame,
  typed,
  errors,
  next,
  mailbox,
  again,
  carried = '',
}: EntryView & { next: string; mailbox: boolean; again: boolean; carried?: string }) {
  const { language } = frame;
  const w = peopleWords[language];
  const field = { typed, errors, language };
  return (
    <Layout frame={frame} title={w.signIn.title} here="account">
      <h1>{w.signIn.title}</h1>
      <div class="entry">
        <ErrorSummary errors={errors} language={language} title={w.signIn.problem} />
        {carried !== '' && (
          <div class="turn" role="status">
            <div>
              <h2>{writingWords[language].carriedTitle}</h2>
              <p>{writingWords[language].carriedLead}</p>
            </div>
          </div>
        )}
        {carried === '' && <WhySignIn next={next} language={language} />}
        {again && (
          <p>
            {mailbox && (
              <>
                <a href="/mailbox">{w.mailbox.title}</a>.{' '}
              </>
            )}
            <a href={withNext('/sign-up/again', next)}>{w.again.title}</a>
          </p>
        )}
        <Form action="/sign-in" multipart={carried !== ''}>
          {next !== '' && <input type="hidden" name="next" value={next} />}
          {carried !== '' && <input type="hidden" name="carried" value={carried} />}
          <TextField {...field} type="email" name="email" label={w.fields.email} more={emailField} />
          <TextField
            {...field}
            type="password"
            name="password"
            label={w.fields.password}
            more={{ autocomplete: 'current-password' }}
          />
          <Buttons primary={w.signIn.submit}>
            <a href="/forgotten">{w.signIn.forgotten}</a>
          </Buttons>
        </Form>
        <p class="aside">
          {w.signIn.noAccount} <a href={withNext('/sign-up', next)}>{w.signIn.signUp}</a>
        </p>
      </div>
    </Layout>
  );
}

/** Why somebody is asked to sign in who wanted to go somewhere, and that what they answered before is kept. */
function WhySignIn({ next, language }: { next: string; language: Language }) {
  const w = peopleWords[language].signIn;
  if (next === '' || next === '/work') return null;
  const [, page] = /^\/agencies\/[^/]+\/calls\/[^/]+\/(apply|ask)(?:\?|$)/.exec(next) ?? [];
  return (
    <p class="notice">
      {page === 'apply' ? w.whyApply : page === 'ask' ? w.whyAsk : w.whyOther}
      {page === 'apply' && /[?&]check=/.test(next) && ` ${w.kept}`}
    </p>
  );
}

/** After signing in with a form in hand that one has typed oneself: it is saved by one more press, and by nothing else. */
export function CarriedPage({
  frame,
  carried,
}: {
  frame: Frame;
  carried: { to: string; fields: readonly (readonly [string, string])[] };
}) {
  const w = writingWords[frame.language];
  return (
    <Layout frame={frame} title={w.backTitle} here="account">
      <h1>{w.backTitle}</h1>
      <div class="entry">
        <p>{w.backLead}</p>
        <p class="soft">{w.backFile}</p>
        <Form action={carried.to} multipart>
          {carried.fields.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Buttons primary={w.backSave}>
            <a href={carried.to}>{w.backDrop}</a>
          </Buttons>
        </Form>
      </div>
    </Layout>
  );
}

/** After signing in with a form in hand that somebody else has typed. */
export function DroppedPage({ frame, onwards }: { frame: Frame; onwards: string }) {
  const w = writingWords[frame.language];
  return (
    <Layout frame={frame} title={w.droppedTitle} here="account">
      <h1>{w.droppedTitle}</h1>
      <div class="entry">
        <p>{w.droppedLead}</p>
        <p>
          <a class="button quiet" href={onwards}>
            {w.droppedOn}
          </a>
        </p>
      </div>
    </Layout>
  );
}

/** An address that remembers where somebody wanted to go. */
const withNext = (path: string, next: string) => (next === '' ? path : `${path}?next=${encodeURIComponent(next)}`);

export function SignUpPage({ frame, typed, errors, formKey, next }: EntryView & { formKey: string; next: string }) {
  const { language } = frame;
  const w = peopleWords[language];
  const field = { typed, errors, language };
  return (
    <Layout frame={frame} title={w.signUp.title} here="account">
      <h1>{w.signUp.title}</h1>
      <p class="lead">{w.signUp.lead}</p>
      <div class="entry">
        <ErrorSummary errors={errors} language={language} title={w.signUp.problem} />
        <WhySignIn next={next} language={language} />
        <Form action="/sign-up" formKey={formKey}>
          {next !== '' && <input type="hidden" name="next" value={next} />}
          <TextField
            {...field}
            name="name"
            label={w.fields.name}
            hint={w.fields.nameHint}
            more={{ autocomplete: 'name', maxlength: 100 }}
          />
          <TextField {...field} type="email" name="email" label={w.fields.email} more={emailField} />
          <NewPassword {...field} label={w.fields.password} />
          <Buttons primary={w.signUp.submit} />
        </Form>
        <p class="aside">
          {w.signUp.haveAccount} <a href={withNext('/sign-in', next)}>{w.signIn.title}</a>
        </p>
      </div>
    </Layout>
  );
}

/** A password that is being chosen. */
export function NewPassword({
  label,
  typed,
  errors,
  language,
  name = 'password',
}: Omit<EntryView, 'frame'> & { label: string; language: Frame['language']; name?: string }) {
  return (
    <TextField
      type="password"
      name={name}
      label={label}
      hint={peopleWords[language].fields.passwordHint}
      typed={typed}
      errors={errors}
      language={language}
      more={{ autocomplete: 'new-password', minlength: 12, maxlength: 200 }}
    />
  );
}

export function ForgottenPage({
  frame,
  what,
  typed,
  errors,
  formKey,
  next,
}: EntryView & { what: 'forgotten' | 'again'; formKey: string; next: string }) {
  const { language } = frame;
  const words = peopleWords[language];
  const w = words[what];
  return (
    <Layout frame={frame} title={w.title} here="account">
      <h1>{w.title}</h1>
      <p class="lead">{w.lead}</p>
      <div class="entry">
        <ErrorSummary errors={errors} language={language} />
        <Form action={what === 'again' ? '/sign-up/again' : '/forgotten'} formKey={formKey}>
          {next !== '' && <input type="hidden" name="next" value={next} />}
          <TextField
            type="email"
            name="email"
            label={words.fields.email}
            more={emailField}
            typed={typed}
            errors={errors}
            language={language}
          />
          <Buttons primary={w.submit}>
            <a href="/sign-in">{words.signIn.title}</a>
          </Buttons>
        </Form>
      </div>
    </Layout>
  );
}

/** After what somebody is sent to their mailbox. */
export type SentFor = 'signUp' | 'again' | 'forgotten';

/** The one answer to signing up and to a forgotten password, whatever there is under that address. */
export function SentPage({
  frame,
  what,
  email,
  mailbox,
  formKey,
  next,
}: {
  frame: Frame;
  what: SentFor;
  email: string;
  mailbox: boolean;
  formKey: string;
  next: string;
}) {
  const words = peopleWords[frame.language];
  const w = words.sent;
  return (
    <Layout frame={frame} title={w.title} here="account">
      <h1>{w.title}</h1>
      <div class="entry">
        <p>{filled(w[what], { email })}</p>
        <p class="soft">{w.nothing}</p>
        {mailbox && (
          <p>
            <a class="button" href="/mailbox">
              {words.mailbox.title}
            </a>
          </p>
        )}
        {mailbox && <p class="small soft">{w.mailbox}</p>}
        {what !== 'forgotten' && (
          <Form action="/sign-up/again" formKey={formKey} class="after">
            <input type="hidden" name="email" value={email} />
            {next !== '' && <input type="hidden" name="next" value={next} />}
            <button class="button quiet" type="submit">
              {words.again.submit}
            </button>
          </Form>
        )}
      </div>
    </Layout>
  );
}

/** What a ticket is for: its path, and its words. */
export type TicketKind = 'confirm' | 'reset' | 'invitation';

const pathOf: Record<TicketKind, string> = { confirm: '/confirm', reset: '/new-password', invitation: '/invitation' };

/** What the link in a letter leads to: a button, and a password: the one that was chosen at signing up, or a new one. */
export function TicketPage({
  frame,
  typed,
  errors,
  kind,
  ticket,
  holder,
  choosesPassword,
  next,
}: EntryView & {
  kind: TicketKind;
  ticket: string;
  next: string;
  holder: { name: string; email: string };
  choosesPassword: boolean;
}) {
  const { language } = frame;
  const words = peopleWords[language];
  const w = words[kind];
  const lead = kind === 'confirm' && choosesPassword ? words.confirm.choose : w.lead;
  return (
    <Layout frame={frame} title={w.title} here="account">
      <h1>{w.title}</h1>
      <p class="lead">{filled(lead, holder)}</p>
      <div class="entry">
        <ErrorSummary
          errors={errors}
          language={language}
          title={kind === 'confirm' ? words.notConfirmed : words.notSaved}
        />
        <Form action={pathOf[kind]}>
          <input type="hidden" name="ticket" value={ticket} />
          {next !== '' && <input type="hidden" name="next" value={next} />}
          {/* for password managers, which want to know whose password it is */}
          <input type="text" name="username" autocomplete="username" value={holder.email} readonly hidden />
          {choosesPassword ? (
            <NewPassword typed={typed} errors={errors} language={language} label={words.fields.newPassword} />
          ) : (
            <TextField
              type="password"
              name="password"
              label={words.fields.password}
              typed={typed}
              errors={errors}
              language={language}
              more={{ autocomplete: 'current-password' }}
            />
          )}
          <Buttons primary={w.submit}>{!choosesPassword && <a href="/forgotten">{words.confirm.other}</a>}</Buttons>
        </Form>
      </div>
    </Layout>
  );
}

/** For a link that was used, has run out, or never was. */
export function BadTicketPage({ frame, kind }: { frame: Frame; kind: TicketKind }) {
  const w = peopleWords[frame.language].badTicket;
  return (
    <Layout frame={frame} title={w.title} here="account">
      <h1>{w.title}</h1>
      <div class="entry">
        <p>{w.text}</p>
        {kind === 'confirm' && (
          <p>
            {w.confirm} <a href="/sign-up/again">{peopleWords[frame.language].again.title}</a>
          </p>
        )}
        {kind === 'invitation' && <p>{w.invite}</p>}
        <p class="buttons">
          {kind === 'reset' ? (
            <a class="button" href="/forgotten">
              {w.reset}
            </a>
          ) : (
            <a class="button" href="/sign-in">
              {w.signIn}
            </a>
          )}
        </p>
      </div>
    </Layout>
  );
}

/** For whoever tries too often, or comes when too many do. */
export function TooManyPage({ frame, what, back }: { frame: Frame; what: 'signIn' | SentFor | 'busy'; back: string }) {
  const w = peopleWords[frame.language].tooMany;
  const title = what === 'busy' ? w.busyTitle : w.title;
  return (
    <Layout frame={frame} title={title} here="account">
      <h1>{title}</h1>
      <div class="entry">
        <p>{w[what]}</p>
        <p>
          <a class="button quiet" href={back}>
            {w.back}
          </a>
        </p>
      </div>
    </Layout>
  );
}
