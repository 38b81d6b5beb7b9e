// What an agency decides beside its dossiers: calls, years, offices, parties, caps.

import { type Act, budget, year } from './acting.ts';
import { vnd } from './state.ts';

export const agencyActs: Record<string, Act> = {
  openCall: ({ state, id, input }) => {
    state.calls[id] = { open: true, uncommitted: vnd(input.budgetVnd) };
    return undefined;
  },
  closeCall: ({ state, id }) => {
    if (state.calls[id] === undefined) return false;
    state.calls[id] = { open: false, uncommitted: 0n };
    return undefined;
  },
  openYear: ({ state, id, input }) => {
    const one = year(state, input);
    state.yearOf[id] = `${input.year}|${input.source}`;
    one.open = true;
    one.opened = true;
    one.available += vnd(input.amountVnd);
    one.appropriated += vnd(input.amountVnd);
    return undefined;
  },
  appropriate: ({ state, id, input }) => {
    const one = state.years[state.yearOf[id] ?? ''];
    if (one === undefined) return false;
    one.available += vnd(input.amountVnd);
    one.appropriated += vnd(input.amountVnd);
    return undefined;
  },
  closeYear: ({ state, input }) => {
    const key = input;
    const one = year(state, key);
    const next = { year: Number(key.year) + 1, source: key.source };
    for (const dossier of Object.values(state.dossiers)) {
      const own = dossier.budget[`${key.year}|${key.source}`];
      if (own === undefined || own.reserved === 0n) continue;
      one.carried += own.reserved;
      budget(dossier, next).carriedIn += own.reserved;
      budget(dossier, next).reserved += own.reserved;
      own.reserved = 0n;
    }
    one.lapsed += one.available;
    one.available = 0n;
    one.open = false;
    return undefined;
  },
  appoint: ({ state, id, input, problems }) => {
    const held = [...new Set([...(state.offices[id] ?? []), ...input.roles])];
    if (held.includes('auditor') && held.length > 1) problems.add('auditorAlone');
    state.offices[id] = held;
    return undefined;
  },
  relieve: ({ state, id, input }) => {
    state.offices[id] = (state.offices[id] ?? []).filter((role) => !input.roles.includes(role));
    return undefined;
  },
  delegate: ({ state, input, problems }) => {
    if (state.offices[input.to]?.includes('auditor')) problems.add('auditorAlone');
    return undefined;
  },
  registerParty: ({ state, id, input }) => {
    const { kind, members, beneficiaryClass } = input;
    state.parties[id] = { kind, members: members ?? [], beneficiaryClass: beneficiaryClass ?? null };
    return undefined;
  },
  changeCap: ({ model, state, input, problems }) => {
    const name = input.room;
    const cap = model.capOf(name);
    if (cap === undefined) return false;
    const room = model.rooms(state).get(name);
    const used = room?.used ?? 0n;
    const poured = room?.poured ?? model.untouched(`${name}/room`);
    if (vnd(input.limit) < used) problems.add('capBelowUse');
    state.changed[name] = (state.changed[name] ?? 0n) + vnd(input.limit) - poured;
    return undefined;
  },
};
