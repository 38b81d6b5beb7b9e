import type { Context } from 'hono';
import { DataPage, type OwnDataView } from '../../templates/pages/privacy/data.tsx';
import { DataRequestPage, DataRequestsPage } from '../../templates/pages/privacy/office.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { isPurpose, privacyWords, purposes } from '../../templates/words/privacy.ts';
import { type DataRequestKind, dataRequestKinds, extendedDay } from '../../workflows/rules/dataRequests.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { acknowledge, isId, keyAfter, longIn, newKey, textIn, typedOf } from '../forms.ts';
import { tellDataAsked } from '../mail/index.ts';
import type { Parts } from '../parts.ts';
import { isOneTooMany } from '../people/index.ts';
import { calendarOf } from '../programmes/index.ts';
import { consentsOf, recordConsent, standsFor } from './consents.ts';
import { planErasure } from './erasure.ts';
import { zipOf } from './export.ts';
import { finishAnswers } from './finish.ts';
import { countHeld, packageOf } from './held.ts';
import {
  acknowledgeRequest,
  answerRequest,
  askAboutData,
  type DataRequest,
  extendRequest,
  requestIn,
  requestsOfAgency,
  requestsOfPerson,
  withdrawRequest,
} from './requests.ts';

type C = Context<AppEnv>;

const longest = 4_000;
const notes: Readonly<Record<string, OwnDataView['note']>> = { consent: 'consent', sent: 'sent', taken: 'taken' };

/** What is held about somebody, their consent, and their requests; and those requests as an agency answers them. */
export function privacyRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;

  const page = async (c: C, typed: Typed = {}, errors: FieldErrors = {}, status: 200 | 422 | 429 = 200) => {
    const me = c.get('visitor')!;
    const consents = await consentsOf(db, me.id);
    c.header('Cache-Control', 'no-store');
    return c.html(
      <DataPage
        frame={await parts.frameOf(c)}
        counts={await countHeld(db, me.id)}
        consents={consents}
        standing={purposes.filter((purpose) => standsFor(consents, purpose))}
        requests={await requestsOfPerson(db, me.id)}
        agencies={await agenciesOf(parts, me.id)}
        note={c.req.method === 'GET' ? (notes[c.req.query('done') ?? ''] ?? null) : null}
        form={{ key: status === 200 ? newKey() : keyAfter(typed), typed, errors }}
      />,
      status,
    );
  };

  doors.get('/account/data', { who: 'signedIn' }, (c) => page(c));

  doors.get('/account/data/export', { who: 'signedIn' }, async (c) => {
    const me = c.get('visitor')!;
    const w = privacyWords[c.get('language')].download;
    if (await isOneTooMany(c, parts, 'export', me.id)) return c.text(w.tooMany, 429);
    const all = await packageOf(db, me.id, c.get('language'), now());
    c.header('Cache-Control', 'no-store');
    c.header('Content-Type', 'application/zip');
    c.header('Content-Disposition', 'attachment; filename="vuon-uom-my-data.zip"');
    c.header('X-Content-Type-Options', 'nosniff');
    return c.body(await zipOf(all, parts.files, { now: now(), said: w.fileMissing }));
  });

  doors.post('/account/data/consent', { who: 'signedIn' }, async (c) => {
    const typed = await typedOf(c);
    const [purpose, given] = [textIn(typed, 'purpose'), textIn(typed, 'given') === 'yes'];
    if (!isPurpose(purpose)) return c.redirect('/account/data#consent', 303);
    const language = c.get('language');
    // silence is not consent: the box must have been ticked
    if (given && textIn(typed, `yes-${purpose}`) !== 'yes')
      return page(c, {}, { [`yes-${purpose}`]: privacyWords[language].consent.notTicked }, 422);
    await recordConsent(parts, { person: c.get('visitor')!.id, purpose, given, language });
    return c.redirect('/account/data?done=consent#consent', 303);
  });

  doors.post('/account/data/requests', { who: 'signedIn' }, async (c) => {
    const me = c.get('visitor')!;
    const typed = await typedOf(c);
    const w = privacyWords[c.get('language')].requests.wrong;
    const [kind, agency, about] = [textIn(typed, 'kind'), textIn(typed, 'agency'), longIn(typed, 'about')];
    const errors: Record<string, string> = {};
    if (!isKind(kind)) errors.kind = w.kind;
    if (!(await agenciesOf(parts, me.id)).includes(agency)) errors.agency = w.agency;
    if (about === '' || about.length > longest) errors.about = w.about;
    if (Object.keys(errors).length > 0 || !isKind(kind)) return page(c, typed, errors, 422);
    const id = keyAfter(typed);
    if (!(await isAsked(parts, me.id, id)) && (await isOneTooMany(c, parts, 'dataRequest', me.id)))
      return page(c, typed, { '': w.tooMany }, 429);
    const days = await askAboutData(parts, { id, agency, person: me.id, kind, about });
    if (days !== null) await tellDataAsked(parts, { id, agency, person: me.id, kind, ...days });
    acknowledge(c, parts, 'sent', id);
    return c.redirect('/account/data?done=sent#requests', 303);
  });

  doors.post('/account/data/requests/:request/withdraw', { who: 'signedIn' }, async (c) => {
    const id = c.req.param('request');
    if (isId(id)) await withdrawRequest(parts, c.get('visitor')!.id, id);
    return c.redirect('/account/data?done=taken#requests', 303);
  });

  doors.get('/agencies/:agency/data-requests', { who: ['administrator'] }, async (c) => {
    const agency = c.req.param('agency');
    const requests = await requestsOfAgency(db, agency);
    return c.html(<DataRequestsPage frame={await parts.frameOf(c)} agency={agency} requests={requests} />);
  });

  const one = async (
    c: C,
    request: DataRequest,
    typed: Typed = {},
    errors: FieldErrors = {},
    step?: 'answer' | 'extend',
  ) => {
    const { agency, person, kind, answerBy, answer } = request;
    const isDeletion = kind === 'delete' && answer === null;
    c.header('Cache-Control', 'no-store');
    return c.html(
      <DataRequestPage
        frame={await parts.frameOf(c)}
        request={request}
        isOwn={isOwn(c, request)}
        plan={isDeletion ? (await planErasure(parts, agency, person)).erased : null}
        extendedTo={extendedDay(await calendarOf(db, agency), answerBy, kind)}
        keys={{ answer: newKey(), extend: newKey(), ...(step !== undefined && { [step]: keyAfter(typed) }) }}
        typed={typed}
        errors={errors}
      />,
      Object.keys(errors).length > 0 ? 422 : 200,
    );
  };

  doors.get('/agencies/:agency/data-requests/:request', { who: ['administrator'] }, async (c) => {
    const request = await requestOf(c, parts);
    return request === null ? c.notFound() : one(c, request);
  });

  const at = ({ agency, id }: DataRequest) => `/agencies/${agency}/data-requests/${id}`;

  doors.post('/agencies/:agency/data-requests/:request/acknowledge', { who: ['administrator'] }, async (c) => {
    const request = await requestOf(c, parts);
    if (request === null) return c.notFound();
    if (!isOwn(c, request)) await acknowledgeRequest(parts, request, c.get('visitor')!.id);
    return c.redirect(at(request), 303);
  });

  doors.post('/agencies/:agency/data-requests/:request/extend', { who: ['administrator'] }, async (c) => {
    const request = await requestOf(c, parts);
    if (request === null) return c.notFound();
    const typed = await typedOf(c);
    const why = longIn(typed, 'extension');
    const { wrong } = privacyWords[c.get('language')].office;
    if (why === '' || why.length > longest) return one(c, request, typed, { extension: wrong.reason }, 'extend');
    if (!isOwn(c, request) && request.extension === null)
      await extendRequest(parts, request, c.get('visitor')!.id, why);
    acknowledge(c, parts, 'sent', keyAfter(typed));
    return c.redirect(at(request), 303);
  });

  doors.post('/agencies/:agency/data-requests/:request/answer', { who: ['administrator'] }, async (c) => {
    const request = await requestOf(c, parts);
    if (request === null) return c.notFound();
    if (request.answer !== null || isOwn(c, request)) return c.redirect(at(request), 303);
    const typed = await typedOf(c);
    const { wrong } = privacyWords[c.get('language')].office;
    const [answer, reason] = [textIn(typed, 'decision'), longIn(typed, 'reason')];
    const errors: Record<string, string> = {};
    if (answer !== 'accepted' && answer !== 'refused') errors.decision = wrong.decision;
    if (reason === '' || reason.length > longest) errors.reason = wrong.reason;
    if (Object.keys(errors).length > 0 || (answer !== 'accepted' && answer !== 'refused'))
      return one(c, request, typed, errors, 'answer');
    const { agency, person, kind } = request;
    const plan = answer === 'accepted' && kind === 'delete' ? await planErasure(parts, agency, person) : null;
    const said = { answer, reason, erased: plan?.erased ?? null } as const;
    if (await answerRequest(parts, request, c.get('visitor')!.id, said)) await finishAnswers(parts, request.id);
    acknowledge(c, parts, 'sent', keyAfter(typed));
    return c.redirect(at(request), 303);
  });
}

/** Whether this very form was sent before. */
const isAsked = async ({ db }: Parts, person: string, id: string) =>
  (await db.query`select 1 from data_request where id = ${id}::uuid and person = ${person}::uuid`).length > 0;

const isKind = (text: string): text is DataRequestKind => (dataRequestKinds as readonly string[]).includes(text);

/** Nobody answers themselves, nor whoever they act for. */
const isOwn = (c: C, { person }: DataRequest): boolean =>
  person === c.get('visitor')!.id || c.get('standing').delegated.get('administrator')?.person === person;

async function requestOf(c: C, { db }: Parts): Promise<DataRequest | null> {
  const id = c.req.param('request') ?? '';
  return isId(id) ? requestIn(db, c.req.param('agency')!, id) : null;
}

/** Where something is held about somebody; where nothing is, every agency that takes applications. */
async function agenciesOf({ db }: Parts, person: string): Promise<string[]> {
  const rows = await db.query<{ agency: string; own: boolean }>`
    select agency, bool_or(own) as own from (
      select agency, true as own from state where subject = 'application' and facts->'team' ? ${person}::text
      union all select agency, true from state where subject = 'party' and facts->'members' ? ${person}::text
      union all select agency, true from state where subject = 'person' and dossier = ${person}::uuid
      union all select distinct agency, false from state where machine = 'call') a
    group by agency order by agency`;
  const own = rows.filter((row) => row.own);
  return (own.length > 0 ? own : rows).map(({ agency }) => agency);
}
