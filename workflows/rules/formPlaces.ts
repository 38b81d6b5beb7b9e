// The provinces of Vietnam since 01/07/2025 and their communes: 34 provinces by NQ 202/2025/QH15, with the codes of QĐ
// 19/2025/QĐ-TTg. Communes are known of the provinces that formCommunes.ts lists, and taken as they are typed elsewhere.

import { communesByProvince } from './formCommunes.ts';

/** A province by its code of two digits. */
export type Province = { readonly code: string; readonly name: string };

const named = `01 Thành phố Hà Nội|04 Tỉnh Cao Bằng|08 Tỉnh Tuyên Quang|11 Tỉnh Điện Biên|12 Tỉnh Lai Châu|14 Tỉnh Sơn La|15 Tỉnh Lào Cai|19 Tỉnh Thái Nguyên|20 Tỉnh Lạng Sơn|22 Tỉnh Quảng Ninh|24 Tỉnh Bắc Ninh|25 Tỉnh Phú Thọ|31 Thành phố Hải Phòng|33 Tỉnh Hưng Yên|37 Tỉnh Ninh Bình|38 Tỉnh Thanh Hóa|40 Tỉnh Nghệ An|42 Tỉnh Hà Tĩnh|44 Tỉnh Quảng Trị|46 Thành phố Huế|48 Thành phố Đà Nẵng|51 Tỉnh Quảng Ngãi|52 Tỉnh Gia Lai|56 Tỉnh Khánh Hòa|66 Tỉnh Đắk Lắk|68 Tỉnh Lâm Đồng|75 Tỉnh Đồng Nai|79 Thành phố Hồ Chí Minh|80 Tỉnh Tây Ninh|82 Tỉnh Đồng Tháp|86 Tỉnh Vĩnh Long|91 Tỉnh An Giang|92 Thành phố Cần Thơ|96 Tỉnh Cà Mau`;

/** The 34 provinces, in the order of their codes. */
export const provinces: readonly Province[] = named
  .split('|')
  .map((one) => ({ code: one.slice(0, 2), name: one.slice(3) }));

/** What a province is called; its code where nobody knows it. */
export const provinceName = (code: string): string => provinces.find((one) => one.code === code)?.name ?? code;

/** The communes of a province by name ('Phường Sài Gòn'); null where they are not known here. */
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

/**
 * The commune of a province that a typed name means, as its list writes it: also without its kind, its accents or its capitals, when
 * only one can be meant. null when none is, or several; where the list is not known the name stays as it was typed.
 */
export function communeMeant(code: string, typed: string): string | null {
  const list = communesOf(code);
  if (list === null) return typed;
  const same = list.find((name) => exact(name) === exact(typed));
  if (same !== undefined) return same;
  const wanted = wantedOf(typed);
  const accented = list.filter((name) => exact(name).endsWith(` ${exact(typed)}`) && bare(folded(name)) === wanted);
  if (accented.length === 1) return accented[0]!;
  const found = list.filter((name) => folded(name) === wanted);
  const meant = found.length > 0 ? found : list.filter((name) => bare(folded(name)) === wanted);
  return meant.length === 1 ? meant[0]! : null;
}

function wantedOf(typed: string): string {
  const plain = folded(typed);
  const kind = kinds.find(([pattern]) => pattern.test(plain));
  return kind === undefined ? plain : plain.replace(kind[0], kind[1]);
}

/** Up to four communes of a province whose names are near a typed one. */
export function communesNear(code: string, typed: string): readonly string[] {
  const wanted = bare(wantedOf(typed));
  const near = (communesOf(code) ?? []).map((name) => ({ name, far: distance(bare(folded(name)), wanted) }));
  return near
    .filter(({ far }) => far <= Math.max(1, Math.floor(wanted.length / 3)))
    .sort((one, other) => one.far - other.far)
    .slice(0, 4)
    .map(({ name }) => name);
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

const plainProvince = (name: string): string =>
  folded(name)
    .replace(/^(?:thanh pho|tp|tinh) /, '')
    .replace(/^hcm$/, 'ho chi minh');
