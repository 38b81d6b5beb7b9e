// Who changed what in an application's draft, part by part.

import type { FieldChange } from '../../../workflows/rules/forms.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Changes } from '../../parts/changes.tsx';
import { timeText } from '../../parts/when.ts';
import { teamWords } from '../../words/team.ts';
import { type ApplicationHead, Crumbs } from './tasks.tsx';

export type EditsView = {
  head: ApplicationHead;
  sections: readonly {
    id: string;
    title: string;
    /** The newest first. */
    entries: readonly { name: string; at: string; changes: readonly FieldChange[] }[];
  }[];
  /** What the draft began with. `href` is null where the reader is not of that application's team. */
  copied: { name: string; at: string; answers: number; code: string; href: string | null } | null;
  /** There were more than are shown. */
  isCut: boolean;
};

export function EditsPage({ frame, edits }: { frame: Frame; edits: EditsView }) {
  const { language } = frame;
  const w = teamWords[language];
  const { head, copied } = edits;
  return (
    <Layout frame={frame} title={w.editsTitle} here="work">
      <Crumbs head={head} language={language} list />
      <h1>{w.editsTitle}</h1>
      <p class="lead">{w.editsLead}</p>
      {edits.isCut && <p class="small soft">{w.older}</p>}
      {edits.sections.map(({ id, title, entries }) => (
        <section aria-labelledby={id}>
          <h2 id={id}>
            <a href={`${head.base}/application/${id}`}>{title}</a>
          </h2>
          {entries.length === 0 && <p class="soft">{w.noEdits}</p>}
          {entries.map(({ name, at, changes }) => (
            <>
              <h3>{w.edited(name === '' ? w.noName : name, timeText(at))}</h3>
              {changes.length === 0 ? (
                <p class="soft">{w.back}</p>
              ) : (
                <Changes changes={changes} language={language} names={w} ofOneSection />
              )}
            </>
          ))}
        </section>
      ))}
      {copied !== null && (
        <section aria-labelledby="copied">
          <h2 id="copied">{w.from}</h2>
          <p>
            {w.edited(copied.name === '' ? w.noName : copied.name, timeText(copied.at))}:{' '}
            {w.copiedEntry(copied.answers)}{' '}
            {copied.href === null ? copied.code : <a href={copied.href}>{copied.code}</a>}.
          </p>
        </section>
      )}
    </Layout>
  );
}
