-- In which way a paper was drawn (templates/papers/drawings.ts): drawn again, it is drawn in the same way, whatever came since. Those of
-- before were drawn in the first.
alter table rendering add column drawing int not null default 1 check (drawing > 0);
alter table rendering alter column drawing drop default;
