// A request to amend as it is written: one form for each kind.

import type { AmendmentKind } from '../../../workflows/rules/amendments.ts';
import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { Facts, Unbroken } from '../../parts/facts.tsx';
import {
  Buttons,
  Choices,
  DayField,
  ErrorSummary,
  Form,
  MoneyField,
  Select,
  TextArea,
  TextField,
} from '../../parts/form.tsx';
import { Refused } from '../../parts/refusal.tsx';
import type { ReportMoneyRow } from '../../parts/reportMoney.ts';
import { dayText } from '../../parts/when.ts';
import { amendmentNames, amendmentWords } from '../../words/amendments.ts';
import { projectWords } from '../../words/projects.ts';
import type { Language } from '../../words/words.ts';
import { type MoneyBeside, ReportMoney } from './final-report.tsx';
import type { FormState } from './page.tsx';

/** How much may leave a line, and come to it: the room of the line's own caps says so. */
export type LineRoom = {
  id: string;
  name: string;
  hasVnd: bigint;
  mayLeaveVnd: bigint;
  /** null: no cap of the line's own bounds it, beside those that it shares with where the money comes from. */
  mayCome: { vnd: bigint; because: string } | null;
};

/** A request that is open, and contradicts another: longer, and ended early. */
export type Against = { kind: AmendmentKind; href: string };

/** That two requests contradict each other, where either is written or decided. */
export function Contradiction({ against, language }: { against: Against | null; language: Language }) {
  const w = amendmentWords[language];
  return against === null ? null : (
    <p class="warning">
      {w.against} <a href={against.href}>{amendmentNames[language].kinds[against.kind]}</a>. {w.againstEnds}
    </p>
  );
}

export type AmendmentFormView = {
  frame: Frame;
  base: string;
  code: string;
  project: string;
  /** The clause of amendments. */
  clause: string;
  kind: AmendmentKind;
  form: FormState;
  endsOn: string;
  /** The last day that the law allows; null where it is unknown. */
  latest: { day: string; months: number; clause: string } | null;
  /** In how many days a decision may be expected, where the agreement ends before; else null. */
  endsSoon: number | null;
  lines: readonly LineRoom[];
  /** A request that waits and that this one would contradict. */
  against: Against | null;
  money: readonly ReportMoneyRow[];
  beside: MoneyBeside;
  evidenceRows: number;
};

/** The form of one kind. What it may not ask for stands beside it. */
export function AmendmentFormPage(view: AmendmentFormView) {
  const { frame, base, kind, form } = view;
  const { language } = frame;
  const w = amendmentWords[language];
  const p = projectWords[language];
  const title = amendmentNames[language].kinds[kind];
  const common = { typed: form.typed, errors: form.errors, language };
  return (
    <Layout frame={frame} title={title} here="work">
      <Crumbs
        trail={[
          { text: view.code, href: base },
          { text: w.title, href: `${base}/amendments` },
        ]}
        language={language}
      />
      <h1>{title}</h1>
      <p class="lead">{view.project || p.unnamed}</p>
      <Refused refusal={form.refusal} language={language} />
      {form.refusal === null && <ErrorSummary errors={form.errors} language={language} />}
      <p class="warning">{w.never(view.clause)}</p>
      <Contradiction against={view.against} language={language} />
      {kind === 'earlyEnd' && <ReportHead view={view} />}
      <div class="columns">
        <div class="step">
          {kind === 'lines' && <LineRooms view={view} />}
          {(kind !== 'lines' || mayMove(view)) && (
            <Form action={`${base}/amendments/new`} formKey={form.key} about={kind}>
              <input type="hidden" name="kind" value={kind} />
              {kind === 'time' && <TimeFields view={view} />}
              {kind === 'lines' && <LineFields view={view} />}
              {kind === 'member' && <MemberFields view={view} />}
              {kind === 'earlyEnd' && <ReportFields view={view} />}
              <TextArea
                {...common}
                name="reason"
                label={w.reason}
                hint={kind === 'earlyEnd' ? w.endHint : w.reasonHint}
                rows={6}
              />
              <Buttons primary={w.send} />
            </Form>
          )}
        </div>
        <aside>
          <h2>{p.rules.title}</h2>
          <Facts
            rows={[
              [p.rules.who, w.who],
              [p.rules.effect, w.effect],
              [p.rules.clause, <Unbroken text={view.clause} />],
            ]}
          />
          <p class="backlink">
            <a href={`${base}/amendments/new`}>{w.back}</a>
          </p>
        </aside>
      </div>
    </Layout>
  );
}

type FieldsOf = { view: AmendmentFormView };
const commonOf = ({ form, frame }: AmendmentFormView) => ({
  typed: form.typed,
  errors: form.errors,
  language: frame.language,
});

function TimeFields({ view }: FieldsOf) {
  const { frame, endsOn, latest } = view;
  const w = amendmentWords[frame.language].time;
  const hint = latest === null ? w.unknown : w.latest(dayText(latest.day), latest.months, latest.clause);
  return (
    <>
      <Facts rows={[[w.now, dayText(endsOn)]]} />
      {view.endsSoon !== null && <p class="note">{w.soon(dayText(endsOn), view.endsSoon, view.clause)}</p>}
      <DayField {...commonOf(view)} name="endsOn" label={w.endsOn} hint={hint} narrow />
    </>
  );
}

/** Whether anything can be shifted at all: else there is nothing to ask for. */
function mayMove({ lines }: AmendmentFormView): boolean {
  const comes = lines.filter(({ mayCome }) => mayCome === null || mayCome.vnd > 0n);
  return lines.some(({ id, mayLeaveVnd }) => mayLeaveVnd > 0n && comes.some((other) => other.id !== id));
}

/** How much can be shifted from each line, and to it. */
function LineRooms({ view }: FieldsOf) {
  const { frame, lines } = view;
  const w = amendmentWords[frame.language].lines;
  return (
    <>
      <h2>{w.table}</h2>
      {!mayMove(view) && <p class="note">{w.none}</p>}
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{w.line}</th>
            <th scope="col" class="num">
              {w.has}
            </th>
            <th scope="col" class="num">
              {w.mayLeave}
            </th>
            <th scope="col" class="num">
              {w.mayCome}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, hasVnd, mayLeaveVnd, mayCome }) => (
            <tr>
              <td>{name}</td>
              <td class="num" data-label={w.has}>
                {formatAmount(hasVnd)}
              </td>
              <td class="num" data-label={w.mayLeave}>
                {formatAmount(mayLeaveVnd)}
              </td>
              <td class="num" data-label={w.mayCome}>
                <span>
                  {mayCome === null ? '–' : formatAmount(mayCome.vnd)}
                  <span class="capnote soft small">
                    <Unbroken text={mayCome === null ? w.noCap : mayCome.because} />
                  </span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function LineFields({ view }: FieldsOf) {
  const { frame, lines } = view;
  const w = amendmentWords[frame.language].lines;
  const options = lines.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Select {...commonOf(view)} name="from" label={w.from} options={options} empty={w.choose} />
      <Select {...commonOf(view)} name="to" label={w.to} options={options} empty={w.choose} />
      <MoneyField {...commonOf(view)} name="amount" label={w.amount} />
    </>
  );
}

function MemberFields({ view }: FieldsOf) {
  const { frame, base } = view;
  const w = amendmentWords[frame.language].member;
  const more = { maxlength: 200, autocomplete: 'off' };
  return (
    <>
      <TextField {...commonOf(view)} name="leaves" label={w.leaves} optional more={more} />
      <TextField {...commonOf(view)} name="leavesRole" label={w.leavesRole} optional more={more} />
      <TextField {...commonOf(view)} name="joins" label={w.joins} optional more={more} />
      <TextField {...commonOf(view)} name="joinsRole" label={w.joinsRole} optional more={more} />
      <p class="small">
        {w.access} <a href={`${base}/application/members`}>{w.toTeam}</a>
      </p>
    </>
  );
}

/** What the report is, and the money that it says, as wide as the page. */
function ReportHead({ view: { frame, money, beside } }: FieldsOf) {
  const { language } = frame;
  const w = amendmentWords[language].report;
  return (
    <section aria-labelledby="report">
      <h2 id="report">
        {w.title} ({w.form})
      </h2>
      <p>{w.lead}</p>
      <ReportMoney rows={money} beside={beside} language={language} />
    </section>
  );
}

function ReportFields({ view }: FieldsOf) {
  const { frame, lines, evidenceRows } = view;
  const { language } = frame;
  const w = amendmentWords[language].report;
  const common = commonOf(view);
  return (
    <>
      {lines.map(({ id, name, hasVnd }) => (
        <fieldset class="group">
          <legend>
            {name}, {formatVnd(hasVnd)}
          </legend>
          <Choices
            {...common}
            name={`status-${id}`}
            label={w.status}
            options={(['done', 'ongoing', 'notStarted'] as const).map((value) => ({
              value,
              label: w.statuses[value],
            }))}
          />
          <TextArea {...common} name={`output-${id}`} label={w.output} optional rows={3} />
        </fieldset>
      ))}
      <h3>{w.effects}</h3>
      <TextField {...common} name="jobs" label={w.jobs} optional more={{ maxlength: 500 }} />
      <TextField {...common} name="revenue" label={w.revenue} optional more={{ maxlength: 500 }} />
      <TextField {...common} name="property" label={w.property} optional more={{ maxlength: 500 }} />
      <TextArea {...common} name="otherEffects" label={w.other} optional rows={3} />
      <h3>{w.evidence}</h3>
      {Array.from({ length: evidenceRows }, (_, index) => {
        const code = `MC-${String(index + 1).padStart(3, '0')}`;
        const label = (name: string) => `${code}: ${name}`;
        return (
          <div class="evidencerow">
            <TextField {...common} name={`evKind-${index}`} label={label(w.kind)} optional more={{ maxlength: 200 }} />
            <TextField
              {...common}
              name={`evNumber-${index}`}
              label={label(w.number)}
              optional
              more={{ maxlength: 100 }}
            />
            <TextField
              {...common}
              name={`evDay-${index}`}
              label={label(w.day)}
              optional
              narrow
              more={{ inputmode: 'numeric', maxlength: 20, placeholder: 'dd/mm/yyyy' }}
            />
            <TextField {...common} name={`evUnit-${index}`} label={label(w.unit)} optional more={{ maxlength: 200 }} />
          </div>
        );
      })}
      <input type="hidden" name="rows" value={evidenceRows} />
      <p>
        <button class="button quiet" type="submit" name="more" value="yes">
          {w.more}
        </button>
      </p>
    </>
  );
}
