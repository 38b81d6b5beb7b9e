// That there is no account to pay to, or that nobody has confirmed it: who has to, and where.

import type { RefusalView } from '../../parts/refusal.tsx';
import { disbursementWords } from '../../words/disbursements.ts';
import { systemRule } from '../../words/instead.ts';
import type { Language } from '../../words/words.ts';
import { grouped } from './request-standing.tsx';

export type AccountNeededView = {
  /** '' where not even the name is known. */
  payee: string;
  account: string;
  /** Nothing: then the account is there, and no officer has confirmed it. */
  lacks: readonly ('name' | 'account' | 'accountName' | 'bank')[];
  /** The dossier's own party is paid, and not an intermediary. */
  isOwn: boolean;
  /** An approval has bound that there is none. */
  isApproved: boolean;
  /** Where it is given or confirmed; null for whoever does not do that. */
  href: string | null;
};

const isGiven = ({ lacks }: AccountNeededView) => lacks.length === 0;

const sentenceOf = ({ payee, account, lacks }: AccountNeededView, language: Language): string => {
  const w = disbursementWords[language].accountNeeded;
  if (lacks.length === 0) return w.unconfirmed(grouped(account), payee);
  return w.lacks(payee, lacks.map((field) => w.fields[field]).join(', '));
};

const whoActs = (view: AccountNeededView, language: Language): string => {
  const { isOwn, isApproved } = view;
  const w = disbursementWords[language].accountNeeded;
  if (isGiven(view)) return isOwn ? w.officer : w.officerOfIntermediary;
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
    instead: whoActs(view, language),
    ...(view.href === null ? {} : { link: { href: view.href, label: isGiven(view) ? w.confirm : w.link } }),
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
        <h2>{isGiven(view) ? w.unconfirmedTitle : w.title}</h2>
        <p>
          {sentenceOf(view, language)} {whoActs(view, language)}{' '}
          {isNew ? w.send : isGiven(view) ? w.waits : disbursementWords[language].noAccount}{' '}
          {view.href !== null && <a href={view.href}>{isGiven(view) ? w.confirm : w.link}</a>}
        </p>
      </div>
    </div>
  );
}
