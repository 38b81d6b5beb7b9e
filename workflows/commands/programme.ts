// What sets a programme up: packs, calls, years, persons, parties, caps, the calendar.

import { z } from 'zod';
import { budgetDossier, registerDossier } from '../ids.ts';
import { SYSTEM } from '../parts.ts';
import { checkPack, mayOpen } from '../programmes/schema.ts';
import { parseLineAccount, promise } from '../rules/accounts.ts';
import { isDay } from '../rules/calendar.ts';
import { roles } from '../rules/duties.ts';
import * as postings from '../rules/postings.ts';
import { refuse } from '../rules/refusals.ts';
import { budgetSource, day, reference, sha256, spec, uuid, vnd, year } from './spec.ts';

const instant = z.iso.datetime();

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
      return refuse('packInvalid', { details: { problem: `${problem?.path}: ${problem?.en}` } });
    }
    if (checked.pack.agency !== facts.agency)
      return refuse('packInvalid', { details: { problem: `agency ${checked.pack.agency}` } });
    return { facts: input.content as never };
  },
});

export const supersedePack = spec({
  event: 'pack.superseded',
  kind: 'pack',
  machine: 'pack',
  input: z.strictObject({ by: uuid }),
  subject: () => 'pack',
  decide: ({ input }) => ({ facts: { supersededBy: input.by } }),
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
  }),
  subject: () => 'call',
  needs: ({ pack }) => [pack],
  decide: ({ input, facts, dossier, rely, today }) => {
    const pack = facts.pack;
    const published = rely(input.pack, 'pack');
    if (pack === null || published === null) return refuse('noSuchDossier');
    if (published.state?.value !== 'published')
      return refuse('blocked', { details: { what: String(published.state?.value) } });
    if (!pack.stages.some((s) => s.id === input.stage)) return refuse('noSuchStage');
    const blocks = mayOpen(pack, input.stage, today, input.parameters);
    const block = blocks[0];
    if (block !== undefined) return refuse('blocked', { details: { what: blockText(block) } });
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
  input: z.strictObject({}),
  subject: () => 'call',
  decide: ({ dossier, exactly }) => {
    const left = exactly(promise.uncommitted(dossier));
    return { facts: {}, flows: { closeCall: () => postings.closeCall(dossier, left) } };
  },
});

const budgetKey = { year, source: budgetSource };

export const openYear = spec({
  event: 'year.opened',
  kind: 'budgetYear',
  machine: 'budgetYear',
  opensDossier: 'always',
  input: z.strictObject({ ...budgetKey, amountVnd: vnd, decisionNumber: reference }),
  subject: () => 'budgetYear',
  decide: ({ input, dossier, facts }) => {
    if (dossier !== budgetDossier(facts.agency, input.year, input.source))
      return refuse('input', { details: { problem: 'dossier' } });
    return {
      facts: { year: input.year, source: input.source },
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
  decide: ({ input, facts, exactly, own, rely }) => {
    // what is carried over goes into the next year, which must not be closed already
    if (rely(budgetDossier(facts.agency, input.year + 1, input.source), 'budgetYear')?.state?.value === 'closed')
      return refuse('yearClosed', { details: { year: String(input.year + 1) } });
    if (own.year !== input.year || own.source !== input.source)
      return refuse('input', { details: { problem: 'year' } });
    const prefix = `B/${input.year}/${input.source}/`;
    const reserved: { dossier: string; amount: bigint }[] = [];
    for (const id of [...facts.balances.keys()].sort()) {
      if (!id.startsWith(prefix)) continue;
      const [, , , dossier, vessel] = id.split('/');
      if (vessel === 'ordered' && exactly(id) > 0n)
        return refuse('openRequests', { actual: String(exactly(id)), details: { account: id } });
      if (vessel === 'reserved' && exactly(id) > 0n) reserved.push({ dossier: dossier!, amount: exactly(id) });
    }
    const available = exactly(`${prefix}available`);
    return { flows: { closeYear: () => postings.closeYear(input, reserved, available) } };
  },
});

const roleList = z.array(z.enum(roles)).min(1);

export const appoint = spec({
  event: 'person.appointed',
  kind: 'person',
  machine: 'register',
  opensDossier: 'ifMissing',
  input: z.strictObject({ roles: roleList }),
  subject: () => 'person',
  decide: ({ input, facts, own, dossier }) => {
    if (dossier === facts.actor || dossier === facts.onBehalfOf) return refuse('notTheirs');
    if (facts.actor === SYSTEM && input.roles.some((r) => r !== 'administrator'))
      return refuse('role', { details: { roles: 'administrator' } });
    if (input.roles.includes('system') || input.roles.includes('founder'))
      return refuse('role', { details: { roles: '-' } });
    return {
      facts: {
        roles: [...new Set([...((own.roles ?? []) as string[]), ...input.roles])].sort(),
        delegations: own.delegations ?? [],
      },
    };
  },
});

export const relieve = spec({
  event: 'person.relieved',
  kind: 'person',
  machine: 'register',
  input: z.strictObject({ roles: roleList }),
  subject: () => 'person',
  decide: ({ input, own }) => ({
    facts: { roles: ((own.roles ?? []) as string[]).filter((r) => !input.roles.includes(r as never)) },
  }),
});

export const delegate = spec({
  event: 'person.delegated',
  kind: 'person',
  machine: 'register',
  input: z.strictObject({ to: uuid, roles: roleList, from: day, until: day, decisionNumber: reference }),
  subject: () => 'person',
  decide: ({ input, own, dossier, facts }) => {
    if (dossier !== facts.actor) return refuse('notTheirs');
    if (input.to === dossier || input.until < input.from) return refuse('input', { details: { problem: 'to' } });
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
  }),
  subject: () => 'party',
  decide: ({ input, roles, facts }) => {
    // an intermediary may be paid for others, so only staff says who is one
    // Its own members' word for a party's kind and class is a claim, whatever office they hold, until somebody else of the agency has said it too.
    const itsOwn = [facts.actor, facts.onBehalfOf].some((person) => person !== null && input.members.includes(person));
    const confirmed = roles.some((role) => role !== 'founder') && !itsOwn;
    if (input.kind === 'intermediary' && !confirmed) return refuse('role', { details: { roles: 'officer' } });
    return { facts: { ...input, confirmed } };
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
      return refuse('capBelowUse', { limit: input.limit, used: String(used), left: String(limit - used) });
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

function blockText(block: unknown): string {
  return typeof block === 'object' && block !== null && 'en' in block ? String(block.en) : JSON.stringify(block);
}
