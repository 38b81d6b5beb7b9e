// What the handbook says, read from what the program runs on.

import type { FlowView, HandbookPack, RoleView, VariableView } from '../../templates/pages/handbook/handbook.tsx';
import { agencyRooms } from '../../templates/parts/rooms.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { auditWords } from '../../templates/words/audit.ts';
import { handbookWords } from '../../templates/words/handbook.ts';
import { nameOf } from '../../templates/words/names.ts';
import { programmeWords } from '../../templates/words/programmes.ts';
import type { Language } from '../../templates/words/words.ts';
import { blanksOf, clauseOf, type Instrument, type Pack } from '../../workflows/programmes/schema.ts';
import { duties, type Role, roles } from '../../workflows/rules/duties.ts';
import { type CheckName, checkNames } from '../audit/report.ts';
import { configurationTable } from '../config.ts';
import type { Doors } from '../doors.ts';
import { movesOfFlows } from './flows.ts';

export function flowViews(language: Language): FlowView[] {
  const { flows, vessels } = handbookWords[language].money;
  const vessel = (book: string, name: string) => (vessels as Record<string, string>)[`${book} ${name}`] ?? name;
  return movesOfFlows.map(({ flow, moves }) => ({
    name: flows[flow],
    moves: moves.map(({ book, from, to }) => ({ book, from: vessel(book, from), to: vessel(book, to) })),
  }));
}

export function packViews(packs: readonly Pack[], language: Language): HandbookPack[] {
  const w = handbookWords[language].packs;
  const force = ({ inForceFrom: from, inForceTo: to }: Instrument) =>
    from === null && to === null
      ? null
      : w.inForce(from === null ? '…' : dayText(from), to === null ? '…' : dayText(to));
  return packs.map((pack) => ({
    title: pack.title[language],
    id: pack.id,
    version: pack.version,
    agency: pack.agency,
    fictional: pack.fictional,
    note: pack.validityNote?.[language] ?? null,
    instruments: pack.instruments.map((instrument) => ({
      number: instrument.number,
      title: instrument.title[language],
      url: instrument.url !== null && /^https?:/.test(instrument.url) ? instrument.url : null,
      force: force(instrument),
      known: w.confidence[instrument.confidence],
    })),
    unknowns: blanksOf(pack).map(({ what, source }) => ({
      what: what[language],
      where: clauseOf(pack, source)[language],
    })),
  }));
}

/** `agency`: one whose pages the reader may want to go to; null for a passer-by. */
export function roleViews(language: Language, doors: Doors, agency: string | null): RoleView[] {
  const w = handbookWords[language].roles;
  const gates = doors.list().filter(({ method }) => method === 'GET');
  return roles.map((role) => {
    const rules = Object.entries(duties).filter(([, rule]) => rule.roles.includes(role));
    const excluded = new Map(rules.map(([, { duty, excludes }]) => [duty, excludes]));
    return {
      id: role,
      name: upperFirst(nameOf('roles', role, language)),
      day: w.day[role],
      may: rules.map(([event]) => nameOf('events', event, language)),
      never: [...excluded]
        .filter(([, excludes]) => excludes.length > 0)
        .map(([duty, excludes]) =>
          w.duty(
            nameOf('duties', duty, language),
            excludes.map((other) => nameOf('duties', other, language)).join(', '),
          ),
        ),
      pages: role === 'system' ? [] : pagesOf(role, language, gates, agency),
    };
  });
}

type Gate = ReturnType<Doors['list']>[number];

function pagesOf(role: Role, language: Language, gates: readonly Gate[], agency: string | null): RoleView['pages'] {
  const w = handbookWords[language].roles;
  const names = programmeWords[language].rooms;
  const rooms = agencyRooms.filter((room) =>
    gates.some(({ path, who }) => path === `/agencies/:agency/${room}` && Array.isArray(who) && who.includes(role)),
  );
  return [
    { text: w.start, href: '/' },
    { text: w.work, href: '/work' },
    ...rooms.map((room) => ({ text: names[room], href: agency === null ? null : `/agencies/${agency}/${room}` })),
  ];
}

const upperFirst = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

export const checkViews = (language: Language) =>
  (Object.keys(checkNames) as CheckName[]).map((name) => ({ name, says: auditWords[language][name] }));

export function variableViews(language: Language): VariableView[] {
  const { variables } = handbookWords[language].running;
  return configurationTable.map(({ name, left }) => ({
    name,
    left,
    says: variables[name as keyof typeof variables],
  }));
}
