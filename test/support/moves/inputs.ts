// The input of every command.

import { v7 } from 'uuid';
import type { CommandType } from '../../../workflows/commands/index.ts';
import { budgetDossier } from '../../../workflows/ids.ts';
import type { ModelDossier } from '../model/state.ts';
import { agencyInputs } from './agency-inputs.ts';
import { amendmentInputs } from './amendment-inputs.ts';
import { appealInputs } from './appeal-inputs.ts';
import { applicationInputs } from './application-inputs.ts';
import type { Dials } from './dials.ts';
import type { Fill, Filled } from './filling.ts';
import { moneyInputs } from './money-inputs.ts';
import { reportInputs } from './report-inputs.ts';
import type { World } from './world.ts';

const fills: Record<CommandType, Fill> = {
  ...agencyInputs,
  ...applicationInputs,
  ...moneyInputs,
  ...amendmentInputs,
  ...appealInputs,
  ...reportInputs,
};

/** The input of a command; sensible ones mostly fit. */
export function inputFor(
  world: World,
  type: CommandType,
  dossier: ModelDossier | undefined,
  sensible: boolean,
  dials: Dials,
): Filled {
  const { stage } = world.cast;
  const id = dossier?.id ?? v7();
  const disbursements = Object.values(dossier?.disbursements ?? {});
  const recoveries = Object.values(dossier?.recoveries ?? {});
  const reports = Object.values(dossier?.reports ?? {});
  const wanted: Partial<Record<CommandType, string[]>> = {
    requestDisbursement: ['returned'],
    verifyDisbursement: ['requested'],
    returnDisbursement: ['requested', 'verified', 'prepared', 'approved'],
    refuseDisbursement: ['requested', 'verified'],
    cancelDisbursement: ['requested', 'returned'],
    recallDisbursement: ['prepared', 'approved'],
    prepareDisbursement: ['verified'],
    approveDisbursement: ['prepared'],
    orderDisbursement: ['approved'],
    rejectByBank: ['ordered'],
    payDisbursement: ['ordered'],
    correctPayment: ['paid', 'settled'],
    returnPayment: ['paid', 'settled'],
    clearAdvance: ['paid'],
    proposeRecovery: sensible ? ['settled'] : ['settled', 'paid'],
    decideRecovery: ['proposed'],
    dropRecovery: ['proposed'],
    receiveCash: ['due'],
    netRecovery: ['due', 'verified'],
    writeOffRecovery: ['due'],
    submitReport: ['planned', 'returned'],
    rescheduleReport: ['planned', 'returned'],
    returnReport: ['submitted'],
    acceptReport: ['submitted'],
  };
  const inState = <T extends { state: string }>(of: T[]): T | undefined => {
    const fitting = sensible ? of.filter(({ state }) => wanted[type]?.includes(state)) : of;
    return fitting.length > 0 ? dials.pick(fitting) : of.length > 0 ? dials.pick(of) : undefined;
  };
  const disbursement = inState(disbursements);
  const recovery = inState(recoveries);
  const report = inState(reports);
  const about = { id: disbursement?.id ?? v7() };
  const ofRecovery = { id: recovery?.id ?? v7() };
  const ofReport = { id: report?.id ?? v7() };
  const company = dials.pick(world.companies).party;
  const year = sensible && dials.next(6) > 0 ? world.year : dials.pick([world.year, world.year + 1, world.year + 2]);
  const budgetYear = budgetDossier(stage.agency, year, world.source);
  return fills[type]({
    ...{ world, sensible, dials, dossier, id, disbursements, recoveries, disbursement, recovery },
    ...{ about, ofRecovery, ofReport, company, year, budgetYear },
  });
}
