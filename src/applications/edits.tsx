// Who changed what in a draft, part by part: for its team alone.

import { EditsPage, type EditsView } from '../../templates/pages/applications/edits.tsx';
import { type Answers, changesBetween, shown } from '../../workflows/rules/forms.ts';
import type { Doors } from '../doors.ts';
import { codeOf } from '../dossier.ts';
import type { Parts } from '../parts.ts';
import { standingOf } from '../standing.ts';
import { changesOf, laidOver } from './draft.ts';
import { founders, headOf, openWritten, root } from './shared.ts';

/** As many changes as one page shows. */
const mostShown = 100;

/** The page of what was changed. */
export function editsRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;

  doors.get(`${root}/edits`, { who: founders }, async (c) => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    const language = c.get('language');
    const { definition, draft, dossier, attachments } = matter;
    const { agency } = dossier;
    const found = await changesOf(db, { agency, dossier: dossier.id }, mostShown + 1);
    const changes = found.slice(0, mostShown);
    const hashes = new Map(attachments.map((file) => [file.id, file.sha256] as const));
    const reading = (answers: Answers, section: string) =>
      shown(definition, answers, language, matter).filter((one) => one.section.id === section);
    const copied = changes.find(({ source }) => source !== null);
    const person = c.get('visitor')!.id;
    const view: EditsView = {
      head: headOf(matter, language, now()),
      sections: definition.sections.map(({ id, title }) => ({
        id,
        title: title[language],
        entries: changes
          .filter(({ section }) => section === id)
          .map(({ name, at, before, after }) => ({
            name,
            at,
            changes: changesBetween(
              reading(laidOver(draft.answers, before), id),
              reading(laidOver(draft.answers, after), id),
              (file) => hashes.get(file),
            ),
          })),
      })),
      copied:
        copied?.source == null
          ? null
          : {
              name: copied.name,
              at: copied.at,
              answers: Object.keys(copied.after).length,
              code: codeOf(copied.source.dossier, copied.source.beganAt),
              href:
                (await standingOf(db, agency, person, copied.source.dossier, now()))?.team == null
                  ? null
                  : `/agencies/${agency}/dossiers/${copied.source.dossier}`,
            },
      isCut: found.length > mostShown || (found[0]?.of ?? 0) > found.length,
    };
    return c.html(<EditsPage frame={await parts.frameOf(c)} edits={view} />);
  });
}
