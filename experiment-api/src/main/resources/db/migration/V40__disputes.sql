-- When foreign edits of the base routes waited for acceptance: requests of those times are in no comparison.
alter table experiment add column disputes text not null default '[]';
