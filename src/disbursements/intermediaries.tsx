// Intermediaries: organisations that are paid for a team. One of the agency says who they are and where they are paid, another
// confirms the account: nobody is paid on the word of one person alone.

import type { Context } from 'hono';
import { v7 } from 'uuid';
import {
  IntermediariesPage,
  IntermediaryPage,
  type IntermediaryRow,
} from '../../templates/pages/disbursements/intermediaries.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import type { RefusalView } from '../../templates/parts/refusal.tsx';
import { intermediaryWords } from '../../templates/words/intermediaries.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { type Role, staff } from '../../workflows/rules/duties.ts';
import { readContact, readIdentity } from '../applications/index.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { draftMark } from '../drafts.ts';
import { ask, isId, keyAfter, newKey, recordedBefore, statusOf, textIn, typedOf } from '../forms.ts';
import { asContent } from '../keeping.ts';
import { askedIn, pageSize } from '../lists.ts';
import type { Parts } from '../parts.ts';
import { type Account, partyAccount } from '../partyAccount.ts';
import { explain } from '../refusals.ts';
import type { Errors } from './fields.ts';

const path = '/agencies/:agency/intermediaries';
/** Who says who an intermediary is, and on which account it is paid; an officer confirms it. */
const keepers: readonly Role[] = ['officer', 'administrator'];

type Again = { typed: Typed; errors: Errors; refusal?: RefusalView | null; status: 409 | 422 };
type Kept = Account & { name: string; identity: string; address: string; changedBy: string; giver: string };
type Found = { party: string; facts: JsonObject; kept: Kept };

const accountFields = ['accountNumber', 'accountName', 'bank'] as const;
const markOf = (account: Account): string => draftMark(accountFields.map((name) => account[name]));

export function intermediaryRoutes(doors: Doors, parts: Parts): void {
  const { db } = parts;
  const isKeeper = (c: Context<AppEnv>) => keepers.some((role) => c.get('standing').roles.includes(role));

  const showAll = async (c: Context<AppEnv>, again: Again | null = null) => {
    const agency = c.req.param('agency')!;
    const asked = askedIn(c, { search: true });
    const rows = await db.query<{ id: string; all: number }>`
      select s.dossier::text as id, count(*) over ()::int as "all" from state s join party_profile p on p.agency = s.agency and p.party = s.dossier
      where s.agency = ${agency} and s.subject = 'party' and s.facts->>'kind' = 'intermediary'
        and p.found_as like all (array(select folded(word) from unnest(${asked.patterns}::text[]) w(word)))
      order by p.found_as collate "C", p.name, s.dossier limit ${pageSize} offset ${asked.from}`;
    const all = await Promise.all(
      rows.map(async ({ id }): Promise<IntermediaryRow> => {
        const { name, accountNumber, accountName, bank, standing } = (await partyAccount(db, agency, id))!;
        return { href: `/agencies/${agency}/intermediaries/${id}`, name, accountNumber, accountName, bank, standing };
      }),
    );
    const sent = textIn(again?.typed ?? {}, 'id');
    const view = {
      frame: await parts.frameOf(c),
      agency,
      note: null,
      q: asked.q,
      list: asked.view(rows.length, rows[0]?.all ?? 0),
      all,
      id: isId(sent) ? sent : v7(),
      mayAdd: isKeeper(c),
      form: formOf(again),
    };
    return c.html(<IntermediariesPage {...view} />, again?.status ?? 200);
  };

  const find = async (c: Context<AppEnv>): Promise<Found | null> => {
    const { agency = '', party = '' } = c.req.param() as Record<string, string>;
    if (!isId(party)) return null;
    const [row] = await db.query<Kept & { facts: JsonObject }>`
      select s.facts, p.name, p.identity, p.address, p.account_number, p.account_name, p.bank, p.changed_by::text as changed_by,
        coalesce(n.name, '') as giver
      from state s join party_profile p on p.agency = s.agency and p.party = s.dossier left join person n on n.id = p.changed_by
      where s.agency = ${agency} and s.dossier = ${party}::uuid and s.subject = 'party' and s.facts->>'kind' = 'intermediary'`;
    if (row === undefined) return null;
    const { facts, ...kept } = row;
    return { party, facts, kept };
  };

  /** Whether the reader, or whoever they act for, gave the account or is of the intermediary: then another confirms it. */
  const gaveIt = (c: Context<AppEnv>, { facts, kept }: Found): boolean => {
    const { delegated } = c.get('standing');
    const persons = [c.get('visitor')!.id, delegated?.get('officer')?.person];
    const own = [kept.changedBy, ...((facts.members ?? []) as string[])];
    return persons.some((person) => person !== undefined && own.includes(person));
  };

  const show = async (c: Context<AppEnv>, found: Found, again: Again | null = null) => {
    const agency = c.req.param('agency')!;
    const { party, kept } = found;
    const account = (await partyAccount(db, agency, party))!;
    const isOfficer = c.get('standing').roles.includes('officer');
    const isWaiting = account.standing !== 'confirmed' && kept.accountNumber !== '';
    const done = c.req.method === 'GET' ? c.req.query('done') : undefined;
    const w = intermediaryWords[c.get('language')];
    const view = {
      frame: await parts.frameOf(c),
      agency,
      here: `/agencies/${agency}/intermediaries/${party}`,
      ...kept,
      standing: account.standing,
      changedAt: account.changedAt,
      mark: markOf(kept),
      isWaiting,
      mayConfirm: isWaiting && isOfficer && !gaveIt(c, found),
      gaveIt: isWaiting && gaveIt(c, found),
      mayGive: isKeeper(c),
      note:
        done === 'given' ? w.given : done === 'confirmed' && account.standing === 'confirmed' ? w.confirmedNow : null,
      form: formOf(again),
    };
    return c.html(<IntermediaryPage {...view} />, again?.status ?? 200);
  };

  doors.get(path, { who: staff }, (c) => showAll(c));

  doors.post(path, { who: keepers }, async (c) => {
    const agency = c.req.param('agency')!;
    const language = c.get('language');
    const typed = await typedOf(c);
    const party = textIn(typed, 'id');
    if (!isId(party)) return c.notFound();
    const { contact, errors } = readContact(typed, language);
    const number = readIdentity('enterprise', textIn(typed, 'identity'), language);
    if (!number.ok) errors.identity = number.problem;
    const form = { type: 'registerParty', dossier: party, input: { kind: 'intermediary', members: [] } } as const;
    // a form sent twice registers one
    const before = await recordedBefore(c, parts, form, typed);
    if (before?.ok) return c.redirect(`${c.req.path}/${party}`, 303);
    if (
      number.ok &&
      Object.keys(errors).length === 0 &&
      !(await keep(c, party, { ...contact, identity: number.identity }))
    )
      errors.identity = intermediaryWords[language].taken;
    if (Object.keys(errors).length > 0) return showAll(c, { typed, errors, status: 422 });
    const outcome = await ask(c, parts, form, typed);
    if (outcome.ok) return c.redirect(`${c.req.path}/${party}?done=given`, 303);
    // nothing stands under what was kept
    await db.query`delete from party_profile p where agency = ${agency} and party = ${party}::uuid
      and not exists (select from dossier d where d.agency = p.agency and d.id = p.party)`;
    const refusal = explain(outcome.refusal, language, null);
    return showAll(c, { typed, errors: {}, refusal, status: statusOf(outcome.refusal) });
  });

  /** Keeps who a new intermediary is; false where its number is somebody's already, or its id. */
  const keep = async (c: Context<AppEnv>, party: string, said: Omit<Kept, 'changedBy' | 'giver'>): Promise<boolean> => {
    const { name, identity, address, accountNumber, accountName, bank } = said;
    // what was begun and never registered does not take the number for good
    await db.query`delete from party_profile p where agency = ${c.req.param('agency')!}
      and (changed_by = ${c.get('visitor')!.id}::uuid or changed_at < ${parts.now()}::timestamptz - interval '10 minutes')
      and (party = ${party}::uuid or identity = ${identity}) and not exists (select from dossier d where d.agency = p.agency and d.id = p.party)`;
    const rows = await db.query`
      insert into party_profile (agency, party, name, identity, address, account_number, account_name, bank, changed_at, changed_by)
      select ${c.req.param('agency')!}, ${party}::uuid, ${name}, ${identity}, ${address}, ${accountNumber}, ${accountName}, ${bank},
        ${parts.now()}::timestamptz, ${c.get('visitor')!.id}::uuid
      where not exists (select from dossier where agency = ${c.req.param('agency')!} and id = ${party}::uuid)
      on conflict do nothing returning party`;
    return rows.length > 0;
  };

  doors.get(`${path}/:party`, { who: staff }, async (c) => {
    const found = await find(c);
    return found === null ? c.notFound() : show(c, found);
  });

  doors.post(`${path}/:party/account`, { who: keepers }, async (c) => {
    const found = await find(c);
    if (found === null) return c.notFound();
    const { party, kept } = found;
    const typed = await typedOf(c);
    const { contact, errors: all } = readContact(
      { ...typed, name: kept.name, address: 'x'.repeat(5) },
      c.get('language'),
    );
    const errors: Errors = { ...all };
    const { problems } = intermediaryWords[c.get('language')];
    for (const name of accountFields) if (contact[name] === '') errors[name] ??= problems[name];
    if (Object.keys(errors).length > 0) return show(c, found, { typed, errors, status: 422 });
    const { accountNumber, accountName, bank } = contact;
    if (markOf(contact) === markOf(kept)) return c.redirect(`${c.req.path.replace(/\/account$/, '')}`, 303);
    const rows = await db.query`
      update party_profile set account_number = ${accountNumber}, account_name = ${accountName}, bank = ${bank},
        changed_at = ${parts.now()}::timestamptz, 
        changed_by = case when account_number = ${accountNumber} then changed_by else ${c.get('visitor')!.id}::uuid end
      where agency = ${c.req.param('agency')!} and party = ${party}::uuid
        and (account_number, account_name, bank) = (${kept.accountNumber}, ${kept.accountName}, ${kept.bank})
        and ${textIn(typed, 'mark') === markOf(kept)}::boolean returning party`;
    if (rows.length > 0) return c.redirect(`${c.req.path.replace(/\/account$/, '')}?done=given`, 303);
    const now = (await find(c)) ?? found;
    return show(c, now, { typed, errors: { '': intermediaryWords[c.get('language')].changed }, status: 409 });
  });

  doors.post(`${path}/:party/confirm`, { who: ['officer'], events: ['party.registered'] }, async (c) => {
    const found = await find(c);
    if (found === null) return c.notFound();
    const { party, facts, kept } = found;
    const w = intermediaryWords[c.get('language')];
    const typed = await typedOf(c);
    const { name, identity, address, accountNumber, accountName, bank } = kept;
    const body = { name, identity, address, representative: '', accountNumber, accountName, bank };
    const input = {
      kind: 'intermediary',
      members: (facts.members ?? []) as string[],
      ...(typeof facts.beneficiaryClass === 'string' ? { beneficiaryClass: facts.beneficiaryClass } : {}),
      commitment: asContent('evidence', body),
    };
    const form = { type: 'registerParty', dossier: party, input } as const;
    const before = await recordedBefore(c, parts, form, typed);
    const isShown = textIn(typed, 'mark') === markOf(kept);
    const stop = !isShown || accountNumber === '' ? w.changed : gaveIt(c, found) ? w.another : null;
    if (before?.ok !== true && stop !== null)
      return show(c, found, { typed, errors: { '': stop }, status: isShown ? 422 : 409 });
    const outcome = before ?? (await ask(c, parts, form, typed));
    if (outcome.ok) return c.redirect(`${c.req.path.replace(/\/confirm$/, '')}?done=confirmed`, 303);
    const refusal = explain(outcome.refusal, c.get('language'), null);
    return show(c, found, { typed, errors: {}, refusal, status: statusOf(outcome.refusal) });
  });
}

const formOf = (again: Again | null) => ({
  key: again === null ? newKey() : keyAfter(again.typed),
  typed: again?.typed ?? {},
  errors: again?.errors ?? {},
  refusal: again?.refusal ?? null,
});
