// What stands in the file of a policy pack, read from the schema that checks it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { PackObjectView } from '../../templates/pages/handbook/pack-file.tsx';
import { type PackObject, packFileWords } from '../../templates/words/pack-file.ts';
import type { Language } from '../../templates/words/words.ts';
import { DayText, Id } from '../../workflows/programmes/basics.ts';
import {
  Bps,
  CallParameter,
  Cap,
  CityFile,
  CountFigure,
  Criterion,
  Duration,
  EligibilityRule,
  Instrument,
  Obstacle,
  Period,
  Positive,
  SelfCheckAsks,
  ShareByClass,
  ShareFigure,
  Source,
  Stage,
  Target,
  Tranche,
  VndFigure,
  VndText,
  Words,
} from '../../workflows/programmes/schema.ts';
import { programmesFolder } from '../paths.ts';

/** The example of the handbook, as it lies in the folder: a whole file, which a test publishes. */
export const exampleName = 'thanh-pho-vi-du-nq1.v1.json';
export const exampleText = (): string => readFileSync(join(programmesFolder, 'examples', exampleName), 'utf8');

/** For editors: which fields there are and what each takes. */
export const jsonSchema = (): object => z.toJSONSchema(CityFile, { io: 'input', reused: 'ref' });

type Shape = Readonly<Record<string, z.core.$ZodType>>;

/** What has fields of its own, in the order of the page. */
export const objects: Readonly<Record<PackObject, readonly Shape[]>> = {
  pack: [CityFile.shape],
  instrument: [Instrument.shape],
  source: [Source.shape],
  figure: [Duration.shape],
  stage: [Stage.shape],
  tranche: [Tranche.shape],
  cap: Cap.options.map((kind) => kind.shape as Shape),
  period: [Period.shape],
  criterion: [Criterion.shape],
  eligibility: [EligibilityRule.shape],
  asks: [SelfCheckAsks.shape],
  callParameter: [CallParameter.shape],
  obstacle: [Obstacle.shape],
  target: [Target.shape],
  forms: [CityFile.shape.forms.shape],
};

const objectOf = new Map<z.core.$ZodType, PackObject>([
  ...([
    [Instrument, 'instrument'],
    [Source, 'source'],
    [CountFigure, 'figure'],
    [VndFigure, 'figure'],
    [ShareFigure, 'figure'],
    [Duration, 'figure'],
    [Stage, 'stage'],
    [Tranche, 'tranche'],
    [Cap, 'cap'],
    [Period, 'period'],
    [CityFile.shape.procedure, 'period'],
    [Criterion, 'criterion'],
    [EligibilityRule, 'eligibility'],
    [SelfCheckAsks, 'asks'],
    [CallParameter, 'callParameter'],
    [Obstacle, 'obstacle'],
    [Target, 'target'],
    [CityFile.shape.forms, 'forms'],
  ] as const),
]);

type Plain = keyof (typeof packFileWords)['vi']['shapes'];
const plainOf = new Map<z.core.$ZodType, Plain>([
  [Words, 'words'],
  [Id, 'id'],
  [DayText, 'day'],
  [VndText, 'vnd'],
  [Bps, 'bps'],
  [Positive, 'count'],
  [ShareByClass, 'byClass'],
  [Target.shape.byYear, 'year'],
  [CityFile.shape.forms.shape.application, 'forms'],
  [CityFile.shape.forms.shape.reviewSheet, 'form'],
]);

/** What a field takes, in words; throws for what has none, so that nothing stands on the page as the program calls it. */
function takes(schema: z.core.$ZodType, language: Language): { text: string; sees: PackObject | null } {
  const w = packFileWords[language].shapes;
  const plain = plainOf.get(schema);
  if (plain !== undefined) return { text: w[plain], sees: null };
  const object = objectOf.get(schema);
  if (object !== undefined) return { text: '', sees: object };
  if (schema instanceof z.ZodOptional) return takes(schema.unwrap(), language);
  if (schema instanceof z.ZodNullable) {
    const { text, sees } = takes(schema.unwrap(), language);
    return { text: [text, w.null].filter((part) => part !== '').join('; '), sees };
  }
  if (schema instanceof z.ZodArray) {
    const { text, sees } = takes(schema.element, language);
    return { text: text === '' ? w.list : `${w.list}: ${text}`, sees };
  }
  if (schema instanceof z.ZodEnum) return { text: quoted(schema.options), sees: null };
  if (schema instanceof z.ZodLiteral) return { text: quoted([...schema.values]), sees: null };
  if (schema instanceof z.ZodBoolean) return { text: w.yesNo, sees: null };
  if (schema instanceof z.ZodUUID) return { text: w.uuid, sees: null };
  if (schema instanceof z.ZodObject) return { text: `{${quoted(Object.keys(schema.shape))}}`, sees: null };
  if (schema instanceof z.ZodString) return { text: w.text, sees: null };
  throw new Error('a field of a policy pack takes what has no words');
}

const quoted = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(', ');

/** Every object of a file with its fields. */
export function packObjects(language: Language): PackObjectView[] {
  const words = packFileWords[language].objects;
  const { null: nothing } = packFileWords[language].shapes;
  return (Object.keys(objects) as PackObject[]).map((object) => {
    const shapes = objects[object];
    const said: Readonly<Record<string, string>> = words[object].fields;
    const names = [...new Set(shapes.flatMap((shape) => Object.keys(shape)))];
    return {
      id: object,
      title: words[object].title,
      fields: names.map((name) => {
        const kinds = shapes.flatMap((shape) => shape[name] ?? []);
        const taken = kinds.map((kind) => takes(kind, language));
        return {
          name,
          takes: [...new Set(taken.map(({ text }) => text))].join(' / ').replaceAll(`; ${nothing} / `, ' / '),
          sees: taken[0]?.sees ?? null,
          isOptional: kinds.some((kind) => kind instanceof z.ZodOptional),
          says: said[name] ?? '',
        };
      }),
    };
  });
}
