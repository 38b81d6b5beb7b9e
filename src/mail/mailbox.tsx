import { MailboxPage } from '../../templates/pages/people/mailbox.tsx';
import type { Doors } from '../doors.ts';
import { askedIn, pageSize } from '../lists.ts';
import type { Parts } from '../parts.ts';
import { lettersWritten } from './letters.ts';

/** In the demonstration, where no letter is sent, everybody may look at all of them. Elsewhere the page does not exist. */
export function mailRoutes(doors: Doors, parts: Parts): void {
  if (!parts.mailbox) return;
  doors.get('/mailbox', { who: 'anyone' }, async (c) => {
    const asked = askedIn(c, {});
    const letters = await lettersWritten(parts.db, pageSize, asked.from);
    c.header('Referrer-Policy', 'no-referrer');
    return c.html(
      <MailboxPage
        frame={await parts.frameOf(c)}
        origin={parts.origin}
        list={asked.view(letters.length, letters[0]?.all ?? 0)}
        letters={letters.map(({ id, address, subject, body, english, createdAt }) => ({
          ...{ id, address, subject, body, english },
          at: createdAt.toISOString(),
        }))}
      />,
    );
  });
}
