// All dossiers of an agency.

import { formatAmount } from '../../workflows/rules/money.ts';
import type { Frame } from '../layout.tsx';
import type { DaysLeft } from '../parts/lateness.tsx';
import { type Column, type Filter, Find, type ListView, Order, Pages, SortHead } from '../parts/list.tsx';
import { dayTextOf } from '../parts/when.ts';
import { dossierWords } from '../words/dossier.ts';
import { listWords } from '../words/lists.ts';
import { registerWords } from '../words/registers.ts';
import { RoomPage } from './programmes/frame.tsx';
import { DueDate } from './work.tsx';

export type DossiersView = {
  frame: Frame;
  agency: string;
  q: string;
  list: ListView;
  filters: readonly Filter[];
  rows: readonly {
    href: string;
    code: string;
    title: string;
    party: string;
    step: string;
    receivedAt: string | null;
    dueAt: string | null;
    left: DaysLeft | null;
    /** What the decision awarded, with its number and day; null until there is one. */
    amount: bigint | null;
    number: string;
    awardedAt: string | null;
  }[];
};

/** All dossiers of an agency that the reader may open, those submitted last on top. */
export function DossiersPage({ frame, agency, q, list, filters, rows }: DossiersView) {
  const { language } = frame;
  const d = dossierWords[language];
  const w = listWords[language].dossiers;
  const query = new URLSearchParams(list.query);
  const columns: readonly Column[] = (['name', 'code', 'received', 'due', 'amount'] as const).map((name) => ({
    ...{ name, label: w[name] },
  }));
  const [name, code, received, due, amount] = columns.map((column) => (
    <SortHead list={list} {...column} isAmount={column.name === 'amount'} />
  ));
  return (
    <RoomPage view={{ frame, agency, note: null }} room="dossiers" title={d.allDossiers}>
      <Find list={list} search={{ label: w.find, value: q }} filters={filters} language={language} />
      {rows.length === 0 ? (
        <p class="soft">{q === '' && filters.every(({ value }) => value === '') ? w.noneYet : w.none}</p>
      ) : (
        <>
          <p class="howmany small soft">
            {w.count(list.all)}.{' '}
            <a href={`${list.path}.csv${query.size > 0 ? `?${query}` : ''}`}>{registerWords[language].export}</a>
          </p>
          <Order list={list} columns={columns} language={language} />
          <table class="stack listed">
            <thead>
              <tr>
                {name}
                {code}
                <th scope="col">{w.state}</th>
                {received}
                {due}
                {amount}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <td>
                    <span>
                      <a href={row.href}>{row.title || d.unnamed}</a>
                      {row.party !== '' && <span class="small soft under">{row.party}</span>}
                    </span>
                  </td>
                  <td data-label={w.code} class="code">
                    {row.code}
                  </td>
                  <td data-label={w.state}>{row.step}</td>
                  <td data-label={w.received}>{row.receivedAt === null ? '–' : dayTextOf(row.receivedAt)}</td>
                  <td data-label={w.due}>
                    <div>
                      {row.dueAt === null ? '–' : <DueDate dueAt={row.dueAt} left={row.left} language={language} />}
                    </div>
                  </td>
                  <td class="num" data-label={w.amount}>
                    {row.amount === null ? (
                      '–'
                    ) : (
                      <span>
                        {formatAmount(row.amount)}
                        <span class="small soft under">
                          {[row.number, row.awardedAt !== null && dayTextOf(row.awardedAt)].filter(Boolean).join(', ')}
                        </span>
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <Pages list={list} language={language} />
    </RoomPage>
  );
}
