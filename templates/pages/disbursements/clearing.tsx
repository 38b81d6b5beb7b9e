// What clearing an advance will do, line by line, read before it is recorded.

import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { AttachedFile, type FileMore } from '../../parts/attached.tsx';
import { type CapRow, CapsTable } from '../../parts/caps.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { ErrorSummary, type FieldErrors, Form, type Typed } from '../../parts/form.tsx';
import { dayText } from '../../parts/when.ts';
import { disbursementWords } from '../../words/disbursements.ts';
import type { Language } from '../../words/words.ts';
import type { RequestView } from './request.tsx';

/** A file that was sent for a clearing, and need not be sent again. */
export type ClearingFile = FileMore & { id: string; name: string; href: string };

export type ClearingView = {
  view: RequestView;
  /** Each item: what was advanced, what of it was settled or due before, and what this clearing makes of the rest. */
  rows: readonly {
    name: string;
    unitName: string;
    advancedVnd: bigint;
    beforeVnd: bigint;
    settledVnd: bigint;
    dueVnd: bigint;
    leftVnd: bigint;
    /** The accepted cost beyond what is settled: nothing more is paid for it here. */
    beyondVnd: bigint;
  }[];
  caps: readonly CapRow[];
  repayBy: string | null;
  files: readonly ClearingFile[];
  typed: Typed;
  formKey: string;
  seen: string;
  errors: FieldErrors;
};

const columns = ['advancedVnd', 'beforeVnd', 'settledVnd', 'dueVnd', 'leftVnd', 'beyondVnd'] as const;

export function ClearingPage({ frame, clearing }: { frame: Frame; clearing: ClearingView }) {
  const { view, rows, caps, repayBy, files, typed, formKey, seen, errors } = clearing;
  const { language } = frame;
  const w = disbursementWords[language];
  const total = (name: (typeof columns)[number]) => rows.reduce((sum, row) => sum + row[name], 0n);
  const [settled, due, left, beyond] = (['settledVnd', 'dueVnd', 'leftVnd', 'beyondVnd'] as const).map(total);
  const payee = view.payee?.name || w.clearing.party;
  return (
    <Layout frame={frame} title={w.clearing.title} here="work">
      <Crumbs
        trail={[
          { text: view.code, href: view.base },
          { text: w.tranche(view.tranche), href: view.here },
        ]}
        language={language}
      />
      <ErrorSummary errors={errors} language={language} />
      <h1>{w.clearing.title}</h1>
      <p class="lead">{w.lead(view.code, view.tranche, view.project || '–')}</p>
      <div class="turn">
        <ul class="consequences">
          <li>{w.clearing.accepts(formatVnd(settled!))}</li>
          <li>
            {due! > 0n && repayBy !== null
              ? w.clearing.opens(formatVnd(due!), payee, dayText(repayBy))
              : w.clearing.nothingDue}
          </li>
          <li>{left! > 0n ? w.clearing.stays(formatVnd(left!)) : w.clearing.over}</li>
          {beyond! > 0n && <li>{w.clearing.beyondSays(formatVnd(beyond!))}</li>}
        </ul>
      </div>
      <section aria-label={w.clearing.title}>
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">{w.clearing.line}</th>
              {columns.map((name) => (
                <th scope="col" class="num">
                  {w.clearing.columns[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <td>
                  <span>
                    {row.name}
                    {row.unitName !== '' && <span class="capnote soft small">{row.unitName}</span>}
                  </span>
                </td>
                <Amounts of={(name) => row[name]} language={language} />
              </tr>
            ))}
            {rows.length > 1 && (
              <tr class="total">
                <td>{w.clearing.total}</td>
                <Amounts of={total} language={language} />
              </tr>
            )}
          </tbody>
        </table>
      </section>
      {caps.length > 0 && (
        <section aria-labelledby="caps">
          <h2 id="caps">{w.capsTitle}</h2>
          <CapsTable rows={caps} language={language} />
        </section>
      )}
      <section aria-labelledby="files">
        <h2 id="files">{w.clearFile}</h2>
        <ClearingFiles files={files} language={language} />
      </section>
      <Form action={`${view.here}/clear`} formKey={formKey} revision={view.revision} class="after">
        <input type="hidden" name="seen" value={seen} />
        {Object.entries(typed)
          .filter(([name]) => /^([scu]\d{1,3}|repayBy|recovery|attachment)$/.test(name))
          .flatMap(([name, value]) =>
            (typeof value === 'string' ? [value] : value).map((text) => [name, text] as const),
          )
          .map(([name, text]) => (
            <input type="hidden" name={name} value={text} />
          ))}
        <p class="buttons">
          <button class="button" type="submit" name="step" value="record">
            {w.clear}
          </button>
          <button class="button quiet" type="submit" name="step" value="edit">
            {w.clearing.edit}
          </button>
        </p>
      </Form>
    </Layout>
  );
}

function Amounts({ of, language }: { of: (name: (typeof columns)[number]) => bigint; language: Language }) {
  const w = disbursementWords[language].clearing;
  return (
    <>
      {columns.map((name) => (
        <td class="num" data-label={w.columns[name]}>
          {formatAmount(of(name))}
        </td>
      ))}
    </>
  );
}

/** The papers of a clearing; `field`: in its form, where they go along. */
export function ClearingFiles({
  files,
  field,
  language,
}: {
  files: readonly ClearingFile[];
  field?: string;
  language: Language;
}) {
  if (files.length === 0) return null;
  return (
    <ul class="attached">
      {files.map(({ id, ...file }) => (
        <li>
          {field !== undefined && <input type="hidden" name={field} value={id} />}
          <AttachedFile {...file} language={language} />
        </li>
      ))}
    </ul>
  );
}
