// The agency as its treasury knows it: kept once, printed on its payment orders.

import {
  CheckTreasuryPage,
  type Treasury,
  TreasuryPage,
  treasuryFields,
} from '../../templates/pages/programmes/treasury.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import { treasuryWords } from '../../templates/words/programmes-treasury.ts';
import { canonicalJson } from '../../workflows/canonical.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import type { Doors } from '../doors.ts';
import { decisionIn, textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import {
  changeTreasury,
  differing,
  lastTreasury,
  learnAgencyNames,
  treasuryChanges,
  treasuryKeepers,
} from '../treasury.ts';
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
      note: isSaved ? treasuryWords[c.get('language')].saved : null,
      treasury,
      // a form that is shown again for its errors is still over what its page showed
      seen: sent !== null && sent.said === undefined ? textIn(sent.typed, 'seen') : String(changes[0]?.change ?? 0),
      changes: changes.slice(0, mostShown).map(({ at, by, decisionNumber, said }, index) => ({
        ...{ at, by, decisionNumber },
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
    const { problems } = treasuryWords[c.get('language')];
    const said = Object.fromEntries(treasuryFields.map((name) => [name, cleanLine(textIn(typed, name))])) as Treasury;
    const errors: Errors = {};
    for (const name of treasuryFields)
      if (said[name] !== '' && !looks[name].test(said[name])) errors[name] = problems[name];
    if (errors.chapter === undefined && /^0+$/.test(said.chapter))
      errors.chapter = disbursementWords[c.get('language')].chapterNone(said.chapter);
    if (Object.keys(errors).length > 0) return show(c, { typed, errors });
    const saved = () => c.redirect(`/agencies/${agency}/treasury?done=saved`, 303);
    const conflict = () => show(c, { typed, errors: { '': treasuryWords[c.get('language')].conflict }, said });
    const step = textIn(typed, 'step');
    if (step === 'edit') return show(c, { typed, errors });
    const changes = await treasuryChanges(db, agency, 1);
    // what is known of an agency anyway stands in the form, and is not its own word
    const known = lastTreasury(agency, []);
    if (changes.length === 0 && treasuryFields.every((name) => said[name] === '' || said[name] === known[name]))
      return show(c, { typed, errors: { unitName: problems.nothing } });
    const isSaid = (stands: Treasury) => canonicalJson(stands) === canonicalJson(said);
    // what stands already is not written again: neither by a form that is sent twice
    if (isSaid(lastTreasury(agency, changes))) return saved();
    const seen = textIn(typed, 'seen');
    const after = /^\d{1,6}$/.test(seen) ? Number(seen) : -1;
    if (after !== (changes[0]?.change ?? 0)) return conflict();
    const isRecording = step === 'record';
    const decisionNumber = isRecording ? decisionIn(typed, 'decisionNumber', errors, c.get('language')) : '';
    if (!isRecording || Object.keys(errors).length > 0) {
      const view = { frame: await parts.frameOf(c), agency, differs: differing(lastTreasury(agency, changes), said) };
      const page = (
        <CheckTreasuryPage {...view} {...{ said, seen, typed, errors }} formKey={keyAgain({ typed, errors })} />
      );
      return c.html(page, isRecording ? 422 : 200);
    }
    const change = { agency, after, said, decisionNumber, person: c.get('visitor')!.id, now: now() };
    if (await changeTreasury(db, change)) {
      await learnAgencyNames(db);
      return saved();
    }
    return isSaid(lastTreasury(agency, await treasuryChanges(db, agency, 1))) ? saved() : conflict();
  });
}
