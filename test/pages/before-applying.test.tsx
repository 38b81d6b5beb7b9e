// Before applying: checking for oneself without an account, asking so that all read the answer, and how long the way is.

import { createHash, randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lastDays } from '../../src/programmes/timeline.ts';
import type { Client, Page } from '../../src/scenario/client.ts';
import { carriedAnswers, type Pack, selfCheckOf, selfCheckVerdict } from '../../workflows/programmes/schema.ts';
import { cityPack, hash } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ agency: 'tphcm', pack: cityPack, stage: 'uomTao' });
});
afterAll(() => house?.close());
afterEach(() => expect(house.faults).toEqual([]));

const callPath = () => `/agencies/tphcm/calls/${house.stage.call}`;
const buttons = (page: Page) => page.root.querySelectorAll('a.button:not(.quiet)').map(({ text }) => text.trim());

const fine = {
  'pack:applicant': 'team',
  noEarlierMoney: 'no',
  priorityField: 'agriculture',
  nothingUnsettled: 'none',
  notBarred: 'never',
  notSuspended: 'no',
  singleSource: 'no',
  'pack:duration': 'within',
};
const check = async (client: Client, answers: Readonly<Record<string, string>>, expected = 200) =>
  (await client.get(`${callPath()}/self-check`)).form('self-check').fill(answers).submit({ expect: expected });

describe('who has just signed up', () => {
  it('finds the open calls in their work, and what to do first; nobody else does', async () => {
    const client = await house.browser(v7(), 'Nguyễn Thị Minh Châu');
    const work = await client.get('/work');
    expect(work.all('h2')).toEqual(['Bắt đầu thế nào', 'Đợt tiếp nhận đang mở']);
    expect(work.links.map(({ href }) => href)).toContain(callPath());
    expect(work.all('main ol li')).toEqual([
      expect.stringContaining('Tự kiểm tra'),
      expect.stringContaining('Nộp hồ sơ'),
      expect.stringContaining('Lưu nháp'),
    ]);
    expect(work.text).toContain('mời bạn vào nhóm');
    expect(work.text).not.toContain('Bạn chưa có hồ sơ nào');
    const { text } = await client.get('/work?lang=en');
    expect(text).toContain('How to begin');
    // in an office, or with an application, it is their own work that counts
    const officer = await house.browser(house.stage.people.officer, 'Lê Hoàng Anh');
    expect((await officer.get('/work')).all('h2')).not.toContain('Đợt tiếp nhận đang mở');
    const founder = v7();
    const party = await house.stage.party(founder);
    await house.stage.must(founder, 'startApplication', v7(), { call: house.stage.call, party, team: [founder] });
    const own = await (await house.browser(founder, 'Trần Văn An')).get('/work');
    expect(own.all('h2')).not.toContain('Đợt tiếp nhận đang mở');
  });
});

describe('the self-check', () => {
  it('needs no account and sets no cookie: each answer comes back with its reason and clause', async () => {
    const nobody = house.stranger();
    const result = await check(nobody, fine);
    expect([...nobody.cookies.keys()]).toEqual([]);
    expect(result.text).toContain('Bạn đủ điều kiện nộp hồ sơ');
    expect(result.text).toContain('Bạn trả lời: Nông nghiệp công nghệ cao');
    expect(result.text).toMatch(/Chưa từng Đạt Không có thời hạn chờ nào. Khoản 2 Điều 9, 268\/2025\/NĐ-CP/);
    expect(result.text).toContain('20/2023/NQ-HĐND, chưa đối chiếu bản gốc');
    expect(result.text).toContain('không phải quyết định của cơ quan');
    expect(buttons(result)).toEqual(['Nộp hồ sơ']);
    // whoever is given its address reads the same, in their language
    const other = await house.stranger().get(`${new URL(result.url).pathname}?lang=en`);
    expect(other.text).toContain('You may apply, by these answers');
    // and nothing that was kept says who it was
    const kept = await house.stage.db.run(`select * from self_check`, []);
    expect(Object.keys(kept[0] ?? {})).toEqual(['id', 'agency', 'call', 'answers', 'madeAt']);
  });

  it.each([
    [{ notSuspended: 'yes' }, 'Bạn chưa đủ điều kiện', 'bị truy cứu trách nhiệm hình sự thì không đủ điều kiện', []],
    [{ priorityField: 'none' }, 'Bạn chưa đủ điều kiện', 'chỉ hỗ trợ các lĩnh vực ưu tiên', []],
    [
      { nothingUnsettled: 'inTime' },
      'Cần cán bộ chương trình xem xét',
      'Cán bộ kiểm tra khi nhận hồ sơ',
      ['Nộp hồ sơ'],
    ],
    [{ 'pack:duration': 'longer' }, 'Cần cán bộ chương trình xem xét', 'tối đa 12 tháng', ['Nộp hồ sơ']],
    [{ notBarred: 'recent', notSuspended: 'unsure' }, 'Bạn chưa đủ điều kiện', 'Chưa đủ một năm', []],
  ])('comes to no where one answer does, else to an officer: %j', async (given, overall, reason, primary) => {
    const result = await check(house.stranger(), { ...fine, ...given });
    expect(result.text).toContain(overall);
    expect(result.text).toContain(reason);
    expect(buttons(result)).toEqual(primary);
  });

  it('says at each question that it was left out, and keeps the answers that were given', async () => {
    const { notBarred, ...rest } = fine;
    const again = await check(house.stranger(), rest, 422);
    expect(notBarred).toBe('never');
    // the summary names it by its number, and the question itself stands at its field alone
    expect(again.errors).toEqual(['Câu 5: hãy chọn một câu trả lời.']);
    expect(again.text.split('có từng bị đình chỉ do vi phạm không?')).toHaveLength(2);
    expect(again.all('.field.wrong .error')).toEqual(['Hãy chọn một câu trả lời.']);
    expect(again.root.querySelector('.errors a')?.getAttribute('href')).toBe('#f-notBarred');
    expect(again.root.querySelectorAll('input[checked]').map((one) => one.getAttribute('value'))).toContain(
      'agriculture',
    );
    await house.stranger().post(`${callPath()}/self-check`, { ...fine, priorityField: 'x' }, { expect: 422 });
  });

  it('fills in what the form asks too, after signing in, and says on the list of parts where that is from', async () => {
    const result = await check(house.stranger(), fine);
    const apply = result.links.find(({ text }) => text === 'Nộp hồ sơ')!.href;
    // whoever has no account is led to sign in, and comes back to the same place with the answers
    const door = await house.stranger().get(apply);
    expect(decodeURIComponent(door.url)).toContain(`/sign-in?next=${apply}`);
    expect(door.all('.notice').join()).toContain('Nộp hồ sơ cần tài khoản');
    expect(door.all('.notice').join()).toContain('Các câu trả lời tự kiểm tra vẫn được giữ');
    const signUp = await house.stranger().get(door.links.find(({ href }) => href.startsWith('/sign-up'))!.href);
    expect(signUp.all('.notice').join()).toContain('Nộp hồ sơ cần tài khoản');
    expect((await house.stranger().get('/sign-in')).all('.notice')).toEqual([]);

    const founder = v7();
    const client = await house.browser(founder, 'Trần Nam');
    const form = (await client.get(apply)).form('apply');
    expect(form.value('kind')).toEqual(['team']);
    const list = await form
      .fill({ name: 'Nhóm Mầm Xanh', identity: '079301001234', address: '1 Lê Lợi, TP.HCM' })
      .submit();
    expect(list.text).toContain('Từ bản tự kiểm tra của bạn');
    expect(list.text).toContain('Đã điền sẵn vào hồ sơ: Tư cách đăng ký, Lĩnh vực ưu tiên.');
    const section = await client.get(`${new URL(list.url).pathname}/project`);
    expect(section.form('project').value('priorityField')).toEqual(['agriculture']);
    // what no field asks for is the team's own: nobody hands it in
    expect(section.html).not.toContain('Chưa từng');
    // and nobody is told to change what was handed in
    expect(list.text).toContain('Bạn vẫn sửa được');
    const dossier = new URL(list.url).pathname.split('/')[4]!;
    await house.stage.must(founder, 'submitApplication', dossier, { content: hash('content') });
    const handedIn = await client.get(new URL(list.url).pathname);
    expect(handedIn.text).toContain('Đã điền sẵn vào hồ sơ: Tư cách đăng ký, Lĩnh vực ưu tiên.');
    expect(handedIn.text).not.toContain('Bạn vẫn sửa được');
  });

  it('comes up again where somebody did not know, until the form settles it', async () => {
    const result = await check(house.stranger(), { ...fine, singleSource: 'unsure' });
    const client = await house.browser(v7(), 'Trần Nam');
    const list = await (await client.get(result.links.find(({ text }) => text === 'Nộp hồ sơ')!.href))
      .form('apply')
      .fill({ name: 'Nhóm Mầm Xanh', identity: '079301001235', address: '12 Lê Lợi, phường Bến Nghé, Quận 1, TP.HCM' })
      .submit();
    const open = (page: Page) => page.all('.open-before li');
    expect(open(list)).toHaveLength(1);
    expect(open(list)[0]).toContain('Bạn trả lời: Không rõ');
    const base = new URL(list.url).pathname;
    const before = await client.get(`${base}/check`);
    expect(open(before)).toEqual(open(list));
    // a part in which nothing must stand and nothing does is no work that was done
    expect(list.all('.tasks li').join('|')).toContain('Không bắt buộc, chưa viết');

    const place = list.root.querySelector('.open-before a')!.getAttribute('href')!;
    await (await client.get(place)).form(place.split('/').at(-1)!).fill({ singleSource: true }).submit({ expect: 422 });
    expect(open(await client.get(`${base}/check`))).toEqual([]);

    // the address was asked once: its parts are taken over, without what is asked beside them
    const form = (await client.get(`${base}/applicant`)).form('applicant');
    expect(form.value('address.street')).toEqual(['12 Lê Lợi']);
    expect(form.value('address.province')).toEqual(['79']);
    expect((await client.get(`${base}/applicant`)).text).toContain('Lấy từ địa chỉ của bên đứng tên hồ sơ');
    const after = await form.fill({ 'address.commune': 'Phường Sài Gòn' }).submit({ button: 'Lưu và tiếp tục' });
    expect(after.status).toBe(200);
    const shown = await client.get(`${base}/check`);
    expect(shown.text.split('12 Lê Lợi')).toHaveLength(2);
    expect(shown.text).not.toContain('Bến Nghé');
    expect(shown.text).toContain('Địa chỉ đã có trong hồ sơ, ở');
    // its parts are found from a list at its top
    const places = shown.root.querySelectorAll('.contents a').map((one) => one.getAttribute('href')!);
    expect(places.length).toBeGreaterThan(10);
    for (const place of places) expect([place, shown.root.querySelector(place)?.tagName]).toEqual([place, 'H2']);
  });

  it('is forgotten after thirty days, changes by being answered anew, and is of one call alone', async () => {
    const client = house.stranger();
    const first = await check(client, fine);
    const again = (await client.get(`${first.links.find(({ text }) => text === 'Sửa câu trả lời')!.href}`)).form(
      'self-check',
    );
    expect(again.value('notBarred')).toEqual(['never']);
    const second = await again.fill({ notBarred: 'recent' }).submit();
    expect(second.url).not.toBe(first.url);
    expect((await client.get(new URL(first.url).pathname)).text).toContain('Bạn đủ điều kiện nộp hồ sơ');
    await house.stage.owner.script(`update self_check set made_at = made_at - interval '31 days'`);
    expect((await client.get(new URL(first.url).pathname)).heading).toBe('Tự kiểm tra điều kiện');
    await client.get(`${callPath()}/self-check/x`, { expect: 404 });
    await client.get(`/agencies/tphcm/calls/${v7()}/self-check/${randomUUID()}`, { expect: 404 });
  });

  it('is answered six hundred times an hour from one place, and then keeps what was chosen', async () => {
    await house.stage.db.query`delete from attempt`;
    const client = house.stranger();
    await house.stage.db.query`
      insert into attempt (what, at) select a.what, ${house.now()}::timestamptz from generate_series(1, 600),
        (select ${`selfCheck address ${createHash('sha256').update('unknown').digest('base64url')}`} as what) a`;
    const refused = await check(client, fine, 429);
    expect(refused.text).toContain('quá nhiều lần kiểm tra');
    expect(refused.root.querySelectorAll('input[checked]').length).toBe(Object.keys(fine).length);
    await house.stage.db.query`delete from attempt`;
  });
});

describe('what no question can settle', () => {
  const pack = cityPack as Pack;
  const unasked = { ...pack, eligibility: pack.eligibility.map(({ asks: _, ...rule }) => rule) };

  it('is left to an officer: a pack of before there were questions asks who, and how long', () => {
    expect(selfCheckOf(unasked, 'uomTao').map(({ id }) => id)).toEqual(['pack:applicant', 'pack:duration']);
    const said = { 'pack:applicant': 'team', 'pack:duration': 'within' };
    expect(selfCheckVerdict(unasked, 'uomTao', said)).toBe('officer');
    expect(selfCheckVerdict({ ...unasked, eligibility: [] }, 'uomTao', said)).toBe('yes');
    expect(selfCheckVerdict({ ...unasked, eligibility: [] }, 'uomTao', {})).toBe('officer');
    const teams: Pack = { ...unasked, eligibility: [], applicants: ['team'] };
    expect(selfCheckVerdict(teams, 'uomTao', { ...said, 'pack:applicant': 'enterprise' })).toBe('no');
    expect(carriedAnswers(pack, 'uomTao', { ...fine, priorityField: 'none' })).toEqual({ applicantKind: 'team' });
  });

  it('is not added up either: from the first step without a period on there is no day', () => {
    const { approval } = pack.procedure;
    const open = { ...pack, procedure: { ...pack.procedure, approval: { ...approval, value: null } } };
    const calendar = { holidays: {}, workedSaturdays: {}, announcedThrough: null };
    const ends = lastDays(open, '2026-12-31', calendar);
    expect(ends.appraisal).not.toBeNull();
    expect([ends.approval, ends.agreement, ends.payment]).toEqual([null, null, null]);
  });
});

describe('the page of a call', () => {
  it('adds up the periods of the law from the closing date to the money, and promises nothing', async () => {
    const page = await house.stranger().get(callPath());
    const year = Number(/Hạn nộp: 31\/12\/(\d{4})/.exec(page.text)?.[1]) + 1;
    expect(page.text).toMatch(new RegExp(`Kiểm tra xong hồ sơ, chậm nhất \\d\\d/01/${year} \\(còn \\d+ ngày\\)`));
    expect(page.text).toMatch(/Hạn nộp 31\/12\/\d{4} 23:59 \(còn \d+ ngày\)/);
    const steps = page.all('ol.path .by').map((text) =>
      text
        .match(/(\d\d)\/(\d\d)\/(\d{4})/)!
        .slice(1)
        .reverse()
        .join('-'),
    );
    expect(steps).toHaveLength(8);
    expect(steps).toEqual([...steps].sort());
    const last = steps.at(-1)!.split('-').reverse().join('/');
    expect(page.all('.timeline')[0]).toMatch(
      new RegExp(
        `tiền đầu tiên vào tài khoản chậm nhất khoảng ${last} \\(\\d+ ngày kể từ hôm nay\\).*không phải lời hứa`,
      ),
    );
  });

  it('says whether applicants must be of the city, and makes up nothing that the pack does not say', async () => {
    const page = await house.stranger().get(callPath());
    expect(page.text).toContain(
      'Các điều kiện đã biết của 20/2023/NQ-HĐND không nêu người nộp phải cư trú, thành lập hay đặt trụ sở tại thành phố.',
    );
    expect(page.text).toContain('Bản gốc của văn bản chưa được đối chiếu');
    // the number of a law breaks nowhere on a phone, wherever a clause is named, and has nothing in it that copying would take along
    const clauses = page.root.querySelectorAll('.clause').filter(({ text }) => text.includes('NĐ-CP'));
    expect(clauses.length).toBeGreaterThan(5);
    for (const clause of clauses)
      expect(clause.querySelectorAll('.unbroken').map(({ text }) => text)).toContain('268/2025/NĐ-CP');
  });

  it('shows one primary button: checking first without an account, applying for who has one', async () => {
    expect(buttons(await house.stranger().get(callPath()))).toEqual(['Tự kiểm tra điều kiện']);
    expect(buttons(await (await house.browser(v7(), 'Vũ Bình')).get(callPath()))).toEqual(['Nộp hồ sơ']);
  });
});

describe('questions about a call', () => {
  const officer = () => house.browser(house.stage.people.officer, 'Lê Hoàng Anh');
  const asked = 'Nhóm có hai người nước ngoài thì có được nộp không?';
  let asker: string;
  const ask = async (client: Client, question: string, expected = 200) =>
    (await client.get(`${callPath()}/ask`)).form('ask').fill({ question }).submit({ expect: expected });

  it('are asked by whoever is signed in, wait for an officer, and are answered for all without a name', async () => {
    asker = v7();
    const client = await house.browser(asker, 'Phạm Thị Người Hỏi');
    expect((await house.stranger().get(callPath())).text).toContain('Chưa có câu hỏi nào được trả lời.');
    const sent = await ask(client, asked);
    expect(sent.text).toContain('Đã gửi câu hỏi.');
    expect(sent.text).toContain('đang chờ cơ quan trả lời');
    expect((await house.stranger().get(callPath())).text).not.toContain(asked);

    const clerk = await officer();
    expect((await clerk.get('/agencies/tphcm/calls')).text).toContain('1 câu hỏi chờ trả lời');
    expect((await clerk.get(callPath())).text).toContain('Câu hỏi về đợt này: 1 chờ trả lời');
    const work = await clerk.get('/work');
    expect(work.text).toContain('Trả lời câu hỏi về đợt tiếp nhận');
    const page = await work.follow(work.links.find(({ href }) => href.includes('/questions/'))!.href);
    expect(page.html).not.toContain('Người Hỏi');
    const form = page.form('Công bố trả lời');
    const empty = await form.fill({ answer: '' }).submit({ expect: 422 });
    expect(empty.errors).toEqual(['Hãy viết trả lời.']);
    await empty
      .form('Công bố trả lời')
      .fill({ published: 'Nhóm có người nước ngoài có được nộp không?', answer: 'Được.\nXem Điều 35.' })
      .submit();
    const all = await house.stranger().get(callPath());
    expect(all.all('.answered div')).toEqual(['Nhóm có người nước ngoài có được nộp không? Được. Xem Điều 35.']);
    expect(all.html).not.toContain('Người Hỏi');
    expect((await clerk.get('/work')).text).not.toContain('Trả lời câu hỏi về đợt tiếp nhận');
    const letters = await house.stage.db.query<{ subject: string; body: string }>`
      select subject, body from letter where address = ${`${asker}@vidu.test`}`;
    expect(letters.map(({ subject }) => subject)).toEqual(['Câu hỏi của bạn về đợt tiếp nhận đã được trả lời']);
    expect(letters[0]!.body).toContain(`${callPath()}#questions`);
    const inbox = await client.get('/notifications');
    expect(inbox.text).toContain('Câu hỏi của bạn về đợt tiếp nhận đã được trả lời');
    expect(inbox.links.map(({ href }) => href)).toContain(`${callPath()}#questions`);
  });

  it('that are not published are answered to who asked alone', async () => {
    const client = await house.browser(asker, 'Phạm Thị Người Hỏi');
    await ask(client, 'Dự án Máy Sấy Bí Mật của chúng tôi có tốt không?');
    const clerk = await officer();
    const list = await clerk.get(`${callPath()}/questions`);
    const form = (await list.follow(list.links.find(({ text }) => text === 'Trả lời')!.href)).form('Không công bố');
    await form.fill({ reason: 'Câu hỏi về riêng một dự án.' }).submit();
    expect((await house.stranger().get(callPath())).html).not.toContain('Bí Mật');
    expect((await (await house.browser(v7(), 'Vũ Bình')).get(callPath())).html).not.toContain('Bí Mật');
    expect((await client.get(callPath())).text).toContain('Lý do: Câu hỏi về riêng một dự án.');
  });

  it('that two officers answer at once keep the first answer, and the second one’s words', async () => {
    await ask(await house.browser(asker, 'Phạm Thị Người Hỏi'), 'Hạn nộp có gia hạn không?');
    const [one, two] = [await officer(), await officer()];
    const list = await one.get(`${callPath()}/questions`);
    const { href } = list.links.find(({ text }) => text === 'Trả lời')!;
    const [first, second] = [await one.get(href), await two.get(href)];
    await first.form('Công bố trả lời').fill({ answer: 'Không gia hạn.' }).submit();
    const told = await second.form('Công bố trả lời').fill({ answer: 'Có thể.' }).submit({ expect: 409 });
    expect(told.text).toContain('Một cán bộ khác vừa trả lời');
    expect(told.text).toContain('Không gia hạn.');
    expect(told.form('Công bố trả lời').value('answer')).toEqual(['Có thể.']);
    expect((await house.stranger().get(callPath())).text).not.toContain('Có thể.');
    // read again, it may be corrected; who asked is not written to twice
    await told.form('Công bố trả lời').submit();
    expect((await house.stranger().get(callPath())).text).toContain('Có thể.');
    const letters = await house.stage.db.query`select 1 from letter where address = ${`${asker}@vidu.test`}`;
    expect(letters).toHaveLength(3);
  });

  it('are put once however often they are sent, ten a day, and lose no word when refused', async () => {
    const client = await house.browser(v7(), 'Trần Nam');
    expect((await ask(client, '   ', 422)).errors).toEqual(['Hãy viết câu hỏi.']);
    const long = await ask(client, 'a'.repeat(1_001), 422);
    expect(long.form('ask').value('question')[0]).toHaveLength(1_001);
    const form = (await client.get(`${callPath()}/ask`)).form('ask').fill({ question: 'Gửi hai lần?' });
    await form.submit();
    const twice = await form.submit();
    expect(twice.all('.story li').filter((text) => text.startsWith('Gửi hai lần?'))).toHaveLength(1);
    for (let n = 2; n <= 10; n += 1) await ask(client, `Câu hỏi ${n}?`);
    const refused = await ask(client, 'Một câu nữa?', 429);
    expect(refused.form('ask').value('question')).toEqual(['Một câu nữa?']);
  });

  it('come fifty to a page, the newest answer first', async () => {
    const answered = Array.from({ length: 60 }, (_, n) => n);
    for (const n of answered)
      await house.stage.db.query`
        insert into question (agency, id, call, asked, asked_at, state, published, answer, answered_at) values
          ('tphcm', ${v7()}, ${house.stage.call!}, 'x', ${house.now()}, 'published', ${`Câu số ${n}.`}, 'Có.',
           ${house.now()}::timestamptz + make_interval(secs => ${n}::int))`;
    const page = await house.stranger().get(callPath());
    const first = page.all('.answered div');
    expect(first).toHaveLength(50);
    expect(first[0]).toBe('Câu số 59. Có.');
    const next = await page.follow('Trang sau');
    expect(next.all('.answered div').slice(0, 2)).toEqual(['Câu số 9. Có.', 'Câu số 8. Có.']);
    await house.stage.db.query`delete from question where answer = 'Có.'`;
  });

  it('are not asked by the agency’s own people, answered by officers alone, and end with the call', async () => {
    const clerk = await officer();
    expect(new URL((await clerk.get(`${callPath()}/ask`)).url).pathname).toBe(`${callPath()}/questions`);
    const auditor = await house.browser(house.stage.people.auditor, 'Đỗ Kiểm');
    const list = await auditor.get(`${callPath()}/questions`);
    expect(list.links.filter(({ text }) => ['Trả lời', 'Sửa'].includes(text))).toEqual([]);
    house.forward(60);
    const client = await house.browser(v7(), 'Trần Nam');
    expect((await client.get(`${callPath()}/ask`)).forms.map(({ action }) => action)).toEqual([]);
    const late = await client.post(`${callPath()}/ask`, { question: 'Còn kịp không?' }, { expect: 422 });
    expect(late.text).toContain('không nhận câu hỏi mới');
    const closed = await house.stranger().get(callPath());
    expect(closed.links.map(({ text }) => text)).not.toContain('Đặt câu hỏi');
    expect(closed.text).toContain('Nhóm có người nước ngoài có được nộp không?');
  });
});
