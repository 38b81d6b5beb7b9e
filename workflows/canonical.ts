/** What canonical JSON can hold. Amounts of money are bigints here and decimal strings there. */
export type Json =
  | string
  | number
  | boolean
  | bigint
  | null
  | undefined
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * The one text of a value: keys in code-point order, no spaces, bigints as decimal strings, undefined left out. Two values are
 * the same fact exactly when their canonical texts are the same, so hashes are taken of this text. Refuses numbers that are
 * not safe integers: a fraction or a rounded amount has no place in the record.
 */
export function canonicalJson(value: Json): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is no safe integer`);
    return String(value);
  }
  if (typeof value !== 'object') return JSON.stringify(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const member of value) text += `${text === '' ? '' : ','}${canonicalJson(member)}`;
    return `[${text}]`;
  }
  const object = value as { readonly [key: string]: Json };
  for (const key of Object.keys(object).sort()) {
    const member = object[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}
