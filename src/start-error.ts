/** Why the program cannot start or go on, in one sentence for the person who started it. It is printed without a stack. */
export class StartError extends Error {
  override name = 'StartError';
}

/** Tells the operator, on standard error and with the time; of a fault with where it came from. */
export const report = (line: unknown): void =>
  console.error(`${new Date().toISOString()} ${line instanceof Error ? line.stack : line}`);
