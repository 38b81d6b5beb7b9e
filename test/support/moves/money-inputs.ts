// What is asked for money: requests, payments, recoveries.

import { v7 } from 'uuid';
import type { LineItem } from '../model/state.ts';
import { hash, today } from '../stage.ts';
import { decided, type Fill, type Fills, lineCaps, perUnit, reason, unitsFor } from './filling.ts';

const sum = (items: readonly LineItem[]) => items.reduce((t, { amount }) => t + amount, 0n);

const ofOneWithReason: Fill = ({ id, about }) => ({ id, input: { ...about, reason } });

const ofOne: Fill = ({ id, about }) => ({ id, input: about });

export const moneyInputs = {
  requestDisbursement: ({ world, id, dossier, sensible, dials, disbursement, about }) => {
    const again = disbursement?.state === 'returned' && dials.next(3) > 0;
    const isAdvance = dials.next(100) < 35;
    const filled = Object.entries(dossier?.awarded ?? {}).filter(([, amount]) => amount > 0n);
    const items = [];
    const from = dials.next(Math.max(filled.length, 1));
    for (const [line, left] of [...filled.slice(from), ...filled.slice(0, from)].slice(0, 1 + dials.next(2))) {
      const most = isAdvance ? left / 4n + 1n : left;
      const amount = dials.part(most < perUnit[line]! ? most : perUnit[line]!, sensible);
      const share = line === 'services' || line === 'prototype' ? amount * 3n + BigInt(dials.next(9)) : amount;
      const cost = sensible ? share : dials.pick([0n, amount, share]);
      items.push({
        line,
        units: unitsFor(world, line, sensible || dials.next(2) === 0, dials),
        amountVnd: String(amount),
        costVnd: String(cost),
      });
    }
    if (!sensible || items.length === 0)
      items.push({ line: dials.pick(Object.keys(lineCaps)), units: {}, amountVnd: '1000', costVnd: '1000' });
    return {
      id,
      input: {
        id: again ? disbursement.id : sensible ? v7() : about.id,
        items,
        isAdvance,
        isLast: dials.next(14) === 0,
        evidence: isAdvance ? [] : [hash(dials.next(20) === 0 ? 'invoice' : v7())],
        ...(dials.next(10) === 0 ? { payee: sensible ? world.intermediary : dials.pick(world.teams).party } : {}),
      },
    };
  },
  verifyDisbursement: ({ id, sensible, dials, disbursement, about }) => {
    const all = dials.next(3) > 0;
    const accepted = (disbursement?.items ?? []).map(({ amount, cost }) => ({
      amountVnd: String(all ? amount : dials.part(amount, sensible)),
      costVnd: String(all || dials.next(2) === 0 ? cost : dials.part(cost, sensible)),
    }));
    return { id, input: { ...about, accepted: sensible || dials.next(3) > 0 ? accepted : [] } };
  },
  returnDisbursement: ofOneWithReason,
  refuseDisbursement: ofOneWithReason,
  recallDisbursement: ofOneWithReason,
  rejectByBank: ofOneWithReason,
  cancelDisbursement: ofOne,
  orderDisbursement: ofOne,
  approveDisbursement: ofOne,
  prepareDisbursement: ({ world, id, dossier, sensible, disbursement, about, year }) => {
    const enough = Object.entries(dossier?.budget ?? {}).find(
      ([key, b]) => b.reserved >= sum(disbursement?.items ?? []) && Number(key.split('|')[0]) <= world.year,
    );
    const at = sensible && enough !== undefined ? Number(enough[0].split('|')[0]) : year;
    return { id, input: { ...about, year: at, source: world.source } };
  },
  correctPayment: ({ id, sensible, about, year, dials }) => ({
    id,
    input: {
      ...about,
      reference: `KB-${dials.next(9)}`,
      paidOn: sensible ? today() : `${year}-06-01`,
      reason: hash('why'),
    },
  }),
  returnPayment: ({ world, id, sensible, disbursement, about, year }) => ({
    id,
    input: {
      ...about,
      year: sensible ? (disbursement?.budget?.year ?? year) : year,
      source: world.source,
      reference: 'KB-9',
      document: hash('advice'),
      returnedOn: sensible ? today() : `${year}-06-01`,
      reason: hash('why'),
    },
  }),
  payDisbursement: ({ world, id, sensible, about, year }) => ({
    id,
    input: {
      ...about,
      reference: 'KB-1',
      paidOn: sensible ? today() : `${year}-06-01`,
      clearBy: `${world.year}-09-01`,
    },
  }),
  clearAdvance: ({ world, id, sensible, dials, disbursement, recoveries, about }) => {
    const whole = dials.next(2) === 0;
    const cleared = (disbursement?.advanced ?? []).map(({ amount, cost }) => {
      const settled =
        amount === 0n
          ? 0n
          : whole
            ? amount - (dials.next(2) === 0 ? amount / 3n : 0n)
            : dials.part(amount / 2n, sensible);
      const settledVnd = settled > amount && sensible ? amount : settled;
      const unspent = whole ? amount - settledVnd : dials.next(2) === 0 ? (amount - settledVnd) / 2n : 0n;
      return {
        settledVnd: String(settledVnd),
        unspentVnd: String(unspent < 0n ? 0n : unspent),
        costVnd: String(sensible && dials.next(4) > 0 ? cost : dials.pick([0n, cost / 2n, cost + 1n, settledVnd])),
      };
    });
    const known = recoveries.map((r) => r.id);
    const named = !sensible && known.length > 0 ? dials.pick(known) : v7();
    return {
      id,
      input: {
        ...about,
        cleared,
        evidence: [hash(dials.next(20) === 0 ? 'bills' : v7())],
        recovery: named,
        repayBy: `${world.year}-11-30`,
      },
    };
  },
  proposeRecovery: ({ id, sensible, dials, disbursement, about, ofRecovery }) => {
    const from = disbursement?.settled ?? [];
    const items = (sensible ? from.slice(0, 1 + dials.next(2)) : (disbursement?.items ?? [])).map((item) => ({
      line: item.line,
      unit: item.unit,
      amountVnd: String(dials.part(item.amount, sensible)),
      costVnd: String(dials.pick([0n, item.cost, item.cost / 2n, sensible ? 0n : item.cost * 9n + 1n])),
    }));
    return {
      id,
      input: {
        id: dials.next(5) === 0 ? ofRecovery.id : v7(),
        disbursement: about.id,
        items: items.length > 0 ? items : [{ line: 'labour', unit: '-', amountVnd: '1000' }],
        reason,
      },
    };
  },
  decideRecovery: ({ world, id, ofRecovery }) => ({ id, input: { ...ofRecovery, repayBy: `${world.year}-12-01` } }),
  dropRecovery: ({ id, ofRecovery }) => ({ id, input: { ...ofRecovery, reason } }),
  receiveCash: ({ world, id, sensible, dials, recovery, ofRecovery, year }) => {
    const paidIn = recovery?.budget.year ?? world.year;
    const back = dials.next(3) === 0 ? paidIn + 1 : sensible ? paidIn : year;
    return {
      id,
      input: {
        ...ofRecovery,
        amountVnd: String(dials.part(sum(recovery?.items ?? []), sensible)),
        year: back,
        source: recovery?.budget.source ?? world.source,
        reference: 'GNT-1',
        receivedOn: back === world.year ? today() : `${back}-08-01`,
      },
    };
  },
  netRecovery: ({ id, sensible, dials, disbursement, recovery, disbursements, recoveries }) => {
    // A recovery and a verified request that have a line in common, where there are such.
    const pairs = recoveries.flatMap((owed) =>
      disbursements
        .filter(({ state, items }) => state === 'verified' && items.some((i) => i.line === owed.items[0]?.line))
        .map((request) => ({ owed, request })),
    );
    const pair = sensible && pairs.length > 0 ? dials.pick(pairs) : { owed: recovery, request: disbursement };
    const due = pair.owed?.items[0];
    const asked = sum(pair.request?.items.filter(({ line }) => line === due?.line) ?? []);
    const most = due === undefined ? 1n : asked > due.amount || asked === 0n ? due.amount : asked;
    return {
      id,
      input: {
        id: pair.owed?.id ?? v7(),
        amountVnd: String(dials.part(most, sensible)),
        disbursement: pair.request?.id ?? v7(),
      },
    };
  },
  writeOffRecovery: ({ id, ofRecovery }) => ({ id, input: { ...ofRecovery, ...decided, reason } }),
} satisfies Fills;
