import { type Frame, Layout } from '../../layout.tsx';
import { Form } from '../../parts/form.tsx';
import { type ListView, Pages } from '../../parts/list.tsx';
import { timeText } from '../../parts/when.ts';
import { notificationWords } from '../../words/notifications.ts';

export type NotificationView = {
  id: string;
  subject: string;
  /** Who acts next, and until when: a line each. */
  next: string;
  /** A path of ours; '' where it leads nowhere. */
  link: string;
  at: string;
  isRead: boolean;
  /** It asks for a step that has ended. */
  isOver: boolean;
};

/** What somebody was told, the newest first. */
export function InboxPage({
  frame,
  list,
  unread,
  notifications,
}: {
  frame: Frame;
  list: ListView;
  unread: number;
  notifications: readonly NotificationView[];
}) {
  const w = notificationWords[frame.language];
  return (
    <Layout frame={frame} title={w.title} here="notifications">
      <h1>{w.title}</h1>
      {notifications.length === 0 && list.from === 0 ? (
        <p class="lead">{w.none}</p>
      ) : (
        <p class="lead">{w.lead(unread)}</p>
      )}
      {unread > 0 && (
        <Form action="/notifications/read">
          <input type="hidden" name="until" value={notifications[0]?.at ?? ''} />
          <p class="buttons">
            <button class="button quiet" type="submit">
              {w.markAll}
            </button>
          </p>
        </Form>
      )}
      {notifications.length > 0 && (
        <ol class="told">
          {notifications.map(({ id, subject, next, link, at, isRead, isOver }) => {
            const isNew = !isRead && !isOver;
            const lines = isOver ? [w.movedOn] : next.split('\n');
            return (
              <li class={isNew ? 'new' : undefined}>
                <p class="subject">
                  {link === '' ? subject : <a href={link}>{subject}</a>}{' '}
                  {isNew && <span class="tag now">{w.unread}</span>}
                  {isOver && <span class="tag">{w.over}</span>}
                </p>
                {lines.map((line) => line !== '' && <p class={isOver ? 'small soft' : 'small'}>{line}</p>)}
                <p class="small soft">{timeText(at)}</p>
                {isNew && (
                  <Form action="/notifications/read">
                    <input type="hidden" name="id" value={id} />
                    <button class="link small" type="submit" aria-label={w.markOneOf(subject)}>
                      {w.markOne}
                    </button>
                  </Form>
                )}
              </li>
            );
          })}
        </ol>
      )}
      <Pages list={list} language={frame.language} />
      <p class="small soft">
        {w.kept} <a href="/account#told">{w.toChoices}</a>
      </p>
    </Layout>
  );
}
