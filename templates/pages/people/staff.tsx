import type { Child } from 'hono/jsx';
import type { Frame } from '../../layout.tsx';
import { filled } from '../../mails/letter.ts';
import { Confirm } from '../../parts/confirm.tsx';
import {
  Buttons,
  Choices,
  DayField,
  DecisionField,
  type FieldErrors,
  Form,
  TextField,
  type Typed,
} from '../../parts/form.tsx';
import { Find, type ListView, Pages } from '../../parts/list.tsx';
import type { RefusalView } from '../../parts/refusal.tsx';
import { dayText, dayTextOf } from '../../parts/when.ts';
import { agencyName } from '../../words/agencies.ts';
import { listWords } from '../../words/lists.ts';
import { namesOf } from '../../words/names.ts';
import { peopleWords, staffRoles } from '../../words/people.ts';
import { secondStepWords } from '../../words/second-step.ts';
import type { Language } from '../../words/words.ts';
import { type InfectedFile, InfectedFiles } from '../documents/infected.tsx';
import { RoomPage } from '../programmes/frame.tsx';

export type StaffRow = {
  id: string;
  /** Null where nobody is known under the id. */
  name: string | null;
  email: string | null;
  roles: readonly string[];
  hasAccount: boolean;
  /** The decisions by which they hold their roles, as far as any was written down. */
  decisions: readonly Decision[];
};

/** A decision on paper, of which roles. */
export type Decision = { number: string; day: string | null; roles: readonly string[] };

export type StaffNote = 'invitedNow' | 'changedNow' | 'relievedNow' | 'resetNow';

type Shared = {
  frame: Frame;
  agency: string;
  note: StaffNote | null;
  /** Where letters can be read that are not sent. */
  mailbox: boolean;
  refusal: RefusalView | null;
  typed: Typed;
  errors: FieldErrors;
  formKey: string;
};

/** `mayChange`: whether the reader gives and takes roles; others read who holds them. */
export type PeopleView = Shared & {
  people: readonly StaffRow[];
  list: ListView;
  q: string;
  role: string;
  mayChange: boolean;
  /** Files that were found infected after they had been taken, for administrators. */
  infected: readonly InfectedFile[];
};

/** Who holds which role, and a form to invite others. */
export function PeoplePage(view: PeopleView) {
  const { frame, agency, people, list, q, role, mayChange, infected, refusal, typed, errors, formKey } = view;
  const { language } = frame;
  const words = peopleWords[language];
  const w = words.staff;
  const field = { typed, errors, language };
  const here = `/agencies/${agency}/people`;
  return (
    <RoomPage
      view={{ frame, agency, note: toldOf(view) }}
      room="people"
      title={w.title}
      lead={filled(w.lead, { agency: agencyName(agency, language) })}
      form={{ errors, refusal }}
    >
      <InfectedFiles agency={agency} files={infected} language={language} />
      <section class="first">
        <Find
          list={list}
          search={{ label: listWords[language].people.find, value: q }}
          filters={[
            {
              ...{ name: 'role', label: listWords[language].people.role, value: role },
              options: staffRoles.map((one) => ({ value: one, label: roleName(one, language) })),
            },
          ]}
          language={language}
        />
        {people.length === 0 ? (
          <p>{q === '' && role === '' ? w.none : listWords[language].none}</p>
        ) : (
          <table class="stack people">
            <thead>
              <tr>
                <th scope="col">{w.name}</th>
                <th scope="col">{w.email}</th>
                <th scope="col">{w.roles}</th>
                <th scope="col">{w.decision}</th>
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
                  <td data-label={w.decision}>
                    <Decisions person={person} language={language} />
                  </td>
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
        <Pages list={list} language={language} />
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
            <ByDecision {...field} />
            <Buttons primary={w.sendInvitation} />
          </Form>
        </section>
      )}
    </RoomPage>
  );
}

/** `secondStepSince`: since when they have two-step verification on; null while it is off. `mayReset`: the reader may reset it. */
export type PersonView = Shared & {
  person: StaffRow;
  isSelf: boolean;
  secondStepSince: string | null;
  mayReset: boolean;
};

/** One person's roles. What is ticked is what they hold afterwards. */
export function PersonPage(view: PersonView) {
  const { frame, agency, person, isSelf, refusal, typed, errors, formKey, secondStepSince, mayReset } = view;
  const { language } = frame;
  const w = peopleWords[language].staff;
  const name = person.name ?? w.unnamed;
  const here = `/agencies/${agency}/people/${person.id}`;
  const step = secondStepWords[language];
  const title = filled(w.rolesOf, { name });
  return (
    <RoomPage
      view={{ frame, agency, note: toldOf(view) }}
      room="people"
      title={title}
      under
      {...(person.email === null ? {} : { lead: person.email })}
      form={{ errors, refusal }}
    >
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
              <ByDecision typed={typed} errors={errors} language={language} />
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
          {person.hasAccount && (
            <section class="beside" aria-labelledby="second-step">
              <h2 id="second-step">{step.title}</h2>
              <p>{secondStepSince === null ? step.reset.off : step.reset.on(dayTextOf(secondStepSince))}</p>
              {secondStepSince !== null && mayReset && (
                <Form action={`${here}/second-step`} formKey={formKey}>
                  <p class="soft">{step.reset.lead}</p>
                  <TextField
                    {...{ typed, errors, language }}
                    name="reason"
                    label={step.reset.reason}
                    hint={step.reset.reasonHint}
                    more={{ maxlength: 500, autocomplete: 'off' }}
                  />
                  <p class="buttons">
                    <button class="button quiet" type="submit">
                      {step.reset.submit}
                    </button>
                  </p>
                </Form>
              )}
            </section>
          )}
          {person.roles.length > 0 && (
            <section class="beside">
              <p class="soft">{w.relieveLead}</p>
              <p>
                <a class="button quiet" href={`${here}/relieve`}>
                  {w.relieve}
                </a>
              </p>
            </section>
          )}
        </>
      )}
    </RoomPage>
  );
}

/** A delegation that ends with somebody's roles: to or of whom. */
type Lent = { name: string; roles: readonly string[] };

export type RelieveView = Omit<Shared, 'note' | 'mailbox'> & {
  person: StaffRow;
  /** The roles that they lose, and all that they hold afterwards. */
  roles: readonly string[];
  wanted: readonly string[];
  /** What waits for them here in those roles, and of which of them nobody else is left. */
  waiting: readonly { href: string; code: string; title: string; step: string; role: string }[];
  onlyOne: readonly string[];
  given: readonly Lent[];
  taken: readonly Lent[];
  seen: string;
};

const mostListed = 10;

/** What taking roles from somebody does, before it is done. */
export function RelievePage(view: RelieveView) {
  const { frame, agency, person, wanted, waiting, onlyOne, given, taken, refusal, typed, errors, formKey, seen } = view;
  const { language } = frame;
  const w = peopleWords[language].staff;
  const name = person.name ?? w.unnamed;
  const here = `/agencies/${agency}/people/${person.id}`;
  const isAll = wanted.length === 0;
  const [none, some] = isAll ? [w.waitsNone, w.waits] : [w.waitsNoneOf, w.waitsOf];
  const title = filled(isAll ? w.relieveOf : w.takeFrom, { name });
  const roles = (list: readonly string[]) => namesOf('roles', list.join(', '), language);
  const says = [
    filled(isAll ? w.losesAll : w.loses, { roles: roles(view.roles) }),
    ...(isAll ? [] : [filled(w.holds, { roles: roles(wanted) })]),
    waiting.length === 0 ? none : `${some(waiting.length)} ${w.waitsMore}`,
    ...(onlyOne.length === 0 ? [] : [filled(w.onlyOne, { roles: roles(onlyOne) })]),
    ...given.map((one) => filled(w.lent, { name: one.name || w.unnamed, roles: roles(one.roles) })),
    ...taken.map((one) => filled(w.lentTo, { name: one.name || w.unnamed, roles: roles(one.roles) })),
    w.remains,
  ];
  return (
    <RoomPage
      view={{ frame, agency, note: null }}
      room="people"
      title={title}
      under
      via={{ text: name, href: here }}
      form={{ errors, refusal }}
    >
      <section class="first checked" aria-label={title}>
        <Confirm
          action={isAll ? `${here}/relieve` : here}
          formKey={formKey}
          seen={seen}
          says={says}
          submit={isAll ? w.relieve : w.saveRoles}
          keep={{ href: here, label: w.keep }}
        >
          {wanted.map((role) => (
            <input type="hidden" name="roles" value={role} />
          ))}
          <ByDecision typed={typed} errors={errors} language={language} />
        </Confirm>
      </section>
      {waiting.length > 0 && (
        <section aria-labelledby="waits">
          <h2 id="waits">{w.waitsFor}</h2>
          <ul class="story">
            {waiting.slice(0, mostListed).map(({ href, code, title, step, role }) => (
              <li>
                <a href={href}>{title === '' ? code : `${title} (${code})`}</a>: {step}{' '}
                <span class="soft">({role})</span>
              </li>
            ))}
            {waiting.length > mostListed && <li class="soft">{w.more(waiting.length - mostListed)}</li>}
          </ul>
        </section>
      )}
    </RoomPage>
  );
}

/** By which decision on paper it is done. */
function ByDecision(field: { typed: Typed; errors: FieldErrors; language: Language }) {
  const w = peopleWords[field.language].staff;
  return (
    <>
      <DecisionField {...field} name="decisionNumber" label={w.decisionField} hint={w.decisionWhy} />
      <DayField {...field} name="decidedOn" label={w.decidedOn} optional narrow />
    </>
  );
}

/** Of somebody with several, each with its roles. */
function Decisions({ person: { roles, decisions }, language }: { person: StaffRow; language: Language }) {
  const w = peopleWords[language].staff;
  if (decisions.length === 0) return <>–</>;
  return (
    <>
      {decisions.map(({ number, day, roles: by }, index) => (
        <>
          {index > 0 && <br />}
          {day === null ? number : w.dated(number, dayText(day))}
          {by.length < roles.length && ` (${by.map((role) => roleName(role, language)).join(', ')})`}
        </>
      ))}
    </>
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

/** What was done, with the way to the letter where it can be read here. */
function toldOf({ note, mailbox, frame }: Shared): Child {
  if (note === null) return null;
  const words = peopleWords[frame.language];
  return (
    <>
      {words.staff[note]} {mailbox && note === 'invitedNow' && <a href="/mailbox">{words.mailbox.title}</a>}
    </>
  );
}

function roleName(role: string, language: Language): string {
  const names: Readonly<Record<string, readonly [string, string]>> = peopleWords[language].roleNames;
  return names[role]?.[0] ?? role;
}
