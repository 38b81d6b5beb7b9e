// The team of an application: its people, inviting, changing what they are, leaving; and the page behind an invitation's link.

import type { Context } from 'hono';
import { InvitationPage, TeamPage, type TeamView } from '../../templates/pages/applications/team.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { nameOf } from '../../templates/words/names.ts';
import { teamWords } from '../../templates/words/team.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import { type TeamRole, teamRoles } from '../../workflows/rules/team.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { codeOf } from '../dossier.ts';
import { ask, isId, newKey, statusOf, textIn, typedOf } from '../forms.ts';
import { limits } from '../limits.ts';
import type { Parts } from '../parts.ts';
import { emailErrors, emailIn, isOneTooMany } from '../people/index.ts';
import { explain } from '../refusals.ts';
import { acceptInvitation, endInvitation, invitationAt, invitationsOf, invite, membersOf } from './members.ts';
import { founders, headOf, openWritten, root, type Written } from './shared.ts';

type Again = { typed?: Typed; errors?: FieldErrors; refusal?: Refusal };
const path = `${root}/members`;
const link = '/team-invitation';

const roleIn = (typed: Typed): TeamRole | null => teamRoles.find((role) => role === textIn(typed, 'role')) ?? null;

/** The routes of a team. */
export function teamRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;
  const smallForm = 16 * 1024;

  const placeOf = ({ dossier }: Written) => ({ agency: dossier.agency, dossier: dossier.id });

  async function page(c: Context<AppEnv>, matter: Written, again: Again = {}, status: 200 | 409 | 422 | 429 = 200) {
    const language = c.get('language');
    const person = c.get('visitor')!.id;
    const { errors = {}, typed = {}, refusal } = again;
    const w = teamWords[language];
    const [frame, members, invitations] = await Promise.all([
      parts.frameOf(c),
      membersOf(db, matter.dossier),
      invitationsOf(db, placeOf(matter), now()),
    ]);
    const own = c.get('standing').team === 'owner';
    const live = matter.dossier.states.get('application')?.value;
    const view: TeamView = {
      head: headOf(matter, language, now()),
      members: members.map((one) => ({ ...one, isSelf: one.id === person, formKey: newKey() })),
      invitations: own ? invitations : invitations.map((one) => ({ ...one, email: '' })),
      mayChange: own && !ended.has(String(live)),
      note: c.req.method === 'GET' ? (w.done[c.req.query('done') ?? ''] ?? null) : null,
      mailbox: parts.mailbox,
      typed,
      errors,
      refusal: refusal === undefined ? null : explain(refusal, language, matter.dossier.pack),
      formKey: newKey(),
    };
    return c.html(<TeamPage frame={frame} team={view} />, status);
  }

  doors.get(path, { who: founders }, async (c) => {
    const matter = await openWritten(c, parts);
    return matter === null ? c.notFound() : await page(c, matter);
  });

  /** Sends an invitation, where not too many wait and were sent. */
  async function sendTo(
    c: Context<AppEnv>,
    matter: Written,
    email: string,
    role: TeamRole,
    typed: Typed,
    said: string,
  ) {
    const w = teamWords[c.get('language')];
    const visitor = c.get('visitor')!;
    const [members, waiting] = await Promise.all([
      membersOf(db, matter.dossier),
      invitationsOf(db, placeOf(matter), now()),
    ]);
    const others = waiting.filter((one) => one.email !== email);
    if (members.length + others.length >= limits.peopleOfTeam)
      return page(c, matter, { typed, errors: { email: w.problems.many(limits.peopleOfTeam) } }, 422);
    if ((await isOneTooMany(c, parts, 'inviting', visitor.email)) || (await isOneTooMany(c, parts, 'invited', email)))
      return page(c, matter, { typed, errors: { email: w.problems.tooOften } }, 429);
    const { code } = matter.dossier;
    const inviter = { id: visitor.id, name: visitor.name };
    await invite(parts, { ...placeOf(matter), email, role, inviter, code, english: c.get('language') === 'en' });
    return c.redirect(`${back(c)}?done=${said}`, 303);
  }

  doors.post(path, { who: founders, maxBodyBytes: smallForm }, async (c) => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    const typed = await typedOf(c);
    const language = c.get('language');
    const email = emailIn(textIn(typed, 'email'));
    const role = roleIn(typed);
    const errors: Record<string, string> = { ...emailErrors(email, language) };
    if (role === null) errors.role = teamWords[language].problems.role;
    if (Object.keys(errors).length > 0 || role === null) return page(c, matter, { typed, errors }, 422);
    return await sendTo(c, matter, email, role, typed, 'invited');
  });

  doors.post(`${path}/again`, { who: founders, maxBodyBytes: smallForm }, async (c) => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    const id = textIn(await typedOf(c), 'invitation');
    const found = (await invitationsOf(db, placeOf(matter), now())).find((one) => one.id === id);
    if (found === undefined)
      return page(c, matter, { errors: { '': teamWords[c.get('language')].problems.gone } }, 409);
    return await sendTo(c, matter, found.email, found.role, {}, 'again');
  });

  doors.post(`${path}/take-back`, { who: founders, maxBodyBytes: smallForm }, async (c) => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    const id = textIn(await typedOf(c), 'invitation');
    const done = isId(id) && (await endInvitation(parts, placeOf(matter), id));
    if (!done) return page(c, matter, { errors: { '': teamWords[c.get('language')].problems.gone } }, 409);
    return c.redirect(`${back(c)}?done=takenBack`, 303);
  });

  doors.post(`${path}/change`, { who: founders, maxBodyBytes: smallForm }, async (c) => {
    const typed = await typedOf(c);
    const { dossier } = c.req.param();
    const person = textIn(typed, 'person');
    const as = roleIn(typed);
    const leaves = textIn(typed, 'role') === 'none';
    if (as === null && !leaves) {
      const matter = await openWritten(c, parts);
      const errors = { '': teamWords[c.get('language')].problems.role };
      return matter === null ? c.notFound() : page(c, matter, { errors }, 422);
    }
    const outcome =
      as === null
        ? await ask(c, parts, { type: 'leaveTeam', dossier, input: { person } }, typed)
        : await ask(c, parts, { type: 'changeMember', dossier, input: { person, as } }, typed);
    if (outcome.ok) return c.redirect(`${back(c)}?done=${as === null ? 'removed' : 'changed'}`, 303);
    const matter = await openWritten(c, parts);
    return matter === null ? c.notFound() : page(c, matter, { refusal: outcome.refusal }, statusOf(outcome.refusal));
  });

  doors.post(`${path}/leave`, { who: founders, team: 'viewer', maxBodyBytes: smallForm }, async (c) => {
    const typed = await typedOf(c);
    const person = c.get('visitor')!.id;
    const outcome = await ask(
      c,
      parts,
      { type: 'leaveTeam', dossier: c.req.param('dossier'), input: { person } },
      typed,
    );
    if (outcome.ok) return c.redirect('/work', 303);
    const matter = await openWritten(c, parts);
    return matter === null ? c.notFound() : page(c, matter, { refusal: outcome.refusal }, statusOf(outcome.refusal));
  });

  doors.get(link, { who: 'anyone' }, (c) => invitation(c, c.req.query('ticket') ?? ''));

  /** What the link leads to: it looks only, and does nothing by itself. Whoever it is, they read the same until they sign in. */
  async function invitation(
    c: Context<AppEnv>,
    ticket: string,
    more: { refusal?: Refusal; declined?: boolean } = {},
    status: 200 | 409 | 422 = 200,
  ) {
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cache-Control', 'no-store');
    const language = c.get('language');
    const found = more.declined ? null : await invitationAt(parts, ticket);
    const visitor = c.get('visitor');
    const next = encodeURIComponent(`${link}?ticket=${ticket}`);
    const frame = await parts.frameOf(c);
    const view = {
      state:
        found === null
          ? more.declined
            ? ('declined' as const)
            : ('bad' as const)
          : visitor === null
            ? ('stranger' as const)
            : visitor.email === found.email
              ? ('theirs' as const)
              : ('others' as const),
      inviter: found?.inviter ?? '',
      role: found === null ? '' : nameOf('teamRoles', found.role, language),
      code: found === null ? '' : codeOf(found.dossier, found.beganAt),
      email: visitor?.email ?? '',
      ticket,
      signIn: `/sign-in?next=${next}`,
      signUp: `/sign-up?next=${next}`,
      refusal: more.refusal === undefined ? null : explain(more.refusal, language, null),
    };
    // nothing of the ticket stands in the link to the other language
    return c.html(<InvitationPage frame={frame} invitation={view} />, view.state === 'bad' ? 410 : status);
  }

  doors.post(link, { who: 'signedIn', maxBodyBytes: smallForm }, async (c) => {
    const typed = await typedOf(c);
    const ticket = textIn(typed, 'ticket');
    const found = await invitationAt(parts, ticket);
    const visitor = c.get('visitor')!;
    if (found === null || found.email !== visitor.email) return invitation(c, ticket);
    if (textIn(typed, 'answer') === 'no') {
      await endInvitation(parts, found, found.id);
      return invitation(c, ticket, { declined: true });
    }
    const { agency, dossier, role: as, invitedBy } = found;
    const command = { type: 'joinTeam', dossier, input: { as, invitedBy } } as const;
    // an invitation is its own key: taken up twice, it has one effect
    const outcome = await parts.recorder.act(command, { agency, person: visitor.id }, found.id);
    if (!outcome.ok && outcome.refusal.rule !== 'memberAlready')
      return invitation(c, ticket, { refusal: outcome.refusal }, statusOf(outcome.refusal));
    await acceptInvitation(parts, found);
    return c.redirect(`/agencies/${agency}/dossiers/${dossier}/application/members?done=joined`, 303);
  });
}

/** States in which a team changes no more. */
const ended: ReadonlySet<string> = new Set(['ineligible', 'rejected', 'withdrawn', 'lapsed']);

const back = (c: Context<AppEnv>): string =>
  `/agencies/${c.req.param('agency')}/dossiers/${c.req.param('dossier')}/application/members`;
