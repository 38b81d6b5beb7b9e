import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** The fields of /proc/PID/stat after the command's name, which may itself hold spaces and brackets. */
function procStat(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Whether a process runs. One that has ended and waits to be reaped does not. */
export function isAlive(pid: number): boolean {
  if (process.platform === 'linux') {
    const state = procStat(pid)?.[0];
    return state !== undefined && state !== 'Z' && state !== 'X';
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * What tells a process from a later one with the same number: its start time, and the boot that this time counts from.
 * Undefined when no such process runs. Safe as part of a file name.
 */
export function birthOf(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  if (process.platform === 'linux') {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
    return `${boot}-${procStat(pid)?.[19]}`;
  }
  if (process.platform === 'win32') return 'alive';
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { LC_ALL: 'C' },
    });
    return started.replace(/[^0-9A-Za-z]+/g, '');
  } catch {
    return undefined;
  }
}

/** Waits until `done` answers true; false when that took longer than `withinMs`. */
export async function waitUntil(done: () => boolean, withinMs: number, everyMs = 10): Promise<boolean> {
  for (const end = performance.now() + withinMs; ; ) {
    if (done()) return true;
    if (performance.now() > end) return false;
    await sleep(everyMs);
  }
}
