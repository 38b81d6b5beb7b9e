// What the pages of a project read of a dossier and say in the same words.

import type { Language } from '../../templates/words/words.ts';
import { type EventType, waysOf } from '../../workflows/machines.ts';
import { lineVessels } from '../../workflows/rules/accounts.ts';
import { type Dossier, vesselOf } from '../dossier.ts';
import { lineName } from '../refusals.ts';

export type Reader = 'staff' | 'founder';

/** All that was awarded and not cancelled, wherever it stands now. */
export const awardOf = (dossier: Dossier): bigint =>
  lineVessels.reduce((sum, vessel) => sum + vesselOf(dossier, vessel), 0n);

/** The same on one expense line. */
export const awardedOn = (dossier: Dossier, line: string): bigint =>
  lineVessels.reduce((sum, vessel) => sum + vesselOf(dossier, vessel, line), 0n);

/** What years' budgets stand behind a project, whatever of it is ordered or paid. */
export function plannedVndOf(dossier: Dossier): bigint {
  let planned = 0n;
  for (const [id, amount] of dossier.balances) {
    const [book, , , owner, vessel = ''] = id.split('/');
    if (book === 'B' && owner === dossier.id && ['reserved', 'ordered', 'paid'].includes(vessel)) planned += amount;
  }
  return planned;
}

/** The names of expense lines, each once, as one text. */
export function linesText(dossier: Dossier, items: readonly { line: string }[], language: Language): string {
  return [...new Set(items.map(({ line }) => line))].map((line) => lineName(line, language, dossier.pack)).join('; ');
}

/** The stage of a dossier in its pack; what the law says of this support. */
export const stageOf = (dossier: Dossier) => dossier.pack.stages.find(({ id }) => id === dossier.stage);

/** A region of the project: its leaf, or '' while there is no project. */
export function regionOf(dossier: Dossier, region: 'funding' | 'product' | 'company'): string {
  const value = dossier.states.get('project')?.value;
  return typeof value === 'object' && value !== null ? (value[region] ?? '') : '';
}

/** What goes on beside the money, once there is an agreement: of the product and the company. */
export const isReport = (event: EventType): boolean =>
  waysOf('project').some((way) => way.event === event && way.region !== 'funding');

/** What the pack asks for before the last tranche, and is not there yet. */
export function missingForLast(dossier: Dossier): string[] {
  const reached: Readonly<Record<string, boolean>> = {
    prototypeAccepted: ['prototypeAccepted', 'commercialisation'].includes(regionOf(dossier, 'product')),
    companyFormed: ['formed', 'novated'].includes(regionOf(dossier, 'company')),
  };
  return (stageOf(dossier)?.gates.lastTrancheNeeds ?? []).filter((gate) => reached[gate] !== true);
}

/** Basis points as people write them: 3000 is '30%', 1250 '12,5%'. */
export function percentText(bps: number): string {
  return `${String(bps / 100).replace('.', ',')}%`;
}
