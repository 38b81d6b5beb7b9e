// Dossiers that are under way: one in each state in which a dossier waits for somebody, in a second call of the fictional agency.

import { checkDigitOf } from '../../../workflows/rules/identifiers.ts';
import { openCall } from '../chapters/setUp.ts';
import type { Invoice, Office, Player } from '../content.ts';
import { scan } from '../evidence.ts';
import { begin, signUp, writeSection } from '../steps/applying.ts';
import { beginClosing, contract, setAside, steer } from '../steps/contracting.ts';
import {
  type Amounts,
  assign,
  award,
  declare,
  type Meeting,
  notRecommend,
  recommend,
  refer,
  review,
  screen,
  vote,
} from '../steps/judging.ts';
import { approve, order, pay, prepare, send, verify, writeRequest } from '../steps/paying.ts';
import { decide, propose } from '../steps/recovering.ts';
import type { World } from '../world.ts';
import { apply } from './applied.ts';
import { type Application, exampleApplication } from './content.ts';
import { example } from './office.ts';

/** The office with the call that these are in. All twelve others have ended before. */
const office: Office = {
  ...example,
  call: {
    stage: 'chinh',
    openedOn: '2026-08-10',
    opensOn: '2026-08-11',
    closesOn: '2027-03-31',
    budgetVnd: '300000000',
    decisionNumber: '160/QĐ-SKHCN',
  },
};

const leaders = [
  ['An Thị Sao Mai', 'mai.an', '084199000011'],
  ['Bàn Phúc Tài', 'tai.ban', '084199000022'],
  ['Cầm Bá Lai', 'lai.cam', '084199000033'],
  ['Đèo Thị Yến', 'yen.deo', '084199000044'],
  ['Hà Kiều Oanh', 'oanh.ha', '084199000055'],
  ['Khang A Tủa', 'tua.khang', '084199000066'],
  ['Lù Thị Mảy', 'may.lu', '084199000077'],
  ['Ma Văn Kháng', 'khang.ma', '084199000088'],
  ['Nông Thị Duyên', 'duyen.nong', '084199000099'],
  ['Ô Văn Nựu', 'nuu.o', '084199000100'],
  ['Phàn Thị Sẩy', 'say.phan', '084199000111'],
] as const;

/** What each of them applies with: the same, in another name. */
const applications: readonly Application[] = leaders.map(([leader, mailbox, identity], at) =>
  exampleApplication({
    ...{ leader, mailbox, identity, field: 'agriculture' },
    name: `Nhóm Vườn Thử ${at + 1}`,
    address: `${at + 1} đường Vườn Thử, phường Trung Tâm, Thành phố Ví Dụ`,
    account: [`740021500${identity.slice(-4)}`, `NHOM VUON THU ${at + 1}`, 'Ngân hàng Ví Dụ – Chi nhánh Bến Nghé'],
    project: `Vườn thử số ${at + 1}: tưới theo độ ẩm đất`,
    problem: 'Người trồng tưới theo thói quen, thừa nước lúc mưa và thiếu nước lúc nắng.',
    solution: 'Que đo độ ẩm rẻ tiền mở van tưới từng luống.',
    budget: [
      ['labour', 'Kỹ sư cơ điện, tám tháng', '16000000', '0'],
      ['prototype', 'Làm hai mươi que đo mẫu', '10000000', '10000000'],
    ],
  }),
);

/** Those who have work to do when all is played. */
export const liveFounders: readonly Player[] = applications.map(({ leader }) => leader);

const amounts: Amounts = { labour: '16000000', prototype: '10000000' };
const sitting: Meeting = {
  heldOn: '15/09/2026',
  place: 'Phòng họp lớn, Sở Khoa học và Công nghệ Thành phố Ví Dụ',
  begins: '08:00',
  ends: '11:00',
  absent: example.council.slice(4),
  absence: 'Nghỉ ốm',
  remark: 'Đủ cơ sở để hỗ trợ.',
};

/** Plays them one after another, once all else is played. */
export async function playLive(root: World): Promise<readonly World[]> {
  const worlds = applications.map(({ leader }, at) => root.another({ name: `live ${at + 1}`, office, leader }));
  const [draft, submitted, returned, eligible, reviewed, beforeCouncil, recommended, failed, ...projects] =
    worlds as Eleven;
  const { clock } = root;
  await openCall(draft);
  await clock.advanceTo('2026-08-11', '18:00');
  await write(draft, applications[0]!);
  for (const [at, world] of worlds.entries())
    if (world !== draft) await apply(world, applications[at]!, `2026-08-${11 + at}`);

  await clock.advanceTo('2026-08-25', '09:00');
  const judged = [reviewed, beforeCouncil, recommended, failed, ...projects];
  for (const world of [eligible, ...judged]) await screen(world, { outcome: 'eligible' });
  for (const world of judged) await assign(world, office.reviewers);
  const sat = judged.slice(1);
  for (const world of sat)
    for (const reviewer of office.reviewers) {
      await declare(world, reviewer);
      await review(world, reviewer, { remark: 'Dự án trả lời đúng một nhu cầu; kinh phí hợp lý.' });
    }
  await clock.advanceTo('2026-09-03', '09:00');
  for (const world of sat) await refer(world, sitting);
  await clock.advanceTo('2026-09-15', '08:15');
  const good = [recommended, ...projects];
  for (const world of good) await vote(world, office.council.slice(0, 4));
  await vote(failed, office.council.slice(0, 4), 'fail');
  await clock.advanceTo('2026-09-15', '11:10');
  for (const world of good) await recommend(world, sitting, amounts, '10');
  await notRecommend(failed, sitting, 'Nhóm chưa có người làm được phần điện tử.');
  await clock.advanceTo('2026-09-18', '09:00');
  for (const world of projects) await award(world, amounts);
  await clock.advanceTo('2026-09-22', '09:00');
  for (const [at, world] of projects.entries()) {
    await setAside(world, '26000000');
    await contract(world, `${41 + at}/2026/HĐ-VD`, '2027-06-30');
  }
  const [paid, suspended, closing] = projects;
  await clock.advanceTo('2026-10-01', '09:00');
  await ask(paid);
  await wantBack(suspended);
  await grow(suspended);
  await steer(suspended, 'suspend', { decisionNumber: '171/QĐ-SKHCN', reason: 'Vườn thử bị ngập.' });
  await report(closing, 'Đã hoàn thiện mạch đo.');
  await beginClosing(closing);
  const [missing, late] = ['Thiếu báo giá của phần làm mẫu.', '2026-10-16'];
  await clock.advanceTo(late, '15:00');
  await screen(returned, { outcome: 'return', no: ['complete'], reason: missing });
  submitted.say(null, 'còn chờ kiểm tra');
  return worlds;
}
type Eleven = [World, World, World, World, World, World, World, World, World, World, World];

/** Everything is written, and nothing handed in. */
async function write(world: World, { applicant, sections }: Application): Promise<void> {
  await signUp(world);
  await begin(world, applicant);
  for (const [section, answers] of Object.entries(sections)) await writeSection(world, section, answers);
}

const wages = (number: number): Invoice => ({
  ...{ line: 'labour', number: `BCC-${number}`, date: '2026-09-30', seller: `Kỹ sư ${number}`, taxCode: '' },
  what: 'Tiền công tháng 9 theo bảng chấm công',
  units: { person: `Kỹ sư ${number}`, month: '09/2026' },
  amountVnd: '1500000',
  paper: `BCC-${number}.pdf`,
});

const estimate: Invoice = {
  ...{
    line: 'prototype',
    number: 'BG-7',
    date: '2026-09-30',
    seller: 'Công ty TNHH Cơ khí Ví Dụ',
    taxCode: '0312884065',
  },
  what: 'Tạm ứng làm que đo mẫu',
  ...{ amountVnd: '4000000', costVnd: '8000000', paper: 'BG-7.pdf' },
};

/** Asks ten times, and each request comes as far as another. */
async function ask(world: World): Promise<void> {
  const { officer, financeOfficer, chiefAccountant } = office.people;
  const requests: string[] = [];
  for (let number = 1; number <= 9; number += 1)
    requests.push(await send(world, await writeRequest(world, [wages(number)]), [wages(number)]));
  const advance = (await writeRequest(world, [estimate])).fill({ isAdvance: true });
  requests.push(await send(world, advance, [estimate]));
  const [, returned, refused, cancelled, ...checked] = requests as [string, string, string, string, ...string[]];
  const less = async (player: Player, request: string, act: string) => {
    const form = (await world.as(player).open(request)).form(`/${act}`);
    const reason = `reason-${act}`;
    await (form.names.includes(reason) ? form.fill({ [reason]: 'Chứng từ chưa đủ.' }) : form).submit();
  };
  await less(officer, returned, 'return');
  await less(officer, refused, 'refuse');
  await less(world.leader, cancelled, 'cancel');
  for (const [at, request] of checked.entries()) {
    await verify(world, request, [request === requests[9] ? estimate : wages(at + 5)]);
    if (at > 0) await prepare(world, request, financeOfficer);
    if (at > 1) await approve(world, request, chiefAccountant);
    if (at > 2) await order(world, request);
  }
  const [settled, advanced] = requests.slice(-2) as [string, string];
  await pay(world, settled, '2026-10-01', 'UNC-VD-1001');
  await pay(world, advanced, '2026-10-01', 'UNC-VD-1002', '2026-12-31');
}

/** Of what was paid, three parts are wanted back. */
async function wantBack(world: World): Promise<void> {
  const { financeOfficer, chiefAccountant, director } = office.people;
  const invoice = wages(11);
  const settled = await send(world, await writeRequest(world, [invoice]), [invoice]);
  await verify(world, settled, [invoice]);
  await prepare(world, settled, financeOfficer);
  await approve(world, settled, chiefAccountant);
  await order(world, settled);
  await pay(world, settled, '2026-10-01', 'UNC-VD-1003');
  const wanted = { row: 0, amountVnd: '300000', reason: 'Một ngày công không có thật.' };
  await propose(world, settled, wanted);
  await decide(world, await propose(world, settled, wanted), '2026-12-31');
  const dropped = await propose(world, settled, wanted);
  await (await world.as(director).open(dropped)).form('/drop').fill({ 'drop-reason': 'Đã có chứng từ.' }).submit();
}

/** The prototype is begun, and a company is being registered. */
async function grow(world: World): Promise<void> {
  for (const text of ['Đã hoàn thiện mạch đo.', 'Đã lắp năm que đo mẫu.']) await report(world, text);
  const code = `031990077${checkDigitOf('031990077')}`;
  const name = 'Công ty Cổ phần Vườn Thử';
  const form = (await world.as(world.leader).open(world.at('company'))).form('/company');
  form.fill({
    name,
    code,
    address: '9 đường Vườn Thử, phường Trung Tâm, Thành phố Ví Dụ',
    accountNumber: '7400215009999',
    'h.0.share': '100',
  });
  form
    .fill({ accountName: 'CONG TY CO PHAN VUON THU', bank: 'Ngân hàng Ví Dụ – Chi nhánh Bến Nghé' })
    .fillDays({ issuedOn: '2026-09-28' });
  const certificate = await scan('Giấy chứng nhận đăng ký doanh nghiệp', [name, code], world.clock.now());
  await form.attach('certificate', 'Giấy chứng nhận ĐKDN.pdf', certificate, 'application/pdf').submit();
}

async function report(world: World, text: string): Promise<void> {
  await (await world.as(world.leader).open(world.at('progress'))).formWith('report').fill({ report: text }).submit();
}
