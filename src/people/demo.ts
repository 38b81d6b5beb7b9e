// The demonstration: an agency with everybody whom a dossier needs, an open call and a budget, made through the real commands.

import { createHash } from 'node:crypto';
import { v5, v7 } from 'uuid';
import type { CommandType } from '../../workflows/commands/index.ts';
import { type JsonObject, SYSTEM } from '../../workflows/decide.ts';
import { budgetDossier, registerDossier } from '../../workflows/ids.ts';
import { addDays, dayOf, endOfDay } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { vietnamHolidays } from '../../workflows/rules/holidays.ts';
import type { Parts } from '../parts.ts';
import { hashPassword } from './passwords.ts';

/** The same for all, printed at the start; nothing on a demonstration is worth a better one. */
export const demoPassword = 'vuon-uom-demo';

const agency = 'tphcm';
const packId = 'tphcm-nq20-2023';

export type DemoPerson = { email: string; name: string; roles: readonly Role[] };

const at = (local: string) => `${local}@demo.vuon-uom.vn`;
const staff: readonly DemoPerson[] = [
  { email: at('quan-tri'), name: 'Nguyễn Thị Thu Hà', roles: ['administrator'] },
  { email: at('can-bo'), name: 'Lê Hoàng Anh', roles: ['officer'] },
  { email: at('chuyen-gia-1'), name: 'Phạm Quốc Bảo', roles: ['reviewer'] },
  { email: at('chuyen-gia-2'), name: 'Đặng Thùy Dương', roles: ['reviewer'] },
  { email: at('chuyen-gia-3'), name: 'Huỳnh Minh Tuấn', roles: ['reviewer'] },
  { email: at('thu-ky'), name: 'Bùi Ngọc Lan', roles: ['secretary'] },
  { email: at('chu-tich'), name: 'Trần Đình Phúc', roles: ['chair', 'councilMember'] },
  { email: at('uy-vien-1'), name: 'Vũ Thị Mai', roles: ['councilMember'] },
  { email: at('uy-vien-2'), name: 'Hoàng Văn Nam', roles: ['councilMember'] },
  { email: at('uy-vien-3'), name: 'Ngô Bích Ngọc', roles: ['councilMember'] },
  { email: at('uy-vien-4'), name: 'Đỗ Hữu Nghĩa', roles: ['councilMember'] },
  { email: at('uy-vien-5'), name: 'Dương Khánh Linh', roles: ['councilMember'] },
  { email: at('uy-vien-6'), name: 'Lý Thanh Tùng', roles: ['councilMember'] },
  { email: at('uy-vien-7'), name: 'Mai Phương Thảo', roles: ['councilMember'] },
  { email: at('giam-doc'), name: 'Phan Văn Sơn', roles: ['director'] },
  { email: at('tai-chinh'), name: 'Đỗ Văn Khoa', roles: ['financeOfficer'] },
  { email: at('ke-toan-truong'), name: 'Võ Thị Thanh Hằng', roles: ['chiefAccountant'] },
  { email: at('kiem-toan'), name: 'Tạ Quang Huy', roles: ['auditor'] },
];
const founders: readonly DemoPerson[] = [
  { email: at('nhom-1'), name: 'Nguyễn Thị Minh Châu', roles: ['founder'] },
  { email: at('nhom-2'), name: 'Trương Gia Hân', roles: ['founder'] },
];
const everybody: readonly DemoPerson[] = [...founders, ...staff];

/** Ids and keys that follow from names: a demonstration that was interrupted goes on where it was, and nothing is done twice. */
const namespace = '5d0f2c1e-8a34-5b6f-9c70-2f1b7c9e4a11';
const keyOf = (step: string) => v5(step, namespace);
const idOf = (name: string) =>
  v7({ msecs: Date.UTC(2026, 0, 1), random: createHash('sha256').update(name).digest().subarray(0, 16) });

const ids = everybody.map(({ email }) => idOf(localOf(email)));

/**
 * Whether the database was made as a demonstration, whose passwords everybody knows: by its people, whose ids nobody else can have,
 * or by the clock of a scenario. It must not be used in earnest, and nothing else must show what a demonstration shows.
 */
export async function isDemonstration({ db }: Pick<Parts, 'db'>): Promise<boolean> {
  const [found] = await db.query<{ is: boolean }>`
    select simulated_clock or exists (select from person where id = any (${ids}::uuid[])) as is from installation`;
  return found!.is;
}

/** Makes a demonstration of a database that nobody uses yet, so that it is one before anybody can come in; leaves others alone. */
export async function claimForDemo({ db, now }: Pick<Parts, 'db' | 'now'>): Promise<void> {
  const someone = await db.query`select from person limit 1`;
  if (someone.length > 0) return;
  const hash = await hashPassword(demoPassword);
  await db.query`
    insert into person (id, email, name, password_hash, confirmed_at, created_at)
    select id, email, name, ${hash}, ${now()}::timestamptz, ${now()}::timestamptz
    from unnest(${ids}::uuid[], ${everybody.map(({ email }) => email)}::text[],
      ${everybody.map(({ name }) => name)}::text[]) as p (id, email, name)
    where not exists (select from person)
    on conflict do nothing`;
}

/** Points of the call's criteria, which the pack leaves to the call: together 100. */
const weights: Readonly<Record<string, number>> = {
  'weight.creativity': 20,
  'weight.capacity': 15,
  'weight.effect': 20,
  'weight.market': 20,
  'weight.technology': 15,
  'weight.model': 10,
  passMark: 70,
};

type DemoParts = Pick<Parts, 'db' | 'recorder' | 'now' | 'packs'>;

/**
 * Makes the demonstration in a database that nobody uses yet, and finishes one that was interrupted. Returns who can sign in
 * with the demo password; nobody where the database is somebody's own.
 */
export async function makeDemo(parts: DemoParts): Promise<readonly DemoPerson[]> {
  const { db, now, packs } = parts;
  await claimForDemo(parts);
  const [found] = await db.query<{ isOurs: boolean; hasCall: boolean }>`
    select exists (select from person where id = ${idOf('quan-tri')}::uuid) as is_ours,
      exists (select from dossier where agency = ${agency} and kind = 'call') as has_call`;
  const { isOurs, hasCall } = found!;
  const pack = packs.find(({ id }) => id === packId);
  if (pack === undefined || !isOurs) return [];
  if (hasCall) return everybody;

  const act = async (person: string, step: string, type: CommandType, dossier: string, input: JsonObject) => {
    const outcome = await parts.recorder.act({ type, dossier, input }, { agency, person }, keyOf(step));
    // done by an earlier start, on another day
    if (outcome.ok || outcome.refusal.rule === 'keyReused' || outcome.refusal.rule === 'exists') return;
    throw new Error(`the demonstration could not be made: ${step}: ${JSON.stringify(outcome.refusal)}`);
  };
  const administrator = idOf('quan-tri');
  for (const { email, roles } of staff) {
    const local = localOf(email);
    const by = local === 'quan-tri' ? SYSTEM : administrator;
    await act(by, `appoint ${local}`, 'appoint', idOf(local), { roles: [...roles] });
  }
  const calendar = registerDossier(agency, 'calendar');
  await act(administrator, 'calendar', 'changeCalendar', calendar, vietnamHolidays as unknown as JsonObject);
  await act(administrator, 'pack', 'publishPack', idOf('pack'), { content: pack as unknown as JsonObject });
  const today = dayOf(now());
  const year = Number(today.slice(0, 4));
  for (const open of [year, year + 1]) {
    const budget = { year: open, source: 'nstp', amountVnd: '17000000000', decisionNumber: `QĐ-DT-${open}` };
    await act(idOf('ke-toan-truong'), `year ${open}`, 'openYear', budgetDossier(agency, open, 'nstp'), budget);
  }
  // an example: no unit has this code, and no account this number
  await db.query`
    insert into agency_treasury (agency, unit_name, unit_code, account, treasury, budget_level, chapter, changed_at, changed_by)
    values (${agency}, 'Sở Khoa học và Công nghệ', '0000001', '0000.0.0000001', 'Kho bạc Nhà nước (ví dụ)', '2', '000',
      ${now()}::timestamptz, ${administrator}::uuid)
    on conflict do nothing`;
  const parameters = Object.fromEntries(pack.setByCall.map(({ id }) => [id, weights[id] ?? 10]));
  await act(idOf('giam-doc'), 'call', 'openCall', idOf('call'), {
    pack: idOf('pack'),
    stage: 'uomTao',
    budgetVnd: '2400000000',
    opensOn: today,
    closesAt: endOfDay(addDays(vietnamHolidays, today, 90)),
    parameters,
    decisionNumber: `QĐ-01/${year}`,
  });
  return everybody;
}

function localOf(email: string): string {
  return email.slice(0, email.indexOf('@'));
}
