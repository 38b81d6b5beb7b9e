// Whose turn it is at a dossier, as its page says it to a reader: their own first, with what they can do about it.

import { actingWords } from '../../templates/words/acting.ts';
import { amendmentNames } from '../../templates/words/amendments.ts';
import { dossierWords } from '../../templates/words/dossier.ts';
import { nameOf } from '../../templates/words/names.ts';
import { reportWords } from '../../templates/words/projects-reports.ts';
import { reviewsWords } from '../../templates/words/reviews.ts';
import type { Language } from '../../templates/words/words.ts';
import { type EventType, metaOf, waysOf } from '../../workflows/machines.ts';
import { interestsIn } from '../../workflows/parts.ts';
import type { AmendmentKind } from '../../workflows/rules/amendments.ts';
import { type Day, daysAfter } from '../../workflows/rules/calendar.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { clauseOfPeriod } from '../clauses.ts';
import type { Hand } from '../conflicted.ts';
import { blockedBy } from '../disbursements/index.ts';
import { type Dossier, factOf, placesOf, vesselOf } from '../dossier.ts';
import { numberOf } from '../reportRows.ts';
import type { Todo } from '../todos.ts';
import { recoveriesOf } from './money-path.ts';
import { type Reader, regionOf } from './reading.ts';
import { concludesHere, type Wait } from './waits.ts';

/** A step that somebody can take from the dossier's page. `todo`: all that is waited for of them there, where that is more. */
export type Action = { readonly href: string; readonly label: string; readonly todo?: string };

export type Turn = {
  readonly yours: boolean;
  readonly who: string;
  readonly step: string;
  readonly since: string;
  readonly dueAt: string | null;
  readonly what: string;
  readonly clause: string | null;
  /** What the reader does about it, where it is theirs. */
  readonly actions: readonly Action[];
};

export type At = Hand & { readonly base: string; readonly reader: Reader; readonly language: Language };

/** Who is expected to act, on everything of the dossier that is not at its end; the reader's own turn first, then by due date. */
export function turnsOf(
  dossier: Dossier,
  waits: readonly Wait[],
  at: At,
  isLeftToNobody: (wait: Wait) => boolean,
): Turn[] {
  return waits
    .map((wait) => turnOf(dossier, wait, at, wait.people === null && isLeftToNobody(wait)))
    .sort((a, b) => Number(b.yours) - Number(a.yours) || ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1));
}

function turnOf(dossier: Dossier, wait: Wait, at: At, isLeft: boolean): Turn {
  const { roles, delegated, base, language } = at;
  const w = dossierWords[language];
  const period = dossier.due.find(({ subject }) => subject === wait.subject);
  // whoever appoints finds somebody else where nobody is left
  const appoints = isLeft && roles.includes('administrator');
  const isPaused = isPausedAt(dossier, wait);
  const yours = !isPaused && isTheirs(dossier, wait, at);
  const own = wait.roles.some((role) => roles.includes(role) && !delegated.has(role));
  const giver = own || !yours ? undefined : wait.roles.flatMap((role) => delegated.get(role) ?? [])[0];
  const told = stepOf(dossier, wait, at);
  const isReturned =
    period?.what === 'completion' && dossier.states.get(wait.subject)?.value === 'returnedForCompletion';
  const step = isPaused ? w.paused(told) : told;
  const acting = actingWords[language];
  return {
    yours: yours || appoints,
    who: `${whoOf(wait, at)}${isLeft ? ` (${w.leftToNobody})` : ''}`,
    step: giver === undefined ? step : acting.who(step, giver.name || acting.unnamed),
    since: sinceOf(dossier, wait),
    dueAt: isPaused ? null : (period?.dueAt ?? null),
    what: period?.what ?? '',
    // the law gives the time to complete an application after a council alone
    clause: isReturned
      ? reviewsWords[language].ruleOfSystem
      : clauseOfPeriod(dossier.pack, period?.what ?? '', language),
    actions: appoints
      ? [{ href: `/agencies/${dossier.agency}/people`, label: w.appointOthers }]
      : yours
        ? actionsFor(dossier, wait, base, at)
        : [],
  };
}

/** What waits beside the money of a project, by the region that it is of. */
const regions: Readonly<Partial<Record<Todo, string>>> = {
  reportPrototype: 'product',
  'project.prototypeAccepted': 'product',
  declareCompany: 'company',
  'project.companyFormed': 'company',
  'project.agreementNovated': 'company',
};

/** What leaves something to a support that has ended, or comes back to it. */
const leavesRemainder: readonly string[] = [
  'project.terminated',
  'project.closed',
  'disbursement.paymentReturned',
  'disbursement.bankRejected',
  'disbursement.returned',
  'disbursement.refused',
  'disbursement.cancelled',
];

/**
 * Since when it stands where it is waited for: what only adds to a matter, as an amended agreement does, begins no place anew.
 * What waits for more than the place, a council for the last review, counts from the last that was done.
 */
function sinceOf(dossier: Dossier, { subject, todo: [todo] }: Wait): string {
  const last = dossier.since.get(subject) ?? '';
  const state = dossier.states.get(subject);
  if (state === undefined || todo === 'application.referredToCouncil') return last;
  if (todo === 'project.closingBegun')
    return `${daysAfter(factOf(dossier, subject, 'endsOn') as Day, 1)}T00:00:00+07:00`;
  if (todo === 'project.remainderCancelled')
    return dossier.history.find(({ event }) => leavesRemainder.includes(event))?.at ?? last;
  const region = state.machine === 'project' ? (regions[todo ?? 'newRequest'] ?? 'funding') : null;
  const leaf = metaOf(state).find((one) => one.region === region)?.leaf;
  const begins = waysOf(state.machine, state.version).filter(
    (way) => way.region === region && way.to === leaf && way.from !== leaf,
  );
  const began = dossier.history.find(
    (event) => event.subject === subject && begins.some((way) => way.event === event.event),
  );
  return (
    (began ?? dossier.history.find(({ event }) => leaf === 'awaitingAgreement' && event === 'application.awarded'))
      ?.at ?? last
  );
}

/** Whether something waits for this reader: in an office of theirs or of whom they act for, or by name; and not for whoever may not do it. */
function isTheirs(dossier: Dossier, { subject, roles, people, todo }: Wait, at: At): boolean {
  if (people !== null) return people.includes(at.person);
  if (!roles.some((role) => at.roles.includes(role))) return false;
  const [event] = todo.filter(isEvent);
  if (event === undefined) return true;
  if (event === 'application.recommended' && !concludesHere(dossier, at.person, at.roles)) return false;
  return blockedBy(dossier, subject, event, at) === null;
}

/** While a project is suspended nobody takes its payments on. */
const isPausedAt = (dossier: Dossier, { subject }: Wait): boolean =>
  regionOf(dossier, 'funding') === 'suspended' &&
  ['verified', 'prepared', 'approved'].includes(String(dossier.states.get(subject)?.value)) &&
  subject.startsWith('disbursement/');

const isEvent = (todo: Todo): todo is EventType => todo.includes('.');

function whoOf({ roles: [role = 'system', ...others], people, todo }: Wait, { reader, language }: At): string {
  // either composes the council
  if (todo[0] === 'application.referredToCouncil')
    return [role, ...others].map((one) => nameOf('roles', one, language)).join(dossierWords[language].orElse);
  // how many are missing tells how far the vote is, which is for nobody of the team
  return role === 'councilMember' && people !== null && reader === 'staff'
    ? dossierWords[language].voters(people.length)
    : nameOf('roles', role, language);
}

/** What is done beside the place where the matter stands. */
const beside: readonly Todo[] = [
  'project.budgetPlanned',
  'reportPrototype',
  'project.prototypeAccepted',
  'declareCompany',
  'project.companyFormed',
  'project.agreementNovated',
  'report.submitted',
  'report.accepted',
  'report.rescheduled',
  'missingVotes',
];

function stepOf(dossier: Dossier, { subject, todo, roles }: Wait, { reader, language }: At): string {
  const w = dossierWords[language];
  const [first] = todo;
  if (first === 'application.referredToCouncil') return w.reviewed;
  if (first === 'project.closingBegun') return w.agreementOver;
  if (first === 'newRequest' && regionOf(dossier, 'funding') === 'closing')
    return w.closingAsk(formatVnd(vesselOf(dossier, 'awarded')));
  if (first === 'project.remainderCancelled') return w.remains(formatVnd(vesselOf(dossier, 'awarded')));
  if (first !== undefined && beside.includes(first)) return labelOf(dossier, subject, first, language);
  const places = placesOf(dossier.states.get(subject)!, reader, language);
  return (places.find(({ expects }) => expects !== null && roles.includes(expects)) ?? places[0])?.label ?? '';
}

/** Each page once, where what is waited for is done. */
function actionsFor(dossier: Dossier, { subject, todo }: Wait, base: string, at: At): Action[] {
  const w = dossierWords[at.language];
  const found = new Map<string, Action>();
  for (const one of todo) {
    const href = hrefOf(base, subject, one);
    const mustDeclare = one === 'application.voteCast' && !Object.hasOwn(interestsIn(dossier.states), at.person);
    const said = labelOf(dossier, subject, one, at.language);
    // what is owed is paid at the bank, a ballot is cast by its member: the page says where, and by whom
    const page = one === 'payBack' ? w.seeRecovery : one === 'missingVotes' ? w.seeCouncil : null;
    const label = page ?? said;
    const all = page !== null ? said : mustDeclare ? w.declareAndVote : null;
    if (href !== null && !found.has(href)) found.set(href, { href, label, ...(all !== null && { todo: all }) });
  }
  const [kind, id] = subject.split('/');
  // a payment that no step of the reader's own takes on: what is to be done is on its page
  const page = `${base}/requests/${id}`;
  if (todo.length === 0 && kind === 'disbursement')
    found.set(page, { href: page, label: w.actions['disbursement.cancelled']! });
  return [...found.values()];
}

/** What an act is called where it is offered. */
export function labelOf(dossier: Dossier, subject: string, todo: Todo, language: Language): string {
  const w = dossierWords[language];
  if (todo === 'payBack') {
    const recovery = recoveriesOf(dossier).find(({ id }) => subject === `recovery/${id}`);
    return w.payBack(formatVnd(recovery?.leftVnd ?? 0n));
  }
  const ofReport = reportWords[language].todo[todo];
  if (ofReport !== undefined) return ofReport(numberOf(dossier.states.get(subject)));
  const change = dossier.states.get(subject)?.facts.change as { kind: AmendmentKind } | undefined;
  if (todo.startsWith('amendment.') && change !== undefined)
    return `${w.actions[todo] ?? nameOf('events', todo, language)}: ${amendmentNames[language].kinds[change.kind]}`;
  if (todo === 'project.closed' && vesselOf(dossier, 'awarded') > 0n) return w.cancelThenClose;
  return w.actions[todo] ?? nameOf('events', todo, language);
}

/** Where it is done; null where that is no page of its own. */
export function hrefOf(base: string, subject: string, todo: Todo): string | null {
  if (todo === 'newRequest') return `${base}/requests/new`;
  const [kind, id] = subject.split('/');
  if (kind === 'disbursement') return `${base}/requests/${id}`;
  if (kind === 'recovery') return `${base}/recoveries/${id}`;
  if (kind === 'appeal') return `${base}/appeals/${id}`;
  if (kind === 'amendment') return `${base}/amendments/${id}`;
  if (kind === 'report') return `${base}/reports/${id}`;
  const page = pages[todo];
  return page === undefined ? null : `${base}/${page}`;
}

/** Where each event is caused, and what no event records is done. Several have one page. */
const pages: Readonly<Record<string, string>> = {
  'application.submitted': 'application',
  'application.resubmitted': 'application',
  'application.completed': 'application',
  'application.foundEligible': 'screening',
  'application.reviewersAssigned': 'reviewers',
  'application.reviewerReplaced': 'reviewers',
  'application.reviewSubmitted': 'review',
  'application.referredToCouncil': 'council',
  'application.councilRecomposed': 'council',
  'application.voteCast': 'council',
  'application.recommended': 'council',
  'application.awarded': 'award',
  'application.rejected': 'award',
  'application.withdrawalUndone': 'application/withdraw',
  'project.agreementSigned': 'agreement',
  'project.budgetPlanned': 'budget',
  'project.technologyCompletionStarted': 'progress',
  'project.prototypeStarted': 'progress',
  'project.commercialisationStarted': 'progress',
  missingVotes: 'council',
  reportPrototype: 'prototype',
  declareCompany: 'company',
  'project.prototypeAccepted': 'prototype',
  'project.registrationStarted': 'progress',
  'project.companyFormed': 'company',
  'project.agreementNovated': 'novation',
  'project.closingBegun': 'closing',
  'project.closed': 'closing',
  'project.remainderCancelled': 'closing',
  'project.resumed': 'steering',
  'project.suspended': 'steering',
  'project.terminated': 'steering',
};
