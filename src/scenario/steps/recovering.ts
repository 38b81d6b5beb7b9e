// Money that is to come back: proposed, decided, paid in, written off.

import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import type { Page } from '../client.ts';
import type { World } from '../world.ts';
import type { Decision } from './contracting.ts';

/** What is to come back of one line of a payment, and how much of its cost was not borne, where a share is paid of it. */
export type Wanted = { row: number; amountVnd: string; costVnd?: string; reason: string };

/** An officer proposes it. Answers where it is. */
export async function propose(world: World, request: string, wanted: Wanted): Promise<string> {
  const { row, amountVnd, costVnd, reason } = wanted;
  const { officer } = world.office.people;
  const page = await world.as(officer).open(`${world.at('recoveries/new')}?request=${request.split('/').at(-1)}`);
  const form = page.form('/recoveries/new').fill({ [`a${row}`]: formatAmount(BigInt(amountVnd)), reason });
  if (costVnd !== undefined) form.fill({ [`c${row}`]: formatAmount(BigInt(costVnd)) });
  const proposed = await form.submit();
  world.say(officer, `đề nghị thu hồi ${formatVnd(BigInt(amountVnd))}: ${reason}`);
  return proposed.path.replace(/\?.*$/, '');
}

export async function decide(world: World, recovery: string, repayBy: string): Promise<void> {
  const { director } = world.office.people;
  const form = (await world.as(director).open(recovery)).form('/decide');
  await form.fillDays({ 'decide-repayBy': repayBy }).submit();
  world.say(director, `quyết định thu hồi, hạn ${repayBy.split('-').toReversed().join('/')}`);
}

/** What was paid in, as the finance officer takes it down. */
export type Cash = { amountVnd: string; receivedOn: string; reference: string };

export async function tryReceive(world: World, recovery: string, cash: Cash, expect = 200): Promise<Page> {
  const form = (await world.as(world.office.people.financeOfficer).open(recovery)).form('/cash');
  form.fill({ 'cash-amount': formatAmount(BigInt(cash.amountVnd)), 'cash-reference': cash.reference });
  return form.fillDays({ 'cash-receivedOn': cash.receivedOn }).submit({ expect });
}

export async function receive(world: World, recovery: string, cash: Cash): Promise<void> {
  await tryReceive(world, recovery, cash);
  const amount = formatVnd(BigInt(cash.amountVnd));
  world.say(world.office.people.financeOfficer, `ghi nhận ${amount} đã nộp lại, số chứng từ ${cash.reference}`);
}

export async function writeOff(world: World, recovery: string, { decisionNumber, reason }: Decision): Promise<void> {
  const { director } = world.office.people;
  const form = (await world.as(director).open(recovery)).form('/write-off');
  await form.fill({ 'writeOff-number': decisionNumber, 'writeOff-reason': reason }).submit();
  world.say(director, `xóa nợ phần còn lại theo ${decisionNumber}: ${reason}`);
}
