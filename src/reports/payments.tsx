// Orders and payments of an agency, one after the other, and what they come to beside the book of the budget (DESIGN §4, book B).

import { type Payment, type PaymentBook, type PaymentSums, paymentRegister } from '../../templates/pages/registers.tsx';
import { ManyAtOnce } from '../../templates/parts/many-at-once.tsx';
import { paperNumber } from '../../templates/words/paperNumbers.ts';
import { manyAtOnce } from '../disbursements/index.ts';
import { lineName } from '../refusals.ts';
import { plainAmount, type Source } from './register.tsx';

type Own = Pick<
  Payment,
  | 'state'
  | 'day'
  | 'amount'
  | 'endedOn'
  | 'sentBackOn'
  | 'reference'
  | 'isAdvance'
  | 'returnReason'
  | 'returnNumber'
  | 'preparedBy'
  | 'preparedFor'
  | 'approvedBy'
  | 'approvedFor'
> & {
  kind: 'order' | 'back' | 'sentBack';
  request: string;
  number: number | null;
  next: number | null;
  lines: string[];
  pack: string;
};

/**
 * Every order, with how it ended, and every sum that came back into the year that it was paid from. The events of a request follow
 * one another: prepared, approved, ordered, then paid or returned, then prepared anew; so an order's end is the next, its approval the
 * one before, and its successor the next order. What came back stands alone, however often some of it came; so does a correction. It
 * names the order that it came back of: the last before it, of the request that it was paid for.
 * Whom it was for, and whether as an advance, is what its decision said of the request, and of which lines what it moved: a request
 * that is asked for anew says something else since.
 */
const entries = `
  with event as materialized (
    select h.dossier, h.revision, h.event, h.at, h.actor, (h.said->>'onBehalfOf')::uuid as behalf, h.said->'command'->'input' as input,
      h.said#>'{states,0,facts}' as facts
    from (select *, payload::jsonb as said from history where agency = $1 and event in ('disbursement.prepared', 'disbursement.approved',
      'disbursement.ordered', 'disbursement.paid', 'disbursement.paymentCorrected', 'disbursement.paymentReturned', 'disbursement.bankRejected',
      'recovery.cashReceived') offset 0) h),
  told as (
    select e.*, e.input->>'id' as subject, n.number, lead(e.event) over w as ended, lead(e.input) over w as ending, lead(e.at) over w as ended_at,
      lag(e.actor, 2) over w as preparer, lag(e.behalf, 2) over w as prepared_for, lag(e.actor) over w as approver, lag(e.behalf) over w as approved_for,
      lead(n.number) over v as next, lead(e.revision) over v as next_revision, e.event in ('recovery.cashReceived', 'disbursement.paymentReturned') as is_back,
      o.request, count(*) filter (where e.event = 'disbursement.ordered') over (partition by e.dossier, o.request order by e.revision) as round
    from event e cross join lateral (select case when e.event = 'recovery.cashReceived' then e.facts->>'disbursement' else e.input->>'id' end as request) o
      left join paper n on n.agency = $1 and n.dossier = e.dossier and n.revision = e.revision and n.kind = 'paymentOrder'
    window v as (partition by e.dossier, e.input->>'id', e.event order by e.revision),
      w as (partition by e.dossier, e.input->>'id', case when e.event in ('recovery.cashReceived', 'disbursement.paymentCorrected', 'disbursement.paymentReturned')
        then e.revision end order by e.revision)),
  rounds as (
    select t.*, first_value(t.number) over r as order_number, max(t.input->>'returnedOn') filter (where t.event = 'disbursement.paymentReturned') over r as sent_back_on
    from told t window r as (partition by t.dossier, t.request, t.round order by t.revision rows between unbounded preceding and unbounded following)),
  entry as (
    select case t.event when 'disbursement.ordered' then 'order' when 'disbursement.paymentReturned' then 'sentBack' else 'back' end as kind, t.dossier, t.revision, t.subject as request, t.order_number as number, t.at,
      m.year, m.source, m.amount, t.facts->>'payee' as payee, t.facts->>'approvedPayee' as approved_payee, m.lines, d.pack::text as pack,
      case when t.event = 'recovery.cashReceived' then 'back' when t.event = 'disbursement.paymentReturned' then 'sentBack' when t.ended is null then 'ordered' when t.ended = 'disbursement.paid' then 'paid' else 'returned' end as state,
      coalesce(t.input->>'receivedOn', t.input->>'returnedOn', to_char(t.at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')) as day,
      case when t.event = 'disbursement.ordered' then t.sent_back_on end as sent_back_on,
      coalesce(t.facts->'isAdvance' = 'true'::jsonb, false) as is_advance,
      case when t.ended = 'disbursement.bankRejected' then t.next end as next,
      t.event, t.input, t.ended, t.ending, t.ended_at, t.next_revision, t.preparer, t.prepared_for as preparer_for, t.approver, t.approved_for as approver_for
    from rounds t
      cross join lateral (select sum(amount) filter (where source like 'B/%')::bigint as amount, coalesce(jsonb_agg(distinct split_part(source, '/', 4))
          filter (where target like 'A/project/%/ordered' or target like 'A/project/%/held' or source like 'A/project/%/due'), '[]') as lines,
          min(split_part(source, '/', 2)) filter (where source like 'B/%')::int as year, min(split_part(source, '/', 3)) filter (where source like 'B/%') as source
        from posting where agency = $1 and dossier = t.dossier and revision = t.revision and not derived having count(*) filter (where source like 'B/%') > 0) m
      join dossier d on d.agency = $1 and d.id = t.dossier
    where t.event = 'disbursement.ordered' or t.is_back)`;

const details = {
  named: `r.body->>'name'`,
  columns: `
      coalesce(c.input->>'paidOn', e.ending->>'paidOn', to_char(e.ended_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')) as ended_on,
      coalesce(c.input->>'reference', e.ending->>'reference', e.input->>'reference', '') as reference,
      coalesce(w.body->>'text', '') as return_reason, coalesce(w.body->>'number', '') as return_number,
      coalesce(n1.name, '') as prepared_by, coalesce(n2.name, '') as prepared_for, coalesce(n3.name, '') as approved_by, coalesce(n4.name, '') as approved_for`,
  joins: `
        left join content w on w.agency = $1 and w.commitment = case when e.ended = 'disbursement.bankRejected' then e.ending->>'reason'
          when e.event = 'disbursement.paymentReturned' then e.input->>'reason' end
        -- what was recorded of a payment as it was corrected last, before it was ordered again
        left join lateral (select h.input from (select revision, payload::jsonb->'command'->'input' as input from history where e.ended = 'disbursement.paid'
            and agency = $1 and dossier = e.dossier and event = 'disbursement.paymentCorrected' offset 0) h
          where h.input->>'id' = e.request and h.revision > e.revision and (e.next_revision is null or h.revision < e.next_revision) order by h.revision desc limit 1) c on true
        left join content r on r.agency = $1 and r.commitment = coalesce(e.input->>'payee', e.approved_payee)
        left join person n1 on n1.id = e.preparer left join person n2 on n2.id = e.preparer_for
        left join person n3 on n3.id = e.approver left join person n4 on n4.id = e.approver_for`,
};

export const payments: Source<Own, Payment, PaymentSums, PaymentBook> = {
  ...{ path: 'payments', file: 'so-chi', by: ['book', 'month'], shown: paymentRegister, entries, details },
  // an order is found by its number, with its symbol or without; what it came to as it is written, with points or without
  found: `title, party, reference, return_number, prepared_by, approved_by, case kind when 'order' then '№' || number || '/' end, amount, '₫'`,
  narrowed: { delegated: 'approver_for is not null', advance: 'is_advance' },
  wordOf: (pattern) =>
    plainAmount(pattern)
      .replace(/^%0*(\d+)\/(rdt.*)?%$/i, '%№$1/%')
      .replace(/^%đ%$/i, '%₫%'),
  day: 'day',
  order: 'at desc, dossier, revision desc',
  sums: {
    ordered: `sum(amount) filter (where state = 'ordered')`,
    paid: `sum(amount) filter (where state = 'paid')`,
    back: `sum(amount) filter (where state in ('back', 'sentBack'))`,
  },
  async bookOf(db, agency, { chosen, q }) {
    if (chosen.state !== '' || chosen.month !== '' || q !== '') return null;
    const [row] = await db.query<PaymentBook>`
      select coalesce(sum(a.balance) filter (where a.id like '%/ordered'), 0)::bigint as ordered,
        coalesce(sum(a.balance) filter (where a.id like '%/paid'), 0)::bigint as paid
      from account a left join dossier d on d.agency = a.agency and d.id::text = a.owner
      where a.agency = ${agency} and a.id like ${`B/${chosen.book === '' ? '' : `${chosen.book}/`}%`}
        and (${chosen.call} = '' or d.call::text = ${chosen.call})`;
    return row ?? null;
  },
  above: async (c, parts) => <ManyAtOnce links={await manyAtOnce(c, parts)} />,
  rowOf({ kind, amount, request, number, next, lines, pack, ...read }, { base, agency, language, packs }) {
    const { state, day, endedOn, sentBackOn, reference, isAdvance, returnReason, returnNumber } = read;
    const { preparedBy, preparedFor, approvedBy, approvedFor } = read;
    const numberOf = (given: number | null) =>
      given === null ? '' : paperNumber(agency, packs.get(pack)!, { kind: 'paymentOrder', number: given });
    return {
      ...{ state, day, endedOn, sentBackOn, reference, isAdvance, returnReason, returnNumber },
      ...{ preparedBy, preparedFor, approvedBy, approvedFor },
      lines: lines.map((line) => lineName(line, language, packs.get(pack)!)).join('; '),
      ...{ number: numberOf(number), next: numberOf(next) },
      href: `${base}/${kind === 'back' ? 'recoveries' : 'requests'}/${request}`,
      amount: kind === 'order' ? amount : -amount,
      counted: kind !== 'order' ? -amount : state === 'returned' ? 0n : amount,
    };
  },
};
