// What was recorded in an agency beside the dossiers of applicants: read, and nothing else.

import type { Frame } from '../layout.tsx';
import { Find, type ListView, Pages } from '../parts/list.tsx';
import type { Room } from '../parts/rooms.tsx';
import { timeText } from '../parts/when.ts';
import { dossierWords } from '../words/dossier.ts';
import { historyWords } from '../words/programmes-history.ts';
import { RoomPage } from './programmes/frame.tsx';

export const historyKinds = [
  'roles',
  'secondStep',
  'delegations',
  'calendar',
  'budget',
  'treasury',
  'contact',
  'caps',
  'packs',
  'calls',
  'parties',
] as const;
export type HistoryKind = (typeof historyKinds)[number];

export type HistoryRow = {
  at: string;
  who: string;
  title: string;
  /** Whom or what it is about, and the agency's page where that stands: it leads there whoever may open it. */
  about: { text: string; room: Room | null; href?: string | null } | null;
  details: readonly string[];
  decision: string | null;
  reason: string | null;
};

export type AgencyHistoryView = {
  frame: Frame;
  agency: string;
  kind: HistoryKind | null;
  person: string;
  people: readonly { value: string; label: string }[];
  rows: readonly HistoryRow[];
  list: ListView;
};

export function AgencyHistoryPage({ frame, agency, kind, person, people, rows, list }: AgencyHistoryView) {
  const { language, rooms = [] } = frame;
  const w = historyWords[language];
  const d = dossierWords[language];
  const leadOf = (about: NonNullable<HistoryRow['about']>) =>
    about.room === null || !rooms.includes(about.room) ? null : (about.href ?? `/agencies/${agency}/${about.room}`);
  return (
    <RoomPage view={{ frame, agency, note: null }} room="history" title={w.title} lead={w.lead}>
      <Find
        list={list}
        filters={[
          {
            ...{ name: 'kind', label: w.kind, value: kind ?? '' },
            options: historyKinds.map((one) => ({ value: one, label: w.kinds[one] })),
          },
          { name: 'person', label: w.person, value: person, options: people },
        ]}
        language={language}
      />
      {rows.length === 0 ? (
        <p class="soft">{w.none}</p>
      ) : (
        <table class="stack remembered">
          <thead>
            <tr>
              <th scope="col">{d.time}</th>
              <th scope="col">{d.whatHappened}</th>
              <th scope="col">{d.who}</th>
              <th scope="col">{w.decision}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ at, who, title, about, details, decision, reason }) => {
              const href = about === null ? null : leadOf(about);
              return (
                <tr>
                  <td>
                    <time datetime={at}>{timeText(at)}</time>
                  </td>
                  <td data-label={d.whatHappened}>
                    <div>
                      <strong>{title}</strong>
                      {about !== null && about.text !== '' && (
                        <>: {href === null ? about.text : <a href={href}>{about.text}</a>}</>
                      )}
                      {details.map((detail) => (
                        <p class="small">{detail}</p>
                      ))}
                      {reason !== null && (
                        <p class="small">
                          {d.reason}: {reason}
                        </p>
                      )}
                    </div>
                  </td>
                  <td data-label={d.who}>{who}</td>
                  <td data-label={w.decision}>{decision ?? '–'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <Pages list={list} language={language} />
    </RoomPage>
  );
}
