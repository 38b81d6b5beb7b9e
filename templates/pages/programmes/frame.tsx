import type { Child, PropsWithChildren } from 'hono/jsx';
import { type Frame, Layout } from '../../layout.tsx';
import { type Crumb, Crumbs } from '../../parts/crumbs.tsx';
import { ErrorSummary, type FieldErrors, Form, oneOf, type Typed } from '../../parts/form.tsx';
import { type RefusalView, Refused } from '../../parts/refusal.tsx';
import { type Room, Rooms, roomTrail } from '../../parts/rooms.tsx';
import { agencyName } from '../../words/agencies.ts';
import { programmeWords } from '../../words/programmes.ts';

/** What every page of an agency is told. */
export type RoomView = {
  frame: Frame;
  agency: string;
  /** What has just been done, in a sentence. */
  note: Child;
};

/** A form on such a page: as it was sent, or new. */
export type FormView = { key: string; typed: Typed; errors: FieldErrors; refusal: RefusalView | null };

/** The frame of these pages: where one is, the rooms beside it, what was done, and what was wrong. */
export function RoomPage({
  view,
  room,
  title,
  under,
  via,
  lead,
  form,
  children,
}: PropsWithChildren<{
  view: RoomView;
  room: Room;
  title: string;
  /** A page below its room has its way back, and not the rooms beside it. */
  under?: true;
  /** A page between its room and this one. */
  via?: Crumb;
  lead?: string;
  form?: Pick<FormView, 'errors' | 'refusal'>;
}>) {
  const { frame, agency, note } = view;
  const { language, rooms = [] } = frame;
  const w = programmeWords[language];
  return (
    <Layout frame={frame} title={title} here="work">
      <Crumbs
        trail={[
          { text: agencyName(agency, language) },
          ...(under ? roomTrail(agency, room, rooms, language) : []),
          ...(via === undefined ? [] : [via]),
        ]}
        language={language}
      />
      <p class="onpaper issuer">{agencyName(agency, language)}</p>
      <h1>{title}</h1>
      {lead !== undefined && <p class="lead measured">{lead}</p>}
      {!under && <Rooms agency={agency} rooms={rooms} here={room} language={language} />}
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

/**
 * What will be recorded, read once more: sending it records it, "edit" leads back to the form. What was typed goes along, and so
 * does the form's key: it is recorded once.
 */
export function Check({
  action,
  formKey,
  rows,
  typed,
  step,
  confirm,
  edit,
  children,
}: PropsWithChildren<{
  action: string;
  formKey: string;
  rows: readonly (readonly [string, unknown])[];
  typed: Typed;
  /** What the form says of itself when it is to be recorded. */
  step: string;
  confirm: string;
  edit: string;
}>) {
  return (
    <>
      <Facts rows={rows} />
      <Form action={action} formKey={formKey}>
        {Object.keys(typed).map((name) => (
          <input type="hidden" name={name} value={oneOf(typed, name)} />
        ))}
        {children}
        <p class="buttons">
          <button class="button" type="submit" name="step" value={step}>
            {confirm}
          </button>
          <button class="button quiet" type="submit" name="step" value="edit">
            {edit}
          </button>
        </p>
      </Form>
    </>
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
