import type { Child } from 'hono/jsx';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { type Frame, Layout } from '../layout.tsx';
import { type DebtSplit, splitText } from '../parts/debt.tsx';
import { EnglishCopy } from '../parts/english-copy.tsx';
import { Unbroken } from '../parts/facts.tsx';
import { Lapsed, type LapsedView } from '../parts/lapsed.tsx';
import { sinceText } from '../parts/lateness.tsx';
import { type ListView, Pages } from '../parts/list.tsx';
import { Returned, type ReturnedView } from '../parts/returned.tsx';
import { dayTextOf, timeText } from '../parts/when.ts';
import { Dues, type DuesView } from '../pictures/dues.tsx';
import { amendmentWords } from '../words/amendments.ts';
import { dossierWords } from '../words/dossier.ts';
import { nameOf } from '../words/names.ts';
import { picturesWords } from '../words/pictures.ts';
import type { DecisionView } from './appeals/lodge.tsx';
import { AppealsSection } from './appeals/section.tsx';

export type EventView = {
  at: string;
  who: string;
  what: string;
  about: string;
  facts: readonly string[];
  reason: string;
};
export type DossierView = {
  frame: Frame;
  base: string;
  code: string;
  title: string;
  party: string;
  stage: string;
  pack: string;
  fictional: boolean;
  agreement: { number: string; endsOn: string } | null;
  /** What was recorded just now, by event name. */
  done: string | null;
  today: string;
  /** Whose turn it is: the reader's own first. */
  turns: readonly {
    yours: boolean;
    who: string;
    step: string;
    since: string;
    dueAt: string | null;
    what: string;
    clause: string | null;
    /** What the reader does about it, where it is theirs; whichever they like first. */
    actions: readonly { label: string; todo?: string }[];
  }[];
  /** What is waited for from the reader first. */
  actions: readonly { href: string; label: string }[];
  /** What the team may appeal against, for its owners; and the appeals that there are, for who reads them. */
  appeals: {
    decisions: readonly (DecisionView & { href: string })[];
    lodged: readonly { href: string; event: string; on: string; step: string }[];
  };
  /** Where the team takes its application back; null where it may not. */
  withdraw: { href: string; label: string } | null;
  /** It was withdrawn: until when its team may take it back; null where it may not, or not any more. */
  undoUntil: string | null;
  /** Where somebody in office declares a conflict of interest, or sees that they did; null for everybody else. */
  interest: { href: string; isDeclared: boolean } | null;
  /** Where the reader says to which account the money goes; `isDue`: it was awarded. null where they may not. */
  account: {
    href: string | null;
    missing: boolean;
    isDue: boolean;
    /** It was given just now. */
    isNew: boolean;
    stands: 'missing' | 'returned' | 'sentBack' | 'waits' | 'confirmed' | 'unconfirmed';
    /** Why an officer did not accept it, and when. */
    why: string;
    at: string;
  } | null;
  /** Where an officer confirms an account that was given since; null where none waits for the reader. */
  accountToConfirm: string | null;
  /** What became of it as a project is not for this reader. */
  hidesRest: boolean;
  /** There are papers that are not for this reader. */
  hidesPapers: boolean;
  lanes: Child;
  dues: DuesView;
  money: Child | null;
  caps: Child | null;
  requests: readonly { href: string; tranche: number; amountVnd: bigint; step: string; at: string }[];
  /** `leftVnd`: what has still to be paid back; null where nothing is due. */
  recoveries: readonly {
    href: string;
    amountVnd: bigint;
    leftVnd: bigint | null;
    step: string;
    split: DebtSplit | null;
  }[];
  /** What was asked to be amended, and where the reader asks for more; null where nothing can be and nothing was. */
  amendments: { list: Child; href: string | null } | null;
  events: readonly EventView[];
  eventCount: number;
  /** `isPrinted`: here, as a PDF; the others were recorded on the page that they lead to. */
  papers: readonly { href: string; kind: string; number: string; at: string; isPrinted: boolean }[];
  /** What a council recommended, or why it was rejected, for the team; null where there is nothing to tell. */
  told: { title: string; text: string; quote: string } | null;
  /** Why it came back to its team, where the reader is of it and it waits for them. */
  returned: ReturnedView | null;
  /** How it was closed because its time ran out, where the reader is of its team. */
  lapsed: LapsedView | null;
  mayRead: boolean;
  /** Of each handing in, newest first; none where they are not for the reader. */
  receipts: readonly { href: string; number: number; at: string }[];
  /** Pages of steps that others take and the reader only looks at. */
  reads: readonly { href: string; label: string }[];
};

/** The account has something to say for itself beside the page: a place where it is changed, or how far it has come. */
const saysAccount = ({ href, missing, isDue, stands }: NonNullable<DossierView['account']>) =>
  isDue ? !missing && (href !== null || stands === 'waits' || stands === 'confirmed') : missing || href !== null;

const lowerFirst = (text: string) => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);

/** Where is this, whose turn is it, what can I do now; and below, all that has become of it. */
export function DossierPage(view: DossierView) {
  const { frame, base, turns, actions } = view;
  const { language } = frame;
  const w = dossierWords[language];
  const [first, ...others] = turns;
  // beside "waiting for somebody else" no button of the reader's own
  const primary = first?.yours ? actions[0] : undefined;
  const more = primary === undefined ? actions : actions.slice(1);
  const todoOf = ({ actions: own, step }: (typeof turns)[number]) =>
    own.length === 0 ? lowerFirst(step) : own.map(({ label, todo }) => lowerFirst(todo ?? label)).join(w.orElse);
  const sinceOf = ({ since, dueAt }: DossierView['turns'][number]) =>
    sinceText(dayOf(since), dueAt === null ? null : dayOf(dueAt), language);
  return (
    <Layout frame={frame} title={view.title || w.unnamed} here="work">
      <div class="crumbs">
        <a href="/work">{w.work}</a> / {view.code}
      </div>
      <h1>{view.title || w.unnamed}</h1>
      <p class="lead">
        {[view.party, view.stage, view.pack].filter(Boolean).join(' · ')}
        {view.agreement !== null && (
          <>
            {' · '}
            {w.agreement} <span class="whole">{view.agreement.number}</span>,{' '}
            {w.endsOn(dayTextOf(`${view.agreement.endsOn}T12:00:00Z`))}
          </>
        )}
        {view.fictional && ' '}
        {view.fictional && (
          <span class="tag stop">{language === 'vi' ? 'Hư cấu, không phải luật' : 'Fictional, not law'}</span>
        )}
      </p>
      {view.done !== null && (
        <p class="notice" role="status">
          {w.done(nameOf('events', view.done, language))}
        </p>
      )}
      <div class={first?.yours ? 'turn' : 'turn quiet'} role="status">
        <div>
          <h2>
            {first === undefined
              ? view.hidesRest
                ? w.turnHidden
                : w.turnNobody
              : first.yours
                ? `${w.turnYours}: ${todoOf(first)}`
                : w.turnOf(first.who)}
          </h2>
          {first !== undefined && (
            <p>
              {(!first.yours || first.actions.length > 0) && `${first.step}, `}
              {sinceOf(first)}
              {first.dueAt !== null && (
                <Unbroken
                  text={`, ${w.untilDay(dayTextOf(first.dueAt))} (${nameOf('periods', first.what, language)}${first.clause === null ? '' : `, ${first.clause}`})`}
                />
              )}
              .
            </p>
          )}
          {view.undoUntil !== null && <p>{w.undoUntil(timeText(view.undoUntil))}</p>}
          {others.map((turn) => (
            <p class="small">
              {turn.yours ? `${w.turnYours}: ${todoOf(turn)}` : w.turnOf(turn.who)}
              {/* of the same matter all the rest is said above */}
              {!turn.yours && turn.step !== first?.step && `: ${turn.step}`}
              {turn.step !== first?.step && `, ${sinceOf(turn)}`}
              {turn.step !== first?.step && turn.dueAt !== null && `, ${w.untilDay(dayTextOf(turn.dueAt))}`}.
            </p>
          ))}
        </div>
        {primary !== undefined && (
          <a class="button" href={primary.href}>
            {primary.label}
          </a>
        )}
      </div>
      {view.interest?.isDeclared && (
        <p class="warning">
          {w.conflicted} <a href={view.interest.href}>{w.conflictedMore}</a>
        </p>
      )}
      {view.account?.isNew && view.account.stands === 'waits' && (
        <p class="notice" role="status">
          {w.accountGiven}
        </p>
      )}
      {view.account !== null && view.account.href !== null && view.account.isDue && (
        <div class="turn quiet account">
          <div>
            <h2>
              {view.account.stands === 'returned'
                ? w.accountReturned(dayTextOf(view.account.at))
                : view.account.stands === 'sentBack'
                  ? w.accountSentBack
                  : w.accountMissing}
            </h2>
            {view.account.why !== '' && (
              <p>
                {w.accountReason}: <span class="said">{view.account.why}</span>
              </p>
            )}
          </div>
          <a class="button quiet" href={view.account.href}>
            {view.account.stands === 'sentBack' ? w.giveOther : w.giveAccount}
          </a>
        </div>
      )}
      {view.accountToConfirm !== null && (
        <div class="turn quiet account">
          <h2>{w.confirmAccount}</h2>
          <a class="button quiet" href={view.accountToConfirm}>
            {w.toAccount}
          </a>
        </div>
      )}
      <div class="columns">
        <div>
          {view.told !== null && (
            <section aria-labelledby="told" class="returned">
              <h2 id="told">{view.told.title}</h2>
              {view.told.quote !== '' && <blockquote class="reason lines">{view.told.quote}</blockquote>}
              <p>{view.told.text}</p>
            </section>
          )}
          {view.lapsed !== null && <Lapsed lapsed={view.lapsed} language={language} />}
          {view.returned !== null && <Returned returned={view.returned} language={language} />}
          <section aria-labelledby="where">
            <h2 id="where">{w.where}</h2>
            {view.lanes}
          </section>
          {view.dues.items.length > 0 && (
            <section aria-labelledby="dues">
              <h2 id="dues">{picturesWords[language].due.title}</h2>
              <Dues view={view.dues} language={language} />
            </section>
          )}
          {view.money !== null && (
            <section aria-labelledby="money">
              <h2 id="money">{w.money}</h2>
              {view.money}
            </section>
          )}
          {view.caps !== null && (
            <section aria-labelledby="caps">
              <h2 id="caps">{w.caps}</h2>
              {view.caps}
            </section>
          )}
          {view.amendments !== null && (
            <section aria-labelledby="amendments">
              <h2 id="amendments">{amendmentWords[language].title}</h2>
              {view.amendments.list}
              {view.amendments.href !== null && (
                <p>
                  <a class="button quiet" href={view.amendments.href}>
                    {amendmentWords[language].begin}
                  </a>
                </p>
              )}
            </section>
          )}
          {view.recoveries.length > 0 && (
            <section aria-labelledby="recoveries">
              <h2 id="recoveries">{w.recoveries}</h2>
              <ul class="rows owed">
                {view.recoveries.map(({ href, amountVnd, leftVnd, step, split }) => (
                  <li>
                    <a href={href}>
                      {leftVnd === null ? formatVnd(amountVnd) : w.leftOf(formatVnd(leftVnd), formatVnd(amountVnd))}
                    </a>
                    <span>
                      {step}
                      {split !== null && splitText(split, language) !== '' && (
                        <span class="small soft"> ({splitText(split, language)})</span>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <AppealsSection {...view.appeals} language={language} />
        </div>
        <aside>
          {more.length > 0 && (
            <section aria-labelledby="possible">
              <h2 id="possible">{w.possible}</h2>
              <ul class="story">
                {more.map(({ href, label }) => (
                  <li>
                    <a href={href}>{label}</a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {view.mayRead && (
            <section aria-labelledby="files">
              <h2 id="files">{w.files}</h2>
              <ul class="story">
                <li>
                  <a href={`${base}/application/read`}>{w.read}</a>
                </li>
                {view.receipts.map(({ href, number, at }, index) => (
                  <li>
                    <time datetime={at}>{w.submission(number, timeText(at))}</time>
                    <a href={href}>{index === 0 ? w.receipt : w.earlierReceipt(number)}</a>
                  </li>
                ))}
                {view.reads.map(({ href, label }) => (
                  <li>
                    <a href={href}>{label}</a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {view.account !== null && saysAccount(view.account) && (
            <section aria-labelledby="applicant">
              <h2 id="applicant">{w.team}</h2>
              {view.account.missing && <p class="small">{w.accountMissing}</p>}
              {view.account.isDue && view.account.stands === 'waits' && <p class="small">{w.accountWaits}</p>}
              {view.account.isDue && view.account.stands === 'confirmed' && <p class="small">{w.accountConfirmed}</p>}
              {view.account.href !== null && (
                <ul class="story">
                  <li>
                    <a href={view.account.href}>{view.account.missing ? w.giveAccount : w.account}</a>
                  </li>
                </ul>
              )}
            </section>
          )}
          <section aria-labelledby="papers">
            <h2 id="papers">{w.papers}</h2>
            {view.papers.length === 0 ? (
              <p class="small soft">{view.hidesPapers ? w.papersHidden : w.noPapers}</p>
            ) : (
              <ul class="story">
                {view.papers.map(({ href, kind, number, at, isPrinted }) => (
                  <li>
                    <time datetime={at}>{dayTextOf(at)}</time>
                    <a href={href}>
                      {nameOf('papers', kind, language)} {number}
                    </a>
                    {isPrinted && (
                      <>
                        {' · '}
                        <EnglishCopy
                          href={href}
                          what={`${nameOf('papers', kind, language)} ${number}`}
                          language={language}
                        />
                      </>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </section>
          <section aria-labelledby="history">
            <h2 id="history">{w.history}</h2>
            <ul class="story">
              {view.events.map((event) => (
                <li>
                  <time datetime={event.at}>{timeText(event.at)}</time>
                  {[`${event.what}, ${event.who}`, ...event.facts].join(' · ')}
                </li>
              ))}
              <li>
                <a href={`${base}/history`}>{w.wholeHistory(view.eventCount)}</a>
              </li>
            </ul>
          </section>
        </aside>
      </div>
      {view.interest !== null && !view.interest.isDeclared && (
        <p class="small after">
          <a href={view.interest.href}>{w.declareConflict}</a>
        </p>
      )}
      {view.withdraw !== null && (
        <p class="small after">
          <a href={view.withdraw.href}>{view.withdraw.label}</a>
        </p>
      )}
    </Layout>
  );
}

/** What was done beside the dossier's own events: handed in, sent back, or done about the account that it is paid on. */
export type HandingView = { at: string; who: string; what: string; reason: string };

export type HistoryView = {
  frame: Frame;
  base: string;
  code: string;
  title: string;
  events: readonly EventView[];
  handings: readonly HandingView[];
  /** What officers did with the account that it is paid on; `href`: where it stands, for who may open that. */
  accounts: { rows: readonly HandingView[]; href: string | null };
  list: ListView;
};

/** Everything that was ever recorded about a dossier, newest first. */
export function HistoryPage({ frame, base, code, title, events, handings, accounts, list }: HistoryView) {
  const w = dossierWords[frame.language];
  return (
    <Layout frame={frame} title={`${w.history}, ${code}`} here="work">
      <div class="crumbs">
        <a href="/work">{w.work}</a> / <a href={base}>{code}</a>
      </div>
      <h1>{w.history}</h1>
      <p class="lead">{title || w.unnamed}</p>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{w.time}</th>
            <th scope="col">{w.whatHappened}</th>
            <th scope="col">{w.who}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr>
              <td>
                <time datetime={event.at}>{timeText(event.at)}</time>
              </td>
              <td data-label={w.whatHappened}>
                <div>
                  {event.what}
                  {event.about && <span class="small soft">, {event.about}</span>}
                  {event.facts.length > 0 && <p class="small">{event.facts.join(' · ')}</p>}
                  {event.reason && (
                    <p class="small">
                      {w.reason}: {event.reason}
                    </p>
                  )}
                </div>
              </td>
              <td data-label={w.who}>{event.who}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pages list={list} language={frame.language} />
      {handings.length > 0 && (
        <section aria-labelledby="handed" class="spaced">
          <h2 id="handed">{w.handed.title}</h2>
          <p class="small soft">{w.handed.lead}</p>
          <Story rows={handings} reason={w.reason} />
        </section>
      )}
      {accounts.rows.length > 0 && (
        <section aria-labelledby="accounts" class="spaced">
          <h2 id="accounts">{w.accounts.title}</h2>
          <Story rows={accounts.rows} reason={w.reason} />
          {accounts.href !== null && (
            <p>
              <a href={accounts.href}>{w.accounts.now}</a>
            </p>
          )}
        </section>
      )}
    </Layout>
  );
}

function Story({ rows, reason: label }: { rows: readonly HandingView[]; reason: string }) {
  return (
    <ul class="story">
      {rows.map(({ at, who, what, reason }) => (
        <li>
          <time datetime={at}>{timeText(at)}</time>
          {[what, who].filter(Boolean).join(', ')}
          {reason !== '' && (
            <p class="small">
              {label}: {reason}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
