// The policy packs of an agency: reading what each says, and publishing one.

import { PackPage, type PackRow, PacksPage } from '../../templates/pages/programmes/packs.tsx';
import { callWords } from '../../templates/words/calls.ts';
import { programmeWords } from '../../templates/words/programmes.ts';
import { callRoomWords } from '../../templates/words/programmes-calls.ts';
import { packWords } from '../../templates/words/programmes-packs.ts';
import type { Language } from '../../templates/words/words.ts';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { type Pack, stageOf } from '../../workflows/programmes/schema.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import type { Doors } from '../doors.ts';
import { type Figure, figuresOf, isLeftOpen } from '../figures.ts';
import { actorOf, ask, newKey, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { explain } from '../refusals.ts';
import { callsOf, codeOfPack, dossierOfPack, type Published, publishedPacks } from './agency.ts';
import { figureText } from './figureViews.ts';
import { instrumentsIn, packRow, provisionsOf, unknownsIn } from './says.ts';
import {
  type C,
  callers,
  fillers,
  holdsOne,
  keyAgain,
  openAt,
  publishers,
  type Sent,
  staff,
  statusOf,
} from './shared.ts';
import { standingIn } from './views.ts';

const list = '/agencies/:agency/programmes';

export function publishingRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;

  /** Everything about a pack that the list and its own page both show. */
  async function rows(c: C): Promise<{ published: PackRow[]; available: PackRow[]; known: Published[] }> {
    const agency = c.req.param('agency')!;
    const language = c.get('language');
    const today = dayOf(now());
    const [known, calls] = await Promise.all([publishedPacks(db, agency), callsOf(db, agency)]);
    const mayOpen = holdsOne(c.get('standing').roles, callers);
    const row = (pack: Pack, of: Published | null, shippedAs: number | null = null): PackRow => {
      const open = of?.state === 'published' && mayOpen ? openAt(agency, of.id) : null;
      return {
        ...packRow(pack, { language, today, open }),
        href: `/agencies/${agency}/programmes/${codeOfPack(pack)}`,
        state: of?.state ?? 'available',
        published: of,
        shippedAs,
        calls: calls
          .filter(({ call }) => call.packId === of?.id)
          .map(({ call }) => ({
            href: `/agencies/${agency}/calls/${call.id}`,
            name: callWords[language].stageSupport(stageOf(pack, call.stage)?.name[language] ?? call.stage),
            standing: callRoomWords[language].calls.standings[standingIn(call, now())],
          })),
      };
    };
    return {
      known,
      published: known.map((one) => row(one.pack, one)),
      available: offered(parts, agency, known).map(({ pack, shippedAs }) => row(pack, null, shippedAs)),
    };
  }

  doors.get(list, { who: staff }, async (c) => {
    const agency = c.req.param('agency');
    const w = programmeWords[c.get('language')];
    const notes: Readonly<Record<string, string>> = {
      published: packWords[c.get('language')].publishedNow,
      before: w.before,
    };
    const [frame, { published, available }] = await Promise.all([parts.frameOf(c), rows(c)]);
    const mayPublish = holdsOne(c.get('standing').roles, publishers);
    const note = notes[c.req.query('done') ?? ''] ?? null;
    return c.html(<PacksPage {...{ frame, agency, note, published, available, mayPublish }} />);
  });

  async function show(c: C, sent: Sent | null = null) {
    const agency = c.req.param('agency')!;
    const language = c.get('language');
    const code = c.req.param('pack')!;
    const [frame, { known, published, available }] = await Promise.all([parts.frameOf(c), rows(c)]);
    const at = known.findIndex(({ pack }) => codeOfPack(pack) === code);
    const pack = known[at]?.pack ?? offerAt(parts, agency, known, code);
    if (pack === undefined) return c.notFound();
    const row = published[at] ?? available.find(({ href }) => href.endsWith(`/${code}`))!;
    const { refusal } = sent ?? {};
    // what a version in use leaves open is filled in; one that is not published yet says it as it came
    const isFilled = known[at]?.state === 'published' && !isOutdated(known, pack);
    const fill =
      isFilled && holdsOne(c.get('standing').roles, fillers)
        ? (path: string) => `/agencies/${agency}/programmes/${code}/fill?${new URLSearchParams({ at: path })}`
        : null;
    const figures = await figuresOf(db, agency, pack.id);
    const view = {
      frame,
      agency,
      note: null,
      pack: row,
      unknowns: unknownsIn(pack, language, { figures, fill }),
      reopens: known[at] === undefined ? leftOpen(pack, figures, language) : [],
      groups: provisionsOf(pack, language),
      instruments: instrumentsIn(pack, language),
      form: {
        key: keyAgain(sent),
        typed: {},
        errors: {},
        refusal: refusal === undefined ? null : explain(refusal, language, pack),
      },
      mayPublish: holdsOne(c.get('standing').roles, publishers),
      replaces: older(known, pack)[0]?.pack.version ?? null,
      outdated: isOutdated(known, pack),
    };
    return c.html(<PackPage {...view} />, statusOf(sent));
  }

  doors.get(`${list}/:pack`, { who: staff }, (c) => show(c));

  // A version is published at one place only: whoever else publishes it, or sends the form again, finds it done.
  doors.post(`${list}/:pack/publish`, { who: publishers }, async (c) => {
    const agency = c.req.param('agency');
    const typed = await typedOf(c);
    const known = await publishedPacks(db, agency);
    const back = (done: string) => c.redirect(`/agencies/${agency}/programmes?done=${done}`, 303);
    const code = c.req.param('pack');
    const again = known.find(({ pack }) => codeOfPack(pack) === code);
    const pack = again?.pack ?? offerAt(parts, agency, known, code);
    if (pack === undefined) return c.notFound();
    const refused = (refusal: Refusal) => show(c, { typed, refusal });
    const replaced = older(known, pack);
    if (again !== undefined && (again.state === 'superseded' || replaced.length === 0)) return back('before');
    if (again === undefined && isOutdated(known, pack)) return show(c, { typed });
    const dossier = again?.id ?? dossierOfPack(agency, pack);
    let before = again !== undefined;
    if (!before) {
      const input = { content: pack as unknown as JsonObject };
      const outcome = await ask(c, parts, { type: 'publishPack', dossier, input }, typed);
      before = !outcome.ok && outcome.refusal.rule === 'exists';
      if (!outcome.ok && !before) return refused(outcome.refusal);
      // a version that was filled in here took the number meanwhile: the list offers this one under the next
      const there = before ? (await publishedPacks(db, agency)).find(({ id }) => id === dossier) : undefined;
      if (there !== undefined && !isSame(there.pack, pack)) return c.redirect(`/agencies/${agency}/programmes`, 303);
    }
    for (const { id } of replaced) {
      const command = { type: 'supersedePack', dossier: id, input: { by: dossier } } as const;
      const outcome = await parts.recorder.act(command, actorOf(c, command.type), newKey());
      // somebody else's click was quicker
      if (!outcome.ok && outcome.refusal.rule !== 'notInThisState') return refused(outcome.refusal);
    }
    return back(before ? 'before' : 'published');
  });
}

/** `shippedAs`: the number that the software gives it, where it is offered under another. */
type Offer = { readonly pack: Pack; readonly shippedAs: number | null };

/**
 * What the software has for an agency and is not published there. A version whose number was taken by one with figures that were
 * filled in here is offered under the next number that is free, and of several the newest.
 */
function offered({ packs }: Parts, agency: string, known: readonly Published[]): Offer[] {
  const own = packs.filter((pack) => pack.agency === agency);
  return own.flatMap((pack): Offer[] => {
    const versions = known.flatMap((one) => (one.pack.id === pack.id ? [one.pack] : []));
    if (!versions.some(({ version }) => version === pack.version)) return [{ pack, shippedAs: null }];
    // from the first that was filled in here the numbers are the agency's own
    const isTaken = versions.some((one) => isFilled(one) && one.version <= pack.version);
    const isNewest = !own.some(({ id, version }) => id === pack.id && version > pack.version);
    if (!isTaken || !isNewest || versions.some((one) => isSame(one, pack))) return [];
    const last = Math.max(...versions.map(({ version }) => version));
    return [{ pack: { ...pack, version: last + 1 }, shippedAs: pack.version }];
  });
}

const offerAt = (parts: Parts, agency: string, known: readonly Published[], code: string): Pack | undefined =>
  offered(parts, agency, known).find(({ pack }) => codeOfPack(pack) === code)?.pack;

/** Whether two versions say the same, whatever their numbers. */
const isSame = (one: Pack, other: Pack): boolean => textOf(one) === textOf(other);
const textOf = (pack: Pack): string => {
  const { version: _, supersededBy: __, ...says } = pack as Pack & { supersededBy?: string };
  return canonicalJson(says as unknown as Json);
};

/** Whether a version has figures that two persons here have filled in. */
const isFilled = (pack: Pack): boolean => JSON.stringify(pack).includes('"confirmedIn":');

/** What two persons have confirmed here, and a version leaves open again. */
const leftOpen = (pack: Pack, figures: readonly Figure[], language: Language): string[] => {
  const open = figures.filter(({ state, facts }) => state === 'confirmed' && isLeftOpen(pack, facts));
  return [...new Set(open.map((figure) => figureText(pack, figure, language).what))];
};

/** The versions in use that this one replaces. */
const older = (known: readonly Published[], { id, version }: Pack): Published[] =>
  known.filter(({ pack, state }) => state === 'published' && pack.id === id && pack.version < version);

const isOutdated = (known: readonly Published[], { id, version }: Pack): boolean =>
  known.some(({ pack }) => pack.id === id && pack.version > version);
