// What would be so if a request were sent as it stands: asked for anew while somebody types.

import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { type CapRow, CapsTable } from '../../parts/caps.tsx';
import { type FieldErrors, idOf } from '../../parts/form.tsx';
import { type RefusalView, Refused } from '../../parts/refusal.tsx';
import { disbursementWords } from '../../words/disbursements.ts';
import type { Language } from '../../words/words.ts';

/** What would be so if the request were sent as it stands. */
export type RoomView = {
  askedVnd: bigint;
  lines: readonly { name: string; askedVnd: bigint; leftVnd: bigint }[];
  caps: readonly CapRow[];
  /** Of each line that is asked for more than it has left: by how much, and what to do. */
  over: readonly string[];
  refusal: RefusalView | null;
  fits: boolean;
  /** What is wrong, by field. */
  wrong: FieldErrors;
  /** What whoever checks will look at, though nothing refuses it. */
  remarks: readonly string[];
};
/** What would be so: stands below the form, and is asked for anew while somebody types. */
export function RoomCheck({ room, language }: { room: RoomView; language: Language }) {
  const w = disbursementWords[language];
  const { askedVnd, lines, over, caps, refusal, fits, wrong, remarks } = room;
  const problems = Object.entries(wrong);
  if (lines.length === 0 && problems.length === 0 && remarks.length === 0) return <p class="soft">{w.roomNothing}</p>;
  return (
    <>
      <h3>{w.roomTitle}</h3>
      {problems.map(([name, sentence]) => (
        <p class="error">{name === '' ? sentence : <a href={`#${idOf(name)}`}>{sentence}</a>}</p>
      ))}
      {remarks.map((sentence) => (
        <p class="small twin">{sentence}</p>
      ))}
      {lines.length > 0 && (
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">{w.line}</th>
              <th scope="col" class="num">
                {w.asked}
              </th>
              <th scope="col" class="num">
                {w.left}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ name, askedVnd, leftVnd }) => (
              <tr>
                <td>{name}</td>
                <td class="num" data-label={w.asked}>
                  {formatAmount(askedVnd)}
                </td>
                <td class={leftVnd < 0n ? 'num over' : 'num'} data-label={w.left}>
                  {leftVnd < 0n ? w.over(formatVnd(-leftVnd)) : formatAmount(leftVnd)}
                </td>
              </tr>
            ))}
            <tr class="total">
              <td>{w.totalAsked}</td>
              <td class="num" data-label={w.asked}>
                {formatAmount(askedVnd)}
              </td>
              <td />
            </tr>
          </tbody>
        </table>
      )}
      {refusal === null && over.map((sentence) => <p class="error">{sentence}</p>)}
      {refusal !== null && <Refused refusal={refusal} language={language} />}
      {fits && <p class="fits">{w.roomOk(formatVnd(askedVnd))}</p>}
      {caps.length > 0 && <CapsTable rows={caps} language={language} />}
    </>
  );
}
