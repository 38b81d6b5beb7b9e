import { beginOf } from '../../workflows/rules/formFields.ts';
import { copyWords, mailWords } from '../words/mails.ts';
import type { Language } from '../words/words.ts';

/**
 * What a letter says in one language: plain text, which every mail program understands. `next`, who acts next and until when, and
 * `link`, where, stand in its body; an inbox shows them by themselves. '' where there is nothing of the kind.
 */
export type LetterText = { subject: string; body: string; next?: string; link?: string };

/** Writes a letter for its reader in a language. */
export type Say = (reader: { name: string; language: Language }) => LetterText | Promise<LetterText>;

/** A letter as it goes out: in Vietnamese, with the English copy that stands below; '' where none was asked for. */
export type WholeLetter = LetterText & { english: string };

/** A letter for somebody: in Vietnamese, and in English too where they asked for it. Its subject is in both then: it is what an inbox shows. */
export async function wholeLetter(
  { name, englishLetters }: { name: string; englishLetters: boolean },
  say: Say,
): Promise<WholeLetter> {
  const vietnamese = await say({ name, language: 'vi' });
  if (!englishLetters) return { ...vietnamese, english: '' };
  const { subject, body } = await say({ name, language: 'en' });
  // a long name is read once
  const project = /: HS-\d{4}-[0-9A-F]{6}(, .*)$/.exec(subject)?.[1] ?? '';
  const first = vietnamese.subject.endsWith(project)
    ? vietnamese.subject.slice(0, vietnamese.subject.length - project.length)
    : vietnamese.subject;
  return { ...vietnamese, subject: `${first} / ${subject}`, english: body };
}

/** A whole letter as plain text. */
export function plainText({ body, english }: Pick<WholeLetter, 'body' | 'english'>): string {
  const { below, head } = copyWords;
  return english === '' ? body : `${below}\n\n${body}\n${'_'.repeat(60)}\n\n${head}\n\n${english}`;
}

/** The most letters of a project's name in a subject. */
const mostOfName = 60;

/** A subject: what has happened to which dossier, with the name of its project as far as a line of an inbox holds it. */
export function subjectOf(title: string, { code, project }: { code: string; project: string }): string {
  const name = project.replace(/\s+/g, ' ').trim();
  return name === '' ? `${title}: ${code}` : `${title}: ${code}, ${shortened(name)}`;
}

/** A name that is too long for a line ends with the last word that fits whole. */
function shortened(name: string): string {
  if (name.length <= mostOfName) return name;
  const begin = beginOf(name, mostOfName - 1);
  const words = begin.replace(/\s+\S*$/, '');
  return `${(words.length > mostOfName / 2 ? words : begin).replace(/[\s,;:.–-]+$/, '')}…`;
}

/** Puts values into {places}; {Dossier} begins a sentence. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w)(\w*)\}/g, (whole, first: string, rest: string) => {
    const value = values[first + rest] ?? values[first.toLowerCase() + rest];
    if (value === undefined) return whole;
    return first === first.toLowerCase() ? value : value.slice(0, 1).toUpperCase() + value.slice(1);
  });
}

/** Greeting, paragraphs, and who writes. */
export function letterOf(language: Language, name: string, subject: string, paragraphs: readonly string[]): LetterText {
  const w = mailWords[language];
  const body = [filled(w.greeting, { name }), ...paragraphs.filter((part) => part !== ''), `--\n${w.footer}`];
  return { subject, body: `${body.join('\n\n')}\n` };
}
