// Nothing typed is lost. A form that saves itself (`data-keeps`) is saved on leaving a field, every few seconds while somebody
// types, and before a link is followed. What the server has not acknowledged yet is held by the browser, under a mark of who
// typed it, and sent when there is a line again, or when the page is opened again. What two people say is put together by the server.
// A form that is sent once, under a key, is held in the same place until the server has named its key.
const area = document.querySelector('[data-keeps], [data-holds]');
const form = area?.closest('form');
const savesItself = area?.matches('[data-keeps]') ?? false;
const pathOf = (one) => new URL(one.action).pathname;
const note = () => document.getElementById('saved');

// What the browser holds: under 'keep', the person, the path and the page, the fields as they were typed. Not for long: others may
// come to this browser, and who typed it may not have signed out.
const heldDays = 7;
const store = (() => {
  try {
    localStorage.getItem('keep');
    return localStorage;
  } catch {
    return null;
  }
})();
const keysOf = (start) => (store === null ? [] : Object.keys(store).filter((key) => key.startsWith(`${start} `)));
function heldUnder(key) {
  try {
    return [{ key, ...JSON.parse(store.getItem(key)) }];
  } catch {
    return [];
  }
}
const heldAt = (start) =>
  keysOf(start)
    .flatMap(heldUnder)
    .sort((one, other) => one.at - other.at);
const startOf = (person, path) => `keep ${person} ${path}`;
const own = form?.elements.page && startOf(area.dataset.person, pathOf(form));
const ownKey = own && `${own} ${form.elements.page.value}`;
for (const { key, at } of heldAt('keep')) if (Date.now() - at > heldDays * 86_400_000) store.removeItem(key);
// the server names a page that was left, and how much of what was typed there it has
const forgetAcknowledged = () => {
  const [, page, count] = /(?:^|; )kept=([0-9a-f-]{36})\.(\d+)/.exec(document.cookie) ?? [];
  for (const { key, typed } of heldAt('keep'))
    if (key.endsWith(` ${page}`) && typed <= Number(count)) store.removeItem(key);
};
const hadHeld = Boolean(own) && heldAt(own).length > 0;
forgetAcknowledged();

const fieldsOf = () => [...new FormData(form)].filter(([, value]) => typeof value === 'string');
const post = (to, fields, more) =>
  fetch(to, { method: 'POST', headers: { 'HX-Request': 'true' }, body: new URLSearchParams(fields), ...more });

let typed = 0;
let saved = 0;
let isHeld = false;
let leaving = false;

function hold() {
  clearTimeout(holding);
  holding = undefined;
  if (!ownKey || typed === saved) return;
  try {
    store.setItem(ownKey, JSON.stringify({ at: Date.now(), typed, fields: fieldsOf() }));
    isHeld = true;
  } catch {
    isHeld = false;
  }
}
let holding;
function forget() {
  clearTimeout(holding);
  holding = undefined;
  isHeld = false;
  if (ownKey) store?.removeItem(ownKey);
}

// A line that says the same again is not read out again.
function say(nodes, isLost) {
  const line = note();
  if (line === null) return;
  const text = nodes.map((node) => node.textContent ?? node).join('');
  if (line.textContent.trim() !== text.trim()) line.replaceChildren(...nodes);
  line.classList.toggle('unsaved', isLost);
}
function sayNot(why) {
  const said = note()?.dataset;
  if (said === undefined) return;
  if (why === 'out' && said.signIn) {
    const link = Object.assign(document.createElement('a'), { href: said.signInAt, textContent: said.signIn });
    return say([`${said.out} `, link], true);
  }
  const text = ownKey && !isHeld ? said.unkept : (said[why] ?? said.lost);
  say([text ?? said.lost], true);
}

/** What an answer to saving says: saved, with the page that says so; or why it is not. */
async function read(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (new URL(answer.url).pathname === '/sign-in') return { why: 'out' };
  if (answer.status >= 500) return { why: 'offline' };
  if (answer.status === 403 || answer.status === 404) return { why: 'gone' };
  const said = page.getElementById('saved');
  if (answer.status !== 200 || said === null) return { why: 'lost' };
  return { why: page.getElementById('base') === null ? 'told' : 'saved', page, said };
}
const asked = async (to, fields) => {
  try {
    return await read(await post(to, fields, { signal: AbortSignal.timeout(15_000) }));
  } catch {
    return { why: 'offline' };
  }
};

// Saving. One at a time: what stands on the page after one is what the next is compared with.
const leastWait = 1_000;
const mostWait = 30_000;
let wait = leastWait;
let timer;
let due = Number.POSITIVE_INFINITY;
let sending;
let isOff = false;
function soon(delay) {
  const at = performance.now() + delay;
  if (!savesItself || at >= due) return;
  clearTimeout(timer);
  due = at;
  timer = setTimeout(send, delay);
}
function send() {
  clearTimeout(timer);
  due = Number.POSITIVE_INFINITY;
  if (typed === saved || leaving || area.inert) return sending ?? Promise.resolve('saved');
  sending ??= deliver().finally(() => {
    sending = undefined;
  });
  return sending;
}
async function deliver() {
  hold();
  const now = typed;
  const { why, page, said } = await asked(form.action, fieldsOf());
  if (why === 'saved') {
    saved = now;
    take(page);
    const time = /\d\d:\d\d/.exec(said.textContent)?.[0];
    const back = isOff && said.children.length === 0 && note().dataset.sent?.replace('{time}', time ?? '');
    say(back ? [back] : [...said.childNodes], false);
    isOff = false;
    wait = leastWait;
    if (typed === saved) forget();
    else hold();
  } else if (why === 'told') say([...said.childNodes], true);
  else sayNot(why);
  if (why === 'offline') {
    isOff = true;
    soon(wait);
    wait = Math.min(wait * 2, mostWait);
  } else if (why === 'saved' && typed !== saved) soon(4_000);
  return why;
}
/** What an answer brings up to date: the marks, and what the form says that it sums up. */
function take(page) {
  document.getElementById('base').value = page.getElementById('base').value;
  for (const name of (area.dataset.also ?? '').split(',').filter(Boolean)) {
    const [here, there] = [document.querySelector(name), page.querySelector(name)];
    if (here !== null && there !== null) here.replaceWith(there);
  }
}

function touched(event, delay) {
  if (!form?.contains(event.target) || event.target.type === 'file') return;
  typed += 1;
  holding ??= setTimeout(hold, 200);
  if (!isOff) soon(delay);
}
document.addEventListener('input', (event) => touched(event, 4_000));
document.addEventListener('change', (event) => touched(event, 500));
for (const again of ['online', 'focus']) window.addEventListener(again, () => form && typed !== saved && soon(0));

// Leaving
const put = (to, fields) => {
  for (const [name, value] of fields)
    to.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
};
const after = (ms) => new Promise((done) => setTimeout(done, ms));
let wasTold = false;
document.addEventListener('click', async (event) => {
  const link = event.target.closest?.('a[href]');
  if (link?.matches('[data-drops]')) {
    saved = typed;
    forget();
  }
  if (!link || !savesItself || typed === saved || event.defaultPrevented) return;
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.target || link.origin !== location.origin) return;
  if (link.pathname === location.pathname && link.hash !== '') return;
  event.preventDefault();
  hold();
  // what could not be saved and is held may be left: after it was said once
  if (!link.closest('#saved') && !(wasTold && isHeld)) {
    if (sending) await Promise.race([sending, after(8_000)]);
    if (typed !== saved) await Promise.race([send(), after(8_000)]);
    if (typed !== saved) {
      wasTold = true;
      if (!note()?.classList.contains('unsaved')) sayNot('lost');
      return note()?.scrollIntoView({ block: 'center' });
    }
  }
  leaving = true;
  location.assign(link.href);
});
/** What the server may answer to when this page is no longer there. */
function lastWords() {
  form.querySelector('input[name=last]')?.remove();
  put(form, [['last', String(typed)]]);
}
let mayGo = false;
document.addEventListener(
  'submit',
  async (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    // a button that only saves leaves one where one is, unless there is something to choose
    if (savesItself && !mayGo && event.submitter?.matches('[data-stays]')) {
      event.preventDefault();
      event.stopImmediatePropagation();
      typed += 1;
      while ((await send()) === 'saved' && typed !== saved);
      if (note()?.querySelector('button') === null) return;
      mayGo = true;
      form.requestSubmit(event.submitter);
      mayGo = false;
      return;
    }
    hold();
    if (mayGo || (sending === undefined && !isOff)) {
      leaving = true;
      // it does not go yet where another script waits for a file
      setTimeout(() => {
        if (event.defaultPrevented) leaving = false;
      });
      return lastWords();
    }
    // a form on its way stands on what was saved last; without a line it would be lost to an error page
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    if (sending) await Promise.race([sending, after(8_000)]);
    else await send();
    if (isOff) return note()?.scrollIntoView({ block: 'center' });
    mayGo = true;
    form.requestSubmit(submitter);
    mayGo = false;
  },
  true,
);
// Who leaves is held up only where something is typed that could be neither saved nor held.
window.addEventListener('beforeunload', (event) => {
  if (!savesItself || typed === saved || leaving) return;
  hold();
  if (!isHeld && note()?.classList.contains('unsaved')) event.preventDefault();
});
document.addEventListener('visibilitychange', hold);
window.addEventListener('pagehide', () => {
  hold();
  if (savesItself && typed !== saved && !leaving)
    post(form.action, [...fieldsOf(), ['last', String(typed)]], { keepalive: true }).catch(() => undefined);
});
window.addEventListener('pageshow', ({ persisted }) => {
  leaving = false;
  if (persisted) return forgetAcknowledged();
  // a browser that fills in what stood here before would put it on top of what others have saved since
  const [how] = performance.getEntriesByType('navigation');
  if (savesItself && typed === 0 && how?.type !== 'navigate') form.reset();
});

const timeIn = (said) => /\d\d:\d\d/.exec(said?.textContent)?.[0] ?? '';
/** Whether a page stands on something else than this one. Asked once a page, and only where something was held: it is no loop. */
const isNewer = (page) => {
  const there = page.getElementById('base');
  return there !== null && there.value !== document.getElementById('base')?.value;
};

// Opening a page again: what was typed here and never acknowledged is sent, on what it was typed upon.
async function takeUp() {
  const found = `found ${own}`;
  const time = sessionStorage.getItem(found);
  sessionStorage.removeItem(found);
  if (time !== null) say([note().dataset.found.replace('{time}', time)], false);
  const waiting = heldAt(own);
  if (waiting.length === 0 && !hadHeld) return;
  const before = [...note().childNodes];
  area.inert = true;
  say([note().dataset.sending], false);
  let last = null;
  for (const { key, fields } of waiting) {
    let answer = await asked(form.action, fields);
    for (let pause = leastWait; answer.why === 'offline'; pause = Math.min(pause * 2, mostWait)) {
      isHeld = true;
      sayNot('offline');
      await Promise.race([after(pause), new Promise((on) => window.addEventListener('online', on, { once: true }))]);
      answer = await asked(form.action, fields);
    }
    if (answer.why === 'saved') {
      store.removeItem(key);
      if (answer.said.dataset.took !== '0' || isNewer(answer.page)) last = timeIn(answer.said);
      continue;
    }
    if (answer.why === 'told' && answer.said.querySelector('button')) return show(form.action, fields);
    area.inert = false;
    isHeld = true;
    return answer.why === 'told' ? say([...answer.said.childNodes], true) : sayNot(answer.why);
  }
  // the last words of the page before arrived after this one was read: nothing is held any more, and it shows what was
  if (waiting.length === 0) {
    const page = await fetch(location.pathname, { signal: AbortSignal.timeout(15_000) })
      .then((answer) => answer.text())
      .then((text) => new DOMParser().parseFromString(text, 'text/html'))
      .catch(() => null);
    if (page !== null && isNewer(page)) last = timeIn(page.getElementById('saved'));
  }
  if (last !== null) {
    sessionStorage.setItem(found, last);
    return location.replace(location.pathname);
  }
  area.inert = false;
  say(before, false);
}
/** Sends what is held as the form itself would, to be shown beside what stands. */
function show(action, fields) {
  const sent = Object.assign(document.createElement('form'), { method: 'post', action });
  put(sent, fields);
  document.body.append(sent);
  leaving = true;
  sent.submit();
}
if (own && savesItself && store) takeUp();
// what is not to be saved by itself is held from the start: the page is all that there is of it
if (own && !savesItself) {
  typed = 1;
  hold();
}

// Where it is said that the browser holds something
const held = document.querySelector('[data-held]');
if (held !== null) {
  const { person, action } = held.dataset;
  const there = heldAt(startOf(person, action)).at(-1);
  held.hidden = there === undefined;
  held.querySelector('button').addEventListener('click', () => show(action, there.fields));
}
for (const mark of document.querySelectorAll('[data-held-at]')) {
  mark.hidden = keysOf(startOf(mark.dataset.person, mark.dataset.heldAt)).length === 0;
  if (!mark.hidden) mark.closest('[data-held-list]')?.removeAttribute('hidden');
}

// Forms that are sent once: with a long text, or said to be `about` something. Of what was typed in one, only the fields that
// somebody touched are held, and stand there again when they open it again: what the page itself proposes is newer than what it was.
const { person: me, back, drop } = document.currentScript?.dataset ?? {};
const textsOf = (one) => startOf(me, new URL(one.getAttribute('action'), location.href).pathname);
const isTyped = ({ name, type }) => Boolean(name) && !['hidden', 'file', 'password', 'submit', 'button'].includes(type);
const controlsOf = (one, name) => [...one.elements].filter((it) => isTyped(it) && it.name === name);
const isBox = ({ type }) => type === 'checkbox' || type === 'radio';
const valuesOf = (one, name) => controlsOf(one, name).flatMap((it) => (isBox(it) && !it.checked ? [] : [it.value]));
/** Whether that changed anything. */
function putBack(one, [name, values]) {
  let changed = false;
  for (const [at, it] of controlsOf(one, name).entries()) {
    const before = [it.value, it.checked];
    if (isBox(it)) it.checked = values.includes(it.value);
    else it.value = values[at] ?? it.value;
    if (before[0] === it.value && before[1] === it.checked) continue;
    changed = true;
    it.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return changed;
}
function holdTexts(one) {
  const key = `${textsOf(one)} ${one.dataset.about ?? one.querySelector('textarea').name}`;
  const [was = {}] = store === null ? [] : heldUnder(key);
  const texts = new Map(was.texts);
  let pending;
  let isLost = false;
  const keepTexts = () => {
    if (pending === undefined) return;
    clearTimeout(pending);
    pending = undefined;
    for (const name of texts.keys()) if (controlsOf(one, name).length > 0) texts.set(name, valuesOf(one, name));
    try {
      store.setItem(key, JSON.stringify({ at: Date.now(), sent: one.elements.key.value, texts: [...texts] }));
      isLost = false;
    } catch {
      isLost = true;
    }
  };
  // a form that was refused shows what was sent; where it has more rows than before, they are as they were left
  const isShownAgain = was.sent === one.elements.key.value;
  const isBlank = ([name]) => valuesOf(one, name).every((value) => value === '');
  const found = [...texts].filter((text) => !isShownAgain || isBlank(text)).filter((text) => putBack(one, text));
  if (found.length > 0 && !isShownAgain) {
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'link',
      textContent: drop,
    });
    const line = Object.assign(document.createElement('p'), { className: 'notice', role: 'status' });
    line.append(`${back} `, button);
    button.addEventListener('click', () => {
      clearTimeout(pending);
      pending = undefined;
      texts.clear();
      store.removeItem(key);
      one.reset();
      line.remove();
      one.querySelector('textarea, input:not([type=hidden])')?.focus();
    });
    one.prepend(line);
  }
  one.addEventListener('input', ({ target }) => {
    if (!isTyped(target)) return;
    texts.set(target.name, []);
    pending ??= setTimeout(keepTexts, 200);
  });
  let goes = false;
  one.addEventListener('submit', () => {
    keepTexts();
    goes = true;
  });
  document.addEventListener('visibilitychange', keepTexts);
  window.addEventListener('pagehide', keepTexts);
  window.addEventListener('pageshow', () => {
    goes = false;
  });
  window.addEventListener('beforeunload', (event) => {
    keepTexts();
    if (isLost && !goes) event.preventDefault();
  });
}
const heldTexts = (start) => heldAt(start).filter(({ texts }) => texts !== undefined);
if (me) {
  const sent = /(?:^|; )sent=([0-9a-f-]{36})/.exec(document.cookie)?.[1];
  for (const one of heldTexts(`keep ${me}`)) if (one.sent === sent) store.removeItem(one.key);
  for (const one of document.querySelectorAll('form[method=post]'))
    if (
      one.elements.key &&
      one.matches('[data-about], :has(textarea)') &&
      !one.querySelector('[data-keeps], [data-holds]')
    )
      holdTexts(one);
  // the page that asks whether to go on sends the same text under a key of its own
  document.addEventListener('submit', ({ target }) => {
    if (!target.elements.key) return;
    for (const { key, ...held } of heldTexts(textsOf(target)))
      if (held.texts.some(([name]) => target.elements[name]))
        store.setItem(key, JSON.stringify({ ...held, sent: target.elements.key.value }));
  });
}

// Who signs out leaves nothing here.
document.addEventListener('submit', ({ target }) => {
  const person = target.closest('[data-forgets]')?.dataset.forgets;
  if (person) for (const key of keysOf(`keep ${person}`)) store.removeItem(key);
});
