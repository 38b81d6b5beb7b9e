// What a reviewer's sheet decides: its criteria, its points, its verdict.

import { type Answers, applies, fieldsOf, textOf } from './formAnswers.ts';
import type { FieldOf, FormDefinition } from './formShapes.ts';

const criteriaOf = (sheet: FormDefinition): FieldOf<'criterion'>[] =>
  fieldsOf(sheet).filter((field) => field.kind === 'criterion');

/** Whether every criterion passes by itself and the points suffice, whatever the reviewer concludes. */
export function criteriaPass(sheet: FormDefinition, answers: Answers): boolean {
  const criteria = criteriaOf(sheet).filter((field) => field.overall !== true && applies(field, answers, sheet));
  const each = criteria.every((field) => {
    const given = textOf(answers, field.id);
    if (field.scale === 'passFail') return given === 'pass' || (given === '' && !field.required);
    return pointsIn(given) >= (field.leastPoints ?? 0);
  });
  return each && (sheet.passPoints === undefined || (pointsOf(sheet, answers) ?? 0) >= sheet.passPoints);
}

const pointsIn = (answer: string): number => (/^\d{1,4}$/.test(answer) ? Number(answer) : 0);

/**
 * What a sheet that is complete decides: the reviewer's conclusion where it asks for one, else pass when every criterion
 * passes and the points suffice.
 */
export function verdictOf(sheet: FormDefinition, answers: Answers): 'pass' | 'fail' {
  const overall = criteriaOf(sheet).find((field) => field.overall === true);
  const pass = overall === undefined ? criteriaPass(sheet, answers) : textOf(answers, overall.id) === 'pass';
  return pass ? 'pass' : 'fail';
}

/** The sum of a sheet's points; null when it has none. */
export function pointsOf(sheet: FormDefinition, answers: Answers): number | null {
  const criteria = criteriaOf(sheet).filter((field) => field.scale === 'points' && applies(field, answers, sheet));
  return criteria.length === 0 ? null : criteria.reduce((sum, field) => sum + pointsIn(textOf(answers, field.id)), 0);
}
