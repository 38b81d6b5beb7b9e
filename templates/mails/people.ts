// Letters about accounts. Each link stands on a line of its own.

import { dayText } from '../parts/when.ts';
import { actingWords } from '../words/acting.ts';
import { agencyName } from '../words/agencies.ts';
import { mailWords } from '../words/mails.ts';
import { nameOf, namesOf } from '../words/names.ts';
import { peopleWords } from '../words/people.ts';
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

type Places = { account: string; forgotten: string };

/** To whose two-step verification was changed, or who came in by a recovery code: it may have been somebody else. */
export function secondStepLetter(
  { name, language }: Reader,
  what: 'on' | 'off' | 'codes' | 'reset' | 'recovery' | 'guessed',
  places: Places,
  left: number,
): LetterText {
  const w = mailWords[language].secondStep;
  const { subject, text } = w[what];
  const after = [w.notYou, places.forgotten, w.see, places.account];
  return letterOf(language, name, subject, [filled(text, { left: String(left) }), ...after]);
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

type TeamInvitation = { agency: string; code: string; role: string; inviter: string; link: string };

/** To whoever is invited to a team, whether they have an account or not. */
export function teamInvitationLetter({ name, language }: Reader, about: TeamInvitation): LetterText {
  const { subject, text, after } = mailWords[language].teamInvitation;
  const said = filled(text, {
    inviter: about.inviter || actingWords[language].unnamed,
    code: about.code,
    agency: agencyName(about.agency, language),
    role: nameOf('teamRoles', about.role, language),
  });
  return letterOf(language, name, subject, [said, about.link, after]);
}

/** Offices that somebody lends to another, and the first and last day. */
export type Lent = { readonly roles: readonly string[]; readonly from: string; readonly until: string };

type Delegated = { agency: string; giver: string; lent: Lent; decisionNumber: string; begin: string };

/** To whom an office was delegated: whose, how long, what it lets them do, where to begin. */
export function delegatedLetter(
  { name, language }: Reader,
  { agency, giver, lent: { roles, from, until }, decisionNumber, begin }: Delegated,
): LetterText {
  const w = mailWords[language].delegated;
  const names = { giver: giver || actingWords[language].unnamed, agency: agencyName(agency, language) };
  const does: Readonly<Record<string, readonly [string, string]>> = peopleWords[language].roleNames;
  const facts = [
    filled(w.roles, { roles: namesOf('roles', roles.join(', '), language) }),
    filled(w.since, { from: dayText(from) }),
    filled(w.until, { until: dayText(until) }),
  ];
  const may = roles.map((role) =>
    filled(w.duty, { role: nameOf('roles', role, language), does: does[role]?.[1] ?? '' }),
  );
  const letter = letterOf(language, name, w.subject, [
    filled(w.text, { ...names, decision: decisionNumber }),
    facts.join('\n'),
    [w.may, ...may].join('\n'),
    filled(w.after, names),
    `${w.begin}\n${begin}`,
  ]);
  return { ...letter, link: begin };
}

type Undelegated = {
  agency: string;
  giver: string;
  was: readonly Lent[];
  /** By which letter it was ended; null where the giver does not hold the office any more. */
  decisionNumber: string | null;
  work: string;
};

/** To whom an office was delegated that they may not exercise any more. */
export function undelegatedLetter(
  { name, language }: Reader,
  { agency, giver, was, decisionNumber, work }: Undelegated,
): LetterText {
  const w = mailWords[language].undelegated;
  const names = { giver: giver || actingWords[language].unnamed, agency: agencyName(agency, language) };
  const said =
    decisionNumber === null ? filled(w.relieved, names) : filled(w.text, { ...names, decision: decisionNumber });
  const rows = was.map(({ roles, from, until }) =>
    filled(w.was, {
      roles: namesOf('roles', roles.join(', '), language),
      from: dayText(from),
      until: dayText(until),
    }),
  );
  return { ...letterOf(language, name, w.subject, [[said, ...rows].join('\n'), `${w.after}\n${work}`]), link: work };
}
