// For whom a form is sent, where it is not for oneself: said beside its button, on every page by itself.

import { createContext, useContext } from 'hono/jsx';
import { actingWords } from '../words/acting.ts';
import { namesOf } from '../words/names.ts';
import type { Language } from '../words/words.ts';
import { dayText } from './when.ts';

/** In whose place a step is taken. `roles` are named where the reader takes other steps of the same form in their own. */
export type Acting = {
  readonly name: string;
  readonly decisionNumber: string;
  readonly until: string;
  readonly roles: readonly string[] | null;
};

/** For whom the reader of a page would send the form with this target: nobody, as a rule. */
export type ActingOf = (action: string) => readonly Acting[];

/** Set by the layout for all that stands in it. */
export const ActingContext = createContext<{ language: Language; actingOf: ActingOf }>({
  language: 'vi',
  actingOf: () => [],
});

/** The line beside the button; nothing where one acts for oneself. */
export function ActingNote({ action }: { action: string }) {
  const { language, actingOf } = useContext(ActingContext);
  const w = actingWords[language];
  return (
    <>
      {actingOf(action).map(({ name, decisionNumber, until, roles }) => (
        <p class="small acting">
          {roles === null
            ? w.note(name || w.unnamed, decisionNumber, dayText(until))
            : w.noteOf(namesOf('roles', roles.join(', '), language), name || w.unnamed, decisionNumber, dayText(until))}
        </p>
      ))}
    </>
  );
}
