// Organisations that are paid for a team, and the account of each: given by one, confirmed by another.

import { Facts } from '../../parts/facts.tsx';
import { type FieldErrors, Form, TextField, type Typed } from '../../parts/form.tsx';
import { Find, type ListView, Pages } from '../../parts/list.tsx';
import { dayTextOf } from '../../parts/when.ts';
import { applicationWords } from '../../words/applications.ts';
import { intermediaryWords } from '../../words/intermediaries.ts';
import { listWords } from '../../words/lists.ts';
import type { Language } from '../../words/words.ts';
import { type FormView, RoomPage, type RoomView } from '../programmes/frame.tsx';
import { grouped } from './request-standing.tsx';

type Account = { accountNumber: string; accountName: string; bank: string };
type Standing = 'confirmed' | 'accountLater' | 'unconfirmed';

export type IntermediaryRow = Account & { href: string; name: string; standing: Standing };

export type IntermediariesView = RoomView & {
  q: string;
  list: ListView;
  all: readonly IntermediaryRow[];
  /** Of the one that would be added. */
  id: string;
  mayAdd: boolean;
  form: FormView;
};

const textOf = ({ accountNumber, accountName, bank }: Account) =>
  [grouped(accountNumber), accountName, bank].filter(Boolean).join(', ');

export function IntermediariesPage(view: IntermediariesView) {
  const { agency, q, list, all, id, mayAdd, form } = view;
  const { language } = view.frame;
  const w = intermediaryWords[language];
  const field = { typed: form.typed, errors: form.errors, language };
  return (
    <RoomPage view={view} room="intermediaries" title={w.title} lead={w.lead} form={form}>
      {(q !== '' || list.all > 10) && <Find list={list} search={{ label: w.name, value: q }} language={language} />}
      {all.length === 0 ? (
        <p class="soft">{q === '' ? w.none : listWords[language].none}</p>
      ) : (
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">{w.name}</th>
              <th scope="col">{w.account}</th>
              <th scope="col">{w.standing}</th>
            </tr>
          </thead>
          <tbody>
            {all.map((one) => (
              <tr>
                <td class="name">
                  <a href={one.href}>{one.name}</a>
                </td>
                <td data-label={w.account}>{textOf(one) || '–'}</td>
                <td data-label={w.standing}>
                  <Tag {...one} language={language} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Pages list={list} language={language} />
      {mayAdd && (
        <section aria-labelledby="add" class="spaced">
          <h2 id="add">{w.add}</h2>
          <Form action={`/agencies/${agency}/intermediaries`} formKey={form.key} revision={0}>
            <input type="hidden" name="id" value={id} />
            <TextField name="name" label={w.name} {...field} />
            <TextField name="identity" label={w.identity} hint={w.identityHint} narrow {...field} />
            <TextField name="address" label={applicationWords[language].address} {...field} />
            <p class="small soft">{w.addHint}</p>
            <AccountFields {...field} isOptional />
            <p class="buttons">
              <button class="button" type="submit">
                {w.addButton}
              </button>
            </p>
          </Form>
        </section>
      )}
    </RoomPage>
  );
}

/** Whether the account can be paid on. */
function Tag({ accountNumber, standing, language }: { accountNumber: string; standing: Standing; language: Language }) {
  const w = intermediaryWords[language];
  if (accountNumber === '') return <span class="tag">{w.noAccount}</span>;
  return <span class={standing === 'confirmed' ? 'tag done' : 'tag now'}>{w.standings[standing]}</span>;
}

type FieldProps = { typed: Typed; errors: FieldErrors; language: Language; isOptional?: boolean };
function AccountFields({ isOptional = false, ...field }: FieldProps) {
  const a = applicationWords[field.language];
  const more = { autocomplete: 'off' };
  return (
    <>
      <TextField name="accountNumber" label={a.accountNumber} narrow optional={isOptional} more={more} {...field} />
      <TextField name="accountName" label={a.accountName} optional={isOptional} more={more} {...field} />
      <TextField name="bank" label={a.bank} optional={isOptional} more={more} {...field} />
    </>
  );
}

export type IntermediaryView = RoomView &
  Account & {
    here: string;
    name: string;
    identity: string;
    address: string;
    standing: Standing;
    /** Who gave the account, and when. */
    giver: string;
    changedAt: string | null;
    /** The mark of the account that this page shows. */
    mark: string;
    isWaiting: boolean;
    mayConfirm: boolean;
    /** The reader gave it, or is of the intermediary. */
    gaveIt: boolean;
    mayGive: boolean;
    form: FormView;
  };

export function IntermediaryPage(view: IntermediaryView) {
  const { here, name, identity, address, isWaiting, mayConfirm, mark, form } = view;
  const { language } = view.frame;
  const w = intermediaryWords[language];
  const field = { typed: form.typed, errors: form.errors, language };
  const since = view.changedAt === null ? '' : w.givenBy(view.giver, dayTextOf(view.changedAt));
  return (
    <RoomPage view={view} room="intermediaries" title={name} under form={form}>
      <Facts
        rows={[
          [w.identity, identity || '–'],
          [applicationWords[language].address, address || '–'],
          [w.account, textOf(view) || '–'],
          [w.standing, <Tag {...view} language={language} />],
        ]}
      />
      {isWaiting && (
        <section aria-labelledby="account" class="spaced">
          <h2 id="account">{w.waiting}</h2>
          <p>
            {since} {mayConfirm ? w.compare : view.gaveIt ? w.another : w.officer}
          </p>
          {mayConfirm && (
            <Form action={`${here}/confirm`} formKey={form.key}>
              <input type="hidden" name="mark" value={mark} />
              <p class="buttons">
                <button class="button" type="submit">
                  {w.confirm}
                </button>
              </p>
            </Form>
          )}
        </section>
      )}
      {view.mayGive && (
        <section aria-labelledby="give" class="spaced">
          <h2 id="give">{view.accountNumber === '' ? w.give : w.giveAgain}</h2>
          <p>{w.giveHint}</p>
          <Form action={`${here}/account`} formKey={form.key}>
            <input type="hidden" name="mark" value={mark} />
            <AccountFields {...field} />
            <p class="buttons">
              <button class={mayConfirm ? 'button quiet' : 'button'} type="submit">
                {w.giveButton}
              </button>
            </p>
          </Form>
        </section>
      )}
    </RoomPage>
  );
}
