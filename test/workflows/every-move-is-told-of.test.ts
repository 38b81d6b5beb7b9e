// Whatever moves a matter writes a letter to those whom it concerns.
import { expect, test } from 'vitest';
import { type MachineId, type Way, waysOf } from '../../workflows/machines.ts';

const ofADossier: MachineId[] = ['application', 'project', 'disbursement', 'recovery', 'amendment', 'appeal', 'report'];
const letters = (way: Way) => way.effects.filter(({ type }) => type === 'mail').length;

test('whatever moves a matter is told of by one letter', () => {
  const ways = ofADossier.flatMap((machine) => waysOf(machine));
  expect(ways.filter((way) => letters(way) > 1)).toEqual([]);
  const silent = ways.filter((way) => letters(way) === 0).map(({ from, event }) => `${from} ${event}`);
  // what nobody but its author has seen, money that is planned once the agreement has been signed, or released again, and reports
  // that end with the support or go on with it, which is told of by itself
  expect([...new Set(silent)].sort()).toEqual([
    'active project.budgetPlanned',
    'active project.budgetReleased',
    'awaitingAgreement project.budgetReleased',
    'closing project.budgetPlanned',
    'closing project.budgetReleased',
    'draft application.withdrawn',
    'draft disbursement.cancelled',
    'ended report.reopened',
    'planned report.ended',
    'returned disbursement.cancelled',
    'returned report.ended',
    'submitted report.ended',
    'withdrawn application.withdrawalUndone',
  ]);
});
