import { answerWithin, type DataRequestKind, dataRequestKinds } from '../../../workflows/rules/dataRequests.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { type Erased, erasedLines, keptLines } from '../../mails/privacy.ts';
import { Contents } from '../../parts/contents.tsx';
import { Unbroken } from '../../parts/facts.tsx';
import {
  Choices,
  ErrorSummary,
  type FieldErrors,
  Form,
  Select,
  TextArea,
  Tick,
  type Typed,
} from '../../parts/form.tsx';
import { dayText, dayTextOf, timeText } from '../../parts/when.ts';
import { agencyName } from '../../words/agencies.ts';
import { type Holding, holdings, type Purpose, privacyWords, purposes } from '../../words/privacy.ts';
import type { Language } from '../../words/words.ts';

export type ConsentView = { purpose: Purpose; version: number; given: boolean; at: string };
export type RequestView = {
  id: string;
  agency: string;
  kind: DataRequestKind;
  about: string;
  askedAt: string;
  acknowledgeBy: string;
  answerBy: string;
  acknowledgedAt: string | null;
  /** Why its time was extended; null where it was not. */
  extension: string | null;
  answer: 'accepted' | 'refused' | 'withdrawn' | null;
  reason: string | null;
  answeredAt: string | null;
  erased: Erased | null;
};

export type OwnDataView = {
  frame: Frame;
  counts: Readonly<Record<Holding, number>>;
  /** All that was given and withdrawn, the newest first; and for what consent stands. */
  consents: readonly ConsentView[];
  standing: readonly Purpose[];
  requests: readonly RequestView[];
  agencies: readonly string[];
  note: 'consent' | 'sent' | 'taken' | null;
  form: { key: string; typed: Typed; errors: FieldErrors };
};

/** What is held about the reader, and what they can do about it. */
export function DataPage({ frame, counts, consents, standing, requests, agencies, note, form }: OwnDataView) {
  const { language } = frame;
  const w = privacyWords[language];
  const notes = { consent: w.consent.saved, sent: w.requests.sent, taken: w.requests.taken };
  const { typed, errors } = form;
  const field = { typed, errors, language };
  return (
    <Layout frame={frame} title={w.title} here="account">
      <h1>{w.title}</h1>
      <p class="lead">{w.lead}</p>
      <ErrorSummary errors={errors} language={language} title={w.requests.notSent} />
      {note !== null && (
        <p class="note" role="status">
          {notes[note]}
        </p>
      )}
      <Contents
        parts={[
          ['held', w.held],
          ['download', w.download.title],
          ['consent', w.consent.title],
          ['requests', w.requests.title],
        ]}
        language={language}
      />
      <section aria-labelledby="held">
        <h2 id="held">{w.held}</h2>
        <p class="soft">
          <Unbroken text={w.law} />
        </p>
        <table class="stack held">
          <thead>
            <tr>
              <th scope="col">{w.columns.what}</th>
              <th scope="col" class="num">
                {w.columns.count}
              </th>
              <th scope="col">{w.columns.why}</th>
              <th scope="col">{w.columns.until}</th>
            </tr>
          </thead>
          <tbody>
            {holdings.map((what) => (
              <tr>
                <td>{w.holdings[what].what}</td>
                <td class="num" data-label={w.columns.count}>
                  {counts[what]}
                </td>
                <td data-label={w.columns.why}>{w.holdings[what].why}</td>
                <td data-label={w.columns.until}>{w.holdings[what].until || w.unknownUntil}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <h3>{w.sharedTitle}</h3>
        <ul>
          {w.shared.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="download">
        <h2 id="download">{w.download.title}</h2>
        <p>{w.download.lead}</p>
        <p class="buttons">
          <a class="button quiet" href="/account/data/export" download>
            {w.download.button}
          </a>
        </p>
      </section>
      <section aria-labelledby="consent">
        <h2 id="consent">{w.consent.title}</h2>
        <p>{w.consent.lead}</p>
        {purposes.map((purpose) => (
          <Consent
            purpose={purpose}
            stands={standing.includes(purpose)}
            last={consents.find((one) => one.purpose === purpose) ?? null}
            errors={errors}
            language={language}
          />
        ))}
        {consents.length > 0 && (
          <details class="less">
            <summary>{w.consent.log}</summary>
            <ul class="small">
              {consents.map(({ at, given, purpose, version }) => (
                <li>{w.consent.row(timeText(at), given, w.consent.purposes[purpose].title, version)}</li>
              ))}
            </ul>
          </details>
        )}
      </section>
      <section aria-labelledby="requests">
        <h2 id="requests">{w.requests.title}</h2>
        <p>{w.requests.lead}</p>
        {requests.length === 0 ? (
          <p class="soft">{w.requests.none}</p>
        ) : (
          <ol class="told">
            {requests.map((request) => (
              <li>
                <RequestFacts request={request} language={language} />
                {request.answer === null && (
                  <Form action={`/account/data/requests/${request.id}/withdraw`}>
                    <button
                      class="link small"
                      type="submit"
                      aria-label={w.requests.withdrawOf(w.requests.kinds[request.kind], dayTextOf(request.askedAt))}
                    >
                      {w.requests.withdraw}
                    </button>
                  </Form>
                )}
              </li>
            ))}
          </ol>
        )}
        <Form action="/account/data/requests" formKey={form.key}>
          <Choices
            {...field}
            name="kind"
            label={w.requests.kind}
            options={dataRequestKinds.map((kind) => ({
              value: kind,
              label: w.requests.kinds[kind],
              hint: w.requests.limit(answerWithin[kind].days, answerWithin[kind].extension),
            }))}
          />
          {agencies.length === 1 ? (
            <input type="hidden" name="agency" value={agencies[0]} />
          ) : (
            <Select
              {...field}
              name="agency"
              label={w.requests.agency}
              empty="–"
              options={agencies.map((agency) => ({ value: agency, label: agencyName(agency, language) }))}
            />
          )}
          <TextArea {...field} name="about" label={w.requests.about} hint={w.requests.aboutHint} />
          <p class="buttons">
            <button class="button" type="submit">
              {w.requests.send}
            </button>
          </p>
        </Form>
      </section>
      <p>
        <a href="/account">{w.back}</a>
      </p>
    </Layout>
  );
}

/** One purpose: never ticked beforehand; what was given can be withdrawn as easily. */
function Consent({
  purpose,
  stands,
  last,
  errors,
  language,
}: {
  purpose: Purpose;
  stands: boolean;
  last: ConsentView | null;
  errors: FieldErrors;
  language: Language;
}) {
  const w = privacyWords[language].consent;
  const { title, text } = w.purposes[purpose];
  const when = last === null ? '' : timeText(last.at);
  return (
    <section class="beside" aria-labelledby={`purpose-${purpose}`}>
      <h3 id={`purpose-${purpose}`}>{title}</h3>
      <p>{text}</p>
      <p class="soft">{stands ? w.given(when) : last !== null && !last.given ? w.withdrawn(when) : w.none}</p>
      <Form action="/account/data/consent">
        <input type="hidden" name="purpose" value={purpose} />
        {stands ? (
          <button class="button quiet" type="submit" name="given" value="no" aria-label={`${w.withdraw}: ${title}`}>
            {w.withdraw}
          </button>
        ) : (
          <>
            <Tick typed={{}} errors={errors} language={language} name={`yes-${purpose}`} label={w.tick} />
            <button class="button quiet" type="submit" name="given" value="yes" aria-label={`${w.give}: ${title}`}>
              {w.give}
            </button>
          </>
        )}
      </Form>
    </section>
  );
}

/** A request with its last days, where it stands and what was answered. */
export function RequestFacts({ request, language }: { request: RequestView; language: Language }) {
  const w = privacyWords[language];
  const r = w.requests;
  const {
    kind,
    agency,
    about,
    askedAt,
    acknowledgeBy,
    answerBy,
    acknowledgedAt,
    extension,
    answer,
    reason,
    answeredAt,
  } = request;
  const [done, kept] = [erasedLines(request.erased, language), keptLines(request.erased, language)];
  return (
    <>
      <p class="subject">
        <strong>{r.kinds[kind]}</strong>, {agencyName(agency, language)}
      </p>
      <p class="lines">{about}</p>
      <p class="small">
        {r.asked}: {dayTextOf(askedAt)}
        {answer === null && (
          <>
            {acknowledgedAt === null && ` · ${r.acknowledgeBy}: ${dayText(acknowledgeBy)}`} · {r.answerBy}:{' '}
            {dayText(answerBy)}
          </>
        )}
      </p>
      {extension !== null && <p class="small">{r.extended(dayText(answerBy), extension)}</p>}
      <p>
        {answer !== null
          ? r.answered(r.answers[answer], dayTextOf(answeredAt ?? askedAt))
          : acknowledgedAt === null
            ? r.waiting
            : r.acknowledged(dayTextOf(acknowledgedAt))}
      </p>
      {reason !== null && <p class="lines">{r.reason(reason)}</p>}
      <Lines title={w.office.done} lines={done} />
      <Lines title={w.office.kept} lines={kept} />
    </>
  );
}

/** A titled list; nothing where there is none. */
export function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <p>{title}:</p>
      <ul>
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </>
  );
}
