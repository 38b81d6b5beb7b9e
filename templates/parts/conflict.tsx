import type { PropsWithChildren } from 'hono/jsx';
import { draftWords } from '../words/drafts.ts';
import type { Language } from '../words/words.ts';
import { timeText } from './when.ts';

/** Who saved a draft after a page was opened, and when; a name of '' where what stood is gone. */
export type ConflictView = {
  readonly name: string;
  readonly at: string;
  /** It was handed in, and not saved only. */
  readonly handedIn?: boolean;
};

/** Two people in one draft: what the other has saved stands above the fields, which keep what was typed here. */
export function DraftConflict({
  conflict: { name, at, handedIn },
  language,
  children,
}: PropsWithChildren<{ conflict: ConflictView; language: Language }>) {
  const w = draftWords[language];
  const title = handedIn === true ? w.handedIn : w.title;
  return (
    <div class="conflict" role="alert" tabindex={-1}>
      <h2>{name === '' ? w.gone : title(name, timeText(at))}</h2>
      <p>{w.text}</p>
      <div class="theirs">
        <h3>{w.theirs}</h3>
        {children}
      </div>
      <h3>{w.yours}</h3>
    </div>
  );
}

/** What was being written has been sent meanwhile, from another page. */
export function SentMeanwhile({ href, language }: { href: string; language: Language }) {
  const w = draftWords[language];
  return (
    <div class="conflict" role="alert" tabindex={-1}>
      <h2>{w.sentTitle}</h2>
      <p>{w.sentText}</p>
      <p>
        <a href={href}>{w.sentLink}</a>
      </p>
    </div>
  );
}
