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
  const codes = { chapter: '', sector: '', budgetSource: '', economic: {} as Record<string, string> };
  for (const { name, of } of codeFields(lines)) {
    const text = textIn(typed, name).trim();
    if (text === '') continue;
    const wanted = of === null ? digits[name] : 4;
    const fits = wanted === undefined ? /^[0-9A-Za-z]{1,6}$/.test(text) : /^\d+$/.test(text) && text.length === wanted;
    if (!fits) errors[name] = wanted === undefined ? source : exactly(wanted);
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

/** The codes of the project's last payment, as the fields of the next one begin with them; the agency's chapter where it has none. */
export async function lastCodes(
  db: Database,
  { agency, id }: Dossier,
  lines: readonly string[],
  chapter: string,
): Promise<Typed> {
  const [row] = await db.query<{ body: BudgetCodes }>`select body from content
    where agency = ${agency} and dossier = ${id} and kind in ('codes', 'order') and body is not null order by created_at desc limit 1`;
  if (row === undefined) return chapter === '' ? {} : { chapter };
  const { economic, sector, budgetSource } = row.body;
  const typed: Record<string, string> = { chapter: row.body.chapter || chapter, sector, budgetSource };
  for (const [index, line] of [...new Set(lines)].entries()) typed[`economic${index}`] = economic[line] ?? '';
  return typed;
}
