// What is due when: on a dossier for whoever reads it, and over all dossiers for whom it waits.

import type { WorkItem } from '../templates/pages/work.tsx';
import { type DueItem, type DuesView, weeksAhead } from '../templates/pictures/dues.tsx';
import { dossierWords } from '../templates/words/dossier.ts';
import { basedOn } from '../templates/words/instead.ts';
import { nameOf } from '../templates/words/names.ts';
import { reportWords } from '../templates/words/projects-reports.ts';
import { reviewsWords } from '../templates/words/reviews.ts';
import type { Language } from '../templates/words/words.ts';
import { type Day, dayOf, daysAfter } from '../workflows/rules/calendar.ts';
import type { Role } from '../workflows/rules/duties.ts';
import { clauseOfPeriod } from './clauses.ts';
import type { Database } from './database/pool.ts';
import { countsWorkingDays, daysLeft } from './daysLeft.ts';
import { appealReaders } from './doors.ts';
import { type Dossier, factOf, requestsOf } from './dossier.ts';
import { calendarOf } from './programmes/index.ts';
import { numberOf } from './reportRows.ts';

const byDay = (one: { day: Day }, other: { day: Day }) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0);

/** The open periods of a dossier, and the end of its agreement. What nobody takes on while its project is suspended is not due. */
export async function duesOfDossier(
  db: Database,
  dossier: Dossier,
  { base, now, language, roles }: { base: string; now: string; language: Language; roles: readonly Role[] },
): Promise<DuesView> {
  const today = dayOf(now);
  const calendar = await calendarOf(db, dossier.agency);
  const w = dossierWords[language];
  const tranches = new Map(requestsOf(dossier).map(({ subject, tranche }) => [subject, tranche]));
  const funding = (dossier.states.get('project')?.value as { funding?: string } | undefined)?.funding ?? '';
  const periods = dossier.due.flatMap(({ subject, what, dueOn: day }) => {
    const [kind = '', id] = subject.split('/');
    const value = String(dossier.states.get(subject)?.value);
    const isPaused = funding === 'suspended' && what === 'payment' && value !== 'requested';
    if (!dossier.states.has(subject) || isPaused) return [];
    const isReturned = what === 'completion' && value === 'returnedForCompletion';
    const tranche = tranches.get(subject);
    // of an appeal all are told who see the dossier, and some read it
    const isClosed = kind === 'appeal' && !roles.some((role) => appealReaders.includes(role));
    const page = {
      disbursement: 'requests',
      recovery: 'recoveries',
      appeal: 'appeals',
      amendment: 'amendments',
      report: 'reports',
    }[kind];
    const report = dossier.states.get(subject)?.machine === 'report' ? numberOf(dossier.states.get(subject)) : null;
    return {
      ...{ day, isWorking: countsWorkingDays(dossier.pack, what) },
      what: upperFirst(nameOf('periods', what, language)),
      about:
        report !== null
          ? reportWords[language].named(report, '')
          : tranche === undefined
            ? ''
            : w.tranche(tranche).toLocaleLowerCase('vi'),
      href: page === undefined || id === undefined || isClosed ? null : `${base}/${page}/${id}`,
      // the law gives the time to complete an application after a council alone
      clause: isReturned ? reviewsWords[language].ruleOfSystem : clauseOfPeriod(dossier.pack, what, language),
    };
  });
  const endsOn = ['active', 'suspended'].includes(funding) ? factOf(dossier, 'project', 'endsOn') : '';
  const number = factOf(dossier, 'project', 'agreementNumber');
  const ending = {
    ...{ day: endsOn, isWorking: false, what: w.agreementEnds, about: '', href: null },
    clause: basedOn({ instrument: number, article: null, of: 'agreement' }, language),
  };
  const items = [...periods, ...(endsOn === '' ? [] : [ending])].sort(byDay);
  return {
    today,
    calendar,
    items: items.map(({ isWorking, ...one }) => ({
      ...one,
      left: daysLeft(today, one.day, isWorking ? calendar : null),
    })),
  };
}

/** What waits for somebody and is overdue, or due within the weeks that the picture shows; days off are those of the first agency. */
export async function duesOfWork(
  db: Database,
  work: readonly WorkItem[],
  { now, language }: { now: string; language: Language },
): Promise<DuesView> {
  const today = dayOf(now);
  const until = daysAfter(today, weeksAhead * 7);
  const dated = work
    .flatMap((item) => (item.dueAt === null ? [] : { item, day: dayOf(item.dueAt) }))
    .filter(({ day }) => day <= until)
    .sort(byDay);
  const w = dossierWords[language];
  const items = dated.map(({ item, day }): DueItem => {
    const step = item.ofAgreement ? w.agreementEnds : item.step;
    return {
      day,
      what: item.tranche === null ? step : `${w.tranche(item.tranche)}: ${step}`,
      about: item.title || item.code,
      href: item.href,
      clause: null,
      left: item.left ?? daysLeft(today, day, null),
    };
  });
  const [first] = dated;
  const calendar =
    first === undefined
      ? { holidays: {}, workedSaturdays: {}, announcedThrough: null }
      : await calendarOf(db, agencyOf(first.item));
  return { today, calendar, items };
}

const agencyOf = ({ href }: WorkItem): string => href.split('/')[2] ?? '';
const upperFirst = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
