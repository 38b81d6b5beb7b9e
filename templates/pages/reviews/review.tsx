import type { PropsWithChildren } from 'hono/jsx';
import type { FormDefinition, ShownSection } from '../../../workflows/rules/forms.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Answers } from '../../parts/answers.tsx';
import { type ConflictView, DraftConflict } from '../../parts/conflict.tsx';
import { DefinitionFields } from '../../parts/definition.tsx';
import { Form } from '../../parts/form.tsx';
import { dayTextOf, timeText } from '../../parts/when.ts';
import { draftWords } from '../../words/drafts.ts';
import { reviewsWords } from '../../words/reviews.ts';
import { conflictWords } from '../../words/reviews-conflict.ts';
import { reviewWords } from '../../words/reviews-review.ts';
import type { Language } from '../../words/words.ts';
import { writingWords } from '../../words/writing.ts';
import { Declaring, type DeclaringView, NoticedLater } from './conflict.tsx';
import { type FormState, Head, type HeadView, Reading, Trouble, type TroubleView } from './parts.tsx';

type Common = { frame: Frame; head: HeadView; trouble: TroubleView; dueAt: string | null; sheetsBy: string | null };

export type DeclareView = Common & { declaring: Omit<DeclaringView, 'language' | 'action' | 'hint'> };

/** Before the application is opened: who applies, and what the reviewer has to do with them. Nothing of what they wrote. */
export function DeclarePage(view: DeclareView) {
  const { frame, head } = view;
  const { language } = frame;
  const r = reviewWords[language];
  return (
    <Layout frame={frame} title={`${r.title} ${head.code}`} here="work" lively>
      <ReviewHead {...view} />
      <section aria-labelledby="declare" class="spaced">
        <h2 id="declare">{r.declareTitle}</h2>
        <Declaring {...view.declaring} action={`${head.base}/review/conflict`} hint={r.someHint} language={language} />
      </section>
    </Layout>
  );
}

/** Somebody with a conflict of interest sees that, and nothing else. */
export function ConflictedPage(view: Common & { conflict: string }) {
  const { frame, head } = view;
  const r = reviewWords[frame.language];
  return (
    <Layout frame={frame} title={`${r.title} ${head.code}`} here="work">
      <ReviewHead {...view} />
      <section aria-labelledby="conflicted" class="spaced">
        <h2 id="conflicted">{r.conflicted}</h2>
        <blockquote>{view.conflict}</blockquote>
        <p>{r.conflictedLead}</p>
        <p>{conflictWords[frame.language].mistake}</p>
      </section>
    </Layout>
  );
}

export type WriteView = Common & {
  shown: readonly ShownSection[] | null;
  sheet: FormDefinition;
  form: FormState;
  savedAt: string | null;
  /** What stands saved, as a mark: sent back, to see whether it was saved on another page since. */
  base: string;
  /** The page's id, and who writes on it: under these the browser holds what could not be saved. */
  page: string;
  person: string;
  /** What was saved on another page after this one was opened; the fields hold what was typed here. */
  elsewhere: { by: ConflictView; stands: readonly ShownSection[] | null } | null;
  /** For somebody who finds a conflict only now. */
  conflict: FormState;
  next: NextView;
};

/** The next application that waits for the reader's sheet, and how many there are; null where none does. */
export type NextView = { title: string; code: string; href: string; left: number } | null;

function Next({ next, language }: { next: NextView; language: Language }) {
  const r = reviewWords[language];
  if (next === null) return <p class="small">{r.noneLeft}</p>;
  return (
    <p>
      {r.left(next.left)} <a href={next.href}>{r.next(next.title || next.code)}</a>
    </p>
  );
}

/** The application on one side, the sheet on the other. */
export function WritePage(view: WriteView) {
  const { frame, head, form, sheet } = view;
  const { language } = frame;
  const w = reviewsWords[language];
  const r = reviewWords[language];
  return (
    <Layout frame={frame} title={`${r.title} ${head.code}`} here="work" lively>
      <ReviewHead {...view} />
      {view.elsewhere !== null && (
        <DraftConflict conflict={view.elsewhere.by} language={language}>
          {view.elsewhere.stands === null ? (
            <p>{draftWords[language].nothing}</p>
          ) : (
            <>
              <span id="saved-all" class="unseen">
                {draftWords[language].theirs}
              </span>
              <Answers shown={view.elsewhere.stands} language={language} level={3} ids="saved" />
            </>
          )}
          <p>
            <a href={`${head.base}/review`} data-drops>
              {r.takeSaved}
            </a>
          </p>
        </DraftConflict>
      )}
      <nav class="across" aria-label={r.parts}>
        <a href="#application">{r.toApplication}</a>
        <a href="#sheet">{r.toSheet}</a>
      </nav>
      <div class="split review">
        <article class="reading" id="application" aria-label={w.application}>
          <Reading shown={view.shown} base={head.base} language={language} />
        </article>
        <div class="sheet" id="sheet">
          <Form action={`${head.base}/review`} id="writing">
            <div class="panel">
              <h2>{sheet.title[language]}</h2>
              {sheet.help && <p class="small soft">{sheet.help[language]}</p>}
              <input type="hidden" id="base" name="base" value={view.base} />
              <input type="hidden" name="page" value={view.page} />
              <input type="hidden" name="who" value={view.person} />
            </div>
            <div
              {...(view.elsewhere === null ? { 'data-keeps': true } : { 'data-holds': true })}
              data-person={view.person}
            >
              {sheet.sections.map((section) => (
                <section class="panel" aria-labelledby={`sheet-${section.id}`}>
                  <h2 id={`sheet-${section.id}`}>{section.title[language]}</h2>
                  <DefinitionFields
                    definition={sheet}
                    section={section}
                    typed={form.typed}
                    errors={form.errors}
                    language={language}
                    lines={[]}
                    attachments={[]}
                  />
                </section>
              ))}
            </div>
            <div class="save-bar" id="save">
              {view.elsewhere === null && (
                <SavedNote base={head.base} language={language}>
                  {savedText(view.savedAt, language)}
                </SavedNote>
              )}
              <p class="buttons">
                <button class="button" type="submit" name="do" value="check">
                  {r.check}
                </button>
                <button class="button quiet" type="submit" name="do" value="save" data-stays>
                  {r.save}
                </button>
              </p>
            </div>
          </Form>
          {view.next !== null && <Next next={view.next} language={language} />}
          <NoticedLater
            action={`${head.base}/review/conflict`}
            lead={r.foundLead}
            form={view.conflict}
            language={language}
          />
        </div>
      </div>
    </Layout>
  );
}

const savedText = (at: string | null, language: Language) =>
  at === null ? reviewWords[language].unsaved : reviewWords[language].saved(timeText(at));

/** Says where one types whether the sheet is saved. What it says where it could not be stands beside, for the page's script. */
function SavedNote({ base, language, children }: PropsWithChildren<{ base: string; language: Language }>) {
  const [w, r] = [writingWords[language], reviewWords[language]];
  return (
    <p
      id="saved"
      class="small soft"
      role="status"
      data-lost={r.lost}
      data-gone={r.gone}
      data-offline={w.offline}
      data-unkept={r.unkept}
      data-out={w.out}
      data-sign-in={r.signIn}
      data-sign-in-at={`/sign-in?next=${encodeURIComponent(`${base}/review`)}`}
      data-sending={w.sending}
      data-sent={w.sent('{time}')}
      data-found={w.found('{time}')}
    >
      {children}
    </p>
  );
}

type Answered = { base: string; language: Language };

/** What saving by itself answers: when the draft was saved, and the mark of what it says now. */
export function SavedAnswer({ at, mark, base, language }: Answered & { at: string; mark: string }) {
  return (
    <>
      <SavedNote base={base} language={language}>
        {savedText(at, language)}
      </SavedNote>
      <input type="hidden" id="base" name="base" value={mark} />
    </>
  );
}

/** What it answers where nothing was saved: without a mark, so that nothing overwrites what stands. `children`: how both are seen. */
export function NotSaved({ text, base, language, children }: PropsWithChildren<Answered & { text: string }>) {
  return (
    <SavedNote base={base} language={language}>
      {text}{' '}
      {children && (
        <button class="button quiet" type="submit" form="writing" name="do" value="save">
          {children}
        </button>
      )}
    </SavedNote>
  );
}

export type CheckView = Common & {
  shown: readonly ShownSection[];
  verdict: 'pass' | 'fail';
  points: number | null;
  form: FormState;
  /** What the sheet says, as a mark: what is submitted is what this page showed. */
  base: string;
};

/** The sheet as it would be submitted. */
export function CheckPage(view: CheckView) {
  const { frame, head, form } = view;
  const { language } = frame;
  const w = reviewsWords[language];
  const r = reviewWords[language];
  return (
    <Layout frame={frame} title={`${r.checkTitle} ${head.code}`} here="work" lively>
      <ReviewHead {...view} />
      <section aria-labelledby="check" class="spaced">
        <h2 id="check">{r.checkTitle}</h2>
        <p>{r.checkLead}</p>
        <Verdict verdict={view.verdict} points={view.points} language={language} />
        <div class="reading">
          <Answers shown={view.shown} language={language} level={3} />
        </div>
        <Form action={`${head.base}/review`} formKey={form.key}>
          <input type="hidden" name="base" value={view.base} />
          <p>{r.final(w[view.verdict])}</p>
          <p class="buttons">
            <button class="button" type="submit" name="do" value="submit">
              {r.submit}
            </button>
            <a href={`${head.base}/review`}>{r.edit}</a>
          </p>
        </Form>
      </section>
    </Layout>
  );
}

export type LockedView = Common & {
  shown: readonly ShownSection[] | null;
  verdict: 'pass' | 'fail';
  points: number | null;
  submittedAt: string;
  next: NextView;
};

/** The reviewer's own sheet, which nobody can change any more. */
export function LockedPage(view: LockedView) {
  const { frame, head } = view;
  const { language } = frame;
  const r = reviewWords[language];
  return (
    <Layout frame={frame} title={`${r.locked} ${head.code}`} here="work">
      <ReviewHead {...view} dueAt={null} sheetsBy={null} />
      <section aria-labelledby="locked" class="spaced">
        <h2 id="locked">{r.locked}</h2>
        <p>{r.lockedLead(timeText(view.submittedAt))}</p>
        <Next next={view.next} language={language} />
        <Verdict verdict={view.verdict} points={view.points} language={language} />
        <div class="reading">
          <Reading shown={view.shown} base={head.base} language={language} level={3} />
        </div>
        <p class="spaced">
          <a href={head.base}>{reviewsWords[language].backToDossier}</a>
        </p>
      </section>
    </Layout>
  );
}

/** Nothing to review any more. */
export function ClosedPage(view: Common) {
  const { frame, head } = view;
  const r = reviewWords[frame.language];
  return (
    <Layout frame={frame} title={`${r.title} ${head.code}`} here="work">
      <ReviewHead {...view} dueAt={null} sheetsBy={null} />
      <p class="spaced">{r.closed}</p>
      <p>
        <a href={head.base}>{reviewsWords[frame.language].backToDossier}</a>
      </p>
    </Layout>
  );
}

/** What a sheet comes to. */
export function Verdict({
  verdict,
  points,
  language,
}: {
  verdict: 'pass' | 'fail';
  points: number | null;
  language: Language;
}) {
  const w = reviewsWords[language];
  const r = reviewWords[language];
  return (
    <p>
      {r.verdict}: <span class={verdict === 'pass' ? 'tag done' : 'tag stop'}>{w[verdict]}</span>
      {points !== null && ` ${r.points(points)}`}
    </p>
  );
}

function ReviewHead({ frame, head, trouble, dueAt, sheetsBy }: Common) {
  const r = reviewWords[frame.language];
  const due = dueAt === null ? '' : r.dueOn(dayTextOf(dueAt));
  const lead = [r.lead(head.stage), sheetsBy === null ? '' : r.sheetsBy(sheetsBy), due].filter(Boolean).join(' ');
  return (
    <>
      <Head head={head} title={r.title} lead={lead} language={frame.language} />
      <Trouble trouble={trouble} language={frame.language} />
    </>
  );
}
