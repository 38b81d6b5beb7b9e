// In whose name somebody applies: a party that they belong to, or a new one.

import { type Frame, Layout } from '../../layout.tsx';
import {
  Buttons,
  Choices,
  ErrorSummary,
  type FieldErrors,
  Form,
  type Option,
  Select,
  TextField,
  type Typed,
} from '../../parts/form.tsx';
import { type RefusalView, Refused } from '../../parts/refusal.tsx';
import { applicationWords } from '../../words/applications.ts';
import { callWords } from '../../words/calls.ts';
import { selfCheckWords } from '../../words/self-check.ts';
import { teamWords } from '../../words/team.ts';
import type { Language } from '../../words/words.ts';
import { AccountFields } from './party.tsx';

export type ApplyView = {
  call: string;
  callHref: string;
  agency: string;
  /** Whether applications can begin now; if not, the page only says so. */
  isOpen: boolean;
  parties: { id: string; name: string; kind: string }[];
  /** Kinds that the pack admits. */
  kinds: ('team' | 'enterprise')[];
  classes: Option[];
  /** Earlier applications of the visitor's own, to begin with. */
  earlier: Option[];
  own: { href: string; code: string; title: string }[];
  /** Ids made for this page, so that sending it twice begins one application. */
  ids: { dossier: string; party: string; key: string };
  /** The self-check whose answers the application begins with; null where there is none. */
  check: string | null;
  typed: Typed;
  errors: FieldErrors;
  refusal: RefusalView | null;
};

export function ApplyPage({ frame, apply }: { frame: Frame; apply: ApplyView }) {
  const { language } = frame;
  const w = applicationWords[language];
  const { typed, errors, parties } = apply;
  return (
    <Layout frame={frame} title={w.applyTitle} here="calls">
      <nav class="crumbs" aria-label={w.call}>
        <a href={apply.callHref}>{apply.call}</a> / {apply.agency}
      </nav>
      <Refused refusal={apply.refusal} language={language} />
      <ErrorSummary errors={errors} language={language} title={w.notBegun} />
      <h1>{w.applyTitle}</h1>
      {!apply.isOpen ? (
        <p class="lead">{callWords[language].closed}</p>
      ) : (
        <>
          <p class="lead">{w.applyLead}</p>
          <Own apply={apply} language={language} />
          <Form action={`${apply.callHref}/apply`} formKey={apply.ids.key} class="apply">
            <input type="hidden" name="dossier" value={apply.ids.dossier} />
            <input type="hidden" name="newParty" value={apply.ids.party} />
            {apply.check !== null && (
              <>
                <input type="hidden" name="check" value={apply.check} />
                <p class="notice">{selfCheckWords[language].tasks.carried}</p>
              </>
            )}
            {parties.length > 0 && (
              <Choices
                name="party"
                label={w.existing}
                options={[
                  ...parties.map(({ id, name, kind }) => ({ value: id, label: name, hint: w.kinds[kind] ?? kind })),
                  { value: 'new', label: w.newParty },
                ]}
                typed={typed}
                errors={errors}
                language={language}
              />
            )}
            <NewParty apply={apply} language={language} />
            {apply.earlier.length > 0 && (
              <Select
                name="from"
                label={teamWords[language].from}
                hint={teamWords[language].fromHint}
                optional
                options={apply.earlier}
                empty={teamWords[language].fromNone}
                typed={typed}
                errors={errors}
                language={language}
              />
            )}
            <Buttons primary={w.begin}>
              <a href={apply.callHref}>{w.back}</a>
            </Buttons>
          </Form>
        </>
      )}
    </Layout>
  );
}

function Own({ apply, language }: { apply: ApplyView; language: Language }) {
  const w = applicationWords[language];
  if (apply.own.length === 0) return null;
  return (
    <div class="turn notice">
      <div>
        <p>{w.own(apply.own.length)}</p>
        <ul class="plain">
          {apply.own.map(({ href, code, title }) => (
            <li>
              <a href={href}>{title === '' ? code : `${title} (${code})`}</a>
            </li>
          ))}
        </ul>
        <p class="small">{w.ownMore}</p>
      </div>
    </div>
  );
}

function NewParty({ apply, language }: { apply: ApplyView; language: Language }) {
  const w = applicationWords[language];
  const { typed, errors, kinds, classes } = apply;
  const [only] = kinds.length === 1 ? kinds : [];
  const field = (name: string, label: string, hint?: string) => ({
    name,
    label,
    ...(hint === undefined ? {} : { hint }),
    typed,
    errors,
    language,
  });
  const identity = only === undefined ? w.identity : only === 'team' ? w.identityTeam : w.identityEnterprise;
  const isAsked = apply.parties.length === 0 || Object.keys(errors).length > 0;
  return (
    <div class={isAsked ? undefined : 'where-new'}>
      {apply.parties.length > 0 && <h2>{w.newPartyTitle}</h2>}
      {only === undefined && (
        <Choices
          {...field('kind', w.kind, w.kindHint)}
          options={kinds.map((kind) => ({ value: kind, label: w.kinds[kind] ?? kind }))}
        />
      )}
      {classes.length > 0 && (
        <Select
          {...field('beneficiaryClass', w.beneficiaryClass, w.beneficiaryClassHint)}
          options={classes}
          empty={w.chooseOne}
        />
      )}
      <TextField {...field('name', w.partyName, w.partyNameHint)} more={{ autocomplete: 'organization' }} />
      <TextField
        {...field('identity', identity, only === undefined ? w.identityHint : undefined)}
        narrow
        more={{ autocomplete: 'off', inputmode: 'numeric' }}
      />
      <TextField {...field('address', w.address, w.addressHint)} more={{ autocomplete: 'street-address' }} />
      <AccountFields typed={typed} errors={errors} language={language} />
    </div>
  );
}
