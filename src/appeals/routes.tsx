// A team appeals against a decision of its dossier; the director takes the appeal on, or not, and decides it.

import type { Context } from 'hono';
import { v7 } from 'uuid';
import { type AppealAction, AppealPage } from '../../templates/pages/appeals/appeal.tsx';
import { type DecisionView, LodgePage } from '../../templates/pages/appeals/lodge.tsx';
import type { FormState } from '../../templates/pages/projects/page.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { appealWords } from '../../templates/words/appeals.ts';
import { nameOf } from '../../templates/words/names.ts';
import type { CommandType } from '../../workflows/commands/index.ts';
import type { StateRow } from '../../workflows/decide.ts';
import { acceptedEvents, type EventType } from '../../workflows/machines.ts';
import { procedures } from '../../workflows/procedures.ts';
import type { Contested } from '../../workflows/rules/appeals.ts';
import { lodgingEnds } from '../../workflows/rules/appeals.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { citation } from '../../workflows/rules/citations.ts';
import { duties } from '../../workflows/rules/duties.ts';
import { type Refusal, refuse } from '../../workflows/rules/refusals.ts';
import { clauseOfPeriod } from '../clauses.ts';
import { conflictNote } from '../conflicted.ts';
import { contentOf, reasonOf } from '../contents.ts';
import { againstOf, contestableOf, decisionAt, followingOf, isNewest, lodgingClause } from '../contested.ts';
import { actingFor } from '../delegations.ts';
import { isForAppeal, receiveUpload, uploadBodyBytes } from '../documents/index.ts';
import { type AppEnv, actingRolesOf, appealReaders, type Doors } from '../doors.ts';
import { type Dossier, nameWith, placesOf, readDossier, visibleHistory } from '../dossier.ts';
import { ask, decisionIn, isId, keyAfter, newKey, recordedBefore, statusOf, textIn, typedOf } from '../forms.ts';
import { asContent, type Form } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { calendarOf } from '../programmes/index.ts';
import { type Attached, fieldsOf, filesIn, fileViews } from '../projects/index.ts';
import { explain } from '../refusals.ts';

const path = '/agencies/:agency/dossiers/:dossier/appeals';
const mostText = 20_000;
const mostReason = 4_000;

/** What a team writes, as it is kept. */
type Grounds = { about: 'appeal'; text: string; asks: string; files: Attached[] };

type Seen = { dossier: Dossier; base: string };
type Found = Seen & { id: string; appeal: StateRow; against: Contested & { at: string } };
type Wrong = { typed?: Typed; errors?: Record<string, string>; refusal?: Refusal };

export function appealRoutes(doors: Doors, parts: Parts): void {
  const see = async (c: Context<AppEnv>): Promise<Seen | null> => {
    const dossier = await readDossier(parts.db, c.req.param('agency')!, c.req.param('dossier')!, parts.now());
    return dossier === null ? null : { dossier, base: `/agencies/${dossier.agency}/dossiers/${dossier.id}` };
  };

  const formOf = (
    c: Context<AppEnv>,
    { dossier, base }: Seen,
    { typed = {}, errors = {}, refusal }: Wrong,
  ): FormState => ({
    typed,
    errors,
    refusal:
      refusal === undefined
        ? null
        : explain(refusal, c.get('language'), dossier.pack, { base, roles: c.get('standing').roles, at: errors }),
    key: Object.keys(typed).length === 0 ? newKey() : keyAfter(typed, refusal ?? null),
    revision: dossier.revision,
  });

  /** A decision as its team was told of it, with the period in which an appeal is in time, on a day. */
  const decisionView = async (
    { dossier }: Seen,
    { event, revision, on }: Contested,
    day: string,
    language: 'vi' | 'en',
  ): Promise<DecisionView> => {
    const told = visibleHistory(dossier, ['founder']).find((one) => one.revision === revision);
    const until = lodgingEnds(await calendarOf(parts.db, dossier.agency), on);
    return {
      ...{ event, on, until, isLate: until !== null && day > until },
      reason: await reasonOf(parts.db, dossier.agency, told?.reason ?? null),
      clause: lodgingClause === null ? '' : citation(lodgingClause, language),
    };
  };

  // Lodging

  const showLodge = async (
    c: Context<AppEnv>,
    seen: Seen,
    against: Contested,
    wrong: Wrong & { files?: readonly Attached[] } = {},
  ) => {
    const frame = await parts.frameOf(c);
    const { dossier, base } = seen;
    const sent = textIn(wrong.typed ?? {}, 'id');
    const view = {
      ...{ frame, base, code: dossier.code, project: dossier.title, revision: against.revision },
      decision: await decisionView(seen, against, dayOf(parts.now()), frame.language),
      id: isId(sent) ? sent : v7(),
      form: formOf(c, seen, wrong),
      kept: fileViews(base, wrong.files ?? []),
    };
    const status = wrong.refusal !== undefined ? statusOf(wrong.refusal) : wrong.errors === undefined ? 200 : 422;
    return c.html(<LodgePage {...view} />, status);
  };

  doors.get(`${path}/new`, { who: ['founder'], team: 'owner' }, async (c) => {
    const seen = await see(c);
    if (seen === null) return c.notFound();
    const calendar = await calendarOf(parts.db, seen.dossier.agency);
    const open = await contestableOf(parts.db, seen.dossier, calendar);
    const asked = open.find(({ revision }) => String(revision) === c.req.query('decision'));
    return asked === undefined ? c.redirect(`${seen.base}#appeals`, 303) : showLodge(c, seen, asked);
  });

  doors.post(`${path}/new`, { who: ['founder'], maxBodyBytes: uploadBodyBytes }, async (c) => {
    const seen = await see(c);
    if (seen === null) return c.notFound();
    const { dossier, base } = seen;
    const upload = await receiveUpload(c, parts, { dossier: dossier.id, field: 'files', forAppeal: true });
    const { typed } = upload;
    const language = c.get('language');
    const w = appealWords[language];
    const against = decisionAt(dossier, Number(textIn(typed, 'decision')));
    if (against === null) return c.redirect(`${base}#appeals`, 303);
    const fields = fieldsOf(typed, language);
    const text = fields.text('why', w.whatWhy, mostText);
    const asks = fields.text('asks', w.whatAsks, mostText);
    const sentBefore = { agency: dossier.agency, dossier: dossier.id, uploadedBy: c.get('visitor')!.id };
    const named = await filesIn({ dossier, parts }, typed, upload.attachments, 'files', { many: true });
    // no paper becomes an appeal's that its form did not bring
    const files = named.filter((file) => isForAppeal({ ...sentBefore, ...file }));
    const errors = { ...fields.errors, ...upload.errors };
    if (Object.keys(errors).length > 0) return showLodge(c, seen, against, { typed, errors, files });
    const sent = textIn(typed, 'id');
    const id = isId(sent) ? sent : v7();
    const { event, subject, revision, on } = against;
    // a page that was opened of a decision after which the same was decided anew
    if (!isNewest(dossier, against))
      return showLodge(c, seen, against, { typed, refusal: refuse('appealNoDecision'), files });
    const body: Grounds = {
      ...{ about: 'appeal', text, asks },
      files: files.map(({ id, name, sha256 }) => ({ id, name, sha256 })),
    };
    const input = { id, against: { event, subject, revision, on }, grounds: asContent('report', body) };
    const outcome = await ask(c, parts, { type: 'lodgeAppeal', dossier: dossier.id, input }, typed);
    if (outcome.ok) return c.redirect(`${base}/appeals/${id}?done=${outcome.answer.event}`, 303);
    return showLodge(c, seen, against, { typed, refusal: outcome.refusal, files });
  });

  // What becomes of it

  const find = async (c: Context<AppEnv>): Promise<Found | null> => {
    const id = c.req.param('appeal')!;
    const seen = isId(id) ? await see(c) : null;
    const appeal = seen?.dossier.states.get(`appeal/${id}`);
    if (seen === null || appeal === undefined) return null;
    const against = decisionAt(seen.dossier, againstOf(appeal).revision);
    return against === null ? null : { ...seen, id, appeal, against };
  };

  const show = async (c: Context<AppEnv>, found: Found, wrong: Wrong = {}) => {
    const { dossier, base, id, appeal, against } = found;
    const frame = await parts.frameOf(c);
    const { language } = frame;
    const { agency } = dossier;
    const standing = c.get('standing');
    const roles = actingRolesOf(standing);
    const hand = { person: c.get('visitor')!.id, ...standing };
    const subject = appeal.subject;
    const own = visibleHistory(dossier, standing.roles).filter((one) => one.subject === subject);
    const lodged = own.at(-1);
    const last = own[0];
    const done = c.req.query('done');
    const facts = appeal.facts as { grounds?: string; late?: boolean; lodgedOn?: string };
    const [place] = placesOf(appeal, standing.roles.includes('founder') ? 'founder' : 'staff', language);
    const body = await contentOf<Grounds>(parts.db, agency, facts.grounds);
    const period = dossier.due.find((one) => one.subject === subject);
    const possible = acceptedEvents(appeal);
    const may = (event: EventType) =>
      possible.includes(event) && duties[event].roles.some((role) => roles.includes(role));
    const answers = may('appeal.accepted') || may('appeal.upheld');
    const conflict = answers ? conflictNote(dossier, hand, 'appeal.upheld') : null;
    // whoever took the decision does not hear the appeal against it in the director's place
    const isOwnByDelegation =
      actingFor(standing, 'appeal.upheld') !== null &&
      dossier.history.some(({ revision, actor }) => revision === against.revision && actor === hand.person);
    const actions: AppealAction[] =
      conflict !== null || !answers || isOwnByDelegation
        ? []
        : may('appeal.accepted')
          ? ['accept', 'acceptComplex', 'decline']
          : ['uphold', 'dismiss'];
    const clause = procedures.appealDecision.clause;
    const isAnswered = ['upheld', 'dismissed', 'notAccepted'].includes(String(appeal.value));
    const view = {
      ...{ frame, base, here: `${base}/appeals/${id}`, code: dossier.code, project: dossier.title },
      decision: await decisionView(found, against, facts.lodgedOn ?? dayOf(parts.now()), language),
      step: place?.label ?? '',
      isOver: place?.expects == null,
      isYours: actions.length > 0,
      waitsFor: place?.expects == null ? '' : nameOf('roles', place.expects, language),
      due:
        period === undefined
          ? null
          : {
              on: period.dueOn,
              period: nameOf('periods', period.what, language),
              clause: clauseOfPeriod(dossier.pack, period.what, language) ?? '',
            },
      lodged: {
        by: lodged === undefined ? '' : nameWith(lodged, language),
        at: lodged?.at ?? parts.now(),
        isLate: facts.late === true,
      },
      grounds: body === null ? null : { text: body.text, asks: body.asks },
      files: fileViews(base, body?.files ?? []),
      answer:
        isAnswered && last !== undefined
          ? {
              what: nameOf('events', last.event, language),
              by: nameWith(last, language),
              at: last.at,
              number: String(last.input.decisionNumber ?? ''),
              reason: await reasonOf(parts.db, agency, last.reason),
            }
          : null,
      follows:
        appeal.value === 'upheld' || actions.includes('uphold')
          ? {
              text: appealWords[language].follows[followingOf(dossier, appeal)],
              isDone: appeal.value === 'upheld',
            }
          : null,
      actions,
      days: {
        accept: procedures.appealDecision.count,
        acceptComplex: procedures.appealComplex.count,
        clause: clause === null ? '' : citation(clause, language),
      },
      conflict,
      mayWithdraw: may('appeal.withdrawn'),
      form: formOf(c, found, wrong),
      events: await Promise.all(
        own.map(async (one) => ({
          at: one.at,
          what: nameOf('events', one.event, language),
          who: nameWith(one, language),
          more: one.input.decisionNumber === undefined ? [] : [String(one.input.decisionNumber)],
          reason: await reasonOf(parts.db, agency, one.reason),
        })),
      ),
      done: done !== undefined && own.some(({ event }) => event === done) ? done : null,
    };
    const status = wrong.refusal !== undefined ? statusOf(wrong.refusal) : wrong.errors === undefined ? 200 : 422;
    return c.html(<AppealPage {...view} />, status);
  };

  doors.get(`${path}/:appeal`, { who: appealReaders }, async (c) => {
    const found = await find(c);
    return found === null ? c.notFound() : show(c, found);
  });

  doors.post(`${path}/:appeal/answer`, { who: ['director'] }, async (c) => {
    const found = await find(c);
    if (found === null) return c.notFound();
    const typed = await typedOf(c);
    const language = c.get('language');
    const w = appealWords[language];
    const { dossier, id, appeal } = found;
    const fields = fieldsOf(typed, language);
    const isLodged = appeal.value === 'lodged';
    const offered: AppealAction[] = isLodged ? ['accept', 'acceptComplex', 'decline'] : ['uphold', 'dismiss'];
    const sent = textIn(typed, 'action');
    const action = (
      Object.hasOwn(commands, sent) ? sent : fields.choice('action', w.whatAction, offered)
    ) as AppealAction;
    const takesOn = action === 'accept' || action === 'acceptComplex';
    const text = takesOn ? '' : fields.text('reason', w.whatReason, mostReason);
    const concludes = action === 'uphold' || action === 'dismiss';
    const decisionNumber = concludes ? decisionIn(typed, 'decisionNumber', fields.errors, language) : '';
    if (!fields.ok()) return show(c, found, { typed, errors: fields.errors });
    const form: Form = {
      type: commands[action],
      dossier: dossier.id,
      input: {
        id,
        ...(takesOn ? { complex: action === 'acceptComplex' } : { reason: asContent('reason', { text }) }),
        ...(concludes ? { decisionNumber } : {}),
      },
    };
    const outcome = (await recordedBefore(c, parts, form, typed)) ?? (await ask(c, parts, form, typed));
    if (outcome.ok) return c.redirect(`${found.base}/appeals/${id}?done=${outcome.answer.event}`, 303);
    return show(c, (await find(c)) ?? found, { typed, refusal: outcome.refusal });
  });

  doors.post(`${path}/:appeal/withdraw`, { who: ['founder'] }, async (c) => {
    const found = await find(c);
    if (found === null) return c.notFound();
    const typed = await typedOf(c);
    const form: Form = { type: 'withdrawAppeal', dossier: found.dossier.id, input: { id: found.id } };
    const outcome = await ask(c, parts, form, typed);
    if (outcome.ok) return c.redirect(`${found.base}/appeals/${found.id}?done=${outcome.answer.event}`, 303);
    return show(c, found, { typed, refusal: outcome.refusal ?? refuse('noSuchDossier') });
  });
}

const commands: Readonly<Record<AppealAction, CommandType>> = {
  accept: 'acceptAppeal',
  acceptComplex: 'acceptAppeal',
  decline: 'declineAppeal',
  uphold: 'upholdAppeal',
  dismiss: 'dismissAppeal',
};
