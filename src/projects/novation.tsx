import { NovationPage, type NovationView } from '../../templates/pages/projects/novation.tsx';
import type { FormState } from '../../templates/pages/projects/page.tsx';
import { novationWords } from '../../templates/words/projects-novation.ts';
import { steeringWords } from '../../templates/words/projects-steering.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { clauseText } from '../clauses.ts';
import type { Doors } from '../doors.ts';
import { type Event, factOf, requestsOf, vesselOf } from '../dossier.ts';
import { actorOf, ask, statusOf, typedOf } from '../forms.ts';
import { outsidePapers } from '../paperNumbers.ts';
import type { Parts } from '../parts.ts';
import { explain } from '../refusals.ts';
import { fieldsOf } from './fields.ts';
import { sharesConfirmed } from './shares.ts';
import { followers, onward, returned, type Seen, see, standingOf, stepView, untouched } from './step.ts';

const path = '/agencies/:agency/dossiers/:dossier/novation';
const novated = 'project.agreementNovated';

/** The agreement passes from the team to its company. */
export function novationRoutes(doors: Doors, parts: Parts): void {
  doors.get(path, { who: followers }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    return c.html(<NovationPage {...(await viewOf(seen, untouched(seen)))} />);
  });

  doors.post(path, { who: ['director'] }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const typed = await typedOf(c);
    const n = novationWords[seen.language];
    const fields = fieldsOf(typed, seen.language);
    fields.ticked('verified', n.verifiedMissing);
    const decisionNumber = fields.decision('decisionNumber', steeringWords[seen.language].whatNumber);
    const company = factOf(seen.dossier, 'project', 'company');
    if (company === '') fields.errors[''] = n.noCompany;
    const again = async (form: FormState, status: 409 | 422) =>
      c.html(<NovationPage {...(await viewOf(seen, form))} />, status);
    if (!fields.ok()) return again(returned(seen, typed, { errors: fields.errors }), 422);
    const input = { company, payeeVerified: true, decisionNumber };
    const outcome = await ask(c, parts, { type: 'novate', dossier: seen.dossier.id, input }, typed);
    if (outcome.ok) return onward(seen, novated);
    const { refusal } = outcome;
    return again(returned(seen, typed, { refusal }), statusOf(refusal));
  });
}

type Profile = NonNullable<NovationView['to']> & { debt: bigint };

async function companyOf({ parts, dossier }: Seen): Promise<Profile | null> {
  const company = factOf(dossier, 'project', 'company');
  if (company === '') return null;
  const [row] = await parts.db.query<Profile>`
    select coalesce(p.name, '') as name, coalesce(p.identity, '') as code, coalesce(p.account_number, '') as account_number,
      coalesce(p.account_name, '') as account_name, coalesce(p.bank, '') as bank, d.debt
    from dossier d left join party_profile p on p.agency = d.agency and p.party = d.id
    where d.agency = ${dossier.agency} and d.id = ${company}`;
  return row ?? null;
}

/** An amount cap of the supported party's own, with what is used of it. */
function capOfParty({ dossier, language }: Seen, account: string, party: string, usedVnd: bigint) {
  const [book, pack, id, owner = '', vessel] = account.split('/');
  if (book !== 'C' || pack !== dossier.pack.id || vessel !== 'used' || usedVnd === 0n) return [];
  const cap = dossier.pack.caps.find((known) => known.id === id);
  if (owner.split(';')[0] !== party || cap === undefined || cap.kind !== 'amount') return [];
  return [{ name: cap.name[language], usedVnd, clause: clauseText(dossier.pack, cap.source, language) }];
}

/** What moves with the agreement: from whom, the money that is not paid yet, and what is used of the party's own caps. */
type Moves = Pick<NovationView, 'from' | 'remainingVnd' | 'caps'>;

function movesNow(seen: Seen): Moves {
  const { dossier } = seen;
  const { party } = dossier;
  return {
    from: party?.name ?? '',
    remainingVnd: (['awarded', 'held'] as const).reduce((sum, vessel) => sum + vesselOf(dossier, vessel), 0n),
    caps: party === null ? [] : [...dossier.balances].flatMap(([id, used]) => capOfParty(seen, id, party.id, used)),
  };
}

/** What moved when the agreement was novated, as the history tells it: the party and the balances are others since. */
async function movedAt(seen: Seen, { revision, input }: Event): Promise<Moves> {
  const { parts, dossier } = seen;
  const { agency, id } = dossier;
  const [[party], [left], legs] = await Promise.all([
    parts.db.query<{ name: string }>`
      select coalesce(p.name, '') as name from history h
        left join party_profile p on p.agency = h.agency and p.party = (h.payload::jsonb->'pins'->>'party')::uuid
      where h.agency = ${agency} and h.dossier = ${id} and h.revision < ${revision} and h.payload::jsonb->'pins'->>'party' is not null
      order by h.revision limit 1`,
    parts.db.query<{ amount: bigint }>`
      select coalesce(sum(case when l.account = p.target then p.amount else -p.amount end), 0)::bigint as amount
      from posting p cross join lateral (values (p.source), (p.target)) l (account)
      where p.agency = ${agency} and p.dossier = ${id} and p.revision < ${revision}
        and starts_with(l.account, ${`A/project/${id}/`}) and split_part(l.account, '/', 6) in ('awarded', 'held')`,
    parts.db.query<{ target: string; amount: bigint }>`
      select target, sum(amount)::bigint as amount from posting
      where agency = ${agency} and dossier = ${id} and revision = ${revision} and target like 'C/%/used'
      group by target order by target`,
  ]);
  return {
    from: party?.name ?? '',
    remainingVnd: left?.amount ?? 0n,
    caps: legs.flatMap(({ target, amount }) => capOfParty(seen, target, String(input.company), amount)),
  };
}

/** What stands in the way, each with the way to it; at last what the recorder itself would say. */
async function blocksOf(seen: Seen, company: Profile | null): Promise<{ sentence: string; href: string | null }[]> {
  const { c, dossier, language, parts, base, roles } = seen;
  const w = novationWords[language];
  if (company === null) return [{ sentence: w.noCompany, href: `${base}/company` }];
  const blocks: { sentence: string; href: string | null }[] = [];
  const due = vesselOf(dossier, 'due');
  if (due > 0n) blocks.push({ sentence: w.blockDebt(formatVnd(due)), href: base });
  if (company.debt > 0n) blocks.push({ sentence: w.blockCompanyDebt(formatVnd(company.debt)), href: null });
  const inHands = requestsOf(dossier).find(({ state }) =>
    ['prepared', 'approved', 'ordered'].includes(String(state.value)),
  );
  if (inHands !== undefined) blocks.push({ sentence: w.blockRequests, href: `${base}/requests/${inHands.id}` });
  if (blocks.length > 0 || !roles.includes('director')) return blocks;
  const input = { company: factOf(dossier, 'project', 'company'), payeeVerified: true, decisionNumber: '-' };
  const outcome = await parts.recorder.whatIf({ type: 'novate', dossier: dossier.id, input }, actorOf(c, 'novate'));
  if (outcome.ok) return [];
  return [{ sentence: explain(outcome.refusal, language, dossier.pack).sentence, href: null }];
}

async function viewOf(seen: Seen, form: FormState) {
  const { dossier } = seen;
  const standing = standingOf(seen, [novated]);
  const company = await companyOf(seen);
  const novation = dossier.history.find(({ event }) => event === novated);
  return {
    ...stepView(seen, standing, form, clauseText(dossier.pack, dossier.pack.procedure.amendment.source, seen.language)),
    agreement: factOf(dossier, 'project', 'agreementNumber'),
    number: outsidePapers(dossier).find(({ kind }) => kind === 'novation')?.number ?? '',
    to: company,
    shares: await sharesConfirmed(seen),
    isOver: novation !== undefined,
    ...(novation === undefined ? movesNow(seen) : await movedAt(seen, novation)),
    blocks: standing.state === 'open' ? await blocksOf(seen, company) : [],
  };
}
