-- Base routes that a promotion hands to the winner, each as it was and as it becomes.
create table base_rewrite (
  experiment_id varchar(40) primary key,
  document      text        not null
);
