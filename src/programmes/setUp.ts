// What stands between an agency and its first application and payment, step by step, and whose each step is.

import { treasuryFields } from '../../templates/pages/programmes/treasury.tsx';
import { type SetUpStep, type SetUpView, setUpSteps } from '../../templates/parts/set-up.tsx';
import { nameOf } from '../../templates/words/names.ts';
import { packWords } from '../../templates/words/programmes-packs.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { duties, type Role } from '../../workflows/rules/duties.ts';
import { contactOf } from '../contact.ts';
import type { Database } from '../database/pool.ts';
import { lastTreasury, treasuryChanges, treasuryKeepers } from '../treasury.ts';
import { codeOfPack, publishedPacks } from './agency.ts';
import { blocksOf } from './says.ts';

/** Who takes each step. */
const whose: Readonly<Record<SetUpStep, readonly Role[]>> = {
  people: ['administrator'],
  pack: duties['pack.published'].roles,
  calendar: duties['calendar.changed'].roles,
  contact: ['administrator'],
  call: duties['call.opened'].roles,
  budget: duties['year.opened'].roles,
  treasury: treasuryKeepers,
};

/** Without any of these an application comes to no decision, or its money to nobody; who chairs a council is one of its members. */
const needed: readonly Role[] = [
  'officer',
  'reviewer',
  'secretary',
  'councilMember',
  'director',
  'financeOfficer',
  'chiefAccountant',
];

/** What a director looks after though others write it. */
const readByDirectors: readonly SetUpStep[] = ['pack', 'calendar', 'budget'];

/**
 * The steps that are shown to somebody with these roles: all to who sets the agency up, to others their own that are to be done;
 * null where nothing is.
 */
export async function setUpOf(
  db: Database,
  {
    agency,
    roles,
    language,
    now,
    offered,
  }: { agency: string; roles: readonly string[]; language: Language; now: string; offered: readonly Pack[] },
): Promise<SetUpView | null> {
  const isTheirs = (step: SetUpStep) => whose[step].some((role) => roles.includes(role));
  const seesAll = roles.includes('administrator') || roles.includes('director');
  if (!seesAll && !setUpSteps.some(isTheirs)) return null;
  const [[row], contact, changes, packs] = await Promise.all([
    db.query<Record<'calendar' | 'call' | 'budget', boolean> & { missing: Role[] }>`
      select
        array(select role from unnest(${[...needed]}::text[]) with ordinality n (role, place) where not exists (
          select from state where agency = ${agency} and machine = 'register' and subject = 'person' and facts->'roles' ? role) order by place) as missing,
        exists (select from state where agency = ${agency} and machine = 'register' and subject = 'calendar') as calendar,
        exists (select from state where agency = ${agency} and machine = 'call') as call,
        exists (select from state where agency = ${agency} and machine = 'budgetYear') as budget`,
    contactOf(db, agency),
    treasuryChanges(db, agency, 1),
    publishedPacks(db, agency),
  ]);
  const treasury = lastTreasury(agency, changes);
  const inUse = packs.filter(({ state }) => state === 'published').map(({ pack }) => pack);
  const { missing, ...there } = row!;
  const done: Record<SetUpStep, boolean> = {
    ...there,
    people: missing.length === 0,
    pack: inUse.length > 0,
    contact: Object.values(contact).some((text) => text !== ''),
    // without a name of its own the unit is called as the agency is
    treasury: treasuryFields.every((name) => name === 'unitName' || treasury[name] !== ''),
  };
  const steps = setUpSteps.filter((step) => seesAll || (isTheirs(step) && !done[step]));
  if (steps.every((step) => done[step])) return null;
  const today = dayOf(now);
  const opens = inUse.some((pack) => pack.stages.some(({ id }) => blocksOf(pack, id, today).length === 0));
  const shut = inUse.length === 0 || opens ? [] : inUse.map((pack) => shutView(agency, pack, language, today));
  const leads = steps.filter(
    (step) => isTheirs(step) || (roles.includes('director') && readByDirectors.includes(step)),
  );
  // a pack comes with the software: of an agency that it has none for, nobody there can publish one
  const hasPack = packs.length > 0 || offered.some((pack) => pack.agency === agency);
  return { agency, done, steps, shut, leads, hasPack, missing: missing.map((role) => nameOf('roles', role, language)) };
}

/** Why no call can open under a pack: of its stages, the one that lacks least. */
function shutView(agency: string, pack: Pack, language: Language, today: string): SetUpView['shut'][number] {
  const stages = pack.stages.map(({ id }) => blocksOf(pack, id, today)).sort((a, b) => a.length - b.length);
  const [first, ...others] = stages[0] ?? [];
  const ofSoftware = [first, ...others].some((one) => one?.block === 'notKept' || one?.path.startsWith('obstacles'));
  return {
    title: pack.shortTitle[language],
    href: `/agencies/${agency}/programmes/${codeOfPack(pack)}`,
    why: packWords[language].shutFor(first?.[language] ?? '', others.length, ofSoftware),
  };
}
