import { type Frame, Layout } from '../../layout.tsx';
import { Buttons, DayField, Form, type Option, Select, TextArea } from '../../parts/form.tsx';
import { timeText } from '../../parts/when.ts';
import { reviewsWords } from '../../words/reviews.ts';
import { reviewerWords } from '../../words/reviews-reviewers.ts';
import { severalWords } from '../../words/reviews-several.ts';
import type { Language } from '../../words/words.ts';
import { type FormState, Head, type HeadView, Trouble, type TroubleView } from './parts.tsx';
import { type Candidate, People } from './people.tsx';

/** Who was assigned, and how far they are. `conflict`: null until they have declared, '' for none. */
export type AssignedView = { id: string; name: string; conflict: string | null; submittedAt: string | null };

export type ReviewersView = {
  frame: Frame;
  head: HeadView;
  /** Where its whole call is dealt with. */
  call: string;
  trouble: TroubleView;
  /** Who applies, by name: a reviewer may have the name of one of them. */
  team: readonly string[];
  candidates: readonly Candidate[];
  assigned: readonly AssignedView[];
  /** Who was replaced. */
  gone: readonly { name: string; conflict: string | null; said: string; reason: string }[];
  period: string;
  /** The day that the reviewers were told; null where none was. */
  sheetsBy: string | null;
  /** Who adds reviewers, and where, for who may go there. */
  administrators: readonly string[];
  people: string | null;
  /** One of the two at most. */
  assign: FormState | null;
  replace: FormState | null;
  out: readonly Option[];
  in: readonly Option[];
  complete: boolean;
};

/** The officer or the secretary gives an application to reviewers, and sees how far they are. */
export function ReviewersPage(view: ReviewersView) {
  const { frame, head, assign, replace, assigned } = view;
  const { language } = frame;
  const w = reviewsWords[language];
  const r = reviewerWords[language];
  return (
    <Layout frame={frame} title={`${r.title} ${head.code}`} here="work" lively>
      <Head head={head} title={r.title} lead={r.lead} language={language} />
      <Trouble trouble={view.trouble} language={language} />
      {(assign !== null || replace !== null) && (
        <p>
          {r.team}: {view.team.join(', ')}.
        </p>
      )}
      {assign !== null && (
        <Form action={`${head.base}/reviewers`} formKey={assign.key} class="narrow-form">
          <input type="hidden" name="do" value="assign" />
          <p class="soft">{r.period(view.period)}</p>
          <People name="reviewers" label={r.choose} candidates={view.candidates} empty={r.none} form={assign} />
          <DayField
            name="sheetsBy"
            label={r.sheetsBy}
            hint={r.sheetsByHint}
            typed={assign.typed}
            errors={assign.errors}
            language={language}
            optional
            narrow
          />
          {view.candidates.length > 0 && <Buttons primary={r.assign} />}
          <p class="small spaced">
            <a href={`${view.call}/reviewers`}>{severalWords[language].forAll.reviewers}</a>
          </p>
        </Form>
      )}
      {assigned.length > 0 && (
        <section aria-labelledby="assigned" class="spaced">
          <h2 id="assigned">{r.assigned}</h2>
          {view.sheetsBy !== null && <p class="soft">{r.sheetsTold(view.sheetsBy)}</p>}
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{r.choose}</th>
                <th scope="col">{r.declared}</th>
                <th scope="col">{r.sheet}</th>
              </tr>
            </thead>
            <tbody>
              {assigned.map((one) => (
                <tr>
                  <td>{one.name}</td>
                  <td data-label={r.declared}>
                    <Declared conflict={one.conflict} language={language} />
                  </td>
                  <td data-label={r.sheet}>
                    {one.submittedAt === null ? (
                      <span class="soft">{r.notSubmitted}</span>
                    ) : (
                      <span class="tag done">{r.submitted(timeText(one.submittedAt))}</span>
                    )}
                  </td>
                </tr>
              ))}
              {view.gone.map((one) => (
                <tr>
                  <td>
                    <s>{one.name}</s>
                  </td>
                  <td data-label={r.declared}>
                    <Declared conflict={one.conflict} language={language} />
                  </td>
                  <td data-label={r.sheet}>
                    <span>
                      {one.said}
                      {one.reason !== '' && (
                        <span class="small">
                          {' '}
                          {w.reason}: {one.reason}
                        </span>
                      )}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {view.complete && (
            <p class="buttons">
              <a class="button" href={`${head.base}/council`}>
                {r.toCouncil}
              </a>
            </p>
          )}
        </section>
      )}
      {replace !== null &&
        (view.complete && Object.keys(replace.errors).length === 0 ? (
          <details class="panel">
            <summary>{r.replaceTitle}</summary>
            <Another view={view} form={replace} />
          </details>
        ) : (
          <section aria-labelledby="replace">
            <h2 id="replace">{r.replaceTitle}</h2>
            <Another view={view} form={replace} />
          </section>
        ))}
      {assign === null && assigned.length === 0 && (
        <p>
          {w.nothingNow} {w.stateNow}: {head.state}.
        </p>
      )}
      <p class="spaced">
        <a href={head.base}>{w.backToDossier}</a>
      </p>
    </Layout>
  );
}

/** What a reviewer declared: null for nothing yet, '' for no conflict of interest. */
function Declared({ conflict, language }: { conflict: string | null; language: Language }) {
  const r = reviewerWords[language];
  if (conflict === null) return <span class="soft">{r.notDeclared}</span>;
  if (conflict === '') return <>{r.noConflict}</>;
  return (
    <span>
      <span class="tag stop">{r.hasConflict}</span> {conflict}
    </span>
  );
}

/** Another reviewer, in somebody's place or beside those there are. */
function Another({ view, form }: { view: ReviewersView; form: FormState }) {
  const { language } = view.frame;
  const w = reviewsWords[language];
  const r = reviewerWords[language];
  if (view.in.length === 0)
    return (
      <p>
        {r.nobodyFree(view.administrators.join(', '))} {view.people !== null && <a href={view.people}>{r.toPeople}</a>}
      </p>
    );
  const field = { typed: form.typed, errors: form.errors, language };
  return (
    <Form action={`${view.head.base}/reviewers`} formKey={form.key} class="narrow-form">
      <input type="hidden" name="do" value="replace" />
      <Select {...field} name="out" label={r.out} options={view.out} empty={r.chooseOut} />
      <Select {...field} name="in" label={r.in} options={view.in} empty={r.chooseIn} />
      <TextArea {...field} name="reason" label={w.reason} hint={r.reasonHint} />
      {view.complete ? (
        <button class="button quiet" type="submit">
          {r.replace}
        </button>
      ) : (
        <Buttons primary={r.replace} />
      )}
    </Form>
  );
}
