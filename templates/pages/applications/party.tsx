// In whose name an application stands: shown before it is handed in, and changed on a page of its own while that may be.

import type { FieldChange } from '../../../workflows/rules/forms.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Changes } from '../../parts/changes.tsx';
import {
  Buttons,
  ErrorSummary,
  type FieldErrors,
  type FieldProps,
  Form,
  idOf,
  TextField,
  type Typed,
} from '../../parts/form.tsx';
import { applicationWords } from '../../words/applications.ts';
import type { Language } from '../../words/words.ts';
import { Conflict, type ConflictView } from './section.tsx';
import { type ApplicationHead, Crumbs } from './tasks.tsx';

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
};

/** The account for the money: a party's own, or none yet. */
export function AccountFields(props: Pick<FieldProps, 'typed' | 'errors' | 'language'>) {
  const w = applicationWords[props.language];
  return (
    <fieldset class="group">
      <legend>
        {w.account} <span class="soft">({w.optional})</span>
      </legend>
      <p class="hint">{w.accountLead}</p>
      <TextField
        {...props}
        name="accountNumber"
        label={w.accountNumber}
        narrow
        more={{ autocomplete: 'off', inputmode: 'numeric' }}
      />
      <TextField {...props} name="accountName" label={w.accountName} more={{ autocomplete: 'off' }} />
      <TextField {...props} name="bank" label={w.bank} more={{ autocomplete: 'off' }} />
    </fieldset>
  );
}

/** Who applies, beside what they say: read once more before it is handed in. */
export function PartyAnswers({ party, language }: { party: PartyView; language: Language }) {
  const w = applicationWords[language];
  const { own, href } = party;
  const [all, account] = [party.change === 'all', party.change !== 'nothing'];
  const rows: [label: string, value: string, field: string | null][] = [
    [w.partyName, party.name, all ? 'name' : null],
    [w.kind, w.kinds[party.kind] ?? party.kind, null],
  ];
  const number = party.kind === 'enterprise' ? w.identityEnterprise : w.identityTeam;
  if (own !== null)
    rows.push(
      [number, own.identity || w.notGiven, all ? 'identity' : null],
      [w.address, own.address || w.notGiven, all ? 'address' : null],
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
      <p class="small soft">{own === null ? w.partyNotYours : all ? w.partyNumberFixed : w.partyConfirmed}</p>
    </section>
  );
}

export type PartyPageView = {
  head: ApplicationHead;
  party: PartyView;
  typed: Typed;
  errors: FieldErrors;
  /** What the party says of itself, as a mark: sent back, to see whether somebody else has saved since. */
  base: string;
  /** Where somebody else has: the fields hold what was typed here. */
  conflict: ConflictView | null;
  /** What was typed and cannot be kept any more, beside what stands. */
  lost: readonly FieldChange[];
};

/** Where the team changes what its party says of itself. */
export function PartyPage({ frame, page }: { frame: Frame; page: PartyPageView }) {
  const { language } = frame;
  const w = applicationWords[language];
  const { head, party, typed, errors, base, conflict, lost } = page;
  const fields = { typed, errors, language };
  return (
    <Layout frame={frame} title={w.partyTitle} here="work">
      <Crumbs head={head} language={language} list />
      <ErrorSummary errors={errors} language={language} title={w.notChanged} />
      {conflict !== null && <Conflict conflict={conflict} language={language} />}
      <h1>{w.partyTitle}</h1>
      <p class="lead">{w.partyLead}</p>
      {lost.length > 0 && (
        <section class="differing" aria-labelledby="lost">
          <h2 id="lost">{w.differing(lost.length)}</h2>
          <Changes changes={lost} language={language} names={{ before: w.theirs, after: w.yours }} />
        </section>
      )}
      {party.change === 'nothing' && <PartyAnswers party={party} language={language} />}
      {party.change !== 'nothing' && (
        <Form action={party.href} class="apply">
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
          <AccountFields {...fields} />
          {party.confirmed && <p class="small soft">{w.accountAfter}</p>}
          <Buttons primary={w.saveParty}>
            <a href={`${head.base}/application/check`}>{w.back}</a>
          </Buttons>
        </Form>
      )}
    </Layout>
  );
}
