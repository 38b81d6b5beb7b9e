// The letters that remind a team of a period of its own that ends soon.

import { v5 } from 'uuid';
import { reminderLetter } from '../../templates/mails/reminders.ts';
import { roleInTeam } from '../../workflows/rules/team.ts';
import type { Database } from '../database/pool.ts';
import { readDossier } from '../dossier.ts';
import { numberOf } from '../reportRows.ts';
import { teamOf } from './handed.ts';
import { personsOf } from './holders.ts';
import { type Told, tellPerson } from './inbox.ts';

export type Reminder = {
  readonly agency: string;
  readonly dossier: string;
  readonly deadline: string;
  readonly subject: string;
  readonly what: 'callClose' | 'completion' | 'report';
  readonly days: number;
  readonly dueAt: string;
};

/** Tells everybody of the team, whatever they chose: whoever misses it loses the application, or reports late. Nobody, where the period has been cleared since it was looked for. */
export async function tellReminder(
  { db, origin }: { db: Database; origin: string },
  { agency, dossier: id, subject, deadline, what, days, dueAt }: Reminder,
  now: string,
): Promise<void> {
  const dossier = await readDossier(db, agency, id, now);
  if (dossier === null || !dossier.due.some((one) => one.subject === subject && one.what === what)) return;
  const base = `${origin}/agencies/${agency}/dossiers/${id}`;
  const report = what === 'report' ? numberOf(dossier.states.get(subject)) : 0;
  const page = what === 'report' ? subject.replace(/^report/, 'reports') : 'application';
  const about = { what, report, page, dueAt, now, base, code: dossier.code, project: dossier.title };
  // a completion that the council asks for closes the file in another place than one that an officer asks for
  const asked =
    dossier.states.get('application')?.value === 'recommended' ? ('council' as const) : ('officer' as const);
  const facts = dossier.states.get('application')?.facts ?? {};
  for (const reader of await personsOf(db, agency, teamOf(dossier))) {
    const told: Told = {
      ...{ id: v5(`${reader.id}/${days}`, deadline), kind: 'fixed' as const, template: `reminder.${what}`, agency },
      dossier: { id, code: dossier.code },
    };
    const role = roleInTeam(facts, dossier.party?.facts.members, reader.id);
    // a report is handed in by an owner alone
    const acts = what === 'report' ? role === 'owner' : role !== 'viewer';
    await tellPerson(db, reader, told, (to) => reminderLetter({ ...about, asked, acts, ...to }), now);
  }
}
