// The calls of an agency: all of them, opening one, closing one.

import { formatVnd } from '../../../workflows/rules/money.ts';
import { Confirm } from '../../parts/confirm.tsx';
import {
  Choices,
  DayField,
  DecisionField,
  type FieldErrors,
  Form,
  MoneyField,
  TextArea,
  TextField,
  Tick,
  type Typed,
} from '../../parts/form.tsx';
import { type ListView, Pages } from '../../parts/list.tsx';
import type { Room } from '../../parts/rooms.tsx';
import { dayText, dayTextOf, timeText } from '../../parts/when.ts';
import { callWords } from '../../words/calls.ts';
import { callRoomWords } from '../../words/programmes-calls.ts';
import { packWords } from '../../words/programmes-packs.ts';
import { questionWords } from '../../words/questions.ts';
import { registerWords } from '../../words/registers.ts';
import { severalWords } from '../../words/reviews-several.ts';
import type { Language } from '../../words/words.ts';
import { Check, Facts, type FormView, RoomPage, type RoomView } from './frame.tsx';
import { Provisions, type ProvisionView, Stages, type StageView } from './packs.tsx';

/** In the order in which they are listed. */
export const callStandings = ['open', 'notYet', 'ended', 'closed'] as const;
export type CallStanding = (typeof callStandings)[number];

/** Whose list it is, which of the agency's pages its reader may open, and whether they assign reviewers and compose councils. */
type Of = { agency: string; rooms: readonly Room[]; deals: boolean; language: Language };

export type CallRow = {
  id: string;
  href: string;
  stage: string;
  programme: string;
  standing: CallStanding;
  opensOn: string;
  closesAt: string;
  /** When it ended, where that was before `closesAt`. */
  endedAt: string | null;
  decisionNumber: string;
  budgetVnd: bigint;
  committedVnd: bigint;
  uncommittedVnd: bigint;
  submitted: number;
  undecided: number;
  drafts: number;
  /** Questions that wait for an answer. */
  questions: number;
  /** Applications that wait for reviewers, for a council, and those before one. */
  toAssign: number;
  toCompose: number;
  inCouncil: number;
};

export type CallsView = RoomView & {
  calls: readonly CallRow[];
  list: ListView;
  mayOpen: boolean;
  hasPack: boolean;
  deals: boolean;
};

export function CallsPage(view: CallsView) {
  const { frame, agency, calls, list, mayOpen, hasPack } = view;
  const { language } = frame;
  const w = callRoomWords[language].calls;
  const open = mayOpen && hasPack && (
    <p class="buttons">
      <a class="button" href={`/agencies/${agency}/calls/new`}>
        {w.open}
      </a>
    </p>
  );
  return (
    <RoomPage view={view} room="calls" title={w.title} lead={w.lead}>
      {calls.length > 0 && open}
      {calls.length === 0 && list.from === 0 && (
        <section class="first" aria-label={w.title}>
          <div class="panel">
            <p>
              <strong>{w.none}</strong>
            </p>
            <p>{w.noneMore}</p>
            {hasPack ? (
              open
            ) : (
              <p>
                {w.needsPack} <a href={`/agencies/${agency}/programmes`}>{w.toPacks}</a>
              </p>
            )}
          </div>
        </section>
      )}
      {callStandings.map((standing) => {
        const these = calls.filter((call) => call.standing === standing);
        return these.length === 0 ? null : (
          <section class="first" aria-labelledby={standing}>
            <h2 id={standing}>{w.standings[standing]}</h2>
            <CallTable calls={these} agency={agency} rooms={frame.rooms ?? []} deals={view.deals} language={language} />
          </section>
        );
      })}
      <Pages list={list} language={language} />
    </RoomPage>
  );
}

function CallTable({ calls, ...of }: { calls: readonly CallRow[] } & Of) {
  const { language } = of;
  const w = callRoomWords[language].calls;
  return (
    <table class="stack calls">
      <thead>
        <tr>
          <th scope="col">{w.call}</th>
          <th scope="col">{w.days}</th>
          <th scope="col" class="num">
            {w.budget}
          </th>
          <th scope="col" class="num">
            {w.committed}
          </th>
          <th scope="col" class="num">
            {w.left}
          </th>
          <th scope="col" class="num">
            {w.applications}
          </th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <Row call={call} {...of} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ call, agency, rooms, deals, language }: { call: CallRow } & Of) {
  const only = `?call=${call.id}`;
  const dossiers = rooms.includes('dossiers') ? `/agencies/${agency}/dossiers${only}` : null;
  const payments = rooms.includes('budget') ? `/agencies/${agency}/payments${only}` : null;
  const w = callRoomWords[language].calls;
  const more = [
    ...(call.undecided > 0 ? [w.undecided(call.undecided)] : []),
    ...(call.drafts > 0 ? [w.drafts(call.drafts)] : []),
  ];
  return (
    <tr>
      <td>
        <span>
          <a href={call.href}>{callWords[language].stageSupport(call.stage)}</a>
          <br />
          <span class="small soft">
            {call.programme}. {call.decisionNumber}
          </span>
          {deals &&
            (
              [
                ['reviewers', call.toAssign],
                ['council', call.toCompose],
                ['meeting', call.inCouncil],
              ] as const
            ).map(
              ([what, count]) =>
                count > 0 && (
                  <a class="small under" href={`/agencies/${agency}/calls/${call.id}/${what}`}>
                    {severalWords[language].together[what](count)}
                  </a>
                ),
            )}
          {call.questions > 0 && (
            <a class="small under" href={`${call.href}/questions`}>
              {questionWords[language].staff.waiting(call.questions)}
            </a>
          )}
        </span>
      </td>
      <td data-label={w.days}>
        {call.standing === 'notYet' ? w.from(dayText(call.opensOn)) : w.until(dayTextOf(call.endedAt ?? call.closesAt))}
      </td>
      <td class="num" data-label={w.budget}>
        {formatVnd(call.budgetVnd)}
      </td>
      <td class="num" data-label={w.committed}>
        {formatVnd(call.committedVnd)}
      </td>
      <td class="num" data-label={w.left}>
        {call.standing === 'closed' ? (
          <span>
            {formatVnd(call.budgetVnd - call.committedVnd)}
            <span class="small soft under">{w.given}</span>
          </span>
        ) : (
          formatVnd(call.uncommittedVnd)
        )}
      </td>
      <td class="num" data-label={w.applications}>
        <span>
          {dossiers === null ? call.submitted : <a href={dossiers}>{call.submitted}</a>}
          {payments !== null && (
            <a class="small under" href={payments}>
              {registerWords[language].callPayments}
            </a>
          )}
          {more.map((text) => (
            <span class="small soft under">{text}</span>
          ))}
        </span>
      </td>
    </tr>
  );
}

export type ChooseView = RoomView & {
  packs: readonly { title: string; note: string | null; fictional: boolean; stages: readonly StageView[] }[];
  /** Whether there is a pack for the agency, published or to be. */
  hasPack: boolean;
  form: Pick<FormView, 'errors' | 'refusal'>;
};

/** The first step of opening a call: for which stage. What blocks a stage stands beside it. */
export function ChooseStagePage(view: ChooseView) {
  const { frame, agency, packs, hasPack } = view;
  const { language } = frame;
  const { opening: w, calls } = callRoomWords[language];
  const p = packWords[language];
  return (
    <RoomPage
      view={view}
      room="calls"
      title={w.title}
      under
      form={view.form}
      {...(packs.length > 0 && { lead: w.chooseLead })}
    >
      {packs.length === 0 && (
        <div class="panel after">
          <p>
            {hasPack ? calls.needsPack : `${p.nothing} ${p.nothingMore}`}{' '}
            <a href={`/agencies/${agency}/programmes`}>{calls.toPacks}</a>
          </p>
        </div>
      )}
      {packs.map(({ title, note, fictional, stages }) => (
        <section class="first">
          <h2>
            {title} {fictional && <span class="tag stop">{p.fictional}</span>}
          </h2>
          {note !== null && <p class="small soft">{note}</p>}
          <Stages stages={stages} language={language} />
        </section>
      ))}
    </RoomPage>
  );
}

/** What the pack leaves to a call, as a field of the form. */
export type ParameterView = {
  field: string;
  name: string;
  kind: 'weight' | 'passMark' | 'limitVnd' | 'limitSeats' | 'shareBps';
  /** Points that the reviewers' sheet does not ask for are announced, and decide nothing. */
  decides: boolean;
};

export type OpenCallFormView = RoomView & {
  pack: string;
  stage: string;
  packTitle: string;
  stageName: string;
  fictional: boolean;
  most: string | null;
  parameters: readonly ParameterView[];
  /** Figures that nobody has compared with their instrument. */
  unread: readonly ProvisionView[];
  form: FormView;
};

export function OpenCallPage(view: OpenCallFormView) {
  const { frame, agency, form, parameters, unread } = view;
  const deciding = parameters.filter(({ decides }) => decides);
  const announced = parameters.filter(({ decides }) => !decides);
  const { language } = frame;
  const w = callRoomWords[language].opening;
  const field = { typed: form.typed, errors: form.errors, language };
  return (
    <RoomPage
      view={view}
      room="calls"
      title={w.title}
      under
      lead={w.chosen(view.stageName, view.packTitle)}
      form={form}
    >
      <p class="small after">
        <a href={`/agencies/${agency}/calls/new`}>{w.another}</a>{' '}
        {view.fictional && <span class="tag stop">{packWords[language].fictional}</span>}
      </p>
      <Form action={`/agencies/${agency}/calls/new`} formKey={form.key} class="opening">
        <input type="hidden" name="pack" value={view.pack} />
        <input type="hidden" name="stage" value={view.stage} />
        <section aria-labelledby="decision">
          <h2 id="decision">{w.decisionTitle}</h2>
          <DecisionField {...field} name="decisionNumber" label={w.decision} />
        </section>
        <section aria-labelledby="dates">
          <h2 id="dates">{w.dates}</h2>
          <DayField {...field} name="opensOn" label={w.opensOn} narrow />
          <DayField {...field} name="closesOn" label={w.closesOn} hint={w.closesHint} narrow />
        </section>
        <section aria-labelledby="money">
          <h2 id="money">{w.money}</h2>
          <MoneyField
            {...field}
            name="budgetVnd"
            label={w.budget}
            hint={view.most === null ? w.budgetHintBare : w.budgetHint(view.most)}
          />
        </section>
        {deciding.length > 0 && (
          <section aria-labelledby="parameters">
            <h2 id="parameters">{w.parameters}</h2>
            <p>{w.parametersLead}</p>
            <Parameters parameters={deciding} {...field} />
          </section>
        )}
        {announced.length > 0 && (
          <section aria-labelledby="announced">
            <h2 id="announced">{w.announced}</h2>
            <p>{w.parametersAnnounced}</p>
            <Parameters parameters={announced} {...field} />
          </section>
        )}
        {unread.length > 0 && (
          <section aria-labelledby="unread">
            <h2 id="unread">{w.unread}</h2>
            <p>{w.unreadLead}</p>
            <Provisions rows={unread} language={language} />
            <Choices
              {...field}
              many
              name="unread"
              label={w.unreadField}
              options={[{ value: 'yes', label: w.unreadLabel(unread.length) }]}
            />
          </section>
        )}
        <p class="buttons">
          <button class="button" type="submit" name="step" value="check">
            {w.next}
          </button>
          <a href={`/agencies/${agency}/calls`}>{callRoomWords[language].calls.title}</a>
        </p>
      </Form>
    </RoomPage>
  );
}

function Parameters({
  parameters,
  ...field
}: {
  parameters: readonly ParameterView[];
  typed: Typed;
  errors: FieldErrors;
  language: Language;
}) {
  return (
    <div class="parameters">
      {parameters.map((parameter) => (
        <Parameter parameter={parameter} {...field} />
      ))}
    </div>
  );
}

function Parameter({
  parameter: { field: name, name: label, kind },
  ...field
}: {
  parameter: ParameterView;
  typed: Typed;
  errors: FieldErrors;
  language: Language;
}) {
  const w = callRoomWords[field.language].opening;
  if (kind === 'limitVnd') return <MoneyField {...field} name={name} label={label} />;
  const hints = { weight: w.points, passMark: w.passMarkHint, limitSeats: w.seats, shareBps: w.share } as const;
  const inputmode = kind === 'shareBps' ? 'decimal' : 'numeric';
  const more = { inputmode, autocomplete: 'off', maxlength: 6 };
  return <TextField {...field} name={name} label={label} hint={hints[kind]} narrow more={more} />;
}

export type CheckCallView = RoomView & {
  rows: readonly (readonly [string, string])[];
  /** What was typed, to be sent once more. */
  typed: Typed;
  key: string;
  /** The most that one project gets, where the money of the whole call is less. */
  small: string | null;
  errors: FieldErrors;
};

/** What was typed, to be compared with the decision before it is public. */
export function CheckCallPage(view: CheckCallView) {
  const { frame, agency, rows, typed, key, small, errors } = view;
  const { language } = frame;
  const w = callRoomWords[language].opening;
  return (
    <RoomPage view={view} room="calls" title={w.checkTitle} under lead={w.checkLead} form={{ errors, refusal: null }}>
      <section class="first checked" aria-label={w.checkTitle}>
        <Check
          action={`/agencies/${agency}/calls/new`}
          formKey={key}
          rows={rows}
          typed={typed}
          step="open"
          confirm={w.confirm}
          edit={w.edit}
        >
          {small !== null && (
            <>
              <div class="turn" role="note">
                <p>{w.small(small)}</p>
              </div>
              <div class="spaced">
                <Tick name="small" label={w.smallLabel} typed={{}} errors={errors} language={language} />
              </div>
            </>
          )}
        </Check>
      </section>
    </RoomPage>
  );
}

export type CloseCallView = RoomView & { call: CallRow; isEarly: boolean; form: FormView };

/** What closing a call means, for this call. */
export function CloseCallPage(view: CloseCallView) {
  const { frame, call, isEarly, form } = view;
  const { language } = frame;
  const { closing: w, calls } = callRoomWords[language];
  const closed = call.standing === 'closed';
  const field = { typed: form.typed, errors: form.errors, language };
  const matters = isEarly || call.undecided > 0 || call.drafts > 0;
  return (
    <RoomPage
      view={view}
      room="calls"
      title={w.title}
      under
      lead={callWords[language].stageSupport(call.stage)}
      form={form}
    >
      <section class="first checked" aria-label={w.title}>
        {closed ? <p class="notice">{w.already}</p> : <p>{w.lead}</p>}
        <Facts
          rows={[
            [calls.decision, call.decisionNumber],
            [callWords[language].closes, timeText(call.closesAt)],
            [calls.budget, formatVnd(call.budgetVnd)],
            [calls.committed, formatVnd(call.committedVnd)],
            [
              closed ? calls.given : w.returns,
              formatVnd(closed ? call.budgetVnd - call.committedVnd : call.uncommittedVnd),
            ],
            [calls.applications, String(call.submitted)],
          ]}
        />
        {!closed && (
          <>
            {!matters && <p class="after">{w.nothing}</p>}
            <Confirm
              action={`${call.href}/close`}
              formKey={form.key}
              seen={`${call.undecided}/${call.drafts}`}
              says={[
                ...(call.undecided > 0 ? [w.undecided(call.undecided)] : []),
                ...(isEarly ? [w.early(timeText(call.closesAt))] : []),
                ...(call.drafts > 0 ? [w.drafts(call.drafts)] : []),
              ]}
              submit={w.submit}
              keep={{ href: call.href, label: w.back }}
            >
              {isEarly && (
                <>
                  <DecisionField {...field} name="decisionNumber" label={w.decision} />
                  <TextArea {...field} name="reason" label={w.reason} hint={w.reasonHint} rows={4} />
                </>
              )}
              {matters && (
                <Choices
                  many
                  name="understood"
                  label={w.understood}
                  options={[{ value: 'yes', label: w.understoodLabel }]}
                  {...field}
                />
              )}
            </Confirm>
          </>
        )}
      </section>
    </RoomPage>
  );
}
