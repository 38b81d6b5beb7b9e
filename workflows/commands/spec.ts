import { z } from 'zod';
import type { Context, DossierKind, Effected } from '../decide.ts';
import type { EventType, MachineId } from '../machines.ts';
import type { Units } from '../rules/accounts.ts';
import { isDay } from '../rules/calendar.ts';
import type { Refusal } from '../rules/refusals.ts';

/** One command: what may be asked, which event it is, and what it adds to what the machine does. */
export type Spec<I> = {
  readonly event: EventType | 'application.started';
  readonly kind: DossierKind;
  readonly machine: MachineId;
  readonly input: z.ZodType<I>;
  readonly subject: (input: I) => string;
  /** 'always': makes a new dossier. 'ifMissing': its first event opens it. */
  readonly opensDossier?: 'always' | 'ifMissing';
  /** Whether the subject may begin with this event inside an existing dossier. */
  readonly opensSubject?: true;
  /** Other dossiers that the decision wants to look at, by id. */
  readonly needs?: (input: I, agency: string) => readonly (string | null | undefined)[];
  /** All accounts whose id begins like this are wanted too. */
  readonly needsAccounts?: (input: I) => string;
  /** Rules, then what follows. */
  readonly decide: (context: Context<I>) => Effected | Refusal;
};

/** Says the types of a command once; the registry holds commands of all inputs. */
export function spec<I>(definition: Spec<I>): Spec<I> {
  return definition;
}

// What inputs are made of.
export const uuid = z.uuid().refine((text) => text === text.toLowerCase(), 'ids are in lower case');
export const day = z.string().refine(isDay, 'a day is YYYY-MM-DD');
/** Whole đồng, at least 1, as a decimal string. */
export const vnd = z.string().regex(/^[1-9]\d{0,14}$/, 'whole đồng, at least 1');
/** Whole đồng, 0 allowed. */
export const vndOrNone = z.string().regex(/^(0|[1-9]\d{0,14})$/, 'whole đồng');
export const lineId = z.string().regex(/^[A-Za-z][A-Za-z0-9.-]*$/);
export const year = z.int().min(2000).max(2199);
export const budgetSource = z.string().regex(/^[A-Za-z0-9-]+$/);
/** A salted commitment to personal content, or the SHA-256 of a file: the content itself never enters the history. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const reference = z.string().min(1).max(100);
/** The unit part of an account's address: '-', or 'course=…;person=…'. */
export const unitText = z.string().regex(/^(-|[a-z]+=[A-Za-z0-9._-]{1,64}(;[a-z]+=[A-Za-z0-9._-]{1,64})*)$/);
export const units = z
  .partialRecord(z.enum(['year', 'person', 'course', 'contract', 'month']), z.string().regex(/^[A-Za-z0-9._-]{1,64}$/))
  .transform((given): Units => given as Units);
