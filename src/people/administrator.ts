import { v7 } from 'uuid';
import { SYSTEM } from '../../workflows/decide.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import { sentenceOf } from '../../workflows/rules/refusals.ts';
import type { Recorder } from '../record.ts';
import { StartError } from '../start-error.ts';
import { nameAgency } from '../treasury.ts';
import { accountOf, type Desk, emailErrors, emailIn, nameErrors, nameIn, personFor } from './accounts.ts';
import { resetSecondStep } from './secondStep.ts';
import { makeTicket } from './tickets.ts';

export const usage = `npm run admin:create -- --agency tphcm --email name@example.vn --name "Nguyễn Thị Thu Hà" [--new-agency --agency-name "Sở … thành phố …"]
Makes the first administrator of an agency, also while the application runs. Others are invited on the agency's page.
--new-agency: for an agency that no policy pack names; --agency-name: what pages and letters call it.
npm run admin:create -- --reset-second-step --email name@example.vn --reason "…"
Takes two-step verification from somebody whose phone is lost and whom no other administrator can help: the only one of an agency.`;

/**
 * Resets two-step verification of a person, as the operator: whoever has the server can do so anyway, and here it is kept why. They
 * are told by letter.
 */
export async function resetByOperator(desk: Desk, wanted: { email: string; reason: string }): Promise<string> {
  const [email, reason] = [emailIn(wanted.email), cleanLine(wanted.reason)];
  if (!/^.{5,500}$/u.test(reason)) throw new StartError('--reason is to say why, in 5 to 500 characters: it is kept.');
  const account = await accountOf(desk, email);
  if (account === null) throw new StartError(`There is no account with the address ${email}.`);
  if (!(await resetSecondStep(desk, account, { by: null, agency: null, reason })))
    throw new StartError(`${account.name} has not turned on two-step verification: there is nothing to reset.`);
  return `Two-step verification of ${account.name} was reset. They sign in by password at ${desk.origin}/sign-in, and were written to.`;
}

/**
 * Appoints the first administrator of an agency, as the system. The link is printed once and stands nowhere else. Throws a
 * StartError where the agency has an administrator: that one invites others, and nobody goes past them.
 */
export async function createAdministrator(
  desk: Desk & { recorder: Recorder; packs: readonly Pick<Pack, 'agency'>[] },
  wanted: { agency: string; email: string; name: string; isNew?: boolean; agencyName?: string | undefined },
): Promise<string> {
  const { agency, isNew = false } = wanted;
  const agencyName = wanted.agencyName === undefined ? undefined : cleanLine(wanted.agencyName);
  const [email, name] = [emailIn(wanted.email), nameIn(wanted.name)];
  if (!/^[a-z][a-z0-9-]{1,30}$/.test(agency))
    throw new StartError(
      `--agency ${agency} is not a name of an agency: small letters, digits and hyphens, such as tphcm.`,
    );
  if ('email' in emailErrors(email, 'en')) throw new StartError(`--email ${email} is not an e-mail address.`);
  if ('name' in nameErrors(name, 'en')) throw new StartError(`--name ${name} is not a full name.`);
  if (agencyName !== undefined && !isNew)
    throw new StartError('--agency-name goes with --new-agency: an agency that is known has its name.');
  if (agencyName !== undefined && !/^.{2,200}$/u.test(agencyName))
    throw new StartError(`--agency-name ${agencyName} is not a name of an agency: 2 to 200 characters.`);

  const administrators = await desk.db.query<{ email: string | null; isConfirmed: boolean }>`
    select p.email, coalesce(p.confirmed_at is not null, false) as is_confirmed
    from state s left join person p on p.id = s.dossier
    where s.agency = ${agency} and s.machine = 'register' and s.subject = 'person' and s.facts->'roles' ? 'administrator'`;
  // whoever lost the link may have another, as long as it was not used
  const again = administrators.length === 1 && administrators[0]?.email === email && !administrators[0].isConfirmed;
  if (administrators.length > 0 && !again)
    throw new StartError(`The agency ${agency} has an administrator already, who can invite others.`);

  // one that has somebody is known already, whatever its packs
  const known = [...new Set(desk.packs.map((pack) => pack.agency))].sort();
  if (administrators.length === 0 && !known.includes(agency) && !isNew)
    throw new StartError(
      `No policy pack names the agency ${agency}. Known: ${known.join(', ')}. If it is to be a new agency, add --new-agency and --agency-name: it can open no call until a version of the software brings it a pack.`,
    );
  if (administrators.length === 0 && !known.includes(agency) && agencyName === undefined)
    throw new StartError(
      `The agency ${agency} has no name yet: add --agency-name "Sở … thành phố …", by which pages and letters are to call it.`,
    );

  const person = await personFor(desk, { email, name, language: 'vi' });
  if (agencyName !== undefined && !known.includes(agency))
    await nameAgency(desk.db, { agency, name: agencyName, person: person.id, now: desk.now() });
  if (!again) {
    const command = { type: 'appoint', dossier: person.id, input: { roles: ['administrator'] } } as const;
    const outcome = await desk.recorder.act(command, { agency, person: SYSTEM }, v7());
    if (!outcome.ok) throw new StartError(sentenceOf(outcome.refusal, 'en'));
  }
  if (person.isConfirmed)
    return `${person.name} is now administrator of ${agency}, and signs in at ${desk.origin}/sign-in.`;
  const link = await makeTicket(desk, 'invite', person.id);
  const standing = again ? `is administrator of ${agency} already` : `is now administrator of ${agency}`;
  return `${person.name} ${standing}. This link is good once, for 7 days, to choose a password:\n${link}`;
}
