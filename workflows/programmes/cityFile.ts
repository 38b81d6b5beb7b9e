// The file that a city writes: a pack, without what it takes from the base that it rests on.

import * as z from 'zod';
import { FormDefinition } from '../rules/forms.ts';
import { Id } from './basics.ts';
import { Reference } from './basing.ts';
import { Council, Pack, PackForms, Procedure } from './shapes.ts';

const form = z.union([Id, FormDefinition]);

/** For editors and readers; what a file comes to is judged once it lies over its base, by `resolvePack`. */
export const CityFile = z.strictObject({
  basedOn: Reference.optional(),
  ...Pack.shape,
  procedure: z.strictObject({ ...Procedure.partial().shape, council: Council.partial().optional() }),
  criteria: Pack.shape.criteria.optional(),
  passMark: Pack.shape.passMark.optional(),
  forms: z.strictObject({
    ...PackForms.shape,
    application: z.union([Id, z.record(Id, form)]),
    reviewSheet: form,
  }),
});
