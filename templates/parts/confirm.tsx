// A step that is not taken on one click: what it does is said first, on a page of its own, which needs no script.

import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Language } from '../words/words.ts';
import { Form } from './form.tsx';

const words = {
  vi: { changed: 'Những điều sẽ xảy ra đã thay đổi từ khi bạn mở trang này. Hãy xem lại rồi xác nhận.' },
  en: { changed: 'What would happen has changed since you opened this page. Look again, then confirm.' },
} as const;

/** What is said at the top where the form was sent without its page, or after what the page said had changed. */
export const lookAgain = (language: Language): string => words[language].changed;

type Confirmed = {
  action: string;
  formKey: string;
  /** What the page counted: the route asks for it again, so that nobody confirms what they have not read. */
  seen: string;
  /** Everything that will happen, each in a sentence. */
  says?: readonly Child[];
  submit: string;
  /** The way back, and what it leaves as it is. */
  keep: { href: string; label: string };
};

/** What will happen, what has to be filled in for it (`children`), the button that does it, and the way back. */
export function Confirm({ action, formKey, seen, says = [], submit, keep, children }: PropsWithChildren<Confirmed>) {
  return (
    <>
      {says.length > 0 && (
        <div class="turn">
          {says.length === 1 ? (
            <p>{says[0]}</p>
          ) : (
            <ul class="consequences">
              {says.map((sentence) => (
                <li>{sentence}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      <Form action={action} formKey={formKey} class="after">
        <input type="hidden" name="seen" value={seen} />
        {children}
        <p class="buttons">
          <button class="button" type="submit">
            {submit}
          </button>
          <a href={keep.href}>{keep.label}</a>
        </p>
      </Form>
    </>
  );
}
