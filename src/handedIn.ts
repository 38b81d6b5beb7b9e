// What a team hands in beside the history, for an officer to decide on: the report on its prototype, and who its company is. What
// stands is the team's draft; each handing in and each sending back is kept as a content too, by which pages tell of it.

import type { Database } from './database/pool.ts';
import type { Dossier } from './dossier.ts';

/** The draft of each. */
export const handedInForms = { prototype: 'prototypeReport', company: 'company' } as const;
export type HandedInForm = keyof typeof handedInForms;

/** That an officer sent it back: why, by the commitment to their words, and when. The draft says it until it is handed in again. */
export type SentBack = { readonly reason: string; readonly by: string; readonly at: string };

/** In SQL: of a draft under this name, whether it was handed in and not sent back since. The one definition of it. */
export const waits = (w: string): string =>
  `(coalesce(${w}.answers->>'handedInAt', ${w}.answers->>'sentAt') is not null and ${w}.answers->>'returned' is null)`;

/** In SQL: whether one of these waits for an officer at the dossier of a state `s`. */
export const isHandedIn = (form: HandedInForm): string =>
  `exists (select from draft w where w.agency = s.agency and w.dossier = s.dossier and w.form = '${handedInForms[form]}' and ${waits('w')})`;

/** What waits for an officer at a dossier. */
export type HandedIn = Readonly<Record<HandedInForm, boolean>>;
export const nothingHandedIn: HandedIn = { prototype: false, company: false };

/** What of a dossier's team waits for an officer. */
export async function handedInOf(db: Database, { agency, id }: Pick<Dossier, 'agency' | 'id'>): Promise<HandedIn> {
  const rows = await db.run<{ form: string }>(
    `select w.form from draft w where w.agency = $1 and w.dossier = $2::uuid and ${waits('w')}`,
    [agency, id],
  );
  const found = rows.map(({ form }) => form);
  return { prototype: found.includes(handedInForms.prototype), company: found.includes(handedInForms.company) };
}

/** One handing in, or one sending back with its reason. */
export type Handing = {
  readonly form: HandedInForm;
  readonly isReturn: boolean;
  readonly at: string;
  readonly name: string;
  /** Of a sending back the reason; of a company its name. */
  readonly text: string;
};

/** Every handing in and sending back of a dossier that is still kept, newest first. */
export async function handingsOf(db: Database, { agency, id }: Pick<Dossier, 'agency' | 'id'>): Promise<Handing[]> {
  const rows = await db.query<{ kind: string; form: HandedInForm; at: Date; name: string; text: string }>`
    select c.kind, c.body->>'about' as form, c.created_at as at, coalesce(p.name, '') as name,
      coalesce(case when c.kind = 'reason' then c.body->>'text' else c.body->>'name' end, '') as text
    from content c left join person p on p.id = c.created_by
    where c.agency = ${agency} and c.dossier = ${id}::uuid and c.kind in ('report', 'reason') and c.body->>'about' in ('prototype', 'company')
    order by c.created_at desc, c.kind`;
  return rows.map(({ kind, at, ...one }) => ({ ...one, isReturn: kind === 'reason', at: at.toISOString() }));
}
