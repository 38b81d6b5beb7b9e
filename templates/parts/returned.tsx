// An application that came back to its team: why, which of its parts are meant, and until when.

import { applicationWords } from '../words/applications.ts';
import type { Language } from '../words/words.ts';
import { timeText } from './when.ts';

export type ReturnedView = {
  /** The officer's words; '' when they are no longer kept. */
  readonly text: string;
  /** The parts that the officer named. */
  readonly sections: readonly { readonly id: string; readonly href: string; readonly title: string }[];
  readonly deadline: string | null;
  readonly call: CallView;
};

/** The day on which its call closes or has closed, beside which the team's own period runs. */
export type CallView = { readonly closesAt: string; readonly isOpen: boolean };

/** Which of two days counts: the call's, or the one that the team was given to complete its application. */
export function whichCounts({ closesAt, isOpen }: CallView, language: Language): string {
  const w = applicationWords[language];
  return isOpen ? w.callStillOpen(timeText(closesAt)) : w.callOver(timeText(closesAt));
}

/** What the officer wrote, in full, and what is to be done about it. */
export function Returned({ returned, language }: { returned: ReturnedView; language: Language }) {
  const w = applicationWords[language];
  const { text, sections, deadline, call } = returned;
  return (
    <section aria-labelledby="returned" class="returned">
      <h2 id="returned">{w.whyReturned}</h2>
      <p>{w.returnedMeans}</p>
      <blockquote class="reason">
        <Lines text={text === '' ? w.noReason : text} />
      </blockquote>
      {sections.length > 0 && (
        <>
          <p class="after">{w.partsMeant}</p>
          <ul class="plain">
            {sections.map(({ href, title }) => (
              <li>
                <a href={href}>{title}</a>
              </li>
            ))}
          </ul>
          <p class="small soft">{w.onlyTheseParts}</p>
        </>
      )}
      {deadline !== null && (
        <p class="after">
          <strong>{w.completeBy(timeText(deadline))}</strong> {whichCounts(call, language)} {w.ifNotByThen(null)}
        </p>
      )}
    </section>
  );
}

/** A text of somebody's own with its line breaks. */
export function Lines({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/\n+/)
        .filter((line) => line.trim() !== '')
        .map((line) => (
          <p>{line}</p>
        ))}
    </>
  );
}
