// One part of the application, being written: saved as a draft with whatever stands in it.

import type { PropsWithChildren } from 'hono/jsx';
import type {
  FormAttachment,
  FormDefinition,
  FormLine,
  LineRooms,
  ShownSection,
} from '../../../workflows/rules/forms.ts';
import { mostOfPage, textChange } from '../../../workflows/rules/textChanges.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Answers } from '../../parts/answers.tsx';
import { Side } from '../../parts/changes.tsx';
import { DefinitionFields, suggestionLists } from '../../parts/definition.tsx';
import { Unbroken } from '../../parts/facts.tsx';
import { type FieldErrors, Form, idOf, type Typed } from '../../parts/form.tsx';
import { NewInForm, NoLongerAsked } from '../../parts/form-versions.tsx';
import { timeText } from '../../parts/when.ts';
import { applicationWords } from '../../words/applications.ts';
import { teamWords } from '../../words/team.ts';
import type { Language } from '../../words/words.ts';
import { writingWords } from '../../words/writing.ts';
import { type ApplicationHead, Crumbs, type Told, tags } from './tasks.tsx';

/** Who has saved something else since a page was opened, when, and the fields in which both have changed the same. */
export type ConflictView = {
  name: string;
  at: string;
  /** `before`: as it is saved; `after`: as it was typed here. */
  fields: readonly { id: string; label: string; before: string; after: string }[];
};

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
  /** The page's own id: what it has saved itself nobody else has. */
  id: string;
  /** What the page shows of this section, as marks of its fields: sent back, to see what somebody else has saved since. */
  base: string;
  /** Who reads it, as a mark: what their browser keeps for them it shows and sends for nobody else. */
  person: string;
  /** The fields that others have changed since, which the page still shows as they were. */
  theirs: readonly string[];
  /** How many fields were saved with something new. */
  took: number;
  /** The form came from another person's page: nothing of it is saved or shown. */
  ofAnother: boolean;
  saved: { at: string; name: string } | null;
  /** Just now, by this form. */
  justSaved: boolean;
  /** What this part of the form asks otherwise than the earlier application's, and what it asks no more; null where nothing. */
  told: Told | null;
  /** Where what somebody else has saved since the page was opened differs from what was typed here, which the fields hold. */
  conflict: ConflictView | null;
  /** It can only be read: then `reading` is shown, and the fields only where somebody has just typed in them. `notAsked`: the officer who returned the application named other parts. */
  locked: { reading: ShownSection[]; typedHere: boolean; notAsked: boolean } | null;
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
    <Layout frame={frame} title={section.title[language]} here="work" lively uploads={page.locked === null}>
      <Crumbs head={head} language={language} list />
      <Wrong
        page={page}
        after={after === undefined ? `${head.base}/application` : href(after.id)}
        language={language}
      />
      {page.ofAnother && (
        <div class="errors" role="alert">
          <p>{writingWords[language].ofAnother}</p>
        </div>
      )}
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
      {page.locked === null && (
        <SavedNote here={`${head.base}/application/${id}`} language={language}>
          {savedText(page, language)}
        </SavedNote>
      )}
      {page.locked !== null && !page.locked.typedHere && <Held page={page} language={language} />}
      {page.locked !== null && (
        <div class="turn notice" role={page.locked.typedHere ? 'alert' : 'status'}>
          <p>{lockedText(page.locked, head, language)}</p>
        </div>
      )}
      {page.locked !== null && (
        <div class="locked">
          <Answers shown={page.locked.reading} language={language} fileHref={fileHref(head)} />
        </div>
      )}
      {page.told !== null && <NewInForm changes={page.told.changes} language={language} />}
      {writable && <Fields page={page} language={language} />}
      {page.told !== null && <NoLongerAsked gone={page.told.gone} language={language} />}
      <nav class="turns small" aria-label={w.sections}>
        {before && <a href={href(before.id)}>{w.previous(before.title[language])}</a>}
        <a href={`${head.base}/application`}>{w.list}</a>
        <a href={`${head.base}/application/edits#${id}`}>{teamWords[language].editsTitle}</a>
        {after && <a href={href(after.id)}>{w.next(after.title[language])}</a>}
      </nav>
    </Layout>
  );
}

const fileHref = (head: ApplicationHead) => (id: string) => `${head.base}/files/${id}`;

function Fields({ page, language }: { page: SectionPageView; language: Language }) {
  const w = applicationWords[language];
  const { head, definition, section: id, locked } = page;
  const fields = definition.sections.find((section) => section.id === id)!.fields;
  const files = fields.filter(({ kind }) => kind === 'file');
  const sums = fields.filter(({ kind }) => kind === 'budgetTable').flatMap(({ id }) => sumsOf(id, page.typed));
  const also = [...sums, ...suggestionLists(fields)];
  const action = `${head.base}/application/${id}`;
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
  // Whose version goes on is for them to say: beside another's, nothing saves itself. It is only held by their browser.
  const keeping = page.conflict !== null ? { 'data-holds': true } : { 'data-keeps': true };
  return (
    <Form action={action} multipart={files.length > 0} class="part" id="part">
      <BaseMark base={page.base} />
      <input type="hidden" name="page" value={page.id} />
      <input type="hidden" name="who" value={page.person} />
      {page.conflict !== null && <Conflict conflict={page.conflict} errors={page.errors} language={language} />}
      {locked !== null ? (
        inputs
      ) : (
        <div {...keeping} data-person={page.person} data-also={also.join(',')}>
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

/** What saving by itself brings up to date of a budget: its sums, and of each row its total and the most that it may ask. */
function sumsOf(fieldId: string, typed: Typed): string[] {
  const rows = Object.keys(typed).filter((name) => name.startsWith(`${fieldId}.`) && name.endsWith('.line')).length;
  const ofRows = Array.from({ length: Math.max(1, rows) }, (_, index) => [
    `#total-${fieldId}-${index}`,
    `#most-${fieldId}-${index}`,
  ]);
  return [`#sums-${fieldId}`, ...ofRows.flat()];
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

/** Says when the part was saved. What it says where it could not be stands beside, for the page's script. */
export function SavedNote({
  here,
  took,
  language,
  children,
}: PropsWithChildren<{ here: string; took?: number; language: Language }>) {
  const w = writingWords[language];
  return (
    <p
      id="saved"
      class="small soft"
      role="status"
      data-lost={w.lost}
      data-offline={w.offline}
      data-unkept={w.unkept}
      data-out={w.out}
      data-sign-in={w.signIn}
      data-sign-in-at={`/sign-in?next=${encodeURIComponent(here)}`}
      data-sending={w.sending}
      data-sent={w.sent('{time}')}
      data-found={w.found('{time}')}
      {...(took === undefined ? {} : { 'data-took': String(took) })}
    >
      {children}
    </p>
  );
}

function lockedText(
  { typedHere, notAsked }: NonNullable<SectionPageView['locked']>,
  head: ApplicationHead,
  language: Language,
): string {
  const w = applicationWords[language];
  if (notAsked) return typedHere ? w.notAskedTyped : w.notAsked;
  if (typedHere) return w.lockedTyped;
  const isViewers = head.mode !== null && head.role === 'viewer';
  return head.late ?? (isViewers ? teamWords[language].may.viewer : w.closedNow(head.state));
}

/** What saving by itself answers: the note, the new mark, and sums that may have changed. Without a mark where nothing was saved. */
export function SavedAnswer({ page, language }: { page: SectionPageView; language: Language }) {
  const words = writingWords[language];
  const { head, locked } = page;
  const here = `${head.base}/application/${page.section}`;
  if (locked !== null || page.ofAnother)
    return (
      <SavedNote here={here} language={language}>
        {page.ofAnother || locked === null
          ? words.ofAnother
          : lockedText({ ...locked, typedHere: true }, head, language)}
      </SavedNote>
    );
  if (page.conflict !== null)
    return (
      <SavedNote here={here} language={language}>
        {words.conflictShort(
          page.conflict.name,
          clockText(page.conflict.at),
          page.conflict.fields.map(({ label }) => label),
        )}{' '}
        <button class="button quiet" type="submit" form="part">
          {words.seeBoth}
        </button>
      </SavedNote>
    );
  return (
    <>
      <SavedNote here={here} took={page.took} language={language}>
        {savedText(page, language)}
        {page.theirs.length > 0 && (
          <>
            {'. '}
            {words.changedByOthers(page.theirs)} <a href={here}>{words.openTheirs}</a>
          </>
        )}
      </SavedNote>
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

/** Where nothing can be saved any more, and the browser still holds what could not be sent: the page's script shows this. */
function Held({ page, language }: { page: SectionPageView; language: Language }) {
  const w = writingWords[language];
  return (
    <div
      class="turn notice"
      data-held
      role="status"
      data-person={page.person}
      data-action={`${page.head.base}/application/${page.section}`}
      hidden
    >
      <p>{w.heldHere}</p>
      <button class="button quiet" type="button">
        {w.showHeld}
      </button>
    </div>
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
            <a href={`#${idOf(name)}`}>
              <Unbroken text={sentence} />
            </a>
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

/** Two people in one part: of each field that both have changed, both texts beside one another, and which of them goes on. */
function Conflict({ conflict, errors, language }: { conflict: ConflictView; errors: FieldErrors; language: Language }) {
  const w = applicationWords[language];
  const words = writingWords[language];
  const budget = { left: mostOfPage };
  return (
    <div class="conflict" role="alert" tabindex={-1}>
      <h2>{w.conflictTitle(conflict.name, clockText(conflict.at))}</h2>
      <p>{words.conflictText(conflict.fields.length)}</p>
      {conflict.fields.map(({ id, label, before, after }) => {
        const name = `choose-${id}`;
        const sides = textChange(before, after, budget);
        const versions = [
          { value: 'theirs', label: words.takeTheirs, hint: words.takeTheirsHint, lines: sides.before },
          { value: 'mine', label: words.takeMine, hint: words.takeMineHint, lines: sides.after },
        ];
        return (
          <fieldset class={errors[name] === undefined ? 'field versions' : 'field versions wrong'}>
            <legend>{label}</legend>
            {errors[name] !== undefined && (
              <p class="error" id={`${idOf(name)}-error`}>
                {errors[name]}
              </p>
            )}
            <input type="hidden" name="open" value={id} />
            <div class="theirs">
              {versions.map((version, index) => (
                <div>
                  <label class="choice">
                    <input
                      type="radio"
                      name={name}
                      value={version.value}
                      id={index === 0 ? idOf(name) : `${idOf(name)}-${index}`}
                      aria-describedby={`${idOf(name)}-${version.value}`}
                    />
                    <span>
                      {version.label}
                      <span class="hint">{version.hint}</span>
                    </span>
                  </label>
                  <div class="version" id={`${idOf(name)}-${version.value}`}>
                    <Side lines={version.lines} none={w.none} />
                  </div>
                </div>
              ))}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}
