-- What is not business fact, in three classes (DESIGN §2): personal (erasable), working (its owner's own), operational.

-- Personal. A natural person is one row, in whatever agencies they hold roles; their id is that of their 'person' dossiers.
create table person (
  id uuid primary key,
  email text not null unique check (email = lower(email) and email like '%_@_%'),
  name text not null check (length(name) between 1 and 200),
  language text not null default 'vi' check (language in ('vi', 'en')),
  password_hash text,                       -- argon2id; null until an invitation is accepted
  confirmed_at timestamptz,                 -- the e-mail address was shown to be theirs
  closed_at timestamptz,
  created_at timestamptz not null
);

-- Who a party is: the business dossier holds its kind and members, this what is shown and printed.
create table party_profile (
  agency text not null, party uuid not null,
  name text not null, identity text not null default '', -- giấy tờ of the representative, or the enterprise's code
  address text not null default '', representative uuid,
  account_number text not null default '', account_name text not null default '', bank text not null default '',
  changed_at timestamptz not null, changed_by uuid not null,
  primary key (agency, party)
);
-- One number is one party in an agency: the limits per party are per number, not per form.
create unique index party_profile_by_identity on party_profile (agency, identity) where identity <> '';

-- What a commitment in the history stands for. commitment = sha256(salt ‖ canonical text of body). Erasing clears both.
create table content (
  agency text not null, commitment text not null check (commitment ~ '^[0-9a-f]{64}$'), dossier uuid not null, kind text not null,
  salt bytea, body jsonb, created_by uuid not null, created_at timestamptz not null, erased_at timestamptz,
  primary key (agency, commitment),
  check ((salt is null) = (body is null))
);
create index content_of_dossier on content (agency, dossier, kind);
-- the invoices of requests, by seller's code or by the file's sha256: the same one in another dossier
create index content_by_invoice on content using gin ((body->'rows') jsonb_path_ops) where kind = 'evidence';

-- Working. What is being written and not yet handed in; owner is the person whose own it is, or nobody (all zeros) where a team shares it.
create table draft (
  agency text not null, dossier uuid not null, form text not null, owner uuid not null default '00000000-0000-0000-0000-000000000000',
  answers jsonb not null, saved_at timestamptz not null, saved_by uuid not null,
  primary key (agency, dossier, form, owner)
);

-- A file that somebody attached to a dossier; its bytes lie under DATA_DIR/files by their SHA-256.
create table attachment (
  agency text not null, id uuid not null, dossier uuid not null, sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null check (length(name) between 1 and 255), type text not null, size bigint not null check (size > 0),
  uploaded_by uuid not null, uploaded_at timestamptz not null,
  primary key (agency, id)
);
create index attachment_of_dossier on attachment (agency, dossier);
create index attachment_by_content on attachment (sha256);

-- Operational.
create table session (
  token_hash text primary key,              -- sha256 of the token; the token itself is in the person's cookie alone
  person uuid not null references person, created_at timestamptz not null, seen_at timestamptz not null, expires_at timestamptz not null,
  device text not null default ''
);
create index session_of_person on session (person);

-- A link that was mailed: to confirm an address, to choose a new password, to accept an invitation. Good once.
create table ticket (
  hash text primary key, purpose text not null check (purpose in ('confirm', 'reset', 'invite')), person uuid not null references person,
  expires_at timestamptz not null, used_at timestamptz
);

create table attempt (
  what text not null, at timestamptz not null, id bigint generated always as identity primary key
);
create index attempt_by_what on attempt (what, at);

-- Mail on its way. Delivered at least once, always under the same Message-ID. The text is cleared when it has gone.
create table letter (
  id uuid primary key, address text not null, subject text not null, body text not null, created_at timestamptz not null,
  leased_until timestamptz, attempts int not null default 0, sent_at timestamptz
);
create index letter_waiting on letter (created_at) where sent_at is null;

-- Papers that were rendered: the bytes lie with the files, by their SHA-256.
create table rendering (
  agency text not null, register text not null, year int not null, number int not null, sha256 text not null, size bigint not null, rendered_at timestamptz not null,
  primary key (agency, register, year, number)
);
create unique index rendering_by_content on rendering (sha256);

-- Whose dossiers: found by the people that stand in the facts.
create index state_by_team on state using gin ((facts->'team')) where subject = 'application';
create index state_by_members on state using gin ((facts->'members')) where subject = 'party';
create index state_by_reviewers on state using gin ((facts->'reviewers')) where subject = 'application';
create index state_by_council on state using gin ((facts->'council')) where subject = 'application';
create index state_of_person on state (dossier) where subject = 'person';
