-- What has been received, append-only: the source of every rebuild. Written in the transaction of its effect.
-- The order of one consumer is the order of its positions; see docs/insights.md on why a rebuild may rely on it.
create table event_archive (
    consumer      text collate "C" not null,
    position      bigint generated always as identity,
    topic         text             not null,
    partition     int              not null,
    record_offset bigint           not null,
    event_id      text,
    key           text             not null,
    type          text             not null,
    sequence      bigint           not null,
    happened_at   timestamptz      not null,
    data          json,
    primary key (consumer, position)
);

-- How far each projection is. Not part of a projection: it tells of the intake, not of the facts.
create table projection_freshness (
    consumer      text primary key,
    last_event_at timestamptz not null,
    received_at   timestamptz not null
);

-- The rebuild under way, at most one per projection. Its tables grow in schema rebuild; those it replaces leave through
-- schema retired.
create table rebuild_run (
    projection text   primary key,
    job_id     text   not null,
    position   bigint not null default 0,
    horizon    bigint not null default -1
);
create schema rebuild;
create schema retired;

-- Projection "definitions".
create table sequence_definition (
    sequence_id   text collate "C" primary key,
    name          text             not null,
    record_type   text,
    owner         text,
    status        text             not null check (status in ('inactive', 'active', 'revision', 'deleted')),
    live_version  int              not null,
    last_sequence bigint           not null
);

create table sequence_version (
    sequence_id        text collate "C" not null,
    version            int              not null,
    activated_at       timestamptz      not null,
    change_description text,
    last_sequence      bigint           not null,
    primary key (sequence_id, version)
);

create table sequence_node (
    sequence_id text collate "C" not null,
    version     int              not null,
    position    int              not null,
    node_key    text collate "C" not null,
    node_type   text             not null,
    name        text,
    primary key (sequence_id, version, node_key)
);

-- Projection "enrollments": facts. Indexed columns never change, so updates stay within their page (HOT).
create table enrollment_fact (
    enrollment_id   text collate "C" primary key,
    sequence_id     text collate "C" not null,
    version         int              not null,
    record_type     text             not null,
    record_id       text             not null,
    source          text             not null,
    segment_id      text,
    assignee_type   text             not null,
    assignee        text             not null,
    enrolled_at     timestamptz      not null,
    ended_at        timestamptz,
    status          text             not null check (status in ('connected', 'completed', 'disconnected')),
    end_reason      text,
    disposition     text,
    completed_steps int              not null,
    last_sequence   bigint           not null,
    check ((status = 'connected') = (ended_at is null)),
    check ((status = 'connected') = (end_reason is null))
) with (fillfactor = 80);
create index on enrollment_fact (sequence_id, version, enrolled_at);

create table step_fact (
    step_id       text collate "C" primary key,
    enrollment_id text collate "C" not null,
    sequence_id   text collate "C" not null,
    version       int              not null,
    step_key      text collate "C" not null,
    step_type     text             not null,
    name          text,
    assignee_type text             not null,
    assignee      text             not null,
    opened_at     timestamptz      not null,
    closed_at     timestamptz,
    status        text             not null check (status in ('open', 'waiting', 'completed', 'skipped', 'cancelled')),
    call_result   text,
    wait_end      text,
    last_sequence bigint           not null,
    check ((status in ('open', 'waiting')) = (closed_at is null))
) with (fillfactor = 80);
create index on step_fact (sequence_id, version, opened_at);

-- Projection "enrollments": counters, each the sum over the facts, kept in the transaction that changes the facts.
create table step_funnel (
    sequence_id text collate "C" not null,
    version     int              not null,
    step_key    text collate "C" not null,
    step_type   text             not null,
    name        text,
    entered     bigint           not null,
    in_progress bigint           not null,
    completed   bigint           not null,
    skipped     bigint           not null,
    cancelled   bigint           not null,
    primary key (sequence_id, version, step_key),
    constraint step_balance check (entered = in_progress + completed + skipped + cancelled)
) with (fillfactor = 50);

create table step_action (
    sequence_id text collate "C" not null,
    version     int              not null,
    step_key    text collate "C" not null,
    action      text collate "C" not null,
    occurrences bigint           not null,
    primary key (sequence_id, version, step_key, action)
) with (fillfactor = 50);

-- Completed steps by how long they took. Bucket boundaries: DurationBuckets.
create table step_time (
    sequence_id text collate "C" not null,
    version     int              not null,
    step_key    text collate "C" not null,
    bucket      int              not null,
    occurrences bigint           not null,
    primary key (sequence_id, version, step_key, bucket)
) with (fillfactor = 50);

create table enrollment_funnel (
    sequence_id       text collate "C" not null,
    version           int              not null,
    entered           bigint           not null,
    in_progress       bigint           not null,
    completed         bigint           not null,
    disconnected      bigint           not null,
    walked_through    bigint           not null,
    walked_millis     bigint           not null,
    primary key (sequence_id, version),
    constraint enrollment_balance check (entered = in_progress + completed + disconnected)
) with (fillfactor = 50);

create table end_reason (
    sequence_id text collate "C" not null,
    version     int              not null,
    end_reason  text collate "C" not null,
    enrollments bigint           not null,
    primary key (sequence_id, version, end_reason)
) with (fillfactor = 50);

create table enrollment_day (
    sequence_id  text collate "C" not null,
    version      int              not null,
    day          date             not null,
    entered      bigint           not null,
    completed    bigint           not null,
    disconnected bigint           not null,
    primary key (sequence_id, version, day)
) with (fillfactor = 50);

create table seller_funnel (
    assignee_type text collate "C" not null,
    assignee      text collate "C" not null,
    sequence_id   text collate "C" not null,
    entered       bigint           not null,
    in_progress   bigint           not null,
    completed     bigint           not null,
    skipped       bigint           not null,
    cancelled     bigint           not null,
    primary key (assignee_type, assignee, sequence_id),
    constraint seller_balance check (entered = in_progress + completed + skipped + cancelled)
) with (fillfactor = 50);
