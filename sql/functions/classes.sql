-- The tables that only record_decision() writes. The start refuses an application login that could write one of them.
create or replace function business_tables() returns setof text language sql immutable as $$
  select unnest(array['installation', 'dossier', 'state', 'history', 'command', 'account', 'account_cap', 'posting', 'duty',
                      'deadline', 'mail', 'register', 'paper', 'refusal'])
$$;

-- The other classes of tables, and what the application's login may do with each.
create or replace function other_tables() returns table (name text, class text, rights text) language sql immutable as $$
  values ('person', 'personal', 'select, insert, update'), ('party_profile', 'personal', 'select, insert, update, delete'), ('content', 'personal', 'select, insert, update'),
         ('draft', 'working', 'select, insert, update, delete'), ('attachment', 'working', 'select, insert, delete'),
         ('question', 'working', 'select, insert, update, delete'), ('self_check', 'working', 'select, insert, delete'),
         ('draft_change', 'working', 'select, insert, update, delete'),
         ('agency_contact', 'working', 'select, insert'), ('agency_treasury', 'working', 'select, insert'),
         ('session', 'operational', 'select, insert, update, delete'), ('ticket', 'operational', 'select, insert, update, delete'),
         ('team_invitation', 'operational', 'select, insert, update, delete'),
         ('attempt', 'operational', 'select, insert, delete'), ('letter', 'operational', 'select, insert, update, delete'),
         ('rendering', 'operational', 'select, insert'), ('scan', 'operational', 'select, insert, update, delete'),
         ('reminder', 'operational', 'select, insert'),
         ('notification', 'personal', 'select, insert, update, delete'), ('notice_choice', 'personal', 'select, insert, update, delete'),
         ('calendar_feed', 'operational', 'select, insert, update, delete'),
         ('second_step', 'operational', 'select, insert, update, delete'), ('recovery_code', 'operational', 'select, insert, update, delete'),
         ('half_entry', 'operational', 'select, insert, delete'), ('second_step_change', 'operational', 'select, insert'),
         ('migration', 'operational', 'select'),
         ('consent', 'personal', 'select, insert'), ('data_request', 'personal', 'select, insert, update')
$$;
