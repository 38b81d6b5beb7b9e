// Filling in what the law left unknown: an administrator reads the signed text, a second person confirms, a new version results.

import { FigurePage, FillPage } from '../../templates/pages/programmes/figure.tsx';
import type { FieldErrors } from '../../templates/parts/form.tsx';
import { dayTextOf } from '../../templates/parts/when.ts';
import { figureWords } from '../../templates/words/figures.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import { reasonOf } from '../contents.ts';
import { disposition, readForm, receiveUpload, uploadBodyBytes } from '../documents/index.ts';
import type { Doors } from '../doors.ts';
import { type Figure, figuresOf, isLeftOpen, proposersOf, readFigure } from '../figures.ts';
import { actorOf, ask, isId, longIn, newKey, recordedBefore, textIn, typedOf } from '../forms.ts';
import { asContent } from '../keeping.ts';
import { secondPersons, tellFigureDecided, tellFigureProposed } from '../mail/index.ts';
import type { Parts } from '../parts.ts';
import { explain } from '../refusals.ts';
import { codeOfPack, dossierOfPack, type Published, publishedPacks } from './agency.ts';
import {
  besidesOf,
  fieldViews,
  figureText,
  fills,
  nameOfAct,
  offeredAt,
  readFilling,
  typedFor,
} from './figureViews.ts';
import { basisOf } from './says.ts';
import { type C, fillers, holdsOne, isNewId, keyAgain, type Sent, secondReaders, staff, statusOf } from './shared.ts';

/** How often the new version is made again because another took its number at the same moment. */
const mostAttempts = 5;

export function figureRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;

  /** The version in use of the pack that the address names: it may have moved on while somebody wrote. */
  async function inUse(c: C): Promise<Published | null> {
    const known = await publishedPacks(db, c.req.param('agency')!);
    const named = known.find(({ pack }) => codeOfPack(pack) === c.req.param('pack')!);
    return named === undefined ? null : (newest(known, named.pack.id) ?? null);
  }

  /** The form for the unknown that the address names; `figure` is the dossier that it will open. */
  async function fill(c: C, figure: string, sent: Sent | null = null) {
    const language = c.get('language');
    const agency = c.req.param('agency')!;
    const published = await inUse(c);
    const blank = published === null ? null : offeredAt(published.pack, c.req.query('at') ?? '');
    if (published === null || blank === null || blank.fields.length === 0) return c.notFound();
    const { pack } = published;
    const href = `/agencies/${agency}/programmes/${codeOfPack(pack)}`;
    const { refusal } = sent ?? {};
    const view = {
      frame: await parts.frameOf(c),
      agency,
      note: null,
      pack: { title: pack.shortTitle[language], href },
      what: blank.what[language],
      besides: besidesOf(pack, blank, language),
      stages: namesOf(pack, blank.stages, language),
      basis: basisOf(pack, blank.source, language),
      known: pack.instruments.map(({ number }) => number),
      fields: fieldViews(pack, blank, language),
      kept: (await textOf(c, figure))?.name ?? null,
      action: `${href}/fill/${figure}?${new URLSearchParams({ at: blank.path })}`,
      form: {
        key: keyAgain(sent),
        typed: sent?.typed ?? typedFor(pack, blank),
        errors: sent?.errors ?? {},
        refusal: refusal === undefined ? null : explain(refusal, language, pack),
      },
    };
    return c.html(<FillPage {...view} />, statusOf(sent));
  }

  doors.get('/agencies/:agency/programmes/:pack/fill', { who: fillers }, (c) => fill(c, newKey()));

  /** The file that the visitor has attached to a figure, the newest; `sha256`: the one that was proposed, whoever sent it. */
  async function textOf(c: C, figure: string, sha256: string | null = null) {
    const [row] = await db.query<{ name: string; sha256: string }>`
      select name, sha256 from attachment where agency = ${c.req.param('agency')!} and dossier = ${figure}::uuid
        and (sha256 = ${sha256} or (${sha256}::text is null and uploaded_by = ${c.get('visitor')!.id}::uuid))
      order by uploaded_at desc limit 1`;
    return row ?? null;
  }

  doors.post(
    '/agencies/:agency/programmes/:pack/fill/:figure',
    { who: fillers, maxBodyBytes: uploadBodyBytes },
    async (c) => {
      const agency = c.req.param('agency');
      const figure = c.req.param('figure');
      const language = c.get('language');
      const w = figureWords[language].problems;
      // a file goes to a dossier that is not there yet, and to no other
      const other = isNewId(figure) ? await kindOf(c, figure) : null;
      if (!isNewId(figure) || (other !== null && other !== 'figure')) return c.notFound();
      const done = () => c.redirect(`/agencies/${agency}/figures/${figure}?done=proposed`, 303);
      const published = await inUse(c);
      const blank = published === null ? null : offeredAt(published.pack, c.req.query('at') ?? '');
      const before = await readFigure(db, agency, figure);
      const isAsked = published !== null && blank !== null && blank.fields.length > 0;
      const waiting = isAsked
        ? (await figuresOf(db, agency, published.pack.id)).find((one) => one.state === 'proposed' && fills(one, blank))
        : undefined;
      // the file is kept only where a proposal can still come of it; then it need not be chosen again for another field's sake
      const mayCome = before === null && isAsked && waiting === undefined;
      const { typed, errors: ofFile } = mayCome
        ? await receiveUpload(c, parts, { dossier: figure, field: 'text', types: { text: ['pdf'] } })
        : { typed: await readForm(c, drain), errors: {} as FieldErrors };
      if (before !== null) {
        if (!proposersOf(before).includes(c.get('visitor')!.id)) return c.notFound();
        // whoever is asked to confirm it may not have been told yet
        if (before.state === 'proposed' && published !== null) await tell(published.pack, before);
        return done();
      }
      if (!isAsked) return c.notFound();
      if (waiting !== undefined)
        return fill(c, figure, { typed, errors: { '': w.waits(nameOfAct(waiting.proposed, language)) } });
      const text = await textOf(c, figure);
      const about = { pack: published.pack, blank, figure, today: dayOf(now()), language };
      const read = readFilling(typed, about);
      const errors = {
        ...('errors' in read ? read.errors : {}),
        ...(text === null && ofFile.text === undefined ? { text: w.text } : {}),
        ...ofFile,
      };
      if ('errors' in read || text === null || Object.keys(errors).length > 0)
        return fill(c, figure, { typed, errors });
      const input = { ...read.filling, pack: published.id, text: text.sha256 };
      const outcome = await ask(c, parts, { type: 'proposeFigure', dossier: figure, input }, typed);
      if (!outcome.ok) return fill(c, figure, { typed, refusal: outcome.refusal });
      const kept = await readFigure(db, agency, figure);
      if (kept !== null) await tell(published.pack, kept);
      return done();
    },
  );

  const tell = (pack: Pack, figure: Figure) => tellFigureProposed(parts, figure, saidOf(pack, figure));

  async function kindOf(c: C, id: string): Promise<string | null> {
    const [row] = await db.query<{ kind: string }>`
      select kind from dossier where agency = ${c.req.param('agency')!} and id = ${id}::uuid`;
    return row?.kind ?? null;
  }

  /** A figure that the address names, with the pack that left it open and the version in use. */
  async function looked(c: C) {
    const agency = c.req.param('agency')!;
    const id = c.req.param('figure')!;
    const figure = isId(id) ? await readFigure(db, agency, id) : null;
    if (figure === null) return null;
    const known = await publishedPacks(db, agency);
    const of = known.find((one) => one.id === figure.facts.pack);
    return of === undefined ? null : { figure, known, of: of.pack, latest: newest(known, figure.facts.packId) };
  }
  type Looked = NonNullable<Awaited<ReturnType<typeof looked>>>;

  /** Whether the version in use still leaves the figure open. */
  const isOpen = ({ figure, latest }: Looked) => latest !== undefined && isLeftOpen(latest.pack, figure.facts);

  async function show(c: C, found: Looked, sent: { confirm?: Sent; drop?: Sent } = {}) {
    const language = c.get('language');
    const w = figureWords[language];
    const agency = c.req.param('agency')!;
    const { figure, of, latest } = found;
    const { facts, proposed, decided, state } = figure;
    const base = `/agencies/${agency}/figures/${figure.id}`;
    const text = figureText(of, figure, language);
    const file = await textOf(c, figure.id, facts.text);
    const reason = state === 'dropped' ? await reasonOf(db, agency, facts.reason) : '';
    const others = state === 'proposed' ? await secondPersons(parts, figure) : [];
    const notes: Readonly<Record<string, string>> = {
      proposed: w.done.proposed,
      confirmed: w.done.confirmed(latest?.pack.version ?? facts.version + 1),
      dropped: w.done.dropped,
    };
    const act = (one: Figure['proposed']) => w.by(nameOfAct(one, language), dayTextOf(one.at));
    const shown = latest?.pack ?? of;
    const formOf = (one: Sent | undefined) => ({
      key: keyAgain(one ?? null),
      typed: one?.typed ?? {},
      errors: one?.errors ?? {},
      refusal: one?.refusal === undefined ? null : explain(one.refusal, language, of),
    });
    const view = {
      frame: await parts.frameOf(c),
      agency,
      note: c.req.method === 'GET' ? (notes[c.req.query('done') ?? ''] ?? null) : null,
      pack: { title: shown.shortTitle[language], href: `/agencies/${agency}/programmes/${codeOfPack(shown)}` },
      ...text,
      state,
      instrument: [facts.instrument.number, facts.instrument.title, facts.instrument.issuer].filter(Boolean).join(', '),
      text: file === null ? null : { ...file, href: `${base}/text` },
      proposed: act(proposed),
      decided: decided === null ? null : act(decided),
      reason: reason || null,
      may: mayDo(c, found, others),
      overtaken: state === 'proposed' && !isOpen(found) ? shown.version : null,
      others: others.map(({ name }) => name || w.unnamed).join(', '),
      next: (latest?.pack.version ?? facts.version) + 1,
      base,
      confirm: formOf(sent.confirm),
      drop: formOf(sent.drop),
    };
    return c.html(<FigurePage {...view} />, statusOf(sent.confirm ?? sent.drop ?? null));
  }

  /** What the visitor may do about a figure; `seconds`: everybody who may confirm it. */
  function mayDo(c: C, found: Looked, seconds: readonly { id: string }[]): 'decide' | 'publish' | 'drop' | null {
    const { figure } = found;
    const { roles } = c.get('standing');
    if (!holdsOne(roles, secondReaders)) return null;
    if (figure.state === 'confirmed') return isOpen(found) ? 'publish' : null;
    if (figure.state === 'dropped') return null;
    return isOpen(found) && seconds.some(({ id }) => id === c.get('visitor')!.id) ? 'decide' : 'drop';
  }

  doors.get('/agencies/:agency/figures/:figure', { who: staff }, async (c) => {
    const found = await looked(c);
    return found === null ? c.notFound() : show(c, found);
  });

  doors.get('/agencies/:agency/figures/:figure/text', { who: staff }, async (c) => {
    const found = await looked(c);
    const file = found === null ? null : await textOf(c, found.figure.id, found.figure.facts.text);
    const kept = file === null ? null : await parts.files.open(file.sha256);
    if (file === null || kept === null) return c.notFound();
    c.header('Content-Type', 'application/pdf');
    c.header('Content-Length', String(kept.size));
    c.header('Content-Disposition', disposition('attachment', file.name));
    c.header('X-Content-Type-Options', 'nosniff');
    return c.body(kept.stream);
  });

  // Confirming is one thing, the version that follows another: whoever sends the form again finishes what was left undone.
  doors.post('/agencies/:agency/figures/:figure/confirm', { who: secondReaders }, async (c) => {
    const agency = c.req.param('agency');
    const typed = await typedOf(c);
    let found = await looked(c);
    if (found === null) return c.notFound();
    const { id } = found.figure;
    const done = () => c.redirect(`/agencies/${agency}/figures/${id}?done=confirmed`, 303);
    if (found.figure.state !== 'confirmed') {
      if (textIn(typed, 'read') !== 'yes')
        return show(c, found, { confirm: { typed, errors: { read: figureWords[c.get('language')].problems.read } } });
      const gone = { confirm: { typed, errors: { '': figureWords[c.get('language')].problems.gone } } };
      if (found.latest === undefined) return show(c, found, gone);
      const form = { type: 'confirmFigure', dossier: id, input: { pack: found.latest.id } } as const;
      const outcome = await ask(c, parts, form, typed);
      if (!outcome.ok) return show(c, found, { confirm: { typed, refusal: outcome.refusal } });
    }
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      found = (await looked(c))!;
      const { latest } = found;
      if (latest === undefined || !isOpen(found)) break;
      const dossier = dossierOfPack(agency, { ...latest.pack, version: latest.pack.version + 1 });
      const command = { type: 'fillPack', dossier, input: { from: latest.id, figure: id } } as const;
      const outcome = await parts.recorder.act(command, actorOf(c, command.type), newKey());
      const refusal = outcome.ok ? await supersede(c, found, dossier) : outcome.refusal;
      // somebody else's version was quicker, or their click
      if (refusal !== null && !['exists', 'blocked', 'notInThisState', 'stalePage'].includes(refusal.rule))
        return show(c, (await looked(c))!, { confirm: { typed, refusal } });
    }
    const kept = (await looked(c))!;
    if (kept.figure.state === 'confirmed' && !isOpen(kept) && kept.latest !== undefined) {
      // also where an earlier sending got as far as the new version, and no further
      const refusal = await supersede(c, kept, kept.latest.id);
      if (refusal !== null) return show(c, kept, { confirm: { typed, refusal } });
      const after = { version: kept.latest.pack.version, reason: null };
      await tellFigureDecided(parts, kept.figure, saidOf(kept.of, kept.figure), after);
    }
    return done();
  });

  /** Takes the versions out of use that a new one replaces. */
  async function supersede(c: C, { known, figure }: Looked, by: string): Promise<Refusal | null> {
    const version = known.find(({ id }) => id === by)?.pack.version ?? Number.POSITIVE_INFINITY;
    for (const { id, pack, state } of known) {
      if (state !== 'published' || pack.id !== figure.facts.packId || pack.version >= version) continue;
      const command = { type: 'supersedePack', dossier: id, input: { by } } as const;
      const outcome = await parts.recorder.act(command, actorOf(c, command.type), newKey());
      if (!outcome.ok && outcome.refusal.rule !== 'notInThisState') return outcome.refusal;
    }
    return null;
  }

  doors.post(
    '/agencies/:agency/figures/:figure/drop',
    { who: secondReaders, events: ['figure.dropped'] },
    async (c) => {
      const agency = c.req.param('agency');
      const typed = await typedOf(c);
      const found = await looked(c);
      if (found === null) return c.notFound();
      const { id } = found.figure;
      const done = () => c.redirect(`/agencies/${agency}/figures/${id}?done=dropped`, 303);
      const reason = longIn(typed, 'reason');
      const form = {
        type: 'dropFigure',
        dossier: id,
        input: { reason: asContent('reason', { text: reason }) },
      } as const;
      if ((await recordedBefore(c, parts, form, typed))?.ok) return done();
      if (reason === '' || reason.length > 2_000)
        return show(c, found, { drop: { typed, errors: { reason: figureWords[c.get('language')].problems.reason } } });
      const outcome = await ask(c, parts, form, typed);
      if (!outcome.ok) return show(c, found, { drop: { typed, refusal: outcome.refusal } });
      const kept = (await looked(c))!;
      await tellFigureDecided(parts, kept.figure, saidOf(kept.of, kept.figure), { version: 0, reason });
      return done();
    },
  );
}

/** The version of a pack in use: of several, the newest. */
const newest = (known: readonly Published[], id: string): Published | undefined =>
  known
    .filter(({ pack, state }) => state === 'published' && pack.id === id)
    .sort((one, other) => other.pack.version - one.pack.version)[0];

const namesOf = (pack: Pack, stages: readonly string[], language: Language): string =>
  pack.stages.flatMap(({ id, name }) => (stages.includes(id) ? [name[language]] : [])).join(', ');

/** What letters say of a figure. */
const saidOf = (pack: Pack, figure: Figure) => (language: Language) => {
  const { what, value, clause } = figureText(pack, figure, language);
  return { what, value, clause, pack: pack.shortTitle[language] };
};

/** Files that come with a form whose first sending was recorded are read past. */
async function drain(_: string, __: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _piece of content);
}
