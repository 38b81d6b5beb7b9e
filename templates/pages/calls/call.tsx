// A call, for anyone who thinks of applying: what for, who, how much, when, with which papers, and how it is decided.

import { capital } from '../../../workflows/rules/citations.ts';
import { formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Contents } from '../../parts/contents.tsx';
import { Unbroken } from '../../parts/facts.tsx';
import { inLines } from '../../parts/lines.ts';
import { Questions, type QuestionsView } from '../../parts/questions.tsx';
import { daysBetween, dayText, timeText } from '../../parts/when.ts';
import { Vessels, type VesselView } from '../../pictures/vessels.tsx';
import { callWords } from '../../words/calls.ts';
import { picturesWords } from '../../words/pictures.ts';
import { callRoomWords } from '../../words/programmes-calls.ts';
import { questionWords } from '../../words/questions.ts';
import { registerWords } from '../../words/registers.ts';
import { selfCheckWords } from '../../words/self-check.ts';
import type { Language } from '../../words/words.ts';

/** Where a figure stands in the law. `unread`: the original text was not seen. */
export type ClauseView = { text: string; unread: boolean };

/** A level with its clause; `text` is null where the law leaves it unknown. */
export type FigureView = { name: string; text: string | null; clause: ClauseView };

export type StepView = {
  step: keyof (typeof callWords)['vi']['steps'];
  period: { count: number; unit: 'day' | 'workingDay' | 'month' | 'year'; event: string } | null;
  /** The last day of the step, if all before it take as long as the law lets them; null where that cannot be added up. */
  by: string | null;
  clause: ClauseView;
};

export type CallView = {
  agency: string;
  programme: string;
  fictional: boolean;
  stage: string;
  months: FigureView & { count: number | null };
  standing: 'open' | 'notYet' | 'closed';
  /** Who looks: the agency's own people run the call and do not apply to it. */
  viewer: 'nobody' | 'person' | 'staff';
  /** Closed before its announced end; `reason` is null where it is not kept any more. */
  closedEarly: { at: string; decisionNumber: string; reason: string | null } | null;
  opensOn: string;
  closesAt: string;
  daysLeft: number;
  /** Days until it opens; below zero when it has. */
  opensIn: number;
  today: string;
  decisionNumber: string;
  budgetVnd: bigint;
  lines: string[];
  applicants: ('team' | 'enterprise')[];
  conditions: { text: string; checkedBy: 'system' | 'officer' | 'declaration'; clause: ClauseView }[];
  /** The condition that applicants are of the city; where the pack knows none, the instrument that does not state it. */
  ofCity: { text: string; clause: ClauseView } | { unsaidIn: string; unread: boolean };
  /** The fields that the programme prefers, by name. */
  fields: string[];
  /** Where one may ask; '' for what the agency has not written. */
  contact: { name: string; address: string; email: string; phone: string };
  figures: FigureView[];
  /** `onlyFor`: the answer elsewhere in the form that asks for it; null for everybody. */
  papers: {
    label: string;
    help: string | null;
    required: boolean;
    onlyFor: string | null;
    types: string;
    most: number;
  }[];
  sections: string[];
  steps: StepView[];
  /** From today to the money, with the periods of the law added up; null where that says nothing any more. */
  timeline: {
    agreedBy: string | null;
    paidBy: string | null;
    days: number | null;
    /** The holidays of that time are not announced yet. */
    provisional: boolean;
    /** Steps whose period nobody knows. */
    missing: StepView['step'][];
  } | null;
  council: { members: string; quorum: string; passes: string; clause: ClauseView } | null;
  /** What reviewers answer. `named`: criteria that the instrument names and the sheet does not ask by themselves. */
  review: {
    title: string;
    clause: ClauseView | null;
    sections: { title: string; questions: { text: string; points: number | null }[] }[];
    givesPoints: boolean;
    passMark: number | null;
    concludes: boolean;
    named: string[];
  };
  apply: string;
  selfCheck: string;
  questions: QuestionsView;
  own: { href: string; code: string; title: string }[];
  /** For the agency's own people: what has become of the call, and what they may do. */
  staff: {
    note: string | null;
    standing: string;
    committedVnd: bigint;
    uncommittedVnd: bigint;
    /** What went back when the call was closed; null while it is not. */
    returnedVnd: bigint | null;
    /** Where its money stands now; null for who may not read of it. */
    vessels: readonly VesselView[] | null;
    submitted: number;
    undecided: number;
    /** What whoever opened the call took note of, line by line. */
    unread: string | null;
    questions: { href: string; waiting: number };
    all: string;
    dossiers: string;
    payments: string;
    close: string | null;
  } | null;
};

export function CallPage({ frame, call }: { frame: Frame; call: CallView }) {
  const { language } = frame;
  const w = callWords[language];
  const title = w.stageSupport(call.stage);
  return (
    <Layout frame={frame} title={title} here="calls">
      <nav class="crumbs" aria-label={w.crumb}>
        <a href="/">{w.crumb}</a> / {call.agency}
      </nav>
      <h1>
        {title} {call.fictional && <span class="tag stop">{w.fictional}</span>}
      </h1>
      <p class="lead">
        {call.agency}. {call.programme}.
      </p>
      {call.staff !== null && call.staff.note !== null && (
        <p class="notice" role="status">
          {call.staff.note}
        </p>
      )}
      <Standing call={call} language={language} />
      <Contents parts={partsOf(call, language)} language={language} />
      <div class="columns">
        <div>
          <Purpose call={call} language={language} />
          <Figures figures={call.figures} language={language} />
          <Papers call={call} language={language} />
          <Decided call={call} language={language} />
          <Questions questions={call.questions} language={language} />
        </div>
        <div>
          <Dates call={call} language={language} />
          <Contact contact={call.contact} language={language} />
          {call.staff !== null && (
            <aside aria-label={callRoomWords[language].staff.title}>
              <ForStaff
                staff={call.staff}
                payments={frame.rooms?.includes('budget') ? call.staff.payments : null}
                language={language}
              />
            </aside>
          )}
        </div>
      </div>
    </Layout>
  );
}

function Standing({ call, language }: { call: CallView; language: Language }) {
  const w = callWords[language];
  if (call.closedEarly !== null) {
    const { at, decisionNumber, reason } = call.closedEarly;
    return (
      <div class="turn">
        <div>
          <h2>{w.closedEarly(timeText(at), decisionNumber)}</h2>
          {reason !== null && (
            <p class="said">
              {w.reason}: {inLines(reason)}
            </p>
          )}
        </div>
      </div>
    );
  }
  if (call.standing === 'closed') return <p class="turn">{w.closed}</p>;
  const mayApply = call.standing === 'open' && call.viewer !== 'staff';
  const begins = mayApply && call.own.length === 0;
  // whoever has no account yet tries first, unless today is the last day; before it opens nothing else can be done
  const checksFirst = !mayApply || (call.viewer === 'nobody' && call.daysLeft > 0);
  return (
    <div class="turn">
      <div>
        <h2>
          {w.closes}: <time datetime={call.closesAt}>{timeText(call.closesAt)}</time>
        </h2>
        <p>
          {call.standing === 'open'
            ? w.daysLeft(call.daysLeft)
            : `${w.opensOn(dayText(call.opensOn))} (${w.away(call.opensIn)})`}
        </p>
        {call.viewer !== 'staff' && checksFirst && call.own.length === 0 && <p class="small">{w.checkNote}</p>}
        {begins && <p class="small">{call.viewer === 'nobody' ? `${w.signInFirst} ${w.applyNote}` : w.applyNote}</p>}
        {call.standing === 'open' && call.viewer === 'staff' && <p class="small">{w.staffNote}</p>}
      </div>
      {call.own.length > 0 && (
        <div>
          <h3>{w.own}</h3>
          <ul class="plain">
            {call.own.map(({ href, code, title }) => (
              <li>
                <a href={href}>{title === '' ? code : `${title} (${code})`}</a>
              </li>
            ))}
          </ul>
          {mayApply && (
            <p class="small">
              <a href={call.apply}>{w.anotherOne}</a>
            </p>
          )}
        </div>
      )}
      {call.viewer !== 'staff' && call.own.length === 0 && (
        <div class="ways">
          {checksFirst && (
            <a class="button" href={call.selfCheck}>
              {selfCheckWords[language].title}
            </a>
          )}
          {begins && (
            <a class={checksFirst ? 'button quiet' : 'button'} href={call.apply}>
              {w.apply}
            </a>
          )}
          {!checksFirst && (
            <a class="button quiet" href={call.selfCheck}>
              {selfCheckWords[language].title}
            </a>
          )}
        </div>
      )}
    </div>
  );
}

/** The headings of the page. */
function partsOf(call: CallView, language: Language): [string, string][] {
  const w = callWords[language];
  return [
    ['what', w.forWhat],
    ['who', w.who],
    ['much', w.howMuch],
    ['papers', w.papers],
    ['decided', w.decided],
    ['questions', `${questionWords[language].title} (${call.questions.list.all})`],
    ['dates', w.dates],
    ['contact', w.contact],
  ];
}

function Purpose({ call, language }: { call: CallView; language: Language }) {
  const w = callWords[language];
  return (
    <>
      <section aria-labelledby="what">
        <h2 id="what">{w.forWhat}</h2>
        <p>
          {w.forWhatText(call.months.count)}{' '}
          {call.months.count !== null && <Clause of={call.months.clause} language={language} />}
        </p>
        <ul>
          {call.lines.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="who">
        <h2 id="who">{w.who}</h2>
        <ul>
          {call.applicants.map((kind) => (
            <li>{w.applicants[kind]}</li>
          ))}
        </ul>
        <h3>{w.ofCity}</h3>
        {'text' in call.ofCity ? (
          <p>
            {call.ofCity.text}. <Clause of={call.ofCity.clause} language={language} />
          </p>
        ) : (
          <p>
            <Unbroken text={w.cityUnsaid(call.ofCity.unsaidIn)} /> {call.ofCity.unread && w.cityUnread}
          </p>
        )}
        {call.fields.length > 0 && (
          <>
            <h3>{w.fields(call.fields.length)}</h3>
            <ul class="fields">
              {call.fields.map((name) => (
                <li>{name}</li>
              ))}
            </ul>
          </>
        )}
        <h3>{w.conditions}</h3>
        <ul class="conditions">
          {call.conditions.map(({ text, checkedBy, clause }) => (
            <li>
              {text}{' '}
              <span class="soft small">
                {w.checkedBy[checkedBy]}; <Clause of={clause} language={language} inside />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Figures({ figures, language }: { figures: FigureView[]; language: Language }) {
  const w = callWords[language];
  return (
    <section aria-labelledby="much">
      <h2 id="much">{w.howMuch}</h2>
      <table class="stack wordy">
        <thead>
          <tr>
            <th scope="col">{w.figure}</th>
            <th scope="col" class="num">
              {w.amount}
            </th>
            <th scope="col">{w.basis}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ name, text, clause }) => (
            <tr>
              <td>{name}</td>
              <td class="num" data-label={w.amount}>
                {text ?? <span class="tag stop">{w.unknown}</span>}
              </td>
              <td data-label={w.basis}>
                <Clause of={clause} language={language} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {figures.some(({ clause }) => clause.unread) && <p class="small soft after">{w.unreadNote}</p>}
    </section>
  );
}

/** `inside`: in the middle of a sentence. */
export function Clause({ of, language, inside }: { of: ClauseView; language: Language; inside?: boolean }) {
  return (
    <span class="clause small">
      <Unbroken text={inside ? of.text : capital(of.text)} />
      {of.unread && <em>, {callWords[language].unread}</em>}
    </span>
  );
}

function Papers({ call, language }: { call: CallView; language: Language }) {
  const w = callWords[language];
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{w.papers}</h2>
      {call.papers.length === 0 && <p>{w.noPapers}</p>}
      <ul class="needed">
        {call.papers.map(({ label, help, required, onlyFor, types, most }) => (
          <li>
            <strong>{label}</strong>{' '}
            <span class="soft">
              ({required ? w.required : w.optional}
              {onlyFor !== null && ` ${w.onlyFor(onlyFor)}`}; {w.files(most, types)})
            </span>
            {help !== null && <span class="hint">{help}</span>}
          </li>
        ))}
      </ul>
      {call.sections.length > 0 && (
        <>
          <h3>{w.sections}</h3>
          <ol>
            {call.sections.map((section) => (
              <li>{section}</li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function Decided({ call, language }: { call: CallView; language: Language }) {
  const w = callWords[language];
  return (
    <section aria-labelledby="decided">
      <h2 id="decided">{w.decided}</h2>
      {call.timeline !== null && <Timeline timeline={call.timeline} language={language} />}
      <ol class="path">
        <li>
          <b class="no" aria-hidden="true">
            1
          </b>
          <div>
            <h3>{w.handIn}</h3>
            <p>
              {call.closedEarly === null
                ? w.handInBy(timeText(call.closesAt), call.standing === 'open' ? w.daysLeft(call.daysLeft) : null)
                : w.endedAt(timeText(call.closedEarly.at))}
            </p>
          </div>
        </li>
        {call.steps.map(({ step, period, by, clause }, index) => (
          <li>
            <b class="no" aria-hidden="true">
              {index + 2}
            </b>
            <div>
              <h3>{w.steps[step]}</h3>
              <p>{period === null ? w.noPeriod : w.within(period.count, w.units[period.unit], period.event)}</p>
              <Clause of={clause} language={language} />
              {by !== null && <p class="by">{w.atLatest(dayText(by))}</p>}
            </div>
          </li>
        ))}
      </ol>
      {call.council !== null && (
        <p class="after">
          {w.council(call.council.members, call.council.quorum, call.council.passes)}{' '}
          <Clause of={call.council.clause} language={language} />
        </p>
      )}
      <Review review={call.review} language={language} />
    </section>
  );
}

/** The way from today to the money, in one sentence: an addition, and no promise. */
function Timeline({ timeline, language }: { timeline: NonNullable<CallView['timeline']>; language: Language }) {
  const w = callWords[language];
  const { agreedBy, paidBy, days, provisional, missing } = timeline;
  return (
    <div class="timeline">
      <h3>{w.timeline}</h3>
      {agreedBy !== null && paidBy !== null && days !== null ? (
        <p>
          {w.fromToday(dayText(agreedBy))} <strong>{w.moneyBy(dayText(paidBy), days)}</strong>
        </p>
      ) : (
        <p>{w.cannotAdd(missing.map((step) => w.steps[step]).join('; '))}</p>
      )}
      <p class="small soft">
        {w.noPromise} {provisional && w.provisional}
      </p>
    </div>
  );
}

/** Criteria that bear their numbers in the sheet have no bullets beside them. */
const isNumbered = (text: string) => /^\d+[.)]/.test(text);

function Review({ review, language }: { review: CallView['review']; language: Language }) {
  const w = callWords[language];
  return (
    <>
      <h3 class="after">{w.criteria}</h3>
      <p>
        {w.sheet(review.title)} {review.givesPoints ? w.byPoints(review.passMark) : w.byVerdict}{' '}
        {review.concludes && `${w.concludes} `}
        {review.clause !== null && <Clause of={review.clause} language={language} />}
      </p>
      {review.sections.map(({ title, questions }) => (
        <>
          <h4>{title}</h4>
          <ul class={questions.every(({ text }) => isNumbered(text)) ? 'conditions plain' : 'conditions'}>
            {questions.map(({ text, points }) => (
              <li>
                {text}
                {points !== null && <span class="soft"> ({w.mostPoints(points)})</span>}
              </li>
            ))}
          </ul>
        </>
      ))}
      {review.named.length > 0 && <p class="soft">{w.named(review.named.join('; '))}</p>}
    </>
  );
}

/** What the agency's own people see beside what everybody sees. */
function ForStaff({
  staff,
  payments,
  language,
}: {
  staff: NonNullable<CallView['staff']>;
  /** null for who may not read them. */
  payments: string | null;
  language: Language;
}) {
  const { staff: w, calls } = callRoomWords[language];
  const facts: [string, string][] = [
    [calls.standing, staff.standing],
    [calls.committed, formatVnd(staff.committedVnd)],
    staff.returnedVnd === null
      ? [calls.left, formatVnd(staff.uncommittedVnd)]
      : [calls.given, formatVnd(staff.returnedVnd)],
    [
      calls.applications,
      staff.undecided > 0 ? `${staff.submitted}, ${calls.undecided(staff.undecided)}` : String(staff.submitted),
    ],
  ];
  return (
    <section aria-labelledby="for-staff" class="forstaff">
      <h2 id="for-staff">{w.title}</h2>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {staff.vessels !== null && (
        <Vessels name={picturesWords[language].vessels.call} parts={staff.vessels} language={language} />
      )}
      {staff.unread !== null && (
        <details class="year">
          <summary>{w.unread}</summary>
          {w.unreadAs !== '' && <p class="small soft">{w.unreadAs}</p>}
          <p class="said small">{staff.unread}</p>
        </details>
      )}
      <ul class="story">
        <li>
          <a href={staff.questions.href}>{questionWords[language].staff.link(staff.questions.waiting)}</a>
        </li>
        <li>
          <a href={staff.dossiers}>{w.dossiers}</a>
        </li>
        {payments !== null && (
          <li>
            <a href={payments}>{registerWords[language].callPayments}</a>
          </li>
        )}
        <li>
          <a href={staff.all}>{w.all}</a>
        </li>
        {staff.close !== null && (
          <li>
            <a href={staff.close}>{w.close}</a>
          </li>
        )}
      </ul>
    </section>
  );
}

function Dates({ call, language }: { call: CallView; language: Language }) {
  const w = callWords[language];
  const left = (text: string, days: number) => (days < 0 ? text : `${text} (${w.away(days)})`);
  const by = (step: StepView['step'], name: string): [string, string][] => {
    const day = call.steps.find((one) => one.step === step)?.by ?? null;
    return day === null ? [] : [[name, left(dayText(day), daysBetween(call.today, day))]];
  };
  const facts: [string, string][] = [
    [w.opens, left(dayText(call.opensOn), call.opensIn <= 0 ? -1 : call.opensIn)],
    call.closedEarly === null
      ? [w.closes, call.standing === 'closed' ? timeText(call.closesAt) : left(timeText(call.closesAt), call.daysLeft)]
      : [w.ended, timeText(call.closedEarly.at)],
    ...by('completenessCheck', w.screenedBy),
    ...by('resultNotice', w.resultBy),
    ...by('approval', w.decidedBy),
    [w.callBudget, formatVnd(call.budgetVnd)],
    [w.decision, call.decisionNumber],
    [w.programme, call.programme],
  ];
  return (
    <aside aria-labelledby="dates">
      <h2 id="dates">{w.dates}</h2>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}

function Contact({ contact, language }: { contact: CallView['contact']; language: Language }) {
  const w = callWords[language];
  const { name, address, email, phone } = contact;
  return (
    <aside aria-labelledby="contact" class="after">
      <h2 id="contact">{w.contact}</h2>
      <dl class="facts">
        <div>
          <dt>{w.contactName}</dt>
          <dd lang="vi">{name}</dd>
        </div>
        {address !== '' && (
          <div>
            <dt>{w.address}</dt>
            <dd lang="vi">{address}</dd>
          </div>
        )}
        {email !== '' && (
          <div>
            <dt>{w.email}</dt>
            <dd>
              <a href={`mailto:${email}`}>{email}</a>
            </dd>
          </div>
        )}
        {phone !== '' && (
          <div>
            <dt>{w.phone}</dt>
            <dd>
              <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>
            </dd>
          </div>
        )}
      </dl>
      {address === '' && email === '' && phone === '' && <p class="small soft">{w.noContact}</p>}
    </aside>
  );
}
