// The agreement as it would be signed, as far as the decision and the pack have set it: to be read, and to be printed.

import { amountInWords, formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { Facts, Unbroken } from '../../parts/facts.tsx';
import { dayText } from '../../parts/when.ts';
import { agreementWords } from '../../words/agreement.ts';
import { projectWords } from '../../words/projects.ts';
import { reportWords } from '../../words/projects-reports.ts';

export type AgreementDraftView = {
  frame: Frame;
  base: string;
  code: string;
  project: string;
  signed: boolean;
  fictional: boolean;
  award: { number: string; day: string };
  pack: string;
  /** `of`: whose agency it is; `head`: its head, by name where the decision was signed. */
  partyA: { name: string; of: string; head: string };
  /** Texts are '' where nobody has given them. */
  partyB: {
    name: string;
    kind: string;
    identity: string;
    representative: string;
    members: readonly string[];
    address: string;
    account: string;
  };
  lines: readonly { name: string; amountVnd: bigint; limits: readonly string[]; clause: string | null }[];
  totalVnd: bigint;
  /** What the supported party gives itself to what is supported; null for nothing. */
  matchingVnd: bigint | null;
  /** How long the council recommended and the law allows; `latest` is the last day if it were signed today. */
  duration: { months: number; most: number; latest: string; clause: string } | null;
  /** null: the agreement itself sets them. */
  tranches: readonly { name: string; percent: string; amountVnd: bigint; clause: string }[] | null;
  /** The application's milestones: until the end of which month, and the day if it were signed today. */
  milestones: readonly { name: string; shows: string; month: number; day: string }[];
  advance: { percent: string; clause: string } | null;
  /** What the last tranche needs; '' for nothing. */
  lastNeeds: string;
  obligations: readonly { what: string; within: string; clause: string }[];
};

export function AgreementDraftPage(view: AgreementDraftView) {
  const { frame, base, code, project, partyA, partyB, lines, duration, tranches, advance } = view;
  const { language } = frame;
  const w = agreementWords[language];
  const words = projectWords[language];
  const reports = reportWords[language];
  const told = (text: string) => (text === '' ? <span class="soft">{w.notGiven}</span> : text);
  const identity = partyB.kind === 'enterprise' ? w.identityEnterprise : w.identityTeam;
  return (
    <Layout frame={frame} title={`${w.title} ${code}`} here="work">
      <Crumbs trail={[{ text: code, href: base }]} language={language} />
      <article class="agreement-draft">
        <h1>{w.title}</h1>
        <p class="lead">{project === '' ? words.unnamed : project}</p>
        {view.signed ? (
          <p class="notice">
            {w.signedAlready} <a href={`${base}/agreement`}>{w.toSigned}</a>
          </p>
        ) : (
          <p class="notice">{w.lead}</p>
        )}
        {view.fictional && <p class="small soft">{w.fictional}</p>}
        <section aria-labelledby="basis">
          <h2 id="basis">{w.basis}</h2>
          <ul>
            <li>{w.award(view.award.number, dayText(view.award.day))}</li>
            <li>{w.rules(view.pack)}</li>
          </ul>
          <Facts rows={[[w.number, <span class="soft">{w.atSigning}</span>]]} />
        </section>
        <section aria-labelledby="parties">
          <h2 id="parties">{w.parties}</h2>
          <h3>{w.partyA}</h3>
          <Facts
            rows={[
              [w.agency, partyA.name],
              [w.agencyOf, partyA.of],
              [w.head, told(partyA.head)],
            ]}
          />
          <h3>{w.partyB}</h3>
          <Facts
            rows={[
              [w.name, partyB.name],
              [w.kind, w.kinds[partyB.kind] ?? partyB.kind],
              [identity, told(partyB.identity)],
              [w.representative, told(partyB.representative)],
              [w.members, partyB.members.join(', ')],
              [w.address, told(partyB.address)],
              [w.account, told(partyB.account)],
            ]}
          />
        </section>
        <section aria-labelledby="amounts">
          <h2 id="amounts">{w.amounts}</h2>
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{w.line}</th>
                <th scope="col" class="num">
                  {w.amount}
                </th>
                <th scope="col">{w.limits}</th>
                <th scope="col">{w.clause}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr>
                  <td>{line.name}</td>
                  <td class="num" data-label={w.amount}>
                    {formatAmount(line.amountVnd)}
                  </td>
                  <td data-label={w.limits}>{line.limits.length === 0 ? '–' : line.limits.join('; ')}</td>
                  <td data-label={w.clause}>
                    <Unbroken text={line.clause ?? '–'} />
                  </td>
                </tr>
              ))}
              <tr class="total">
                <td>{w.total}</td>
                <td class="num" data-label={w.amount}>
                  {formatAmount(view.totalVnd)}
                </td>
                <td class="blank" colspan={2} />
              </tr>
            </tbody>
          </table>
          <p>
            {w.inWords}: <em>{amountInWords(view.totalVnd, language)}</em>.
          </p>
          {view.matchingVnd !== null && <p>{w.matching(formatVnd(view.matchingVnd))}</p>}
        </section>
        <section aria-labelledby="duration">
          <h2 id="duration">{w.duration}</h2>
          {duration === null ? (
            <p>{w.unknownMonths}</p>
          ) : (
            <p>
              {w.months(duration.months)} {w.atMost(duration.most)}{' '}
              <span class="soft">
                (<Unbroken text={duration.clause} />)
              </span>
              {!view.signed && ` ${w.latest(dayText(duration.latest))}`}
            </p>
          )}
        </section>
        {view.milestones.length > 0 && (
          <section aria-labelledby="milestones">
            <h2 id="milestones">{reports.ofApplication}</h2>
            <table class="stack">
              <thead>
                <tr>
                  <th scope="col">{reports.name}</th>
                  <th scope="col">{reports.shows}</th>
                  <th scope="col">{reports.monthHead}</th>
                  {!view.signed && <th scope="col">{reports.dayIfToday}</th>}
                </tr>
              </thead>
              <tbody>
                {view.milestones.map(({ name, shows, month, day }) => (
                  <tr>
                    <td>{name}</td>
                    <td data-label={reports.shows}>{shows === '' ? '–' : shows}</td>
                    <td data-label={reports.monthHead}>{reports.month(month)}</td>
                    {!view.signed && <td data-label={reports.dayIfToday}>{dayText(day)}</td>}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
        <section aria-labelledby="tranches">
          <h2 id="tranches">{w.tranches}</h2>
          {tranches === null ? (
            <p>{w.freeTranches}</p>
          ) : (
            <table class="stack">
              <thead>
                <tr>
                  <th scope="col">{w.tranche}</th>
                  <th scope="col" class="num">
                    {w.share}
                  </th>
                  <th scope="col" class="num">
                    {w.amount}
                  </th>
                  <th scope="col">{w.clause}</th>
                </tr>
              </thead>
              <tbody>
                {tranches.map((tranche) => (
                  <tr>
                    <td>{tranche.name}</td>
                    <td class="num" data-label={w.share}>
                      {tranche.percent}
                    </td>
                    <td class="num" data-label={w.amount}>
                      {formatAmount(tranche.amountVnd)}
                    </td>
                    <td data-label={w.clause}>
                      <Unbroken text={tranche.clause} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <ul>
            <li>
              {advance === null ? (
                w.noAdvance
              ) : (
                <>
                  {w.advance(advance.percent)}{' '}
                  <span class="soft">
                    (<Unbroken text={advance.clause} />)
                  </span>
                </>
              )}
            </li>
            <li>{view.lastNeeds === '' ? w.noGates : w.lastNeeds(view.lastNeeds)}</li>
          </ul>
        </section>
        <section aria-labelledby="obligations">
          <h2 id="obligations">{w.obligations}</h2>
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{w.what}</th>
                <th scope="col">{w.within}</th>
                <th scope="col">{w.clause}</th>
              </tr>
            </thead>
            <tbody>
              {view.obligations.map(({ what, within, clause }) => (
                <tr>
                  <td>{what}</td>
                  <td data-label={w.within}>{within}</td>
                  <td data-label={w.clause}>
                    <Unbroken text={clause} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="small soft">{w.beyond}</p>
        </section>
        <div class="signatures">
          {[w.partyA, w.partyB].map((party) => (
            <p>
              {w.sign} {party}
            </p>
          ))}
        </div>
      </article>
      <p class="screen-only small">
        {w.print} <a href={`${base}/agreement`}>{w.back}</a>
      </p>
    </Layout>
  );
}
