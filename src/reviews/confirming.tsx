// What cannot be undone is recorded in two steps: first everything that would be is shown, then it is. Between them nothing is kept
// but what the page carries.

import type { Context } from 'hono';
import { type Acknowledgement, type ConfirmFact, ConfirmPage } from '../../templates/pages/reviews/confirm.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { confirmingWords } from '../../templates/words/confirming.ts';
import type { Json } from '../../workflows/canonical.ts';
import type { EventType } from '../../workflows/machines.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import type { LineAmount } from '../awards.ts';
import { actingFor } from '../delegations.ts';
import type { AppEnv } from '../doors.ts';
import { nameWith } from '../dossier.ts';
import { draftMark } from '../drafts.ts';
import { ask, isOfWhatWasShown, keyAfter, recordedBefore, rehearse, textIn } from '../forms.ts';
import type { Form } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { type Desk, headOf } from './desk.ts';

/** What is shown before it is recorded. */
export type Summary = {
  readonly what: string;
  readonly facts: readonly ConfirmFact[];
  readonly amounts: {
    readonly label: string;
    readonly against: string;
    readonly lines: readonly (LineAmount & {
      readonly name: string;
      readonly against: string;
      readonly note?: string;
    })[];
  } | null;
  readonly follows: string;
  readonly acknowledgements: readonly Acknowledgement[];
  /** Where the paper that it would issue is read, without its number. */
  readonly preview?: { readonly action: string; readonly label: string };
  /** On the button. */
  readonly record: string;
};

/** A form that was typed without a fault, and where it goes. */
export type TwoSteps = {
  readonly form: Form;
  readonly typed: Typed;
  readonly summary: () => Promise<Summary>;
  /** Where it leads when it is recorded. */
  readonly done: string;
  /** The form again, to be edited. */
  readonly edit: () => Promise<Response>;
  readonly refused: (refusal: Refusal) => Promise<Response>;
};

/** Shows what would be recorded; or records it, when that was shown and confirmed. */
export async function inTwoSteps(
  c: Context<AppEnv>,
  parts: Parts,
  desk: Desk,
  { form, typed, summary, done, edit, refused }: TwoSteps,
): Promise<Response> {
  if (textIn(typed, 'edit') !== '') return await edit();
  const before = await recordedBefore(c, parts, form, typed);
  if (before !== null) return before.ok ? c.redirect(done, 303) : await refused(before.refusal);
  const shown = await summary();
  const confirmed = textIn(typed, 'confirm') === 'yes';
  const errors: Record<string, string> = {};
  const isOfThis = textIn(typed, 'summary') === markOf(shown);
  if (confirmed && !isOfThis) errors[''] = confirmingWords[desk.language].changed;
  else if (confirmed)
    for (const { name, label } of shown.acknowledgements)
      if (textIn(typed, name) !== 'yes') errors[name] = confirmingWords[desk.language].notAcknowledged(label);
  if (confirmed && Object.keys(errors).length === 0) {
    const outcome = await ask(c, parts, form, typed);
    return outcome.ok ? c.redirect(done, 303) : await refused(outcome.refusal);
  }
  // what is confirmed is of the revision that this summary is of; a ballot stands whoever else votes meanwhile
  const revision = textIn(typed, 'revision') || (isOfWhatWasShown(form.type) ? String(desk.dossier.revision) : '');
  const rehearsal = await rehearse(c, parts, form, { ...typed, revision });
  if (!rehearsal.ok) return await refused(rehearsal.refusal);
  if (rehearsal.answer !== null) return c.redirect(done, 303);
  // what was ticked was ticked of another summary
  const ticked = isOfThis ? new Set<string>() : new Set(shown.acknowledgements.map(({ name }) => name));
  const kept = Object.fromEntries(Object.entries(typed).filter(([name]) => !ticked.has(name)));
  return await confirmPage(c, parts, desk, { ...kept, revision }, shown, errors);
}

/** What a confirmation is of: all that the summary shows, but for the number that is only foretold. */
const markOf = (shown: Summary): string =>
  draftMark({ ...shown, facts: shown.facts.filter(({ isForecast }) => isForecast !== true) } as unknown as Json);

async function confirmPage(
  c: Context<AppEnv>,
  parts: Parts,
  desk: Desk,
  typed: Typed,
  shown: Summary,
  errors: FieldErrors,
): Promise<Response> {
  const { facts, ...summary } = shown;
  const page = (
    <ConfirmPage
      frame={await parts.frameOf(c)}
      head={headOf(desk)}
      {...summary}
      facts={facts.filter(({ value }) => value !== '')}
      errors={errors}
      action={c.req.path}
      formKey={keyAfter(typed)}
      revision={textIn(typed, 'revision')}
      mark={markOf(shown)}
      typed={typed}
    />
  );
  return c.html(page, Object.keys(errors).length === 0 ? 200 : 422);
}

/** Who will have recorded it: whoever is signed in, and for whom. */
export function recorderOf(c: Context<AppEnv>, { language }: Desk, event: EventType): ConfirmFact {
  const behalf = actingFor(c.get('standing'), event)?.name ?? null;
  const name = c.get('visitor')?.name ?? '';
  return { label: confirmingWords[language].by, value: nameWith({ name, behalf }, language) };
}
