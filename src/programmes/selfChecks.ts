// What was answered by those who checked for themselves: without an account, without a cookie, and for a month.

import type { SelfCheckAnswers } from '../../workflows/programmes/schema.ts';
import type { Database } from '../database/pool.ts';
import { isId } from '../forms.ts';

type Place = { readonly agency: string; readonly call: string };

/** Keeps answers under an id that nobody can guess; sent again, a form changes nothing. False where the id is another's. */
export async function keepSelfCheck(
  db: Database,
  given: Place & { id: string; answers: SelfCheckAnswers; now: string },
): Promise<boolean> {
  const { agency, call, id, answers, now } = given;
  const text = JSON.stringify(answers);
  await db.query`
    insert into self_check (id, agency, call, answers, made_at)
    values (${id}::uuid, ${agency}, ${call}::uuid, ${text}::text::jsonb, ${now}::timestamptz) on conflict do nothing`;
  const rows = await db.query`
    select 1 from self_check where id = ${id}::uuid and agency = ${agency} and call = ${call}::uuid and answers = ${text}::text::jsonb`;
  return rows.length > 0;
}

/** What was answered under an id about this call, for 30 days; null after that, and where nothing was. */
export async function readSelfCheck(
  db: Database,
  given: Place & { id: string; now: string },
): Promise<{ answers: SelfCheckAnswers; madeAt: string } | null> {
  const { agency, call, id, now } = given;
  if (!isId(id)) return null;
  const [row] = await db.query<{ answers: Record<string, string>; madeAt: Date }>`
    select answers, made_at from self_check
    where id = ${id}::uuid and agency = ${agency} and call = ${call}::uuid and made_at > ${now}::timestamptz - interval '30 days'`;
  return row === undefined ? null : { answers: row.answers, madeAt: row.madeAt.toISOString() };
}
