import { type Frame, Layout } from '../../layout.tsx';
import { notificationWords } from '../../words/notifications.ts';

/** The address of somebody's due dates, the one time that it is shown. */
export function CalendarAddressPage({ frame, address }: { frame: Frame; address: string }) {
  const w = notificationWords[frame.language].calendar;
  return (
    <Layout frame={frame} title={w.shownTitle} here="account">
      <h1>{w.shownTitle}</h1>
      <p class="note" role="status">
        {w.shown}
      </p>
      <p>
        <label for="address">{w.address}</label>
        <input id="address" type="text" readonly value={address} autocomplete="off" spellcheck={false} />
      </p>
      <p>{w.how}</p>
      <p>{w.warning}</p>
      <p>
        <a href="/account#calendar">{w.back}</a>
      </p>
    </Layout>
  );
}
