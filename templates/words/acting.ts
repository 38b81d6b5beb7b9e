// Words of acting in somebody else's place, under a delegation.

import type { Language } from './words.ts';

const vi = {
  unnamed: 'người ủy quyền',
  /** Beside the button of a step that is taken for somebody else. */
  note: (name: string, letter: string, until: string) =>
    `Bạn thực hiện thay mặt ${name}${letter === '' ? ' theo ủy quyền' : ` theo giấy ủy quyền ${letter}`}, đến ${until}.`,
  /** The same of a form whose steps belong to several offices. */
  noteOf: (roles: string, name: string, letter: string, until: string) =>
    `Việc thuộc vai trò ${roles}: bạn thực hiện thay mặt ${name}${letter === '' ? ' theo ủy quyền' : ` theo giấy ủy quyền ${letter}`}, đến ${until}.`,
  /** In a letter that reaches somebody because they act for another. */
  letter: (name: string, letter: string, until: string) =>
    `Bạn nhận thư này thay mặt ${name}${letter === '' ? ', theo ủy quyền' : `, theo giấy ủy quyền ${letter}`}, đến ${until}.`,
  /** Who did something, and for whom. */
  who: (name: string, giver: string) => `${name} (thay mặt ${giver})`,
  behalf: (giver: string) => `thay mặt ${giver}`,
  /** An office that is held for somebody else. */
  held: (role: string, giver: string, until: string) => `${role}, thay mặt ${giver}, đến ${until}`,
};

const en: typeof vi = {
  unnamed: 'whoever delegated',
  note: (name, letter, until) =>
    `You act on behalf of ${name} under ${letter === '' ? 'a delegation' : `the letter of delegation ${letter}`}, until ${until}.`,
  noteOf: (roles, name, letter, until) =>
    `As ${roles} you act on behalf of ${name} under ${letter === '' ? 'a delegation' : `the letter of delegation ${letter}`}, until ${until}.`,
  letter: (name, letter, until) =>
    `You get this letter on behalf of ${name}, under ${letter === '' ? 'a delegation' : `the letter of delegation ${letter}`}, until ${until}.`,
  who: (name, giver) => `${name} (on behalf of ${giver})`,
  behalf: (giver) => `on behalf of ${giver}`,
  held: (role, giver, until) => `${role}, on behalf of ${giver}, until ${until}`,
};

export const actingWords: Readonly<Record<Language, typeof vi>> = { vi, en };
