// A request that is being written as its page shows it: lines, rows, what is odd, and what would be so if it were sent.

import type { Context } from 'hono';
import { clockText } from '../../templates/pages/applications/section.tsx';
import { namedErrors, type RequestFormView, type RowView } from '../../templates/pages/disbursements/form.tsx';
import type { RoomView } from '../../templates/pages/disbursements/form-room.tsx';
import type { RefusalView } from '../../templates/parts/refusal.tsx';
import { timeText } from '../../templates/parts/when.ts';
import { applicationWords } from '../../templates/words/applications.ts';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import { draftWords } from '../../templates/words/drafts.ts';
import { nameOf, namesOf } from '../../templates/words/names.ts';
import type { Language } from '../../templates/words/words.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { readDay } from '../../workflows/rules/formFields.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { type Refusal, refuse } from '../../workflows/rules/refusals.ts';
import { decidedOn } from '../awards.ts';
import { reasonOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import { eInvoicesOf } from '../documents/index.ts';
import type { AppEnv } from '../doors.ts';
import { agreementOver, type Dossier, requestsOf, vesselOf } from '../dossier.ts';
import type { Stored } from '../drafts.ts';
import { newKey } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { explain, lineName } from '../refusals.ts';
import { accountNeededFor } from './accounts.ts';
import { advanceOf, capRows, clauseOfLine, sumOf, unitsOf } from './caps.ts';
import { type Draft, type EvidenceRow, emptyDraft, readDraft, typedOfDraft, unitTexts } from './draft.ts';
import { buyersOf, type Differs, differsOf, filledIn } from './eInvoices.ts';
import { foundElsewhere, foundWithin } from './elsewhere.ts';
import { filesOf, shownOf, unitNames } from './evidence.ts';
import type { Errors } from './fields.ts';
import { dayRemark } from './remarks.ts';

/** What the form is shown with: the draft, and what became of it. */
export type Shown = {
  id: string;
  draft: Draft;
  /** The mark of what stands saved. */
  base: string;
  /** What somebody else has saved since. */
  conflict?: { stands: Stored<Draft> | null };
  /** The request that was sent since, from another page. */
  sent?: string;
  /** Who saved last, and when; null while nobody has. */
  saved?: Pick<Stored<Draft>, 'at' | 'person' | 'name'> | null;
  notice?: RequestFormView['notice'];
  errors?: Errors;
  refusal?: RefusalView | null;
  key?: string;
  status?: 200 | 409 | 422;
  /** Whether what would be so is shown below. */
  check?: boolean;
  /** What would be so, where somebody asked for it: what is wrong with that stands at the top and at its fields. */
  checked?: RoomView;
};

/** Who reads a refusal, and from where its links lead. */
export const readerOf = (c: Context<AppEnv>, { agency, id }: Dossier) => ({
  base: `/agencies/${agency}/dossiers/${id}`,
  roles: c.get('standing').roles,
});

/** A draft as the command takes it. */
export function inputOf(id: string, draft: Draft, items: ReturnType<typeof readDraft>['items']) {
  return {
    id,
    items,
    isAdvance: draft.isAdvance,
    isLast: draft.isLast,
    ...(draft.payee === '' ? {} : { payee: draft.payee }),
  };
}

/** What is odd about the days of a draft's invoices, by field: said, and not refused. */
function remarksOf(dossier: Dossier, draft: Draft, language: Language): Errors {
  const found: Errors = {};
  for (const [index, { date }] of draft.rows.entries()) {
    const remark = dayRemark(dossier, readDay(date) ?? '', language);
    if (remark !== '') found[`r${index}-date`] = remark;
  }
  return found;
}

/** The electronic invoices of a draft's rows, by their files; null at a file that is no XML. */
async function eInvoicesOfRows({ db, files }: Parts, dossier: Dossier, { rows }: Draft) {
  const attached = await filesOf(
    db,
    dossier,
    rows.flatMap(({ attachments }) => attachments),
  );
  const read = await eInvoicesOf(files, attached.values());
  return rows.map(({ attachments }) => attachments.map((id) => read.get(attached.get(id)?.sha256 ?? '') ?? null));
}

/** Where a draft's rows differ from their electronic invoices, by field. */
async function differsOfRows(
  db: Database,
  dossier: Dossier,
  { rows, payee }: Draft,
  eInvoices: Awaited<ReturnType<typeof eInvoicesOfRows>>,
  language: Language,
): Promise<Differs[]> {
  const invoices = eInvoices.map((ofFiles) => ofFiles.flatMap((found) => found ?? []));
  if (invoices.flat().length === 0) return rows.map(() => ({}));
  const buyers = await buyersOf(db, dossier, payee);
  return rows.map((row, index) => differsOf(row, invoices[index] ?? [], buyers, language));
}

/** A draft with its empty fields filled in from the electronic invoices of its rows; a file that is taken out says nothing. */
export async function draftFilledIn(parts: Parts, dossier: Dossier, draft: Draft, without: string) {
  const rows = draft.rows.map((row) => ({ ...row, attachments: row.attachments.filter((id) => id !== without) }));
  const eInvoices = await eInvoicesOfRows(parts, dossier, { ...draft, rows });
  return filledIn(
    draft,
    eInvoices.map((ofFiles) => ofFiles.flatMap((found) => found ?? [])[0]),
  );
}

/** Where else in the project a draft's vouchers stand, by row: in another row, or in another request that lives. */
async function twiceOf(db: Database, dossier: Dossier, id: string, { rows }: Draft, language: Language) {
  const w = disbursementWords[language];
  const files = await filesOf(
    db,
    dossier,
    rows.flatMap(({ attachments }) => attachments),
  );
  const vouchers = rows.map(({ number, seller, taxCode, attachments }) => ({
    number,
    seller,
    taxCode: taxCode.replace(/[\s.-]/g, ''),
    files: attachments.flatMap((attachment) => {
      const sha256 = files.get(attachment)?.sha256;
      return sha256 === undefined ? [] : [{ attachment, sha256 }];
    }),
  }));
  const within = foundWithin(vouchers);
  const elsewhere = await foundElsewhere(db, dossier, id, vouchers);
  return rows.map((_, index): RowView['twice'] => [
    ...within[index]!.map(({ row, sameFile }) => ({
      text: w.twice[sameFile ? 'withinFile' : 'within'](w.row(row + 1)),
      look: null,
    })),
    ...elsewhere[index]!.filter((other) => other.dossier === dossier.id).map(({ request, tranche }) => ({
      text: w.twice.earlier(tranche),
      look: {
        href: `/agencies/${dossier.agency}/dossiers/${dossier.id}/requests/${request}`,
        text: w.twice.look(tranche),
      },
    })),
  ]);
}

/** The places of the rows about wages. */
export const wagesOf = (rows: readonly { line: string }[]): ReadonlySet<number> =>
  new Set(rows.flatMap(({ line }, index) => (line === 'labour' ? [index] : [])));

/** The amounts that a refusal is about: of the rows on its line, and of its unit where the cap counts per unit. */
export function fieldsOf(
  { left, details }: Refusal,
  dossier: Dossier,
  draft: Draft,
  read: readonly EvidenceRow[],
  language: Language,
): Errors {
  if (left === null || !/^\d+$/.test(left)) return {};
  const line = details.line ?? dossier.pack.caps.find(({ id }) => id === details.cap)?.line ?? null;
  const units = (details.room?.split('/')[3] ?? '').split(';').slice(1);
  const known = read.map(({ unit }) => unit.split(';'));
  const at: Errors = {};
  for (const [index, row] of draft.rows.entries()) {
    if (line !== null && row.line !== line) continue;
    if (read.length === draft.rows.length && !units.every((unit) => known[index]?.includes(unit))) continue;
    at[`r${index}-amountVnd`] = disbursementWords[language].problems.moreThanLeft(formatVnd(BigInt(left)));
  }
  return at;
}

/** What would be so if the draft were sent: of each line what is asked and left, every cap it draws on, and what refuses it. */
export async function roomOf(
  c: Context<AppEnv>,
  parts: Parts,
  dossier: Dossier,
  id: string,
  draft: Draft,
  before: 'checking' | 'typing on',
): Promise<RoomView & { errors: Errors }> {
  const language = c.get('language');
  const errors: Errors = {};
  const found = readDraft(dossier, draft, new Map(), parts.now(), language, errors, before);
  const wages = wagesOf(draft.rows);
  const eInvoices = await eInvoicesOfRows(parts, dossier, draft);
  const differs = await differsOfRows(parts.db, dossier, draft, eInvoices, language);
  const nothing = {
    errors,
    askedVnd: 0n,
    lines: [],
    caps: [],
    refusal: null,
    fits: false,
    wrong: namedErrors(errors, language, wages),
    remarks: [
      ...Object.values(namedErrors(remarksOf(dossier, draft, language), language)),
      ...differs.flatMap((differs, index) =>
        Object.values(
          namedErrors(
            Object.fromEntries(Object.entries(differs).map(([name, text]) => [`r${index}-${name}`, text])),
            language,
          ),
        ),
      ),
      ...(await twiceOf(parts.db, dossier, id, draft, language)).flatMap((found, index) =>
        found.map(({ text }) => namedErrors({ [`r${index}-number`]: text }, language)[`r${index}-number`] ?? text),
      ),
    ],
    over: [],
  };
  if (found.asked.size === 0 && nothing.remarks.length === 0)
    return draft.rows.length === 0 ? { ...nothing, wrong: {} } : nothing;
  const lines = [...found.asked].map(([line, askedVnd]) => ({
    line,
    name: lineName(line, language, dossier.pack),
    askedVnd,
    leftVnd: vesselOf(dossier, 'awarded', line) - askedVnd,
  }));
  const askedVnd = sumOf([...found.asked.values()].map((amount) => ({ amount })));
  const over = lines
    .filter(({ leftVnd }) => leftVnd < 0n)
    .map(({ line, name, askedVnd, leftVnd }) => ({
      line,
      text: disbursementWords[language].roomOver(name, formatVnd(-leftVnd), formatVnd(askedVnd + leftVnd)),
    }));
  const room = { ...nothing, askedVnd, lines, over: over.map(({ text }) => text) };
  if (Object.keys(errors).length > 0 || !found.isComplete) {
    for (const { line, text } of over)
      for (const [index, row] of draft.rows.entries()) if (row.line === line) errors[`r${index}-amountVnd`] ??= text;
    return room;
  }
  // the files come last: while somebody types, their absence is not what they want to know
  const input = { ...inputOf(id, draft, found.items), evidence: ['0'.repeat(64)] };
  const whatIf = await parts.recorder.whatIf(
    { type: 'requestDisbursement', dossier: dossier.id, input },
    { agency: dossier.agency, person: c.get('visitor')!.id },
  );
  if (!whatIf.ok) {
    const errors = fieldsOf(whatIf.refusal, dossier, draft, found.rows, language);
    const at = namedErrors(errors, language, wages);
    const reader = { ...readerOf(c, dossier), unitName: unitNames(found.rows), at };
    return { ...room, errors, refusal: explain(whatIf.refusal, language, dossier.pack, reader) };
  }
  return { ...room, fits: true, caps: capRows(dossier, whatIf, language, unitNames(found.rows)) };
}

/** The whole page as data. */
export async function formView(
  c: Context<AppEnv>,
  parts: Parts,
  dossier: Dossier,
  {
    id,
    draft,
    base,
    conflict,
    sent,
    saved = null,
    notice = null,
    errors = {},
    refusal = null,
    key,
    check = false,
    checked,
  }: Shown,
  language: Language,
): Promise<RequestFormView> {
  const { agency } = dossier;
  const here = `/agencies/${agency}/dossiers/${dossier.id}`;
  const state = dossier.states.get(`disbursement/${id}`);
  const stage = dossier.pack.stages.find((known) => known.id === dossier.stage);
  const files = await filesOf(
    parts.db,
    dossier,
    draft.rows.flatMap(({ attachments }) => attachments),
  );
  const funding = (dossier.states.get('project')?.value as { funding?: string } | undefined)?.funding ?? '-';
  const today = dayOf(parts.now());
  // what was returned may still be sent again
  const over = state === undefined ? agreementOver(dossier, today) : null;
  const stop =
    funding !== 'active' && funding !== 'closing'
      ? refuse('projectNotActive', { details: { state: funding } })
      : over === null
        ? null
        : refuse('agreementEnded', { limit: over, actual: today, details: { until: over } });
  const w = disbursementWords[language];
  const returned = dossier.history.find(
    (e) => e.subject === `disbursement/${id}` && e.event === 'disbursement.returned',
  );
  const advance = advanceOf(dossier, language);
  const remarks = remarksOf(dossier, draft, language);
  const twice = await twiceOf(parts.db, dossier, id, draft, language);
  const eInvoices = await eInvoicesOfRows(parts, dossier, draft);
  const differs = await differsOfRows(parts.db, dossier, draft, eInvoices, language);
  const intermediaries = await parts.db.query<{ id: string; name: string }>`
    select s.dossier::text as id, p.name from state s join party_profile p on p.agency = s.agency and p.party = s.dossier
    where s.agency = ${agency} and s.subject = 'party' and s.facts->>'kind' = 'intermediary' order by p.name limit 200`;
  return {
    base: here,
    code: dossier.code,
    project: dossier.title,
    action: state === undefined ? `${here}/requests/new` : `${here}/requests/${id}/again`,
    check: `${here}/requests/check`,
    formKey: key ?? newKey(),
    id,
    mark: base,
    savedText: savedText(saved, c.get('visitor')!.id, parts.now(), language),
    notice,
    drop: state === undefined && draft.rows.length > 0 ? `${here}/requests/new/drop` : null,
    conflict: conflict === undefined ? null : await conflictView(c, parts, dossier, conflict.stands),
    sent: sent === undefined ? null : `${here}/requests/${sent}`,
    again:
      state === undefined || returned === undefined
        ? null
        : {
            tranche: requestsOf(dossier).find((request) => request.id === id)?.tranche ?? 0,
            by: returned.name,
            at: returned.at,
            reason: await reasonOf(parts.db, agency, returned.input.reason),
          },
    // what refuses it stands at the top already
    blocked: stop === null || refusal !== null ? null : explain(stop, language, dossier.pack),
    accountNeeded: await accountNeededFor(parts.db, dossier, draft.payee, c.get('standing').roles),
    lines: (stage?.lines ?? [])
      .map((line) => ({
        id: line.id,
        name: line.name[language],
        awardedVnd: decidedOn(dossier, line.id),
        standsVnd: awardOf(dossier, line.id),
        leftVnd: vesselOf(dossier, 'awarded', line.id),
        clause: clauseOfLine(dossier, line.id, language),
        units: unitsOf(dossier, line.id).map((unit) => w.unitNames[unit] ?? unit),
      }))
      .filter(({ awardedVnd }) => awardedVnd > 0n),
    rows: draft.rows.map((row, index) => ({
      index,
      line: row.line,
      lineName: lineName(row.line, language, dossier.pack),
      units: unitsOf(dossier, row.line).filter((unit) => unit !== 'year'),
      isWages: row.line === 'labour',
      remark:
        (readDay(row.date) ?? '') > dayOf(parts.now()) ? w.problems.dateFuture : (remarks[`r${index}-date`] ?? ''),
      twice: twice[index] ?? [],
      files: row.attachments.flatMap((id, at) => {
        const file = files.get(id);
        const found = eInvoices[index]?.[at] ?? null;
        return file === undefined ? [] : [{ id, ...shownOf(file), href: `${here}/files/${id}`, eInvoices: found }];
      }),
      differs: differs[index] ?? {},
    })),
    advance,
    last: lastOf(dossier, stage?.gates.lastTrancheNeeds ?? [], language),
    payees:
      intermediaries.length === 0
        ? []
        : [
            { value: '', label: w.payeeSelf(dossier.party?.name ?? '') },
            ...intermediaries.map(({ id, name }) => ({ value: id, label: w.payeeOther(name) })),
          ],
    typed: typedOfDraft(draft),
    errors,
    refusal,
    isChecked: checked !== undefined,
    // what refuses it stands at the top already
    room:
      checked !== undefined
        ? { ...checked, refusal: null, wrong: {}, over: [] }
        : check
          ? {
              ...(await roomOf(c, parts, dossier, id, draft, 'typing on')),
              ...(refusal === null ? {} : { refusal: null }),
            }
          : null,
  };
}

/** 'Đã lưu lúc 10:42', by the reader today; else who saved last, and when. */
export function savedText(saved: Shown['saved'], reader: string, now: string, language: Language): string {
  const w = applicationWords[language];
  if (saved == null) return w.neverSaved;
  if (saved.person === reader && dayOf(saved.at) === dayOf(now)) return w.savedAt(clockText(saved.at));
  return w.savedBy(timeText(saved.at), saved.name);
}

/** What somebody else has saved, to be read beside the fields. */
async function conflictView(
  c: Context<AppEnv>,
  parts: Parts,
  dossier: Dossier,
  stands: Stored<Draft> | null,
): Promise<NonNullable<RequestFormView['conflict']>> {
  const language = c.get('language');
  const { rows, isAdvance, isLast } = stands?.answers ?? emptyDraft;
  const w = disbursementWords[language];
  const files = await filesOf(
    parts.db,
    dossier,
    rows.flatMap(({ attachments }) => attachments),
  );
  const isMine = stands?.person === c.get('visitor')!.id;
  return {
    name: isMine ? draftWords[language].youElsewhere : (stands?.name ?? ''),
    at: stands?.at ?? parts.now(),
    theirs: rows.map((row) => ({
      line: lineName(row.line, language, dossier.pack),
      what: row.what,
      units: unitTexts
        .map((unit) => row[unit])
        .filter((text) => text !== '')
        .join('; '),
      invoice: [row.number, row.date, row.seller, row.taxCode].filter((text) => text !== '').join('; '),
      costVnd: row.costVnd,
      amountVnd: row.amountVnd,
      file: row.attachments.flatMap((id) => files.get(id)?.name ?? []).join('; '),
    })),
    ticked: [...(isAdvance ? [w.isAdvance] : []), ...(isLast ? [w.isLast] : [])],
  };
}

const awardOf = (dossier: Dossier, line: string) =>
  (['awarded', 'held', 'ordered', 'advanced', 'settled', 'due', 'returned', 'writtenOff'] as const).reduce(
    (sum, vessel) => sum + vesselOf(dossier, vessel, line),
    0n,
  );

/** What the pack asks for before the last tranche, and whether it is there. */
function lastOf(dossier: Dossier, needs: readonly string[], language: Language) {
  const value = dossier.states.get('project')?.value as { product?: string; company?: string } | undefined;
  const reached: Record<string, boolean> = {
    prototypeAccepted: ['prototypeAccepted', 'commercialisation'].includes(value?.product ?? ''),
    companyFormed: ['formed', 'novated'].includes(value?.company ?? ''),
  };
  const missing = needs.filter((gate) => reached[gate] !== true);
  return {
    needs: needs.map((gate) => nameOf('conditions', gate, language)),
    missing: missing.length === 0 ? '' : namesOf('conditions', missing.join(', '), language),
  };
}
