// The agency as its treasury knows it.

import { Changes } from '../../parts/changes.tsx';
import { Buttons, DecisionField, type FieldErrors, Form, TextField, type Typed } from '../../parts/form.tsx';
import { timeText } from '../../parts/when.ts';
import { treasuryWords } from '../../words/programmes-treasury.ts';
import type { Language } from '../../words/words.ts';
import { Facts, type FormView, RoomPage, type RoomView } from './frame.tsx';

/** In the order in which a payment order prints them. */
export const treasuryFields = ['unitName', 'unitCode', 'account', 'budgetLevel', 'treasury', 'chapter'] as const;

/** Each is '' where it is not known. */
export type Treasury = Readonly<Record<(typeof treasuryFields)[number], string>>;

/** A field that was changed, or that two say differently. */
type Differs = { name: keyof Treasury; before: string; after: string };

export type TreasuryView = RoomView & {
  /** What orders print, but for the name of the agency where it has written none. */
  treasury: Treasury;
  /** Which change this is: what is sent is sent over it. */
  seen: string;
  /** The newest first. */
  changes: readonly { at: string; by: string; decisionNumber: string; differs: readonly Differs[] }[];
  /** What was typed over a page that is no longer so, beside what stands; null where it is. */
  conflict: readonly Differs[] | null;
  mayChange: boolean;
  form: FormView;
};

const digits: Readonly<Partial<Record<keyof Treasury, number>>> = { unitCode: 7, budgetLevel: 1, chapter: 3 };

/** What stands on every payment order of the agency: who keeps it writes it once, the others read it. */
export function TreasuryPage(view: TreasuryView) {
  const { frame, agency, treasury, seen, changes, conflict, mayChange, form } = view;
  const { language } = frame;
  const w = treasuryWords[language];
  // without a name of its own it is called as the agency is
  const lacks = treasuryFields.filter((name) => treasury[name] === '' && name !== 'unitName');
  return (
    <RoomPage view={view} room="treasury" title={w.title} lead={w.lead} form={form}>
      <section class="first checked" aria-label={w.title}>
        {lacks.length > 0 && <p>{w.lacks(lacks.map((name) => w.fields[name]).join(', '))}</p>}
        {conflict !== null && (
          <Changes
            changes={conflict.map(({ name, ...said }) => ({
              section: { id: 'treasury', title: '' },
              label: w.fields[name],
              ...said,
            }))}
            names={{ before: w.stands(changes[0]?.by || w.somebody), after: w.typed }}
            language={language}
          />
        )}
        {mayChange ? (
          <Form action={`/agencies/${agency}/treasury`} formKey={form.key} class="spaced">
            <input type="hidden" name="seen" value={seen} />
            {treasuryFields.map((name) => (
              <TextField
                name={name}
                label={w.fields[name]}
                hint={w.hints[name]}
                narrow={name !== 'unitName' && name !== 'treasury'}
                more={{
                  autocomplete: 'off',
                  maxlength: digits[name] ?? (name === 'account' ? 30 : 200),
                  ...(digits[name] === undefined ? {} : { inputmode: 'numeric' }),
                }}
                typed={form.typed}
                errors={form.errors}
                language={language}
                optional
              />
            ))}
            <p class="small soft">{w.issued}</p>
            <Buttons primary={w.check} />
          </Form>
        ) : (
          <Facts rows={treasuryFields.map((name) => [w.fields[name], treasury[name] || w.dots] as const)} />
        )}
        {changes.length > 0 && <Earlier changes={changes} language={language} />}
      </section>
    </RoomPage>
  );
}

export type CheckTreasuryView = {
  frame: RoomView['frame'];
  agency: string;
  differs: readonly Differs[];
  said: Treasury;
  seen: string;
  typed: Typed;
  errors: FieldErrors;
  formKey: string;
};

/** What a change will print from now on beside what stands, before it is saved, and the paper that it rests on. */
export function CheckTreasuryPage({ frame, agency, differs, said, seen, typed, errors, formKey }: CheckTreasuryView) {
  const { language } = frame;
  const w = treasuryWords[language];
  return (
    <RoomPage
      view={{ frame, agency, note: null }}
      room="treasury"
      title={w.checkTitle}
      under
      lead={w.checkLead}
      form={{ errors, refusal: null }}
    >
      <section class="first checked" aria-label={w.checkTitle}>
        <Changes
          changes={differs.map(({ name, before, after }) => ({
            section: { id: 'treasury', title: '' },
            label: w.fields[name],
            before: before || w.dots,
            after: after || w.dots,
          }))}
          names={{ before: w.standsNow, after: w.willStand }}
          language={language}
        />
        <Form action={`/agencies/${agency}/treasury`} formKey={formKey} class="spaced">
          <input type="hidden" name="seen" value={seen} />
          {treasuryFields.map((name) => (
            <input type="hidden" name={name} value={said[name]} />
          ))}
          <DecisionField name="decisionNumber" label={w.decision} typed={typed} errors={errors} language={language} />
          <p class="buttons">
            <button class="button" type="submit" name="step" value="record">
              {w.save}
            </button>
            <button class="button quiet" type="submit" name="step" value="edit">
              {w.edit}
            </button>
          </p>
        </Form>
      </section>
    </RoomPage>
  );
}

/** Who has changed what, and when. */
function Earlier({ changes, language }: { changes: TreasuryView['changes']; language: Language }) {
  const w = treasuryWords[language];
  return (
    <details class="less spaced">
      <summary>{w.earlier}</summary>
      <ol class="story">
        {changes.map(({ at, by, decisionNumber, differs }) => (
          <li>
            <time datetime={at}>{timeText(at)}</time>
            {by || w.somebody}
            {decisionNumber !== '' && `, ${w.by(decisionNumber)}`}
            <p class="small lines">
              {differs
                .map(({ name, before, after }) => w.change(w.fields[name], before || w.dots, after || w.dots))
                .join('\n')}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
