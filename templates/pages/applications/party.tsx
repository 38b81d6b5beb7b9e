// In whose name an application stands: shown before it is handed in, and changed on a page of its own while that may be.

import type { FieldChange } from '../../../workflows/rules/forms.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Changes } from '../../parts/changes.tsx';
import {
  Buttons,
  ErrorSummary,
  Field,
  type FieldErrors,
  type FieldProps,
  Form,
  idOf,
  oneOf,
  TextField,
  type Typed,
  tied,
} from '../../parts/form.tsx';
import { isInNameOf } from '../../parts/holder.tsx';
import { dayTextOf } from '../../parts/when.ts';
import { applicationWords } from '../../words/applications.ts';
import { documentsWords } from '../../words/documents.ts';
import type { Language } from '../../words/words.ts';
import { clockText } from './section.tsx';
import { type ApplicationHead, Crumbs } from './tasks.tsx';

/** Who has saved something else since the page was opened, when, and where what they say differs from what was typed here. */
type OvertakenView = { name: string; at: string; changes: readonly FieldChange[] };

/** What somebody else has saved stands above the fields, which keep what was typed here. */
function Overtaken({ conflict, language }: { conflict: OvertakenView; language: Language }) {
  const w = applicationWords[language];
  return (
    <div class="conflict" role="alert" tabindex={-1}>
      <h2>{w.conflictTitle(conflict.name, clockText(conflict.at))}</h2>
      <p>{w.conflictText}</p>
      <div class="theirs differing">
        <h3>{w.differing(conflict.changes.length)}</h3>
        <Changes changes={conflict.changes} language={language} names={{ before: w.theirs, after: w.yours }} />
      </div>
    </div>
  );
}

/** Who a party is, as far as the reader may see it. */
export type PartyView = {
  name: string;
  kind: string;
  /** null: not for this reader, who is of the team and not of the party. */
  own: { identity: string; address: string; accountNumber: string; accountName: string; bank: string } | null;
  /** What the reader may change of it on `href`. */
  change: 'all' | 'account' | 'nothing';
  confirmed: boolean;
  href: string;
  /** Where the form beside it says the same address, so that it stands once; null where it does not. */
  addressIn: { href: string; label: string } | null;
};

/** What is known of an account that is being given. */
export type AccountFormView = {
  /** The project was awarded: nothing is paid without it. */
  isDue: boolean;
  /** Whose names it may well be in: of the person who gives it, and of the party. */
  names: readonly string[];
  /** The bank's paper that was given with the account that stands. */
  paper: { name: string; href: string } | null;
  /** Why an officer did not accept the one before. */
  returned: { why: string; at: string } | null;
  /** The bank sent back an order to the account that stands. */
  isSentBack: boolean;
};

/** The account for the money: a party's own, or none yet. */
export function AccountFields({
  account = null,
  ...props
}: Pick<FieldProps, 'typed' | 'errors' | 'language'> & { account?: AccountFormView | null }) {
  const w = applicationWords[props.language];
  const holder = oneOf(props.typed, 'accountName');
  const names = account?.names ?? [];
  const hint =
    names.length === 0
      ? null
      : isInNameOf(names, { accountName: holder })
        ? w.holderHint(names)
        : `${w.holderDiffers(holder)} ${w.holderHint(names)}`;
  return (
    <fieldset class="group">
      <legend>
        {w.account} <span class="soft">({account?.isDue ? w.neededToPay : w.optional})</span>
      </legend>
      <p class="hint">{account?.isDue ? w.accountDueLead : w.accountLead}</p>
      <TextField
        {...props}
        name="accountNumber"
        label={w.accountNumber}
        narrow
        more={{ autocomplete: 'off', inputmode: 'numeric' }}
      />
      <TextField
        {...props}
        name="accountName"
        label={w.accountName}
        {...(hint === null ? {} : { hint })}
        more={{ autocomplete: 'off' }}
      />
      <TextField {...props} name="bank" label={w.bank} more={{ autocomplete: 'off' }} />
      {account !== null && (
        <Field
          name="bankPaper"
          label={w.bankPaper}
          hint={`${w.bankPaperHint} ${documentsWords[props.language].files.hint}`}
          optional
          errors={props.errors}
          language={props.language}
        >
          {account.paper !== null && (
            <p class="small">
              {w.bankPaperKept} <a href={account.paper.href}>{account.paper.name}</a>
            </p>
          )}
          <input type="file" {...tied({ name: 'bankPaper', hint: w.bankPaperHint, errors: props.errors })} />
        </Field>
      )}
    </fieldset>
  );
}

/** Who applies, beside what they say: read once more before it is handed in. */
export function PartyAnswers({ party, language }: { party: PartyView; language: Language }) {
  const w = applicationWords[language];
  const { own, href } = party;
  const [all, account] = [party.change === 'all', party.change !== 'nothing'];
  const { addressIn } = party;
  const rows: [label: string, value: string, field: string | null][] = [
    [w.partyName, party.name, all ? 'name' : null],
    [w.kind, w.kinds[party.kind] ?? party.kind, null],
  ];
  const number = party.kind === 'enterprise' ? w.identityEnterprise : w.identityTeam;
  if (own !== null)
    rows.push(
      [number, own.identity || w.notGiven, all ? 'identity' : null],
      ...(addressIn === null
        ? [[w.address, own.address || w.notGiven, all ? 'address' : null] satisfies (typeof rows)[number]]
        : []),
      [
        w.account,
        [own.accountNumber, own.accountName, own.bank].filter(Boolean).join(', ') || w.noAccount,
        account ? 'accountNumber' : null,
      ],
    );
  return (
    <section class="answers" aria-labelledby="s-party">
      <div class="answers-head">
        <h2 id="s-party">{w.party}</h2>
        {account && (
          <a href={href}>
            {w.edit} <span class="unseen">{w.party}</span>
          </a>
        )}
      </div>
      <dl class="reads">
        {rows.map(([label, value, field]) => (
          <div>
            <dt>{label}</dt>
            <dd>
              {value}{' '}
              {field !== null && (
                <a class="small" href={`${href}#${idOf(field)}`}>
                  {w.edit} <span class="unseen">{label}</span>
                </a>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {own !== null && addressIn !== null && (
        <p class="small">
          {w.addressBelow} <a href={addressIn.href}>{addressIn.label}</a>
        </p>
      )}
      <p class="small soft">{own === null ? w.partyNotYours : all ? w.partyNumberFixed : w.partyConfirmed}</p>
    </section>
  );
}

export type PartyPageView = {
  head: ApplicationHead;
  party: PartyView;
  typed: Typed;
  errors: FieldErrors;
  account: AccountFormView;
  /** What the party says of itself, as a mark: sent back, to see whether somebody else has saved since. */
  base: string;
  /** Where somebody else has: the fields hold what was typed here. */
  conflict: OvertakenView | null;
  /** What was typed and cannot be kept any more, beside what stands. */
  lost: readonly FieldChange[];
};

/** Where the team changes what its party says of itself. */
export function PartyPage({ frame, page }: { frame: Frame; page: PartyPageView }) {
  const { language } = frame;
  const w = applicationWords[language];
  const { head, party, typed, errors, account, base, conflict, lost } = page;
  const fields = { typed, errors, language };
  return (
    <Layout frame={frame} title={w.partyTitle} here="work">
      <Crumbs head={head} language={language} list />
      <ErrorSummary errors={errors} language={language} title={w.notChanged} />
      {conflict !== null && <Overtaken conflict={conflict} language={language} />}
      <h1>{w.partyTitle}</h1>
      <p class="lead">{w.partyLead}</p>
      {account.returned !== null && (
        <p class="warning">
          {w.accountReturned(dayTextOf(account.returned.at))}
          {account.returned.why !== '' && (
            <>
              {' '}
              {w.accountReason}: <span class="said">{account.returned.why}</span>
            </>
          )}
        </p>
      )}
      {account.isSentBack && <p class="warning">{w.accountSentBack}</p>}
      {lost.length > 0 && (
        <section class="differing" aria-labelledby="lost">
          <h2 id="lost">{w.differing(lost.length)}</h2>
          <Changes changes={lost} language={language} names={{ before: w.theirs, after: w.yours }} />
        </section>
      )}
      {party.change === 'nothing' && <PartyAnswers party={party} language={language} />}
      {party.change !== 'nothing' && (
        <Form action={party.href} class="apply" multipart>
          <input type="hidden" name="base" value={base} />
          {party.change === 'all' && (
            <>
              <TextField
                {...fields}
                name="name"
                label={w.partyName}
                hint={w.partyNameHint}
                more={{ autocomplete: 'organization' }}
              />
              <TextField
                {...fields}
                name="identity"
                label={party.kind === 'enterprise' ? w.identityEnterprise : w.identityTeam}
                hint={w.identityKind(w.kinds[party.kind] ?? party.kind)}
                narrow
                more={{ autocomplete: 'off', inputmode: 'numeric' }}
              />
              <TextField
                {...fields}
                name="address"
                label={w.address}
                hint={w.addressHint}
                more={{ autocomplete: 'street-address' }}
              />
            </>
          )}
          <AccountFields {...fields} account={account} />
          {party.confirmed && <p class="small soft">{w.accountAfter}</p>}
          <Buttons primary={w.saveParty}>
            <a href={party.change === 'all' ? `${head.base}/application/check` : head.base}>{w.back}</a>
          </Buttons>
        </Form>
      )}
    </Layout>
  );
}
