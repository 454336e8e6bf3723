-- Declared record types: the current state of the aggregates of type record-type, read in the transaction of every write of a record.
create table record_type (
    record_type text        primary key,
    declaration jsonb       not null,
    version     bigint      not null,
    changed_by  text        not null,
    changed_at  timestamptz not null
);
