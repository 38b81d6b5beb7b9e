import type { FieldChange } from '../../workflows/rules/forms.ts';
import { type Budget, type Line, mostOfPage, textChange } from '../../workflows/rules/textChanges.ts';
import { applicationWords } from '../words/applications.ts';
import type { Language } from '../words/words.ts';

/** What differs between two versions of a form: field by field, the old answer beside the new one. */
export function Changes({
  changes,
  language,
  names = applicationWords[language],
  ofOneSection = false,
}: {
  changes: readonly FieldChange[];
  language: Language;
  /** What the two versions are called. */
  names?: { before: string; after: string };
  /** The section stands above them already. */
  ofOneSection?: boolean;
}) {
  const w = applicationWords[language];
  if (changes.length === 0) return <p>{w.noChanges}</p>;
  const budget: Budget = { left: mostOfPage };
  const rows = changes.map((change) => ({ ...change, sides: textChange(change.before, change.after, budget) }));
  return (
    <table class="stack wordy changes">
      <thead>
        <tr>
          <th scope="col">{w.field}</th>
          <th scope="col">{names.before}</th>
          <th scope="col">{names.after}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ section, label, sides }) => (
          <tr>
            <td>
              {label}
              {!ofOneSection && (
                <>
                  <br />
                  <span class="soft small">{section.title}</span>
                </>
              )}
            </td>
            <td data-label={names.before}>
              <Side lines={sides.before} none={w.none} />
            </td>
            <td data-label={names.after}>
              <Side lines={sides.after} none={w.none} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One of two versions, line by line; the words that the other has not are marked. */
export function Side({ lines, none }: { lines: readonly Line[]; none: string }) {
  if (lines.every((line) => line.length === 0)) return <span class="soft">{none}</span>;
  return (
    <>
      {lines.map((line) => (
        <p class="lines">{line.map(({ text, same }) => (same ? text : <mark>{text}</mark>))}</p>
      ))}
    </>
  );
}
