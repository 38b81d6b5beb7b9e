-- Two-step verification. The secret is encrypted under a key that is not in the database (src/people/secondStepKey.ts).
-- `confirmed_at` is null while somebody sets it up, in the one session that is named. Of codes, each time step is taken once only.
create table second_step (
  person uuid primary key references person, secret bytea not null, session text not null,
  began_at timestamptz not null, confirmed_at timestamptz, last_step bigint not null default 0
);

-- What lets somebody in whose phone is lost: each once. Only the SHA-256 of a code is here.
create table recovery_code (
  person uuid not null references second_step on delete cascade, hash text not null check (hash ~ '^[0-9a-f]{64}$'), used_at timestamptz,
  primary key (person, hash)
);

-- Whose password was right and who has not given the second step yet: no session until then. The token is in their browser's cookie alone.
create table half_entry (
  token_hash text primary key, person uuid not null references person, expires_at timestamptz not null
);
create index half_entry_of_person on half_entry (person);

-- That it was turned on or off, that there are new recovery codes, and who reset it and why: kept. `by` is nobody where the operator did,
-- `agency` the one whose administrator did.
create table second_step_change (
  id uuid primary key, person uuid not null, what text not null check (what in ('on', 'off', 'codes', 'reset')), by uuid, agency text,
  reason text not null default '' check (what <> 'reset' or reason <> ''), at timestamptz not null
);
create index second_step_change_of_person on second_step_change (person);

-- Since when the installation asks for it: nobody had to have it before.
alter table installation add column second_step_since timestamptz not null default now();
