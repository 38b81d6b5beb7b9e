// The packs of cities on the national procedure: how a city's file and its base make one pack, what each pack knows, and what
// keeps each of its stages shut.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPacks } from '../../src/programmes/packs.ts';
import { createRecorder } from '../../src/record.ts';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import { type JsonObject, SYSTEM } from '../../workflows/decide.ts';
import {
  Base,
  type Cap,
  checkPack,
  givesPoints,
  isBase,
  mayOpen,
  type OpeningBlock,
  type Pack,
  resolvePack,
  type Source,
  stageOf,
} from '../../workflows/programmes/schema.ts';
import { criteriaPass, verdictOf } from '../../workflows/rules/formSheets.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

const folder = new URL('../../workflows/programmes/', import.meta.url);
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

const base = Base.parse(read('nd268-2025.v2.json'));
const packs = new Map(loadPacks().map((pack) => [pack.id, pack]));
const packOf = (id: string): Pack => {
  const pack = packs.get(id);
  if (pack === undefined) throw new Error(`no pack ${id}`);
  return pack;
};

type CityFile = { procedure: object; eligibility: object[]; forms: object };

/** TP.HCM's file, with one thing changed, laid over the base. */
function city(change: (file: CityFile) => void) {
  const file = read('tphcm-nq20-2023.v2.json');
  change(file);
  return resolvePack(file, [base]);
}
const problems = (check: ReturnType<typeof resolvePack>) => (check.ok ? [] : check.problems.map(({ path }) => path));
function whole(check: ReturnType<typeof resolvePack>): Pack {
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  return check.pack;
}

describe('a city’s file over its base', () => {
  test('TP.HCM says what it said before it rested on one, but for its forms, and the targets of Đề án 672', () => {
    const pack = structuredClone(packOf('tphcm-nq20-2023'));
    const of672 = pack.targets!.filter(({ source }) => source.instrument === 'qd672');
    expect(of672.map(({ value, byYear, source }) => [value, byYear, source.confidence])).toEqual([
      [3_000, 2025, 'N'],
      [1_000, 2025, 'N'],
      [100, 2025, 'N'],
    ]);
    const { version: _version, forms: _forms, ...rest } = pack;
    const before = {
      ...rest,
      instruments: pack.instruments.filter(({ id }) => id !== 'qd672'),
      targets: pack.targets!.filter((target) => !of672.includes(target)),
      // what whoever checks themselves is asked came later
      eligibility: pack.eligibility.map(({ asks: _, ...rule }) => rule),
    };
    const text = canonicalJson(before as unknown as Json);
    expect(createHash('sha256').update(text).digest('hex')).toBe(
      '788fd57045ea54622db90c9589de7b85cf3208446fdadbf5480291b0c2e26169',
    );
  });

  test('a figure is taken whole: a level without its clause gets none from the base', () => {
    const review = { ...structuredClone(base.procedure.review), value: 20 };
    const own = { ...review, source: { ...review.source, instrument: 'nq20-2023', article: 'Điều 7' } };
    const changed = whole(city((file) => Object.assign(file.procedure, { review: own })));
    expect(changed.procedure.review).toEqual(own);
    expect(changed.procedure.appraisal).toEqual(base.procedure.appraisal);
    const { source: _, ...bare } = review;
    expect(problems(city((file) => Object.assign(file.procedure, { review: bare })))).toEqual([
      'procedure.review.source',
    ]);
    const council = whole(city((file) => Object.assign(file.procedure, { council: { papersSent: own } }))).procedure;
    expect(council.council).toEqual({ ...base.procedure.council, papersSent: own });
  });

  test('lists go by id: the city’s order first, then the rest of the base', () => {
    const pack = packOf('tphcm-nq20-2023');
    expect(pack.instruments.map(({ id }) => id)).toEqual(['nq20-2023', 'nd268-2025', 'kh433-2024', 'qd672']);
    expect(pack.instruments[1]?.number).toBe('268/2025/NĐ-CP');
    expect(pack.instruments[1]?.note?.vi).toContain('của Thành phố');
    expect(pack.eligibility.map(({ id }) => id)).toEqual([
      'noEarlierMoney',
      'priorityField',
      'nothingUnsettled',
      'notBarred',
      'notSuspended',
      'singleSource',
    ]);
    const stricter = {
      ...structuredClone(base.eligibility.find(({ id }) => id === 'notBarred')!),
      checkedBy: 'system',
    };
    const changed = whole(city((file) => file.eligibility.unshift(stricter)));
    expect(changed.eligibility.map(({ id }) => id)[0]).toBe('notBarred');
    expect(changed.eligibility.filter(({ id }) => id === 'notBarred')).toEqual([stricter]);
  });

  test('a sheet called by its id brings its points along, where the city has none of its own', () => {
    const { criteria, passMark, ...file } = read('danang-nq54-2024.v2.json');
    const called = (reviewSheet: string, own: object) =>
      whole(resolvePack({ ...file, ...own, forms: { application: 'nd268-ho-so', reviewSheet } }, [base]));
    const pointed = called('nd268-mau-i10b', {});
    expect(pointed.forms.reviewSheet.id).toBe('nd268-mau-i10b');
    expect(pointed.criteria.map(({ weight, minimum }) => [weight, minimum?.value])).toEqual([
      [15, undefined],
      [60, 45],
      [25, undefined],
    ]);
    expect(pointed.passMark?.value).toBe(70);
    expect(givesPoints(pointed)).toBe(true);
    expect(called('nd268-mau-i10b', { criteria, passMark })).toMatchObject({ criteria: [], passMark: null });
    const passOrFail = called('nd268-mau-i11', {});
    expect(passOrFail).toMatchObject({ criteria: [], passMark: null });
    expect(passOrFail.forms.application.all).toEqual(base.applications[0]);
    expect(givesPoints(passOrFail)).toBe(false);
  });

  test.each([
    ['of another version', { id: 'nd268-2025', version: 3 }],
    ['that is not there', { id: 'nd999', version: 1 }],
    ['that is no reference', 'nd268-2025'],
    ['that is null', null],
  ])('a base %s is refused by name', (_, basedOn) => {
    const check = city((file) => Object.assign(file, { basedOn }));
    if (check.ok) throw new Error('accepted');
    expect(check.problems.map(({ path }) => path)).toEqual(['basedOn']);
    expect(check.problems[0]?.vi).toContain(JSON.stringify(basedOn));
    expect(check.problems[0]?.en).toContain('no valid base');
  });

  test('a base that does not hold together is none', () => {
    const { procedure: _, ...broken } = structuredClone(base);
    expect(problems(resolvePack(read('tphcm-nq20-2023.v2.json'), [broken]))).toEqual(['basedOn']);
  });

  test('a form or a sheet that the base has not, and a word that no pack has, are refused', () => {
    expect(problems(city((file) => Object.assign(file.forms, { reviewSheet: 'none' })))).toContain('forms.reviewSheet');
    expect(problems(city((file) => Object.assign(file.forms, { application: 'none' })))).toContain(
      'forms.application.all',
    );
    expect(city((file) => Object.assign(file, { stage: [] })).ok).toBe(false);
  });

  test('only the whole pack may be published: neither the city’s file nor the base is one', () => {
    expect(checkPack(read('tphcm-nq20-2023.v2.json')).ok).toBe(false);
    expect(checkPack(read('nd268-2025.v2.json')).ok).toBe(false);
    expect(isBase(packOf('tphcm-nq20-2023'))).toBe(false);
  });

  test('a file without a base is a whole pack', () => {
    const file = read('vi-du-hu-cau.v2.json');
    expect(whole(resolvePack(file, []))).toEqual(file);
  });
});

describe('the national sheets', () => {
  const sheetOf = (id: string) => base.sheets.find(({ form }) => form.id === id)!;

  test.each([
    ['nd268-mau-i10a', 50, 35, 40],
    ['nd268-mau-i10b', 60, 25, 45],
  ])('%s has 100 points, of which feasibility %s and effect %s', (id, feasibility, effect, floor) => {
    const { form, criteria, passMark } = sheetOf(id);
    expect(criteria.map(({ weight }) => weight)).toEqual([15, feasibility, effect]);
    expect(passMark?.value).toBe(70);
    const verdict = (need: number, feasible: number, effective: number) =>
      verdictOf(form, { need: String(need), feasibility: String(feasible), effect: String(effective) });
    const rest = 70 - floor;
    expect(verdict(rest - 20, floor, 20)).toBe('pass');
    expect(verdict(rest - 20, floor, 19)).toBe('fail');
    // more than enough in all, and one point too few for feasibility
    expect(verdict(15, floor - 1, effect)).toBe('fail');
    expect(15 + floor - 1 + effect).toBeGreaterThanOrEqual(70);
  });

  test('the sheet asks for what its criteria count', () => {
    for (const { form, criteria } of base.sheets) {
      const asked = form.sections
        .flatMap(({ fields }) => fields)
        .filter((field) => field.kind === 'criterion' && field.scale === 'points')
        .map((field) => (field.kind === 'criterion' ? [field.id, field.maxPoints, field.leastPoints] : []));
      expect(asked).toEqual(criteria.map(({ id, weight, minimum }) => [id, weight, minimum?.value ?? undefined]));
    }
  });

  test('I.11 is pass or fail on twelve criteria', () => {
    const { form, criteria, passMark } = sheetOf('nd268-mau-i11');
    expect([criteria, passMark]).toEqual([[], null]);
    const ids = ['g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', 's1', 's2', 's3', 's4', 's5'];
    const all = Object.fromEntries(ids.map((id) => [id, 'pass']));
    expect(criteriaPass(form, all)).toBe(true);
    for (const id of ids) expect([id, criteriaPass(form, { ...all, [id]: 'fail' })]).toEqual([id, false]);
  });
});

/** A block as people name it: its kind, and the id of what is meant instead of a place in a list. */
function named(pack: Pack, { block, path }: OpeningBlock): string {
  const at = Number(/\[(\d+)\]/.exec(path)?.[1]);
  const what = path.startsWith('caps')
    ? pack.caps[at]?.id
    : path.startsWith('obstacles')
      ? pack.obstacles?.[at]?.id
      : path.replace(/^stages\[\d+\]\./, '').replace(/^parameters\./, '');
  return `${block}: ${what}`;
}
const blocksOn = (pack: Pack, stage: string, day: string) =>
  mayOpen(pack, stage, day, {}).map((block) => named(pack, block));

const inTime = '2025-11-03';
const late = '2026-11-22';
const unknown = (...what: string[]) => what.map((one) => `unknown: ${one}`);
const notKept = (...what: string[]) => what.map((one) => `notKept: ${one}`);
const toSet = (...what: string[]) => what.map((one) => `parameterMissing: ${one}`);
const points = ['creativity', 'capacity', 'effect', 'market', 'technology', 'model'].map((id) => `weight.${id}`);
const notYetRead54 = 'applicants conditions projects contents dossier council deadlines tranches settlement'.split(' ');

const shut: [string, Record<string, string[]>][] = [
  [
    'danang-nq328-2020',
    {
      dichVu: [...unknown('durationMonths', 'dichVu.enterprise'), ...toSet('total.dichVu')],
      sanPhamMau: [
        ...unknown('durationMonths', 'sanPhamMau.digital', 'sanPhamMau.prototype'),
        ...unknown('sanPhamMau.enterprises', 'sanPhamMau.norm'),
        ...toSet('total.sanPhamMau'),
      ],
      laoDong: [
        ...unknown('durationMonths', 'laoDong.enterprises', 'laoDong.norm'),
        ...notKept('laoDong.oneYear'),
        ...toSet('total.laoDong'),
      ],
      khoaNuocNgoai: [
        ...unknown('durationMonths', 'khoaNuocNgoai.share', 'khoaNuocNgoai.enterprises'),
        ...notKept('khoaNuocNgoai.twoPersons', 'khoaNuocNgoai.ministry'),
        ...toSet('total.khoaNuocNgoai'),
      ],
      khuTapTrung: unknown('durationMonths', 'totalVnd', 'khuTapTrung.total'),
      coSoUomTao: [
        ...unknown('durationMonths', 'coSoUomTao.facilities', 'coSoUomTao.advice'),
        ...toSet('total.coSoUomTao'),
      ],
      daoTao: [
        ...unknown('durationMonths', 'daoTao.licence', 'daoTao.experts', 'daoTao.expertsLong'),
        ...notKept('daoTao.foreignExperts'),
        ...toSet('total.daoTao'),
      ],
      ketNoi: [...unknown('durationMonths', 'ketNoi.conferences', 'ketNoi.experts'), ...toSet('total.ketNoi')],
      suKien: unknown('durationMonths', 'totalVnd', 'suKien.total'),
    },
  ],
  ['danang-nq54-2024', { duAn: unknown('durationMonths', 'totalVnd', 'duAn.total', ...notYetRead54) }],
  [
    'haiphong-kh281-2020',
    {
      dichVu: unknown('durationMonths', 'totalVnd', 'dichVu.total', 'applicants', 'conditions', 'contents'),
      trucTiep: unknown('durationMonths', 'totalVnd', 'trucTiep.total', 'applicants', 'conditions', 'contents'),
    },
  ],
  ['quangnam-nq09-2020', { trungBay: [...unknown('durationMonths', 'rest'), ...toSet('total.trungBay')] }],
  [
    'tphcm-nq20-2023',
    {
      tienUomTao: toSet(...points, 'passMark'),
      uomTao: toSet(...points, 'passMark'),
      tangToc: [...unknown('tangToc.labour', 'tangToc.services'), ...toSet(...points, 'passMark')],
    },
  ],
  ['vi-du-hu-cau', { chinh: [], chuaRo: unknown('chuaRo.services') }],
];

describe('what keeps the stages of a pack shut', () => {
  test('is known of every pack that comes with the program, and of every stage', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect([...packs.keys()].sort()).toEqual(shut.map(([id]) => id).sort());
    expect(files).toHaveLength(shut.length + 1);
    for (const [id, stages] of shut) expect(packOf(id).stages.map((one) => one.id)).toEqual(Object.keys(stages));
  });

  test.each(
    shut.flatMap(([id, stages]) => Object.entries(stages).map(([stage, blocks]) => [id, stage, blocks] as const)),
  )('%s, %s', (id, stage, blocks) => {
    expect(blocksOn(packOf(id), stage, inTime)).toEqual(blocks);
  });

  test.each(['danang-nq328-2020', 'haiphong-kh281-2020', 'quangnam-nq09-2020'])(
    '%s ended with 2025: flagged, and shut from the first day of 2026',
    (id) => {
      const pack = packOf(id);
      expect(pack.validTo).toBe('2025-12-31');
      expect(pack.validityNote?.vi).toContain('2025');
      for (const { id: stage } of pack.stages) {
        expect(blocksOn(pack, stage, '2025-12-31')).not.toContain('expired: validTo');
        for (const day of ['2026-01-01', late]) expect(blocksOn(pack, stage, day)[0]).toBe('expired: validTo');
      }
    },
  );

  test('each is said in both languages, with the text that should have said it', () => {
    for (const [id, stages] of shut)
      for (const stage of Object.keys(stages))
        for (const block of mayOpen(packOf(id), stage, inTime, {})) {
          if (block.block !== 'parameterMissing') expect(block.source).not.toBeNull();
          if (block.block === 'unknown') expect(block.source?.confidence).toBe('U');
          expect(block.vi).not.toBe(block.en);
        }
    const [first] = mayOpen(packOf('danang-nq328-2020'), 'khoaNuocNgoai', inTime, {}).filter(
      ({ block }) => block === 'notKept',
    );
    expect(first).toMatchObject({
      vi: 'Hệ thống chưa bảo đảm được quy định: Không quá 02 người một doanh nghiệp được cử đi.',
      source: { instrument: 'tt45-2019', article: 'Điều 10.2 điểm d' },
    });
  });
});

describe('Đà Nẵng, resolution 328/2020, under the ceilings of TT 45/2019', () => {
  const daNang = packOf('danang-nq328-2020');

  test('every ceiling stands with its clause, above a level that nobody knows', () => {
    const above = daNang.caps.flatMap((cap) => {
      if (cap.ceiling === null) return [];
      const [own, national]: [unknown[], unknown[]] =
        cap.kind === 'share'
          ? [Object.values(cap.shareBps), Object.values(cap.ceiling.shareBps)]
          : cap.kind === 'seats'
            ? [[cap.limitSeats], [cap.ceiling.limitSeats]]
            : [[cap.limitVnd], [cap.ceiling.limitVnd]];
      expect(new Set(own)).toEqual(new Set([null]));
      expect(cap.source).toMatchObject({ instrument: 'nq328-2020', confidence: 'U' });
      expect(cap.ceiling.source).toMatchObject({ instrument: 'tt45-2019', confidence: 'T-OCR' });
      return [[cap.id, national.join(' '), cap.owner, cap.per.join(' '), cap.ceiling.source.article]];
    });
    expect(above).toEqual([
      ['dichVu.enterprise', '80000000', 'party', '', 'Điều 10.2 điểm b'],
      ['sanPhamMau.digital', '5000', 'project', '', 'Điều 10.2 điểm c'],
      ['sanPhamMau.prototype', '5000', 'project', '', 'Điều 10.2 điểm c'],
      ['sanPhamMau.enterprises', '10', 'agency', 'year', 'Điều 10.2 điểm c'],
      ['laoDong.enterprises', '10', 'agency', 'year', 'Điều 10.2 điểm a'],
      ['khoaNuocNgoai.share', '5000', 'project', '', 'Điều 10.2 điểm d'],
      ['khoaNuocNgoai.enterprises', '10', 'agency', 'year', 'Điều 10.2 điểm d'],
      ['khuTapTrung.total', '1000000000', 'project', '', 'Điều 2.2 điểm b'],
      ['coSoUomTao.facilities', '3000', 'project', '', 'Điều 7.1'],
      ['coSoUomTao.advice', '80000000', 'project', '', 'Điều 7.2'],
      ['daoTao.licence', '10000 7000 5000', 'project', '', 'Điều 6.1'],
      ['daoTao.experts', '15000000', 'project', 'person course', 'Điều 6.2 điểm b'],
      ['daoTao.expertsLong', '40000000', 'project', 'person course', 'Điều 6.2 điểm b'],
      ['ketNoi.conferences', '10000 7000 5000', 'project', '', 'Điều 9.1'],
      ['ketNoi.experts', '10000000', 'project', 'person', 'Điều 9.2 điểm b'],
      ['suKien.total', '10000000', 'project', '', 'Điều 5.2'],
    ]);
    expect(stageOf(daNang, 'laoDong')?.durationMonths).toMatchObject({ value: null, ceiling: { value: 12 } });
  });

  const signed: Source = {
    instrument: 'nq328-2020',
    article: 'Điều 5',
    validFrom: null,
    validTo: null,
    confidence: 'T',
  };
  /** The pack as if the city's levels had been read: so far above the national ceilings, and valid. */
  function filledIn(more: 0 | 1): Pack {
    const pack = structuredClone(daNang);
    pack.validTo = null;
    pack.instruments.find(({ id }) => id === 'nq328-2020')!.inForceTo = null;
    for (const cap of pack.caps) {
      if (cap.ceiling === null) continue;
      cap.source = signed;
      if (cap.kind === 'amount') cap.limitVnd = String(BigInt(cap.ceiling.limitVnd!) + BigInt(more));
      else if (cap.kind === 'seats') cap.limitSeats = cap.ceiling.limitSeats! + more;
      else
        cap.shareBps = Object.fromEntries(
          Object.entries(cap.ceiling.shareBps).map(([id, bps]) => [id, Math.min(bps! + more, 10_000)]),
        );
    }
    for (const { durationMonths, totalVnd, id } of pack.stages) {
      Object.assign(durationMonths, { value: 12 + (durationMonths.ceiling === undefined ? 0 : more), source: signed });
      const own = pack.caps.find((cap) => cap.id === `${id}.total`);
      if (own?.ceiling !== null && own?.kind === 'amount')
        Object.assign(totalVnd, { value: own.limitVnd, source: signed });
    }
    return pack;
  }

  test('levels at the ceilings are a pack, and then its stages open, but for what nobody can keep or has read', () => {
    expect(problems(checkPack(filledIn(0)))).toEqual([]);
    const pack = filledIn(0);
    const open = (stage: string) => {
      const asked = pack.setByCall.filter(({ id }) => id === `total.${stage}`).map(({ id }) => [id, '200000000']);
      return mayOpen(pack, stage, late, Object.fromEntries(asked)).map((block) => named(pack, block));
    };
    expect(Object.fromEntries(pack.stages.map(({ id }) => [id, open(id)]))).toEqual({
      dichVu: [],
      sanPhamMau: unknown('sanPhamMau.norm'),
      laoDong: [...unknown('laoDong.norm'), ...notKept('laoDong.oneYear')],
      khoaNuocNgoai: notKept('khoaNuocNgoai.twoPersons', 'khoaNuocNgoai.ministry'),
      khuTapTrung: [],
      coSoUomTao: [],
      daoTao: notKept('daoTao.foreignExperts'),
      ketNoi: [],
      suKien: [],
    });
  });

  test('one đồng, seat, hundredth of a percent or month above any of them is refused', () => {
    const pack = filledIn(1);
    const isAtTop = (cap: Cap) => cap.kind === 'share' && Object.values(cap.ceiling!.shareBps).includes(10_000);
    const caps = pack.caps.flatMap((cap, c) => {
      if (cap.ceiling === null) return [];
      if (cap.kind === 'amount') return [`caps[${c}].limitVnd`];
      if (cap.kind === 'seats') return [`caps[${c}].limitSeats`];
      const classes = Object.keys(cap.shareBps).filter((id) => !(isAtTop(cap) && id === 'public'));
      return classes.map((id) => `caps[${c}].shareBps.${id}`);
    });
    expect(problems(checkPack(pack))).toEqual(['stages[2].durationMonths.value', ...caps]);
    expect(caps).toHaveLength(18);
  });

  test('a national ceiling that nobody knows blocks too', () => {
    const pack = filledIn(0);
    stageOf(pack, 'laoDong')!.durationMonths.ceiling!.value = null;
    pack.obstacles = [];
    expect(mayOpen(pack, 'laoDong', late, { 'total.laoDong': '1' }).map((block) => named(pack, block))).toEqual([
      'unknown: durationMonths.ceiling',
    ]);
  });

  test('has the published targets of the city', () => {
    expect(daNang.targets?.map(({ value, source }) => [value, source.instrument, source.confidence])).toEqual([
      [200, 'qd154-2025', 'N'],
      [100, 'qd154-2025', 'N'],
    ]);
    expect(daNang.applicants).toEqual(['enterprise']);
  });
});

describe('Hải Phòng and Quảng Nam', () => {
  test('Hải Phòng: targets, and no level', () => {
    const pack = packOf('haiphong-kh281-2020');
    expect(pack.targets?.map(({ value, stage, byYear }) => [value, stage, byYear])).toEqual([
      [300, null, 2025],
      [50, 'trucTiep', 2025],
    ]);
    for (const cap of pack.caps) expect(cap.kind === 'amount' ? cap.limitVnd : 0).toBeNull();
  });

  test('Quảng Nam: the levels of the press, marked as such, and the one national ceiling that covers one', () => {
    const pack = packOf('quangnam-nq09-2020');
    const levels = pack.caps.flatMap((cap) =>
      cap.kind === 'amount' ? [[cap.id, cap.limitVnd, cap.source.confidence]] : [],
    );
    expect(levels).toEqual([
      ['trungBay.total', null, 'T'],
      ['trungBay.event', '8000000', 'N'],
      ['trungBay.booth', '50000000', 'N'],
      ['trungBay.fair', '20000000', 'N'],
      ['trungBay.seAsia', '50000000', 'N'],
      ['agency.total', '23540000000', 'N'],
    ]);
    expect(pack.caps.filter(({ ceiling }) => ceiling !== null).map(({ id }) => id)).toEqual(['trungBay.event']);
  });
});

describe('obstacles', () => {
  const withObstacle = (change: (obstacle: NonNullable<Pack['obstacles']>[number]) => void) => {
    const pack = structuredClone(packOf('danang-nq328-2020'));
    change(pack.obstacles![2]!);
    return problems(checkPack(pack));
  };
  test.each([
    ['read, but called unknown', 'obstacles[2].source.confidence', { kind: 'unread' }],
    ['of no stage', 'obstacles[2].stage', { stage: 'none' }],
    ['twice', 'obstacles[2].id', { id: 'sanPhamMau.norm' }],
  ] as const)('%s is refused', (_, path, change) => {
    expect(withObstacle((obstacle) => Object.assign(obstacle, change))).toEqual([path]);
  });
  test('unknown, but called read is refused', () => {
    const path = 'obstacles[2].source.confidence';
    expect(withObstacle(({ source }) => Object.assign(source, { confidence: 'U' }))).toEqual([path]);
  });
});

describe('the words of the packs', () => {
  const wordsIn = (node: unknown): { vi: string; en: string }[] => {
    if (typeof node !== 'object' || node === null) return [];
    if ('vi' in node && 'en' in node) return [{ vi: String(node.vi), en: String(node.en) }];
    return Object.values(node).flatMap(wordsIn);
  };
  test.each([...packs.values()])('$id: Vietnamese with its accents, English beside', (pack) => {
    for (const { vi, en } of wordsIn(pack)) {
      expect(vi.normalize('NFC')).toBe(vi);
      expect(vi).not.toMatch(/\b(Muc|Dieu|Nghi quyet|ho tro|thanh pho|doanh nghiep|chi phi|Da Nang|Hai Phong)\b/i);
      expect(en).not.toMatch(/[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/);
    }
  });
});

describe('publishing', () => {
  let database: TestDatabase;
  const administrators = new Map<string, string>();
  const publish = async (agency: string, content: unknown) => {
    const recorder = createRecorder({ db: database.db, now: () => new Date().toISOString() });
    if (!administrators.has(agency)) {
      administrators.set(agency, v7());
      const appointed = {
        type: 'appoint',
        dossier: administrators.get(agency)!,
        input: { roles: ['administrator'] },
      } as const;
      expect((await recorder.act(appointed, { agency, person: SYSTEM }, v7())).ok).toBe(true);
    }
    const dossier = v7();
    const command = { type: 'publishPack', dossier, input: { content: content as JsonObject } } as const;
    return { dossier, outcome: await recorder.act(command, { agency, person: administrators.get(agency)! }, v7()) };
  };
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database?.drop());

  test.each([...packs.values()])('$id is recorded whole, as the file and its base make it', async (pack) => {
    const { dossier, outcome } = await publish(pack.agency, pack);
    expect(outcome.ok).toBe(true);
    const [row] = await database.db.query<{ facts: unknown }>`
      select facts from state where agency = ${pack.agency} and dossier = ${dossier}::uuid and subject = 'pack'`;
    expect(row?.facts).toEqual(JSON.parse(JSON.stringify(pack)));
  });

  test('a city’s file without its base is not published, nor a level above the national ceiling', async () => {
    const { outcome } = await publish('tphcm', read('tphcm-nq20-2023.v2.json'));
    expect(outcome).toMatchObject({ ok: false, refusal: { rule: 'packInvalid' } });
    const pack = structuredClone(packOf('danang-nq328-2020'));
    const cap = pack.caps.find(({ id }) => id === 'dichVu.enterprise')!;
    Object.assign(cap, { limitVnd: '80000001', source: { ...cap.source, confidence: 'N' } });
    const above = await publish('danang', pack);
    expect(above.outcome).toMatchObject({ ok: false, refusal: { rule: 'packInvalid' } });
    expect(JSON.stringify(above.outcome)).toContain('vượt mức tối đa của quốc gia');
    Object.assign(cap, { limitVnd: '80000000' });
    expect((await publish('danang', pack)).outcome.ok).toBe(true);
  });
});
