// The scenario's own browser must send what a real one would: else the scenario proves nothing about the pages.
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { Client } from '../support/client.ts';

const origin = 'http://vuon-uom.test';

/** A site of one page, and what was sent to it. */
function site(body: string) {
  const app = new Hono();
  const sent: { method: string; path: string; type: string; text: string; form: FormData | null; headers: Headers }[] =
    [];
  app.get('/', (c) =>
    c.html(`<!doctype html><html><head><title>Trang &amp; mẫu</title></head><body>${body}</body></html>`),
  );
  app.get('/moved', (c) => c.redirect('/there', 303));
  app.get('/there', (c) => c.html('<title>Đây</title><main><h1>Đây rồi</h1></main>'));
  app.get('/away', (c) => c.redirect('http://elsewhere.test/', 302));
  app.get('/round', (c) => c.redirect('/round', 302));
  app.get('/cookies', (c) => {
    c.header('Set-Cookie', 'session=abc; HttpOnly; SameSite=Lax; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT', {
      append: true,
    });
    c.header('Set-Cookie', 'lang=vi; Path=/', { append: true });
    return c.html(c.req.header('Cookie') ?? 'none');
  });
  app.get('/sign-out', (c) => {
    c.header('Set-Cookie', 'session=; Max-Age=0');
    return c.html('out');
  });
  app.post('/wrong', (c) =>
    c.html(
      '<title>Sai</title><main><div class="errors"><ul><li><a href="#f-a">Nhập họ tên.</a></li></ul></div></main>',
      422,
    ),
  );
  app.post('/refused', (c) =>
    c.html(
      `<main><div class="errors refused" role="alert"><h2>Chưa thực hiện được</h2><p>Vượt mức trần “Nhân công”.</p><dl class="facts"><div><dt>Mức</dt><dd>30.000.000 ₫</dd></div>
       <div><dt>Căn cứ</dt><dd>Điều 3, 20/2023/NQ-HĐND</dd></div></dl><p><strong>Có thể làm:</strong> Giảm số tiền.</p></div></main>`,
      422,
    ),
  );
  app.all('/take', async (c) => {
    const type = c.req.header('Content-Type') ?? '';
    const copy = c.req.raw.clone();
    sent.push({
      method: c.req.method,
      path: new URL(c.req.url).search,
      type,
      text: await c.req.raw.clone().text(),
      form: c.req.method === 'POST' ? await copy.formData() : null,
      headers: c.req.raw.headers,
    });
    return c.redirect('/there', 303);
  });
  const client = new Client({ origin, send: async (request) => app.fetch(request) });
  return { client, sent };
}

const manyFields = `
  <form method="post" action="/take?x=1">
    <input type="hidden" name="key" value="k&quot;1"><input type="hidden" name="revision" value="7">
    <label for="n">Họ và tên <span>(không bắt buộc)</span></label><input id="n" name="name" value="Trần">
    <label>Tóm tắt <textarea name="summary" maxlength="40">
dòng một
dòng hai</textarea></label>
    <select name="field"><option value="">– chọn –</option><option value="agriculture" selected>Nông nghiệp</option><option>Y tế</option></select>
    <select name="many" multiple><option value="a" selected>A</option><option value="b">B</option><option value="c" disabled selected>C</option></select>
    <fieldset><legend>Hình thức</legend>
      <label><input type="radio" name="kind" value="team" checked> Nhóm</label><label><input type="radio" name="kind" value="company"> Công ty</label></fieldset>
    <fieldset><legend>Cam kết</legend><label><input type="checkbox" name="promise" value="one"> Một</label><label><input type="checkbox" name="promise" value="two"> Hai</label></fieldset>
    <label><input type="checkbox" name="agree"> Đồng ý</label>
    <input name="line" value="1"><input name="line" value="2">
    <fieldset disabled><input name="off" value="x"></fieldset><input name="gone" value="y" disabled><input value="nameless"><input name="fixed" value="z" readonly>
    <button name="do" value="save">Lưu</button><button type="button" name="js" value="1">Chỉ chạy bằng JavaScript</button><button name="do" value="send" formaction="/take?x=2">Gửi</button>
  </form><input name="outside" value="1">`;

describe('the scenario’s browser', () => {
  it('sends untouched what the page says, in its order, and the button that was pressed', async () => {
    const { client, sent } = site(manyFields);
    const page = await (await client.get('/')).form().submit({ button: 'Gửi' });
    expect(page.heading).toBe('Đây rồi');
    expect(sent[0]).toMatchObject({ method: 'POST', path: '?x=2' });
    expect(sent[0]!.type).toContain('application/x-www-form-urlencoded');
    expect([...new URLSearchParams(sent[0]!.text)]).toEqual([
      ['key', 'k"1'],
      ['revision', '7'],
      ['name', 'Trần'],
      ['summary', 'dòng một\r\ndòng hai'],
      ['field', 'agriculture'],
      ['many', 'a'],
      ['kind', 'team'],
      ['line', '1'],
      ['line', '2'],
      ['fixed', 'z'],
      ['do', 'send'],
    ]);
    expect(sent[0]!.headers.get('Origin')).toBe(origin);
    expect(sent[0]!.headers.get('Sec-Fetch-Site')).toBe('same-origin');
    expect(sent[0]!.headers.get('Host')).toBe('vuon-uom.test');
  });

  it('sends what was filled in, by name or by label; without another word the button that stands out is pressed, or the first', async () => {
    const { client, sent } = site(manyFields);
    const form = (await client.get('/')).form('/take');
    form.fill({ field: 'Y tế', kind: 'company', promise: ['one', 'Hai'], line: ['10', '20'], many: ['b'] });
    form.fillByLabel({ 'Họ và tên': 'Nguyễn Thị Bình', 'Tóm tắt': 'a\nb', 'Đồng ý': true });
    await form.submit();
    expect([...new URLSearchParams(sent[0]!.text)].slice(2)).toEqual([
      ['name', 'Nguyễn Thị Bình'],
      ['summary', 'a\r\nb'],
      ['field', 'Y tế'],
      ['many', 'b'],
      ['kind', 'company'],
      ['promise', 'one'],
      ['promise', 'two'],
      ['agree', 'on'],
      ['line', '10'],
      ['line', '20'],
      ['fixed', 'z'],
      ['do', 'save'],
    ]);
    const styled = site(`<form method="post" action="/take"><button name="do" value="first">Trước</button>
      <button class="button quiet" name="do" value="quiet">Nhạt</button><button class="button" name="do" value="main">Chính</button></form>`);
    await (await styled.client.get('/')).form().submit();
    expect(styled.sent[0]!.text).toBe('do=main');
  });

  it('says what was filled in and which button would be pressed, for whoever does it in a window', async () => {
    const { client } = site(manyFields);
    const form = (await client.get('/')).form('/take');
    form.fill({ line: ['10', '20'], kind: 'company', field: 'Y tế', name: 'Bình' });
    expect(form.deeds).toEqual([
      { name: 'name', nth: 0, did: 'type', text: 'Bình' },
      { name: 'field', nth: 0, did: 'choose', values: ['Y tế'] },
      { name: 'kind', nth: 1, did: 'tick', on: true },
      { name: 'line', nth: 0, did: 'type', text: '10' },
      { name: 'line', nth: 1, did: 'type', text: '20' },
    ]);
    expect(form.place).toBe(0);
    expect(form.pressed('send')).toEqual({ name: 'do', value: 'send', text: 'Gửi' });
    expect(() => form.pressed('Chỉ chạy bằng JavaScript')).toThrow(/0 buttons/);
  });

  it('cannot do what a person cannot do', async () => {
    const { client } = site(manyFields);
    const page = await client.get('/');
    const form = page.form();
    expect(() => form.fill({ salary: '1' })).toThrow(/no field “salary”; it has: name, summary, field/);
    for (const name of ['key', 'off', 'gone', 'fixed', 'outside'])
      expect(() => form.fill({ [name]: '1' })).toThrow(/no field/);
    expect(() => form.fill({ field: 'Khác' })).toThrow(/offers no “Khác”, but: .*agriculture \(Nông nghiệp\)/);
    expect(() => form.fill({ kind: 'nobody' })).toThrow(/offers no “nobody”/);
    expect(() => form.fill({ kind: true })).toThrow(/which of the 2/);
    expect(() => form.fill({ many: ['c'] })).toThrow(/offers no “c”/);
    expect(() => form.fill({ line: ['1', '2', '3'] })).toThrow(/2 times, for 3/);
    expect(() => form.fill({ summary: 'x'.repeat(41) })).toThrow(/takes 40 characters/);
    expect(() => form.fillByLabel({ Lương: '1' })).toThrow(/0 fields labelled “Lương”; it has: Họ và tên/);
    expect(() => form.attach('cv', 'cv.pdf', new Uint8Array())).toThrow(/takes no file “cv”/);
    expect(() => page.form('Gửi đi')).toThrow(/0 forms “Gửi đi”; there are: \/take\?x=1 \[Lưu \| Gửi\]/);
    await expect(form.submit({ button: 'Chỉ chạy bằng JavaScript' })).rejects.toThrow(/0 buttons/);
    await expect(page.follow('Không có')).rejects.toThrow(/0 links/);
  });

  it('is stopped by a required field only where the page leaves that to the browser', async () => {
    const fields = '<input name="a" required><button>Gửi</button></form>';
    const checked = site(`<form method="post" action="/take">${fields}`);
    await expect((await checked.client.get('/')).form().submit()).rejects.toThrow(/without “a”/);
    await (await checked.client.get('/')).form().fill({ a: '1' }).submit();
    const left = site(`<form method="post" action="/take" novalidate>${fields}`);
    await (await left.client.get('/')).form().submit();
    expect(left.sent[0]!.text).toBe('a=');
  });

  it('sends files only as parts, an empty part where none was chosen', async () => {
    const { client, sent } =
      site(`<form method="post" action="/take" enctype="multipart/form-data"><input name="note" value="Ghi chú">
      <input type="file" name="invoice" multiple><input type="file" name="photo"><button>Gửi</button></form>`);
    const form = (await client.get('/')).form();
    const bytes = new TextEncoder().encode('%PDF-1.7');
    form.attach('invoice', 'hóa đơn 1.pdf', bytes, 'application/pdf').attach('invoice', '2.pdf', bytes);
    expect(() => form.fill({ invoice: 'x' })).toThrow(/attach/);
    await form.submit();
    const { form: received, type, text } = sent[0]!;
    expect(type).toContain('multipart/form-data');
    expect(received!.get('note')).toBe('Ghi chú');
    const files = received!.getAll('invoice') as File[];
    expect(files.map(({ name }) => name)).toEqual(['hóa đơn 1.pdf', '2.pdf']);
    expect(await files[0]!.text()).toBe('%PDF-1.7');
    expect(files[0]!.type).toBe('application/pdf');
    expect(text).toMatch(/name="photo"; filename=""\r\nContent-Type: application\/octet-stream\r\n\r\n\r\n/);
  });

  it('puts a form that asks into the address', async () => {
    const { client, sent } = site(
      '<form action="/take?old=1"><input name="q" value="mặn & ngọt"><button>Tìm</button></form>',
    );
    await (await client.get('/')).form('Tìm').submit();
    expect(sent[0]).toMatchObject({ method: 'GET', path: '?q=m%E1%BA%B7n+%26+ng%E1%BB%8Dt' });
  });

  it('keeps cookies, and lets go of them', async () => {
    const { client } = site('');
    expect((await client.get('/cookies')).html).toBe('none');
    expect((await client.get('/cookies')).html).toBe('session=abc; lang=vi');
    await client.get('/sign-out');
    expect((await client.get('/cookies')).html).toBe('lang=vi');
  });

  it('follows redirects on the site, and nowhere else', async () => {
    const { client } = site('<main><a href="/moved">Đi  tới</a><a href="/there#x">Đây</a></main>');
    const page = await client.get('/');
    expect(page.links).toEqual([
      { text: 'Đi tới', href: '/moved' },
      { text: 'Đây', href: '/there#x' },
    ]);
    expect((await page.follow('Đi tới')).path).toBe('/there');
    expect((await page.follow('/there')).title).toBe('Đây');
    await expect(client.get('/away')).rejects.toThrow(/leads away/);
    await expect(client.get('/round')).rejects.toThrow(/in a circle/);
    await expect(client.get('/nowhere')).rejects.toThrow(/answered 404 instead of 200/);
    expect((await client.get('/nowhere', { expect: 404 })).status).toBe(404);
  });

  it('says what a page complained about, and reads a refusal', async () => {
    const { client } = site(
      '<form method="post" action="/wrong"><button>A</button></form><form method="post" action="/refused"><button>B</button></form>',
    );
    const page = await client.get('/');
    await expect(page.form('A').submit()).rejects.toThrow(
      /POST \/wrong answered 422 instead of 200: “Sai”: Nhập họ tên\./,
    );
    expect((await page.form('A').submit({ expect: 422 })).errors).toEqual(['Nhập họ tên.']);
    expect((await page.form('/refused').submit({ expect: 422 })).refusal).toEqual({
      sentence: 'Vượt mức trần “Nhân công”.',
      figures: { Mức: '30.000.000 ₫' },
      clause: 'Điều 3, 20/2023/NQ-HĐND',
      instead: 'Giảm số tiền.',
    });
  });

  it('reads a page without scripts, hidden parts and the frame around it', async () => {
    const { client } = site(
      '<header>Khung</header><main><h1>A</h1><p>một<b>hai</b> ba&nbsp;bốn</p><script>x</script><p hidden>không</p><noscript><p>cần</p></noscript></main>',
    );
    const page = await client.get('/');
    expect(page.text).toBe('A mộthai ba bốn cần');
    expect(page.title).toBe('Trang & mẫu');
    expect(page.all('p')).toEqual(['mộthai ba bốn', 'không', 'cần']);
  });
});
