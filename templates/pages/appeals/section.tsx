// On the page of a dossier: its appeals, and the decisions that its owners may appeal against.

import { dayText } from '../../parts/when.ts';
import { appealWords } from '../../words/appeals.ts';
import { nameOf } from '../../words/names.ts';
import type { Language } from '../../words/words.ts';
import { type DecisionView, periodText } from './lodge.tsx';

export type AppealsView = {
  readonly decisions: readonly (DecisionView & { readonly href: string })[];
  readonly lodged: readonly {
    readonly href: string;
    readonly event: string;
    readonly on: string;
    readonly step: string;
  }[];
};

export function AppealsSection({ decisions, lodged, language }: AppealsView & { language: Language }) {
  const w = appealWords[language];
  if (decisions.length === 0 && lodged.length === 0) return null;
  const named = (event: string, on: string) => w.decided(nameOf('events', event, language), dayText(on));
  return (
    <section aria-labelledby="appeals">
      <h2 id="appeals">{w.title}</h2>
      {lodged.length > 0 && (
        <ul class="rows owed">
          {lodged.map(({ href, event, on, step }) => (
            <li>
              <a href={href}>{w.of(named(event, on))}</a>
              <span>{step}</span>
            </li>
          ))}
        </ul>
      )}
      {decisions.map((decision) => (
        <div class="after">
          <p>{named(decision.event, decision.on)}</p>
          {decision.reason !== '' && <blockquote class="reason lines">{decision.reason}</blockquote>}
          <p class="small">
            <a href={decision.href}>
              {w.appealThis}
              <span class="unseen">: {named(decision.event, decision.on)}</span>
            </a>
            {'. '}
            {periodText(decision, language)}
          </p>
        </div>
      ))}
    </section>
  );
}
