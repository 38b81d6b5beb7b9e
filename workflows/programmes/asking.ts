// Whether the questions of a self-check fit the rules and the forms that they belong to.

import { fieldOf } from '../rules/forms.ts';
import type { PackProblem } from './check.ts';
import { applicationFormOf } from './reading.ts';
import type { Pack, SelfCheckAsks } from './shapes.ts';

/**
 * What is wrong with the questions of a pack. An answer stands once. Where a question names a field, every form of its stages
 * has that field as a choice, and whoever may apply by an answer finds that answer among its options.
 */
export function askProblems(pack: Pack): PackProblem[] {
  return pack.eligibility.flatMap(({ asks, stage }, e) => {
    if (asks === undefined) return [];
    const path = `eligibility[${e}].asks`;
    const ids = asks.answers.map(({ id }) => id);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    const problems: PackProblem[] =
      twice === undefined
        ? []
        : [
            {
              path: `${path}.answers`,
              vi: `Câu trả lời “${twice}” bị trùng.`,
              en: `The answer “${twice}” stands twice.`,
            },
          ];
    const stages = pack.stages.filter(({ id }) => stage === null || id === stage);
    return [...problems, ...stages.flatMap(({ id }) => fieldProblems(pack, id, asks, path))];
  });
}

function fieldProblems(pack: Pack, stage: string, { field, answers }: SelfCheckAsks, path: string): PackProblem[] {
  const form = applicationFormOf(pack, stage);
  if (field === undefined || form === null) return [];
  const found = fieldOf(form, field);
  if (found?.kind !== 'choice')
    return [
      {
        path: `${path}.field`,
        vi: `Biểu mẫu “${form.id}” không có trường lựa chọn “${field}”.`,
        en: `The form “${form.id}” has no choice “${field}”.`,
      },
    ];
  return answers
    .filter(({ id, verdict }) => verdict === 'yes' && !found.options.some((option) => option.id === id))
    .map(({ id }) => ({
      path: `${path}.answers`,
      vi: `Trường “${field}” không có lựa chọn “${id}”.`,
      en: `The field “${field}” has no option “${id}”.`,
    }));
}
