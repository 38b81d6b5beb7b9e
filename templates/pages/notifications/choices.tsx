// The sections of the account page about how somebody is told: by which letters, and in which calendar.

import { Choices, type FieldErrors, Form, type Typed } from '../../parts/form.tsx';
import { dayTextOf } from '../../parts/when.ts';
import { choosableKinds, notificationWords, ways } from '../../words/notifications.ts';
import type { Language } from '../../words/words.ts';

/** How somebody wants to be told: a way for each kind. */
export function ChoicesSection({ language, typed, errors }: { language: Language; typed: Typed; errors: FieldErrors }) {
  const w = notificationWords[language].choices;
  return (
    <section class="beside" aria-labelledby="told">
      <h2 id="told">{w.title}</h2>
      <p class="soft">{w.lead}</p>
      <Form action="/account/notifications" class="ways">
        {choosableKinds.map((kind) => (
          <Choices
            {...{ typed, errors, language }}
            name={kind}
            label={w.kinds[kind][0]!}
            hint={w.kinds[kind][1]!}
            options={ways.map((way) => ({ value: way, label: w.ways[way] }))}
          />
        ))}
        <h3>{w.fixedTitle}</h3>
        <p>{w.fixed}</p>
        <p class="buttons">
          <button class="button quiet" type="submit">
            {w.save}
          </button>
        </p>
      </Form>
    </section>
  );
}

/** The address of somebody's due dates: when it was made, and whether it ended with their password or their other sessions. */
export type CalendarAddress = { readonly madeAt: string; readonly hasEnded: boolean };

/** Where the address of somebody's due dates is made and revoked; null where they have none. */
export function CalendarSection({ language, address }: { language: Language; address: CalendarAddress | null }) {
  const w = notificationWords[language].calendar;
  const isOpen = address !== null && !address.hasEnded;
  return (
    <section class="beside" aria-labelledby="calendar">
      <h2 id="calendar">{w.title}</h2>
      <p class="soft">{w.lead}</p>
      <p>{w.warning}</p>
      <p>{address === null ? w.none : (isOpen ? w.made : w.ended)(dayTextOf(address.madeAt))}</p>
      <div class="buttons">
        <Form action="/account/calendar">
          <button class="button quiet" type="submit">
            {isOpen ? w.again : w.make}
          </button>
        </Form>
        {isOpen && (
          <Form action="/account/calendar/revoke">
            <button class="button quiet" type="submit">
              {w.revoke}
            </button>
          </Form>
        )}
      </div>
    </section>
  );
}
