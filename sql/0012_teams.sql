-- Teams: who was invited to one, who wrote what in a draft and when, and applications that may be one another's.

-- Operational. An invitation to the team of a dossier, until it is taken up; who joined by it stands in the history. The link
-- stands in a letter and nowhere else: here is its hash.
create table team_invitation (
  agency text not null, id uuid not null, dossier uuid not null,
  email text not null check (email = lower(email) and email like '%_@_%'),
  role text not null check (role in ('owner', 'editor', 'viewer')),
  hash text not null unique,
  invited_by uuid not null references person, invited_at timestamptz not null, expires_at timestamptz not null,
  accepted_at timestamptz, ended_at timestamptz, -- ended: taken back, or declined
  primary key (agency, id)
);
create unique index one_open_invitation on team_invitation (agency, dossier, email) where accepted_at is null and ended_at is null;
create index team_invitation_that_ends on team_invitation (expires_at);

-- Working. What one person changed in one section of a draft within ten minutes: the answers that changed, as they were and as
-- they are. An entry of section '' is a copy from another application, named by `source`.
create table draft_change (
  agency text not null, dossier uuid not null, id bigint generated always as identity,
  section text not null, person uuid not null, began_at timestamptz not null, at timestamptz not null,
  before jsonb not null, after jsonb not null, source uuid,
  primary key (agency, dossier, id)
);

-- Names that are much alike, whatever their accents: found_as (0005) is what is compared.
create extension if not exists pg_trgm;
create index content_by_likeness on content using gin (found_as gin_trgm_ops) where kind = 'application';
create index party_profile_by_likeness on party_profile using gin (found_as gin_trgm_ops);

-- Every number of 9 to 13 digits that stands in what was handed in, however it is parted: tax codes and identity cards among them.
create function numbers_in(said jsonb) returns text[] language sql immutable strict parallel safe as $$
  select array_agg(distinct number) from (
    select regexp_replace(text, '[^0-9]', '', 'g') as number from (
      select value #>> '{}' as text from jsonb_path_query(said, '$.** ? (@.type() == "string")') value) texts
    where length(text) between 9 and 20 and text ~ '^[0-9][0-9 .-]*[0-9]$') numbers
  where length(number) between 9 and 13
$$;
alter table content add column numbers text[] generated always as (case when kind = 'application' then numbers_in(body) end) stored;
create index content_by_number on content using gin (numbers) where kind = 'application';
