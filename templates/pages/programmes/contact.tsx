// Where people may ask an agency.

import { Buttons, Form, TextField } from '../../parts/form.tsx';
import { timeText } from '../../parts/when.ts';
import { programmeWords } from '../../words/programmes.ts';
import type { Language } from '../../words/words.ts';
import { Facts, type FormView, RoomPage, type RoomView } from './frame.tsx';

export const contactFields = ['address', 'email', 'phone'] as const;

/** Each is '' where the agency has written nothing. */
export type Contact = Readonly<Record<(typeof contactFields)[number], string>>;

export type ContactView = RoomView & {
  contact: Contact;
  /** The newest first. */
  changes: readonly {
    at: string;
    by: string;
    differs: readonly { name: keyof Contact; before: string; after: string }[];
  }[];
  mayChange: boolean;
  form: FormView;
};

/** What stands on the pages of the agency's calls: administrators keep it, the others read it. */
export function ContactPage(view: ContactView) {
  const { frame, agency, contact, changes, mayChange, form } = view;
  const { language } = frame;
  const w = programmeWords[language].contact;
  const field = { typed: form.typed, errors: form.errors, language, optional: true };
  const rows = contactFields.flatMap((name) => (contact[name] === '' ? [] : [[w[name], contact[name]] as const]));
  return (
    <RoomPage view={view} room="contact" title={w.title} lead={w.lead} form={form}>
      <section class="first checked" aria-label={w.title}>
        {mayChange ? (
          <Form action={`/agencies/${agency}/contact`} formKey={form.key}>
            <TextField {...field} name="address" label={w.address} more={{ maxlength: 200 }} />
            <TextField {...field} type="email" name="email" label={w.email} more={{ spellcheck: 'false' }} />
            <TextField {...field} type="tel" name="phone" label={w.phone} hint={w.phoneHint} narrow />
            <Buttons primary={w.save} />
          </Form>
        ) : rows.length === 0 ? (
          <p>{w.none}</p>
        ) : (
          <Facts rows={rows} />
        )}
        {changes.length > 0 && <Earlier changes={changes} language={language} />}
      </section>
    </RoomPage>
  );
}

/** Who has changed what, and when. */
function Earlier({ changes, language }: { changes: ContactView['changes']; language: Language }) {
  const w = programmeWords[language].contact;
  return (
    <details class="less spaced">
      <summary>{w.earlier}</summary>
      <ol class="story">
        {changes.map(({ at, by, differs }) => (
          <li>
            <time datetime={at}>{timeText(at)}</time>
            {by || w.somebody}
            <p class="small lines">
              {differs
                .map(({ name, before, after }) => w.change(w[name], before || w.empty, after || w.empty))
                .join('\n')}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
