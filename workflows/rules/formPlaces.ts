// The provinces of Vietnam since 01/07/2025 and their communes: 34 provinces by NQ 202/2025/QH15, with the codes of QĐ
// 19/2025/QĐ-TTg. Three have become cities since: Đồng Nai (NQ 30/2026/QH16, from 30/04/2026), Quảng Ninh (NQ 36/2026/QH16, from
// 01/09/2026) and Bắc Ninh (NQ 39/2026/QH16, from 20/09/2026).

import { communesByProvince, formerNames } from './formCommunes.ts';

/** A province by its code of two digits. */
export type Province = { readonly code: string; readonly name: string };

const named = `01 Thành phố Hà Nội|04 Tỉnh Cao Bằng|08 Tỉnh Tuyên Quang|11 Tỉnh Điện Biên|12 Tỉnh Lai Châu|14 Tỉnh Sơn La|15 Tỉnh Lào Cai|19 Tỉnh Thái Nguyên|20 Tỉnh Lạng Sơn|22 Thành phố Quảng Ninh|24 Thành phố Bắc Ninh|25 Tỉnh Phú Thọ|31 Thành phố Hải Phòng|33 Tỉnh Hưng Yên|37 Tỉnh Ninh Bình|38 Tỉnh Thanh Hóa|40 Tỉnh Nghệ An|42 Tỉnh Hà Tĩnh|44 Tỉnh Quảng Trị|46 Thành phố Huế|48 Thành phố Đà Nẵng|51 Tỉnh Quảng Ngãi|52 Tỉnh Gia Lai|56 Tỉnh Khánh Hòa|66 Tỉnh Đắk Lắk|68 Tỉnh Lâm Đồng|75 Thành phố Đồng Nai|79 Thành phố Hồ Chí Minh|80 Tỉnh Tây Ninh|82 Tỉnh Đồng Tháp|86 Tỉnh Vĩnh Long|91 Tỉnh An Giang|92 Thành phố Cần Thơ|96 Tỉnh Cà Mau`;

/** The 34 provinces, in the order of their codes. */
export const provinces: readonly Province[] = named
  .split('|')
  .map((one) => ({ code: one.slice(0, 2), name: one.slice(3) }));

/** What a province is called; its code where nobody knows it. */
export const provinceName = (code: string): string => provinces.find((one) => one.code === code)?.name ?? code;

/** The communes of a province by name ('Phường Sài Gòn'); null where there is no such province. */
export const communesOf = (code: string): readonly string[] | null =>
  Object.hasOwn(communesByProvince, code) ? communesByProvince[code]! : null;

/** A name without accents, capitals and what people put between words, to be found by. */
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/['’‘.\-–,]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const kinds: readonly [RegExp, string][] = [
  [/^(?:phuong|p) /, 'phuong '],
  [/^(?:xa|x) /, 'xa '],
  [/^(?:dac khu|dk) /, 'dac khu '],
];

const bare = (name: string): string => name.replace(/^(?:phuong|xa|dac khu) /, '');

const exact = (text: string): string => text.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim();

/** What may stand between the letters of a name, or for one of them, without its meaning another: A Vương, Ea H'Leo, Lục Sỹ Thành. */
const loose = (folded: string): string => folded.replaceAll(' ', '').replaceAll('y', 'i');

/** A name in the ways in which it may be typed, and what it is called now. */
type Known = { readonly is: string; readonly exact: string; readonly folded: string; readonly bare: string };

const known = new Map<string, readonly Known[]>();

/** The names of a province's communes, made ready once to be compared: thousands of texts are when a form is checked. */
function knownOf(code: string): readonly Known[] {
  const before = known.get(code);
  if (before !== undefined) return before;
  const names = [...communesOf(code)!.map((name) => ({ was: name, is: name })), ...(formerNames[code] ?? [])];
  const made = names.map(({ was, is }) => ({ is, exact: exact(was), folded: folded(was), bare: bare(folded(was)) }));
  known.set(code, made);
  return made;
}

/**
 * The commune of a province that a typed name means, as its list writes it: also without its kind, its accents or its capitals, or by
 * the kind that it had before, when only one can be meant. null when none is, or several; where there is no such province the name
 * stays as it was typed.
 */
export function communeMeant(code: string, typed: string): string | null {
  if (communesOf(code) === null) return typed;
  const [asTyped, wanted] = [exact(typed), wantedOf(typed)];
  const loosely = loose(wanted);
  const ways: readonly ((name: Known) => boolean)[] = [
    (name) => name.exact === asTyped,
    (name) => name.bare === wanted && name.exact.endsWith(` ${asTyped}`),
    (name) => name.folded === wanted,
    (name) => name.bare === wanted,
    (name) => loose(name.folded) === loosely || loose(name.bare) === loosely,
  ];
  for (const isMeant of ways) {
    const meant = new Set(
      knownOf(code)
        .filter(isMeant)
        .map(({ is }) => is),
    );
    if (meant.size > 0) return meant.size === 1 ? [...meant][0]! : null;
  }
  return null;
}

/** The other provinces, by name, that have a commune of this name: the province may be what was chosen wrongly. None where they are many. */
export function provincesWith(typed: string, without: string): readonly string[] {
  const others = provinces.filter(({ code }) => code !== without && communeMeant(code, typed) !== null);
  return others.length > 3 ? [] : others.map(({ name }) => name);
}

function wantedOf(typed: string): string {
  const plain = folded(typed);
  const kind = kinds.find(([pattern]) => pattern.test(plain));
  return kind === undefined ? plain : plain.replace(kind[0], kind[1]);
}

/** Up to four communes of a province whose names are near a typed one, whatever kind it was called. */
export function communesNear(code: string, typed: string): readonly string[] {
  if (communesOf(code) === null) return [];
  const wanted = bare(wantedOf(typed));
  const near = knownOf(code).map(({ is, bare }) => ({ name: is, far: distance(bare, wanted) }));
  const names = near
    .filter(({ far }) => far <= Math.max(1, Math.floor(wanted.length / 3)))
    .sort((one, other) => one.far - other.far)
    .map(({ name }) => name);
  return [...new Set(names)].slice(0, 4);
}

/** How many letters must change to make one name of another; 0 where one begins with the other. */
function distance(one: string, other: string): number {
  if (other.length > 2 && one.startsWith(other)) return 0;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[other.length]!;
}

/** An address in one line taken apart, where its end names a commune and its province; null where it does not. */
export function placeIn(address: string): { street: string; commune: string; province: string } | null {
  const parts = address.split(',').map((part) => part.trim());
  if (parts.length < 3) return null;
  const last = plainProvince(parts.at(-1)!);
  const province = provinces.find(({ name }) => plainProvince(name) === last);
  const commune = province === undefined ? null : communeMeant(province.code, parts.at(-2)!);
  if (province === undefined || commune === null) return null;
  return { street: parts.slice(0, -2).join(', '), commune, province: province.code };
}

/** What an address in one line begins an address of parts with. What is asked again beside it, or is no more, stands in no street. */
export function partsOfAddress(address: string): { street: string; commune?: string; province?: string } {
  const whole = placeIn(address);
  if (whole !== null) return whole;
  const parts = address.split(',').map((part) => part.trim());
  const last = plainProvince(parts.at(-1)!);
  const province = parts.length > 1 ? provinces.find(({ name }) => plainProvince(name) === last)?.code : undefined;
  // of a province that nobody knows nothing is known to be old: all that was typed stays
  if (province === undefined) return { street: address.trim() };
  parts.pop();
  let commune: string | null = null;
  while (parts.length > 1 && administrative.test(folded(parts.at(-1)!))) {
    const name = parts.pop()!;
    if (/^(?:phuong|p|xa|x|dac khu|dk) /.test(folded(name))) commune ??= communeMeant(province, name);
  }
  return {
    street: parts.join(', '),
    ...(commune === null ? {} : { commune }),
    province,
  };
}

/** Communes, the districts that are no more, and provinces under names that are no more. */
const administrative =
  /^(?:phuong|p|xa|x|dac khu|dk|thi tran|tt|quan|q|huyen|h|thi xa|tx|thanh pho|tp|tinh)(?: |(?<=^[pq])\d)/;

const plainProvince = (name: string): string =>
  folded(name)
    .replace(/^(?:thanh pho|tp|tinh) /, '')
    .replace(/^hcm$/, 'ho chi minh');
