// Who is told what of a dossier: those whose matter it is, and those of whom something is waited for.

import type { Audience, NoticeTemplate } from '../../templates/mails/notices.ts';
import { atLeast } from '../../workflows/commands/application.ts';
import type { EventType } from '../../workflows/machines.ts';
import { type Duty, duties, mayDo, type Role } from '../../workflows/rules/duties.ts';
import type { Database } from '../database/pool.ts';
import { delegatedTo, type Giver } from '../delegations.ts';
import type { Matter } from './matter.ts';

/** A group of readers. `asks`: what is waited for from them, so that whoever may not do it is not asked. */
type Group = { readonly to: Audience; readonly asks?: EventType; readonly when?: (matter: Matter) => boolean };

const team: Group = { to: 'team' };
const hands: Group = { to: 'hands' };
const asked = (to: Audience, asks: EventType, when?: Group['when']): Group => ({ to, asks, ...(when && { when }) });
const informed = (to: Audience): Group => ({ to });

/** Who is told what. The first group in which somebody stands gives the letter that they get. */
const groups: Record<NoticeTemplate, readonly Group[]> = {
  applicationReceived: [{ to: 'receipt' }, asked('officer', 'application.foundEligible')],
  completionNeeded: [team],
  foundEligible: [team, asked('officer', 'application.reviewersAssigned')],
  foundIneligible: [team],
  reviewAsked: [asked('reviewers', 'application.reviewSubmitted')],
  reviewSubmitted: [
    asked('secretary', 'application.referredToCouncil', allReviewed),
    asked('officer', 'application.referredToCouncil', allReviewed),
  ],
  councilCalled: [asked('council', 'application.voteCast'), informed('secretary')],
  voteCast: [
    asked('chair', 'application.recommended', canConclude),
    asked('secretary', 'application.recommended', canConclude),
  ],
  recommended: [team, asked('director', 'application.awarded')],
  notRecommended: [team, asked('director', 'application.rejected')],
  applicationCompleted: [team, asked('director', 'application.awarded'), informed('officer')],
  awarded: [team, asked('financeOfficer', 'project.budgetPlanned'), informed('officer')],
  rejected: [team],
  withdrawn: [
    team,
    informed('officer'),
    { to: 'reviewers', when: (matter) => stands(matter, 'underReview') },
    { to: 'council', when: (matter) => stands(matter, 'beforeCouncil') },
    { to: 'director', when: (matter) => stands(matter, 'concluded') },
  ],
  lapsed: [team],
  agreementReady: [
    { ...team, when: firstPlan },
    asked('director', 'project.agreementSigned', firstPlan),
    asked('officer', 'project.agreementSigned', firstPlan),
  ],
  agreementSigned: [team, informed('financeOfficer')],
  projectSuspended: [team, informed('officer'), informed('financeOfficer')],
  projectResumed: [team, informed('officer'), informed('financeOfficer')],
  projectTerminated: [team, informed('officer'), informed('financeOfficer')],
  closingBegun: [team, asked('director', 'project.closed'), informed('financeOfficer')],
  remainderCancelled: [team, informed('financeOfficer')],
  projectClosed: [team, informed('officer'), informed('financeOfficer')],
  progressReported: [informed('officer')],
  prototypeAccepted: [team],
  registrationStarted: [asked('officer', 'project.companyFormed')],
  companyFormed: [team, asked('director', 'project.agreementNovated')],
  agreementNovated: [team, informed('officer'), informed('financeOfficer')],
  disbursementReceived: [{ to: 'receipt' }, asked('officer', 'disbursement.verified')],
  disbursementVerified: [team, asked('financeOfficer', 'disbursement.prepared')],
  disbursementReturned: [team, hands],
  disbursementRefused: [team, hands],
  disbursementCancelled: [team, informed('officer')],
  paymentPrepared: [asked('chiefAccountant', 'disbursement.approved')],
  paymentApproved: [team, asked('financeOfficer', 'disbursement.ordered')],
  disbursementOrdered: [team, asked('financeOfficer', 'disbursement.paid')],
  disbursementPaid: [team],
  bankRejected: [team, asked('financeOfficer', 'disbursement.prepared')],
  advanceCleared: [team, informed('financeOfficer')],
  recoveryProposed: [team, asked('director', 'recovery.decided')],
  recoveryDropped: [team, hands],
  recoveryDue: [team, asked('financeOfficer', 'recovery.cashReceived')],
  recoveryCashReceived: [team, informed('financeOfficer')],
  recoveryNetted: [team, informed('financeOfficer')],
  recoveryRepaid: [team, informed('financeOfficer')],
  recoveryWrittenOff: [team, informed('financeOfficer')],
};

export type Person = { id: string; email: string; name: string; language: 'vi' | 'en' };

/** A reader with the group in which they are told, and in whose place, where it is not their own. */
export type Reader = { person: Person; audience: Audience; behalf: Giver | null };

/** The readers of a notice, each once. */
export async function readersOf(
  db: Database,
  template: NoticeTemplate,
  matter: Matter,
  now: string,
): Promise<Reader[]> {
  const readers: Reader[] = [];
  const conflicted = await conflictedOf(db, { agency: matter.agency, id: matter.dossier });
  for (const { to, asks, when } of groups[template]) {
    if (when !== undefined && !when(matter)) continue;
    for (const person of await membersOf(db, to, matter, now)) {
      if (readers.some((reader) => reader.person.id === person.id)) continue;
      // an office tells nobody of their own team's dossier more than the team is told
      if (to !== 'team' && to !== 'receipt' && isOfTeam(matter, person)) continue;
      // whoever did it knows; what was handed in is acknowledged all the same
      if (to !== 'receipt' && matter.actors.includes(person.id)) continue;
      if (asks !== undefined && !mayAct(matter, asks, person, to)) continue;
      // nor is anything about an application asked of whoever declared a conflict of interest, or acts for somebody who did
      if (asks?.startsWith('application.') && conflicted.some((id) => id === person.id || id === person.giver?.person))
        continue;
      // what an office of their own lets them do they do for themselves
      const isOwn = asks !== undefined && duties[asks].roles.some((role) => person.own?.includes(role));
      readers.push({ person, audience: to, behalf: isOwn ? null : (person.giver ?? null) });
    }
  }
  return readers;
}

/** Who declared a conflict of interest with a dossier. */
export async function conflictedOf(
  db: Database,
  { agency, id }: { readonly agency: string; readonly id: string },
): Promise<readonly string[]> {
  const rows = await db.query<{ owner: string }>`select owner::text as owner from draft
    where agency = ${agency} and dossier = ${id}::uuid and form = 'conflict' and answers ? 'conflict'`;
  return rows.map(({ owner }) => owner);
}

/** `giver`: in whose place they would act, under a delegation, with `roles` beside their `own`. */
type Holder = Person & { roles: Role[]; own?: readonly Role[]; giver?: Giver };

async function membersOf(db: Database, to: Audience, matter: Matter, now: string): Promise<Holder[]> {
  const { application } = matter;
  switch (to) {
    case 'team':
    case 'receipt':
      return personsOf(db, matter.agency, matter.team);
    case 'reviewers': {
      const waited = missingReviewers(matter);
      // where one took another's place, the others have been asked before
      const { event, input } = matter;
      return personsOf(db, matter.agency, event === 'application.reviewerReplaced' ? [String(input.in)] : waited);
    }
    case 'council':
      return personsOf(db, matter.agency, (application.council ?? []) as string[]);
    case 'chair':
      return personsOf(
        db,
        matter.agency,
        [application.chair].filter((id) => typeof id === 'string'),
      );
    case 'hands':
      return personsOf(db, matter.agency, handsOf(matter));
    default:
      return inOffice(db, matter.agency, to, now);
  }
}

const isOfTeam = ({ team }: Matter, { id, giver }: Holder): boolean =>
  team.includes(id) || (giver !== undefined && team.includes(giver.person));

/** Whether somebody may do what is waited for: with the roles that they hold, beside what they did before (workflows/rules/duties.ts). */
function mayAct(matter: Matter, event: EventType, { id, roles, giver }: Holder, to: Audience): boolean {
  const machine = event.slice(0, event.indexOf('.'));
  const subject = machine === 'project' || machine === 'application' ? machine : matter.subject;
  const earlierDuties: Duty[] = matter.duties
    .filter((done) => done.subject === subject && [id, giver?.person].includes(done.person))
    .map(({ duty }) => duty);
  // they were named to this very dossier; what they may do there does not hang on an office
  if (to === 'reviewers') roles = [...roles, 'reviewer'];
  if (to === 'council') roles = [...roles, 'councilMember'];
  return mayDo(event, { roles, earlierDuties }).ok;
}

/** The staff through whose hands a request or a recovery went. */
const passed: readonly Duty[] = ['verified', 'prepared', 'approved', 'ordered', 'proposedRecovery'];
function handsOf({ duties, subject }: Matter): string[] {
  const since = duties.filter((done) => done.subject === subject && done.duty === 'requested').at(-1)?.revision ?? 0;
  return duties
    .filter((done) => done.subject === subject && done.revision > since && passed.includes(done.duty))
    .map(({ person }) => person);
}

export function missingReviewers({ application }: Matter): string[] {
  const reviews = (application.reviews ?? {}) as object;
  return ((application.reviewers ?? []) as string[]).filter((person) => !Object.hasOwn(reviews, person));
}

function allReviewed(matter: Matter): boolean {
  return missingReviewers(matter).length === 0;
}

/** With this very vote the council can sit, or has voted to the last member. */
function canConclude(matter: Matter): boolean {
  const { application, pack } = matter;
  const council = (application.council ?? []) as string[];
  const votes = Object.keys((application.votes ?? {}) as object);
  if (votes.length === council.length) return true;
  const quorum = pack?.procedure.council.quorum;
  if (quorum?.numerator == null || quorum.denominator == null) return false;
  const { numerator, denominator, comparison, needs } = quorum;
  const heads = [application.chair, application.viceChair];
  const sits = (present: readonly string[]) =>
    present.length >= atLeast(council.length, numerator, denominator, comparison) &&
    (!needs.includes('chairOrAuthorisedViceChair') || present.some((person) => heads.includes(person)));
  return sits(votes) && !sits(votes.filter((person) => !matter.actors.includes(person)));
}

/** The first money that is set aside makes the agreement ready; what is added later is no news for who signs. */
function firstPlan({ story }: Matter): boolean {
  return story.filter(({ event }) => event === 'project.budgetPlanned').length === 1;
}

/** Where an application stood before it was withdrawn. */
function stands({ story }: Matter, where: 'underReview' | 'beforeCouncil' | 'concluded'): boolean {
  const places: Readonly<Record<string, typeof where>> = {
    'application.reviewersAssigned': 'underReview',
    'application.referredToCouncil': 'beforeCouncil',
    'application.recommended': 'concluded',
    'application.notRecommended': 'concluded',
  };
  return story.flatMap(({ event }) => places[event] ?? []).at(-1) === where;
}

function personsOf(db: Database, agency: string, ids: readonly string[]): Promise<Holder[]> {
  return db.query<Holder>`
    select p.id, p.email, p.name, p.language, coalesce(s.facts->'roles', '[]'::jsonb) as roles
    from person p left join state s on s.agency = ${agency} and s.dossier = p.id and s.subject = 'person' and s.machine = 'register'
    where p.id = any(${ids}::uuid[]) and p.closed_at is null order by p.id`;
}

/** Everybody in an office of the agency: those who hold it, and those who act for one of them today. */
export async function inOffice(db: Database, agency: string, role: Role, now: string): Promise<Holder[]> {
  const holders = await db.query<Holder>`
    select p.id, p.email, p.name, p.language, s.facts->'roles' as roles
    from state s join person p on p.id = s.dossier and p.closed_at is null
    where s.agency = ${agency} and s.subject = 'person' and s.machine = 'register' and s.facts->'roles' ? ${role} order by p.id`;
  return [...holders, ...(await delegatesOf(db, agency, role, now))];
}

/** Those to whom an office of the agency was delegated, as of now, and who do not hold it themselves. */
async function delegatesOf(db: Database, agency: string, role: Role, now: string): Promise<Holder[]> {
  const given = await db.query<{ to: string }>`
    select distinct g->>'to' as "to" from state s cross join jsonb_array_elements(s.facts->'delegations') g
    where s.agency = ${agency} and s.subject = 'person' and s.machine = 'register' and g->'roles' ? ${role}`;
  if (given.length === 0) return [];
  const people = await personsOf(
    db,
    agency,
    given.map(({ to }) => to),
  );
  const found: Holder[] = [];
  for (const person of people) {
    // by the same rule by which they may act
    const giver = (await delegatedTo(db, person.id, now)).find((one) => one.agency === agency && one.role === role);
    if (giver !== undefined) found.push({ ...person, roles: [role], own: person.roles, giver });
  }
  return found;
}
