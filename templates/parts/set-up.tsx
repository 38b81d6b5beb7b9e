// What is left to do before an agency can take its first application: for who sets it up.

import { agencyName } from '../words/agencies.ts';
import { programmeWords } from '../words/programmes.ts';
import { packWords } from '../words/programmes-packs.ts';
import type { Language } from '../words/words.ts';

export const setUpSteps = ['people', 'pack', 'calendar', 'contact', 'call', 'budget', 'treasury'] as const;
export type SetUpStep = (typeof setUpSteps)[number];

export type SetUpView = {
  agency: string;
  done: Readonly<Record<SetUpStep, boolean>>;
  /** In their order: all for who sets the agency up, for others what is theirs to do. */
  steps: readonly SetUpStep[];
  /** Those that the reader may take sees them lead there; of everybody else's they read that they are to be done. */
  leads: readonly SetUpStep[];
  /** The published packs, where no call can open under any of them, each with why. */
  shut: readonly { title: string; href: string; why: string }[];
  /** Whether there is a pack for the agency, published or to be. */
  hasPack: boolean;
  /** The roles that nobody has yet, and somebody must. */
  missing: readonly string[];
};

const rooms: Readonly<Record<SetUpStep, string>> = {
  people: 'people',
  pack: 'programmes',
  calendar: 'calendar',
  contact: 'contact',
  call: 'calls',
  budget: 'budget',
  treasury: 'treasury',
};

/** The steps in their order, the next one lit: of those that can be taken, the reader's first. */
export function SetUp({ view, language }: { view: SetUpView; language: Language }) {
  const { agency, done, steps, leads, shut, hasPack, missing } = view;
  const w = programmeWords[language].setUp;
  const p = packWords[language];
  const isShut = (step: SetUpStep) => step === 'call' && !done.call && shut.length > 0;
  const needsPack = (step: SetUpStep) => (step === 'pack' || step === 'call') && !done[step] && !hasPack;
  const isBarred = (step: SetUpStep) => isShut(step) || needsPack(step);
  const open = steps.filter((step) => !done[step] && !isBarred(step));
  const next = open.find((step) => leads.includes(step)) ?? open[0];
  return (
    <section aria-labelledby={`setup-${agency}`} class="own">
      <h2 id={`setup-${agency}`}>
        {w.title}: {agencyName(agency, language)}
      </h2>
      <p>{w.lead}</p>
      <ol class="path">
        {steps.map((step, index) => (
          <li class={done[step] ? 'done' : step === next ? 'now' : ''}>
            <b class="no" aria-hidden="true">
              {done[step] ? '✓' : index + 1}
            </b>
            <div>
              <h3>
                {leads.includes(step) && !isBarred(step) ? (
                  <a href={`/agencies/${agency}/${rooms[step]}`}>{w.steps[step].name}</a>
                ) : (
                  w.steps[step].name
                )}
              </h3>
              {isShut(step) ? (
                <>
                  <p>{w.shut}</p>
                  <ul class="reasons small">
                    {shut.map(({ title, href, why }) => (
                      <li>
                        <a href={href}>{title}</a>: {why}
                      </li>
                    ))}
                  </ul>
                </>
              ) : (
                <p>
                  {needsPack(step) ? `${p.nothing} ${p.nothingMore}` : w.steps[step].text}
                  {step === 'people' && missing.length > 0 && ` ${w.missing(missing.join(', '))}`}
                </p>
              )}
            </div>
            <div class="sum">
              <span class={done[step] ? 'tag done' : isBarred(step) ? 'tag stop' : step === next ? 'tag now' : 'tag'}>
                {done[step] ? w.done : isBarred(step) ? w.notYet : w.todo}
              </span>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
