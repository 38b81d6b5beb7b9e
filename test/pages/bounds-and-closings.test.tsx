// What one person may keep here before it is handed in; a call that is closed before its day; a number that was claimed wrongly.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveIdentity, keepProfile } from '../../src/applications/parties.ts';
import { limits } from '../../src/limits.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { beginOf } from '../../workflows/rules/formFields.ts';
import type { Page } from '../support/client.ts';
import { hash } from '../support/stage.ts';
import { beginApplication, type House, openHouse } from './applicationsHouse.ts';
import { pdf } from './filesSupport.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

describe('what is not handed in', () => {
  it('is so many drafts of a person in a call, and then the form says so', async () => {
    const { stage } = house;
    const person = v7();
    const browser = await house.browser(person, 'Trần Văn Nhiều');
    const party = await stage.party(person);
    const apply = `/agencies/${stage.agency}/calls/${stage.call}/apply`;
    const begun: string[] = [];
    for (let count = 0; count < limits.draftsOfPersonInCall; count += 1) {
      const page = await browser.get(apply);
      const next = await page.form('/apply').fill({ party }).submit();
      begun.push(/dossiers\/([0-9a-f-]+)/.exec(next.path)![1]!);
    }
    const form = (await browser.get(apply)).form('/apply').fill({ party });
    const full = await form.submit({ expect: 422 });
    expect(full.text).toContain(`Bạn đang có ${limits.draftsOfPersonInCall} hồ sơ chưa nộp`);
    // what is withdrawn makes room
    await stage.must(person, 'withdraw', begun[0]!);
    await full.form('/apply').fill({ party }).submit();
  });

  it('is no more than so many applications begun, whatever became of them', async () => {
    const { stage } = house;
    const person = v7();
    const browser = await house.browser(person, 'Đỗ Văn Rút');
    const party = await stage.party(person);
    const apply = `/agencies/${stage.agency}/calls/${stage.call}/apply`;
    for (let count = 0; count < limits.begunOfPersonInCall; count += 1) {
      const next = await (await browser.get(apply)).form('/apply').fill({ party }).submit();
      const dossier = /dossiers\/([0-9a-f-]+)/.exec(next.path)![1]!;
      if (count % 2 === 0) await stage.must(person, 'submitApplication', dossier, { content: hash(dossier) });
      await stage.must(person, 'withdraw', dossier);
    }
    const full = await (await browser.get(apply)).form('/apply').fill({ party }).submit({ expect: 422 });
    expect(full.text).toContain(`Bạn đã bắt đầu ${limits.begunOfPersonInCall} hồ sơ trong đợt này`);
    // another's are their own
    const friend = v7();
    const theirs = await stage.party(friend);
    const other = await house.browser(friend, 'Đỗ Thị Mới');
    await (await other.get(apply)).form('/apply').fill({ party: theirs }).submit();
  });

  it('is so many bytes of a person, over all dossiers; what was handed in counts no more', async () => {
    const { stage } = house;
    const person = v7();
    const browser = await house.browser(person, 'Lê Thị Tải');
    const [one, other] = [await beginApplication(house, [person]), await beginApplication(house, [person])];
    const put = (dossier: string, size: number, sha256 = hash(v7())) => stage.db.query`
      insert into attachment (agency, id, dossier, sha256, name, type, size, uploaded_by, uploaded_at)
      values (${stage.agency}, ${v7()}, ${dossier}, ${sha256}, 'x.pdf', 'application/pdf', ${size}, ${person}, now())`;
    const heavy = hash('heavy');
    await put(one.dossier, limits.looseBytesOfPerson - 10, heavy);
    const attach = async (base: string, expect: number) => {
      const page = await browser.get(`${base}/files`);
      return await page
        .form('/files')
        .attach('file', 'hóa đơn.pdf', new TextEncoder().encode(pdf(v7())), 'application/pdf')
        .submit({ expect });
    };
    const full = await attach(other.base, 422);
    expect(full.errors.join(' ')).toContain('“hóa đơn.pdf”: Bạn đang giữ 500 MB trong mức 500 MB tài liệu chưa nộp');
    const rows = await stage.db.query`select 1 from attachment where dossier = ${other.dossier}`;
    expect(rows).toHaveLength(0);
    await stage.db.query`insert into content (agency, commitment, dossier, kind, salt, body, created_by, created_at)
      values (${stage.agency}, ${hash('handed in')}, ${one.dossier}, 'application', '\\x00', ${JSON.stringify({
        $files: [{ sha256: heavy }],
      })}::text::jsonb, ${person}, now())`;
    await attach(other.base, 200);
  });

  it('is so many bytes of a dossier, whoever sends them', async () => {
    const { stage } = house;
    const [person, friend] = [v7(), v7()];
    const { dossier, base } = await beginApplication(house, [person, friend]);
    await stage.db
      .query`insert into attachment (agency, id, dossier, sha256, name, type, size, uploaded_by, uploaded_at)
      values (${stage.agency}, ${v7()}, ${dossier}, ${hash('all')}, 'x.pdf', 'application/pdf', ${limits.bytesOfDossier - 5}, ${person}, now())`;
    const browser = await house.browser(friend, 'Phạm Bạn Bè');
    const full = await (await browser.get(`${base}/files`))
      .form('/files')
      .attach('file', 'ảnh.pdf', new TextEncoder().encode(pdf('ảnh')), 'application/pdf')
      .submit({ expect: 422 });
    expect(full.errors.join(' ')).toContain('Các tài liệu của hồ sơ này đã gần 1 GB');
  });
});

describe('a text that is too long, with a sign of two halves at the limit', () => {
  const long = (letters: number) => `${'x'.repeat(letters - 1)}😀`;
  /** A page whose fields take any length: as of a script, or of a browser that does not know the attribute. */
  const loose = (page: Page) => {
    for (const field of page.root.querySelectorAll('[maxlength]')) field.removeAttribute('maxlength');
    return page;
  };

  it('is kept whole in a draft, and the field says so when it is sent', async () => {
    const { stage } = house;
    const founder = v7();
    const { dossier } = await stage.project({ founder, lines: [{ line: 'prototype', amountVnd: '40000000' }] });
    const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
    const browser = await house.browser(founder, 'Nguyễn Viết Dài');

    const what = long(2_000);
    const fresh = await browser.get(`${base}/requests/new`);
    const open = loose(await fresh.form('Gửi đề nghị').submit({ button: 'prototype' }));
    const row = { 'r0-what': what, 'r0-costVnd': '32.000.000', 'r0-amountVnd': '16.000.000' };
    const wrong = await open.form('Gửi đề nghị').fill(row).submit({ button: 'Gửi đề nghị', expect: 422 });
    expect(wrong.form('Gửi đề nghị').value('r0-what')).toEqual([what]);
    expect(wrong.errors.some((error) => error.includes('500'))).toBe(true);
    expect((await browser.get(`${base}/requests/new`)).form('Gửi đề nghị').value('r0-what')).toEqual([what]);

    const name = long(300);
    const saved = await loose(await browser.get(`${base}/company`))
      .form('/company')
      .fill({ name: long(2_000), address: name })
      .submit({ button: 'Lưu tạm' });
    expect(saved.form('/company').value('name')).toEqual([long(2_000)]);
    expect(saved.form('/company').value('address')).toEqual([name]);
    const handed = await saved.form('/company').submit({ button: 'Gửi cho cán bộ xác nhận', expect: 422 });
    expect(handed.errors.some((error) => error.includes('tối đa 200 ký tự'))).toBe(true);
    expect(handed.form('/company').value('name')).toEqual([long(2_000)]);
  });

  it('is said at the reason for accepting less, and the search for a dossier takes any', async () => {
    const { stage } = house;
    const { people } = stage;
    const founder = v7();
    const { dossier } = await stage.project({ founder, lines: [{ line: 'prototype', amountVnd: '40000000' }] });
    const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
    const browser = await house.browser(founder, 'Nguyễn Viết Dài');
    const fresh = await browser.get(`${base}/requests/new`);
    const open = await fresh.form('Gửi đề nghị').submit({ button: 'prototype' });
    const sent = await open
      .form('Gửi đề nghị')
      .fill({
        'r0-number': '0001',
        'r0-date': dayOf(house.now()),
        'r0-seller': 'Công ty TNHH Cơ khí Hòa Khánh',
        'r0-taxCode': '0300588569',
        'r0-what': 'Gia công khoang sấy',
        'r0-costVnd': '32.000.000',
        'r0-amountVnd': '16.000.000',
      })
      .attach('r0-file', 'hoa-don.pdf', new TextEncoder().encode(pdf(v7())), 'application/pdf')
      .submit({ button: 'Gửi đề nghị' });
    const officer = await house.browser(people.officer, 'Lê Hoàng Anh');
    const page = loose(await officer.get(sent.path.replace(/\?.*/, '')));
    for (const most of [500, 2_000]) {
      const reason = long(most);
      const less = { a0: '15.000.000', c0: '30.000.000', w0: reason };
      const again = await page.form('Chấp nhận và chuyển tài chính').fill(less).submit({ expect: 422 });
      expect(again.errors.join(' ')).toContain('tối đa 500 ký tự');
      expect(again.form('Chấp nhận và chuyển tài chính').value('w0')).toEqual([reason]);
    }
    await officer.get(`/agencies/${stage.agency}/dossiers?q=${encodeURIComponent(long(100))}`);
    expect([beginOf(long(100), 99), beginOf(`${'x'.repeat(99)}😀`, 100), beginOf('😀', 2)]).toEqual([
      'x'.repeat(99),
      'x'.repeat(99),
      '😀',
    ]);
  });
});

describe('a call that is closed before its day', () => {
  it('says so on the draft, by which decision, and takes nothing more', async () => {
    const { stage } = house;
    const person = v7();
    const browser = await house.browser(person, 'Vũ Đóng Sớm');
    const call = await stage.openCall('90000000');
    const party = await stage.party(person);
    const dossier = v7();
    await stage.must(person, 'startApplication', dossier, { call, party });
    const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
    const check = await browser.get(`${base}/application/check`);
    const bare = await stage.try(stage.people.director, 'closeCall', call);
    expect(bare).toMatchObject({ ok: false, refusal: { rule: 'closesEarly' } });
    await stage.must(stage.people.director, 'closeCall', call, { decisionNumber: '88/QĐ-VD', reason: hash('why') });

    const list = await browser.get(`${base}/application`);
    expect(list.text).toContain('Đợt tiếp nhận đã kết thúc sớm theo quyết định số 88/QĐ-VD');
    expect(list.links.some(({ href }) => href.endsWith('/application/check'))).toBe(false);
    const section = list.links.find(({ href }) => /application\/[a-zA-Z]+$/.test(href))!;
    const locked = await browser.get(section.href);
    expect(locked.text).toContain('88/QĐ-VD');
    expect(locked.hasForm('/application/')).toBe(false);
    expect((await browser.get(`${base}/application/check`)).hasForm('/application/submit')).toBe(false);
    expect(check.text).not.toContain('88/QĐ-VD');
    const sent = await stage.try(person, 'submitApplication', dossier, { content: hash('late') });
    expect(sent).toMatchObject({ ok: false, refusal: { rule: 'callClosedEarly', details: { number: '88/QĐ-VD' } } });
  });
});

describe('a number that was claimed wrongly', () => {
  const owners = '079301012345';
  const register = async (dossier: string, party: string, identity: string, person: string) => {
    await house.stage.db
      .query`insert into party_profile (agency, party, name, identity, address, changed_at, changed_by)
      values (${house.stage.agency}, ${party}, 'Nhóm Khai Nhầm', ${identity}, 'Số 1', now(), ${person})`;
    return `/agencies/${house.stage.agency}/dossiers/${dossier}`;
  };
  const profile = async (party: string) => {
    const [row] = await house.stage.db.query<{ identity: string; confirmed: boolean }>`
      select p.identity, (s.facts->>'confirmed')::boolean as confirmed from party_profile p
        join state s on s.agency = p.agency and s.dossier = p.party and s.subject = 'party' where p.party = ${party}`;
    return row!;
  };

  it('is released by an officer with a reason; the team reads it and gives its own, the owner registers', async () => {
    const { stage } = house;
    const { people } = stage;
    const person = v7();
    const founder = await house.browser(person, 'Ngô Khai Nhầm');
    const party = await stage.party(person);
    const dossier = v7();
    await stage.must(person, 'startApplication', dossier, { call: stage.call, party });
    const base = await register(dossier, party, owners, person);
    const officer = await house.browser(people.officer, 'Lê Hoàng Anh');

    let page = await officer.get(`${base}/party`);
    expect(page.text).toContain(owners);
    const stale = page.form('/party/release');
    page = await page.form('/party/release').submit({ expect: 422 });
    expect((await profile(party)).identity).toBe(owners);
    page = await page.form('/party/release').fill({ reason: 'Căn cước gốc là của ông Trịnh Văn Thật.' }).submit();
    expect(page.text).toContain('Đã thu hồi số giấy tờ');
    expect(await profile(party)).toEqual({ identity: '', confirmed: false });
    const [event] = await stage.db.query<{ event: string; actor: string; payload: string }>`
      select event, actor::text as actor, payload from history where dossier = ${party} order by revision desc limit 1`;
    expect(event).toMatchObject({ event: 'party.registered', actor: people.officer });
    expect(event!.payload).not.toContain('Trịnh Văn Thật');

    // the owner comes with the number
    const owner = v7();
    const owned = await stage.party(owner);
    await register(v7(), owned, owners, owner);

    page = await founder.get(`${base}/application`);
    expect(page.text).toContain('Căn cước gốc là của ông Trịnh Văn Thật.');
    page = await page.form('/application/identity').fill({ identity: '123' }).submit({ expect: 422 });
    page = await page.form('/application/identity').fill({ identity: owners }).submit({ expect: 422 });
    expect(page.text).toContain('Số này đã được đăng ký');
    // nor is a number given by who was invited to the application and is not of its party, or guessed by anybody
    const guest = v7();
    await stage.must(guest, 'joinTeam', dossier, { as: 'owner', invitedBy: person });
    const invited = await house.browser(guest, 'Đỗ Thị Khách');
    expect((await invited.get(`${base}/application`)).hasForm('/application/identity')).toBe(false);
    await invited.post(`${base}/application/identity`, { identity: '079301054321' });
    expect(await profile(party)).toEqual({ identity: '', confirmed: false });
    const tries = Array.from({ length: 9 }, () => owners);
    for (const identity of tries) await founder.post(`${base}/application/identity`, { identity }, { expect: 422 });
    await founder.post(`${base}/application/identity`, { identity: owners }, { expect: 429 });
    await stage.db.query`delete from attempt`;
    page = await page.form('/application/identity').fill({ identity: '079301054321' }).submit();
    expect(page.text).toContain('Đã ghi số giấy tờ mới');
    expect(await profile(party)).toEqual({ identity: '079301054321', confirmed: false });
    // nor is a number confirmed that the officer's page did not show
    await stage.must(person, 'submitApplication', dossier, { content: hash('x') });
    const screening = await officer.get(`${base}/screening`);
    const fields = { partyKey: v7(), beneficiaryClass: 'selfFunded' };
    const unseen = await officer.post(`${base}/party`, fields, { expect: 422 });
    expect(screening.text).toContain('079301054321');
    expect(unseen.text).toContain('Bên đăng ký đã thay đổi từ khi bạn mở trang');
    expect(await profile(party)).toEqual({ identity: '079301054321', confirmed: false });
    // what an old page would take is not this number
    const late = await stale.fill({ reason: 'Lần nữa.' }).submit({ expect: 422 });
    expect(late.text).toContain('Số đã thay đổi');
    expect((await profile(party)).identity).toBe('079301054321');
  });

  it('is not taken again by the old form once another officer has confirmed the party with it', async () => {
    const { stage } = house;
    const { people } = stage;
    const person = v7();
    const founder = await house.browser(person, 'Ngô Khai Đúng');
    const party = await stage.party(person);
    const dossier = v7();
    await stage.must(person, 'startApplication', dossier, { call: stage.call, party });
    const number = '079301088888';
    const base = await register(dossier, party, number, person);
    const officer = await house.browser(people.officer, 'Lê Hoàng Anh');
    const old = (await officer.get(`${base}/party`)).form('/party/release').fill({ reason: 'Chưa thấy căn cước gốc.' });
    await old.submit();
    await (await founder.get(`${base}/application`)).form('/application/identity').fill({ identity: number }).submit();
    await stage.must(people.officer, 'registerParty', party, { kind: 'team', members: [person] });
    const confirmed = { identity: number, confirmed: true };
    expect(await profile(party)).toEqual(confirmed);
    const revisionOf = async () =>
      (await stage.db.query<{ revision: number }>`select revision from dossier where id = ${party}`)[0]!.revision;
    const before = await revisionOf();

    const again = await old.submit();
    expect(again.text).toContain(number);
    expect(again.text).not.toContain('Đã thu hồi số giấy tờ');
    expect(await profile(party)).toEqual(confirmed);
    expect(await revisionOf()).toBe(before);
    // even a confirmed party without a number gets one by an event alone
    await stage.db.query`update party_profile set identity = '' where party = ${party}`;
    expect((await founder.get(`${base}/application`)).hasForm('/application/identity')).toBe(false);
    await founder.post(`${base}/application/identity`, { identity: '079301099999' });
    const given = { agency: stage.agency, party, person, now: house.now(), identity: '079301099999' };
    expect(await giveIdentity(stage.db, given)).toBe(false);
    expect(await profile(party)).toEqual({ identity: '', confirmed: true });
    const account = { accountNumber: '0071000123456', accountName: 'NGO KHAI', bank: 'VCB', beneficiaryClass: null };
    const said = { kind: 'team', name: 'Nhóm', identity: '079301099999', address: 'Số 1', ...account } as const;
    expect(await keepProfile(stage.db, { ...given, id: party, party: said })).toBe('others');
    expect(await profile(party)).toEqual({ identity: '', confirmed: true });
    const freed = await stage.db.query`select facts->'releasedFor' as freed from state where dossier = ${party}`;
    expect(freed).toEqual([{ freed: null }]);
  });

  it('unconfirms nobody where there is no number to release', async () => {
    const { stage } = house;
    const person = v7();
    const party = await stage.party(person);
    const dossier = v7();
    await stage.must(person, 'startApplication', dossier, { call: stage.call, party });
    const base = await register(dossier, party, '', person);
    const officer = await house.browser(stage.people.officer, 'Lê Hoàng Anh');
    for (const number of ['x', '', '079301011111']) {
      const fields = { key: v7(), number, reason: 'Thử.' };
      const page = await officer.post(`${base}/party/release`, fields, { expect: 422 });
      expect(page.text).toContain('Số đã thay đổi');
    }
    expect(await profile(party)).toEqual({ identity: '', confirmed: true });
  });

  it('and the account of a confirmed party without an application are not the form’s to change', async () => {
    const { stage } = house;
    const person = v7();
    const party = await stage.party(person);
    await register(v7(), party, '079301066666', person);
    const of = { agency: stage.agency, id: party, person, now: house.now() };
    const account = { accountNumber: '0071000123456', accountName: 'NGO KHAI', bank: 'VCB', beneficiaryClass: null };
    const other = { kind: 'team', name: 'Nhóm', identity: '079301055555', address: 'Số 1', ...account } as const;
    await stage.must(stage.people.officer, 'registerParty', party, { kind: 'team', members: [person] });
    expect(await keepProfile(stage.db, { ...of, party: other })).toBe('others');
    expect(await profile(party)).toEqual({ identity: '079301066666', confirmed: true });
  });

  it('is not for the party’s own people, for other offices, or after an award', async () => {
    const { stage } = house;
    const { people } = stage;
    const { dossier, founder, party } = await stage.project({ lines: [{ line: 'labour', amountVnd: '1000000' }] });
    const base = await register(dossier, party, '079301077777', founder);
    const officer = await house.browser(people.officer, 'Lê Hoàng Anh');
    const page = await officer.get(`${base}/party`);
    expect(page.text).toContain('Bên này đã có quyết định hỗ trợ');
    expect(page.hasForm('/party/release')).toBe(false);
    await officer.post(`${base}/party/release`, { key: v7(), number: '079301077777', reason: 'x' }, { expect: 422 });
    expect((await profile(party)).identity).toBe('079301077777');
    const input = { reason: hash('mine') };
    for (const person of [founder, people.financeOfficer, people.director])
      expect(await stage.try(person, 'releaseIdentity', party, input)).toMatchObject({
        ok: false,
        refusal: { rule: 'role' },
      });
    const own = await stage.party(people.officer);
    expect(await stage.try(people.officer, 'releaseIdentity', own, input)).toMatchObject({ ok: false });
  });
});
