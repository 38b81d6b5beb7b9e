import type { ReportView } from '../../templates/pages/projects/page.tsx';
import { timeText } from '../../templates/parts/when.ts';
import { nameOf } from '../../templates/words/names.ts';
import type { Json } from '../../workflows/canonical.ts';
import { contentOf } from '../contents.ts';
import { nameWith } from '../dossier.ts';
import { type Attached, fileViews } from './attached.ts';
import type { Seen } from './step.ts';

/** A report as it is kept: a text, and files that a page can link. */
export type ReportBody = { text: string; files: Attached[] };
export const reportBody = (text: string, files: readonly Attached[], more: { [key: string]: Json } = {}): Json => ({
  ...more,
  text,
  files: files.map(({ id, name, sha256 }) => ({ id, name, sha256 })),
});

export const mostReportText = 20_000;

/** The reports that came with events of these kinds, newest first. */
export async function reportsOf(seen: Seen, events: readonly string[]): Promise<ReportView[]> {
  const { dossier, language } = seen;
  const found = dossier.history.filter(({ event }) => events.includes(event));
  return await Promise.all(
    found.map(({ event, input, name, behalf, at }) =>
      reportView(seen, String(input.report ?? input.minutes ?? ''), nameOf('events', event, language), {
        name: nameWith({ name, behalf }, language),
        at,
      }),
    ),
  );
}

/** A kept report as a page shows it. */
export async function reportView(
  { parts, dossier, base }: Seen,
  commitment: string,
  title: string,
  by: { name: string; at: string },
): Promise<ReportView> {
  const body = await contentOf<ReportBody>(parts.db, dossier.agency, commitment);
  const byline = [by.name, timeText(by.at)].filter(Boolean).join(', ');
  return { title, byline, text: body?.text ?? null, files: fileViews(base, body?.files ?? []) };
}
