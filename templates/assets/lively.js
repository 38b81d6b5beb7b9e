// What htmx does not do by itself: a form sent twice by a double click is sent once.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = 'yes';
});
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});
// A form that saves itself says so in an element with `data-lost`; when saving fails, that element says it did not.
const notSaved = (target, why) => {
  if (!(target instanceof HTMLElement) || target.dataset.lost === undefined) return;
  target.textContent = target.dataset[why];
  target.classList.add('unsaved');
};
document.addEventListener('htmx:beforeSwap', (event) => {
  const { target, xhr } = event.detail;
  if (!(target instanceof HTMLElement) || target.dataset.lost === undefined) return;
  const isOurs = xhr.status === 200 && xhr.responseText.includes(`id="${target.id}"`);
  if (isOurs) return;
  event.detail.shouldSwap = false;
  notSaved(target, new URL(xhr.responseURL || location.href).pathname === '/sign-in' ? 'out' : 'lost');
});
for (const failed of ['htmx:sendError', 'htmx:timeout'])
  document.addEventListener(failed, (event) => notSaved(event.detail.target, 'lost'));

// What was typed is not lost by leaving: a form that saves itself (`data-keeps`) is saved before a link is followed, and with
// the page's last breath where it is left in another way.
const keeping = () => document.querySelector('[data-keeps]');
let typed = 0;
let sent = 0;
let saved = 0;
let saving = false;
let leaving = false;
for (const change of ['input', 'change'])
  document.addEventListener(change, (event) => {
    if (event.target.type !== 'file' && event.target.closest?.('[data-keeps]')) typed += 1;
  });
document.addEventListener('htmx:beforeRequest', (event) => {
  const { elt } = event.detail;
  if (elt !== keeping()) return;
  // a form on its way saves all of it: nothing else may change what it stands on
  if (leaving) return event.preventDefault();
  sent = typed;
  saving = true;
});
document.addEventListener('htmx:afterRequest', (event) => {
  if (event.detail.elt !== keeping()) return;
  saving = false;
  if (isKept(event.detail.xhr.status, event.detail.xhr.responseText)) saved = sent;
  document.dispatchEvent(new Event('kept'));
});
// only an answer that saved brings the new mark
const isKept = (status, text) => status === 200 && text.includes('id="base"');
const keep = (more) => {
  const form = keeping().closest('form');
  const texts = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
  return fetch(form.action, {
    method: 'POST',
    headers: { 'HX-Request': 'true' },
    body: new URLSearchParams(texts),
    ...more,
  });
};
document.addEventListener('click', async (event) => {
  const link = event.target.closest?.('a[href]');
  if (!link || keeping() === null || typed === saved || event.defaultPrevented) return;
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.target || link.origin !== location.origin) return;
  if (link.pathname === location.pathname && link.hash !== '') return;
  event.preventDefault();
  if (saving) await new Promise((done) => document.addEventListener('kept', done, { once: true }));
  const note = document.getElementById('saved');
  try {
    if (typed !== saved) {
      const now = typed;
      const answer = await keep({ signal: AbortSignal.timeout(8000) });
      const text = await answer.text();
      const page = new DOMParser().parseFromString(text, 'text/html');
      if (new URL(answer.url).pathname === '/sign-in') return notSaved(note, 'out');
      if (!isKept(answer.status, text)) {
        const said = page.getElementById('saved');
        if (answer.status !== 200 || said === null) return notSaved(note, 'lost');
        note.textContent = said.textContent;
        note.classList.add('unsaved');
        return note.scrollIntoView({ block: 'center' });
      }
      document.getElementById('base').value = page.getElementById('base').value;
      saved = now;
    }
    leaving = true;
    location.assign(link.href);
  } catch {
    notSaved(note, 'lost');
    note.scrollIntoView({ block: 'center' });
  }
});
document.addEventListener('submit', (event) => {
  if (!event.defaultPrevented && keeping()?.closest('form') === event.target) leaving = true;
});
// Who leaves is held up only where something is typed that could not be saved.
window.addEventListener('beforeunload', (event) => {
  if (keeping() === null || typed === saved || leaving) return;
  if (document.getElementById('saved')?.classList.contains('unsaved')) event.preventDefault();
});
window.addEventListener('pagehide', () => {
  if (keeping() !== null && typed !== saved && !leaving) keep({ keepalive: true }).catch(() => undefined);
});
window.addEventListener('pageshow', () => {
  leaving = false;
});

// An amount gets its points as soon as it is typed, so that its zeros can be counted.
document.addEventListener(
  'change',
  (event) => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement) || !target.closest('.money') || target.inputMode !== 'numeric') return;
    const digits = target.value.trim();
    if (!/^[1-9]\d{3,14}$/.test(digits)) return;
    target.value = digits.replace(/\B(?=(\d{3})+$)/g, '.');
  },
  true,
);
