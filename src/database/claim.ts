import { readdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import { birthOf } from './process.ts';

const pattern = /^application-(\d+)-(.+)\.lock$/;

/**
 * Claims a data folder for this process, so that a second application on it is refused in one sentence.
 *
 * Every candidate writes a file named after itself first and looks for others after. Two that start together may both see
 * the other and withdraw, but never both go on. A claim carries the birth of its process: one left by `kill -9` is told
 * from a living one even when the process number has been given to something else, and nothing is ever stolen.
 */
export async function claimFolder(folder: string): Promise<{ release(): void }> {
  const mine = `application-${process.pid}-${birthOf(process.pid)}.lock`;
  const release = () => removeIfThere(join(folder, mine));

  for (let attempt = 1; ; attempt++) {
    writeFileSync(join(folder, mine), '', { mode: 0o600 });
    const other = livingClaims(folder).find((name) => name !== mine);
    if (other === undefined) return { release };
    release();
    if (attempt === 4) {
      const pid = pattern.exec(other)?.[1];
      throw new StartError(
        `Another Vườn Ươm (process ${pid}) already runs on the data folder ${folder}: stop it, or set DATA_DIR to another folder.`,
      );
    }
    await sleep(20 + Math.random() * 80);
  }
}

function livingClaims(folder: string): string[] {
  return readdirSync(folder).filter((name) => {
    const [, pid, birth] = pattern.exec(name) ?? [];
    if (pid === undefined) return false;
    if (birthOf(Number(pid)) === birth) return true;
    removeIfThere(join(folder, name));
    return false;
  });
}

function removeIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // whoever else saw that it was stale has removed it
  }
}
