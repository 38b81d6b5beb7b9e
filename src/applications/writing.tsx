// Writing an application: the list of its parts, and each part, saved as a draft.

import type { Context } from 'hono';
import { SavedAnswer, SectionPage, type SectionPageView } from '../../templates/pages/applications/section.tsx';
import { TasksPage, type TasksView } from '../../templates/pages/applications/tasks.tsx';
import { applyRowButtons, uploadName } from '../../templates/parts/definition.tsx';
import { type FieldErrors, idOf, type Typed } from '../../templates/parts/form.tsx';
import { applicationWords } from '../../templates/words/applications.ts';
import { writingWords } from '../../templates/words/writing.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import {
  type Answers,
  addFile,
  applies,
  changesBetween,
  type FormDefinition,
  type FormSection,
  fieldOf,
  isBegun,
  readAnswers,
  type SectionState,
  sectionOf,
  sectionState,
  shown,
  typedOf as typedFrom,
} from '../../workflows/rules/forms.ts';
import { clauseOfPeriod } from '../clauses.ts';
import { reasonOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import { type Attachment, readForm, receiveUpload, uploadBodyBytes } from '../documents/index.ts';
import type { AppEnv, Doors } from '../doors.ts';
import type { Dossier } from '../dossier.ts';
import { isId, newKey, textIn, textsIn, typedOf } from '../forms.ts';
import { acknowledgePage, ofAnother, savesItself } from '../kept.ts';
import type { Parts } from '../parts.ts';
import { askToSignIn, isOneTooMany } from '../people/index.ts';
import { personMark } from '../personMark.ts';
import { lineName } from '../refusals.ts';
import { minutesOf } from '../reviews/index.ts';
import { checkedView } from './checked.ts';
import { copiedInto, copyNoteOf, toldOfSection } from './copying.ts';
import { lastChangesOf, saveSection } from './draft.ts';
import { lapsedView } from './lapsed.ts';
import { type Matter, roomsOf } from './matter.ts';
import { membersOf } from './members.ts';
import { type Choice, type Marks, type Merged, marksOf, readMarks, writeMarks } from './merging.ts';
import { noteSaved, savedBy } from './pages.ts';
import { freedIdentityOf, giveIdentity, isMember, readIdentity } from './parties.ts';
import { mendingOf, returnedView } from './returned.ts';
import {
  check,
  founders,
  headOf,
  isOpenPart,
  isPast,
  isWritable,
  mayWithdraw,
  mendableThere,
  openWritten,
  over,
  root,
  type Status,
  startOf,
  type Written,
} from './shared.ts';

type More = {
  typed?: Typed;
  errors?: FieldErrors;
  justSaved?: boolean;
  conflict?: SectionPageView['conflict'];
  typedHere?: boolean;
  /** As the page that is answered shows the section, where that is not as it stands. */
  base?: Marks;
  /** What others have changed meanwhile, by the names of the fields. */
  theirs?: readonly string[];
  /** How many fields were saved with something new. */
  took?: number;
  /** The page's id, where it goes on being that page. */
  id?: string;
  /** It came from a page of somebody else. */
  ofAnother?: boolean;
};

/** The list of parts. */
export function listRoutes(doors: Doors, parts: Parts): void {
  doors.get(root, { who: 'signedIn' }, async (c) => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    if (!c.get('standing').roles.includes('founder')) return c.redirect(`${c.req.path}/read`, 303);
    return c.html(<TasksPage frame={await parts.frameOf(c)} tasks={await tasksView(c, parts, matter)} />);
  });

  doors.post(`${root}/identity`, { who: founders, maxBodyBytes: 16 * 1024 }, async (c) => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    const { agency } = matter.dossier;
    const list = c.req.path.replace(/\/identity$/, '');
    const freed = await freedIdentityOf(parts.db, matter.dossier);
    // an owner of the application alone says nothing for its party
    if (freed === null || !isMember(matter.dossier, c.get('visitor')!.id)) return c.redirect(list, 303);
    const typed = await typedOf(c);
    const language = c.get('language');
    const read = readIdentity(freed.kind, cleanLine(textIn(typed, 'identity')), language);
    const given = { agency, party: freed.party, person: c.get('visitor')!.id, now: parts.now() };
    if (read.ok && (await isOneTooMany(c, parts, 'number', given.person))) {
      const errors = { identity: applicationWords[language].problems.numberTooOften };
      const tasks = await tasksView(c, parts, matter, { typed, errors });
      return c.html(<TasksPage frame={await parts.frameOf(c)} tasks={tasks} />, 429);
    }
    const kept = read.ok && (await giveIdentity(parts.db, { ...given, identity: read.identity }));
    if (kept) return c.redirect(`${list}?done=identity`, 303);
    const errors = { identity: read.ok ? applicationWords[language].problems.identityTaken : read.problem };
    const tasks = await tasksView(c, parts, matter, { typed, errors });
    return c.html(<TasksPage frame={await parts.frameOf(c)} tasks={tasks} />, 422);
  });
}

/** More is said on the section's own page. */
const mostNotes = 3;

/** How far a section is. Where nothing must be answered and nothing was, that is said: it is no work that somebody has done. */
function reachedOf(matter: Written, section: string): SectionState | 'optional' {
  const { definition, draft } = matter;
  const far = sectionState(definition, draft.answers, section, matter);
  return far === 'complete' && !isBegun(sectionOf(definition, section)!, draft.answers) ? 'optional' : far;
}

/** The fields of a section that must still be answered, as they are called in sentences. */
function missingIn(matter: Written, section: string, language: 'vi' | 'en'): string[] {
  const { definition, draft } = matter;
  const ids = Object.keys(check(matter, draft.answers, language, { complete: true, section }));
  const labels = ids.map((name) => {
    const field = fieldOf(definition, name.split('.')[0]!);
    return (field?.short ?? field?.label)?.[language] ?? '';
  });
  return [...new Set(labels)].filter(Boolean);
}

async function tasksView(
  c: Context<AppEnv>,
  parts: Parts,
  matter: Written,
  again: { typed: Typed; errors: FieldErrors } = { typed: {}, errors: {} },
): Promise<TasksView> {
  const language = c.get('language');
  const { db, now } = parts;
  const { dossier, definition, draft, mode } = matter;
  const recommended = (dossier.states.get('application')?.facts.recommended ?? []) as {
    line: string;
    amountVnd: string;
  }[];
  const freed = isMember(dossier, c.get('visitor')!.id) ? await freedIdentityOf(db, dossier) : null;
  const returned = await returnedView(parts, dossier, language);
  const mending = mendingOf(matter, returned);
  const w = applicationWords[language];
  const note = await copyNoteOf(db, matter);
  return {
    identity:
      freed === null
        ? null
        : {
            why: await reasonOf(db, dossier.agency, freed.reason),
            label: freed.kind === 'enterprise' ? w.identityEnterprise : w.identityTeam,
            ...again,
          },
    kept: keptIn(c, matter),
    person: personMark(c.get('visitor')!.id),
    head: headOf(matter, language, now()),
    sections: definition.sections.map(({ id, title }) => {
      const wrong = Object.values(check(matter, draft.answers, language, { complete: false, section: id }));
      const notes = Object.values(over(matter, draft.answers, language, id));
      const far = reachedOf(matter, id);
      const reached = wrong.length > 0 ? 'wrong' : notes.length > 0 ? 'over' : far;
      const named = mending.get(id);
      const state =
        isWritable(matter) && !isOpenPart(matter, id)
          ? 'kept'
          : named === 'unmended' || (named === 'mended' && ['optional', 'complete'].includes(reached))
            ? named
            : reached;
      const missing = reached === 'started' ? missingIn(matter, id, language) : [];
      return { id, title: title[language], state, notes: [...wrong.slice(0, mostNotes), ...notes], missing };
    }),
    saved: draft.saved,
    team: await membersOf(db, dossier),
    copied: await copiedInto(parts, matter, c.get('visitor')!.id),
    told: note === null ? null : { changes: note.changes, gone: note.gone[language], left: note.left },
    returned,
    lapsed: await lapsedView(parts, dossier, language),
    recommended:
      mode === 'complete'
        ? recommended.map(({ line, amountVnd }) => ({
            name: lineName(line, language, dossier.pack),
            amountVnd: BigInt(amountVnd),
          }))
        : null,
    completionClause: clauseOfPeriod(dossier.pack, 'completion', language),
    completion: mode === 'complete' ? await completionOf(db, dossier) : '',
    checked: await checkedView(db, matter, language),
    submitted: matter.versions.length > 0,
    mayWithdraw: mayWithdraw(c, matter),
  };
}

/** What the council asks to complete, by its minutes; '' where they were erased. */
async function completionOf(db: Database, { agency, history }: Dossier): Promise<string> {
  const { input } = history.find(({ event }) => event === 'application.recommended') ?? {};
  return (await minutesOf(db, agency, input))?.completion ?? '';
}

/** What the address says was kept of the party just now. */
function keptIn(c: Context<AppEnv>, { dossier }: Matter): string | null {
  const w = applicationWords[c.get('language')];
  const done = c.req.query('done');
  if (done === 'party') return w.partyKept;
  return done === 'identity' && typeof dossier.party?.facts.releasedFor === 'string' ? w.identityKept : null;
}

/** The parts themselves. Declared last: any other page's name goes before a part's id. */
export function sectionRoutes(doors: Doors, parts: Parts): void {
  doors.get(`${root}/:section`, { who: founders }, async (c) => {
    const matter = await openWritten(c, parts);
    const section = matter === null ? null : sectionOf(matter.definition, c.req.param('section'));
    if (matter === null || section === null) return c.notFound();
    const complete = c.req.query('check') !== undefined;
    const { answers } = matter.draft;
    const language = c.get('language');
    const errors = isOpenPart(matter, section.id)
      ? check(matter, answers, language, { complete, section: section.id })
      : {};
    return page(c, matter, section, { errors });
  });

  /** What was typed is not lost with the session: whoever typed it signs in again, and has it. */
  const signedOut = async (c: Context<AppEnv>) => {
    const carried = savesItself(c) ? undefined : await askToSignIn(c, parts, await readForm(c, async () => undefined));
    return carried ?? c.redirect(`/sign-in?next=${encodeURIComponent(c.req.path)}`, 303);
  };

  const writers = { who: founders, team: 'editor', maxBodyBytes: uploadBodyBytes, signedOut } as const;
  doors.post(`${root}/:section`, writers, async (c) => {
    const matter = await openWritten(c, parts);
    const section = matter === null ? null : sectionOf(matter.definition, c.req.param('section'));
    if (matter === null || section === null) return c.notFound();
    return isOpenPart(matter, section.id) ? save(c, matter, section) : refuseTyped(c, matter, section);
  });

  /** Where both have changed the same: what each says, for somebody to choose. */
  async function conflictOf(
    fresh: Written,
    section: FormSection,
    merged: Merged,
    typed: Typed,
    c: Context<AppEnv>,
  ): Promise<NonNullable<SectionPageView['conflict']> & { errors: FieldErrors }> {
    const language = c.get('language');
    const { definition, draft } = fresh;
    const rowsOf = (answers: Answers, field: string) =>
      shown(definition, answers, language, fresh)
        .filter((one) => one.section.id === section.id)
        .map((one) => ({ ...one, rows: one.rows.filter((row) => row.field === field) }));
    const asked = textsIn(typed, 'open');
    const fields = merged.open.map((id) => {
      const [change] = changesBetween(rowsOf(draft.answers, id), rowsOf(merged.answers, id));
      const label = (fieldOf(definition, id)?.short ?? fieldOf(definition, id)?.label)?.[language] ?? id;
      return { id, label, before: change?.before ?? '', after: change?.after ?? '' };
    });
    // not answered yet, or answered about a version that somebody has replaced since
    const unanswered = fields.filter(({ id }) => asked.includes(id));
    const w = writingWords[language];
    // whoever has saved last may have changed something else
    const { agency, id } = fresh.dossier;
    const last = await lastChangesOf(parts.db, { agency, dossier: id }, section.id, merged.open);
    const changers = merged.open.flatMap((field) => last.get(field) ?? draft.saved ?? []);
    const isSelf = (person: string) => person === c.get('visitor')!.id;
    const names = changers.map(({ person, name }) => (isSelf(person) ? applicationWords[language].youElsewhere : name));
    return {
      name: [...new Set(names)].join(', '),
      at:
        changers
          .map(({ at }) => at)
          .sort()
          .at(-1) ?? parts.now(),
      fields,
      errors: Object.fromEntries(unanswered.map(({ id, label }) => [`choose-${id}`, w.chooseOne(label)])),
    };
  }

  /** Nothing is saved any more: what was typed is shown again, to be copied. */
  async function refuseTyped(c: Context<AppEnv>, matter: Written, section: FormSection) {
    const typed = await readForm(c, async () => undefined);
    if (ofAnother(typed, c.get('visitor')!.id)) return page(c, matter, section, { ofAnother: true }, 409);
    return showTyped(c, matter, section, typed);
  }

  function showTyped(c: Context<AppEnv>, matter: Written, section: FormSection, typed: Typed) {
    const answers = readAnswers(matter.definition, section.id, typed, { before: matter.draft.answers });
    return page(c, matter, section, { typed: typedFrom(matter.definition, answers), typedHere: true }, 409);
  }

  async function save(c: Context<AppEnv>, matter: Written, section: FormSection) {
    const { definition, dossier } = matter;
    const language = c.get('language');
    const visitor = c.get('visitor')!;
    const files = section.fields.filter((field) => field.kind === 'file');
    const {
      typed,
      attachments,
      errors: refused,
    } = await receiveUpload(c, parts, {
      dossier: dossier.id,
      field: files.map(({ id }) => uploadName(id)),
      types: Object.fromEntries(files.map(({ id, types }) => [uploadName(id), types])),
    });
    if (ofAnother(typed, visitor.id)) return page(c, matter, section, { ofAnother: true }, 409);
    // the door was open when it began to come
    if (isPast(c, matter, parts.now())) return showTyped(c, { ...matter, late: true }, section, typed);
    const place = { agency: dossier.agency, dossier: dossier.id };
    const id = textIn(typed, 'page');
    const here = { ...place, section: section.id, page: id, person: visitor.id };
    const saved = await saveSection(parts.db, {
      ...place,
      section,
      page: {
        base: readMarks(textIn(typed, 'base')),
        own: await savedBy(parts.db, here),
        asked: textsIn(typed, 'open'),
        chosen: chosenIn(section, typed),
      },
      start: startOf(matter),
      change: (before) => changed(matter, section, before, typed, attachments).answers,
      person: visitor,
      now: parts.now(),
    });
    const { merged, yours } = saved;
    const fresh = { ...matter, draft: saved.draft, attachments: [...matter.attachments, ...attachments] };
    if (!saved.ok) {
      const conflict = await conflictOf(fresh, section, merged, typed, c);
      const typedThere = typedFrom(definition, merged.answers);
      return page(
        c,
        fresh,
        section,
        { id, typed: typedThere, errors: { ...refused, ...conflict.errors }, conflict },
        409,
      );
    }
    const shows = marksOf(section, yours);
    await noteSaved(parts.db, here, shows, parts.now());
    acknowledgePage(c, parts, typed);
    if (savesItself(c)) {
      const { theirs, mine } = merged;
      const typedThere = typedFrom(definition, yours);
      return page(c, fresh, section, { justSaved: true, typed: typedThere, base: shows, theirs, took: mine.length });
    }
    const path = c.req.path;
    const list = path.slice(0, path.lastIndexOf('/'));
    const { field } = changed(matter, section, matter.draft.answers, typed, attachments);
    if (Object.keys(refused).length === 0) {
      if (field !== null) return c.redirect(`${path}#${idOf(field)}`, 303);
      if (textIn(typed, 'then') === 'list') return c.redirect(list, 303);
    }
    const wrong = check(fresh, saved.draft.answers, language, { complete: false, declared: true, section: section.id });
    const errors = { ...wrong, ...refused };
    if (Object.keys(errors).length > 0) return page(c, fresh, section, { errors, justSaved: true }, 422);
    if (Object.keys(over(fresh, saved.draft.answers, language, section.id)).length > 0)
      return page(c, fresh, section, { justSaved: true });
    const next = definition.sections[definition.sections.indexOf(section) + 1];
    if (next !== undefined) return c.redirect(`${list}/${next.id}`, 303);
    const missing = check(fresh, saved.draft.answers, language, { complete: true });
    return c.redirect(Object.keys(missing).length > 0 ? list : `${list}/check`, 303);
  }

  async function page(c: Context<AppEnv>, matter: Written, section: FormSection, more: More, status: Status = 200) {
    const language = c.get('language');
    const returned = await returnedView(parts, matter.dossier, language);
    const meant = mendingOf(matter, returned).get(section.id) ?? null;
    const note = savesItself(c) ? null : await copyNoteOf(parts.db, matter);
    const told = note === null ? null : toldOfSection(note, matter.definition, section.id, language);
    const view = {
      ...sectionView(matter, section, language, more),
      meant,
      told,
      person: personMark(c.get('visitor')!.id),
    };
    if (savesItself(c)) return c.html(<SavedAnswer page={view} language={language} />);
    return c.html(<SectionPage frame={await parts.frameOf(c)} page={view} />, status);
  }

  function sectionView(
    matter: Written,
    { id: section, ...rest }: FormSection,
    language: 'vi' | 'en',
    more: More,
  ): Omit<SectionPageView, 'meant' | 'told' | 'person'> {
    const { definition, draft } = matter;
    const reading = () =>
      shown(definition, draft.answers, language, matter).filter((one) => one.section.id === section);
    const names = (more.theirs ?? []).map((id) => {
      const field = fieldOf(definition, id)!;
      return (field.short ?? field.label)[language];
    });
    return {
      head: headOf(matter, language, parts.now()),
      definition,
      section,
      typed: more.typed ?? typedFrom(definition, draft.answers),
      errors: more.errors ?? {},
      differs: mendableThere(matter, draft.answers).some((id) => Object.hasOwn(more.errors ?? {}, id)),
      over: isOpenPart(matter, section) ? over(matter, draft.answers, language, section) : {},
      lines: matter.lines,
      attachments: matter.attachments,
      rooms: roomsOf(matter.dossier, language),
      id: more.id !== undefined && isId(more.id) ? more.id : newKey(),
      base: writeMarks(more.base ?? marksOf({ id: section, ...rest }, draft.answers)),
      theirs: names,
      took: more.took ?? 0,
      ofAnother: more.ofAnother ?? false,
      saved: draft.saved,
      justSaved: more.justSaved ?? false,
      conflict: more.conflict ?? null,
      locked: isOpenPart(matter, section)
        ? null
        : { reading: reading(), typedHere: more.typedHere ?? false, notAsked: isWritable(matter) },
    };
  }
}

/** Whose text goes on, by the fields that the page asked about. */
const chosenIn = ({ fields }: FormSection, typed: Typed): ReadonlyMap<string, Choice> =>
  new Map(
    fields.flatMap(({ id }) => {
      const choice = textIn(typed, `choose-${id}`);
      return choice === 'theirs' || choice === 'mine' ? [[id, choice] as const] : [];
    }),
  );

/** The answers with what a form says of a section, its new files, and the button for rows that was pressed; and what that one was about. */
function changed(
  { definition }: Matter,
  section: FormSection,
  before: Answers,
  typed: Typed,
  attachments: readonly Attachment[],
): { answers: Answers; field: string | null } {
  const fieldOf = ({ field }: Attachment) => section.fields.find(({ id }) => uploadName(id) === field)!.id;
  let answers = keepUnasked(definition, section, before, readAnswers(definition, section.id, typed, { before }));
  for (const one of attachments) answers = addFile(definition, answers, fieldOf(one), one.id);
  const rows = applyRowButtons(definition, answers, typed);
  if (rows !== null) return { answers: rows.answers, field: rows.field };
  return { answers, field: attachments[0] === undefined ? null : fieldOf(attachments[0]) };
}

/** Fields that a section does not ask by the answers elsewhere were not on its page: what stood in them stays. */
function keepUnasked(definition: FormDefinition, { fields }: FormSection, before: Answers, answers: Answers): Answers {
  const here = new Set(fields.map(({ id }) => id));
  const unasked = fields.filter(
    (one) => one.when !== undefined && !here.has(one.when.field) && !applies(one, answers, definition),
  );
  const ids = new Set(unasked.map(({ id }) => id));
  const kept = Object.entries(before).filter(([name]) => ids.has(name.split('.')[0]!));
  return { ...answers, ...Object.fromEntries(kept) };
}
