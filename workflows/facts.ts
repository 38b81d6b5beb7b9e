/**
 * Facts that travel on events. Each machine lists its events with the schema of the facts that its guards read, or null
 * when they read none; an event may carry more. Facts are stored with the event, so a replay decides on the same ones.
 */
import { z } from 'zod';

/** Whole đồng, never negative, as a canonical decimal string: `00` or `0.0` would slip past a comparison with `'0'`. */
export const vnd = z.string().regex(/^(0|[1-9]\d*)$/);

export const count = z.int().nonnegative();

export type FactSchemas = Readonly<Record<string, z.ZodType | null>>;

export type EventsOf<F extends FactSchemas> = {
  [T in keyof F & string]: F[T] extends z.ZodType ? { type: T } & z.infer<F[T]> : { type: T };
}[keyof F & string];
