// The council: composed by the pack's rules, a ballot on each item, the tally, and what it concludes.

import type { Context } from 'hono';
import { CouncilPage, type ItemView } from '../../templates/pages/reviews/council.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { reviewsWords } from '../../templates/words/reviews.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import { severalWords } from '../../templates/words/reviews-several.ts';
import type { EventType } from '../../workflows/machines.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { type Answers, type FieldOf, shown } from '../../workflows/rules/forms.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { clauseText } from '../clauses.ts';
import { contentOf, reasonOf } from '../contents.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { toldOfInterests } from '../dossier.ts';
import { longIn, statusOf, textIn, typedOf } from '../forms.ts';
import { asContent } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { sittingOf, sittingPath } from '../sittingPath.ts';
import { readerOf } from '../standing.ts';
import {
  attendanceFields,
  attendanceMark,
  attendanceSays,
  attendingRoutes,
  isMeeting,
  noBallotFields,
  readAttendance,
} from './attending.ts';
import { composedAnew, composeView, composingRoutes } from './composing.tsx';
import { minutesPaperOf } from './concluded.ts';
import { concludeView, concludingRoutes } from './concluding.tsx';
import { inTwoSteps, type Summary } from './confirming.tsx';
import { conflictedHand, conflictedPage, declare, declaredBy, declarePage, mustDeclare } from './conflicts.tsx';
import {
  calendarOf,
  callOf,
  type Desk,
  deskOf,
  formState,
  headOf,
  refused,
  type Sent,
  tooLong,
  troubleOf,
  wrong,
} from './desk.ts';
import { endedSays, endingRoutes, mayEndVote } from './ending.ts';
import { announcedSays, askedOf, meetingOf, readMeeting } from './meeting.ts';
import { movingRoutes } from './moving.tsx';
import { noticeRemarks } from './notice.ts';
import { councilReaders, hasConflict, namesOf } from './persons.ts';
import { readable, reviewersOf, reviewsOf, sheetForm, submittedAt } from './reading.ts';
import { awaitedOf, remindView } from './reminding.ts';
import {
  announcedOf,
  canBeEnough,
  concluding,
  councilOf,
  hiddenFrom,
  holds,
  isMeetingMissed,
  isVoteOver,
  itemsOf,
  mustVoteFirst,
  neededFor,
  quorumOf,
  seatsOf,
  votesOf,
  voting,
} from './seats.ts';
import { dealing } from './several.ts';
import { nextAt } from './sitting.tsx';
import { satAt } from './sittings.ts';

export function councilRoutes(doors: Doors, parts: Parts): void {
  doors.get('/agencies/:agency/dossiers/:dossier/council', { who: councilReaders }, async (c) => {
    const desk = await deskOf(c, parts);
    return desk === null ? c.notFound() : await show(c, parts, desk, null);
  });

  doors.post('/agencies/:agency/dossiers/:dossier/council/vote', { who: voting }, async (c) => {
    const desk = await deskOf(c, parts);
    if (desk === null) return c.notFound();
    const typed = await typedOf(c);
    const w = councilWords[desk.language];
    if (councilOf(desk.dossier).includes(desk.person)) {
      const declared = declaredBy(desk);
      if (declared === null) return await show(c, parts, desk, wrong('conflict', typed, { conflict: w.declareFirst }));
      if ('conflict' in declared) return await show(c, parts, desk, wrong('conflict', typed, { '': w.conflictVotes }));
    }
    // who has voted and sends it again is told by the command what was recorded
    if (desk.voteEnd !== null && !Object.hasOwn(votesOf(desk.dossier), desk.person))
      return await show(c, parts, desk, wrong('ballot', typed, { '': w.endedNow }));
    const items = await itemsOf(parts, desk);
    const errors: Record<string, string> = {};
    const ballots: Record<string, string> = {};
    for (const { line, name } of items) {
      const said = textIn(typed, `ballot.${line}`);
      if (said === 'pass' || said === 'fail') ballots[line] = said;
      else errors[`ballot.${line}`] = w.ballotMissing(name);
    }
    const text = longIn(typed, 'opinion');
    if (tooLong(text)) errors.opinion = reviewsWords[desk.language].textLong(w.opinion);
    if (Object.keys(errors).length > 0) return await show(c, parts, desk, wrong('ballot', typed, errors));
    const input = { ballots, ...(text === '' ? {} : { opinion: asContent('reason', { text }) }) };
    return await inTwoSteps(c, parts, desk, {
      form: { type: 'castVote', dossier: desk.dossier.id, input },
      typed,
      summary: async () => ballotSummary(desk, items, ballots, text),
      done: `${desk.base}/council?done=application.voteCast`,
      edit: () => show(c, parts, desk, { form: 'ballot', typed, errors: {}, refusal: null }, 200),
      refused: (refusal) => again(c, parts, desk, refused('ballot', typed, refusal)),
    });
  });

  doors.post('/agencies/:agency/dossiers/:dossier/council/conflict', { who: voting }, async (c) => {
    const desk = await deskOf(c, parts);
    if (desk === null) return c.notFound();
    const typed = await typedOf(c);
    if (!councilOf(desk.dossier).includes(desk.person)) return c.redirect(`${desk.base}/council`, 303);
    const sent = await declare(c, parts, desk, typed);
    if (sent !== null) return await show(c, parts, desk, sent);
    return c.redirect(`${desk.base}/council`, 303);
  });

  composingRoutes(doors, parts, show);
  concludingRoutes(doors, parts, show);
  endingRoutes(doors, parts, show);
  movingRoutes(doors, parts, show);
  attendingRoutes(doors, parts, show);
}

/** A ballot as it will be recorded. */
function ballotSummary(
  { language }: Desk,
  items: readonly ItemView[],
  ballots: Readonly<Record<string, string>>,
  opinion: string,
): Summary {
  const [w, c] = [reviewsWords[language], councilWords[language]];
  const fails = items.some(({ line }) => ballots[line] === 'fail');
  return {
    what: c.ballot,
    facts: [
      ...items.map(({ line, name, askedVnd }) => ({
        label: `${name}, ${formatVnd(askedVnd)}`,
        value: ballots[line] === 'pass' ? w.pass : w.fail,
      })),
      {
        label: c.opinion,
        value: opinion === '' ? c.opinionNone : opinion,
        ...(fails && opinion === '' ? { warning: c.opinionMissing } : {}),
      },
    ],
    amounts: null,
    follows: c.ballotFinal,
    acknowledgements: [],
    record: c.vote,
  };
}

async function again(c: Context<AppEnv>, parts: Parts, desk: Desk, sent: Sent): Promise<Response> {
  return await show(c, parts, (await deskOf(c, parts)) ?? desk, sent);
}

async function show(
  c: Context<AppEnv>,
  parts: Parts,
  desk: Desk,
  sent: Sent | null,
  status: 200 | 409 | null = null,
): Promise<Response> {
  const { dossier, language, state, person, roles } = desk;
  const { pack } = dossier;
  const rules = pack.procedure.council;
  const facts = dossier.states.get('application')?.facts ?? {};
  const council = councilOf(dossier);
  const hasVoted = Object.hasOwn(votesOf(dossier), person);
  if (hasConflict(desk.declarations, person)) return await conflictedPage(c, parts, desk, 'own', sent);
  if (mustDeclare(desk)) return await declarePage(c, parts, desk, sent);
  const [frame, meeting, attendance, items, seats, sheets, text] = await Promise.all([
    parts.frameOf(c),
    state === 'beforeCouncil' ? null : meetingOf(parts.db, dossier),
    state === 'beforeCouncil' ? readAttendance(parts.db, desk) : null,
    itemsOf(parts, desk),
    seatsOf(parts, desk),
    sheetsOf(parts, desk),
    readable(parts, desk),
  ]);
  const { needed, present, reached, chairPresent } = quorumOf(dossier);
  const step =
    state === 'underReview'
      ? 'underReview'
      : state === 'beforeCouncil'
        ? 'beforeCouncil'
        : council.length > 0
          ? 'after'
          : 'before';
  const hidden = hiddenFrom(desk);
  const mayVote =
    state === 'beforeCouncil' && desk.voteEnd === null && council.includes(person) && holds(roles, voting);
  const acts = (event: EventType) => conflictedHand(c, desk, event) === null;
  const mayConclude =
    state === 'beforeCouncil' && holds(roles, concluding) && !mustVoteFirst(desk) && acts('application.recommended');
  const compose = await composeView(c, parts, desk, sent);
  const announced = announcedOf(dossier);
  const isMoved = c.req.query('done') === 'meetingMoved' && announced !== null;
  const passed = isMeetingMissed(dossier, dayOf(parts.now())) && state === 'beforeCouncil' && announced;
  const awaited = seats.filter(({ voted, conflict }) => !voted && conflict === null).map(({ name }) => name);
  const w = councilWords[language];
  const isTheirs = compose?.revision != null;
  const page = (
    <CouncilPage
      frame={frame}
      head={isMoved ? { ...headOf(desk), done: severalWords[language].move.movedNow } : headOf(desk)}
      call={callOf(desk)}
      trouble={troubleOf(sent, desk)}
      step={step}
      sheets={sheets}
      items={hidden === null ? items : items.map((item) => ({ ...item, passes: null, passed: null }))}
      council={
        council.length === 0
          ? null
          : {
              seats: seats.map((one) => ({
                ...one,
                conflict: holds(roles, toldOfInterests) ? one.conflict : one.conflict && '',
                attends: attendance?.answers.seats[one.id] ?? null,
              })),
              enough: state !== 'beforeCouncil' || canBeEnough(dossier),
              present,
              needed,
              reached,
              chairPresent,
              clause: clauseText(dossier.pack, rules.quorum.source, language),
              itemNeeded: neededFor(dossier),
              itemClause: clauseText(dossier.pack, rules.itemPasses.source, language),
              announced: step === 'beforeCouncil' ? announced : null,
            }
      }
      compose={compose}
      move={
        compose?.revision == null
          ? null
          : {
              form: formState(sent, 'move', {
                movesTo: announced?.on ?? '',
                movesFrom: announced?.at ?? '',
                movesAt: announced?.place ?? '',
              }),
              revision: compose.revision,
            }
      }
      ballot={mayVote && !hasVoted ? formState(sent, 'ballot') : null}
      conflict={formState(sent, 'conflict')}
      voted={hasVoted}
      sitting={announced === null ? null : sittingPath(desk.agency, announced)}
      next={hasVoted && step === 'beforeCouncil' ? await nextFrom(c, parts, desk) : undefined}
      hidden={hidden}
      attendance={
        isMeeting(desk) && holds(roles, concluding) && acts('application.recommended')
          ? {
              form: formState(sent, 'attendance', attendanceFields(attendance?.answers ?? null, seats)),
              mark: attendanceMark(attendance?.answers ?? null),
              asked: seats.filter(({ conflict }) => conflict === null),
              ...(attendance === null ? { said: null, warnings: [] } : attendanceSays(desk, attendance, seats)),
            }
          : null
      }
      remind={
        holds(roles, dealing) && acts('application.councilRecomposed')
          ? await remindView(parts, {
              ...{ agency: desk.agency, sat: [awaitedOf(desk)], person, action: `${desk.base}/council/remind` },
            })
          : null
      }
      conclude={mayConclude && isVoteOver(desk) ? await concludeView(parts, desk, items, seats, sent) : null}
      end={
        mayConclude && mayEndVote(desk)
          ? { form: formState(sent, 'end', noBallotFields(attendance?.answers ?? null)), asked: askedOf(seats) }
          : null
      }
      ended={endedSays(desk, seats)}
      remarks={[
        ...(passed
          ? [`${w.dayPassed(dayText(passed.on), awaited.join(', '))}${isTheirs ? ` ${w.dayPassedDo}` : ''}`]
          : []),
        ...noticeRemarks(dossier, await calendarOf(parts.db, desk.agency), language, meeting?.heldOn),
      ]}
      waiting={
        state !== 'beforeCouncil' ? null : !reached || !chairPresent ? 'votes' : mayConclude ? null : 'secretary'
      }
      result={
        step !== 'after' || facts.votes === undefined
          ? null
          : {
              recommended: facts.recommended !== undefined,
              totalVnd: items.reduce((total, { recommendedVnd }) => total + (recommendedVnd ?? 0n), 0n),
              months: typeof facts.months === 'number' ? facts.months : 0,
              reason: facts.recommended === undefined ? await reasonOf(parts.db, desk.agency, facts.reason) : '',
              paper: minutesPaperOf(desk),
              minutes: [
                ...announcedSays(dossier, meeting, language),
                ...(await composedAnew(parts.db, desk)),
                ...readMeeting(
                  meeting,
                  seats,
                  items.filter(({ recommendedVnd }) => recommendedVnd !== null),
                  language,
                ),
              ],
            }
      }
      mayAward={roles.includes('director') && (state === 'recommended' || state === 'notRecommended')}
      shown={step === 'beforeCouncil' ? text : null}
    />
  );
  return c.html(page, status ?? (sent === null ? 200 : statusOf(sent.refusal)));
}

/** Where whoever has voted votes next in the same sitting; undefined where no other dossier is dealt with there. */
async function nextFrom(c: Context<AppEnv>, { db }: Parts, { dossier, agency }: Desk) {
  const announced = announcedOf(dossier);
  if (announced === null) return undefined;
  const reader = readerOf(c);
  const sat = await satAt(db, agency, sittingOf(announced), reader);
  return sat.length < 2 ? undefined : nextAt(sat, reader.person, sat.find(({ id }) => id === dossier.id)?.number);
}

/** All reviews. What they say opens when all are in; to somebody who reviews it too, when the council has it. */
async function sheetsOf({ db }: Pick<Parts, 'db'>, { dossier, agency, language, state, roles, declarations }: Desk) {
  const ids = reviewersOf(dossier);
  const reviews = reviewsOf(dossier);
  const nameOf = await namesOf(db, ids);
  const waiting = ids.filter((id) => !Object.hasOwn(reviews, id));
  const before = state === 'underReview';
  const open = ids.length > 0 && (before ? waiting.length === 0 && !roles.includes('reviewer') : true);
  const form = sheetForm(dossier);
  const judgedBy = form.sections
    .flatMap(({ fields }) => fields)
    .filter((field) => field.kind === 'criterion')
    .filter(({ overall }) => overall !== true);
  const list = await Promise.all(
    ids.map(async (id) => {
      const review = open ? reviews[id] : undefined;
      const answers = review === undefined ? null : await contentOf<Answers>(db, agency, review.sheet);
      return {
        name: nameOf(id),
        declaredLater: review !== undefined && hasConflict(declarations, id),
        fails: answers === null ? 0 : judgedBy.filter((criterion) => failsOn(criterion, answers)).length,
        verdict: review?.verdict ?? null,
        points: review?.points ?? null,
        submittedAt: review === undefined ? null : submittedAt(dossier, id),
        answers,
        shown: answers === null ? null : shown(form, answers, language),
      };
    }),
  );
  const kept = list.flatMap(({ name, answers }) => (answers === null ? [] : [{ name, answers }]));
  const criteria = judgedBy.map((criterion) => ({
    short: criterion.short?.[language] ?? '',
    label: criterion.label[language],
    given: kept.map(({ name, answers }) => {
      const said = String(answers[criterion.id] ?? '');
      const text = said === 'pass' || said === 'fail' ? reviewsWords[language][said] : said;
      return { name, text, fails: failsOn(criterion, answers) };
    }),
  }));
  return { list, open, criteria: kept.length === 0 ? [] : criteria, missing: before ? waiting.map(nameOf) : [] };
}

/** Whether a sheet fails a criterion by itself: below the points that it needs, or said so. */
function failsOn({ id, scale, leastPoints = 0 }: FieldOf<'criterion'>, answers: Answers): boolean {
  const said = answers[id] ?? '';
  return scale === 'points' ? said !== '' && Number(said) < leastPoints : said === 'fail';
}
