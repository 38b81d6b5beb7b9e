// Who was refused what: that somebody tried is worth knowing (DESIGN §2).

import type { RefusalRow } from '../../templates/pages/reports.tsx';
import { nameOf } from '../../templates/words/names.ts';
import type { Language } from '../../templates/words/words.ts';
import { type CommandType, specs } from '../../workflows/commands/index.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import type { Database, Parameter } from '../database/pool.ts';
import { codeOf } from '../dossier.ts';
import { packsOf } from '../programmes/index.ts';
import { explain } from '../refusals.ts';
import { closedTo, type Reader } from '../standing.ts';

type Row = {
  at: string;
  name: string | null;
  command: CommandType;
  details: Refusal;
  dossier: string | null;
  began: string | null;
  pack: string | null;
  subject: string | null;
  all: number;
};

/** One page of the refusals of an agency, at dossiers that open to the reader, the last first, or all of them; and how many there are. */
export async function refusalsIn(
  db: Database,
  agency: string,
  { from, most, language, reader }: { from: number; most: number | null; language: Language; reader: Reader },
): Promise<{ rows: RefusalRow[]; all: number }> {
  const given: Parameter[] = [agency, most, from];
  const closed = closedTo(reader, (value) => `$${given.push(value)}`, '$1');
  const [refused, packs] = await Promise.all([
    db.run<Row>(
      `select r.at::text as at, count(*) over ()::int as "all", p.name, r.command, r.details, d.id::text as dossier, b.at::text as began,
        d.pack::text as pack, s.subject
      from refusal r left join person p on p.id = r.actor
        left join dossier d on d.agency = r.agency and d.id = r.dossier and d.kind = 'application'
        left join history b on b.agency = d.agency and b.dossier = d.id and b.revision = 1
        left join state s on s.agency = d.agency and s.dossier = d.id
          and s.subject in ('disbursement/' || (r.details->>'about'), 'recovery/' || (r.details->>'about'), 'amendment/' || (r.details->>'about'))
      where r.agency = $1 and (d.id is null or d.id not in (${closed})) order by r.id desc limit $2 offset $3`,
      given,
    ),
    packsOf(db, agency),
  ]);
  const rows = refused.map(({ at, name, command, details, dossier, began, pack, subject }): RefusalRow => {
    const { sentence, clause } = explain(details, language, packs.get(pack ?? '') ?? null);
    const base = dossier === null ? null : `/agencies/${agency}/dossiers/${dossier}`;
    const page = subject
      ?.replace('disbursement/', 'requests/')
      .replace('recovery/', 'recoveries/')
      .replace('amendment/', 'amendments/');
    return {
      ...{ sentence, clause: clause ?? '' },
      at: new Date(at).toISOString(),
      who: name ?? nameOf('roles', 'system', language),
      command: Object.hasOwn(specs, command) ? nameOf('events', specs[command].event, language) : command,
      code: dossier === null || began === null ? '' : codeOf(dossier, began),
      href: base === null || page === undefined ? base : `${base}/${page}`,
    };
  });
  return { rows, all: refused[0]?.all ?? 0 };
}
