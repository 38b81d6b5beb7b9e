// What somebody is told: found again in the inbox, by letter as they chose, once a day where they chose that, and in their calendar.
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import type { Database } from '../../src/database/pool.ts';
import { mailWorker } from '../../src/mail/index.ts';
import { calendarText } from '../../src/notifications/feed.ts';
import { forgetWhatIsOver } from '../../src/people/index.ts';
import { hashPassword } from '../../src/people/passwords.ts';
import { makeTicket } from '../../src/people/tickets.ts';
import { choosableKinds } from '../../templates/words/notifications.ts';
import { dayOf, daysAfter, startOfDay } from '../../workflows/rules/calendar.ts';
import { hash, type Stage, setStage } from '../support/stage.ts';
import { look, signedIn } from './filesSupport.ts';

const origin = 'http://vuon-uom.test';
let stage: Stage;
let app: App;
let statements = 0;
let [founder, mate, officer]: Record<string, string>[] = [];
const ids = { founder: v7(), mate: v7() };
const reported: unknown[] = [];
const now = () => new Date().toISOString();
const today = dayOf(now());
/** A time of a day in Vietnam. */
const at = (day: string, hours: number) => new Date(Date.parse(startOfDay(day)) + hours * 3_600_000).toISOString();

const workerAt = (time: string) =>
  mailWorker({
    db: stage.db,
    now: () => time,
    origin,
    smtpUrl: undefined,
    from: 'x',
    report: (fault) => reported.push(fault),
  });

const post = (path: string, headers: Record<string, string>, fields: Record<string, string>) =>
  app.request(`${origin}${path}`, {
    method: 'POST',
    headers: { host: 'vuon-uom.test', origin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields),
  });
const textOf = async (path: string, headers: Record<string, string> = {}) => (await look(app, path, headers)).text();
const unreadIn = (page: string) => /href="\/notifications"[^>]*>Thông báo (?:<span[^>]*>(\d+))?/.exec(page)?.[1] ?? '0';
const lettersTo = (person: string) =>
  stage.db.query<{ subject: string; body: string }>`
    select subject, body from letter where address = ${`${person}@vidu.test`} order by created_at, id`;
const choose = (headers: Record<string, string>, chosen: Record<string, string>) =>
  post('/account/notifications', headers, {
    ...Object.fromEntries(choosableKinds.map((kind) => [kind, 'atOnce'])),
    ...chosen,
  });

async function submitted(by: string) {
  const dossier = v7();
  const party = await stage.party(by);
  await stage.must(by, 'startApplication', dossier, { call: stage.call, party });
  await stage.must(by, 'submitApplication', dossier, { content: hash('content') });
  return dossier;
}

beforeAll(async () => {
  stage = await setStage();
  const { db } = stage;
  const counted: Database = {
    ...db,
    query: (...given) => {
      statements += 1;
      return db.query(...given);
    },
    run: (...given) => {
      statements += 1;
      return db.run(...given);
    },
  };
  app = createApp({ db: counted, clock: () => new Date(), origin, report: (fault) => reported.push(fault) });
  founder = await signedIn(db, ids.founder, 'Trần Thị Bình');
  mate = await signedIn(db, ids.mate, 'Lê Văn Cường');
  officer = await signedIn(db, stage.people.officer, 'Cán bộ');
  await workerAt(now()).turn();
  await db.query`delete from notification`;
});
afterAll(() => stage?.drop());

describe('the inbox', () => {
  it('has what a letter tells, once, with who acts next and the way to the exact place', async () => {
    expect(await textOf('/notifications', founder)).toContain('Chưa có thông báo nào');
    const dossier = await submitted(ids.founder);
    await stage.must(stage.people.officer, 'returnForCompletion', dossier, { reason: hash('why') });
    await Promise.all([workerAt(now()).turn(), workerAt(now()).turn()]);
    // whoever dies before noting that a notice is done begins it again
    await stage.owner.query`update mail set sent_at = null, leased_until = null where dossier = ${dossier}::uuid`;
    await workerAt(now()).turn();
    const page = await textOf('/notifications', founder);
    expect(unreadIn(page)).toBe('2');
    expect(page.match(/class="subject"/g)).toHaveLength(2);
    expect(page).toContain(`href="/agencies/${stage.agency}/dossiers/${dossier}/application"`);
    expect(page).toMatch(
      /Cần bổ sung hồ sơ: HS-.*?Thời hạn [^<]*: \d\d\/\d\d\/\d{4}<.*?Người thực hiện bước tiếp theo: bạn</s,
    );
    expect(page.indexOf('Cần bổ sung hồ sơ')).toBeLessThan(page.indexOf('Đã nhận hồ sơ'));
    expect((await lettersTo(ids.founder)).map(({ subject }) => subject.split(':')[0]).sort()).toEqual([
      'Cần bổ sung hồ sơ',
      'Đã nhận hồ sơ',
    ]);
    // in English too, and nobody else's
    expect(await textOf('/notifications?lang=en', founder)).toContain('Please complete your application: HS-');
    expect(await textOf('/notifications', mate)).toContain('Chưa có thông báo nào');
  });

  it('is over, and no more unread, once the step that it asks for has ended; what is news stays unread', async () => {
    const owner = v7();
    const headers = await signedIn(stage.db, owner, 'Trần Văn Hết');
    const dossier = await submitted(owner);
    const { officer } = stage.people;
    const desk = await signedIn(stage.db, officer, 'Lê Hoàng Anh');
    await workerAt(now()).turn();
    const waiting = Number(unreadIn(await textOf('/notifications', desk)));
    await stage.must(officer, 'returnForCompletion', dossier, { reason: hash('over') });
    await workerAt(now()).turn();
    // the officer has screened it: what asked for that is over
    expect(Number(unreadIn(await textOf('/notifications', desk)))).toBe(waiting - 1);
    expect(unreadIn(await textOf('/notifications', headers))).toBe('2');
    await stage.must(owner, 'resubmitApplication', dossier, { content: hash('over again') });
    await workerAt(now()).turn();
    // completed, that it has to be completed is over; both receipts are news
    const page = await textOf('/notifications', headers);
    expect(unreadIn(page)).toBe('2');
    expect(unreadIn(await textOf('/work', headers))).toBe('2');
    expect(page).toContain('2 thông báo chưa đọc');
    const [over] = /<li[^>]*>(?:(?!<\/li>).)*Cần bổ sung hồ sơ: HS-(?:(?!<\/li>).)*<\/li>/s.exec(page) ?? [''];
    expect(over).toContain('đã qua');
    expect(over).toContain('Hồ sơ đã sang bước khác');
    expect(over).not.toContain('Đánh dấu đã đọc');
    expect(over).not.toContain('Người thực hiện bước tiếp theo');
    expect(await textOf('/notifications?lang=en', headers)).toContain('The dossier has moved on');
    await stage.db.query`delete from notification where person in (${owner}::uuid, ${officer}::uuid)`;
  });

  it('is marked as read, one or all, by whose it is and by nobody else', async () => {
    const [first] = await stage.db.query<{ id: string }>`
      select id::text as id from notification where person = ${ids.founder}::uuid order by at limit 1`;
    await post('/notifications/read', mate!, { id: first!.id });
    expect(unreadIn(await textOf('/notifications', founder))).toBe('2');
    expect((await post('/notifications/read', founder!, { id: first!.id })).status).toBe(303);
    expect(unreadIn(await textOf('/work', founder))).toBe('1');
    const until = /name="until" value="([^"]+)"/.exec(await textOf('/notifications', founder))?.[1] ?? '';
    await post('/notifications/read', mate!, { until });
    expect(unreadIn(await textOf('/notifications', founder))).toBe('1');
    await post('/notifications/read', founder!, { until });
    const page = await textOf('/notifications', founder);
    expect(page).toContain('Bạn đã đọc hết thông báo.');
    expect(unreadIn(page)).toBe('0');
    expect(page).not.toContain('Đánh dấu');
  });

  it('costs other pages no statement of their own', async () => {
    statements = 0;
    await textOf('/account', mate);
    const without = statements;
    await stage.db.query`
      insert into notification (id, person, kind, template, agency, subject, subject_english, how, at)
      select gen_random_uuid(), ${ids.mate}::uuid, 'money', 'x', 'vidu', 'Thông báo ' || n, 'Notice ' || n, 'inbox', now() - make_interval(mins => n)
      from generate_series(1, 120) n`;
    statements = 0;
    expect(await textOf('/account', mate)).toContain('99+');
    expect(statements).toBe(without);
  });

  it('is read page by page, and forgotten after a year', async () => {
    const first = await textOf('/notifications', mate);
    expect(first.match(/class="subject"/g)).toHaveLength(50);
    expect(first).toContain('href="/notifications?from=50"');
    expect((await textOf('/notifications?from=100', mate)).match(/class="subject"/g)).toHaveLength(20);
    await stage.db
      .query`update notification set at = now() - interval '366 days' where person = ${ids.mate}::uuid and subject = 'Thông báo 120'`;
    await forgetWhatIsOver({ db: stage.db, now, origin });
    const [left] = await stage.db.query<{
      n: number;
    }>`select count(*)::int as n from notification where person = ${ids.mate}::uuid`;
    expect(left?.n).toBe(119);
    await stage.db.query`delete from notification where person = ${ids.mate}::uuid`;
  });
});

describe('how somebody is told', () => {
  it('is chosen by kind on the account page, where it says what cannot be switched off', async () => {
    const page = await textOf('/account', mate);
    expect(page).toContain('Luôn gửi thư ngay, không tắt được');
    expect(page).toContain('nhắc thời hạn trước 7 ngày và 2 ngày, trả lời câu hỏi bạn đã gửi');
    // at once is what stands there unchosen
    expect(
      page.match(/type="radio" name="(application|project|money|todo|judging)" value="atOnce"[^>]*checked/g),
    ).toHaveLength(5);
    expect((await choose(mate!, { application: 'digest', money: 'inbox' })).headers.get('location')).toBe(
      '/account?done=told#told',
    );
    const after = await textOf('/account?done=told', mate);
    expect(after).toContain('Đã lưu cách nhận thông báo.');
    expect(after).toMatch(/name="application" value="digest"[^>]*checked/);
    expect(after).toMatch(/name="money" value="inbox"[^>]*checked/);
    await choose(mate!, { fixed: 'inbox', application: 'never' });
    expect(await textOf('/account', mate)).toMatch(/name="application" value="digest"[^>]*checked/);
    const rows = await stage.db
      .query`select kind from notice_choice where kind not in ('application', 'project', 'money', 'todo', 'judging')`;
    expect(rows).toEqual([]);
  });

  it('gathers a day in one letter at seven, by dossier, once, with the receipt and the decision sent at once all the same', async () => {
    await choose(mate!, { application: 'digest' });
    const [one, two] = [await submitted(ids.mate), await submitted(ids.mate)];
    for (const dossier of [one, two]) await stage.must(stage.people.officer, 'findEligible', dossier);
    await stage.must(ids.mate, 'withdraw', one);
    await workerAt(now()).turn();
    const subjects = async () => (await lettersTo(ids.mate)).map(({ subject }) => subject.split(':')[0]);
    expect(await subjects()).toEqual(['Đã nhận hồ sơ', 'Đã nhận hồ sơ']);
    expect(unreadIn(await textOf('/work', mate))).toBe('4');

    // the next seven o'clock, whenever this runs
    const next = now() < at(today, 7) ? today : daysAfter(today, 1);
    await workerAt(at(next, 6.9)).turn();
    const early = await lettersTo(ids.mate);
    const seven = at(next, 7);
    await Promise.all([workerAt(seven).turn(), workerAt(seven).turn(), workerAt(seven).turn()]);
    await workerAt(at(next, 9)).turn();
    const letters = await lettersTo(ids.mate);
    const digest = letters.filter(({ subject }) => subject.startsWith('2 thông báo đến ngày'));
    expect(early).toHaveLength(2);
    expect(digest).toHaveLength(1);
    expect(letters).toHaveLength(3);
    const { body } = digest[0]!;
    for (const dossier of [one, two]) {
      const code = dossier.slice(-6).toUpperCase();
      expect(body).toMatch(new RegExp(`^Hồ sơ HS-\\d{4}-${code}$`, 'm'));
      expect(body).toMatch(
        new RegExp(
          `^- Hồ sơ hợp lệ: HS-\\d{4}-${code}\\n(?:.+\\n)*${origin}/agencies/${stage.agency}/dossiers/${dossier}$`,
          'm',
        ),
      );
    }
    expect(body).toContain('Người thực hiện bước tiếp theo: cán bộ chương trình');
    expect(body).toContain(`\n${origin}/notifications\n`);

    // a day on which nothing came has no letter
    await workerAt(at(daysAfter(next, 1), 8)).turn();
    expect(await lettersTo(ids.mate)).toHaveLength(3);
    expect(reported).toEqual([]);
  });

  it('writes no letter of what is wanted on the page alone, and every letter of what the law needs', async () => {
    await choose(founder!, Object.fromEntries(choosableKinds.map((kind) => [kind, 'inbox'])));
    await choose(officer!, { todo: 'inbox' });
    await stage.db.query`delete from letter`;
    const dossier = await submitted(ids.founder);
    await stage.must(stage.people.officer, 'findEligible', dossier);
    const other = await submitted(ids.founder);
    await stage.must(stage.people.officer, 'returnForCompletion', other, { reason: hash('why') });
    await workerAt(now()).turn();
    expect((await lettersTo(ids.founder)).map(({ subject }) => subject.split(':')[0]).sort()).toEqual([
      'Cần bổ sung hồ sơ',
      'Đã nhận hồ sơ',
      'Đã nhận hồ sơ',
    ]);
    expect(await lettersTo(stage.people.officer)).toEqual([]);
    expect(await textOf('/notifications', officer)).toContain('Hồ sơ cần kiểm tra: HS-');
    expect(await textOf('/notifications', founder)).toContain('Hồ sơ hợp lệ: HS-');
    expect(reported).toEqual([]);
  });
});

describe('the calendar', () => {
  const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');
  const address = async () => {
    const page = await post('/account/calendar', founder!, {});
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    const html = await page.text();
    // without scripts the field is copied by hand; how much is in the calendar is said
    expect(html).toMatch(/<input id="address" type="text" readonly/);
    expect(html).toMatch(/<button[^>]*data-copies="address"[^>]*hidden/);
    expect(html).toContain('Lịch này đang có 2 hạn.');
    return /value="http:\/\/vuon-uom\.test(\/calendar\/[\w-]{43}\.ics)"/.exec(html)?.[1] ?? '';
  };

  it('has what is due from somebody, by the dossier’s number, with a reminder, the same each time', async () => {
    expect(await textOf('/account', founder)).toContain('Chưa có địa chỉ lịch.');
    const path = await address();
    const answer = await look(app, path);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      'private, max-age=300',
    ]);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    const text = await answer.text();
    expect(await (await look(app, path)).text()).toBe(text);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const events = unfolded(text).join('\n').split('BEGIN:VEVENT').slice(1);
    // both applications that wait for completion
    expect(events).toHaveLength(2);
    const [due] = await stage.db.query<{ day: string; dossier: string }>`
      select l.due_on::text as day, l.dossier::text as dossier from deadline l join state s on s.agency = l.agency and s.dossier = l.dossier and s.subject = 'application'
      where l.what = 'completion' and l.cleared_revision is null and s.facts->'team' ? ${ids.founder} limit 1`;
    const event = events.find((one) => one.includes(due!.dossier))!;
    expect(event).toContain(`\nDTSTART;VALUE=DATE:${due!.day.replaceAll('-', '')}\n`);
    expect(event).toContain(`\nDTEND;VALUE=DATE:${daysAfter(due!.day, 1).replaceAll('-', '')}\n`);
    expect(event).toContain(`\nURL:${origin}/agencies/${stage.agency}/dossiers/${due!.dossier}/application\n`);
    expect(event).toMatch(/\nSUMMARY:[^\n]+: HS-\d{4}-[0-9A-F]{6}\n/);
    expect(event).toContain('\nTRIGGER:-P2D\n');
    expect(text).not.toContain('Trần Thị Bình');
    // the secret is kept nowhere
    const token = path.slice('/calendar/'.length, -'.ics'.length);
    const [row] = await stage.db.query<{ row: string }>`select to_jsonb(f)::text as row from calendar_feed f`;
    expect(row?.row).not.toContain(token);
  });

  it('says that it is empty where nothing is due', async () => {
    const stranger = await signedIn(stage.db, v7(), 'Vũ Bình');
    const html = await (await post('/account/calendar', stranger, {})).text();
    expect(html).toContain('Bây giờ không có hạn nào chờ bạn nên lịch này trống.');
  });

  it('ends with the old password and with all other sessions, and says so where a new one is made', async () => {
    const person = v7();
    const own = await signedIn(stage.db, person, 'Phạm Thị Hạnh');
    const [old, fresh, last] = ['một câu khá dài', 'một câu dài hơn nữa', 'và một câu khác hẳn'] as const;
    await stage.db.query`update person set password_hash = ${await hashPassword(old)} where id = ${person}::uuid`;
    const make = async () => {
      const html = await (await post('/account/calendar', own, {})).text();
      const path = /value="http:\/\/vuon-uom\.test(\/calendar\/[\w-]{43}\.ics)"/.exec(html)?.[1] ?? '';
      expect((await look(app, path)).status).toBe(200);
      return path;
    };
    const ended = 'đã hết dùng khi bạn đổi mật khẩu hoặc kết thúc các phiên khác';
    const hasEnded = async (path: string, reader = own) => {
      expect((await look(app, path)).status).toBe(404);
      const page = await textOf('/account', reader);
      expect(page).toContain(ended);
      expect(page).toContain('Tạo địa chỉ lịch');
      expect(page).not.toContain('Hủy địa chỉ lịch');
      expect(await textOf('/account?lang=en', reader)).toContain('ended when you changed your password');
    };
    expect(await textOf('/account', own)).toContain('Chưa có địa chỉ lịch.');
    const first = await make();
    expect((await post('/account/password', own, { current: 'không phải', password: fresh })).status).toBe(422);
    expect((await look(app, first)).status).toBe(200);
    expect((await post('/account/password', own, { current: old, password: fresh })).status).toBe(303);
    await hasEnded(first);

    const second = await make();
    await signedIn(stage.db, person, 'Phạm Thị Hạnh');
    const page = await textOf('/account', own);
    expect(page).not.toContain(ended);
    expect(page).toContain('Địa chỉ lịch cũng hết dùng.');
    expect((await post('/account/sessions/end-others', own, {})).status).toBe(303);
    await hasEnded(second);

    // somebody who has forgotten the password
    const third = await make();
    const link = await makeTicket({ db: stage.db, now, origin }, 'reset', person);
    const ticket = new URL(link).searchParams.get('ticket') ?? '';
    expect((await post('/new-password', {}, { ticket, password: last })).status).toBe(303);
    await hasEnded(third, await signedIn(stage.db, person, 'Phạm Thị Hạnh'));
    expect(reported).toEqual([]);
  });

  it('closes at once when it is revoked or made anew, and guesses are slowed down', async () => {
    const old = await address();
    const path = await address();
    expect((await look(app, old)).status).toBe(404);
    expect((await look(app, path)).status).toBe(200);
    expect((await post('/account/calendar/revoke', founder!, {})).status).toBe(303);
    expect((await look(app, path)).status).toBe(404);
    const guesses = await Promise.all(Array.from({ length: 40 }, () => look(app, `/calendar/${'x'.repeat(43)}.ics`)));
    expect(guesses.some(({ status }) => status === 429)).toBe(true);
    expect(reported).toEqual([]);
  });

  it('writes texts as the format wants them: signs escaped, lines cut by bytes and never within a letter', () => {
    const summary = `Bổ sung; nộp lại, \\ ${'ữ'.repeat(60)} 🎈\nhết`;
    const text = calendarText(
      [{ uid: 'a@b', day: '2026-12-31', since: '2026-11-20T02:00:00.000Z', summary, url: 'https://x/y' }],
      'vi',
    );
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toContain('\uFFFD');
    }
    expect(unfolded(text)).toContain(`SUMMARY:Bổ sung\\; nộp lại\\, \\\\ ${'ữ'.repeat(60)} 🎈\\nhết`);
    expect(unfolded(text)).toContain('DTEND;VALUE=DATE:20270101');
    expect(unfolded(text)).toContain('DTSTAMP:20261120T020000Z');
  });
});
