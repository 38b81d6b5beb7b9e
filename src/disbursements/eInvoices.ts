// A row's electronic invoice beside what was typed of it: what it fills in, and where the two differ. Said, and not refused.

import { type EInvoiceView, fillsOf } from '../../templates/parts/e-invoice.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import type { Language } from '../../templates/words/words.ts';
import { readDay } from '../../workflows/rules/formFields.ts';
import { formatVnd, parseVnd } from '../../workflows/rules/money.ts';
import type { Database } from '../database/pool.ts';
import type { Dossier } from '../dossier.ts';
import { profileOf } from './approval.ts';
import type { Draft, DraftRow } from './draft.ts';
import { plainNumber } from './elsewhere.ts';
import { namesFor } from './payee.ts';

type Said = Pick<DraftRow, 'number' | 'date' | 'taxCode' | 'costVnd'>;
/** A sentence by field; at its files what is of the invoice as a whole. */
export type Differs = Partial<Record<keyof Said | 'file', string>>;

/** Who may have bought: the party that is supported, or who is paid for it; of a team its members too. */
export type Buyers = { names: ReadonlySet<string>; codes: ReadonlySet<string> };

export async function buyersOf(db: Database, dossier: Dossier, payee: string): Promise<Buyers> {
  const parties = [dossier.party?.id ?? '', payee].filter((id) => id !== '');
  const [names, profiles] = await Promise.all([
    Promise.all(parties.map((party) => namesFor(db, dossier.agency, party))),
    Promise.all(parties.map((party) => profileOf(db, dossier.agency, party))),
  ]);
  return {
    names: new Set(names.flat().map(plainName)),
    codes: new Set(profiles.map(({ identity }) => plainCode(identity ?? '')).filter(Boolean)),
  };
}

/** Where a row differs from its electronic invoice. Its number may be written with the series before it, its cost before tax. */
export function differsOf(said: Said, invoices: readonly EInvoiceView[], buyers: Buyers, language: Language): Differs {
  const [invoice] = invoices;
  if (invoice === undefined) return {};
  const w = disbursementWords[language].eInvoice.differs;
  const { number, series, day, seller, buyer, netVnd, totalVnd } = invoice;
  const found: Differs = {};
  const numbers = [plainNumber(number), plainNumber(series + number), plainNumber(series + plainNumber(number))];
  if (said.number !== '' && number !== '' && !numbers.includes(plainNumber(said.number)))
    found.number = w.number(number);
  const typedDay = readDay(said.date);
  if (typedDay !== null && day !== '' && typedDay !== day) found.date = w.date(dayText(day));
  if (said.taxCode !== '' && seller.taxCode !== '' && plainCode(said.taxCode) !== plainCode(seller.taxCode))
    found.taxCode = w.taxCode(seller.taxCode);
  const cost = parseVnd(said.costVnd);
  if (cost.ok && totalVnd !== null && cost.amountVnd !== totalVnd && cost.amountVnd !== netVnd)
    found.costVnd = w.cost(formatVnd(totalVnd), netVnd === null || netVnd === totalVnd ? '' : formatVnd(netVnd));
  const isOurs =
    (buyer.taxCode !== '' && buyers.codes.has(plainCode(buyer.taxCode))) || buyers.names.has(plainName(buyer.name));
  const notes = [
    ...(isOurs ? [] : [buyer.name === '' && buyer.taxCode === '' ? w.noBuyer : w.buyer(buyer.name || buyer.taxCode)]),
    ...(invoices.length > 1 ? [w.many(invoices.length)] : []),
  ];
  return notes.length === 0 ? found : { ...found, file: notes.join(' ') };
}

/** A draft with the empty fields of its rows as their electronic invoices say them, and the fields that were filled in. */
export function filledIn(
  draft: Draft,
  invoices: readonly (EInvoiceView | undefined)[],
): { draft: Draft; filled: string[] } {
  const filled: string[] = [];
  const rows = draft.rows.map((row, index) => {
    const fills = Object.entries(fillsOf(invoices[index])).filter(([name]) => row[name as keyof Said].trim() === '');
    filled.push(...fills.map(([name]) => `r${index}-${name}`));
    return { ...row, ...Object.fromEntries(fills) };
  });
  return { draft: { ...draft, rows }, filled };
}

const plainCode = (code: string) => code.replace(/\D/g, '');
const plainName = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
