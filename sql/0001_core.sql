-- The core: dossiers with their hash-chained history, the three books, and what a decision sets in motion.
--
-- Four classes of tables (DESIGN §2), told apart by business_tables() in functions/classes.sql:
--   business     written by record_decision() alone; the application's login may only read them
--   personal     names, contacts, answers: erasable
--   working      drafts and uploads: written by their owner
--   operational  mail queue, leases, refusals kept for the record
-- Every key starts with the agency, so that the same schema can be distributed by agency.

create table installation (
  only_row boolean primary key default true check (only_row),
  simulated_clock boolean not null default false -- a demonstration or a test plays on a clock of its own; set at creation, never later
);
insert into installation default values;

-- One row for each thing that has a history of its own. A dossier in the narrow sense (kind 'application') is an application,
-- the project it becomes, and its reviews, disbursements and recoveries; calls, packs, years, persons, parties, the agency's
-- register of caps and its calendar are kept the same way, by the same function.
create table dossier (
  agency text not null check (agency ~ '^[a-z][a-z0-9-]{1,30}$'),
  id uuid not null,
  kind text not null check (kind in ('application', 'call', 'pack', 'budgetYear', 'person', 'party', 'agency', 'calendar')),
  revision int not null default 0 check (revision >= 0),
  head bytea not null,                      -- hash of the newest history row
  last_at timestamptz not null,             -- its time: a chain never runs backwards
  -- what an application's money is pinned to; the accounts' caps are derived from these
  call uuid, party uuid, pack uuid, stage text, beneficiary_class text, award_year int,
  -- what a party still owes, over all its dossiers: kept beside its revision, so that a decision can rely on both
  debt bigint not null default 0 check (debt >= 0),
  primary key (agency, id)
);
create index dossier_of_call on dossier (agency, call) where call is not null;
create index dossier_of_party on dossier (agency, party) where party is not null;

-- Where each machine of a dossier stands, and the facts that its next decision needs.
create table state (
  agency text not null, dossier uuid not null, subject text not null,
  machine text not null, version int not null, value jsonb not null, facts jsonb not null,
  revision int not null,                    -- of the event that set it
  primary key (agency, dossier, subject),
  foreign key (agency, dossier) references dossier
);
create index state_by_machine on state (agency, machine, value);

create table history (
  agency text not null, dossier uuid not null, revision int not null check (revision > 0),
  event text not null, actor uuid not null, at timestamptz not null,
  payload text not null,                    -- canonical JSON; text, because jsonb reorders keys and the hash is of these bytes
  hash bytea not null,                      -- sha256(previous hash ‖ payload)
  primary key (agency, dossier, revision),
  foreign key (agency, dossier) references dossier
);

create table command (
  agency text not null, key uuid not null, actor uuid not null, input_hash bytea not null,
  dossier uuid not null, revision int not null, answer text not null,
  primary key (agency, key)
);

-- The vessels. What was not poured in cannot flow out.
create table account (
  agency text not null, id text collate "C" not null, owner text not null, -- owner: a dossier, a call, a party, or 'agency'
  unit text not null, is_source boolean not null default false, balance bigint not null default 0,
  decided boolean not null default false,   -- a room whose limit was changed by decision, and is no longer the pack's
  constraint not_below_zero check (is_source or balance >= 0),
  primary key (agency, id)
);
create index account_of_owner on account (agency, owner);

-- Which cap stands behind an account: written when the account is opened, from the pinned pack, never by the caller.
create table account_cap (
  agency text not null, account text collate "C" not null, room text collate "C" not null, -- room: the cap's vessels are room || '/room', '/used', '/authority'
  how text not null check (how in ('draw', 'claim', 'fill')),
  gives_back boolean not null,              -- does money that leaves this account for one outside the cap give room back
  share_bps int check (share_bps between 0 and 10000), -- for 'fill': the part of a cost that becomes room
  primary key (agency, account, room, how),
  foreign key (agency, account) references account
);

create table posting (
  agency text not null, id bigint generated always as identity, dossier uuid not null, revision int not null,
  source text collate "C" not null, target text collate "C" not null, amount bigint not null check (amount > 0),
  derived boolean not null,                 -- a cap leg, added by record_decision()
  primary key (agency, id),
  foreign key (agency, dossier, revision) references history,
  foreign key (agency, source) references account, foreign key (agency, target) references account
);
create index posting_of_event on posting (agency, dossier, revision);

-- Who did what on which subject: duties are about persons, whatever hat they wore (DESIGN §8).
create table duty (
  agency text not null, dossier uuid not null, subject text not null, duty text not null, person uuid not null, revision int not null,
  primary key (agency, dossier, subject, duty, person, revision),
  foreign key (agency, dossier, revision) references history
);

create table deadline (
  agency text not null, id uuid not null default gen_random_uuid(), dossier uuid not null, subject text not null, what text not null,
  due_at timestamptz not null, due_on date not null, set_revision int not null, cleared_revision int,
  leased_until timestamptz,                 -- held by a sweep
  primary key (agency, id),
  foreign key (agency, dossier, set_revision) references history
);
create unique index one_open_deadline on deadline (agency, dossier, subject, what) where cleared_revision is null;
create index deadline_due on deadline (due_at) where cleared_revision is null;

create table mail (
  agency text not null, id uuid not null default gen_random_uuid(), dossier uuid not null, revision int not null, subject text not null,
  template text not null, leased_until timestamptz, sent_at timestamptz, attempts int not null default 0,
  primary key (agency, id),
  foreign key (agency, dossier, revision) references history
);
create index mail_unsent on mail (agency, id) where sent_at is null;

-- Paper numbers: gapless per register and year.
create table register (
  agency text not null, register text not null, year int not null, last int not null check (last > 0),
  primary key (agency, register, year)
);
create table paper (
  agency text not null, register text not null, year int not null, number int not null, kind text not null,
  dossier uuid not null, revision int not null, subject text not null,
  primary key (agency, register, year, number),
  foreign key (agency, dossier, revision) references history
);

-- Refusals about caps, duties and conflicts: append-only, and outside the chain, since nothing happened.
create table refusal (
  agency text not null, id bigint generated always as identity, at timestamptz not null default clock_timestamp(),
  dossier uuid, command text not null, actor uuid not null, rule text not null, details jsonb not null,
  primary key (agency, id)
);
