// A request that is being written: its rows as typed, kept as a draft, and read into what the command takes.

import { createHash } from 'node:crypto';
import { mostFilesOfRow } from '../../templates/pages/disbursements/form.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import type { Language } from '../../templates/words/words.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { readVnd } from '../../workflows/rules/formFields.ts';
import { companyCodeProblems, isCitizenNumber, parseCompanyCode } from '../../workflows/rules/identifiers.ts';
import { formatAmount } from '../../workflows/rules/money.ts';
import type { Database } from '../database/pool.ts';
import type { Dossier } from '../dossier.ts';
import { draftMark, readShared, type SavedShared, type Stored, saveShared } from '../drafts.ts';
import { isId, longIn, textIn, textsIn } from '../forms.ts';
import { unitsOf } from './caps.ts';
import { filesOf } from './evidence.ts';
import { amountIn, dayIn, type Errors, lineIn } from './fields.ts';

export const mostRows = 60;
/** The most files of one row. */
export const mostFiles = mostFilesOfRow;
export const texts = ['number', 'date', 'seller', 'taxCode', 'what', 'costVnd', 'amountVnd'] as const;
export const unitTexts = ['person', 'course', 'contract', 'month'] as const;

/** A row as somebody typed it: nothing is thrown away, however odd. */
export type DraftRow = Record<(typeof texts)[number] | (typeof unitTexts)[number], string> & {
  line: string;
  /** The ids of the attached files, in the order in which they came. */
  attachments: string[];
};
export type Draft = { rows: DraftRow[]; isAdvance: boolean; isLast: boolean; payee: string };
export const emptyDraft: Draft = { rows: [], isAdvance: false, isLast: false, payee: '' };

export const emptyRow = (line: string): DraftRow => ({
  line,
  number: '',
  date: '',
  seller: '',
  taxCode: '',
  what: '',
  costVnd: '',
  amountVnd: '',
  person: '',
  course: '',
  contract: '',
  month: '',
  attachments: [],
});

/** The form's fields as a draft. Rows keep their order; what an odd sender leaves out stays empty. */
export function draftOf(typed: Typed, attached: ReadonlyMap<string, readonly string[]>): Draft {
  const rows: DraftRow[] = [];
  for (let index = 0; index < mostRows; index += 1) {
    const at = (name: string) => longIn(typed, `r${index}-${name}`);
    const line = at('line');
    if (line === '') continue;
    const row = emptyRow(line);
    for (const name of [...texts, ...unitTexts]) row[name] = at(name);
    const before = textsIn(typed, `r${index}-attachment`).filter(isId);
    row.attachments = [...new Set([...before, ...(attached.get(`r${index}-file`) ?? [])])].slice(0, mostFiles);
    rows.push(row);
  }
  return {
    rows,
    isAdvance: textIn(typed, 'isAdvance') === 'yes',
    isLast: textIn(typed, 'isLast') === 'yes',
    payee: isId(textIn(typed, 'payee')) ? textIn(typed, 'payee') : '',
  };
}

/** A draft as the fields of its form. */
export function typedOfDraft(draft: Draft): Typed {
  const typed: Record<string, string | string[]> = {
    isAdvance: draft.isAdvance ? 'yes' : '',
    isLast: draft.isLast ? 'yes' : '',
    payee: draft.payee,
  };
  for (const [index, row] of draft.rows.entries())
    for (const [name, text] of Object.entries(row))
      typed[name === 'attachments' ? `r${index}-attachment` : `r${index}-${name}`] = text;
  return typed;
}

export const fileFields = Array.from({ length: mostRows }, (_, index) => `r${index}-file`);

/** A draft as it is kept: a new request's has the id that it will be sent under. */
type KeptDraft = Draft & { id?: string };
export type Kept = Stored<KeptDraft>;
const formOf = (again: string | null) => (again === null ? 'request/new' : `request/${again}`);
const placeOf = ({ agency, id: dossier }: Dossier, again: string | null) => ({
  agency,
  dossier,
  form: formOf(again),
});
const isSent = (dossier: Dossier, id: string | undefined) =>
  id !== undefined && dossier.states.has(`disbursement/${id}`);

/** The draft of a request that was not sent yet; null when nobody has begun one. */
export async function openDraft(db: Database, dossier: Dossier): Promise<Kept | null> {
  const kept = await readShared<KeptDraft>(db, placeOf(dossier, null));
  return kept === null || isSent(dossier, kept.answers.id) ? null : kept;
}

/** The draft of a request that was returned; null when nobody has begun to complete it. */
export async function draftFor(db: Database, dossier: Dossier, again: string): Promise<Kept | null> {
  return await readShared<KeptDraft>(db, placeOf(dossier, again));
}

/** What a draft says, to tell whether it has changed: a file counts by what is in it, not by how often it was sent. */
export async function markOf(
  db: Database,
  dossier: Dossier,
  { id, rows, isAdvance, isLast, payee }: KeptDraft,
): Promise<string> {
  const files = await filesOf(
    db,
    dossier,
    rows.flatMap(({ attachments }) => attachments),
  );
  const said = rows.map((row) => ({ ...row, attachments: row.attachments.map((id) => files.get(id)?.sha256 ?? id) }));
  return draftMark({ id: id ?? '', rows: said, isAdvance, isLast, payee });
}

/**
 * Saves the draft of a new request (`again` null) or of a returned one, where it still says what the page showed. `start` is
 * what a page shows before anything is saved.
 */
export async function saveDraft(
  db: Database,
  dossier: Dossier,
  given: {
    again: string | null;
    id: string;
    draft: Draft;
    start: Draft;
    base: string;
    person: string;
    now: string;
  },
): Promise<SavedShared<KeptDraft>> {
  const { again, id, draft, start, base, person, now } = given;
  return await saveShared<KeptDraft>(db, {
    ...placeOf(dossier, again),
    base,
    answers: again === null ? { ...draft, id } : draft,
    markOf: (answers) =>
      markOf(db, dossier, answers === null || (again === null && isSent(dossier, answers.id)) ? start : answers),
    person,
    now,
  });
}

/** Forgets the draft of a new request where it still says what the page showed; false where it says something else by now. */
export async function discardDraft(db: Database, dossier: Dossier, base: string): Promise<boolean> {
  const kept = await openDraft(db, dossier);
  if (kept === null) return true;
  if ((await markOf(db, dossier, kept.answers)) !== base) return false;
  const { agency, id } = dossier;
  const rows = await db.query`delete from draft where agency = ${agency} and dossier = ${id} and form = ${formOf(null)}
    and answers = ${JSON.stringify(kept.answers)}::text::jsonb returning 1 as done`;
  return rows.length > 0;
}

/** A new request that is being written, for pages that show that it is there; null when nothing is. */
export type BegunRequest = { rows: number; amountVnd: bigint; lines: string[]; at: string; name: string; mark: string };

export async function begunRequest(db: Database, dossier: Dossier): Promise<BegunRequest | null> {
  const kept = await openDraft(db, dossier);
  if (kept === null || kept.answers.rows.length === 0) return null;
  const { rows } = kept.answers;
  const amountVnd = rows.reduce((sum, row) => {
    const parsed = readVnd(row.amountVnd);
    return parsed.ok ? sum + parsed.amountVnd : sum;
  }, 0n);
  const lines = [...new Set(rows.map(({ line }) => line))];
  const mark = await markOf(db, dossier, kept.answers);
  return { rows: rows.length, amountVnd, lines, at: kept.at, name: kept.name, mark };
}

/** Forgets the draft of a request that was sent. */
export async function dropDraft(db: Database, { agency, id: dossier }: Dossier, id: string): Promise<void> {
  await db.query`delete from draft where agency = ${agency} and dossier = ${dossier}
    and (form = ${formOf(id)} or (form = ${formOf(null)} and answers->>'id' = ${id}))`;
}

/** An invoice of a request as it is kept: personal, so a content that the history names by its commitment. */
export type EvidenceRow = {
  line: string;
  unit: string;
  unitText: string;
  number: string;
  date: string;
  seller: string;
  taxCode: string;
  what: string;
  costVnd: string;
  amountVnd: string;
  files: { attachment: string; sha256: string }[];
  typed: Record<string, string>;
};

/** A request as the command takes it: one item for each line and unit. */
export type Item = { line: string; units?: Record<string, string>; amountVnd: string; costVnd: string };

export type ReadDraft = {
  items: Item[];
  rows: EvidenceRow[];
  files: string[];
  asked: Map<string, bigint>;
  /** Whether every row says its amount and its cost. */
  isComplete: boolean;
};

/**
 * Reads a draft. What is wrong stands in `errors` by field; `files` are what is attached to the dossier, by id. For the look at the
 * caps amounts, lines and units count alone, and while somebody is still typing, an amount that is not there yet is not wrong.
 */
export function readDraft(
  dossier: Dossier,
  draft: Draft,
  files: ReadonlyMap<string, string>,
  now: string,
  language: Language,
  errors: Errors,
  before: 'sending' | 'checking' | 'typing on' = 'sending',
): ReadDraft {
  const { problems, unitNames } = disbursementWords[language];
  const today = dayOf(now);
  const typed = typedOfDraft(draft);
  const stage = dossier.pack.stages.find(({ id }) => id === dossier.stage);
  const items = new Map<string, Item & { amount: bigint; cost: bigint }>();
  const rows: EvidenceRow[] = [];
  const asked = new Map<string, bigint>();
  let isComplete = true;
  if (draft.rows.length === 0) errors[''] = problems.noRows;
  for (const [index, row] of draft.rows.entries()) {
    const at = (name: string) => `r${index}-${name}`;
    if (!stage?.lines.some(({ id }) => id === row.line)) continue;
    const lineErrors: Errors = {};
    const full = (name: string, length: number, sentence: string, optional = false) => {
      const text = lineIn(typed, at(name), length, lineErrors, sentence);
      if (optional && text === '') delete lineErrors[at(name)];
      return text;
    };
    const number = full('number', 50, problems.number, draft.isAdvance);
    const day = dayIn(typed, at('date'));
    if (day === null && !(draft.isAdvance && row.date === ''))
      lineErrors[at('date')] = isFullDay(row.date) ? problems.noSuchDay(row.date.trim()) : problems.date;
    else if (day !== null && day > today) lineErrors[at('date')] = problems.dateFuture;
    const seller = full('seller', 200, problems.seller, draft.isAdvance);
    const code = taxCodeIn(row.taxCode, language);
    if ('problem' in code) lineErrors[at('taxCode')] = code.problem;
    const what = full('what', 500, problems.what);
    const attached = row.attachments.flatMap((attachment) => {
      const sha256 = files.get(attachment);
      return sha256 === undefined ? [] : [{ attachment, sha256 }];
    });
    if (attached.length === 0 && !draft.isAdvance) lineErrors[at('file')] = problems.file;

    const units: Record<string, string> = {};
    const unitText: string[] = [];
    for (const unit of unitsOf(dossier, row.line)) {
      if (unit === 'year') {
        units.year = today.slice(0, 4);
        continue;
      }
      const text = (row[unit as (typeof unitTexts)[number]] ?? '').replace(/\s+/g, ' ').trim();
      const name = unitNames[unit] ?? unit;
      const key = unit === 'month' ? monthKey(text) : unitKeyOf(dossier.agency, unit, text);
      if (text === '') errors[at(unit)] = problems.unit(name);
      else if (key === null) errors[at(unit)] = unit === 'month' ? problems.month : problems.unitLong;
      else {
        units[unit] = key;
        unitText.push(`${name}: ${text}`);
      }
    }
    const amountErrors: Errors = {};
    const cost = amountIn(typed, at('costVnd'), amountErrors, language);
    const amount = amountIn(typed, at('amountVnd'), amountErrors, language);
    if (cost !== null && amount !== null && amount > cost) amountErrors[at('amountVnd')] = problems.moreThanCost;
    if (before === 'sending') Object.assign(errors, lineErrors);
    else if (day !== null && day > today) errors[at('date')] = problems.dateFuture;
    if (before === 'typing on')
      for (const name of ['costVnd', 'amountVnd'] as const) if (row[name].trim() === '') delete amountErrors[at(name)];
    Object.assign(errors, amountErrors);
    if (amount !== null) asked.set(row.line, (asked.get(row.line) ?? 0n) + amount);
    if (amount === null || cost === null) {
      isComplete = false;
      continue;
    }

    const unit = Object.keys(units)
      .sort()
      .map((name) => `${name}=${units[name]}`)
      .join(';');
    const address = `${row.line}/${unit === '' ? '-' : unit}`;
    const known = items.get(address);
    const sums = { amount: (known?.amount ?? 0n) + amount, cost: (known?.cost ?? 0n) + cost };
    items.set(address, {
      line: row.line,
      ...(unit === '' ? {} : { units }),
      ...sums,
      amountVnd: String(sums.amount),
      costVnd: String(sums.cost),
    });
    rows.push({
      line: row.line,
      unit: unit === '' ? '-' : unit,
      unitText: unitText.join(', '),
      number,
      date: day ?? '',
      seller,
      taxCode: 'code' in code ? code.code : '',
      what,
      costVnd: String(cost),
      amountVnd: String(amount),
      files: attached,
      typed: Object.fromEntries(unitTexts.map((name) => [name, row[name]])),
    });
  }
  return {
    items: [...items.values()].map(({ amount: _, cost: __, ...item }) => item),
    rows,
    files: [...new Set(rows.flatMap(({ files }) => files.map(({ sha256 }) => sha256)))],
    asked,
    isComplete,
  };
}

/** Whether day, month and year are all there, be it of a day that never comes. */
const isFullDay = (text: string) => /^\s*(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{4}-\d\d-\d\d)\s*$/.test(text);

/** A seller is an enterprise with its code, or a person with the number of their identity card; a person may have none. */
function taxCodeIn(text: string, language: Language): { code: string } | { problem: string } {
  if (text.trim() === '') return { code: '' };
  if (isCitizenNumber(text)) return { code: text.replace(/\D/g, '') };
  const parsed = parseCompanyCode(text);
  return parsed.ok
    ? { code: parsed.code }
    : {
        problem:
          parsed.problem === 'form'
            ? disbursementWords[language].problems.taxCode
            : companyCodeProblems[parsed.problem][language],
      };
}

/** '11/2026' and '2026-11' as '2026-11'; null for what is no month. */
function monthKey(text: string): string | null {
  const written = /^(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(text);
  const month = written === null ? text : `${written[2]}-${written[1]!.padStart(2, '0')}`;
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : null;
}

/**
 * What a unit is called in an address: the same for the same text, however it is spaced, capitalised, accented or dressed up
 * with what cannot be seen, so that nobody is two persons by a stroke. null where nothing is left, and for letters of other
 * scripts, which look like ours. Addresses stand in the history for good, so a person's name does not: there stands a number
 * that follows from it.
 */
function unitKeyOf(agency: string, unit: string, text: string): string | null {
  if (text.length > 60 || /[^\P{L}\p{Script=Latin}]/u.test(text.normalize('NFKC'))) return null;
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (words === '') return null;
  if (unit !== 'person') return words;
  const person = words.replaceAll('-', '');
  return `p-${createHash('sha256').update(`${agency}/${person}`).digest('hex').slice(0, 16)}`;
}

/** Rows that were sent, as a draft again: for a request that was returned. */
export function draftOfEvidence(
  rows: readonly EvidenceRow[],
  facts: { isAdvance: boolean; payee: string | null },
): Draft {
  return {
    rows: rows.map((row) => ({
      ...emptyRow(row.line),
      number: row.number,
      date: row.date,
      seller: row.seller,
      taxCode: row.taxCode,
      what: row.what,
      costVnd: formatAmount(BigInt(row.costVnd)),
      amountVnd: formatAmount(BigInt(row.amountVnd)),
      ...(row.typed as Pick<DraftRow, (typeof unitTexts)[number]>),
      attachments: row.files.map(({ attachment }) => attachment),
    })),
    isAdvance: facts.isAdvance,
    isLast: false,
    payee: facts.payee ?? '',
  };
}
