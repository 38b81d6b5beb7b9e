// What a team handed in beside the history and an officer sends back: why, and the form in which it is said.

import { projectWords } from '../words/projects.ts';
import type { Language } from '../words/words.ts';
import { type FieldErrors, Form, TextArea, type Typed } from './form.tsx';
import { Lines } from './returned.tsx';

/** `text`: the officer's words; '' when they are no longer kept. */
export type SentBackView = { readonly text: string; readonly at: string };

/** Why it came back, to the team and to whoever sent it. */
export function SentBackNote({ sentBack, language }: { sentBack: SentBackView; language: Language }) {
  const w = projectWords[language].sendBack;
  return (
    <section aria-labelledby="returned" class="returned">
      <h2 id="returned">{w.title}</h2>
      <p>{w.at(sentBack.at)}</p>
      <blockquote class="reason">
        <Lines text={sentBack.text === '' ? projectWords[language].erased : sentBack.text} />
      </blockquote>
    </section>
  );
}

/** Where an officer says why. `shown`: of what the page shows. */
export function SendBackForm({
  action,
  formKey,
  shown,
  typed,
  errors,
  language,
}: {
  action: string;
  formKey: string;
  shown: string;
  typed: Typed;
  errors: FieldErrors;
  language: Language;
}) {
  const w = projectWords[language].sendBack;
  return (
    <section aria-labelledby="send-back">
      <h2 id="send-back">{w.act}</h2>
      <Form action={action} formKey={formKey}>
        <input type="hidden" name="shown" value={shown} />
        <TextArea name="reason" label={w.reason} hint={w.hint} rows={4} {...{ typed, errors, language }} />
        <p class="buttons">
          <button class="button quiet" type="submit">
            {w.send}
          </button>
        </p>
      </Form>
    </section>
  );
}
