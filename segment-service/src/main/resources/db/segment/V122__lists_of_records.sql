-- The name as searches compare it. Stored, since folding a hundred thousand names takes longer than the rest of a list.
alter table record add column search_name text generated always as (chassis.search_text(coalesce(name, ''))) stored;

-- The orders of lists. An entry of a tree has a limited length, so the first characters of a name decide.
create index record_by_name on record (record_type, left(search_name, 100), record_id) where not deleted;
create index record_by_change on record (record_type, changed_at, record_id) where not deleted;
create index record_by_owner on record (owner_id, record_type, record_id) where not deleted and owner_type = 'user';

-- Enrollments that are open, as sequences.enrollments has them.
create table open_enrollment (
    enrollment_id text primary key,
    sequence_id   text not null,
    record_type   text not null,
    record_id     text not null
);
create index open_enrollment_of_record on open_enrollment (sequence_id, record_type, record_id);
