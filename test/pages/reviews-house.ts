// For the tests from screening to the award: an agency of Ho Chi Minh City with people who have names and sessions, and an
// application that says something.

import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { createApp } from '../../src/app.tsx';
import { keepContent } from '../../src/contents.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { Client, type Form } from '../support/client.ts';
import { cityPack, type Stage, setStage } from '../support/stage.ts';

export const origin = 'http://localhost:3000';

const names: Record<string, string> = {
  administrator: 'Ngô Thanh Quản',
  officer: 'Lê Hoàng Anh',
  secretary: 'Trần Thị Thu Hà',
  chair: 'Phạm Quốc Bảo',
  director: 'Nguyễn Hữu Đức',
  financeOfficer: 'Đỗ Văn Khoa',
  chiefAccountant: 'Võ Thị Thanh Hằng',
  auditor: 'Bùi Minh Soát',
};
const reviewerNames = ['Trương Đình Lộc', 'Đặng Thùy Linh', 'Hồ Sỹ Nam'];
const councilNames = [
  'Hoàng Gia Phúc',
  'Lý Thị Mai',
  'Phan Anh Tuấn',
  'Vũ Ngọc Diệp',
  'Dương Văn Thịnh',
  'Mai Thị Xuân',
  'Tạ Quang Huy',
];

export const answers: JsonObject = {
  applicantKind: 'team',
  applicantName: 'Nhóm Muối Cần Giờ',
  leaderName: 'Nguyễn Thị Minh Châu',
  phone: '0901 234 567',
  email: 'chau@example.vn',
  address: 'Ấp Bình Phước, xã Bình Khánh, Thành phố Hồ Chí Minh',
  projectName: 'Cảm biến độ mặn giá rẻ cho đầm tôm',
  priorityField: 'agriculture',
  summary: 'Thiết bị đo độ mặn liên tục, giá 450.000 đồng mỗi nút, gửi số liệu qua LoRa mỗi mười phút.',
  problem: 'Hộ nuôi đo độ mặn bằng tay hai lần mỗi ngày nên phát hiện chậm khi nước đổi.',
  solution: 'Nút đo bằng điện cực than hoạt tính in lưới và phần mềm cảnh báo chạy trên điện thoại.',
  creativity: 'Điện cực in lưới làm trong nước thay cho đầu đo nhập khẩu.',
  market: 'Vùng duyên hải có khoảng 3.100 hộ nuôi; 41 trên 64 hộ được hỏi sẵn sàng thuê thiết bị.',
  competitors: 'Thiết bị nhập khẩu giá cao gấp năm lần.',
  technology: 'Vi điều khiển tiết kiệm điện, pin mặt trời nhỏ, LoRa.',
  readiness: 'prototype',
  ownsRights: 'yes',
  model: 'Cho thuê 90.000 đồng mỗi tháng; hòa vốn ở 380 nút.',
  effect: 'Giảm tôm chết khi độ mặn đổi đột ngột.',
  months: '12',
  budget: [
    {
      line: 'labour',
      description: 'Kỹ sư phần cứng, 6 tháng',
      quantity: '6',
      unit: 'tháng',
      unitPrice: '7000000',
      state: '30000000',
      matching: '12000000',
      basis: 'Hợp đồng lao động',
    },
    {
      line: 'services',
      description: 'Sản xuất thử 40 nút',
      quantity: '40',
      unit: 'nút',
      unitPrice: '1600000',
      state: '50000000',
      matching: '14000000',
      basis: 'Ba báo giá',
    },
  ],
  singleSource: 'yes',
  noEarlierMoney: 'yes',
  truthful: 'yes',
  cooperate: 'yes',
};

/** A sheet on which all criteria pass, as its form is typed. */
export const goodSheet = {
  ...Object.fromEntries(
    ['g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', 's1', 's2', 's3', 's4', 's5', 'conclusion'].map((id) => [id, 'pass']),
  ),
  remark: 'Số liệu thử nghiệm sáu tuần thuyết phục; cần thêm thử nghiệm mùa mưa.',
};

/** The form of the page on which everything is read once more before it is recorded, with every box ticked. */
export async function readOnceMore(form: Form, button?: string): Promise<Form> {
  const page = await form.submit(button === undefined ? {} : { button });
  const again = page.form(new URL(page.url).pathname);
  for (const name of again.names.filter((one) => one.startsWith('seen'))) again.fill({ [name]: true });
  return again;
}

/** Says on a conclusion's form what its minutes need: of each member without a ballot why, how it met, and that all was read back. */
export function sayMeeting(form: Form, seat: 'excused' | 'unexcused' | 'present' = 'excused'): Form {
  const seats = form.names.filter((name) => name.startsWith('seat.'));
  const said = Object.fromEntries(seats.map((name) => [name, seat]));
  return form.fill({ ...said, meetingForm: 'inPerson', announced: true, readBack: true });
}

export type House = Stage & {
  app: ReturnType<typeof createApp>;
  /** A browser in which this person is signed in. */
  as(person: string): Promise<Client>;
  /** The token of a new session of this person. */
  session(person: string): Promise<string>;
  name(person: string, name: string): Promise<void>;
  /** What somebody declares beside the pages: a conflict of interest. */
  declares(dossier: string, person: string, conflict: string): Promise<void>;
  /** The vote on it is ended without those who have not voted, of whom nothing is said yet. */
  endVote(dossier: string): Promise<void>;
  /** An application that was handed in by a team, unconfirmed. */
  submitted(
    founder?: string,
    body?: object,
  ): Promise<{ dossier: string; founder: string; party: string; base: string }>;
  /** The same, found eligible and given to the reviewers. */
  underReview(body?: object): Promise<{ dossier: string; founder: string; party: string; base: string }>;
  /** The same, with every review in, before a council of seven, each of whom has declared no conflict of interest. */
  beforeCouncil(options?: {
    declared?: boolean;
    body?: object;
  }): Promise<{ dossier: string; founder: string; party: string; base: string }>;
  /** The same, recommended as asked; the party is confirmed. */
  recommendedHere(options?: {
    confirmed: boolean;
  }): Promise<{ dossier: string; founder: string; party: string; base: string }>;
};

/** `clock`: for what happens on several days; sessions are opened after it was set. */
export async function openHouse(clock = () => new Date()): Promise<House> {
  const now = () => clock().toISOString();
  const stage = await setStage({ agency: 'tphcm', pack: cityPack, stage: 'uomTao', now });
  const { db, people, agency } = stage;
  const app = createApp({ db, clock, origin });
  const name = async (person: string, called: string) => {
    await db.query`insert into person (id, email, name, confirmed_at, created_at)
      values (${person}, ${`${person}@example.vn`}, ${called}, ${now()}, ${now()})`;
  };
  for (const [role, called] of Object.entries(names)) await name(people[role as 'officer'], called);
  for (const [index, person] of people.reviewers.entries()) await name(person, reviewerNames[index]!);
  for (const [index, person] of people.council.entries()) await name(person, councilNames[index]!);

  const session = async (person: string) => {
    const token = Array.from(
      createHash('sha256').update(v7()).update(person).digest(),
      (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32],
    )
      .join('')
      .padEnd(40, 'a');
    await db.query`insert into session (token_hash, person, created_at, seen_at, expires_at)
      values (${createHash('sha256').update(token).digest('hex')}, ${person}, ${now()}, ${now()}, ${now()}::timestamptz + interval '1 day')`;
    return token;
  };
  const house: House = {
    ...stage,
    app,
    session,
    name,
    async as(person) {
      const client = new Client({ origin, send: async (request) => app.fetch(request), now: clock });
      client.cookies.set('session', await session(person));
      return client;
    },
    async declares(dossier, person, text) {
      const conflict = await keepContent({ db, now }, { agency, dossier, kind: 'reason', body: { text }, person });
      await stage.must(person, 'declareInterest', dossier, { conflict });
    },
    async endVote(dossier) {
      await db.query`insert into draft (agency, dossier, form, answers, saved_at, saved_by)
        values (${agency}, ${dossier}::uuid, 'voteEnd', '{"noBallots": {}, "absences": {}}', ${now()}::timestamptz, ${people.secretary}::uuid)`;
    },
    async submitted(given, body = answers) {
      const founder = given ?? v7();
      if (given === undefined) await name(founder, 'Nguyễn Thị Minh Châu');
      const party = v7();
      await stage.must(founder, 'registerParty', party, { kind: 'team', members: [founder] });
      await db.query`insert into party_profile (agency, party, name, changed_at, changed_by)
        values (${agency}, ${party}, 'Nhóm Muối Cần Giờ', ${now()}, ${founder})`;
      const dossier = v7();
      await stage.must(founder, 'startApplication', dossier, { call: stage.call, party });
      const content = await keepContent(
        { db, now },
        { agency, dossier, kind: 'application', body: body as never, person: founder },
      );
      await stage.must(founder, 'submitApplication', dossier, { content });
      return { dossier, founder, party, base: `/agencies/${agency}/dossiers/${dossier}` };
    },
    async underReview(body) {
      const made = await house.submitted(undefined, body);
      await stage.must(people.officer, 'findEligible', made.dossier);
      await stage.must(people.officer, 'assignReviewers', made.dossier, { reviewers: people.reviewers });
      return made;
    },
    async beforeCouncil({ declared = true, body } = {}) {
      const made = await house.underReview(body);
      for (const reviewer of people.reviewers) {
        const sheet = await keepContent(
          { db, now },
          { agency, dossier: made.dossier, kind: 'sheet', body: goodSheet, person: reviewer },
        );
        await stage.must(reviewer, 'submitReview', made.dossier, { sheet, verdict: 'pass' });
      }
      await stage.must(people.secretary, 'referToCouncil', made.dossier, {
        council: people.council,
        chair: people.council[0]!,
        viceChair: people.council[1]!,
      });
      for (const member of declared ? people.council : [])
        await stage.must(member, 'declareInterest', made.dossier, { conflict: null });
      return made;
    },
    async recommendedHere({ confirmed } = { confirmed: true }) {
      const made = await house.beforeCouncil();
      if (confirmed)
        await stage.must(people.officer, 'registerParty', made.party, { kind: 'team', members: [made.founder] });
      for (const member of people.council.slice(0, 6))
        await stage.must(member, 'castVote', made.dossier, { ballots: { labour: 'pass', services: 'pass' } });
      await stage.must(people.secretary, 'recommend', made.dossier, {
        lines: [
          { line: 'labour', amountVnd: '30000000' },
          { line: 'services', amountVnd: '50000000' },
        ],
        months: 12,
        completionNeeded: false,
      });
      return made;
    },
  };
  return house;
}
