// One council for several applications of a call, with its day of meeting: composed once, recorded for each application by itself.

import type { Context } from 'hono';
import { ComposingPage } from '../../templates/pages/reviews/composing.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { dayText, meetsWhen } from '../../templates/parts/when.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import { reviewerWords } from '../../templates/words/reviews-reviewers.ts';
import { severalWords } from '../../templates/words/reviews-several.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { keyAfter, newKey } from '../forms.ts';
import { askedIn } from '../lists.ts';
import type { Parts } from '../parts.ts';
import type { Call } from '../programmes/index.ts';
import { type Composed, compositionIn, rulesOf, tooFew } from './composing.tsx';
import { type Deal, dealingRoutes } from './dealing.tsx';
import { doubtOf, namesakeIn, peopleReaders } from './persons.ts';
import { holds, type Voter, votersIn } from './seats.ts';
import { type Asked, barredFrom, callHead, hereOf, namedBy, type One, rowOf, standingAt } from './several.ts';

const path = '/agencies/:agency/calls/:call/council';
const event = 'application.referredToCouncil';

export function composingSeveralRoutes(doors: Doors, parts: Parts): void {
  dealingRoutes(doors, parts, { path, event, show, read });
}

async function read(c: Context<AppEnv>, parts: Parts, call: Call, typed: Typed): Promise<Deal | Response> {
  const language = c.get('language');
  const several = severalWords[language];
  const w = several.compose;
  const k = councilWords[language];
  const ones = await namedBy(c, parts, call, typed);
  const voters = await votersIn(parts.db, call.agency, language);
  const { input, errors } = compositionIn(common(call, language), typed, voters);
  const wrong = ones.length === 0 ? { dossier: several.noneChosen, ...errors } : errors;
  if (Object.keys(wrong).length > 0) return await show(c, parts, call, typed, wrong);
  const nameOf = (id: string) => voters.find((one) => one.id === id)?.name ?? '';
  return {
    asked: ones.map((one): Asked => {
      const barred = input.council.filter((id) => barredFrom(one, id) !== null).map(nameOf);
      const form = { type: 'referToCouncil', dossier: one.id, input } as const;
      return { one, form, what: [barred.length === 0 ? w.allSit : barred.join(', ')], wrong: null };
    }),
    facts: [
      { label: k.members, value: input.council.map(nameOf).join('\n') },
      { label: k.chair, value: nameOf(input.chair) },
      { label: k.viceChair, value: input.viceChair === undefined ? k.noViceChair : nameOf(input.viceChair) },
      { label: k.meetsOn, value: input.meeting ? meetsWhen(input.meeting) : several.move.noDay },
      ...(input.meeting?.place === undefined ? [] : [{ label: k.meetsAt, value: input.meeting.place }]),
    ],
    ...{ what: w.cannotSit, would: w.wouldRefer, done: w.referred, title: w.doneTitle, record: w.record },
    ...{ page: 'council', left: 'toCompose' },
    ...(input.meeting ? { meets: input.meeting } : {}),
  };
}

/** What applications of a call have in common: the rules, and that none has a council. */
const common = ({ pack }: Call, language: Composed['language']): Composed => ({
  dossier: { pack, states: new Map() },
  language,
});

/** Who may sit, with where they may not: nobody is chosen for what each dossier would refuse of them. */
function candidatesAmong(voters: readonly Voter[], ones: readonly One[], language: Composed['language']): Voter[] {
  const w = severalWords[language].compose;
  return voters.map((voter) => {
    const barred = ones.filter((one) => barredFrom(one, voter.id) !== null);
    const isNamesake = ones.some((one) => namesakeIn(one.teamNames)(voter.name));
    const doubts: (string | false)[] = [
      voter.doubt ?? false,
      barred.length > 0 && w.conflictIn(barred.map(({ code }) => code).join(', ')),
      isNamesake && reviewerWords[language].namesake,
    ];
    return {
      ...voter,
      why: ones.length > 0 && barred.length === ones.length ? w.nowhere : null,
      doubt: doubtOf(doubts),
    };
  });
}

/** The form: new, or as it was sent with what is wrong in it. */
async function show(
  c: Context<AppEnv>,
  parts: Parts,
  call: Call,
  sent: Typed | null,
  errors: FieldErrors = {},
): Promise<Response> {
  const language = c.get('language');
  const asked = askedIn(c, {});
  const [frame, waiting, voters] = await Promise.all([
    parts.frameOf(c),
    standingAt(c, parts, call, { at: 'toCompose', event, from: asked.from }),
    votersIn(parts.db, call.agency, language),
  ]);
  const typed = sent ?? { dossier: waiting.list.map(({ id }) => id) };
  const form = { key: sent === null ? newKey() : keyAfter(sent), typed, errors };
  const candidates = candidatesAmong(voters, waiting.list, language);
  const possible = candidates.filter(({ why }) => why === null);
  const desk = common(call, language);
  const { last } = severalWords[language].assign;
  const page = (
    <ComposingPage
      frame={frame}
      call={callHead(call, language)}
      action={hereOf(c)}
      form={form}
      rows={waiting.list.map((one) => ({
        ...rowOf(one),
        note: one.last === null ? '' : last(dayText(one.last)),
        why: null,
      }))}
      compose={{
        form,
        candidates,
        options: possible.filter(({ mayLead }) => mayLead).map(({ id, name }) => ({ value: id, label: name })),
        writers: possible.filter(({ mayLead }) => !mayLead).map(({ name }) => name),
        tooFew: tooFew(desk, possible.length),
        people: holds(c.get('standing').roles, peopleReaders) ? `/agencies/${call.agency}/people` : null,
        ...rulesOf(desk),
      }}
      list={asked.view(waiting.list.length, waiting.all)}
      others={waiting.others}
    />
  );
  return c.html(page, Object.keys(errors).length > 0 ? 422 : 200);
}
