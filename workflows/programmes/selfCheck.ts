// The self-check before applying: what the rules of a pack ask of whoever thinks of it, and what the answers come to.

import type { Answers } from '../rules/formAnswers.ts';
import { fieldOf } from '../rules/forms.ts';
import type { Words } from './basics.ts';
import { applicationFormOf, stageOf } from './reading.ts';
import type { EligibilityRule, Pack, SelfCheckAsks, SelfCheckVerdict, Source } from './shapes.ts';

/** A question, and where its rule stands. `field`: what it fills in of the application form; null where it fills in nothing. */
export type SelfCheckQuestion = Pick<SelfCheckAsks, 'question' | 'answers'> & {
  readonly id: string;
  readonly help: Words | null;
  readonly field: string | null;
  readonly source: Source;
};

/** The answers of somebody, by the id of the question. */
export type SelfCheckAnswers = Readonly<Record<string, string>>;

/** The two that every pack asks by what it is: ids that no rule can have. */
const applicant = 'pack:applicant';
const duration = 'pack:duration';

/** What a pack asks for a stage: who applies, then rule by rule, then how long the project takes. */
export function selfCheckOf(pack: Pack, stage: string): SelfCheckQuestion[] {
  const asked = rulesOf(pack, stage).flatMap(({ id, asks, source }): SelfCheckQuestion[] =>
    asks === undefined
      ? []
      : [
          {
            ...{ id, source, question: asks.question, answers: asks.answers },
            ...{ help: asks.help ?? null, field: asks.field ?? null },
          },
        ],
  );
  return [askApplicant(pack, stage), ...asked, ...askDuration(pack, stage)];
}

/** The rules of a stage that nobody can check for themselves. */
export const uncheckedRules = (pack: Pack, stage: string): EligibilityRule[] =>
  rulesOf(pack, stage).filter(({ asks }) => asks === undefined);

const rulesOf = (pack: Pack, stage: string) =>
  pack.eligibility.filter((rule) => rule.stage === null || rule.stage === stage);

/** The answer that somebody gave to a question; null where they gave none that it has. */
export const answerTo = (question: SelfCheckQuestion, answers: SelfCheckAnswers) =>
  question.answers.find(({ id }) => Object.hasOwn(answers, question.id) && id === answers[question.id]) ?? null;

/**
 * What all the answers come to: 'no' where one does; else 'officer' where one does, where one is missing, or where a rule cannot
 * be checked by oneself.
 */
export function selfCheckVerdict(pack: Pack, stage: string, answers: SelfCheckAnswers): SelfCheckVerdict {
  const verdicts = selfCheckOf(pack, stage).map((question) => answerTo(question, answers)?.verdict ?? 'officer');
  if (verdicts.includes('no')) return 'no';
  return verdicts.includes('officer') || uncheckedRules(pack, stage).length > 0 ? 'officer' : 'yes';
}

/** What the answers fill in of the application form of a stage. */
export function carriedAnswers(pack: Pack, stage: string, answers: SelfCheckAnswers): Answers {
  const form = applicationFormOf(pack, stage);
  if (form === null) return {};
  const carried = selfCheckOf(pack, stage).flatMap((question) => {
    const [given, field] = [answerTo(question, answers), fieldOf(form, question.field ?? '')];
    if (given === null || field?.kind !== 'choice' || !field.options.some(({ id }) => id === given.id)) return [];
    return [[field.id, given.id] as const];
  });
  return Object.fromEntries(carried);
}

/** As what somebody said that they would apply; null where they said nothing, or nothing that may. */
export function applicantKindIn(pack: Pack, answers: SelfCheckAnswers): Pack['applicants'][number] | null {
  const said = Object.hasOwn(answers, applicant) ? answers[applicant] : undefined;
  return pack.applicants.find((kind) => kind === said) ?? null;
}

const kinds: Readonly<Record<Pack['applicants'][number], Words>> = {
  team: { vi: 'Nhóm cá nhân chưa thành lập doanh nghiệp', en: 'A team of persons without a company yet' },
  enterprise: {
    vi: 'Doanh nghiệp, tổ chức có mã số doanh nghiệp',
    en: 'An enterprise or organisation with an enterprise code',
  },
};

/** Who applies. The pack as a whole says who may: it is its first instrument's, and none of its articles is named. */
function askApplicant(pack: Pack, stage: string): SelfCheckQuestion {
  const form = applicationFormOf(pack, stage);
  const field =
    form === null
      ? undefined
      : form.sections.flatMap(({ fields }) => fields).find(({ sameAs }) => sameAs === 'party.kind');
  const all = ['team', 'enterprise'] as const;
  const answers = all.map((id): SelfCheckAsks['answers'][number] =>
    pack.applicants.includes(id)
      ? {
          ...{ id, name: kinds[id], verdict: 'yes' },
          reason: {
            vi: 'Chương trình nhận hồ sơ của đối tượng này.',
            en: 'The programme takes applications of these.',
          },
        }
      : {
          ...{ id, name: kinds[id], verdict: 'no' },
          reason: {
            vi: 'Chương trình không nhận hồ sơ của đối tượng này.',
            en: 'The programme takes no applications of these.',
          },
        },
  );
  const other = {
    id: 'other',
    name: { vi: 'Không phải hai trường hợp trên', en: 'Neither of the two' },
    verdict: 'officer' as const,
    reason: {
      vi: 'Hãy hỏi cơ quan tiếp nhận xem bạn nộp với tư cách nào.',
      en: 'Ask the agency as what you could apply.',
    },
  };
  return {
    id: applicant,
    question: { vi: 'Ai sẽ nộp hồ sơ?', en: 'Who will apply?' },
    help: null,
    field: field?.id ?? null,
    answers: [...answers, other],
    source: instrumentOf(pack),
  };
}

/** How long the project takes, where the pack knows how long support lasts. */
function askDuration(pack: Pack, stage: string): SelfCheckQuestion[] {
  const months = stageOf(pack, stage)?.durationMonths;
  if (months?.value == null) return [];
  const most = months.value;
  return [
    {
      id: duration,
      question: {
        vi: `Phần việc xin hỗ trợ có làm xong trong ${most} tháng không?`,
        en: `Can the work that you ask support for be done within ${most} months?`,
      },
      help: null,
      field: null,
      answers: [
        {
          ...{ id: 'within', name: { vi: 'Có', en: 'Yes' }, verdict: 'yes' },
          reason: { vi: `Hỗ trợ kéo dài tối đa ${most} tháng.`, en: `Support lasts at most ${most} months.` },
        },
        {
          ...{ id: 'longer', name: { vi: 'Không, cần lâu hơn', en: 'No, it takes longer' }, verdict: 'officer' },
          reason: {
            vi: `Hỗ trợ kéo dài tối đa ${most} tháng. Hãy chọn phần việc làm xong trong thời gian đó, hoặc hỏi cơ quan tiếp nhận.`,
            en: `Support lasts at most ${most} months. Choose work that can be done in that time, or ask the agency.`,
          },
        },
        {
          ...{ id: 'unsure', name: { vi: 'Chưa biết', en: 'Not known yet' }, verdict: 'officer' },
          reason: {
            vi: `Hỗ trợ kéo dài tối đa ${most} tháng: kế hoạch trong hồ sơ cần nằm trong thời gian đó.`,
            en: `Support lasts at most ${most} months: the plan in the application has to fit into that time.`,
          },
        },
      ],
      source: months.source,
    },
  ];
}

function instrumentOf({ instruments }: Pack): Source {
  const { id, inForceFrom, inForceTo } = instruments[0]!;
  // no article was seen that says it: nothing here calls it read
  return { instrument: id, article: null, validFrom: inForceFrom, validTo: inForceTo, confidence: 'K' };
}
