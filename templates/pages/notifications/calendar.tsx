import { type Frame, Layout } from '../../layout.tsx';
import { notificationWords } from '../../words/notifications.ts';

/** The address of somebody's due dates, the one time that it is shown. */
export function CalendarAddressPage({ frame, address, count }: { frame: Frame; address: string; count: number }) {
  const w = notificationWords[frame.language].calendar;
  return (
    <Layout frame={frame} title={w.shownTitle} here="account" lively>
      <h1>{w.shownTitle}</h1>
      <p class="note" role="status">
        {w.shown}
      </p>
      <p class="after copied">
        <label for="address">{w.address}</label>
        <input id="address" type="text" readonly value={address} autocomplete="off" spellcheck={false} />{' '}
        <button class="button quiet" type="button" data-copies="address" data-copied={w.copied} hidden>
          {w.copy}
        </button>{' '}
        <span role="status" />
      </p>
      <p>{count === 0 ? w.empty : w.holds(count)}</p>
      <p>{w.how}</p>
      <p>{w.warning}</p>
      <p>
        <a href="/account#calendar">{w.back}</a>
      </p>
    </Layout>
  );
}
