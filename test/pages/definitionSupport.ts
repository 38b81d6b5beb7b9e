import type { HTMLElement } from 'node-html-parser';

/** What a browser would send of a page: values of text fields, what is chosen, what is hidden. */
export function sent(page: HTMLElement): Record<string, string | string[]> {
  const form: Record<string, string[]> = {};
  const put = (name: string | undefined, value: string) => {
    if (name !== undefined) form[name] = [...(form[name] ?? []), value];
  };
  for (const input of page.querySelectorAll('input')) {
    const type = input.getAttribute('type');
    if (type === 'file') continue;
    if ((type === 'radio' || type === 'checkbox') && !input.hasAttribute('checked')) continue;
    put(input.getAttribute('name'), input.getAttribute('value') ?? '');
  }
  for (const area of page.querySelectorAll('textarea')) put(area.getAttribute('name'), area.text);
  for (const select of page.querySelectorAll('select')) {
    const chosen = select.querySelector('option[selected]') ?? select.querySelector('option');
    put(select.getAttribute('name'), chosen?.getAttribute('value') ?? '');
  }
  return Object.fromEntries(Object.entries(form).map(([name, list]) => [name, list.length === 1 ? list[0]! : list]));
}
