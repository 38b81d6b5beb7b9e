// A list that can grow: what it is searched and narrowed by, the order of its columns, and its pages. All of it stands in the
// address, so that a list can be sent to somebody else; src/lists.ts reads it from there.

import { listWords } from '../words/lists.ts';
import type { Language } from '../words/words.ts';

/** A list as it was asked for, and how much of it there is. */
export type ListView = {
  /** Its address, without what is asked of it. */
  path: string;
  /** What is asked of it: words to find, filters and order, where they are not the usual ones. */
  query: Readonly<Record<string, string>>;
  /** The column that it is ordered by, with '-' in front where the last comes first. */
  sort: string;
  /** The name under which the address says where the page begins. */
  at: string;
  from: number;
  size: number;
  /** How many rows the page has, and the whole list. */
  shown: number;
  all: number;
};

export type Filter = {
  name: string;
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
};

function addressOf(list: ListView, changes: Readonly<Record<string, string | number>>): string {
  const query = new URLSearchParams(list.query);
  for (const [name, value] of Object.entries(changes)) query.set(name, String(value));
  return query.size === 0 ? list.path : `${list.path}?${query}`;
}

/** The form above a list. Without JavaScript it asks for the page again, from its beginning. */
export function Find({
  list,
  search,
  filters = [],
  language,
}: {
  list: ListView;
  /** What can be looked for; a list of which nothing can is only narrowed. */
  search?: { label: string; value: string };
  filters?: readonly Filter[];
  language: Language;
}) {
  const w = listWords[language];
  const isNarrowed = filters.some(({ value }) => value !== '');
  const selects = filters.map((filter) => <FilterField filter={filter} language={language} />);
  return (
    <form method="get" action={list.path} class="find">
      {search !== undefined && (
        <div class="sought">
          <label for="q">{search.label}</label>
          <input id="q" name="q" type="search" value={search.value} maxlength={100} autocomplete="off" />
        </div>
      )}
      {filters.length < 3 && selects}
      <button class="button quiet" type="submit">
        {search === undefined ? w.filter : w.find}
      </button>
      {(isNarrowed || (search?.value ?? '') !== '') && <a href={list.path}>{w.clear}</a>}
      {filters.length >= 3 && (
        <details class="narrow" open={isNarrowed}>
          <summary>{w.narrow}</summary>
          <div>{selects}</div>
        </details>
      )}
      {list.query.sort !== undefined && <input type="hidden" name="sort" value={list.query.sort} />}
    </form>
  );
}

function FilterField({ filter: { name, label, value, options }, language }: { filter: Filter; language: Language }) {
  return (
    <div class="filter">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{listWords[language].any}</option>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

export type Column = { name: string; label: string; isNumber?: true };

/** In which order a column puts its rows when it is pressed: the other way round where they stand in it already. */
const sortOf = (list: ListView, column: string) => (list.sort === column ? `-${column}` : column);
const orderOf = (list: ListView, column: string) =>
  list.sort === column ? 'ascending' : list.sort === `-${column}` ? 'descending' : undefined;

/** The head of a column that the list can be ordered by. */
export function SortHead({ list, name, label, isAmount }: Column & { list: ListView; isAmount?: boolean }) {
  const order = orderOf(list, name);
  return (
    <th scope="col" class={isAmount ? 'num' : undefined} {...(order && { 'aria-sort': order })}>
      <a href={addressOf(list, { sort: sortOf(list, name) })}>
        {label}
        <Arrow order={order} />
      </a>
      <span class="plain">{label}</span>
    </th>
  );
}

/** The same columns as a line of links, where a table has no head: on a phone. */
export function Order({ list, columns, language }: { list: ListView; columns: readonly Column[]; language: Language }) {
  return (
    <p class="order small">
      {listWords[language].order}:{' '}
      {columns.map(({ name, label }) => (
        <>
          <a
            href={addressOf(list, { sort: sortOf(list, name) })}
            {...(orderOf(list, name) && { 'aria-current': 'true' as const })}
          >
            {label}
            <Arrow order={orderOf(list, name)} />
          </a>{' '}
        </>
      ))}
    </p>
  );
}

function Arrow({ order }: { order: string | undefined }) {
  if (order === undefined) return null;
  return <span aria-hidden="true">{order === 'ascending' ? ' ↑' : ' ↓'}</span>;
}

/** Where in the list the page is, and the way to the next ones; nothing where all of it stands on one page. */
export function Pages({ list, language }: { list: ListView; language: Language }) {
  const { at, from, size, shown, all } = list;
  const w = listWords[language];
  if (from === 0 && all <= size) return null;
  const to = (place: number) => addressOf(list, place > 0 ? { [at]: place } : {});
  return (
    <nav class="pages" aria-label={w.pages}>
      {shown === 0 ? (
        <a href={to(0)}>{w.first}</a>
      ) : (
        <>
          <span class="small soft">{w.shown(from + 1, from + shown, all)}</span>
          {from > 0 && (
            <a href={to(Math.max(from - size, 0))} rel="prev">
              {w.previous}
            </a>
          )}
          {from + shown < all && (
            <a href={to(from + size)} rel="next">
              {w.next}
            </a>
          )}
        </>
      )}
    </nav>
  );
}
