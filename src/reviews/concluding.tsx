// What a council concludes: the meeting, the amounts beside every cap, and the two ways it can end. Each is read once more before it
// is recorded.

import type { Context } from 'hono';
import type { ConcludeView } from '../../templates/pages/reviews/conclude.tsx';
import type { ItemView, SeatView } from '../../templates/pages/reviews/council.tsx';
import { Caps } from '../../templates/pages/reviews/parts.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { confirmingWords } from '../../templates/words/confirming.ts';
import { reviewsWords } from '../../templates/words/reviews.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import { reviewWords } from '../../templates/words/reviews-review.ts';
import type { Language } from '../../templates/words/words.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { amountSentence, readVnd } from '../../workflows/rules/formFields.ts';
import { formatAmount, formatVnd } from '../../workflows/rules/money.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import type { LineAmount } from '../awards.ts';
import { clauseText } from '../clauses.ts';
import type { AppEnv, Doors } from '../doors.ts';
import type { Dossier } from '../dossier.ts';
import { longIn, textIn, typedOf } from '../forms.ts';
import { asContent, type Form } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { noBallotFields, readAttendance } from './attending.ts';
import { capsIf, overOwnCaps } from './caps.ts';
import { composedAnew } from './composing.tsx';
import { inTwoSteps, recorderOf, type Summary } from './confirming.tsx';
import { impartialDesk } from './conflicts.tsx';
import {
  type Desk,
  deskOf,
  formState,
  periodText,
  reasonProblem,
  refused,
  type Sent,
  sentenceAt,
  wrong,
} from './desk.ts';
import { prefillOf } from './ending.ts';
import { askedOf, bothOf, doubtsOf, type Meeting, meetingIn, meetingProblems, readMeeting } from './meeting.ts';
import { namesOf } from './persons.ts';
import { answersOf } from './reading.ts';
import {
  announcedOf,
  canConclude,
  concluding,
  holds,
  isVoteOver,
  itemsOf,
  mustVoteFirst,
  neededFor,
  quorumOf,
  seatsOf,
} from './seats.ts';

/** Shows the council's page again. */
export type Show = (
  c: Context<AppEnv>,
  parts: Parts,
  desk: Desk,
  sent: Sent | null,
  status?: 200 | 409 | null,
) => Promise<Response>;

export function concludingRoutes(doors: Doors, parts: Parts, show: Show): void {
  const again = async (c: Context<AppEnv>, desk: Desk, sent: Sent) =>
    await show(c, parts, (await deskOf(c, parts)) ?? desk, sent);

  doors.post('/agencies/:agency/dossiers/:dossier/council/check', { who: concluding }, async (c) => {
    const desk = await impartialDesk(c, parts, 'application.recommended');
    if (desk instanceof Response) return desk;
    const typed = await typedOf(c);
    const { amounts, errors } = amountsIn(desk, await itemsOf(parts, desk), typed);
    if (c.req.header('HX-Request') !== 'true')
      return await show(c, parts, desk, { form: 'conclude', typed, errors, refusal: null }, 200);
    const caps = capsIf(desk.dossier, amounts, yearOf(parts), desk.language);
    return c.html(<Caps caps={caps} check={`${desk.base}/council/check`} language={desk.language} />);
  });

  doors.post('/agencies/:agency/dossiers/:dossier/council/recommend', { who: concluding }, async (c) => {
    const desk = await impartialDesk(c, parts, 'application.recommended');
    if (desk instanceof Response) return desk;
    const typed = await typedOf(c);
    const early = tooEarly(desk, typed);
    if (early !== null) return await show(c, parts, desk, early);
    const items = await itemsOf(parts, desk);
    const { amounts, errors: amountErrors } = amountsIn(desk, items, typed);
    const { meeting, seats, errors } = await readConclusion(parts, desk, typed, recommendedOf(items, amounts));
    Object.assign(errors, recommendProblems(desk, typed, items, amounts), amountErrors);
    // What goes over a cap is an amount all the same: it is asked for, refused and kept; the fields say it too.
    const over = overLimits(parts, desk, typed, items, amounts);
    if (Object.keys(over).length === 0) Object.assign(errors, moreThanAsked(desk, items, amounts), errors);
    if (Object.keys(errors).length > 0)
      return await show(c, parts, desk, wrong('conclude', typed, { ...over, ...errors }));
    const lines = amounts
      .filter(({ amountVnd }) => amountVnd > 0n)
      .map(({ line, amountVnd }) => ({ line, amountVnd: String(amountVnd) }));
    const input = {
      lines,
      months: Number(textIn(typed, 'months')),
      completionNeeded: textIn(typed, 'completion') === 'yes',
      minutes: asContent('minutes', meeting),
    };
    return await inTwoSteps(c, parts, desk, {
      form: { type: 'recommend', dossier: desk.dossier.id, input },
      typed,
      summary: () => summaryOf(c, parts, desk, { meeting, seats, typed, items, amounts }),
      done: `${desk.base}/council?done=application.recommended`,
      edit: () => show(c, parts, desk, { form: 'conclude', typed, errors: {}, refusal: null }, 200),
      refused: (refusal: Refusal) => {
        const at = { ...over };
        const item = refusal.details.item ?? refusal.details.line;
        if (item !== undefined && items.some(({ line }) => line === item))
          at[`amount.${item}`] ??= sentenceAt(refusal, desk);
        return again(c, desk, refused('conclude', typed, refusal, at));
      },
    });
  });

  doors.post('/agencies/:agency/dossiers/:dossier/council/not-recommend', { who: concluding }, async (c) => {
    const desk = await impartialDesk(c, parts, 'application.recommended');
    if (desk instanceof Response) return desk;
    const typed = await typedOf(c);
    const early = tooEarly(desk, typed);
    if (early !== null) return await show(c, parts, desk, early);
    const items = await itemsOf(parts, desk);
    const { meeting, seats, errors } = await readConclusion(parts, desk, typed, []);
    const reason = longIn(typed, 'reason');
    const problem = reasonProblem(reason, desk.language);
    if (problem !== null) errors.reason = problem;
    if (Object.keys(errors).length > 0) return await show(c, parts, desk, wrong('conclude', typed, errors));
    const form: Form = {
      type: 'notRecommend',
      dossier: desk.dossier.id,
      input: { reason: asContent('reason', { text: reason }), minutes: asContent('minutes', meeting) },
    };
    return await inTwoSteps(c, parts, desk, {
      form,
      typed,
      summary: () => summaryOf(c, parts, desk, { meeting, seats, typed, items, amounts: null }),
      done: `${desk.base}/council?done=application.notRecommended`,
      edit: () => show(c, parts, desk, { form: 'conclude', typed, errors: {}, refusal: null }, 200),
      refused: (refusal: Refusal) => again(c, desk, refused('conclude', typed, refusal)),
    });
  });
}

const yearOf = (parts: Pick<Parts, 'now'>) => Number(dayOf(parts.now()).slice(0, 4));

/** What stands in an amount's field; what cannot be read counts as nothing and is named. */
function amountsIn(desk: Desk, items: readonly ItemView[], typed: Typed) {
  const w = councilWords[desk.language];
  const errors: Record<string, string> = {};
  const amounts = items.map(({ line, name }): LineAmount => {
    const text = textIn(typed, `amount.${line}`);
    const read = readVnd(text);
    if (!read.ok && text !== '') {
      errors[`amount.${line}`] = w.amountWrong(name, amountSentence(text, desk.language));
    }
    return { line, amountVnd: read.ok ? read.amountVnd : 0n };
  });
  return { amounts, errors };
}

type Conclusion = { meeting: Meeting; seats: readonly SeatView[]; errors: Record<string, string> };

/** `items`: the expense lines that are recommended. */
async function readConclusion(parts: Parts, desk: Desk, typed: Typed, items: readonly ItemView[]): Promise<Conclusion> {
  const seats = await seatsOf(parts, desk);
  const said = meetingIn(typed, seats, items);
  const errors = meetingProblems(said, seats, dayOf(parts.now()), desk.language);
  // what is to be completed first is said of a recommendation alone
  return { meeting: items.length > 0 ? said : { ...said, completion: '' }, seats, errors };
}

/** The expense lines on which there is an amount. */
const recommendedOf = (items: readonly ItemView[], amounts: readonly LineAmount[]) =>
  items.filter(({ line }) => amounts.some((one) => one.line === line && one.amountVnd > 0n));

/** What is wrong with a recommendation beside the figures themselves. */
function recommendProblems(
  desk: Desk,
  typed: Typed,
  items: readonly ItemView[],
  amounts: readonly LineAmount[],
): FieldErrors {
  const w = councilWords[desk.language];
  const errors: Record<string, string> = {};
  const first = items[0];
  if (amounts.every(({ amountVnd }) => amountVnd === 0n) && first !== undefined)
    errors[`amount.${first.line}`] = w.noLines;
  if (!/^[1-9]\d{0,2}$/.test(textIn(typed, 'months'))) errors.months = w.monthsMissing;
  const completion = textIn(typed, 'completion');
  if (completion !== 'yes' && completion !== 'no') errors.completion = w.completionMissing;
  else if ((completion === 'yes') !== (longIn(typed, 'completionText') !== ''))
    errors.completionText = completion === 'yes' ? w.completionTextMissing : w.completionTextOfNone;
  return errors;
}

/** Amounts above those that were asked for: the ballots were cast on these, and nobody voted on more. */
function moreThanAsked({ language }: Desk, items: readonly ItemView[], amounts: readonly LineAmount[]): FieldErrors {
  const w = councilWords[language];
  if (items.every(({ askedVnd }) => askedVnd === 0n)) return {}; // the application is not kept
  const more = items.filter(
    ({ line, askedVnd }) => (amounts.find((one) => one.line === line)?.amountVnd ?? 0n) > askedVnd,
  );
  return Object.fromEntries(
    more.map(({ line, name, askedVnd }) => [`amount.${line}`, w.moreThanAsked(name, formatVnd(askedVnd))]),
  );
}

/** Every amount and month that goes over what is allowed, by field: all that is over, not only the first. */
function overLimits(
  parts: Parts,
  desk: Desk,
  typed: Typed,
  items: readonly ItemView[],
  amounts: readonly LineAmount[],
): Record<string, string> {
  const { dossier, language } = desk;
  const w = councilWords[language];
  const over: Record<string, string> = {};
  const say = (line: string, sentence: string) => {
    const at = `amount.${line}`;
    over[at] = over[at] === undefined ? sentence : `${over[at]} ${sentence}`;
  };
  const asked = amounts.filter(({ amountVnd }) => amountVnd > 0n);
  for (const { line, cap, limit, clause } of overOwnCaps(dossier, amounts, yearOf(parts), language)) {
    const item = items.find((one) => one.line === line);
    const name = item?.name ?? reviewsWords[language].caps.total;
    say(item?.line ?? asked[0]?.line ?? '', w.over(name, cap, limit, clause));
  }
  if (canConclude(dossier)) {
    const { present } = quorumOf(dossier);
    for (const { line, name, passes, passed } of items)
      if (passed === false && asked.some((one) => one.line === line))
        say(line, w.notPassed(name, w.votesOf(passes ?? 0, present, neededFor(dossier))));
  }
  const months = textIn(typed, 'months');
  const longest = durationOf(dossier, language);
  if (longest !== null && /^[1-9]\d{0,2}$/.test(months) && Number(months) > longest.months)
    over.months = w.monthsOver(longest.months, longest.clause);
  return over;
}

function durationOf(dossier: Dossier, language: Language): { months: number; clause: string } | null {
  const stage = dossier.pack.stages.find(({ id }) => id === dossier.stage);
  const { value, source } = stage?.durationMonths ?? { value: null };
  return value === null || source === undefined
    ? null
    : { months: value, clause: clauseText(dossier.pack, source, language) };
}

/** A conclusion of somebody who has not voted, or while the vote is open: not even a refusal may tell them the count. */
function tooEarly(desk: Desk, typed: Typed): Sent | null {
  const w = councilWords[desk.language];
  if (mustVoteFirst(desk)) return wrong('conclude', typed, { '': w.concludeAfterVote });
  const isOpen = desk.state === 'beforeCouncil' && canConclude(desk.dossier) && !isVoteOver(desk);
  return isOpen ? wrong('conclude', typed, { '': w.endFirst }) : null;
}

/** The form of a conclusion, as it was sent or filled in as the application asks. */
export async function concludeView(
  parts: Parts,
  desk: Desk,
  items: readonly ItemView[],
  seats: readonly SeatView[],
  sent: Sent | null,
): Promise<ConcludeView> {
  const { dossier, language } = desk;
  const w = councilWords[language];
  const longest = durationOf(dossier, language);
  const asked = (await answersOf(parts.db, dossier))?.months;
  const isPossible = typeof asked === 'string' && /^[1-9]\d?$/.test(asked) && Number(asked) <= (longest?.months ?? 99);
  const [ownName, minutesSay] = [await namesOf(parts.db, [desk.person]), councilWords.vi];
  const announced = announcedOf(dossier);
  const prefill: Record<string, string> = {
    heldOn: dayText(announced?.on ?? dayOf(parts.now())),
    begins: announced?.at ?? '',
    place: announced?.place ?? '',
    completion: 'no',
    months: isPossible ? asked : longest === null ? '' : String(longest.months),
    ...noBallotFields((await readAttendance(parts.db, desk))?.answers ?? null),
    ...prefillOf(desk),
  };
  if (holds(desk.roles, ['secretary'])) prefill.secretary = ownName(desk.person);
  for (const { line, askedVnd, passed } of items) {
    prefill[`amount.${line}`] = passed ? formatAmount(askedVnd) : '0';
    // the minutes are Vietnamese, whoever writes them
    prefill[`outcome.${line}`] = minutesSay.outcomeUsual;
    prefill[`payment.${line}`] = minutesSay.paymentFileUsual;
  }
  const form = formState(sent, 'conclude', prefill);
  const { amounts } = amountsIn(desk, items, form.typed);
  return {
    form,
    caps: capsIf(dossier, amounts, yearOf(parts), language),
    monthsHint: longest === null ? '' : w.monthsHint(longest.months, longest.clause),
    completionHint: w.completionHint(await periodText(parts, desk, dossier.pack.procedure.completion)),
    asked: askedOf(seats),
    conflicted: seats.filter(({ voted, conflict }) => !voted && conflict !== null),
    present: seats.filter(({ voted, opinion }) => voted && opinion === ''),
    opinions: seats.filter(({ opinion }) => opinion !== ''),
    doubts: doubtsOf(meetingIn(form.typed, [], []), dossier, parts.now(), language),
  };
}

/** What would be recorded: the meeting with who voted and who did not, and what they conclude. */
async function summaryOf(
  c: Context<AppEnv>,
  parts: Parts,
  desk: Desk,
  given: {
    meeting: Meeting;
    seats: readonly SeatView[];
    typed: Typed;
    items: readonly ItemView[];
    /** null: no support is recommended. */
    amounts: readonly LineAmount[] | null;
  },
): Promise<Summary> {
  const { dossier, language } = desk;
  const { meeting, seats, typed, items, amounts } = given;
  const w = councilWords[language];
  const { reason, yes, no } = reviewsWords[language];
  const { council: k } = confirmingWords[language];
  const { quorum, itemPasses } = dossier.pack.procedure.council;
  const { present, needed } = quorumOf(dossier);
  const names = (some: readonly SeatView[]) => some.map(({ name }) => name).join(', ');
  const missing = askedOf(seats);
  const counted = k.counted(
    seats.length,
    present,
    neededFor(dossier),
    clauseText(dossier.pack, itemPasses.source, language),
  );
  const doubts = doubtsOf(meeting, dossier, parts.now(), language);
  const both = bothOf(seats);
  const voted = [names(seats.filter((one) => one.voted))];
  voted.push(k.quorum(present, seats.length, needed, clauseText(dossier.pack, quorum.source, language)));
  const votesSaid = ({ name, passes }: ItemView) => `${name}: ${w.votesOf(passes ?? 0, present, neededFor(dossier))}`;
  const isYes = textIn(typed, 'completion') === 'yes';
  const recommended = recommendedOf(items, amounts ?? []);
  const said = readMeeting(meeting, seats, recommended, language);
  const minutes = said.filter(({ label }) => label !== w.bothVoted);
  return {
    what: amounts === null ? k.notRecommend : k.recommend,
    amounts:
      amounts === null
        ? null
        : {
            label: k.amount,
            against: w.votes,
            lines: items.map(({ line, name, passes }) => ({
              line,
              name,
              against: w.votesOf(passes ?? 0, present, neededFor(dossier)),
              amountVnd: amounts.find((one) => one.line === line)?.amountVnd ?? 0n,
            })),
          },
    facts: [
      { label: reviewWords[language].applicant, value: dossier.party?.name ?? '' },
      ...(amounts === null ? [{ label: reason, value: longIn(typed, 'reason') }] : []),
      ...(amounts === null
        ? []
        : [
            { label: k.months, value: w.forMonths(Number(textIn(typed, 'months'))) },
            { label: k.completion, value: isYes ? yes : no },
          ]),
      ...(amounts === null ? [{ label: w.votes, value: items.map(votesSaid).join('\n') }] : []),
      { label: k.voted, value: voted.filter(Boolean).join('\n') },
      {
        label: k.notVoted,
        value: missing.length === 0 ? k.none : names(missing),
        ...(missing.length === 0 ? {} : { warning: counted }),
      },
      ...(both.length === 0
        ? []
        : [
            {
              label: w.bothVoted,
              value: said.find(({ label }) => label === w.bothVoted)?.value ?? names(both),
              warning: k.bothVoted(present, neededFor(dossier)),
            },
          ]),
      ...(await composedAnew(parts.db, desk)),
      ...minutes.map(({ label, value }) =>
        label === w.heldOn && doubts.length > 0 ? { label, value, warning: doubts.join(' ') } : { label, value },
      ),
      recorderOf(c, desk, amounts === null ? 'application.notRecommended' : 'application.recommended'),
    ],
    follows: k.follows,
    acknowledgements: [
      ...(missing.length === 0 ? [] : [{ name: 'seenVotes', label: k.seenVotes(missing.length) }]),
      ...(both.length === 0 ? [] : [{ name: 'seenConflicts', label: k.seenConflicts(names(both)) }]),
      ...(doubts.length === 0 ? [] : [{ name: 'seenTime', label: k.seenTime }]),
    ],
    record: amounts === null ? k.recordNotRecommend : k.recordRecommend,
  };
}
