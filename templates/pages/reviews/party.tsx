// The party behind an application: what is confirmed of it, an account that is not yet, and a number that is somebody else's.

import { type Frame, Layout } from '../../layout.tsx';
import { Changes } from '../../parts/changes.tsx';
import { Form, TextArea } from '../../parts/form.tsx';
import { HolderRemark } from '../../parts/holder.tsx';
import { dayTextOf } from '../../parts/when.ts';
import { applicationWords } from '../../words/applications.ts';
import { reviewsWords } from '../../words/reviews.ts';
import { partyWords } from '../../words/reviews-party.ts';
import { screeningWords } from '../../words/reviews-screening.ts';
import type { Language } from '../../words/words.ts';
import { type FormState, Head, type HeadView, Trouble, type TroubleView } from './parts.tsx';
import { type Differing, DiffersFromApplication } from './screening.tsx';

const accountFields = ['accountNumber', 'accountName', 'bank'] as const;
type Account = Readonly<Record<(typeof accountFields)[number], string>>;

export type AccountView = Account & {
  standing: 'confirmed' | 'accountLater' | 'unconfirmed';
  changedAt: string | null;
  /** The last that was confirmed; null where none was. */
  before: Account | null;
  /** Of what is shown here. */
  mark: string;
  /** Whose names the account may be in: the party's, and its members' where it is a team. */
  names: readonly string[];
  /** What the bank says of it, where the party gave that too. */
  paper: { name: string; href: string } | null;
  /** null where the reader has nothing to confirm. */
  form: FormState | null;
};

export type PartyPageView = {
  frame: Frame;
  head: HeadView;
  trouble: TroubleView;
  name: string;
  /** '' when it holds none. */
  number: string;
  confirmed: boolean;
  differing: readonly Differing[];
  /** null when nothing is kept of it. */
  account: AccountView | null;
  awarded: boolean;
  /** Its number was taken back and it has not given another. `why` is '' when the reason is no longer kept. */
  released: { why: string } | null;
  /** What was done just now. */
  note: string | null;
  /** null where there is nothing to release, or it cannot be released here. */
  form: FormState | null;
};

export function PartyPage(view: PartyPageView) {
  const { frame, head, form, released, account } = view;
  const { language } = frame;
  const words = reviewsWords[language];
  const s = screeningWords[language];
  const w = partyWords[language];
  return (
    <Layout frame={frame} title={`${w.title} ${head.code}`} here="work">
      <Head head={head} title={w.title} language={language} />
      <Trouble trouble={view.trouble} language={language} />
      {view.note !== null && (
        <p class="notice" role="status">
          {view.note}
        </p>
      )}
      <dl class="facts narrow-form">
        <div>
          <dt>{s.name}</dt>
          <dd>
            {view.name}{' '}
            <span class={view.confirmed ? 'tag done' : 'tag now'}>
              {view.confirmed ? s.partyConfirmed : s.partyClaimed}
            </span>
          </dd>
        </div>
        <div>
          <dt>{w.number}</dt>
          <dd>{view.number === '' ? <span class="soft">{w.none}</span> : <span class="num">{view.number}</span>}</dd>
        </div>
        {released !== null && released.why !== '' && (
          <div>
            <dt>{w.why}</dt>
            <dd class="lines">{released.why}</dd>
          </div>
        )}
      </dl>
      <DiffersFromApplication differing={view.differing} language={language} />
      {account !== null && <AccountSection account={account} base={head.base} language={language} />}
      {(form !== null || view.awarded) && view.number !== '' && (
        <section aria-labelledby="release">
          <h2 id="release">{w.releaseTitle}</h2>
          <p class="measured">{form === null ? w.awarded : w.lead}</p>
          {form !== null && (
            <Form action={`${head.base}/party/release`} formKey={form.key}>
              <input type="hidden" name="number" value={view.number} />
              <TextArea
                name="reason"
                label={w.reason}
                hint={w.reasonHint}
                rows={3}
                typed={form.typed}
                errors={form.errors}
                language={language}
              />
              <p class="buttons">
                <button class="button quiet" type="submit">
                  {w.release}
                </button>
              </p>
            </Form>
          )}
        </section>
      )}
      <p class="spaced">
        <a href={head.base}>{words.backToDossier}</a>
      </p>
    </Layout>
  );
}

/** The account that the party is paid on: a new one beside the one that was confirmed, and the two things to do with it. */
function AccountSection({ account, base, language }: { account: AccountView; base: string; language: Language }) {
  const w = partyWords[language];
  const screening = screeningWords[language];
  const a = applicationWords[language];
  const { standing, before, form, changedAt } = account;
  const isLater = standing === 'accountLater' && account.accountNumber !== '';
  const text = accountFields.map((name) => account[name]).filter(Boolean);
  const since = changedAt === null ? '' : dayTextOf(changedAt);
  return (
    <section aria-labelledby="account" class="spaced">
      <h2 id="account">{screening.account}</h2>
      {text.length === 0 ? (
        <p class="measured">{w.noAccount}</p>
      ) : isLater ? (
        <>
          <p class="measured">
            <span class="tag now">{screening.accountLater}</span> {w.accountSince(since)} {w.accountLead}
          </p>
          <Changes
            changes={accountFields.map((name) => ({
              section: { id: 'account', title: '' },
              label: a[name],
              before: before?.[name] ?? '',
              after: account[name],
            }))}
            names={{ before: w.accountBefore, after: w.accountNow }}
            language={language}
          />
        </>
      ) : (
        <p>
          {text.join(', ')}{' '}
          <span class={standing === 'confirmed' ? 'tag done' : 'tag now'}>
            {standing === 'confirmed' ? screening.partyConfirmed : screening.partyClaimed}
          </span>
          {standing === 'unconfirmed' && (
            <>
              <br />
              <span class="soft">{w.accountWithParty}</span>
            </>
          )}
        </p>
      )}
      <HolderRemark names={account.names} account={account} language={language} />
      {text.length > 0 && (
        <p class="small">
          {account.paper === null ? (
            <span class="soft">{w.noBankPaper}</span>
          ) : (
            <>
              {w.bankPaper}: <a href={account.paper.href}>{account.paper.name}</a>
            </>
          )}
        </p>
      )}
      {form !== null && (
        <Form action={`${base}/party/account`} formKey={form.key} class="spaced">
          <input type="hidden" name="account" value={account.mark} />
          <p class="small soft measured">{w.accountAgainHint}</p>
          <TextArea
            name="accountReason"
            label={w.accountReason}
            hint={w.accountReasonHint}
            rows={2}
            optional
            typed={form.typed}
            errors={form.errors}
            language={language}
          />
          <p class="buttons">
            {isLater && (
              <button class="button" type="submit">
                {w.confirmAccount}
              </button>
            )}
            <button class="button quiet" type="submit" name="again" value="yes">
              {w.accountAgain}
            </button>
          </p>
        </Form>
      )}
    </section>
  );
}
