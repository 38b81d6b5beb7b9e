// What a letter says of its matter: amounts, days and numbers out of the recorded decision, reasons out of what is kept beside it.

import { createHash } from 'node:crypto';
import type { CutLine, NotAccepted, NoticeFact, NoticeTemplate } from '../../templates/mails/notices.ts';
import { type Meets, meetsText, secondText, timeText } from '../../templates/parts/when.ts';
import { actingWords } from '../../templates/words/acting.ts';
import { amendmentNames } from '../../templates/words/amendments.ts';
import { mailWords } from '../../templates/words/mails.ts';
import { nameOf, namesOf } from '../../templates/words/names.ts';
import { reportWords } from '../../templates/words/projects-reports.ts';
import type { Language } from '../../templates/words/words.ts';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import { type AmendmentFacts, undoUntil } from '../../workflows/commands/index.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import type { PaperKind } from '../../workflows/effects.ts';
import { goesOnAt } from '../../workflows/rules/appeals.ts';
import { costed, type Item } from '../../workflows/rules/requests.ts';
import { cutsOf } from '../awards.ts';
import { contentOf, returnOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import { numberUpTo } from '../paperNumbers.ts';
import { lineName } from '../refusals.ts';
import { sheetsByOf } from '../sheetsBy.ts';
import { treasuryOf } from '../treasury.ts';
import { isOnlyMoved, mayConclude, meetingsOf, seatOf, strengthOf } from './council.ts';
import { personsOf } from './holders.ts';
import { colleaguesOf, vacatedBy } from './interests.ts';
import { isPaidToParty, type Matter, trancheOf } from './matter.ts';
import { missingReviewers, type Reader } from './told.ts';

export type Details = {
  /** Which of the template's texts fits; '' for the plain one. */
  variant: string;
  tranche: number | null;
  facts: readonly NoticeFact[];
  /** Expense lines of which less was awarded than recommended. */
  cuts: readonly CutLine[];
  /** Expense lines of which less was accepted than asked. */
  notAccepted: readonly NotAccepted[];
  reason: string;
  /** What the council asks to complete before the decision. */
  completion: string;
  /** What parts of the application's form are to be completed. */
  sections: readonly string[];
  /** Where money that is owed is to be paid, and what the transfer says. */
  payment: readonly NoticeFact[];
  /** What stands in the letter's text: how many criteria the review sheet has, what the reader is on the council, and the like. */
  values: Readonly<Record<string, number | string>>;
};

type Line = { line: string; amountVnd: string };

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
const totalOf = (items: unknown) => sum(((items ?? []) as Line[]).map(({ amountVnd }) => BigInt(amountVnd)));
const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** What flowed out of a vessel of the project by this very event. */
const pouredFrom = ({ postings }: Matter, vessel: string) =>
  sum(
    postings
      .filter(([source]) => source.startsWith('A/project/') && source.endsWith(`/${vessel}`))
      .map(([, , amount]) => BigInt(amount)),
  );

/** Everything that a letter about this notice may say, in a language. */
export async function detailsOf(
  db: Database,
  template: NoticeTemplate,
  matter: Matter,
  { person, audience }: Reader,
  language: Language,
  now: string,
): Promise<Details> {
  const { input, facts, story, subject, event, application, pack } = matter;
  const known = plainOf(template, matter, await numberOf(db, matter));
  const kept = await keptReason(db, matter);
  const before = story.filter((told) => told.subject === subject && told.event === event).length;
  const request = subject.startsWith('recovery/') ? `disbursement/${text(facts.disbursement)}` : subject;
  const sheet = pack?.forms.reviewSheet.sections.flatMap(({ fields }) => fields) ?? [];
  const details = {
    variant: '',
    tranche: trancheOf(matter, request),
    facts: known,
    cuts: [] as CutLine[],
    notAccepted: [] as NotAccepted[],
    reason: kept,
    completion: '',
    sections: [] as string[],
    payment: [] as NoticeFact[],
    values: {
      // the reviewer's conclusion is none of the criteria that it is drawn from
      criteria: sheet.filter((field) => field.kind === 'criterion' && field.overall !== true).length,
      votes: Object.keys((application.votes ?? {}) as object).length,
      members: ((application.council ?? []) as string[]).length,
    },
  };
  switch (template) {
    case 'applicationReceived':
    case 'applicationCompleted':
      return {
        ...details,
        variant: event === 'application.resubmitted' ? 'again' : '',
        facts: audience === 'receipt' ? [...known, ...(await receiptOf(db, matter))] : known,
      };
    case 'reviewAsked': {
      const day = audience === 'reviewers' ? await sheetsByOf(db, matter.agency, matter.dossier) : null;
      return day === null ? details : { ...details, facts: [...known, { name: 'sheetsBy', day }] };
    }
    case 'completionNeeded':
      return { ...details, sections: await sectionsOf(db, matter, language) };
    case 'interestDeclared': {
      const { free, needed, lacks } = strengthOf(matter);
      const colleagues = await colleaguesOf(db, matter, now);
      const offices =
        audience === 'colleagues'
          ? colleagues.filter(({ others }) => others.some(({ id }) => id === person.id)).map(({ office }) => office)
          : await vacatedBy(db, matter, now);
      const [who] = await personsOf(db, matter.agency, matter.actors);
      return {
        ...details,
        variant: application.votes === undefined ? '' : councils[lacks ?? 'nothing'],
        values: {
          ...details.values,
          ...{ free, needed, person: who?.name || actingWords[language].unnamed },
          offices: namesOf('roles', offices.join(', '), language),
        },
      };
    }
    case 'teamChanged': {
      const [who] = await personsOf(
        db,
        matter.agency,
        event === 'application.memberJoined' ? matter.actors : [text(input.person)],
      );
      const role = nameOf('teamRoles', text(input.as), language);
      const variant = { 'application.memberChanged': 'changed', 'application.memberLeft': 'left' }[event] ?? '';
      return {
        ...details,
        variant,
        values: { ...details.values, person: who?.name || actingWords[language].unnamed, role },
      };
    }
    case 'withdrawn': {
      const until = undoUntil(facts);
      return until === null ? details : { ...details, facts: [...known, { name: 'undoUntil', text: timeText(until) }] };
    }
    case 'withdrawalUndone':
      return { ...details, variant: returnedTo(matter) };
    case 'applicationReopened':
      return { ...details, variant: typeof matter.place === 'string' ? matter.place : '' };
    case 'appealUpheld':
      return { ...details, variant: upheldTo(matter) };
    case 'projectTerminated':
      return { ...details, variant: (await isLeft(db, matter)) ? 'remains' : '' };
    case 'projectReinstated':
      return { ...details, variant: reinstatedTo[goesOnAt(facts)] };
    case 'councilCalled': {
      const seat = mailWords[language].seats[seatOf(matter, person.id)];
      const again = isOnlyMoved(matter) ? 'moved' : 'again';
      const variant = event === 'application.councilRecomposed' ? again : '';
      const facts = audience === 'released' ? [] : known;
      const { before: was, after: is } = meetingsOf(matter);
      const said = (meeting: typeof was) => (meeting === null ? mailWords[language].noMeeting : meetsText(meeting));
      return { ...details, variant, facts, values: { ...details.values, seat, was: said(was), is: said(is) } };
    }
    case 'disbursementReceived':
      return { ...details, variant: before > 1 ? 'again' : '' };
    case 'recommended':
      return input.completionNeeded === true
        ? { ...details, variant: 'completion', completion: await completionOf(db, matter) }
        : details;
    case 'awarded': {
      const cuts = cutsOf(application).map((cut) => ({ ...cut, line: lineName(cut.line, language, pack) }));
      return { ...details, cuts };
    }
    case 'voteCast':
      return { ...details, variant: details.values.votes === details.values.members ? 'all' : '' };
    case 'disbursementVerified': {
      const notAccepted = await notAcceptedOf(db, matter, language);
      // each line says why by itself
      return { ...details, variant: notAccepted.length > 0 ? 'less' : '', notAccepted, reason: '' };
    }
    case 'disbursementCancelled':
      return { ...details, variant: typeof input.reason === 'string' ? 'staff' : '' };
    case 'disbursementPaid':
      return { ...details, variant: facts.isAdvance === true ? 'advance' : '' };
    case 'advanceCleared':
      return { ...details, variant: totalOf(facts.advanced) > 0n ? 'part' : '' };
    case 'disbursementEnded':
      return {
        ...details,
        variant: event === 'disbursement.bankRejected' || event === 'disbursement.paymentReturned' ? 'sentBack' : '',
      };
    case 'bankRejected':
    case 'paymentReturned':
      return { ...details, variant: isPaidToParty(matter) ? 'own' : '' };
    case 'recoveryDue':
      return {
        ...details,
        variant: event === 'recovery.decided' ? '' : event === 'disbursement.advanceCleared' ? 'arose' : 'undone',
        payment: audience === 'team' ? await paymentOf(db, matter) : [],
      };
    case 'recoveryCashReceived':
    case 'recoveryNetted':
      return { ...details, payment: audience === 'team' ? await paymentOf(db, matter) : [] };
    case 'recoveryRepaid':
      return { ...details, variant: event === 'recovery.netted' ? 'netted' : '' };
    case 'amendmentRequested':
    case 'amendmentOpinions':
    case 'amendmentGranted':
    case 'amendmentRefused':
    case 'amendmentWithdrawn':
    case 'amendmentEnded':
      return { ...details, values: { ...details.values, kind: amendmentNames[language].toDo[changeIn(facts).kind] } };
    case 'reportPlanned':
    case 'reportRescheduled':
    case 'reportSubmitted':
    case 'reportReturned':
    case 'reportAccepted': {
      const number = Number(facts.number ?? 0);
      const what = await contentOf<{ name?: string }>(db, matter.agency, text(facts.what));
      const name = reportWords[language].named(number, what?.name ?? '');
      const variant = template === 'reportSubmitted' && before > 1 ? 'again' : '';
      return { ...details, variant, values: { ...details.values, report: name } };
    }
    case 'progressReported':
      return { ...details, variant: event.slice('project.'.length) };
    default:
      return details;
  }
}

/** Whether something of the award was left when this was recorded, or comes back of a request that ends by it: it is to be given back. */
async function isLeft(db: Database, { agency, dossier, revision }: Matter): Promise<boolean> {
  const vessel = `^A/project/${dossier}/.*/(awarded|held)$`;
  const [row] = await db.query<{ left: bigint }>`
    select coalesce(sum(case when target ~ ${vessel} then amount else 0 end - case when source ~ ${vessel} then amount else 0 end), 0)::bigint as left
    from posting where agency = ${agency} and dossier = ${dossier}::uuid and revision <= ${revision}::int`;
  return row !== undefined && row.left > 0n;
}

/** By what a team proves that it handed in: the time at which the server received it, and the hash of what that was. */
async function receiptOf(db: Database, { agency, dossier, revision, input }: Matter): Promise<NoticeFact[]> {
  const [row] = await db.query<{ at: Date }>`
    select at from history where agency = ${agency} and dossier = ${dossier}::uuid and revision = ${revision}::int`;
  const body = await contentOf<Json>(db, agency, text(input.content));
  return [
    { name: 'receivedAt', text: row === undefined ? '' : secondText(row.at.toISOString()) },
    { name: 'contentHash', text: body === null ? '' : createHash('sha256').update(canonicalJson(body)).digest('hex') },
  ];
}

/** Which text tells of a council that a member is lost to, by what it lacks then. */
const councils = { nothing: 'councilEnough', members: 'councilShort', head: 'councilHeadless' } as const;

/** Where an application is again that was taken back: who acts next follows from it. */
function returnedTo(matter: Matter): string {
  const { place, application } = matter;
  if (place === 'underReview') return missingReviewers(matter).length === 0 ? 'reviewed' : 'underReview';
  if (place === 'beforeCouncil') return mayConclude(matter) ? 'voted' : 'beforeCouncil';
  const isCompleting = (application.due as Readonly<Record<string, string>> | undefined)?.completion !== undefined;
  if (place === 'recommended' || place === 'notRecommended') return isCompleting ? 'completing' : 'concluded';
  return typeof place === 'string' ? place : '';
}

/** How a letter speaks of a reinstated project, by where it goes on. */
const reinstatedTo = { awaitingAgreement: 'unsigned', active: '', suspended: 'suspended', closing: 'closing' } as const;

/** Where an appeal that was upheld has led: to a place of the application, or back to its team where it has to ask again. */
function upheldTo({ facts, place }: Matter): string {
  const { event } = (facts.against ?? {}) as { event?: string };
  if (event !== undefined && ['application.awarded', 'disbursement.refused', 'amendment.refused'].includes(event))
    return 'again';
  return typeof place === 'string' ? place : '';
}

/** What an agreement asks to report: how often, and the first day. */
function reportsOf(milestones: unknown): NoticeFact[] {
  const days = ((milestones ?? []) as { dueOn: string }[]).map(({ dueOn }) => dueOn).sort();
  return days[0] === undefined
    ? []
    : [
        { name: 'reports', text: String(days.length) },
        { name: 'firstReport', day: days[0] },
      ];
}

/** The number of the decision: that of the paper which the event issued, or the one that was typed. */
async function numberOf(
  db: Database,
  { agency, dossier, revision, subject, event, input, pack }: Matter,
): Promise<string> {
  const kind = issued[event];
  if (kind === undefined || pack === null) return text(input.decisionNumber);
  return numberUpTo(db, pack, { agency, dossier, revision, kind, subject });
}

const issued: Readonly<Record<string, PaperKind>> = {
  'application.awarded': 'awardDecision',
  'recovery.decided': 'recoveryDecision',
};

/** The amounts, numbers and days of each template. */
function plainOf(template: NoticeTemplate, matter: Matter, number: string): NoticeFact[] {
  const { input, facts, story, subject } = matter;
  const asked = story.findLast((told) => told.event === 'disbursement.requested' && told.subject === subject)?.input;
  const amount: NoticeFact = { name: 'amount', vnd: totalOf(facts.items) };
  const decision: NoticeFact = { name: 'decisionNumber', text: number };
  switch (template) {
    case 'recommended':
      return [{ name: 'recommended', vnd: totalOf(input.lines) }];
    case 'awarded':
      return [{ name: 'awarded', vnd: totalOf(input.lines) }, decision];
    case 'agreementReady':
      return [
        { name: 'awarded', vnd: totalOf(facts.lines) },
        { name: 'planned', vnd: BigInt(text(input.amountVnd)) },
        { name: 'year', text: String(input.year) },
      ];
    case 'agreementSigned':
      return [
        { name: 'awarded', vnd: totalOf(facts.lines) },
        { name: 'agreementNumber', text: text(input.agreementNumber) },
        { name: 'endsOn', day: text(input.endsOn) },
        ...reportsOf(input.milestones),
      ];
    case 'councilCalled': {
      const meets = (matter.application.meeting ?? null) as Meets | null;
      if (meets === null) return [];
      return [
        { name: 'meetsOn', day: meets.on },
        { name: 'meetsFrom', text: meets.at ?? '' },
        { name: 'meetsAt', text: meets.place ?? '' },
      ];
    }
    case 'appealUpheld':
    case 'appealDismissed':
    case 'projectReinstated':
    case 'recoveryAnnulled':
    case 'projectSuspended':
    case 'projectResumed':
    case 'projectTerminated':
    case 'agreementNovated':
      return [decision];
    case 'remainderCancelled':
      return [{ name: 'cancelled', vnd: pouredFrom(matter, 'awarded') }, decision];
    case 'disbursementReceived':
      return [{ name: 'asked', vnd: totalOf(facts.items) }];
    case 'disbursementVerified':
      return [
        { name: 'asked', vnd: totalOf(asked?.items) },
        { name: 'accepted', vnd: totalOf(facts.items) },
      ];
    case 'disbursementReturned':
    case 'disbursementRefused':
    case 'disbursementCancelled':
    case 'paymentPrepared':
    case 'paymentRecalled':
    case 'disbursementEnded':
    case 'paymentApproved':
    case 'disbursementOrdered':
    case 'bankRejected':
    case 'recoveryProposed':
    case 'recoveryDropped':
      return [amount];
    case 'paymentReturned':
      return [
        { name: 'cameBack', vnd: totalOf(facts.items) },
        { name: 'reference', text: text(input.reference) },
        { name: 'returnedOn', day: text(input.returnedOn) },
      ];
    case 'disbursementPaid':
    case 'paymentCorrected':
      return [
        { name: 'paid', vnd: totalOf(facts.items) },
        { name: 'reference', text: text(input.reference) },
        { name: 'paidOn', day: text(input.paidOn) },
      ];
    case 'advanceCleared': {
      const cleared = (input.cleared ?? []) as { settledVnd: string; unspentVnd: string }[];
      return [
        { name: 'settled', vnd: sum(cleared.map(({ settledVnd }) => BigInt(settledVnd))) },
        { name: 'unspent', vnd: sum(cleared.map(({ unspentVnd }) => BigInt(unspentVnd))) },
        { name: 'stillAdvanced', vnd: totalOf(facts.advanced) },
      ];
    }
    case 'recoveryDue':
      return [{ name: 'owed', vnd: totalOf(facts.items) }, decision];
    case 'recoveryCashReceived':
    case 'recoveryRepaid':
    case 'recoveryNetted':
      return [
        {
          name: template === 'recoveryNetted' || input.disbursement !== undefined ? 'netted' : 'received',
          vnd: BigInt(text(input.amountVnd)),
        },
        { name: 'reference', text: text(input.reference) },
        { name: 'receivedOn', day: text(input.receivedOn) },
        { name: 'stillDue', vnd: totalOf(facts.items) },
      ];
    case 'amendmentGranted':
    case 'amendmentRefused':
      return [...changeFacts(facts), decision];
    case 'amendmentRequested':
    case 'amendmentOpinions':
      return changeFacts(facts);
    case 'recoveryWrittenOff':
      return [{ name: 'writtenOff', vnd: pouredFrom(matter, 'due') }, decision];
    default:
      return [];
  }
}

const changeIn = (facts: JsonObject) => (facts as unknown as AmendmentFacts).change;

/** The figure that a request to amend is about, where it is about one. */
function changeFacts(facts: JsonObject): NoticeFact[] {
  const change = changeIn(facts);
  if (change.kind === 'time') return [{ name: 'newEnd', day: change.endsOn }];
  return change.kind === 'lines' ? [{ name: 'amount', vnd: BigInt(change.amountVnd) }] : [];
}

type Kept = { text?: string; rows?: { reason?: string }[] };

/** The reason of a decision in its author's words; '' where there is none, or it was erased. */
async function keptReason(db: Database, { agency, input }: Matter): Promise<string> {
  return (await contentOf<Kept>(db, agency, text(input.reason)))?.text ?? '';
}

/** The parts of the form that the officer asks to complete, as it calls them. */
async function sectionsOf(db: Database, { agency, pack, stage, input }: Matter, language: Language): Promise<string[]> {
  const { sections: asked } = await returnOf(db, agency, input.reason);
  const form = pack?.forms.application[stage ?? ''] ?? pack?.forms.application.all;
  return (form?.sections ?? []).filter(({ id }) => asked.includes(id)).map(({ title }) => title[language]);
}

/** Where what is owed is to be paid, by what the agency said of itself at its treasury; nothing while that is not known. */
async function paymentOf(
  db: Database,
  { agency, dossier, revision, subject, code, pack }: Matter,
): Promise<NoticeFact[]> {
  if (pack === null) return [];
  const { unitName, account, treasury } = await treasuryOf(db, agency, pack);
  if (account === '' || treasury === '') return [];
  const decision = await numberUpTo(db, pack, { agency, dossier, revision, kind: 'recoveryDecision', subject });
  return [
    { name: 'payTo', text: [account, unitName, treasury].join(', ') },
    { name: 'payFor', text: [code, decision].filter(Boolean).join(' ') },
  ];
}

/** What a council asks to complete, by its minutes; '' where they were erased. */
const completionOf = async (db: Database, { agency, input }: Matter): Promise<string> =>
  (await contentOf<{ completion?: string }>(db, agency, text(input.minutes)))?.completion ?? '';

/** Line by line what was asked and not accepted, and why. */
async function notAcceptedOf(db: Database, matter: Matter, language: Language): Promise<NotAccepted[]> {
  const { story, subject, input, agency, pack } = matter;
  const sent = story.findLast((told) => told.event === 'disbursement.requested' && told.subject === subject);
  const asked = costed((sent?.input.items ?? []) as unknown as Item[]);
  const accepted = (input.accepted ?? []) as { amountVnd: string; reason?: string }[];
  const found: NotAccepted[] = [];
  for (const [index, { line, amount }] of asked.entries()) {
    const taken = accepted[index];
    const less = amount - BigInt(taken?.amountVnd ?? '0');
    if (less <= 0n) continue;
    const reason = (await contentOf<Kept>(db, agency, text(taken?.reason)))?.text ?? '';
    found.push({ line: lineName(line, language, pack), vnd: less, reason });
  }
  return found;
}
