import { type ClosingAct, ClosingPage } from '../../templates/pages/projects/closing.tsx';
import type { FormState } from '../../templates/pages/projects/page.tsx';
import { dayTextOf } from '../../templates/parts/when.ts';
import { nameOf, namesOf } from '../../templates/words/names.ts';
import { projectWords } from '../../templates/words/projects.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import type { EventType } from '../../workflows/machines.ts';
import { duties } from '../../workflows/rules/duties.ts';
import type { Doors } from '../doors.ts';
import { factOf, vesselOf } from '../dossier.ts';
import { actorOf, ask, newKey, statusOf, textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { fieldsOf } from './fields.ts';
import { moneyOf, openRequests } from './money.ts';
import { clauseText, regionOf } from './reading.ts';
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
export function closingRoutes(doors: Doors, parts: Parts): void {
  doors.get(path, { who: followers }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    return c.html(<ClosingPage {...(await viewOf(seen, untouched(seen), null))} />);
  });

  doors.post(path, { who: ['officer', 'director', 'financeOfficer'] }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const typed = await typedOf(c);
    const asked = textIn(typed, 'do');
    const act: Act = asked === 'begin' || asked === 'cancel' ? asked : 'close';
    const again = async (form: FormState, status: 409 | 422) =>
      c.html(<ClosingPage {...(await viewOf(seen, form, act))} />, status);
    const types = { begin: 'beginClosing', cancel: 'cancelRemainder', close: 'closeProject' } as const;
    let input: JsonObject = {};
    if (act === 'cancel') {
      const fields = fieldsOf(typed, seen.language);
      const decisionNumber = fields.text('decisionNumber', projectWords[seen.language].steering.whatNumber);
      if (!fields.ok()) return again(returned(seen, typed, { errors: fields.errors }), 422);
      input = { decisionNumber };
    }
    if (act === 'close') {
      const fields = fieldsOf(typed, seen.language);
      const liquidationNumber = fields.text('liquidationNumber', projectWords[seen.language].closing.whatNumber);
      if (!fields.ok()) return again(returned(seen, typed, { errors: fields.errors }), 422);
      input = { liquidationNumber };
    }
    const outcome = await ask(c, parts, { type: types[act], dossier: seen.dossier.id, input }, typed);
    if (outcome.ok) return onward(seen, acts[act]);
    const { refusal } = outcome;
    return again(returned(seen, typed, { refusal }), statusOf(refusal));
  });
}

/** Where the remainder would go, by the very function that would move it; null where it would be refused. */
async function returnsOf(seen: Seen): Promise<{ to: string; amountVnd: bigint }[] | null> {
  const { c, parts, dossier, language } = seen;
  const w = projectWords[language];
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
  return [...sums].map(([to, amountVnd]) => ({ to, amountVnd }));

  function placeOf(account: string): string | null {
    const [book, second = '', third = '', fourth = '', fifth] = account.split('/');
    if (isCall(account, 'uncommitted')) return closed ? null : w.closing.toCall;
    if (isCall(account, 'authority')) return w.closing.toAuthority;
    if (book === 'B' && fourth === 'available') return w.closing.toYear(second, nameOf('sources', third, language));
    if (book !== 'C' || fifth !== 'room') return null;
    const cap = dossier.pack.caps.find(({ id }) => id === third);
    return cap === undefined || cap.kind !== 'amount' ? null : w.closing.toCap(cap.name[language]);
  }
}

const isCall = (account: string, vessel: string) => account.startsWith('A/call/') && account.endsWith(`/${vessel}`);

async function viewOf(seen: Seen, form: FormState, sent: Act | null) {
  const { dossier, language } = seen;
  const remainderVnd = vesselOf(dossier, 'awarded');
  const funding = regionOf(dossier, 'funding');
  const mayCancel = takes(seen, acts.cancel) && (remainderVnd > 0n || funding === 'closing');
  const whose = (act: Act): ClosingAct => ({
    mayAct: mayCause(seen, acts[act]),
    who: namesOf('roles', duties[acts[act]].roles.join(', '), language),
    key: sent === act ? form.key : newKey(),
  });
  const begin = takes(seen, acts.begin) ? whose('begin') : null;
  const cancel = mayCancel ? whose('cancel') : null;
  const close = takes(seen, acts.close) ? whose('close') : null;
  const offered = [begin, cancel, close].filter((act) => act !== null);
  const standing = standingOf(seen, [acts.close, acts.begin, acts.cancel]);
  const closed = dossier.history.find(({ event }) => event === acts.close);
  const over = offered.length === 0 && closed !== undefined;
  const nextOne = begin !== null ? 'begin' : cancel !== null && remainderVnd > 0n ? 'cancel' : 'close';
  const next = { begin, cancel, close }[nextOne];
  return {
    ...stepView(
      seen,
      {
        ...standing,
        state: offered.length > 0 ? ('open' as const) : over ? ('over' as const) : ('notYet' as const),
        mayAct: offered.some(({ mayAct }) => mayAct),
        done: over ? { who: closed.name, day: dayTextOf(closed.at) } : null,
      },
      form,
      clauseText(dossier.pack, dossier.pack.procedure.termination.source),
    ),
    open: openRequests(seen),
    advancedVnd: vesselOf(dossier, 'advanced'),
    dueVnd: vesselOf(dossier, 'due'),
    remainderVnd,
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
