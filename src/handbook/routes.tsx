import {
  CitiesPage,
  HandbookPage,
  InvariantsPage,
  MoneyPage,
  PacksPage,
  RolesPage,
  RunningPage,
} from '../../templates/pages/handbook/handbook.tsx';
import { PackFilePage } from '../../templates/pages/handbook/pack-file.tsx';
import type { Doors } from '../doors.ts';
import type { Parts } from '../parts.ts';
import { machineRoutes } from './machines.tsx';
import { exampleName, exampleText, jsonSchema, packObjects } from './packFile.ts';
import { checkViews, flowViews, packViews, roleViews, variableViews } from './views.ts';

const asFile = (name: string) => ({
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Disposition': `attachment; filename="${name}"`,
});

/** The handbook, for everybody: what it says is read from the program itself. */
export function handbookRoutes(doors: Doors, parts: Parts): void {
  const { db, packs, frameOf } = parts;
  const who = 'anyone' as const;

  machineRoutes(doors, parts);

  doors.get('/handbook', { who }, async (c) => {
    const machines = doors.list().some(({ path, method }) => path === '/machines' && method === 'GET');
    return c.html(<HandbookPage frame={await frameOf(c)} machines={machines} />);
  });

  doors.get('/handbook/money', { who }, async (c) =>
    c.html(<MoneyPage frame={await frameOf(c)} flows={flowViews(c.get('language'))} />),
  );

  doors.get('/handbook/packs', { who }, async (c) =>
    c.html(<PacksPage frame={await frameOf(c)} packs={packViews(packs, c.get('language'))} />),
  );

  doors.get('/handbook/roles', { who }, async (c) => {
    const visitor = c.get('visitor');
    const [own] =
      visitor === null
        ? []
        : await db.query<{ agency: string }>`
            select agency from dossier where kind = 'person' and id = ${visitor.id}::uuid order by agency limit 1`;
    const roles = roleViews(c.get('language'), doors, own?.agency ?? null);
    return c.html(<RolesPage frame={await frameOf(c)} roles={roles} />);
  });

  doors.get('/handbook/invariants', { who }, async (c) =>
    c.html(<InvariantsPage frame={await frameOf(c)} checks={checkViews(c.get('language'))} />),
  );

  doors.get('/handbook/running', { who }, async (c) =>
    c.html(<RunningPage frame={await frameOf(c)} variables={variableViews(c.get('language'))} />),
  );

  doors.get('/handbook/pack-file', { who }, async (c) => {
    const objects = packObjects(c.get('language'));
    return c.html(<PackFilePage frame={await frameOf(c)} objects={objects} example={exampleText()} />);
  });

  doors.get('/handbook/pack-file/schema.json', { who }, (c) =>
    c.body(JSON.stringify(jsonSchema(), null, 1), 200, asFile('pack.schema.json')),
  );

  doors.get('/handbook/pack-file/example.json', { who }, (c) => c.body(exampleText(), 200, asFile(exampleName)));

  doors.get('/handbook/cities', { who }, async (c) => c.html(<CitiesPage frame={await frameOf(c)} />));
}
