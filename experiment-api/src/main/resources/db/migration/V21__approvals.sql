-- Who approved which plan. An approval is used once, by somebody else, before it expires.
create table approval (
  id            varchar(40)  primary key,
  experiment_id varchar(40)  not null,
  plan_id       varchar(40)  not null,
  actor         varchar(200) not null,
  reason        text,
  made_at       timestamp(6) with time zone not null,
  expires_at    timestamp(6) with time zone not null,
  used_at       timestamp(6) with time zone,
  used_by       varchar(200)
);
create index approval_plan on approval (experiment_id, plan_id);
