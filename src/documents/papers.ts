// Papers: each is made from the event that issued it, once, and kept; made again it must have the same bytes.

import { presentDrawing } from '../../templates/papers/drawings.ts';
import type { PaperKind } from '../../workflows/effects.ts';
import { contentOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import type { Parts } from '../parts.ts';
import { treasuryOf } from '../treasury.ts';
import { sha256Of } from './files.ts';
import { minutesView } from './minutesView.ts';
import { type PaperId, type PaperRow, type PaperSource, readPaper, readSource } from './paperSource.ts';
import { awardView, type OrderCodes, paymentOrderView, recoveryView } from './paperViews.ts';

/** What draws papers is a quarter of what the program loads: it comes with the first of them, and a start does without. */
export const press = () => import('./press.ts');
type Press = Awaited<ReturnType<typeof press>>;

type Maker = (db: Database, source: PaperSource, origin: string, from: Press) => Promise<Uint8Array>;

const makers: Readonly<Record<PaperKind, Maker>> = {
  awardDecision: async (db, source, origin, { awardDecision, paperFonts }) =>
    awardDecision(await awardView(db, source, origin), paperFonts()),
  minutes: async (db, source, origin, { minutes, paperFonts }) =>
    minutes(await minutesView(db, source, origin), paperFonts()),
  paymentOrder: async (db, source, origin, { paymentOrder, paperFonts }) =>
    paymentOrder(await paymentOrderView(db, source, origin), paperFonts()),
  recoveryDecision: async (db, source, origin, { recoveryDecision, paperFonts }) =>
    recoveryDecision(await recoveryView(db, source, origin), paperFonts()),
};

export type Rendering = { readonly sha256: string; readonly size: number; readonly drawing: number };
type Needs = Pick<Parts, 'db' | 'files' | 'origin' | 'now'>;

/**
 * The rendering of a paper: the one that is kept, or made now. null when no such paper was issued. Throws when it was rendered
 * before and can no longer be made the same.
 */
export async function renderPaper(
  parts: Needs,
  agency: string,
  register: string,
  year: number,
  number: number,
): Promise<Rendering | null> {
  const paper = await readPaper(parts.db, { agency, register, year, number });
  return paper === null ? null : (await rendered(parts, paper)).rendering;
}

/** The bytes of a paper that is printed here. */
export async function paperBytes(
  parts: Needs,
  paper: PaperRow,
): Promise<Rendering & { body: ReadableStream<Uint8Array> | Uint8Array }> {
  const { rendering, bytes } = await rendered(parts, paper);
  if (bytes !== null) return { ...rendering, body: bytes };
  const kept = await parts.files.open(rendering.sha256);
  if (kept === null) throw new Error(`the rendering ${rendering.sha256} vanished while it was opened`);
  return { ...rendering, body: kept.stream };
}

async function rendered(parts: Needs, paper: PaperRow): Promise<{ rendering: Rendering; bytes: Uint8Array | null }> {
  const before = await readRendering(parts.db, paper);
  if (before !== null && (await parts.files.has(before.sha256))) return { rendering: before, bytes: null };
  const drawing = before?.drawing ?? presentDrawing;
  const bytes = await makePaperOf(parts, paper, drawing);
  const made = { sha256: sha256Of(bytes), size: bytes.length, drawing };
  // the bytes first: a row without bytes would promise what is not there
  await parts.files.keep(bytes);
  const { agency, register, year, number } = paper;
  await parts.db.query`
    insert into rendering (agency, register, year, number, sha256, size, rendered_at, drawing)
    values (${agency}, ${register}, ${year}, ${number}, ${made.sha256}, ${made.size}::bigint, ${parts.now()}::timestamptz, ${drawing})
    on conflict do nothing`;
  const first = await readRendering(parts.db, paper);
  if (first?.sha256 !== made.sha256)
    throw new Error(
      `${register} ${number}/${year} of ${agency} was rendered as ${first?.sha256} and is now ${made.sha256}`,
    );
  return { rendering: made, bytes };
}

/** Makes the bytes anew, in the way in which they were drawn: of the history, the contents and names, and nothing else. */
export async function makePaperOf(
  { db, origin }: Pick<Parts, 'db' | 'origin'>,
  paper: PaperRow,
  drawing: number,
): Promise<Uint8Array> {
  return makers[paper.kind](db, await readSource(db, paper, { drawing }), origin, await press());
}

/**
 * The English copy of an issued paper, for information: made anew each time from what the original was made from, with the number,
 * day and SHA-256 of that. It is no paper: nothing is numbered, recorded or kept.
 */
export async function englishCopy(parts: Needs, paper: PaperRow): Promise<Uint8Array> {
  const { rendering } = await rendered(parts, paper);
  const { sha256, drawing } = rendering;
  const source = await readSource(parts.db, paper, { drawing, copyOf: { sha256 } });
  return makers[paper.kind](parts.db, source, parts.origin, await press());
}

/**
 * A payment order as it would be printed if it were made now, in `state` of its request: without a number, marked as without
 * effect, and kept nowhere.
 */
export async function previewOrder(
  { db, origin, now }: Pick<Parts, 'db' | 'origin' | 'now'>,
  agency: string,
  dossier: string,
  subject: string,
  state: string,
): Promise<Uint8Array> {
  const at = now();
  const [row] = await db.query<{ revision: number }>`
    select revision::int as revision from dossier where agency = ${agency} and id = ${dossier}::uuid`;
  const paper: PaperRow = {
    ...{ agency, register: 'paymentOrder', year: Number(at.slice(0, 4)), number: 0, kind: 'paymentOrder' },
    ...{ dossier, revision: row?.revision ?? 0, subject, at, hash: '' },
  };
  const source = await readSource(db, paper);
  // signatures of a preparation that was sent back are not on the next paper
  const gone = { verified: ['disbursement.prepared', 'disbursement.approved'], prepared: ['disbursement.approved'] };
  const dropped = (gone as Record<string, readonly string[]>)[state] ?? [];
  // an order names what was approved; before that it would pay whoever is to be paid now
  const approved = state === 'approved' ? source.facts.get(subject)?.approvedPayee : undefined;
  const { codes } = source.facts.get(subject) ?? {};
  const [treasury, prepared] = await Promise.all([
    treasuryOf(db, agency, source.pack),
    contentOf<OrderCodes>(db, agency, state !== 'verified' && typeof codes === 'string' ? codes : null),
  ]);
  const view = await paymentOrderView(
    db,
    {
      ...source,
      events: source.events.filter((one) => one.subject !== subject || !dropped.includes(one.event)),
      event: {
        ...source.event,
        subject,
        event: 'disbursement.ordered',
        input: approved === undefined ? {} : { payee: approved },
      },
    },
    origin,
    { ...(prepared ?? { chapter: treasury.chapter, sector: '', budgetSource: '', economic: {} }), treasury },
  );
  const { paymentOrder, paperFonts } = await press();
  return paymentOrder({ ...view, isPreview: true }, paperFonts());
}

/** An award as it would be decided. */
export type AwardToBe = {
  readonly lines: readonly { readonly line: string; readonly amountVnd: string }[];
  readonly year: number;
  /** Why less than was recommended; '' for nothing. */
  readonly reason: string;
  readonly signer: { readonly id: string; readonly name: string; readonly onBehalfOf: string | null };
};

/**
 * An award decision as it would be printed if it were issued now: without a number, marked as without effect, and kept nowhere.
 * null where no amount is given.
 */
export async function previewAward(
  { db, origin, now }: Pick<Parts, 'db' | 'origin' | 'now'>,
  agency: string,
  dossier: string,
  { lines, year, reason, signer }: AwardToBe,
): Promise<Uint8Array> {
  const at = now();
  const [row] = await db.query<{ revision: number }>`
    select revision::int as revision from dossier where agency = ${agency} and id = ${dossier}::uuid`;
  const paper: PaperRow = {
    ...{ agency, register: 'awardDecision', year, number: 0, kind: 'awardDecision' },
    ...{ dossier, revision: row?.revision ?? 0, subject: 'application', at, hash: '' },
  };
  const source = await readSource(db, paper);
  const facts = new Map(source.facts);
  const awarded = lines.map((one) => ({ ...one }));
  facts.set('application', { ...facts.get('application'), awarded });
  const view = await awardView(
    db,
    {
      ...source,
      facts,
      event: {
        ...source.event,
        ...{ subject: 'application', event: 'application.awarded', at, input: { lines: awarded, year } },
        ...{ actor: signer.id, onBehalfOf: signer.onBehalfOf },
      },
      nameOf: (person) => (person === signer.id ? signer.name : source.nameOf(person)),
    },
    origin,
  );
  const less = view.less === null ? null : { ...view.less, reason };
  const { awardDecision, paperFonts } = await press();
  return awardDecision({ ...view, less, isPreview: true }, paperFonts());
}

async function readRendering(db: Database, { agency, register, year, number }: PaperId): Promise<Rendering | null> {
  const [row] = await db.query<{ sha256: string; size: bigint; drawing: number }>`
    select sha256, size, drawing from rendering where agency = ${agency} and register = ${register} and year = ${year} and number = ${number}`;
  return row === undefined ? null : { ...row, size: Number(row.size) };
}

/**
 * Renders papers that were issued and not rendered yet, at most so many; returns how many it made. One that fails is
 * reported and tried again at another turn, and stands in no other's way.
 */
export async function renderDue(parts: Needs & Pick<Parts, 'report'>, most: number): Promise<number> {
  const due = await parts.db.query<PaperId>`
    select p.agency, p.register, p.year, p.number from paper p
    where not exists (
      select from rendering r where r.agency = p.agency and r.register = p.register and r.year = p.year and r.number = p.number)
    order by random() limit ${most}`;
  let made = 0;
  for (const { agency, register, year, number } of due) {
    try {
      await renderPaper(parts, agency, register, year, number);
      made += 1;
    } catch (error) {
      parts.report(error);
    }
  }
  return made;
}
