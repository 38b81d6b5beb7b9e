-- facts_of(…): all that a decision needs, as src/facts.ts wants it. Stable, so that its statements see one moment's truth; every
-- one finds its rows by key, so they are planned once a connection.
--
-- ids: other rows that the command wants to look at; the dossier's own call, party and pack, and the pack of any call among them, come along;
--   of a figure also whoever lent one of the persons an office.
-- known, at_revision: rows whose content the caller has already as it was at that revision; unchanged, it is not sent again.
-- persons: whose duties matter. prefix: also all accounts whose id begins like this, or null.
-- balances: a line for each account, its id, a space, its balance; no id has a space.
create or replace function facts_of(v_agency text, v_dossier uuid, ids uuid[], v_key uuid, known uuid[], at_revision int[], persons uuid[], prefix text,
  out recorded json, out own json, out states json, out others json, out duties json, out balances text)
language plpgsql stable set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  this dossier; wanted uuid[]; named uuid[]; owners text[];
begin
  select json_build_object('answer', answer, 'inputHash', encode(input_hash, 'hex')) into recorded from command where agency = v_agency and key = v_key;
  select * into this from dossier where agency = v_agency and id = v_dossier;
  if this.id is not null then
    own := json_build_object('id', this.id, 'kind', this.kind, 'revision', this.revision, 'call', this.call, 'party', this.party, 'pack', this.pack,
      'stage', this.stage, 'beneficiaryClass', this.beneficiary_class, 'awardYear', this.award_year);
    select json_agg(json_build_object('subject', subject, 'machine', machine, 'version', version, 'value', value, 'facts', facts) order by subject),
      array_agg((facts->>'payee')::uuid) || array_agg((facts->>'company')::uuid) into states, named
    from state where agency = v_agency and dossier = v_dossier;
    select json_agg(json_build_object('subject', subject, 'duty', duty, 'person', person, 'revision', revision) order by revision, duty, person) into duties
    from duty where agency = v_agency and dossier = v_dossier and person = any (persons);
  end if;
  -- whoever lent them an office: of a figure nobody is the second reader who holds another of them
  if this.kind = 'figure' then
    named := named || array(select dossier from state where agency = v_agency and subject = 'person'
      and exists (select from jsonb_array_elements(facts->'delegations') g where (g->>'to')::uuid = any (persons)));
  end if;

  wanted := ids || array[this.call, this.party, this.pack] || named;
  owners := wanted::text[] || array[v_dossier::text, 'agency'];
  wanted := wanted || array(select c.pack from unnest(wanted) w(id) cross join lateral (
    select (s.facts->>'pack')::uuid as pack from state s where s.agency = v_agency and s.dossier = w.id and s.subject = 'call' limit 1) c);
  -- each by its key, whatever the planner knew of a database that was empty when it planned; what is known already is not read
  select json_agg(json_build_object('id', o.id, 'revision', o.revision, 'kind', o.kind, 'debt', o.debt::text, 'state', o.state) order by o.id) into others
  from (select distinct unnest(wanted) as id) w
    left join unnest(known, at_revision) k(id, revision) on k.id = w.id
    cross join lateral (
      select d.id, d.revision, d.kind, d.debt, case when k.revision is distinct from d.revision then (
          select json_build_object('subject', s.subject, 'machine', s.machine, 'version', s.version, 'value', s.value, 'facts', s.facts)
          from state s where s.agency = v_agency and s.dossier = d.id and s.subject = d.kind) end as state
      from dossier d where d.agency = v_agency and d.id = w.id limit 1) o;

  select string_agg(a.id || ' ' || a.balance, chr(10)) into balances
  from (select distinct unnest(owners) as owner) w cross join lateral (select id, balance from account where agency = v_agency and owner = w.owner offset 0) a;
  if prefix is not null then
    balances := concat_ws(chr(10), balances,
      (select string_agg(id || ' ' || balance, chr(10)) from account where agency = v_agency and id >= prefix and id < prefix || chr(1114111)));
  end if;
end $$;
