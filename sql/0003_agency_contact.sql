-- Working. Where people may ask an agency, as its administrators keep it; shown on the pages of its calls.
create table agency_contact (
  agency text primary key, address text not null, email text not null, phone text not null,
  changed_at timestamptz not null, changed_by uuid not null
);
