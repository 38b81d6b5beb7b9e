// One request to amend: what was and what would be, opinions, the decision.

import type { Context } from 'hono';
import { type AmendmentAct, AmendmentPage } from '../../templates/pages/projects/amendment.tsx';
import { type FinalReport, FinalReportPage } from '../../templates/pages/projects/final-report.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import type { RefusalView } from '../../templates/parts/refusal.tsx';
import { dayText, timeText } from '../../templates/parts/when.ts';
import { agencyFacts } from '../../templates/words/agencies.ts';
import { amendmentWords } from '../../templates/words/amendments.ts';
import { dossierWords } from '../../templates/words/dossier.ts';
import { nameOf } from '../../templates/words/names.ts';
import { projectWords } from '../../templates/words/projects.ts';
import type { AmendmentChange, CommandType } from '../../workflows/commands/index.ts';
import { SYSTEM } from '../../workflows/decide.ts';
import { acceptedEvents, type EventType } from '../../workflows/machines.ts';
import { duties } from '../../workflows/rules/duties.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { contentOf, reasonOf } from '../contents.ts';
import { blockedBy } from '../disbursements/index.ts';
import { disposition, press, receiveUpload, uploadBodyBytes } from '../documents/index.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { nameWith, placesOf, visibleHistory } from '../dossier.ts';
import { eventFacts, movedFrom } from '../event-facts.ts';
import { ask, isId, keyAfter, newKey, statusOf, typedOf } from '../forms.ts';
import { asContent, type Form } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { explain, lineName } from '../refusals.ts';
import { partyOf } from './agreement-draft.tsx';
import {
  type Amendment,
  amendmentClause,
  amendmentsOf,
  compare,
  contradicting,
  isOpen,
  toneOf,
} from './amendment-reading.ts';
import { type Attached, filesIn, fileViews } from './attached.ts';
import { fieldsOf } from './fields.ts';
import { type ReportKept, reportView } from './final-report.ts';
import { type ReportBody, reportBody } from './reports.ts';
import { followers, type Seen, see } from './step.ts';

const path = '/agencies/:agency/dossiers/:dossier/amendments/:amendment';
const mostText = 5_000;

/** In the order in which they are offered. */
const acting: readonly { act: AmendmentAct; event: EventType; type: CommandType }[] = [
  { act: 'opinions', event: 'amendment.opinionsReceived', type: 'receiveOpinions' },
  { act: 'grant', event: 'amendment.granted', type: 'grantAmendment' },
  { act: 'refuse', event: 'amendment.refused', type: 'refuseAmendment' },
  { act: 'withdraw', event: 'amendment.withdrawn', type: 'withdrawAmendment' },
];

type Found = { seen: Seen; one: Amendment };
type More = {
  typed?: Typed;
  errors?: FieldErrors;
  refusal?: RefusalView | null;
  of?: AmendmentAct;
  key?: string;
  kept?: readonly Attached[];
};

/** The page of one request, and what each does with it. */
export function amendmentRoutes(doors: Doors, parts: Parts): void {
  const find = async (c: Context<AppEnv>): Promise<Found | null> => {
    const id = c.req.param('amendment')!;
    const seen = isId(id) ? await see(c, parts) : null;
    const one = seen === null ? undefined : amendmentsOf(seen.dossier).find((known) => known.id === id);
    return seen === null || one === undefined ? null : { seen, one };
  };
  const show = async (c: Context<AppEnv>, found: Found, more: More = {}, status: 200 | 409 | 422 = 200) =>
    c.html(<AmendmentPage {...(await viewOf(found, more))} />, status);

  doors.get(path, { who: followers }, async (c) => {
    const found = await find(c);
    return found === null ? c.notFound() : show(c, found);
  });

  /** The final report that came with a request to end early, in the reader's language; null where there is none. */
  const reportOf = async ({ seen, one }: Found): Promise<FinalReport | null> => {
    const { change, askedOn, reason } = one.facts;
    const { dossier, language } = seen;
    const kept =
      change.kind === 'earlyEnd' ? await contentOf<ReportKept>(parts.db, dossier.agency, change.report) : null;
    if (kept === null) return null;
    const issuer = agencyFacts(dossier.agency, dossier.pack, language);
    return {
      ...{ code: dossier.code, project: dossier.title, sentOn: askedOn, ...reportView(dossier, kept, language) },
      ...{ agency: issuer.name, place: issuer.place, fictional: dossier.pack.fictional },
      representative: (await partyOf(parts, dossier)).representative,
      reason: await reasonOf(parts.db, dossier.agency, reason),
    };
  };

  doors.get(`${path}/report`, { who: followers }, async (c) => {
    const found = await find(c);
    const report = found === null ? null : await reportOf(found);
    if (found === null || report === null) return c.notFound();
    const { frame, base } = found.seen;
    return c.html(<FinalReportPage report={{ ...report, frame, base, here: hereOf(found) }} />);
  });

  doors.get(`${path}/report.pdf`, { who: followers }, async (c) => {
    const found = await find(c);
    const report = found === null ? null : await reportOf(found);
    if (report === null) return c.notFound();
    const { finalReport, paperFonts } = await press();
    const createdAt = new Date(`${report.sentOn}T00:00:00+07:00`);
    const bytes = finalReport({ ...report, createdAt, language: c.get('language') }, paperFonts());
    c.header('Content-Type', 'application/pdf');
    c.header('Content-Disposition', disposition('attachment', `bao-cao-I.15-${report.code}.pdf`));
    c.header('X-Content-Type-Options', 'nosniff');
    return c.body(new Uint8Array(bytes));
  });

  /** Asks for the act's command; `wrong` shows the form again. */
  const decide = async (c: Context<AppEnv>, found: Found, form: Form, typed: Typed, more: More) => {
    const outcome = await ask(c, parts, form, typed);
    if (outcome.ok) return c.redirect(`${hereOf(found)}?done=${outcome.answer.event}`, 303);
    const { refusal } = outcome;
    const { base, roles, dossier } = found.seen;
    const explained = explain(refusal, c.get('language'), dossier.pack, { base, roles });
    const again = (await find(c)) ?? found;
    return show(c, again, { ...more, typed, refusal: explained, key: keyAfter(typed, refusal) }, statusOf(refusal));
  };

  doors.post(`${path}/opinions`, { who: ['officer'], maxBodyBytes: uploadBodyBytes }, async (c) => {
    const found = await find(c);
    if (found === null) return c.notFound();
    const { seen, one } = found;
    const upload = await receiveUpload(c, parts, { dossier: seen.dossier.id, field: 'files' });
    const { typed } = upload;
    const w = amendmentWords[seen.language].opinionsForm;
    const fields = fieldsOf(typed, seen.language);
    const opinionsOn = fields.day('opinionsOn');
    const text = fields.note('text', w.text, mostText);
    const files = await filesIn(seen, typed, upload.attachments, 'files', { many: true });
    if (text === '' && files.length === 0) fields.errors.text = w.missing;
    Object.assign(fields.errors, upload.errors);
    const more = { of: 'opinions' as const, kept: files };
    if (!fields.ok()) return show(c, found, { ...more, typed, errors: fields.errors, key: keyAfter(typed) }, 422);
    const input = { id: one.id, opinionsOn, opinions: asContent('report', reportBody(text, files)) };
    return decide(c, found, { type: 'receiveOpinions', dossier: seen.dossier.id, input }, typed, more);
  });

  for (const { act, type } of acting.filter(({ act }) => act === 'grant' || act === 'refuse'))
    doors.post(`${path}/${act}`, { who: ['director'] }, async (c) => {
      const found = await find(c);
      if (found === null) return c.notFound();
      const { seen, one } = found;
      const typed = await typedOf(c);
      const w = amendmentWords[seen.language];
      const fields = fieldsOf(typed, seen.language);
      const decisionNumber = fields.decision(`${act}-number`, w.whatNumber);
      const text = fields.text(`${act}-reason`, w.whatDecisionReason, mostText);
      if (!fields.ok()) return show(c, found, { of: act, typed, errors: fields.errors, key: keyAfter(typed) }, 422);
      const input = { id: one.id, decisionNumber, reason: asContent('reason', { text }) };
      return decide(c, found, { type, dossier: seen.dossier.id, input }, typed, { of: act });
    });

  doors.post(`${path}/withdraw`, { who: ['founder'] }, async (c) => {
    const found = await find(c);
    if (found === null) return c.notFound();
    const form = { type: 'withdrawAmendment', dossier: found.seen.dossier.id, input: { id: found.one.id } } as const;
    return decide(c, found, form, await typedOf(c), { of: 'withdraw' });
  });
}

const hereOf = ({ seen, one }: Found) => `${seen.base}/amendments/${one.id}`;

async function viewOf(found: Found, more: More) {
  const { seen, one } = found;
  const { frame, base, dossier, language, roles, person, delegated, reader, parts, below, c } = seen;
  const { state, facts } = one;
  const { subject } = state;
  const w = amendmentWords[language];
  const [place] = placesOf(state, reader, language);
  const expects = place?.expects ?? null;
  const own = visibleHistory(dossier, roles).filter((event) => event.subject === subject);
  const asked = own.find(({ event }) => event === 'amendment.requested');
  const moved = await movedFrom(parts.db, dossier);
  const possible = acceptedEvents(state);
  const acts = acting.flatMap(({ act, event }) => {
    if (below || !possible.includes(event) || !duties[event].roles.some((role) => roles.includes(role))) return [];
    return [{ kind: act, blocked: blockedBy(dossier, subject, event, { person, roles, delegated, language }) }];
  });
  const opinions = await contentOf<ReportBody>(parts.db, dossier.agency, facts.opinions);
  const done = c.req.query('done') ?? null;
  return {
    ...{ frame, base, here: hereOf(found), code: dossier.code, project: dossier.title, revision: dossier.revision },
    kind: facts.change.kind,
    clause: amendmentClause(language),
    step: place?.label ?? '',
    tone: toneOf(state),
    waitsFor: expects === null ? null : nameOf('roles', expects, language),
    isYours: expects !== null && roles.includes(expects) && acts.some(({ blocked }) => blocked === null),
    dueOn: dossier.due.find((period) => period.subject === subject)?.dueOn ?? null,
    asked: {
      who: asked === undefined ? '' : nameWith(asked, language) || projectWords[language].unnamed,
      at: timeText(one.at),
    },
    compare: {
      rows: await compare(parts.db, dossier, one, language),
      note: isOpen(one) ? w.page.asOfNow : w.page.asDecided,
    },
    against: isOpen(one) ? contradicting(dossier, facts.change.kind, base) : null,
    report: facts.change.kind === 'earlyEnd' ? `${hereOf(found)}/report` : null,
    team: facts.change.kind === 'member' && roles.includes('founder') && !below ? `${base}/application/members` : null,
    reason: await reasonOf(parts.db, dossier.agency, facts.reason),
    opinions:
      facts.opinionsOn === undefined
        ? null
        : {
            on: facts.opinionsOn,
            text: opinions?.text ?? w.page.erased,
            files: fileViews(base, opinions?.files ?? []),
          },
    decision:
      facts.decidedOn === undefined
        ? null
        : {
            number: facts.decisionNumber ?? '',
            on: facts.decidedOn,
            reason: await reasonOf(parts.db, dossier.agency, facts.decidedFor),
          },
    events: await Promise.all(
      own.map(async (event) => ({
        at: event.at,
        what: nameOf('events', event.event, language),
        who: event.actor === SYSTEM ? dossierWords[language].system : nameWith(event, language),
        more: eventFacts(dossier, event, moved, language),
        reason: await reasonOf(parts.db, dossier.agency, event.reason),
      })),
    ),
    acts,
    stakes: {
      sentence: stakeOf(found, facts.change),
      rows: [],
      undo: w.stakes.undo[facts.change.kind],
    },
    formKey: more.key ?? newKey(),
    typed: more.typed ?? {},
    errors: more.errors ?? {},
    kept: fileViews(base, more.kept ?? []),
    refusal: more.refusal ?? null,
    of: more.of ?? null,
    done: done !== null && own.some(({ event }) => event === done) ? done : null,
  };
}

/** What granting does, in one sentence. */
function stakeOf({ seen: { dossier, language } }: Found, change: AmendmentChange): string {
  const { stakes } = amendmentWords[language];
  if (change.kind === 'time') return stakes.time(dayText(change.endsOn));
  if (change.kind !== 'lines') return stakes[change.kind];
  const name = (line: string) => lineName(line, language, dossier.pack);
  return stakes.lines(formatVnd(BigInt(change.amountVnd)), name(change.from), name(change.to));
}
