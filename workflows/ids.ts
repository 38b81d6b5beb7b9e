import { v5 } from 'uuid';

const house = '6f1c9a52-3c1e-5b0a-9d55-1a7a2f3b7c11';

/** The id of the dossier that keeps one year and source of an agency's budget: there can be only one. */
export function budgetDossier(agency: string, year: number, source: string): string {
  return v5(`${agency}/budgetYear/${year}/${source}`, house);
}

/** The id of an agency's register of caps, or of its calendar. */
export function registerDossier(agency: string, kind: 'agency' | 'calendar'): string {
  return v5(`${agency}/${kind}`, house);
}
