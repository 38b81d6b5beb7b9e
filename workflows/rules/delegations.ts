// What somebody has given to another to do in their place for some time.

import type { Day } from './calendar.ts';
import { duties, type Role } from './duties.ts';

/** A delegation as its giver's own record keeps it. */
export type Delegation = {
  readonly to: string;
  readonly roles: readonly Role[];
  readonly from: Day;
  readonly until: Day;
};

/** How somebody signs in the place of who holds an office (Decree 30/2020): as their deputy ("KT.") or by authority ("TUQ."). */
export const signings = ['deputy', 'authority'] as const;
export type Signing = { readonly form: (typeof signings)[number]; readonly title: string };

/** Roles that can be given to another. A review, a ballot and what is a team's own cannot: they were given to a person. */
export const delegable: readonly Role[] = duties['person.delegated'].roles;

/** What somebody has given away and is in force on a day: of it the roles that they still hold themselves. */
export function inForce(
  giver: { readonly roles?: unknown; readonly delegations?: unknown },
  today: Day,
): readonly Delegation[] {
  const held = (giver.roles ?? []) as readonly Role[];
  return ((giver.delegations ?? []) as readonly Delegation[])
    .filter(({ from, until }) => from <= today && today <= until)
    .map((given) => ({
      ...given,
      roles: given.roles.filter((role) => held.includes(role) && delegable.includes(role)),
    }));
}
