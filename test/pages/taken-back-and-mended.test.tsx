// What becomes of an application between its first submission and the decision: its receipt, its return in parts, reminders, a
// withdrawal and its undoing.

import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { remindOfDeadlines } from '../../src/deadlines/reminders.ts';
import { mailWorker } from '../../src/mail/index.ts';
import type { Client } from '../../src/scenario/client.ts';
import { choosableKinds } from '../../templates/words/notifications.ts';
import { readPdf } from '../papers/readPdf.ts';
import { expectClean } from '../support/audit.ts';
import { beginApplication, type House, openHouse, origin, writeAll } from './applicationsHouse.ts';
import { pdf } from './filesSupport.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

let founder: string;
let client: Client;
beforeEach(async () => {
  founder = v7();
  client = await house.browser(founder, 'Nguyễn Minh Anh');
});

const must: House['stage']['must'] = (...given) => house.stage.must(...given);
const rows = <Row extends object>(text: string, ...values: string[]) => house.stage.db.run<Row>(text, values);
const stateOf = async (dossier: string) =>
  (
    await rows<{ value: string; facts: { due?: Record<string, string>; reviews?: object; withdrawn?: unknown } }>(
      `select value #>> '{}' as value, facts from state where dossier = $1::uuid and subject = 'application'`,
      dossier,
    )
  )[0]!;

/** A whole application, handed in. */
async function handedIn(title?: string) {
  const begun = await beginApplication(house, [founder]);
  await writeAll(client, begun.base, title);
  const receipt = await (await client.get(`${begun.base}/application/check`)).form('submit').submit();
  return { ...begun, receipt };
}

async function lettersTo(person: string): Promise<{ subject: string; body: string }[]> {
  const { db } = house.stage;
  const report = (fault: unknown) => {
    throw fault;
  };
  const worker = mailWorker({ db, now: house.now, origin, smtpUrl: undefined, from: 'a@vidu.test', report });
  await worker.turn();
  worker.close();
  return rows('select subject, body from letter where address = $1 order by created_at, id', `${person}@vidu.test`);
}

describe('a receipt', () => {
  it('says number, time and SHA-256 on its page, in a letter, and in a PDF with every answer and file', async () => {
    const { base, dossier } = await beginApplication(house, [founder]);
    await writeAll(client, base, 'Máy sấy có tệp');
    const papers = (await client.get(`${base}/application/papers`)).form('papers');
    papers.attach('others.upload', 'bao gia.pdf', Buffer.from(pdf('báo giá')), 'application/pdf');
    await papers.submit({ button: 'Lưu và về danh sách' });
    const receipt = await (await client.get(`${base}/application/check`)).form('submit').submit();
    const [content = '', file = ''] = receipt.all('code.hash');
    expect(receipt.text).toContain('Bạn không phải làm gì cho đến khi có thư báo.');
    const [, time = ''] = /(\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d)/.exec(receipt.text) ?? [];
    const code = `HS-${new Date(house.now()).getFullYear()}-${dossier.slice(-6).toUpperCase()}`;
    expect(time).not.toBe('');

    const [letter] = await lettersTo(founder);
    expect(letter!.subject).toBe(`Đã nhận hồ sơ: ${code}, Máy sấy có tệp`);
    expect(letter!.body).toContain(`Số hồ sơ: ${code}\n`);
    expect(letter!.body).toContain(`Thời điểm máy chủ nhận: ${time}\n`);
    expect(letter!.body).toContain(`SHA-256 của nội dung đã nộp: ${content}\n`);
    expect(letter!.body).toContain(`${origin}${base}/application/receipt\n`);

    const { text } = await readPdf((await client.download(`${base}/application/pdf`)).bytes);
    const flat = text.replace(/\s+/g, '');
    for (const said of [code, content, 'bao gia.pdf', file, 'Kỹ sư cơ khí'])
      expect(flat).toContain(said.replace(/\s+/g, ''));
  });
});

describe('returned in parts', () => {
  it('opens the parts that the officer named and no other, whatever is sent', async () => {
    const { base } = await handedIn();
    const officer = await house.browser(house.stage.people.officer, 'Lê Hoàng Anh');
    const screening = await officer.get(`${base}/screening`);
    expect(screening.text).toContain('chỉ phần được đánh dấu mở cho bên đăng ký sửa');
    const form = screening.form('/screening');
    await form.fill({ outcome: 'return', reason: 'Thiếu căn cứ.', sections: ['budget'] }).submit();

    const list = await client.get(`${base}/application`);
    expect(list.text).toContain('Chỉ các phần này mở để sửa');
    expect(list.all('.tasks li')).toContain('Dự án Không phải sửa');
    const project = await client.get(`${base}/application/project`);
    expect(project.text).toContain('Cán bộ không yêu cầu sửa phần này nên phần này chỉ để xem.');
    expect(project.text).not.toContain('Lưu và tiếp tục');

    const typed = { projectName: 'Tên khác', priorityField: 'agriculture', problem: 'Khác.' };
    const refused = await client.post(`${base}/application/project`, typed, { expect: 409 });
    expect(refused.text).toContain('Chưa lưu: cán bộ không yêu cầu sửa phần này.');
    expect(refused.text).toContain('Khác.');
    expect((await client.get(`${base}/application/project`)).text).not.toContain('Tên khác');

    const budget = (await client.get(`${base}/application/budget`)).form('budget');
    await budget.fill({ 'budget.0.basis': 'Báo giá số 12' }).submit({ button: 'Lưu và tiếp tục' });
    const again = await (await client.get(`${base}/application/check`)).form('submit').submit();
    expect(again.text).toContain('Bản nộp lần 2');
    const changes = (await officer.get(`${base}/screening`)).text;
    expect(changes).toContain('Báo giá số 12');
  });

  it('opens a part that was not named where something is missing in it, and all where none was named', async () => {
    const { base, dossier } = await handedIn();
    await must(house.stage.people.officer, 'returnForCompletion', dossier, { reason: 'a'.repeat(64) });
    // the receipt says that there is something to do, and not that there is nothing
    const { text } = await client.get(`${base}/application/receipt`);
    expect(text).toContain('Nhóm dự án: bổ sung hồ sơ');
    expect(text).not.toContain('Bạn không phải làm gì');
    expect((await client.get(`${base}/application/project`)).text).toContain('Lưu và tiếp tục');

    const other = await handedIn();
    const officer = await house.browser(house.stage.people.officer, 'Lê Hoàng Anh');
    const form = (await officer.get(`${other.base}/screening`)).form('/screening');
    await form.fill({ outcome: 'return', reason: 'Thiếu.', sections: ['budget'] }).submit();
    await rows(
      `update draft set answers = answers - 'problem' where dossier = $1::uuid returning dossier`,
      other.dossier,
    );
    expect((await client.get(`${other.base}/application/project`)).text).toContain('Lưu và tiếp tục');
    expect((await client.get(`${other.base}/application/papers`)).text).toContain('chỉ để xem');
  });
});

describe('reminders', () => {
  const inDays = (instant: string, days: number, time: string) => {
    const local = new Date(Date.parse(instant) + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
    return new Date(`${local}T${time}+07:00`).toISOString();
  };
  const remind = (at: string) => {
    const desk = { db: house.stage.db, origin, report: (fault: unknown) => house.faults.push(fault) };
    return remindOfDeadlines(desk, at);
  };
  const subjects = async () => (await lettersTo(founder)).map(({ subject }) => subject.replace(/: .*/, ''));

  it('come seven and two days before, at eight in the morning, once however many look, and say until when', async () => {
    const { dossier, base } = await handedIn();
    await must(house.stage.people.officer, 'returnForCompletion', dossier, { reason: 'b'.repeat(64) });
    const due = (await stateOf(dossier)).facts.due!.completion!;
    const before = await subjects();
    // a reminder is no matter of choice
    await rows(
      `insert into notice_choice (person, kind, how, changed_at) select $1::uuid, kind, 'inbox', now() from unnest($2::text[]) kind returning kind`,
      founder,
      `{${choosableKinds.join(',')}}`,
    );
    await remind(inDays(due, -7, '07:59:00'));
    expect(await subjects()).toEqual(before);
    await Promise.all([1, 2, 3].map(() => remind(inDays(due, -7, '08:00:00'))));
    await remind(inDays(due, -3, '20:00:00'));
    expect((await subjects()).slice(before.length)).toEqual(['Hồ sơ chờ bổ sung, còn 7 ngày']);
    await Promise.all([1, 2, 3].map(() => remind(inDays(due, -2, '08:00:00'))));
    await remind(inDays(due, -1, '08:00:00'));
    const letters = (await lettersTo(founder)).slice(before.length);
    expect(letters.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Hồ sơ chờ bổ sung, còn 7 ngày: HS-/),
      expect.stringMatching(/^Hồ sơ chờ bổ sung, còn 2 ngày: HS-/),
    ]);
    const [day] = inDays(due, 0, '12:00:00').split('T');
    expect(letters[1]!.body).toContain(`Hạn cuối, theo giờ máy chủ: ${day!.split('-').reverse().join('/')} 23:59:59\n`);
    expect(letters[1]!.body).toContain(`${origin}${base}/application\n`);
    expect(letters[1]!.body).toContain('hồ sơ bị đóng');
    const inbox = await client.get('/notifications');
    expect(inbox.text.match(/Hồ sơ chờ bổ sung, còn \d ngày/g)).toHaveLength(2);
    expect(inbox.text).toMatch(/23:59:59\s*Người thực hiện bước tiếp theo: bạn/);
    expect(inbox.links.map(({ href }) => href)).toContain(`${base}/application`);
    expect(house.faults).toEqual([]);
  });

  it('are not made up for after a time in which nobody looked, and not sent once the matter has moved on', async () => {
    const missed = await handedIn();
    await must(house.stage.people.officer, 'returnForCompletion', missed.dossier, { reason: 'c'.repeat(64) });
    const due = (await stateOf(missed.dossier)).facts.due!.completion!;
    const before = await subjects();
    await remind(inDays(due, -1, '09:00:00'));
    await remind(inDays(due, 0, '09:00:00'));
    expect((await subjects()).slice(before.length)).toEqual(['Hồ sơ chờ bổ sung, còn 1 ngày']);
    await remind(inDays(due, 1, '09:00:00'));

    const moved = await handedIn();
    await must(house.stage.people.officer, 'returnForCompletion', moved.dossier, { reason: 'd'.repeat(64) });
    await must(founder, 'resubmitApplication', moved.dossier, { content: 'e'.repeat(64) });
    const then = await subjects();
    await remind(inDays(due, -1, '09:00:00'));
    expect(await subjects()).toEqual(then);
  });

  it('tell of a draft before its call closes, but not of a day that had passed when it was begun', async () => {
    const [call] = await rows<{ at: string }>(
      `select facts->>'closesAt' as at from state where dossier = $1::uuid`,
      house.stage.call,
    );
    await beginApplication(house, [founder]);
    const [began] = await rows<{ late: boolean }>(
      `select now() > $1::timestamptz - interval '9 days' as late`,
      call!.at,
    );
    await remind(inDays(call!.at, -7, '08:00:00'));
    // in the last days of the year the seventh day has passed already
    expect(await subjects()).toEqual(began!.late ? [] : ['Hồ sơ chưa nộp, còn 7 ngày']);
    expect((await stateOf((await beginApplication(house, [founder])).dossier)).value).toBe('draft');
  });
});

describe('a withdrawal', () => {
  it('is undone within a day: back where it was, with its reviews and its periods as they were', async () => {
    const { dossier, base } = await handedIn();
    const { people } = house.stage;
    const waited = people.reviewers[1]!;
    await house.browser(people.officer, 'Lê Hoàng Anh');
    await house.browser(waited, 'Phan Văn Đức');
    await must(people.officer, 'findEligible', dossier);
    await must(people.officer, 'assignReviewers', dossier, { reviewers: people.reviewers });
    await must(people.reviewers[0]!, 'submitReview', dossier, { sheet: 'a'.repeat(64), verdict: 'pass' });
    const before = await stateOf(dossier);

    const asked = await client.get(`${base}/application/withdraw`);
    expect(asked.text).toContain('Trong 24 giờ bạn lấy lại được');
    const withdrawn = await asked.form('withdraw').submit();
    expect(withdrawn.text).toContain('Lấy lại hồ sơ đã rút');
    // the page itself says until when, and so does the letter
    const [, until = ''] = /lấy lại hồ sơ đến (\d\d\/\d\d\/\d{4} \d\d:\d\d)/.exec(withdrawn.all('.turn').join()) ?? [];
    expect(until).not.toBe('');
    const told = (await lettersTo(people.officer)).find(({ subject }) => subject.startsWith('Hồ sơ đã rút'));
    expect(told!.body).toContain(`Nhóm dự án có thể lấy lại hồ sơ đến: ${until} (giờ máy chủ)\n`);
    expect((await stateOf(dossier)).facts.due).toBeUndefined();

    house.forward(0.9);
    const again = await house.browser(founder, 'Nguyễn Minh Anh');
    const page = await (await again.get(base)).follow('Lấy lại hồ sơ đã rút');
    expect(page.text).toMatch(/lấy lại được đến \d\d\/\d\d\/\d{4} \d\d:\d\d \(giờ máy chủ\)/);
    expect(page.text).toContain('“Đang được chuyên gia đánh giá”');
    const form = page.form('undo-withdrawal');
    const done = await form.submit();
    expect(done.path).toBe(`${base}?done=application.withdrawalUndone`);
    const after = await stateOf(dossier);
    expect(after).toEqual({ ...before, facts: { ...before.facts, withdrawn: null } });
    const open = await rows<{ what: string }>(
      'select what from deadline where dossier = $1::uuid and cleared_revision is null',
      dossier,
    );
    expect(open.map(({ what }) => what)).toEqual(['review']);
    expect((await lettersTo(people.reviewers[0]!)).map(({ subject }) => subject)).toEqual([]);
    // who acts next is who acts there, and not who screens
    const next = async (person: string) => {
      const letters = await lettersTo(person);
      const { body } = letters.find(({ subject }) => /lấy lại/.test(subject))!;
      return /Người thực hiện bước tiếp theo: (.*)/.exec(body)?.[1];
    };
    for (const [person, who] of [
      [people.officer, 'chuyên gia đánh giá'],
      [waited, 'bạn'],
    ] as const)
      expect([person, await next(person)]).toEqual([person, who]);
    // sent twice it is done once
    expect((await again.post(`${base}/application/undo-withdrawal`, { key: form.value('key')[0]! })).path).toContain(
      'withdrawalUndone',
    );
    await must(people.reviewers[1]!, 'submitReview', dossier, { sheet: 'a'.repeat(64), verdict: 'pass' });
    await expectClean(house.stage);
  });

  it('tells by letter who acts where the application is again', async () => {
    const { people } = house.stage;
    const [voted, waited] = [people.council[0]!, people.council[1]!];
    for (const person of [people.officer, people.director, voted, waited]) await house.browser(person, 'Người đọc thư');
    const reason = { reason: 'a'.repeat(64) };
    const votes = { ballots: { labour: 'pass' } };
    const lines = [{ line: 'labour', amountVnd: '24000000' }];
    type Must = Parameters<typeof must>;
    type Step = [Must[1], string, Must[3]];
    const steps: Step[] = [
      ['findEligible', people.officer, {}],
      ['assignReviewers', people.officer, { reviewers: people.reviewers }],
      ...people.reviewers.map((one): Step => ['submitReview', one, { sheet: 'a'.repeat(64), verdict: 'pass' }]),
      ['referToCouncil', people.secretary, { council: people.council, chair: voted }],
      ['castVote', voted, votes],
      ...people.council.slice(1, 5).map((one): Step => ['castVote', one, votes]),
      ['recommend', people.secretary, { lines, months: 6, completionNeeded: true }],
    ];
    /** Taken back after so many of the steps, and who acts next by the letters about it. */
    async function next(upTo: number, first: Step[] = []): Promise<Record<string, string | undefined>> {
      const { dossier } = await beginApplication(house, [founder]);
      await must(founder, 'submitApplication', dossier, { content: 'c'.repeat(64) });
      for (const [type, who, input] of [...first, ...steps.slice(0, upTo)]) await must(who, type, dossier, input);
      await must(founder, 'withdraw', dossier, { undoable: true });
      await must(founder, 'undoWithdrawal', dossier, {});
      const said: Record<string, string | undefined> = {};
      for (const [name, person] of Object.entries({
        officer: people.officer,
        director: people.director,
        voted,
        waited,
      })) {
        const code = dossier.slice(-6).toUpperCase();
        const letter = (await lettersTo(person)).find(
          ({ subject }) => /được lấy lại/.test(subject) && subject.includes(code),
        );
        if (letter !== undefined) said[name] = /Người thực hiện bước tiếp theo: (.*)/.exec(letter.body)?.[1];
      }
      return said;
    }
    expect(await next(0)).toEqual({ officer: 'bạn' });
    expect(await next(0, [['returnForCompletion', people.officer, reason]])).toEqual({ officer: 'nhóm dự án' });
    expect(await next(1)).toEqual({ officer: 'bạn' });
    const council = { officer: 'thành viên hội đồng', voted: 'thành viên hội đồng', waited: 'bạn' };
    expect(await next(3 + people.reviewers.length + 1)).toEqual(council);
    expect(await next(steps.length)).toEqual({ officer: 'nhóm dự án', director: 'nhóm dự án' });
  });

  it('is final after a day, and where the first release recorded it', async () => {
    const late = await handedIn();
    await (await client.get(`${late.base}/application/withdraw`)).form('withdraw').submit();
    house.forward(1.01);
    const again = await house.browser(founder, 'Nguyễn Minh Anh');
    expect((await again.get(late.base)).text).not.toContain('Lấy lại hồ sơ đã rút');
    const page = await again.get(`${late.base}/application/withdraw`);
    expect(page.text).toContain('không rút được');
    const refused = await again.post(`${late.base}/application/undo-withdrawal`, { key: v7() }, { expect: 422 });
    expect(refused.text).toMatch(/Đã quá một ngày từ khi rút \(\d\d\/\d\d\/\d{4}/);

    const old = await beginApplication(house, [founder]);
    await must(founder, 'withdraw', old.dossier, {});
    expect((await again.get(old.base)).text).not.toContain('Lấy lại hồ sơ đã rút');
    const unknown = await again.post(`${old.base}/application/undo-withdrawal`, { key: v7() }, { expect: 422 });
    expect(unknown.text).toContain('không ghi hồ sơ đã ở bước nào');
    expect((await stateOf(old.dossier)).value).toBe('withdrawn');
  });

  it('of what a period of the team’s own has ended for meanwhile is not undone', async () => {
    const { dossier, base } = await handedIn();
    await must(house.stage.people.officer, 'returnForCompletion', dossier, { reason: 'f'.repeat(64) });
    const { due } = (await stateOf(dossier)).facts;
    const days = (Date.parse(due!.completion!) - Date.parse(house.now())) / 86_400_000;
    house.forward(days - 0.01);
    const last = await house.browser(founder, 'Nguyễn Minh Anh');
    await (await last.get(`${base}/application/withdraw`)).form('withdraw').submit();
    const form = (await last.get(`${base}/application/withdraw`)).form('undo-withdrawal');
    house.forward(0.02);
    const refused = await form.submit({ expect: 422 });
    expect(refused.text).toMatch(/Đã hết hạn/);
    expect((await stateOf(dossier)).value).toBe('withdrawn');
    await expectClean(house.stage);
  });
});
