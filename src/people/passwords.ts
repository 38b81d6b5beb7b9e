import { hash, verify } from '@node-rs/argon2';

/** argon2id, the library's own choice, at the least that DESIGN §8 allows: 19 MiB, twice over, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each takes 19 MiB and a core for about 50 ms: more at once would starve everything else. */
const atOnce = 2;
/** Whoever comes after so many is asked to come again: they would wait for seconds. */
const mostWaiting = 40;

/** The hash of a password that nobody has: whoever has no account waits as long as whoever mistyped. */
const nobodys = '$argon2id$v=19$m=19456,t=2,p=1$N/6iqpmkawW/H/fiPbukdw$72QfmwGdd8PSXXnQguf68VGU284VTHUk/0b9cQ3xemI';

export const leastLength = 12;
export const mostLength = 200;

/** Too many passwords are being checked at this moment. */
export class PasswordsBusy extends Error {
  override name = 'PasswordsBusy';
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) throw new PasswordsBusy('too many passwords at once');
    await new Promise<void>((turn) => waiting.push(turn)); // whoever ends hands over its place
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

/** The hash to keep of a password, with its salt and cost inside. Throws PasswordsBusy. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost));

/** Whether it is the password that was kept. Takes the same time where none was. Throws PasswordsBusy. */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  const tried = password.length > 4 * mostLength ? '' : password;
  const fits = await inTurn(() => verify(kept ?? nobodys, tried));
  return fits && kept !== null;
}

export type PasswordProblem = 'tooShort' | 'tooLong' | 'isYours';

/** What is wrong with a password that somebody chooses. No rules about kinds of characters: they make passwords worse. */
export function problemWith(password: string, owner: { email: string; name: string }): PasswordProblem | null {
  const length = [...password].length;
  if (length < leastLength) return 'tooShort';
  if (length > mostLength) return 'tooLong';
  const bare = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, '');
  const own = [owner.email, owner.email.split('@')[0] ?? '', owner.name].map(bare);
  return own.includes(bare(password)) ? 'isYours' : null;
}
