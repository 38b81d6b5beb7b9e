import { CancelPage, type Sum } from '../../templates/pages/projects/cancel.tsx';
import { BeginPage, type ClosingAct, ClosingPage, type ClosingView } from '../../templates/pages/projects/closing.tsx';
import type { FormState } from '../../templates/pages/projects/page.tsx';
import { lookAgain } from '../../templates/parts/confirm.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { dayTextOf } from '../../templates/parts/when.ts';
import { nameOf, namesOf } from '../../templates/words/names.ts';
import { closingWords } from '../../templates/words/projects-closing.ts';
import { steeringWords } from '../../templates/words/projects-steering.ts';
import type { EventType } from '../../workflows/machines.ts';
import { lineBalances } from '../../workflows/rules/accounts.ts';
import { duties } from '../../workflows/rules/duties.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import { clauseText } from '../clauses.ts';
import type { Doors } from '../doors.ts';
import { factOf, vesselOf } from '../dossier.ts';
import { movedFrom } from '../event-facts.ts';
import { actorOf, ask, keyAfter, newKey, recordedBefore, rehearse, statusOf, textIn, typedOf } from '../forms.ts';
import { asContent } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { lineName } from '../refusals.ts';
import { fieldsOf } from './fields.ts';
import { moneyOf, openRequests } from './money.ts';
import { regionOf } from './reading.ts';
import {
  followers,
  mayCause,
  onward,
  returned,
  type Seen,
  see,
  standingOf,
  stepView,
  takes,
  untouched,
} from './step.ts';

const path = '/agencies/:agency/dossiers/:dossier/closing';

const acts = {
  begin: 'project.closingBegun',
  cancel: 'project.remainderCancelled',
  close: 'project.closed',
} as const satisfies Record<string, EventType>;
type Act = keyof typeof acts;

/** The agreement is liquidated: closing begins, what is left goes back, the project closes. */
/** What the form of this page records, each by those whose it is. */
const events = ['project.closingBegun', 'project.closed', 'project.remainderCancelled'] as const;

export function closingRoutes(doors: Doors, parts: Parts): void {
  doors.get(path, { who: followers }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    return c.html(<ClosingPage {...(await viewOf(seen, untouched(seen), null))} />);
  });

  doors.post(path, { who: ['officer', 'director', 'financeOfficer'], events }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const typed = await typedOf(c);
    const asked = textIn(typed, 'do');
    const act: Act = asked === 'begin' || asked === 'cancel' ? asked : 'close';
    const again = async (form: FormState, status: 409 | 422) =>
      c.html(<ClosingPage {...(await viewOf(seen, form, act))} />, status);
    if (act === 'cancel') return await cancel(seen, typed, again);
    if (act === 'begin') return await begin(seen, typed, again);
    const fields = fieldsOf(typed, seen.language);
    const liquidationNumber = fields.text('liquidationNumber', closingWords[seen.language].whatNumber);
    if (!fields.ok()) return again(returned(seen, typed, { errors: fields.errors }), 422);
    const form = { type: 'closeProject', dossier: seen.dossier.id, input: { liquidationNumber } } as const;
    const outcome = await ask(c, parts, form, typed);
    if (outcome.ok) return onward(seen, acts[act]);
    const { refusal } = outcome;
    return again(returned(seen, typed, { refusal }), statusOf(refusal));
  });
}

/** Shows what is still open; or begins, when that was shown and is still so. */
async function begin(
  seen: Seen,
  typed: Typed,
  again: (form: FormState, status: 409 | 422) => Promise<Response>,
): Promise<Response> {
  const { c, parts, dossier, base, frame, language } = seen;
  const w = closingWords[language];
  const form = { type: 'beginClosing', dossier: dossier.id, input: {} } as const;
  const refused = (refusal: Refusal) => again(returned(seen, typed, { refusal }), statusOf(refusal));
  const before = await recordedBefore(c, parts, form, typed);
  if (before !== null) return before.ok ? onward(seen, acts.begin) : refused(before.refusal);
  const sums = [
    [w.advanced, vesselOf(dossier, 'advanced')],
    [w.due, vesselOf(dossier, 'due')],
    [w.remainder, vesselOf(dossier, 'awarded')],
  ] as const;
  const open = openRequests(seen).map((one) => `${w.isOpen(one.sentence, formatVnd(one.amountVnd))}. ${one.turn}.`);
  const says = [...open, ...sums.flatMap(([what, sum]) => (sum > 0n ? [`${w.isOpen(what, formatVnd(sum))}.`] : []))];
  const counted = says.join(' ');
  const isRecording = textIn(typed, 'step') === 'record';
  if (isRecording && textIn(typed, 'seen') === counted) {
    const outcome = await ask(c, parts, form, typed);
    return outcome.ok ? onward(seen, acts.begin) : refused(outcome.refusal);
  }
  const rehearsal = await rehearse(c, parts, form, typed);
  if (!rehearsal.ok) return refused(rehearsal.refusal);
  const page = (
    <BeginPage
      {...{ frame, base, says, code: dossier.code, project: dossier.title, revision: dossier.revision }}
      seen={counted}
      formKey={keyAfter(typed)}
      errors={isRecording ? { '': lookAgain(language) } : {}}
    />
  );
  return c.html(page, isRecording ? 422 : 200);
}

const mostReason = 2_000;

/** Shows what would be cancelled, line by line; or cancels it, when that was shown and is still so. */
async function cancel(
  seen: Seen,
  typed: Typed,
  again: (form: FormState, status: 409 | 422) => Promise<Response>,
): Promise<Response> {
  const { c, parts, dossier, base, frame, language } = seen;
  const fields = fieldsOf(typed, language);
  const decisionNumber = fields.decision('decisionNumber', steeringWords[language].whatNumber);
  const reason = fields.text('reason', closingWords[language].whatReason, mostReason);
  if (!fields.ok()) return again(returned(seen, typed, { errors: fields.errors }), 422);
  const input = { decisionNumber, reason: asContent('reason', { text: reason }) };
  const form = { type: 'cancelRemainder', dossier: dossier.id, input } as const;
  const refused = (refusal: Refusal) => again(returned(seen, typed, { refusal }), statusOf(refusal));
  const before = await recordedBefore(c, parts, form, typed);
  if (before !== null) return before.ok ? onward(seen, acts.cancel) : refused(before.refusal);
  const lines = linesLeft(seen);
  const counted = lines.map(({ name, amountVnd }) => `${name} ${amountVnd}`).join('; ');
  const isRecording = textIn(typed, 'step') === 'record';
  if (isRecording && textIn(typed, 'seen') === counted) {
    const outcome = await ask(c, parts, form, typed);
    return outcome.ok ? onward(seen, acts.cancel) : refused(outcome.refusal);
  }
  const rehearsal = await rehearse(c, parts, form, typed);
  if (!rehearsal.ok) return refused(rehearsal.refusal);
  const page = (
    <CancelPage
      frame={frame}
      base={base}
      code={dossier.code}
      project={dossier.title}
      party={dossier.party?.name || '–'}
      unsigned={stageOf(seen) === 'unsigned'}
      lines={lines}
      returns={(await returnsOf(seen)) ?? []}
      decisionNumber={decisionNumber}
      reason={reason}
      revision={dossier.revision}
      seen={counted}
      formKey={keyAfter(typed)}
      errors={isRecording ? { '': lookAgain(language) } : {}}
    />
  );
  return c.html(page, isRecording ? 422 : 200);
}

/** What stands on each expense line and nobody has asked for. */
const linesLeft = ({ dossier, language }: Seen): Sum[] =>
  lineBalances(dossier.balances, dossier.id, 'awarded').map(({ line, amount }) => ({
    name: lineName(line, language, dossier.pack),
    amountVnd: amount,
  }));

function stageOf({ dossier }: Seen): ClosingView['stage'] {
  const funding = regionOf(dossier, 'funding');
  if (funding === 'awaitingAgreement') return 'unsigned';
  return funding === 'terminated' ? 'over' : 'closing';
}

/** Where the remainder would go, by the very function that would move it; null where it would be refused. */
async function returnsOf(seen: Seen): Promise<Sum[] | null> {
  const { c, parts, dossier, language } = seen;
  const w = closingWords[language];
  const outcome = await parts.recorder.whatIf(
    { type: 'cancelRemainder', dossier: dossier.id, input: { decisionNumber: '-' } },
    actorOf(c, 'cancelRemainder'),
  );
  if (!outcome.ok) return null;
  const sums = new Map<string, bigint>();
  const closed = outcome.postings.some(
    ([source, target]) => isCall(source, 'uncommitted') && isCall(target, 'authority'),
  );
  for (const [, target, amount] of outcome.postings) {
    const to = placeOf(target);
    if (to !== null) sums.set(to, (sums.get(to) ?? 0n) + amount);
  }
  return [...sums].map(([name, amountVnd]) => ({ name, amountVnd }));

  function placeOf(account: string): string | null {
    const [book, second = '', third = '', fourth = '', fifth] = account.split('/');
    if (isCall(account, 'uncommitted')) return closed ? null : w.toCall;
    if (isCall(account, 'authority')) return w.toAuthority;
    if (book === 'B' && fifth === 'lapsed') return w.toLapse(second, nameOf('sources', third, language));
    if (book === 'B' && fourth === 'available') return w.toYear(second, nameOf('sources', third, language));
    if (book !== 'C' || fifth !== 'room') return null;
    const cap = dossier.pack.caps.find(({ id }) => id === third);
    return cap === undefined || cap.kind !== 'amount' ? null : w.toCap(cap.name[language]);
  }
}

const isCall = (account: string, vessel: string) => account.startsWith('A/call/') && account.endsWith(`/${vessel}`);

async function viewOf(seen: Seen, form: FormState, sent: Act | null) {
  const { dossier, language } = seen;
  const w = closingWords[language];
  const remainderVnd = vesselOf(dossier, 'awarded');
  const funding = regionOf(dossier, 'funding');
  const mayCancel = takes(seen, acts.cancel) && (remainderVnd > 0n || funding === 'closing');
  const stage = stageOf(seen);
  const whose = (act: Act): ClosingAct => {
    // what nobody has signed for yet only the director takes back
    const roles = act === 'cancel' && stage === 'unsigned' ? (['director'] as const) : duties[acts[act]].roles;
    return {
      mayAct: mayCause(seen, acts[act]) && roles.some((role) => seen.roles.includes(role)),
      who: namesOf('roles', roles.join(', '), language),
      key: sent === act ? form.key : newKey(),
    };
  };
  const begin = takes(seen, acts.begin) ? whose('begin') : null;
  const cancel = mayCancel ? whose('cancel') : null;
  const close = takes(seen, acts.close) ? whose('close') : null;
  const offered = [begin, cancel, close].filter((act) => act !== null);
  const standing = standingOf(seen, [acts.close, acts.begin, acts.cancel]);
  const closed = dossier.history.find(({ event }) => event === acts.close || event === acts.cancel);
  const over = offered.length === 0 && closed !== undefined;
  const nextOne = begin !== null ? 'begin' : cancel !== null && remainderVnd > 0n ? 'cancel' : 'close';
  const next = { begin, cancel, close }[nextOne];
  const called = { begin: w.begin, cancel: stage === 'unsigned' ? w.cancelAward : w.cancel, close: w.close };
  const whoMay = Object.entries({ begin, cancel, close }).flatMap(([act, may]) =>
    may === null ? [] : [{ act: called[act as Act], who: may.who }],
  );
  return {
    ...stepView(
      seen,
      {
        ...standing,
        state: offered.length > 0 ? ('open' as const) : over ? ('over' as const) : ('notYet' as const),
        mayAct: offered.some(({ mayAct }) => mayAct),
        // whoever can do nothing of what is left is not named
        who:
          whoMay.length > 1
            ? whoMay.map(({ act, who }) => `${act}: ${who}`).join('. ')
            : (whoMay[0]?.who ?? standing.who),
        done: over ? { who: closed.name, day: dayTextOf(closed.at) } : null,
      },
      form,
      clauseText(dossier.pack, dossier.pack.procedure.termination.source, seen.language),
    ),
    open: openRequests(seen),
    advancedVnd: vesselOf(dossier, 'advanced'),
    dueVnd: vesselOf(dossier, 'due'),
    remainderVnd,
    stage,
    cancelled: await cancelledBefore(seen),
    party: dossier.party?.name || '–',
    money: moneyOf(seen),
    liquidationNumber: factOf(dossier, 'project', 'liquidationNumber'),
    begin,
    cancel,
    close,
    returns: cancel?.mayAct === true && remainderVnd > 0n ? await returnsOf(seen) : null,
    primary: next?.mayAct === true ? (nextOne as Act) : null,
  };
}

/** What was cancelled before, newest first. */
async function cancelledBefore({ parts, dossier, language }: Seen): Promise<string[]> {
  const sums = await movedFrom(parts.db, dossier);
  return dossier.history
    .filter(({ event }) => event === acts.cancel)
    .map(({ revision, at, input }) =>
      closingWords[language].cancelled(
        formatVnd(sums.get(revision) ?? 0n),
        String(input.decisionNumber ?? ''),
        dayTextOf(at),
      ),
    );
}
