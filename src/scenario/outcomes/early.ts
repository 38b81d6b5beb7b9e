// Applications that end before anybody judges them.

import { screen } from '../steps/judging.ts';
import { answerAppeal, lodgeAppeal } from '../steps/living.ts';
import type { World } from '../world.ts';
import { apply } from './applied.ts';
import { lungs, market, parking } from './content.ts';

/** Found ineligible, with reasons; the appeal gives none and is not taken on. */
export async function ineligible(world: World): Promise<void> {
  await apply(world, market, '2025-11-24');
  await world.clock.advanceTo('2025-12-09', '13:30');
  await screen(world, {
    outcome: 'ineligible',
    no: ['rule.priorityField'],
    reason:
      'Trang rao vặt đồ cũ không thuộc lĩnh vực ưu tiên nào: hồ sơ chọn thương mại điện tử nhưng không có công nghệ mới và không có giao dịch trực tuyến.',
  });
  await world.clock.advanceTo('2025-12-15', '20:00');
  const appeal = await lodgeAppeal(world, 'Chúng tôi không đồng ý.', 'Công nhận hồ sơ hợp lệ.');
  await world.clock.advanceTo('2025-12-19', '10:00');
  await answerAppeal(world, appeal, 'decline', { reason: 'Đơn không nêu điều gì trong kết luận là trái quy định.' });
}

/** Returned to be completed; nobody completes it, and its time runs out. */
export async function lapsed(world: World): Promise<void> {
  const { clock, say, leader } = world;
  await apply(world, lungs, '2025-11-25');
  await clock.advanceTo('2025-12-09', '14:30');
  await screen(world, {
    outcome: 'return',
    no: ['complete'],
    reason: 'Thiếu lý lịch khoa học của thành viên và báo giá của phòng thử nghiệm.',
  });
  await clock.advanceTo('2026-01-05', '08:00');
  const page = await world.as(leader).open(world.at());
  if (!page.text.includes('Đã quá hạn')) throw new Error(`not lapsed: ${page.text.slice(0, 300)}`);
  say(null, 'không ai bổ sung, hồ sơ hết hạn');
}

/** Found eligible, and withdrawn by those who applied. */
export async function withdrawn(world: World): Promise<void> {
  const { clock, say, leader } = world;
  await apply(world, parking, '2025-11-26');
  await clock.advanceTo('2025-12-09', '15:30');
  await screen(world, { outcome: 'eligible' });
  await clock.advanceTo('2025-12-15', '20:00');
  const form = (await world.as(leader).open(world.at('application/withdraw'))).form('/application/withdraw');
  await form.submit();
  say(leader, 'rút hồ sơ: nhóm đã tìm được nhà đầu tư');
}
