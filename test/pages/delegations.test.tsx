// Acting in somebody else's place: what a delegation opens, to whom, until when, and what it joins nobody to. Through the pages,
// with sessions.
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDossier } from '../../src/dossier.ts';
import { tellHandedIn } from '../../src/mail/index.ts';
import { writeNotices } from '../../src/mail/notices.ts';
import type { Client } from '../../src/scenario/client.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { flat, readPdf } from '../papers/readPdf.ts';
import { expectClean } from '../support/audit.ts';
import { confirmParty } from '../support/confirmed.ts';
import { type House, openHouse, readOnceMore } from './reviews-house.ts';

let house: House;
let agency: string;
const today = dayOf(new Date().toISOString());
const inDays = (count: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
const written = (day: string) => day.split('-').toReversed().join('/');

beforeAll(async () => {
  house = await openHouse();
  agency = house.agency;
});
afterAll(async () => {
  await expectClean(house);
  await house.drop();
});

/** Somebody of the agency, with a name. */
async function member(name: string, roles: Role[]): Promise<string> {
  const person = v7();
  await house.name(person, name);
  if (roles.length > 0) await house.must(house.people.administrator, 'appoint', person, { roles });
  return person;
}

type Letter = { roles?: Role[]; from?: string; until?: string; decisionNumber?: string };
const delegate = (giver: string, to: string, letter: Letter = {}) =>
  house.must(giver, 'delegate', giver, {
    to,
    ...{ roles: ['director'], from: today, until: inDays(30), decisionNumber: 'UQ-7', ...letter },
  });

/** A project whose party has an account that an officer has confirmed: nobody is paid without one. */
async function paidProject() {
  const project = await house.project({ lines });
  await house.db
    .query`insert into party_profile (agency, party, name, account_number, account_name, bank, changed_at, changed_by)
    values (${agency}, ${project.party}, 'Nhóm Máy sấy Hòa Vang', '011001193241', 'NGUYEN THI MINH CHAU', 'VietinBank', now(), ${project.founder})`;
  await confirmParty(house, project.party);
  return project;
}

/** What history says of the last event of a dossier. */
async function lastOf(dossier: string) {
  const [row] = await house.db.query<{ event: string; actor: string; behalf: string | null; revision: number }>`
    select event, actor::text as actor, payload::jsonb->>'onBehalfOf' as behalf, revision from history
    where agency = ${agency} and dossier = ${dossier} order by revision desc limit 1`;
  return row!;
}

/** What a form of the page would send, but by hand, as it stands on the page of whoever may send it. */
async function fieldsOf(client: Client, path: string, form: string): Promise<Record<string, string>> {
  const request = (await client.get(path)).form(form).request();
  return { ...Object.fromEntries(new URLSearchParams(await request.text())), key: v7() };
}

const lines = [{ line: 'services', amountVnd: '40000000' }];
const items = [{ line: 'services', amountVnd: '8000000' }];

describe('whoever acts for the director', () => {
  it('is given the office by a letter, sees for whom they act, and awards in the director’s place', async () => {
    const { people } = house;
    const award = await house.recommendedHere();
    // whoever chairs councils from outside is not offered; a secretary is
    await house.must(people.administrator, 'appoint', people.chair, { roles: ['chair', 'secretary'] });
    const deputy = await house.as(people.chair);
    await deputy.get(`${award.base}/award`, { expect: 403 });

    const director = await house.as(people.director);
    const room = await director.get(`/agencies/${agency}/delegations`);
    expect(room.text).not.toContain('chưa cho người nhận');
    const checked = await room
      .form('/delegations')
      .fill({ to: people.chair, roles: ['director'], decisionNumber: 'UQ-1', signs: 'deputy', title: ' Phó  Giám đốc' })
      .fillDays({ from: today, until: inDays(20) })
      .submit();
    expect(checked.text).toContain('Trên văn bản, người này ký: KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC.');
    const given = await checked.form('/delegations').submit();
    expect(given.text).toContain('Đã ghi nhận ủy quyền.');
    expect(given.text).toContain('KT., Phó Giám đốc');

    // what waits for the director waits for them too, and says so
    const work = await deputy.get('/work');
    const row = work.html
      .split('<tr>')
      .slice(1)
      .find((one) => one.includes(`${award.base}/award`))!;
    expect(row).toContain('giám đốc, thay mặt Nguyễn Hữu Đức');
    expect(work.html).toMatch(/class="count">[1-9]/);
    expect(work.all('aside p')).toContain(`giám đốc, thay mặt Nguyễn Hữu Đức, đến ${written(inDays(20))}`);
    expect(work.links.map(({ href }) => href)).toContain(`/agencies/${agency}/budget`);
    expect((await director.get('/work')).html).not.toContain('thay mặt');
    expect((await deputy.get(award.base)).text).toContain('(thay mặt Nguyễn Hữu Đức)');

    const line = `Bạn thực hiện thay mặt Nguyễn Hữu Đức theo giấy ủy quyền UQ-1, đến ${written(inDays(20))}.`;
    const page = await deputy.get(`${award.base}/award`);
    expect(page.all('.acting')).toEqual([line, line]);
    expect((await deputy.get(`${award.base}/award?lang=en`)).text).toContain(
      'You act on behalf of Nguyễn Hữu Đức under the letter of delegation UQ-1',
    );
    await deputy.get('/?lang=vi');
    expect((await director.get(`${award.base}/award`)).all('.acting')).toEqual([]);

    const read = await readOnceMore((await deputy.get(`${award.base}/award`)).form('/award'));
    expect(read.page.text).toContain('Phạm Quốc Bảo (thay mặt Nguyễn Hữu Đức)');
    const request = read.request();
    const again = request.clone();
    const done = await deputy.visit(request, 200);
    expect(done.path).toContain('done=application.awarded');
    const event = await lastOf(award.dossier);
    expect(event).toMatchObject({ event: 'application.awarded', actor: people.chair, behalf: people.director });
    // sent twice, it is the same answer
    expect((await deputy.visit(again, 200)).path).toContain('done=application.awarded');
    expect((await lastOf(award.dossier)).revision).toBe(event.revision);

    // it is a duty of both
    const duties = await house.db.query<{ person: string }>`select person::text as person from duty
      where agency = ${agency} and dossier = ${award.dossier} and duty = 'decidedAward'`;
    expect(duties.map(({ person }) => person).sort()).toEqual([people.chair, people.director].sort());

    const history = await director.get(`${award.base}/history`);
    expect(history.text).toContain('Phạm Quốc Bảo (thay mặt Nguyễn Hữu Đức)');
    const paper = await director.download(`${award.base}/papers/awardDecision/${house.year}/1`);
    const text = flat((await readPdf(Buffer.from(paper.bytes))).text);
    expect(text).toContain('KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Phạm Quốc Bảo');
    expect(text).not.toContain('TUQ.');
    expect(text).not.toContain('Nguyễn Hữu Đức');
  });

  it('signs by authority, with their own office where the delegation says it, and without where it is one of before', async () => {
    const { people } = house;
    const signed = async (person: string) => {
      const award = await house.recommended({ lines: [{ line: 'services', amountVnd: '1000000' }] });
      const command = {
        type: 'award',
        dossier: award.dossier,
        input: { lines: award.lines, year: house.year },
      } as const;
      const outcome = await house.recorder.act(command, { agency, person, onBehalfOf: people.director }, v7());
      expect(outcome.ok).toBe(true);
      const [{ number }] = (await house.db.query<{ number: number }>`
        select number from paper where agency = ${agency} and dossier = ${award.dossier} and kind = 'awardDecision'`) as [
        { number: number },
      ];
      const { bytes } = await (await house.as(people.director)).download(
        `/agencies/${agency}/dossiers/${award.dossier}/papers/awardDecision/${house.year}/${number}`,
      );
      return flat((await readPdf(Buffer.from(bytes))).text);
    };
    const old = await member('Tạ Ủy Quyền Cũ', ['secretary']);
    await delegate(people.director, old, { decisionNumber: 'UQ-80' });
    expect(await signed(old)).toContain('TUQ. GIÁM ĐỐC Tạ Ủy Quyền Cũ');

    const director = await house.as(people.director);
    const path = `/agencies/${agency}/delegations`;
    const head = await member('Tạ Trưởng Phòng', ['officer']);
    const fill = async (fields: object) =>
      (await director.get(path))
        .form('/delegations')
        .fill({ to: head, roles: ['director'], decisionNumber: 'UQ-81', ...fields })
        .fillDays({ from: today, until: inDays(20) });
    for (const [fields, sentences] of [
      [{}, ['Hãy chọn hình thức ký.', 'Hãy nhập chức vụ của người nhận, tối đa 100 ký tự.']],
      [{ signs: 'authority', title: ' ' }, ['Hãy nhập chức vụ của người nhận, tối đa 100 ký tự.']],
      [{ title: 'Trưởng phòng' }, ['Hãy chọn hình thức ký.']],
    ] as const) {
      const page = await (await fill(fields)).submit({ expect: 422 });
      expect(page.errors).toEqual(sentences);
      expect(page.form('/delegations').value('decisionNumber')).toEqual(['UQ-81']);
    }
    const said = await (await fill({ signs: 'authority', title: 'Trưởng phòng Quản lý công nghệ' })).submit();
    // whoever goes back from what is read once more has lost nothing
    const edit = await said.follow('Sửa lại');
    expect(edit.form('/delegations').value('title')).toEqual(['Trưởng phòng Quản lý công nghệ']);
    await said.form('/delegations').submit();
    expect(await signed(head)).toContain('TUQ. GIÁM ĐỐC TRƯỞNG PHÒNG QUẢN LÝ CÔNG NGHỆ Tạ Trưởng Phòng');
  });

  it('is warned of where they control the money too: one person would be head and chief accountant', async () => {
    const { people } = house;
    const path = `/agencies/${agency}/delegations`;
    const warning = 'vừa ký thay thủ trưởng vừa kiểm soát chi';
    const checked = async (giver: string, to: string, role: Role) =>
      (
        await (
          await (await house.as(giver)).get(path)
        )
          .form('/delegations')
          .fill({ to, roles: [role], decisionNumber: 'UQ-90', signs: 'authority', title: 'Trưởng phòng' })
          .fillDays({ from: inDays(40), until: inDays(50) })
          .submit()
      ).text;
    expect(await checked(people.director, people.chiefAccountant, 'director')).toContain(warning);
    expect(await checked(people.chiefAccountant, people.director, 'chiefAccountant')).toContain(warning);
    const clerk = await member('Vi Văn Thư', ['secretary']);
    expect(await checked(people.director, clerk, 'director')).not.toContain(warning);
    // so it is where the other office was lent to them for some of the same days
    await delegate(people.chiefAccountant, clerk, { roles: ['chiefAccountant'], from: inDays(45), until: inDays(46) });
    expect(await checked(people.director, clerk, 'director')).toContain(warning);
  });

  it('may not give on what was only given to them', async () => {
    const { people } = house;
    const deputy = await house.as(people.chair);
    const path = `/agencies/${agency}/delegations`;
    expect((await deputy.get(path)).forms).toEqual([]);
    const fields = { to: people.officer, roles: 'director', from: written(today), until: written(inDays(2)) };
    await deputy.post(path, { ...fields, decisionNumber: 'UQ-2', key: v7() }, { expect: 403 });
    const command = {
      type: 'delegate',
      dossier: people.chair,
      input: { to: people.officer, roles: ['director'], from: today, until: inDays(2), decisionNumber: 'UQ-2' },
    } as const;
    for (const [actor, rule] of [
      [{ agency, person: people.chair, onBehalfOf: people.director }, 'notTheirs'],
      [{ agency, person: people.chair }, 'role'],
    ] as const)
      expect(await house.recorder.act(command, actor, v7())).toMatchObject({ ok: false, refusal: { rule } });
    // nobody gives what they do not hold, nor to themselves, nor backwards in time
    const { officer } = people;
    for (const [change, rule] of [
      [{ roles: ['director'] }, 'role'],
      [{ roles: ['officer', 'financeOfficer'] }, 'role'],
      [{ roles: ['officer'], to: officer }, 'input'],
      [{ roles: ['officer'], from: inDays(3) }, 'input'],
    ] as const)
      expect(
        await house.try(officer, 'delegate', officer, { ...command.input, to: people.chair, ...change } as never),
      ).toMatchObject({ ok: false, refusal: { rule } });
    // what was given to a person by name is not given on
    const judge = await member('Đinh Văn Chấm', ['reviewer', 'officer', 'chair']);
    for (const role of ['reviewer', 'chair'] as const)
      expect(
        await house.try(judge, 'delegate', judge, { ...command.input, to: people.chair, roles: [role] }),
      ).toMatchObject({ ok: false, refusal: { rule: 'role' } });
  });
});

describe('a delegation opens nothing', () => {
  let base: string;
  let fields: Record<string, string>;
  let dossier: string;
  beforeAll(async () => {
    const award = await house.recommendedHere();
    ({ base, dossier } = award);
    fields = await fieldsOf(await house.as(house.people.director), `${base}/award`, '/award');
  });

  /** Neither shown, nor done, nor waiting at their work. */
  async function isShut(person: string, status: 403 | 404 = 403) {
    const client = await house.as(person);
    const before = await lastOf(dossier);
    await client.get(`${base}/award`, { expect: status });
    await client.post(`${base}/award`, { ...fields, key: v7() }, { expect: status });
    expect((await client.get('/work')).html).not.toContain(dossier);
    expect(await lastOf(dossier)).toEqual(before);
  }
  const isOpen = async (person: string) => (await house.as(person)).get(`${base}/award`);

  it('before its first day and after its last', async () => {
    const early = await member('Lý Văn Sớm', ['chair']);
    await delegate(house.people.director, early, { from: inDays(1) });
    await isShut(early);
    const late = await member('Lý Văn Muộn', ['chair']);
    await delegate(house.people.director, late, { from: inDays(-9), until: inDays(-1) });
    await isShut(late);
    const onTime = await member('Lý Văn Đúng', ['chair']);
    await delegate(house.people.director, onTime, { until: today });
    await isOpen(onTime);
  });

  it('once it was revoked', async () => {
    const person = await member('Hồ Thị Thôi', ['chair']);
    await delegate(house.people.director, person);
    await isOpen(person);
    await house.must(house.people.director, 'revokeDelegation', house.people.director, {
      to: person,
      decisionNumber: 'UQ-8',
    });
    await isShut(person);
  });

  it('once the giver does not hold the role any more, or the other holds no office', async () => {
    const { administrator } = house.people;
    const second = await member('Phó Văn Hai', ['director']);
    const person = await member('Hồ Thị Nhận', ['chair']);
    await delegate(second, person);
    await isOpen(person);
    await house.must(administrator, 'relieve', second, { roles: ['director'] });
    await isShut(person);

    const passing = await member('Hồ Thị Qua', ['chair']);
    await delegate(house.people.director, passing);
    await isOpen(passing);
    await house.must(administrator, 'relieve', passing, { roles: ['chair'] });
    await isShut(passing, 404);
    const stranger = await member('Người Ngoài', []);
    await delegate(house.people.director, stranger);
    await isShut(stranger, 404);
  });

  it('of a dossier of the delegate’s own team, nor of one of the giver’s', async () => {
    const { people } = house;
    const both = await member('Trịnh Hai Vai', ['chair']);
    await delegate(people.director, both);
    const theirs = await house.submitted(both);
    const client = await house.as(both);
    await client.get(`${theirs.base}/award`, { expect: 403 });
    expect((await client.get(theirs.base)).html).not.toContain('thay mặt');

    const founding = await member('Trịnh Sáng Lập', ['director']);
    const delegated = await member('Trịnh Được Giao', ['reviewer']);
    await delegate(founding, delegated);
    const givers = await house.submitted(founding);
    const other = await house.as(delegated);
    await other.get(base);
    await other.get(givers.base, { expect: 404 });
    await other.post(`${givers.base}/award`, { ...fields, key: v7() }, { expect: 404 });
    expect((await other.get('/work')).html).not.toContain(givers.dossier);
  });
});

describe('whoever acts for the chief accountant', () => {
  it('approves what others prepared, and the papers and the page say for whom', async () => {
    const { people } = house;
    const { dossier, founder } = await paidProject();
    const id = await house.disbursement(dossier, founder, items, 'prepared');
    const path = `/agencies/${agency}/dossiers/${dossier}/requests/${id}`;
    await delegate(people.chiefAccountant, people.chair, { roles: ['chiefAccountant'], decisionNumber: 'UQ-KT' });
    const deputy = await house.as(people.chair);
    const page = await deputy.get(path);
    // beside the buttons that approve, take back and return
    const line = `Bạn thực hiện thay mặt Võ Thị Thanh Hằng theo giấy ủy quyền UQ-KT, đến ${written(inDays(30))}.`;
    expect(page.all('.acting')).toEqual([line, line, line]);
    const done = await page.form('/approve').submit();
    expect(done.path).toContain('done=disbursement.approved');
    expect(done.text).toContain('Phạm Quốc Bảo (thay mặt Võ Thị Thanh Hằng)');
    expect(await lastOf(dossier)).toMatchObject({ actor: people.chair, behalf: people.chiefAccountant });
    // an order is of what was approved, as its page names it
    const finance = await house.as(people.financeOfficer);
    await (await finance.get(path)).form('/order').submit();
    const [order] = await house.db.query<{ number: number }>`
      select number from paper where agency = ${agency} and dossier = ${dossier} and register = 'paymentOrder'`;
    const { bytes } = await deputy.download(
      `/agencies/${agency}/dossiers/${dossier}/papers/paymentOrder/${house.year}/${order!.number}`,
    );
    expect(flat((await readPdf(Buffer.from(bytes))).text)).toMatch(/TUQ\. kế toán trưởng/i);
  });

  it('approves nothing that they prepared', async () => {
    const { people } = house;
    const { dossier, founder } = await paidProject();
    await delegate(people.chiefAccountant, people.financeOfficer, { roles: ['chiefAccountant'] });
    const id = await house.disbursement(dossier, founder, items, 'prepared');
    await cannotApprove(people.financeOfficer, dossier, id);
  });

  it('approves nothing that the giver verified or prepared', async () => {
    const { administrator, financeOfficer } = house.people;
    const { dossier, founder } = await paidProject();
    const hats = await member('Đoàn Nhiều Mũ', ['officer', 'financeOfficer', 'chiefAccountant']);
    for (const did of ['verified', 'prepared'] as const) {
      const id = await house.disbursement(dossier, founder, items, did === 'verified' ? 'requested' : 'verified');
      if (did === 'verified') {
        const accepted = [{ amountVnd: '8000000', costVnd: '8000000' }];
        await house.must(hats, 'verifyDisbursement', dossier, { id, accepted });
      }
      const preparer = did === 'verified' ? financeOfficer : hats;
      await house.must(preparer, 'prepareDisbursement', dossier, { id, year: house.year, source: 'nstp' });
      const person = await member(`Đoàn Thay ${did}`, ['chair']);
      await delegate(hats, person, { roles: ['chiefAccountant'] });
      await cannotApprove(person, dossier, id);
      // whoever has prepared nothing may
      const clean = await house.as(house.people.chiefAccountant);
      await clean.get(`/agencies/${agency}/dossiers/${dossier}/requests/${id}`);
      await clean.page!.form('/approve').submit();
    }
    await house.must(administrator, 'relieve', hats, { roles: ['officer'] });
  });

  /** Neither by the page, which offers no button, nor by what the right person's page would send. */
  async function cannotApprove(person: string, dossier: string, id: string) {
    const path = `/agencies/${agency}/dossiers/${dossier}/requests/${id}`;
    const client = await house.as(person);
    expect((await client.get(path)).hasForm('/approve')).toBe(false);
    const fields = await fieldsOf(await house.as(house.people.chiefAccountant), path, '/approve');
    await client.post(`${path}/approve`, fields, { expect: 422 });
    const refused = await house.db.query<{ rule: string }>`
      select rule from refusal where agency = ${agency} and dossier = ${dossier} and actor = ${person}`;
    expect(refused.map(({ rule }) => rule)).toEqual(['excludedDuty']);
    expect((await lastOf(dossier)).event).toBe('disbursement.prepared');
    const [row] = await house.db.query<{ value: string }>`select value from state
      where agency = ${agency} and dossier = ${dossier} and subject = ${`disbursement/${id}`}`;
    expect(row!.value).toBe('prepared');
  }
});

describe('whoever holds an office of their own beside the one that was lent', () => {
  it('reads for whom they act only where it is recorded so: an own office comes first', async () => {
    const person = await member('Vũ Hai Chức Danh', ['administrator']);
    await delegate(house.people.director, person, { decisionNumber: 'UQ-61' });
    const client = await house.as(person);
    const award = await house.recommendedHere();
    // the director's alone
    const page = await client.get(`${award.base}/award`);
    expect(page.all('.acting')[0]).toContain('Bạn thực hiện thay mặt Nguyễn Hữu Đức theo giấy ủy quyền UQ-61');
    // administrators and directors open calls: this is the administrator's own
    const choose = await client.get(`/agencies/${agency}/calls/new`);
    const form = (await client.get(choose.links.find(({ href }) => href.includes('stage='))!.href)).form('/calls/new');
    expect(client.page!.all('.acting')).toEqual([]);
    for (const name of form.names.filter((one) => one.startsWith('p-'))) form.fill({ [name]: '20' });
    form.fill({ decisionNumber: '61/QĐ', budgetVnd: '2.000.000.000', unread: true });
    if (form.names.includes('p-passMark')) form.fill({ 'p-passMark': '50' });
    form.fillDays({ opensOn: today, closesOn: inDays(30) });
    const check = await form.submit();
    expect(check.all('.acting')).toEqual([]);
    const opened = await check.form('/calls/new').submit();
    const [call] = /[0-9a-f-]{36}/.exec(opened.path)!;
    expect(await lastOf(call)).toMatchObject({ event: 'call.opened', actor: person, behalf: null });
  });
});

describe('letters', () => {
  it('reach whoever acts for the director today, and nobody whose time is over', async () => {
    const { people } = house;
    const [present, past, team] = [
      await member('Lê Đang Thay', ['chair']),
      await member('Lê Hết Thay', ['chair']),
      await member('Lê Trong Nhóm', ['chair']),
    ];
    await delegate(people.director, present);
    await delegate(people.director, past, { from: inDays(-5), until: inDays(-1) });
    await delegate(people.director, team);
    const faults: unknown[] = [];
    const tell = async () => {
      const now = new Date().toISOString();
      while ((await writeNotices(house.db, 'https://vuonuom.example', now, (fault) => faults.push(fault))) > 0);
    };
    await tell();
    await house.owner.script('delete from letter');
    const founder = team;
    const award = await house.recommended({ founder, lines });
    await tell();
    expect(faults).toEqual([]);
    const letters = await house.db.query<{ address: string; body: string }>`select address, body from letter`;
    const told = letters.filter(({ body }) => body.includes(award.dossier)).map(({ address }) => address);
    const times = (person: string) => told.filter((address) => address.startsWith(person)).length;
    expect(times(present)).toBe(times(people.director));
    expect(times(present)).toBeGreaterThan(0);
    expect(times(past)).toBe(0);
    // theirs say for whom they come, and the director's own do not
    const line = `Bạn nhận thư này thay mặt Nguyễn Hữu Đức, theo giấy ủy quyền UQ-7, đến ${written(inDays(30))}.`;
    for (const [person, behalf] of [
      [present, true],
      [people.director, false],
    ] as const) {
      const own = letters.filter(({ address, body }) => address.startsWith(person) && body.includes(award.dossier));
      expect(own.map(({ body }) => body.includes(line))).toEqual(own.map(() => behalf));
    }
  });

  it('ask nobody to approve in another’s place what they have prepared themselves', async () => {
    const { people } = house;
    const [preparer, clean] = [
      await member('Mai Lập Chứng Từ', ['financeOfficer']),
      await member('Mai Thay Duyệt', ['chair']),
    ];
    for (const to of [preparer, clean]) await delegate(people.chiefAccountant, to, { roles: ['chiefAccountant'] });
    const { dossier, founder } = await house.project({ lines });
    const id = await house.disbursement(dossier, founder, items, 'verified');
    await writeAll();
    await house.owner.script('delete from letter');
    await house.must(preparer, 'prepareDisbursement', dossier, { id, year: house.year, source: 'nstp' });
    await writeAll();
    const asked = (await lettersNow()).filter(({ body }) => body.includes('/requests/'));
    expect(asked.filter(({ address }) => address.startsWith(preparer))).toEqual([]);
    const [theirs] = asked.filter(({ address }) => address.startsWith(clean));
    expect(theirs!.body).toContain('Bạn nhận thư này thay mặt Võ Thị Thanh Hằng, theo giấy ủy quyền UQ-7');
  });

  it('tell whoever acts for an officer of a prototype that was handed in', async () => {
    const { people } = house;
    const to = await member('Lâm Thay Cán Bộ', ['chair']);
    await delegate(people.officer, to, { roles: ['officer'], decisionNumber: 'UQ-50' });
    const { dossier: id, founder } = await house.project({ lines });
    const now = new Date().toISOString();
    const dossier = (await readDossier(house.db, agency, id, now))!;
    await house.owner.script('delete from letter');
    const desk = { db: house.db, origin: 'https://vuonuom.example', now: () => now };
    await tellHandedIn(desk, dossier, { form: 'prototype', commitment: 'c'.repeat(64), person: founder });
    const [theirs, ...none] = (await lettersNow()).filter(({ address }) => address.startsWith(to));
    expect(none).toEqual([]);
    expect(theirs!.body).toMatch(/Bạn nhận thư này thay mặt .+, theo giấy ủy quyền UQ-50/);
  });

  it('say that an office was delegated, what it lets one do, and that it has ended', async () => {
    const { people } = house;
    const to = await member('Phan Nhận Việc', ['secretary']);
    const director = await house.as(people.director);
    const path = `/agencies/${agency}/delegations`;
    await house.owner.script('delete from letter');
    const checked = await (await director.get(path))
      .form('/delegations')
      .fill({ to, roles: ['director'], decisionNumber: 'UQ-30', signs: 'deputy', title: 'Phó Giám đốc' })
      .fillDays({ from: inDays(3), until: inDays(20) })
      .submit();
    const request = checked.form('/delegations').request();
    const twice = request.clone();
    await director.visit(request, 200);
    await director.visit(twice, 200);
    const [given, ...none] = await lettersNow();
    expect(none).toEqual([]);
    expect(given!.address.startsWith(to)).toBe(true);
    expect(given!.subject).toBe('Bạn được ủy quyền trên Vườn Ươm');
    for (const line of [
      'Nguyễn Hữu Đức ủy quyền cho bạn tại Thành phố Hồ Chí Minh, theo văn bản số UQ-30.',
      'Vai trò: giám đốc',
      `Từ ngày: ${written(inDays(3))}`,
      `Đến hết ngày: ${written(inDays(20))}`,
      '- giám đốc: Quyết định hỗ trợ, điều hành dự án',
      'Bạn không ủy quyền lại cho người khác được.',
    ])
      expect(given!.body).toContain(line);
    expect(given!.body).toMatch(/^Bắt đầu tại:\nhttps?:\/\/[^/\s]+\/work$/m);

    await house.owner.script('delete from letter');
    const end = (await director.get(`${path}/${to}/end`)).form('/end').fill({ decisionNumber: 'UQ-31' });
    const ending = end.request();
    const again = ending.clone();
    await director.visit(ending, 200);
    await director.visit(again, 200);
    const [ended, ...others] = await lettersNow();
    expect(others).toEqual([]);
    expect(ended!.subject).toBe('Ủy quyền cho bạn đã chấm dứt');
    expect(ended!.body).toContain('đã chấm dứt, theo văn bản số UQ-31:');
    expect(ended!.body).toContain(`- giám đốc, ${written(inDays(3))} – ${written(inDays(20))}`);
    expect(ended!.body).not.toContain('UQ-30');

    // what was ended before under a decision of the same number is not told again
    await house.owner.script('delete from letter');
    await delegate(house.people.director, to, { from: inDays(5), until: inDays(25), decisionNumber: 'UQ-32' });
    await (await director.get(`${path}/${to}/end`)).form('/end').fill({ decisionNumber: 'UQ-31' }).submit();
    const [later] = await lettersNow();
    expect(later!.body).toContain(`- giám đốc, ${written(inDays(5))} – ${written(inDays(25))}`);
    expect(later!.body).not.toContain(written(inDays(3)));
  });

  it('tell whoever acted for somebody who holds the office no more', async () => {
    const { administrator } = house.people;
    const giver = await member('Cao Thôi Việc', ['director', 'chair']);
    const to = await member('Cao Hết Thay', ['chair']);
    await delegate(giver, to, { decisionNumber: 'UQ-40' });
    await house.owner.script('delete from letter');
    const client = await house.as(administrator);
    const page = await client.get(`/agencies/${agency}/people/${giver}`);
    const said = await page
      .form('Lưu vai trò')
      .fill({ roles: ['chair'], decisionNumber: '40/QĐ-SKHCN' })
      .submit();
    expect(said.text).toContain('Ủy quyền của người này cho Cao Hết Thay (giám đốc) chấm dứt');
    expect(await lettersNow()).toEqual([]);
    const form = said.form('Lưu vai trò');
    await form.submit();
    const before = await lettersNow();
    // what was recorded is told also where whoever told it died before, letter and inbox being one, and once
    await house.owner.script('delete from letter; delete from notification');
    await form.submit();
    await form.submit();
    expect(await lettersNow()).toEqual(before);
    const [ended, ...others] = before;
    expect(others).toEqual([]);
    expect(ended!.address.startsWith(to)).toBe(true);
    expect(ended!.body).toContain('Cao Thôi Việc thôi giữ vai trò đã ủy quyền cho bạn tại Thành phố Hồ Chí Minh');
  });

  const lettersNow = () =>
    house.db.query<{ address: string; subject: string; body: string }>`select address, subject, body from letter`;
  const writeAll = async () => {
    const now = new Date().toISOString();
    const report = (fault: unknown) => expect(fault).toBeUndefined();
    while ((await writeNotices(house.db, 'https://vuonuom.example', now, report)) > 0);
  };
});
