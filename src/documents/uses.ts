// For what an attached file is there, and what names it: who may read it follows from that.

import { createHash } from 'node:crypto';

export const ofAppeal = 'appeal';

/**
 * Whether a file was sent for an appeal, which its id says from the moment it is there: no form needs to have been right for it,
 * and the same file is another one where it is evidence.
 */
export function isForAppeal(file: {
  agency: string;
  dossier: string;
  uploadedBy: string;
  sha256: string;
  name: string;
  id: string;
}): boolean {
  const { agency, dossier, uploadedBy, sha256, name, id } = file;
  return id === idOf([agency, dossier, uploadedBy, sha256, name, ofAppeal]);
}

/** An id that follows from what is attached, so that sending twice attaches once. A version 8 UUID. */
export function idOf(what: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(what)).digest('hex');
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Joined to `attachment a`, as `u`: what names the file by its id (the kinds of contents, 'appeal' among them), and besides what
 * names its bytes.
 */
export const joinUses = `
  cross join lateral (
    select coalesce(array_agg(by) filter (where named), '{}') as named_by, coalesce(array_agg(by), '{}') as used_by from (
      select case when n.body->>'about' = 'appeal' then 'appeal' else n.kind end as by, strpos(n.body::text, a.id::text) > 0 as named
      from content n where n.agency = a.agency and n.dossier = a.dossier
        and (strpos(n.body::text, a.sha256) > 0 or strpos(n.body::text, a.id::text) > 0)
      union all
      select 'act', false from history h where h.agency = a.agency and h.dossier = a.dossier and strpos(h.payload, a.sha256) > 0) n) u`;

type Used = Parameters<typeof isForAppeal>[0] & { namedBy: readonly string[]; usedBy: readonly string[] };

/** For what else than an appeal a file is there. The bytes of an appeal's file may be evidence too, as another file: that one is read there. */
export const usesBesideAppeal = (file: Used): string[] =>
  (isForAppeal(file) ? file.namedBy : file.usedBy).filter((by) => by !== 'appeal');

/** Whether a file is there for an appeal and nothing else: it is read by whoever reads appeals. */
export const isAppealsAlone = (file: Used): boolean =>
  (isForAppeal(file) || file.namedBy.includes('appeal')) && usesBesideAppeal(file).length === 0;
