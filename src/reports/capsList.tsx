// The caps of an agency as a list: narrowed, searched, a page at a time or all of it as a file.

import type { Context } from 'hono';
import { CapsPage, inForceText } from '../../templates/pages/reports.tsx';
import { dossierWords } from '../../templates/words/dossier.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { staff } from '../../workflows/rules/duties.ts';
import { csvAnswer } from '../csv.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { askedIn, pageOf } from '../lists.ts';
import type { Parts } from '../parts.ts';
import { callsBy } from '../programmes/index.ts';
import { readerOf } from '../standing.ts';
import { capRows, foundAmong, isAsked, ownersOf, withOwners } from './caps.ts';
import { callChoices } from './choices.ts';

const path = '/agencies/:agency/caps';
const filters = ['use', 'call', 'stage', 'line'] as const;

export function capsRoutes(doors: Doors, parts: Parts): void {
  const { db } = parts;

  const read = async (c: Context<AppEnv>) => {
    const agency = c.req.param('agency')!;
    const language = c.get('language');
    const [all, calls, call] = await Promise.all([
      capRows(db, agency, language, readerOf(c)),
      callsBy(db, agency),
      callChoices(db, agency, language),
    ]);
    const stages = new Map<string, string>();
    const lines = new Map<string, string>();
    for (const stage of calls.flatMap(({ pack }) => pack.stages)) {
      stages.set(stage.id, stage.name[language]);
      for (const line of stage.lines) lines.set(line.id, line.name[language]);
    }
    const choicesIn = (names: ReadonlyMap<string, string>) => [...names].map(([value, label]) => ({ value, label }));
    const use = [{ value: 'near', label: dossierWords[language].capsUse.near }];
    const choices = { use, call, stage: choicesIn(stages), line: choicesIn(lines) };
    const values = (name: keyof typeof choices) => choices[name].map(({ value }) => value);
    const asked = askedIn(c, {
      search: true,
      filters: { use: values('use'), call: values('call'), stage: values('stage'), line: values('line') },
    });
    const wanted = { ...asked.chosen, call: calls.find(({ id }) => id === asked.chosen.call) ?? null };
    const owners = wanted.call === null && wanted.stage === '' ? new Map() : await ownersOf(db, agency, all);
    const narrowed = all.filter((row) => isAsked(row, wanted, owners.get(row.whose)));
    const rows = await foundAmong(db, agency, narrowed, asked.patterns, language);
    return { agency, language, choices, asked, rows };
  };

  doors.get(path, { who: staff }, async (c) => {
    const frame = await parts.frameOf(c);
    const { agency, language, choices, asked, rows: found } = await read(c);
    const rows = await withOwners(db, agency, pageOf(found, asked), language);
    const w = dossierWords[language];
    const view = {
      ...{ frame, agency, rows, q: asked.q, list: asked.view(rows.length, found.length) },
      filters: filters.map((name) => ({
        ...{ name, label: w.capsBy[name], value: asked.chosen[name], options: choices[name] },
      })),
    };
    return c.html(<CapsPage {...view} />);
  });

  doors.get(`${path}/export`, { who: staff }, async (c) => {
    const { agency, language, rows: found } = await read(c);
    const rows = await withOwners(db, agency, found, language);
    const w = dossierWords[language];
    return csvAnswer(c, {
      name: `han-muc-${dayOf(parts.now())}`,
      head: [
        ...[w.capName, w.capsFile.owner, w.capsFile.of, w.capsFile.unit, w.limit, w.used, w.left, w.capsFile.percent],
        ...[w.clause, w.capsFile.flag, w.inForceBy],
      ],
      rows: rows.map((row) => [
        ...[row.name, w.owners[row.owner] ?? row.owner, row.of, row.seats ? w.capsFile.seats : w.capsFile.vnd],
        ...[row.limit, row.used, row.limit === null ? null : row.left],
        row.limit === null || row.limit === 0n ? null : (row.used * 100n) / row.limit,
        ...[row.basis.text, row.basis.flag, inForceText(row, language)],
      ]),
    });
  });
}
