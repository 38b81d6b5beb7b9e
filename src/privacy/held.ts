// What is held about somebody: how much of each, and all of it as they may take it away.

import { type Holding, privacyWords } from '../../templates/words/privacy.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Json } from '../../workflows/canonical.ts';
import { parseCitizenNumber } from '../../workflows/rules/identifiers.ts';
import type { Database } from '../database/pool.ts';
import { handedInForms, waits } from '../handedIn.ts';

/** Their teams' dossiers, as the first words of a query with the person as $1. */
const own = `own as (
  select agency, dossier from state where subject = 'application' and facts->'team' ? $1::text
  union select d.agency, d.id from state p join dossier d on d.agency = p.agency and d.party = p.dossier
    where p.subject = 'party' and p.facts->'members' ? $1::text)`;

/** What somebody wrote themselves, of the dossiers of their teams. */
const ownDrafts = `draft r join own on own.agency = r.agency and own.dossier = r.dossier where $1::uuid in (r.owner, r.saved_by) and r.form <> 'application.page'`;
/** In SQL: of a draft `r`, whether somebody is still writing it. What was handed in stays as a draft to go on from; that alone is not one. */
const isWritten = `case r.form
  when 'application' then exists (select from state s where s.agency = r.agency and s.dossier = r.dossier and s.subject = 'application'
    and (s.value #>> '{}' in ('draft', 'returnedForCompletion') or (s.value #>> '{}' = 'recommended' and s.facts->'due' ? 'completion')))
  when '${handedInForms.prototype}' then not ${waits('r')}
  when '${handedInForms.company}' then not ${waits('r')}
  else r.form not in ('application.copied', 'selfCheck', 'bankPaper') end`;
const ownContents = `content c join own on own.agency = c.agency and own.dossier = c.dossier where c.created_by = $1::uuid and c.body is not null`;
const ownInvitations = `team_invitation i join person me on me.email = i.email left join person p on p.id = i.invited_by where me.id = $1::uuid`;
const ownParties = `state s join party_profile p on p.agency = s.agency and p.party = s.dossier where s.subject = 'party' and s.facts->'members' ? $1::text`;

/** How much is held of each. */
export async function countHeld(db: Database, person: string): Promise<Record<Holding, number>> {
  const [row] = await db.run<Record<Holding, number>>(
    `with ${own} select 1 as account,
      (select count(*)::int from session where person = $1::uuid) as sessions,
      (select count(*)::int from ${ownParties}) as parties,
      (select count(*)::int from ${ownDrafts} and ${isWritten}) as drafts,
      (select count(*)::int from draft_change where person = $1::uuid) as changes,
      (select count(*)::int from question where asked_by = $1::uuid) as questions,
      (select count(*)::int from ${ownInvitations}) as invitations,
      (select count(*)::int from ${ownContents}) as contents,
      (select count(*)::int from attachment where uploaded_by = $1::uuid) as files,
      (select count(*)::int from letter l join person p on p.email = l.address where p.id = $1::uuid) as letters,
      (select count(*)::int from notification where person = $1::uuid) as notifications,
      (select count(*)::int from consent where person = $1::uuid) as consents,
      (select count(*)::int from data_request where person = $1::uuid) as requests,
      (select count(*)::int from history where actor = $1::uuid) as history`,
    [person],
  );
  return row!;
}

/** A file that somebody uploaded, and where it stands in what they take away. */
export type OwnFile = { path: string; sha256: string; size: number };

/** What somebody takes away: texts by the name of their file, and the files that they uploaded. */
export type Package = { texts: ReadonlyMap<string, string>; files: readonly OwnFile[] };

/** All that is held about somebody, and of others no more than their names. */
export async function packageOf(db: Database, person: string, language: Language, now: string): Promise<Package> {
  const ask = <Row extends object>(text: string) => db.run<Row>(`with ${own} ${text}`, [person]);
  const [me] = await ask<{ email: string; name: string }>(`
    select id::text as id, email, name, language, english_letters, confirmed_at, created_at from person where id = $1::uuid`);
  const parties = await ask<{ identity: string; isTheirs: boolean }>(`
    select p.agency, p.party::text as party, s.facts->>'kind' as kind, p.name, p.identity, p.address, p.account_number, p.account_name, p.bank, p.changed_at,
      coalesce(p.representative, p.changed_by) = $1::uuid as is_theirs,
      (select coalesce(jsonb_agg(q.name), '[]') from jsonb_array_elements_text(s.facts->'members') m(id) join person q on q.id::text = m.id) as members
    from ${ownParties}`);
  const mine = [me?.email ?? '', ...parties.filter((one) => one.isTheirs).map(({ identity }) => identity)];
  const hidden = privacyWords[language].download.hidden;
  const mask = (value: unknown) => masked(value as Json, mine, hidden);
  const files = await ask<{
    id: string;
    name: string;
    sha256: string;
    size: bigint;
    agency: string;
    dossier: string;
    type: string;
    uploadedAt: Date;
  }>(`
    select id::text as id, agency, dossier::text as dossier, name, type, size, sha256, uploaded_at from attachment where uploaded_by = $1::uuid order by uploaded_at, id`);
  const placed = files.map((file) => ({ ...file, path: `files/${file.id}-${safeName(file.name)}` }));
  const sheets: Record<string, unknown> = {
    account: { ...me, exportedAt: now },
    parties: parties.map((party) =>
      party.isTheirs ? party : { ...party, identity: hidden, accountNumber: hidden, accountName: hidden, bank: hidden },
    ),
    sessions: await ask(
      `select created_at, seen_at, expires_at, device from session where person = $1::uuid order by created_at`,
    ),
    secondStep: await ask(
      `select t.what, t.agency, coalesce(p.name, '') as by, t.reason, t.at from second_step_change t left join person p on p.id = t.by where t.person = $1::uuid order by t.at, t.id`,
    ),
    drafts: mask(
      await ask(
        `select r.agency, r.dossier::text as dossier, r.form, r.answers, r.saved_at from ${ownDrafts} and ${isWritten} order by r.saved_at`,
      ),
    ),
    otherDrafts: mask(
      await ask(
        `select r.agency, r.dossier::text as dossier, r.form, r.answers, r.saved_at from ${ownDrafts} and not (${isWritten}) order by r.saved_at`,
      ),
    ),
    changes: mask(
      await ask(
        `select agency, dossier::text as dossier, section, began_at, at, after from draft_change where person = $1::uuid order by at, id`,
      ),
    ),
    questions: mask(
      await ask(
        `select agency, call::text as call, asked, asked_at, state, published, answer, answered_at from question where asked_by = $1::uuid order by asked_at, id`,
      ),
    ),
    invitations: await ask(`
      select i.agency, i.dossier::text as dossier, i.role, coalesce(p.name, '') as invited_by, i.invited_at, i.expires_at, i.accepted_at, i.ended_at
      from ${ownInvitations} order by i.invited_at, i.id`),
    contents: mask(
      await ask(
        `select c.agency, c.dossier::text as dossier, c.kind, c.body, c.created_at from ${ownContents} order by c.created_at, c.commitment`,
      ),
    ),
    files: placed.map(({ path, name, type, size, sha256, agency, dossier, uploadedAt }) => ({
      path,
      name,
      type,
      size,
      sha256,
      agency,
      dossier,
      uploadedAt,
    })),
    letters: await ask(
      `select l.subject, l.created_at, l.sent_at from letter l join person p on p.email = l.address where p.id = $1::uuid order by l.created_at`,
    ),
    notifications: await ask(
      `select subject, next, link, kind, at, read_at from notification where person = $1::uuid order by at, id`,
    ),
    choices: await ask(`select kind, how, changed_at from notice_choice where person = $1::uuid order by kind`),
    consents: await ask(
      `select purpose, version, words, given, at from consent where person = $1::uuid order by at, id`,
    ),
    requests: await ask(`
      select agency, kind, about, asked_at, acknowledge_by::text as acknowledge_by, answer_by::text as answer_by, acknowledged_at, extension, answer, reason, answered_at, erased
      from data_request where person = $1::uuid order by asked_at`),
    shares: await ask(`
      select own.agency, own.dossier::text as dossier, h.holder->>'name' as name, h.holder->>'hundredths' as hundredths_of_percent, 'confirmed' as standing
      from own join state s on s.agency = own.agency and s.dossier = own.dossier and s.subject = 'project'
        join content c on c.agency = s.agency and c.commitment = s.facts->>'shares'
        cross join lateral jsonb_array_elements(c.body->'holders') h(holder) where h.holder->>'person' = $1::text
      union all select own.agency, own.dossier::text, h.holder->>'name', h.holder->>'share', 'declared'
      from own join draft r on r.agency = own.agency and r.dossier = own.dossier and r.form = 'company'
        cross join lateral jsonb_array_elements(r.answers->'holders') h(holder) where h.holder->>'person' = $1::text
      order by 1, 2, 5`),
    offices: await ask(
      `select agency, facts->'roles' as roles from state where dossier = $1::uuid and subject = 'person'`,
    ),
    history: await ask(
      `select agency, dossier::text as dossier, revision, event, at from history where actor = $1::uuid order by at, revision`,
    ),
  };
  const texts = new Map(Object.entries(sheets).map(([name, sheet]) => [`${name}.json`, jsonText(sheet)]));
  return { texts, files: placed.map(({ path, sha256, size }) => ({ path, sha256, size: Number(size) })) };
}

/** Amounts and sizes as text: JSON has no whole numbers of that length. */
const jsonText = (value: unknown) =>
  `${JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one), 2)}\n`;

/** A name that no system takes for a folder or a device. */
const safeName = (name: string) =>
  name
    .normalize('NFC')
    .replace(/[\p{Cc}/\\:*?"<>|]/gu, '_')
    .replace(/^\.+/, '_')
    .slice(0, 150);

const isAddress = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
const isPhone = (text: string) => /^(?:\+84|0)\d{9}$/.test(text.replace(/[ .-]/g, ''));

/** What somebody wrote, without the numbers and addresses by which others are known. */
function masked(value: Json, mine: readonly string[], hidden: string): Json {
  if (typeof value === 'string') {
    const isNumber = parseCitizenNumber(value).ok && value.replace(/\D/g, '').length === 12;
    const isOthers = (isNumber || isAddress(value) || isPhone(value)) && !mine.includes(value.trim());
    return isOthers ? hidden : value;
  }
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map((one) => masked(one as Json, mine, hidden));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, masked(one as Json, mine, hidden)]));
}
