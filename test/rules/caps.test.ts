import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { base, type Posting, promise, unitKey } from '../../workflows/rules/accounts.ts';
import {
  type CapContext,
  CapNotUsable,
  capLegs,
  linksOf,
  type Pins,
  tightestEmpty,
} from '../../workflows/rules/caps.ts';
import { fictionalPack } from '../support/stage.ts';

const pack = fictionalPack as Pack;
const pins: Pins = {
  call: 'call-1',
  party: 'party-1',
  stage: 'chinh',
  beneficiaryClass: 'selfFunded',
  awardYear: 2026,
};
const dossier = 'dossier-1';
const room = (cap: string, owner = dossier, units = '') => `C/vi-du-hu-cau/${cap}/${owner}${units}`;
const line = (name: string, unit: string, vessel: Parameters<typeof promise.line>[3]) =>
  promise.line(dossier, name, unit, vessel);
const links = (account: string, more: Partial<Pins> = {}, limits = {}) =>
  linksOf(account, dossier, { ...pins, ...more }, pack, limits);

/** Accounts with balances, as the facts of a decision hold them. */
const holding = (balances: Record<string, bigint>) => new Map(Object.entries(balances));
const legsOf = (postings: Posting[], balances: Record<string, bigint> = {}, more: Partial<CapContext> = {}) =>
  capLegs(postings, { dossier, pins, pack, limits: {}, balances: holding(balances), ...more }).legs;
/** What a set of legs does to one account. */
const change = (legs: readonly Posting[], account: string) =>
  legs.reduce((sum, [s, t, amount]) => sum + (t === account ? amount : 0n) - (s === account ? amount : 0n), 0n);

describe('which caps stand behind an account', () => {
  test.each([
    // Drawn at the award: from the award on, wherever the money lies.
    [
      'labour',
      '-',
      'awarded',
      ['chinh.total', 'chinh.labour', 'party.total', 'call.total', 'agency.perYear', 'agency.seats'],
    ],
    [
      'rent',
      '-',
      'awarded',
      ['chinh.total', 'chinh.rent', 'party.total', 'call.total', 'agency.perYear', 'agency.seats'],
    ],
    // Drawn at the request: from the hold on, counted by the item's units.
    [
      'labour',
      'month=01;person=ana',
      'held',
      [
        'chinh.total',
        'chinh.labour',
        'labour.perPersonMonth',
        'party.total',
        'call.total',
        'agency.perYear',
        'agency.seats',
      ],
    ],
    [
      'courses',
      'course=k1;person=ana;year=2026',
      'settled',
      [
        'chinh.total',
        'chinh.courses',
        'courses.perCourse',
        'courses.perPersonYear',
        'party.total',
        'call.total',
        'agency.perYear',
        'agency.seats',
      ],
    ],
    [
      'prototype',
      '-',
      'ordered',
      [
        'chinh.total',
        'chinh.prototype',
        'prototype.share',
        'party.total',
        'call.total',
        'agency.perYear',
        'agency.seats',
      ],
    ],
    // Drawn by an advance: only while it is advanced.
    [
      'prototype',
      '-',
      'advanced',
      [
        'chinh.total',
        'chinh.prototype',
        'prototype.share',
        'chinh.advance',
        'party.total',
        'call.total',
        'agency.perYear',
        'agency.seats',
      ],
    ],
    // What is owed back still counts, but not under a share of the cost.
    [
      'prototype',
      '-',
      'due',
      ['chinh.total', 'chinh.prototype', 'party.total', 'call.total', 'agency.perYear', 'agency.seats'],
    ],
    [
      'rent',
      'month=01',
      'returned',
      ['chinh.total', 'chinh.rent', 'rent.perMonth', 'party.total', 'call.total', 'agency.perYear', 'agency.seats'],
    ],
  ] as const)('%s/%s/%s', (name, unit, vessel, caps) => {
    expect(
      links(line(name, unit, vessel))
        .map(({ cap }) => cap.id)
        .sort(),
    ).toEqual([...caps].sort());
  });

  test('none behind the call, the budget and what shares do not count', () => {
    for (const account of [
      promise.uncommitted('call-1'),
      'B/2026/nstp/available',
      base.source(dossier),
      base.cost(dossier, 'labour', '-'),
      room('chinh.total'),
    ])
      expect(links(account)).toEqual([]);
  });

  test('a base fills the rooms of its shares, and nothing else', () => {
    expect(links(base.cost(dossier, 'prototype', '-')).map(({ cap, how }) => [cap.id, how])).toEqual([
      ['prototype.share', 'fill'],
    ]);
    expect(links(base.granted(dossier, 'labour')).map(({ cap, how }) => [cap.id, how])).toEqual([
      ['chinh.advance', 'fill'],
    ]);
  });

  test('a room is named after its owner and its units', () => {
    const rooms = (account: string) => new Map(links(account).map((link) => [link.cap.id, link.room]));
    const labour = rooms(line('labour', 'month=01;person=ana', 'held'));
    expect(labour.get('labour.perPersonMonth')).toBe(room('labour.perPersonMonth', dossier, ';person=ana;month=01'));
    expect(labour.get('party.total')).toBe(room('party.total', 'party-1'));
    expect(labour.get('call.total')).toBe(room('call.total', 'call-1'));
    expect(labour.get('agency.perYear')).toBe(room('agency.perYear', 'agency', ';year=2026')); // the year of the award
    const equipment = rooms(line('equipment', 'year=2027', 'held'));
    expect(equipment.get('equipment.perYear')).toBe(room('equipment.perYear', dossier, ';year=2027')); // the year of the item
    expect(equipment.get('agency.perYear')).toBe(room('agency.perYear', 'agency', ';year=2026'));
  });

  test.each([
    ['public', 10_000n],
    ['partlySelfFunded', 7_000n],
    ['selfFunded', 5_000n],
  ])('the share of %s is %s basis points', (beneficiaryClass, bps) => {
    const [share] = links(base.cost(dossier, 'services', 'contract=c1'), { beneficiaryClass });
    expect(share?.limit).toBe(bps);
  });

  test('a class that is not listed blocks, unless the share is for all', () => {
    for (const beneficiaryClass of ['unheard-of', null]) {
      expect(() => links(base.cost(dossier, 'services', 'contract=c1'), { beneficiaryClass })).toThrow(CapNotUsable);
      expect(links(base.cost(dossier, 'prototype', '-'), { beneficiaryClass })[0]?.limit).toBe(5_000n);
    }
  });

  test('unknown law blocks its stage, until the call says what holds', () => {
    const account = line('services', '-', 'awarded');
    expect(() => links(account, { stage: 'chuaRo' })).toThrow(expect.objectContaining({ reason: 'unknownCap' }));
    const set = links(account, { stage: 'chuaRo' }, { 'chuaRo.services': '7000000' });
    expect(set.find(({ cap }) => cap.id === 'chuaRo.services')?.limit).toBe(7_000_000n);
  });

  test.each([
    ['labour', '-'],
    ['labour', 'person=ana'],
    ['labour', 'month=01'],
    ['experts', 'course=k1'],
    ['courses', 'course=k1;person=ana'],
    ['rent', 'contract=c1'],
  ])('%s asked for under %s does not say what it counts by', (name, unit) => {
    expect(() => links(line(name, unit, 'held'))).toThrow(expect.objectContaining({ reason: 'unitMissing' }));
    expect(() => links(line(name, '-', 'awarded'))).not.toThrow();
  });

  test('units have one order, so that one unit has one name', () => {
    expect(unitKey({ person: 'ana', month: '01' })).toBe(unitKey({ month: '01', person: 'ana' }));
    expect(unitKey({})).toBe('-');
    expect(unitKey(undefined)).toBe('-');
  });
});

describe('what follows from moving money', () => {
  test('an award draws its rooms, opened and filled on first use, and takes one seat', () => {
    const legs = legsOf([
      [promise.uncommitted('call-1'), line('labour', '-', 'awarded'), 40n],
      [base.source(dossier), base.granted(dossier, 'labour'), 40n],
    ]);
    for (const [name, limit] of [
      [room('chinh.total'), 200_000_000n],
      [room('chinh.labour'), 60_000_000n],
      [room('party.total', 'party-1'), 300_000_000n],
      [room('agency.perYear', 'agency', ';year=2026'), 1_000_000_000n],
    ] as const) {
      expect(change(legs, `${name}/used`)).toBe(40n);
      expect(change(legs, `${name}/room`)).toBe(limit - 40n);
    }
    expect(change(legs, `${room('agency.seats', 'agency', ';year=2026')}/used`)).toBe(1n);
    expect(change(legs, `${room('agency.seats', 'agency', ';year=2026')}/claims:party-1`)).toBe(40n);
    expect(change(legs, `${room('chinh.advance')}/room`)).toBe(12n); // 30 % of 40
  });

  test('a room that exists is not filled again', () => {
    const name = room('chinh.labour');
    const legs = legsOf([[promise.uncommitted('call-1'), line('labour', '-', 'awarded'), 40n]], {
      [`${name}/room`]: 0n,
    });
    expect(change(legs, `${name}/room`)).toBe(-40n);
  });

  test('moving on under the same caps draws nothing', () => {
    const unit = 'month=01;person=ana';
    for (const [from, to] of [
      ['held', 'ordered'],
      ['ordered', 'settled'],
      ['settled', 'due'],
      ['due', 'returned'],
      ['due', 'writtenOff'],
    ] as const) {
      const legs = legsOf([[line('labour', unit, from), line('labour', unit, to), 7n]]);
      expect(legs.filter(([, target]) => /\/(used|claimed)$/.test(target))).toEqual([]);
      expect(legs.filter(([source]) => /\/(used|claims.*)$/.test(source))).toEqual([]);
    }
  });

  test.each([
    // Not yet paid: everything comes back, whatever the pack says of cash.
    ['held', 'month=01', 'awarded', 'rent', { 'rent.perMonth': -9n, 'chinh.rent': 0n, 'chinh.total': 0n }],
    ['awarded', '-', 'uncommitted', 'rent', { 'chinh.rent': -9n, 'chinh.total': -9n }],
    // Cash back: room only where the pack gives it back.
    ['due', 'month=01', 'awarded', 'rent', { 'rent.perMonth': 0n, 'chinh.rent': 0n, 'chinh.total': 0n }],
    ['due', 'month=01', 'uncommitted', 'rent', { 'rent.perMonth': 0n, 'chinh.rent': 0n, 'chinh.total': -9n }],
    ['due', '-', 'uncommitted', 'prototype', { 'chinh.prototype': -9n, 'chinh.total': -9n }],
    // An advance that is cleared is no advance any more; a recovery stays used, but not under a share of the cost.
    ['advanced', '-', 'settled', 'prototype', { 'chinh.advance': -9n, 'prototype.share': 0n, 'chinh.prototype': 0n }],
    ['advanced', '-', 'due', 'prototype', { 'chinh.advance': -9n, 'prototype.share': -9n, 'chinh.prototype': 0n }],
    ['settled', '-', 'due', 'prototype', { 'prototype.share': -9n, 'chinh.prototype': 0n }],
    ['due', '-', 'settled', 'prototype', { 'prototype.share': 9n, 'chinh.prototype': 0n }],
  ] as const)('%s (%s) → %s on %s', (from, unit, to, name, used) => {
    const target = to === 'uncommitted' ? promise.uncommitted('call-1') : line(name, to === 'awarded' ? '-' : unit, to);
    const legs = legsOf([[line(name, unit, from), target, 9n]]);
    for (const [cap, by] of Object.entries(used)) {
      const at = links(line(name, from === 'awarded' ? 'month=01' : unit, 'advanced')).find(
        (link) => link.cap.id === cap,
      )?.room;
      expect([cap, change(legs, `${at}/used`)]).toEqual([cap, by]);
    }
  });

  test('a party has one seat however many awards it holds, and keeps it until the last is gone', () => {
    const seats = room('agency.seats', 'agency', ';year=2026');
    const claims = `${seats}/claims:party-1`;
    const award: Posting = [promise.uncommitted('call-1'), line('labour', '-', 'awarded'), 5n];
    const cancel: Posting = [line('labour', '-', 'awarded'), promise.uncommitted('call-1'), 5n];
    expect(change(legsOf([award], { [`${seats}/room`]: 10n }), `${seats}/used`)).toBe(1n);
    expect(change(legsOf([award], { [`${seats}/room`]: 9n, [claims]: 3n }), `${seats}/used`)).toBe(0n);
    expect(change(legsOf([cancel], { [`${seats}/room`]: 9n, [claims]: 8n }), `${seats}/used`)).toBe(0n);
    expect(change(legsOf([cancel], { [`${seats}/room`]: 9n, [claims]: 5n }), `${seats}/used`)).toBe(-1n);
    // In one decision: what comes and goes takes no seat.
    expect(change(legsOf([award, cancel], { [`${seats}/room`]: 10n }), `${seats}/used`)).toBe(0n);
  });

  test('a share is of the whole cost, rounded down once: small parts lose nothing and never exceed it', () => {
    const cost = fc.bigInt({ min: 0n, max: 10n ** 13n });
    fc.assert(
      fc.property(
        fc.array(cost, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('public', 'partlySelfFunded', 'selfFunded'),
        (costs, beneficiaryClass) => {
          const balances: Record<string, bigint> = {};
          const bps = { public: 10_000n, partlySelfFunded: 7_000n, selfFunded: 5_000n }[beneficiaryClass] ?? 0n;
          const name = room('services.byClass');
          let filled = 0n;
          let whole = 0n;
          for (const [i, amount] of costs.entries()) {
            if (amount === 0n) continue;
            const account = base.cost(dossier, 'services', `contract=c${i % 4}`);
            const legs = legsOf([[base.source(dossier), account, amount]], balances, {
              pins: { ...pins, beneficiaryClass },
            });
            filled += change(legs, `${name}/room`);
            whole += amount;
            balances[account] = (balances[account] ?? 0n) + amount;
            expect(filled).toBe((whole * bps) / 10_000n);
          }
          // And taken away again in another order, nothing is left.
          for (const [account, amount] of Object.entries({ ...balances })) {
            filled += change(
              legsOf([[account, base.source(dossier), amount]], balances, { pins: { ...pins, beneficiaryClass } }),
              `${name}/room`,
            );
            balances[account] = 0n;
          }
          expect(filled).toBe(0n);
        },
      ),
    );
  });

  test('one decision may move several bases: they are rounded together', () => {
    const legs = legsOf([
      [base.source(dossier), base.cost(dossier, 'services', 'contract=c1'), 1n],
      [base.source(dossier), base.cost(dossier, 'services', 'contract=c2'), 1n],
      [base.source(dossier), base.cost(dossier, 'services', 'contract=c3'), 1n],
    ]);
    expect(change(legs, `${room('services.byClass')}/room`)).toBe(1n); // ⌊1,5⌋
  });

  test('what moves to and fro leaves every room as it was', () => {
    const there: Posting[] = [
      [line('prototype', '-', 'awarded'), line('prototype', '-', 'held'), 5n],
      [base.source(dossier), base.cost(dossier, 'prototype', '-'), 11n],
    ];
    const back = there.map(([s, t, amount]): Posting => [t, s, amount]);
    const legs = legsOf(there);
    const balances: Record<string, bigint> = { [base.cost(dossier, 'prototype', '-')]: 11n };
    for (const [s, t] of legs) for (const id of [s, t]) balances[id] = change(legs, id);
    const again = legsOf(back, balances);
    for (const id of Object.keys(balances)) if (/\/used$/.test(id)) expect(change([...legs, ...again], id)).toBe(0n);
    expect(change([...legs, ...again], `${room('prototype.share')}/room`)).toBe(0n);
  });
});

describe('which vessel would run empty', () => {
  test('none, when all hold; sources have no bottom', () => {
    expect(tightestEmpty([['a', 'b', 3n]], holding({ a: 3n }))).toBeNull();
    for (const source of ['C/p/c/o/authority', 'B/2026/nstp/appropriation', 'C/base/d/-/-/source', 'C/p/c/o/claimed'])
      expect(tightestEmpty([[source, 'b', 10n ** 15n]], holding({}))).toBeNull();
  });

  test('what flows in counts before what flows out', () => {
    expect(
      tightestEmpty(
        [
          ['a', 'b', 3n],
          ['b', 'c', 3n],
          ['x/authority', 'a', 3n],
        ],
        holding({}),
      ),
    ).toBeNull();
  });

  test('the tightest is named, and among equals the first by address', () => {
    const postings: Posting[] = [
      ['b', 'z', 9n],
      ['a', 'z', 9n],
      ['c', 'z', 9n],
    ];
    expect(tightestEmpty(postings, holding({ a: 5n, b: 2n, c: 8n }))).toEqual({
      account: 'b',
      balance: 2n,
      asked: 9n,
      poured: 0n,
    });
    expect(tightestEmpty(postings, holding({ a: 5n, b: 5n, c: 5n }))?.account).toBe('a');
  });

  test('it finds one exactly when a vessel would stand below zero', () => {
    const account = fc.constantFrom('a', 'b', 'c', 'd');
    const amount = fc.bigInt({ min: 1n, max: 20n });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(account, account, amount), { maxLength: 8 }),
        fc.array(fc.bigInt({ min: 0n, max: 20n }), { minLength: 4, maxLength: 4 }),
        (postings, [a, b, c, d]) => {
          const balances = holding({ a: a!, b: b!, c: c!, d: d! });
          const below = [...balances].some(([id, balance]) => balance + change(postings, id) < 0n);
          expect(tightestEmpty(postings, balances) !== null).toBe(below);
        },
      ),
    );
  });
});
