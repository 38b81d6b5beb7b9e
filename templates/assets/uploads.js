// Files are sent one by one as soon as they are chosen or dropped, each with its own line, and go along with the form once they
// are there. Without this script they are sent together with the form.
const waiting = [];
let current = null;
let held = null;
const silentMs = 60_000;
const checkMs = 180_000;

const make = (name, props = {}, ...inside) => {
  const element = Object.assign(document.createElement(name), props);
  element.append(...inside);
  return element;
};
const sizeText = (bytes) => {
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / 1024 / 1024, 'MB'];
  return `${size.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${unit}`;
};

const places = [...document.querySelectorAll('[data-uploads]')].map((element) => {
  const input = element.querySelector('input[type=file]');
  const words = JSON.parse(element.dataset.words);
  const list = make('ul', { className: 'sending' });
  const status = make('p', { className: 'unseen' });
  status.setAttribute('role', 'status');
  input.before(make('p', { className: 'hint', textContent: words.drop }));
  element.append(list, status);
  element.classList.add('ready');
  const form = element.closest('form');
  // where files only join the dossier there is nothing left to send
  if (element.dataset.field === '') form.querySelector('.buttons')?.remove();
  const zone = element.closest('fieldset.files') ?? element;
  return { element, input, words, list, status, zone, form, entries: new Set() };
});
const entries = () => places.flatMap((place) => [...place.entries]);
const isPending = ({ state }) => state === 'waiting' || state === 'sending';

const say = (place, text) => {
  place.status.textContent = text;
};
const show = (entry, state, text, ...buttons) => {
  entry.state = state;
  entry.row.className = state;
  entry.note.textContent = text;
  entry.progress.hidden = state !== 'sending';
  entry.buttons.replaceChildren(
    ...buttons.map(([label, act]) => {
      const button = make('button', { type: 'button', className: 'button quiet', textContent: label, onclick: act });
      button.setAttribute('aria-label', `${label}: ${entry.file.name}`);
      return button;
    }),
  );
};
const drop = (entry) => {
  entry.place.entries.delete(entry);
  entry.row.remove();
  const at = waiting.indexOf(entry);
  if (at >= 0) waiting.splice(at, 1);
};
const dismiss = (entry) => () => {
  drop(entry);
  entry.place.input.focus();
  goOn();
};
const refuse = (entry, why) => {
  show(entry, 'refused', why, [entry.place.words.dismiss, dismiss(entry)]);
  say(entry.place, `${entry.file.name}: ${why}`);
};
/** Nothing of it was kept: all of it is sent again, when somebody says so or when the network is back. */
const lose = (entry, why) => {
  const { words } = entry.place;
  show(entry, 'lost', why, [words.retry, () => wait(entry)], [words.dismiss, dismiss(entry)]);
  say(entry.place, `${entry.file.name}: ${why}`);
};
const wait = (entry) => {
  const { words } = entry.place;
  show(entry, 'waiting', words.waiting, [words.cancel, dismiss(entry)]);
  waiting.push(entry);
  sendNext();
};

const named = ({ zone, element }) =>
  [...zone.querySelectorAll('input[type=hidden]')].filter(({ name }) => name === element.dataset.field);

function choose(place, files) {
  for (const file of files) {
    const row = make('li');
    const note = make('span', { className: 'how' });
    const progress = make('progress', { max: 100, value: 0 });
    progress.setAttribute('aria-label', file.name);
    const buttons = make('span', { className: 'row-buttons' });
    const name = make('span', { className: 'name', textContent: file.name });
    row.append(
      name,
      make('span', { className: 'soft small', textContent: sizeText(file.size) }),
      progress,
      note,
      buttons,
    );
    const entry = { place, file, row, note, progress, buttons, state: 'waiting' };
    const { most, mostBytes } = place.element.dataset;
    const others = [...place.entries].filter(({ state }) => state !== 'refused').length;
    const isFull = most > 1 && named(place).length + others >= Number(most);
    place.entries.add(entry);
    place.list.append(row);
    if (file.size === 0) refuse(entry, place.words.empty);
    else if (file.size > Number(mostBytes)) refuse(entry, place.words.tooLarge);
    else if (isFull || (most === '1' && (others > 0 || isKept(place)))) refuse(entry, place.words.tooMany);
    else wait(entry);
  }
}
// where a form takes one file and keeps one already, a new one takes its place; elsewhere it must be removed first
const isKept = (place) => !place.element.dataset.field.startsWith('kept.') && named(place).length > 0;

function sendNext() {
  if (current !== null) return;
  const entry = waiting.shift();
  if (entry === undefined) return goOn();
  current = entry;
  const { place, file, progress } = entry;
  const { words, element } = place;
  const request = new XMLHttpRequest();
  let isOver = false;
  let silence;
  const over = (act) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(silence);
    current = null;
    act();
    sendNext();
  };
  const listen = (ms) => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      over(() => lose(entry, words.lost));
      request.abort();
    }, ms);
  };
  const cancel = () => {
    over(dismiss(entry));
    request.abort();
  };
  progress.value = 0;
  show(entry, 'sending', words.sending, [words.cancel, cancel]);
  say(place, `${file.name}: ${words.sending}`);
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    if (isOver) return;
    listen(silentMs);
    const percent = Math.floor((100 * loaded) / total);
    progress.value = percent;
    entry.note.textContent = `${words.sending} ${percent} %`;
  });
  request.upload.addEventListener('load', () => {
    if (isOver) return;
    listen(checkMs);
    entry.note.textContent = words.checking;
  });
  request.addEventListener('load', () => over(() => answered(entry, request)));
  for (const broken of ['error', 'abort', 'timeout'])
    request.addEventListener(broken, () => over(() => lose(entry, words.lost)));
  const body = new FormData();
  body.append('as', element.dataset.field);
  body.append('file', file, file.name);
  request.open('POST', element.dataset.uploads);
  request.setRequestHeader('HX-Request', 'true');
  request.send(body);
  listen(silentMs);
}

function answered(entry, request) {
  const { words } = entry.place;
  if (new URL(request.responseURL || location.href).pathname === '/sign-in') return lose(entry, words.out);
  if (request.status === 413) return refuse(entry, words.tooLarge);
  const page = new DOMParser().parseFromString(request.responseText, 'text/html');
  const wrong = page.querySelector('body > ul > li.error');
  // the line begins with the name already
  if (request.status === 200 && wrong !== null) return refuse(entry, wrong.textContent.replace(/^“[^”]*”: /, ''));
  const item = page.querySelector('body > ul > li');
  if (request.status !== 200 || item === null) return lose(entry, words.busy);
  taken(entry, item);
}

function taken(entry, item) {
  const { place, file } = entry;
  const { element, words } = place;
  drop(entry);
  say(place, `${file.name}: ${words.done}`);
  if (element.dataset.field === '') {
    place.isNew = true;
    return;
  }
  const id = item.querySelector('input').value;
  if (named(place).some(({ value }) => value === id)) return;
  let list = place.zone.querySelector('ul.attached');
  if (list === null) {
    list = make('ul', { className: 'attached' });
    if (place.zone === element) element.prepend(list);
    else element.before(list);
  }
  if (!place.input.multiple) for (const other of named(place)) other.closest('li').remove();
  list.append(document.adoptNode(item));
  if (item.querySelector('button') === null) item.append(removal(item, place, file.name));
  fill(place, item);
  forgive(element);
  // as if it had been typed: the form saves itself with the file in it, at the latest when all of them are there
  place.typed = item.querySelector('input');
  place.typed.dispatchEvent(new Event('input', { bubbles: true }));
}

/** A file was missing, as the page says, and is there now: that goes, at the field and in the list of what is wrong, and nothing else. */
function forgive({ dataset }) {
  const id = dataset.missing;
  if (id === undefined) return;
  delete dataset.missing;
  const control = document.getElementById(id);
  const field = control.closest('.field');
  field.classList.remove('wrong');
  field.querySelector('.error').remove();
  control.removeAttribute('aria-invalid');
  const by = control.getAttribute('aria-describedby');
  if (by !== null) control.setAttribute('aria-describedby', by.replace(`${id}-error`, '').trim());
  const list = document.querySelector('.errors');
  list?.querySelector(`a[href="#${id}"]`)?.closest('li').remove();
  if (list?.querySelector('li') === null) list.remove();
}

/** What an electronic invoice says goes into the fields of its row that are still empty. */
function fill({ element, form }, { dataset }) {
  if (element.dataset.fills === undefined || dataset.says === undefined) return;
  for (const [name, text] of Object.entries(JSON.parse(dataset.says))) {
    const field = form.elements[element.dataset.fills + name];
    if (field === undefined || field.value.trim() !== '') continue;
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** Takes a file out of a form that has no button of its own for it. */
function removal(item, { list, words }, name) {
  const button = make('button', { type: 'button', className: 'button quiet', textContent: words.remove });
  button.setAttribute('aria-label', `${words.remove}: ${name}`);
  button.onclick = () => {
    item.remove();
    list.dispatchEvent(new Event('change', { bubbles: true }));
  };
  return button;
}

/** When nothing is on its way any more: lists are brought up to date, and what was pressed meanwhile is done. */
async function goOn() {
  if (current !== null || waiting.length > 0) return;
  for (const place of places.filter(({ typed }) => typed !== undefined)) {
    place.typed.dispatchEvent(new Event('change', { bubbles: true }));
    place.typed = undefined;
  }
  const fresh = places.filter(({ isNew }) => isNew);
  if (fresh.length > 0) {
    for (const place of fresh) place.isNew = false;
    const answer = await fetch(location.pathname).catch(() => null);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
    for (const part of document.querySelectorAll('[data-uploaded]')) {
      const now = page?.querySelector('[data-uploaded]');
      if (now) part.replaceWith(document.adoptNode(now));
    }
  }
  if (held === null) return;
  const { form, button } = held;
  held = null;
  if (!entries().some(({ state, place }) => state === 'lost' && place.form === form)) form.requestSubmit(button);
}

for (const place of places) {
  const { input, zone } = place;
  input.addEventListener('change', (event) => {
    event.stopPropagation(); // nothing of the form has changed yet
    const files = [...input.files];
    input.value = '';
    choose(place, files);
  });
  zone.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    event.dataTransfer.dropEffect = 'copy';
    zone.classList.add('over');
  });
  zone.addEventListener('dragleave', (event) => {
    if (!zone.contains(event.relatedTarget)) zone.classList.remove('over');
  });
  zone.addEventListener('drop', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    zone.classList.remove('over');
    const isFolder = (item) => item.webkitGetAsEntry?.()?.isDirectory === true;
    const items = [...event.dataTransfer.items].filter((item) => item.kind === 'file' && !isFolder(item));
    choose(
      place,
      items.map((item) => item.getAsFile()).filter((file) => file !== null),
    );
  });
}
// A file that is dropped beside its place would take the whole page's place, with all that was typed.
for (const act of ['dragover', 'drop'])
  document.addEventListener(act, (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  });

// A form waits for its files, and is not sent while one could not be uploaded.
document.addEventListener(
  'submit',
  (event) => {
    const mine = entries().filter(({ place }) => place.form === event.target);
    const pending = mine.find(isPending);
    const lost = mine.find(({ state }) => state === 'lost');
    if (pending === undefined && lost === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (pending !== undefined) {
      held = { form: event.target, button: event.submitter };
      say(pending.place, pending.place.words.hold);
      pending.note.textContent = pending.place.words.hold;
      return;
    }
    say(lost.place, lost.place.words.held);
    lost.note.textContent = lost.place.words.held;
    lost.buttons.querySelector('button').focus();
  },
  true,
);
window.addEventListener('beforeunload', (event) => {
  if (entries().some(({ state }) => state !== 'refused')) event.preventDefault();
});
window.addEventListener('online', () => {
  for (const entry of entries().filter(({ state }) => state === 'lost')) wait(entry);
});
