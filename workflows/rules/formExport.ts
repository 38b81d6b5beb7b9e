// The answers of a form to be taken along: for a program, and for a spreadsheet. Both say what the pages and the paper say.

import { type Answers, askedAnswers, type FormSurroundings } from './formAnswers.ts';
import type { FormDefinition } from './formShapes.ts';
import { type ShownRow, shown } from './formShowing.ts';
import type { FormLanguage } from './formWords.ts';

/** One answer: how it is kept, and how it is read. `kept` holds the parts of a field by their names. */
export type ExportedField = {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  readonly text: string;
  readonly kept: Answers;
  readonly parts?: ShownRow['parts'];
  readonly table?: ShownRow['table'];
  readonly files?: readonly { readonly id: string; readonly name: string }[];
  readonly note?: string;
};

export type ExportedAnswers = {
  readonly form: { readonly id: string; readonly version: number; readonly title: string };
  readonly language: FormLanguage;
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly fields: readonly ExportedField[];
  }[];
};

/** All that is asked by the answers given, with the answers: as they are kept (amounts as decimal strings) and as they are read. */
export function exportAnswers(
  definition: FormDefinition,
  answers: Answers,
  language: FormLanguage,
  surroundings: FormSurroundings = {},
): ExportedAnswers {
  const asked = Object.entries(askedAnswers(definition, answers));
  return {
    form: { id: definition.id, version: definition.version, title: definition.title[language] },
    language,
    sections: shown(definition, answers, language, surroundings).map(({ section, rows }) => ({
      ...section,
      fields: rows.map(({ field, label, kind, value, parts, table, files, note }) => ({
        id: field,
        label,
        kind,
        text: value,
        kept: Object.fromEntries(asked.filter(([name]) => name.split('.')[0] === field)),
        ...(parts === undefined ? {} : { parts }),
        ...(table === undefined ? {} : { table }),
        ...(files === undefined ? {} : { files: files.map(({ id, name }) => ({ id, name })) }),
        ...(note === undefined ? {} : { note }),
      })),
    })),
  };
}

const heads = {
  vi: ['Phần', 'Mục', 'Dòng', 'Cột', 'Trả lời'],
  en: ['Part', 'Question', 'Row', 'Column', 'Answer'],
} as const;

/** The same as rows of one table: a row for each answer, for each part of one, and for each cell of a table that is not empty. */
export function exportRows(exported: ExportedAnswers): {
  head: readonly string[];
  rows: readonly (readonly string[])[];
} {
  const rows = exported.sections.flatMap(({ title, fields }) =>
    fields.flatMap(({ label, text, parts, table, note }): string[][] => {
      const row = (line: string, column: string, answer: string) => [title, label, line, column, answer];
      if (table !== undefined) {
        const cells = (texts: readonly string[], line: string) =>
          texts.flatMap((answer, index) => (answer === '' ? [] : [row(line, table.head[index]?.label ?? '', answer)]));
        const foot = table.foot === undefined || table.rows.length === 0 ? [] : cells(table.foot, '');
        return [...table.rows.flatMap((texts, index) => cells(texts, String(index + 1))), ...foot];
      }
      const said = parts === undefined ? [row('', '', text)] : parts.map((part) => row('', part.label, part.value));
      return note === undefined ? said : [...said, row('', '', note)];
    }),
  );
  return { head: heads[exported.language], rows };
}
