// The page of a dossier, and its history: where is this, whose turn is it, what can I do now.

import { DossierPage, type EventView, HistoryPage } from '../../templates/pages/dossier.tsx';
import { Lanes } from '../../templates/parts/lanes.tsx';
import { MoneyPath } from '../../templates/parts/money-path.tsx';
import { actingWords } from '../../templates/words/acting.ts';
import { dossierWords } from '../../templates/words/dossier.ts';
import { nameOf } from '../../templates/words/names.ts';
import { paperNumber } from '../../templates/words/paperNumbers.ts';
import { reviewsWords } from '../../templates/words/reviews.ts';
import type { Language } from '../../templates/words/words.ts';
import { SYSTEM } from '../../workflows/decide.ts';
import { metaOf } from '../../workflows/machines.ts';
import { procedures } from '../../workflows/procedures.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { accountCall, modeOf, returnedView, submissionsOf } from '../applications/index.ts';
import { reasonOf } from '../contents.ts';
import { begunRequest } from '../disbursements/index.ts';
import type { Doors, Standing } from '../doors.ts';
import {
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
import { outsidePapers } from '../paperNumbers.ts';
import type { Parts } from '../parts.ts';
import { lanesOf } from './lanes.ts';
import { capsTable, flowsOf, moneyPathOf, recoveriesOf } from './money-path.ts';
import { awardOf, plannedVndOf } from './reading.ts';

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
    const history = visibleHistory(dossier, roles);
    const events = await eventViews(parts, dossier, history.slice(0, 6), language);
    const { actions, withdraw } = actionsOf(dossier, roles, person, base, language);
    const turns = turnsOf(dossier, c.get('standing'), person, reader, language);
    const account =
      reader === 'founder' && turns.length > 0
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
      today: dayOf(parts.now()),
      turns,
      actions,
      withdraw,
      account: account === null ? null : { ...account, isDue: hasProject },
      hidesRest: !readsMoney(roles) && whole.states.has('project'),
      hidesPapers: !readsMoney(roles) && whole.papers.length > 0,
      lanes: <Lanes lanes={lanesOf(dossier, reader, language)} language={language} />,
      money: hasProject ? (
        <MoneyPath view={moneyPathOf(dossier, reader, language, begun, flows)} language={language} />
      ) : null,
      caps: hasProject ? capsTable(dossier, language) : null,
      requests: [],
      recoveries: recoveryViews(dossier, base, reader, language),
      events,
      eventCount: history.length,
      papers: papersOf(dossier, base, reader),
      returned: reader === 'founder' ? await returnedView(parts, dossier, language) : null,
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
      reads: roles.includes('auditor') ? readsOf(dossier, base, language) : [],
    };
    return c.html(<DossierPage {...view} />);
  });

  doors.get('/agencies/:agency/dossiers/:dossier/history', { who: 'signedIn' }, async (c) => {
    const { agency, dossier: id } = c.req.param();
    const dossier = await readDossier(parts.db, agency, id, parts.now());
    if (dossier === null) return c.notFound();
    const frame = await parts.frameOf(c);
    const history = visibleHistory(dossier, c.get('standing').roles);
    const events = await eventViews(parts, dossier, history, frame.language);
    const base = `/agencies/${agency}/dossiers/${id}`;
    return c.html(<HistoryPage frame={frame} base={base} code={dossier.code} title={dossier.title} events={events} />);
  });
}

/** What was issued and signed, newest first: what is printed here as its PDF, the rest as the page where it was recorded. */
function papersOf(dossier: Dossier, base: string, reader: 'staff' | 'founder') {
  const printed = dossier.papers
    .filter(({ kind }) => kind !== 'minutes' || reader === 'staff')
    .map(({ register, year, number, kind, at }) => ({
      href: `${base}/papers/${register}/${year}/${number}`,
      kind,
      number: paperNumber(dossier.agency, dossier.pack, { kind, number }),
      at,
    }));
  const outside = outsidePapers(dossier).map(({ page, ...paper }) => ({ ...paper, href: `${base}/${page}` }));
  return [...outside, ...printed.toReversed()].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/** What whoever judged an application sees of its dossier: not what became of it as a project, nor its papers. */
function applicationAlone(dossier: Dossier): Dossier {
  const states = new Map([...dossier.states].filter(([subject]) => subject === 'application'));
  return {
    ...dossier,
    states,
    history: dossier.history.filter(({ subject }) => subject === 'application'),
    papers: [],
  };
}

async function eventViews(
  parts: Parts,
  dossier: Dossier,
  events: readonly VisibleEvent[],
  language: Language,
): Promise<EventView[]> {
  const w = dossierWords[language];
  const tranches = new Map(requestsOf(dossier).map(({ subject, tranche }) => [subject, tranche]));
  return await Promise.all(
    events.map(async ({ at, event, subject, name, behalf, actor, reason }) => {
      const [kind = ''] = subject.split('/');
      const tranche = tranches.get(subject);
      return {
        at,
        what: nameOf('events', event, language),
        who: actor === SYSTEM || name === '' ? w.system : nameWith({ name, behalf }, language),
        about: tranche === undefined ? '' : `${w.subjects[kind] ?? kind} ${tranche}`,
        reason: await reasonOf(parts.db, dossier.agency, reason),
      };
    }),
  );
}

type Turn = Parameters<typeof DossierPage>[0]['turns'][number];

/** Who is expected to act, on everything of the dossier that is not at its end; the reader's own turn first, then by due date. */
const ended = new Set(['settled', 'refused', 'cancelled']);

function turnsOf(
  dossier: Dossier,
  { roles, delegated }: Standing,
  person: string,
  reader: 'staff' | 'founder',
  language: Language,
): Turn[] {
  const w = actingWords[language];
  const turns: Turn[] = [];
  for (const state of dossier.states.values()) {
    const period = dossier.due.find(({ subject }) => subject === state.subject);
    const since = dossier.since.get(state.subject) ?? '';
    for (const { meta, region } of metaOf(state)) {
      if (meta.expects === null || (state.machine === 'project' && region !== 'funding' && meta.expects === 'founder'))
        continue;
      if (
        state.machine === 'project' &&
        meta.expects === 'founder' &&
        [...dossier.states.values()].some(
          ({ machine, value }) => machine === 'disbursement' && !ended.has(String(value)),
        )
      )
        continue;
      const reviewed = state.value === 'underReview' && isReviewed(dossier);
      const expected = reviewed ? 'officer' : meta.expects;
      const procedure = period === undefined ? undefined : procedures[period.what as keyof typeof procedures];
      const step = reviewed && reader === 'staff' ? dossierWords[language].reviewed : meta[reader][language];
      const giver = reviewed && roles.includes('secretary') ? undefined : delegated.get(expected);
      turns.push({
        yours: isTheirs(dossier, expected, roles, person) || (reviewed && roles.includes('secretary')),
        who: nameOf('roles', expected, language),
        step: giver === undefined ? step : w.who(step, giver.name || w.unnamed),
        since,
        dueAt: period?.dueAt ?? null,
        what: period?.what ?? '',
        clause: procedure?.clause ?? null,
      });
    }
  }
  return turns.sort((a, b) => Number(b.yours) - Number(a.yours) || ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1));
}

/** Every review is in: the application waits to go to the council. */
function isReviewed({ states }: Dossier): boolean {
  const { reviewers, reviews } = states.get('application')?.facts ?? {};
  const asked = (reviewers ?? []) as string[];
  return asked.length > 0 && asked.every((id) => Object.hasOwn((reviews ?? {}) as object, id));
}

function isTheirs(dossier: Dossier, expected: Role, roles: readonly Role[], person: string): boolean {
  const facts = dossier.states.get('application')?.facts ?? {};
  if (expected === 'reviewer')
    return roles.includes('reviewer') && !Object.hasOwn((facts.reviews ?? {}) as object, person);
  return roles.includes(expected);
}

/** Where each event is caused. Several have one page. */
const pages: Readonly<Record<string, string>> = {
  'application.submitted': 'application',
  'application.resubmitted': 'application',
  'application.completed': 'application',
  'application.foundEligible': 'screening',
  'application.reviewersAssigned': 'reviewers',
  'application.reviewerReplaced': 'reviewers',
  'application.reviewSubmitted': 'review',
  'application.referredToCouncil': 'council',
  'application.voteCast': 'council',
  'application.recommended': 'council',
  'application.awarded': 'award',
  'project.agreementSigned': 'agreement',
  'project.budgetPlanned': 'budget',
  'project.technologyCompletionStarted': 'progress',
  'project.prototypeStarted': 'progress',
  'project.commercialisationStarted': 'progress',
  'project.prototypeAccepted': 'prototype',
  'project.registrationStarted': 'progress',
  'project.companyFormed': 'company',
  'project.agreementNovated': 'novation',
  'project.closingBegun': 'closing',
  'project.closed': 'closing',
  'project.remainderCancelled': 'closing',
  'project.resumed': 'steering',
  'project.suspended': 'steering',
};

/** What the reader may try now, each page once: what is waited for first. Withdrawing is nobody's next step, and goes apart. */
function actionsOf(
  dossier: Dossier,
  roles: readonly Role[],
  person: string,
  base: string,
  language: Language,
): { actions: { href: string; label: string; atOnce: boolean }[]; withdraw: { href: string; label: string } | null } {
  const w = dossierWords[language];
  const facts = dossier.states.get('application')?.facts ?? {};
  const has = (list: unknown, key: string) => typeof list === 'object' && list !== null && Object.hasOwn(list, key);
  const found = new Map<string, string>();
  const waiting: string[] = [];
  const possible = possibleFor(dossier, roles);
  for (const { subject, event } of possible) {
    if (event === 'application.withdrawn') continue;
    if (event === 'application.reviewSubmitted' && has(facts.reviews, person)) continue;
    if (event === 'application.reviewerReplaced' && isReviewed(dossier)) continue;
    if (event === 'application.referredToCouncil' && !isReviewed(dossier)) continue;
    if (event === 'application.voteCast' && !((facts.council ?? []) as string[]).includes(person)) continue;
    if (event === 'application.voteCast' && has(facts.votes, person)) continue;
    if (event === 'project.budgetPlanned' && isPlanned(dossier)) continue;
    if (event === 'application.completed' && !has(facts.due, 'completion')) continue;
    const [kind, id] = subject.split('/');
    if (kind === 'disbursement' || kind === 'recovery') {
      const [place] = placesOf(dossier.states.get(subject)!, 'staff', language);
      const href = `${base}/${kind === 'disbursement' ? 'requests' : 'recoveries'}/${id}`;
      if (place !== undefined && place.expects !== null && roles.includes(place.expects)) waiting.push(href);
      const label = w.actions[event];
      if (label !== undefined && !found.has(href)) found.set(href, label);
      continue;
    }
    if (event === 'project.remainderCancelled' && vesselOf(dossier, 'awarded') === 0n) continue;
    const page = pages[event];
    if (page === undefined) continue;
    const href = `${base}/${page}`;
    if (!found.has(href)) found.set(href, w.actions[event] ?? nameOf('events', event, language));
    const state = dossier.states.get(subject);
    if (
      state !== undefined &&
      metaOf(state).some(
        ({ meta }) =>
          meta.expects !== null &&
          (state.value === 'underReview' && isReviewed(dossier)
            ? roles.includes('officer') || roles.includes('secretary')
            : roles.includes(meta.expects)),
      )
    )
      waiting.push(href);
  }
  const funding = (dossier.states.get('project')?.value as { funding?: string } | undefined)?.funding;
  if (roles.includes('founder')) {
    if ((funding === 'active' || funding === 'closing') && vesselOf(dossier, 'awarded') > 0n) {
      found.set(`${base}/requests/new`, w.actions.newRequest!);
      waiting.push(`${base}/requests/new`);
    }
    const company = (dossier.states.get('project')?.value as { company?: string } | undefined)?.company;
    if (company === 'registering') found.set(`${base}/company`, w.actions['project.companyFormed']!);
  }
  if (roles.some((role) => role === 'officer' || role === 'financeOfficer') && vesselOf(dossier, 'settled') > 0n)
    found.set(`${base}/recoveries/new`, w.actions.newRecovery!);
  const order = (href: string) => (waiting.includes(href) ? waiting.indexOf(href) : waiting.length + 1);
  // a team may ask for money and report at the same time: neither waits for the other
  const ofTeam = ['requests/new', 'progress', 'prototype'].map((page) => `${base}/${page}`);
  const isTeams = (href: string) => roles.includes('founder') && waiting.includes(href) && ofTeam.includes(href);
  const actions = [...found]
    .map(([href, label]) => ({ href, label, atOnce: isTeams(href) }))
    .sort((a, b) => order(a.href) - order(b.href));
  const mayWithdraw = possible.some(({ event }) => event === 'application.withdrawn');
  const label = w.actions['application.withdrawn']!;
  return { actions, withdraw: mayWithdraw ? { href: `${base}/application/withdraw`, label } : null };
}

/** How an application was judged, as an auditor follows it: the pages of the steps that were taken. */
function readsOf(dossier: Dossier, base: string, language: Language): { href: string; label: string }[] {
  const w = reviewsWords[language];
  const facts = dossier.states.get('application')?.facts ?? {};
  return [
    { href: `${base}/screening`, label: w.screening.title },
    ...(facts.reviewers === undefined ? [] : [{ href: `${base}/reviewers`, label: w.reviewers.title }]),
    ...(facts.council === undefined ? [] : [{ href: `${base}/council`, label: w.council.title }]),
  ];
}

/** A year's budget stands behind all that was awarded. */
const isPlanned = (dossier: Dossier): boolean => plannedVndOf(dossier) >= awardOf(dossier);

function recoveryViews(dossier: Dossier, base: string, reader: 'staff' | 'founder', language: Language) {
  return recoveriesOf(dossier).map(({ id, state, amountVnd }) => ({
    href: `${base}/recoveries/${id}`,
    amountVnd,
    step: placesOf(state, reader, language)[0]?.label ?? '',
  }));
}
