// The agreement before it is signed: what the award decision and the pack have set, to be read by both sides.

import { AgreementDraftPage } from '../../templates/pages/projects/agreement-draft.tsx';
import { agencyFacts, agencyName } from '../../templates/words/agencies.ts';
import { agreementWords } from '../../templates/words/agreement.ts';
import { namesOf } from '../../templates/words/names.ts';
import type { Language } from '../../templates/words/words.ts';
import { isRead, type Period, type Source } from '../../workflows/programmes/schema.ts';
import { addMonths, dayOf } from '../../workflows/rules/calendar.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { clauseText } from '../clauses.ts';
import { contentOf } from '../contents.ts';
import { matchingOf } from '../documents/index.ts';
import type { Doors } from '../doors.ts';
import { type Dossier, nameWith } from '../dossier.ts';
import { numberIn } from '../paperNumbers.ts';
import type { Parts } from '../parts.ts';
import { lineName } from '../refusals.ts';
import { capsOf } from './caps.ts';
import { promisedBy } from './milestones.ts';
import { awardOf, percentText, regionOf, stageOf } from './reading.ts';
import { followers, type Seen, see } from './step.ts';

export function agreementDraftRoutes(doors: Doors, parts: Parts): void {
  doors.get('/agencies/:agency/dossiers/:dossier/agreement/draft', { who: followers }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    // there is nothing left to agree on, which the agreement's own page tells
    if (awardOf(seen.dossier) === 0n) return c.redirect(`${seen.base}/agreement`, 303);
    return c.html(<AgreementDraftPage {...(await viewOf(seen))} />);
  });
}

async function viewOf({ parts, dossier, base, frame, language }: Seen) {
  const { pack, agency } = dossier;
  const award = dossier.history.find(({ event }) => event === 'application.awarded');
  const awarded = (award?.input.lines ?? []) as readonly { line: string; amountVnd: string }[];
  const totalVnd = awarded.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);
  const caps = new Map(capsOf(dossier, language).rows.map((row) => [row.name, row]));
  const stage = stageOf(dossier);
  const issuer = agencyFacts(agency, pack, language);
  const content = dossier.states.get('application')?.facts.content as string | undefined;
  const answers = (await contentOf<Record<string, unknown>>(parts.db, agency, content)) ?? {};
  return {
    frame,
    base,
    code: dossier.code,
    project: dossier.title,
    signed: regionOf(dossier, 'funding') !== 'awaitingAgreement',
    fictional: pack.fictional,
    award: { number: numberIn(dossier, 'awardDecision'), day: award === undefined ? '' : dayOf(award.at) },
    pack: pack.title[language],
    // whose decision it is, as the decision itself names them
    partyA: {
      name: issuer.name,
      of: issuer.parent ?? agencyName(agency, language),
      head: award === undefined ? issuer.head : `${issuer.head} ${nameWith(award, language)}`.trim(),
    },
    partyB: await partyOf(parts, dossier),
    lines: awarded.map(({ line, amountVnd }) => {
      const name = lineName(line, language, pack);
      const cap = caps.get(name);
      const limit = cap?.limitVnd ?? null;
      const most = limit === null ? [] : [`${agreementWords[language].limit} ${formatVnd(limit)}`];
      return {
        name,
        amountVnd: BigInt(amountVnd),
        limits: [...most, ...(cap?.notes ?? [])],
        clause: cap?.clause ?? null,
      };
    }),
    totalVnd,
    matchingVnd: matchingOf({ pack, stage: dossier.stage ?? '' }, answers, awarded),
    duration: durationOf(dossier, dayOf(parts.now()), language),
    tranches:
      stage?.tranches?.map(({ name, shareBps }) => ({
        name: name[language],
        percent: shareBps.value === null ? agreementWords[language].unknown : percentText(shareBps.value),
        amountVnd: (totalVnd * BigInt(shareBps.value ?? 0)) / 10_000n,
        clause: clauseOf(dossier, shareBps.source, language),
      })) ?? null,
    milestones: (await promisedBy({ dossier, parts })).map(({ toMonth, ...one }) => ({
      ...one,
      month: toMonth,
      day: addMonths(dayOf(parts.now()), toMonth),
    })),
    advance: advanceOf(dossier, language),
    lastNeeds: namesOf('conditions', (stage?.gates.lastTrancheNeeds ?? []).join(', '), language),
    obligations: obligationsOf(dossier, language),
  };
}

/** A clause, with a word where its full text was not read. */
function clauseOf({ pack }: Dossier, source: Source, language: Language): string {
  const clause = clauseText(pack, source, language);
  return isRead(source) ? clause : `${clause}, ${agreementWords[language].unread}`;
}

/** Who is supported, as it said of itself. */
export async function partyOf({ db }: Pick<Parts, 'db'>, { agency, party }: Dossier) {
  const members = (party?.facts.members ?? []) as string[];
  const [[row], people] = await Promise.all([
    db.query<Record<'identity' | 'address' | 'accountNumber' | 'accountName' | 'bank' | 'representative', string>>`
      select f.identity, f.address, f.account_number, f.account_name, f.bank, coalesce(p.name, '') as representative
      from party_profile f left join person p on p.id = f.representative
      where f.agency = ${agency} and f.party = ${party?.id ?? null}::uuid`,
    db.query<{ name: string }>`
      select name from person where id = any (${members}::uuid[]) order by name collate "vi-VN-x-icu"`,
  ]);
  return {
    name: party?.name ?? '',
    kind: String(party?.facts.kind ?? ''),
    identity: row?.identity ?? '',
    representative: row?.representative ?? '',
    members: people.map(({ name }) => name),
    address: row?.address ?? '',
    account: [row?.accountNumber, row?.accountName, row?.bank].filter(Boolean).join(', '),
  };
}

function durationOf(dossier: Dossier, today: string, language: Language) {
  const limit = stageOf(dossier)?.durationMonths;
  if (limit === undefined || limit.value === null) return null;
  const recommended = dossier.states.get('application')?.facts.months;
  const months = typeof recommended === 'number' ? Math.min(recommended, limit.value) : limit.value;
  const clause = clauseOf(dossier, limit.source, language);
  return { months, most: limit.value, latest: addMonths(today, months), clause };
}

/** The share that may be paid before the work; null where the pack knows no advance. */
function advanceOf(dossier: Dossier, language: Language) {
  const cap = dossier.pack.caps.find(
    ({ drawnAt, stage }) => drawnAt === 'advance' && (stage === null || stage === dossier.stage),
  );
  if (cap?.kind !== 'share') return null;
  const share = cap.shareBps[dossier.beneficiaryClass ?? 'all'] ?? cap.shareBps.all ?? null;
  if (share === null) return null;
  return { percent: percentText(share), clause: clauseOf(dossier, cap.source, language) };
}

const duties = ['payment', 'amendment', 'termination', 'terminationNotice', 'dataReporting'] as const;

function obligationsOf(dossier: Dossier, language: Language) {
  const w = agreementWords[language];
  const said = (key: (typeof duties)[number], { value, unit, direction, event }: Period) => {
    if (value === null) return w.unknown;
    const length = w.units[unit](value);
    if (key === 'dataReporting') return w.forYears(length, event[language]);
    return direction === 'before' ? w.before(length, event[language]) : w.after(length, event[language]);
  };
  return duties.map((key) => {
    const period = dossier.pack.procedure[key];
    return { what: w.duties[key], within: said(key, period), clause: clauseOf(dossier, period.source, language) };
  });
}
