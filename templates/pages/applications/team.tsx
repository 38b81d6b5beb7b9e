// The team of an application, and the page that an invitation to it leads to.

import type { TeamRole } from '../../../workflows/rules/team.ts';
import { teamRoles } from '../../../workflows/rules/team.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Buttons, Choices, ErrorSummary, type FieldErrors, Form, TextField, type Typed } from '../../parts/form.tsx';
import { type RefusalView, Refused } from '../../parts/refusal.tsx';
import { timeText } from '../../parts/when.ts';
import { peopleWords } from '../../words/people.ts';
import { teamWords } from '../../words/team.ts';
import type { Language } from '../../words/words.ts';
import { type ApplicationHead, Crumbs } from './tasks.tsx';

export type MemberView = {
  id: string;
  name: string;
  role: TeamRole;
  ofParty: boolean;
  isSelf: boolean;
  formKey: string;
};

export type TeamView = {
  head: ApplicationHead;
  members: readonly MemberView[];
  /** `email` is '' for whoever may not change the team. */
  invitations: readonly {
    id: string;
    email: string;
    role: TeamRole;
    inviter: string;
    invitedAt: string;
    expiresAt: string;
  }[];
  /** Whether the reader invites, changes and removes. */
  mayChange: boolean;
  /** What was done just now. */
  note: string | null;
  /** Where letters can be read that are not sent. */
  mailbox: boolean;
  typed: Typed;
  errors: FieldErrors;
  refusal: RefusalView | null;
  formKey: string;
};

export function TeamPage({ frame, team }: { frame: Frame; team: TeamView }) {
  const { language } = frame;
  const w = teamWords[language];
  const { head, members, mayChange, errors, formKey } = team;
  const here = `${head.base}/application/members`;
  const self = members.find(({ isSelf }) => isSelf);
  return (
    <Layout frame={frame} title={w.title} here="work">
      <Crumbs head={head} language={language} list />
      <Refused refusal={team.refusal} language={language} />
      <ErrorSummary errors={errors} language={language} title={w.notSent} />
      {team.note !== null && (
        <p class="notice" role="status">
          {team.note} {team.mailbox && <a href="/mailbox">{peopleWords[language].mailbox.title}</a>}
        </p>
      )}
      <h1>{w.title}</h1>
      <p class="lead">{head.title === '' ? w.lead : `${head.title}. ${w.lead}`}</p>
      <table class="stack people">
        <thead>
          <tr>
            <th scope="col">{w.name}</th>
            <th scope="col">{w.role}</th>
            {mayChange && <th scope="col">{w.change}</th>}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr>
              <td>
                {member.name === '' ? w.noName : member.name} {member.isSelf && <span class="soft">({w.you})</span>}
              </td>
              <td data-label={w.role}>{w.roles[member.role][0]}</td>
              {mayChange && (
                <td data-label={w.change}>
                  {member.ofParty ? (
                    <span class="small soft">{w.ofParty}</span>
                  ) : (
                    <Change member={member} here={here} language={language} />
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <dl class="facts">
        {teamRoles.map((role) => (
          <div>
            <dt>{w.roles[role][0]}</dt>
            <dd>{w.roles[role][1]}</dd>
          </div>
        ))}
      </dl>
      <p class="small soft">{w.afterAward}</p>
      <section aria-labelledby="waiting">
        <h2 id="waiting">{w.invitations}</h2>
        {team.invitations.length === 0 ? (
          <p class="soft">{w.noInvitations}</p>
        ) : (
          <Waiting team={team} here={here} language={language} />
        )}
      </section>
      {mayChange && <Invite team={team} here={here} language={language} />}
      {self !== undefined && !self.ofParty && (
        <section aria-labelledby="leave">
          <h2 id="leave">{w.leave}</h2>
          <p>{w.leaveText}</p>
          <Form action={`${here}/leave`} formKey={formKey}>
            <p class="buttons">
              <button class="button quiet" type="submit">
                {w.leaveYes}
              </button>
            </p>
          </Form>
        </section>
      )}
    </Layout>
  );
}

function Change({ member, here, language }: { member: MemberView; here: string; language: Language }) {
  const w = teamWords[language];
  return (
    <Form action={`${here}/change`} formKey={member.formKey}>
      <input type="hidden" name="person" value={member.id} />
      <select name="role" aria-label={w.roleOf(member.name)}>
        {teamRoles.map((role) => (
          <option value={role} selected={role === member.role}>
            {w.roles[role][0]}
          </option>
        ))}
        {!member.isSelf && <option value="none">{w.remove}</option>}
      </select>
      <div>
        <button class="button quiet" type="submit" aria-label={`${w.save}: ${member.name}`}>
          {w.save}
        </button>
      </div>
    </Form>
  );
}

function Waiting({ team, here, language }: { team: TeamView; here: string; language: Language }) {
  const w = teamWords[language];
  return (
    <table class="stack people">
      <thead>
        <tr>
          {team.mayChange && <th scope="col">{w.email}</th>}
          <th scope="col">{w.role}</th>
          <th scope="col">{w.invitations}</th>
          {team.mayChange && <th scope="col">{w.change}</th>}
        </tr>
      </thead>
      <tbody>
        {team.invitations.map((one) => (
          <tr>
            {team.mayChange && <td class="address">{one.email}</td>}
            <td data-label={w.role}>{w.roles[one.role][0]}</td>
            <td data-label={w.invitations}>
              <div>
                {w.invitedBy(one.inviter === '' ? w.noName : one.inviter, timeText(one.invitedAt))}
                <br />
                <span class="small soft">{w.until(timeText(one.expiresAt))}</span>
              </div>
            </td>
            {team.mayChange && (
              <td data-label={w.change}>
                {(['again', 'take-back'] as const).map((act) => (
                  <Form action={`${here}/${act}`}>
                    <input type="hidden" name="invitation" value={one.id} />
                    <button
                      class="button quiet"
                      type="submit"
                      aria-label={`${act === 'again' ? w.again : w.takeBack}: ${one.email}`}
                    >
                      {act === 'again' ? w.again : w.takeBack}
                    </button>
                  </Form>
                ))}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Invite({ team, here, language }: { team: TeamView; here: string; language: Language }) {
  const w = teamWords[language];
  const { typed, errors } = team;
  const field = { typed, errors, language };
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{w.invite}</h2>
      <p class="soft">{w.inviteLead}</p>
      <Form action={here} formKey={team.formKey}>
        <TextField
          {...field}
          type="email"
          name="email"
          label={w.email}
          more={{ autocomplete: 'off', maxlength: 254 }}
        />
        <Choices
          {...field}
          name="role"
          label={w.role}
          options={teamRoles.map((role) => ({ value: role, label: w.roles[role][0], hint: w.roles[role][1] }))}
        />
        <Buttons primary={w.send} />
      </Form>
    </section>
  );
}

export type InvitationView = {
  /** Whose it is: of nobody who is signed in, of whoever is, of somebody else; or it is good no more, or was declined just now. */
  state: 'stranger' | 'theirs' | 'others' | 'bad' | 'declined';
  inviter: string;
  role: string;
  code: string;
  /** As whom the visitor is signed in. */
  email: string;
  ticket: string;
  signIn: string;
  signUp: string;
  refusal: RefusalView | null;
};

export function InvitationPage({ frame, invitation }: { frame: Frame; invitation: InvitationView }) {
  const { language } = frame;
  const w = teamWords[language];
  const { state } = invitation;
  const title = state === 'bad' ? w.joinBad : state === 'declined' ? w.declined : w.joinTitle;
  return (
    <Layout frame={frame} title={title} here="account">
      <Refused refusal={invitation.refusal} language={language} />
      <h1>{title}</h1>
      {state === 'bad' || state === 'declined' ? (
        <p>{state === 'bad' ? w.joinBadText : w.declinedText}</p>
      ) : (
        <p class="lead">{w.joinLead(invitation.inviter || w.noName, invitation.role, invitation.code)}</p>
      )}
      {state === 'stranger' && (
        <>
          <p>{w.joinSignIn}</p>
          <p class="buttons">
            <a class="button" href={invitation.signIn}>
              {w.signIn}
            </a>
            <a href={invitation.signUp}>{w.signUp}</a>
          </p>
        </>
      )}
      {state === 'others' && <p>{w.joinOther(invitation.email)}</p>}
      {state === 'theirs' && (
        <>
          <p>{w.joinKnows}</p>
          <Form action="/team-invitation">
            <input type="hidden" name="ticket" value={invitation.ticket} />
            <p class="buttons">
              <button class="button" type="submit" name="answer" value="yes">
                {w.joinYes}
              </button>
              <button class="button quiet" type="submit" name="answer" value="no">
                {w.joinNo}
              </button>
            </p>
          </Form>
        </>
      )}
    </Layout>
  );
}
