-- A schema of the next version, as this version's code may meet it while replicas are replaced one by one.
alter table experiment add column risk varchar(20);
alter table revision add column approved_by varchar(200);
alter table history add column weight int default 0 not null;
alter table idempotency add column caller varchar(200);
create table next_thing (id varchar(40) primary key);
create index experiment_risk on experiment (risk);
