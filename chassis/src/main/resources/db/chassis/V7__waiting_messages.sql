-- Messages that are based on facts which this service has not read yet, in the order of their key. They are processed when the facts are
-- known or after the deadline, and deleted. waiting_for: the facts with the consumer that reads them; an empty list only waits for an
-- earlier message of its key. Rows come and go quickly, so vacuum has to follow.
create table chassis.waiting_message (
    id            bigserial   primary key,
    consumer      text        not null,
    topic         text        not null,
    partition     int         not null,
    record_offset bigint      not null,
    record_key    bytea,
    value         bytea,
    headers       jsonb       not null,
    record_time   timestamptz not null,
    waiting_for   jsonb       not null,
    waiting_since timestamptz not null,
    deadline      timestamptz not null,
    unique (consumer, topic, partition, record_offset)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
create index waiting_message_key on chassis.waiting_message using hash (record_key);
