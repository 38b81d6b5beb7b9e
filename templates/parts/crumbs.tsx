// Where one is, from one's work on: the line above every page's heading.

import { projectWords } from '../words/projects.ts';
import type { Language } from '../words/words.ts';

/** A step of the way: a page, or only its name where one is there. */
export type Crumb = { readonly text: string; readonly href?: string };

/** My work / the dossier / … */
export function Crumbs({ trail = [], language }: { trail?: readonly Crumb[]; language: Language }) {
  return (
    <div class="crumbs">
      <a href="/work">{projectWords[language].work}</a>
      {trail.map(({ text, href }) => (
        <> / {href === undefined ? text : <a href={href}>{text}</a>}</>
      ))}
    </div>
  );
}
