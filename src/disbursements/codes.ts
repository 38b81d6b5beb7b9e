// The codes of the state budget that a payment order prints, as a finance officer types them.

import { codeFields } from '../../templates/pages/disbursements/request-standing.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Database } from '../database/pool.ts';
import type { OrderCodes } from '../documents/index.ts';
import type { Dossier } from '../dossier.ts';
import { textIn } from '../forms.ts';
import type { Errors } from './fields.ts';

/** How many digits each has; the code of the source has no one form. */
const digits: Readonly<Record<string, number>> = { chapter: 3, sector: 3 };

/** What was typed of them, for each of the request's lines. */
export function codesIn(typed: Typed, lines: readonly string[], errors: Errors, language: Language): OrderCodes {
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

/** The codes of the project's last order, as the fields of the next one begin with them; the agency's chapter where it has none. */
export async function lastCodes(
  db: Database,
  { agency, id }: Dossier,
  lines: readonly string[],
  chapter: string,
): Promise<Typed> {
  const [row] = await db.query<{ body: OrderCodes }>`select body from content
    where agency = ${agency} and dossier = ${id} and kind = 'order' and body is not null order by created_at desc limit 1`;
  if (row === undefined) return chapter === '' ? {} : { chapter };
  const { economic, sector, budgetSource } = row.body;
  const typed: Record<string, string> = { chapter: row.body.chapter || chapter, sector, budgetSource };
  for (const [index, line] of [...new Set(lines)].entries()) typed[`economic${index}`] = economic[line] ?? '';
  return typed;
}
