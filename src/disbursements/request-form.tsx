// A founder's request for money: written row by row as a draft, checked against every cap, and sent.

import type { Context } from 'hono';
import { v7 } from 'uuid';
import { clockText } from '../../templates/pages/applications/section.tsx';
import { namedErrors, RequestFormPage } from '../../templates/pages/disbursements/form.tsx';
import { SavedAnswer } from '../../templates/pages/disbursements/form-draft.tsx';
import { RoomCheck } from '../../templates/pages/disbursements/form-room.tsx';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import { documentsWords } from '../../templates/words/documents.ts';
import { draftWords } from '../../templates/words/drafts.ts';
import { refuse } from '../../workflows/rules/refusals.ts';
import { receiveUpload, uploadBodyBytes } from '../documents/index.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { type Dossier, readDossier } from '../dossier.ts';
import { actorOf, ask, isId, keyAfter, recordedBefore, statusOf, textIn, textsIn, typedOf } from '../forms.ts';
import { asContent } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { explain } from '../refusals.ts';
import {
  type Draft,
  discardDraft,
  draftFor,
  draftOf,
  draftOfEvidence,
  dropDraft,
  emptyDraft,
  emptyRow,
  fileFields,
  type Kept,
  markOf,
  mostFiles,
  mostRows,
  openDraft,
  readDraft,
  saveDraft,
} from './draft.ts';
import { filesElsewhere } from './elsewhere.ts';
import { evidenceRows, filesOf, itemRows, unitNames } from './evidence.ts';
import type { Errors } from './fields.ts';
import {
  draftFilledIn,
  fieldsOf,
  formView,
  inputOf,
  readerOf,
  roomOf,
  type Shown,
  savedText,
  wagesOf,
} from './form-view.ts';

const base = '/agencies/:agency/dossiers/:dossier';
const founder = { who: ['founder'], team: 'owner' } as const;
const upload = { ...founder, maxBodyBytes: uploadBodyBytes } as const;

export function requestFormRoutes(doors: Doors, parts: Parts): void {
  const read = (c: Context<AppEnv>) =>
    readDossier(parts.db, c.req.param('agency')!, c.req.param('dossier')!, parts.now());

  doors.get(`${base}/requests/new`, founder, async (c) => {
    const dossier = await read(c);
    if (dossier === null) return c.notFound();
    const kept = await openDraft(parts.db, dossier);
    const dropped = kept === null && c.req.query('dropped') !== undefined;
    return showForm(c, parts, dossier, await shownOf(kept, dossier, dropped ? 'dropped' : null));
  });

  const shownOf = async (kept: Kept | null, dossier: Dossier, notice: Shown['notice'] = null): Promise<Shown> => {
    const draft = kept?.answers ?? emptyDraft;
    const base = await markOf(parts.db, dossier, draft);
    return { id: kept?.answers.id ?? v7(), draft, base, saved: kept, notice, check: saysAmounts(draft) };
  };

  doors.post(`${base}/requests/new/drop`, founder, async (c) => {
    const dossier = await read(c);
    if (dossier === null) return c.notFound();
    const done = await discardDraft(parts.db, dossier, textIn(await typedOf(c), 'base'));
    if (done) return c.redirect(`/agencies/${dossier.agency}/dossiers/${dossier.id}/requests/new?dropped=1`, 303);
    const kept = await openDraft(parts.db, dossier);
    return showForm(c, parts, dossier, { ...(await shownOf(kept, dossier, 'notDropped')), status: 409 });
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
    const room = await roomOf(c, parts, dossier, isId(sent) ? sent : v7(), draft, 'typing on');
    return c.html(<RoomCheck room={room} language={c.get('language')} />);
  });
}

/** The page with the form: a new request, or one that was returned. */
export async function showForm(c: Context<AppEnv>, parts: Parts, dossier: Dossier, shown: Shown) {
  const frame = await parts.frameOf(c);
  const view = await formView(c, parts, dossier, shown, frame.language);
  return c.html(<RequestFormPage frame={frame} view={view} />, shown.status ?? 200);
}

/** The prefilled form of a returned request: what somebody began to correct, else what was sent. */
export async function showAgain(c: Context<AppEnv>, parts: Parts, dossier: Dossier, id: string) {
  const kept = await draftFor(parts.db, dossier, id);
  const draft = kept?.answers ?? (await sentDraft(parts, dossier, id));
  const base = await markOf(parts.db, dossier, draft);
  return showForm(c, parts, dossier, { id, draft, base, saved: kept, check: kept !== null && saysAmounts(draft) });
}

/** Whether there is anything to hold against the caps. */
const saysAmounts = ({ rows }: Draft) => rows.some(({ amountVnd }) => amountVnd !== '');

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
  const attached = new Map<string, string[]>();
  for (const { field, id } of uploaded.attachments) attached.set(field, [...(attached.get(field) ?? []), id]);
  /** Whether the page's script sends this while somebody types: it wants a line for an answer, and no page. */
  const savesItself = c.req.header('HX-Request') === 'true';
  const [, removeAt = '', removeFile = ''] = /^(\d{1,3})\.([0-9a-f-]{36})$/.exec(textIn(typed, 'removeFile')) ?? [];
  const asTyped = draftOf(typed, attached);
  const { draft, filled } = savesItself
    ? { draft: asTyped, filled: [] }
    : await draftFilledIn(parts, dossier, asTyped, removeFile);
  const notSaved = (text: string) => c.html(<SavedAnswer text={text} mark={null} language={language} />);
  const sentId = textIn(typed, 'id');
  const id = again ?? (isId(sentId) && sentId[14] === '7' ? sentId : v7());
  const page = again === null ? `${here}/requests/new` : `${here}/requests/${id}`;
  const key = keyAfter(typed);

  const files = await filesOf(
    parts.db,
    dossier,
    draft.rows.flatMap(({ attachments }) => attachments),
  );
  const hashes = new Map([...files].map(([id, { sha256 }]) => [id, sha256]));
  const rowErrors: Errors = {};
  const found = readDraft(dossier, draft, hashes, parts.now(), language, rowErrors);
  const rows = asContent('evidence', { request: id, rows: found.rows as never });
  const input = { ...inputOf(id, draft, found.items), evidence: [...found.files, rows] };
  const form = { type: 'requestDisbursement', dossier: dossierId, input } as const;
  const toRequest = () =>
    savesItself
      ? notSaved(disbursementWords[language].sentShort)
      : c.redirect(`${here}/requests/${id}?done=disbursement.requested`, 303);
  if ((await recordedBefore(c, parts, form, typed))?.ok) return toRequest();
  const state = dossier.states.get(`disbursement/${id}`);
  if (state !== undefined && state.value !== 'returned') {
    if (savesItself) return notSaved(disbursementWords[language].sentShort);
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
  let savedNow: Shown['saved'] = null;
  /** Keeps the rows; a page where somebody else has changed them since. */
  const save = async (changed: Draft) => {
    const sent = textIn(typed, 'base');
    const given = { again, id, draft: changed, start, base: sent, person, now: parts.now() };
    const saved = await saveDraft(parts.db, dossier, given);
    if (saved.ok) {
      base = await markOf(parts.db, dossier, saved.answers);
      savedNow = { at: parts.now(), person, name: c.get('visitor')!.name };
      return null;
    }
    const { stands } = saved;
    if (savesItself && stands !== null) {
      const name = stands.person === person ? draftWords[language].youElsewhere : stands.name;
      return notSaved(disbursementWords[language].conflictShort(name, clockText(stands.at)));
    }
    if (stands === null && again === null) {
      // the other of two clicks was quicker, or another page has sent it
      if ((await recordedBefore(c, parts, form, typed))?.ok) return toRequest();
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
      key,
    });
  };
  const { problems } = disbursementWords[language];
  const fileErrors: Errors = {};
  for (const [name, sentence] of Object.entries(uploaded.errors))
    fileErrors[name] = `${sentence} ${problems.takes} ${documentsWords[language].files.hint}`;
  for (const [name, ids] of attached) {
    const before = textsIn(typed, name.replace(/-file$/, '-attachment')).filter(isId);
    if (new Set([...before, ...ids]).size > mostFiles) fileErrors[name] = problems.tooManyFiles(mostFiles);
  }
  if (savesItself) {
    const overtaken = await save(draft);
    if (overtaken !== null)
      return overtaken.status === 200 ? overtaken : notSaved(disbursementWords[language].sentShort);
    const text = savedText({ at: parts.now(), person, name: '' }, person, parts.now(), language);
    return c.html(<SavedAnswer text={text} mark={base} language={language} />);
  }
  // a form that says nothing more was sent by its script, with a file that was just chosen: it is kept, and nothing is sent
  if (typed.send === undefined && typed.check === undefined) {
    const rows = draft.rows.map((row) => ({ ...row }));
    const isKnown = dossier.pack.stages.find(({ id }) => id === dossier.stage)?.lines.some((line) => line.id === add);
    if (add !== '' && rows.length >= mostRows) fileErrors[''] = problems.tooMany;
    else if (add !== '' && isKnown) rows.push(emptyRow(add));
    if (/^\d{1,3}$/.test(remove)) rows.splice(Number(remove), 1);
    const from = removeFile === '' ? undefined : rows[Number(removeAt)];
    if (from !== undefined) from.attachments = from.attachments.filter((id) => id !== removeFile);
    const changed = { ...draft, rows };
    const overtaken = await save(changed);
    if (overtaken !== null) return overtaken;
    if (Object.keys(fileErrors).length > 0)
      return showForm(c, parts, dossier, {
        id,
        draft: changed,
        base,
        errors: fileErrors,
        key,
        saved: savedNow,
        status: 422,
      });
    const changedRow = from === undefined ? /^r(\d+)-file$/.exec([...attached.keys()][0] ?? '')?.[1] : removeAt;
    const at =
      add !== ''
        ? `#row-${rows.length}`
        : remove !== ''
          ? '#rows'
          : changedRow === undefined
            ? ''
            : `#row-${Number(changedRow) + 1}`;
    return c.redirect(`${page}${at}`, 303);
  }
  const overtaken = await save(draft);
  if (overtaken !== null) return overtaken;
  if (typed.check !== undefined) {
    const checked = await roomOf(c, parts, dossier, id, draft, 'checking');
    return showForm(c, parts, dossier, {
      ...{ id, draft, base, key, saved: savedNow, checked, refusal: checked.refusal },
      errors: { ...checked.errors, ...fileErrors },
    });
  }

  // nobody has read yet what stands there now
  const unread = filled.map((name) => [name, disbursementWords[language].eInvoice.filled]);
  const errors: Errors = { ...Object.fromEntries(unread), ...fileErrors, ...rowErrors };
  const elsewhere = await filesElsewhere(parts.db, dossier, person, found.files);
  for (const [index, { attachments }] of draft.rows.entries()) {
    const used = attachments.flatMap((id) => {
      const code = elsewhere.get(hashes.get(id) ?? '');
      return code === undefined ? [] : [problems.fileElsewhere(files.get(id)?.name ?? '', code)];
    });
    if (used.length > 0) errors[`r${index}-file`] = used.join(' ');
  }
  // the command sees one dossier: that its file was asked for in another is refused here, and kept all the same
  if (elsewhere.size > 0)
    await parts.recorder.note({ ...form, input: { id } }, actorOf(c, form.type), refuse('evidenceUsed'));
  for (const [name, sentence] of Object.entries(fileErrors)) errors[name] = sentence;
  if (Object.keys(errors).length > 0)
    return showForm(c, parts, dossier, { id, draft, base, errors, key, saved: savedNow, status: 422 });

  const outcome = await ask(c, parts, form, typed);
  if (outcome.ok) {
    await dropDraft(parts.db, dossier, id);
    return toRequest();
  }
  const { refusal } = outcome;
  const at = fieldsOf(refusal, dossier, draft, found.rows, language);
  return showForm(c, parts, dossier, {
    id,
    draft,
    base,
    saved: savedNow,
    errors: at,
    refusal: explain(refusal, language, dossier.pack, {
      ...readerOf(c, dossier),
      unitName: unitNames(found.rows),
      at: namedErrors(at, language, wagesOf(draft.rows)),
    }),
    status: statusOf(refusal),
    check: refusal.rule === 'cap' || refusal.rule === 'notEnough',
    key: keyAfter(typed, refusal),
  });
}

/** Another page has sent what this one was still writing: it says so, and keeps what was typed for a new request. */
async function sentMeanwhile(c: Context<AppEnv>, parts: Parts, dossier: Dossier, sent: string, draft: Draft) {
  const base = await markOf(parts.db, dossier, emptyDraft);
  return showForm(c, parts, dossier, { id: v7(), draft, base, sent, status: 409 });
}
