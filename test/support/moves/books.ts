// The books of a world beside the model's, and what must always be true of it (DESIGN §11).

import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { type ReadBefore, readFacts } from '../../../src/facts.ts';
import type { Actor, Answer } from '../../../src/record.ts';
import { specs } from '../../../workflows/commands/index.ts';
import { type Command, callLimits, decide } from '../../../workflows/decide.ts';
import type { Pack } from '../../../workflows/programmes/schema.ts';
import { capLegs } from '../../../workflows/rules/caps.ts';
import { tally } from './cast.ts';
import type { World } from './world.ts';

const packs: ReadBefore = new Map();

/** The cap legs that TypeScript expects of a command, as net flows; null when it is refused or moves nothing. */
export async function legsBefore(world: World, command: Command, actor: Actor): Promise<Map<string, bigint> | null> {
  const { stage } = world.cast;
  const spec = specs[command.type];
  const parsed = spec.input.safeParse(command.input);
  if (!parsed.success) return null;
  const { facts } = await readFacts(
    stage.db,
    packs,
    {
      agency: actor.agency,
      dossier: command.dossier,
      actor: actor.person,
      onBehalfOf: actor.onBehalfOf ?? null,
      key: v7(),
      others: spec.needs?.(parsed.data as never, actor.agency) ?? [],
      accounts: spec.needsAccounts?.(parsed.data as never) ?? null,
    },
    new Date().toISOString(),
  );
  const outcome = decide(command, facts);
  if (!outcome.ok || outcome.decision.postings.length === 0 || outcome.decision.novateTo !== undefined) return null;
  if (facts.pack === null || facts.dossier === null || outcome.decision.kind !== 'application') return null;
  const pins = outcome.decision.pins ?? facts.dossier;
  const { legs } = capLegs(outcome.decision.postings, {
    dossier: command.dossier,
    pins,
    pack: facts.pack as Pack,
    limits: callLimits(facts, pins),
    balances: facts.balances,
  });
  return net(legs);
}

/** The cap legs that SQL has written, against those expected. */
export async function compareLegs(
  world: World,
  expected: Map<string, bigint>,
  { dossier, revision }: Answer,
): Promise<void> {
  const { stage } = world.cast;
  const rows = await stage.db.query<{ source: string; target: string; amount: bigint }>`
    select source, target, amount from posting where agency = ${stage.agency} and dossier = ${dossier} and revision = ${revision} and derived`;
  const found = net(rows.map(({ source, target, amount }) => [source, target, amount] as const));
  tally.legs += rows.length;
  same(world, found, expected, 'the cap legs of SQL', 'those of capLegs()');
}

function same(
  world: World,
  found: Map<string, bigint>,
  expected: Map<string, bigint>,
  one: string,
  other: string,
): void {
  const differences: string[] = [];
  for (const id of [...new Set([...found.keys(), ...expected.keys()])].sort())
    if ((found.get(id) ?? 0n) !== (expected.get(id) ?? 0n))
      differences.push(`  ${id}: ${found.get(id) ?? 0n} ≠ ${expected.get(id) ?? 0n}`);
  if (differences.length > 0) world.fail(`${one} ≠ ${other}:\n${differences.join('\n')}`);
}

/** All accounts of this world against the model, and what parties owe. */
export async function compare(world: World): Promise<void> {
  const { stage } = world.cast;
  world.sinceCompared = 0;
  tally.comparisons += 1;
  const owners = [world.model.state.dossiers, world.model.state.calls, world.model.state.parties].flatMap(Object.keys);
  const rows = await stage.db.query<{ id: string; balance: bigint }>`
    select id, balance from account where agency = ${stage.agency} and not is_source
    and (owner = any (${owners}) or id like ${`B/%/${world.source}/%`} or starts_with(id, ${`C/${world.packId}/`}))`;
  const expected = world.model.accounts();
  const found = new Map<string, bigint>();
  for (const { id, balance } of rows) {
    found.set(id, balance);
    if (!expected.has(id)) expected.set(id, world.model.untouched(id));
  }
  same(world, found, expected, 'the books', 'the model');
  const parties = Object.keys(world.model.state.parties);
  const debts = await stage.db.query<{ id: string; debt: bigint }>`
    select id, debt from dossier where agency = ${stage.agency} and id = any (${parties})`;
  same(
    world,
    new Map(debts.map(({ id, debt }) => [id, debt])),
    new Map(parties.map((party) => [party, world.model.debtOf(party)])),
    'the debts of the parties',
    'what is due in their dossiers',
  );
}

/** What must always be true of this world, asked of the database alone. */
export async function check(world: World): Promise<void> {
  const { stage } = world.cast;
  await compare(world);
  const ids = Object.keys(world.model.state.dossiers);
  const wrong = await stage.db.query<{ what: string }>`
    with ours as (select * from account where agency = ${stage.agency}
        and (owner = any (${ids}) or id like ${`B/%/${world.source}/%`} or starts_with(id, ${`C/${world.packId}/`}))),
    moved as (select id, sum(x) total from (select source id, -amount x from posting union all select target, amount from posting) y
        where id in (select id from ours) group by id),
    rooms as (select regexp_replace(id, '/(room|used|authority)$', '') room,
        sum(balance) filter (where id like '%/room') room_balance, sum(balance) filter (where id like '%/used') used,
        sum(balance) filter (where id like '%/authority') authority from ours where id ~ '/(room|used|authority)$' and id like 'C/%' group by 1),
    declarations as (select agency, dossier, actor, revision, payload::jsonb #>> '{command,input,conflict}' conflict from history
        where dossier = any (${ids}::uuid[]) and event = 'application.interestDeclared')
    select 'below zero: ' || id as what from ours where balance < 0 and not is_source
    union all select 'balance is not the sum of postings: ' || o.id from ours o left join moved m using (id) where o.balance <> coalesce(m.total, 0)
    union all select 'room + used is not what was poured: ' || room from rooms where room_balance + used <> -authority
    union all select 'seats: ' || r.room from rooms r where r.room like '%/agency.seats/%' and r.used <>
      (select count(*) from ours c where starts_with(c.id, r.room || '/claims:') and c.balance > 0)
    union all select 'two units: ' || p.id from posting p join account a on a.agency = p.agency and a.id = p.source
      join account b on b.agency = p.agency and b.id = p.target where p.dossier = any (${ids}::uuid[]) and a.unit <> b.unit
    union all select 'revisions with a gap: ' || dossier from history where dossier = any (${ids}::uuid[])
      group by dossier having count(*) <> max(revision) or min(revision) <> 1
    union all select 'acted in a conflict of interest: ' || d.person || ' ' || d.duty from declarations c join duty d
      using (agency, dossier) where c.conflict is not null and d.person = c.actor and d.revision > c.revision and d.duty not in
      ('declaredInterest', 'applied', 'requested', 'askedToAmend')
    union all select 'judged without having declared: ' || d.person from duty d where d.dossier = any (${ids}::uuid[])
      and d.duty in ('reviewed', 'voted') and not exists (select from declarations c
      where c.dossier = d.dossier and c.actor = d.person and c.revision < d.revision)
    union all select 'an auditor with another office: ' || s.dossier from state s where s.agency = ${stage.agency} and s.subject = 'person'
      and s.facts -> 'roles' ? 'auditor' and jsonb_array_length(s.facts -> 'roles') > 1
    union all select 'budget not conserved: ' || split_part(id, '/', 2) from ours where id like 'B/%' group by split_part(id, '/', 2) having sum(balance) <> 0`;
  if (wrong.length > 0) world.fail(wrong.map(({ what }) => what).join('\n'));

  // A project's vessels hold what it was ever awarded, less what went back to the call.
  for (const dossier of world.dossiers) {
    const [row] = await stage.db.query<{ held: bigint }>`select coalesce(sum(balance), 0)::bigint as held from account
      where agency = ${stage.agency} and starts_with(id, ${`A/project/${dossier.id}/`})`;
    if (row?.held !== dossier.everAwarded - dossier.backToCall)
      world.fail(`the vessels of ${dossier.id} hold ${row?.held}, not ${dossier.everAwarded} - ${dossier.backToCall}`);
    // Every đồng that is due stands in a recovery, or nobody could pay it back.
    const due = Object.values(dossier.boxes).reduce((sum, box) => sum + box.due, 0n);
    const rows = await stage.db.query<{ facts: { items: { amountVnd: string }[] } }>`
      select facts from state where agency = ${stage.agency} and dossier = ${dossier.id} and machine = 'recovery' and value = '"due"'`;
    const inRecoveries = rows
      .flatMap(({ facts }) => facts.items)
      .reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);
    if (due !== inRecoveries) world.fail(`${dossier.id} owes ${due}, but its recoveries say ${inRecoveries}`);
  }
  const chain = await stage.db.query<{
    dossier: string;
    kind: string;
    revision: number;
    payload: string;
    hash: Uint8Array;
    head: Uint8Array;
  }>`
    select h.dossier, d.kind, h.revision, h.payload, h.hash, d.head from history h join dossier d using (agency)
    where d.id = h.dossier and h.agency = ${stage.agency} and h.dossier = any (${ids}::uuid[]) order by h.dossier, h.revision`;
  let before = Buffer.alloc(0);
  for (const [i, row] of chain.entries()) {
    if (row.revision === 1) before = sha(Buffer.from(`${stage.agency}/${row.dossier}/${row.kind}`));
    before = sha(Buffer.concat([before, Buffer.from(row.payload)]));
    if (!before.equals(row.hash)) world.fail(`the chain of ${row.dossier} is broken at ${row.revision}`);
    if (chain[i + 1]?.dossier !== row.dossier && !before.equals(row.head))
      world.fail(`${row.dossier} has another head`);
  }
}

const sha = (bytes: Buffer): Buffer<ArrayBuffer> => Buffer.from(createHash('sha256').update(bytes).digest());

/** What each account gains and loses in all. */
function net(postings: readonly (readonly [string, string, bigint])[]): Map<string, bigint> {
  const change = new Map<string, bigint>();
  for (const [source, target, amount] of postings) {
    change.set(source, (change.get(source) ?? 0n) - amount);
    change.set(target, (change.get(target) ?? 0n) + amount);
  }
  for (const [id, amount] of change) if (amount === 0n) change.delete(id);
  return change;
}
