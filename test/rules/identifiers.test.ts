import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkDigitOf,
  citizenNumberProblems,
  companyCodeProblems,
  isCitizenNumber,
  isCompanyCode,
  parseCitizenNumber,
  parseCompanyCode,
} from '../../workflows/rules/identifiers.ts';

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));

describe('mã số doanh nghiệp', () => {
  // The four of facts §7, recomputed there.
  test.each(['0100109106', '0101248141', '0300588569', '0100112437'])('%s is one', (code) => {
    expect(parseCompanyCode(code)).toEqual({ ok: true, code, branch: null });
  });

  test.each([
    ['0300588569-001', '0300588569-001', '001'],
    ['0300588569001', '0300588569-001', '001'],
    [' 03005 88569 - 999 ', '0300588569-999', '999'],
    ['0300.588.569–012', '0300588569-012', '012'],
    ['0300588569', '0300588569', null],
  ])('%j is read as %s', (text, code, branch) => {
    expect(parseCompanyCode(text)).toEqual({ ok: true, code, branch });
  });

  test.each([
    ['', 'empty'],
    [' - ', 'empty'],
    ['030058856', 'form'],
    ['03005885690', 'form'],
    ['0300588569-1', 'form'],
    ['0300588569-00a', 'form'],
    ['０３００５８８５６９', 'form'],
    ['MST0300588569', 'form'],
    ['0300588568', 'checkDigit'],
    ['0300588596', 'checkDigit'],
    ['0100000000', 'checkDigit'],
    ['0300588569-000', 'branch'],
  ] as const)('%j is refused as %s', (text, problem) => {
    expect(parseCompanyCode(text)).toEqual({ ok: false, problem });
    expect(companyCodeProblems[problem].vi).not.toBe(companyCodeProblems[problem].en);
  });

  test('a serial number of nothing is refused though its check digit fits', () => {
    for (let province = 0; province < 100; province += 1) {
      const nine = `${String(province).padStart(2, '0')}0000000`;
      const digit = checkDigitOf(nine);
      if (digit !== null) expect(isCompanyCode(`${nine}${digit}`)).toBe(false);
    }
  });

  test('of ten endings one fits at most, and none where 11 divides the sum', () => {
    fc.assert(
      fc.property(digits(9), (nine) => {
        fc.pre(nine.slice(2) !== '0000000');
        const fitting = Array.from({ length: 10 }, (_, end) => `${nine}${end}`).filter(isCompanyCode);
        const digit = checkDigitOf(nine);
        expect(fitting).toEqual(digit === null ? [] : [`${nine}${digit}`]);
        // Another way to the same: the weighted sum of all ten, with weight 1 for the last, leaves 10.
        const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3, 1];
        for (const code of fitting)
          expect(weights.reduce((sum, weight, index) => sum + weight * Number(code[index]), 0) % 11).toBe(10);
      }),
    );
  });

  test('one wrong digit is always found', () => {
    fc.assert(
      fc.property(digits(9), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (nine, at, by) => {
        const digit = checkDigitOf(nine);
        fc.pre(digit !== null && nine.slice(2) !== '0000000');
        const code = `${nine}${digit}`;
        const wrong = code.slice(0, at) + String((Number(code[at]) + by) % 10) + code.slice(at + 1);
        expect(isCompanyCode(code)).toBe(true);
        expect(isCompanyCode(wrong)).toBe(false);
      }),
    );
  });

  test('any text gives an answer, and what is accepted is accepted again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = parseCompanyCode(text);
        if (read.ok) expect(parseCompanyCode(read.code)).toEqual(read);
      }),
    );
  });
});

describe('số căn cước', () => {
  test.each([
    ['079203012345', 2003, 'male'],
    ['001195000001', 1995, 'female'],
    ['048 302 000 123', 2002, 'female'],
    ['096099999999', 1999, 'male'],
  ] as const)('%s: born in %s, %s', (text, birthYear, sex) => {
    expect(parseCitizenNumber(text)).toMatchObject({ ok: true, birthYear, sex, number: text.replaceAll(' ', '') });
  });

  test.each([
    ['', 'empty'],
    ['07920301234', 'form'],
    ['0792030123456', 'form'],
    ['07920301234x', 'form'],
    ['000203012345', 'province'],
  ] as const)('%j is refused as %s', (text, problem) => {
    expect(parseCitizenNumber(text)).toEqual({ ok: false, problem });
    expect(citizenNumberProblems[problem].vi).not.toBe('');
    expect(isCitizenNumber(text)).toBe(false);
  });

  test('any text gives an answer', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), digits(12)), (text) => {
        const read = parseCitizenNumber(text);
        if (read.ok) expect(read.birthYear).toBeGreaterThanOrEqual(1900);
      }),
    );
  });
});
