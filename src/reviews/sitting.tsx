// A council's sitting: every dossier that it deals with on one afternoon, for who sits there, who writes for it and who reads them.

import type { NextView } from '../../templates/pages/reviews/review.tsx';
import { type SatView, SittingPage } from '../../templates/pages/reviews/sitting.tsx';
import { paperNumber } from '../../templates/words/paperNumbers.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Doors } from '../doors.ts';
import { placesOf } from '../dossier.ts';
import type { Parts } from '../parts.ts';
import { readerOf } from '../standing.ts';
import { councilReaders, namesOf } from './persons.ts';
import { askedFor } from './reading.ts';
import { remindableAt, remindView } from './reminding.ts';
import { announcedOf, canConclude, councilOf, votesOf } from './seats.ts';
import { isOver, judgedAt, partOf, type Sat, satAt, toVoteOn } from './sittings.ts';

export function sittingRoutes(doors: Doors, parts: Parts): void {
  doors.get('/agencies/:agency/sittings/:sitting', { who: councilReaders }, async (c) => {
    const { agency, sitting } = c.req.param();
    const reader = readerOf(c);
    const sat = await satAt(parts.db, agency, sitting, reader);
    const [first] = sat;
    if (first === undefined) return c.notFound();
    const remindable = await remindableAt(c, parts, agency, sitting);
    const { person } = reader;
    const remind = await remindView(parts, { agency, sat: remindable, person, action: `${c.req.path}/remind` });
    const page = (
      <SittingPage
        frame={await parts.frameOf(c)}
        agency={agency}
        meets={announcedOf(first)!}
        seats={await seatsAt(parts, sat, person)}
        rows={rowsOf(sat, person, c.get('language'))}
        next={nextAt(sat, person)}
        remind={remind}
      />
    );
    return c.html(page);
  });
}

/** The dossier of a sitting that waits for somebody's ballot next; null where none does, or they have none to cast there. */
export function nextAt(sat: readonly Sat[], person: string, after = 0): NextView {
  const [first, ...others] = toVoteOn(sat, person, after);
  if (first === undefined) return null;
  return { title: first.title, code: first.code, href: `${first.base}/council`, left: others.length + 1 };
}

/** Who sits there, in which place and at how many of its dossiers: of those with which the reader has no conflict of interest. */
async function seatsAt({ db }: Pick<Parts, 'db'>, sat: readonly Sat[], person: string) {
  const told = sat.filter((one) => partOf(one, person) !== 'conflict');
  const ids = [...new Set(told.flatMap(councilOf))];
  const nameOf = await namesOf(db, ids);
  const at = (id: string, place: 'chair' | 'viceChair') =>
    told.filter(({ states }) => states.get('application')?.facts[place] === id).length;
  const seats = ids.map((id) => {
    const [chairs, stands] = [at(id, 'chair'), at(id, 'viceChair')];
    const office = chairs > 0 ? ('chair' as const) : stands > 0 ? ('viceChair' as const) : ('member' as const);
    const n = chairs || stands || told.filter((one) => councilOf(one).includes(id)).length;
    return { name: nameOf(id), office, n, all: told.length };
  });
  return seats.sort((a, b) => b.n - a.n || a.name.localeCompare(b.name, 'vi'));
}

/** What a reader is shown of each: no more than its own pages show them. */
function rowsOf(sat: readonly Sat[], person: string, language: Language): SatView[] {
  const opens = (one: Sat) => !['conflict', 'declare'].includes(partOf(one, person) ?? '');
  const opened = sat.filter(opens).map((one) => ({ ...one, average: judgedAt(one).average }));
  return sat.map((one): SatView => {
    const { base, code, title, party, number, agency, pack, minutes } = one;
    const { asked, passes, average } = judgedAt(one);
    // points of one call are given by one sheet
    const among = opened.filter((other) => other.call === one.call && other.average !== null);
    const votes = Object.keys(votesOf(one)).length;
    const state = one.states.get('application')!;
    return {
      ...{ id: one.id, href: `${base}/council`, code, title, party, number },
      part: partOf(one, person),
      told: !opens(one)
        ? null
        : {
            askedVnd: one.answers === null ? null : askedFor(one, one.answers).stateVnd,
            ...{ asked, passes, average, votes, seats: councilOf(one).length },
            rank:
              average === null
                ? null
                : { place: 1 + among.filter((other) => other.average! > average).length, of: among.length },
            vote: state.value !== 'beforeCouncil' ? null : isOver(one) ? 'over' : canConclude(one) ? 'enough' : 'open',
            state: placesOf(state, 'staff', language)
              .map(({ label }) => label)
              .join(', '),
            minutes:
              minutes === null
                ? null
                : {
                    href: `${base}/papers/${minutes.register}/${minutes.year}/${minutes.number}`,
                    number: paperNumber(agency, pack, { kind: 'minutes', number: minutes.number }),
                  },
          },
    };
  });
}
