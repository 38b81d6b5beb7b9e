// A request's draft beside its form: when it was saved, what somebody else has saved, and how it is thrown away.

import { Form } from '../../parts/form.tsx';
import { applicationWords } from '../../words/applications.ts';
import { disbursementWords } from '../../words/disbursements.ts';
import { draftWords } from '../../words/drafts.ts';
import type { Language } from '../../words/words.ts';

/** A row that somebody else has saved, as they typed it. */
export type SavedRow = Readonly<
  Record<'line' | 'what' | 'units' | 'invoice' | 'costVnd' | 'amountVnd' | 'file', string>
>;
/** The rows that somebody else has saved. */
export function SavedRows({
  theirs,
  ticked,
  language,
}: {
  theirs: readonly SavedRow[];
  ticked: readonly string[];
  language: Language;
}) {
  const w = disbursementWords[language];
  return (
    <>
      {theirs.length === 0 ? (
        <p>{draftWords[language].nothing}</p>
      ) : (
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">{w.line}</th>
              <th scope="col">{w.what}</th>
              <th scope="col">{w.number}</th>
              <th scope="col" class="num">
                {w.cost}
              </th>
              <th scope="col" class="num">
                {w.amount}
              </th>
              <th scope="col">{w.file}</th>
            </tr>
          </thead>
          <tbody>
            {theirs.map(({ line, what, units, invoice, costVnd, amountVnd, file }) => (
              <tr>
                <td>{line}</td>
                <td data-label={w.what}>{[what, units].filter((text) => text !== '').join('; ') || '–'}</td>
                <td data-label={w.number}>{invoice || '–'}</td>
                <td class="num" data-label={w.cost}>
                  {costVnd || '–'}
                </td>
                <td class="num" data-label={w.amount}>
                  {amountVnd || '–'}
                </td>
                <td data-label={w.file}>{file || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {ticked.map((text) => (
        <p>{text}</p>
      ))}
    </>
  );
}

/** What throws the draft away: asked twice, as what was typed is lost with it. */
export function Drop({ href, mark, language }: { href: string; mark: string; language: Language }) {
  const w = disbursementWords[language];
  return (
    <details class="less">
      <summary>{w.discardTitle}</summary>
      <Form action={href}>
        <Mark mark={mark} of="drop" />
        <p class="small" id="drop">
          {w.discardHint}
        </p>
        <p class="buttons">
          <button class="button quiet" type="submit">
            {w.discard}
          </button>
        </p>
      </Form>
    </details>
  );
}

/** Says when the draft was saved; replaced by what saving by itself answers. `data-lost` and `data-out` are for when it does not. */
export function SavedNote({ text, language }: { text: string; language: Language }) {
  const a = applicationWords[language];
  return (
    <p
      id="saved"
      class="small soft"
      role="status"
      data-lost={disbursementWords[language].notSaved}
      data-out={a.signedOut}
    >
      {text}
    </p>
  );
}

/** The mark of what stands saved, in each form that sends it. */
export const Mark = ({ mark, of }: { mark: string; of?: 'drop' }) => (
  <input type="hidden" id={of === undefined ? 'base' : 'base-drop'} name="base" value={mark} />
);

/** What saving by itself answers; without a mark where nothing was saved. */
export function SavedAnswer({ text, mark, language }: { text: string; mark: string | null; language: Language }) {
  return (
    <>
      <SavedNote text={text} language={language} />
      {mark !== null && <Mark mark={mark} />}
      {mark !== null && <Mark mark={mark} of="drop" />}
    </>
  );
}
