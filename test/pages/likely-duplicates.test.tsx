// Applications that may be the same twice are shown to the officer who screens one, with why, and to nobody else.

import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { alikeText } from '../../src/reviews/alike.ts';
import type { Page } from '../../src/scenario/client.ts';
import { beginApplication, type House, openHouse, writeAll } from './applicationsHouse.ts';
import { crowdOf } from './many-dossiers.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());
afterEach(() => expect(house.faults).toEqual([]));

let one: Awaited<ReturnType<typeof submitted>>;
async function submitted(title: string) {
  const founder = v7();
  const client = await house.browser(founder, 'Nguyễn Thị Minh Châu');
  const begun = await beginApplication(house, [founder]);
  await writeAll(client, begun.base, title);
  await (await client.get(`${begun.base}/application/check`)).form('submit').submit();
  return { ...begun, founder, client };
}
const officer = () => house.browser(house.stage.people.officer, 'Lê Hoàng Anh');
/** What the page lists, by address. */
const listed = (page: Page) =>
  new Map(
    page.root
      .querySelectorAll('section[aria-labelledby=alike] li')
      .map((row) => [row.querySelector('a')!.getAttribute('href')!, row.text.replace(/\s+/g, ' ').trim()]),
  );

it('are listed by name without accents, by number and by applicant, each with its reason, for the officer alone', async () => {
  const { owner } = house.stage;
  one = await submitted('Đại lý sấy nông sản miền núi');
  const sameName = await submitted('dai ly say nong san mien nui');
  const sameNumber = await submitted('Phần mềm kế toán hộ kinh doanh');
  const draft = v7();
  await house.stage.must(one.founder, 'startApplication', draft, {
    call: house.stage.call,
    party: one.party,
    team: [],
  });
  await owner.query`update party_profile set identity = '079201001234', name = 'Nhóm Lúa Nước' where party = ${one.party}::uuid`;
  await owner.query`
    insert into party_profile (agency, party, name, identity, changed_at, changed_by)
    select ${house.stage.agency}, n.party, n.name, n.identity, now(), ${one.founder}::uuid
    from unnest(${[one.party, sameName.party, sameNumber.party]}::uuid[],
      ${['Nhóm Lúa Nước', 'Nhóm Mây Tre', 'nhom lua nuoc 2']}::text[], ${['079201001234', '1', '2']}::text[]) n(party, name, identity)
    on conflict (agency, party) do update set name = excluded.name, identity = excluded.identity`;
  await owner.query`update content set body = body || '{"leader": "079 201 001 234"}' where dossier = ${sameNumber.dossier}::uuid`;

  const page = await (await officer()).get(`${one.base}/screening`);
  const rows = listed(page);
  expect([...rows.keys()].sort()).toEqual([sameName.base, sameNumber.base].sort());
  expect(rows.get(sameName.base)).toContain('Tên dự án giống 100%');
  expect(rows.get(sameName.base)).toContain('Chờ kiểm tra hồ sơ');
  expect(rows.get(sameNumber.base)).toContain('Cùng số ở “Số của bên đứng tên” (…234)');
  expect(rows.get(sameNumber.base)).toMatch(/Tên bên đứng tên giống \d\d%/);
  expect(page.text).not.toContain('079 201');
  // the other way round, and the same applicant's second application
  expect(listed(await (await officer()).get(`${sameName.base}/screening`)).get(one.base)).toContain('giống 100%');

  // nor is an officer told of what was handed in by a team that they have left
  const left = v7();
  const { people } = house.stage;
  await house.stage.must(people.administrator, 'appoint', left, { roles: ['officer'] });
  await house.stage.must(left, 'joinTeam', sameName.dossier, { as: 'viewer', invitedBy: sameName.founder });
  await house.stage.must(left, 'leaveTeam', sameName.dossier, { person: left });
  const theirs = await (await house.browser(left, 'Phan Thị Rời')).get(`${one.base}/screening`);
  expect([...listed(theirs).keys()]).toEqual([sameNumber.base]);

  // founders are told nothing of it, wherever they look
  for (const path of ['', '/application', '/application/read', '/application/receipt', '/application/edits']) {
    const seen = await one.client.get(`${one.base}${path}`);
    expect(seen.text).not.toContain('dai ly say');
    expect(seen.text).not.toContain('có thể trùng');
  }
  await one.client.get(`${one.base}/screening`, { expect: 403 });
});

/** A name as trigrams see it, told apart from the database: without case and accents, each word by itself. */
function trigramsOf(name: string): ReadonlySet<string> {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[Đđ]/g, 'd').toLowerCase();
  const words = plain.split(/[^a-z0-9]+/).filter((word) => word !== '');
  return new Set(
    words.flatMap((word) => Array.from({ length: word.length + 1 }, (_, at) => `  ${word} `.slice(at, at + 3))),
  );
}
function likenessOf(one: string, other: string): number {
  const [a, b] = [trigramsOf(one), trigramsOf(other)];
  const both = [...a].filter((part) => b.has(part)).length;
  return both / (a.size + b.size - both);
}

it('are alike both ways, whatever the accents and the order of the words, and from half of a title or six tenths of a name on', async () => {
  const { owner, agency } = house.stage;
  const words = 'đường sắt nông nghiệp thông minh ứng dụng giám sát nước mặn chợ phiên'.split(' ');
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const names = Array.from({ length: 40 }, () =>
    Array.from({ length: 3 + next(3) }, () => words[next(words.length)]!).join(' '),
  );
  names.push('Đường sắt thông minh', 'DUONG SAT THONG MINH', 'minh thông, sắt đường');
  await crowdOf(owner, { agency, like: one.dossier, count: names.length });
  const made = await owner.query<{ dossier: string; party: string }>`
    select d.id::text as dossier, d.party::text as party from dossier d join party_profile p on p.agency = d.agency and p.party = d.party
    where d.agency = ${agency} and p.name like 'Nhóm Lê Thị Ánh, tổ k%' order by d.id`;
  await owner.query`update content c set body = c.body || jsonb_build_object('projectName', n.name)
    from unnest(${made.map(({ dossier }) => dossier)}::uuid[], ${names}::text[]) n(id, name) where c.dossier = n.id`;
  await owner.query`update party_profile p set name = n.name
    from unnest(${made.map(({ party }) => party)}::uuid[], ${names}::text[]) n(id, name) where p.party = n.id`;
  const least = { title: 0.5, partyName: 0.6 };
  const found = { title: 0, partyName: 0 };
  const near = { title: 0, partyName: 0 };
  for (const [index, name] of names.entries()) {
    const rows = await owner.run<{ dossier: string; why: string; likeness: number }>(alikeText, [
      agency,
      made[index]!.party,
      [],
      name,
      name,
    ]);
    for (const why of ['title', 'partyName'] as const)
      for (const [at, other] of names.entries()) {
        if (at === index) continue;
        const likeness = likenessOf(name, other);
        expect(likenessOf(other, name)).toBe(likeness);
        const row = rows.find((one) => one.dossier === made[at]!.dossier && one.why === why);
        expect([name, other, why, row !== undefined]).toEqual([name, other, why, likeness >= least[why]]);
        if (row !== undefined) expect(row.likeness).toBeCloseTo(likeness, 5);
        found[why] += row === undefined ? 0 : 1;
        near[why] += Math.abs(likeness - least[why]) < 0.1 ? 1 : 0;
      }
  }
  // each pair was looked at from both ends, and many lie close to where it is decided
  for (const why of ['title', 'partyName'] as const) {
    expect(found[why]).toBeGreaterThan(20);
    expect(found[why] % 2).toBe(0);
    expect(near[why]).toBeGreaterThan(20);
  }
  expect(likenessOf(names.at(-3)!, names.at(-2)!)).toBe(1);
  expect(likenessOf(names.at(-3)!, names.at(-1)!)).toBe(1);
  // the officer reads the likeliest first
  await owner.query`update content set body = body || jsonb_build_object('projectName', 'Đường sắt thông minh'::text) where dossier = ${one.dossier}::uuid`;
  const page = await (await officer()).get(`${one.base}/screening`);
  const shares = [...listed(page).values()].map((row) => Number(/Tên dự án giống (\d+)%/.exec(row)?.[1] ?? 0));
  const titled = shares.filter((share) => share > 0);
  expect(titled.slice(0, 3)).toEqual([100, 100, 100]);
  await owner.query`update content set body = body || jsonb_build_object('projectName', 'Đại lý sấy nông sản miền núi'::text) where dossier = ${one.dossier}::uuid`;
});

it('are found by indexes among two thousand', async () => {
  const { owner, agency } = house.stage;
  await crowdOf(owner, { agency, like: one.dossier, count: 2_000 });
  const given = [agency, one.party, '{079201001234}', 'Đại lý sấy nông sản miền núi', 'Nhóm Lúa Nước'];
  const asked = alikeText.replace(/\$(\d)/g, (_, number: string) => `'${given[Number(number) - 1]}'`);
  const planned = async (text: string, settings = '') => {
    await owner.script(`create or replace function planned() returns setof text language plpgsql ${settings} as
      $f$ begin return query execute $q$explain ${text}$q$; end $f$`);
    const rows = await owner.query<{ line: string }>`select line from planned() line`;
    return rows.map(({ line }) => line).join('\n');
  };
  const plan = await planned(asked);
  for (const index of ['content_by_number', 'party_profile_by_identity', 'dossier_of_party'])
    expect(plan).toContain(index);
  // by likeness two thousand rows are read as quickly one by one; where there are more, there is an index
  const [, cost] = /^Append {2}\(cost=[\d.]+\.\.([\d.]+)/.exec(plan) ?? [];
  expect(Number(cost)).toBeLessThan(1_000);
  await owner.script('drop index content_of_dossier'); // which two thousand rows make as good
  for (const [index, from] of [
    ['content_by_likeness', `content where kind = 'application' and`],
    ['party_profile_by_likeness', 'party_profile where'],
  ] as const)
    expect(await planned(`select from ${from} found_as % folded('Đại lý')`, 'set enable_seqscan = off')).toContain(
      index,
    );
  await owner.query`update content set body = body || '{"projectName": "Đại lý sấy nông sản miền núi"}' where dossier in (
    select dossier from content where kind = 'application' and dossier <> ${one.dossier}::uuid order by dossier limit 6)`;
  const page = await (await officer()).get(`${one.base}/screening`);
  // the likeliest are read at once, the others are opened
  const all = listed(page).size;
  expect(all).toBeGreaterThan(3);
  expect(page.root.querySelectorAll('section[aria-labelledby=alike] details li')).toHaveLength(all - 3);
  expect(page.root.querySelector('section[aria-labelledby=alike] summary')!.text).toBe(`Xem thêm ${all - 3} hồ sơ`);
  // and from the top of its column what is checked and concluded is one click away
  const parts = page.root.querySelectorAll('#conclusion .contents a').map((link) => link.getAttribute('href')!);
  expect(parts).toEqual(['#checklist', '#decide']);
  for (const part of parts) expect(page.root.querySelectorAll(part)).toHaveLength(1);
});
