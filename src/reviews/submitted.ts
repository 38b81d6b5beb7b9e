// The sheets that somebody has submitted, to be read again where they may: as long as the application is theirs to judge.

import type { Database } from '../database/pool.ts';
import { codeOf } from '../dossier.ts';

export type SubmittedSheet = { code: string; title: string; submittedAt: string; href: string };

/** More are not listed. */
const most = 100;

/** A reviewer's own sheets, newest first: of no application that is closed to them since, as src/standing.ts says it. */
export async function submittedSheets(db: Database, person: string): Promise<SubmittedSheet[]> {
  const rows = await db.query<{ agency: string; dossier: string; began: Date; at: Date; title: string | null }>`
    select s.agency, s.dossier::text as dossier, b.at as began, h.at, c.body->>'projectName' as title
    from state s
      join state o on o.agency = s.agency and o.dossier = ${person}::uuid and o.subject = 'person' and o.facts->'roles' ? 'reviewer'
      join dossier d on d.agency = s.agency and d.id = s.dossier
      join history b on b.agency = s.agency and b.dossier = s.dossier and b.revision = 1
      cross join lateral (select at from history where agency = s.agency and dossier = s.dossier
        and event = 'application.reviewSubmitted' and actor = ${person}::uuid order by revision desc limit 1) h
      left join state p on p.agency = d.agency and p.dossier = d.party and p.subject = 'party'
      left join content c on c.agency = s.agency and c.commitment = s.facts->>'content'
    where s.subject = 'application' and s.facts->'reviewers' ? ${person}::text and s.facts->'reviews' ? ${person}::text
      and not coalesce(s.facts->'team' ? ${person}::text, false) and not coalesce(s.facts->'left' ? ${person}::text, false)
      and not coalesce(p.facts->'members' ? ${person}::text, false)
    order by h.at desc limit ${most}`;
  return rows.map(({ agency, dossier, began, at, title }) => ({
    code: codeOf(dossier, began.toISOString()),
    title: title ?? '',
    submittedAt: at.toISOString(),
    href: `/agencies/${agency}/dossiers/${dossier}/review#locked`,
  }));
}
