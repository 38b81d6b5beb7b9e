// The codes of the state budget that a payment order prints: typed by whoever prepares the payment, approved with it, and ordered so.

import { type BudgetCodes, codeFields } from '../../templates/pages/disbursements/request-standing.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import type { Language } from '../../templates/words/words.ts';
import { contentOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import type { Dossier } from '../dossier.ts';
import { textIn } from '../forms.ts';
import type { Errors } from './fields.ts';

/** How many digits each has; the code of the source has no one form. */
const digits: Readonly<Record<string, number>> = { chapter: 3, sector: 3 };

/** What was typed of them, for each of the request's lines. */
export function codesIn(typed: Typed, lines: readonly string[], errors: Errors, language: Language): BudgetCodes {
  const { digits: exactly, source } = disbursementWords[language].codes;
  const { chapterNone } = disbursementWords[language];
  const codes = { chapter: '', sector: '', budgetSource: '', economic: {} as Record<string, string> };
  for (const { name, of } of codeFields(lines)) {
    const text = textIn(typed, name).trim();
    if (text === '') continue;
    const wanted = of === null ? digits[name] : 4;
    const fits = wanted === undefined ? /^[0-9A-Za-z]{1,6}$/.test(text) : /^\d+$/.test(text) && text.length === wanted;
    if (!fits) errors[name] = wanted === undefined ? source : exactly(wanted);
    else if (name === 'chapter' && isNoChapter(text)) errors[name] = chapterNone(text);
    else if (of !== null) codes.economic[of] = text;
    else codes[name as 'chapter' | 'sector' | 'budgetSource'] = text;
  }
  return codes;
}

/** The codes with which a payment was prepared; null while it is not, and where it was prepared without any word on them. */
export async function preparedCodes(db: Database, dossier: Dossier, id: string): Promise<BudgetCodes | null> {
  const state = dossier.states.get(`disbursement/${id}`);
  const codes = ['prepared', 'approved'].includes(String(state?.value)) ? state?.facts.codes : undefined;
  return await contentOf<BudgetCodes>(db, dossier.agency, typeof codes === 'string' ? codes : null);
}

/** The codes as a page carried them; null where it said nothing of the kind. */
export function codesShown(text: string): BudgetCodes | null {
  try {
    const { chapter, sector, budgetSource, economic } = JSON.parse(text) as BudgetCodes;
    const said = [chapter, sector, budgetSource, ...Object.values(economic)];
    return said.every((code) => typeof code === 'string') ? { chapter, sector, budgetSource, economic } : null;
  } catch {
    return null;
  }
}

/** There is no chapter of noughts. */
export const isNoChapter = (chapter: string) => /^0+$/.test(chapter);

/**
 * What the fields of a payment's codes begin with, each with what was typed there last: for the project; else, of the chapter, the
 * agency's own; else for another project of the agency, and of each line for the same expense line.
 */
export async function lastCodes(
  db: Database,
  { agency, id }: Dossier,
  lines: readonly string[],
  chapter: string,
): Promise<Typed> {
  const rows = await db.query<{ body: BudgetCodes; isOwn: boolean }>`
    select c.body, s.dossier = ${id}::uuid as is_own from state s join content c on c.agency = s.agency and c.commitment = s.facts->>'codes'
    where s.agency = ${agency} and s.machine = 'disbursement' and c.body is not null order by is_own desc, c.created_at desc limit 500`;
  const own = { body: { chapter, sector: '', budgetSource: '', economic: {} }, isOwn: false };
  const places = rows.findIndex(({ isOwn }) => !isOwn);
  const said = rows.toSpliced(places < 0 ? rows.length : places, 0, own).map(({ body }) => body);
  const last = (of: (codes: BudgetCodes) => string | undefined) =>
    said.map(of).find((code) => code !== undefined && code !== '') ?? '';
  const typed: Record<string, string> = {
    chapter: last((codes) => (isNoChapter(codes.chapter) ? '' : codes.chapter)),
    sector: last(({ sector }) => sector),
    budgetSource: last(({ budgetSource }) => budgetSource),
  };
  for (const [index, line] of [...new Set(lines)].entries())
    typed[`economic${index}`] = last(({ economic }) => economic[line]);
  return Object.fromEntries(Object.entries(typed).filter(([, code]) => code !== ''));
}
