// Questions about a call and their answers, as everybody reads them on its page: by day, the newest first.

import { questionWords } from '../words/questions.ts';
import type { Language } from '../words/words.ts';
import { inLines } from './lines.ts';
import { type ListView, Pages } from './list.tsx';
import { dayText } from './when.ts';

export type QuestionsView = {
  /** Those of this page, and how many there are. */
  list: ListView;
  published: readonly { question: string; answer: string; on: string }[];
  /** The reader's own that not everybody reads. `reason`: why one is not published; null while it waits. */
  own: readonly { question: string; on: string; reason: string | null }[];
  /** Where to ask; null where nothing can be asked any more, or not by this reader. */
  ask: string | null;
  /** Nothing can be asked any more. */
  over: boolean;
  /** Nobody is signed in. */
  anonymous: boolean;
  sent: boolean;
};

export function Questions({ questions, language }: { questions: QuestionsView; language: Language }) {
  const w = questionWords[language];
  const { published, own } = questions;
  const days = [...new Set(published.map(({ on }) => on))];
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">{w.title}</h2>
      {questions.sent && (
        <p class="notice" role="status">
          {w.form.sent}
        </p>
      )}
      <p class="soft">{w.lead}</p>
      {questions.list.all === 0 && <p>{w.none}</p>}
      {days.map((day) => (
        <>
          <h3>{w.answeredOn(dayText(day))}</h3>
          <dl class="answered">
            {published
              .filter(({ on }) => on === day)
              .map(({ question, answer }) => (
                <div>
                  <dt lang="vi">{inLines(question)}</dt>
                  <dd lang="vi">{inLines(answer)}</dd>
                </div>
              ))}
          </dl>
        </>
      ))}
      <Pages list={questions.list} language={language} />
      {own.length > 0 && (
        <>
          <h3>{w.own}</h3>
          <ul class="story">
            {own.map(({ question, on, reason }) => (
              <li class="said">
                {inLines(question)}
                <span class="small soft under">
                  {reason === null ? w.ownWaiting(dayText(on)) : `${w.ownDeclined}. ${w.reason}: ${reason}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {questions.ask !== null && (
        <p class="buttons">
          <a class="button quiet" href={questions.ask}>
            {w.ask}
          </a>{' '}
          {questions.anonymous && <span class="small soft">{w.signInFirst}</span>}
        </p>
      )}
      {questions.over && <p class="small soft">{w.over}</p>}
    </section>
  );
}
