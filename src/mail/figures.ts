// Who may be the second person for a figure is told of it, and who filled it in of what became of it: no machine asks for these letters.

import { v5 } from 'uuid';
import { figureAskedLetter, figureDecidedLetter } from '../../templates/mails/figures.ts';
import type { Say } from '../../templates/mails/letter.ts';
import type { Language } from '../../templates/words/words.ts';
import { duties } from '../../workflows/rules/duties.ts';
import { type Figure, keptApart, proposersOf } from '../figures.ts';
import type { Parts } from '../parts.ts';
import { type Holder, inOffice, personsOf } from './holders.ts';
import { tellPerson } from './inbox.ts';

type Desk = Pick<Parts, 'db' | 'origin' | 'now'>;
/** What a letter says of a figure, in a language. */
type Said = { what: string; value: string; clause: string; pack: string };

const linkOf = ({ origin }: Desk, { agency, id }: Figure) => `${origin}/agencies/${agency}/figures/${id}`;
const write = ({ db, now }: Desk, { id, agency }: Figure, what: string, to: Holder, say: Say) => {
  const told = {
    id: v5(`${what} ${to.id}`, id),
    kind: 'todo',
    template: `figure.${what}`,
    agency,
    dossier: null,
  } as const;
  return tellPerson(db, to, told, say, now());
};

/** Everybody who may confirm a figure: in offices of their own, or in another's, and none who had to do with proposing it or gives offices. */
export async function secondPersons({ db, now }: Pick<Desk, 'db' | 'now'>, figure: Figure): Promise<Holder[]> {
  const proposers = proposersOf(figure);
  const isApart = await keptApart(db, [figure.agency], now());
  const isOut = (id: string | undefined) => id !== undefined && (proposers.includes(id) || isApart(figure.agency, id));
  const found: Holder[] = [];
  for (const role of duties['figure.confirmed'].roles)
    for (const person of await inOffice(db, figure.agency, role, now()))
      if (![person.id, person.giver?.person].some(isOut))
        if (!found.some(({ id }) => id === person.id)) found.push(person);
  return found;
}

/** Tells all who may confirm it that a figure waits for one of them. */
export async function tellFigureProposed(desk: Desk, figure: Figure, said: (language: Language) => Said) {
  const { agency, proposed } = figure;
  for (const person of await secondPersons(desk, figure)) {
    const about = { agency, proposer: proposed.name, link: linkOf(desk, figure) };
    await write(desk, figure, 'proposed', person, (to) => figureAskedLetter(to, { ...about, ...said(to.language) }));
  }
}

/** Tells whoever filled a figure in what became of it; `reason` is null where it was confirmed. */
export async function tellFigureDecided(
  desk: Desk,
  figure: Figure,
  said: (language: Language) => Said,
  { version, reason }: { version: number; reason: string | null },
) {
  const confirmer = figure.decided?.name ?? '';
  for (const person of await personsOf(desk.db, figure.agency, proposersOf(figure))) {
    if (person.id === figure.decided?.person) continue;
    const about = { agency: figure.agency, confirmer, version, reason, link: linkOf(desk, figure) };
    await write(desk, figure, figure.state, person, (to) =>
      figureDecidedLetter(to, { ...about, ...said(to.language) }),
    );
  }
}
