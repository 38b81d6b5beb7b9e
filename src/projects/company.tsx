import { createHash } from 'node:crypto';
import { v5, v7 } from 'uuid';
import { CompanyPage } from '../../templates/pages/projects/company.tsx';
import type { FormState } from '../../templates/pages/projects/page.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { isInNameOf } from '../../templates/parts/holder.tsx';
import { timeText } from '../../templates/parts/when.ts';
import { accountWords } from '../../templates/words/account.ts';
import { projectWords } from '../../templates/words/projects.ts';
import { companyWords } from '../../templates/words/projects-company.ts';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import {
  accountNumberOf,
  companyCodeProblems,
  isAccountNumber,
  parseCompanyCode,
} from '../../workflows/rules/identifiers.ts';
import { type Refusal, refuse } from '../../workflows/rules/refusals.ts';
import { roleInTeam } from '../../workflows/rules/team.ts';
import { eraseContents, keepContent } from '../contents.ts';
import { type Attachment, receiveUpload, uploadBodyBytes } from '../documents/index.ts';
import type { Doors } from '../doors.ts';
import { draftMark, type Stored } from '../drafts.ts';
import { actorOf, ask, longIn, statusOf, textIn, typedOf } from '../forms.ts';
import type { SentBack } from '../handedIn.ts';
import { asContent } from '../keeping.ts';
import { tellHandedIn } from '../mail/index.ts';
import type { Parts } from '../parts.ts';
import { type Attached, filesIn, fileViews } from './attached.ts';
import { conflictOf, readDraft, saveDraft } from './drafts.ts';
import { fieldsOf } from './fields.ts';
import { regionOf } from './reading.ts';
import { reportBody } from './reports.ts';
import { sendBack, sentBackView, waitsForTeam } from './sendBack.ts';
import {
  type HolderText,
  holderFields,
  holderRows,
  holdersIn,
  holdersTyped,
  sharesConfirmed,
  sharesContent,
  sharesDeclared,
  teamIn,
} from './shares.ts';
import {
  followers,
  isUnsigned,
  mayCause,
  notHere,
  onward,
  returned,
  type Seen,
  see,
  standingOf,
  stepView,
  takes,
  untouched,
} from './step.ts';

const path = '/agencies/:agency/dossiers/:dossier/company';
const formed = 'project.companyFormed';

/** What the team says of its company, and how far it has come with saying it. */
type Draft = {
  name: string;
  code: string;
  address: string;
  issuedOn: string;
  certificate: Attached | null;
  accountNumber: string;
  accountName: string;
  bank: string;
  /** Who holds how much of it; not there in what was written before there was such a table. */
  holders?: HolderText[];
  savedAt: string;
  handedInAt: string | null;
  /** The party that was registered when it was handed in. */
  party: string | null;
  /** What was kept when it was handed in. */
  commitment?: string | null;
  /** An officer has sent it back, and it was not handed in again. */
  returned?: SentBack | null;
};
const textNames = ['name', 'code', 'address', 'issuedOn', 'accountNumber', 'accountName', 'bank'] as const;

/** The team forms a company; an officer compares what it says with the certificate, and confirms. */
export function companyRoutes(doors: Doors, parts: Parts): void {
  doors.get(path, { who: followers }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const draft = (await readDraft<Draft>(seen, 'company'))?.answers ?? null;
    const typed = typedFrom(draft, await teamIn(seen));
    return c.html(<CompanyPage {...(await viewOf(seen, draft, untouched(seen, typed), keptIn(draft)))} />);
  });

  doors.post(path, { who: ['founder', 'officer'], maxBodyBytes: uploadBodyBytes }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const upload = await receiveUpload(c, parts, { dossier: seen.dossier.id, field: 'certificate' });
    const act = textIn(upload.typed, 'do');
    if (act === 'confirm') return confirm(seen, upload.typed);
    return write(seen, upload.typed, upload.attachments, upload.errors, act === 'save' ? 'save' : 'handIn');
  });

  doors.post(`${path}/return`, { who: ['officer'] }, async (c) => {
    const seen = await see(c, parts);
    return seen === null ? c.notFound() : returnToTeam(seen, await typedOf(c));
  });
}

/** Saves what the team has written so far, or hands it in. */
async function write(
  seen: Seen,
  typed: Typed,
  attachments: readonly Attachment[],
  fileErrors: Readonly<Record<string, string>>,
  act: 'save' | 'handIn',
): Promise<Response> {
  const { c, parts, language } = seen;
  const stands = await readDraft<Draft>(seen, 'company');
  const before = stands?.answers ?? null;
  const base = textIn(typed, 'base');
  const [certificate = null] = await filesIn(seen, typed, attachments, 'certificate');
  const kept = certificate === null ? [] : [certificate];
  const again = async (wrong: { errors?: Record<string, string>; refusal?: Refusal }) => {
    const view = await viewOf(seen, before, returned(seen, typed, wrong), kept);
    // the page stays one of what it showed when it was opened
    return c.html(<CompanyPage {...view} mark={base} />, statusOf(wrong.refusal ?? null));
  };
  /** Nothing was written: what somebody else has written stands beside what was typed. */
  const overtaken = async (stands: Stored<Draft> | null) => {
    const draft = stands?.answers ?? null;
    const theirs = draft === null ? null : await detailsOf(seen, draft);
    const conflict = { ...conflictOf(seen, stands), handedIn: draft?.handedInAt != null, theirs };
    const form = returned(seen, typed, { errors: { ...fileErrors } });
    return c.html(<CompanyPage {...(await viewOf(seen, draft, form, kept))} conflict={conflict} />, 409);
  };
  if (!seen.roles.includes('founder')) return again({ refusal: refuse('role', { details: { roles: 'founder' } }) });
  if (!mayWrite(seen)) return again({ refusal: notHere(seen) });

  if (act === 'save') {
    const answers = Object.fromEntries(textNames.map((name) => [name, longIn(typed, name)]));
    if (Object.keys(fileErrors).length > 0) return again({ errors: { ...fileErrors } });
    const said = { ...answers, certificate, holders: holdersTyped(typed) } as Said;
    if (before?.handedInAt != null) {
      // what was handed in stays so until it is handed in again
      if (markOf(before) === markOf({ ...said, handedInAt: before.handedInAt }))
        return c.redirect(`${seen.base}/company`, 303);
      if (markOf(before) !== base) return overtaken(stands);
      return again({ errors: { '': companyWords[language].handInAgain } });
    }
    const kept = { party: before?.party ?? null, returned: before?.returned ?? null };
    const draft = { ...said, savedAt: parts.now(), handedInAt: null, ...kept };
    const saved = await saveDraft<Draft>(seen, 'company', { answers: draft, base, markOf });
    if (!saved.ok) return overtaken(saved.stands);
    return c.redirect(`${seen.base}/company`, 303);
  }

  const w = projectWords[language];
  const company = companyWords[language];
  const fields = fieldsOf(typed, language);
  const name = fields.text('name', company.whatName, 200);
  // it stands in letters to staff
  if (/:\/\/|[/\\]|www\./i.test(name.normalize('NFKC'))) fields.errors.name = company.nameLink;
  const parsed = parseCompanyCode(textIn(typed, 'code'));
  if (!parsed.ok) fields.errors.code = companyCodeProblems[parsed.problem][language];
  else if (parsed.branch !== null) fields.errors.code = company.branch;
  const code = parsed.ok ? parsed.code : '';
  const address = fields.text('address', company.whatAddress, 300);
  const issuedOn = fields.day('issuedOn');
  if (issuedOn > dayOf(parts.now())) fields.errors.issuedOn = company.future;
  if (certificate === null) fields.errors.certificate = w.fields.file(company.whatCertificate);
  const accountNumber = accountNumberOf(longIn(typed, 'accountNumber'));
  if (!isAccountNumber(accountNumber)) fields.errors.accountNumber = accountWords[language].numberProblem;
  const accountName = fields.text('accountName', company.whatAccountName, 200);
  if (!isInNameOf([name], { accountName }) && textIn(typed, 'holderChecked') !== holderMark(name, accountName))
    fields.errors.holderChecked = accountWords[language].holderMissing;
  const bank = fields.text('bank', company.whatBank, 200);
  const holders = holdersIn(typed, seen, await teamIn(seen), fields.errors);
  Object.assign(fields.errors, fileErrors);
  if (!fields.ok()) return again({ errors: fields.errors });

  const said = { name, code, address, issuedOn, certificate, accountNumber, accountName, bank, holders };
  const handedInAt = parts.now();
  const stood = markOf(before);
  if (stood !== base && stood !== markOf({ ...said, handedInAt })) return overtaken(stands);
  const known = await partyWith(seen, code);
  if (known === 'others') return again({ errors: { code: company.codeTaken } });
  const registered = await register(seen, typed, code, known ?? before?.party ?? null);
  if ('rule' in registered) return again({ refusal: registered });
  const { party } = registered;
  const { agency, id } = seen.dossier;
  const body = reportBody('', kept, { about: 'company', name, code });
  const commitment = await keepContent(parts, { agency, dossier: id, kind: 'report', body, person: seen.person });
  const draft = { ...said, savedAt: handedInAt, handedInAt, party, commitment, returned: null };
  const saved = await saveDraft<Draft>(seen, 'company', { answers: draft, base, markOf });
  // of what was handed in before nothing new is kept
  const isNew = saved.ok && saved.answers.commitment === commitment;
  if (!isNew) await eraseContents(parts, agency, [commitment]);
  if (!saved.ok) return overtaken(saved.stands);
  // what an officer has confirmed of a company is not the team's to change any more
  if (
    !(await isConfirmed(seen, party)) &&
    !(await keepProfile(seen, party, said, null)) &&
    !(await isConfirmed(seen, party))
  )
    return again({ errors: { code: company.codeTaken } });
  if (isNew) await tellHandedIn(parts, seen.dossier, { form: 'company', commitment, person: seen.person });
  return c.redirect(`${seen.base}/company`, 303);
}

/** What a founder confirms where the holder has another name than the company: these very names. */
const holderMark = (name: string, holder: string): string => draftMark([name, holder]);

/** An officer sends back what was handed in. */
async function returnToTeam(seen: Seen, typed: Typed): Promise<Response> {
  const draft = (await readDraft<Draft>(seen, 'company'))?.answers ?? null;
  const stands = draft?.handedInAt == null && draft?.returned == null ? null : draft;
  const back = (handed: Draft, returned: SentBack): Draft => ({ ...handed, handedInAt: null, returned });
  const shown = draft === null ? '' : fingerprintOf(draft);
  const problem = await sendBack<Draft>(seen, typed, { form: 'company', event: formed, stands, shown, markOf, back });
  if (problem === null) return seen.c.redirect(`${seen.base}/company`, 303);
  const view = await viewOf(seen, draft, returned(seen, typed, problem), []);
  return seen.c.html(<CompanyPage {...view} />, statusOf(problem.refusal ?? null));
}

/**
 * Who the company is, where money is to go: what other pages show and papers print. Of a confirmed company it is changed by the
 * confirmation alone, whose revision is given. False where another has its code by a moment, or it is not to be changed.
 */
async function keepProfile(
  seen: Seen,
  party: string,
  said: Pick<Draft, 'name' | 'code' | 'address' | 'accountNumber' | 'accountName' | 'bank'>,
  confirmation: number | null,
): Promise<boolean> {
  const { name, code, address, accountNumber, accountName, bank } = said;
  const { parts, dossier, person } = seen;
  const { agency } = dossier;
  const [representative = null] = ownersOf(seen);
  const [made] = await parts.db.query`
    insert into party_profile (agency, party, name, identity, address, representative, account_number, account_name, bank, changed_at, changed_by)
    values (${agency}, ${party}, ${name}, ${code}, ${address}, ${representative}, ${accountNumber}, ${accountName}, ${bank},
      ${parts.now()}, ${person})
    on conflict do nothing returning party`;
  if (made !== undefined) return true;
  const [changed] = await parts.db.query`
    update party_profile p set name = ${name}, identity = ${code}, address = ${address}, representative = ${representative},
      account_number = ${accountNumber}, account_name = ${accountName}, bank = ${bank}, changed_at = ${parts.now()}, changed_by = ${person}
    where agency = ${agency} and party = ${party}
      and not exists (select from dossier d join state s on s.agency = d.agency and s.dossier = d.id and s.subject = 'party'
        where d.agency = p.agency and d.id = p.party and d.revision is distinct from ${confirmation}::bigint and s.facts->'confirmed' = 'true'::jsonb)
      and not exists (select from party_profile q where q.agency = p.agency and q.identity = ${code} and q.party <> p.party)
    returning party`;
  return changed !== undefined;
}

const isConfirmed = async (seen: Seen, party: string) => (await confirmedMembers(seen, party)).length > 0;

/** Who belongs to a company by an officer's word; nobody while it stands on its team's alone. */
async function confirmedMembers({ parts, dossier }: Seen, party: string): Promise<string[]> {
  const [row] = await parts.db.query<{ members: string[] }>`select facts->'members' as members from state
    where agency = ${dossier.agency} and dossier = ${party} and subject = 'party' and facts->'confirmed' = 'true'::jsonb`;
  return row?.members ?? [];
}

/** Who has this code already: a party of the reader's own, somebody else's, or nobody. */
async function partyWith({ parts, dossier, person }: Seen, code: string): Promise<string | 'others' | null> {
  const rows = await parts.db.query<{ party: string; theirs: boolean }>`
    select p.party::text as party, coalesce(s.facts->'members' ? ${person}, false) as theirs
    from party_profile p join state s on s.agency = p.agency and s.dossier = p.party and s.subject = 'party' and s.facts->>'kind' = 'enterprise'
    where p.agency = ${dossier.agency} and p.identity = ${code} order by 2 desc`;
  if (rows[0] === undefined) return null;
  return rows[0].theirs ? rows[0].party : 'others';
}

/** Records that registration has begun, where it has not, and the company as a party, where it is none yet. */
async function register(
  seen: Seen,
  typed: Typed,
  code: string,
  known: string | null,
): Promise<{ party: string } | Refusal> {
  const { c, parts, dossier } = seen;
  if (takes(seen, 'project.registrationStarted')) {
    const begin = { type: 'startRegistration', dossier: dossier.id, input: {} } as const;
    const begun = await parts.recorder.act(begin, actorOf(c, begin.type), v7());
    if (!begun.ok && begun.refusal.rule !== 'notInThisState') return begun.refusal;
  }
  if (known !== null) return { party: known };
  // the company's id is that of the form, so that a form sent twice registers one company
  const sent = textIn(typed, 'key');
  const party = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(sent) ? sent : v7();
  const input = { kind: 'enterprise', members: ownersOf(seen) };
  // new: the form's id may be that of a party which is there already, and that is not this company
  const registerParty = { type: 'registerParty', dossier: party, revision: 0, input } as const;
  const outcome = await parts.recorder.act(registerParty, actorOf(c, registerParty.type), party);
  if (outcome.ok) {
    // registered before: by this form, unless it stands for somebody already
    const [other] = await parts.db.query`
      select 1 from party_profile where agency = ${dossier.agency} and party = ${party}::uuid and identity <> ${code}`;
    return other === undefined ? { party } : refuse('exists');
  }
  const { rule } = outcome.refusal;
  return rule === 'stalePage' || rule === 'keyReused' ? refuse('exists') : outcome.refusal;
}

/** Who owns the application, now: the company is theirs, and of nobody who only writes or reads in their team. */
function ownersOf({ dossier }: Seen): string[] {
  const facts = dossier.states.get('application')?.facts ?? {};
  const members = (dossier.party?.facts.members ?? []) as string[];
  const all = new Set([...((facts.team ?? []) as string[]), ...members]);
  return [...all].filter((person) => roleInTeam(facts, members, person) === 'owner').sort();
}

/** An officer confirms what was handed in: the party as it is, and that the company is formed. */
async function confirm(seen: Seen, typed: Typed): Promise<Response> {
  const { c, parts, dossier, language } = seen;
  const w = companyWords[language];
  const draft = (await readDraft<Draft>(seen, 'company'))?.answers ?? null;
  const again = async (wrong: { errors?: Record<string, string>; refusal?: Refusal }) => {
    const view = await viewOf(seen, draft, returned(seen, typed, wrong), []);
    return c.html(<CompanyPage {...view} />, statusOf(wrong.refusal ?? null));
  };
  const record = async () => {
    const shares = sharesContent(draft?.holders);
    const input = {
      ...{ company: draft?.party ?? dossier.id, certificate: draft?.certificate?.sha256 ?? '0'.repeat(64) },
      ...(shares !== null && { shares }),
    };
    const outcome = await ask(c, parts, { type: 'formCompany', dossier: dossier.id, input }, typed);
    return outcome.ok ? onward(seen, formed) : again({ refusal: outcome.refusal });
  };
  // recorded already, or the recorder says why not, and remembers that it was tried
  if (!mayCause(seen, formed) || !takes(seen, formed)) return await record();
  if (draft?.handedInAt == null || draft.party === null || draft.certificate === null)
    return again({ errors: { '': w.notHandedIn } });
  const fields = fieldsOf(typed, language);
  const classes = classesOf(seen).map(({ value }) => value);
  const chosen = classes.length === 0 ? '' : fields.choice('class', w.whatClass, classes);
  fields.ticked('checked', w.checkedMissing);
  fields.ticked('account', w.accountMissing);
  if (textIn(typed, 'shown') !== fingerprintOf(draft)) fields.errors[''] = w.changed;
  if (!fields.ok()) return again({ errors: fields.errors });

  // the shares are named by the company's own confirmation
  const { savedAt: _, handedInAt: __, commitment: ___, returned: ____, holders: _____, ...said } = draft;
  const body = said as unknown as Json;
  // the team may have changed since it handed in; whom an officer has confirmed already, in another dossier, the company keeps
  const members = [...new Set([...ownersOf(seen), ...(await confirmedMembers(seen, draft.party))])].sort();
  const beneficiaryClass = chosen === '' ? {} : { beneficiaryClass: chosen };
  const input = { kind: 'enterprise', members, commitment: asContent('evidence', body), ...beneficiaryClass };
  // under a key that follows from the form's own and from what is registered, so that a form sent twice registers once
  const key = v5(canonicalJson([textIn(typed, 'key'), body, members, chosen]), draft.party);
  const registered = await ask(c, parts, { type: 'registerParty', dossier: draft.party, input }, { key });
  if (!registered.ok) return again({ refusal: registered.refusal });
  if (!(await keepProfile(seen, draft.party, draft, registered.answer.revision)))
    return again({ errors: { '': w.codeTaken } });
  return await record();
}

type Said = Pick<Draft, (typeof textNames)[number] | 'certificate' | 'holders'>;

/** What the team says, and whether it has handed it in: to tell whether somebody has written since. */
function markOf(draft: (Said & Pick<Draft, 'handedInAt'>) | null): string {
  const texts = textNames.map((name) => draft?.[name] ?? '');
  const holders = (draft?.holders ?? []).flatMap(({ name, person, share }) => [name, person, share]);
  return draftMark([...texts, draft?.certificate?.sha256 ?? '', draft?.handedInAt != null, ...holders]);
}

const detailsOf = async (seen: Seen, draft: Draft) => ({
  ...draft,
  certificate: fileViews(seen.base, keptIn(draft))[0] ?? null,
  shares: await sharesDeclared(seen, draft.holders),
});

/** What was handed in; once it is confirmed, with the shares that the confirmation names. */
async function detailsWith(seen: Seen, draft: Draft) {
  const isConfirmed = seen.dossier.history.some(({ event }) => event === formed);
  const details = await detailsOf(seen, draft);
  return isConfirmed ? { ...details, shares: await sharesConfirmed(seen) } : details;
}

/** The team may write until an officer has confirmed. */
const mayWrite = (seen: Seen) => ['notFormed', 'registering'].includes(regionOf(seen.dossier, 'company'));

const typedFrom = (draft: Draft | null, team: readonly { id: string; name: string }[]): Typed => ({
  ...(draft === null ? {} : Object.fromEntries(textNames.map((name) => [name, draft[name]]))),
  ...holderFields(draft?.holders, team),
});
const keptIn = (draft: Draft | null): Attached[] => (draft?.certificate == null ? [] : [draft.certificate]);

/** What a confirmation is of: it changes with whatever the team changes. */
const fingerprintOf = (draft: Draft): string =>
  createHash('sha256')
    .update(canonicalJson({ ...draft } as unknown as Json))
    .digest('hex');

const classesOf = ({ dossier, language }: Seen) =>
  (dossier.pack.beneficiaryClasses ?? []).map(({ id, name }) => ({ value: id, label: name[language] }));

async function viewOf(seen: Seen, draft: Draft | null, form: FormState, kept: readonly Attached[]) {
  const { base, roles, language, dossier } = seen;
  const standing = standingOf(seen, [formed]);
  const isFounder = roles.includes('founder') && !seen.below;
  const writes = isFounder && mayWrite(seen) && !isUnsigned(seen);
  const handedIn = draft?.handedInAt ?? null;
  const wasEnterprise =
    regionOf(dossier, 'company') === 'formed' && !dossier.history.some(({ event }) => event === formed);
  // before registration is recorded nothing can be confirmed, but the team can write already
  const state = writes ? 'open' : wasEnterprise ? 'over' : standing.state;
  const mayAct = writes || (standing.mayAct && handedIn !== null);
  const sentBack = state === 'open' ? await sentBackView(seen, draft?.returned) : null;
  const [name, holder] = [longIn(form.typed, 'name'), longIn(form.typed, 'accountName')];
  return {
    ...stepView(
      seen,
      waitsForTeam({ ...standing, state, mayAct }, sentBack !== null, isFounder),
      form,
      companyWords[language].clause,
    ),
    isFounder,
    sentBack,
    holder:
      name === '' || isInNameOf([name], { accountName: holder })
        ? null
        : { name, holder, mark: holderMark(name, holder) },
    wasEnterprise,
    details: draft === null || handedIn === null ? null : await detailsWith(seen, draft),
    team: writes ? await teamIn(seen) : [],
    holderRows: holderRows(form.typed),
    mark: markOf(draft),
    conflict: null,
    fingerprint: draft === null ? '' : fingerprintOf(draft),
    handedInAt: handedIn === null ? null : timeText(handedIn),
    savedAt: draft === null ? null : timeText(draft.savedAt),
    mayWrite: writes,
    classes: classesOf(seen),
    kept: fileViews(base, kept),
  };
}
