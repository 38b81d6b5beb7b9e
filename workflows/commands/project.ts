// An incubated project: its funding, its product, its company.

import { z } from 'zod';
import type { Context, Facts, JsonObject, StateRow } from '../decide.ts';
import { budgetDossier } from '../ids.ts';
import { take } from '../machines.ts';
import { budget, freed, type LineVessel, lineBalances, type ProjectBudget, projectBudget } from '../rules/accounts.ts';
import { addMonths, type Day } from '../rules/calendar.ts';
import * as postings from '../rules/postings.ts';
import { clauseOf, dayOutside, type Refusal, refuse } from '../rules/refusals.ts';
import { costed, type DisbursementFacts } from '../rules/requests.ts';
import { decidedBy } from '../ruleVersions.ts';
import { beforeNetting, nettingUndone } from './netting.ts';
import { givenBefore } from './once.ts';
import { endedReports, milestone, plannedBy } from './report.ts';
import { budgetSource, day, reference, sha256, spec, uuid, vnd, year } from './spec.ts';

const project = { kind: 'application', machine: 'project', subject: () => 'project' } as const;
const nothing = z.strictObject({});
const decided = z.strictObject({ decisionNumber: reference, reason: sha256 });
const report = z.strictObject({ report: sha256 });

/** What stands in a vessel of a project, over all its lines. */
export function total({ facts, dossier }: Context<unknown>, vessel: LineVessel): bigint {
  return lineBalances(facts.balances, dossier, vessel).reduce((sum, { amount }) => sum + amount, 0n);
}

/** What the project has of one year and source, relied on to the đồng: a year that closes changes it from elsewhere. */
export const budgetIn = ({ exactly, dossier }: Context<unknown>, { year, source }: postings.BudgetKey): ProjectBudget =>
  projectBudget((vessel) => exactly(budget.project(year, source, dossier, vessel)));

/** The project's own budget accounts: year, source and amount. */
function budgetOf(
  { facts, dossier }: Context<unknown>,
  vessels: readonly string[],
): { year: number; source: string; amount: bigint }[] {
  const found: { year: number; source: string; amount: bigint }[] = [];
  for (const [id, amount] of facts.balances) {
    const part = id.split('/');
    if (part[0] === 'B' && part[3] === dossier && vessels.includes(part[4]!) && amount > 0n)
      found.push({ year: Number(part[1]), source: part[2]!, amount });
  }
  return found.sort((a, b) => a.year - b.year || (a.source < b.source ? -1 : 1));
}

/** The funding region, as a name. */
export function fundingOf(states: ReadonlyMap<string, { value: unknown }>): string {
  const value = states.get('project')?.value;
  return typeof value === 'object' && value !== null ? String((value as JsonObject).funding) : '-';
}

/** Disbursements that are neither settled nor refused nor cancelled. */
export function openDisbursements({ facts }: Context<unknown>): string[] {
  return [...facts.states.values()]
    .filter((s) => s.machine === 'disbursement' && !['settled', 'refused', 'cancelled'].includes(String(s.value)))
    .map((s) => s.subject);
}

export const planBudget = spec({
  ...project,
  event: 'project.budgetPlanned',
  input: z.strictObject({ year, source: budgetSource, amountVnd: vnd }),
  needs: ({ year, source }, agency) => [budgetDossier(agency, year, source)],
  decide: (context) => {
    const { input, facts, rely, dossier } = context;
    const row = rely(budgetDossier(facts.agency, input.year, input.source), 'budgetYear');
    if (row?.state?.value !== 'open') return refuse('yearClosed', { details: { year: String(input.year) } });
    const planned = budgetOf(context, ['reserved', 'ordered', 'paid']).reduce((sum, b) => sum + b.amount, 0n);
    const promised = (
      ['awarded', 'held', 'ordered', 'advanced', 'settled', 'due', 'returned', 'writtenOff'] as const
    ).reduce((sum, v) => sum + total(context, v), 0n);
    if (planned + BigInt(input.amountVnd) > promised)
      return refuse('planExceedsAward', {
        limit: String(promised),
        used: String(planned),
        actual: input.amountVnd,
        left: String(promised - planned),
      });
    return { flows: { plan: () => postings.plan(dossier, input, BigInt(input.amountVnd)) } };
  },
});

/** What was reserved and is neither ordered nor counted on by a request that is prepared or approved goes back to its year. */
export const releaseBudget = spec({
  ...project,
  event: 'project.budgetReleased',
  input: z.strictObject({ year, source: budgetSource, amountVnd: vnd, reason: sha256 }),
  needs: ({ year, source }, agency) => [budgetDossier(agency, year, source)],
  decide: (context) => {
    const { input, facts, rely, dossier } = context;
    const row = rely(budgetDossier(facts.agency, input.year, input.source), 'budgetYear');
    if (row?.state?.value !== 'open') return refuse('yearClosed', { details: { year: String(input.year) } });
    const has = budgetIn(context, input);
    const amount = BigInt(input.amountVnd);
    const counted = countedOn(facts.states.values(), input);
    const free = has.reserved - counted;
    if (amount > free)
      return refuse('releaseExceedsReserved', {
        limit: String(has.reserved),
        used: String(counted),
        actual: input.amountVnd,
        left: String(free > 0n ? free : 0n),
      });
    const { year, source } = input;
    return {
      flows: {
        unplan: () => postings.unplan(dossier, { year, source, amount, freed: freed(has, 'reserved', amount) }),
      },
    };
  },
});

/** What requests that are prepared or approved will take of what is reserved of a year and source. */
export function countedOn(
  states: Iterable<{ machine: string; value: unknown; facts: JsonObject }>,
  { year, source }: postings.BudgetKey,
): bigint {
  let counted = 0n;
  for (const { machine, value, facts } of states) {
    const { budget, items } = facts as unknown as DisbursementFacts;
    if (machine !== 'disbursement' || !['prepared', 'approved'].includes(String(value))) continue;
    if (budget?.year !== year || budget.source !== source) continue;
    counted += costed(items).reduce((sum, { amount }) => sum + amount, 0n);
  }
  return counted;
}

export const signAgreement = spec({
  ...project,
  event: 'project.agreementSigned',
  /** `signedOn`: the day that stands on the paper; the day of recording where nothing is said. `milestones`: each plans a report. */
  input: z.strictObject({
    agreementNumber: reference,
    signedOn: day.optional(),
    endsOn: day,
    document: sha256,
    milestones: z.array(milestone).max(40).optional(),
  }),
  decide: (context) => {
    const { input, facts, own, today } = context;
    if (total(context, 'awarded') === 0n) return refuse('awardCancelled');
    const signedOn = input.signedOn ?? today;
    const outside = dayOutside(signedOn, own.awardedOn as Day | undefined, today);
    if (outside !== null) return outside;
    const stage = facts.pack?.stages.find((s) => s.id === facts.dossier?.stage);
    const months = stage?.durationMonths.value ?? null;
    if (facts.pack === null || stage === undefined || months === null)
      return refuse('unknownLaw', { details: { cap: 'durationMonths' } });
    if (input.endsOn < today)
      return refuse('agreementEnded', {
        limit: today,
        actual: input.endsOn,
        details: { until: input.endsOn, signing: 'yes' },
      });
    // the award is for as long as the council recommended: where that is shorter than the law lets it be, it is the limit
    const recommended = facts.states.get('application')?.facts.months;
    if (typeof recommended === 'number' && recommended < months && input.endsOn > addMonths(signedOn, recommended))
      return refuse('longerThanRecommended', { limit: String(recommended), actual: input.endsOn });
    if (input.endsOn > addMonths(signedOn, months))
      return refuse('duration', {
        limit: String(months),
        actual: input.endsOn,
        clause: clauseOf(facts.pack, stage.durationMonths.source),
      });
    const planned = plannedBy(input.milestones ?? [], { states: facts.states, from: signedOn, until: input.endsOn });
    if ('rule' in planned) return planned;
    return { facts: { agreementNumber: input.agreementNumber, endsOn: input.endsOn, signedOn }, ...planned };
  },
});

export const suspend = spec({
  ...project,
  event: 'project.suspended',
  input: decided,
  decide: ({ input }) => ({ facts: { suspendedFor: input.reason } }),
});
export const resume = spec({
  ...project,
  event: 'project.resumed',
  input: decided,
  decide: () => ({ facts: { suspendedFor: null } }),
});
/** The requests to amend that end with the agreement, by the act that ends it; `but` is left as it is. */
export function endAmendments(states: Facts['states'], but?: string) {
  const ended = [...states.values()].flatMap((row) => {
    if (row.machine !== 'amendment' || row.subject === but) return [];
    const taken = take(row, { type: 'amendment.ended' });
    return taken.ok ? [{ row, taken }] : [];
  });
  return {
    also: ended.map(({ row, taken }): StateRow => ({ ...row, ...taken.next })),
    alsoEffects: ended.map(({ row, taken }) => ({ subject: row.subject, effects: taken.effects })),
    alsoDuties: ended.map(({ row }) => ({ subject: row.subject, event: 'amendment.ended' as const })),
  };
}

export const terminate = spec({
  ...project,
  event: 'project.terminated',
  input: decided,
  // What was ordered is with the bank. Everything else that was asked for ends with the support, and its money is free again;
  // nobody waits for its reports any more.
  decide: (context) => {
    const { input, facts, dossier } = context;
    const ended = [...facts.states.values()].flatMap((row) => {
      if (row.machine !== 'disbursement') return [];
      const taken = take(row, { type: 'disbursement.ended' });
      return taken.ok ? [{ row, taken }] : [];
    });
    const amendments = endAmendments(facts.states);
    const reports = endedReports(facts);
    const undone = nettingUndone(
      context,
      ended.map(({ row }) => row),
    );
    const itemsOf = (subject: string) => (facts.states.get(subject)!.facts as unknown as DisbursementFacts).items;
    return {
      facts: { terminatedFor: input.reason },
      flows: { ...undone.flows, release: (subject) => postings.release(dossier, costed(itemsOf(subject))) },
      also: [
        ...ended.map(({ row, taken }) => ({
          ...{ ...row, ...taken.next },
          facts: { ...row.facts, reason: input.reason, ...beforeNetting(row) },
        })),
        ...undone.also,
        ...amendments.also,
        ...reports.also,
      ],
      alsoEffects: [
        ...ended.map(({ row, taken }) => ({ subject: row.subject, effects: taken.effects })),
        ...undone.alsoEffects,
        ...amendments.alsoEffects,
        ...reports.alsoEffects,
      ],
      alsoDuties: [
        ...ended.map(({ row }) => ({ subject: row.subject, event: 'disbursement.ended' as const })),
        ...undone.alsoDuties,
        ...amendments.alsoDuties,
        ...reports.alsoDuties,
      ],
    };
  },
});
export const beginClosing = spec({
  ...project,
  event: 'project.closingBegun',
  input: nothing,
  decide: ({ facts, today }) => ({
    ...endAmendments(facts.states),
    ...(decidedBy(2, facts) && { facts: { closingSince: today } }),
  }),
});

export const close = spec({
  ...project,
  event: 'project.closed',
  input: z.strictObject({ liquidationNumber: reference }),
  decide: (context) => ({
    facts: { liquidationNumber: context.input.liquidationNumber },
    ...endedReports(context.facts),
    event: {
      openDisbursements: openDisbursements(context).length,
      advancedVnd: String(total(context, 'advanced')),
      dueVnd: String(total(context, 'due')),
    },
  }),
});

export const cancelRemainder = spec({
  ...project,
  event: 'project.remainderCancelled',
  input: z.strictObject({ decisionNumber: reference, reason: sha256.optional() }),
  decide: (context): Refusal | { flows: { cancelRemainder: () => ReturnType<typeof postings.cancelRemainder> } } => {
    const { facts, dossier, rely, own, roles } = context;
    // before anything is signed it takes back the whole award, which the director gave
    if (fundingOf(facts.states) === 'awaitingAgreement' && !roles.includes('director'))
      return refuse('role', { details: { roles: 'director' } });
    const inHands = openDisbursements(context).filter(
      (s) => !['paid', 'draft', 'returned'].includes(String(facts.states.get(s)?.value)),
    ).length;
    if (inHands > 0) return refuse('openRequests', { limit: '0', actual: String(inHands) });
    const row = rely(facts.dossier?.call, 'call');
    if (row === null) return refuse('noSuchDossier');
    const call = { id: row.id, closed: row.state?.value === 'closed' };
    const lines = lineBalances(facts.balances, dossier, 'awarded');
    const left = lines.reduce((total, { amount }) => total + amount, 0n);
    const counted = BigInt((own.countedVnd as string | undefined) ?? '0');
    const { party, stage } = facts.dossier ?? {};
    const reserved = budgetOf(context, ['reserved']).map((one) => ({
      ...one,
      freed: freed(budgetIn(context, one), 'reserved', one.amount),
    }));
    const back = counted > 0n && party && stage ? postings.countSupport(party, stage, left, 'back') : [];
    return {
      ...(counted > 0n ? { facts: { countedVnd: String(counted - left) } } : {}),
      flows: {
        cancelRemainder: () => [...postings.cancelRemainder(dossier, call, lines, reserved), ...back],
      },
    };
  },
});

export const startTechnologyCompletion = spec({
  ...project,
  event: 'project.technologyCompletionStarted',
  input: report,
  decide: () => ({}),
});
export const startPrototype = spec({
  ...project,
  event: 'project.prototypeStarted',
  input: report,
  decide: () => ({}),
});
export const acceptPrototype = spec({
  ...project,
  event: 'project.prototypeAccepted',
  input: z.strictObject({ minutes: sha256 }),
  decide: ({ input }) => ({ facts: { prototypeMinutes: input.minutes } }),
});
export const startCommercialisation = spec({
  ...project,
  event: 'project.commercialisationStarted',
  input: report,
  decide: () => ({}),
});
export const startRegistration = spec({
  ...project,
  event: 'project.registrationStarted',
  input: nothing,
  decide: () => ({}),
});

export const formCompany = spec({
  ...project,
  event: 'project.companyFormed',
  /** `shares`: the commitment to who holds how much of it; a company of before there was such a table has none. */
  input: z.strictObject({ company: uuid, certificate: sha256, shares: sha256.optional() }),
  needs: ({ company }) => [company],
  decide: ({ input, rely }) => {
    const company = rely(input.company, 'party');
    if (company?.state?.facts.kind !== 'enterprise') return refuse('noSuchDossier');
    const { certificate, shares } = input;
    return { facts: { company: input.company, certificate, ...(shares !== undefined && { shares }) } };
  },
});

export const novate = spec({
  ...project,
  event: 'project.agreementNovated',
  input: z.strictObject({ company: uuid, payeeVerified: z.boolean(), decisionNumber: reference }),
  needs: ({ company }) => [company],
  decide: (context) => {
    const { input, own, rely, facts } = context;
    const company = rely(input.company, 'party', 'andDebt');
    if (company?.state?.facts.kind !== 'enterprise' || (own.company !== undefined && own.company !== input.company))
      return refuse('noSuchDossier');
    const funding = fundingOf(facts.states);
    if (funding !== 'active' && funding !== 'closing')
      return refuse('projectNotActive', { details: { state: funding } });
    if (facts.dossier?.party === input.company) return refuse('exists');
    const inHands = [...facts.states.values()].filter(
      (s) => s.machine === 'disbursement' && ['prepared', 'approved', 'ordered'].includes(String(s.value)),
    ).length;
    if (inHands > 0) return refuse('openRequests', { limit: '0', actual: String(inHands) });
    const application = facts.states.get('application')!;
    const { team, left } = application.facts as { team?: string[]; left?: string[] };
    const gone = decidedBy(2, facts) ? left : [];
    const counted = BigInt((own.countedVnd as string | undefined) ?? '0');
    const before = decidedBy(2, facts) ? givenBefore(context, company.id, counted) : null;
    if (before !== null) return before;
    if (company.debt > 0n) return refuse('partyOwes', { limit: '0', actual: String(company.debt) });
    if (total(context, 'due') > 0n)
      return refuse('dueBeforeNovation', { limit: '0', actual: String(total(context, 'due')) });
    return {
      facts: { company: input.company },
      // who stands for the company goes on where the team was, but for who has left it
      also: [
        {
          ...application,
          facts: {
            ...application.facts,
            team: [
              ...new Set([
                ...(team ?? []),
                ...((company.state.facts.members ?? []) as string[]).filter((one) => !gone?.includes(one)),
              ]),
            ].sort(),
          },
        },
      ],
      event: { payeeVerified: input.payeeVerified },
      novateTo: input.company,
      flows: {
        novate: () =>
          counted > 0n
            ? [
                ...postings.countSupport(facts.dossier!.party!, facts.dossier!.stage!, counted, 'back'),
                ...postings.countSupport(input.company, facts.dossier!.stage!, counted, 'given'),
              ]
            : [],
      },
    };
  },
});
