// The smallest parts of a policy pack, which its forms use too.

import * as z from 'zod';
import { isDay } from '../rules/calendar.ts';

export const Id = z.string().regex(/^[A-Za-z][A-Za-z0-9.-]*$/);
export const DayText = z.string().refine(isDay);
/** A whole number above zero. */
export const Positive = z.int().min(1);

/** A text in both languages, Vietnamese first. */
export const Words = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
export type Words = z.infer<typeof Words>;

/**
 * How well a figure is known: T text of the instrument seen, T-OCR seen as a machine copy, A summary by an agency, N press,
 * G third-party copy, K general knowledge (verify), U unknown; C filled in here from the signed text, and confirmed by a second
 * person.
 */
export const Confidence = z.enum(['T', 'T-OCR', 'A', 'N', 'G', 'K', 'U', 'C']);
export type Confidence = z.infer<typeof Confidence>;

/** Where a figure comes from. `article` is in Vietnamese ('Điều 12.5', 'Mẫu I.14, Điều 3.2'); null when not known. */
export const Source = z.strictObject({
  instrument: Id,
  article: z.string().min(1).nullable(),
  validFrom: DayText.nullable(),
  validTo: DayText.nullable(),
  confidence: Confidence,
  /** The dossier that keeps who filled it in and who confirmed it, with the signed text. */
  confirmedIn: z.uuid().optional(),
});
export type Source = z.infer<typeof Source>;
