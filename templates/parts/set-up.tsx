// What is left to do before an agency can take its first application: for who sets it up.

import { agencyName } from '../words/agencies.ts';
import { programmeWords } from '../words/programmes.ts';
import type { Language } from '../words/words.ts';

const order = ['people', 'pack', 'calendar', 'call', 'budget'] as const;
export type SetUpView = {
  agency: string;
  done: Readonly<Record<(typeof order)[number], boolean>>;
  /** Who may open the budget's year sees the way to it; everybody else reads that it is to be done. */
  mayBudget: boolean;
  mayInvite: boolean;
};

const rooms = { people: 'people', pack: 'programmes', calendar: 'calendar', call: 'calls', budget: 'budget' } as const;

/** The steps in their order, the next one lit. */
export function SetUp({ view, language }: { view: SetUpView; language: Language }) {
  const { agency, done } = view;
  const w = programmeWords[language].setUp;
  const next = order.find((step) => !done[step]);
  if (next === undefined) return null;
  const leads = (step: (typeof order)[number]) =>
    (step !== 'budget' || view.mayBudget) && (step !== 'people' || view.mayInvite);
  return (
    <section aria-labelledby={`setup-${agency}`} class="own">
      <h2 id={`setup-${agency}`}>
        {w.title}: {agencyName(agency, language)}
      </h2>
      <p>{w.lead}</p>
      <ol class="path">
        {order.map((step, index) => (
          <li class={done[step] ? 'done' : step === next ? 'now' : ''}>
            <b class="no" aria-hidden="true">
              {done[step] ? '✓' : index + 1}
            </b>
            <div>
              <h3>
                {leads(step) ? (
                  <a href={`/agencies/${agency}/${rooms[step]}`}>{w.steps[step].name}</a>
                ) : (
                  w.steps[step].name
                )}
              </h3>
              <p>{w.steps[step].text}</p>
            </div>
            <div class="sum">
              <span class={done[step] ? 'tag done' : step === next ? 'tag now' : 'tag'}>
                {done[step] ? w.done : w.todo}
              </span>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
