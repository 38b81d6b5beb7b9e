// What the tests of two-step verification share: browsers that sign in, and the phone that makes codes.

import { parse } from 'node-html-parser';
import { Secret, TOTP } from 'otpauth';
import type { App } from '../../src/app.tsx';

type Answer = { status: number; to: string | null; text: string; error: (name: string) => string; headers: Headers };

/** A browser with its cookies; `place` another application on the same database. */
export function browserOf(origin: string, place: () => App) {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await place().request(`${origin}${path}`, {
      ...init,
      headers: { host: new URL(origin).host, origin, cookie, ...init.headers },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /Max-Age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await answer.text();
    const error = (name: string) => parse(text).querySelector(`#f-${name}-error`)?.text.trim() ?? '';
    return { status: answer.status, to: answer.headers.get('location'), text, error, headers: answer.headers };
  };
  return {
    cookies,
    get: (path: string) => ask(path),
    post: (path: string, form: Record<string, string>) =>
      ask(path, { method: 'POST', body: new URLSearchParams(form) }),
  };
}

/** The phone: what its app makes of the key on the page, now or so many seconds from now. */
export const phoneOf = (page: string, now: () => number) => {
  const secret = (parse(page).querySelector('code.wide-key')?.text ?? '').replaceAll(' ', '');
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return Object.assign((shiftSeconds = 0) => totp.generate({ timestamp: now() + shiftSeconds * 1_000 }), { secret });
};
/** The recovery codes that a page shows. */
export const codesOn = (page: string) =>
  parse(page)
    .querySelectorAll('.recovery-codes code')
    .map((one) => one.text);
