import { type Frame, Layout } from '../../layout.tsx';
import { Buttons, ErrorSummary, type FieldErrors, Form } from '../../parts/form.tsx';
import { timeText } from '../../parts/when.ts';
import { documentsWords, formatBytes } from '../../words/documents.ts';
import { FileField } from './field.tsx';

export type FileRow = { id: string; name: string; size: number; by: string; at: string; mayRemove: boolean };

export type FilesView = {
  frame: Frame;
  /** The address of the dossier. */
  dossier: string;
  files: readonly FileRow[];
  mayAdd: boolean;
  /** Where the form leads afterwards. */
  back: string;
  errors: FieldErrors;
};

/** The files of a dossier, and a place to add some. */
export function FilesPage({ frame, dossier, files, mayAdd, back, errors }: FilesView) {
  const { language } = frame;
  const w = documentsWords[language].files;
  return (
    <Layout frame={frame} title={w.title} here="work">
      <p class="crumbs">
        <a href={dossier}>{w.dossier}</a>
      </p>
      <h1>{w.title}</h1>
      <p class="lead">{w.lead}</p>
      <div class="files">
        <ErrorSummary errors={errors} language={language} />
        <section aria-labelledby="attached">
          <h2 id="attached">{w.attached}</h2>
          {files.length === 0 ? <p class="soft">{w.none}</p> : <FileTable {...{ frame, dossier, files, back }} />}
        </section>
        {mayAdd && (
          <section aria-labelledby="add">
            <h2 id="add">{w.add}</h2>
            <Form action={`${dossier}/files`} multipart>
              <input type="hidden" name="back" value={back} />
              <FileField name="file" label={w.choose} hint={w.hint} many errors={errors} language={language} />
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
        {files.map(({ id, name, size, by, at, mayRemove }) => (
          <tr>
            <td class="name">
              <a href={`${dossier}/files/${id}`}>{name}</a>
            </td>
            <td class="num" data-label={w.size}>
              {formatBytes(size, language)}
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
