// What differs between two versions of a form, as people read it.

import type { ShownRow, ShownSection } from './formShowing.ts';

/** A field whose answer differs between two versions; '' for none. */
export type FieldChange = {
  readonly section: { readonly id: string; readonly title: string };
  readonly label: string;
  readonly before: string;
  readonly after: string;
};

/** The SHA-256 of a file, by its id. */
export type HashOfFile = (id: string) => string | undefined;

/**
 * What differs between two versions, field by field in the order of the form; of tables the rows that differ. With their hashes
 * files are the same when their bytes are, and are named by both.
 */
export function changesBetween(
  before: readonly ShownSection[],
  after: readonly ShownSection[],
  hashOf: HashOfFile = () => undefined,
): FieldChange[] {
  const rowsOf = (sections: readonly ShownSection[]) =>
    new Map(sections.flatMap(({ section, rows }) => rows.map((row) => [row.field, { row, section }] as const)));
  const [old, now] = [rowsOf(before), rowsOf(after)];
  // what is asked no longer comes last
  const fields = [...new Set([...now.keys(), ...old.keys()])];
  return fields.flatMap((field): FieldChange[] => {
    const [was, is] = [linesOf(old.get(field)?.row, hashOf), linesOf(now.get(field)?.row, hashOf)];
    if (was.keys.join('\n') === is.keys.join('\n')) return [];
    const { row, section } = (now.get(field) ?? old.get(field))!;
    const [before, after] =
      row.table === undefined ? [was.texts, is.texts] : [without(was.texts, is.texts), without(is.texts, was.texts)];
    return [{ section, label: row.label, before: before.join('\n'), after: after.join('\n') }];
  });
}

/** An answer as lines to be read, and as keys to be compared: a file with the same name may be another file. */
function linesOf(row: ShownRow | undefined, hashOf: HashOfFile): { texts: string[]; keys: string[] } {
  if (row?.files !== undefined)
    return {
      texts: row.files.map(({ id, name }) => {
        const hash = hashOf(id);
        return hash === undefined ? `${name} (${id.slice(-6)})` : `${name} (SHA-256 ${hash.slice(0, 12)}…)`;
      }),
      keys: row.files.map(({ id, name }) => `${name} ${hashOf(id) ?? id}`),
    };
  const texts = row === undefined ? [] : row.table === undefined ? linesIn(row.value) : rowsIn(row.table);
  return { texts, keys: texts };
}

const linesIn = (value: string): string[] => (value === '' ? [] : value.split('\n'));

/** The rows of a table, and the row of its totals. */
function rowsIn({ rows, foot }: NonNullable<ShownRow['table']>): string[] {
  const all = foot === undefined || rows.length === 0 ? rows : [...rows, foot];
  return all.map((cells) => cells.filter((cell) => cell !== '').join(' · '));
}

/** The rows of one list that the other has not, each as often as it stands more. */
function without(rows: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  return rows.filter((row) => {
    const found = left.get(row) ?? 0;
    left.set(row, found - 1);
    return found <= 0;
  });
}
