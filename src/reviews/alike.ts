// Applications of an agency that may be one another's: hints for the officer who screens one of them, and for nobody else.

import type { AlikeView } from '../../templates/pages/reviews/alike.tsx';
import { teamWords } from '../../templates/words/team.ts';
import type { StateRow } from '../../workflows/decide.ts';
import type { Answers, FormDefinition, Row } from '../../workflows/rules/forms.ts';
import type { Database, Parameter } from '../database/pool.ts';
import { codeOf, placesOf } from '../dossier.ts';
import { opensTo, type Reader } from '../standing.ts';
import type { Desk } from './desk.ts';
import { answersOf, applicationForm } from './reading.ts';

/** As many as are shown. */
export const mostAlike = 10;
/** From which likeness on names are called alike: of a project's name, and of who applies. */
const least = { title: 0.5, partyName: 0.6 };

/** A number that tells somebody from others, and what it is called in the form. */
type Known = { readonly number: string; readonly label: string };

/** Tax codes and numbers of identity cards: 9, 10, 12 or 13 digits, however they are parted. Money and telephones are no such thing. */
function numbersOf(form: FormDefinition, answers: Answers, language: 'vi' | 'en'): Known[] {
  const isNumber = (text: string) =>
    /^[0-9][0-9 .-]*[0-9]$/.test(text) && [9, 10, 12, 13].includes(digits(text).length);
  const found: Known[] = [];
  for (const { fields } of form.sections)
    for (const field of fields) {
      if (other.has(field.kind) || ('as' in field && field.as === 'phone')) continue;
      const label = (field.short ?? field.label)[language];
      for (const [name, answer] of Object.entries(answers))
        if (name === field.id || name.startsWith(`${field.id}.`))
          for (const text of textsIn(answer)) if (isNumber(text)) found.push({ number: digits(text), label });
    }
  return found;
}

/** Kinds whose digits count something, or are no text. */
const other: ReadonlySet<string> = new Set([
  'money',
  'number',
  'percent',
  'date',
  'budgetTable',
  'file',
  'declaration',
  'bankAccount',
  'bank',
]);
const digits = (text: string) => text.replace(/\D/g, '');

const textsIn = (answer: string | readonly string[] | readonly Row[]): string[] =>
  typeof answer === 'string'
    ? [answer]
    : answer.flatMap((one) =>
        typeof one === 'string' ? [one] : Object.values(one).filter((text) => typeof text === 'string'),
      );

type Found = {
  dossier: string;
  why: 'party' | 'number' | 'title' | 'partyName';
  /** From 0 to 1. */
  likeness: number;
  numbers: string[] | null;
};

/**
 * In SQL, each with an index of its own: the same party; one of the same numbers, in what was handed in or of the party; a name
 * much like it. Only what was handed in counts: drafts are nobody's business.
 */
export const alikeText = `
  select d.id::text as dossier, 'party' as why, 1::real as likeness, null::text[] as numbers from dossier d
    where d.agency = $1 and d.party = $2::uuid and d.kind = 'application'
  union all select c.dossier::text, 'number', 1, array(select unnest(c.numbers) intersect select unnest($3::text[])) from content c
    where c.agency = $1 and c.kind = 'application' and c.numbers && $3::text[]
  union all select d.id::text, 'number', 1, array[p.identity] from party_profile p
      join dossier d on d.agency = p.agency and d.party = p.party and d.kind = 'application'
    where p.agency = $1 and p.identity = any ($3::text[]) and p.identity <> ''
  union all select c.dossier::text, 'title', similarity(c.found_as, folded($4)), null from content c
    where c.agency = $1 and c.kind = 'application' and c.found_as % folded($4) and similarity(c.found_as, folded($4)) >= ${least.title}
  union all select d.id::text, 'partyName', similarity(p.found_as, folded($5)), null from party_profile p
      join dossier d on d.agency = p.agency and d.party = p.party and d.kind = 'application'
    where p.agency = $1 and p.found_as % folded($5) and similarity(p.found_as, folded($5)) >= ${least.partyName} and p.party <> $2::uuid`;

/** What was found is gathered first and then read by key: of an agency with many dossiers no more than those alike. */
const text = (opens: string) => `
  with found as materialized (${alikeText})
  select f.dossier, f.why, f.likeness, f.numbers, x.began_at, x.title, x.party, x.state
  from found f cross join lateral (
    select h.at as began_at, c.body->>'projectName' as title, coalesce(p.name, '') as party,
      jsonb_build_object('machine', a.machine, 'version', a.version, 'value', a.value, 'subject', a.subject, 'facts', a.facts) as state
    from state a join dossier d on d.agency = a.agency and d.id = a.dossier
      join history h on h.agency = a.agency and h.dossier = a.dossier and h.revision = 1
      join content c on c.agency = a.agency and c.commitment = a.facts->>'content'
      left join party_profile p on p.agency = d.agency and p.party = d.party
    where a.agency = $1 and a.dossier = f.dossier::uuid and a.subject = 'application' and ${opens}
      and (f.why not in ('number', 'title') or f.numbers && c.numbers or f.numbers && array[p.identity] or (f.why = 'title' and c.found_as % folded($4)))
    offset 0) x
  where f.dossier <> $6
  order by f.dossier`;

/** Applications that may be the same as the one on a desk and open to the reader, the likeliest first, and why each is listed. */
export async function alikeOf(
  db: Database,
  { dossier, agency, base, language }: Desk,
  reader: Reader,
): Promise<AlikeView> {
  const answers = (await answersOf(db, dossier)) ?? {};
  const form = applicationForm(dossier);
  const w = teamWords[language];
  const [party] = await db.query<{ identity: string; name: string }>`
    select identity, name from party_profile where agency = ${agency} and party = ${dossier.party?.id ?? null}::uuid`;
  const said = form === null ? [] : numbersOf(form, answers, language);
  const identity = party === undefined ? '' : digits(party.identity);
  const known = [...(identity === '' ? [] : [{ number: identity, label: w.partyNumber }]), ...said];
  const title = typeof answers.projectName === 'string' ? answers.projectName : '';
  const given: Parameter[] = [
    ...[agency, dossier.party?.id ?? null, [...new Set(known.map(({ number }) => number))]],
    ...[title, party?.name ?? '', dossier.id],
  ];
  const opens = opensTo(reader, (value) => `$${given.push(value)}`);
  const rows = await db.run<Found & { beganAt: Date; title: string | null; party: string; state: StateRow }>(
    text(opens),
    given,
  );
  const byDossier = new Map<string, typeof rows>();
  for (const row of rows) byDossier.set(row.dossier, [...(byDossier.get(row.dossier) ?? []), row]);
  const all = [...byDossier].map(([id, found]) => {
    const { beganAt, title: name, party: of, state } = found[0]!;
    const numbers = new Set(found.flatMap((one) => one.numbers ?? []));
    const shared = known.filter(({ number }) => numbers.has(number));
    const most = (why: Found['why']) =>
      Math.max(0, ...found.filter((one) => one.why === why).map((one) => one.likeness));
    const percent = (likeness: number) => Math.round(likeness * 100);
    const why = [
      ...(most('party') > 0 ? [w.alikeWhy.party] : []),
      ...[...new Set(shared.map(({ number, label }) => w.alikeWhy.number(label, number.slice(-3))))],
      ...(most('title') > 0 ? [w.alikeWhy.title(percent(most('title')))] : []),
      ...(most('partyName') > 0 ? [w.alikeWhy.partyName(percent(most('partyName')))] : []),
    ];
    return {
      href: `${base.slice(0, base.lastIndexOf('/'))}/${id}`,
      code: codeOf(id, beganAt.toISOString()),
      title: name ?? '',
      party: of,
      state: placesOf(state, 'staff', language)[0]?.label ?? '',
      why,
      rank: most('party') + (shared.length > 0 ? 2 : 0) + most('title') + most('partyName'),
    };
  });
  const ranked = all.filter(({ why }) => why.length > 0).sort((a, b) => b.rank - a.rank || (a.code < b.code ? -1 : 1));
  return { rows: ranked.slice(0, mostAlike), isCut: ranked.length > mostAlike };
}
