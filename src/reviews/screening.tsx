// Screening: what was handed in is read, who applied is confirmed, and the officer concludes with reasons.

import type { Context } from 'hono';
import { factNames, type RuleView, ScreeningPage, type ShownFact } from '../../templates/pages/reviews/screening.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { reviewsWords } from '../../templates/words/reviews.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import { screeningWords } from '../../templates/words/reviews-screening.ts';
import type { CommandType } from '../../workflows/commands/index.ts';
import { capsOf, isRead } from '../../workflows/programmes/schema.ts';
import { support } from '../../workflows/rules/accounts.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { clauseText } from '../clauses.ts';
import { reasonOf } from '../contents.ts';
import type { AppEnv, Doors } from '../doors.ts';
import type { Dossier } from '../dossier.ts';
import { ask, longIn, newKey, statusOf, textIn, textsIn, typedOf } from '../forms.ts';
import { asContent } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { readerOf } from '../standing.ts';
import { alikeOf } from './alike.ts';
import {
  type Applicant,
  applicantMarks,
  confirmation,
  differingOf,
  keepConfirmed,
  readApplicant,
} from './applicant.ts';
import { overOwnCaps } from './caps.ts';
import { impartialDesk } from './conflicts.tsx';
import {
  type Desk,
  deskOf,
  formState,
  headOf,
  periodText,
  reasonProblem,
  refused,
  type Sent,
  troubleOf,
  wrong,
} from './desk.ts';
import {
  answersOf,
  askedFor,
  changesOf,
  draftOf,
  handingsIn,
  judgedBefore,
  linesOf,
  readable,
  saveDraft,
} from './reading.ts';

const outcomes = {
  eligible: { type: 'findEligible', event: 'application.foundEligible' },
  return: { type: 'returnForCompletion', event: 'application.returned' },
  ineligible: { type: 'findIneligible', event: 'application.foundIneligible' },
} as const satisfies Record<string, { type: CommandType; event: string }>;
type Conclusion = keyof typeof outcomes;

/** The ids of a form's sections. */
const readId = /^[A-Za-z][A-Za-z0-9]{0,39}$/;

const isConclusion = (text: string): text is Conclusion => Object.hasOwn(outcomes, text);

export function screeningRoutes(doors: Doors, parts: Parts): void {
  doors.get('/agencies/:agency/dossiers/:dossier/screening', { who: ['officer', 'auditor'] }, async (c) => {
    const desk = await applicantsDesk(c, parts);
    return desk instanceof Response ? desk : await show(c, parts, desk, null);
  });

  doors.post('/agencies/:agency/dossiers/:dossier/screening', { who: ['officer'] }, async (c) => {
    const desk = await applicantsDesk(c, parts);
    if (desk instanceof Response) return desk;
    const typed = await typedOf(c);
    const rules = await rulesOf(parts, desk);
    const errors = problemsOf(desk, typed, rules);
    if (Object.keys(errors).length > 0) return await show(c, parts, desk, wrong('outcome', typed, errors));
    const { type, event } = outcomes[textIn(typed, 'outcome') as Conclusion];
    const reason = longIn(typed, 'reason');
    const named = textsIn(typed, 'sections').filter((id) => readId.test(id));
    const sections = type === 'returnForCompletion' && named.length > 0 ? { sections: named } : {};
    const input = type === 'findEligible' ? {} : { reason: asContent('reason', { text: reason, ...sections }) };
    const outcome = await ask(c, parts, { type, dossier: desk.dossier.id, input }, typed);
    if (!outcome.ok) {
      const fresh = await deskOf(c, parts);
      return await show(
        c,
        parts,
        fresh === null ? desk : ofApplicant(fresh),
        refused('outcome', typed, outcome.refusal),
      );
    }
    await saveDraft(parts, desk, 'screened', checklistIn(typed, rules));
    return c.redirect(`${desk.base}?done=${event}`, 303);
  });

  doors.post(
    '/agencies/:agency/dossiers/:dossier/party',
    { who: ['officer'], events: ['party.registered'] },
    async (c) => {
      const desk = await applicantsDesk(c, parts);
      if (desk instanceof Response) return desk;
      const { party } = desk.dossier;
      if (party === null) return c.notFound();
      const typed = await typedOf(c);
      const classes = classesOf(desk.dossier);
      const chosen = textIn(typed, 'beneficiaryClass');
      const s = screeningWords[desk.language];
      const errors: Record<string, string> = {};
      if (classes.length > 0 && !classes.some(({ id }) => id === chosen)) errors.beneficiaryClass = s.classMissing;
      const { beneficiaryClass, releasedFor } = party.facts;
      const known = await readApplicant(parts.db, desk);
      const changed = changedSince(desk, known, typed);
      if (typeof releasedFor === 'string' && (known.applicant?.identity ?? '') === '') errors[''] = s.identityFreed;
      // what was written since is not what the officer has compared
      else if (changed.length > 0)
        errors[''] = s.partyChanged(changed.map((fact) => factNames(desk.language, party.facts.kind)[fact]).join(', '));
      const isAlone = textIn(typed, 'twinsSeen') === 'yes' || known.twins.length === 0;
      if (!isAlone) errors.twinsSeen = s.twinsMissing;
      // what was ticked was ticked of the others that stood there then
      const kept = changed.includes('twins') ? { ...typed, twinsSeen: '' } : typed;
      if (Object.keys(errors).length > 0) return await show(c, parts, desk, wrong('party', kept, errors));
      const given = classes.length > 0 ? chosen : beneficiaryClass;
      const profile = known.applicant === null ? null : { name: party.name, ...known.applicant };
      // the form around it is the conclusion's, with a key and a revision of its own
      const own = { key: textIn(typed, 'partyKey') || textIn(typed, 'key') };
      const outcome = await ask(c, parts, confirmation(party, profile, given), own);
      if (outcome.ok && profile !== null) await keepConfirmed(parts, desk, party.id, profile, outcome.answer.revision);
      const named = textsIn(typed, 'sections');
      const ticked = checklistIn(typed, await rulesOf(parts, desk), ['outcome', 'reason']);
      const written = named.length > 0 ? { ...ticked, sections: named } : ticked;
      if (outcome.ok && desk.state === 'submitted' && Object.keys(written).length > 0)
        await saveDraft(parts, desk, 'screening', written);
      if (!outcome.ok) return await show(c, parts, desk, refused('party', typed, outcome.refusal));
      return c.redirect(`${desk.base}/screening?confirmed=party`, 303);
    },
  );
}

/** A dossier as it was when it was screened: whose it was then, whoever the agreement passed to since. */
const ofApplicant = (desk: Desk): Desk => ({ ...desk, dossier: { ...desk.dossier, party: desk.dossier.applicant } });

async function applicantsDesk(c: Context<AppEnv>, parts: Parts): Promise<Desk | Response> {
  const desk = await impartialDesk(c, parts, 'application.foundEligible');
  return desk instanceof Response ? desk : ofApplicant(desk);
}

/** What is not as the page showed it of the applicant: everything, where the form does not say what it showed. */
function changedSince(desk: Desk, known: Applicant, typed: Typed): ShownFact[] {
  const marks = applicantMarks(desk, known);
  const shown = new Set(textIn(typed, 'applicantMark').split(' '));
  return (Object.keys(marks) as ShownFact[]).filter((fact) => !shown.has(`${fact}=${marks[fact]}`));
}

/** The classes that the shares of this stage depend on. */
function classesOf({ pack, stage }: Dossier) {
  const used = new Set(capsOf(pack, stage).flatMap((cap) => (cap.kind === 'share' ? Object.keys(cap.shareBps) : [])));
  return (pack.beneficiaryClasses ?? []).filter(({ id }) => used.has(id));
}

function checklistIn(typed: Typed, rules: readonly RuleView[], more: readonly string[] = []): Typed {
  const names = ['complete', ...more, ...rules.filter(({ finding }) => finding === null).map(({ id }) => `rule.${id}`)];
  return Object.fromEntries(names.map((name) => [name, textIn(typed, name)]).filter(([, said]) => said !== ''));
}

function problemsOf({ dossier, language }: Desk, typed: Typed, rules: readonly RuleView[]): FieldErrors {
  const w = screeningWords[language];
  const errors: Record<string, string> = {};
  const conclusion = textIn(typed, 'outcome');
  if (!isConclusion(conclusion)) return { outcome: w.outcomeMissing };
  const reason = reasonProblem(longIn(typed, 'reason'), language, conclusion !== 'eligible');
  if (reason !== null) errors.reason = reason;
  if (conclusion !== 'eligible') return errors;
  const checked = ['complete', ...rules.filter(({ finding }) => finding === null).map(({ id }) => `rule.${id}`)];
  for (const name of checked) if (textIn(typed, name) !== 'yes') errors[name] = w.notAll;
  if (rules.some(({ finding }) => finding?.ok === false)) errors.outcome = w.systemFinds;
  else if (dossier.party?.facts.confirmed !== true) errors.outcome = w.confirmFirst;
  return errors;
}

/** The pack's conditions for this stage, with what the system knows of those that it checks. */
async function rulesOf({ db }: Pick<Parts, 'db'>, { dossier, agency, language }: Desk): Promise<RuleView[]> {
  const s = screeningWords[language];
  const { party, pack, stage, balances } = dossier;
  const [row] =
    party === null
      ? []
      : await db.query<{ debt: bigint }>`select debt from dossier where agency = ${agency} and id = ${party.id}::uuid`;
  const debt = row?.debt ?? 0n;
  const given = party === null ? 0n : (balances.get(support.supported(party.id, stage)) ?? 0n);
  return pack.eligibility
    .filter((rule) => rule.stage === null || rule.stage === stage)
    .map((rule) => ({
      id: rule.id,
      name: rule.name[language],
      clause: clauseText(dossier.pack, rule.source, language),
      unread: !isRead(rule.source),
      checkedBy: rule.checkedBy,
      finding:
        rule.kind === 'nothingUnsettled'
          ? { ok: debt === 0n, sentence: debt === 0n ? s.noDebt : s.debt(formatVnd(debt)) }
          : rule.kind === 'noEarlierMoneyForStage' && rule.checkedBy === 'system'
            ? { ok: given === 0n, sentence: given === 0n ? s.noMoney : s.money(formatVnd(given)) }
            : null,
    }));
}

/** What is asked for over a cap of the project's own, a sentence each: the officer may send it back for that. */
async function overAsked({ db, now }: Parts, { dossier, language }: Desk): Promise<string[]> {
  const asked = askedFor(dossier, await answersOf(db, dossier));
  const amounts = linesOf(dossier).map(({ id }) => ({ line: id, amountVnd: asked.lines[id]?.stateVnd ?? 0n }));
  const w = reviewsWords[language];
  return overOwnCaps(dossier, amounts, Number(dayOf(now()).slice(0, 4)), language).map(
    ({ line, cap, limit, clause }) => {
      const name = linesOf(dossier).find(({ id }) => id === line)?.name[language] ?? w.caps.total;
      return councilWords[language].over(name, cap, limit, clause);
    },
  );
}

async function show(c: Context<AppEnv>, parts: Parts, desk: Desk, sent: Sent | null): Promise<Response> {
  const { dossier, language, state } = desk;
  const { party, pack } = dossier;
  const [newest, earlier] = handingsIn(dossier);
  const submittedAt = newest?.at ?? null;
  const again = earlier !== undefined;
  const returned = newest?.event === 'application.resubmitted';
  const [frame, shown, changes, rules, written, last, eligible, completed, returnedFor, known, differing] =
    await Promise.all([
      parts.frameOf(c),
      readable(parts, desk),
      changesOf(parts, desk),
      rulesOf(parts, desk),
      draftOf<Typed>(parts.db, desk, 'screening'),
      again && submittedAt !== null ? judgedBefore(parts.db, desk, submittedAt) : null,
      periodText(parts, desk, pack.procedure.review),
      // the law gives it after a council alone
      periodText(parts, desk, pack.procedure.completion, reviewsWords[desk.language].ruleOfSystem),
      reasonOf(parts.db, desk.agency, dossier.states.get('application')?.facts.returnedFor),
      readApplicant(parts.db, desk),
      differingOf(parts.db, desk),
    ]);
  const className = (id: unknown) => pack.beneficiaryClasses?.find((one) => one.id === id)?.name[language] ?? '';
  const claimed = party?.facts.beneficiaryClass;
  const confirmed = party?.facts.confirmed === true;
  // What was ticked was ticked of what lay there then: of what was handed in since, everything is judged anew.
  const draft = written !== null && (submittedAt === null || written.savedAt > submittedAt) ? written.answers : {};
  const concludes = desk.roles.includes('officer');
  // the two are one form: what was sent with either button stands in both
  const outcome =
    concludes && (state === 'submitted' || sent?.form === 'outcome')
      ? formState(sent, 'outcome', sent?.form === 'party' ? sent.typed : draft)
      : null;
  const claim = sent?.typed ?? { beneficiaryClass: typeof claimed === 'string' ? claimed : '' };
  const page = (
    <ScreeningPage
      frame={frame}
      head={headOf(desk)}
      trouble={troubleOf(sent, desk)}
      revision={dossier.revision}
      submittedAt={submittedAt}
      shown={shown}
      changes={again ? { returned, list: changes, reason: returned ? returnedFor : '', last } : null}
      rules={rules}
      over={await overAsked(parts, desk)}
      alike={await alikeOf(parts.db, desk, readerOf(c))}
      outcome={outcome}
      periods={{ eligible, returned: completed }}
      party={{
        name: party?.name ?? '',
        kind: String(party?.facts.kind ?? ''),
        className: className(claimed),
        classes: classesOf(dossier).map(({ id, name }) => ({ value: id, label: name[language] })),
        ...known,
        differing,
        mark: Object.entries(applicantMarks(desk, known))
          .map(([fact, mark]) => `${fact}=${mark}`)
          .join(' '),
        changed: sent?.form === 'party' ? changedSince(desk, known, sent.typed) : [],
        confirmed,
        mayOpen: concludes,
        justNow: c.req.query('confirmed') === 'party' && confirmed,
        form: confirmed || party === null || !concludes ? null : { ...formState(sent, 'party', claim), key: newKey() },
      }}
    />
  );
  return c.html(page, sent === null ? 200 : statusOf(sent.refusal));
}
