// Letters about accounts. Each link stands on a line of its own.

import { agencyName } from '../words/agencies.ts';
import { mailWords } from '../words/mails.ts';
import { namesOf } from '../words/names.ts';
import type { Language } from '../words/words.ts';
import { filled, type LetterText, letterOf } from './letter.ts';

type Reader = { name: string; language: Language };

/** To whoever signed up: shows that the address is theirs. */
export function confirmLetter({ name, language }: Reader, link: string): LetterText {
  const { subject, text, after } = mailWords[language].confirm;
  return letterOf(language, name, subject, [text, link, after]);
}

/** To somebody with whose address somebody signed up again. */
export function existsLetter({ name, language }: Reader, links: { signIn: string; forgotten: string }): LetterText {
  const { subject, text, after } = mailWords[language].exists;
  return letterOf(language, name, subject, [text, links.signIn, after, links.forgotten]);
}

/** To whoever has forgotten the password. */
export function resetLetter({ name, language }: Reader, link: string): LetterText {
  const { subject, text, after } = mailWords[language].reset;
  return letterOf(language, name, subject, [text, link, after]);
}

/** To whose password was changed: it may have been somebody else. */
export function changedLetter({ name, language }: Reader, forgotten: string): LetterText {
  const { subject, text } = mailWords[language].changed;
  return letterOf(language, name, subject, [text, forgotten]);
}

type Appointment = { agency: string; roles: readonly string[]; link: string };

/** To staff without an account yet. */
export function inviteLetter({ name, language }: Reader, { agency, roles, link }: Appointment): LetterText {
  const { subject, text, after } = mailWords[language].invite;
  const asked = filled(text, {
    agency: agencyName(agency, language),
    roles: namesOf('roles', roles.join(', '), language),
  });
  return letterOf(language, name, subject, [asked, link, after]);
}

/** To staff who can sign in already. */
export function appointedLetter({ name, language }: Reader, { agency, roles, link }: Appointment): LetterText {
  const { subject, text } = mailWords[language].appointed;
  const asked = filled(text, {
    agency: agencyName(agency, language),
    roles: namesOf('roles', roles.join(', '), language),
  });
  return letterOf(language, name, subject, [asked, link]);
}
