-- Conditions ask for a record's fields when they are reached; nothing of them goes into events.
alter table record add column fields jsonb not null default '{}';

-- Activities that were taken, so that one said twice counts once.
create table activity (
    activity_id text        primary key,
    taken_at    timestamptz not null
);

-- A changed record is looked at only when some version wants it.
alter table sequence_version add column asks_record_for_exit boolean not null default false;
create index sequence_version_asking on sequence_version (asks_record_for_exit) where asks_record_for_exit;

create index enrollment_advanced on enrollment (record_type, record_id, enrolled_at) where source = 'command';
