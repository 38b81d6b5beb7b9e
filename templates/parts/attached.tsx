// A file as it is named on pages: with a way to look at it, what the virus scanner said of it, and a small picture where it is one.

import { documentsWords, formatBytes } from '../words/documents.ts';
import type { Language } from '../words/words.ts';
import { EInvoices, type EInvoiceView, fillsOf } from './e-invoice.tsx';

/** What the scanner said of a file; null: nobody has scanned it. */
export type ScanView = 'clean' | 'infected' | null;

/** What is known of a file beyond its name, where a page has asked for it. */
export type FileMore = {
  /** Its MIME type, found from its content. */
  readonly type?: string | undefined;
  readonly size?: number | bigint | undefined;
  readonly scan?: ScanView | undefined;
};

/** The types that browsers show by themselves and that can do nothing: neither web pages nor SVG. */
export const viewable: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp']);

/** Pictures up to this size are shown beside their names as they are. */
const mostThumbnail = 3 * 1024 * 1024;

/** A file's name as a link, with what is known of it. */
export function AttachedFile({
  name,
  href,
  type,
  size,
  scan,
  saysSize = true,
  language,
}: FileMore & { name: string; href: string; saysSize?: boolean; language: Language }) {
  const w = documentsWords[language].files;
  if (scan === 'infected')
    return (
      <span class="file">
        <span>{name}</span> <ScanTag scan={scan} language={language} />
      </span>
    );
  const isPicture = type?.startsWith('image/') === true && size !== undefined && Number(size) <= mostThumbnail;
  return (
    <span class="file">
      {isPicture && <img src={`${href}/view`} alt="" width="56" height="56" loading="lazy" />}
      <a href={href}>{name}</a>
      {saysSize && size !== undefined && <span class="soft small"> {formatBytes(Number(size))}</span>}
      {type !== undefined && viewable.has(type) && (
        <>
          {' '}
          <a class="small" href={`${href}/view`} target="_blank" rel="noopener" aria-label={w.viewOf(name)}>
            {w.view}
          </a>
        </>
      )}
      {scan !== undefined && (
        <>
          {' '}
          <ScanTag scan={scan} language={language} />
        </>
      )}
    </span>
  );
}

/** What the scanner said. */
export function ScanTag({ scan, language }: { scan: ScanView; language: Language }) {
  const words = documentsWords[language].files.scan;
  const look = scan === 'infected' ? 'tag stop' : scan === 'clean' ? 'tag done' : 'tag';
  return <span class={look}>{words[scan ?? 'none']}</span>;
}

/** What it means that a file was not scanned, once below those that were not. */
export function UnscannedNote({ files, language }: { files: readonly FileMore[]; language: Language }) {
  if (!files.some(({ scan }) => scan === null)) return null;
  return <p class="small soft">{documentsWords[language].files.unscanned}</p>;
}

/** A file in a list of a form: it goes along under `field`, and a button takes it out, where the form knows one. */
export function AttachedItem({
  id,
  field,
  remove,
  eInvoices = null,
  language,
  ...file
}: FileMore & {
  id: string;
  name: string;
  href: string | undefined;
  field: string;
  /** The words of the button, and its whole name for who cannot see which file it stands at. */
  remove: { label: string; whole: string } | null;
  /** Of an XML the electronic invoices in it; its fields, for a row that they belong to. */
  eInvoices?: readonly EInvoiceView[] | null;
  language: Language;
}) {
  return (
    <li {...(eInvoices?.[0] === undefined ? {} : { 'data-says': JSON.stringify(fillsOf(eInvoices[0])) })}>
      <input type="hidden" name={field} value={id} />
      {file.href === undefined ? (
        <span>{file.name}</span>
      ) : (
        <AttachedFile {...file} href={file.href} language={language} />
      )}
      {remove !== null && (
        <button class="button quiet" type="submit" name="remove" value={`${field}.${id}`} aria-label={remove.whole}>
          {remove.label}
        </button>
      )}
      {eInvoices !== null && <EInvoices invoices={eInvoices} language={language} />}
    </li>
  );
}

/**
 * What `uploads.js` finds at a place for files: where it sends each of them by itself, under which name they then go along with
 * the form ('' where they only join the dossier), and its words. The input inside works without it.
 */
export function Uploads({
  href,
  field,
  many,
  most,
  types,
  fills,
  missing,
  language,
  children,
}: {
  /** The address of the dossier's files. */
  href: string;
  field: string;
  many: boolean;
  /** The most files that the field takes. */
  most?: number | undefined;
  /** The types that it takes, by their names in definitions; all where left out. */
  types?: readonly string[] | undefined;
  /** What the names of the fields begin with that an electronic invoice fills in; none where left out. */
  fills?: string | undefined;
  /** The id at which the page says that a file is missing: said no more once one is there. */
  missing?: string | undefined;
  language: Language;
  children?: unknown;
}) {
  const w = documentsWords[language].uploads;
  const mostBytes = 20 * 1024 * 1024;
  const words = {
    ...w,
    drop: many ? w.drop : w.dropOne,
    tooLarge: w.tooLarge(formatBytes(mostBytes)),
    tooMany: w.tooMany(most ?? 0),
  };
  const only = types === undefined ? '' : `?only=${types.join('.')}`;
  return (
    <div
      class="uploads"
      data-uploads={`${href}${only}`}
      data-field={field}
      data-most-bytes={String(mostBytes)}
      data-most={most === undefined ? '' : String(most)}
      data-fills={fills}
      data-missing={missing}
      data-words={JSON.stringify(words)}
    >
      {children}
    </div>
  );
}
