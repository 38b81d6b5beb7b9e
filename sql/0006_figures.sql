-- A figure that the law left unknown has a dossier of its own: who read it in which signed text, and who confirmed it.
alter table dossier drop constraint dossier_kind_check;
alter table dossier add constraint dossier_kind_check
  check (kind in ('application', 'call', 'pack', 'figure', 'budgetYear', 'person', 'party', 'agency', 'calendar'));
