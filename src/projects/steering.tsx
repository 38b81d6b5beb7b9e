import type { FormState } from '../../templates/pages/projects/page.tsx';
import { type SteeringAction, SteeringCheckPage, SteeringPage } from '../../templates/pages/projects/steering.tsx';
import { lookAgain } from '../../templates/parts/confirm.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { nameOf } from '../../templates/words/names.ts';
import { steeringWords } from '../../templates/words/projects-steering.ts';
import { stakesWords } from '../../templates/words/stakes.ts';
import type { StateRow } from '../../workflows/decide.ts';
import { acceptedEvents, type EventType } from '../../workflows/machines.ts';
import { type Day, dayOf, daysBefore } from '../../workflows/rules/calendar.ts';
import { cleanLine, readDay } from '../../workflows/rules/formFields.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { costed, type DisbursementFacts } from '../../workflows/rules/requests.ts';
import { clauseText } from '../clauses.ts';
import { contentOf } from '../contents.ts';
import type { Doors } from '../doors.ts';
import { factOf, nameWith, requestsOf, vesselOf, visibleHistory } from '../dossier.ts';
import { draftMark } from '../drafts.ts';
import { ask, keyAfter, recordedBefore, rehearse, statusOf, textIn, typedOf } from '../forms.ts';
import { asContent } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { fieldsOf } from './fields.ts';
import { moneyOf } from './money.ts';
import { followers, onward, returned, type Seen, see, standingOf, stepView, takes, untouched } from './step.ts';

const path = '/agencies/:agency/dossiers/:dossier/steering';

const events: Readonly<Record<SteeringAction, EventType>> = {
  suspend: 'project.suspended',
  resume: 'project.resumed',
  terminate: 'project.terminated',
};
const actions: readonly SteeringAction[] = ['suspend', 'resume', 'terminate'];
const mostReason = 2_000;

/** The director suspends, resumes or terminates. */
export function steeringRoutes(doors: Doors, parts: Parts): void {
  doors.get(path, { who: followers }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    return c.html(<SteeringPage {...(await viewOf(seen, untouched(seen)))} />);
  });

  doors.post(path, { who: ['director'] }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const typed = await typedOf(c);
    const w = steeringWords[seen.language];
    const fields = fieldsOf(typed, seen.language);
    const action = fields.choice('action', w.whatAction, actions) as SteeringAction;
    const decisionNumber = fields.decision('decisionNumber', w.whatNumber);
    const text = fields.text('reason', w.whatReason, mostReason);
    const again = async (form: FormState, status: 409 | 422) =>
      c.html(<SteeringPage {...(await viewOf(seen, form))} />, status);
    const notice = noticeIn(seen, action, typed);
    const errors = { ...fields.errors, ...notice.errors };
    if (Object.keys(errors).length > 0) return again(returned(seen, typed, { errors }), 422);
    const body = notice.given === null ? { text } : { text, notice: notice.given };
    const input = { decisionNumber, reason: asContent('reason', body) };
    const form = { type: action, dossier: seen.dossier.id, input } as const;
    const before = await recordedBefore(c, parts, form, typed);
    if (before?.ok) return onward(seen, events[action]);
    const says = action === 'resume' ? [] : saysOf(seen, action, notice.given);
    const mark = says.length === 0 ? '' : draftMark(says);
    if (action !== 'resume' && textIn(typed, 'seen') !== mark) {
      const rehearsal = before ?? (await rehearse(c, parts, form, typed));
      if (!rehearsal.ok)
        return again(returned(seen, typed, { refusal: rehearsal.refusal }), statusOf(rehearsal.refusal));
      const isAgain = textIn(typed, 'seen') !== '';
      const page = (
        <SteeringCheckPage
          {...{ frame: seen.frame, base: seen.base, code: seen.dossier.code, project: seen.dossier.title }}
          {...{ action, decisionNumber, reason: text, says, seen: mark, revision: seen.dossier.revision }}
          notice={notice.given}
          formKey={keyAfter(typed)}
          errors={isAgain ? { '': lookAgain(seen.language) } : {}}
        />
      );
      return c.html(page, isAgain ? 422 : 200);
    }
    const outcome = before ?? (await ask(c, parts, form, typed));
    if (outcome.ok) return onward(seen, events[action]);
    const { refusal } = outcome;
    return again(returned(seen, typed, { refusal }), statusOf(refusal));
  });
}

/** The notice that was given to the party before a termination, as it is kept with the reason. */
type Notice = { readonly on: Day; readonly number: string };

/** How long before its end a termination must be announced; null where the law is unknown. */
function periodOf({ dossier: { pack }, language }: Seen) {
  const { value, unit, source } = pack.procedure.terminationNotice;
  return value === null || unit !== 'day' ? null : { days: value, clause: clauseText(pack, source, language) };
}

/** The notice on the form: its day and number, or neither where none was given. */
function noticeIn(seen: Seen, action: SteeringAction, typed: Typed) {
  const w = steeringWords[seen.language];
  const [day, number] = [textIn(typed, 'noticeOn'), cleanLine(textIn(typed, 'noticeNumber'))];
  const errors: Record<string, string> = {};
  if (action !== 'terminate' || (day === '' && number === '')) return { given: null, errors };
  const on = readDay(day);
  if (on === null || on > dayOf(seen.parts.now())) errors.noticeOn = w.noticeOnWrong;
  if (number === '' || number.length > 100) errors.noticeNumber = w.noticeNumberWrong;
  return { given: { on: on ?? '', number }, errors };
}

/** That a termination was announced too late for its day, or not at all; null where it was in time, or the law is unknown. */
function lateOf(seen: Seen, notice: Notice | null, day: Day): string | null {
  const w = steeringWords[seen.language];
  const period = periodOf(seen);
  if (period === null) return null;
  if (notice === null) return w.noNotice(period.days, period.clause);
  return daysBefore(day, period.days) < notice.on
    ? w.lateNotice(dayText(notice.on), notice.number, period.days, period.clause)
    : null;
}

const askedVndOf = ({ facts }: StateRow): bigint =>
  costed((facts as unknown as DisbursementFacts).items).reduce((sum, { amount }) => sum + amount, 0n);

/** What a suspension or a termination will do, each in a sentence. */
function saysOf(seen: Seen, action: 'suspend' | 'terminate', notice: Notice | null): string[] {
  const w = steeringWords[seen.language].check;
  const party = seen.dossier.party?.name || '–';
  const requests = requestsOf(seen.dossier);
  // what a termination cancels; what was ordered is with the bank
  const open = requests.filter(({ state }) => acceptedEvents(state).includes('disbursement.ended'));
  const ordered = requests.filter(({ state }) => state.value === 'ordered');
  const listed = (some: typeof requests) =>
    some.map(({ tranche, state }) => w.request(tranche, formatVnd(askedVndOf(state)))).join('; ');
  const late = action === 'terminate' ? lateOf(seen, notice, dayOf(seen.parts.now())) : null;
  return [
    w.says[action](party),
    ...(late === null ? [] : [late]),
    open.length === 0 ? w.noneOpen : w.open[action](listed(open)),
    ...(ordered.length === 0 ? [] : [w.ordered[action](listed(ordered))]),
    w.left[action](formatVnd(vesselOf(seen.dossier, 'awarded'))),
    w.told,
    ...(action === 'terminate' ? [stakesWords[seen.language].terminateUndo] : []),
  ];
}

async function viewOf(seen: Seen, form: FormState) {
  const { dossier, language, parts, roles } = seen;
  const standing = standingOf(seen, ['project.suspended', 'project.resumed', 'project.terminated']);
  const { termination } = dossier.pack.procedure;
  const past = visibleHistory(dossier, roles).filter(({ event }) => Object.values<string>(events).includes(event));
  return {
    ...stepView(seen, standing, form, clauseText(dossier.pack, termination.source, language)),
    party: dossier.party?.name || '–',
    agreement: factOf(dossier, 'project', 'agreementNumber'),
    money: moneyOf(seen),
    actions: actions.filter((action) => takes(seen, events[action])),
    notice: periodOf(seen),
    past: await Promise.all(
      past.map(async ({ at, event, name, behalf, input, reason }) => {
        const kept = await contentOf<{ text?: string; notice?: Notice }>(parts.db, dossier.agency, reason);
        const given = kept?.notice ?? null;
        const w = steeringWords[language];
        const isEnd = event === 'project.terminated' && kept !== null;
        return {
          at,
          what: nameOf('events', event, language),
          who: nameWith({ name, behalf }, language),
          number: String(input.decisionNumber ?? ''),
          reason: kept?.text ?? '',
          notice: !isEnd
            ? ''
            : (lateOf(seen, given, dayOf(at)) ?? (given === null ? '' : w.noticed(dayText(given.on), given.number))),
        };
      }),
    ),
  };
}
