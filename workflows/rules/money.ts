// Money is whole đồng in bigint. VND has no decimals, so nothing here rounds except `shareOf`, which rounds down.

const groupsOfThree = /\B(?=(\d{3})+$)/g;

/** An amount with Vietnamese thousands dots and no sign of currency: 1234567n is '1.234.567'. */
export function formatAmount(amountVnd: bigint): string {
  const digits = (amountVnd < 0n ? -amountVnd : amountVnd).toString().replace(groupsOfThree, '.');
  return amountVnd < 0n ? `−${digits}` : digits;
}

/** An amount of đồng as pages and papers show it: 1234567n is '1.234.567 ₫', on one line by a no-break space. */
export function formatVnd(amountVnd: bigint): string {
  return `${formatAmount(amountVnd)}\u00a0₫`;
}

/** Why a typed amount was not understood, with what to say to the person. */
export const amountProblems = {
  empty: { vi: 'Hãy nhập số tiền.', en: 'Enter an amount.' },
  sign: { vi: 'Số tiền không có dấu cộng hay trừ.', en: 'An amount has no plus or minus sign.' },
  decimal: {
    vi: 'Số tiền là số đồng nguyên, không có phần lẻ; dấu chấm chỉ dùng để tách hàng nghìn, như 1.234.567.',
    en: 'Amounts are whole đồng without decimals; dots only separate thousands, as in 1.234.567.',
  },
  letters: {
    vi: 'Số tiền chỉ gồm chữ số, như 1.234.567.',
    en: 'An amount has digits only, as in 1.234.567.',
  },
  grouping: {
    vi: 'Các nhóm chữ số chưa đúng. Hãy viết như 1.234.567 hoặc 1234567.',
    en: 'The groups of digits are not right. Write 1.234.567 or 1234567.',
  },
  tooLong: { vi: 'Số tiền không quá 15 chữ số.', en: 'An amount has at most 15 digits.' },
} as const;

export type AmountProblem = keyof typeof amountProblems;

export type ParsedAmount = { ok: true; amountVnd: bigint } | { ok: false; problem: AmountProblem };

/**
 * Reads an amount of whole đồng as people type it: '1.234.567', '1234567' or '1 234 567', with or without ₫, đ or đồng after
 * it. Refused by name are: nothing, a sign, decimals (also with a comma), letters, wrong groups and leading zeros, and more
 * than 15 digits. Zero is an amount; whether it is a sensible one is for the caller to say.
 */
export function parseVnd(text: string): ParsedAmount {
  const refuse = (problem: AmountProblem): ParsedAmount => ({ ok: false, problem });
  const amount = text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ ?(?:₫|đồng|đ)$/i, '');
  if (amount === '') return refuse('empty');
  if (/[+\-−–]/.test(amount)) return refuse('sign');
  if (/[^\d., ]/.test(amount)) return refuse('letters');
  if (amount.includes(',')) return refuse('decimal');
  const plain = /^\d+$/.test(amount);
  const grouped = /^\d{1,3}(?:\.\d{3})+$/.test(amount) || /^\d{1,3}(?: \d{3})+$/.test(amount);
  if (!plain && !grouped) return refuse(/^\d*\.\d*$/.test(amount) ? 'decimal' : 'grouping');
  const digits = amount.replaceAll(/\D/g, '');
  if (digits.startsWith('0') && digits !== '0') return refuse(plain ? 'grouping' : 'decimal');
  if (digits.length > 15) return refuse('tooLong');
  return { ok: true, amountVnd: BigInt(digits) };
}

/**
 * The share of an amount, in basis points (5000 is 50 %), rounded down to whole đồng: a cap of half of 3 đồng is 1 đồng.
 * No instrument fixes a way to round; down never exceeds the cap.
 * @throws RangeError for a negative amount, or basis points that are no whole number from 0 to 10.000.
 */
export function shareOf(amountVnd: bigint, bps: number): bigint {
  if (amountVnd < 0n) throw new RangeError(`no share of a negative amount: ${amountVnd}`);
  if (!Number.isInteger(bps) || bps < 0 || bps > 10_000) throw new RangeError(`not basis points: ${bps}`);
  return (amountVnd * BigInt(bps)) / 10_000n;
}

/**
 * An amount in words, as papers state it beside the figures: 'Một tỷ hai trăm linh năm triệu đồng'. `even` adds 'chẵn'
 * ('only' in English), as some forms want. By convention; no statute was seen (facts §6).
 * @throws RangeError for a negative amount.
 */
export function amountInWords(amountVnd: bigint, locale: 'vi' | 'en', options: { even?: boolean } = {}): string {
  if (amountVnd < 0n) throw new RangeError(`no words for a negative amount: ${amountVnd}`);
  const number = locale === 'vi' ? vietnamese(amountVnd) : english(amountVnd);
  const suffix = options.even === true ? (locale === 'vi' ? ' chẵn' : ' only') : '';
  return `${number.charAt(0).toUpperCase()}${number.slice(1)} đồng${suffix}`;
}

const units = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
const milliard = 1_000_000_000n;

function vietnamese(number: bigint): string {
  return number === 0n ? 'không' : vietnameseGroups(number, false).join(' ');
}

/** `inner`: something stands before this number, so its first group says its hundreds even when they are zero. */
function vietnameseGroups(number: bigint, inner: boolean): string[] {
  if (number >= milliard) {
    const rest = number % milliard;
    const milliards = [...vietnameseGroups(number / milliard, inner), 'tỷ'];
    return rest === 0n ? milliards : [...milliards, ...vietnameseGroups(rest, true)];
  }
  const words: string[] = [];
  for (const [scale, name] of [
    [1_000_000n, 'triệu'],
    [1_000n, 'nghìn'],
    [1n, ''],
  ] as const) {
    const group = Number((number / scale) % 1000n);
    if (group === 0) continue;
    words.push(...vietnameseTriple(group, inner || words.length > 0));
    if (name !== '') words.push(name);
  }
  return words;
}

function vietnameseTriple(group: number, inner: boolean): string[] {
  const hundreds = Math.floor(group / 100);
  const tens = Math.floor(group / 10) % 10;
  const ones = group % 10;
  const words = hundreds > 0 || inner ? [units[hundreds]!, 'trăm'] : [];
  if (tens === 0 && ones > 0 && words.length > 0) words.push('linh');
  if (tens === 1) words.push('mười');
  if (tens > 1) words.push(units[tens]!, 'mươi');
  if (ones > 0) words.push(vietnameseOnes(ones, tens));
  return words;
}

function vietnameseOnes(ones: number, tens: number): string {
  if (ones === 1 && tens > 1) return 'mốt';
  if (ones === 4 && tens > 1) return 'tư';
  if (ones === 5 && tens > 0) return 'lăm';
  return units[ones]!;
}

const belowTwenty = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ');
const englishTens = ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function english(number: bigint): string {
  if (number < 20n) return belowTwenty[Number(number)]!;
  if (number < 100n) {
    const ones = number % 10n;
    const tens = englishTens[Number(number / 10n)]!;
    return ones === 0n ? tens : `${tens}-${belowTwenty[Number(ones)]}`;
  }
  for (const [scale, name] of [
    [1_000n * milliard, 'trillion'],
    [milliard, 'billion'],
    [1_000_000n, 'million'],
    [1_000n, 'thousand'],
    [100n, 'hundred'],
  ] as const) {
    if (number < scale) continue;
    const rest = number % scale;
    const head = `${english(number / scale)} ${name}`;
    if (rest === 0n) return head;
    return `${head} ${rest < 100n ? 'and ' : ''}${english(rest)}`;
  }
  throw new RangeError(`no words for ${number}`);
}
