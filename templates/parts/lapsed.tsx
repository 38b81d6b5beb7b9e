// An application that was closed because its time ran out: why, what is left of it, and how its team may go on.

import { applicationWords } from '../words/applications.ts';
import type { Language } from '../words/words.ts';
import { dayTextOf, timeText } from './when.ts';

export type LapsedView = {
  /** Where it was: a draft at the call's end, returned by an officer, or to be completed as the council asked. */
  readonly from: 'draft' | 'returned' | 'council';
  readonly at: string;
  /** Where the law closes it; null where a rule of the system does. */
  readonly clause: string | null;
  /** The agency's open calls, each with the page that begins an application with what was written in this one. */
  readonly calls: readonly { readonly href: string; readonly title: string; readonly closesAt: string }[];
};

/** What it means that it was closed, and the way to apply again. */
export function Lapsed({ lapsed, language }: { lapsed: LapsedView; language: Language }) {
  const w = applicationWords[language].lapsed;
  const { from, at, clause, calls } = lapsed;
  return (
    <section aria-labelledby="lapsed" class="returned">
      <h2 id="lapsed">{w.title}</h2>
      <p>{w.why[from](dayTextOf(at))}</p>
      <p>{w.means(clause)}</p>
      <p>{from === 'draft' ? w.keptDraft : w.kept}</p>
      <h3>{w.againTitle}</h3>
      <p>{calls.length === 0 ? w.none : w.again}</p>
      {calls.length === 0 ? (
        <p>
          <a href="/">{w.seeCalls}</a>
        </p>
      ) : (
        <ul class="plain">
          {calls.map(({ href, title, closesAt }) => (
            <li>
              <a href={href}>{w.apply(title)}</a> <span class="soft small">{w.closes(timeText(closesAt))}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
