// Nothing that a form's check refuses is handed in by any way over HTTP: neither through the pages, nor by what somebody makes up and
// posts past them, nor many at once.

import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markOf } from '../../src/applications/draft.ts';
import type { Client } from '../../src/scenario/client.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import type { Answers } from '../../workflows/rules/forms.ts';
import { kinds, type Sample } from '../rules/formsRandom.ts';
import { expectClean } from '../support/audit.ts';
import { fictionalPack } from '../support/stage.ts';
import { beginApplication, type House, openHouse, origin } from './applicationsHouse.ts';

// a file must be there to be named; files have tests of their own
const made = Object.entries(kinds).filter(([kind]) => kind !== 'file');
const samples: readonly Sample[] = made.map(
  ([kind, make], index) => fc.sample(make(`${kind}${index}`), { seed: 268, numRuns: 1 })[0]!,
);
const definition = {
  ...{ id: 'moi-loai', version: 1, title: { vi: 'Mọi loại', en: 'Every kind' } },
  sections: samples.map(({ field }) => ({
    id: `p${field.id}`,
    title: { vi: field.id, en: field.id },
    fields: [field],
  })),
};

let house: House;
let client: Client;
let base: string;
let dossier: string;
beforeAll(async () => {
  const pack = structuredClone(fictionalPack) as { forms: { application: object } };
  pack.forms.application = { all: definition };
  house = await openHouse({ pack: pack as unknown as JsonObject });
  const founder = v7();
  client = await house.browser(founder, 'Nguyễn Thị Minh Châu');
  ({ base, dossier } = await beginApplication(house, [founder]));
});
afterAll(() => house?.close());

const sectionOf = ({ field }: Sample) => `${base}/application/p${field.id}`;
const stateOf = async () => {
  const [row] = await house.stage.db.query<{ value: string }>`
    select value #>> '{}' as value from state where dossier = ${dossier}::uuid and subject = 'application'`;
  return row?.value;
};

/** Posts what is typed into a section past its page: its mark is the page's, all else is made up. */
async function post(sample: Sample, typed: Sample['typed'], expected: number) {
  const page = await client.get(sectionOf(sample));
  const body = new FormData();
  body.set('base', page.hasForm(`p${sample.field.id}`) ? page.form(`p${sample.field.id}`).value('base')[0]! : '');
  for (const [name, value] of Object.entries(typed)) for (const one of [value].flat()) body.append(name, one);
  const headers = { Origin: origin, 'Sec-Fetch-Site': 'same-origin' };
  return client.visit(new Request(new URL(sectionOf(sample), origin), { method: 'POST', headers, body }), expected);
}

describe('a form with every kind of field', () => {
  it('is complete when each is answered, and every wrong answer keeps it from being handed in', {
    timeout: 60_000,
  }, async () => {
    for (const sample of samples) await post(sample, sample.typed, 200);
    expect((await client.get(`${base}/application/check`)).hasForm('/submit')).toBe(true);
    for (const sample of samples) {
      await post(sample, { ...sample.typed, ...sample.refused }, 422);
      const check = await client.get(`${base}/application/check`);
      expect(check.errors.length, sample.field.id).toBeGreaterThan(0);
      // the page offers no button; whoever makes up the form has the mark of what stands, too
      expect(check.hasForm('/submit'), sample.field.id).toBe(false);
      const [row] = await house.stage.db.query<{ answers: Answers }>`
        select answers from draft where dossier = ${dossier}::uuid and form = 'application'`;
      const made = { base: markOf(row!.answers), key: v7(), revision: '1' };
      await client.post(`${base}/application/submit`, made, { expect: 422 });
      expect(await stateOf(), sample.field.id).toBe('draft');
      await post(sample, sample.typed, 200);
    }
    expect(house.faults).toEqual([]);
  });

  it('is not handed in by many at once while an answer is wrong, and once when all are right', async () => {
    const first = samples[0]!;
    const good = (await client.get(`${base}/application/check`)).form('/submit');
    const before = Array.from({ length: 4 }, () => good.request());
    await post(first, first.refused, 422);
    for (const page of await Promise.all(before.map((request) => client.visit(request, 409))))
      expect(page.errors.length).toBeGreaterThan(0);
    expect(await stateOf()).toBe('draft');
    await post(first, first.typed, 200);
    await (await client.get(`${base}/application/check`)).form('/submit').submit();
    expect(await stateOf()).toBe('submitted');
    for (const sample of samples) await post(sample, sample.refused, 409);
    const said = await client.get(`${base}/application/read`);
    for (const { read } of samples) for (const words of read) expect(said.text.replace(/\s+/g, ' ')).toContain(words);
    const taken = await client.get(`${base}/application/answers.csv`);
    expect(taken.status).toBe(200);
    await expectClean(house.stage);
  });
});
