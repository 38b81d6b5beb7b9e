/**
 * What a machine may ask of the world. Actions only declare these; `decide` turns them into postings, deadlines,
 * mails and papers, and nothing here runs. Parsed when a transition is taken, because XState does not type the
 * params of a resolved action.
 */
import { z } from 'zod';
import { procedureKeys } from './procedures.ts';

/** Movements of money, each a row of DESIGN §4. `net` is a debt taken off the next request. */
export const flows = [
  'openCall',
  'closeCall',
  'openYear',
  'award',
  'plan',
  'unplan',
  'request',
  'acceptLess',
  'release',
  'order',
  'bankReject',
  'pay',
  'payAdvance',
  'returnPaid',
  'returnAdvance',
  'clearAdvance',
  'recover',
  'annul',
  'cashBack',
  'net',
  'writeOff',
  'cancelRemainder',
  'novate',
  'shift',
  'closeYear',
  'changeCap',
] as const;
export type Flow = (typeof flows)[number];

/** What is printed here, and takes its number from a register. What is made and signed outside has a number of its own. */
export const paperKinds = ['awardDecision', 'minutes', 'paymentOrder', 'recoveryDecision'] as const;
export type PaperKind = (typeof paperKinds)[number];

export const mailTemplates = [
  'applicationReceived',
  'completionNeeded',
  'foundEligible',
  'foundIneligible',
  'reviewAsked',
  'reviewSubmitted',
  'interestDeclared',
  'councilCalled',
  'voteCast',
  'recommended',
  'notRecommended',
  'applicationCompleted',
  'awarded',
  'rejected',
  'withdrawn',
  'withdrawalUndone',
  'applicationReopened',
  'lapsed',
  'teamChanged',
  'agreementReady',
  'agreementSigned',
  'projectSuspended',
  'projectResumed',
  'projectTerminated',
  'projectReinstated',
  'closingBegun',
  'remainderCancelled',
  'projectClosed',
  'progressReported',
  'prototypeAccepted',
  'registrationStarted',
  'companyFormed',
  'agreementNovated',
  'disbursementReceived',
  'disbursementReturned',
  'disbursementRefused',
  'disbursementCancelled',
  'disbursementVerified',
  'paymentPrepared',
  'paymentApproved',
  'paymentRecalled',
  'disbursementOrdered',
  'disbursementPaid',
  'paymentCorrected',
  'paymentReturned',
  'bankRejected',
  'disbursementEnded',
  'advanceCleared',
  'recoveryProposed',
  'recoveryDropped',
  'recoveryDue',
  'recoveryCashReceived',
  'recoveryNetted',
  'recoveryRepaid',
  'recoveryWrittenOff',
  'recoveryAnnulled',
  'appealLodged',
  'appealAccepted',
  'appealNotAccepted',
  'appealUpheld',
  'appealDismissed',
  'appealWithdrawn',
  'amendmentRequested',
  'amendmentOpinions',
  'amendmentGranted',
  'amendmentRefused',
  'amendmentWithdrawn',
  'amendmentEnded',
  'reportPlanned',
  'reportRescheduled',
  'reportSubmitted',
  'reportReturned',
  'reportAccepted',
] as const;
export type MailTemplate = (typeof mailTemplates)[number];

/** Machines that one machine's event may begin. */
export const begunMachines = ['project'] as const;

export const effectSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('post'), params: z.strictObject({ flow: z.enum(flows) }) }),
  z.object({ type: z.literal('setDeadline'), params: z.strictObject({ what: z.enum(procedureKeys) }) }),
  z.object({ type: z.literal('clearDeadline'), params: z.strictObject({ what: z.enum(procedureKeys) }) }),
  z.object({ type: z.literal('mail'), params: z.strictObject({ template: z.enum(mailTemplates) }) }),
  z.object({ type: z.literal('paper'), params: z.strictObject({ kind: z.enum(paperKinds) }) }),
  z.object({ type: z.literal('begin'), params: z.strictObject({ machine: z.enum(begunMachines) }) }),
]);
export type Effect = z.infer<typeof effectSchema>;

type Params<T extends Effect['type']> = Extract<Effect, { type: T }>['params'];

/** The implementations that `setup` wants: empty, for nothing is executed inside a machine. */
export const declaredEffects = {
  post: (_: unknown, _params: Params<'post'>): void => {},
  setDeadline: (_: unknown, _params: Params<'setDeadline'>): void => {},
  clearDeadline: (_: unknown, _params: Params<'clearDeadline'>): void => {},
  mail: (_: unknown, _params: Params<'mail'>): void => {},
  paper: (_: unknown, _params: Params<'paper'>): void => {},
  begin: (_: unknown, _params: Params<'begin'>): void => {},
};

export const post = (flow: Flow) => ({ type: 'post', params: { flow } }) as const;
export const setDeadline = (what: Params<'setDeadline'>['what']) =>
  ({ type: 'setDeadline', params: { what } }) as const;
export const clearDeadline = (what: Params<'clearDeadline'>['what']) =>
  ({ type: 'clearDeadline', params: { what } }) as const;
export const mail = (template: MailTemplate) => ({ type: 'mail', params: { template } }) as const;
export const paper = (kind: PaperKind) => ({ type: 'paper', params: { kind } }) as const;
export const beginMachine = (machine: Params<'begin'>['machine']) => ({ type: 'begin', params: { machine } }) as const;
