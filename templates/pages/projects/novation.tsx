import { formatVnd } from '../../../workflows/rules/money.ts';
import { Facts, Unbroken } from '../../parts/facts.tsx';
import { Buttons, Choices, DecisionField, Form } from '../../parts/form.tsx';
import { HolderRemark, type NamedAccount } from '../../parts/holder.tsx';
import { SharesTable, type SharesView } from '../../parts/shares.tsx';
import { projectWords } from '../../words/projects.ts';
import { companyWords } from '../../words/projects-company.ts';
import { novationWords } from '../../words/projects-novation.ts';
import { StepPage, type StepView } from './page.tsx';

export type NovationView = StepView & {
  agreement: string;
  /** Of the decision that novated it; '' until then. */
  number: string;
  from: string;
  /** null while no company is confirmed. */
  to: (NamedAccount & { name: string; code: string }) | null;
  /** It has gone to the company: amounts and parties are those of that day. */
  /** Who holds how much of the company. */
  shares: SharesView;
  isOver: boolean;
  remainingVnd: bigint;
  /** The caps whose use moves from the team to the company. */
  caps: readonly { name: string; usedVnd: bigint; clause: string }[];
  blocks: readonly { sentence: string; href: string | null }[];
};

export function NovationPage(view: NovationView) {
  const { frame, base, form, standing, agreement, from, to, isOver, remainingVnd, caps, blocks } = view;
  const { language } = frame;
  const words = projectWords[language];
  const company = companyWords[language];
  const w = novationWords[language];
  const used = isOver ? w.usedMoved : w.used;
  const common = { typed: form.typed, errors: form.errors, language };
  return (
    <StepPage view={view} words={w}>
      <section aria-labelledby="moves">
        <h2 id="moves">{isOver ? w.moved : w.moves}</h2>
        <Facts
          rows={[
            [w.from, from],
            [w.to, to === null ? w.noCompany : <strong>{`${to.name} (${to.code})`}</strong>],
            [w.agreement, agreement],
            ...(view.number === '' ? [] : [[words.decisionNumber, view.number] as const]),
            [isOver ? w.remained : w.remaining, formatVnd(remainingVnd)],
            ...(to === null || isOver
              ? []
              : [
                  [w.account, <span class="code">{to.accountNumber}</span>] as const,
                  [company.accountName, to.accountName] as const,
                  [company.bank, to.bank] as const,
                ]),
          ]}
        />
        {to !== null && !isOver && <HolderRemark names={[to.name]} account={to} language={language} />}
      </section>
      {to !== null && <SharesTable shares={view.shares} language={language} />}
      {caps.length > 0 && (
        <section aria-labelledby="caps">
          <h2 id="caps">{w.caps}</h2>
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{w.cap}</th>
                <th scope="col" class="num">
                  {used}
                </th>
                <th scope="col">{words.rules.clause}</th>
              </tr>
            </thead>
            <tbody>
              {caps.map(({ name, usedVnd, clause }) => (
                <tr>
                  <td>{name}</td>
                  <td class="num" data-label={used}>
                    {formatVnd(usedVnd)}
                  </td>
                  <td data-label={words.rules.clause}>
                    <Unbroken text={clause} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {standing.state === 'open' && (
        <section aria-labelledby="blocks">
          <h2 id="blocks">{w.blocks}</h2>
          {blocks.length === 0 ? (
            <p>{w.clear}</p>
          ) : (
            <ul>
              {blocks.map(({ sentence, href }) => (
                <li>{href === null ? sentence : <a href={href}>{sentence}</a>}</li>
              ))}
            </ul>
          )}
        </section>
      )}
      {standing.mayAct && to !== null && (
        <Form action={`${base}/novation`} formKey={form.key} revision={form.revision}>
          <Choices
            {...common}
            many
            name="verified"
            label={w.account}
            options={[{ value: 'yes', label: w.verified(to.accountNumber, to.accountName, to.bank) }]}
          />
          <DecisionField {...common} name="decisionNumber" label={words.decisionNumber} narrow />
          <Buttons primary={w.send} />
        </Form>
      )}
    </StepPage>
  );
}
