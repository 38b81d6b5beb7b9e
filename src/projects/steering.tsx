import type { FormState } from '../../templates/pages/projects/page.tsx';
import { type SteeringAction, SteeringPage } from '../../templates/pages/projects/steering.tsx';
import { nameOf } from '../../templates/words/names.ts';
import { projectWords } from '../../templates/words/projects.ts';
import type { EventType } from '../../workflows/machines.ts';
import { reasonOf } from '../contents.ts';
import type { Doors } from '../doors.ts';
import { factOf, nameWith, visibleHistory } from '../dossier.ts';
import { ask, statusOf, typedOf } from '../forms.ts';
import { asContent } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { fieldsOf } from './fields.ts';
import { moneyOf } from './money.ts';
import { clauseText } from './reading.ts';
import { followers, onward, returned, type Seen, see, standingOf, stepView, takes, untouched } from './step.ts';

const path = '/agencies/:agency/dossiers/:dossier/steering';

const events: Readonly<Record<SteeringAction, EventType>> = {
  suspend: 'project.suspended',
  resume: 'project.resumed',
  terminate: 'project.terminated',
};
const actions: readonly SteeringAction[] = ['suspend', 'resume', 'terminate'];
const mostReason = 2_000;

/** The director suspends, resumes or terminates. */
export function steeringRoutes(doors: Doors, parts: Parts): void {
  doors.get(path, { who: followers }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    return c.html(<SteeringPage {...(await viewOf(seen, untouched(seen)))} />);
  });

  doors.post(path, { who: ['director'] }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const typed = await typedOf(c);
    const w = projectWords[seen.language].steering;
    const fields = fieldsOf(typed, seen.language);
    const action = fields.choice('action', w.whatAction, actions) as SteeringAction;
    const decisionNumber = fields.text('decisionNumber', w.whatNumber);
    const text = fields.text('reason', w.whatReason, mostReason);
    const again = async (form: FormState, status: 409 | 422) =>
      c.html(<SteeringPage {...(await viewOf(seen, form))} />, status);
    if (!fields.ok()) return again(returned(seen, typed, { errors: fields.errors }), 422);
    const input = { decisionNumber, reason: asContent('reason', { text }) };
    const outcome = await ask(c, parts, { type: action, dossier: seen.dossier.id, input }, typed);
    if (outcome.ok) return onward(seen, events[action]);
    const { refusal } = outcome;
    return again(returned(seen, typed, { refusal }), statusOf(refusal));
  });
}

async function viewOf(seen: Seen, form: FormState) {
  const { dossier, language, parts, roles } = seen;
  const standing = standingOf(seen, ['project.suspended', 'project.resumed', 'project.terminated']);
  const { termination, terminationNotice } = dossier.pack.procedure;
  const past = visibleHistory(dossier, roles).filter(({ event }) => Object.values<string>(events).includes(event));
  return {
    ...stepView(seen, standing, form, clauseText(dossier.pack, termination.source)),
    party: dossier.party?.name || '–',
    agreement: factOf(dossier, 'project', 'agreementNumber'),
    money: moneyOf(seen),
    actions: actions.filter((action) => takes(seen, events[action])),
    notice:
      terminationNotice.value === null || terminationNotice.unit !== 'day'
        ? null
        : { days: terminationNotice.value, clause: clauseText(dossier.pack, terminationNotice.source) },
    past: await Promise.all(
      past.map(async ({ at, event, name, behalf, input, reason }) => ({
        at,
        what: nameOf('events', event, language),
        who: nameWith({ name, behalf }, language),
        number: String(input.decisionNumber ?? ''),
        reason: await reasonOf(parts.db, dossier.agency, reason),
      })),
    ),
  };
}
