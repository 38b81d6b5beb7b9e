// What a page of one payment has its reader look at: a reason to open that page before deciding, or only a word beside the sum.

import { formatVnd } from '../../../workflows/rules/money.ts';
import { isInNameOf } from '../../parts/holder.tsx';
import { dayText, dayTextOf } from '../../parts/when.ts';
import { accountWords } from '../../words/account.ts';
import { disbursementWords } from '../../words/disbursements.ts';
import { reportWords } from '../../words/projects-reports.ts';
import { togetherWords } from '../../words/together.ts';
import type { Language } from '../../words/words.ts';
import type { PayeeView, RequestView } from './request.tsx';
import { isNoted } from './request-evidence.tsx';

/** Warnings of who is paid, and with what: nobody decides over these without having opened the page that shows them whole. */
export function carefulOf(view: RequestView, language: Language): string[] {
  const w = togetherWords[language];
  const noted = view.invoices.filter(isNoted).map(({ index }) => disbursementWords[language].row(index + 1));
  return [
    ...(view.payee === null ? [] : payeeCareful(view.payee, language)),
    ...(noted.length === 0 ? [] : [w.noted(noted.join(', '))]),
    ...(view.bankReturn === null ? [] : [w.returned]),
    ...(view.bankReturn !== null || view.payee?.cameBackOn == null
      ? []
      : [disbursementWords[language].cameBack(dayText(view.payee.cameBackOn))]),
  ];
}

function payeeCareful(payee: PayeeView, language: Language): string[] {
  const w = disbursementWords[language];
  const { changedSincePaid, changedAt, approvedAt, debtVnd, account, accountName, bank, names } = payee;
  return [
    ...(debtVnd > 0n ? [togetherWords[language].owes(formatVnd(debtVnd))] : []),
    ...(changedSincePaid && changedAt !== null && approvedAt === null ? [w.accountChanged(dayTextOf(changedAt))] : []),
    ...(isInNameOf(names, payee)
      ? []
      : [accountWords[language].otherHolder(account, bank, accountName, names[0] ?? '')]),
  ];
}

/** Facts that stop nothing, and stand beside the sum as they stand on the page. */
export function remarksOf(view: RequestView, language: Language): string[] {
  const late = view.overdueReports.length;
  return [
    ...(view.hasDetail ? [] : [disbursementWords[language].noDetail]),
    ...(late === 0 ? [] : [reportWords[language].overdueFact(late)]),
  ];
}
