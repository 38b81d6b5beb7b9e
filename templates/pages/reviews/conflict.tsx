import { type Frame, Layout } from '../../layout.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Buttons, Choices, Form, TextArea } from '../../parts/form.tsx';
import { reviewsWords } from '../../words/reviews.ts';
import { conflictWords } from '../../words/reviews-conflict.ts';
import { councilWords } from '../../words/reviews-council.ts';
import { reviewWords } from '../../words/reviews-review.ts';
import type { Language } from '../../words/words.ts';
import { type FormState, Head, type HeadView, Trouble, type TroubleView } from './parts.tsx';

export type DeclaringView = {
  action: string;
  applicant: string;
  members: readonly string[];
  form: FormState;
  /** What follows from having a conflict. */
  hint: string;
  language: Language;
};

/** What somebody has to do with who applies, asked before the application is opened. */
export function Declaring({ action, applicant, members, form, hint, language }: DeclaringView) {
  const r = reviewWords[language];
  return (
    <>
      <p>{r.declareLead}</p>
      <Applicants applicant={applicant} members={members} language={language} />
      <Form action={action} formKey={form.key} class="spaced">
        <Choices
          name="conflict"
          label={r.declare}
          options={[
            { value: 'none', label: r.none },
            { value: 'some', label: r.some, hint },
          ]}
          typed={form.typed}
          errors={form.errors}
          language={language}
        />
        <TextArea
          name="which"
          label={r.which}
          hint={r.whichHint}
          rows={3}
          typed={form.typed}
          errors={form.errors}
          language={language}
        />
        <p class="small">{conflictWords[language].mistake}</p>
        <Buttons primary={r.send} />
      </Form>
    </>
  );
}

/** Who applies, and nothing of what they wrote. */
function Applicants({ applicant, members, language }: Pick<DeclaringView, 'applicant' | 'members' | 'language'>) {
  const r = reviewWords[language];
  return (
    <dl class="facts narrow-form">
      <div>
        <dt>{r.applicant}</dt>
        <dd>{applicant}</dd>
      </div>
      <div>
        <dt>{r.members}</dt>
        <dd>{members.join(', ')}</dd>
      </div>
    </dl>
  );
}

/** For somebody in office who has a conflict of interest: what follows is read, and then confirmed. */
export function InterestPage(
  view: CouncilCommon & {
    declaring: Omit<DeclaringView, 'language' | 'action' | 'hint'>;
    follows: readonly string[];
    /** The mark of what follows, for the step that confirms it; null before. */
    confirm: string | null;
  },
) {
  const { frame, head, trouble, declaring, follows, confirm } = view;
  const { language } = frame;
  const w = reviewsWords[language];
  const r = reviewWords[language];
  const { form } = declaring;
  const k = conflictWords[language];
  const action = `${head.base}/interests`;
  const which = (
    <TextArea
      name="which"
      label={r.which}
      hint={k.whichHint}
      rows={3}
      typed={form.typed}
      errors={form.errors}
      language={language}
    />
  );
  const title = confirm === null ? k.title : k.reviewTitle;
  return (
    <Layout frame={frame} title={`${title} ${head.code}`} here="work">
      <Head head={head} title={title} lead={k.lead} language={language} />
      <Trouble trouble={trouble} language={language} />
      <Applicants {...declaring} language={language} />
      {confirm !== null ? (
        <div class="narrow-form spaced">
          <Confirm
            action={action}
            formKey={form.key}
            seen={confirm}
            says={follows}
            submit={r.foundSend}
            keep={{ href: head.base, label: k.keep }}
          >
            {which}
          </Confirm>
        </div>
      ) : (
        <>
          <Form action={action} formKey={form.key} class="narrow-form spaced">
            {which}
            {follows.map((sentence) => (
              <p class="small">{sentence}</p>
            ))}
            <Buttons primary={k.review} />
          </Form>
          <p class="spaced">
            <a href={head.base}>{w.backToDossier}</a>
          </p>
        </>
      )}
    </Layout>
  );
}

/** For somebody who notices a conflict only after having declared that there is none. */
export function NoticedLater({
  action,
  lead,
  form,
  language,
}: {
  action: string;
  lead: string;
  form: FormState;
  language: Language;
}) {
  const r = reviewWords[language];
  return (
    <details class="panel">
      <summary>{r.found}</summary>
      <Form action={action} formKey={form.key}>
        <p class="small">
          {lead} {conflictWords[language].mistake}
        </p>
        <input type="hidden" name="conflict" value="some" />
        <TextArea name="which" label={r.which} rows={3} typed={form.typed} errors={form.errors} language={language} />
        <button class="button quiet" type="submit">
          {r.foundSend}
        </button>
      </Form>
    </details>
  );
}

type CouncilCommon = { frame: Frame; head: HeadView; trouble: TroubleView };

/** Before the application opens to a member of the council: who applies, and what the member has to do with them. */
export function CouncilDeclarePage(
  view: CouncilCommon & { declaring: Omit<DeclaringView, 'language' | 'action' | 'hint'> },
) {
  const { frame, head, trouble } = view;
  const { language } = frame;
  const c = councilWords[language];
  return (
    <Layout frame={frame} title={`${c.title} ${head.code}`} here="work" lively>
      <Head head={head} title={c.title} lead={reviewWords[language].lead(head.stage)} language={language} />
      <Trouble trouble={trouble} language={language} />
      <section aria-labelledby="declare" class="spaced">
        <h2 id="declare">{c.declareTitle}</h2>
        <Declaring
          {...view.declaring}
          action={`${head.base}/council/conflict`}
          hint={c.conflictHint}
          language={language}
        />
      </section>
    </Layout>
  );
}

/** Somebody with a conflict of interest, or who acts for somebody with one, sees that, and what follows. */
export function ConflictedDeskPage(
  view: CouncilCommon & {
    title: string;
    /** null: it is not for them to read. */
    conflict: string | null;
    follows: readonly string[];
  },
) {
  const { frame, head, trouble, title } = view;
  const { language } = frame;
  const w = reviewsWords[language];
  return (
    <Layout frame={frame} title={`${title} ${head.code}`} here="work">
      <Head head={head} title={title} lead={reviewWords[language].lead(head.stage)} language={language} />
      <Trouble trouble={trouble} language={language} />
      <section class="spaced">
        {view.conflict !== null && <blockquote>{view.conflict}</blockquote>}
        {view.follows.map((sentence) => (
          <p>{sentence}</p>
        ))}
        <p class="spaced">
          <a href={head.base}>{w.backToDossier}</a>
        </p>
      </section>
    </Layout>
  );
}
