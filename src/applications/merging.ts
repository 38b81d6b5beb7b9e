// Two people in one section: what only one of them changed goes together by itself, what both changed is for them to say.
// A page carries a mark of each field as it showed it, so that it can be told who changed what without the text of before.

import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import type { Answers, FormSection } from '../../workflows/rules/forms.ts';

/** A mark for what each field of a section says. */
export type Marks = ReadonlyMap<string, string>;

const partOf = (answers: Answers, field: string): [string, Answers[string]][] =>
  Object.entries(answers).filter(([name]) => name.split('.')[0] === field);

/** What a section says, field by field, as marks. */
export function marksOf({ fields }: FormSection, answers: Answers): Marks {
  return new Map(
    fields.map(({ id }) => {
      const said = canonicalJson(Object.fromEntries(partOf(answers, id)) as Json);
      return [id, createHash('sha256').update(said).digest('hex').slice(0, 16)];
    }),
  );
}

/** Marks as a page carries them: 'projectName=90ab… problem=12cd…'. */
export const writeMarks = (marks: Marks): string => [...marks].map((pair) => pair.join('=')).join(' ');

/** Marks as a page sent them. A field that it has none of is as if everybody had changed it. */
export const readMarks = (text: string): Marks =>
  new Map([...text.matchAll(/([A-Za-z][A-Za-z0-9]*)=([0-9a-f]{16})/g)].map(([, id, mark]) => [id!, mark!]));

export type Choice = 'theirs' | 'mine';

export type Merging = {
  /** As the page showed the section. */
  readonly base: Marks;
  /** What this very page has saved last: of that somebody cannot be told that somebody else changed it. */
  readonly own: Marks;
  readonly stands: Answers;
  readonly yours: Answers;
  /** The fields that the page asked about, and what was chosen. */
  readonly asked: readonly string[];
  readonly chosen: ReadonlyMap<string, Choice>;
};

export type Merged = {
  /** Both versions in one; in what is open stands yours. */
  readonly answers: Answers;
  /** Fields that both have changed, each to something else, or that were asked about and not answered. */
  readonly open: readonly string[];
  /** Fields in which yours changes what stands. */
  readonly mine: readonly string[];
  /** Fields that somebody else has changed and that the page still shows as they were. */
  readonly theirs: readonly string[];
};

/** Puts what somebody sends of a section together with what stands there by now. */
export function mergeSection(section: FormSection, given: Merging): Merged {
  const { stands, yours, base, own, asked, chosen } = given;
  const [standing, sent] = [marksOf(section, stands), marksOf(section, yours)];
  const judged = section.fields.map(({ id }): readonly [string, 'same' | 'open' | Choice] => {
    const [here, mine, before, last] = [standing.get(id), sent.get(id), base.get(id), own.get(id)];
    if (here === mine) return [id, 'same'];
    if (asked.includes(id)) return [id, (here === before && chosen.get(id)) || (mine === last ? 'theirs' : 'open')];
    if (mine === before) return [id, 'theirs'];
    if (here === before || here === last) return [id, 'mine'];
    return [id, mine === last ? 'theirs' : 'open'];
  });
  const those = (how: string) => judged.flatMap(([id, what]) => (what === how ? [id] : []));
  const [open, mine, theirs] = [those('open'), those('mine'), those('theirs')];
  const fromYours = new Set([...open, ...mine]);
  const kept = Object.entries(stands).filter(([name]) => !fromYours.has(name.split('.')[0]!));
  const taken = [...fromYours].flatMap((id) => partOf(yours, id));
  return { answers: Object.fromEntries([...kept, ...taken]), open, mine, theirs };
}
