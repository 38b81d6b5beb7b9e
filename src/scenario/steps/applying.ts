// How somebody signs up, writes an application and hands it in.

import { linkFromLetter } from '../cast.ts';
import { type Applicant, passwordOf, type WrittenAnswer } from '../content.ts';
import { scan } from '../evidence.ts';
import type { World } from '../world.ts';

export type Answers = Readonly<Record<string, WrittenAnswer>>;
/** A paper that goes with the application. */
export type Enclosed = { field: string; name: string; heading: string; lines: readonly string[] };

export async function signUp({ as, leader, say }: World): Promise<void> {
  const { browser } = as(leader);
  const account = { name: leader.name, email: leader.email, password: passwordOf(leader) };
  const signUp = await (await browser.get('/')).follow('/sign-in').then((page) => page.follow('/sign-up'));
  await signUp.form('/sign-up').fill(account).submit();
  const confirm = await browser.get(await linkFromLetter(browser, leader, '/confirm'));
  await confirm.form('/confirm').fill({ password: account.password }).submit();
  say(leader, 'đăng ký tài khoản và xác nhận địa chỉ thư');
}

/** Begins an application in the agency's open call. */
export async function begin(world: World, { account, ...party }: Applicant): Promise<void> {
  const { leader, office } = world;
  const { browser } = world.as(leader);
  const calls = await browser.get('/');
  const call = calls.links.find(({ href }) => href.startsWith(`/agencies/${office.agency}/calls/`));
  if (call === undefined) throw new Error('the first page shows no open call');
  const apply = await browser.get(`${call.href.replace(/[?#].*$/, '')}/apply`);
  const begun = await apply
    .form('/apply')
    .fill({ ...party, accountNumber: account.number, accountName: account.name, bank: account.bank })
    .submit();
  world.dossier = /\/dossiers\/([0-9a-f-]{36})\//.exec(begun.path)![1]!;
  world.say(leader, `bắt đầu hồ sơ của ${party.name}`);
}

/** Fills in a section, saves it and answers its title. A row more is added by the button below its table, as long as there are too few. */
export async function writeSection(
  world: World,
  section: string,
  given: Answers,
  enclosed?: Enclosed,
): Promise<string> {
  const action = `/application/${section}`;
  const page = await world.as(world.leader).open(world.at(`application/${section}`));
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
  const field = form.fields.find(({ type, name }) => type === 'file' && name.includes(enclosed?.field ?? ''));
  if (enclosed !== undefined && field !== undefined) {
    const paper = await scan(enclosed.heading, enclosed.lines, world.clock.now());
    form.attach(field.name, enclosed.name, paper, 'application/pdf');
  }
  await form.submit();
  return page.heading;
}

export async function handIn(world: World): Promise<void> {
  const { leader, say } = world;
  const check = await world.as(leader).open(world.at('application/check'));
  const receipt = await check.form('/application/submit').submit();
  const hash = /[0-9a-f]{64}/.exec(receipt.text.replace(/\s/g, ''))?.[0];
  if (!receipt.path.endsWith('/receipt') || hash === undefined) throw new Error(`no receipt: ${receipt.text}`);
  say(leader, `nộp hồ sơ, giấy biên nhận ${/HS-\d{4}-\w+/.exec(receipt.text)?.[0]}, SHA-256 ${hash.slice(0, 16)}…`);
}
