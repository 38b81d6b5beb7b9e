// Requests to amend: the list of a project's, and the choice of what to ask for.

import type { AmendmentKind } from '../../../workflows/rules/amendments.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { dayText, dayTextOf } from '../../parts/when.ts';
import { amendmentNames, amendmentWords } from '../../words/amendments.ts';
import { projectWords } from '../../words/projects.ts';
import type { Language } from '../../words/words.ts';

export type AmendmentRow = {
  href: string;
  kind: AmendmentKind;
  askedAt: string;
  step: string;
  tone: 'now' | 'done' | 'stop' | '';
  /** Who acts next; null where it waits for nobody. */
  turn: string | null;
  /** The last day of the law's period, 'YYYY-MM-DD'; null where none runs. */
  until: string | null;
};

/** A table of requests, newest first. */
export function AmendmentList({ rows, language }: { rows: readonly AmendmentRow[]; language: Language }) {
  const w = amendmentWords[language];
  if (rows.length === 0) return <p class="soft">{w.none}</p>;
  return (
    <table class="stack wordy">
      <thead>
        <tr>
          <th scope="col">{w.listKind}</th>
          <th scope="col">{w.listAsked}</th>
          <th scope="col">{w.listState}</th>
          <th scope="col">{w.listTurn}</th>
          <th scope="col">{w.listUntil}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ href, kind, askedAt, step, tone, turn, until }) => (
          <tr>
            <td>
              <a href={href}>{amendmentNames[language].kinds[kind]}</a>
            </td>
            <td data-label={w.listAsked}>
              <span class="whole">{dayTextOf(askedAt)}</span>
            </td>
            <td data-label={w.listState}>
              <span class={`tag ${tone}`.trim()}>{step}</span>
            </td>
            <td data-label={w.listTurn}>{turn ?? w.noTurn}</td>
            <td data-label={w.listUntil}>
              {until === null ? turn === null ? '–' : w.noUntil : <span class="whole">{dayText(until)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Common = { frame: Frame; base: string; code: string; project: string; clause: string };

/** Every request of a project. */
export function AmendmentsPage(view: Common & { rows: readonly AmendmentRow[]; mayAsk: boolean }) {
  const { frame, base } = view;
  const { language } = frame;
  const w = amendmentWords[language];
  return (
    <Layout frame={frame} title={w.title} here="work">
      <Crumbs trail={[{ text: view.code, href: base }]} language={language} />
      <h1>{w.title}</h1>
      <p class="lead">{view.project || projectWords[language].unnamed}</p>
      <p>{w.lead}</p>
      <AmendmentList rows={view.rows} language={language} />
      {view.mayAsk && (
        <p class="buttons">
          <a class="button" href={`${base}/amendments/new`}>
            {w.begin}
          </a>
        </p>
      )}
      <p class="soft small">{w.never(view.clause)}</p>
    </Layout>
  );
}

export type KindChoice = {
  kind: AmendmentKind;
  /** The request of this kind that waits already; null where none does. */
  open: string | null;
  /** The project's place, where that does not allow it; null where it does. */
  notNow: string | null;
};

/** What can be asked for, each with what it means; what cannot be now says why. */
export function AmendmentKindsPage(view: Common & { choices: readonly KindChoice[] }) {
  const { frame, base, choices } = view;
  const { language } = frame;
  const w = amendmentWords[language];
  const { kinds } = amendmentNames[language];
  return (
    <Layout frame={frame} title={w.begin} here="work">
      <Crumbs
        trail={[
          { text: view.code, href: base },
          { text: w.title, href: `${base}/amendments` },
        ]}
        language={language}
      />
      <h1>{w.choose}</h1>
      <p class="lead">{view.project || projectWords[language].unnamed}</p>
      <p class="warning">{w.never(view.clause)}</p>
      <ul class="kinds">
        {choices.map(({ kind, open, notNow }) => (
          <li>
            {open === null && notNow === null ? (
              <a href={`${base}/amendments/new?kind=${kind}`}>{kinds[kind]}</a>
            ) : (
              <strong>{kinds[kind]}</strong>
            )}
            <span>
              {w.kindHints[kind]}
              {open !== null && (
                <>
                  {' '}
                  <a href={open}>{w.isOpen}</a>.
                </>
              )}
              {open === null && notNow !== null && <strong> {w.notNow(notNow)}.</strong>}
            </span>
          </li>
        ))}
      </ul>
      <p>{w.effect}</p>
    </Layout>
  );
}
