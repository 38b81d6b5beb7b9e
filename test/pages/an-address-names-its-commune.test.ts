import { parse } from 'node-html-parser';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from '../../src/scenario/client.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { fictionalPack } from '../support/stage.ts';
import { beginApplication, type House, openHouse } from './applicationsHouse.ts';

const words = (vi: string) => ({ vi, en: vi });
const text = (id: string) => ({ kind: 'text', id, label: words(id), required: true, maxLength: 100 });
const all = {
  ...{ id: 'noi-o', version: 1, title: words('Nơi ở') },
  sections: [
    {
      ...{ id: 'home', title: words('Nơi ở') },
      fields: [{ kind: 'address', id: 'home', label: words('Nơi ở'), required: true, old: true }],
    },
    { id: 'rest', title: words('Còn lại'), fields: [text('projectName')] },
  ],
};

let house: House;
beforeAll(async () => {
  const pack = structuredClone(fictionalPack) as { forms: { application: object } };
  pack.forms.application = { all };
  house = await openHouse({ pack: pack as unknown as JsonObject });
});
afterAll(() => house?.close());

async function begin() {
  const founder = v7();
  const client = await house.browser(founder, 'Vàng Thị Mỷ');
  const { base, dossier } = await beginApplication(house, [founder]);
  return { client, path: `${base}/application/home`, dossier };
}

const listed = (html: string) =>
  parse(html)
    .querySelectorAll('#f-home-commune-list option')
    .map((option) => option.getAttribute('value'));
const communeIn = (client: Client) => client.page!.form('home').value('home.commune');

test('the communes of the province chosen are there to choose from, and no others', async () => {
  const { client, path } = await begin();
  const before = await client.get(path);
  expect(listed(before.html)).toEqual([]);
  // without scripts: a button saves what stands there, and brings the list to where it is needed
  const form = before.form('home').fill({ 'home.province': '15', 'home.street': 'Tổ 2' });
  const after = await form.submit({ button: 'Lưu và hiện các xã, phường của nơi đã chọn' });
  expect(new URL(after.url).hash).toBe('#f-home-commune');
  expect(listed(after.html)).toHaveLength(99);
  expect(listed(after.html)).toEqual(expect.arrayContaining(['Phường Sa Pa', 'Xã Y Tý']));
  expect(after.form('home').value('home.street')).toEqual(['Tổ 2']);
  // with them: what the page saves by itself brings the list, and the page takes it
  const request = after.form('home').fill({ 'home.province': '96' }).request();
  request.headers.set('HX-Request', 'true');
  const itself = await client.visit(request, 200);
  expect(listed(itself.html)).toHaveLength(64);
  expect(parse(after.html).querySelector('[data-keeps]')!.getAttribute('data-also')).toBe('#f-home-commune-list');
});

test('a commune of another province is refused at its field, which says where it is and what may be meant', async () => {
  const { client, path } = await begin();
  const typed = { 'home.province': '20', 'home.commune': 'phường hoàng văn thụ', 'home.street': '5 Lê Lợi' };
  const wrong = await (await client.get(path)).form('home').fill(typed).submit({ expect: 422 });
  expect(communeIn(client)).toEqual(['phường hoàng văn thụ']);
  expect(wrong.all('#f-home-commune-error').join()).toContain(
    'Không thấy “phường hoàng văn thụ” ở Tỉnh Lạng Sơn từ 01/07/2025. Có phải: Xã Hoàng Văn Thụ?',
  );
  const elsewhere = { 'home.province': '20', 'home.commune': 'Phường Bến Thành' };
  const there = await wrong.form('home').fill(elsewhere).submit({ expect: 422 });
  expect(there.all('#f-home-commune-error').join()).toContain('Tên này có ở: Thành phố Hồ Chí Minh.');
  // as people type it it is taken, and written as its list writes it
  await there.form('home').fill({ 'home.commune': 'ky lua' }).submit();
  await client.get(path);
  expect(communeIn(client)).toEqual(['Phường Kỳ Lừa']);
});

test('a draft in which another name stood before the list was known keeps it, and says what to choose', async () => {
  const { client, path, dossier } = await begin();
  const typed = { 'home.province': '75', 'home.commune': 'Xã Bù Gia Mập', 'home.street': 'Thôn 3' };
  await (await client.get(path)).form('home').fill(typed).submit();
  // as a draft stands that was saved while any name was taken there
  const put = (commune: string) => house.stage.db.query`update draft
    set answers = jsonb_set(answers, '{home.commune}', to_jsonb(${commune}::text)) where dossier = ${dossier}`;
  await put('Xã Bù Gia Mậpp');
  const kept = await client.get(`${path}?check=1`);
  expect(communeIn(client)).toEqual(['Xã Bù Gia Mậpp']);
  expect(kept.all('#f-home-commune-error').join()).toContain('Có phải: Xã Bù Gia Mập?');
  const list = await client.get(path.replace(/\/home$/, ''));
  expect(list.text).toContain('không thấy “Xã Bù Gia Mậpp” ở Thành phố Đồng Nai');
  // a name that was right until the commune became a phường is right still
  await put('Xã Nhơn Trạch');
  expect((await client.get(`${path}?check=1`)).errors).toEqual([]);
  expect(communeIn(client)).toEqual(['Xã Nhơn Trạch']);
});
