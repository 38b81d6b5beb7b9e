// One part of the application, being written: saved as a draft with whatever stands in it.

import type {
  FieldChange,
  FormAttachment,
  FormDefinition,
  FormLine,
  LineRooms,
  ShownSection,
} from '../../../workflows/rules/forms.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Changes } from '../../parts/changes.tsx';
import { Answers, DefinitionFields, uploadName } from '../../parts/definition.tsx';
import { type FieldErrors, Form, idOf, type Typed } from '../../parts/form.tsx';
import { timeText } from '../../parts/when.ts';
import { applicationWords } from '../../words/applications.ts';
import { teamWords } from '../../words/team.ts';
import type { Language } from '../../words/words.ts';
import { type ApplicationHead, Crumbs, tags } from './tasks.tsx';

/** Who has saved something else since a page was opened, when, and where what they say differs from what was typed here. */
export type ConflictView = { name: string; at: string; changes: readonly FieldChange[] };

export type SectionPageView = {
  head: ApplicationHead;
  definition: FormDefinition;
  section: string;
  /** The officer who returned the application named this part, and whether it was changed since; null: not named. */
  meant: 'unmended' | 'mended' | null;
  typed: Typed;
  errors: FieldErrors;
  /** Among the errors is that it says of the party what that does not say of itself. */
  differs: boolean;
  /** Where it asks for more than the caps leave, by the name of the sum that is too much. */
  over: FieldErrors;
  lines: readonly FormLine[];
  attachments: readonly FormAttachment[];
  rooms: LineRooms;
  /** What stands saved in this section, as a mark: sent back, to see whether somebody else has saved since. */
  base: string;
  saved: { at: string; name: string } | null;
  /** Just now, by this form. */
  justSaved: boolean;
  /** Where what somebody else has saved since the page was opened differs from what was typed here, which the fields hold. */
  conflict: ConflictView | null;
  /** It can only be read: then `reading` is shown, and the fields only where somebody has just typed in them. */
  locked: { reading: ShownSection[]; typedHere: boolean } | null;
};

export function SectionPage({ frame, page }: { frame: Frame; page: SectionPageView }) {
  const { language } = frame;
  const w = applicationWords[language];
  const { head, definition, section: id } = page;
  const index = definition.sections.findIndex((section) => section.id === id);
  const section = definition.sections[index]!;
  const [before, after] = [definition.sections[index - 1], definition.sections[index + 1]];
  const href = (other: string) => `${head.base}/application/${other}`;
  const writable = page.locked === null || page.locked.typedHere;
  return (
    <Layout
      frame={frame}
      title={section.title[language]}
      here="work"
      lively={page.locked === null}
      uploads={page.locked === null}
    >
      <Crumbs head={head} language={language} list />
      <Wrong
        page={page}
        after={after === undefined ? `${head.base}/application` : href(after.id)}
        language={language}
      />
      {page.conflict !== null && <Conflict conflict={page.conflict} language={language} />}
      <h1>{section.title[language]}</h1>
      <p class="lead">
        {head.title === '' ? w.title : head.title}. {w.part(index + 1, definition.sections.length)}.
      </p>
      {page.meant !== null && (
        <p>
          <span class={tags[page.meant]}>{w.states[page.meant]}</span>{' '}
          <a href={`${head.base}/application#returned`}>{w.whyReturned}</a>
        </p>
      )}
      {page.locked === null && <SavedNote text={savedText(page, language)} language={language} />}
      {page.locked !== null && (
        <div class="turn notice" role={page.locked.typedHere ? 'alert' : 'status'}>
          <p>{page.locked.typedHere ? w.lockedTyped : lockedText(head, language)}</p>
        </div>
      )}
      {page.locked !== null && (
        <div class="locked">
          <Answers shown={page.locked.reading} language={language} fileHref={fileHref(head)} />
        </div>
      )}
      {writable && <Fields page={page} language={language} />}
      <nav class="turns small" aria-label={w.sections}>
        {before && <a href={href(before.id)}>{w.previous(before.title[language])}</a>}
        <a href={`${head.base}/application`}>{w.list}</a>
        <a href={`${head.base}/application/edits#${id}`}>{teamWords[language].editsTitle}</a>
        {after && <a href={href(after.id)}>{w.next(after.title[language])}</a>}
      </nav>
    </Layout>
  );
}

const lockedText = (head: ApplicationHead, language: Language): string =>
  head.late ??
  (head.mode !== null && head.role === 'viewer'
    ? teamWords[language].may.viewer
    : applicationWords[language].closedNow(head.state));

const fileHref = (head: ApplicationHead) => (id: string) => `${head.base}/files/${id}`;

function Fields({ page, language }: { page: SectionPageView; language: Language }) {
  const w = applicationWords[language];
  const { head, definition, section: id, locked } = page;
  const fields = definition.sections.find((section) => section.id === id)!.fields;
  const files = fields.filter(({ kind }) => kind === 'file');
  const sums = fields.filter(({ kind }) => kind === 'budgetTable').flatMap(({ id }) => sumsOf(id, page.typed));
  const action = `${head.base}/application/${id}`;
  // Whose version goes on is for them to say: beside another's, nothing saves itself.
  const inputs = (
    <DefinitionFields
      definition={definition}
      section={id}
      typed={page.typed}
      errors={page.errors}
      language={language}
      lines={page.lines}
      attachments={page.attachments}
      rooms={page.rooms}
      fileHref={fileHref(head)}
      uploadsTo={`${head.base}/files`}
    />
  );
  return (
    <Form action={action} multipart={files.length > 0} class="part">
      <BaseMark base={page.base} />
      {locked !== null || page.conflict !== null ? (
        inputs
      ) : (
        <div
          data-keeps
          hx-post={action}
          hx-trigger="change delay:500ms, input delay:4s"
          hx-include="closest form"
          hx-target="#saved"
          hx-swap="outerHTML"
          hx-select="#saved"
          hx-select-oob={['#base', ...sums].join(',')}
          hx-params={files.length === 0 ? '*' : `not ${files.map((field) => uploadName(field.id)).join(',')}`}
          hx-sync="this:replace"
        >
          {inputs}
        </div>
      )}
      {locked === null && (
        <p class="buttons">
          <button class="button" type="submit">
            {w.saveAndGoOn}
          </button>
          <button class="button quiet" type="submit" name="then" value="list">
            {w.saveAndList}
          </button>
        </p>
      )}
    </Form>
  );
}

/** What saving by itself brings up to date of a budget: its sums, and the total of each row. */
function sumsOf(fieldId: string, typed: Typed): string[] {
  const rows = Object.keys(typed).filter((name) => name.startsWith(`${fieldId}.`) && name.endsWith('.line')).length;
  const totals = Array.from({ length: Math.max(1, rows) }, (_, index) => `#total-${fieldId}-${index}`);
  return [`#sums-${fieldId}`, ...totals];
}

function savedText(page: SectionPageView, language: Language): string {
  const w = applicationWords[language];
  const { saved } = page;
  if (saved === null) return w.neverSaved;
  return page.justSaved ? w.savedAt(clockText(saved.at)) : w.savedBy(timeText(saved.at), saved.name);
}

/** The time of day alone: '10:42'. */
export const clockText = (at: string) => timeText(at).slice(11);

const BaseMark = ({ base }: { base: string }) => <input type="hidden" id="base" name="base" value={base} />;

/** Says when the part was saved; replaced by what saving by itself answers. `data-lost` and `data-out` are for when it does not. */
export function SavedNote({ text, language }: { text: string; language: Language }) {
  const w = applicationWords[language];
  return (
    <p
      id="saved"
      class="small soft"
      role="status"
      data-lost={w.notSaved}
      data-out={w.signedOut}
      data-uploading={w.uploading}
    >
      {text}
    </p>
  );
}

/** What saving by itself answers: the note, the new mark, and sums that may have changed. */
export function SavedAnswer({ page, language }: { page: SectionPageView; language: Language }) {
  const w = applicationWords[language];
  if (page.locked !== null) return <SavedNote text={w.lockedTyped} language={language} />;
  if (page.conflict !== null)
    return <SavedNote text={w.conflictShort(page.conflict.name, clockText(page.conflict.at))} language={language} />;
  return (
    <>
      <SavedNote text={savedText(page, language)} language={language} />
      <BaseMark base={page.base} />
      <DefinitionFields
        definition={page.definition}
        section={page.section}
        typed={page.typed}
        errors={{}}
        language={language}
        lines={page.lines}
        attachments={page.attachments}
        rooms={page.rooms}
      />
    </>
  );
}

/** What is not right yet, though it is saved. */
function Wrong({ page, after, language }: { page: SectionPageView; after: string; language: Language }) {
  const w = applicationWords[language];
  const over = Object.entries(page.over);
  const found = [...Object.entries(page.errors), ...over];
  if (found.length === 0) return null;
  return (
    <div class="errors" role="alert" aria-labelledby="wrong" tabindex={-1}>
      <h2 id="wrong">{over.length === found.length ? w.overTitle : w.toCorrect(found.length)}</h2>
      {page.justSaved && page.saved !== null && <p>{w.wrongSaved(clockText(page.saved.at))}</p>}
      <ul>
        {found.map(([name, sentence]) => (
          <li>
            <a href={`#${idOf(name)}`}>{sentence}</a>
          </li>
        ))}
      </ul>
      {over.length > 0 && <p>{w.overText}</p>}
      {page.differs && (
        <p>
          <a href={`${page.head.base}/application/party`}>{w.partyTitle}</a>
        </p>
      )}
      {page.justSaved && (
        <p>
          <a href={after}>{w.later}</a>
        </p>
      )}
    </div>
  );
}

/** Two people in one part: what the other has saved stands above the fields, which keep what was typed here. */
export function Conflict({ conflict, language }: { conflict: ConflictView; language: Language }) {
  const w = applicationWords[language];
  return (
    <div class="conflict" role="alert" tabindex={-1}>
      <h2>{w.conflictTitle(conflict.name, clockText(conflict.at))}</h2>
      <p>{w.conflictText}</p>
      <div class="theirs differing">
        <h3>{w.differing(conflict.changes.length)}</h3>
        <Changes changes={conflict.changes} language={language} names={{ before: w.theirs, after: w.yours }} />
      </div>
    </div>
  );
}
