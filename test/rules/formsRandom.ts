// Forms made at random, with every kind of field, and answers to them: what is typed, what is to be read again, and what each kind
// refuses. What a page, a paper and an export must say is worked out here, apart from the rules.

import fc from 'fast-check';
import { communesOf, provinces } from '../../workflows/rules/formPlaces.ts';
import { type FormAttachment, FormDefinition, type FormLine } from '../../workflows/rules/forms.ts';
import { checkDigitOf } from '../../workflows/rules/identifiers.ts';

export const lines: readonly FormLine[] = [
  { id: 'labour', name: { vi: 'Công', en: 'Labour' } },
  { id: 'services', name: { vi: 'Dịch', en: 'Services' } },
];
export const attachments: readonly FormAttachment[] = [{ id: 'tep1', name: 'anh.png', type: 'image/png' }];

type Typed = Record<string, string | string[]>;
/** One field, what is typed into it, the words that must be read of it, and something that it must refuse. */
export type Sample = {
  readonly field: { readonly id: string } & Record<string, unknown>;
  readonly typed: Typed;
  readonly read: readonly string[];
  readonly refused: Typed;
};

const words = (text: string) => ({ vi: text, en: text });
const syllable = fc.constantFrom(
  'mạ',
  'lúa',
  'tôm',
  'sông',
  'vườn',
  'ươm',
  'đất',
  'Bình',
  'Thủy',
  'điện',
  'Ấp',
  '7',
  'ổ',
  'ngưỡng',
);
const text = (most = 6) => fc.array(syllable, { minLength: 1, maxLength: most }).map((parts) => parts.join(' '));
const dots = (amount: bigint) => String(amount).replace(/\B(?=(\d{3})+$)/g, '.');
const vnd = fc.bigInt({ min: 1n, max: 9_999_999n });
const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
const decimal = fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 })).map(([whole, part]) => {
  const fraction = String(part).padStart(2, '0').replace(/0+$/, '');
  return fraction === '' ? String(whole) : `${whole},${fraction}`;
});
const day = fc.tuple(
  fc.integer({ min: 1950, max: 2049 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 28 }),
);
const dayText = ([year, month, date]: [number, number, number]) =>
  `${String(date).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`;
const citizen = fc
  .tuple(fc.integer({ min: 1, max: 96 }), fc.integer({ min: 0, max: 3 }), digits(2), digits(6))
  .map(([place, century, year, rest]) => ({
    number: `${String(place).padStart(3, '0')}${century}${year}${rest}`,
    year: 1900 + Math.floor(century / 2) * 100 + Number(year),
  }));
const code = fc
  .tuple(fc.integer({ min: 1, max: 96 }), fc.integer({ min: 1, max: 9_999_999 }))
  .map(([place, serial]) => `${String(place).padStart(2, '0')}${String(serial).padStart(7, '0')}`)
  .filter((nine) => checkDigitOf(nine) !== null)
  .map((nine) => `${nine}${checkDigitOf(nine)}`);
const options = [
  { id: 'mot', label: words('Loại một') },
  { id: 'hai', label: words('Loại hai') },
  { id: 'ba', label: words('Loại ba') },
];
const label = (id: string) => options.find((one) => one.id === id)!.label.vi;
const chosen = fc.constantFrom('mot', 'hai', 'ba');

type Kind = (id: string) => fc.Arbitrary<Sample>;
const base = (id: string, kind: string) => ({ id, kind, label: words(`Mục ${id}`), required: true });
const simple =
  <T>(
    kind: string,
    more: object,
    of: fc.Arbitrary<T>,
    typed: (one: T) => string,
    read: (one: T) => string[],
    refused: string,
  ): Kind =>
  (id) =>
    of.map((one) => ({
      field: { ...base(id, kind), ...more },
      ...{ typed: { [id]: typed(one) }, read: read(one), refused: { [id]: refused } },
    }));

/** Every kind of field that a form of application has. */
export const kinds: Readonly<Record<string, Kind>> = {
  text: simple(
    'text',
    { maxLength: 60 },
    text(),
    (one) => ` ${one} `,
    (one) => [one],
    'x'.repeat(61),
  ),
  longText: simple(
    'longText',
    { maxWords: 40 },
    text(30),
    (one) => one,
    (one) => one.split(' '),
    'từ '.repeat(41),
  ),
  money: simple(
    'money',
    {},
    vnd,
    (one) => `${dots(one)} đồng`,
    (one) => [`${dots(one)} ₫`],
    '1,5',
  ),
  number: simple(
    'number',
    { decimals: 2 },
    decimal,
    (one) => one,
    (one) => [one],
    'nhiều',
  ),
  percent: simple(
    'percent',
    {},
    decimal,
    (one) => `${one}%`,
    (one) => [`${one}%`],
    '100,5',
  ),
  date: simple(
    'date',
    {},
    day,
    (one) => dayText(one),
    (one) => [dayText(one)],
    '31/02/2026',
  ),
  choice: simple(
    'choice',
    { options },
    chosen,
    (one) => one,
    (one) => [label(one)],
    'bốn',
  ),
  yesNo: simple(
    'yesNo',
    {},
    fc.boolean(),
    (one) => (one ? 'yes' : 'no'),
    (one) => [one ? 'Có' : 'Không'],
    'maybe',
  ),
  declaration: simple(
    'declaration',
    { text: words('Xin cam kết') },
    fc.constant('yes'),
    (one) => one,
    () => ['Đã cam kết'],
    '',
  ),
  companyCode: simple(
    'companyCode',
    {},
    code,
    (one) => `${one.slice(0, 4)} ${one.slice(4)}`,
    (one) => [one],
    '0300588568',
  ),
  many: (id) =>
    fc.subarray(['mot', 'hai', 'ba'], { minLength: 1 }).map((list) => ({
      field: { ...base(id, 'many'), options },
      ...{ typed: { [id]: list }, read: list.map(label), refused: { [id]: ['mot', 'x'] } },
    })),
  file: (id) =>
    fc.constant({
      field: { ...base(id, 'file'), types: ['png'], maxFiles: 2 },
      ...{ typed: { [id]: ['tep1'] }, read: ['anh.png'], refused: { [id]: ['khac'] } },
    }),
  address: (id) =>
    fc.tuple(fc.constantFrom(...provinces), text(3), text(3), text(4)).map(([province, , street, old]) => {
      const commune = communesOf(province.code)!.at(-1)!;
      return {
        field: { ...base(id, 'address'), old: true },
        typed: {
          ...{
            [`${id}.province`]: province.code,
            [`${id}.commune`]: commune.toUpperCase(),
          },
          ...{ [`${id}.street`]: street, [`${id}.old`]: old },
        },
        read: [street, commune, province.name, old],
        refused: { [`${id}.province`]: '99' },
      };
    }),
  person: (id) =>
    fc
      .tuple(text(3), citizen, fc.integer({ min: 1, max: 12 }), digits(8))
      .map(([name, { number, year }, month, rest]) => ({
        field: { ...base(id, 'person'), asks: { birthDay: 'required', phone: 'required' } },
        typed: {
          ...{ [`${id}.name`]: name, [`${id}.number`]: `${number.slice(0, 3)} ${number.slice(3)}` },
          ...{ [`${id}.birthDay`]: `1/${month}/${year}`, [`${id}.phone`]: `09${rest}` },
        },
        read: [name, number, dayText([year, month, 1]), `09${rest}`],
        refused: { [`${id}.birthDay`]: `1/${month}/${year + 1}` },
      })),
  company: (id) =>
    fc.tuple(text(4), code).map(([name, number]) => ({
      field: base(id, 'company'),
      ...{ typed: { [`${id}.name`]: name, [`${id}.code`]: number }, read: [name, number] },
      refused: { [`${id}.code`]: '0300588568' },
    })),
  bankAccount: (id) =>
    fc
      .tuple(fc.constantFrom(['970436', 'Vietcombank'], ['970418', 'BIDV']), digits(10))
      .map(([[bin, bank], number]) => ({
        field: base(id, 'bankAccount'),
        typed: {
          ...{ [`${id}.bank`]: bin!, [`${id}.number`]: `${number.slice(0, 4)}-${number.slice(4)}` },
          [`${id}.holder`]: 'Đỗ Thị Ứng',
        },
        read: [bank!, number, 'DO THI UNG'],
        refused: { [`${id}.bank`]: '000000' },
      })),
  table: (id) =>
    fc.array(fc.tuple(syllable, vnd, decimal), { minLength: 1, maxLength: 3 }).map((rows) => ({
      field: {
        ...base(id, 'table'),
        maxRows: 5,
        columns: [
          { ...base('ten', 'text'), maxLength: 40 },
          { ...base('tien', 'money'), total: true },
          { ...base('phan', 'percent') },
        ],
      },
      typed: Object.assign(
        {},
        ...rows.map(([name, amount, part], index) => ({
          ...{ [`${id}.${index}.ten`]: name, [`${id}.${index}.tien`]: dots(amount), [`${id}.${index}.phan`]: part },
        })),
      ) as Typed,
      read: [
        ...rows.flatMap(([name, amount, part]) => [name, `${dots(amount)} ₫`, `${part}%`]),
        `${dots(rows.reduce((sum, [, amount]) => sum + amount, 0n))} ₫`,
      ],
      refused: { [`${id}.0.tien`]: '-1' },
    })),
};

const budget = fc
  .array(
    fc.tuple(
      fc.constantFrom('labour', 'services'),
      fc.bigInt({ min: 1n, max: 9n }),
      vnd,
      fc.integer({ min: 0, max: 100 }),
    ),
    {
      ...{ minLength: 1, maxLength: 2 },
    },
  )
  .map((rows): Sample[] => {
    const counted = rows.map(([line, quantity, price, share]) => {
      const total = quantity * price;
      const state = (total * BigInt(share)) / 100n;
      return { line, quantity, price, total, state, matching: total - state };
    });
    const sum = (of: 'total' | 'state' | 'matching') => counted.reduce((so, row) => so + row[of], 0n);
    const typed = counted.map(({ line, quantity, price, state, matching }, index) => ({
      ...{ [`budget.${index}.line`]: line, [`budget.${index}.description`]: 'việc', [`budget.${index}.unit`]: 'lô' },
      ...{ [`budget.${index}.quantity`]: String(quantity), [`budget.${index}.unitPrice`]: dots(price) },
      ...{ [`budget.${index}.state`]: dots(state), [`budget.${index}.matching`]: dots(matching) },
    }));
    const share = Math.round((Number(sum('state')) * 10_000) / Number(sum('total'))) / 100;
    return [
      {
        field: { ...base('budget', 'budgetTable'), matching: true, maxRows: 5 },
        typed: Object.assign({}, ...typed) as Typed,
        read: [
          ...counted.flatMap((row) => [dots(row.price), dots(row.total), dots(row.state), dots(row.matching)]),
          ...(['total', 'state', 'matching'] as const).map((of) => dots(sum(of))),
        ],
        refused: { 'budget.0.state': dots(counted[0]!.state + 1n) },
      },
      {
        field: { ...base('whole', 'computed'), required: false, of: 'budget', shows: 'total' },
        ...{ typed: {}, read: [`${dots(sum('total'))} ₫`], refused: {} },
      },
      {
        field: { ...base('part', 'computed'), required: false, of: 'budget', shows: 'stateShare' },
        ...{ typed: {}, read: [`${String(share).replace('.', ',')}%`], refused: {} },
      },
    ];
  });

/** A form, and what somebody answers. `hidden`: fields whose condition does not hold, though something stands in them. */
export type RandomForm = {
  readonly definition: FormDefinition;
  readonly samples: readonly Sample[];
  readonly typed: Typed;
  readonly hidden: readonly string[];
};

/** A form with every kind once, in any order and number of sections, some of its fields under conditions that hold or do not. */
export const randomForm: fc.Arbitrary<RandomForm> = fc
  .tuple(
    fc.tuple(...Object.entries(kinds).map(([kind, make], index) => make(`${kind}${index}`))),
    budget,
    fc.array(fc.nat({ max: 20 }), { minLength: 17, maxLength: 17 }),
    fc.integer({ min: 1, max: 4 }),
  )
  .map(([each, estimate, order, sections]) => {
    const shuffled = each
      .map((sample, index) => ({ sample, at: order[index]! }))
      .sort((one, other) => one.at - other.at)
      .map(({ sample }) => sample);
    const decides = each.find(({ field }) => field.kind === 'choice')!;
    const given = decides.typed[decides.field.id] as string;
    // every third field waits for the choice, and holds by what is chosen
    const samples = shuffled.map((sample, index) => {
      if (sample === decides || index % 3 > 0) return sample;
      return {
        ...sample,
        field: { ...sample.field, when: { field: decides.field.id, is: [order[index]! % 2 === 0 ? given : 'ba'] } },
      };
    });
    const hidden = samples.flatMap(({ field }) => {
      const when = field.when as { is: string[] } | undefined;
      return when === undefined || when.is.includes(given) ? [] : [field.id];
    });
    const all = [...samples, ...estimate];
    const size = Math.ceil(all.length / sections);
    const parts = Array.from({ length: sections }, (_, at) => all.slice(at * size, (at + 1) * size)).filter(
      (one) => one.length > 0,
    );
    return {
      definition: FormDefinition.parse({
        ...{ id: 'ngau-nhien', version: 1, title: words('Mẫu ngẫu nhiên') },
        sections: parts.map((one, at) => ({
          id: `phan${at}`,
          title: words(`Phần ${at}`),
          fields: one.map(({ field }) => field),
        })),
      }),
      samples: all,
      typed: Object.assign({}, ...all.map(({ typed }) => typed)) as Typed,
      hidden,
    };
  });
