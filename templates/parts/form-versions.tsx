// What differs between a draft and the version of its form that it goes on with.

import type { DefinitionChange, GoneAnswer } from '../../workflows/rules/forms.ts';
import { formsWords } from '../words/forms.ts';
import type { Language } from '../words/words.ts';
import { Paragraphs } from './answers.tsx';

/** What a later version of a form asks anew or differently, to be read by whoever goes on with an earlier draft. */
export function NewInForm({ changes, language }: { changes: readonly DefinitionChange[]; language: Language }) {
  const words = formsWords[language];
  if (changes.length === 0) return null;
  const sentence = (change: DefinitionChange): string => {
    const label = change.label[language];
    if (change.kind === 'newSection') return words.newSection(label);
    if (change.kind === 'changedField') return words.changedField(label, change.what[language]);
    return change.kind === 'goneField' ? words.goneField(label) : words.newField(label, change.sectionLabel[language]);
  };
  return (
    <section aria-labelledby="new-in-form">
      <h2 id="new-in-form">{words.isNew}</h2>
      <ul>
        {changes.map((change) => (
          <li>{sentence(change)}</li>
        ))}
      </ul>
    </section>
  );
}

/** What a draft holds that its form no longer asks: nothing that somebody wrote goes unseen. */
export function NoLongerAsked({ gone, language }: { gone: readonly GoneAnswer[]; language: Language }) {
  const words = formsWords[language];
  if (gone.length === 0) return null;
  return (
    <section class="answers" aria-labelledby="no-longer-asked">
      <h2 id="no-longer-asked">{words.gone}</h2>
      <p class="soft">{words.goneHelp}</p>
      <dl class="reads">
        {gone.map(({ label, section, value }) => (
          <div>
            <dt>
              {label} <span class="soft">({section})</span>
            </dt>
            <dd>
              <Paragraphs text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
