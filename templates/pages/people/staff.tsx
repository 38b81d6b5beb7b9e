import { type Frame, Layout } from '../../layout.tsx';
import { filled } from '../../mails/letter.ts';
import { Buttons, Choices, ErrorSummary, type FieldErrors, Form, TextField, type Typed } from '../../parts/form.tsx';
import { type RefusalView, Refused } from '../../parts/refusal.tsx';
import { agencyName } from '../../words/agencies.ts';
import { peopleWords, staffRoles } from '../../words/people.ts';
import type { Language } from '../../words/words.ts';

export type StaffRow = {
  id: string;
  /** Null where nobody is known under the id. */
  name: string | null;
  email: string | null;
  roles: readonly string[];
  hasAccount: boolean;
};

export type StaffNote = 'invitedNow' | 'changedNow' | 'relievedNow';

type Shared = {
  frame: Frame;
  agency: string;
  note: StaffNote | null;
  refusal: RefusalView | null;
  typed: Typed;
  errors: FieldErrors;
  formKey: string;
};

/** `mayChange`: whether the reader gives and takes roles; others read who holds them. */
export type PeopleView = Shared & { people: readonly StaffRow[]; mayChange: boolean };

/** Who holds which role, and a form to invite others. */
export function PeoplePage(view: PeopleView) {
  const { frame, agency, people, mayChange, note, refusal, typed, errors, formKey } = view;
  const { language } = frame;
  const words = peopleWords[language];
  const w = words.staff;
  const field = { typed, errors, language };
  const here = `/agencies/${agency}/people`;
  return (
    <Layout frame={frame} title={w.title} here="work">
      <h1>{w.title}</h1>
      <p class="lead">{filled(w.lead, { agency: agencyName(agency, language) })}</p>
      <Told note={note} language={language} />
      <ErrorSummary errors={errors} language={language} />
      <Refused refusal={refusal} language={language} />
      <section class="first">
        {people.length === 0 ? (
          <p>{w.none}</p>
        ) : (
          <table class="stack people">
            <thead>
              <tr>
                <th scope="col">{w.name}</th>
                <th scope="col">{w.email}</th>
                <th scope="col">{w.roles}</th>
                <th scope="col">{w.standing}</th>
                {mayChange && <th scope="col">{w.change}</th>}
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <tr>
                  <td>{person.name ?? w.unnamed}</td>
                  <td data-label={w.email} class="address">
                    {person.email ?? '–'}
                  </td>
                  <td data-label={w.roles}>{person.roles.map((role) => roleName(role, language)).join(', ')}</td>
                  <td data-label={w.standing}>
                    <span class={person.hasAccount ? 'tag done' : 'tag now'}>
                      {person.hasAccount ? w.active : w.invited}
                    </span>
                  </td>
                  {mayChange && (
                    <td data-label={w.change}>
                      <a href={`${here}/${person.id}`} aria-label={`${w.change}: ${person.name ?? person.id}`}>
                        {w.change}
                      </a>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {mayChange && (
        <section class="beside" aria-labelledby="invite">
          <h2 id="invite">{w.invite}</h2>
          <p class="soft">{w.inviteLead}</p>
          <Form action={here} formKey={formKey}>
            <TextField
              {...field}
              name="name"
              label={words.fields.name}
              hint={words.fields.nameHint}
              more={{ autocomplete: 'off', maxlength: 100 }}
            />
            <TextField {...field} type="email" name="email" label={words.fields.email} more={{ autocomplete: 'off' }} />
            <RoleChoices {...field} />
            <Buttons primary={w.sendInvitation} />
          </Form>
        </section>
      )}
    </Layout>
  );
}

export type PersonView = Shared & { person: StaffRow; isSelf: boolean };

/** One person's roles. What is ticked is what they hold afterwards. */
export function PersonPage({ frame, agency, person, isSelf, note, refusal, typed, errors, formKey }: PersonView) {
  const { language } = frame;
  const w = peopleWords[language].staff;
  const name = person.name ?? w.unnamed;
  const here = `/agencies/${agency}/people/${person.id}`;
  const title = filled(w.rolesOf, { name });
  return (
    <Layout frame={frame} title={title} here="work">
      <p class="crumbs">
        <a href={`/agencies/${agency}/people`}>{w.title}</a> / {name}
      </p>
      <h1>{title}</h1>
      {person.email !== null && <p class="lead">{person.email}</p>}
      <Told note={note} language={language} />
      <ErrorSummary errors={errors} language={language} />
      <Refused refusal={refusal} language={language} />
      {isSelf ? (
        <div class="entry">
          <p>{person.roles.map((role) => roleName(role, language)).join(', ')}</p>
          <p class="soft">{w.yourself}</p>
        </div>
      ) : (
        <>
          <div class="entry">
            <Form action={here} formKey={formKey}>
              <RoleChoices typed={typed} errors={errors} language={language} />
              <Buttons primary={w.saveRoles} />
            </Form>
          </div>
          {!person.hasAccount && person.email !== null && (
            <section class="beside">
              <Form action={`${here}/invitation`} formKey={formKey}>
                <button class="button quiet" type="submit">
                  {w.again}
                </button>
              </Form>
            </section>
          )}
          {person.roles.length > 0 && (
            <section class="beside">
              <p class="soft">{w.relieveLead}</p>
              <Form action={`${here}/relieve`} formKey={formKey}>
                <button class="button quiet" type="submit">
                  {w.relieve}
                </button>
              </Form>
            </section>
          )}
        </>
      )}
    </Layout>
  );
}

function RoleChoices(field: { typed: Typed; errors: FieldErrors; language: Language }) {
  const words = peopleWords[field.language];
  const options = staffRoles.map((role) => {
    const [label, hint] = words.roleNames[role];
    return { value: role, label, hint };
  });
  return <Choices {...field} many name="roles" label={words.fields.roles} options={options} />;
}

function Told({ note, language }: { note: StaffNote | null; language: Language }) {
  if (note === null) return null;
  return (
    <p class="note" role="status">
      {peopleWords[language].staff[note]}
    </p>
  );
}

function roleName(role: string, language: Language): string {
  const names: Readonly<Record<string, readonly [string, string]>> = peopleWords[language].roleNames;
  return names[role]?.[0] ?? role;
}
