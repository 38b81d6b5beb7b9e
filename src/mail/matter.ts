// What a notice is about, as it stood when the decision was recorded: letters say what history says, and nothing newer.

import type { JsonObject, StateRow } from '../../workflows/decide.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import type { Duty } from '../../workflows/rules/duties.ts';
import { roleInTeam } from '../../workflows/rules/team.ts';
import type { Database } from '../database/pool.ts';
import { codeOf } from '../dossier.ts';

/** A mail that a decision asked for. */
export type Notice = {
  agency: string;
  id: string;
  dossier: string;
  revision: number;
  subject: string;
  template: string;
};

/** An event of history, as far as letters look at it. */
export type Told = { revision: number; event: string; subject: string; input: JsonObject };

export type Matter = Notice & {
  readonly code: string;
  readonly project: string;
  readonly pack: Pack | null;
  readonly stage: string | null;
  readonly event: string;
  /** When it was recorded. */
  readonly at: string;
  /** Who did it, and for whom: they know already. */
  readonly actors: readonly string[];
  readonly input: JsonObject;
  readonly postings: readonly (readonly [string, string, string])[];
  /** The facts of the notice's subject after the event, and those of the application as they are now where the event left them alone. */
  readonly facts: JsonObject;
  readonly application: JsonObject;
  /** Where the application stands after the event; null where the event left it alone. */
  readonly place: StateRow['value'] | null;
  /** Who was given the dossier; null where nobody is on record. */
  readonly party: string | null;
  /** The applicant's side. */
  readonly team: readonly string[];
  /** The period that runs since then, and its last day. */
  readonly due: { what: string; dueOn: string } | null;
  /** What happened to the dossier up to then, oldest first. */
  readonly story: readonly Told[];
  readonly duties: readonly { subject: string; duty: Duty; person: string; revision: number }[];
};

type Row = {
  beganAt: Date;
  project: string | null;
  pack: Pack | null;
  stage: string | null;
  party: string | null;
  at: Date | null;
  due: { what: string; dueOn: string } | null;
  payload: {
    event: string;
    actor: string;
    onBehalfOf: string | null;
    command: { input: JsonObject };
    postings: [string, string, string][];
    states: StateRow[];
  } | null;
  application: JsonObject | null;
  members: string[] | null;
  story: Told[] | null;
  duties: { subject: string; duty: Duty; person: string; revision: number }[] | null;
};

/** Reads what a notice is about. Throws where its dossier or its event is not there. */
export async function matterOf(db: Database, notice: Notice): Promise<Matter> {
  const { agency, dossier, revision, subject } = notice;
  // an award begins the project, whose agreement is what is waited for next
  const dueSubjects = notice.template === 'awarded' ? [subject, 'project'] : [subject];
  const [row] = await db.query<Row>`
    select b.at as began_at, c.body->>'projectName' as project, k.facts as pack, d.stage, d.party::text as party,
      h.at, h.payload::jsonb as payload, a.facts as application, m.facts->'members' as members, (
        select jsonb_build_object('what', l.what, 'dueOn', l.due_on) from deadline l
        where l.agency = d.agency and l.dossier = d.id and l.subject = any(${dueSubjects}::text[])
          and l.set_revision <= ${revision}::int and coalesce(l.cleared_revision, ${revision}::int + 1) > ${revision}::int
        order by l.due_at limit 1) as due, (
        select jsonb_agg(jsonb_build_object('revision', s.revision, 'event', s.event, 'subject', s.payload::jsonb->>'subject',
          'input', s.payload::jsonb->'command'->'input') order by s.revision)
        from history s where s.agency = d.agency and s.dossier = d.id and s.revision <= ${revision}::int) as story, (
        select jsonb_agg(jsonb_build_object('subject', y.subject, 'duty', y.duty, 'person', y.person, 'revision', y.revision) order by y.revision)
        from duty y where y.agency = d.agency and y.dossier = d.id and y.revision <= ${revision}::int) as duties
    from dossier d
      join history b on b.agency = d.agency and b.dossier = d.id and b.revision = 1
      left join state a on a.agency = d.agency and a.dossier = d.id and a.subject = 'application'
      left join state m on m.agency = d.agency and m.dossier = d.party and m.subject = 'party'
      left join state k on k.agency = d.agency and k.dossier = d.pack and k.subject = 'pack'
      left join content c on c.agency = d.agency and c.commitment = a.facts->>'content'
      left join history h on h.agency = d.agency and h.dossier = d.id and h.revision = ${revision}::int
    where d.agency = ${agency} and d.id = ${dossier}::uuid`;
  if (row === undefined) throw new Error(`a notice is about a dossier that is not there: ${dossier}`);
  const { payload, at } = row;
  if (payload === null || at === null)
    throw new Error(`a notice is about an event that is not there: ${dossier}/${revision}`);
  const rowOf = (name: string) => payload.states.find((state) => state.subject === name);
  const application = rowOf('application')?.facts ?? row.application ?? {};
  return {
    ...notice,
    code: codeOf(dossier, row.beganAt.toISOString()),
    project: row.project ?? '',
    pack: row.pack,
    stage: row.stage,
    event: payload.event,
    at: at.toISOString(),
    actors: [payload.actor, ...(payload.onBehalfOf === null ? [] : [payload.onBehalfOf])],
    input: payload.command.input,
    postings: payload.postings,
    facts: rowOf(subject)?.facts ?? {},
    application,
    place: rowOf('application')?.value ?? null,
    party: row.party,
    team: [...new Set([...((application.team ?? []) as string[]), ...(row.members ?? [])])].filter(
      (person) => roleInTeam(application, row.members, person) !== null,
    ),
    due: row.due,
    story: row.story ?? [],
    duties: row.duties ?? [],
  };
}

/** Where a request stands in the row of tranches, by its subject; null for what is no request. */
export function trancheOf({ story }: Matter, subject: string): number | null {
  const begun = new Set(story.filter(({ event }) => event === 'disbursement.requested').map((told) => told.subject));
  const at = [...begun].indexOf(subject);
  return at < 0 ? null : at + 1;
}

/** Whether what is paid goes to the party of the dossier itself: then its account is a page of the dossier. */
export const isPaidToParty = ({ facts, party }: Matter): boolean => (facts.payee ?? party) === party;
