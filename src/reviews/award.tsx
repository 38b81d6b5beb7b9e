// The director decides: award, with an amount on each line and every cap beside it, or reject with a reason.

import type { Context } from 'hono';
import { AwardPage, type AwardView, IfAwarded } from '../../templates/pages/reviews/award.tsx';
import { Caps, type CapsView } from '../../templates/pages/reviews/parts.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { dayTextOf } from '../../templates/parts/when.ts';
import { confirmingWords } from '../../templates/words/confirming.ts';
import { nameOf } from '../../templates/words/names.ts';
import { reviewsWords } from '../../templates/words/reviews.ts';
import { awardWords } from '../../templates/words/reviews-award.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { amountSentence, readVnd } from '../../workflows/rules/formFields.ts';
import { formatAmount, formatVnd } from '../../workflows/rules/money.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import { amountsOf, cutsBetween, cutsView, decidedOn, type LineAmount } from '../awards.ts';
import { reasonOf } from '../contents.ts';
import { actingFor } from '../delegations.ts';
import { previewAward } from '../documents/index.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { type Dossier, nameWith } from '../dossier.ts';
import { actorOf, longIn, statusOf, textIn, typedOf } from '../forms.ts';
import { asContent } from '../keeping.ts';
import { nextNumber } from '../paperNumbers.ts';
import type { Parts } from '../parts.ts';
import { explain, lineName } from '../refusals.ts';
import { capsIf, uncommittedOf } from './caps.ts';
import { concludedOf } from './concluded.ts';
import { inTwoSteps, recorderOf, type Summary } from './confirming.tsx';
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
  sentenceAt,
  troubleOf,
  wrong,
} from './desk.ts';

const who = ['director'] as const;

export function awardRoutes(doors: Doors, parts: Parts): void {
  doors.get('/agencies/:agency/dossiers/:dossier/award', { who }, async (c) => {
    const desk = await impartialDesk(c, parts, 'application.awarded');
    return desk instanceof Response ? desk : await show(c, parts, desk, null);
  });

  doors.post('/agencies/:agency/dossiers/:dossier/award/check', { who }, async (c) => {
    const desk = await impartialDesk(c, parts, 'application.awarded');
    if (desk instanceof Response) return desk;
    const typed = await typedOf(c);
    const { amounts, errors } = amountsIn(desk, typed);
    if (c.req.header('HX-Request') !== 'true')
      return await show(c, parts, desk, { form: 'award', typed, errors, refusal: null }, 200);
    const caps = await capsAfter(c, parts, desk, amounts);
    return c.html(
      <>
        <Caps caps={caps} check={`${desk.base}/award/check`} language={desk.language} />
        <IfAwarded rows={await thenOf(parts, desk, amounts)} language={desk.language} beside />
      </>,
    );
  });

  // The decision as it would be printed, for whoever signs it: no number is taken for it.
  doors.post('/agencies/:agency/dossiers/:dossier/award/preview', { who }, async (c) => {
    const desk = await impartialDesk(c, parts, 'application.awarded');
    if (desk instanceof Response) return desk;
    const typed = await typedOf(c);
    const { amounts, errors } = amountsIn(desk, typed);
    const first = amounts[0];
    if (first !== undefined && amounts.every(({ amountVnd }) => amountVnd === 0n))
      errors[`amount.${first.line}`] ??= awardWords[desk.language].noLines;
    Object.assign(errors, moreThanRecommended(desk, amounts));
    if (desk.state !== 'recommended' || Object.keys(errors).length > 0)
      return await show(c, parts, desk, wrong('award', typed, errors));
    const visitor = c.get('visitor')!;
    const bytes = await previewAward(parts, desk.agency, desk.dossier.id, {
      lines: amounts
        .filter(({ amountVnd }) => amountVnd > 0n)
        .map(({ line, amountVnd }) => ({ line, amountVnd: String(amountVnd) })),
      year: Number(dayOf(parts.now()).slice(0, 4)),
      reason: longIn(typed, 'less'),
      signer: {
        id: visitor.id,
        name: visitor.name,
        onBehalfOf: actingFor(c.get('standing'), 'application.awarded')?.person ?? null,
      },
    });
    c.header('Content-Type', 'application/pdf');
    c.header('Content-Disposition', 'inline; filename="xem-truoc-quyet-dinh.pdf"');
    c.header('X-Content-Type-Options', 'nosniff');
    return c.body(new Uint8Array(bytes));
  });

  doors.post('/agencies/:agency/dossiers/:dossier/award', { who }, async (c) => {
    const desk = await impartialDesk(c, parts, 'application.awarded');
    if (desk instanceof Response) return desk;
    const typed = await typedOf(c);
    const a = awardWords[desk.language];
    const { amounts, errors } = amountsIn(desk, typed);
    const first = amounts[0];
    if (first !== undefined && amounts.every(({ amountVnd }) => amountVnd === 0n))
      errors[`amount.${first.line}`] ??= a.noLines;
    const less = longIn(typed, 'less');
    const isLess = cutsBetween(recommendedOf(desk.dossier), amounts).length > 0;
    if (isLess && less === '') errors.less = a.lessMissing;
    else {
      const problem = reasonProblem(less, desk.language, false);
      if (problem !== null) errors.less = problem;
    }
    // what is more than recommended is asked for all the same, refused and kept; every field says it
    const over = moreThanRecommended(desk, amounts);
    if (Object.keys(errors).length > 0)
      return await show(c, parts, desk, wrong('award', typed, { ...over, ...errors }));
    const reason = less === '' ? {} : { reason: asContent('reason', { text: less }) };
    const input = { ...inputOf(amounts, textIn(typed, 'year')), ...reason };
    return await inTwoSteps(c, parts, desk, {
      form: { type: 'award', dossier: desk.dossier.id, input },
      typed,
      summary: () => awardSummary(c, parts, desk, amounts, less),
      done: `${desk.base}?done=application.awarded`,
      edit: () => show(c, parts, desk, { form: 'award', typed, errors: {}, refusal: null }, 200),
      refused: async (refusal) => {
        const at = fieldOf(refusal, desk.dossier, amounts);
        const said = at === null ? over : { ...over, [at]: over[at] ?? sentenceAt(refusal, desk) };
        return await show(c, parts, (await deskOf(c, parts)) ?? desk, refused('award', typed, refusal, said));
      },
    });
  });

  doors.post('/agencies/:agency/dossiers/:dossier/reject', { who }, async (c) => {
    const desk = await impartialDesk(c, parts, 'application.rejected');
    if (desk instanceof Response) return desk;
    const typed = await typedOf(c);
    const reason = longIn(typed, 'reason');
    const problem = reasonProblem(reason, desk.language);
    if (problem !== null) return await show(c, parts, desk, wrong('reject', typed, { reason: problem }));
    const input = { reason: asContent('reason', { text: reason }) };
    const { award: k } = confirmingWords[desk.language];
    return await inTwoSteps(c, parts, desk, {
      form: { type: 'reject', dossier: desk.dossier.id, input },
      typed,
      summary: async () => ({
        what: k.reject,
        amounts: null,
        facts: [
          { label: k.applicant, value: desk.dossier.party?.name ?? '' },
          { label: awardWords[desk.language].rejectReason, value: reason },
          recorderOf(c, desk, 'application.rejected'),
        ],
        follows: k.rejectFollows,
        acknowledgements: [],
        record: k.recordReject,
      }),
      done: `${desk.base}?done=application.rejected`,
      edit: () => show(c, parts, desk, { form: 'reject', typed, errors: {}, refusal: null }, 200),
      refused: async (refusal) =>
        await show(c, parts, (await deskOf(c, parts)) ?? desk, refused('reject', typed, refusal)),
    });
  });
}

/** What would be decided, by line beside what the council recommended. */
async function awardSummary(
  c: Context<AppEnv>,
  parts: Parts,
  desk: Desk,
  amounts: readonly LineAmount[],
  less: string,
): Promise<Summary> {
  const { dossier, language } = desk;
  const a = awardWords[language];
  const { award: k } = confirmingWords[language];
  const { months } = dossier.states.get('application')?.facts ?? {};
  const year = Number(dayOf(parts.now()).slice(0, 4));
  const next = await nextNumber(parts.db, dossier, 'awardDecision', year);
  return {
    what: k.award,
    amounts: {
      label: k.amount,
      against: k.recommended,
      lines: recommendedOf(dossier).map(({ line, amountVnd }) => {
        const awardedVnd = amounts.find((one) => one.line === line)?.amountVnd ?? 0n;
        const note = awardedVnd === 0n ? k.nothing : k.less(formatVnd(amountVnd - awardedVnd));
        return {
          line,
          name: lineName(line, language, dossier.pack),
          against: formatVnd(amountVnd),
          amountVnd: awardedVnd,
          ...(awardedVnd < amountVnd ? { note } : {}),
        };
      }),
    },
    facts: [
      { label: k.party, value: dossier.party?.name ?? '' },
      { label: a.less, value: less },
      ...(await thenOf(parts, desk, amounts)).slice(1),
      { label: k.months, value: typeof months === 'number' ? councilWords[language].forMonths(months) : '' },
      { label: k.number, value: k.numberIs(next), isForecast: true },
      recorderOf(c, desk, 'application.awarded'),
    ],
    follows: k.follows,
    preview: { action: `${desk.base}/award/preview`, label: a.preview },
    acknowledgements: [],
    record: k.recordAward,
  };
}

/** What an award would lead to; the whole amount stands first. */
async function thenOf(parts: Parts, desk: Desk, amounts: readonly LineAmount[]) {
  const { dossier, language } = desk;
  const a = awardWords[language];
  const total = amounts.reduce((sum, { amountVnd }) => sum + amountVnd, 0n);
  const cut = cutsBetween(recommendedOf(dossier), amounts).reduce(
    (sum, { recommendedVnd, awardedVnd }) => sum + recommendedVnd - awardedVnd,
    0n,
  );
  const left = uncommittedOf(dossier);
  return [
    { label: a.total, value: formatVnd(total) },
    ...(cut > 0n ? [{ label: a.lower, value: formatVnd(cut) }] : []),
    { label: a.budget, value: `${formatVnd(left)} → ${left >= total ? formatVnd(left - total) : '–'}` },
    { label: a.paper, value: a.paperIs },
    { label: a.agreementBy, value: await periodText(parts, desk, dossier.pack.procedure.agreement) },
  ];
}

/** Every line that would get more than the council recommended, at its field. */
function moreThanRecommended({ dossier, language }: Desk, amounts: readonly LineAmount[]): Record<string, string> {
  const more = recommendedOf(dossier).filter(
    ({ line, amountVnd }) => (amounts.find((one) => one.line === line)?.amountVnd ?? 0n) > amountVnd,
  );
  const a = awardWords[language];
  return Object.fromEntries(
    more.map(({ line, amountVnd }) => [
      `amount.${line}`,
      a.more(lineName(line, language, dossier.pack), formatVnd(amountVnd)),
    ]),
  );
}

/** What the council recommended on each line. */
const recommendedOf = ({ states }: Dossier): LineAmount[] => amountsOf(states.get('application')?.facts.recommended);

/** The field whose amount is refused: of the line that the refusal or its cap names, else the first that asks for something. */
function fieldOf({ details }: Refusal, dossier: Dossier, amounts: readonly LineAmount[]): string | null {
  const line = details.line ?? dossier.pack.caps.find(({ id }) => id === details.cap)?.line ?? null;
  if (line === null && details.cap === undefined && details.vessel !== 'uncommitted') return null;
  const asked = amounts.filter(({ amountVnd }) => amountVnd > 0n);
  const at = asked.find((one) => one.line === line) ?? asked[0];
  return at === undefined ? null : `amount.${at.line}`;
}

function amountsIn({ dossier, language }: Desk, typed: Typed) {
  const w = councilWords[language];
  const errors: Record<string, string> = {};
  const amounts = recommendedOf(dossier).map(({ line }): LineAmount => {
    const text = textIn(typed, `amount.${line}`);
    const read = readVnd(text);
    if (!read.ok && text !== '') {
      const name = lineName(line, language, dossier.pack);
      errors[`amount.${line}`] = w.amountWrong(name, amountSentence(text, language));
    }
    return { line, amountVnd: read.ok ? read.amountVnd : 0n };
  });
  return { amounts, errors };
}

function inputOf(amounts: readonly LineAmount[], year: string): JsonObject {
  return {
    lines: amounts
      .filter(({ amountVnd }) => amountVnd > 0n)
      .map(({ line, amountVnd }) => ({ line, amountVnd: String(amountVnd) })),
    year: /^\d{4}$/.test(year) ? Number(year) : 0,
  };
}

/** The caps as they would be, with what the recorder itself would refuse. */
async function capsAfter(
  c: Context<AppEnv>,
  parts: Parts,
  desk: Desk,
  amounts: readonly LineAmount[],
): Promise<CapsView> {
  const { dossier, language } = desk;
  const year = Number(dayOf(parts.now()).slice(0, 4));
  const caps = capsIf(dossier, amounts, year, language);
  if (!caps.fits || amounts.every(({ amountVnd }) => amountVnd === 0n)) return caps;
  const input = inputOf(amounts, String(year));
  const whatIf = await parts.recorder.whatIf({ type: 'award', dossier: dossier.id, input }, actorOf(c, 'award'));
  if (whatIf.ok) return caps;
  const { base, roles } = desk;
  return { ...caps, fits: false, refusal: explain(whatIf.refusal, language, dossier.pack, { base, roles }) };
}

async function show(
  c: Context<AppEnv>,
  parts: Parts,
  desk: Desk,
  sent: Sent | null,
  status: 200 | null = null,
): Promise<Response> {
  const { dossier, language, state } = desk;
  const w = awardWords[language];
  const facts = dossier.states.get('application')?.facts ?? {};
  const year = Number(dayOf(parts.now()).slice(0, 4));
  const next = await nextNumber(parts.db, dossier, 'awardDecision', year);
  const recommended = recommendedOf(dossier);
  const step = state === 'recommended' || state === 'notRecommended' ? state : 'other';
  const prefill: Record<string, string> = {};
  for (const { line, amountVnd } of recommended) prefill[`amount.${line}`] = formatAmount(amountVnd);
  const form = formState(sent, 'award', prefill);
  const { amounts } = amountsIn(desk, form.typed);
  const completion = dossier.due.find(({ subject, what }) => subject === 'application' && what === 'completion');
  const page = (
    <AwardPage
      frame={await parts.frameOf(c)}
      head={headOf(desk)}
      trouble={troubleOf(sent, desk)}
      revision={dossier.revision}
      step={step}
      lines={recommended.map(({ line, amountVnd }) => ({
        line,
        name: lineName(line, language, dossier.pack),
        recommendedVnd: amountVnd,
      }))}
      concluded={await concludedOf(parts, desk)}
      months={typeof facts.months === 'number' ? facts.months : 0}
      year={year}
      award={step === 'recommended' ? { form, caps: await capsAfter(c, parts, desk, amounts), next } : null}
      reject={step === 'other' ? null : formState(sent, 'reject')}
      then={step === 'recommended' ? await thenOf(parts, desk, amounts) : []}
      warnings={
        step === 'other'
          ? []
          : [
              ...(dossier.party?.facts.confirmed === true ? [] : [w.partyClaimed]),
              ...(completion === undefined ? [] : [w.completion(dayTextOf(completion.dueAt))]),
            ]
      }
      decided={await decidedBy(parts, desk)}
      done={doneBy(dossier, language)}
    />
  );
  return c.html(page, status ?? (sent === null ? 200 : statusOf(sent.refusal)));
}

/** What was decided, where it was: of an award what was cut, of a rejection why. */
async function decidedBy({ db }: Parts, { dossier, agency, language, state }: Desk): Promise<AwardView['decided']> {
  if (state !== 'awarded' && state !== 'rejected') return null;
  const { input } = dossier.history.find(({ event }) => event === `application.${state}`) ?? {};
  return {
    what: state,
    awardedVnd: decidedOn(dossier),
    cuts: await cutsView(db, dossier, language),
    reason: state === 'rejected' ? await reasonOf(db, agency, input?.reason) : '',
  };
}

/** What is not told of an application to who decides: how it began, and each declaration that there is no conflict of interest. */
const untold = new Set(['application.started', 'application.interestDeclared']);

/** What was done about the application until now, oldest first; ballots and reviews by how many. */
function doneBy({ history }: Dossier, language: Desk['language']) {
  const many = new Set(['application.voteCast', 'application.reviewSubmitted']);
  const seen = new Set<string>();
  const isConflict = ({ event, input }: Dossier['history'][number]) =>
    event === 'application.interestDeclared' && typeof input.conflict === 'string';
  return history
    .filter((one) => one.subject === 'application' && (!untold.has(one.event) || isConflict(one)))
    .filter(({ event }) => {
      // each conflict of interest is told
      const isFirst = !seen.has(event) || event === 'application.interestDeclared';
      seen.add(event);
      return isFirst;
    })
    .toReversed()
    .map(({ event, name, behalf, at }) => {
      const count = history.filter((one) => one.event === event).length;
      return {
        what: untold.has(event) ? awardWords[language].declaredConflict : nameOf('events', event, language),
        who: many.has(event)
          ? awardWords[language].people(count)
          : name === ''
            ? reviewsWords[language].system
            : nameWith({ name, behalf }, language),
        at,
      };
    });
}
