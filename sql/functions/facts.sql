-- facts_of(…): all that a decision needs, as src/facts.ts wants it. Stable, so that its statements see one moment's truth; every
-- one finds its rows by key, so they are planned once a connection.
--
-- ids: other rows that the command wants to look at; the dossier's own call, party and pack, and the pack of any call among them, come along.
-- known: packs whose content the caller has already; a published pack never changes.
-- persons: whose duties matter. prefix: also all accounts whose id begins like this, or null.
create or replace function facts_of(v_agency text, v_dossier uuid, ids uuid[], v_key uuid, known uuid[], persons uuid[], prefix text) returns json
language plpgsql stable set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  this dossier; wanted uuid[]; owners text[]; recorded json; states json; others json; duties json; balances json;
begin
  select json_build_object('answer', answer, 'inputHash', encode(input_hash, 'hex')) into recorded from command where agency = v_agency and key = v_key;
  select * into this from dossier where agency = v_agency and id = v_dossier;
  wanted := ids || array[this.call, this.party, this.pack];
  wanted := wanted || array(select (facts->>'payee')::uuid from state where agency = v_agency and dossier = v_dossier and facts ? 'payee')
    || array(select (facts->>'company')::uuid from state where agency = v_agency and dossier = v_dossier and facts ? 'company');
  owners := wanted::text[] || array[v_dossier::text, 'agency'];
  wanted := wanted || array(select (facts->>'pack')::uuid from state where agency = v_agency and dossier = any (wanted) and subject = 'call');

  select json_agg(json_build_object('subject', subject, 'machine', machine, 'version', version, 'value', value, 'facts', facts) order by subject) into states
  from state where agency = v_agency and dossier = v_dossier;

  select json_agg(json_build_object('id', o.id, 'revision', o.revision, 'kind', o.kind, 'debt', o.debt::text, 'state',
      case when s.subject is null then null else json_build_object('subject', s.subject, 'machine', s.machine, 'version', s.version, 'value', s.value,
        'facts', case when o.id = any (known) then null else s.facts end) end) order by o.id) into others
  from dossier o left join state s on s.agency = v_agency and s.dossier = o.id and s.subject = o.kind
  where o.agency = v_agency and o.id = any (wanted);

  select json_agg(json_build_object('subject', subject, 'duty', duty, 'person', person) order by revision, duty, person) into duties
  from duty where agency = v_agency and dossier = v_dossier and person = any (persons);

  if prefix is null then
    select json_object_agg(id, balance::text) into balances from account where agency = v_agency and owner = any (owners);
  else
    select json_object_agg(id, balance::text) into balances from (
      select id, balance from account where agency = v_agency and owner = any (owners)
      union select id, balance from account where agency = v_agency and id >= prefix and id < prefix || chr(1114111)) a;
  end if;

  return json_build_object('recorded', recorded, 'dossier', case when this.id is null then null else
    json_build_object('id', this.id, 'kind', this.kind, 'revision', this.revision, 'call', this.call, 'party', this.party, 'pack', this.pack,
      'stage', this.stage, 'beneficiaryClass', this.beneficiary_class, 'awardYear', this.award_year) end,
    'states', states, 'others', others, 'duties', duties, 'balances', balances);
end $$;
