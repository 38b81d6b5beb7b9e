import { type Frame, Layout } from '../../layout.tsx';
import { type Erased, erasedLines, keptLines } from '../../mails/privacy.ts';
import { Choices, ErrorSummary, type FieldErrors, Form, TextArea, type Typed } from '../../parts/form.tsx';
import { dayText, dayTextOf } from '../../parts/when.ts';
import { agencyName } from '../../words/agencies.ts';
import { privacyWords } from '../../words/privacy.ts';
import { Lines, RequestFacts, type RequestView } from './data.tsx';

export type OfficeRequestView = RequestView & { name: string };

/** What an agency was asked about personal data, what is open first. */
export function DataRequestsPage({
  frame,
  agency,
  requests,
}: {
  frame: Frame;
  agency: string;
  requests: readonly OfficeRequestView[];
}) {
  const w = privacyWords[frame.language];
  const r = w.requests;
  return (
    <Layout frame={frame} title={w.office.title}>
      <p class="small soft">{agencyName(agency, frame.language)}</p>
      <h1>{w.office.title}</h1>
      <p class="lead">{w.office.lead}</p>
      {requests.length === 0 ? (
        <p>{w.office.none}</p>
      ) : (
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">{w.office.what}</th>
              <th scope="col">{w.office.who}</th>
              <th scope="col">{r.asked}</th>
              <th scope="col">{r.answerBy}</th>
              <th scope="col">{r.standing}</th>
            </tr>
          </thead>
          <tbody>
            {requests.map(({ id, kind, name, askedAt, acknowledgedAt, answerBy, answer, answeredAt }) => (
              <tr>
                <td>
                  <a href={`/agencies/${agency}/data-requests/${id}`}>{r.kinds[kind]}</a>
                </td>
                <td data-label={w.office.who}>{name}</td>
                <td data-label={r.asked}>{dayTextOf(askedAt)}</td>
                <td data-label={r.answerBy}>{dayText(answerBy)}</td>
                <td data-label={r.standing}>
                  {answer !== null
                    ? r.answered(r.answers[answer], dayTextOf(answeredAt ?? askedAt))
                    : acknowledgedAt === null
                      ? r.waiting
                      : r.acknowledged(dayTextOf(acknowledgedAt))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Layout>
  );
}

export type DataRequestPageView = {
  frame: Frame;
  request: OfficeRequestView;
  isOwn: boolean;
  /** What accepting would delete and keep; null where it is about something else. */
  plan: Erased | null;
  /** The last day if it were extended. */
  extendedTo: string;
  /** Of each of its forms, by which the browser is told what has arrived. */
  keys: { answer: string; extend: string };
  typed: Typed;
  errors: FieldErrors;
};

/** One request, with all that can be done about it. */
export function DataRequestPage({ frame, request, isOwn, plan, extendedTo, keys, typed, errors }: DataRequestPageView) {
  const { language } = frame;
  const w = privacyWords[language];
  const o = w.office;
  const field = { typed, errors, language };
  const base = `/agencies/${request.agency}/data-requests/${request.id}`;
  const isOpen = request.answer === null && !isOwn;
  const goes = erasedLines(plan, language);
  return (
    <Layout frame={frame} title={w.requests.kinds[request.kind]}>
      <p class="small">
        <a href={`/agencies/${request.agency}/data-requests`}>{o.title}</a>
      </p>
      <h1>{w.requests.kinds[request.kind]}</h1>
      <p class="lead">{request.name}</p>
      <ErrorSummary errors={errors} language={language} title={w.requests.notSent} />
      <section class="first" aria-label={o.about}>
        <RequestFacts request={request} language={language} />
      </section>
      {isOwn && request.answer === null && <p class="note">{o.own}</p>}
      {isOpen && request.acknowledgedAt === null && (
        <Form action={`${base}/acknowledge`}>
          <p>{o.acknowledgeLead}</p>
          <p class="buttons">
            <button class="button" type="submit">
              {o.acknowledge}
            </button>
          </p>
        </Form>
      )}
      {isOpen && (
        <section aria-labelledby="answer">
          <h2 id="answer">{o.answer}</h2>
          {plan !== null && (
            <>
              {goes.length === 0 ? <p>{o.planNothing}</p> : <Lines title={o.plan} lines={goes} />}
              <Lines title={o.kept} lines={keptLines(plan, language)} />
            </>
          )}
          <Form action={`${base}/answer`} formKey={keys.answer}>
            <Choices
              {...field}
              name="decision"
              label={o.decision}
              options={[
                { value: 'accepted', label: o.accept },
                { value: 'refused', label: o.refuse },
              ]}
            />
            <TextArea {...field} name="reason" label={o.reason} hint={o.reasonHint} />
            <p class="buttons">
              <button class={request.acknowledgedAt === null ? 'button quiet' : 'button'} type="submit">
                {o.send}
              </button>
            </p>
          </Form>
        </section>
      )}
      {isOpen && request.extension === null && (
        <section aria-labelledby="extend">
          <h2 id="extend">{o.extend}</h2>
          <p>{o.extendLead(dayText(extendedTo))}</p>
          <Form action={`${base}/extend`} formKey={keys.extend}>
            <TextArea {...field} name="extension" label={o.extendReason} rows={3} />
            <p class="buttons">
              <button class="button quiet" type="submit">
                {o.extend}
              </button>
            </p>
          </Form>
        </section>
      )}
    </Layout>
  );
}
