// What somebody was told, read again and marked as read; and how they want to be told.

import type { NotificationView } from '../../templates/pages/notifications/inbox.tsx';
import { type ChoosableKind, choosableKinds, type Way } from '../../templates/words/notifications.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Database } from '../database/pool.ts';
import { pageSize } from '../lists.ts';
import { isOverNotice } from '../noticesOver.ts';

type Row = Omit<NotificationView, 'at'> & { at: Date; all: number };

/** A page of somebody's notifications, the newest first, and how many there are. */
export async function notificationsOf(
  db: Database,
  person: string,
  language: Language,
  from: number,
): Promise<{ rows: NotificationView[]; all: number }> {
  const [subject, next] = language === 'en' ? ['subject_english', 'next_english'] : ['subject', 'next'];
  const rows = await db.run<Row>(
    `select count(*) over ()::int as "all", id::text as id, ${subject} as subject, ${next} as next, link, at,
      read_at is not null as is_read, ${isOverNotice} as is_over
    from notification n where person = $1::uuid order by at desc, id desc limit $2::int offset $3::int`,
    [person, pageSize, from],
  );
  return { rows: rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })), all: rows[0]?.all ?? 0 };
}

/** How many of somebody's notifications are not read, and not over either. */
export async function unreadOf(db: Database, person: string): Promise<number> {
  const [row] = await db.run<{ n: number }>(
    `select count(*)::int as n from notification n where person = $1::uuid and read_at is null and not ${isOverNotice}`,
    [person],
  );
  return row?.n ?? 0;
}

/** Marks one of somebody's own as read. */
export async function markRead(db: Database, person: string, id: string, now: string): Promise<void> {
  await db.query`update notification set read_at = ${now}::timestamptz where id = ${id}::uuid and person = ${person}::uuid and read_at is null`;
}

/** Marks all as read that had come by then: not what came while the page was looked at. */
export async function markAllRead(db: Database, person: string, until: string, now: string): Promise<void> {
  await db.query`
    update notification set read_at = ${now}::timestamptz
    where person = ${person}::uuid and read_at is null and at <= ${until}::timestamptz + interval '1 millisecond'`;
}

/** The way of each kind, at once where nothing was chosen. */
export async function choicesOf(db: Database, person: string): Promise<Record<ChoosableKind, Way>> {
  const rows = await db.query<{ kind: ChoosableKind; how: Way }>`
    select kind, how from notice_choice where person = ${person}::uuid`;
  const chosen = new Map(rows.map(({ kind, how }) => [kind, how]));
  return Object.fromEntries(choosableKinds.map((kind) => [kind, chosen.get(kind) ?? 'atOnce'])) as Record<
    ChoosableKind,
    Way
  >;
}

/** Chooses a way for each kind, all or none. */
export async function choose(
  db: Database,
  person: string,
  chosen: Readonly<Record<ChoosableKind, Way>>,
  now: string,
): Promise<void> {
  const hows = choosableKinds.map((kind) => chosen[kind]);
  await db.query`
    insert into notice_choice (person, kind, how, changed_at)
    select ${person}::uuid, kind, how, ${now}::timestamptz from unnest(${[...choosableKinds]}::text[], ${hows}::text[]) c(kind, how)
    on conflict (person, kind) do update set how = excluded.how, changed_at = excluded.changed_at where notice_choice.how <> excluded.how`;
}
