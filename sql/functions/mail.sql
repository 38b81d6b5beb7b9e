-- The notices that decisions ask for: claimed for a minute by whoever writes the letters, and done with when they are written.
create or replace function claim_mails(most int) returns setof mail
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update mail x set leased_until = clock_timestamp() + interval '60 s', attempts = x.attempts + 1
  where (x.agency, x.id) in (select y.agency, y.id from mail y where y.sent_at is null and coalesce(y.leased_until, '-infinity') < clock_timestamp()
    order by y.attempts, y.id limit most for update skip locked)
  returning x.*
$$;

create or replace function mail_written(v_agency text, v_id uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update mail set sent_at = clock_timestamp(), leased_until = null where agency = v_agency and id = v_id and sent_at is null
$$;
