// What an agency is asked to decide beside its dossiers.

import { v7 } from 'uuid';
import { budgetDossier, registerDossier } from '../../../workflows/ids.ts';
import type { Role } from '../../../workflows/rules/duties.ts';
import { hash } from '../stage.ts';
import { decided, type Fills, reason } from './filling.ts';

export const agencyInputs = {
  publishPack: ({ world, sensible }) => {
    const content = structuredClone(world.content) as Record<string, never>;
    return {
      id: v7(),
      input: { content: { ...content, id: `other-${world.cast.worlds}`, version: sensible ? 1 : 0 } },
    };
  },
  supersedePack: ({ world, id, sensible }) => ({ id: sensible ? world.pack : id, input: { by: v7() } }),
  proposeFigure: ({ world, sensible }) => ({
    id: v7(),
    input: {
      pack: world.pack,
      path: 'caps[23].limitVnd',
      what: 'Dịch vụ hỗ trợ, giai đoạn chưa rõ',
      values: { limitVnd: sensible ? '50000000' : '100000001' },
      instrument: { number: 'HƯ-CẤU-01', issuedOn: '2020-01-01', title: null, issuer: null },
      article: 'Điều 5.3',
      validFrom: '2020-01-01',
      validTo: null,
      text: hash('signed'),
    },
  }),
  confirmFigure: ({ world }) => ({ id: world.figures.at(-1) ?? v7(), input: { pack: world.pack } }),
  dropFigure: ({ world, dials }) => ({
    id: world.figures.length > 0 ? dials.pick(world.figures) : v7(),
    input: { reason },
  }),
  fillPack: ({ world }) => ({ id: v7(), input: { from: world.pack, figure: world.confirmed.at(-1) ?? v7() } }),
  openCall: ({ world, sensible, dials }) => ({
    id: sensible ? v7() : world.call,
    input: world.callInput(dials.part(300_000_000n, true), sensible),
  }),
  closeCall: ({ world, id, sensible, dials }) => {
    // Mostly another call than the one that people still apply to.
    const calls = Object.entries(world.model.state.calls).filter(([, { open }]) => open);
    const others = calls.filter(([call]) => call !== world.call && call !== world.brief);
    return { id: others.length > 0 ? dials.pick(others)[0] : sensible ? v7() : id, input: { ...decided, reason } };
  },
  openYear: ({ world, sensible, budgetYear }) => {
    const { stage } = world.cast;
    return {
      id: sensible ? budgetDossier(stage.agency, world.year + 2, world.source) : budgetYear,
      input: { year: world.year + 2, source: world.source, amountVnd: '50000000', ...decided },
    };
  },
  appropriate: ({ dials, budgetYear }) => ({
    id: budgetYear,
    input: { amountVnd: String(dials.part(60_000_000n, true)), ...decided },
  }),
  closeYear: ({ world, sensible, dials, year }) => {
    const { stage } = world.cast;
    // One that is over, or else none is closed.
    const over = sensible ? world.year - 1 : year;
    return {
      id: budgetDossier(stage.agency, over, world.source),
      input: { year: sensible || dials.next(2) === 0 ? over : world.year, source: world.source, ...decided },
    };
  },
  appoint: ({ world, sensible, dials }) => {
    const { stage, audits } = world.cast;
    const role = dials.pick<Role>(['officer', 'reviewer', 'auditor', sensible ? 'chair' : 'system']);
    // An auditor beside another office, at once or one after the other.
    const again = world.newcomers.length > 0 && dials.next(3) === 0 ? dials.pick(world.newcomers) : v7();
    const held = [stage.people.auditor, audits, stage.people.officer, stage.people.reviewers[0]!, again];
    const both: Role[] = dials.next(2) === 0 ? ['auditor'] : ['auditor', dials.pick<Role>(['officer', 'chair'])];
    return sensible
      ? { id: again, input: { roles: [role] } }
      : { id: dials.pick(held), input: { roles: dials.next(3) === 0 ? [role] : both } };
  },
  relieve: ({ world, sensible, dials }) => {
    const { passing } = world.cast;
    const whom = sensible ? dials.pick([passing, ...world.newcomers]) : v7();
    return { id: whom, input: { roles: ['officer', ...(dials.next(2) === 0 ? ['auditor', 'reviewer'] : [])] } };
  },
  revokeDelegation: ({ world, sensible }) => {
    const { stage } = world.cast;
    return { id: sensible ? stage.people.director : stage.people.officer, input: { to: v7(), ...decided } };
  },
  delegate: ({ world, sensible, dials }) => {
    const { stage, audits } = world.cast;
    const to = sensible && dials.next(2) === 0 ? v7() : dials.pick([stage.people.auditor, audits, ...world.newcomers]);
    return {
      id: sensible ? stage.people.director : stage.people.officer,
      input: { to, roles: ['director'], from: `${world.year}-01-01`, until: `${world.year}-02-01`, ...decided },
    };
  },
  registerParty: ({ world, dials }) => {
    const { outsider } = world.cast;
    return { id: v7(), input: { kind: dials.pick(['team', 'person', 'intermediary']), members: [outsider] } };
  },
  releaseIdentity: ({ world, sensible }) => {
    // of a party that nobody applies with: the model knows of no party that is not confirmed
    return { id: sensible ? world.idle : v7(), input: { reason } };
  },
  changeCap: ({ world, sensible, dials }) => {
    const { stage } = world.cast;
    const rooms = [...world.model.rooms()].filter(([, { cap }]) => sensible || cap !== undefined);
    const [room, at] = rooms.length > 0 ? dials.pick(rooms) : [`C/${world.packId}/party.total/${v7()}`, null];
    const used = at?.used ?? 0n;
    const limit = dials.pick(sensible ? [used, used + 1n, used * 2n, used + 10_000_000n] : [used - 1n, 0n, used + 3n]);
    return {
      id: registerDossier(stage.agency, 'agency'),
      input: { room, limit: String(limit < 0n ? 0n : limit), ...decided },
    };
  },
  changeCalendar: ({ world }) => {
    const { stage } = world.cast;
    return {
      id: registerDossier(stage.agency, 'calendar'),
      input: {
        holidays: { [`${world.year}-09-02`]: 'Quốc khánh' },
        workedSaturdays: {},
        announcedThrough: `${world.year}-12-31`,
      },
    };
  },
} satisfies Fills;
