// The page's script over what a browser holds, without a browser: how long it stays there, and for whom.

import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';

const script = readFileSync(new URL('../../templates/assets/keep.js', import.meta.url), 'utf8');

class Store {
  [key: string]: unknown;
}
const hidden = (methods: Record<string, (key: string, value: string) => unknown>, of: Store) => {
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(of, name, { value });
  return of;
};

/** Opens a page on which a person is told where their browser holds something of theirs. */
function open(held: Record<string, number>, person: string) {
  const store = new Store();
  hidden(
    {
      getItem: (key) => store[key] ?? null,
      setItem: (key, value) => Object.assign(store, { [key]: value }),
      removeItem: (key) => delete store[key],
    },
    store,
  );
  for (const [key, days] of Object.entries(held))
    store[key] = JSON.stringify({ at: Date.now() - days * 86_400_000, typed: 1, fields: [] });
  const mark = { hidden: true, dataset: { person, heldAt: '/p' }, closest: () => null };
  const heard: ((event: { target: object }) => void)[] = [];
  const document = {
    ...{ cookie: '', getElementById: () => null, querySelector: () => null, querySelectorAll: () => [mark] },
    addEventListener: (what: string, does: (typeof heard)[number]) => what === 'submit' && heard.push(does),
  };
  runInNewContext(script, { document, window: { addEventListener: () => undefined }, localStorage: store });
  const signOut = (who: string) => {
    for (const does of heard) does({ target: { closest: () => ({ dataset: { forgets: who } }) } });
  };
  return { keys: () => Object.keys(store), isOffered: () => !mark.hidden, signOut };
}

test('what was typed and not sent stays for a week, and is offered to nobody but who typed it', () => {
  const held = { 'keep an /p one': 6.9, 'keep an /p two': 7.1 };
  const own = open(held, 'an');
  expect(own.keys()).toEqual(['keep an /p one']);
  expect(own.isOffered()).toBe(true);
  const another = open(held, 'binh');
  expect(another.isOffered()).toBe(false);
});

test('who signs out leaves nothing of theirs', () => {
  const page = open({ 'keep an /p one': 1, 'keep binh /p two': 1 }, 'an');
  page.signOut('an');
  expect(page.keys()).toEqual(['keep binh /p two']);
});
