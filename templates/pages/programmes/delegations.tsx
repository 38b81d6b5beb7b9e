// Who acts for whom, for how long, by which decision; giving a role to another person, and ending that.

import { type Signing, signings } from '../../../workflows/rules/delegations.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { Choices, DayField, DecisionField, Form, type Option, Select, TextField } from '../../parts/form.tsx';
import { type ListView, Pages } from '../../parts/list.tsx';
import { dayText, dayTextOf } from '../../parts/when.ts';
import { nameOf } from '../../words/names.ts';
import { delegationWords } from '../../words/programmes-delegations.ts';
import type { Language } from '../../words/words.ts';
import { type FormView, RoomPage, type RoomView } from './frame.tsx';

export type DelegationRow = {
  from: string;
  to: string;
  /** Whoever receives it has not accepted the invitation yet. */
  isInvited: boolean;
  roles: readonly string[];
  since: string;
  until: string;
  decisionNumber: string;
  /** How they sign papers; null in delegations of before it was asked for. */
  signing: Signing | null;
  standing: 'now' | 'later' | 'expired' | 'ended';
  ended: { at: string; decisionNumber: string } | null;
  /** Where the giver ends it; null for everybody else. */
  end: string | null;
};

export type DelegationsView = RoomView & {
  present: readonly DelegationRow[];
  past: readonly DelegationRow[];
  list: ListView;
  /** What the visitor may give, and to whom; null for who holds no such role. */
  give: { roles: readonly string[]; people: readonly Option[]; form: FormView } | null;
};

export function DelegationsPage(view: DelegationsView) {
  const { frame, agency, present, past, list, give } = view;
  const { language } = frame;
  const w = delegationWords[language];
  return (
    <RoomPage
      view={view}
      room="delegations"
      title={w.title}
      lead={w.lead}
      {...(give === null ? {} : { form: give.form })}
    >
      <section class="first" aria-labelledby="present">
        <h2 id="present">{w.present}</h2>
        {present.length > 0 ? (
          <Table rows={present} language={language} />
        ) : (
          list.from === 0 && <p class="soft">{w.nonePresent}</p>
        )}
      </section>
      {give !== null && <Give give={give} agency={agency} language={language} />}
      {past.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past">{w.past}</h2>
          <Table rows={past} language={language} />
        </section>
      )}
      <Pages list={list} language={language} />
    </RoomPage>
  );
}

function Table({ rows, language }: { rows: readonly DelegationRow[]; language: Language }) {
  const w = delegationWords[language];
  return (
    <table class="stack delegations">
      <thead>
        <tr>
          <th scope="col">{w.from}</th>
          <th scope="col">{w.to}</th>
          <th scope="col">{w.roles}</th>
          <th scope="col">{w.period}</th>
          <th scope="col">{w.decision}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <td>{row.from}</td>
            <td data-label={w.to}>
              <span>
                {row.to}
                {row.signing !== null && (
                  <>
                    <br />
                    <span class="small soft">
                      {w.signs[row.signing.form][0]}, {row.signing.title}
                    </span>
                  </>
                )}
              </span>
            </td>
            <td data-label={w.roles}>{row.roles.map((role) => nameOf('roles', role, language)).join(', ')}</td>
            <td data-label={w.period}>
              <span>
                {w.span(dayText(row.since), dayText(row.until))}
                <br />
                <Standing row={row} language={language} />
              </span>
            </td>
            <td data-label={w.decision}>
              <span>
                {row.decisionNumber}
                {row.end !== null && (
                  <>
                    <br />
                    <a href={row.end} aria-label={w.endOf(row.to)}>
                      {w.end}
                    </a>
                  </>
                )}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Standing({ row, language }: { row: DelegationRow; language: Language }) {
  const w = delegationWords[language];
  if (row.ended !== null)
    return <span class="small soft">{w.ended(dayTextOf(row.ended.at), row.ended.decisionNumber)}</span>;
  if (row.isInvited && row.standing !== 'expired') return <span class="tag now">{w.invited}</span>;
  if (row.standing === 'now') return <span class="tag done">{w.now}</span>;
  return row.standing === 'later' ? <span class="tag now">{w.later}</span> : <span class="tag">{w.expired}</span>;
}

function Give({
  give: { roles, people, form },
  agency,
  language,
}: {
  give: NonNullable<DelegationsView['give']>;
  agency: string;
  language: Language;
}) {
  const w = delegationWords[language];
  const field = { typed: form.typed, errors: form.errors, language };
  return (
    <section class="beside" aria-labelledby="give">
      <h2 id="give">{w.give}</h2>
      {people.length === 0 ? (
        <p class="soft">{w.nobody}</p>
      ) : (
        <>
          <p class="soft">{w.giveLead}</p>
          <Form action={`/agencies/${agency}/delegations`} formKey={form.key}>
            <Select {...field} name="to" label={w.person} options={people} empty={w.choosePerson} />
            <Choices
              {...field}
              many
              name="roles"
              label={w.rolesField}
              options={roles.map((role) => ({ value: role, label: capital(nameOf('roles', role, language)) }))}
            />
            <Choices
              {...field}
              name="signs"
              label={w.signsField}
              options={signings.map((form) => ({ value: form, label: w.signs[form][0]!, hint: w.signs[form][1]! }))}
            />
            <TextField
              {...field}
              name="title"
              label={w.titleField}
              hint={w.titleHint}
              more={{ maxlength: 100, autocomplete: 'off' }}
            />
            <DayField {...field} name="from" label={w.fromField} narrow />
            <DayField {...field} name="until" label={w.untilField} narrow />
            <DecisionField {...field} name="decisionNumber" label={w.decisionField} />
            <p class="buttons">
              <button class="button" type="submit">
                {w.submit}
              </button>
            </p>
          </Form>
        </>
      )}
    </section>
  );
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

export type CheckDelegationView = RoomView & {
  /** What the person may then do, for how long, and who has the same already. */
  says: readonly string[];
  seen: string;
  given: {
    to: string;
    roles: readonly string[];
    from: string;
    until: string;
    decisionNumber: string;
    signing: Signing;
  };
  form: FormView;
};

/** A delegation, read once more before it is recorded. */
export function CheckDelegationPage(view: CheckDelegationView) {
  const { frame, agency, says, seen, given, form } = view;
  const w = delegationWords[frame.language];
  const action = `/agencies/${agency}/delegations`;
  const { to, decisionNumber, signing } = given;
  const [from, until] = [dayText(given.from), dayText(given.until)];
  const fields = Object.entries({ to, signs: signing.form, title: signing.title, from, until, decisionNumber });
  const back = new URLSearchParams([...fields, ...given.roles.map((role): [string, string] => ['roles', role])]);
  return (
    <RoomPage view={view} room="delegations" title={w.check.title} under form={form}>
      <section class="first checked" aria-label={w.check.title}>
        <p>{w.check.lead(decisionNumber)}</p>
        <Confirm
          action={action}
          formKey={form.key}
          seen={seen}
          says={says}
          submit={w.check.submit}
          keep={{ href: `${action}?${back}`, label: w.check.edit }}
        >
          {fields.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {given.roles.map((role) => (
            <input type="hidden" name="roles" value={role} />
          ))}
        </Confirm>
      </section>
    </RoomPage>
  );
}

export type EndDelegationView = RoomView & {
  to: string;
  action: string;
  rows: readonly DelegationRow[];
  seen: string;
  form: FormView;
};

/** Ending what was given to one person: all of it, at once. */
export function EndDelegationPage(view: EndDelegationView) {
  const { frame, agency, to, action, rows, seen, form } = view;
  const { language } = frame;
  const w = delegationWords[language];
  return (
    <RoomPage view={view} room="delegations" title={w.endTitle(to)} under form={form}>
      <section class="first checked" aria-label={w.endTitle(to)}>
        {rows.length === 0 ? (
          <p>{w.problems.gone}</p>
        ) : (
          <>
            <p>{w.endLead}</p>
            <ul>
              {rows.map((row) => (
                <li>
                  {row.roles.map((role) => nameOf('roles', role, language)).join(', ')},{' '}
                  {w.span(dayText(row.since), dayText(row.until))} ({row.decisionNumber})
                </li>
              ))}
            </ul>
            <Confirm
              action={action}
              formKey={form.key}
              seen={seen}
              submit={w.endSubmit}
              keep={{ href: `/agencies/${agency}/delegations`, label: w.keep }}
            >
              <DecisionField
                typed={form.typed}
                errors={form.errors}
                language={language}
                name="decisionNumber"
                label={w.endDecision}
              />
            </Confirm>
          </>
        )}
      </section>
    </RoomPage>
  );
}
