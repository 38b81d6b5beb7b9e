// How an application is screened, reviewed, voted on and decided.

import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import type { Form, Page } from '../client.ts';
import type { Player } from '../content.ts';
import type { World } from '../world.ts';

/** Amounts by expense line, as decimal strings. */
export type Amounts = Readonly<Record<string, string>>;

const dotted = (amounts: Amounts) =>
  Object.fromEntries(Object.entries(amounts).map(([line, amount]) => [`amount.${line}`, formatAmount(BigInt(amount))]));
export const sumOf = (amounts: Amounts) => Object.values(amounts).reduce((sum, amount) => sum + BigInt(amount), 0n);

/** What an officer finds: the questions answered no, and why. */
export type Finding = { outcome: 'eligible' | 'ineligible' | 'return'; no?: readonly string[]; reason?: string };

/** An officer confirms who applies, and says what becomes of the application. */
export async function screen(world: World, { outcome, no = [], reason }: Finding): Promise<void> {
  const { officer } = world.office.people;
  const page = await world.as(officer).open(world.at('screening'));
  const confirmed = await page.form('/screening').submit({ button: 'Xác nhận bên đăng ký' });
  world.say(officer, 'xác nhận tư cách của người đăng ký');
  const form = confirmed.form('/screening');
  const questions = form.names.filter((name) => name === 'complete' || name.startsWith('rule.'));
  form.fill(Object.fromEntries(questions.map((name) => [name, no.includes(name) ? 'no' : 'yes'])));
  if (reason !== undefined) form.fill({ reason });
  await form.fill({ outcome }).submit();
  const said = { eligible: 'hợp lệ', ineligible: 'không hợp lệ', return: 'trả lại để bổ sung' }[outcome];
  const why = reason === undefined ? '' : `: ${reason}`;
  world.say(officer, `kiểm tra hồ sơ theo ${questions.length} điều kiện: ${said}${why}`);
}

export async function assign(world: World, reviewers: readonly Player[]): Promise<void> {
  const { officer } = world.office.people;
  const form = (await world.as(officer).open(world.at('reviewers'))).form('/reviewers');
  await form.fill({ reviewers: reviewers.map(({ name }) => name) }).submit();
  world.say(officer, `phân công ${reviewers.length} chuyên gia đánh giá`);
}

/** Says what a reviewer has to do with who applies: nothing, or what. */
export async function declare(world: World, reviewer: Player, conflict?: string): Promise<void> {
  const form = (await world.as(reviewer).open(world.at('review'))).form('/review/conflict');
  await form.fill(conflict === undefined ? { conflict: 'none' } : { conflict: 'some', which: conflict }).submit();
  if (conflict !== undefined) world.say(reviewer, `khai xung đột lợi ích: ${conflict}`);
}

/** What a reviewer writes: which criteria fail and why, what the conclusion stands on, remarks. */
export type Written = {
  fails?: Readonly<Record<string, string>>;
  remark: string;
  /** What else the sheet asks for. */
  more?: Readonly<Record<string, string>>;
  verdict?: 'pass' | 'fail';
};

/** A reviewer fills in the sheet, reads it once more and hands it in. */
export async function review(world: World, reviewer: Player, written: Written): Promise<void> {
  const { fails = {}, remark, more = {}, verdict = 'pass' } = written;
  const sheet = (await world.as(reviewer).open(world.at('review'))).form('/review');
  const criteria = new Set(sheet.fields.filter(({ type }) => type === 'radio').map(({ name }) => name));
  for (const name of criteria)
    sheet.fill(fails[name] === undefined ? { [name]: 'pass' } : { [name]: 'fail', [`${name}.reason`]: fails[name] });
  const check = await sheet.fill({ remark, ...more }).submit({ button: 'check' });
  await check.form('/review').submit({ button: 'submit' });
  const said = verdict === 'pass' ? 'Đạt' : 'Không đạt';
  world.say(reviewer, `khai không có xung đột lợi ích, nộp phiếu đánh giá: ${said} (${criteria.size} tiêu chí)`);
}

type Sitting = { readonly heldOn: string; readonly begins: string; readonly place: string };

/** The secretary composes the council; its first takes the chair. */
export async function refer(world: World, { heldOn, begins, place }: Sitting): Promise<void> {
  const { people, council } = world.office;
  const [chair, viceChair] = council;
  await (await world.as(people.secretary).open(world.at('council')))
    .form('/council/refer')
    .fill({ council: council.map(({ name }) => name), chair: chair!.name, viceChair: viceChair!.name })
    .fill({ meetsOn: heldOn, meetsFrom: begins, meetsAt: place })
    .submit();
  world.say(people.secretary, `trình hội đồng ${council.length} thành viên, chủ tịch ${chair!.name}`);
}

/** Members declare that nothing binds them, and vote on each item of the budget. */
export async function vote(world: World, present: readonly Player[], ballot: 'pass' | 'fail' = 'pass'): Promise<void> {
  for (const member of present) {
    const declare = await world.as(member).open(world.at('council'));
    const page = await declare.form('/council/conflict').fill({ conflict: 'none' }).submit();
    const form = page.form('/council/vote');
    const items = form.names.filter((name) => name.startsWith('ballot.'));
    const read = await form.fill(Object.fromEntries(items.map((name) => [name, ballot]))).submit();
    await confirm(read, '/council/vote', 'Gửi phiếu biểu quyết');
  }
  const said = ballot === 'pass' ? 'Đạt' : 'Không đạt';
  world.say(
    present[0]!,
    `${present.length}/${world.office.council.length} thành viên khai không có xung đột lợi ích và bỏ phiếu: ${said}`,
  );
}

/** What the minutes say that history does not know. */
export type Meeting = {
  heldOn: string;
  place: string;
  begins: string;
  ends: string;
  /** Who cast no ballot, and why. */
  absent: readonly Player[];
  absence: string;
  remark: string;
  /** What else the form asks for. */
  more?: Readonly<Record<string, string>>;
};

/** The secretary ends the vote without those who cast no ballot: of each it is said why. */
async function endVote(page: Page, { absent, absence }: Meeting): Promise<Page> {
  const form = page.form('/council/end');
  for (const { name } of absent)
    form.fillByLabel({ [`${name} không bỏ phiếu`]: 'Vắng mặt có lý do', [`${name}: lý do`]: absence });
  return form.submit();
}

/** The form of the conclusion, with all about the meeting filled in. */
export async function conclusion(world: World, meeting: Meeting): Promise<Form> {
  const page = await world.as(world.office.people.secretary).open(world.at('council'));
  const voted = page.hasForm('/council/end') ? await endVote(page, meeting) : page;
  const { absent: _, absence: __, more = {}, ...held } = meeting;
  const said = { ...held, meetingForm: 'inPerson', announced: true, readBack: true, ...more };
  return voted.form('/council/recommend').fill(said);
}

/** Fills in what is recommended, and asks for the page on which it is read once more. */
export const recommending = (form: Form, amounts: Amounts, months: string, expect: number): Promise<Page> =>
  form.fill({ ...dotted(amounts), months, completion: 'no' }).submit({ expect });

/** What stands on the page is read once more, box by box, and recorded. */
async function confirm(page: Page, action: string, button: string): Promise<Page> {
  const read = page.form(action);
  return read.fill(Object.fromEntries(read.names.map((name) => [name, true]))).submit({ button });
}

export const recordRecommended = (page: Page) => confirm(page, '/council/recommend', 'Ghi: đề nghị hỗ trợ');

/** The council recommends, in one go. */
export async function recommend(world: World, meeting: Meeting, amounts: Amounts, months: string): Promise<void> {
  await recordRecommended(await recommending(await conclusion(world, meeting), amounts, months, 200));
  world.say(
    world.office.people.secretary,
    `ghi biên bản, hội đồng đề nghị ${formatVnd(sumOf(amounts))} trong ${months} tháng`,
  );
}

/** The council does not recommend. */
export async function notRecommend(world: World, meeting: Meeting, reason: string): Promise<void> {
  const form = await conclusion(world, meeting);
  const page = await form.fill({ reason }).submit({ button: 'Xem lại trước khi không đề nghị' });
  await confirm(page, '/council/not-recommend', 'Ghi: không đề nghị hỗ trợ');
  world.say(world.office.people.secretary, `ghi biên bản, hội đồng không đề nghị: ${reason}`);
}

/** The director fills in what is awarded, and why less than was recommended; the page on which it is read once more. */
export async function awarding(world: World, amounts: Amounts, expect: number, less?: string): Promise<Page> {
  const form = (await world.as(world.office.people.director).open(world.at('award'))).form('/award');
  return form.fill({ ...dotted(amounts), ...(less === undefined ? {} : { less }) }).submit({ expect });
}

export async function award(world: World, amounts: Amounts, less?: string): Promise<void> {
  const read = await awarding(world, amounts, 200, less);
  await read.form('/award').submit({ button: 'Ra quyết định hỗ trợ' });
  const why = less === undefined ? '' : `, khác mức hội đồng đề nghị: ${less}`;
  world.say(world.office.people.director, `ký quyết định hỗ trợ: ${formatVnd(sumOf(amounts))}${why}`);
}

export async function reject(world: World, reason: string): Promise<void> {
  const { director } = world.office.people;
  const form = (await world.as(director).open(world.at('award'))).form('/reject');
  const read = await form.fill({ reason }).submit();
  if (read.hasForm('/reject')) await read.form('/reject').submit();
  world.say(director, `từ chối: ${reason}`);
}
