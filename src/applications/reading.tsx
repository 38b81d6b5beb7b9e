// An application as it was handed in, for whoever judges it; never its draft.

import type { Context } from 'hono';
import { ReadPage, type ReadView } from '../../templates/pages/applications/read.tsx';
import { applicationPaper } from '../../templates/papers/application.ts';
import { agencyFacts } from '../../templates/words/agencies.ts';
import { callWords } from '../../templates/words/calls.ts';
import { stageOf } from '../../workflows/programmes/schema.ts';
import { type Answers, budgetFieldOf, budgetTotals, shown } from '../../workflows/rules/forms.ts';
import { paperFonts } from '../documents/index.ts';
import type { AppEnv, Doors } from '../doors.ts';
import type { Parts } from '../parts.ts';
import { mayOpen } from '../reviews/index.ts';
import { changesBetween } from './changes.ts';
import { hashOf, type Version } from './matter.ts';
import { headOf, openWritten, root, titleOf, type Written } from './shared.ts';

/** The reading view, and the same as a PDF. */
export function readingRoutes(doors: Doors, parts: Parts): void {
  doors.get(`${root}/read`, { who: 'signedIn' }, async (c) => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    const elsewhere = await mustDeclareFirst(c, parts);
    if (elsewhere !== null) return c.redirect(elsewhere, 303);
    return c.html(<ReadPage frame={await parts.frameOf(c)} read={readView(c, parts, matter)} />);
  });

  doors.get(`${root}/pdf`, { who: 'signedIn' }, async (c) => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    const elsewhere = await mustDeclareFirst(c, parts);
    if (elsewhere !== null) return c.redirect(elsewhere, 303);
    const version = matter.versions.at(-1);
    if (version === undefined || version.answers === null) return c.notFound();
    c.header('Content-Type', 'application/pdf');
    c.header('Content-Disposition', `inline; filename="${matter.dossier.code}.pdf"`);
    c.header('X-Content-Type-Options', 'nosniff');
    return c.body(new Uint8Array(paperOf(matter, version, version.answers)));
  });
}

/** Where somebody must go first who is here as a reviewer and nothing else, and has not declared to have no conflict. */
async function mustDeclareFirst(c: Context<AppEnv>, { db }: Parts): Promise<string | null> {
  if (c.get('standing').roles.some((role) => role !== 'reviewer')) return null;
  const { agency, dossier } = c.req.param() as { agency: string; dossier: string };
  const open = await mayOpen(db, agency, dossier, c.get('visitor')!.id);
  return open ? null : `/agencies/${agency}/dossiers/${dossier}/review`;
}

function readView(c: Context<AppEnv>, { now }: Parts, matter: Written): ReadView {
  const language = c.get('language');
  const { dossier, definition, versions } = matter;
  const [version, before] = [versions.at(-1), versions.at(-2)];
  const asShown = (answers: Answers) => shown(definition, answers, language, matter);
  return {
    head: { ...headOf(matter, language, now()), title: titleOf(version?.answers ?? {}) },
    party: applicantOf(dossier, version?.answers ?? {}),
    version: version ?? null,
    versions: versions
      .map((one) => ({ number: one.number, at: one.at, name: one.name, hash: hashOf(one) }))
      .toReversed(),
    shown: version?.answers ? asShown(version.answers) : null,
    changes:
      version?.answers && before?.answers ? changesBetween(asShown(before.answers), asShown(version.answers)) : null,
    hasPdf: version?.answers != null,
  };
}

/** Who applied, as they wrote it then: the dossier may have passed to a company since. */
const applicantOf = ({ party }: Written['dossier'], { applicantName }: Answers): string =>
  typeof applicantName === 'string' && applicantName !== '' ? applicantName : (party?.name ?? '');

/** 'Sở Khoa học và Công nghệ Thành phố Hồ Chí Minh' */
function addressee({ agency, pack }: Written['dossier']): string {
  const { name, place } = agencyFacts(agency, pack);
  return name.endsWith(place) ? name : `${name} ${place}`;
}

function paperOf(matter: Written, version: Version, answers: Answers): Uint8Array {
  const { dossier, definition } = matter;
  const budget = budgetFieldOf(definition);
  const stage = stageOf(dossier.pack, dossier.stage)?.name.vi ?? dossier.stage;
  return applicationPaper(
    {
      title: definition.title.vi,
      projectName: titleOf(answers),
      applicant: applicantOf(dossier, answers),
      agency: addressee(dossier),
      call: `${callWords.vi.stageSupport(stage)} (${dossier.pack.shortTitle.vi})`,
      stage,
      receipt: {
        number: dossier.code,
        receivedAt: new Date(version.at),
        sha256: hashOf(version) ?? version.commitment,
        submittedBy: version.name,
      },
      sections: shown(definition, answers, 'vi', matter),
      amounts: budget === null ? null : budgetTotals(answers, budget.id),
      createdAt: new Date(version.at),
      fictional: dossier.pack.fictional,
      confirmUrl: null,
    },
    paperFonts(),
  );
}
