// Payments that a treasury or bank sent back, before they were recorded as paid or after: why, on which day and under which number of its own.

import { contentOf } from './contents.ts';
import type { Database } from './database/pool.ts';
import type { Dossier } from './dossier.ts';

export type BankReturn = {
  /** When it was recorded. */
  readonly at: string;
  readonly reason: string;
  /** The day and the number of the bank's return; '' where they were not said. */
  readonly on: string;
  readonly number: string;
  /** It was recorded as paid before. */
  readonly wasPaid: boolean;
  /** The treasury's or bank's own paper, where one was asked for. */
  readonly file: { readonly id: string; readonly name: string } | null;
};

/** The events by which money or its order came back. */
export const sentBack: readonly string[] = ['disbursement.bankRejected', 'disbursement.paymentReturned'];

const waiting: readonly unknown[] = ['verified', 'prepared', 'approved'];

/** The recorded return of a request's last order, while it was not ordered again. */
function returnedEvent({ states, history }: Dossier, subject: string) {
  const state = states.get(subject);
  if (state === undefined || !waiting.includes(state.value)) return undefined;
  const last = history.find(
    (one) =>
      one.subject === subject && [...sentBack, 'disbursement.ordered', 'disbursement.requested'].includes(one.event),
  );
  return last !== undefined && sentBack.includes(last.event) ? last : undefined;
}

/** What the bank said when it sent a request's order back; null where none is back. */
export async function bankReturnOf(db: Database, dossier: Dossier, id: string): Promise<BankReturn | null> {
  const event = returnedEvent(dossier, `disbursement/${id}`);
  if (event === undefined) return null;
  const reason = typeof event.input.reason === 'string' ? event.input.reason : null;
  const said = await contentOf<{ text?: string; on?: string; number?: string }>(db, dossier.agency, reason);
  const { returnedOn, reference, document } = event.input as Record<string, string | undefined>;
  const [file] =
    document === undefined
      ? []
      : await db.query<{ id: string; name: string }>`
          select id::text as id, name from attachment where agency = ${dossier.agency} and dossier = ${dossier.id} and sha256 = ${document}
          order by uploaded_at desc limit 1`;
  return {
    at: event.at,
    reason: said?.text ?? '',
    on: returnedOn ?? said?.on ?? '',
    number: reference ?? said?.number ?? '',
    wasPaid: event.event === 'disbursement.paymentReturned',
    file: file ?? null,
  };
}

/** When an order to the dossier's own party was last sent back and not issued again: then the party may give another account. */
export function returnedToParty(dossier: Dossier): string | null {
  const party = dossier.party?.id;
  const found = [...dossier.states.values()].flatMap(({ subject, machine, facts }) => {
    if (machine !== 'disbursement' || ((facts.payee as string | null | undefined) ?? party) !== party) return [];
    return returnedEvent(dossier, subject)?.at ?? [];
  });
  return found.sort().at(-1) ?? null;
}
