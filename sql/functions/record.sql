-- record_decision(handed): the one way that a business fact is written. One statement, all of it or none.
--
-- handed: { agency, dossier, revision, key, inputHash, sentAt, answer, payload }, and the payload is the text that history keeps:
--    { agency, dossier, kind, revision (the next), rules (the present ones), actor, at, event, command, pins?: {call, party, pack, stage, beneficiaryClass, awardYear}, novateTo?: party,
--      reads: [{id, revision, debt?}], balances: [[account, amount]],
--      states: [{subject, machine, version, value, facts}], duties: [{subject, duty, persons}], postings: [[source, target, "amount"]],
--      deadlines: [{subject, what, dueAt, dueOn}], cleared: [{subject, what}], mails: [{subject, template}], papers: [{register, year, kind, subject}] }
-- returns the answer (text, canonical as it was handed in, with the numbers of its papers), also when the key was used before.
--
-- VU001 key used with another input   VU002 stale: something relied on has changed   VU004 a vessel would run empty (detail: which, what it holds, what was asked)
-- VU005 unknown law (message: the cap)   VU006 malformed   VU007 one person in two duties that exclude each other   VU008 clocks apart   VU009 a cap that this cannot be done to (message: why)   VU010 decided by other rules than the present ones
-- Its statements find rows by key, so they are planned once a connection and not for every decision: that was two thirds of the time.
create or replace function record_decision(handed jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  said constant jsonb := (handed->>'payload')::jsonb;
  d constant jsonb := said || handed; -- what is decided stands in the payload
  v_agency constant text := d->>'agency';
  v_key constant uuid := (d->>'key')::uuid;
  v_actor constant uuid := (d->>'actor')::uuid;
  v_own constant uuid := (d->>'dossier')::uuid;
  v_revision constant int := (d->>'revision')::int;
  v_at timestamptz := (d->>'at')::timestamptz;
  v_sent constant timestamptz := (d->>'sentAt')::timestamptz;
  v_next constant int := v_revision + 1;
  v_payload constant text := d->>'payload';
  v_answer jsonb := jsonb_build_object('dossier', v_own, 'revision', v_next) || coalesce(d->'answer', '{}');
  recorded_answer text; recorded_hash bytea;
  this dossier; read record; locked dossier; owes boolean; novate_to constant uuid := (d->>'novateTo')::uuid;
  sources text[]; targets text[]; amounts bigint[]; derived boolean[]; missing text[];
  more_sources text[]; more_targets text[]; more_amounts bigint[];
  claims text[]; claim record; touched text[]; deltas bigint[]; vessels text[]; units text[]; balances bigint[]; endless boolean[]; empty_vessel jsonb; debt_change bigint; number int; paper jsonb; papers jsonb;
  asked int;
begin
  -- the key
  insert into command (agency, key, actor, input_hash, dossier, revision, answer)
  values (v_agency, v_key, v_actor, decode(d->>'inputHash', 'hex'), v_own, v_next, v_answer::text) on conflict do nothing;
  if not found then
    select answer, input_hash into recorded_answer, recorded_hash from command where agency = v_agency and key = v_key;
    if recorded_hash <> decode(d->>'inputHash', 'hex') then
      raise exception 'this key was used with another input' using errcode = 'VU001';
    end if;
    return recorded_answer::jsonb;
  end if;

  -- what history says the decision relied on is what is checked below
  if handed->'reads' <> coalesce(said->'reads', '[]') or handed->'balances' <> coalesce(said->'balances', '[]') then
    raise exception 'the payload relies on something else' using errcode = 'VU006';
  end if;

  -- the rules: a program that was started before these functions came decides by others
  if said->'rules' is distinct from to_jsonb(present_rules()) then
    raise exception 'decided by the rules %, and these are %', said->'rules', present_rules() using errcode = 'VU010';
  end if;

  -- the clocks: a decision is dated by its receipt, at most a minute before it is sent
  if v_at is null or v_sent is null or not isfinite(v_at) or not isfinite(v_sent) or v_at > v_sent or v_at < v_sent - interval '60 s' then
    raise exception 'decided at % but sent at %', v_at, v_sent using errcode = 'VU006';
  end if;
  if abs(extract(epoch from clock_timestamp() - v_sent)) > 5 and not (select simulated_clock from installation) then
    raise exception 'the clocks of the application and of PostgreSQL differ by more than 5 s' using errcode = 'VU008';
  end if;

  -- everything relied on, locked in id order and unchanged; what is written to, for update
  if v_revision = 0 then
    insert into dossier (agency, id, kind, head, last_at)
    values (v_agency, v_own, d->>'kind', sha256(convert_to(v_agency || '/' || v_own || '/' || (d->>'kind'), 'utf8')), v_at) on conflict do nothing;
  end if;
  owes := novate_to is not null or exists (select from jsonb_array_elements(d->'postings') p where p->>0 like '%/due' or p->>1 like '%/due');
  for read in
    select v_own id, v_revision revision, null::bigint debt, true as own
    union all select (e->>'id')::uuid, (e->>'revision')::int, (e->>'debt')::bigint, false from jsonb_array_elements(d->'reads') e
    order by id
  loop
    if read.own then
      select * into this from dossier where agency = v_agency and id = v_own for update;
      locked := this;
    elsif owes and read.debt is not null then
      select * into locked from dossier where agency = v_agency and id = read.id for update;
    else
      select * into locked from dossier where agency = v_agency and id = read.id for share;
    end if;
    if locked.id is null or locked.revision <> read.revision or locked.debt <> coalesce(read.debt, locked.debt) then
      raise exception 'stale' using errcode = 'VU002', detail = read.id;
    end if;
  end loop;
  if this.kind <> d->>'kind' then
    raise exception 'dossier % is a %', v_own, this.kind using errcode = 'VU006';
  end if;

  -- the history
  v_at := greatest(v_at, this.last_at);
  this.revision := v_next; this.last_at := v_at; this.head := sha256(this.head || convert_to(v_payload, 'utf8'));
  if d ? 'pins' then
    this.call := coalesce(this.call, (d->'pins'->>'call')::uuid); this.party := coalesce(this.party, (d->'pins'->>'party')::uuid);
    -- what money was promised under stays: pack and stage from the first, class and year from the award
    if this.award_year is not null then
      raise exception 'dossier % is awarded: its pins stay', v_own using errcode = 'VU006';
    end if;
    this.pack := coalesce(this.pack, (d->'pins'->>'pack')::uuid); this.stage := coalesce(this.stage, d->'pins'->>'stage');
    this.beneficiary_class := d->'pins'->>'beneficiaryClass'; this.award_year := (d->'pins'->>'awardYear')::int;
  end if;
  update dossier x set revision = this.revision, last_at = this.last_at, head = this.head, call = this.call, party = this.party,
    pack = this.pack, stage = this.stage, beneficiary_class = this.beneficiary_class, award_year = this.award_year
  where x.agency = v_agency and x.id = v_own;
  insert into history (agency, dossier, revision, event, actor, at, payload, hash)
  values (v_agency, v_own, v_next, d->>'event', v_actor, v_at, v_payload, this.head);
  insert into state (agency, dossier, subject, machine, version, value, facts, revision)
  select v_agency, v_own, e->>'subject', e->>'machine', (e->>'version')::int, e->'value', e->'facts', v_next from jsonb_array_elements(d->'states') e
  on conflict (agency, dossier, subject) do update
  set machine = excluded.machine, version = excluded.version, value = excluded.value, facts = excluded.facts, revision = excluded.revision;

  -- the duties: whoever asked for a payment, verified or prepared it does not approve it, whatever hat they wear
  if jsonb_array_length(d->'duties') > 0 then
    insert into duty (agency, dossier, subject, duty, person, revision)
    select v_agency, v_own, e->>'subject', e->>'duty', p::uuid, v_next
    from jsonb_array_elements(d->'duties') e, jsonb_array_elements_text(e->'persons') p;
    perform 1 from duty a join duty b using (agency, dossier, subject, person) join incompatible_duties() i on a.duty = i.one and b.duty = i.other
    where a.agency = v_agency and a.dossier = v_own and a.subject in (select e->>'subject' from jsonb_array_elements(d->'duties') e);
    if found then
      raise exception 'one person in two duties that exclude each other' using errcode = 'VU007';
    end if;
  end if;

  -- the money
  select array_agg(e->>0), array_agg(e->>1), array_agg((e->>2)::bigint) into sources, targets, amounts from jsonb_array_elements(d->'postings') e;
  if sources is not null or novate_to is not null or jsonb_array_length(d->'balances') > 0 then
    sources := coalesce(sources, '{}'); targets := coalesce(targets, '{}'); amounts := coalesce(amounts, '{}');
    for asked in 1 .. cardinality(sources) loop
      if not flow_exists(this, sources[asked], targets[asked], novate_to) then
        raise exception 'money does not flow from % to %', sources[asked], targets[asked] using errcode = 'VU006';
      end if;
    end loop;
    asked := cardinality(sources);
    -- what is ordered, paid and come back in the books of the promise is so in the budget's, to the đồng
    perform 1 from (select
        coalesce(sum(a) filter (where s like 'A/%/held' and t like 'A/%/ordered'), 0) - coalesce(sum(a) filter (where s like 'A/%/ordered' and t like 'A/%/held'), 0) o,
        coalesce(sum(a) filter (where s like 'B/%/reserved' and t like 'B/%/ordered'), 0) - coalesce(sum(a) filter (where s like 'B/%/ordered' and t like 'B/%/reserved'), 0) bo,
        coalesce(sum(a) filter (where s like 'A/%/ordered' and (t like 'A/%/settled' or t like 'A/%/advanced')), 0) p,
        coalesce(sum(a) filter (where s like 'B/%/ordered' and t like 'B/%/paid'), 0) bp,
        coalesce(sum(a) filter (where (s like 'A/%/settled' or s like 'A/%/advanced') and t like 'A/%/held' or s like 'A/%/due' and t like 'A/%/awarded'), 0) r,
        coalesce(sum(a) filter (where s like 'B/%/paid' and t like 'B/%/reserved'), 0) br
      from unnest(sources, targets, amounts) x(s, t, a)) x where o <> bo or p <> bp or r <> br;
    if found then
      raise exception 'the promise and the budget differ' using errcode = 'VU006';
    end if;
    if this.kind = 'agency' then
      update account set decided = true where agency = v_agency and id = any (sources || targets) and id like '%/room';
      if exists (select from account_cap where agency = v_agency and how = 'fill' and room || '/room' = any (sources || targets)) then
        raise exception 'shareIsNoLimit' using errcode = 'VU009';
      end if;
    end if;

    select array_agg(x order by x) into missing from (select distinct unnest(sources || targets) collate "C" x) y
    where (select true from account a where a.agency = v_agency and a.id = x) is null;
    if missing is not null then
      select o.sources, o.targets, o.amounts into more_sources, more_targets, more_amounts from open_accounts(this, missing) o;
    end if;

    -- the cap legs that follow from what was asked (DESIGN §4: the caller never supplies them)
    select more_sources || array_agg(leg.s), more_targets || array_agg(leg.t), more_amounts || array_agg(leg.a)
    into more_sources, more_targets, more_amounts
    from cap_legs(this, sources, targets, amounts) leg having count(*) > 0;
    if novate_to is not null then
      select more_sources || array_agg(leg.s), more_targets || array_agg(leg.t), more_amounts || array_agg(leg.a)
      into more_sources, more_targets, more_amounts
      from novate(this, novate_to) leg having count(*) > 0;
      this.party := novate_to;
    end if;

    -- a seat is held by a party while it holds money under the cap: claims are locked before all other accounts
    select array_agg(distinct x) into claims from unnest(more_sources || more_targets) x where x like '%/claims:%';
    if claims is not null then
      perform 1 from account where agency = v_agency and id = any (claims) order by id for update;
      for claim in
        select a.balance before, a.balance + (select coalesce(sum(case when y.t = a.id then y.a else 0 end - case when y.s = a.id then y.a else 0 end), 0)
            from unnest(more_sources, more_targets, more_amounts) y(s, t, a)) as after, split_part(a.id, '/claims:', 1) room
        from account a where a.agency = v_agency and a.id = any (claims) order by a.id
      loop
        if claim.before = 0 and claim.after > 0 then
          more_sources := more_sources || (claim.room || '/room'); more_targets := more_targets || (claim.room || '/used'); more_amounts := more_amounts || 1::bigint;
        elsif claim.before > 0 and claim.after = 0 then
          more_sources := more_sources || (claim.room || '/used'); more_targets := more_targets || (claim.room || '/room'); more_amounts := more_amounts || 1::bigint;
        end if;
      end loop;
    end if;

    derived := array_fill(false, array[asked]) || array_fill(true, array[coalesce(cardinality(more_sources), 0)]);
    sources := sources || more_sources; targets := targets || more_targets; amounts := amounts || more_amounts;

    -- accounts in id order, so that decisions wait for one another and never in a circle; the constraint is the cap
    select array_agg(id), array_agg(delta) into touched, deltas from (
      select id, sum(x)::bigint delta from (select unnest(sources) id, -unnest(amounts) x union all select unnest(targets), unnest(amounts)
        union all select b->>0, 0 from jsonb_array_elements(d->'balances') b) y group by id) z;
    select array_agg(id), array_agg(unit), array_agg(balance), array_agg(is_source) into vessels, units, balances, endless
    from (select id, unit, balance, is_source from account where agency = v_agency and id = any (touched) order by id for update) a;
    -- stale before empty: who relied on a balance that has moved decides again, and is not told that the vessel is too empty
    perform 1 from jsonb_array_elements(d->'balances') b left join unnest(vessels, balances) a(id, balance) on a.id = b->>0
    where (b->>1)::bigint <> coalesce(a.balance, 0);
    if found then
      raise exception 'stale' using errcode = 'VU002', detail = 'a balance relied on';
    end if;
    select jsonb_build_object('account', a.id, 'balance', a.balance::text, 'asked', (-x.delta)::text,
      'used', (select u.balance::text from account u where u.agency = v_agency and u.id = regexp_replace(a.id, '/room$', '/used'))) into empty_vessel
    from unnest(vessels, balances, endless) a(id, balance, is_source) join unnest(touched, deltas) x(id, delta) on x.id = a.id
    where not a.is_source and a.balance + x.delta < 0 order by a.id collate "C" limit 1;
    if empty_vessel is not null then
      raise exception 'a vessel would run empty' using errcode = 'VU004', detail = empty_vessel::text;
    end if;
    perform 1 from unnest(sources, targets) p(s, t)
      left join unnest(vessels, units) a(id, unit) on a.id = p.s left join unnest(vessels, units) b(id, unit) on b.id = p.t
    where a.unit is distinct from b.unit or a.unit is null;
    if found then
      raise exception 'a posting between two units, or without an account' using errcode = 'VU006';
    end if;
    update account set balance = balance + x.delta from unnest(touched, deltas) x(id, delta)
    where account.agency = v_agency and account.id = any (touched) and account.id = x.id and x.delta <> 0;
    insert into posting (agency, dossier, revision, source, target, amount, derived)
    select v_agency, v_own, v_next, * from unnest(sources, targets, amounts, derived);

    -- what the party owes, over all its dossiers
    if owes then
      select coalesce(sum(case when t like '%/due' then a else 0 end - case when s like '%/due' then a else 0 end), 0) into debt_change
      from unnest(sources, targets, amounts) y(s, t, a);
      perform change_debt(v_agency, case when novate_to is null then this.party end, debt_change, d->'reads');
    end if;
    if novate_to is not null then
      update dossier set party = novate_to where agency = v_agency and id = v_own;
    end if;
  end if;

  -- deadlines and mails
  update deadline x set cleared_revision = v_next from jsonb_array_elements(d->'cleared') e
  where x.agency = v_agency and x.dossier = v_own and x.subject = e->>'subject' and x.what = e->>'what' and x.cleared_revision is null;
  insert into deadline (agency, dossier, subject, what, due_at, due_on, set_revision)
  select v_agency, v_own, e->>'subject', e->>'what', (e->>'dueAt')::timestamptz, (e->>'dueOn')::date, v_next from jsonb_array_elements(d->'deadlines') e;
  insert into mail (agency, dossier, revision, subject, template)
  select v_agency, v_own, v_next, e->>'subject', e->>'template' from jsonb_array_elements(d->'mails') e;

  -- papers take their numbers here, so that a register has no gap
  for paper in select e from jsonb_array_elements(d->'papers') e order by e->>'register' loop
    insert into register (agency, register, year, last) values (v_agency, paper->>'register', (paper->>'year')::int, 1)
    on conflict (agency, register, year) do update set last = register.last + 1 returning last into number;
    insert into paper (agency, register, year, number, kind, dossier, revision, subject)
    values (v_agency, paper->>'register', (paper->>'year')::int, number, paper->>'kind', v_own, v_next, paper->>'subject');
    papers := coalesce(papers, '[]') || (paper || jsonb_build_object('number', number));
  end loop;
  if papers is not null then
    v_answer := v_answer || jsonb_build_object('papers', papers);
    update command set answer = v_answer::text where agency = v_agency and key = v_key;
  end if;
  return v_answer;
end $$;

-- Adds to a party's debt. The party's row was locked with the other rows relied on; a decision that moves a debt without
-- relying on the party is malformed.
create or replace function change_debt(v_agency text, v_party uuid, change bigint, reads jsonb) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if change = 0 then return; end if;
  if v_party is null or not exists (select from jsonb_array_elements(reads) e where (e->>'id')::uuid = v_party and e ? 'debt') then
    raise exception 'a debt moves, but the party was not relied on' using errcode = 'VU006';
  end if;
  update dossier set debt = debt + change where agency = v_agency and id = v_party;
end $$;

-- The cap legs beside the postings asked for: room → used when money comes under a cap, used → room when it leaves it,
-- claims for caps that count parties, and authority → room as the base of a share grows.
create or replace function cap_legs(this dossier, sources text[], targets text[], amounts bigint[]) returns table (s text, t text, a bigint)
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  links account_cap[]; shares text[]; bases text[];
begin
  -- The links are read once, by the key of each account, into an array: joined, account_cap is read as a whole, and grows with the agency.
  select array_agg(c.link) into links from (select distinct unnest(sources || targets) as id) w
    cross join lateral (select l as link from account_cap l where l.agency = this.agency and l.account = w.id offset 0) c;
  if links is null then
    return;
  end if;
  return query
  with asked as (select * from unnest(sources, targets, amounts) x(source, target, amount)),
  link as (select * from unnest(links)),
  entering as (
    select c.room, c.how, x.amount from asked x join link c on c.account = x.target and c.how <> 'fill'
    where not exists (select from link q where q.account = x.source and q.room = c.room and q.how = c.how)),
  leaving as (
    select c.room, c.how, x.amount from asked x join link c on c.account = x.source and c.how <> 'fill' and c.gives_back
    where not exists (select from link q where q.account = x.target and q.room = c.room and q.how = c.how))
  select case how when 'draw' then room || '/room' else room || '/claimed' end,
         case how when 'draw' then room || '/used' else room || '/claims:' || this.party end, amount from entering
  union all
  select case how when 'draw' then room || '/used' else room || '/claims:' || this.party end,
         case how when 'draw' then room || '/room' else room || '/claimed' end, amount from leaving;

  -- shares: rounded down on the whole of the dossier's bases under the cap, so that many small parts lose nothing
  select array_agg(distinct room) into shares from unnest(links) where how = 'fill';
  if shares is null then
    return;
  end if;
  bases := array(select id from account where agency = this.agency and owner = this.id::text and id like 'C/base/%');
  return query
  with wholes as (
    select c.room, max(c.share_bps) as bps, sum(b.balance) as before, sum(b.balance) + sum(coalesce(y.change, 0)) as after
    from account_cap c join account b on b.agency = this.agency and b.id = c.account
    left join (select id, sum(x) change from (select unnest(targets) id, unnest(amounts) x union all select unnest(sources), -unnest(amounts)) z group by id) y
      on y.id = b.id
    where c.agency = this.agency and c.account = any (bases) and c.how = 'fill' and c.room = any (shares)
    group by c.room),
  fills as (
    select room, floor(after * bps / 10000)::bigint - floor(before * bps / 10000)::bigint as fill from wholes)
  select case when fill > 0 then room || '/authority' else room || '/room' end,
         case when fill > 0 then room || '/room' else room || '/authority' end, abs(fill) from fills where fill <> 0;
end $$;

-- Novation: what this dossier uses of its party's caps moves to the new party, and the links with it.
create or replace function novate(this dossier, new_party uuid) returns table (s text, t text, a bigint)
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare link record; new_room text; opened text; amount bigint;
begin
  -- money held under a cap that counts parties: the claim passes from one party to the other
  for link in
    select c.room, sum(x.balance)::bigint held from account x join account_cap c on c.agency = x.agency and c.account = x.id and c.how = 'claim'
    where x.agency = this.agency and x.owner = this.id::text group by c.room having sum(x.balance) > 0 order by c.room
  loop
    perform open_claims(this, link.room, new_party);
    s := link.room || '/claims:' || this.party; t := link.room || '/claimed'; a := link.held; return next;
    s := link.room || '/claimed'; t := link.room || '/claims:' || new_party; return next;
  end loop;
  -- rooms that belong to the party itself
  for link in
    select c.room, coalesce(sum(x.balance) filter (where c.how = 'draw'), 0)::bigint held from account x join account_cap c on c.agency = x.agency and c.account = x.id
    where x.agency = this.agency and x.owner = this.id::text and split_part(split_part(c.room, '/', 4), ';', 1) = this.party::text group by c.room order by c.room
  loop
    new_room := replace(link.room, '/' || this.party, '/' || new_party);
    opened := null;
    insert into account (agency, id, owner, unit) values (this.agency, new_room || '/room', new_party::text, new_room) on conflict do nothing returning id into opened;
    if opened is not null then
      insert into account (agency, id, owner, unit, is_source)
      select this.agency, new_room || '/' || k, new_party::text, new_room, k = 'authority' from unnest(array['authority', 'used']) k;
      -- the new party's room is filled as the old one was by the pack; what was since changed by decision stays with the old
      select coalesce(c->>'limitVnd', c->>'limitSeats', (select l.facts->'limits'->>(c->>'id') from state l
        where l.agency = this.agency and l.dossier = this.call and l.subject = 'call'))::bigint into amount
      from state p, jsonb_array_elements(p.facts->'caps') c
      where p.agency = this.agency and p.dossier = this.pack and p.subject = 'pack' and c->>'id' = split_part(link.room, '/', 3) and c->>'kind' <> 'share';
      if amount > 0 then
        s := new_room || '/authority'; t := new_room || '/room'; a := amount; return next;
      end if;
    end if;
    if link.held > 0 then
      s := link.room || '/used'; t := link.room || '/room'; a := link.held; return next;
      s := new_room || '/room'; t := new_room || '/used'; return next;
    end if;
    update account_cap c set room = new_room from account x
    where c.agency = this.agency and c.room = link.room and x.agency = c.agency and x.id = c.account and x.owner = this.id::text;
  end loop;
end $$;

-- The version of the rules by which is decided now, as in workflows/ruleVersions.ts; a test compares the two. Nobody goes back behind it.
do $$ begin
  if to_regprocedure('present_rules()') is not null then perform set_config('vuon_uom.rules_before', present_rules()::text, true); end if;
end $$;
create or replace function present_rules() returns int language sql immutable as $$ select 2 $$;
do $$ begin
  if present_rules() < coalesce(nullif(current_setting('vuon_uom.rules_before', true), ''), '0')::int then
    raise exception 'this database records what later rules decide, so start the version that made it, or a later one';
  end if;
end $$;

-- The pairs of duties that exclude each other on one subject, in both orders. A backstop behind
-- workflows/rules/duties.ts; a test compares the two.
create or replace function incompatible_duties() returns table (one text, other text) language sql immutable as $$
  select split_part(p, '~', 1), split_part(p, '~', 2) from unnest('{requested~verified,requested~prepared,requested~approved,requested~ordered,requested~recordedPayment,requested~cleared,verified~prepared,verified~approved,prepared~approved,approved~ordered,approved~recordedPayment,prepared~cleared,approved~cleared,proposedRecovery~decidedRecovery,proposedRecovery~wroteOff,recordedRecovery~wroteOff,applied~screened,applied~reviewed,applied~voted,applied~concluded,applied~decidedAward,reviewed~decidedAward,voted~decidedAward,concluded~decidedAward,lodgedAppeal~decidedAppeal,askedToAmend~gatheredOpinions,askedToAmend~decidedAmendment,gatheredOpinions~decidedAmendment,proposedFigure~confirmedFigure}'::text[]) p
$$;

-- What would be so: everything is done, handed back, and undone. Refuses as record_decision() does.
create or replace function what_if(d jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare outcome jsonb;
begin
  begin
    perform record_decision(d);
    select jsonb_build_object(
      'postings', coalesce(jsonb_agg(jsonb_build_array(p.source, p.target, p.amount::text, p.derived) order by p.id), '[]'),
      'balances', coalesce((select jsonb_object_agg(a.id, a.balance::text) from account a where a.agency = d->>'agency'
        and a.id in (select source from posting q where q.agency = d->>'agency' and q.dossier = (d->>'dossier')::uuid and q.revision = (d->>'revision')::int + 1
               union select target from posting q where q.agency = d->>'agency' and q.dossier = (d->>'dossier')::uuid and q.revision = (d->>'revision')::int + 1)), '{}'))
    into outcome
    from posting p where p.agency = d->>'agency' and p.dossier = (d->>'dossier')::uuid and p.revision = (d->>'revision')::int + 1;
    raise exception 'undone' using errcode = 'VU003';
  exception when sqlstate 'VU003' then
    null;
  end;
  return outcome;
end $$;

-- Keeps a refusal about a cap, a duty or a conflict: nothing happened, but that it was tried is worth knowing.
-- On a clock of its own a database dates refusals as it is told, like everything else.
create or replace function record_refusal(r jsonb) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into refusal (agency, dossier, command, actor, rule, details, at)
  select r->>'agency', (r->>'dossier')::uuid, r->>'command', (r->>'actor')::uuid, r->>'rule', r->'details',
    case when simulated_clock then (r->>'at')::timestamptz else clock_timestamp() end from installation
$$;

-- Deadlines are claimed for a minute by whoever works on them; a lease that ran out is anybody's. wanted: 'subject what'.
create or replace function claim_deadlines(now timestamptz, wanted text[], most int) returns setof deadline
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update deadline x set leased_until = clock_timestamp() + interval '60 s'
  where (x.agency, x.id) in (select y.agency, y.id from deadline y where y.due_at <= now and y.cleared_revision is null
    and y.subject || ' ' || y.what = any (wanted) and coalesce(y.leased_until, '-infinity') < clock_timestamp()
    order by y.leased_until nulls first, y.due_at limit most for update skip locked)
  returning x.*
$$;
