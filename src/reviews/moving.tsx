// Another day, hour or place for a council's meeting: its members stay as they are. It is recorded as the council composed anew of
// the same members, which takes no ballot and no declaration away; of one dossier, or of several of a call at once.

import type { Context } from 'hono';
import { MovingPage } from '../../templates/pages/reviews/composing.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { meetsText, meetsWhen } from '../../templates/parts/when.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import { severalWords } from '../../templates/words/reviews-several.ts';
import type { Language } from '../../templates/words/words.ts';
import { type Day, dayOf } from '../../workflows/rules/calendar.ts';
import { cleanLine, readDay, readHour } from '../../workflows/rules/formFields.ts';
import type { AppEnv, Doors } from '../doors.ts';
import type { Dossier } from '../dossier.ts';
import { ask, keyAfter, longIn, newKey, recordedBefore, textIn, typedOf } from '../forms.ts';
import { asContent, type Form } from '../keeping.ts';
import { askedIn } from '../lists.ts';
import type { Parts } from '../parts.ts';
import type { Call } from '../programmes/index.ts';
import type { Show } from './concluding.tsx';
import { impartialDesk } from './conflicts.tsx';
import { type Deal, dealingRoutes } from './dealing.tsx';
import { deskOf, reasonProblem, refused, wrong } from './desk.ts';
import { type Announced, announcedOf, canConclude, councilOf, meets, mustVoteFirst, votesOf } from './seats.ts';
import { type Asked, callHead, dealing, hereOf, namedBy, type One, rowOf, standingAt } from './several.ts';

const path = '/agencies/:agency/calls/:call/meeting';
const event = 'application.councilRecomposed';

export function movingRoutes(doors: Doors, parts: Parts, show: Show): void {
  doors.post('/agencies/:agency/dossiers/:dossier/council/meeting', { who: dealing, events: [event] }, async (c) => {
    const desk = await impartialDesk(c, parts, event);
    if (desk instanceof Response) return desk;
    const typed = await typedOf(c);
    const { move: w } = severalWords[desk.language];
    const said = meetingSaid(typed, desk.language, dayOf(parts.now()));
    const form = formOf(desk.dossier, said);
    const done = () => c.redirect(`${desk.base}/council?done=meetingMoved`, 303);
    // sent twice: that it is so already is no problem of the second sending
    if ((await recordedBefore(c, parts, form, typed))?.ok) return done();
    const errors: Record<string, string> = { ...said.errors };
    if (mustVoteFirst(desk)) errors[''] = w.voteFirst;
    else if (Object.keys(errors).length === 0 && isSame(desk.dossier, said.meeting)) errors.movesTo = w.same;
    // where enough have voted meanwhile, that is what is the matter
    if (Object.keys(errors).length > 0 && !canConclude(desk.dossier))
      return await show(c, parts, desk, wrong('move', typed, errors));
    const outcome = await ask(c, parts, form, typed);
    if (outcome.ok) return done();
    return await show(c, parts, (await deskOf(c, parts)) ?? desk, refused('move', typed, outcome.refusal));
  });

  dealingRoutes(doors, parts, { path, event, show: page, read });
}

async function read(c: Context<AppEnv>, parts: Parts, call: Call, typed: Typed): Promise<Deal | Response> {
  const language = c.get('language');
  const { move: w, noneChosen } = severalWords[language];
  const said = meetingSaid(typed, language, dayOf(parts.now()));
  const ones = await namedBy(c, parts, call, typed);
  const errors = ones.length === 0 ? { dossier: noneChosen, ...said.errors } : said.errors;
  if (Object.keys(errors).length > 0) return await page(c, parts, call, typed, errors);
  return {
    asked: ones.map(
      (one): Asked => ({
        one,
        form: formOf(one, said),
        what: [w.now(meetsSaid(announcedOf(one), language))],
        wrong: whyNot(c, one) ?? (isSame(one, said.meeting) ? w.same : null),
      }),
    ),
    facts: [
      { label: w.on, value: meetsWhen(said.meeting) },
      { label: w.at, value: said.meeting.place ?? '–' },
      { label: w.reason, value: said.reason },
    ],
    ...{ what: councilWords[language].meetsOn, became: [meetsSaid(said.meeting, language)], meets: said.meeting },
    ...{ would: w.wouldMove, done: w.moved, title: w.doneTitle, record: w.record, page: 'council', left: null },
  };
}

type Said = { readonly meeting: Announced; readonly reason: string; readonly errors: FieldErrors };

/** When and where it is to be, and why, as the form says it; with what is wrong with it, by field. */
function meetingSaid(typed: Typed, language: Language, today: Day): Said {
  const { move: w } = severalWords[language];
  const c = councilWords[language];
  const [on, from, place] = [
    readDay(textIn(typed, 'movesTo')),
    textIn(typed, 'movesFrom'),
    cleanLine(textIn(typed, 'movesAt')),
  ];
  const at = readHour(from);
  const reason = longIn(typed, 'moveReason');
  const errors: Record<string, string> = {};
  if (on === null) errors.movesTo = c.meetsOnWrong;
  else if (on < today) errors.movesTo = w.pastDay;
  if (from !== '' && at === null) errors.movesFrom = c.meetsFromWrong;
  if (place.length > 100) errors.movesAt = c.meetsAtLong;
  const problem = reasonProblem(reason, language);
  if (problem !== null) errors.moveReason = problem;
  return { meeting: meets(on, at, place), reason, errors };
}

/** The same council with another meeting. */
function formOf(dossier: Pick<Dossier, 'id' | 'states'>, { meeting, reason }: Said): Form {
  const { chair, viceChair } = dossier.states.get('application')?.facts ?? {};
  const input = {
    council: councilOf(dossier),
    chair: String(chair ?? ''),
    ...(typeof viceChair === 'string' ? { viceChair } : {}),
    meeting,
    reason: asContent('reason', { text: reason }),
  };
  return { type: 'recomposeCouncil', dossier: dossier.id, input };
}

const isSame = (dossier: Pick<Dossier, 'states'>, meeting: Announced): boolean => {
  const now = announcedOf(dossier);
  return now !== null && meetsText(now) === meetsText(meeting);
};

/** When and where a council meets, in a line. */
const meetsSaid = (meeting: Announced | null, language: Language): string =>
  meeting === null ? severalWords[language].move.noDay : meetsText(meeting);

/** Why somebody cannot change the day of an application's meeting any more, or not yet; null where they can. */
function whyNot(c: Context<AppEnv>, one: One): string | null {
  const { move: w } = severalWords[c.get('language')];
  if (one.states.get('application')?.value !== 'beforeCouncil') return null; // the command says it
  const person = c.get('visitor')!.id;
  if (canConclude(one)) return w.voted;
  return councilOf(one).includes(person) && !Object.hasOwn(votesOf(one), person) ? w.voteFirst : null;
}

/** The form: new, or as it was sent with what is wrong in it. */
async function page(
  c: Context<AppEnv>,
  parts: Parts,
  call: Call,
  sent: Typed | null,
  errors: FieldErrors = {},
): Promise<Response> {
  const language = c.get('language');
  const { move: w } = severalWords[language];
  const asked = askedIn(c, {});
  const [frame, waiting] = await Promise.all([
    parts.frameOf(c),
    standingAt(c, parts, call, { at: 'inCouncil', event, from: asked.from }),
  ]);
  const rows = waiting.list.map((one) => ({
    ...rowOf(one),
    revision: one.revision,
    note: w.now(meetsSaid(announcedOf(one), language)),
    why: whyNot(c, one),
  }));
  const view = (
    <MovingPage
      frame={frame}
      call={callHead(call, language)}
      action={hereOf(c)}
      form={{ key: sent === null ? newKey() : keyAfter(sent), typed: sent ?? {}, errors }}
      rows={rows}
      list={asked.view(rows.length, waiting.all)}
      others={waiting.others}
    />
  );
  return c.html(view, Object.keys(errors).length > 0 ? 422 : 200);
}
