// Payments confirmed from a statement of the treasury or bank: a table is read and matched to the orders, and what its reader then
// chooses is confirmed, each by itself, as on the page of one payment. The file is not kept: a confirmation asks for none.

import type { Context } from 'hono';
import {
  type LineView,
  MatchedPage,
  type MatchedView,
  StatementPage,
} from '../../templates/pages/disbursements/statement.tsx';
import { type Result, ResultPage } from '../../templates/pages/disbursements/together.tsx';
import { statementPath } from '../../templates/parts/many-at-once.tsx';
import { statementWords } from '../../templates/words/statement.ts';
import { togetherWords } from '../../templates/words/together.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { duties } from '../../workflows/rules/duties.ts';
import { amountProblems, formatAmount } from '../../workflows/rules/money.ts';
import { csvAnswer } from '../csv.ts';
import { readForm } from '../documents/index.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { askAs, newKey, textIn, textsIn } from '../forms.ts';
import { recordedUnder } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { explain } from '../refusals.ts';
import { readerOf } from '../standing.ts';
import { readPaid } from './acts.ts';
import { recordedAmong } from './references.ts';
import { done, keyOf, lookingAt, notDone } from './several.ts';
import { readSheet } from './sheet-file.ts';
import { columns, headings, type Line, type LineProblem, linesOf, mostLines } from './statement-lines.ts';
import { matched, numbersIn, orderedBy } from './statement-matching.ts';
import { returnableAmong } from './statement-returns.ts';

const mostFile = 2 * 1024 * 1024;
/** What is larger than a statement may be is read to its end, so that it can be said. */
const mostBody = 16 * 1024 * 1024;

export function statementRoutes(doors: Doors, parts: Parts): void {
  const { db } = parts;
  const path = '/agencies/:agency/payments/statement';
  const who = duties['disbursement.paid'].roles;
  const look = lookingAt(parts);

  const ordersFor = (c: Context<AppEnv>) =>
    orderedBy(db, { agency: c.req.param('agency')!, person: c.get('visitor')!.id, now: parts.now() });

  const showUpload = async (c: Context<AppEnv>, error: string | null = null) => {
    const w = statementWords[c.get('language')];
    const view = {
      ...{ frame: await parts.frameOf(c), agency: c.req.param('agency')!, waiting: (await ordersFor(c)).length },
      errors: error === null ? {} : { file: error },
      columns: columns.map((name) => ({
        ...{ name: headings[name][0]!, called: headings[name].slice(1), says: w.columns[name] },
      })),
    };
    return c.html(<StatementPage {...view} />, error === null ? 200 : 422);
  };

  doors.get(path, { who }, (c) => showUpload(c));

  doors.get(`${path}/sample`, { who }, (c) => {
    const w = statementWords[c.get('language')];
    const year = parts.now().slice(0, 4);
    const lines = [
      { order: '05/RDT-SKHCN', code: `HS-${year}-4F1A2B`, amountVnd: 5_000_000n },
      { order: '06/RDT-SKHCN', code: `HS-${year}-7C03D9`, amountVnd: 12_500_000n },
    ];
    return csvAnswer(c, {
      name: 'sao-ke-mau',
      head: columns.map((name) => headings[name][0]!),
      rows: lines.map(({ order, code, amountVnd }, at) => [
        ...[`20/11/${year}`, `KB-${year}-001${at + 7}`],
        amountVnd,
        w.sampleContent(order, code),
      ]),
    });
  });

  doors.post(path, { who, maxBodyBytes: mostBody }, async (c) => {
    let file: Buffer | null = null;
    let size = 0;
    const typed = await readForm(c, async (name, filename, content) => {
      if (name !== 'file' || filename === '') return;
      const pieces: Uint8Array[] = [];
      for await (const piece of content) {
        size += piece.length;
        if (size <= mostFile) pieces.push(piece);
      }
      file = Buffer.concat(pieces);
    });
    if (textIn(typed, 'step') === 'confirm') return confirmed(c, textIn(typed, 'key'), textsIn(typed, 'item'));
    const w = statementWords[c.get('language')];
    if (file === null) return showUpload(c, w.chooseFile);
    if (size > mostFile) return showUpload(c, w.tooLarge);
    const sheet = await readSheet(file);
    if (!sheet.ok) return showUpload(c, w.problems[sheet.problem]);
    const statement = linesOf(sheet.rows);
    if (!statement.ok) return showUpload(c, w.missing(statement.missing.map((name) => headings[name][0]!).join(', ')));
    const lines = await match(c, statement.lines);
    const view: MatchedView = {
      ...{ frame: await parts.frameOf(c), agency: c.req.param('agency')!, lines, formKey: newKey() },
      wrong: statement.problems.map((problem) => ({ row: problem.row, sentence: sentenceOf(problem, c) })),
      cut: statement.isCut ? w.cut(formatAmount(BigInt(mostLines))) : null,
    };
    return c.html(<MatchedPage {...view} />);
  });

  async function match(c: Context<AppEnv>, lines: readonly Line[]): Promise<LineView[]> {
    const recorded = await recordedAmong(
      db,
      c.req.param('agency')!,
      lines.map(({ reference }) => reference),
    );
    const numbers = new Set(lines.flatMap((line) => (line.isIncoming ? [...numbersIn(line)] : [])));
    const returnable = await returnableAmong(db, c.req.param('agency')!, readerOf(c), [...numbers]);
    return matched(lines, await ordersFor(c), returnable, recorded, dayOf(parts.now()));
  }

  async function confirmed(c: Context<AppEnv>, formKey: string, items: readonly string[]) {
    const w = statementWords[c.get('language')];
    const chosen = items.slice(0, mostLines).flatMap((item) => chosenIn(item) ?? []);
    if (chosen.length === 0) return showUpload(c, w.noneChosen);
    const results: Result[] = [];
    for (const one of chosen) results.push(await confirm(c, formKey, one));
    const [agency, frame] = [c.req.param('agency')!, await parts.frameOf(c)];
    const view = { frame, agency, results, words: w.result, more: statementPath(agency) };
    return c.html(<ResultPage {...view} />, results.some(({ isDone }) => isDone) ? 200 : 422);
  }

  /** One line that was chosen: what its own page would refuse is refused here too. */
  async function confirm(c: Context<AppEnv>, formKey: string, chosen: Chosen): Promise<Result> {
    const language = c.get('language');
    const found = await look(c, chosen.value);
    if (found === null) return notDone(null, togetherWords[language].closed);
    const { dossier, view, hand } = found;
    const { errors, input, tried } = await readPaid(
      db,
      found,
      { reference: chosen.reference, paidOn: chosen.date },
      language,
    );
    const form = { type: 'payDisbursement', dossier: dossier.id, input } as const;
    const sender = {
      ...{ agency: dossier.agency, person: c.get('visitor')!.id },
      key: keyOf(formKey, chosen.value),
    };
    const before = await recordedUnder(db, sender, form);
    if (before?.ok) return done(view);
    if (view.act?.kind === 'pay' && view.act.blocked === null) {
      const wrong = Object.values(errors);
      if (view.amountVnd !== chosen.amountVnd) wrong.unshift(statementWords[language].amountChanged);
      if (tried !== null)
        await parts.recorder.note({ ...form, input: { id: found.id } }, hand.actorOf(form.type), tried);
      if (wrong.length > 0) return notDone(view, ...wrong);
    }
    const outcome = before ?? (await askAs(parts, hand.actorOf(form.type), form, {}, sender));
    const now = (await look(c, chosen.value))?.view ?? view;
    return outcome.ok
      ? done(now)
      : { ...notDone(now), refusal: explain(outcome.refusal, language, dossier.pack, hand.readBy) };
  }
}

/** What is wrong with one cell, in the reader's language. */
function sentenceOf({ problem }: LineProblem, c: Context<AppEnv>): string {
  const language = c.get('language');
  const { rowProblems } = statementWords[language];
  if (problem === 'date' || problem === 'reference' || problem === 'zero') return rowProblems[problem];
  const sentence = amountProblems[problem][language];
  return sentence.charAt(0).toLocaleLowerCase('vi') + sentence.slice(1);
}

/** A line as its box says it: see `confirmingOf` of the page. */
type Chosen = { value: string; date: string; amountVnd: bigint; reference: string };

function chosenIn(item: string): Chosen | null {
  const [, value = '', date = '', amount = '', reference = ''] =
    /^([^.]+\.[^.]+)\.(\d{4}-\d{2}-\d{2})\.(\d{1,15})\.(.{1,100})$/.exec(item) ?? [];
  return value === '' ? null : { value, date, amountVnd: BigInt(amount), reference };
}
