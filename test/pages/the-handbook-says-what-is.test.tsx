// The handbook is generated from the program: nothing that the program has may be missing from it, in either language.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { checkNames } from '../../src/audit/report.ts';
import { exampleName, objects } from '../../src/handbook/packFile.ts';
import { root } from '../../src/paths.ts';
import { loadPacks } from '../../src/programmes/packs.ts';
import { handbookWords } from '../../templates/words/handbook.ts';
import { nameOf } from '../../templates/words/names.ts';
import { type PackObject, packFileWords } from '../../templates/words/pack-file.ts';
import { type JsonObject, SYSTEM } from '../../workflows/decide.ts';
import { flows } from '../../workflows/effects.ts';
import { blanksOf } from '../../workflows/programmes/schema.ts';
import { duties, incompatibleDuties, roles } from '../../workflows/rules/duties.ts';
import { type Stage, setStage } from '../support/stage.ts';
import { signedIn } from './filesSupport.ts';

const languages = ['vi', 'en'] as const;
const packs = loadPacks();
let stage: Stage;
let app: App;
let cookie: string;

beforeAll(async () => {
  stage = await setStage();
  app = createApp({ db: stage.db, clock: () => new Date(), packs });
  cookie = (await signedIn(stage.db, stage.people.officer, 'Cán bộ')).cookie!;
});
afterAll(() => stage?.drop());

async function html(path: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await app.request(path, { headers });
  expect(answer.status, path).toBe(200);
  return answer.text();
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/** What stands between the heading and the end of a page. */
async function said(page: string, language: string, headers?: Record<string, string>): Promise<string> {
  const text = await html(`/handbook/${page}?lang=${language}`, headers);
  expect(text).toContain(`<html lang="${language}">`);
  const main = text.slice(text.indexOf('<main'), text.indexOf('</main>'));
  return main
    .replace(/<[^>]+>/g, ' ')
    .replace(/&[a-z#0-9]+;/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ');
}

describe.each(languages)('in %s', (language) => {
  const w = handbookWords[language];

  it('says every flow of money, with vessels that have a name', async () => {
    const page = await said('money', language);
    for (const flow of flows) expect(page).toContain(w.money.flows[flow]);
    expect(page).toContain(
      `${w.money.flows.payAdvance} A ${w.money.vessels['A ordered']} ${w.money.vessels['A advanced']}`,
    );
    // a vessel without a name would stand as the program calls it
    expect(page).not.toMatch(/uncommitted|writtenOff|carriedIn|appropriation>/);
  });

  it('says every flow that the database lets through, and no other', async () => {
    const { movesOfFlows } = await import('../../src/handbook/flows.ts');
    const moves = movesOfFlows.flatMap((flow) => flow.moves.map(({ from, to }) => `${from}>${to}`));
    const sql = readFileSync(join(root, 'sql/functions/flows.sql'), 'utf8');
    const known = [...sql.matchAll(/[a-zA-Z]+>[a-zA-Z]+(?=[,}'])/g)].map(([pair]) => pair);
    expect(moves.filter((move) => !known.includes(move))).toEqual([]);
    const vessels: Record<string, string> = w.money.vessels;
    for (const { moves } of movesOfFlows)
      for (const { book, from, to } of moves)
        expect([vessels[`${book} ${from}`], vessels[`${book} ${to}`]]).not.toContain(undefined);
  });

  it('says every pack that the program has, with its instruments and its unknowns', async () => {
    const page = await said('packs', language);
    const files = readdirSync(join(root, 'workflows/programmes')).filter((name) => name.endsWith('.json'));
    expect(packs.length).toBe(files.length - 1); // the national procedure is in each of them
    for (const pack of packs) {
      expect(page).toContain(`${pack.title[language]} `);
      for (const { number, title, confidence } of pack.instruments) {
        expect(page).toContain(number);
        expect(page).toContain(title[language]);
        expect(page).toContain(w.packs.confidence[confidence]);
      }
      for (const { what } of blanksOf(pack)) expect(page).toContain(what[language]);
    }
  });

  it('says every role, what each may record and what excludes what', async () => {
    const page = await said('roles', language);
    for (const role of roles) {
      expect(page.toLowerCase()).toContain(nameOf('roles', role, language).toLowerCase());
      expect(page).toContain(w.roles.day[role]);
    }
    for (const event of Object.keys(duties)) {
      expect(nameOf('events', event, language)).not.toBe(event);
      expect(page).toContain(nameOf('events', event, language));
    }
    for (const pair of incompatibleDuties)
      for (const duty of pair) expect(page).toContain(nameOf('duties', duty, language));
  });

  it('says every invariant that the audit checks', async () => {
    const page = await said('invariants', language);
    for (const name of Object.keys(checkNames)) expect(page).toMatch(new RegExp(`[^ ].* ${name} `));
  });

  it('says every variable of the configuration, as the example of it has them', async () => {
    const page = await said('running', language);
    const example = readFileSync(join(root, '.env.example'), 'utf8');
    const names = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(page).toContain(` ${name} `);
    expect(Object.keys(w.running.variables).sort()).toEqual([...names].sort());
  });

  it('names only commands that there are', async () => {
    const page = await said('running', language);
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const commands = [...page.matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, name]) => name!).filter((n) => n !== 'ci');
    expect(commands).toEqual(expect.arrayContaining(['backup', 'restore', 'admin:create', 'start']));
    for (const name of commands) expect(Object.keys(scripts)).toContain(name);
  });

  it('leads nowhere but to pages that there are', async () => {
    const pages = ['', ...Object.keys(w.pages).map((page) => `/${page}`)];
    const seen = new Set<string>();
    for (const page of pages) {
      const text = await html(`/handbook${page}?lang=${language}`, { cookie });
      for (const [, href] of text.slice(text.indexOf('<main')).matchAll(/href="(\/[^"]*)"/g)) seen.add(href!);
    }
    expect([...seen]).toEqual(
      expect.arrayContaining(['/work', `/agencies/${stage.agency}/dossiers`, '/handbook/money']),
    );
    const doors = app.doors.list().filter(({ method }) => method === 'GET');
    for (const href of seen) {
      const path = href.split(/[?#]/)[0]!;
      const known = doors.some((door) => new RegExp(`^${door.path.replace(/:[a-z]+/gi, '[^/]+')}$`).test(path));
      expect(known, path).toBe(true);
    }
  });
});

it('is in the footer of every page, for everybody', async () => {
  expect(await html('/')).toMatch(/<footer[^>]*><a href="\/handbook">Sổ tay/);
  expect(await html('/sign-in?lang=en')).toMatch(/<footer[^>]*><a href="\/handbook">Handbook/);
});

describe('the file of a policy pack', () => {
  const example = join(root, 'workflows/programmes/examples', exampleName);
  const check = (path: string) => {
    const main = join(root, 'dist/src/programmes/check/main.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, path], { encoding: 'utf8' });
    return { code: status, out: stdout, err: stderr };
  };

  it.each(languages)('stands in the handbook with every field that the schema has, in %s', async (language) => {
    const page = await said('pack-file', language);
    const words = packFileWords[language].objects;
    for (const [object, shapes] of Object.entries(objects)) {
      const names = [...new Set(shapes.flatMap((shape) => Object.keys(shape)))];
      const told = words[object as PackObject];
      expect(Object.keys(told.fields).sort(), object).toEqual(names.sort());
      expect(page).toContain(told.title);
      for (const says of Object.values(told.fields)) expect(page).toContain(says);
    }
  });

  it('has an example that is whole, can be downloaded, and is published where a city puts it', async () => {
    const text = await html('/handbook/pack-file/example.json');
    expect(text).toBe(readFileSync(example, 'utf8'));
    const folder = mkdtempSync(join(tmpdir(), 'vuon-uom-pack-'));
    for (const name of readdirSync(join(root, 'workflows/programmes')).filter((name) => name.startsWith('nd268')))
      copyFileSync(join(root, 'workflows/programmes', name), join(folder, name));
    writeFileSync(join(folder, exampleName), text);
    const [pack] = loadPacks(folder);
    rmSync(folder, { recursive: true });
    const administrator = v7();
    const agency = pack!.agency;
    const act = (person: string, type: 'appoint' | 'publishPack', dossier: string, input: object) =>
      stage.recorder.act({ type, dossier, input: input as JsonObject }, { agency, person }, v7());
    expect((await act(SYSTEM, 'appoint', administrator, { roles: ['administrator'] })).ok).toBe(true);
    expect(await act(administrator, 'publishPack', v7(), { content: pack! })).toMatchObject({ ok: true });
  });

  it('has a JSON Schema for editors, which knows what the check knows', async () => {
    const schema = JSON.parse(await html('/handbook/pack-file/schema.json'));
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['basedOn', 'caps', 'stages', 'forms']));
    expect(schema.required).not.toContain('criteria');
  });

  it('is checked by a command that names every fault at once, and needs no database', () => {
    const whole = check(example);
    expect(whole).toMatchObject({ code: 0, err: '' });
    expect(whole.out).toContain('nothing is wrong');
    expect(whole.out).toContain('caps[5].limitSeats: ');
    const folder = mkdtempSync(join(tmpdir(), 'vuon-uom-pack-'));
    const wrong = (name: string, change: (text: string) => string) => {
      writeFileSync(join(folder, name), change(readFileSync(example, 'utf8')));
      return check(join(folder, name));
    };
    const two = wrong(exampleName, (text) => text.replace('"30000000"', '"60000000"').replace('"seats"', '"seat"'));
    expect(two).toMatchObject({ code: 1, err: '' });
    const faults = wrong(exampleName, (text) =>
      text
        .replace('"30000000"', '"60000000"')
        .replace('"confidence": "U"', '"confidence": "T"')
        .replace('"stage": "uomTao"', '"stage": "x"'),
    );
    expect(faults.code).toBe(1);
    expect(faults.out).toMatch(/: \d faults\n/);
    expect(faults.out).toContain('caps[0].stage: There is no stage “x”.');
    expect(faults.out).toMatch(/totalVnd: The line caps .* more than its total/);
    const form = wrong(exampleName, (text) => text.replace('nd268-ho-so', 'nope'));
    expect(form.out).toContain('forms.application.all: The base nd268-2025 has no form “nope”; it has nd268-ho-so.');
    expect(wrong('other.json', (text) => text).out).toMatch(
      /: one fault\n {2}id: .*name the file thanh-pho-vi-du-nq1\.v1\.json/,
    );
    expect(wrong('torn.json', (text) => text.slice(9))).toMatchObject({ code: 2, out: '' });
    expect(check('/nowhere.json')).toMatchObject({ code: 2, out: '' });
    rmSync(folder, { recursive: true });
  });
});
