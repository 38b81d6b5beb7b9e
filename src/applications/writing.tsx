// Writing an application: the list of its parts, and each part, saved as a draft.

import type { Context } from 'hono';
import { SavedAnswer, SectionPage, type SectionPageView } from '../../templates/pages/applications/section.tsx';
import { TasksPage, type TasksView } from '../../templates/pages/applications/tasks.tsx';
import { applyRowButtons, uploadName } from '../../templates/parts/definition.tsx';
import { type FieldErrors, idOf, type Typed } from '../../templates/parts/form.tsx';
import { applicationWords } from '../../templates/words/applications.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import {
  type Answers,
  addFile,
  applies,
  changesBetween,
  type FormSection,
  readAnswers,
  sectionOf,
  sectionState,
  shown,
  typedOf as typedFrom,
} from '../../workflows/rules/forms.ts';
import { reasonOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import { type Attachment, readForm, receiveUpload, uploadBodyBytes } from '../documents/index.ts';
import type { AppEnv, Doors } from '../doors.ts';
import type { Dossier } from '../dossier.ts';
import { textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { lineName } from '../refusals.ts';
import { minutesOf } from '../reviews/index.ts';
import { checkedView } from './checked.ts';
import { copiedInto } from './copying.ts';
import { saveSection, sectionMark } from './draft.ts';
import { type Matter, roomsOf } from './matter.ts';
import { membersOf } from './members.ts';
import { freedIdentityOf, giveIdentity, readIdentity } from './parties.ts';
import { mendingOf, returnedView } from './returned.ts';
import {
  check,
  founders,
  headOf,
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
    if (freed === null) return c.redirect(list, 303);
    const typed = await typedOf(c);
    const language = c.get('language');
    const read = readIdentity(freed.kind, cleanLine(textIn(typed, 'identity')), language);
    const given = { agency, party: freed.party, person: c.get('visitor')!.id, now: parts.now() };
    const kept = read.ok && (await giveIdentity(parts.db, { ...given, identity: read.identity }));
    if (kept) return c.redirect(`${list}?done=identity`, 303);
    const errors = { identity: read.ok ? applicationWords[language].problems.identityTaken : read.problem };
    const tasks = await tasksView(c, parts, matter, { typed, errors });
    return c.html(<TasksPage frame={await parts.frameOf(c)} tasks={tasks} />, 422);
  });
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
  const freed = await freedIdentityOf(db, dossier);
  const returned = await returnedView(parts, dossier, language);
  const mending = mendingOf(matter, returned);
  const w = applicationWords[language];
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
    head: headOf(matter, language, now()),
    sections: definition.sections.map(({ id, title }) => {
      const wrong = Object.keys(check(matter, draft.answers, language, { complete: false, section: id })).length > 0;
      const notes = Object.values(over(matter, draft.answers, language, id));
      const far = sectionState(definition, draft.answers, id, matter);
      const reached = wrong ? 'wrong' : notes.length > 0 ? 'over' : far;
      const named = mending.get(id);
      const state = named === 'unmended' || (named === 'mended' && reached === 'complete') ? named : reached;
      return { id, title: title[language], state, notes };
    }),
    saved: draft.saved,
    team: await membersOf(db, dossier),
    copied: await copiedInto(parts, dossier, c.get('visitor')!.id),
    returned,
    recommended:
      mode === 'complete'
        ? recommended.map(({ line, amountVnd }) => ({
            name: lineName(line, language, dossier.pack),
            amountVnd: BigInt(amountVnd),
          }))
        : null,
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
    const errors = isWritable(matter) ? check(matter, answers, language, { complete, section: section.id }) : {};
    return page(c, matter, section, { errors });
  });

  doors.post(`${root}/:section`, { who: founders, team: 'editor', maxBodyBytes: uploadBodyBytes }, async (c) => {
    const matter = await openWritten(c, parts);
    const section = matter === null ? null : sectionOf(matter.definition, c.req.param('section'));
    if (matter === null || section === null) return c.notFound();
    return isWritable(matter) ? save(c, matter, section) : refuseTyped(c, matter, section);
  });

  /** Nothing is saved any more: what was typed is shown again, to be copied. */
  async function refuseTyped(c: Context<AppEnv>, matter: Written, section: FormSection) {
    const typed = await readForm(c, async () => undefined);
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
    const saved = await saveSection(parts.db, {
      agency: dossier.agency,
      dossier: dossier.id,
      definition,
      section: section.id,
      base: textIn(typed, 'base'),
      start: startOf(matter),
      change: (before) => changed(matter, section, before, typed, attachments).answers,
      person: visitor,
      now: parts.now(),
    });
    const fresh = { ...matter, draft: saved.draft, attachments: [...matter.attachments, ...attachments] };
    if (!saved.ok) {
      const { answers, saved: by } = saved.draft;
      const here = (of: Answers) =>
        shown(definition, of, language, fresh).filter((one) => one.section.id === section.id);
      const conflict = {
        name: by?.person === visitor.id ? applicationWords[language].youElsewhere : (by?.name ?? ''),
        at: by?.at ?? parts.now(),
        changes: changesBetween(here(answers), here(saved.yours)),
      };
      return page(c, fresh, section, { typed: typedFrom(definition, saved.yours), errors: refused, conflict }, 409);
    }
    if (savesItself(c)) return page(c, fresh, section, { justSaved: true });
    const here = c.req.path;
    const list = here.slice(0, here.lastIndexOf('/'));
    const { field } = changed(matter, section, matter.draft.answers, typed, attachments);
    if (Object.keys(refused).length === 0) {
      if (field !== null) return c.redirect(`${here}#${idOf(field)}`, 303);
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
    const view = { ...sectionView(matter, section.id, language, more), meant };
    if (savesItself(c)) return c.html(<SavedAnswer page={view} language={language} />);
    return c.html(<SectionPage frame={await parts.frameOf(c)} page={view} />, status);
  }

  function sectionView(
    matter: Written,
    section: string,
    language: 'vi' | 'en',
    more: More,
  ): Omit<SectionPageView, 'meant'> {
    const { definition, draft } = matter;
    const reading = () =>
      shown(definition, draft.answers, language, matter).filter((one) => one.section.id === section);
    return {
      head: headOf(matter, language, parts.now()),
      definition,
      section,
      typed: more.typed ?? typedFrom(definition, draft.answers),
      errors: more.errors ?? {},
      differs: mendableThere(matter, draft.answers).some((id) => Object.hasOwn(more.errors ?? {}, id)),
      over: isWritable(matter) ? over(matter, draft.answers, language, section) : {},
      lines: matter.lines,
      attachments: matter.attachments,
      rooms: roomsOf(matter.dossier, language),
      base: sectionMark(definition, section, draft.answers),
      saved: draft.saved,
      justSaved: more.justSaved ?? false,
      conflict: more.conflict ?? null,
      locked: isWritable(matter) ? null : { reading: reading(), typedHere: more.typedHere ?? false },
    };
  }
}

/** Whether the page's script sends this while somebody types: it wants a line for an answer, and no page. */
const savesItself = (c: Context<AppEnv>) => c.req.method === 'POST' && c.req.header('HX-Request') === 'true';

/** The answers with what a form says of a section, its new files, and the button for rows that was pressed; and what that one was about. */
function changed(
  { definition }: Matter,
  section: FormSection,
  before: Answers,
  typed: Typed,
  attachments: readonly Attachment[],
): { answers: Answers; field: string | null } {
  const fieldOf = ({ field }: Attachment) => section.fields.find(({ id }) => uploadName(id) === field)!.id;
  let answers = keepUnasked(section, before, readAnswers(definition, section.id, typed, { before }));
  for (const one of attachments) answers = addFile(definition, answers, fieldOf(one), one.id);
  const rows = applyRowButtons(definition, answers, typed);
  if (rows !== null) return { answers: rows.answers, field: rows.field };
  return { answers, field: attachments[0] === undefined ? null : fieldOf(attachments[0]) };
}

/** Fields that a section does not ask by the answers elsewhere were not on its page: what stood in them stays. */
function keepUnasked({ fields }: FormSection, before: Answers, answers: Answers): Answers {
  const here = new Set(fields.map(({ id }) => id));
  const unasked = fields.filter((one) => one.when !== undefined && !here.has(one.when.field) && !applies(one, answers));
  const kept = unasked.flatMap(({ id }) => (Object.hasOwn(before, id) ? [[id, before[id]!] as const] : []));
  return { ...answers, ...Object.fromEntries(kept) };
}
