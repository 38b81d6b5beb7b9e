import type { FieldChange } from '../../workflows/rules/forms.ts';
import { applicationWords } from '../words/applications.ts';
import type { Language } from '../words/words.ts';

/** What differs between two versions of a form: field by field, the old answer beside the new one. */
export function Changes({
  changes,
  language,
  names = applicationWords[language],
}: {
  changes: readonly FieldChange[];
  language: Language;
  /** What the two versions are called. */
  names?: { before: string; after: string };
}) {
  const w = applicationWords[language];
  if (changes.length === 0) return <p>{w.noChanges}</p>;
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
        {changes.map(({ section, label, before, after }) => (
          <tr>
            <td>
              {label}
              <br />
              <span class="soft small">{section.title}</span>
            </td>
            <td data-label={names.before}>
              <Side text={before} other={after} none={w.none} />
            </td>
            <td data-label={names.after}>
              <Side text={after} other={before} none={w.none} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One of two versions; the words that the other has not are marked, line by line where both have as many. */
function Side({ text, other, none }: { text: string; other: string; none: string }) {
  if (text === '') return <span class="soft">{none}</span>;
  const [lines, others] = [text.split('\n'), other.split('\n')];
  const pairs = lines.length === others.length ? lines.map((line, at) => [line, others[at]!]) : [[text, other]];
  return (
    <>
      {pairs.map(([line = '', against = '']) => (
        <p class="lines">{other === '' ? line : marked(line, against)}</p>
      ))}
    </>
  );
}

/** So many words of one text are compared with as many of another; longer ones are shown without marks. */
const mostCompared = 1_500;

/** A text in which the words are marked that another has not. */
function marked(text: string, other: string) {
  const [words, others] = [text.split(/(?<=\s)/), other.split(/(?<=\s)/)];
  if (words.length > mostCompared || others.length > mostCompared) return text;
  const same = inCommon(
    words.map((word) => word.trim()),
    others.map((word) => word.trim()),
  );
  if (same.size === 0) return text;
  const runs: { text: string; same: boolean }[] = [];
  for (const [at, word] of words.entries()) {
    const last = runs.at(-1);
    if (last !== undefined && last.same === same.has(at)) last.text += word;
    else runs.push({ text: word, same: same.has(at) });
  }
  return runs.map((run) => (run.same ? run.text : <mark>{run.text}</mark>));
}

/** Where the words stand that two texts have in common, in their order: the longest common subsequence. */
function inCommon(words: readonly string[], others: readonly string[]): ReadonlySet<number> {
  const length = Array.from({ length: words.length + 1 }, () => new Uint16Array(others.length + 1));
  for (let at = words.length - 1; at >= 0; at -= 1)
    for (let to = others.length - 1; to >= 0; to -= 1)
      length[at]![to] =
        words[at] === others[to] ? length[at + 1]![to + 1]! + 1 : Math.max(length[at + 1]![to]!, length[at]![to + 1]!);
  const same = new Set<number>();
  for (let at = 0, to = 0; at < words.length && to < others.length; ) {
    if (words[at] === others[to]) {
      same.add(at);
      at += 1;
      to += 1;
    } else if (length[at + 1]![to]! >= length[at]![to + 1]!) at += 1;
    else to += 1;
  }
  return same;
}
