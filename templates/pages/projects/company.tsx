import { type ConflictView, DraftConflict } from '../../parts/conflict.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Buttons, Choices, DayField, Form, type Option, Select, TextField } from '../../parts/form.tsx';
import { HolderRemark } from '../../parts/holder.tsx';
import { SendBackForm, SentBackNote, type SentBackView } from '../../parts/sent-back.tsx';
import { SharesFields, SharesTable, type SharesView } from '../../parts/shares.tsx';
import { dayText } from '../../parts/when.ts';
import { accountWords } from '../../words/account.ts';
import { draftWords } from '../../words/drafts.ts';
import { projectWords } from '../../words/projects.ts';
import { companyWords } from '../../words/projects-company.ts';
import type { Language } from '../../words/words.ts';
import { FileField, FileList, type FileView, StepPage, type StepView } from './page.tsx';

/** What the team says of its company. */
export type CompanyDetails = {
  name: string;
  code: string;
  address: string;
  issuedOn: string;
  certificate: FileView | null;
  accountNumber: string;
  accountName: string;
  bank: string;
  shares: SharesView;
};

export type CompanyView = StepView & {
  isFounder: boolean;
  /** The supported party was an enterprise from the beginning. */
  wasEnterprise: boolean;
  /** As handed in or confirmed; null while the team is still writing. */
  details: CompanyDetails | null;
  /** What the officer's confirmation is bound to. */
  fingerprint: string;
  /** The mark of what stands: sent back, to see whether somebody else of the team has written since. */
  mark: string;
  /** What somebody else of the team has written since the page was opened. */
  conflict: (ConflictView & { theirs: CompanyDetails | null }) | null;
  handedInAt: string | null;
  /** An officer has sent it back, and it was not handed in again. */
  sentBack: SentBackView | null;
  /** What is typed, where the holder of the account has another name than the company; `mark` is sent by whoever has compared them. */
  holder: { name: string; holder: string; mark: string } | null;
  savedAt: string | null;
  /** Whom the form offers as holders, and how many rows it shows. */
  team: readonly { id: string; name: string }[];
  holderRows: number;
  /** The team may write. */
  mayWrite: boolean;
  classes: readonly Option[];
  kept: readonly FileView[];
};

export function CompanyPage(view: CompanyView) {
  const { frame, base, form, standing, details, kept, sentBack, holder } = view;
  const { language } = frame;
  const words = projectWords[language];
  const w = companyWords[language];
  const account = accountWords[language];
  const common = { typed: form.typed, errors: form.errors, language };
  const turn = view.wasEnterprise
    ? w.enterprise
    : standing.state === 'over'
      ? w.formed
      : view.handedInAt !== null && view.isFounder
        ? w.handedIn(view.handedInAt)
        : view.isFounder
          ? words.yours
          : sentBack !== null
            ? words.sendBack.waiting
            : details === null
              ? w.notHandedIn
              : undefined;
  return (
    <StepPage
      view={view}
      words={w}
      {...(turn === undefined ? {} : { turn })}
      waiting={view.isFounder && view.handedInAt !== null}
    >
      {sentBack !== null && <SentBackNote sentBack={sentBack} language={language} />}
      {view.conflict !== null && (
        <DraftConflict conflict={view.conflict} language={language}>
          {view.conflict.theirs === null ? (
            <p>{draftWords[language].nothing}</p>
          ) : (
            <>
              <Details details={view.conflict.theirs} language={language} />
              <SharesTable shares={view.conflict.theirs.shares} language={language} />
            </>
          )}
        </DraftConflict>
      )}
      {details !== null && view.conflict === null && (
        <section aria-labelledby="details">
          <h2 id="details">{w.details}</h2>
          <Details details={details} language={language} />
          <SharesTable shares={details.shares} language={language} />
          {!view.isFounder && <HolderRemark names={[details.name]} account={details} language={language} />}
        </section>
      )}
      {view.mayWrite && (
        <section aria-labelledby="write">
          {details !== null && <h2 id="write">{w.correct}</h2>}
          {details === null && (
            <h2 id="write" class="unseen">
              {w.details}
            </h2>
          )}
          {view.savedAt !== null && view.handedInAt === null && <p class="soft">{w.saved(view.savedAt)}</p>}
          <Form action={`${base}/company`} formKey={form.key} about="company" multipart>
            <input type="hidden" name="base" value={view.mark} />
            <TextField
              {...common}
              name="name"
              label={w.name}
              hint={w.nameHint}
              more={{ maxlength: 200, autocomplete: 'organization' }}
            />
            <TextField
              {...common}
              name="code"
              label={w.code}
              hint={w.codeHint}
              more={{ inputmode: 'numeric', autocomplete: 'off', maxlength: 20 }}
              narrow
            />
            <TextField {...common} name="address" label={w.address} more={{ maxlength: 300, autocomplete: 'off' }} />
            <DayField {...common} name="issuedOn" label={w.issuedOn} narrow />
            <FileField {...common} name="certificate" label={w.certificate} hint={w.certificateHint} kept={kept} />
            <TextField
              {...common}
              name="accountNumber"
              label={w.accountNumber}
              hint={account.numberHint}
              more={{ inputmode: 'numeric', autocomplete: 'off', maxlength: 40 }}
              narrow
            />
            <TextField
              {...common}
              name="accountName"
              label={w.accountName}
              hint={account.holderHint}
              more={{ maxlength: 200, autocomplete: 'off' }}
            />
            {holder !== null && (
              <Choices
                {...common}
                many
                name="holderChecked"
                label={account.holderDiffers(holder.holder, holder.name)}
                options={[{ value: holder.mark, label: account.holderChecked }]}
              />
            )}
            <TextField {...common} name="bank" label={w.bank} more={{ maxlength: 200, autocomplete: 'off' }} />
            <SharesFields {...common} rows={view.holderRows} team={view.team} />
            <p class="buttons">
              <button class="button" type="submit" name="do" value="handIn">
                {w.handIn}
              </button>
              {view.handedInAt === null && (
                <button class="button quiet" type="submit" name="do" value="save">
                  {w.save}
                </button>
              )}
            </p>
          </Form>
        </section>
      )}
      {standing.mayAct && !view.isFounder && details !== null && (
        <section aria-labelledby="confirm">
          <h2 id="confirm">{w.confirm}</h2>
          <p>{w.confirmLead}</p>
          <Form action={`${base}/company`} formKey={form.key}>
            <input type="hidden" name="do" value="confirm" />
            <input type="hidden" name="shown" value={view.fingerprint} />
            {view.classes.length > 0 && (
              <Select {...common} name="class" label={w.class} options={view.classes} empty="" />
            )}
            <Choices
              {...common}
              many
              name="checked"
              label={w.comparing}
              options={[{ value: 'yes', label: w.checked }]}
            />
            <Choices
              {...common}
              many
              name="account"
              label={w.account}
              options={[
                {
                  value: 'yes',
                  label: w.accountChecked(details.accountNumber, details.accountName, details.bank),
                },
              ]}
            />
            <Buttons primary={w.send} />
          </Form>
        </section>
      )}
      {standing.mayAct && !view.isFounder && details !== null && (
        <SendBackForm {...common} action={`${base}/company/return`} formKey={form.key} shown={view.fingerprint} />
      )}
    </StepPage>
  );
}

function Details({ details, language }: { details: CompanyDetails; language: Language }) {
  const w = companyWords[language];
  return (
    <Facts
      rows={[
        [w.name, <strong>{details.name}</strong>],
        [w.code, <span class="code">{details.code}</span>],
        [w.address, details.address],
        [w.issuedOn, details.issuedOn === '' ? '' : dayText(details.issuedOn)],
        [
          w.certificate,
          <FileList files={details.certificate === null ? [] : [details.certificate]} language={language} />,
        ],
        [w.accountNumber, <span class="code">{details.accountNumber}</span>],
        [w.accountName, details.accountName],
        [w.bank, details.bank],
      ]}
    />
  );
}
