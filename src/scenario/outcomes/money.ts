// Four projects under the fictional pack, with what happens to public money on its way.

import { formatVnd } from '../../../workflows/rules/money.ts';
import type { Invoice } from '../content.ts';
import { beginClosing, cancelRemainder, close, contract, setAside, steer } from '../steps/contracting.ts';
import { approve, clear, order, pay, prepare, rejectByBank } from '../steps/paying.ts';
import { decide, propose, receive, writeOff } from '../steps/recovering.ts';
import type { World } from '../world.ts';
import { cold, fish, looms, reading } from './content.ts';
import { granted, ordered, paid, signed } from './funded.ts';

const wages = (person: string, month: string, number: string, date: string, amountVnd: string): Invoice => ({
  ...{ line: 'labour', number, date, seller: person, taxCode: '', amountVnd },
  what: `Tiền công tháng ${month} theo bảng chấm công`,
  units: { person, month },
  paper: `${number.replaceAll('/', '-')}.pdf`,
});

const bought = (
  line: string,
  what: string,
  number: string,
  date: string,
  amountVnd: string,
  costVnd: string,
): Invoice => ({
  ...{ line, what, number, date, amountVnd, costVnd },
  seller: 'Công ty TNHH Cơ khí Bến Nghé',
  taxCode: '0312884065',
  paper: `Hóa đơn ${number}.pdf`,
});

/** Awarded with a changed amount; an advance of which a part was not used; closed. */
export async function lessThanAdvanced(world: World): Promise<void> {
  const { clock } = world;
  const amounts = { labour: '40000000', prototype: '50000000', equipment: '8000000' };
  await granted(world, cold, {
    applied: '2025-11-11',
    recommended: { ...amounts, labour: '48000000' },
    awarded: { amounts, less: 'Thuê một kỹ sư thay vì hai trong tháng đầu và tháng cuối.' },
  });
  await signed(world, '02/2026/HĐ-VD', amounts);
  const days = { asked: '2026-01-14', verified: '2026-01-16', ordered: '2026-01-19' };
  const estimate = bought(
    'prototype',
    'Tạm ứng sản xuất thử 5.000 nhãn',
    'BG-118',
    '2026-01-13',
    '24000000',
    '48000000',
  );
  const request = await paid(world, days, [estimate], 'UNC-VD-0119', { isAdvance: true, clearBy: '2026-04-30' });

  await clock.advanceTo('2026-04-15', '10:00');
  await clear(world, request, {
    ...{ settledVnd: '19500000', costVnd: '39000000', unspentVnd: '4500000', repayBy: '2026-05-15' },
    papers: ['Hóa đơn 0000871: in 4.000 nhãn, 39.000.000 đồng.'],
  });
  world.say(world.office.people.officer, 'quyết toán tạm ứng: dùng 19.500.000 ₫, còn 4.500.000 ₫ phải nộp lại');
  await clock.advanceTo('2026-05-06', '15:00');
  const recovery = await recoveryOf(world);
  await receive(world, recovery, { amountVnd: '4500000', receivedOn: '2026-05-06', reference: 'GNT-VD-0506' });
  await closed(world, '2026-06-01', '11/BBTL-VD');
}

/** Suspended and resumed; an advance for which more was spent than it was; closed. */
export async function moreThanAdvanced(world: World): Promise<void> {
  const { clock } = world;
  const { officer } = world.office.people;
  const amounts = { labour: '40000000', services: '15000000', prototype: '35000000' };
  await granted(world, looms, { applied: '2025-11-12', recommended: amounts });
  await signed(world, '03/2026/HĐ-VD', amounts);
  const days = { asked: '2026-01-15', verified: '2026-01-20', ordered: '2026-01-22' };
  const estimate = bought('prototype', 'Tạm ứng làm hai khung cửi mẫu', 'BG-44', '2026-01-14', '25000000', '50000000');
  const request = await paid(world, days, [estimate], 'UNC-VD-0122', { isAdvance: true, clearBy: '2026-05-29' });

  await clock.advanceTo('2026-02-24', '09:00');
  const fire = 'Xưởng dệt cháy đêm 21/02/2026, hai khung cửi đang lắp hỏng một phần.';
  await steer(world, 'suspend', { decisionNumber: '58/QĐ-SKHCN', reason: fire });
  await clock.advanceTo('2026-03-30', '09:00');
  const repaired = 'Xưởng đã sửa xong, bảo hiểm bồi thường phần hỏng.';
  await steer(world, 'resume', { decisionNumber: '83/QĐ-SKHCN', reason: repaired });

  await clock.advanceTo('2026-05-20', '10:00');
  const used = { costVnd: '61000000', papers: ['Hóa đơn 0000120 và 0000131: hai khung cửi, 61.000.000 đồng.'] };
  const page = await clear(world, request, { ...used, settledVnd: '30500000' }, 422);
  world.refused(officer, `quyết toán ${formatVnd(30_500_000n)}`, page, 'clearedMoreThanAdvanced');
  await clear(world, request, { ...used, settledVnd: '25000000' });
  world.say(officer, 'quyết toán tạm ứng 25.000.000 ₫; phần chi vượt nhóm tự trả');
  await closed(world, '2026-06-08', '12/BBTL-VD');
}

/** The bank gives the money back and is ordered to pay again; terminated; a part comes back in two instalments, the rest is written off. */
export async function terminated(world: World): Promise<void> {
  const { clock } = world;
  const { financeOfficer, chiefAccountant } = world.office.people;
  const amounts = { labour: '40000000', prototype: '50000000' };
  await granted(world, fish, { applied: '2025-11-13', recommended: amounts });
  await signed(world, '04/2026/HĐ-VD', amounts);
  const days = { asked: '2026-02-02', verified: '2026-02-04', ordered: '2026-02-06' };
  const cages = bought('prototype', 'Làm bốn lồng mẫu', '0000345', '2026-01-30', '40000000', '80000000');
  const request = await ordered(world, days, [cages]);
  await clock.advanceTo('2026-02-09', '10:00');
  await rejectByBank(world, request, 'Tên chủ tài khoản trên lệnh chi không khớp với ngân hàng thụ hưởng.');
  await clock.advanceTo('2026-02-10', '14:00');
  await prepare(world, request, financeOfficer);
  await approve(world, request, chiefAccountant);
  await clock.advanceTo('2026-02-11', '09:00');
  await order(world, request);
  await clock.advanceTo('2026-02-11', '16:00');
  await pay(world, request, '2026-02-11', 'UNC-VD-0211');

  await clock.advanceTo('2026-04-06', '09:00');
  const stopped = 'Nhóm ngừng thực hiện từ tháng 3/2026; ba trong bốn lồng chưa làm như nghiệm thu đã ghi.';
  const notified = { on: '2026-03-18', number: '61/TB-SKHCN' };
  await steer(world, 'terminate', { decisionNumber: '97/QĐ-SKHCN', reason: stopped }, notified);
  await clock.advanceTo('2026-04-08', '10:00');
  const recovery = await propose(world, request, {
    ...{ row: 0, amountVnd: '30000000', costVnd: '60000000' },
    reason: 'Ba trong bốn lồng không có thật: thu hồi 3 phần 4 của 40.000.000 đồng.',
  });
  await clock.advanceTo('2026-04-10', '10:00');
  await decide(world, recovery, '2026-05-29');
  await clock.advanceTo('2026-04-27', '10:00');
  await receive(world, recovery, { amountVnd: '12000000', receivedOn: '2026-04-27', reference: 'GNT-VD-0427' });
  await clock.advanceTo('2026-05-25', '10:00');
  await receive(world, recovery, { amountVnd: '8000000', receivedOn: '2026-05-25', reference: 'GNT-VD-0525' });
  await clock.advanceTo('2026-06-26', '10:00');
  const gone = 'Trưởng nhóm qua đời ngày 14/06/2026, không để lại tài sản; Sở Tài chính đồng ý xóa phần còn lại.';
  await writeOff(world, recovery, { decisionNumber: '140/QĐ-SKHCN', reason: gone });
  await clock.advanceTo('2026-06-29', '10:00');
  await cancelRemainder(world, { decisionNumber: '141/QĐ-SKHCN', reason: 'Hợp đồng đã chấm dứt.' });
}

/** Set aside in one year, paid from it and from what was carried over into the next; closed. */
export async function carriedOver(world: World): Promise<void> {
  const { clock } = world;
  const amounts = { labour: '32000000', prototype: '45000000', rent: '12000000' };
  await granted(world, reading, { applied: '2025-11-14', recommended: amounts });
  await clock.advanceTo('2025-12-15', '09:00');
  await setAside(world, '60000000', 2025);
  await clock.advanceTo('2025-12-16', '14:00');
  await contract(world, '31/2025/HĐ-VD', '2026-10-15');
  const engineer = 'Lục Văn Thắng';
  const december = [wages(engineer, '12/2025', 'BCC-12/2025', '2025-12-22', '8000000')];
  const before = { asked: '2025-12-22', verified: '2025-12-24', ordered: '2025-12-26' };
  await paid(world, before, december, 'UNC-VD-1226', { year: 2025 });

  const later = [
    wages(engineer, '01/2026', 'BCC-01/2026', '2026-02-02', '8000000'),
    bought('prototype', 'Làm mười màn hình mẫu', '0000402', '2026-02-03', '40000000', '80000000'),
  ];
  const after = { asked: '2026-02-03', verified: '2026-02-05', ordered: '2026-02-09' };
  await paid(world, after, later, 'UNC-VD-0209');
  await closed(world, '2026-06-15', '13/BBTL-VD');
}

/** Closing begins, what is left goes back, and the project closes. */
async function closed(world: World, day: string, number: string): Promise<void> {
  await world.clock.advanceTo(day, '09:00');
  await beginClosing(world);
  await world.clock.advanceTo(day, '10:00');
  await cancelRemainder(world, { decisionNumber: `${number.split('/')[0]}9/QĐ-SKHCN`, reason: 'Hết việc phải chi.' });
  await world.clock.advanceTo(day, '11:00');
  await close(world, number);
}

/** The recovery that arose of itself, as the dossier's page leads to it. */
async function recoveryOf(world: World): Promise<string> {
  const page = await world.as(world.office.people.financeOfficer).open(world.at());
  const found = page.links.find(({ href }) => /\/recoveries\/[0-9a-f-]{36}$/.test(href.replace(/[?#].*$/, '')));
  if (found === undefined) throw new Error(`${page.path} leads to no recovery`);
  return found.href;
}
