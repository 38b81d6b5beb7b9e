// One invoice that two dossiers hand in at the same moment: neither was there when the other was looked at, so the warning is not a
// matter of who came first. Whoever checks sees it on both, when they look.

import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import { hash } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.close());

it('the same file sent from two dossiers at once is shown on both to whoever checks and pays', async () => {
  const { stage } = house;
  const { people, agency } = stage;
  const lines = [{ line: 'prototype', amountVnd: '10000000' }];
  const file = hash('one scan of one invoice');
  const invoice = {
    ...{ line: 'prototype', unit: '-', unitText: '', number: '0007788', date: '2026-03-01', seller: 'Công ty Thử' },
    ...{ taxCode: '', what: 'Vỏ máy', costVnd: '2000000', amountVnd: '1000000' },
    ...{ files: [{ attachment: v7(), sha256: file }], typed: {} },
  };
  const projects = await Promise.all([stage.project({ lines }), stage.project({ lines })]);
  const sent = await Promise.all(
    projects.map(async ({ dossier, founder }) => {
      const id = v7();
      const body = { request: id, rows: [invoice] };
      const kept = await keepContent(
        { db: stage.db, now: house.now },
        { agency, dossier, kind: 'evidence', body, person: founder },
      );
      return { id, dossier, founder, evidence: [kept, file] };
    }),
  );
  const items = [{ line: 'prototype', amountVnd: '1000000', costVnd: '2000000' }];
  await Promise.all(
    sent.map(({ id, dossier, founder, evidence }) =>
      stage.must(founder, 'requestDisbursement', dossier, { id, items, evidence }),
    ),
  );
  const path = (at: number) => `/agencies/${agency}/dossiers/${sent[at]!.dossier}/requests/${sent[at]!.id}`;
  const browsers = [
    await house.browser(people.officer, 'Lê Hoàng Anh'),
    await house.browser(people.financeOfficer, 'Đỗ Văn Khoa'),
    await house.browser(people.chiefAccountant, 'Võ Thị Thanh Hằng'),
  ];
  for (const browser of browsers)
    for (const [one, other] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const page = await browser.get(path(one));
      expect(page.text).toContain('đúng tệp này đã có trong đề nghị của hồ sơ');
      expect(page.links.map(({ href }) => href)).toContain(path(other));
    }
  // the teams are told nothing of each other
  const founder = await house.browser(sent[0]!.founder, 'Nguyễn Thị Minh Châu');
  expect((await founder.get(path(0))).text).not.toContain('Cần đối chiếu');

  // and inside one dossier it is no warning, but refused
  const { dossier, founder: person } = sent[0]!;
  const again = { id: v7(), items, evidence: [file] };
  expect(await stage.try(person, 'requestDisbursement', dossier, again)).toMatchObject({
    ok: false,
    refusal: { rule: 'evidenceUsed' },
  });
});
