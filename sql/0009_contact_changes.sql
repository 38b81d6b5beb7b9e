-- Where people may ask an agency: every change is a row of its own from now on, and the last one counts, as of the agency at its treasury.
alter table agency_contact add column change int not null default 1 check (change > 0);
alter table agency_contact drop constraint agency_contact_pkey;
alter table agency_contact add primary key (agency, change);
