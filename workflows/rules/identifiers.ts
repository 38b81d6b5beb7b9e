// Numbers that the state gives to enterprises and citizens, as far as they can be checked without asking anyone.

/** A text without what people put between digits: spaces, dots, hyphens of every kind. */
const digitsOf = (text: string): string => text.normalize('NFC').replace(/[\s.\-‐‑–—−]/gu, '');

const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/**
 * The check digit of a mã số doanh nghiệp, which is also its mã số thuế, from the nine digits before it: 10 less the weighted
 * sum modulo 11. null when there is none: a sum that 11 divides gives no valid number.
 */
export function checkDigitOf(nine: string): number | null {
  if (!/^\d{9}$/.test(nine)) return null;
  const sum = weights.reduce((so, weight, index) => so + weight * Number(nine[index]), 0);
  const digit = 10 - (sum % 11);
  return digit === 10 ? null : digit;
}

/** Why a code of an enterprise was not accepted, with what to say to the person. */
export const companyCodeProblems = {
  empty: { vi: 'Hãy nhập mã số doanh nghiệp.', en: 'Enter the enterprise code.' },
  form: {
    vi: 'Mã số doanh nghiệp gồm 10 chữ số, như 0300588569; đơn vị trực thuộc thêm gạch nối và 3 chữ số, như 0300588569-001.',
    en: 'An enterprise code has 10 digits, as in 0300588569; a dependent unit adds a hyphen and 3 digits, as in 0300588569-001.',
  },
  checkDigit: {
    vi: 'Mã số không đúng: chữ số kiểm tra không khớp. Hãy so lại với giấy chứng nhận đăng ký doanh nghiệp.',
    en: 'This code is not right: its check digit does not match. Compare it with the registration certificate.',
  },
  branch: {
    vi: 'Ba chữ số của đơn vị trực thuộc đi từ 001 đến 999.',
    en: 'The three digits of a dependent unit go from 001 to 999.',
  },
} as const;

export type CompanyCodeProblem = keyof typeof companyCodeProblems;

export type ParsedCompanyCode =
  | {
      readonly ok: true /** '0300588569' or '0300588569-001'. */;
      readonly code: string;
      readonly branch: string | null;
    }
  | { readonly ok: false; readonly problem: CompanyCodeProblem };

/**
 * Reads a mã số doanh nghiệp / mã số thuế: 10 digits with their check digit, or 13 for a dependent unit, which are its
 * owner's 10, a hyphen and 001 to 999. Spaces, dots and hyphens may stand between the digits.
 */
export function parseCompanyCode(text: string): ParsedCompanyCode {
  const refuse = (problem: CompanyCodeProblem): ParsedCompanyCode => ({ ok: false, problem });
  const digits = digitsOf(text);
  if (digits === '') return refuse('empty');
  if (!/^(\d{10}|\d{13})$/.test(digits)) return refuse('form');
  const code = digits.slice(0, 10);
  // The seven digits after the province are a serial number, which does not begin at nothing.
  if (code.slice(2, 9) === '0000000' || checkDigitOf(code.slice(0, 9)) !== Number(code[9])) return refuse('checkDigit');
  if (digits.length === 10) return { ok: true, code, branch: null };
  const branch = digits.slice(10);
  return branch === '000' ? refuse('branch') : { ok: true, code: `${code}-${branch}`, branch };
}

/** Whether a text is a mã số doanh nghiệp, of an enterprise or of a dependent unit. */
export const isCompanyCode = (text: string): boolean => parseCompanyCode(text).ok;

/** Why a citizen's number was not accepted, with what to say to the person. */
export const citizenNumberProblems = {
  empty: { vi: 'Hãy nhập số căn cước.', en: 'Enter the citizen identity number.' },
  form: { vi: 'Số căn cước gồm 12 chữ số.', en: 'A citizen identity number has 12 digits.' },
  province: {
    vi: 'Ba chữ số đầu của số căn cước không phải mã nơi đăng ký khai sinh.',
    en: 'The first three digits are no code of a place of birth registration.',
  },
} as const;

export type CitizenNumberProblem = keyof typeof citizenNumberProblems;

export type ParsedCitizenNumber =
  | { readonly ok: true; readonly number: string; readonly birthYear: number; readonly sex: 'male' | 'female' }
  | { readonly ok: false; readonly problem: CitizenNumberProblem };

/**
 * Reads a số căn cước (CCCD) and checks its structure: province 001 to 096 (the codes of the 63 provinces, which the merger
 * did not change) or a country of birth, a digit for century and sex, two for the year of birth, six at random. It has no
 * check digit, so this finds slips of the structure and no others.
 */
export function parseCitizenNumber(text: string): ParsedCitizenNumber {
  const refuse = (problem: CitizenNumberProblem): ParsedCitizenNumber => ({ ok: false, problem });
  const number = digitsOf(text);
  if (number === '') return refuse('empty');
  if (!/^\d{12}$/.test(number)) return refuse('form');
  // Whoever was born abroad has the country's code in this place, and no list of those was seen.
  if (number.startsWith('000')) return refuse('province');
  const century = Number(number[3]);
  const birthYear = 1900 + Math.floor(century / 2) * 100 + Number(number.slice(4, 6));
  return { ok: true, number, birthYear, sex: century % 2 === 0 ? 'male' : 'female' };
}

/** An account number as it is kept: without what people put between its digits. */
export const accountNumberOf = (text: string): string => digitsOf(text);

/** Whether an account number is one, as it is kept: 6 to 20 digits. A rule of the system; banks have their own. */
export const isAccountNumber = (number: string): boolean => /^\d{6,20}$/.test(number);

/** Whether a text has the structure of a số căn cước. */
export const isCitizenNumber = (text: string): boolean => parseCitizenNumber(text).ok;
