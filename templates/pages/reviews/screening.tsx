import { capital } from '../../../workflows/rules/citations.ts';
import type { FieldChange, ShownSection } from '../../../workflows/rules/forms.ts';
import { formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Changes } from '../../parts/changes.tsx';
import { Contents } from '../../parts/contents.tsx';
import { EnglishCopy } from '../../parts/english-copy.tsx';
import { Unbroken } from '../../parts/facts.tsx';
import { Buttons, Choices, Form, type Option, oneOf, Select, TextArea, type Typed } from '../../parts/form.tsx';
import { HolderRemark } from '../../parts/holder.tsx';
import { timeText } from '../../parts/when.ts';
import { applicationWords } from '../../words/applications.ts';
import { reviewsWords } from '../../words/reviews.ts';
import { screeningWords } from '../../words/reviews-screening.ts';
import type { Language } from '../../words/words.ts';
import { Alike, type AlikeView } from './alike.tsx';
import { type FormState, Head, type HeadView, PassFail, Reading, Trouble, type TroubleView } from './parts.tsx';

/** A condition of the pack. `finding`: what the system knows of it, where the officer has not to say. */
export type RuleView = {
  id: string;
  name: string;
  clause: string;
  unread: boolean;
  checkedBy: 'system' | 'officer' | 'declaration';
  finding: { ok: boolean; sentence: string } | null;
};

/** What an applicant said of itself. */
export type ApplicantView = {
  identity: string;
  address: string;
  accountNumber: string;
  accountName: string;
  bank: string;
  representative: string;
};

/** What a page shows of an applicant, each apart: an officer's confirmation is of all of it. */
export type ShownFact =
  | 'name'
  | 'kind'
  | 'members'
  | 'identity'
  | 'representative'
  | 'address'
  | 'account'
  | 'beneficiaryClass'
  | 'twins';

/** Another party that may be the same people. */
export type TwinView = {
  name: string;
  givenVnd: bigint;
  debtVnd: bigint;
  dossiers: readonly { href: string; code: string }[];
};

/** What an application says of its applicant, and what the party says of itself by now. */
export type Differing = { label: string; before: string; after: string };

export type PartyView = {
  name: string;
  kind: string;
  className: string;
  classes: readonly Option[];
  members: readonly string[];
  /** null when it is not kept any more. */
  applicant: ApplicantView | null;
  twins: readonly TwinView[];
  differing: readonly Differing[];
  /** Its account was given after an officer confirmed it. */
  accountLater: boolean;
  /** Whether the reader may open the party's page. */
  mayOpen: boolean;
  /** Of all that is shown here. */
  mark: string;
  /** What is new since the page was opened that was sent. */
  changed: readonly ShownFact[];
  confirmed: boolean;
  justNow: boolean;
  form: FormState | null;
};

/** What is new in an application that was handed in again. */
export type AgainView = {
  /** It had been returned; else the council had asked to complete it. */
  returned: boolean;
  /** null where one of the two versions is not kept any more. */
  list: readonly FieldChange[] | null;
  /** Why it was returned. */
  reason: string;
  /** How it was judged the last time; null where that is not kept. */
  last: { answers: Typed; at: string; name: string } | null;
};

export type ScreeningView = {
  frame: Frame;
  head: HeadView;
  trouble: TroubleView;
  revision: number;
  submittedAt: string | null;
  shown: readonly ShownSection[] | null;
  /** null for what was handed in once. */
  changes: AgainView | null;
  rules: readonly RuleView[];
  /** What is asked for over a cap. */
  over: readonly string[];
  /** Applications that may be the same. */
  alike: AlikeView;
  /** null when there is nothing to conclude. */
  outcome: FormState | null;
  periods: { eligible: string; returned: string };
  party: PartyView;
};

/** The officer reads what was handed in, confirms who applied, and concludes. */
export function ScreeningPage(view: ScreeningView) {
  const { frame, head, trouble, outcome, rules, party, periods } = view;
  const { language } = frame;
  const w = reviewsWords[language];
  const s = screeningWords[language];
  const last = view.changes?.last ?? null;
  const changed = view.changes?.list == null ? null : new Set(view.changes.list.map(({ section }) => section.id));
  /** How somebody ticked this the last time. */
  const before = (name: string) => {
    const said = last === null ? '' : oneOf(last.answers, name);
    return said === 'yes' ? s.lastTime(s.meets) : said === 'no' ? s.lastTime(s.fails) : undefined;
  };
  const ruleHint = { system: s.bySystem, officer: s.byOfficer, declaration: s.byDeclaration };
  return (
    <Layout frame={frame} title={`${s.title} ${head.code}`} here="work" lively>
      <Head
        head={head}
        title={s.title}
        language={language}
        lead={view.submittedAt === null ? head.party : s.lead(head.party, timeText(view.submittedAt))}
      />
      <Trouble trouble={trouble} language={language} />
      <div class="split screening">
        <div>
          <p class="small jump">
            <a href="#conclusion">{s.outcome}</a>
          </p>
          <p class="small">
            <a href={`${head.base}/application/read`}>{w.readAlone}</a>
            {' · '}
            <a href={`${head.base}/application/pdf`}>{w.pdf}</a>
            {' · '}
            <EnglishCopy href={`${head.base}/application/pdf`} what={w.pdf} language={language} />
          </p>
          {view.over.length > 0 && (
            <div class="warning">
              <p>{s.over}</p>
              <ul>
                {view.over.map((sentence) => (
                  <li>{sentence}</li>
                ))}
              </ul>
            </div>
          )}
          <Alike alike={view.alike} language={language} />
          {view.changes !== null && <Again again={view.changes} language={language} />}
          <article class="reading" aria-label={w.application}>
            <Reading shown={view.shown} changed={changed} base={head.base} language={language} />
          </article>
        </div>
        {/* without a form in it, it is scrolled by keys all the same */}
        <div id="conclusion" {...(outcome === null ? { tabindex: 0, role: 'region', 'aria-label': s.outcome } : {})}>
          {outcome === null && (
            <section class="panel" aria-labelledby="party">
              <Applicant party={party} base={head.base} language={language} />
              {party.form !== null && (
                <Form action={`${head.base}/party`}>
                  <Confirm party={party} form={party.form} base={head.base} language={language} />
                </Form>
              )}
            </section>
          )}
          {outcome === null && (
            <p class="panel">
              {w.nothingNow} {w.stateNow}: {head.state}.
            </p>
          )}
          {/* one form: confirming the applicant on the way keeps what was ticked and written */}
          {outcome !== null && (
            <Contents
              parts={[
                ['checklist', s.checklist],
                ['decide', s.outcome],
              ]}
              language={language}
            />
          )}
          {outcome !== null && (
            <Form action={`${head.base}/screening`} formKey={outcome.key} revision={view.revision}>
              {/* what Enter presses: never the confirmation, which stands first */}
              <button type="submit" hidden />
              <section class="panel" aria-labelledby="party">
                <Applicant party={party} base={head.base} language={language} />
                {party.form !== null && (
                  <Confirm party={party} form={party.form} base={head.base} language={language} />
                )}
              </section>
              <section class="panel" aria-labelledby="checklist">
                <h2 id="checklist">{s.checklist}</h2>
                {view.changes?.returned && <p class="small">{s.tickAgain}</p>}
                {last !== null && <p class="small soft">{s.lastBy(last.name, timeText(last.at))}</p>}
                <PassFail
                  name="complete"
                  legend={s.complete}
                  labels={[s.meets, s.fails]}
                  values={['yes', 'no']}
                  before={before('complete')}
                  form={outcome}
                />
                {rules.map((rule) => {
                  const clause = (
                    <>
                      {ruleHint[rule.checkedBy]}. <Unbroken text={capital(rule.clause)} />
                      {rule.unread && `, ${w.unread}`}
                    </>
                  );
                  return rule.finding === null ? (
                    <PassFail
                      name={`rule.${rule.id}`}
                      legend={rule.name}
                      hint={clause}
                      labels={[s.meets, s.fails]}
                      values={['yes', 'no']}
                      before={before(`rule.${rule.id}`)}
                      form={outcome}
                    />
                  ) : (
                    <div class="field found">
                      <p class="question">{rule.name}</p>
                      <p class="hint">{clause}</p>
                      <p>
                        <span class={rule.finding.ok ? 'tag done' : 'tag stop'}>
                          {rule.finding.ok ? s.meets : s.fails}
                        </span>{' '}
                        {rule.finding.sentence}
                      </p>
                    </div>
                  );
                })}
              </section>
              <section class="panel" id="decide">
                <Choices
                  name="outcome"
                  label={s.outcome}
                  options={[
                    { value: 'eligible', label: s.outcomes.eligible, hint: s.eligibleHint(periods.eligible) },
                    { value: 'return', label: s.outcomes.return, hint: s.returnHint(periods.returned) },
                    { value: 'ineligible', label: s.outcomes.ineligible, hint: s.ineligibleHint },
                  ]}
                  typed={outcome.typed}
                  errors={outcome.errors}
                  language={language}
                />
                <TextArea
                  name="reason"
                  label={w.reason}
                  hint={s.reasonHint}
                  typed={outcome.typed}
                  errors={outcome.errors}
                  language={language}
                />
                {view.shown !== null && (
                  <Choices
                    name="sections"
                    many
                    label={applicationWords[language].namedParts}
                    hint={applicationWords[language].namedPartsHint}
                    optional
                    options={view.shown.map(({ section }) => ({ value: section.id, label: section.title }))}
                    typed={outcome.typed}
                    errors={outcome.errors}
                    language={language}
                  />
                )}
                <p class="small">{s.final}</p>
                <Buttons primary={s.record} />
              </section>
            </Form>
          )}
        </div>
      </div>
    </Layout>
  );
}

/** What was sent back, and what came of it: read before everything else. */
function Again({ again, language }: { again: AgainView; language: Language }) {
  const s = screeningWords[language];
  return (
    <section class="again" aria-labelledby="changes">
      <h2 id="changes">{again.returned ? s.changesTitle : s.completedTitle}</h2>
      {again.reason !== '' && (
        <>
          <p class="small soft">{s.returnedBefore}:</p>
          <blockquote>{again.reason}</blockquote>
        </>
      )}
      {again.list === null ? <p class="soft">{s.changesLost}</p> : <Changes changes={again.list} language={language} />}
    </section>
  );
}

/** What the facts of an applicant are called. */
export function factNames(language: Language, kind: unknown): Readonly<Record<ShownFact, string>> {
  const s = screeningWords[language];
  const { name, members, representative, address, account, beneficiaryClass, twins } = s;
  const identity = kind === 'enterprise' ? s.identityEnterprise : s.identityTeam;
  return { name, kind: s.kind, members, identity, representative, address, account, beneficiaryClass, twins };
}

/** Who applies, as they say themselves. */
function Applicant({ party, base, language }: { party: PartyView; base: string; language: Language }) {
  const s = screeningWords[language];
  const { applicant, twins } = party;
  const called = factNames(language, party.kind);
  const isNew = (fact: ShownFact) => party.changed.includes(fact) && <span class="tag now">{s.newFact}</span>;
  const account = [applicant?.accountNumber, applicant?.accountName, applicant?.bank].filter(Boolean).join(', ');
  const facts: [ShownFact, string][] = [
    ['kind', s.kinds[party.kind] ?? party.kind],
    ['members', party.members.join(', ')],
  ];
  if (applicant !== null)
    facts.push(
      ['identity', applicant.identity],
      ...(applicant.representative === '' ? [] : [['representative', applicant.representative] as [ShownFact, string]]),
      ['address', applicant.address],
      ['account', account],
    );
  if (party.className !== '') facts.push(['beneficiaryClass', party.className]);
  return (
    <>
      <h2 id="party">{s.party}</h2>
      {party.justNow && <p role="status">{s.confirmedNow}</p>}
      <dl class="facts">
        <div>
          <dt>{s.name}</dt>
          <dd>
            {party.name}{' '}
            <span class={party.confirmed ? 'tag done' : 'tag now'}>
              {party.confirmed ? s.partyConfirmed : s.partyClaimed}
            </span>{' '}
            {isNew('name')}
          </dd>
        </div>
        {facts.map(([fact, said]) => (
          <div>
            <dt>{called[fact]}</dt>
            <dd>
              {said === '' ? <span class="soft">{s.notGiven}</span> : said} {isNew(fact)}
              {fact === 'account' && party.accountLater && (
                <>
                  <span class="tag now">{s.accountLater}</span>{' '}
                  {party.mayOpen && <a href={`${base}/party#account`}>{s.toAccount}</a>}
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {applicant !== null && (
        <HolderRemark
          names={party.kind === 'team' ? [party.name, ...party.members] : [party.name]}
          account={applicant}
          language={language}
        />
      )}
      <DiffersFromApplication differing={party.differing} language={language} />
      {applicant === null && <p class="small soft">{s.applicantLost}</p>}
      {party.mayOpen && applicant !== null && applicant.identity !== '' && (
        <p class="small">
          <a href={`${base}/party`}>{s.toParty}</a>
        </p>
      )}
      {twins.length > 0 && (
        <div class="changed">
          <h3>
            {s.twins} {isNew('twins')}
          </h3>
          <ul>
            {twins.map((twin) => (
              <li>
                <b>{twin.name}</b>. {s.twinMoney(formatVnd(twin.givenVnd), formatVnd(twin.debtVnd))}{' '}
                {twin.dossiers.map(({ href, code }) => (
                  <>
                    <a href={href}>{code}</a>{' '}
                  </>
                ))}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** Where the application names its applicant otherwise than the party does: old → new, before anybody confirms it. */
export function DiffersFromApplication({
  differing,
  language,
}: {
  differing: readonly Differing[];
  language: Language;
}) {
  const s = screeningWords[language];
  if (differing.length === 0) return null;
  return (
    <div class="changed">
      <h3>{s.differs}</h3>
      <ul>
        {differing.map(({ label, before, after }) => (
          <li>
            {label}: {before} → <b>{after}</b>
          </li>
        ))}
      </ul>
      <p class="small">{s.differsHint}</p>
    </div>
  );
}

/** The fields and the button with which an officer confirms the applicant, in whatever form stands around them. */
function Confirm({
  party,
  form,
  base,
  language,
}: {
  party: PartyView;
  form: FormState;
  base: string;
  language: Language;
}) {
  const s = screeningWords[language];
  return (
    <div class="confirm-party">
      <input type="hidden" name="partyKey" value={form.key} />
      <input type="hidden" name="applicantMark" value={party.mark} />
      <p class="small soft">{s.partyLead}</p>
      {party.classes.length > 0 && (
        <Select
          name="beneficiaryClass"
          label={s.beneficiaryClass}
          options={party.classes}
          empty={s.chooseClass}
          typed={form.typed}
          errors={form.errors}
          language={language}
        />
      )}
      {party.twins.length > 0 && (
        <div class={form.errors.twinsSeen === undefined ? 'field' : 'field wrong'}>
          {form.errors.twinsSeen !== undefined && (
            <p class="error" id="f-twinsSeen-error">
              {form.errors.twinsSeen}
            </p>
          )}
          <label class="choice">
            <input
              type="checkbox"
              name="twinsSeen"
              value="yes"
              id="f-twinsSeen"
              checked={form.typed.twinsSeen === 'yes'}
              {...(form.errors.twinsSeen === undefined ? {} : { 'aria-describedby': 'f-twinsSeen-error' })}
            />
            <span>{s.twinsSeen}</span>
          </label>
        </div>
      )}
      <p class="buttons">
        <button class="button quiet" type="submit" formaction={`${base}/party`}>
          {s.confirm}
        </button>
      </p>
    </div>
  );
}
