-- The papers of one dossier are asked for on many pages: until now all papers of the agency were read for each.
create index paper_of_dossier on paper (agency, dossier);
-- And the registers of requests, payments and the like are made of some events of an agency: of thousands of dossiers' history few rows.
create index history_by_event on history (agency, event, dossier);

-- A plan is made once a connection (src/database/pool.ts), often while there is hardly anything to read: before a table was ever
-- analysed the planner takes an agency for one of two hundred, and so all its rows for one, which it then reads again for every row
-- of another table. That most rows are of one agency is said here, where nothing is known yet; the first ANALYZE says what is.
-- Servers before 18 cannot be told, and learn it from their first autovacuum.
do $$
declare t record;
begin
  for t in select c.relname::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'agency' and not a.attisdropped loop
    execute format('analyze %I', t.name);
    if current_setting('server_version_num')::int >= 180000 and not exists (select from pg_stats
        where schemaname = 'public' and tablename = t.name and attname = 'agency') then
      perform pg_restore_attribute_stats('schemaname', 'public', 'relname', t.name, 'attname', 'agency', 'inherited', false,
        'null_frac', 0::real, 'avg_width', 6, 'n_distinct', 1::real);
    end if;
  end loop;
end $$;
