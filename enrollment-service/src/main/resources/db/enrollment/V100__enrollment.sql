-- Frozen once released: a change is a new file beside this one.

-- Reference: what the definitions and records topics told.
create table sequence_state (
    sequence_id  text primary key,
    live_version int  not null,
    record_type  text not null,
    name         text not null
);

create table sequence_version (
    sequence_id text  not null,
    version     int   not null,
    graph       jsonb not null,
    primary key (sequence_id, version)
);

create table record (
    key         text    primary key,
    record_type text    not null,
    record_id   text    not null,
    owner_type  text    not null,
    owner_id    text    not null,
    active      boolean not null
);

-- Members whose sequence is not known yet.
create table early_member (
    event_id    text  primary key,
    sequence_id text  not null,
    member      jsonb not null
);
create index early_member_sequence on early_member (sequence_id, event_id);

-- View: enrollments, written with their events.
create table enrollment (
    enrollment_id   text        primary key,
    sequence_id     text        not null,
    version         int         not null,
    record_type     text        not null,
    record_id       text        not null,
    status          text        not null,
    end_reason      text,
    disposition     text,
    source          text        not null,
    segment_id      text,
    assignee_type   text        not null,
    assignee_id     text        not null,
    completed_steps int         not null,
    opened_steps    int         not null,
    step_key        text,
    current_step    jsonb,
    current_due     timestamptz,
    enrolled_at     timestamptz not null,
    ended_at        timestamptz,
    stream_version  bigint      not null
) with (fillfactor = 80);
create index enrollment_sequence on enrollment (sequence_id, enrollment_id);
create index enrollment_record on enrollment ((record_type || ':' || record_id)) where status = 'connected';
create index enrollment_assignee on enrollment (assignee_id, enrollment_id);
