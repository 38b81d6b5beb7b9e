// Delegations: a holder of a role gives it to another person for some time, by decision, and ends that.

import {
  CheckDelegationPage,
  type DelegationRow,
  DelegationsPage,
  EndDelegationPage,
} from '../../templates/pages/programmes/delegations.tsx';
import { lookAgain } from '../../templates/parts/confirm.tsx';
import { allOf, type Typed } from '../../templates/parts/form.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { nameOf } from '../../templates/words/names.ts';
import { delegationWords } from '../../templates/words/programmes-delegations.ts';
import type { Language } from '../../templates/words/words.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { type Signing, signings } from '../../workflows/rules/delegations.ts';
import { duties, type Role } from '../../workflows/rules/duties.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import { type Doors, ownRolesOf } from '../doors.ts';
import { draftMark } from '../drafts.ts';
import { ask, decisionIn, isId, recordedBefore, textIn, typedOf } from '../forms.ts';
import { askedIn, pageOf } from '../lists.ts';
import { tellDelegated, tellUndelegated } from '../mail/index.ts';
import type { Parts } from '../parts.ts';
import type { Answer } from '../record.ts';
import { explain } from '../refusals.ts';
import { type Delegation, delegationsOf, holdersOf } from './agency.ts';
import {
  type C,
  dayIn,
  delegators,
  type Errors,
  keyAgain,
  keyOf,
  type Sent,
  staff,
  statusOf,
  twoYearsOn,
} from './shared.ts';

const path = '/agencies/:agency/delegations';

export function delegationRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;

  const rowOf = (c: C, one: Delegation): DelegationRow => {
    const w = delegationWords[c.get('language')];
    const standing = standingOf(one, dayOf(now()));
    const isPresent = standing === 'now' || standing === 'later';
    const isOwn = one.from.id === c.get('visitor')!.id;
    return {
      from: one.from.name || w.unnamed,
      to: one.to.name || w.unnamed,
      isInvited: one.to.isInvited,
      roles: one.roles,
      since: one.since,
      until: one.until,
      decisionNumber: one.decisionNumber,
      signing: one.signing,
      standing,
      ended: one.ended,
      end: isPresent && isOwn ? `/agencies/${c.req.param('agency')!}/delegations/${one.to.id}/end` : null,
    };
  };

  /** The roles that the visitor may give away. */
  const ownRoles = (c: C): Role[] => delegators.filter((role) => ownRolesOf(c.get('standing')).includes(role));

  /** Who may be given a role: whoever holds an office of the agency itself, and an auditor holds no other. */
  const others = async (c: C) =>
    (await holdersOf(db, c.req.param('agency')!)).filter(
      ({ id, roles }) =>
        id !== c.get('visitor')!.id && !roles.includes('auditor') && roles.some((role) => inside.includes(role)),
    );

  const formOf = (c: C, sent: Sent | null) => ({
    key: keyAgain(sent),
    typed: sent?.typed ?? typedBefore(c),
    errors: sent?.errors ?? {},
    refusal: sent?.refusal === undefined ? null : explain(sent.refusal, c.get('language'), null),
  });

  async function show(c: C, sent: Sent | null = null) {
    const agency = c.req.param('agency')!;
    const language = c.get('language');
    const w = delegationWords[language];
    const [frame, all, people] = await Promise.all([parts.frameOf(c), delegationsOf(db, agency), others(c)]);
    const isPresent = ({ standing }: DelegationRow) => standing === 'now' || standing === 'later';
    const known = all.map((one) => rowOf(c, one));
    const asked = askedIn(c, {});
    const rows = pageOf([...known.filter(isPresent), ...known.filter((row) => !isPresent(row))], asked);
    const roles = ownRoles(c);
    const notes: Readonly<Record<string, string>> = { given: w.given, ended: w.endedNow };
    const view = {
      frame,
      agency,
      note: notes[c.req.query('done') ?? ''] ?? null,
      present: rows.filter(isPresent),
      past: rows.filter((row) => !isPresent(row)),
      list: asked.view(rows.length, known.length),
      give:
        roles.length === 0
          ? null
          : {
              roles,
              people: people.map(({ id, name, isInvited, roles }) => ({
                value: id,
                label: `${name || w.unnamed} (${[...roles.map((role) => nameOf('roles', role, language)), ...(isInvited ? [w.invited.toLocaleLowerCase('vi')] : [])].join(', ')})`,
              })),
              form: formOf(c, sent),
            },
    };
    return c.html(<DelegationsPage {...view} />, statusOf(sent));
  }

  doors.get(path, { who: staff }, (c) => show(c));

  doors.post(path, { who: delegators, isOwn: true }, async (c) => {
    const agency = c.req.param('agency');
    const typed = await typedOf(c);
    const self = c.get('visitor')!.id;
    const done = async ({ to, decisionNumber, signing: _, ...lent }: Given) => {
      await tellDelegated(parts, { agency, giver: self, to, key: keyOf(typed) }, lent, decisionNumber);
      return c.redirect(`/agencies/${agency}/delegations?done=given`, 303);
    };
    const [people, all] = await Promise.all([others(c), delegationsOf(db, agency)]);
    const read = readDelegation(typed, {
      language: c.get('language'),
      today: dayOf(now()),
      roles: ownRoles(c),
      people: people.map(({ id }) => id),
    });
    if ('errors' in read) return show(c, { typed, errors: read.errors });
    const command = { type: 'delegate', dossier: self, input: read.input } as const;
    if ((await recordedBefore(c, parts, command, typed))?.ok) return done(read.input);
    const same = all.find((one) => one.from.id === self && one.ended === null && overlaps(one, read.input));
    if (same !== undefined) {
      const w = delegationWords[c.get('language')];
      return show(c, {
        typed,
        errors: { roles: w.problems.overlap(w.span(dayText(same.since), dayText(same.until))) },
      });
    }
    const says = saysOf(c, read.input, people.find(({ id }) => id === read.input.to)!, all);
    const seen = draftMark(says);
    if (textIn(typed, 'seen') !== seen) {
      const isAgain = textIn(typed, 'seen') !== '';
      const view = {
        ...{ frame: await parts.frameOf(c), agency, note: null, says, seen, given: read.input },
        form: formOf(c, { typed, errors: isAgain ? { '': lookAgain(c.get('language')) } : {} }),
      };
      return c.html(<CheckDelegationPage {...view} />, isAgain ? 422 : 200);
    }
    const outcome = await ask(c, parts, command, typed);
    return outcome.ok ? done(read.input) : show(c, { typed, refusal: outcome.refusal });
  });

  /** What somebody may then do, for how long, and who has the same of these days already. */
  function saysOf(c: C, given: Given, { name, roles }: Holder, all: readonly Delegation[]): string[] {
    const language = c.get('language');
    const w = delegationWords[language];
    const span = (from: string, until: string) => w.span(dayText(from), dayText(until));
    const named = (role: Role) => nameOf('roles', role, language);
    const others = all.filter((one) => one.ended === null && one.since <= given.until && given.from <= one.until);
    const held = [...roles, ...others.filter((one) => one.to.id === given.to).flatMap((one) => one.roles)];
    const signed = given.roles.filter((role) => signers.includes(role));
    const inPlace = (role: Role) =>
      `${w.signs[given.signing.form][0]} ${nameOf('roles', role, 'vi')} / ${given.signing.title}`.toLocaleUpperCase(
        'vi',
      );
    return [
      w.check.days(name || w.unnamed, given.roles.map(named).join(', '), span(given.from, given.until)),
      ...(signed.length > 0 && signers.every((role) => [...held, ...given.roles].includes(role))
        ? [w.check.controls(name || w.unnamed, span(given.from, given.until))]
        : []),
      ...given.roles.map((role) =>
        w.check.may(
          named(role),
          Object.entries(duties)
            .filter(([, { roles }]) => roles.includes(role))
            .map(([event]) => nameOf('events', event, language).toLocaleLowerCase('vi'))
            .join('; '),
        ),
      ),
      ...(signed.length === 0 ? [] : [w.check.signs(signed.map(inPlace).join('; '))]),
      ...others
        .filter((one) => one.to.id !== given.to)
        .flatMap((one) => {
          const same = one.roles.filter((role) => given.roles.includes(role));
          return same.length === 0
            ? []
            : [w.check.also(one.to.name || w.unnamed, same.map(named).join(', '), span(one.since, one.until))];
        }),
      w.check.told,
    ];
  }

  /** What the visitor has given to one person and has not ended. */
  const givenTo = async (c: C): Promise<DelegationRow[]> => {
    const [self, to] = [c.get('visitor')!.id, c.req.param('person')!];
    const all = await delegationsOf(db, c.req.param('agency')!);
    return all
      .filter((one) => one.from.id === self && one.to.id === to)
      .map((one) => rowOf(c, one))
      .filter(({ end }) => end !== null);
  };

  async function ending(c: C, rows: readonly DelegationRow[], sent: Sent | null = null) {
    const agency = c.req.param('agency')!;
    const to = (await others(c)).find(({ id }) => id === c.req.param('person'))?.name;
    const view = {
      frame: await parts.frameOf(c),
      agency,
      note: null,
      to: rows[0]?.to ?? (to || delegationWords[c.get('language')].unnamed),
      action: `/agencies/${agency}/delegations/${c.req.param('person')!}/end`,
      rows,
      seen: seenOf(rows),
      form: formOf(c, sent),
    };
    return c.html(<EndDelegationPage {...view} />, statusOf(sent));
  }

  doors.get(`${path}/:person/end`, { who: delegators, isOwn: true }, async (c) => {
    const rows = await givenTo(c);
    return rows.length === 0 ? c.notFound() : ending(c, rows);
  });

  doors.post(`${path}/:person/end`, { who: delegators, isOwn: true }, async (c) => {
    const agency = c.req.param('agency');
    const [self, to] = [c.get('visitor')!.id, c.req.param('person')];
    if (!isId(to)) return c.notFound();
    const typed = await typedOf(c);
    const done = async ({ revision }: Answer) => {
      const ended = (await delegationsOf(db, agency)).filter(
        (one) => one.from.id === self && one.to.id === to && wasEndedBy(one, revision),
      );
      const was = ended.map(({ roles, since, until }) => ({ roles, from: since, until }));
      await tellUndelegated(parts, { agency, giver: self, to, key: keyOf(typed) }, was, decisionNumber);
      return c.redirect(`/agencies/${agency}/delegations?done=ended`, 303);
    };
    const w = delegationWords[c.get('language')].problems;
    const errors: Errors = {};
    const decisionNumber = decisionIn(typed, 'decisionNumber', errors, c.get('language'), w.decision);
    const command = { type: 'revokeDelegation', dossier: self, input: { to, decisionNumber } } as const;
    const before = await recordedBefore(c, parts, command, typed);
    if (before?.ok) return done(before.answer);
    const rows = await givenTo(c);
    if (rows.length === 0) return ending(c, rows, { typed, errors: { '': w.gone } });
    if (Object.keys(errors).length > 0) return ending(c, rows, { typed, errors });
    if (textIn(typed, 'seen') !== seenOf(rows))
      return ending(c, rows, { typed, errors: { '': lookAgain(c.get('language')) } });
    const outcome = await ask(c, parts, command, typed);
    return outcome.ok ? done(outcome.answer) : ending(c, rows, { typed, refusal: outcome.refusal });
  });
}

/** The offices of the agency itself: reviewers and members of councils come from outside. */
const inside: readonly Role[] = [
  'officer',
  'secretary',
  'financeOfficer',
  'chiefAccountant',
  'director',
  'administrator',
];

/** The offices that sign papers; nobody should have both: the one commits the agency, the other controls its money. */
const signers: readonly Role[] = ['director', 'chiefAccountant'];

const fieldsOfGiven = ['to', 'signs', 'title', 'from', 'until', 'decisionNumber'] as const;

/** What was typed before the page that is read first, for whoever goes back from it. */
function typedBefore(c: C): Typed {
  if (c.req.query('to') === undefined) return {};
  const typed = fieldsOfGiven.map((name) => [name, c.req.query(name) ?? ''] as const);
  return { ...Object.fromEntries(typed), roles: c.req.queries('roles') ?? [] };
}

/** What the page that ends delegations shows. */
const seenOf = (rows: readonly DelegationRow[]): string =>
  rows.map(({ roles, since, until }) => [...roles, since, until].join(' ')).join('/');

function standingOf({ since, until, ended }: Delegation, today: string): DelegationRow['standing'] {
  if (ended !== null) return 'ended';
  if (until < today) return 'expired';
  return since > today ? 'later' : 'now';
}

/** Whether it still had days to come when it was ended by the event of this revision. */
const wasEndedBy = ({ ended, until }: Delegation, revision: number): boolean =>
  ended?.revision === revision && until >= dayOf(ended.at);

type Given = { to: string; roles: Role[]; from: string; until: string; decisionNumber: string; signing: Signing };
type Holder = { readonly name: string; readonly roles: readonly Role[] };

/** Whether what is given now was given to the same person already, for some of the same days. */
const overlaps = (one: Delegation, { to, roles, from, until }: Given): boolean =>
  one.to.id === to && one.since <= until && from <= one.until && one.roles.some((role) => roles.includes(role));

/** Reads the form of a delegation, and asks at each field what would make it useless. */
function readDelegation(
  typed: Typed,
  given: { language: Language; today: string; roles: readonly Role[]; people: readonly string[] },
): { input: Given } | { errors: Errors } {
  const w = delegationWords[given.language].problems;
  const errors: Errors = {};
  const to = textIn(typed, 'to');
  if (!given.people.includes(to)) errors.to = w.person;
  const roles = given.roles.filter((role) => allOf(typed, 'roles').includes(role));
  if (roles.length === 0) errors.roles = w.roles;
  const form = signings.find((one) => one === textIn(typed, 'signs'));
  if (form === undefined) errors.signs = w.signs;
  const title = cleanLine(textIn(typed, 'title'));
  if (title === '' || title.length > 100) errors.title = w.title;
  const [from, until] = [dayIn(typed, 'from'), dayIn(typed, 'until')];
  const last = twoYearsOn(given.today);
  if (from === null) errors.from = w.from;
  else if (from > last) errors.from = w.far;
  if (until === null) errors.until = w.until;
  else if (until < given.today) errors.until = w.past;
  else if (until > last) errors.until = w.far;
  else if (from !== null && until < from) errors.until = w.order;
  const decisionNumber = decisionIn(typed, 'decisionNumber', errors, given.language, w.decision);
  if (from === null || until === null || form === undefined || Object.keys(errors).length > 0) return { errors };
  return { input: { to, roles, from, until, decisionNumber, signing: { form, title } } };
}
