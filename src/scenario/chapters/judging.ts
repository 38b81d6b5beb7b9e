// The application is screened, reviewed by three, voted on by the council, and awarded by the director.

import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import * as content from '../content.ts';
import { council, people, reviewers, reviewsWritten } from '../content.ts';
import type { World } from '../world.ts';
import { openBudgetYear } from './setUp.ts';

const { officer, secretary, director } = people;

export async function judging(world: World): Promise<void> {
  await screening(world);
  await reviewing(world);
  await voting(world);
  await awarding(world);
}

async function screening(world: World): Promise<void> {
  const { clock, say } = world;
  await clock.advanceTo('2025-12-09', '09:10');
  const page = await world.as(officer).open(world.at('screening'));
  const confirmed = await page.form('/screening').submit({ button: 'Xác nhận bên đăng ký' });
  say(officer, 'xác nhận tư cách của nhóm');
  const form = confirmed.form('/screening');
  const questions = form.names.filter((name) => name === 'complete' || name.startsWith('rule.'));
  const yes = Object.fromEntries(questions.map((name) => [name, 'yes']));
  await form.fill({ ...yes, outcome: 'eligible' }).submit();
  say(officer, `kiểm tra hồ sơ theo ${questions.length} điều kiện: hợp lệ`);

  await clock.advanceTo('2025-12-10', '10:00');
  const choose = await world.as(officer).open(world.at('reviewers'));
  await choose
    .form('/reviewers')
    .fill({ reviewers: reviewers.map(({ name }) => name) })
    .submit();
  say(officer, `phân công ${reviewers.length} chuyên gia đánh giá`);
}

async function reviewing(world: World): Promise<void> {
  const { clock, say } = world;
  for (const [at, reviewer] of reviewers.entries()) {
    await clock.advanceTo(`2025-12-${22 + at}`, '20:05');
    const person = world.as(reviewer);
    const declare = await person.open(world.at('review'));
    await declare.form('/review/conflict').fill({ conflict: 'none' }).submit();
    await clock.advanceTo(`2025-12-${22 + at}`, '20:40');
    const sheet = (await person.open(world.at('review'))).form('/review');
    const { fails, conclusion, remark, conditions } = reviewsWritten[at]!;
    const reasons: Record<string, string> = fails;
    const criteria = sheet.fields.filter(({ type }) => type === 'radio').map(({ name }) => name);
    for (const name of new Set(criteria))
      sheet.fill(
        reasons[name] === undefined ? { [name]: 'pass' } : { [name]: 'fail', [`${name}.reason`]: reasons[name] },
      );
    if (conclusion !== '') sheet.fill({ 'conclusion.reason': conclusion });
    sheet.fill({ remark, conditions, duration: `${content.months} tháng` });
    const check = await sheet.submit({ button: 'check' });
    await check.form('/review').submit({ button: 'submit' });
    say(reviewer, `khai không có xung đột lợi ích, nộp phiếu đánh giá: Đạt (${new Set(criteria).size} tiêu chí)`);
  }
}

async function voting(world: World): Promise<void> {
  const { clock, say } = world;
  const [chair, viceChair] = council;
  await clock.advanceTo('2026-01-06', '09:00');
  await openBudgetYear(world);
  const compose = await world.as(secretary).open(world.at('council'));
  await compose
    .form('/council/refer')
    .fill({ council: council.map(({ name }) => name), chair: chair!.name, viceChair: viceChair!.name })
    .submit();
  say(secretary, `trình hội đồng ${council.length} thành viên, chủ tịch ${chair!.name}`);

  await clock.advanceTo('2026-01-13', '15:20');
  const present = council.slice(0, 6);
  const absent = council.slice(6);
  for (const member of present) {
    const declare = await world.as(member).open(world.at('council'));
    const page = await declare.form('/council/conflict').fill({ conflict: 'none' }).submit();
    const ballot = page.form('/council/vote');
    const items = ballot.names.filter((name) => name.startsWith('ballot.'));
    await ballot.fill(Object.fromEntries(items.map((name) => [name, 'pass']))).submit();
  }
  say(
    chair!,
    `${present.length}/${council.length} thành viên khai không có xung đột lợi ích và bỏ phiếu: hai nội dung đều Đạt`,
  );

  await clock.advanceTo('2026-01-13', '16:20');
  const conclude = async (labour: string, services: string, expect: number) => {
    const form = (await world.as(secretary).open(world.at('council'))).form('/council/recommend');
    const { meeting } = content;
    const { established, place, heldOn, begins, ends, guests, absence, remark } = meeting;
    form.fill({ established, place, heldOn, begins, ends, guests, remark, meetingForm: 'inPerson' });
    for (const { name } of absent)
      form.fillByLabel({ [`${name} không bỏ phiếu`]: 'Vắng mặt có lý do', [`${name}: lý do`]: absence });
    form.fill({ ...meeting.said, announced: true, readBack: true });
    form.fill({ 'amount.labour': formatAmount(BigInt(labour)), 'amount.services': formatAmount(BigInt(services)) });
    form.fill({ months: String(content.months), completion: 'no' });
    return form.submit({ expect });
  };
  const { labour, services } = content.awarded;
  const more = (amount: string) => String(BigInt(amount) + 1n);
  const less = (amount: string) => String(BigInt(amount) - 1n);

  let page = await conclude(more(labour), less(services), 422);
  const tried = (amount: string, what: string) => `ghi mức đề nghị ${formatVnd(BigInt(amount))} cho ${what}`;
  world.refused(secretary, tried(more(labour), 'tiền công'), page, 'cap');
  page = await conclude(less(labour), more(services), 422);
  world.refused(secretary, tried(more(services), 'dịch vụ'), page, 'cap');
  page = await conclude(labour, more(services), 422);
  const all = String(BigInt(labour) + BigInt(services) + 1n);
  world.refused(secretary, tried(all, 'cả dự án'), page, 'cap');
  page = await conclude(labour, services, 200);
  const read = page.form('/council/recommend');
  await read.fill(Object.fromEntries(read.names.map((name) => [name, true]))).submit({ button: 'Ghi: đề nghị hỗ trợ' });
  say(secretary, `ghi biên bản, hội đồng đề nghị ${formatVnd(80_000_000n)} trong ${content.months} tháng`);
}

async function awarding(world: World): Promise<void> {
  await world.clock.advanceTo('2026-01-20', '10:30');
  const { labour, services } = content.awarded;
  const decide = async (asked: string, expect: number) => {
    const form = (await world.as(director).open(world.at('award'))).form('/award');
    const [one, other] = [asked, services].map((amount) => formatAmount(BigInt(amount)));
    return form.fill({ 'amount.labour': one!, 'amount.services': other! }).submit({ expect });
  };
  const more = String(BigInt(labour) + 1n);
  const page = await decide(more, 422);
  world.refused(director, `quyết định ${formatVnd(BigInt(more))} tiền công`, page, 'moreThanRecommended');
  const read = await decide(labour, 200);
  await read.form('/award').submit({ button: 'Ra quyết định hỗ trợ' });
  world.say(director, `ký quyết định hỗ trợ: ${formatVnd(80_000_000n)}`);
}
