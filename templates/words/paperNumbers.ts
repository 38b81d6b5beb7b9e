// What papers are called by: the number that their register gave, with the symbol of their kind and of the agency (Decree 30/2020).

import type { Pack } from '../../workflows/programmes/schema.ts';
import { agencyFacts } from './agencies.ts';

const symbols: Readonly<Record<string, string>> = {
  awardDecision: 'QĐ',
  minutes: 'BB',
  paymentOrder: 'RDT',
  recoveryDecision: 'QĐTH',
};

/** 'QĐ-SKHCN' */
export const symbolOf = (agency: string, pack: Pack, kind: string): string =>
  `${symbols[kind] ?? kind}-${agencyFacts(agency, pack).symbol}`;

/** "05/QĐ-SKHCN": numbers below ten are padded. */
export const numberAndSymbol = ({ number, symbol }: { number: number; symbol: string }): string =>
  `${String(number).padStart(2, '0')}/${symbol}`;

/** What a paper is called by, as it is printed on it: '01/QĐ-SKHCN'. */
export const paperNumber = (agency: string, pack: Pack, { kind, number }: { kind: string; number: number }): string =>
  numberAndSymbol({ number, symbol: symbolOf(agency, pack, kind) });
