// A request for money, from who asks for it to the bank and back.

import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import type { Form, Page } from '../client.ts';
import type { Invoice, Player } from '../content.ts';
import { scan } from '../evidence.ts';
import type { World } from '../world.ts';

export const amountOf = (row: number, amountVnd: string, costVnd = amountVnd) => ({
  [`r${row}-amountVnd`]: formatAmount(BigInt(amountVnd)),
  [`r${row}-costVnd`]: formatAmount(BigInt(costVnd)),
});

/** Writes a request row by row; each row is added by the button of its line. */
export async function writeRequest(world: World, rows: readonly Invoice[]): Promise<Form> {
  let form = (await world.as(world.leader).open(world.at('requests/new'))).form('/requests/new');
  for (const [index, row] of rows.entries()) {
    form = (await form.submit({ button: row.line })).form('/requests/new');
    const at = (name: string) => `r${index}-${name}`;
    const { what, number: invoice, seller, taxCode, date, amountVnd, costVnd, units = {} } = row;
    form.fill({ [at('what')]: what, [at('number')]: invoice, [at('seller')]: seller, [at('taxCode')]: taxCode });
    form.fill(Object.fromEntries(Object.entries(units).map(([unit, said]) => [at(unit), said])));
    form.fill(amountOf(index, amountVnd, costVnd)).fillDays({ [at('date')]: date });
    form.attach(at('file'), row.paper, await paperOf(world, row), 'application/pdf');
  }
  return form;
}

const paperOf = (world: World, { what, number, seller, amountVnd }: Invoice) =>
  scan(`Chứng từ ${number}`, [seller, what, `Số tiền: ${formatVnd(BigInt(amountVnd))}`], world.clock.now());

export const sumOf = (rows: readonly Invoice[]) => rows.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);

/** Sends it, and answers where it is. */
export async function send(world: World, form: Form, rows: readonly Invoice[]): Promise<string> {
  const page = await form.submit();
  const path = page.path.replace(/\?.*$/, '');
  world.requests.push(path);
  const asked = formatVnd(sumOf(rows));
  world.say(world.leader, `gửi đề nghị đợt ${world.requests.length}: ${asked}, ${rows.length} chứng từ`);
  return path;
}

/** Which one it is of its dossier, for what is told. */
const numberOf = (world: World, request: string) => world.requests.indexOf(request) + 1;

/** An officer accepts each invoice as asked, but for the one that is named. */
export async function verify(
  world: World,
  request: string,
  rows: readonly Invoice[],
  less?: { row: number; amountVnd: string; reason: string },
): Promise<void> {
  const { officer } = world.office.people;
  const form = (await world.as(officer).open(request)).form('/verify');
  let accepted = 0n;
  for (const [index, { amountVnd }] of rows.entries()) {
    const taken = index === less?.row ? less.amountVnd : amountVnd;
    accepted += BigInt(taken);
    form.fill({ [`a${index}`]: formatAmount(BigInt(taken)) });
  }
  if (less !== undefined) form.fill({ [`w${less.row}`]: less.reason });
  await form.submit();
  const why = less === undefined ? '' : `; không chấp nhận một khoản: ${less.reason}`;
  world.say(officer, `thẩm tra chứng từ, chấp nhận ${formatVnd(accepted)}${why}`);
}

export async function tryPrepare(
  world: World,
  request: string,
  player: Player,
  { expect = 200, year = world.office.budgetYear.year }: { expect?: number; year?: number } = {},
): Promise<Page> {
  const form = (await world.as(player).open(request)).form('/prepare');
  return form.fill({ source: `${year}/${world.office.budgetYear.source}` }).submit({ expect });
}

export async function prepare(world: World, request: string, player: Player, year?: number): Promise<void> {
  await tryPrepare(world, request, player, year === undefined ? {} : { year });
  world.say(player, `lập chứng từ thanh toán đợt ${numberOf(world, request)}`);
}

export async function approve(world: World, request: string, player: Player): Promise<void> {
  await (await world.as(player).open(request)).form('/approve').submit();
  world.say(player, `duyệt chi đợt ${numberOf(world, request)}`);
}

export async function order(world: World, request: string): Promise<void> {
  const { financeOfficer } = world.office.people;
  await (await world.as(financeOfficer).open(request)).form('/order').submit();
  world.say(financeOfficer, `phát lệnh chi đợt ${numberOf(world, request)}`);
}

/** The bank has paid on that day. `clearBy`: until when an advance is to be accounted for. */
export async function pay(
  world: World,
  request: string,
  paidOn: string,
  reference: string,
  clearBy?: string,
): Promise<void> {
  const { financeOfficer } = world.office.people;
  const form = (await world.as(financeOfficer).open(request)).form('/pay');
  await form
    .fill({ reference })
    .fillDays(clearBy === undefined ? { paidOn } : { paidOn, clearBy })
    .submit();
  world.say(financeOfficer, `ghi nhận đã chi đợt ${numberOf(world, request)}, số chứng từ ${reference}`);
}

/** The bank gives the money back. */
export async function rejectByBank(world: World, request: string, reason: string): Promise<void> {
  const { financeOfficer } = world.office.people;
  const form = (await world.as(financeOfficer).open(request)).form('/bank-reject');
  await form.fill({ 'reason-bankReject': reason }).submit();
  world.say(financeOfficer, `ghi nhận ngân hàng trả lại tiền: ${reason}`);
}

/** What an advance was used for. */
export type Used = {
  settledVnd: string;
  costVnd: string;
  unspentVnd?: string;
  repayBy?: string;
  /** The papers it is shown by. */
  papers: readonly string[];
};

/** An officer accounts for an advance of one item. */
export async function clear(world: World, request: string, used: Used, expect = 200): Promise<Page> {
  const { settledVnd, costVnd, unspentVnd = '0', repayBy, papers } = used;
  const form = (await world.as(world.office.people.officer).open(request)).form('/clear');
  const [s0, c0, u0] = [settledVnd, costVnd, unspentVnd].map((amount) => formatAmount(BigInt(amount)));
  form.fill({ s0: s0!, c0: c0!, u0: u0! });
  if (repayBy !== undefined) form.fillDays({ repayBy });
  const paper = await scan('Bảng kê và chứng từ thanh toán tạm ứng', papers, world.clock.now());
  const read = await form
    .attach('files', 'Chứng từ thanh toán tạm ứng.pdf', paper, 'application/pdf')
    .submit({ expect });
  return expect === 200 ? read.form('/clear').submit({ button: 'Quyết toán' }) : read;
}
