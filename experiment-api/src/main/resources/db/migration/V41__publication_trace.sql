-- The trace id of whatever asked for a publication, so that whoever works on it writes it into the log.
alter table publication add column trace_id varchar(32);
