// The scenario as a program: what it tells at its end, and that a kept folder can be gone on with by hand.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../../src/paths.ts';
import { createClock } from '../../src/scenario/clock.ts';
import { passwordOf, people } from '../../src/scenario/content.ts';
import { ruleOf } from '../../src/scenario/world.ts';
import { type Rule, rules } from '../../workflows/rules/refusals.ts';
import { Client } from '../support/client.ts';
import { ending, endingOf } from '../support/ending.ts';
import { endPrograms, startProgram, temporaryFolder } from '../support/program.ts';

afterAll(endPrograms);

const scenario = (...options: string[]) =>
  new Promise<{ code: number | null; said: string; complaints: string }>((done) => {
    const main = join(root, 'dist', 'src', 'scenario', 'main.js');
    const child = spawn(process.execPath, [main, ...options], { cwd: root, env: { PATH: process.env.PATH } });
    let [said, complaints] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text;
    });
    child.once('close', (code) => done({ code, said, complaints }));
  });

describe('npm run scenario', () => {
  it('plays one dossier from its application to a closed project, and what it kept can be gone on with', async () => {
    const folder = join(temporaryFolder(), 'kept');
    const { code, said, complaints } = await scenario('--only', 'main', '--json', '--keep', folder);
    expect(complaints).toBe('');
    expect(code).toBe(0);
    const outcome = JSON.parse(said.trimEnd().split('\n').at(-1)!);

    expect(endingOf(outcome)).toEqual(ending);
    const papers = outcome.papers as { name: string; sha256: string }[];
    // 76.1 million stay spent: what the books say, whichever way they are read
    const inBook = (book: string, vessel: string) =>
      Object.entries(outcome.balances as Record<string, string>)
        .filter(([id]) => id.startsWith(`${book}/`) && id.endsWith(`/${vessel}`))
        .reduce((sum, [, balance]) => sum + Number(balance), 0);
    expect(inBook('A', 'settled')).toBe(76_100_000);
    expect(inBook('A', 'awarded')).toBe(0);
    expect(inBook('B', 'paid')).toBe(76_100_000);
    expect(inBook('B', 'reserved')).toBe(0);
    for (const { sha256 } of papers) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(outcome.audit.checks.length).toBeGreaterThanOrEqual(10);

    const program = startProgram({ dataDir: folder });
    const browser = new Client({ origin: await program.address });
    const { email } = people.officer;
    const signIn = await browser.get('/sign-in');
    await signIn
      .form()
      .fill({ email, password: passwordOf(people.officer) })
      .submit();
    const dossiers = await browser.get('/agencies/tphcm/dossiers');
    expect(dossiers.text).toContain('Bộ cảm biến độ mặn giá rẻ');
    const dossier = dossiers.links.find(({ href }) => /\/dossiers\/[0-9a-f-]{36}$/.test(href))!;
    expect((await browser.get(dossier.href)).text).toContain('Đã kết thúc');
    // by the real clock somebody else comes to the agency
    const staff = new Client({ origin: await program.address });
    await (await staff.get('/sign-in'))
      .form()
      .fill({ email: people.administrator.email, password: passwordOf(people.administrator) })
      .submit();
    const invite = (await staff.get('/agencies/tphcm/people')).form('Gửi lời mời');
    await invite
      .fill({ name: 'Lý Thu Trang', email: 'trang@ddst.example', roles: ['officer'], decisionNumber: '9/QĐ-SKHCN' })
      .submit();
  }, 240_000);

  it('plays into no folder that holds a database, and says how it is used', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'postgres'));
    const taken = await scenario('--keep', folder);
    expect(taken.code).toBe(2);
    expect(taken.complaints).toMatch(/holds a database already/);
    const unknown = await scenario('--until', 'nothing');
    expect(unknown.code).toBe(2);
    expect(unknown.complaints).toMatch(/--until {2}stops after a chapter: setUp/);
  });
});

describe('what the scenario is made of', () => {
  it('a simulated clock goes on, never back, and lets happen what falls due', async () => {
    const clock = createClock('2025-11-03', '08:30');
    expect(clock.now().toISOString()).toBe('2025-11-03T01:30:00.000Z');
    const seen: string[] = [];
    clock.afterwards(async () => void seen.push(clock.now().toISOString()));
    clock.tick(60);
    await clock.advanceTo('2025-11-04', '09:15');
    await clock.advanceDays(2);
    expect(seen).toEqual(['2025-11-04T02:15:00.000Z', '2025-11-06T02:15:00.000Z']);
    await expect(clock.advanceTo('2025-11-05')).rejects.toThrow(/does not run back/);
  });

  it('the rule of a refusal is read off its sentence', () => {
    const filled = (rule: Rule) => rules[rule].vi.replace(/\{\w+\}/g, '30.000.000 ₫');
    for (const rule of Object.keys(rules) as Rule[]) expect(ruleOf(filled(rule)), rule).toBe(rule);
    expect(ruleOf('Không phải câu nào trong số đó')).toBe(null);
  });
});
