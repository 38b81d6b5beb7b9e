import { MailboxPage } from '../../templates/pages/people/mailbox.tsx';
import type { Doors } from '../doors.ts';
import type { Parts } from '../parts.ts';
import { lettersWritten } from './letters.ts';

const mostShown = 50;

/** In the demonstration, where no letter is sent, everybody may look at all of them. Elsewhere the page does not exist. */
export function mailRoutes(doors: Doors, parts: Parts): void {
  if (!parts.mailbox) return;
  doors.get('/mailbox', { who: 'anyone' }, async (c) => {
    const letters = await lettersWritten(parts.db, mostShown);
    c.header('Referrer-Policy', 'no-referrer');
    return c.html(
      <MailboxPage
        frame={await parts.frameOf(c)}
        origin={parts.origin}
        letters={letters.map(({ id, address, subject, body, createdAt }) => ({
          id,
          address,
          subject,
          body,
          at: createdAt.toISOString(),
        }))}
      />,
    );
  });
}
