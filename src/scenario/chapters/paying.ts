// Three requests for money, from the founder to the bank.

import { v7 } from 'uuid';
import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import type { Form } from '../client.ts';
import { budgetYear, type Invoice, lessAccepted, type Player, people, requests, returned } from '../content.ts';
import { scan } from '../evidence.ts';
import type { World } from '../world.ts';
import { planBudget } from './contracting.ts';

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
  const form = await writeRequest(world, 0);
  const [labour, services] = requests[0]!;
  const overLabour = await form.fill(amountOf(0, '30000001')).submit({ expect: 422 });
  world.refused(leader, `đề nghị ${formatVnd(30_000_001n)} tiền công`, overLabour, 'notEnough');
  const again = overLabour
    .form('/requests/new')
    .fill({ ...amountOf(0, labour!.amountVnd), ...amountOf(1, '50000001') });
  const overServices = await again.submit({ expect: 422 });
  world.refused(leader, `đề nghị ${formatVnd(50_000_001n)} dịch vụ`, overServices, 'notEnough');
  const right = overServices.form('/requests/new').fill(amountOf(1, services!.amountVnd));
  await send(world, right, 0);

  await world.clock.advanceTo(days.verified, '09:20');
  await verify(world, 0);
  await world.clock.advanceTo(days.prepared, '10:00');
  await prepare(world, 0, financeOfficer);
  await world.clock.advanceTo(days.approved, '15:00');
  await approve(world, 0, chiefAccountant);
  await settle(world, 0, 'UNC-2026-0318');
}

/** The second: returned once, accepted in part, and not approved by him who prepared it. */
export async function secondTranche(world: World): Promise<void> {
  const { clock, say } = world;
  const days = steps[1]!;
  await clock.advanceTo(days.requested, '20:00');
  await send(world, await writeRequest(world, 1), 1);
  const request = world.requests[1]!;

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
  await verify(world, 1, lessAccepted);

  await clock.advanceTo(days.prepared, '08:50');
  await prepare(world, 1, chiefAccountant);
  // His page offers him no button; with what his deputy's page would send he is refused all the same.
  const { browser, open } = world.as(chiefAccountant);
  if ((await open(request)).hasForm('/approve')) throw new Error('the page offers to approve what one has prepared');
  const deputys = (await world.as(deputyAccountant).open(request)).form('/approve');
  const taken = ['revision', 'shown', 'shownIn'].map((name) => [name, deputys.value(name)[0] ?? '']);
  const fields = { ...Object.fromEntries(taken), key: v7() };
  const forced = await browser.post(`${request}/approve`, fields, { expect: 422 });
  world.refused(chiefAccountant, 'duyệt khoản do chính mình lập', forced, 'excludedDuty');

  await clock.advanceTo(days.approved, '09:00');
  await approve(world, 1, deputyAccountant);
  await settle(world, 1, 'UNC-2026-0505');
}

/** The third goes to the company; the year's money is short until more is set aside. */
export async function lastTranche(world: World): Promise<void> {
  const { clock, say } = world;
  const days = steps[2]!;
  await clock.advanceTo(days.requested, '19:45');
  const form = await writeRequest(world, 2);
  await send(world, form.fill({ isLast: true }), 2);
  await clock.advanceTo(days.verified, '10:15');
  await verify(world, 2);
  await clock.advanceTo(days.prepared, '09:30');
  const short = await tryPrepare(world, 2, financeOfficer, 422);
  world.refused(financeOfficer, 'lập chứng từ thanh toán', short, 'budgetShort');
  await planBudget(world, '20000000', 200);
  say(financeOfficer, `dành thêm ${formatVnd(20_000_000n)} của ngân sách năm 2026`);
  await prepare(world, 2, financeOfficer);
  await clock.advanceTo(days.approved, '14:30');
  await approve(world, 2, chiefAccountant);
  await settle(world, 2, 'UNC-2026-0713');
}

const amountOf = (row: number, amountVnd: string) => {
  const amount = formatAmount(BigInt(amountVnd));
  return { [`r${row}-amountVnd`]: amount, [`r${row}-costVnd`]: amount };
};

/** Writes a request row by row; each row is added by the button of its line. */
async function writeRequest(world: World, number: number): Promise<Form> {
  const rows = requests[number]!;
  let form = (await world.as(leader).open(world.at('requests/new'))).form('/requests/new');
  for (const [index, row] of rows.entries()) {
    form = (await form.submit({ button: row.line })).form('/requests/new');
    const at = (name: string) => `r${index}-${name}`;
    const { what, number: invoice, seller, taxCode, date, amountVnd } = row;
    form.fill({ [at('what')]: what, [at('number')]: invoice, [at('seller')]: seller, [at('taxCode')]: taxCode });
    form.fill(amountOf(index, amountVnd)).fillDays({ [at('date')]: date });
    form.attach(at('file'), row.paper, await paperOf(world, row), 'application/pdf');
  }
  return form;
}

const paperOf = (world: World, { what, number, seller, amountVnd }: Invoice) =>
  scan(`Chứng từ ${number}`, [seller, what, `Số tiền: ${formatVnd(BigInt(amountVnd))}`], world.clock.now());

async function send(world: World, form: Form, number: number): Promise<void> {
  const page = await form.submit();
  world.requests.push(page.path.replace(/\?.*$/, ''));
  const asked = requests[number]!.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);
  world.say(leader, `gửi đề nghị đợt ${number + 1}: ${formatVnd(asked)}, ${requests[number]!.length} chứng từ`);
}

/** An officer accepts each invoice as asked, but for the one that is named. */
async function verify(world: World, number: number, less?: { row: number; amountVnd: string; reason: string }) {
  const form = (await world.as(officer).open(world.requests[number]!)).form('/verify');
  let accepted = 0n;
  for (const [index, { amountVnd }] of requests[number]!.entries()) {
    const taken = index === less?.row ? less.amountVnd : amountVnd;
    accepted += BigInt(taken);
    form.fill({ [`a${index}`]: formatAmount(BigInt(taken)) });
  }
  if (less !== undefined) form.fill({ [`w${less.row}`]: less.reason });
  await form.submit();
  const why = less === undefined ? '' : `; không chấp nhận một khoản: ${less.reason}`;
  world.say(officer, `thẩm tra chứng từ, chấp nhận ${formatVnd(accepted)}${why}`);
}

async function tryPrepare(world: World, number: number, player: Player, expect: number) {
  const { year, source } = budgetYear;
  const form = (await world.as(player).open(world.requests[number]!)).form('/prepare');
  return form.fill({ source: `${year}/${source}` }).submit({ expect });
}

async function prepare(world: World, number: number, player: Player): Promise<void> {
  await tryPrepare(world, number, player, 200);
  world.say(player, `lập chứng từ thanh toán đợt ${number + 1}`);
}

async function approve(world: World, number: number, player: Player): Promise<void> {
  await (await world.as(player).open(world.requests[number]!)).form('/approve').submit();
  world.say(player, `duyệt chi đợt ${number + 1}`);
}

/** The payment order, and what the bank says. */
async function settle(world: World, number: number, reference: string): Promise<void> {
  const { ordered, paid } = steps[number]!;
  await world.clock.advanceTo(ordered, '09:00');
  await (await world.as(financeOfficer).open(world.requests[number]!)).form('/order').submit();
  world.say(financeOfficer, `phát lệnh chi đợt ${number + 1}`);
  await world.clock.advanceTo(paid, '16:00');
  const form = (await world.as(financeOfficer).open(world.requests[number]!)).form('/pay');
  await form.fill({ reference }).fillDays({ paidOn: paid }).submit();
  world.say(financeOfficer, `ghi nhận đã chi đợt ${number + 1}, số tham chiếu ${reference}`);
}
