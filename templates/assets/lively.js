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
// What fails needs a reason: the place for it opens.
document.addEventListener('change', ({ target }) => {
  if (target.matches('.criterion input[value=fail]:checked'))
    target.closest('.criterion').querySelector('details').open = true;
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
// How many words a text has, or characters a line, as the server counts them; of a line it is said only near its limit. Who listens
// is told only near the limit, and when they pause.
const pointed = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, '.');
function countIn(area) {
  const [shown, told] = area.parentElement.querySelectorAll('.words, .words + [aria-live]');
  const { mostWords, mostCharacters } = area.dataset;
  const most = Number(mostWords ?? mostCharacters);
  const words = area.value.trim().split(/\s+/);
  const now = mostWords === undefined ? [...words.join(' ')].length : words.filter((word) => word !== '').length;
  const says = { now: pointed(now), most: pointed(most), left: pointed(Math.abs(most - now)) };
  const text = shown.dataset[now > most ? 'over' : 'left'].replace(/\{(\w+)\}/g, (_, name) => says[name]);
  shown.textContent = text;
  shown.classList.toggle('error', now > most);
  shown.hidden = mostWords === undefined && now < most * 0.7;
  return () => {
    told.textContent = now > most * 0.9 ? text : '';
  };
}
for (const area of document.querySelectorAll('[data-most-words], [data-most-characters]')) {
  let pause;
  countIn(area);
  area.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(countIn(area), 1500);
  });
}
// A field to be taken along: by a button where the browser lets scripts copy, by hand everywhere.
for (const button of document.querySelectorAll('[data-copies]')) {
  const field = document.getElementById(button.dataset.copies);
  field.addEventListener('focus', () => field.select());
  button.hidden = navigator.clipboard === undefined;
  button.addEventListener('click', async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.nextElementSibling.textContent = button.dataset.copied;
  });
}
// A page that is a paper is printed by its own button, where scripts run.
for (const button of document.querySelectorAll('[data-prints]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
