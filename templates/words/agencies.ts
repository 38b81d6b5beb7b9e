// What agencies are called where people read of them: the one list of their names.

import type { Language } from './words.ts';

const agencies: Record<Language, Readonly<Record<string, string>>> = {
  vi: { tphcm: 'Thành phố Hồ Chí Minh', vidu: 'Thành phố Ví Dụ' },
  en: { tphcm: 'Ho Chi Minh City', vidu: 'Example City' },
};

/** What an agency is called; its code where it has no name here. */
export function agencyName(agency: string, language: Language): string {
  return Object.hasOwn(agencies[language], agency) ? agencies[language][agency]! : agency;
}
