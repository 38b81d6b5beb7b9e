// Forms that nobody has written: what is entered is exactly what is checked, shown, printed and exported; and what a check refuses
// is refused wherever it is entered.

import fc from 'fast-check';
import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { paperFonts } from '../../src/documents/fonts.ts';
import { applicationPaper } from '../../templates/papers/application.ts';
import { Answers } from '../../templates/parts/answers.tsx';
import { DefinitionFields } from '../../templates/parts/definition.tsx';
import {
  checkAnswers,
  definitionProblems,
  exportAnswers,
  exportRows,
  readAnswers,
  shown,
  typedOf,
} from '../../workflows/rules/forms.ts';
import { flat, readPdf } from '../papers/readPdf.ts';
import { attachments, lines, type RandomForm, randomForm } from '../rules/formsRandom.ts';
import { sent } from './definitionSupport.ts';

const surroundings = { lines, attachments };
const complete = { language: 'vi', complete: true, ...surroundings } as const;

function pageOf({ definition }: RandomForm, typed: Record<string, string | string[]>) {
  const html = definition.sections.map(({ id }) =>
    String(
      <DefinitionFields
        {...{ definition, section: id, typed, errors: {}, language: 'vi' as const }}
        lines={lines}
        attachments={attachments}
      />,
    ),
  );
  return parse(`<form>${html.join('')}</form>`);
}

/** What must be read of the answers, wherever they are read; each by the name of its field. */
const readOf = ({ samples, hidden }: RandomForm) =>
  samples.filter(({ field }) => !hidden.includes(field.id)).map(({ field, read }) => ({ id: field.id, read }));

describe('a form made at random, with every kind of field', () => {
  test('says on its pages and in its export exactly what was entered', () => {
    fc.assert(
      fc.property(randomForm, (form) => {
        const { definition, typed, hidden } = form;
        expect(definitionProblems(definition)).toEqual([]);
        const answers = readAnswers(definition, null, typed);
        expect(checkAnswers(definition, answers, complete)).toEqual({});
        const again = typedOf(definition, answers);
        expect(readAnswers(definition, null, again)).toEqual(answers);

        const rows = shown(definition, answers, 'vi', surroundings).flatMap((one) => one.rows);
        expect(rows.map(({ field }) => field).filter((id) => hidden.includes(id))).toEqual([]);
        const exported = exportAnswers(definition, answers, 'vi', surroundings);
        const fields = exported.sections.flatMap((one) => one.fields);
        const read = flat(
          parse(String(<Answers shown={shown(definition, answers, 'vi', surroundings)} language="vi" />)).text,
        );
        const table = exportRows(exported).rows;
        for (const { id, read: expected } of readOf(form)) {
          const row = rows.find(({ field }) => field === id)!;
          const said = flat([row.value, ...(row.table?.rows.flat() ?? []), ...(row.table?.foot ?? [])].join(' '));
          const field = fields.find((one) => one.id === id)!;
          expect({ text: field.text, table: field.table }).toEqual({ text: row.value, table: row.table });
          const inTable = flat(
            table
              .filter(([, label]) => label === row.label)
              .map((cells) => cells[4])
              .join(' '),
          );
          for (const words of expected) {
            expect(said, id).toContain(words);
            expect(read, id).toContain(words);
            expect(inTable, id).toContain(words);
          }
        }
        const kept = Object.assign({}, ...fields.map((field) => field.kept)) as Record<string, unknown>;
        expect(kept).toEqual(
          Object.fromEntries(Object.entries(answers).filter(([name]) => !hidden.includes(name.split('.')[0]!))),
        );
      }),
      { numRuns: 25 },
    );
  });

  test('stands in its fields as it was entered, and a browser sends it back the same', () => {
    fc.assert(
      fc.property(randomForm, (form) => {
        const answers = readAnswers(form.definition, null, form.typed);
        const page = pageOf(form, typedOf(form.definition, answers));
        const back = readAnswers(form.definition, null, sent(page));
        // what another section hides is not on the page, and nothing else is lost
        for (const [name, answer] of Object.entries(answers))
          if (!form.hidden.includes(name.split('.')[0]!)) expect(back[name], name).toEqual(answer);
        const ids = page.querySelectorAll('[id]').map((element) => element.getAttribute('id'));
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 6 },
    );
  });

  test('refuses what each kind refuses, at that field and at no other', () => {
    fc.assert(
      fc.property(randomForm, (form) => {
        for (const { field, refused } of form.samples) {
          if (Object.keys(refused).length === 0) continue;
          const answers = readAnswers(form.definition, null, { ...form.typed, ...refused });
          const wrong = Object.keys(checkAnswers(form.definition, answers, complete)).map((name) => name.split('.')[0]);
          const expected = form.hidden.includes(field.id) ? [] : [field.id];
          // another choice hides and shows others, which are answered
          if (field.kind === 'choice') expect(wrong).toContain(field.id);
          else expect([...new Set(wrong)], field.id).toEqual(expected);
        }
      }),
      { numRuns: 10 },
    );
  });

  test('is printed as it was entered', async () => {
    await fc.assert(
      fc.asyncProperty(randomForm, async (form) => {
        const answers = readAnswers(form.definition, null, form.typed);
        const paper = applicationPaper(
          {
            ...{
              title: 'Mẫu ngẫu nhiên',
              projectName: 'Thử',
              applicant: 'Nhóm',
              agency: 'Sở',
              call: 'Đợt',
              stage: 'Một',
            },
            ...{ receipt: null, amounts: null, createdAt: new Date(0), fictional: false, confirmUrl: null },
            sections: shown(form.definition, answers, 'vi', surroundings),
          },
          paperFonts(),
        );
        const { text } = await readPdf(paper);
        for (const { id, read } of readOf(form)) for (const words of read) expect(text, id).toContain(words);
      }),
      { numRuns: 2 },
    );
  });
});
