import type { Context } from 'hono';
import { FilesPage, UploadAnswer } from '../../templates/pages/documents/files.tsx';
import { viewable } from '../../templates/parts/attached.tsx';
import type { FieldErrors } from '../../templates/parts/form.tsx';
import { documentsWords } from '../../templates/words/documents.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { FileType } from '../../workflows/rules/forms.ts';
import { isAtLeast } from '../../workflows/rules/team.ts';
import { type AppEnv, appealReaders, type Doors } from '../doors.ts';
import { textIn } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { mustDeclareAt } from '../reviews/index.ts';
import { eInvoicesOf } from './eInvoice.ts';
import type { Scan } from './scanning.ts';
import { looseOf, receiveUpload, takeOff, uploadBodyBytes } from './upload.ts';
import { isAppealsAlone, joinUses, usesBesideAppeal } from './uses.ts';

/** Who adds papers to a dossier: who applies, who checks, who keeps the council's papers, who pays. */
const adders: readonly Role[] = ['founder', 'officer', 'secretary', 'financeOfficer'];

/** They read what was handed in for them to judge, and not the invoices and accounts that come later. */
const judges: readonly Role[] = ['reviewer', 'councilMember'];

type Row = {
  id: string;
  sha256: string;
  name: string;
  type: string;
  size: bigint;
  uploadedBy: string;
  by: string;
  uploadedAt: Date;
  /** What names the file by its id: the kinds of contents, 'appeal' among them. */
  namedBy: readonly string[];
  /** Those, and what names its bytes. */
  usedBy: readonly string[];
  draft: boolean;
  scan: Scan;
};

/** Attached files: seen by whoever may see the dossier, as far as it concerns them. */
export function fileRoutes(doors: Doors, parts: Parts): void {
  doors.get('/agencies/:agency/dossiers/:dossier/files', { who: 'signedIn' }, (c) => filesPage(c, parts, {}, 200));

  doors.post(
    '/agencies/:agency/dossiers/:dossier/files',
    { who: adders, team: 'editor', maxBodyBytes: uploadBodyBytes },
    async (c) => {
      const dossier = c.req.param('dossier');
      const language = c.get('language');
      const only = typesIn(c.req.query('only'));
      const types = only.length === 0 ? {} : { types: { file: only } };
      const { typed, attachments, errors } = await receiveUpload(c, parts, { dossier, field: 'file', ...types });
      const none = attachments.length === 0 && Object.keys(errors).length === 0;
      const all: FieldErrors = none ? { file: documentsWords[language].files.noFile } : errors;
      // the page's script sends each file by itself, and wants the line that stands for it
      if (c.req.header('HX-Request') === 'true') {
        const rows = await Promise.all(attachments.map(({ id }) => readFiles(c, parts, id)));
        const field = fieldIn(textIn(typed, 'as'));
        const read = field === '' ? new Map() : await eInvoicesOf(parts.files, rows.flat());
        const files = rows.flat().map((row) => ({
          ...row,
          href: `${ownPath(c)}/${row.id}`,
          eInvoices: read.get(row.sha256) ?? null,
        }));
        return c.html(<UploadAnswer {...{ files, field, errors: all, language }} />);
      }
      const back = backIn(c, textIn(typed, 'back'));
      return Object.keys(all).length > 0 ? filesPage(c, parts, all, 422, back) : c.redirect(back, 303);
    },
  );

  doors.get('/agencies/:agency/dossiers/:dossier/files/:attachment', { who: 'signedIn' }, (c) =>
    theFile(c, parts, 'attachment'),
  );

  // what a browser shows by itself, in a tab of its own
  doors.get('/agencies/:agency/dossiers/:dossier/files/:attachment/view', { who: 'signedIn' }, (c) =>
    theFile(c, parts, 'inline'),
  );

  doors.post(
    '/agencies/:agency/dossiers/:dossier/files/:attachment/remove',
    { who: adders, team: 'editor' },
    async (c) => {
      const row = (await readFiles(c, parts, c.req.param('attachment')))[0];
      const back = backIn(c, textOfBody(await c.req.parseBody()));
      // gone already: a second click, or a second tab
      if (row === undefined) return c.redirect(back, 303);
      const w = documentsWords[c.get('language')].files;
      if (row.uploadedBy !== c.get('visitor')!.id) return filesPage(c, parts, { '': w.notYours }, 422, back);
      await takeOff(parts.db, { agency: c.req.param('agency'), id: row.id, now: parts.now() });
      const still = (await readFiles(c, parts, row.id))[0];
      return still === undefined ? c.redirect(back, 303) : filesPage(c, parts, { '': w.inUse }, 422, back);
    },
  );
}

/** A file to be kept, or to be looked at: that only of types that can do nothing in a browser. What is infected is given to nobody. */
async function theFile(c: Context<AppEnv>, parts: Parts, how: 'attachment' | 'inline') {
  const row = (await readFiles(c, parts, c.req.param('attachment')!))[0];
  if (row === undefined || (how === 'inline' && !viewable.has(row.type))) return c.notFound();
  if (row.scan === 'infected')
    return filesPage(c, parts, { '': `“${row.name}”: ${documentsWords[c.get('language')].files.infected}` }, 403);
  const kept = await parts.files.open(row.sha256);
  if (kept === null) {
    parts.report(new Error(`the bytes of the attachment ${row.id} (${row.sha256}) are not in the folder`));
    return filesPage(c, parts, { '': `“${row.name}”: ${documentsWords[c.get('language')].files.lost}` }, 503);
  }
  if (how === 'inline') c.header('Content-Security-Policy', row.type === 'application/pdf' ? ofPdf : ofPicture);
  c.header('Content-Type', row.type.startsWith('text/') ? `${row.type}; charset=utf-8` : row.type);
  c.header('Content-Length', String(kept.size));
  c.header('Content-Disposition', disposition(how, row.name));
  c.header('X-Content-Type-Options', 'nosniff');
  return c.body(kept.stream);
}

const ofPicture = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'; sandbox";
/** Browsers show a PDF by a page of their own, and do not in a sandbox; what runs in a PDF reaches no page of ours. */
const ofPdf = "object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The types that a place for files takes, of its address: fewer than all, never others. */
const typesIn = (asked = ''): FileType[] =>
  asked.split('.').flatMap((name) => {
    const type = FileType.safeParse(name);
    return type.success ? [type.data] : [];
  });

const fieldIn = (asked: string) => (/^[\w.-]{1,80}$/.test(asked) ? asked : '');

const textOfBody = (body: Record<string, unknown>) => (typeof body.back === 'string' ? body.back : '');

async function filesPage(
  c: Context<AppEnv>,
  parts: Parts,
  errors: FieldErrors,
  status: 200 | 403 | 422 | 503,
  back = ownPath(c),
) {
  const { roles, team } = c.get('standing');
  const rows = await readFiles(c, parts, null);
  const visitor = c.get('visitor')!.id;
  // as the door of their form says
  const mayAdd = roles.some((role) => adders.includes(role)) && (team === null || isAtLeast(team, 'editor'));
  const files = rows.map((row) => ({
    id: row.id,
    name: row.name,
    size: Number(row.size),
    type: row.type,
    scan: row.scan,
    by: row.by,
    at: row.uploadedAt.toISOString(),
    mayRemove: row.uploadedBy === visitor && row.usedBy.length === 0 && mayAdd,
  }));
  const { quota } = parts.files;
  const room = mayAdd ? { used: (await looseOf(parts.db, c.req.param('agency')!, visitor)).bytes, most: quota } : null;
  const view = { frame: await parts.frameOf(c), dossier: dossierPath(c), files, mayAdd, back, errors, room };
  return c.html(<FilesPage {...view} />, status);
}

/** The files of the dossier that the visitor may see, or the one that is named. */
async function readFiles(c: Context<AppEnv>, { db }: Parts, id: string | null): Promise<Row[]> {
  if (id !== null && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return [];
  const { agency, dossier } = c.req.param() as { agency: string; dossier: string };
  const rows = await db.run<Row>(
    `select a.id::text as id, a.sha256, a.name, a.type, a.size, a.uploaded_by::text as uploaded_by, coalesce(p.name, '') as by, a.uploaded_at,
      s.value = '"draft"'::jsonb as draft, v.verdict as scan, u.named_by, u.used_by
    from attachment a left join person p on p.id = a.uploaded_by left join scan v on v.sha256 = a.sha256
      left join state s on s.agency = a.agency and s.dossier = a.dossier and s.subject = 'application'
      ${joinUses}
    where a.agency = $1 and a.dossier = $2::uuid and ($3::uuid is null or a.id = $3::uuid)
    order by a.uploaded_at, a.name, a.id`,
    [agency, dossier, id],
  );
  const { roles } = c.get('standing');
  const visitor = c.get('visitor')!.id;
  const team = roles.includes('founder');
  const judgesOnly = !team && roles.every((role) => judges.includes(role));
  // who judges sees nothing before having declared that there is no conflict of interest
  if ((await mustDeclareAt(db, { agency, dossier, person: visitor, roles })) !== null) return [];
  const readsAppeals = roles.some((role) => appealReaders.includes(role));
  return rows.filter((row) => {
    if (team || row.uploadedBy === visitor) return true;
    const file = { agency, dossier, ...row };
    if (row.draft === true || (judgesOnly && !usesBesideAppeal(file).includes('application'))) return false;
    return readsAppeals || !isAppealsAlone(file);
  });
}

const dossierPath = (c: Context<AppEnv>) => {
  const { agency, dossier } = c.req.param() as { agency: string; dossier: string };
  return `/agencies/${agency}/dossiers/${dossier}`;
};
const ownPath = (c: Context<AppEnv>) => `${dossierPath(c)}/files`;

/** A path below the same dossier, or the list of its files: a form cannot send people anywhere else. */
function backIn(c: Context<AppEnv>, asked: string): string {
  const dossier = dossierPath(c);
  if (!asked.startsWith('/') || !URL.canParse(asked, 'http://here')) return ownPath(c);
  const { origin, pathname, search, hash } = new URL(asked, 'http://here');
  const inside = origin === 'http://here' && (pathname === dossier || pathname.startsWith(`${dossier}/`));
  return inside ? `${pathname}${search}${hash}` : ownPath(c);
}

/** Content-Disposition with the name in both spellings of RFC 6266: plain letters, and all letters after RFC 5987. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
