// What is odd about the day of an invoice. No clause forbids it, so nothing is refused: whoever checks and approves is told.

import { dayText } from '../../templates/parts/when.ts';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import type { Language } from '../../templates/words/words.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { type Dossier, factOf } from '../dossier.ts';

/** A sentence about an invoice's day ('YYYY-MM-DD') that lies outside the project's time; '' where there is nothing to say. */
export function dayRemark(dossier: Dossier, day: string, language: Language): string {
  const { remarks } = disbursementWords[language];
  const awardedAt = dossier.history.find(({ event }) => event === 'application.awarded')?.at;
  const signedOn = factOf(dossier, 'project', 'signedOn');
  const endsOn = factOf(dossier, 'project', 'endsOn');
  if (day === '') return '';
  if (awardedAt !== undefined && day < dayOf(awardedAt))
    return remarks.beforeAward(dayText(day), dayText(dayOf(awardedAt)));
  if (signedOn !== '' && day < signedOn) return remarks.beforeAgreement(dayText(day), dayText(signedOn));
  if (endsOn !== '' && day > endsOn) return remarks.afterEnd(dayText(day), dayText(endsOn));
  return '';
}
