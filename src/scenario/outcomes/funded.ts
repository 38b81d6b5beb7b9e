// Four projects under the fictional pack, with what happens to public money on its way.

import type { Invoice } from '../content.ts';
import { contract, setAside } from '../steps/contracting.ts';
import {
  type Amounts,
  assign,
  award,
  declare,
  type Meeting,
  recommend,
  refer,
  review,
  screen,
  sumOf,
  vote,
} from '../steps/judging.ts';
import { approve, order, pay, prepare, send, verify, writeRequest } from '../steps/paying.ts';
import type { World } from '../world.ts';
import { apply } from './applied.ts';
import type { Application } from './content.ts';
import { example } from './office.ts';

const sitting: Meeting = {
  heldOn: '09/12/2025',
  place: 'Phòng họp lớn, Sở Khoa học và Công nghệ Thành phố Ví Dụ',
  begins: '08:00',
  ends: '11:00',
  absent: example.council.slice(4),
  absence: 'Nghỉ ốm',
  remark: 'Đủ cơ sở để hỗ trợ.',
};

type Grant = {
  applied: string;
  /** What the council recommends; the director awards the same, unless it says otherwise. */
  recommended: Amounts;
  awarded?: { amounts: Amounts; less: string };
};

/** From the application to the director's decision. */
export async function granted(world: World, application: Application, grant: Grant): Promise<void> {
  const { clock } = world;
  const { reviewers, council } = world.office;
  await apply(world, application, grant.applied);
  await clock.advanceTo('2025-11-24', '09:00');
  await screen(world, { outcome: 'eligible' });
  await clock.advanceTo('2025-11-24', '15:00');
  await assign(world, reviewers);
  for (const reviewer of reviewers) {
    await clock.advanceTo('2025-11-26', '20:00');
    await declare(world, reviewer);
    await review(world, reviewer, { remark: 'Dự án trả lời đúng một nhu cầu; kinh phí hợp lý.' });
  }
  await clock.advanceTo('2025-12-01', '09:00');
  await refer(world, sitting);
  await clock.advanceTo('2025-12-09', '08:15');
  await vote(world, council.slice(0, 4));
  await clock.advanceTo('2025-12-09', '11:10');
  await recommend(world, sitting, grant.recommended, '10');
  await clock.advanceTo('2025-12-12', '09:00');
  await award(world, grant.awarded?.amounts ?? grant.recommended, grant.awarded?.less);
}

/** Money of the year is set aside, and the agreement signed. */
export async function signed(world: World, number: string, amounts: Amounts): Promise<void> {
  await world.clock.advanceTo('2026-01-08', '09:00');
  await setAside(world, String(sumOf(amounts)));
  await world.clock.advanceTo('2026-01-12', '14:00');
  await contract(world, number, '2026-10-30');
}

/** On which day what happens to a request. */
export type Days = { asked: string; verified: string; ordered: string };

/** Asked for, verified, prepared and approved, with its order gone out; answers where it is. */
export async function ordered(
  world: World,
  { asked, verified, ordered }: Days,
  rows: readonly Invoice[],
  { isAdvance = false, year }: { isAdvance?: boolean; year?: number } = {},
): Promise<string> {
  const { clock } = world;
  const { financeOfficer, chiefAccountant } = world.office.people;
  await clock.advanceTo(asked, '20:00');
  const form = await writeRequest(world, rows);
  const request = await send(world, isAdvance ? form.fill({ isAdvance: true }) : form, rows);
  await clock.advanceTo(verified, '09:00');
  await verify(world, request, rows);
  await clock.advanceTo(verified, '14:00');
  await prepare(world, request, financeOfficer, year);
  await clock.advanceTo(verified, '15:00');
  await approve(world, request, chiefAccountant);
  await clock.advanceTo(ordered, '09:00');
  await order(world, request);
  return request;
}

/** The same, and the bank pays on the day on which it was ordered. */
export async function paid(
  world: World,
  days: Days,
  rows: readonly Invoice[],
  reference: string,
  options: { isAdvance?: boolean; year?: number; clearBy?: string } = {},
): Promise<string> {
  const request = await ordered(world, days, rows, options);
  await world.clock.advanceTo(days.ordered, '16:00');
  await pay(world, request, days.ordered, reference, options.clearBy);
  return request;
}
