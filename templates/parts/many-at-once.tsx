// The steps of a payment that can be taken of several at once, and the way to where that is done.

/** Each with what it records of every one. */
export const togetherEvents = {
  approve: 'disbursement.approved',
  order: 'disbursement.ordered',
} as const;
export type TogetherAct = keyof typeof togetherEvents;
export const togetherActs = Object.keys(togetherEvents) as TogetherAct[];

export const togetherPath = (agency: string, act: TogetherAct) => `/agencies/${agency}/payments/${act}`;

/** Where payments are confirmed from a statement. */
export const statementPath = (agency: string) => `/agencies/${agency}/payments/statement`;

export type ManyLink = { href: string; text: string };

/** What whoever looks can do of several payments at once. */
export function ManyAtOnce({ links }: { links: readonly ManyLink[] }) {
  if (links.length === 0) return null;
  return (
    <ul class="many-at-once">
      {links.map(({ href, text }) => (
        <li>
          <a href={href}>{text}</a>
        </li>
      ))}
    </ul>
  );
}
