-- Version of the record on crm.records; null in rows of earlier releases.
alter table record add column version text;

-- Version of the sequence's latest event on the definitions topic; null in rows of earlier releases.
alter table sequence_state add column definition_version text;

-- Members that were not enrolled, with the version of the record that was known. Kept as an answer to why. A member of a closed record
-- waits (outcome is null) until the record is open again or the member leaves its segment.
create table refused_member (
    event_id       text        primary key,
    sequence_id    text        not null,
    record_key     text        not null,
    member         jsonb       not null,
    code           text        not null,
    record_version text,
    refused_at     timestamptz not null,
    outcome        text        check (outcome in ('reopened', 'left'))
);
create index refused_member_waiting on refused_member (record_key) where outcome is null;
