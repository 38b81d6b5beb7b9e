// Who hears, and of what, when somebody may not judge any more: letters to those who are left, to those who come and to those who
// go; and what a team is told to do, with the page where it is done.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import { mailWorker } from '../../src/mail/index.ts';
import { writeNotices } from '../../src/mail/notices.ts';
import type { CommandType } from '../../workflows/commands/index.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { answers, type House, openHouse, origin } from '../pages/reviews-house.ts';
import { hash } from '../support/stage.ts';
import { type Mail, startMailServer } from './mailServer.ts';

let house: House;
const faults: unknown[] = [];
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(async () => {
  expect(faults).toEqual([]);
  await house.drop();
});

const now = () => new Date().toISOString();
type Told = { subject: string; body: string; link: string };

async function written() {
  while ((await writeNotices(house.db, origin, now(), (fault) => faults.push(fault))) > 0);
}

/** The letters that something writes, by their readers. */
async function lettersOf(act: () => Promise<unknown>): Promise<Map<string, Told>> {
  await written();
  await house.db.query`delete from letter`;
  await act();
  await written();
  const rows = await house.db.query<{ address: string; subject: string; body: string }>`
    select address, subject, body from letter order by address`;
  const letters = new Map<string, Told>();
  for (const { address, subject, body } of rows) {
    expect(body).not.toMatch(/[{}]|undefined|null/);
    const link = /^https?:\S+$/m.exec(body)?.[0] ?? '';
    if (link !== '') expect([link, await statusFor(address.split('@')[0]!, link)]).toEqual([link, 200]);
    const told = { subject: subject.replace(/: HS-.*$/, ''), body, link: link.replace(origin, '') };
    letters.set(address.split('@')[0]!, told);
  }
  return letters;
}
/** What goes through a mail server because of something, by its readers. */
async function sent(act: () => Promise<unknown>): Promise<Map<string, Mail>> {
  await written();
  await house.db.query`delete from letter`;
  await act();
  const server = await startMailServer();
  const worker = mailWorker({
    ...{ db: house.db, now, origin, smtpUrl: server.url, from: 'Vườn Ươm <no-reply@vuon-uom.test>' },
    report: (fault) => faults.push(fault),
  });
  await worker.turn();
  worker.close();
  await server.stop();
  return new Map(server.taken.map((mail) => [mail.to[0]!.split('@')[0]!, mail]));
}
/** The plain part of a mail. */
const plainOf = (raw: string): string => {
  const [head = '', body = ''] =
    /Content-Type: text\/plain[\s\S]*?(?=\r\n--+_NmP)/.exec(raw)?.[0].split(/\r\n\r\n(.*)/s) ?? [];
  const bytes = /base64/i.test(head)
    ? Buffer.from(body, 'base64')
    : Buffer.from(
        body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      );
  return bytes.toString('utf8');
};
const statusFor = async (person: string, link: string) => {
  const { pathname } = new URL(link);
  return (await (await house.as(person)).get(pathname, { expect: 'any' })).status;
};
const acts = (person: string, type: CommandType, dossier: string, input: JsonObject) =>
  lettersOf(() => house.must(person, type, dossier, input));
const declares = (person: string, dossier: string) => lettersOf(() => house.declares(dossier, person, 'Góp vốn.'));
const because = (dossier: string, body: JsonObject) =>
  keepContent(
    { db: house.db, now },
    { agency: house.agency, dossier, kind: 'reason', body: body as never, person: house.people.officer },
  );
async function appointed(name: string, ...roles: string[]): Promise<string> {
  const person = v7();
  await house.name(person, name);
  await house.must(house.people.administrator, 'appoint', person, { roles });
  return person;
}

describe('a member of the council with a conflict of interest', () => {
  it('is named to officers and secretaries, who are asked for another council only where those left are too few', async () => {
    const { people } = house;
    const { dossier, base } = await house.beforeCouncil({ declared: false });
    for (const [index, left] of [
      [6, 6],
      [5, 5],
    ] as const) {
      const told = await declares(people.council[index]!, dossier);
      expect([...told.keys()].sort()).toEqual([people.officer, people.secretary].sort());
      const { subject, body, link } = told.get(people.officer)!;
      expect(subject).toBe('Thành viên hội đồng có xung đột lợi ích');
      expect(body).toContain(index === 6 ? 'Tạ Quang Huy' : 'Mai Thị Xuân');
      expect(body).toContain(`cần 5 người bỏ phiếu để kết luận và còn ${left} người`);
      expect(body).toContain('Bạn không phải làm gì.');
      expect(body).not.toContain('Xin lập lại');
      expect(link).toBe(`${base}/council`);
    }
    const short = (await declares(people.council[4]!, dossier)).get(people.secretary)!;
    expect(short.subject).toBe('Thành viên hội đồng có xung đột lợi ích, cần lập lại hội đồng');
    expect(short.body).toContain('chỉ còn 4 người, nên không thể kết luận. Xin lập lại hội đồng.');
    expect(short.body).toContain('Lập lại hội đồng tại:');
    expect(short.link).toBe(`${base}/council`);
    expect(short.body).not.toContain('Góp vốn');
  });

  it('leaves a council that cannot conclude when neither of those who may preside is left', async () => {
    const { people } = house;
    const { dossier } = await house.beforeCouncil({ declared: false });
    expect((await declares(people.council[0]!, dossier)).get(people.officer)!.body).toContain('vẫn có thể kết luận');
    const { body } = (await declares(people.council[1]!, dossier)).get(people.officer)!;
    expect(body).toContain('không có chủ tịch hay phó chủ tịch được ủy quyền');
  });
});

describe('a council that is composed anew', () => {
  it('calls who comes in the seat that they have, thanks who goes, and tells neither why', async () => {
    const { people } = house;
    const { dossier, base } = await house.beforeCouncil({ declared: false });
    const [chair, vice, ...rest] = people.council as [string, string, ...string[]];
    const first = await lettersOf(async () => {});
    expect(first.size).toBe(0);
    const came = await appointed('Đặng Văn Ngữ', 'councilMember');
    const head = await appointed('Tôn Thất Tùng', 'councilMember');
    const reason = await because(dossier, { text: 'Phó chủ tịch là anh trưởng nhóm.' });
    const council = [came, head, ...rest];
    const told = await acts(people.officer, 'recomposeCouncil', dossier, {
      ...{ council, chair: head, viceChair: rest[0]!, reason },
    });
    expect([...told.keys()].sort()).toEqual([came, head, rest[0]!, chair, vice, people.secretary].sort());
    expect(told.get(came)!.subject).toBe('Hồ sơ trình hội đồng');
    expect(told.get(came)!.body).toContain('hội đồng mà bạn là thành viên. Trước tiên, xin khai báo');
    expect(told.get(head)!.body).toContain('hội đồng mà bạn là chủ tịch. Trước tiên, xin khai báo');
    expect(told.get(head)!.link).toBe(`${base}/council`);
    expect(told.get(rest[0]!)!.subject).toBe('Vai trò của bạn trong hội đồng');
    expect(told.get(rest[0]!)!.body).toContain('bạn là phó chủ tịch được ủy quyền của hội đồng');
    for (const gone of [chair, vice]) {
      expect(told.get(gone)!.subject).toBe('Bạn không còn trong hội đồng');
      expect(told.get(gone)!.body).toContain('Bạn không phải làm gì thêm với hồ sơ này. Xin cảm ơn bạn.');
      expect(told.get(gone)!.body).not.toContain('Thời hạn');
      expect(told.get(gone)!.link).toBe('');
    }
    expect(told.get(people.secretary)!.subject).toBe('Đã lập lại hội đồng');
    for (const [reader, { body }] of told)
      if (reader !== people.secretary) expect(body).not.toMatch(/Lý do|anh trưởng/);
  });

  it('was first called in the same words: each in their seat, and conflicts before the application', async () => {
    const { people } = house;
    const { dossier } = await house.underReview();
    for (const reviewer of people.reviewers)
      await house.must(reviewer, 'submitReview', dossier, { sheet: hash('s'), verdict: 'pass' });
    const [chair, vice, member] = people.council as [string, string, string];
    const input = { council: people.council, chair, viceChair: vice };
    const told = await acts(people.officer, 'referToCouncil', dossier, input);
    for (const [person, seat] of [
      [chair, 'chủ tịch'],
      [vice, 'phó chủ tịch được ủy quyền'],
      [member, 'thành viên'],
    ] as const)
      expect(told.get(person)!.body).toContain(`bạn là ${seat}. Trước tiên, xin khai báo bạn có xung đột lợi ích`);
  });
});

describe('reviewers', () => {
  it('are told of the criteria of the sheet without its conclusion, and who is replaced that nothing more is asked', async () => {
    const { people } = house;
    const { dossier } = await house.submitted();
    await house.must(people.officer, 'findEligible', dossier);
    const [one, two, three] = people.reviewers as [string, string, string];
    const asked = await acts(people.officer, 'assignReviewers', dossier, { reviewers: [one, two] });
    expect(asked.get(one)!.body).toContain('phiếu đánh giá gồm 12 tiêu chí');
    const reason = await because(dossier, { text: 'Là bạn học của trưởng nhóm.' });
    const told = await acts(people.officer, 'replaceReviewer', dossier, { out: two, in: three, reason });
    expect([...told.keys()].sort()).toEqual([two, three].sort());
    expect(told.get(two)!.subject).toBe('Bạn không phải đánh giá hồ sơ nữa');
    expect(told.get(two)!.body).toContain('Xin cảm ơn bạn.');
    expect(told.get(two)!.link).toBe('');
    for (const { body } of told.values()) expect(body).not.toMatch(/bạn học|Lý do/);
  });
});

describe('somebody in office with a conflict of interest', () => {
  it('leaves their work to the others of that office, who are told so', async () => {
    const { people } = house;
    const { dossier, base } = await house.recommendedHere();
    const second = await appointed('Trịnh Kế Toán', 'financeOfficer');
    const told = await declares(people.financeOfficer, dossier);
    expect([...told.keys()]).toEqual([second]);
    const { subject, body, link } = told.get(second)!;
    expect(subject).toBe('Đồng nghiệp có xung đột lợi ích');
    expect(body).toContain('Đỗ Văn Khoa (cán bộ tài chính) đã khai có xung đột lợi ích với hồ sơ');
    expect(body).toContain('Việc của họ ở hồ sơ này nay chờ bạn.');
    expect(link).toBe(base);

    // nor is one left who has a conflict too
    const last = await declares(second, dossier);
    expect([...last.keys()].sort()).toEqual([people.administrator, people.director].sort());
    const asked = last.get(people.administrator)!;
    expect(asked.subject).toBe('Cần giao vai trò cho người khác');
    expect(asked.body).toContain('Không còn ai làm được việc của cán bộ tài chính ở hồ sơ này.');
    expect(asked.link).toBe(`/agencies/${house.agency}/people`);
    expect(last.get(people.director)!.body).toContain('Quản trị viên đã được báo');
  });

  it('is a director of whom there is no other: the administrators are asked for one', async () => {
    const { people } = house;
    const { dossier } = await house.recommendedHere();
    const told = await declares(people.director, dossier);
    expect([...told.keys()]).toEqual([people.administrator]);
    expect(told.get(people.administrator)!.body).toContain('việc của giám đốc');
    // who declares to have none is nobody's news
    const none = await house.recommendedHere();
    expect((await acts(people.director, 'declareInterest', none.dossier, { conflict: null })).size).toBe(0);
  });
});

describe('a meeting that is moved', () => {
  it('is told by mail to every member, with what it was and is, and as a new council to nobody', async () => {
    const { people, db } = house;
    const { dossier, base } = await house.beforeCouncil();
    const officer = await house.as(people.officer);
    const move = async (fields: Record<string, string>) => {
      const form = (await officer.get(`${base}/council`)).form('Đổi ngày họp');
      await form.fill({ moveReason: 'Chủ tịch đi công tác.', ...fields }).submit({ button: 'Đổi ngày họp' });
    };
    await move({ movesTo: '05/12/2099', movesFrom: '8 giờ', movesAt: 'phòng A' });
    await db.query`update person set english_letters = true where id = ${people.council[1]!}::uuid`;
    const mails = await sent(() => move({ movesTo: '05/12/2099', movesFrom: '14h30', movesAt: 'phòng A' }));
    expect([...mails.keys()].sort()).toEqual([...people.council, people.secretary].sort());
    const code = /HS-\d{4}-[0-9A-F]{6}/.exec((await officer.get(base)).text)![0];
    const name = 'Cảm biến độ mặn giá rẻ cho đầm tôm';
    for (const [reader, { subject, raw }] of mails) {
      const copy = reader === people.council[1] ? ` / The council meets at another time: ${code}` : '';
      expect(subject).toBe(`Lịch họp hội đồng đã đổi: ${code}${copy}, ${name}`);
      const text = plainOf(raw);
      expect(text).toContain('Trước đây: 05/12/2099, 08:00, phòng A. Nay: 05/12/2099, 14:30, phòng A.');
      expect(text).not.toMatch(/lập lại|không còn trong/);
      // why is kept for those who keep the file
      expect(text.includes('Chủ tịch đi công tác')).toBe(reader === people.secretary);
    }
    expect(plainOf(mails.get(people.council[0]!)!.raw)).toContain('Bạn vẫn là chủ tịch của hội đồng');
    expect(plainOf(mails.get(people.council[1]!)!.raw)).toContain('It was: 05/12/2099, 08:00, phòng A.');
    expect(await db.query`select 1 from deadline where dossier = ${dossier} and cleared_revision is null`).toHaveLength(
      1,
    );
  });

  it('is told to who stays on a council that is composed anew, and whoever came reads the new day alone', async () => {
    const { people } = house;
    const { dossier } = await house.beforeCouncil({ declared: false });
    const came = await appointed('Lâm Quang Mỹ', 'councilMember');
    const [chair, viceChair, ...rest] = people.council as [string, string, ...string[]];
    const reason = await because(dossier, { text: 'Một người bận.' });
    const told = await acts(people.officer, 'recomposeCouncil', dossier, {
      ...{ council: [chair, viceChair, ...rest.slice(1), came], chair, viceChair, reason },
      meeting: { on: '2099-12-12' },
    });
    expect(told.get(chair)!.subject).toBe('Lịch họp hội đồng đã đổi');
    expect(told.get(chair)!.body).toContain('Trước đây: chưa định ngày. Nay: 12/12/2099.');
    expect(told.get(came)!.subject).toBe('Hồ sơ trình hội đồng');
    expect(told.get(came)!.body).toContain('Ngày họp hội đồng: 12/12/2099');
    expect(told.get(people.secretary)!.subject).toBe('Đã lập lại hội đồng');
    expect(told.get(rest[0]!)!.subject).toBe('Bạn không còn trong hội đồng');
  });

  it('is nobody’s news while the council is composed anew for the same day', async () => {
    const { people } = house;
    const { dossier } = await house.beforeCouncil({ declared: false });
    const came = await appointed('Cao Bá Quát', 'councilMember');
    const [chair, viceChair, ...rest] = people.council as [string, string, ...string[]];
    const reason = await because(dossier, { text: 'Một người bận.' });
    const council = [chair, viceChair, ...rest.slice(1), came];
    const told = await acts(people.officer, 'recomposeCouncil', dossier, { council, chair, viceChair, reason });
    expect([...told.keys()].sort()).toEqual([came, rest[0]!, people.secretary].sort());
  });
});

describe('the name of the project', () => {
  it('stands in the subject of what a council, its reviewers and the team are told, cut where it is long', async () => {
    const { people } = house;
    const long = 'Nền tảng truy xuất nguồn gốc nông sản vùng cao bằng tem điện tử và cảm biến không dây giá rẻ';
    const { dossier } = await house.submitted(undefined, { ...answers, projectName: long });
    const mails = await sent(async () => {
      await house.must(people.officer, 'findEligible', dossier);
      await house.must(people.officer, 'assignReviewers', dossier, { reviewers: people.reviewers });
    });
    const { subject } = mails.get(people.reviewers[0]!)!;
    expect(subject).toMatch(
      /^Hồ sơ cần đánh giá: HS-\d{4}-[0-9A-F]{6}, Nền tảng truy xuất nguồn gốc nông sản vùng cao bằng tem…$/,
    );
    expect(plainOf(mails.get(people.reviewers[0]!)!.raw)).toContain(`Dự án: ${long}`);
    // the inbox says the same
    const reviewer = await house.as(people.reviewers[0]!);
    expect((await reviewer.get('/notifications')).text).toContain(
      'Nền tảng truy xuất nguồn gốc nông sản vùng cao bằng tem…',
    );
  });
});

describe('a team', () => {
  it('reads which parts of its application an officer wants completed', async () => {
    const { dossier, founder } = await house.submitted();
    const reason = await because(dossier, { text: 'Thiếu lý lịch.', sections: ['capacity', 'budget'] });
    const told = await acts(house.people.officer, 'returnForCompletion', dossier, { reason });
    const { body } = told.get(founder)!;
    expect(body).toContain('Lý do: Thiếu lý lịch.\n');
    expect(body).toContain('Phần cần bổ sung:\n- Năng lực tổ chức thực hiện\n- Dự toán kinh phí\n');
  });

  it('is told once where to give its account again, when an officer asks for that', async () => {
    const { people, db, agency } = house;
    const { founder, party, base } = await house.submitted();
    await db.query`update party_profile set address = 'Cần Giờ', identity = '079012345678', account_number = '0999888777',
      account_name = 'NHOM MUOI', bank = 'Agribank' where agency = ${agency} and party = ${party}`;
    await house.must(people.officer, 'registerParty', party, { kind: 'team', members: [founder] });
    const officer = await house.as(people.officer);
    const form = (await officer.get(`${base}/party`))
      .form('/party/account')
      .fill({ accountReason: 'Sai số tài khoản.' });
    const ask = () => form.submit({ button: 'Để bên đăng ký khai lại' });
    const told = await lettersOf(ask);
    expect([...told.keys()]).toEqual([founder]);
    const { subject, body, link } = told.get(founder)!;
    expect(subject).toBe('Cần ghi lại tài khoản nhận tiền');
    expect(body).toContain('Cán bộ chương trình đề nghị bạn ghi lại tài khoản nhận tiền');
    expect(body).toContain('Sai số tài khoản.');
    expect(link).toBe(`${base}/application/party`);
    await ask();
    expect(await db.query`select 1 from letter`).toHaveLength(1);
  });
});
