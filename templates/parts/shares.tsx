// Who holds how much of a company: as a table, and as the rows of a form.

import { formatShare, wholeShare } from '../../workflows/rules/shares.ts';
import { projectWords } from '../words/projects.ts';
import { sharesWords } from '../words/projects-shares.ts';
import type { Language } from '../words/words.ts';
import { type FieldErrors, Select, TextField, type Typed } from './form.tsx';

/** `member`: who of the team it is; '' for nobody. */
export type ShareRow = { name: string; member: string; share: string };
/** `none`: nobody has declared any; `erased`: what was declared is no longer kept. */
export type SharesView = { state: 'none' | 'said' | 'erased'; rows: readonly ShareRow[] };

/** The shares as they were declared; a word where there are none. */
export function SharesTable({ shares, language }: { shares: SharesView; language: Language }) {
  const w = sharesWords[language];
  return (
    <section aria-labelledby="shares">
      <h2 id="shares">{w.title}</h2>
      {shares.state === 'none' || shares.rows.length === 0 ? (
        <p class="soft">{shares.state === 'erased' ? projectWords[language].erased : capital(w.none)}</p>
      ) : (
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">{w.name}</th>
              <th scope="col">{w.person}</th>
              <th scope="col" class="num">
                {w.share}
              </th>
            </tr>
          </thead>
          <tbody>
            {shares.rows.map(({ name, member, share }) => (
              <tr>
                <td>{name}</td>
                <td data-label={w.person}>{member === '' ? <span class="soft">{w.outside}</span> : member}</td>
                <td class="num" data-label={w.share}>
                  {share}
                </td>
              </tr>
            ))}
            <tr class="total">
              <td>{w.total}</td>
              <td class="blank" />
              <td class="num" data-label={w.share}>
                {formatShare(wholeShare, language)}
              </td>
            </tr>
          </tbody>
        </table>
      )}
    </section>
  );
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** The rows in which a team says it. */
export function SharesFields({
  rows,
  team,
  ...common
}: {
  rows: number;
  team: readonly { id: string; name: string }[];
  typed: Typed;
  errors: FieldErrors;
  language: Language;
}) {
  const w = sharesWords[common.language];
  return (
    <>
      <h3>{w.title}</h3>
      <p class="hint">{w.lead}</p>
      {Array.from({ length: rows }, (_, index) => (
        <fieldset class="holder">
          <legend>{w.holder(index + 1)}</legend>
          <TextField
            {...common}
            name={`h.${index}.name`}
            label={w.name}
            more={{ maxlength: 200, autocomplete: 'off' }}
          />
          <Select
            {...common}
            name={`h.${index}.person`}
            label={w.person}
            options={team.map(({ id, name }) => ({ value: id, label: name }))}
            empty={w.outside}
          />
          <TextField
            {...common}
            name={`h.${index}.share`}
            label={w.share}
            hint={w.shareHint}
            more={{ inputmode: 'decimal', maxlength: 20, autocomplete: 'off' }}
            narrow
          />
        </fieldset>
      ))}
    </>
  );
}
