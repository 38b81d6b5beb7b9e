// What approving, ordering and confirming a payment will do: who is paid, on which account, from what, under which cap.

import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import type { CapRow } from '../../parts/caps.tsx';
import type { Row, StakesView } from '../../parts/facts.tsx';
import { disbursementWords } from '../../words/disbursements.ts';
import { nameOf } from '../../words/names.ts';
import { treasuryWords } from '../../words/programmes-treasury.ts';
import { stakesWords } from '../../words/stakes.ts';
import type { Language } from '../../words/words.ts';
import { treasuryFields } from '../programmes/treasury.tsx';
import type { RequestView } from './request.tsx';
import { accountText, codeFields, labelOfCode, linesOf } from './request-standing.tsx';

/** The cap of which most is used after a payment; null where none has a limit in đồng. */
export function tightest(caps: readonly CapRow[]): (CapRow & { limitVnd: bigint }) | null {
  const known = caps.filter(
    (cap): cap is CapRow & { limitVnd: bigint } => cap.unit === 'vnd' && cap.limitVnd !== null && cap.limitVnd > 0n,
  );
  return known.reduce<(CapRow & { limitVnd: bigint }) | null>(
    (tight, cap) => (tight === null || cap.afterVnd * tight.limitVnd > tight.afterVnd * cap.limitVnd ? cap : tight),
    null,
  );
}

/** The agency as the order names it; what it has not written is told above, and its chapter among the codes. */
export const treasuryText = ({ treasury, prepared }: RequestView, language: Language) =>
  treasuryFields
    .filter((name) => treasury[name] !== '' && (name !== 'chapter' || prepared === null))
    .map((name) => `${treasuryWords[language].fields[name]}: ${treasury[name]}`)
    .join('; ');

/** What was prepared of the codes that the order prints. */
function codesRow(view: RequestView, language: Language): Row[] {
  const { prepared } = view;
  if (prepared === null) return [];
  const w = disbursementWords[language].codes;
  const lines = linesOf(view);
  const said = codeFields(lines.map(({ line }) => line)).flatMap(({ name, of }) => {
    const code = of === null ? prepared[name as 'chapter' | 'sector' | 'budgetSource'] : (prepared.economic[of] ?? '');
    const lineName = lines.find(({ line }) => line === of)?.name ?? null;
    return code === '' ? [] : [`${labelOfCode(name, lineName, language)}: ${code}`];
  });
  return [[w.title, said.length === 0 ? w.none : said.join('; ')]];
}

const payeeName = ({ payee }: RequestView) => payee?.name || '–';

/** What all three are about. */
function rowsOf(view: RequestView, language: Language): Row[] {
  const w = stakesWords[language];
  const { items, payee, budget, caps } = view;
  const tight = tightest(caps);
  const lines = items.map(
    ({ name, unitName, amountVnd }) => `${[name, unitName].filter(Boolean).join(', ')}: ${formatVnd(amountVnd)}`,
  );
  return [
    ...(payee === null || payee.account === '' ? [] : [[w.account, accountText(payee)] as const]),
    [w.lines, lines.join('; ')],
    ...(budget === null
      ? []
      : [[w.budget, w.budgetOf(budget.year, nameOf('sources', budget.source, language))] as const]),
    ...(tight === null
      ? []
      : [[w.cap, w.capLevel(tight.name, formatAmount(tight.afterVnd), formatAmount(tight.limitVnd))] as const]),
  ];
}

/** What approving does to the money, beside what it is about. */
export function approveStakes(view: RequestView, language: Language): StakesView {
  const w = disbursementWords[language];
  const { budget, step, sources } = view;
  const sum = formatVnd(view.amountVnd);
  const source = sources.find(({ year, source }) => year === budget?.year && source === budget.source);
  return {
    sentence: stakesWords[language].approve(sum, payeeName(view)),
    rows: [
      ...(view.payee === null || view.payee.debtVnd === 0n
        ? []
        : [[stakesWords[language].careful, w.approveOwes(formatVnd(view.payee.debtVnd))] as const]),
      ...rowsOf(view, language),
      [stakesWords[language].treasury, treasuryText(view, language)],
      ...codesRow(view, language),
      [w.step, `${step} → ${w.waitingOrder}`],
      [w.later, w.heldToOrdered(sum)],
      ...(budget === null || source === undefined
        ? []
        : [
            [
              w.reservedChange(budget.year),
              `${formatAmount(source.leftVnd)} → ${formatAmount(source.leftVnd - view.amountVnd)}`,
            ] as const,
          ]),
      [w.paper, w.paperOrder],
    ],
    undo: stakesWords[language].approveUndo,
  };
}

export function orderStakes(view: RequestView, language: Language): StakesView {
  const w = stakesWords[language];
  return {
    sentence: w.order(formatVnd(view.amountVnd), payeeName(view)),
    rows: [...rowsOf(view, language), [w.treasury, treasuryText(view, language)], ...codesRow(view, language)],
    undo: w.orderUndo,
  };
}

export function payStakes(view: RequestView, language: Language): StakesView {
  const w = stakesWords[language];
  const order = view.papers.findLast(({ kind }) => kind === 'paymentOrder');
  return {
    sentence: w.pay(
      formatVnd(view.amountVnd),
      payeeName(view),
      accountIn(view, language),
      order === undefined ? '' : w.payOrder(order.number),
    ),
    rows: rowsOf({ ...view, payee: null }, language),
    undo: w.payUndo,
  };
}

const accountIn = ({ payee }: RequestView, language: Language) =>
  payee === null || payee.account === '' ? '' : stakesWords[language].payTo(accountText(payee));
