// Consent: every giving and every withdrawing is a row, under the very words that were read. Nothing is ever changed.

import { v7 } from 'uuid';
import { type Purpose, privacyWords, wordsVersion } from '../../templates/words/privacy.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Database } from '../database/pool.ts';

export type ConsentRow = { purpose: Purpose; version: number; words: string; given: boolean; at: string };

/** All that somebody gave and withdrew, the newest first. */
export async function consentsOf(db: Database, person: string): Promise<ConsentRow[]> {
  const rows = await db.query<Omit<ConsentRow, 'at'> & { at: Date }>`
    select purpose, version, words, given, at from consent where person = ${person}::uuid order by at desc, id desc`;
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

/** What counts now: the last of a purpose, and only under the words as they are today. */
export const standsFor = (rows: readonly ConsentRow[], purpose: Purpose): boolean => {
  const last = rows.find((row) => row.purpose === purpose);
  return last?.given === true && last.version === wordsVersion[purpose];
};

/** Records that consent was given or withdrawn; what stands so already is not written again. */
export async function recordConsent(
  { db, now }: { db: Database; now: () => string },
  { person, purpose, given, language }: { person: string; purpose: Purpose; given: boolean; language: Language },
): Promise<void> {
  const version = wordsVersion[purpose];
  const words = privacyWords[language].consent.purposes[purpose].text;
  await db.query`
    insert into consent (id, person, purpose, version, words, given, at)
    select ${v7()}::uuid, ${person}::uuid, ${purpose}, ${version}::int, ${words}, ${given}::boolean, ${now()}::timestamptz
    where coalesce((select (c.given and c.version = ${version}::int) from consent c
      where c.person = ${person}::uuid and c.purpose = ${purpose} order by c.at desc, c.id desc limit 1), false) <> ${given}::boolean`;
}
