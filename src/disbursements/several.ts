// One request among several that somebody deals with in one form: found by how the form names it, and what became of it.

import type { Context } from 'hono';
import { v5, validate } from 'uuid';
import type { RequestView } from '../../templates/pages/disbursements/request.tsx';
import type { Result } from '../../templates/pages/disbursements/together.tsx';
import type { AppEnv } from '../doors.ts';
import { readDossier } from '../dossier.ts';
import { actorOf, isId, newKey } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { standingOf } from '../standing.ts';
import type { Found, Hand } from './acts.ts';
import { requestView } from './request-view.ts';

/** A request as somebody finds it who may deal with its money, with the hand that they would take a step by. */
export type Looked = Found & { hand: Hand };

/** Looks at a request by how forms name it, as its own page would show it; null where there is none for this reader. */
export const lookingAt =
  ({ db, files, now }: Parts) =>
  async (c: Context<AppEnv>, value: string, language = c.get('language')): Promise<Looked | null> => {
    const [id = '', request = ''] = value.split('.');
    if (!isId(id) || !isId(request)) return null;
    const agency = c.req.param('agency')!;
    const person = c.get('visitor')!.id;
    // what somebody is at this dossier: none opens by an office to whoever is of its team, or acts for one who is
    const standing = await standingOf(db, agency, person, id, now(), c.get('lent'));
    if (standing === null) return null;
    const dossier = await readDossier(db, agency, id, now());
    const view =
      dossier && (await requestView({ db, files }, dossier, request, { person, ...standing, language }, now()));
    if (dossier === null || view === null) return null;
    const readBy = { base: view.base, roles: standing.roles };
    return { dossier, id: request, view, hand: { actorOf: (type) => actorOf(c, type, standing), language, readBy } };
  };

/** The key of one request in a form for several, made of the form's: a form that comes again does nothing again. */
export const keyOf = (formKey: string, value: string): string => v5(value, validate(formKey) ? formKey : newKey());

export const done = (view: RequestView): Result => ({ isDone: true, view, why: [], refusal: null });
export const notDone = (view: RequestView | null, ...why: string[]): Result => ({
  ...{ isDone: false, view, why },
  refusal: null,
});
