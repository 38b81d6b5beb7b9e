-- The tables that only record_decision() writes. The start refuses an application login that could write one of them.
create or replace function business_tables() returns setof text language sql immutable as $$
  select unnest(array['installation', 'dossier', 'state', 'history', 'command', 'account', 'account_cap', 'posting', 'duty',
                      'deadline', 'mail', 'register', 'paper', 'refusal'])
$$;
