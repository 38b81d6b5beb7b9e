// From a notice that a decision asked for to letters for the right persons.

import { v5 } from 'uuid';
import { type Audience, type NoticeTemplate, noticeLetter, noticeTemplates } from '../../templates/mails/notices.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import type { Database } from '../database/pool.ts';
import { codeOf } from '../dossier.ts';
import { writeLetter } from './letters.ts';

type Notice = { agency: string; id: string; dossier: string; revision: number; template: string };
type Person = { id: string; email: string; name: string; language: 'vi' | 'en' };
type Involved = {
  party: string | null;
  beganAt: Date;
  project: string | null;
  due: { what: string; dueOn: string } | null;
  subject: string | null;
  command: { type?: string; input?: { in?: string } } | null;
  team: string[] | null;
  members: string[] | null;
  reviewers: string[] | null;
  reviews: Record<string, unknown> | null;
  council: string[] | null;
};

/** Who is told what. The first that fits somebody is the letter that they get. */
const told: Record<NoticeTemplate, readonly Audience[]> = {
  applicationReceived: ['team', 'officer'],
  completionNeeded: ['team'],
  foundEligible: ['team'],
  foundIneligible: ['team'],
  reviewAsked: ['reviewers'],
  councilCalled: ['council'],
  recommended: ['team', 'director'],
  notRecommended: ['team', 'director'],
  awarded: ['team', 'officer', 'financeOfficer'],
  rejected: ['team'],
  lapsed: ['team'],
  agreementSigned: ['team', 'financeOfficer'],
  projectSuspended: ['team', 'officer', 'financeOfficer'],
  projectResumed: ['team', 'officer', 'financeOfficer'],
  projectTerminated: ['team', 'officer', 'financeOfficer'],
  projectClosed: ['team'],
  prototypeAccepted: ['team'],
  agreementNovated: ['team', 'financeOfficer'],
  disbursementReceived: ['team', 'officer'],
  disbursementReturned: ['team'],
  disbursementRefused: ['team'],
  disbursementOrdered: ['team'],
  disbursementPaid: ['team'],
  bankRejected: ['team', 'financeOfficer'],
  advanceCleared: ['team'],
  recoveryDue: ['team', 'financeOfficer'],
  recoveryRepaid: ['team', 'financeOfficer'],
  recoveryWrittenOff: ['team', 'financeOfficer'],
};

const isKnown = (template: string): template is NoticeTemplate => noticeTemplates.includes(template as NoticeTemplate);

/**
 * Writes the letters of up to `most` notices and returns how many notices are done. A letter's id follows from its notice and
 * its reader: whoever dies between writing the letters and noting it writes none twice.
 */
export async function writeNotices(
  db: Database,
  origin: string,
  now: string,
  report: (fault: unknown) => void,
  most = 20,
): Promise<number> {
  const notices = await db.query<Notice>`
    select agency, id, dossier, revision, template from claim_mails(${most}::int)`;
  let done = 0;
  for (const notice of notices) {
    try {
      await writeNotice(db, origin, now, notice, report);
      await db.query`select mail_written(${notice.agency}, ${notice.id}::uuid)`;
      done += 1;
    } catch (error) {
      report(error); // one that cannot be written stops no other, and is tried again
    }
  }
  return done;
}

async function writeNotice(
  db: Database,
  origin: string,
  now: string,
  notice: Notice,
  report: (fault: unknown) => void,
): Promise<void> {
  const { agency, id, dossier, revision, template } = notice;
  if (!isKnown(template)) {
    report(new Error(`nobody knows whom to tell of ${template}`));
    return;
  }
  const involved = await involvedIn(db, agency, dossier, revision);
  const written = new Set<string>();
  for (const audience of told[template]) {
    for (const person of await audienceOf(db, agency, audience, involved)) {
      if (written.has(person.id)) continue;
      written.add(person.id);
      const letter = noticeLetter({
        template,
        audience,
        name: person.name,
        language: person.language,
        about: involved.party,
        code: codeOf(dossier, involved.beganAt.toISOString()),
        project: involved.project ?? '',
        due: involved.due,
        link: `${origin}/agencies/${agency}/dossiers/${dossier}${pageOf(involved.subject)}`,
      });
      await writeLetter(db, { id: v5(person.id, id), address: person.email, ...letter }, now);
    }
  }
}

/** Where below the dossier's page a subject has its own. */
function pageOf(subject: string | null): string {
  const [kind, id] = (subject ?? '').split('/');
  if (id === undefined) return '';
  return kind === 'disbursement' ? `/requests/${id}` : kind === 'recovery' ? `/recoveries/${id}` : '';
}

async function involvedIn(db: Database, agency: string, dossier: string, revision: number): Promise<Involved> {
  const [row] = await db.query<Involved>`
    select pp.name as party, a.facts->'team' as team, m.facts->'members' as members, a.facts->'reviewers' as reviewers,
      a.facts->'reviews' as reviews, a.facts->'council' as council, h.payload::jsonb->'command' as command,
      b.at as began_at, h.payload::jsonb->>'subject' as subject, c.body->>'projectName' as project, (
        select jsonb_build_object('what', l.what, 'dueOn', l.due_on) from deadline l
        where l.agency = d.agency and l.dossier = d.id and l.subject = h.payload::jsonb->>'subject'
          and l.set_revision <= ${revision}::int and coalesce(l.cleared_revision, ${revision}::int + 1) > ${revision}::int
        order by l.due_at limit 1) as due
    from dossier d
      join history b on b.agency = d.agency and b.dossier = d.id and b.revision = 1
      left join party_profile pp on pp.agency = d.agency and pp.party = d.party
      left join state a on a.agency = d.agency and a.dossier = d.id and a.subject = 'application'
      left join state m on m.agency = d.agency and m.dossier = d.party and m.subject = 'party'
      left join content c on c.agency = d.agency and c.commitment = a.facts->>'content'
      left join history h on h.agency = d.agency and h.dossier = d.id and h.revision = ${revision}::int
    where d.agency = ${agency} and d.id = ${dossier}::uuid`;
  if (row === undefined) throw new Error(`a notice is about a dossier that is not there: ${dossier}`);
  return row;
}

async function audienceOf(db: Database, agency: string, audience: Audience, involved: Involved): Promise<Person[]> {
  switch (audience) {
    case 'team':
      return personsOf(db, [...(involved.team ?? []), ...(involved.members ?? [])]);
    case 'council':
      return personsOf(db, involved.council ?? []);
    case 'reviewers': {
      const asked = (involved.reviewers ?? []).filter((person) => !Object.hasOwn(involved.reviews ?? {}, person));
      // where one took another's place, the others have been asked before
      const replacement = involved.command?.type === 'replaceReviewer' ? involved.command.input?.in : undefined;
      return personsOf(db, replacement === undefined ? asked : asked.filter((person) => person === replacement));
    }
    default:
      return holdersOf(db, agency, audience);
  }
}

function personsOf(db: Database, ids: string[]): Promise<Person[]> {
  return db.query<Person>`
    select id, email, name, language from person where id = any(${ids}::uuid[]) and closed_at is null order by id`;
}

function holdersOf(db: Database, agency: string, role: Role): Promise<Person[]> {
  return db.query<Person>`
    select p.id, p.email, p.name, p.language from state s join person p on p.id = s.dossier and p.closed_at is null
    where s.agency = ${agency} and s.subject = 'person' and s.machine = 'register' and s.facts->'roles' ? ${role} order by p.id`;
}
