import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AmountCap,
  type Cap,
  capsOf,
  capsOnLine,
  checkPack,
  clauseOf,
  mayOpen,
  type Pack,
  parametersOf,
  resolvePack,
  type ShareCap,
  shareFor,
  stageOf,
  unknownsOf,
  withParameters,
} from '../../workflows/programmes/schema.ts';
import { endOfPeriod } from '../../workflows/rules/calendar.ts';
import { vietnamHolidays } from '../../workflows/rules/holidays.ts';

type Json = { [key: string]: Json } & { [index: number]: Json };

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../workflows/programmes/${file}`, import.meta.url), 'utf8'));
}

function published(json: unknown): Pack {
  const check = checkPack(json);
  if (!check.ok) throw new Error(JSON.stringify(check.problems, null, 2));
  return check.pack;
}

/** A city's pack with the national procedure that it rests on. */
function resolved(file: string): Pack {
  const check = resolvePack(read(file), [read('nd268-2025.v2.json')]);
  if (!check.ok) throw new Error(JSON.stringify(check.problems, null, 2));
  return check.pack;
}

/** The fictional pack as JSON, with one thing changed. */
function changed(change: (pack: Pack) => void): unknown {
  const pack = structuredClone(example);
  change(pack);
  return pack;
}

function problems(json: unknown): string[] {
  const check = checkPack(json);
  return check.ok ? [] : check.problems.map(({ path }) => path);
}

function capIn<K extends Cap['kind']>(pack: Pack, kind: K, id: string): Extract<Cap, { kind: K }> {
  const cap = pack.caps.find((one): one is Extract<Cap, { kind: K }> => one.id === id && one.kind === kind);
  if (cap === undefined) throw new Error(`no ${kind} cap ${id}`);
  return cap;
}

const limitOf = (pack: Pack, id: string) => capIn(pack, 'amount', id).limitVnd;

const city = resolved('tphcm-nq20-2023.v2.json');
const example = published(read('vi-du-hu-cau.v2.json'));
const packs = [
  ['tphcm', city],
  ['vidu', example],
] as const;

const day = '2026-03-02';
const weights = { creativity: 20, capacity: 20, effect: 20, market: 15, technology: 15, model: 10 };
const cityParameters = {
  ...Object.fromEntries(Object.entries(weights).map(([id, weight]) => [`weight.${id}`, weight])),
  passMark: 70,
};

describe.each(packs)('the pack of %s', (agency, pack) => {
  test('is for its agency, and is what its file says', () => {
    expect(pack.agency).toBe(agency);
    expect(pack.version).toBe(2);
  });

  test('has a source with a listed instrument on every figure', () => {
    const figures = figuresIn(pack);
    expect(figures.length).toBeGreaterThan(30);
    const listed = pack.instruments.map(({ id }) => id);
    for (const { path, source } of figures) {
      expect(source, path.join('.')).toBeDefined();
      expect(listed, path.join('.')).toContain(source?.instrument);
    }
  });

  test('names everything in both languages, with its accents', () => {
    const names = namesIn(pack);
    expect(names.length).toBeGreaterThan(40);
    for (const { vi, en } of names) {
      expect(vi.normalize('NFC')).toBe(vi);
      expect(vi).not.toMatch(/\b(Muc|Dieu|Nghi quyet|ho tro|thanh pho)\b/);
      expect(en).not.toBe('');
    }
  });

  test('has a room equal to the total of each stage, and lines that fit into it', () => {
    for (const stage of pack.stages) {
      const whole = capsOf(pack, stage.id).filter(
        (cap): cap is AmountCap => cap.kind === 'amount' && cap.owner === 'project' && cap.line === null,
      );
      expect(whole.map(({ limitVnd }) => limitVnd)).toEqual([stage.totalVnd.value]);
    }
  });
});

describe('TP.HCM, resolution 20/2023', () => {
  test.each([
    ['tienUomTao', 6, '40000000', '10000000', '30000000'],
    ['uomTao', 12, '80000000', '30000000', '50000000'],
    ['tangToc', 12, '400000000', null, null],
  ])('%s: %s months, %s đồng', (id, months, total, labour, services) => {
    const stage = stageOf(city, id);
    expect(stage?.durationMonths.value).toBe(months);
    expect(stage?.totalVnd.value).toBe(total);
    expect(limitOf(city, `${id}.total`)).toBe(total);
    expect(limitOf(city, `${id}.labour`)).toBe(labour);
    expect(limitOf(city, `${id}.services`)).toBe(services);
    if (labour !== null && services !== null) expect(BigInt(labour) + BigInt(services)).toBe(BigInt(total));
  });

  test('the published result of 2024 and 2025 agrees with the totals: 21,72 billion', () => {
    const spent = [
      [115n, 'tienUomTao'],
      [94n, 'uomTao'],
      [24n, 'tangToc'],
    ] as const;
    const sum = spent.reduce((so, [count, id]) => so + count * BigInt(stageOf(city, id)?.totalVnd.value ?? 0), 0n);
    expect(sum).toBe(21_720_000_000n);
  });

  test('nine fields, six criteria without a weight of their own, no cash back into room', () => {
    expect(city.priorityFields).toHaveLength(9);
    expect(city.criteria).toHaveLength(6);
    for (const criterion of city.criteria) expect(criterion.weight).toBeNull();
    for (const cap of city.caps) expect(cap.givesBack).toBe(false);
    expect(city.validityNote?.vi).toContain('29/09/2025');
    expect(city.eligibility.map(({ kind }) => kind)).toContain('noEarlierMoneyForStage');
  });

  test.each([
    ['completenessCheck', 10, 'day', 'Điều 10.3'],
    ['review', 30, 'day', 'Điều 12'],
    ['resultNotice', 3, 'workingDay', 'Điều 12.5'],
    ['completion', 15, 'day', 'Điều 12.5'],
    ['appraisal', 10, 'day', 'Điều 13'],
    ['approval', 10, 'day', 'Điều 14'],
    ['agreement', 10, 'day', 'Điều 15'],
    ['agreementMaximum', 60, 'month', 'Điều 15'],
    ['payment', 15, 'day', 'Mẫu I.14, Điều 3.2'],
    ['amendment', 15, 'day', 'Điều 17'],
    ['termination', 15, 'day', 'Điều 17'],
    ['terminationNotice', 15, 'day', 'Mẫu I.14, Điều 6.2'],
    ['dataReporting', 5, 'year', 'Mẫu I.14, Điều 4'],
  ] as const)('%s: %s %s, %s of decree 268', (id, value, unit, article) => {
    const period = city.procedure[id];
    expect(period).toMatchObject({ value, unit, source: { instrument: 'nd268-2025', article, confidence: 'T' } });
  });

  test('the council of decree 268, article 12', () => {
    const { members, papersSent, quorum, itemPasses } = city.procedure.council;
    expect(members).toMatchObject({ min: 7, max: 9 });
    expect(papersSent).toMatchObject({ value: 3, unit: 'day', direction: 'before' });
    expect(quorum).toMatchObject({ numerator: 2, denominator: 3, comparison: 'atLeast' });
    expect(quorum.needs).toEqual(['chairOrAuthorisedViceChair']);
    expect(itemPasses).toMatchObject({ numerator: 2, denominator: 3, comparison: 'atLeast' });
    expect(endOfPeriod(vietnamHolidays, '2026-03-12', papersSent)).toBe('2026-03-09');
  });

  test('the stage whose split is unknown is blocked by name, whatever the call sets', () => {
    const unknown = unknownsOf(city, 'tangToc');
    expect(unknown.map(({ path }) => city.caps[Number(/\[(\d+)\]/.exec(path)?.[1])]?.id)).toEqual([
      'tangToc.labour',
      'tangToc.services',
    ]);
    expect(unknown.map(({ what }) => what.vi)[0]).toContain('Tiền công lao động trực tiếp');
    const blocks = mayOpen(city, 'tangToc', day, cityParameters);
    expect(blocks.map(({ block, path }) => [block, path])).toEqual(unknown.map(({ path }) => ['unknown', path]));
    expect(blocks[0]?.source).toMatchObject({ instrument: 'nq20-2023', confidence: 'U' });
  });

  test.each(['tienUomTao', 'uomTao'])('%s opens once the call has set points and pass mark', (stage) => {
    expect(unknownsOf(city, stage)).toEqual([]);
    expect(mayOpen(city, stage, day, cityParameters)).toEqual([]);
    const blocks = mayOpen(city, stage, day, {});
    expect(blocks.map(({ block }) => block)).toEqual(Array.from({ length: 7 }, () => 'parameterMissing'));
    expect(blocks.map(({ path }) => path)).toEqual(parametersOf(city, stage).map(({ id }) => `parameters.${id}`));
  });

  test('every single parameter is needed', () => {
    for (const id of Object.keys(cityParameters)) {
      const rest = Object.fromEntries(Object.entries(cityParameters).filter(([key]) => key !== id));
      expect(mayOpen(city, 'uomTao', day, rest)).toMatchObject([
        { block: 'parameterMissing', path: `parameters.${id}` },
      ]);
    }
  });

  test.each([
    [{ 'weight.market': '15' }],
    [{ 'weight.market': 0 }],
    [{ 'weight.market': 1.5 }],
    [{ 'weight.none': 5 }],
    [{ passMark: 101 }],
  ])('parameters with %j are refused', (wrong) => {
    const blocks = mayOpen(city, 'uomTao', day, { ...cityParameters, ...wrong });
    expect(blocks).toMatchObject([{ block: 'parameterRefused' }]);
  });

  test('the procedure of decree 268 is not used before 14/10/2025', () => {
    expect(mayOpen(city, 'uomTao', '2025-10-14', cityParameters)).toEqual([]);
    const blocks = mayOpen(city, 'uomTao', '2025-10-13', cityParameters);
    expect(new Set(blocks.map(({ block }) => block))).toEqual(new Set(['figureNotInForce']));
    expect(blocks.map(({ path }) => path)).toContain('procedure.completenessCheck.value');
    expect(mayOpen(city, 'uomTao', '2023-11-10', cityParameters).map(({ path }) => path)).toContain(
      'stages[1].totalVnd',
    );
  });

  test('with its parameters the criteria have their points', () => {
    const set = withParameters(city, cityParameters);
    expect(set.criteria.map(({ id, weight }) => [id, weight])).toEqual(Object.entries(weights));
    expect(set.passMark?.value).toBe(70);
    expect(set.caps).toEqual(city.caps);
  });
});

describe('the fictional pack', () => {
  test('cannot be taken for law', () => {
    expect(example.fictional).toBe(true);
    expect(example.title.vi).toContain('HƯ CẤU');
    expect(example.title.en).toContain('FICTIONAL');
    for (const { number } of example.instruments) expect(number).toMatch(/^HƯ-CẤU-/);
    expect(city.fictional).toBe(false);
  });

  test.each([
    ['a fixed amount per project', (cap) => cap.kind === 'amount' && cap.owner === 'project' && cap.per.length === 0],
    ['an amount per person', (cap) => cap.kind === 'amount' && cap.per.includes('person')],
    ['an amount per course', (cap) => cap.kind === 'amount' && cap.per.join() === 'course'],
    ['an amount per contract', (cap) => cap.kind === 'amount' && cap.per.join() === 'contract'],
    ['an amount per month', (cap) => cap.kind === 'amount' && cap.per.join() === 'month'],
    ['an amount per year', (cap) => cap.kind === 'amount' && cap.per.join() === 'year' && cap.drawnAt === 'request'],
    ['an amount per two units', (cap) => cap.kind === 'amount' && cap.per.length === 2],
    ['a share of the cost', (cap) => cap.kind === 'share' && cap.of === 'cost' && cap.shareBps.all === 5_000],
    ['a share by class', (cap) => cap.kind === 'share' && Object.values(cap.shareBps).join() === '10000,7000,5000'],
    [
      'a share of the award, advanced',
      (cap) => cap.kind === 'share' && cap.of === 'award' && cap.drawnAt === 'advance',
    ],
    ['a count per year', (cap) => cap.kind === 'seats' && cap.limitSeats === 10 && cap.per.includes('year')],
    ['a party', (cap) => cap.owner === 'party'],
    ['a call', (cap) => cap.owner === 'call'],
    ['an agency, per year', (cap) => cap.kind === 'amount' && cap.owner === 'agency' && cap.per.join() === 'year'],
    ['a ceiling above it', (cap) => cap.ceiling !== null],
    ['cash back that gives room', (cap) => cap.givesBack],
    ['an unknown', (cap) => cap.kind === 'amount' && cap.limitVnd === null],
  ] satisfies [string, (cap: Cap) => boolean][])('has a cap on %s', (_name, is) => {
    expect(example.caps.some(is)).toBe(true);
  });

  test('has a duration, and a line with "whichever is lower"', () => {
    expect(stageOf(example, 'chinh')?.durationMonths.value).toBe(12);
    const onPrototype = capsOnLine(example, 'chinh', 'prototype').filter(({ line }) => line === 'prototype');
    expect(onPrototype.map(({ kind }) => kind)).toEqual(['amount', 'share']);
  });

  test('nests: line < project < party < call < agency and year', () => {
    const nested = ['chinh.services', 'chinh.total', 'party.total', 'call.total', 'agency.perYear'];
    const limits = nested.map((id) => BigInt(limitOf(example, id) ?? 0));
    expect(limits).toEqual([...limits].sort((a, b) => (a < b ? -1 : 1)));
    expect(new Set(limits).size).toBe(limits.length);
    expect(capsOnLine(example, 'chinh', 'services').map(({ id }) => id)).toEqual(expect.arrayContaining(nested));
  });

  test('its main stage opens, its other stage does not', () => {
    expect(mayOpen(example, 'chinh', day, {})).toEqual([]);
    expect(mayOpen(example, 'chuaRo', day, {})).toMatchObject([{ block: 'unknown' }]);
    expect(capsOf(example, 'chuaRo').map(({ id }) => id)).toEqual([
      'party.total',
      'call.total',
      'agency.perYear',
      'agency.seats',
      'chuaRo.total',
      'chuaRo.services',
    ]);
  });

  test('does not open outside its validity, nor for a stage that it has not', () => {
    expect(mayOpen(example, 'chinh', '2019-12-31', {})[0]).toMatchObject({ block: 'notYetValid' });
    expect(mayOpen(example, 'chinh', '2100-01-01', {})[0]).toMatchObject({ block: 'expired', path: 'validTo' });
    expect(mayOpen(example, 'chinh', '2099-12-31', {})).toEqual([]);
    expect(mayOpen(example, 'none', day, {})).toMatchObject([{ block: 'noSuchStage' }]);
    expect(unknownsOf(example, 'none')).toEqual([]);
    expect(capsOf(example, 'none')).toEqual([]);
  });

  test('a class that is not listed has no share', () => {
    const cap: ShareCap = capIn(example, 'share', 'services.byClass');
    expect(['public', 'partlySelfFunded', 'selfFunded', 'other', 'constructor'].map((id) => shareFor(cap, id))).toEqual(
      [10_000, 7_000, 5_000, null, null],
    );
    expect(shareFor(capIn(example, 'share', 'prototype.share'), 'other')).toBe(5_000);
  });

  test('says its clauses in both languages', () => {
    expect(clauseOf(city, city.procedure.payment.source)).toEqual({
      vi: 'khoản 2 Điều 3 Mẫu I.14, 268/2025/NĐ-CP',
      en: 'clause 2, Article 3, Form I.14, 268/2025/NĐ-CP',
    });
    expect(clauseOf(city, capIn(city, 'amount', 'uomTao.total').source).vi).toBe('20/2023/NQ-HĐND');
  });
});

describe('what blocks a stage', () => {
  const blanked: [string, (pack: Pack) => void][] = [
    ['stages[0].durationMonths', (pack) => blank(pack.stages[0]!.durationMonths)],
    ['stages[0].tranches[1].shareBps', (pack) => blank(pack.stages[0]!.tranches![1]!.shareBps)],
    [
      'caps[1].limitVnd',
      (pack) => {
        capIn(pack, 'amount', 'chinh.labour').limitVnd = null;
      },
    ],
    [
      'caps[2].ceiling.limitVnd',
      (pack) => {
        capIn(pack, 'amount', 'chinh.services').ceiling!.limitVnd = null;
      },
    ],
    [
      'caps[10].shareBps',
      (pack) => {
        capIn(pack, 'share', 'services.byClass').shareBps.public = null;
      },
    ],
    [
      'caps[21].limitSeats',
      (pack) => {
        capIn(pack, 'seats', 'agency.seats').limitSeats = null;
      },
    ],
    ['procedure.payment.value', (pack) => blank(pack.procedure.payment)],
    ['procedure.council.papersSent.value', (pack) => blank(pack.procedure.council.papersSent)],
    [
      'procedure.council.members',
      (pack) => {
        pack.procedure.council.members.max = null;
      },
    ],
    [
      'procedure.council.quorum',
      (pack) => {
        pack.procedure.council.quorum.numerator = null;
      },
    ],
    [
      'procedure.yearlyReport.before',
      (pack) => {
        pack.procedure.yearlyReport.before = null;
      },
    ],
    [
      'criteria[1].weight',
      (pack) => {
        pack.criteria[1]!.weight = null;
      },
    ],
    ['criteria[0].minimum', (pack) => blank(pack.criteria[0]!.minimum!)],
    ['passMark.value', (pack) => blank(pack.passMark!)],
  ];

  test.each(blanked)('%s, when it is unknown', (path, change) => {
    const pack = published(changed(change));
    expect(unknownsOf(pack, 'chinh').map((unknown) => unknown.path)).toEqual([path]);
    expect(mayOpen(pack, 'chinh', day, {})).toMatchObject([{ block: 'unknown', path }]);
  });

  test('a total and its room, when both are unknown', () => {
    const pack = published(
      changed((it) => {
        blank(it.stages[0]!.totalVnd);
        capIn(it, 'amount', 'chinh.total').limitVnd = null;
      }),
    );
    expect(unknownsOf(pack, 'chinh').map(({ path }) => path)).toEqual(['stages[0].totalVnd', 'caps[0].limitVnd']);
  });

  test('the period of a rule of eligibility, where the rule applies', () => {
    const period = { ...structuredClone(example.procedure.payment), value: null };
    const forStage = (stage: string | null) =>
      published(
        changed((it) => {
          Object.assign(it.eligibility[0]!, { stage, period });
        }),
      );
    const path = 'eligibility[0].period';
    expect(unknownsOf(forStage(null), 'chinh')).toMatchObject([{ path }]);
    expect(unknownsOf(forStage('chinh'), 'chinh')).toMatchObject([{ path }]);
    expect(unknownsOf(forStage('chuaRo'), 'chinh')).toEqual([]);
  });

  test('a figure that is out of force, though the pack is not', () => {
    const pack = published(
      changed((it) => {
        it.caps[1]!.source.validTo = '2026-03-01';
      }),
    );
    expect(mayOpen(pack, 'chinh', '2026-03-01', {})).toEqual([]);
    expect(mayOpen(pack, 'chinh', day, {})).toMatchObject([{ block: 'figureNotInForce', path: 'caps[1].limitVnd' }]);
    const ended = published(
      changed((it) => {
        it.instruments[0]!.inForceTo = '2026-03-01';
      }),
    );
    expect(mayOpen(ended, 'chinh', day, {}).length).toBeGreaterThan(20);
  });
});

describe('a cap that the call sets', () => {
  const limit = { id: 'limit', name: { vi: 'Mức', en: 'Limit' } };
  const byCall = (pack: Pack) => {
    capIn(pack, 'amount', 'chinh.services').limitVnd = null;
    pack.setByCall.push({ ...limit, kind: 'limitVnd', forCap: 'chinh.services' });
  };
  const open = (value: string | number) => mayOpen(published(changed(byCall)), 'chinh', day, { limit: value });

  test('is no unknown of the law, but must be set', () => {
    const pack = published(changed(byCall));
    expect(unknownsOf(pack, 'chinh')).toEqual([]);
    expect(mayOpen(pack, 'chinh', day, {})).toMatchObject([{ block: 'parameterMissing', path: 'parameters.limit' }]);
    expect(open('40000000')).toEqual([]);
    expect(limitOf(withParameters(pack, { limit: '40000000' }), 'chinh.services')).toBe('40000000');
  });

  test('is asked for only where the cap applies', () => {
    expect(parametersOf(published(changed(byCall)), 'chuaRo')).toEqual([]);
  });

  test.each([40_000_000, '0', '-1', '1.5', '', 'x'])('%j is refused', (value) => {
    expect(open(value)).toMatchObject([{ block: 'parameterRefused', path: 'parameters.limit' }]);
  });

  test('stays under the national ceiling, and the lines stay within the stage', () => {
    expect(open('80000001')).toMatchObject([{ block: 'parameterRefused', source: { instrument: 'hu-cau-tw' } }]);
    expect(open('40000001')).toMatchObject([{ block: 'parameterRefused', path: 'stages[0].totalVnd' }]);
  });

  test('may be the total of the stage', () => {
    const pack = published(
      changed((it) => {
        blank(it.stages[0]!.totalVnd);
        capIn(it, 'amount', 'chinh.total').limitVnd = null;
        it.setByCall.push({ ...limit, kind: 'limitVnd', forCap: 'chinh.total' });
      }),
    );
    expect(unknownsOf(pack, 'chinh')).toEqual([]);
    expect(mayOpen(pack, 'chinh', day, { limit: '200000000' })).toEqual([]);
    expect(withParameters(pack, { limit: '200000000' }).stages[0]?.totalVnd.value).toBe('200000000');
    expect(mayOpen(pack, 'chinh', day, { limit: '199999999' })).toMatchObject([{ path: 'stages[0].totalVnd' }]);
  });

  test('may be seats or a share', () => {
    const pack = published(
      changed((it) => {
        capIn(it, 'seats', 'agency.seats').limitSeats = null;
        capIn(it, 'share', 'prototype.share').shareBps.all = null;
        it.setByCall.push({ ...limit, id: 'seats', kind: 'limitSeats', forCap: 'agency.seats' });
        it.setByCall.push({ ...limit, id: 'share', kind: 'shareBps', forCap: 'prototype.share' });
      }),
    );
    expect(mayOpen(pack, 'chinh', day, { seats: 20, share: 7_000 })).toEqual([]);
    expect(mayOpen(pack, 'chinh', day, { seats: 21, share: 7_001 })).toHaveLength(2);
    const filled = withParameters(pack, { seats: 5, share: 4_000 });
    expect(capIn(filled, 'seats', 'agency.seats').limitSeats).toBe(5);
    expect(capIn(filled, 'share', 'prototype.share').shareBps).toEqual({ all: 4_000 });
  });
});

describe('a pack is refused', () => {
  const refusals: [string, string, (pack: Pack) => void][] = [
    ['a city amount above the national ceiling', 'caps[2].limitVnd', (it) => lower(it, 'chinh.services', '39999999')],
    [
      'a share above it',
      'caps[11].shareBps.all',
      (it) => {
        capIn(it, 'share', 'prototype.share').shareBps.all = 7_001;
      },
    ],
    [
      'a share of a class that the ceiling does not list',
      'caps[10].shareBps.public',
      (it) => {
        delete capIn(it, 'share', 'services.byClass').ceiling!.shareBps.public;
      },
    ],
    [
      'a share of all above the ceiling of one class',
      'caps[10].shareBps.all',
      (it) => {
        capIn(it, 'share', 'services.byClass').shareBps = { all: 5_001 };
      },
    ],
    [
      'more seats than the ceiling',
      'caps[21].limitSeats',
      (it) => {
        capIn(it, 'seats', 'agency.seats').limitSeats = 21;
      },
    ],
    [
      'lines above their stage',
      'stages[0].totalVnd',
      (it) => {
        capIn(it, 'amount', 'chinh.rent').limitVnd = '15000001';
      },
    ],
    [
      'a total without its room',
      'stages[0].totalVnd',
      (it) => {
        it.stages[0]!.totalVnd.value = '200000001';
      },
    ],
    [
      'an id twice',
      'caps[1].id',
      (it) => {
        it.caps[1]!.id = 'chinh.total';
      },
    ],
    [
      'a line twice',
      'stages[0].lines[1].id',
      (it) => {
        it.stages[0]!.lines[1]!.id = 'labour';
      },
    ],
    [
      'a cap on no stage',
      'caps[18].stage',
      (it) => {
        it.caps[18]!.stage = 'none';
      },
    ],
    [
      'a cap on no line',
      'caps[1].line',
      (it) => {
        it.caps[1]!.line = 'none';
      },
    ],
    [
      'a cap on a line of another stage',
      'caps[23].line',
      (it) => {
        it.caps[23]!.line = 'rent';
      },
    ],
    [
      'a source of no instrument',
      'caps[3].source.instrument',
      (it) => {
        it.caps[3]!.source.instrument = 'none';
      },
    ],
    [
      'a source of no instrument, deep inside',
      'procedure.council.papersSent.source.instrument',
      (it) => {
        it.procedure.council.papersSent.source.instrument = 'none';
      },
    ],
    [
      'a figure that is called unknown',
      'caps[3].source.confidence',
      (it) => {
        it.caps[3]!.source.confidence = 'U';
      },
    ],
    [
      'a share that is called unknown',
      'caps[11].source.confidence',
      (it) => {
        it.caps[11]!.source.confidence = 'U';
      },
    ],
    [
      'an unlisted class',
      'caps[10].shareBps.other',
      (it) => {
        const cap = capIn(it, 'share', 'services.byClass');
        cap.shareBps.other = 1_000;
        cap.ceiling!.shareBps.other = 1_000;
      },
    ],
    [
      'seats that are not per year',
      'caps[21].per',
      (it) => {
        it.caps[21]!.per = [];
      },
    ],
    [
      'seats that are drawn at a request',
      'caps[21].per',
      (it) => {
        it.caps[21]!.drawnAt = 'request';
      },
    ],
    [
      'a cap per person that is drawn at the award',
      'caps[8].drawnAt',
      (it) => {
        it.caps[8]!.drawnAt = 'award';
      },
    ],
    [
      'a share that is drawn at the award',
      'caps[11].drawnAt',
      (it) => {
        it.caps[11]!.drawnAt = 'award';
      },
    ],
    [
      'a unit twice',
      'caps[9].per',
      (it) => {
        it.caps[9]!.per = ['contract', 'contract'];
      },
    ],
    [
      'tranches that do not add up',
      'stages[0].tranches',
      (it) => {
        it.stages[0]!.tranches![0]!.shareBps.value = 2_999;
      },
    ],
    [
      'a source that ends before it begins',
      'caps[3].source.validTo',
      (it) => {
        it.caps[3]!.source.validTo = '2019-12-31';
      },
    ],
    [
      'a validity that ends before it begins',
      'validTo',
      (it) => {
        it.validTo = '2019-12-31';
      },
    ],
    [
      'a council with more least than most',
      'procedure.council.members',
      (it) => {
        it.procedure.council.members.min = 8;
      },
    ],
    [
      'a quorum above all',
      'procedure.council.quorum',
      (it) => {
        it.procedure.council.quorum.numerator = 4;
      },
    ],
    ['a parameter for no cap', 'setByCall[0].forCap', (it) => pushParameter(it, { kind: 'limitVnd', forCap: 'none' })],
    [
      'a parameter that does not fit its cap',
      'setByCall[0].forCap',
      (it) => pushParameter(it, { kind: 'limitSeats', forCap: 'chinh.total' }),
    ],
    [
      'a weight for a criterion without points',
      'setByCall[0].forCriterion',
      (it) => pushParameter(it, { kind: 'weight', forCriterion: 'complete' }),
    ],
    [
      'a rule for no stage',
      'eligibility[0].stage',
      (it) => {
        it.eligibility[0]!.stage = 'none';
      },
    ],
    [
      'a question for a field that the form does not have',
      'eligibility[0].asks.field',
      (it) => {
        it.eligibility[0]!.asks!.field = 'none';
      },
    ],
    [
      'a question for a field that is no choice',
      'eligibility[0].asks.field',
      (it) => {
        it.eligibility[0]!.asks!.field = 'projectName';
      },
    ],
    [
      'an answer that fits, and that its field does not offer',
      'eligibility[0].asks.answers',
      (it) => {
        it.eligibility[0]!.asks!.field = 'priorityField';
      },
    ],
    [
      'an answer that stands twice',
      'eligibility[0].asks.answers',
      (it) => {
        it.eligibility[0]!.asks!.answers[1]!.id = it.eligibility[0]!.asks!.answers[0]!.id;
      },
    ],
    [
      'a question with one answer',
      'eligibility[0].asks.answers',
      (it) => {
        it.eligibility[0]!.asks!.answers.length = 1;
      },
    ],
    [
      'a limit of zero',
      'caps[1].limitVnd',
      (it) => {
        capIn(it, 'amount', 'chinh.labour').limitVnd = '0';
      },
    ],
    [
      'decimals',
      'caps[1].limitVnd',
      (it) => {
        capIn(it, 'amount', 'chinh.labour').limitVnd = '1.5';
      },
    ],
    [
      'more than all',
      'caps[11].shareBps.all',
      (it) => {
        capIn(it, 'share', 'prototype.share').shareBps.all = 10_001;
      },
    ],
    [
      'a pass mark that nobody can reach',
      'passMark.value',
      (it) => {
        it.passMark!.value = 101;
      },
    ],
    [
      'a day that is none',
      'validFrom',
      (it) => {
        it.validFrom = '2026-02-30';
      },
    ],
    [
      'a name in one language',
      'title.en',
      (it) => {
        it.title.en = '';
      },
    ],
  ];

  test.each(refusals)('for %s', (_name, path, change) => {
    expect(problems(changed(change))).toContain(path);
  });

  test('but not when the lower of two caps on a line lets the lines fit', () => {
    const twice = (limitVnd: string) =>
      changed((it) => {
        const rent = capIn(it, 'amount', 'chinh.rent');
        it.caps.push({ ...structuredClone(rent), id: 'chinh.rent.other', limitVnd });
        rent.limitVnd = '15000001';
      });
    expect(problems(twice('15000000'))).toEqual([]);
    expect(problems(twice('15000001'))).toEqual(['stages[0].totalVnd']);
  });

  test('and nothing else is wrong with it than what was changed', () => {
    expect(problems(changed(() => undefined))).toEqual([]);
  });

  test('for an amount as a JSON number, or a field that nobody knows', () => {
    const json = structuredClone(example) as unknown as Json;
    json.caps![1]!.limitVnd = 60_000_000 as unknown as Json;
    expect(problems(json)).toContain('caps[1].limitVnd');
    expect(checkPack({ ...example, extra: 1 }).ok).toBe(false);
  });

  test('without a source on any one figure', () => {
    const paths = figuresIn(example).map(({ path }) => path);
    for (const path of paths) {
      const json = structuredClone(example) as unknown as Json;
      const owner = path.reduce<Json>((node, key) => node[key as string] as Json, json);
      delete owner.source;
      expect(checkPack(json).ok, path.join('.')).toBe(false);
    }
  });

  test('with words in both languages', () => {
    const check = checkPack(changed((it) => lower(it, 'chinh.services', '1')));
    if (check.ok) throw new Error('accepted');
    for (const problem of check.problems) {
      expect(problem.vi).not.toBe(problem.en);
      expect(problem.vi).not.toBe('');
    }
    const shape = checkPack({});
    if (shape.ok) throw new Error('accepted');
    expect(shape.problems.every(({ vi, en }) => vi !== '' && vi !== en)).toBe(true);
  });

  test('whatever it is, with an answer', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const check = checkPack(json);
        expect(check.ok).toBe(false);
      }),
    );
  });

  test('exactly when the city level is above the ceiling', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40_000_000 }),
        fc.integer({ min: 1, max: 80_000_000 }),
        (city, national) => {
          const json = changed((it) => {
            capIn(it, 'amount', 'chinh.services').limitVnd = String(city);
            lower(it, 'chinh.services', String(national));
          });
          expect(checkPack(json).ok).toBe(city <= national);
        },
      ),
    );
  });
});

function blank(figure: { value: unknown }): void {
  figure.value = null;
}

function lower(pack: Pack, id: string, ceilingVnd: string): void {
  capIn(pack, 'amount', id).ceiling!.limitVnd = ceilingVnd;
}

function pushParameter(
  pack: Pack,
  parameter: Pick<Pack['setByCall'][number], 'kind' | 'forCap' | 'forCriterion'>,
): void {
  pack.setByCall.push({ id: 'it', name: { vi: 'Mức', en: 'Level' }, ...parameter });
}

/** Every object that holds a figure, found by the names of figures and not by where sources are. */
function figuresIn(
  node: unknown,
  path: (string | number)[] = [],
): { path: (string | number)[]; source?: Pack['caps'][number]['source'] }[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => figuresIn(item, [...path, index]));
  if (typeof node !== 'object' || node === null) return [];
  const names = ['value', 'limitVnd', 'limitSeats', 'weight', 'min', 'numerator', 'before'];
  const isFigure =
    names.some((name) => name in node) || ('shareBps' in node && !Object.hasOwn(node.shareBps as object, 'value'));
  const here = isFigure ? [{ path, ...('source' in node ? { source: node.source as Cap['source'] } : {}) }] : [];
  return [...here, ...Object.entries(node).flatMap(([key, item]) => figuresIn(item, [...path, key]))];
}

function namesIn(node: unknown): { vi: string; en: string }[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('vi' in node && 'en' in node) return [{ vi: String(node.vi), en: String(node.en) }];
  return Object.values(node).flatMap(namesIn);
}
