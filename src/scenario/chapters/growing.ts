// The product grows up, a company is formed, and the agreement passes to it.

import { checkDigitOf } from '../../../workflows/rules/identifiers.ts';
import { company, novation, people, reports } from '../content.ts';
import { scan } from '../evidence.ts';
import type { World } from '../world.ts';

const { leader, officer, director } = people;

/** The technology is complete, and the prototype begun. */
export async function developing(world: World): Promise<void> {
  await world.clock.advanceTo('2026-03-24', '20:00');
  await report(world, reports.technology);
  world.say(leader, 'báo cáo bắt đầu hoàn thiện công nghệ');
}

export async function makingPrototype(world: World): Promise<void> {
  await world.clock.advanceTo('2026-05-08', '20:00');
  await report(world, reports.prototype);
  world.say(leader, 'báo cáo bắt đầu làm sản phẩm mẫu: 30 bộ');
}

async function report(world: World, text: string): Promise<void> {
  await (await world.as(leader).open(world.at('progress'))).formWith('report').fill({ report: text }).submit();
}

/** The prototype has run for 45 days, and is accepted. */
export async function acceptingPrototype(world: World): Promise<void> {
  const { clock, say } = world;
  await clock.advanceTo('2026-06-08', '19:30');
  const handIn = (await world.as(leader).open(world.at('prototype'))).formWith('report');
  const measured = await scan('Số liệu thử nghiệm', [reports.result], clock.now());
  await handIn
    .fill({ report: reports.result })
    .attach('tests', 'Số liệu thử nghiệm.pdf', measured, 'application/pdf')
    .submit();
  say(leader, 'nộp báo cáo sản phẩm mẫu');

  await clock.advanceTo('2026-06-15', '10:00');
  const accept = (await world.as(officer).open(world.at('prototype'))).formWith('minutes');
  const minutes = await scan('Biên bản nghiệm thu sản phẩm mẫu', [reports.minutes], clock.now());
  await accept
    .fill({ minutes: reports.minutes })
    .attach('minutesFile', 'Biên bản nghiệm thu sản phẩm mẫu.pdf', minutes, 'application/pdf')
    .submit();
  say(officer, 'nghiệm thu sản phẩm mẫu');
}

/** Who holds the company: the leader, who stands in the first row, and two who are not of the team here. */
const sharesOf = (first: string) => ({
  'h.0.name': first,
  'h.0.share': '33,34',
  'h.1.name': 'Trần Quốc Bảo',
  'h.1.person': '',
  'h.1.share': '33,33',
  'h.2.name': 'Quỹ Ươm mầm Bình Khánh',
  'h.2.person': '',
  'h.2.share': '33,33',
});

export async function formingCompany(world: World): Promise<void> {
  const { clock, say } = world;
  await clock.advanceTo('2026-06-22', '19:00');
  const handIn = async (code: string, expect: number) => {
    const form = (await world.as(leader).open(world.at('company'))).form('/company');
    const { name, address, account, registeredOn } = company;
    form.fill({ name, code, address, accountNumber: account.number, accountName: account.name, bank: account.bank });
    form.fill(sharesOf(form.value('h.0.name')[0] ?? '')).fillDays({ issuedOn: registeredOn });
    const certificate = await scan('Giấy chứng nhận đăng ký doanh nghiệp', [company.name, company.code], clock.now());
    return form.attach('certificate', 'Giấy chứng nhận ĐKDN.pdf', certificate, 'application/pdf').submit({ expect });
  };
  const wrong = await handIn(company.wrongCode, 422);
  say(leader, `gõ nhầm mã số ${company.wrongCode} – KHÔNG ĐƯỢC: ${wrong.errors.join(' ')}`);
  await handIn(company.code, 200);
  const digit = checkDigitOf(company.code.slice(0, 9));
  say(leader, `đăng ký ${company.name}, mã số ${company.code} (chữ số kiểm tra ${digit})`);

  await clock.advanceTo('2026-06-24', '09:00');
  const confirm = (await world.as(officer).open(world.at('company'))).form('Xác nhận doanh nghiệp');
  await confirm.fill({ checked: 'yes', account: 'yes' }).submit();
  say(officer, 'xác nhận doanh nghiệp đã thành lập');

  await clock.advanceTo('2026-06-29', '10:00');
  const novate = (await world.as(director).open(world.at('novation'))).form('/novation');
  await novate.fill({ verified: 'yes', decisionNumber: novation.decisionNumber }).submit();
  say(director, `chuyển giao hợp đồng cho ${company.name} theo ${novation.decisionNumber}`);
}

export async function selling(world: World): Promise<void> {
  await world.clock.advanceTo('2026-07-20', '20:00');
  await report(world, reports.market);
  world.say(leader, 'báo cáo thương mại hóa: 52 bộ đã bán');
}
