import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import { applicationFormOf, checkPack, type Pack } from '../../workflows/programmes/schema.ts';
import {
  type Answers,
  addFile,
  addRow,
  askedAnswers,
  budgetFieldOf,
  budgetTotals,
  checkAnswers,
  definitionProblems,
  FormDefinition,
  type FormField,
  fieldNames,
  fieldOf,
  hasParts,
  overBudgets,
  overRooms,
  partName,
  partsOf,
  pointsOf,
  readAnswers,
  removeItem,
  roomOfRow,
  rowRoomText,
  rowsOf,
  sectionState,
  shown,
  startingAnswers,
  typedOf,
  verdictOf,
} from '../../workflows/rules/forms.ts';
import { attachments, everyKind, lines, readPack, typedWell } from './formsExample.ts';

const city = readPack('tphcm-nq20-2023.v2.json');
const example = readPack('vi-du-hu-cau.v2.json');
const well = readAnswers(everyKind, null, typedWell);
const surroundings = { lines, attachments };
const check = (answers: Answers, complete = true) =>
  checkAnswers(everyKind, answers, { language: 'vi', complete, ...surroundings });
const typing = (change: Record<string, string | string[]>) => readAnswers(everyKind, null, { ...typedWell, ...change });

const hostile = [
  '',
  ' ',
  '\u0000',
  '999999999999999999999999999999',
  '-1',
  '−5.000',
  '1e308',
  'NaN',
  'Infinity',
  '0x10',
  '１２３',
  '٣',
  '\u202e1.000\u202c',
  '1\u200f000',
  '\ud800',
  '🌱🌱🌱',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; drop table dossier; --",
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'a'.repeat(10_000),
  'từ '.repeat(3_000),
  '2026-02-30',
  '31/02/2026',
  '1.5.5',
  '1.1234567',
  '0.500',
  '9999999999999999',
  'e\u0301'.repeat(40),
  'a\nb\tc\r\nd',
];

describe('what was typed becomes answers', () => {
  test('amounts, numbers, days and codes are written one way', () => {
    expect(well).toMatchObject({
      name: 'Máy đo mặn',
      story: 'Một câu chuyện\n\nrất ngắn',
      price: '1234567',
      size: '1234.5',
      day: '2026-02-05',
      code: '0300588569-001',
      tools: ['saw', 'drill'],
    });
    expect(rowsOf(well, 'budget')).toHaveLength(2);
    expect(rowsOf(well, 'budget')[1]).toMatchObject({ line: 'services', state: '3000000', matching: '' });
    expect(rowsOf(well, 'team')[0]).toMatchObject({ since: '2026-03-01', pay: '5000000' });
  });

  test.each([
    ['size', '2.5', '2.5'],
    ['size', '2,50', '2.5'],
    ['size', '1.500', '1500'],
    ['size', '0.500', '0.5'],
    ['size', '-0', '0'],
    ['size', '007', '7'],
    ['size', 'hai', 'hai'],
    ['price', '1,5', '1,5'],
    ['day', '31.12.2026', '2026-12-31'],
    ['day', '2026-12-31', '2026-12-31'],
    ['day', '30/2/2026', '30/2/2026'],
    ['name', 'a\u0000\u202eb', 'ab'],
  ])('%s: %j is kept as %j', (field, typed, answer) => {
    expect(typing({ [field]: typed })[field]).toBe(answer);
  });

  test('one section leaves the others alone, and what is emptied is gone', () => {
    const after = readAnswers(everyKind, 'first', { name: 'Mới' }, { before: well });
    expect(after).toMatchObject({ name: 'Mới', budget: well.budget });
    expect(Object.keys(after)).not.toContain('truth');
    expect(Object.keys(after)).not.toContain('tools');
  });

  test('answers can be hashed and kept as JSON', () => {
    expect(JSON.parse(canonicalJson(well as Json))).toEqual(well);
  });

  test('nothing but fields of the form is kept', () => {
    const read = typing({ stranger: 'x', 'budget.0.stranger': 'x', 'budget.01.line': 'x', 'budget.-1.line': 'x' });
    expect(read).toEqual(well);
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`team.${n}.name`, 'x']));
    expect(rowsOf(readAnswers(everyKind, null, many), 'team')).toHaveLength(200);
  });
});

describe('answers stand in their fields again', () => {
  test('with points, commas and days as people write them', () => {
    expect(typedOf(everyKind, well)).toMatchObject({
      price: '1.234.567',
      size: '1.234,5',
      day: '05/02/2026',
      'budget.1.unitPrice': '1.000.000',
      'budget.0.quantity': '2,5',
      'team.0.since': '01/03/2026',
      papers: ['a1', 'a2'],
    });
  });

  const value = fc.oneof(
    fc.constantFrom(...hostile),
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.stringMatching(/^-?[0-9]{0,4}[.,]?[0-9]{0,4}[.,]?[0-9]{0,4}$/),
    fc.constantFrom('yes', 'no', 'pass', 'fail', 'red', 'labour', '0300588569', '1/1/2026', '12.500.000'),
  );
  const names = [...fieldNames(everyKind, well), 'budget.7.line', 'team.2.about', 'team.3.pay'];
  const typed = fc.dictionary(fc.constantFrom(...names), fc.oneof(value, fc.array(value, { maxLength: 4 })), {
    maxKeys: names.length,
  });

  test('read, typed and read again they are the same; nothing throws; every error is at a field of the form', () => {
    fc.assert(
      fc.property(typed, fc.boolean(), (fields, complete) => {
        const answers = readAnswers(everyKind, null, fields);
        expect(readAnswers(everyKind, null, typedOf(everyKind, answers))).toEqual(answers);
        const known = fieldNames(everyKind, answers);
        for (const language of ['vi', 'en'] as const) {
          const errors = checkAnswers(everyKind, answers, { language, complete, ...surroundings });
          for (const [name, sentence] of Object.entries(errors)) {
            expect(known).toContain(name);
            expect(sentence).toMatch(/^Mục .+: \S.+[.)]$/su);
          }
          shown(everyKind, answers, language, surroundings);
        }
        for (const section of everyKind.sections) sectionState(everyKind, answers, section);
        budgetTotals(answers, 'budget');
        expect(JSON.stringify(answers)).not.toContain('\\u0000');
        expect(JSON.stringify(answers).isWellFormed()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('each hostile text in each field', () => {
    for (const text of hostile)
      for (const name of names) {
        const answers = typing({ [name]: text });
        expect(readAnswers(everyKind, null, typedOf(everyKind, answers))).toEqual(answers);
        const known = fieldNames(everyKind, answers);
        expect(Object.keys(check(answers)).filter((at) => !known.includes(at))).toEqual([]);
        shown(everyKind, answers, 'en', surroundings);
        verdictOf(everyKind, answers);
        pointsOf(everyKind, answers);
      }
  });
});

describe('a check', () => {
  test('finds nothing wrong with what is right', () => {
    expect(check(well)).toEqual({});
    expect(check(well, false)).toEqual({});
  });

  test('of a draft leaves what is missing alone; handing it in does not', () => {
    expect(check({}, false)).toEqual({});
    const missing = check({});
    expect(Object.keys(missing).sort()).toEqual(
      everyKind.sections
        .flatMap(({ fields }) => fields)
        .filter(({ required, when }) => required && when === undefined)
        .flatMap((field) => {
          if (!hasParts(field)) return [field.id];
          return partsOf(field).flatMap((part) => (part.required ? [partName(field, part)] : []));
        })
        .sort(),
    );
    expect(missing.name).toBe('Mục name: chưa điền.');
    expect(checkAnswers(everyKind, {}, { language: 'en', complete: true }).name).toBe('Mục name (en): fill this in.');
  });

  const wrong: [string, string | string[], string, RegExp][] = [
    ['name', 'một cái tên dài hơn hai mươi ký tự', 'name', /20 ký tự/],
    ['story', 'một hai ba bốn năm sáu', 'story', /tối đa 5 từ, hiện có 6/],
    ['story', 'a'.repeat(10_000), 'story', /ký tự/],
    ['price', '999', 'price', /ít nhất là 1\.000\u00a0₫/],
    ['price', '2.000.001', 'price', /nhiều nhất là 2\.000\.000\u00a0₫/],
    ['price', '1,5', 'price', /số đồng nguyên/],
    ['price', '１２３', 'price', /chỉ gồm chữ số/],
    ['size', '1,234', 'size', /2 chữ số sau dấu phẩy/],
    ['size', '1,2345678', 'size', /2 chữ số sau dấu phẩy/],
    ['size', '-2,01', 'size', /ít nhất là -2/],
    ['size', '5000,01', 'size', /nhiều nhất là 5\.000/],
    ['size', 'hai', 'size', /chưa đúng dạng số/],
    ['day', '30/02/2026', 'day', /31\/12\/2026/],
    ['day', '31/12/2025', 'day', /không sớm hơn ngày 01\/01\/2026/],
    ['day', '01/01/2027', 'day', /không muộn hơn/],
    ['colour', 'blue', 'colour', /một trong các mục/],
    ['tools', ['saw', 'laser'], 'tools', /một trong các mục/],
    ['tools', ['saw', 'hammer', 'drill'], 'tools', /tối đa 2/],
    ['ready', 'maybe', 'ready', /một trong các mục/],
    ['truth', '', 'truth', /đánh dấu cam kết/],
    ['truth', 'on', 'truth', /một trong các mục/],
    ['code', '0300588568', 'code', /chữ số kiểm tra/],
    ['onlyRed', '', 'onlyRed', /chưa điền/],
    ['budget.0.line', 'rockets', 'budget.0.line', /không thuộc giai đoạn/],
    ['budget.0.line', '', 'budget.0.line', /chưa chọn/],
    ['budget.0.description', '', 'budget.0.description', /chưa điền/],
    ['budget.0.quantity', '0', 'budget.0.quantity', /lớn hơn 0/],
    ['budget.0.quantity', '-1', 'budget.0.quantity', /ít nhất là 0/],
    ['budget.0.quantity', '1,001', 'budget.0.quantity', /2 chữ số/],
    ['budget.0.quantity', 'nhiều', 'budget.0.quantity', /dạng số/],
    ['budget.0.unitPrice', '12.000.000,5', 'budget.0.unitPrice', /số đồng nguyên/],
    ['budget.0.unitPrice', '999.999.999.999.998', 'budget.0.unitPrice', /quá 15 chữ số/],
    ['budget.0.unitPrice', '-5', 'budget.0.unitPrice', /dấu cộng hay trừ/],
    ['budget.0.state', '28.000.001', 'budget.0.state', /30\.000\.001\u00a0₫, phải bằng thành tiền 30\.000\.000\u00a0₫/],
    ['budget.0.state', '', 'budget.0.state', /chưa điền/],
    ['budget.0.matching', '', 'budget.0.state', /28\.000\.000\u00a0₫, phải bằng/],
    ['team.1.name', '', 'team', /ít nhất 2 dòng/],
    ['team.0.name', '', 'team.0.name', /dòng 1, mục name: chưa điền/],
    ['team.0.age', '-1', 'team.0.age', /ít nhất là 0/],
    ['team.0.role', 'king', 'team.0.role', /một trong các mục/],
    ['papers', [], 'papers', /chưa có tệp/],
    ['papers', ['a1', 'of-another'], 'papers', /không còn trong hồ sơ/],
    ['papers', ['a3'], 'papers', /Chạy thử\.exe/],
    ['papers', ['a1', 'a2', 'a3'], 'papers', /Chạy thử|tối đa 2/],
    ['part', '100,01', 'part', /nhiều nhất là 100/],
    ['part', '-1', 'part', /ít nhất là 0/],
    ['part', '1,001', 'part', /2 chữ số sau dấu phẩy/],
    ['home.province', '', 'home.province', /tỉnh, thành phố: chưa chọn/],
    ['home.province', '64', 'home.province', /một trong các mục/],
    ['home.commune', '', 'home.commune', /chưa điền/],
    ['home.street', '', 'home.street', /chưa điền/],
    ['home.old', 'x'.repeat(301), 'home.old', /300 ký tự/],
    ['leader.name', '', 'leader.name', /họ và tên: chưa điền/],
    ['leader.number', '048 199 000 12', 'leader.number', /12 chữ số/],
    ['leader.number', '097199000123', 'leader.number', /ba chữ số đầu/],
    ['leader.number', '000199000123', 'leader.number', /ba chữ số đầu/],
    ['leader.number', '048499000123', 'leader.number', /thế kỷ/],
    ['leader.birthDay', '5/2/1998', 'leader.birthDay', /sinh năm 1999/],
    ['leader.birthDay', '30/2/1999', 'leader.birthDay', /chưa đúng ngày/],
    ['leader.phone', '', 'leader.phone', /chưa điền/],
    ['leader.email', 'chau@', 'leader.email', /thư điện tử/],
    ['partner.name', 'Công ty Mầm', 'partner.code', /mã số thuế: chưa điền/],
    ['account.bank', '999999', 'account.bank', /một trong các mục/],
    ['account.number', '12', 'account.number', /6 đến 20/],
    ['account.holder', '???', 'account.holder', /in hoa không dấu/],
    ['why', '', 'why', /chưa điền/],
    ['team.0.time', '101', 'team.0.time', /nhiều nhất là 100/],
    ['good', 'perhaps', 'good', /Đạt hoặc Không đạt/],
    ['good.reason', '', 'good.reason', /nêu rõ lý do/],
    ['grade', '51', 'grade', /nhiều nhất là 50/],
    ['grade', '4,5', 'grade', /số nguyên/],
    ['grade', '-1', 'grade', /số nguyên/],
  ];
  test.each(wrong)('%s = %j is wrong at %s', (name, typed, at, sentence) => {
    const errors = check(typing({ [name]: typed }));
    expect(Object.keys(errors)).toEqual([at]);
    expect(errors[at]).toMatch(sentence);
  });

  test('a product that is no whole đồng', () => {
    const errors = check(typing({ 'plain.0.quantity': '0,01', 'plain.0.unitPrice': '50' }));
    expect(errors).toEqual({ 'plain.0.quantity': expect.stringContaining('số đồng nguyên') });
  });

  test('what is not asked is not checked', () => {
    const green = typing({ colour: 'green', onlyRed: 'quá dài '.repeat(20) });
    expect(check(green)).toEqual({});
    expect(green.onlyRed).toMatch(/^quá dài/);
    expect(shown(everyKind, green, 'vi')[0]?.rows.map(({ field }) => field)).not.toContain('onlyRed');
  });

  test('of one section says nothing of the other', () => {
    const errors = checkAnswers(everyKind, {}, { language: 'vi', complete: true, sectionId: 'second' });
    expect(Object.keys(errors).sort()).toEqual(['budget', 'good', 'grade', 'papers', 'team']);
  });

  test('empty rows count for nothing, and more than the table holds is refused', () => {
    const answers = addRow(everyKind, addRow(everyKind, well, 'budget'), 'budget');
    expect(check(answers)).toEqual({});
    expect(shown(everyKind, answers, 'vi')[1]?.rows[0]?.table?.rows).toHaveLength(2);
    const rows = Array.from({ length: 6 }, (_, n) => [`team.${n}.name`, `Người ${n}`]);
    expect(check(typing(Object.fromEntries(rows)))).toEqual({ team: expect.stringContaining('tối đa 4 dòng') });
  });
});

describe('the look of a text, and rows that go from one month to another', () => {
  const form = applicationFormOf(city, 'uomTao')!;
  const errorsOf = (answers: Answers) => checkAnswers(form, answers, { language: 'vi', complete: false });

  test.each([
    ['chau(at)gmail', '090 123 45'],
    ['chau@gmail', '12345'],
    ['a b@vidu.vn', '+84 90'],
    ['@vidu.vn', 'không có'],
  ])('%s and %s are refused', (email, phone) => {
    const wrong = errorsOf({ 'leader.email': email, 'leader.phone': phone });
    expect(Object.keys(wrong).sort()).toEqual(['leader.email', 'leader.phone']);
  });

  test.each([
    ['chau@gmail.com', '0901 234 567'],
    ['chau.nguyen+1@khoi-nghiep.vidu.vn', '+84 (90) 123-4567'],
    ['châu@vídụ.vn', '028.3829.7834'],
    ['a@b.vn', '1900 1234'],
  ])('%s and %s are taken', (email, phone) => {
    expect(errorsOf({ 'leader.email': email, 'leader.phone': phone })).toEqual({});
  });

  test('a milestone ends no earlier than it begins, and no later than the project', () => {
    const row = (fromMonth: string, toMonth: string) => ({ work: 'a', result: 'b', proof: 'c', fromMonth, toMonth });
    const errors = errorsOf({ months: '6', milestones: [row('5', '2'), row('1', '6'), row('3', '7'), row('', '4')] });
    expect(errors).toEqual({
      'milestones.0.toMonth': 'Các mốc thực hiện, dòng 1, đến tháng: phải từ 5 trở đi.',
      'milestones.2.toMonth': 'Các mốc thực hiện, dòng 3, đến tháng: không quá 6 (thời gian thực hiện).',
    });
  });

  test('a number may have its unit behind it', () => {
    const read = readAnswers(form, null, {
      'team.0.share': '100%',
      'team.1.share': '50 %',
      months: '6 tháng',
      jobs: '5%',
    });
    expect(read).toMatchObject({ team: [{ share: '100' }, { share: '50' }], months: '6', jobs: '5%' });
  });
});

describe('what a form says of its party', () => {
  const named = structuredClone(everyKind);
  const change = (id: string, more: object) => Object.assign(fieldOf(named, id)!, more);
  change('name', { sameAs: 'party.name' });
  change('colour', { sameAs: 'party.kind' });
  change('code', { sameAs: 'party.number' });
  change('onlyRed', { startsAs: 'person.name' });
  const party = { kind: 'red', name: 'Nhóm  Mầm', number: '0312345673' };
  const wrong = (answers: Answers, definition = named) =>
    checkAnswers(definition, { ...well, ...answers }, { language: 'vi', complete: false, ...surroundings, party });
  const agreeing = { name: 'NHÓM MẦM', colour: 'red', code: '0312345673' };

  test('is what the party says, whatever the letters; what is left open differs from nothing', () => {
    expect(wrong(agreeing)).toEqual({});
    expect(wrong({ name: '', colour: '', code: '' })).toEqual({});
    expect(wrong({ ...agreeing, name: 'Kẻ khác' })).toEqual({
      name: 'Mục name: khác với bên đứng tên hồ sơ (“Nhóm  Mầm”). Hãy sửa một trong hai cho khớp.',
    });
    expect(wrong({ ...agreeing, colour: 'green' }).colour).toContain('“Đỏ”');
    expect(wrong({ ...agreeing, code: '0100109106' }).code).not.toContain(party.number);
  });

  test('is not compared in a form of before, which says nothing of it', () => {
    expect(wrong({ name: 'Kẻ khác', colour: 'green' }, everyKind)).toEqual({});
  });

  test('stands in it from the beginning, where it is asked', () => {
    const known = { 'party.kind': 'red', 'party.name': 'Nhóm', 'party.number': '', 'person.name': 'Minh Châu' };
    expect(startingAnswers(named, known)).toEqual({ name: 'Nhóm', colour: 'red', onlyRed: 'Minh Châu' });
    expect(startingAnswers(named, { ...known, 'party.kind': 'green' })).toEqual({ name: 'Nhóm', colour: 'green' });
    expect(startingAnswers(everyKind, known)).toEqual({});
  });

  test('stands only where it can: a kind is chosen, all else is a text', () => {
    const problems = (id: string, more: object) => {
      const definition = structuredClone(everyKind);
      Object.assign(fieldOf(definition, id)!, more);
      expect(FormDefinition.safeParse(definition).success).toBe(true);
      return definitionProblems(definition).map(({ path }) => path.replace(/^.*\./, ''));
    };
    expect(definitionProblems(named)).toEqual([]);
    expect(problems('name', { sameAs: 'party.kind' })).toEqual(['sameAs']);
    expect(problems('colour', { sameAs: 'party.name' })).toEqual(['sameAs']);
    expect(problems('day', { startsAs: 'person.name' })).toEqual(['startsAs']);
    expect(problems('name', { sameAs: 'party.name', startsAs: 'person.name' })).toEqual(['sameAs']);
  });
});

describe('what is asked', () => {
  test('is all that is handed in of a draft, reasons and rows with it', () => {
    const answers = { ...well, onlyRed: 'đỏ', name: 'Tên' };
    expect(Object.keys(askedAnswers(everyKind, { ...answers, colour: 'red' }))).toContain('onlyRed');
    const { onlyRed: _, ...rest } = { ...answers, colour: 'green' };
    expect(askedAnswers(everyKind, { ...answers, colour: 'green' })).toEqual(rest);
  });
});

describe('a section', () => {
  test('is empty, started or complete', () => {
    const states = (answers: Answers) =>
      everyKind.sections.map((section) => sectionState(everyKind, answers, section, surroundings));
    expect(states({})).toEqual(['empty', 'empty']);
    expect(states({ name: 'x' })).toEqual(['started', 'empty']);
    expect(states(addRow(everyKind, {}, 'team'))).toEqual(['empty', 'empty']);
    expect(states(readAnswers(everyKind, null, { 'good.reason': 'vì' }))).toEqual(['empty', 'started']);
    expect(states(well)).toEqual(['complete', 'complete']);
    expect(sectionState(everyKind, well, 'none')).toBe('empty');
  });
});

describe('rows and files come and go', () => {
  test('a row more, a row less, a file more, a file less', () => {
    const more = addRow(everyKind, well, 'team');
    expect(rowsOf(more, 'team')).toHaveLength(3);
    expect(removeItem(everyKind, more, 'team.2')).toEqual(well);
    expect(rowsOf(removeItem(everyKind, well, 'team.0'), 'team')[0]?.name).toBe('Trần Văn Út');
    expect(removeItem(everyKind, well, 'papers.a1').papers).toEqual(['a2']);
    expect(addFile(everyKind, well, 'papers', 'a3').papers).toEqual(['a1', 'a2', 'a3']);
    expect(addFile(everyKind, well, 'papers', 'a1').papers).toEqual(['a1', 'a2']);
  });

  test.each(['', 'team', 'team.', 'team.x', 'team.9', 'none.0', 'name.0', '__proto__.0'])(
    'removing %j changes nothing',
    (item) => {
      expect(removeItem(everyKind, well, item)).toEqual(well);
    },
  );

  test('a full table stays as it is, and so does what is no table', () => {
    let answers: Answers = {};
    for (let n = 0; n < 9; n += 1) answers = addRow(everyKind, answers, 'team');
    expect(rowsOf(answers, 'team')).toHaveLength(4);
    expect(addRow(everyKind, well, 'name')).toBe(well);
    expect(addFile(everyKind, well, 'name', 'a1')).toBe(well);
  });
});

describe('a budget', () => {
  test('adds up per line and over all', () => {
    expect(budgetTotals(well, 'budget')).toEqual({
      totalVnd: 33_000_000n,
      stateVnd: 31_000_000n,
      matchingVnd: 2_000_000n,
      lines: {
        labour: { totalVnd: 30_000_000n, stateVnd: 28_000_000n, matchingVnd: 2_000_000n },
        services: { totalVnd: 3_000_000n, stateVnd: 3_000_000n, matchingVnd: 0n },
      },
    });
    expect(budgetTotals(well, 'plain')).toMatchObject({ totalVnd: 50_000n, stateVnd: 50_000n, matchingVnd: 0n });
    expect(budgetTotals({}, 'budget')).toEqual({ totalVnd: 0n, stateVnd: 0n, matchingVnd: 0n, lines: {} });
  });

  test('what passes the check adds up to exactly its parts', () => {
    const row = fc.record({
      line: fc.constantFrom('labour', 'services'),
      hundredths: fc.integer({ min: 1, max: 100_000 }),
      price: fc.bigInt({ min: 1n, max: 9_000_000n }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const fields: Record<string, string> = {};
        let state = 0n;
        let total = 0n;
        rows.forEach(({ line, hundredths, price, part }, n) => {
          const whole = price * 100n;
          const product = (BigInt(hundredths) * whole) / 100n;
          const asked = (product * BigInt(Math.round(part * 1000))) / 1000n;
          state += asked;
          total += product;
          const at = (column: string) => `budget.${n}.${column}`;
          fields[at('line')] = line;
          fields[at('description')] = 'Việc';
          fields[at('unit')] = 'lần';
          fields[at('quantity')] = `${Math.floor(hundredths / 100)},${String(hundredths % 100).padStart(2, '0')}`;
          fields[at('unitPrice')] = String(whole);
          fields[at('state')] = String(asked);
          fields[at('matching')] = String(product - asked);
        });
        const answers = readAnswers(everyKind, null, fields);
        const errors = checkAnswers(everyKind, answers, { language: 'vi', complete: true, lines });
        expect(Object.keys(errors).filter((name) => name.startsWith('budget'))).toEqual([]);
        const totals = budgetTotals(answers, 'budget');
        expect(totals).toMatchObject({ totalVnd: total, stateVnd: state, matchingVnd: total - state });
        const sums = Object.values(totals.lines);
        expect(sums.reduce((sum, { stateVnd }) => sum + stateVnd, 0n)).toBe(state);
      }),
    );
  });

  test('says at the line what is over its room, and nothing where the law is unknown', () => {
    const rooms = {
      labour: { limitVnd: 20_000_000n, leftVnd: 18_000_000n, clause: 'Điều 5' },
      services: { limitVnd: null, leftVnd: null, clause: 'Điều 6' },
      '': { limitVnd: 31_000_000n, leftVnd: 31_000_000n, clause: 'Điều 7' },
    };
    expect(overRooms(well, 'budget', { lines, rooms, language: 'vi' })).toEqual({
      labour:
        'Tiền công: đề nghị 28.000.000\u00a0₫, hạn mức còn lại 18.000.000\u00a0₫, vượt 10.000.000\u00a0₫. Căn cứ: Điều 5.',
    });
    const known = { lines, rooms, language: 'vi' as const };
    expect(Object.keys(overBudgets(everyKind, well, known))).toEqual(['budget.sum.labour']);
    expect(overBudgets(everyKind, well, { ...known, sectionId: 'first' })).toEqual({});
    const tight = { '': { limitVnd: 1n, leftVnd: 0n, clause: 'Article 7' } };
    expect(Object.keys(overBudgets(everyKind, well, { ...known, rooms: tight }))).toContain('budget.sum');
    expect(overRooms(well, 'budget', { lines, rooms: tight, language: 'en' })['']).toContain(
      '31.000.000\u00a0₫ too much',
    );
  });
});

describe('what one row of a budget may ask of the state', () => {
  const row = (line: string, state: string) => ({ line, quantity: '1', unitPrice: '50000000', state });
  const asking = (...rows: Record<string, string>[]): Answers => ({ budget: rows });
  const rooms = {
    labour: { limitVnd: 30_000_000n, leftVnd: 30_000_000n, clause: 'Điều 5' },
    services: { limitVnd: null, leftVnd: null, clause: 'Điều 6' },
    '': { limitVnd: 45_000_000n, leftVnd: 45_000_000n, clause: 'Điều 7' },
  };
  const says = (answers: Answers, at: number) => rowRoomText(answers, 'budget', at, { lines, rooms, language: 'vi' });

  test('is what its line leaves, or the whole stage where that leaves less, after what the other rows ask', () => {
    const two = asking(row('labour', '12000000'), row('labour', '10000000'), row('services', '20000000'));
    expect(roomOfRow(two, 'budget', 0, rooms)).toMatchObject({
      mostVnd: 15_000_000n,
      line: '',
      othersVnd: 30_000_000n,
    });
    expect(roomOfRow(asking(row('labour', '12000000'), row('labour', '10000000')), 'budget', 1, rooms)).toMatchObject({
      mostVnd: 18_000_000n,
      line: 'labour',
    });
    expect(says(two, 0)).toEqual({
      isOver: false,
      text: 'Dòng này xin ngân sách được nhiều nhất 15.000.000\u00a0₫, vì hạn mức còn lại của tổng mức hỗ trợ là 45.000.000\u00a0₫ và các dòng khác đã xin 30.000.000\u00a0₫. Căn cứ: Điều 7.',
    });
  });

  test('is said with what is too much, and never below nothing', () => {
    const much = asking(row('labour', '31000000'), row('services', '50000000'));
    expect(says(much, 0)?.text).toMatch(/^Vượt 31\.000\.000\u00a0₫\. Dòng này không xin ngân sách được nữa, vì/);
    expect(says(asking(row('labour', '31000000')), 0)).toMatchObject({ isOver: true });
    expect(says(asking(row('labour', '30000000')), 0)).toMatchObject({ isOver: false });
  });

  test('is unknown without a line, and where the law is', () => {
    expect(says(asking(row('', '1')), 0)).toBeNull();
    expect(
      rowRoomText(asking(row('services', '1')), 'budget', 0, {
        lines,
        rooms: { services: rooms.services },
        language: 'en',
      }),
    ).toBeNull();
  });

  test('agrees with the sums: a budget is within its rooms exactly when no row asks for more than it may', () => {
    const amount = fc.bigInt({ min: 0n, max: 40_000_000n }).map(String);
    const some = fc.array(fc.tuple(fc.constantFrom('labour', 'services'), amount), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(some, (of) => {
        const answers = asking(...of.map(([line, state]) => row(line, state)));
        const isWithin = Object.keys(overRooms(answers, 'budget', { lines, rooms, language: 'vi' })).length === 0;
        expect(of.every((_, at) => says(answers, at)?.isOver !== true)).toBe(isWithin);
      }),
    );
  });
});

describe('answers are shown', () => {
  test('as people read them, in both languages', () => {
    const [first, second] = shown(everyKind, well, 'vi', surroundings);
    expect(first?.rows.map(({ field, value }) => [field, value])).toEqual([
      ['name', 'Máy đo mặn'],
      ['story', 'Một câu chuyện\n\nrất ngắn'],
      ['price', '1.234.567\u00a0₫'],
      ['size', '1.234,5'],
      ['day', '05/02/2026'],
      ['colour', 'Đỏ'],
      ['tools', 'Dụng cụ saw\nDụng cụ drill'],
      ['ready', 'Không'],
      ['truth', 'Đã cam kết'],
      ['code', '0300588569-001'],
      ['part', '12,5%'],
      [
        'home',
        '12 Trần Phú, Phường Hải Châu, Thành phố Đà Nẵng\nĐịa chỉ trước 01/07/2025: 12 Trần Phú, phường Thạch Thang, quận Hải Châu, thành phố Đà Nẵng',
      ],
      [
        'leader',
        'Họ và tên: Nguyễn Thị Minh Châu\nSố căn cước: 048199000123\nNgày sinh: 05/02/1999\nĐiện thoại: 0901 234 567',
      ],
      ['partner', ''],
      ['account', 'Ngân hàng: Vietcombank\nSố tài khoản: 0071004512889\nTên chủ tài khoản: NGUYEN THI MINH CHAU'],
      ['why', 'Cần khoan'],
      ['onlyRed', 'đỏ'],
    ]);
    const all = second?.rows ?? [];
    expect(all.find(({ field }) => field === 'whole')?.value).toBe(
      '33.000.000\u00a0₫ (bằng chữ: Ba mươi ba triệu đồng)',
    );
    expect(all.find(({ field }) => field === 'share')?.value).toBe('93,94%');
    const rows = all.filter(({ kind }) => kind !== 'computed');
    expect(rows[0]?.table?.rows[0]).toEqual([
      'Tiền công',
      'Kỹ sư phần cứng',
      '2,5 tháng',
      '12.000.000',
      '30.000.000',
      '28.000.000',
      '2.000.000',
      'Bảng lương',
    ]);
    expect(rows[0]?.table?.foot).toEqual(['Cộng', '', '', '', '33.000.000', '31.000.000', '2.000.000', '']);
    expect(rows[1]?.table?.head).toHaveLength(6);
    expect(rows[2]?.table?.rows[0]).toEqual([
      'Nguyễn Thị Bé',
      '31',
      '',
      '5.000.000\u00a0₫',
      '01/03/2026',
      'Kỹ sư\nđiện tử',
      'Trưởng nhóm',
    ]);
    expect(rows[2]?.table?.foot).toEqual(['Cộng', '', '', '5.000.000\u00a0₫', '', '', '']);
    expect(rows[3]).toMatchObject({ value: 'Báo cáo.pdf\nẢnh mẫu.png', files: [{ id: 'a1' }, { id: 'a2' }] });
    expect(rows[4]).toMatchObject({ value: 'Không đạt', verdict: 'fail', note: 'Chưa rõ thị trường' });
    expect(rows[5]?.value).toBe('45 trên 50 điểm');
    const english = shown(everyKind, well, 'en', surroundings);
    expect(english[0]?.section.title).toBe('Phần một (en)');
    expect(english[0]?.rows[7]?.value).toBe('No');
    expect(english[1]?.rows[0]?.table?.foot?.[0]).toBe('Total');
  });

  test('with every table as wide as its head', () => {
    for (const section of shown(everyKind, well, 'vi'))
      for (const { table } of section.rows)
        for (const row of [...(table?.rows ?? []), ...(table?.foot ? [table.foot] : [])])
          expect(row).toHaveLength(table?.head.length ?? 0);
  });
});

describe('a sheet decides', () => {
  const sheetFields = (sheet: FormDefinition) =>
    sheet.sections.flatMap(({ fields }) => fields).filter((field) => field.kind === 'criterion');
  const all = (sheet: FormDefinition, verdict: 'pass' | 'fail') =>
    Object.fromEntries(sheetFields(sheet).map(({ id }) => [id, verdict]));

  test.each([
    ['45', 'pass', 'pass', 45],
    ['39', 'pass', 'fail', 39],
    ['29', 'pass', 'fail', 29],
    ['45', 'fail', 'fail', 45],
    ['x', 'pass', 'fail', 0],
  ] as const)('with %s points and %s: %s', (grade, good, verdict, points) => {
    const answers = typing({ grade, good });
    expect(verdictOf(everyKind, answers)).toBe(verdict);
    expect(pointsOf(everyKind, answers)).toBe(points);
  });

  test.each([
    ['TP.HCM', city, 13],
    ['vidu', example, 4],
  ] as const)('%s: pass and fail, by the conclusion', (_name, { forms }, count) => {
    const sheet = forms.reviewSheet;
    expect(sheetFields(sheet)).toHaveLength(count);
    expect(pointsOf(sheet, {})).toBeNull();
    expect(verdictOf(sheet, {})).toBe('fail');
    const passing = readAnswers(sheet, null, all(sheet, 'pass'));
    expect(checkAnswers(sheet, passing, { language: 'vi', complete: true })).toEqual({});
    expect(verdictOf(sheet, passing)).toBe('pass');
    const failing = readAnswers(sheet, null, all(sheet, 'fail'));
    expect(verdictOf(sheet, failing)).toBe('fail');
    expect(Object.keys(checkAnswers(sheet, failing, { language: 'vi', complete: true }))).toHaveLength(count);
  });

  test('a pass over a failed criterion needs its reason', () => {
    const sheet = city.forms.reviewSheet;
    const typed = { ...all(sheet, 'pass'), g3: 'fail', 'g3.reason': 'Chưa thử ngoài thực địa' };
    const errors = checkAnswers(sheet, readAnswers(sheet, null, typed), { language: 'vi', complete: true });
    expect(Object.keys(errors)).toEqual(['conclusion.reason']);
    const why = readAnswers(sheet, null, { ...typed, 'conclusion.reason': 'Sẽ thử ở mốc 2' });
    expect(checkAnswers(sheet, why, { language: 'vi', complete: true })).toEqual({});
    expect(verdictOf(sheet, why)).toBe('pass');
  });
});

describe('the forms of the packs', () => {
  test('I.11 has its labels, seven and five', () => {
    const [general, specific] = city.forms.reviewSheet.sections;
    expect(general?.fields.map(({ label }) => label.vi)).toEqual([
      '1. Tính khả thi về mục tiêu, nội dung, phương pháp, kế hoạch tổ chức thực hiện, thời gian và tổng mức kinh phí',
      '2. Hồ sơ đề xuất đầy đủ, rõ ràng',
      '3. Khả năng ứng dụng trực tiếp và tác động',
      '4. Phù hợp với yêu cầu nêu trong thông báo',
      '5. Tuân thủ quy định của pháp luật về SHTT, CGCN, tiêu chuẩn, an toàn, môi trường',
      '6. Điều kiện về cơ sở vật chất, nguồn nhân lực, tài chính và phương án tổ chức',
      '7. Phù hợp với loại hình nhiệm vụ',
    ]);
    expect(specific?.fields).toHaveLength(5);
    for (const field of [...(general?.fields ?? []), ...(specific?.fields ?? [])])
      expect(field.source).toMatchObject({ instrument: 'nd268-2025', article: 'Mẫu I.11', confidence: 'T' });
  });

  test('TP.HCM: one form for every stage, with the nine fields, the six criteria and the single source of money', () => {
    const form = applicationFormOf(city, 'uomTao');
    if (form === null) throw new Error('no form');
    expect(applicationFormOf(city, 'tienUomTao')).toBe(form);
    const field = fieldOf(form, 'priorityField') as Extract<FormField, { kind: 'choice' }>;
    expect(field.options.map(({ id }) => id)).toEqual(city.priorityFields.map(({ id }) => id));
    for (const { id, name } of city.criteria)
      expect(form.sections.find((section) => section.id === id)?.title.vi).toBe(name.vi);
    const single = fieldOf(form, 'singleSource') as Extract<FormField, { kind: 'declaration' }>;
    expect(single.text.vi).toBe(
      'Chỉ tiếp nhận duy nhất một nguồn kinh phí cho cùng một nội dung chi từ ngân sách nhà nước cho cùng nội dung nhiệm vụ đổi mới sáng tạo.',
    );
    expect(budgetFieldOf(form)?.id).toBe('budget');
    const team = checkAnswers(form, { applicantKind: 'team' }, { language: 'vi', complete: true });
    const enterprise = checkAnswers(form, { applicantKind: 'enterprise' }, { language: 'vi', complete: true });
    expect(Object.keys(enterprise).filter((name) => !(name in team))).toEqual(['companyCode', 'registration']);
  });

  test('the fictional ones say so', () => {
    expect(example.forms.application.all?.title.vi).toContain('hư cấu');
    expect(example.forms.reviewSheet.title.vi).toContain('hư cấu');
    expect(applicationFormOf(example, 'chinh')).not.toBeNull();
  });

  const changed = (change: (pack: Pack) => void): string[] => {
    const pack = structuredClone(example);
    change(pack);
    const result = checkPack(pack);
    return result.ok ? [] : result.problems.map(({ path }) => path);
  };
  const form = (pack: Pack) => pack.forms.application.all!;
  const first = (pack: Pack) => form(pack).sections[0]!.fields;

  test.each<[string, (pack: Pack) => void]>([
    [
      'forms.application.nirgends',
      (pack) => {
        pack.forms.application = { nirgends: form(pack) };
      },
    ],
    [
      'forms.application',
      (pack) => {
        pack.forms.application = { chinh: form(pack) };
      },
    ],
    [
      'forms.application.all.sections[0].fields[1].id',
      (pack) => {
        first(pack)[1]!.id = first(pack)[0]!.id;
      },
    ],
    [
      'forms.application.all.sections[1].id',
      (pack) => {
        form(pack).sections[1]!.id = form(pack).sections[0]!.id;
      },
    ],
    [
      'forms.application.all.sections[0].fields[2].when',
      (pack) => {
        first(pack)[2]!.when = { field: 'applicantKind', is: ['alien'] };
      },
    ],
    [
      'forms.application.all.sections[0].fields[2].when',
      (pack) => {
        first(pack)[2]!.when = { field: 'applicantName', is: ['x'] };
      },
    ],
    [
      'forms.application.all.sections[1].fields[1].options',
      (pack) => {
        pack.priorityFields.pop();
      },
    ],
    [
      'forms.application.all',
      (pack) => {
        form(pack).sections[2]!.fields.push({ ...budgetFieldOf(form(pack))!, id: 'second' });
      },
    ],
    [
      'forms.reviewSheet.sections',
      (pack) => {
        pack.forms.reviewSheet = form(pack);
      },
    ],
    [
      'forms.application.all.sections[3].fields[1].source.instrument',
      (pack) => {
        const field = form(pack).sections[3]!.fields[1]!;
        field.source = { ...field.source!, instrument: 'unheard-of' };
      },
    ],
  ])('a pack is refused at %s', (path, change) => {
    expect(changed(change)).toContain(path);
  });

  test('a definition that leaves no answer, or whose points decide nothing, is refused', () => {
    const broken = structuredClone(everyKind);
    delete broken.passPoints;
    const field = broken.sections[0]!.fields[3] as Extract<FormField, { kind: 'number' }>;
    field.atLeast = 9000;
    expect(definitionProblems(broken).map(({ path }) => path)).toEqual(['sections[0].fields[3]', 'passPoints']);
    expect(definitionProblems(everyKind)).toEqual([]);
    expect(FormDefinition.safeParse({ ...everyKind, more: 1 }).success).toBe(false);
  });
});
