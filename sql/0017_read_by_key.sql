-- The papers of one dossier are asked for on many pages: until now all papers of the agency were read for each.
create index paper_of_dossier on paper (agency, dossier);
-- And the registers of requests, payments and the like are made of some events of an agency: of thousands of dossiers' history few rows.
create index history_by_event on history (agency, event, dossier);

-- A plan is made once a connection (src/database/pool.ts), often while there is hardly anything to read: before a table was ever
-- analysed the planner takes an agency for one of two hundred, and so all its rows for one, which it then reads again for every row
-- of another table. What is true from the first day is said here: most rows are of one agency, and of its ids each has few. The
-- first ANALYZE says more. Servers before 18 cannot be told, and learn it from their first autovacuum.
do $$
declare t record;
begin
  for t in select c.relname::text as name, a.attname::text as attribute, case when a.attname = 'agency' then 1 when p.alone then -1 else -0.1 end::real as n
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      cross join lateral (select exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and i.indnatts = 2 and a.attnum = any (i.indkey)) as alone) p
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and (a.attname in ('agency', 'owner') or a.atttypid = 'uuid'::regtype or p.alone)
      and exists (select from pg_attribute g where g.attrelid = c.oid and g.attname = 'agency') and not exists (select from pg_stats s
        where s.schemaname = 'public' and s.tablename = c.relname and s.attname = a.attname) loop
    if current_setting('server_version_num')::int >= 180000 then
      perform pg_restore_attribute_stats('schemaname', 'public', 'relname', t.name, 'attname', t.attribute, 'inherited', false,
        'null_frac', 0::real, 'avg_width', 16, 'n_distinct', t.n);
    end if;
  end loop;
end $$;
