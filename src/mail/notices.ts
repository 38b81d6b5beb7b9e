// From a notice that a decision asked for to letters for the right persons.

import { v5 } from 'uuid';
import type { Say } from '../../templates/mails/letter.ts';
import { type NoticeTemplate, type NoticeView, noticeLetter, noticeTemplates } from '../../templates/mails/notices.ts';
import type { Database } from '../database/pool.ts';
import { detailsOf } from './details.ts';
import { tellPerson } from './inbox.ts';
import { kindOf } from './kinds.ts';
import { type Matter, matterOf, type Notice } from './matter.ts';
import { sittingLetter } from './sitting.ts';
import { type Reader, readersOf } from './told.ts';

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
    select agency, id, dossier, revision, subject, template from claim_mails(${most}::int)`;
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
  const { template } = notice;
  if (!isKnown(template)) {
    report(new Error(`nobody knows whom to tell of ${template}`));
    return;
  }
  const matter = await matterOf(db, notice);
  for (const reader of await readersOf(db, template, matter, now)) {
    const say: Say = async (to) => noticeLetter(await viewOf(db, origin, template, matter, reader, to, now));
    const told = {
      ...{
        id: v5(reader.person.id, notice.id),
        kind: kindOf(template, matter, reader),
        template,
        agency: notice.agency,
      },
      at: matter.at,
      dossier: { id: notice.dossier, code: matter.code },
    };
    await tellPerson(db, reader.person, told, say, now, await sittingLetter(db, origin, matter, reader));
  }
}

async function viewOf(
  db: Database,
  origin: string,
  template: NoticeTemplate,
  matter: Matter,
  reader: Reader,
  { name, language }: Parameters<Say>[0],
  now: string,
): Promise<NoticeView> {
  const { audience, behalf } = reader;
  const { agency, dossier, pack, stage } = matter;
  return {
    template,
    audience,
    name,
    language,
    behalf,
    code: matter.code,
    project: matter.project,
    programme: pack?.shortTitle[language] ?? '',
    stage: pack?.stages.find(({ id }) => id === stage)?.name[language] ?? '',
    due: matter.due,
    ...(await detailsOf(db, template, matter, reader, language, now)),
    base: `${origin}/agencies/${agency}/dossiers/${dossier}`,
    page: pageOf(matter.subject),
  };
}

/** Where below the dossier's page a subject has its own. */
function pageOf(subject: string): string {
  const [kind = '', id] = subject.split('/');
  if (id === undefined) return '';
  const pages: Readonly<Record<string, string>> = {
    disbursement: 'requests',
    recovery: 'recoveries',
    appeal: 'appeals',
    amendment: 'amendments',
    report: 'reports',
  };
  const page = pages[kind ?? ''];
  return page === undefined ? '' : `${page}/${id}`;
}
