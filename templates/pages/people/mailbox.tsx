import { type Frame, Layout } from '../../layout.tsx';
import { type ListView, Pages } from '../../parts/list.tsx';
import { timeText } from '../../parts/when.ts';
import { peopleWords } from '../../words/people.ts';

export type LetterView = { id: string; address: string; subject: string; body: string; at: string };

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
            <div class="text">
              {letter.body.split('\n\n').map((paragraph) => (
                <p>
                  {paragraph.split('\n').map((line, index) => (
                    <>
                      {index > 0 && <br />}
                      <Line line={line.trim()} origin={origin} />
                    </>
                  ))}
                </p>
              ))}
            </div>
          </article>
        ))}
      </div>
      <Pages list={list} language={frame.language} />
    </Layout>
  );
}

/** A line of a letter; one that is an address of ours is a link to its path here, whatever name this machine is called by. */
function Line({ line, origin }: { line: string; origin: string }) {
  if (!line.startsWith(`${origin}/`) || /\s/.test(line)) return <>{line}</>;
  return <a href={line.slice(origin.length)}>{line}</a>;
}
