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
