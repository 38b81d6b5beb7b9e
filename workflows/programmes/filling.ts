// Figures that the law left unknown, and a pack with one of them filled in from its signed text.

import { checkPack } from './check.ts';
import { type Unknown, unknownsOf } from './opening.ts';
import { isWholeStageCap } from './reading.ts';
import type { Instrument, Pack, ShareByClass, Source, Words } from './shapes.ts';

/** What a figure is written as: whole đồng, a share in basis points, a whole number, a day of the year ('MM-DD'). */
export type FigureKind = 'vnd' | 'share' | 'count' | 'dayOfYear';
export type FigureValue = string | number;

/** One value of an unknown: most have one, a share has one for each class, a council's size two. */
export type BlankField = {
  readonly key: string;
  readonly kind: FigureKind;
  readonly known: FigureValue | null;
  /** The national maximum above it, where there is one and it is known. */
  readonly most: FigureValue | null;
};

/** What a plain number counts. */
export type FigureUnit = 'day' | 'workingDay' | 'month' | 'year' | 'seat' | 'point' | 'member' | 'part';

/** An unknown with the stages that it blocks. `fields` is empty where no figure answers it: a provision that nobody has read. */
export type Blank = Unknown & {
  readonly stages: readonly string[];
  readonly unit: FigureUnit | null;
  readonly fields: readonly BlankField[];
  /** Where the same figure stands as well: filled in at one of these places, it is filled in at all. */
  readonly twins: readonly string[];
};

/** What somebody has read in the signed text. */
export type Filling = {
  readonly path: string;
  /** The unknown's Vietnamese name: a version in which something else stands at `path` is not filled by it. */
  readonly what: string;
  readonly values: Readonly<Record<string, FigureValue>>;
  /** `title` and `issuer` where the pack does not know the instrument yet. */
  readonly instrument: {
    readonly number: string;
    readonly issuedOn: string;
    readonly title: string | null;
    readonly issuer: string | null;
  };
  readonly article: string;
  readonly validFrom: string;
  readonly validTo: string | null;
};

/** What is wrong with a filling; `field` is a value's key, 'issuedOn', 'title', 'issuer', 'validTo', or '' for the whole. */
export type FillingProblem = { readonly field: string } & Words;

/** Every unknown of a pack, each once. */
export function blanksOf(pack: Pack): Blank[] {
  const found = new Map<string, Blank & { stages: string[] }>();
  for (const stage of pack.stages)
    for (const unknown of unknownsOf(pack, stage.id)) {
      const { path } = unknown;
      const twins = twinsOf(pack, path);
      const known = found.get(path) ?? { ...unknown, stages: [], twins, ...askedAt(pack, path) };
      known.stages.push(stage.id);
      found.set(path, known);
    }
  return [...found.values()];
}

/**
 * The next version of a pack, with an unknown filled in: its figure stands under the instrument and article that were read, as
 * confirmed by two persons, and nothing else of the pack changes. The total of a stage and the cap that equals it are one figure.
 * `confirmedIn` is the dossier that keeps who proposed and who confirmed it.
 */
export function filledPack(
  pack: Pack,
  filling: Filling,
  confirmedIn: string,
): { ok: true; pack: Pack } | { ok: false; problems: readonly FillingProblem[] } {
  const blank = blanksOf(pack).find(({ path, what }) => path === filling.path && what.vi === filling.what);
  const keys = blank?.fields.map(({ key }) => key) ?? [];
  const given = Object.keys(filling.values);
  if (keys.length === 0 || keys.length !== given.length || !given.every((key) => keys.includes(key))) return no(gone);
  const named = instrumentOf(pack, filling);
  if ('field' in named) return no(named);
  const next = structuredClone({ ...pack, version: pack.version + 1, instruments: named.all });
  const source: Source = {
    instrument: named.id,
    article: filling.article,
    validFrom: filling.validFrom,
    validTo: filling.validTo,
    confidence: 'C',
    confirmedIn,
  };
  for (const path of [filling.path, ...twinsOf(pack, filling.path)]) {
    const { record, holder } = spotOf(next, path)!;
    // the values of a figure that are known stand as they are
    for (const { key, known } of blank?.fields ?? [])
      if (known !== null && known !== undefined && filling.values[key] !== known) return no({ field: key, ...stands });
    for (const [key, value] of Object.entries(filling.values))
      record[Object.hasOwn(record, key) ? key : fieldsAt(next, path)[0]!] = value;
    holder.source = source;
  }
  const checked = checkPack(next);
  if (checked.ok) return checked;
  return no(
    ...checked.problems.map(({ path, vi, en }) => {
      const last = path.split('.').at(-1) ?? '';
      return { field: path.endsWith('source.validTo') ? 'validTo' : keys.includes(last) ? last : keys[0]!, vi, en };
    }),
  );
}

const no = (...problems: readonly FillingProblem[]) => ({ ok: false, problems }) as const;
const stands = {
  vi: 'Mức này đã có trong bộ quy định: giữ nguyên.',
  en: 'This is known in the pack: leave it as it is.',
};
const gone: FillingProblem = {
  field: '',
  vi: 'Bộ quy định không còn để trống điều này.',
  en: 'The pack does not leave this open any more.',
};

type Json = Record<string, unknown>;
/** Where a figure stands: the values in `record`, their source in `holder`. */
type Spot = { record: Json; holder: Json };

const figureKeys = ['value', 'min', 'max', 'numerator', 'denominator'];
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function at(pack: Pack, segments: readonly string[]): unknown {
  return segments.reduce<unknown>((node, key) => (node as Json | undefined)?.[key], pack);
}
const segmentsOf = (path: string): string[] => path.match(/[^.[\]]+/g) ?? [];

function spotOf(pack: Pack, path: string): Spot | null {
  const segments = segmentsOf(path);
  if (segments[0] === 'obstacles') return null;
  const [node, parent] = [at(pack, segments), at(pack, segments.slice(0, -1))];
  if (isObject(node) && 'source' in node) return { record: node, holder: node };
  if (!isObject(parent)) return null;
  return { record: isObject(node) ? node : parent, holder: parent };
}

/** The names of the values that make up a figure. */
function fieldsAt(pack: Pack, path: string): string[] {
  const spot = spotOf(pack, path);
  if (spot === null) return [];
  if (!('source' in spot.record)) return Object.keys(spot.record);
  const last = segmentsOf(path).at(-1)!;
  const isOne = last in spot.record && !isObject(spot.record[last]);
  return isOne ? [last] : figureKeys.filter((key) => key in spot.record);
}

function askedAt(pack: Pack, path: string): Pick<Blank, 'unit' | 'fields'> {
  const spot = spotOf(pack, path);
  if (spot === null) return { unit: null, fields: [] };
  const kind = kindAt(path);
  const fields = fieldsAt(pack, path).map((key): BlankField => {
    const known = spot.record[key];
    return {
      key,
      kind,
      known: typeof known === 'string' || typeof known === 'number' ? known : null,
      most: mostAt(pack, path, key),
    };
  });
  return { unit: kind === 'count' ? unitAt(path, spot) : null, fields };
}

function kindAt(path: string): FigureKind {
  if (/\.(totalVnd|limitVnd)$/.test(path)) return 'vnd';
  if (/\.shareBps$/.test(path)) return 'share';
  return path.endsWith('.before') ? 'dayOfYear' : 'count';
}

function unitAt(path: string, { record }: Spot): FigureUnit | null {
  if (path.includes('.durationMonths')) return 'month';
  if (path.endsWith('.limitSeats')) return 'seat';
  if (path.endsWith('.members')) return 'member';
  if (path.startsWith('criteria') || path.startsWith('passMark')) return 'point';
  if (path.startsWith('procedure.council') && 'numerator' in record) return 'part';
  return 'unit' in record ? (record.unit as FigureUnit) : null;
}

/** The national maximum over a value of a city's own level. */
function mostAt(pack: Pack, path: string, key: string): FigureValue | null {
  if (path.includes('.ceiling')) return null;
  const [list, index] = segmentsOf(path);
  if (list === 'stages') {
    const stage = pack.stages[Number(index)];
    if (path.endsWith('.durationMonths')) return stage?.durationMonths.ceiling?.value ?? null;
    const twin = twinsOf(pack, path)[0];
    return twin === undefined ? null : mostAt(pack, twin, 'limitVnd');
  }
  const cap = list === 'caps' ? pack.caps[Number(index)] : undefined;
  if (cap === undefined || cap.ceiling === null) return null;
  if (cap.kind === 'amount') return cap.ceiling.limitVnd;
  return cap.kind === 'seats' ? cap.ceiling.limitSeats : shareAbove(cap.ceiling.shareBps, key);
}

function shareAbove(ceiling: ShareByClass, key: string): number | null {
  if (key !== 'all') return ceiling[Object.hasOwn(ceiling, 'all') ? 'all' : key] ?? null;
  const shares = Object.values(ceiling).filter((share) => share !== null);
  return shares.length === 0 ? null : Math.min(...shares);
}

/** Where else the same figure stands: the total of a stage is the cap on all that it pays. */
function twinsOf(pack: Pack, path: string): string[] {
  const [list, index] = segmentsOf(path);
  if (list === 'stages' && path.endsWith('.totalVnd')) {
    const { id } = pack.stages[Number(index)]!;
    return pack.caps.flatMap((cap, c) =>
      isWholeStageCap(cap, id) && cap.limitVnd === null ? [`caps[${c}].limitVnd`] : [],
    );
  }
  const cap = list === 'caps' && path.endsWith('].limitVnd') ? pack.caps[Number(index)] : undefined;
  if (cap === undefined) return [];
  return pack.stages.flatMap((stage, s) =>
    isWholeStageCap(cap, stage.id) && stage.totalVnd.value === null ? [`stages[${s}].totalVnd`] : [],
  );
}

const sameNumber = (one: string, other: string) =>
  one.replace(/\s+/g, '').toUpperCase() === other.replace(/\s+/g, '').toUpperCase();

/** The instrument that was read, among those of the pack or beside them. */
function instrumentOf(
  { instruments }: Pack,
  { instrument: { number, issuedOn, title, issuer } }: Filling,
): { id: string; all: Instrument[] } | FillingProblem {
  const known = instruments.find((one) => sameNumber(one.number, number));
  if (known !== undefined) {
    if (known.issuedOn !== null && known.issuedOn !== issuedOn)
      return {
        field: 'issuedOn',
        vi: `Trong bộ quy định, văn bản ${known.number} ban hành ngày ${known.issuedOn.split('-').toReversed().join('/')}.`,
        en: `In the pack, ${known.number} was issued on ${known.issuedOn.split('-').toReversed().join('/')}.`,
      };
    return { id: known.id, all: instruments.map((one) => (one === known ? { ...one, issuedOn } : one)) };
  }
  if (title === null)
    return {
      field: 'title',
      vi: 'Bộ quy định chưa có văn bản này: ghi tên văn bản.',
      en: 'The pack does not list this instrument yet: give its title.',
    };
  if (issuer === null)
    return {
      field: 'issuer',
      vi: 'Bộ quy định chưa có văn bản này: ghi cơ quan ban hành.',
      en: 'The pack does not list this instrument yet: give who issued it.',
    };
  const name = number
    .toLowerCase()
    .replaceAll('đ', 'd')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const taken = new Set(instruments.map(({ id }) => id));
  let id = `vb-${name}`;
  for (let n = 2; taken.has(id); n += 1) id = `vb-${name}.${n}`;
  const added: Instrument = {
    id,
    number,
    title: { vi: title, en: title },
    issuer: { vi: issuer, en: issuer },
    issuedOn,
    inForceFrom: null,
    inForceTo: null,
    url: null,
    confidence: 'C',
    note: null,
  };
  return { id, all: [...instruments, added] };
}
