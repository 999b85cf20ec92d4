-- Old answers are removed by age on every POST with a key.
create index idempotency_age on idempotency (created_at);
