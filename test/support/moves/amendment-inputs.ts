// What is asked to be amended, and what becomes of it.

import { v7 } from 'uuid';
import type { JsonObject } from '../../../workflows/decide.ts';
import { hash, today } from '../stage.ts';
import { type About, decided, type Fill, type Fills, lineCaps, reason } from './filling.ts';

/** A change of one of the kinds; of money most often, which is what the books can get wrong. */
function changeFor({ world, dossier, sensible, dials }: About): JsonObject {
  const kind = dials.pick(['lines', 'lines', 'lines', 'time', 'member', sensible ? 'lines' : 'earlyEnd', 'earlyEnd']);
  if (kind === 'time') return { kind, endsOn: `${world.year + 1}-0${1 + dials.next(9)}-15` };
  if (kind === 'member') return { kind, people: hash(v7()) };
  if (kind === 'earlyEnd') return { kind, report: hash(v7()) };
  const known = Object.keys(dossier?.awarded ?? {});
  const lines = sensible && known.length > 1 ? known : Object.keys(lineCaps);
  const from = dials.pick(lines);
  const rest = sensible ? lines.filter((line) => line !== from) : lines;
  const free = dossier?.awarded[from] ?? 0n;
  return {
    kind: 'lines',
    from,
    to: dials.pick(rest.length > 0 ? rest : lines),
    amountVnd: String(dials.part(free > 0n ? free : 1_000n, sensible)),
  };
}

/** One that is where it has to be, if somebody has sense and there is one. */
const amendmentOf = ({ dossier, sensible, dials }: About, ...states: string[]): { id: string } => {
  const all = Object.values(dossier?.amendments ?? {});
  const fitting = sensible ? all.filter(({ state }) => states.includes(state)) : all;
  const found = fitting.length > 0 ? dials.pick(fitting) : all[0];
  return { id: found?.id ?? v7() };
};

const decides: Fill = (about) => ({
  id: about.id,
  input: { ...amendmentOf(about, 'opinionsReceived'), ...decided, reason },
});

export const amendmentInputs = {
  requestAmendment: (about) => ({ id: about.id, input: { id: v7(), change: changeFor(about), reason } }),
  receiveOpinions: (about) => ({
    id: about.id,
    input: { ...amendmentOf(about, 'requested'), opinionsOn: today(), opinions: hash(v7()) },
  }),
  grantAmendment: decides,
  refuseAmendment: decides,
  withdrawAmendment: (about) => ({ id: about.id, input: amendmentOf(about, 'requested', 'opinionsReceived') }),
} satisfies Fills;
