import type { PropsWithChildren } from 'hono/jsx';
import { type Frame, Layout } from '../../layout.tsx';
import { ErrorSummary, type FieldErrors, type Typed } from '../../parts/form.tsx';
import { type RefusalView, Refused } from '../../parts/refusal.tsx';
import { agencyName } from '../../words/agencies.ts';
import { programmeWords } from '../../words/programmes.ts';
import { words } from '../../words/words.ts';

/** What every page that sets a programme up is told. */
export type RoomView = {
  frame: Frame;
  agency: string;
  /** What has just been done, in a sentence. */
  note: string | null;
};

/** A form on such a page: as it was sent, or new. */
export type FormView = { key: string; typed: Typed; errors: FieldErrors; refusal: RefusalView | null };

const rooms = ['programmes', 'calendar', 'calls', 'delegations', 'contact'] as const;
export type Room = (typeof rooms)[number];

/** The frame of these pages: where one is, the rooms beside it, what was done, and what was wrong. */
export function RoomPage({
  view,
  room,
  title,
  under,
  lead,
  form,
  children,
}: PropsWithChildren<{
  view: RoomView;
  room: Room;
  title: string;
  /** A page below its room has its way back, and not the rooms beside it. */
  under?: true;
  lead?: string;
  form?: Pick<FormView, 'errors' | 'refusal'>;
}>) {
  const { frame, agency, note } = view;
  const { language } = frame;
  const w = programmeWords[language];
  return (
    <Layout frame={frame} title={title} here="work">
      <p class="crumbs">
        <a href="/work">{words[language].myWork}</a> / {agencyName(agency, language)}
        {under && (
          <>
            {' / '}
            <a href={`/agencies/${agency}/${room}`}>{w.rooms[room]}</a>
          </>
        )}
      </p>
      <h1>{title}</h1>
      {lead !== undefined && <p class="lead measured">{lead}</p>}
      {!under && (
        <nav class="rooms" aria-label={w.rooms.label}>
          {rooms.map((one) => (
            <a href={`/agencies/${agency}/${one}`} {...(one === room ? { 'aria-current': 'page' as const } : {})}>
              {w.rooms[one]}
            </a>
          ))}
        </nav>
      )}
      {note !== null && (
        <p class="notice" role="status">
          {note}
        </p>
      )}
      {form !== undefined && (
        <div class="trouble">
          <ErrorSummary errors={form.errors} language={language} title={w.notDone} />
          <Refused refusal={form.refusal} language={language} />
        </div>
      )}
      {children}
    </Layout>
  );
}

/** Names and values. */
export function Facts({ rows }: { rows: readonly (readonly [string, unknown])[] }) {
  return (
    <dl class="facts">
      {rows.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value as never}</dd>
        </div>
      ))}
    </dl>
  );
}
