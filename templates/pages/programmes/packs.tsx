// The policy packs of an agency: what is published, what may be, and what each says.

import { Unbroken } from '../../parts/facts.tsx';
import { Form } from '../../parts/form.tsx';
import { MayOpen } from '../../parts/may-open.tsx';
import { dayTextOf } from '../../parts/when.ts';
import { programmeWords } from '../../words/programmes.ts';
import { packWords } from '../../words/programmes-packs.ts';
import type { Language } from '../../words/words.ts';
import { Facts, type FormView, RoomPage, type RoomView } from './frame.tsx';

/**
 * Where something stands in the law. `flag`: how it is known where nobody compared it with the original. `proof`: who read it in
 * the signed text here.
 */
export type BasisView = { text: string; flag: string | null; proof?: { text: string; href: string } };

/** Why a call cannot open for a stage, with the clause that leaves it open. */
export type BlockView = { text: string; clause: string | null };

export type StageView = {
  name: string;
  total: string | null;
  months: number | null;
  blocks: readonly BlockView[];
  /** Figures that nobody has compared with the original: whoever opens a call takes note of them first. */
  unread: number;
  /** Where a call for it is opened, for who may. */
  open: string | null;
};

export type PackRow = {
  href: string;
  title: string;
  version: number;
  fictional: boolean;
  state: 'published' | 'superseded' | 'available';
  published: { by: string; at: string } | null;
  /** The number that the software gives it, where that was taken here by a version with figures of the agency's own. */
  shippedAs: number | null;
  note: string | null;
  validity: string;
  instruments: readonly BasisView[];
  figures: { all: number; unread: number; unknown: number };
  stages: readonly StageView[];
  calls: readonly { href: string; name: string; standing: string }[];
};

export type PacksView = RoomView & {
  published: readonly PackRow[];
  available: readonly PackRow[];
  mayPublish: boolean;
};

/** What is published and in use, and what may be published. */
export function PacksPage(view: PacksView) {
  const { frame, published, available, mayPublish } = view;
  const { language } = frame;
  const w = packWords[language];
  return (
    <RoomPage view={view} room="programmes" title={w.title} lead={w.lead}>
      <section class="first" aria-labelledby="published">
        <h2 id="published">{w.published}</h2>
        {published.length === 0 && (
          <div class="panel">
            <p>
              <strong>{w.nonePublished}</strong>
            </p>
            <p>{w.nonePublishedMore}</p>
          </div>
        )}
        {published.map((pack) => (
          <PackItem pack={pack} language={language} mayPublish={mayPublish} />
        ))}
      </section>
      <section aria-labelledby="available">
        <h2 id="available">{w.available}</h2>
        {available.length === 0 && <p class="soft">{published.length === 0 ? w.nothing : w.noneAvailable}</p>}
        {available.length === 0 && published.length === 0 && <p class="soft">{w.nothingMore}</p>}
        {available.map((pack) => (
          <PackItem pack={pack} language={language} mayPublish={mayPublish} />
        ))}
      </section>
    </RoomPage>
  );
}

function PackItem({ pack, language, mayPublish }: { pack: PackRow; language: Language; mayPublish: boolean }) {
  const w = packWords[language];
  const publish = pack.state === 'available' && mayPublish;
  return (
    <article class="pack">
      <h3>
        {pack.title} <StateTag state={pack.state} language={language} />{' '}
        {pack.fictional && <span class="tag stop">{w.fictional}</span>}
      </h3>
      {pack.note !== null && <p class="small soft">{pack.note}</p>}
      {pack.shippedAs !== null && <p class="small">{w.renumbered(pack.shippedAs, pack.version)}</p>}
      <PackFacts pack={pack} language={language} />
      <Stages stages={pack.stages} language={language} />
      <p class="buttons">
        <a
          class={publish ? 'button' : 'button quiet'}
          href={pack.href}
          aria-label={`${publish ? w.check : w.read}: ${pack.title}`}
        >
          {publish ? w.check : w.read}
        </a>
      </p>
    </article>
  );
}

function StateTag({ state, language }: { state: PackRow['state']; language: Language }) {
  const w = packWords[language];
  if (state === 'available') return <span class="tag now">{w.notPublished}</span>;
  return state === 'published' ? <span class="tag done">{w.inForce}</span> : <span class="tag">{w.superseded}</span>;
}

function PackFacts({ pack, language }: { pack: PackRow; language: Language }) {
  const w = packWords[language];
  const { all, unread, unknown } = pack.figures;
  return (
    <Facts
      rows={[
        [
          w.versionLabel,
          `${pack.version}${pack.published === null ? '' : `. ${w.publishedBy(pack.published.by, dayTextOf(pack.published.at))}`}`,
        ],
        [w.instruments, pack.instruments.map((one, at) => [at > 0 && '; ', <Basis of={one} />])],
        [w.validity, pack.validity],
        [
          w.flags,
          <>
            {unread === 0 ? w.allRead : w.notRead(unread, all)}
            {unknown > 0 && (
              <>
                {' '}
                <span class="tag stop">{w.unknown(unknown)}</span>
              </>
            )}
          </>,
        ],
        ...(pack.state === 'available'
          ? []
          : [
              [
                w.calls,
                pack.calls.length === 0
                  ? w.noCalls
                  : pack.calls.map(({ href, name, standing }, at) => [
                      at > 0 && <br />,
                      <a href={href}>{name}</a>,
                      ` (${standing})`,
                    ]),
              ] as const,
            ]),
      ]}
    />
  );
}

/** Each stage with what stands in its way. */
export function Stages({ stages, language }: { stages: readonly StageView[]; language: Language }) {
  const w = packWords[language];
  return (
    <table class="stack stages">
      <thead>
        <tr>
          <th scope="col">{w.stage}</th>
          <th scope="col" class="num">
            {w.total}
          </th>
          <th scope="col" class="num">
            {w.duration}
          </th>
          <th scope="col">{w.standing}</th>
        </tr>
      </thead>
      <tbody>
        {stages.map(({ name, total, months, blocks, unread, open }) => (
          <tr>
            <td>{name}</td>
            <td class="num" data-label={w.total}>
              {total ?? <span class="tag stop">{w.notKnown}</span>}
            </td>
            <td class="num" data-label={w.duration}>
              {months === null ? <span class="tag stop">{w.notKnown}</span> : w.months(months)}
            </td>
            <td data-label={w.standing}>
              {blocks.length === 0 ? (
                <div>
                  <MayOpen unread={unread} language={language} />{' '}
                  {open !== null && (
                    <a href={open} aria-label={w.openFor(name)}>
                      {w.open}
                    </a>
                  )}
                </div>
              ) : (
                <div>
                  <span class="tag stop">{w.blocked}</span>
                  <ul class="reasons small">
                    {blocks.map(({ text, clause }) => (
                      <li>
                        {text}
                        {clause !== null && <span class="soft"> {clause}</span>}
                      </li>
                    ))}
                  </ul>
                </div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One provision: `text` is null where it is unknown. */
export type ProvisionView = { name: string; text: string | null; basis: BasisView | null };

export type PackPageView = RoomView & {
  pack: PackRow;
  /** `standing`: how far it is on its way into the pack, in a sentence; null where nobody has filled it in. */
  unknowns: readonly {
    text: string;
    stages: string;
    basis: BasisView;
    standing: string | null;
    state: 'missing' | 'software' | 'proposed' | 'confirmed' | 'dropped';
    link: { text: string; label: string; href: string } | null;
  }[];
  /** `open`: shown at once; the others unfold. */
  groups: readonly { title: string; lead: string | null; rows: readonly ProvisionView[]; open: boolean }[];
  instruments: readonly { number: string; title: string; issuer: string; flag: string | null; note: string | null }[];
  form: FormView;
  mayPublish: boolean;
  /** The version that publishing this one replaces. */
  replaces: number | null;
  /** Figures that were confirmed here and that it leaves open again. */
  reopens: readonly string[];
  /** A newer version is published: this one is for reading. */
  outdated: boolean;
};

/** What one version of a pack says; where it is not published yet, the page to check before publishing. */
export function PackPage(view: PackPageView) {
  const { frame, agency, pack, form, unknowns, groups, instruments, mayPublish, replaces } = view;
  const { language } = frame;
  const w = packWords[language];
  return (
    <RoomPage view={view} room="programmes" title={pack.title} under form={form}>
      <p class="after">
        <StateTag state={pack.state} language={language} />{' '}
        {pack.fictional && <span class="tag stop">{w.fictional}</span>}
      </p>
      {pack.note !== null && <p class="soft">{pack.note}</p>}
      <div class="columns">
        <div>
          <section aria-label={w.flags}>
            <PackFacts pack={pack} language={language} />
          </section>
          <section aria-labelledby="stages">
            <h2 id="stages">{w.standing}</h2>
            <Stages stages={pack.stages} language={language} />
          </section>
          <section aria-labelledby="unknowns">
            <h2 id="unknowns">{w.unknowns}</h2>
            {unknowns.length === 0 ? (
              <p>{w.noUnknowns}</p>
            ) : (
              <>
                <p>{w.unknownsLead}</p>
                <ul class="unknowns">
                  {unknowns.map(({ text, stages, basis, standing, state, link }) => (
                    <li>
                      {text} <span class="tag stop">{w.blocks(stages)}</span>{' '}
                      <span class="small soft under">
                        <Basis of={basis} />
                      </span>
                      {(standing !== null || link !== null) && (
                        <span class="small under">
                          {standing !== null && (
                            <span
                              class={state === 'proposed' ? 'tag now' : state === 'confirmed' ? 'tag done' : 'soft'}
                            >
                              {standing}
                            </span>
                          )}{' '}
                          {link !== null && (
                            <a href={link.href} aria-label={link.label}>
                              {link.text}
                            </a>
                          )}
                        </span>
                      )}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </section>
          <section aria-labelledby="says">
            <h2 id="says">{w.says}</h2>
            {groups.map(({ title, lead, rows, open }) => (
              <details class="year" open={open}>
                <summary>
                  <h3>{title}</h3> <span class="soft">{w.provisions(rows.length)}</span>
                </summary>
                {lead !== null && <p class="small soft">{lead}</p>}
                <Provisions rows={rows} language={language} />
              </details>
            ))}
          </section>
          {pack.state === 'available' && (
            <section aria-labelledby="publish" class="panel">
              <h2 id="publish">{w.publishTitle}</h2>
              <p>{w.publishLead}</p>
              {pack.shippedAs !== null && <p>{w.renumbered(pack.shippedAs, pack.version)}</p>}
              {replaces !== null && <p>{w.replaces(replaces)}</p>}
              {view.reopens.length > 0 && <p class="warning">{w.reopens(view.reopens.join('; '))}</p>}
              {view.outdated ? (
                <p class="soft">{w.newer}</p>
              ) : mayPublish ? (
                <Form action={`${pack.href}/publish`} formKey={form.key}>
                  <p class="buttons">
                    <button class="button" type="submit">
                      {w.publish}
                    </button>
                    <a href={`/agencies/${agency}/programmes`}>{w.title}</a>
                  </p>
                </Form>
              ) : (
                <p class="soft">{programmeWords[language].only(administrator[language])}</p>
              )}
            </section>
          )}
        </div>
        <aside aria-labelledby="about">
          <h2 id="about">{w.instruments}</h2>
          <ul class="story">
            {instruments.map(({ number, title, issuer, flag, note }) => (
              <li>
                <strong>{number}</strong>
                <br />
                {title}. <span class="soft">{issuer}.</span>
                {flag !== null && <em class="soft"> {flag}.</em>}
                {note !== null && <p class="small soft">{note}</p>}
              </li>
            ))}
          </ul>
        </aside>
      </div>
    </RoomPage>
  );
}

/** Figures with where each stands and how it is known. */
export function Provisions({ rows, language }: { rows: readonly ProvisionView[]; language: Language }) {
  const w = packWords[language];
  return (
    <table class="stack provisions">
      <thead>
        <tr>
          <th scope="col">{w.figure}</th>
          <th scope="col">{w.level}</th>
          <th scope="col">{w.basis}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, text, basis }) => (
          <tr>
            <td>{name}</td>
            <td data-label={w.level}>{text ?? <span class="tag stop">{w.notKnown}</span>}</td>
            <td data-label={w.basis} class="small">
              {basis === null ? '–' : <Basis of={basis} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const administrator: Record<Language, string> = { vi: 'quản trị viên', en: 'the administrator' };

export function Basis({ of }: { of: BasisView }) {
  return (
    <span class="clause">
      <Unbroken text={of.text} />
      {of.flag !== null && <em>, {of.flag}</em>}
      {of.proof !== undefined && (
        <>
          , <a href={of.proof.href}>{of.proof.text}</a>
        </>
      )}
    </span>
  );
}
