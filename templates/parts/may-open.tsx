// That a call may open for a stage of a policy pack, and on what condition.

import { packWords } from '../words/programmes-packs.ts';
import type { Language } from '../words/words.ts';

/** `unread`: how many of the stage's figures nobody has compared with the original: whoever opens a call takes note of them first. */
export function MayOpen({ unread, language }: { unread: number; language: Language }) {
  const w = packWords[language];
  if (unread === 0) return <span class="tag done">{w.mayOpen}</span>;
  return (
    <div class="mayopen">
      <span class="tag now">{w.mayOpenOnce}</span>
      <p class="small">{w.onceRead(unread)}</p>
    </div>
  );
}
