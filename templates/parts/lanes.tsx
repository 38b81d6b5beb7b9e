// The map of states: one lane for an application, three for a project, with the present place lit.

import { moneyPathWords } from '../words/money-path.ts';
import type { Language } from '../words/words.ts';

export type LaneStep = {
  label: string;
  /** What the present place says of itself where its step is wider: 'Cần bổ sung hồ sơ'. It stands below the line, whose steps are narrow. */
  note: string | null;
  /** `stop`: it ended here, and goes no further. */
  tone: 'done' | 'now' | 'next' | 'stop';
};
export type LaneView = {
  id: 'application' | 'funding' | 'product' | 'company';
  name: string;
  steps: readonly LaneStep[];
};

export function Lanes({ lanes, language }: { lanes: readonly LaneView[]; language: Language }) {
  const w = moneyPathWords[language];
  return (
    <div class="lanes">
      {lanes.map(({ id, name, steps }) => (
        <div class="lane">
          <h3 id={`lane-${id}`}>{name}</h3>
          <ol aria-labelledby={`lane-${id}`}>
            {steps.map(({ label, tone }) => (
              <li
                class={tone === 'next' ? undefined : tone}
                {...(tone === 'now' || tone === 'stop' ? { 'aria-current': 'step' as const } : {})}
              >
                {label}
                <span class="unseen">, {w.tones[tone]}</span>
              </li>
            ))}
          </ol>
          {steps.map(({ label, note, tone }) =>
            note === null || note === label ? null : (
              <p class={`here ${tone}`}>
                {label}: <strong>{note}</strong>
              </p>
            ),
          )}
        </div>
      ))}
    </div>
  );
}
