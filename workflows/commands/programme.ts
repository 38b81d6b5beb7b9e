// What sets a programme up: packs, calls, years, persons, parties, caps, the calendar.

import { z } from 'zod';
import { budgetDossier, registerDossier } from '../ids.ts';
import { SYSTEM } from '../parts.ts';
import { checkPack, mayOpen } from '../programmes/schema.ts';
import { parseLineAccount, promise } from '../rules/accounts.ts';
import { type Instant, isDay } from '../rules/calendar.ts';
import { delegable, signings } from '../rules/delegations.ts';
import { duties, type Role, roles } from '../rules/duties.ts';
import * as postings from '../rules/postings.ts';
import { clauseOf, refuse } from '../rules/refusals.ts';
import { budgetSource, day, reference, sha256, spec, uuid, vnd, year } from './spec.ts';

/** Early enough that days can be counted from it (workflows/rules/calendar.ts knows the years to 2199). */
const instant = z.iso.datetime().refine((text) => text >= '1901' && text < '2199', 'not before 1901, not after 2198');

export const publishPack = spec({
  event: 'pack.published',
  kind: 'pack',
  machine: 'pack',
  opensDossier: 'always',
  input: z.strictObject({ content: z.record(z.string(), z.json()) }),
  subject: () => 'pack',
  decide: ({ input, facts }) => {
    const checked = checkPack(input.content);
    if (!checked.ok) {
      const problem = checked.problems[0];
      const [at, vi, en] = [problem?.path ?? '', problem?.vi ?? '', problem?.en ?? ''];
      return refuse('packInvalid', {
        details: { problem: `${at}: ${en}`, problemVi: plain(vi), problemEn: plain(en) },
      });
    }
    if (checked.pack.agency !== facts.agency)
      return refuse('packInvalid', {
        details: {
          problem: `agency ${checked.pack.agency}`,
          problemVi: 'bộ quy định là của cơ quan khác',
          problemEn: 'the pack is another agency’s',
        },
      });
    return { facts: input.content as never };
  },
});

export const supersedePack = spec({
  event: 'pack.superseded',
  kind: 'pack',
  machine: 'pack',
  input: z.strictObject({ by: uuid }),
  subject: () => 'pack',
  needs: ({ by }) => [by],
  decide: ({ input, own, rely, roles }) => {
    // whoever publishes no other packs supersedes one by what they have filled in, and by nothing else
    if (!roles.includes('administrator')) {
      const newer = rely(input.by, 'pack')?.state;
      const isNext = newer?.value === 'published' && newer.facts.id === own.id;
      if (!isNext || Number(newer.facts.version) <= Number(own.version))
        return refuse('role', { details: { roles: 'administrator' } });
    }
    return { facts: { supersededBy: input.by } };
  },
});

export const openCall = spec({
  event: 'call.opened',
  kind: 'call',
  machine: 'call',
  opensDossier: 'always',
  input: z.strictObject({
    pack: uuid,
    stage: z.string(),
    budgetVnd: vnd,
    opensOn: day,
    closesAt: instant,
    parameters: z.record(z.string(), z.union([vnd, z.int().positive()])).default({}),
    decisionNumber: reference,
    /** What stands in the pack without having been compared with its instrument, as whoever opens the call has taken note of it. */
    unreadFigures: sha256.optional(),
  }),
  subject: () => 'call',
  needs: ({ pack }) => [pack],
  decide: ({ input, facts, dossier, rely, today }) => {
    const pack = facts.pack;
    const published = rely(input.pack, 'pack');
    if (pack === null || published === null) return refuse('noSuchDossier');
    if (published.state?.value !== 'published')
      return refuse('blocked', {
        details: {
          what: String(published.state?.value),
          whatVi: 'bộ quy định này đã được thay bằng phiên bản khác',
          whatEn: 'another version has taken the place of this policy pack',
        },
      });
    if (!pack.stages.some((s) => s.id === input.stage)) return refuse('noSuchStage');
    const blocks = mayOpen(pack, input.stage, today, input.parameters);
    const block = blocks[0];
    if (block !== undefined)
      return refuse('blocked', {
        clause: block.source === null ? null : clauseOf(pack, block.source),
        details: wordsOf(block),
      });
    const limits: Record<string, string> = {};
    for (const parameter of pack.setByCall) {
      const value = input.parameters[parameter.id];
      if (parameter.forCap !== undefined && value !== undefined) limits[parameter.forCap] = String(value);
    }
    return {
      facts: { ...input, limits },
      flows: { openCall: () => postings.openCall(dossier, BigInt(input.budgetVnd)) },
      due: { callClose: input.closesAt },
    };
  },
});

export const closeCall = spec({
  event: 'call.closed',
  kind: 'call',
  machine: 'call',
  input: z.strictObject({ decisionNumber: reference.optional(), reason: sha256.optional() }),
  subject: () => 'call',
  decide: ({ dossier, exactly, input, own, facts }) => {
    // Whoever counted on the announced day is owed a decision and its reason; `closesAt` stays what was announced.
    const announced = own.closesAt as Instant;
    const isEarly = Date.parse(facts.now) < Date.parse(announced);
    const { decisionNumber, reason } = input;
    if (isEarly && (decisionNumber === undefined || reason === undefined))
      return refuse('closesEarly', { limit: announced, actual: facts.now, details: { deadline: announced } });
    const closed = isEarly ? { closedAt: facts.now, closedBy: decisionNumber!, closedFor: reason! } : {};
    const left = exactly(promise.uncommitted(dossier));
    return { facts: closed, flows: { closeCall: () => postings.closeCall(dossier, left) } };
  },
});

const budgetKey = { year, source: budgetSource };

export const openYear = spec({
  event: 'year.opened',
  kind: 'budgetYear',
  machine: 'budgetYear',
  opensDossier: 'always',
  /** `sourceName`: what a source is called in words that nobody has opened a year of before. */
  input: z.strictObject({ ...budgetKey, amountVnd: vnd, decisionNumber: reference, sourceName: reference.optional() }),
  subject: () => 'budgetYear',
  decide: ({ input, dossier, facts }) => {
    if (dossier !== budgetDossier(facts.agency, input.year, input.source))
      return refuse('input', { details: { problem: 'dossier' } });
    const named = input.sourceName === undefined ? {} : { sourceName: input.sourceName };
    return {
      facts: { year: input.year, source: input.source, ...named },
      flows: { openYear: () => postings.openYear(input, BigInt(input.amountVnd)) },
    };
  },
});

export const appropriate = spec({
  event: 'year.appropriated',
  kind: 'budgetYear',
  machine: 'budgetYear',
  input: z.strictObject({ amountVnd: vnd, decisionNumber: reference }),
  subject: () => 'budgetYear',
  decide: ({ input, own }) => {
    const key = own as { year: number; source: string };
    return { flows: { openYear: () => postings.openYear(key, BigInt(input.amountVnd)) } };
  },
});

export const closeYear = spec({
  event: 'year.closed',
  kind: 'budgetYear',
  machine: 'budgetYear',
  input: z.strictObject({ ...budgetKey, decisionNumber: reference }),
  subject: () => 'budgetYear',
  needsAccounts: (input) => `B/${input.year}/${input.source}/`,
  needs: ({ year, source }, agency) => [budgetDossier(agency, year + 1, source)],
  decide: ({ input, facts, exactly, own, rely, today }) => {
    // Luật NSNN 89/2025/QH15, Điều 66: a budget's money is that of its year; nothing of it lapses before
    const over = `${input.year + 1}-01-01`;
    if (today < over)
      return refuse('yearNotOver', { limit: over, actual: today, details: { year: String(input.year) } });
    // what is carried over goes into the next year, which must not be closed already
    if (rely(budgetDossier(facts.agency, input.year + 1, input.source), 'budgetYear')?.state?.value === 'closed')
      return refuse('yearClosed', { details: { year: String(input.year + 1) } });
    if (own.year !== input.year || own.source !== input.source)
      return refuse('input', { details: { problem: 'year' } });
    const prefix = `B/${input.year}/${input.source}/`;
    const reserved: { dossier: string; amount: bigint }[] = [];
    let ordered = 0;
    for (const id of [...facts.balances.keys()].sort()) {
      if (!id.startsWith(prefix)) continue;
      const [, , , dossier, vessel] = id.split('/');
      if (vessel === 'ordered' && exactly(id) > 0n) ordered += 1;
      if (vessel === 'reserved' && exactly(id) > 0n) reserved.push({ dossier: dossier!, amount: exactly(id) });
    }
    if (ordered > 0) return refuse('openRequests', { limit: '0', actual: String(ordered) });
    const available = exactly(`${prefix}available`);
    return { flows: { closeYear: () => postings.closeYear(input, reserved, available) } };
  },
});

const roleList = z.array(z.enum(roles)).min(1);

/** The decision on paper by which somebody holds an office, or holds it no more; the first administrator has none. */
const byDecision = { decisionNumber: reference.optional(), decidedOn: day.optional() };

/** Gives roles; `instead` of others that end with the same decision. */
export const appoint = spec({
  event: 'person.appointed',
  kind: 'person',
  machine: 'register',
  opensDossier: 'ifMissing',
  input: z.strictObject({ roles: roleList, instead: roleList.optional(), ...byDecision }),
  subject: () => 'person',
  decide: ({ input, facts, own, dossier }) => {
    if (dossier === facts.actor || dossier === facts.onBehalfOf) return refuse('notTheirs');
    const { instead = [] } = input;
    if (facts.actor === SYSTEM && (instead.length > 0 || input.roles.some((r) => r !== 'administrator')))
      return refuse('role', { details: { roles: 'administrator' } });
    if (input.roles.includes('system') || input.roles.includes('founder'))
      return refuse('role', { details: { roles: '-' } });
    const stay = ((own.roles ?? []) as Role[]).filter((role) => !instead.includes(role));
    const held = [...new Set([...stay, ...input.roles])].sort();
    if (held.includes('auditor') && held.length > 1) return refuse('auditorAlone');
    return {
      facts: {
        roles: held,
        delegations: own.delegations ?? [],
      },
    };
  },
});

export const relieve = spec({
  event: 'person.relieved',
  kind: 'person',
  machine: 'register',
  input: z.strictObject({ roles: roleList, ...byDecision }),
  subject: () => 'person',
  decide: ({ input, own }) => ({
    facts: { roles: ((own.roles ?? []) as string[]).filter((r) => !input.roles.includes(r as never)) },
  }),
});

export const delegate = spec({
  event: 'person.delegated',
  kind: 'person',
  machine: 'register',
  input: z.strictObject({
    to: uuid,
    roles: roleList,
    from: day,
    until: day,
    decisionNumber: reference,
    /** How the delegate signs papers, and under which office of their own. Not asked for in delegations of before. */
    signing: z.strictObject({ form: z.enum(signings), title: reference }).optional(),
  }),
  subject: () => 'person',
  needs: ({ to }) => [to],
  decide: ({ input, own, dossier, facts, rely }) => {
    // what was only given to somebody is not theirs to give on
    if (dossier !== facts.actor || facts.onBehalfOf !== null) return refuse('notTheirs');
    if (input.to === dossier) return refuse('input', { details: { problem: 'to' } });
    if (input.until < input.from) return refuse('input', { details: { problem: 'until' } });
    const receiver = rely(input.to, 'person')?.state?.facts.roles;
    if (((receiver ?? []) as string[]).includes('auditor')) return refuse('auditorAlone');
    const held = (own.roles ?? []) as Role[];
    const others = input.roles.filter((role) => !held.includes(role) || !delegable.includes(role));
    if (others.length > 0) return refuse('role', { details: { roles: others.join(', ') } });
    return {
      facts: {
        delegations: [
          ...((own.delegations ?? []) as []),
          { to: input.to, roles: input.roles, from: input.from, until: input.until },
        ],
      },
    };
  },
});

export const revokeDelegation = spec({
  event: 'person.delegated',
  kind: 'person',
  machine: 'register',
  input: z.strictObject({ to: uuid, decisionNumber: reference }),
  subject: () => 'person',
  decide: ({ input, own, dossier, facts }) => {
    if (dossier !== facts.actor) return refuse('notTheirs');
    return {
      facts: { delegations: ((own.delegations ?? []) as { to: string }[]).filter(({ to }) => to !== input.to) },
    };
  },
});

/** Whose word confirms a party: of those who may register one, its own members are claimants. */
const confirming: readonly Role[] = duties['party.registered'].roles.filter((role) => role !== 'founder');

export const registerParty = spec({
  event: 'party.registered',
  kind: 'party',
  machine: 'register',
  opensDossier: 'ifMissing',
  input: z.strictObject({
    kind: z.enum(['team', 'enterprise', 'person', 'intermediary']),
    /** The persons who are, or stand for, the party. */
    members: z.array(uuid).default([]),
    beneficiaryClass: z.string().optional(),
    commitment: sha256.optional(),
    /** Why an officer did not accept the account, which the party is asked to give again. */
    accountReturnedFor: sha256.optional(),
  }),
  subject: () => 'party',
  decide: ({ input, own, roles, facts }) => {
    // an intermediary may be paid for others, so only staff says who is one
    // Its own members' word for a party's kind and class is a claim, whatever office they hold, until somebody else of the agency has said it too.
    const itsOwn = [facts.actor, facts.onBehalfOf].some((person) => person !== null && input.members.includes(person));
    const confirmed = roles.some((role) => confirming.includes(role)) && !itsOwn;
    if (input.kind === 'intermediary' && !confirmed) return refuse('role', { details: { roles: 'officer' } });
    // whoever is confirmed gives no other number
    const freed = confirmed && own.releasedFor !== undefined ? { releasedFor: null } : {};
    const asked = own.accountReturnedFor === undefined ? {} : { accountReturnedFor: null };
    return { facts: { ...asked, ...input, confirmed, ...freed } };
  },
});

/** A number that a party claimed wrongly is taken from it, by staff who are not its own: until it gives another it is unconfirmed. */
export const releaseIdentity = spec({
  event: 'party.registered',
  kind: 'party',
  machine: 'register',
  input: z.strictObject({ reason: sha256 }),
  subject: () => 'party',
  decide: ({ input, own, roles, facts }) => {
    const members = (own.members ?? []) as string[];
    const itsOwn = [facts.actor, facts.onBehalfOf].some((person) => person !== null && members.includes(person));
    if (itsOwn || !roles.some((role) => role === 'officer' || role === 'administrator'))
      return refuse('role', { details: { roles: 'officer, administrator' } });
    return { facts: { confirmed: false, releasedFor: input.reason } };
  },
});

export const changeCap = spec({
  event: 'cap.changed',
  kind: 'agency',
  machine: 'register',
  opensDossier: 'ifMissing',
  input: z.strictObject({
    /** The first part of the addresses of the cap's vessels, 'C/{pack}/{cap}/{owner}'. */
    room: z.string().regex(/^C\/[^/]+\/[^/]+\/[^/]+$/),
    limit: z.string().regex(/^(0|[1-9]\d{0,14})$/),
    decisionNumber: reference,
  }),
  subject: () => 'agency',
  needsAccounts: (input) => `${input.room}/`,
  decide: ({ input, facts, exactly, balance, dossier }) => {
    if (dossier !== registerDossier(facts.agency, 'agency'))
      return refuse('input', { details: { problem: 'dossier' } });
    if (!facts.balances.has(`${input.room}/room`) || parseLineAccount(input.room) !== null)
      return refuse('capNotInUse');
    // what was ever poured: payments under the cap do not touch it, so that they need not stand still for a change
    const limit = -exactly(`${input.room}/authority`);
    const used = balance(`${input.room}/used`);
    if (BigInt(input.limit) < used)
      return refuse('capBelowUse', {
        limit: String(limit),
        used: String(used),
        left: String(limit > used ? limit - used : 0n),
        actual: input.limit,
      });
    return { flows: { changeCap: () => postings.changeCap(input.room, limit, BigInt(input.limit)) } };
  },
});

export const changeCalendar = spec({
  event: 'calendar.changed',
  kind: 'calendar',
  machine: 'register',
  opensDossier: 'ifMissing',
  input: z.strictObject({
    holidays: z.record(z.string().refine(isDay), z.string()),
    workedSaturdays: z.record(z.string().refine(isDay), z.string()),
    announcedThrough: day.nullable(),
  }),
  subject: () => 'calendar',
  decide: ({ input, dossier, facts }) =>
    dossier === registerDossier(facts.agency, 'calendar')
      ? { facts: { ...input } }
      : refuse('input', { details: { problem: 'dossier' } }),
});

/** What keeps a call from opening, in both languages. */
const wordsOf = ({ vi, en }: { vi: string; en: string }) => ({ what: en, whatVi: plain(vi), whatEn: plain(en) });
/** A sentence as a part of another. */
const plain = (sentence: string) => sentence.replace(/\.$/, '');
