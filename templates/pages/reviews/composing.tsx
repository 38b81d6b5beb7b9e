import type { Frame } from '../../layout.tsx';
import { Buttons, DayField, Form, TextArea, TextField } from '../../parts/form.tsx';
import { type ListView, Pages } from '../../parts/list.tsx';
import { councilWords } from '../../words/reviews-council.ts';
import { severalWords } from '../../words/reviews-several.ts';
import type { Language } from '../../words/words.ts';
import { type ComposeView, Seats } from './compose.tsx';
import type { FormState } from './parts.tsx';
import { type CallHead, type Choosable, ChooseDossiers, SeveralPage } from './several.tsx';

/** What both pages are told: of which call, which applications there are to choose, and how many that are not the reader's. */
type Common = {
  frame: Frame;
  call: CallHead;
  action: string;
  form: FormState;
  rows: readonly Choosable[];
  list: ListView;
  others: number;
};

export type ComposingView = Common & {
  compose: Omit<ComposeView, 'team' | 'stay' | 'revision'>;
};

/** One council for several applications of a call that have all their reviews. */
export function ComposingPage(view: ComposingView) {
  const { frame, call, form, rows, compose } = view;
  const { language } = frame;
  const w = severalWords[language];
  const c = councilWords[language];
  return (
    <SeveralPage frame={frame} call={call} title={w.compose.title} lead={w.compose.lead} errors={form.errors}>
      {view.others > 0 && <p class="warning">{w.others(view.others)}</p>}
      {rows.length === 0 ? (
        <p class="soft">{w.compose.none}</p>
      ) : (
        <Form action={view.action} formKey={form.key}>
          <ChooseDossiers label={w.compose.dossiers} ones={rows} form={form} language={language} />
          <Seats compose={compose} label={c.members} hint={compose.size} language={language} />
          <p class="small soft">{compose.papers}</p>
          <Buttons primary={w.check} />
        </Form>
      )}
      <Pages list={view.list} language={language} />
    </SeveralPage>
  );
}

/** `rows`: with the revision that the page shows of each. */
export type MovingView = Omit<Common, 'rows'> & { rows: readonly (Choosable & { revision: number })[] };

/** Another day, hour or place for the meetings of several applications of a call. */
export function MovingPage(view: MovingView) {
  const { frame, call, form, rows } = view;
  const { language } = frame;
  const w = severalWords[language];
  return (
    <SeveralPage frame={frame} call={call} title={w.move.titleAll} lead={w.move.lead} errors={form.errors}>
      {view.others > 0 && <p class="warning">{w.others(view.others)}</p>}
      {rows.length === 0 ? (
        <p class="soft">{w.move.none}</p>
      ) : (
        <Form action={view.action} formKey={form.key}>
          {rows.map(({ id, revision }) => (
            <input type="hidden" name={`revision.${id}`} value={String(revision)} />
          ))}
          <ChooseDossiers label={w.move.dossiers} ones={rows} form={form} language={language} />
          <MeetingFields form={form} language={language} />
          <Buttons primary={w.check} />
        </Form>
      )}
      <Pages list={view.list} language={language} />
    </SeveralPage>
  );
}

/** When and where a council is to meet now, and why that changed. */
export function MeetingFields({ form, language }: { form: FormState; language: Language }) {
  const w = severalWords[language].move;
  const field = { typed: form.typed, errors: form.errors, language };
  return (
    <>
      <DayField {...field} name="movesTo" label={w.on} narrow />
      <TextField {...field} name="movesFrom" label={w.from} optional narrow more={{ autocomplete: 'off' }} />
      <TextField
        {...field}
        name="movesAt"
        label={w.at}
        hint={w.atHint}
        optional
        more={{ maxlength: 100, autocomplete: 'off' }}
      />
      <TextArea {...field} name="moveReason" label={w.reason} hint={w.reasonHint} rows={2} />
    </>
  );
}
