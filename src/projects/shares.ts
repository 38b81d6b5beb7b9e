// The founders' shares of the company that a project becomes: as they are typed, checked, kept and shown.

import type { Typed } from '../../templates/parts/form.tsx';
import type { ShareRow, SharesView } from '../../templates/parts/shares.tsx';
import { projectWords } from '../../templates/words/projects.ts';
import { sharesWords } from '../../templates/words/projects-shares.ts';
import { formatShare, parseShare, wholeShare } from '../../workflows/rules/shares.ts';
import { contentOf } from '../contents.ts';
import { factOf } from '../dossier.ts';
import { isId, longIn, textIn } from '../forms.ts';
import { asContent, type Content } from '../keeping.ts';
import type { Seen } from './step.ts';

/** A holder as typed: `person` is the id of somebody of the team, '' where they are none. */
export type HolderText = { name: string; person: string; share: string };
/** The same as it is kept. */
type Holder = { name: string; person: string; hundredths: number };

const mostRows = 20;
const spare = 2;
const mostName = 200;

/** Everybody of the team, to be chosen as holders. */
export async function teamIn({
  dossier,
  parts,
}: Pick<Seen, 'dossier' | 'parts'>): Promise<{ id: string; name: string }[]> {
  const team = (dossier.states.get('application')?.facts.team ?? []) as string[];
  return await parts.db.query<{ id: string; name: string }>`
    select id::text as id, name from person where id = any (${team}::uuid[]) order by name collate "vi-VN-x-icu"`;
}

/** What was typed, row by row; rows in which there is nothing are left out. */
export function holdersTyped(typed: Typed): HolderText[] {
  return Array.from({ length: mostRows }, (_, index) => ({
    name: longIn(typed, `h.${index}.name`),
    person: textIn(typed, `h.${index}.person`),
    share: textIn(typed, `h.${index}.share`),
  })).filter(({ name, person, share }) => name !== '' || person !== '' || share !== '');
}

/** Rows as the form's fields; the team by name where nobody has written any yet. */
export function holderFields(
  holders: readonly HolderText[] | undefined,
  team: readonly { id: string; name: string }[],
): Typed {
  const rows = holders ?? team.map(({ id, name }) => ({ name, person: id, share: '' }));
  return Object.fromEntries(
    rows.flatMap(({ name, person, share }, index) => [
      [`h.${index}.name`, name],
      [`h.${index}.person`, person],
      [`h.${index}.share`, share],
    ]),
  );
}

/** How many rows the form shows: all that hold something, and some to fill in. */
export const holderRows = (typed: Typed): number => {
  const used = Array.from({ length: mostRows }, (_, index) =>
    ['name', 'person', 'share'].some((field) => textIn(typed, `h.${index}.${field}`) !== '') ? index + 1 : 0,
  );
  return Math.min(mostRows, Math.max(1, ...used) + spare);
};

/** Reads the rows, and gathers under `errors`, at its field, what is wrong; the shares add up to 100,00 % exactly. */
export function holdersIn(
  typed: Typed,
  { language }: Pick<Seen, 'language'>,
  team: readonly { id: string; name: string }[],
  errors: Record<string, string>,
): HolderText[] {
  const w = sharesWords[language];
  const { fields } = projectWords[language];
  const found: HolderText[] = [];
  const seen = new Map<string, number>();
  let [sum, last, clean] = [0, 0, true];
  for (let index = 0; index < mostRows; index += 1) {
    const name = longIn(typed, `h.${index}.name`);
    const person = textIn(typed, `h.${index}.person`);
    const share = textIn(typed, `h.${index}.share`);
    if (name === '' && person === '' && share === '') continue;
    // somebody of the team as the form offered them, without a share: they hold none
    if (share === '' && team.some((one) => one.id === person && one.name === name)) continue;
    last = index;
    if (name === '') errors[`h.${index}.name`] = fields.required(w.whatName);
    else if (name.length > mostName) errors[`h.${index}.name`] = fields.tooLong(w.name, mostName);
    if (person !== '' && !team.some(({ id }) => id === person))
      errors[`h.${index}.person`] = fields.choose(w.whatPerson);
    else if (person !== '' && seen.has(person)) errors[`h.${index}.person`] = w.twice(seen.get(person)! + 1);
    else if (person !== '') seen.set(person, index);
    const parsed = parseShare(share);
    if (parsed.ok) sum += parsed.hundredths;
    else {
      errors[`h.${index}.share`] = w.problems[parsed.problem];
      clean = false;
    }
    found.push({ name, person, share: parsed.ok ? formatShare(parsed.hundredths, language) : share });
  }
  if (found.length === 0) errors['h.0.name'] = w.missing;
  else if (clean && sum !== wholeShare)
    errors[`h.${last}.share`] = (sum < wholeShare ? w.less : w.more)(
      formatShare(sum, language),
      formatShare(Math.abs(wholeShare - sum), language),
    );
  return found;
}

const keptOf = (holders: readonly HolderText[]): Holder[] =>
  holders.flatMap(({ name, person, share }) => {
    const parsed = parseShare(share);
    return parsed.ok ? [{ name, person, hundredths: parsed.hundredths }] : [];
  });

/** The content that a confirmation names; null where the team has declared none. */
export const sharesContent = (holders: readonly HolderText[] | undefined): Content | null =>
  holders === undefined || holders.length === 0
    ? null
    : asContent('evidence', { about: 'shares', holders: keptOf(holders) });

/** Holders as rows; who was of the team keeps their name, though they may have left it since. */
async function rowsOf(holders: readonly Holder[], { language, parts }: Pick<Seen, 'language' | 'parts'>) {
  const persons = holders.map(({ person }) => person).filter(isId);
  const known = await parts.db.query<{ id: string; name: string }>`
    select id::text as id, name from person where id = any (${persons}::uuid[])`;
  return holders.map(
    ({ name, person, hundredths }): ShareRow => ({
      name,
      member: known.find(({ id }) => id === person)?.name ?? '',
      share: formatShare(hundredths, language),
    }),
  );
}

/** The shares as a page shows them before they are confirmed. */
export async function sharesDeclared(seen: Seen, holders: readonly HolderText[] | undefined): Promise<SharesView> {
  return {
    state: holders === undefined ? 'none' : 'said',
    rows: await rowsOf(keptOf(holders ?? []), seen),
  };
}

/** The shares that were confirmed with the company: none where it was formed without, or their words were erased. */
export async function sharesConfirmed(seen: Seen): Promise<SharesView> {
  const { dossier, parts } = seen;
  const commitment = factOf(dossier, 'project', 'shares');
  if (commitment === '') return { state: 'none', rows: [] };
  const body = await contentOf<{ holders: Holder[] }>(parts.db, dossier.agency, commitment);
  return body === null ? { state: 'erased', rows: [] } : { state: 'said', rows: await rowsOf(body.holders, seen) };
}
