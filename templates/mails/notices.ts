// Letters about what has happened to a dossier: what it is, in the amounts that were recorded, who acts next and until when, and
// the page where it is dealt with. Subjects name no person and no project, for they are read by whoever looks over a shoulder.

import { formatVnd } from '../../workflows/rules/money.ts';
import { inLines } from '../parts/lines.ts';
import { dayText } from '../parts/when.ts';
import { actingWords } from '../words/acting.ts';
import { mailWords } from '../words/mails.ts';
import { nameOf } from '../words/names.ts';
import type { Language } from '../words/words.ts';
import { filled, type LetterText, letterOf } from './letter.ts';

export type NoticeTemplate = keyof (typeof mailWords)['vi']['notices'];
export const noticeTemplates = Object.keys(mailWords.vi.notices) as NoticeTemplate[];

/**
 * Who a letter is for: people of the dossier, or those who hold an office. A receipt is for the whole team, whoever of it has
 * handed something in; the hands are the staff through whom a payment went.
 */
export type Audience =
  | 'team'
  | 'receipt'
  | 'reviewers'
  | 'council'
  | 'chair'
  | 'hands'
  | 'officer'
  | 'secretary'
  | 'director'
  | 'financeOfficer'
  | 'chiefAccountant';

type FactName = keyof (typeof mailWords)['vi']['facts'];
/** A line of a letter: an amount, a day, or a text. Nothing is said of an empty one, nor of an amount of nothing that is owed or left. */
export type NoticeFact = { name: FactName } & ({ vnd: bigint } | { day: string } | { text: string });
export type NotAccepted = { line: string; vnd: bigint; reason: string };

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
  notAccepted: readonly NotAccepted[];
  reason: string;
  counts: Readonly<Record<string, number>>;
  /** The period that runs since then, and its last day. */
  due: { what: string; dueOn: string } | null;
  /** The dossier's page, and where below it the matter has a page of its own. */
  base: string;
  page: string;
};

/** Where a reader has something to do: the page below the dossier's, and what the line above its address says. */
const places: Partial<Record<NoticeTemplate, Partial<Record<Audience, Place>>>> = {
  applicationReceived: { officer: 'screening' },
  completionNeeded: { team: 'application' },
  foundEligible: { officer: 'reviewers' },
  reviewAsked: { reviewers: 'review' },
  reviewSubmitted: { secretary: 'refer', officer: 'refer' },
  councilCalled: { council: 'council', secretary: 'councilSeen' },
  voteCast: { chair: 'conclude', secretary: 'conclude' },
  recommended: { director: 'award' },
  notRecommended: { director: 'award' },
  applicationCompleted: { director: 'award' },
  awarded: { financeOfficer: 'budget' },
  agreementReady: { director: 'agreement', officer: 'agreement' },
  agreementSigned: { team: 'newRequest' },
  closingBegun: { director: 'closing' },
  progressReported: { officer: 'progress' },
  registrationStarted: { officer: 'company' },
  companyFormed: { director: 'novation' },
};
type Place = keyof (typeof mailWords)['vi']['places'];

/** Pages below the dossier's whose line has a name of its own. */
const pages: Partial<Record<Place, string>> = {
  refer: 'council',
  councilSeen: 'council',
  conclude: 'council',
  newRequest: 'requests/new',
};

/** Where the team of a recommended application completes it. */
const completing: Place = 'application';

/** Amounts that are worth a line only when there is something of them. */
const onlyIfAny: readonly FactName[] = ['unspent', 'stillAdvanced', 'stillDue'];

type Texts = Readonly<Record<string, readonly [string, string]>>;

export function noticeLetter(view: NoticeView): LetterText {
  const { template, audience, name, language, code, tranche, counts } = view;
  const w = mailWords[language];
  const [subject, text] = textOf(w.notices[template], audience, view.variant);
  const reason = inLines(view.reason);
  const request = tranche === null ? w.aRequest : filled(w.request, { tranche: String(tranche) });
  const title = [subject, ...(tranche === null ? [] : [filled(w.tranche, { tranche: String(tranche) })])].join(', ');
  const numbers = Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, String(count)]));
  // why another reviewer had to go is not for who comes; the council's reasons are for who decides, and the team hears those of the decision
  const isHeld = audience === 'reviewers' || (template === 'notRecommended' && audience === 'team');
  return letterOf(language, name, `${title}: ${code}`, [
    filled(text, { dossier: named(view), request, ...numbers }),
    behalfLine(view),
    ...(reason === '' || isHeld ? [] : [filled(reason.includes('\n') ? w.reasons : w.reason, { reason })]),
    notAccepted(view),
    factLines(view).join('\n'),
    linkOf(view),
  ]);
}

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

function notAccepted({ notAccepted: lines, language }: NoticeView): string {
  const w = mailWords[language];
  if (lines.length === 0) return '';
  const rows = lines.map(({ line, vnd, reason }) =>
    filled(reason === '' ? w.notAcceptedLine : w.notAcceptedWhy, { line, amount: formatVnd(vnd), reason }),
  );
  return [w.notAccepted, ...rows].join('\n');
}

function factLines({ language, code, project, programme, stage, facts, due }: NoticeView): string[] {
  const w = mailWords[language].facts;
  const said = (key: FactName, value: string) => (value === '' ? [] : [filled(w[key], { value })]);
  const lines = facts.flatMap((fact) => {
    if ('text' in fact) return said(fact.name, fact.text);
    if ('day' in fact) return said(fact.name, fact.day === '' ? '' : dayText(fact.day));
    return fact.vnd === 0n && onlyIfAny.includes(fact.name) ? [] : said(fact.name, formatVnd(fact.vnd));
  });
  return [
    ...said('programme', [programme, stage].filter(Boolean).join(', ')),
    ...said('code', code),
    ...said('project', project),
    ...lines,
    ...(due === null
      ? []
      : [filled(w.due, { what: nameOf('periods', due.what, language), value: dayText(due.dueOn) })]),
  ];
}

function linkOf({ template, audience, variant, language, base, page }: NoticeView): string {
  const w = mailWords[language];
  if (page !== '') return `${page.startsWith('requests') ? w.openRequest : w.openRecovery}\n${base}/${page}`;
  const isCompleting = template === 'recommended' && audience === 'team' && variant === 'completion';
  const place = isCompleting ? completing : places[template]?.[audience];
  return place === undefined ? `${w.open}\n${base}` : `${w.places[place]}\n${base}/${pages[place] ?? place}`;
}

/** What happened without a decision being recorded: somebody in office is to look at it, on the page of that name. */
export type HandedIn = Pick<NoticeView, 'name' | 'language' | 'behalf' | 'code' | 'project' | 'base'> & {
  what: keyof (typeof mailWords)['vi']['handedIn'];
};

export function handedInLetter(view: HandedIn): LetterText {
  const { what, name, language, code, project, base } = view;
  const w = mailWords[language];
  const [subject, text] = w.handedIn[what];
  const lines = [
    filled(w.facts.code, { value: code }),
    ...(project === '' ? [] : [filled(w.facts.project, { value: project })]),
  ];
  return letterOf(language, name, `${subject}: ${code}`, [
    filled(text, { dossier: named(view) }),
    behalfLine(view),
    lines.join('\n'),
    `${w.places[what]}\n${base}/${what}`,
  ]);
}
