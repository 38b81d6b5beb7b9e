// The director signs with open eyes: what the council concluded and who was not there, what follows from the amounts as they are
// typed, and what is cut; and whoever is told of the decision is told what was cut and why.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import { writeNotices } from '../../src/mail/notices.ts';
import { describeInBrowser, isInOrder, type Width } from '../support/browser.ts';
import { type House, openHouse, origin, readOnceMore } from './reviews-house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.drop());

const now = () => new Date().toISOString();
const open = async (base: string) => (await house.as(house.people.director)).get(`${base}/award`);

/** The council met: one was away, one kept away for a conflict of interest, and only one of two items passed. */
async function concluded({ recommends = true, completion = '' } = {}) {
  const { db, people, agency, must } = house;
  const made = await house.beforeCouncil();
  const { dossier } = made;
  await must(people.officer, 'registerParty', made.party, { kind: 'team', members: [made.founder] });
  const [away, kept] = [people.council[5]!, people.council[6]!];
  for (const index of [0, 1, 2, 3, 4]) {
    const services = index < 2 ? 'pass' : 'fail';
    await must(people.council[index]!, 'castVote', dossier, { ballots: { labour: 'pass', services } });
  }
  const keep = (kind: string, body: object) =>
    keepContent(
      { db, now },
      { agency, dossier, kind: kind as 'reason', body: body as never, person: people.secretary },
    );
  const minutes = await keep('minutes', {
    established: '',
    place: 'Phòng họp 2',
    heldOn: '2026-01-12',
    begins: '14:00',
    ends: '16:30',
    form: 'inPerson',
    guests: [],
    noBallots: { [away]: 'excused' },
    absences: { [away]: 'Đi công tác' },
    opinions: {},
    completion,
    remark: 'Chỉ mua cảm biến sau khi thử xong mùa mưa.',
    conflicts: [kept],
  });
  if (recommends)
    await must(people.secretary, 'recommend', dossier, {
      lines: [{ line: 'labour', amountVnd: '30000000' }],
      months: 12,
      completionNeeded: completion !== '',
      minutes,
    });
  else
    await must(people.secretary, 'notRecommend', dossier, {
      reason: await keep('reason', { text: 'Chưa rõ thị trường.' }),
      minutes,
    });
  return made;
}

/** The letters about a dossier that somebody got. */
async function lettersTo(person: string, dossier: string) {
  while ((await writeNotices(house.db, origin, now(), () => {})) > 0);
  return await house.db.query<{ subject: string; body: string }>`
    select subject, body from letter where address = ${`${person}@example.vn`} and body like ${`%${dossier}%`}`;
}

/** The award of less than was recommended: of one item, and nothing of the other. */
async function awardedLess() {
  const made = await house.recommendedHere();
  const less = 'Dịch vụ làm ở trung tâm được miễn phí.';
  const form = (await open(made.base)).form('/award');
  const read = await readOnceMore(form.fill({ 'amount.labour': '20.000.000', 'amount.services': '', less }));
  return { ...made, less, read };
}

describe('the director, before signing,', () => {
  it('reads how the council concluded: when, who was missing or kept away, each item’s ballots, and its remark', async () => {
    const { base, dossier } = await concluded();
    const page = await open(base);
    const panel = page.root.querySelector('section[aria-labelledby="result"]')!;
    const said = panel.structuredText.replace(/\s+/g, ' ');
    expect(panel.querySelector('h2')!.text).toBe('Hội đồng đã kết luận');
    expect(page.all('section[aria-labelledby="result"] dl > div')).toEqual([
      'Ngày họp 12/01/2026, 14:00–16:30',
      'Đã bỏ phiếu 5 trên 7 thành viên, cần ít nhất 5',
      'Thành viên không bỏ phiếu Mai Thị Xuân: vắng mặt có lý do (Đi công tác)',
      'Khai có xung đột lợi ích, không bỏ phiếu Tạ Quang Huy',
      'Kiến nghị khác của hội đồng Chỉ mua cảm biến sau khi thử xong mùa mưa.',
    ]);
    expect(page.all('section[aria-labelledby="result"] tbody tr')).toEqual([
      expect.stringMatching(/^Tiền công.* 5 trên 5, cần 4 Đạt 30\.000\.000 ₫$/),
      expect.stringMatching(/^Tuyển chọn.* 2 trên 5, cần 4 Chưa đạt –$/),
      expect.stringMatching(/^Cộng.* 30\.000\.000 ₫$/),
    ]);
    const [paper] = await house.db.query<{ register: string; year: number; number: number }>`
      select register, year, number from paper where dossier = ${dossier}::uuid and kind = 'minutes'`;
    const href = `${base}/papers/${paper!.register}/${paper!.year}/${paper!.number}`;
    expect(page.links).toContainEqual({ text: expect.stringMatching(/^Biên bản họp \d+\/BB-/), href });
    // each is said once
    for (const once of ['thử xong mùa mưa', 'Mai Thị Xuân', 'Tạ Quang Huy', '5 trên 5, cần 4'])
      expect([once, page.text.split(once).length - 1]).toEqual([once, 1]);
    expect(said).not.toContain('Lý do');
  });

  it('reads the same where the council recommends nothing, with its reason', async () => {
    const { base } = await concluded({ recommends: false });
    const page = await open(base);
    const facts = page.all('section[aria-labelledby="result"] dl > div');
    expect(facts).toContain('Lý do Chưa rõ thị trường.');
    expect(facts).toContain('Thành viên không bỏ phiếu Mai Thị Xuân: vắng mặt có lý do (Đi công tác)');
    expect(page.all('section[aria-labelledby="result"] tbody tr')).toEqual([
      expect.stringMatching(/5 trên 5, cần 4 Đạt$/),
      expect.stringMatching(/2 trên 5, cần 4 Chưa đạt$/),
    ]);
  });

  it('reads what signing leads to for the amounts as they are typed, with a script and without', async () => {
    const { base } = await house.recommendedHere();
    const director = await house.as(house.people.director);
    let page = await director.get(`${base}/award`);
    const then = (from: typeof page) => from.all('#if-awarded dl > div');
    expect(then(page)[0]).toBe('Tổng mức hỗ trợ 80.000.000 ₫');
    const typed = { 'amount.labour': '20.000.000', 'amount.services': '' };
    const answer = await house.app.request(`${base}/award/check`, {
      method: 'POST',
      headers: {
        'HX-Request': 'true',
        Origin: origin,
        Host: new URL(origin).host,
        Cookie: `session=${director.cookies.get('session')}`,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(typed).toString(),
    });
    const part = await answer.text();
    expect([answer.status, part]).toEqual([200, expect.stringMatching(/^<div class="caps"/)]);
    const panel = part.slice(part.indexOf('<section'));
    expect(panel).toMatch(/^<section [^>]*id="if-awarded"[^>]* hx-swap-oob="true"/);
    for (const said of ['20.000.000', '60.000.000']) expect(panel).toContain(said);
    // without a script the button computes the same
    page = await page.form('/award').fill(typed).submit({ button: 'Tính lại hạn mức' });
    expect(then(page).slice(0, 2)).toEqual([
      'Tổng mức hỗ trợ 20.000.000 ₫',
      'Thấp hơn mức hội đồng đề nghị 60.000.000 ₫',
    ]);
    // a page that was opened anew swaps nothing by itself
    expect(page.html).not.toContain('hx-swap-oob');
  });

  it('reads on the summary what is cut of each item', async () => {
    const { read } = await awardedLess();
    expect(read.page.all('.confirm tbody tr')).toEqual([
      expect.stringMatching(/^Tiền công.* 30\.000\.000 ₫ 20\.000\.000 ₫ giảm 10\.000\.000 ₫$/),
      expect.stringMatching(/^Tuyển chọn.* 50\.000\.000 ₫ 0 ₫ không hỗ trợ$/),
      expect.stringMatching(/^Cộng.* 20\.000\.000 ₫$/),
    ]);
  });
});

describe('an award of less than the council recommended', () => {
  const cuts = [/Tiền công[^\n]*: 30\.000\.000\s₫ → 20\.000\.000\s₫/, /dịch vụ[^\n]*: 50\.000\.000\s₫ → không hỗ trợ/];

  it('tells the team by letter what was cut of each item, and why', async () => {
    const { founder, dossier, less, read } = await awardedLess();
    await read.submit({ button: 'Ra quyết định hỗ trợ' });
    const letter = (await lettersTo(founder, dossier)).find(({ subject }) => subject.startsWith('Quyết định hỗ trợ'))!;
    for (const cut of cuts) expect(letter.body).toMatch(cut);
    expect(letter.body).toContain(`Lý do: ${less}`);
    expect(letter.body.indexOf('Tiền công')).toBeLessThan(letter.body.indexOf('Lý do: '));
  });

  it('says so on the dossier’s page, to the team too, and on the page of the decision afterwards', async () => {
    const { founder, base, less, read } = await awardedLess();
    await read.submit({ button: 'Ra quyết định hỗ trợ' });
    const pages = [await (await house.as(founder)).get(base), await open(base)];
    for (const page of pages) {
      expect(page.all('.cut li')).toHaveLength(2);
      for (const [index, cut] of cuts.entries()) expect(page.all('.cut li')[index]).toMatch(cut);
      expect(page.all('.cut').join()).toContain(`Lý do: ${less}`);
    }
  });

  it('is not spoken of where all that was recommended is awarded', async () => {
    const { founder, base, dossier } = await house.recommendedHere();
    await (await readOnceMore((await open(base)).form('/award'))).submit({ button: 'Ra quyết định hỗ trợ' });
    expect((await (await house.as(founder)).get(base)).all('.cut')).toEqual([]);
    const [letter] = (await lettersTo(founder, dossier)).filter(({ subject }) => subject.startsWith('Quyết định'));
    expect(letter!.body).not.toContain('→');
  });
});

describe('a recommendation that asks to complete the application first', () => {
  it('tells the team what to complete, by letter and where it does so; the director reads it too', async () => {
    const completion = '1. Thêm kế hoạch thử mùa mưa. 2. Tách tiền công theo tháng.';
    const { founder, base, dossier } = await concluded({ completion });
    const letters = await lettersTo(founder, dossier);
    const letter = letters.find(({ subject }) => subject.includes('cần hoàn thiện hồ sơ'))!;
    const asked = 'Điều cần hoàn thiện:\n1. Thêm kế hoạch thử mùa mưa.\n2. Tách tiền công theo tháng.\n';
    expect(letter.body).toContain(asked);
    expect(letter.body).not.toContain('Chỉ mua cảm biến');
    const tasks = await (await house.as(founder)).get(`${base}/application`);
    expect(tasks.all('section[aria-labelledby="council"]').join()).toContain(completion);
    expect(await (await open(base)).all('section[aria-labelledby="result"] dl > div')).toContain(
      `Điều cần hoàn thiện ${completion}`,
    );
  });
});

describe('a rejection', () => {
  it('tells the team its reason by letter, and the director afterwards on the page of the decision', async () => {
    const { founder, base, dossier } = await house.recommendedHere();
    const reason = 'Đợt này đã hết kinh phí.';
    await (await readOnceMore((await open(base)).form('/reject').fill({ reason }))).submit();
    const letters = await lettersTo(founder, dossier);
    const letter = letters.find(({ subject }) => subject.startsWith('Hồ sơ không được hỗ trợ'))!;
    expect(letter.body).toContain(`Lý do: ${reason}`);
    expect((await open(base)).text).toContain(`Lý do từ chối ${reason}`);
  });
});

describe('what was awarded', () => {
  it('is shown as the decision says it, with what stands of it beside where that is less', async () => {
    const { people, must } = house;
    const founder = v7();
    await house.name(founder, 'Nguyễn Thị Minh Châu');
    const lines = [
      { line: 'labour', amountVnd: '30000000' },
      { line: 'services', amountVnd: '50000000' },
    ];
    const { dossier } = await house.project({ founder, lines });
    const base = `/agencies/${house.agency}/dossiers/${dossier}`;
    const team = await house.as(founder);
    const awarded = (page: { all(selector: string): string[] }, table: string) =>
      page.all(`${table} td[data-label="Được hỗ trợ"]`);
    expect(awarded(await team.get(base), '.caplines')).toEqual(['30.000.000', '50.000.000', '80.000.000']);

    await house.disbursement(dossier, founder, [{ line: 'labour', amountVnd: '20000000' }], 'paid');
    await must(people.director, 'beginClosing', dossier);
    await must(people.director, 'cancelRemainder', dossier, { decisionNumber: '9/QĐ-SKHCN' });
    expect(awarded(await team.get(base), '.caplines')).toEqual([
      '30.000.000 còn hiệu lực 20.000.000',
      '50.000.000 còn hiệu lực 0',
      '80.000.000 còn hiệu lực 20.000.000',
    ]);
    const budget = await (await house.as(people.financeOfficer)).get(`${base}/budget`);
    expect(budget.all('dl.facts > div')[0]).toBe('Mức hỗ trợ 80.000.000 ₫, còn hiệu lực 20.000.000 ₫');
  });
});

const start = async () => ({ answer: (request: Request) => house.app.fetch(request) });
describeInBrowser('what signing leads to, in Chromium,', start, (browsing) => {
  const as = async (person: string, width: Width) => {
    const page = await browsing.window({ width });
    const session = {
      name: 'session',
      value: await house.session(person),
      url: browsing.site(),
      sameSite: 'Lax' as const,
    };
    await page.context().addCookies([session]);
    return page;
  };

  for (const width of [1280] as const)
    it(`follows what is typed, and what was cut is read afterwards, ${width} px`, async () => {
      const { base, founder } = await concluded();
      const page = await as(house.people.director, width);
      await page.goto(`${base}/award`);
      await isInOrder(page, 'award-open-eyes');
      const panel = page.locator('#if-awarded');
      await page.getByLabel('Mức hỗ trợ cho Tiền công').fill('20.000.000');
      await panel.getByText('10.000.000 ₫', { exact: true }).waitFor();
      expect(await panel.getByText('Tổng mức hỗ trợ').locator('..').textContent()).toContain('20.000.000');
      expect(await page.locator('#if-awarded').count()).toBe(1);
      await isInOrder(page, 'award-open-eyes-typed');
      await page.getByLabel('Lý do hỗ trợ ít hơn').fill('Một phần công do viện trường bảo đảm.');
      await page.getByRole('button', { name: 'Xem lại trước khi ra quyết định' }).click();
      await page.getByRole('button', { name: 'Ra quyết định hỗ trợ' }).waitFor();
      await isInOrder(page, 'award-open-eyes-summary');
      await page.getByRole('button', { name: 'Ra quyết định hỗ trợ' }).click();
      await page.waitForURL(/done=/);
      await page.goto(`${base}/award`);
      await isInOrder(page, 'award-open-eyes-after');
      const team = await as(founder, width);
      await team.goto(base);
      await isInOrder(team, 'award-open-eyes-team');
    });
});
