import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { type ConfirmedPaper, ConfirmPage } from '../../templates/pages/documents/confirm.tsx';
import { documentsWords } from '../../templates/words/documents.ts';
import { nameOf } from '../../templates/words/names.ts';
import { numberAndSymbol } from '../../templates/words/paperNumbers.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { type Role, staff } from '../../workflows/rules/duties.ts';
import type { AppEnv, Doors } from '../doors.ts';
import type { Parts } from '../parts.ts';
import { gistOf, returnedOrder } from './confirmed.ts';
import { disposition } from './fileRoutes.tsx';
import { mostFileBytes } from './files.ts';
import { headOf } from './paperBasics.ts';
import { type PaperRow, readPaper } from './paperSource.ts';
import { englishCopy, paperBytes, renderPaper } from './papers.ts';
import { readForm, uploadBodyBytes } from './upload.ts';

/** Who sees a paper: the team and the staff; how each member of the council voted, the staff alone. */
function maySee(kind: string, roles: readonly Role[]): boolean {
  if (roles.includes('founder')) return kind !== 'minutes';
  return roles.some((role) => staff.includes(role));
}

/** Issued papers as PDF, and the public page that confirms one. */
export function paperRoutes(doors: Doors, parts: Parts): void {
  const place = '/agencies/:agency/dossiers/:dossier/papers/:register/:year/:number';
  /** The paper that the address names, for whoever may see it. */
  const seen = async (c: Context<AppEnv>): Promise<PaperRow | null> => {
    const paper = await paperAt(c, parts);
    if (paper === null || paper.dossier !== c.req.param('dossier')) return null;
    return maySee(paper.kind, c.get('standing').roles) ? paper : null;
  };
  const headers = async (c: Context<AppEnv>, paper: PaperRow, size: number, mark = '') => {
    const head = headOf(paper, await packOf(parts, paper), parts.origin);
    c.header('Content-Type', 'application/pdf');
    c.header('Content-Length', String(size));
    c.header('Content-Disposition', disposition('inline', `${numberAndSymbol(head).replace('/', '-')}${mark}.pdf`));
    c.header('X-Content-Type-Options', 'nosniff');
  };

  doors.get(place, { who: 'signedIn' }, async (c) => {
    const paper = await seen(c);
    if (paper === null) return c.notFound();
    const { body, size } = await paperBytes(parts, paper);
    await headers(c, paper, size);
    return c.body(body instanceof Uint8Array ? new Uint8Array(body) : body);
  });

  doors.get(`${place}/english`, { who: 'signedIn' }, async (c) => {
    const paper = await seen(c);
    if (paper === null) return c.notFound();
    const bytes = await englishCopy(parts, paper);
    await headers(c, paper, bytes.length, '-english-copy');
    return c.body(new Uint8Array(bytes));
  });

  const address = '/confirm/:agency/:register/:year/:number/:code';
  doors.get(address, { who: 'anyone' }, async (c) => {
    const paper = await confirmed(c, parts);
    return c.html(<ConfirmPage frame={await parts.frameOf(c)} paper={paper} />, paper === null ? 404 : 200);
  });

  doors.post(address, { who: 'anyone', maxBodyBytes: uploadBodyBytes }, async (c) => {
    const paper = await confirmed(c, parts);
    const frame = await parts.frameOf(c);
    if (paper === null) return c.html(<ConfirmPage frame={frame} paper={paper} />, 404);
    const w = documentsWords[c.get('language')].confirm;
    const hash = createHash('sha256');
    let size = 0;
    await readForm(c, async (name, _, content) => {
      if (name !== 'file') return;
      for await (const piece of content) {
        size += piece.length;
        if (size > mostFileBytes) return;
        hash.update(piece);
      }
    });
    if (size === 0 || size > mostFileBytes) {
      const errors = { file: size === 0 ? w.noFile : w.tooLarge };
      return c.html(<ConfirmPage frame={frame} paper={paper} errors={errors} />, 422);
    }
    const sha256 = hash.digest('hex');
    return c.html(<ConfirmPage frame={frame} paper={paper} compared={{ same: sha256 === paper.sha256, sha256 }} />);
  });
}

/** The paper that an address names; null when it names none. */
async function paperAt(c: Context<AppEnv>, { db }: Parts): Promise<PaperRow | null> {
  const { agency = '', register = '', year = '', number = '' } = c.req.param() as Record<string, string>;
  if (!/^[a-z][a-z0-9-]{1,30}$/.test(agency) || !/^[A-Za-z]{1,40}$/.test(register)) return null;
  if (!/^2[01]\d\d$/.test(year) || !/^[1-9]\d{0,8}$/.test(number)) return null;
  return readPaper(db, { agency, register, year: Number(year), number: Number(number) });
}

async function confirmed(c: Context<AppEnv>, parts: Parts): Promise<ConfirmedPaper | null> {
  const paper = await paperAt(c, parts);
  if (paper === null || paper.hash.slice(0, 16) !== c.req.param('code')) return null;
  const { agency, register, year, number } = paper;
  const pack = await packOf(parts, paper);
  const head = headOf(paper, pack, parts.origin);
  const rendering = await renderPaper(parts, agency, register, year, number);
  if (rendering === null) return null;
  return {
    kind: nameOf('papers', paper.kind, c.get('language')),
    number: numberAndSymbol(head),
    issuedOn: head.issuedOn,
    agency: head.parentAgency === null ? head.agency : `${head.agency}, ${head.parentAgency}`,
    fictional: head.fictional,
    ...(await gistOf(parts.db, paper, parts.origin)),
    returned: await returnedOrder(parts.db, paper, pack, parts.origin),
    sha256: rendering.sha256,
  };
}

async function packOf({ db }: Parts, { agency, dossier }: PaperRow): Promise<Pack> {
  const [row] = await db.query<{ pack: Pack }>`
    select s.facts as pack from dossier d join state s on s.agency = d.agency and s.dossier = d.pack and s.subject = 'pack'
    where d.agency = ${agency} and d.id = ${dossier}`;
  if (row === undefined) throw new Error(`the dossier ${dossier} has no pack`);
  return row.pack;
}
