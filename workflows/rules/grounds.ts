// On what a refusal stands: the clause of the pack, of a law that the pack or the treasury follows, or the decision that set the
// limit. What has none is left without; the page then names the rule of the system.

import type { Facts } from '../decide.ts';
import type { Pack, Source, Stage } from '../programmes/schema.ts';
import { type Clause, clauseOf, type Refusal } from './refusals.ts';

/** A refusal with its clause, where one is known, and with names beside the ids in its details. */
export function grounded(refusal: Refusal, facts: Facts): Refusal {
  const pack = facts.pack;
  const clause = refusal.clause ?? decisionOf(refusal, facts) ?? lawOf(refusal, pack);
  return {
    ...refusal,
    clause,
    details: { ...namesIn(refusal, pack, facts.dossier?.stage ?? null), ...refusal.details },
  };
}

/** The clause of the law behind a refusal, as far as a policy pack knows it. */
export function lawOf({ rule, details }: Pick<Refusal, 'rule' | 'details'>, pack: Pack | null): Clause | null {
  // Luật NSNN: a year's money is paid in it, or in its adjustment period; the treasury's decree: what is over an advance is asked for by itself.
  if (rule === 'paidOutsideYear' || rule === 'paymentYearOver')
    return { instrument: '89/2025/QH15', article: 'Điều 66' };
  if (rule === 'clearedMoreThanAdvanced') return { instrument: '347/2025/NĐ-CP', article: 'Điều 6' };
  if (pack === null) return null;
  const { council, completion, review, payment } = pack.procedure;
  const at = (source: Source) => clauseOf(pack, source);
  switch (rule) {
    case 'councilSize':
      return at(council.members.source);
    case 'quorum':
    case 'chairMissing':
      return at(council.quorum.source);
    case 'twoThirds':
    case 'moreThanRecommended':
      return at(council.itemPasses.source);
    // a council has no conflict of interest, and no applicant sits on it
    case 'ownTeam':
    case 'conflicted':
      return details.judging === 'review' ? at(review.source) : at(council.members.source);
    case 'excludedDuty':
      return judges.has(details.duty ?? '') && /teamMember|conflicted|applied/.test(details.earlier ?? '')
        ? at(council.members.source)
        : null;
    case 'nothingToComplete':
      return at(completion.source);
    case 'notYet':
      return details.guard === 'completion'
        ? at(completion.source)
        : details.guard === 'noReviewMissing'
          ? at(review.source)
          : null;
    // Decree 268: paid after the work (form I.14, 3.1), against complete papers (Điều 15)
    case 'noAdvance':
      return national(at(payment.source), 'Mẫu I.14, Điều 3.1');
    case 'evidenceMissing':
      return national(at(payment.source), 'Điều 15');
    default:
      return null;
  }
}

const judges: ReadonlySet<string> = new Set(['reviewed', 'voted', 'concluded']);
const national = ({ instrument }: Clause, article: string): Clause | null =>
  instrument === '268/2025/NĐ-CP' ? { instrument, article } : null;

/** The award set the limit. Its number is its register's, which no decision knows: whoever records fills it in. */
export const byAward: Clause = { instrument: '', article: null, of: 'award' };

/** The decision or agreement that set the limit. */
function decisionOf({ rule, details }: Refusal, facts: Facts): Clause | null {
  const project = facts.states.get('project')?.facts ?? {};
  const numbered = (number: unknown, of: NonNullable<Clause['of']>): Clause | null =>
    typeof number === 'string' && number !== '' ? { instrument: number, article: null, of } : null;
  switch (rule) {
    case 'planExceedsAward':
      return byAward;
    case 'notEnough':
      if (details.vessel === 'uncommitted') return numbered(callOf(facts)?.decisionNumber, 'call');
      return details.line === undefined ? null : byAward;
    case 'agreementEnded':
      return details.signing === 'yes' ? null : numbered(project.agreementNumber, 'agreement');
    case 'callNotOpen':
      return numbered(callOf(facts)?.decisionNumber, 'call');
    case 'callClosedEarly':
      return numbered(details.number, 'call');
    case 'closesEarly':
      return numbered(facts.states.get('call')?.facts.decisionNumber, 'call');
    case 'pastDeadline':
      if (details.period !== 'completion') return numbered(callOf(facts)?.decisionNumber, 'call');
      return facts.pack === null ? null : clauseOf(facts.pack, facts.pack.procedure.completion.source);
    default:
      return null;
  }
}

/** The call of the dossier, or the one that is asked about. */
function callOf(facts: Facts): Readonly<Record<string, unknown>> | null {
  const own = facts.dossier?.call ?? null;
  const calls = [...facts.others.values()].filter(({ kind, id }) => kind === 'call' && (own === null || id === own));
  return calls[0]?.state?.facts ?? null;
}

/** What an expense line is called, for whoever reads the refusal without the pack. */
function namesIn({ details }: Refusal, pack: Pack | null, stageId: string | null): Record<string, string> {
  const names: Record<string, string> = {};
  for (const key of ['line', 'item'] as const) {
    const id = details[key];
    const name = id === undefined ? undefined : lineOf(pack, stageId, id)?.name;
    if (name === undefined) continue;
    names[`${key}Vi`] = name.vi;
    names[`${key}En`] = name.en;
  }
  return names;
}

function lineOf(pack: Pack | null, stageId: string | null, id: string): Stage['lines'][number] | undefined {
  const stages = pack?.stages ?? [];
  const own = stages.filter((stage) => stageId === null || stage.id === stageId);
  return [...own, ...stages].flatMap(({ lines }) => lines).find((line) => line.id === id);
}
