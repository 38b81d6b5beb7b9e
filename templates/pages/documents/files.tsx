import { type Frame, Layout } from '../../layout.tsx';
import { AttachedFile, AttachedItem, type ScanView, UnscannedNote, Uploads } from '../../parts/attached.tsx';
import type { EInvoiceView } from '../../parts/e-invoice.tsx';
import { Buttons, ErrorSummary, type FieldErrors, Form } from '../../parts/form.tsx';
import { timeText } from '../../parts/when.ts';
import { documentsWords, formatBytes } from '../../words/documents.ts';
import { formsWords } from '../../words/forms.ts';
import type { Language } from '../../words/words.ts';
import { FileField } from './field.tsx';

export type FileRow = {
  id: string;
  name: string;
  size: number;
  type: string;
  scan: ScanView;
  by: string;
  at: string;
  mayRemove: boolean;
};

export type FilesView = {
  frame: Frame;
  /** The address of the dossier. */
  dossier: string;
  files: readonly FileRow[];
  mayAdd: boolean;
  /** Where the form leads afterwards. */
  back: string;
  errors: FieldErrors;
  /** What the reader keeps that is not handed in, and may; null for who adds nothing. */
  room: { used: number; most: number } | null;
};

/** The files of a dossier, and a place to add some. */
export function FilesPage({ frame, dossier, files, mayAdd, back, errors, room }: FilesView) {
  const { language } = frame;
  const w = documentsWords[language].files;
  return (
    <Layout frame={frame} title={w.title} here="work" uploads={mayAdd}>
      <p class="crumbs">
        <a href={dossier}>{w.dossier}</a>
      </p>
      <h1>{w.title}</h1>
      <p class="lead">{w.lead}</p>
      <div class="files">
        <ErrorSummary errors={errors} language={language} />
        <section aria-labelledby="attached" data-uploaded>
          <h2 id="attached">{w.attached}</h2>
          {files.length === 0 ? <p class="soft">{w.none}</p> : <FileTable {...{ frame, dossier, files, back }} />}
          <UnscannedNote files={files} language={language} />
        </section>
        {mayAdd && (
          <section aria-labelledby="add">
            <h2 id="add">{w.add}</h2>
            <Form action={`${dossier}/files`} multipart>
              <input type="hidden" name="back" value={back} />
              <Uploads href={`${dossier}/files`} field="" many language={language}>
                <FileField name="file" label={w.choose} hint={w.hint} many errors={errors} language={language} />
              </Uploads>
              {room !== null && <p class="soft small">{w.quota(formatBytes(room.used), formatBytes(room.most))}</p>}
              <Buttons primary={w.send} />
            </Form>
          </section>
        )}
      </div>
    </Layout>
  );
}

function FileTable({ frame, dossier, files, back }: Pick<FilesView, 'frame' | 'dossier' | 'files' | 'back'>) {
  const { language } = frame;
  const w = documentsWords[language].files;
  return (
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">{w.name}</th>
          <th scope="col" class="num">
            {w.size}
          </th>
          <th scope="col">{w.by}</th>
          <th scope="col">{w.at}</th>
          <th scope="col">
            <span class="unseen">{w.remove}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {files.map(({ id, name, size, type, scan, by, at, mayRemove }) => (
          <tr>
            <td class="name">
              <AttachedFile
                {...{ name, type, size, scan, language }}
                saysSize={false}
                href={`${dossier}/files/${id}`}
              />
            </td>
            <td class="num" data-label={w.size}>
              {formatBytes(size)}
            </td>
            <td data-label={w.by}>{by}</td>
            <td data-label={w.at}>{timeText(at)}</td>
            <td>
              {mayRemove && (
                <form method="post" action={`${dossier}/files/${id}/remove`}>
                  <input type="hidden" name="back" value={back} />
                  <button class="button quiet" type="submit" aria-label={w.removeOf(name)}>
                    {w.remove}
                  </button>
                </form>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the page's script is answered of one file: the line that stands for it in a form, or why it was not taken. */
export function UploadAnswer({
  files,
  field,
  errors,
  language,
}: {
  files: readonly (Pick<FileRow, 'id' | 'name' | 'type' | 'scan'> & {
    size: bigint;
    href: string;
    eInvoices: readonly EInvoiceView[] | null;
  })[];
  /** Under which name it goes along with the form; '' where it only joins the dossier. */
  field: string;
  errors: FieldErrors;
  language: Language;
}) {
  const words = formsWords[language];
  // a field of a definition knows the button; other forms have their own, or none
  const removable = /^\w+$/.test(field);
  return (
    <ul>
      {files.map(({ id, name, type, scan, size, href, eInvoices }) => (
        <AttachedItem
          {...{ id, name, type, scan, size, href, eInvoices, field, language }}
          remove={removable ? { label: words.remove, whole: words.removeFile(name) } : null}
        />
      ))}
      {Object.values(errors).map((sentence) => (
        <li class="error">{sentence}</li>
      ))}
    </ul>
  );
}
