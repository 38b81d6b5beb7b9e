// What decisions and payment orders say, from what they are made from. Nothing here is written anywhere: the templates do that.

import type { BudgetCodes } from '../../templates/pages/disbursements/request-standing.tsx';
import type { Treasury } from '../../templates/pages/programmes/treasury.tsx';
import type { AwardDecisionView } from '../../templates/papers/awardDecision.ts';
import { drawnBy } from '../../templates/papers/drawings.ts';
import type { PaymentOrderView } from '../../templates/papers/paymentOrder.ts';
import type { RecoveryDecisionView } from '../../templates/papers/recoveryDecision.ts';
import { longDate } from '../../templates/parts/when.ts';
import { agencyFacts } from '../../templates/words/agencies.ts';
import { paperWords } from '../../templates/words/papers.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { stageOf } from '../../workflows/programmes/schema.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { budgetFieldOf, budgetTotals, type Answers as FormAnswers } from '../../workflows/rules/forms.ts';
import { cutsOf } from '../awards.ts';
import { contentOf, reasonOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import { printedTreasury, treasuryOf } from '../treasury.ts';
import {
  type Answers,
  amountsOf,
  answersOf,
  basesOf,
  byLine,
  clauseOfLine,
  dotsIn,
  earlier,
  headOf,
  holderOf,
  type LineAmount,
  languageIn,
  lineName,
  longDay,
  projectNameOf,
  signatoryOf,
  stageName,
  textOf,
  titlesOf,
  total,
  wordsIn,
} from './paperBasics.ts';
import type { PaperSource, PartyRow, PastEvent } from './paperSource.ts';

/** What the application promises: the result of each milestone. */
function resultsOf({ milestones }: Answers): string[] {
  if (!Array.isArray(milestones)) return [];
  return milestones.flatMap((row: unknown) => {
    const result = textOf((row as { result?: unknown } | null)?.result);
    return result === null ? [] : [result.replace(/\s+/g, ' ')];
  });
}

export async function awardView(db: Database, source: PaperSource, origin: string): Promise<AwardDecisionView> {
  const { paper, pack, event, stage } = source;
  const w = wordsIn(source);
  const agency = agencyFacts(paper.agency, pack, languageIn(source));
  const application = source.facts.get('application') ?? {};
  const [answers, party, reason] = await Promise.all([
    answersOf(db, source),
    source.partyRow(source.party),
    reasonOf(db, paper.agency, event.input.reason),
  ]);
  const amounts = byLine(source, amountsOf(event.input.lines));
  const lines = amounts.map(({ line, name, amountVnd }) => ({
    name,
    amountVnd,
    basis: clauseOfLine(source, line),
  }));
  const results = resultsOf(answers);
  const meeting = earlier(source, 'minutes', w.minutes);
  return {
    ...headOf(paper, pack, origin, source),
    authority: agency.authority,
    legalBases: [...basesOf(source, amounts), ...(meeting === null ? [] : [w.councilMet(meeting)]), w.councilProposes],
    projectName: projectNameOf(source, answers),
    holder: holderOf(source, party),
    stage: stageName(source),
    durationMonths: Number(application.months ?? stageOf(pack, stage)?.durationMonths.value ?? 0),
    expectedResults: results.length > 0 ? results : [w.asDescribed],
    lines,
    totalVnd: total(lines),
    matchingVnd: matchingOf(source, answers, amounts),
    less: lessOf(source, reason),
    budgetSource: w.ofYear(agency.budget, String(event.input.year)),
    conditions: w.conditions,
    responsible: agency.responsible,
    recipients: [w.asInArticle4, ...(agency.parent === null ? [] : [w.toReport(agency.parent)]), w.archive],
    signatory: await signatoryOf(source, agency),
  };
}

/** What the applicant's own part is in the items that are supported, as the application says it; null for none. */
export function matchingOf(
  { pack, stage }: Pick<PaperSource, 'pack' | 'stage'>,
  answers: Answers,
  lines: readonly { line: string }[],
): bigint | null {
  const forms = pack.forms.application;
  const form = (Object.hasOwn(forms, stage) ? forms[stage] : undefined) ?? forms.all;
  const field = form === undefined ? null : budgetFieldOf(form);
  const totals = budgetTotals(answers as FormAnswers, field?.id ?? 'budget');
  const sum = lines.reduce((so, { line }) => so + (totals.lines[line]?.matchingVnd ?? 0n), 0n);
  return sum === 0n ? null : sum;
}

/** What the award cut of what the council recommended, and why; null where it cut nothing. */
function lessOf(source: PaperSource, reason: string): AwardDecisionView['less'] {
  const application = source.facts.get('application') ?? {};
  const cuts = cutsOf(application);
  if (cuts.length === 0) return null;
  return {
    recommendedVnd: amountsOf(application.recommended).reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n),
    cuts: cuts.map(({ line, ...amounts }) => ({ name: lineName(source, line), ...amounts })),
    reason,
  };
}

/** What an order prints beside what was approved of it. */
export type OrderCodes = BudgetCodes & {
  /** The agency as its treasury knew it then; of orders issued before agencies wrote it there is none. */
  treasury?: Treasury;
};
/** Who was approved to be paid, and on which account. */
type ApprovedPayee = Partial<Record<'name' | 'identity' | 'account' | 'accountName' | 'bank', string | null>>;

type Disbursement = { items?: LineAmount[]; isAdvance?: boolean; payee?: string | null; budget?: { year: number } };

/**
 * The form of an order that withholds no tax, C2-02a: it has another number since Decree 347/2025 took the place of 11/2020. From which day
 * on is not known; the decree's own day is taken.
 */
function formOf(source: PaperSource): Pick<PaymentOrderView, 'form' | 'formNotes'> {
  const w = wordsIn(source);
  if (!drawnBy(2, source)) return { form: w.form };
  const [number, decree] = dayOf(source.paper.at) < '2025-12-29' ? ['16a1', '11/2020/NĐ-CP'] : ['13', '347/2025/NĐ-CP'];
  return { form: w.numberedForm(number!), formNotes: w.formNotes('C2-02a/NS', decree!) };
}

/** `foreseen`: the codes of an order that is not issued yet; an issued one names its own. */
export async function paymentOrderView(
  db: Database,
  source: PaperSource,
  origin: string,
  foreseen: OrderCodes | null = null,
): Promise<PaymentOrderView> {
  const { paper, pack, event } = source;
  const w = wordsIn(source);
  const dots = dotsIn(source);
  const facts = (source.facts.get(event.subject) ?? {}) as unknown as Disbursement;
  const [answers, party, payee, codes] = await Promise.all([
    answersOf(db, source),
    source.partyRow(source.party),
    payeeOf(db, source, facts.payee ?? source.party),
    foreseen ?? contentOf<OrderCodes>(db, paper.agency, textOf(event.input.codes)),
  ]);
  const requested = source.events.filter((one) => one.event === 'disbursement.requested').map((one) => one.subject);
  const tranche = [...new Set(requested)].indexOf(event.subject) + 1;
  const project: JsonObject = source.facts.get('project') ?? {};
  const verb = w.ofTranche(facts.isAdvance === true ? w.advance : w.payment, tranche);
  const lines = byLine(source, amountsOf(facts.items));
  const agreement =
    textOf(project.agreementNumber) === null || textOf(project.signedOn) === null
      ? null
      : w.numberedOf(
          w.agreement,
          String(project.agreementNumber),
          longDate(String(project.signedOn), languageIn(source)),
        );
  const passed = source.events.findLast((one) => one.event === 'project.agreementNovated');
  const novation =
    passed === undefined
      ? null
      : w.numberedOf(w.novation, String(passed.input.decisionNumber), longDay(source, passed.at));
  const through = facts.payee == null ? '' : w.through(party.name);
  const lastBy = (name: string): PastEvent | undefined =>
    source.events.findLast((one) => one.event === name && one.subject === event.subject);
  const approved = lastBy('disbursement.approved');
  const accountant = { role: 'chiefAccountant', title: w.chiefAccountant } as const;
  const approvedAs = approved === undefined ? [accountant.title] : await titlesOf(source, approved, accountant);
  const treasury = codes?.treasury ?? printedTreasury(paper.agency, pack);
  return {
    ...headOf(paper, pack, origin, source),
    ...formOf(source),
    kind: w.orderKind,
    nature: facts.isAdvance === true ? 'advance' : 'actual',
    cash: false,
    drawer: {
      name: treasury.unitName,
      budgetUnitCode: treasury.unitCode || dots,
      account: treasury.account || dots,
      treasury: treasury.treasury || dots,
      budgetLevelCode: treasury.budgetLevel || dots,
    },
    // no pack says that it is a target programme or a project of one
    programme: { name: drawnBy(2, source) ? dots : pack.shortTitle[languageIn(source)], code: dots },
    budgetYear: facts.budget?.year ?? Number(paper.at.slice(0, 4)),
    commitment: null,
    executedCommitment: null,
    lines: lines.map(({ line, name, amountVnd }, index) => ({
      // which project it is for stands in the first line, as on the forms that treasuries get
      content:
        index === 0 ? `${w.ofProject(verb, projectNameOf(source, answers))}: ${name}${through}` : `${verb}: ${name}`,
      economicCode: codes?.economic[line] ?? '',
      chapterCode: codes?.chapter ?? '',
      sectorCode: codes?.sector ?? '',
      sourceCode: codes?.budgetSource ?? '',
      taxVnd: 0n,
      payeeVnd: amountVnd,
    })),
    totalVnd: total(lines),
    tax: null,
    payee: {
      name: payee.accountName === '' ? payee.name : payee.accountName,
      address: payee.address === '' ? dots : payee.address,
      account: payee.accountNumber === '' ? dots : payee.accountNumber,
      bank: payee.bank === '' ? dots : payee.bank,
      code: payee.kind === 'team' || payee.kind === 'person' || payee.identity === '' ? null : payee.identity,
    },
    grounds: [earlier(source, 'awardDecision', paperWords[languageIn(source)].decision), agreement, novation].filter(
      (ground) => ground !== null,
    ),
    signers: [
      { titles: [w.preparer], name: signerOf(source, lastBy('disbursement.prepared')) },
      { titles: approvedAs, name: signerOf(source, approved) },
      // signed by hand: who heads the agency on that day no decision of this dossier says
      { titles: [w.headOfUnit], name: null },
    ],
  };
}

/** Whom the order pays: as the approval that it names has bound them, whatever the party has said since. */
async function payeeOf(db: Database, { paper, event, partyRow }: PaperSource, party: string): Promise<PartyRow> {
  const [row, approved] = await Promise.all([
    partyRow(party),
    contentOf<ApprovedPayee>(db, paper.agency, textOf(event.input.payee)),
  ]);
  if (approved === null && textOf(event.input.payee) === null) return row;
  // of an approval that was erased no account is known: what the party says today was not approved
  return {
    ...row,
    name: approved?.name ?? row.name,
    identity: approved?.identity ?? row.identity,
    accountNumber: approved?.account ?? '',
    accountName: approved?.accountName ?? '',
    bank: approved?.bank ?? '',
  };
}

const signerOf = (source: PaperSource, event: PastEvent | undefined) =>
  event === undefined ? null : source.nameOf(event.actor);

export async function recoveryView(db: Database, source: PaperSource, origin: string): Promise<RecoveryDecisionView> {
  const { paper, pack, event } = source;
  const w = wordsIn(source);
  const agency = agencyFacts(paper.agency, pack, languageIn(source));
  const facts = source.facts.get(event.subject) ?? {};
  const payee = textOf(facts.payee);
  const [answers, party, reason] = await Promise.all([
    answersOf(db, source),
    source.partyRow(payee ?? source.party),
    reasonOf(db, paper.agency, facts.reason),
  ]);
  const treasury = drawnBy(2, source) ? await treasuryOf(db, paper.agency, pack, paper.at) : null;
  const dots = dotsIn(source);
  const lines = byLine(source, amountsOf(facts.decided ?? facts.items));
  const award = earlier(source, 'awardDecision', paperWords[languageIn(source)].decision);
  const order = earlier(source, 'paymentOrder', w.order, `disbursement/${String(facts.disbursement)}`);
  return {
    ...headOf(paper, pack, origin, source),
    authority: agency.authority,
    legalBases: [
      ...basesOf(source, lines),
      ...[award, order].filter((one) => one !== null).map((one) => w.pursuant(one)),
    ],
    projectName: projectNameOf(source, answers),
    holder: holderOf(source, party),
    reason,
    lines,
    totalVnd: total(lines),
    repayBy: String(event.input.repayBy),
    ...(treasury === null
      ? {}
      : {
          repaidInto: {
            account: treasury.account || dots,
            unit: treasury.unitName,
            code: treasury.unitCode || dots,
            treasury: treasury.treasury || dots,
          },
        }),
    responsible: agency.responsible,
    recipients: [w.asInArticle4, w.treasuryOffice, w.archive],
    signatory: await signatoryOf(source, agency),
  };
}
