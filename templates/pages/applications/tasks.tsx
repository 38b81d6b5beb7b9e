// The application's first page for its team: what is done, what is left, until when, and what came back.

import type { DefinitionChange, GoneAnswer } from '../../../workflows/rules/forms.ts';
import { formatVnd } from '../../../workflows/rules/money.ts';
import type { TeamRole } from '../../../workflows/rules/team.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { CheckedBefore, type CheckedBeforeView, OpenBefore } from '../../parts/checked-before.tsx';
import { Unbroken } from '../../parts/facts.tsx';
import { ErrorSummary, type FieldErrors, Form, TextField, type Typed } from '../../parts/form.tsx';
import { NewInForm, NoLongerAsked } from '../../parts/form-versions.tsx';
import { Lapsed, type LapsedView } from '../../parts/lapsed.tsx';
import { type CallView, Lines, Returned, type ReturnedView, whichCounts } from '../../parts/returned.tsx';
import { timeText } from '../../parts/when.ts';
import { applicationWords } from '../../words/applications.ts';
import { nameOf } from '../../words/names.ts';
import { teamWords } from '../../words/team.ts';
import type { Language } from '../../words/words.ts';
import { writingWords } from '../../words/writing.ts';

/** What every page of an application says at its top. */
export type ApplicationHead = {
  base: string;
  code: string;
  /** The project's name; '' while it has none. */
  title: string;
  call: string;
  callHref: string;
  /** What can be handed in now; null when nothing can. */
  mode: 'submit' | 'resubmit' | 'complete' | null;
  /** What the dossier's state says to its founders. */
  state: string;
  deadline: string | null;
  daysLeft: number | null;
  closing: CallView;
  /** What the reader is in the team; null for whoever is not of it. */
  role: TeamRole | null;
  /** Why nothing can be handed in any more; null while it can. */
  late: string | null;
};

export type SectionView = {
  id: string;
  title: string;
  /** 'optional': nothing stands in it, and nothing must. 'unmended', 'mended': the officer who returned the application named this part; it is as it was, or changed and complete. 'kept': they named others. */
  state: 'empty' | 'optional' | 'started' | 'complete' | 'wrong' | 'over' | 'unmended' | 'mended' | 'kept';
  /** What is wrong with what stands there, and where it asks for more than the caps leave. */
  notes: readonly string[];
  /** The fields that still have no answer, where it was begun. */
  missing: readonly string[];
};

export type TasksView = {
  head: ApplicationHead;
  sections: SectionView[];
  saved: { at: string; name: string } | null;
  team: { name: string; role: TeamRole }[];
  /** What was copied into it from an earlier application. */
  copied: { code: string; href: string | null; answers: number; at: string } | null;
  /** What the form asks otherwise than that one's did, what it asks no more, and the files that found no room; null where nothing. */
  told: (Told & { left: readonly string[] }) | null;
  /** Why it was returned, where it was. */
  returned: ReturnedView | null;
  /** What the council recommended, where it asks for completion. */
  recommended: { name: string; amountVnd: bigint }[] | null;
  /** What it asks to complete; '' where it asks for nothing, or that is no longer kept. */
  completion: string;
  /** Where the law closes what is not completed as the council asks. */
  completionClause: string | null;
  /** How it was closed because its time ran out; null where it was not. */
  lapsed: LapsedView | null;
  submitted: boolean;
  mayWithdraw: boolean;
  /** The party's number was taken back as somebody else's: why, and the form for its own. null where that is not so. */
  identity: { why: string; label: string; typed: Typed; errors: FieldErrors } | null;
  /** What the team answered before it applied; null where nobody checked. */
  checked: CheckedBeforeView | null;
  /** What was kept of the party just now. */
  kept: string | null;
  /** Who reads it, as a mark for what their browser holds. */
  person: string;
};

/** What a form asks otherwise than an earlier version of it, and what of a draft it asks no more. */
export type Told = { changes: readonly DefinitionChange[]; gone: readonly GoneAnswer[] };

/** How the tag of a part looks. */
export const tags: Readonly<Record<SectionView['state'], string>> = {
  empty: 'tag',
  optional: 'tag',
  started: 'tag now',
  complete: 'tag done',
  wrong: 'tag stop',
  over: 'tag stop',
  unmended: 'tag now',
  mended: 'tag done',
  kept: 'tag done',
};

/** The way back that stands on every page of an application. */
export function Crumbs({ head, language, list }: { head: ApplicationHead; language: Language; list?: boolean }) {
  const w = applicationWords[language];
  return (
    <nav class="crumbs" aria-label={w.title}>
      <a href="/work">{w.work}</a> / <a href={head.base}>{head.code}</a>
      {list && (
        <>
          {' / '}
          <a href={`${head.base}/application`}>{w.title}</a>
        </>
      )}
    </nav>
  );
}

export function TasksPage({ frame, tasks }: { frame: Frame; tasks: TasksView }) {
  const { language } = frame;
  const w = applicationWords[language];
  const { head, sections, saved } = tasks;
  const t = teamWords[language];
  const title = head.title === '' ? w.untitled : head.title;
  // a part that asks for nothing is no progress while nothing was done in it
  const asking = sections.filter(({ state }) => state !== 'optional');
  const done = asking.filter(({ state }) => ['complete', 'mended', 'kept'].includes(state)).length;
  return (
    <Layout frame={frame} title={title} here="work">
      <Crumbs head={head} language={language} />
      {tasks.identity !== null && <ErrorSummary errors={tasks.identity.errors} language={language} />}
      <h1>{title}</h1>
      <p class="lead">
        <a href={head.callHref}>{head.call}</a>
      </p>
      <Turn tasks={tasks} language={language} />
      {head.role !== null && head.role !== 'owner' && <p class="notice">{t.may[head.role]}</p>}
      {tasks.copied !== null && (
        <p class="notice">
          {t.copied(tasks.copied.answers, timeText(tasks.copied.at))}{' '}
          {tasks.copied.href === null ? tasks.copied.code : <a href={tasks.copied.href}>{tasks.copied.code}</a>}.{' '}
          {t.copiedNot}
        </p>
      )}
      {tasks.told !== null && tasks.told.left.length > 0 && <p class="notice">{t.copiedLeft(tasks.told.left)}</p>}
      <div class="columns">
        <div>
          <Identity tasks={tasks} language={language} />
          <CameBack tasks={tasks} language={language} />
          <OpenBefore checked={tasks.checked} section={(id) => placeOf(tasks.sections, head, id)} language={language} />
          <section aria-labelledby="parts">
            <h2 id="parts">{w.sections}</h2>
            <p class="soft">
              <span id="progress">{w.progress(done, asking.length)}</span>{' '}
              <progress value={done} max={asking.length} aria-labelledby="progress" />
            </p>
            <ol class="tasks">
              {sections.map(({ id, title, state, notes, missing }) => (
                <li>
                  <a href={`${head.base}/application/${id}`}>{title}</a>{' '}
                  <span class={tags[state]}>{w.states[state]}</span>
                  <HeldMark person={tasks.person} at={`${head.base}/application/${id}`} language={language} />
                  {missing.length > 0 && <p class="small soft">{writingWords[language].stillMissing(missing)}</p>}
                  {notes.map((sentence) => (
                    <p class="small error">
                      <Unbroken text={sentence} />
                    </p>
                  ))}
                </li>
              ))}
            </ol>
          </section>
          <NewInForm changes={tasks.told?.changes ?? []} language={language} />
          <NoLongerAsked gone={tasks.told?.gone ?? []} language={language} />
          <CheckedBefore checked={tasks.checked} language={language} />
        </div>
        <aside>
          <section aria-labelledby="team">
            <h2 id="team">{w.team}</h2>
            <ul class="story">
              {tasks.team.map(({ name, role }) => (
                <li>
                  {name} <span class="soft">{nameOf('teamRoles', role, language)}</span>
                </li>
              ))}
            </ul>
            <p class="small">
              <a href={`${head.base}/application/members`}>{t.title}</a>
              {' · '}
              <a href={`${head.base}/application/edits`}>{t.editsTitle}</a>
            </p>
            <p class="small soft after">{saved === null ? w.neverSaved : w.savedBy(timeText(saved.at), saved.name)}</p>
          </section>
          <p class="small">
            <a href={`${head.base}/application/party`}>{w.partyTitle}</a>
          </p>
          {tasks.mayWithdraw && (
            <p class="small">
              <a href={`${head.base}/application/withdraw`}>{w.withdraw}</a>
            </p>
          )}
        </aside>
      </div>
    </Layout>
  );
}

/** Where a section is written. */
export const placeOf = (sections: readonly { id: string; title: string }[], { base }: ApplicationHead, id: string) => ({
  href: `${base}/application/${id}`,
  title: sections.find((one) => one.id === id)?.title ?? '',
});

/** Shown by the page's script where the browser holds what could not be sent. */
export function HeldMark({ person, at, language }: { person: string; at: string; language: Language }) {
  return (
    <p class="small error" data-person={person} data-held-at={at} hidden>
      {writingWords[language].heldInPart}
    </p>
  );
}

function Turn({ tasks, language }: { tasks: TasksView; language: Language }) {
  const w = applicationWords[language];
  const { base, mode, state, deadline, daysLeft, late } = tasks.head;
  const submitted = tasks.submitted && (
    <p>
      <a href={`${base}/application/read`}>{w.readSubmitted}</a>
    </p>
  );
  if (mode === null)
    return (
      <div class="turn notice">
        <div>
          <h2>{state}</h2>
          {submitted}
        </div>
      </div>
    );
  return (
    <div class="turn" role="status">
      <div>
        <h2>{late === null ? w.modes[mode].turn : w.over}</h2>
        {late !== null ? (
          <p>{late}</p>
        ) : (
          deadline !== null && (
            <p>
              {w.until(timeText(deadline))}, {w.daysLeft(daysLeft ?? 0)}.
              {mode === 'complete' && ` ${whichCounts(tasks.head.closing, language)}`}
            </p>
          )
        )}
        {submitted}
      </div>
      {late === null && (
        <a class="button" href={`${base}/application/check`}>
          {w.modes[mode].check}
        </a>
      )}
    </div>
  );
}

function Identity({ tasks, language }: { tasks: TasksView; language: Language }) {
  const w = applicationWords[language];
  const { identity, head } = tasks;
  if (identity === null)
    return tasks.kept === null ? null : (
      <p class="notice" role="status">
        {tasks.kept}
      </p>
    );
  return (
    <section aria-labelledby="number">
      <h2 id="number">{w.identityTitle}</h2>
      {identity.why !== '' && (
        <>
          <p>{w.identityWhy}</p>
          <blockquote class="reason">
            <Lines text={identity.why} />
          </blockquote>
        </>
      )}
      <p>{w.identityNext}</p>
      {head.role === 'owner' && (
        <Form action={`${head.base}/application/identity`}>
          <TextField
            name="identity"
            label={identity.label}
            typed={identity.typed}
            errors={identity.errors}
            language={language}
            narrow
            more={{ autocomplete: 'off', inputmode: 'numeric' }}
          />
          <p class="buttons">
            <button class="button quiet" type="submit">
              {w.identitySend}
            </button>
          </p>
        </Form>
      )}
    </section>
  );
}

function CameBack({ tasks, language }: { tasks: TasksView; language: Language }) {
  const w = applicationWords[language];
  if (tasks.lapsed !== null) return <Lapsed lapsed={tasks.lapsed} language={language} />;
  if (tasks.returned !== null) return <Returned returned={tasks.returned} language={language} />;
  if (tasks.recommended === null) return null;
  return (
    <section aria-labelledby="council">
      <h2 id="council">{w.councilAsked}</h2>
      {tasks.completion !== '' && (
        <blockquote class="reason">
          <Lines text={tasks.completion} />
        </blockquote>
      )}
      <p>{w.councilLines}</p>
      <p>{w.ifNotByThen(tasks.completionClause)}</p>
      <dl class="facts">
        {tasks.recommended.map(({ name, amountVnd }) => (
          <div>
            <dt>{name}</dt>
            <dd class="num">{formatVnd(amountVnd)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
