// The application is screened, reviewed by three, voted on by the council, and awarded by the director.

import { formatVnd } from '../../../workflows/rules/money.ts';
import * as content from '../content.ts';
import { council, people, reviewers, reviewsWritten } from '../content.ts';
import {
  assign,
  award,
  awarding,
  conclusion,
  declare,
  recommending,
  recordRecommended,
  refer,
  review,
  screen,
  vote,
} from '../steps/judging.ts';
import type { World } from '../world.ts';
import { openBudgetYear } from './setUp.ts';

const { secretary, director } = people;
const more = (amount: string) => String(BigInt(amount) + 1n);
const less = (amount: string) => String(BigInt(amount) - 1n);

export async function judging(world: World): Promise<void> {
  const { clock } = world;
  await clock.advanceTo('2025-12-09', '09:10');
  await screen(world, { outcome: 'eligible' });
  await clock.advanceTo('2025-12-10', '10:00');
  await assign(world, reviewers);
  await reviewing(world);
  await voting(world);
  await deciding(world);
}

async function reviewing(world: World): Promise<void> {
  const { clock } = world;
  for (const [at, reviewer] of reviewers.entries()) {
    await clock.advanceTo(`2025-12-${22 + at}`, '20:05');
    await declare(world, reviewer);
    await clock.advanceTo(`2025-12-${22 + at}`, '20:40');
    const { fails, conclusion, remark, conditions } = reviewsWritten[at]!;
    const reason = conclusion === '' ? {} : { 'conclusion.reason': conclusion };
    const said = { conditions, duration: `${content.months} tháng`, ...reason };
    await review(world, reviewer, { fails: { ...fails }, remark, more: said });
  }
}

async function voting(world: World): Promise<void> {
  const { clock, say } = world;
  const { said, established, guests, ...meeting } = content.meeting;
  await clock.advanceTo('2026-01-06', '09:00');
  await openBudgetYear(world);
  await refer(world, meeting);

  await clock.advanceTo('2026-01-13', '15:20');
  await vote(world, council.slice(0, 6));

  await clock.advanceTo('2026-01-13', '16:20');
  const conclude = async (labour: string, services: string, expect: number) => {
    const held = { ...meeting, absent: council.slice(6), more: { established, guests, ...said } };
    const form = await conclusion(world, held);
    return recommending(form, { labour, services }, String(content.months), expect);
  };
  const { labour, services } = content.awarded;
  let page = await conclude(more(labour), less(services), 422);
  const tried = (amount: string, what: string) => `ghi mức đề nghị ${formatVnd(BigInt(amount))} cho ${what}`;
  world.refused(secretary, tried(more(labour), 'tiền công'), page, 'cap');
  page = await conclude(less(labour), more(services), 422);
  world.refused(secretary, tried(more(services), 'dịch vụ'), page, 'cap');
  page = await conclude(labour, more(services), 422);
  const all = String(BigInt(labour) + BigInt(services) + 1n);
  world.refused(secretary, tried(all, 'cả dự án'), page, 'cap');
  await recordRecommended(await conclude(labour, services, 200));
  say(secretary, `ghi biên bản, hội đồng đề nghị ${formatVnd(80_000_000n)} trong ${content.months} tháng`);
}

async function deciding(world: World): Promise<void> {
  await world.clock.advanceTo('2026-01-20', '10:30');
  const { labour, services } = content.awarded;
  const page = await awarding(world, { labour: more(labour), services }, 422);
  world.refused(director, `quyết định ${formatVnd(BigInt(more(labour)))} tiền công`, page, 'moreThanRecommended');
  await award(world, content.awarded);
}
