-- Which object an experiment's routes stand in, so that one object's experiments are found without reading all others.
-- Null in rows that were last written by the version before.
alter table experiment add column virtual_service varchar(253);
create index experiment_virtual_service on experiment (virtual_service, state);
