import { CalendarAddressPage } from '../../templates/pages/notifications/calendar.tsx';
import { InboxPage } from '../../templates/pages/notifications/inbox.tsx';
import { choosableKinds, isWay } from '../../templates/words/notifications.ts';
import type { Doors } from '../doors.ts';
import { isId, textIn, typedOf } from '../forms.ts';
import { askedIn } from '../lists.ts';
import type { Parts } from '../parts.ts';
import { isOneTooMany } from '../people/index.ts';
import { calendarText, dueEvents, feedOwner, makeFeed, revokeFeed } from './feed.ts';
import { choose, markAllRead, markRead, notificationsOf, unreadOf } from './inbox.ts';

/** The inbox, how somebody wants to be told, and the calendar of what is due. */
export function notificationRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;

  doors.get('/notifications', { who: 'signedIn' }, async (c) => {
    const me = c.get('visitor')!;
    const asked = askedIn(c, {});
    const { rows, all } = await notificationsOf(db, me.id, c.get('language'), asked.from);
    return c.html(
      <InboxPage
        frame={await parts.frameOf(c)}
        list={asked.view(rows.length, all)}
        unread={await unreadOf(db, me.id)}
        notifications={rows}
      />,
    );
  });

  doors.post('/notifications/read', { who: 'signedIn' }, async (c) => {
    const me = c.get('visitor')!;
    const typed = await typedOf(c);
    const [id, until] = [textIn(typed, 'id'), textIn(typed, 'until')];
    if (isId(id)) await markRead(db, me.id, id, now());
    else if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(until) && !Number.isNaN(Date.parse(until)))
      await markAllRead(db, me.id, new Date(until).toISOString(), now());
    return c.redirect('/notifications', 303);
  });

  doors.post('/account/notifications', { who: 'signedIn' }, async (c) => {
    const typed = await typedOf(c);
    const chosen = choosableKinds.map((kind) => [kind, textIn(typed, kind)] as const);
    // the page offers three ways for each: whoever sends another did not use it
    if (!chosen.every(([, way]) => isWay(way))) return c.redirect('/account#told', 303);
    await choose(db, c.get('visitor')!.id, Object.fromEntries(chosen) as Parameters<typeof choose>[2], now());
    return c.redirect('/account?done=told#told', 303);
  });

  doors.post('/account/calendar', { who: 'signedIn' }, async (c) => {
    const token = await makeFeed(parts, c.get('visitor')!.id);
    // shown in this very answer: an address that another page would read again had to be kept
    c.header('Cache-Control', 'no-store');
    c.header('Referrer-Policy', 'no-referrer');
    const address = `${parts.origin}/calendar/${token}.ics`;
    const { length: count } = await dueEvents(parts, { id: c.get('visitor')!.id, language: c.get('language') });
    return c.html(<CalendarAddressPage frame={await parts.frameOf(c)} address={address} count={count} />);
  });

  doors.post('/account/calendar/revoke', { who: 'signedIn' }, async (c) => {
    await revokeFeed(parts, c.get('visitor')!.id);
    return c.redirect('/account?done=calendarRevoked#calendar', 303);
  });

  // Its address is a key, as calendar programs cannot sign in: it opens this list and nothing else, and is written down nowhere here.
  doors.get('/calendar/:feed', { who: 'anyone' }, async (c) => {
    const [, token] = /^([\w-]{43})\.ics$/.exec(c.req.param('feed')) ?? [];
    const owner = token === undefined ? null : await feedOwner(parts, token);
    // of the right ones each by itself: behind one address there may be the calendars of many
    const over =
      owner === null
        ? await isOneTooMany(c, parts, 'calendarGuess', null)
        : await isOneTooMany(c, parts, 'calendar', owner.id);
    c.header('Referrer-Policy', 'no-referrer');
    c.header('X-Robots-Tag', 'noindex');
    if (over) {
      c.header('Retry-After', '900');
      return c.text('', 429);
    }
    if (owner === null) return c.text('', 404);
    c.header('Cache-Control', 'private, max-age=300');
    c.header('Content-Type', 'text/calendar; charset=utf-8');
    return c.body(calendarText(await dueEvents(parts, owner), owner.language));
  });
}
