import { describe, expect, test } from 'vitest';
import { begin, type EventType, eventsOf, machineIds, type StoredState, take } from '../../workflows/machines.ts';
import {
  type ActDuty,
  actDuties,
  type Duty,
  duties,
  incompatibleDuties,
  mayDo,
  type Role,
  roles,
} from '../../workflows/rules/duties.ts';
import { samplesOf } from './samples.ts';

const everyEvent = machineIds.flatMap((machine) => eventsOf(machine));
const allHats: readonly Role[] = roles;

test('every event has its duty, and at least one role that may perform it', () => {
  expect(Object.keys(duties).sort()).toEqual([...everyEvent].sort());
  for (const event of everyEvent) {
    const { roles: able } = duties[event];
    expect(able.length, event).toBeGreaterThan(0);
    expect(new Set(able).size, event).toBe(able.length);
  }
});

test('every duty is performed by some event', () => {
  expect(new Set(Object.values(duties).map(({ duty }) => duty))).toEqual(new Set(actDuties));
});

test('the auditor changes nothing, and every other role has something to do', () => {
  for (const role of roles) {
    const able = everyEvent.filter((event) => duties[event].roles.includes(role));
    if (role === 'auditor') expect(able).toEqual([]);
    else expect(able.length, role).toBeGreaterThan(0);
  }
});

test('a person without any role, or with only the wrong one, is told which roles may', () => {
  for (const event of everyEvent) {
    const others = roles.filter((role) => !duties[event].roles.includes(role));
    for (const held of [[], others]) {
      expect(mayDo(event, { roles: held, earlierDuties: [] })).toEqual({
        ok: false,
        rule: 'role',
        detail: duties[event].roles,
      });
    }
  }
});

test('what the system does when a deadline passes, no person may do', () => {
  const people = roles.filter((role) => role !== 'system');
  expect(mayDo('application.lapsed', { roles: people, earlierDuties: [] })).toMatchObject({ ok: false, rule: 'role' });
  expect(mayDo('application.lapsed', { roles: ['system'], earlierDuties: [] }).ok).toBe(true);
});

/** From the brief of the programme, by hand: with every hat on, this event is closed to whoever had that duty. */
const closed: readonly [event: EventType, had: Duty][] = [
  ['disbursement.verified', 'requested'],
  ['disbursement.prepared', 'verified'],
  ['disbursement.approved', 'requested'],
  ['disbursement.approved', 'verified'],
  ['disbursement.approved', 'prepared'],
  ['disbursement.ordered', 'approved'],
  ['disbursement.paid', 'approved'],
  ['disbursement.prepared', 'requested'],
  ['disbursement.ordered', 'requested'],
  ['disbursement.paid', 'requested'],
  ['disbursement.bankRejected', 'requested'],
  ['disbursement.paymentReturned', 'requested'],
  ['disbursement.paymentReturned', 'approved'],
  ['disbursement.paymentCorrected', 'approved'],
  ['disbursement.advanceCleared', 'requested'],
  ['recovery.decided', 'proposedRecovery'],
  ['recovery.dropped', 'proposedRecovery'],
  ['recovery.writtenOff', 'recordedRecovery'],
  ['recovery.writtenOff', 'proposedRecovery'],
  ['application.awarded', 'reviewed'],
  ['application.awarded', 'voted'],
  ['application.awarded', 'concluded'],
  ['application.awarded', 'applied'],
  ['application.foundEligible', 'applied'],
  ['application.reviewSubmitted', 'applied'],
  ['application.voteCast', 'applied'],
  ['application.recommended', 'applied'],
  ['application.rejected', 'reviewed'],
  ['application.rejected', 'voted'],
  ['application.reviewSubmitted', 'teamMember'],
  ['application.reviewSubmitted', 'conflicted'],
  ['application.voteCast', 'teamMember'],
  ['application.voteCast', 'conflicted'],
  ['application.councilRecomposed', 'conflicted'],
  ['application.reviewerAdded', 'conflicted'],
  ['application.awarded', 'teamMember'],
  ['disbursement.verified', 'teamMember'],
  ['disbursement.approved', 'teamMember'],
  // A request that was returned goes round again: the same pairs, the other way about.
  ['disbursement.requested', 'verified'],
  ['disbursement.requested', 'approved'],
  ['disbursement.verified', 'prepared'],
  ['disbursement.verified', 'approved'],
  ['disbursement.advanceCleared', 'prepared'],
  ['disbursement.advanceCleared', 'approved'],
  ['disbursement.prepared', 'approved'],
  ['amendment.opinionsReceived', 'askedToAmend'],
  ['amendment.granted', 'askedToAmend'],
  ['amendment.granted', 'gatheredOpinions'],
  ['amendment.refused', 'gatheredOpinions'],
  ['amendment.granted', 'teamMember'],
  ['amendment.granted', 'conflicted'],
  ['amendment.opinionsReceived', 'conflicted'],
  ['figure.confirmed', 'proposedFigure'],
  ['appeal.upheld', 'lodgedAppeal'],
  ['appeal.upheld', 'teamMember'],
  ['appeal.upheld', 'conflicted'],
  // what an appeal has opened again is screened by somebody else
  ['application.foundEligible', 'screenedBefore'],
  ['application.foundIneligible', 'screenedBefore'],
  ['application.returned', 'screenedBefore'],
];

test.each(closed)('%s is closed to whoever has %s', (event, had) => {
  expect(mayDo(event, { roles: allHats, earlierDuties: [had] })).toEqual({
    ok: false,
    rule: 'excludedDuty',
    detail: [had],
  });
  expect(mayDo(event, { roles: allHats, earlierDuties: [] })).toEqual({ ok: true, duty: duties[event].duty });
});

test('who gives offices is never the second of two, whatever office they act in', () => {
  for (const role of ['director', 'chiefAccountant'] as const) {
    const person = { roles: [role], earlierDuties: [] };
    expect(mayDo('figure.confirmed', { ...person, held: [role] }).ok).toBe(true);
    expect(mayDo('figure.confirmed', { ...person, held: [role, 'administrator'] })).toEqual({
      ok: false,
      rule: 'givesOffices',
      detail: ['administrator'],
    });
  }
  // and nothing else is kept apart by what somebody holds
  const apart = everyEvent.filter((event) => duties[event].without.length > 0);
  expect(apart).toEqual(['figure.confirmed']);
});

test('every incompatible pair is on that list, so that none can be dropped unseen', () => {
  const listed = closed.map(([event, had]) => [duties[event].duty, had].sort().join());
  for (const pair of incompatibleDuties) expect(listed).toContain([...pair].sort().join());
});

/** What is left to whoever has a conflict of interest: to say so, and what is the applicants' alone. `decide` leaves a team its own. */
const openToThePartial: readonly EventType[] = [
  'application.interestDeclared',
  'application.submitted',
  'application.resubmitted',
  'application.completed',
  'application.withdrawn',
  'application.withdrawalUndone',
  'application.lapsed',
  'application.memberJoined',
  'application.memberChanged',
  'application.memberLeft',
  'disbursement.requested',
  'appeal.lodged',
  'appeal.withdrawn',
];

test.each(['conflicted', 'teamMember'] as const)('whoever is %s judges nothing and decides about no money', (had) => {
  const ofDossiers = (['application', 'project', 'disbursement', 'recovery', 'appeal', 'report'] as const).flatMap(
    (m) => eventsOf(m),
  );
  const open = ofDossiers.filter((event) => mayDo(event, { roles: allHats, earlierDuties: [had] }).ok);
  expect(open.sort()).toEqual([...openToThePartial].sort());
});

test('whoever may judge an application or decide about it may say what their interests are, and nobody else', () => {
  const say = roles.filter((role) => duties['application.interestDeclared'].roles.includes(role));
  const decide = roles.filter((role) =>
    everyEvent.some((event) => duties[event].roles.includes(role) && duties[event].excludes.includes('conflicted')),
  );
  // what the system does follows from what somebody decided, and a founder's interest is known
  expect(say).toEqual(decide.filter((role) => role !== 'founder' && role !== 'system'));
});

/** Acts that only one role may do: those by which public money is promised, let go or given up. */
const reserved: readonly [event: EventType, only: Role][] = [
  ['application.foundEligible', 'officer'],
  ['application.reviewSubmitted', 'reviewer'],
  ['application.awarded', 'director'],
  ['appeal.upheld', 'director'],
  ['appeal.dismissed', 'director'],
  ['application.screeningReopened', 'director'],
  ['application.councilReopened', 'director'],
  ['application.decisionReopened', 'director'],
  ['project.reinstated', 'director'],
  ['recovery.annulled', 'director'],
  ['appeal.lodged', 'founder'],
  ['application.rejected', 'director'],
  ['project.suspended', 'director'],
  ['project.resumed', 'director'],
  ['project.terminated', 'director'],
  ['project.prototypeAccepted', 'officer'],
  ['disbursement.requested', 'founder'],
  ['disbursement.verified', 'officer'],
  ['disbursement.prepared', 'financeOfficer'],
  ['disbursement.approved', 'chiefAccountant'],
  ['disbursement.ordered', 'financeOfficer'],
  ['disbursement.paid', 'financeOfficer'],
  ['recovery.decided', 'director'],
  ['recovery.dropped', 'director'],
  ['recovery.writtenOff', 'director'],
  ['recovery.cashReceived', 'financeOfficer'],
  ['report.submitted', 'founder'],
  ['report.returned', 'officer'],
  ['report.accepted', 'officer'],
  ['cap.changed', 'administrator'],
];

test.each(reserved)('%s is reserved to the %s', (event, only) => {
  for (const role of roles) {
    expect(mayDo(event, { roles: [role], earlierDuties: [] }).ok, role).toBe(role === only);
  }
});

const open: readonly [event: EventType, had: Duty][] = [
  ['disbursement.ordered', 'prepared'],
  ['disbursement.paid', 'prepared'],
  ['disbursement.paid', 'ordered'],
  ['disbursement.approved', 'approved'],
  ['disbursement.requested', 'requested'],
  ['disbursement.requested', 'teamMember'],
  ['application.submitted', 'teamMember'],
  ['application.voteCast', 'reviewed'],
  ['application.interestDeclared', 'conflicted'],
  ['application.voteCast', 'declaredInterest'],
];

test.each(open)('%s stays open to whoever has %s', (event, had) => {
  expect(mayDo(event, { roles: allHats, earlierDuties: [had] }).ok).toBe(true);
});

test('all that stands in the way is named, not only the first', () => {
  const earlierDuties: Duty[] = ['prepared', 'voted', 'requested', 'verified'];
  expect(mayDo('disbursement.approved', { roles: ['chiefAccountant'], earlierDuties })).toEqual({
    ok: false,
    rule: 'excludedDuty',
    detail: ['requested', 'verified', 'prepared'],
  });
});

test('what excludes holds in both orders', () => {
  for (const event of everyEvent) {
    const { duty, excludes } = duties[event];
    for (const had of excludes) {
      for (const other of everyEvent.filter((candidate) => duties[candidate].duty === had)) {
        expect(duties[other].excludes, `${other} after ${event}`).toContain(duty);
      }
    }
  }
  for (const [one, other] of incompatibleDuties) expect(one).not.toBe(other);
});

/** The duties by which payment, once done, was done; the others only bring a request back or end it. */
const remembered = new Set<ActDuty>(['requested', 'verified', 'prepared', 'approved', 'ordered', 'recordedPayment']);

/** Every place a disbursement can be brought to by this many people who each wear every hat, some with a conflict of interest. */
function placesReachedBy(people: number, conflicted = 0): Set<string> {
  type Here = { state: StoredState; had: readonly (readonly Duty[])[] };
  const seen = new Set<string>();
  const places = new Set<string>();
  const none: Duty[][] = Array.from({ length: people }, (_, i) => (i < conflicted ? ['conflicted'] : []));
  const queue: Here[] = [{ state: begin('disbursement'), had: none }];
  for (let here = queue.pop(); here; here = queue.pop()) {
    const key = JSON.stringify([here.state.value, here.had.map((had) => [...had].sort().join()).sort()]);
    if (seen.has(key)) continue;
    seen.add(key);
    places.add(here.state.value as string);
    for (const { event } of eventsOf('disbursement').flatMap(samplesOf)) {
      const outcome = take(here.state, event);
      if (!outcome.ok) continue;
      for (const [person, had] of here.had.entries()) {
        const may = mayDo(event.type, { roles: allHats, earlierDuties: had });
        if (!may.ok) continue;
        const now = remembered.has(may.duty) && !had.includes(may.duty) ? [...had, may.duty] : had;
        queue.push({ state: outcome.next, had: here.had.with(person, now) });
      }
    }
  }
  return places;
}

describe('however often a request goes round', () => {
  test('three people with every hat on cannot get a payment approved', () => {
    const places = placesReachedBy(3);
    expect(places).toContain('prepared');
    expect(places).not.toContain('approved');
  });

  test('four can pay', () => {
    expect(placesReachedBy(4)).toContain('settled');
  });

  test('whoever has a conflict of interest counts for asking alone', () => {
    expect(placesReachedBy(4, 1)).toContain('settled');
    expect(placesReachedBy(5, 2)).toContain('settled');
    expect(placesReachedBy(4, 2)).not.toContain('approved');
    expect([...placesReachedBy(3, 3)].sort()).toEqual(['draft', 'requested']);
  });
});

test('people are appointed by an administrator; the system may too, because the first has nobody to appoint them', () => {
  const may = roles.filter((role) => mayDo('person.appointed', { roles: [role], earlierDuties: [] }).ok);
  expect(may).toEqual(['administrator', 'system']);
});
