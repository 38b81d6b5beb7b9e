import type { Words } from './words.ts';

/** The same words in English. */
export const en: Words = {
  brand: 'Vườn Ươm',
  skipToContent: 'Skip to main content',
  mainNavigation: 'Main',
  otherLanguage: 'Tiếng Việt',
  myWork: 'My work',
  calls: 'Calls',
  signIn: 'Sign in',
  demo: 'Demonstration: nothing on this machine has legal effect.',
  start: {
    title: 'Incubation support from public funds',
    lead: 'From application to formed company, every đồng within the rules and traceable to its legal basis.',
    whatTitle: 'What Vườn Ươm does',
    what: 'Vườn Ươm receives, selects, pays and follows startup projects that are incubated with public money. Each decision and each payment is recorded together with its legal basis and can be neither edited nor deleted.',
    whoTitle: 'Who it is for',
    who: [
      {
        name: 'Founders',
        does: 'apply, report results and request disbursements, and always see where their dossier is and whose turn it is.',
      },
      { name: 'Reviewers', does: 'read and score the applications assigned to them; only they see their drafts.' },
      {
        name: 'Finance officers',
        does: 'pay the right person for the right thing within the caps; the system names the clause before a cap is exceeded.',
      },
    ],
    packsTitle: 'Available policy packs',
    packsCount: (all, open) =>
      `${all} policy ${all === 1 ? 'pack' : 'packs'}, calls may open under ${open}: support and standing`,
    fictional: 'Fictional, no law',
    stage: 'Stage',
    total: 'Support',
    duration: 'Duration',
    standing: 'Standing',
    months: 'months',
    unknown: 'Unknown',
    blocked: 'No call can open',
    shut: (stages: number) => `No call can open: ${stages === 1 ? '1 stage' : `${stages} stages`}, and why`,
    pathTitle: 'The path of a project',
    path: [
      { name: 'Application', text: 'Within a call, on the forms of the instrument that applies.' },
      {
        name: 'Review and decision',
        text: 'Screening, scores, the vote of the council, the decision of the director.',
      },
      { name: 'Incubation', text: 'Agreement, prototype, money in tranches once the evidence is there.' },
      { name: 'Company', text: 'Registration, novation of the agreement, settlement.' },
    ],
  },
  faults: {
    notFound: { title: 'Page not found', text: 'The address may be mistyped, or the page has moved.' },
    notForYou: {
      title: 'You may not see this page',
      text: 'It is for people in another role. “My work” shows what is yours.',
    },
    forbidden: {
      title: 'This request cannot be carried out',
      text: 'It did not come from a page of Vườn Ươm, or you are not permitted. Nothing was changed.',
    },
    tooLarge: { title: 'What you sent is too large', text: 'Please send less at a time. Nothing was changed.' },
    busy: {
      title: 'The system is busy',
      text: 'The database has not answered. Please try again in a few seconds; sending again does nothing twice.',
    },
    clock: {
      title: 'The clock of the server is wrong',
      text: 'So nothing can be recorded, and nothing was changed. Please tell who runs the system.',
    },
    broken: { title: 'Something went wrong on our side', text: 'The fault has been recorded. Please try again later.' },
    kept: 'What you typed is still on this page. Leave it open, then press “Send again”; sent more than once, it is recorded once.',
    resend: 'Send again',
    back: 'To the start page',
  },
};
