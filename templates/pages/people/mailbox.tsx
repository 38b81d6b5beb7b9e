import { type Frame, Layout } from '../../layout.tsx';
import { LetterLines } from '../../parts/letter.tsx';
import { type ListView, Pages } from '../../parts/list.tsx';
import { timeText } from '../../parts/when.ts';
import { copyWords } from '../../words/mails.ts';
import { peopleWords } from '../../words/people.ts';

export type LetterView = { id: string; address: string; subject: string; body: string; english: string; at: string };

/** Letters of the demonstration, as their readers would see them, with links that work. */
export function MailboxPage({
  frame,
  origin,
  letters,
  list,
}: {
  frame: Frame;
  origin: string;
  letters: readonly LetterView[];
  list: ListView;
}) {
  const w = peopleWords[frame.language].mailbox;
  // an address of ours leads to its path here, whatever name this machine is called by
  const here = (address: string) => (address.startsWith(`${origin}/`) ? address.slice(origin.length) : null);
  return (
    <Layout frame={frame} title={w.title}>
      <h1>{w.title}</h1>
      <p class="lead">{w.lead}</p>
      {letters.length === 0 && <p class="entry">{w.none}</p>}
      <div class="letters">
        {letters.map((letter) => (
          <article class="letter" aria-labelledby={`l-${letter.id}`}>
            <h2 id={`l-${letter.id}`}>{letter.subject}</h2>
            <p class="small soft">
              {w.to} <span class="address">{letter.address}</span>, {timeText(letter.at)}
            </p>
            <div class="text" lang="vi">
              <LetterLines text={letter.body} hrefOf={here} />
            </div>
            {letter.english !== '' && (
              <div class="text" lang="en">
                <p>
                  <strong>{copyWords.head}</strong>
                </p>
                <LetterLines text={letter.english} hrefOf={here} />
              </div>
            )}
          </article>
        ))}
      </div>
      <Pages list={list} language={frame.language} />
    </Layout>
  );
}
