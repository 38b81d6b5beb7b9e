import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const Manifest = z.object({ name: z.string() });

/** Walks up to the folder whose package.json is ours: two levels from `src`, three from `dist/src`. */
function findRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && Manifest.parse(JSON.parse(readFileSync(manifest, 'utf8'))).name === 'vuon-uom') {
      return folder;
    }
    if (dirname(folder) === folder) throw new Error(`no package.json of vuon-uom above ${from}`);
  }
}

/** The folder of the package, whether the compiled or the TypeScript files run. */
export const root = findRoot(dirname(fileURLToPath(import.meta.url)));

export const sqlFolder = join(root, 'sql');
export const programmesFolder = join(root, 'workflows', 'programmes');
export const assetsFolder = join(root, 'templates', 'assets');

const require = createRequire(join(root, 'package.json'));

/** The folder of an installed dependency, wherever npm has put it; undefined when it is not installed. */
export function dependencyFolder(name: string): string | undefined {
  const places = require.resolve.paths(name) ?? [];
  return places.map((place) => join(place, name)).find((folder) => existsSync(join(folder, 'package.json')));
}
