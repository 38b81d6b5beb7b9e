// The key under which the secrets of two-step verification are encrypted. It lies in DATA_DIR and never in the database: whoever
// reads the database, or a backup of it, can make no codes.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const bytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

export type Seals = {
  /** Encrypts a secret for one person: of another it does not open. */
  seal(secret: Buffer, person: string): Promise<Buffer>;
  /** The secret; null where the key is not there, or is not the one under which it was encrypted. */
  unseal(sealed: Buffer, person: string): Promise<Buffer | null>;
};

export const keyFile = (dataDir: string): string => join(dataDir, 'second-step.key');

/** What encrypts with the key in a folder, which is made when it is first needed. Without a folder nothing can be encrypted. */
export function openSeals(dataDir: string | undefined, report: (fault: unknown) => void): Seals {
  let isTold = false;

  /** Told once: the person comes in by a recovery code, and the operator learns why they had to. */
  const tell = (why: string): null => {
    if (!isTold)
      report(
        `${why}: until the key with which two-step verification was turned on lies in DATA_DIR/second-step.key, its codes are not taken. People come in by recovery codes, or an administrator resets it.`,
      );
    isTold = true;
    return null;
  };

  /** The key as it lies there now; null where none does. */
  const read = async (): Promise<Buffer | null> => {
    if (dataDir === undefined) return null;
    return readFile(keyFile(dataDir)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return null;
    });
  };

  return {
    async seal(secret, person) {
      if (dataDir === undefined) throw new Error('two-step verification needs a folder for its key');
      if ((await read()) === null) await makeKey(dataDir);
      const present = await read();
      if (present?.length !== bytes)
        throw new Error('DATA_DIR/second-step.key is not a key: put the one of before there.');
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', present, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(person));
      const text = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]);
    },
    async unseal(sealed, person) {
      const present = await read();
      if (present === null) return tell('DATA_DIR/second-step.key is not there');
      if (present.length !== bytes) return tell('DATA_DIR/second-step.key is not a key');
      const decipher = createDecipheriv('aes-256-gcm', present, sealed.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(person));
      decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
      } catch {
        return tell('DATA_DIR/second-step.key is another key');
      }
    },
  };
}

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
