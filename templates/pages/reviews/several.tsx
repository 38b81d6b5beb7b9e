// Several applications of a call on one page: what is shared by the forms, the step before what is recorded, and the result.

import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Frame } from '../../layout.tsx';
import { Unbroken } from '../../parts/facts.tsx';
import { allOf, type FieldErrors, Form, idOf, type Typed } from '../../parts/form.tsx';
import type { RefusalView } from '../../parts/refusal.tsx';
import { severalWords } from '../../words/reviews-several.ts';
import { sittingWords } from '../../words/reviews-sitting.ts';
import type { Language } from '../../words/words.ts';
import { RoomPage } from '../programmes/frame.tsx';

/** An application as these pages name it. */
export type OneView = { id: string; href: string; title: string; code: string; party: string };

/** An application with what is to be done about it: whether that would be recorded, or was, or else why not. */
export type SeveralRow = OneView & {
  /** What is to be done, in lines. */
  what: readonly string[];
  ok: boolean;
  /** Recorded already, by an earlier sending of the same form. */
  before: boolean;
  refusal: RefusalView | null;
  /** Why it is not even asked for; '' where it is. */
  wrong: string;
};

/** The call that a page is about. */
export type CallHead = { agency: string; name: string; dossiers: string };

type PageProps = PropsWithChildren<{
  frame: Frame;
  call: CallHead;
  title: string;
  lead?: string;
  errors?: FieldErrors;
  note?: Child;
}>;

/** A page about several applications of a call. */
export function SeveralPage({ frame, call, title, lead, errors = {}, note = null, children }: PageProps) {
  return (
    <RoomPage
      view={{ frame, agency: call.agency, note }}
      room="calls"
      under
      via={{ text: call.name, href: call.dossiers }}
      title={title}
      {...(lead === undefined ? {} : { lead })}
      form={{ errors, refusal: null }}
    >
      <div class="dealt">{children}</div>
    </RoomPage>
  );
}

/** What an application is called, with who applies. */
export function OneName({ one, language, children }: PropsWithChildren<{ one: OneView; language: Language }>) {
  return (
    <span>
      <a href={one.href}>{one.title || severalWords[language].unnamed}</a>
      <span class="small soft under">{[one.code, one.party].filter(Boolean).join(' · ')}</span>
      {children}
    </span>
  );
}

/** An application to choose, or not: `why` says why not. `note`: what stands below its name. */
export type Choosable = OneView & { note: string; why: string | null };

/** Applications to choose several of, as a group of boxes. */
export function ChooseDossiers({
  label,
  ones,
  form,
  language,
}: {
  label: string;
  ones: readonly Choosable[];
  form: { typed: Typed; errors: FieldErrors };
  language: Language;
}) {
  const name = 'dossier';
  const id = idOf(name);
  const error = form.errors[name];
  const chosen = allOf(form.typed, name);
  return (
    <fieldset
      class={error === undefined ? 'field wide' : 'field wide wrong'}
      {...(error === undefined ? {} : { 'aria-describedby': `${id}-error` })}
    >
      <legend>{label}</legend>
      {error !== undefined && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <div class="abreast-choices dossiers">
        {ones.map((one, index) => (
          <label class={one.why === null ? 'choice' : 'choice closed'}>
            <input
              type="checkbox"
              name={name}
              value={one.id}
              id={index === 0 ? id : `${id}-${index}`}
              checked={one.why === null && chosen.includes(one.id)}
              disabled={one.why !== null}
            />
            <span>
              {one.title || severalWords[language].unnamed}
              <span class="small soft under">{[one.code, one.party].filter(Boolean).join(' · ')}</span>
              {[one.note, one.why ?? ''].map((text) => text !== '' && <span class="small soft under">{text}</span>)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What becomes of each: in words, and where it is refused the rule, the clause and what to do instead. */
export function Rows({ rows, says, language }: { rows: readonly SeveralRow[]; says: RowWords; language: Language }) {
  const w = severalWords[language];
  return (
    <table class="stack several">
      <thead>
        <tr>
          <th scope="col">{w.dossier}</th>
          <th scope="col">{says.what}</th>
          <th scope="col">{says.head}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <td>
              <OneName one={row} language={language} />
            </td>
            <td data-label={says.what} class="lines">
              <span>{row.what.join('\n')}</span>
            </td>
            <td data-label={says.head}>
              {row.ok ? (
                <span class="tag done">{row.before ? says.done : says.ok}</span>
              ) : (
                <Why row={row} language={language} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a table of rows says: what is done, and of each that it would be, or was. */
export type RowWords = { what: string; head: string; ok: string; done: string };

function Why({ row, language }: { row: SeveralRow; language: Language }) {
  const w = severalWords[language];
  const { refusal, wrong } = row;
  if (refusal === null)
    return (
      <span class="turned-away">
        <strong>{wrong}</strong>
      </span>
    );
  return (
    <span class="turned-away">
      <strong>{refusal.sentence}</strong>
      {refusal.clause !== null && (
        <span class="small soft under">
          <Unbroken text={refusal.clause} />
        </span>
      )}
      <span class="small under">
        {w.instead}: {refusal.instead}{' '}
        <a href={refusal.link?.href ?? row.href}>{refusal.link?.label ?? w.openDossier}</a>
      </span>
    </span>
  );
}

/** What goes along by itself, and not as what was typed. */
const own = new Set(['key', 'confirm', 'edit', 'check', 'propose']);

export type CheckView = {
  frame: Frame;
  call: CallHead;
  rows: readonly SeveralRow[];
  says: RowWords;
  /** What is the same for all of them. */
  facts: readonly { label: string; value: string }[];
  action: string;
  formKey: string;
  typed: Typed;
  /** On the button that records so many. */
  record: (n: number) => string;
  children?: Child;
};

/** What would become of each, before it is recorded. Sending this page records it; `edit` leads back to the form. */
export function CheckSeveralPage({
  frame,
  call,
  rows,
  says,
  facts,
  action,
  formKey,
  typed,
  record,
  children,
}: CheckView) {
  const { language } = frame;
  const w = severalWords[language];
  const ready = rows.filter(({ ok }) => ok).length;
  return (
    <SeveralPage frame={frame} call={call} title={w.checkTitle} lead={w.checkLead}>
      <p class="howmany">
        <span class="tag done">{w.ready(ready)}</span>{' '}
        {ready < rows.length && <span class="tag stop">{w.notReady(rows.length - ready)}</span>}
      </p>
      {facts.length > 0 && (
        <dl class="facts">
          {facts.map(({ label, value }) => (
            <div>
              <dt>{label}</dt>
              <dd class="lines">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <Rows rows={rows} says={says} language={language} />
      {children}
      <Form action={action} formKey={formKey}>
        {Object.entries(typed).flatMap(([name, value]) =>
          own.has(name) ? [] : [value].flat().map((one) => <input type="hidden" name={name} value={one} />),
        )}
        {ready === 0 && <p class="warning">{w.noneReady}</p>}
        <p class="buttons">
          {ready > 0 && (
            <button class="button" type="submit" name="confirm" value="yes">
              {record(ready)}
            </button>
          )}
          <button class="button quiet" type="submit" name="edit" value="yes">
            {w.edit}
          </button>
        </p>
      </Form>
    </SeveralPage>
  );
}

export type DoneView = {
  frame: Frame;
  call: CallHead;
  title: string;
  rows: readonly SeveralRow[];
  says: RowWords;
  /** The page of the sitting that it is recorded for; null where it is for none. */
  sitting: string | null;
  /** Where it goes on, and how many are left there. */
  left: { href: string; count: number };
};

/** What became of each. */
export function DoneSeveralPage({ frame, call, title, rows, says, sitting, left }: DoneView) {
  const { language } = frame;
  const w = severalWords[language];
  const done = rows.filter(({ ok }) => ok).length;
  const note = [w.recorded(done), ...(done < rows.length ? [w.refusedSome(rows.length - done)] : [])].join(' ');
  return (
    <SeveralPage frame={frame} call={call} title={title} note={note}>
      <Rows rows={rows} says={says} language={language} />
      <p class="buttons">
        {left.count > 0 && (
          <a class="button" href={left.href}>
            {w.goOn(left.count)}
          </a>
        )}
        {sitting !== null && <a href={sitting}>{sittingWords[language].toSitting}</a>}
        <a href={call.dossiers}>{w.toDossiers}</a>
        <a href="/work">{w.toWork}</a>
      </p>
    </SeveralPage>
  );
}
