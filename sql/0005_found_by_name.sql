-- Names as people look for them: without case and accents, whichever way their letters were typed: 'vuon uom' finds 'Vườn Ươm'.
-- The marks of Vietnamese stand alone once letters are taken apart, and translate() drops what it has no other letter for.
create function folded(said text) returns text language sql immutable strict parallel safe as $$
  select lower(translate(normalize(said, nfd), 'Đđ' || E'\u0300\u0301\u0302\u0303\u0306\u0308\u0309\u030C\u031B\u0323\u0327', 'dd') collate "C")
$$;

-- What lists are searched by and put in order by, kept beside the text that it is of and erased with it.
alter table content add column found_as text generated always as (folded(body->>'projectName')) stored;
alter table party_profile add column found_as text generated always as (folded(name)) stored;
