import { keepContent } from '../../src/contents.ts';
import type { Json } from '../../workflows/canonical.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import type { Stage } from './stage.ts';

/**
 * Confirms a party as it stands, as an officer does on the pages: what is kept of it, with its account, becomes the content of the
 * confirmation. Nobody is paid on an account that was not confirmed so.
 */
export async function confirmParty(stage: Stage, party: string): Promise<void> {
  const { db, agency, people } = stage;
  const [row] = await db.query<{ facts: JsonObject; body: Json }>`
    select s.facts, jsonb_build_object('name', p.name, 'identity', p.identity, 'address', p.address, 'representative', coalesce(p.representative::text, ''),
      'accountNumber', p.account_number, 'accountName', p.account_name, 'bank', p.bank) as body
    from state s join party_profile p on p.agency = s.agency and p.party = s.dossier
    where s.agency = ${agency} and s.dossier = ${party}::uuid and s.subject = 'party'`;
  const { kind, members, beneficiaryClass } = row!.facts;
  const now = () => new Date().toISOString();
  const commitment = await keepContent(
    { db, now },
    { agency, dossier: party, kind: 'evidence', body: row!.body, person: people.officer },
  );
  await stage.must(people.officer, 'registerParty', party, {
    kind: kind!,
    members: members!,
    ...(beneficiaryClass === undefined ? {} : { beneficiaryClass }),
    commitment,
  });
}
