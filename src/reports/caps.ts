import type { CapRow } from '../../templates/pages/reports.tsx';
import { programmeWords } from '../../templates/words/programmes.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Cap, Pack } from '../../workflows/programmes/schema.ts';
import type { Database } from '../database/pool.ts';
import { figuresOf } from '../figures.ts';
import { basisOf, confirmedBy } from '../programmes/index.ts';

type Room = {
  room: string;
  authority: bigint;
  left: bigint;
  used: bigint;
  owner: string;
  party: string | null;
  title: string | null;
};

/** Every cap of an agency's published packs: each room that is open, and each cap that the law leaves unknown. */
export async function capRows(db: Database, agency: string, language: Language): Promise<CapRow[]> {
  const [packs, rooms, changes] = await Promise.all([
    db.query<{ facts: Pack; name: string | null; at: string }>`
      select s.facts, p.name, h.at::text as at from state s join history h on h.agency = s.agency and h.dossier = s.dossier and h.revision = 1
        left join person p on p.id = h.actor
      where s.agency = ${agency} and s.subject = 'pack' and s.value = '"published"' order by h.at`,
    db.query<Room>`
      select left(r.id, -5) as room, a.balance as authority, r.balance as left, coalesce(u.balance, 0)::bigint as used, r.owner, p.name as party, c.body->>'projectName' as title
      from account r join account a on a.agency = r.agency and a.id = left(r.id, -5) || '/authority' left join account u on u.agency = r.agency and u.id = left(r.id, -5) || '/used'
        left join party_profile p on p.agency = r.agency and p.party::text = r.owner
        left join state s on s.agency = r.agency and s.dossier::text = r.owner and s.subject = 'application' left join content c on c.agency = s.agency and c.commitment = s.facts->>'content'
      where r.agency = ${agency} and r.id like 'C/%/room' order by r.id collate "C" limit 5000`,
    db.query<{ room: string; name: string | null; at: string; decisionNumber: string }>`
      select i.input->>'room' as room, i.input->>'decisionNumber' as decision_number, p.name, h.at::text as at
      from history h cross join lateral (select h.payload::jsonb->'command'->'input' as input) i left join person p on p.id = h.actor
      where h.agency = ${agency} and h.event = 'cap.changed' order by h.at`,
  ]);
  const changed = new Map(
    changes.map(({ room, name, at, decisionNumber }) => [
      room,
      { name: name ?? '', at: new Date(at).toISOString(), decisionNumber },
    ]),
  );
  const { callSets } = programmeWords[language].packs;
  const figures = new Map((await figuresOf(db, agency)).map((figure) => [figure.id, figure]));
  const rows: CapRow[] = [];
  for (const { facts: pack, name, at } of packs) {
    const published = { name: name ?? '', at: new Date(at).toISOString(), decisionNumber: null };
    for (const cap of pack.caps) {
      const byCall = pack.setByCall.some(({ forCap }) => forCap === cap.id);
      const figure = figures.get(cap.source.confirmedIn ?? '');
      const confirmed = figure === undefined ? null : { ...published, confirmed: confirmedBy(figure, language) };
      const basis = byCall ? { text: callSets, flag: null } : basisOf(pack, cap.source, language);
      const about = { name: cap.name[language], owner: cap.owner, seats: cap.kind === 'seats', basis };
      const open = rooms.filter(({ room }) => room.startsWith(`C/${pack.id}/${cap.id}/`));
      for (const { room, authority, left, used, owner, party, title } of open)
        rows.push({
          ...about,
          of: nameOfOwner(room, cap, party ?? title),
          dossier: cap.owner === 'project' ? `/agencies/${agency}/dossiers/${owner}` : null,
          limit: -authority,
          used,
          left,
          set: changed.get(room) ?? confirmed ?? published,
        });
      if (open.length === 0)
        rows.push({
          ...about,
          of: '',
          dossier: null,
          limit: limitOf(cap),
          used: 0n,
          left: limitOf(cap) ?? 0n,
          set: confirmed ?? published,
        });
    }
  }
  return rows;
}

/** The pack's own figure; null where the law leaves it unknown, or where it is a share of a cost. */
function limitOf(cap: Cap): bigint | null {
  const text = cap.kind === 'amount' ? cap.limitVnd : cap.kind === 'seats' ? cap.limitSeats : '0';
  return text === null ? null : BigInt(text);
}

/** Whose a room is, with the units that it counts. */
export function nameOfOwner(room: string, cap: Cap, name: string | null): string {
  const [owner = '', ...units] = (room.split('/')[3] ?? '').split(';');
  const whose = cap.owner === 'agency' ? '' : (name ?? owner.slice(-6).toUpperCase());
  return [whose, ...units.map((unit) => unit.split('=')[1] ?? unit)].filter(Boolean).join(', ');
}
