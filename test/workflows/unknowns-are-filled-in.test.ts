// Every kind of figure that a pack can leave open is filled in by its own values, under its own source, and nothing else moves.
import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../src/programmes/packs.ts';
import { blanksOf, type Filling, filledPack, mayOpen, Pack } from '../../workflows/programmes/schema.ts';
import { fictionalPack } from '../support/stage.ts';

const figure = '01941f29-7c00-713d-bfd0-899b3a334cb4';
const signed = {
  instrument: { number: 'HƯ-CẤU-01', issuedOn: '2020-01-01', title: null, issuer: null },
  article: 'Điều 99',
  validFrom: '2020-02-01',
  validTo: null,
} as const;

type Json = { [key: string]: unknown };
const nodeAt = (pack: unknown, path: string): Json =>
  (path.match(/[^.[\]]+/g) ?? []).reduce<unknown>((node, key) => (node as Json)[key], pack) as Json;

/** A pack with what stands at a path taken out, as the pack would say that nobody knows it. */
function without(path: string, keys: readonly string[], more: (pack: Pack) => void = () => undefined) {
  const pack = structuredClone(fictionalPack) as Pack;
  const parent = nodeAt(pack, path);
  const holder = 'source' in parent ? parent : nodeAt(pack, path.split('.').slice(0, -1).join('.'));
  const values = Object.fromEntries(keys.map((key) => [key, parent[key]]));
  for (const key of keys) parent[key] = null;
  holder.source = { ...(holder.source as object), article: null, confidence: 'U' };
  more(pack);
  return { pack: Pack.parse(pack), values: values as Filling['values'] };
}

const capAt = (id: string) => fictionalPack.caps.findIndex((cap: { id: string }) => cap.id === id);
const withCeiling = fictionalPack.caps.findIndex(
  (cap: { kind: string; ceiling: unknown }) => cap.kind === 'amount' && cap.ceiling,
);
const byClass = fictionalPack.caps.findIndex(
  (cap: { kind: string; shareBps?: object }) => cap.kind === 'share' && Object.keys(cap.shareBps!).length > 1,
);
const classes = Object.keys(fictionalPack.caps[byClass].shareBps);

describe('every kind of unknown', () => {
  test.each([
    ['stages[0].durationMonths', '', ['value']],
    ['stages[0].tranches[0].shareBps', '', ['value']],
    [`caps[${capAt('prototype.share')}]`, '.shareBps', ['all']],
    [`caps[${byClass}]`, '.shareBps', classes],
    [`caps[${capAt('agency.seats')}]`, '', ['limitSeats']],
    [`caps[${withCeiling}]`, '', ['limitVnd']],
    [`caps[${withCeiling}].ceiling`, '', ['limitVnd']],
    ['procedure.review', '', ['value']],
    ['procedure.council.members', '', ['min', 'max']],
    ['procedure.council.quorum', '', ['numerator', 'denominator']],
    ['procedure.council.papersSent', '', ['value']],
    ['procedure.yearlyReport', '', ['before']],
  ] as const)('%s%s', (at, inside, keys) => {
    const { pack, values } = without(`${at}${inside}`, keys);
    const [blank, ...others] = blanksOf(pack).filter(({ path }) => path.startsWith(at));
    expect(others).toEqual([]);
    expect(blank!.fields.map(({ key }) => key)).toEqual(keys);
    const filled = filledPack(pack, { ...signed, path: blank!.path, what: blank!.what.vi, values }, figure);
    if (!filled.ok) throw new Error(JSON.stringify(filled.problems));
    expect(blanksOf(filled.pack).filter(({ path }) => path.startsWith(at))).toEqual([]);
    // all but the source is as it was before it was taken out
    const holder = nodeAt(filled.pack, at);
    expect(holder.source).toEqual({
      ...{ instrument: 'hu-cau-01', article: 'Điều 99', validFrom: '2020-02-01', validTo: null },
      ...{ confidence: 'C', confirmedIn: figure },
    });
    const again = structuredClone(filled.pack) as unknown as Json;
    nodeAt(again, at).source = nodeAt(fictionalPack, at).source;
    expect(again).toEqual({ ...fictionalPack, version: 3 });
    // neither more values than are asked for, nor fewer, nor another unknown's
    for (const wrong of [{ ...values, more: 1 }, {}])
      expect(filledPack(pack, { ...signed, path: blank!.path, what: blank!.what.vi, values: wrong }, figure).ok).toBe(
        false,
      );
    expect(filledPack(pack, { ...signed, path: blank!.path, what: 'khác', values }, figure).ok).toBe(false);
  });
});

test('the total of a stage and the cap that equals it are one figure, and provisions that nobody has read are none', () => {
  const pack = loadPacks().find(({ id }) => id === 'danang-nq54-2024')!;
  const fill = (of: Pack, path: string, values: Filling['values']) => {
    const { what } = blanksOf(of).find((one) => one.path === path)!;
    const instrument = {
      number: '54/2024/NQ-HĐND',
      issuedOn: of.instruments[0]!.issuedOn ?? '2024-12-13',
      title: null,
      issuer: null,
    };
    const filled = filledPack(
      of,
      { ...signed, instrument, validFrom: '2025-01-01', path, what: what.vi, values },
      figure,
    );
    if (!filled.ok) throw new Error(JSON.stringify(filled.problems));
    return filled.pack;
  };
  let next = fill(pack, 'stages[0].totalVnd', { value: '500000000' });
  expect(next.caps[0]).toMatchObject({ limitVnd: '500000000', source: { confidence: 'C', article: 'Điều 99' } });
  expect(fill(pack, 'caps[0].limitVnd', { limitVnd: '500000000' }).stages[0]!.totalVnd.value).toBe('500000000');
  next = fill(next, 'stages[0].durationMonths', { value: 12 });
  const left = blanksOf(next);
  expect(left.map(({ fields }) => fields)).toEqual(left.map(() => []));
  expect(left.every(({ path }) => path.startsWith('obstacles['))).toBe(true);
  expect(mayOpen(next, 'duAn', '2026-11-22', {}).every(({ block }) => block === 'unknown')).toBe(true);
});

test('never above the national ceiling, and known maxima are told', () => {
  const { pack } = without(`caps[${withCeiling}]`, ['limitVnd']);
  const blank = blanksOf(pack).find(({ path }) => path === `caps[${withCeiling}].limitVnd`)!;
  const most = fictionalPack.caps[withCeiling].ceiling.limitVnd as string;
  expect(blank.fields[0]!.most).toBe(most);
  const above = { ...signed, path: blank.path, what: blank.what.vi, values: { limitVnd: String(BigInt(most) + 1n) } };
  const refused = filledPack(pack, above, figure);
  expect(
    refused.ok ? [] : refused.problems.map(({ field, vi }) => [field, vi.includes('vượt mức tối đa')]),
  ).toContainEqual(['limitVnd', true]);
});
