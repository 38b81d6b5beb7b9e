// What somebody is told: a line in their inbox, and a letter where they want one at once.

import { type Say, wholeLetter } from '../../templates/mails/letter.ts';
import type { Kind } from '../../templates/words/notifications.ts';
import type { Database } from '../database/pool.ts';
import type { Person } from './holders.ts';
import { oneLine } from './letters.ts';

/** What somebody is told of. The id follows from what it is about and who is told: it is told once. */
export type Told = {
  id: string;
  kind: Kind;
  /** The template of a notice, or what else it is about. */
  template: string;
  agency: string;
  /** When it happened; where that is not when it is told. */
  at?: string;
  /** Whose number people know; null where it is about none. */
  dossier: { id: string; code: string } | null;
};

/** A letter that tells of several matters at once, each of which has a line of its own in the inbox. */
export type Gathered = { id: string; say: Say };

/**
 * Writes the line in somebody's inbox, and the letter where they want one of its kind at once, in one statement: nobody who dies in
 * between leaves one without the other. Under an id that is there already it does nothing; a letter that is `gathered` is written with
 * the first of its lines.
 */
export async function tellPerson(
  db: Database,
  person: Person,
  told: Told,
  say: Say,
  at: string,
  gathered: Gathered | null = null,
): Promise<void> {
  const texts = {
    vi: await say({ name: person.name, language: 'vi' }),
    en: await say({ name: person.name, language: 'en' }),
  };
  const letter = await wholeLetter(person, gathered?.say ?? (({ language }) => texts[language]));
  const link = pathOf(texts.vi.link ?? '');
  const { id, kind, template, agency, dossier } = told;
  await db.query`
    with told as (
      insert into notification (id, person, kind, template, agency, dossier, code, subject, subject_english, next, next_english, link, how, at)
      select ${id}::uuid, ${person.id}::uuid, ${kind}, ${template}, ${agency}, ${dossier?.id ?? null}::uuid, ${dossier?.code ?? ''},
        ${oneLine(texts.vi.subject)}, ${oneLine(texts.en.subject)}, ${texts.vi.next ?? ''}, ${texts.en.next ?? ''}, ${link},
        coalesce((select how from notice_choice where person = ${person.id}::uuid and kind = ${kind}), 'atOnce'), ${told.at ?? at}::timestamptz
      on conflict (id) do nothing returning id, how)
    insert into letter (id, address, subject, body, english, created_at)
    select coalesce(${gathered?.id ?? null}::uuid, id), ${person.email}, ${oneLine(letter.subject)}, ${letter.body}, ${letter.english}, ${at}::timestamptz
    from told where how = 'atOnce' on conflict (id) do nothing`;
}

/** Where a link leads in this house; '' where there is none. */
function pathOf(link: string): string {
  if (link === '') return '';
  const { pathname, search, hash } = new URL(link);
  return `${pathname}${search}${hash}`;
}
