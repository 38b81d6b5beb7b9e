// A check afterwards finds that less was used than was paid for: a part comes back.

import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { people, recovery } from '../content.ts';
import type { World } from '../world.ts';

const { officer, director, financeOfficer } = people;

export async function recovering(world: World): Promise<void> {
  const { clock, say } = world;
  const amount = formatVnd(BigInt(recovery.amountVnd));
  await clock.advanceTo('2026-05-12', '09:40');
  const first = world.requests[0]!.split('/').at(-1)!;
  const form = (await world.as(officer).open(`${world.at('recoveries/new')}?request=${first}`)).form('/recoveries/new');
  const line =
    form.fields.find(({ name, label }) => name.startsWith('a') && label.includes('ịch vụ')) ?? form.fields[1]!;
  form.fill({ [line.name]: formatAmount(BigInt(recovery.amountVnd)), reason: recovery.reason });
  const proposed = await form.submit();
  const path = proposed.path.replace(/\?.*$/, '');
  say(officer, `đề nghị thu hồi ${amount}: ${recovery.reason}`);

  await clock.advanceTo('2026-05-18', '15:00');
  const decide = (await world.as(director).open(path)).form('/decide');
  await decide.fillDays({ 'decide-repayBy': recovery.repayBy }).submit();
  say(director, 'quyết định thu hồi, hạn 05/06/2026');

  await clock.advanceTo(recovery.receivedOn, '14:00');
  const cash = async (amountVnd: bigint, expect: number) => {
    const receive = (await world.as(financeOfficer).open(path)).form('/cash');
    receive.fill({ 'cash-amount': formatAmount(amountVnd), 'cash-reference': recovery.reference });
    return receive.fillDays({ 'cash-receivedOn': recovery.receivedOn }).submit({ expect });
  };
  const tooMuch = await cash(BigInt(recovery.amountVnd) + 1n, 422);
  say(financeOfficer, `ghi nhận dư 1 ₫ – KHÔNG ĐƯỢC: ${tooMuch.errors.join(' ')}`);
  await cash(BigInt(recovery.amountVnd), 200);
  say(financeOfficer, `ghi nhận ${amount} đã nộp lại, số tham chiếu ${recovery.reference}`);
}
