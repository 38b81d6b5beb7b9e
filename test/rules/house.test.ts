import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../src/paths.ts';

/** The house rules of DESIGN §1, §6 and §7, as far as the text of the files shows them. */

/** Programs of their own beside main.ts, which put the parts together as it does. */
const commands = ['audit', 'bench', 'scenario'];

type Source = { path: string; code: string; imports: string[] };

const capabilities = [
  'people',
  'programmes',
  'applications',
  'reviews',
  'projects',
  'disbursements',
  'recoveries',
  'appeals',
  'reports',
  'documents',
  'deadlines',
  'mail',
  'notifications',
  'privacy',
];

function sourcesIn(folder: string): Source[] {
  const entries = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return entries
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => read(join(folder, name), readFileSync(join(root, folder, name), 'utf8')));
}

/** Comments may say what code may not. Relative imports are given from the root, others as they stand. */
function read(path: string, text: string): Source {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
  const found = code.matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g);
  const imports = [...found].map(([, name = '']) =>
    name.startsWith('.') ? relative(root, join(root, dirname(path), name)) : name,
  );
  return { path, code, imports };
}

const isOfProject = (imported: string) => /^(src|workflows|templates|sql|test)\//.test(imported);

function strayImports(sources: Source[], allowed: (imported: string, from: Source) => boolean): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((imported) => isOfProject(imported) && !allowed(imported, source))
      .map((imported) => `${source.path} imports ${imported}`),
  );
}

function linesWith(sources: Source[], pattern: RegExp): string[] {
  return sources.filter(({ code }) => pattern.test(code)).map(({ path }) => path);
}

const workflows = sourcesIn('workflows');
const templates = sourcesIn('templates');
const src = sourcesIn('src');

describe('who may import whom', () => {
  it('workflows imports nothing of the project outside itself', () => {
    expect(strayImports(workflows, (imported) => imported.startsWith('workflows/'))).toEqual([]);
  });

  it('workflows does no input or output', () => {
    const io = workflows.flatMap(({ path, imports }) =>
      imports
        .filter((name) =>
          /^(node:)?(fs|net|http|https|child_process|process|timers|os|dns|worker_threads)(\/|$)/.test(name),
        )
        .map((name) => `${path} imports ${name}`),
    );
    expect(io).toEqual([]);
  });

  it('templates imports only itself, the rules for formatting, and the types of programmes', () => {
    const allowed = /^(templates|workflows\/rules|workflows\/programmes)\//;
    expect(strayImports(templates, (imported) => allowed.test(imported))).toEqual([]);
  });

  it('the folders of src reach into one another only through index.ts', () => {
    const folderOf = (path: string) => path.split('/')[1] ?? '';
    const stray = strayImports(src, (imported, from) => {
      const to = folderOf(imported);
      if (!imported.startsWith('src/') || !capabilities.includes(to) || to === folderOf(from.path)) return true;
      const fromShell = from.path.split('/').length === 2 || commands.includes(folderOf(from.path));
      return fromShell || /\/index\.tsx?$/.test(imported);
    });
    expect(stray).toEqual([]);
  });
});

describe('what the code may not say', () => {
  it('workflows and templates know neither clock nor environment', () => {
    const clock = /new Date\(\s*\)|\bDate\.now\(|\bprocess\.|\bperformance\.now\(/;
    expect(linesWith([...workflows, ...templates], clock)).toEqual([]);
  });

  it('only main.ts and the commands beside it know the clock; only they and the embedded server the environment', () => {
    const main = /^src\/(.+\/)?main\.ts$/;
    expect(
      linesWith(
        src.filter(({ path }) => !main.test(path)),
        /new Date\(\s*\)|\bDate\.now\(/,
      ),
    ).toEqual([]);
    const environment = linesWith(
      src.filter(({ path }) => !main.test(path)),
      /\bprocess\.env\b/,
    );
    expect(environment).toEqual(['src/database/embedded.ts']);
  });

  it('no transaction over several calls: with postgres 3.4.9 statements can land outside of it', () => {
    expect(linesWith(src, /\b(sql|db|owner|database)\.(begin|reserve)\b/)).toEqual([]);
  });

  it('only src/database talks to the driver, and the benchmark that measures against it', () => {
    const stray = src.filter(({ path, imports }) => imports.includes('postgres') && !path.startsWith('src/bench/'));
    expect(stray.map(({ path }) => path)).toEqual(['src/database/pool.ts']);
  });

  it('nothing gets round the compiler or the linter', () => {
    const all = [...workflows, ...templates, ...src];
    expect(linesWith(all, /\bas any\b|: any\b|<any>/)).toEqual([]);
    const raw = all.filter(({ path }) =>
      /@ts-(ignore|expect-error|nocheck)|biome-ignore/.test(readFileSync(join(root, path), 'utf8')),
    );
    expect(raw.map(({ path }) => path)).toEqual([]);
  });
});

describe('these rules themselves', () => {
  it('see an import in every form, and none in a comment', () => {
    const text = `
      import a from '../src/a.ts';
      import type { B } from "../src/b.ts";
      import '../src/c.ts';
      export { d } from '../src/d.ts';
      const e = await import('../src/e.ts');
      // import f from '../src/f.ts';
      /* import g from '../src/g.ts'; */
    `;
    const source = read('workflows/x.ts', text);
    expect(source.imports).toEqual(['src/a.ts', 'src/b.ts', 'src/c.ts', 'src/d.ts', 'src/e.ts']);
    expect(strayImports([source], (imported) => imported.startsWith('workflows/'))).toHaveLength(5);
  });
});
