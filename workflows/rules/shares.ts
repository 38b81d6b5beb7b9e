// Shares of a company, in percent with at most two decimals: kept as whole hundredths of a percent, so that thirds add up as written.

/** The whole: 100,00 %. */
export const wholeShare = 10_000;

/** Why a typed share was not understood. */
export type ShareProblem = 'empty' | 'letters' | 'decimals' | 'range';
export type ParsedShare = { ok: true; hundredths: number } | { ok: false; problem: ShareProblem };

/** Reads a share as people type it, '33,33', '33.33' or '33,33 %': above zero, at most 100, with at most two decimals. */
export function parseShare(text: string): ParsedShare {
  const refuse = (problem: ShareProblem): ParsedShare => ({ ok: false, problem });
  const share = text.normalize('NFC').replace(/\s+/g, '').replace(/%$/, '');
  if (share === '') return refuse('empty');
  const [, whole, decimals = ''] = /^(\d+)(?:[.,](\d+))?$/.exec(share) ?? [];
  if (whole === undefined) return refuse('letters');
  if (decimals.length > 2) return refuse('decimals');
  if (whole.length > 3) return refuse('range');
  const hundredths = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return hundredths < 1 || hundredths > wholeShare ? refuse('range') : { ok: true, hundredths };
}

/** Hundredths of a percent as a table shows them: 3333 is '33,33 %' ('33,33%' in English). */
export function formatShare(hundredths: number, language: 'vi' | 'en'): string {
  const [whole, decimals] = [Math.floor(hundredths / 100), String(hundredths % 100).padStart(2, '0')];
  return language === 'vi' ? `${whole},${decimals}\u00a0%` : `${whole},${decimals}%`;
}
