/** Why the program cannot start or go on, in one sentence for the person who started it. It is printed without a stack. */
export class StartError extends Error {
  override name = 'StartError';
}

/** Tells the operator: a line about what happens, or a fault. */
export type Tell = (line: unknown) => void;

/** Tells them on standard error and with the time; of a fault with where it came from. */
export const reporter =
  (clock: () => Date): Tell =>
  (line) =>
    console.error(`${clock().toISOString()} ${line instanceof Error ? line.stack : line}`);
