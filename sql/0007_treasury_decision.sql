-- The decision or paper on which a change of the agency's data at its treasury rests; '' for changes of before it was asked for.
alter table agency_treasury add column decision_number text not null default '';
