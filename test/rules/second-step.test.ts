// Until when somebody may do without two-step verification.
import { describe, expect, it } from 'vitest';
import { daysUntil, dueAt, type RolesChange } from '../../workflows/rules/secondStep.ts';

const on = (day: string) => `2026-11-${day}T02:00:00.000Z`;
const given = (day: string, ...roles: string[]): RolesChange => ({ at: on(day), given: roles, taken: [] });
const taken = (day: string, ...roles: string[]): RolesChange => ({ at: on(day), given: [], taken: roles });

describe('two-step verification is due', () => {
  it.each<[string, RolesChange[][], string | null]>([
    ['of nobody without such an office', [[given('02', 'officer', 'auditor')]], null],
    ['fourteen days after the office was given', [[given('02', 'director')]], on('16')],
    ['after the first, when another comes on top', [[given('02', 'director'), given('09', 'administrator')]], on('16')],
    [
      'after the first, when that one is given up for another',
      [[given('02', 'director'), { at: on('09'), given: ['chiefAccountant'], taken: ['director'] }]],
      on('16'),
    ],
    ['of nobody who gave it up', [[given('02', 'director'), taken('05', 'director')]], null],
    [
      'anew for who got it back',
      [[given('02', 'director'), taken('05', 'director'), given('06', 'financeOfficer')]],
      on('20'),
    ],
    ['after the first of several agencies', [[given('08', 'director')], [given('03', 'administrator')]], on('17')],
    ['after it was first asked for, of who held it before', [[given('01', 'director')]], on('15')],
  ])('%s', (_, changes, due) => expect(dueAt(changes, on('01'))).toBe(due));

  it('never sooner than fourteen days after it was first asked for', () =>
    expect(dueAt([[given('01', 'director')]], on('10'))).toBe(on('24')));

  it('counts the begun day as one, and none once it is over', () =>
    expect(
      [on('02'), '2026-11-15T03:00:00.000Z', '2026-11-16T01:59:59.000Z', on('16'), on('20')].map((now) =>
        daysUntil(on('16'), now),
      ),
    ).toEqual([14, 1, 1, 0, 0]));
});
