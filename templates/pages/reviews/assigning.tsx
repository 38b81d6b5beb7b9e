import type { Frame } from '../../layout.tsx';
import { allOf, Buttons, DayField, Form, idOf, Select } from '../../parts/form.tsx';
import { type ListView, Pages } from '../../parts/list.tsx';
import { reviewerWords } from '../../words/reviews-reviewers.ts';
import { severalWords } from '../../words/reviews-several.ts';
import type { Language } from '../../words/words.ts';
import type { FormState } from './parts.tsx';
import type { Candidate } from './people.tsx';
import { type CallHead, OneName, type OneView, SeveralPage } from './several.tsx';

/** A reviewer with the sheets that they have, and would have. */
export type LoadView = { name: string; open: number; more: number };

export type AssigningView = {
  frame: Frame;
  call: CallHead;
  form: FormState;
  action: string;
  rows: readonly (OneView & { candidates: readonly Candidate[]; remark: string })[];
  loads: readonly LoadView[];
  /** The most reviewers that can be proposed for each. */
  most: number;
  list: ListView;
  /** How many more there are that are not the reader's to decide about. */
  others: number;
};

/** All applications of a call that wait for reviewers, each with all reviewers of the agency. */
export function AssigningPage(view: AssigningView) {
  const { frame, call, form, rows, loads, most } = view;
  const { language } = frame;
  const w = severalWords[language];
  const r = reviewerWords[language];
  const field = { typed: form.typed, errors: form.errors, language };
  return (
    <SeveralPage frame={frame} call={call} title={w.assign.title} lead={w.assign.lead} errors={form.errors}>
      {view.others > 0 && <p class="warning">{w.others(view.others)}</p>}
      {rows.length === 0 && <p class="soft">{w.assign.none}</p>}
      {rows.length > 0 && loads.length === 0 && <p class="warning">{r.none}</p>}
      {rows.length > 0 && loads.length > 0 && (
        <Form action={view.action} formKey={form.key} class="assigning">
          {rows.map(({ id }) => (
            <input type="hidden" name="dossier" value={id} />
          ))}
          <div class="panel propose">
            <Select
              {...field}
              name="each"
              label={w.assign.each}
              hint={w.assign.proposeHint}
              options={Array.from({ length: most }, (_, n) => ({
                value: String(n + 1),
                label: w.assign.eachOf(n + 1),
              }))}
            />
            <button class="button quiet" type="submit" name="propose" value="yes">
              {w.assign.propose}
            </button>
          </div>
          <table class="stack assign">
            <thead>
              <tr>
                <th scope="col">{w.dossier}</th>
                <th scope="col">{w.assign.reviewers}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <td>
                    <OneName one={row} language={language}>
                      {row.remark !== '' && <span class="small soft under">{row.remark}</span>}
                    </OneName>
                  </td>
                  <td>
                    <Reviewers row={row} form={form} language={language} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Loads loads={loads} language={language} />
          <DayField {...field} name="sheetsBy" label={r.sheetsBy} hint={r.sheetsByHint} optional narrow />
          <Buttons primary={w.check} />
        </Form>
      )}
      <Pages list={view.list} language={language} />
    </SeveralPage>
  );
}

/** The reviewers of one application: who cannot be chosen stands there with the reason. */
function Reviewers({
  row,
  form,
  language,
}: {
  row: AssigningView['rows'][number];
  form: FormState;
  language: Language;
}) {
  const w = severalWords[language];
  const name = `reviewers.${row.id}`;
  const id = idOf(name);
  const chosen = allOf(form.typed, name);
  const error = form.errors[name];
  return (
    <fieldset
      class={error === undefined ? 'bare' : 'bare wrong'}
      {...(error === undefined ? {} : { 'aria-describedby': `${id}-error` })}
    >
      <legend class="unseen">{w.assign.reviewersOf(row.title || row.code)}</legend>
      {error !== undefined && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <div class="abreast-choices">
        {row.candidates.map((one, index) => (
          <label class={one.why === null ? 'choice' : 'choice closed'}>
            <input
              type="checkbox"
              name={name}
              value={one.id}
              id={index === 0 ? id : `${id}-${index}`}
              checked={one.why === null && chosen.includes(one.id)}
              disabled={one.why !== null}
            />
            <span>
              {one.name} <span class={one.why === null ? 'small soft' : 'small under'}>{one.why ?? one.note}</span>
              {one.why === null && one.doubt !== null && <span class="tag now">{one.doubt}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** How many sheets each reviewer has, and would have. */
export function Loads({ loads, language }: { loads: readonly LoadView[]; language: Language }) {
  const { assign: w } = severalWords[language];
  return (
    <section aria-labelledby="loads">
      <h2 id="loads">{w.load}</h2>
      <table class="stack loads">
        <thead>
          <tr>
            <th scope="col">{w.reviewers}</th>
            <th scope="col" class="num">
              {w.open}
            </th>
            <th scope="col" class="num">
              {w.more}
            </th>
            <th scope="col" class="num">
              {w.total}
            </th>
          </tr>
        </thead>
        <tbody>
          {loads.map(({ name, open, more }) => (
            <tr>
              <td>{name}</td>
              <td class="num" data-label={w.open}>
                {open}
              </td>
              <td class="num" data-label={w.more}>
                {more}
              </td>
              <td class="num" data-label={w.total}>
                <strong>{open + more}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
