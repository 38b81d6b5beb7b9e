import { describe, expect, test } from 'vitest';
import { banks, nameAtBank } from '../../workflows/rules/formBanks.ts';
import {
  communeMeant,
  communesNear,
  communesOf,
  partsOfAddress,
  placeIn,
  provinces,
} from '../../workflows/rules/formPlaces.ts';
import {
  type Answers,
  askedAnswers,
  carryAnswers,
  changesOfDefinition,
  checkAnswers,
  definitionProblems,
  exportAnswers,
  exportRows,
  FormDefinition,
  readAnswers,
  shown,
  startingAnswers,
} from '../../workflows/rules/forms.ts';
import { attachments, everyKind, lines, readPack, typedWell } from './formsExample.ts';

const words = (vi: string) => ({ vi, en: vi });
const form = (...fields: unknown[]): FormDefinition =>
  FormDefinition.parse({
    id: 'thu',
    version: 1,
    title: words('Thử'),
    sections: [{ id: 'only', title: words('Phần'), fields }],
  });
const text = (id: string, more: object = {}) => ({
  ...{ kind: 'text', id, label: words(id), required: false, maxLength: 50 },
  ...more,
});
const choice = (id: string, options: string[], more: object = {}) => ({
  ...{ kind: 'choice', id, label: words(id), required: true },
  ...{ options: options.map((one) => ({ id: one, label: words(one) })) },
  ...more,
});
const complete = { language: 'vi', complete: true } as const;

describe('places', () => {
  test('the 34 provinces stand under the codes of QĐ 19/2025/QĐ-TTg', () => {
    expect(provinces.map(({ code }) => code).join()).toBe(
      '01,04,08,11,12,14,15,19,20,22,24,25,31,33,37,38,40,42,44,46,48,51,52,56,66,68,75,79,80,82,86,91,92,96',
    );
    // six cities by NQ 202/2025/QH15, and Quảng Ninh, Bắc Ninh and Đồng Nai since 2026
    const cities = provinces.filter(({ name }) => name.startsWith('Thành phố')).map(({ code }) => code);
    expect(cities.join()).toBe('01,22,24,31,46,48,75,79,92');
  });

  test('communes are as many as the decision and the resolutions since say, each once, each with its kind', () => {
    // phường, xã, đặc khu by QĐ 19/2025/QĐ-TTg; of 24 and 75 as NQ 388 and NQ 237/NQ-UBTVQH16 made them
    const counts = `01 51 75 0|04 3 53 0|08 7 117 0|11 3 42 0|12 2 36 0|14 8 67 0|15 10 89 0|19 15 77 0|20 4 61 0|22 30 22 2|24 45 54 0|25 15 133 0|31 45 67 2|33 11 93 0|37 32 97 0|38 19 147 0|40 11 119 0|42 9 60 0|44 8 69 1|46 21 19 0|48 23 70 1|51 9 86 1|52 25 110 0|56 16 48 1|66 14 88 0|68 20 103 1|75 33 62 0|79 113 54 1|80 14 82 0|82 20 82 0|86 19 105 0|91 14 85 3|92 31 72 0|96 9 55 0`;
    const kinds = ['Phường', 'Xã', 'Đặc khu'];
    const counted = provinces.map(({ code }) => {
      const list = communesOf(code)!;
      expect(new Set(list.map((name) => name.toLocaleLowerCase('vi'))).size, code).toBe(list.length);
      const of = kinds.map((kind) => list.filter((name) => name.startsWith(`${kind} `)).length);
      expect(
        of.reduce((sum, one) => sum + one, 0),
        code,
      ).toBe(list.length);
      return [code, ...of].join(' ');
    });
    expect(counted.join('|')).toBe(counts);
    const sums = kinds.map((_, at) => counted.reduce((sum, one) => sum + Number(one.split(' ')[at + 1]), 0));
    expect(sums).toEqual([709, 2599, 13]);
    expect(709 + 2599 + 13).toBe(3321);
  });

  test('names are written in one way, and each is found by itself, and without its accents where no other is so called', () => {
    for (const { code } of provinces)
      for (const name of communesOf(code)!) {
        expect(name).toBe(name.normalize('NFC').trim());
        // one place of the tone, one apostrophe, one dash, one space
        expect(name).not.toMatch(/(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})|[’‘–—]|\s\s/iu);
        expect(communeMeant(code, name)).toBe(name);
        expect(communeMeant(code, name.toLocaleUpperCase('vi').normalize('NFD'))).toBe(name);
      }
  });

  test('a commune is found as people type it, and never guessed', () => {
    expect(communeMeant('79', 'ben thanh')).toBe('Phường Bến Thành');
    expect(communeMeant('79', 'P. Bến Thành')).toBe('Phường Bến Thành');
    expect(communeMeant('48', 'PHƯỜNG HẢI CHÂU')).toBe('Phường Hải Châu');
    expect(communeMeant('79', 'Bến Thàn')).toBeNull();
    expect(communesNear('79', 'Bến Thàn')).toContain('Phường Bến Thành');
    expect(communeMeant('79', 'Phường Hoàn Kiếm')).toBeNull();
    // two spellings of one name
    for (const [code, typed, meant] of [
      ['86', 'xã Lục Sỹ Thành', 'Xã Lục Sĩ Thành'],
      ['52', 'Albá', 'Xã Al Bá'],
      ['66', 'Ea H’leo', "Xã Ea H'Leo"],
      ['46', 'Chân Mây – Lăng Cô', 'Xã Chân Mây - Lăng Cô'],
      ['37', 'phường Nguyễn Uý', 'Phường Nguyễn Úy'],
    ] as const)
      expect(communeMeant(code, typed)).toBe(meant);
    // two names that only an accent tells apart
    expect(communeMeant('51', 'ba to')).toBeNull();
    expect(communeMeant('51', 'Ba Tơ')).toBe('Xã Ba Tơ');
    expect(communesNear('51', 'ba to').slice(0, 2).toSorted()).toEqual(['Xã Ba Tô', 'Xã Ba Tơ']);
    // a kind that it had before is known; a kind that it never had is asked about, as another place may have been called so
    expect(communeMeant('75', 'xã Nhơn Trạch')).toBe('Phường Nhơn Trạch');
    expect(communeMeant('20', 'Phường Hoàng Văn Thụ')).toBeNull();
    expect(communesNear('20', 'Phường Hoàng Văn Thụ')).toContain('Xã Hoàng Văn Thụ');
  });

  test('a commune of another province is refused at its part: where it is, and what is near it here', () => {
    const home = form({ kind: 'address', id: 'home', label: words('Nơi ở'), required: true, old: true });
    const typed = { 'home.province': '15', 'home.commune': 'Phường Hoàn Kiếm', 'home.street': '1 Hàng Bài' };
    const answers = readAnswers(home, null, typed);
    expect(answers).toMatchObject(typed);
    expect(checkAnswers(home, answers, complete)).toEqual({
      'home.commune':
        'Nơi ở, xã, phường, đặc khu: không thấy “Phường Hoàn Kiếm” ở Tỉnh Lào Cai từ 01/07/2025. Tên này có ở: Thành phố Hà Nội. Hãy chọn một tên trong danh sách, hoặc chọn lại tỉnh, thành phố.',
    });
    const near = readAnswers(home, null, {
      ...typed,
      'home.commune': 'Sa Pả 2',
      'home.old': 'Phường Sa Pả, thị xã Sa Pa',
    });
    expect(checkAnswers(home, near, complete)['home.commune']).toContain('Có phải: Phường Sa Pa');
    // the address of three levels stays the text that it is
    expect(near).toMatchObject({ 'home.commune': 'Sa Pả 2', 'home.old': 'Phường Sa Pả, thị xã Sa Pa' });
    const renamed = { ...typed, 'home.province': '24', 'home.commune': 'Xã Tiên Du' };
    expect(checkAnswers(home, renamed, complete)).toEqual({});
  });

  test('an address in one line is taken apart where its end is known', () => {
    expect(placeIn('12 đường Rừng Sác, xã Bình Khánh, Thành phố Hồ Chí Minh')).toEqual({
      ...{ street: '12 đường Rừng Sác', commune: 'Xã Bình Khánh', province: '79' },
    });
    expect(placeIn('1 Ví Dụ, phường Trung Tâm, Thành phố Ví Dụ')).toBeNull();
  });
});

test('banks stand once each, and a name is as they write it', () => {
  expect(new Set(banks.map(({ bin }) => bin)).size).toBe(banks.length);
  expect(nameAtBank('  Nguyễn  Đức Ứng ')).toBe('NGUYEN DUC UNG');
});

test('a person and an address begin with what is known; a team’s number is its leader’s', () => {
  const city = readPack('tphcm-nq20-2023.v2.json').forms.application.all!;
  const known = {
    ...{ 'party.kind': 'team', 'party.name': 'Nhóm', 'party.number': '079198004512' },
    'party.address': '12 đường Rừng Sác, xã Bình Khánh, Thành phố Hồ Chí Minh',
    ...{ 'person.name': 'Minh Thư', 'person.email': 'thu@vidu.vn' },
  };
  expect(startingAnswers(city, known)).toMatchObject({
    ...{ 'leader.name': 'Minh Thư', 'leader.number': '079198004512', 'leader.email': 'thu@vidu.vn' },
    ...{ 'address.province': '79', 'address.commune': 'Xã Bình Khánh', 'address.street': '12 đường Rừng Sác' },
  });
  // what is asked beside the street, and what is no more, stands in no street
  for (const [address, begun] of [
    ['12 Lê Lợi, phường Bến Nghé, Quận 1, TP.HCM', { street: '12 Lê Lợi', province: '79' }],
    ['12 Lê Lợi, P. Sài Gòn, Q1, TP.HCM', { street: '12 Lê Lợi', province: '79', commune: 'Phường Sài Gòn' }],
    ['12 Trần Phú, Đà Nẵng', { street: '12 Trần Phú', province: '48' }],
    ['Tổ 3, thôn Phú Hòa, xã Cũ, huyện Cũ', { street: 'Tổ 3, thôn Phú Hòa, xã Cũ, huyện Cũ' }],
    ['12 Lê Lợi, phường Không Có, tỉnh Xyz', { street: '12 Lê Lợi, phường Không Có, tỉnh Xyz' }],
    ['Phường Sài Gòn', { street: 'Phường Sài Gòn' }],
  ] as const)
    expect([address, partsOfAddress(address)]).toEqual([address, begun]);
  const elsewhere = startingAnswers(city, { ...known, 'party.kind': 'enterprise', 'party.address': 'Ấp 3' });
  expect(elsewhere).toMatchObject({ 'address.street': 'Ấp 3' });
  expect(Object.keys(elsewhere)).not.toContain('leader.number');
});

describe('conditions', () => {
  const chained = form(
    choice('a', ['x', 'y']),
    { ...choice('b', ['p', 'q'], { when: { field: 'a', is: ['x'] } }), kind: 'many', required: false },
    text('c', { required: true, when: { field: 'b', is: ['q'] } }),
    text('d', { requiredWhen: { field: 'b', is: ['p'] } }),
  );

  test('chain: what waits for an answer that is not asked is not asked either', () => {
    const answers: Answers = { a: 'x', b: ['q'], c: 'có' };
    expect(askedAnswers(chained, answers)).toEqual(answers);
    expect(askedAnswers(chained, { ...answers, a: 'y' })).toEqual({ a: 'y' });
    expect(checkAnswers(chained, { a: 'x', b: ['p', 'q'] }, complete)).toEqual({
      c: 'c: chưa điền.',
      d: 'd: chưa điền.',
    });
    expect(checkAnswers(chained, { a: 'y', b: ['p', 'q'] }, complete)).toEqual({});
    expect(definitionProblems(chained)).toEqual([]);
  });

  test.each<[string, unknown[], string[]]>([
    [
      'a circle',
      [
        choice('a', ['x', 'y'], { when: { field: 'b', is: ['x'] } }),
        choice('b', ['x', 'y'], { when: { field: 'a', is: ['x'] } }),
      ],
      ['sections[0].fields[0].when', 'sections[0].fields[1].when'],
    ],
    [
      'a field of its own',
      [choice('a', ['x', 'y'], { when: { field: 'a', is: ['x'] } })],
      ['sections[0].fields[0].when'],
    ],
    [
      'no option',
      [choice('a', ['x', 'y']), text('b', { requiredWhen: { field: 'a', is: ['z'] } })],
      ['sections[0].fields[1].requiredWhen'],
    ],
    ['a text', [text('a'), text('b', { when: { field: 'a', is: ['z'] } })], ['sections[0].fields[1].when']],
    [
      'an estimate that is not there',
      [{ kind: 'computed', id: 'sum', label: words('sum'), required: false, of: 'budget', shows: 'total' }],
      ['sections[0].fields[0].of'],
    ],
  ])('%s is refused', (_, fields, at) => {
    expect(definitionProblems(form(...fields)).map(({ path }) => path)).toEqual(at);
  });
});

describe('a later version of a form', () => {
  const before = form(
    text('name'),
    text('old'),
    text('kind'),
    choice('colour', ['red', 'green']),
    { ...choice('tools', ['saw', 'drill']), kind: 'many' },
    {
      ...{ kind: 'table', id: 'team', label: words('team'), required: false, maxRows: 3 },
      columns: [text('who'), text('phone')],
    },
    { kind: 'person', id: 'leader', label: words('leader'), required: false, asks: { phone: 'optional' } },
    text('hidden', { when: { field: 'colour', is: ['green'] } }),
  );
  const after = FormDefinition.parse({
    ...form(
      text('name', { maxLength: 20, required: true }),
      { kind: 'person', id: 'kind', label: words('kind'), required: false },
      choice('colour', ['green', 'blue']),
      { ...choice('tools', ['saw', 'file']), kind: 'many' },
      {
        ...{ kind: 'table', id: 'team', label: words('team'), required: false, maxRows: 3 },
        columns: [text('who'), text('role')],
      },
      { kind: 'person', id: 'leader', label: words('leader'), required: false },
      text('fresh'),
    ),
    version: 2,
  });
  const answers: Answers = {
    ...{ name: 'Máy đo', old: 'chữ cũ', kind: 'chữ khác', colour: 'red', tools: ['saw', 'drill'], hidden: 'chờ' },
    team: [{ who: 'An', phone: '0901' }],
    ...{ 'leader.name': 'Châu', 'leader.phone': '0902' },
  };

  test('keeps every answer: under its name, or in words as no longer asked', () => {
    const carried = carryAnswers(answers, before, after);
    expect(askedAnswers(after, carried.answers)).toEqual({
      ...{ name: 'Máy đo', tools: ['saw'], team: [{ who: 'An', role: '' }], 'leader.name': 'Châu' },
    });
    expect(carried.answers).toMatchObject({ old: 'chữ cũ', hidden: 'chờ' });
    expect(carried.gone.map(({ field, value }) => [field, value])).toEqual([
      ['old', 'chữ cũ'],
      ['kind', 'chữ khác'],
      ['colour', 'red'],
      ['tools', 'drill'],
      ['team', '1: 0901'],
      ['leader', 'Điện thoại: 0902'],
      ['hidden', 'chờ'],
    ]);
    expect(carryAnswers(answers, before, before)).toEqual({ answers, gone: [] });
  });

  test('says what is new, gone and asked differently', () => {
    const said = changesOfDefinition(before, after).map((change) => [
      ...[change.kind, change.kind === 'newSection' ? change.section : change.field],
      change.kind === 'changedField' ? change.what.vi : '',
    ]);
    expect(said).toEqual([
      ['changedField', 'name', 'nay bắt buộc.'],
      ['changedField', 'name', 'số ký tự tối đa nay là 20, trước là 50.'],
      ['newField', 'kind', ''],
      ['changedField', 'colour', 'không còn mục “red”.'],
      ['changedField', 'colour', 'có thêm mục “blue”.'],
      ['changedField', 'tools', 'không còn mục “drill”.'],
      ['changedField', 'tools', 'có thêm mục “file”.'],
      ['changedField', 'team', 'không còn cột “phone”.'],
      ['changedField', 'team', 'có thêm cột “role”.'],
      ['newField', 'fresh', ''],
      ['goneField', 'old', ''],
      ['goneField', 'kind', ''],
      ['goneField', 'hidden', ''],
    ]);
    expect(changesOfDefinition(before, before)).toEqual([]);
  });
});

describe('answers to be taken along', () => {
  const answers = readAnswers(everyKind, null, typedWell);
  const exported = exportAnswers(everyKind, answers, 'vi', { lines, attachments });

  test('say what the pages say, and hold what is kept', () => {
    const pages = shown(everyKind, answers, 'vi', { lines, attachments });
    expect(exported.sections.map(({ fields }) => fields.map(({ text, table }) => ({ text, table })))).toEqual(
      pages.map(({ rows }) => rows.map(({ value, table }) => ({ text: value, table }))),
    );
    const kept = Object.assign({}, ...exported.sections.flatMap(({ fields }) => fields.map((field) => field.kept)));
    expect(kept).toEqual(answers);
    expect(JSON.parse(JSON.stringify(exported))).toEqual(exported);
  });

  test('stand in a table: a row for each answer, each part and each cell', () => {
    const { head, rows } = exportRows(exported);
    expect(head).toEqual(['Phần', 'Mục', 'Dòng', 'Cột', 'Trả lời']);
    expect(rows).toContainEqual(['Phần một', 'Mục leader', '', 'Số căn cước', '048199000123']);
    expect(rows).toContainEqual(['Phần hai', 'Mục budget', '1', 'Thành tiền', '30.000.000']);
    expect(rows).toContainEqual(['Phần hai', 'Mục budget', '', 'Thành tiền', '33.000.000']);
    expect(rows.every((row) => row.length === head.length)).toBe(true);
  });
});
