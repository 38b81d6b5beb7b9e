// Several payments at once: chosen from those that wait for the same step, read together, and approved or ordered by one form. Each is
// decided and recorded by itself, under a key of its own; what has something to look at is left to its own page.

import type { Context } from 'hono';
import { carefulOf } from '../../templates/pages/disbursements/request-careful.ts';
import {
  type AloneItem,
  type Result,
  ResultPage,
  ReviewPage,
  type TogetherItem,
  WaitingPage,
} from '../../templates/pages/disbursements/together.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import {
  type ManyLink,
  statementPath,
  type TogetherAct,
  togetherActs,
  togetherEvents,
  togetherPath,
} from '../../templates/parts/many-at-once.tsx';
import { registerWords } from '../../templates/words/registers.ts';
import { statementWords } from '../../templates/words/statement.ts';
import { togetherWords } from '../../templates/words/together.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Command } from '../../workflows/decide.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { duties } from '../../workflows/rules/duties.ts';
import { refuse } from '../../workflows/rules/refusals.ts';
import { countsWorkingDays, daysLeft } from '../daysLeft.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { askAs, newKey, textIn, textsIn, typedOf } from '../forms.ts';
import { recordedUnder, withoutContents } from '../keeping.ts';
import { askedIn, pageSize } from '../lists.ts';
import type { Parts } from '../parts.ts';
import { calendarOf } from '../programmes/index.ts';
import type { Outcome } from '../record.ts';
import { explain } from '../refusals.ts';
import { accountStop, aheadOf, approvalAsked, type Hand, meanwhileOf, orderAsked } from './acts.ts';
import { rowHash } from './request-view.ts';
import { done, keyOf, type Looked, lookingAt, notDone } from './several.ts';
import { orderedBy } from './statement-matching.ts';
import { waitingRequests } from './together-waiting.ts';

/** The most that one form decides: as many as a page of the list has. */
const most = pageSize;
/** How often a request is looked at before somebody else is left to finish with its dossier. */
const mostLooks = 5;
/** A form of so many carries, for each, what its own page would. */
const formBytes = 512 * 1024;

export function togetherRoutes(doors: Doors, parts: Parts): void {
  const { db } = parts;

  const look = lookingAt(parts);

  /** How long there is left for a step, as its period counts. */
  const leftOf = async ({ dossier, id, view }: Looked) => {
    const due = dossier.due.find(({ subject }) => subject === `disbursement/${id}`);
    if (due === undefined) return null;
    const calendar = countsWorkingDays(dossier.pack, due.what) ? await calendarOf(db, dossier.agency) : null;
    return daysLeft(view.today, dayOf(due.dueAt), calendar);
  };

  /** What keeps one from being decided with others: that its step is not the reader's, would be refused, or wants to be looked at. */
  const aloneBecause = async (act: TogetherAct, found: Looked): Promise<Omit<AloneItem, 'view'> | null> => {
    const { view, hand } = found;
    const because = (...why: string[]) => ({ why, refusal: null });
    if (view.act?.kind !== act) return because(togetherWords[hand.language].gone(view.step));
    if (view.act.blocked !== null) return because(view.act.blocked);
    const refusal = await aheadOf(parts, found, hand);
    if (refusal !== null) return { why: [], refusal };
    const careful = carefulOf(view, hand.language);
    return careful.length === 0 ? null : because(...careful);
  };

  for (const act of togetherActs) {
    const path = `/agencies/:agency/payments/${act}` as const;
    const who = rolesFor(act);

    const showWaiting = async (c: Context<AppEnv>, error: string | null, chosen: readonly string[]) => {
      const language = c.get('language');
      const { books, asked, waiting } = await listed(c, act);
      const view = {
        ...{ frame: await parts.frameOf(c), agency: c.req.param('agency')!, act, error },
        ...{ rows: waiting.rows, sumVnd: waiting.sumVnd, chosen: new Set(chosen) },
        list: { ...asked.view(waiting.rows.length, waiting.all), path: togetherPath(c.req.param('agency')!, act) },
        filters: [{ name: 'book', label: registerWords[language].book, value: asked.chosen.book, options: books }],
      };
      return c.html(<WaitingPage {...view} />, error === null ? 200 : 422);
    };

    doors.get(path, { who }, (c) => showWaiting(c, null, c.req.queries('item') ?? []));

    doors.get(`${path}/review`, { who }, async (c) => {
      const w = togetherWords[c.get('language')];
      const isAll = c.req.query('all') !== undefined;
      const values = isAll
        ? (await listed(c, act)).waiting.rows.map(({ value }) => value)
        : [...new Set(c.req.queries('item') ?? [])];
      if (values.length === 0 || values.length > most)
        return showWaiting(c, values.length === 0 ? w.noneChosen : w.tooMany(most), values.slice(0, most));
      const items: TogetherItem[] = [];
      const alone: AloneItem[] = [];
      for (const value of values) {
        const found = await look(c, value);
        const because = found === null ? { why: [w.closed], refusal: null } : await aloneBecause(act, found);
        if (found !== null && because === null)
          items.push({ value, view: found.view, left: await leftOf(found), shown: rowHash(found.view) });
        else alone.push({ view: found?.view ?? null, ...because! });
      }
      const agency = c.req.param('agency')!;
      const back = new URLSearchParams(values.map((value): [string, string] => ['item', value]));
      for (const name of ['book', 'from']) {
        const said = c.req.query(name) ?? '';
        if (said !== '' && said !== '0') back.set(name, said);
      }
      return c.html(
        <ReviewPage
          {...{ frame: await parts.frameOf(c), agency, act, items, alone, formKey: newKey() }}
          back={`${togetherPath(agency, act)}?${back}`}
        />,
      );
    });

    doors.post(path, { who, maxBodyBytes: formBytes }, async (c) => {
      const typed = await typedOf(c);
      const sent = sentIn(typed);
      const w = togetherWords[c.get('language')];
      if (sent.length === 0 || sent.length > most)
        return showWaiting(c, sent.length === 0 ? w.noneChosen : w.tooMany(most), []);
      const results: Result[] = [];
      for (const one of sent) results.push(await decide(c, act, one));
      const status = results.some(({ isDone }) => isDone) ? 200 : 422;
      const frame = await parts.frameOf(c);
      const agency = c.req.param('agency')!;
      const view = { frame, agency, results, words: w[act], more: togetherPath(agency, act) };
      return c.html(<ResultPage {...view} />, status);
    });
  }

  /** What waits for the reader, as the address asks for it. */
  async function listed(c: Context<AppEnv>, act: TogetherAct) {
    const [agency, person] = [c.req.param('agency')!, c.get('visitor')!.id];
    const reader = { agency, person, act, language: c.get('language'), now: parts.now() };
    const { books } = await waitingRequests(db, reader, { book: '', from: 0, size: 0 });
    const asked = askedIn<'book'>(c, { filters: { book: books.map(({ value }) => value) } });
    const chosen = { book: asked.chosen.book, from: asked.from, size: pageSize };
    return { books, asked, waiting: await waitingRequests(db, reader, chosen) };
  }

  /**
   * One of a form's: asked for as its own page would, of what the form showed of it, and once under this form. What is done to others
   * of its dossier, by this form or by somebody else, leaves it as it was shown: it is asked for at the revision at which it was seen
   * to be so, and looked at again where another was recorded in between.
   */
  async function decide(c: Context<AppEnv>, act: TogetherAct, sent: Sent, looks = 1): Promise<Result> {
    const language = c.get('language');
    const found = await look(c, sent.value);
    if (found === null) return notDone(null, togetherWords[language].closed);
    const { dossier, view, hand } = found;
    const seen = sent.shownIn === language ? view : ((await look(c, sent.value, sent.shownIn))?.view ?? view);
    const asked =
      act === 'approve'
        ? await approvalAsked(db, found, seen, sent.typed, rowHash)
        : await orderAsked(db, found, sent.typed);
    const sender = { agency: dossier.agency, person: c.get('visitor')!.id, key: sent.key };
    const before = await recordedUnder(db, sender, asked.form);
    if (before?.ok) return done(view);
    const isThere = view.act?.kind === act && view.act.blocked === null;
    const stop = isThere ? accountStop(view, act, language) : null;
    if (stop !== null) return { ...notDone(view), refusal: stop };
    const careful = isThere ? carefulOf(view, language) : [];
    if (careful.length > 0) return notDone(view, ...careful);
    const { type, input } = asked.form;
    const isStale = isThere && !(asked.isShown && textIn(sent.typed, 'shown') === rowHash(seen));
    const bound = { ...sent.typed, revision: String(dossier.revision) };
    const outcome =
      before ??
      (isStale
        ? await staleOr({ type, dossier: dossier.id, input: withoutContents(input) }, hand)
        : await askAs(parts, hand.actorOf(type), asked.form, bound, sender));
    const now = (await look(c, sent.value)) ?? found;
    if (outcome.ok) return done(now.view);
    const { refusal } = outcome;
    const isLate = refusal.rule === 'stalePage';
    if (isLate && !isStale && looks < mostLooks) return decide(c, act, sent, looks + 1);
    const said = explain(refusal, language, dossier.pack, hand.readBy);
    const meanwhile = meanwhileOf(now, refusal, textIn(sent.typed, 'revision'), hand, 'ofSeveral');
    // where it stands now, and who brought it there, says more than what is done at that step
    const isGone = !isLate && meanwhile !== null && meanwhile.changes.length > 0;
    const { lookAgain } = togetherWords[language];
    const explained = { ...said, ...(isLate && { instead: lookAgain }), ...(isGone && { sentence: '' }) };
    return { ...notDone(now.view), refusal: explained, meanwhile };
  }

  /** Why what was sent over another page is not taken: for what would refuse it anyway, else for that. */
  async function staleOr(command: Command, { actorOf }: Hand): Promise<Outcome & { ok: false }> {
    const whatIf = await parts.recorder.whatIf(command, actorOf(command.type), 'asked');
    return whatIf.ok ? { ok: false, refusal: refuse('stalePage') } : whatIf;
  }
}

const rolesFor = (act: TogetherAct) => duties[togetherEvents[act]].roles;

/** The way to what can be done of several payments at once, for the offices of who looks, where anything waits for it. */
export async function manyAtOnce(c: Context<AppEnv>, { db, now }: Parts): Promise<ManyLink[]> {
  const [agency, person, language] = [c.req.param('agency')!, c.get('visitor')!.id, c.get('language')];
  const mine = togetherActs.filter((act) => rolesFor(act).some((role) => c.get('standing').roles.includes(role)));
  const links = mine.map(async (act) => {
    const reader = { agency, person, act, language, now: now() };
    const { all } = await waitingRequests(db, reader, { book: '', from: 0, size: 0 });
    return all === 0 ? [] : [{ href: togetherPath(agency, act), text: togetherWords[language][act].link(all) }];
  });
  const paying = duties['disbursement.paid'].roles.some((role) => c.get('standing').roles.includes(role));
  const orders = paying ? await orderedBy(db, { agency, person, now: now() }) : [];
  const statement = { href: statementPath(agency), text: statementWords[language].link(orders.length) };
  return [...(await Promise.all(links)).flat(), ...(orders.length === 0 ? [] : [statement])];
}

/** One request in a form for several: what its own form would send, under a key that is made of the form's and of its name. */
type Sent = { value: string; key: string; shownIn: Language; typed: Typed };

function sentIn(typed: Typed): Sent[] {
  const formKey = textIn(typed, 'key');
  const lists = ['revision', 'shown', 'treasury', 'codes'].map((name) => [name, textsIn(typed, name)] as const);
  return textsIn(typed, 'item').map((value, index) => {
    const said = Object.fromEntries(lists.map(([name, list]) => [name, list[index] ?? '']));
    return {
      ...{ value, typed: said, shownIn: textIn(typed, 'shownIn') === 'en' ? 'en' : 'vi' },
      key: keyOf(formKey, value),
    };
  });
}
