-- Opens the accounts that a decision touches for the first time, with the caps that stand behind them.
--
-- An account's id is its address, and everything else about it follows from the address and the dossier's pinned pack:
--   A/call/{call}/authority|uncommitted
--   A/project/{dossier}/{line}/{unit}/awarded|held|ordered|advanced|settled|due|returned|writtenOff
--   B/{year}/{source}/appropriation|available|carried|lapsed      B/{year}/{source}/{dossier}/carriedIn|reserved|ordered|paid|lapsed
--   C/base/{dossier}/{line}/{unit}/cost|granted|source            what shares are shares of
--   C/party/{party}/{stage}/supported|source                      what a party was promised for a stage that is supported once only
--   C/{pack}/{cap}/{owner}/authority|room|used|claimed|claims:{party}
-- unit is '-' or the units of per-unit caps, such as 'course=…;person=…'.
-- Returns the pours that fill newly opened rooms, as [source, target, amount].
create or replace function open_accounts(this dossier, missing text[], out sources text[], out targets text[], out amounts bigint[])
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  pack jsonb; call_limits jsonb; cap jsonb; wanted text; part text[]; kind text; dimension text;
  room text; dim_value text; limit_value bigint; bps int;
  link_account text[] := '{}'; link_room text[] := '{}'; link_how text[] := '{}'; link_back boolean[] := '{}'; link_bps int[] := '{}';
  rooms jsonb := '{}'; opened text;
begin
  sources := '{}'; targets := '{}'; amounts := '{}';
  foreach wanted in array missing loop
    part := string_to_array(wanted, '/');
    kind := part[cardinality(part)];
    if wanted ~ '^A/call/[0-9a-f-]{36}/(authority|uncommitted)$' then
      insert into account (agency, id, owner, unit, is_source) values (this.agency, wanted, part[3], 'vnd.promise', kind = 'authority') on conflict do nothing;
    elsif wanted ~ '^B/\d{4}/[A-Za-z0-9-]+/(appropriation|available|carried|lapsed)$' then
      insert into account (agency, id, owner, unit, is_source) values (this.agency, wanted, 'agency', 'vnd.budget', kind = 'appropriation') on conflict do nothing;
    elsif wanted ~ '^B/\d{4}/[A-Za-z0-9-]+/[0-9a-f-]{36}/(carriedIn|reserved|ordered|paid|lapsed)$' then
      insert into account (agency, id, owner, unit, is_source) values (this.agency, wanted, part[4], 'vnd.budget', kind = 'carriedIn') on conflict do nothing;
    elsif wanted ~ '^C/base/[0-9a-f-]{36}/-/-/source$' then
      insert into account (agency, id, owner, unit, is_source) values (this.agency, wanted, part[3], 'vnd.base', true) on conflict do nothing;
    elsif wanted ~ '^C/party/[0-9a-f-]{36}/[A-Za-z0-9.-]+/(source|supported)$' then
      insert into account (agency, id, owner, unit, is_source) values (this.agency, wanted, part[3], 'vnd.support', kind = 'source') on conflict do nothing;
    elsif wanted ~ '^(A/project|C/base)/[0-9a-f-]{36}/[A-Za-z0-9.-]+/[^/]+/(awarded|held|ordered|advanced|settled|due|returned|writtenOff|cost|granted)$' then
      if part[3]::uuid <> this.id then
        raise exception 'account % belongs to another dossier', wanted using errcode = 'VU006';
      end if;
      if pack is null then
        select s.facts into pack from state s where s.agency = this.agency and s.dossier = this.pack and s.subject = 'pack';
        select coalesce(s.facts->'limits', '{}') into call_limits from state s where s.agency = this.agency and s.dossier = this.call and s.subject = 'call';
        if pack is null or this.stage is null then
          raise exception 'dossier % is not pinned to a policy pack', this.id using errcode = 'VU006';
        end if;
      end if;
      perform 1 from jsonb_array_elements(pack->'stages') s, jsonb_array_elements(s->'lines') l where s->>'id' = this.stage and l->>'id' = part[4];
      if not found then
        raise exception 'no expense line % in stage % of the pinned pack', part[4], this.stage using errcode = 'VU006';
      end if;
      insert into account (agency, id, owner, unit) values (this.agency, wanted, part[3], case part[1] when 'A' then 'vnd.promise' else 'vnd.base' end);

      for cap in select c from jsonb_array_elements(pack->'caps') c
        where (c->>'stage' is null or c->>'stage' = this.stage) and (c->>'line' is null or c->>'line' = part[4]) loop
        -- a share is of the cost that still stands: what is owed back is no part of it, and takes its cost along
        continue when cap->>'kind' = 'share' and cap->>'of' = 'cost' and kind in ('due', 'returned', 'writtenOff');
        if part[1] = 'C' then
          continue when cap->>'kind' <> 'share' or (case cap->>'of' when 'cost' then 'cost' else 'granted' end) <> kind;
        else
          continue when not case cap->>'drawnAt' when 'award' then true when 'request' then kind <> 'awarded' else kind = 'advanced' end;
        end if;

        room := 'C/' || (pack->>'id') || '/' || (cap->>'id') || '/' || case cap->>'owner'
          when 'project' then this.id::text when 'party' then this.party::text when 'call' then this.call::text else 'agency' end;
        for dimension in select jsonb_array_elements_text(cap->'per') loop
          if dimension = 'year' and cap->>'drawnAt' = 'award' then
            dim_value := this.award_year::text;
          else
            select substr(u, length(dimension) + 2) into dim_value from unnest(string_to_array(part[5], ';')) u where u like dimension || '=%';
          end if;
          if coalesce(dim_value, '') = '' then
            raise exception 'cap % counts per %, which % does not name', cap->>'id', dimension, wanted using errcode = 'VU006';
          end if;
          room := room || ';' || dimension || '=' || dim_value;
        end loop;
        if room is null then
          raise exception 'cap % has no owner in dossier %', cap->>'id', this.id using errcode = 'VU006';
        end if;

        -- Unknown law blocks: never zero, never infinite.
        bps := null;
        if cap->>'kind' = 'share' then
          bps := coalesce(cap->'shareBps'->>this.beneficiary_class, cap->'shareBps'->>'all', call_limits->>(cap->>'id'))::int;
          limit_value := 0;
          if bps is null then
            raise exception '%', cap->>'id' using errcode = 'VU005', detail = room;
          end if;
        else
          limit_value := coalesce(cap->>'limitSeats', cap->>'limitVnd', call_limits->>(cap->>'id'))::bigint;
          if limit_value is null then
            raise exception '%', cap->>'id' using errcode = 'VU005', detail = room;
          end if;
        end if;

        rooms := rooms || jsonb_build_object(room, jsonb_build_object('limit', limit_value, 'kind', cap->>'kind'));
        link_account := link_account || wanted; link_room := link_room || room; link_bps := link_bps || bps;
        link_how := link_how || case when part[1] = 'C' then 'fill' when cap->>'kind' = 'seats' then 'claim' else 'draw' end;
        link_back := link_back || (kind not in ('due', 'returned', 'writtenOff') or (cap->>'givesBack')::boolean);
      end loop;
    elsif wanted ~ '^C/[^/]+/[^/]+/[^/]+/(authority|room|used)$' then
      null; -- vessels of a cap: opened below, or by the agency's register of caps
    else
      raise exception 'no such account: %', wanted using errcode = 'VU006';
    end if;
  end loop;

  -- Rooms are shared, so they are opened in id order, and whoever opens one fills it.
  for room, cap in select k, v from jsonb_each(rooms) r(k, v) order by k collate "C" loop
    insert into account (agency, id, owner, unit) values (this.agency, room || '/room', split_part(split_part(room, '/', 4), ';', 1), room) on conflict do nothing returning id into opened;
    if opened is not null then
      insert into account (agency, id, owner, unit, is_source)
      select this.agency, room || '/' || k, split_part(split_part(room, '/', 4), ';', 1), room, k = 'authority' from unnest(array['authority', 'used']) k;
      if (cap->>'limit')::bigint > 0 then
        sources := sources || (room || '/authority'); targets := targets || (room || '/room'); amounts := amounts || (cap->>'limit')::bigint;
      end if;
    end if;
    -- a room that an earlier version of the pack has filled must fit this one too, or have been changed by decision
    if opened is null and cap->>'kind' <> 'share' and exists (
      select from account a join account r on r.agency = a.agency and r.id = room || '/room' and not r.decided
      where a.agency = this.agency and a.id = room || '/authority' and -a.balance <> (cap->>'limit')::bigint
        and not room || '/authority' = any (sources)) then
      raise exception 'otherVersion' using errcode = 'VU009', detail = room;
    end if;
    if cap->>'kind' = 'seats' then
      perform open_claims(this, room, this.party);
    end if;
    opened := null;
  end loop;
  insert into account_cap (agency, account, room, how, gives_back, share_bps)
  select this.agency, * from unnest(link_account, link_room, link_how, link_back, link_bps);
end $$;

-- The vessel that says how much money a party holds under a cap that counts parties: a seat is held while it is not empty.
create or replace function open_claims(this dossier, room text, party uuid) returns void
language sql set search_path = pg_catalog, public, pg_temp as $$
  insert into account (agency, id, owner, unit, is_source)
  values (this.agency, room || '/claimed', 'agency', 'claims.' || room, true),
         (this.agency, room || '/claims:' || party, party::text, 'claims.' || room, false)
  on conflict do nothing
$$;
