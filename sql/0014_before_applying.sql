-- Before applying. Working, both: no business fact rests on them.

-- What somebody asked about a call, and what its agency says to all. `published` is the question as everybody reads it. Who asked is
-- shown to nobody, is null once they are forgotten, and serves to answer them alone.
create table question (
  agency text not null, id uuid not null, call uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'published', 'declined')),
  asked text not null check (length(asked) between 1 and 1000), asked_by uuid, asked_at timestamptz not null,
  published text not null default '', answer text not null default '', answered_by uuid, answered_at timestamptz,
  primary key (agency, id),
  check ((state = 'waiting') = (answered_at is null))
);
create index question_of_call on question (agency, call, state);
create index question_waiting on question (agency) where state = 'waiting';

-- What somebody answered who checked for themselves whether they may apply. It says nothing of who they are, and goes after 30 days.
create table self_check (
  id uuid primary key, agency text not null, call uuid not null, answers jsonb not null, made_at timestamptz not null
);
create index self_check_by_age on self_check (made_at);
