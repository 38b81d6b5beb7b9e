// Three requests for money, from the founder to the bank.

import { v7 } from 'uuid';
import { formatVnd } from '../../../workflows/rules/money.ts';
import { lessAccepted, people, requests, returned } from '../content.ts';
import { scan } from '../evidence.ts';
import { planBudget } from '../steps/contracting.ts';
import { amountOf, approve, order, pay, prepare, send, tryPrepare, verify, writeRequest } from '../steps/paying.ts';
import type { World } from '../world.ts';

const { leader, officer, financeOfficer, chiefAccountant, deputyAccountant } = people;

/** Days on which the steps of a request happen. */
type Days = { requested: string; verified: string; prepared: string; approved: string; ordered: string; paid: string };
const steps: readonly Days[] = [
  {
    requested: '2026-03-10',
    verified: '2026-03-13',
    prepared: '2026-03-16',
    approved: '2026-03-17',
    ordered: '2026-03-18',
    paid: '2026-03-19',
  },
  {
    requested: '2026-04-20',
    verified: '2026-04-28',
    prepared: '2026-04-29',
    approved: '2026-05-04',
    ordered: '2026-05-05',
    paid: '2026-05-06',
  },
  {
    requested: '2026-07-06',
    verified: '2026-07-08',
    prepared: '2026-07-09',
    approved: '2026-07-10',
    ordered: '2026-07-13',
    paid: '2026-07-14',
  },
];

/** The first: more than was awarded is refused on either line; then all goes its way. */
export async function firstTranche(world: World): Promise<void> {
  const days = steps[0]!;
  await world.clock.advanceTo(days.requested, '19:30');
  const form = await writeRequest(world, requests[0]!);
  const [labour, services] = requests[0]!;
  const overLabour = await form.fill(amountOf(0, '30000001')).submit({ expect: 422 });
  world.refused(leader, `đề nghị ${formatVnd(30_000_001n)} tiền công`, overLabour, 'notEnough');
  const again = overLabour
    .form('/requests/new')
    .fill({ ...amountOf(0, labour!.amountVnd), ...amountOf(1, '50000001') });
  const overServices = await again.submit({ expect: 422 });
  world.refused(leader, `đề nghị ${formatVnd(50_000_001n)} dịch vụ`, overServices, 'notEnough');
  const right = overServices.form('/requests/new').fill(amountOf(1, services!.amountVnd));
  const request = await send(world, right, requests[0]!);

  await world.clock.advanceTo(days.verified, '09:20');
  await verify(world, request, requests[0]!);
  await world.clock.advanceTo(days.prepared, '10:00');
  await prepare(world, request, financeOfficer);
  await world.clock.advanceTo(days.approved, '15:00');
  await approve(world, request, chiefAccountant);
  await settle(world, request, days, 'UNC-2026-0318');
}

/** The second: returned once, accepted in part, and not approved by him who prepared it. */
export async function secondTranche(world: World): Promise<void> {
  const { clock, say } = world;
  const days = steps[1]!;
  await clock.advanceTo(days.requested, '20:00');
  const request = await send(world, await writeRequest(world, requests[1]!), requests[1]!);

  await clock.advanceTo('2026-04-22', '10:00');
  const back = (await world.as(officer).open(request)).form('/return');
  await back.fill({ [back.names.find((name) => name.startsWith('reason'))!]: returned.reason }).submit();
  say(officer, `trả lại đề nghị: ${returned.reason}`);

  await clock.advanceTo('2026-04-24', '19:00');
  const form = (await world.as(leader).open(request)).form('/again');
  const paper = await scan('Hóa đơn và biên bản nghiệm thu', ['30 bộ, ngày 17/04/2026, đạt yêu cầu.'], clock.now());
  await form.attach(`r${returned.row}-file`, returned.paper, paper, 'application/pdf').submit();
  say(leader, 'bổ sung biên bản nghiệm thu và gửi lại');

  await clock.advanceTo(days.verified, '14:10');
  await verify(world, request, requests[1]!, lessAccepted);

  await clock.advanceTo(days.prepared, '08:50');
  await prepare(world, request, chiefAccountant);
  // His page offers him no button; with what his deputy's page would send he is refused all the same.
  const { browser, open } = world.as(chiefAccountant);
  if ((await open(request)).hasForm('/approve')) throw new Error('the page offers to approve what one has prepared');
  const deputys = (await world.as(deputyAccountant).open(request)).form('/approve');
  const taken = ['revision', 'shown', 'shownIn'].map((name) => [name, deputys.value(name)[0] ?? '']);
  const fields = { ...Object.fromEntries(taken), key: v7() };
  const forced = await browser.post(`${request}/approve`, fields, { expect: 422 });
  world.refused(chiefAccountant, 'duyệt khoản do chính mình lập', forced, 'excludedDuty');

  await clock.advanceTo(days.approved, '09:00');
  await approve(world, request, deputyAccountant);
  await settle(world, request, days, 'UNC-2026-0505');
}

/** The third goes to the company; the year's money is short until more is set aside. */
export async function lastTranche(world: World): Promise<void> {
  const { clock, say } = world;
  const days = steps[2]!;
  await clock.advanceTo(days.requested, '19:45');
  const form = await writeRequest(world, requests[2]!);
  const request = await send(world, form.fill({ isLast: true }), requests[2]!);
  await clock.advanceTo(days.verified, '10:15');
  await verify(world, request, requests[2]!);
  await clock.advanceTo(days.prepared, '09:30');
  const short = await tryPrepare(world, request, financeOfficer, { expect: 422 });
  world.refused(financeOfficer, 'lập chứng từ thanh toán', short, 'budgetShort');
  await planBudget(world, '20000000');
  say(financeOfficer, `dành thêm ${formatVnd(20_000_000n)} của ngân sách năm 2026`);
  await prepare(world, request, financeOfficer);
  await clock.advanceTo(days.approved, '14:30');
  await approve(world, request, chiefAccountant);
  await settle(world, request, days, 'UNC-2026-0713');
}

/** The payment order, and what the bank says. */
async function settle(world: World, request: string, { ordered, paid }: Days, reference: string): Promise<void> {
  await world.clock.advanceTo(ordered, '09:00');
  await order(world, request);
  await world.clock.advanceTo(paid, '16:00');
  await pay(world, request, paid, reference);
}
