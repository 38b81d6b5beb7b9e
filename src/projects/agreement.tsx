import { v5 } from 'uuid';
import { AgreementPage } from '../../templates/pages/projects/agreement.tsx';
import type { FormState } from '../../templates/pages/projects/page.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { projectWords } from '../../templates/words/projects.ts';
import { projectAgreementWords } from '../../templates/words/projects-agreement.ts';
import { addMonths, dayOf } from '../../workflows/rules/calendar.ts';
import { staff } from '../../workflows/rules/duties.ts';
import { readDay } from '../../workflows/rules/formFields.ts';
import { clauseText } from '../clauses.ts';
import { receiveUpload, uploadBodyBytes } from '../documents/index.ts';
import type { Doors } from '../doors.ts';
import { factOf } from '../dossier.ts';
import { ask, isId, newKey, statusOf, textIn } from '../forms.ts';
import { asContent } from '../keeping.ts';
import { numberIn } from '../paperNumbers.ts';
import type { Parts } from '../parts.ts';
import { lineName } from '../refusals.ts';
import { type Attached, filesIn, filesWith, fileViews } from './attached.ts';
import { fieldsOf } from './fields.ts';
import { milestonesIn, prefilled, promisedBy, rowsIn } from './milestones.ts';
import { awardOf, plannedVndOf, regionOf, stageOf } from './reading.ts';
import { reportLines } from './report-list.tsx';
import { followers, onward, returned, type Seen, see, standingOf, stepView, untouched } from './step.ts';

const path = '/agencies/:agency/dossiers/:dossier/agreement';

/** The agreement that both sides have signed. */
export function agreementRoutes(doors: Doors, parts: Parts): void {
  doors.get(path, { who: followers }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const signedOn = dayOf(parts.now());
    const milestones = prefilled(await promisedBy(seen), signedOn, longestFor(seen, signedOn)?.latest ?? null);
    return c.html(<AgreementPage {...(await viewOf(seen, untouched(seen, { signedOn, ...milestones })))} />);
  });

  doors.post(path, { who: ['officer', 'director'], maxBodyBytes: uploadBodyBytes }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const upload = await receiveUpload(c, parts, { dossier: seen.dossier.id, field: 'document' });
    const { typed } = upload;
    const w = projectWords[seen.language];
    const a = projectAgreementWords[seen.language];
    const fields = fieldsOf(typed, seen.language);
    const number = fields.text('number', a.whatNumber);
    const signedOn = fields.day('signedOn');
    const endsOn = fields.day('endsOn');
    const [document] = await filesIn(seen, typed, upload.attachments, 'document');
    if (document === undefined) fields.errors.document = w.fields.file(a.whatDocument);
    const milestones = milestonesIn(typed, seen, { from: signedOn, until: endsOn }, fields.errors);
    Object.assign(fields.errors, upload.errors);
    const kept = document === undefined ? [] : [document];
    const again = async (form: FormState, status: 409 | 422) =>
      c.html(<AgreementPage {...(await viewOf(seen, form, kept))} />, status);
    if (!fields.ok() || document === undefined) return again(returned(seen, typed, { errors: fields.errors }), 422);
    const key = textIn(typed, 'key');
    const input = {
      ...{ agreementNumber: number, signedOn, endsOn, document: document.sha256 },
      // their ids follow from the form's key, so that a form sent twice plans each once
      ...(milestones.length > 0 && {
        milestones: milestones.map(({ index, name, shows, dueOn }) => ({
          id: v5(`milestone ${index}`, isId(key) ? key : newKey()),
          dueOn,
          what: asContent('report', { about: 'milestone', name, shows }),
        })),
      }),
    };
    const outcome = await ask(c, parts, { type: 'signAgreement', dossier: seen.dossier.id, input }, typed);
    if (outcome.ok) return onward(seen, 'project.agreementSigned');
    const { refusal } = outcome;
    const errors: Record<string, string> = {};
    const longest = longestFor(seen, signedOn);
    if ((refusal.rule === 'duration' || refusal.rule === 'longerThanRecommended') && longest !== null)
      errors.endsOn = a.tooLate(dayText(longest.latest), longest.months, longest.clause);
    if (refusal.rule === 'agreementEnded') errors.endsOn = a.tooEarly;
    if (refusal.rule === 'dayOutside')
      errors.signedOn = a.signedOutside(dayText(earliestOf(seen)), dayText(dayOf(parts.now())));
    return again(returned(seen, typed, { errors, refusal }), statusOf(refusal));
  });
}

/** The first day that an agreement can have been signed on: that of the award. */
const earliestOf = ({ dossier }: Seen) =>
  dayOf(dossier.history.find(({ event }) => event === 'application.awarded')!.at);

/** How long support may last, counted from the signing: as the council recommended, and no longer than the law lets it. */
function longestFor({ dossier, language }: Seen, signedOn: string) {
  const duration = stageOf(dossier)?.durationMonths;
  if (duration === undefined || duration.value === null) return null;
  const recommended = dossier.states.get('application')?.facts.months;
  const isShorter = typeof recommended === 'number' && recommended < duration.value;
  const months = isShorter ? recommended : duration.value;
  const clause = isShorter
    ? projectAgreementWords[language].asRecommended
    : clauseText(dossier.pack, duration.source, language);
  return { latest: addMonths(signedOn, months), months, clause };
}

/** What has to be there before anything is paid, and is not. */
async function missingFor({ dossier, base, parts, roles, language }: Seen) {
  const w = projectAgreementWords[language];
  const party = dossier.party?.id ?? null;
  const [profile] = await parts.db.query<{ account: string }>`
    select account_number as account from party_profile where agency = ${dossier.agency} and party = ${party}`;
  const reads = roles.some((role) => staff.includes(role));
  return [
    ...(plannedVndOf(dossier) === 0n ? [{ sentence: w.noBudget, href: reads ? `${base}/budget` : null }] : []),
    ...((profile?.account ?? '') === '' ? [{ sentence: w.noAccount, href: null }] : []),
  ];
}

async function viewOf(seen: Seen, form: FormState, kept: readonly Attached[] = []) {
  const { dossier, base, language } = seen;
  const standing = standingOf(seen, ['project.agreementSigned']);
  const clause = clauseText(dossier.pack, dossier.pack.procedure.agreement.source, language);
  const signing = dossier.history.find(({ event }) => event === 'project.agreementSigned');
  const sha256 = String(signing?.input.document ?? '');
  const award = dossier.history.find(({ event }) => event === 'application.awarded');
  return {
    ...stepView(seen, standing, form, clause, 'agreement'),
    awardNumber: numberIn(dossier, 'awardDecision'),
    lines: ((award?.input.lines ?? []) as readonly { line: string; amountVnd: string }[]).map(
      ({ line, amountVnd }) => ({
        name: lineName(line, language, dossier.pack),
        amountVnd: BigInt(amountVnd),
      }),
    ),
    party: dossier.party?.name ?? '',
    missing: standing.mayAct ? await missingFor(seen) : [],
    earliest: earliestOf(seen),
    longest: longestFor(seen, readDay(textIn(form.typed, 'signedOn')) ?? dayOf(seen.parts.now())),
    signed:
      signing === undefined
        ? null
        : {
            number: factOf(dossier, 'project', 'agreementNumber'),
            signedOn: factOf(dossier, 'project', 'signedOn'),
            endsOn: factOf(dossier, 'project', 'endsOn'),
            sha256,
            files: fileViews(base, await filesWith(seen, sha256)),
          },
    kept: fileViews(base, kept),
    milestoneRows: rowsIn(form.typed),
    isPrefilled: (await promisedBy(seen)).length > 0,
    reports: signing === undefined ? [] : await reportLines(seen),
    cancelled:
      signing === undefined && regionOf(dossier, 'funding') === 'awaitingAgreement' && awardOf(dossier) === 0n
        ? { steering: seen.roles.includes('director') ? `${base}/steering` : null }
        : null,
  };
}
