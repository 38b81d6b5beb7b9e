import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountProblem, readVnd } from '../../workflows/rules/formFields.ts';
import {
  amountInWords,
  amountProblems,
  formatAmount,
  formatVnd,
  parseVnd,
  shareOf,
} from '../../workflows/rules/money.ts';

const amount = fc.bigInt({ min: 0n, max: 999_999_999_999_999n });

describe('an amount is written with dots', () => {
  test.each([
    [0n, '0\u00a0₫'],
    [999n, '999\u00a0₫'],
    [1_000n, '1.000\u00a0₫'],
    [1_234_567n, '1.234.567\u00a0₫'],
    [123_456n, '123.456\u00a0₫'],
    [-1_234_567n, '−1.234.567\u00a0₫'],
    [9_007_199_254_740_993n, '9.007.199.254.740.993\u00a0₫'],
  ])('%s is %s', (value, text) => {
    expect(formatVnd(value)).toBe(text);
    expect(formatAmount(value)).toBe(text.slice(0, -2));
  });
});

describe('an amount is read as people type it', () => {
  test.each([
    ['1.234.567', 1_234_567n],
    ['1234567', 1_234_567n],
    ['1 234 567', 1_234_567n],
    ['1\u00a0234\u00a0567', 1_234_567n],
    ['  40.000.000 ₫ ', 40_000_000n],
    ['40.000.000\u00a0₫', 40_000_000n],
    ['40.000.000đ', 40_000_000n],
    ['40.000.000 đồng', 40_000_000n],
    ['40.000.000 ĐỒNG', 40_000_000n],
    ['40.000.000 đồng'.normalize('NFD'), 40_000_000n],
    ['0', 0n],
    ['999999999999999', 999_999_999_999_999n],
  ])('%j', (text, amountVnd) => {
    expect(parseVnd(text)).toEqual({ ok: true, amountVnd });
  });

  test.each(['1.000.000 VNĐ', '1000000 vnd', '1.000.000đ', '1 000 000VND', '1.000.000 vnđ'.normalize('NFD')])(
    '%j is clear in every form',
    (text) => {
      expect(readVnd(text)).toEqual({ ok: true, amountVnd: 1_000_000n });
    },
  );

  test.each([
    ['1,000,000', '1.000.000'],
    ['1,000,000.00 VND', '1.000.000'],
    ['1.000.000,00', '1.000.000'],
    ['1 triệu', '1.000.000'],
    ['1tr', '1.000.000'],
    ['1,5 triệu đồng', '1.500.000'],
    ['500k', '500.000'],
    ['2 tỷ', '2.000.000.000'],
  ])('%j is refused, and asked about: is it %s?', (text, meant) => {
    expect(readVnd(text).ok).toBe(false);
    expect(amountProblem(text, 'vi')).toContain(`Ý bạn là ${meant}\u00a0₫?`);
    expect(amountProblem(text, 'en')).toContain(`Do you mean ${meant}\u00a0₫?`);
  });

  test.each(['', '1,5', '1.234 triệu', 'k', '0 triệu', '0,000', '999999 tỷ triệu', '-5 triệu', 'VND VND', '40$'])(
    'nothing is guessed of %j',
    (text) => {
      expect(readVnd(text).ok).toBe(false);
      expect(amountProblem(text, 'vi')).not.toContain('Ý bạn là');
    },
  );

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['đồng', 'empty'],
    ['-5.000', 'sign'],
    ['−5.000', 'sign'],
    ['+5.000', 'sign'],
    ['1,5', 'decimal'],
    ['1.5', 'decimal'],
    ['1.234.567,00', 'decimal'],
    ['1,234,567', 'decimal'],
    ['0.123', 'decimal'],
    ['40 triệu', 'letters'],
    ['1e9', 'letters'],
    ['40$', 'letters'],
    ['\uff11\uff12\uff13', 'letters'],
    ['12.34.567', 'grouping'],
    ['1.234 567', 'grouping'],
    ['1234 567', 'grouping'],
    ['007', 'grouping'],
    ['.', 'decimal'],
    ['1000000000000000', 'tooLong'],
    ['1.000.000.000.000.000', 'tooLong'],
  ])('%j is refused as %s', (text, problem) => {
    expect(parseVnd(text)).toEqual({ ok: false, problem });
    expect(amountProblems).toHaveProperty(problem);
  });

  test('whatever was written is read back', () => {
    fc.assert(
      fc.property(amount, (value) => {
        for (const text of [formatVnd(value), formatAmount(value), value.toString(), `${formatAmount(value)} đồng`])
          expect(parseVnd(text)).toEqual({ ok: true, amountVnd: value });
      }),
    );
  });

  test('any text gives an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = parseVnd(text);
        if (read.ok) expect(read.amountVnd >= 0n).toBe(true);
        else expect(amountProblems[read.problem].vi).not.toBe('');
      }),
    );
  });
});

describe('a share is rounded down', () => {
  test.each([
    [3n, 5_000, 1n],
    [1n, 9_999, 0n],
    [100n, 10_000, 100n],
    [100n, 0, 0n],
    [9_007_199_254_740_993n, 3_333, 3_002_099_511_605_172n],
  ])('%s at %s basis points is %s', (value, bps, share) => {
    expect(shareOf(value, bps)).toBe(share);
  });

  test('it is the largest amount that stays within the share', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (value, bps) => {
        const share = shareOf(value, bps);
        expect(share * 10_000n <= value * BigInt(bps)).toBe(true);
        expect((share + 1n) * 10_000n > value * BigInt(bps)).toBe(true);
      }),
    );
  });

  test('of parts it never adds up to more than of the whole', () => {
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 0, max: 10_000 }), (one, other, bps) => {
        expect(shareOf(one, bps) + shareOf(other, bps) <= shareOf(one + other, bps)).toBe(true);
      }),
    );
  });

  test.each([
    [-1n, 5_000],
    [1n, -1],
    [1n, 10_001],
    [1n, 0.5],
    [1n, Number.NaN],
  ])('%s at %s is refused', (value, bps) => {
    expect(() => shareOf(value, bps)).toThrow(RangeError);
  });
});

describe('an amount in Vietnamese words', () => {
  test('the example of the forms', () => {
    expect(amountInWords(1_205_000_000n, 'vi', { even: true })).toBe('Một tỷ hai trăm linh năm triệu đồng chẵn');
  });

  test.each([
    [0n, 'Không'],
    [1n, 'Một'],
    [4n, 'Bốn'],
    [5n, 'Năm'],
    [10n, 'Mười'],
    [11n, 'Mười một'],
    [14n, 'Mười bốn'],
    [15n, 'Mười lăm'],
    [20n, 'Hai mươi'],
    [21n, 'Hai mươi mốt'],
    [24n, 'Hai mươi tư'],
    [25n, 'Hai mươi lăm'],
    [91n, 'Chín mươi mốt'],
    [100n, 'Một trăm'],
    [101n, 'Một trăm linh một'],
    [104n, 'Một trăm linh bốn'],
    [105n, 'Một trăm linh năm'],
    [110n, 'Một trăm mười'],
    [111n, 'Một trăm mười một'],
    [115n, 'Một trăm mười lăm'],
    [121n, 'Một trăm hai mươi mốt'],
    [999n, 'Chín trăm chín mươi chín'],
    [1_000n, 'Một nghìn'],
    [1_001n, 'Một nghìn không trăm linh một'],
    [1_010n, 'Một nghìn không trăm mười'],
    [1_021n, 'Một nghìn không trăm hai mươi mốt'],
    [10_005n, 'Mười nghìn không trăm linh năm'],
    [21_000n, 'Hai mươi mốt nghìn'],
    [1_000_000n, 'Một triệu'],
    [1_000_005n, 'Một triệu không trăm linh năm'],
    [1_005_000n, 'Một triệu không trăm linh năm nghìn'],
    [40_000_000n, 'Bốn mươi triệu'],
    [1_234_567n, 'Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy'],
    [1_000_000_000n, 'Một tỷ'],
    [1_000_000_001n, 'Một tỷ không trăm linh một'],
    [1_005_000_000n, 'Một tỷ không trăm linh năm triệu'],
    [21_720_000_000n, 'Hai mươi mốt tỷ bảy trăm hai mươi triệu'],
    [1_000_000_000_000n, 'Một nghìn tỷ'],
    [1_005_000_000_000n, 'Một nghìn không trăm linh năm tỷ'],
    [1_000_000_000_000_000n, 'Một triệu tỷ'],
    [1_000_000_000_000_000_000n, 'Một tỷ tỷ'],
  ])('%s', (value, words) => {
    expect(amountInWords(value, 'vi')).toBe(`${words} đồng`);
    expect(amountInWords(value, 'vi', { even: true })).toBe(`${words} đồng chẵn`);
  });

  test('the words say the amount, read back by another way', () => {
    fc.assert(
      fc.property(amount, (value) => {
        expect(readVietnamese(amountInWords(value, 'vi'))).toBe(value);
      }),
    );
  });
});

describe('an amount in English words', () => {
  test.each([
    [0n, 'Zero'],
    [13n, 'Thirteen'],
    [21n, 'Twenty-one'],
    [40n, 'Forty'],
    [100n, 'One hundred'],
    [105n, 'One hundred and five'],
    [1_001n, 'One thousand and one'],
    [1_100n, 'One thousand one hundred'],
    [1_205_000_000n, 'One billion two hundred and five million'],
    [1_234_567n, 'One million two hundred and thirty-four thousand five hundred and sixty-seven'],
    [1_000_000_000_000n, 'One trillion'],
    [2_005_000_000_019n, 'Two trillion five billion and nineteen'],
    [
      999_999_999_999_999n,
      'Nine hundred and ninety-nine trillion nine hundred and ninety-nine billion nine hundred and ninety-nine million nine hundred and ninety-nine thousand nine hundred and ninety-nine',
    ],
  ])('%s', (value, words) => {
    expect(amountInWords(value, 'en')).toBe(`${words} đồng`);
    expect(amountInWords(value, 'en', { even: true })).toBe(`${words} đồng only`);
  });

  test('reads back as the amount, up to 15 digits', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 999_999_999_999_999n), fc.integer({ min: 0, max: 14 }), (value, less) => {
        const amount = value / 10n ** BigInt(less);
        expect(readEnglish(amountInWords(amount, 'en'))).toBe(amount);
      }),
    );
  });
});

test('there are no words for a negative amount', () => {
  expect(() => amountInWords(-1n, 'vi')).toThrow(RangeError);
  expect(() => amountInWords(-1n, 'en')).toThrow(RangeError);
});

/** Reads English words by what each is worth: shares no code and no idea with the writer. */
function readEnglish(text: string): bigint {
  const small =
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
      ' ',
    );
  const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
  const scales = ['thousand', 'million', 'billion', 'trillion'];
  let [whole, group] = [0n, 0n];
  for (const word of text.toLowerCase().replaceAll('-', ' ').split(' ').slice(0, -1)) {
    if (word === 'and') continue;
    if (word === 'hundred') group *= 100n;
    else if (scales.includes(word)) {
      whole += group * 1000n ** BigInt(scales.indexOf(word) + 1);
      group = 0n;
    } else if (tens.includes(word)) group += BigInt(tens.indexOf(word) + 2) * 10n;
    else if (small.includes(word)) group += BigInt(small.indexOf(word));
    else throw new Error(`no number: ${word}`);
  }
  return whole + group;
}

/** Reads words to a number by multiplying as it goes: shares no code and no idea with the writer. */
function readVietnamese(text: string): bigint {
  const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
  const variants: Record<string, number> = { mốt: 1, tư: 4, lăm: 5 };
  let whole = 0n;
  let part = 0n;
  let triple = 0n;
  for (const word of text.toLowerCase().split(' ').slice(0, -1)) {
    if (word === 'linh') continue;
    if (word === 'tỷ') {
      whole = (whole + part + triple) * 1_000_000_000n;
      [part, triple] = [0n, 0n];
    } else if (word === 'triệu' || word === 'nghìn') {
      part += triple * (word === 'triệu' ? 1_000_000n : 1_000n);
      triple = 0n;
    } else if (word === 'trăm') triple *= 100n;
    else if (word === 'mười') triple += 10n;
    else if (word === 'mươi') triple += (triple % 10n) * 9n;
    else triple += BigInt(variants[word] ?? digits.indexOf(word));
  }
  return whole + part + triple;
}
