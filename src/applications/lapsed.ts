// An application that was closed because its time ran out: how that came, and where its team may begin another with what it wrote.

import type { LapsedView } from '../../templates/parts/lapsed.tsx';
import { callWords } from '../../templates/words/calls.ts';
import type { Language } from '../../templates/words/words.ts';
import { stageOf } from '../../workflows/programmes/schema.ts';
import { clauseOfPeriod } from '../clauses.ts';
import type { Dossier } from '../dossier.ts';
import type { Parts } from '../parts.ts';
import { callStandingOf, openCalls } from '../programmes/index.ts';

/** What gave the team the time that ran out; a draft has that of its call. */
const waits: Readonly<Record<string, LapsedView['from']>> = {
  'application.returned': 'returned',
  'application.recommended': 'council',
};

/** Why an application is closed and what its team can do; null where its time has not run out. */
export async function lapsedView(
  { db, now }: Pick<Parts, 'db' | 'now'>,
  { agency, id, pack, states, history }: Dossier,
  language: Language,
): Promise<LapsedView | null> {
  const ended = history.find(({ event }) => event === 'application.lapsed');
  if (states.get('application')?.value !== 'lapsed' || ended === undefined) return null;
  const from = history.flatMap(({ event }) => waits[event] ?? [])[0] ?? 'draft';
  const calls = (await openCalls(db, now())).filter(
    (call) => call.agency === agency && callStandingOf(call, now()) === 'open',
  );
  return {
    from,
    at: ended.at,
    // the law closes what a council has asked to complete, and nothing else
    clause: from === 'council' ? clauseOfPeriod(pack, 'completion', language) : null,
    calls: calls.map((call) => ({
      href: `/agencies/${agency}/calls/${call.id}/apply?from=${id}`,
      title: callWords[language].stageSupport(stageOf(call.pack, call.stage)?.name[language] ?? call.stage),
      closesAt: call.closesAt,
    })),
  };
}
