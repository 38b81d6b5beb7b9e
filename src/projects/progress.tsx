import type { FormState } from '../../templates/pages/projects/page.tsx';
import { ProgressPage } from '../../templates/pages/projects/progress.tsx';
import { progressWords } from '../../templates/words/projects-progress.ts';
import type { CommandType } from '../../workflows/commands/index.ts';
import { waysOf } from '../../workflows/machines.ts';
import { receiveUpload, uploadBodyBytes } from '../documents/index.ts';
import type { Doors } from '../doors.ts';
import { ask, newKey, statusOf, textIn } from '../forms.ts';
import { handedInOf } from '../handedIn.ts';
import { asContent, type Form } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { type Attached, filesIn, fileViews } from './attached.ts';
import { fieldsOf } from './fields.ts';
import { lanesOf } from './lanes.ts';
import { regionOf } from './reading.ts';
import { mostReportText, reportBody, reportsOf } from './reports.ts';
import {
  followers,
  mayCause,
  notHere,
  onward,
  returned,
  type Seen,
  see,
  standingOf,
  stepView,
  untouched,
} from './step.ts';

const path = '/agencies/:agency/dossiers/:dossier/progress';

/** The steps of the product that go with a report, and the command of each. */
const reported = {
  'project.technologyCompletionStarted': 'startTechnologyCompletion',
  'project.prototypeStarted': 'startPrototype',
  'project.commercialisationStarted': 'startCommercialisation',
} as const satisfies Record<string, CommandType>;
type Reported = keyof typeof reported;
const isReported = (event: string | undefined): event is Reported =>
  event !== undefined && Object.hasOwn(reported, event);

const registration = 'project.registrationStarted';

/** What product and company have come to, and the next step of each. */
export function progressRoutes(doors: Doors, parts: Parts): void {
  doors.get(path, { who: followers }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    return c.html(<ProgressPage {...(await viewOf(seen, untouched(seen)))} />);
  });

  doors.post(path, { who: ['founder', 'officer'], maxBodyBytes: uploadBodyBytes }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const upload = await receiveUpload(c, parts, { dossier: seen.dossier.id, field: 'files' });
    const { typed } = upload;
    const asked = textIn(typed, 'do');
    const files = await filesIn(seen, typed, upload.attachments, 'files', { many: true });
    const again = async (form: FormState, status: 409 | 422) =>
      c.html(<ProgressPage {...(await viewOf(seen, form, files))} />, status);

    const dossier = seen.dossier.id;
    let form: Form;
    if (asked === registration) form = { type: 'startRegistration', dossier, input: {} };
    else if (isReported(asked)) {
      const fields = fieldsOf(typed, seen.language);
      const report = fields.text('report', progressWords[seen.language].whatReport, mostReportText);
      Object.assign(fields.errors, upload.errors);
      if (!fields.ok()) return again(returned(seen, typed, { errors: fields.errors }), 422);
      const input = { report: asContent('report', reportBody(report, files)) };
      form = { type: reported[asked], dossier, input };
    } else return again(returned(seen, typed, { refusal: notHere(seen) }), 422);

    const outcome = await ask(c, parts, form, typed);
    if (outcome.ok) return onward(seen, asked);
    const { refusal } = outcome;
    return again(returned(seen, typed, { refusal }), statusOf(refusal));
  });
}

/** The event that moves a region on from where it stands; undefined at its end. */
function nextIn(seen: Seen, region: 'product' | 'company') {
  const at = regionOf(seen.dossier, region);
  return waysOf('project').find((way) => way.region === region && way.from === at && way.to !== at)?.event;
}

async function viewOf(seen: Seen, form: FormState, files: readonly Attached[] = []) {
  const { dossier, reader, language, base } = seen;
  const product = nextIn(seen, 'product');
  const company = nextIn(seen, 'company');
  const handedIn = await handedInOf(seen.parts.db, dossier);
  const happened = (event: string) => dossier.history.some((one) => one.event === event);
  const standing = standingOf(seen, [
    'project.technologyCompletionStarted',
    'project.prototypeStarted',
    'project.commercialisationStarted',
    registration,
  ]);
  return {
    ...stepView(seen, standing, form, null),
    lanes: lanesOf(dossier, reader, language).filter(({ id }) => id !== 'funding'),
    reported: isReported(product) ? product : null,
    mayRegister: company === registration && mayCause(seen, registration),
    toPrototype:
      product === 'project.prototypeAccepted'
        ? handedIn.prototype
          ? ('waiting' as const)
          : ('missing' as const)
        : happened('project.prototypeAccepted')
          ? ('over' as const)
          : null,
    toCompany:
      company === 'project.companyFormed' ? (handedIn.company ? ('waiting' as const) : ('missing' as const)) : null,
    kept: fileViews(base, files),
    reports: await reportsOf(seen, Object.keys(reported)),
    registrationKey: newKey(),
  };
}
