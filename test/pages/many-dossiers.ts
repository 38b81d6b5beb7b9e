import { v7 } from 'uuid';
import type { Database } from '../../src/database/pool.ts';

/** What a crowd of dossiers is called: the words that are looked for stand in some of them. */
export const projectNames = ['Vườn Ươm', 'Đại dương xanh', 'Cà phê sạch', 'Máy sấy năng lượng mặt trời', 'Gạo Ông Cua'];

/**
 * Many submitted applications in one agency, written by the owner beside one that came by the front door: their number, each with
 * a party, a name, a body as large as people's are, a period that runs, and a day on which it was submitted. Not `counted`, the planner
 * does not know of them yet.
 */
export async function crowdOf(
  owner: Database,
  { agency, like, count, counted = true }: { agency: string; like: string; count: number; counted?: boolean },
): Promise<void> {
  const ids = Array.from({ length: count }, () => v7());
  const parties = Array.from({ length: count }, () => v7());
  const [given] = [[agency, like, ids, parties, projectNames] as const];
  const [agencyId, model, dossiers, owners, names] = given;
  const numbered = `unnest($3::uuid[], $4::uuid[]) with ordinality n(id, party, no)`;
  const run = (text: string, parameters: readonly unknown[] = [agencyId, model, dossiers, owners]) =>
    owner.run(text, parameters as never);
  await run(`insert into dossier (agency, id, kind, revision, head, last_at, call, party, pack, stage)
    select d.agency, n.id, d.kind, d.revision, d.head, d.last_at, d.call, n.party, d.pack, d.stage from dossier d, ${numbered} where d.agency = $1 and d.id = $2::uuid`);
  await run(`insert into dossier (agency, id, kind, revision, head, last_at)
    select p.agency, n.party, p.kind, p.revision, p.head, p.last_at from dossier d join dossier p on p.agency = d.agency and p.id = d.party, ${numbered} where d.agency = $1 and d.id = $2::uuid`);
  await run(`insert into history (agency, dossier, revision, event, actor, at, payload, hash)
    select h.agency, n.id, h.revision, h.event, h.actor, h.at + n.no * interval '1 second', h.payload, h.hash from history h, ${numbered} where h.agency = $1 and h.dossier = $2::uuid`);
  await run(`insert into state (agency, dossier, subject, machine, version, value, facts, revision)
    select s.agency, n.id, s.subject, s.machine, s.version, s.value, s.facts || jsonb_build_object(
        'content', encode(sha256(n.id::text::bytea), 'hex'), 'team', '[]'::jsonb, 'submittedAt', to_char(timestamptz '2026-03-01 02:00Z' + n.no * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')), s.revision
    from state s, ${numbered} where s.agency = $1 and s.dossier = $2::uuid`);
  await run(
    `insert into content (agency, commitment, dossier, kind, salt, body, created_by, created_at)
    select $1, encode(sha256(n.id::text::bytea), 'hex'), n.id, 'application', '\\x00'::bytea,
      jsonb_build_object('projectName', ($5::text[])[1 + n.no % 5] || ' số ' || n.no, 'summary', (select string_agg(md5(n.id::text || i::text), ' ') from generate_series(1, 200) i)), n.id, now()
    from ${numbered}, (select $2::uuid) model`,
    [agencyId, model, dossiers, owners, names],
  );
  await run(`insert into party_profile (agency, party, name, changed_at, changed_by)
    select $1, n.party, 'Nhóm Lê Thị Ánh, tổ k' || n.no || 'k', now(), n.id from ${numbered}, (select $2::uuid) model`);
  await run(`insert into deadline (agency, dossier, subject, what, due_at, due_on, set_revision)
    select $1, n.id, 'application', 'screening', timestamptz '2026-12-01' + n.no * interval '1 hour', date '2026-12-01', 1 from ${numbered}, (select $2::uuid) model where n.no % 3 > 0`);
  if (counted) await owner.script('analyze');
}
