// Every rule that can refuse: words in both languages, what to do instead, and which parts it says, or why it does not.

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { explain } from '../../src/refusals.ts';
import { inputName, inputNames, instead, places } from '../../templates/words/instead.ts';
import { commandTypes, specs } from '../../workflows/commands/index.ts';
import { machineIds } from '../../workflows/machines.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { actDuties, roles, standingDuties } from '../../workflows/rules/duties.ts';
import { lawOf } from '../../workflows/rules/grounds.ts';
import { type Counted, refusalParts } from '../../workflows/rules/refusalParts.ts';
import { type Refusal, type Rule, refuse, refuseCap, ruleNames, rules } from '../../workflows/rules/refusals.ts';
import { cityPack, fictionalPack } from '../support/stage.ts';

const languages = ['vi', 'en'] as const;
const city = cityPack as Pack;
const fictional = fictionalPack as Pack;

/** What figures look like, by what they count. */
const figure: Record<Counted, string> = {
  vnd: '30000001',
  seats: '11',
  members: '5',
  ballots: '4',
  months: '12',
  day: '2026-11-30',
  moment: '2026-11-30T16:59:59.999Z',
  year: '2026',
  papers: '1',
  requests: '2',
  revision: '7',
  kinds: 'team, enterprise',
};

/** Details as the commands give them: ids and keys, as they stand in the refusal table. */
const details: Record<string, string> = {
  roles: 'chiefAccountant, director',
  earlier: 'prepared, verified',
  duty: 'approved',
  state: 'suspended, prototype',
  accepted: 'project.resumed, project.terminated',
  guard: 'noReviewMissing',
  missing: 'prototypeAccepted, companyFormed',
  problem: 'items.0.costVnd: whole đồng',
  problemVi: 'thiếu văn bản',
  problemEn: 'an instrument is missing',
  what: 'English only',
  whatVi: 'chưa rõ quy định',
  whatEn: 'the law is unknown',
  cap: 'labour.perPersonMonth',
  room: 'C/vi-du-hu-cau/labour.perPersonMonth/0196f0aa-0000-7000-8000-000000000001;month=2026-01;person=3f2a9c',
  deadline: '2026-11-30T16:59:59.999Z',
  due: '2026-11-30T16:59:59.999Z',
  from: '2026-11-01',
  until: '2026-11-30',
  number: '12/2026',
  min: '7',
  max: '9',
  item: 'labour',
  line: 'labour',
  year: '2026',
  vessel: 'awarded',
  unit: '2027',
  subject: 'disbursement/0196f0aa-0000-7000-8000-000000000002',
};

function example(rule: Rule): Refusal {
  const { counts, figures } = refusalParts[rule];
  const parts: Partial<Refusal> = { details: rule === 'input' ? { problem: details.problem! } : details };
  for (const key of figures) parts[key] = figure[counts!];
  return refuse(rule, parts);
}

describe('every rule', () => {
  it('is in every table, and no table has another', () => {
    const sorted = (table: object) => Object.keys(table).sort();
    expect(sorted(instead)).toEqual([...ruleNames].sort());
    expect(sorted(refusalParts)).toEqual([...ruleNames].sort());
    for (const rule of Object.keys(places)) expect(ruleNames).toContain(rule);
  });

  it.each(ruleNames)('%s has its sentence, its parts, its ground and what to do instead, in both languages', (rule) => {
    const { counts, figures, because, system } = refusalParts[rule];
    // what is not said has its reason; all four need none
    if (figures.length < 4) expect(because.length).toBeGreaterThan(10);
    if (figures.length > 0) expect(counts).not.toBe(null);
    for (const language of languages) {
      const said = explain(example(rule), language, fictional, {
        base: '/agencies/vidu/dossiers/d',
        roles: ['officer', 'director', 'financeOfficer'],
      });
      expect(said.sentence, 'a hole in the sentence').not.toMatch(/[{}–]/);
      expect(said.sentence.length).toBeGreaterThan(15);
      expect(said.instead.length).toBeGreaterThan(15);
      expect(said.instead).toMatch(/[.…]$/);
      expect(said.clause?.length ?? 0, 'no ground').toBeGreaterThan(5);
      expect(system[language].length).toBeGreaterThan(15);
      // a revision is no amount, and that nothing may be owed is no limit: both are said by the sentence alone
      const isSaid = rule === 'stalePage' || rule === 'partyOwes';
      expect(said.figures.length).toBe(isSaid ? 0 : figures.length);
      const all = [said.sentence, said.clause, said.instead, ...said.figures.flat(), said.link?.label ?? ''].join(
        ' | ',
      );
      expect(all).not.toMatch(keys);
      if (language === 'en') expect(said.sentence.replaceAll('đồng', '')).not.toMatch(vietnamese);
      else expect(all).toMatch(vietnamese);
    }
    expect(rules[rule].vi).not.toBe(rules[rule].en);
    expect(instead[rule].vi).not.toBe(instead[rule].en);
  });

  it.each(ruleNames)('%s is read without its pack too, as the auditor reads what was kept', (rule) => {
    const kept = { ...example(rule), details: { ...example(rule).details } };
    for (const key of ['line', 'item', 'cap'] as const)
      if (kept.details[key] !== undefined) {
        kept.details[`${key}Vi`] = 'Tiền công lao động trực tiếp';
        kept.details[`${key}En`] = 'Direct labour';
      }
    for (const language of languages) expect(explain(kept, language, null).sentence).not.toMatch(keys);
  });
});

/** Ids, keys of duties, roles, lines and units, names of enums: nothing for people. */
const keys = new RegExp(
  [
    '[0-9a-f]{8}-[0-9a-f]{4}',
    '\\b(?:month|person|course|contract|year)=',
    '\\bC/',
    '\\b[a-z]+\\.[a-z]+[A-Z]',
    '[a-z][A-Z]',
    '\\w+Vnd\\b',
    '\\d{4}-\\d{2}-\\d{2}',
    ...[...actDuties, ...standingDuties, ...roles].filter((key) => /[A-Z]/.test(key)).map((key) => `\\b${key}\\b`),
    ...machineIds.filter((key) => /[A-Z]/.test(key)).map((key) => `\\b${key}\\b`),
  ].join('|'),
);
const vietnamese = /[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]/i;

describe('what a refusal stands on', () => {
  it('is the clause of the law where the pack knows it', () => {
    const at = (rule: Rule, given: Record<string, string> = {}) => lawOf({ rule, details: given }, city);
    expect(at('ownTeam')).toEqual({ instrument: '268/2025/NĐ-CP', article: 'Điều 12' });
    expect(at('chairMissing')).toEqual({ instrument: '268/2025/NĐ-CP', article: 'Điều 12' });
    expect(at('moreThanRecommended')).toEqual({ instrument: '268/2025/NĐ-CP', article: 'Điều 12' });
    expect(at('nothingToComplete')).toEqual({ instrument: '268/2025/NĐ-CP', article: 'Điều 12.5' });
    expect(at('noAdvance')).toEqual({ instrument: '268/2025/NĐ-CP', article: 'Mẫu I.14, Điều 3.1' });
    expect(at('paidOutsideYear')).toEqual({ instrument: '89/2025/QH15', article: 'Điều 66' });
    expect(at('excludedDuty', { duty: 'reviewed', earlier: 'teamMember' })).toEqual({
      instrument: '268/2025/NĐ-CP',
      article: 'Điều 12',
    });
  });

  it('of two duties that exclude each other is a sentence, whichever they are', () => {
    const said = (earlier: string, duty: string) =>
      explain(refuse('excludedDuty', { details: { earlier, duty } }), 'en', fictional).sentence;
    expect(said('prepared', 'approved')).toBe(
      'Nobody may be both the person who prepared the payment and the person who approved the payment in the same matter.',
    );
    expect(said('teamMember', 'reviewed')).toContain('the person who belongs to the team and the person who reviewed');
    expect(said('-', 'approved')).toContain('the person who did another step of it');
  });

  it('of a project that is over leaves nothing to wait for', () => {
    const instead = (state: string, language: 'vi' | 'en') =>
      explain(refuse('projectNotActive', { details: { state } }), language, fictional).instead;
    expect(instead('suspended', 'en')).toBe('Wait until the project is resumed, or ask the officer.');
    expect(instead('awaitingAgreement', 'en')).toBe('Wait until the agreement is signed.');
    for (const state of ['closed', 'terminated']) {
      expect(instead(state, 'en')).toContain('nothing more can be requested');
      expect(instead(state, 'vi')).toContain('không đề nghị thêm được nữa');
    }
  });

  it('is never invented: a pack of another law is given no article of this one', () => {
    expect(lawOf({ rule: 'noAdvance', details: {} }, fictional)).toBe(null);
    expect(lawOf({ rule: 'evidenceMissing', details: {} }, fictional)).toBe(null);
    expect(lawOf({ rule: 'excludedDuty', details: { duty: 'approved', earlier: 'prepared' } }, city)).toBe(null);
    const said = explain(refuse('noAdvance'), 'vi', fictional);
    expect(said.clause).toMatch(/^Quy tắc của hệ thống: /);
    expect(explain(refuse('noAdvance'), 'en', fictional).clause).toMatch(/^A rule of the system: /);
  });

  it('is the decision or agreement that set the limit, said as what it is', () => {
    const clause = { instrument: '03/QĐ-SKHCN', article: null, of: 'award' as const };
    const refusal = refuse('notEnough', { limit: '3', used: '1', left: '2', actual: '5', clause, details });
    expect(explain(refusal, 'vi', fictional).clause).toBe('Quyết định hỗ trợ số 03/QĐ-SKHCN');
    expect(explain(refusal, 'en', fictional).clause).toBe('Award decision 03/QĐ-SKHCN');
  });
});

describe('figures', () => {
  it('have their unit: đồng, seats, members, months, days', () => {
    const of = (rule: Rule, language: 'vi' | 'en') =>
      Object.fromEntries(explain(example(rule), language, fictional).figures);
    expect(of('cap', 'vi')).toEqual({
      Mức: '30.000.001\u00a0₫',
      'Đã dùng': '30.000.001\u00a0₫',
      'Đề nghị': '30.000.001\u00a0₫',
      'Còn lại': '30.000.001\u00a0₫',
    });
    expect(of('seats', 'vi').Mức).toBe('11 suất');
    expect(of('quorum', 'en')).toEqual({ Needed: '5 members', Actual: '5 members' });
    expect(of('duration', 'en').Limit).toBe('12 months');
    expect(of('pastDeadline', 'vi')).toEqual({ 'Mốc thời gian': '30/11/2026 23:59', 'Thực tế': '30/11/2026 23:59' });
    expect(of('applicantKind', 'en').Needed).toBe('a team, an enterprise');
  });

  it('of a room that counts per unit name the unit as the page calls it', () => {
    const cap = fictional.caps.find(({ id }) => id === 'services.perContract')!;
    const room = 'C/vi-du-hu-cau/services.perContract/d;contract=12-2026-hd-dv';
    const refusal = refuseCap(fictional, cap, room, { left: 5n, used: 10n, asked: 6n });
    const reader = { base: '/agencies/vidu', roles: [], unitName: () => '12/2026/HĐ-DV' };
    expect(explain(refusal, 'vi', fictional, reader).sentence).toContain('(12/2026/HĐ-DV)');
    expect(explain(refusal, 'vi', fictional).sentence).not.toContain('12-2026');
  });
});

describe('what to do instead', () => {
  it('is a link for those who may open its page, and for nobody else', () => {
    const link = (roles: readonly 'financeOfficer'[] | readonly 'founder'[], base = '/agencies/vidu/dossiers/d') =>
      explain(refuse('budgetShort', { details: { year: '2026' } }), 'vi', fictional, { base, roles }).link?.href;
    expect(link(['financeOfficer'])).toBe('/agencies/vidu/dossiers/d/budget');
    expect(link(['founder'])).toBe(undefined);
    expect(link(['financeOfficer'], '/agencies/vidu')).toBe(undefined);
    expect(explain(refuse('budgetShort'), 'vi', fictional).link).toBe(undefined);
    const used = refuse('evidenceUsed', { details: { subject: 'disbursement/x-1' } });
    expect(explain(used, 'en', fictional, { base: '/agencies/vidu/dossiers/d', roles: [] }).link?.href).toBe(
      '/agencies/vidu/dossiers/d/requests/x-1',
    );
  });
});

describe('an input that is wrong', () => {
  it('is named in words, whichever it is of any command', () => {
    const names = new Set<string>();
    const walk = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const {
        properties = {},
        items,
        anyOf = [],
        allOf = [],
      } = schema as {
        properties?: Record<string, unknown>;
        items?: unknown;
        anyOf?: unknown[];
        allOf?: unknown[];
      };
      for (const [name, inner] of Object.entries(properties)) {
        names.add(name);
        walk(inner);
      }
      for (const inner of [items, ...anyOf, ...allOf]) walk(inner);
    };
    for (const type of commandTypes) walk(z.toJSONSchema(specs[type].input, { unrepresentable: 'any', io: 'input' }));
    expect(names.size).toBeGreaterThan(40);
    for (const language of languages)
      for (const name of names) expect([name, inputNames[language][name]]).toEqual([name, expect.any(String)]);
    expect(Object.keys(inputNames.en).sort()).toEqual(Object.keys(inputNames.vi).sort());
    expect(inputName('items.0.costVnd: whole đồng', 'vi')).toBe('chi phí');
    expect(inputName(': too big', 'en')).toBe('something in the form');
  });
});
