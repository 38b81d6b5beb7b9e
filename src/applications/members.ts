// Who is of the team of an application, and who is invited to it. Invitations are operational: who joined stands in the history.

import { createHash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { teamInvitationLetter } from '../../templates/mails/people.ts';
import { roleInTeam, type TeamRole } from '../../workflows/rules/team.ts';
import type { Database } from '../database/pool.ts';
import type { Dossier } from '../dossier.ts';
import { writeLetter } from '../mail/index.ts';
import type { Parts } from '../parts.ts';

type Place = { readonly agency: string; readonly dossier: string };
type Desk = Pick<Parts, 'db' | 'now' | 'origin'>;

/** How long an invitation is good. */
const daysGood = 14;

export type Member = {
  readonly id: string;
  /** '' where there is no account any more. */
  readonly name: string;
  readonly role: TeamRole;
  /** They belong to the applicant itself: what they are is not changed. */
  readonly ofParty: boolean;
};

/** The people of an application's team, owners first. */
export async function membersOf(db: Database, { states, party }: Dossier): Promise<Member[]> {
  const facts = states.get('application')?.facts ?? {};
  const own = (party?.facts.members ?? []) as string[];
  const ids = [...new Set([...((facts.team ?? []) as string[]), ...own])];
  const rows = await db.query<{ id: string; name: string }>`
    select n.id::text as id, coalesce(p.name, '') as name from unnest(${ids}::uuid[]) n(id) left join person p on p.id = n.id
    order by name collate "vi-VN-x-icu", n.id`;
  const rank: Record<TeamRole, number> = { owner: 0, editor: 1, viewer: 2 };
  return rows
    .map(({ id, name }) => ({ id, name, role: roleInTeam(facts, own, id) ?? 'viewer', ofParty: own.includes(id) }))
    .sort((a, b) => rank[a.role] - rank[b.role]);
}

export type Invitation = {
  readonly id: string;
  readonly email: string;
  readonly role: TeamRole;
  readonly inviter: string;
  readonly invitedAt: string;
  readonly expiresAt: string;
};

/** The invitations that wait to be taken up. */
export async function invitationsOf(db: Database, { agency, dossier }: Place, now: string): Promise<Invitation[]> {
  const rows = await db.query<Omit<Invitation, 'invitedAt' | 'expiresAt'> & { invitedAt: Date; expiresAt: Date }>`
    select i.id::text as id, i.email, i.role, coalesce(p.name, '') as inviter, i.invited_at, i.expires_at
    from team_invitation i left join person p on p.id = i.invited_by
    where i.agency = ${agency} and i.dossier = ${dossier}::uuid and i.accepted_at is null and i.ended_at is null
      and i.expires_at > ${now}::timestamptz order by i.invited_at, i.id`;
  return rows.map((row) => ({
    ...row,
    invitedAt: row.invitedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}

/** What the letter of an invitation says. */
export type Inviting = Place & {
  readonly email: string;
  readonly role: TeamRole;
  readonly inviter: { readonly id: string; readonly name: string };
  readonly code: string;
  /** Whether whoever invites reads English: nobody knows yet what the invited one reads. */
  readonly english: boolean;
};

const hashOf = (ticket: string) => createHash('sha256').update(ticket).digest('hex');

/**
 * Invites an address, or invites it anew: of an invitation that waits already the earlier link is good no more. The letter is the
 * same whether there is an account or not, and so is what happens here.
 */
export async function invite(desk: Desk, given: Inviting): Promise<void> {
  const { db, now, origin } = desk;
  const { agency, dossier, email, role, inviter, code } = given;
  const ticket = randomBytes(32).toString('base64url');
  await db.query`
    insert into team_invitation (agency, id, dossier, email, role, hash, invited_by, invited_at, expires_at)
    values (${agency}, ${v7()}::uuid, ${dossier}::uuid, ${email}, ${role}, ${hashOf(ticket)}, ${inviter.id}::uuid, ${now()}::timestamptz,
      ${now()}::timestamptz + make_interval(days => ${daysGood}::int))
    on conflict (agency, dossier, email) where accepted_at is null and ended_at is null do update
      set id = excluded.id, role = excluded.role, hash = excluded.hash, invited_by = excluded.invited_by,
        invited_at = excluded.invited_at, expires_at = excluded.expires_at`;
  const [known] = await db.query<{ name: string; englishLetters: boolean }>`
    select name, english_letters from person where email = ${email} and closed_at is null and confirmed_at is not null`;
  const to = known === undefined ? { email, name: email, englishLetters: given.english } : { email, ...known };
  const about = { agency, code, role, inviter: inviter.name, link: `${origin}/team-invitation?ticket=${ticket}` };
  await writeLetter(db, v7(), to, (reader) => teamInvitationLetter(reader, about), now());
}

/** Ends an invitation that waits: taken back by the team, or declined. False where it does not wait any more. */
export async function endInvitation(
  { db, now }: Pick<Desk, 'db' | 'now'>,
  { agency, dossier }: Place,
  id: string,
): Promise<boolean> {
  const ended = await db.query`
    update team_invitation set ended_at = ${now()}::timestamptz
    where agency = ${agency} and dossier = ${dossier}::uuid and id = ${id}::uuid and accepted_at is null and ended_at is null returning id`;
  return ended.length > 0;
}

/** An invitation as its link leads to it. */
export type Ticket = Place & {
  readonly id: string;
  readonly email: string;
  readonly role: TeamRole;
  readonly invitedBy: string;
  readonly inviter: string;
  readonly beganAt: string;
};

/** What a link is good for; null where it is good for nothing: used, run out, taken back, or never given. */
export async function invitationAt({ db, now }: Pick<Desk, 'db' | 'now'>, ticket: string): Promise<Ticket | null> {
  if (ticket === '') return null;
  const [row] = await db.query<Omit<Ticket, 'beganAt'> & { beganAt: Date }>`
    select i.agency, i.dossier::text as dossier, i.id::text as id, i.email, i.role, i.invited_by::text as invited_by,
      coalesce(p.name, '') as inviter, h.at as began_at
    from team_invitation i join history h on h.agency = i.agency and h.dossier = i.dossier and h.revision = 1
      left join person p on p.id = i.invited_by
    where i.hash = ${hashOf(ticket)} and i.accepted_at is null and i.ended_at is null and i.expires_at > ${now()}::timestamptz`;
  return row === undefined ? null : { ...row, beganAt: row.beganAt.toISOString() };
}

/** Notes that an invitation was taken up. */
export async function acceptInvitation({ db, now }: Pick<Desk, 'db' | 'now'>, { agency, id }: Ticket): Promise<void> {
  await db.query`
    update team_invitation set accepted_at = ${now()}::timestamptz where agency = ${agency} and id = ${id}::uuid and accepted_at is null`;
}
