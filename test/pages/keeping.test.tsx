import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import type { Client, Form, Page } from '../../src/scenario/client.ts';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { type House, openHouse } from './applicationsHouse.ts';
import { openHouse as openReviews, type House as ReviewsHouse, readOnceMore, sayMeeting } from './reviews-house.ts';

type Kept = { commitment: string; kind: string; salt: Uint8Array | null; body: { text?: string } | null };

/** Every content of a dossier that its history or its meetings stand on; none may be left that was erased by halves. */
async function contentsOf(db: House['stage']['db'], dossier: string, kind: string) {
  const rows = await db.query<Kept>`select commitment, kind, salt, body from content
    where dossier = ${dossier} and kind = ${kind} order by created_at, commitment`;
  for (const { salt, body, commitment } of rows) {
    expect(salt === null).toBe(body === null);
    if (salt === null) continue;
    const text = canonicalJson(body as Json);
    expect(createHash('sha256').update(salt).update(text).digest('hex')).toBe(commitment);
  }
  return { living: rows.filter(({ salt }) => salt !== null), erased: rows.filter(({ salt }) => salt === null) };
}
async function inputsOf(db: House['stage']['db'], dossier: string, event: string) {
  const rows = await db.query<{ input: Record<string, Json> }>`
    select payload::jsonb #> '{command,input}' as input from history where dossier = ${dossier} and event = ${event} order by revision`;
  return rows.map(({ input }) => input);
}
/** Sends a form twice: one click after the other, or both at once. */
async function twice(form: Form, atOnce: boolean): Promise<Page[]> {
  return atOnce ? Promise.all([form.submit(), form.submit()]) : [await form.submit(), await form.submit()];
}
const clicks = [
  ['one after the other', false],
  ['both at once', true],
] as const;

describe('a decision with its reason', () => {
  let house: ReviewsHouse;
  let officer: Client;
  beforeAll(async () => {
    house = await openReviews();
    officer = await house.as(house.people.officer);
  }, 120_000);
  afterAll(() => house.drop());

  const screening = async (base: string, reason: string) => {
    const page = await officer.get(`${base}/screening`);
    return page.form(`${base}/screening`).fill({ outcome: 'ineligible', reason });
  };
  const event = 'application.foundIneligible';

  it.each(clicks)('is recorded and kept once when it is sent twice, %s', async (_, atOnce) => {
    const { dossier, base } = await house.submitted();
    const pages = await twice(await screening(base, 'Không thuộc lĩnh vực.'), atOnce);
    expect(pages.map(({ path }) => path)).toEqual(Array(2).fill(`${base}?done=${event}`));
    const [input, ...others] = await inputsOf(house.db, dossier, event);
    expect(others).toEqual([]);
    const { living, erased } = await contentsOf(house.db, dossier, 'reason');
    expect(living).toMatchObject([{ commitment: input!.reason, body: { text: 'Không thuộc lĩnh vực.' } }]);
    if (!atOnce) expect(erased).toEqual([]);
  });

  it('is refused under the key of another text, and what was typed stays', async () => {
    const { dossier, base } = await house.submitted();
    const form = await screening(base, 'Không thuộc lĩnh vực.');
    await form.submit();
    const page = await form.fill({ reason: 'Một lý do khác hẳn.' }).submit({ expect: 422 });
    expect(page.refusal?.sentence).toContain('đã được gửi');
    expect(page.html).toContain('Một lý do khác hẳn.');
    expect(await inputsOf(house.db, dossier, event)).toHaveLength(1);
    expect((await contentsOf(house.db, dossier, 'reason')).living).toMatchObject([
      { body: { text: 'Không thuộc lĩnh vực.' } },
    ]);
    // nor does the key answer for another dossier
    const { base: other } = await house.submitted();
    const theirs = await screening(other, 'Không thuộc lĩnh vực.');
    const request = theirs.request();
    const fields = new URLSearchParams(await request.text());
    fields.set('key', new URLSearchParams(await form.request().text()).get('key')!);
    const { url, headers } = request;
    const answer = await officer.visit(new Request(url, { method: 'POST', headers, body: fields }), 422);
    expect(answer.refusal?.sentence).toContain('đã được gửi');
  });

  it('is said to be recorded on the page that it leads to, to who took it and to nobody else', async () => {
    const { base } = await house.beforeCouncil();
    const secretary = await house.as(house.people.secretary);
    const told = await secretary.get(`${base}/council?done=application.referredToCouncil`);
    expect(told.all('.notice')).toEqual(['Đã ghi nhận: Trình hội đồng.']);
    const member = await house.as(house.people.council[0]!);
    expect((await member.get(`${base}/council?done=application.referredToCouncil`)).all('.notice')).toEqual([]);
    expect((await secretary.get(`${base}/council?done=application.recommended`)).all('.notice')).toEqual([]);
  });

  it('is erased when it is refused', async () => {
    const { dossier, base, founder } = await house.submitted();
    const form = await screening(base, 'Không thuộc lĩnh vực.');
    await house.must(founder, 'withdraw', dossier);
    const page = await form.submit({ expect: 409 });
    expect(page.html).toContain('Không thuộc lĩnh vực.');
    const { living, erased } = await contentsOf(house.db, dossier, 'reason');
    expect([living.length, erased.length]).toEqual([0, 1]);
  });

  it.each(clicks)(
    'keeps minutes once, sent twice, %s, bound to the conclusion; other minutes are another form',
    async (_, atOnce) => {
      const { dossier, base } = await house.beforeCouncil();
      for (const member of house.people.council.slice(0, 6))
        await house.must(member, 'castVote', dossier, { ballots: { labour: 'pass', services: 'pass' } });
      await house.endVote(dossier);
      const secretary = await house.as(house.people.secretary);
      const form = sayMeeting((await secretary.get(`${base}/council`)).form('/council/recommend')).fill({
        established: 'Quyết định số 12/QĐ-SKHCN ngày 03/11/2026',
        place: 'Phòng họp 2',
        begins: '14:00',
        ends: '16:30',
      });
      const pages = await twice(await readOnceMore(form), atOnce);
      expect(pages.map(({ status }) => status)).toEqual([200, 200]);
      const inputs = await inputsOf(house.db, dossier, 'application.recommended');
      expect(inputs).toHaveLength(1);
      expect((await contentsOf(house.db, dossier, 'minutes')).living).toMatchObject([
        { commitment: inputs[0]!.minutes, body: { place: 'Phòng họp 2' } },
      ]);

      const page = await form.fill({ place: 'Phòng họp 3' }).submit({ expect: 422 });
      expect(page.refusal?.sentence).toContain('đã được gửi');
      expect((await contentsOf(house.db, dossier, 'minutes')).living).toMatchObject([
        { body: { place: 'Phòng họp 2' } },
      ]);
    },
  );

  it('shows of two minutes sent at once those of the conclusion that was recorded, and keeps no others', async () => {
    const { dossier, base } = await house.beforeCouncil();
    for (const member of house.people.council.slice(0, 6))
      await house.must(member, 'castVote', dossier, { ballots: { labour: 'pass', services: 'pass' } });
    await house.endVote(dossier);
    const forms = await Promise.all(
      ['Phòng họp Đông', 'Phòng họp Tây'].map(async (place) => {
        const secretary = await house.as(house.people.secretary);
        const form = sayMeeting((await secretary.get(`${base}/council`)).form('/council/recommend'));
        const times = { established: 'QĐ số 12', place, begins: '14:00', ends: '16:30' };
        return { secretary, request: (await readOnceMore(form.fill(times))).request() };
      }),
    );
    await Promise.all(forms.map(({ secretary, request }) => secretary.visit(request, 'any')));
    const inputs = await inputsOf(house.db, dossier, 'application.recommended');
    expect(inputs).toHaveLength(1);
    const { living } = await contentsOf(house.db, dossier, 'minutes');
    expect(living).toMatchObject([{ commitment: inputs[0]!.minutes }]);
    const place = (living[0]!.body as { place: string }).place;
    // an orphan, as it stays where the act threw, is nobody's minutes
    const body = { ...(living[0]!.body as object), place: 'Phòng họp mồ côi' };
    const orphan = { agency: house.agency, dossier, kind: 'minutes', body, person: house.people.secretary } as const;
    await keepContent({ db: house.db, now: () => '2099-01-01T00:00:00.000Z' }, orphan);
    const page = await (await house.as(house.people.secretary)).get(`${base}/council`);
    expect(page.text).toContain(place);
    expect(page.text).not.toContain('mồ côi');
  });
});

describe('a step of the money', () => {
  let house: House;
  let officer: Client;
  let director: Client;
  let finance: Client;
  let founder: string;
  let dossier: string;
  let base: string;
  beforeAll(async () => {
    house = await openHouse();
    const { people } = house.stage;
    officer = await house.browser(people.officer, 'Lê Hoàng Anh');
    director = await house.browser(people.director, 'Nguyễn Hữu Đức');
    finance = await house.browser(people.financeOfficer, 'Đỗ Văn Khoa');
    founder = v7();
    const lines = [
      { line: 'services', amountVnd: '30000000' },
      { line: 'prototype', amountVnd: '40000000' },
    ];
    ({ dossier } = await house.stage.project({ founder, lines }));
    base = `/agencies/${house.stage.agency}/dossiers/${dossier}`;
  }, 120_000);
  afterAll(async () => {
    expect(house.faults).toEqual([]);
    await house.close();
  });

  const prototype = [{ line: 'prototype', amountVnd: '4000000', costVnd: '8000000' }];
  const request = (upTo: 'requested' | 'paid') => house.stage.disbursement(dossier, founder, prototype, upTo);
  const erase = () => house.stage.db.query`update content set salt = null, body = null where dossier = ${dossier}`;

  it.each(clicks)('gives a request back once, %s', async (_, atOnce) => {
    await erase();
    const id = await request('requested');
    const page = await officer.get(`${base}/requests/${id}`);
    const form = page.form('/return').fill({ 'reason-return': 'Hóa đơn mờ, không đọc được số.' });
    const before = await inputsOf(house.stage.db, dossier, 'disbursement.returned');
    const pages = await twice(form, atOnce);
    expect(pages.map(({ path }) => path)).toEqual(Array(2).fill(`${base}/requests/${id}?done=disbursement.returned`));
    const after = await inputsOf(house.stage.db, dossier, 'disbursement.returned');
    expect(after).toHaveLength(before.length + 1);
    // the body is the reason and nothing else: no key of a form stands in it
    const { living } = await contentsOf(house.stage.db, dossier, 'reason');
    expect(living).toHaveLength(1);
    expect(living[0]).toMatchObject({ commitment: after.at(-1)!.reason });
    expect(living[0]!.body).toEqual({ text: 'Hóa đơn mờ, không đọc được số.' });

    const other = await form.fill({ 'reason-return': 'Thiếu hợp đồng.' }).submit({ expect: 422 });
    expect(other.refusal?.sentence).toContain('đã được gửi');
    expect((await contentsOf(house.stage.db, dossier, 'reason')).living).toHaveLength(1);
    await house.stage.must(founder, 'cancelDisbursement', dossier, { id });
  });

  it.each(clicks)('verifies less than was asked once, with a reason within its items, %s', async (_, atOnce) => {
    await erase();
    const two = [
      ...prototype,
      { line: 'services', amountVnd: '1000000', costVnd: '2000000', units: { contract: 'c1' } },
    ];
    const id = await house.stage.disbursement(dossier, founder, two, 'requested');
    const form = (await officer.get(`${base}/requests/${id}`)).form('/verify');
    const fields = { a0: '0', w0: 'Không dùng trong dự án.', a1: '900.000', w1: 'Trừ phí giao hàng.' };
    const before = await inputsOf(house.stage.db, dossier, 'disbursement.verified');
    const pages = await twice(form.fill(fields), atOnce);
    expect(pages.map(({ path }) => path)).toEqual(Array(2).fill(`${base}/requests/${id}?done=disbursement.verified`));
    const after = await inputsOf(house.stage.db, dossier, 'disbursement.verified');
    expect(after).toHaveLength(before.length + 1);
    const named = (after.at(-1)!.accepted as { reason: string }[]).map(({ reason }) => reason);
    const { living } = await contentsOf(house.stage.db, dossier, 'reason');
    expect(living.map(({ commitment }) => commitment).sort()).toEqual(named.sort());
  });

  it.each(clicks)('proposes, and receives what is left of it, once, %s', async (_, atOnce) => {
    await erase();
    const paid = await request('paid');
    await officer.get(`${base}/recoveries/new?request=${paid}`);
    const proposal = officer
      .page!.form('/recoveries/new')
      .fill({ a0: '4.000.000', c0: '0', reason: 'Không dùng trong dự án.' });
    const [one, two] = await twice(proposal, atOnce);
    expect(one!.path).toMatch(/\/recoveries\/[0-9a-f-]{36}\?done=recovery\.proposed$/);
    expect(two!.path).toBe(one!.path);
    expect((await contentsOf(house.stage.db, dossier, 'reason')).living).toHaveLength(1);

    // after three of four millions, three more would be too much: the same form is still the same form
    const path = one!.path.replace(/\?.*/, '');
    const decision = (await director.get(path)).form('/decide');
    await decision.fill({ 'decide-repayBy': dayOf(house.now()) }).submit();
    const reference = `KB-${v7()}`;
    const cash = (await finance.get(path)).form('/cash');
    cash.fill({ 'cash-amount': '3.000.000', 'cash-reference': reference, 'cash-receivedOn': dayOf(house.now()) });
    const pages = await twice(cash, atOnce);
    expect(pages.map((page) => page.path)).toEqual(Array(2).fill(`${path}?done=recovery.cashReceived`));
    expect(pages[1]!.text).toMatch(/Cộng 4\.000\.000 1\.000\.000/);
    const other = await cash.fill({ 'cash-amount': '1.000.000' }).submit({ expect: 422 });
    expect(other.refusal?.sentence).toContain('đã được gửi');
    expect(other.form('/cash').value('cash-amount')).toEqual(['1.000.000']);
    // with the new key of that page it is a form of its own
    const last = other.form('/cash').fill({ 'cash-reference': `${reference}/2` });
    expect((await last.submit()).path).toBe(`${path}?done=recovery.cashReceived`);
  });
});
