// What the pages of a project's life share: their frame, the rules of the step, files and reports.

import type { PropsWithChildren } from 'hono/jsx';
import { formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { Facts, type Row, Unbroken } from '../../parts/facts.tsx';
import { ErrorSummary, Field, type FieldErrors, type Typed, tied } from '../../parts/form.tsx';
import { type RefusalView, Refused } from '../../parts/refusal.tsx';
import { dayText } from '../../parts/when.ts';
import { dossierWords } from '../../words/dossier.ts';
import { projectWords } from '../../words/projects.ts';
import { stakesWords } from '../../words/stakes.ts';
import type { Language } from '../../words/words.ts';

/** A form as it stands: what was typed, what is wrong with it, and what it is bound to. */
export type FormState = {
  typed: Typed;
  errors: FieldErrors;
  refusal: RefusalView | null;
  key: string;
  /** The dossier's revision that the page shows. */
  revision: number;
};

/** Whose step this is, and whether it can be taken now. */
export type Standing = {
  /** The reader may take it, and the project is where it can be taken. */
  mayAct: boolean;
  state: 'open' | 'notYet' | 'over';
  /** What alone keeps the reader from it: a conflict of interest that they declared, or who delegated their office, by name. */
  conflict: { name: string | null; href: string } | null;
  /** The roles that take it, as people call them. */
  who: string;
  /** Where the project stands now, in the reader's words. */
  now: string;
  /** Who took it, and when; null where nobody has. */
  done: { who: string; day: string } | null;
};

export type StepView = {
  frame: Frame;
  base: string;
  code: string;
  /** The project's name. */
  project: string;
  standing: Standing;
  form: FormState;
  clause: string | null;
  /** The last day of the step, 'YYYY-MM-DD', where there is one. */
  dueOn: string | null;
};

type StepProps = PropsWithChildren<{
  view: StepView;
  words: { title: string; lead: string; effect: string; who?: string };
  /** Instead of the sentence that follows from the standing. */
  turn?: string;
  /** The reader may still do something, but somebody else is waited for. */
  waiting?: boolean;
}>;

/** A step's page: where one is, whose turn it is, the step itself, and beside it the rules. */
export function StepPage({ view, words, turn, waiting, children }: StepProps) {
  const { frame, base, code, project, standing, form, clause, dueOn } = view;
  const { language } = frame;
  const w = projectWords[language];
  return (
    <Layout frame={frame} title={words.title} here="work">
      <Crumbs trail={[{ text: code, href: base }]} language={language} />
      <h1>{words.title}</h1>
      <p class="lead">{project === '' ? w.unnamed : project}</p>
      <Refused refusal={form.refusal} language={language} />
      {form.refusal === null && <ErrorSummary errors={form.errors} language={language} />}
      <Turn standing={standing} lead={words.lead} own={turn} calm={waiting === true} language={language} />
      <div class="columns">
        <div class="step">{children}</div>
        <aside>
          <h2>{w.rules.title}</h2>
          <Facts
            rows={[
              [w.rules.who, words.who ?? standing.who],
              [w.rules.effect, words.effect],
              [w.rules.clause, <Unbroken text={clause ?? w.rules.noClause} />],
              ...(dueOn === null ? [] : [[w.rules.due, dayText(dueOn)] as const]),
            ]}
          />
          <p class="backlink">
            <a href={base}>{w.back}</a>
          </p>
        </aside>
      </div>
    </Layout>
  );
}

function Turn({
  standing,
  lead,
  own,
  calm,
  language,
}: {
  standing: Standing;
  lead: string;
  own: string | undefined;
  calm: boolean;
  language: Language;
}) {
  const w = projectWords[language];
  const { mayAct, state, who, now, done, conflict } = standing;
  if (conflict !== null) return <Conflicted conflict={conflict} language={language} />;
  const heading = own ?? (state === 'over' ? w.over : state === 'notYet' ? w.notNow : mayAct ? w.yours : w.others(who));
  return (
    <div class={mayAct && !calm ? 'turn' : 'turn quiet'}>
      <div>
        <h2>{heading}</h2>
        <p>{state === 'open' ? lead : done !== null ? w.done(done.who, done.day) : `${w.now}: ${now}.`}</p>
      </div>
    </div>
  );
}

/** That a conflict of interest keeps the reader from acting, instead of the form. */
export function Conflicted({
  conflict,
  language,
}: {
  conflict: NonNullable<Standing['conflict']>;
  language: Language;
}) {
  const w = projectWords[language];
  return (
    <div class="turn quiet">
      <div>
        <h2>{conflict.name === null ? w.conflict : w.conflictOf(conflict.name)}</h2>
        <p>
          {conflict.name === null ? <a href={conflict.href}>{dossierWords[language].conflictedMore}</a> : w.othersDo}
        </p>
      </div>
    </div>
  );
}

export type FileView = { id: string; name: string; href: string };

/** Files as links; a sentence where there are none. */
export function FileList({ files, language }: { files: readonly FileView[]; language: Language }) {
  const w = projectWords[language];
  if (files.length === 0) return <p class="soft small">{w.noFiles}</p>;
  return (
    <ul class="filelist">
      {files.map(({ name, href }) => (
        <li>
          <a href={href}>{name}</a>
        </li>
      ))}
    </ul>
  );
}

/** A place for files. What was sent with a form that was not taken is kept, and need not be sent again. */
export function FileField({
  name,
  label,
  hint,
  optional,
  many,
  kept,
  errors,
  language,
}: {
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  many?: boolean;
  kept: readonly FileView[];
  errors: FieldErrors;
  language: Language;
}) {
  const w = projectWords[language];
  const whole = [hint, w.fileHint].filter(Boolean).join(' ');
  return (
    <Field name={name} label={label} hint={whole} optional={optional ?? false} errors={errors} language={language}>
      {kept.length > 0 && (
        <div class="kept small">
          {w.keptFiles}
          <ul class="filelist">
            {kept.map((file) => (
              <li>
                <a href={file.href}>{file.name}</a>
                <input type="hidden" name={`kept.${name}`} value={file.id} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <input type="file" {...tied({ name, hint: whole, errors })} multiple={many ?? false} />
    </Field>
  );
}

export type ReportView = {
  title: string;
  /** Who sent it, and when. */
  byline: string;
  /** null when it was erased. */
  text: string | null;
  files: readonly FileView[];
};

export function Report({ report, language }: { report: ReportView; language: Language }) {
  const w = projectWords[language];
  return (
    <article class="report panel">
      {report.title !== '' && <h3>{report.title}</h3>}
      <p class="soft small">{report.byline}</p>
      {report.text === null ? (
        <p class="soft">{w.erased}</p>
      ) : (
        report.text.split(/\n{2,}/).map((paragraph) => <p class="typed">{paragraph}</p>)
      )}
      <FileList files={report.files} language={language} />
    </article>
  );
}

/** What a project's money has come to, where it is about to end. */
export type MoneyView = {
  spentVnd: bigint;
  leftVnd: bigint;
  advancedVnd: bigint;
  dueVnd: bigint;
  open: readonly { amountVnd: bigint }[];
};

/** The same as facts: what was paid, and whatever is not at an end. */
export function moneyRows({ spentVnd, leftVnd, advancedVnd, dueVnd, open }: MoneyView, language: Language): Row[] {
  const w = stakesWords[language];
  const asked = open.reduce((sum, { amountVnd }) => sum + amountVnd, 0n);
  return [
    [w.spent, formatVnd(spentVnd)],
    [w.left, formatVnd(leftVnd)],
    ...(advancedVnd > 0n ? [[w.advanced, formatVnd(advancedVnd)] as const] : []),
    ...(dueVnd > 0n ? [[w.due, formatVnd(dueVnd)] as const] : []),
    ...(open.length > 0 ? [[w.open, w.openCount(open.length, formatVnd(asked))] as const] : []),
  ];
}
