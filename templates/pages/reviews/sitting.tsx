// A council's sitting, on the screen and, printed, its agenda.

import { formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { Facts } from '../../parts/facts.tsx';
import { type Meets, meetsWhen } from '../../parts/when.ts';
import { agencyName } from '../../words/agencies.ts';
import { sittingWords } from '../../words/reviews-sitting.ts';
import type { Language } from '../../words/words.ts';
import { Remind, type RemindView } from './remind.tsx';
import type { NextView } from './review.tsx';
import { OneName, type OneView } from './several.tsx';

/** A dossier of the sitting. */
export type SatView = OneView & {
  number: number;
  /** The reader's own part in it; null where they have none. */
  part: 'conflict' | 'declare' | 'vote' | 'voted' | null;
  /** null where the dossier does not open to the reader. */
  told: {
    askedVnd: bigint | null;
    asked: number;
    passes: number;
    average: number | null;
    rank: { place: number; of: number } | null;
    votes: number;
    seats: number;
    /** How far the vote is; null where the council has concluded, or no longer has it. */
    vote: 'open' | 'enough' | 'over' | null;
    state: string;
    minutes: { href: string; number: string } | null;
  } | null;
};

/** `n`: of how many of `all` dossiers. */
export type SeatAt = { name: string; office: 'chair' | 'viceChair' | 'member'; n: number; all: number };

export type SittingView = {
  frame: Frame;
  agency: string;
  meets: Meets;
  seats: readonly SeatAt[];
  rows: readonly SatView[];
  next: NextView;
  /** null for who reminds nobody, and where no vote is open. */
  remind: RemindView | null;
};

export function SittingPage({ frame, agency, meets, seats, rows, next, remind }: SittingView) {
  const { language } = frame;
  const w = sittingWords[language];
  const named = (office: SeatAt['office']) =>
    seats
      .filter((seat) => seat.office === office)
      .map(({ name, n, all }) => (n === all ? name : w.seatOf(name, n, all)))
      .join(', ');
  const offices = (['chair', 'viceChair', 'member'] as const).filter((office) => named(office) !== '');
  const votes = rows.some(({ part }) => part === 'voted');
  return (
    <Layout frame={frame} title={w.title(meetsWhen(meets))} here="work">
      <Crumbs trail={[{ text: agencyName(agency, language) }]} language={language} />
      <p class="onpaper issuer">{agencyName(agency, language)}</p>
      <h1>{w.title(meetsWhen(meets))}</h1>
      <p class="lead measured">{w.lead(rows.length, meets.place ?? '')}</p>
      <Facts rows={offices.map((office) => [w[office], named(office)])} />
      {(next !== null || votes) && <NextBallot next={next} language={language} />}
      <table class="stack register sitting">
        <thead>
          <tr>
            <th scope="col">{w.dossier}</th>
            <th scope="col" class="num">
              {w.asked}
            </th>
            <th scope="col">{w.reviews}</th>
            <th scope="col">{w.ballots}</th>
            <th scope="col">{w.conclusion}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Sat row={row} language={language} />
          ))}
        </tbody>
      </table>
      {remind !== null && <Remind remind={remind} language={language} />}
    </Layout>
  );
}

/** Where somebody votes next, and how many wait for them; or that none does any more. */
export function NextBallot({ next, language }: { next: NextView; language: Language }) {
  const w = sittingWords[language];
  if (next === null) return <p class="small">{w.noneLeft}</p>;
  return (
    <>
      <p>{w.left(next.left)}</p>
      <p class="buttons">
        <a class="button" href={next.href}>
          {w.next(next.title || next.code)}
        </a>
      </p>
    </>
  );
}

function Sat({ row, language }: { row: SatView; language: Language }) {
  const w = sittingWords[language];
  const { told, part } = row;
  const own = part !== null && <span class={ownTag[part]}>{w.part[part]}</span>;
  return (
    <tr>
      <td>
        <span>
          {row.number}. <OneName one={row} language={language} />
        </span>
      </td>
      <td class="num" data-label={w.asked}>
        {told?.askedVnd != null && formatVnd(told.askedVnd)}
      </td>
      <td data-label={w.reviews}>{told !== null && <Stacked lines={reviewsSay(told, language)} />}</td>
      <td data-label={w.ballots}>
        <span>
          {told !== null && (
            <>
              <span class="unbroken">{w.votes(told.votes, told.seats)}</span>
              {own && <br />}
            </>
          )}
          {own}
        </span>
      </td>
      <td data-label={w.conclusion}>
        {told !== null && (
          <span>
            {told.vote === null ? told.state : w.vote[told.vote]}
            {told.minutes !== null && (
              <>
                <br />
                <a href={told.minutes.href}>{w.minutes(told.minutes.number)}</a>
              </>
            )}
          </span>
        )}
      </td>
    </tr>
  );
}

const ownTag = { conflict: 'tag stop', declare: 'tag now', vote: 'tag now', voted: 'tag done' };

function reviewsSay({ asked, passes, average, rank }: NonNullable<SatView['told']>, language: Language): string[] {
  const w = sittingWords[language];
  if (asked === 0) return [w.noReviews];
  const points = average?.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 });
  return [
    w.passes(passes, asked),
    ...(points === undefined ? [] : [w.average(points)]),
    ...(rank === null || rank.of < 2 ? [] : [w.rank(rank.place, rank.of)]),
  ];
}

const Stacked = ({ lines }: { lines: readonly string[] }) => (
  <span>
    {lines.map((line, index) => (
      <span class={index === 0 ? '' : 'small soft under'}>{line}</span>
    ))}
  </span>
);
