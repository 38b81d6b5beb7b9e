// The page of a dossier, and its history: where is this, whose turn is it, what can I do now.

import { DossierPage, type EventView, type HandingView, HistoryPage } from '../../templates/pages/dossier.tsx';
import { MapPage } from '../../templates/pages/map.tsx';
import { AmendmentList } from '../../templates/pages/projects/amendments.tsx';
import { Lanes } from '../../templates/parts/lanes.tsx';
import { MoneyPath } from '../../templates/parts/money-path.tsx';
import { dossierWords } from '../../templates/words/dossier.ts';
import { nameOf } from '../../templates/words/names.ts';
import { paperNumber } from '../../templates/words/paperNumbers.ts';
import { picturesWords } from '../../templates/words/pictures.ts';
import { historyWords } from '../../templates/words/programmes-history.ts';
import { reportWords } from '../../templates/words/projects-reports.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import { reviewerWords } from '../../templates/words/reviews-reviewers.ts';
import { screeningWords } from '../../templates/words/reviews-screening.ts';
import type { Language } from '../../templates/words/words.ts';
import { undoUntil } from '../../workflows/commands/index.ts';
import { SYSTEM } from '../../workflows/decide.ts';
import type { EventType } from '../../workflows/machines.ts';
import { hasScreenedBefore, interestsIn, isConflicted } from '../../workflows/parts.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { citation } from '../../workflows/rules/citations.ts';
import { duties, type Role } from '../../workflows/rules/duties.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { type AccountChange, accountChangesOf, accountFacts } from '../accountChanges.ts';
import { accountCall, lapsedView, modeOf, returnedView, submissionsOf } from '../applications/index.ts';
import { amountsOf, cutsView } from '../awards.ts';
import { conflictOf, leftToNobody } from '../conflicted.ts';
import { reasonOf } from '../contents.ts';
import { againstOf, appealsOf, contestableOf, lodgingClause } from '../contested.ts';
import { splitOf } from '../debts.ts';
import { begunRequest, seePayee } from '../disbursements/index.ts';
import { appealReaders, type Doors, isBelowOwner, type Standing } from '../doors.ts';
import {
  agreementOver,
  type Dossier,
  factOf,
  nameWith,
  placesOf,
  possibleFor,
  readDossier,
  readsMoney,
  requestsOf,
  type VisibleEvent,
  vesselOf,
  visibleHistory,
} from '../dossier.ts';
import { duesOfDossier } from '../dues.ts';
import { eventFacts, movedFrom } from '../event-facts.ts';
import { type Handing, handedInOf, handingsOf, nothingHandedIn } from '../handedIn.ts';
import { askedIn, pageOf } from '../lists.ts';
import { outsidePapers } from '../paperNumbers.ts';
import type { Parts } from '../parts.ts';
import { partyAccount } from '../partyAccount.ts';
import { chartsOf } from '../pictures.ts';
import { calendarOf } from '../programmes/index.ts';
import { numberOf, reportRows } from '../reportRows.ts';
import { amendmentRows, mayAskAtAll } from './amendment-reading.ts';
import { mayAsk } from './amendments.tsx';
import { lanesOf } from './lanes.ts';
import { capsTable, flowsOf, moneyPathOf, recoveriesOf } from './money-path.ts';
import { awardOf, isReport, plannedVndOf, regionOf } from './reading.ts';
import { followers } from './step.ts';
import { type Action, type At, hrefOf, labelOf, type Turn, turnsOf } from './turns.ts';
import { concludesHere, type Wait, waitsOf } from './waits.ts';

export function dossierRoutes(doors: Doors, parts: Parts): void {
  doors.get('/agencies/:agency/dossiers/:dossier', { who: 'signedIn' }, async (c) => {
    const { agency, dossier: id } = c.req.param();
    const whole = await readDossier(parts.db, agency, id, parts.now());
    if (whole === null) return c.notFound();
    const frame = await parts.frameOf(c);
    const { language } = frame;
    const { roles } = c.get('standing');
    const dossier = readsMoney(roles) ? whole : applicationAlone(whole);
    const person = c.get('visitor')!.id;
    const reader = roles.includes('founder') ? 'founder' : 'staff';
    const base = `/agencies/${agency}/dossiers/${id}`;
    const stage = dossier.pack.stages.find((known) => known.id === dossier.stage);
    const agreement = factOf(dossier, 'project', 'agreementNumber');
    const done = c.req.query('done') ?? null;
    const hasProject = dossier.states.has('project');
    const begun = reader === 'founder' && hasProject ? await begunRequest(parts.db, dossier) : null;
    const flows = hasProject ? await flowsOf(parts.db, dossier) : null;
    const cuts = hasProject ? await cutsView(parts.db, dossier, language) : null;
    const history = visibleHistory(dossier, roles);
    const events = await eventViews(
      parts,
      dossier,
      history.filter((event) => !saysNone(event)).slice(0, 6),
      roles,
      language,
    );
    const conflicted = isConflicted(interestsIn(dossier.states), person);
    const isLeft = await leftToNobody(parts.db, dossier, parts.now());
    const at = { person, ...c.get('standing'), base, reader, language } as const;
    const today = dayOf(parts.now());
    const waits = waitsOf(dossier, today, hasProject ? await handedInOf(parts.db, dossier) : nothingHandedIn);
    const writes = ({ href }: Action) => href === `${base}/application`;
    const standing = c.get('standing');
    // who does not own the application writes it, or reads it, and does nothing else
    const below = isBelowOwner(standing);
    const own = turnsOf(dossier, waits, at, (wait) => isLeft(wait.roles));
    const turns = below ? own.map((turn) => ({ ...turn, actions: turn.actions.filter(writes) })) : own;
    const all = actionsOf(dossier, waits, at, turns, today, parts.now());
    const { actions, withdraw } = below ? { actions: all.actions.filter(writes), withdraw: null } : all;
    const account =
      reader === 'founder' && !below && (turns.length > 0 || hasProject)
        ? await accountCall(parts.db, dossier, person, modeOf(dossier) !== null)
        : null;
    const view = {
      frame,
      base,
      code: dossier.code,
      title: dossier.title,
      party: dossier.party?.name ?? '',
      stage: stage?.name[language] ?? '',
      pack: dossier.pack.shortTitle[language],
      fictional: dossier.pack.fictional,
      agreement: agreement === '' ? null : { number: agreement, endsOn: factOf(dossier, 'project', 'endsOn') },
      done: done !== null && history.some(({ event }) => event === done) ? done : null,
      today,
      turns,
      actions,
      withdraw,
      undoUntil: undoOf(dossier, parts.now()),
      account: account === null ? null : { ...account, isDue: hasProject, isNew: done === 'account' },
      accountToConfirm:
        roles.includes('officer') && (await waitsForOfficer(parts.db, dossier)) ? `${base}/party#account` : null,
      interest:
        duties['application.interestDeclared'].roles.some((role) => roles.includes(role)) && !roles.includes('founder')
          ? { href: `${base}/interests`, isDeclared: conflicted }
          : null,
      hidesRest: !readsMoney(roles) && whole.states.has('project'),
      hidesPapers: !readsMoney(roles) && whole.papers.length > 0,
      lanes: (
        <>
          <Lanes lanes={lanesOf(dossier, reader, language)} language={language} />
          <p>
            <a href={`${base}/map`}>{picturesWords[language].fullMap}</a>
          </p>
        </>
      ),
      appeals: await appealViews(parts, dossier, at, below),
      dues: await duesOfDossier(parts.db, dossier, { base, now: parts.now(), language, roles }),
      money: hasProject ? (
        <MoneyPath view={moneyPathOf(dossier, reader, language, begun, flows, cuts, today)} language={language} />
      ) : null,
      caps: hasProject ? capsTable(dossier, language) : null,
      requests: [],
      amendments: hasProject && readsMoney(roles) ? amendmentSection(dossier, base, reader, language, standing) : null,
      recoveries: recoveryViews(dossier, base, reader, language),
      events,
      eventCount: history.length,
      papers: papersOf(dossier, base, reader, roles),
      told: reader === 'founder' ? await toldOf(parts, dossier, language) : null,
      returned: reader === 'founder' ? await returnedView(parts, dossier, language) : null,
      lapsed: reader === 'founder' ? await lapsedView(parts, dossier, language) : null,
      mayRead: factOf(dossier, 'application', 'content') !== '',
      receipts: readsMoney(roles)
        ? submissionsOf(dossier)
            .map(({ at }, index, { length }) => ({
              number: index + 1,
              at,
              href: `${base}/application/receipt${index + 1 === length ? '' : `?version=${index + 1}`}`,
            }))
            .toReversed()
        : [],
      reads: readsOf(dossier, at).filter(({ href }) => !actions.some((action) => action.href === href)),
    };
    return c.html(<DossierPage {...view} />);
  });

  doors.get('/agencies/:agency/dossiers/:dossier/map', { who: 'signedIn' }, async (c) => {
    const { agency, dossier: id } = c.req.param();
    const whole = await readDossier(parts.db, agency, id, parts.now());
    if (whole === null) return c.notFound();
    const frame = await parts.frameOf(c);
    const { roles } = c.get('standing');
    const dossier = readsMoney(roles) ? whole : applicationAlone(whole);
    const charts = chartsOf(dossier, roles.includes('founder') ? 'founder' : 'staff', frame.language);
    const { code, title } = dossier;
    return c.html(<MapPage {...{ frame, base: `/agencies/${agency}/dossiers/${id}`, code, title, charts }} />);
  });

  doors.get('/agencies/:agency/dossiers/:dossier/history', { who: 'signedIn' }, async (c) => {
    const { agency, dossier: id } = c.req.param();
    const dossier = await readDossier(parts.db, agency, id, parts.now());
    if (dossier === null) return c.notFound();
    const frame = await parts.frameOf(c);
    const { roles } = c.get('standing');
    const history = visibleHistory(dossier, roles);
    const asked = askedIn(c, {});
    const events = await eventViews(parts, dossier, pageOf(history, asked), roles, frame.language);
    const view = { base: `/agencies/${agency}/dossiers/${id}`, code: dossier.code, title: dossier.title };
    const reads = readsMoney(roles) && dossier.states.has('project');
    const handings = reads ? (await handingsOf(parts.db, dossier)).map((one) => handingView(one, frame.language)) : [];
    const sees = roles.some((role) => seePayee.includes(role));
    const changes = sees ? await accountChangesOf(parts.db, dossier) : [];
    const accounts = {
      rows: changes.map((one) => accountView(one, frame.language)),
      href: roles.some((role) => accountReaders.includes(role)) ? `${view.base}/party` : null,
    };
    const list = asked.view(events.length, history.length);
    return c.html(<HistoryPage {...{ frame, ...view, events, handings, accounts, list }} />);
  });
}

/** Until when what was withdrawn may be taken back; null where it may not. */
function undoOf({ states }: Dossier, now: string): string | null {
  const state = states.get('application');
  const until = state?.value === 'withdrawn' ? undoUntil(state.facts) : null;
  return until === null || until < now ? null : until;
}

/** What a council recommended, or why the director refused, for the team: as their letter said it. */
async function toldOf(parts: Parts, dossier: Dossier, language: Language) {
  const { told: w } = dossierWords[language];
  const { value, facts } = dossier.states.get('application') ?? {};
  if (value === 'recommended') {
    const sum = amountsOf(facts?.recommended).reduce((total, { amountVnd }) => total + amountVnd, 0n);
    return { title: w.recommended(formatVnd(sum)), text: w.recommendedText(Number(facts?.months ?? 0)), quote: '' };
  }
  if (value !== 'rejected') return null;
  const rejection = dossier.history.find(({ event }) => event === 'application.rejected');
  return {
    title: w.rejected,
    text: w.rejectedText,
    quote: await reasonOf(parts.db, dossier.agency, rejection?.input.reason),
  };
}

/** What the team handed in beside the history, and what an officer sent back. */
function handingView({ form, isReturn, at, name, text }: Handing, language: Language): HandingView {
  const w = dossierWords[language];
  const what = w.handed[form][isReturn ? 'returned' : 'handedIn'];
  return { at, who: name, what: isReturn || text === '' ? what : `${what}: ${text}`, reason: isReturn ? text : '' };
}

/** Who opens the page of a party's account. */
const accountReaders: readonly Role[] = ['officer', 'administrator', 'auditor'];

/** What an officer did with the account that the dossier is paid on. */
function accountView(change: AccountChange, language: Language): HandingView {
  const { titles } = historyWords[language];
  const { at, what, reason } = change;
  const title = titles[what === 'dropped' ? 'dropAccount' : 'confirmAccount']!;
  return {
    at,
    who: '',
    what: [`${title}, ${nameWith(change, language)}`, ...accountFacts(change, language)].join('. '),
    reason,
  };
}

/** What was issued and signed, newest first: what is printed here as its PDF, the rest as the page where it was recorded, for who may open that. */
function papersOf(dossier: Dossier, base: string, reader: 'staff' | 'founder', roles: readonly Role[]) {
  const printed = dossier.papers
    .filter(({ kind }) => kind !== 'minutes' || reader === 'staff')
    .map(({ register, year, number, kind, at }) => ({
      href: `${base}/papers/${register}/${year}/${number}`,
      kind,
      number: paperNumber(dossier.agency, dossier.pack, { kind, number }),
      at,
      isPrinted: true,
    }));
  const follows = followers.some((role) => roles.includes(role));
  const recorded = follows ? outsidePapers(dossier) : [];
  const outside = recorded.map(({ page, ...paper }) => ({ ...paper, href: `${base}/${page}`, isPrinted: false }));
  return [...outside, ...printed.toReversed()].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/** What whoever judged an application sees of its dossier: not what became of it as a project, nor its papers. */
function applicationAlone(dossier: Dossier): Dossier {
  const states = new Map([...dossier.states].filter(([subject]) => subject === 'application'));
  return {
    ...dossier,
    party: dossier.applicant,
    states,
    history: dossier.history.filter(({ subject }) => subject === 'application'),
    papers: [],
  };
}

async function eventViews(
  parts: Parts,
  dossier: Dossier,
  events: readonly VisibleEvent[],
  roles: readonly Role[],
  language: Language,
): Promise<EventView[]> {
  const w = dossierWords[language];
  const moved = readsMoney(roles) ? await movedFrom(parts.db, dossier) : null;
  const tranches = new Map(requestsOf(dossier).map(({ subject, tranche }) => [subject, tranche]));
  return await Promise.all(
    events.map(async (one) => {
      const { at, event, subject, name, behalf, actor, reason, input } = one;
      const [kind = ''] = subject.split('/');
      const tranche = tranches.get(subject);
      return {
        at,
        what: nameOf('events', event, language),
        who: actor === SYSTEM || name === '' ? w.system : nameWith({ name, behalf }, language),
        about:
          event === 'application.interestDeclared'
            ? w.interest[saysNone({ event, input }) ? 'none' : 'some']
            : kind === 'report'
              ? reportWords[language].heading(numberOf(dossier.states.get(subject)), '')
              : tranche === undefined
                ? ''
                : `${w.subjects[kind] ?? kind} ${tranche}`,
        facts: moved === null ? [] : eventFacts(dossier, one, moved, language),
        reason: await reasonOf(parts.db, dossier.agency, reason),
      };
    }),
  );
}

/** That somebody has no conflict of interest, which is told in the whole history alone. */
const saysNone = ({ event, input }: Pick<VisibleEvent, 'event' | 'input'>): boolean =>
  event === 'application.interestDeclared' && input.conflict === null;

/** What the reader may try now, each page once: what is waited for from them first. Withdrawing is nobody's next step, and goes apart. */
function actionsOf(
  dossier: Dossier,
  waited: readonly Wait[],
  at: At,
  turns: readonly Turn[],
  today: string,
  now: string,
): { actions: Action[]; withdraw: Action | null } {
  const { roles, person, base, language } = at;
  const w = dossierWords[language];
  const facts = dossier.states.get('application')?.facts ?? {};
  const has = (list: unknown, key: string) => typeof list === 'object' && list !== null && Object.hasOwn(list, key);
  const found = new Map<string, string>();
  for (const { yours, actions } of turns)
    for (const { href, label } of yours ? actions : []) if (!found.has(href)) found.set(href, label);
  const funding = regionOf(dossier, 'funding');
  // nobody reports to a support that has ended; what was paid wrongly may still be found out
  const isEnded = funding === 'closed' || funding === 'terminated';
  const waits = waited.flatMap(({ todo }) => todo);
  const possible = possibleFor(dossier, roles).filter(({ event }) => conflictOf(dossier, at, event) === null);
  for (const { subject, event } of possible) {
    if (onceWaited.has(event) && !waits.includes(event)) continue;
    if (
      event === 'application.withdrawn' ||
      (event === 'application.rejected' && waits.includes('application.awarded'))
    )
      continue;
    // what an appeal has opened again is screened by somebody else
    if (duties[event].duty === 'screened' && hasScreenedBefore(dossier.states, dossier.done, [person])) continue;
    // an appeal is read by its team, who decides it and who audits; taking it back is nobody's next step
    if (event === 'appeal.withdrawn') continue;
    if (event === 'application.withdrawalUndone' && (undoUntil(facts) ?? '') < now) continue;
    if (event === 'application.reviewSubmitted' && has(facts.reviews, person)) continue;
    if (event === 'application.reviewerReplaced' && waits.includes('application.referredToCouncil')) continue;
    if (event === 'application.councilRecomposed' && !isMemberOut(dossier)) continue;
    if (event === 'application.voteCast' && !((facts.council ?? []) as string[]).includes(person)) continue;
    if (event === 'application.voteCast' && has(facts.votes, person)) continue;
    if (event === 'application.recommended' && !concludesHere(dossier, person, roles)) continue;
    if (event === 'project.budgetPlanned' && isPlanned(dossier)) continue;
    if (event === 'application.completed' && !has(facts.due, 'completion')) continue;
    if (event === 'project.remainderCancelled' && vesselOf(dossier, 'awarded') === 0n) continue;
    // what nobody has signed for yet only the director takes back
    if (event === 'project.remainderCancelled' && isUnsigned(dossier) && !roles.includes('director')) continue;
    if (event === 'project.agreementSigned' && awardOf(dossier) === 0n) continue;
    if (isReport(event) && (isUnsigned(dossier) || isEnded)) continue;
    const [kind] = subject.split('/');
    // each has its turn above; all of them stand on one page
    if (kind === 'report') continue;
    const isMoney = kind === 'disbursement' || kind === 'recovery' || kind === 'amendment';
    const href = hrefOf(base, subject, event);
    if (href === null || found.has(href) || (isMoney && w.actions[event] === undefined)) continue;
    found.set(href, labelOf(dossier, subject, event, language));
  }
  const offer = (page: string, action: string) => {
    if (!found.has(`${base}/${page}`)) found.set(`${base}/${page}`, w.actions[action]!);
  };
  if (roles.includes('founder')) {
    if (
      (funding === 'active' || funding === 'closing') &&
      agreementOver(dossier, today) === null &&
      vesselOf(dossier, 'awarded') > 0n
    )
      offer('requests/new', 'newRequest');
    // what was reported may be replaced until it is accepted
    if (waits.includes('project.prototypeAccepted')) offer('prototype', 'reportPrototype');
    if (waits.includes('project.companyFormed')) offer('company', 'declareCompany');
    if (funding === 'awaitingAgreement' && awardOf(dossier) > 0n) offer('agreement/draft', 'readDraft');
  }
  const reports = possibleAs('report.planned', at) || possibleAs('report.submitted', at);
  if (reports && ['active', 'suspended', 'closing'].includes(funding)) offer('reports', 'reports');
  const proposes = possibleAs('recovery.proposed', at) && conflictOf(dossier, at, 'recovery.proposed') === null;
  if (proposes && vesselOf(dossier, 'settled') > 0n)
    offer('recoveries/new', isEnded ? 'newRecoveryAfter' : 'newRecovery');
  const actions = [...found].map(([href, label]) => ({ href, label }));
  const mayWithdraw = possible.some(({ event }) => event === 'application.withdrawn');
  const label = w.actions['application.withdrawn']!;
  return { actions, withdraw: mayWithdraw ? { href: `${base}/application/withdraw`, label } : null };
}

const possibleAs = (event: EventType, { roles }: At) => duties[event].roles.some((role) => roles.includes(role));

/** What is done once it is waited for, and not before. */
const onceWaited: ReadonlySet<EventType> = new Set([
  'application.referredToCouncil',
  'application.voteCast',
  'application.recommended',
  'project.prototypeAccepted',
  'project.companyFormed',
  'project.agreementNovated',
]);

/** A member of the council who has not voted declared a conflict of interest. */
function isMemberOut({ states }: Dossier): boolean {
  const { council, votes } = states.get('application')?.facts ?? {};
  const waited = ((council ?? []) as string[]).filter((id) => !Object.hasOwn((votes ?? {}) as object, id));
  return waited.some((id) => isConflicted(interestsIn(states), id));
}

const followsCouncil: readonly Role[] = ['officer', 'secretary', 'chair', 'director'];

/** How an application was judged: the council for whoever has it meet or decides by it, every step that was taken for an auditor. */
function readsOf(dossier: Dossier, { roles, base, language }: At): Action[] {
  const c = councilWords[language];
  const facts = dossier.states.get('application')?.facts ?? {};
  const made = grown(dossier, base, roles, language);
  if (!roles.includes('auditor'))
    return facts.council !== undefined && roles.some((role) => followsCouncil.includes(role))
      ? [{ href: `${base}/council`, label: c.title }, ...made]
      : made;
  return [
    { href: `${base}/screening`, label: screeningWords[language].title },
    ...(facts.reviewers === undefined ? [] : [{ href: `${base}/reviewers`, label: reviewerWords[language].title }]),
    ...(facts.council === undefined ? [] : [{ href: `${base}/council`, label: c.title }]),
    ...made,
  ];
}

/** What was reported of prototype and company, with what was signed about it: to be read once it is decided. */
function grown(dossier: Dossier, base: string, roles: readonly Role[], language: Language): Action[] {
  if (!readsMoney(roles)) return [];
  const { reads } = dossierWords[language];
  const events = { 'project.prototypeAccepted': 'prototype', 'project.companyFormed': 'company' } as const;
  const ended = Object.entries(events).flatMap(([event, page]) =>
    dossier.history.some((one) => one.event === event) ? [{ href: `${base}/${page}`, label: reads[page] }] : [],
  );
  return reportRows(dossier).length === 0
    ? ended
    : [{ href: `${base}/reports`, label: reportWords[language].title }, ...ended];
}

/** Awarded, and no agreement signed yet. */
const isUnsigned = (dossier: Dossier): boolean => regionOf(dossier, 'funding') === 'awaitingAgreement';

/** A year's budget stands behind all that was awarded. */
const isPlanned = (dossier: Dossier): boolean => plannedVndOf(dossier) >= awardOf(dossier);

/** An account of a confirmed party that no officer has confirmed, while it can still be paid on. */
async function waitsForOfficer(db: Parts['db'], dossier: Dossier): Promise<boolean> {
  const isLive = ['awaitingAgreement', 'active', 'suspended', 'closing'].includes(regionOf(dossier, 'funding'));
  if (!isLive || dossier.party === null) return false;
  const account = await partyAccount(db, dossier.agency, dossier.party.id);
  return account?.standing === 'accountLater';
}

/** The appeals of a dossier, for who reads them, and what its owners may appeal against. */
async function appealViews(parts: Parts, dossier: Dossier, { roles, base, reader, language }: At, below: boolean) {
  const reads = roles.some((role) => appealReaders.includes(role));
  const today = dayOf(parts.now());
  const owns = roles.includes('founder') && !below;
  const open = owns ? await contestableOf(parts.db, dossier, await calendarOf(parts.db, dossier.agency)) : [];
  const clause = lodgingClause === null ? '' : citation(lodgingClause, language);
  return {
    decisions: open.map(({ event, on, reason, until, revision }) => ({
      ...{ event, on, reason, until, clause },
      isLate: until !== null && today > until,
      href: `${base}/appeals/new?decision=${revision}`,
    })),
    lodged: reads
      ? appealsOf(dossier).map((appeal) => ({
          href: `${base}/appeals/${appeal.subject.slice('appeal/'.length)}`,
          event: againstOf(appeal).event,
          on: againstOf(appeal).on,
          step: placesOf(appeal, reader, language)[0]?.label ?? '',
        }))
      : [],
  };
}

/** What was asked to be amended; null while there is no agreement, and nothing was asked. */
function amendmentSection(
  dossier: Dossier,
  base: string,
  reader: 'staff' | 'founder',
  language: Language,
  standing: Standing,
) {
  const rows = amendmentRows(dossier, base, reader, language);
  const mayAskNow = mayAsk({ roles: standing.roles, below: isBelowOwner(standing), dossier });
  if (rows.length === 0 && !mayAskAtAll(dossier)) return null;
  return { list: AmendmentList({ rows, language }), href: mayAskNow ? `${base}/amendments/new` : null };
}

function recoveryViews(dossier: Dossier, base: string, reader: 'staff' | 'founder', language: Language) {
  return recoveriesOf(dossier).map(({ id, state, amountVnd, leftVnd }) => ({
    href: `${base}/recoveries/${id}`,
    amountVnd,
    leftVnd: state.value === 'due' ? leftVnd : null,
    step: placesOf(state, reader, language)[0]?.label ?? '',
    split: splitOf(dossier, id),
  }));
}
