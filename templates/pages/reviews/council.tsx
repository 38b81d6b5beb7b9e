import type { ShownSection } from '../../../workflows/rules/forms.ts';
import { formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { EnglishCopy } from '../../parts/english-copy.tsx';
import { Unbroken } from '../../parts/facts.tsx';
import { Buttons, Choices, Form, TextArea, TextField } from '../../parts/form.tsx';
import { type Meets, meetsWhen, timeText } from '../../parts/when.ts';
import { reviewsWords } from '../../words/reviews.ts';
import { attendanceWords } from '../../words/reviews-attendance.ts';
import { councilWords } from '../../words/reviews-council.ts';
import { reviewerWords } from '../../words/reviews-reviewers.ts';
import { severalWords } from '../../words/reviews-several.ts';
import { sittingWords } from '../../words/reviews-sitting.ts';
import type { Language } from '../../words/words.ts';
import { Compose, type ComposeView } from './compose.tsx';
import { MeetingFields } from './composing.tsx';
import { Conclude, type ConcludeView, NoBallots } from './conclude.tsx';
import { NoticedLater } from './conflict.tsx';
import { type FormState, Head, type HeadView, PassFail, Reading, Trouble, type TroubleView } from './parts.tsx';
import { Remind, type RemindView } from './remind.tsx';
import type { NextView } from './review.tsx';
import { NextBallot } from './sitting.tsx';

/** A submitted sheet. `shown`: null while it is not to be read, or not kept any more. */
export type SheetView = {
  name: string;
  verdict: 'pass' | 'fail' | null;
  points: number | null;
  submittedAt: string | null;
  /** Whoever submitted it declared a conflict of interest since. */
  declaredLater: boolean;
  /** How many criteria fail, whatever the sheet concludes. */
  fails: number;
  shown: readonly ShownSection[] | null;
};

/** An expense line that is voted on. `passes` and `passed` are null for somebody who may not know how others voted. */
export type ItemView = {
  line: string;
  name: string;
  askedVnd: bigint;
  matchingVnd: bigint;
  passes: number | null;
  passed: boolean | null;
  recommendedVnd: bigint | null;
};

/**
 * `conflict`: what somebody declared of it, '' where that there is one is all that is said; null for none. `opinion`: what they
 * wrote with their ballot, '' for nothing.
 */
export type SeatView = {
  id: string;
  name: string;
  office: 'chair' | 'viceChair' | 'member';
  voted: boolean;
  conflict: string | null;
  opinion: string;
  /** Of a conflict of interest: when they declared it who had voted, and whether that was together; null for none. */
  declared: { at: string; atOnce: boolean } | null;
};

/** The kept facts of the meeting. */
export type MinutesView = { label: string; value: string }[];

export type CouncilView = {
  frame: Frame;
  head: HeadView;
  /** Where its whole call is dealt with. */
  call: string;
  trouble: TroubleView;
  step: 'before' | 'underReview' | 'beforeCouncil' | 'after';
  sheets: {
    list: readonly SheetView[];
    open: boolean;
    missing: readonly string[];
    /** Each criterion as it was judged by each of them whose sheet is kept. `short`: what it is numbered, '' for nothing. */
    criteria: readonly {
      short: string;
      label: string;
      given: readonly { name: string; text: string; fails: boolean }[];
    }[];
  };
  items: readonly ItemView[];
  /** null while there is none. */
  council: {
    /** `attends`: whether somebody is present, as far as it was said. */
    seats: readonly (SeatView & { attends: 'present' | 'excused' | 'unexcused' | null })[];
    /** Whether those who may vote can be enough. */
    enough: boolean;
    present: number;
    needed: number;
    reached: boolean;
    chairPresent: boolean;
    clause: string;
    itemNeeded: number;
    itemClause: string;
    /** When and where it is to meet, as its members were told; null where nothing was said. */
    announced: Meets | null;
  } | null;
  compose: ComposeView | null;
  /** The form that changes the day of the meeting and nobody's seat; null where it cannot be changed by the reader. */
  move: { form: FormState; revision: number } | null;
  /** Who is present, for who concludes and while the vote goes on; `said`: what was said of it until now. */
  attendance: {
    form: FormState;
    /** Of what this page shows: nobody saves over what another said meanwhile. */
    mark: string;
    asked: readonly { id: string; name: string }[];
    said: string | null;
    warnings: readonly string[];
  } | null;
  /** For who reminds the members that have not voted; null for everybody else, and where the vote is not open. */
  remind: RemindView | null;
  ballot: FormState | null;
  /** For a member who notices a conflict of interest only now. */
  conflict: FormState;
  voted: boolean;
  /** The page of the sitting that deals with it; null where nobody said when that is. */
  sitting: string | null;
  /** Where the reader, who has voted, votes next in that sitting; undefined where there is nothing to say of it. */
  next: NextView | undefined;
  /** Why the count is not shown, where it is not. */
  hidden: 'voteFirst' | 'voteOpen' | null;
  conclude: ConcludeView | null;
  /** Where enough have voted and not all: the form that ends the vote without the others. */
  end: { form: FormState; asked: readonly { id: string; name: string }[] } | null;
  /** That the vote was ended, where it was. */
  ended: string | null;
  /** What is to be remarked of how early the members had the papers. */
  remarks: readonly string[];
  waiting: 'votes' | 'secretary' | null;
  result: {
    recommended: boolean;
    totalVnd: bigint;
    months: number;
    reason: string;
    minutes: MinutesView;
    paper: { href: string; number: string } | null;
  } | null;
  mayAward: boolean;
  shown: readonly ShownSection[] | null;
};

/** Composing the council, voting, and what it concludes. */
export function CouncilPage(view: CouncilView) {
  const { frame, head, step } = view;
  const { language } = frame;
  const w = reviewsWords[language];
  const c = councilWords[language];
  const lead = step === 'before' ? c.notYet : c.lead[step === 'after' ? 'other' : step];
  return (
    <Layout frame={frame} title={`${c.title} ${head.code}`} here="work" lively>
      <Head head={head} title={c.title} lead={lead} language={language} />
      <Trouble trouble={view.trouble} language={language} />
      {view.remarks.map((remark) => (
        <p class="warning">{remark}</p>
      ))}
      <div class="columns council">
        <div>
          {view.result !== null && <Result view={view} language={language} />}
          {view.ballot !== null && <Ballot view={view} form={view.ballot} language={language} />}
          {view.voted && step === 'beforeCouncil' && <p role="status">{c.voted}</p>}
          {view.next !== undefined && <NextBallot next={view.next} language={language} />}
          {view.council !== null && view.items.length > 0 && <Tally view={view} language={language} />}
          {view.attendance !== null && <Attendance view={view} attendance={view.attendance} language={language} />}
          {view.end !== null && <EndVote view={view} end={view.end} language={language} />}
          {view.conclude !== null && (
            <Conclude base={head.base} items={view.items} conclude={view.conclude} language={language} />
          )}
          {view.waiting !== null && <p class="soft">{view.waiting === 'votes' ? c.waitVotes : c.waitSecretary}</p>}
          {view.remind !== null && (
            <Remind
              remind={view.remind}
              {...(view.sitting === null ? {} : { forAll: `${view.sitting}#remind` })}
              language={language}
            />
          )}
          {view.move !== null && <Move view={view} move={view.move} language={language} />}
          {view.compose !== null && (
            <Compose
              compose={view.compose}
              base={head.base}
              isNeeded={view.council?.enough !== true}
              language={language}
            />
          )}
          {view.compose?.stay === null && (
            <p class="small">
              <a href={`${view.call}/council`}>{severalWords[language].forAll.council}</a>
            </p>
          )}
          <Sheets view={view} language={language} />
          {view.shown !== null && (
            <details class="application">
              <summary>{w.application}</summary>
              <article class="reading" aria-label={w.application}>
                <Reading shown={view.shown} base={head.base} language={language} level={3} />
              </article>
            </details>
          )}
        </div>
        <aside>
          {view.council !== null && <Seats view={view} language={language} />}
          <p class="spaced">
            <a href={head.base}>{w.backToDossier}</a>
          </p>
        </aside>
      </div>
    </Layout>
  );
}

type PartProps = { view: CouncilView; language: Language };

function Result({ view, language }: PartProps) {
  const w = reviewsWords[language];
  const c = councilWords[language];
  const result = view.result!;
  return (
    <section aria-labelledby="result">
      <h2 id="result">{result.recommended ? c.recommended : c.notRecommended}</h2>
      {result.recommended && (
        <p>
          <strong>{formatVnd(result.totalVnd)}</strong>, {c.forMonths(result.months)}
        </p>
      )}
      {result.reason !== '' && (
        <p>
          {w.reason}: {result.reason}
        </p>
      )}
      {result.minutes.length > 0 && (
        <>
          <h3>{c.minutes}</h3>
          <dl class="facts">
            {result.minutes.map(({ label, value }) => (
              <div>
                <dt>{label}</dt>
                <dd class="lines">{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {result.paper !== null && (
        <p>
          <a href={result.paper.href}>
            {c.minutes} {result.paper.number}
          </a>
          {' · '}
          <EnglishCopy href={result.paper.href} what={`${c.minutes} ${result.paper.number}`} language={language} />
        </p>
      )}
      {view.mayAward && (
        <p class="buttons">
          <a class="button" href={`${view.head.base}/award`}>
            {c.toAward}
          </a>
        </p>
      )}
    </section>
  );
}

function Ballot({ view, form, language }: PartProps & { form: FormState }) {
  const w = reviewsWords[language];
  const c = councilWords[language];
  return (
    <section aria-labelledby="ballot">
      <h2 id="ballot">{c.ballot}</h2>
      <p>{c.ballotLead}</p>
      <Form action={`${view.head.base}/council/vote`} formKey={form.key} class="panel">
        {view.items.map((item) => (
          <PassFail
            name={`ballot.${item.line}`}
            legend={item.name}
            hint={
              <>
                {c.asked}: <span class="amount">{formatVnd(item.askedVnd)}</span>
                {item.matchingVnd > 0n && (
                  <>
                    ; {c.matching}: <span class="amount">{formatVnd(item.matchingVnd)}</span>
                  </>
                )}
              </>
            }
            labels={[w.pass, w.fail]}
            values={['pass', 'fail']}
            form={form}
          />
        ))}
        <TextArea
          name="opinion"
          label={c.opinion}
          hint={c.opinionHint}
          optional
          rows={3}
          typed={form.typed}
          errors={form.errors}
          language={language}
        />
        <Buttons primary={c.readBallot} />
      </Form>
      <NoticedLater
        action={`${view.head.base}/council/conflict`}
        lead={c.conflictFoundLead}
        form={view.conflict}
        language={language}
      />
    </section>
  );
}

/** Who is present: said once before the vote, and folded away then. */
function Attendance({
  view,
  attendance,
  language,
}: PartProps & { attendance: NonNullable<CouncilView['attendance']> }) {
  const w = attendanceWords[language];
  const { form, mark, asked, said, warnings } = attendance;
  const field = { typed: form.typed, errors: form.errors, language };
  return (
    <section aria-labelledby="attendance">
      <h2 id="attendance">{w.title}</h2>
      {said !== null && <p>{said}</p>}
      {warnings.length > 0 && <p class="warning">{warnings.join(' ')}</p>}
      <details class="panel" open={Object.keys(form.errors).length > 0}>
        <summary>{said === null ? w.begin : w.change}</summary>
        <p class="small">{w.lead}</p>
        <Form action={`${view.head.base}/council/attendance`} formKey={form.key}>
          <input type="hidden" name="base" value={mark} />
          {asked.map(({ id, name }) => (
            <div class="attends">
              <Choices
                {...field}
                name={`attends.${id}`}
                label={name}
                options={[
                  { value: 'present', label: w.present },
                  { value: 'excused', label: w.excused },
                  { value: 'unexcused', label: w.unexcused },
                ]}
              />
              <TextField
                {...field}
                name={`away.${id}`}
                label={w.reasonOf(name)}
                optional
                more={{ autocomplete: 'off' }}
              />
            </div>
          ))}
          <button class="button quiet" type="submit">
            {w.save}
          </button>
        </Form>
      </details>
    </section>
  );
}

/** Ends the vote without those who have not voted: before any count is shown. */
function EndVote({ view, end, language }: PartProps & { end: NonNullable<CouncilView['end']> }) {
  const c = councilWords[language];
  const { form, asked } = end;
  return (
    <section aria-labelledby="end">
      <h2 id="end">{c.endTitle}</h2>
      <p class="warning">{c.missing(asked.map(({ name }) => name).join(', '))}</p>
      <p>{c.endLead}</p>
      <Form action={`${view.head.base}/council/end`} formKey={form.key} class="panel">
        <NoBallots asked={asked} field={{ typed: form.typed, errors: form.errors, language }} language={language} />
        <Buttons primary={c.end} />
      </Form>
    </section>
  );
}

/** Another day, hour or place for the meeting; the council keeps its members. */
function Move({ view, move, language }: PartProps & { move: NonNullable<CouncilView['move']> }) {
  const w = severalWords[language].move;
  return (
    <details class="panel" open={Object.keys(move.form.errors).length > 0}>
      <summary>{w.title}</summary>
      <Form action={`${view.head.base}/council/meeting`} formKey={move.form.key} revision={move.revision}>
        <p class="small">{w.lead}</p>
        <MeetingFields form={move.form} language={language} />
        <button class="button quiet" type="submit">
          {w.submit}
        </button>
      </Form>
      <p class="small">
        <a href={`${view.call}/meeting`}>{severalWords[language].forAll.meeting}</a>
      </p>
    </details>
  );
}

function Tally({ view, language }: PartProps) {
  const c = councilWords[language];
  const council = view.council!;
  const isOpen = council.present > 0 && view.hidden === null;
  return (
    <section aria-labelledby="tally">
      <h2 id="tally">{c.tally}</h2>
      <p>
        <span class={council.reached ? 'tag done' : 'tag now'}>
          {council.reached ? c.quorumReached : c.quorumMissing}
        </span>{' '}
        {c.quorum(council.present, council.seats.length, council.needed)}{' '}
        <span class="soft">
          (<Unbroken text={council.clause} />)
        </span>
        {!council.chairPresent && (
          <>
            <br />
            {c.chairAbsent}
          </>
        )}
      </p>
      {!council.enough && (
        <p class="warning">
          {c.neverEnough} {view.compose === null && c.recomposeBy}
        </p>
      )}
      {view.hidden !== null && <p class="soft">{c[view.hidden]}</p>}
      {view.ended !== null && <p>{view.ended}</p>}
      {isOpen && (
        <>
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{c.item}</th>
                <th scope="col" class="num">
                  {c.asked}
                </th>
                <th scope="col">{c.votes}</th>
                {view.result?.recommended && (
                  <th scope="col" class="num">
                    {c.recommended}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {view.items.map((item) => (
                <tr>
                  <td>{item.name}</td>
                  <td class="num" data-label={c.asked}>
                    {formatVnd(item.askedVnd)}
                  </td>
                  <td data-label={c.votes}>
                    <span>
                      {c.votesOf(item.passes ?? 0, council.present, council.itemNeeded)}{' '}
                      <span class={item.passed ? 'tag done' : 'tag'}>{item.passed ? c.itemPassed : c.itemFailed}</span>
                    </span>
                  </td>
                  {view.result?.recommended && (
                    <td class="num" data-label={c.recommended}>
                      {formatVnd(item.recommendedVnd ?? 0n)}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
          <p class="small soft">{council.itemClause}</p>
        </>
      )}
    </section>
  );
}

function Seats({ view, language }: PartProps) {
  const c = councilWords[language];
  const office = { chair: c.chair, viceChair: c.viceChair, member: c.member };
  const { announced } = view.council!;
  return (
    <section aria-labelledby="seats">
      <h2 id="seats">{c.composed}</h2>
      {announced !== null && <p>{c.meets(meetsWhen(announced), announced.place ?? '')}</p>}
      {view.sitting !== null && (
        <p class="small">
          <a href={view.sitting}>{sittingWords[language].toSitting}</a>
        </p>
      )}
      <ul class="chain seats">
        {view.council!.seats.map((seat) => (
          <li class={seat.voted ? '' : 'next'}>
            {seat.name}
            <br />
            <span class="small soft">
              {office[seat.office]}, {seat.voted ? c.hasVoted : seat.conflict === null ? c.hasNotVoted : c.seatConflict}
              {!seat.voted && seat.attends !== null && `, ${attendanceWords[language].seat[seat.attends]}`}
              {seat.conflict !== null && seat.conflict !== '' && `: ${seat.conflict}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sheets({ view, language }: PartProps) {
  const w = reviewsWords[language];
  const c = councilWords[language];
  const { list, open, missing } = view.sheets;
  if (list.length === 0) return null;
  return (
    <section aria-labelledby="sheets">
      <h2 id="sheets">{c.sheets}</h2>
      {missing.length > 0 && (
        <p>
          {c.sheetsMissing(missing.length)}: {missing.join(', ')}.
        </p>
      )}
      {!open && <p class="soft">{c.sheetsOpen}</p>}
      {open && (
        <>
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{c.reviewer}</th>
                <th scope="col">{c.result}</th>
                {list.some(({ points }) => points !== null) && (
                  <th scope="col" class="num">
                    {c.points}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {list.map((sheet) => (
                <tr>
                  <td>{sheet.name}</td>
                  <td data-label={c.result}>
                    {sheet.verdict === null ? (
                      <span class="soft">{reviewerWords[language].notSubmitted}</span>
                    ) : (
                      <span>
                        <span class={sheet.verdict === 'pass' ? 'tag done' : 'tag stop'}>{w[sheet.verdict]}</span>{' '}
                        <span class="small soft">{sheet.submittedAt !== null && timeText(sheet.submittedAt)}</span>
                        {sheet.fails > 0 && <span class="tag stop">{c.fails(sheet.fails)}</span>}
                        {sheet.declaredLater && <span class="small"> {c.declaredLater}</span>}
                      </span>
                    )}
                  </td>
                  {list.some(({ points }) => points !== null) && (
                    <td class="num" data-label={c.points}>
                      {sheet.points ?? ''}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
          {view.sheets.criteria.length > 0 && <Compared view={view} language={language} />}
          {list.map(
            (sheet) =>
              sheet.shown !== null && (
                <details class="sheet-read">
                  <summary>
                    {c.readSheet}: {sheet.name}
                  </summary>
                  <div class="reading">
                    <SheetAnswers sheet={sheet} base={view.head.base} language={language} />
                  </div>
                </details>
              ),
          )}
        </>
      )}
    </section>
  );
}

/** As much of the end of somebody's name as tells them from the others: a phone has room for no more beside what they gave. */
function shortName(name: string, names: readonly string[]): string {
  const words = name.split(' ');
  const ends = words.map((_, index) => words.slice(words.length - 1 - index).join(' '));
  return ends.find((end) => names.filter((one) => one === end || one.endsWith(` ${end}`)).length === 1) ?? name;
}

/** Each criterion as every reviewer judged it: who fails it, though their sheet may pass, stands out. */
function Compared({ view, language }: PartProps) {
  const c = councilWords[language];
  const { list, criteria } = view.sheets;
  const told = list.filter(({ shown }) => shown !== null);
  const names = told.map(({ name }) => name);
  return (
    <details class="compared" open>
      <summary>{c.compared}</summary>
      <div class="reads-table">
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">{c.criterion}</th>
              {told.map(({ name }) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {criteria.map(({ short, label, given }) => (
              <tr>
                <td>
                  <span>
                    {short !== '' && (
                      <>
                        <span class="small soft">{short}</span>
                        <br />
                      </>
                    )}
                    {label}
                  </span>
                </td>
                {given.map(({ name, text, fails }) => (
                  <td data-label={name} data-short={shortName(name, names)}>
                    {fails ? <span class="tag stop">{text}</span> : text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** Several sheets of one form stand on one page: their headings are told apart by the reviewer. */
function SheetAnswers({ sheet, base, language }: { sheet: SheetView; base: string; language: Language }) {
  const own = (sheet.shown ?? []).map((part) => ({
    ...part,
    section: { ...part.section, id: `${part.section.id}-${sheet.submittedAt ?? ''}`.replace(/[^A-Za-z0-9-]/g, '-') },
  }));
  return <Reading shown={own} base={base} language={language} level={3} />;
}
