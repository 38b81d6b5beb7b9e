import { type HTMLElement, parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { Answers } from '../../templates/parts/answers.tsx';
import { applyRowButtons, DefinitionFields, uploadName } from '../../templates/parts/definition.tsx';
import { ErrorSummary, idOf } from '../../templates/parts/form.tsx';
import {
  checkAnswers,
  type Answers as FormAnswers,
  type LineRooms,
  readAnswers,
  rowsOf,
  shown,
  typedOf,
} from '../../workflows/rules/forms.ts';
import { attachments, everyKind, lines, readPack, typedWell } from '../rules/formsExample.ts';
import { sent } from './definitionSupport.ts';

const well = readAnswers(everyKind, null, typedWell);
const sections = everyKind.sections.map(({ id }) => id);
const city = readPack('tphcm-nq20-2023.v2.json');
const hostile = '"><script>alert(1)</script>\u202e<img src=x onerror=alert(1)>';

type View = { rooms?: LineRooms; language?: 'vi' | 'en'; errors?: Record<string, string>; section?: string };

function fields(answers: FormAnswers, { rooms, language = 'vi', errors = {}, section }: View = {}): HTMLElement {
  const html = (section === undefined ? sections : [section]).map((id) =>
    String(
      <DefinitionFields
        definition={everyKind}
        section={id}
        typed={typedOf(everyKind, answers)}
        errors={errors}
        language={language}
        lines={lines}
        attachments={attachments}
        {...(rooms ? { rooms } : {})}
        fileHref={(file) => `/files/${file}`}
      />,
    ),
  );
  return parse(`<form>${html.join('')}</form>`);
}

describe('the fields of a definition', () => {
  test.each(['vi', 'en'] as const)('what stands in them is what was answered, in %s', (language) => {
    expect(readAnswers(everyKind, null, sent(fields(well, { language })))).toEqual(well);
  });

  test('what was typed wrong stands there again, and nothing of it becomes markup', () => {
    const names = Object.keys(typedWell).filter((name) => typeof typedWell[name] === 'string' && name !== 'colour');
    const wrong = readAnswers(everyKind, null, {
      ...typedWell,
      ...Object.fromEntries(names.map((name) => [name, hostile])),
    });
    const page = fields(wrong);
    expect(page.querySelectorAll('script, img')).toEqual([]);
    const back = readAnswers(everyKind, null, sent(page));
    // What can only be chosen cannot be typed wrong in a browser.
    for (const id of ['name', 'story', 'price', 'size', 'day', 'code', 'onlyRed', 'good.reason', 'grade'])
      expect(back[id], id).toBe(wrong[id]);
    expect(rowsOf(back, 'budget')[0]).toMatchObject({ unitPrice: rowsOf(wrong, 'budget')[0]?.unitPrice });
  });

  test('each error stands at its field, and the summary leads there', () => {
    const errors = checkAnswers(everyKind, {}, { language: 'vi', complete: true });
    const page = fields({}, { errors });
    const summary = parse(String(<ErrorSummary errors={errors} language="vi" />));
    for (const [name, sentence] of Object.entries(errors)) {
      expect(page.querySelector(`#${idOf(name)}`), name).not.toBeNull();
      // Below its label a field does not say its name again.
      const short = sentence.slice(sentence.indexOf(': ') + 2);
      const said = page.querySelectorAll('.error').map(({ text }) => text.toLocaleLowerCase('vi'));
      expect(said).toContain(short.toLocaleLowerCase('vi'));
    }
    for (const link of summary.querySelectorAll('a'))
      expect(page.querySelector(link.getAttribute('href') ?? '')).not.toBeNull();
    const inRows = checkAnswers(
      everyKind,
      readAnswers(everyKind, null, { 'budget.0.unit': 'giờ', 'team.0.age': 'x' }),
      {
        language: 'vi',
        complete: true,
      },
    );
    const rows = fields(readAnswers(everyKind, null, { 'budget.0.unit': 'giờ', 'team.0.age': 'x' }), {
      errors: inRows,
    });
    for (const name of Object.keys(inRows)) expect(rows.querySelector(`#${idOf(name)}`), name).not.toBeNull();
  });

  test('every control has a label, every id stands once, no style is inline', () => {
    const page = fields(well);
    const ids = page.querySelectorAll('[id]').map((element) => element.getAttribute('id'));
    expect(new Set(ids).size).toBe(ids.length);
    for (const control of page.querySelectorAll('input, select, textarea')) {
      if (control.getAttribute('type') === 'hidden') continue;
      const id = control.getAttribute('id');
      const labelled = page.querySelector(`label[for="${id}"]`) ?? control.closest('label');
      expect(labelled, control.toString()).not.toBeNull();
    }
    for (const group of page.querySelectorAll('fieldset')) expect(group.querySelector('legend')).not.toBeNull();
    expect(page.querySelectorAll('[style]')).toEqual([]);
  });

  test('the Enter key saves: the first button of a form adds and removes nothing', () => {
    const [first] = fields(well, { section: 'second' }).querySelectorAll('button');
    expect(first?.getAttribute('type')).toBe('submit');
    expect(first?.hasAttribute('name')).toBe(false);
  });

  test('every form of the packs can be shown, in both languages', () => {
    for (const definition of [city.forms.application.all!, city.forms.reviewSheet])
      for (const section of definition.sections)
        for (const language of ['vi', 'en'] as const) {
          const html = String(
            <DefinitionFields
              definition={definition}
              section={section}
              typed={{ applicantKind: 'enterprise' }}
              errors={{}}
              language={language}
              lines={lines}
              attachments={[]}
            />,
          );
          for (const field of section.fields) expect(parse(html).text).toContain(field.label[language]);
        }
  });

  test('a field that depends on another section is there only when it is asked', () => {
    const papers = (kind: string) =>
      String(
        <DefinitionFields
          definition={city.forms.application.all!}
          section="papers"
          typed={{ applicantKind: kind }}
          errors={{}}
          language="vi"
          lines={lines}
          attachments={[]}
        />,
      );
    expect(papers('enterprise')).toContain(`name="${uploadName('registration')}"`);
    expect(papers('team')).not.toContain('registration');
  });
});

describe('rows without JavaScript', () => {
  test('the buttons of a table add and remove its rows', () => {
    const page = fields(well, { section: 'second' });
    const add = page.querySelector('button[name="add"][value="team"]');
    expect(add).not.toBeNull();
    const more = applyRowButtons(everyKind, well, { add: 'team' });
    expect(more?.field).toBe('team');
    expect(rowsOf(more?.answers ?? {}, 'team')).toHaveLength(3);
    expect(page.querySelectorAll('button[name="remove"]').map((button) => button.getAttribute('value'))).toEqual(
      expect.arrayContaining(['budget.0', 'budget.1', 'team.0', 'team.1', 'papers.a1', 'papers.a2']),
    );
    const less = applyRowButtons(everyKind, well, { remove: 'budget.0' });
    expect(rowsOf(less?.answers ?? {}, 'budget').map(({ line }) => line)).toEqual(['services']);
    expect(applyRowButtons(everyKind, well, { remove: 'papers.a1' })?.answers.papers).toEqual(['a2']);
    expect(applyRowButtons(everyKind, well, {})).toBeNull();
  });

  test('a full table offers no more rows', () => {
    const full = readAnswers(everyKind, null, { ...typedWell, 'team.2.name': 'Ba', 'team.3.name': 'Bốn' });
    const page = fields(full, { section: 'second' });
    expect(page.querySelector('button[name="add"][value="team"]')).toBeNull();
    expect(page.text).toContain('tối đa 4 dòng');
  });

  test('an empty table begins with one row to fill in, and two where two are needed', () => {
    const page = fields({}, { section: 'second' });
    expect(page.querySelectorAll('fieldset.row.budget')).toHaveLength(2);
    expect(page.querySelectorAll('fieldset.row')).toHaveLength(4);
  });
});

describe('the sums of a budget', () => {
  const rooms: LineRooms = {
    labour: { limitVnd: 20_000_000n, leftVnd: 18_000_000n, clause: 'Điều 5, 20/2023/NQ-HĐND' },
    services: { limitVnd: 50_000_000n, leftVnd: 50_000_000n, clause: 'Điều 6' },
  };

  test('stand beside the room of each line, and say at the line that it is too much', () => {
    const [table] = fields(well, { rooms, section: 'second' }).querySelectorAll('table.sums');
    const rows =
      table?.querySelectorAll('tbody tr').map((row) => row.querySelectorAll('td').map((td) => td.text)) ?? [];
    // by how much, and by which clause, stands at the rows and in the summary
    expect(table?.text).not.toContain('vượt 10.000.000');
    expect(rows[0]?.slice(1)).toEqual([
      '30.000.000',
      '28.000.000',
      '2.000.000',
      '18.000.000',
      'Vượt mức',
      'Điều 5, 20/2023/NQ-HĐND',
    ]);
    expect(rows[1]?.slice(3)).toEqual(['0', '50.000.000', '47.000.000', 'Điều 6']);
    expect(rows[2]?.slice(0, 4)).toEqual(['Cộng', '33.000.000', '31.000.000', '2.000.000']);
  });

  test('a line whose cap is not known says so', () => {
    const unknown: LineRooms = { labour: { limitVnd: null, leftVnd: null, clause: 'Điều 5' } };
    expect(fields(well, { rooms: unknown, section: 'second' }).querySelector('table.sums')?.text).toContain(
      'Chưa xác định',
    );
  });
});

describe('answers to be read', () => {
  const read = (answers: FormAnswers, language: 'vi' | 'en' = 'vi') =>
    parse(
      String(
        <Answers
          shown={shown(everyKind, answers, language, { lines, attachments })}
          language={language}
          change={{ href: (section) => `/sua/${section}`, label: 'Sửa' }}
          fileHref={(id) => `/files/${id}`}
          errors={{ name: 'Mục name: chưa điền.' }}
        />,
      ),
    );

  test('say everything, with tables, files and verdicts', () => {
    const page = read(well);
    for (const row of shown(everyKind, well, 'vi', { lines, attachments }).flatMap(({ rows }) => rows)) {
      expect(page.text).toContain(row.label);
      for (const line of row.value.split('\n')) expect(page.text).toContain(line);
      for (const cell of row.table?.rows.flat() ?? []) expect(page.text).toContain(cell);
      for (const cell of row.table?.foot ?? []) expect(page.text).toContain(cell);
    }
    expect(page.querySelector('a[href="/files/a1"]')?.text).toBe('Báo cáo.pdf');
    expect(page.querySelector('.tag.stop')?.text).toBe('Không đạt');
    expect(page.querySelectorAll('a[href^="/sua/"]')).toHaveLength(2);
    expect(page.querySelector('.error')?.text).toBe('Mục name: chưa điền.');
    expect(page.querySelectorAll('td[data-label]').length).toBeGreaterThan(10);
  });

  test('say where nothing was answered, and nothing of it becomes markup', () => {
    expect(read({}).text).toContain('Chưa trả lời');
    expect(read({}, 'en').text).toContain('Not answered');
    const bad = readAnswers(everyKind, null, { ...typedWell, name: hostile, story: hostile, 'team.0.name': hostile });
    expect(read(bad).querySelectorAll('script, img')).toEqual([]);
  });
});
