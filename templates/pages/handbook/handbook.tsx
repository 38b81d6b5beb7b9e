import type { Child } from 'hono/jsx';
import { type Frame, Layout } from '../../layout.tsx';
import { handbookWords } from '../../words/handbook.ts';

export type HandbookPart = keyof (typeof handbookWords)['vi']['pages'];

/** The table of contents; `machines`: whether the drawn machines have a page of their own. */
export function HandbookPage({ frame, machines }: { frame: Frame; machines: boolean }) {
  const w = handbookWords[frame.language];
  const parts = [
    ...Object.entries(w.pages).map(([part, said]) => ({ href: `/handbook/${part}`, ...said })),
    ...(machines ? [{ href: '/machines', ...w.machines }] : []),
  ];
  return (
    <Layout frame={frame} title={w.title}>
      <h1>{w.title}</h1>
      <p class="lead opening">{w.lead}</p>
      <ol class="path">
        {parts.map(({ href, title, lead }, at) => (
          <li>
            <b class="no" aria-hidden="true">
              {at + 1}
            </b>
            <div>
              <h2>
                <a href={href}>{title}</a>
              </h2>
              <p>{lead}</p>
            </div>
          </li>
        ))}
      </ol>
    </Layout>
  );
}

/** One page of the handbook. */
export function Part({ frame, part, children }: { frame: Frame; part: HandbookPart; children: Child }) {
  const w = handbookWords[frame.language];
  const { title, lead } = w.pages[part];
  return (
    <Layout frame={frame} title={title}>
      <div class="crumbs">
        <a href="/handbook">{w.title}</a>
      </div>
      <h1>{title}</h1>
      <p class="lead opening">{lead}</p>
      {children}
    </Layout>
  );
}

export type FlowView = { name: string; moves: readonly { book: string; from: string; to: string }[] };

export function MoneyPage({ frame, flows }: { frame: Frame; flows: readonly FlowView[] }) {
  const w = handbookWords[frame.language].money;
  return (
    <Part frame={frame} part="money">
      <p class="prose">{w.intro}</p>
      <p class="prose">{w.caps}</p>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{w.what}</th>
            <th scope="col">{w.book}</th>
            <th scope="col">{w.from}</th>
            <th scope="col">{w.to}</th>
          </tr>
        </thead>
        <tbody>
          {flows.map(({ name, moves }) =>
            moves.length === 0 ? (
              <tr>
                <td>{name}</td>
                <td data-label={w.book}>C</td>
                <td data-label={w.what} colspan={2}>
                  {w.none}
                </td>
              </tr>
            ) : (
              moves.map(({ book, from, to }, at) => (
                <tr>
                  <td class={at === 0 ? undefined : 'same'}>{name}</td>
                  <td data-label={w.book}>{book}</td>
                  <td data-label={w.from}>{from}</td>
                  <td data-label={w.to}>{to}</td>
                </tr>
              ))
            ),
          )}
        </tbody>
      </table>
    </Part>
  );
}

export type HandbookPack = {
  title: string;
  id: string;
  version: number;
  agency: string;
  fictional: boolean;
  note: string | null;
  instruments: readonly { number: string; title: string; url: string | null; force: string | null; known: string }[];
  unknowns: readonly { what: string; where: string }[];
};

export function PacksPage({ frame, packs }: { frame: Frame; packs: readonly HandbookPack[] }) {
  const w = handbookWords[frame.language].packs;
  return (
    <Part frame={frame} part="packs">
      <p class="prose">{w.blocks}</p>
      {packs.map((pack) => (
        <section aria-labelledby={pack.id}>
          <h2 id={pack.id}>
            {pack.title} {pack.fictional && <span class="tag stop">{w.fictional}</span>}
          </h2>
          <p class="soft">
            {pack.id}, {w.version(pack.version)}. {w.agency(pack.agency)}.
          </p>
          {pack.note !== null && <p class="prose">{pack.note}</p>}
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{w.instrument}</th>
                <th scope="col">{w.known}</th>
              </tr>
            </thead>
            <tbody>
              {pack.instruments.map(({ number, title, url, force, known }) => (
                <tr>
                  <td>
                    <span>
                      {url === null ? number : <a href={url}>{number}</a>}. {title}
                      {force !== null && <span class="soft"> ({force})</span>}
                    </span>
                  </td>
                  <td data-label={w.known}>{known}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <h3>{w.unknown}</h3>
          {pack.unknowns.length === 0 ? (
            <p>{w.nothingUnknown}</p>
          ) : (
            <ul>
              {pack.unknowns.map(({ what, where }) => (
                <li>
                  {what} <span class="soft">({where})</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </Part>
  );
}

export type RoleView = {
  id: string;
  name: string;
  day: string;
  may: readonly string[];
  never: readonly string[];
  pages: readonly { text: string; href: string | null }[];
};

export function RolesPage({ frame, roles }: { frame: Frame; roles: readonly RoleView[] }) {
  const w = handbookWords[frame.language].roles;
  return (
    <Part frame={frame} part="roles">
      <p class="prose">{w.intro}</p>
      {roles.map(({ id, name, day, may, never, pages }) => (
        <section aria-labelledby={id}>
          <h2 id={id}>{name}</h2>
          <p class="prose">{day}</p>
          <h3>{w.may}</h3>
          <p class="prose">{may.length === 0 ? w.mayNothing : `${may.join('; ')}.`}</p>
          {never.length > 0 && (
            <>
              <h3>{w.never}</h3>
              <ul>
                {never.map((text) => (
                  <li>{text}</li>
                ))}
              </ul>
            </>
          )}
          {pages.length > 0 && (
            <p>
              {w.pages}:{' '}
              {pages.map(({ text, href }, at) => (
                <>
                  {at > 0 && ', '}
                  {href === null ? text : <a href={href}>{text}</a>}
                </>
              ))}
            </p>
          )}
        </section>
      ))}
    </Part>
  );
}

export function InvariantsPage({ frame, checks }: { frame: Frame; checks: readonly { name: string; says: string }[] }) {
  const w = handbookWords[frame.language].invariants;
  return (
    <Part frame={frame} part="invariants">
      <p class="prose">{w.intro}</p>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{w.what}</th>
            <th scope="col">{w.code}</th>
          </tr>
        </thead>
        <tbody>
          {checks.map(({ name, says }) => (
            <tr>
              <td>{says}</td>
              <td data-label={w.code}>
                <code>{name}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

export type VariableView = { name: string; left: string | null; says: string };

export function RunningPage({ frame, variables }: { frame: Frame; variables: readonly VariableView[] }) {
  const w = handbookWords[frame.language].running;
  return (
    <Part frame={frame} part="running">
      {w.sections.map(({ title, says, command }) => (
        <section>
          <h2>{title}</h2>
          {says.map((text) => (
            <p class="prose">{text}</p>
          ))}
          {command !== null && (
            <pre class="panel">
              <code>{command}</code>
            </pre>
          )}
        </section>
      ))}
      <h2>{w.configuration}</h2>
      <p class="prose">{w.configurationMore}</p>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{w.name}</th>
            <th scope="col">{w.what}</th>
            <th scope="col">{w.left}</th>
          </tr>
        </thead>
        <tbody>
          {variables.map(({ name, left, says }) => (
            <tr>
              <td>
                <code>{name}</code>
              </td>
              <td data-label={w.what}>{says}</td>
              <td data-label={w.left}>{left === null ? w.nothing : <code>{left}</code>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

export function CitiesPage({ frame }: { frame: Frame }) {
  const w = handbookWords[frame.language].cities;
  return (
    <Part frame={frame} part="cities">
      <ol class="path">
        {w.steps.map(({ title, says }, at) => (
          <li>
            <b class="no" aria-hidden="true">
              {at + 1}
            </b>
            <div>
              <h2>{title}</h2>
              <p>{says}</p>
            </div>
          </li>
        ))}
      </ol>
    </Part>
  );
}
