import type { RefusalView } from '../templates/parts/refusal.tsx';
import { instead } from '../templates/words/instead.ts';
import { nameOf, namesOf } from '../templates/words/names.ts';
import type { Language } from '../templates/words/words.ts';
import { leavesOf, machineIds } from '../workflows/machines.ts';
import type { Pack } from '../workflows/programmes/schema.ts';
import { dayOf } from '../workflows/rules/calendar.ts';
import { formatVnd } from '../workflows/rules/money.ts';
import { type Refusal, rules } from '../workflows/rules/refusals.ts';

const labels = {
  vi: { limit: 'Mức', used: 'Đã dùng', actual: 'Đề nghị', left: 'Còn lại' },
  en: { limit: 'Limit', used: 'Used', actual: 'Asked', left: 'Left' },
} as const;

/** Rules whose figures are counts, days or instants, and not đồng. */
const notMoney: ReadonlySet<string> = new Set([
  'seats',
  'quorum',
  'twoThirds',
  'duration',
  'paidOutsideYear',
  'stalePage',
  'councilSize',
]);

/** A refusal in a person's own words: names instead of ids, amounts with their unit, the clause, and what to do instead. */
export function explain(refusal: Refusal, language: Language, pack: Pack | null): RefusalView {
  const figure = (text: string) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayText(text);
    return /^-?\d+$/.test(text) && !notMoney.has(refusal.rule) ? formatVnd(BigInt(text)) : text;
  };
  const known: Record<string, string> = {};
  for (const [key, value] of Object.entries(refusal.details)) known[key] = detail(refusal, key, value, language, pack);
  const figures: [string, string][] = [];
  for (const key of ['limit', 'used', 'actual', 'left'] as const) {
    const value = refusal[key];
    if (value === null) continue;
    known[key] = figure(value);
    if (refusal.rule !== 'stalePage') figures.push([labels[language][key], known[key]]);
  }
  const cap = language === 'vi' ? refusal.details.capVi : refusal.details.capEn;
  if (cap !== undefined) known.cap = cap;
  const { clause } = refusal;
  return {
    sentence: rules[refusal.rule][language].replace(/\{(\w+)\}/g, (_, key: string) => known[key] ?? '–'),
    figures,
    clause: clause === null ? null : [clause.article, clause.instrument].filter((part) => part !== null).join(', '),
    instead: instead[refusal.rule][language],
  };
}

function detail(refusal: Refusal, key: string, value: string, language: Language, pack: Pack | null): string {
  switch (key) {
    case 'roles':
      return namesOf('roles', value, language);
    case 'earlier':
    case 'duty':
      return namesOf('duties', value, language);
    case 'accepted':
      return namesOf('events', value, language);
    case 'guard':
    case 'missing':
      return namesOf('conditions', value, language);
    case 'state':
      return stateName(value, language);
    case 'line':
    case 'item':
      return lineName(value, language, pack);
    case 'vessel':
      return nameOf('vessels', value.split('/').at(-1) ?? value, language);
    case 'deadline':
    case 'due':
    case 'until':
      return /^\d{4}-\d{2}-\d{2}T/.test(value)
        ? dayText(dayOf(value))
        : /^\d{4}-\d{2}-\d{2}$/.test(value)
          ? dayText(value)
          : value;
    case 'problem':
      return refusal.rule === 'input' ? (value.split(':')[0] ?? value) : value;
    default:
      return value;
  }
}

const dayText = (day: string) => day.split('-').toReversed().join('/');

function stateName(leaves: string, language: Language): string {
  return leaves
    .split(', ')
    .map((leaf) => {
      for (const machine of machineIds) {
        const found = leavesOf(machine).find((known) => known.leaf === leaf);
        if (found !== undefined) return found.meta.staff[language];
      }
      return leaf;
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
