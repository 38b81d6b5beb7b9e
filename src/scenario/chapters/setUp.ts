// The agency gets ready: people, rules, money, a call.

import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { createAdministrator } from '../../people/administrator.ts';
import { linkFromLetter, type Person } from '../cast.ts';
import { type Office, type Player, passwordOf } from '../content.ts';
import type { World } from '../world.ts';

export async function setUp(world: World): Promise<void> {
  const { house, clock, say, office } = world;
  const { agency, people } = office;
  const { administrator } = people;

  // npm run admin:create prints such a link
  const now = () => clock.now().toISOString();
  const said = await createAdministrator(
    { db: house.db, now, origin: house.origin, recorder: house.recorder, packs: house.packs },
    { agency, ...administrator },
  );
  await choosePassword(world.as(administrator), said.slice(said.indexOf(house.origin) + house.origin.length).trim());
  say(administrator, 'nhận quyền quản trị, đặt mật khẩu');

  const staff = [...Object.values(people), ...office.reviewers, ...office.council];
  const invited = staff.filter(({ roles }) => roles.length > 0 && !roles.includes('administrator'));
  for (const player of invited) await invite(world, player);
  say(administrator, `mời ${invited.length} người, mọi người đã nhận lời và đặt mật khẩu`);

  const calendar = await world.as(administrator).open(`/agencies/${agency}/calendar`);
  await calendar.form('Nạp lịch nghỉ đã công bố').submit();
  say(administrator, 'nạp lịch nghỉ lễ và ngày làm bù đã công bố');

  const treasury = await world.as(administrator).open(`/agencies/${agency}/treasury`);
  const changed = await treasury.form('/treasury').fill(office.treasury).submit();
  await changed.form('/treasury').fill({ decisionNumber: office.appointment.decisionNumber }).submit({ button: 'Lưu' });
  say(administrator, 'ghi mã đơn vị, tài khoản và Kho bạc để in trên lệnh chi');

  const packs = await world.as(administrator).open(`/agencies/${agency}/programmes`);
  const pack = house.packs.find(({ agency: of }) => of === agency)!;
  const read = await packs.follow(`/programmes/${pack.id}.v${pack.version}`);
  await read.form('/publish').submit();
  say(administrator, `công bố bộ quy định “${pack.shortTitle.vi}”`);

  await openCall(world);
}

/** The director opens the office's call. */
export async function openCall({ as, clock, house, office, say }: World): Promise<void> {
  const { agency, people } = office;
  const { stage, openedOn, opensOn, closesOn, budgetVnd, decisionNumber, weights, passMark } = office.call;
  await clock.advanceTo(openedOn, '10:00');
  const choose = await as(people.director).open(`/agencies/${agency}/calls/new`);
  const chosen = choose.links.find(({ href }) => new URL(href, house.origin).searchParams.get('stage') === stage);
  if (chosen === undefined) throw new Error(`${choose.path} lets nobody open a call for ${stage}`);
  const set = { ...weighed(weights), ...(passMark === undefined ? {} : { passMark }) };
  const points = Object.entries(set).map(([id, most]) => [`p-${id}`, String(most)]);
  const form = (await as(people.director).open(chosen.href)).form('/calls/new');
  form.fill({
    decisionNumber,
    budgetVnd: formatAmount(BigInt(budgetVnd)),
    ...Object.fromEntries(points),
    ...(form.names.includes('unread') ? { unread: true } : {}),
  });
  const check = await form.fillDays({ opensOn, closesOn }).submit();
  await check.form('/calls/new').submit({ button: 'Mở đợt tiếp nhận' });
  say(
    people.director,
    `mở đợt ươm tạo, ${formatVnd(BigInt(budgetVnd))}, nhận hồ sơ đến hết ngày ${closesOn.split('-').toReversed().join('/')}`,
  );
}

/** Points by the id of the parameter that a call sets. */
const weighed = (weights: Readonly<Record<string, number>> = {}) =>
  Object.fromEntries(Object.entries(weights).map(([id, most]) => [`weight.${id}`, most]));

/** Somebody is invited to hold an office, and chooses a password. */
export async function invite({ as, clock, office }: World, player: Player): Promise<void> {
  const { agency, people, appointment } = office;
  const page = await as(people.administrator).open(`/agencies/${agency}/people`);
  await page
    .form('Gửi lời mời')
    .fill({ name: player.name, email: player.email, roles: player.roles, ...appointment })
    .submit();
  clock.tick(60);
  await choosePassword(as(player), await linkFromLetter(as(player).browser, player, '/invitation'));
}

export async function openBudgetYear(
  world: World,
  budget: Office['budgetYear'] = world.office.budgetYear,
): Promise<void> {
  const { year, source, amountVnd, decisionNumber } = budget;
  const { agency, people } = world.office;
  const accountant = people.chiefAccountant;
  const form = (await world.as(accountant).open(`/agencies/${agency}/budget`)).formWith('open-year');
  form.fill({ 'open-year': String(year), 'open-source': source, 'open-amountVnd': formatAmount(BigInt(amountVnd)) });
  const check = await form.fill({ 'open-decisionNumber': decisionNumber }).submit();
  await check.form('/budget').submit({ button: 'Mở năm ngân sách' });
  world.say(accountant, `mở sổ ngân sách năm ${year}: ${formatVnd(BigInt(amountVnd))}`);
}

/** Behind the link of a letter: whoever is invited chooses a password, and is signed in. */
async function choosePassword({ browser, player }: Person, link: string): Promise<void> {
  const page = await browser.get(link);
  await page
    .form('/invitation')
    .fill({ password: passwordOf(player) })
    .submit();
}
