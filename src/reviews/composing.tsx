// Who sits on a council: before an application is referred to it, and again where those who sit cannot be enough.

import type { Context } from 'hono';
import type { ComposeView } from '../../templates/pages/reviews/compose.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { dayTextOf } from '../../templates/parts/when.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import type { Language } from '../../templates/words/words.ts';
import { capital } from '../../workflows/rules/citations.ts';
import { cleanLine, readDay, readHour } from '../../workflows/rules/formFields.ts';
import { clauseText } from '../clauses.ts';
import type { Database } from '../database/pool.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { type Dossier, nameWith } from '../dossier.ts';
import { ask, longIn, textIn, textsIn, typedOf } from '../forms.ts';
import { asContent } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { recompositionsIn } from './composed.ts';
import { conflictedHand, impartialDesk } from './conflicts.tsx';
import { type Desk, deskOf, formState, lengthOf, reasonProblem, refused, type Sent, wrong } from './desk.ts';
import { hasConflict, namesOf, peopleReaders } from './persons.ts';
import { reviewersOf, reviewsOf, teamNames } from './reading.ts';
import {
  announcedOf,
  canConclude,
  candidatesOf,
  councilOf,
  holds,
  meets,
  mustVoteFirst,
  type Voter,
  votesOf,
} from './seats.ts';

/** Who composes a council. */
const composing = ['officer', 'secretary'] as const;

type Show = (c: Context<AppEnv>, parts: Parts, desk: Desk, sent: Sent | null) => Promise<Response>;

export function composingRoutes(doors: Doors, parts: Parts, show: Show): void {
  doors.post('/agencies/:agency/dossiers/:dossier/council/refer', { who: composing }, async (c) => {
    const desk = await impartialDesk(c, parts, 'application.referredToCouncil');
    if (desk instanceof Response) return desk;
    const typed = await typedOf(c);
    const { input, errors } = await composition(parts, desk, typed, []);
    if (Object.keys(errors).length > 0) return await show(c, parts, desk, wrong('compose', typed, errors));
    const outcome = await ask(c, parts, { type: 'referToCouncil', dossier: desk.dossier.id, input }, typed);
    if (outcome.ok) return c.redirect(`${desk.base}/council?done=application.referredToCouncil`, 303);
    return await show(c, parts, (await deskOf(c, parts)) ?? desk, refused('compose', typed, outcome.refusal));
  });

  doors.post('/agencies/:agency/dossiers/:dossier/council/recompose', { who: composing }, async (c) => {
    const desk = await impartialDesk(c, parts, 'application.councilRecomposed');
    if (desk instanceof Response) return desk;
    const typed = await typedOf(c);
    const { votesBefore } = councilWords[desk.language];
    if (mustVoteFirst(desk)) return await show(c, parts, desk, wrong('compose', typed, { '': votesBefore }));
    const composed = await composition(parts, desk, typed, Object.keys(votesOf(desk.dossier)));
    const text = longIn(typed, 'reason');
    const missing = reasonProblem(text, desk.language);
    const errors = { ...composed.errors, ...(missing === null ? {} : { reason: missing }) };
    // where enough have voted meanwhile, that is what is the matter
    if (Object.keys(errors).length > 0 && !canConclude(desk.dossier))
      return await show(c, parts, desk, wrong('compose', typed, errors));
    const input = { ...composed.input, reason: asContent('reason', { text }) };
    const outcome = await ask(c, parts, { type: 'recomposeCouncil', dossier: desk.dossier.id, input }, typed);
    if (outcome.ok) return c.redirect(`${desk.base}/council?done=application.councilRecomposed`, 303);
    return await show(c, parts, (await deskOf(c, parts)) ?? desk, refused('compose', typed, outcome.refusal));
  });
}

/** A council as the form says it, with those of the present one who `stay`; and what is wrong with it, by field. */
const composition = async (parts: Parts, desk: Desk, typed: Typed, stay: readonly string[]) =>
  compositionIn(desk, typed, await candidatesOf(parts, desk), stay);

/** Of what a council is composed: a dossier, or what several have in common. */
export type Composed = { readonly dossier: Pick<Dossier, 'pack' | 'states'>; readonly language: Language };

/** The same among those who may sit. */
export function compositionIn(
  desk: Composed,
  typed: Typed,
  everybody: readonly Pick<Voter, 'id' | 'name' | 'mayLead' | 'why'>[],
  stay: readonly string[] = [],
) {
  const w = councilWords[desk.language];
  const council = [...new Set([...stay, ...textsIn(typed, 'council')])];
  const [chair, viceChair] = [textIn(typed, 'chair'), textIn(typed, 'viceChair')];
  const size = desk.dossier.pack.procedure.council.members;
  const possible = everybody.filter(({ why }) => why === null);
  const errors: Record<string, string> = {};
  if (council.length === 0) errors.council = w.membersMissing;
  else if (!council.every((id) => stay.includes(id) || possible.some((one) => one.id === id)))
    errors.council = w.notPossible;
  else if (council.length < (size.min ?? 0) || council.length > (size.max ?? 99)) {
    const wanted = w.sizeWrong(council.length, String(size.min ?? '?'), String(size.max ?? '?'));
    const few = tooFew(desk, new Set([...stay, ...possible.map(({ id }) => id)]).size);
    errors.council = few === null ? wanted : `${wanted} ${few}`;
  }
  if (!council.includes(chair)) errors.chair = w.chairMissing;
  const { chair: wasChair, viceChair: wasVice } = desk.dossier.states.get('application')?.facts ?? {};
  /** Somebody who holds no office that leads a council; who led it before and has voted stays. */
  const isOutside = (id: string) =>
    everybody.some((one) => one.id === id && !one.mayLead) && !(stay.includes(id) && [wasChair, wasVice].includes(id));
  const outside = everybody.filter(({ id, mayLead }) => council.includes(id) && !stay.includes(id) && !mayLead);
  if (outside.length > 0 && errors.council === undefined && textIn(typed, 'writersSit') !== 'yes')
    errors.writersSit = w.writersSitMissing(outside.map(({ name }) => name).join(', '));
  const { meeting, errors: meetingErrors } = announcedIn(desk, typed);
  Object.assign(errors, meetingErrors);
  if (viceChair !== '' && (!council.includes(viceChair) || viceChair === chair)) errors.viceChair = w.viceChairOutside;
  if (errors.chair === undefined && isOutside(chair)) errors.chair = w.leadsNot;
  if (errors.viceChair === undefined && isOutside(viceChair)) errors.viceChair = w.leadsNot;
  const input = {
    council,
    chair,
    ...(viceChair === '' ? {} : { viceChair }),
    ...(meeting === undefined ? {} : { meeting }),
  };
  return { input, errors: errors as FieldErrors };
}

/** When and where the council is to meet, as far as it is said: `undefined` changes nothing, null takes back what was said. */
function announcedIn({ dossier, language }: Composed, typed: Typed) {
  const w = councilWords[language];
  const [day, from, place] = [
    textIn(typed, 'meetsOn'),
    textIn(typed, 'meetsFrom'),
    cleanLine(textIn(typed, 'meetsAt')),
  ];
  const errors: Record<string, string> = {};
  if (day === '' && from === '' && place === '')
    return { meeting: announcedOf(dossier) === null ? undefined : null, errors };
  const [on, at] = [readDay(day), readHour(from)];
  if (on === null) errors.meetsOn = w.meetsOnWrong;
  if (from !== '' && at === null) errors.meetsFrom = w.meetsFromWrong;
  if (place.length > 100) errors.meetsAt = w.meetsAtLong;
  return { meeting: meets(on, at, place), errors };
}

/** That so many are not enough for a council, whoever is chosen, and who can change that; null where they are enough. */
export function tooFew({ dossier, language }: Composed, possible: number): string | null {
  const { min } = dossier.pack.procedure.council.members;
  return possible >= (min ?? 0) ? null : councilWords[language].tooFew(possible, String(min));
}

/** What the law says of a council's size, of its chair, and of when its members have the papers, as the form says it. */
export function rulesOf({ dossier, language }: Composed): Pick<ComposeView, 'size' | 'alone' | 'papers'> {
  const w = councilWords[language];
  const { members, quorum, papersSent } = dossier.pack.procedure.council;
  return {
    size: `${w.size(String(members.min ?? '?'), String(members.max ?? '?'))} ${capital(clauseText(dossier.pack, members.source, language))}.`,
    alone: quorum.needs.includes('chairOrAuthorisedViceChair') ? w.chairAlone : undefined,
    papers: `${w.papersBefore(lengthOf(papersSent, language))} ${capital(clauseText(dossier.pack, papersSent.source, language))}.`,
  };
}

/** How the council was composed anew, each time it was, as whoever concludes or decides reads it. */
export async function composedAnew(
  db: Database,
  { dossier, language }: Desk,
): Promise<{ label: string; value: string }[]> {
  const w = councilWords[language];
  const anew = recompositionsIn(dossier.history.toReversed());
  const nameOf = await namesOf(
    db,
    anew.flatMap(({ out, into }) => [...out, ...into].map(({ person }) => person)),
  );
  return anew.map(({ event, out, into }) => ({
    label: w.composedAnew,
    value: [
      w.anew(dayTextOf(event.at), nameWith(event, language)),
      w.anewOut(
        out.map(({ person, conflicted }) => nameOf(person) + (conflicted ? ` (${w.anewConflict})` : '')).join(', '),
      ),
      w.anewIn(into.map(({ person }) => nameOf(person)).join(', ')),
    ].join('\n'),
  }));
}

/** The form on which somebody composes the council; null where it is not theirs to do, or not now. */
export async function composeView(
  c: Context<AppEnv>,
  parts: Parts,
  desk: Desk,
  sent: Sent | null,
): Promise<ComposeView | null> {
  const { dossier, roles, state, declarations } = desk;
  const isReviewed = reviewersOf(dossier).every((id) => Object.hasOwn(reviewsOf(dossier), id));
  const first = state === 'underReview' && isReviewed;
  const again = state === 'beforeCouncil' && !canConclude(dossier) && !mustVoteFirst(desk);
  const event = first ? 'application.referredToCouncil' : 'application.councilRecomposed';
  if (!(first || again) || !holds(roles, composing) || conflictedHand(c, desk, event) !== null) return null;
  const facts = dossier.states.get('application')?.facts ?? {};
  const voted = Object.keys(votesOf(dossier));
  const nameOf = await namesOf(parts.db, voted);
  const candidates = (await candidatesOf(parts, desk)).filter(({ id }) => !voted.includes(id));
  const few = tooFew(desk, voted.length + candidates.filter(({ why }) => why === null).length);
  const prefill = {
    council: councilOf(dossier).filter((id) => !hasConflict(declarations, id)),
    chair: String(facts.chair ?? ''),
    viceChair: String(facts.viceChair ?? ''),
    meetsOn: announcedOf(dossier)?.on ?? '',
    meetsFrom: announcedOf(dossier)?.at ?? '',
    meetsAt: announcedOf(dossier)?.place ?? '',
  };
  return {
    form: formState(sent, 'compose', first ? {} : prefill),
    candidates,
    options: [
      ...voted.map((id) => ({ value: id, label: nameOf(id) })),
      ...candidates
        .filter(({ why, mayLead }) => why === null && mayLead)
        .map(({ id, name }) => ({ value: id, label: name })),
    ],
    writers: candidates.filter(({ why, mayLead }) => why === null && !mayLead).map(({ name }) => name),
    tooFew: few,
    team: await teamNames(parts.db, dossier),
    people: holds(roles, peopleReaders) ? `/agencies/${desk.agency}/people` : null,
    ...rulesOf(desk),
    stay: first ? null : voted.map(nameOf),
    revision: first ? null : dossier.revision,
  };
}
