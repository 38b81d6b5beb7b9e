import { Buttons, DayField, Form, type Option, Select, TextArea, TextField, Tick } from '../../parts/form.tsx';
import { reviewsWords } from '../../words/reviews.ts';
import { councilWords } from '../../words/reviews-council.ts';
import { reviewerWords } from '../../words/reviews-reviewers.ts';
import type { Language } from '../../words/words.ts';
import type { FormState } from './parts.tsx';
import { type Candidate, People } from './people.tsx';

export type ComposeView = {
  form: FormState;
  candidates: readonly Candidate[];
  options: readonly Option[];
  size: string;
  /** Who could be chosen and holds the office of secretary alone. */
  writers: readonly string[];
  /** That too few can be chosen, and who can change that; null where they are enough. */
  tooFew: string | null;
  /** The page of the agency's people, for who may open it. */
  people: string | null;
  /** Who applies, by name: a member may have the name of one of them. */
  team: readonly string[];
  /** What follows where no vice-chair is chosen. */
  alone: string | undefined;
  papers: string;
  /** Of a council that is composed anew: who has voted, and stays. null for the first. */
  stay: readonly string[] | null;
  /** Of the dossier, for a council that is composed anew: it is in place of the one that was shown. */
  revision: number | null;
};

type Props = { compose: ComposeView; base: string; isNeeded: boolean; language: Language };

/** Who sits on the council: before it is referred to, and again where those who sit cannot be enough. */
export function Compose({ compose, base, isNeeded, language }: Props) {
  const c = councilWords[language];
  const isOpen = isNeeded || Object.keys(compose.form.errors).length > 0;
  if (compose.stay === null || isOpen)
    return (
      <section aria-labelledby="compose">
        <h2 id="compose">{compose.stay === null ? c.compose : c.recompose}</h2>
        <Fields compose={compose} base={base} isNeeded language={language} />
      </section>
    );
  return (
    <details class="panel">
      <summary>{c.recompose}</summary>
      <Fields compose={compose} base={base} isNeeded={false} language={language} />
    </details>
  );
}

function Fields({ compose, base, isNeeded, language }: Props) {
  const w = reviewsWords[language];
  const c = councilWords[language];
  const { form, stay } = compose;
  const field = { typed: form.typed, errors: form.errors, language };
  return (
    <Form action={`${base}/council/${stay === null ? 'refer' : 'recompose'}`} formKey={form.key}>
      {compose.revision !== null && <input type="hidden" name="revision" value={compose.revision} />}
      {stay !== null && <p class="small">{c.recomposeLead}</p>}
      {stay !== null && stay.length > 0 && <p class="small">{c.stay(stay.join(', '))}</p>}
      <p class="small">
        {reviewerWords[language].team}: {compose.team.join(', ')}.
      </p>
      <Seats
        compose={compose}
        label={stay === null ? c.members : stay.length === 0 ? c.membersAnew : c.othersOnIt}
        hint={stay === null || stay.length === 0 ? compose.size : `${compose.size} ${c.withThose}`}
        language={language}
      />
      {stay !== null && <TextArea {...field} name="reason" label={w.reason} hint={c.recomposeReason} rows={3} />}
      <p class="small soft">{compose.papers}</p>
      {isNeeded ? (
        <Buttons primary={stay === null ? c.refer : c.recompose} />
      ) : (
        <button class="button quiet" type="submit">
          {c.recompose}
        </button>
      )}
    </Form>
  );
}

/** Who sits, who leads, and when and where they meet. */
export function Seats({
  compose,
  label,
  hint,
  language,
}: {
  compose: Omit<ComposeView, 'team' | 'stay' | 'revision' | 'papers' | 'size'>;
  label: string;
  hint: string;
  language: Language;
}) {
  const c = councilWords[language];
  const field = { typed: compose.form.typed, errors: compose.form.errors, language };
  return (
    <>
      {compose.tooFew !== null && (
        <p class="warning">
          {compose.tooFew} {compose.people !== null && <a href={compose.people}>{c.toPeople}</a>}
        </p>
      )}
      <People
        name="council"
        label={label}
        hint={hint}
        candidates={compose.candidates}
        empty={c.noCandidates}
        form={compose.form}
      />
      {compose.writers.length > 0 && (
        <Tick {...field} name="writersSit" label={c.writersSit(compose.writers.join(', '))} />
      )}
      <Select {...field} name="chair" label={c.chair} options={compose.options} empty={c.chooseChair} />
      <Select
        {...field}
        name="viceChair"
        label={c.viceChair}
        {...(compose.alone === undefined ? {} : { hint: compose.alone })}
        options={compose.options}
        empty={c.noViceChair}
        optional
      />
      <DayField {...field} name="meetsOn" label={c.meetsOn} hint={c.meetsOnHint} optional narrow />
      <TextField {...field} name="meetsFrom" label={c.meetsFrom} optional narrow more={{ autocomplete: 'off' }} />
      <TextField {...field} name="meetsAt" label={c.meetsAt} optional more={{ maxlength: 100, autocomplete: 'off' }} />
    </>
  );
}
