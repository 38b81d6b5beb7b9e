// What an English page says: every sentence in English, one system of numbers, and one of a thing is no plural; and a Vietnamese
// page: one word for one thing.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { auditWords } from '../../templates/words/audit.ts';
import { holidayName } from '../../templates/words/programmes-calendar.ts';
import { holidaysByLaw, vietnamHolidays } from '../../workflows/rules/holidays.ts';
import { refusalParts } from '../../workflows/rules/refusalParts.ts';
import { rules } from '../../workflows/rules/refusals.ts';

type Said = { readonly at: string; readonly text: string };
const folder = new URL('../../templates/words/', import.meta.url);
const modules: Record<string, unknown>[] = await Promise.all(
  readdirSync(folder).map((file) => import(new URL(file, folder).href)),
);

/** What a sentence says of one; what cannot be said of a number is not said. */
function saidOf(make: (...of: unknown[]) => unknown): string[] {
  try {
    const said = make(...Array.from({ length: Math.max(make.length, 1) }, () => 1));
    return typeof said === 'string' ? [said] : [];
  } catch {
    return [];
  }
}

function* under(value: unknown, at: string): Generator<Said> {
  if (typeof value === 'string') yield { at, text: value };
  else if (typeof value === 'function') for (const text of saidOf(value as () => unknown)) yield { at, text };
  else if (value !== null && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) yield* under(inner, `${at}.${key}`);
}

/** Whatever stands under the key of a language, at any depth. */
function* said(value: unknown, at: string, language: 'vi' | 'en'): Generator<Said> {
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value))
    if (key === language) yield* under(inner, `${at}.${key}`);
    else if (key !== 'vi' && key !== 'en') yield* said(inner, `${at}.${key}`, language);
}

const allIn = (language: 'vi' | 'en') => [
  ...modules.flatMap((one) =>
    Object.entries(one).flatMap(([name, value]) => [...said({ [name]: value }, '', language)]),
  ),
  ...said({ rules, refusalParts }, '', language),
];
const all = allIn('en');
const where = (pattern: RegExp, except: RegExp = /^$/, among = all) =>
  among.filter(({ text }) => pattern.test(text.replace(except, ''))).map(({ at, text }) => `${at}: ${text}`);

test('there is something to look at', () => expect(all.length).toBeGreaterThan(3000));

describe('in English', () => {
  test('no place in the law is named in Vietnamese', () => {
    // a treasury's form is named as it is printed, and what is to be written in Vietnamese is shown in it
    expect(where(/khoản|Điều|điểm/iu, /\(khoản\)|\(mục, tiểu mục\)|As it stands in Vietnamese.*/u)).toEqual([]);
  });

  test('one of a thing is no plural', () => {
    const plurals =
      'day|month|year|seat|file|entrie|dossier|matter|member|part|point|row|voucher|stage|pack|term|ballot';
    expect(where(new RegExp(String.raw`\b1 (working |other |missing )?(${plurals})s\b`))).toEqual([]);
  });

  test('thousands have points, decimals a comma, and a percentage no space', () => {
    expect(where(/\d,\d{3}\b/)).toEqual([]);
    expect(where(/\d\.\d{1,2}\s?%/)).toEqual([]);
    expect(where(/\d\s%/u)).toEqual([]);
  });

  test('what is judged or answered for is submitted, and there is one word for it', () => {
    expect(where(/\bhand(s|ed|ing)? (it |them )?in\b/i)).toEqual([]);
  });

  test('a button to a last look says what follows', () => {
    expect(where(/^(Look|Check|Read again|Review) before/)).toEqual([]);
  });

  test('who somebody is at the agency is their role', () => {
    expect(
      where(/\boffices?\b/i, /Chief of Office|State Treasury office|collecting office|^Office$|\{offices\}/),
    ).toEqual([]);
  });
});

describe('in Vietnamese', () => {
  const vietnamese = allIn('vi');

  test('an email is that', () => {
    // what somebody consented to stands as they read it
    const others = vietnamese.filter(({ at }) => !at.includes('.consent.purposes.'));
    expect(where(/e-mail|thư điện tử/iu, undefined, others)).toEqual([]);
  });

  test('a file is taken out by one word, a row by another, and a file that was not taken is passed over', () => {
    const others = vietnamese.filter(({ at }) => !at.startsWith('.calendarWords'));
    expect(where(/^bỏ$|bỏ (bớt )?(một )?(tệp|dòng|tài liệu)/iu, undefined, others)).toEqual([]);
    expect(where(/^gỡ (?!tệp|tài liệu|số giấy tờ)\p{L}/iu, undefined, vietnamese)).toEqual([]);
  });
});

test('every holiday that the system loads itself is told in English', () => {
  const names = [2027, 2028, 2029, 2030, 2031, 2032, 2033]
    .flatMap((year) => Object.values(holidaysByLaw(year).holidays))
    .concat(Object.values(vietnamHolidays.holidays), Object.values(vietnamHolidays.workedSaturdays));
  expect([...new Set(names)].filter((name) => holidayName(name, 'en').own)).toEqual([]);
  expect(holidayName('Tết Nguyên đán (dự kiến, chưa có thông báo)', 'en').text).toBe(
    'Lunar New Year (expected, not announced)',
  );
  expect(holidayName('Nghỉ bù Quốc khánh', 'en').text).toBe('In lieu of National Day');
  expect(holidayName('Lễ hội của thành phố', 'en')).toEqual({ text: 'Lễ hội của thành phố', own: true });
});

test('the audit says the same on its page, in the handbook and on the command line', async () => {
  const { checkNames } = await import('../../src/audit/report.ts');
  const said = Object.entries(checkNames).map(([name, text]) => [name, text.replace(/^\d+ /, '')]);
  expect(Object.fromEntries(said)).toEqual(auditWords.en);
});
