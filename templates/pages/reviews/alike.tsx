// Applications that may be the same as the one that is screened, and why each is listed: for the officer, and for nobody else.

import { teamWords } from '../../words/team.ts';
import type { Language } from '../../words/words.ts';

export type AlikeView = {
  /** The likeliest first. */
  rows: readonly {
    href: string;
    code: string;
    title: string;
    party: string;
    state: string;
    why: readonly string[];
  }[];
  /** There are more than are shown. */
  isCut: boolean;
};

/** As many as are read before the application itself; the others are opened. */
const nearest = 3;

export function Alike({ alike, language }: { alike: AlikeView; language: Language }) {
  const w = teamWords[language];
  if (alike.rows.length === 0) return null;
  const others = alike.rows.slice(nearest);
  return (
    <section class="warning" aria-labelledby="alike">
      <h2 id="alike">{w.alike}</h2>
      <p class="small">{w.alikeLead}</p>
      <Rows rows={alike.rows.slice(0, nearest)} />
      {others.length > 0 && (
        <details>
          <summary>{w.alikeOthers(others.length)}</summary>
          <Rows rows={others} />
        </details>
      )}
      {alike.isCut && <p class="small soft">{w.alikeMore(alike.rows.length)}</p>}
    </section>
  );
}

function Rows({ rows }: Pick<AlikeView, 'rows'>) {
  return (
    <ul>
      {rows.map(({ href, code, title, party, state, why }) => (
        <li>
          <a href={href}>{title === '' ? code : `${title} (${code})`}</a>
          {party !== '' && `, ${party}`}. {state}.
          <br />
          <span class="small">{why.join('; ')}</span>
        </li>
      ))}
    </ul>
  );
}
