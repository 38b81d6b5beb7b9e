// Orders whose money may have come back: an incoming line of a statement that has the number of one leads to where its return is recorded.

import type { OrderView } from '../../templates/pages/disbursements/statement.tsx';
import { numberAndSymbol, symbolOf } from '../../templates/words/paperNumbers.ts';
import type { Database, Parameter } from '../database/pool.ts';
import { codeOf } from '../dossier.ts';
import { packsOf } from '../programmes/index.ts';
import { closedTo, type Reader } from '../standing.ts';

/** An order that was sent out, by the number that it has now; it stands so until its return is recorded. */
export type Returnable = OrderView & { number: number };

/** Of these numbers the orders whose return can be recorded: given, or paid, and not made anew since. Each year counts from one. */
export async function returnableAmong(
  db: Database,
  agency: string,
  reader: Reader,
  numbers: readonly number[],
): Promise<Returnable[]> {
  if (numbers.length === 0) return [];
  type Row = {
    dossier: string;
    request: string;
    began: string;
    payee: string;
    amount: bigint;
    number: number;
    pack: string;
    isAdvance: boolean;
  };
  const given: Parameter[] = [agency, numbers];
  const closed = closedTo(reader, (value) => `$${given.push(value)}`, '$1');
  const rows = await db.run<Row>(
    `select n.dossier::text as dossier, split_part(n.subject, '/', 2) as request, b.at::text as began, n.number, d.pack::text as pack,
        coalesce(c.body->>'name', p.name, '') as payee, coalesce((s.facts->>'isAdvance')::boolean, false) as is_advance,
        (select coalesce(sum((i->>'amountVnd')::bigint), 0)::bigint from jsonb_array_elements(s.facts->'items') i) as amount
      from paper n
        join state s on s.agency = n.agency and s.dossier = n.dossier and s.subject = n.subject and s.machine = 'disbursement'
          and s.value #>> '{}' in ('ordered', 'paid', 'settled')
        join dossier d on d.agency = n.agency and d.id = n.dossier
        join history b on b.agency = n.agency and b.dossier = n.dossier and b.revision = 1
        left join content c on c.agency = n.agency and c.commitment = s.facts->>'approvedPayee'
        left join party_profile p on p.agency = n.agency and p.party = coalesce(s.facts->>'payee', d.party::text)::uuid
      where n.agency = $1 and n.kind = 'paymentOrder' and n.number = any ($2::int[]) and d.id not in (${closed})
        and not exists (select from paper l where l.agency = n.agency and l.dossier = n.dossier and l.subject = n.subject
          and l.kind = n.kind and l.revision > n.revision)
      order by n.year desc, n.number`,
    given,
  );
  const packs = await packsOf(db, agency);
  return rows.map(({ dossier, request, began, amount, pack, ...row }) => ({
    ...{ ...row, code: codeOf(dossier, began), amountVnd: amount, value: `${dossier}.${request}` },
    href: `/agencies/${agency}/dossiers/${dossier}/requests/${request}`,
    order: numberAndSymbol({ number: row.number, symbol: symbolOf(agency, packs.get(pack)!, 'paymentOrder') }),
  }));
}
