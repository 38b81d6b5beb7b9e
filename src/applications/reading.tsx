// An application as it was handed in, for whoever judges it; never its draft.

import type { Context } from 'hono';
import { ReadPage, type ReadView } from '../../templates/pages/applications/read.tsx';
import { agencyFacts } from '../../templates/words/agencies.ts';
import { callWords } from '../../templates/words/calls.ts';
import type { Language } from '../../templates/words/words.ts';
import { stageOf } from '../../workflows/programmes/schema.ts';
import {
  type Answers,
  budgetFieldOf,
  budgetTotals,
  changesBetween,
  exportAnswers,
  exportRows,
  shown,
} from '../../workflows/rules/forms.ts';
import { csvAnswer } from '../csv.ts';
import { press } from '../documents/index.ts';
import type { AppEnv, Doors } from '../doors.ts';
import type { Parts } from '../parts.ts';
import { mustDeclareAt } from '../reviews/index.ts';
import { filesIn, hashOf, textOfVersion, type Version } from './matter.ts';
import { check, differing, headOf, openWritten, root, titleOf, type Written } from './shared.ts';

/** The reading view, the same as a PDF, and what its SHA-256 is of. */
export function readingRoutes(doors: Doors, parts: Parts): void {
  doors.get(`${root}/read`, { who: 'signedIn' }, async (c) => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    const elsewhere = await mustDeclareFirst(c, parts);
    if (elsewhere !== null) return c.redirect(elsewhere, 303);
    return c.html(<ReadPage frame={await parts.frameOf(c)} read={readView(c, parts, matter)} />);
  });

  const printed = async (c: Context<AppEnv>, language: Language, mark: string) => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    const elsewhere = await mustDeclareFirst(c, parts);
    if (elsewhere !== null) return c.redirect(elsewhere, 303);
    const version = matter.versions.at(-1);
    if (version === undefined || version.answers === null) return c.notFound();
    c.header('Content-Type', 'application/pdf');
    c.header('Content-Disposition', `inline; filename="${matter.dossier.code}${mark}.pdf"`);
    c.header('X-Content-Type-Options', 'nosniff');
    return c.body(new Uint8Array(await paperOf(parts, matter, version, version.answers, language)));
  };

  doors.get(`${root}/pdf`, { who: 'signedIn' }, (c) => printed(c, 'vi', ''));

  doors.get(`${root}/pdf/english`, { who: 'signedIn' }, (c) => printed(c, 'en', '-english-copy'));

  /** What was answered, to be taken along: for a program, or for a spreadsheet. */
  const taken = async (c: Context<AppEnv>, as: 'json' | 'csv') => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    const elsewhere = await mustDeclareFirst(c, parts);
    if (elsewhere !== null) return c.redirect(elsewhere, 303);
    const version = matter.versions.at(-1);
    if (version === undefined || version.answers === null) return c.notFound();
    const exported = exportAnswers(matter.definition, version.answers, c.get('language'), matter);
    const name = `${matter.dossier.code}-answers`;
    if (as === 'csv') return csvAnswer(c, { name, ...exportRows(exported) });
    const text = JSON.stringify({ dossier: matter.dossier.code, version: version.number, ...exported }, null, 2);
    return c.body(`${text}\n`, 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.json"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
  };

  doors.get(`${root}/answers.json`, { who: 'signedIn' }, (c) => taken(c, 'json'));

  doors.get(`${root}/answers.csv`, { who: 'signedIn' }, (c) => taken(c, 'csv'));

  doors.get(`${root}/content`, { who: 'signedIn' }, async (c) => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    const elsewhere = await mustDeclareFirst(c, parts);
    if (elsewhere !== null) return c.redirect(elsewhere, 303);
    const asked = c.req.query('version');
    const version = asked === undefined ? matter.versions.at(-1) : matter.versions[Number(asked) - 1];
    const text = version === undefined ? null : textOfVersion(version);
    if (version === undefined || text === null) return c.notFound();
    c.header('Content-Type', 'application/json; charset=utf-8');
    c.header('Content-Disposition', `attachment; filename="${matter.dossier.code}-${version.number}.json"`);
    c.header('X-Content-Type-Options', 'nosniff');
    return c.body(text);
  });
}

/** Where somebody must go first who judges the application and has not declared to have no conflict of interest. */
async function mustDeclareFirst(c: Context<AppEnv>, { db }: Parts): Promise<string | null> {
  const { agency, dossier } = c.req.param() as { agency: string; dossier: string };
  const { roles } = c.get('standing');
  const page = await mustDeclareAt(db, { agency, dossier, person: c.get('visitor')!.id, roles });
  return page === null ? null : `/agencies/${agency}/dossiers/${dossier}/${page}`;
}

function readView(c: Context<AppEnv>, { now }: Parts, matter: Written): ReadView {
  const language = c.get('language');
  const { dossier, definition, versions } = matter;
  const [version, before] = [versions.at(-1), versions.at(-2)];
  const asShown = (answers: Answers) => shown(definition, answers, language, matter);
  const hashes = new Map(versions.flatMap(({ body }) => filesIn(body)).map(({ id, sha256 }) => [id, sha256]));
  const said = version?.answers ?? {};
  const wrong = check(matter, said, language, { complete: false });
  return {
    head: { ...headOf(matter, language, now()), title: titleOf(version?.answers ?? {}) },
    party: applicantOf(dossier, version?.answers ?? {}),
    version: version ?? null,
    versions: versions
      .map((one) => ({ number: one.number, at: one.at, name: one.name, hash: hashOf(one) }))
      .toReversed(),
    shown: version?.answers ? asShown(version.answers) : null,
    changes:
      version?.answers && before?.answers
        ? changesBetween(asShown(before.answers), asShown(version.answers), (id) => hashes.get(id))
        : null,
    differences: differing(matter, said).flatMap((id) => wrong[id] ?? []),
    hasPdf: version?.answers != null,
  };
}

/** Who applied, as they wrote it then: the dossier may have passed to a company since. */
const applicantOf = ({ party }: Written['dossier'], { applicantName }: Answers): string =>
  typeof applicantName === 'string' && applicantName !== '' ? applicantName : (party?.name ?? '');

/** 'Sở Khoa học và Công nghệ Thành phố Hồ Chí Minh' */
function addressee({ agency, pack }: Written['dossier'], language: Language): string {
  const { name, place } = agencyFacts(agency, pack, language);
  return name.endsWith(place) ? name : `${name}${language === 'vi' ? ' ' : ', '}${place}`;
}

async function paperOf(
  { demo }: Parts,
  matter: Written,
  version: Version,
  answers: Answers,
  language: Language,
): Promise<Uint8Array> {
  const { applicationPaper, paperFonts } = await press();
  const { dossier, definition } = matter;
  const budget = budgetFieldOf(definition);
  const stage = stageOf(dossier.pack, dossier.stage)?.name[language] ?? dossier.stage;
  return applicationPaper(
    {
      language,
      title: definition.title[language],
      projectName: titleOf(answers),
      applicant: applicantOf(dossier, answers),
      agency: addressee(dossier, language),
      call: `${callWords[language].stageSupport(stage)} (${dossier.pack.shortTitle[language]})`,
      stage,
      receipt: {
        number: dossier.code,
        receivedAt: new Date(version.at),
        sha256: hashOf(version) ?? version.commitment,
        submittedBy: version.name,
      },
      sections: shown(definition, answers, language, matter),
      files: filesIn(version.body),
      amounts: budget === null ? null : budgetTotals(answers, budget.id),
      createdAt: new Date(version.at),
      fictional: dossier.pack.fictional,
      demonstration: demo,
      confirmUrl: null,
    },
    paperFonts(),
  );
}
