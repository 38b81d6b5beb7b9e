// Handing an application in: everything once more, the one button, the receipt; and taking it back.

import type { Context } from 'hono';
import { CheckPage, type CheckView } from '../../templates/pages/applications/check.tsx';
import { ReceiptPage, type ReceiptView } from '../../templates/pages/applications/receipt.tsx';
import { WithdrawPage, type WithdrawView } from '../../templates/pages/applications/withdraw.tsx';
import { nameOf } from '../../templates/words/names.ts';
import type { Language } from '../../templates/words/words.ts';
import { undoUntil } from '../../workflows/commands/index.ts';
import { acceptedEvents } from '../../workflows/machines.ts';
import { shown } from '../../workflows/rules/forms.ts';
import { type Refusal, refuse } from '../../workflows/rules/refusals.ts';
import { type AppEnv, type Doors, moneyReaders } from '../doors.ts';
import { closingOf, placesOf } from '../dossier.ts';
import { ask, keyAfter, newKey, recordedBefore, statusOf, textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { personMark } from '../personMark.ts';
import { explain } from '../refusals.ts';
import { checkedView } from './checked.ts';
import { markOf } from './draft.ts';
import { filesIn, handInForm, hashOf, type Matter } from './matter.ts';
import { partyView } from './party.tsx';
import { mendingOf, returnedView } from './returned.ts';
import {
  check,
  founders,
  headOf,
  mayWithdraw,
  mendableThere,
  openWritten,
  over,
  root,
  type Status,
  titleOf,
  type Written,
} from './shared.ts';

const smallForm = 16 * 1024;

/** Check your answers, submit, receipt, withdraw. */
export function handingRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;

  doors.get(`${root}/check`, { who: founders }, async (c) => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    return matter.mode === null ? c.redirect(c.req.path.replace(/\/check$/, ''), 303) : checkPage(c, matter);
  });

  doors.post(`${root}/submit`, { who: founders, maxBodyBytes: smallForm }, async (c) => {
    const typed = await typedOf(c);
    const receipt = c.req.path.replace(/\/submit$/, '/receipt');
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    const { mode, draft } = matter;
    const form = await handInForm(db, matter, draft.answers);
    if (form !== null && (await recordedBefore(c, parts, form, typed))?.ok) return c.redirect(receipt, 303);
    if (mode === null || form === null) return checkPage(c, matter, { refusal: notHere(matter) }, 409);
    if (textIn(typed, 'base') !== markOf(draft.answers)) return checkPage(c, matter, { changed: true }, 409);
    if (Object.keys(check(matter, draft.answers, 'vi', { complete: true })).length > 0)
      return checkPage(c, matter, { key: keyAfter(typed) }, 422);
    const outcome = await ask(c, parts, form, typed);
    if (outcome.ok) return c.redirect(receipt, 303);
    return checkPage(c, matter, { refusal: outcome.refusal }, statusOf(outcome.refusal));
  });

  async function checkPage(
    c: Context<AppEnv>,
    matter: Written,
    more: { key?: string; changed?: boolean; refusal?: Refusal } = {},
    status: Status = 200,
  ) {
    const language = c.get('language');
    const { definition, draft, dossier } = matter;
    const errors = check(matter, draft.answers, language, { complete: true });
    const differs = new Set(mendableThere(matter, draft.answers));
    const placed = ([name, sentence]: [string, string]) => ({
      name,
      section: sectionAt(matter, name),
      sentence,
      differs: differs.has(name),
    });
    const mending = mendingOf(matter, await returnedView(parts, dossier, language));
    const view: CheckView = {
      head: headOf(matter, language, now()),
      kept: c.req.query('done') === 'party' && status === 200,
      party: await partyView(parts, matter, c.get('visitor')!.id, language),
      shown: shown(definition, draft.answers, language, matter),
      missing: Object.entries(errors).map(placed),
      unmended: definition.sections
        .filter(({ id }) => mending.get(id) === 'unmended')
        .map(({ id, title }) => ({ id, title: title[language] })),
      over: Object.entries(over(matter, draft.answers, language)).map(placed),
      checked: await checkedView(db, matter, language),
      base: markOf(draft.answers),
      person: personMark(c.get('visitor')!.id),
      formKey: more.key ?? newKey(),
      changed: more.changed ?? false,
      refusal: more.refusal === undefined ? null : explain(more.refusal, language, dossier.pack),
    };
    return c.html(<CheckPage frame={await parts.frameOf(c)} check={view} />, status);
  }

  doors.get(`${root}/receipt`, { who: moneyReaders }, async (c) => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    const last = matter.versions.at(-1);
    if (last === undefined) return c.redirect(c.req.path.replace(/\/receipt$/, ''), 303);
    const asked = c.req.query('version');
    const version = asked === undefined ? last : matter.versions[Number(asked) - 1];
    if (version === undefined) return c.notFound();
    const language = c.get('language');
    const { dossier } = matter;
    const state = dossier.states.get('application');
    const expects = state === undefined ? null : (placesOf(state, 'founder', language)[0]?.expects ?? null);
    const view: ReceiptView = {
      head: { ...headOf(matter, language, now()), title: titleOf(version.answers ?? {}) },
      own: c.get('standing').roles.includes('founder'),
      number: version.number,
      all: matter.versions.map(({ number, at }) => ({ number, at })),
      at: version.at,
      name: version.name,
      commitment: version.commitment,
      contentHash: hashOf(version),
      files: filesIn(version.body),
      next: dossier.due
        .filter(({ subject }) => subject === 'application')
        .map(({ what, dueOn }) => ({
          who: upperFirst(expects === null ? '' : nameOf('roles', expects, language)),
          what: nameOf('periods', what, language),
          day: dueOn,
        })),
      hasPdf: version === last && version.answers !== null,
    };
    return c.html(<ReceiptPage frame={await parts.frameOf(c)} receipt={view} />);
  });

  doors.get(`${root}/withdraw`, { who: founders }, async (c) => {
    const matter = await openWritten(c, parts);
    return matter === null ? c.notFound() : withdrawPage(c, matter);
  });

  doors.post(`${root}/withdraw`, { who: founders, maxBodyBytes: smallForm }, async (c) => {
    const { agency, dossier } = c.req.param();
    const typed = await typedOf(c);
    const outcome = await ask(c, parts, { type: 'withdraw', dossier, input: { undoable: true } }, typed);
    if (outcome.ok) return c.redirect(`/agencies/${agency}/dossiers/${dossier}?done=application.withdrawn`, 303);
    const matter = await openWritten(c, parts);
    return matter === null ? c.notFound() : withdrawPage(c, matter, outcome.refusal);
  });

  doors.post(`${root}/undo-withdrawal`, { who: founders, maxBodyBytes: smallForm }, async (c) => {
    const { agency, dossier } = c.req.param();
    const typed = await typedOf(c);
    const outcome = await ask(c, parts, { type: 'undoWithdrawal', dossier, input: {} }, typed);
    if (outcome.ok) return c.redirect(`/agencies/${agency}/dossiers/${dossier}?done=application.withdrawalUndone`, 303);
    const matter = await openWritten(c, parts);
    return matter === null ? c.notFound() : withdrawPage(c, matter, outcome.refusal);
  });

  async function withdrawPage(c: Context<AppEnv>, matter: Written, refusal?: Refusal) {
    const language = c.get('language');
    const { closesAt, isOpen } = closingOf(matter.dossier, now());
    const view: WithdrawView = {
      head: headOf(matter, language, now()),
      mayWithdraw: mayWithdraw(c, matter),
      undo: undoOf(matter, now(), language),
      openUntil: isOpen ? closesAt : null,
      formKey: newKey(),
      refusal: refusal === undefined ? null : explain(refusal, language, matter.dossier.pack),
    };
    return c.html(<WithdrawPage frame={await parts.frameOf(c)} withdraw={view} />, refusal === undefined ? 200 : 422);
  }
}

/** Until when what was withdrawn may be taken back, and whereto; null where it may not. */
function undoOf({ dossier }: Matter, now: string, language: Language): WithdrawView['undo'] {
  const state = dossier.states.get('application');
  if (state?.value !== 'withdrawn') return null;
  const until = undoUntil(state.facts);
  if (until === null || until < now) return null;
  const { from } = state.facts.withdrawn as { from: string };
  const before = placesOf({ ...state, value: from }, 'founder', language)[0];
  return { until, backTo: before?.label ?? '' };
}

const upperFirst = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** The refusal at a step where nothing can be handed in. */
function notHere({ dossier }: Matter): Refusal {
  const state = dossier.states.get('application');
  const accepted = state === undefined ? '-' : acceptedEvents(state).join(', ');
  return refuse('notInThisState', { details: { state: String(state?.value ?? '-'), accepted } });
}

/** The section in which a field stands, by the field's name. */
function sectionAt({ definition }: Matter, name: string): string {
  const [id = ''] = name.split('.');
  const found = definition.sections.find(({ fields }) => fields.some((field) => field.id === id));
  return (found ?? definition.sections[0]!).id;
}
