// A team finds the call, writes its application section by section, and hands it in.

import { linkFromLetter } from '../cast.ts';
import { agency, answers, passwordOf, people, team, type WrittenAnswer } from '../content.ts';
import { scan } from '../evidence.ts';
import type { World } from '../world.ts';

const { leader } = people;

/** Two sections an evening. */
const evenings = ['2025-11-11', '2025-11-12', '2025-11-13', '2025-11-14', '2025-11-17', '2025-11-18'];

export async function applying(world: World): Promise<void> {
  const { clock, say } = world;
  const { browser } = world.as(leader);

  await clock.advanceTo('2025-11-10', '19:40');
  const signUp = await (await browser.get('/')).follow('/sign-in').then((page) => page.follow('/sign-up'));
  await signUp
    .form('/sign-up')
    .fill({ name: leader.name, email: leader.email, password: passwordOf(leader) })
    .submit();
  const confirm = await browser.get(await linkFromLetter(browser, leader, '/confirm'));
  await confirm
    .form('/confirm')
    .fill({ password: passwordOf(leader) })
    .submit();
  say(leader, 'đăng ký tài khoản và xác nhận địa chỉ thư');

  const calls = await browser.get('/');
  const call = calls.links.find(({ href }) => href.startsWith(`/agencies/${agency}/calls/`));
  if (call === undefined) throw new Error('the first page shows no open call');
  const apply = await browser.get(`${call.href.replace(/[?#].*$/, '')}/apply`);
  const begun = await apply
    .form('/apply')
    .fill({
      kind: 'team',
      name: team.name,
      identity: team.identity,
      address: team.address,
      accountNumber: team.account.number,
      accountName: team.account.name,
      bank: team.account.bank,
    })
    .submit();
  world.dossier = /\/dossiers\/([0-9a-f-]{36})\//.exec(begun.path)![1]!;
  say(leader, `bắt đầu hồ sơ của ${team.name}`);

  for (const [at, [section, given]] of Object.entries(answers).entries()) {
    await clock.advanceTo(evenings[Math.floor(at / 2)]!, at % 2 === 0 ? '19:30' : '21:00');
    say(leader, `viết phần “${await writeSection(world, section, given)}”`);
  }

  await clock.advanceTo('2025-11-20', '20:15');
  const check = await world.as(leader).open(world.at('application/check'));
  const receipt = await check.form('/application/submit').submit();
  const hash = /[0-9a-f]{64}/.exec(receipt.text.replace(/\s/g, ''))?.[0];
  if (!receipt.path.endsWith('/receipt') || hash === undefined) throw new Error(`no receipt: ${receipt.text}`);
  say(leader, `nộp hồ sơ, giấy biên nhận ${/HS-\d{4}-\w+/.exec(receipt.text)?.[0]}, SHA-256 ${hash.slice(0, 16)}…`);
}

/** Fills in a section, saves it and answers its title. A row more is added by the button below its table, as long as there are too few. */
async function writeSection(
  world: World,
  section: string,
  given: Readonly<Record<string, WrittenAnswer>>,
): Promise<string> {
  const action = `/application/${section}`;
  const page = await world.as(leader).open(world.at(`application/${section}`));
  let form = page.form(action);
  for (const [id, answer] of Object.entries(given)) {
    if (typeof answer === 'string' || typeof answer === 'boolean') {
      form.fill({ [id]: answer });
      continue;
    }
    for (const [index, row] of answer.entries()) {
      const cells = Object.fromEntries(Object.entries(row).map(([column, text]) => [`${id}.${index}.${column}`, text]));
      const isThere = Object.keys(cells).every((name) => form.names.includes(name));
      if (!isThere) form = (await form.submit({ button: id })).form(action);
      form.fill(cells);
    }
  }
  if (section === 'papers') {
    const lines = ['Nguyễn Thị Minh Thư, Trần Gia Bảo, Lê Hoàng Nam.', 'Kinh nghiệm và bằng cấp của từng thành viên.'];
    const profile = await scan('Lý lịch khoa học của các thành viên', lines, world.clock.now());
    const field = form.fields.find(({ type, name }) => type === 'file' && name.includes('profiles'));
    form.attach(field!.name, 'Lý lịch thành viên nhóm Mặn Ngọt.pdf', profile, 'application/pdf');
  }
  await form.submit();
  return page.heading;
}
