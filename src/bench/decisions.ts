// Decisions in process, read, decided and recorded, against the same record_decision() fed with payloads made beforehand.

import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { type Command, decide } from '../../workflows/decide.ts';
import { connect } from '../database/pool.ts';
import { type ReadBefore, readFacts } from '../facts.ts';
import { type Actor, createRecorder, hashOf, statement } from '../record.ts';
import { bareDatabase } from './bare.ts';
import { agency, type House, type Project } from './house.ts';
import { type Line, sideBySide, timed } from './measure.ts';

const connections = 8;
/** More people ask at once than there are connections, as behind a web server: none stands idle while Node decides. */
const atOnce = 16;

/**
 * A request for money on one expense line: awarded → held, the cap legs room → used, a state, a duty, a deadline, a mail.
 * Each round asks once for each project, in both arms, so that no decision waits for another but for the room.
 */
export async function decisions(name: string, house: House, line: string, now: () => string): Promise<Line> {
  const db = connect(house.appUrl, { max: connections });
  const bare = bareDatabase(house.appUrl, connections);
  const recorder = createRecorder({ db, now });
  const readBefore: ReadBefore = new Map();
  const { projects } = house;

  const command = ({ dossier }: Project, id = v7()): Command => ({
    type: 'requestDisbursement',
    dossier,
    input: {
      id,
      items: [{ line, units: { month: '2026-01' }, amountVnd: '1000', costVnd: '1000' }],
      evidence: [createHash('sha256').update(id).digest('hex')],
    },
  });
  const actor = ({ founder }: Project): Actor => ({ agency, person: founder });

  const ours = () =>
    timed(projects.length, atOnce, async (index) => {
      const project = projects[index]!;
      const outcome = await recorder.act(command(project), actor(project), v7());
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    });

  /** What record_decision() is to be given for a project as it stands now. */
  const payload = async (project: Project): Promise<{ text: string; at: string }> => {
    const [asked, who, key, at] = [command(project), actor(project), v7(), now()];
    const wanted = {
      agency,
      dossier: project.dossier,
      actor: project.founder,
      onBehalfOf: null,
      key,
      others: [],
      accounts: null,
    };
    const { facts } = await readFacts(db, readBefore, wanted, at);
    const outcome = decide(asked, facts);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    return { text: statement(asked, outcome.decision, facts, who, key, hashOf(asked, who), at, at), at };
  };
  const recordOnly = async () => {
    const payloads: { text: string; at: string }[] = [];
    await timed(projects.length, atOnce, async (index) => {
      payloads[index] = await payload(projects[index]!);
    });
    // PostgreSQL refuses what was sent more than 5 s ago, so each gets its time as it is sent.
    return timed(payloads.length, atOnce, (index) => {
      const { text, at } = payloads[index]!;
      return bare.run('select record_decision($1::text::jsonb) as answer', [text.replaceAll(at, now())]);
    });
  };

  try {
    return await sideBySide(name, 'decisions/s', 5, ours, recordOnly);
  } finally {
    await db.end();
    await bare.end();
  }
}
