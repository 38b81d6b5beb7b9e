// By which rules each event says that it was decided. The number never falls, so that nobody escapes the rules of today by
// naming earlier ones: not in a chain, and from the first event of a higher number on, nowhere in the database.

import { longestDecisionMs } from './replay.ts';
import type { Findings } from './report.ts';

export class RulesInForce {
  readonly present: number;
  readonly #changes: readonly (readonly string[])[];
  /** The time of the first event of each number. */
  readonly #since = new Map<number, number>();
  readonly #earlier: { row: string; rules: number; at: number }[] = [];

  constructor(changes: readonly (readonly string[])[]) {
    this.#changes = changes;
    this.present = changes.length + 1;
  }

  /** Whether rules that came later than these decide a command otherwise. */
  changedSince(rules: number, command: string): boolean {
    return rules >= 1 && this.#changes.slice(rules - 1).some((commands) => commands.includes(command));
  }

  /** Takes the next event of a chain, whose event before was decided by the rules `before`. */
  take(row: string, rules: number, before: number, at: number, findings: Findings): void {
    if (rules < 1 || rules > this.present)
      findings.broken('replay', row, `names the rules ${rules}, and there are 1 to ${this.present}`);
    else if (rules < before)
      findings.broken('replay', row, `names the rules ${rules}, after an event by the rules ${before}`);
    else if (rules < this.present) this.#earlier.push({ row, rules, at });
    this.#since.set(rules, Math.min(at, this.#since.get(rules) ?? Infinity));
  }

  /** Names the events by earlier rules that happened after others were in force; once all events were taken. */
  settle(findings: Findings): void {
    for (const { row, rules, at } of this.#earlier) {
      const inForce = [...this.#since].find(
        ([later, since]) => later > rules && later <= this.present && at - since > longestDecisionMs,
      );
      if (inForce !== undefined)
        findings.broken(
          'replay',
          row,
          `names the rules ${rules}, though the rules ${inForce[0]} were in force by then`,
        );
    }
  }
}
