-- The papers of one dossier are asked for on many pages: until now all papers of the agency were read for each.
create index paper_of_dossier on paper (agency, dossier);
-- And the registers of requests, payments and the like are made of some events of an agency: of thousands of dossiers' history few rows.
create index history_by_event on history (agency, event, dossier);
