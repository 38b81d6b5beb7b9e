// The agency as its treasury knows it: kept once, printed on its payment orders.

import { type Treasury, TreasuryPage, treasuryFields } from '../../templates/pages/programmes/treasury.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { programmeWords } from '../../templates/words/programmes.ts';
import { canonicalJson } from '../../workflows/canonical.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import type { Doors } from '../doors.ts';
import { textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { changeTreasury, lastTreasury, treasuryChanges, treasuryKeepers } from '../treasury.ts';
import { type C, type Errors, holdsOne, keyAgain, staff } from './shared.ts';

const path = '/agencies/:agency/treasury';

/** How many earlier changes are told. */
const mostShown = 20;

/** What each looks like where it is given. */
const looks: Readonly<Record<keyof Treasury, RegExp>> = {
  unitName: /^.{2,200}$/u,
  unitCode: /^\d{7}$/,
  account: /^\d[\d.]{4,28}\d$/,
  treasury: /^.{2,200}$/u,
  budgetLevel: /^\d$/,
  chapter: /^\d{3}$/,
};

export function treasuryRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;

  type Again = { typed: Typed; errors: Errors; said?: Treasury };
  /** `sent.said`: what was typed over a page that is no longer so. */
  async function show(c: C, sent: Again | null = null) {
    const agency = c.req.param('agency')!;
    const [frame, changes] = await Promise.all([parts.frameOf(c), treasuryChanges(db, agency, mostShown + 1)]);
    const isSaved = c.req.method === 'GET' && c.req.query('done') === 'saved';
    const treasury = lastTreasury(agency, changes);
    const view = {
      frame,
      agency,
      note: isSaved ? programmeWords[c.get('language')].treasury.saved : null,
      treasury,
      // a form that is shown again for its errors is still over what its page showed
      seen: sent !== null && sent.said === undefined ? textIn(sent.typed, 'seen') : String(changes[0]?.change ?? 0),
      changes: changes.slice(0, mostShown).map(({ at, by, said }, index) => ({
        at,
        by,
        differs: differing(lastTreasury(agency, changes.slice(index + 1)), said),
      })),
      conflict: sent?.said === undefined ? null : differing(treasury, sent.said),
      mayChange: holdsOne(c.get('standing').roles, treasuryKeepers),
      form: { key: keyAgain(sent), typed: sent?.typed ?? treasury, errors: sent?.errors ?? {}, refusal: null },
    };
    return c.html(<TreasuryPage {...view} />, sent === null ? 200 : sent.said === undefined ? 422 : 409);
  }

  doors.get(path, { who: staff }, (c) => show(c));

  doors.post(path, { who: treasuryKeepers }, async (c) => {
    const agency = c.req.param('agency');
    const typed = await typedOf(c);
    const { problems } = programmeWords[c.get('language')].treasury;
    const said = Object.fromEntries(treasuryFields.map((name) => [name, cleanLine(textIn(typed, name))])) as Treasury;
    const errors: Errors = {};
    for (const name of treasuryFields)
      if (said[name] !== '' && !looks[name].test(said[name])) errors[name] = problems[name];
    if (Object.keys(errors).length > 0) return show(c, { typed, errors });
    const stands = () => treasuryChanges(db, agency, 1).then((changes) => lastTreasury(agency, changes));
    const isSaid = async () => canonicalJson(await stands()) === canonicalJson(said);
    const seen = textIn(typed, 'seen');
    const after = /^\d{1,6}$/.test(seen) ? Number(seen) : -1;
    const change = { agency, after, said, person: c.get('visitor')!.id, now: now() };
    // what stands already is not written again: neither by a form that is sent twice
    if (!(await isSaid()) && !(await changeTreasury(db, change)) && !(await isSaid()))
      return show(c, { typed, errors: { '': programmeWords[c.get('language')].treasury.conflict }, said });
    return c.redirect(`/agencies/${agency}/treasury?done=saved`, 303);
  });
}

/** Which fields differ between what stood and what was said. */
const differing = (before: Treasury, after: Treasury) =>
  treasuryFields
    .filter((name) => before[name] !== after[name])
    .map((name) => ({ name, before: before[name], after: after[name] }));
