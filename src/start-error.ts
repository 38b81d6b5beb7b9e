/** Why the program cannot start or go on, in one sentence for the person who started it. It is printed without a stack. */
export class StartError extends Error {
  override name = 'StartError';
}
