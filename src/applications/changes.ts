import type { ChangeView } from '../../templates/pages/applications/read.tsx';
import type { ShownRow, ShownSection } from '../../workflows/rules/forms.ts';

/** What differs between two versions of an application, field by field, as people read it; of tables the rows that differ. */
export function changesBetween(before: readonly ShownSection[], after: readonly ShownSection[]): ChangeView[] {
  const rowsOf = (sections: readonly ShownSection[]) =>
    new Map(
      sections.flatMap(({ section, rows }) => rows.map((row) => [row.field, { row, section: section.title }] as const)),
    );
  const [old, now] = [rowsOf(before), rowsOf(after)];
  // In the order of the form; what is asked no longer comes last.
  const fields = [...new Set([...now.keys(), ...old.keys()])];
  return fields.flatMap((field): ChangeView[] => {
    const [was, is] = [linesOf(old.get(field)?.row), linesOf(now.get(field)?.row)];
    if (was.keys.join('\n') === is.keys.join('\n')) return [];
    const { row, section } = (now.get(field) ?? old.get(field))!;
    const [before, after] =
      row.table === undefined ? [was.texts, is.texts] : [without(was.texts, is.texts), without(is.texts, was.texts)];
    return [{ section, label: row.label, before: before.join('\n'), after: after.join('\n') }];
  });
}

/** An answer as lines to be read, and as keys to be compared: a file with the same name may be another file. */
function linesOf(row: ShownRow | undefined): { texts: string[]; keys: string[] } {
  if (row?.files !== undefined)
    return {
      texts: row.files.map(({ id, name }) => `${name} (${id.slice(-6)})`),
      keys: row.files.map(({ id }) => id),
    };
  const texts =
    row === undefined || (row.table === undefined && row.value === '')
      ? []
      : row.table === undefined
        ? row.value.split('\n')
        : row.table.rows.map((cells) => cells.filter((cell) => cell !== '').join(' · '));
  return { texts, keys: texts };
}

/** The rows of one list that the other has not, each as often as it stands more. */
function without(rows: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return rows.filter((row) => {
    const at = left.indexOf(row);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
