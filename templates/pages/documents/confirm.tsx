import { formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Buttons, ErrorSummary, type FieldErrors, Form } from '../../parts/form.tsx';
import { dayText } from '../../parts/when.ts';
import { documentsWords } from '../../words/documents.ts';
import type { Language } from '../../words/words.ts';
import { FileField } from './field.tsx';

/** `returnedOn`: 'YYYY-MM-DD'; `replacedBy`: the order that stands in its place, where there is one. */
export type ReturnedOrder = {
  how: 'unpaid' | 'afterPaid';
  returnedOn: string;
  replacedBy: { number: string; href: string } | null;
};

export type ConfirmedPaper = {
  kind: string;
  /** "05/QĐ-SKHCN". */
  number: string;
  /** 'YYYY-MM-DD'. */
  issuedOn: string;
  agency: string;
  fictional: boolean;
  /** The project's name; '' where it is not kept any more. */
  project: string;
  /** null where the paper names no sum. */
  totalVnd: bigint | null;
  /** Who gets the money or has to give it back; null where that is somebody alone, whose name is not for everybody. */
  party: string | null;
  /** What came back of this order: itself, unpaid, or its money after it was paid. */
  returned: ReturnedOrder | null;
  /** Of the PDF. */
  sha256: string;
};

export type ConfirmView = {
  frame: Frame;
  /** null: the address is of no paper of ours. */
  paper: ConfirmedPaper | null;
  /** What came of comparing a file. */
  compared?: { same: boolean; sha256: string } | undefined;
  errors?: FieldErrors;
};

/** Whether the paper in somebody's hand is genuine; for everybody, without signing in. */
export function ConfirmPage({ frame, paper, compared, errors = {} }: ConfirmView) {
  const { language } = frame;
  const w = documentsWords[language].confirm;
  if (paper === null)
    return (
      <Layout frame={frame} title={w.unknownTitle}>
        <h1>{w.unknownTitle}</h1>
        <p class="verdict no">{w.unknown}</p>
      </Layout>
    );
  const isAnother = compared?.same === false;
  return (
    <Layout frame={frame} title={isAnother ? w.another : w.title}>
      <h1>{isAnother ? w.another : w.genuine}</h1>
      <p class="lead">{isAnother ? w.anotherLead : w.lead}</p>
      <div class="confirm">
        {compared !== undefined && (
          <div class={isAnother ? 'verdict no' : 'verdict yes'} role="status">
            <p>
              <strong>{isAnother ? w.different : w.same}</strong>
            </p>
            {isAnother && (
              <p>
                {w.differentWhy} <code class="hash">{compared.sha256}</code>
              </p>
            )}
          </div>
        )}
        {paper.returned !== null && <Returned returned={paper.returned} language={language} />}
        <ErrorSummary errors={errors} language={language} />
        {paper.fictional && <p class="verdict">{w.fictional}</p>}
        <dl class="facts">
          <Fact name={w.kind}>{paper.kind}</Fact>
          <Fact name={w.number}>{paper.number}</Fact>
          <Fact name={w.date}>{dayText(paper.issuedOn)}</Fact>
          <Fact name={w.agency}>{paper.agency}</Fact>
          {paper.project !== '' && <Fact name={w.project}>{paper.project}</Fact>}
          {paper.totalVnd !== null && (
            <Fact name={w.total}>
              <strong>{formatVnd(paper.totalVnd)}</strong>
            </Fact>
          )}
          {paper.party !== null && <Fact name={w.party}>{paper.party}</Fact>}
          <Fact name={w.hash}>
            <code class="hash">{paper.sha256}</code>
          </Fact>
        </dl>
        <p class="hint">{w.hashHint}</p>
        <section aria-labelledby="check">
          <h2 id="check">{w.checkTitle}</h2>
          <p>{w.check}</p>
          <Form action={frame.path} multipart>
            <FileField name="file" label={w.choose} accept=".pdf" errors={errors} language={language} />
            <Buttons primary={w.send} />
          </Form>
        </section>
      </div>
    </Layout>
  );
}

/** A genuine order by which nobody has money: it was not paid, or what was paid came back. */
function Returned({
  returned: { how, returnedOn, replacedBy },
  language,
}: {
  returned: ReturnedOrder;
  language: Language;
}) {
  const w = documentsWords[language].confirm;
  return (
    <div class="verdict no">
      <p>
        <strong>{w.returned[how](dayText(returnedOn))}</strong>
      </p>
      {replacedBy !== null && (
        <p>
          {w.replaced} <a href={replacedBy.href}>{replacedBy.number}</a>.
        </p>
      )}
    </div>
  );
}

function Fact({ name, children }: { name: string; children?: unknown }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
