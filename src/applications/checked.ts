// What a team answered in its self-check, kept beside its draft: its own, and sent to nobody.

import type { CheckedBeforeView } from '../../templates/parts/checked-before.tsx';
import type { Language } from '../../templates/words/words.ts';
import { answerTo, carriedAnswers, type SelfCheckAnswers, selfCheckOf } from '../../workflows/programmes/schema.ts';
import { type FormDefinition, fieldOf } from '../../workflows/rules/forms.ts';
import type { Database } from '../database/pool.ts';
import { isWritable, type Written } from './shared.ts';

const form = 'selfCheck';

/** Keeps what was answered with the application that began with it. */
export async function keepChecked(
  db: Database,
  given: { agency: string; dossier: string; person: string; now: string; checked: SelfCheckAnswers },
): Promise<void> {
  const { agency, dossier, person, now, checked } = given;
  await db.query`
    insert into draft (agency, dossier, form, answers, saved_at, saved_by)
    values (${agency}, ${dossier}::uuid, ${form}, ${JSON.stringify(checked)}::text::jsonb, ${now}::timestamptz, ${person}::uuid)
    on conflict do nothing`;
}

/** What a team answered before it applied, and what of it the form began with; null where nobody checked. */
export async function checkedView(
  db: Database,
  written: Written,
  language: Language,
): Promise<CheckedBeforeView | null> {
  const { definition, draft, mode } = written;
  const { agency, id, pack, stage } = written.dossier;
  const [row] = await db.query<{ answers: Record<string, string> }>`
    select answers from draft where agency = ${agency} and dossier = ${id}::uuid and form = ${form} limit 1`;
  if (row === undefined) return null;
  // what the form asks as well, or has them declare, is settled there
  const isSettled = (field: string | null, given: string) => {
    const asked = fieldOf(definition, field ?? '');
    if (asked === null) return false;
    const said = draft.answers[asked.id];
    return asked.kind === 'declaration' ? said === 'yes' : typeof said === 'string' && said !== '' && said !== given;
  };
  return {
    open:
      mode !== 'submit'
        ? []
        : selfCheckOf(pack, stage).flatMap((question) => {
            const given = answerTo(question, row.answers);
            if (given === null || given.verdict === 'yes' || isSettled(question.field ?? question.id, given.id))
              return [];
            return [
              {
                question: question.question[language],
                answer: given.name[language],
                reason: given.reason[language],
                at: sectionWith(definition, question.field ?? question.id),
              },
            ];
          }),
    mayChange: mode === 'submit' && isWritable(written),
    filled: Object.keys(carriedAnswers(pack, stage, row.answers)).flatMap(
      (name) => fieldOf(definition, name)?.label[language] ?? [],
    ),
    answers: selfCheckOf(pack, stage).flatMap((question) => {
      const given = answerTo(question, row.answers);
      return given === null ? [] : [{ question: question.question[language], answer: given.name[language] }];
    }),
  };
}

/** The section that asks for a field, which settles what was open; null where none does. */
const sectionWith = ({ sections }: FormDefinition, field: string): string | null =>
  sections.find(({ fields }) => fields.some(({ id }) => id === field))?.id ?? null;
