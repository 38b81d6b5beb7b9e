// The calls that somebody may apply in today, and those that will be.

import { callWords } from '../words/calls.ts';
import type { Language } from '../words/words.ts';
import { dayText, timeText } from './when.ts';

/** A call as it is listed to whoever might apply. `opensOn` only while it takes no applications yet. */
export type OpenCallView = {
  href: string;
  agency: string;
  programme: string;
  fictional: boolean;
  stage: string;
  lines: string[];
  most: string | null;
  opensOn: string | null;
  closesAt: string;
  daysLeft: number;
};

/** What takes applications today, and under a heading of its own what will. */
export function OpenCalls({ calls, language }: { calls: readonly OpenCallView[]; language: Language }) {
  const w = callWords[language];
  const open = calls.filter(({ opensOn }) => opensOn === null);
  const soon = calls.filter(({ opensOn }) => opensOn !== null);
  return (
    <>
      <section aria-labelledby="open">
        <h2 id="open">{w.openTitle}</h2>
        {open.length === 0 ? (
          <div class="panel">
            <p>
              <strong>{w.noneOpen}</strong>
            </p>
            <p>{w.noneOpenMore}</p>
          </div>
        ) : (
          <CallList calls={open} language={language} />
        )}
      </section>
      {soon.length > 0 && (
        <section aria-labelledby="soon">
          <h2 id="soon">{w.soonTitle}</h2>
          <CallList calls={soon} language={language} />
        </section>
      )}
    </>
  );
}

function CallList({ calls, language }: { calls: readonly OpenCallView[]; language: Language }) {
  const w = callWords[language];
  return (
    <ul class="path calls">
      {calls.map((call) => (
        <li>
          <div>
            <h3>
              <a href={call.href}>{w.stageSupport(call.stage)}</a>{' '}
              {call.fictional && <span class="tag stop">{w.fictional}</span>}
            </h3>
            <p>
              {!call.programme.startsWith(call.agency) && `${call.agency}. `}
              {call.programme}.
            </p>
            <p class="soft">{call.lines.join('; ')}.</p>
            <p>
              {w.closes} <time datetime={call.closesAt}>{timeText(call.closesAt)}</time>
            </p>
          </div>
          <div class="sum">
            <span class="soft small">{w.most}</span>
            <br />
            {call.most ?? w.unknown}
            <br />
            <span class="tag now">
              {call.opensOn === null ? w.daysLeft(call.daysLeft) : w.opensOn(dayText(call.opensOn))}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
