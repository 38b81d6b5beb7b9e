-- Before a period of a team's own ends, the team is reminded: each deadline once for each of the days on which that is done.
create table reminder (
  agency text not null, deadline uuid not null, days int not null check (days > 0), written_at timestamptz not null,
  primary key (agency, deadline, days),
  foreign key (agency, deadline) references deadline
);
