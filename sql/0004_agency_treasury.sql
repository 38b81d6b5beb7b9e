-- Working. The agency as its treasury knows it, as its administrators keep it; printed on payment orders. Every change is a row of its
-- own, and the last one counts: who wrote what, and when, stays readable. An order that was issued keeps what it printed with its codes.
create table agency_treasury (
  agency text not null, change int not null default 1 check (change > 0),
  unit_name text not null, unit_code text not null, account text not null, treasury text not null,
  budget_level text not null, chapter text not null,
  changed_at timestamptz not null, changed_by uuid not null,
  primary key (agency, change)
);
