// Applications over which reviewers and the council do not all go the plain way.

import { v7 } from 'uuid';
import { invite } from '../chapters/setUp.ts';
import { council, type Player, people, reviewers } from '../content.ts';
import { contract, setAside } from '../steps/contracting.ts';
import {
  assign,
  award,
  declare,
  type Meeting,
  notRecommend,
  recommend,
  refer,
  reject,
  review,
  screen,
  vote,
} from '../steps/judging.ts';
import {
  acceptReport,
  answerAppeal,
  askToAmend,
  decideAmendment,
  handInReport,
  lodgeAppeal,
  planReport,
  recordOpinions,
  returnReport,
} from '../steps/living.ts';
import type { World } from '../world.ts';
import { apply } from './applied.ts';
import { type Application, drone, hearing, ledger, shells } from './content.ts';

const sitting: Meeting = {
  heldOn: '27/01/2026',
  place: 'Phòng họp 1, 273 Điện Biên Phủ, Thành phố Hồ Chí Minh',
  begins: '08:30',
  ends: '11:30',
  absent: council.slice(5),
  absence: 'Bận chấm thi cấp nhà nước',
  remark: 'Nhóm bổ sung kế hoạch thử nghiệm theo góp ý của các thành viên.',
};

const remarks = [
  'Đề xuất rõ, có số liệu thử nghiệm ban đầu; dự toán sát báo giá.',
  'Nhu cầu có thật; nhóm cần thêm người phụ trách bán hàng.',
  'Công nghệ vừa tầm với nhóm và với thời gian hỗ trợ.',
];

/** From the application until it is given to its reviewers. */
async function assigned(world: World, application: Application, applied: string): Promise<void> {
  const { clock } = world;
  await apply(world, application, applied);
  await clock.advanceTo('2025-12-09', '16:00');
  await screen(world, { outcome: 'eligible' });
  await clock.advanceTo('2025-12-10', '10:30');
  await assign(world, reviewers);
}

async function reviewAll(world: World, judges: readonly Player[], verdict: 'pass' | 'fail' = 'pass'): Promise<void> {
  const conclusion = 'Phương án kinh doanh dựa vào dữ liệu mà nhóm chưa được phép dùng.';
  const written = verdict === 'pass' ? { more: { duration: '9 tháng' } } : { verdict, fails: { conclusion }, more: {} };
  for (const [at, judge] of judges.entries()) {
    await world.clock.advanceTo(`2025-12-${22 + at}`, '21:15');
    await declare(world, judge);
    await review(world, judge, { ...written, remark: remarks[at]! });
  }
}

async function sit(world: World, ballot: 'pass' | 'fail' = 'pass', present = council.slice(0, 5)): Promise<void> {
  const { clock } = world;
  await clock.advanceTo('2026-01-14', '09:00');
  await refer(world, sitting);
  await clock.advanceTo('2026-01-27', '08:40');
  await vote(world, present, ballot);
}

/** Who comes in for a reviewer with a conflict of interest. */
export const standIn: Player = { name: 'Dư Thị Thanh Mai', email: 'mai.du@chuyengia.example', roles: ['reviewer'] };

/** A reviewer declares a conflict of interest and is replaced; in the end it is awarded and signed. */
export async function conflicted(world: World): Promise<void> {
  const { clock, say } = world;
  const [first, second, third] = reviewers as [Player, Player, Player];
  await assigned(world, shells, '2025-11-27');
  await clock.advanceTo('2025-12-12', '20:00');
  await declare(world, third, 'Em gái tôi góp vốn vào xưởng gạch sẽ ép mẫu cho nhóm.');
  await clock.advanceTo('2025-12-15', '09:00');
  await invite(world, standIn);
  const replace = (await world.as(people.officer).open(world.at('reviewers'))).form('/reviewers');
  const reason = 'Chuyên gia khai có người thân góp vốn vào bên gia công cho dự án.';
  await replace.fill({ out: third.name, in: standIn.name, reason }).submit();
  say(people.officer, `thay chuyên gia đánh giá ${third.name} bằng ${standIn.name}: ${reason}`);
  await reviewAll(world, [first, second, standIn]);
  await sit(world);
  await clock.advanceTo('2026-01-27', '13:30');
  const amounts = { labour: '28000000', services: '42000000' };
  await recommend(world, sitting, amounts, '9');
  await clock.advanceTo('2026-02-03', '09:30');
  await award(world, amounts);
  await clock.advanceTo('2026-02-05', '09:00');
  await setAside(world, '70000000');
  await clock.advanceTo('2026-02-10', '14:00');
  await contract(world, '19/2026/HĐ-HTKN', '2026-11-06');
  await reported(world);
  await amended(world);
}

/** A report that comes late, is returned, and is accepted when it comes again. */
async function reported(world: World): Promise<void> {
  const { clock } = world;
  await clock.advanceTo('2026-02-16', '10:00');
  const shows = 'Biên bản thử cường độ chịu nén của mười viên gạch mẫu.';
  const report = await planReport(world, 'Ép được mười viên gạch mẫu', shows, '2026-03-31');
  await clock.advanceTo('2026-04-02', '21:00');
  await handInReport(world, report, {
    done: 'Đã nghiền hai tạ vỏ hàu và ép mười viên gạch mẫu.',
    results: 'Cường độ chịu nén trung bình 6,8 MPa.',
    difficulties: 'Máy ép hỏng một tuần.',
    next: 'Đổi cỡ hạt để đạt 7,5 MPa.',
  });
  await clock.advanceTo('2026-04-06', '09:30');
  await returnReport(world, report, 'Chưa có biên bản của phòng thử nghiệm cho cả mười viên.', '2026-04-13');
  await clock.advanceTo('2026-04-10', '21:00');
  await handInReport(world, report, { results: 'Cường độ chịu nén của mười viên từ 7,1 đến 7,9 MPa.' });
  await clock.advanceTo('2026-04-14', '09:00');
  await acceptReport(world, report);
}

/** More time is granted, a shift of money is refused, and a change of a member waits to be looked at. */
async function amended(world: World): Promise<void> {
  const { clock } = world;
  await clock.advanceTo('2026-04-20', '20:00');
  const reason = 'Máy ép thủy lực về cảng chậm sáu tuần.';
  const time = await askToAmend(world, 'time', { reason }, { endsOn: '2026-12-31' });
  await clock.advanceTo('2026-04-27', '10:00');
  await recordOpinions(world, time, '2026-04-27', 'Phòng Kế hoạch – Tài chính đồng ý; tiến độ giải ngân không đổi.');
  await clock.advanceTo('2026-05-04', '10:00');
  const late = { decisionNumber: '112/QĐ-SKHCN', reason: 'Chậm vì lý do khách quan, có vận đơn kèm theo.' };
  await decideAmendment(world, time, 'grant', late);
  await clock.advanceTo('2026-05-11', '20:00');
  const lines = await askToAmend(world, 'lines', {
    ...{ from: 'services', to: 'labour', amount: '1.500.000' },
    reason: 'Cần thêm một tuần công kỹ sư vật liệu.',
  });
  await clock.advanceTo('2026-05-18', '10:00');
  await recordOpinions(world, lines, '2026-05-18', 'Chưa thấy bảng công chứng minh phần thiếu.');
  await clock.advanceTo('2026-05-25', '10:00');
  const unproven = { decisionNumber: '131/QĐ-SKHCN', reason: 'Phần công thiếu chưa được chứng minh.' };
  await decideAmendment(world, lines, 'refuse', unproven);
  await clock.advanceTo('2026-06-01', '20:00');
  await askToAmend(world, 'member', {
    ...{ leaves: 'Trịnh Bảo Long', joins: 'Mai Thị Hồng Thắm', joinsRole: 'kỹ sư vật liệu' },
    reason: 'Anh Long chuyển công tác.',
  });
}

/** Four of seven came: the council cannot conclude. A week later more have voted, and it can. */
export async function withoutQuorum(world: World): Promise<void> {
  const { clock } = world;
  await assigned(world, hearing, '2025-11-28');
  await reviewAll(world, reviewers);
  await sit(world, 'pass', council.slice(0, 4));
  await clock.advanceTo('2026-01-27', '14:00');
  const amounts = { labour: '30000000', services: '40000000' };
  await concludeByHand(world);
  await clock.advanceTo('2026-02-04', '14:00');
  await vote(world, council.slice(4, 6));
  await clock.advanceTo('2026-02-04', '15:30');
  const second = { ...sitting, heldOn: '04/02/2026', begins: '14:00', ends: '15:15', absent: council.slice(6) };
  await recommend(world, second, amounts, '9');
  await clock.advanceTo('2026-02-10', '10:00');
  await award(world, amounts);
}

/** The page offers no conclusion; with what it would send later the secretary is refused all the same. */
async function concludeByHand(world: World): Promise<void> {
  const { secretary } = world.office.people;
  const { browser, open } = world.as(secretary);
  const page = await open(world.at('council'));
  if (page.hasForm('/council/recommend')) throw new Error('the page offers to conclude without a quorum');
  const { heldOn, place, begins, ends } = sitting;
  const meeting = { heldOn, place, begins, ends, meetingForm: 'inPerson', announced: 'yes', readBack: 'yes' };
  const amounts = { 'amount.labour': '30.000.000', 'amount.services': '40.000.000', months: '9', completion: 'no' };
  const fields = { ...meeting, ...amounts, secretary: secretary.name, key: v7() };
  const send = (more: Record<string, string>) =>
    browser.post(world.at('council/recommend'), { ...fields, ...more }, { expect: 422 });
  const asked = (await send({})).links.flatMap(({ href }) => /#f-seat-([0-9a-f-]{36})$/.exec(href)?.[1] ?? []);
  const forced = await send(Object.fromEntries(asked.map((member) => [`seat.${member}`, 'unexcused'])));
  world.refused(secretary, 'ghi kết luận khi có 4 trên 7 thành viên bỏ phiếu', forced, 'quorum');
}

/** The council does not recommend, and the director rejects. */
export async function notRecommended(world: World): Promise<void> {
  const { clock } = world;
  await assigned(world, ledger, '2025-12-01');
  await reviewAll(world, reviewers, 'fail');
  await sit(world, 'fail');
  await clock.advanceTo('2026-01-27', '15:00');
  const reason = 'Cách chấm điểm tín dụng cần dữ liệu khách hàng mà nhóm chưa được phép thu thập và xử lý.';
  await notRecommend(world, sitting, reason);
  await clock.advanceTo('2026-02-03', '10:30');
  await reject(world, 'Theo kết luận của hội đồng: chưa có cơ sở pháp lý để xử lý dữ liệu tín dụng của khách hàng.');
}

/** The council recommends, and the director rejects all the same. */
export async function rejected(world: World): Promise<void> {
  const { clock } = world;
  await assigned(world, drone, '2025-12-02');
  await reviewAll(world, reviewers);
  await sit(world);
  await clock.advanceTo('2026-01-27', '16:00');
  await recommend(world, sitting, { labour: '30000000', services: '50000000' }, '9');
  await clock.advanceTo('2026-02-03', '11:00');
  await reject(
    world,
    'Vùng trời Cần Giờ chưa được cấp phép bay cho phương tiện không người lái trong thời gian thực hiện dự án.',
  );
  await clock.advanceTo('2026-02-09', '20:00');
  const appeal = await lodgeAppeal(
    world,
    'Nhóm đã xin phép bay ngày 20/01/2026 và có giấy hẹn.',
    'Xem lại quyết định.',
  );
  await clock.advanceTo('2026-02-23', '09:00');
  await answerAppeal(world, appeal, 'accept');
  await clock.advanceTo('2026-03-06', '15:00');
  await answerAppeal(world, appeal, 'dismiss', {
    decisionNumber: '71/QĐ-GQKN',
    reason: 'Giấy hẹn không phải là giấy phép; đến nay chưa có phép bay.',
  });
}
