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
