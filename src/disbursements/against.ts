// What whoever checks a request holds it against: the estimate of the application, the award and the agreement.

import { disbursementWords } from '../../templates/words/disbursements.ts';
import { nameOf } from '../../templates/words/names.ts';
import { paperNumber } from '../../templates/words/paperNumbers.ts';
import type { Language } from '../../templates/words/words.ts';
import { type Dossier, factOf } from '../dossier.ts';
import { outsidePapers } from '../paperNumbers.ts';

/**
 * The pages and papers on which a request rests, each with what it is called. `orderedAt`: a novation after that is no ground of
 * it; null while it is not ordered.
 */
export function restsOn(
  dossier: Dossier,
  orderedAt: string | null,
  language: Language,
): { href: string; text: string }[] {
  const { agency, pack, papers } = dossier;
  const base = `/agencies/${agency}/dossiers/${dossier.id}`;
  const award = papers.findLast(({ kind }) => kind === 'awardDecision');
  const novation = outsidePapers(dossier).find(
    ({ kind, at }) => kind === 'novation' && (orderedAt === null || at < orderedAt),
  );
  const agreement = factOf(dossier, 'project', 'agreementNumber');
  return [
    { href: `${base}/application/read${estimateIn(dossier)}`, text: disbursementWords[language].estimate },
    ...(award === undefined
      ? []
      : [
          {
            href: `${base}/papers/${award.register}/${award.year}/${award.number}`,
            text: `${nameOf('papers', award.kind, language)} ${paperNumber(agency, pack, { kind: award.kind, number: award.number })}`,
          },
        ]),
    ...(agreement === ''
      ? []
      : [{ href: `${base}/agreement`, text: `${nameOf('papers', 'agreement', language)} ${agreement}` }]),
    ...(novation === undefined
      ? []
      : [{ href: `${base}/${novation.page}`, text: `${nameOf('papers', 'novation', language)} ${novation.number}` }]),
  ];
}

/** Where the estimate stands in the application that is read. */
function estimateIn({ pack, stage }: Dossier): string {
  const forms = pack.forms.application;
  const section = (forms[stage] ?? forms.all)?.sections.find(({ fields }) =>
    fields.some(({ kind }) => kind === 'budgetTable'),
  );
  return section === undefined ? '' : `#s-${section.id}`;
}
