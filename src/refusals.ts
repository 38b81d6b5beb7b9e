import type { RefusalView } from '../templates/parts/refusal.tsx';
import { dayText, timeText } from '../templates/parts/when.ts';
import {
  basedOn,
  countsOf,
  figureLabels,
  inputName,
  insteadOf,
  kindNames,
  lawNames,
  type Place,
  places,
  systemRule,
} from '../templates/words/instead.ts';
import { nameOf, namesOf } from '../templates/words/names.ts';
import type { Language } from '../templates/words/words.ts';
import { leavesOf, machineIds } from '../workflows/machines.ts';
import type { Pack } from '../workflows/programmes/schema.ts';
import { dayOf } from '../workflows/rules/calendar.ts';
import type { Role } from '../workflows/rules/duties.ts';
import { lawOf } from '../workflows/rules/grounds.ts';
import { formatVnd } from '../workflows/rules/money.ts';
import { refusalParts } from '../workflows/rules/refusalParts.ts';
import { named, type Refusal, rules } from '../workflows/rules/refusals.ts';

/** Who reads a refusal, and on which page: what to do instead is a link where there is a page for it that they may open. */
export type ReadBy = {
  /** '/agencies/x/dossiers/y', or '/agencies/x' away from a dossier. */
  readonly base: string;
  readonly roles: readonly Role[];
  /** What the units of a cap are called here: 'contract=12-2026' → '12/2026/HĐ'. */
  readonly unitName?: (unit: string) => string;
  /** The fields whose amounts are refused, with a sentence at each. */
  readonly at?: Readonly<Record<string, string>>;
};

/** A refusal in a person's own words: names instead of ids, amounts with their unit, the clause, and what to do instead. */
export function explain(refusal: Refusal, language: Language, pack: Pack | null, reader?: ReadBy): RefusalView {
  const { counts } = refusalParts[refusal.rule];
  /** A figure in a sentence, which says itself what it counts. */
  const plain = (text: string): string => {
    if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return timeText(text);
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayText(text);
    if (counts === 'kinds') return namesOfKinds(text, language);
    return /^-?\d+$/.test(text) && counts === 'vnd' ? formatVnd(BigInt(text)) : text;
  };
  const known: Record<string, string> = {};
  for (const [key, value] of Object.entries(refusal.details)) known[key] = detail(refusal, key, value, language, pack);
  Object.assign(known, named(refusal.details, language));
  if (refusal.details.vessel !== undefined && known.line !== undefined) known.vessel = `${known.line}: ${known.vessel}`;
  if (known.cap !== undefined) known.cap += unitsOf(refusal, reader?.unitName);
  const figures: [string, string][] = [];
  for (const key of ['limit', 'used', 'actual', 'left'] as const) {
    const value = refusal[key];
    if (value === null) continue;
    known[key] = plain(value);
    // that nothing may be owed is no limit in đồng beside what is owed
    if (refusal.rule === 'partyOwes') continue;
    if (counts !== 'revision')
      figures.push([figureLabels(counts)[language][key], countsOf(counts, known[key], language)]);
  }
  const clause = refusal.clause ?? lawOf(refusal, pack);
  const link = linkFrom(refusal, language, reader);
  return {
    sentence: rules[refusal.rule][language].replace(/\{(\w+)\}/g, (_, key: string) => known[key] ?? '–'),
    figures,
    clause: clause === null ? systemRule(refusalParts[refusal.rule].system, language) : basedOn(clause, language),
    instead: insteadOf(refusal, language),
    ...(link === null ? {} : { link }),
    ...(reader?.at === undefined ? {} : { at: Object.entries(reader.at) }),
  };
}

/** The page on which a person can do what is to be done instead, where there is one that is theirs. */
function linkFrom({ rule, details }: Refusal, language: Language, reader: ReadBy | undefined) {
  const place: Place | undefined = places[rule];
  if (place === undefined || reader === undefined) return null;
  if (place.who !== 'anyone' && !place.who.some((role) => reader.roles.includes(role))) return null;
  const agency = /^\/agencies\/[^/]+/.exec(reader.base)?.[0] ?? '';
  const isOfDossier = reader.base.includes('/dossiers/');
  if (place.of === 'dossier' && !isOfDossier) return null;
  const from = place.of === 'dossier' ? reader.base : place.of === 'agency' ? agency : '';
  const subject = place.subject === undefined ? '' : (details[place.subject] ?? null);
  if (subject === null) return null;
  const path = place.subject === undefined ? place.path : `${place.path}/${subject.split('/').at(-1)}`;
  return { href: `${from}${path}` || '/', label: place.label[language] };
}

/** ' (12/2026/HĐ)': the units stand behind the owner in a room's address; a year says itself, a person's name is not in it. */
function unitsOf({ details }: Refusal, unitName: ReadBy['unitName']): string {
  const units = (details.room?.split('/')[3] ?? '').split(';').slice(1);
  const names = units.flatMap((unit) => {
    const name = unitName?.(unit);
    if (name !== undefined && name !== unit) return [name];
    const [key, value = ''] = unit.split('=');
    return key === 'year' ? [value] : key === 'month' ? [value.split('-').toReversed().join('/')] : [];
  });
  return names.length === 0 ? '' : ` (${names.join(', ')})`;
}

function detail(refusal: Refusal, key: string, value: string, language: Language, pack: Pack | null): string {
  switch (key) {
    case 'roles':
      return value === '-' ? office[language] : namesOf('roles', value, language);
    case 'earlier':
    case 'duty':
      return value === '-' ? earlierUnknown[language] : namesOf('duties', value, language);
    case 'accepted':
      return value === '-' || value === '' ? nothing[language] : namesOf('events', value, language);
    case 'guard':
    case 'missing':
      return namesOf('conditions', value, language);
    case 'state':
      return value === '-' ? notBegun[language] : stateName(value, language);
    case 'line':
    case 'item':
      return lineName(value, language, pack);
    case 'cap':
      return pack?.caps.find(({ id }) => id === value)?.name[language] ?? lawNames(value, language);
    case 'vessel':
      return nameOf('vessels', value.split('/').at(-1) ?? value, language);
    case 'deadline':
    case 'due':
    case 'from':
    case 'until':
      return /^\d{4}-\d{2}-\d{2}T/.test(value)
        ? dayText(dayOf(value))
        : /^\d{4}-\d{2}-\d{2}$/.test(value)
          ? dayText(value)
          : value;
    case 'problem':
      return refusal.rule === 'input' ? inputName(value, language) : value;
    default:
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayText(value) : value;
  }
}

const office = { vi: 'người đang giữ đúng chức danh', en: 'whoever has the role' } as const;
const earlierUnknown = { vi: 'làm một việc khác ở khoản này', en: 'did another step of it' } as const;
const nothing = { vi: 'chưa có việc nào', en: 'nothing yet' } as const;
const notBegun = { vi: 'chưa bắt đầu', en: 'not begun' } as const;

const namesOfKinds = (kinds: string, language: Language) =>
  kinds
    .split(', ')
    .map((kind) => kindNames[language][kind] ?? kind)
    .join(', ');

function stateName(leaves: string, language: Language): string {
  return leaves
    .split(', ')
    .map((leaf) => {
      for (const machine of machineIds) {
        const found = leavesOf(machine).find((known) => known.leaf === leaf);
        if (found !== undefined) return found.meta.staff[language];
      }
      return leaf === '-' ? notBegun[language] : leaf;
    })
    .join(', ');
}

/** An expense line by its name in the pack. */
export function lineName(line: string, language: Language, pack: Pack | null): string {
  for (const stage of pack?.stages ?? []) {
    const found = stage.lines.find(({ id }) => id === line);
    if (found !== undefined) return found.name[language];
  }
  return line;
}
