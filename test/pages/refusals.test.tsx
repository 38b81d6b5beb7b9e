// What is over a limit is asked of the recorder, refused there, kept in the table of refusals, and shown with every figure, its
// ground and what to do instead, in both languages, at the top and at the field; what was typed stands there again.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../../src/refusals.ts';
import type { Client, Form, Page } from '../../src/scenario/client.ts';
import { ruleOf } from '../../src/scenario/world.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Rule } from '../../workflows/rules/refusals.ts';
import { expectClean } from '../support/audit.ts';
import { confirmParty } from '../support/confirmed.ts';
import { fictionalPack } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';
import { readOnceMore, sayMeeting } from './reviews-house.ts';

let house: House;
let founderId: string;
let founder: Client;
let officer: Client;
let secretary: Client;
let director: Client;
let finance: Client;
let accountant: Client;

/** A pack like the fictional one, whose shared caps are soon full. */
const narrow = () => {
  const limits: Record<string, object> = {
    'party.total': { limitVnd: '35000000' },
    'call.total': { limitVnd: '60000000' },
    'agency.perYear': { limitVnd: '60000000' },
    'agency.seats': { limitSeats: 2 },
  };
  const caps = fictionalPack.caps.map((cap: { id: string }) => ({ ...cap, ...limits[cap.id] }));
  return { ...fictionalPack, caps };
};

async function people(of: House) {
  const { people } = of.stage;
  founderId = v7();
  founder = await of.browser(founderId, 'Nguyễn Thị Minh Châu');
  officer = await of.browser(people.officer, 'Lê Hoàng Anh');
  secretary = await of.browser(people.secretary, 'Trần Thị Thu Hà');
  director = await of.browser(people.director, 'Nguyễn Hữu Đức');
  finance = await of.browser(people.financeOfficer, 'Đỗ Văn Khoa');
  accountant = await of.browser(people.chiefAccountant, 'Võ Thị Thanh Hằng');
}

const pdf = (text: string) => Buffer.from(`%PDF-1.4\n% ${text}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`);
const today = () => dayOf(house.now());
const at = (dossier: string, path = '') => `/agencies/${house.stage.agency}/dossiers/${dossier}${path}`;

const labels = {
  vi: { limit: 'Mức', used: 'Đã dùng', actual: 'Đề nghị', left: 'Còn lại' },
  en: { limit: 'Limit', used: 'Used', actual: 'Asked', left: 'Left' },
} as const;

type Told = {
  rule: Rule;
  limit?: string;
  used?: string;
  actual?: string;
  left?: string;
  /** What the ground says, in Vietnamese and English alike unless two are given. */
  clause: string | [string, string];
  /** The field that it is about, and what was typed there. */
  field?: [name: string, typed: string];
};

async function rows(dossier: string, rule: Rule): Promise<number> {
  const found = await house.stage.db.query<{ n: bigint }>`select count(*) as n from refusal
    where agency = ${house.stage.agency} and dossier = ${dossier} and rule = ${rule}`;
  return Number(found[0]!.n);
}

/** Sends a form in both languages, and reads the refusal each time. */
async function refusedInBoth(
  client: Client,
  dossier: string,
  fill: () => Promise<Form>,
  told: Told,
  kept = true,
): Promise<Page> {
  let last: Page | null = null;
  for (const [index, language] of (['en', 'vi'] as const).entries()) {
    client.cookies.set('lang', language);
    const before = await rows(dossier, told.rule);
    const page = await (await fill()).submit({ expect: 422 });
    last = page;
    const { refusal } = page;
    expect([told.rule, language, refusal === null ? page.errors : null]).toEqual([told.rule, language, null]);
    if (language === 'vi') expect(ruleOf(refusal!.sentence), refusal!.sentence).toBe(told.rule);
    const { limit, used, actual, left } = told;
    for (const [key, figure] of Object.entries({ limit, used, actual, left }))
      if (figure !== undefined)
        expect([told.rule, key, refusal!.figures[labels[language][key as 'limit']]]).toEqual([told.rule, key, figure]);
    const clause = Array.isArray(told.clause) ? told.clause[1 - index]! : told.clause;
    expect(refusal!.clause).toContain(clause);
    expect(refusal!.instead.length).toBeGreaterThan(15);
    expect(page.html).not.toMatch(/\bdisbursement\/|\b(?:contract|month|person)=[a-z0-9]/);
    if (told.field !== undefined) {
      const [name, typed] = told.field;
      const id = `f-${name.replace(/[^A-Za-z0-9_-]/g, '-')}`;
      expect(page.root.querySelectorAll('.refused li a').map((a) => a.getAttribute('href'))).toContain(`#${id}`);
      expect(page.root.querySelector(`#${id}-error`), `no error at ${name}`).not.toBe(null);
      expect(page.forms.flatMap((form) => (form.names.includes(name) ? form.value(name) : []))).toContain(typed);
    }
    if (kept) expect(await rows(dossier, told.rule)).toBe(before + 1);
  }
  return last!;
}

const open = async (client: Client, path: string, form: string): Promise<Form> => (await client.get(path)).form(form);

describe('the council', () => {
  let dossier: string;
  beforeAll(async () => {
    house = await openHouse({ callBudgetVnd: '450000000' });
    await people(house);
    const { stage } = house;
    const { people: of } = stage;
    const party = await stage.party(founderId);
    dossier = v7();
    await stage.must(founderId, 'startApplication', dossier, { call: stage.call, party });
    await stage.must(founderId, 'submitApplication', dossier, { content: '0'.repeat(64) });
    await stage.must(of.officer, 'findEligible', dossier);
    await stage.must(of.officer, 'assignReviewers', dossier, { reviewers: of.reviewers });
    for (const reviewer of of.reviewers)
      await stage.must(reviewer, 'submitReview', dossier, { sheet: '1'.repeat(64), verdict: 'pass' });
    await stage.must(of.secretary, 'referToCouncil', dossier, { council: of.council, chair: of.council[0]! });
    const ballots = Object.fromEntries(
      fictionalPack.stages[0].lines.map(({ id }: { id: string }) => [id, id === 'rent' ? 'fail' : 'pass']),
    );
    for (const member of of.council) await stage.must(member, 'castVote', dossier, { ballots });
  });

  const conclude =
    (amounts: Record<string, string>, months = '6') =>
    async () => {
      const form = await open(secretary, at(dossier, '/council'), '/council/recommend');
      const fields = Object.fromEntries(Object.entries(amounts).map(([line, amount]) => [`amount.${line}`, amount]));
      const none = Object.fromEntries(
        form.names.filter((name) => name.startsWith('amount.')).map((name) => [name, '']),
      );
      form.fill({ ...none, place: 'Phòng họp 2', begins: '08:00', ends: '09:00', completion: 'no', months });
      return sayMeeting(form).fillDays({ heldOn: today() }).fill(fields);
    };

  it('recommends no more than the cap of a line', async () => {
    const page = await refusedInBoth(secretary, dossier, conclude({ labour: '60.000.001' }), {
      rule: 'cap',
      limit: '60.000.000 ₫',
      used: '0 ₫',
      actual: '60.000.001 ₫',
      left: '60.000.000 ₫',
      clause: ['khoản 1 Điều 7, HƯ-CẤU-01', 'clause 1, Article 7, HƯ-CẤU-01'],
      field: ['amount.labour', '60.000.001'],
    });
    // what was typed while the caps were checked said the same
    expect(page.text).toContain('60.000.000');
    expect(page.form('/council/recommend').value('place')).toEqual(['Phòng họp 2']);
  });

  it('nor than the cap of the whole, which is said first', async () => {
    await refusedInBoth(
      secretary,
      dossier,
      conclude({
        labour: '60.000.001',
        services: '40.000.000',
        prototype: '50.000.000',
        experts: '15.000.000',
        courses: '10.000.000',
        equipment: '10.000.000',
        rent: '15.000.000',
      }),
      // rent has no ballots: an item that did not pass goes before any amount
      { rule: 'twoThirds', clause: ['khoản 4 Điều 21', 'clause 4, Article 21'], field: ['amount.rent', '15.000.000'] },
      false,
    );
    await refusedInBoth(secretary, dossier, conclude({ labour: '170.000.000', services: '40.000.000' }), {
      rule: 'cap',
      limit: '200.000.000 ₫',
      actual: '210.000.000 ₫',
      left: '200.000.000 ₫',
      clause: ['khoản 1 Điều 5', 'clause 1, Article 5'],
      field: ['amount.labour', '170.000.000'],
    });
  });

  it('nor for longer than the pack gives', async () => {
    await refusedInBoth(secretary, dossier, conclude({ labour: '1.000.000' }, '13'), {
      rule: 'duration',
      limit: undefined as never,
      clause: ['khoản 1 Điều 4', 'clause 1, Article 4'],
      field: ['months', '13'],
    });
  });

  it('says at the field what is no amount, and asks nobody', async () => {
    const before = await rows(dossier, 'cap');
    for (const amount of ['60 triệu', '-5', '9'.repeat(16), '9'.repeat(400)]) {
      const page = await (await conclude({ labour: amount })()).submit({ expect: 422 });
      expect(page.refusal).toBe(null);
      expect(page.errors.join(' ')).toMatch(amount.length > 15 ? /15 chữ số/ : /số tiền/i);
      expect(page.form('/council/recommend').value('amount.labour')).toEqual([amount]);
    }
    expect(await rows(dossier, 'cap')).toBe(before);
  });
});

describe('the director', () => {
  let other: House;
  const first = () => house;
  beforeAll(async () => {
    other = first();
    house = await openHouse({ pack: narrow(), yearBudgetVnd: '25000000', callBudgetVnd: '450000000' });
    await people(house);
  });
  afterAll(async () => {
    await expectClean(house.stage);
    expect(house.faults).toEqual([]);
    await house.close();
    house = other;
    await people(house);
  });

  const award = (dossier: string, amount: string) => async () => {
    const form = await open(director, at(dossier, '/award'), '/award');
    return form.fill({ 'amount.labour': amount });
  };

  it('awards no more than was recommended, nor than a party, a call, a year and its places have left', async () => {
    const { stage } = house;
    const labour = (amountVnd: string) => [{ line: 'labour', amountVnd }];
    const of = async (amountVnd: string, given: { party?: string; founder?: string; call?: string } = {}) =>
      stage.recommended({ lines: labour(amountVnd), ...given });

    const one = await of('30000000');
    await refusedInBoth(director, one.dossier, award(one.dossier, '30.000.001'), {
      rule: 'moreThanRecommended',
      limit: '30.000.000 ₫',
      actual: '30.000.001 ₫',
      left: '30.000.000 ₫',
      clause: ['khoản 4 Điều 21', 'clause 4, Article 21'],
      field: ['amount.labour', '30.000.001'],
    });
    await (await readOnceMore(await award(one.dossier, '30.000.000')())).submit();

    const again = await of('10000000', { party: one.party, founder: one.founder });
    const party: Told = {
      rule: 'cap',
      limit: '35.000.000 ₫',
      used: '30.000.000 ₫',
      actual: '10.000.000 ₫',
      left: '5.000.000 ₫',
      clause: ['khoản 1 Điều 10', 'clause 1, Article 10'],
      field: ['amount.labour', '10.000.000'],
    };
    // the page said the same before anything was sent
    director.cookies.set('lang', 'vi');
    const shown = await director.get(at(again.dossier, '/award'));
    expect(shown.text).toContain('35.000.000');
    await refusedInBoth(director, again.dossier, award(again.dossier, '10.000.000'), party);

    const third = await of('31000000');
    await refusedInBoth(director, third.dossier, award(third.dossier, '31.000.000'), {
      rule: 'cap',
      limit: '60.000.000 ₫',
      used: '30.000.000 ₫',
      actual: '31.000.000 ₫',
      left: '30.000.000 ₫',
      clause: ['Điều 10, HƯ-CẤU-01', 'Article 10, HƯ-CẤU-01'],
      field: ['amount.labour', '31.000.000'],
    });
    const call = await stage.openCall('9000000');
    const small = await of('10000000', { call });
    await refusedInBoth(director, small.dossier, award(small.dossier, '10.000.000'), {
      rule: 'notEnough',
      limit: '9.000.000 ₫',
      used: '0 ₫',
      actual: '10.000.000 ₫',
      left: '9.000.000 ₫',
      clause: ['Quyết định về đợt tiếp nhận số QĐ-1', 'Decision on the call QĐ-1'],
      field: ['amount.labour', '10.000.000'],
    });
    const second = await of('20000000');
    await (await readOnceMore(await award(second.dossier, '20.000.000')())).submit();
    const late = await of('5000000');
    await refusedInBoth(director, late.dossier, award(late.dossier, '5.000.000'), {
      rule: 'seats',
      limit: undefined as never,
      clause: ['khoản 4 Điều 10', 'clause 4, Article 10'],
      field: ['amount.labour', '5.000.000'],
    });

    // the budget: no more than was awarded, nor than the year has
    const number = await stage.printed(one.dossier, 'awardDecision');
    const plan = (amount: string) => async () => {
      const form = await open(finance, at(one.dossier, '/budget'), '/budget');
      return form.fill({ year: `${stage.year}/nstp`, amount });
    };
    await refusedInBoth(finance, one.dossier, plan('30.000.001'), {
      rule: 'planExceedsAward',
      limit: '30.000.000 ₫',
      used: '0 ₫',
      actual: '30.000.001 ₫',
      left: '30.000.000 ₫',
      clause: [`Quyết định hỗ trợ số ${number}`, `Award decision ${number}`],
      field: ['amount', '30.000.001'],
    });
    await refusedInBoth(finance, one.dossier, plan('25.000.001'), {
      rule: 'budgetShort',
      limit: '25.000.000 ₫',
      used: '0 ₫',
      actual: '25.000.001 ₫',
      left: '25.000.000 ₫',
      clause: ['Quy tắc của hệ thống', 'A rule of the system'],
      field: ['amount', '25.000.001'],
    });
    // a 16th digit is said at the field, kindly
    const long = await (await plan('9'.repeat(16))()).submit({ expect: 422 });
    expect([long.refusal, long.errors.join(' ')]).toEqual([null, expect.stringContaining('15 chữ số')]);
  }, 60_000);
});

describe('money of a project', () => {
  let dossier: string;
  let number: string;
  beforeAll(async () => {
    const project = await house.stage.project({
      founder: founderId,
      lines: [
        { line: 'services', amountVnd: '30000000' },
        { line: 'prototype', amountVnd: '40000000' },
      ],
      planVnd: '10000000',
    });
    dossier = project.dossier;
    await house.stage.db.query`
      insert into party_profile (agency, party, name, account_number, account_name, bank, changed_at, changed_by)
      values (${house.stage.agency}, ${project.party}, 'Nhóm Máy sấy Hòa Vang', '011001193241', 'NGUYEN THI MINH CHAU', 'VietinBank',
        ${house.now()}, ${founderId})`;
    await confirmParty(house.stage, project.party);
    number = await house.stage.printed(dossier, 'awardDecision');
  });

  type Row = { line: string; cost: string; amount: string; contract?: string };
  const ask =
    (invoices: Row[], isAdvance = false) =>
    async () => {
      await house.stage.db.query`delete from draft where dossier = ${dossier}`;
      let form = await open(founder, at(dossier, '/requests/new'), '/requests/new');
      for (const [index, row] of invoices.entries()) {
        const page = await form.submit({ button: row.line });
        form = page.form('/requests/new').fill({
          [`r${index}-number`]: v7().slice(-7),
          [`r${index}-seller`]: 'Công ty TNHH Cơ khí Hòa Khánh',
          [`r${index}-what`]: 'Gia công khoang sấy',
          [`r${index}-costVnd`]: row.cost,
          [`r${index}-amountVnd`]: row.amount,
          ...(row.contract === undefined ? {} : { [`r${index}-contract`]: row.contract }),
        });
        form.fillDays({ [`r${index}-date`]: today() });
        if (!isAdvance) form.attach(`r${index}-file`, 'hoa-don.pdf', pdf(v7()), 'application/pdf');
      }
      return isAdvance ? form.fill({ isAdvance: true }) : form;
    };

  it('is asked for within the award of a line', async () => {
    await refusedInBoth(founder, dossier, ask([{ line: 'prototype', cost: '90.000.000', amount: '40.000.001' }]), {
      rule: 'notEnough',
      limit: '40.000.000 ₫',
      used: '0 ₫',
      actual: '40.000.001 ₫',
      left: '40.000.000 ₫',
      clause: [`Quyết định hỗ trợ số ${number}`, `Award decision ${number}`],
      field: ['r0-amountVnd', '40.000.001'],
    });
  });

  it('within the room of its unit, which the page names as it was typed', async () => {
    const page = await refusedInBoth(
      founder,
      dossier,
      ask([{ line: 'services', cost: '60.000.000', amount: '15.000.001', contract: '12/2026/HĐ-DV' }]),
      {
        rule: 'cap',
        limit: '15.000.000 ₫',
        used: '0 ₫',
        actual: '15.000.001 ₫',
        left: '15.000.000 ₫',
        clause: ['khoản 2 Điều 8, HƯ-CẤU-01', 'clause 2, Article 8, HƯ-CẤU-01'],
        field: ['r0-amountVnd', '15.000.001'],
      },
    );
    expect(page.refusal!.sentence).toContain('(12/2026/HĐ-DV)');
    // the look at the caps, before anything is sent, says the same
    const form = await ask([
      { line: 'services', cost: '60.000.000', amount: '15.000.001', contract: '12/2026/HĐ-DV' },
    ])();
    const checked = await form.submit({ button: 'Kiểm tra hạn mức' });
    expect(checked.refusal).toEqual(page.refusal);
  });

  it('within the share of its cost', async () => {
    await refusedInBoth(founder, dossier, ask([{ line: 'prototype', cost: '10.000.001', amount: '5.000.001' }]), {
      rule: 'cap',
      limit: '5.000.000 ₫',
      actual: '5.000.001 ₫',
      left: '5.000.000 ₫',
      clause: ['khoản 4 Điều 8', 'clause 4, Article 8'],
      field: ['r0-amountVnd', '5.000.001'],
    });
  });

  it('within the share that may be advanced', async () => {
    await refusedInBoth(
      founder,
      dossier,
      ask([{ line: 'prototype', cost: '80.000.000', amount: '21.000.001' }], true),
      {
        rule: 'cap',
        limit: '21.000.000 ₫',
        actual: '21.000.001 ₫',
        left: '21.000.000 ₫',
        clause: ['Điều 9', 'Article 9'],
        field: ['r0-amountVnd', '21.000.001'],
      },
    );
  });

  it('in amounts that can be written down: longer ones are answered kindly', async () => {
    for (const amount of ['9'.repeat(16), '9'.repeat(3_000)]) {
      const page = await (await ask([{ line: 'prototype', cost: amount, amount }])()).submit({ expect: 422 });
      expect(page.errors.join(' ')).toContain('15 chữ số');
    }
    const most = '9'.repeat(15);
    const two = [0, 1].map(() => ({ line: 'prototype', cost: most, amount: most }));
    const page = await (await ask(two)()).submit({ expect: 422 });
    expect(page.refusal!.sentence).toContain('không quá 15 chữ số');
    const half = '499999999999999';
    const one = await (await ask([{ line: 'prototype', cost: most, amount: half }])()).submit({ expect: 422 });
    expect(one.refusal!.figures['Đề nghị']).toBe('499.999.999.999.999 ₫');
    expect(one.refusal!.figures['Còn lại']).toBe('40.000.000 ₫');
  });

  it('is accepted no further than it was asked for, prepared within what is planned, approved as shown', async () => {
    const { stage } = house;
    const items = [{ line: 'prototype', amountVnd: '16000000', costVnd: '32000000' }];
    const id = await stage.disbursement(dossier, founderId, items, 'requested');
    const path = at(dossier, `/requests/${id}`);
    const accept = (amount: string, cost: string) => async () =>
      (await open(officer, path, '/verify')).fill({ a0: amount, c0: cost });
    await refusedInBoth(officer, dossier, accept('16.000.001', '32.000.002'), {
      rule: 'acceptedMoreThanAsked',
      limit: '16.000.000 ₫',
      actual: '16.000.001 ₫',
      left: '16.000.000 ₫',
      clause: ['Quy tắc của hệ thống', 'A rule of the system'],
      field: ['a0', '16.000.001'],
    });
    await refusedInBoth(officer, dossier, accept('16.000.000', '32.000.001'), {
      rule: 'acceptedMoreThanAsked',
      limit: '32.000.000 ₫',
      actual: '32.000.001 ₫',
      clause: ['Quy tắc của hệ thống', 'A rule of the system'],
      field: ['c0', '32.000.001'],
    });
    await (await accept('16.000.000', '32.000.000')()).submit();

    const prepare = async () => (await open(finance, path, '/prepare')).fill({ source: `${stage.year}/nstp` });
    const short = await refusedInBoth(finance, dossier, prepare, {
      rule: 'budgetShort',
      limit: '10.000.000 ₫',
      used: '0 ₫',
      actual: '16.000.000 ₫',
      left: '10.000.000 ₫',
      clause: ['Quy tắc của hệ thống', 'A rule of the system'],
      field: ['source', `${stage.year}/nstp`],
    });
    // what to do instead is a link for whoever may do it
    expect(short.links.map(({ href }) => href)).toContain(at(dossier, '/budget'));
    await stage.must(stage.people.financeOfficer, 'planBudget', dossier, {
      year: stage.year,
      source: 'nstp',
      amountVnd: '60000000',
    });
    await (await prepare()).submit();

    // the chief accountant reads before approving what would be refused, and is refused in the same words
    const decided = { decisionNumber: 'QĐ-9', reason: '2'.repeat(64) };
    accountant.cookies.set('lang', 'vi');
    const before = await accountant.get(path);
    const form = before.form('/approve');
    const sent = ['shown', 'shownIn', 'key'].map((name) => [name, form.value(name)[0] ?? '']);
    // the caps beside the button are those by which the next request is measured
    const line = before.all('tr').find((text) => text.includes('Sản xuất thử') && text.includes(number))!;
    expect(line).toMatch(/40\.000\.000.*16\.000\.000/);
    await refusedInBoth(founder, dossier, ask([{ line: 'prototype', cost: '80.000.000', amount: '24.000.001' }]), {
      rule: 'notEnough',
      limit: '40.000.000 ₫',
      used: '16.000.000 ₫',
      actual: '24.000.001 ₫',
      left: '24.000.000 ₫',
      clause: [`Quyết định hỗ trợ số ${number}`, `Award decision ${number}`],
      field: ['r0-amountVnd', '24.000.001'],
    });
    await stage.must(stage.people.director, 'suspend', dossier, decided);
    const ahead = (await accountant.get(path)).refusal!;
    expect(ruleOf(ahead.sentence)).toBe('projectNotActive');
    expect(ahead.clause).toMatch(/^Quy tắc của hệ thống: /);
    const tried = await stage.try(stage.people.chiefAccountant, 'approveDisbursement', dossier, { id });
    if (tried.ok) throw new Error('approved while suspended');
    const { sentence, clause } = explain(tried.refusal, 'vi', fictionalPack);
    expect([sentence, clause]).toEqual([ahead.sentence, ahead.clause]);
    // what the page showed before is no longer so
    await accountant.post(`${path}/approve`, Object.fromEntries(sent), { expect: 409 });
    await stage.must(stage.people.director, 'resume', dossier, decided);
  });

  it('is advanced and cleared no further than it was advanced', async () => {
    const { stage } = house;
    const items = [{ line: 'prototype', amountVnd: '10000000', costVnd: '20000000' }];
    const id = await stage.disbursement(dossier, founderId, items, 'ordered', { isAdvance: true });
    await stage.must(stage.people.financeOfficer, 'payDisbursement', dossier, {
      id,
      reference: 'KB-1',
      paidOn: today(),
    });
    const path = at(dossier, `/requests/${id}`);
    const clear = (settled: string) => async () => {
      const form = await open(officer, path, '/clear');
      form.fill({ s0: settled, u0: '', c0: '30.000.000' });
      return form.attach('files', 'quyet-toan.pdf', pdf(v7()), 'application/pdf');
    };
    await refusedInBoth(officer, dossier, clear('10.000.001'), {
      rule: 'clearedMoreThanAdvanced',
      limit: '10.000.000 ₫',
      used: '0 ₫',
      actual: '10.000.001 ₫',
      left: '10.000.000 ₫',
      clause: ['Điều 6, 347/2025/NĐ-CP', 'Article 6, 347/2025/NĐ-CP'],
      field: ['s0', '10.000.001'],
    });
    const read = await (await clear('10.000.000')()).submit();
    await read.form('/clear').submit({ button: 'Quyết toán' });
    expect((await stage.vessels(dossier)).advanced).toBeUndefined();
  });

  it('is recovered no further than it was paid, repaid and netted no further than is due', async () => {
    const { stage } = house;
    const items = [{ line: 'prototype', amountVnd: '6000000', costVnd: '12000000' }];
    const id = await stage.disbursement(dossier, founderId, items, 'ordered');
    await stage.must(stage.people.financeOfficer, 'payDisbursement', dossier, {
      id,
      reference: 'KB-2',
      paidOn: today(),
    });
    const propose = (amount: string, cost: string) => async () => {
      const form = await open(officer, at(dossier, `/recoveries/new?request=${id}`), '/recoveries/new');
      return form.fill({ a0: amount, c0: cost, reason: 'Thiết bị không dùng trong dự án.' });
    };
    await refusedInBoth(officer, dossier, propose('6.000.001', '0'), {
      rule: 'recoveredMoreThanSettled',
      limit: '6.000.000 ₫',
      used: '0 ₫',
      actual: '6.000.001 ₫',
      left: '6.000.000 ₫',
      clause: ['Quy tắc của hệ thống', 'A rule of the system'],
      field: ['a0', '6.000.001'],
    });
    await refusedInBoth(officer, dossier, propose('1.000.000', '12.000.001'), {
      rule: 'recoveredMoreThanSettled',
      limit: '12.000.000 ₫',
      actual: '12.000.001 ₫',
      clause: ['Quy tắc của hệ thống', 'A rule of the system'],
      field: ['c0', '12.000.001'],
    });
    const page = await (await propose('3.000.000', '0')()).submit();
    const path = page.path.replace(/\?.*/, '');
    const decide = await open(director, path, '/decide');
    await decide.fillDays({ 'decide-repayBy': today() }).submit();
    const cash = (amount: string, reference: string) => async () => {
      const form = await open(finance, path, '/cash');
      return form.fill({ 'cash-amount': amount, 'cash-reference': reference }).fillDays({ 'cash-receivedOn': today() });
    };
    await (await cash('1.000.000', 'BC-1')()).submit();
    const due: Told = {
      rule: 'cashMoreThanDue',
      limit: '3.000.000 ₫',
      used: '1.000.000 ₫',
      actual: '2.000.001 ₫',
      left: '2.000.000 ₫',
      clause: ['Quy tắc của hệ thống', 'A rule of the system'],
    };
    await refusedInBoth(finance, dossier, cash('2.000.001', 'BC-2'), { ...due, field: ['cash-amount', '2.000.001'] });
    const next = [{ line: 'prototype', amountVnd: '1000000', costVnd: '2000000' }];
    const verified = await stage.disbursement(dossier, founderId, next, 'verified');
    const net = (amount: string) => async () => {
      const form = await open(finance, path, '/net');
      return form.fill({ 'net-amount': amount, 'net-request': verified });
    };
    await refusedInBoth(finance, dossier, net('2.000.001'), { ...due, field: ['net-amount', '2.000.001'] });
    await refusedInBoth(finance, dossier, net('2.000.000'), {
      rule: 'nettedAgainst',
      limit: '1.000.000 ₫',
      actual: '2.000.000 ₫',
      left: '1.000.000 ₫',
      clause: ['Quy tắc của hệ thống', 'A rule of the system'],
    });
    // whoever owes is not paid: the finance officer reads it on the page before the order
    const approved = await stage.disbursement(dossier, founderId, [{ ...next[0]!, amountVnd: '500000' }], 'approved');
    finance.cookies.set('lang', 'vi');
    const order = await finance.get(at(dossier, `/requests/${approved}`));
    expect(ruleOf(order.refusal!.sentence)).toBe('partyOwes');
    expect(order.refusal!.sentence).toContain('2.000.000 ₫');
    expect(order.refusal!.figures).toEqual({}); // no limit is meant: the debt stands in the sentence
    const kept = await rows(dossier, 'partyOwes');
    const forced = await finance.post(at(dossier, `/requests/${approved}/order`), { key: v7() }, { expect: 422 });
    expect(forced.refusal).toEqual(order.refusal);
    expect(await rows(dossier, 'partyOwes')).toBe(kept + 1);
  });

  it('and the auditor reads every refusal in words', async () => {
    const auditor = await house.browser(house.stage.people.auditor, 'Bùi Minh Soát');
    for (const language of ['vi', 'en']) {
      const page = await auditor.get(`/agencies/${house.stage.agency}/audit?lang=${language}`);
      expect(page.text).not.toMatch(/“(?:prototype|services|labour)”|chinh\.|[a-z]+\.per[A-Z]/);
    }
  });
});

afterAll(async () => {
  await expectClean(house.stage);
  expect(house.faults).toEqual([]);
  await house.close();
});
