// What is asked about reports.

import { v7 } from 'uuid';
import { hash, today } from '../stage.ts';
import { type Fills, reason } from './filling.ts';

const said = hash('report');

export const reportInputs = {
  planReport: ({ world, id, sensible, dials, ofReport }) => ({
    id,
    input: {
      id: sensible ? v7() : ofReport.id,
      dueOn: sensible ? `${world.year + 1}-03-01` : dials.pick([today(), `${world.year - 1}-03-01`]),
      what: hash('milestone'),
    },
  }),
  rescheduleReport: ({ world, id, ofReport }) => ({
    id,
    input: { ...ofReport, dueOn: `${world.year + 1}-05-01`, reason },
  }),
  submitReport: ({ id, dials, ofReport }) => ({
    id,
    input: { id: dials.next(4) === 0 ? v7() : ofReport.id, report: said, evidence: [hash('photo')] },
  }),
  returnReport: ({ world, id, dials, ofReport }) => ({
    id,
    input: {
      ...{ ...ofReport, report: said, reason },
      ...(dials.next(2) === 0 ? { dueOn: `${world.year + 1}-06-01` } : {}),
    },
  }),
  acceptReport: ({ id, sensible, dials, ofReport }) => ({
    id,
    input: { ...ofReport, report: sensible || dials.next(3) > 0 ? said : hash('another version') },
  }),
} satisfies Fills;
