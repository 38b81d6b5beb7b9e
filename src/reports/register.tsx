// A register that follows the agency's money through all its dossiers: narrowed, searched, summed beside the books, a page at a time
// or all of it as a file. What is read for it is said here once; each register says its entries, and templates/pages/registers.tsx how
// they look.

import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { type Entry, type Register, RegisterBelow, RegisterPage } from '../../templates/pages/registers.tsx';
import { nameOf } from '../../templates/words/names.ts';
import { registerWords } from '../../templates/words/registers.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { type Calendar, type Day, dayOf } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { csvAnswer } from '../csv.ts';
import type { Database, Parameter } from '../database/pool.ts';
import { yearsOf } from '../disbursements/index.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { codeOf } from '../dossier.ts';
import { type Asked, askedIn, pageSize } from '../lists.ts';
import type { Parts } from '../parts.ts';
import { calendarOf, packsOf } from '../programmes/index.ts';
import { opensTo, type Reader, readerOf } from '../standing.ts';
import { callChoices } from './choices.ts';

/** Who follows the agency's money through all its dossiers. */
export const followers: readonly Role[] = ['financeOfficer', 'chiefAccountant', 'director', 'auditor'];

const filters = ['book', 'year', 'month', 'state', 'turn', 'call'] as const;
type Filters = (typeof filters)[number];

/** What is asked of a register; `isUnknown`: of a year and source that the agency keeps no book of. */
type OfBooks = Asked<Filters> & { readonly isUnknown: boolean };

/** What every entry is read with: its dossier, its year and source, whose it is. */
type Read = {
  dossier: string;
  began: string;
  title: string | null;
  party: string | null;
  year: number | null;
  source: string;
};

/** Where the entries of a register come from. */
export type Source<Own extends object, Row extends Entry, Sums extends object, Book> = {
  /** Its address below the agency's, the name of its file, and who reads it where not the followers alone. */
  path: string;
  file: string;
  who?: readonly Role[];
  /** What it is narrowed by beside how its entries stand and their call. */
  by: readonly Exclude<Filters, 'state' | 'call'>[];
  shown(language: Language): Register<Row, Sums, Book>;
  /**
   * `with …, entry as (…)` of the agency $1: the dossier, revision, year, source and state of each entry, the party behind it (`payee`;
   * else whose the dossier was at that revision), for whom it waits (`turn`) where it is narrowed by
   * that, and what it is ordered, narrowed and summed by. On a day, where that counts.
   */
  entries: string | ((today: string) => string);
  /** What the rows show of an entry `e` beside, and the joins that it comes from: read for the page's rows alone, or where words are looked for. */
  details?: { columns: string; joins: string; named?: string };
  /** The columns that it is searched by, beside the dossier's code, and its order. */
  found: string;
  /** Conditions that it is narrowed to beside how its entries stand, under their names among the states. */
  narrowed?: Readonly<Record<string, string>>;
  /** What a word that is searched for is there. */
  wordOf?(pattern: string): string;
  order: string;
  /** The day by whose month or year it is narrowed; not said where it is not. */
  day?: string;
  /** What all rows come to. */
  sums: Readonly<Record<keyof Sums & string, string>>;
  /** What the accounts say of what it shows; null where it shows what no account is kept of. */
  bookOf(db: Database, agency: string, asked: Pick<Asked<Filters>, 'chosen' | 'q'>): Promise<Book | null>;
  rowOf(read: Own & Read, at: At): Omit<Row, Exclude<keyof Entry, 'href'>>;
  /** What the reader can do on its page, beside reading. */
  above?(c: Context<AppEnv>, parts: Parts): Promise<Child>;
};

/** Where, for whom and when a row is shown. */
type At = {
  readonly base: string;
  readonly agency: string;
  readonly language: Language;
  readonly today: Day;
  /** By which working days are counted. */
  readonly calendar: Calendar;
  /** By their dossiers. */
  readonly packs: ReadonlyMap<string, Pack>;
};

/** A register that stands below another on its page, narrowed to the same year, source and call. */
type Below = (c: Context<AppEnv>) => Promise<Child>;

/** The doors of a register: its page, and its file. Answers how it is shown below another. */
export function registerRoutes<Own extends object, Row extends Entry, Sums extends object, Book>(
  doors: Doors,
  parts: Parts,
  source: Source<Own, Row, Sums, Book>,
  below: Below = async () => null,
): Below {
  const { db } = parts;
  const path = `/agencies/:agency/${source.path}`;
  const { who = followers } = source;
  const isOffered = (name: Filters) => name === 'state' || name === 'call' || source.by.includes(name);

  const ask = async (c: Context<AppEnv>) => {
    const agency = c.req.param('agency')!;
    const language = c.get('language');
    const today = dayOf(parts.now());
    const register = source.shown(language);
    const [years, call, packs, calendar] = await Promise.all([
      yearsOf(parts, agency),
      callChoices(db, agency, language),
      packsOf(db, agency),
      calendarOf(db, agency),
    ]);
    // a book that is not kept is no wish for all of them
    const said = source.by.includes('book') ? (c.req.query('book') ?? '').slice(0, 40) : '';
    const books = years.map(({ year, source, sourceName }) => ({
      value: `${year}/${source}`,
      label: `${year}, ${sourceName ?? nameOf('sources', source, language)}`,
    }));
    const isUnknown = said !== '' && books.every(({ value }) => value !== said);
    if (isUnknown) books.push({ value: said, label: registerWords[language].noBook(said) });
    /** What is asked, where there are entries in these months. */
    const askedAmong = (months: readonly string[]) => {
      const choices = {
        month: months.map((value) => ({ value, label: `${value.slice(5)}/${value.slice(0, 4)}` })),
        year: [...new Set(months.map((value) => value.slice(0, 4)))].map((value) => ({ value, label: value })),
        turn: Object.entries(register.turns ?? {}).map(([value, label]) => ({ value, label })),
        book: books,
        state: Object.entries(register.states).map(([value, label]) => ({ value, label })),
        call,
      };
      const values = (name: Filters) => (isOffered(name) ? choices[name].map(({ value }) => value) : []);
      const offered = Object.fromEntries(filters.map((name) => [name, values(name)])) as Record<Filters, string[]>;
      const asked: OfBooks = Object.assign({ isUnknown }, askedIn<Filters>(c, { search: true, filters: offered }));
      return { choices, asked };
    };
    const rowOf = (read: Own & Read): Row => {
      const base = `/agencies/${agency}/dossiers/${read.dossier}`;
      const entry: Omit<Entry, 'href'> = {
        ...{ base, code: codeOf(read.dossier, read.began), title: read.title ?? '', party: read.party ?? '' },
        book: read.year === null ? '' : `${read.year}, ${nameOf('sources', read.source, language)}`,
      };
      return { ...entry, ...source.rowOf(read, { base, agency, language, today, calendar, packs }) } as Row;
    };
    return { agency, language, today, register, askedAmong, rowOf };
  };

  /** What a request asks for, and what is found of it: `most` rows, or all. */
  const find = async (c: Context<AppEnv>, most: number | null, isBelow = false) => {
    const { askedAmong, rowOf, ...rest } = await ask(c);
    const readAmong = async (months: readonly string[]) => {
      const { choices, asked: all } = askedAmong(months);
      // how its entries stand, and where its page begins, is said of the register above
      const asked = isBelow ? { ...all, from: 0, chosen: { ...all.chosen, state: '' } } : all;
      const found = await readPage(db, rest.agency, source, asked, { reader: readerOf(c), today: rest.today, most });
      return { choices, asked, found };
    };
    // in which months there are entries is known once they are read: what is said to be one is taken for it until then
    const wished = [c.req.query('month') ?? '', `${c.req.query('year') ?? ''}-`].filter((text) =>
      /^\d{4}-(\d\d)?$/.test(text),
    );
    const first = await readAmong(wished);
    const { months } = first.found;
    const heard = askedAmong(months);
    const isHeard = (['month', 'year'] as const).every((name) => heard.asked.chosen[name] === first.asked.chosen[name]);
    const { asked, found } = isHeard ? first : await readAmong(months);
    return { ...rest, ...found, choices: heard.choices, asked, rows: found.rows.map(rowOf) };
  };

  const shown = async (c: Context<AppEnv>, isBelow = false) => {
    const found = await find(c, pageSize, isBelow);
    const book = found.asked.isUnknown ? null : await source.bookOf(db, found.agency, found.asked);
    return { ...found, book };
  };

  doors.get(path, { who }, async (c) => {
    const { agency, language, register, choices, asked, rows, all, closed, sums, book } = await shown(c);
    const view = {
      ...{ frame: await parts.frameOf(c), agency, register, q: asked.q, closed, sums, book, rows },
      list: asked.view(rows.length, all),
      filters: filters.filter(isOffered).map((name) => ({
        ...{ name, label: registerWords[language][name], value: asked.chosen[name], options: choices[name] },
      })),
      above: (await source.above?.(c, parts)) ?? null,
      below: await below(c),
    };
    return c.html(<RegisterPage {...view} />);
  });

  doors.get(`${path}/export`, { who }, async (c) => {
    const { register, asked, rows } = await find(c, null);
    return csvAnswer(c, {
      name: `${source.file}-${asked.chosen.book.replace('/', '-') || dayOf(parts.now())}`,
      head: register.columns.map(({ head }) => head),
      rows: rows.map((row) => register.columns.map(({ value }) => value(row))),
    });
  });

  return async (c) => {
    const { agency, language, register, asked, rows, all, closed, sums, book } = await shown(c, true);
    const { book: chosen, call } = asked.chosen;
    const said = Object.entries({ q: asked.q, book: chosen, call }).filter(([, value]) => value !== '');
    const view = {
      query: new URLSearchParams(said),
      register,
      rows,
      all,
      closed,
      sums,
      book,
      id: source.path,
      href: `/agencies/${agency}/${source.path}`,
    };
    return all + closed === 0 ? null : <RegisterBelow {...view} language={language} />;
  };
}

/** An amount that is searched for as it is written, with points: as its digits. */
export const plainAmount = (pattern: string): string =>
  /^%\d{1,3}(\.\d{3})+[₫đ]?%$/i.test(pattern) ? pattern.replace(/[.₫đ]/gi, '') : pattern;

/**
 * One page of a register, or all of it: the entries of dossiers that open to the reader, and what all entries come to. Of the
 * others none is found by words, nor what it comes to. Its entries are made once, for its rows, its sums and its months.
 */
async function readPage<Own extends object, Row extends Entry, Sums extends object, Book>(
  db: Database,
  agency: string,
  {
    entries,
    details,
    found,
    narrowed = {},
    wordOf = (pattern) => pattern,
    order,
    day,
    sums,
  }: Source<Own, Row, Sums, Book>,
  { patterns, from, chosen, isUnknown }: OfBooks,
  { reader, today, most }: { reader: Reader; today: Day; most: number | null },
): Promise<{ rows: (Own & Read)[]; all: number; closed: number; sums: Sums; months: string[] }> {
  const given: Parameter[] = [agency];
  const is = (value: Parameter) => `$${given.push(value)}`;
  const wanted: string[] = [];
  const [year = '', source = ''] = chosen.book.split('/');
  if (isUnknown) wanted.push('false');
  else if (chosen.book !== '') wanted.push(`year = ${is(Number(year))}::int and source = ${is(source)}::text`);
  if (chosen.call !== '') wanted.push(`call = ${is(chosen.call)}::uuid`);
  for (const span of [chosen.month, chosen.year])
    if (day !== undefined && span !== '') wanted.push(`left(${day}, ${span.length}) = ${is(span)}::text`);
  if (chosen.turn !== '') wanted.push(`${is(chosen.turn)}::text = any (turn)`);
  const condition = narrowed[chosen.state];
  if (condition !== undefined) wanted.push(condition);
  else if (chosen.state !== '') wanted.push(`state = ${is(chosen.state)}::text`);
  if (patterns.length > 0)
    wanted.push(`opens and folded(concat_ws(' ', ${found}, '-' || right(dossier::text, 6))) like all
      (array(select folded(word) from unnest(${is(patterns.map((one) => wordOf(one.replace(/^%hs-\d{4}-/i, '%-'))))}::text[]) w(word)))`);
  const listed = `
      select e.*, d.call, d.party as applicant, a.facts->>'content' as content, ${opensTo(reader, is)} as opens
      from entry e join dossier d on d.agency = $1 and d.id = e.dossier
        left join state a on a.agency = $1 and a.dossier = e.dossier and a.subject = 'application'`;
  const detailed = (entries: string) => `
      select e.*, b.at::text as began, x.body->>'projectName' as title, coalesce(${details?.named ?? 'null'}, q.name) as party${details === undefined ? '' : `, ${details.columns}`}
      from (${entries}) e join history b on b.agency = $1 and b.dossier = e.dossier and b.revision = 1
        left join content x on x.agency = $1 and x.commitment = e.content
        left join history n on n.agency = $1 and n.dossier = e.dossier and n.event = 'project.agreementNovated' and n.revision > e.revision
        left join party_profile q on q.agency = $1 and q.party
          = coalesce(e.payee, case when n.revision is not null then b.payload::jsonb#>>'{command,input,party}' end, e.applicant::text)::uuid
        ${details?.joins ?? ''}`;
  const where = wanted.length === 0 ? '' : `where ${wanted.join(' and ')}`;
  const totals = Object.values<string>(sums).map((sum) => `, coalesce(${sum}, 0)`);
  const page = most === null ? '' : `limit ${most} offset ${from}`;
  const month = `left(${day ?? 'null'}, 7)`;
  // words are looked for in what the rows show; otherwise it is read of the page's alone
  const isSought = patterns.length > 0;
  const read = await db.run<Own & Read & { place: bigint | null; whole: bigint[]; months: string[] }>(
    `${typeof entries === 'string' ? entries : entries(is(today))},
    listed as materialized (${isSought ? detailed(listed) : listed}),
    whole as (select array[count(*) filter (where opens), count(*) filter (where not opens)${totals.join('')}]::bigint[] as whole from listed ${where}),
    dated as (select coalesce(array_agg(distinct ${month} order by ${month} desc) filter (where ${month} is not null), '{}') as months from listed),
    page as materialized (select *, row_number() over (order by ${order}) as place from listed where ${['opens', ...wanted].join(' and ')} order by place ${page})
    select * from whole cross join dated left join (${isSought ? 'select * from page' : detailed('select * from page')}) p on true order by place`,
    given,
  );
  const { whole, months } = read[0]!;
  const [all, closed, ...sum] = whole;
  const named = Object.fromEntries(Object.keys(sums).map((name, at) => [name, sum[at]])) as Sums;
  return {
    rows: read.filter(({ place }) => place !== null),
    all: Number(all),
    closed: Number(closed),
    sums: named,
    months,
  };
}
