-- Letters are in Vietnamese. Who wants an English copy below, in the same letter, says so; until now English readers had theirs in English.
alter table person add column english_letters boolean not null default false;
update person set english_letters = true where language = 'en';

-- The copy, with its own subject on its first line; '' where none was asked for. Cleared with the text when the letter has gone.
alter table letter add column english text not null default '';
