// What the minutes of a council's meeting say, from what they are made from.

import type { CouncilMember, MinutesView } from '../../templates/papers/minutes.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import { atLeast } from '../../workflows/commands/index.ts';
import { clauseOf, type Fraction } from '../../workflows/programmes/schema.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { reasonOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import { nameWith } from '../dossier.ts';
import {
  conflictedIn,
  declaredAfterVote,
  declaredWhen,
  guestsOf,
  type Meeting,
  minutesOf,
  opinionsOf,
  recompositionsIn,
  seatIn,
} from '../reviews/index.ts';
import {
  amountsOf,
  answersOf,
  byLine,
  headOf,
  languageIn,
  projectNameOf,
  stageName,
  textOf,
  total,
  wordsIn,
} from './paperBasics.ts';
import type { PaperSource } from './paperSource.ts';

export async function minutesView(db: Database, source: PaperSource, origin: string): Promise<MinutesView> {
  const { paper, pack, event } = source;
  const application = source.facts.get('application') ?? {};
  const { quorum, itemPasses } = pack.procedure.council;
  const [answers, party, meeting, reason, opinions] = await Promise.all([
    answersOf(db, source),
    source.partyRow(source.party),
    minutesOf(db, paper.agency, event.input),
    reasonOf(db, paper.agency, event.input.reason),
    opinionsOf(db, paper.agency, paper.dossier),
  ]);
  const conflicted = conflictedIn(source.events);
  const council = (application.council ?? []) as string[];
  const votes = (application.votes ?? {}) as Record<string, Record<string, 'pass' | 'fail'>>;
  const officeOf = (id: string): CouncilMember['office'] =>
    id === application.chair ? 'chair' : id === application.viceChair ? 'viceChair' : 'member';
  const rank = { chair: 0, viceChair: 1, member: 2 };
  const members = council
    .map((id) => ({
      id,
      name: source.nameOf(id),
      office: officeOf(id),
      seat: seatOf(source, meeting, id, conflicted),
    }))
    .sort((a, b) => rank[a.office] - rank[b.office] || a.name.localeCompare(b.name, 'vi') || (a.id < b.id ? -1 : 1));
  const recommended = event.event === 'application.recommended' ? byLine(source, amountsOf(event.input.lines)) : [];
  const voted = Object.values(votes).flatMap((ballots) => Object.keys(ballots));
  const lines = byLine(
    source,
    [...new Set([...voted, ...recommended.map(({ line }) => line)])].map((line) => ({ line, amountVnd: '0' })),
  );
  const ballotsCast = members.filter(({ seat }) => seat === 'voted').length;
  const needed = (rule: Fraction, of: number) => ({
    needed: atLeast(of, rule.numerator ?? 1, rule.denominator ?? 1, rule.comparison),
    basis: clauseOf(pack, rule.source)[languageIn(source)],
  });
  return {
    ...headOf(paper, pack, origin, source),
    projectName: projectNameOf(source, answers),
    applicant: party.name,
    stage: stageName(source),
    establishedBy: textOf(meeting?.established),
    meetingPlace: textOf(meeting?.place),
    meetingForm: meeting === null || meeting.form === '' ? null : councilWords[languageIn(source)].forms[meeting.form],
    meetingDay: textOf(meeting?.heldOn),
    meetingHours: meeting === null ? null : hoursOf(source, meeting),
    members: members.map(({ id, name, office, seat }) => ({
      name,
      office,
      seat,
      why: seat === 'voted' ? '' : (meeting?.absences[id] ?? ''),
      declared: declaredIn(source, meeting, id, seat),
      opinion: opinions.get(id) ?? meeting?.opinions[id] ?? '',
    })),
    recomposed: recomposedIn(source),
    declaredBeside: declaredBeside(source, council, conflicted),
    guests: meeting === null ? null : guestsOf(meeting),
    secretary: textOf(meeting?.secretary),
    recordedBy: source.nameOf(event.actor),
    announced: meeting?.announced === true,
    readBack: meeting?.readBack === true,
    quorum: needed(quorum, members.length),
    itemPasses: needed(itemPasses, ballotsCast),
    items: lines.map(({ line, name }) => ({
      name,
      ballots: members.map(({ id }) => votes[id]?.[line] ?? null),
      amountVnd: recommended.find((one) => one.line === line)?.amountVnd ?? null,
      outcome: meeting?.items?.[line]?.outcome ?? '',
      paymentFile: meeting?.items?.[line]?.paymentFile ?? '',
    })),
    conclusion:
      event.event === 'application.recommended'
        ? { totalVnd: total(recommended), months: Number(event.input.months) }
        : null,
    completion: event.input.completionNeeded === true ? (meeting?.completion ?? '') : '',
    reason: event.event === 'application.recommended' ? '' : reason,
    remark: meeting?.remark ?? '',
  };
}

/** What is known of a member at the meeting: by what the secretary said of it, and by what history has of ballots and declarations. */
function seatOf(source: PaperSource, meeting: Meeting | null, person: string, conflicted: readonly string[]) {
  const { votes = {} } = source.facts.get('application') ?? {};
  const seat = seatIn(meeting, person, Object.hasOwn(votes as object, person));
  return seat !== 'voted' && conflicted.includes(person) ? 'conflict' : seat;
}

/** When a member who voted declared a conflict of interest, if ever. */
function declaredIn({ events }: PaperSource, meeting: Meeting | null, person: string, seat: CouncilMember['seat']) {
  const declared = seat === 'voted' ? declaredAfterVote(events, person) : null;
  return declared === null ? null : declaredWhen(declared, meeting);
}

/** Each time that the council was composed anew before it met. */
function recomposedIn(source: PaperSource): MinutesView['recomposed'] {
  const named = <T extends { person: string }>({ person, ...one }: T) => ({ ...one, name: source.nameOf(person) });
  return recompositionsIn(source.events).map(({ event, out, into, risen }) => ({
    day: dayOf(event.at),
    by: nameWith(
      { name: source.nameOf(event.actor), behalf: event.onBehalfOf && source.nameOf(event.onBehalfOf) },
      languageIn(source),
    ),
    out: out.map(named),
    into: into.map(named),
    risen: risen.map(named),
  }));
}

/** Who declared a conflict of interest and neither sits on the council nor ever did: those who reviewed are called so. */
function declaredBeside(
  { events, nameOf }: PaperSource,
  council: readonly string[],
  conflicted: readonly string[],
): MinutesView['declaredBeside'] {
  const lists = (key: string) => events.flatMap(({ input }) => (input[key] ?? []) as string[]);
  const seated = new Set([...council, ...lists('council')]);
  const asked = events.flatMap(({ event, input }) =>
    event === 'application.reviewerReplaced'
      ? [input.in]
      : event === 'application.reviewerAdded'
        ? [input.reviewer]
        : [],
  );
  const reviewers = new Set([...lists('reviewers'), ...asked]);
  return conflicted
    .filter((person) => !seated.has(person))
    .map((person) => ({ name: nameOf(person), reviewed: reviewers.has(person) }));
}

/** 'từ 14 giờ 00 đến 16 giờ 30' */
function hoursOf(source: PaperSource, { begins, ends }: Meeting): string | null {
  if (begins === '' || ends === '') return null;
  const said = (time: string) => (languageIn(source) === 'vi' ? time.replace(':', ' giờ ') : time);
  return wordsIn(source).hours(said(begins), said(ends));
}
