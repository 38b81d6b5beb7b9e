// Reminding members who have not voted: to whom it goes, and when it last did, stand above the button.

import { Form } from '../../parts/form.tsx';
import { timeText } from '../../parts/when.ts';
import { sittingWords } from '../../words/reviews-sitting.ts';
import type { Language } from '../../words/words.ts';

export type RemindView = {
  action: string;
  /** Who would get a letter, and about how many dossiers. */
  people: readonly { id: string; name: string; n: number }[];
  /** How many dossiers the page is about. */
  of: number;
  last: { at: string; name: string } | null;
  /** Whether it was done today of some of them. */
  isToday: boolean;
};

/** `forAll`: where all dossiers of the sitting are reminded of, on the page of one of them. */
export function Remind({ remind, forAll, language }: { remind: RemindView; forAll?: string; language: Language }) {
  const w = sittingWords[language].remind;
  const { action, people, of, last, isToday } = remind;
  const names = people.map(({ name, n }) => (of === 1 ? name : w.person(name, n)));
  return (
    <section id="remind" class="spaced" aria-labelledby="remind-title">
      <h2 id="remind-title">{w.title}</h2>
      <p role="status">
        {last === null ? w.never : w.last(timeText(last.at), last.name)} {isToday && w.today(people.length)}
      </p>
      {people.length > 0 && (
        <Form action={action} class="panel">
          <p>
            {w.to(people.length)} <strong>{names.join(', ')}</strong>.
          </p>
          <p class="small">{w.how}</p>
          {people.map(({ id }) => (
            <input type="hidden" name="to" value={id} />
          ))}
          <button class="button quiet" type="submit">
            {w.send}
          </button>
        </Form>
      )}
      {forAll !== undefined && (
        <p class="small">
          <a href={forAll}>{w.forAll}</a>
        </p>
      )}
    </section>
  );
}
