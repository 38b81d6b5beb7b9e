// Every letter: plain text that says who acts next and until when, and leads to the exact place. One row for each text that there is.
import { expect, it } from 'vitest';
import { figureAskedLetter, figureDecidedLetter } from '../../templates/mails/figures.ts';
import { htmlText } from '../../templates/mails/html.tsx';
import { plainText, wholeLetter } from '../../templates/mails/letter.ts';
import {
  type Audience,
  handedInLetter,
  type NoticeTemplate,
  type NoticeView,
  noticeLetter,
  noticeTemplates,
} from '../../templates/mails/notices.ts';
import {
  appointedLetter,
  changedLetter,
  confirmLetter,
  delegatedLetter,
  existsLetter,
  inviteLetter,
  resetLetter,
  undelegatedLetter,
} from '../../templates/mails/people.ts';
import { questionLetter } from '../../templates/mails/questions.ts';
import { reminderLetter } from '../../templates/mails/reminders.ts';
import { mailWords } from '../../templates/words/mails.ts';
import type { Language } from '../../templates/words/words.ts';

/** Who reads it, and behind a point in which case; who acts next ('–' for nobody); the page below the dossier's. */
type Row = readonly [reader: string, next: string, place: string];
const letters: Record<NoticeTemplate, readonly Row[]> = {
  applicationReceived: [
    ['team', 'cán bộ chương trình', ''],
    ['team.again', 'cán bộ chương trình', ''],
    ['officer', 'bạn', '/screening'],
    ['officer.again', 'bạn', '/screening'],
  ],
  completionNeeded: [['team', 'bạn', '/application']],
  foundEligible: [
    ['team', 'cán bộ chương trình', ''],
    ['officer', 'bạn', '/reviewers'],
  ],
  foundIneligible: [['team', '–', '']],
  reviewAsked: [
    ['reviewers', 'bạn', '/review'],
    ['replaced', 'chuyên gia đánh giá', ''],
  ],
  reviewSubmitted: [
    ['secretary', 'bạn', '/council'],
    ['officer', 'bạn', '/council'],
  ],
  interestDeclared: [
    ['officer', 'bạn', '/reviewers'],
    ['secretary', 'bạn', '/reviewers'],
    ['officer.councilEnough', 'thành viên hội đồng', '/council'],
    ['secretary.councilEnough', 'thành viên hội đồng', '/council'],
    ['officer.councilShort', 'bạn', '/council'],
    ['secretary.councilShort', 'bạn', '/council'],
    ['officer.councilHeadless', 'bạn', '/council'],
    ['secretary.councilHeadless', 'bạn', '/council'],
    ['colleagues', 'bạn', ''],
    ['administrator', 'bạn', '…/people'],
    ['director', 'quản trị viên', ''],
  ],
  councilCalled: [
    ['council', 'bạn', '/council'],
    ['reseated', 'thành viên hội đồng', '/council'],
    ['released', 'thành viên hội đồng', ''],
    ['secretary', 'thành viên hội đồng', '/council'],
    ['stayed', 'thành viên hội đồng', '/council'],
    ['secretary.again', 'thành viên hội đồng', '/council'],
    ['secretary.moved', 'thành viên hội đồng', '/council'],
  ],
  voteCast: [
    ['chair', 'bạn', '/council'],
    ['secretary', 'bạn', '/council'],
    ['chair.all', 'bạn', '/council'],
    ['secretary.all', 'bạn', '/council'],
  ],
  recommended: [
    ['team', 'giám đốc', ''],
    ['team.completion', 'bạn', '/application'],
    ['director', 'bạn', '/award'],
    ['director.completion', 'nhóm dự án', '/award'],
  ],
  notRecommended: [
    ['team', 'giám đốc', ''],
    ['director', 'bạn', '/award'],
  ],
  applicationCompleted: [
    ['team', 'giám đốc', ''],
    ['director', 'bạn', '/award'],
    ['officer', 'giám đốc', ''],
  ],
  awarded: [
    ['team', 'cán bộ tài chính', '/agreement/draft'],
    ['financeOfficer', 'bạn', '/budget'],
    ['officer', 'cán bộ tài chính', ''],
  ],
  rejected: [['team', '–', '']],
  withdrawn: [
    ['team', '–', ''],
    ['officer', '–', ''],
    ['reviewers', '–', ''],
    ['council', '–', ''],
    ['director', '–', ''],
  ],
  withdrawalUndone: [
    ['team', 'cán bộ chương trình', ''],
    ['officer', 'bạn', ''],
    ['team.submitted', 'cán bộ chương trình', ''],
    ['officer.submitted', 'bạn', '/screening'],
    ['team.returnedForCompletion', 'bạn', '/application'],
    ['officer.returnedForCompletion', 'nhóm dự án', ''],
    ['team.eligible', 'cán bộ chương trình', ''],
    ['officer.eligible', 'bạn', '/reviewers'],
    ['team.underReview', 'chuyên gia đánh giá', ''],
    ['officer.underReview', 'chuyên gia đánh giá', ''],
    ['reviewers.underReview', 'bạn', '/review'],
    ['team.reviewed', 'thư ký hội đồng hoặc cán bộ chương trình', ''],
    ['officer.reviewed', 'bạn', '/council'],
    ['secretary.reviewed', 'bạn', '/council'],
    ['team.beforeCouncil', 'thành viên hội đồng', ''],
    ['officer.beforeCouncil', 'thành viên hội đồng', ''],
    ['council.beforeCouncil', 'bạn', '/council'],
    ['voters.beforeCouncil', 'thành viên hội đồng', '/council'],
    ['team.voted', 'chủ tịch hội đồng hoặc thư ký hội đồng', ''],
    ['officer.voted', 'chủ tịch hội đồng hoặc thư ký hội đồng', ''],
    ['council.voted', 'chủ tịch hội đồng hoặc thư ký hội đồng', '/council'],
    ['voters.voted', 'chủ tịch hội đồng hoặc thư ký hội đồng', '/council'],
    ['chair.voted', 'bạn', '/council'],
    ['secretary.voted', 'bạn', '/council'],
    ['team.concluded', 'giám đốc', ''],
    ['officer.concluded', 'giám đốc', ''],
    ['director.concluded', 'bạn', '/award'],
    ['team.completing', 'bạn', '/application'],
    ['officer.completing', 'nhóm dự án', ''],
    ['director.completing', 'nhóm dự án', '/award'],
  ],
  lapsed: [['team', '–', '']],
  teamChanged: [
    ['team', '–', '/application/members'],
    ['team.changed', '–', '/application/members'],
    ['team.left', '–', '/application/members'],
    ['released', '–', ''],
  ],
  agreementReady: [
    ['team', 'giám đốc hoặc cán bộ chương trình', '/agreement/draft'],
    ['director', 'bạn', '/agreement'],
    ['officer', 'bạn', '/agreement'],
  ],
  agreementSigned: [
    ['team', 'bạn', '/requests/new'],
    ['financeOfficer', 'nhóm dự án', ''],
  ],
  projectSuspended: [
    ['team', 'giám đốc', ''],
    ['officer', 'giám đốc', ''],
    ['financeOfficer', 'giám đốc', ''],
  ],
  projectResumed: [
    ['team', 'bạn', ''],
    ['officer', 'nhóm dự án', ''],
    ['financeOfficer', 'nhóm dự án', ''],
  ],
  projectTerminated: [
    ['team', '–', ''],
    ['officer', '–', ''],
    ['financeOfficer', '–', ''],
    ['team.remains', 'cán bộ tài chính hoặc giám đốc', ''],
    ['officer.remains', 'cán bộ tài chính hoặc giám đốc', ''],
    ['financeOfficer.remains', 'bạn', '/closing'],
  ],
  closingBegun: [
    ['team', 'bạn', ''],
    ['director', 'bạn', '/closing'],
    ['financeOfficer', 'bạn', ''],
  ],
  remainderCancelled: [['team', 'giám đốc', '']],
  projectClosed: [['team', '–', '']],
  progressReported: [
    ['officer', 'nhóm dự án', '/progress'],
    ['officer.technologyCompletionStarted', 'nhóm dự án', '/progress'],
    ['officer.prototypeStarted', 'nhóm dự án', '/progress'],
    ['officer.commercialisationStarted', 'nhóm dự án', '/progress'],
  ],
  prototypeAccepted: [['team', 'bạn', '']],
  registrationStarted: [['officer', 'nhóm dự án', '/progress']],
  companyFormed: [
    ['team', 'giám đốc', ''],
    ['director', 'bạn', '/novation'],
  ],
  agreementNovated: [['team', 'bạn', '']],
  disbursementReceived: [
    ['team', 'cán bộ chương trình', '/requests/1'],
    ['officer', 'bạn', '/requests/1'],
    ['officer.again', 'bạn', '/requests/1'],
  ],
  disbursementVerified: [
    ['team', 'cán bộ tài chính', '/requests/1'],
    ['team.less', 'cán bộ tài chính', '/requests/1'],
    ['financeOfficer', 'bạn', '/requests/1'],
  ],
  disbursementReturned: [
    ['team', 'bạn', '/requests/1'],
    ['hands', 'nhóm dự án', '/requests/1'],
  ],
  disbursementRefused: [
    ['team', '–', '/requests/1'],
    ['hands', '–', '/requests/1'],
  ],
  disbursementCancelled: [
    ['team', '–', '/requests/1'],
    ['team.staff', '–', '/requests/1'],
    ['officer', '–', '/requests/1'],
  ],
  paymentPrepared: [['chiefAccountant', 'bạn', '/requests/1']],
  paymentApproved: [
    ['team', 'cán bộ tài chính', '/requests/1'],
    ['financeOfficer', 'bạn', '/requests/1'],
  ],
  paymentRecalled: [
    ['financeOfficer', 'bạn', '/requests/1'],
    ['chiefAccountant', 'cán bộ tài chính', '/requests/1'],
  ],
  disbursementEnded: [
    ['team', 'cán bộ tài chính hoặc giám đốc', '/requests/1'],
    ['team.sentBack', 'cán bộ tài chính hoặc giám đốc', '/requests/1'],
    ['hands.sentBack', 'cán bộ tài chính hoặc giám đốc', '/requests/1'],
    ['hands', 'cán bộ tài chính hoặc giám đốc', '/requests/1'],
  ],
  disbursementOrdered: [
    ['team', 'cán bộ tài chính', '/requests/1'],
    ['financeOfficer', 'bạn', '/requests/1'],
  ],
  disbursementPaid: [
    ['team', '–', '/requests/1'],
    ['team.advance', 'bạn', '/requests/1'],
  ],
  bankRejected: [
    ['team', 'cán bộ tài chính', '/requests/1'],
    ['team.own', 'bạn', '/application/party'],
    ['officer.own', 'bạn', '/party#account'],
    ['financeOfficer', 'bạn', '/requests/1'],
  ],
  paymentCorrected: [
    ['team', '–', '/requests/1'],
    ['chiefAccountant', '–', '/requests/1'],
  ],
  paymentReturned: [
    ['team', 'cán bộ tài chính', '/requests/1'],
    ['team.own', 'bạn', '/application/party'],
    ['officer.own', 'bạn', '/party#account'],
    ['financeOfficer', 'bạn', '/requests/1'],
    ['chiefAccountant', 'cán bộ tài chính', '/requests/1'],
  ],
  advanceCleared: [
    ['team', '–', '/requests/1'],
    ['team.part', 'bạn', '/requests/1'],
    ['financeOfficer', '–', '/requests/1'],
    ['financeOfficer.part', 'nhóm dự án', '/requests/1'],
  ],
  recoveryProposed: [
    ['team', 'giám đốc', '/recoveries/1'],
    ['director', 'bạn', '/recoveries/1'],
  ],
  recoveryDropped: [
    ['team', '–', '/recoveries/1'],
    ['hands', '–', '/recoveries/1'],
  ],
  recoveryDue: [
    ['team', 'bạn', '/recoveries/1'],
    ['team.arose', 'bạn', '/recoveries/1'],
    ['team.undone', 'bạn', '/recoveries/1'],
    ['financeOfficer', 'nhóm dự án', '/recoveries/1'],
  ],
  recoveryCashReceived: [
    ['team', 'bạn', '/recoveries/1'],
    ['financeOfficer', 'nhóm dự án', '/recoveries/1'],
  ],
  recoveryNetted: [
    ['team', 'bạn', '/recoveries/1'],
    ['financeOfficer', 'nhóm dự án', '/recoveries/1'],
  ],
  recoveryRepaid: [
    ['team', '–', '/recoveries/1'],
    ['team.netted', '–', '/recoveries/1'],
    ['financeOfficer', '–', '/recoveries/1'],
    ['financeOfficer.netted', '–', '/recoveries/1'],
  ],
  recoveryWrittenOff: [
    ['team', '–', '/recoveries/1'],
    ['financeOfficer', '–', '/recoveries/1'],
  ],
  recoveryAnnulled: [
    ['team', '–', '/recoveries/1'],
    ['financeOfficer', '–', '/recoveries/1'],
  ],
  appealLodged: [
    ['team', 'giám đốc', '/appeals/1'],
    ['director', 'bạn', '/appeals/1'],
  ],
  appealAccepted: [
    ['team', 'giám đốc', '/appeals/1'],
    ['director', 'bạn', '/appeals/1'],
  ],
  appealNotAccepted: [['team', '–', '/appeals/1']],
  appealUpheld: [
    ['team', '–', '/appeals/1'],
    ['team.submitted', 'cán bộ chương trình', '/appeals/1'],
    ['team.beforeCouncil', 'thành viên hội đồng', '/appeals/1'],
    ['team.recommended', 'giám đốc', '/appeals/1'],
    ['team.again', 'bạn', '/appeals/1'],
  ],
  appealDismissed: [['team', '–', '/appeals/1']],
  appealWithdrawn: [
    ['team', '–', '/appeals/1'],
    ['director', '–', '/appeals/1'],
  ],
  applicationReopened: [
    ['officer', 'bạn', '/screening'],
    ['council.beforeCouncil', 'bạn', '/council'],
    ['secretary.beforeCouncil', 'thành viên hội đồng', '/council'],
    ['director.recommended', 'bạn', '/award'],
  ],
  projectReinstated: [
    ['team', 'bạn', ''],
    ['team.unsigned', 'giám đốc hoặc cán bộ chương trình', ''],
    ['officer', 'nhóm dự án', ''],
    ['team.suspended', 'giám đốc', ''],
    ['team.closing', 'giám đốc', ''],
    ['officer.unsigned', 'bạn', ''],
    ['financeOfficer', 'nhóm dự án', ''],
  ],
  amendmentRequested: [
    ['team', 'cán bộ chương trình', '/amendments/1'],
    ['officer', 'bạn', '/amendments/1'],
  ],
  amendmentOpinions: [
    ['team', 'giám đốc', '/amendments/1'],
    ['director', 'bạn', '/amendments/1'],
  ],
  amendmentGranted: [
    ['team', '–', '/amendments/1'],
    ['officer', '–', '/amendments/1'],
    ['financeOfficer', '–', '/amendments/1'],
  ],
  amendmentRefused: [
    ['team', '–', '/amendments/1'],
    ['officer', '–', '/amendments/1'],
  ],
  amendmentWithdrawn: [
    ['team', '–', '/amendments/1'],
    ['officer', '–', '/amendments/1'],
    ['director', '–', '/amendments/1'],
  ],
  amendmentEnded: [
    ['team', '–', '/amendments/1'],
    ['officer', '–', '/amendments/1'],
  ],
  reportPlanned: [['team', 'bạn', '/reports/1']],
  reportRescheduled: [['team', 'bạn', '/reports/1']],
  reportSubmitted: [
    ['team', 'cán bộ chương trình', '/reports/1'],
    ['team.again', 'cán bộ chương trình', '/reports/1'],
    ['officer', 'bạn', '/reports/1'],
    ['officer.again', 'bạn', '/reports/1'],
  ],
  reportReturned: [['team', 'bạn', '/reports/1']],
  reportAccepted: [['team', '–', '/reports/1']],
};

const base = 'https://vidu.test/agencies/vidu/dossiers/1';
const pageOf = (template: string) =>
  template.startsWith('appeal')
    ? 'appeals/1'
    : template.startsWith('amendment')
      ? 'amendments/1'
      : template.startsWith('recovery')
        ? 'recoveries/1'
        : template.startsWith('report')
          ? 'reports/1'
          : /^(disbursement|payment|bank|advance)/.test(template)
            ? 'requests/1'
            : '';

const viewOf = (template: NoticeTemplate, reader: string, language: Language): NoticeView => {
  const [audience = '', variant = ''] = reader.split('.');
  return {
    ...{ template, audience: audience as Audience, variant, name: 'Nguyễn Văn An', language, behalf: null },
    ...{ code: 'HS-2026-ABCDEF', project: 'Máy sấy', programme: 'Chương trình', stage: 'Giai đoạn', tranche: 1 },
    ...{ facts: [], cuts: [], notAccepted: [], reason: '', completion: '', sections: [], payment: [], values: {} },
    ...{ due: { what: 'screening', dueOn: '2026-12-01' }, base, page: pageOf(template) },
  };
};

const rows = Object.entries(letters).flatMap(([template, of]) =>
  of.map((row) => [template as NoticeTemplate, row] as const),
);
/** Readers who are asked no more: neither a day nor a place is theirs. */
const released = ['replaced', 'released'];

it('has a row for every text that there is', () => {
  const texts = noticeTemplates.flatMap((template) =>
    Object.keys(mailWords.vi.notices[template]).map((key) => `${template} ${key}`),
  );
  const covered = (text: string) => {
    const [template = '', key = ''] = text.split(' ');
    const [group, variant = ''] = key.split('.');
    return rows.some(([of, [reader]]) => {
      const [audience = '', said = ''] = reader.split('.');
      return (
        of === template &&
        (audience === group || group === 'staff') &&
        (said === variant || `${audience}.${said}` === 'officer.own')
      );
    });
  };
  expect(texts.filter((text) => !covered(text))).toEqual([]);
  expect(Object.keys(letters).sort()).toEqual([...noticeTemplates].sort());
});

it.each(rows)('%s: %j', (template, [reader, next, place]) => {
  const { body, link } = noticeLetter(viewOf(template, reader, 'vi'));
  const lines = body.split('\n');
  const said =
    next === '–' ? 'Bước tiếp theo: không ai phải làm gì thêm về việc này.' : `Người thực hiện bước tiếp theo: ${next}`;
  expect(lines.filter((line) => /bước tiếp theo/i.test(line))).toEqual([said]);
  const isReleased = released.includes(reader);
  if (next !== '–' && !isReleased) expect(lines[lines.indexOf(said) - 1]).toBe('Thời hạn kiểm tra hồ sơ: 01/12/2026');
  const links = lines.filter((line) => line.startsWith('https:'));
  const wanted = place.startsWith('…') ? `https://vidu.test/agencies/vidu${place.slice(1)}` : `${base}${place}`;
  expect(links).toEqual(isReleased && place === '' ? [] : [wanted]);
  expect(link).toBe(links[0] ?? '');
  // without a period it says so, and in English it names the same place
  const open = noticeLetter({ ...viewOf(template, reader, 'vi'), due: null }).body;
  expect(open.includes('Bước này không có thời hạn ấn định.')).toBe(next !== '–' && !isReleased);
  const english = noticeLetter(viewOf(template, reader, 'en'));
  expect(english.link).toBe(link);
  expect(english.body).toContain(next === '–' ? 'nobody has anything more to do' : 'Who acts next: ');
  expect(english.body.includes('Who acts next: you\n')).toBe(next === 'bạn');
});

const an = { name: 'Nguyễn Văn An', language: 'vi' } as const;
const link = 'https://vidu.test/x';
const lent = { roles: ['director'], from: '2026-12-01', until: '2026-12-31' };
const handed = { ...an, behalf: null, code: 'HS-2026-ABCDEF', project: 'Máy sấy', base };
const figure = { agency: 'vidu', pack: 'Bộ quy định', what: 'Mức', link };
const mine = 'Người thực hiện bước tiếp theo: bạn';
const nobody = 'Bước tiếp theo: không ai phải làm gì thêm về việc này.';
const ends = { dueAt: '2026-12-01T16:59:59.000Z', now: '2026-11-29T01:00:00.000Z', acts: true } as const;
const reminded = {
  ...an,
  ...ends,
  code: 'HS-2026-ABCDEF',
  project: 'Máy sấy',
  base,
  asked: 'officer',
  report: 2,
  page: 'application',
} as const;
const until = 'Hạn cuối, theo giờ máy chủ: 01/12/2026 23:59:59';
const question = { agency: 'vidu', asked: 'Hỏi?', answer: 'Đáp.', link } as const;

/** All other letters: what they say that their reader is to do, until when where a time runs, and where. */
const others = {
  confirm: [confirmLetter(an, link), 'xin mở liên kết dưới đây trong vòng 48 giờ', link],
  exists: [existsLetter(an, { signIn: link, forgotten: `${link}/f` }), 'Xin đăng nhập tại:', link],
  reset: [resetLetter(an, link), 'xin mở liên kết dưới đây trong vòng 1 giờ', link],
  changed: [changedLetter(an, link), 'Nếu không phải bạn đổi, xin đặt lại mật khẩu ngay tại:', link],
  invite: [inviteLetter(an, { agency: 'vidu', roles: ['officer'], link }), 'trong vòng 7 ngày để chọn mật khẩu', link],
  appointed: [
    appointedLetter(an, { agency: 'vidu', roles: ['officer'], link }),
    'Xin đăng nhập bằng tài khoản đang có tại:',
    link,
  ],
  delegated: [
    delegatedLetter(an, { agency: 'vidu', giver: 'Lê Bình', lent, decisionNumber: 'UQ-1', begin: link }),
    'Đến hết ngày: 31/12/2026',
    link,
  ],
  undelegated: [
    undelegatedLetter(an, { agency: 'vidu', giver: 'Lê Bình', was: [lent], decisionNumber: 'UQ-2', work: link }),
    'Từ nay bạn không làm thay được nữa',
    link,
  ],
  prototype: [handedInLetter({ ...handed, what: 'prototype' }), mine, `${base}/prototype`],
  prototypeReturned: [handedInLetter({ ...handed, what: 'prototypeReturned' }), mine, `${base}/prototype`],
  company: [handedInLetter({ ...handed, what: 'company' }), mine, `${base}/company`],
  companyReturned: [handedInLetter({ ...handed, what: 'companyReturned' }), mine, `${base}/company`],
  giveAccount: [handedInLetter({ ...handed, what: 'giveAccount' }), mine, `${base}/application/party`],
  figureAsked: [figureAskedLetter(an, { ...figure, proposer: 'Lê Bình', value: '5', clause: 'Điều 1' }), mine, link],
  figureConfirmed: [
    figureDecidedLetter(an, { ...figure, confirmer: 'Lê Bình', version: 2, reason: null }),
    nobody,
    link,
  ],
  reminderCallClose: [reminderLetter({ ...reminded, what: 'callClose' }), `${until} ${mine}`, `${base}/application`],
  reminderCompletion: [reminderLetter({ ...reminded, what: 'completion' }), `${until} ${mine}`, `${base}/application`],
  reminderCouncil: [
    reminderLetter({ ...reminded, what: 'completion', asked: 'council' }),
    `${until} ${mine}`,
    `${base}/application`,
  ],
  reminderReport: [
    reminderLetter({ ...reminded, what: 'report', page: 'reports/2' }),
    `${until} ${mine}`,
    `${base}/reports/2`,
  ],
  reminderOfViewer: [
    reminderLetter({ ...reminded, what: 'callClose', acts: false }),
    `${until} Người thực hiện bước tiếp theo: nhóm dự án`,
    `${base}/application`,
  ],
  questionPublished: [questionLetter(an, { ...question, state: 'published' }), nobody, link],
  questionDeclined: [questionLetter(an, { ...question, state: 'declined' }), nobody, link],
} as const;

it('has every letter that there is beside those about decisions', () => {
  expect(Object.keys(others)).toEqual(expect.arrayContaining(Object.keys(mailWords.vi.handedIn)));
});

it.each(Object.entries(others))('%s says what to do, and where', (_, [{ body }, said, place]) => {
  expect(body.replaceAll('\n', ' ')).toContain(said);
  expect(body.split('\n')).toContain(place);
});

it('goes out as plain text and as HTML with the same words and the same link', async () => {
  const letter = await wholeLetter({ name: 'An', englishLetters: true }, ({ language }) =>
    noticeLetter(viewOf('completionNeeded', 'team', language)),
  );
  const [text, html] = [plainText(letter), htmlText(letter)];
  for (const said of [mine, 'Who acts next: you', 'Thời hạn kiểm tra hồ sơ: 01/12/2026', `${base}/application`]) {
    expect(text).toContain(said);
    expect(html).toContain(said);
  }
  expect(html).toContain(`href="${base}/application"`);
});
