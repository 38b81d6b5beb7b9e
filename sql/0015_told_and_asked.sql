-- Personal. What somebody was told: the line in their inbox, kept for a year. Its id is that of the letter about it, so that both are made once.
create table notification (
  id uuid primary key, person uuid not null references person, kind text not null, template text not null,
  agency text not null, dossier uuid, code text not null default '',       -- what people call the dossier by
  subject text not null, subject_english text not null,
  next text not null default '', next_english text not null default '',    -- who acts next, and until when
  link text not null default '' check (link = '' or link ~ '^/[^/]'),      -- a path of ours
  how text not null check (how in ('atOnce', 'digest', 'inbox')),          -- what was chosen when it came
  at timestamptz not null, read_at timestamptz,
  digest uuid                                                              -- the day's letter that brought it
);
create index notification_of_person on notification (person, at desc, id desc);
create index notification_unread on notification (person) where read_at is null;
create index notification_for_digest on notification (at) where how = 'digest' and digest is null;
create index notification_by_age on notification (at);

-- How somebody wants to be told of a kind of matters; at once where nothing stands here.
create table notice_choice (
  person uuid not null references person, kind text not null, how text not null check (how in ('atOnce', 'digest', 'inbox')), changed_at timestamptz not null,
  primary key (person, kind)
);

-- The address of somebody's own days due, for a calendar program: whoever has it reads them, so its secret is kept as SHA-256 alone.
create table calendar_feed (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'), person uuid not null unique references person, made_at timestamptz not null
);

-- Consent to one purpose, given or withdrawn under one version of its words. Rows are never changed: the last one counts, all of them prove it.
create table consent (
  id uuid primary key, person uuid not null references person, purpose text not null, version int not null check (version > 0),
  words text not null, given boolean not null, at timestamptz not null
);
create index consent_of_person on consent (person, purpose, at desc, id desc);

-- What somebody asked about their personal data, with the last days that the law gives for it, and what was answered.
create table data_request (
  id uuid primary key, agency text not null, person uuid not null references person,
  kind text not null check (kind in ('correct', 'delete', 'object')), about text not null check (length(about) between 1 and 4000),
  asked_at timestamptz not null, acknowledge_by date not null, answer_by date not null,
  acknowledged_at timestamptz, acknowledged_by uuid,
  extended_at timestamptz, extended_by uuid, extension text,
  answer text check (answer in ('accepted', 'refused', 'withdrawn')), reason text, answered_at timestamptz, answered_by uuid,
  erased jsonb,                              -- of a deletion: what went, and what was kept and why
  finished_at timestamptz,                   -- whoever asked was told, and what was to go is gone
  check ((answer is null) = (answered_at is null)), check ((extended_at is null) = (extension is null))
);
create index data_request_open on data_request (agency, answer_by) where answer is null;
create index data_request_unfinished on data_request (answered_at) where finished_at is null and answer in ('accepted', 'refused');
create index data_request_of_person on data_request (person, asked_at desc);
