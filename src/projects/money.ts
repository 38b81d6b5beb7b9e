// What a project's money has come to, for the steps that end it.

import type { MoneyView } from '../../templates/pages/projects/page.tsx';
import { dossierWords } from '../../templates/words/dossier.ts';
import { namesOf } from '../../templates/words/names.ts';
import { closingWords } from '../../templates/words/projects-closing.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { costed, type DisbursementFacts } from '../../workflows/rules/requests.ts';
import { turnOfRequest } from '../advances.ts';
import { placesOf, requestsOf, vesselOf } from '../dossier.ts';
import type { Seen } from './step.ts';

/** Requests on their way, with what each asks for, where it stands and whose turn it is. */
export function openRequests({ parts, dossier, base, reader, language }: Seen) {
  const w = closingWords[language];
  return requestsOf(dossier)
    .filter(({ state }) => !['settled', 'refused', 'cancelled'].includes(String(state.value)))
    .map(({ id, tranche, state }) => ({
      sentence: w.request(tranche),
      amountVnd: costed((state.facts as unknown as DisbursementFacts).items).reduce(
        (sum, { amount }) => sum + amount,
        0n,
      ),
      state: placesOf(state, reader, language)[0]!.label,
      turn: dossierWords[language].turnOf(
        namesOf('roles', turnOfRequest(dossier, state, dayOf(parts.now())).join(', '), language),
      ),
      href: `${base}/requests/${id}`,
    }));
}

/** What was paid, what is left, and what is not at an end. */
export const moneyOf = (seen: Seen): MoneyView => ({
  spentVnd: vesselOf(seen.dossier, 'settled'),
  leftVnd: vesselOf(seen.dossier, 'awarded'),
  advancedVnd: vesselOf(seen.dossier, 'advanced'),
  dueVnd: vesselOf(seen.dossier, 'due'),
  open: openRequests(seen),
});
