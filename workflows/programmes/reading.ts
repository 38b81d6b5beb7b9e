// What is asked of a policy pack all day long.

import { citation } from '../rules/citations.ts';
import type { FormDefinition } from '../rules/forms.ts';
import type { AmountCap, Cap, Pack, ShareCap, Source, Stage, Words } from './shapes.ts';

/** The stage with this id, or null. */
export function stageOf(pack: Pack, stageId: string): Stage | null {
  return pack.stages.find((stage) => stage.id === stageId) ?? null;
}

/** The application form of a stage, or the one for all; null for a stage that has none. */
export function applicationFormOf(pack: Pack, stageId: string): FormDefinition | null {
  const forms = pack.forms.application;
  const key = Object.hasOwn(forms, 'all') ? 'all' : stageId;
  return Object.hasOwn(forms, key) ? (forms[key] ?? null) : null;
}

/** The caps that apply to a stage: its own, and those of every stage that name no line or a line that it has. */
export function capsOf(pack: Pack, stageId: string): Cap[] {
  const stage = stageOf(pack, stageId);
  if (stage === null) return [];
  return pack.caps.filter((cap) => {
    if (cap.stage !== null) return cap.stage === stageId;
    return cap.line === null || stage.lines.some((line) => line.id === cap.line);
  });
}

/** The caps that apply to a posting on one line of a stage: those of the line and those of the whole stage. */
export function capsOnLine(pack: Pack, stageId: string, lineId: string): Cap[] {
  return capsOf(pack, stageId).filter((cap) => cap.line === null || cap.line === lineId);
}

/**
 * The share in basis points that a cap gives to a class of beneficiary; null when the law is unknown or when the class is
 * not listed. Both block.
 */
export function shareFor(cap: ShareCap, beneficiaryClass: string): number | null {
  const key = 'all' in cap.shareBps ? 'all' : beneficiaryClass;
  return Object.hasOwn(cap.shareBps, key) ? (cap.shareBps[key] ?? null) : null;
}

/** The clause behind a figure, for pages and refusals: 'khoản 5 Điều 12, 268/2025/NĐ-CP', in both languages. */
export function clauseOf(pack: Pack, source: Source): Words {
  const number =
    pack.instruments.find((instrument) => instrument.id === source.instrument)?.number ?? source.instrument;
  const place = { article: source.article, instrument: number };
  return { vi: citation(place, 'vi'), en: citation(place, 'en') };
}

/** Whether a figure was compared with its instrument: seen as its text, or filled in here by two persons. */
export const isRead = ({ confidence }: Pick<Source, 'confidence'>): boolean => confidence === 'T' || confidence === 'C';

/** The project cap on everything that a stage pays: the one that equals its total. */
export function isWholeStageCap(cap: Cap, stageId: string): cap is AmountCap {
  return (
    cap.kind === 'amount' &&
    cap.stage === stageId &&
    cap.line === null &&
    cap.owner === 'project' &&
    cap.per.length === 0 &&
    cap.drawnAt === 'award'
  );
}

/** Whether a level lies above a ceiling; an unknown on either side says no. Amounts are decimal strings. */
export function isAbove(level: string | number | null, ceiling: string | number | null): boolean {
  return level !== null && ceiling !== null && BigInt(level) > BigInt(ceiling);
}

/** Whether reviewers give points by this pack's sheet: only then do weights and a pass mark decide anything. */
export function givesPoints(pack: Pack): boolean {
  return pack.forms.reviewSheet.sections
    .flatMap(({ fields }) => fields)
    .some((field) => field.kind === 'criterion' && field.scale === 'points');
}
