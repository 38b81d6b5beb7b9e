// Money is set aside, the agreement signed, suspended, resumed, terminated, closed.

import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import type { Page } from '../client.ts';
import { scan } from '../evidence.ts';
import type { World } from '../world.ts';

/** Sets aside money of a year for the project. */
export async function planBudget(
  world: World,
  amountVnd: string,
  { expect = 200, year = world.office.budgetYear.year }: { expect?: number; year?: number } = {},
): Promise<Page> {
  const page = await world.as(world.office.people.financeOfficer).open(world.at('budget'));
  const read = await page
    .form('/budget')
    .fill({ year: `${year}/${world.office.budgetYear.source}`, amount: formatAmount(BigInt(amountVnd)) })
    .submit({ expect });
  return expect === 200 ? read.form('/budget').submit() : read;
}

/** Sets it aside, and says so. */
export async function setAside(world: World, amountVnd: string, year = world.office.budgetYear.year): Promise<void> {
  await planBudget(world, amountVnd, { year });
  const { financeOfficer } = world.office.people;
  world.say(financeOfficer, `dành ${formatVnd(BigInt(amountVnd))} của ngân sách năm ${year} cho dự án`);
}

/** Files the signed agreement. */
export async function sign(world: World, number: string, endsOn: string, expect = 200): Promise<Page> {
  const form = (await world.as(world.office.people.director).open(world.at('agreement'))).form('/agreement');
  const paper = await scan(`Hợp đồng ${number}`, ['Hợp đồng hỗ trợ theo mẫu I.14, đã ký.'], world.clock.now());
  form.fill({ number }).fillDays({ endsOn });
  // the milestones of the application stand there already; these agreements ask for no reports on them
  for (const name of form.names.filter((one) => one.startsWith('m.') && form.value(one)[0] !== ''))
    form.fill({ [name]: '' });
  return form.attach('document', 'Hợp đồng đã ký.pdf', paper, 'application/pdf').submit({ expect });
}

export async function contract(world: World, number: string, endsOn: string): Promise<void> {
  await sign(world, number, endsOn);
  const until = endsOn.split('-').toReversed().join('/');
  world.say(world.office.people.director, `ký hợp đồng ${number}, đến hết ngày ${until}`);
}

/** A decision on paper, and why it was taken. */
export type Decision = { decisionNumber: string; reason: string };

/** The director suspends, resumes or terminates; what that does is read once more. `notice`: when and how the team was told before. */
export async function steer(
  world: World,
  action: 'suspend' | 'resume' | 'terminate',
  decision: Decision,
  notice?: { on: string; number: string },
): Promise<void> {
  const { director } = world.office.people;
  const form = (await world.as(director).open(world.at('steering'))).form('/steering');
  form.fill(form.names.includes('action') ? { action, ...decision } : decision);
  if (notice !== undefined) form.fill({ noticeNumber: notice.number }).fillDays({ noticeOn: notice.on });
  const page = await form.submit();
  if (action !== 'resume') await page.form('/steering').submit();
  const said = { suspend: 'tạm dừng hỗ trợ', resume: 'cho tiếp tục', terminate: 'chấm dứt hợp đồng' }[action];
  world.say(director, `${said} theo ${decision.decisionNumber}: ${decision.reason}`);
}

async function closingForm(world: World, what: 'begin' | 'cancel' | 'close') {
  const page = await world.as(world.office.people.director).open(world.at('closing'));
  const found = page.forms.find((form) => form.value('do').includes(what));
  if (found === undefined) throw new Error(`the page of closing has no form “${what}”`);
  return found;
}

export async function beginClosing(world: World): Promise<void> {
  const check = await (await closingForm(world, 'begin')).submit();
  await check.form('/closing').submit();
  world.say(world.office.people.director, 'bắt đầu thanh lý hợp đồng');
}

export async function cancelRemainder(world: World, decision: Decision): Promise<void> {
  const check = await (await closingForm(world, 'cancel')).fill(decision).submit();
  await check.form('/closing').submit();
  world.say(world.office.people.director, `hủy phần kinh phí còn lại theo ${decision.decisionNumber}`);
}

/** Asks for the project to be closed. */
export async function closing(world: World, liquidationNumber: string, expect = 200): Promise<Page> {
  return (await closingForm(world, 'close')).fill({ liquidationNumber }).submit({ expect });
}

export async function close(world: World, liquidationNumber: string): Promise<void> {
  await closing(world, liquidationNumber);
  world.say(world.office.people.director, `kết thúc dự án theo biên bản thanh lý ${liquidationNumber}`);
}
