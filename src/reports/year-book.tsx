// One year and source of the budget, project by project: what each brought along, has reserved, ordered and paid of it.

import { YearBookPage, type YearBookView } from '../../templates/pages/registers.tsx';
import type { Parameter } from '../database/pool.ts';
import { yearsOf } from '../disbursements/index.ts';
import type { Doors } from '../doors.ts';
import { codeOf } from '../dossier.ts';
import { askedIn, pageSize } from '../lists.ts';
import type { Parts } from '../parts.ts';
import { closedTo, readerOf } from '../standing.ts';
import { followers } from './register.tsx';

type Row = Omit<YearBookView['rows'][number], 'code' | 'base' | 'title' | 'party'> & {
  dossier: string;
  began: string;
  title: string | null;
  party: string | null;
  all: number;
};

export function yearBookRoutes(doors: Doors, parts: Parts): void {
  const { db } = parts;
  doors.get('/agencies/:agency/budget/:year/:source', { who: followers }, async (c) => {
    const { agency, year, source } = c.req.param();
    const found = (await yearsOf(parts, agency)).find((one) => String(one.year) === year && one.source === source);
    if (found === undefined) return c.notFound();
    const asked = askedIn(c, {});
    const begins = `B/${year}/${source}/`;
    const given: Parameter[] = [agency, begins];
    const closed = closedTo(readerOf(c), (value) => `$${given.push(value)}`, '$1');
    const rows = await db.run<Row>(
      `with book as (
        select a.owner::uuid as dossier, coalesce(-sum(a.balance) filter (where a.id like '%/carriedIn'), 0)::bigint as carried_in,
          coalesce(sum(a.balance) filter (where a.id like '%/reserved'), 0)::bigint as reserved,
          coalesce(sum(a.balance) filter (where a.id like '%/ordered'), 0)::bigint as ordered,
          coalesce(sum(a.balance) filter (where a.id like '%/paid'), 0)::bigint as paid,
          coalesce(sum(a.balance) filter (where a.id like '%/lapsed'), 0)::bigint as lapsed
        from account a where a.agency = $1 and starts_with(a.id, $2) and a.owner <> 'agency' group by a.owner),
      page as (select *, count(*) over ()::int as "all" from book
        where carried_in + reserved + ordered + paid + lapsed > 0 and dossier not in (${closed})
        order by dossier desc limit ${pageSize} offset ${asked.from})
      select k.dossier::text as dossier, k.carried_in, k.reserved, k.ordered, k.paid, k.lapsed, k."all", b.at::text as began, x.body->>'projectName' as title, q.name as party
      from page k join dossier d on d.agency = $1 and d.id = k.dossier join history b on b.agency = $1 and b.dossier = k.dossier and b.revision = 1
        left join state s on s.agency = $1 and s.dossier = k.dossier and s.subject = 'application'
        left join content x on x.agency = $1 and x.commitment = s.facts->>'content'
        left join party_profile q on q.agency = $1 and q.party = d.party
      order by k.dossier desc`,
      given,
    );
    const view: YearBookView = {
      ...{ frame: await parts.frameOf(c), agency, year: found },
      list: asked.view(rows.length, rows[0]?.all ?? 0),
      rows: rows.map(({ dossier, began, title, party, all: _, ...sums }) => ({
        ...sums,
        base: `/agencies/${agency}/dossiers/${dossier}`,
        code: codeOf(dossier, began),
        title: title ?? '',
        party: party ?? '',
      })),
    };
    return c.html(<YearBookPage {...view} />);
  });
}
