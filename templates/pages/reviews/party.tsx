// The number by which a party is known, and taking it back where it is somebody else's.

import { type Frame, Layout } from '../../layout.tsx';
import { Buttons, Form, TextArea } from '../../parts/form.tsx';
import { reviewsWords } from '../../words/reviews.ts';
import { type FormState, Head, type HeadView, Trouble, type TroubleView } from './parts.tsx';

export type PartyPageView = {
  frame: Frame;
  head: HeadView;
  trouble: TroubleView;
  name: string;
  /** '' when it holds none. */
  number: string;
  confirmed: boolean;
  awarded: boolean;
  /** Its number was taken back and it has not given another. `why` is '' when the reason is no longer kept. */
  released: { why: string } | null;
  justNow: boolean;
  /** null where there is nothing to release, or it cannot be released here. */
  form: FormState | null;
};

export function PartyPage(view: PartyPageView) {
  const { frame, head, form, released } = view;
  const { language } = frame;
  const words = reviewsWords[language];
  const w = words.party;
  return (
    <Layout frame={frame} title={`${w.title} ${head.code}`} here="work">
      <Head head={head} title={w.title} lead={w.lead} language={language} />
      <Trouble trouble={view.trouble} language={language} />
      {view.justNow && (
        <p class="notice" role="status">
          {w.released}
        </p>
      )}
      <dl class="facts narrow-form">
        <div>
          <dt>{words.screening.name}</dt>
          <dd>
            {view.name}{' '}
            <span class={view.confirmed ? 'tag done' : 'tag now'}>
              {view.confirmed ? words.screening.partyConfirmed : words.screening.partyClaimed}
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
      {view.awarded && view.number !== '' && <p class="spaced">{w.awarded}</p>}
      {form !== null && (
        <Form action={`${head.base}/party/release`} formKey={form.key} class="spaced">
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
          <Buttons primary={w.release} />
        </Form>
      )}
      <p class="spaced">
        <a href={head.base}>{words.backToDossier}</a>
      </p>
    </Layout>
  );
}
