// A founder's request for money: lines with what is left of each, invoices with their files, and what would be so if it were sent.

import type { PropsWithChildren } from 'hono/jsx';
import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { AttachedFile, type FileMore, Uploads } from '../../parts/attached.tsx';
import { type ConflictView, DraftConflict, SentMeanwhile } from '../../parts/conflict.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { EInvoices, type EInvoiceView } from '../../parts/e-invoice.tsx';
import { Unbroken } from '../../parts/facts.tsx';
import {
  DayField,
  ErrorSummary,
  Field,
  type FieldErrors,
  Form,
  idOf,
  MoneyField,
  type Option,
  Select,
  TextField,
  type Typed,
  tied,
} from '../../parts/form.tsx';
import { Awarded } from '../../parts/money-path.tsx';
import { type RefusalView, Refused } from '../../parts/refusal.tsx';
import { dayTextOf } from '../../parts/when.ts';
import { disbursementWords } from '../../words/disbursements.ts';
import { documentsWords } from '../../words/documents.ts';
import type { Language } from '../../words/words.ts';
import { AccountNeeded, type AccountNeededView } from './account-needed.tsx';
import { Drop, Mark, SavedNote, type SavedRow, SavedRows } from './form-draft.tsx';
import { RoomCheck, type RoomView } from './form-room.tsx';

export type LineView = {
  id: string;
  name: string;
  /** As it was decided, and what of it stands. */
  awardedVnd: bigint;
  standsVnd: bigint;
  leftVnd: bigint;
  clause: string | null;
  units: readonly string[];
};
export type RowView = {
  index: number;
  line: string;
  lineName: string;
  /** The units that the pack counts this line by: 'person', 'month', … */
  units: readonly string[];
  /** Wages are evidenced otherwise than purchases: the fields are named after that. */
  isWages: boolean;
  /** What is odd about its day; '' where nothing is. */
  remark: string;
  /** Where else in the project the same voucher stands, and the page of that request. */
  twice: readonly { text: string; look: { href: string; text: string } | null }[];
  files: readonly ({
    id: string;
    name: string;
    size: number;
    href: string;
    eInvoices: readonly EInvoiceView[] | null;
  } & FileMore)[];
  /** Where its electronic invoice says otherwise, by field. */
  differs: Readonly<Record<string, string>>;
};
/** The most files of one row. */
export const mostFilesOfRow = 10;

export type RequestFormView = {
  base: string;
  code: string;
  project: string;
  action: string;
  /** Where the caps are asked for while somebody types. */
  check: string;
  formKey: string;
  id: string;
  /** The mark of what stands saved: sent back, to see whether somebody else has saved since. */
  mark: string;
  /** Who saved last, and when. */
  savedText: string;
  notice: 'dropped' | 'notDropped' | null;
  /** Where the draft is discarded; null where there is none. */
  drop: string | null;
  /** What somebody else has saved since the page was opened. */
  conflict: (ConflictView & { theirs: readonly SavedRow[]; ticked: readonly string[] }) | null;
  /** The request that was sent from another page meanwhile. */
  sent: string | null;
  again: { tranche: number; by: string; at: string; reason: string } | null;
  blocked: RefusalView | null;
  /** What is missing of the account that it would be paid to; null where nothing is. */
  accountNeeded: AccountNeededView | null;
  lines: readonly LineView[];
  rows: readonly RowView[];
  advance: { leftVnd: bigint | null; clause: string } | null;
  last: { needs: readonly string[]; missing: string };
  payees: readonly Option[];
  typed: Typed;
  errors: FieldErrors;
  refusal: RefusalView | null;
  room: RoomView | null;
  /** Whether somebody asked for the caps to be looked at, and reads the answer at the top. */
  isChecked: boolean;
};

export function RequestFormPage({ frame, view }: { frame: Frame; view: RequestFormView }) {
  const { language } = frame;
  const w = disbursementWords[language];
  const { again } = view;
  const title = again === null ? w.newTitle : w.againTitle(again.tranche);
  return (
    <Layout frame={frame} title={title} here="work" lively uploads>
      <Crumbs trail={[{ text: view.code, href: view.base }]} language={language} />
      {view.refusal === null && (
        <ErrorSummary
          errors={namedErrors(view.errors, language, wagesIn(view.rows))}
          {...(view.isChecked ? { title: w.notChecked } : {})}
          language={language}
        />
      )}
      <Refused refusal={view.refusal} language={language} />
      <h1>{title}</h1>
      <p class="lead">{view.project}</p>
      <p class="lead">{w.newLead}</p>
      {view.notice !== null && (
        <p class="notice" role={view.notice === 'dropped' ? 'status' : 'alert'}>
          {w[view.notice]}
        </p>
      )}
      {view.isChecked && view.room?.fits && (
        <p class="notice" role="status">
          {w.roomOk(formatVnd(view.room.askedVnd))} <a href="#room">{w.roomSee}</a>
        </p>
      )}
      {again !== null && (
        <div class="turn" role="note">
          <div>
            <h2>{w.returnedBy(again.by, dayTextOf(again.at))}</h2>
            {again.reason !== '' && <p class="said">{again.reason}</p>}
          </div>
        </div>
      )}
      {view.sent !== null && <SentMeanwhile href={view.sent} language={language} />}
      {view.conflict !== null && (
        <DraftConflict conflict={view.conflict} language={language}>
          <SavedRows {...view.conflict} language={language} />
        </DraftConflict>
      )}
      {view.blocked === null ? (
        <>
          {view.accountNeeded !== null && <AccountNeeded view={view.accountNeeded} language={language} isNew />}
          <SavedNote text={view.savedText} language={language} />
          <RequestForm view={view} language={language} />
          {view.drop !== null && <Drop href={view.drop} mark={view.mark} language={language} />}
        </>
      ) : (
        <Refused refusal={view.blocked} language={language} />
      )}
    </Layout>
  );
}

/** The places of the rows about wages, whose fields have labels of their own. */
export const wagesIn = (rows: readonly Pick<RowView, 'index' | 'isWages'>[]): ReadonlySet<number> =>
  new Set(rows.filter(({ isWages }) => isWages).map(({ index }) => index));

/** In the summary each sentence says of which row and which field it is: 'Chứng từ 2, Đề nghị hỗ trợ: …'. */
export function namedErrors(
  errors: FieldErrors,
  language: Language,
  wages: ReadonlySet<number> = new Set(),
): FieldErrors {
  const w = disbursementWords[language];
  const labels: Readonly<Record<string, string>> = {
    ...w.unitNames,
    what: w.what,
    number: w.number,
    date: w.date,
    seller: w.seller,
    taxCode: w.taxCode,
    costVnd: w.cost,
    amountVnd: w.amount,
    file: w.file,
  };
  const ofWages: Readonly<Record<string, string>> = {
    ...{ what: w.whatWages, number: w.numberWages, seller: w.sellerWages, taxCode: w.taxCodeWages },
  };
  const named = Object.entries(errors).map(([name, sentence]) => {
    const [, index, field = ''] = /^r(\d+)-(\w+)$/.exec(name) ?? [];
    if (index === undefined) return [name, sentence];
    const label = wages.has(Number(index)) ? (ofWages[field] ?? labels[field]) : labels[field];
    return [name, `${[w.row(Number(index) + 1), label].filter(Boolean).join(', ')}: ${sentence}`];
  });
  return Object.fromEntries(named);
}

function RequestForm({ view, language }: { view: RequestFormView; language: Language }) {
  const w = disbursementWords[language];
  const { lines, rows, advance, last, payees, typed, errors } = view;
  const field = { typed, errors, language };
  return (
    <Form action={view.action} formKey={view.formKey} multipart class="request">
      <input type="hidden" name="id" value={view.id} />
      <Mark mark={view.mark} />
      {/* Enter in a field saves, and neither adds nor sends anything */}
      <button class="unseen" type="submit" name="save" value="1" tabindex={-1}>
        {w.saveOnEnter}
      </button>
      <section aria-labelledby="lines">
        <h2 id="lines">{w.linesTitle}</h2>
        <table class="stack asked">
          <thead>
            <tr>
              <th scope="col">{w.line}</th>
              <th scope="col" class="num">
                {w.awarded}
              </th>
              <th scope="col" class="num">
                {w.left}
              </th>
              <th scope="col">{w.clause}</th>
              <th scope="col">
                <span class="unseen">{w.addRow}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ id, name, awardedVnd, standsVnd, leftVnd, clause, units }) => (
              <tr>
                <td>
                  <span>
                    {name}
                    {units.length > 0 && (
                      <span class="capnote soft small">
                        {w.perUnit}: {units.join(', ').toLowerCase()}
                      </span>
                    )}
                  </span>
                </td>
                <td class="num" data-label={w.awarded}>
                  <Awarded row={{ awardedVnd, standsVnd }} language={language} />
                </td>
                <td class="num" data-label={w.left}>
                  {formatAmount(leftVnd)}
                </td>
                <td data-label={w.clause}>
                  <Unbroken text={clause ?? '–'} />
                </td>
                <td class="act">
                  {leftVnd > 0n && (
                    <button class="button quiet" type="submit" name="add" value={id} aria-label={w.addRowTo(name)}>
                      {w.addRow}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section aria-labelledby="rows rest">
        <h2 id="rows">{w.rowsTitle}</h2>
        {rows.length === 0 && <p class="soft">{w.noRows}</p>}
        <Keeps view={view}>
          {rows.map((row) => (
            <InvoiceRow row={row} view={view} language={language} />
          ))}
          <h2 id="rest">{w.restTitle}</h2>
          {payees.length > 0 && <Select name="payee" label={w.payee} options={payees} {...field} />}
          {advance !== null && (
            <label class="choice">
              <input type="checkbox" name="isAdvance" value="yes" checked={typed.isAdvance === 'yes'} />
              <span>
                {w.isAdvance}
                <span class="hint">
                  {w.isAdvanceHint(advance.leftVnd === null ? '–' : formatVnd(advance.leftVnd), advance.clause)}
                </span>
              </span>
            </label>
          )}
          <label class="choice">
            <input type="checkbox" name="isLast" value="yes" checked={typed.isLast === 'yes'} />
            <span>
              {w.isLast}
              <span class="hint">
                {w.isLastHint} {w.lastByItself}{' '}
                {last.needs.length > 0 &&
                  (last.missing === '' ? w.lastHas(last.needs.join('; ')) : w.lastNeeds(last.missing))}
              </span>
            </span>
          </label>
        </Keeps>
        <div
          id="room"
          class="room"
          aria-live="polite"
          hx-post={view.check}
          hx-trigger="input delay:700ms from:closest form, change delay:300ms from:closest form"
          hx-include="closest form"
          hx-swap="innerHTML"
          hx-sync="this:replace"
        >
          {view.room !== null && <RoomCheck room={view.room} language={language} />}
        </div>
        <p class="buttons">
          <button class="button" type="submit" name="send" value="1">
            {w.send}
          </button>
          <button class="button quiet" type="submit" name="check" value="1">
            {w.check}
          </button>
          <button class="button quiet" type="submit" name="save" value="1">
            {w.save}
          </button>
          <a href={view.base}>{w.cancelForm}</a>
        </p>
      </section>
    </Form>
  );
}

/** What saves itself while somebody types. Beside another's version nothing does: whose goes on is for them to say. */
function Keeps({ view, children }: PropsWithChildren<{ view: RequestFormView }>) {
  if (view.conflict !== null || view.sent !== null) return <div>{children}</div>;
  return (
    <div data-keeps data-also={view.drop === null ? '' : '#base-drop'}>
      {children}
    </div>
  );
}

function InvoiceRow({ row, view, language }: { row: RowView; view: RequestFormView; language: Language }) {
  const w = disbursementWords[language];
  const { index, units, files, isWages } = row;
  const at = (name: string) => `r${index}-${name}`;
  const field = { typed: view.typed, errors: view.errors, language };
  const fileHint = [w.filesOf[isWages ? 'wages' : 'other'], documentsWords[language].files.hint, w.xml].join(' ');
  return (
    <fieldset class="invoice" id={`row-${index + 1}`}>
      <legend>
        {w.row(index + 1)}: {row.lineName}
      </legend>
      <input type="hidden" name={at('line')} value={row.line} />
      <div class="grid">
        <TextField name={at('what')} label={isWages ? w.whatWages : w.what} more={{ maxlength: 500 }} {...field} />
        {units.map((unit) => (
          <TextField
            name={at(unit)}
            label={w.unitNames[unit] ?? unit}
            {...(w.unitHints[unit] === undefined ? {} : { hint: w.unitHints[unit] })}
            more={{ maxlength: 60 }}
            {...field}
          />
        ))}
      </div>
      <div class="grid">
        <div class="noted">
          <TextField
            name={at('number')}
            label={isWages ? w.numberWages : w.number}
            more={{ maxlength: 50 }}
            {...field}
          />
          <div>
            <Differs text={row.differs.number} />
            {row.twice.map(({ text, look }) => (
              <p class="small twin remark" role="note">
                {text} {look !== null && <a href={look.href}>{look.text}</a>}
              </p>
            ))}
          </div>
        </div>
        <div class="noted">
          <DayField name={at('date')} label={w.date} {...field} />
          <div>
            <Differs text={row.differs.date} />
            {row.remark !== '' && view.errors[at('date')] === undefined && (
              <p class="small twin remark" role="note">
                {row.remark}
              </p>
            )}
          </div>
        </div>
        <div class="noted">
          <TextField
            name={at('seller')}
            label={isWages ? w.sellerWages : w.seller}
            more={{ maxlength: 200 }}
            {...field}
          />
          <div />
        </div>
        <div class="noted">
          <TextField
            name={at('taxCode')}
            label={isWages ? w.taxCodeWages : w.taxCode}
            hint={w.taxCodeHint}
            optional
            more={{ maxlength: 20 }}
            {...field}
          />
          <div>
            <Differs text={row.differs.taxCode} />
          </div>
        </div>
        <div class="noted">
          <MoneyField name={at('costVnd')} label={w.cost} {...field} />
          <div>
            <Differs text={row.differs.costVnd} />
          </div>
        </div>
        <div class="noted">
          <MoneyField name={at('amountVnd')} label={w.amount} {...field} />
          <div />
        </div>
      </div>
      <Differs text={row.differs.file} />
      <Uploads
        {...{ href: `${view.base}/files`, field: at('attachment'), many: true, most: mostFilesOfRow, language }}
        fills={at('')}
        missing={view.errors[at('file')] === w.problems.file ? idOf(at('file')) : undefined}
      >
        <Field name={at('file')} label={w.file} hint={fileHint} errors={view.errors} language={language}>
          {files.length > 0 && (
            <ul class="attached">
              {files.map(({ id, name, eInvoices, ...file }) => (
                <li>
                  <input type="hidden" name={at('attachment')} value={id} />
                  <AttachedFile {...file} name={name} language={language} />
                  <button
                    class="button quiet"
                    type="submit"
                    name="removeFile"
                    value={`${index}.${id}`}
                    aria-label={w.removeFileOf(name)}
                  >
                    {w.removeFile}
                  </button>
                  {eInvoices !== null && <EInvoices invoices={eInvoices} language={language} />}
                </li>
              ))}
            </ul>
          )}
          <input
            type="file"
            multiple
            {...tied({ name: at('file'), hint: fileHint, errors: view.errors })}
            accept=".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.pptx,.odt,.csv,.txt,.xml"
          />
        </Field>
      </Uploads>
      <p class="buttons">
        <button class="button quiet" type="submit" name="remove" value={String(index)}>
          {w.removeRow(index + 1)}
        </button>
      </p>
    </fieldset>
  );
}

/** Where the electronic invoice of a row says otherwise than what was typed. */
function Differs({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p class="small twin remark" role="note">
      {text}
    </p>
  );
}
