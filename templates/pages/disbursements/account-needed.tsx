// That there is no account to pay to: who has to give it, and where.

import type { RefusalView } from '../../parts/refusal.tsx';
import { disbursementWords } from '../../words/disbursements.ts';
import { systemRule } from '../../words/instead.ts';
import type { Language } from '../../words/words.ts';

export type AccountNeededView = {
  /** '' where not even the name is known. */
  payee: string;
  lacks: readonly ('name' | 'account' | 'accountName' | 'bank')[];
  /** The dossier's own party is paid, and not an intermediary. */
  isOwn: boolean;
  /** An approval has bound that there is none. */
  isApproved: boolean;
  /** Where it is given; null for whoever does not give it. */
  href: string | null;
};

const sentenceOf = ({ payee, lacks }: AccountNeededView, language: Language): string => {
  const w = disbursementWords[language].accountNeeded;
  return w.lacks(payee, lacks.map((field) => w.fields[field]).join(', '));
};

const whoGives = ({ isOwn, isApproved }: AccountNeededView, language: Language): string => {
  const w = disbursementWords[language].accountNeeded;
  return [isOwn ? w.team : w.intermediary, isApproved ? w.approved : ''].filter(Boolean).join(' ');
};

/** Why a payment is neither prepared, approved nor ordered. */
export function accountRefusal(view: AccountNeededView, language: Language): RefusalView {
  const w = disbursementWords[language].accountNeeded;
  return {
    sentence: sentenceOf(view, language),
    figures: [],
    clause: systemRule(
      { vi: disbursementWords.vi.accountNeeded.rule, en: disbursementWords.en.accountNeeded.rule },
      language,
    ),
    instead: whoGives(view, language),
    ...(view.href === null ? {} : { link: { href: view.href, label: w.link } }),
  };
}

/** Said before anybody comes to pay. `isNew`: on the form of a request, which can be sent all the same. */
export function AccountNeeded({
  view,
  language,
  isNew,
}: {
  view: AccountNeededView;
  language: Language;
  isNew?: boolean;
}) {
  const w = disbursementWords[language].accountNeeded;
  return (
    <div class="turn" role="note">
      <div>
        <h2>{w.title}</h2>
        <p>
          {sentenceOf(view, language)} {whoGives(view, language)}{' '}
          {isNew ? w.send : disbursementWords[language].noAccount}{' '}
          {view.href !== null && <a href={view.href}>{w.link}</a>}
        </p>
      </div>
    </div>
  );
}
