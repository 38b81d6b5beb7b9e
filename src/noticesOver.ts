// Notices of steps that have ended: what somebody was asked for is no news any more once its matter has moved on.

import { lineOf } from '../templates/mails/next.ts';
import { machineIds, waysOf } from '../workflows/machines.ts';

/** What a notice that asks its reader says of who acts next. */
const asksReader = lineOf('you', 'vi');

/** Where the matter of each notice was left when it was told: its machine, the region there, the place. */
const left = machineIds.flatMap((machine) =>
  waysOf(machine).flatMap(({ region, to, effects }) =>
    effects.flatMap((effect) =>
      effect.type === 'mail' ? [`('${effect.params.template}', '${machine}', '${region ?? ''}', '${to}')`] : [],
    ),
  ),
);

/**
 * Whether notification `n` asks for a step that has ended, by where its matter stands now: it has left the place where it was when that
 * was told, its reader has given their sheet or their vote, or the period that it reminds of runs no more.
 */
export const isOverNotice = `(
  n.template like 'reminder.%' and not exists (select from deadline l where l.agency = n.agency and l.dossier = n.dossier
    and l.what = split_part(n.template, '.', 2) and l.cleared_revision is null and position(split_part(l.subject, '/', 2) in n.link) > 0)
  or position('${asksReader}' in n.next) > 0 and exists (
    with told as (select * from (values ${[...new Set(left)].join()}) v (template, machine, region, leaf) where v.template = n.template)
    select from state s where s.agency = n.agency and s.dossier = n.dossier and position(split_part(s.subject, '/', 2) in n.link) > 0
      and s.machine in (select machine from told)
      and (not exists (select from told t where t.machine = s.machine and t.leaf = case when t.region = '' then s.value #>> '{}' else s.value->>t.region end)
        or n.template = 'reviewAsked' and coalesce(s.facts->'reviews' ? n.person::text, false)
        or n.template = 'councilCalled' and coalesce(s.facts->'votes' ? n.person::text, false))))`;
