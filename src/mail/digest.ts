// One letter a day for whoever chose that, at seven in the morning.

import { v5 } from 'uuid';
import { type DigestGroup, digestLetter } from '../../templates/mails/digest.ts';
import { wholeLetter } from '../../templates/mails/letter.ts';
import { type Day, dayOf, daysAfter, startOfDay } from '../../workflows/rules/calendar.ts';
import type { Database } from '../database/pool.ts';
import { oneLine } from './letters.ts';

const hour = 7;
const atSeven = (day: Day) => new Date(Date.parse(startOfDay(day)) + hour * 3_600_000).toISOString();

/** The day whose letter is due: today's from seven on, until then yesterday's. */
export function digestDay(now: string): Day {
  const today = dayOf(now);
  return now >= atSeven(today) ? today : daysAfter(today, -1);
}

type Row = {
  id: string;
  person: string;
  email: string;
  name: string;
  englishLetters: boolean;
  code: string;
  subject: string;
  subjectEnglish: string;
  next: string;
  nextEnglish: string;
  link: string;
};

/**
 * Writes the letters of the day that are due, and returns how many. A letter's id follows from its reader and the day, and it is
 * written in one statement with the note of what it brought: of two who try at once one writes it, and whoever dies leaves nothing
 * half done. What comes too late for a letter that is written waits for the next day's.
 */
export async function writeDigests(db: Database, origin: string, now: string): Promise<number> {
  const day = digestDay(now);
  const rows = await db.query<Row>`
    select n.id::text as id, n.person::text as person, p.email, p.name, p.english_letters, n.code, n.subject, n.subject_english,
      n.next, n.next_english, n.link
    from notification n join person p on p.id = n.person and p.closed_at is null
    where n.how = 'digest' and n.digest is null and n.at < ${atSeven(day)}::timestamptz order by n.person, n.code, n.at, n.id limit 5000`;
  let written = 0;
  for (const person of new Set(rows.map((row) => row.person)))
    if (
      await writeDigest(
        { db, origin, now, day },
        rows.filter((row) => row.person === person),
      )
    )
      written += 1;
  return written;
}

type Desk = { db: Database; origin: string; now: string; day: Day };

async function writeDigest({ db, origin, now, day }: Desk, rows: readonly Row[]): Promise<boolean> {
  const reader = rows[0]!;
  const id = v5(`digest ${day}`, reader.person);
  const page = `${origin}/notifications`;
  const { subject, body, english } = await wholeLetter(reader, (to) =>
    digestLetter(to, { day, groups: groupsOf(rows, origin, to.language === 'en'), page }),
  );
  const [made] = await db.query`
    with made as (
      insert into letter (id, address, subject, body, english, created_at)
      values (${id}::uuid, ${reader.email}, ${oneLine(subject)}, ${body}, ${english}, ${now}::timestamptz)
      on conflict (id) do nothing returning id),
    noted as (
      update notification n set digest = made.id from made where n.id = any(${rows.map((row) => row.id)}::uuid[]))
    select id from made`;
  return made !== undefined;
}

/** What came, by dossier; what is about none stands last. */
function groupsOf(rows: readonly Row[], origin: string, isEnglish: boolean): DigestGroup[] {
  const codes = [...new Set(rows.map(({ code }) => code))].sort((a, b) => Number(a === '') - Number(b === ''));
  return codes.map((code) => ({
    code,
    items: rows
      .filter((row) => row.code === code)
      .map((row) => ({
        subject: isEnglish ? row.subjectEnglish : row.subject,
        next: isEnglish ? row.nextEnglish : row.next,
        link: row.link === '' ? '' : `${origin}${row.link}`,
      })),
  }));
}
