-- What every service stands on. Frozen once released: a change is a new file beside this one.
create schema if not exists chassis;

-- The log. Columns as Axon's JDBC store wants them; ids of events are drawn, never looked up, so they have no index.
create table chassis.domain_event_entry (
    global_index         bigserial    primary key,
    aggregate_identifier varchar(255) not null,
    sequence_number      bigint       not null,
    type                 varchar(255) not null,
    event_identifier     varchar(255) not null,
    time_stamp           varchar(255) not null,
    payload_type         varchar(255) not null,
    payload_revision     varchar(255),
    payload              bytea        not null,
    meta_data            bytea,
    unique (aggregate_identifier, sequence_number)
);

create table chassis.snapshot_event_entry (
    aggregate_identifier varchar(255) not null,
    sequence_number      bigint       not null,
    type                 varchar(255) not null,
    event_identifier     varchar(255) not null,
    time_stamp           varchar(255) not null,
    payload_type         varchar(255) not null,
    payload_revision     varchar(255),
    payload              bytea        not null,
    meta_data            bytea,
    primary key (aggregate_identifier, sequence_number, type)
);

-- The relay: a beat that keeps the slot moving, and how far the topics have it (for re-publication after a lost slot).
create table chassis.relay_heartbeat (
    id   int         primary key,
    beat timestamptz not null
);

create table chassis.relay_progress (
    id           int    primary key,
    global_index bigint not null
);
insert into chassis.relay_progress values (1, 0);

create publication sequences_relay for table chassis.domain_event_entry, chassis.relay_heartbeat
    with (publish = 'insert, update, delete');

-- Timers. Rows come and go quickly, so vacuum has to follow.
create table chassis.timer (
    id       text        primary key,
    kind     text        not null,
    owner    text        not null,
    due_at   timestamptz not null,
    attempts int         not null default 0
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
create index timer_due on chassis.timer (due_at, id);

-- Names with one holder at most.
create table chassis.claim (
    kind   text not null,
    key    text not null,
    holder text not null,
    primary key (kind, key)
);

-- First answers, for repeats.
create table chassis.idempotency_key (
    caller       text        not null,
    key          text        not null,
    request_hash text        not null,
    status       int         not null,
    body         text,
    location     text,
    version      bigint,
    created_at   timestamptz not null,
    primary key (caller, key)
);
create index idempotency_key_age on chassis.idempotency_key (created_at);

-- How far each consumer is: offsets by partition, and positions by aggregate against repeats on the topic.
create table chassis.consumer_offset (
    consumer    text   not null,
    topic       text   not null,
    partition   int    not null,
    next_offset bigint not null,
    primary key (consumer, topic, partition)
);

create table chassis.consumer_position (
    consumer text   not null,
    subject  text   not null,
    sequence bigint not null,
    primary key (consumer, subject)
) with (fillfactor = 80);

-- Messages that could not be taken, each with its reason; later ones of the same key queue behind.
create table chassis.parked_message (
    id            bigserial   primary key,
    consumer      text        not null,
    topic         text        not null,
    partition     int         not null,
    record_offset bigint      not null,
    record_key    bytea,
    value         bytea,
    headers       jsonb       not null,
    reason        text        not null,
    parked_at     timestamptz not null,
    dead_lettered boolean     not null default false,
    unique (consumer, topic, partition, record_offset)
);
create index parked_message_key on chassis.parked_message (consumer, record_key);

-- Long work.
create table chassis.job (
    id         text        primary key,
    kind       text        not null,
    status     text        not null,
    input      jsonb       not null,
    progress   text,
    done       bigint      not null default 0,
    total      bigint      not null default 0,
    failed     bigint      not null default 0,
    errors     jsonb       not null default '[]',
    actor      text        not null,
    cause      jsonb       not null,
    created_at timestamptz not null,
    ended_at   timestamptz,
    attempts   int         not null default 0
);
create index job_running on chassis.job (created_at) where status = 'running';

-- The clock of the suite. The shift is zero but in local runs and tests, where the launcher moves it.
create table chassis.suite_clock (
    singleton boolean  primary key default true check (singleton),
    shift     interval not null
);
insert into chassis.suite_clock values (true, interval '0');

create function chassis.suite_now() returns timestamptz language sql volatile as
$$ select clock_timestamp() + (select shift from chassis.suite_clock) $$;
