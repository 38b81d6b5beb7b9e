// The key under which the secrets of two-step verification are encrypted. It lies in DATA_DIR and never in the database: whoever
// reads the database, or a backup of it, can make no codes.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { link, lstat, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const bytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** A secret as it was encrypted, and for whom. */
export type Sealed = { readonly person: string; readonly secret: Uint8Array };

export type Seals = {
  /**
   * Encrypts a secret for one person: of another it does not open. Null where the key opens nothing of what was encrypted
   * `before`: under a second one, either they or this person would be shut out. Where nothing was, the key is made.
   */
  seal(secret: Buffer, person: string, before?: readonly Sealed[]): Promise<Buffer | null>;
  /** The secret; null where the key cannot be read, or is not the one under which it was encrypted. */
  unseal(sealed: Uint8Array, person: string): Promise<Buffer | null>;
};

export const keyFile = (dataDir: string): string => join(dataDir, 'second-step.key');

/** What encrypts with the key in a folder, which is made when it is first needed. Without a folder nothing can be encrypted. */
export function openSeals(dataDir: string | undefined, report: (fault: unknown) => void): Seals {
  let told: string | null = null;

  /** Told once for each thing that is wrong: the person comes in by a recovery code, and the operator learns why they had to. */
  const tell = (why: string, of = why): null => {
    if (told !== of)
      report(
        `${why}: until the key with which two-step verification was turned on lies in DATA_DIR/second-step.key, its codes are not taken. People come in by recovery codes, or an administrator resets it.`,
      );
    told = of;
    return null;
  };

  /** The key as it lies there now; null where none does. */
  const read = async (): Promise<Buffer | null> => {
    if (dataDir === undefined) return tell('DATA_DIR/second-step.key is not there');
    const present = await readFile(keyFile(dataDir)).catch(({ code }: NodeJS.ErrnoException) =>
      tell(`DATA_DIR/second-step.key ${code === 'ENOENT' ? 'is not there' : 'cannot be read'}`),
    );
    if (present === null) return null;
    if (present.length !== bytes) return tell('DATA_DIR/second-step.key is not a key');
    if (told !== markOf(present)) told = null; // what was wrong before is over, and is told when it comes again
    return present;
  };

  /** The secret; null where this key does not open it. */
  const opened = (key: Buffer, sealed: Uint8Array, person: string): Buffer | null => {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(person));
    decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
    } catch {
      return null;
    }
  };
  const isAnother = (key: Buffer) => tell('DATA_DIR/second-step.key is another key', markOf(key));

  return {
    async unseal(sealed, person) {
      const present = await read();
      return present === null ? null : (opened(present, sealed, person) ?? isAnother(present));
    },
    async seal(secret, person, before = []) {
      if (dataDir === undefined) throw new Error('two-step verification needs a folder for its key');
      if (before.length === 0 && !(await isThere(keyFile(dataDir)))) await makeKey(dataDir);
      const present = await read();
      if (present === null) return null;
      const isOurs = before.length === 0 || before.some((one) => opened(present, one.secret, one.person) !== null);
      if (!isOurs) return isAnother(present);
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', present, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(person));
      const text = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]);
    },
  };
}

/** Names a key without telling it. */
const markOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex');

/** Whether anything has this name, readable or not. */
const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    ({ code }: NodeJS.ErrnoException) => code !== 'ENOENT',
  );

/** Of several applications that make it at once, one does: it has its name only once it is whole. */
async function makeKey(dataDir: string): Promise<void> {
  const making = join(dataDir, `second-step.${randomBytes(8).toString('hex')}.making`);
  const file = await open(making, 'wx', 0o600);
  try {
    await file.writeFile(randomBytes(bytes));
    await file.sync();
    await file.close();
    await link(making, keyFile(dataDir)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await file.close().catch(() => undefined);
    await rm(making, { force: true });
  }
  if (process.platform === 'win32') return;
  const folder = await open(dataDir, 'r');
  await folder.sync().finally(() => folder.close());
}
