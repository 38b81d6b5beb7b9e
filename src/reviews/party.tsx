// The party behind an application: an account that it gave after it was confirmed is confirmed too, or asked for anew; and a
// number that it claimed wrongly is taken from it again, with a reason, so that its owner can register.

import type { Context } from 'hono';
import { PartyPage } from '../../templates/pages/reviews/party.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { partyWords } from '../../templates/words/reviews-party.ts';
import { bankPaperOf } from '../bankPaper.ts';
import { reasonOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { ask, longIn, recordedBefore, statusOf, textIn, typedOf } from '../forms.ts';
import { asContent } from '../keeping.ts';
import { tellAccountAsked } from '../mail/index.ts';
import type { Parts } from '../parts.ts';
import { type Account, lastConfirmedAccount, partyAccount } from '../partyAccount.ts';
import { applicantOf, confirmation, differingOf, keepConfirmed } from './applicant.ts';
import { impartialDesk } from './conflicts.tsx';
import { type Desk, deskOf, formState, headOf, reasonProblem, refused, type Sent, troubleOf, wrong } from './desk.ts';
import { namesOf } from './persons.ts';

const who = ['officer', 'administrator'] as const;
const readers = [...who, 'auditor'] as const;
const confirming = { who: ['officer'], events: ['party.registered'] } as const;

export function partyRoutes(doors: Doors, parts: Parts): void {
  doors.get('/agencies/:agency/dossiers/:dossier/party', { who: readers }, async (c) => {
    const desk = await deskOf(c, parts);
    return desk === null || desk.dossier.party === null ? c.notFound() : await show(c, parts, desk, null);
  });

  doors.post('/agencies/:agency/dossiers/:dossier/party/release', { who }, async (c) => {
    const desk = await deskOf(c, parts);
    const party = desk?.dossier.party?.id;
    if (desk === null || party === undefined) return c.notFound();
    const typed = await typedOf(c);
    const w = partyWords[desk.language];
    const number = textIn(typed, 'number');
    const reason = longIn(typed, 'reason');
    const errors: Record<string, string> = {};
    const missing = reasonProblem(reason, desk.language);
    if (missing !== null) errors.reason = missing;
    const input = { reason: asContent('reason', { text: reason }) };
    const form = { type: 'releaseIdentity', dossier: party, input } as const;
    // sent before, and only its answer was lost: then the party has no number any more, or another
    const before = await recordedBefore(c, parts, form, typed);
    if (before?.ok !== true) {
      if (await hasAward(parts.db, desk.agency, party)) errors[''] = w.awarded;
      const held = (await applicantOf(parts.db, desk))?.identity ?? '';
      if (number === '' || held !== number) errors[''] = w.changed;
    }
    if (Object.keys(errors).length > 0) return await show(c, parts, desk, wrong('release', typed, errors));
    const outcome = before ?? (await ask(c, parts, form, typed));
    if (!outcome.ok) return await show(c, parts, desk, refused('release', typed, outcome.refusal));
    // an answer that is given again changes nothing: since then the party may have given another number, and been confirmed
    const { revision } = outcome.answer;
    await parts.db.query`
      update party_profile p set identity = '', changed_at = ${parts.now()}::timestamptz, changed_by = ${desk.person}::uuid
      where p.agency = ${desk.agency} and p.party = ${party}::uuid and p.identity = ${number}
        and exists (select from dossier d join state s on s.agency = d.agency and s.dossier = d.id and s.subject = 'party'
          where d.agency = p.agency and d.id = p.party and d.revision = ${revision} and s.facts->'confirmed' is distinct from 'true'::jsonb)`;
    return c.redirect(`${desk.base}/party?done=released`, 303);
  });

  doors.post('/agencies/:agency/dossiers/:dossier/party/account', confirming, async (c) => {
    const desk = await impartialDesk(c, parts, 'application.foundEligible');
    if (desk instanceof Response) return desk;
    const { party } = desk.dossier;
    const applicant = await applicantOf(parts.db, desk);
    if (party === null || applicant === null) return c.notFound();
    const typed = await typedOf(c);
    const again = textIn(typed, 'again') === 'yes';
    // what is dropped is what the page showed, so that the form says the same when it comes again
    const given = again ? { ...noAccount, dropped: shownAccount(typed), declaredBy: '', declaredAt: '' } : {};
    const profile = { name: party.name, ...applicant, ...given };
    const reason = longIn(typed, 'accountReason');
    const form = confirmation(party, profile, undefined, again ? reason : null);
    const before = await recordedBefore(c, parts, form, typed);
    const isShown = textIn(typed, 'account') === markOfAccount(applicant);
    if (before?.ok !== true) {
      const missing = again ? reasonProblem(reason, desk.language) : null;
      if (missing !== null) return await show(c, parts, desk, wrong('account', typed, { accountReason: missing }));
      const w = partyWords[desk.language];
      // what was confirmed is the account that the page showed, of a party that stands confirmed in all the rest
      if (!isShown || party.facts.confirmed !== true || applicant.accountNumber === '')
        return await show(c, parts, desk, wrong('account', typed, { '': w.accountChanged }));
    }
    const outcome = before ?? (await ask(c, parts, form, typed));
    if (!outcome.ok) return await show(c, parts, desk, refused('account', typed, outcome.refusal));
    // the account that the page showed is taken away, and none that was given since: the answer may be given again
    if (!again || isShown)
      await keepConfirmed(parts, desk, party.id, profile, outcome.answer.revision, again ? applicant : null);
    if (again) await tellAccountAsked(parts, desk.dossier, { revision: outcome.answer.revision, reason });
    return c.redirect(`${desk.base}/party?done=${again ? 'accountAgain' : 'account'}`, 303);
  });
}

const noAccount: Account = { accountNumber: '', accountName: '', bank: '' };

/** The account that a page shows, as its form sends it back: no part of it has a tab in it. */
const markOfAccount = ({ accountNumber, accountName, bank }: Account): string =>
  [accountNumber, accountName, bank].join('\t').trim();

/** The account that a form was shown for. */
function shownAccount(typed: Typed): Account {
  const [accountNumber = '', accountName = '', bank = ''] = textIn(typed, 'account').split('\t');
  return { accountNumber, accountName, bank };
}

/** Whether any application of a party became a project: then money may have gone to it under its number. */
async function hasAward(db: Database, agency: string, party: string): Promise<boolean> {
  const rows = await db.query`
    select 1 from dossier d join state s on s.agency = d.agency and s.dossier = d.id and s.subject = 'project'
    where d.agency = ${agency} and d.kind = 'application' and d.party = ${party}::uuid limit 1`;
  return rows.length > 0;
}

/** The names of a party's members. */
async function membersOf(db: Database, { facts }: NonNullable<Desk['dossier']['party']>): Promise<string[]> {
  const members = (facts.members ?? []) as string[];
  const nameOf = await namesOf(db, members);
  return members.map(nameOf);
}

async function show(c: Context<AppEnv>, parts: Parts, desk: Desk, sent: Sent | null): Promise<Response> {
  const { dossier, agency, language } = desk;
  const party = dossier.party!;
  const [frame, applicant, awarded, why, account, before, differing, members] = await Promise.all([
    parts.frameOf(c),
    applicantOf(parts.db, desk),
    hasAward(parts.db, agency, party.id),
    reasonOf(parts.db, agency, party.facts.releasedFor),
    partyAccount(parts.db, agency, party.id),
    lastConfirmedAccount(parts.db, agency, party.id),
    differingOf(parts.db, desk),
    membersOf(parts.db, party),
  ]);
  const number = applicant?.identity ?? '';
  const done = c.req.query('done');
  const w = partyWords[language];
  const notes: Readonly<Record<string, string | false>> = {
    released: number === '' && w.released,
    account: account?.standing === 'confirmed' && w.accountConfirmed,
    accountAgain: account?.accountNumber === '' && w.accountAgainDone,
  };
  const mayRelease = who.some((role) => desk.roles.includes(role));
  const mayConfirm = desk.roles.includes('officer') && party.facts.confirmed === true;
  const page = (
    <PartyPage
      frame={frame}
      head={{ ...headOf(desk), party: party.name }}
      trouble={troubleOf(sent, desk)}
      name={party.name}
      number={number}
      confirmed={party.facts.confirmed === true}
      differing={differing}
      account={
        account === null || applicant === null
          ? null
          : {
              ...account,
              names: party.facts.kind === 'team' ? [party.name, ...members] : [party.name],
              paper: account.accountNumber === '' ? null : await bankPaperOf(parts.db, agency, party.id, account),
              before,
              mark: markOfAccount(account),
              form: mayConfirm && account.accountNumber !== '' ? formState(sent, 'account') : null,
            }
      }
      awarded={awarded && mayRelease}
      released={number === '' && typeof party.facts.releasedFor === 'string' ? { why } : null}
      note={(done !== undefined && Object.hasOwn(notes, done) && notes[done]) || null}
      form={number === '' || awarded || !mayRelease ? null : formState(sent, 'release')}
    />
  );
  return c.html(page, sent === null ? 200 : statusOf(sent.refusal));
}
