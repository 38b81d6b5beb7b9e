import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { assetsFolder, dependencyFolder } from './paths.ts';

export type Asset = { body: Uint8Array<ArrayBuffer>; type: string; hash: string };

/** What pages refer to, each by an address that changes with its content. */
export type Assets = {
  look: string;
  mark: string;
  /** Scripts for pages that save or check while somebody types; every page works without them. */
  htmx: string;
  lively: string;
  /** Sends files one by one, for pages with a place for them. */
  uploads: string;
  keep: string;
  /** The file of that name, whatever hash was asked for. */
  find(name: string): Asset | undefined;
};

const typeOf: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Reads every asset once. The stylesheet's font addresses get the fonts' hashes before it gets its own. */
export function loadAssets(): Assets {
  const files = new Map<string, Asset>();
  const add = (name: string, content: Uint8Array): string => {
    const body = new Uint8Array(content);
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
    files.set(name, { body, hash, type: typeOf[extname(name)] ?? 'application/octet-stream' });
    return `/assets/${hash}/${name}`;
  };
  const typeface = dependencyFolder('@fontsource/be-vietnam-pro');
  if (typeface === undefined) throw new Error('the typeface @fontsource/be-vietnam-pro is not installed');
  const scripts = dependencyFolder('htmx.org');
  if (scripts === undefined) throw new Error('htmx.org is not installed');
  const sheets = readdirSync(assetsFolder).filter((name) => name.endsWith('.css'));
  // look.css first: the others are about single kinds of pages
  sheets.sort((a, b) => Number(b === 'look.css') - Number(a === 'look.css') || (a < b ? -1 : 1));
  const styles = sheets.map((name) => readFileSync(join(assetsFolder, name), 'utf8')).join('\n');
  const look = styles.replace(/url\(fonts\/([a-z0-9-]+\.woff2)\)/g, (_, name: string) => {
    return `url(${add(name, readFileSync(join(typeface, 'files', name)))})`;
  });
  return {
    look: add('look.css', Buffer.from(look)),
    mark: add('mark.svg', readFileSync(join(assetsFolder, 'mark.svg'))),
    htmx: add('htmx.js', readFileSync(join(scripts, 'dist', 'htmx.min.js'))),
    lively: add('lively.js', readFileSync(join(assetsFolder, 'lively.js'))),
    uploads: add('uploads.js', readFileSync(join(assetsFolder, 'uploads.js'))),
    keep: add('keep.js', readFileSync(join(assetsFolder, 'keep.js'))),
    find: (name) => files.get(name),
  };
}
