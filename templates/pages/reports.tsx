import { formatVnd } from '../../workflows/rules/money.ts';
import type { Frame } from '../layout.tsx';
import { Unbroken } from '../parts/facts.tsx';
import { Form } from '../parts/form.tsx';
import { type Filter, Find, type ListView, Pages } from '../parts/list.tsx';
import { dayTextOf, timeText } from '../parts/when.ts';
import { auditWords } from '../words/audit.ts';
import { dossierWords } from '../words/dossier.ts';
import { registerWords } from '../words/registers.ts';
import type { Language } from '../words/words.ts';
import { RoomPage } from './programmes/frame.tsx';
import type { BasisView } from './programmes/packs.tsx';

export type CapRow = {
  name: string;
  /** Whose it is, by kind, and its name or code where it has one. */
  owner: string;
  of: string;
  /** The dossier whose cap it is, where it is one's. */
  dossier: string | null;
  seats: boolean;
  /** Null where the law is unknown: the cap blocks. */
  limit: bigint | null;
  used: bigint;
  left: bigint;
  basis: BasisView;
  /** Who put the limit in force as it stands: by publishing the pack, or by a decision that changed it since. */
  set: { name: string; at: string; decisionNumber: string | null; confirmed?: string };
};
export type CapsView = {
  frame: Frame;
  agency: string;
  rows: readonly CapRow[];
  q: string;
  filters: readonly Filter[];
  list: ListView;
};

/** Who put a limit in force as it stands, and when. */
export function inForceText({ set }: CapRow, language: Language): string {
  const w = dossierWords[language];
  const [who, day] = [set.name || w.system, dayTextOf(set.at)];
  if (set.decisionNumber !== null) return w.changedBy(who, day, set.decisionNumber);
  return set.confirmed ?? w.publishedBy(who, day);
}

/** Every cap with its limit, use, room and clause, and who put it in force. */
export function CapsPage({ frame, agency, rows, q, filters, list }: CapsView) {
  const { language } = frame;
  const w = dossierWords[language];
  const query = new URLSearchParams(list.query);
  const amount = (row: CapRow, value: bigint) => (row.seats ? w.seats(String(value)) : formatVnd(value));
  return (
    <RoomPage view={{ frame, agency, note: null }} room="caps" title={w.capsTitle} lead={w.capsLead}>
      <ul class="consequences small notes">
        {w.capsNotes.map((note) => (
          <li>{note}</li>
        ))}
      </ul>
      <Find list={list} search={{ label: w.findCap, value: q }} filters={filters} language={language} />
      {rows.length > 0 && (
        <p class="howmany small soft">
          {w.countCaps(list.all)}.{' '}
          <a href={`${list.path}/export${query.size > 0 ? `?${query}` : ''}`}>{registerWords[language].export}</a>
        </p>
      )}
      {rows.length === 0 ? (
        <p class="soft">{q === '' && filters.every(({ value }) => value === '') ? w.noCaps : w.noSuchCap}</p>
      ) : (
        <table class="stack register">
          <thead>
            <tr>
              <th scope="col">{w.capName}</th>
              <th scope="col" class="num">
                {w.limit}
              </th>
              <th scope="col" class="num">
                {w.used}
              </th>
              <th scope="col" class="num">
                {w.left}
              </th>
              <th scope="col">{w.clause}</th>
              <th scope="col">{w.inForceBy}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <td>
                  {row.name}
                  <br />
                  <span class="small soft">
                    {w.owners[row.owner] ?? row.owner}
                    {row.of !== '' && ': '}
                    {row.dossier === null ? row.of : <a href={row.dossier}>{row.of}</a>}
                  </span>
                </td>
                <td class="num" data-label={w.limit}>
                  {row.limit === null ? <span class="tag stop">{w.unknown}</span> : amount(row, row.limit)}
                </td>
                <td class="num" data-label={w.used}>
                  {amount(row, row.used)}
                  {row.limit !== null && row.limit > 0n && (
                    <meter
                      min={0}
                      max={100}
                      high={80}
                      value={Number((row.used * 100n) / row.limit)}
                      aria-label={`${w.used}: ${(row.used * 100n) / row.limit}%`}
                    />
                  )}
                </td>
                <td class="num" data-label={w.left}>
                  {row.limit === null ? '' : amount(row, row.left)}
                </td>
                <td data-label={w.clause}>
                  <span>
                    <Unbroken text={row.basis.text} />
                    {row.basis.proof !== undefined && (
                      <>
                        <br />
                        <a class="small" href={row.basis.proof.href}>
                          {row.basis.proof.text}
                        </a>
                      </>
                    )}
                    {row.basis.flag !== null && (
                      <>
                        <br />
                        <span class="small near">{row.basis.flag}</span>
                      </>
                    )}
                  </span>
                </td>
                <td data-label={w.inForceBy}>{inForceText(row, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Pages list={list} language={language} />
    </RoomPage>
  );
}

export type RefusalRow = {
  at: string;
  who: string;
  /** What they wanted to do. */
  command: string;
  sentence: string;
  /** What the rule rests on. */
  clause: string;
  /** The dossier that it was about, and its page, or that of the request; '' and null where it was about none. */
  code: string;
  href: string | null;
};

export type AuditView = {
  frame: Frame;
  agency: string;
  report: {
    at: string;
    ok: boolean;
    checks: readonly {
      check: keyof typeof auditWords.vi;
      counted: number;
      broken: readonly { row: string; what: string }[];
    }[];
    /** Events by earlier rules that today's decide otherwise. */
    notRepeated: number;
  } | null;
  refusals: readonly RefusalRow[];
  list: ListView;
};

/** What the audit found, and who was refused what. */
export function AuditPage({ frame, agency, report, refusals, list }: AuditView) {
  const { language } = frame;
  const w = dossierWords[language];
  return (
    <RoomPage view={{ frame, agency, note: null }} room="audit" title={w.auditTitle} lead={w.auditLead}>
      <Form action={`/agencies/${agency}/audit`}>
        <p class="buttons">
          <button class="button" type="submit">
            {w.auditRun}
          </button>
        </p>
      </Form>
      {report !== null && (
        <section aria-labelledby="result">
          <h2 id="result">
            {report.ok ? w.auditOk : w.auditBroken}{' '}
            <span class={report.ok ? 'tag done' : 'tag stop'}>{w.auditAt(timeText(report.at))}</span>
          </h2>
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{w.check}</th>
                <th scope="col" class="num">
                  {w.counted}
                </th>
                <th scope="col" class="num">
                  {w.broken}
                </th>
              </tr>
            </thead>
            <tbody>
              {report.checks.map(({ check, counted, broken }) => (
                <tr>
                  <td>
                    {auditWords[language][check]}
                    {broken.length > 0 && (
                      <ul class="reasons small" lang="en">
                        {broken.slice(0, 20).map(({ row, what }) => (
                          <li>
                            {row}: {what}
                          </li>
                        ))}
                      </ul>
                    )}
                  </td>
                  <td class="num" data-label={w.counted}>
                    {counted}
                  </td>
                  <td class="num" data-label={w.broken}>
                    {broken.length}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {report.notRepeated > 0 && <p class="small">{w.auditEarlier(report.notRepeated)}</p>}
        </section>
      )}
      <section aria-labelledby="refusals">
        <h2 id="refusals">{w.refusals}</h2>
        {refusals.length === 0 ? (
          <p class="soft">{w.noRefusals}</p>
        ) : (
          <>
            <p class="small soft">
              <a href={`/agencies/${agency}/audit/export`}>{registerWords[language].export}</a>
            </p>
            <table class="stack">
              <thead>
                <tr>
                  <th scope="col">{w.time}</th>
                  <th scope="col">{w.who}</th>
                  <th scope="col">{w.refusedCommand}</th>
                  <th scope="col">{w.rule}</th>
                  <th scope="col">{w.refusedDossier}</th>
                </tr>
              </thead>
              <tbody>
                {refusals.map(({ at, who, command, sentence, clause, code, href }) => (
                  <tr>
                    <td>
                      <time datetime={at}>{timeText(at)}</time>
                    </td>
                    <td data-label={w.who}>{who}</td>
                    <td data-label={w.refusedCommand}>{command}</td>
                    <td data-label={w.rule}>
                      <span>
                        {sentence}
                        {clause !== '' && <span class="small soft under">{clause}</span>}
                      </span>
                    </td>
                    <td data-label={w.refusedDossier}>{href === null ? '–' : <a href={href}>{code}</a>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
        <Pages list={list} language={language} />
      </section>
    </RoomPage>
  );
}
