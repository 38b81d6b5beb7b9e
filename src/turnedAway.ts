// Forms that a door turns away before anything is decided: a hand-made request is worth knowing of, like every refusal (DESIGN §2).

import type { Context } from 'hono';
import { routePath } from 'hono/route';
import type { CommandType } from '../workflows/commands/index.ts';
import type { Refusal } from '../workflows/rules/refusals.ts';
import type { Database } from './database/pool.ts';
import type { AppEnv } from './doors.ts';
import { isId } from './forms.ts';
import type { Recorder } from './record.ts';

const dossiers = '/agencies/:agency/dossiers/:dossier';
const requests = `${dossiers}/requests/:request`;
const recoveries = `${dossiers}/recoveries/:recovery`;

/**
 * What a form asks for at each door that asks for an office, by the door's path: of several, what it is there for. A draft, a file, a
 * look beforehand and the keeping of an agency's own words are no commands, and are not here.
 */
export const askedAt: Readonly<Record<string, CommandType>> = {
  '/agencies/:agency/people': 'appoint',
  '/agencies/:agency/people/:person': 'appoint',
  '/agencies/:agency/people/:person/relieve': 'relieve',
  '/agencies/:agency/programmes/:pack/publish': 'publishPack',
  '/agencies/:agency/programmes/:pack/fill/:figure': 'proposeFigure',
  '/agencies/:agency/figures/:figure/confirm': 'confirmFigure',
  '/agencies/:agency/figures/:figure/drop': 'dropFigure',
  '/agencies/:agency/calendar': 'changeCalendar',
  '/agencies/:agency/delegations': 'delegate',
  '/agencies/:agency/delegations/:person/end': 'revokeDelegation',
  '/agencies/:agency/calls/new': 'openCall',
  '/agencies/:agency/calls/:call/close': 'closeCall',
  '/agencies/:agency/calls/:call/reviewers': 'assignReviewers',
  '/agencies/:agency/calls/:call/council': 'referToCouncil',
  '/agencies/:agency/calls/:call/meeting': 'recomposeCouncil',
  '/agencies/:agency/payments/approve': 'approveDisbursement',
  '/agencies/:agency/payments/order': 'orderDisbursement',
  '/agencies/:agency/payments/statement': 'payDisbursement',
  '/agencies/:agency/budget': 'appropriate',
  '/agencies/:agency/budget/:year/:source/close': 'closeYear',
  '/agencies/:agency/intermediaries': 'registerParty',
  '/agencies/:agency/intermediaries/:party/confirm': 'registerParty',
  [`${dossiers}/application/submit`]: 'submitApplication',
  [`${dossiers}/application/withdraw`]: 'withdraw',
  [`${dossiers}/application/undo-withdrawal`]: 'undoWithdrawal',
  [`${dossiers}/application/members/change`]: 'changeMember',
  [`${dossiers}/application/members/leave`]: 'leaveTeam',
  [`${dossiers}/screening`]: 'findEligible',
  [`${dossiers}/party`]: 'registerParty',
  [`${dossiers}/party/release`]: 'releaseIdentity',
  [`${dossiers}/party/account`]: 'registerParty',
  [`${dossiers}/reviewers`]: 'assignReviewers',
  [`${dossiers}/review/conflict`]: 'declareInterest',
  [`${dossiers}/review`]: 'submitReview',
  [`${dossiers}/interests`]: 'declareInterest',
  [`${dossiers}/council/vote`]: 'castVote',
  [`${dossiers}/council/conflict`]: 'declareInterest',
  [`${dossiers}/council/refer`]: 'referToCouncil',
  [`${dossiers}/council/recompose`]: 'recomposeCouncil',
  [`${dossiers}/council/meeting`]: 'recomposeCouncil',
  [`${dossiers}/council/recommend`]: 'recommend',
  [`${dossiers}/council/not-recommend`]: 'notRecommend',
  [`${dossiers}/award`]: 'award',
  [`${dossiers}/reject`]: 'reject',
  [`${dossiers}/budget`]: 'planBudget',
  [`${dossiers}/budget/release`]: 'releaseBudget',
  [`${dossiers}/agreement`]: 'signAgreement',
  [`${dossiers}/progress`]: 'startPrototype',
  [`${dossiers}/prototype`]: 'acceptPrototype',
  [`${dossiers}/prototype/return`]: 'returnReport',
  [`${dossiers}/company`]: 'formCompany',
  [`${dossiers}/company/return`]: 'returnReport',
  [`${dossiers}/novation`]: 'novate',
  [`${dossiers}/steering`]: 'suspend',
  [`${dossiers}/closing`]: 'beginClosing',
  [`${dossiers}/reports`]: 'planReport',
  [`${dossiers}/reports/new`]: 'submitReport',
  [`${dossiers}/reports/:report`]: 'submitReport',
  [`${dossiers}/reports/:report/accept`]: 'acceptReport',
  [`${dossiers}/reports/:report/return`]: 'returnReport',
  [`${dossiers}/reports/:report/reschedule`]: 'rescheduleReport',
  [`${dossiers}/amendments/new`]: 'requestAmendment',
  [`${dossiers}/amendments/:amendment/opinions`]: 'receiveOpinions',
  [`${dossiers}/amendments/:amendment/grant`]: 'grantAmendment',
  [`${dossiers}/amendments/:amendment/refuse`]: 'refuseAmendment',
  [`${dossiers}/amendments/:amendment/withdraw`]: 'withdrawAmendment',
  [`${dossiers}/requests/new`]: 'requestDisbursement',
  [`${requests}/again`]: 'requestDisbursement',
  [`${requests}/verify`]: 'verifyDisbursement',
  [`${requests}/return`]: 'returnDisbursement',
  [`${requests}/refuse`]: 'refuseDisbursement',
  [`${requests}/cancel`]: 'cancelDisbursement',
  [`${requests}/recall`]: 'recallDisbursement',
  [`${requests}/prepare`]: 'prepareDisbursement',
  [`${requests}/approve`]: 'approveDisbursement',
  [`${requests}/order`]: 'orderDisbursement',
  [`${requests}/bank-reject`]: 'rejectByBank',
  [`${requests}/pay`]: 'payDisbursement',
  [`${requests}/payment-corrected`]: 'correctPayment',
  [`${requests}/payment-returned`]: 'returnPayment',
  [`${requests}/clear`]: 'clearAdvance',
  [`${dossiers}/recoveries/new`]: 'proposeRecovery',
  [`${recoveries}/decide`]: 'decideRecovery',
  [`${recoveries}/drop`]: 'dropRecovery',
  [`${recoveries}/cash`]: 'receiveCash',
  [`${recoveries}/net`]: 'netRecovery',
  [`${recoveries}/write-off`]: 'writeOffRecovery',
  [`${dossiers}/appeals/new`]: 'lodgeAppeal',
  [`${dossiers}/appeals/:appeal/answer`]: 'acceptAppeal',
  [`${dossiers}/appeals/:appeal/withdraw`]: 'withdrawAppeal',
};

/** How many of one person's are kept in a minute: that somebody tries is told by a few, and nobody fills the table with them. */
const mostAMinute = 10;
const minuteMs = 60_000;

/** Keeps that somebody who is signed in was turned away at a door, and why. What goes wrong meanwhile changes no answer. */
export type NoteTurnedAway = (c: Context<AppEnv>, refusal: Refusal) => Promise<void>;

type Kept = { db: Database; recorder: Pick<Recorder, 'note'>; report: (fault: unknown) => void };

export function turnedAwayNotes({ db, recorder, report }: Kept): NoteTurnedAway {
  let minute = 0;
  const times = new Map<string, number>();

  function isOneTooMany(person: string, now: string): boolean {
    const present = Math.floor(Date.parse(now) / minuteMs);
    if (present !== minute) times.clear();
    minute = present;
    const already = times.get(person) ?? 0;
    times.set(person, already + 1);
    return already >= mostAMinute;
  }

  return async (c, refusal) => {
    const type = c.req.method === 'POST' ? askedAt[routePath(c)] : undefined;
    const visitor = c.get('visitor');
    if (type === undefined || visitor === null || isOneTooMany(visitor.id, c.get('now')())) return;
    const { agency = '', dossier = null, ...named } = c.req.param() as Readonly<Record<string, string>>;
    // the request, recovery or amendment that it was about: of all else that an address may hold, nothing is kept
    const { request: id = named.recovery ?? named.amendment ?? '' } = named;
    try {
      // what is not there is nobody's, and no refusal
      const [there] = await db.query`
        select 1 from dossier where agency = ${agency} and (${dossier}::uuid is null or id = ${dossier}::uuid) limit 1`;
      const tried = { type, dossier, input: isId(id) ? { id } : {} };
      if (there !== undefined) await recorder.note(tried, { agency, person: visitor.id }, refusal);
    } catch (error) {
      report(error);
    }
  };
}
