// What was not used is given back, and the project closed.

import { liquidation, people, remainder } from '../content.ts';
import type { World } from '../world.ts';

const { director } = people;

export async function closing(world: World): Promise<void> {
  const { clock, say } = world;
  const page = () => world.as(director).open(world.at('closing'));
  const formOf = async (what: string) => {
    const found = (await page()).forms.find((form) => form.value('do').includes(what));
    if (found === undefined) throw new Error(`the page of closing has no form “${what}”`);
    return found;
  };
  await clock.advanceTo('2026-07-27', '09:00');
  await (await formOf('begin')).submit();
  say(director, 'bắt đầu thanh lý hợp đồng');
  await clock.advanceTo('2026-07-29', '09:00');
  const check = await (await formOf('cancel')).fill(remainder).submit();
  await check.form('/closing').submit();
  say(director, `hủy phần kinh phí còn lại theo ${remainder.decisionNumber}`);
  await clock.advanceTo('2026-07-31', '16:00');
  await (await formOf('close')).fill({ liquidationNumber: liquidation.number }).submit();
  say(director, `kết thúc dự án theo biên bản thanh lý ${liquidation.number}`);
}
