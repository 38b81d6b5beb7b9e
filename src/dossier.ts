// A dossier as pages look at it: the facts that decisions rest on, and beside them its history with the names of people.

import { actingWords } from '../templates/words/acting.ts';
import { reviewsWords } from '../templates/words/reviews.ts';
import type { JsonObject, StateRow } from '../workflows/decide.ts';
import { acceptedEvents, type EventType, metaOf } from '../workflows/machines.ts';
import type { Pack } from '../workflows/programmes/schema.ts';
import { type Day, daysAfter } from '../workflows/rules/calendar.ts';
import { duties, type Role, staff } from '../workflows/rules/duties.ts';
import type { Database, Parameter } from './database/pool.ts';
import { appealReaders, moneyReaders } from './doors.ts';
import { type ReadBefore, readFacts } from './facts.ts';

export type Event = {
  revision: number;
  event: string;
  at: string;
  actor: string;
  /** '' for the system. */
  name: string;
  /** In whose place it was done, under a delegation; null as a rule. */
  behalf: string | null;
  subject: string;
  input: JsonObject;
};
/** A duty of a person. What is done for another is a duty of both: `by` did it, for `behalf`. */
export type Done = {
  subject: string;
  duty: string;
  person: string;
  name: string;
  by: string;
  behalf: string | null;
  revision: number;
  at: string;
};
export type Due = { subject: string; what: string; dueAt: string; dueOn: string };
export type PaperRow = {
  register: string;
  year: number;
  number: number;
  kind: string;
  subject: string;
  revision: number;
  at: string;
};

export type Party = { readonly id: string; readonly name: string; readonly facts: JsonObject };

export type Dossier = {
  readonly agency: string;
  readonly id: string;
  /** What people call it by: 'HS-2026-4F1A2B'. */
  readonly code: string;
  readonly revision: number;
  /** The project's name as last handed in, or as it stands in the draft; '' while there is none. */
  readonly title: string;
  readonly call: { readonly id: string; readonly facts: JsonObject } | null;
  readonly party: Party | null;
  /** Who applied: another than the party that it has now, once the agreement passed to a company. */
  readonly applicant: Party | null;
  readonly pack: Pack;
  readonly stage: string;
  readonly awardYear: number | null;
  readonly beneficiaryClass: string | null;
  readonly states: ReadonlyMap<string, StateRow>;
  /** Since when each subject stands where it does. */
  readonly since: ReadonlyMap<string, string>;
  readonly balances: ReadonlyMap<string, bigint>;
  /** Newest first. */
  readonly history: readonly Event[];
  readonly done: readonly Done[];
  readonly due: readonly Due[];
  readonly papers: readonly PaperRow[];
};

/** What stands beside the facts of a dossier and its history. */
type Beside = {
  done: Omit<Done, 'by' | 'behalf' | 'at'>[];
  due: Due[];
  papers: Omit<PaperRow, 'at'>[];
  party: string;
  title: string;
  since: Record<string, string>;
};

/** Of each database its own. */
const readBefore = new WeakMap<Database, ReadBefore>();

/** Reads an application and all that became of it; null when there is none. */
export async function readDossier(db: Database, agency: string, id: string, now: string): Promise<Dossier | null> {
  const nobody = '00000000-0000-0000-0000-000000000000';
  const wanted = { agency, dossier: id, actor: nobody, onBehalfOf: null, key: nobody, others: [], accounts: null };
  const before: ReadBefore = readBefore.get(db) ?? new Map();
  readBefore.set(db, before);
  const { facts } = await readFacts(db, before, wanted, now);
  const { dossier, pack } = facts;
  if (dossier === null || dossier.kind !== 'application' || pack === null) return null;
  const upTo = dossier.revision;
  const [history, beside] = await Promise.all([
    readEvents(db, 'select * from history where agency = $1 and dossier = $2::uuid and revision <= $3', [
      agency,
      id,
      upTo,
    ]),
    // one statement for all of it: each is quickly answered, and takes its time to be asked
    db.query<Beside>`select coalesce((
        select jsonb_agg(jsonb_build_object('subject', d.subject, 'duty', d.duty, 'person', d.person, 'name', coalesce(p.name, ''), 'revision', d.revision)
          order by d.revision)
        from duty d left join person p on p.id = d.person
        where d.agency = ${agency} and d.dossier = ${id} and d.revision <= ${upTo}), '[]') as done,
      coalesce((
        select jsonb_agg(jsonb_build_object('subject', subject, 'what', what, 'dueAt', due_at, 'dueOn', due_on) order by due_at) from deadline
        where agency = ${agency} and dossier = ${id} and set_revision <= ${upTo} and coalesce(cleared_revision, ${upTo + 1}) > ${upTo}), '[]') as due,
      coalesce((
        select jsonb_agg(jsonb_build_object('register', register, 'year', year, 'number', number, 'kind', kind, 'subject', subject, 'revision', revision)
          order by revision)
        from paper where agency = ${agency} and dossier = ${id} and revision <= ${upTo}), '[]') as papers,
      coalesce((select name from party_profile where agency = ${agency} and party = ${dossier.party}), '') as party,
      coalesce(
        (select body->>'projectName' from content where agency = ${agency} and commitment = ${String(facts.states.get('application')?.facts.content ?? '')}),
        (select answers->>'projectName' from draft where agency = ${agency} and dossier = ${id} and form = 'application' limit 1),
        '') as title,
      (select jsonb_object_agg(s.subject, h.at) from state s
        join history h on h.agency = s.agency and h.dossier = s.dossier and h.revision = s.revision where s.agency = ${agency} and s.dossier = ${id}) as since`,
  ]);
  const { done, due, papers, since, ...named } = beside[0]!;
  const events = new Map(history.map((event) => [event.revision, event]));
  const eventOf = (revision: number): Event => {
    const event = events.get(revision);
    if (event === undefined) throw new Error(`dossier ${id} has no event of revision ${revision}`);
    return event;
  };
  const other = (of: string | null) => (of === null ? undefined : facts.others.get(of));
  const party: Party | null =
    dossier.party === null
      ? null
      : { id: dossier.party, name: named.party, facts: other(dossier.party)?.state?.facts ?? {} };
  return {
    agency,
    id,
    code: codeOf(id, history.at(-1)?.at ?? now),
    revision: dossier.revision,
    title: named.title,
    call: dossier.call === null ? null : { id: dossier.call, facts: other(dossier.call)?.state?.facts ?? {} },
    party,
    applicant: (await applicantOf(db, agency, history)) ?? party,
    pack,
    stage: dossier.stage ?? '',
    awardYear: dossier.awardYear,
    beneficiaryClass: dossier.beneficiaryClass,
    states: facts.states,
    since: new Map(Object.entries(since).map(([subject, at]) => [subject, isoOf(at)])),
    balances: facts.balances,
    history: [...events.values()],
    done: done.map((act) => {
      const { actor: by, behalf, at } = eventOf(act.revision);
      return { ...act, by, behalf, at };
    }),
    due: due.map((period) => ({ ...period, dueAt: isoOf(period.dueAt) })),
    papers: papers.map((paper) => ({ ...paper, at: eventOf(paper.revision).at })),
  };
}

/** The last day of an agreement that is over, and whose closing has not begun: nothing can be asked for under it. null else. */
export function agreementOver(dossier: Pick<Dossier, 'states'>, today: string): string | null {
  const { value, facts } = dossier.states.get('project') ?? {};
  const { endsOn } = facts ?? {};
  const isActive = (value as { funding?: string } | undefined)?.funding === 'active';
  return isActive && typeof endsOn === 'string' && endsOn < today ? endsOn : null;
}

/** So long before its end an agreement is about to end: from the first of the days on which teams are reminded of what ends. */
export const endingDays = 7;

/** Whether the agreement is about to end: what can still be asked for then waits, whatever was asked for already. */
export function isEnding(dossier: Pick<Dossier, 'states'>, today: Day): boolean {
  const { endsOn } = dossier.states.get('project')?.facts ?? {};
  return typeof endsOn === 'string' && endsOn <= daysAfter(today, endingDays);
}

/** Who applied, of a dossier that was novated since; null of any other. */
async function applicantOf(db: Database, agency: string, history: readonly Event[]): Promise<Party | null> {
  if (novationIn({ history }) === undefined) return null;
  const id = String(history.at(-1)?.input.party);
  const [row] = await db.query<{ name: string | null; facts: JsonObject }>`
    select p.name, s.facts from state s left join party_profile p on p.agency = s.agency and p.party = s.dossier
    where s.agency = ${agency} and s.dossier = ${id}::uuid and s.subject = 'party'`;
  return row === undefined ? null : { id, name: row.name ?? '', facts: row.facts };
}

/** When the agreement passed to a company; undefined while it has not. */
export const novationIn = ({ history }: Pick<Dossier, 'history'>): Event | undefined =>
  history.find(({ event }) => event === 'project.agreementNovated');

/** Whose a dossier was at one of its events: what was done before the agreement passed to a company stays the applicant's. */
export function partyAt(dossier: Pick<Dossier, 'history' | 'party' | 'applicant'>, revision: number): Party | null {
  const novation = novationIn(dossier);
  return novation === undefined || revision >= novation.revision ? dossier.party : dossier.applicant;
}

/** Events with the names of people, newest first. `chosen`: a query that gives rows of history. */
export async function readEvents(
  db: Database,
  chosen: string,
  parameters: Parameter[],
): Promise<(Event & { dossier: string; command: string })[]> {
  // what was recorded is read as JSON once for each event: it is the larger part of the work
  const events = await db.run<Event & { dossier: string; command: string }>(
    `select h.dossier::text as dossier, h.revision, h.event, h.at::text as at, h.actor::text as actor, coalesce(p.name, '') as name,
        case when h.said->>'onBehalfOf' is not null then coalesce(g.name, '') end as behalf,
        coalesce(h.said->>'subject', '') as subject, h.said->'command'->>'type' as command, h.said->'command'->'input' as input
      from (select *, payload::jsonb as said from (${chosen}) chosen offset 0) h
        left join person p on p.id = h.actor left join person g on g.id = (h.said->>'onBehalfOf')::uuid
      order by h.at desc, h.dossier, h.revision desc`,
    parameters,
  );
  return events.map((event) => ({ ...event, at: isoOf(event.at) }));
}

/** Who did something, as people read it: with whom they did it for. */
export function nameWith({ name, behalf }: Pick<Event, 'name' | 'behalf'>, language: 'vi' | 'en'): string {
  const w = actingWords[language];
  return behalf === null ? name : w.who(name, behalf || w.unnamed);
}

/** Who judged what: for those who decide, neither for the team nor for who is here as a judge and nothing else. */
const ofJudges: ReadonlySet<string> = new Set([
  'application.reviewSubmitted',
  'application.voteCast',
  'application.reviewerReplaced',
  'application.reviewerAdded',
  'application.interestDeclared',
]);

/** To whom it is said what somebody's conflict of interest is: to those who have to find others in their place, and to who audits. */
export const toldOfInterests: readonly Role[] = ['officer', 'secretary', 'chair', 'director', 'auditor'];

/** Decisions whose reasons are said to the team. The council's are for who decides, and so is why a reviewer had to go. */
const explainedToTeam: ReadonlySet<string> = new Set([
  'application.returned',
  'application.foundIneligible',
  'application.awarded',
  'application.rejected',
  'project.suspended',
  'project.resumed',
  'project.terminated',
  'project.remainderCancelled',
  'disbursement.returned',
  'disbursement.refused',
  'disbursement.cancelled',
  'disbursement.bankRejected',
  'disbursement.paymentCorrected',
  'disbursement.paymentReturned',
  'recovery.proposed',
  'recovery.dropped',
  'recovery.writtenOff',
  'appeal.notAccepted',
  'appeal.upheld',
  'appeal.dismissed',
  'amendment.requested',
  'amendment.granted',
  'amendment.refused',
  'report.rescheduled',
  'report.returned',
]);

/** An event as somebody may see it. `reason`: the commitment to it, null where there is none or it is not for them. */
export type VisibleEvent = Event & { readonly reason: string | null };

/** Whether somebody with these roles at a dossier reads of its money, and of all that came after the application. */
export const readsMoney = (roles: readonly Role[]): boolean => roles.some((role) => moneyReaders.includes(role));

/** What somebody with these roles may see of a dossier's history, newest first: every page that tells events takes them from here. */
export function visibleHistory({ history }: Pick<Dossier, 'history'>, roles: readonly Role[]): readonly VisibleEvent[] {
  const isTeam = roles.includes('founder');
  const decides = !isTeam && roles.some((role) => staff.includes(role));
  return history
    .filter(({ event }) => decides || !ofJudges.has(event))
    .filter(({ event }) => readsMoney(roles) || event.startsWith('application.'))
    .map((event) => {
      const { reason: said, ...input } = event.input ?? {};
      const reason = event.event === 'application.interestDeclared' ? input.conflict : said;
      return { ...event, input, reason: isSaidTo(roles, event.event) && typeof reason === 'string' ? reason : null };
    });
}

/** Whether it is said to somebody with these roles why a step was taken: that of an appeal to who reads the appeal. */
function isSaidTo(roles: readonly Role[], event: string): boolean {
  const areAmong = (told: readonly Role[]) => roles.some((role) => told.includes(role));
  if (event === 'application.interestDeclared') return areAmong(toldOfInterests);
  if (roles.includes('founder')) return explainedToTeam.has(event);
  return areAmong(event.startsWith('appeal.') ? appealReaders : staff);
}

/** PostgreSQL's text of an instant as ISO 8601. */
const isoOf = (text: string): string => new Date(text).toISOString();

/** What people call a dossier by: the year it began, and the end of its id. */
export function codeOf(id: string, beganAt: string): string {
  return `HS-${new Date(beganAt).toISOString().slice(0, 4)}-${id.slice(-6).toUpperCase()}`;
}

/** What somebody with these roles may try on a subject in its present state. What they did before may still stand in the way. */
export type Possible = { subject: string; event: EventType };

export function possibleFor(dossier: Dossier, roles: readonly Role[]): Possible[] {
  const found: Possible[] = [];
  for (const state of dossier.states.values())
    for (const event of acceptedEvents(state))
      if (duties[event].roles.some((role) => roles.includes(role))) found.push({ subject: state.subject, event });
  return found;
}

/** Where a subject stands: for each region its leaf, its label for the reader, and who is expected to act. */
export function placesOf(state: StateRow, reader: 'staff' | 'founder', language: 'vi' | 'en') {
  return metaOf(state).map(({ region, leaf, meta }) => ({
    region,
    leaf,
    label: reader === 'staff' && isReviewed(state) ? reviewsWords[language].allReviewed : meta[reader][language],
    expects: meta.expects,
  }));
}

/** Whether an application that is under review has every review that was asked for: then it waits for a council. */
function isReviewed({ value, facts }: StateRow): boolean {
  const { reviewers = [], reviews = {} } = facts as { reviewers?: string[]; reviews?: object };
  return value === 'underReview' && reviewers.length > 0 && reviewers.every((id) => Object.hasOwn(reviews, id));
}

/** Until when a dossier's call is open, or was. */
export function closingOf({ call }: Pick<Dossier, 'call'>, now: string): { closesAt: string; isOpen: boolean } {
  const facts = (call?.facts ?? {}) as { closesAt?: string; closedAt?: string };
  const closesAt = facts.closedAt ?? facts.closesAt ?? now;
  return { closesAt, isOpen: Date.parse(closesAt) > Date.parse(now) };
}

/** A fact of a subject as text; '' when it is not there. */
export function factOf(dossier: Dossier, subject: string, name: string): string {
  const value = dossier.states.get(subject)?.facts[name];
  return typeof value === 'string' ? value : '';
}

/** The requests for money, oldest first, with their place in the row of tranches. */
export function requestsOf(
  dossier: Dossier,
): { subject: string; id: string; tranche: number; state: StateRow; at: string }[] {
  const begun = dossier.history.filter(({ event }) => event === 'disbursement.requested').toReversed();
  const subjects = [...new Set(begun.map(({ subject }) => subject))];
  return subjects.flatMap((subject, index) => {
    const state = dossier.states.get(subject);
    if (state === undefined) return [];
    const at = begun.find((event) => event.subject === subject)!.at;
    return [{ subject, id: subject.slice('disbursement/'.length), tranche: index + 1, state, at }];
  });
}

/** What stands in a vessel of the project, over its lines or on one of them. */
export function vesselOf(dossier: Dossier, vessel: string, line?: string): bigint {
  const [from, to] = [`A/project/${dossier.id}/${line === undefined ? '' : `${line}/`}`, `/${vessel}`];
  let sum = 0n;
  for (const [id, amount] of dossier.balances) if (id.startsWith(from) && id.endsWith(to)) sum += amount;
  return sum;
}
