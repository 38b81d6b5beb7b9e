// The application as it was handed in, for whoever has to judge it; and what has changed since it was handed in before.

import type { FieldChange, ShownSection } from '../../../workflows/rules/forms.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Answers } from '../../parts/answers.tsx';
import { Changes } from '../../parts/changes.tsx';
import { EnglishCopy } from '../../parts/english-copy.tsx';
import { timeText } from '../../parts/when.ts';
import { applicationWords } from '../../words/applications.ts';
import { type ApplicationHead, Crumbs } from './tasks.tsx';

export type ReadView = {
  head: ApplicationHead;
  party: string;
  /** The version that is shown; null while nothing was handed in. */
  version: { number: number; at: string; name: string } | null;
  versions: { number: number; at: string; name: string; hash: string | null }[];
  /** null when its content was erased, or nothing was handed in. */
  shown: ShownSection[] | null;
  /** null when there is no earlier version to compare with. */
  changes: readonly FieldChange[] | null;
  /** Where it says of the party what that does not say of itself. */
  differences: readonly string[];
  hasPdf: boolean;
};

export function ReadPage({ frame, read }: { frame: Frame; read: ReadView }) {
  const { language } = frame;
  const w = applicationWords[language];
  const { head, version, versions, shown } = read;
  const title = head.title === '' ? w.untitled : head.title;
  return (
    <Layout frame={frame} title={`${title}: ${w.readTitle.toLocaleLowerCase(language)}`} here="work">
      <Crumbs head={head} language={language} />
      <h1>{title}</h1>
      <p class="lead">
        {version === null ? head.code : `${head.code}. ${w.version(version.number, timeText(version.at))}.`}
        {read.party !== '' && ` ${w.party}: ${read.party}.`}
      </p>
      {version === null ? (
        <p class="after">{w.notSubmitted}</p>
      ) : (
        <>
          {shown !== null && (
            <nav aria-label={w.contents} class="small">
              <ul class="jump">
                {shown.map(({ section }) => (
                  <li>
                    <a href={`#s-${section.id}`}>{section.title}</a>
                  </li>
                ))}
                {read.hasPdf && (
                  <li>
                    <a href={`${head.base}/application/pdf`}>{w.pdf}</a>
                    {' · '}
                    <EnglishCopy href={`${head.base}/application/pdf`} what={w.pdf} language={language} />
                  </li>
                )}
                {read.hasPdf && (
                  <li>
                    {w.takeAnswers} <a href={`${head.base}/application/answers.csv`}>CSV</a>
                    {' · '}
                    <a href={`${head.base}/application/answers.json`}>JSON</a>
                  </li>
                )}
              </ul>
            </nav>
          )}
          {read.differences.length > 0 && (
            <section class="turn over" aria-labelledby="differs">
              <div>
                <h2 id="differs">{w.differsTitle}</h2>
                <ul>
                  {read.differences.map((sentence) => (
                    <li>{sentence}</li>
                  ))}
                </ul>
              </div>
            </section>
          )}
          <div class="checked">
            {read.changes !== null && (
              <section aria-labelledby="changes">
                <h2 id="changes">{w.changesTitle}</h2>
                <Changes changes={read.changes} language={language} />
              </section>
            )}
            {shown === null ? (
              <p>{w.erased}</p>
            ) : (
              <Answers shown={shown} language={language} fileHref={(id) => `${head.base}/files/${id}`} />
            )}
          </div>
          <section aria-labelledby="versions">
            <h2 id="versions">{w.versions}</h2>
            <ul class="story">
              {versions.map(({ number, at, name, hash }) => (
                <li>
                  <time datetime={at}>{w.version(number, timeText(at))}</time>
                  {name}
                  {hash !== null && (
                    <>
                      <code class="hash">{hash}</code>
                      <a href={`${head.base}/application/content?version=${number}`}>{w.contentFile}</a>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </Layout>
  );
}
