// Who reviews an application: given to them, taken from them, and what they declared.

import type { Context } from 'hono';
import { ReviewersPage } from '../../templates/pages/reviews/reviewers.tsx';
import { dayText, timeText } from '../../templates/parts/when.ts';
import { reviewerWords } from '../../templates/words/reviews-reviewers.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { readDay } from '../../workflows/rules/formFields.ts';
import { reasonOf } from '../contents.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { nameWith } from '../dossier.ts';
import { ask, isId, longIn, recordedBefore, statusOf, textIn, textsIn, typedOf } from '../forms.ts';
import { asContent, type Form } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { keepSheetsBy, proposedDay, sheetsByOf } from '../sheetsBy.ts';
import { impartialDesk } from './conflicts.tsx';
import {
  calendarOf,
  callOf,
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
import { doubtOf, hasConflict, holdersOf, namesakeIn, namesOf, peopleReaders, teamOf } from './persons.ts';
import { reviewersOf, reviewsOf, submittedAt, teamNames } from './reading.ts';

const who = ['officer', 'secretary'] as const;
/** What the form says where nobody is replaced, and one more comes. */
const nobody = 'nobody';

export function reviewerRoutes(doors: Doors, parts: Parts): void {
  doors.get('/agencies/:agency/dossiers/:dossier/reviewers', { who: [...who, 'auditor'] }, async (c) => {
    const desk = await impartialDesk(c, parts, 'application.reviewersAssigned');
    return desk instanceof Response ? desk : await show(c, parts, desk, null);
  });

  doors.post('/agencies/:agency/dossiers/:dossier/reviewers', { who }, async (c) => {
    const desk = await impartialDesk(c, parts, 'application.reviewersAssigned');
    if (desk instanceof Response) return desk;
    const typed = await typedOf(c);
    const w = reviewerWords[desk.language];
    const possible = (await holdersOf(parts.db, desk.agency, ['reviewer'])).filter(
      ({ id }) => !teamOf(desk.dossier).includes(id) && !hasConflict(desk.declarations, id),
    );
    const isPossible = (id: string) => possible.some((one) => one.id === id);
    const errors: Record<string, string> = {};

    if (textIn(typed, 'do') !== 'replace') {
      const reviewers = [...new Set(textsIn(typed, 'reviewers'))];
      if (reviewers.length === 0) errors.reviewers = w.noneChosen;
      else if (!reviewers.every(isPossible)) errors.reviewers = w.notPossible;
      const said = textIn(typed, 'sheetsBy');
      const on = readDay(said);
      if (said !== '' && (on === null || on < dayOf(parts.now()))) errors.sheetsBy = w.sheetsByWrong;
      if (Object.keys(errors).length > 0) return await show(c, parts, desk, wrong('assign', typed, errors));
      // before the letters that name it are written
      if (on !== null && desk.state === 'eligible')
        await keepSheetsBy(parts.db, {
          ...{ agency: desk.agency, dossier: desk.dossier.id, on },
          ...{ person: desk.person, now: parts.now() },
        });
      const command = { type: 'assignReviewers', dossier: desk.dossier.id, input: { reviewers } } as const;
      const outcome = await ask(c, parts, command, typed);
      if (outcome.ok) return c.redirect(`${desk.base}/reviewers?done=application.reviewersAssigned`, 303);
      const fresh = await deskOf(c, parts);
      return await show(c, parts, fresh ?? desk, refused('assign', typed, outcome.refusal));
    }

    const [out, into] = [textIn(typed, 'out'), textIn(typed, 'in')];
    const reason = longIn(typed, 'reason');
    const assigned = reviewersOf(desk.dossier);
    const missing = reasonProblem(reason, desk.language);
    const isMore = out === nobody;
    if (out === '') errors.out = w.outMissing;
    else if (!isMore) {
      const problem = await outProblem(parts, desk, out);
      if (problem !== null) errors.out = problem;
    }
    if (into === '' || (assigned.includes(into) && (isMore || assigned.includes(out)))) errors.in = w.inMissing;
    else if (!isPossible(into)) errors.in = w.notPossible;
    if (missing !== null) errors.reason = missing;
    const why = asContent('reason', { text: reason });
    const dossier = desk.dossier.id;
    const form: Form = isMore
      ? { type: 'addReviewer', dossier, input: { reviewer: into, reason: why } }
      : { type: 'replaceReviewer', dossier, input: { out, in: into, reason: why } };
    // sent twice: what the first sending changed is no problem of the second
    const before = await recordedBefore(c, parts, form, typed);
    if (before === null && Object.keys(errors).length > 0)
      return await show(c, parts, desk, wrong('replace', typed, errors));
    const outcome = before ?? (await ask(c, parts, form, typed));
    if (outcome.ok)
      return c.redirect(`${desk.base}/reviewers?done=application.reviewer${isMore ? 'Added' : 'Replaced'}`, 303);
    const fresh = (await deskOf(c, parts)) ?? desk;
    // somebody was quicker: the refusal itself speaks to the reviewer
    const late = isMore ? null : await outProblem(parts, fresh, out);
    return await show(
      c,
      parts,
      fresh,
      late === null ? refused('replace', typed, outcome.refusal) : wrong('replace', typed, { out: late }),
    );
  });
}

/** Why somebody cannot be replaced: they review no more, or have submitted; null where they can. */
async function outProblem({ db }: Parts, { dossier, language }: Desk, out: string): Promise<string | null> {
  const w = reviewerWords[language];
  const said = async (say: (name: string) => string) => say((await namesOf(db, isId(out) ? [out] : []))(out));
  if (reviewersOf(dossier).includes(out))
    return Object.hasOwn(reviewsOf(dossier), out) ? await said(w.hasSubmitted) : null;
  const replaced = dossier.history.find(
    ({ event, input }) => event === 'application.reviewerReplaced' && input.out === out,
  );
  if (replaced === undefined) return await said(w.gone);
  return await said((name) => w.goneBy(name, nameWith(replaced, language), timeText(replaced.at)));
}

/** Who was replaced, when, by whom, why, and what they had declared. */
async function replacedBefore({ db }: Parts, { dossier, agency, declarations, language }: Desk) {
  const events = dossier.history.filter(({ event }) => event === 'application.reviewerReplaced').toReversed();
  const nameOf = await namesOf(
    db,
    events.map(({ input }) => String(input.out)),
  );
  return await Promise.all(
    events.map(async (one) => {
      const declared = declarations.get(String(one.input.out));
      return {
        name: nameOf(String(one.input.out)),
        conflict: declared === undefined ? null : 'conflict' in declared ? declared.conflict : '',
        said: reviewerWords[language].replacedBy(timeText(one.at), nameWith(one, language)),
        reason: await reasonOf(db, agency, one.input.reason),
      };
    }),
  );
}

async function show(c: Context<AppEnv>, parts: Parts, desk: Desk, sent: Sent | null): Promise<Response> {
  const { dossier, agency, language, state, declarations } = desk;
  const w = reviewerWords[language];
  const assignedIds = reviewersOf(dossier);
  const reviews = reviewsOf(dossier);
  const [frame, holders, administrators, nameOf, sheetsBy, period, calendar] = await Promise.all([
    parts.frameOf(c),
    holdersOf(parts.db, agency, ['reviewer']),
    holdersOf(parts.db, agency, ['administrator']),
    namesOf(parts.db, assignedIds),
    sheetsByOf(parts.db, agency, dossier.id),
    periodText(parts, desk, dossier.pack.procedure.review),
    calendarOf(parts.db, agency),
  ]);
  // until it is assigned the period runs already
  const dueAt = dossier.due.find(({ subject, what }) => subject === 'application' && what === 'review')?.dueAt;
  const last = dueAt === undefined ? null : dayOf(dueAt);
  const assigns = who.some((role) => desk.roles.includes(role));
  const team = { ids: teamOf(dossier), names: await teamNames(parts.db, dossier) };
  const isNamesake = namesakeIn(team.names);
  const why = (id: string) => (team.ids.includes(id) ? w.ofTeam : hasConflict(declarations, id) ? w.conflict : null);
  const waiting = assignedIds.filter((id) => !Object.hasOwn(reviews, id));
  const conflicted = waiting.find((id) => hasConflict(declarations, id));
  const free = holders.filter(({ id }) => why(id) === null && !assignedIds.includes(id));
  const page = (
    <ReviewersPage
      frame={frame}
      head={headOf(desk)}
      call={callOf(desk)}
      trouble={troubleOf(sent, desk)}
      team={team.names}
      candidates={holders.map(({ id, name, open, isInvited }) => ({
        ...{ id, name, note: w.open(open), why: why(id) },
        doubt: doubtOf([isInvited && w.invited, isNamesake(name) && w.namesake]),
      }))}
      assigned={assignedIds.map((id) => {
        const declared = declarations.get(id);
        return {
          id,
          name: nameOf(id),
          conflict: declared === undefined ? null : 'conflict' in declared ? declared.conflict : '',
          submittedAt: Object.hasOwn(reviews, id) ? submittedAt(dossier, id) : null,
        };
      })}
      gone={await replacedBefore(parts, desk)}
      period={period}
      administrators={administrators.map(({ name }) => name)}
      people={peopleReaders.some((role) => desk.roles.includes(role)) ? `/agencies/${agency}/people` : null}
      sheetsBy={sheetsBy === null ? null : dayText(sheetsBy)}
      assign={
        assigns && state === 'eligible'
          ? formState(sent, 'assign', last === null ? {} : { sheetsBy: proposedDay(calendar, parts.now(), last) })
          : null
      }
      replace={assigns && state === 'underReview' ? formState(sent, 'replace', { out: conflicted ?? '' }) : null}
      out={[...waiting.map((id) => ({ value: id, label: nameOf(id) })), { value: nobody, label: w.nobodyOut }]}
      in={free.map(({ id, name, open, isInvited }) => ({
        value: id,
        label: `${name} (${doubtOf([isInvited && w.invited, isNamesake(name) && w.namesake, w.open(open)])})`,
      }))}
      complete={assigns && state === 'underReview' && waiting.length === 0}
    />
  );
  return c.html(page, sent === null ? 200 : statusOf(sent.refusal));
}
