import { formatVnd } from '../../../workflows/rules/money.ts';
import { EnglishCopy } from '../../parts/english-copy.tsx';
import { reviewsWords } from '../../words/reviews.ts';
import { awardWords } from '../../words/reviews-award.ts';
import { councilWords } from '../../words/reviews-council.ts';
import type { Language } from '../../words/words.ts';

export type ConcludedView = {
  facts: readonly { label: string; value: string }[];
  recommends: boolean;
  /** `askedVnd`: what the application asks for; `recommendedVnd`: null where the council leaves the item out. */
  items: readonly {
    name: string;
    askedVnd: bigint;
    votes: string;
    passed: boolean;
    recommendedVnd: bigint | null;
  }[];
  minutes: { href: string; number: string } | null;
  /** What is to be remarked of how early its members had the papers. */
  remarks: readonly string[];
};

/** The council's conclusion in short, with the way to all of it. */
export function Concluded({
  concluded,
  base,
  language,
}: {
  concluded: ConcludedView;
  base: string;
  language: Language;
}) {
  const w = reviewsWords[language];
  const award = awardWords[language];
  const c = councilWords[language];
  const { facts, recommends, items, minutes, remarks } = concluded;
  const total = items.reduce((sum, { recommendedVnd }) => sum + (recommendedVnd ?? 0n), 0n);
  return (
    <section aria-labelledby="result">
      <h2 id="result">{award.result}</h2>
      {remarks.map((remark) => (
        <p class="warning">{remark}</p>
      ))}
      <dl class="facts">
        {facts.map(({ label, value }) => (
          <div>
            <dt>{label}</dt>
            <dd class="lines">{value}</dd>
          </div>
        ))}
      </dl>
      <table class="stack concluded">
        <thead>
          <tr>
            <th scope="col">{c.item}</th>
            <th scope="col">{award.votes}</th>
            {recommends && (
              <th scope="col" class="num">
                {award.passed}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map(({ name, askedVnd, votes, passed, recommendedVnd }) => (
            <tr>
              <td>
                <span>
                  {name}{' '}
                  {askedVnd > (recommendedVnd ?? 0n) && (
                    <span class="capnote soft small">{award.asked(formatVnd(askedVnd))}</span>
                  )}
                </span>
              </td>
              <td data-label={award.votes}>
                <span>
                  {votes} <span class={passed ? 'tag done' : 'tag'}>{passed ? c.itemPassed : c.itemFailed}</span>
                </span>
              </td>
              {recommends && (
                <td class="num" data-label={award.passed}>
                  {recommendedVnd === null ? '–' : formatVnd(recommendedVnd)}
                </td>
              )}
            </tr>
          ))}
          {recommends && (
            <tr class="total">
              <td>{w.caps.total}</td>
              <td />
              <td class="num" data-label={award.passed}>
                {formatVnd(total)}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <p class="small">
        {minutes !== null && (
          <>
            <a href={minutes.href}>
              {c.minutes} {minutes.number}
            </a>
            {' · '}
            <EnglishCopy href={minutes.href} what={`${c.minutes} ${minutes.number}`} language={language} />
            {' · '}
          </>
        )}
        <a href={`${base}/council`}>{award.readCouncil}</a>
        {' · '}
        <a href={`${base}/application/read`}>{w.readAlone}</a>
      </p>
    </section>
  );
}
