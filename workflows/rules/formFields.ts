// Single answers: from what was typed to the one way of writing it, back, checked, and shown. What cannot be read is kept as
// it was typed, so that nothing is lost and the person can mend it.

import type { Words } from '../programmes/basics.ts';
import { isDay } from './calendar.ts';
import type { SimpleField } from './formShapes.ts';
import { type FormLanguage, formWords } from './formWords.ts';
import { amountProblems, formatAmount, formatVnd, type ParsedAmount, parseVnd } from './money.ts';

/** What PostgreSQL cannot keep, what nobody sees, and what turns the direction of a text round. */
const unseen = /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A text as it is kept: well-formed, composed, without invisible controls and without blanks at its ends. */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .toWellFormed()
    .replace(unseen, (one) => (one === '\n' || one === '\t' ? one : ''))
    .normalize('NFC')
    .trim();

/** The same on one line. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();

/** The beginning of a text: at most so many letters as a string counts them, and never half of one. */
export const beginOf = (text: string, most: number): string => text.slice(0, most).replace(/[\ud800-\udbff]$/, '');

/** How many words a text has: stretches between blanks. */
export const wordsIn = (text: string): number => (text.trim() === '' ? 0 : text.trim().split(/\s+/).length);

const wholeVnd = /^(0|[1-9]\d{0,14})$/;
const decimal = /^-?(0|[1-9]\d{0,11})(\.\d{0,9}[1-9])?$/;

/** The amount in a canonical answer, or null when it is none. */
export const vndOf = (answer: string): bigint | null => (wholeVnd.test(answer) ? BigInt(answer) : null);

/** An amount without what it is of: '1.000.000' of '1.000.000 VNĐ'. */
const withoutCurrency = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^([^\p{L}₫]*)(?:₫|đồng|đ|vn[dđ])$/iu, '$1')
    .trimEnd();

/** An amount as people type it in any field: as `parseVnd` reads it, with VNĐ or VND after it as well. */
export const readVnd = (text: string): ParsedAmount => parseVnd(withoutCurrency(text));

const scales: [RegExp, bigint][] = [
  [/ ?(?:nghìn|ngàn|k)(?: ?(?:đồng|đ))?$/iu, 1_000n],
  [/ ?(?:triệu|tr)(?: ?(?:đồng|đ))?$/iu, 1_000_000n],
  [/ ?(?:tỷ|tỉ)(?: ?(?:đồng|đ))?$/iu, 1_000_000_000n],
];

/**
 * What somebody probably means by an amount that is refused: '1,000,000', '1.000.000,00', '500k', '1,5 triệu'. For asking them,
 * never for taking it. null where it may be two things ('1.234 triệu') or none.
 */
function meantVnd(text: string): bigint | null {
  const typed = withoutCurrency(text);
  const amountOf = (digits: string) => {
    const amount = parseVnd(digits);
    return amount.ok && amount.amountVnd > 0n ? amount.amountVnd : null;
  };
  if (/^\d{1,3}(?:,\d{3})+(?:\.0+)?$/.test(typed)) return amountOf(typed.replace(/\..*$/, '').replaceAll(',', ''));
  if (/^[\d.]+,0+$/.test(typed)) return amountOf(typed.replace(/,.*$/, ''));
  for (const [unit, scale] of scales) {
    const [, whole, fraction = ''] = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(typed.replace(unit, '')) ?? [];
    if (whole === undefined || !unit.test(typed)) continue;
    return amountOf(String((BigInt(whole + fraction) * scale) / 10n ** BigInt(fraction.length)));
  }
  return null;
}

/** A number as people type it ('1.234', '2,5', '2.5'), written canonically ('1234', '2.5'); null when it is none. */
export function readDecimal(text: string): string | null {
  const grouped = /^(-?)([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?$/.exec(text);
  const plain = grouped ?? /^(-?)(\d+)(?:[.,](\d+))?$/.exec(text);
  if (plain === null) return null;
  const whole = plain[2]!.replaceAll('.', '').replace(/^0+(?=\d)/, '');
  const fraction = (plain[3] ?? '').replace(/0+$/, '');
  const number = fraction === '' ? whole : `${whole}.${fraction}`;
  const signed = number === '0' ? number : `${plain[1]}${number}`;
  return decimal.test(signed) ? signed : null;
}

/** A canonical number as whole ten-thousandths, for sums without floating point; null when it is none or finer than that. */
export function tenThousandthsOf(answer: string): bigint | null {
  if (!decimal.test(answer)) return null;
  const [whole = '', fraction = ''] = answer.replace('-', '').split('.');
  if (fraction.length > 4) return null;
  const size = BigInt(whole + fraction.padEnd(4, '0'));
  return answer.startsWith('-') ? -size : size;
}

/** A canonical number with thousands dots and a decimal comma. */
export function formatDecimal(answer: string): string {
  const [whole = '', fraction] = answer.split('.');
  const sign = whole.startsWith('-') ? '-' : '';
  const dotted = formatAmount(BigInt(whole.replace('-', '')));
  return `${sign}${dotted}${fraction === undefined ? '' : `,${fraction}`}`;
}

/** A day as it is typed here: 31/12/2026, also 1/2/2026, with dots or hyphens, or as 2026-12-31. */
export function readDay(text: string): string | null {
  if (isDay(text)) return text;
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.replace(/\s/g, ''));
  if (parts === null) return null;
  const day = `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}`;
  return isDay(day) ? day : null;
}

/** '14:00', as hours are kept. */
export const isHour = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** An hour of the day as people type it: 8, 8h, 8 giờ 30, 8.30, 08:30. null when it is none. */
export function readHour(text: string): string | null {
  const parts = /^(\d{1,2})\s*(?:(?:[:hg.]|giờ)\s*(\d{2})?)?$/i.exec(text.trim());
  if (parts === null) return null;
  const hour = `${parts[1]!.padStart(2, '0')}:${parts[2] ?? '00'}`;
  return isHour(hour) ? hour : null;
}

/** A day as pages and papers show it: 31/12/2026. */
export const formatDay = (day: string): string => day.split('-').reverse().join('/');

export type SimpleKind = SimpleField['kind'];

/** What was typed, as it is kept: canonical when it can be read, else as it was typed. A number may have its unit behind it. */
export function readSimple(kind: SimpleKind, typed: string, unit?: Words): string {
  if (kind === 'longText') return cleanText(typed);
  const text = cleanLine(typed);
  if (kind === 'money') {
    const amount = readVnd(text);
    return amount.ok ? String(amount.amountVnd) : text;
  }
  if (kind === 'number') return readDecimal(withoutUnit(text, unit)) ?? text;
  if (kind === 'percent') return readDecimal(text.replace(/\s*%$/, '')) ?? text;
  if (kind === 'date') return readDay(text) ?? text;
  return text;
}

function withoutUnit(text: string, unit: Words | undefined): string {
  const lower = text.toLocaleLowerCase('vi');
  const found = [unit?.vi, unit?.en].find((one) => one && lower.endsWith(one.toLocaleLowerCase('vi')));
  return found === undefined ? text : text.slice(0, -found.length).trimEnd();
}

/** A kept answer as it stands in its field again. */
export function typeSimple(kind: SimpleKind, answer: string): string {
  if (kind === 'money') return wholeVnd.test(answer) ? formatAmount(BigInt(answer)) : answer;
  if (kind === 'number' || kind === 'percent') return decimal.test(answer) ? formatDecimal(answer) : answer;
  if (kind === 'date') return isDay(answer) ? formatDay(answer) : answer;
  return answer;
}

/** A kept answer as it is read: amounts with ₫, days as 31/12/2026, the label of what was chosen. */
export function showSimple(field: SimpleField, answer: string, language: FormLanguage): string {
  if (answer === '') return '';
  if (field.kind === 'money') return wholeVnd.test(answer) ? formatVnd(BigInt(answer)) : answer;
  if (field.kind === 'choice') return field.options.find(({ id }) => id === answer)?.label[language] ?? answer;
  const text = typeSimple(field.kind, answer);
  if (field.kind === 'percent') return decimal.test(answer) ? `${text}%` : text;
  return field.kind === 'number' && field.unit !== undefined ? `${text} ${field.unit[language]}` : text;
}

const looksLikeEmail = /^[^\s@<>"(),:;]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}$/u;
/** A number of Vietnam with its 0, one of a hotline, or one with a country's code. */
const looksLikePhone = /^(?:0\d{9,10}|1[89]00\d{4,6}|(?:\+|00)\d{9,15}|84\d{9,10})$/;

/** What is wrong with a kept answer that is not empty, or null. */
export function checkSimple(field: SimpleField, answer: string, language: FormLanguage): string | null {
  const say = formWords[language];
  switch (field.kind) {
    case 'text':
      if ([...answer].length > field.maxLength) return say.tooLong(String(field.maxLength));
      if (field.as === 'email') return looksLikeEmail.test(answer) ? null : say.noEmail;
      if (field.as === 'phone') return looksLikePhone.test(answer.replace(/[\s.()-]/g, '')) ? null : say.noPhone;
      return null;
    case 'longText':
      return checkWords(answer, field.maxWords, language);
    case 'money': {
      const amount = vndOf(answer);
      if (amount === null) return amountSentence(answer, language);
      if (amount < BigInt(field.atLeastVnd ?? 0)) return say.atLeast(formatVnd(BigInt(field.atLeastVnd ?? 0)));
      if (field.atMostVnd !== undefined && amount > BigInt(field.atMostVnd))
        return say.atMost(formatVnd(BigInt(field.atMostVnd)));
      return null;
    }
    case 'number':
      return checkNumber(field, answer, language);
    case 'percent':
      return checkNumber({ atLeast: 0, atMost: 100, decimals: 2, ...field }, answer, language);
    case 'date':
      if (!isDay(answer)) return say.noDate;
      if (field.notBefore !== undefined && answer < field.notBefore) return say.notBefore(formatDay(field.notBefore));
      if (field.notAfter !== undefined && answer > field.notAfter) return say.notAfter(formatDay(field.notAfter));
      return null;
    case 'choice':
      return field.options.some(({ id }) => id === answer) ? null : say.noOption;
  }
}

function checkNumber(
  {
    atLeast,
    atMost,
    decimals = 0,
  }: { atLeast?: number | undefined; atMost?: number | undefined; decimals?: number | undefined },
  answer: string,
  language: FormLanguage,
): string | null {
  const say = formWords[language];
  const size = tenThousandthsOf(answer);
  const bound = (most: number | undefined) => (most === undefined ? null : formatDecimal(String(most)));
  const takes = { isWhole: decimals === 0, least: bound(atLeast), most: bound(atMost) };
  if (size === null) return decimal.test(answer) ? say.decimals(decimals) : say.noNumber(takes);
  const fraction = answer.split('.')[1] ?? '';
  if (fraction.length > decimals) return say.decimals(decimals);
  if (atLeast !== undefined && size < BigInt(atLeast) * 10_000n) return say.atLeast(formatDecimal(String(atLeast)));
  if (atMost !== undefined && size > BigInt(atMost) * 10_000n) return say.atMost(formatDecimal(String(atMost)));
  return null;
}

/** A text within its number of words; a word of a thousand letters is no word. */
export function checkWords(answer: string, most: number, language: FormLanguage): string | null {
  const words = wordsIn(answer);
  const say = formWords[language];
  if (words > most) return say.tooManyWords(formatAmount(BigInt(most)), formatAmount(BigInt(words)));
  const letters = most * 24 + 200;
  return answer.length > letters ? say.tooLong(formatAmount(BigInt(letters))) : null;
}

/** Why an amount was not understood, and what it may have meant. */
export function amountProblem(typed: string, language: FormLanguage): string {
  const say = formWords[language];
  const amount = readVnd(typed);
  const sentence = amount.ok ? say.missing : amountProblems[amount.problem][language];
  const meant = meantVnd(typed);
  return meant === null ? sentence : `${say.meant(formatVnd(meant))} ${sentence}`;
}

/** The same as the rest of a sentence. */
export function amountSentence(typed: string, language: FormLanguage): string {
  const sentence = amountProblem(typed, language);
  return sentence.charAt(0).toLocaleLowerCase('vi') + sentence.slice(1);
}
