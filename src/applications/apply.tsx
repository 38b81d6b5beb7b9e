// From a call to an application of one's own: one form, which registers the party where it is new and begins the application.

import type { Context } from 'hono';
import { validate } from 'uuid';
import { ApplyPage, type ApplyView } from '../../templates/pages/applications/apply.tsx';
import { type FieldErrors, oneOf, type Typed } from '../../templates/parts/form.tsx';
import type { RefusalView } from '../../templates/parts/refusal.tsx';
import { agencyName } from '../../templates/words/agencies.ts';
import { applicationWords } from '../../templates/words/applications.ts';
import { callWords } from '../../templates/words/calls.ts';
import { applicantKindIn, carriedAnswers, stageOf } from '../../workflows/programmes/schema.ts';
import { type Refusal, refuse } from '../../workflows/rules/refusals.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { codeOf } from '../dossier.ts';
import { ask, isId, newKey, textIn, typedOf } from '../forms.ts';
import { limits } from '../limits.ts';
import type { Parts } from '../parts.ts';
import {
  applicationForm,
  type Call,
  callStandingOf,
  ownApplications,
  readCall,
  readSelfCheck,
} from '../programmes/index.ts';
import { explain } from '../refusals.ts';
import { standingOf } from '../standing.ts';
import { keepChecked } from './checked.ts';
import { copyFrom, earlierOf } from './copying.ts';
import { beginDraft, begunBy } from './draft.ts';
import { answersOf, classesOf, keepProfile, ownParties, readParty } from './parties.ts';

const path = '/agencies/:agency/calls/:call/apply';

/** What is shown again beside a form that was not taken. */
type Again = { typed?: Typed; errors?: FieldErrors; refusal?: RefusalView | null };

/** The routes that begin an application. */
export function applyRoutes(doors: Doors, parts: Parts): void {
  const { db, now, recorder } = parts;

  doors.get(path, { who: 'signedIn' }, async (c) => {
    const call = await readCall(db, c.req.param('agency'), c.req.param('call'));
    return call === null ? c.notFound() : await page(c, call);
  });

  doors.post(path, { who: 'signedIn', maxBodyBytes: 64 * 1024 }, async (c) => {
    const call = await readCall(db, c.req.param('agency'), c.req.param('call'));
    if (call === null) return c.notFound();
    const language = c.get('language');
    const person = c.get('visitor')!.id;
    const typed = await typedOf(c);
    const dossier = textIn(typed, 'dossier');
    const address = `/agencies/${call.agency}/dossiers/${dossier}/application`;
    const refused = (refusal: Refusal, more: Again = {}) =>
      page(c, call, { typed, refusal: explain(refusal, language, call.pack), ...more }, 422);

    if (!isNewId(dossier) || !isNewId(textIn(typed, 'newParty')))
      return refused(refuse('input', { details: { problem: 'id' } }));
    if (await isOwn(call.agency, person, dossier)) return c.redirect(address, 303);
    const standing = callStandingOf(call, now());
    if (standing !== 'open') return refused(notNow(call, standing));

    const { begun, drafts } = await begunBy(db, call.agency, call.id, person);
    if (begun >= limits.begunOfPersonInCall)
      return page(c, call, { typed, errors: { '': applicationWords[language].mostBegun(begun) } }, 422);
    if (drafts >= limits.draftsOfPersonInCall)
      return page(c, call, { typed, errors: { '': applicationWords[language].mostDrafts(drafts) } }, 422);
    const own = await ownParties(db, call.agency, person, call.pack);
    let party = own.find(({ id }) => id === textIn(typed, 'party'))?.id;
    if (party !== undefined && describesAnother(typed))
      return page(c, call, { typed, errors: { party: applicationWords[language].problems.partyOrNew } }, 422);
    if (party === undefined) {
      // A page that knew of no party has nothing to choose from; its own new one may be there already, by its first click.
      const others = own.filter(({ id }) => id !== textIn(typed, 'newParty'));
      if (others.length > 0 && textIn(typed, 'party') !== 'new')
        return page(c, call, { typed, errors: { party: applicationWords[language].problems.party } }, 422);
      const read = readParty(typed, call.pack, call.stage, language);
      if (!read.ok) return page(c, call, { typed, errors: read.errors }, 422);
      const kept = await keepProfile(db, {
        agency: call.agency,
        id: textIn(typed, 'newParty'),
        person,
        now: now(),
        party: read.party,
      });
      // Under this number there may be a party of the visitor's own already: theirs is one, however often it is typed.
      const theirs = async () => (await ownParties(db, call.agency, person, call.pack)).map(({ id }) => id);
      if (kept === 'others' || (kept.isRegistered && !(await theirs()).includes(kept.party))) {
        const errors = { identity: applicationWords[language].problems.identityTaken };
        return page(c, call, { typed, errors }, 422);
      }
      party = kept.party;
      const { kind, beneficiaryClass } = read.party;
      const input = { kind, members: [person], ...(beneficiaryClass === null ? {} : { beneficiaryClass }) };
      if (!kept.isRegistered) {
        // The id was made for this page and nothing else: it is the key as well.
        const actor = { agency: call.agency, person };
        const registered = await recorder.act({ type: 'registerParty', dossier: party, input }, actor, party);
        if (!registered.ok && !(await theirs()).includes(party)) {
          if (await isOwn(call.agency, person, dossier)) return c.redirect(address, 303);
          return refused(registered.refusal, { typed: { ...typed, newParty: newKey() } });
        }
      }
    }
    const outcome = await ask(c, parts, { type: 'startApplication', dossier, input: { call: call.id, party } }, typed);
    if (outcome.ok) {
      const answers = await answersOf(db, call.agency, party, person, applicationForm(call.pack, call.stage));
      const checked = await checkedIn(call, textIn(typed, 'check'));
      const carried = checked === null ? {} : carriedAnswers(call.pack, call.stage, checked);
      const place = { agency: call.agency, dossier, person, now: now() };
      const from = textIn(typed, 'from');
      const definition = applicationForm(call.pack, call.stage);
      const lines = stageOf(call.pack, call.stage)?.lines ?? [];
      const copying = { agency: call.agency, from, dossier, person, definition, lines };
      const copied = isId(from) ? await copyFrom(parts, copying) : null;
      // what the party says of itself goes before what somebody said of it beforehand, or in another application
      const begun = { ...(copied?.answers ?? {}), ...carried, ...answers };
      await beginDraft(db, { ...place, answers: begun, copied });
      if (checked !== null) await keepChecked(db, { ...place, checked });
    }
    if (outcome.ok || (await isOwn(call.agency, person, dossier))) return c.redirect(address, 303);
    return refused(outcome.refusal, {
      typed: { ...typed, party, dossier: newKey(), newParty: newKey(), key: newKey() },
    });
  });

  /** Whether an application under this id was begun already, by this very person: the form was sent twice. */
  const isOwn = async (agency: string, person: string, dossier: string) =>
    (await standingOf(db, agency, person, dossier, parts.now()))?.roles.includes('founder') ?? false;

  /** What was answered in a self-check about this call. */
  const checkedIn = async (call: Call, id: string) =>
    (await readSelfCheck(db, { agency: call.agency, call: call.id, id, now: now() }))?.answers ?? null;

  async function page(c: Context<AppEnv>, call: Call, again: Again = {}, status: 200 | 422 = 200) {
    const language = c.get('language');
    const person = c.get('visitor')!.id;
    const [frame, parties, earlier, own] = await Promise.all([
      parts.frameOf(c),
      ownParties(db, call.agency, person, call.pack),
      earlierOf(db, call.agency, person),
      ownApplications(db, call.agency, call.id, person),
    ]);
    const check = again.typed === undefined ? (c.req.query('check') ?? '') : textIn(again.typed, 'check');
    const checked = await checkedIn(call, check);
    const kind = checked === null ? null : applicantKindIn(call.pack, checked);
    // who comes from an earlier application goes on with it, in the one name that they have
    const from = earlier.find(({ id }) => id === c.req.query('from'))?.id;
    const [only, ...others] = parties;
    const party = only === undefined ? 'new' : from !== undefined && others.length === 0 ? only.id : undefined;
    const begun = { ...(party && { party }), ...(kind !== null && { kind }), ...(from && { from }) };
    const typed = again.typed ?? begun;
    const kept = (name: string) => (isNewId(oneOf(typed, name)) ? oneOf(typed, name) : newKey());
    const stage = stageOf(call.pack, call.stage)?.name[language] ?? call.stage;
    const view: ApplyView = {
      call: callWords[language].stageSupport(stage),
      callHref: `/agencies/${call.agency}/calls/${call.id}`,
      agency: agencyName(call.agency, language),
      isOpen: callStandingOf(call, now()) === 'open',
      parties,
      kinds: [...call.pack.applicants],
      classes: classesOf(call.pack, call.stage).map(({ id, name, nameEn }) => ({
        value: id,
        label: language === 'vi' ? name : nameEn,
      })),
      own: own.map(({ id, beganAt, title }) => ({
        href: `/agencies/${call.agency}/dossiers/${id}/application`,
        code: codeOf(id, beganAt),
        title,
      })),
      earlier: earlier.map(({ id, code, title }) => ({ value: id, label: title === '' ? code : `${title} (${code})` })),
      ids: { dossier: kept('dossier'), party: kept('newParty'), key: kept('key') },
      check: checked === null ? null : check,
      typed,
      errors: again.errors ?? {},
      refusal: again.refusal ?? null,
    };
    return c.html(<ApplyPage frame={frame} apply={view} />, status);
  }
}

/** Whether somebody who chose a party of theirs has described a new one too: what they typed would be lost. */
const describesAnother = (typed: Typed) =>
  ['name', 'identity', 'address', 'accountNumber', 'accountName', 'bank'].some((name) => textIn(typed, name) !== '');

/** An id as these pages make them: version 7, in lower case. */
const isNewId = (text: string) => validate(text) && text[14] === '7' && text === text.toLowerCase();

function notNow(call: Call, standing: 'notYet' | 'closed'): Refusal {
  if (standing === 'notYet' || !call.isOpen) return refuse('callNotOpen');
  return refuse('pastDeadline', { details: { deadline: call.closesAt } });
}
