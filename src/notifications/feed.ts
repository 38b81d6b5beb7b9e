// Somebody's due dates as a calendar that programs subscribe to, RFC 5545. Written here: the libraries that are kept up do not run on
// Node 20, or fold lines by letters where the format counts bytes, and every Vietnamese letter may have several.

import { createHash, randomBytes } from 'node:crypto';
import { v5 } from 'uuid';
import { notificationWords } from '../../templates/words/notifications.ts';
import type { Language } from '../../templates/words/words.ts';
import { type Day, dayOf, daysAfter } from '../../workflows/rules/calendar.ts';
import type { Database } from '../database/pool.ts';
import { workOf } from '../work.ts';

type Keeper = { readonly db: Database; readonly now: () => string };

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Makes the secret of somebody's address, in place of the one before. It is returned this once: what is kept is its SHA-256. */
export async function makeFeed({ db, now }: Keeper, person: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db.query`
    insert into calendar_feed (token_hash, person, made_at) values (${hashOf(token)}, ${person}::uuid, ${now()}::timestamptz)
    on conflict (person) do update set token_hash = excluded.token_hash, made_at = excluded.made_at`;
  return token;
}

/** Makes the address of no use, at once. */
export async function revokeFeed({ db }: Keeper, person: string): Promise<void> {
  await db.query`delete from calendar_feed where person = ${person}::uuid`;
}

/** Stands in place of the hash of an address that has ended: no token has a space, so that nothing opens it. */
const endedHashOf = (person: string) => hashOf(`ended ${person}`);

/** Makes the address of no use as well, where somebody shuts out whoever came in as them; its owner is told that it has ended. */
export async function endFeed({ db }: Pick<Keeper, 'db'>, person: string): Promise<void> {
  await db.query`update calendar_feed set token_hash = ${endedHashOf(person)} where person = ${person}::uuid`;
}

/** When somebody's address was made, and whether it has ended since; null where they have none. */
export async function feedOf({ db }: Keeper, person: string): Promise<{ madeAt: string; hasEnded: boolean } | null> {
  const [row] = await db.query<{ madeAt: Date; hasEnded: boolean }>`
    select made_at, token_hash = ${endedHashOf(person)} as has_ended from calendar_feed where person = ${person}::uuid`;
  return row === undefined ? null : { ...row, madeAt: row.madeAt.toISOString() };
}

/** Whose address it is; null where it is nobody's, or their account was closed. */
export async function feedOwner({ db }: Keeper, token: string): Promise<{ id: string; language: Language } | null> {
  const [row] = await db.query<{ id: string; language: Language }>`
    select p.id::text as id, p.language from calendar_feed f join person p on p.id = f.person and p.closed_at is null
    where f.token_hash = ${hashOf(token)}`;
  return row ?? null;
}

/** What is due on a day. */
export type DueEvent = { uid: string; day: Day; since: string; summary: string; url: string };

/** What waits for somebody and has a last day: named by what is to be done and the dossier's number, and by nobody's name. */
export async function dueEvents(
  { db, now, origin }: Keeper & { origin: string },
  person: { id: string; language: Language },
): Promise<DueEvent[]> {
  const w = notificationWords[person.language].calendar;
  const work = await workOf(db, person.id, person.language, now());
  return work.flatMap(({ href, step, code, dueAt, since, ofAgreement }) => {
    if (dueAt === null) return [];
    const uid = `${v5(`${ofAgreement ? 'end' : 'due'} ${href}`, person.id)}@${new URL(origin).hostname}`;
    return [
      { uid, day: dayOf(dueAt), since, summary: w.event(ofAgreement ? w.ends : step, code), url: `${origin}${href}` },
    ];
  });
}

/** Seconds since 2020 of the last change, which only grows: a program keeps the event with the higher number. */
const sequenceOf = (instant: string) => Math.max(0, Math.floor((Date.parse(instant) - Date.UTC(2020, 0, 1)) / 1000));

/** A whole calendar as the format writes it. */
export function calendarText(events: readonly DueEvent[], language: Language): string {
  const w = notificationWords[language].calendar;
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Vuon Uom//Due dates//VI', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH'],
    `X-WR-CALNAME:${escaped(w.name)}`,
    'X-WR-TIMEZONE:Asia/Ho_Chi_Minh',
    'REFRESH-INTERVAL;VALUE=DURATION:PT4H',
    ...events.flatMap(({ uid, day, since, summary, url }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      // of the facts and not of the clock: the same facts give the same text
      `DTSTAMP:${basic(since)}`,
      `LAST-MODIFIED:${basic(since)}`,
      `SEQUENCE:${sequenceOf(since)}`,
      `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
      `DTEND;VALUE=DATE:${daysAfter(day, 1).replaceAll('-', '')}`,
      `SUMMARY:${escaped(summary)}`,
      `DESCRIPTION:${escaped(`${w.open}\n${url}`)}`,
      `URL:${url}`,
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escaped(summary)}`,
      'TRIGGER:-P2D',
      'END:VALARM',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

/** '2026-11-20T02:00:00.000Z' → '20261120T020000Z'. */
const basic = (instant: string) => new Date(instant).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');

/** A text as a value: RFC 5545, 3.3.11. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n');

const mostBytes = 75;

/** A line in pieces of at most 75 bytes, none of which cuts a letter in two: RFC 5545, 3.1. */
function folded(line: string): string {
  let [text, bytes] = ['', 0];
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (bytes + size > mostBytes) {
      text += '\r\n ';
      bytes = 1;
    }
    text += letter;
    bytes += size;
  }
  return text;
}
