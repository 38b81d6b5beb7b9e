-- The application's login reads everything and executes the functions that write; it writes business tables by no other way.
do $$
declare app constant text := current_setting('vuon_uom.app_role'); t text; f text; r record;
begin
  -- ours alone: an extension in the same schema keeps its own
  for f in select oid::regprocedure::text from pg_proc where pronamespace = 'public'::regnamespace and proowner = current_user::regrole
      and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e') loop
    execute format('revoke all on function %s from public', f);
  end loop;
  execute format('grant usage on schema public to %I', app);
  for t in select business_tables() loop
    execute format('revoke all on table %I from public, %I', t, app);
    execute format('grant select on table %I to %I', t, app);
  end loop;
  for r in select * from other_tables() loop
    execute format('revoke all on table %I from public, %I', r.name, app);
    execute format('grant %s on table %I to %I', r.rights, r.name, app);
  end loop;
  foreach f in array array['business_tables()', 'folded(text)', 'numbers_in(jsonb)', 'facts_of(text, uuid, uuid[], uuid, uuid[], int[], uuid[], text)', 'record_decision(jsonb)', 'what_if(jsonb)', 'record_refusal(jsonb)', 'claim_deadlines(timestamptz, text[], int)', 'claim_mails(int)', 'mail_written(text, uuid)'] loop
    execute format('grant execute on function %s to %I', f, app);
  end loop;
end $$;
