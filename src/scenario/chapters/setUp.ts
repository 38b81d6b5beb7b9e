// The agency gets ready: people, rules, money, a call.

import { v7 } from 'uuid';
import type { CommandType } from '../../../workflows/commands/index.ts';
import type { JsonObject } from '../../../workflows/decide.ts';
import { registerDossier } from '../../../workflows/ids.ts';
import { endOfDay } from '../../../workflows/rules/calendar.ts';
import { vietnamHolidays } from '../../../workflows/rules/holidays.ts';
import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { createAdministrator } from '../../people/administrator.ts';
import { linkFromLetter } from '../cast.ts';
import * as content from '../content.ts';
import { agency, type Player, passwordOf, people } from '../content.ts';
import type { World } from '../world.ts';

export async function setUp(world: World): Promise<void> {
  const { house, clock, say } = world;
  const { administrator } = people;

  // npm run admin:create prints such a link
  const now = () => clock.now().toISOString();
  const said = await createAdministrator(
    { db: house.db, now, origin: house.origin, recorder: house.recorder },
    { agency, ...administrator },
  );
  await choosePassword(world, administrator, said.slice(said.indexOf(house.origin) + house.origin.length).trim());
  say(administrator, 'nhận quyền quản trị, đặt mật khẩu');

  const invited = content.everybody().filter(({ roles }) => roles.length > 0 && !roles.includes('administrator'));
  for (const player of invited) {
    const page = await world.as(administrator).open(`/agencies/${agency}/people`);
    await page
      .form(`/agencies/${agency}/people`)
      .fill({ name: player.name, email: player.email, roles: player.roles })
      .submit();
    clock.tick(60);
    const { browser } = world.as(player);
    await choosePassword(world, player, await linkFromLetter(browser, player, '/invitation'));
  }
  say(administrator, `mời ${invited.length} người, mọi người đã nhận lời và đặt mật khẩu`);

  await viaRecorder(world, administrator, 'changeCalendar', registerDossier(agency, 'calendar'), vietnamHolidays);
  const pack = house.packs.find(({ agency: of }) => of === agency)!;
  const packDossier = v7();
  await viaRecorder(world, administrator, 'publishPack', packDossier, { content: pack });
  say(administrator, `công bố bộ quy định “${pack.shortTitle.vi}”`);

  await clock.advanceTo('2025-11-04', '10:00');
  const { stage, opensOn, closesOn, budgetVnd, decisionNumber, weights, passMark } = content.call;
  const parameters = Object.fromEntries(Object.entries(weights).map(([id, points]) => [`weight.${id}`, points]));
  await viaRecorder(world, people.director, 'openCall', v7(), {
    pack: packDossier,
    stage,
    budgetVnd,
    opensOn,
    closesAt: endOfDay(closesOn),
    parameters: { ...parameters, passMark },
    decisionNumber,
  });
  say(people.director, `mở đợt ươm tạo, ${formatVnd(BigInt(budgetVnd))}, nhận hồ sơ đến hết ngày 05/12/2025`);
}

export async function openBudgetYear(world: World): Promise<void> {
  const { year, source, amountVnd, decisionNumber } = content.budgetYear;
  const accountant = people.chiefAccountant;
  const form = (await world.as(accountant).open(`/agencies/${agency}/budget`)).formWith('open-year');
  form.fill({ 'open-year': String(year), 'open-source': source, 'open-amountVnd': formatAmount(BigInt(amountVnd)) });
  await form.fill({ 'open-decisionNumber': decisionNumber }).submit();
  world.say(accountant, `mở sổ ngân sách năm ${year}: ${formatVnd(BigInt(amountVnd))}`);
}

/** Behind the link of a letter: whoever is invited chooses a password, and is signed in. */
async function choosePassword(world: World, player: Player, link: string): Promise<void> {
  const page = await world.as(player).browser.get(link);
  await page
    .form('/invitation')
    .fill({ password: passwordOf(player) })
    .submit();
}

/**
 * MUST GO when the administrator's pages for packs, calls and the calendar exist: until then these three are asked for without a
 * page, as the demonstration's are.
 */
async function viaRecorder(world: World, player: Player, type: CommandType, dossier: string, input: object) {
  const { db, recorder } = world.house;
  const [person] = await db.query<{ id: string }>`select id from person where email = ${player.email}`;
  const command = { type, dossier, input: input as JsonObject };
  const outcome = await recorder.act(command, { agency, person: person!.id }, v7());
  if (!outcome.ok) throw new Error(`${type} was refused: ${JSON.stringify(outcome.refusal)}`);
}
