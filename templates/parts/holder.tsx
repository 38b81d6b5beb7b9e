// That an account is in another name than that of whoever is to be paid: said loudly wherever somebody attests the account.

import { isHolder } from '../../workflows/rules/names.ts';
import { accountWords } from '../words/account.ts';
import type { Language } from '../words/words.ts';

export type NamedAccount = { readonly accountNumber: string; readonly accountName: string; readonly bank: string };

/** Whether an account is in the name of one of these; where there is no account, nobody's name is wrong. */
export const isInNameOf = (names: readonly string[], { accountName }: Pick<NamedAccount, 'accountName'>): boolean =>
  accountName.trim() === '' || names.some((name) => isHolder(accountName, name));

/** Nothing where the account is in the name of one of `names`: of the party, or of one of its members. */
export function HolderRemark({
  names,
  account,
  language,
}: {
  names: readonly string[];
  account: NamedAccount;
  language: Language;
}) {
  if (isInNameOf(names, account)) return null;
  const { accountNumber, accountName, bank } = account;
  return <p class="warning">{accountWords[language].otherHolder(accountNumber, bank, accountName, names[0] ?? '')}</p>;
}
