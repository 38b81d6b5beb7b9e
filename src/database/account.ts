import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';

const run = promisify(execFile);
const name = 'vuonuom';

export type Account = { uid: number; gid: number };

/**
 * The account to run PostgreSQL under when this process is root, which PostgreSQL refuses: the system account `vuonuom`,
 * made when it is missing. Undefined for a plain user, who runs it as himself.
 */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const makers: [string, string[]][] = [
    [
      'useradd',
      [
        '--system',
        '--user-group',
        '--no-create-home',
        '--home-dir',
        '/nonexistent',
        '--shell',
        '/usr/sbin/nologin',
        name,
      ],
    ],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', name]],
  ];
  // Two applications may start together, and the second finds the account file locked: look again before giving up.
  for (let attempt = 0; attempt < 10; attempt++) {
    const found = await lookUp();
    if (found) return found;
    for (const [program, options] of makers) {
      const made = await run(program, options).then(
        () => true,
        () => false,
      );
      if (made) break;
    }
    if (attempt > 0) await sleep(100);
  }
  throw new StartError(
    `PostgreSQL does not run as root and the account ${name} could not be made: start Vườn Ươm as a plain user, or make it with "useradd --system ${name}".`,
  );
}

async function lookUp(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
