// Where people may ask an agency.

import { Buttons, Form, TextField } from '../../parts/form.tsx';
import { programmeWords } from '../../words/programmes.ts';
import { Facts, type FormView, RoomPage, type RoomView } from './frame.tsx';

export type ContactView = RoomView & {
  contact: { readonly address: string; readonly email: string; readonly phone: string };
  mayChange: boolean;
  form: FormView;
};

/** What stands on the pages of the agency's calls: administrators keep it, the others read it. */
export function ContactPage(view: ContactView) {
  const { frame, agency, contact, mayChange, form } = view;
  const { language } = frame;
  const w = programmeWords[language].contact;
  const field = { typed: form.typed, errors: form.errors, language, optional: true };
  const rows = (['address', 'email', 'phone'] as const).flatMap((name) =>
    contact[name] === '' ? [] : [[w[name], contact[name]] as const],
  );
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
      </section>
    </RoomPage>
  );
}
