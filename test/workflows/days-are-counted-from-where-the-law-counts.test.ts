// From which day a period runs, and how long a promise may last: decide() on facts made by hand.

import { describe, expect, test } from 'vitest';
import {
  type Command,
  decide,
  type Facts,
  type JsonObject,
  type Other,
  type StateRow,
} from '../../workflows/decide.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { cityPack, hash } from '../support/stage.ts';

const pack = cityPack as Pack;
const agency = 'tphcm';
const [dossier, call, founder, officer, secretary] = [1, 2, 3, 4, 5].map(
  (n) => `0193a0e2-0000-7000-8000-00000000000${n}`,
) as [string, string, string, string, string];
const closesAt = '2026-04-30T16:59:59.999Z'; // a holiday: the counting begins on it all the same
const afterNotice = '2026-05-11'; // ten days later is Sunday the 10th

const row = (machine: StateRow['machine'], value: StateRow['value'], facts: JsonObject): StateRow => ({
  ...{ subject: machine, machine, version: 1, value, facts },
});
const other = (id: string, kind: Other['kind'], state: StateRow): [string, Other] => [
  id,
  { id, revision: 1, kind, debt: 0n, state },
];
const person = (id: string, role: string) =>
  other(id, 'person', { ...row('register', 'current', { roles: [role], delegations: [] }), subject: 'person' });

type Given = { now: string; state: string; facts?: JsonObject; callFacts?: JsonObject; callValue?: string };

function factsOf({ now, state, facts = {}, callFacts = {}, callValue = 'open' }: Given, actor: string): Facts {
  const opened = { pack: dossier, stage: 'uomTao', opensOn: '2026-03-01', closesAt, ...callFacts };
  return {
    agency,
    now,
    actor,
    onBehalfOf: null,
    dossier: {
      ...{ id: dossier, kind: 'application', revision: 3, pack: dossier, call, party: null },
      ...{ stage: 'uomTao', beneficiaryClass: null, awardYear: null },
    },
    states: new Map([['application', row('application', state, { team: [founder], ...facts })]]),
    others: new Map([
      other(call, 'call', row('call', callValue, opened)),
      person(officer, 'officer'),
      person(secretary, 'secretary'),
    ]),
    pack,
    duties: [],
    balances: new Map([[`A/project/${dossier}/labour/-/awarded`, 1_000n]]),
  };
}

/** The day on which screening is due after a command. */
function screenedBy(type: Command['type'], given: Given): string | undefined {
  const outcome = decide({ type, dossier, input: { content: hash('x') } }, factsOf(given, founder));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  expect(outcome.decision.reads.map(({ id }) => id)).toContain(call);
  return outcome.decision.deadlines.find(({ what }) => what === 'screening')?.dueOn;
}

describe('the ten days of screening', () => {
  test('run from the closing of the call, however early an application came', () => {
    for (const now of ['2026-03-02T02:00:00.000Z', '2026-04-29T09:00:00.000Z', closesAt])
      expect(screenedBy('submitApplication', { now, state: 'draft' })).toBe(afterNotice);
  });

  test('run from the closing too for what was completed before it, and from the day it came in after it', () => {
    const returned = { state: 'returnedForCompletion', facts: { content: hash('0') } };
    expect(screenedBy('resubmitApplication', { ...returned, now: '2026-04-20T02:00:00.000Z' })).toBe(afterNotice);
    expect(screenedBy('resubmitApplication', { ...returned, now: '2026-05-12T02:00:00.000Z' })).toBe('2026-05-22');
  });

  test('run from the day on which a call was in truth closed, where that was early', () => {
    const closed = { callValue: 'closed', callFacts: { closedAt: '2026-04-02T03:00:00.000Z', closedBy: 'QĐ-5' } };
    const given = { state: 'returnedForCompletion', facts: { content: hash('0') }, ...closed };
    expect(screenedBy('resubmitApplication', { ...given, now: '2026-04-13T02:00:00.000Z' })).toBe('2026-04-23');
  });
});

describe('closing a call', () => {
  const ask = (now: string, input: JsonObject) => {
    const given = factsOf({ now, state: 'draft' }, officer);
    const own = given.others.get(call)!.state!;
    const others = new Map([person(officer, 'director')]);
    const facts: Facts = {
      ...given,
      dossier: { ...given.dossier!, id: call, kind: 'call', call: null },
      ...{ states: new Map([['call', own]]), others },
    };
    return decide({ type: 'closeCall', dossier: call, input }, facts);
  };

  test('before its announced day needs a decision and a reason, which then stand in its facts', () => {
    const early = '2026-04-02T03:00:00.000Z';
    for (const input of [{}, { decisionNumber: 'QĐ-5' }, { reason: hash('no money') }])
      expect(ask(early, input)).toMatchObject({ ok: false, refusal: { rule: 'closesEarly' } });
    const outcome = ask(early, { decisionNumber: 'QĐ-5', reason: hash('no money') });
    if (!outcome.ok) throw new Error(outcome.refusal.rule);
    expect(outcome.decision.states[0]!.facts).toMatchObject({
      ...{ closesAt, closedAt: early, closedBy: 'QĐ-5', closedFor: hash('no money') },
    });
  });

  test('after it needs neither', () => {
    const outcome = ask('2026-05-01T03:00:00.000Z', {});
    if (!outcome.ok) throw new Error(outcome.refusal.rule);
    expect(outcome.decision.states[0]!.facts).not.toHaveProperty('closedBy');
  });

  test('leaves a draft that cannot be handed in, and says by which decision', () => {
    const closed = { callValue: 'closed', callFacts: { closedAt: '2026-04-02T03:00:00.000Z', closedBy: 'QĐ-5' } };
    const given = factsOf({ now: '2026-04-03T03:00:00.000Z', state: 'draft', ...closed }, founder);
    expect(decide({ type: 'submitApplication', dossier, input: { content: hash('x') } }, given)).toMatchObject({
      ok: false,
      refusal: { rule: 'callClosedEarly', details: { number: 'QĐ-5' } },
    });
  });
});

describe('how long support lasts', () => {
  const council = [1, 2, 3, 4, 5, 6, 7].map((n) => `0193a0e2-0000-7000-8000-0000000001${n}0`);
  const votes = Object.fromEntries(council.map((id) => [id, { labour: 'pass' }]));
  const now = '2026-06-15T03:00:00.000Z';
  const recommend = (months: number) => {
    const facts = { council, chair: council[0]!, viceChair: null, votes };
    const input = { lines: [{ line: 'labour', amountVnd: '30000000' }], months, completionNeeded: false };
    return decide({ type: 'recommend', dossier, input }, factsOf({ now, state: 'beforeCouncil', facts }, secretary));
  };
  const sign = (endsOn: string, months: number | null, signedOn?: string) => {
    const given = factsOf({ now, state: 'awarded', facts: months === null ? {} : { months } }, officer);
    const value = { funding: 'awaitingAgreement', product: 'development', company: 'notFormed' };
    const states = new Map(given.states).set('project', row('project', value, { awardedOn: '2026-06-08' }));
    const said = signedOn === undefined ? {} : { signedOn };
    const input = { agreementNumber: 'HĐ-1', endsOn, document: hash('agreement'), ...said };
    return decide({ type: 'signAgreement', dossier, input }, { ...given, states });
  };

  test('the council recommends no more months than the pack gives the stage', () => {
    expect(recommend(12).ok).toBe(true);
    expect(recommend(13)).toMatchObject({
      ok: false,
      refusal: { rule: 'duration', limit: '12', actual: '13', clause: { instrument: '20/2023/NQ-HĐND' } },
    });
  });

  test('the agreement ends no later than the recommended months after it is signed', () => {
    expect(sign('2026-12-15', 6).ok).toBe(true);
    expect(sign('2026-12-16', 6)).toMatchObject({
      ok: false,
      refusal: { rule: 'longerThanRecommended', limit: '6', actual: '2026-12-16' },
    });
    expect(sign('2027-06-15', 12).ok).toBe(true);
  });

  test('counted from the day that stands on the paper: not before the award, not after today', () => {
    expect(sign('2026-12-10', 6, '2026-06-10').ok).toBe(true);
    expect(sign('2026-12-11', 6, '2026-06-10')).toMatchObject({
      ok: false,
      refusal: { rule: 'longerThanRecommended' },
    });
    for (const day of ['2026-06-07', '2026-06-16'])
      expect(sign('2026-12-10', 6, day)).toMatchObject({ ok: false, refusal: { rule: 'dayOutside', actual: day } });
  });

  test('and never later than the pack says, whatever was recommended', () => {
    expect(sign('2027-06-16', 60)).toMatchObject({ ok: false, refusal: { rule: 'duration', limit: '12' } });
    expect(sign('2027-06-16', null)).toMatchObject({ ok: false, refusal: { rule: 'duration', limit: '12' } });
  });
});
