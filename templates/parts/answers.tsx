// Answers to be read: in lists and tables, with the files that belong to them.

import type { ShownRow, ShownSection, ShownTable } from '../../workflows/rules/forms.ts';
import { formsWords } from '../words/forms.ts';
import type { Language } from '../words/words.ts';
import { AttachedFile, UnscannedNote } from './attached.tsx';
import type { FieldErrors } from './form.tsx';

export type AnswersProps = {
  /** Before the ids of its headings, where other answers stand on the same page; `{ids}-all` then names all of these. */
  ids?: string;
  shown: readonly ShownSection[];
  language: Language;
  /** Beside each section's heading, as a link to change it; shown when given. */
  change?: { href: (sectionId: string) => string; label: string };
  fileHref?: (id: string) => string;
  /** Sections are h2 unless said otherwise. */
  level?: 2 | 3;
  errors?: FieldErrors;
};

/** Answers to be read: for check-your-answers, the officer and the reviewer. */
export function Answers({ shown, language, change, fileHref, level = 2, errors = {}, ids = 's' }: AnswersProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <>
      {shown.map(({ section, rows }) => (
        <section class="answers" aria-labelledby={ids === 's' ? `s-${section.id}` : `${ids}-all ${ids}-${section.id}`}>
          <div class="answers-head">
            <Heading id={`${ids}-${section.id}`}>{section.title}</Heading>
            {change && (
              <a href={change.href(section.id)}>
                {change.label} <span class="unseen">{section.title}</span>
              </a>
            )}
          </div>
          {grouped(rows).map((group) =>
            group.table ? (
              <ReadTable row={group.row} table={group.table} language={language} error={errors[group.row.field]} />
            ) : (
              <dl class="reads">
                {group.rows.map((row) => (
                  <div>
                    <dt>{row.label}</dt>
                    <dd>
                      <ReadValue
                        row={row}
                        isWrong={wrongAt(row, errors) !== undefined}
                        language={language}
                        {...(fileHref ? { fileHref } : {})}
                      />
                      {wrongAt(row, errors) !== undefined && <p class="error">{wrongAt(row, errors)}</p>}
                    </dd>
                  </div>
                ))}
              </dl>
            ),
          )}
        </section>
      ))}
    </>
  );
}

/** What is wrong with an answer, or with the parts of one. */
function wrongAt({ field, parts }: ShownRow, errors: FieldErrors): string | undefined {
  if (parts === undefined || errors[field] !== undefined) return errors[field];
  const sentences = Object.entries(errors).flatMap(([name, said]) => (name.startsWith(`${field}.`) ? [said] : []));
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

type Group = { rows: ShownRow[]; table?: undefined } | { row: ShownRow; table: ShownTable };

/** Answers in a row make one list; tables stand between lists. */
function grouped(rows: readonly ShownRow[]): Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (row.table !== undefined) groups.push({ row, table: row.table });
    else if (last !== undefined && last.table === undefined) last.rows.push(row);
    else groups.push({ rows: [row] });
  }
  return groups;
}

function ReadValue({
  row,
  isWrong,
  language,
  fileHref,
}: {
  row: ShownRow;
  /** What is wrong with it is said below: that it is empty need not be said twice. */
  isWrong: boolean;
  language: Language;
  fileHref?: (id: string) => string;
}) {
  const { kind, value, verdict, note, files } = row;
  if (files !== undefined && files.length > 0)
    return (
      <>
        <ul class="attached">
          {files.map((file) => (
            <li>
              {fileHref === undefined ? (
                file.name
              ) : (
                <AttachedFile {...file} href={fileHref(file.id)} language={language} />
              )}
            </li>
          ))}
        </ul>
        {fileHref !== undefined && <UnscannedNote files={files} language={language} />}
      </>
    );
  if (kind === 'declaration')
    return (
      <>
        <Paragraphs text={note ?? ''} />
        {value !== '' ? (
          <span class="tag done">{value}</span>
        ) : (
          !isWrong && <span class="soft">{formsWords[language].unanswered}</span>
        )}
      </>
    );
  return (
    <>
      {value === '' ? (
        !isWrong && <span class="soft">{formsWords[language].unanswered}</span>
      ) : verdict !== undefined ? (
        <span class={verdict === 'pass' ? 'tag done' : 'tag stop'}>{value}</span>
      ) : (
        <Paragraphs text={value} />
      )}
      {note !== undefined && <Paragraphs text={note} />}
    </>
  );
}

/** Line breaks of a text as paragraphs. */
export function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/\n+/)
        .filter((part) => part.trim() !== '')
        .map((part) => (
          <p>{part}</p>
        ))}
    </>
  );
}

function ReadTable({
  row,
  table,
  language,
  error,
}: {
  row: ShownRow;
  table: ShownTable;
  language: Language;
  error: string | undefined;
}) {
  const cells = (texts: readonly string[]) =>
    texts.map((text, index) => {
      const head = table.head[index];
      const number = head?.align === 'right' ? { class: 'num' } : {};
      return (
        <td {...number} data-label={head?.label ?? ''}>
          {text}
        </td>
      );
    });
  return (
    <section class="reads-table" aria-label={row.label} tabindex={0}>
      {error !== undefined && <p class="error">{error}</p>}
      <table class="stack">
        <caption>{row.label}</caption>
        <thead>
          <tr>
            {table.head.map(({ label, align }) => (
              <th scope="col" {...(align === 'right' ? { class: 'num' } : {})}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.length === 0 && (
            <tr>
              <td class="soft" colspan={table.head.length}>
                {formsWords[language].noRows}
              </td>
            </tr>
          )}
          {table.rows.map((texts) => (
            <tr>{cells(texts)}</tr>
          ))}
          {table.foot && table.rows.length > 0 && <tr class="total">{cells(table.foot)}</tr>}
        </tbody>
      </table>
    </section>
  );
}
