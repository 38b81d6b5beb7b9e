import { callWords } from '../../templates/words/calls.ts';
import type { Language } from '../../templates/words/words.ts';
import { stageOf } from '../../workflows/programmes/schema.ts';
import type { Database } from '../database/pool.ts';
import { callsBy } from '../programmes/index.ts';

/** The calls of an agency as a list is narrowed to one of them. */
export async function callChoices(
  db: Database,
  agency: string,
  language: Language,
): Promise<{ value: string; label: string }[]> {
  const calls = await callsBy(db, agency);
  return calls.map(({ id, pack, stage, decisionNumber }) => ({
    value: id,
    label: `${callWords[language].stageSupport(stageOf(pack, stage)?.name[language] ?? stage)} (${decisionNumber})`,
  }));
}
