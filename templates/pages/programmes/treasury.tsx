// The agency as its treasury knows it.

import { Changes } from '../../parts/changes.tsx';
import { Buttons, Form, TextField } from '../../parts/form.tsx';
import { timeText } from '../../parts/when.ts';
import { programmeWords } from '../../words/programmes.ts';
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
  changes: readonly { at: string; by: string; differs: readonly Differs[] }[];
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
  const w = programmeWords[language].treasury;
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
            <Buttons primary={w.save} />
          </Form>
        ) : (
          <Facts rows={treasuryFields.map((name) => [w.fields[name], treasury[name] || w.dots] as const)} />
        )}
        {changes.length > 0 && <Earlier changes={changes} language={language} />}
      </section>
    </RoomPage>
  );
}

/** Who has changed what, and when. */
function Earlier({ changes, language }: { changes: TreasuryView['changes']; language: Language }) {
  const w = programmeWords[language].treasury;
  return (
    <details class="less spaced">
      <summary>{w.earlier}</summary>
      <ol class="story">
        {changes.map(({ at, by, differs }) => (
          <li>
            <time datetime={at}>{timeText(at)}</time>
            {by || w.somebody}
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
