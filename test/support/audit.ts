import { expect } from 'vitest';
import { audit, type Report } from '../../src/audit/audit.ts';
import type { TestDatabase } from './database.ts';

/** What an audit found broken, a line for each row. */
export function brokenRows(report: Report): string[] {
  return report.checks.flatMap(({ name, broken }) => broken.map(({ row, what }) => `${name}: ${row}: ${what}`));
}

/** After every scenario: all that must always be true is true (DESIGN §11). Answers what was counted. */
export async function expectClean({ db }: Pick<TestDatabase, 'db'>): Promise<Report> {
  const report = await audit(db, null);
  expect(brokenRows(report)).toEqual([]);
  expect(report.ok).toBe(true);
  return report;
}
