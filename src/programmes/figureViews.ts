// Unknown figures between what packs and people write and what pages show.

import type { FigureFieldView } from '../../templates/pages/programmes/figure.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { dayText, dayTextOf } from '../../templates/parts/when.ts';
import { figureWords } from '../../templates/words/figures.ts';
import { packWords } from '../../templates/words/programmes-packs.ts';
import type { Language } from '../../templates/words/words.ts';
import {
  type Blank,
  type BlankField,
  blanksOf,
  type FigureKind,
  type FigureValue,
  type Filling,
  filledPack,
  type Pack,
} from '../../workflows/programmes/schema.ts';
import { isDay } from '../../workflows/rules/calendar.ts';
import { citation } from '../../workflows/rules/citations.ts';
import { cleanLine, readVnd } from '../../workflows/rules/formFields.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import type { Figure, FigureAct } from '../figures.ts';
import { textIn } from '../forms.ts';
import { dayIn, type Errors } from './shared.ts';
import { shareText } from './views.ts';

/** A figure's value as people read it. */
export function valueText(kind: FigureKind, value: FigureValue, unit: Blank['unit'], language: Language): string {
  if (kind === 'vnd') return formatVnd(BigInt(value));
  if (kind === 'share') return shareText(Number(value));
  if (kind === 'dayOfYear') return String(value).split('-').toReversed().join('/');
  return `${value} ${unit === null ? '' : figureWords[language].units[unit]}`.trim();
}

/** What a value is called beside others of its figure; the figure's own name where it is alone. */
function labelOf(pack: Pack, { what, fields }: Blank, { key }: BlankField, language: Language): string {
  const w = figureWords[language];
  const ofClass = pack.beneficiaryClasses?.find(({ id }) => id === key)?.name[language];
  const own = ofClass ?? w.keys[key] ?? (key === 'all' && fields.length > 1 ? w.allClasses : null);
  return own ?? w.value + (what[language] === '' ? '' : `: ${what[language]}`);
}

const nameOfField = ({ key }: BlankField) => `value-${key}`;

export const fieldViews = (pack: Pack, blank: Blank, language: Language): FigureFieldView[] =>
  blank.fields.map((field) => ({
    name: nameOfField(field),
    label: labelOf(pack, blank, field, language),
    kind: field.kind,
    unit: blank.unit === null ? '' : figureWords[language].units[blank.unit],
    most: field.most === null ? null : valueText(field.kind, field.most, blank.unit, language),
  }));

/** A figure as it was filled in, read by the pack that left it open. */
export function figureText(pack: Pack, { facts }: Pick<Figure, 'facts'>, language: Language) {
  const blank = blankAt(pack, facts.path);
  const fields = blank?.fields ?? [];
  const texts = fields.flatMap((field) => {
    const value = facts.values[field.key];
    if (blank === null || value === undefined) return [];
    const text = valueText(field.kind, value, blank.unit, language);
    return [fields.length === 1 ? text : `${labelOf(pack, blank, field, language)}: ${text}`];
  });
  const most = fields.flatMap(({ kind, most }) =>
    most === null || blank === null ? [] : [valueText(kind, most, blank.unit, language)],
  );
  return {
    what: blank?.what[language] ?? facts.what,
    besides: blank === null ? [] : besidesOf(pack, blank, language),
    value: texts.join('; '),
    most: most.length === 0 ? null : [...new Set(most)].join('; '),
    clause: citation({ article: facts.article, instrument: facts.instrument.number }, language),
    validity: packWords[language].valid(
      dayText(facts.validFrom),
      facts.validTo === null ? null : dayText(facts.validTo),
    ),
  };
}

export const blankAt = (pack: Pack, path: string): Blank | null =>
  blanksOf(pack).find((one) => one.path === path) ?? null;

/** The unknown at which a figure is filled in: of several places that are one figure, the first. */
export const offeredAt = (pack: Pack, path: string): Blank | null =>
  blanksOf(pack).find((one) => one.path === path || one.twins.includes(path)) ?? null;

/** What else is filled in with an unknown, by name. */
export const besidesOf = (pack: Pack, { twins }: Blank, language: Language): string[] =>
  twins.flatMap((path) => blankAt(pack, path)?.what[language] ?? []);

/** Whether a figure fills in an unknown: at its place, or at another where the same figure stands. */
export const fills = ({ facts }: Figure, { path, twins }: Blank): boolean => [path, ...twins].includes(facts.path);

/** Who did something, and for whom. */
export function nameOfAct({ name, behalf }: FigureAct, language: Language): string {
  const w = figureWords[language];
  const own = name || w.unnamed;
  return behalf === null ? own : w.behalf(own, behalf.name || w.unnamed);
}

/** Which two persons stand for a figure. */
export function confirmedBy({ proposed, decided }: Figure, language: Language): string {
  const second = decided ?? proposed;
  const names = [proposed, second].map((act) => nameOfAct(act, language)) as [string, string];
  return figureWords[language].confirmedBy(...names, dayTextOf(second.at));
}

/** Where a figure that somebody filled in is on its way into the pack; `isOpen`: the version in use still leaves it open. */
export function standingText(figure: Figure, language: Language, isOpen: boolean): string {
  const w = figureWords[language];
  const { proposed, state } = figure;
  if (state !== 'confirmed') return w.waits(nameOfAct(proposed, language), dayTextOf(proposed.at));
  return `${confirmedBy(figure, language)}; ${isOpen ? w.unpublished : w.inNext}`;
}

/** What the form begins with: the instrument that the pack expects it in, and what of the figure is known. */
export function typedFor(pack: Pack, blank: Blank): Typed {
  const instrument = pack.instruments.find(({ id }) => id === blank.source.instrument);
  const known = blank.fields.flatMap((field): [string, string][] => {
    if (field.known === null) return [];
    const text = field.kind === 'share' ? String(Number(field.known) / 100).replace('.', ',') : String(field.known);
    return [[nameOfField(field), text]];
  });
  return {
    number: instrument?.number ?? '',
    issuedOn: instrument?.issuedOn ?? '',
    ...Object.fromEntries(known),
  };
}

/** Reads the form for an unknown, and asks at each field what the command will ask. `text`: the hash of the file that is there. */
export function readFilling(
  typed: Typed,
  {
    pack,
    blank,
    figure,
    today,
    language,
  }: { pack: Pack; blank: Blank; figure: string; today: string; language: Language },
): { filling: Filling } | { errors: Errors } {
  const w = figureWords[language];
  const errors: Errors = {};
  const values: Record<string, FigureValue> = {};
  for (const field of blank.fields) {
    const name = nameOfField(field);
    const value = valueIn(field.kind, textIn(typed, name));
    if (value === null) errors[name] = valueProblem(field.kind, language);
    else if (field.most !== null && BigInt(value) > BigInt(field.most))
      errors[name] = w.problems.above(valueText(field.kind, field.most, blank.unit, language));
    else values[field.key] = value;
  }
  const line = (name: string, most: number) => {
    const text = cleanLine(textIn(typed, name));
    return text.length > most ? null : text;
  };
  const [number, article] = [line('number', 100), line('article', 100)];
  const [title, issuer] = [line('title', 300), line('issuer', 300)];
  if (!number) errors.number = w.problems.number;
  if (!article) errors.article = w.problems.article;
  if (title === null) errors.title = w.problems.long;
  if (issuer === null) errors.issuer = w.problems.long;
  const [issuedOn, validFrom] = [dayIn(typed, 'issuedOn'), dayIn(typed, 'validFrom')];
  const validTo = textIn(typed, 'validTo') === '' ? '' : dayIn(typed, 'validTo');
  if (issuedOn === null) errors.issuedOn = w.problems.day;
  else if (issuedOn > today) errors.issuedOn = w.problems.issuedLater;
  if (validFrom === null) errors.validFrom = w.problems.day;
  else if (issuedOn !== null && validFrom < issuedOn) errors.validFrom = w.problems.beforeIssue;
  if (validTo === null) errors.validTo = w.problems.day;
  else if (validTo !== '' && validFrom !== null && validTo < validFrom) errors.validTo = w.problems.ends;
  if (Object.keys(errors).length > 0) return { errors };
  const filling: Filling = {
    path: blank.path,
    what: blank.what.vi,
    values,
    instrument: { number: number!, issuedOn: issuedOn!, title: title || null, issuer: issuer || null },
    article: article!,
    validFrom: validFrom!,
    validTo: validTo || null,
  };
  const filled = filledPack(pack, filling, figure);
  if (filled.ok) return { filling };
  for (const { field, ...sentence } of filled.problems) {
    const name = blank.fields.some(({ key }) => key === field) ? `value-${field}` : field;
    errors[name] ??= sentence[language];
  }
  return { errors };
}

function valueIn(kind: FigureKind, text: string): FigureValue | null {
  if (kind === 'vnd') {
    const parsed = readVnd(text);
    return parsed.ok && parsed.amountVnd > 0n && parsed.amountVnd < 10n ** 15n ? String(parsed.amountVnd) : null;
  }
  if (kind === 'share') {
    if (!/^\d{1,3}([.,]\d{1,2})?\s*%?$/.test(text)) return null;
    const bps = Math.round(Number(text.replace('%', '').replace(',', '.')) * 100);
    return bps >= 1 && bps <= 10_000 ? bps : null;
  }
  if (kind === 'dayOfYear') {
    const [, day, month] = /^(\d{1,2})\/(\d{1,2})$/.exec(text) ?? [];
    if (day === undefined || month === undefined) return null;
    const value = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return isDay(`2000-${value}`) ? value : null;
  }
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

function valueProblem(kind: FigureKind, language: Language): string {
  const w = figureWords[language].problems;
  return { vnd: w.valueVnd, share: w.valueShare, count: w.valueCount, dayOfYear: w.valueDay }[kind];
}
