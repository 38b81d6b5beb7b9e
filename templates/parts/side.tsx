// What stands beside and below the pages of money on its way: its papers, its history, and what can be done with it.

import type { PropsWithChildren } from 'hono/jsx';
import { disbursementWords } from '../words/disbursements.ts';
import type { Language } from '../words/words.ts';
import { EnglishCopy } from './english-copy.tsx';
import { dayTextOf, timeText } from './when.ts';

export type PaperLink = { href: string; kind: string; name: string; number: string; at: string };

/** The papers that were issued; nothing where there are none. */
export function PapersPanel({ papers, language }: { papers: readonly PaperLink[]; language: Language }) {
  if (papers.length === 0) return null;
  return (
    <div class="panel">
      <h2>{disbursementWords[language].papersTitle}</h2>
      <ul class="story">
        {papers.map(({ href, name, number, at }) => (
          <li>
            <a href={href}>
              {name} {number}
            </a>
            {' · '}
            <EnglishCopy href={href} what={`${name} ${number}`} language={language} />
            <time datetime={at}>{dayTextOf(at)}</time>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** `more`: an amount, a number, whatever else the step was about. */
export type StoryEvent = { at: string; what: string; who: string; reason: string; more?: readonly string[] };

/** What was done, by whom and why, newest first. */
export function Story({ events, base, language }: { events: readonly StoryEvent[]; base: string; language: Language }) {
  const w = disbursementWords[language];
  return (
    <section aria-labelledby="history">
      <h2 id="history">{w.historyTitle}</h2>
      <ol class="story">
        {events.map(({ at, what, who, reason, more = [] }) => (
          <li>
            <time datetime={at}>{timeText(at)}</time>
            {[[what, who].filter(Boolean).join(', '), ...more].join(' · ')}
            {reason !== '' && <p class="said">{reason}</p>}
          </li>
        ))}
      </ol>
      <p class="small">
        <a href={`${base}/history`}>{w.history}</a>
      </p>
    </section>
  );
}

/** What can be done: the likeliest stands open, what is seldom is folded away until its form was sent and not taken. */
export function ActPanel({
  title,
  isFirst,
  open,
  children,
}: PropsWithChildren<{ title: string; isFirst: boolean; open?: boolean }>) {
  if (isFirst)
    return (
      <section class="panel" aria-labelledby="act">
        <h2 id="act">{title}</h2>
        {children}
      </section>
    );
  return (
    <details class="less" open={open ?? false}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
