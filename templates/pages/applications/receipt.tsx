// What the founder keeps: number and time first, what happens next, and at the end the hashes by which a copy is proved.

import { type Frame, Layout } from '../../layout.tsx';
import { EnglishCopy } from '../../parts/english-copy.tsx';
import { dayText, secondText, timeText } from '../../parts/when.ts';
import { applicationWords } from '../../words/applications.ts';
import { type ApplicationHead, Crumbs } from './tasks.tsx';

export type ReceiptView = {
  head: ApplicationHead;
  /** The reader is of its team. */
  own: boolean;
  number: number;
  /** All submissions, oldest first. */
  all: { number: number; at: string }[];
  at: string;
  name: string;
  commitment: string;
  /** null when the content was erased. */
  contentHash: string | null;
  files: { name: string; sha256: string }[];
  /** Periods that run: who is expected to do what, until when. */
  next: { who: string; what: string; day: string }[];
  hasPdf: boolean;
};

export function ReceiptPage({ frame, receipt }: { frame: Frame; receipt: ReceiptView }) {
  const { language } = frame;
  const w = applicationWords[language];
  const { head, next, files, all } = receipt;
  const isLast = receipt.number === all.length;
  return (
    <Layout frame={frame} title={`${w.receiptTitle} ${head.code}`} here="work">
      <Crumbs head={head} language={language} />
      <div class="received" role="status">
        <h1>{w.receiptTitle}</h1>
        {isLast ? (
          receipt.own && <p class="lead">{w.receiptLead}</p>
        ) : (
          <p class="lead">{w.earlierReceipt(receipt.number)}</p>
        )}
        <dl class="stands">
          <div>
            <dt>{w.number}</dt>
            <dd>{head.code}</dd>
          </div>
          <div>
            <dt>
              {w.receivedAt} <span class="soft">({w.serverTime})</span>
            </dt>
            <dd>
              <time datetime={receipt.at}>{secondText(receipt.at)}</time>
            </dd>
          </div>
        </dl>
        <dl class="facts">
          <div>
            <dt>{w.submittedBy}</dt>
            <dd>{receipt.name}</dd>
          </div>
          <div>
            <dt>{w.contents}</dt>
            <dd>
              {head.title === '' ? w.untitled : head.title}
              <br />
              <span class="soft">{w.version(receipt.number, timeText(receipt.at))}</span>
            </dd>
          </div>
        </dl>
      </div>
      {isLast && (
        <section aria-labelledby="next">
          <h2 id="next">{w.nextTitle}</h2>
          {next.length === 0 ? (
            <p>{w.nextNone}</p>
          ) : (
            <ul class="chain">
              {next.map(({ who, what, day }) => (
                <li class="now">{w.waitFor(who, what, dayText(day))}</li>
              ))}
            </ul>
          )}
          {receipt.own && head.mode === null && <p class="after">{w.nextSteps}</p>}
        </section>
      )}
      {all.length > 1 && (
        <section aria-labelledby="receipts">
          <h2 id="receipts">{w.receipts}</h2>
          <ul class="story">
            {all.map(({ number, at }) => (
              <li>
                {number === receipt.number ? (
                  <span aria-current="page">{w.version(number, timeText(at))}</span>
                ) : (
                  <a href={`${head.base}/application/receipt?version=${number}`}>{w.version(number, timeText(at))}</a>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="hashes" class="hashes">
        <h2 id="hashes">{w.hashes}</h2>
        <p class="small soft">{w.hashesLead}</p>
        <dl class="facts">
          <div>
            <dt>{w.contentHash}</dt>
            <dd>
              {receipt.contentHash === null ? (
                w.erased
              ) : (
                <>
                  <code class="hash">{receipt.contentHash}</code>{' '}
                  <a href={`${head.base}/application/content?version=${receipt.number}`}>{w.contentFile}</a>
                </>
              )}
            </dd>
          </div>
          {files.map(({ name, sha256 }) => (
            <div>
              <dt>{name}</dt>
              <dd>
                <code class="hash">{sha256}</code>
              </dd>
            </div>
          ))}
          <div>
            <dt>{w.commitment}</dt>
            <dd>
              <code class="hash">{receipt.commitment}</code>
            </dd>
          </div>
        </dl>
        {receipt.contentHash !== null && (
          <details class="less">
            <summary>{w.hashesHow}</summary>
            <p class="small">{w.contentHashHint}</p>
            <p class="small">{w.commitmentHint}</p>
          </details>
        )}
      </section>
      <p class="buttons">
        <a class="button" href={head.base}>
          {w.openDossier}
        </a>
        <a href={`${head.base}/application/read`}>{w.readSubmitted}</a>
        {receipt.hasPdf && (
          <>
            <a href={`${head.base}/application/pdf`}>{w.pdf}</a>
            <EnglishCopy href={`${head.base}/application/pdf`} what={w.pdf} language={language} />
          </>
        )}
      </p>
      <p class="small soft after">{w.printHint}</p>
    </Layout>
  );
}
