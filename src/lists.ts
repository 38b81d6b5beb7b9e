// How a list that can grow is asked for: what to find, what to leave out, in which order, from where on. All of it stands in the
// address, which anybody may write: what is not offered there is not heard. templates/parts/list.tsx shows it.

import type { Context } from 'hono';
import type { ListView } from '../templates/parts/list.tsx';
import { beginOf } from '../workflows/rules/formFields.ts';
import type { AppEnv } from './doors.ts';

/** The most rows of a list that a page has. */
export const pageSize = 50;

/** What a list offers. */
export type Offer<Filter extends string = string> = {
  /** Whether it can be searched. */
  search?: true;
  /** By which columns it can be ordered; the first says how it usually is, with '-' in front where the last comes first. */
  sorts?: readonly string[];
  /** What it can be narrowed to. */
  filters?: Readonly<Record<Filter, readonly string[]>>;
  /** Under which name the address says where the page begins: its own where a page has two lists. */
  at?: string;
};

export type Asked<Filter extends string = string> = {
  /** As it was typed. */
  readonly q: string;
  /** For `folded(…) like all (…)`: every word must be somewhere. */
  readonly patterns: readonly string[];
  readonly sort: string;
  readonly from: number;
  readonly chosen: Readonly<Record<Filter, string>>;
  /** The list for its page: with the rows that it shows there, and how many there are in all. */
  view(shown: number, all: number): ListView;
};

const mostWords = 8;

/** What a request asks of a list. */
export function askedIn<Filter extends string = never>(c: Context<AppEnv>, offer: Offer<Filter>): Asked<Filter> {
  const { search, sorts = [''], at = 'from' } = offer;
  const said = (name: string) => (c.req.query(name) ?? '').replaceAll('\0', '');
  const q = search ? beginOf(said('q').normalize('NFC').trim(), 100) : '';
  const usual = sorts[0]!;
  const isSort = (text: string) => sorts.some((one) => bare(one) === bare(text)) && /^-?\w+$/.test(text);
  const sort = isSort(said('sort')) ? said('sort') : usual;
  const filters = Object.entries(offer.filters ?? {}) as [Filter, readonly string[]][];
  const chosen = Object.fromEntries(
    filters.map(([name, values]) => [name, values.includes(said(name)) ? said(name) : '']),
  ) as Record<Filter, string>;
  const from = /^\d{1,6}$/.test(said(at)) ? Number(said(at)) : 0;
  const query = Object.fromEntries(
    Object.entries<string>({ q, ...chosen, sort: sort === usual ? '' : sort }).filter(([, value]) => value !== ''),
  );
  const { pathname } = new URL(c.req.url);
  return {
    ...{ q, sort, from, chosen },
    patterns: patternsOf(q),
    view: (shown, all) => ({ path: pathname.replace(/^\/+/, '/'), query, sort, at, from, size: pageSize, shown, all }),
  };
}

const bare = (sort: string) => sort.replace(/^-/, '');

/** Each word of what is looked for, as `like` finds it somewhere; none where nothing is. */
export function patternsOf(q: string): string[] {
  const words = q.split(/\s+/).filter((word) => word !== '');
  return words.slice(0, mostWords).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}

/** The rows of a list that is read whole, those of its page. */
export const pageOf = <Row>(rows: readonly Row[], { from }: Pick<Asked, 'from'>): readonly Row[] =>
  rows.slice(from, from + pageSize);
