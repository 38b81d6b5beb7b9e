// Whoever was given an application to judge and was taken off it: the link in their old letter says so, and nothing else of it.

import type { Database } from '../database/pool.ts';
import { isId } from '../forms.ts';

const path =
  /^\/agencies\/([a-z][a-z0-9-]{1,30})\/dossiers\/([0-9a-f-]{36})(?:\/(?:review|council|application\/read))?\/?$/;

/** When somebody was replaced as a reviewer or member of the council of the dossier that an address is of; null where they were not. */
export async function releasedAt(db: Database, address: string, person: string): Promise<string | null> {
  const [, agency, dossier] = path.exec(address) ?? [];
  if (agency === undefined || dossier === undefined || !isId(dossier)) return null;
  const [row] = await db.query<{ at: Date }>`
    with told as (
      select h.at, h.revision, h.event, h.payload::jsonb #> '{command,input}' as input from history h
      where h.agency = ${agency} and h.dossier = ${dossier}::uuid
        and h.event in ('application.reviewerReplaced', 'application.referredToCouncil', 'application.councilRecomposed'))
    select t.at from told t
    where t.event = 'application.reviewerReplaced' and t.input->>'out' = ${person}
      or t.event = 'application.councilRecomposed' and not t.input->'council' ? ${person}
        and exists (select from told b where b.revision < t.revision and b.input->'council' ? ${person})
    order by t.revision limit 1`;
  return row === undefined ? null : row.at.toISOString();
}
