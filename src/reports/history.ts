// An agency's own history: all that was recorded in it and does not belong to a dossier of an applicant.

import type { HistoryKind, HistoryRow } from '../../templates/pages/agency-history.tsx';
import { dayText, dayTextOf, timeText } from '../../templates/parts/when.ts';
import { dossierWords } from '../../templates/words/dossier.ts';
import { nameOf } from '../../templates/words/names.ts';
import { programmeWords } from '../../templates/words/programmes.ts';
import { holidayName } from '../../templates/words/programmes-calendar.ts';
import { historyWords } from '../../templates/words/programmes-history.ts';
import { treasuryWords } from '../../templates/words/programmes-treasury.ts';
import type { Language } from '../../templates/words/words.ts';
import { type JsonObject, SYSTEM } from '../../workflows/decide.ts';
import type { EventType } from '../../workflows/machines.ts';
import type { Cap, Pack } from '../../workflows/programmes/schema.ts';
import { citation } from '../../workflows/rules/citations.ts';
import { roles } from '../../workflows/rules/duties.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { type AccountChange, accountChanges, accountFacts } from '../accountChanges.ts';
import { type ContactChange, contactChanges, contactsDiffer, lastContact } from '../contact.ts';
import { reasonOf } from '../contents.ts';
import type { Database, Parameter } from '../database/pool.ts';
import { nameWith, readEvents } from '../dossier.ts';
import type { FigureFacts } from '../figures.ts';
import { closedTo, type Reader } from '../standing.ts';
import { differing, lastTreasury, type TreasuryChange, treasuryChanges } from '../treasury.ts';
import { nameOfOwner, unitNamesIn } from './caps.ts';

type OwnEvent = Exclude<
  EventType,
  `${'application' | 'project' | 'disbursement' | 'recovery' | 'appeal' | 'amendment' | 'report'}.${string}`
>;

/** The agency's data at its treasury, where people ask it, and how its people sign in, have a record of their own: no event tells of them. */
const keptKinds = ['treasury', 'contact', 'secondStep'] as const satisfies readonly HistoryKind[];
type Kept = (typeof keptKinds)[number];
type EventKind = Exclude<HistoryKind, Kept>;

/** What each event is about: whoever adds one says it here. */
const kinds: Readonly<Record<OwnEvent, EventKind>> = {
  'person.appointed': 'roles',
  'person.relieved': 'roles',
  'person.delegated': 'delegations',
  'calendar.changed': 'calendar',
  'year.opened': 'budget',
  'year.appropriated': 'budget',
  'year.closed': 'budget',
  'cap.changed': 'caps',
  'pack.published': 'packs',
  'pack.superseded': 'packs',
  'pack.filled': 'packs',
  'figure.proposed': 'packs',
  'figure.confirmed': 'packs',
  'figure.dropped': 'packs',
  'call.opened': 'calls',
  'call.closed': 'calls',
  'party.registered': 'parties',
};

/**
 * The registers that an agency keeps, by their machines: everything else is a dossier's. What is said of a party, or of a limit that a
 * party or dossier has to itself, is not for whom the dossier is closed to.
 */
const chosen = (closed: string) => `from state s join history h on h.agency = s.agency and h.dossier = s.dossier
  where s.agency = $1 and s.machine in ('register', 'call', 'pack', 'figure', 'budgetYear') and h.event = any ($2::text[])
    and ($4 = '' or $4 in (h.actor::text, h.dossier::text) or exists (select from (select h.payload::jsonb as said) p
      where said->>'onBehalfOf' = $4 or strpos((said->'command')::text, $4) > 0))
    and coalesce(case h.event when 'party.registered' then h.dossier::text
      when 'cap.changed' then substring(h.payload::jsonb #>> '{command,input,room}' from '^C/[^/]+/[^/]+/([^/;]+)') end, '')
      not in (select id::text from (${closed}) c(id))`;

type Told = Awaited<ReturnType<typeof readEvents>>[number];
/** What a register says of itself after an event, and before it. */
type Facts = { before: JsonObject | null; after: JsonObject };
type PackName = { title: Pack['shortTitle']; id: string; version: number };
/** What the events of one page speak of. */
type Around = {
  agency: string;
  language: Language;
  facts: ReadonlyMap<string, Facts>;
  postings: ReadonlyMap<string, readonly { source: string; target: string; amount: bigint }[]>;
  people: ReadonlyMap<string, string>;
  parties: ReadonlyMap<string, string>;
  packs: ReadonlyMap<string, PackName>;
  calls: ReadonlyMap<string, { stage: string; closesAt: string }>;
  caps: ReadonlyMap<string, Cap>;
  owners: ReadonlyMap<string, string>;
  unitName(unit: string): string;
  classes: ReadonlyMap<string, string>;
  /** By place. */
  accounts: ReadonlyMap<string, AccountChange>;
};
type Said = Pick<HistoryRow, 'title' | 'about' | 'details' | 'decision'> & { reason?: string };

/** `person`: by whom, in whose place, or about whom; '' for everybody. */
type Wanted = {
  kind: HistoryKind | null;
  person: string;
  from: number;
  size: number;
  language: Language;
  reader: Reader;
};

/** Who holds an office of the agency, or has: whom its history can be narrowed to. */
export async function personChoices(db: Database, agency: string): Promise<{ value: string; label: string }[]> {
  return await db.query<{ value: string; label: string }>`
    select p.id::text as value, p.name as label from state s join person p on p.id = s.dossier
    where s.agency = ${agency} and s.machine = 'register' and s.subject = 'person' and p.name <> '' order by p.name, p.id`;
}

/** One page of it, newest first, and how much there is. */
export async function agencyHistory(
  db: Database,
  agency: string,
  { kind, person, from, size, language, reader }: Wanted,
): Promise<{ rows: HistoryRow[]; all: number }> {
  const events = Object.entries(kinds).flatMap(([event, of]) => (kind === null || kind === of ? [event] : []));
  const given: Parameter[] = [agency, events, kind === null ? [...keptKinds] : [kind], person];
  const closed = closedTo(reader, (value) => `$${given.push(value)}`, '$1');
  const places = `select h.at, h.dossier, h.revision, null as kept, null::uuid as change ${chosen(closed)}
    union all select t.changed_at, null, t.change, 'treasury', null from agency_treasury t where t.agency = $1 and 'treasury' = any ($3::text[]) and $4 in ('', t.changed_by::text)
    union all select t.changed_at, null, t.change, 'contact', null from agency_contact t where t.agency = $1 and 'contact' = any ($3::text[]) and $4 in ('', t.changed_by::text)
    union all select t.at, null, 0, 'secondStep', t.id from second_step_change t join state s on s.agency = $1 and s.machine = 'register' and s.subject = 'person' and s.dossier = t.person
      where coalesce(t.agency, $1) = $1 and 'secondStep' = any ($3::text[]) and $4 in ('', t.by::text, t.person::text)`;
  const [page, counted] = await Promise.all([
    db.run<{ dossier: string | null; revision: number; kept: Kept | null; change: string | null }>(
      `select dossier::text as dossier, revision, kept, change::text as change from (${places}) p order by at desc, dossier, kept, revision desc, change limit ${size} offset ${from}`,
      given,
    ),
    db.run<{ all: number }>(`select count(*)::int as "all" from (${places}) p`, given),
  ]);
  const of = page.filter(({ dossier }) => dossier !== null);
  const told = await readEvents(
    db,
    `select h.* from unnest($2::uuid[], $3::int[]) as p (dossier, revision)
      join history h on h.agency = $1 and h.dossier = p.dossier and h.revision = p.revision`,
    [agency, of.map(({ dossier }) => dossier!), of.map(({ revision }) => revision)],
  );
  const around = await aroundOf(db, agency, told, language);
  const has = (one: Kept) => page.some(({ kept }) => kept === one);
  const treasury = has('treasury') ? await treasuryChanges(db, agency, mostChanges) : [];
  const contact = has('contact') ? await contactChanges(db, agency, mostChanges) : [];
  const steps = await stepChanges(
    db,
    page.flatMap(({ change }) => (change === null ? [] : [change])),
  );
  const rows = await Promise.all(
    page.map(async ({ dossier, revision, kept, change }): Promise<HistoryRow> => {
      if (change !== null) return stepRow(steps.get(change)!, language);
      if (kept === 'contact') return contactRow(contact, revision, language);
      if (dossier === null) return treasuryRow(agency, treasury, revision, language);
      const event = told.find((one) => one.dossier === dossier && one.revision === revision)!;
      const reason = await reasonOf(db, agency, event.input?.reason);
      return {
        at: event.at,
        who:
          event.actor === SYSTEM
            ? dossierWords[language].system
            : nameWith({ ...event, name: event.name || historyWords[language].unnamed }, language),
        reason: reason || null,
        ...saidOf(event, around),
      };
    }),
  );
  return { rows, all: counted[0]!.all };
}

/** More changes than an agency makes of its data at the treasury, or of its contact. */
const mostChanges = 10_000;

function treasuryRow(
  agency: string,
  changes: readonly TreasuryChange[],
  change: number,
  language: Language,
): HistoryRow {
  const w = historyWords[language];
  const { fields, dots } = treasuryWords[language];
  const at = changes.findIndex((one) => one.change === change);
  const { by, decisionNumber, said, at: day } = changes[at]!;
  return {
    at: day,
    who: by || w.unnamed,
    title: w.titles.changeTreasury!,
    about: { text: said.unitName, room: 'treasury' },
    details: differing(lastTreasury(agency, changes.slice(at + 1)), said).map(
      ({ name, before, after }) => `${fields[name]}: ${w.fromTo(before || dots, after || dots)}`,
    ),
    decision: decisionNumber || null,
    reason: null,
  };
}

function contactRow(changes: readonly ContactChange[], change: number, language: Language): HistoryRow {
  const w = historyWords[language];
  const { contact } = programmeWords[language];
  const at = changes.findIndex((one) => one.change === change);
  const { by, said, at: day } = changes[at]!;
  return {
    at: day,
    who: by || w.unnamed,
    title: w.titles.changeContact!,
    about: { text: contact.title, room: 'contact' },
    details: contactsDiffer(lastContact(changes.slice(at + 1)), said).map(
      ({ name, before, after }) => `${contact[name]}: ${w.fromTo(before || contact.empty, after || contact.empty)}`,
    ),
    decision: null,
    reason: null,
  };
}

type StepChange = { at: string; what: string; person: string; by: string | null; isSystem: boolean; reason: string };

/** What became of somebody's two-step verification, by the id of the change. */
async function stepChanges(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, StepChange>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query<Omit<StepChange, 'at'> & { id: string; at: Date }>`
    select t.id::text as id, t.at, t.what, t.reason, coalesce(p.name, '') as person, b.name as by, t.by is null as is_system
    from second_step_change t left join person p on p.id = t.person left join person b on b.id = t.by where t.id = any (${[...ids]}::uuid[])`;
  return new Map(rows.map(({ id, at, ...row }) => [id, { ...row, at: at.toISOString() }]));
}

const stepTitles: Readonly<Record<string, string>> = {
  on: 'secondStepOn',
  off: 'secondStepOff',
  codes: 'secondStepCodes',
  reset: 'secondStepReset',
};

function stepRow({ at, what, person, by, isSystem, reason }: StepChange, language: Language): HistoryRow {
  const w = historyWords[language];
  return {
    at,
    who: isSystem ? dossierWords[language].system : by || w.unnamed,
    title: w.titles[stepTitles[what]!]!,
    about: { text: person || w.unnamed, room: 'people' },
    details: [],
    decision: null,
    reason: reason || null,
  };
}

const placeOf = ({ dossier, revision }: { dossier: string; revision: number }): string => `${dossier}/${revision}`;

async function aroundOf(db: Database, agency: string, told: readonly Told[], language: Language): Promise<Around> {
  const dossiers = told.map(({ dossier }) => dossier);
  const revisions = told.map(({ revision }) => revision);
  const [facts, postings, people, parties, packs, calls, owners, accounts, unitName] = await Promise.all([
    db.query<Facts & { dossier: string; revision: number }>`
      select h.dossier::text as dossier, h.revision, h.payload::jsonb #> '{states,0,facts}' as after, b.payload::jsonb #> '{states,0,facts}' as before
      from unnest(${dossiers}::uuid[], ${revisions}::int[]) as p (dossier, revision)
        join history h on h.agency = ${agency} and h.dossier = p.dossier and h.revision = p.revision and h.event not like 'pack.%'
        left join history b on b.agency = h.agency and b.dossier = h.dossier and b.revision = h.revision - 1`,
    db.query<{ dossier: string; revision: number; source: string; target: string; amount: bigint }>`
      select o.dossier::text as dossier, o.revision, o.source, o.target, o.amount
      from unnest(${dossiers}::uuid[], ${revisions}::int[]) as p (dossier, revision)
        join posting o on o.agency = ${agency} and o.dossier = p.dossier and o.revision = p.revision and not o.derived`,
    db.query<{
      id: string;
      name: string;
    }>`select id::text as id, name from person where id = any (${peopleIn(told)}::uuid[])`,
    db.query<{ party: string; name: string }>`
      select party::text as party, name from party_profile where agency = ${agency} and party = any (${dossiers}::uuid[])`,
    db.query<{ dossier: string; facts: Pack }>`
      select dossier::text as dossier, facts from state where agency = ${agency} and machine = 'pack'`,
    db.query<{ dossier: string; facts: { stage: string; pack: string; closesAt: string } }>`
      select dossier::text as dossier, facts from state
      where agency = ${agency} and machine = 'call' and dossier = any (${dossiers}::uuid[])`,
    db.query<{ room: string; name: string | null }>`
      select left(r.id, -5) as room, coalesce(p.name, c.body->>'projectName') as name from account r
        left join party_profile p on p.agency = r.agency and p.party::text = r.owner
        left join state s on s.agency = r.agency and s.dossier::text = r.owner and s.subject = 'application'
        left join content c on c.agency = s.agency and c.commitment = s.facts->>'content'
      where r.agency = ${agency} and r.id = any (${told.map(({ input }) => `${String(input?.room)}/room`)}::text[])`,
    accountChanges(
      db,
      agency,
      told.flatMap(({ event, dossier }) => (event === 'party.registered' ? [dossier] : [])),
    ),
    unitNamesIn(
      db,
      agency,
      told.flatMap(({ input }) => (typeof input?.room === 'string' ? [input.room] : [])),
      language,
    ),
  ]);
  const byPlace = new Map<string, (typeof postings)[number][]>();
  for (const one of postings) byPlace.set(placeOf(one), [...(byPlace.get(placeOf(one)) ?? []), one]);
  const stageOf = ({ stage, pack }: { stage: string; pack: string }) =>
    packs.find(({ dossier }) => dossier === pack)?.facts.stages.find(({ id }) => id === stage)?.name[language] ?? stage;
  return {
    agency,
    language,
    facts: new Map(facts.map((one) => [placeOf(one), one])),
    postings: byPlace,
    people: new Map(people.map(({ id, name }) => [id, name])),
    parties: new Map(parties.map(({ party, name }) => [party, name])),
    packs: new Map(
      packs.map(({ dossier, facts: { id, shortTitle, version } }) => [dossier, { id, title: shortTitle, version }]),
    ),
    calls: new Map(
      calls.map(({ dossier, facts: call }) => [dossier, { stage: stageOf(call), closesAt: call.closesAt }]),
    ),
    caps: new Map(packs.flatMap(({ facts: pack }) => pack.caps.map((cap) => [`${pack.id}/${cap.id}`, cap] as const))),
    accounts: new Map(accounts.map((one) => [placeOf({ ...one, dossier: one.party }), one])),
    unitName,
    owners: new Map(owners.flatMap(({ room, name }) => (name === null ? [] : [[room, name] as const]))),
    classes: new Map(
      packs.flatMap(({ facts: pack }) =>
        (pack.beneficiaryClasses ?? []).map(({ id, name }) => [id, name[language]] as const),
      ),
    ),
  };
}

/** Everybody whom these events name beside who did them. */
const peopleIn = (told: readonly Told[]): string[] =>
  told.flatMap(({ dossier, input }) => [
    dossier,
    ...(typeof input?.to === 'string' ? [input.to] : []),
    ...(Array.isArray(input?.members) ? (input.members as string[]) : []),
  ]);

function saidOf(event: Told, around: Around): Said {
  const w = historyWords[around.language];
  const said = sayings[kinds[event.event as OwnEvent]](event, around);
  const { decisionNumber, decidedOn } = event.input ?? {};
  const decision =
    typeof decisionNumber === 'string' && typeof decidedOn === 'string'
      ? w.dated(decisionNumber, dayText(decidedOn))
      : decisionNumber;
  return {
    title: w.titles[event.command] ?? event.event,
    about: null,
    details: [],
    decision: typeof decision === 'string' ? decision : null,
    ...said,
  };
}

/** How each kind of event is said. */
const sayings: Readonly<Record<EventKind, (event: Told, around: Around) => Partial<Said>>> = {
  roles(event, { language, people, facts }) {
    const w = historyWords[language];
    const { before, after } = factsOf(event, facts);
    const held = (of: JsonObject | null) => rolesText((of?.roles ?? []) as string[], language) || w.noRoles;
    return {
      ...(event.input?.instead === undefined ? {} : { title: w.titles.changeRoles! }),
      about: { text: people.get(event.dossier) || w.unnamed, room: null },
      details: [w.fromTo(held(before), held(after))],
    };
  },
  delegations(event, { language, people, facts }) {
    const w = historyWords[language];
    type Letter = { to: string; roles: string[]; from: string; until: string };
    const { before } = factsOf(event, facts);
    const to = String(event.input.to);
    const letters =
      event.command === 'delegate'
        ? [event.input as unknown as Letter]
        : ((before?.delegations ?? []) as unknown as Letter[]).filter((letter) => letter.to === to);
    return {
      about: { text: people.get(to) || w.unnamed, room: 'delegations' },
      details: letters.map(({ roles, from, until }) =>
        w.delegated(rolesText(roles, language), `${dayText(from)} – ${dayText(until)}`),
      ),
    };
  },
  calendar(event, { language, facts }) {
    const w = historyWords[language];
    type Days = Readonly<Record<string, string>>;
    type Calendar = { holidays: Days; workedSaturdays: Days; announcedThrough: string | null };
    const { before, after } = factsOf(event, facts) as unknown as { before: Calendar | null; after: Calendar };
    const none: Calendar = { holidays: {}, workedSaturdays: {}, announcedThrough: null };
    const was = before ?? none;
    const daysOf = ({ holidays, workedSaturdays }: Calendar) => [
      ...Object.entries(holidays),
      ...Object.entries(workedSaturdays),
    ];
    const beyond = (one: Calendar, other: Calendar) => {
      const known = new Set(daysOf(other).map(([day]) => day));
      return daysOf(one).filter(([day]) => !known.has(day));
    };
    const list = (days: readonly (readonly [string, string])[]) =>
      [
        ...days.slice(0, mostDays).map(([day, name]) => w.day(dayText(day), holidayName(name, language).text)),
        ...(days.length > mostDays ? [w.more(days.length - mostDays)] : []),
      ].join(', ');
    const [added, removed] = [beyond(after, was), beyond(was, after)];
    const through = (day: string | null) => (day === null ? w.notYet : dayText(day));
    const isMoved = was.announcedThrough !== after.announcedThrough;
    const loaded = w.loaded(Object.keys(after.holidays).length, Object.keys(after.workedSaturdays).length);
    return {
      details: [
        ...(before === null ? [loaded] : added.length > 0 ? [w.added(list(added))] : []),
        ...(removed.length > 0 ? [w.removed(list(removed))] : []),
        ...(isMoved ? [w.through(through(was.announcedThrough), through(after.announcedThrough))] : []),
      ],
    };
  },
  budget(event, { language, facts, postings }) {
    const w = historyWords[language];
    const { year, source } = factsOf(event, facts).after as { year: number; source: string };
    const into = (vessel: string) =>
      (postings.get(placeOf(event)) ?? [])
        .filter(({ target }) => target.endsWith(`/${vessel}`))
        .reduce((sum, { amount }) => sum + amount, 0n);
    const { amountVnd } = event.input;
    return {
      about: { text: `${year}, ${nameOf('sources', source, language)}`, room: 'budget' },
      details: [
        typeof amountVnd === 'string'
          ? w.amount(formatVnd(BigInt(amountVnd)))
          : w.closed(formatVnd(into('carried')), formatVnd(into('lapsed'))),
        ...(typeof event.input.sourceName === 'string' ? [w.newSource(source, event.input.sourceName)] : []),
      ],
    };
  },
  caps(event, { language, caps, owners, unitName, postings }) {
    const w = historyWords[language];
    const { room, limit } = event.input as { room: string; limit: string };
    const [, pack, id] = room.split('/');
    const cap = caps.get(`${pack}/${id}`);
    const whose = cap === undefined ? '' : nameOfOwner(room, cap, owners.get(room) ?? null, unitName);
    const after = BigInt(limit);
    const [moved] = postings.get(placeOf(event)) ?? [];
    const more = moved === undefined ? 0n : moved.target.endsWith('/room') ? moved.amount : -moved.amount;
    const amount = (value: bigint) =>
      cap?.kind === 'seats' ? dossierWords[language].seats(String(value)) : formatVnd(value);
    return {
      about: { text: [cap?.name[language] ?? String(id), whose].filter(Boolean).join(', '), room: 'caps' },
      details: [w.fromTo(amount(after - more), amount(after))],
    };
  },
  packs(event, { agency, language, packs, facts }) {
    const w = historyWords[language];
    const figure = facts.get(placeOf(event))?.after as FigureFacts | undefined;
    if (event.command.endsWith('Figure') && figure !== undefined) {
      const href = `/agencies/${agency}/figures/${event.dossier}`;
      const clause = citation({ article: figure.article, instrument: figure.instrument.number }, language);
      return { about: { text: figure.what, room: 'programmes', href }, details: [clause] };
    }
    const named = (id: string) => {
      const pack = packs.get(id);
      return pack === undefined ? id : w.version(pack.title[language], pack.version);
    };
    const pack = packs.get(event.dossier);
    const href = pack === undefined ? null : `/agencies/${agency}/programmes/${pack.id}.v${pack.version}`;
    return {
      about: { text: named(event.dossier), room: 'programmes', href },
      details: event.command === 'supersedePack' ? [w.replacedBy(named(String(event.input.by)))] : [],
    };
  },
  calls(event, { agency, language, calls, packs, postings }) {
    const w = historyWords[language];
    const call = calls.get(event.dossier);
    const href = `/agencies/${agency}/calls/${event.dossier}`;
    const about = { text: call?.stage ?? '', room: 'calls', href } as const;
    if (event.command === 'openCall') {
      const { pack, budgetVnd, opensOn, closesAt } = event.input as Record<string, string>;
      const under = packs.get(pack!);
      return {
        about,
        details: [
          ...(under === undefined ? [] : [w.version(under.title[language], under.version)]),
          w.opened(formatVnd(BigInt(budgetVnd!)), dayText(opensOn!), dayTextOf(closesAt!)),
        ],
      };
    }
    const back = (postings.get(placeOf(event)) ?? []).reduce((sum, { amount }) => sum + amount, 0n);
    const isEarly = call !== undefined && Date.parse(event.at) < Date.parse(call.closesAt);
    return {
      about,
      details: [...(isEarly ? [w.closedEarly(timeText(call.closesAt))] : []), w.givenBack(formatVnd(back))],
    };
  },
  parties(event, { language, parties, people, facts, classes, accounts }) {
    const w = historyWords[language];
    const { before, after } = factsOf(event, facts);
    const { kind, members, beneficiaryClass } = event.input as {
      kind?: keyof typeof w.partyKinds;
      members?: string[];
      beneficiaryClass?: string;
    };
    const isConfirmed = after.confirmed === true && before?.confirmed !== true;
    const title = event.command !== 'registerParty' || (before === null && !isConfirmed) ? event.command : null;
    const names = (members ?? []).map((id) => people.get(id) || w.unnamed);
    const account = accounts.get(placeOf(event));
    const ofAccount = account?.what === 'dropped' ? 'dropAccount' : 'confirmAccount';
    const changed = account !== undefined && before?.confirmed === true ? ofAccount : 'changeParty';
    return {
      title: w.titles[title ?? (isConfirmed ? 'confirmParty' : changed)]!,
      about: {
        text: [parties.get(event.dossier) || w.unnamed, kind === undefined ? '' : w.partyKinds[kind]]
          .filter(Boolean)
          .join(', '),
        room: null,
      },
      ...(account === undefined || account.reason === '' ? {} : { reason: account.reason }),
      details: [
        ...(account === undefined ? [] : accountFacts(account, language)),
        ...(names.length > 0 ? [w.members(names.join(', '))] : []),
        ...(beneficiaryClass === undefined
          ? []
          : [w.beneficiaryClass(classes.get(beneficiaryClass) ?? beneficiaryClass)]),
      ],
    };
  },
};

/** How many days of a calendar are named one by one. */
const mostDays = 6;

const factsOf = (event: Told, facts: Around['facts']): Facts =>
  facts.get(placeOf(event)) ?? { before: null, after: {} };

/** In the order in which roles stand everywhere. */
const rolesText = (held: readonly string[], language: Language): string =>
  roles
    .filter((role) => held.includes(role))
    .map((role) => nameOf('roles', role, language))
    .join(', ');
