import { formatVnd } from '../../../workflows/rules/money.ts';
import { Buttons, Choices, Form, MoneyField, TextArea, TextField, Tick } from '../../parts/form.tsx';
import { reviewsWords } from '../../words/reviews.ts';
import { councilWords } from '../../words/reviews-council.ts';
import type { Language } from '../../words/words.ts';
import type { ItemView } from './council.tsx';
import { Caps, type CapsView, type FormState } from './parts.tsx';

type Person = { id: string; name: string };

export type ConcludeView = {
  form: FormState;
  caps: CapsView;
  monthsHint: string;
  completionHint: string;
  /** Who cast no ballot, and of whom it has to be said why. */
  asked: readonly Person[];
  /** Who declared a conflict of interest instead of voting: of them it is known. */
  conflicted: readonly Person[];
  /** Who voted and wrote no opinion: the secretary may. */
  present: readonly Person[];
  /** What the others wrote with their ballots. */
  opinions: readonly (Person & { opinion: string })[];
  /** What is odd about the time of the meeting. */
  doubts: readonly string[];
};

type Props = { base: string; items: readonly ItemView[]; conclude: ConcludeView; language: Language };
type PartProps = Props & { field: Pick<FormState, 'typed' | 'errors'> & { language: Language } };

/** What the council concludes, with all that its minutes say and history does not know. */
export function Conclude(props: Props) {
  const { base, conclude, language } = props;
  const c = councilWords[language];
  const { form } = conclude;
  const parts = { ...props, field: { typed: form.typed, errors: form.errors, language } };
  return (
    <section aria-labelledby="conclude">
      <h2 id="conclude">{c.conclusion}</h2>
      {conclude.asked.length > 0 && (
        <p class="warning">{c.missing(conclude.asked.map(({ name }) => name).join(', '))}</p>
      )}
      <Form action={`${base}/council/recommend`} formKey={form.key}>
        <MeetingPanel {...parts} />
        <RecommendPanel {...parts} />
        <div class="panel">
          <h3>{c.notRecommendTitle}</h3>
          <TextArea {...parts.field} name="reason" label={c.notRecommendReason} rows={3} />
          <button class="button quiet" type="submit" formaction={`${base}/council/not-recommend`}>
            {c.notRecommend}
          </button>
        </div>
      </Form>
    </section>
  );
}

function MeetingPanel({ conclude, field, language }: PartProps) {
  const c = councilWords[language];
  const off = { autocomplete: 'off' };
  const numeric = { inputmode: 'numeric', ...off };
  return (
    <div class="panel">
      <h3>{c.meeting}</h3>
      <p class="small soft">{c.meetingLead}</p>
      <TextField {...field} name="established" label={c.established} hint={c.establishedHint} optional more={off} />
      <TextField {...field} name="place" label={c.place} more={off} />
      <div class="abreast">
        <TextField {...field} name="heldOn" label={c.heldOn} narrow more={numeric} />
        <TextField {...field} name="begins" label={c.begins} narrow more={numeric} />
        <TextField {...field} name="ends" label={c.ends} narrow more={numeric} />
      </div>
      {conclude.doubts.length > 0 && <p class="doubt">{conclude.doubts.join(' ')}</p>}
      <Choices
        {...field}
        name="meetingForm"
        label={c.form}
        options={[
          { value: 'inPerson', label: c.forms.inPerson },
          { value: 'online', label: c.forms.online },
          { value: 'both', label: c.forms.both },
        ]}
      />
      <TextField {...field} name="secretary" label={c.secretary} hint={c.secretaryHint} more={off} />
      <TextArea {...field} name="guests" label={c.guests} hint={c.guestsHint} optional rows={2} />
      <NoBallots asked={conclude.asked} field={field} language={language} />
      {conclude.conflicted.length > 0 && (
        <p class="soft">{c.conflicted(conclude.conflicted.map(({ name }) => name).join(', '))}</p>
      )}
      {conclude.present.length + conclude.opinions.length > 0 && (
        <details>
          <summary>{c.opinions}</summary>
          {conclude.opinions.map(({ name, opinion }) => (
            <>
              <p class="small">{c.opinionOwn(name)}</p>
              <blockquote class="lines">{opinion}</blockquote>
            </>
          ))}
          {conclude.present.map(({ id, name }) => (
            <TextArea {...field} name={`opinion.${id}`} label={c.opinionOf(name)} optional rows={2} />
          ))}
        </details>
      )}
      <fieldset class="declared">
        <legend>{c.declared}</legend>
        <p class="hint">{c.declaredHint}</p>
        <Tick {...field} name="announced" label={c.announced} />
        <Tick {...field} name="readBack" label={c.readBack} />
      </fieldset>
    </div>
  );
}

/** Why each of these cast no ballot. */
export function NoBallots({
  asked,
  field,
  language,
}: Pick<PartProps, 'field' | 'language'> & { asked: readonly Person[] }) {
  const c = councilWords[language];
  return (
    <>
      {asked.map(({ id, name }) => (
        <>
          <Choices
            {...field}
            name={`seat.${id}`}
            label={c.noBallotOf(name)}
            options={[
              { value: 'excused', label: c.noBallot.excused },
              { value: 'unexcused', label: c.noBallot.unexcused },
              { value: 'present', label: c.noBallot.present },
            ]}
          />
          <TextField
            {...field}
            name={`absence.${id}`}
            label={c.absenceOf(name)}
            hint={c.absenceHint}
            optional
            more={{ autocomplete: 'off' }}
          />
        </>
      ))}
    </>
  );
}

function RecommendPanel({ base, items, conclude, field, language }: PartProps) {
  const w = reviewsWords[language];
  const c = councilWords[language];
  return (
    <div class="panel">
      <h3>{c.recommendTitle}</h3>
      <p class="small soft">{c.conclusionLead}</p>
      {items.map(({ line, name, askedVnd, passed }) => (
        <fieldset class="recommended">
          <legend>{name}</legend>
          <MoneyField
            {...field}
            name={`amount.${line}`}
            label={c.amount}
            hint={`${c.asked}: ${formatVnd(askedVnd)}. ${passed ? c.itemPassed : c.itemFailed}.`}
          />
          <div class="abreast">
            <TextField {...field} name={`outcome.${line}`} label={c.outcome} optional />
            <TextField {...field} name={`payment.${line}`} label={c.paymentFile} optional />
          </div>
        </fieldset>
      ))}
      <Caps caps={conclude.caps} check={`${base}/council/check`} language={language} />
      <p>
        <button class="button quiet" type="submit" formaction={`${base}/council/check`}>
          {w.caps.check}
        </button>
      </p>
      <TextField
        {...field}
        name="months"
        label={c.months}
        hint={conclude.monthsHint}
        narrow
        more={{ inputmode: 'numeric', autocomplete: 'off' }}
      />
      <Choices
        {...field}
        name="completion"
        label={c.completion}
        hint={conclude.completionHint}
        options={[
          { value: 'no', label: w.no },
          { value: 'yes', label: w.yes },
        ]}
      />
      <TextArea {...field} name="completionText" label={c.completionText} hint={c.completionTextHint} rows={3} />
      <TextArea {...field} name="remark" label={c.remark} optional rows={2} />
      <Buttons primary={c.recommend} />
    </div>
  );
}
