// What a deletion takes away, and what it has to leave. The history is never touched: it holds commitments, which stand for nothing
// once what they stand for is erased.

import type { Erased } from '../../templates/mails/privacy.ts';
import { undoUntil } from '../../workflows/commands/index.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { eraseContents } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import { codeOf } from '../dossier.ts';

type Matter = {
  dossier: string;
  value: string;
  began: Date;
  hasProject: boolean;
  party: string | null;
  /** In whose name it was begun: a company may stand there since. */
  begunBy: string | null;
  isAlone: boolean;
  /** An appeal against what was decided is open. */
  appeals: boolean;
  facts: JsonObject;
};

/** Where an application is at its end, without an award. */
const over = ['ineligible', 'rejected', 'withdrawn', 'lapsed'];

type Plan = {
  erased: Erased;
  commitments: readonly string[];
  /** Dossiers of which everything of theirs goes, and parties of which nothing is left. */
  dossiers: readonly string[];
  parties: readonly string[];
};

/**
 * What would go in an agency, and what would stay and why: of a dossier with an award everything stays, for it belongs to the accounts; of
 * one under way too, and of one that others share. Checks whether somebody may apply name nobody, and go by themselves.
 */
export async function planErasure(
  { db, now }: { db: Database; now: () => string },
  agency: string,
  person: string,
): Promise<Plan> {
  const matters = await db.query<Matter>`
    with own as (
      select agency, dossier from state where agency = ${agency} and subject = 'application' and facts->'team' ? ${person}::text
      union select d.agency, d.id from state p join dossier d on d.agency = p.agency and d.party = p.dossier and d.kind = 'application'
        where p.agency = ${agency} and p.subject = 'party' and p.facts->'members' ? ${person}::text)
    select own.dossier::text as dossier, a.value #>> '{}' as value, h.at as began, d.party::text as party,
      h.payload::jsonb #>> '{pins,party}' as begun_by, a.facts,
      exists (select from state j where j.agency = own.agency and j.dossier = own.dossier and j.subject = 'project') as has_project,
      exists (select from state k where k.agency = own.agency and k.dossier = own.dossier and k.machine = 'appeal' and k.value in ('"lodged"', '"accepted"')) as appeals,
      not exists (select from jsonb_array_elements_text(coalesce(a.facts->'team', '[]') || coalesce(q.facts->'members', '[]')) m(id) where m.id <> ${person}::text) as is_alone
    from own join dossier d on d.agency = own.agency and d.id = own.dossier
      join state a on a.agency = own.agency and a.dossier = own.dossier and a.subject = 'application'
      join history h on h.agency = own.agency and h.dossier = own.dossier and h.revision = 1
      left join state q on q.agency = d.agency and q.dossier = d.party and q.subject = 'party'
    order by h.at`;
  const standing = matters.map((one) => {
    const why =
      one.hasProject || one.value === 'awarded'
        ? 'money'
        : one.appeals || !isOver(one, now())
          ? 'running'
          : !one.isAlone
            ? 'team'
            : null;
    return { ...one, why, code: codeOf(one.dossier, one.began.toISOString()) } as const;
  });
  const dossiers = standing.filter(({ why }) => why === null).map(({ dossier }) => dossier);
  const held = new Set(standing.flatMap(({ why, party, begunBy }) => (why === null ? [] : [party, begunBy])));
  const [found] = await db.query<{
    commitments: string[];
    drafts: number;
    files: number;
    notifications: number;
    questions: number;
    published: number;
    invitations: number;
    changes: number;
    shared: number;
    parties: string[];
    offices: number;
    elsewhere: number;
    acted: boolean;
  }>`
    select
      coalesce((select array_agg(commitment) from content where agency = ${agency} and dossier = any(${dossiers}::uuid[]) and created_by = ${person}::uuid and body is not null), '{}') as commitments,
      (select count(*)::int from draft where agency = ${agency} and dossier = any(${dossiers}::uuid[]) and form not like 'application.%') as drafts,
      (select count(*)::int from attachment where agency = ${agency} and uploaded_by = ${person}::uuid and dossier = any(${dossiers}::uuid[])) as files,
      (select count(*)::int from notification where agency = ${agency} and person = ${person}::uuid) as notifications,
      (select count(*)::int from question where agency = ${agency} and asked_by = ${person}::uuid) as questions,
      (select count(*)::int from question where agency = ${agency} and asked_by = ${person}::uuid and state = 'published') as published,
      (select count(*)::int from team_invitation i join person p on p.email = i.email where i.agency = ${agency} and p.id = ${person}::uuid) as invitations,
      (select count(*)::int from draft_change where agency = ${agency} and person = ${person}::uuid and dossier = any(${dossiers}::uuid[])) as changes,
      (select count(*)::int from draft_change where agency = ${agency} and person = ${person}::uuid and dossier <> all(${dossiers}::uuid[])) as shared,
      coalesce((select array_agg(s.dossier::text) from state s join party_profile p on p.agency = s.agency and p.party = s.dossier and p.name <> ${blank}
        where s.agency = ${agency} and s.subject = 'party' and s.facts->'members' = jsonb_build_array(${person}::text)), '{}') as parties,
      (select count(*)::int from state where subject = 'person' and dossier = ${person}::uuid and jsonb_array_length(facts->'roles') > 0) as offices,
      (select count(*)::int from state where agency <> ${agency} and ((subject = 'application' and facts->'team' ? ${person}::text)
        or (subject = 'party' and facts->'members' ? ${person}::text))) as elsewhere,
      exists (select from duty t where t.person = ${person}::uuid and t.dossier <> all(${dossiers}::uuid[])
        and not exists (select from state q where q.agency = t.agency and q.dossier = t.dossier and q.subject = 'party'
          and q.facts->'members' ? ${person}::text)) as acted`;
  const { commitments, parties, offices, elsewhere, acted, published, shared, ...counts } = found!;
  const loose = parties.filter((party) => !held.has(party));
  const kept: Erased['kept'][number][] = standing.flatMap(({ why, code }) => (why === null ? [] : [{ why, code }]));
  // what somebody did in an office, or in a team that they have left, stays theirs by name
  const isNeeded = kept.length > 0 || elsewhere > 0 || acted;
  if (offices > 0) kept.push({ why: 'office', code: '' });
  else if (isNeeded) kept.push({ why: 'elsewhere', code: '' });
  if (published > 0) kept.push({ why: 'published', code: '' });
  if (shared > 0) kept.push({ why: 'changes', code: '' });
  kept.push({ why: 'history', code: '' }, { why: 'consents', code: '' });
  const account = offices === 0 && !isNeeded;
  return {
    erased: { ...counts, contents: commitments.length, parties: loose.length, account, kept },
    ...{ commitments, dossiers, parties: loose },
  };
}

/** A draft that was never handed in is nobody's business but its team's; a withdrawal that may still be undone ends nothing. */
const isOver = ({ value, facts }: Matter, now: string) => {
  const mayReturn = value === 'withdrawn' && (undoUntil(facts) ?? '') > now;
  return (over.includes(value) && !mayReturn) || value === 'draft';
};
/** A dossier's number in a subject, with all that stands behind it. */
const named = '(HS-[0-9]{4}-[0-9A-F]{6}).*$';
/** What stands where a name stood. */
const blank = '–';

/**
 * Carries a plan out. Each step does nothing the second time, so that whoever dies half-way begins again. Bytes of files that nothing names
 * any more go with the next sweep.
 */
export async function carryOut(
  { db, now }: { db: Database; now: () => string },
  agency: string,
  person: string,
  { commitments, dossiers, parties, erased }: Plan,
): Promise<void> {
  await eraseContents({ db, now }, agency, commitments);
  await db.query`delete from draft where agency = ${agency} and dossier = any(${[...dossiers]}::uuid[])`;
  await db.query`delete from draft where agency = ${agency} and form = 'application.page' and saved_by = ${person}::uuid`;
  // what was written before, and whom they invited
  await db.query`delete from draft_change where agency = ${agency} and dossier = any(${[...dossiers]}::uuid[])`;
  await db.query`delete from team_invitation where agency = ${agency} and dossier = any(${[...dossiers]}::uuid[])`;
  await db.query`delete from attachment where agency = ${agency} and uploaded_by = ${person}::uuid and dossier = any(${[...dossiers]}::uuid[])`;
  await db.query`
    update party_profile set name = ${blank}, identity = '', address = '', representative = null, account_number = '', account_name = '', bank = '',
      changed_at = ${now()}::timestamptz where agency = ${agency} and party = any(${[...parties]}::uuid[])`;
  await db.query`delete from notification where agency = ${agency} and person = ${person}::uuid`;
  // others were told of the dossier by its number, and by the name of what was applied for; of a letter that went only its subject is left
  await db.query`
    with told as (select id from notification where agency = ${agency} and dossier = any(${[...dossiers]}::uuid[])),
      letters as (update letter l set subject = regexp_replace(l.subject, ${named}, '\\1') from told where l.id = told.id)
    update notification n set subject = regexp_replace(n.subject, ${named}, '\\1'), subject_english = regexp_replace(n.subject_english, ${named}, '\\1')
    from told where n.id = told.id`;
  // what everybody reads is the agency's; of what was asked nothing else stays, and not who asked
  await db.query`delete from question where agency = ${agency} and asked_by = ${person}::uuid and state <> 'published'`;
  await db.query`update question set asked = published, asked_by = null where agency = ${agency} and asked_by = ${person}::uuid`;
  await db.query`delete from team_invitation i using person p where i.agency = ${agency} and p.id = ${person}::uuid and i.email = p.email`;
  if (!erased.account) return;
  await db.query`delete from calendar_feed where person = ${person}::uuid`;
  await db.query`delete from notice_choice where person = ${person}::uuid`;
  await db.query`delete from notification where person = ${person}::uuid`;
  await db.query`delete from team_invitation i using person p where p.id = ${person}::uuid and i.email = p.email`;
  await db.query`update question set asked_by = null where asked_by = ${person}::uuid`;
  await db.query`delete from ticket where person = ${person}::uuid`;
  await db.query`delete from session where person = ${person}::uuid`;
  await db.query`delete from half_entry where person = ${person}::uuid`;
  await db.query`delete from second_step where person = ${person}::uuid`;
  // their teams were told by name who came and went
  await db.query`
    update notification n set subject = replace(n.subject, p.name, ${blank}), subject_english = replace(n.subject_english, p.name, ${blank})
    from person p where p.id = ${person}::uuid and length(p.name) > 1 and n.template = 'teamChanged' and position(p.name in n.subject) > 0`;
  await db.query`
    update person set email = id::text || '@erased.invalid', name = ${blank}, password_hash = null, closed_at = coalesce(closed_at, ${now()}::timestamptz)
    where id = ${person}::uuid`;
}
