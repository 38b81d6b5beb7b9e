// The accounts that a party was paid on, one after the other: who gave each, who confirmed it, and who dropped it, and why. The
// history names them by the contents of the party's registrations; what was erased there is not said any more.

import { timeText } from '../templates/parts/when.ts';
import { historyWords } from '../templates/words/programmes-history.ts';
import type { Language } from '../templates/words/words.ts';
import { acceptedEvents } from '../workflows/machines.ts';
import { reasonOf } from './contents.ts';
import type { Database } from './database/pool.ts';
import { type Dossier, type Event, novationIn, readEvents } from './dossier.ts';
import type { Account } from './partyAccount.ts';

export type AccountChange = Pick<Event, 'revision' | 'at' | 'name' | 'behalf'> & {
  readonly party: string;
  readonly what: 'confirmed' | 'dropped';
  /** null where there was none, or none is. */
  readonly before: Account | null;
  readonly after: Account | null;
  /** Who gave the account that was confirmed, where that was noted. */
  readonly declared: { readonly name: string; readonly at: string } | null;
  /** Of a dropping; '' where it was erased. */
  readonly reason: string;
};

type Body = Partial<Account & { dropped: Account; declaredBy: string; declaredAt: string }>;

const accountOf = ({ accountNumber = '', accountName = '', bank = '' }: Partial<Account>): Account | null =>
  accountNumber === '' ? null : { accountNumber, accountName, bank };

const textOf = (account: Account | null): string =>
  account === null ? '' : [account.accountNumber, account.accountName, account.bank].filter(Boolean).join(', ');

/** What officers did with the accounts of these parties, newest first. */
export async function accountChanges(
  db: Database,
  agency: string,
  parties: readonly string[],
): Promise<AccountChange[]> {
  const events = await readEvents(
    db,
    `select * from history where agency = $1 and dossier = any ($2::uuid[]) and event = 'party.registered'`,
    [agency, [...parties]],
  );
  const commitments = events.flatMap(({ input }) => (typeof input.commitment === 'string' ? [input.commitment] : []));
  const kept = await db.query<{ commitment: string; body: Body; giver: string }>`
    select c.commitment, c.body, coalesce(p.name, '') as giver from content c left join person p on p.id::text = c.body->>'declaredBy'
    where c.agency = ${agency} and c.commitment = any (${commitments}::text[]) and c.body is not null`;
  const bodies = new Map(kept.map((one) => [one.commitment, one]));
  const last = new Map<string, Account>();
  const changes: AccountChange[] = [];
  for (const { dossier: party, revision, at, name, behalf, input } of events.toReversed()) {
    const found = bodies.get(String(input.commitment));
    if (found === undefined) continue;
    const { body, giver } = found;
    const before = last.get(party) ?? null;
    const after = accountOf(body);
    const done = { party, revision, at, name, behalf, after };
    if (input.accountReturnedFor !== undefined) {
      const reason = await reasonOf(db, agency, input.accountReturnedFor);
      const dropped = accountOf(body.dropped ?? {}) ?? before;
      changes.push({ ...done, what: 'dropped', before: dropped, declared: null, reason });
    } else if (after !== null && textOf(after) !== textOf(before)) {
      const { declaredAt = '' } = body;
      const declared = giver === '' || declaredAt === '' ? null : { name: giver, at: declaredAt };
      changes.push({ ...done, what: 'confirmed', before, declared, reason: '' });
    }
    if (after !== null) last.set(party, after);
  }
  return changes.toReversed();
}

/** What may still become of an application that is at its end. */
const mayFollowTheEnd: ReadonlySet<string> = new Set([
  'application.withdrawalUndone',
  'application.interestDeclared',
  'application.screeningReopened',
  'application.councilReopened',
  'application.decisionReopened',
]);

/** What became of the account that a dossier is paid on, from its beginning to its end: of the applicant's, then of the company's. */
export async function accountChangesOf(db: Database, dossier: Dossier): Promise<AccountChange[]> {
  const { agency, party, applicant, history, states } = dossier;
  const parties = [...new Set([applicant?.id, party?.id])].filter((id) => id !== undefined);
  const passedAt = novationIn(dossier)?.at;
  const funding = (states.get('project')?.value as { funding?: string } | undefined)?.funding;
  const application = states.get('application');
  const isOver =
    funding === undefined
      ? application === undefined || acceptedEvents(application).every((event) => mayFollowTheEnd.has(event))
      : funding === 'closed' || funding === 'terminated';
  const [first, until] = [history.at(-1)?.at ?? '', isOver ? (history[0]?.at ?? '') : null];
  return (await accountChanges(db, agency, parties)).filter(
    (change) =>
      change.at >= first &&
      (until === null || change.at <= until) &&
      (passedAt === undefined || change.party === party?.id || change.at <= passedAt),
  );
}

/** What a change of an account was, as both histories say it: which account for which, and who had given it. */
export function accountFacts({ what, before, after, declared }: AccountChange, language: Language): string[] {
  const w = historyWords[language];
  const [was, is] = [textOf(before), textOf(after)];
  return [
    what === 'dropped' || was !== '' ? w.account(w.fromTo(was || w.noAccount, is || w.noAccount)) : w.account(is),
    ...(declared === null ? [] : [w.accountGiven(declared.name, timeText(declared.at))]),
  ];
}
