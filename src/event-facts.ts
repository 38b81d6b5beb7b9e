// What an event of a dossier was about, in figures: how much, under which number, on which day. History says it itself, by the
// command's input, the money that moved and the papers that were issued.

import { dayText, type Meets, meetsWhen } from '../templates/parts/when.ts';
import { amendmentNames } from '../templates/words/amendments.ts';
import { eventFactWords } from '../templates/words/event-facts.ts';
import { nameOf } from '../templates/words/names.ts';
import { paperNumber } from '../templates/words/paperNumbers.ts';
import { severalWords } from '../templates/words/reviews-several.ts';
import type { Language } from '../templates/words/words.ts';
import type { AmendmentChange } from '../workflows/commands/index.ts';
import type { JsonObject } from '../workflows/decide.ts';
import { formatVnd } from '../workflows/rules/money.ts';
import type { Database } from './database/pool.ts';
import type { Dossier, Event } from './dossier.ts';

type Of = Pick<Dossier, 'agency' | 'id'>;

/** How much each event moved out of the project's own vessels, by its revision; of what came back not where it went on to. */
export async function movedFrom(db: Database, { agency, id }: Of): Promise<ReadonlyMap<number, bigint>> {
  const rows = await db.query<{ revision: number; amount: bigint }>`
    select p.revision, sum(p.amount)::bigint as amount
    from posting p join history h on h.agency = p.agency and h.dossier = p.dossier and h.revision = p.revision
    where p.agency = ${agency} and p.dossier = ${id}::uuid and not p.derived and starts_with(p.source, ${`A/project/${id}/`})
      and (h.event not in ('disbursement.bankRejected', 'disbursement.paymentReturned') or p.target like '%/held')
    group by p.revision`;
  return new Map(rows.map(({ revision, amount }) => [revision, amount]));
}

/** Events whose amount is what they moved; the others say theirs in their input. */
const saidByMoney: ReadonlySet<string> = new Set([
  'project.remainderCancelled',
  'disbursement.ordered',
  'disbursement.paid',
  'disbursement.bankRejected',
  'disbursement.paymentReturned',
  'recovery.decided',
  'recovery.writtenOff',
]);

/** Every amount that an input names, added up; null where it names none. What a council recommended is said by its minutes. */
function amountIn(event: string, { amountVnd, items, lines, accepted, cleared }: JsonObject): bigint | null {
  if (event.startsWith('application.') && event !== 'application.awarded') return null;
  if (typeof amountVnd === 'string') return BigInt(amountVnd);
  const list = (items ?? lines ?? accepted ?? cleared) as readonly Record<string, string>[] | undefined;
  if (list === undefined) return null;
  return list.reduce((sum, one) => sum + BigInt(one.amountVnd ?? one.settledVnd ?? '0'), 0n);
}

/** What somebody asked to amend: its kind, and the figure that it is about. */
function changeFacts(change: unknown, language: Language): string[] {
  const asked = change as AmendmentChange | undefined;
  if (asked === undefined) return [];
  const figure =
    asked.kind === 'time'
      ? [dayText(asked.endsOn)]
      : asked.kind === 'lines'
        ? [formatVnd(BigInt(asked.amountVnd))]
        : [];
  return [amendmentNames[language].toDo[asked.kind], ...figure];
}

/** When a council is to meet that was composed, or composed anew. */
function meetingFacts(meeting: unknown, language: Language): string[] {
  return meeting == null ? [] : [severalWords[language].move.meetsFact(meetsWhen(meeting as Meets))];
}

/** What an event was about, a figure or a number each. `moved`: of `movedFrom`. */
export function eventFacts(
  { agency, pack, papers }: Pick<Dossier, 'agency' | 'pack' | 'papers'>,
  { event, revision, input }: Pick<Event, 'event' | 'revision' | 'input'>,
  moved: ReadonlyMap<number, bigint>,
  language: Language,
): string[] {
  const w = eventFactWords[language];
  const text = (name: string) => (typeof input?.[name] === 'string' ? (input[name] as string) : '');
  const said = (name: Exclude<keyof typeof w, 'accepted' | 'year' | 'paper'>) => {
    const value = text(name);
    return value === '' ? [] : [w[name](/^\d{4}-\d{2}-\d{2}$/.test(value) ? dayText(value) : value)];
  };
  const amount = saidByMoney.has(event) ? (moved.get(revision) ?? null) : amountIn(event, input ?? {});
  const year = typeof input?.year === 'number' ? input.year : null;
  return [
    ...(amount === null ? [] : [event === 'disbursement.verified' ? w.accepted(formatVnd(amount)) : formatVnd(amount)]),
    ...(event.startsWith('project.') || event === 'disbursement.prepared'
      ? year === null
        ? []
        : [w.year(year, nameOf('sources', text('source'), language))]
      : []),
    ...papers
      .filter((paper) => paper.revision === revision && paper.kind !== 'minutes')
      .map(({ kind, number }) => w.paper(paperNumber(agency, pack, { kind, number }))),
    ...changeFacts(input?.change, language),
    ...meetingFacts(input?.meeting, language),
    ...said('decisionNumber'),
    ...said('agreementNumber'),
    ...said('liquidationNumber'),
    ...said('signedOn'),
    ...said('endsOn'),
    ...said('reference'),
    ...said('paidOn'),
    ...said('returnedOn'),
    ...said('receivedOn'),
    ...said('repayBy'),
    ...said('dueOn'),
  ];
}
