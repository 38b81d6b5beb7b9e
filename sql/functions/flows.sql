-- The flows of money that exist (DESIGN §4), as source>target of an account's last part, for each kind of dossier.
-- A backstop behind workflows/rules/postings.ts: what is not in this table cannot be recorded by anyone.
create or replace function flow_exists(this dossier, source text, target text, novate_to uuid) returns boolean
language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
declare
  s text[] := string_to_array(source, '/'); t text[] := string_to_array(target, '/');
  own text := this.id::text; pair text := s[cardinality(s)] || '>' || t[cardinality(t)];
begin
  if s[1] <> t[1] then return false; end if;
  case this.kind
    when 'application' then
      if s[1] = 'A' then
        -- only this dossier's vessels and those of its call; along one expense line
        if (s[2] = 'project' and s[3] <> own) or (t[2] = 'project' and t[3] <> own) then return false; end if;
        if (s[2] = 'call' and s[3] <> this.call::text) or (t[2] = 'call' and t[3] <> this.call::text) then return false; end if;
        -- but for an amendment, which shifts what is still free from one line to another
        if s[2] = 'project' and t[2] = 'project' and (s[4] <> t[4]) <> (pair = 'awarded>awarded') then return false; end if;
        return pair = any ('{uncommitted>authority,uncommitted>awarded,awarded>uncommitted,awarded>awarded,awarded>held,held>awarded,held>ordered,ordered>held,ordered>settled,ordered>advanced,advanced>settled,advanced>held,advanced>due,settled>held,settled>due,due>settled,due>awarded,due>uncommitted,due>returned,due>writtenOff}');
      elsif s[1] = 'B' then
        if s[2] <> t[2] or s[3] <> t[3] then return false; end if; -- one year and one source
        if (cardinality(s) = 5 and s[4] <> own) or (cardinality(t) = 5 and t[4] <> own) then return false; end if;
        return pair = any ('{available>reserved,reserved>available,reserved>ordered,ordered>reserved,ordered>paid,paid>reserved,paid>available}')
          or pair = any ('{reserved>lapsed,paid>lapsed}') and cardinality(t) = 5;
      end if;
      -- what the party was promised for this stage
      if s[2] = 'party' then
        return t[2] = 'party' and s[3] in (this.party::text, coalesce(novate_to, this.party)::text) and t[3] = s[3] and s[4] = this.stage and t[4] = s[4] and pair in ('source>supported', 'supported>source');
      end if;
      return s[2] = 'base' and t[2] = 'base' and s[3] = own and t[3] = own and (pair = any ('{source>cost,cost>source,source>granted}') or pair = 'granted>granted' and s[4] <> t[4]);
    when 'call' then
      return s[1] = 'A' and s[2] = 'call' and t[2] = 'call' and s[3] = own and t[3] = own and pair = any ('{authority>uncommitted,uncommitted>authority}');
    when 'budgetYear' then
      return s[1] = 'B' and s[3] = t[3] and (pair = any ('{appropriation>available,available>appropriation,available>lapsed,reserved>carried}') and s[2] = t[2]
        or pair = 'carriedIn>reserved' and cardinality(s) = 5 and s[2:4] = t[2:4]);
    when 'agency' then
      return s[1] = 'C' and s[2] <> 'base' and s[2:4] = t[2:4] and pair = any ('{authority>room,room>authority}');
    else
      return false;
  end case;
end $$;
