// The rows that belong to events, as stored: read in batches, in the order of the replay.

import type { Database } from '../database/pool.ts';
import type { Place } from './order.ts';

export type EventRows = Place & {
  readonly event: string;
  readonly actor: string;
  /** ISO 8601 in UTC with microseconds. */
  readonly at: string;
  readonly payload: string;
  readonly hash: string;
  readonly postings: readonly { id: bigint; source: string; target: string; amount: bigint; derived: boolean }[];
  readonly duties: readonly { subject: string; duty: string; person: string }[];
  readonly papers: readonly { register: string; year: number; number: number; kind: string; subject: string }[];
  readonly mails: readonly { subject: string; template: string }[];
  readonly commands: readonly { key: string; actor: string; inputHash: string; answer: string }[];
};

type Parts = { [P in 'postings' | 'duties' | 'papers' | 'mails' | 'commands']: EventRows[P][number] } & {
  history: Omit<EventRows, 'postings' | 'duties' | 'papers' | 'mails' | 'commands'>;
};

/**
 * The rows of the wanted events alone: each by its key, or, where a table has none that begins with the event, in one look through it.
 * Said so that it is done so, whatever the planner knows of a table: it would compare each row with each event.
 */
const each = 'from unnest($2::uuid[], $3::int[]) w(dossier, revision) cross join lateral';
const key = 'agency = $1 and dossier = w.dossier and revision = w.revision offset 0';
const among = 'agency = $1 and ((dossier, revision) in (select * from unnest($2::uuid[], $3::int[]))) is true';
const texts = {
  history: `select h.dossier, h.revision, h.event, h.actor, h.payload, encode(h.hash, 'hex') as hash,
    to_char(h.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at ${each} (select * from history where ${key}) h`,
  postings: `select p.dossier, p.revision, p.id, source, target, amount, derived ${each} (select * from posting where ${key}) p order by p.id`,
  duties: `select d.dossier, d.revision, subject, duty, person ${each} (select * from duty where ${key}) d`,
  papers: `select dossier, revision, register, year, number, kind, subject from paper where ${among} order by register, year, number`,
  mails: `select dossier, revision, subject, template from mail where ${among}`,
  commands: `select dossier, revision, key, actor, encode(input_hash, 'hex') as "inputHash", answer from command where ${among}`,
};

/** The events at `places`, in that order, each with the rows that name it. */
export async function readEvents(db: Database, agency: string, places: readonly Place[]): Promise<EventRows[]> {
  const parameters = [agency, places.map((p) => p.dossier), places.map((p) => p.revision)];
  const read = <P extends keyof Parts>(part: P) => db.run<Parts[P] & Place>(texts[part], parameters);
  const [history, postings, duties, papers, mails, commands] = await Promise.all([
    read('history'),
    read('postings'),
    read('duties'),
    read('papers'),
    read('mails'),
    read('commands'),
  ]);
  const rows = grouped(history);
  const of = { postings: grouped(postings), duties: grouped(duties), papers: grouped(papers) };
  const beside = { mails: grouped(mails), commands: grouped(commands) };
  return places.flatMap((place) => {
    const key = keyOf(place);
    const row = rows.get(key)?.[0];
    if (row === undefined) return [];
    return {
      ...row,
      postings: of.postings.get(key) ?? [],
      duties: of.duties.get(key) ?? [],
      papers: of.papers.get(key) ?? [],
      mails: beside.mails.get(key) ?? [],
      commands: beside.commands.get(key) ?? [],
    };
  });
}

const keyOf = ({ dossier, revision }: Place) => `${dossier}/${revision}`;

function grouped<Row extends Place>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
