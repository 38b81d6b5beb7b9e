import { LetterLines } from '../parts/letter.tsx';
import { copyWords } from '../words/mails.ts';
import type { WholeLetter } from './letter.ts';

/** A whole letter as HTML, each language marked as what it is: a screen reader reads it right, and links can be followed. */
export const htmlText = ({ subject, body, english }: WholeLetter): string =>
  `<!doctype html>${(
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <title>{subject}</title>
      </head>
      <body>
        {english !== '' && <p lang="en">{copyWords.below}</p>}
        <LetterLines text={body} />
        {english !== '' && (
          <div lang="en">
            <hr />
            <p>
              <strong>{copyWords.head}</strong>
            </p>
            <LetterLines text={english} />
          </div>
        )}
      </body>
    </html>
  )}`;
