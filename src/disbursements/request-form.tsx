// A founder's request for money: written row by row as a draft, checked against every cap, and sent.

import type { Context } from 'hono';
import { v7 } from 'uuid';
import {
  RequestFormPage,
  type RequestFormView,
  RoomCheck,
  type RoomView,
} from '../../templates/pages/disbursements/form.tsx';
import type { RefusalView } from '../../templates/parts/refusal.tsx';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import { draftWords } from '../../templates/words/drafts.ts';
import { nameOf, namesOf } from '../../templates/words/names.ts';
import type { Language } from '../../templates/words/words.ts';
import { refuse } from '../../workflows/rules/refusals.ts';
import { reasonOf } from '../contents.ts';
import { receiveUpload, uploadBodyBytes } from '../documents/index.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { type Dossier, readDossier, requestsOf, vesselOf } from '../dossier.ts';
import type { Stored } from '../drafts.ts';
import { newKey, textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { explain, lineName } from '../refusals.ts';
import { type Errors, isId, isRecorded, keepOnce, perform, statusOf } from './acting.ts';
import { advanceOf, capRows, clauseOfLine, sumOf, unitsOf } from './caps.ts';
import {
  type Draft,
  draftFor,
  draftOf,
  draftOfEvidence,
  dropDraft,
  emptyDraft,
  emptyRow,
  fileFields,
  type Kept,
  markOf,
  mostRows,
  openDraft,
  readDraft,
  saveDraft,
  typedOfDraft,
  unitTexts,
} from './draft.ts';
import { filesElsewhere } from './elsewhere.ts';
import { evidenceRows, filesOf, itemRows, unitNames } from './evidence.ts';

const base = '/agencies/:agency/dossiers/:dossier';
const founder = { who: ['founder'] } as const;
const upload = { who: ['founder'], maxBodyBytes: uploadBodyBytes } as const;

export function requestFormRoutes(doors: Doors, parts: Parts): void {
  const read = (c: Context<AppEnv>) =>
    readDossier(parts.db, c.req.param('agency')!, c.req.param('dossier')!, parts.now());

  doors.get(`${base}/requests/new`, founder, async (c) => {
    const dossier = await read(c);
    if (dossier === null) return c.notFound();
    const kept = await openDraft(parts.db, dossier);
    const draft = kept?.answers ?? emptyDraft;
    const base = await markOf(parts.db, dossier, draft);
    return showForm(c, parts, dossier, { id: kept?.answers.id ?? v7(), draft, base });
  });

  doors.post(`${base}/requests/new`, upload, async (c) => {
    const dossier = await read(c);
    if (dossier === null) return c.notFound();
    return take(c, parts, dossier, null);
  });

  doors.post(`${base}/requests/:request/again`, upload, async (c) => {
    const dossier = await read(c);
    const id = c.req.param('request');
    if (dossier === null || !dossier.states.has(`disbursement/${id}`)) return c.notFound();
    return take(c, parts, dossier, id);
  });

  // What would be left, for a page that asks while somebody types.
  doors.post(`${base}/requests/check`, founder, async (c) => {
    const dossier = await read(c);
    if (dossier === null) return c.notFound();
    const typed = await typedOf(c);
    const sent = textIn(typed, 'id');
    const draft = draftOf(typed, new Map());
    const room = await roomOf(c, parts, dossier, isId(sent) ? sent : v7(), draft);
    return c.html(<RoomCheck room={room} language={c.get('language')} />);
  });
}

type Shown = {
  id: string;
  draft: Draft;
  /** The mark of what stands saved. */
  base: string;
  /** What somebody else has saved since. */
  conflict?: { stands: Stored<Draft> | null };
  /** The request that was sent since, from another page. */
  sent?: string;
  errors?: Errors;
  refusal?: RefusalView | null;
  key?: string;
  status?: 200 | 409 | 422;
  check?: boolean;
};

/** The page with the form: a new request, or one that was returned. */
export async function showForm(c: Context<AppEnv>, parts: Parts, dossier: Dossier, shown: Shown) {
  const frame = await parts.frameOf(c);
  const view = await formView(c, parts, dossier, shown, frame.language);
  return c.html(<RequestFormPage frame={frame} view={view} />, shown.status ?? 200);
}

/** The prefilled form of a returned request: what somebody began to correct, else what was sent. */
export async function showAgain(c: Context<AppEnv>, parts: Parts, dossier: Dossier, id: string) {
  const draft = (await draftFor(parts.db, dossier, id))?.answers ?? (await sentDraft(parts, dossier, id));
  return showForm(c, parts, dossier, { id, draft, base: await markOf(parts.db, dossier, draft) });
}

/** A request as it was sent, as a draft. */
async function sentDraft(parts: Parts, dossier: Dossier, id: string): Promise<Draft> {
  const facts = dossier.states.get(`disbursement/${id}`)!.facts;
  const rows = (await evidenceRows(parts.db, dossier, id)) ?? itemRows(dossier, id);
  return draftOfEvidence(rows, { isAdvance: facts.isAdvance === true, payee: (facts.payee as string | null) ?? null });
}

/** Whatever button of the form was pressed: the rows are kept first, so that nothing typed is lost. */
async function take(c: Context<AppEnv>, parts: Parts, dossier: Dossier, again: string | null) {
  const language = c.get('language');
  const { agency, id: dossierId } = dossier;
  const person = c.get('visitor')!.id;
  const here = `/agencies/${agency}/dossiers/${dossierId}`;
  const uploaded = await receiveUpload(c, parts, { dossier: dossierId, field: fileFields });
  const { typed } = uploaded;
  const attached = new Map(uploaded.attachments.map(({ field, id }) => [field, id]));
  const draft = draftOf(typed, attached);
  const sentId = textIn(typed, 'id');
  const id = again ?? (isId(sentId) && sentId[14] === '7' ? sentId : v7());
  const page = again === null ? `${here}/requests/new` : `${here}/requests/${id}`;
  const key = textIn(typed, 'key');

  if (await isRecorded(parts, agency, dossierId, 'requestDisbursement', key, person)) {
    await dropDraft(parts.db, dossier, id);
    return c.redirect(`${here}/requests/${id}?before=1`, 303);
  }
  const state = dossier.states.get(`disbursement/${id}`);
  if (state !== undefined && state.value !== 'returned') {
    const refusal = refuse('exists');
    if (again === null) return sentMeanwhile(c, parts, dossier, id, draft);
    const base = textIn(typed, 'base');
    const explained = explain(refusal, language, dossier.pack);
    return showForm(c, parts, dossier, { id, draft, base, status: 422, refusal: explained });
  }

  const add = textIn(typed, 'add');
  const remove = textIn(typed, 'remove');
  const start = again === null ? emptyDraft : await sentDraft(parts, dossier, id);
  let base = '';
  /** Keeps the rows; a page where somebody else has changed them since. */
  const save = async (changed: Draft) => {
    const sent = textIn(typed, 'base');
    const given = { again, id, draft: changed, start, base: sent, person, now: parts.now() };
    const saved = await saveDraft(parts.db, dossier, given);
    if (saved.ok) {
      base = await markOf(parts.db, dossier, saved.answers);
      return null;
    }
    const { stands } = saved;
    if (stands === null && again === null) {
      // the other of two clicks was quicker, or another page has sent it
      if (await isRecorded(parts, agency, dossierId, 'requestDisbursement', key, person))
        return c.redirect(`${here}/requests/${id}?before=1`, 303);
      const fresh = await readDossier(parts.db, agency, dossierId, parts.now());
      if (fresh?.states.has(`disbursement/${id}`)) return sentMeanwhile(c, parts, fresh, id, changed);
    }
    const standing: Kept['answers'] = stands?.answers ?? start;
    return showForm(c, parts, dossier, {
      id: again ?? standing.id ?? id,
      draft: changed,
      base: await markOf(parts.db, dossier, standing),
      conflict: { stands },
      errors: { ...uploaded.errors },
      status: 409,
      ...(key === '' ? {} : { key }),
    });
  };
  const fileErrors: Errors = { ...uploaded.errors };
  if (add !== '' || remove !== '' || typed.save !== undefined) {
    const { problems } = disbursementWords[language];
    const rows = [...draft.rows];
    const isKnown = dossier.pack.stages.find(({ id }) => id === dossier.stage)?.lines.some((line) => line.id === add);
    if (add !== '' && rows.length >= mostRows) fileErrors[''] = problems.tooMany;
    else if (add !== '' && isKnown) rows.push(emptyRow(add));
    if (/^\d{1,3}$/.test(remove)) rows.splice(Number(remove), 1);
    const changed = { ...draft, rows };
    const overtaken = await save(changed);
    if (overtaken !== null) return overtaken;
    if (Object.keys(fileErrors).length > 0)
      return showForm(c, parts, dossier, { id, draft: changed, base, errors: fileErrors, key, status: 422 });
    const at = add !== '' ? `#row-${rows.length}` : remove !== '' ? '#rows' : '';
    return c.redirect(`${page}${at}`, 303);
  }
  const overtaken = await save(draft);
  if (overtaken !== null) return overtaken;
  if (typed.check !== undefined)
    return showForm(c, parts, dossier, { id, draft, base, key, check: true, errors: fileErrors });

  const errors: Errors = fileErrors;
  const files = await filesOf(
    parts.db,
    dossier,
    draft.rows.map(({ attachment }) => attachment),
  );
  const hashes = new Map([...files].map(([id, { sha256 }]) => [id, sha256]));
  const found = readDraft(dossier, draft, hashes, parts.now(), language, errors);
  const elsewhere = await filesElsewhere(parts.db, dossier, person, found.files);
  for (const [index, { attachment }] of draft.rows.entries()) {
    const code = elsewhere.get(hashes.get(attachment) ?? '');
    if (code !== undefined) errors[`r${index}-file`] = disbursementWords[language].problems.fileElsewhere(code);
  }
  for (const [name, sentence] of Object.entries(uploaded.errors)) errors[name] = sentence;
  if (Object.keys(errors).length > 0) return showForm(c, parts, dossier, { id, draft, base, errors, key, status: 422 });

  const input = inputOf(id, draft, found.items);
  const commitment = await keepOnce(parts, {
    agency,
    dossier: dossierId,
    kind: 'evidence',
    body: { request: id, rows: found.rows as never },
    person,
    key,
    part: 'rows',
  });
  const act = {
    type: 'requestDisbursement' as const,
    dossier: dossierId,
    input: { ...input, evidence: [...found.files, commitment] },
  };
  const outcome = await perform(c, parts, act, typed);
  if (outcome === 'before' || outcome.ok) await dropDraft(parts.db, dossier, id);
  if (outcome === 'before') return c.redirect(`${here}/requests/${id}?before=1`, 303);
  if (!outcome.ok) {
    const { refusal } = outcome;
    return showForm(c, parts, dossier, {
      id,
      draft,
      base,
      errors: {},
      refusal: explain(refusal, language, dossier.pack),
      status: statusOf(outcome),
      check: refusal.rule === 'cap' || refusal.rule === 'notEnough',
      ...(refusal.rule === 'keyReused' ? {} : { key }),
    });
  }
  return c.redirect(`${here}/requests/${id}?done=disbursement.requested`, 303);
}

/** Another page has sent what this one was still writing: it says so, and keeps what was typed for a new request. */
async function sentMeanwhile(c: Context<AppEnv>, parts: Parts, dossier: Dossier, sent: string, draft: Draft) {
  const base = await markOf(parts.db, dossier, emptyDraft);
  return showForm(c, parts, dossier, { id: v7(), draft, base, sent, status: 409 });
}

function inputOf(id: string, draft: Draft, items: ReturnType<typeof readDraft>['items']) {
  return {
    id,
    items,
    isAdvance: draft.isAdvance,
    isLast: draft.isLast,
    ...(draft.payee === '' ? {} : { payee: draft.payee }),
  };
}

/** What would be so if the draft were sent: of each line what is asked and left, every cap it draws on, and what refuses it. */
async function roomOf(c: Context<AppEnv>, parts: Parts, dossier: Dossier, id: string, draft: Draft): Promise<RoomView> {
  const language = c.get('language');
  const errors: Errors = {};
  const found = readDraft(dossier, draft, new Map(), parts.now(), language, errors, true);
  const nothing: RoomView = {
    askedVnd: 0n,
    lines: [],
    caps: [],
    refusal: null,
    fits: false,
    wrong: [...new Set(Object.values(errors))],
  };
  if (found.asked.size === 0) return draft.rows.length === 0 ? { ...nothing, wrong: [] } : nothing;
  const lines = [...found.asked].map(([line, askedVnd]) => ({
    name: lineName(line, language, dossier.pack),
    askedVnd,
    leftVnd: vesselOf(dossier, 'awarded', line) - askedVnd,
  }));
  const askedVnd = sumOf([...found.asked.values()].map((amount) => ({ amount })));
  const room = { ...nothing, askedVnd, lines };
  if (nothing.wrong.length > 0 || !found.isComplete) return room;
  // the files come last: while somebody types, their absence is not what they want to know
  const input = { ...inputOf(id, draft, found.items), evidence: ['0'.repeat(64)] };
  const whatIf = await parts.recorder.whatIf(
    { type: 'requestDisbursement', dossier: dossier.id, input },
    { agency: dossier.agency, person: c.get('visitor')!.id },
  );
  if (!whatIf.ok) return { ...room, refusal: explain(whatIf.refusal, language, dossier.pack) };
  return { ...room, fits: true, caps: capRows(dossier, whatIf, language, unitNames(found.rows)) };
}

async function formView(
  c: Context<AppEnv>,
  parts: Parts,
  dossier: Dossier,
  { id, draft, base, conflict, sent, errors = {}, refusal = null, key, check = false }: Shown,
  language: Language,
): Promise<RequestFormView> {
  const { agency } = dossier;
  const here = `/agencies/${agency}/dossiers/${dossier.id}`;
  const state = dossier.states.get(`disbursement/${id}`);
  const stage = dossier.pack.stages.find((known) => known.id === dossier.stage);
  const files = await filesOf(
    parts.db,
    dossier,
    draft.rows.map(({ attachment }) => attachment),
  );
  const funding = (dossier.states.get('project')?.value as { funding?: string } | undefined)?.funding ?? '-';
  const inactive = funding !== 'active' && funding !== 'closing';
  const w = disbursementWords[language];
  const returned = dossier.history.find(
    (e) => e.subject === `disbursement/${id}` && e.event === 'disbursement.returned',
  );
  const advance = advanceOf(dossier);
  const intermediaries = await parts.db.query<{ id: string; name: string }>`
    select s.dossier::text as id, p.name from state s join party_profile p on p.agency = s.agency and p.party = s.dossier
    where s.agency = ${agency} and s.subject = 'party' and s.facts->>'kind' = 'intermediary' order by p.name limit 200`;
  return {
    base: here,
    code: dossier.code,
    project: dossier.title,
    action: state === undefined ? `${here}/requests/new` : `${here}/requests/${id}/again`,
    check: `${here}/requests/check`,
    formKey: key !== undefined && isId(key) ? key : newKey(),
    id,
    mark: base,
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
    blocked: inactive
      ? explain(refuse('projectNotActive', { details: { state: funding } }), language, dossier.pack)
      : null,
    lines: (stage?.lines ?? [])
      .map((line) => ({
        id: line.id,
        name: line.name[language],
        awardedVnd: awardOf(dossier, line.id),
        leftVnd: vesselOf(dossier, 'awarded', line.id),
        clause: clauseOfLine(dossier, line.id),
        units: unitsOf(dossier, line.id).map((unit) => w.unitNames[unit] ?? unit),
      }))
      .filter(({ awardedVnd }) => awardedVnd > 0n),
    rows: draft.rows.map((row, index) => ({
      index,
      line: row.line,
      lineName: lineName(row.line, language, dossier.pack),
      units: unitsOf(dossier, row.line).filter((unit) => unit !== 'year'),
      attachment: row.attachment,
      file: files.has(row.attachment)
        ? { name: files.get(row.attachment)!.name, href: `${here}/files/${row.attachment}` }
        : null,
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
    // what refuses it stands at the top already
    room: check
      ? { ...(await roomOf(c, parts, dossier, id, draft)), ...(refusal === null ? {} : { refusal: null }) }
      : null,
  };
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
    rows.map(({ attachment }) => attachment),
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
      file: files.get(row.attachment)?.name ?? '',
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
