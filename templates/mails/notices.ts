// Letters about what has happened to a dossier: what it is, in the amounts that were recorded, who acts next and until when, and
// the page where it is dealt with. Subjects name the project, which everybody who is told may know (who judges reads it before
// they declare), and no person: they are read by whoever looks over a shoulder.

import { formatVnd } from '../../workflows/rules/money.ts';
import { inLines } from '../parts/lines.ts';
import { dayText } from '../parts/when.ts';
import { actingWords } from '../words/acting.ts';
import { mailWords } from '../words/mails.ts';
import { nameOf } from '../words/names.ts';
import type { Language } from '../words/words.ts';
import { filled, type LetterText, letterOf, subjectOf } from './letter.ts';
import { lineOf, nextActors, nextLine } from './next.ts';

export type NoticeTemplate = keyof (typeof mailWords)['vi']['notices'];
export const noticeTemplates = Object.keys(mailWords.vi.notices) as NoticeTemplate[];

/**
 * Who a letter is for: people of the dossier, or those who hold an office. A receipt is for the whole team, whoever of it has
 * handed something in; the hands are the staff through whom a payment went, and colleagues those who are in the same office as
 * whoever did it. Voters have voted already. Replaced reviewers and released members of a council are asked no more; the reseated sit in another place, and who stayed sits
 * in the same at another meeting.
 */
export type Audience =
  | 'team'
  | 'receipt'
  | 'reviewers'
  | 'replaced'
  | 'council'
  | 'voters'
  | 'reseated'
  | 'released'
  | 'stayed'
  | 'colleagues'
  | 'chair'
  | 'hands'
  | 'officer'
  | 'secretary'
  | 'director'
  | 'financeOfficer'
  | 'chiefAccountant'
  | 'administrator';

type FactName = keyof (typeof mailWords)['vi']['facts'];
/** A line of a letter: an amount, a day, or a text. Nothing is said of an empty one, nor of an amount of nothing that is owed or left. */
export type NoticeFact = { name: FactName } & ({ vnd: bigint } | { day: string } | { text: string });
export type NotAccepted = { line: string; vnd: bigint; reason: string };
/** An expense line of which less was awarded than the council recommended. */
export type CutLine = { line: string; recommendedVnd: bigint; awardedVnd: bigint };

/** Who delegated, by which letter, until which day. */
export type Behalf = { readonly name: string; readonly decisionNumber: string; readonly until: string };

export type NoticeView = {
  template: NoticeTemplate;
  audience: Audience;
  /** Which of the template's texts fits; '' for the plain one. */
  variant: string;
  name: string;
  language: Language;
  /** In whose place the reader is told, under a delegation; null where it is their own matter. */
  behalf: Behalf | null;
  /** What people call the dossier by, and its project's name; '' while it has none. */
  code: string;
  project: string;
  programme: string;
  stage: string;
  /** Which tranche it is about, if any. */
  tranche: number | null;
  facts: readonly NoticeFact[];
  cuts: readonly CutLine[];
  notAccepted: readonly NotAccepted[];
  reason: string;
  completion: string;
  sections: readonly string[];
  payment: readonly NoticeFact[];
  values: Readonly<Record<string, number | string>>;
  /** The period that runs since then, and its last day. */
  due: { what: string; dueOn: string } | null;
  /** The dossier's page, and where below it the matter has a page of its own. */
  base: string;
  page: string;
};

/**
 * Where a reader has something to do: the page below the dossier's, and what the line above its address says; by the audience,
 * and behind a point by the variant. Null where the dossier opens to them no more.
 */
const places: Partial<Record<NoticeTemplate, Readonly<Record<string, Place | null>>>> = {
  applicationReceived: { receipt: 'receipt', officer: 'screening' },
  completionNeeded: { team: 'application' },
  foundEligible: { officer: 'reviewers' },
  teamChanged: { team: 'team', released: null },
  withdrawalUndone: {
    ...{ 'team.returnedForCompletion': 'application', 'team.completing': 'application' },
    ...{ 'officer.submitted': 'screening', 'officer.eligible': 'reviewers', 'officer.reviewed': 'refer' },
    ...{ 'secretary.reviewed': 'refer', 'secretary.voted': 'conclude', chair: 'conclude' },
    ...{ reviewers: 'review', 'council.beforeCouncil': 'council', council: 'councilSeen', voters: 'councilSeen' },
    director: 'award',
  },
  reviewAsked: { reviewers: 'review', replaced: null },
  reviewSubmitted: { secretary: 'refer', officer: 'refer' },
  interestDeclared: {
    ...{ officer: 'reviewers', secretary: 'reviewers', administrator: 'people' },
    ...{ 'officer.councilEnough': 'councilSeen', 'secretary.councilEnough': 'councilSeen' },
    ...{ 'officer.councilShort': 'recompose', 'secretary.councilShort': 'recompose' },
    ...{ 'officer.councilHeadless': 'recompose', 'secretary.councilHeadless': 'recompose' },
  },
  councilCalled: {
    council: 'council',
    reseated: 'councilSeen',
    stayed: 'councilSeen',
    released: null,
    secretary: 'councilSeen',
  },
  voteCast: { chair: 'conclude', secretary: 'conclude' },
  recommended: { director: 'award', 'team.completion': 'application' },
  notRecommended: { director: 'award' },
  applicationCompleted: { receipt: 'receipt', director: 'award' },
  awarded: { team: 'draft', financeOfficer: 'budget' },
  agreementReady: { team: 'draft', director: 'agreement', officer: 'agreement' },
  agreementSigned: { team: 'newRequest' },
  projectTerminated: { 'financeOfficer.remains': 'closing' },
  closingBegun: { director: 'closing' },
  progressReported: { officer: 'progress' },
  registrationStarted: { officer: 'registration' },
  companyFormed: { director: 'novation' },
  applicationReopened: { officer: 'screening', council: 'council', secretary: 'councilSeen', director: 'award' },
  bankRejected: { 'team.own': 'giveAccount', officer: 'account' },
  paymentReturned: { 'team.own': 'giveAccount', officer: 'account' },
};
type Place = keyof (typeof mailWords)['vi']['places'];

/** Pages below the dossier's whose line has a name of its own. */
const pages: Partial<Record<Place, string>> = {
  refer: 'council',
  councilSeen: 'council',
  conclude: 'council',
  newRequest: 'requests/new',
  registration: 'progress',
  recompose: 'council',
  giveAccount: 'application/party',
  account: 'party#account',
  prototypeReturned: 'prototype',
  companyReturned: 'company',
  draft: 'agreement/draft',
  receipt: 'application/receipt',
  people: '../../people',
  team: 'application/members',
};

/** Who is asked no more. */
const done: readonly Audience[] = ['replaced', 'released'];
/** Who is not told why another had to go. */
const unconcerned: readonly Audience[] = [...done, 'reviewers', 'council', 'voters', 'reseated', 'stayed'];

/** Amounts that are worth a line only when there is something of them. */
const onlyIfAny: readonly FactName[] = ['unspent', 'stillAdvanced', 'stillDue'];

type Texts = Readonly<Record<string, readonly [string, string]>>;

export function noticeLetter(view: NoticeView): LetterText {
  const { template, audience, name, language, code, tranche, values } = view;
  const w = mailWords[language];
  const [subject, text] = textOf(w.notices[template], audience, view.variant);
  const reason = inLines(view.reason);
  const link = linkOf(view);
  const request = tranche === null ? w.aRequest : filled(w.request, { tranche: String(tranche) });
  const said = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
  const title = [
    filled(subject, said),
    ...(tranche === null ? [] : [filled(w.tranche, { tranche: String(tranche) })]),
  ].join(', ');
  // the council's reasons are for who decides, and the team hears those of the decision
  const isHeld = unconcerned.includes(audience) || (template === 'notRecommended' && audience === 'team');
  const letter = letterOf(language, name, subjectOf(title, { code, project: view.project }), [
    filled(text, { ...said, dossier: named(view), request }),
    behalfLine(view),
    cutLines(view),
    ...(reason === '' || isHeld ? [] : [filled(reason.includes('\n') ? w.reasons : w.reason, { reason })]),
    view.sections.length === 0 ? '' : [w.sections, ...view.sections.map((title) => `- ${title}`)].join('\n'),
    view.completion === '' ? '' : filled(w.completion, { completion: inLines(view.completion) }),
    notAccepted(view),
    factLines(view).join('\n'),
    factsSaid(view.payment, language).join('\n'),
    link.join('\n'),
  ]);
  // the day that was asked for comes before that of the whole period
  const asked = factsSaid(
    view.facts.filter((fact) => askedDays.includes(fact.name)),
    language,
  );
  return { ...letter, next: [...asked, ...nextLines(view)].join('\n'), link: link.at(-1) ?? '' };
}

const askedDays: readonly FactName[] = ['sheetsBy', 'meetsOn', 'meetsFrom'];

/** The dossier as people know it: by its number and its project, never by who asks. */
const named = ({ language, code, project }: Pick<NoticeView, 'language' | 'code' | 'project'>): string =>
  filled(project === '' ? mailWords[language].dossier : mailWords[language].dossierOf, { code, project });

function behalfLine({ behalf, language }: Pick<NoticeView, 'behalf' | 'language'>): string {
  const w = actingWords[language];
  return behalf === null ? '' : w.letter(behalf.name || w.unnamed, behalf.decisionNumber, dayText(behalf.until));
}

/** The text for these readers, for this variant where it has one of its own. Receipts say what the team is told. */
function textOf(texts: Texts, audience: Audience, variant: string): readonly [string, string] {
  const group = audience === 'receipt' ? 'team' : audience;
  const found = texts[`${group}.${variant}`] ?? texts[group] ?? texts[`staff.${variant}`] ?? texts.staff ?? texts.team;
  if (found === undefined) throw new Error(`no letter for ${audience}`);
  return found;
}

function cutLines({ cuts, language }: NoticeView): string {
  const w = mailWords[language];
  if (cuts.length === 0) return '';
  const rows = cuts.map(({ line, recommendedVnd, awardedVnd }) =>
    filled(awardedVnd === 0n ? w.cutWhole : w.cutLine, {
      line,
      recommended: formatVnd(recommendedVnd),
      awarded: formatVnd(awardedVnd),
    }),
  );
  return [w.cuts, ...rows].join('\n');
}

function notAccepted({ notAccepted: lines, language }: NoticeView): string {
  const w = mailWords[language];
  if (lines.length === 0) return '';
  const rows = lines.map(({ line, vnd, reason }) =>
    filled(reason === '' ? w.notAcceptedLine : w.notAcceptedWhy, { line, amount: formatVnd(vnd), reason }),
  );
  return [w.notAccepted, ...rows].join('\n');
}

function factsSaid(facts: readonly NoticeFact[], language: Language): string[] {
  const w = mailWords[language].facts;
  const said = (key: FactName, value: string) => (value === '' ? [] : [filled(w[key], { value })]);
  return facts.flatMap((fact) => {
    if ('text' in fact) return said(fact.name, fact.text);
    if ('day' in fact) return said(fact.name, fact.day === '' ? '' : dayText(fact.day));
    return fact.vnd === 0n && onlyIfAny.includes(fact.name) ? [] : said(fact.name, formatVnd(fact.vnd));
  });
}

function factLines(view: NoticeView): string[] {
  const { language, code, project, programme, stage, facts } = view;
  const matter: NoticeFact[] = [
    { name: 'programme', text: [programme, stage].filter(Boolean).join(', ') },
    { name: 'code', text: code },
    { name: 'project', text: project },
  ];
  return [...factsSaid([...matter, ...facts], language), ...nextLines(view)];
}

/** Until when, and who acts next; for those who are asked no more only who. */
function nextLines({ template, audience, variant, language, due }: NoticeView): string[] {
  const w = mailWords[language];
  const who = nextLine(template, audience, variant, language);
  if (done.includes(audience) || (due === null && nextActors(template, audience, variant).length === 0)) return [who];
  if (due === null) return [who, w.next.openly];
  // its name says already that it is an end
  if (due.what === 'callClose') return [filled(w.facts.callClose, { value: dayText(due.dueOn) }), who];
  return [filled(w.facts.due, { what: nameOf('periods', due.what, language), value: dayText(due.dueOn) }), who];
}

/** Where the matter is dealt with: a line that says so, and the address. Nothing where the dossier opens to the reader no more. */
function linkOf({ template, audience, variant, language, base, page }: NoticeView): string[] {
  const w = mailWords[language];
  const own = places[template] ?? {};
  const place = own[`${audience}.${variant}`] ?? own[audience];
  if (place === null) return [];
  if (place !== undefined) return placeLines(place, language, base);
  if (page === '') return [w.open, base];
  const opens = {
    requests: w.openRequest,
    appeals: w.openAppeal,
    amendments: w.openAmendment,
    recoveries: w.openRecovery,
    reports: w.openReport,
  };
  return [opens[page.split('/')[0] as keyof typeof opens] ?? w.open, `${base}/${page}`];
}

const placeLines = (place: Place, language: Language, base: string): string[] => [
  mailWords[language].places[place],
  new URL(`${base}/${pages[place] ?? place}`).href,
];

/** What happened without a decision about the dossier being recorded: somebody is to see to it, at the place of that name. */
export type HandedIn = Pick<NoticeView, 'name' | 'language' | 'behalf' | 'code' | 'project' | 'base'> & {
  what: keyof (typeof mailWords)['vi']['handedIn'];
  /** Why it was sent back, in the officer's words. */
  reason?: string;
};

export function handedInLetter(view: HandedIn): LetterText {
  const { what, name, language, code, project, base } = view;
  const w = mailWords[language];
  const [subject, text] = w.handedIn[what];
  const reason = inLines(view.reason ?? '');
  const lines = [
    filled(w.facts.code, { value: code }),
    ...(project === '' ? [] : [filled(w.facts.project, { value: project })]),
  ];
  const next = lineOf('you', language);
  const link = placeLines(what, language, base);
  const letter = letterOf(language, name, subjectOf(subject, { code, project }), [
    filled(text, { dossier: named(view) }),
    behalfLine(view),
    reason === '' ? '' : filled(reason.includes('\n') ? w.reasons : w.reason, { reason }),
    [...lines, next, w.next.openly].join('\n'),
    link.join('\n'),
  ]);
  return { ...letter, next: `${next}\n${w.next.openly}`, link: link.at(-1) ?? '' };
}
